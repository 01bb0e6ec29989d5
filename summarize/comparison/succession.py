"""Which figure takes the place of which, so that the two are no rivals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import Chronology, is_revision
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.sameness import known_event
from summarize.comparison.sources import is_anonymous, is_independent, is_named

__all__ = ["CUMULATIVE", "GROWING", "NEWS_RATIO", "holds_both", "overtakes"]

GROWING = frozenset(
    {
        "killed",
        "wounded",
        "casualties",
        "missing",
        "displaced",
        "evacuated",
        "infected",
        "arrested",
        "rescued",
        "destroyed",
    }
)
"""Events whose counts grow while the event lasts, so that a later, higher figure is news and no contradiction."""


CUMULATIVE = frozenset({"killed", "wounded", "casualties", "infected", "arrested", "rescued", "destroyed"})
"""Of these, what never falls: the missing are found, the displaced go home."""

NEWS_RATIO = 5.0
"""Times by which a toll rises while the story is told, at most: what is farther apart are rival counts, whoever gives them.
Of the tolls of our real events the steepest rose 5.3 times in all (24 to 126 dead) and 2.3 times between two reports; the
rival counts of the founding articles are 12 times apart. Measure again with the statuses `updated` and `disputed`."""

MOST_RISE = 1.5
"""Times by which an official count that another office takes on rises from one day to the next, at most."""

_STATE = re.compile(
    r"\b(?:now|still|remain(?:s|ed|ing)?|currently|at\s+present|so\s+far|as\s+of|stands?\s+at|stood\s+at|at\s+the\s+scene|in\s+place|"
    r"(?:is|are|was|were)\s+(?:being\s+)?(?:engaged|deployed|working|fighting|sheltering|staying|waiting|treated)|"
    r"(?:by|at)\s+(?:noon|midday|midnight|dawn|dusk|\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m|p\.?m|gmt)))\b",
    re.IGNORECASE,
)
"""Words for what can be different an hour later."""

_HAS_NOW = re.compile(r"\b(?:has|have)\s+now\b|\bnow\s+(?:has|have)\b", re.IGNORECASE)
"""What says that a count has grown to what it is: "it has now received 6,200 calls"."""
_AS_OF = re.compile(
    r"\bas\s+of\s+(?:late\s+|early\s+)?(?:[A-Z]\w+day|yesterday|last\s+\w+|(?:\d|mid)\w*)", re.IGNORECASE
)
"""What dates a count, so that a higher one is newer unless it is known to be older."""


def holds_both(claims: Sequence[MeasuredClaim], later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether the article of `later` itself has the other figure as well, for the same event, and as one that still holds.

    Then it tells two things: one attack of Tuesday that killed four, and that of today. A headline may be older than its text.
    """
    return any(
        c.claim.article_id == later.claim.article_id
        and not (c.lead or c.measure.part or is_named(c.claim.asserted_by.name) or is_revision(c))
        and _are_of_one_sort(c, earlier)
        and "vague" not in (c.figure.qualifier, earlier.figure.qualifier)
        and (c.figure.low or c.figure.high) == (earlier.figure.low or earlier.figure.high)
        for c in claims
    )


def _is_as_old(claim: MeasuredClaim, replaced: MeasuredClaim) -> bool:
    """Say whether a claim gives a figure that was replaced; "more than 30" was no 33 that another body counted."""
    fits = fit(replaced.figure, claim.figure)
    return fits is not None and (fits != "bound" or magnitude(claim.figure) <= magnitude(replaced.figure))


def _are_of_one_sort(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether one event befell both, or none that is known and they go by one noun."""
    if a.measure.event == b.measure.event:
        return True
    return known_event(a) is None and known_event(b) is None and a.head == b.head


def overtakes(claims: Sequence[MeasuredClaim], time: Chronology, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether `later` takes the place of `earlier`, and is no rival of it; `claims` are those of their question.

    It does where its own article says so ("80 per cent, up from 35 this morning"), and where it is a newer count of what
    comes and goes or was still growing. Of two named sources neither overtakes the other, but of two that both may hold the
    official count the one of a later day does. Where only one is named, the higher figure is the newer one unless it is known
    to be older; a figure on an anonymous source's word is overtaken only by one known to be newer. A headline alone overtakes
    nothing, nor does a figure many times as high.
    """
    if (
        _is_counted_on(later, earlier)
        and time.strictly_later([earlier, later])
        and not fit(later.figure, earlier.figure)
    ):
        return True
    if later is earlier or fit(later.figure, earlier.figure):
        return False
    if later.claim.article_id == earlier.claim.article_id:
        return _replaces(later, earlier) and not later.measure.replaced
    if holds_both(claims, later, earlier):
        return False
    if any(_replaces(later, c) and _is_as_old(earlier, c) for c in claims):
        return True
    names = [later.claim.asserted_by.name, earlier.claim.asserted_by.name]
    if not all(is_named(name) for name in names):
        if _is_state(later) and time.strictly_later([earlier, later]):
            return True
        more = magnitude(later.figure) > magnitude(earlier.figure)
        if (
            more
            and later.head == earlier.head
            and _HAS_NOW.search(later.claim.quote.text)
            and not time.strictly_later([later, earlier])
        ):
            return True
        if more and _AS_OF.search(earlier.claim.quote.text) and not time.strictly_later([later, earlier]):
            return True
    if earlier.measure.event not in GROWING or magnitude(later.figure) <= magnitude(earlier.figure):
        return False
    if magnitude(later.figure) > NEWS_RATIO * magnitude(earlier.figure) or later.lead:
        return False
    if not all(is_named(name) for name in names):
        return not time.strictly_later([later, earlier])
    if time.days_apart([earlier, later]) and not any(is_independent(name) for name in names):
        return magnitude(later.figure) <= MOST_RISE * magnitude(earlier.figure)
    return any(is_anonymous(name) for name in names) and time.strictly_later([earlier, later])


def _is_counted_on(later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether both are states of a count of votes, which goes up and down until it is over."""
    return (
        later.measure.event == earlier.measure.event == "voted" and later.claim.article_id != earlier.claim.article_id
    )


def _replaces(later: MeasuredClaim, claim: MeasuredClaim) -> bool:
    """Say whether `claim` is what the article of `later` gives as the earlier figure, in the same breath."""
    return claim.measure.replaced and claim.claim.article_id == later.claim.article_id and claim.order == later.order


def _is_state(claim: MeasuredClaim) -> bool:
    """Say whether the words give the figure as how things stand at a time ("at the scene by noon", "now", "remain")."""
    return _STATE.search(claim.claim.quote.text) is not None
