"""What one figure of a story is asked about when it is set beside another: its event, its words, who is near it.

about = profiles(claims)    # claim id -> Profile
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import is_telling, magnitude
from summarize.comparison.sameness import known_event
from summarize.reading.bearings import Bearing, bearing_of
from summarize.reading.circumstances import person_classes
from summarize.reading.event_words import EVENTS, GENERIC_PERSONS, PARTIES
from summarize.reading.excerpts import window
from summarize.reading.incidents import marks_of
from summarize.reading.sorts import counted_jointly, is_of_a_sort
from summarize.reading.words import stem, stems

__all__ = ["LISTED", "Profile", "profiles", "stays", "told_marks"]

NEAR, NEARER = (8, 8), (3, 4)
"""Words before and after a figure that tell what it counts; the closer ones most surely."""

OPENING = 2
"""Sentences in which an article introduces what it is about: headline and lead."""

_GENERIC = frozenset(stem(word) for word in GENERIC_PERSONS)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]{2,}")
_TOTAL = re.compile(
    r"\b(?:tolls?|total(?:led|ling)?|in\s+all|altogether|overall|tally|count(?:ed|s)?|number(?:s|ed)?|figures?|estimate[sd]?)\b",
    re.IGNORECASE,
)
"""What says that a figure is the whole count."""
_RATE = re.compile(
    r"\s*(?:\S+\s+){0,2}?(?:(?:a|an|per|every)\s+(?:year|month|week|day|hour|night|head|person|ticket|litre|barrel|tonne|household|share|"
    r"home|family|worker|shift|game)\b|each\b|apiece\b|annually\b)",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\b(?:average|typical|median|each|every)\b", re.IGNORECASE)
"""What makes a figure one of many: a rate, or what each gets."""
_CHANGE = re.compile(
    r"\b(?:rise[ns]?|rose|rising|up|gain(?:ed|s)?|climb(?:ed|s)?|jump(?:ed|s)?|increase[sd]?|gr[eo]w(?:n|s)?|fall(?:s|en|ing)?|fell|down|"
    r"drop(?:ped|s)?|shr[aiu]nk|lost|cut|slid|slump(?:ed|s)?|tumbled|plunged|sank|lower|higher)\s+(?:by\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What makes a figure a change and not a level."""
LISTED = "listed by class"
"""Mark of a count of people that its sentence tells beside those of other classes."""


@dataclass(frozen=True)
class Profile:
    """One claim, with what its pairs are asked about."""

    claim: MeasuredClaim
    event: str | None
    verb: str | None
    """Its event where that is none of the groups."""
    near: frozenset[str]
    nearer: frozenset[str]
    named: frozenset[str]
    """Stems of the words that name what it measures."""
    context: frozenset[str]
    """Stems of its sentence and of those around it that hold a figure."""
    spoken: frozenset[str]
    """Events that its sentence speaks of."""
    around: frozenset[str]
    """Events of the figures in its sentence and those beside it."""
    people: frozenset[str]
    """Classes of people, and sides, that the words near the figure name."""
    names: frozenset[str]
    """Capitalised words near the figure."""
    total: bool
    rate: bool
    change: bool
    marks: frozenset[str]
    """What its sentence tells of whose count it is, and of which incident: `MARKS`, and `LISTED`."""
    bearing: Bearing
    """What the words around it tie it to."""
    jointly: frozenset[str]
    """Stems of the two nouns for people that it counts together: "19 passengers and crew"."""
    of_a_sort: bool
    """Whether its clause says no more than of which sort those people are: "four suspects are foreign soldiers"."""
    part_elsewhere: bool
    """Whether it is, or another article has as a part of a total what it gives as a count of its own."""

    @property
    def opening(self) -> bool:
        """Say whether it stands where an article introduces what it is about."""
        return self.claim.order < OPENING

    @cached_property
    def magnitude(self) -> float:
        """Return the number that its figure names, in the base unit."""
        return magnitude(self.claim.figure)

    @cached_property
    def telling(self) -> bool:
        """Say whether two articles that have its number hardly have it by chance."""
        return is_telling(self.claim.figure)

    @cached_property
    def voice(self) -> str:
        """Return who gives it, in lower case."""
        return self.claim.claim.asserted_by.name.lower()

    @cached_property
    def sort(self) -> tuple[str, str, str | None]:
        """Return what it is one of several of: the counts of its article of one dimension and event."""
        return self.claim.claim.article_id, self.claim.dimension, self.event

    @cached_property
    def generic(self) -> bool:
        """Say whether it counts people of no sort, or names nothing."""
        return not self.claim.head or self.claim.head in _GENERIC

    @cached_property
    def bare(self) -> bool:
        """Say whether its words name nothing at all that it counts."""
        c = self.claim
        return c.kind == "quantity" and not (c.head or c.measure.event or c.figure.unit)


