"""Which words before or after a colon say who speaks: "Ministry: 40 dead" against "Ostia: 40 dead", "Ostia quake: 40 dead"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.reading import wordlists as w
from summarize.reading.cues import COUNTED
from summarize.reading.event_words import EVENTS
from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS
from summarize.reading.organisations import ORGANISATIONS

if TYPE_CHECKING:
    from summarize.reading.credits import Attribution

__all__ = ["names_speaker", "without_topics"]

_LABEL_MARKS = frozenset(":-–—")
_WORD = re.compile(r"[\w’'-]+")
_SHORTENED = 5
"""Letters of a word in capitals up to which it is read as an abbreviation: longer ones are places of a dateline."""
_PLACED = r"\b(?:in|near|across|outside|inside|into|around|over)\s+(?:the\s+)?(?:[a-z]+(?:ern|ral)\s+)?{}\b"
"""How an article shows that a name is of a place."""
_OF_PEOPLE = r"\b{}(?:n|an|ian|i|ese|ic)s?\b"
"""How it shows that a name is of a country: its people have a name made of it."""
_ACCOUNTS = frozenset({"estimate", "estimates", "figure", "figures", "list"})
_MISHAPS = w.listed("""
    earthquake quake tremor tsunami flood floods flooding storm hurricane typhoon cyclone fire fires wildfire wildfires blaze
    blast blasts explosion explosions bombing bombings shooting shootings crash crashes stampede crush collapse war battle
    siege clash clashes violence unrest riot riots massacre ambush raid raids attack attacks strike strikes airstrike
    airstrikes landslide avalanche outbreak epidemic crisis disaster accident incident sinking hijacking killings
""")
"""What happened: a label that ends so tells the topic."""


def without_topics(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the credits without the labels of lines that name no speaker: "Ostia: 40 dead", "40 held - Ostia".

    A bare name that closes a line speaks where the article credits it elsewhere.
    """
    said = {
        word
        for a in found
        if a.source is not None and text[slice(*a.cue)] not in _LABEL_MARKS
        for word in text[slice(*a.source)].split()
    }

    def speaks(credit: Attribution) -> bool:
        if credit.source is None or text[slice(*credit.cue)] not in _LABEL_MARKS:
            return True
        label = text[slice(*credit.source)]
        if credit.source[0] > credit.cue[0]:
            return credit.office or label.split()[-1] in said
        return names_speaker(label, text)

    return [credit for credit in found if speaks(credit)]


def names_speaker(label: str, text: str) -> bool:
    """Say whether a label can name who speaks, in an article of this text: no topic and no place.

    An office or a person's title speaks. A bare name does not where the article uses it as a place ("in Ostia"), nor does a
    longer word in capitals, which is a dateline ("OSTIANA: A quake has ...").
    """
    words = _WORD.findall(label)
    if not words or label.startswith("#"):
        return False
    lower = [word.lower() for word in words]
    joint = next((i for i, word in enumerate(lower) if i and word in w.PREPOSITIONS), len(words))
    head = lower[joint - 1]
    if head in _MISHAPS or lower[-1] in _MISHAPS:
        return False
    if head in COUNTED - _ACCOUNTS:
        return False
    if any(w.is_speaker_noun(word) for word in lower[:joint]):
        return True
    if joint < len(words) and (head in EVENTS or not words[joint + 1 : joint + 2] or len(words) > joint + 3):
        return False
    name = " ".join(words)
    if (
        len(words) == 1
        and name.isupper()
        and not (name in ORGANISATIONS or f"({name})" in text)
        and len(name) > _SHORTENED
    ):
        return False
    if name in ORGANISATIONS:
        return True
    placed = any(re.search(sort.format(re.escape(name)), text, re.IGNORECASE) for sort in (_PLACED, _OF_PEOPLE))
    return name not in COUNTRIES_AND_CAPITALS and not placed
