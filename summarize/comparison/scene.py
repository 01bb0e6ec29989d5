"""Where the story plays, and which figures are about somewhere else.

News carries its background with it: last week's attack in another town has a toll of its own. A figure is *elsewhere* if
its sentence names places and none of them is of the scene: a name of some headline or lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.claims import MeasuredClaim, ReadArticle
from summarize.reading.event_words import PARTIES
from summarize.schema import BlockRole

__all__ = ["place_claims"]

LEAD_SENTENCES = 3
"""Sentences of each article, after the headline, that set the scene."""

_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")
_SOUND = re.compile(r"[aeiouyhw'’-]+|(.)(?=\1)")


def place_claims(read: Sequence[ReadArticle]) -> list[MeasuredClaim]:
    """Return all figure claims of a story, those that are about another place marked as `elsewhere`."""
    scene = _scene(read)
    return [replace(c, elsewhere=_is_elsewhere(r, c, scene)) for r in read for c in r.figures]


def _scene(read: Sequence[ReadArticle]) -> frozenset[str]:
    """Return the sounds of the names that set the scene: those in any headline or lead."""
    names: set[str] = set()
    for r in read:
        lead = [s for s in r.sentences if s.role is BlockRole.HEADLINE]
        lead += [s for s in r.sentences if s.role is not BlockRole.HEADLINE][:LEAD_SENTENCES]
        names.update(*(_names(r.article.text[s.start : s.end]) for s in lead), _names(r.article.title or ""))
    return frozenset(names)


def _names(text: str) -> set[str]:
    """Return the sounds of the names of a text; nations are too wide to be a scene."""
    return {_sound(m[0]) for m in _NAME.finditer(text) if m[0].lower().removesuffix("s") not in PARTIES and m[0].lower() not in PARTIES}


def _sound(name: str) -> str:
    """Return the consonants of a name: transcriptions of one name share them (Raqqa and Raqa, Shayrat and Shairat)."""
    lower = name.lower()
    return _SOUND.sub("", lower) or lower


def _is_elsewhere(read: ReadArticle, claim: MeasuredClaim, scene: frozenset[str]) -> bool:
    places = [_names(read.article.text[slice(*span)]) for span in claim.measure.places]
    return any(places) and not _names(claim.claim.quote.text) & scene
