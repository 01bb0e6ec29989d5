"""Headlines that say other or more than their text."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.drafts import DraftAnswer, DraftQuestion
from summarize.comparison.intervals import fit, magnitude, point
from summarize.comparison.sameness import Words, known_event

__all__ = ["headline_questions"]

HEADLINE_SENTENCES = 2
"""A headline may have two sentences."""

LEAST_FIGURE = 5.0
"""Below this a headline's number is told in words too many ways ("twin blasts", "a third bomber")."""

FAR = 20.0
"""A headline and a text whose figures are further apart than this speak of two things."""


def headline_questions(claims: Sequence[MeasuredClaim], words: Words, outlets: dict[str, str]) -> list[DraftQuestion]:
    """Return a question for each headline whose figure its text contradicts, or gives only as a possibility."""
    found = []
    for headline in claims:
        if not headline.lead or headline.order >= HEADLINE_SENTENCES or point(headline.figure) < LEAST_FIGURE:
            continue
        if headline.measure.replaced:
            continue
        text = [
            c
            for c in claims
            if c.claim.article_id == headline.claim.article_id and not c.lead and _comparable(headline, c)
        ]
        same = [c for c in text if fit(headline.figure, c.figure)]
        text = [c for c in text if not (c.measure.background or c.elsewhere)]
        outlet = outlets[headline.claim.article_id]
        if same:
            if (
                headline.figure.qualifier == "exact"
                and not headline.measure.projected
                and all(c.measure.projected for c in same)
            ):
                why = f"The headline of {outlet} states as fact what its text calls possible."
                found.append(_against(headline, same, words, why))
        elif text := [c for c in text if c.measure.projected == headline.measure.projected]:
            found.append(_against(headline, text, words, f"The headline of {outlet} has another figure than its text."))
    return found


def _comparable(headline: MeasuredClaim, other: MeasuredClaim) -> bool:
    """Say whether a figure of the text may be the headline's: one dimension, and one event, noun or unit."""
    if headline.dimension != other.dimension or headline.measure.part != other.measure.part:
        return False
    first, second = known_event(headline), known_event(other)
    alike = first is not None and first == second
    alike = alike or (bool(headline.head) and headline.head == other.head and second is None)
    alike = alike or (headline.kind == "measure" and headline.figure.unit == other.figure.unit)
    x, y = magnitude(headline.figure), magnitude(other.figure)
    near = min(x, y) > 0 and max(x, y) <= FAR * min(x, y)
    return alike and near


def _against(headline: MeasuredClaim, text: Sequence[MeasuredClaim], words: Words, why: str) -> DraftQuestion:
    likest = max(
        text,
        key=lambda c: (c.measure.event == headline.measure.event, words.overlap(headline.stems, c.stems), -c.order),
    )
    return DraftQuestion("self_contradicted", why, (DraftAnswer((headline,)), DraftAnswer((likest,))))
