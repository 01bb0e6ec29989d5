"""Which figures that fit each other are told as one: as agreed, or as compatible.

    agreement = Agreement(pairs, claims, odds)
    agreement.groups(some)    # [[MeasuredClaim, ...], ...]

A question takes in what may go with it, so that no dispute is missed. That articles agree on a vague amount is said only where
its words bear that out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim
from summarize.comparison.facets import Pairs
from summarize.comparison.grouping import clusters
from summarize.comparison.likeness import UNLIKE
from summarize.comparison.profiles import Profile

__all__ = ["Agreement", "too_vague"]

_FORCES = frozenset({"combatant", "police"})
"""Classes of people whom news counts apart from those beside them."""


class Agreement:
    """The figures of one story, and how likely any two of them are of one thing."""

    def __init__(self, pairs: Pairs, claims: Sequence[MeasuredClaim], odds: NDArray[np.float64]) -> None:
        """Take the log-odds of every two of `claims` that they answer one question: symmetric, [claims, claims]."""
        self._profiles = pairs.profiles
        self._odds = odds
        self._at = {c.claim.id: n for n, c in enumerate(claims)}

    def groups(self, some: Sequence[MeasuredClaim]) -> list[list[MeasuredClaim]]:
        """Return claims whose figures fit, by what is told as one; those of one article stay together."""
        if len({c.claim.article_id for c in some}) == 1:
            return [list(some)]
        told = [self._profiles[c.claim.id] for c in some]
        apart = [(n, m) for n, m in combinations(range(len(some)), 2) if any(too_vague(told[n], told[m]))]
        if not apart:
            return [list(some)]
        at = [self._at[c.claim.id] for c in some]
        odds = self._odds[np.ix_(at, at)]
        for n, m in apart:
            odds[n, m] = odds[m, n] = UNLIKE
        return clusters(some, odds)


def too_vague(a: Profile, b: Profile) -> Iterator[str]:
    """Tell why two amounts that fit, one of them vague, are not told as one: "dozens" is said of much.

    What befell whom, and where, must be the same by their own words.
    """
    x, y = a.claim, b.claim
    if "vague" not in (x.figure.qualifier, y.figure.qualifier) or not x.kind == y.kind == "quantity":
        return
    one_noun = bool(x.head) and x.head == y.head
    if bool(a.event) != bool(b.event) and not one_noun:
        yield "something befell one"
    if not (a.event or b.event or one_noun or a.generic or b.generic) and (a.verb is None or a.verb != b.verb):
        yield "other things"
    if x.elsewhere != y.elsewhere or x.measure.local != y.measure.local:
        yield "another place"
    if bool(x.measure.classes) != bool(y.measure.classes) and (x.measure.classes | y.measure.classes) & _FORCES:
        yield "other people"
