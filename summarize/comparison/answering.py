"""What one answer is, the claim that stands for it, and how those who give it are named.

answers = answers_of(claims, time)    # claims whose figures fit each other
face = face_of(answers[0])            # the one to quote
who = named([said_by(topic, c) for c in faces])
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import Chronology
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.rivalry import Topic
from summarize.comparison.sources import is_anonymous, is_named

__all__ = ["answers_of", "face_of", "listed", "named", "said_by", "side_name"]

MOST_NAMES = 3
"""Names in one sentence; the answers hold all of them."""


def answers_of(claims: Sequence[MeasuredClaim], time: Chronology) -> list[list[MeasuredClaim]]:
    """Group claims whose figures all fit each other, exact figures first so that a vague one joins them."""
    groups: list[list[MeasuredClaim]] = []
    for claim in sorted(claims, key=lambda c: (c.figure.qualifier != "exact", _width(c), time.key(c))):
        fitting = [g for g in groups if all(fit(claim.figure, other.figure) for other in g)]
        if fitting:
            min(fitting, key=lambda g: abs(magnitude(g[0].figure) - magnitude(claim.figure))).append(claim)
        else:
            groups.append([claim])
    for group in groups:
        group.sort(key=time.key)
    return sorted(groups, key=lambda g: time.key(g[0]))


def _width(claim: MeasuredClaim) -> float:
    low, high = claim.figure.low, claim.figure.high
    return float("inf") if low is None or high is None else high - low


def said_by(topic: Topic, claim: MeasuredClaim) -> str:
    """Return who gives a figure: its source, or the outlet where it has none."""
    name = claim.claim.asserted_by.name
    return name if is_named(name) else topic.outlet(claim)


def named(names: Sequence[str], *, capital: bool = True) -> str:
    """Return the names in a list that is short enough to read."""
    once = list(dict.fromkeys(names))
    shown = once if len(once) <= MOST_NAMES else [*once[:MOST_NAMES], f"{len(once) - MOST_NAMES} more"]
    return listed(shown, capital=capital)


def listed(names: Sequence[str], *, capital: bool = True) -> str:
    """Return all names as one phrase, by default as a sentence begins with it."""
    shown = [name[:1].upper() + name[1:] if capital and i == 0 else name for i, name in enumerate(names)]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def face_of(answer: Sequence[MeasuredClaim]) -> MeasuredClaim:
    """Return the claim that stands for an answer: attributed, exact, in the running text, latest."""
    return max(
        enumerate(answer),
        key=lambda item: (
            is_named(item[1].claim.asserted_by.name),
            not item[1].lead,
            item[1].figure.qualifier == "exact",
            -item[0],
        ),
    )[1]


def side_name(side: Sequence[MeasuredClaim]) -> str:
    """Return what a side is called most often, hidden sources left out; empty where nobody else is named."""
    names = [c.claim.asserted_by.name for c in side]
    names = [name for name in names if is_named(name) and not is_anonymous(name)]
    return max(set(names), key=lambda n: (names.count(n), len(n), n)) if names else ""
