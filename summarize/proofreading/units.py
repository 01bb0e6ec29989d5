"""Text -> units that two sentences are compared by: words, figures, quotations and marks, each with what it means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.reading.figures import CLAIM_KINDS, FigureMention
from summarize.reading.phrases import tokenize
from summarize.reading.wordlists import listed

__all__ = ["ARTICLE_WORDS", "Unit", "is_same", "read_units", "words_of"]

UnitKind = Literal["word", "auxiliary", "figure", "number", "quotation", "mark"]
"""A "number" is one that counts nothing: a date, a time, an age, an ordinal, part of a name."""

ARTICLE_WORDS = listed("a an the that")
"""Words that carry no statement of their own: one that a sentence adds or leaves out changes nothing that can be checked."""
_BE = listed("is are was were been being")
_HAVE = listed("has have had")
_LIKE = {"almost": "nearly", "around": "about", "roughly": "about", "approximately": "about", "some": "about"}
_SAME_MARKS = str.maketrans("’‘“”„«»–\u00a0\u2009\u202f", '\'\'"""""—   ')
_QUOTE_MARKS = "\"'`"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a sentence."""

    start: int
    """First code point."""
    end: int
    """End, exclusive."""
    text: str
    """As it stands, with straight apostrophes and quotation marks and single spaces."""
    kind: UnitKind
    """What it is. Auxiliaries in a row ("had been") are one unit."""
    first: bool
    """Whether it begins its sentence, so that its capital may be the sentence's."""
    mention: FigureMention | None = None
    """The figure, for kind "figure"."""

    @property
    def lower(self) -> str:
        """Return the text in lower case."""
        return self.text.casefold()

    @property
    def is_passive(self) -> bool:
        """Say whether it is an auxiliary with a form of "be" in it."""
        return self.kind == "auxiliary" and any(word in _BE for word in self.lower.split())

    @property
    def is_name(self) -> bool:
        """Say whether its capital is its own, as in a name."""
        return self.kind == "word" and not self.first and self.text[:1].isupper()


def read_units(
    text: str, start: int, end: int, mentions: Sequence[FigureMention], quotations: Sequence[tuple[int, int]]
) -> tuple[Unit, ...]:
    """Return the units of the sentence `text[start:end]` in order, articles ("the", "that") left out.

    Args:
        text: what the sentence stands in; offsets of units are into it.
        start: first code point of the sentence.
        end: its end, exclusive.
        mentions: every number of `text`, as `find_figures` gives them.
        quotations: every quotation of `text`, as `find_quotations` gives them.
    """
    wholes: list[tuple[int, int, FigureMention | None]] = [(a, b, None) for a, b in quotations if start <= a < end]
    quoted = [(a, b) for a, b, _ in wholes]
    wholes += [(m.start, m.end, m) for m in mentions if start <= m.start < end and not _inside(m.start, quoted)]
    wholes.sort(key=lambda whole: whole[:2])
    starts = [whole[0] for whole in wholes]
    units: list[Unit] = []
    done = -1
    for token in tokenize(text, start, end):
        if token.start < done:
            continue
        at = bisect_right(starts, token.start) - 1
        inside = at if at >= 0 and wholes[at][1] > token.start else None
        ahead = at + 1 if at + 1 < len(wholes) and wholes[at + 1][0] < token.end else None
        which = inside if inside is not None else ahead
        if which is not None:
            first, last, mention = wholes[which]
            first, last = min(first, token.start), min(max(last, token.end if mention else last), end)
            kind: UnitKind = "quotation" if mention is None else "figure" if mention.kind in CLAIM_KINDS else "number"
            units.append(_unit(text, first, last, kind, start, mention))
            done = last
        elif token.kind == "mark":
            units.append(_unit(text, token.start, token.end, "mark", start, None))
        elif token.lower in _BE | _HAVE:
            before = units[-1] if units and units[-1].kind == "auxiliary" else None
            if before is not None:
                units[-1] = _unit(text, before.start, token.end, "auxiliary", start, None)
            else:
                units.append(_unit(text, token.start, token.end, "auxiliary", start, None))
        elif token.lower not in ARTICLE_WORDS or token.possessive:
            units.append(_unit(text, token.start, token.end, "word", start, None))
    return tuple(units)


def words_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the words of `text[start:end]` without articles, spelt as `Unit.text` spells them."""
    return tuple(
        _plain(token.text)
        for token in tokenize(text, start, end)
        if token.kind != "mark" and token.lower not in ARTICLE_WORDS
    )


def is_same(written: Unit, source: Unit) -> bool:
    """Say whether a unit that was written is one of the source's: the same words, or the same figure with its hedge."""
    if written.kind != source.kind:
        return False
    if written.kind == "auxiliary":
        return written.is_passive == source.is_passive
    if written.mention is not None and source.mention is not None and written.kind == "figure":
        return _is_same_figure(written, source)
    if written.kind == "quotation":
        return _inner(written.text) == _inner(source.text)
    if written.kind == "number" or written.first or source.first:
        return written.lower == source.lower
    return written.text == source.text


def _is_same_figure(written: Unit, source: Unit) -> bool:
    a, b = written.mention, source.mention
    assert a is not None
    assert b is not None
    if (a.low, a.high, a.qualifier, a.kind) != (b.low, b.high, b.qualifier, b.kind):
        return False
    if a.low == a.high == 0 or a.kind in ("share", "change"):
        return written.lower == source.lower
    if _hedge(written) != _hedge(source):
        return False
    return a.kind == "quantity" or a.unit == b.unit


def _hedge(unit: Unit) -> tuple[str, str]:
    """Return the words before and after the bare number; of those that mean the same, one stands for all.

    The interval alone does not tell "up to 5,840" from "fewer than 5,840".
    """
    assert unit.mention is not None
    first, last = unit.mention.number_start - unit.start, unit.mention.number_end - unit.start
    before, after = unit.lower[: max(first, 0)].split(), unit.lower[last:].split()
    return " ".join(_LIKE.get(word, word) for word in before if word not in ARTICLE_WORDS), " ".join(after)


def _unit(text: str, start: int, end: int, kind: UnitKind, opening: int, mention: FigureMention | None) -> Unit:
    return Unit(start, end, _plain(text[start:end]), kind, start == opening, mention)


def _plain(text: str) -> str:
    return " ".join(text.translate(_SAME_MARKS).replace("''", '"').split())


def _inner(quotation: str) -> str:
    """Return the words between the marks, without a comma or stop that the sentence around them asks for."""
    return re.sub(r"[.,]+$", "", quotation.strip(_QUOTE_MARKS)).strip()


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)
