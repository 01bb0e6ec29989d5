"""Whose losses a figure counts, where its sentence names who lost them or who took them.

    are_of_two_foes(a, b)    # "Ukraine has destroyed 200 tanks" and "311 Ukrainian tanks": no two counts of one thing

What neither names is left to be weighed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.claims import MeasuredClaim
from summarize.reading.event_words import PARTIES

__all__ = ["are_of_two_foes"]

_PARTY = "|".join(re.escape(word) for word in sorted(PARTIES, key=len, reverse=True))
_DONE = (
    r"(?:killed|wounded|injured|captured|destroyed|wrecked|eliminated|neutrali[sz]ed|liquidated|downed|intercepted|"
    r"(?:shot|brought)\s+down|knocked\s+out|put\s+out\s+of\s+action|taken\s+out|sunk|seized)"
)
_TAKEN = re.compile(
    rf"\b(?P<party>{_PARTY})(?:[’']s)?(?:\s+(?:armed\s+)?(?:forces|troops|soldiers|army|military|jets|aircraft|air\s+defences?))?\s+"
    rf"(?:(?:had|has|have|say\s+they|says\s+it|said\s+(?:it|they))\s+)*(?:\w+ly\s+)?{_DONE}\b[^;:]*$",
    re.IGNORECASE,
)
"""A party, and what it did to what is counted next."""
_LOST = re.compile(rf"\s+(?:\w+\s+)?(?P<party>{_PARTY})\s+\w+", re.IGNORECASE)
"""A party after a figure, whose people or things are counted."""


def are_of_two_foes(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the one counts what a party took of others, and the other what that very party lost."""
    return any(
        taker is not None and taker == loser for taker, loser in ((_taker(a), _loser(b)), (_taker(b), _loser(a)))
    )


def _taker(claim: MeasuredClaim) -> str | None:
    """Return the party whose deeds the figure counts."""
    quote = claim.claim.quote
    return _known_taker(quote.text[: claim.figure.span.start - quote.start])


@lru_cache(maxsize=4096)
def _known_taker(before: str) -> str | None:
    """Return the party whose deeds are told before a figure; a claim is set beside many others."""
    found = _TAKEN.search(before)
    return PARTIES[found["party"].lower()] if found else None


def _loser(claim: MeasuredClaim) -> str | None:
    """Return the party whose losses the figure counts."""
    quote = claim.claim.quote
    found = _LOST.match(quote.text, claim.figure.span.end - quote.start)
    return PARTIES[found["party"].lower()] if found else None
