"""Which figures of two articles are of one and the same thing by their own words, however unlike they look otherwise.

    for first, second, tie in Ties(profiles).pairs():
        ...                                              # two indices in `profiles`, and "stays", "counts" or "moves"

What ties them is an *anchor*: the landmark and the thing that is so far from it, the party whose seats are counted, the turnout,
a body and what it counts, the women among the dead. An article that has two figures at one anchor has told two things by the
same words, so that nothing is tied there. Where the words tie two figures, the fitted odds decide no more than which it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from summarize.comparison.chronology import is_revision
from summarize.comparison.intervals import fit
from summarize.comparison.profiles import Profile
from summarize.comparison.sources import is_anonymous, is_named
from summarize.reading.event_words import PARTIES
from summarize.reading.words import stem

__all__ = ["Tie", "Ties"]

Tie = Literal["stays", "counts", "moves"]
"""stays: no later report can have changed it, so that the two contradict each other; counts: they are rivals unless one is the
other's update; moves: what comes later takes the place of the other."""

_SUREST: tuple[Tie, ...] = ("stays", "counts", "moves")
"""Which holds of figures that two anchors tie."""
TALLIES = frozenset(stem(word) for word in "seat vote mp councillor senator delegate".split())
"""What parties and candidates win."""
_OF_SEATS = re.compile(
    r"\s+(?:(?:out\s+)?of\s+)(?:[\w’']+\s+){0,2}?\d[\d,]*\s+(?P<tally>seats?|MPs|votes?|delegates?)\b", re.IGNORECASE
)
"""What makes a bare number one of seats: "29 out of 140 seats", "33 of parliament's 140 seats"."""
_OF_WHOLE = re.compile(r"\b(?:out|\d[\d,]*|[a-z]+teen|[a-z]+ty)[\s-]+of\s+(?:[\w’']+\s+){0,2}?$")
"""What leads up to how many there are in all."""
_POLLED = re.compile(
    r"\b(?:exit\s+polls?|polls?\s+(?:suggest|show|indicate|predict|put)\w*|polls?\s+had\b|projections?|projected|predict\w*|forecasts?)\b",
    re.IGNORECASE,
)
"""What says that seats were polled and not counted."""
_COUNTED = re.compile(
    r"[\s-]+(?:of\s+)?(?:the\s+)?(?:votes?|ballots?|precincts?|results)\s+(?:been\s+)?(?:counted|in)\b"
)
_WITH = re.compile(r"\b[Ww]ith\s+(?:[a-z]+\s+){0,3}?$")
"""How far a count of votes is: "with 54 per cent of the vote counted"."""
_SETTLED_ONCE = frozenset({"turnout", "bail", "ransom"})
"""Qualities of which a story has one."""
_SO_FAR = re.compile(
    r"\b(?:so\s+far|by\s+(?:noon|midday|\d)|at\s+(?:noon|midday|\d)|expected|predict\w*|forecast|final|record|highest\s+since)\b",
    re.IGNORECASE,
)
"""What makes a turnout one of an hour, a forecast, or another election's."""
_PLACE_WORDS = frozenset(
    "lake mount river city town island county village district province state region national international airport street"
    " dam bridge tower base camp prison park school hospital church mosque station port plant mine"
    " north south east west northern southern eastern western new".split()
)
_BEFELL = frozenset({"killed", "wounded"})
_PEOPLE = frozenset({"woman", "child"})
"""Classes into which all whom an event befell are divided, once a report."""
_LACKING = re.compile(
    r"[^.;:\d]{0,40}?\bwithout\s+(?:any\s+)?(?P<what>power|electricity|water|gas|heating)\b", re.IGNORECASE
)
"""What homes and people go without: "more than 46,000 homes are without electricity"."""
_BUILT = frozenset(stem(word) for word in "home building house property structure".split())
_LOST = re.compile(
    r"[^.;:,\d]{0,40}?\b(?:have|has|had|were|was|been)\s+(?:(?:either|completely)\s+)?(?:damaged\s+(?:or|and)\s+)?(?:destroyed|lost|burn(?:t|ed)(?:\s+down)?|razed|gutted)\b"
)
"""What befell buildings: "around 170 barns have been lost"."""
_PAST = re.compile(r"\b(?P<verb>[a-z]{3,}ed)\b")
_WORD_AHEAD = 6
"""Words before or after a figure among which a verb tells what was done to what it counts."""
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]{2,}")
_OFFICES = frozenset(
    "police ministry minister the spokesman spokeswoman spokesperson president governor mayor chief service agency department"
    " authority authorities general state office officials prime king court".split()
)
_INITIALLY = re.compile(r"\b(?:initially|originally|previously|earlier|at\s+first)\b[^.;]*$", re.IGNORECASE)
_DIGITS = 4
"""Digits from which two numbers that differ by two neighbours changing places are one number, mistyped."""


