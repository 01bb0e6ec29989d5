"""When two figures say the same (DESIGN D3).

Intervals that share a point agree, with two cautions that readers of news expect. An open end is not a licence: "at least
56" does not cover 160. And a rounded number covers what it was rounded from: 1,600 covers 1,597.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

from summarize.reading.conversion import to_base
from summarize.reading.units import CODES
from summarize.schema import Figure

__all__ = ["Fit", "fit", "is_telling", "magnitude", "point", "reaches", "spread"]

Fit = Literal["equal", "rounding", "bound"]
"""Why two figures agree: the same interval; one rounds or hedges the other; one bounds the other."""

OPEN_EXCESS = 0.15
"""Share of its bound by which an open end may be exceeded and still agree ("more than 5,800" covers 5,840, "at least 40"
does not cover 60). Chosen on the dev stories between the 4 % by which outlets shorten one source's figure and the 20 % and
more by which rival counts differ; measure again with `summarize eval` on the statuses `compatible` and `disputed`."""

ROUND_EXCESS = 0.25
"""The same for "more than" a number of one digit before its zeros, which is rounded down: "more than 50" covers 58, "over a
million" 1.17 million. Of 33 labelled pairs of practice stories that exceed one by up to a quarter 30 are compatible and none is a
conflict, which begin at a half."""

ROUNDING = 0.02
"""Largest share by which a round number may differ from what it rounds. 1,600 for 1,597 is 0.2 %, 3bn for 2.96bn 1.4 %."""

MOST_ROUNDING = 0.05
"""Share of a number that no rounding exceeds: half of the second digit of 1,100 is less, and so is `ROUNDING`."""

TELLING_FROM, TELLING_DIGITS = 20.0, 2
"""A number from here up with so many digits before its zeros is hardly shared by chance: 287, 1,450, 61,204, not 40 or 5,000."""

ROUNDING_MONEY = 0.03
"""The same for sums of money: $100m for $103m."""

ROUND_FROM = 100
"""Below this, numbers in news are counts: 40 is not a rounding of 41."""


ROUND_BY_DIGIT = 1000
"""From here up a number of two digits or more before its zeros rounds whatever is nearest to it: 1,100 for 1,140. A toll of 110
is no rounding of 114."""


_NUMBERS = 65_536
"""Numbers whose digits are remembered: every pair of a story's figures asks for them."""


def fit(a: Figure, b: Figure) -> Fit | None:
    """Return why `a` and `b` agree, or None if they exclude each other."""
    if a.unit != b.unit and (scales := _scales(a, b)):
        a, b = _scaled(a, scales[0]), _scaled(b, scales[1])
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    low_a, high_a = _ends(a)
    low_b, high_b = _ends(b)
    if max(low_a, low_b) <= min(high_a, high_b):
        return "bound" if "vague" not in (a.qualifier, b.qualifier) and (_open(a) or _open(b)) else "rounding"
    x, y = point(a), point(b)
    if not a.unit == b.unit == "percent" and (
        min(abs(x), abs(y)) < ROUND_FROM or abs(x - y) > MOST_ROUNDING * max(abs(x), abs(y))
    ):
        return None
    return "rounding" if _rounds(a, b, x, y) or _rounds(b, a, y, x) else None


