"""What two figures of one story have in common and what parts them, as named numbers.

    pairs = Pairs(claims, words)
    pairs.facets(a, b)    # {"event: same": 1.0, "words: near": 0.4, ...}; None where nobody would set them side by side

A facet is 0 unless it is in the result. `likeness` weighs them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.affinity import affinity, echoes
from summarize.comparison.aspects import Aspect
from summarize.comparison.chronology import Chronology
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.profiles import LISTED, Profile, profiles
from summarize.comparison.sameness import (
    ALIKE_EVENTS,
    OTHER_SIDE,
    PRESENT,
    SIDE_BY_SIDE,
    Words,
    known_event,
    told_apart,
)
from summarize.comparison.sources import is_named
from summarize.reading.event_words import SUBSET_CLASSES
from summarize.reading.incidents import MARKS, PARTIAL

__all__ = ["Pairs"]

LEAD = 2
"""Number of the last sentence of an article that tells the main thing, headline counted."""
SMALL = 10.0
"""Numbers below this are shared by chance."""
BESIDE = 2
"""Sentences from one count to another that answers it, at most."""
NEAR_RATIO, FAR_RATIO, FARTHER_RATIO = 1.5, 5.0, 50.0
"""Times by which two counts differ that are near each other, far, and farther than tolls of one event go apart."""
ALIKE = 0.5
"""Affinity from which the rules alone would take two figures for answers to one question."""
MOST_DECADES = 3.0
"""Powers of ten between two figures beyond which it makes no difference how far they are apart."""

_CONTRAST = re.compile(
    r"\b(?:but|however|though|although|while|whereas|only|just|not|never|instead|rather|lower|higher|smaller|larger|fewer|closer|nearer|"
    r"real|really|true|actual|actually|den(?:y|ies|ied)|disput\w+|reject\w+|contradict\w*|dismiss\w*|contest\w*|insist\w*|admit\w*|"
    r"acknowledg\w*|conced\w+|exaggerat\w*|in\s+contrast|against|versus)\b",
    re.IGNORECASE,
)
"""What sets one count against another, between the two."""
_GIVES = re.compile(
    r"\b(?:put(?:s|ting)?|sp(?:oke|eaks?|oken)\s+of|g[ai]ve[sn]?|giving|count(?:s|ed)|claim(?:s|ed|ing)?|estimat\w+|reckon\w*|make(?:s)?\s+it|"
    r"made\s+it|record(?:s|ed)|tallied|list(?:s|ed)|talks?\s+of|talked\s+of|says?\s+(?:it|there)|said\s+(?:it|there)|believes?|according\s+to|"
    r"by\s+(?:\w+\s+){1,3}count)\b",
    re.IGNORECASE,
)
"""What gives somebody's count."""
_PARTS = re.compile(
    r"\b(?:of\s+(?:the|these|those|them|whom|which|their|its)|includ\w+|among|alone|another|plus|further|additional|other|"
    r"on\s+top|respectively|each|also|up\s+from|compared)\b",
    re.IGNORECASE,
)
"""What adds a count to another, or takes it out of it."""


