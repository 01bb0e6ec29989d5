"""What a figure measures where no word beside it tells, by what its article tells of: a fire, the dead, a march, a question.

as_article_tells(text, mentions, measures)    # the areas of a fire burned, victims killed, a multitude at a march attended
as_asked(text, mention, measure)              # "How many died? The army says 17": killed
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.reading.circumstances import DISEASE, FIRE
from summarize.reading.clause_tokens import words_of
from summarize.reading.ellipsis import names_nothing
from summarize.reading.ellipsis_cues import CLOSES
from summarize.reading.event_words import EVENTS, PERSON_EVENTS, WEAK_EVENT_WORDS
from summarize.reading.figures import FigureMention
from summarize.reading.measure import Measure

__all__ = ["as_article_tells", "as_asked"]

_HOW_MANY = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_ANSWERED = 250
"""Code points after "how many" in which a number without a noun answers it."""
_ANYBODY = frozenset("people persons".split())
_CROWD = 1000.0
"""People from here up are a crowd."""
_CROWDS_APART = 30.0
"""Times by which counts of one crowd go apart, at most."""
_LIVE = re.compile(r"\s+(?:who\s+)?(?:live|lives|lived|inhabit|work|die|died|voted)\b", re.IGNORECASE)
"""What says of a multitude that it is no crowd."""
_LEAD_IN = 90
"""Code points after "how many" in which it is told what befell them."""


def as_article_tells(text: str, mentions: Sequence[FigureMention], measures: Sequence[Measure]) -> list[Measure]:
    """Return the measures, those without an event with the one that the rest of the article gives them, if any."""
    found = list(measures)
    if not DISEASE.search(text):
        found = [_without_cases(text, measure) for measure in found]
    if FIRE.search(text):
        found = [_burned(m, measure) for m, measure in zip(mentions, found, strict=True)]
    if any(measure.event == "killed" for measure in found):
        found = [_of_victims(text, m, measure) for m, measure in zip(mentions, found, strict=True)]
    attended = [m for m, measure in zip(mentions, found, strict=True) if measure.event == "attended"]
    if attended:
        found = [_of_crowd(text, m, measure, attended) for m, measure in zip(mentions, found, strict=True)]
    return found


def as_asked(text: str, mention: FigureMention, measure: Measure) -> Measure:
    """Return the measure of a figure that names nothing as an answer to a question: "How many died? | The army says 17"."""
    if measure.event is not None or not names_nothing(text, mention, measure) or not CLOSES.match(text, mention.end):
        return measure
    asked = list(_HOW_MANY.finditer(text, max(0, mention.start - _ANSWERED), mention.start))
    words = words_of(text, asked[-1].end(), min(mention.start, asked[-1].end() + _LEAD_IN)) if asked else []
    befell = next((w for w in words if EVENTS.get(w.word) in PERSON_EVENTS and w.word not in WEAK_EVENT_WORDS), None)
    if befell is None:
        return measure
    return replace(measure, event=EVENTS[befell.word], event_span=(befell.start, befell.end))


def _without_cases(text: str, measure: Measure) -> Measure:
    """Return the measure with no event but a noun where its event is the word "case": nobody fell ill in a court's ten cases."""
    word = text[slice(*measure.event_span)].lower() if measure.event_span else ""
    if word not in ("case", "cases"):
        return measure
    counted = measure.counted or (measure.event_span if word == "cases" else None)
    return replace(measure, event=None, event_span=None, counted=counted)


def _burned(mention: FigureMention, measure: Measure) -> Measure:
    """Return the measure of an area that no word tells the fate of as burned: so it is where an article tells of a fire."""
    area = mention.kind == "measure" and mention.unit in ("hectare", "acre") and measure.event is None
    return replace(measure, event="burned") if area and measure.counted is None else measure


def _of_victims(text: str, mention: FigureMention, measure: Measure) -> Measure:
    """Return the measure of victims whose fate no word tells as killed: so they are where an article tells of the dead."""
    if measure.event is not None or measure.counted is None or mention.unit != "people":
        return measure
    return replace(measure, event="killed") if _last_word(text, measure.counted) in ("victim", "victims") else measure


def _of_crowd(text: str, mention: FigureMention, measure: Measure, attended: Sequence[FigureMention]) -> Measure:
    """Return the measure of a multitude of people of whom no word tells more as a crowd: so it is beside another of its size."""
    if (
        measure.event is not None
        or measure.counted is None
        or mention.unit != "people"
        or measure.part
        or measure.background
    ):
        return measure
    size = _size(mention)
    if size < _CROWD or _last_word(text, measure.counted) not in _ANYBODY:
        return measure
    if _LIVE.match(text, max(mention.end, measure.counted[1])):
        return measure
    beside = any(other and max(size, other) <= _CROWDS_APART * min(size, other) for other in map(_size, attended))
    return replace(measure, event="attended") if beside else measure


def _last_word(text: str, phrase: tuple[int, int]) -> str:
    return text[slice(*phrase)].rsplit(maxsplit=1)[-1].lower()


def _size(mention: FigureMention) -> float:
    """Return the least that a figure can mean, else the most; 0 where it tells neither."""
    return (mention.low if mention.low is not None else mention.high) or 0.0
