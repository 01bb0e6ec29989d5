"""How likely two figures are to answer one question, to be a conflict, or an update: the same facets, weighed for each.

    likeness = Likeness(pairs)
    likeness.matrix(claims)               # log-odds of every two claims that they answer one question, 0 for even
    relations = likeness.relations(some, opinions)
    relations.rival_odds(a, b)            # log-odds that a reader must see them set against each other
    relations.update_odds(a, b)           # log-odds that one takes the other's place

The weights are fitted (`python -m summarize.training.sameness`) on stories whose figures are marked with what they answer, and
whose conflicts are listed; `likeness.json` beside this module holds them with the stories, the recipe and how well they do on
stories left out. That two figures answer one question and differ makes them no conflict: most such pairs are updates, parts or
hedged, and the facets that tell those weigh otherwise here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim
from summarize.comparison.anchors import Tie
from summarize.comparison.facets import Facets, Pairs
from summarize.comparison.intervals import fit
from summarize.comparison.opinions import UNLIKE, Opinions, Target

__all__ = ["MOST_ODDS", "UNLIKE", "Likeness", "Relations", "weights"]

MOST_ODDS = 4.0
"""Log-odds beyond which a pair counts no more: one pair that is sure decides no group by itself."""
ALIKE_ODDS = -0.3
"""Log-odds, at least, of two figures of one article that the rules alone would take for answers to one question: an article
seldom contradicts itself, so the fitted weights hold it less likely than the plain words of it are. Without this floor two of
five self-contradictions in real articles are lost; on our stories left out it changes nothing for the worse."""
BY_CHANCE = 2.0
"""Log-odds taken off two small numbers that are the same where neither noun nor event is, and their clauses share hardly a word:
"two" is said of much. Of 362 pairs of practice stories that this keeps from being told as agreed, 82 are of one question."""
SHARED = 0.15
"""What two clauses share of their words if hardly any."""
TIED_ODDS = 3.0
"""Log-odds, at least, that two figures answer one question where their own words tie them to one thing."""
TIED_RIVALS, TIED_COUNTS, TIED_UPDATE, MOVES = 0.0, -0.9, 0.5, 0.1
"""Log-odds, at least, of a conflict where what is told of one thing stays, or may be counted anew; of an update where it moves,
and by how much these then exceed those of a conflict."""
OF_THINGS = 2.5
"""Log-odds of a conflict taken off two figures of one article that count no people, unless they look alike by rule, one stands in
the headline, or the one stands next to the other and two voices give them: an article tells many numbers of like things. Of 91
such pairs of practice stories that were told as a conflict 9 are one, of 98 that stand side by side so 54."""
BLOCK = 100_000
"""Pairs whose facets are found at a time: their arrays take some 40 MB, however many figures a story has."""
_FILE = "likeness.json"

Floats = NDArray[np.float64]


class Likeness:
    """The figures of one story, and how like any two of them are."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def matrix(self, claims: Sequence[MeasuredClaim]) -> Floats:
        """Return the log-odds of every two of `claims` that they answer one question: symmetric, 0 for a claim and itself.

        They are at most `MOST_ODDS` either way, or `UNLIKE`. Of what is excluded they are the lowest, no more: a group may hold
        both where all else in it goes together.
        """
        (odds,) = self.tables(
            claims, lambda facets: question_odds(facets, weights("one question")), excluded=-MOST_ODDS
        )
        return odds

    def relations(self, claims: Sequence[MeasuredClaim], opinions: Opinions) -> Relations:
        """Return how `claims` whose figures exclude each other are likely to stand to each other."""
        return Relations(self, claims, opinions)

    def tied(self, claims: Sequence[MeasuredClaim]) -> dict[tuple[int, int], Tie]:
        """Return which two of `claims`, by their indices, are of one thing by their own words, and how.

        None are that other words exclude.
        """
        index = {int(n): place for place, n in enumerate(self._pairs.indices(claims))}
        found = [(n, m, tie) for n, m, tie in self._pairs.ties.pairs() if n in index and m in index]
        if not found:
            return {}
        first, second = (np.array([pair[side] for pair in found], dtype=np.intp) for side in (0, 1))
        pairs = self._pairs.standing(first, second)
        may = self._pairs.comparable(pairs) & ~self._pairs.excluded(pairs)
        return {
            (min(index[n], index[m]), max(index[n], index[m])): tie
            for (n, m, tie), free in zip(found, may.tolist(), strict=True)
            if free
        }

    def joined(self, claims: Sequence[MeasuredClaim], odds: Floats) -> Floats:
        """Return the log-odds of every two of `claims` to answer one question, high enough where their words tie them."""
        held = odds.copy()
        for pair in self.tied(claims):
            held[pair] = held[pair[::-1]] = max(held[pair], TIED_ODDS)
        return held

    def tables(
        self, claims: Sequence[MeasuredClaim], *odds: Callable[[Facets], Floats], excluded: float = UNLIKE
    ) -> list[Floats]:
        """Return a table of every two claims for each kind of odds.

        Pairs that are not comparable have those of `UNLIKE`, and those that their words exclude those of `excluded`.
        """
        tables = [np.zeros((len(claims), len(claims))) for _ in odds]
        at = self._pairs.indices(claims)
        for rows, columns in _blocks(len(claims)):
            # In whichever order claims come, a pair is seen as the story has it.
            first, second = np.sort([at[rows], at[columns]], axis=0)
            pairs = self._pairs.standing(first, second)
            comparable = self._pairs.comparable(pairs)
            never = self._pairs.excluded(pairs)
            weighed = comparable & ~never
            facets = self._pairs.among(pairs.only(weighed))
            for table, weigh in zip(tables, odds, strict=True):
                table[rows, columns] = np.where(never, excluded, UNLIKE)
                table[rows[weighed], columns[weighed]] = weigh(facets)
                table[columns, rows] = table[rows, columns]
        return tables


