"""Recognise dates, years, clock times and ages, so that nobody takes them for counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarize.reading.numbers import ONES, TENS, read_numeral
from summarize.reading.people import PEOPLE
from summarize.reading.tokens import DASHES, Lex, Tokens
from summarize.reading.units import DURATIONS, MEASURES

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split(" ")
)
CLOCKS = frozenset(
    "gmt utc bst cet cest eet est edt cst cdt mst mdt pst pdt ist jst msk aest o'clock oclock".split(" ")
)
"""Words after four digits, or after an hour, that make them a time of day."""

_PARTS_OF_DAY = frozenset(("in", "the", part) for part in ("morning", "afternoon", "evening"))
_YEAR_BEFORE = frozenset("in since during until till year summer spring autumn winter fall early late mid".split(" "))
"""Words that make a year even of a number that a plural noun follows ("in 2015 protests broke out")."""
_YEAR_BEFORE_WEAK = frozenset(
    "before after from by of to for the a this last next and or through around about circa".split(" ")
)
_SURELY_COUNTED = frozenset(
    "than least most some nearly almost roughly approximately estimated over under total".split(" ")
)
"""Last words of qualifiers that nobody puts before a year."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_OLDEST_YEAR = 1000
"""Years before 1900 are years only after "in" and its like: 1,128 votes are otherwise likelier."""

_AGE_LIMITS = frozenset({("or", "older"), ("or", "younger"), ("and", "older"), ("and", "younger")})
_OLDEST = 122
"""The greatest age on record."""
_BE = frozenset("is was were are am be i'm he's she's they're you're 're 's".split(" "))
_PERSONAL = frozenset("he she i you they we who i'm he's she's they're you're".split(" "))
_LASTING = frozenset(
    [
        "conflict",
        "war",
        "occupation",
        "dispute",
        "siege",
        "agreement",
        "deal",
        "truce",
        "ceasefire",
        "feud",
        "ban",
        "embargo",
    ]
    + [
        "campaign",
        "insurgency",
        "uprising",
        "revolt",
        "rebellion",
        "crisis",
        "blockade",
        "dictatorship",
        "rule",
        "regime",
    ]
    + ["tradition", "policy", "law", "record", "case", "investigation", "strike", "drought", "treaty", "alliance"]
)
"""What goes on: its age measures how long."""
_TELLS = frozenset("said says told who whose tells recalled added explained".split(" "))
_POSSESSIVES = frozenset("his her my their your our its whose".split(" "))

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
    for read in (_read_time, _read_month_first, _read_day_first, _read_age, _read_year):
        found = read(tokens, index)
        if found is not None:
            return found
    return None


def _number(tokens: Tokens, index: int, low: int, high: int) -> int | None:
    """Return the whole number in digits (an ordinal counts) at `index` if it lies within the bounds."""
    token = tokens[index]
    digits = token.text[:-2] if token.lex is Lex.ORDINAL else token.text
    if token.lex not in (Lex.NUMBER, Lex.ORDINAL) or token.breaks or not digits.isdigit() or len(digits) > 4:
        return None
    value = int(digits)
    return value if low <= value <= high else None


