"""Whether the words around a figure make it a part of another one ("including 14 children"), or the next of a list.

`comparison.parts` finds parts by arithmetic; here it is all words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.reading.circumstances import classes_and_parties
from summarize.reading.clause_tokens import AUXILIARIES, Token, words_of
from summarize.reading.event_words import EVENTS, PERSON_EVENTS
from summarize.reading.events import PART_BEFORE, REACH, Event
from summarize.reading.figures import FigureMention
from summarize.reading.numbers import ONES
from summarize.reading.sentences import Sentence

__all__ = ["classes_of_part", "is_listed", "is_of_a_whole", "is_part", "joins"]

_AMONG = frozenset({"among", "amongst"})
"""Right before a figure they make it the whole ("among 31 people killed"), before "them" what follows a part."""
_PARTITIVE = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|them|those|these|whom)\b|\d)", re.IGNORECASE)
_OF_WHICH = re.compile(r",\s+of\s+(?:which|whom|these|those)\b[^.;,\d]{0,40}$", re.IGNORECASE)
"""What makes a figure a part of the one before ("needs 9bn, of which the state has promised 3bn")."""
_COUNTED_AMONG = re.compile(
    r"[^.;,]{0,60}?\b(?:was|were|are|is)\s+among\s+(?:the|those|its|their)\s+(?:\w+\s+)?"
    r"(?:dead|killed|victims?|injured|wounded|casualties|fatalities|missing|arrested|detained)\b",
    re.IGNORECASE,
)
"""What makes the figure before it a part ("13 rebels from six families were among the dead")."""
_WERE = re.compile(
    r"\s+of\s+(?:the|those|these|its|their|them)\b(?:\s+\w+){0,2}?\s+(?:were|are|was)\s+(?P<who>(?:\w+\s+)?\w+)",
    re.IGNORECASE,
)
"""What says whom a part counts ("56 of the dead were children")."""
_CLASSED = re.compile(r"\s+(?:were|are|was)\s+(?P<who>(?:\w+\s+)?\w+)", re.IGNORECASE)
"""The same of a number that names nothing: "I counted 51 bodies. Thirty-six were women"."""
_AMONG_WHOM = re.compile(r"\s+among\s+(?:the\s+|its\s+|their\s+)?(?P<who>(?:\w+\s+)?\w+)", re.IGNORECASE)
"""What says whom a count is of ("36 fatalities among the troops")."""
_HURT = frozenset("victim victims those them survivors".split())
"""Words, beside those for events, that name a toll: some of them are a part of it, whatever befell these."""
_VERBLESS = frozenset(
    "and or plus with from of the a an in at by to for as well other another over more than least about some".split()
)
"""Words that join the figures of a list, and hedge them."""


def is_part(text: str, tokens: Sequence[Token], at: int, mention: FigureMention) -> bool:
    """Say whether the words nearest to a figure make it a part of another ("including 14 children", "12 of them")."""
    reach = REACH if at and tokens[at - 1].word == "and" else 3
    before = [t.word for t in tokens[max(0, at - reach) : at] if t.figure is None]
    if any(w in PART_BEFORE and (w not in _AMONG or before[n + 1 : n + 2]) for n, w in enumerate(before)):
        return True
    ahead = [t.word for t in tokens[at + 1 : at + 5]]
    aside = at + 1 < len(tokens) and "," in text[tokens[at].end : tokens[at + 1].start]
    named = mention.noun is not None and mention.noun[0] >= mention.number_end  # "40 soldiers of the guard"
    if (
        not (aside or named)
        and ahead[:1] == ["of"]
        and ahead[1:2] in (["them"], ["whom"], ["which"], ["these"], ["those"], ["the"])
    ):
        return True
    if "among" not in ahead or ahead[ahead.index("among") + 1 :][:1] in (["them"], ["whom"], ["those"]):
        return False
    between = ahead[: ahead.index("among")]
    return all(word in AUXILIARIES or word in EVENTS for word in between)


_OF_NUMBER = re.compile(
    rf"\s+of\s+(?:(?:the|its|his|her|their|those|these)\s+)?(?:\d|(?:{'|'.join(sorted(ONES))})\b)", re.IGNORECASE
)
"""What makes a figure a part of a number that is given."""


def is_of_a_whole(text: str, sentence: Sentence, mention: FigureMention, event: Event | None) -> bool:
    """Say whether the sentence sets a figure apart from a whole: "nine of the dead", "were among the dead", "of which"."""
    if _COUNTED_AMONG.match(text, mention.number_end, sentence.end):
        return True
    if _PARTITIVE.match(text, mention.number_end, sentence.end) and not _befell_some(text, mention, event):
        return True
    if _OF_WHICH.search(text[sentence.start : mention.start]):
        return True
    bare = mention.kind == "quantity" and mention.noun is None and not mention.unit
    classed = _CLASSED.match(text, mention.number_end, sentence.end) if bare else None
    return classed is not None and bool(classes_and_parties(text, classed.span("who"))[0])


def _befell_some(text: str, mention: FigureMention, event: Event | None) -> bool:
    """Say whether the event befell those of a group that the figure counts: "9,000 of the invaders had been killed" is a toll.

    "Nine of the dead" are a part of one, and "nine of the 50 passengers" of the 50.
    """
    if _OF_NUMBER.match(text, mention.number_end):
        return False
    if event is None or mention.noun is None or event.start < mention.noun[1] or event.name not in PERSON_EVENTS:
        return False
    return not any(token.word in EVENTS or token.word in _HURT for token in words_of(text, *mention.noun))


def classes_of_part(text: str, sentence: Sentence, mention: FigureMention) -> frozenset[str]:
    """Return the classes of person that a part counts by the words after it; empty where they name none."""
    end = max(mention.end, mention.noun[1] if mention.noun else 0)
    after = [told.match(text, mention.number_end, sentence.end) for told in (_WERE, _CLASSED)]
    for told in (*after, _AMONG_WHOM.match(text, end)):
        if told and (classes := classes_and_parties(text, told.span("who"))[0]):
            return classes
    return frozenset()


def is_listed(text: str, tokens: Sequence[Token], first: int, second: int) -> bool:
    """Say whether the figure at `second` goes on a list that the one at `first` is in."""
    between = tokens[first + 1 : second]
    gap = text[tokens[first].end : tokens[second].start]
    if ";" in gap or ". " in gap or "\n" in gap or len(between) > REACH:
        return False
    if not between:
        return True
    if between[-1].word in ("and", "or", "plus", "with") or gap.rstrip().endswith(",") or joins(text, between):
        return True
    # "Amlakot has reported 16 deaths and Shergarh 15": the name stands without its verb
    return between[0].word == "and" and all(text[t.start].isupper() for t in between[1:])


def joins(text: str, between: Sequence[Token]) -> bool:
    """Say whether the words between two figures do no more than join them, with names perhaps: no verb stands there."""
    return all(token.word in _VERBLESS or text[token.start].isupper() for token in between)
