"""Read numerals: digits, number words and the mixtures of both that newspapers print.

"2,870", "170, 000", "1.2bn", "5 thousand", "twenty-two", "two and a half million", "half a million", "a dozen",
"dozens", "tens of thousands", "several hundred": each becomes a `Numeral` with the least and the most it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Literal

from summarize.reading.tokens import DASHES, Lex, Tokens

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: value for value, word in enumerate(_ONES.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "lac": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
"""Words that multiply what stands before them (short scale, as English-language news uses it)."""

ABBREVIATED_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "cr": 1e7,
}
"""Scales written onto the digits ("1.2bn"). "m" may be metres: `m` is left to the reader of units to decide."""

PLURALS: dict[str, tuple[float, float]] = {
    "tens": (20, 999),
    "dozens": (24, 999),
    "scores": (40, 999),
    "hundreds": (200, 9_999),
    "thousands": (2_000, 99_999),
    "lakhs": (2e5, 9_999_999),
    "millions": (2e6, 99_999_999),
    "crores": (2e7, 999_999_999),
    "billions": (2e9, 99_999_999_999),
    "trillions": (2e12, 99_999_999_999_999),
}
"""Least and most that a bare plural can mean: two of its unit, and just short of a hundred of them, since an editor
who knows of more takes the next word up. The dozens and scores end where the tens do."""

FEW: dict[str, tuple[float, float]] = {
    "few": (3, 9),
    "several": (3, 9),
    "couple": (2, 3),
    "handful": (3, 9),
}
"""Words for a small number. By convention of usage guides: "several" is more than two and fewer than ten."""

HALVES = {"half": 0.5, "quarter": 0.25}
DOZEN = 12.0
NUMBER_WORDS = frozenset({"a", "an", "dozen"}) | ONES.keys() | TENS.keys() | PLURALS.keys() | FEW.keys() | HALVES.keys()
"""Every word with which a numeral may start."""
_SIGNS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5}
_SIGNS |= {"⅙": 1 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
"""A comma with a digit or two behind it parts decimals, as the Continent prints them: "1,2 million"."""
_DOTTED_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})*\.000|[1-9]\d{0,2}(?:\.\d{3}){2,}")
"""Thousands parted by stops, likewise ("45.000", "1.234.567"): no count is told to three decimals that are naught."""
_THREE_DIGITS = re.compile(r"\d{3}")
_LONGEST = 15
"""Digits of the longest number read as one: beyond 2**53 a float no longer tells neighbours apart."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read. Token indices, end exclusive."""

    first: int
    end: int
    low: float
    high: float
    nature: Literal["exact", "about", "vague"]
    scale: float = 1.0
    """What the words multiply by ("million"), for a range whose first number leaves it out."""
    plain: bool = False
    """Bare digits: no separator, no decimals, no scale. Only such a numeral can be a year."""


