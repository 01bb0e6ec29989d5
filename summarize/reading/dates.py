"""Full dates (day, month and year) with their time and zone, as spans.

Only what stands in the text as a date is one; nothing is guessed from a part of it, and a date whose order of day and
month cannot be told ("03/04/2022") is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["DateMention", "find_dates", "parse_date"]


@dataclass(frozen=True)
class DateMention:
    """A full date of a text."""

    start: int
    """First code point, weekday and a time before it included."""
    end: int
    """End, exclusive, a time and zone after it included."""
    iso: str
    """ISO 8601 date, or date-time where a time is given, with the offset where a zone is given."""


_MONTH_NUMBER = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_ZONE_HOURS = {
    "gmt": 0.0, "utc": 0.0, "z": 0.0, "wet": 0.0, "bst": 1.0, "cet": 1.0, "wat": 1.0, "cest": 2.0, "eet": 2.0,
    "sast": 2.0, "cat": 2.0, "eest": 3.0, "msk": 3.0, "eat": 3.0, "trt": 3.0, "irst": 3.5, "pkt": 5.0, "sgt": 8.0,
    "hkt": 8.0, "awst": 8.0, "jst": 9.0, "kst": 9.0, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0,
    "est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0, "pdt": -7.0,
}  # fmt: skip
"""Hours east of Greenwich, from the IANA zone data. IST (India, Israel, Ireland) is ambiguous and left out."""
_ZONE_NAMES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""Abbreviations that hold all year round, so that the offset depends on the date."""

_MONTH = (
    r"(?P<month{n}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r|rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)"
_DAY = r"(?P<day{n}>[0-3]?\d)"
_ZONE = (
    r"(?:\s*\(?(?P<zone{n}>" + "|".join(sorted({*_ZONE_HOURS, *_ZONE_NAMES}, key=len, reverse=True)) + r")\b\)?"
    r"|\s*(?P<offset{n}>[+-](?:0\d|1[0-4]):?[0-5]\d))?"
)
_CLOCK = (
    r"(?P<hour{n}>[0-2]?\d)[:.](?P<minute{n}>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s*(?P<half{n}>[ap]\.?m\b\.?))?" + _ZONE
)
_BARE_CLOCK = r"(?P<hour{n}>[0-2]\d)(?P<minute{n}>[0-5]\d)(?P<half{n}>)" + _ZONE
_NOT_IN_WORD = r"(?<![\w/.-])"


def _numbered(pattern: str, n: int) -> str:
    return re.sub(r"\{n\}", str(n), pattern)


_DATE = "|".join(
    (
        _WEEKDAY + _numbered(_DAY + r"(?:st|nd|rd|th)?(?:\s+of)?[\s-]+" + _MONTH + r",?[\s-]+" + _YEAR, 1),
        # Texts that lost their commas run day and year together: "Jul 282016".
        _WEEKDAY + _numbered(_MONTH + r"\s+" + _DAY + r"(?:st|nd|rd|th)?(?:,?\s+|,)?" + _YEAR, 2),
        _numbered(_YEAR + r"-(?P<month{n}>0[1-9]|1[0-2])-(?P<day{n}>[0-3]\d)", 3),
        _numbered(
            r"(?:(?P<hour8>[0-2]\d)(?P<minute8>[0-5]\d)\s+)?"
            r"(?P<day{n}>[0-3]?\d)(?P<mark>[./-])(?P<month{n}>[0-3]?\d)(?P=mark)" + _YEAR,
            4,
        ),
    )
)
_AFTER = (
    r"(?:,?\s*(?:at\s+|T|\||[-–—]\s*|\(\s*)?"
    + _numbered(_CLOCK, 5)
    + r"|,?\s+at\s+"
    + _numbered(_BARE_CLOCK, 6)
    + r")?"
)
_BEFORE = r"(?:" + _numbered(_CLOCK, 7) + r",?\s+(?:on\s+)?)?"
_MENTION = re.compile(_NOT_IN_WORD + _BEFORE + r"(?:" + _DATE + r")(?![\d/])" + _AFTER, re.IGNORECASE)


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[DateMention, ...]:
    """Return the full dates of `text[start:end]` in order."""
    found = []
    for match in _MENTION.finditer(text, start, len(text) if end is None else end):
        iso = _iso(match)
        if iso is not None:
            found.append(DateMention(match.start(), match.end(), iso))
    return tuple(found)


def parse_date(value: str) -> str | None:
    """Return `value`, the date field of a record or page, as ISO 8601; null where it holds no full date."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        dates = find_dates(value)
        return dates[0].iso if dates else None
    return moment.date().isoformat() if len(value) <= 10 else moment.isoformat()


def _part(match: re.Match[str], name: str, numbers: tuple[int, ...]) -> str | None:
    return next((match[f"{name}{n}"] for n in numbers if match[f"{name}{n}"]), None)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (_part(match, name, (1, 2, 3, 4)) for name in ("year", "month", "day"))
    if not (year and month and day):
        return None
    month_number = int(month) if month.isdigit() else _MONTH_NUMBER[month[:3].lower()]
    day_number = int(day)
    if match["mark"] == "/" and day_number != month_number:
        if day_number <= 12 and month_number <= 12:
            return None
        if month_number > 12:
            day_number, month_number = month_number, day_number
    try:
        date = datetime(int(year), month_number, day_number)
    except ValueError:
        return None
    hour, minute = (_part(match, name, (5, 6, 7, 8)) for name in ("hour", "minute"))
    if hour is None or minute is None:
        return date.date().isoformat()
    half = (_part(match, "half", (5, 7)) or "")[:1].lower()
    clock = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    if clock > 23:
        return date.date().isoformat()
    zone = _zone(_part(match, "zone", (5, 6, 7)), _part(match, "offset", (5, 6, 7)))
    return date.replace(hour=clock, minute=int(minute), tzinfo=zone).isoformat()


def _zone(name: str | None, offset: str | None) -> tzinfo | None:
    if offset:
        sign = -1 if offset[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:])))
    if name is None:
        return None
    if name.lower() in _ZONE_NAMES:
        try:
            return ZoneInfo(_ZONE_NAMES[name.lower()])
        except ZoneInfoNotFoundError:  # a system without zone data: the time is kept, the zone is not known
            return None
    hours = _ZONE_HOURS[name.lower()]
    return UTC if hours == 0 else timezone(timedelta(hours=hours))
