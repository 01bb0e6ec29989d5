"""What two readers made of the same stories, measured before they settled it.

    python -m summarize.evaluation.second_reading eval/cases eval/agreement.json

compares `labels.jsonl` with `labels-second.jsonl` wherever both stand and writes the numbers. They are measured once,
on the labels as they stood before the two were settled: a settlement mends labels, and agreement measured after it
would say how thorough it was. To measure again, check out the labels of the commit that the file names.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.errors import LabelError
from summarize.evaluation.agreement import same_name
from summarize.evaluation.cases import Case, load_case
from summarize.evaluation.labels import FigureLabel, QuestionLabel
from summarize.evaluation.reliability import SECOND_LABELS_FILE, agreement_of, alpha

__all__ = ["AspectRecord", "ReadingRecord", "SecondReading", "StoryRecord", "compare", "read_record", "record_of"]

QUESTION_OVERLAP = 0.5
"""Two questions are the same one if at least this share of their claims together is in both (Jaccard)."""


@dataclass(frozen=True)
class SecondReading:
    """One story as two readers labelled it."""

    first: Case
    second: Case
    figures: tuple[tuple[FigureLabel, FigureLabel], ...]
    """Figures that both labelled, one to one."""
    questions: tuple[tuple[QuestionLabel, QuestionLabel], ...]
    """Questions that both put, one to one."""

    @property
    def f1(self) -> float:
        """Return the share of figures that both labelled, as F1; 1 where neither has any."""
        total = len(self.first.figures) + len(self.second.figures)
        return 2 * len(self.figures) / total if total else 1.0

    def same_question(self) -> list[tuple[str, str]]:
        """Return for every two figures that both labelled whether each reader has a question that holds the two."""
        first, second = (_together(case.questions) for case in (self.first, self.second))
        return [
            (_yes(frozenset((a.id, c.id)) in first), _yes(frozenset((b.id, d.id)) in second))
            for (a, b), (c, d) in combinations(self.figures, 2)
        ]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class AspectRecord(_Record):
    """Agreement on one aspect, over all stories."""

    aspect: str
    judged: int = Field(ge=0)
    """How many things both judged."""
    alike: int = Field(ge=0)
    """How many of them they judged alike."""
    alpha: float | None
    """Krippendorff's alpha for nominal labels; null where it is not defined."""


class StoryRecord(_Record):
    """How many figures of one story each reader labelled."""

    id: str
    first: int
    second: int
    both: int
    f1: float
    labels_sha256: str
    """Digest of the first labels as they were compared."""
    second_sha256: str
    """Digest of the second labels as they were compared."""


class ReadingRecord(_Record):
    """`agreement.json`."""

    commit: str
    """The commit whose labels were compared."""
    stories: tuple[StoryRecord, ...]
    figures_f1: float
    """Share of figures that both labelled, over all stories."""
    aspects: tuple[AspectRecord, ...]


def compare(first: Case, second: Case) -> SecondReading:
    """Return the story with what both readers labelled matched.

    Figures match where a place overlaps; a main place that overlaps goes first, and nothing is looked at that the
    readers could disagree on. Questions match by the claims they share, best first.
    """
    figures = _matched_figures(first.figures, second.figures)
    renamed = {b.id: a.id for a, b in figures}
    for statement in second.statements:
        same = [
            a for a in first.statements if a.article_id == statement.article_id and a.quote.overlaps(statement.quote)
        ]
        free = [a for a in same if a.id not in renamed.values()]
        if free:
            renamed[statement.id] = free[0].id
    return SecondReading(first, second, figures, _matched_questions(first.questions, second.questions, renamed))


