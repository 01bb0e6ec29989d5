"""What a denial denies: the statements of its story that are likeliest by fitted weights, if they are likely enough.

The weights are fitted (`python -m summarize.training.denials`) on stories of which labels say what every denial denies;
`denials.json` beside this module holds them with the stories, the recipe and how well they do on stories left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarize.claims import ReadArticle
from summarize.comparison.denial_facets import candidates
from summarize.comparison.denial_rules import DenialRules
from summarize.comparison.propositions import MOST_PER_SIDE, Statement
from summarize.comparison.sources import Sources
from summarize.comparison.story_statements import StoryStatements
from summarize.reading.refusals import Strength
from summarize.schema import Claim

__all__ = ["LEAST_BY_RULE", "LEAST_ODDS", "Against", "Denied", "is_denial", "is_told", "odds", "weights"]

LEAST_ODDS: Mapping[Strength, float] = {"verb": -1.25, "verdict": -1.25, "negation": -1.0}
"""Log-odds from which a statement is set against a denial. Labels name four of the many statements that a denial denies, so the
odds run low. The card in `denials.json` has what each does on stories left out."""
LEAST_BY_RULE: Mapping[Strength, float] = {"verb": -3.0, "verdict": -3.0, "negation": -2.5}
"""The same for a statement that a rule finds (`denial_rules`)."""
_FILE = "denials.json"


@dataclass(frozen=True)
class Against:
    """Something that a denial may be set against."""

    odds: float
    """Log-odds that it is denied."""
    claim: Claim
    order: int


class Denied:
    """Find what each denial of one story denies."""

    def __init__(
        self, read: Sequence[ReadArticle], statements: Sequence[Sequence[Statement]], sources: Sources
    ) -> None:
        self._story = StoryStatements(read, statements, sources)
        self._rules = DenialRules(self._story)
        self.words = self._story.words

    def against(self, denial: Statement) -> list[Against]:
        """Return what the denial denies, the likeliest first; empty if nobody asserts it."""
        strength = denial.denied.strength
        weighed = [
            (odds(facets, weights()), s)
            for s, facets in candidates(self._story, self._rules, denial)
            if is_told(facets, strength)
        ]
        likely = sorted(weighed, key=lambda w: (-w[0], self._story.number[w[1].key]))
        found = [Against(value, self._shown(s), s.order) for value, s in likely[:MOST_PER_SIDE]]
        if (figure := self._rules.refused_figure(denial)) is not None and denial.strong:
            found.insert(0, Against(math.inf, figure.claim, denial.order))
        return found[:MOST_PER_SIDE]

    def _shown(self, statement: Statement) -> Claim:
        """Return the claim that a statement makes: its figure where it has one, for then it is a claim already."""
        figures = self._story.figures_in(statement)
        return figures[0].claim if len(figures) == 1 else statement.claim("asserted")


def is_denial(statement: Statement) -> bool:
    """Say whether a statement denies something that another may assert."""
    return statement.negative and (bool(statement.stems) or statement.strong)


def is_told(facets: Mapping[str, float], strength: Strength) -> bool:
    """Say whether a statement with such facets is set against a denial of such a strength."""
    return odds(facets, weights()) >= (LEAST_BY_RULE if "rule: any" in facets else LEAST_ODDS)[strength]


def odds(facets: Mapping[str, float], by: Mapping[str, float]) -> float:
    """Return the log-odds that a statement with such facets is denied."""
    return by["bias"] + math.fsum(by.get(name, 0.0) * value for name, value in facets.items())


@cache
def weights() -> Mapping[str, float]:
    """Return the fitted weight of each facet, and the `bias` that every candidate begins with."""
    told = json.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in told["weights"].items()}
