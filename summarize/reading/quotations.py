"""Text -> quotations, as offsets.

News text quotes with straight, curly and angled marks, single or double, and with two apostrophes for one mark. A
quotation that runs over several paragraphs reopens in each and closes once; agency copy loses closing marks. So a
mark's direction is read from its neighbours first, and from the state only where they do not tell.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["find_quotations"]

_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[a-z0-9)%][.!?…]+(?=\s+[A-Z\"“'‘]|\s*$)")
_DECADE = re.compile(r"['’]\d\ds?\b|['’](?:em|tis|twas|til|cause|n)\b", re.IGNORECASE)
_FAMILY = dict.fromkeys(('"', "“", "”", "„", "«", "»", "''", "``"), "double") | dict.fromkeys("‘’'", "single")
_OPENS = frozenset("“„«‘") | {"``"}
_CLOSES = frozenset("”»")
_BEFORE_OPENER = frozenset(" \t\u00a0\u2009\u202f([{—–-:;,/…") | _FAMILY.keys()
_AFTER_CLOSER = frozenset(" \t\u00a0\u2009\u202f)]}—–-:;,.!?/…") | _FAMILY.keys()


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return the quotations of `text`, marks included, in order and without overlap.

    Of nested quotations the outermost is returned. One that is never closed ends with its paragraph where the next
    paragraph reopens it, else with the sentence in which it opens.
    """
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if not match[0].isspace()]
    found: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else None
        found.extend(_in_paragraph(text, start, end, following))
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, following: int | None) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: _Mark | None = None
    marks = _marks(text, start, end)
    last_single = max((i for i, mark in enumerate(marks) if mark.family == "single" and mark.closes), default=-1)
    for index, mark in enumerate(marks):
        if opened is None:
            if mark.opens and (mark.family == "double" or index < last_single):
                opened = mark
        elif mark.family == opened.family:
            if mark.closes and not (mark.opens and mark.start == opened.end):
                if mark.family == "single" and _is_plural_possessive(text, marks, index):
                    continue
                found.append((opened.start, mark.end))
                opened = None
            elif mark.opens:
                found.append((opened.start, _lost_end(text, opened, mark.start)))
                opened = mark
    if opened is not None:
        reopened = following is not None and _reopens(text, following, opened.family)
        found.append((opened.start, end if reopened else _lost_end(text, opened, end)))
    return [(first, last) for first, last in found if last - first > 2]


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the paragraph's quotation marks; apostrophes inside and before words are none."""
    marks = []
    for match in _MARK.finditer(text, start, end):
        sign = match[0]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        family = _FAMILY[sign]
        if family == "single" and ((before.isalnum() and after.isalnum()) or _DECADE.match(text, match.start())):
            continue
        opens = sign not in _CLOSES and (before in _BEFORE_OPENER or before.isspace()) and not after.isspace()
        closes = sign not in _OPENS and not before.isspace() and (after in _AFTER_CLOSER or after.isspace())
        if family == "double" and not opens and not closes:
            opens, closes = sign not in _CLOSES, sign not in _OPENS
        if sign == "’" and opens and not closes and family == "single":
            continue
        if opens or closes:
            if opens and closes:
                opens, closes = (False, True) if before in ".,!?" else (opens, closes)
            marks.append(_Mark(match.start(), match.end(), family, opens, closes))
    return marks


def _is_plural_possessive(text: str, marks: list[_Mark], index: int) -> bool:
    """Say whether a single closing mark is the apostrophe of "soldiers' wives": a word and a closer follow."""
    mark = marks[index]
    if text[mark.start - 1] not in "sS" or not re.match(r"\s[a-z]", text[mark.end : mark.end + 2]):
        return False
    for later in marks[index + 1 : index + 4]:
        if later.family == "single":
            return later.closes and not later.opens
    return False


def _lost_end(text: str, opened: _Mark, limit: int) -> int:
    """Return where a quotation that lost its closing mark ends: with its sentence, before `limit`."""
    stop = _SENTENCE_END.search(text, opened.end, limit)
    end = stop.end() if stop else limit
    return opened.end + len(text[opened.end : end].rstrip())


def _reopens(text: str, start: int, family: str) -> bool:
    match = _MARK.match(text, start)
    return match is not None and _FAMILY[match[0]] == family
