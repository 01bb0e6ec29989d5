"""Forms of a source's name: which of them name several, which may lend their words to others, what stands behind a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS
from summarize.reading.source_phrases import Phrase

__all__ = ["complement", "folded", "is_clean", "is_only_placed", "is_plural", "length"]

_MAX_NAME_WORDS = 16
"""A fuller form longer than this is a clause rather than a name."""
_AGENCIES = w.listed("ap afp reuters upi dpa xinhua tass efe ansa kyodo getty")
_FURNITURE = w.WEEKDAYS | w.MONTHS | _AGENCIES | w.NOT_NAMES
_SHOUTED = re.compile(r"(?=.*[A-Z]{6})[^a-z]+ [^a-z]+")
"""Headings in capitals of two words or more, which are no names: no abbreviation has six letters in a row."""


def is_plural(phrase: Phrase) -> bool:
    """Say whether a phrase names several: its head is a common noun in the plural, or a people's name ("the Ostians")."""
    head = phrase.core[-1]
    titled = phrase.text.split()[0].lower().rstrip(".") in w.TITLES
    if "and" in phrase.core and not phrase.named and not titled:
        return True
    last = phrase.text.split()[-1]
    people = phrase.definite and phrase.named and len(phrase.core) == 1 and phrase.kind == "name"
    if people and head.endswith("s") and not head.endswith("ss") and head not in w.S_NOUNS:
        return True
    if len(phrase.core) > 1 and last[:1].isupper() and last.lower() == head and phrase.kind != "person":
        return False
    return head in w.PLURALS or (
        head.endswith("s") and (not phrase.named or w.is_speaker_noun(head)) and head not in w.S_NOUNS
    )


def complement(phrase: Phrase) -> frozenset[str]:
    """Return the names behind the noun of a described source, by which it is no other: "officials in | Ostia"."""
    head = phrase.core[-1] if phrase.core else ""
    words = phrase.text.split()
    at = next((i for i, word in enumerate(words) if word.lower() == head), len(words))
    if not w.is_speaker_noun(head) or "," in phrase.text:
        return frozenset()
    return frozenset(folded(word) for word in words[at + 1 :] if word[0].isupper())


def length(phrase: Phrase) -> int:
    """Return how many words a phrase has."""
    return len(phrase.text.split())


def is_only_placed(short: Phrase, other: Phrase) -> bool:
    """Say whether a longer form tells no more of a name than what stood beside it: "Ostia | Ferro", "ORB | of the Ostians"."""
    words = other.text.split()
    plain = len(short.core) == 1 and not w.is_speaker_noun(short.core[0]) and short.kind != "organisation"
    if plain and words[-1].lower() == short.core[0]:
        return " ".join(words[:-1]) in COUNTRIES_AND_CAPITALS
    return short.text.isupper() and words[:2] == [short.text, "of"]


def is_clean(phrase: Phrase) -> bool:
    """Say whether a phrase may lend its form to others: no dateline, number or second source has run into it."""
    words = folded(phrase.text).split()
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and not words[0][0].isdigit()
        and words[0] not in w.NUMBER_WORDS | w.NOT_NAMES
        and not (phrase.named and words[0] in {"a", "an"} and tuple(words[1:]) == phrase.core)
        and not (phrase.named and _FURNITURE & set(words))
        and not _SHOUTED.fullmatch(phrase.text)
        and not (phrase.named and _runs_on(phrase.text.split()))
        and "and" not in words[: len(phrase.core) + 1]
    )


def _runs_on(words: Sequence[str]) -> bool:
    """Say whether a heading or a caption stands before a name: "Lost | Ferro", "Ana Sand Long-time | Okoro"."""
    if words[0].lower() in w.VERBS_ONLY - {"met", "left"} and len(words) > 1:
        return True
    parts = [word.split("-") for word in words[1:] if "-" in word]
    return any(p[0][:1].isupper() and p[-1].islower() and not w.is_speaker_noun(p[-1]) for p in parts)


def folded(name: str) -> str:
    """Return the words of a name in lower case, without marks between them."""
    return " ".join(re.findall(r"[\w'’&-]+", name.lower()))
