"""Recognise dates, years, clock times and ages, so that nobody takes them for counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarize.reading.ages import read_age
from summarize.reading.nouns import is_plural
from summarize.reading.numbers import ONES
from summarize.reading.people import PEOPLE
from summarize.reading.tokens import DASHES, Lex, Tokens, vocabulary
from summarize.reading.units import MEASURES

MONTHS = vocabulary(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec
    """
)
CLOCKS = vocabulary(
    """
    gmt utc bst cet cest eet est edt cst cdt mst mdt pst pdt ist jst msk aest o'clock oclock
    """
)
"""Words after four digits, or after an hour, that make them a time of day."""

_PARTS_OF_DAY = frozenset(("in", "the", part) for part in ("morning", "afternoon", "evening"))
_YEAR_BEFORE = vocabulary(
    """
    in since during until till year summer spring autumn winter fall early late mid
    """
)
"""Words that make a year even of a number that a plural noun follows ("in 2015 protests broke out")."""
_YEAR_BEFORE_WEAK = vocabulary(
    """
    before after from by of to for the a this last next and or through around about circa
    """
)
_SURELY_COUNTED = vocabulary(
    """
    than least most some nearly almost roughly approximately estimated over under total exceeds exceeded exceeding tops
    topped surpasses surpassed
    """
)
"""Last words of qualifiers that nobody puts before a year."""
_NO_NOUNS = vocabulary("killed dead wounded injured the and in a is was has when")
"""Words that end the search for a noun that four digits may count."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST_YEAR = 1000
"""Years before 1900 are years only after "in" and its like: 1,128 votes are otherwise likelier."""

_POSSESSIVES = vocabulary("his her my their your our its whose")

TemporalKind = Literal["date", "year", "time", "age"]


@dataclass(frozen=True, slots=True)
class Temporal:
    """A date, year, time or age of the text. Token indices, end exclusive."""

    first: int
    end: int
    kind: TemporalKind
    value: tuple[float, float] | None = None
    """The year or age, least and most; None for dates and times."""


def read_temporal(tokens: Tokens, index: int) -> Temporal | None:
    """Return what starts at token `index`, if it is a date, year, time or age."""
    token = tokens[index]
    if token.lex is Lex.DATE:
        return Temporal(index, index + 1, "date")
    if token.lex is Lex.DECADE:
        return _read_decade(tokens, index)
    for read in (_read_time, _read_month_first, _read_day_first):
        found = read(tokens, index)
        if found is not None:
            return found
    age = read_age(tokens, index)
    if age is not None:
        return Temporal(index, age[2], "age", age[:2])
    return _read_year(tokens, index)


_CLOCK = re.compile(r"0\d\.[0-5]\d")
"""A time of the first ten hours, which no measurement is written like."""
_DOTTED = re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d")
"""Hours and minutes of two digits each: a time after a word that leads to one, if nothing follows that could be measured."""
_TO_TIMES = vocabulary("at until till since before after update updated")
_HOURS_PAST = frozenset(
    {("half", "past"), ("quarter", "past"), ("quarter", "to"), ("shortly", "before"), ("shortly", "after")}
)
_THIS_DAY = frozenset(("this", part) for part in ("morning", "afternoon", "evening"))


def _number(tokens: Tokens, index: int, low: int, high: int) -> int | None:
    """Return the whole number in digits (an ordinal counts) at `index` if it lies within the bounds."""
    token = tokens[index]
    digits = token.text[:-2] if token.lex is Lex.ORDINAL else token.text
    if token.lex not in (Lex.NUMBER, Lex.ORDINAL) or token.breaks or not digits.isdigit() or len(digits) > 4:
        return None
    value = int(digits)
    return value if low <= value <= high else None


def _read_time(tokens: Tokens, index: int) -> Temporal | None:
    """Read "19:27 GMT", "10 a.m.", "1400 local time", "10-11 a.m.", "seven in the morning"."""
    token = tokens[index]
    if token.lex is Lex.NUMBER and _ends_in_time(tokens, index):
        return Temporal(index, index + 3, "time")
    if _CLOCK.fullmatch(token.text) and tokens.word(index - 1) in ("at", "by", "until", "from", "since", "before"):
        return Temporal(index, index + 1, "time")
    if _ends_clause(tokens, index + 1) and (_is_dotted_time(tokens, index) or _is_past_hour(tokens, index)):
        return Temporal(index, index + 1, "time")
    this_day = tokens.words_from(index + 1, 2) in _THIS_DAY
    if token.lower in ONES and tokens.word(index - 1) == "at" and this_day:
        return Temporal(index, index + 1, "time")
    hour = token.lex is Lex.TIME or (token.lower in ONES and _is_clock_word(tokens, index + 1))
    if not hour and not (token.lex is Lex.NUMBER and _is_time_of_day(tokens, index)):
        return None
    end = index + 1
    while _is_clock_word(tokens, end):
        end += {"local": 2, "in": 3}.get(tokens.word(end), 1)
    return Temporal(index, end, "time")


def _is_dotted_time(tokens: Tokens, index: int) -> bool:
    """Say whether "17.40" is a time, by the word before it, or because it opens a line."""
    if _DOTTED.fullmatch(tokens[index].text) is None:
        return False
    before = tokens.words_before(index, 2)
    return tokens[index].breaks or before in (("as", "of"), ("it", "was")) or not _TO_TIMES.isdisjoint(before[-1:])


def _is_past_hour(tokens: Tokens, index: int) -> bool:
    """Say whether a number is an hour after "half past" or "shortly before"."""
    digits = tokens[index].text
    whole = tokens[index].lower in ONES or (len(digits) < 3 and digits.isdecimal() and int(digits) <= 12)
    return whole and tokens.words_before(index, 2) in _HOURS_PAST


def _ends_clause(tokens: Tokens, index: int) -> bool:
    """Say whether no noun follows that a number before it could count."""
    after = tokens[index]
    marks = after.lex is Lex.MARK and not (after.text in "%$€£-" and after.glued)
    return (
        after.breaks or marks or after.lower in ("on", "and", "when", "this", "yesterday", "the", "in", "as", "local")
    )


def _is_time_of_day(tokens: Tokens, index: int) -> bool:
    """Say whether bare digits tell the time, by the words around them."""
    digits, before, after = tokens[index].text, tokens.word(index - 1), tokens[index + 1]
    if _is_clock_word(tokens, index + 1):
        return digits.replace(".", "").isdigit() and len(digits) <= 5 and float(digits) < 2400
    if len(digits) != 4 or not digits.isdigit() or int(digits) >= 2400 or int(digits[2:]) >= 60:
        return False
    if digits[0] == "0" and (before in ("at", "by", "until") or after.lower in ("hours", "hrs")):
        return True
    if before == "updated" or after.lex is Lex.DATE or tokens[index - 1].lex is Lex.DATE:
        return True
    return digits[-1] in "05" and _stands_for_time(tokens, index)


def _stands_for_time(tokens: Tokens, index: int) -> bool:
    """Say whether "at about" stands before four digits and no noun after, as in "at about 1330 on Monday"."""
    before = tokens.words_before(index, 2)
    return before in (("at", "about"), ("at", "around")) and tokens.word(index + 1) in (
        "on",
        "in",
        ".",
        ",",
        "when",
        "yesterday",
    )


def _is_clock_word(tokens: Tokens, index: int) -> bool:
    if tokens[index].breaks:
        return False
    if tokens.words_from(index, 3) in _PARTS_OF_DAY:
        return tokens.word(index - 2) in ("at", "about", "around", "by")
    return tokens.word(index) in CLOCKS or tokens.words_from(index, 2) == ("local", "time")


def _ends_in_time(tokens: Tokens, index: int) -> bool:
    """Say whether the number opens a span of time: "10-11 a.m."."""
    return tokens.hyphen(index + 1) and tokens[index + 2].lex is Lex.TIME and _number(tokens, index, 0, 12) is not None


def _month(tokens: Tokens, index: int) -> int | None:
    """Return the index after a month's name (and its full stop) at `index`, or None."""
    token = tokens[index]
    if (
        token.lex is not Lex.WORD
        or token.lower not in MONTHS
        or not token.text[0].isupper()
        or (token.breaks and index == 0)
    ):
        return None
    stopped = tokens[index + 1].text == "." and tokens[index + 1].glued and len(token.text) < 5
    return index + 1 + stopped


