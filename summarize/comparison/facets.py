"""What two figures of one story have in common and what parts them, as named numbers.

    pairs = Pairs(claims, words)
    pairs.facets(a, b)            # {"event: same": 1.0, "words: near": 0.4, ...}; None where nobody would set them side by side
    pairs.among(some)             # of many pairs at once, of a `Standing`

A facet is 0 unless it is in the result. `likeness` weighs them. What one pair has is read out of what many have: names that
depend on a few traits of two figures are told by `traits` and `positions`, once for all pairs alike in these; what is a number
for each pair is found by arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.claims import MeasuredClaim
from summarize.comparison import traits
from summarize.comparison.anchors import Ties
from summarize.comparison.aspects import Aspect, Told
from summarize.comparison.chronology import Chronology
from summarize.comparison.exclusions import exclusion_traits, exclusions, strangers
from summarize.comparison.overlaps import Overlaps
from summarize.comparison.positions import Positions
from summarize.comparison.profiles import Profile, profiles
from summarize.comparison.sameness import Words
from summarize.comparison.standing import Code, Standing, Standings

__all__ = ["Facets", "Pairs"]

ALIKE = 0.5
"""Affinity from which the rules alone would take two figures for answers to one question."""
MOST_DECADES = 3.0
"""Powers of ten between two figures beyond which it makes no difference how far they are apart."""

Floats = NDArray[np.float64]
Names = tuple[str, ...]


class Facets:
    """The facets of many pairs."""

    def __init__(self, named: Sequence[Told[Names]], measured: Mapping[str, Floats]) -> None:
        """Take the facets that a pair has or has not, by aspect, and those that are numbers."""
        self._named = list(named)
        self._measured = dict(measured)

    def of(self, pair: int) -> dict[str, float]:
        """Return the facets of one pair."""
        found = {name: 1.0 for told in self._named for name in told[pair]}
        return found | {name: float(values[pair]) for name, values in self._measured.items() if values[pair]}

    def value(self, name: str) -> Floats:
        """Return one facet of all pairs, 0 where a pair has it not."""
        if name in self._measured:
            return self._measured[name]
        total = np.zeros(len(self._named[0].which))
        for told in self._named:
            if any(name in names for names in told.found):
                total += told.each(lambda names: name in names)
        return total

    def weighed(self, by: Mapping[str, float]) -> Floats:
        """Return the sum of the facets of each pair, each times its weight, and of the weight `bias`."""
        total = np.full(len(self._named[0].which), by["bias"])
        for told in self._named:
            total += told.each(lambda names: math.fsum(by.get(name, 0.0) for name in names))
        for name, values in self._measured.items():
            if name in by:
                total += by[name] * values
        return total

    def add(self, measured: Mapping[str, Floats]) -> Facets:
        """Return these facets and some more."""
        return Facets(self._named, self._measured | dict(measured))


class Pairs:
    """The figures of one story, two at a time."""

    def __init__(self, claims: Sequence[MeasuredClaim], words: Words, time: Chronology | None = None) -> None:
        self.profiles = profiles(claims)
        """What each figure is asked about, by the id of its claim."""
        of = list(self.profiles.values())
        self._at = {p.claim.claim.id: n for n, p in enumerate(of)}
        self._standings = Standings(of, time)
        self.overlaps = Overlaps(of, words)
        """What their words have in common."""
        places = Positions(of, time)
        self.ties = Ties(of)
        """Which of them are of one thing by their own words."""

        def aspect(
            tell: Callable[[Profile, Profile], Iterator[str]], looks_at: Callable[[Profile], Hashable], *codes: Code
        ) -> Aspect[Names]:
            return Aspect(lambda a, b: tuple(tell(a, b)), looks_at, of, codes)

        self._kinds = aspect(traits.kinds, traits.kind_traits)
        self._excluded = aspect(exclusions, exclusion_traits, "articles", "order")
        self._strangers = aspect(strangers, exclusion_traits)
        self._rules = Aspect(
            *(traits.rules, traits.rule_traits, of),
            ("itself", "voices", "agreement", "order", "ratio", "shares"),
        )
        self._named = (
            self._kinds,
            aspect(traits.events, traits.event_traits),
            aspect(traits.nouns, traits.noun_traits),
            aspect(traits.circumstances, traits.circumstance_traits),
            aspect(traits.places, traits.place_traits),
            aspect(traits.people, traits.people_traits),
            aspect(traits.incidents, traits.incident_traits, "order"),
            aspect(traits.numbers, traits.number_traits, "articles", "agreement", "ratio"),
            aspect(places.counts, places.count_traits, "articles"),
            aspect(places.leads, places.lead_traits, "articles"),
            aspect(places.voices, places.voice_traits, "articles", "voices", "agreement"),
            aspect(places.later, places.later_traits, "later", "agreement", "order"),
            aspect(places.holders, traits.nothing, "fitting"),
            aspect(places.in_one_article, traits.nothing, "itself"),
        )
        self.aspects: tuple[Aspect[Names] | Aspect[traits.Verdict], ...] = (
            *self._named,
            self._excluded,
            self._strangers,
            self._rules,
        )
        """What is found once for all pairs that are alike in it."""

    def indices(self, claims: Iterable[MeasuredClaim]) -> NDArray[np.intp]:
        """Return where claims stand among those of the story."""
        return np.array([self._at[c.claim.id] for c in claims], dtype=np.intp)

    def standing(self, first: NDArray[np.intp], second: NDArray[np.intp]) -> Standing:
        """Return how two figures stand to each other, for many pairs by their indices in the story's claims."""
        return Standing(self._standings, first, second)

    def facets(self, a: MeasuredClaim, b: MeasuredClaim) -> dict[str, float] | None:
        """Return what speaks for and against one question; None where the two are measured in unlike things."""
        return self.each([(a, b)])[0]

    def each(self, some: Sequence[tuple[MeasuredClaim, MeasuredClaim]]) -> list[dict[str, float] | None]:
        """Return the facets of some pairs, one by one."""
        pairs = self.standing(self.indices(a for a, _ in some), self.indices(b for _, b in some))
        comparable = self.comparable(pairs)
        told = self.among(pairs.only(comparable))
        index = np.cumsum(comparable) - 1
        return [told.of(n) if found else None for n, found in zip(index.tolist(), comparable.tolist(), strict=True)]

    def comparable(self, pairs: Standing) -> NDArray[np.bool_]:
        """Say which pairs are measured in like things."""
        return self._kinds(pairs).each(len) > 0

    def excluded(self, pairs: Standing) -> NDArray[np.bool_]:
        """Say which pairs answer no one question whatever their facets weigh; the weights are fitted with these among them.

        Pairs that are not comparable are none of them, and few that agree.
        """
        comparable = self.comparable(pairs)
        never = np.zeros(len(comparable), dtype=bool)
        for chosen, excluded in ((~pairs.agree, self._excluded), (pairs.agree, self._strangers)):
            some = comparable & chosen
            never[some] = excluded(pairs.only(some)).each(len) > 0
        return never

    def among(self, pairs: Standing) -> Facets:
        """Return what speaks for and against one question, for pairs that are comparable."""
        rules = self._rules(pairs)
        named = [aspect(pairs) for aspect in self._named]
        measured = self.overlaps.of(pairs.first, pairs.second)
        measured["number: decades apart"] = np.where(
            pairs.agree | np.isinf(pairs.times), 0.0, np.minimum(MOST_DECADES, np.log10(pairs.times))
        )
        base, slope, most = np.array([verdict.affinity for verdict in rules.found]).reshape(-1, 3)[rules.which].T
        measured["rules: affinity"] = np.minimum(most, base + slope * measured["words: sentence"])
        measured["rules: alike"] = (measured["rules: affinity"] >= ALIKE).astype(np.float64)
        told = Facets([*named, Told([verdict.facets for verdict in rules.found], rules.which)], measured)
        kinds = dict.fromkeys(names[0] for names in named[0].found if names)
        return told.add(dict(_combined(told, kinds, pairs.agree.astype(np.float64))))


def _combined(told: Facets, kinds: Iterable[str], agree: Floats) -> Iterator[tuple[str, Floats]]:
    """Yield what facets say together that they do not say one by one.

    `kinds` name how pairs are measured; `agree` is 1 where their figures do.
    """
    event, near = told.value("event: same"), told.value("words: near")
    yield "event, decades apart", event * told.value("number: decades apart")
    yield "event and number", event * agree
    yield "noun and number", told.value("noun: same") * agree
    yield "event of one, telling number", told.value("event: one") * told.value("number: telling")
    yield "first of its event, near", told.value("first of its event") * np.maximum(agree, told.value("number: near"))
    for kind in kinds:
        yield f"words: near, {kind}", near * told.value(kind)
    yield "words: near, figures differ", near * (1.0 - agree)
    yield "words: near, no event", near * (1.0 - event)
    yield "words: measure, no event", told.value("words: measure") * (1.0 - event)
