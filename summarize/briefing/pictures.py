"""Pictures as inline SVG: a question's answers on one scale, and a count as it moves over time.

Positions across are percentages and letters have their own size, so that a picture fits a phone and a desk alike and
nothing in it is stretched. Every picture says in its label what it shows; colours come from the page's style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, pairwise

from markupsafe import Markup

from summarize.briefing import wording
from summarize.briefing.items import Item, Voice

_LEFT, _RIGHT = 2.0, 96.0
"""Part of the width that a scale takes, in per cent; the rest is room for dots and letters at its ends."""
_ARROW = 9.0
"""Length of an open end, in per cent of the width."""
_ZOOM = 0.9
"""The scale begins at 0 unless the smallest answer is above this share of the largest: else 6.8 looks like 6.9."""
_LOGARITHMIC = 60.0
"""Answers further apart than this factor stand on a logarithmic scale: on a linear one the small ones look like 0."""
_NAMES = 3
"""Asserters that a row names; the words of all stand under the picture."""
_PER_TIME = 1.5
"""Values for each time of publication up to which a curve shows a movement; with more it is a heap of dots."""
_VAGUE = 2.0
"""An interval whose ends are further apart than this factor ("dozens") has no middle worth drawing."""
_LEAST = 1e-9
"""Largest answer that is still too small to draw; nothing in the news is."""
_LETTER = 2.4
"""Width of a letter of a label in per cent of the width, on the narrowest screen (7 of 300 pixels)."""


@dataclass(frozen=True)
class Scale:
    """Where a value stands across a picture."""

    low: float
    high: float
    logarithmic: bool

    def at(self, value: float) -> float:
        """Return the place of `value` in per cent of the width."""
        low, high = (math.log10(self.low), math.log10(self.high)) if self.logarithmic else (self.low, self.high)
        here = math.log10(max(value, self.low)) if self.logarithmic else value
        return round(_LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, (here - low) / ((high - low) or 1.0))), 2)

    @property
    def note(self) -> str:
        """Return what a reader has to know about the scale; empty for one that is linear from 0."""
        if self.logarithmic:
            return "The scale is logarithmic."
        return "" if self.low == 0 else f"The scale does not begin at 0 but at {wording.number(self.low)}."

    def ticks(self) -> tuple[float, ...]:
        """Return round values along the scale, at most five."""
        if self.logarithmic:
            powers = range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)
            return tuple(10.0**p for p in powers[:: math.ceil(len(powers) / 5)])
        step = _round_step((self.high - self.low) / 4)
        first = math.ceil(self.low / step - 1e-9)
        return tuple(round(n * step, 10) for n in range(first, math.floor(self.high / step + 1e-9) + 1))


@dataclass(frozen=True)
class _Box:
    """Room that a dot or a label takes: across in per cent of the width, down in pixels."""

    x: float
    y: float
    half: float

    def touches(self, other: _Box) -> bool:
        return abs(self.x - other.x) < self.half + other.half and abs(self.y - other.y) < 12


@dataclass(frozen=True)
class Mark:
    """One row of an interval plot: an answer in the same words, and who gives it."""

    words: str
    who: str
    svg: Markup


@dataclass(frozen=True)
class IntervalPlot:
    """All voices of a question on one scale."""

    marks: tuple[Mark, ...]
    axis: Markup
    note: str


@dataclass(frozen=True)
class Curve:
    """A count over time."""

    svg: Markup
    note: str
    """How to read it."""


def interval_plot(item: Item) -> IntervalPlot | None:
    """Return the item's voices on one scale, smallest first; None unless at least two different values can be drawn.

    Nothing is drawn of several denials on one card: the figures that they are set against may count different things.
    """
    voices = [v for v in item.voices if _ends(v)]
    if len({(v.low, v.high) for v in voices}) < 2 or (item.parts and item.status == "denied"):
        return None
    scale = _scale(_telling(voices))
    if scale is None:
        return None
    rows: dict[tuple[float | None, float | None, str], list[Voice]] = {}
    for voice in sorted(voices, key=lambda v: (max(_ends(v)), min(_ends(v)))):
        rows.setdefault((voice.low, voice.high, voice.words.casefold()), []).append(voice)
    marks = tuple(Mark(row[0].words, _names(row), _mark(row[0], scale)) for row in rows.values())
    return IntervalPlot(marks, _axis(scale), scale.note)


def strip(item: Item) -> Markup | None:
    """Return all answers of the item on one line without words, to be seen beside them; None if none can be drawn."""
    voices = [v for v in item.voices if _ends(v)]
    if len({(v.low, v.high) for v in voices}) < 2:
        return None
    scale = _scale(_telling(voices))
    if scale is None:
        return None
    shapes = dict.fromkeys(_shape(voice, scale) for voice in voices)
    line = Markup('<line class="grid" x1="0" x2="100%" y1="10" y2="10"/>')
    return Markup('<svg class="mark strip" aria-hidden="true" height="20">{}{}</svg>').format(
        line, Markup("").join(shapes)
    )


def curve(item: Item) -> Curve | None:
    """Return the item's count by time of publication; None where too few times are known to see a movement."""
    dated = [(at, v) for v in item.voices if (at := wording.instant(v.published)) and _ends(v)]
    dated.sort(key=lambda entry: (entry[0], _drawn(entry[1])))
    times, values = len({at for at, _ in dated}), len({_drawn(voice) for _, voice in dated})
    if min(times, values) < 2 or values > _PER_TIME * times:
        return None
    scale = _scale([_drawn(voice) for _, voice in dated])
    if scale is None:
        return None
    risen = _risen(dated)
    notes = ["By time of publication" + ("; the line follows the highest count so far." if risen else "."), scale.note]
    return Curve(_curve_svg(dated, scale, risen), " ".join(notes).strip().replace("The scale", "The height"))


