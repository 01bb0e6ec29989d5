"""Keep track of figures while the text around them is still changing.

A figure in a text that is being made stands between private-use characters with its number: they survive any change
of the words around it, and are taken out last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}(\\d+){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
MARK_CHARACTERS = _OPEN + _MIDDLE + _CLOSE


@dataclass(frozen=True)
class Marked:
    """A figure found again in the finished text."""

    number: int
    start: int
    end: int


def mark(number: int, words: str) -> str:
    """Return `words` marked as figure `number`."""
    return f"{_OPEN}{number}{_MIDDLE}{words}{_CLOSE}"


def unmark(text: str) -> tuple[str, tuple[Marked, ...]]:
    """Return `text` without marks and where its figures stand, in text order; end exclusive."""
    plain: list[str] = []
    length = 0
    found: list[Marked] = []
    last = 0
    for match in _MARKED.finditer(text):
        before = text[last : match.start()]
        plain += [before, match[2]]
        length += len(before)
        found.append(Marked(int(match[1]), length, length + len(match[2])))
        length += len(match[2])
        last = match.end()
    plain.append(text[last:])
    return "".join(plain), tuple(found)
