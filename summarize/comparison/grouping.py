"""Figure claims -> groups that answer one question each.

Blocks by dimension, and for people by event, keep unlike figures from being compared at all. Inside a block groups grow by
average linkage; what no block could hold together is then joined by the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.likeness import is_telling
from summarize.comparison.sameness import ALIKE_EVENTS, Words, compare_measures, known_event

__all__ = ["clusters"]

JOIN_FROM = 0.2
"""Mean weight from which two groups of figures are one question."""

NONE_SHARED = 2
"""Content words that "no deaths …" must share with a count's sentence to be answered by it."""


def clusters(claims: Sequence[MeasuredClaim], words: Words) -> list[list[MeasuredClaim]]:
    """Group claims that answer one question.

    Two groups are joined while the mean of their pairs' weights is above `JOIN_FROM`: a few doubtful pairs do not keep a
    question apart, and one likely pair does not chain two questions together.
    """
    blocks: dict[tuple[str, str | None], list[MeasuredClaim]] = {}
    for claim in claims:
        blocks.setdefault((claim.dimension, known_event(claim) if claim.counts_people else None), []).append(claim)
    groups = []
    for block in blocks.values():
        counted = [c for c in block if not _is_none(c)]
        groups += _answered(_linked(counted, words), [c for c in block if _is_none(c)], words)
    return _reunited(groups, words)


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


def _reunited(groups: Sequence[list[MeasuredClaim]], words: Words) -> list[list[MeasuredClaim]]:
    """Join what different blocks hold of one question, where two articles have one telling number.

    "3,800 positions" are the "3,800 jobs" of another outlet, and a group joins with all it has. "The police saw 45,000" names
    neither event nor marchers: of a group whose words leave open what it counts, only the claims with the number move.
    """
    kept: list[list[MeasuredClaim]] = []
    holding: dict[float, set[int]] = {}
    for group in sorted(groups, key=lambda g: all(_is_open(c) for c in g)):
        parcels = [[c] for c in group] if all(_is_open(c) for c in group) else [list(group)]
        left = []
        for parcel in parcels:
            known = set().union(*(holding.get(number, ()) for number in _telling(parcel)))
            home = _home(parcel, {n: kept[n] for n in sorted(known)}, words)
            if home is None:
                left += parcel
            else:
                kept[home].extend(parcel)
                for number in _telling(parcel):
                    holding.setdefault(number, set()).add(home)
        if left:
            for number in _telling(left):
                holding.setdefault(number, set()).add(len(kept))
            kept.append(left)
    return kept


def _telling(claims: Sequence[MeasuredClaim]) -> set[float]:
    """Return the telling numbers of some claims, to nine digits."""
    return {float(f"{magnitude(c.figure):.9g}") for c in claims if is_telling(c.figure)}


def _home(parcel: Sequence[MeasuredClaim], groups: Mapping[int, list[MeasuredClaim]], words: Words) -> int | None:
    """Return which of the groups of other articles has a telling number of the parcel, the likest in words."""
    homes = [
        (max(words.overlap(c.stems, other.stems) for c in parcel for other in group), -n)
        for n, group in groups.items()
        if any(_same_number(c, other) for c in parcel for other in group) and not _excluded(parcel, group)
    ]
    return -max(homes)[1] if homes else None


def _is_open(claim: MeasuredClaim) -> bool:
    """Say whether the claim's words leave open what it counts."""
    return claim.kind == "quantity" and known_event(claim) is None and not claim.measure.part


def _is_bare(claim: MeasuredClaim) -> bool:
    """Say whether the claim's words name nothing at all that it counts."""
    return _is_open(claim) and not claim.head and not claim.figure.unit


def _same_number(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    if a.claim.article_id == b.claim.article_id or not is_telling(a.figure) or fit(a.figure, b.figure) is None:
        return False
    if not _telling([a]) & _telling([b]):
        return False
    bare_sum = "quantity" in (a.kind, b.kind) and (_is_bare(a) or _is_bare(b))
    return a.kind == b.kind == "quantity" or (a.kind != b.kind and bare_sum)


def _excluded(group: Sequence[MeasuredClaim], home: Sequence[MeasuredClaim]) -> bool:
    """Say whether anything that two groups name tells that they count different things."""
    return any(_unlike(a, b) for a in group for b in home)


def _unlike(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    first, second = known_event(a), known_event(b)
    events = first and second and first != second and {first, second} not in ALIKE_EVENTS
    parties = a.measure.parties and b.measure.parties and not a.measure.parties & b.measure.parties
    classes = a.measure.classes and b.measure.classes and not a.measure.classes & b.measure.classes
    aside = a.elsewhere != b.elsewhere or a.measure.background != b.measure.background
    return bool(events or parties or classes or aside)
