"""Intervals and tests over stories: the story is what is drawn, because claims of one story are not independent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarize.evaluation.metrics import Metric

__all__ = ["RESAMPLES", "SEED", "Difference", "Estimate", "difference", "estimate"]

RESAMPLES = 2000
"""Bootstrap samples and permutations. Over 20 seeds on the dev stories, an interval's ends then have a standard deviation of
1 to 2 % of its width."""
SEED = 20220302
LEVEL = 0.95

Counters = Sequence[Mapping[str, float]]
"""The counters of each story."""


@dataclass(frozen=True)
class Estimate:
    """A metric with its uncertainty. None where it is unscored."""

    value: float | None
    low: float | None
    """Lower end of the 95 % interval."""
    high: float | None
    """Upper end."""
    n: int
    """How many things it was judged on."""
    stories: int
    """How many stories had them."""


@dataclass(frozen=True)
class Difference:
    """How far run B is above run A on the same stories."""

    value: float | None
    low: float | None
    """Lower end of the 95 % interval of the difference, by a paired bootstrap."""
    high: float | None
    """Upper end."""
    p: float | None
    """Two-sided, by a paired permutation test: how often swapping the runs in some stories gives as large a gap."""


def estimate(metric: Metric, stories: Counters, *, resamples: int = RESAMPLES) -> Estimate:
    """Return the metric over `stories` with a percentile interval from a bootstrap over stories.

    With fewer than two scored stories there is no interval.
    """
    scored = [s for s in stories if _has(metric, s)]
    if not scored:
        return Estimate(None, None, None, 0, 0)
    names, table = _table(metric, scored)
    value = _values(metric, names, table.sum(axis=0, keepdims=True))[0]
    n = round(sum(s.get(name, 0.0) for s in scored for name in metric.count))
    low = high = None
    if len(scored) > 1:
        low, high = _interval(_values(metric, names, _draws(len(scored), resamples) @ table))
    return Estimate(_finite(value), low, high, n, len(scored))


def difference(metric: Metric, a: Counters, b: Counters, *, resamples: int = RESAMPLES) -> Difference:
    """Return how the runs differ; `a` and `b` hold the same stories in the same order.

    Stories that either run has unscored are left out of both.
    """
    if len(a) != len(b):
        raise ValueError("the two runs must have the same stories")
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if _has(metric, x) and _has(metric, y)]
    if not pairs:
        return Difference(None, None, None, None)
    names, both = _table(metric, [x for x, _ in pairs] + [y for _, y in pairs])
    first, second = both[: len(pairs)], both[len(pairs) :]

    def gap(weights: NDArray[np.float64], one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
        return _values(metric, names, weights @ other) - _values(metric, names, weights @ one)

    whole = np.ones((1, len(pairs)))
    value = _finite(gap(whole, first, second)[0])
    if value is None or len(pairs) < 2:
        return Difference(value, None, None, None)
    low, high = _interval(gap(_draws(len(pairs), resamples), first, second))
    swaps = np.random.default_rng(SEED + 1).integers(0, 2, size=(resamples, len(pairs))).astype(np.float64)
    kept = 1 - swaps
    permuted = _values(metric, names, kept @ second + swaps @ first) - _values(
        metric, names, kept @ first + swaps @ second
    )
    permuted = permuted[~np.isnan(permuted)]
    # The arrangement that was seen is one of those that could have been, so p is never 0.
    as_large = int((np.abs(permuted) >= abs(value) - 1e-12).sum())
    return Difference(value, low, high, (as_large + 1) / (len(permuted) + 1))


def _has(metric: Metric, story: Mapping[str, float]) -> bool:
    """Say whether the metric is scored in this story: unscored is not zero."""
    return all(name in story for name in metric.formula.needs)


def _table(metric: Metric, stories: Counters) -> tuple[list[str], NDArray[np.float64]]:
    """Return the names of the metric's counters and a row of them for each story."""
    names = sorted(metric.formula.needs)
    return names, np.array([[story[name] for name in names] for story in stories], dtype=np.float64)


def _values(metric: Metric, names: list[str], sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return metric.formula.value({name: sums[:, i] for i, name in enumerate(names)})


def _draws(stories: int, resamples: int) -> NDArray[np.float64]:
    """Return how often each story is drawn in each resample, the same for every metric."""
    drawn = np.random.default_rng(SEED).multinomial(stories, np.full(stories, 1 / stories), size=resamples)
    return drawn.astype(np.float64)


def _interval(values: NDArray[np.float64]) -> tuple[float | None, float | None]:
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return None, None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _finite(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