def _names(voices: Sequence[Voice]) -> str:
    names = list(dict.fromkeys(voice.name for voice in voices))
    more = [f"{len(names) - _NAMES} more"] if len(names) > _NAMES + 1 else []
    return wording.listed([*names[:_NAMES], *more] if more else names)


def _ends(voice: Voice) -> list[float]:
    return [end for end in (voice.low, voice.high) if end is not None and math.isfinite(end)]


def _drawn(voice: Voice) -> float:
    """Return the height of a voice in a curve: its closed end, or the middle (if vague, the least) of its interval."""
    ends = _ends(voice)
    return min(ends) if _is_vague(voice) else sum(ends) / len(ends)


def _is_vague(voice: Voice) -> bool:
    ends = _ends(voice)
    return max(ends) - min(ends) > (_VAGUE - 1.0) * abs(min(ends))


def _telling(voices: Sequence[Voice]) -> list[float]:
    """Return the ends that a scale has to hold: of vague voices ("dozens") only if others have not two of their own.

    Else a "dozens" that may be 999 would leave 44 and 48 one dot.
    """
    exact = {end for voice in voices if not _is_vague(voice) for end in _ends(voice)}
    return sorted(exact if len(exact) > 1 else {end for voice in voices for end in _ends(voice)})


def _risen(dated: Sequence[tuple[datetime, Voice]]) -> list[int]:
    """Return the indices of the highest of each time that none before exceeds; nothing if the first is the highest."""
    last = [n for n, (at, _) in enumerate(dated) if n + 1 == len(dated) or dated[n + 1][0] != at]
    values = [_drawn(dated[n][1]) for n in last]
    risen = [n for n, value, top in zip(last, values, accumulate(values, max), strict=True) if value >= top]
    return risen if max(values) > values[0] else []


def _scale(values: Sequence[float]) -> Scale | None:
    low, high = min(values), max(values)
    if low < 0:
        return Scale(low * 1.1, max(high, 0.0) * 1.1, logarithmic=False)
    if high < _LEAST:
        return None
    smallest = min(value for value in values if value >= _LEAST)
    if high / smallest > _LOGARITHMIC and low > 0:
        return Scale(10.0 ** math.floor(math.log10(smallest)), 10.0 ** math.ceil(math.log10(high)), logarithmic=True)
    if low > _ZOOM * high and low < high:
        step = _round_step((high - low) / 2)
        return Scale(max(0.0, math.floor(low / step - 0.5) * step), math.ceil(high / step + 0.5) * step, False)
    step = _round_step(high / 4)
    return Scale(0.0, math.ceil(high * 1.04 / step) * step, logarithmic=False)


def _round_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * step for step in (1, 2, 2.5, 5, 10) if size * step >= rough * 0.999)


def _mark(voice: Voice, scale: Scale) -> Markup:
    return Markup('<svg class="mark" role="img" aria-label="{}" height="20">{}{}</svg>').format(
        f"On the scale: {wording.bounds_words(voice.low, voice.high)}", _grid(scale, 20), _shape(voice, scale)
    )


