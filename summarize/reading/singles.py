"""Tell the "one" that counts from the pronoun and the article, and "two victims" from "the two sides"."""

from __future__ import annotations

from summarize.reading.amounts import Amount
from summarize.reading.nouns import Counted
from summarize.reading.numbers import ONES
from summarize.reading.people import HARM, HARMING, PEOPLE
from summarize.reading.qualifiers import Bound
from summarize.reading.tokens import Lex, Tokens, vocabulary

_NEVER_BEFORE = vocabulary("no the any every each some which this that everyone another number day")
_NEVER_AFTER = vocabulary(
    """
    of another day night morning evening afternoon side thing way can could would should must may 's
    """
)
_TELLING = vocabulary("said says told tells added who whose wrote recalled described")
_INVERTED = frozenset({"said", "says", "told", "added", "recalled"})
_LOSING = frozenset(
    {"lost", "lose", "loses", "losing", "destroyed", "destroying", "downed", "downing", "sank", "sunk", "captured"}
)
"""Verbs after which "one" and a thing count what is gone: "lost one helicopter"."""
_LAST_ONE = frozenset({"first", "last", "next", "previous", "earlier", "later", "latest", "new", "other", "same"})
"""Words after which a "one" with no noun stands for one: "the first one"."""
_LISTED = frozenset({",", "and", ":", ";"})
_ADDS = frozenset(["and", "plus", "including"])


_BACK = vocabulary("the these those both")
_SET = 2
"""How many "the two sides" are: with a definite article they are known, not counted. Larger sets are oftener news."""
_POINTED_AT = 5
"""How many "these three numbers" may be."""


def points_back(tokens: Tokens, amount: Amount, counted: Counted) -> bool:
    """Say whether a small number only takes up known things: "the two armies", "these three numbers"."""
    if tokens[amount.first].breaks or amount.low != amount.high:
        return False
    before = tokens.word(amount.first - 1)
    if counted.phrase is None:
        return before == "the" and tokens.word(amount.first) == "two" and counted.unit is None
    words = [tokens.word(i) for i in range(*counted.phrase)]
    if before not in _BACK or words[-1] in HARM or any(word.endswith("est") for word in words[:-1]):
        return False
    return amount.low <= (_SET if before in ("the", "both") else _POINTED_AT)


def counts_one(tokens: Tokens, amount: Amount, counted: Counted, before: Bound | None, *, goes_on: bool) -> bool:
    """Say whether the "one" of `amount` is a count.

    `goes_on` says that another figure stands shortly before it, so that "and one" may go on counting.
    """
    previous = "" if tokens[amount.first].breaks else tokens.word(amount.first - 1)
    following = "" if tokens[amount.end].breaks else tokens.word(amount.end)
    if amount.kind in ("money", "percent") or (amount.kind == "measure" and tokens.hyphen(amount.number_end)):
        return True
    if previous in _NEVER_BEFORE or (following in _NEVER_AFTER and before is None) or following == "of":
        return False
    if tokens.hyphen(amount.end) or (counted.phrase is None and previous in _LAST_ONE):
        return False
    if before is not None and before.qualifier != "about":
        return True
    if previous in HARMING or following in HARM or following in ("more", "other"):
        return True
    verb = amount.end
    while tokens.word(verb) in ("was", "were", "has", "been", "is", "had"):
        verb += 1
    if verb > amount.end and tokens.word(verb) in HARM:
        return True
    if amount.kind == "measure":
        return amount.unit not in ("day", "night")
    if counted.phrase is None:
        return counted.unit == "people" or (goes_on and following in ("from", "in") and previous in _LISTED)
    if _speaks(tokens, amount, counted.phrase[1], previous):
        return False
    if previous in _LOSING or previous == "only" or _heads_list(tokens, counted.phrase[1]):
        return True
    return tokens.word(counted.phrase[1] - 1) in PEOPLE or (previous in _ADDS and goes_on and counted.unit is not None)


def _heads_list(tokens: Tokens, end: int) -> bool:
    """Say whether "and" and a larger number follow: "one town and 23 villages"."""
    if tokens.word(end) != "and" or tokens[end].breaks:
        return False
    after = tokens[end + 1]
    return (after.lex is Lex.NUMBER and after.text not in ("1", "0")) or ONES.get(after.lower, 0) > 1


def _speaks(tokens: Tokens, amount: Amount, end: int, previous: str) -> bool:
    """Say whether "one" and the noun phrase that ends before `end` only tell that somebody speaks: "said one nurse"."""
    if tokens.word(end) in _TELLING:
        return True
    if previous not in _INVERTED and tokens.words_before(amount.first, 2) != ("according", "to"):
        return False
    return tokens[end].breaks or tokens[end].lex is Lex.MARK or tokens.word(end) in ("of", "in", "from", "at", "with")
