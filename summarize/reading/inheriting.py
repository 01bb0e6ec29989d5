"""How the figures of a sentence pass on what they measure: along a list, to a part, to the number that is set aside for another.

inherit(text, measure, previous, whole_list=True)    # the event, and in a list the noun, of the figure before
pass_back(text, tokens, places, found)                # "nine pupils were among some 30 people | hurt": the nine too
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from summarize.reading.clause_tokens import Token
from summarize.reading.event_words import WEAK_EVENT_WORDS
from summarize.reading.events import NEAR
from summarize.reading.figures import FigureMention
from summarize.reading.measure import Measure
from summarize.reading.parts import joins

__all__ = ["inherit", "is_denied", "is_itemised", "pass_back"]

_NOT = re.compile(
    r"[^.;\d]{0,90}(?:,|\band|\bbut|(?<=\w)(?=\s+(?:rather|instead)))\s+"
    r"(?:not(?:,\s+as\s[^,.;\d]{3,40},)?|rather\s+than|instead\s+of)\s+(?:the\s+)?[\"“‘']?",
    re.IGNORECASE,
)
"""What sets a figure aside for the one before it."""
_ITEMS = re.compile(r"[^.;:\d\n]{0,50}:\s+(?:the\s+)?")
"""What leads from a number to those that make it up."""
_NOT_BUT = re.compile(r"\bnot\s+(?:the\s+)?$", re.IGNORECASE)
_BUT = re.compile(r"[^.;\d]{0,90}\bbut\s+(?:rather\s+|only\s+|in\s+fact\s+)?", re.IGNORECASE)
"""What sets a figure aside for the one after it: "not 18, as was announced, but at least 27 died"."""
_ENDS = re.compile(r"[;:]|\.\s")
"""Marks over which no event is passed from one figure to another."""


def is_denied(text: str, given: Token, other: Token, mention: FigureMention) -> bool:
    """Say whether a bare figure is denied in favour of the one before it: "19 billion, and not the three that it claims"."""
    return mention.noun is None and _NOT.fullmatch(text, given.end, other.start) is not None


def is_itemised(text: str, whole: Token, item: Token, mention: FigureMention) -> bool:
    """Say whether a figure is the first of those that make up the one before it: "43 were killed: 42 | gunmen and a guard"."""
    return mention.unit == "people" and _ITEMS.fullmatch(text, whole.end, item.start) is not None


def _is_named(text: str, measure: Measure) -> bool:
    """Say whether the event is no more than what those counted are called: "seven hostages"."""
    if (
        measure.event_span is None
        or measure.counted is None
        or text[slice(*measure.event_span)].lower() not in WEAK_EVENT_WORDS
    ):
        return False
    return measure.counted[0] <= measure.event_span[0] and measure.event_span[1] <= measure.counted[1]


def inherit(text: str, measure: Measure, previous: Measure, *, whole_list: bool) -> Measure:
    """Return the measure with what it leaves out taken from `previous`: the event, and the noun where the two are of one list."""
    if measure.event is None and not _is_named(text, previous):
        measure = replace(measure, event=previous.event, event_span=previous.event_span, doers=previous.doers)
    if measure.counted is None and whole_list and not measure.part:
        measure = replace(measure, counted=previous.counted, classes=previous.classes, parties=previous.parties)
    return replace(measure, background=measure.background or previous.background)


def pass_back(
    text: str, tokens: Sequence[Token], places: Sequence[int], found: dict[int, Measure]
) -> dict[int, Measure]:
    """Let a part take the event of the whole that follows it, and a list's members that of its last one.

    "Nine pupils were among some 30 people hurt"; "44 aircraft, 61 helicopters and over 200 tanks were destroyed".
    """
    for at, following in reversed(list(pairwise(places))):
        first, second = tokens[at].figure, tokens[following].figure
        assert first is not None
        assert second is not None
        between = tokens[at + 1 : following]
        gap = text[tokens[at].end : tokens[following].start]
        conjoined = len(between) <= NEAR and joins(text, between) and all(t.word != "with" for t in between)
        conjoined = conjoined and (bool(between) or "," in gap or tokens[following].word.startswith("from "))
        denied = _BUT.fullmatch(gap) and _NOT_BUT.search(text, max(0, tokens[at].start - 12), tokens[at].start)
        conjoined = conjoined or denied is not None
        bare = found[first].event is None or (conjoined and _is_named(text, found[first]))
        if bare and found[second].event is not None and not _ENDS.search(gap):
            whole = any(t.word in ("of", "among") for t in between[:3]) and all(t.word != "them" for t in between)
            if found[first].part or conjoined or whole:
                found[first] = replace(
                    found[first],
                    event=found[second].event,
                    event_span=found[second].event_span,
                    part=found[first].part or whole,
                )
    return found
