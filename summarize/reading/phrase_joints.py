"""What joins the words of a source phrase, or parts them, where neither their capitals nor their nouns tell.

"the Ostia, OS-based | site", "Channel 7 News", "the first minister", "a worker at the retail chain Varna"; but "members of the
army | of killing", "calls by the union | to strike", "every time | Varna says".
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.cues import VERBS
from summarize.reading.lexing import Token
from summarize.reading.phrase_heads import TAKES_CLAUSE, is_closed, is_modifier, is_name_word, is_time

__all__ = [
    "before_fragment",
    "closing_mark",
    "continues",
    "is_clause_after",
    "is_numbered_office",
    "is_particle",
    "joined_owner",
    "joins_source",
    "leads_to_office",
    "numbers_outlet",
    "past_seat",
]

_NUMBERED = frozenset({"first", "second"})
"""Adverbs that before an office are part of it: "the first minister"."""
_OFFICES = w.listed("minister lady deputy secretary officer mate engineer vice-president")
_OUTLETS = w.listed("news network tv television radio sport")
"""What a number names as an outlet: "7 News"."""
_SEATED = "-based"
_LONGEST_TITLE = 9
"""Tokens of a title in quotation marks inside a source phrase, marks included."""
_LONGEST_DESCRIPTION = 2
"""Plain words that tell what a name is, at most: "the owner of | pub chain | Varna"."""


def past_seat(tokens: Sequence[Token], comma: int, stop: int) -> int | None:
    """Return the token past ", OS-based" after a place: "the Ostia | , OS-based | aviation site"."""
    seated = comma + 1 < stop and tokens[comma].text == "," and tokens[comma + 1].lower.endswith(_SEATED)
    return comma + 2 if seated and tokens[comma - 1].capital and tokens[comma + 1].capital else None


def numbers_outlet(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether the number at `index` begins an outlet's name: "| 7 News", "affiliate | 9 Network"."""
    following = tokens[index + 1] if index + 1 < stop else None
    return (
        tokens[index].kind == "number" and following is not None and following.capital and following.lower in _OUTLETS
    )


def is_numbered_office(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether "first" at `index` belongs to the office after it."""
    following = tokens[index + 1].lower if index + 1 < stop else ""
    return tokens[index].lower in _NUMBERED and following in _OFFICES


def is_particle(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the word at `index` joins two parts of a name: "Ana | de | Sand"."""
    named = tokens[index - 1].capital and tokens[index + 1].capital
    return named and tokens[index].lower in w.NAME_PARTICLES


def is_clause_after(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether a clause without a mark begins at `index`: what somebody is accused of, called to do, or does every time."""
    token, before = tokens[index], tokens[index - 1].lower
    following = tokens[index + 1] if index + 1 < stop else None
    if before in TAKES_CLAUSE:
        return token.capital or token.lower in w.PRONOUNS | w.DETERMINERS
    if following is None or following.kind != "word" or following.capital:
        return False
    if token.lower in {"of", "for", "from", "by"}:
        return following.lower.endswith("ing") and not w.is_speaker_noun(following.lower) and len(following.lower) > 5
    plain = following.lower not in w.DETERMINERS | w.POSSESSIVES and not w.is_speaker_noun(following.lower)
    return token.lower == "to" and plain and not is_closed(following)


def closing_mark(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    """Return the mark that closes a title within a phrase that goes on: the "Homes for all" | plan."""
    for ahead in range(index + 2, min(stop - 1, index + _LONGEST_TITLE)):
        if tokens[ahead].text in "\"”’'":
            return ahead if tokens[ahead + 1].kind == "word" and not is_closed(tokens[ahead + 1]) else None
    return None


def continues(tokens: Sequence[Token], index: int, stop: int, named: bool) -> bool:
    """Say whether the preposition at `index` goes on with a source phrase rather than with time, place or medium."""
    low, after = tokens[index].lower, tokens[index + 1]
    if after.kind == "number" or is_time(after) or is_closed(after) or after.lower in w.TIME_NOUNS:
        return False
    if index + 2 < stop and after.lower in w.DETERMINERS and tokens[index + 2].lower in w.TIME_NOUNS:
        return False
    if low == "of":
        return True
    head = tokens[index - 1]
    if low in {"in", "on", "at", "to", "by", "from", "with"}:
        follower = tokens[index + 2] if after.lower in w.DETERMINERS and index + 2 < stop else after
        if follower.lower in w.TEXT_NOUNS and low != "by":
            return False
        if w.is_speaker_noun(head.lower) and not (named and low == "to"):
            return not (low == "on" and after.lower not in w.DETERMINERS)
        return low in {"in", "at", "to"} and head.capital and after.capital and not named
    return low in {"for", "against", "near", "behind", "inside"} and (w.is_speaker_noun(head.lower) or head.capital)


def joins_source(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether what follows an "and" is another source: a name or a speaker noun close by."""
    for ahead in range(index, min(stop, index + 4)):
        token = tokens[ahead]
        if token.kind != "word" or is_closed(token):
            return False
        if is_name_word(token) or w.is_speaker_noun(token.lower):
            return True
    return False


def leads_to_office(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether a plain word after a name leads to an office: "an Ostia University | political science | professor"."""
    for ahead in range(index, min(stop, index + 3)):
        token = tokens[ahead]
        if token.kind != "word" or token.capital or is_closed(token) or token.lower in w.PREPOSITIONS | w.DETERMINERS:
            return False
        if ahead > index and w.is_speaker_noun(token.lower):
            return True
        if token.lower in VERBS or token.lower.endswith(("s", "ed", "ing")):
            return False
    return False


def before_fragment(tokens: Sequence[Token], first: int, last: int | None) -> int | None:
    """Return the last token of a phrase that is cut off within a complement: "an analysis | of the health [care plan]"."""
    if (
        last is None
        or tokens[last].capital
        or not is_modifier(tokens[last].lower)
        or w.is_speaker_noun(tokens[last].lower)
    ):
        return last
    joint = next((i for i in range(last, first, -1) if tokens[i].lower in w.PREPOSITIONS), None)
    return last if joint is None else joint - 1


def joined_owner(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    """Return where the noun of a person stands whose firm is named with what it is: "a | worker | at retail chain Varna"."""
    first = index
    while first > stop and index - first < _LONGEST_DESCRIPTION and _is_plain(tokens[first - 1]):
        first -= 1
    if not _is_plain(tokens[index]) or first - 2 < stop or tokens[first - 1].lower not in {"of", "at", "for", "with"}:
        return None
    owner = tokens[first - 2].lower
    return first - 2 if owner in w.PERSON_NOUNS or owner.removesuffix("s") in w.PERSON_NOUNS else None


def _is_plain(token: Token) -> bool:
    low = token.lower
    known = w.DETERMINERS | w.PREPOSITIONS | w.NUMBER_WORDS | w.RELATIVES
    return token.kind == "word" and not token.capital and not is_closed(token) and low not in known
