"""What a figure without a noun beside it is a number of: "put the number of homes cut off at 60", "marchers numbered 900"."""

from __future__ import annotations

import re

from summarize.reading.figures import FigureMention
from summarize.reading.people import is_person
from summarize.reading.sentences import Sentence
from summarize.reading.subjects import subject_before

__all__ = ["named_before"]

REACH = 140
"""Code points before a figure in which a phrase names what it counts."""
_COUNT = r"(?:figures?|numbers?|tolls?|counts?|tally|tallies|totals?|estimates?|sums?|records?|range)"
_BEING = r"(?:is|are|was|were|had\s+been|has\s+been|have\s+been|to\s+be)"
_HEDGES = (
    r"(?:(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|under|least|most|up|to|closer|roughly|no|not|even|now|as|many|"
    r"few)\s+)*[\"“‘']*\s*$"
)
_HEAD = (
    r"(?P<noun>(?:(?!of\b|the\b|that\b|and\b|its\b|their\b|his\b|her\b)[\w’'-]+\s+){0,2}?"
    r"(?!those\b|whom\b|people\b)[^\W\d_][\w’'-]{2,})"
)
_AFTER_IT = r"(?:\s+(?!and\b|but\b|said\b|of\b)[\w’'-]+){0,7}?"
_NAMES = (
    re.compile(
        rf"\b{_COUNT}\s+of\s+(?:the\s+|its\s+|their\s+)?{_HEAD}{_AFTER_IT}\s+(?:at|as|to|from|{_BEING}|stood\s+at|stands\s+at|"
        rf"(?:rose|risen|climbed|fell|fallen|grown|grew|dropped|decreased|increased)\s+(?:from\s+[\d.,]+\s+)?(?:to|from))\s+{_HEDGES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing))\s+(?:the\s+|its\s+|their\s+)?{_HEAD}\s+at\s+{_HEDGES}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:^|[.;:,]\s+|\bthe\s+|\bthat\s+){_HEAD}\s+numbering\s+{_HEDGES}", re.IGNORECASE),
    re.compile(
        rf"\b(?:the|its|their)\s+{_HEAD},\s+(?:whom|which)\b[^.;,]{{0,50}}?(?:,[^.;,]{{0,40}},\s+)?\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing))\s+at\s+"
        + _HEDGES,
        re.IGNORECASE,
    ),
)
_GROUP_OF = re.compile(
    rf"\b(?P<noun>crew|team|group|party|squad|garrison|workforce|staff)\s+of\s+{_HEDGES}", re.IGNORECASE
)
"""What a number is the size of: "a crew of 510"."""
_ANY = re.compile(rf"(?:{_COUNT}|it|that|this|them|these|those|one|losses|bill|level|turnout|crowds?)", re.IGNORECASE)
"""Nouns that tell nothing of what is counted, or that are an event already."""


def named_before(text: str, sentence: Sentence, mention: FigureMention) -> tuple[int, int] | None:
    """Return where the noun phrase stands that the words before a figure make it a number of; None where there is none."""
    if mention.kind != "quantity" or mention.noun is not None or mention.unit not in (None, "people"):
        return None
    subject = subject_before(text, sentence.start, mention)
    start = max(sentence.start, mention.start - REACH)
    if subject is None and mention.unit and (group := _GROUP_OF.search(text, start, mention.start)):
        return group.span("noun")
    if subject is not None:
        return subject
    for names in _NAMES:
        found = names.search(text[start : mention.start])
        if found is None or _ANY.fullmatch(head := found["noun"].split()[-1]):
            continue
        if not mention.unit or is_person(head.lower()):
            return start + found.start("noun"), start + found.end("noun")
    return None
