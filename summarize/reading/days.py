"""Days named in running text: "on Wednesday", "Monday's blast", "October 2", "the 3rd of May 2031", "yesterday".

News seldom writes a full date. A day is resolved against the date of publication: a weekday is the nearest one not after
it, a day of the month the nearest of three years. A month or a year alone is no day, but tells that a sentence looks back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Day", "find_days", "looks_back", "publication_day"]

NEAR_DAYS = 4
"""Days between an event and the article about it, at most: dailies and agencies write of the last three days."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "last night": -1}
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = re.compile(
    r"\b(?:(?P<weekday>" + "|".join(d.title() for d in _WEEKDAYS) + r")(?=(?:['’]?s)?\b)"
    r"|(?P<relative>yesterday|today|tonight|last\ night)\b"
    r"|(?P<d1>\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m1>" + _MONTH + r")\b(?:,?\ (?P<y1>(?:19|20)\d\d)\b)?"
    r"|(?P<m2>" + _MONTH + r")\ (?P<d2>\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,?\ (?P<y2>(?:19|20)\d\d)\b)?)"
)
_BACK = re.compile(
    r"\b(?:(?:last|previous|past|earlier\ this|late\ last|in\ recent|over\ the\ past)\ (?:week|month|year|decade"
    r"|summer|winter|spring|autumn|fall"
    r"|weeks|months|years|days|" + "|".join(m.title() for m in _MONTHS) + r")"
    r"|(?:a|an|one|two|three|four|five|six|several|a\ few|\d+)\ (?:days?|weeks?|months?|years?|decades?)\ (?:ago|earlier|before)"
    r"|(?:days|weeks|months|years)\ (?:ago|earlier|after)|(?<!not\ )in\ the\ past\b(?!\ and\ not)|in\ (?:early|late|mid-?)?\ ?(?:"
    + "|".join(m.title() for m in _MONTHS)
    + r")\b(?!\ \d{1,2}\b)|in\ (?:a\ )?(?:separate|previous|earlier|similar)\b|previously|elsewhere|similar\ (?:attack"
    r"|incident|strike)s?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d,.$£€-])\b(?:19|20)\d\d\b(?![\d,]\d|\ (?:people|pounds|dollars|euros|civilians|families))")


@dataclass(frozen=True)
class Day:
    """A day named in the text."""

    start: int
    """First code point."""
    end: int
    """End, exclusive."""
    date: date
    """The day it means."""


def publication_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time; None where there is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def find_days(text: str, start: int, end: int, published: date) -> tuple[Day, ...]:
    """Return the days that `text[start:end]` names, in order, for an article of that date."""
    found = []
    for match in _DAY.finditer(text, start, end):
        day = _resolved(match, published)
        if day is not None:
            found.append(Day(match.start(), match.end(), day))
    return tuple(found)


def looks_back(text: str, start: int, end: int, published: str | None) -> bool:
    """Say whether a sentence tells of an earlier time than the article's event: by a date, a year or words like "last month"."""
    if _BACK.search(text, start, end):
        return True
    day = publication_day(published)
    if day is None:
        return False
    days = find_days(text, start, end, day)
    if days:
        return all(abs((d.date - day).days) > NEAR_DAYS for d in days)
    years = [int(m[0]) for m in _YEAR.finditer(text, start, end)]
    return bool(years) and all(year < day.year for year in years)


def _resolved(match: re.Match[str], published: date) -> date | None:
    if match["weekday"]:
        back = (published.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        return published - timedelta(days=back)
    if match["relative"]:
        return published + timedelta(days=_RELATIVE[match["relative"].lower()])
    month = 1 + next(i for i, name in enumerate(_MONTHS) if name.startswith((match["m1"] or match["m2"]).lower()[:3]))
    number, year = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
    try:
        if year:
            return date(int(year), month, number)
        moments = [date(published.year + shift, month, number) for shift in (-1, 0, 1)]
    except ValueError:
        return None
    return min(moments, key=lambda moment: abs((moment - published).days))
