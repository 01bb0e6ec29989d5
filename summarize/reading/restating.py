"""Figures that another source gives for what the figure before them measures, and that therefore name nothing themselves.

"The union said its members had reported 17 faults. The operator said it knew of just three."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.reading.event_words import EVENTS, PERSON_EVENTS
from summarize.reading.figures import FigureMention
from summarize.reading.words import stem

__all__ = ["restated"]

REACH = 300
"""Code points between a figure and the one that gives it anew, at most: the next sentence, or the one after it."""
RATIO = 20.0
"""Rival figures of one thing differ by less, and two of a story's things hardly by so little in one breath."""
_HEDGES = r"(?:(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|under|least|most|up|to|closer|roughly|no)\s+)*"
_SAYING = (
    r"(?:sa(?:id|ys?)|insist(?:s|ed)|repl(?:ied|ies)|claim(?:s|ed)|admit(?:s|ted)|kn(?:ew|ows)|sp(?:oke|eaks)|count(?:s|ed)|confirm(?:s|ed)|"
    r"report(?:s|ed)|record(?:s|ed)|estimat(?:es|ed)|believ(?:es|ed)|puts?|gave|gives|reckon(?:s|ed)|told|argu(?:es|ed)|maintain(?:s|ed)|tall(?:ies|ied))"
)
_SAID = re.compile(rf"\b{_SAYING}\b[^.;:]{{0,60}}$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:the|its|their|that|this)\s+(?P<noun>(?:[\w’'-]+\s+){1,4}?)"
    rf"(?:at|as|was|is|were|would\s+be|will\s+be|had\s+been|to\s+be|stood\s+at|stands\s+at)\s+{_HEDGES}$",
    re.IGNORECASE,
)
"""What says that the figure is one of a thing spoken of: "puts the fall at", "said the true cost would be"."""
_ANY = frozenset("number figure total toll count tally sum amount estimate level".split())
"""Nouns for whatever was counted."""
_CLOSES = re.compile(r"\s*(?:[.,;\n]|$|in\s+(?:all|total)\b|(?:had|have)\s+(?:come|been|gone|arrived|gone)\b)")
"""What follows a figure that names nothing: the end of its clause."""
_OPENS = re.compile(r"\n|[.;]\s|,?\s(?:while|whereas|although|but)\s")
"""Where a statement begins."""
LEAST_STEM = 4
"""Letters by which "the fall" is known in "has fallen"."""
LEAST = 2.0
"""A bare "one" is oftener a pronoun than a count."""


def restated(
    text: str, mention: FigureMention, earlier: Sequence[FigureMention], event: tuple[int, int] | None
) -> FigureMention | None:
    """Return which of the figures before `mention`, in text order, it gives anew; None where it names its own measure.

    `event` is the word of what befell the people counted, if one was read: a "death toll" says what it counts.
    """
    start = _opening(text, mention.start)
    before = text[start : mention.start]
    if not _SAID.search(before):
        return None
    counts = mention.kind == "quantity" and not mention.unit
    rival = next(
        (m for m in reversed(earlier) if m.kind == mention.kind and (counts or m.unit == mention.unit)), None
    )
    if rival is None or mention.start - rival.end > REACH or not _comparable(rival, mention) or rival.start >= start:
        return None
    named = _NAMED.search(before)
    if named is not None and event is not None and start + named.start("noun") <= event[0] < mention.start:
        return None
    if named is not None:
        nouns = {stem(word.lower()) for word in named["noun"].split()}
        opening = _opening(text, rival.start)
        spoken_of = {stem(word.lower()) for word in re.findall(r"[A-Za-z]+", text[opening:start])}
        if any(EVENTS.get(word.lower()) in PERSON_EVENTS for word in named["noun"].split()):
            return None
        return rival if nouns & _ANY or any(a.startswith(b) for a in spoken_of for b in nouns if len(b) >= LEAST_STEM) else None
    bare = mention.kind == "quantity" and mention.noun is None and not mention.unit
    return rival if bare and _CLOSES.match(text, mention.number_end) else None


def _opening(text: str, offset: int) -> int:
    """Return where the statement that `offset` lies in begins."""
    return max((m.end() for m in _OPENS.finditer(text, max(0, offset - REACH), offset)), default=0)


def _comparable(a: FigureMention, b: FigureMention) -> bool:
    x, y = (m.low if m.low is not None else m.high for m in (a, b))
    return x is not None and y is not None and min(x, y) >= LEAST and max(x, y) <= RATIO * min(x, y)
