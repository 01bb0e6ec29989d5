"""Which figures that differ are no two answers to one question, by what their words tie them to, however alike they look.

    tuple(exclusions(a, b))      # ("other landmark",); empty where nothing forbids it
    exclusion_traits(a)          # all of `a` that `exclusions` looks at

Everything else is weighed; this is not. So nothing stands here that a reader of both sentences could doubt: distances from two
towns, a rule and a case of it, his height and hers, "four hours later". Nobody asks about figures that agree.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from summarize.comparison.profiles import Profile
from summarize.comparison.succession import GROWING
from summarize.reading.bearings import Bearing, is_measured
from summarize.reading.words import stem

__all__ = ["exclusion_traits", "exclusions", "strangers"]

_COUNTERPARTS = tuple(
    tuple(frozenset(stem(word) for word in side.split()) for side in pair.split("|"))
    for pair in (
        "passenger passengers | crew crewman crewmen pilot steward stewards",
        "student pupil schoolchild schoolboy schoolgirl | teacher staff instructor lecturer",
        "patient | doctor nurse medic staff",
        "guest customer visitor | staff employee waiter",
        "prisoner inmate detainee | guard warder officer",
        "player | fan supporter spectator",
    )
)
"""People who are counted apart wherever they are together: those aboard and the crew, pupils and their teachers."""
_TALLIES = frozenset(
    stem(word)
    for word in "seat vote mp majority point goal medal delegate candidate councillor senator mep try win mla".split()
)
"""What contestants win or put up: the figure is of whoever did."""

_DIVIDED = frozenset({"woman", "child"})
"""Classes into which people are divided."""
_SPOTS = frozenset("square street park stadium avenue plaza boulevard road bridge station hall".split())
"""Words in the names of places that are less than a town."""
_CHANGES = frozenset("growth inflation rise fall increase".split())
"""Qualities that are changes themselves: "prices rose by 5 per cent", "inflation of 4 per cent"."""
_LASTING = "measure:second"


def exclusions(a: Profile, b: Profile) -> Iterator[str]:
    """Tell why two figures that differ answer no one question; nothing where they may."""
    x, y = a.bearing, b.bearing
    one_article = a.claim.claim.article_id == b.claim.claim.article_id
    if x.offset or y.offset:
        yield "only says when"
    if (x.horizon and y.thing) or (y.horizon and x.thing):
        yield "only says until when"
    yield from _of_space(x, y)
    yield from _of_certainty(a, b)
    yield from _of_change(a, b, one_article=one_article)
    if x.years and y.years and not x.years & y.years:
        yield "other year"
    if x.person and y.person and x.person != y.person:
        yield "other person"
    if _are_of_a_contest(a, b) and (x.names or y.names) and not x.names & y.names:
        yield "other contestant"
    if any(
        (a.claim.head in p and b.claim.head in q) or (b.claim.head in p and a.claim.head in q) for p, q in _COUNTERPARTS
    ):
        yield "other people"
    for both, one in ((a, b), (b, a)):
        if both.jointly and not one.jointly and one.claim.head in both.jointly:
            yield "two sorts together"
    smaller, larger = sorted((a, b), key=lambda p: p.magnitude)
    if smaller.of_a_sort and not larger.of_a_sort and a.claim.head and a.claim.head == b.claim.head:
        yield "some of a sort"
    yield from _of_incident(a, b, one_article=one_article)


def strangers(a: Profile, b: Profile) -> Iterator[str]:
    """Tell why two figures answer no one question though they are the same: two parties' seats, nine women and nine children."""
    if _are_of_a_contest(a, b) and a.bearing.names and b.bearing.names and not a.bearing.names & b.bearing.names:
        yield "other contestant"
    classes, others = a.claim.measure.classes, b.claim.measure.classes
    if classes and others and not classes & others and (classes | others) <= _DIVIDED:
        yield "other class"


def _are_of_a_contest(a: Profile, b: Profile) -> bool:
    """Say whether both count what contestants have won; beside one that does a bare number does too ("the Greens nine")."""
    if a.claim.kind == b.claim.kind == "percent":
        return a.bearing.contest and b.bearing.contest and bool(a.bearing.names) and bool(b.bearing.names)
    won = [p.claim.head in _TALLIES for p in (a, b)]
    return any(won) and all(is_won or p.bare for is_won, p in zip(won, (a, b), strict=True))


def _of_space(x: Bearing, y: Bearing) -> Iterator[str]:
    """Tell whether two measurements are from other landmarks, or of other things or dimensions."""
    if x.distance and y.distance:
        if x.landmark and y.landmark and not x.landmark & y.landmark:
            yield "other landmark"
        if x.directions and y.directions and not x.directions & y.directions:
            yield "other direction"
    elif (x.distance and (y.thing or y.quality)) or (y.distance and (x.thing or x.quality)):
        yield "distance and size"
    if x.thing and y.thing and not x.thing & y.thing:
        yield "other thing"
    if x.quality and y.quality and x.quality != y.quality:
        yield "other dimension"


