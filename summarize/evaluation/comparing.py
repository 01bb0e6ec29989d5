"""Two scored runs on the same stories -> how they differ, as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarize.errors import InputError
from summarize.evaluation.metrics import METRICS, Metric
from summarize.evaluation.page import HIDDEN_GROUP
from summarize.evaluation.scoreboard import Scores
from summarize.evaluation.statistics import Difference, difference
from summarize.evaluation.table import figures_of, run_title
from summarize.evaluation.tallies import Item, StoryScore

__all__ = ["Change", "changes", "comparison_table", "comparison_text"]


@dataclass(frozen=True)
class Change:
    """A judgement that came out otherwise."""

    item: Item
    """The judgement in the run where it was wrong."""
    group: str
    better: bool
    """Whether it became right."""


def comparison_text(a: Scores, b: Scores, *, most: int) -> str:
    """Return the differences of B from A as Markdown: metrics with interval and p-value, then what changed.

    Raises:
        InputError: The runs are not on the same stories with the same labels.
    """
    _check_same(a, b)
    lines = [f"# {run_title(b)} against {run_title(a)}", ""]
    lines += ["Positive differences: the second run has more. 95 % intervals by a paired bootstrap over stories,"]
    lines += [
        "p by a paired permutation test; of many lines, one in twenty is below 0.05 by chance.",
        "",
    ]
    for group in a.run.groups:
        lines += [f"## {group}", "", *comparison_table(a, b, group), ""]
    found = changes(a, b)
    for better, title in ((True, "Newly right"), (False, "Newly wrong")):
        lines += _listed([change for change in found if change.better is better], title, most)
    return "\n".join(lines).rstrip() + "\n"


def comparison_table(a: Scores, b: Scores, group: str, metrics: Iterable[Metric] = METRICS) -> list[str]:
    """Return the lines of a Markdown table: each metric of both runs, B less A, its interval and p-value."""
    lines = ["| | A | B | B − A | 95 % interval | p |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    first, second = _counters(a, b, group)
    for metric in metrics:
        if metric.detail:
            continue
        gap = difference(metric, first, second)
        if gap.value is not None:
            lines.append(_row(metric, a, b, group, gap))
    return lines


def changes(a: Scores, b: Scores) -> list[Change]:
    """Return every judgement that is right in one run and wrong in the other, stories by id.

    What one of the two could not judge has not changed.
    """
    found = []
    theirs = {story.story_id: story for story in b.stories}
    for story in a.stories:
        other = theirs[story.story_id]
        if story.failed or other.failed:
            continue
        before, after = _by_key(story), _by_key(other)
        for key in sorted(before.keys() | after.keys()):
            was, became = _state(before, key, after), _state(after, key, before)
            if was == "wrong" and became == "right":
                found.append(Change(before[key], story.group, better=True))
            elif was == "right" and became == "wrong":
                found.append(Change(after[key], story.group, better=False))
    return found


def _by_key(story: StoryScore) -> dict[str, Item]:
    return {item.key: item for item in story.items}


def _state(items: Mapping[str, Item], key: str, others: Mapping[str, Item]) -> str:
    if key in items:
        return items[key].state
    return "right" if others[key].extra else "unscored"


def _check_same(a: Scores, b: Scores) -> None:
    if a.hashes == b.hashes:
        return
    unlike = sorted(story for story in a.hashes.keys() | b.hashes.keys() if a.hashes.get(story) != b.hashes.get(story))
    raise InputError(
        f"The runs differ in stories or labels: {', '.join(unlike)}.",
        advice="Compare runs on one collection; `summarize eval rescore` brings old ones to the labels of today.",
    )


def _counters(a: Scores, b: Scores, group: str) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return the counters of the stories of a group that neither run failed, in the same order."""
    theirs = {story.story_id: story for story in b.stories}
    pairs = [(story, theirs[story.story_id]) for story in a.stories if story.group == group]
    both = [(x, y) for x, y in pairs if not x.failed and not y.failed]
    return [x.counters for x, _ in both], [y.counters for _, y in both]


def _row(metric: Metric, a: Scores, b: Scores, group: str, gap: Difference) -> str:
    cells = [figures_of(metric, scores.run.groups[group].metrics[metric.name], interval=False) for scores in (a, b)]
    interval = (
        "–" if gap.low is None or gap.high is None else f"{_signed(metric, gap.low)} to {_signed(metric, gap.high)}"
    )
    p = "–" if gap.p is None else f"{gap.p:.3f}"
    return f"| {metric.title} | {cells[0]} | {cells[1]} | {_signed(metric, gap.value or 0.0)} | {interval} | {p} |"


def _signed(metric: Metric, value: float) -> str:
    return f"{100 * value:+.1f}" if metric.percent else f"{value:+.2f}"


def _listed(found: list[Change], title: str, most: int) -> list[str]:
    shown = [change for change in found if change.group != HIDDEN_GROUP]
    hidden = len(found) - len(shown)
    unlisted = f", {hidden} of them in {HIDDEN_GROUP} stories and not listed" if hidden else ""
    lines = [f"## {title}: {len(found)}{unlisted}", ""]
    for change in shown[:most]:
        item = change.item
        lines.append(f"- {item.key}: labelled {item.expected or 'nothing'}; found {item.found or 'nothing'}")
        lines += [f"  > {words}" for words in item.words]
    if len(shown) > most:
        lines.append(f"- … and {len(shown) - most} more")
    return [*lines, ""]
