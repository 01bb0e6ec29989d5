"""Text -> the words, numbers and marks that source phrases are read from, with capitals and possessives told."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS
from summarize.reading.wordlists import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, TITLES, WEEKDAYS

__all__ = ["Token", "tokenize"]

_TOKEN = re.compile(
    r"(?P<abbreviation>\b(?:Mrs?|Ms|Messrs|Dr|Prof|Rev|Gen|Maj|Lt|Col|Capt|Cmdr|Cdr|Sgt|Adm|Brig|Cpl|Sens?|Reps?|Gov|Pres|St|Jr|Sr|Hon"
    r"|Supt|Insp|Det|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd|No|Atty|Asst|Dep|Sec|Amb)\.(?=[\s,]|$))"
    r"|(?P<initials>(?:\b[^\W\d_]\.){2,}|\b[A-Z]\.(?=\s[A-Z]))"
    r"|(?P<aged>\d{1,3}-year-olds?\b)"
    r"|(?P<number>[$£€¥]?\d+(?:[.,:]\d+)*(?:%|(?:st|nd|rd|th|s|m|bn|k)\b)?)"
    r"|(?P<word>[@#]?[^\W_]+(?:[-'’/&+][^\W_]+)*)"
    r"|(?P<mark>''|[^\w\s])"
)
_NAME_PREFIX = re.compile(r"^(?:al|el|ash|as|ad|an|bin|ibn|d|l|o)[-'’](?=[A-Z])")
_NAMES_LIKE_WORDS = frozenset({"WHO", "IT", "US", "HE", "ITS"})
"""Abbreviations in capitals that would read as pronouns in lower case."""


_NAMES_LIKE_MONTHS = frozenset({"jan", "april", "may", "june"})
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]+")
_BEFORE_MONTH = frozenset(
    "in on since until till of by from last this next early late mid mid- before after for to during".split()
)

_OWNED = frozenset("own figure figures toll tally version statement data statistics".split())
"""What follows a possessive where it follows a word in -s at all; no verb, as "officials estimate" has one."""
_NO_OWNERS = ("ss", "us", "is", "as", "ous", "ics", "less")
"""Endings of words in -s that are no plural and no possessive: "various figures", "his statement"."""
_SHORTEST_OWNER = 3
"""Letters of a word that may have lost an apostrophe; a shorter one has more readings."""


class Token(NamedTuple):
    """A word, number or mark of the text."""

    start: int
    end: int
    text: str
    lower: str
    """Lower case, straight apostrophe, possessive ending cut off."""
    kind: str
    """"word", "number" or "mark"."""
    capital: bool
    """Starts like a name: "Kyiv", "al-Manar", "NATO-led"."""
    possessive: bool


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]` with offsets into `text`."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        raw = match[0]
        kind = "word" if match.lastgroup == "aged" else match.lastgroup
        if kind == "mark" or kind == "number":
            tokens.append(Token(match.start(), match.end(), raw, raw, kind, False, False))
            continue
        lower = raw.lower().replace("’", "'")
        possessive = lower.endswith("'s") and lower not in {
            "it's",
            "he's",
            "she's",
            "that's",
            "there's",
            "let's",
            "who's",
            "what's",
        }
        if possessive:
            lower = lower[:-2]
        elif (
            lower.endswith("s")
            and match.end() < end
            and text[match.end()] in "'’"
            and text[match.end() + 1 : match.end() + 2] == " "
        ):
            possessive = True
        if raw in _NAMES_LIKE_WORDS or (lower in _NAMES_LIKE_MONTHS and _opens_name(text, match, tokens)):
            lower = raw[:-2] if possessive else raw
        capital = (
            raw[0].isupper() or bool(_NAME_PREFIX.match(raw)) or raw[0] in "@#" or (len(raw) > 1 and raw[1].isupper())
        )
        if tokens and _lost_its_apostrophe(tokens[-1], lower):
            owner = tokens[-1].lower
            tokens[-1] = tokens[-1]._replace(lower=owner if owner.endswith("ies") else owner[:-1], possessive=True)
        tokens.append(Token(match.start(), match.end(), raw, lower.rstrip("."), "word", capital, possessive))
    return tokens


def _lost_its_apostrophe(token: Token, following: str) -> bool:
    """Say whether a word was a possessive: "the ministrys own figure", "The states toll", "Syrias army", "Tuesdays vote"."""
    plain = token.kind == "word" and not token.possessive and token.end - token.start > _SHORTEST_OWNER
    if (
        plain
        and token.capital
        and token.text[:-1] in COUNTRIES_AND_CAPITALS
        and token.text not in COUNTRIES_AND_CAPITALS
    ):
        return token.text.endswith("s")
    if plain and token.lower[:-1] in WEEKDAYS:
        return following not in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | {"and", "or"}
    return plain and following in _OWNED and token.lower.endswith("s") and not token.lower.endswith(_NO_OWNERS)


def _opens_name(text: str, match: re.Match[str], before: list[Token]) -> bool:
    """Say whether a capitalised word that could be a month is a name: "Jan Novak", "Mrs May", not "in June Kyiv"."""
    if match[0][0].isupper() and before and before[-1].capital and before[-1].lower in TITLES:
        return True
    if not match[0][0].isupper() or not _NAME_AFTER.match(text, match.end()):
        return False
    return not before or not (before[-1].kind == "number" or before[-1].lower in _BEFORE_MONTH)
