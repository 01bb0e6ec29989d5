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
from summarize.comparison.sources import Sources, is_named
from summarize.comparison.story_statements import StoryStatements
from summarize.comparison.unharmed import harmed_after_all
from summarize.reading.refusals import Strength
from summarize.reading.words import stems
from summarize.schema import Claim

__all__ = ["LEAST_ODDS", "Against", "Denied", "is_denial", "odds", "weighed", "weights"]

LEAST_ODDS: Mapping[Strength, float] = {"verb": -1.25, "verdict": -1.25, "negation": -0.5}
"""Log-odds from which a statement is set against a denial. Labels name four of the many statements that a denial denies, so the
odds run low. The card in `denials.json` has what each does on stories left out. There nine in ten verbs of denying deny what
the story tells, and as many are right from -2.25; in our cases, where many deny what nobody tells, that adds alarms alone. Of
plain negations one in four is right from -0.75; from 0 on some are missed that share all their words with what they deny."""
BY_RULE = 1.75
"""Log-odds by which a statement that a rule finds (`denial_rules`) is likelier than the weights have it: the rules were made on
real articles, and the weights are fitted on practice stories, in which a denial borrows fewer words from what it denies. Without
it one of the five disputes in two real articles on one war is lost (with 1.4 too), and 7 pairs of tests/test_statements.py;
the F1 of conflicts in the dev stories is the same to 0.2."""
SAYS_SO = "rule: says the contrary"
"""The facet of a statement right after a denial that names itself its contrary ("contradicts", "despite")."""
SURE = 10.0
"""Log-odds, beyond those of any weights, of harm where a denial says that nobody came to any (`unharmed`)."""
SPREAD = 1.75
"""Log-odds below the likeliest from which a statement is shown with it no more."""
_FILE = "denials.json"


@dataclass(frozen=True)
class Against:
    """Something that a denial may be set against."""

    odds: float
    """Log-odds that it is denied."""
    claim: Claim
    """What asserts it."""


class Denied:
    """Find what each denial of one story denies."""

    def __init__(
        self, read: Sequence[ReadArticle], statements: Sequence[Sequence[Statement]], sources: Sources
    ) -> None:
        self._story = StoryStatements(read, statements, sources)
        self._rules = DenialRules(self._story)
        self.words = self._story.words

    def against(self, denial: Statement) -> list[Against]:
        """Return what the denial denies, the likeliest first; empty if nobody asserts it.

        A figure in the denied clause itself ("called a claim of 40 dead baseless") is denied for sure.
        """
        least = LEAST_ODDS[denial.denied.strength]
        likely = [
            Against(value, self._shown(statement))
            for statement, facets in candidates(self._story, self._rules, denial)
            if (value := odds(facets)) >= least and _is_accused(denial, statement)
        ]
        harmed = [] if denial.strong else harmed_after_all(self._story, denial)
        sure = [Against(SURE + one.sure, self._shown(one.statement)) for one in harmed]
        found = sorted({a.claim.id: a for a in [*likely, *sure]}.values(), key=lambda a: -a.odds)
        figure = self._rules.refused_figure(denial) if denial.strong else None
        refused = [Against(math.inf, figure.claim)] if figure is not None else []
        # A few that are likely say more than many that may be meant.
        kept = [a for a in found if a.odds >= found[0].odds - SPREAD]
        if refused and not kept and not is_named(denial.asserter.name):
            # An article that corrects a figure in passing contradicts nobody.
            return []
        return [*refused, *kept][:MOST_PER_SIDE]

    def _shown(self, statement: Statement) -> Claim:
        """Return the claim that a statement makes: its figure where it has one, for then it is a claim already."""
        figures = self._story.figures_in(statement)
        return figures[0].claim if len(figures) == 1 else statement.claim("asserted")


def is_denial(statement: Statement) -> bool:
    """Say whether a statement denies something that another may assert."""
    return statement.negative and (bool(statement.stems) or statement.strong)


def _is_accused(denial: Statement, statement: Statement) -> bool:
    """Say whether a statement is of whoever the denial calls a liar; true of all where it calls nobody one."""
    name, accused = statement.asserter.name, denial.denied.accused
    return not accused or bool(accused & stems(name, 0, len(name)))


def odds(facets: Mapping[str, float]) -> float:
    """Return the log-odds at which a statement with such facets is taken for what is denied; endless if it says so itself."""
    if SAYS_SO in facets:
        return math.inf
    return weighed(facets, weights()) + (BY_RULE if "rule: any" in facets else 0.0)


def weighed(facets: Mapping[str, float], by: Mapping[str, float]) -> float:
    """Return the sum of the facets, each times its weight, and of the weight `bias`."""
    return by["bias"] + math.fsum(by.get(name, 0.0) * value for name, value in facets.items())


@cache
def weights() -> Mapping[str, float]:
    """Return the fitted weight of each facet, and the `bias` that every candidate begins with."""
    told = json.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in told["weights"].items()}
