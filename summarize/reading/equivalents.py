"""Measurements that are given again in another unit: "62 miles (100km)", "40C (104F)", "two acres, or 0.8 ha".

They are one figure. Sums of money are left alone: no rate is at hand that would tell a conversion from another sum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.reading.conversion import to_base
from summarize.reading.figures import FigureMention

__all__ = ["Merged", "merge_equivalents"]

_BETWEEN = re.compile(
    r"\s*(?:(?:per|an|a)\s+hour\s*)?(?:[(\[/]|,?\s+or\b)\s*(?:(?:about|around|approximately|roughly|nearly|almost|some|or)\s+)*",
    re.IGNORECASE,
)
_OFF = 0.12
"""By how much of the larger the two may differ: outlets round what they convert, and small numbers to whole ones."""
_ROUNDED = 0.6
"""By how much of the second unit they may differ whatever their size: "9m (30ft)"."""
_SCALE = re.compile(r"\s*(?:°|º|degrees?\s+)?\s*(?P<scale>C|F|Celsius|Fahrenheit)\b")
_OFF_DEGREES = 2.5
_METRES = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?m")
_MILLION = 1e6


@dataclass(frozen=True)
class Merged:
    """The figures of a text without those that give another again in another unit."""

    mentions: Sequence[FigureMention]
    """In text order."""
    again: Mapping[tuple[int, int], tuple[tuple[int, int], ...]]
    """Where a figure, by its (start, end), is given again."""


def merge_equivalents(text: str, mentions: Sequence[FigureMention]) -> Merged:
    """Return the figures of `text` with those that stand right behind another and are as much in another unit under it.

    What is written as "9m (30ft)" is read in metres, not millions.
    """
    kept: list[FigureMention] = []
    again: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if kept and _BETWEEN.fullmatch(text, _end(text, kept[-1], again), mention.start):
            first = _equivalent(text, kept[-1], mention)
            if first is not None:
                kept[-1] = first
                again[first.start, first.end].append((mention.start, mention.end))
                continue
        kept.append(mention)
    return Merged(kept, {place: tuple(others) for place, others in again.items()})


def _end(text: str, mention: FigureMention, again: Mapping[tuple[int, int], Sequence[tuple[int, int]]]) -> int:
    """Return where the figure ends that may be given again: after "11 miles (18km" comes "/10 nautical miles)"."""
    if others := again.get((mention.start, mention.end)):
        return others[-1][1]
    scale = _scale(text, mention)
    return max(mention.end, scale.end()) if scale else mention.end


def _equivalent(text: str, first: FigureMention, other: FigureMention) -> FigureMention | None:
    """Return the first of two figures as it is to be read, if the other is as much in another unit."""
    one, two = _scale(text, first), _scale(text, other)
    if one and two and one["scale"][0] != two["scale"][0]:
        return first if _same_temperature(first, other, one["scale"][0] == "C") else None
    if other.kind != "measure":
        return None
    read = _in_metres(text, first) or first
    alike = read.kind == "measure" and read.unit != other.unit and _as_much(read, other)
    return read if alike else None


def _as_much(first: FigureMention, other: FigureMention) -> bool:
    """Say whether two measurements are the same but for rounding."""
    one, two = to_base(first.unit or ""), to_base(other.unit or "")
    if one is None or two is None or one[0] != two[0]:
        return False
    a, b = _value(first) * one[1], _value(other) * two[1]
    return abs(a - b) <= max(_OFF * max(a, b), _ROUNDED * two[1])


def _same_temperature(first: FigureMention, other: FigureMention, celsius: bool) -> bool:
    low, high = (first, other) if celsius else (other, first)
    return abs(_value(low) * 9 / 5 + 32 - _value(high)) <= _OFF_DEGREES


def _scale(text: str, mention: FigureMention) -> re.Match[str] | None:
    """Return the scale that a temperature is told on."""
    return _SCALE.match(text, mention.number_end)


def _in_metres(text: str, mention: FigureMention) -> FigureMention | None:
    """Return a figure in metres, if it was read in millions for its "m"."""
    number = _METRES.match(text, mention.number_start)
    if number is None or mention.kind != "quantity" or mention.noun is not None:
        return None
    low, high = (None if end is None else end / _MILLION for end in (mention.low, mention.high))
    end = max(mention.end, number.end())
    return replace(mention, low=low, high=high, kind="measure", unit="metre", end=end)


def _value(mention: FigureMention) -> float:
    """Return the bare number, whichever way it is bounded."""
    ends = [end for end in (mention.low, mention.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0