def _shape(voice: Voice, scale: Scale) -> Markup:
    """Return a point, a bar, or a point with an open end."""
    low, high = voice.low, voice.high
    if high is not None and low is not None and high > scale.high:
        high = None
    left = scale.at(low) if low is not None else max(0.0, scale.at(high or 0.0) - _ARROW)
    right = scale.at(high) if high is not None else min(100.0, scale.at(low or 0.0) + _ARROW)
    if low is not None and low == high:
        return Markup('<circle cx="{}%" cy="10" r="6"/>').format(left)
    if low is None or high is None:
        closed, opened = (right, left) if low is None else (left, right)
        tip = "M0 10 8 4V16Z" if low is None else "M0 10-8 4V16Z"
        return Markup(
            '<line class="open" x1="{0}%" x2="{1}%" y1="10" y2="10"/><circle cx="{0}%" cy="10" r="6"/>'
            '<svg x="{1}%" overflow="visible"><path d="{2}"/></svg>'
        ).format(closed, opened, tip)
    return Markup(
        '<line class="bar" x1="{0}%" x2="{1}%" y1="10" y2="10"/>'
        '<line class="end" x1="{0}%" x2="{0}%" y1="3" y2="17"/>'
        '<line class="end" x1="{1}%" x2="{1}%" y1="3" y2="17"/>'
    ).format(left, right)


def _grid(scale: Scale, height: int) -> Markup:
    line = Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="-{1}" y2="{2}"/>')
    return Markup("").join(line.format(scale.at(tick), height // 2, height * 3 // 2) for tick in scale.ticks())


def _axis(scale: Scale) -> Markup:
    text = Markup('<text x="{}%" y="14" text-anchor="{}">{}</text>')
    places = [(scale.at(tick), wording.number(tick)) for tick in scale.ticks()]
    ticks = Markup("").join(text.format(x, _anchor(x), label) for x, label in places)
    return Markup('<svg class="axis" aria-hidden="true" height="18">{}</svg>').format(ticks)


def _anchor(x: float) -> str:
    return "start" if x < 8 else "end" if x > 92 else "middle"


def _curve_svg(dated: Sequence[tuple[datetime, Voice]], scale: Scale, risen: Sequence[int]) -> Markup:
    """Draw the points; a label that would touch the one before it is left to the list under the picture."""
    first, last = dated[0][0], dated[-1][0]
    width = (last - first).total_seconds()
    top, bottom = 24.0, 150.0

    def x(at: datetime) -> float:
        return round(13 + 74 * (at - first).total_seconds() / width, 2)

    def y(value: float) -> float:
        return round(bottom - (bottom - top) * (scale.at(value) - _LEFT) / (_RIGHT - _LEFT), 1)

    points = [(x(at), y(_drawn(voice)), voice) for at, voice in dated]
    line = Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/><text class="tick" x="0" y="{1}">{2}</text>')
    parts = [line.format(y(tick), y(tick) - 3, wording.number(tick)) for tick in scale.ticks()]
    step = Markup('<line class="step" x1="{}%" y1="{}" x2="{}%" y2="{}"/>')
    parts += [step.format(*a, *b) for a, b in pairwise([points[n][:2] for n in risen])]
    dot, text = Markup('<circle cx="{}%" cy="{}" r="5"/>'), Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>')
    taken = [_Box(px, py, 4.0) for px, py, _ in points]
    for tick in scale.ticks():
        half = len(wording.number(tick)) * _LETTER / 2
        taken.append(_Box(half, y(tick) - 7, half))
    for px, py, voice in points:
        parts.append(dot.format(px, py))
        for below in (-10.0, 22.0):
            box = _Box(px, py + below - 4, len(voice.words) * _LETTER / 2)
            if not any(box.touches(other) for other in taken):
                taken.append(box)
                parts.append(text.format(px, py + below, "middle", voice.words))
                break
    when = Markup('<text class="tick" x="{}" y="172" text-anchor="{}">{}</text>')
    parts += [when.format("0", "start", dated[0][1].first_told), when.format("100%", "end", dated[-1][1].first_told)]
    label = "Over time: " + "; ".join(f"{v.first_told}, {v.words}" for _, v in dated)
    return Markup('<svg class="curve" role="img" aria-label="{}" height="180">{}</svg>').format(
        label, Markup("").join(parts)
    )
