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

import numpy as np

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import says_moved
from summarize.comparison.intervals import fit, magnitude
from summarize.reading.event_words import EVENT_LABELS, SUBSET_CLASSES

__all__ = ["Relation", "Sameness", "Words", "clusters", "compare_measures", "known_event"]

Relation = Literal["same", "part", "scope", "different"]
"""same: one question; part: part and whole; scope: same thing in another window or place; different: no relation."""

SAME_FROM = 0.5
"""Score from which two figures count as answers to one question."""

_OVERLAPPING = (
    frozenset({"combatant", "police"}),
    frozenset({"migrant", "traveller"}),
    frozenset({"worker", "traveller"}),
    frozenset({"evacuee", "civilian"}),
    frozenset({"attacker", "combatant"}),
)
"""Classes that outlets use for the same people."""

JOIN_FROM = 0.2
"""Mean weight from which two groups of figures are one question."""

OTHER_SIDE, OTHER_THING, OTHER_SCOPE = -6.0, -2.0, -0.6
"""What a facet that tells two figures apart counts against joining their groups: sides are read most surely, scope least."""

NONE_SHARED = 2
"""Content words that "no deaths …" must share with a count's sentence to be answered by it."""

TELLING_FROM = 100.0
"""A figure from here up that two articles share is hardly a coincidence."""

_CLASS_NAMES = {
    "child": "children",
    "woman": "women",
    "police": "police",
    "family": "families",
    "elderly": "the elderly",
}
"""Plurals that take more than an s."""

MAX_RATIO = 50.0
"""Two counts of one event's toll never differ by more: a war's total is not the day's. Moscow and Kyiv differed by 14."""


@dataclass(frozen=True)
class Sameness:
    """How two figures stand to each other."""

    relation: Relation
    score: float
    """What the pair counts for joining their groups: up to 1 for "same", 0 or less for the rest."""
    reason: str
    """Why they are not the same, in a few words; empty for "same"."""


class Words:
    """Weights of the words of one story: rare ones say more (inverse document frequency over its sentences)."""

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        bags = list(sentences)
        self._count = Counter(stem for bag in bags for stem in bag)
        n = max(1, len(bags))
        self._weight = {stem: math.log(1 + n / (1 + count)) for stem, count in self._count.items()}
        self._unseen = math.log(1 + n)

    def weight(self, stem: str) -> float:
        """Return the weight of `stem`, above 0."""
        return self._weight.get(stem, self._unseen)

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return the weighted Jaccard overlap of two bags, 0 to 1."""
        union = sum(self.weight(s) for s in a | b)
        return sum(self.weight(s) for s in a & b) / union if union else 0.0


def compare_measures(a: MeasuredClaim, b: MeasuredClaim, words: Words) -> Sameness:
    """Return how the figures of two claims stand to each other."""
    for test in (_dimension, _event, _thing, _listed, _side, _classes, _scope):
        verdict = test(a, b)
        if verdict is not None:
            return verdict
    score = _score(a, b, words)
    return Sameness("same", score, "") if score >= SAME_FROM else Sameness("different", 0.0, "little in common")


def _dimension(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    if a.dimension != b.dimension:
        return Sameness("different", OTHER_THING, f"{a.dimension} and {b.dimension}")
    return None


def _event(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = known_event(a), known_event(b)
    if first == second:
        return None
    if first and second:
        if {first, second} in ({"killed", "casualties"}, {"wounded", "casualties"}):
            return Sameness("part", OTHER_THING, "casualties count the wounded too")
        return Sameness("different", OTHER_THING, f"{first} and {second}")
    return Sameness("different", OTHER_THING, "not the same event") if a.counts_people else None


def known_event(claim: MeasuredClaim) -> str | None:
    """Return the claim's event if it is one of the groups; a verb outside them tells too little to part two figures."""
    return claim.measure.event if claim.measure.event in EVENT_LABELS else None


