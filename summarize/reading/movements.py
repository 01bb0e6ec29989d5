"""The noun whose value a figure is, far to its left: "the death toll from the floods in the south rose to 86"."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading.clause_tokens import Token
from summarize.reading.event_words import EVENTS, NOMINAL_EVENT_WORDS, PERSON_EVENTS
from summarize.reading.events import GIVEN, MOVES_TO, REACH, Event

__all__ = ["event_of_movement"]

_COUNTS = frozenset("number numbers total count tally".split())
"""Nouns that make the event after them a value ("the number of people killed in the north climbed to 41")."""
_FAR = 26
"""Words between a noun and the value that it reaches: subjects of news sentences are long."""
_WENT = frozenset("went gone goes rose risen climbed came come jumped grew grown stands stood is was".split())
_LIMITS = frozenset("above past beyond over close near".split())
"""With the words before it, what a count passes: "the toll went above 80"."""
_ARE = frozenset("are were now".split())
"""Verbs, and a word after one, that make those before them as many as the number after: "those killed are by now 143"."""
_JOINS = frozenset("and but while whereas".split())
"""Words that, after a comma, begin a clause."""
_LEADS_TO = MOVES_TO | _ARE


def event_of_movement(text: str, tokens: Sequence[Token], at: int, *, bare: bool) -> Event | None:
    """Return the noun whose value the figure is, far to its left ("the death toll from the floods in the south rose to 86").

    A `bare` one, with no noun of its own, may be what the value was ("from the 40 first reported").
    """
    first = tokens[at].word.split(maxsplit=1)[0]
    bound = first in MOVES_TO  # "topped 9,000" is one figure, bound and all
    before = [t.word for t in tokens[max(0, at - 2) : at]]
    if not before:
        return None
    passes = first in _LIMITS and before[-1] in _WENT
    was = bare and "from" in before
    given = before[-1] == "as" and before[0] in GIVEN
    if not (bound or passes or was or given or before[-1] in _LEADS_TO):
        return None
    for i in range(at - 1 if bound or passes else at - 2, max(-1, at - _FAR), -1):
        token = tokens[i]
        if tokens[i + 1].word in _JOINS and "," in text[token.end : tokens[i + 1].start]:
            return None  # the noun of another clause: "sales rose, and cash burn came down to"
        event = EVENTS.get(token.word)
        counted = event in PERSON_EVENTS and any(t.word in _COUNTS for t in tokens[max(0, i - 7) : i])
        counted = counted or (event in PERSON_EVENTS and i > 0 and tokens[i - 1].word in ("those", "the"))
        if token.figure is None and event and (token.word in NOMINAL_EVENT_WORDS or counted):
            return Event(event, token.start, token.end, REACH)
    return None