def reaches(figure: Figure) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return how far from its number another may be that fits, at most: in its own unit, and in the base unit of that.

    Of two figures that fit, either the reaches in their own units meet or those in base units.
    """
    base = to_base(figure.unit) if figure.unit else None
    own = _reach(figure)
    return own, _reach(_scaled(figure, base[1])) if base else own


def _reach(figure: Figure) -> tuple[float, float]:
    x = point(figure)
    slack = MOST_ROUNDING * abs(x) / (1 - MOST_ROUNDING)
    if figure.unit == "percent":
        slack = max(slack, 0.5 * 10.0 ** _last_digit(x)) + 1e-9
    low, high = _ends(figure)
    return min(low, x - slack), max(high, x + slack)


def _scales(a: Figure, b: Figure) -> tuple[float, float] | None:
    """Return the factors to the base unit that two figures share; None if they share none."""
    first, second = (to_base(f.unit) if f.unit else None for f in (a, b))
    return (first[1], second[1]) if first and second and first[0] == second[0] else None


def _scaled(figure: Figure, factor: float) -> Figure:
    """Return the figure in the base unit, as wide as its last digit leaves open: outlets convert and round."""
    half = 0.5 * 10.0 ** _last_digit(point(figure))
    low = None if figure.low is None else (figure.low - half) * factor
    high = None if figure.high is None else (figure.high + half) * factor
    if low is not None and high is None:
        high = max(point(figure) * (1 + OPEN_EXCESS), point(figure) + half) * factor
    return figure.model_copy(update={"low": low, "high": high, "unit": None})


@lru_cache(maxsize=_NUMBERS)
def _last_digit(x: float) -> int:
    """Return the power of ten of the last digit that is not a trailing zero: 1 for 40, 0 for 25, -1 for 2.5."""
    if x == 0 or math.isnan(x) or math.isinf(x):
        return 0
    digits = f"{abs(x):.6f}".rstrip("0")
    if not digits.endswith("."):
        return -len(digits.split(".")[1])
    whole = digits[:-1]
    return len(whole) - len(whole.rstrip("0"))


def magnitude(figure: Figure) -> float:
    """Return the number that the figure names in the base unit of its measure, so that unlike units compare."""
    base = to_base(figure.unit) if figure.unit else None
    return point(figure) * (base[1] if base else 1.0)


def point(figure: Figure) -> float:
    """Return the number that the figure names: its closed end, or the middle of a range."""
    if figure.low is None:
        return figure.high if figure.high is not None else math.nan
    if figure.high is None or figure.qualifier in ("more_than", "at_least"):
        return figure.low
    if figure.qualifier in ("nearly", "up_to"):
        return figure.high
    return (figure.low + figure.high) / 2


def is_telling(figure: Figure) -> bool:
    """Say whether two articles that have this number hardly have it by chance."""
    digits = f"{abs(point(figure)):.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
    return magnitude(figure) >= TELLING_FROM and len(digits) >= TELLING_DIGITS


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
    if low is not None and high is not None:
        return (low * (1 - OPEN_EXCESS), high * (1 + OPEN_EXCESS)) if figure.qualifier == "vague" else (low, high)
    if low is None:
        low = high * (1 - OPEN_EXCESS) if high is not None else -math.inf
    elif high is None:
        rounded = figure.qualifier == "more_than" and _significant(low) == 1
        high = low * (1 + (ROUND_EXCESS if rounded else OPEN_EXCESS))
    return low, math.inf if high is None else high


def _rounds(rounded: Figure, exact: Figure, x: float, y: float) -> bool:
    """Say whether `rounded` is a round number near `exact`; `x` and `y` are the numbers that they name."""
    if (rounded.qualifier in ("nearly", "up_to") and y > x) or (
        rounded.qualifier in ("more_than", "at_least") and y < x
    ):
        return False
    if rounded.unit == "percent" and exact.unit == "percent" and _last_digit(y) < _last_digit(x) <= 0:
        return abs(x - y) <= 0.5 * 10.0 ** _last_digit(x) + 1e-9
    if min(abs(x), abs(y)) < ROUND_FROM or _significant(x) >= _significant(y):
        return False
    half = 0.5 * 10.0 ** _last_digit(x)
    least = ROUNDING_MONEY if rounded.unit == exact.unit and rounded.unit in CODES else ROUNDING
    return abs(x - y) <= least * abs(y) or (
        min(abs(x), abs(y)) >= ROUND_BY_DIGIT and _significant(x) > 1 and abs(x - y) <= half
    )


@lru_cache(maxsize=_NUMBERS)
def _significant(x: float) -> int:
    """Return how many digits `x` has before its trailing zeros."""
    digits = f"{abs(x):.6f}".rstrip("0").rstrip(".").replace(".", "").lstrip("0")
    return len(digits.rstrip("0")) or 1
