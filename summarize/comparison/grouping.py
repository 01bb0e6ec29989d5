"""Figure claims -> groups that answer one question each, by average linkage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarize.claims import MeasuredClaim
from summarize.comparison.likeness import Likeness

__all__ = ["JOIN_FROM", "clusters"]

JOIN_FROM = -2.0
"""Mean log-odds from which two groups of figures are one question. Of -2.2 to -1.4 the pairs of practice stories come out as well
(F1 55 to 57, each story by weights fitted without it); -2.0 finds the most conflicts and updates for their precision."""


def clusters(
    claims: Sequence[MeasuredClaim], likeness: Likeness, join_from: float = JOIN_FROM
) -> list[list[MeasuredClaim]]:
    """Group claims that answer one question.

    Two groups are joined while the mean log-odds of their pairs is above `join_from`: a few doubtful pairs do not keep a
    question apart, and one likely pair does not chain two questions together. Quadratic in memory and in comparisons, one
    search of the matrix a join.
    """
    n = len(claims)
    total = np.full((n, n), -np.inf)
    for i in range(n):
        for j in range(i + 1, n):
            total[i, j] = likeness.odds(claims[i], claims[j])
    groups = [[i] for i in range(n)]
    size = np.ones(n)
    mean = total.copy()
    while n > 1:
        a, b = divmod(int(mean.argmax()), n)
        if not mean[a, b] > join_from:
            break
        groups[a] += groups[b]
        groups[b] = []
        size[a] += size[b]
        for c in range(n):
            if groups[c] and c != a:
                total[min(a, c), max(a, c)] += total[min(b, c), max(b, c)]
        total[b, :] = total[:, b] = -np.inf
        mean[b, :] = mean[:, b] = -np.inf
        mean[a, :] = total[a, :] / (size[a] * size)
        mean[:, a] = total[:, a] / (size[a] * size)
    return [[claims[i] for i in sorted(group)] for group in groups if group]