class _Anchor(NamedTuple):
    """What a figure's words tie it to."""

    key: Hashable
    """What it has in common with others of the same thing."""
    tie: Tie
    """What two such figures are to each other."""


class Ties:
    """Which figures of one story are of one thing by their own words."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        held: dict[Hashable, dict[str, list[tuple[int, Tie]]]] = defaultdict(lambda: defaultdict(list))
        for n, p in enumerate(profiles):
            for anchor in dict.fromkeys(_anchors(p)):
                held[anchor.key][p.claim.claim.article_id].append((n, anchor.tie))
        self._ties: dict[tuple[int, int], Tie] = {}
        for own in held.values():
            single = [group for group in own.values() if _is_one(profiles, [n for n, _ in group])]
            for first, second in combinations(single, 2):
                for n, tie in first:
                    for m, other in second:
                        self._tie(profiles, n, m, tie if tie == other else "moves")
        for n, m in _revised(profiles):
            self._tie(profiles, n, m, "moves")

    def _tie(self, profiles: Sequence[Profile], n: int, m: int, tie: Tie) -> None:
        a, b = profiles[n].claim, profiles[m].claim
        if a.dimension == b.dimension and fit(a.figure, b.figure) is None:
            pair = min(n, m), max(n, m)
            self._ties[pair] = min(tie, self._ties.get(pair, tie), key=_SUREST.index)

    def pairs(self) -> Iterator[tuple[int, int, Tie]]:
        """Yield every pair that is tied, the lower index first."""
        yield from ((n, m, tie) for (n, m), tie in self._ties.items())


def _is_one(profiles: Sequence[Profile], group: Sequence[int]) -> bool:
    """Say whether figures of one article at one anchor are the same figure."""
    return all(fit(profiles[n].claim.figure, profiles[m].claim.figure) for n, m in combinations(group, 2))


def _anchors(p: Profile) -> Iterator[_Anchor]:
    """Tell what a figure's own words tie it to."""
    yield from _mistyped(p)
    c = p.claim
    if c.elsewhere or c.measure.background or p.bearing.change or p.rate or c.figure.qualifier == "vague":
        return
    yield from _distances(p)
    yield from _tallies(p)
    yield from _of_a_vote(p)
    yield from _of_a_class(p)
    yield from _of_homes(p)
    yield from _of_a_body(p)


def _of_homes(p: Profile) -> Iterator[_Anchor]:
    """Tell how many homes were lost or go without power while the disaster lasts."""
    c, (text, _, end) = p.claim, _placed(p)
    if c.measure.local or c.measure.part or c.kind != "quantity":
        return
    if (lacking := _LACKING.match(text, end)) is not None:
        what = {"electricity": "power"}.get(lacking["what"].lower(), lacking["what"].lower())
        yield _Anchor(("without", what, c.head), "moves")
    if c.head in _BUILT and _LOST.match(text, end) is not None:
        yield _Anchor(("lost", c.head), "moves")


def _distances(p: Profile) -> Iterator[_Anchor]:
    """Tell how far something named is from a landmark."""
    if p.bearing.distance and p.bearing.landmark:
        for name in p.bearing.names - p.bearing.landmark - _PLACE_WORDS:
            yield _Anchor(("distance", p.bearing.landmark - _PLACE_WORDS, name), "stays")


