"""Words of one sense: news says "seized" in one article and "captured" in the next."""

from __future__ import annotations

from summarize.reading.words import stem

__all__ = ["beginning", "sense", "senses"]

SHORT = 4
"""Letters up to which a stem keeps its "y"; beyond, the stem of the plural has lost it ("convoy", "convoys")."""

PREFIX = 6
"""Letters that two words share at least to be forms of one ("inspected", "inspection")."""

_SENSES = """
    capture seize take retake overrun fall conquer
    die dead death kill killed fatality perish
    shoot shot fire fired gunfire shooting
    withdraw withdrew withdrawal leave left retreat pull
    detain arrest hold held custody
    hide hidden conceal cover
    resign quit step
    strike struck attack bomb shell hit target bombard
    warn alert
    see saw seen witness
    damage destroy wreck
    steal stole stolen theft
    pay paid payment
    hurt injure wound
    close shut
    buy bought purchase
    breach leak hack
    chemical chlorine sarin toxic poison nerve
"""
_GROUP = {stem(word): line.split()[0] for line in _SENSES.strip().splitlines() for word in line.split()}


def sense(stem: str) -> str:
    """Return the stem that stands for all of its sense."""
    stem = _GROUP.get(stem, stem)
    return stem[:-1] if stem.endswith("y") and len(stem) > SHORT else stem


def senses(stems: frozenset[str]) -> frozenset[str]:
    """Return the stems, those of one sense made one."""
    return frozenset(sense(s) for s in stems)


def beginning(sense: str) -> str:
    """Return what the forms of a word have in common, and some other words too."""
    return sense[:PREFIX]
