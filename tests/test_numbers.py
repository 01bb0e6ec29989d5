from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.reading.numbers import PLURALS, read_numeral
from summarize.reading.tokens import tokenize


def read(text: str) -> tuple[float, float] | None:
    tokens = tokenize(text)
    numeral = read_numeral(tokens, 0)
    if numeral is None or numeral.end != len(tokens):
        return None
    return numeral.low, numeral.high


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nine", 9),
        ("zero", 0),
        ("nineteen", 19),
        ("twenty-two", 22),
        ("Thirty-five", 35),
        ("A million and a half", 1_500_000),
        ("Three quarters of a million", 750_000),
        ("1,2 million", 1_200_000),
        ("45.000", 45_000),
        ("1.234.567", 1_234_567),
        ("1’200’000", 1_200_000),
        ("45'000", 45_000),
        ("4.500", 4.5),
        ("ninety nine", 99),
        ("six hundred", 600),
        ("one hundred and five", 105),
        ("a hundred and twenty", 120),
        ("two thousand", 2_000),
        ("two thousand three hundred and four", 2_304),
        ("fifteen hundred", 1_500),
        ("three hundred thousand", 300_000),
        ("four million two hundred thousand", 4_200_000),
        ("a million", 1_000_000),
        ("a hundred and fifty thousand", 150_000),
        ("a million and a half", 1_500_000),
        ("two million and a half", 2_500_000),
        ("two and a half million", 2_500_000),
        ("one-and-a-half", 1.5),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("half-a-million", 500_000),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("498", 498),
        ("2,870", 2_870),
        ("1,234,567.5", 1_234_567.5),
        ("3.5", 3.5),
        ("1.2 billion", 1_200_000_000),
        ("5 thousand", 5_000),
        ("2 lakh", 200_000),
        ("5 lakh crore", 5e12),
        ("2,50,000", 250_000),
        ("170, 000", 170_000),
        ("2 000", 2_000),
        ("12\u00a0500", 12_500),
        ("2½", 2.5),
        ("3/4", 0.75),
    ],
)
def test_a_numeral_has_its_value(words: str, value: float) -> None:
    assert read(words) == (value, value)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("dozens", 24, 999),
        ("scores", 40, 999),
        ("hundreds", 200, 9_999),
        ("thousands", 2_000, 99_999),
        ("tens of thousands", 20_000, 999_999),
        ("hundreds of thousands", 200_000, 9_999_999),
        ("several hundred", 300, 900),
        ("a few dozen", 36, 108),
        ("a couple of hundred", 200, 300),
    ],
)
def test_a_vague_numeral_has_the_least_and_the_most_it_can_mean(words: str, low: float, high: float) -> None:
    assert read(words) == (low, high)


@pytest.mark.parametrize("words", ["two three", "nineteen forty", "40, 120", "86 30", "twenty million billion"])
def test_numbers_side_by_side_stay_apart(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize("words", ["and", "a", "half", "several", "the", "9999999999999999999"])
def test_other_words_are_no_numeral(words: str) -> None:
    assert read(words) is None


def test_a_month_keeps_its_day_from_the_number_after_it() -> None:
    tokens = tokenize("July 2 300 fans")
    numeral = read_numeral(tokens, 1)
    assert numeral is not None
    assert numeral.high == 2


ONES = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "nought ten twenty thirty forty fifty sixty seventy eighty ninety"


def spell(number: int) -> str:
    """Write a whole number in words, as a newspaper would."""
    for scale, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return (spell(number // scale) + " " + name + (joint + spell(rest) if rest else "")).strip()
    if number < 20:
        return ONES.split()[number]
    tens = TENS.split()[number // 10]
    return f"{tens}-{ONES.split()[number % 10]}" if number % 10 else tens


@given(st.integers(min_value=1, max_value=999_999_999))
def test_every_number_in_words_is_read_back(number: int) -> None:
    assert read(spell(number)) == (number, number)


@given(st.integers(min_value=0, max_value=10**12))
def test_every_number_with_commas_is_read_back(number: int) -> None:
    assert read(f"{number:,}") == (number, number)


def test_vague_plurals_rise_from_one_to_the_next() -> None:
    names = ["tens", "hundreds", "thousands", "millions", "billions", "trillions"]
    lows = [PLURALS[name][0] for name in names]
    assert lows == sorted(lows)