class Pairs:
    """The figures of one story, two at a time."""

    def __init__(self, claims: Sequence[MeasuredClaim], words: Words, time: Chronology | None = None) -> None:
        self._words = words
        self._time = time
        self._of = profiles(claims)
        of = self._of.values()
        self._kinds = Aspect(_kinds, _of_kind, of)
        self._figures = Aspect(_figures, _of_figure, of)
        self._overlaps = Aspect(self._overlapping, _of_words, of)
        self._named = (
            Aspect(lambda a, b: (*_events(a, b),), _of_event, of),
            Aspect(lambda a, b: (*_nouns(a, b),), _of_noun, of),
            Aspect(lambda a, b: (*_circumstances(a, b),), _of_circumstances, of),
        )
        self.aspects: tuple[Aspect[object], ...] = (self._kinds, self._figures, self._overlaps, *self._named)
        """What is found once for all pairs that are alike in it."""
        self._rank: dict[str, int] = {}
        self._place: dict[str, int] = {}
        """Number of each figure among those of its article that are of a kind: a count, a sum, a share..."""
        kinds: Counter[tuple[str, str]] = Counter()
        self._counted: Counter[tuple[str, str, str | None]] = Counter()
        self._greatest: dict[tuple[str, str, str | None], float] = defaultdict(float)
        self._holders: dict[float, set[str]] = defaultdict(set)
        for p in sorted(self._of.values(), key=lambda p: (p.claim.claim.article_id, p.claim.figure.span.start)):
            c = p.claim
            self._rank[c.claim.id] = self._counted[p.sort]
            self._counted[p.sort] += 1
            self._place[c.claim.id] = kinds[c.claim.article_id, c.kind]
            kinds[c.claim.article_id, c.kind] += 1
            if not (c.measure.background or c.elsewhere or c.measure.projected):
                self._greatest[p.sort] = max(self._greatest[p.sort], p.magnitude)
            self._holders[_digits(p)].add(c.claim.article_id)

    def facets(self, a: MeasuredClaim, b: MeasuredClaim) -> dict[str, float] | None:
        """Return what speaks for and against one question; None where the two are measured in unlike things."""
        first, second = self._of[a.claim.id], self._of[b.claim.id]
        kinds = self._kinds(first, second)
        if not kinds:
            return None
        agree, numbers = self._figures(first, second)
        names = [*kinds]
        for aspect in self._named:
            names += aspect(first, second)
        names += _surroundings(first, second)
        names += _incidents(first, second)
        names += self._places_in_articles(first, second, agree=agree)
        words = self._overlaps(first, second)
        found = dict.fromkeys(names, 1.0)
        found.update(numbers)
        found.update(words)
        found.update(self._rules(first, second, words.get("words: sentence", 0.0)))
        found.update(_combined(found, kinds[0], agree=agree))
        return found

    def _places_in_articles(self, a: Profile, b: Profile, *, agree: bool) -> Iterator[str]:
        """Tell where in their articles the two stand, and who gives them; `agree` says whether their figures do."""
        x, y = a.claim, b.claim
        apart = x.claim.article_id != y.claim.article_id
        named = is_named(a.voice) and is_named(b.voice)
        if apart and not agree:
            yield from self._later(x, y)
        one_event = a.event is not None and a.event == b.event
        if one_event:
            most = [p.magnitude >= self._greatest[p.sort] > 0 for p in (a, b)]
            if any(most):
                yield f"greatest of its event: {'both' if all(most) else 'one'}, {'two articles' if apart else 'one article'}"
        if apart:
            yield "articles: two"
            if named and a.voice == b.voice:
                yield "asserter: same, two articles" + ("" if agree else ", figures differ")
            if (x.order <= LEAD) and (y.order <= LEAD):
                yield "both lead"
            if x.sole and y.sole and x.head and x.head == y.head:
                yield "sole count of its noun"
            if one_event:
                ranks = sorted((self._rank[x.claim.id], self._rank[y.claim.id]))
                if ranks == [0, 0]:
                    yield "first of its event"
                    yield from ("first of its event, nobody of a sort",) if a.generic and b.generic else ()
                elif ranks[0] == 0:
                    yield "one is first of its event"
                if self._counted[a.sort] == self._counted[b.sort] == 1:
                    yield "sole count of its event"
            if agree and a.telling and b.telling:
                yield "number: telling, two articles"
            if agree and a.telling and len(self._holders[_digits(a)] | self._holders[_digits(b)]) == 2:
                yield "number of these two articles"
            return
        yield "articles: one"
        if not agree:
            yield "one article, figures differ"
            if named:
                yield "one article, figures differ, " + ("one voice" if a.voice == b.voice else "two voices")
        if x.order == y.order:
            yield "one sentence" + ("" if agree else ", figures differ")
        elif abs(x.order - y.order) == 1:
            yield "next sentence"
        if not agree and abs(x.order - y.order) <= BESIDE:
            yield from self._beside(a, b, two_voices=a.voice != b.voice)
        if x.lead != y.lead:
            yield "headline and text"
        if echoes(x, y) or echoes(y, x):
            yield "takes over its measure"

    def _later(self, x: MeasuredClaim, y: MeasuredClaim) -> Iterator[str]:
        """Tell whether the article that is known to be the later one has the larger figure: tolls rise."""
        if self._time is None or x.kind != "quantity" or y.kind != "quantity":
            return
        if self._time.follows(y.claim.article_id, x.claim.article_id):
            x, y = y, x
        elif not self._time.follows(x.claim.article_id, y.claim.article_id):
            return
        grown = "larger" if magnitude(y.figure) > magnitude(x.figure) else "smaller"
        yield f"later article: {grown}"
        if known_event(x) and known_event(x) == known_event(y):
            yield f"later article: {grown}, same event"

    def _beside(self, a: Profile, b: Profile, *, two_voices: bool) -> Iterator[str]:
        """Tell how one article leads from one figure to another that differs, a sentence or two on."""
        first, second = sorted((a, b), key=lambda p: p.claim.figure.span.start)
        between = _between(first.claim, second.claim)
        adjacent = abs(self._place[first.claim.claim.id] - self._place[second.claim.claim.id]) == 1
        silent = not second.claim.head and not second.event
        told = []
        if adjacent:
            told.append("next figure")
        if _PARTS.search(between):
            told.append("a part or more")
        if _CONTRAST.search(between):
            told.append("contrast")
        if _GIVES.search(between):
            told.append("a count given")
        if silent:
            told.append("later one names nothing")
        voices = "two voices" if two_voices else "one voice"
        yield from (f"beside: {name}, {voices}" for name in told)
        if adjacent and "a part or more" not in told:
            yield f"beside: next figure and no part, {voices}"
            yield from (f"beside: next figure, {name}, no part, {voices}" for name in told[1:])

    def _overlapping(self, a: Profile, b: Profile) -> dict[str, float]:
        """Weigh the words that the two have in common, rare ones more."""
        overlap, total = self._words.overlap, self._words.total
        shared = a.named & b.named
        across = [total(s) / total(p.named) for p, q in ((a, b), (b, a)) if (s := p.named & q.near)]
        names = len(a.names | b.names)
        found = {
            "words: sentence": overlap(a.claim.stems, b.claim.stems),
            "words: context": overlap(a.context, b.context),
            "words: near": overlap(a.near, b.near),
            "words: nearer": overlap(a.nearer, b.nearer),
            "words: measure": overlap(a.named, b.named),
            "words: measure, share of the shorter": total(shared) / min(total(a.named), total(b.named))
            if shared
            else 0.0,
            "words: measure in the other's": max(across, default=0.0),
            "words: names": len(a.names & b.names) / names if names else 0.0,
        }
        return _told(found)

    def _rules(self, a: Profile, b: Profile, overlap: float) -> dict[str, float]:
        """Tell what the rules alone would say: what parts the two, or how like they look, with the overlap of their sentences."""
        verdict = told_apart(a.claim, b.claim)
        if verdict is None:
            like = affinity(a.claim, b.claim, overlap, eventless=a.event is None and b.event is None)
            return _told({"rules: affinity": like, "rules: alike": like >= ALIKE})
        side, beside = verdict.score == OTHER_SIDE, verdict.reason == SIDE_BY_SIDE
        return _told({f"rules: {verdict.relation}": 1.0, "rules: other side": side, "rules: side by side": beside})


