"""Which words a source phrase can hold, and which can head it: a name, or a noun that can speak."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.cues import VERBS
from summarize.reading.lexing import Token

__all__ = [
    "POSTMODIFIERS",
    "TAKES_CLAUSE",
    "is_closed",
    "is_document",
    "is_modifier",
    "is_name_word",
    "is_source_like",
    "is_time",
    "names_no_bearer",
]

_ADVERB_ENDINGS = ("ntly", "rtly", "cally", "nally", "tally", "usly", "edly", "vely")
_DEED_ENDINGS = ("tion", "tions", "sion", "sions")
"""Endings of what is done, which opens a sentence with a capital and is no name: "Evacuation orders", "Demolitions ordered"."""
_POINTS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})
_MODIFIERS = w.listed("""
    state police army health rescue government security intelligence senior top local city town county company
    opposition rebel media news aid relief industry defence defense emergency fire hospital court party campaign
    border coast prison interior foreign finance civil human rights monitoring former acting deputy chief lead several
    unnamed anonymous independent armed terrorist militant jihadist islamist extremist separatist activist informed
    well-placed public private new initial early preliminary exit recent
    subsequent previous separate other western eastern northern southern white house law enforcement fellow rival
    trade labour labor climate weather market energy oil gas transport traffic railway rail airport port school
    university election polling joint eyewitness church village tribal community family insurance tax data cyber
    education immigration customs tourism agriculture
""")
_AGENTS = ("or", "ors", "er", "ers", "ist", "ists", "ian", "ians", "ant", "ants")
"""Endings of nouns of persons, which what stands before them says more of: "the county assessor"."""
_QUANTITIES = frozenset({"average", "total", "record", "count", "tally", "share", "rate"})
"""Nouns of documents and of amounts: "an average | of 13 percent" says nothing."""
_AFTER_HEAD = frozenset(
    {
        "itself",
        "himself",
        "herself",
        "themselves",
        "aboard",
        "abroad",
        "ashore",
        "late",
        "early",
        "alone",
        "alike",
        "both",
        "and",
        "or",
        "nearby",
        "present",
        "concerned",
    }
)
"""What may follow the noun of a phrase without being its head."""
_TITLED = w.listed(
    "book books article articles website blog post posts newsletter editorial index bill law order tweet data"
)
"""Documents with titles of their own."""
_MATTERS = w.listed("""
    gas oil energy health climate weather market transport traffic railway rail airport port border coast tax data insurance
    trade labour labor fire hospital prison
