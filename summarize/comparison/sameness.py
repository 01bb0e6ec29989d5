"""Whether two figures answer the same question.

Cheap facets first (dimension, event, class, side, part, window, place): most pairs fall there, with a reason that the
report can print. What is left gets a score from the words around the figures.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, point
from summarize.reading.event_words import SUBSET_CLASSES

__all__ = ["Relation", "Sameness", "Words", "compare_measures"]

Relation = Literal["same", "part", "scope", "different"]
"""same: one question; part: part and whole; scope: same thing in another window or place; different: no relation."""

SAME_FROM = 0.5
"""Score from which two figures count as answers to one question."""

_FIGHTERS = frozenset({"combatant"})
_OVERLAPPING = (
    frozenset({"combatant", "police"}),
    frozenset({"migrant", "traveller"}),
    frozenset({"worker", "traveller"}),
    frozenset({"evacuee", "civilian"}),
    frozenset({"attacker", "combatant"}),
)
"""Classes that outlets use for the same people."""

MAX_RATIO = 50.0
"""Two counts of one event's toll never differ by more: a war's total is not the day's. Moscow and Kyiv differed by 14."""


@dataclass(frozen=True)
class Sameness:
    """How two figures stand to each other."""

    relation: Relation
    score: float
    """0 to 1: how surely they answer one question, for relation "same"."""
    reason: str
    """Why they are not the same, in a few words; empty for "same"."""


class Words:
    """Weights of the words of one story: rare ones say more (inverse document frequency over its sentences)."""

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        bags = list(sentences)
        self._count = Counter(stem for bag in bags for stem in bag)
        self._n = max(1, len(bags))

    def weight(self, stem: str) -> float:
        """Return the weight of `stem`, above 0."""
        return math.log(1 + self._n / (1 + self._count[stem]))

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return the weighted Jaccard overlap of two bags, 0 to 1."""
        union = sum(self.weight(s) for s in a | b)
        return sum(self.weight(s) for s in a & b) / union if union else 0.0


def compare_measures(a: MeasuredClaim, b: MeasuredClaim, words: Words) -> Sameness:
    """Return how the figures of two claims stand to each other."""
    for test in (_dimension, _event, _side, _classes, _scope):
        verdict = test(a, b)
        if verdict is not None:
            return verdict
    score = _score(a, b, words)
    return Sameness("same" if score >= SAME_FROM else "different", score, "" if score >= SAME_FROM else "little in common")


def _dimension(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    if a.dimension != b.dimension:
        return Sameness("different", 0.0, f"{a.dimension} and {b.dimension}")
    return None


def _event(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.event, b.measure.event
    if first == second:
        return None
    if first and second:
        if {first, second} in ({"killed", "casualties"}, {"wounded", "casualties"}):
            return Sameness("part", 0.0, "casualties count the wounded too")
        return Sameness("different", 0.0, f"{first} and {second}")
    return Sameness("different", 0.0, "not the same event") if a.counts_people else None


def _side(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.parties, b.measure.parties
    if first and second and not first & second:
        return Sameness("different", 0.0, f"{min(first)} and {min(second)}")
    return None


def _classes(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.classes, b.measure.classes
    if a.measure.part != b.measure.part and not (first and first == second):
        if first & second:
            return None
        return Sameness("part", 0.0, "one is part of the other")
    if first == second or first & second:
        return None
    if first and second:
        if any(first & pair and second & pair for pair in _OVERLAPPING):
            return None
        if (first | second) & SUBSET_CLASSES:
            return Sameness("part", 0.0, f"{min(first)} and {min(second)}")
        return Sameness("different", 0.0, f"{min(first)} and {min(second)}")
    if (first | second) & SUBSET_CLASSES and a.counts_people:
        return Sameness("part", 0.0, f"{min(first | second)} are part of all")
    return None


def _scope(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    agree = fit(a.figure, b.figure) is not None
    if a.measure.background != b.measure.background and not agree:
        return Sameness("scope", 0.0, "one is about another time")
    if not agree and a.span_of_time != b.span_of_time and a.span_of_time and b.span_of_time:
        return Sameness("scope", 0.0, f"{a.span_of_time} against {b.span_of_time}")
    x, y = abs(point(a.figure)), abs(point(b.figure))
    if not agree and min(x, y) > 0 and max(x, y) / min(x, y) > MAX_RATIO:
        return Sameness("scope", 0.0, "too far apart for one count")
    return None


def _score(a: MeasuredClaim, b: MeasuredClaim, words: Words) -> float:
    """Return how surely two figures that no facet tells apart are answers to one question."""
    overlap = words.overlap(a.stems, b.stems)
    agree = fit(a.figure, b.figure)
    if a.measure.event and a.measure.event == b.measure.event and a.counts_people:
        near = 0.75 if a.claim.article_id != b.claim.article_id else 0.6
        if a.place and b.place and not a.place & b.place and not agree:
            near -= 0.2
        return min(1.0, near + overlap)
    base = 0.15 + 1.6 * overlap
    if a.measure.event and a.measure.event == b.measure.event:
        base += 0.2
    if agree == "equal":
        base += 0.25 if point(a.figure) not in (1.0, 2.0, 3.0) else 0.1
    elif agree:
        base += 0.1
    if a.head and a.head == b.head:
        base += 0.1
    return min(1.0, base)


def clusters(claims: Sequence[MeasuredClaim], words: Words) -> list[list[MeasuredClaim]]:
    """Group claims that answer one question: strongest pairs first, never two that a facet tells apart.

    Blocking by dimension keeps the number of comparisons near linear in practice; within a block it is quadratic.
    """
    blocks: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        blocks.setdefault(claim.dimension, []).append(i)
    barred: set[tuple[int, int]] = set()
    pairs: list[tuple[float, int, int]] = []
    for block in blocks.values():
        for n, i in enumerate(block):
            for j in block[n + 1 :]:
                verdict = compare_measures(claims[i], claims[j], words)
                if verdict.relation == "same":
                    pairs.append((-verdict.score, i, j))
                elif verdict.reason != "little in common":
                    barred.add((i, j))
    parent = {i: {i} for i in range(len(claims))}
    for _, i, j in sorted(pairs):
        first, second = parent[i], parent[j]
        if first is second or any((min(x, y), max(x, y)) in barred for x in first for y in second):
            continue
        merged = first | second
        for k in merged:
            parent[k] = merged
    seen: set[int] = set()
    result = []
    for i in range(len(claims)):
        if i not in seen:
            seen |= parent[i]
            result.append([claims[k] for k in sorted(parent[i])])
    return result