def _read_time(tokens: Tokens, index: int) -> Temporal | None:
    token = tokens[index]
    end = index + 1
    digits = token.text
    if token.lex is Lex.NUMBER:
        if _is_clock_word(tokens, end):
            timed = digits.replace(".", "").isdigit() and len(digits) <= 5 and float(digits) < 2400
        elif token.lex is Lex.NUMBER and _ends_in_time(tokens, index):
            return Temporal(index, index + 3, "time")
        else:
            written = len(digits) == 4 and digits.isdigit() and int(digits) < 2400 and int(digits[2:]) < 60
            dated = tokens[end].lex is Lex.DATE or tokens[index - 1].lex is Lex.DATE
            named = tokens.word(end) in ("hours", "hrs") and digits[:1] == "0"
            timed = written and (
                named or dated or (digits[0] == "0" and tokens.word(index - 1) in ("at", "by", "until"))
            )
            timed = timed or (written and tokens.word(index - 1) == "updated")
            timed = timed or (written and digits.endswith(("0", "5")) and _stands_for_time(tokens, index))
        if not timed:
            return None
    elif token.lex is not Lex.TIME:
        return None
    while _is_clock_word(tokens, end):
        end += {"local": 2, "in": 3}.get(tokens.word(end), 1)
    return Temporal(index, end, "time")


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
        or token.breaks
        and index == 0
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
    if last.lex is not Lex.NUMBER or not last.text.isdigit() or not _FIRST_YEAR <= year:
        return None
    unit = 10 ** len(last.text)
    if len(last.text) <= 2 and int(last.text) > year % unit:
        return at + 2, year // unit * unit + int(last.text)
    if len(last.text) == 4 and year < int(last.text) <= _LAST_YEAR:
        return None if _counts(tokens, at + 1, "") else (at + 2, int(last.text))
    return None


def _counts(tokens: Tokens, index: int, before: str) -> bool:
    """Say whether a number that might be a year counts what follows it: "killed 2000 people", not "the 2015 protests"."""
    after = tokens[index + 1]
    if after.breaks or after.lex is not Lex.WORD:
        return False
    dated = before in _YEAR_BEFORE_WEAK
    round_number = tokens[index].text.endswith("0")
    for offset in (1, 2, 3):
        token = tokens[index + offset]
        if token.lex is not Lex.WORD or token.breaks:
            return False
        if (
            (token.lower,) in MEASURES
            or token.lower in PEOPLE
            and (token.lower.endswith("s") or token.lower == "people")
        ):
            return round_number or not dated
        if token.lower in ("killed", "dead", "wounded", "injured", "the", "and", "in", "a", "is", "was", "has", "when"):
            return False
    return round_number and not dated and after.lower.endswith("s")


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