def _told(found: Mapping[str, float]) -> dict[str, float]:
    """Return the facets that are not 0."""
    return {name: float(value) for name, value in found.items() if value}


def _between(first: MeasuredClaim, second: MeasuredClaim) -> str:
    """Return the words from one figure to a later one of its article, those of sentences in between left out."""
    start, end = first.figure.span.end, second.figure.span.start
    if first.order == second.order:
        return first.claim.quote.text[start - first.claim.quote.start : max(0, end - first.claim.quote.start)]
    after = first.claim.quote.text[max(0, start - first.claim.quote.start) :]
    return f"{after} {second.claim.quote.text[: max(0, end - second.claim.quote.start)]}"


def _digits(p: Profile) -> float:
    return round(p.magnitude, 6)


def _kinds(a: Profile, b: Profile) -> tuple[str, ...]:
    """Name how the two are measured, empty where in unlike things.

    A number without a noun may count anything, and people may go by a noun of things.
    """
    if _are_two_things(a, b):
        return ()
    x, y = a.claim, b.claim
    bare = ("bare: both",) if a.bare and b.bare else ("bare: one",) if a.bare or b.bare else ()
    if x.dimension == y.dimension:
        kinds = " and ".join(sorted({x.kind, y.kind}))
        return (f"measured in {x.dimension if x.kind == 'quantity' else kinds}", *bare)
    if x.kind == y.kind == "quantity":
        return ("measured in people and things", *bare)
    if "quantity" in (x.kind, y.kind) and bare:
        return ("measured in a unit and in none", *bare)
    return ()


