"""Tell the "one" that counts ("killed one soldier") from the pronoun and the article ("one of the", "one resident said")."""

from __future__ import annotations

from summarize.reading.nouns import Counted
from summarize.reading.people import HARM, HARMING, PEOPLE
from summarize.reading.qualifiers import Bound
from summarize.reading.tokens import Tokens

_NEVER_BEFORE = frozenset("no the any every each some which this that everyone another number day".split())
_NEVER_AFTER = frozenset(
    "of another day night morning evening afternoon side thing way can could would should must may 's".split()
)
_TELLING = frozenset("said says told tells added who whose wrote recalled described".split())
_ADDS = frozenset("and plus including only just exactly".split())


def counts_one(
    tokens: Tokens, first: int, end: int, counted: Counted, before: Bound | None, after_figure: bool
) -> bool:
    """Say whether the "one" at token `first` is a count.

    `after_figure` says that another figure was found before it, so that "and one" may go on counting.
    """
    previous = "" if tokens[first].breaks else tokens.word(first - 1)
    following = "" if tokens[end].breaks else tokens.word(end)
    if previous in _NEVER_BEFORE or (following in _NEVER_AFTER and before is None) or following == "of":
        return False
    if before is not None and before.qualifier != "about":
        return True
    if previous in HARMING or following in HARM or following in ("more", "other"):
        return True
    at = end
    while tokens.word(at) in ("was", "were", "has", "been", "is", "had"):
        at += 1
    if at > end and tokens.word(at) in HARM:
        return True
    if counted.phrase is None:
        return False
    tells = tokens.word(counted.phrase[1]) in _TELLING
    person = tokens.word(counted.phrase[1] - 1) in PEOPLE
    if person and not tells:
        return True
    return previous in _ADDS and after_figure and not tells and counted.unit is not None
