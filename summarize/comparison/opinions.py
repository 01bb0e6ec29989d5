"""What a model makes of pairs of figures, as log-odds, and how that goes together with what the facets say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim

__all__ = ["AT_ITS_WORD", "BLENDS", "MEASURED_WITH", "UNLIKE", "Blend", "Opinion", "Opinions", "Target"]

Target = Literal["one question", "conflict", "update"]
"""What a pair is weighed for."""

UNLIKE = -8.0
"""Log-odds of two figures that can answer no question together, so that no group holds both, whatever the model makes of them."""


@dataclass(frozen=True, slots=True)
class Blend:
    """How log-odds by the facets and by the model become one."""

    facets: float
    """Weight of what the facets say."""
    model: float
    """Weight of what the model says."""
    bias: float
    """What is added."""


BLENDS: Mapping[Target, Blend] = MappingProxyType(
    {
        "one question": Blend(facets=0.42, model=0.45, bias=0.0),
        "conflict": Blend(facets=0.26, model=0.50, bias=-0.2),
        "update": Blend(facets=0.57, model=0.42, bias=0.28),
    }
)
"""Half-way between two logistic regressions over the facets' log-odds, by weights fitted without the story, and the opinion of an
adapter trained without it: one of 314 practice stories (70,084 pairs that differ, an adapter of the first two stages), one of 70
that retell real coverage (43,943 pairs, an adapter of all three), which alone has 0.36 and 0.49, 0.08 and 0.61, 0.52 and 0.45.
Average precision on the 70 by the facets alone and by that one: of one question 0.61 and 0.74, of conflicts 0.10 and 0.24, of
updates 0.55 and 0.62."""

AT_ITS_WORD: Mapping[Target, Blend] = MappingProxyType(dict.fromkeys(BLENDS, Blend(facets=1.0, model=1.0, bias=0.0)))
"""The model taken at its word, beside the facets: for comparison."""

MEASURED_WITH = "1e76948895384e4a"
"""Beginning of the sha256 of the adapter that `BLENDS` goes with. No other model is asked: what its word is worth is unknown."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model makes of two figures, as log-odds."""

    one_question: float
    """That they answer one question."""
    conflict: float
    """That a reader must see them set against each other."""
    update: float
    """That one takes the other's place."""

    def on(self, target: Target) -> float:
        """Return the log-odds of one of them."""
        match target:
            case "one question":
                return self.one_question
            case "conflict":
                return self.conflict
            case "update":
                return self.update


@dataclass(frozen=True)
class Opinions:
    """What the model makes of the pairs of one story that it was asked about."""

    by_claim: Mapping[str, Mapping[str, Opinion]] = field(default_factory=dict)
    """By the ids of both claims, either way round."""
    blends: Mapping[Target, Blend] = field(default_factory=lambda: BLENDS)
    """How they go together with the facets."""

    def blended(
        self, odds: NDArray[np.float64], claims: Sequence[MeasuredClaim], target: Target
    ) -> NDArray[np.float64]:
        """Return log-odds by the facets, [claims, claims] and symmetric, with the model's word where there is one."""
        if not self.by_claim:
            return odds
        blend, mixed = self.blends[target], odds.copy()
        at = {c.claim.id: n for n, c in enumerate(claims)}
        for claim, n in at.items():
            for other, opinion in self.by_claim.get(claim, {}).items():
                m = at.get(other, -1)
                if m > n and odds[n, m] != UNLIKE:
                    told = blend.facets * odds[n, m] + blend.model * opinion.on(target) + blend.bias
                    mixed[n, m] = mixed[m, n] = told
        return mixed
