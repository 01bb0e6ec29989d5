"""Pairs of figures that a hasty reader would take for a conflict, with the reason why they are none."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import combinations_with_replacement
from typing import NamedTuple

import numpy as np

from summarize.claims import MeasuredClaim
from summarize.comparison.drafts import DraftAnswer, DraftQuestion
from summarize.comparison.facets import Pairs
from summarize.comparison.rivalry import Topic
from summarize.comparison.sameness import told_apart

__all__ = ["different_scopes"]

MOST_SCOPES = 8
"""A reader who has read eight reasons why figures differ without conflict reads no ninth."""

SCOPE_LIKENESS, SCOPE_RATIO = 0.12, 10.0
"""How like two sentences are, and how near two figures, before anyone would take one for the other."""


class _Confusable(NamedTuple):
    likeness: float
    """Overlap of the words of the two sentences."""
    first: MeasuredClaim
    second: MeasuredClaim
    reason: str
    """What parts them."""


def different_scopes(topics: Sequence[Topic], pairs: Pairs, told: Set[frozenset[str]]) -> list[DraftQuestion]:
    """Return a question for each such pair.

    They are told in like words and are not far apart; the likest come first, and each topic is set against one other. A pair
    of `told`, ids of two claims, has been told otherwise.
    """
    found: list[tuple[float, int, int, DraftQuestion]] = []
    for (i, first), (j, second) in combinations_with_replacement(enumerate(topics), 2):
        a, b = first.claims[0], second.claims[0]
        if a.dimension != b.dimension or a.measure.event is None or a.measure.event != b.measure.event:
            continue
        pair = _confusable(first, second, pairs, told)
        if pair is not None:
            why = f"No conflict: they count different things ({pair.reason})."
            answers = DraftAnswer((pair.first,)), DraftAnswer((pair.second,))
            found.append((-pair.likeness, i, j, DraftQuestion("different_scope", why, answers)))
    used: set[int] = set()
    result: list[DraftQuestion] = []
    for _, i, j, draft in sorted(found, key=lambda item: item[:3]):
        if len(result) < MOST_SCOPES and not {i, j} <= used:
            used |= {i, j}
            result.append(draft)
    return result


def _confusable(first: Topic, second: Topic, pairs: Pairs, told: Set[frozenset[str]]) -> _Confusable | None:
    """Return the likest pair of claims of two topics, or of one, that differ in scope."""
    some, others = pairs.indices(first.claims), pairs.indices(second.claims)
    every = pairs.standing(np.repeat(some, len(others)), np.tile(others, len(some)))
    x, y = every.magnitudes
    near = np.maximum(x, y) <= SCOPE_RATIO * np.maximum(1.0, np.minimum(x, y))
    likeness = pairs.overlaps.of_sentences(every.first, every.second)
    asked = np.flatnonzero(near & ~every.agree & (likeness >= SCOPE_LIKENESS))
    for n in asked[np.argsort(-likeness[asked], kind="stable")].tolist():
        a, b = first.claims[n // len(others)], second.claims[n % len(others)]
        verdict = None if frozenset((a.claim.id, b.claim.id)) in told else told_apart(a, b)
        if verdict is not None and verdict.relation in ("part", "scope"):
            return _Confusable(float(likeness[n]), a, b, verdict.reason)
    return None