def read_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Return the longest numeral that starts at token `index`, or None."""
    token = tokens[index]
    if token.lex is Lex.NUMBER:
        return _read_digits(tokens, index)
    if token.lex is Lex.FRACTION:
        return _read_fraction(tokens, index)
    if token.lex is not Lex.WORD:
        return None
    for read in (_read_part_of_scale, _read_few, _read_plural, _read_article, _read_words):
        numeral = read(tokens, index)
        if numeral is not None:
            return numeral
    return None


def _is_word(tokens: Tokens, index: int, words: Container[str]) -> bool:
    return not tokens[index].breaks and _opens(tokens, index, words)


def _opens(tokens: Tokens, index: int, words: Container[str]) -> bool:
    """Say whether a numeral that begins at `index`, at the start of a sentence perhaps, begins with one of `words`."""
    return tokens[index].lex is Lex.WORD and tokens.word(index) in words


def _after_hyphen(tokens: Tokens, index: int) -> int:
    """Return the index of the next word, one hyphen passed over ("twenty-two", "half-a-million")."""
    return index + 1 if tokens.hyphen(index) else index


def _times_scale(tokens: Tokens, index: int) -> tuple[float, int]:
    """Return the product of the scale words from `index` on ("hundred thousand") and the index after them."""
    scale = 1.0
    at = _after_hyphen(tokens, index)
    while True:
        if _is_word(tokens, at, SCALES):
            scale *= SCALES[tokens.word(at)]
        elif _is_word(tokens, at, ("dozen",)):
            scale *= DOZEN
        else:
            return scale, index
        index = at + 1
        at = _after_hyphen(tokens, index)


def _read_digits(tokens: Tokens, index: int) -> Numeral | None:
    text, end = re.sub("['’]", "", tokens[index].text), index + 1
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    elif _DOTTED_THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    digits = text.replace(",", "")
    while len(digits) <= _LONGEST and (joined := _next_thousands(tokens, index, end)) is not None:
        group, end = joined
        digits += group
    if len(digits) > _LONGEST:
        return None
    value = float(digits)
    plain = digits == tokens[index].text and "." not in digits
    if tokens[end].lex is Lex.FRACTION and tokens[end].text in _SIGNS:
        value, end, plain = value + _SIGNS[tokens[end].text], end + 1, False
    elif (after := _and_a_half(tokens, end)) is not None:
        value, end, plain = value + 0.5, after, False
    scale, end = _times_scale(tokens, end)
    return Numeral(index, end, value * scale, value * scale, "exact", scale, plain and scale == 1.0)


def _next_thousands(tokens: Tokens, first: int, end: int) -> tuple[str, int] | None:
    """Return three more digits that belong to the number, as "170, 000" and "2 000" print them, and the index after.

    A comma and a space, or a plain space, may also part two numbers; so a group set apart by a comma must start with
    the zero that no number of its own starts with, and one set apart by a plain space must not follow a name or month.
    """
    head = tokens[first].text
    if len(head) > 3 or "." in head or head.startswith("0"):
        return None
    at = end + (tokens[end].text == ",")
    group = tokens[at]
    if group.lex is not Lex.NUMBER or group.glued or group.breaks or not _THREE_DIGITS.fullmatch(group.text):
        return None
    gap = group.start - tokens[at - 1].end
    if gap != 1:
        return None
    if at > end or tokens[first - 1].text[:1].isupper():
        return (group.text, at + 1) if group.text.startswith("0") else None
    return group.text, at + 1


def _read_fraction(tokens: Tokens, index: int) -> Numeral | None:
    text = tokens[index].text
    if "/" in text:
        numerator, denominator = (int(part) for part in text.split("/"))
        if not 0 < numerator < denominator or denominator > 12:
            return None
        value = numerator / denominator
    else:
        value = float(text[:-1] or 0) + _SIGNS[text[-1]]
    scale, end = _times_scale(tokens, index + 1)
    return Numeral(index, end, value * scale, value * scale, "exact", scale)


def _read_part_of_scale(tokens: Tokens, index: int) -> Numeral | None:
    """Read "half a million", "half a dozen", "a half million", "three quarters of a million"."""
    parts, at = 1.0, index
    if _opens(tokens, at, ("a", "three")):
        parts, at = (3.0 if tokens.word(at) == "three" else 1.0), _after_hyphen(tokens, at + 1)
    name = tokens.word(at).removesuffix("s") if parts == 3.0 else tokens.word(at)
    if name not in HALVES or (tokens[at].breaks and at > index):
        return None
    at = _after_hyphen(tokens, at + 1)
    if _is_word(tokens, at, ("of",)):
        at += 1
    if _is_word(tokens, at, ("a",)):
        at = _after_hyphen(tokens, at + 1)
    scale, end = _times_scale(tokens, at)
    if scale == 1.0:
        return None
    value = parts * HALVES[name] * scale
    return Numeral(index, end, value, value, "exact" if scale == DOZEN else "about", scale)


def _read_few(tokens: Tokens, index: int) -> Numeral | None:
    """Read "several hundred", "a few dozen", "a couple of thousand", and "a couple of" anything."""
    at = index + 1 if _opens(tokens, index, ("a",)) else index
    few = tokens.word(at)
    if few not in FEW or (tokens[at].breaks and at > index):
        return None
    low, high = FEW[few]
    end = at + 2 if _is_word(tokens, at + 1, ("of",)) else at + 1
    scale, after = _times_scale(tokens, end)
    if scale > 1.0:
        return Numeral(index, after, low * scale, high * scale, "vague", scale)
    if tokens.word(end) in PLURALS and few != "couple":
        plural = _read_plural(tokens, end)
        return Numeral(index, plural.end, plural.low, plural.high, "vague") if plural else None
    if few == "couple" and at > index and end == at + 2:
        return Numeral(index, at + 1, low, high, "vague")
    return None


def _read_plural(tokens: Tokens, index: int) -> Numeral | None:
    """Read "dozens", "hundreds", "tens of thousands"."""
    name = tokens.word(index)
    if name not in PLURALS:
        return None
    low, high = PLURALS[name]
    end, scale = index + 1, 1.0
    while _is_word(tokens, end, ("of",)) and _is_word(tokens, end + 1, PLURALS) and tokens.word(end + 1) != "scores":
        factor = SCALES.get(tokens.word(end + 1).removesuffix("s"), DOZEN)
        low, high, scale, end = low * factor, (high + 1) * factor - 1, scale * factor, end + 2
    if name == "tens" and end == index + 1 and not _is_word(tokens, end, ("of",)):
        return None
    return Numeral(index, end, low, high, "vague", scale)


def _read_article(tokens: Tokens, index: int) -> Numeral | None:
    """Read "a hundred", "a dozen", "dozen"."""
    at = index
    if _opens(tokens, index, ("a", "an")):
        at = index + 1
        if tokens[at].breaks:
            return None
    elif not _is_word(tokens, index, ("dozen",)):
        return None
    scale, end = _times_scale(tokens, at)
    if scale == 1.0 or end == index:
        return None
    if scale >= 100 and _is_word(tokens, end, ("and",)):
        whole = _read_words(tokens, at, ones=1.0)
        if whole is not None and whole.end > end:
            return replace(whole, first=index)
    return Numeral(index, end, scale, scale, "exact", scale)


def _read_words(tokens: Tokens, index: int, ones: float = 0.0) -> Numeral | None:
    """Read number words: "nine", "twenty-two", "one hundred and five", "two and a half million".

    `ones` is what was read before them: 1 for the "a" of "a hundred and five thousand".
    """
    total, current = 0.0, ones
    last_scale = float("inf")
    at, end = index, index
    while True:
        word = tokens.word(at)
        if tokens[at].lex is not Lex.WORD or (at > index and tokens[at].breaks):
            break
        if word in ONES and (end == index or _room_for(current, ONES[word])):
            current += ONES[word]
        elif word in TENS and (end == index or _room_for(current, TENS[word])):
            current += TENS[word]
        elif word in ("hundred", "dozen") and 0 < current < 100 and (end > index or ones):
            current *= SCALES["hundred"] if word == "hundred" else DOZEN
        elif word in SCALES and current > 0 and SCALES[word] < last_scale:
            last_scale = SCALES[word]
            total, current = total + current * last_scale, 0.0
        elif end > index and (half := _and_a_half(tokens, at)):
            if current == 0:  # "a million and a half"
                return Numeral(index, half, total + last_scale / 2, total + last_scale / 2, "exact", last_scale)
            current, end = current + 0.5, half
            scale, end = _times_scale(tokens, end)
            return Numeral(index, end, total + current * scale, total + current * scale, "exact", scale)
        else:
            break
        end = at + 1
        at = _after_hyphen(tokens, end)
        joins = current >= 100 or (current == 0 and total > 0)
        if joins and _is_word(tokens, at, ("and",)) and _is_word(tokens, at + 1, ONES.keys() | TENS.keys()):
            at += 1
    if end == index:
        return None
    value = total + current
    scale = last_scale if total > 0 and current == 0 else 1.0
    return Numeral(index, end, value, value, "exact", scale)


def _room_for(current: float, value: float) -> bool:
    """Say whether `value` completes `current`: two after twenty, twelve after a hundred; nothing after nineteen."""
    if current == 0:
        return True
    if value < 10 and current % 100 >= 20:
        return current % 10 == 0
    return current % 100 == 0


def _and_a_half(tokens: Tokens, index: int) -> int | None:
    """Return the index after "and a half", hyphens allowed, that starts at `index`."""
    at = index
    for expected in ("and", "a", "half"):
        at = _after_hyphen(tokens, at) if tokens.word(at) in DASHES else at
        if tokens.word(at) != expected or tokens[at].breaks:
            return None
        at += 1
    return at
