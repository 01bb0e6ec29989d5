"""A sentence as words and counted figures: what the readers of events and parts walk along.

clause_tokens(text, sentence, mentions)    # "killing", "at least 40 people" (one token), "in", "the", "north"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.reading.figures import FigureMention
from summarize.reading.sentences import Sentence

__all__ = ["AUXILIARIES", "WORD", "Token", "clause_tokens", "is_stopped", "words_of"]

WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*")
_STOPS = re.compile(r"[;:–—]|,(?!\d)|\.\s|\n")
AUXILIARIES = frozenset("was were is are be been being has have had having got getting".split())


@dataclass(frozen=True)
class Token:
    """A word of a sentence, or a figure with the noun phrase it counts."""

    start: int
    """First code point."""
    end: int
    """End, exclusive."""
    word: str
    """In lower case, apostrophes straight."""
    figure: int | None
    """Index of the mention, for a figure with its counted noun phrase."""


def clause_tokens(text: str, sentence: Sentence, mentions: dict[int, FigureMention]) -> list[Token]:
    """Return the words of a sentence, each figure with its counted noun phrase as one token."""
    tokens: list[Token] = []
    cursor = sentence.start
    for index, mention in sorted(mentions.items(), key=lambda item: item[1].start):
        end = max(mention.end, mention.noun[1] if mention.noun and mention.noun[0] >= mention.start else 0)
        end = min([end, *(m.start for m in mentions.values() if m.start >= mention.end)])
        tokens += words_of(text, cursor, mention.start)
        tokens.append(Token(mention.start, end, text[mention.start : end].lower(), index))
        cursor = max(cursor, end)
    return tokens + words_of(text, cursor, sentence.end)


def words_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words of `text[start:end]`."""
    return [Token(m.start(), m.end(), m[0].lower().replace("’", "'"), None) for m in WORD.finditer(text, start, end)]


def is_stopped(text: str, start: int, end: int) -> bool:
    """Say whether a comma, a dash or the end of a clause stands in `text[start:end]`."""
    return bool(_STOPS.search(text, start, end))
