"""Read a count of zero: "no casualties", "nobody was killed", "none of the crew was hurt", "without any losses"."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.reading.nouns import Counted, read_counted
from summarize.reading.people import HARM
from summarize.reading.tokens import Tokens, vocabulary

DENIAL_WORDS = vocabulary("no not nobody none any zero")
"""Every word with which a denial may start."""

_HARMS = vocabulary(
    """
    arrest arrests casualty casualties death deaths fatality fatalities injury injuries victim victims survivor
    survivors loss losses wounded dead
    """
)
"""Nouns that "no" denies as a count of zero. "No reports of casualties" denies reports, not casualties."""
_ABSTRACT = {"loss", "injury"}
"""Of these, in the singular, the ones that are no persons themselves but befall persons."""
_RESTRICTING = vocabulary(
    "apparent external visible obvious serious severe major significant further additional more other new immediate"
)
"""Adjectives that leave room for others: "no serious injuries" counts none of them and says nothing of all."""
_AUXILIARIES = vocabulary("was were is are has have had been being else")


@dataclass(frozen=True, slots=True)
class Denial:
    """Words that say that there is none of something. Token indices, end exclusive."""

    first: int
    end: int
    counted: Counted


def read_denial(tokens: Tokens, index: int) -> Denial | None:
    """Return the denial that starts at token `index`, or whose "any" stands there; else None."""
    word = tokens.word(index)
    if word == "none":
        return _read_none(tokens, index)
    if word == "nobody" or tokens.starts(index, "no", "one"):
        end = index + (2 if word == "no" else 1)
        return Denial(index, end, Counted("people")) if _is_harmed(tokens, end) else None
    if word in ("no", "zero"):
        return _read_noun(tokens, index, index + 1)
    if tokens.starts(index, "not", "a", "single") or tokens.starts(index, "not", "one", "single"):
        return _read_noun(tokens, index, index + 3, single=True)
    if word == "any":
        negation = _negation_before(tokens, index)
        return None if negation is None else _read_noun(tokens, negation, index + 1)
    return None


def _read_none(tokens: Tokens, index: int) -> Denial | None:
    """Read "none were killed", "none of the crew was hurt"."""
    if tokens.word(index + 1) != "of":
        return Denial(index, index + 1, Counted("people")) if _is_harmed(tokens, index + 1) else None
    counted = read_counted(tokens, index + 1, single=False)
    if counted is None or counted.phrase is None or not _is_harmed(tokens, counted.phrase[1]):
        return None
    return Denial(index, index + 1, counted)


def _read_noun(tokens: Tokens, first: int, index: int, *, single: bool = False) -> Denial | None:
    """Read the noun at `index` that the words from `first` deny: a harm itself, or persons who came to none."""
    counted = read_counted(tokens, index, single=single)
    phrase = (index, index + 1) if counted is None or counted.phrase is None else counted.phrase
    if any(tokens.word(at) in _RESTRICTING for at in range(index, phrase[1] - 1)):
        return None
    head = tokens.word(phrase[1] - 1)
    unit = "people" if counted is None or counted.unit in _ABSTRACT else counted.unit
    if head == "lives" and tokens.words_from(phrase[1], 2) in (("were", "lost"), ("was", "lost")):
        return Denial(first, phrase[1], Counted("people", phrase))
    if head in _HARMS or (counted is not None and _is_harmed(tokens, phrase[1])):
        return Denial(first, phrase[1], Counted(unit, phrase))
    return None


def _is_harmed(tokens: Tokens, index: int) -> bool:
    """Say whether "was killed", "were hurt", "has been injured" stands at `index`."""
    at = index
    while at < index + 3 and tokens.word(at) in _AUXILIARIES and not tokens[at].breaks:
        at += 1
    return at > index and tokens.word(at) in HARM and not tokens[at].breaks


def _negation_before(tokens: Tokens, index: int) -> int | None:
    """Return the index of the word that denies an "any" ("had not suffered any losses", "without any deaths")."""
    for offset, word in enumerate(reversed(tokens.words_before(index, 4)), start=1):
        if word in ("not", "without", "never", "nor") or word.endswith("n't"):
            return index - offset
    return None
