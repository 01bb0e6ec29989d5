"""When two figures say the same (DESIGN D3).

Intervals that share a point agree, with two cautions that readers of news expect. An open end is not a licence: "at least
56" does not cover 160. And a rounded number covers what it was rounded from: 1,600 covers 1,597.
"""

from __future__ import annotations

import math
from typing import Literal

from summarize.schema import Figure

__all__ = ["Fit", "fit", "point", "spread"]

Fit = Literal["equal", "rounding", "bound"]
"""Why two figures agree: the same interval; one rounds or hedges the other; one bounds the other."""

OPEN_EXCESS = 0.15
"""Share of its bound by which an open end may be exceeded and still agree ("more than 5,800" covers 5,840, "at least 40"
does not cover 60). Chosen on the dev stories between the 4 % by which outlets shorten one source's figure and the 20 % and
more by which rival counts differ; measure again with `summarize eval` on the statuses `compatible` and `disputed`."""

ROUNDING = 0.02
"""Largest share by which a round number may differ from what it rounds. 1,600 for 1,597 is 0.2 %, 3bn for 2.96bn 1.4 %."""

ROUND_FROM = 100
"""Below this, numbers in news are counts: 40 is not a rounding of 41."""


def fit(a: Figure, b: Figure) -> Fit | None:
    """Return why `a` and `b` agree, or None if they exclude each other."""
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    low_a, high_a = _ends(a)
    low_b, high_b = _ends(b)
    if max(low_a, low_b) <= min(high_a, high_b):
        return "bound" if "vague" not in (a.qualifier, b.qualifier) and (_open(a) or _open(b)) else "rounding"
    return "rounding" if _rounds(a, b) or _rounds(b, a) else None


def point(figure: Figure) -> float:
    """Return the number that the figure names: its closed end, or the middle of a range."""
    if figure.low is None:
        return figure.high if figure.high is not None else math.nan
    if figure.high is None or figure.qualifier in ("more_than", "at_least"):
        return figure.low
    if figure.qualifier in ("nearly", "up_to"):
        return figure.high
    return (figure.low + figure.high) / 2


def spread(figures: list[Figure]) -> tuple[float | None, float | None]:
    """Return the interval that covers all of `figures`, None where one of them is open."""
    lows = [f.low for f in figures]
    highs = [f.high for f in figures]
    low = None if any(x is None for x in lows) else min(x for x in lows if x is not None)
    high = None if any(x is None for x in highs) else max(x for x in highs if x is not None)
    return low, high


def _open(figure: Figure) -> bool:
    return figure.low is None or figure.high is None


def _ends(figure: Figure) -> tuple[float, float]:
    """Return both ends, open ones closed where they stop excusing a difference."""
    low, high = figure.low, figure.high
    if low is None:
        low = high * (1 - OPEN_EXCESS) if high is not None else -math.inf
    elif high is None:
        high = low * (1 + OPEN_EXCESS)
    return low, math.inf if high is None else high


def _rounds(rounded: Figure, exact: Figure) -> bool:
    """Say whether `rounded` is a round number near `exact`."""
    x, y = point(rounded), point(exact)
    if min(abs(x), abs(y)) < ROUND_FROM or _significant(x) >= _significant(y):
        return False
    return abs(x - y) <= ROUNDING * abs(y)


def _significant(x: float) -> int:
    """Return how many digits `x` has before its trailing zeros."""
    digits = f"{abs(x):.6f}".rstrip("0").rstrip(".").replace(".", "").lstrip("0")
    return len(digits.rstrip("0")) or 1
