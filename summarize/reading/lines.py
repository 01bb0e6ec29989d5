"""Text -> the stretches that stand apart: paragraphs, list items and headings, with hard-wrapped lines joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Stretch", "find_stretches"]

MIN_WIDTH, MAX_WIDTH = 40, 120
"""Columns between which editors and mail programs wrap; a longest line outside of them is not wrapped."""
MIN_BREAKS = 3
"""Line breaks within paragraphs from which on a file is judged to be wrapped or not; fewer prove nothing."""
WRAPPED_SHARE = 0.8
"""Share of those breaks that must fall where the next word would not have fitted; chance gives about one in eight
(a word of six letters in a line of fifty), and a list of short lines less."""

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SPACE = " \t\u00a0\u200b\ufeff\u3000\f\v\x1c\x1d\x1e\x1f\x85"
_MARKER = re.compile(r"(?P<bullet>[•‣▪◦●○■∙·*]\s+|[-–—+]\s+|\d{1,2}[.)]\s+)|(?P<heading>\#{1,6}\s+)|(?P<quote>>\s*)")
_SURE_BULLETS = "•‣▪◦●○■∙·*"
_FENCE = re.compile(r"[-=*_~]{3,}\s*")


@dataclass(frozen=True)
class Stretch:
    """A paragraph, list item or heading. Its marker ("•", "##") stands before `start`."""

    start: int
    end: int
    bullet: bool = False
    heading: bool = False


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    first_in_stanza: bool


def find_stretches(text: str) -> tuple[Stretch, ...]:
    """Return the stretches of `text` in order; all that they leave out is white space, markers and rules of dashes."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    listed = _dash_lists(text, lines)
    stretches: list[Stretch] = []
    previous: _Line | None = None
    for index, line in enumerate(lines):
        if _FENCE.fullmatch(text, line.start, line.end):
            previous = None
            continue
        marker = _MARKER.match(text, line.start, line.end)
        bullet = bool(marker and marker["bullet"] and (text[line.start] in _SURE_BULLETS or index in listed))
        heading = bool(marker and marker["heading"])
        start = marker.end() if marker and (bullet or heading or marker["quote"]) else line.start
        if start >= line.end:
            continue
        joined = previous is not None and not line.first_in_stanza and not bullet and not heading
        if joined and previous is not None and stretches and _continues(text, previous, line, width, stretches[-1]):
            stretches[-1] = Stretch(stretches[-1].start, line.end, stretches[-1].bullet, stretches[-1].heading)
        else:
            stretches.append(Stretch(start, line.end, bullet, heading))
        previous = line
    return tuple(stretches)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    previous_end = 0
    for match in _LINE.finditer(text):
        gap = text[previous_end : match.start()]
        blank = blank or len(gap.replace("\r\n", "\n")) > 1
        previous_end = match.end()
        piece = match[0]
        start = match.start() + len(piece) - len(piece.lstrip(_SPACE))
        end = match.end() - (len(piece) - len(piece.rstrip(_SPACE)))
        if start >= end:
            blank = True
            continue
        lines.append(_Line(start, end, blank))
        blank = False
    return lines


def _inner_breaks(lines: list[_Line]) -> list[tuple[_Line, _Line]]:
    return [pair for pair in pairwise(lines) if not pair[1].first_in_stanza]


def _first_word(text: str, line: _Line) -> int:
    return len(text[line.start : line.end].split(maxsplit=1)[0])


def _fills(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Say whether the first word of the following line would not have fitted on this one."""
    return line.end - line.start + 1 + _first_word(text, following) > width - 1


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """Return the column at which the text is hard-wrapped; null where it is not."""
    breaks = _inner_breaks(lines)
    if len(breaks) < MIN_BREAKS:
        return None
    width = max(line.end - line.start for pair in breaks for line in pair)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return None
    judged = [pair for pair in breaks if not _MARKER.match(text, pair[1].start, pair[1].end)]
    filled = sum(_fills(text, line, following, width) for line, following in judged)
    return width if judged and filled >= WRAPPED_SHARE * len(judged) else None


def _continues(text: str, line: _Line, following: _Line, width: int | None, stretch: Stretch) -> bool:
    """Say whether `following` goes on with the paragraph of `line`."""
    if stretch.heading:
        return False
    if text[following.start].islower() and text[line.end - 1] not in ".!?":
        return True
    return width is not None and _fills(text, line, following, width)


def _dash_lists(text: str, lines: list[_Line]) -> set[int]:
    """Return the lines that a dash or a number opens next to another such line: one alone may be speech or a year."""
    opened = {
        index
        for index, line in enumerate(lines)
        if (match := _MARKER.match(text, line.start, line.end)) and match["bullet"] and match.end() < line.end
    }
    return {index for index in opened if index - 1 in opened or index + 1 in opened}
