"""Headlines that say other or more than their text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


RIVALS_FROM = -2.0
"""Log-odds of a conflict from which a headline's figure and one of its text are told as one. Of 314 practice stories 12 pairs
fewer are told than if none were asked for, of which 1 is labelled a conflict."""


def headline_questions(
    claims: Sequence[MeasuredClaim],
    words: Words,
    outlets: dict[str, str],
    rival_odds: Callable[[MeasuredClaim, MeasuredClaim], float],
) -> list[DraftQuestion]:
    """Return a question for each headline whose figure its text contradicts, or gives only as a possibility.

    Args:
        claims: the figures of a story.
        words: how common each word is in the story.
        outlets: who published each article, by its id.
        rival_odds: the log-odds that two of the claims are a conflict.
    """
    found = []
    for headline in claims:
        if not headline.lead or headline.order >= HEADLINE_SENTENCES or point(headline.figure) < LEAST_FIGURE:
            continue
        if headline.measure.replaced:
            continue
        body = [c for c in claims if c.claim.article_id == headline.claim.article_id and not c.lead]
        outlet = outlets[headline.claim.article_id]
        same = [
            c
            for c in body
            if fit(headline.figure, c.figure) and (_comparable(headline, c) or _are_of_one_class(headline, c))
        ]
        if same:
            if (
                headline.figure.qualifier == "exact"
                and not headline.measure.projected
                and all(c.measure.projected for c in same)
            ):
                why = f"The headline of {outlet} states as fact what its text calls possible."
                found.append(_against(headline, same, words, why))
        elif rivals := [
            c
            for c in body
            if _comparable(headline, c) and _is_rival(headline, c) and rival_odds(headline, c) > RIVALS_FROM
        ]:
            why = f"The headline of {outlet} has another figure than its text."
            found.append(_against(headline, rivals, words, why))
    return found


def _is_rival(headline: MeasuredClaim, other: MeasuredClaim) -> bool:
    """Say whether a figure of the text is of the same event, and as certain, or as uncertain."""
    return not (other.measure.background or other.elsewhere) and other.measure.projected == headline.measure.projected


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


def _are_of_one_class(headline: MeasuredClaim, other: MeasuredClaim) -> bool:
    """Say whether both count people of one class: the text may have as a part of all dead what the headline leads with."""
    return bool(headline.measure.classes & other.measure.classes)


def _against(headline: MeasuredClaim, text: Sequence[MeasuredClaim], words: Words, why: str) -> DraftQuestion:
    likest = max(
        text,
        key=lambda c: (c.measure.event == headline.measure.event, words.overlap(headline.stems, c.stems), -c.order),
    )
    return DraftQuestion("self_contradicted", why, (DraftAnswer((headline,)), DraftAnswer((likest,))))