def record_of(readings: Sequence[SecondReading], *, commit: str) -> ReadingRecord:
    """Return what the readers agree on over all stories."""
    figures = [pair for reading in readings for pair in reading.figures]
    questions = [pair for reading in readings for pair in reading.questions]
    aspects: dict[str, list[tuple[str, str]]] = {
        "ends": [(f"{a.low} {a.high}", f"{b.low} {b.high}") for a, b in figures],
        "qualifier": [(a.qualifier, b.qualifier) for a, b in figures],
        "unit": [(a.unit, b.unit) for a, b in figures],
        "asserter": [_asserters(a, b, either=False) for a, b in figures],
        "asserter, or an alias": [_asserters(a, b, either=True) for a, b in figures],
        "stance": [(a.stance, b.stance) for a, b in figures],
        "two figures answer one question": [pair for reading in readings for pair in reading.same_question()],
        "status of the question": [(a.status, b.status) for a, b in questions],
    }
    # Chance has no say in F1: these two are over every number of the texts, and over every two figures put together.
    over_all = [
        AspectRecord(aspect=found.aspect, judged=found.units, alike=found.same, alpha=_rounded(found.alpha))
        for found in agreement_of([(reading.first, reading.second) for reading in readings])
        if found.aspect in ("is it a figure", "do two figures conflict")
    ]
    total = sum(len(reading.first.figures) + len(reading.second.figures) for reading in readings)
    return ReadingRecord(
        commit=commit,
        stories=tuple(
            StoryRecord(
                id=reading.first.id,
                first=len(reading.first.figures),
                second=len(reading.second.figures),
                both=len(reading.figures),
                f1=round(reading.f1, 4),
                labels_sha256=reading.first.labels_sha256,
                second_sha256=reading.second.labels_sha256,
            )
            for reading in readings
        ),
        figures_f1=round(2 * len(figures) / total, 4) if total else 1.0,
        aspects=(*over_all, *(_aspect(name, pairs) for name, pairs in aspects.items())),
    )


def read_record(file: Path) -> ReadingRecord:
    """Return the numbers in `file`.

    Raises:
        LabelError: The file cannot be read, or is no such record.
    """
    try:
        return ReadingRecord.model_validate_json(file.read_bytes())
    except OSError as error:
        raise LabelError(f"{file} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise LabelError(f"{file} is no record of a second reading: {error.errors()[0]['msg']}.") from error


def _aspect(name: str, pairs: Sequence[tuple[str, str]]) -> AspectRecord:
    alike = sum(a == b for a, b in pairs)
    return AspectRecord(aspect=name, judged=len(pairs), alike=alike, alpha=_rounded(alpha(pairs)))


def _rounded(found: float | None) -> float | None:
    return None if found is None else round(found, 4)


def _asserters(a: FigureLabel, b: FigureLabel, *, either: bool) -> tuple[str, str]:
    """Return the two asserters as values: one source under one name.

    A source is the same if the names share their content words; with `either`, also if one reader has it as an alias.
    """
    same = _same_source(a.asserter, b.asserter)
    if either:
        same |= any(_same_source(alias, b.asserter) for alias in a.asserter_aliases)
        same |= any(_same_source(a.asserter, alias) for alias in b.asserter_aliases)
    return a.asserter, a.asserter if same else b.asserter


def _same_source(one: str, other: str) -> bool:
    return same_name(one, (), None, other)


def _matched_figures(
    first: Sequence[FigureLabel], second: Sequence[FigureLabel]
) -> tuple[tuple[FigureLabel, FigureLabel], ...]:
    left = list(second)
    pairs: list[tuple[FigureLabel, FigureLabel]] = []
    for main in (True, False):
        taken = {a.id for a, _ in pairs}
        for a in first:
            same = [b for b in left if a.id not in taken and a.article_id == b.article_id and _overlap(a, b, main=main)]
            if same:
                left.remove(same[0])
                pairs.append((a, same[0]))
    return tuple(pairs)


def _overlap(a: FigureLabel, b: FigureLabel, *, main: bool) -> bool:
    if main:
        return a.figure.overlaps(b.figure)
    return any(x.overlaps(y) for x in a.places for y in b.places)


def _matched_questions(
    first: Sequence[QuestionLabel], second: Sequence[QuestionLabel], renamed: Mapping[str, str]
) -> tuple[tuple[QuestionLabel, QuestionLabel], ...]:
    """Pair questions by shared claims, best first; of equals those of one kind, then in the order of the files.

    The status has no say in it, or agreement on the status would be partly made here.
    """
    edges = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            # An id that only the second reader has is marked, so that it is never taken for one of the first reader's.
            claims = {renamed.get(name, f"second {name}") for name in b.claims}
            overlap = len(claims & set(a.claims)) / len(claims | set(a.claims))
            if overlap >= QUESTION_OVERLAP:
                edges.append((-overlap, a.kind != b.kind, i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(edges):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return tuple((first[i], second[j]) for i, j in sorted(pairs.items()))


def _together(questions: Iterable[QuestionLabel]) -> set[frozenset[str]]:
    return {frozenset(pair) for question in questions for pair in combinations(question.claims, 2)}


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _main(cases: Path, file: Path) -> None:
    folders = sorted(path.parent for path in cases.glob(f"*/{SECOND_LABELS_FILE}"))
    readings = [compare(load_case(folder), load_case(folder, labels=SECOND_LABELS_FILE)) for folder in folders]
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=cases, check=True, capture_output=True, text=True)
    record = record_of(readings, commit=head.stdout.strip())
    file.write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
