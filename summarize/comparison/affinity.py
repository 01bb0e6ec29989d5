"""How like two figures look by rule, where nothing tells them apart: one of the facets that `likeness` weighs."""

from __future__ import annotations

import math
from typing import NamedTuple

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, is_telling, magnitude

__all__ = ["FEW", "NO_AFFINITY", "READING_RATIO", "Affinity", "affinity", "echoes"]

ONE_EVENT, ONE_EVENT_ONE_ARTICLE = 0.75, 0.6
"""People whom one event befell: outlets count them once a story, one article sometimes twice."""
ECHO = 0.9
"""A bare figure and the one before it whose measure it takes over."""
ONE_CLASS = 0.55
"""People of one class and noun, without an event."""
ONE_NOUN = 0.5
"""Things of one noun to which one thing happened, or the only count of that noun in each of two articles."""
READING, READING_RATIO = 0.35, 1.5
"""Two measures of one unit that are at most so far apart can be readings of one thing (a river at noon and at six)."""
FEW = (1.0, 2.0, 3.0)
"""Numbers that say little for one thing by being the same."""


class Affinity(NamedTuple):
    """How like two figures look, by how far the words of their sentences overlap: a straight line, up to a most."""

    base: float
    """Where their sentences share no word."""
    slope: float = 0.0
    """What an overlap of 1 adds."""
    most: float = 1.0


NO_AFFINITY = Affinity(0.0)


def affinity(a: MeasuredClaim, b: MeasuredClaim, *, eventless: bool) -> Affinity:
    """Return how like the two look; from 0.5 the rules would take them for answers to one question.

    `eventless` says that neither names an event.
    """
    if echoes(a, b) or echoes(b, a):
        return Affinity(ECHO)
    agree = fit(a.figure, b.figure)
    apart = a.claim.article_id != b.claim.article_id
    one_event = a.measure.event is not None and a.measure.event == b.measure.event
    one_head = bool(a.head) and a.head == b.head
    if one_event and a.counts_people:
        if a.elsewhere and b.elsewhere and not a.places & b.places and not agree:
            return NO_AFFINITY
        return Affinity(ONE_EVENT if apart else ONE_EVENT_ONE_ARTICLE, 1.0)
    if a.counts_people and a.measure.classes and a.measure.classes == b.measure.classes and one_head:
        return Affinity(ONE_CLASS, 1.0)
    if not a.counts_people and one_event and one_head:
        return Affinity(ONE_NOUN, 0.6)
    if apart and one_head and a.sole and b.sole and (eventless or one_event):
        return Affinity(ONE_NOUN, 1.0)
    if a.attribute and b.attribute:
        if a.attribute == b.attribute and (apart or agree):
            return Affinity(ONE_NOUN, 1.0)
        both_qualified = " " in a.attribute and " " in b.attribute and a.attribute != b.attribute
        if agree is None and (both_qualified or a.attribute.split()[-1] != b.attribute.split()[-1]):
            return NO_AFFINITY
    if agree is None:
        if not apart and a.order == b.order and eventless:
            return NO_AFFINITY
        if (
            a.kind == "measure"
            and apart
            and a.sole
            and b.sole
            and _near(a, b)
            and "second" not in a.dimension.split()[:1]
        ):
            return Affinity(ONE_NOUN, 1.0)
        if a.kind == "measure" and apart:
            return Affinity(READING, 0.8) if _near(a, b) else Affinity(0.0, 1.5)
        if eventless or (a.dimension == "things" and not apart):
            return Affinity(0.0, 1.2, math.inf)
    base = 0.15
    if one_event:
        base += 0.2
    if agree == "equal":
        base += 0.25 if magnitude(a.figure) not in FEW else 0.1
    elif agree:
        base += 0.1
    if agree and apart and a.kind != "quantity" and (is_telling(a.figure) or a.figure.unit != b.figure.unit):
        base += 0.3
    if one_head:
        base += 0.1
    return Affinity(base, 1.6)


def echoes(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether `a` names nothing that it counts and takes it from `b`."""
    if a.claim.article_id != b.claim.article_id or a.measure.echoes is None:
        return False
    return a.measure.echoes in [span.start for span in (b.figure.span, *b.claim.also)]


def _near(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    x, y = abs(magnitude(a.figure)), abs(magnitude(b.figure))
    return min(x, y) > 0 and max(x, y) / min(x, y) <= READING_RATIO
