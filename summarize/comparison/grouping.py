"""Figure claims -> groups that answer one question each, by average linkage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim
from summarize.comparison.likeness import Likeness

__all__ = ["JOIN_FROM", "clusters", "joins"]

JOIN_FROM = -2.0
"""Mean log-odds from which two groups of figures are one question. Of -2.2 to -1.4 the pairs of practice stories come out as well
(F1 55 to 57, each story by weights fitted without it); -2.0 finds the most conflicts and updates for their precision."""


def clusters(
    claims: Sequence[MeasuredClaim], likeness: Likeness, join_from: float = JOIN_FROM
) -> list[list[MeasuredClaim]]:
    """Group claims that answer one question.

    Two groups are joined while the mean log-odds of their pairs is above `join_from`: a few doubtful pairs do not keep a
    question apart, and one likely pair does not chain two questions together. Quadratic in memory and in time.
    """
    groups = [[i] for i in range(len(claims))]
    for a, b in joins(likeness.matrix(claims), join_from):
        groups[a] += groups[b]
        groups[b] = []
    return [[claims[i] for i in sorted(group)] for group in groups if group]


def joins(odds: NDArray[np.float64], join_from: float) -> Iterator[tuple[int, int]]:
    """Yield which two groups are joined, one join after the other; a group goes by its lowest member.

    Args:
        odds: log-odds of every pair, symmetric; the diagonal is not read.
        join_from: mean log-odds that a join must exceed. Of equal means the lowest two groups are joined first.
    """
    if len(odds) < 2:
        return
    total = odds.copy()
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
