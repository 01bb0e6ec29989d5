"""A report against what a story's accounts differ on beyond figures. The rules are in eval/README.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from summarize.evaluation.labels import CONFLICTS
from summarize.evaluation.marked import Difference, End
from summarize.evaluation.marked_matching import states
from summarize.evaluation.metrics import Metric, share
from summarize.evaluation.tallies import Tally
from summarize.schema import UNSETTLED, Claim, Question, Report

__all__ = ["DIFFERENCE_METRICS", "score_differences"]

DIFFERENCE_METRICS: tuple[Metric, ...] = (
    share("differences_told", "Differences beyond figures told", "difference.right", "difference.gold"),
    share("differences_right", "Differences told that are one", "difference.found_right", "difference.found"),
    share("changes_told", "Changes beyond figures told as updates", "change.right", "change.gold"),
    share("changes_right", "Changes told that are one", "change.found_right", "change.found"),
    share("framings_left", "Other words for one thing: no conflict", "framing.right", "framing.gold"),
)
_TRUE = frozenset({"conflict", "open"})


def score_differences(tally: Tally, report: Report, labelled: Sequence[Difference], *, listed: bool) -> None:
    """Score what the labels say that accounts differ on, and what the report says so.

    Args:
        tally: the story's.
        report: the report.
        labelled: all that accounts of the story differ on beyond figures.
        listed: whether each miss is noted with its words; those of stories that only measure are counted.
    """
    names = [f"{what}.{n}" for what in ("difference", "change") for n in ("gold", "right", "found", "found_right")]
    tally.start(*names, "framing.gold", "framing.right")
    told = list(_told(report))
    for number, label in enumerate(labelled, start=1):
        conflict = any(q.status in CONFLICTS and _is_of(label, sides) for q, sides in told)
        change = any(q.status == "updated" and _is_of(label, sides) for q, sides in told)
        what, right = (
            ("difference", conflict)
            if label.kind in _TRUE
            else ("change", change and not conflict)
            if label.kind == "update"
            else ("framing", not conflict)
        )
        tally.add(f"{what}.gold")
        tally.add(f"{what}.right", right)
        if listed:
            cause = f"{label.kind} {'called a conflict' if conflict else 'not told'}: {label.about}"
            found = "a conflict" if conflict else "an update" if change else "nothing"
            words = [_shown(label.a[0]), _shown(label.b[0])]
            tally.judge(cause, f"difference {number}", right, expected=label.why, found=found, words=words)
    for question, sides in told:
        wanted = _TRUE if question.status in CONFLICTS else frozenset({"update"})
        right = any(label.kind in wanted and _is_of(label, sides) for label in labelled)
        what = "difference" if question.status in CONFLICTS else "change"
        tally.add(f"{what}.found")
        tally.add(f"{what}.found_right", right)
        if listed:
            words = [f"{c.article_id}: {' '.join(c.quote.text.split())}" for side in sides for c in side[:1]]
            cause = f"told and not labelled: {question.kind}"
            tally.judge(cause, question.id, right, expected="", found=question.text, words=words, extra=True)


def _told(report: Report) -> Iterator[tuple[Question, list[list[Claim]]]]:
    """Yield the questions beyond figures that tell of a conflict or a change, each with the claims of its answers."""
    claims = {claim.id: claim for claim in report.claims}
    for question in report.questions:
        if question.kind != "figure" and question.status in UNSETTLED:
            yield question, [[claims[c] for c in answer.claims if c in claims] for answer in question.answers]


def _is_of(label: Difference, sides: Sequence[Sequence[Claim]]) -> bool:
    """Say whether two of the sides hold, one a sentence of either account."""
    return any(
        (_holds(one, label.a) and _holds(other, label.b)) or (_holds(one, label.b) and _holds(other, label.a))
        for one, other in combinations(sides, 2)
    )


def _holds(side: Iterable[Claim], ends: Sequence[End]) -> bool:
    return any(states(claim, end) for claim in side for end in ends)


def _shown(end: End) -> str:
    return f"{end.article_id}: {end.span.text}…"