def _of_certainty(a: Profile, b: Profile) -> Iterator[str]:
    """Tell whether one of two measurements is a rule or a forecast and the other is what was measured."""
    x, y = a.bearing, b.bearing
    if _is_measured(a) and _is_measured(b):
        if x.rule != y.rule:
            yield "rule and case"
        # Terms and deadlines lie ahead whoever tells of them.
        lasting = a.claim.dimension == b.claim.dimension == _LASTING
        if not lasting and a.claim.measure.projected != b.claim.measure.projected:
            yield "forecast and case"
        for low, high in ((a, b), (b, a)):
            bounds = low.claim.figure.qualifier in ("more_than", "at_least"), high.claim.figure.qualifier == "up_to"
            if all(bounds) and low.magnitude <= high.magnitude:
                yield "bounds with room between"
    if x.aim != y.aim:
        yield "aim and case"


def _is_measured(p: Profile) -> bool:
    return is_measured(p.claim.kind, p.claim.figure.unit)


def _of_change(a: Profile, b: Profile, *, one_article: bool) -> Iterator[str]:
    """Tell whether one tells by how much something changed and the other how much there is, or one rose and the other fell.

    Growth and inflation are changes themselves; that one outlet has a rise and another a fall is a contradiction.
    """
    x, y = a.bearing.change, b.bearing.change
    if bool(x) != bool(y):
        level = b if x else a
        if level.claim.attribute.split(" ")[-1] not in _CHANGES:
            yield "change and level"
    if one_article and {x, y} == {"rise", "fall"}:
        yield "rise and fall"
    if one_article and not (a.event or b.event) and (a.bearing.start or b.bearing.start):
        yield "before and after"
    if a.bearing.added != b.bearing.added:
        added, other = (a, b) if a.bearing.added else (b, a)
        if added.magnitude < other.magnitude:
            yield "added to another"


def _of_incident(a: Profile, b: Profile, *, one_article: bool) -> Iterator[str]:
    """Tell whether two counts are of other days, places or incidents, by words of their own."""
    x, y = a.bearing, b.bearing
    if x.days and y.days and x.days != y.days and (one_article or _are_of_several_days(a, b)):
        yield "other days"
    smaller, larger = sorted((a, b), key=lambda p: p.magnitude)
    if smaller.part_elsewhere and not larger.part_elsewhere and a.event == b.event and larger.claim.counts_people:
        yield "part of another"
    if x.another != y.another and not (a if y.another else b).claim.elsewhere and not (a if x.another else b).opening:
        yield "other incident"
    if (x.others or y.others) and not (a.event or b.event):
        yield "others beside some"
    for wide, local in ((a, b), (b, a)):
        if wide.claim.measure.wide and not local.claim.measure.wide and local.bearing.places & _SPOTS:
            yield "all over and in one spot"
    # of marked pairs in two articles whose larger count is of the whole country, 40 are of two crowds and 5 of one
    crowds = a.event == b.event == "attended" and a.claim.measure.wide != b.claim.measure.wide
    if crowds and (one_article or larger.claim.measure.wide):
        yield "all over and in one town"
    if not one_article:
        return
    if x.places and y.places and not x.places & y.places:
        yield "other place"
    if (x.definite or y.definite) and not (a.event or b.event):
        yield "some of those told of"
    if x.season != y.season and a.event == b.event and not (_takes_over(a) or _takes_over(b)):
        yield "season and day"


def _takes_over(p: Profile) -> bool:
    """Say whether a figure takes what it counts, and over which time, from one before it: "it knew of just three"."""
    return p.claim.measure.echoes is not None


def _are_of_several_days(a: Profile, b: Profile) -> bool:
    """Say whether two counts of two articles are of days told apart: both are of other days than the story's, or one is of two.

    A toll that grows is told with the day of its report as often as with that of the event.
    """
    if a.claim.elsewhere and b.claim.elsewhere:
        return True
    return not {a.event, b.event} & GROWING and len(a.bearing.days) != len(b.bearing.days)


def exclusion_traits(p: Profile) -> Hashable:
    """Return what `exclusions` looks at, beside whether both are of one article and which number is the larger."""
    c = p.claim
    people = c.head if c.counts_people else ""
    tally = c.head in _TALLIES, p.bare
    bearing = p.bearing if any(tally) or p.bearing.contest else p.bearing._replace(names=frozenset())
    measured = (c.dimension, c.figure.qualifier, c.measure.projected) if _is_measured(p) else None
    change = c.kind == "percent", c.attribute.split(" ")[-1] in _CHANGES
    divided = c.measure.classes if c.measure.classes <= _DIVIDED else frozenset()
    told = (
        p.event,
        divided,
        p.jointly,
        p.of_a_sort,
        c.elsewhere,
        p.opening,
        p.part_elsewhere,
        c.counts_people,
        c.measure.wide,
    )
    return bearing, tally, people, measured, change, told, _takes_over(p)
