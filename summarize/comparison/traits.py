"""What two figures have in common by what they are, and what parts them: one function for each respect.

    tuple(events(a, b))    # ("event: same", "event: same, people")
    event_traits(a)        # all of `a` that `events` looks at

Each function tells names of facets of two profiles, in either order the same. Beside it stand the traits that it looks at in
each: pairs alike in these, and in the codes of `standing` that `Pairs` names, are alike in what it tells.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from summarize.comparison.affinity import FEW, NO_AFFINITY, Affinity, affinity
from summarize.comparison.intervals import fit
from summarize.comparison.profiles import LISTED, Profile
from summarize.comparison.sameness import (
    ALIKE_EVENTS,
    OTHER_SIDE,
    PART_EXCESS,
    PRESENT,
    SIDE_BY_SIDE,
    certainty,
    told_apart,
)
from summarize.comparison.sources import is_named
from summarize.comparison.standing import FAR_RATIO, FARTHER_RATIO, NEAR_RATIO
from summarize.reading.event_words import SUBSET_CLASSES
from summarize.reading.incidents import MARKS, PARTIAL

__all__ = [
    "Verdict",
    "circumstance_traits",
    "circumstances",
    "event_traits",
    "events",
    "incident_traits",
    "incidents",
    "kind_traits",
    "kinds",
    "nothing",
    "noun_traits",
    "nouns",
    "number_traits",
    "numbers",
    "people",
    "people_traits",
    "place_traits",
    "places",
    "rule_traits",
    "rules",
]

SMALL = 10.0
"""Numbers below this are shared by chance."""


def kinds(a: Profile, b: Profile) -> Iterator[str]:
    """Tell how the two are measured, nothing where in unlike things.

    A number without a noun may count anything, and people may go by a noun of things.
    """
    x, y = a.claim, b.claim
    bare = "both" if a.bare and b.bare else "one" if a.bare or b.bare else ""
    if _are_two_things(a, b):
        return
    if x.dimension == y.dimension:
        yield f"measured in {x.dimension if x.kind == 'quantity' else ' and '.join(sorted({x.kind, y.kind}))}"
    elif x.kind == y.kind == "quantity":
        yield "measured in people and things"
    elif "quantity" in (x.kind, y.kind) and bare:
        yield "measured in a unit and in none"
    else:
        return
    if bare:
        yield f"bare: {bare}"


def _are_two_things(a: Profile, b: Profile) -> bool:
    """Say whether something else befell the one than the other, or another side: no likeness makes these one question."""
    sides = a.claim.measure.parties, b.claim.measure.parties
    if sides[0] and sides[1] and not sides[0] & sides[1]:
        return True
    if PRESENT in (a.claim.measure.event, b.claim.measure.event) and (a.event or b.event):
        return True
    return bool(a.event and b.event) and a.event != b.event and {a.event, b.event} not in ALIKE_EVENTS


def kind_traits(p: Profile) -> Hashable:
    """Return what `kinds` looks at."""
    c = p.claim
    return c.kind, c.dimension, p.bare, p.event, c.measure.event == PRESENT, c.measure.parties


def numbers(a: Profile, b: Profile) -> Iterator[str]:
    """Tell how the two numbers fit, or how far they are apart."""
    smaller, larger = sorted((abs(a.magnitude), abs(b.magnitude)))
    agree = fit(a.claim.figure, b.claim.figure)
    if agree is not None:
        yield f"number: {agree}"
        if smaller < SMALL:
            yield "number: small"
        if a.telling and b.telling:
            yield "number: telling"
            if a.claim.claim.article_id != b.claim.claim.article_id:
                yield "number: telling, two articles"
    elif smaller == 0:
        yield "number: none and some"
    else:
        ratio = larger / smaller
        names = (("near", NEAR_RATIO), ("apart", FAR_RATIO), ("far", FARTHER_RATIO))
        yield f"number: {next((name for name, most in names if ratio <= most), 'farther')}"


def number_traits(p: Profile) -> Hashable:
    """Return what `numbers` and `rules` look at in a number by itself."""
    x = p.magnitude
    return p.telling, x < 0, x == 0, x < 1, x <= 1, x <= PART_EXCESS, abs(x) < SMALL, x in FEW


def nothing(_: Profile) -> Hashable:
    """Return no trait, for what depends on the very pair and not on what its figures are."""
    return None


def events(a: Profile, b: Profile) -> Iterator[str]:
    """Tell what befell the two."""
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


def event_traits(p: Profile) -> Hashable:
    """Return what `events` looks at."""
    return p.event, p.verb, p.claim.counts_people, p.spoken, p.around


def nouns(a: Profile, b: Profile) -> Iterator[str]:
    """Tell what the two count: things, people of a class, those of a side."""
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


def noun_traits(p: Profile) -> Hashable:
    """Return what `nouns` looks at."""
    c = p.claim
    return p.generic, c.head, c.kinds, c.attribute, c.measure.classes, c.measure.parties, c.measure.doers


_MARKS = ("part", "local", "wide", "whole", "added", "difference", "replaced", "projected", "background")


def circumstances(a: Profile, b: Profile) -> Iterator[str]:
    """Tell what of the whole the two count, and over which time."""
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


def circumstance_traits(p: Profile) -> Hashable:
    """Return what `circumstances` looks at."""
    c = p.claim
    return *(getattr(c.measure, mark) for mark in _MARKS), c.elsewhere, p.total, p.rate, p.change, c.span_of_time


def places(a: Profile, b: Profile) -> Iterator[str]:
    """Tell whether the sentences of the two name one place."""
    some, others = a.claim.places, b.claim.places
    if some and others:
        yield "place: shared" if some & others else "place: different"
    elif some or others:
        yield "place: one"


def place_traits(p: Profile) -> Hashable:
    """Return what `places` looks at."""
    return p.claim.places


def people(a: Profile, b: Profile) -> Iterator[str]:
    """Tell whether the words near the two name people of one class."""
    if a.people and b.people:
        yield "people near: same" if a.people & b.people else "people near: different"
    elif a.people or b.people:
        yield "people near: one"


def people_traits(p: Profile) -> Hashable:
    """Return what `people` looks at."""
    return p.people


def incidents(a: Profile, b: Profile) -> Iterator[str]:
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


def incident_traits(p: Profile) -> Hashable:
    """Return what `incidents` looks at, beside which number is the larger."""
    told = p.event is not None and p.claim.counts_people
    return (p.event, p.marks, p.claim.measure.classes) if told else None


class Verdict(NamedTuple):
    """What the rules alone would say of two figures."""

    facets: tuple[str, ...]
    """What parts them."""
    affinity: Affinity
    """How like they look, where nothing does."""


def rules(a: Profile, b: Profile) -> Verdict:
    """Return what the rules alone would say."""
    told = told_apart(a.claim, b.claim)
    if told is None:
        return Verdict((), affinity(a.claim, b.claim, eventless=a.event is None and b.event is None))
    facets = [f"rules: {told.relation}"]
    if told.score == OTHER_SIDE:
        facets.append("rules: other side")
    if told.reason == SIDE_BY_SIDE:
        facets.append("rules: side by side")
    return Verdict(tuple(facets), NO_AFFINITY)


def rule_traits(p: Profile) -> Hashable:
    """Return what `rules` looks at in figures of two articles; those of one are seen by themselves."""
    c, m = p.claim, p.claim.measure
    what = c.kind, c.dimension, c.counts_people, c.figure.unit, p.event, m.event, m.classes, m.parties, m.doers
    noun = c.head, c.kinds, c.attribute, c.sole
    scope = m.part, m.local, m.wide, m.whole, m.difference, m.projected, m.background, c.elsewhere, c.span_of_time
    where = c.places if m.local or c.elsewhere else None
    infected = certainty(c) if m.event == "infected" else None
    return what, noun, scope, where, infected, is_named(p.voice), number_traits(p)
