"""What is lost: people lost are dead, tanks lost are destroyed, money stays lost, and jobs cut are people dismissed.

    read_losing(text, event, mention)    # the event, with "lost", "cut" and "none of" read by what they are said of

Seats, customers and votes that are lost are none of these.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarize.reading.clause_tokens import AUXILIARIES, words_of
from summarize.reading.event_words import CUTTING, JOBS, LOSING, PERSON_CLASSES
from summarize.reading.events import Event
from summarize.reading.figures import FigureMention

__all__ = ["read_losing"]

_CUT = re.compile(rf"\b({'|'.join(sorted(CUTTING))}|loss\s+of)\s+(?:\w+\s+){{0,4}}$", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?P<word>lost|losing|loses?|loss\s+of|cost(?:ing|s)?(?:\s+(?:him|her|them|it|us))?)\s+(?:(?:at|least|about|some|its|their|only|just|another)\s+)*[\"“‘']?$",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?P<word>claim(?:ed|ing|s)?|t[ao]kes?|taken|taking|took)\s+(?:(?:at|least|about|some|another)\s+)*[\"“‘']?$",
    re.IGNORECASE,
)
_TAKEN = frozenset({"lives", "souls"})
"""What is "claimed" of those who die."""
_NONE_OF = re.compile(r"\b(?:none|not\s+one)\s+of\s+(?:(?:the|its|his|her|their|those|these)\s+)?$", re.IGNORECASE)
"""What says that nothing befell those counted after it ("none of the 45 on board survived")."""
_MOURNED = frozenset(
    "men women people lives soldiers troops fighters officers policemen servicemen sons daughters children brothers comrades "
    "firefighters rescuers militants rebels guards citizens souls".split()
)
"""People who, once lost, are dead: customers and voters are not."""
_WRECKED = frozenset(
    "tanks aircraft planes warplanes jets helicopters drones ships boats vessels vehicles trucks guns howitzers launchers "
    "homes houses buildings".split()
)
"""Things that, once lost, are destroyed: seats and jobs are not."""
_WERE_LOST = re.compile(r"\s+(?:were|was|are|have\s+been|had\s+been|has\s+been)\s+(?P<word>lost)\b", re.IGNORECASE)
_TO_GO = re.compile(
    r"\s+(?:\w+\s+){0,5}?(?P<word>(?:to|will|would|must)\s+go|be\s+(?:cut|lost|axed|shed|scrapped))\b", re.IGNORECASE
)
"""What dismisses people where jobs are before it ("2,500 posts are to go")."""


def read_losing(text: str, event: Event | None, mention: FigureMention) -> Event | None:
    """Return the event with "lost" and "cut" read by their objects.

    People lost are killed, things destroyed, money stays lost; jobs cut are people dismissed.
    """
    if mention.kind != "quantity":
        return event
    noun = {token.word for token in words_of(text, *mention.noun)} if mention.noun else set()
    if noun & JOBS and (cut := _CUT.search(text, max(0, mention.start - 40), mention.number_start)):
        return Event("dismissed", cut.start(1), cut.end(1), 0)
    if noun & JOBS and mention.noun and (gone := _TO_GO.match(text, max(mention.noun[1], mention.end))):
        return Event("dismissed", gone.start("word"), gone.end("word"), 0)
    if noun & _TAKEN and (claimed := _CLAIMED.search(text, max(0, mention.start - 30), mention.start)):
        return Event("killed", claimed.start("word"), claimed.end("word"), 0)
    lost = _LOST.search(text, max(0, mention.start - 30), mention.start)
    if lost and _are_dead(text, event, mention, noun, lost.start("word")):
        return Event("killed", lost.start("word"), lost.end("word"), 0)
    end = max(mention.end, mention.noun[1] if mention.noun else 0)
    if mention.unit == "people" and (gone := _WERE_LOST.match(text, end)):
        return Event("killed", gone.start("word"), gone.end("word"), 0)
    if noun & _WRECKED and mention.noun and (gone := lost or _WERE_LOST.match(text, mention.noun[1])):
        return Event("destroyed", gone.start("word"), gone.end("word"), 0)
    if event is not None and _NONE_OF.search(text, max(0, mention.start - 30), mention.start):
        return replace(event, name="killed") if event.name == "rescued" else None
    if event is None or text[event.start : event.end].lower() not in LOSING:
        return event
    return replace(event, name="killed" if mention.unit in ("people", None) else "destroyed")


def _are_dead(text: str, event: Event | None, mention: FigureMention, noun: set[str], lost: int) -> bool:
    """Say whether those whom the word at offset `lost` tells lost are dead: whom one mourns, and fighters without a noun."""
    if not noun:
        return mention.unit in ("people", None) and _is_of_fighters(text, lost)
    return bool(noun & _MOURNED) and (event is None or event.name in ("lost", "cost"))


def _is_of_fighters(text: str, at: int) -> bool:
    """Say whether the word before offset `at` names those who fight: what they lose is their own."""
    words = [t.word for t in words_of(text, max(0, at - 40), at) if t.word not in AUXILIARIES]
    return bool(words) and PERSON_CLASSES.get(words[-1]) == "combatant"