def _year_at(tokens: Tokens, index: int) -> int | None:
    """Return the index after a year at `index`, a comma before it allowed, or None."""
    at = index + 1 if tokens.word(index) == "," and not tokens[index].breaks else index
    return (
        at + 1
        if _number(tokens, at, _OLDEST_YEAR if at > index else _FIRST_YEAR, _LAST_YEAR) is not None
        and len(tokens[at].text) == 4
        else None
    )


def _read_month_first(tokens: Tokens, index: int) -> Temporal | None:
    """Read "March 1", "Aug. 1, 2013", "March 1-3", "Jul 282016" (a lost comma), "June 2016"."""
    at = _month(tokens, index)
    if at is None:
        return None
    run = tokens[at].text
    if tokens[at].lex is Lex.NUMBER and run.isdigit() and len(run) in (5, 6) and 1900 <= int(run[-4:]) <= 2099:
        if 1 <= int(run[:-4]) <= 31:
            return Temporal(index, at + 1, "date")
        return None
    if _number(tokens, at, 1, 31) is None or len(run) > 4:
        year = _year_at(tokens, at)
        return Temporal(index, year, "date") if year else None
    end = at + 1
    if tokens.hyphen(end) and _number(tokens, end + 1, 1, 31) is not None:
        end += 2
    elif tokens.word(end) in ("and", "to", *DASHES) and _number(tokens, end + 1, 1, 31) is not None:
        closes = tokens[end + 2]
        if closes.breaks or closes.lex is not Lex.WORD:
            end += 2
    return Temporal(index, _year_at(tokens, end) or end, "date")