class Relations:
    """How likely the figures of a few claims are a conflict, or an update."""

    def __init__(self, likeness: Likeness, claims: Sequence[MeasuredClaim], opinions: Opinions) -> None:
        self._likeness = likeness
        self._claims = claims
        self._opinions = opinions
        self._at = {c.claim.id: n for n, c in enumerate(claims)}

    def rival_odds(self, a: MeasuredClaim, b: MeasuredClaim) -> float:
        """Return the log-odds that two claims whose figures exclude each other are a conflict, or `UNLIKE`."""
        return float(self._tables[0][self._at[a.claim.id], self._at[b.claim.id]])

    def update_odds(self, a: MeasuredClaim, b: MeasuredClaim) -> float:
        """Return the log-odds that of two claims whose figures exclude each other one updates the other, or `UNLIKE`."""
        return float(self._tables[1][self._at[a.claim.id], self._at[b.claim.id]])

    @cached_property
    def _tables(self) -> list[Floats]:
        """Return the log-odds of every two claims to be rivals, and to be an update; of most groups nobody asks for them."""
        targets: tuple[Target, ...] = ("conflict", "update")
        tables = self._likeness.tables(
            self._claims,
            partial(_conflict_odds, by=weights("conflict")),
            partial(Facets.weighed, by=weights("update")),
        )
        rivals, updates = (
            self._opinions.blended(table, self._claims, target) for table, target in zip(tables, targets, strict=True)
        )
        for pair, tie in self._ties.items():
            for at in (pair, pair[::-1]):
                if rivals[at] == UNLIKE:
                    continue
                match tie:
                    case "stays":
                        rivals[at], updates[at] = max(rivals[at], TIED_RIVALS), UNLIKE
                    case "counts":
                        rivals[at] = max(rivals[at], TIED_COUNTS)
                    case "moves":
                        updates[at] = max(updates[at], rivals[at] + MOVES, TIED_UPDATE)
        return [rivals, updates]

    @cached_property
    def _ties(self) -> dict[tuple[int, int], Tie]:
        """Return what the claims are to each other that words tie; what moves is another's too that gives the same figure."""
        found = self._likeness.tied(self._claims)
        for (n, m), tie in [(pair, tie) for pair, tie in found.items() if tie == "moves"]:
            for one, other in ((n, m), (m, n)):
                for again, claim in enumerate(self._claims):
                    if fit(claim.figure, self._claims[other].figure) == "equal" and again != one:
                        found.setdefault((min(one, again), max(one, again)), tie)
        return found

    def tie(self, a: MeasuredClaim, b: MeasuredClaim) -> Tie | None:
        """Return what two claims are to each other that are of one thing by their own words."""
        one, other = sorted((self._at[a.claim.id], self._at[b.claim.id]))
        return self._ties.get((one, other))


def _blocks(count: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield every two of so many indices, the lower first, about `BLOCK` pairs at a time."""
    height = max(1, BLOCK // max(1, count))
    for top in range(0, count - 1, height):
        rows, columns = np.nonzero(np.arange(top, min(top + height, count - 1))[:, None] < np.arange(count))
        yield rows + top, columns


def question_odds(facets: Facets, by: Mapping[str, float]) -> Floats:
    """Return the log-odds that pairs with such facets answer one question."""
    alike = facets.value("rules: alike") * facets.value("articles: one")
    named = facets.value("noun: same") + facets.value("event: same")
    few_alike = facets.value("number: small") * facets.value("number: equal")
    by_chance = few_alike * (named == 0) * (facets.value("words: near") < SHARED)
    odds: Floats = facets.weighed(by) - BY_CHANCE * by_chance
    clipped: Floats = np.clip(odds, np.where(alike, ALIKE_ODDS, -MOST_ODDS), MOST_ODDS)
    return clipped


def _conflict_odds(facets: Facets, by: Mapping[str, float]) -> Floats:
    """Return the log-odds that pairs with such facets are a conflict."""
    near = sum(facets.value(name) for name in ("rules: alike", "headline and text", "beside: next figure, two voices"))
    strange = facets.value("articles: one") * (1.0 - facets.value("measured in people")) * (near == 0)
    odds: Floats = facets.weighed(by) - OF_THINGS * strange
    return odds


@cache
def weights(target: Target) -> Mapping[str, float]:
    """Return the fitted weight of each facet, and the `bias` that every pair begins with."""
    told = json.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in told["weights"][target].items()}