def _small(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """Return an age in digits or words at `index` and the index after it."""
    numeral = None if tokens[index].lex not in (Lex.NUMBER, Lex.WORD) else read_numeral(tokens, index)
    if numeral is None or numeral.nature != "exact" or numeral.high > _OLDEST or "," in tokens[index].text:
        return None
    return numeral.low, numeral.end


def _read_age(tokens: Tokens, index: int) -> Temporal | None:
    token = tokens[index]
    if token.lex is Lex.WORD and token.lower not in ONES and token.lower not in TENS:
        return None
    read = _small(tokens, index)
    if read is None:
        return None
    age, end = read
    low = age
    if tokens.words_from(end, 2) in _AGE_LIMITS:
        return Temporal(index, end + 2, "age", (low, age))
    after_aged = not token.breaks and _follows_age_word(tokens, index)
    join = tokens.word(end)
    if join in ("to", "and", *DASHES) and (second := _small(tokens, end + 1)) is not None and second[0] > age:
        old = _old(tokens, second[1])
        if after_aged or old:
            age, end = second[0], old or second[1]
            return Temporal(index, end, "age", (low, age))
    old = _old(tokens, end)
    if old is not None:
        return None if _lasts(tokens, old) else Temporal(index, old, "age", (low, age))
    if (
        after_aged
        or _is_apposition(tokens, index, end)
        or _is_limit(tokens, index, end)
        or _is_stated(tokens, index, end)
    ):
        return Temporal(index, end, "age", (low, age))
    return None


def _old(tokens: Tokens, index: int) -> int | None:
    """Return the index after "-year-old", "years old", "year olds", "years of age" at `index`."""
    at = index + (tokens.word(index) in DASHES)
    if tokens.word(at).removesuffix("s") not in DURATIONS or tokens[at].breaks:
        return None
    at += 1
    if tokens.words_from(at, 2) == ("of", "age"):
        return at + 2
    at += tokens.word(at) in DASHES
    return at + 1 if tokens.word(at) in ("old", "olds") and not tokens[at].breaks else None


def _lasts(tokens: Tokens, index: int) -> bool:
    """Say whether what is so many years old is a state of things, whose age is a duration ("a six-year-old war")."""
    for word in tokens.words_from(index, 3):
        if word in PEOPLE:
            return False
        if word in _LASTING:
            return True
    return False


def _follows_age_word(tokens: Tokens, index: int) -> bool:
    """Say whether "aged", "age", "ages" or "the age of" stands before, one qualifier between at most."""
    before = tokens.words_before(index, 4)
    if before[-1:] and before[-1] in ("aged", "age", "ages"):
        return True
    if before[-2:] and before[-2:] in (
        ("age", "of"),
        ("ages", "of"),
        ("aged", "between"),
        ("ages", "between"),
        ("aged", "under"),
    ):
        return True
    return before[-2:-1] in (("aged",), ("age",)) and before[-1] in (
        "about",
        "around",
        "over",
        "under",
        "just",
        "only",
        "at",
    )


def _is_apposition(tokens: Tokens, index: int, end: int) -> bool:
    """Say whether a person stands before: "Jessica, 32, of", "John Smith (63)"; with the commas lost, "Ahmed 24 said"."""
    token, before = tokens[index], tokens.word(index - 1)
    if token.lex is not Lex.NUMBER or not token.text.isdigit():
        return False
    name = tokens[index - 2] if before in (",", "(") else tokens[index - 1]
    if name.lex is not Lex.WORD or name.lower in MONTHS:
        return False
    person = name.lower == "age" or (name.lower in PEOPLE and not name.lower.endswith("s") and name.lower != "people")
    capital = name.text[0].isupper()
    if before == "(":
        full_name = capital and tokens[index - 3].text[:1].isupper() and int(token.text) > 9
        return tokens.word(end) == ")" and (full_name or person)
    if before == ",":
        closing = tokens.word(end) in (",", ".", ";", ")", "–", "—") or tokens.word(end) in _TELLS
        return (capital or person) and closing and tokens[end + 1].lex is not Lex.NUMBER
    return capital and tokens.word(end) in _TELLS and not tokens[end].breaks and not token.breaks


def _is_limit(tokens: Tokens, index: int, end: int) -> bool:
    """Say whether it is the age of "children under 12" or "the over-65s"."""
    before = tokens.words_before(index, 3)
    if before[-1:] in (("-",), ("‑",)):
        before = before[:-1]
    if not before or before[-1] not in ("under", "over", "below", "above") or tokens[index].lex is not Lex.NUMBER:
        return False
    closes = tokens[end]
    if closes.lower == "s" and closes.glued:
        return True
    alone = (
        closes.breaks
        or closes.lex is Lex.MARK
        or closes.lower in ("in", "and", "or", "who", "were", "are", "was", "have")
    )
    return (
        alone
        and len(before) > 1
        and before[-2] in (PEOPLE | {"those", "anyone", "everyone"})
        and closes.text not in ("%",)
    )


def _is_stated(tokens: Tokens, index: int, end: int) -> bool:
    """Say whether it is stated of a person: "she is 45.", "when you're 55,"; or "turned 40"."""
    before = tokens.words_before(index, 2)
    if not before or tokens[index].lex is not Lex.NUMBER or "." in tokens[index].text:
        return False
    closes = tokens[end]
    alone = closes.breaks or closes.text in (".", ",", "?", "!", ";", "”", '"', "’") or closes.lower in ("and", "when")
    if not alone:
        return False
    if before == ("will", "be") and tokens.word(index - 3) in _PERSONAL:
        return True
    contracted = before[-1] in _PERSONAL and before[-1] in _BE
    return (
        contracted or (before[-1] in _BE and before[-2:-1] != () and before[-2] in _PERSONAL) or before[-1] == "turned"
    )
