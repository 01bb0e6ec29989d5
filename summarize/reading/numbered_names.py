"""Numbers that end a proper name: "the Saab 340 was", "Samsung's Note 7", "radio Europe 1"; and initials that sign an article.

No list knows them all. What a name is shows where an article or a possessive stands before it and the text goes on as if the
number were part of it, or says it twice. Where the same name stands elsewhere in the text, nothing is counted there either.
"""

from __future__ import annotations

from summarize.reading import wordlists as w
from summarize.reading.tokens import Lex, Token, Tokens, vocabulary

__all__ = ["numbered_names"]

_BEFORE = vocabulary("the a an its his her their our this that another every each")
_AFTER = vocabulary("is was has isn't wasn't hasn't from on into which that when after near off over under")
"""What a name is followed by and a count is not. A plural verb is left out: where commas are lost, a count may stand so."""
_CLOSED = frozenset(',.;:!?()]"”’—–')
_BODIES = vocabulary("us uk un eu uae usa nato house senate parliament duma bundestag congress commons lords")
"""Bodies and states that a count may follow with no more than a comma lost."""
_BROADCASTERS = vocabulary("france europe russia rossiya bbc abc nbc cbs fox sky tvn rtl antenne polska")
_CHANNELS = 99
_LONGEST = 4
"""Most words of a name before its number, and most digits of it."""
_STOPS = frozenset('.!?"”’)')


def numbered_names(tokens: Tokens) -> frozenset[int]:
    """Return the places of the numbers that end a proper name."""
    places: dict[int, tuple[str, str]] = {}
    sure: set[tuple[str, str]] = set()
    seen: set[tuple[str, str]] = set()
    for index in range(len(tokens)):
        if not _may_name(tokens[index]) or not _is_proper(tokens[index - 1]) or _counts(tokens, index):
            continue
        places[index] = name = (tokens[index - 1].text, tokens[index].text)
        is_set = _is_set(tokens, index)
        goes_on = is_set and (_goes_on(tokens, index) or name in seen)
        if goes_on or _is_of_kind(tokens, index) or _is_channel(tokens, index) or _is_quoted(tokens, index):
            sure.add(name)
        seen.add(name)
    last = len(tokens) - 1
    return frozenset(
        index for index, name in places.items() if name in sure or (index == last and _signs(tokens, index))
    )


def _may_name(token: Token) -> bool:
    return (
        token.lex is Lex.NUMBER
        and token.text.isdecimal()
        and len(token.text) <= _LONGEST
        and not (token.glued or token.breaks)
    )


def _is_proper(token: Token) -> bool:
    proper = token.lex in (Lex.WORD, Lex.NAME) and token.text[0].isupper()
    return proper and token.lower not in w.MONTHS and token.lower not in w.WEEKDAYS and token.lower not in _BODIES


def _is_of_kind(tokens: Tokens, index: int) -> bool:
    """Say whether several of a kind are meant: "55 Saab 340s"."""
    after = tokens[index + 1]
    return after.glued and after.text == "s"


def _signs(tokens: Tokens, index: int) -> bool:
    """Say whether initials and the number are all that follows the last stop: "… the agency reported. HB 14"."""
    initials = tokens[index - 1]
    short = initials.text.isupper() and 1 < len(initials.text) <= _LONGEST
    return short and index > 1 and (initials.breaks or tokens[index - 2].text in _STOPS)


def _is_quoted(tokens: Tokens, index: int) -> bool:
    """Say whether quotation marks hold the capitals and the number, as they hold a title: the film "Night Boat 7"."""
    if not (tokens[index + 1].glued and tokens.quote(index + 1)):
        return False
    for at in range(index - 1, max(-1, index - 2 - _LONGEST), -1):
        if tokens.quote(at) and tokens[at + 1].glued:
            return at < index - 1
        if tokens[at + 1].breaks or not tokens[at].text[0].isupper():
            return False
    return False


def _is_channel(tokens: Tokens, index: int) -> bool:
    """Say whether it is a broadcaster's: "France 24 said"."""
    placed = tokens.word(index - 2) == "in" and tokens.word(index + 1) in ("were", "have", "are", "had")
    return tokens.word(index - 1) in _BROADCASTERS and int(tokens[index].text) <= _CHANNELS and not placed


def _is_set(tokens: Tokens, index: int) -> bool:
    """Say whether an article or a possessive stands before the capitals that end with the number."""
    for at in range(index - 1, max(-1, index - 2 - _LONGEST), -1):
        if tokens[at + 1].breaks:
            return False
        if tokens.word(at) in _BEFORE or tokens.word(at).endswith(("'s", "s'")):
            return at < index - 1
        if not _is_proper(tokens[at]):
            return False
    return False


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Say whether what follows takes the number for part of the name."""
    after, before = tokens[index + 1], tokens.word(index - 1)
    if after.breaks or after.text in _CLOSED:
        return not (after.glued and tokens[index + 2].glued and tokens[index + 2].lex is Lex.NUMBER)
    if before.endswith("s") and after.lower not in ("is", "was", "has"):
        return False
    return after.lower in _AFTER or (after.lex is Lex.WORD and after.lower.endswith("ing") and len(after.text) > 5)


def _counts(tokens: Tokens, index: int) -> bool:
    """Say whether a plural noun or a per cent follows, which is then counted."""
    after = tokens[index + 1]
    if after.breaks or after.lex is not Lex.WORD:
        return after.text == "%"
    plural = after.text.islower() and after.lower.endswith("s") and len(after.text) > 3 and after.lower not in _AFTER
    return plural or after.lower in ("people", "men", "women", "children", "police", "per", "percent")
