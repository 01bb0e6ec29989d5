"""Which figures are parts of a total, by arithmetic.

An article that counts "two fighters and three policemen" and elsewhere "five people" has a total and its parts, though no
word says so. A part is no rival of the total, nor of another outlet's total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import magnitude
from summarize.schema import ARTICLE_ITSELF

__all__ = ["mark_parts"]

MOST_PARTS = 3
"""Figures that add up to a total, at most. More are rare in one sentence, and chance sums grow with every one."""
LEAST_TOTAL = 4.0
"""Smallest total: one and two make three in every article."""
NEIGHBOURS = 1
"""Sentences between two parts of one total, at most."""


def mark_parts(claims: Sequence[MeasuredClaim]) -> list[MeasuredClaim]:
    """Return the claims in the same order, those that add up to a total of their own article marked as parts of it."""
    parts: set[str] = set()
    by_article: dict[str, list[MeasuredClaim]] = {}
    for claim in claims:
        if claim.counts_people and claim.measure.event and not claim.measure.background and not claim.elsewhere:
            by_article.setdefault(claim.claim.article_id, []).append(claim)
    for own in by_article.values():
        parts |= _parts_of_totals(own)
    return [replace(c, measure=replace(c.measure, part=True)) if c.claim.id in parts else c for c in claims]


def _parts_of_totals(own: Sequence[MeasuredClaim]) -> set[str]:
    """Return the ids of the claims of one article that add up to another one."""
    found: set[str] = set()
    totals = {(c.measure.event, magnitude(c.figure)) for c in own if magnitude(c.figure) >= LEAST_TOTAL}
    for size in range(2, MOST_PARTS + 1):
        for group in combinations(own, size):
            events = {c.measure.event for c in group}
            if len(events) == 1 and _side_by_side(group):
                total = sum(magnitude(c.figure) for c in group)
                if (group[0].measure.event, total) in totals:
                    found |= {c.claim.id for c in group}
    return found


def _side_by_side(group: Sequence[MeasuredClaim]) -> bool:
    """Say whether the figures stand in one sentence or in the next, in one voice, with no part among them already."""
    orders = [c.order for c in group]
    voices = {c.claim.asserted_by.name for c in group}
    return (
        max(orders) - min(orders) <= NEIGHBOURS
        and len(voices - {ARTICLE_ITSELF}) <= 1
        and not any(c.measure.part or c.measure.replaced for c in group)
    )
