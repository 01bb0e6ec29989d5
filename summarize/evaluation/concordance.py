"""How far reports on the same stories, made by different models or servers, say the same.

    summarize batch seeds -o runs/here --model smollm2-135m
    summarize batch seeds -o runs/served --model openai:http://127.0.0.1:8000/v1
    python -m summarize.evaluation.concordance runs/here runs/served

Each run is held against the first. What a rule decided is the same in all; the columns about asserters therefore count the
claims alone for which the first run asked its model.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from summarize.batch.store import REPORTS
from summarize.errors import InputError
from summarize.output import answer
from summarize.schema import Claim, Report

__all__ = ["Concordance", "concordance", "concordance_table", "read_reports"]

_HEADER = (
    "| run | stories | claims | same | asked about | same asserter | confidence where same | where not "
    "| questions | same claims | same status |"
)

Key = tuple[str, str, int, int]
"""What makes a claim the same in two reports: story, article and the offsets of its figure, or of its words."""


@dataclass(frozen=True)
class Concordance:
    """How far one run says what another does. Counts, and confidences by the first run's model."""

    stories: int
    claims: int
    """Claims of either run."""
    same_claims: int
    asked: int
    """Claims of both for which the first run asked its model."""
    same_asserters: int
    confidence_same: float | None
    """Median confidence of the first run's model where both name the same asserter; None where there is none."""
    confidence_other: float | None
    """The same where they do not."""
    questions: int
    """Questions of either run, told apart by the claims that answer them."""
    same_questions: int
    same_statuses: int


def concordance(first: Sequence[Report], other: Sequence[Report]) -> Concordance:
    """Return how far two runs on the same articles say the same.

    Raises:
        InputError: if they are on other stories.
    """
    if [(r.story_id, r.articles) for r in first] != [(r.story_id, r.articles) for r in other]:
        raise InputError("The runs are not on the same articles.", advice="Make both from the same stories.")
    mine, theirs = _claims(first), _claims(other)
    both = mine.keys() & theirs.keys()
    asked = [key for key in both if mine[key].confidence is not None]
    same = {key for key in asked if mine[key].asserted_by.name == theirs[key].asserted_by.name}
    confidence = {key: mine[key].confidence or 0.0 for key in asked}
    questions, answered = dict(_questions(first)), dict(_questions(other))
    shared = questions.keys() & answered.keys()
    return Concordance(
        stories=len(first),
        claims=len(mine.keys() | theirs.keys()),
        same_claims=len(both),
        asked=len(asked),
        same_asserters=len(same),
        confidence_same=_median([confidence[key] for key in same]),
        confidence_other=_median([confidence[key] for key in asked if key not in same]),
        questions=len(questions.keys() | answered.keys()),
        same_questions=len(shared),
        same_statuses=sum(questions[key] == answered[key] for key in shared),
    )


def concordance_table(runs: Mapping[str, Sequence[Report]]) -> str:
    """Return a Markdown table that holds each run against the first one.

    Raises:
        InputError: if they are on other stories.
    """
    (_, first), *others = runs.items()
    lines = [_HEADER, "| --- " + "| ---: " * 10 + "|"]
    for name, reports in others:
        found = concordance(first, reports)
        cells = [
            f"{_model(reports)} ({name})",
            str(found.stories),
            str(found.claims),
            _share(found.same_claims, found.claims),
            str(found.asked),
            _share(found.same_asserters, found.asked),
            _decimal(found.confidence_same),
            _decimal(found.confidence_other),
            str(found.questions),
            _share(found.same_questions, found.questions),
            _share(found.same_statuses, found.same_questions),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([f"Against {_model(first)} ({next(iter(runs))}):", "", *lines])


def read_reports(folder: Path) -> list[Report]:
    """Return the reports that a batch wrote into a folder.

    Raises:
        InputError: if there are none, or one is malformed.
    """
    path = folder / REPORTS
    try:
        return [Report.model_validate_json(line) for line in path.read_bytes().splitlines()]
    except (OSError, ValidationError) as error:
        raise InputError(
            f"{path} holds no reports: {error}", advice="Give a folder that `summarize batch` wrote."
        ) from error


def _claims(reports: Sequence[Report]) -> dict[Key, Claim]:
    return {_key(report, claim): claim for report in reports for claim in report.claims}


def _key(report: Report, claim: Claim) -> Key:
    span = claim.figure.span if claim.figure else claim.quote
    return report.story_id, claim.article_id, span.start, span.end


def _questions(reports: Sequence[Report]) -> Iterator[tuple[tuple[str, frozenset[Key]], str]]:
    for report in reports:
        keys = {claim.id: _key(report, claim) for claim in report.claims}
        for question in report.questions:
            answered = frozenset(keys[claim] for part in question.answers for claim in part.claims)
            yield (question.kind, answered), question.status


def _model(reports: Sequence[Report]) -> str:
    return f"{reports[0].run.model} by {reports[0].run.backend}" if reports else "nothing"


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "folders", type=Path, nargs="+", help="folders that `summarize batch` wrote, on the same stories"
    )
    arguments = parser.parse_args()
    answer(concordance_table({str(folder): read_reports(folder) for folder in arguments.folders}))


if __name__ == "__main__":
    main()
