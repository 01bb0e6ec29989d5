"""The opening of a page flattened into one line: headline, standfirst, agency and date, buttons, then the story.

Such texts come out of scrapers and data sets: "17-08-2014 Bridge collapses. The bridge…". A title that is known and a
date that stands alone are the only sure marks in them, so only those are cut out, and what lies between.
"""

from __future__ import annotations

import re

from summarize.reading.dates import find_dates
from summarize.reading.furniture import INLINE_FURNITURE
from summarize.reading.outlets import AGENCIES
from summarize.schema import BlockRole

__all__ = ["DATE_LABEL", "Piece", "match_title", "split_opening"]

Piece = tuple[int, int, BlockRole | None]
"""Start, end (exclusive) and role, null where it is still to be found."""

MAX_OPENING = 700
"""Code points in which the date of a flattened page is looked for: a long headline and a long standfirst."""
MAX_BYLINE = 80
"""Code points between a date and the title that a byline may take."""

_AGENCY = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
DATE_LABEL = re.compile(
    r"(?:(?:first|originally|last)\s+)?(?:published|posted|updated|modified|issued|created|filed|date of publication)\b"
    r"[:\s]*(?:(?:on|at)\b\s*)?|date:?\s+(?=\d)",
    re.IGNORECASE,
)
_AGENCIES_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_AGENCY})(?:\s*(?:,|/|and)\s*|\s+))+$")
_AGENCY_HERE = re.compile(rf"(?:{_AGENCY})(?:\s*(?:,|/|and)\s*(?:{_AGENCY}))*\s+(?=[A-Z\"“])")
_GOES_ON = re.compile(r"\s*(?:$|[A-Z\d\"“‘'(|])|[A-Z(]")
_LED_INTO = re.compile(
    r"\b(?:on|since|of|until|till|the|between|and|in|from|for|by|before|after|late|early|to|dated)\s+$", re.I
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_SITE = re.compile(r"\s+\|\s+[^|]+$")


def match_title(text: str, start: int, end: int, title: str) -> int | None:
    """Return where `title` ends if `text[start:end]` opens with it (case and punctuation apart), or null."""
    for spelling in (title, _SITE.sub("", title)):
        words = re.findall(r"\w+", spelling)
        if words:
            pattern = (
                r"[^\w\n]*" + r"\W{0,4}?".join(map(re.escape, words)) + r"(?!\w)(?:[ \t]?[.!?…](?!\w))*[\"'”’»)\]]*"
            )
            match = re.compile(pattern, re.IGNORECASE).match(text, start, end)
            if match:
                return match.end()
    return None


def split_opening(text: str, start: int, end: int, title: str | None, *, titled: bool = False) -> list[Piece]:
    """Return `text[start:end]`, a paragraph that may open the page, cut into pieces that cover it in order.

    `titled` says that a headline stands above it.
    """
    pieces: list[Piece] = []
    position = start
    seen_title, seen_date = titled, False
    while position < end:
        found = _piece_here(text, position, end, title, dated=seen_date, opened=bool(pieces))
        if found is None and not seen_date:
            found = _standing_date(text, position, end)
            if found is not None:
                gap = BlockRole.STANDFIRST if seen_title else None
                pieces.append((position, found[0], gap))
        if found is None:
            break
        pieces.append(found)
        seen_title = seen_title or found[2] is BlockRole.HEADLINE
        seen_date = seen_date or found[2] is BlockRole.DATELINE
        position = _skip_space(text, found[1], end)
    if position < end:
        pieces.append((position, end, None))
    return [piece for piece in (_trimmed(text, piece) for piece in pieces) if piece[0] < piece[1]]


def _piece_here(text: str, position: int, end: int, title: str | None, *, dated: bool, opened: bool) -> Piece | None:
    """Return the title, date, agency or furniture that stands right at `position`."""
    title_end = match_title(text, position, end, title) if title else None
    if title_end is not None:
        return position, title_end, BlockRole.HEADLINE
    date_end = None if dated else _date_here(text, position, end, title)
    if date_end is not None:
        return position, date_end, BlockRole.DATELINE
    if not opened:
        return None
    furniture = INLINE_FURNITURE.match(text, position, end)
    if furniture and furniture.end() > position:
        return position, furniture.end(), BlockRole.BOILERPLATE
    agency = _AGENCY_HERE.match(text, position, end)
    return (position, agency.end(), BlockRole.BYLINE) if agency else None


def _date_here(text: str, position: int, end: int, title: str | None) -> int | None:
    """Return where the date, or the agency and date, right at `position` end."""
    label = DATE_LABEL.match(text, position, end)
    agency = _AGENCY_HERE.match(text, position, end)
    begin = label.end() if label else agency.end() if agency else position
    dates = find_dates(text, begin, min(end, begin + 60))
    if not dates or dates[0].start != begin or not (label or _GOES_ON.match(text, dates[0].end, end)):
        return None
    after = dates[0].end
    if title and re.match(r"\s*by\s", text[after:end], re.IGNORECASE):
        for word in re.finditer(r"(?<=\s)\S", text[after : min(end, after + MAX_BYLINE)]):
            if match_title(text, after + word.start(), end, title) is not None:
                return after + word.start()
    return after


def _standing_date(text: str, position: int, end: int) -> Piece | None:
    """Return the first date further on that belongs to no sentence, with the agencies before it."""
    for date in find_dates(text, position, min(end, position + MAX_OPENING)):
        before = text[position : date.start]
        agencies = _AGENCIES_BEFORE.search(before)
        alone = (
            agencies
            or INLINE_FURNITURE.match(text, date.end, end)
            or (_WEEKDAY.match(text, date.start) and not _LED_INTO.search(before))
        )
        if alone and _GOES_ON.match(text, date.end, end):
            return (position + agencies.start() if agencies else date.start), date.end, BlockRole.DATELINE
    return None


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _trimmed(text: str, piece: Piece) -> Piece:
    start, end, role = piece
    start = _skip_space(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, role
