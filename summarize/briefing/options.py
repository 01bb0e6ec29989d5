"""What a reader of a briefing can ask for: how much of it, what to compare it with, and whose words open it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarize.schema import Report

__all__ = ["SHORT_LINES", "SHORT_POINTS", "Options", "Prose", "Sentence", "Style"]

SHORT_LINES, SHORT_POINTS = 5, 2
"""Differences and key points of a short briefing at most: with the lead they fill one screen of 900 pixels."""


class Style(StrEnum):
    """How much a briefing tells."""

    SHORT = "short"
    """One screen: what happened, and each difference in a line."""
    STANDARD = "standard"
    """All that the articles differ in and agree on, with the words; long lists are folded on the page."""
    FULL = "full"
    """The same with nothing folded, and every article's summary and figures one by one."""


@dataclass(frozen=True)
class Sentence:
    """A sentence in a writer's own words."""

    text: str
    claims: tuple[str, ...]
    """Ids of the claims of the report that it rests on; none that the report does not have."""


@dataclass(frozen=True)
class Prose:
    """A lead and key points that a writer made of the claims, and that stand in for the articles' own sentences."""

    lead: tuple[Sentence, ...]
    """The sentences of the opening paragraph; if empty, the articles' own opening stands."""
    points: tuple[Sentence, ...]
    """The key points; if empty, the articles' own stand."""
    note: str
    """Who wrote it and how much of it was refused, in a sentence or two: it stands beneath."""


@dataclass(frozen=True)
class Options:
    """How a briefing is to be made."""

    style: Style = Style.STANDARD
    since: Report | None = None
    """An earlier report on the same story: what is new against it gets marked."""
    prose: Prose | None = None
    """What opens the briefing, if a writer was asked."""
