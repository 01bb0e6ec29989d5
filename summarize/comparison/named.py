"""Statements that name who did it: the doer, and how he is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.comparison.propositions import Statement
from summarize.reading.deeds import Deed, find_deeds
from summarize.reading.parties import Parties, Party
from summarize.reading.words import stems

__all__ = ["Named", "named_culprits"]


@dataclass(frozen=True)
class Named:
    """A statement that names who did it."""

    statement: Statement
    deed: Deed
    party: Party
    stems: frozenset[str]
    """Content words of the statement without those that name the doer."""


def named_culprits(statements: Sequence[Statement], parties: Parties) -> list[Named]:
    """Return the statements about the story's own event that name a doer, once for each doer."""
    found = []
    for statement in statements:
        if statement.looks_back or statement.negative or _UNREAL.search(statement.text):
            continue
        span = statement.sentence
        for deed in find_deeds(statement.article.text, span.start, span.end):
            party = parties.read(deed.words, deed.frame in ("blamed", "claims"))
            if deed.frame == "weapon" and deed.words.strip() in parties.places:
                continue
            if party is not None and not _in_combat(statement, deed, party):
                words = statement.stems - stems(deed.words, 0, len(deed.words))
                found.append(Named(statement, deed, party, words))
    return found


_UNREAL = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|threat\w*|warn(?:s|ed|ing)?|vow(?:s|ed)?|would|will|plans?|planned|regularly|in\s+(?:the\s+)?(?:\w+\s+)?war|in\s+response|(?:the|an)\s+answer\s+to|often|routinely|frequently|in\s+the\s+past|has\s+also\s+been|have\s+also\s+been)\b",
    re.IGNORECASE,
)
"""What is feared, planned or done again and again is not the deed that the story tells of."""
_COMBATANTS = re.compile(
    r"\b(?:attackers?|militants|gunm[ae]n|bandits|rebels|terrorists|fighters|insurgents|jihadists|assailants|extremists)\b",
    re.IGNORECASE,
)
COMBAT_REACH = 45
"""Characters beside a state's forces in which those whom they killed are looked for.

Fighters killed by an army are no crime to solve."""


def _in_combat(statement: Statement, deed: Deed, party: Party) -> bool:
    if party.kind != "state" or deed.frame != "acts":
        return False
    text, start, end = statement.article.text, statement.sentence.start, statement.sentence.end
    near = text[max(start, deed.start - COMBAT_REACH) : deed.start], text[deed.end : min(end, deed.end + COMBAT_REACH)]
    return any(_COMBATANTS.search(n) for n in near)
