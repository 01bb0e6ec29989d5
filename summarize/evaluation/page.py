"""Scores -> one self-contained HTML page: table, bars with intervals, and the worst cases with both sides' words."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from summarize.evaluation.metrics import METRICS, STATUSES, Metric, metric
from summarize.evaluation.scoreboard import GroupScore, Line, Scores
from summarize.evaluation.table import cost_line, figures_of, group_title, run_title, system_title
from summarize.evaluation.tallies import Item

__all__ = ["HIDDEN_GROUP", "to_page", "worst_items"]

HIDDEN_GROUP = "test"
"""Stories that are for reporting alone: their errors are counted and never shown, so that nobody tunes to them."""

MOST_SHOWN = 8
"""Cases shown for each aspect; more is scrolling, and scores.json has them all."""

_ASPECTS = {
    "evidence": "Evidence that is not the article's words",
    "false alarm": "False alarms",
    "conflict": "Conflicts not reported",
    "told from conflict": "Updates, compatible figures and other scopes not shown as such",
    "status": "Questions with another status",
    "asserter": "Figures given to somebody else",
    "interval": "Numbers read otherwise",
    "figure": "Figures not found",
    "extra figure": "Figures that are none",
    "omission": "Omissions not reported",
    "key point": "Key points left out",
}
"""Aspects that are shown, gravest first."""


@dataclass(frozen=True)
class Bar:
    """A metric as a bar."""

    metric: Metric
    line: Line
    cell: str


@dataclass(frozen=True)
class Worst:
    """The wrong judgements of one aspect."""

    title: str
    total: int
    items: tuple[Item, ...]


def to_page(scores: Scores) -> str:
    """Return the page. It needs nothing beside itself, and all text in it is escaped."""
    environment = _environment()
    style = environment.get_template("page.css").render().strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    groups = [
        {
            "name": name,
            "title": group_title(scores, name),
            "rows": _rows(scores, name),
            "bars": {
                "Questions, F1 by status": _bars(score, [f"status_{status}_f1" for status in STATUSES]),
                "Figures": _bars(
                    score,
                    [
                        "figure_precision",
                        "figure_recall",
                        "interval",
                        "qualifier",
                        "unit",
                        "measure",
                        "asserter",
                        "stance",
                    ],
                ),
                "Conflicts, omissions, key points": _bars(
                    score,
                    [
                        "conflicts_found",
                        "conflict_precision",
                        "told_from_conflict",
                        "updates_found",
                        "omission_f1",
                        "key_points",
                        "evidence",
                    ],
                ),
            },
        }
        for name, score in scores.run.groups.items()
    ]
    return environment.get_template("page.html.jinja").render(
        title=run_title(scores),
        cost=cost_line(scores),
        scores=scores,
        systems=[system_title(system, scores) for system in scores.systems],
        groups=groups,
        worst=worst_items(scores),
        hidden=HIDDEN_GROUP in scores.run.groups,
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


def worst_items(scores: Scores) -> list[Worst]:
    """Return what is wrong by aspect, gravest first: a few of each, taken from all stories in turn."""
    wrong: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for story in scores.stories:
        if story.group == HIDDEN_GROUP:
            continue
        for item in story.items:
            if item.state == "wrong":
                wrong[item.aspect][story.story_id].append(item)
    found = []
    for aspect, title in _ASPECTS.items():
        stories = list(wrong[aspect].values())
        total = sum(map(len, stories))
        if total:
            found.append(Worst(title, total, tuple(_in_turn(stories)[:MOST_SHOWN])))
    return found


def _in_turn(stories: Sequence[Sequence[Item]]) -> list[Item]:
    longest = max(map(len, stories))
    return [items[turn] for turn in range(longest) for items in stories if turn < len(items)]


def _rows(scores: Scores, group: str) -> list[tuple[str, int, list[str]]]:
    rows = []
    for line in METRICS:
        values = [system.groups[group].metrics[line.name] for system in scores.systems]
        if any(value.value is not None for value in values):
            cells = [figures_of(line, value, interval=number == 0) for number, value in enumerate(values)]
            rows.append((line.title, values[0].n, cells))
    return rows


def _bars(score: GroupScore, names: Sequence[str]) -> list[Bar]:
    bars = []
    for name in names:
        line = score.metrics[name]
        if line.value is not None:
            bars.append(Bar(metric(name), line, figures_of(metric(name), line, interval=True)))
    return bars


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("summarize.evaluation", ""),
        autoescape=lambda name: name is not None and name.endswith(".html.jinja"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
