"""Scores of marked stories -> text: all stories together, one by one, and the misses by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from summarize.errors import InputError
from summarize.evaluation.marked_scoring import MARKED_METRICS
from summarize.evaluation.metrics import Metric
from summarize.evaluation.statistics import estimate
from summarize.evaluation.tallies import Item, StoryScore

__all__ = ["HELD_OUT", "check_may_list", "marked_table", "misses_by_cause"]

HELD_OUT = "held_out"
"""Name of the folder whose stories are only ever measured."""

_COLUMNS = {
    "figure_recall": "found",
    "interval": "interval",
    "figure_precision": "marked",
    "asserter": "asserter",
    "same_precision": "pairs P",
    "same_recall": "pairs R",
    "same_f1": "pairs F1",
    "conflicts_found": "conflicts",
    "conflict_precision": "conflict P",
    "updates_found": "updates",
    "told_from_conflict": "no conflict",
    "denials_told": "denials",
    "denials_right": "denial P",
    "differences_told": "differ",
    "differences_right": "differ P",
    "changes_told": "changes",
}


def check_may_list(folder: Path) -> None:
    """Raise InputError if the errors of the stories in `folder` must not be read."""
    if HELD_OUT in folder.resolve().parts:
        raise InputError(
            f"{folder} is held out: its stories measure rules that were made without them, so its misses are not listed.",
            advice="Leave --worst off, or look at the misses of eval/practice.",
        )


def marked_table(scores: Sequence[StoryScore]) -> str:
    """Return two Markdown tables: each metric over all stories with its interval, and the metrics of each story."""
    scored = [score.counters for score in scores if not score.failed]
    lines = ["| | n | value | 95 % interval |", "| --- | ---: | ---: | ---: |"]
    for metric in MARKED_METRICS:
        found = estimate(metric, scored)
        ends = "–" if found.low is None or found.high is None else f"{_percent(found.low)}–{_percent(found.high)}"
        lines.append(f"| {metric.title} | {found.n:,} | {_percent(found.value)} | {ends} |")
    lines += ["", _row("story", _COLUMNS.values()), "| --- |" + " ---: |" * len(_COLUMNS)]
    shown = [metric for metric in MARKED_METRICS if metric.name in _COLUMNS]
    lines += [_row(score.story_id, (_cell(metric, score) for metric in shown)) for score in scores]
    lines += ["", f"{len(scored)} stories scored, {len(scores) - len(scored)} failed."]
    lines += [f"{score.story_id} failed: {score.failed}" for score in scores if score.failed]
    return "\n".join(lines) + "\n"


def misses_by_cause(scores: Sequence[StoryScore], most: int) -> str:
    """Return what is wrong, most frequent cause first, with the words of `most` of each cause."""
    causes: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for score in scores:
        for item in score.items:
            if item.state == "wrong":
                causes[item.aspect].append((score.story_id, item))
    lines = []
    for cause, found in sorted(causes.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        lines += [f"## {cause}: {len(found)}", ""]
        for story, item in found[:most]:
            lines.append(f"- {story}: labelled {item.expected or 'nothing'}; found {item.found or 'nothing'}")
            lines += [f"  > {words}" for words in item.words]
        if len(found) > most:
            lines.append(f"- … and {len(found) - most} more")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n" if lines else "Nothing is wrong.\n"


def _row(first: str, cells: Iterable[str]) -> str:
    return f"| {first} | " + " | ".join(cells) + " |"


def _cell(metric: Metric, score: StoryScore) -> str:
    return "–" if score.failed else _percent(estimate(metric, [score.counters], resamples=1).value)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