def profiles(claims: Sequence[MeasuredClaim]) -> dict[str, Profile]:
    """Return what each figure is asked about, by the id of its claim; `claims` are all of one story."""
    beside: dict[tuple[str, int], frozenset[str]] = defaultdict(frozenset)
    events: dict[tuple[str, int], frozenset[str]] = defaultdict(frozenset)
    for c in claims:
        beside[c.claim.article_id, c.order] |= c.stems
        event = known_event(c)
        events[c.claim.article_id, c.order] |= frozenset({event} if event else ())
    listed, parts = _listed_by_class(claims), _named_parts(claims)
    found = {c.claim.id: _profile(c, beside, events, listed=c.claim.id in listed) for c in claims}
    return {id_: replace(p, part_elsewhere=_number_of_named(p.claim) in parts) for id_, p in found.items()}


def _profile(
    c: MeasuredClaim,
    beside: Mapping[tuple[str, int], frozenset[str]],
    events: Mapping[tuple[str, int], frozenset[str]],
    *,
    listed: bool,
) -> Profile:
    quote, text = c.claim.quote, c.claim.quote.text
    start = c.figure.span.start - quote.start
    end = start + len(c.figure.span.text)
    near, nearer = (
        window(text, start, end, limits=(0, len(text)), before=before, after=after) for before, after in (NEAR, NEARER)
    )
    event = known_event(c)
    measure = c.claim.measure
    sentences = [(c.claim.article_id, c.order + step) for step in (-1, 0, 1)]
    words = [m[0].lower().removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(text, *near)]
    return Profile(
        claim=c,
        event=event,
        verb=c.measure.event if event is None else None,
        near=stems(text, *near),
        nearer=stems(text, *nearer),
        named=stems(measure, 0, len(measure)) | ({stem(c.measure.event)} if c.measure.event else frozenset()),
        context=frozenset().union(*(beside.get(place, frozenset()) for place in sentences)),
        spoken=frozenset(EVENTS[w.lower()] for w in _WORD.findall(text) if w.lower() in EVENTS),
        around=frozenset().union(*(events.get(place, frozenset()) for place in sentences)),
        people=person_classes(words) | frozenset(PARTIES[w] for w in words if w in PARTIES),
        names=frozenset(m[0].lower() for m in _NAME.finditer(text, max(1, near[0]), near[1])),
        total=_TOTAL.search(text, *near) is not None,
        rate=_RATE.match(text, end) is not None or _AVERAGE.search(text, *nearer) is not None,
        change=_CHANGE.search(text[max(0, start - 40) : start]) is not None,
        marks=told_marks(c) | (frozenset({LISTED}) if listed else frozenset()),
        bearing=bearing_of(text, start, end, c.kind, c.figure.unit),
        jointly=counted_jointly(text, end) if c.kind == "quantity" else frozenset(),
        of_a_sort=c.kind == "quantity" and is_of_a_sort(text, end),
        part_elsewhere=False,
    )


def told_marks(claim: MeasuredClaim) -> frozenset[str]:
    """Return what the claim's sentence tells of whose count it is, and of which incident: some of `MARKS`."""
    quote, span = claim.claim.quote, claim.figure.span
    start = span.start - quote.start
    return _known_marks(quote.text, start, start + len(span.text), opening=claim.order < OPENING)


def stays(claim: MeasuredClaim) -> bool:
    """Say whether a claim tells how far one thing is from another, which no later report can have moved."""
    quote, span = claim.claim.quote, claim.figure.span
    start = span.start - quote.start
    return bearing_of(quote.text, start, start + len(span.text), claim.kind, claim.figure.unit).distance


_known_marks = lru_cache(maxsize=4096)(marks_of)
"""A claim is set beside many others."""


def _named_parts(claims: Sequence[MeasuredClaim]) -> set[Hashable]:
    """Return what identifies the parts of totals that are counted by a name: "14 of them Brelians", "including 14 Brelians"."""
    return {_number_of_named(c) for c in claims if c.measure.part and c.counted_by_name}


def _number_of_named(c: MeasuredClaim) -> Hashable:
    return c.head, c.figure.low, c.figure.high, c.counts_people


def _listed_by_class(claims: Sequence[MeasuredClaim]) -> set[str]:
    """Return the ids of counts of people that a sentence tells class by class ("two police and nine civilians")."""
    told: dict[tuple[str, int, str | None], list[MeasuredClaim]] = defaultdict(list)
    for c in claims:
        if c.counts_people and c.measure.classes:
            told[c.claim.article_id, c.order, known_event(c)].append(c)
    return {c.claim.id for own in told.values() if len({c.measure.classes for c in own}) > 1 for c in own}
