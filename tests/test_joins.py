"""Which groups of figures are joined, and in which order: the same as by searching all pairs for each join."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from summarize.comparison.grouping import joins


def plain_joins(odds: NDArray[np.float64], join_from: float) -> list[tuple[int, int]]:
    """Return what `joins` yields, by the definition: means of all pairs of groups, anew for each join."""
    groups = {i: [i] for i in range(len(odds))}
    found = []
    while True:
        means = {
            (a, b): float(odds[np.ix_(groups[a], groups[b])].sum()) / (len(groups[a]) * len(groups[b]))
            for a in groups
            for b in groups
            if a < b
        }
        pair = max(means, key=lambda p: (means[p], -p[0], -p[1]), default=None)
        if pair is None or not means[pair] > join_from:
            return found
        found.append(pair)
        groups[pair[0]] += groups.pop(pair[1])


def symmetric(values: list[int], n: int) -> NDArray[np.float64]:
    """Return a symmetric matrix of n x n with these values above its diagonal."""
    odds = np.zeros((n, n))
    odds[np.triu_indices(n, 1)] = values
    return odds + odds.T


@given(st.data(), st.integers(0, 9), st.sampled_from([-8.0, -2.0, 0.0, 1.5]))
def test_joins_are_those_of_a_search_of_all_pairs(data: st.DataObject, n: int, join_from: float) -> None:
    pairs = n * (n - 1) // 2
    # Small whole numbers: many ties, and sums that are exact in whichever order they are taken.
    odds = symmetric(data.draw(st.lists(st.integers(-8, 4), min_size=pairs, max_size=pairs)), n)
    assert list(joins(odds, join_from)) == plain_joins(odds, join_from)


def test_joins_of_many_groups_are_those_of_a_search_of_all_pairs() -> None:
    rng = np.random.default_rng(7)
    for _ in range(5):
        odds = symmetric(list(rng.integers(-9, 5, 40 * 39 // 2)), 40)
        made = list(joins(odds, -2.0))
        assert len(made) > 10
        assert made == plain_joins(odds, -2.0)
