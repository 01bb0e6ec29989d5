"""When a report says what a label says: intervals, units, measures, names. The rules are eval/LABELLING.md's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.evaluation.labels import FigureLabel
from summarize.reading.words import stem, stems
from summarize.schema import ARTICLE_ITSELF, Claim, Figure, Qualifier

__all__ = ["measure_overlap", "same_interval", "same_name", "same_unit", "unit_of"]

VAGUE_FACTOR = 2.0
"""How far the lower end of a vague figure may be off: the words name no number, and our ends are a choice."""

HUNDREDTH = 0.0051
"""How far a percentage may be off: labels give thirds as 33.33 and 66.67."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_EMPTY_NAME = frozenset("the a an of for in to and at on by its his her their our s mr mrs ms dr".split())


def unit_of(figure: Figure) -> str | None:
    """Return the figure's unit as labels have it: percentage points are percentages."""
    return "percent" if figure.unit == "percentage point" else figure.unit


def same_interval(label: FigureLabel, figure: Figure) -> bool:
    """Say whether the figure means what the words of the label mean.

    Ends that the words name must be right; an end that they leave open may be anything that keeps it an interval.
    """
    low, high = figure.low, figure.high
    percent = label.unit == "percent"
    if label.qualifier == "vague":
        return figure.qualifier == "vague" and _within_factor(label.low, low)
    if label.qualifier == "about":
        slack = HUNDREDTH if percent else 0.0
        return (
            low is not None and high is not None and label.low is not None and low - slack <= label.low <= high + slack
        )
    if label.low is None:
        return _same(label.high, high, percent) and not _same(low, high, percent)
    if label.high is None:
        return _same(label.low, low, percent) and not _same(low, high, percent)
    return _same(label.low, low, percent) and _same(label.high, high, percent)


def same_unit(label: FigureLabel, figure: Figure) -> bool:
    """Say whether the units agree: the same word, or nouns with the same last word (armoured vehicle, vehicle)."""
    unit = unit_of(figure)
    if unit is None:
        return False
    return unit == label.unit or _last(unit) == _last(label.unit)


def same_qualifier(wanted: Qualifier, figure: Figure) -> bool:
    """Say whether the words were read as the same kind of bound."""
    return figure.qualifier == wanted


def measure_overlap(label: FigureLabel, claim: Claim) -> float:
    """Return how far the content words of the two measures agree: twice the shared over all (Dice), from 0 to 1."""
    wanted = _content(label.measure)
    found = _content(" ".join(part for part in (claim.measure, claim.event, claim.counted, claim.place) if part))
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted or found else 1.0


def same_name(wanted: str, aliases: Iterable[str], outlet: str | None, found: str) -> bool:
    """Say whether `found` names the labelled asserter: all its content words are those of one name, or the reverse.

    The outlet itself is `article` or goes by its own name.
    """
    names = [_name_words(name) for name in (wanted, *aliases)]
    mine = _name_words(found)
    itself = _name_words(outlet) if outlet else frozenset()
    if wanted == ARTICLE_ITSELF or found == ARTICLE_ITSELF:
        return (found == ARTICLE_ITSELF or mine == itself) and wanted == ARTICLE_ITSELF
    return bool(mine) and any(name and (mine <= name or name <= mine) for name in names)


def _same(wanted: float | None, found: float | None, percent: bool) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return abs(wanted - found) <= (HUNDREDTH if percent else 1e-9 * max(1.0, abs(wanted)))


def _within_factor(wanted: float | None, found: float | None) -> bool:
    return (
        wanted is not None and found is not None and wanted <= found * VAGUE_FACTOR and found <= wanted * VAGUE_FACTOR
    )


def _last(unit: str) -> str:
    return stem(unit.split()[-1])


def _content(words: str) -> frozenset[str]:
    return stems(words, 0, len(words))


def _name_words(name: str) -> frozenset[str]:
    words = (match[0].lower().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(name))
    return frozenset(stem(word) for word in words if word not in _EMPTY_NAME)
