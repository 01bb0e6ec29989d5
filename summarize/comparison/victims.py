"""Who the dead were: questions about whether they were civilians, fighters or soldiers.

One toll told as civilians by one outlet and as fighters by another is a difference that a reader must see; "militants" and
"terrorists" for the same dead is framing and none. "It was not clear how many were civilians" differs from a flat "30 civilians".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.propositions import MOST_PER_SIDE, Statement, StatementQuestion
from summarize.schema import Claim

__all__ = ["victim_questions"]

LEAD_SENTENCES = 3
"""Headline and opening, where the event's own toll stands."""

LEAST_TOLL = 3.0
"""Below this, two counts are equal by chance too often to be one toll."""

_UNKNOWN = re.compile(
    r"\b(?:unclear|not\s+(?:immediately\s+|yet\s+)?(?:clear|known)|could\s+not\s+(?:say|confirm|be\s+confirmed)|did\s+not\s+(?:say|specify)|unknown)\s+"
    r"(?:how\s+many|whether|if)\b[^.;]*?\b(?P<who>civilians?|fighters?|soldiers?|militants?|rebels?|combatants?|children|women)\b",
    re.IGNORECASE,
)
_CIVILIAN = frozenset({"civilian"})
_EXCLUSIVE = (frozenset({"civilian"}), frozenset({"combatant"}))


def victim_questions(claims: Sequence[MeasuredClaim], statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the questions about who the dead were."""
    tolls = [c for c in claims if _is_toll(c)]
    return [*_unknown(tolls, statements), *_classed(tolls)]


def _is_toll(claim: MeasuredClaim) -> bool:
    """Say whether a claim is a count of the story's own dead, not of a part of them."""
    own = not (claim.elsewhere or claim.measure.background or claim.measure.part or claim.measure.projected)
    return (
        own
        and claim.measure.event == "killed"
        and claim.order <= LEAD_SENTENCES
        and magnitude(claim.figure) >= LEAST_TOLL
    )


def _unknown(tolls: Sequence[MeasuredClaim], statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return a question where one article does not know who the dead were and another says it of the whole toll."""
    unsure = [s for s in statements if _UNKNOWN.search(s.text) and not s.looks_back]
    articles = {s.article.id for s in unsure}
    flat = [c for c in tolls if c.measure.classes == _CIVILIAN and c.claim.article_id not in articles]
    if not unsure or not flat:
        return []
    why = "One account does not know how many of the dead were civilians, another calls all of them that."
    sides = (tuple(s.claim("unverified") for s in unsure[:MOST_PER_SIDE]), _shown(flat))
    return [StatementQuestion("disputed", "statement", "Whether the dead were civilians", why, sides)]


def _classed(tolls: Sequence[MeasuredClaim]) -> list[StatementQuestion]:
    """Return a question where one toll is civilians to one outlet and fighters to another."""
    first = [c for c in tolls if c.measure.classes == _EXCLUSIVE[0]]
    second = [c for c in tolls if c.measure.classes == _EXCLUSIVE[1]]
    pairs = [
        (a, b)
        for a in first
        for b in second
        if a.claim.article_id != b.claim.article_id and fit(a.figure, b.figure) == "equal"
    ]
    if not pairs:
        return []
    why = "The same dead are civilians in one account and fighters in another."
    sides = (_shown([a for a, _ in pairs]), _shown([b for _, b in pairs]))
    return [StatementQuestion("disputed", "statement", "Who the dead were", why, sides)]


def _shown(claims: Sequence[MeasuredClaim]) -> tuple[Claim, ...]:
    return tuple({c.claim.id: c.claim for c in claims}.values())[:MOST_PER_SIDE]
