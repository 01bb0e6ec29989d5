"""A marked text -> the plain text and the figures that were marked in it.

A mark `⟦at least 12|dead|the police⟧` holds the figure's words, an id of the question that it answers, and who gives it:
nothing for the article itself, `the police / the mayor` where a careful reader could name either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.reading.conversion import to_base
from summarize.reading.figures import FigureMention, find_figures
from summarize.schema import ARTICLE_ITSELF, Span

__all__ = ["Fault", "Mark", "unmark"]

SHOWN = 30
"""Characters of a broken mark that an error shows: enough to find it on its line."""

Fault = tuple[int, str]
"""Where in the marked text something is wrong, and what."""

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧|[⟦⟧]")
_OR = " / "


@dataclass(frozen=True)
class Mark:
    """A figure marked in an article."""

    article_id: str
    """The article that states it."""
    span: Span
    """The figure's words in the plain text."""
    question: str
    """Figures have the same question if and only if they answer the same one."""
    asserter: str
    """Who gives it; "article" for the article itself."""
    aliases: tuple[str, ...]
    """Whom a careful reader could name as well."""
    read: FigureMention | None
    """The words read by themselves, with nothing of the sentence around them; None where they are no number so."""
    place: int
    """Where the mark begins in the marked text."""

    @property
    def id(self) -> str:
        """Return the article's id and the place of the words: unique within the story."""
        return f"{self.article_id}@{self.span.start}"

    @property
    def value(self) -> tuple[float | None, float | None] | str:
        """Return what two marks that say the same have in common: the interval, else the words."""
        return (self.read.low, self.read.high) if self.read else " ".join(self.span.text.lower().split())

    def says_same(self, other: Mark) -> bool:
        """Say whether the other gives the same answer to the same question."""
        return (self.question, self.value) == (other.question, other.value)

    @property
    def dimension(self) -> str | None:
        """Return what the words alone say it is measured in; None for a bare number."""
        if self.read is None or self.read.kind in ("quantity", "change"):
            return None
        if self.read.kind == "measure":
            base = to_base(self.read.unit) if self.read.unit else None
            return base[0] if base else self.read.unit
        return "money" if self.read.kind == "money" else "proportion"


def unmark(text: str, article_id: str, offset: int) -> tuple[str, list[Mark], list[Fault]]:
    """Return `text` without marks, the marks, and what is wrong with them; the plain text stands at `offset` of the article."""
    pieces: list[str] = []
    marks: list[Mark] = []
    faults: list[Fault] = []
    length, last = offset, 0
    for match in _MARK.finditer(text):
        before = text[last : match.start()]
        pieces.append(before)
        length += len(before)
        last = match.end()
        faults += ((match.start(), reason) for reason in _faults(match, text))
        if match[1] is None:
            continue
        words, _, rest = match[1].partition("|")
        question, _, asserter = rest.partition("|")
        span = Span(start=length, end=length + len(words), text=words)
        named, *others = (name.strip() for name in asserter.split(_OR))
        named = named or ARTICLE_ITSELF
        marks.append(Mark(article_id, span, question.strip(), named, tuple(others), _read(words), match.start()))
        pieces.append(words)
        length += len(words)
    return "".join([*pieces, text[last:]]), marks, faults


def _faults(match: re.Match[str], text: str) -> Iterator[str]:
    """Yield what is wrong with a mark, or with a bracket that is none of a mark's."""
    if match[0] == "⟦":
        yield f"the mark {text[match.start() : match.start() + SHOWN]!r} is not closed"
    elif match[0] == "⟧":
        yield f"a mark is closed that was not opened: {text[max(0, match.end() - SHOWN) : match.end()]!r}"
    elif len(fields := match[1].split("|")) != 3:
        yield f"a mark has words, question and asserter, and this one has {len(fields)} parts: {match[0]!r}"
    else:
        if not fields[0] or fields[0] != fields[0].strip():
            yield f"the words of a mark are empty or have white space around them: {match[0]!r}"
        if not fields[1].strip():
            yield f"the mark has no question: {match[0]!r}"


def _read(words: str) -> FigureMention | None:
    read = max(find_figures(words), key=lambda mention: mention.end - mention.start, default=None)
    return None if read is None or (read.low is None and read.high is None) else read
