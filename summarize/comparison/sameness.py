"""What tells two figures apart by their words: dimension, event, class, side, part, window, place.

Each rule gives a reason that the report can print. Whether two figures answer one question after all is for `likeness`, to
which these verdicts are facets among others.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import says_moved
from summarize.comparison.intervals import fit, is_telling, magnitude
from summarize.comparison.sources import is_named
from summarize.reading.circumstances import ENEMY
from summarize.reading.event_words import EVENT_LABELS, SUBSET_CLASSES
from summarize.reading.words import stem

__all__ = [
    "ALIKE_EVENTS",
    "BODIES",
    "CLASS_NAMES",
    "FORECAST",
    "NOT_BOTH",
    "OTHER_SIDE",
    "OTHER_THING",
    "PRESENT",
    "SIDE_BY_SIDE",
    "Relation",
    "Sameness",
    "Words",
    "certainty",
    "known_event",
    "told_apart",
]

Relation = Literal["part", "scope", "different"]
"""part: part and whole; scope: same thing in another window or place; different: no relation."""

_OVERLAPPING = (
    frozenset({"combatant", "police"}),
    frozenset({"migrant", "traveller"}),
    frozenset({"worker", "traveller"}),
    frozenset({"evacuee", "civilian"}),
    frozenset({"attacker", "combatant"}),
)
"""Classes that outlets use for the same people."""

ALIKE_EVENTS = ({"missing", "trapped"}, {"displaced", "evacuated"}, {"stolen", "affected"})
"""Pairs of events that outlets take for each other where the figure is the same."""

OTHER_SIDE, OTHER_THING, OTHER_SCOPE = -6.0, -2.0, -0.6
"""What a facet that tells two figures apart counts against joining their groups: sides are read most surely, scope least."""

SIDE_BY_SIDE = "counted side by side"
"""Why two figures of one sentence are two things."""
NOT_BOTH = "not the same event"
"""Why a count of people whom something befell is no count of people of whom nothing is told."""
FORECAST = "one is a forecast"
"""Why a plan or a possibility is not what happened."""

CLASS_NAMES = {
    "child": "children",
    "woman": "women",
    "police": "police",
    "family": "families",
    "elderly": "the elderly",
}
"""Plurals that take more than an s."""

PART_EXCESS = 2.0
"""Times by which a part may exceed a whole that it contradicts: 22 volunteers killed against 20 dead in all. Tolls of the dev
stories and of our real ones rise by more within a day, and their later parts are no rivals of the earlier wholes."""

BODIES = frozenset(stem(word) for word in ("bodies", "body", "corpses"))
"""Heads of what is counted where somebody sees it, and so never all the dead until the last is found."""

_CERTAINTY = {
    "suspected": re.compile(r"\b(?:suspected|probable|possible|presumed)\b", re.IGNORECASE),
    "confirmed": re.compile(r"\b(?:confirmed|laboratory|tested\s+positive)\b", re.IGNORECASE),
}

PRESENT = "present"
"""To be somewhere is what one article says of the people whom another only counts."""

PLANNED = frozenset({"dismissed", "hired", "invested"})
"""Events that are news as plans: "is to cut 5,000 jobs" and "the plan means the loss of 6,800" are one question."""

WHOLE = (99.0, 101.0)
"""Per cent that two shares of one vote add up to, with what rounding leaves."""

MAX_RATIO = 50.0
"""Two counts of one event's toll never differ by more: a war's total is not the day's. Moscow and Kyiv differed by 14."""


class Sameness(NamedTuple):
    """How two figures stand to each other."""

    relation: Relation
    score: float
    """How surely, the lower the surer: `OTHER_SIDE`, `OTHER_THING` or `OTHER_SCOPE`."""
    reason: str
    """Why they are not the same, in a few words."""


