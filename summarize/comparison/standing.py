"""How two figures of a story stand to each other beside what they name: in one article or two, and their numbers.

    figures = Standings(profiles, time)
    pairs = Standing(figures, first, second)    # many at once: arrays of indices in `profiles`
    pairs.code("agreement")                     # what tells the pairs apart, as whole numbers

Numbers differ from figure to figure more than words do, so that hardly two pairs have the same; but all that is asked of two
numbers is how they fit, which is the larger, and whether it is so many times as large.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from summarize.comparison.affinity import READING_RATIO
from summarize.comparison.chronology import Chronology
from summarize.comparison.intervals import Fit, fit, reaches
from summarize.comparison.profiles import Profile
from summarize.comparison.sameness import MAX_RATIO, PART_EXCESS, WHOLE
from summarize.schema import Figure

__all__ = ["FARTHER_RATIO", "FAR_RATIO", "NEAR_RATIO", "Code", "Standing", "Standings"]

NEAR_RATIO, FAR_RATIO, FARTHER_RATIO = 1.5, 5.0, 50.0
"""Times by which two counts differ that are near each other, far, and farther than tolls of one event go apart."""

Code = Literal["articles", "itself", "later", "voices", "agreement", "fitting", "order", "ratio", "shares"]
"""What a code tells pairs apart by.

- articles: whether they are of one article or of two; itself: those of one article, each from all others
- later: which of two articles is known to be the later one
- voices: whether one source gives both, to the letter or but for capitals
- agreement: how the figures fit; fitting: those of two articles that fit, by both figures
- order: which number is the larger; ratio: how many times, as far as anything asks
- shares: whether they are per cent that add up to a whole
"""

_RATIOS = np.array(sorted({NEAR_RATIO, FAR_RATIO, FARTHER_RATIO, READING_RATIO, PART_EXCESS, MAX_RATIO}))
_FITS: tuple[Fit | None, ...] = (None, *get_args(Fit))

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]


class Standings:
    """What is needed of the figures of one story to say how any two stand to each other."""

    def __init__(self, profiles: Sequence[Profile], time: Chronology | None) -> None:
        """Take the figures and the times of their articles, as far as these are known."""
        articles = [p.claim.claim.article_id for p in profiles]
        self.article, self.later = _numbers(articles), _later(list(dict.fromkeys(articles)), time)
        self.voice = _numbers(p.voice for p in profiles)
        self.name = _numbers(p.claim.claim.asserted_by.name for p in profiles)
        self.magnitude = np.array([p.magnitude for p in profiles])
        self.percent = np.array([p.claim.kind == "percent" for p in profiles], dtype=bool)
        figures = {(f.low, f.high, f.qualifier, f.unit): f for f in (p.claim.figure for p in profiles)}
        number = {parts: n for n, parts in enumerate(figures)}
        self.figure = np.array([number[f.low, f.high, f.qualifier, f.unit] for f in (p.claim.figure for p in profiles)])
        self.fits = _fits(list(figures.values()))
        """How every two figures that differ fit, by index in `_FITS`."""


class Standing:
    """How the two figures of each of many pairs stand to each other."""

    def __init__(self, figures: Standings, first: NDArray[np.intp], second: NDArray[np.intp]) -> None:
        """Take the figures of the story, and which of them make pairs."""
        self._figures = figures
        self.first = first
        self.second = second

    def only(self, chosen: NDArray[np.bool_]) -> Standing:
        """Return some of the pairs."""
        return Standing(self._figures, self.first[chosen], self.second[chosen])

    def code(self, what: Code) -> tuple[Codes, int]:
        """Return what tells the pairs apart: whole numbers from 0, and how many there can be."""
        of, first, second = self._figures, self.first, self.second
        match what:
            case "articles":
                return self.apart.astype(np.int64), 2
            case "later":
                return of.later[of.article[first], of.article[second]], 3
            case "itself":
                n = len(of.article)
                return np.where(self.apart, 0, 1 + first * n + second), 1 + n * n
            case "voices":
                alike = of.voice[first] == of.voice[second]
                return alike.astype(np.int64) + (of.name[first] == of.name[second]), 3
            case "agreement":
                return of.fits[of.figure[first], of.figure[second]].astype(np.int64), len(_FITS)
            case "fitting":
                n = len(of.fits)
                return np.where(self.apart & self.agree, 1 + of.figure[first] * n + of.figure[second], 0), 1 + n * n
            case "order":
                x, y = self.magnitudes
                return 1 + (x > y).astype(np.int64) - (x < y), 3
            case "ratio":
                return np.searchsorted(_RATIOS, self.times), len(_RATIOS) + 1
            case "shares":
                total = np.where(of.percent[first] & of.percent[second], np.add(*self.magnitudes), 0.0)
                return ((total >= WHOLE[0]) & (total <= WHOLE[1])).astype(np.int64), 2

    @cached_property
    def apart(self) -> NDArray[np.bool_]:
        """Say of which pairs the figures are of two articles."""
        apart: NDArray[np.bool_] = self._figures.article[self.first] != self._figures.article[self.second]
        return apart

    @cached_property
    def agree(self) -> NDArray[np.bool_]:
        """Say of which pairs the figures fit."""
        return self.code("agreement")[0] > 0

    @property
    def magnitudes(self) -> tuple[Floats, Floats]:
        """Return both numbers."""
        return self._figures.magnitude[self.first], self._figures.magnitude[self.second]

    @cached_property
    def times(self) -> Floats:
        """Return how many times as large as the smaller number the larger is; infinite where only one is 0, 1 where both are."""
        x, y = map(np.abs, self.magnitudes)
        smaller, larger = np.minimum(x, y), np.maximum(x, y)
        none = np.where(larger > 0, np.inf, 1.0)
        times: Floats = np.divide(larger, smaller, out=none, where=smaller > 0)
        return times


def _numbers(things: Iterable[Hashable]) -> Codes:
    """Return a number for each thing, the same for equal ones: from 0, in the order in which they first come."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(thing, len(numbers)) for thing in things], dtype=np.int64)


def _later(articles: Sequence[str], time: Chronology | None) -> Codes:
    """Return for every two articles 1 where the first is known to be the later one, 2 where the second is, else 0."""
    found = np.zeros((len(articles), len(articles)), dtype=np.int64)
    if time is not None:
        for n, a in enumerate(articles):
            for m, b in enumerate(articles):
                if time.follows(a, b):
                    found[m, n], found[n, m] = 1, 2
    return found


def _fits(figures: Sequence[Figure]) -> NDArray[np.int8]:
    """Return for every two figures where in `_FITS` their fit stands; only those whose reaches meet are asked for it."""
    found = np.zeros((len(figures), len(figures)), dtype=np.int8)
    reached = np.array([reaches(f) for f in figures]).reshape(len(figures), 2, 2)
    meet = np.zeros(found.shape, dtype=bool)
    for low, high in reached.transpose(1, 2, 0):
        meet |= (low[:, None] <= high) & (low <= high[:, None])
    for n, m in np.argwhere(np.triu(meet)).tolist():
        found[n, m] = found[m, n] = _FITS.index(fit(figures[n], figures[m]))
    return found
