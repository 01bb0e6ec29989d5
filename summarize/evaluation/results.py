"""Runs kept for the record: their scores without anybody's words, and the tables made of them.

EVAL/results/<stories>-<system>.json    one kept run
EVAL/RESULTS.md                         every metric of every kept run, how each was run, paired comparisons
README.md                               the same in short, between two marks

The tables are made from the kept runs alone and come out the same byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from summarize.errors import InputError
from summarize.evaluation.comparing import comparison_table
from summarize.evaluation.metrics import METRICS, metric
from summarize.evaluation.scoreboard import GroupScore, Scores
from summarize.evaluation.table import figures_of, run_title, system_title

__all__ = ["BEGIN", "END", "kept", "kept_name", "read_results", "results_text", "short_text", "with_results"]

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"

GROUPS = {
    "test": "Our own test stories",
    "real-stories": "Real events",
    "seeds": "The founding articles",
}
"""Groups that the tables have, in this order, and their names for readers. The other split was looked at while developing."""

_OTHERS = {
    "figure_recall": "figures found",
    "asserter": "asserter right",
    "figure_asserter_recall": "found, asserter right",
    "conflicts_found": "conflicts found",
    "told_from_conflict": "told from conflict",
    "false_alarm_labels": "traps sprung",
    "omission_recall": "omissions found",
    "evidence": "evidence exact",
}
SHORT = {
    "test": {
        "figure_recall": "figures found",
        "interval": "interval right",
        "asserter": "asserter right",
        "figure_asserter_f1": "F1, asserter right",
        "conflict_f1": "conflicts, F1",
        "told_from_conflict": "told from conflict",
        "false_alarms": "false alarms a story",
        "key_points": "key points",
        "evidence": "evidence exact",
    },
    "real-stories": _OTHERS,
    "seeds": _OTHERS,
}
"""Metrics of the short tables, and their headings."""


@dataclass(frozen=True)
class _Row:
    """One system on one group of stories."""

    title: str
    score: GroupScore
    scores: Scores
    """The kept run that it comes from."""
    trivial: bool
    """Whether it is a baseline that costs nothing."""


def kept(scores: Scores) -> Scores:
    """Return the scores without judgements, which quote articles, and without the path of the stories on this machine.

    Baselines stay where no model ran.
    """
    collection = scores.collection.model_copy(update={"folder": Path(scores.collection.folder).name})
    systems = scores.systems if scores.record.model == "none" else scores.systems[:1]
    stories = tuple(story.model_copy(update={"items": ()}) for story in scores.stories)
    return scores.model_copy(update={"collection": collection, "systems": systems, "stories": stories})


def kept_name(scores: Scores) -> str:
    """Return the file name of a kept run: a later run of the same system on the same stories takes its place."""
    collection = scores.collection
    stories = collection.split if collection.kind == "cases" else collection.kind
    system = re.sub(r"[^a-z0-9.]+", "-", run_title(scores).lower()).strip("-")
    return f"{stories}-{system}.json"


def read_results(folder: Path) -> list[Scores]:
    """Return the kept runs of `folder`: the simplest system first.

    Raises:
        InputError: One of them is damaged, or they are on other stories or labels.
    """
    results = []
    for path in sorted(folder.glob("*.json")):
        try:
            results.append(Scores.model_validate_json(path.read_bytes()))
        except ValidationError as error:
            advice = "Make it again with `summarize eval results RUN`, or remove it."
            raise InputError(f"{path} is damaged or of another version.", advice=advice) from error
    _check_alike(results)
    return sorted(results, key=_rank)


def results_text(results: Sequence[Scores]) -> str:
    """Return RESULTS.md."""
    parts = [
        "# Results",
        "",
        "Written by `summarize eval results`; what each line means stands in [README.md](README.md). Per cent, with 95 %",
        "intervals by bootstrap over stories, unless it is a count.",
        "",
    ]
    for group, title in GROUPS.items():
        rows = _rows(results, group)
        if rows:
            parts += [f"## {title} (`{group}`)", "", *_full_table(rows), ""]
    parts += ["## How each was run", "", *_how(results), ""]
    parts += _comparisons(results)
    return "\n".join(parts).rstrip() + "\n"


def short_text(results: Sequence[Scores]) -> str:
    """Return the short tables: a row a system."""
    parts: list[str] = []
    for group, title in GROUPS.items():
        rows = _rows(results, group)
        if not rows:
            continue
        metrics = [metric(name) for name in SHORT[group]]
        size = rows[0].score.stories + rows[0].score.failed
        head = f"{title}, {size} {'story' if size == 1 else 'stories'}"
        parts += [f"| {head} | " + " | ".join(SHORT[group].values()) + " |", "| --- |" + " ---: |" * len(metrics)]
        for row in rows:
            cells = [figures_of(m, row.score.metrics[m.name], interval=False) for m in metrics]
            parts.append(f"| {row.title} | " + " | ".join(cells) + " |")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def with_results(text: str, short: str) -> str:
    """Return `text` with the short tables between its marks.

    Raises:
        InputError: The marks are not there.
    """
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(END) < text.index(BEGIN):
        raise InputError(
            f"The README has no place for the results: {BEGIN} … {END}.", advice="Put the two marks where they belong."
        )
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{short}{END}{rest.split(END)[1]}"


def _check_alike(results: Iterable[Scores]) -> None:
    known: dict[str, tuple[str, str]] = {}
    for scores in results:
        unlike = sorted(
            story for story, digests in scores.hashes.items() if known.setdefault(story, digests) != digests
        )
        if unlike:
            raise InputError(
                f"Kept results differ in stories or labels: {', '.join(unlike)}.",
                advice="Make them again: `summarize eval rescore RUN`, then `summarize eval results RUN`.",
            )


def _rank(scores: Scores) -> tuple[int, str, bool, bool, str]:
    record = scores.record
    order = 1 if scores.made_by == "ask for JSON" else 2 if record.model == "none" else 3
    return order, record.model, record.adapter_sha256 is not None, not scores.calibrated, kept_name(scores)


def _rows(results: Sequence[Scores], group: str) -> list[_Row]:
    rows: dict[str, _Row] = {}
    for scores in results:
        for number, system in enumerate(scores.systems):
            title = system_title(system, scores)
            if group in system.groups:
                rows.setdefault(title, _Row(title, system.groups[group], scores, trivial=number > 0))
    return sorted(rows.values(), key=lambda row: not row.trivial)


def _full_table(rows: Sequence[_Row]) -> list[str]:
    lines = ["| | n | " + " | ".join(row.title for row in rows) + " |", "| --- | ---: |" + " ---: |" * len(rows)]
    for line in METRICS:
        values = [row.score.metrics[line.name] for row in rows]
        if any(value.value is not None for value in values):
            cells = [figures_of(line, v, interval=not r.trivial) for v, r in zip(values, rows, strict=True)]
            lines.append(f"| {line.title} | {max(v.n for v in values):,} | " + " | ".join(cells) + " |")
    for title, name in (("Stories failed", "failed"), ("Failures in reports", "failures")):
        cells = [str(getattr(row.score, name)) for row in rows]
        lines.append(f"| {title} | | " + " | ".join(cells) + " |")
    return lines


def _how(results: Sequence[Scores]) -> list[str]:
    lines = [
        "| system | stories | seconds | questions | texts at a time | commit | model sha256 | adapter sha256 |",
        "| --- | --- | ---: | ---: | ---: | --- | --- | --- |",
    ]
    for scores in results:
        usage = scores.usage
        cells = [
            run_title(scores),
            ", ".join(scores.run.groups),
            f"{usage.seconds:,.0f}",
            "–" if usage.questions is None else f"{usage.questions:,}",
            str(scores.together or "–"),
            *(f"`{digest[:12]}`" if digest else "–" for digest in _digests(scores)),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _digests(scores: Scores) -> tuple[str | None, ...]:
    record = scores.record
    return record.commit, record.model_sha256, record.adapter_sha256


def _comparisons(results: Sequence[Scores]) -> list[str]:
    """Return how each run with our adapter stands to every other, on the stories of both: two of ours once, by the first."""
    ours = [place for place, scores in enumerate(results) if _is_ours(scores)]
    lines: list[str] = []
    for place in ours:
        mine = results[place]
        for at, other in enumerate(results):
            if (at in ours and at <= place) or other.hashes != mine.hashes:
                continue
            for group in mine.run.groups:
                if group in GROUPS:
                    lines += [f"## {run_title(mine)} against {run_title(other)}: {GROUPS[group]}", ""]
                    lines += [*comparison_table(other, mine, group, map(metric, SHORT[group])), ""]
    return lines


def _is_ours(scores: Scores) -> bool:
    """Say whether the pipeline made the reports as it is meant to run: with our adapter, and its word weighed."""
    return scores.record.adapter_sha256 is not None and scores.made_by == "pipeline" and scores.calibrated