def _are_two_things(a: Profile, b: Profile) -> bool:
    """Say whether something else befell the one than the other, or another side: no likeness makes these one question."""
    sides = a.claim.measure.parties, b.claim.measure.parties
    if sides[0] and sides[1] and not sides[0] & sides[1]:
        return True
    if PRESENT in (a.claim.measure.event, b.claim.measure.event) and (a.event or b.event):
        return True
    return bool(a.event and b.event) and a.event != b.event and {a.event, b.event} not in ALIKE_EVENTS


def _figures(a: Profile, b: Profile) -> tuple[bool, dict[str, float]]:
    """Say whether the two numbers agree, and return what they tell."""
    smaller, larger = sorted((abs(a.magnitude), abs(b.magnitude)))
    agree = fit(a.claim.figure, b.claim.figure)
    if agree is not None:
        told = {f"number: {agree}": 1.0, "number: small": smaller < SMALL, "number: telling": a.telling and b.telling}
        return True, _told(told)
    if smaller == 0:
        return False, {"number: none and some": 1.0}
    ratio = larger / smaller
    name = next(
        (n for n, most in (("near", NEAR_RATIO), ("apart", FAR_RATIO), ("far", FARTHER_RATIO)) if ratio <= most),
        "farther",
    )
    return False, _told({f"number: {name}": 1.0, "number: decades apart": min(MOST_DECADES, math.log10(ratio))})


def _events(a: Profile, b: Profile) -> Iterator[str]:
    people = a.claim.counts_people and b.claim.counts_people
    if a.event and b.event:
        if a.event == b.event:
            yield "event: same"
            yield from ("event: same, people",) if people else ()
        else:
            yield "event: alike"
    elif a.event or b.event:
        yield "event: one"
        yield from ("event: one, people",) if people else ()
        yield from ("event: one and another verb",) if a.verb or b.verb else ()
        told, silent = (a, b) if a.event else (b, a)
        if told.event in silent.spoken:
            yield "event: one, in the other's sentence"
        elif told.event in silent.around:
            yield "event: one, beside the other"
        elif silent.around or silent.spoken:
            yield "event: one, others beside the other"
    elif a.verb and b.verb:
        yield "verb: same" if a.verb == b.verb else "verb: different"
    else:
        yield "event: none"


def _nouns(a: Profile, b: Profile) -> Iterator[str]:
    x, y = a.claim, b.claim
    if x.head and x.head == y.head:
        yield "noun: same"
        if x.kinds or y.kinds:
            yield (
                "noun: same kind"
                if x.kinds == y.kinds
                else "noun: other kind"
                if x.kinds and y.kinds
                else "noun: kind of one"
            )
    elif x.head and y.head:
        yield (
            "noun: different"
            if not (a.generic or b.generic)
            else "noun: one of no sort"
            if a.generic != b.generic
            else "noun: none of a sort"
        )
    else:
        yield "noun: one" if x.head or y.head else "noun: none"
    classes, others = x.measure.classes, y.measure.classes
    if classes & others:
        yield "class: same"
        yield from ("class: same, other noun",) if x.head != y.head else ()
    elif classes and others:
        yield "class: different" + (", one inside totals" if (classes | others) & SUBSET_CLASSES else "")
    elif classes or others:
        yield "class: one" + (", inside totals" if (classes | others) & SUBSET_CLASSES else "")
    parties, theirs = x.measure.parties, y.measure.parties
    if parties & theirs:
        yield "side: same"
    elif parties or theirs:
        yield "side: one"
    if x.measure.doers & theirs or y.measure.doers & parties:
        yield "side: doer"
    if x.attribute and y.attribute:
        same_last = x.attribute.split()[-1] == y.attribute.split()[-1]
        yield "quality: same" if x.attribute == y.attribute else "quality: alike" if same_last else "quality: different"
    elif x.attribute or y.attribute:
        yield "quality: one"


_MARKS = ("part", "local", "wide", "whole", "added", "difference", "replaced", "projected", "background")