def _read_day_first(tokens: Tokens, index: int) -> Temporal | None:
    """Read "1 March", "1st of March 2022", "1-3 March", "1 and 3 March"."""
    token = tokens[index]
    if token.lex not in (Lex.NUMBER, Lex.ORDINAL) or len(token.text) > 4:
        return None
    digits = token.text[:-2] if token.lex is Lex.ORDINAL else token.text
    if not digits.isdigit() or not 1 <= int(digits) <= 31:
        return None
    at = index + 1
    if tokens.word(at) in ("and", "to", *DASHES) and _number(tokens, at + 1, 1, 31) is not None:
        at += 2
    if tokens.word(at) == "of" and (token.lex is Lex.ORDINAL):
        at += 1
    end = None if tokens[at].breaks else _month(tokens, at)
    if end is None or (tokens[at].glued and token.lex is Lex.NUMBER):
        return None
    return Temporal(index, _year_at(tokens, end) or end, "date")


def _read_year(tokens: Tokens, index: int) -> Temporal | None:
    """Read a year, or a span of years, from a bare number of four digits and the words around it."""
    token = tokens[index]
    if token.lex is not Lex.NUMBER or len(token.text) != 4 or not token.text.isdigit():
        return None
    year = int(token.text)
    before = "" if token.breaks else tokens.word(index - 1)
    if before in _SURELY_COUNTED or not _OLDEST_YEAR <= year <= _LAST_YEAR:
        return None
    span_end = _year_span(tokens, index, year)
    if span_end is not None:
        return Temporal(index, span_end[0], "year", (year, span_end[1]))
    if year < _FIRST_YEAR and before not in _YEAR_BEFORE:
        return None
    heads_entry = (token.breaks or before in ("", ".")) and tokens[index + 1].text[:1].isupper()
    if before not in _YEAR_BEFORE and not heads_entry and _counts(tokens, index, before):
        return None
    return Temporal(index, index + 1, "year", (year, year))


def _year_span(tokens: Tokens, index: int, year: int) -> tuple[int, int] | None:
    """Return the end of "2014-15" or "2014-2015" and its last year."""
    at = index + 1
    if tokens.word(at) not in DASHES and tokens.word(at) != "/":
        return None
    last = tokens[at + 1]
    if last.lex is not Lex.NUMBER or not last.text.isdigit() or not year >= _FIRST_YEAR:
        return None
    unit = 10 ** len(last.text)
    if len(last.text) <= 2 and int(last.text) > year % unit:
        return at + 2, year // unit * unit + int(last.text)
    if len(last.text) == 4 and year < int(last.text) <= _LAST_YEAR:
        return None if _counts(tokens, at + 1, "") else (at + 2, int(last.text))
    return None


def _counts(tokens: Tokens, index: int, before: str) -> bool:
    """Say whether what might be a year counts what follows it: "killed 2000 people", not "the 2015 protests"."""
    likely = before not in _YEAR_BEFORE_WEAK
    round_number = tokens[index].text.endswith("0")
    for offset in (1, 2, 3):
        token = tokens[index + offset]
        if token.lex is not Lex.WORD or token.breaks or token.lower in _NO_NOUNS:
            break
        people = token.lower in PEOPLE and (token.lower.endswith("s") or token.lower == "people")
        if people or (token.lower,) in MEASURES:
            return round_number or likely
    after = tokens[index + 1]
    return round_number and likely and not after.breaks and is_plural(after.lower)


def _read_decade(tokens: Tokens, index: int) -> Temporal | None:
    """Read "the 1990s", "the '90s" (years) and "in her early 40s" (age); "the low 50s" of a poll is neither."""
    digits = tokens[index].text.strip("'’‘s")
    before = tokens.words_before(index, 3)
    start = int(digits)
    if _POSSESSIVES.intersection(before):
        return Temporal(index, index + 1, "age", (start, start + 9))
    if (
        len(digits) == 2
        and before[-1:]
        and before[-1] in ("low", "high", "upper", "lower")
        and digits == tokens[index].text[:2]
    ):
        return None
    return Temporal(index, index + 1, "year", (start, start + 9))