class Words:
    """Weights of the words of one story: rare ones say more (inverse document frequency over its sentences).

    They are whole multiples of 2 ** -32, so that sums are exact, also those of floats (to 2 ** 21 in all): they are the same to
    the last bit in whichever order a set gives its words, and the weight of two bags together is that of each less that of what
    they share.
    """

    def __init__(self, sentences: Iterable[frozenset[str]]) -> None:
        bags = list(sentences)
        n = max(1, len(bags))
        count = Counter(stem for bag in bags for stem in bag)
        unseen = _exact(math.log(1 + n))
        self._weight = defaultdict(lambda: unseen, ((s, _exact(math.log(1 + n / (1 + k)))) for s, k in count.items()))
        self._totals: dict[frozenset[str], int] = {}

    def weight(self, stem: str) -> float:
        """Return the weight of `stem`, above 0."""
        return self._weight[stem] / _UNIT

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return the weighted Jaccard overlap of two bags, 0 to 1."""
        if not (shared := a & b):
            return 0.0
        both = self._sum(shared)
        return float(both) / float(self._known(a) + self._known(b) - both)

    def total(self, stems: Iterable[str]) -> float:
        """Return the weights of some stems together."""
        return self._sum(stems) / _UNIT

    def _sum(self, stems: Iterable[str]) -> int:
        return sum(map(self._weight.__getitem__, stems))

    def _known(self, bag: frozenset[str]) -> int:
        """Return the weight of a bag that is set beside many others."""
        total = self._totals.get(bag)
        if total is None:
            total = self._totals[bag] = self._sum(bag)
        return total


_UNIT = 2**32


def _exact(weight: float) -> int:
    """Return the weight in whole units of 2 ** -32."""
    return round(weight * _UNIT)


def told_apart(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    """Return what their words tell two claims apart by, the surest first; None where nothing does."""
    for test in (_dimension, _event, _thing, _listed, _side, _classes, _scope):
        verdict = test(a, b)
        if verdict is not None:
            return verdict
    return None


def _dimension(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    if a.dimension != b.dimension:
        return Sameness("different", OTHER_THING, f"{a.dimension} and {b.dimension}")
    return None


def _event(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = known_event(a), known_event(b)
    if first == second:
        return None
    if first and second:
        if {first, second} in ({"killed", "casualties"}, {"wounded", "casualties"}):
            return Sameness("part", OTHER_THING, "casualties count the wounded too")
        if {first, second} in ALIKE_EVENTS and fit(a.figure, b.figure):
            return None
        return Sameness("different", OTHER_THING, f"{first} and {second}")
    return Sameness("different", OTHER_THING, NOT_BOTH) if a.counts_people else None


def known_event(claim: MeasuredClaim) -> str | None:
    """Return the claim's event if it is one of the groups; a verb outside them tells too little to part two figures."""
    return claim.measure.event if claim.measure.event in EVENT_LABELS and claim.measure.event != PRESENT else None


