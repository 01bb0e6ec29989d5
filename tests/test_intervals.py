from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.comparison.intervals import fit, magnitude, point, reaches, spread
from summarize.reading.figures import find_figures
from summarize.schema import Figure, Qualifier, Span

QUALIFIERS: tuple[Qualifier, ...] = ("exact", "about", "nearly", "more_than", "at_least", "up_to", "range", "vague")


def figure(low: float | None, high: float | None, qualifier: Qualifier = "exact", unit: str | None = None) -> Figure:
    return Figure(span=Span(start=0, end=1, text="x"), low=low, high=high, qualifier=qualifier, unit=unit)


def said(words: str) -> Figure:
    """Return the figure of a phrase as the reader reads it."""
    (found,) = [m for m in find_figures(words) if m.kind in ("quantity", "money", "percent", "measure")]
    return figure(found.low, found.high, found.qualifier, found.unit)


AGREEING = [
    # the founding figures
    ("nearly 500 soldiers", "498 soldiers"),
    ("1,600 soldiers", "1,597 soldiers"),
    ("up to 5,840 soldiers", "5,840 soldiers"),
    ("more than 5,800 soldiers", "5,840 soldiers"),
    ("more than 5,800 soldiers", "up to 5,840 soldiers"),
    ("some 6,000 soldiers", "5,840 soldiers"),
    ("dozens of soldiers", "42 soldiers"),
    # every qualifier against a plain number
    ("40 people", "40 people"),
    ("about 40 people", "41 people"),
    ("almost 40 people", "39 people"),
    ("more than 40 people", "43 people"),
    ("at least 40 people", "40 people"),
    ("more than 50 people", "at least 58 people"),
    ("more than a million people", "1.17 million people"),
    ("up to 40 people", "40 people"),
    ("between 35 and 45 people", "40 people"),
    ("hundreds of people", "640 people"),
    # qualifiers against each other
    ("at least 40 people", "more than 40 people"),
    ("about 500 people", "nearly 500 people"),
    ("between 500 and 600 people", "between 550 and 700 people"),
    ("dozens of people", "at least 40 people"),
    ("at least 500 people", "up to 520 people"),
    # roundings, money, shares, units
    ("3 billion dollars", "2.96 billion dollars"),
    ("12,000 people", "11,950 people"),
    ("4 per cent", "4.0 per cent"),
    ("40 miles", "64 kilometres"),
    ("no casualties", "no casualties"),
]
EXCLUDING = [
    ("some 6,000 soldiers", "7,000 soldiers"),
    ("5,840 soldiers", "7,000 soldiers"),
    ("up to 5,840 soldiers", "7,000 soldiers"),
    ("more than 5,800 soldiers", "7,000 soldiers"),
    ("at least 56 people", "160 people"),
    ("498 soldiers", "7,000 soldiers"),
    ("40 people", "41 people"),
    ("about 40 people", "60 people"),
    pytest.param(
        "nearly 500 people",
        "510 people",
    ),
    ("more than 40 people", "38 people"),
    ("at least 40 people", "60 people"),
    ("at least 50 people", "58 people"),
    ("more than 50 people", "70 people"),
    ("up to 40 people", "44 people"),
    ("up to 40 people", "12 people"),
    ("between 35 and 45 people", "50 people"),
    ("dozens of people", "4 people"),
    ("dozens of people", "3,000 people"),
    ("at least 40 people", "up to 20 people"),
    ("between 20 and 30 people", "between 40 and 50 people"),
    ("1,600 people", "1,500 people"),
    ("$36 million", "$38 million"),
    ("300 people", "309 people"),
    ("4 per cent", "6 per cent"),
    ("40 miles", "40 kilometres"),
    ("no casualties", "5 casualties"),
]


@pytest.mark.parametrize(("first", "second"), AGREEING)
def test_figures_that_agree(first: str, second: str) -> None:
    assert fit(said(first), said(second)) is not None


@pytest.mark.parametrize(("first", "second"), EXCLUDING)
def test_figures_that_exclude_each_other(first: str, second: str) -> None:
    assert fit(said(first), said(second)) is None


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("40 people", "40 people", "equal"),
        ("about 40 people", "about 40 people", "equal"),
        ("nearly 500 people", "498 people", "rounding"),
        ("1,600 people", "1,597 people", "rounding"),
        ("dozens of people", "42 people", "rounding"),
        ("$100 million", "$103 million", "rounding"),
        ("more than 5,800 people", "5,840 people", "bound"),
        ("up to 5,840 people", "5,840 people", "bound"),
        ("at least 40 people", "up to 42 people", "bound"),
    ],
)
def test_says_why_figures_agree(first: str, second: str, why: str) -> None:
    assert fit(said(first), said(second)) == why


