"""Tell the "one" that counts ("killed one soldier") from pronoun ("one of the") and article ("one man said")."""

from __future__ import annotations

from summarize.reading.amounts import Amount
from summarize.reading.nouns import Counted
from summarize.reading.people import HARM, HARMING, PEOPLE
from summarize.reading.qualifiers import Bound
from summarize.reading.tokens import Tokens, vocabulary

_NEVER_BEFORE = vocabulary("no the any every each some which this that everyone another number day")
_NEVER_AFTER = vocabulary(
    """
    of another day night morning evening afternoon side thing way can could would should must may 's
    """
)
_TELLING = vocabulary("said says told tells added who whose wrote recalled described")
_ADDS = frozenset(["and", "plus", "including"])


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
    if tokens.hyphen(amount.end):
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
        return counted.unit == "people"
    if tokens.word(counted.phrase[1]) in _TELLING:
        return False
    return tokens.word(counted.phrase[1] - 1) in PEOPLE or (previous in _ADDS and goes_on and counted.unit is not None)
