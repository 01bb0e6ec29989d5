"""What the model may read of an article for one question: windows of words around a figure (see prompts/README.md)."""

from __future__ import annotations

import re

__all__ = ["excerpt", "marked", "window"]

_WORD = re.compile(r"\S+")


def marked(text: str, start: int, end: int, *, limits: tuple[int, int], before: int, after: int) -> str:
    """Return `text[start:end]` between « and » with some words around it, white space as one space.

    Args:
        text: the article.
        start: first code point of what is asked about, a figure or a sentence.
        end: its end, exclusive.
        limits: nothing outside `text[limits[0]:limits[1]]` is taken.
        before: words before it, at most.
        after: words after it, at most.
    """
    first = _back(text, limits[0], start, before)
    last = _on(text, end, limits[1], after)
    return " ".join(f"{text[first:start]}«{text[start:end]}»{text[end:last]}".split())


def window(text: str, start: int, end: int, *, limits: tuple[int, int], before: int, after: int) -> tuple[int, int]:
    """Return the offsets of `text[start:end]` with at most so many words before and after it, within `limits`."""
    return _back(text, limits[0], start, before), _on(text, end, limits[1], after)


def excerpt(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` on one line, runs of white space as one space."""
    return " ".join(text[start:end].split())


def _back(text: str, least: int, start: int, words: int) -> int:
    found = [m.start() for m in _WORD.finditer(text, least, start)]
    return found[-words] if words and len(found) >= words else (least if words else start)


def _on(text: str, end: int, most: int, words: int) -> int:
    last = end
    for n, match in enumerate(_WORD.finditer(text, end, most)):
        if n == words:
            break
        last = match.end()
    return last
