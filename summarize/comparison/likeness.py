"""How likely two figures are to answer one question, to be a conflict, or an update: the same facets, weighed for each.

    likeness = Likeness(claims, words)
    likeness.odds(a, b)          # log-odds that they answer one question, 0 for even
    likeness.rival_odds(a, b)    # log-odds that a reader must see them set against each other
    likeness.update_odds(a, b)   # log-odds that one takes the other's place

The weights are fitted (`python -m summarize.training.sameness`) on stories whose figures are marked with what they answer, and
whose conflicts are listed; `likeness.json` beside this module holds them with the stories, the recipe and how well they do on
stories left out. That two figures answer one question and differ makes them no conflict: most such pairs are updates, parts or
hedged, and the facets that tell those weigh otherwise here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import Chronology
from summarize.comparison.facets import Pairs
from summarize.comparison.sameness import Words

__all__ = ["MOST_ODDS", "UNLIKE", "Likeness", "Target", "weights"]

Target = Literal["one question", "conflict", "update"]
"""What the facets of a pair are weighed for."""
MOST_ODDS = 4.0
"""Log-odds beyond which a pair counts no more: one pair that is sure decides no group by itself."""
UNLIKE = -8.0
"""Log-odds of two figures that are measured in unlike things, so that no group holds both."""
ALIKE_ODDS = -0.3
"""Log-odds, at least, of two figures of one article that the rules alone would take for answers to one question: an article
seldom contradicts itself, so the fitted weights hold it less likely than the plain words of it are. Without this floor two of
five self-contradictions in real articles are lost; on our stories left out it changes nothing for the worse."""
_FILE = "likeness.json"


class Likeness:
    """The figures of one story, and how like any two of them are."""

    def __init__(self, claims: Sequence[MeasuredClaim], words: Words, time: Chronology | None = None) -> None:
        self._pairs = Pairs(claims, words, time)
        self._at = {c.claim.id: n for n, c in enumerate(claims)}
        self._related: dict[frozenset[int], tuple[float, float]] = {}

    def odds(self, a: MeasuredClaim, b: MeasuredClaim) -> float:
        """Return the log-odds that two claims answer one question, at most `MOST_ODDS` either way, or `UNLIKE`."""
        return question_odds(self._facets(a, b), weights("one question"))

    def rival_odds(self, a: MeasuredClaim, b: MeasuredClaim) -> float:
        """Return the log-odds that two claims whose figures exclude each other are a conflict, or `UNLIKE`."""
        return self._relation(a, b)[0]

    def update_odds(self, a: MeasuredClaim, b: MeasuredClaim) -> float:
        """Return the log-odds that of two claims whose figures exclude each other one updates the other, or `UNLIKE`."""
        return self._relation(a, b)[1]

    def _relation(self, a: MeasuredClaim, b: MeasuredClaim) -> tuple[float, float]:
        """Return both; they are asked for few pairs, of which the same are asked for again and again."""
        pair = frozenset((self._at[a.claim.id], self._at[b.claim.id]))
        if pair not in self._related:
            facets = self._facets(a, b)
            self._related[pair] = relation_odds(facets, weights("conflict")), relation_odds(facets, weights("update"))
        return self._related[pair]

    def _facets(self, a: MeasuredClaim, b: MeasuredClaim) -> dict[str, float] | None:
        """Return the facets of two claims in whichever order they come: as the story has them."""
        first, second = sorted((a, b), key=lambda c: self._at[c.claim.id])
        return self._pairs.facets(first, second)

    def matrix(self, claims: Sequence[MeasuredClaim]) -> NDArray[np.float64]:
        """Return the log-odds of every two of `claims`: symmetric, 0 for a claim and itself."""
        found = np.zeros((len(claims), len(claims)))
        for i, a in enumerate(claims):
            for j in range(i + 1, len(claims)):
                found[i, j] = found[j, i] = self.odds(a, claims[j])
        return found


def question_odds(facets: Mapping[str, float] | None, by: Mapping[str, float]) -> float:
    """Return the log-odds that a pair with such facets answers one question; None are those of a pair of unlike things."""
    if facets is None:
        return UNLIKE
    least = ALIKE_ODDS if "rules: alike" in facets and "articles: one" in facets else -MOST_ODDS
    return max(least, min(MOST_ODDS, _weighed(facets, by)))


def relation_odds(facets: Mapping[str, float] | None, by: Mapping[str, float]) -> float:
    """Return the log-odds of what `by` is fitted for; None are those of a pair of unlike things."""
    return UNLIKE if facets is None else _weighed(facets, by)


def _weighed(facets: Mapping[str, float], by: Mapping[str, float]) -> float:
    # A sum that is the same to the last bit in whichever order facets come.
    return math.fsum([by["bias"], *[by.get(name, 0.0) * value for name, value in facets.items()]])


@cache
def weights(target: Target) -> Mapping[str, float]:
    """Return the fitted weight of each facet, and the `bias` that every pair begins with."""
    told = json.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in told["weights"][target].items()}
