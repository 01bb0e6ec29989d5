"""Which earlier figure one that names nothing gives anew: "Harbour officials stand by 34", "at the registry it is 87".

    found = antecedent(text, at, mentions, measures)    # Antecedent(figure's index, whether it rivals it), or None

A number without a noun is no figure of its own: its words tell that somebody puts, counts or revises what was spoken of, that
it is, or that it is another way to put the number before. Of the figures that stand before it, the one is meant that leads its
sentence, is near in size, and fits what the words call it ("the toll").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from summarize.reading import ellipsis_cues as cues
from summarize.reading.event_words import EVENT_LABELS, PERSON_EVENTS
from summarize.reading.figures import FigureMention
from summarize.reading.words import stems

__all__ = ["Antecedent", "Measured", "antecedent", "is_of_another_thing", "lend_units", "likeliest", "names_nothing"]

REACH = 420
"""Code points from a figure to the bare one that gives it anew: about three sentences."""
RATIO = 30.0
"""Times by which two counts of one thing go apart in one breath, at most: rival crowds differ by ten, and rarely by more."""
_ONE_SIZE = {"percent": 4.0, "measure": 3.0, "money": 10.0}
"""The same where the first has a unit that the bare one leaves out; kinds of figure not here lend theirs to none."""
UNIT_LEFT_OUT = 0.6
"""What it counts against a figure that it has a unit and the bare one none, of scores about 3."""
LEAST = 2.0
"""A bare "one" is oftener a pronoun than a count."""
BEFORE = 150
"""Code points before a figure in which its clause tells what it is."""


class Measured(Protocol):
    """What an earlier figure is known to measure."""

    @property
    def event(self) -> str | None:
        """Group of its event word."""

    @property
    def event_span(self) -> tuple[int, int] | None:
        """The event word."""

    @property
    def counted(self) -> tuple[int, int] | None:
        """The counted noun phrase."""

    @property
    def echoes(self) -> int | None:
        """First code point of the figure whose measure it takes over."""

    @property
    def part(self) -> bool:
        """Whether it is a part of another figure."""

    @property
    def whole(self) -> bool:
        """Whether it is the whole of which the figure before it is a part."""

    @property
    def added(self) -> bool:
        """Whether it comes on top of another."""

    @property
    def difference(self) -> bool:
        """Whether it is the difference from another."""


@dataclass(frozen=True)
class Antecedent:
    """The figure before a bare one whose measure it takes over."""

    at: int
    """Its index among the mentions."""
    rival: bool
    """Whether the bare one gives the same thing anew; False where it counts such a thing at another time."""


def names_nothing(text: str, mention: FigureMention, measure: Measured) -> bool:
    """Say whether a figure has no noun, no unit and no event of its own, so that an earlier one must tell what it counts.

    A verb that no group of events holds ("documented 11") is what states the number.
    """
    if (
        mention.kind != "quantity"
        or mention.noun is not None
        or mention.unit
        or measure.counted
        or measure.part
        or measure.added
    ):
        return False
    if measure.event is None:
        return True
    assert measure.event_span is not None
    return (measure.event not in EVENT_LABELS or measure.event == "arrived") and measure.event_span[1] <= mention.start


def antecedent(
    text: str, at: int, mentions: Sequence[FigureMention], measures: Sequence[Measured]
) -> Antecedent | None:
    """Return which earlier figure the bare one at index `at` gives anew; None where its words call for none."""
    mention = mentions[at]
    if is_of_another_thing(text, mention):
        return None
    if at and _is_other_way(text, mentions[at - 1], mention):
        return Antecedent(at - 1, rival=True)
    if not cues.CLOSES.match(text, mention.end):
        return None
    opening = _opening(text, mention.start)
    before = text[max(opening, mention.start - BEFORE) : mention.start]
    if not _calls_for_one(text, mention, before, opening):
        return None
    best = likeliest(text, at, mentions, measures)
    if best is None:
        return None
    between = text[max(opening, mentions[best].end) : mention.start]
    return Antecedent(best, rival=not (cues.OTHER_TIME.search(between) or cues.OTHER_PLACE.search(between)))


def lend_units(mentions: Sequence[FigureMention], measures: Sequence[Measured]) -> list[FigureMention]:
    """Return the mentions, a bare one with the unit of the sum, share or measurement that it gives anew."""
    by_start = {m.start: m for m in mentions}
    lent = []
    for mention, measure in zip(mentions, measures, strict=True):
        other = by_start.get(measure.echoes) if measure.echoes is not None else None
        bare = mention.kind == "quantity" and not mention.unit and mention.noun is None
        if bare and other is not None and other.kind in _ONE_SIZE:
            mention = by_start[mention.start] = replace(mention, kind=other.kind, unit=other.unit)
        lent.append(mention)
    return lent


def _is_other_way(text: str, other: FigureMention, mention: FigureMention) -> bool:
    """Say whether the words between two figures make one another way to put the other, or what it replaces."""
    if not _may_be_one(other, mention):
        return False
    end = max(other.end, other.noun[1] if other.noun else 0)
    if cues.ALTERNATIVE.fullmatch(text, end, mention.start):
        return True
    if _moved_from(text, other, end, mention):
        return True
    revising = cues.REVISING.fullmatch(text, end, mention.start)
    return revising is not None and (
        "revised" in revising[0] or cues.REVISED.search(text[_opening(text, other.start) : other.start]) is not None
    )


def _moved_from(text: str, other: FigureMention, end: int, mention: FigureMention) -> bool:
    """Say whether a count had the value of `mention` before it rose or fell to that of `other`."""
    moved = cues.MOVED_FROM.fullmatch(text, end, mention.start)
    if moved is None:
        return False
    if "after" in moved[0]:
        return cues.EARLIER.match(text, mention.end) is not None
    return cues.MOVED.search(text[_opening(text, other.start) : other.start]) is not None


def _may_be_one(other: FigureMention, mention: FigureMention) -> bool:
    """Say whether a bare number may be in the unit of another figure: what is counted comes in whole ones."""
    if other.kind == mention.kind == "quantity" and _is_broken(mention) and not _is_broken(other):
        return False
    ratio = _ratio(other, mention)
    return ratio is not None and ratio <= _ONE_SIZE.get(other.kind, RATIO if other.kind == "quantity" else 0.0)


def _is_broken(mention: FigureMention) -> bool:
    return any(end is not None and math.isfinite(end) and end % 1 for end in (mention.low, mention.high))


def is_of_another_thing(text: str, mention: FigureMention) -> bool:
    """Say whether the words around a bare figure make it a part, a rate or a number of something else."""
    before = text[max(_opening(text, mention.start), mention.start - BEFORE) : mention.start]
    return cues.OF_THEM.match(text, mention.end) is not None or cues.OTHER_THING.search(before) is not None


def likeliest(text: str, at: int, mentions: Sequence[FigureMention], measures: Sequence[Measured]) -> int | None:
    """Return the index of the earlier figure that the one at `at` most likely gives anew; None where none would do."""
    best, most = None, 0.0
    for i in range(at - 1, -1, -1):
        if mentions[at].start - mentions[i].end > REACH:
            break
        score = _fits(text, i, at, mentions, measures)
        if score is not None and score > most:
            best, most = i, score
    return best


def _calls_for_one(text: str, mention: FigureMention, before: str, opening: int) -> bool:
    """Say whether the words around a bare figure make it a number of what was spoken of."""
    leading = (cues.STATES, cues.IS, cues.CALLED, cues.PUT, cues.OWN, cues.ABOVE, cues.GIVEN_BEFORE)
    if any(cue.search(before) for cue in leading):
        return True
    if cues.HAS.search(before) and cues.STOPS_SHORT.match(text, mention.end):
        return True
    if cues.SAID_BEHIND.match(text, mention.end) and cues.NOTHING_BEFORE.fullmatch(before):
        return True
    if _is_gapped(text, mention, before):
        return True
    if cues.GAPPED_AT.search(text, max(0, mention.start - 2 * BEFORE), mention.start):
        return True
    return bool(cues.BREAKS_IN.search(before) and cues.STOPS_SHORT.match(text, mention.end))


def _is_gapped(text: str, mention: FigureMention, before: str) -> bool:
    """Say whether no verb stands between a bare figure and who gives it."""
    return bool(cues.GIVEN_BY.match(text, mention.end)) or any(
        cue.search(before) for cue in (cues.GAPPED, cues.GAPPED_NAME, cues.BRACKETED)
    )


def _fits(text: str, i: int, at: int, mentions: Sequence[FigureMention], measures: Sequence[Measured]) -> float | None:
    """Return how well the figure at `i` does for what the one at `at` gives anew, above 0; None where it cannot be."""
    mention, other, measure = mentions[at], mentions[i], measures[i]
    ratio = _ratio(other, mention)
    if ratio is None or not _may_be_one(other, mention) or mention.start - other.end > REACH:
        return None
    start = _sentence(text, mention.start)
    opening = _opening(text, mention.start)
    words = text[opening : mention.end + 60].split("\n")[0]
    named = cues.NAMED.search(text, opening, mention.start)
    own = _sentence(text, other.start)
    if named and not stems(text, *named.span("noun")) & stems(text, own, other.end + 60):
        return None
    score = 3.0 - 3.0 * (mention.start - other.end) / REACH - 1.5 * math.log10(ratio)
    score += 0.5 if measure.event or measure.counted or other.unit else -0.5
    score += 0.4 if other.unit == "people" or measure.event in PERSON_EVENTS else 0.0
    score -= UNIT_LEFT_OUT * (other.kind != "quantity")
    score -= 2.0 * (measure.part or measure.added or measure.difference or measure.whole)
    leads = not any(
        own <= m.start < other.start and m.kind == "quantity" and (_ratio(m, mention) or RATIO) < RATIO
        for m in mentions
    )
    if other.start < start:
        score += 1.0 * leads
    elif _is_gapped(text, mention, text[opening : mention.start]):
        score += 1.5
    elif other.start >= opening:
        score -= 0.7
    if ratio == 1.0:
        score += 1.0
    score -= 0.8 * (measure.event == "wounded")  # told with the dead: a plain number is of these
    if cues.TOLL.search(words):
        score += 1.5 if measure.event == "killed" else -1.5
    if cues.CROWD.search(words):
        score += 1.0 if measure.event in ("attended", None) else -1.0
    shared = stems(text, start, mention.end + 60) & stems(text, own, other.end + 60)
    return score + 0.3 * min(3, len(shared))


def _ratio(a: FigureMention, b: FigureMention) -> float | None:
    """Return how many times the larger is of the smaller; None where one of them tells no size."""
    x, y = (m.low if m.low is not None else m.high for m in (a, b))
    if x is None or y is None or min(x, y) < 0:
        return None
    if min(x, y) == 0:
        return 1.5 if max(x, y) >= LEAST else None
    return max(x, y) / min(x, y) if min(x, y) >= LEAST else None


def _opening(text: str, offset: int) -> int:
    """Return where the statement that `offset` lies in begins."""
    return max((m.end() for m in cues.OPENS.finditer(text, max(0, offset - REACH), offset)), default=0)


def _sentence(text: str, offset: int) -> int:
    """Return where the sentence that `offset` lies in begins, a semicolon's too."""
    return max((m.end() for m in cues.ENDS.finditer(text, max(0, offset - 2 * REACH), offset)), default=0)