def _circumstances(a: Profile, b: Profile) -> Iterator[str]:
    x, y = a.claim, b.claim
    marks = [(mark, getattr(x.measure, mark), getattr(y.measure, mark)) for mark in _MARKS]
    marks += [("elsewhere", x.elsewhere, y.elsewhere), ("total", a.total, b.total)]
    marks += [("rate", a.rate, b.rate), ("change", a.change, b.change)]
    for mark, mine, other in marks:
        if mine or other:
            yield f"{mark}: {'both' if mine and other else 'one'}"
    if x.span_of_time and y.span_of_time:
        yield "window: same" if x.span_of_time == y.span_of_time else "window: different"
    elif x.span_of_time or y.span_of_time:
        yield "window: one"


def _surroundings(a: Profile, b: Profile) -> Iterator[str]:
    x, y = a.claim, b.claim
    if x.places and y.places:
        yield "place: shared" if x.places & y.places else "place: different"
    elif x.places or y.places:
        yield "place: one"
    if a.people and b.people:
        yield "people near: same" if a.people & b.people else "people near: different"
    elif a.people or b.people:
        yield "people near: one"
    if a.names and b.names and not a.names & b.names:
        yield "names: different"


def _incidents(a: Profile, b: Profile) -> Iterator[str]:
    """Tell what parts the incidents, or the counters, of two counts of what befell people; a part is the smaller one."""
    if not (a.event and a.event == b.event and a.claim.counts_people and b.claim.counts_people):
        return
    x, y = a.magnitude, b.magnitude
    for mark in (*MARKS, LISTED):
        mine, other = mark in a.marks, mark in b.marks
        if mine and other:
            yield f"incident: {mark}, both"
        elif mine or other:
            yield f"incident: {mark}, one"
            if mark in PARTIAL or mark == LISTED:
                smaller = (x < y) if mine else (y < x)
                yield f"incident: {mark}, the {'smaller' if smaller else 'larger'}"
    classes, others = a.claim.measure.classes, b.claim.measure.classes
    if bool(classes) != bool(others):
        smaller = (x < y) if classes else (y < x)
        yield f"incident: {min(classes or others)}, the {'smaller' if smaller else 'larger'}"
    elif classes and others and not classes & others:
        yield "incident: " + " and ".join(sorted((min(classes), min(others))))


def _combined(found: dict[str, float], kind: str, *, agree: bool) -> dict[str, float]:
    """Return what facets say together that they do not say one by one; `kind` names how the two are measured."""
    event, noun = "event: same" in found, "noun: same" in found
    told: dict[str, float] = {}
    if event:
        told["event, decades apart"] = found.get("number: decades apart", 0.0)
        told["event and number"] = agree
    if noun:
        told["noun and number"] = agree
    if "number: telling" in found:
        told["event of one, telling number"] = "event: one" in found
    if "first of its event" in found:
        told["first of its event, near"] = agree or "number: near" in found
    near = found.get("words: near", 0.0)
    if near:
        told[f"words: near, {kind}"] = near
        told["words: near, figures differ"] = 0.0 if agree else near
        told["words: near, no event"] = 0.0 if event else near
    if not event:
        told["words: measure, no event"] = found.get("words: measure", 0.0)
    return _told(told)


def _of_kind(p: Profile) -> Hashable:
    c = p.claim
    return c.kind, c.dimension, p.bare, p.event, c.measure.event == PRESENT, c.measure.parties


def _of_event(p: Profile) -> Hashable:
    return p.event, p.verb, p.claim.counts_people, p.spoken, p.around


def _of_noun(p: Profile) -> Hashable:
    c = p.claim
    return p.generic, c.head, c.kinds, c.attribute, c.measure.classes, c.measure.parties, c.measure.doers


def _of_circumstances(p: Profile) -> Hashable:
    c = p.claim
    return *(getattr(c.measure, mark) for mark in _MARKS), c.elsewhere, p.total, p.rate, p.change, c.span_of_time


def _of_figure(p: Profile) -> Hashable:
    figure = p.claim.figure
    return figure.low, figure.high, figure.qualifier, figure.unit


def _of_words(p: Profile) -> Hashable:
    return p.claim.stems, p.context, p.near, p.nearer, p.named, p.names