def _thing(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    """Tell apart counts of different things.

    One article never counts one thing by two nouns, and two outlets that do must at least agree on the figure.
    """
    if a.dimension != "things":
        return None
    if a.head == b.head:
        if a.kinds == b.kinds or fit(a.figure, b.figure):
            return None
        return Sameness("scope", OTHER_SCOPE, "not quite the same thing")
    if a.claim.article_id == b.claim.article_id or fit(a.figure, b.figure) != "equal":
        return Sameness("different", OTHER_THING, "different things")
    return None


def _listed(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    """Tell apart figures that one article sets side by side: in one sentence on one word, or one on top of the other."""
    if a.claim.article_id != b.claim.article_id or fit(a.figure, b.figure):
        return None
    first, second = (a, b) if a.figure.span.start <= b.figure.span.start else (b, a)
    if second.measure.added:
        return Sameness("different", OTHER_THING, "one comes on top of the other")
    if (
        a.order == b.order
        and a.claim.asserted_by.name == b.claim.asserted_by.name
        and not says_moved(first.claim.quote.text)
    ):
        return Sameness("different", OTHER_THING, "counted side by side")
    if a.measure.local != b.measure.local and magnitude((a if a.measure.local else b).figure) < magnitude(
        (b if a.measure.local else a).figure
    ):
        return Sameness("part", OTHER_THING, "one counts a single place")
    return None


def _side(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.parties, b.measure.parties
    if first and second and not first & second:
        return Sameness("different", OTHER_SIDE, f"{min(first)} and {min(second)}")
    return None


def _classes(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.classes, b.measure.classes
    if a.measure.part != b.measure.part and not (first and first == second):
        part, whole = (a, b) if a.measure.part else (b, a)
        verdict = None if first & second else _part_of(part, whole, "one is part of the other")
        if verdict is not None:
            return verdict
    if first == second or first & second:
        return None
    if first and second:
        if any(first & pair and second & pair for pair in _OVERLAPPING):
            return None
        named = " and ".join(sorted(_CLASS_NAMES.get(c, f"{c}s") for c in (min(first), min(second))))
        if (first | second) & SUBSET_CLASSES:
            return Sameness("part", OTHER_THING, f"{named} are counted apart")
        return Sameness("different", OTHER_THING, named)
    if (first | second) & SUBSET_CLASSES and a.counts_people:
        part, whole = (a, b) if first else (b, a)
        name = min(first | second)
        return _part_of(part, whole, f"{_CLASS_NAMES.get(name, f'{name}s')} are a part of all")
    return None


def _part_of(part: MeasuredClaim, whole: MeasuredClaim, reason: str) -> Sameness | None:
    """Return that one is part of the other, unless it is the larger: then they are rivals."""
    if magnitude(part.figure) > magnitude(whole.figure) and fit(part.figure, whole.figure) is None:
        return None
    return Sameness("part", OTHER_THING, reason)


def _scope(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    if fit(a.figure, b.figure) is not None:
        return None
    spans = {a.span_of_time, b.span_of_time}
    if len(spans) == 2 and (None not in spans or "a day or so" in spans):
        named = sorted(s for s in spans if s)
        reason = f"one counts {named[0]}, the other {named[1]}" if len(named) == 2 else f"one counts only {named[0]}"
        return Sameness("scope", OTHER_SCOPE, reason)
    if a.measure.projected != b.measure.projected:
        return Sameness("scope", OTHER_THING, "one is a forecast")
    if a.elsewhere != b.elsewhere:
        return Sameness("scope", OTHER_SCOPE, "one is about another place or day")
    if a.measure.background != b.measure.background:
        return Sameness("scope", OTHER_SCOPE, "one is about another time")
    x, y = abs(magnitude(a.figure)), abs(magnitude(b.figure))
    if min(x, y) > 0 and max(x, y) / min(x, y) > MAX_RATIO:
        return Sameness("scope", OTHER_SCOPE, "too far apart for one count")
    return None


def _score(a: MeasuredClaim, b: MeasuredClaim, words: Words) -> float:
    """Return how surely two figures that no facet tells apart are answers to one question."""
    overlap = words.overlap(a.stems, b.stems)
    agree = fit(a.figure, b.figure)
    if a.measure.event and a.measure.event == b.measure.event and a.counts_people:
        near = 0.75 if a.claim.article_id != b.claim.article_id else 0.6
        if a.elsewhere and b.elsewhere and not a.places & b.places and not agree:
            return 0.0
        return min(1.0, near + overlap)
    if a.counts_people and a.measure.classes and a.measure.classes == b.measure.classes and a.head == b.head:
        return min(1.0, 0.55 + overlap)
    if not a.counts_people and a.measure.event and a.measure.event == b.measure.event and a.head and a.head == b.head:
        return min(1.0, 0.5 + 0.6 * overlap)
    if not agree and (known_event(a) is None or (a.dimension == "things" and a.claim.article_id == b.claim.article_id)):
        return (1.5 if a.kind == "measure" and a.claim.article_id != b.claim.article_id else 1.2) * overlap
    base = 0.15 + 1.6 * overlap
    if a.measure.event and a.measure.event == b.measure.event:
        base += 0.2
    if agree == "equal":
        base += 0.25 if magnitude(a.figure) not in (1.0, 2.0, 3.0) else 0.1
    elif agree:
        base += 0.1
    if a.head and a.head == b.head:
        base += 0.1
    return min(1.0, base)


def clusters(claims: Sequence[MeasuredClaim], words: Words) -> list[list[MeasuredClaim]]:
    """Group claims that answer one question, by average linkage.

    Blocking by dimension, and for people by event, keeps unlike figures from being compared at all. Inside a block, two groups
    are joined while the mean of their pairs' weights is above `JOIN_FROM`: a few doubtful pairs do not keep a question apart,
    and one likely pair does not chain two questions together.
    """
    blocks: dict[tuple[str, str | None], list[MeasuredClaim]] = {}
    for claim in claims:
        blocks.setdefault((claim.dimension, known_event(claim) if claim.counts_people else None), []).append(claim)
    groups = []
    for block in blocks.values():
        counted = [c for c in block if not _is_none(c)]
        groups += _answered(_linked(counted, words), [c for c in block if _is_none(c)], words)
    return _adopted(groups, words)


def _is_none(claim: MeasuredClaim) -> bool:
    """Say whether the claim is that there were none."""
    return claim.figure.low == claim.figure.high == 0


def _answered(
    groups: list[list[MeasuredClaim]], nones: Sequence[MeasuredClaim], words: Words
) -> list[list[MeasuredClaim]]:
    """Let each "none" join the group that tells of the same thing in the likest words, or make one of its own.

    "No deaths from the hospital strike" names no number that could tell which count it answers; its other words must, and
    what its own article tells of comes first.
    """
    for none in nones:
        homes = [
            (none.claim.article_id == c.claim.article_id, words.overlap(none.stems, c.stems), -n)
            for n, group in enumerate(groups)
            for c in group
            if len(none.stems & c.stems) >= NONE_SHARED and compare_measures(none, c, words).score > 0
        ]
        if homes:
            groups[-max(homes)[2]].append(none)
        else:
            groups.append([none])
    return groups


def _adopted(groups: list[list[MeasuredClaim]], words: Words) -> list[list[MeasuredClaim]]:
    """Let claims whose words leave open what they count join the group of another article that has their very figure.

    "The police saw 45,000" names neither event nor marchers; that another outlet has 45,000 marchers tells. Small and
    round numbers tell nothing: they are everywhere.
    """
    kept = [g for g in groups if not all(_is_open(c) for c in g)]
    for group in groups:
        if not all(_is_open(c) for c in group):
            continue
        left = []
        for claim in group:
            homes = [g for g in kept if any(_telling(claim, other) for other in g)]
            if homes:
                max(homes, key=lambda g: max(words.overlap(claim.stems, other.stems) for other in g)).append(claim)
            else:
                left.append(claim)
        if left:
            kept.append(left)
    return kept


def _is_open(claim: MeasuredClaim) -> bool:
    """Say whether the claim's words leave open what it counts."""
    return claim.kind == "quantity" and known_event(claim) is None and not claim.measure.part


def _telling(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    x = magnitude(a.figure)
    if (
        a.claim.article_id == b.claim.article_id
        or a.kind != b.kind
        or x < TELLING_FROM
        or fit(a.figure, b.figure) is None
    ):
        return False
    if abs(x - magnitude(b.figure)) > 0.001 * x:
        return False
    differ = a.measure.parties and b.measure.parties and not a.measure.parties & b.measure.parties
    things = a.head and b.head and a.dimension == b.dimension == "things" and a.head != b.head
    return not differ and not things


def _linked(claims: Sequence[MeasuredClaim], words: Words) -> list[list[MeasuredClaim]]:
    """Return the groups of one block: quadratic in memory and in comparisons, one pass over the matrix a join."""
    n = len(claims)
    total = np.full((n, n), -np.inf)
    for i in range(n):
        for j in range(i + 1, n):
            total[i, j] = compare_measures(claims[i], claims[j], words).score
    groups = [[i] for i in range(n)]
    size = np.ones(n)
    while n > 1:
        mean = total / np.outer(size, size)
        a, b = divmod(int(mean.argmax()), n)
        if not mean[a, b] > JOIN_FROM:
            break
        groups[a] += groups[b]
        groups[b] = []
        size[a] += size[b]
        for c in range(n):
            if groups[c] and c != a:
                total[min(a, c), max(a, c)] += total[min(b, c), max(b, c)]
        total[b, :] = total[:, b] = -np.inf
    return [[claims[i] for i in sorted(group)] for group in groups if group]
