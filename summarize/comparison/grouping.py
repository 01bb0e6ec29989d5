"""Figure claims -> groups that answer one question each, by average linkage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim
from summarize.comparison.likeness import UNLIKE

__all__ = ["JOIN_FROM", "clusters", "joins"]

JOIN_FROM = 0.18
"""Mean probability from which two groups of figures are one question. Of 0.15 to 0.25, each practice story read by weights fitted
without it, 0.18 finds the most conflicts for their precision (F1 33.2; 0.15 and 0.25 about two less); of pairs put to one
question 0.18 to 0.25 get as many right (F1 58 to 59). The mean of log-odds from -2.0, which stood here, got 55.7 and 29.5. The
probabilities are what they say: of pairs told 0.15, 0.32 and 0.78 by such weights 0.14, 0.33 and 0.77 are one question."""


def clusters(
    claims: Sequence[MeasuredClaim], odds: NDArray[np.float64], join_from: float = JOIN_FROM
) -> list[list[MeasuredClaim]]:
    """Group claims that answer one question.

    Two groups are joined while the mean probability of their pairs is above `join_from`: a few doubtful pairs do not keep a
    question apart, and one likely pair does not chain two questions together. Quadratic in memory and in time.

    Args:
        claims: the figures.
        odds: log-odds of every two of them that they answer one question, symmetric, [claims, claims].
        join_from: mean that a join must exceed.
    """
    probable = np.where(odds > UNLIKE, 1.0 / (1.0 + np.exp(-odds)), -np.inf)
    groups = [[i] for i in range(len(claims))]
    for a, b in joins(probable, join_from):
        groups[a] += groups[b]
        groups[b] = []
    return [[claims[i] for i in sorted(group)] for group in groups if group]


def joins(likely: NDArray[np.float64], join_from: float) -> Iterator[tuple[int, int]]:
    """Yield which two groups are joined, one join after the other; a group goes by its lowest member.

    Args:
        likely: how likely each pair is one question, symmetric; the diagonal is not read. Groups with a pair of -inf never join.
        join_from: mean that a join must exceed. Of equal means the lowest two groups are joined first.
    """
    if len(likely) < 2:
        return
    total = likely.copy()
    np.fill_diagonal(total, -np.inf)
    size = np.ones(len(total))
    mean = total.copy()
    # Each row's best is kept, as a join changes few of them: searching the whole matrix for each join would be cubic.
    partner = mean.argmax(axis=1)
    best = mean.max(axis=1)
    while True:
        a = int(best.argmax())
        b = int(partner[a])
        if not best[a] > join_from:
            return
        yield a, b
        size[a] += size[b]
        total[a, :] += total[b, :]
        total[:, a] = total[a, :]
        total[b, :] = total[:, b] = -np.inf
        mean[a, :] = mean[:, a] = total[a, :] / (size[a] * size)
        mean[b, :] = mean[:, b] = -np.inf
        stale = (partner == a) | (partner == b)
        stale[[a, b]] = True
        nearer = ~stale & ((mean[:, a] > best) | ((mean[:, a] == best) & (a < partner)))
        best[nearer] = mean[nearer, a]
        partner[nearer] = a
        rows = np.flatnonzero(stale)
        partner[rows] = mean[rows].argmax(axis=1)
        best[rows] = mean[rows, partner[rows]]