def _tallies(p: Profile) -> Iterator[_Anchor]:
    """Tell whose seats or votes are counted; what was polled moves to what is counted."""
    c, (text, start, end) = p.claim, _placed(p)
    of = _OF_SEATS.match(text, end)
    head = stem(of["tally"].lower()) if of else c.head
    whole = _OF_WHOLE.search(text[:start]) is not None
    if c.kind != "quantity" or head not in TALLIES or whole or p.bearing.years:
        return
    polled = _POLLED.search(text) is not None or "poll" in p.voice
    for name in p.bearing.names - PARTIES.keys() - _PLACE_WORDS:
        yield _Anchor(("tally", head, name), "moves" if polled else "counts")


def _of_a_vote(p: Profile) -> Iterator[_Anchor]:
    """Tell a turnout, or how far the counting is."""
    text, start, end = _placed(p)
    if p.claim.kind == "percent" and _COUNTED.match(text, end) and _WITH.search(text[:start]):
        yield _Anchor(("counted",), "moves")
        return
    settled = p.claim.attribute in _SETTLED_ONCE and not p.claim.measure.projected and not p.bearing.years
    if settled and not _SO_FAR.search(text):
        yield _Anchor((p.claim.attribute, p.claim.dimension), "stays")


def _of_a_class(p: Profile) -> Iterator[_Anchor]:
    """Tell how many women or children were among those whom the event befell."""
    c = p.claim
    if p.event in _BEFELL and len(c.measure.classes) == 1 and c.measure.classes <= _PEOPLE and not c.measure.local:
        yield _Anchor(("class", p.event, c.measure.classes), "counts")


def _of_a_body(p: Profile) -> Iterator[_Anchor]:
    """Tell what a body counts, and what was done to it: "4,000 flights were cancelled, the tracker Aldera said"."""
    name = p.claim.claim.asserted_by.name
    if (
        not is_named(name)
        or is_anonymous(name)
        or _POLLED.search(name)
        or not p.claim.head
        or p.generic
        or p.claim.kind != "quantity"
    ):
        return
    text, start, end = _placed(p)
    before, after = " ".join(text[:start].split()[-_WORD_AHEAD:]), " ".join(text[end:].split()[:_WORD_AHEAD])
    done = {_verb(m["verb"]) for part in (before, after) for m in _PAST.finditer(part)}
    opens = 1 if " " in name and name[1:].islower() else 0
    givers = {m[0].lower() for m in _CAPITAL.finditer(name, opens)} - _OFFICES - PARTIES.keys() - _PLACE_WORDS
    for verb in done:
        for giver in givers:
            yield _Anchor(("body", giver, p.claim.head, verb), "moves")


def _verb(past: str) -> str:
    """Return a past form without its ending, one consonant for two: "cancelled" is "canceled"."""
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", past[:-2])


def _mistyped(p: Profile) -> Iterator[_Anchor]:
    """Tell numbers that neighbours of their digits may have changed places in: 7,583 and 7,853."""
    f = p.claim.figure
    if f.qualifier != "exact" or f.low is None or f.low != f.high or f.low != int(f.low) or not p.telling:
        return
    digits = str(int(f.low))
    if len(digits) >= _DIGITS and not digits.endswith("0"):
        for n in range(len(digits) - 1):
            key = digits[:n], frozenset(digits[n : n + 2]), digits[n + 2 :]
            if len(key[1]) == 2:
                yield _Anchor(("mistyped", p.claim.dimension, key), "stays")


def _revised(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield two figures of one sentence of which it says that the second took the place of the first."""
    for n, p in enumerate(profiles[:-1]):
        text, start, _ = _placed(p)
        if not _INITIALLY.search(text[:start]):
            continue
        for m, q in enumerate(profiles):
            same = (p.claim.claim.article_id, p.claim.order) == (q.claim.claim.article_id, q.claim.order)
            after = same and p.claim.figure.span.end < q.claim.figure.span.start
            if after and p.claim.claim.asserted_by.name == q.claim.claim.asserted_by.name and is_revision(q.claim):
                yield n, m


def _placed(p: Profile) -> tuple[str, int, int]:
    """Return a figure's sentence, and where the figure stands in it."""
    quote, span = p.claim.claim.quote, p.claim.figure.span
    start = span.start - quote.start
    return quote.text, start, start + len(span.text)
