"""The benchmark's own arithmetic: medians with intervals, straight lines with what they miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

__all__ = ["Line", "Spread", "line_through", "operations", "spread"]

_RESAMPLES = 10_000
_SEED = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """A median of repeated measurements."""

    median: float
    low: float
    """Lower end of the 95 % interval of the median, by a bootstrap over the measurements."""
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through measurements, with all of them weighed by their relative error."""

    slope: float
    """What one more of the size costs."""
    start: float
    """What size nothing would cost."""
    exponent: float
    """Power of the size that the measurements grow with, by a straight line through their logarithms: 1 is linear."""
    residuals: tuple[float, ...]
    """(measured - line) / measured, at each size."""


def spread(values: Sequence[float]) -> Spread:
    """Return the median with its interval.

    Raises:
        ValueError: if there are no values.
    """
    if not values:
        raise ValueError("no values")
    data = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(data), size=(_RESAMPLES, len(data)))
    low, high = np.quantile(np.median(data[drawn], axis=1), [0.025, 0.975])
    return Spread(float(np.median(data)), float(low), float(high))


def line_through(sizes: Sequence[float], costs: Sequence[float]) -> Line:
    """Return the line that keeps the relative errors least (weighted least squares, weights 1/cost²).

    Relative, because the largest of sizes that double would otherwise decide alone.

    Raises:
        ValueError: with fewer than three measurements, or one that is not above zero.
    """
    x, y = np.asarray(sizes, dtype=np.float64), np.asarray(costs, dtype=np.float64)
    if len(x) != len(y) or len(x) < 3 or x.min() <= 0 or y.min() <= 0:
        raise ValueError("a line needs three measurements above zero")
    (slope, start), *_ = np.linalg.lstsq(np.stack([x / y, 1 / y], axis=1), np.ones(len(y)), rcond=None)
    (exponent, _), *_ = np.linalg.lstsq(np.stack([np.log(x), np.ones(len(x))], axis=1), np.log(y), rcond=None)
    residuals = tuple(float(r) for r in (y - (slope * x + start)) / y)
    return Line(float(slope), float(start), float(exponent), residuals)


def operations(shape: dict[str, int], *, tokens: int, finished: int, pairs: int, predicted: int) -> float:
    """Return the floating-point operations of a model of Llama's shape: two for each weight that a token meets.

    Only what is computed and used counts: no rows that fill up a product, nothing beside products.

    Args:
        shape: of `config.json`.
        tokens: that are read.
        finished: those of them for which the last layer is computed past its attention.
        pairs: of tokens that attention compares, in each head of each layer (a mask saves nothing).
        predicted: places where the output layer is applied.
    """
    hidden, heads, layers = shape["hidden_size"], shape["num_attention_heads"], shape["num_hidden_layers"]
    width = shape.get("head_dim") or hidden // heads
    mixed = width * (heads + 2 * shape["num_key_value_heads"])
    rest = width * heads + 3 * shape["intermediate_size"]
    met = hidden * ((layers * mixed + (layers - 1) * rest) * tokens + rest * finished)
    return 2.0 * (met + layers * 2 * heads * width * pairs + hidden * shape["vocab_size"] * predicted)
