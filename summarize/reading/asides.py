"""Where a clause goes on past what stands between its subject and its verb.

An aside in commas or dashes ("Dozens of people, most of them young, died") and what says more of the people
counted ("twelve people waiting for a bus were killed", "the 40 who had come to vote were arrested") interrupt it.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading.clause_tokens import Token, is_stopped

__all__ = ["CLAUSE_BREAKS", "LONGEST", "past_aside", "past_modifier"]

LONGEST = 16
"""Words of an aside or a modifier, at most."""
CLAUSE_BREAKS = frozenset("while after when before as but although though because whereas whose where until".split())
_AUXILIARIES = frozenset("were have had are".split())
_MODALS = frozenset("could may might must will would".split())
_DO = frozenset(
    "died perished drowned fell lost met suffered sustained survived fled escaped disappeared vanished succumbed remain remained "
    "die perish drown lose survive need needed require required lie did".split()
)
"""Verbs for what people go through."""
_SINGULAR = frozenset({"was", "has", "had", "is"})
"""Verbs of a subject that is one."""
_RELATIVES = frozenset("who that which whom whose they it he she we there when".split())
_HELD = frozenset("held kept taken caught stuck seated brought hit found".split())
"""Participles without an ending that say where people were as something befell them."""
_MARKS = frozenset({",", "–", "—", "-"})
_QUOTES = " \t\n\"“”‘’'"


def past_aside(text: str, tokens: Sequence[Token], at: int, i: int) -> int:
    """Return where the clause of the figure at `at` goes on that a comma or a dash before index `i` interrupts: 0 if it does not.

    "Dozens of people, among them nine children, | were killed": a verb after the mark has its subject before the aside.
    """
    mark = text[tokens[i - 1].end : tokens[i].start].strip(_QUOTES)
    if mark not in _MARKS:
        return 0
    verbs = _verbs_of(tokens[at])
    if tokens[i].word in verbs:
        return i
    relative = any(t.word in _RELATIVES for t in tokens[i : i + 5])
    for j in range(i + 1, min(len(tokens), i + LONGEST)):
        between = text[tokens[j - 1].end : tokens[j].start]
        if between.strip(_QUOTES) == mark:
            if tokens[j].word in verbs | {"had"} or (
                tokens[j].word == "who" and j + 1 < len(tokens) and tokens[j + 1].word in verbs
            ):
                return j
            if mark != ",":
                return 0
        elif is_stopped(text, tokens[j - 1].end, tokens[j].start):
            if mark == "," or between.strip(_QUOTES) != ",":
                return 0
        elif tokens[j].word in ("were", "was", "have", "has") and not relative:
            return j if mark == "," and _is_listed(tokens[i:j]) else 0
    return 0


def _is_listed(between: Sequence[Token]) -> bool:
    """Say whether words go on with a list whose verb follows: "16 students, | a teacher and a guard | were dead"."""
    opens = between[0].figure is not None or between[0].word in ("a", "an")
    return opens and any(t.word == "and" for t in between[1:])


def past_modifier(text: str, tokens: Sequence[Token], at: int) -> int:
    """Return where the verb of the figure's clause stands, past what says more of whom it counts: 0 if nothing does.

    "Twelve people who were waiting for a bus | were killed", "seven foreigners held at the works | were freed".
    """
    first = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if first in ("who", "that", "which"):
        begins = at + 3  # past the verb of the relative clause
    elif (first.endswith("ing") and len(first) > 4) or first in _HELD:
        begins = at + 2
    else:
        return 0
    if is_stopped(text, tokens[at].end, tokens[at + 1].start):
        return 0
    verbs = _verbs_of(tokens[at])
    for j in range(begins, min(len(tokens), at + 1 + LONGEST)):
        if is_stopped(text, tokens[j - 1].end, tokens[j].start) or tokens[j].word in CLAUSE_BREAKS:
            return 0
        if tokens[j].word in verbs and tokens[j - 1].word not in _RELATIVES:
            return j
    return 0


def _verbs_of(counted: Token) -> frozenset[str]:
    """Return the verbs that may have what is counted for their subject."""
    one = counted.word.split(maxsplit=1)[0] in ("one", "1")
    return (_SINGULAR if one else _AUXILIARIES) | _MODALS | _DO