PHRASES: dict[Qualifier, str] = {
    "exact": "{} people",
    "about": "about {} people",
    "nearly": "nearly {} people",
    "more_than": "more than {} people",
    "at_least": "at least {} people",
    "up_to": "up to {} people",
    "range": "between {} and 2,100 people",
    "vague": "thousands of people",
}


@pytest.mark.parametrize(("first", "second"), list(product(QUALIFIERS, QUALIFIERS)))
def test_every_two_ways_of_saying_about_one_number_agree(first: Qualifier, second: Qualifier) -> None:
    a, b = said(PHRASES[first].format("2,000")), said(PHRASES[second].format("2,000"))
    assert (a.qualifier, b.qualifier) == (first, second)
    assert fit(a, b) is not None


@pytest.mark.parametrize(("first", "second"), list(product(QUALIFIERS[:6], QUALIFIERS[:6])))
def test_no_two_qualifiers_excuse_three_times_the_number(first: Qualifier, second: Qualifier) -> None:
    assert fit(said(PHRASES[first].format("2,000")), said(PHRASES[second].format("6,000"))) is None


ENDS = st.one_of(st.none(), st.integers(0, 20_000).map(float), st.floats(0, 1e9, allow_nan=False))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is None and high is None:
        low = high = 1.0
    return figure(low, high, draw(st.sampled_from(QUALIFIERS)), draw(st.sampled_from(["mile", "kilometre", None])))


@settings(deadline=None)
@given(figures(), figures())
def test_fit_is_symmetric(a: Figure, b: Figure) -> None:
    assert fit(a, b) == fit(b, a)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Figure, Figure]:
    """Return two figures of about one number, in two units or in one."""
    x = draw(st.one_of(st.integers(-60, 20_000).map(float), st.floats(0.1, 1e9)))
    y = x * draw(st.floats(0.8, 1.25))
    if draw(st.booleans()):
        y = round(y, -int(math.log10(abs(y))) + 1) if y else y
    units = draw(
        st.sampled_from([("percent", "percent"), (None, None), ("mile", "kilometre"), ("kilometre", "kilometre")])
    )
    y = y * 1.609344 if units[0] == "mile" else y
    ends = [draw(st.sampled_from([(n, n), (n, None), (None, n), (n * 0.9, n * 1.1)])) for n in (x, y)]
    first, second = (figure(*e, draw(st.sampled_from(QUALIFIERS)), u) for e, u in zip(ends, units, strict=True))
    return first, second


@settings(deadline=None, max_examples=500)
@given(st.one_of(neighbours(), st.tuples(figures(), figures())))
def test_figures_that_fit_reach_each_other(pair: tuple[Figure, Figure]) -> None:
    meeting = [x[0] <= y[1] and y[0] <= x[1] for x, y in zip(*map(reaches, pair), strict=True)]
    assert any(meeting) or fit(*pair) is None


@pytest.mark.parametrize(("first", "second"), AGREEING)
def test_figures_in_news_that_fit_reach_each_other(first: str, second: str) -> None:
    own, base = ((x, y) for x, y in zip(reaches(said(first)), reaches(said(second)), strict=True))
    assert any(x[0] <= y[1] and y[0] <= x[1] for x, y in (own, base))


def test_a_reach_is_no_licence() -> None:
    (low, high), _ = reaches(said("40 people"))
    assert (low, high) == pytest.approx((38, 42), abs=0.2)


@settings(deadline=None)
@given(figures())
def test_a_figure_fits_itself(a: Figure) -> None:
    assert fit(a, a) == "equal"


@settings(deadline=None)
@given(figures())
def test_the_point_of_a_figure_lies_in_it(a: Figure) -> None:
    assert a.low is None or a.low <= point(a)
    assert a.high is None or point(a) <= a.high


@settings(deadline=None)
@given(st.lists(figures(), min_size=1, max_size=5))
def test_the_spread_covers_every_figure(found: list[Figure]) -> None:
    low, high = spread(found)
    for f in found:
        assert low is None or (f.low is not None and low <= f.low)
        assert high is None or (f.high is not None and high >= f.high)


POINTS = [
    ("nearly 500 people", 500),
    ("up to 40 people", 40),
    ("more than 40 people", 40),
    ("at least 40 people", 40),
    ("between 30 and 50 people", 40),
    ("40 people", 40),
]


@pytest.mark.parametrize(("words", "number"), POINTS)
def test_the_point_is_the_number_that_is_named(words: str, number: float) -> None:
    assert point(said(words)) == number


def test_an_open_end_stays_open_in_the_spread() -> None:
    assert spread([said("at least 40 people"), said("45 people")])[1] is None


def test_magnitude_compares_unlike_units() -> None:
    assert math.isclose(magnitude(said("10 miles")), magnitude(said("16.09344 kilometres")))