""")
"""Nouns that tell what an office is for, before a common noun or a title only: "health officials", not "health Ostia"."""
TAKES_CLAUSE = frozenset({"thing", "time", "way", "reason", "place", "moment"})
"""Nouns that a clause follows at once, never a part of a name: "the last thing | state Senator Okoro wants"."""
POSTMODIFIERS = frozenset({"familiar", "close", "briefed", "involved", "acquainted", "knowledgeable", "working"})
"""What stands between a source and what it knows or belongs to: "sources | familiar | with the matter"."""


def is_closed(token: Token) -> bool:
    """Say whether a token is a function word, adverb or bare verb that no source phrase holds."""
    low = token.lower
    return (
        low in w.CONJUNCTIONS
        or low in w.SAID
        or low in w.AUXILIARIES
        or low in w.RELATIVES
        or low.partition("'")[0] in w.PRONOUNS
        or low in w.ADVERBS
        or low in w.NEGATIONS
        or (low in w.VERBS_ONLY and not token.capital and not w.is_speaker_noun(low))
        or (low.endswith("ly") and not token.capital and low not in w.LY_NOUNS)
    )


def is_time(token: Token) -> bool:
    """Say whether a word names a day of the week or a month."""
    return token.lower in w.WEEKDAYS or (token.lower in w.MONTHS and token.capital)


def is_name_word(token: Token) -> bool:
    """Say whether a capitalised word can be part of a name."""
    return (
        token.capital
        and not is_closed(token)
        and token.lower not in w.DETERMINERS
        and token.lower not in w.PREPOSITIONS
        and token.lower not in w.NUMBER_WORDS
    )


def is_source_like(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether tokens `first`..`last` (inclusive) are headed, before any complement, by a name or a noun that can speak.

    A capital that opens a sentence makes no name of its word: "Peace talks" are none, "Ostia" is.
    """
    if tokens[last].lower == "them":
        return last - first == 2
    if last > first + 1 and tokens[first].lower in w.QUANTIFIERS | w.NUMBER_WORDS and tokens[first + 1].lower == "of":
        first += 2
    opener = tokens[0].lower
    verb = opener in VERBS and not (opener.endswith("s") and w.is_speaker_noun(opener))
    if first == last == 0 and (verb or _opens_unnamed(tokens[0])):
        return False
    if tokens[last].lower in w.NOT_NAMES and not tokens[last].capital:
        return False
    if last == first + 1 and tokens[first].lower in _POINTS and w.is_demonym(tokens[last].lower):
        return False
    if tokens[last].lower in _QUANTITIES and [t.lower for t in tokens[last + 1 : last + 2]] == ["of"]:
        return not any(t.kind == "number" for t in tokens[last + 2 : last + 4])
    if first == last and len(tokens[first].text) == 1:
        return tokens[first].lower in w.PRONOUNS
    if last > first and tokens[first].lower == "those":
        return True
    speaks = named = False
    for index in range(first, last + 1):
        token = tokens[index]
        if index > first and (token.lower in w.PREPOSITIONS | POSTMODIFIERS or token.text == ","):
            break
        if is_name_word(token) and not is_time(token) and not token.possessive and token.lower not in w.NOT_NAMES:
            speaks = first != last or not w.is_demonym(token.lower)
            named = named or index > 0 or token.text.isupper()
        elif token.kind == "word" and w.is_speaker_noun(token.lower) and not token.possessive:
            speaks = True
        elif token.kind == "word" and token.lower in VERBS and token.lower.endswith("s"):
            speaks = False
        elif token.kind == "word" and not named and token.lower not in _AFTER_HEAD and not is_closed(token):
            speaks = speaks and token.lower.endswith(_AGENTS)
    return speaks or (first == last and tokens[first].lower in w.PRONOUNS)


def _opens_unnamed(token: Token) -> bool:
    """Say whether a word opens its sentence with a capital that makes no name of it: an adverb, a deed, "Anti-corruption"."""
    low = token.lower
    if w.is_speaker_noun(low) or token.text.isupper():
        return False
    compound = "-" in token.text and not any(part[:1].isupper() for part in token.text.split("-")[1:])
    return low.endswith(_ADVERB_ENDINGS) or (low.endswith(_DEED_ENDINGS) and len(low) > 6) or compound


def is_modifier(low: str) -> bool:
    """Say whether a lower-case word without a determiner looks like an adjective of a source ("medical", "local")."""
    return low.endswith(("al", "ic", "ish", "ian", "ese", "ous", "ary")) or low in _MODIFIERS


def names_no_bearer(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Say whether the noun at `index` stands before a name that is not its own, so that another phrase begins with the name.

    What has lost its commas runs on so: "in the whole country | UNRESA figures", "exposed to the gas | Ostia's health
    ministry", "in the statement | UNRESA". A person and a body are named by what follows them, up to the phrase's end.
    """
    low = tokens[index].lower
    headed = tokens[last].capital or tokens[last].kind == "number"
    if low in _MATTERS:
        return tokens[index + 1].lower not in w.TITLES and not headed
    if is_document(tokens[index]):
        return True
    bearer = low in w.ORGANISATION_NOUNS and not is_modifier(low) and low not in w.TITLES
    return bearer and not headed and not tokens[index + 1].possessive


def is_document(token: Token) -> bool:
    """Say whether a noun is of a document that is no medium: "the statement", which no name follows."""
    return not token.capital and token.lower in w.TEXT_NOUNS - w.ORGANISATION_NOUNS - _TITLED