def _thing(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    """Tell apart counts of different things.

    One article never counts one thing by two nouns, and two outlets that do must at least agree on a figure that tells.
    """
    if a.dimension != "things":
        return None
    if a.head == b.head:
        if a.kinds == b.kinds or fit(a.figure, b.figure):
            return None
        return Sameness("scope", OTHER_SCOPE, "not quite the same thing")
    if a.claim.article_id == b.claim.article_id or fit(a.figure, b.figure) != "equal":
        return Sameness("different", OTHER_THING, "different things")
    if a.head and b.head and not is_telling(a.figure):
        return Sameness("different", OTHER_THING, "different things")
    return None


def _listed(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    """Tell apart figures that one article sets side by side: in one sentence on one word, or one on top of the other."""
    if a.claim.article_id != b.claim.article_id or fit(a.figure, b.figure):
        return None
    first, second = (a, b) if a.figure.span.start <= b.figure.span.start else (b, a)
    if second.measure.added:
        return Sameness("different", OTHER_THING, "one comes on top of the other")
    if (
        a.order == b.order
        and a.claim.asserted_by.name == b.claim.asserted_by.name
        and not says_moved(first.claim.quote.text)
    ):
        return Sameness("different", OTHER_THING, SIDE_BY_SIDE)
    if second.measure.embracing and magnitude(first.figure) < magnitude(second.figure):
        return Sameness("part", OTHER_THING, "one is part of the other")
    if a.order == b.order and a.measure.whole != b.measure.whole:
        return Sameness("part", OTHER_THING, "one is part of the other")
    if a.measure.local != b.measure.local and magnitude((a if a.measure.local else b).figure) < magnitude(
        (b if a.measure.local else a).figure
    ):
        return Sameness("part", OTHER_THING, "one counts a single place")
    return None


def _side(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.parties, b.measure.parties
    if first and second and not first & second:
        return Sameness("different", OTHER_SIDE, f"{min(first)} and {min(second)}")
    if a.measure.doers & second or b.measure.doers & first:
        return Sameness("different", OTHER_SIDE, "one side's own, and those that it destroyed")
    if (ENEMY in first) != (ENEMY in second) and a.claim.asserted_by.name == b.claim.asserted_by.name:
        return Sameness("different", OTHER_SIDE, "the enemy's and its own")
    return None


def _classes(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    first, second = a.measure.classes, b.measure.classes
    if a.measure.part != b.measure.part and not (first and first == second):
        part, whole = (a, b) if a.measure.part else (b, a)
        verdict = None if first & second else _part_of(part, whole, "one is part of the other")
        if verdict is not None:
            return verdict
    if first == second or first & second:
        return None
    if first and second:
        if any(first & pair and second & pair for pair in _OVERLAPPING):
            return None
        named = " and ".join(sorted(CLASS_NAMES.get(c, f"{c}s") for c in (min(first), min(second))))
        if (first | second) & SUBSET_CLASSES:
            return Sameness("part", OTHER_THING, f"{named} are counted apart")
        return Sameness("different", OTHER_THING, named)
    if (first | second) & SUBSET_CLASSES and a.counts_people:
        part, whole = (a, b) if first else (b, a)
        name = min(first | second)
        return _part_of(part, whole, f"{CLASS_NAMES.get(name, f'{name}s')} are a part of all")
    return None


def _part_of(part: MeasuredClaim, whole: MeasuredClaim, reason: str) -> Sameness | None:
    """Return that one is part of the other, unless it is a little larger: then they are rivals.

    A part that is much larger is one of another report's larger whole.
    """
    if 1.0 < magnitude(part.figure) / max(1.0, magnitude(whole.figure)) <= PART_EXCESS and not fit(
        part.figure, whole.figure
    ):
        return None
    return Sameness("part", OTHER_THING, reason)


def _scope(a: MeasuredClaim, b: MeasuredClaim) -> Sameness | None:
    if fit(a.figure, b.figure) is not None:
        return None
    spans = {a.span_of_time, b.span_of_time}
    if len(spans) == 2 and (None not in spans or "a day or so" in spans):
        named = sorted(s for s in spans if s)
        reason = f"one counts {named[0]}, the other {named[1]}" if len(named) == 2 else f"one counts only {named[0]}"
        return Sameness("scope", OTHER_THING if len(named) == 2 else OTHER_SCOPE, reason)
    if a.measure.difference != b.measure.difference:
        return Sameness("scope", OTHER_THING, "one is the difference from an earlier count")
    if (a.measure.wide and b.measure.local) or (b.measure.wide and a.measure.local):
        return Sameness("part", OTHER_THING, "one counts a single place")
    if a.measure.whole != b.measure.whole:
        return Sameness("part", OTHER_SCOPE, "one is the whole of which a part is counted")
    if a.measure.projected != b.measure.projected and not {a.measure.event, b.measure.event} <= PLANNED:
        return Sameness("scope", OTHER_THING, FORECAST)
    if a.counts_people and a.measure.part and b.measure.part and not a.measure.classes | b.measure.classes:
        return Sameness("scope", OTHER_THING, "each counts a part of its own")
    if a.measure.local and b.measure.local and _two_voices(a, b) and not a.places & b.places:
        return Sameness("scope", OTHER_THING, "each counts what it saw")
    if ({a.head, b.head} & BODIES) and a.head != b.head:
        seen, told = (a, b) if a.head in BODIES else (b, a)
        if magnitude(seen.figure) < magnitude(told.figure):
            return Sameness("part", OTHER_THING, "one counts the bodies that somebody saw")
    if "infected" in (a.measure.event, b.measure.event) and {certainty(a), certainty(b)} == {
        "suspected",
        "confirmed",
    }:
        return Sameness("different", OTHER_THING, "one counts what is suspected, the other what is confirmed")
    if _complementary(a, b):
        return Sameness("different", OTHER_THING, "shares of one whole")
    if a.elsewhere != b.elsewhere:
        return Sameness("scope", OTHER_THING, "one is about another place or day")
    if a.measure.background != b.measure.background:
        return Sameness("scope", OTHER_SCOPE, "one is about another time")
    x, y = abs(magnitude(a.figure)), abs(magnitude(b.figure))
    if min(x, y) > 0 and max(x, y) / min(x, y) > MAX_RATIO:
        return Sameness("scope", OTHER_SCOPE, "too far apart for one count")
    return None


def certainty(claim: MeasuredClaim) -> str:
    """Return which kind of case the claim's sentence counts; empty where it names both or neither."""
    found = {name for name, words in _CERTAINTY.items() if words.search(claim.claim.quote.text)}
    return found.pop() if len(found) == 1 else ""


def _two_voices(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    first, second = a.claim.asserted_by.name, b.claim.asserted_by.name
    return is_named(first) and is_named(second) and first != second


def _complementary(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether two percentages of a vote are its two sides ("52.4 against 47.6 per cent")."""
    voted = a.kind == b.kind == "percent" and "voted" in (a.measure.event, b.measure.event)
    return voted and WHOLE[0] <= magnitude(a.figure) + magnitude(b.figure) <= WHOLE[1]
