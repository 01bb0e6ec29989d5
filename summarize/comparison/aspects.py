"""What depends on a few traits of two figures, found once for all pairs that are alike in them.

    nouns = Aspect(compare, traits, profiles)
    told = nouns(pairs)                     # of many pairs: their distinct results, and which of them each has
    told.each(lambda names: len(names))     # one number a pair

Every two figures of a story are set side by side, and outlets print one agency's sentences, name the same things and give the
same numbers: most pairs are like another in any one respect, and nothing but arrays is as long as there are pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from summarize.comparison.profiles import Profile
from summarize.comparison.standing import Code, Standing

__all__ = ["Aspect", "Told"]

_REMEMBERED = 65_536
"""Kinds of pairs beyond which an aspect forgets the earlier ones: what it holds stays small however many figures a story has."""

Found = TypeVar("Found", bound=Hashable)


@dataclass(frozen=True)
class Told(Generic[Found]):
    """What is found of many pairs."""

    found: Sequence[Found]
    """Each result once."""
    which: NDArray[np.intp]
    """For each pair the index of its result."""

    def each(self, number: Callable[[Found], float]) -> NDArray[np.float64]:
        """Return a number for each pair."""
        return np.array([number(found) for found in self.found], dtype=np.float64)[self.which]

    def __getitem__(self, pair: int) -> Found:
        """Return what is found of one pair."""
        return self.found[int(self.which[pair])]


class Aspect(Generic[Found]):
    """One respect in which figures are compared."""

    def __init__(
        self,
        compare: Callable[[Profile, Profile], Found],
        traits: Callable[[Profile], Hashable],
        profiles: Sequence[Profile],
        codes: Sequence[Code] = (),
    ) -> None:
        """Take what compares two figures of `profiles`, which are those of one story, and all that it looks at.

        That is some `traits` of each figure by itself, and some `codes` for how the two stand to each other.
        """
        self.compare = compare
        self.traits = traits
        self.codes = codes
        self._profiles = profiles
        numbers: dict[Hashable, int] = {}
        self._trait = np.array([numbers.setdefault(traits(p), len(numbers)) for p in profiles], dtype=np.int64)
        self._traits = len(numbers)
        self._numbers: dict[Found, int] = {}
        """All results, which are few, each with its number."""
        self._known: dict[int, int] = {}
        """The number of the result by what the aspect looks at."""

    def __call__(self, pairs: Standing) -> Told[Found]:
        """Return how the two figures of each pair compare."""
        # They stay below 2 ** 63 for some 10,000 figures, whose log-odds alone would take a GB.
        keys = self._trait[pairs.first] * self._traits + self._trait[pairs.second]
        for code in self.codes:
            values, size = pairs.code(code)
            keys = keys * size + values
        distinct = np.unique(keys)
        place = np.searchsorted(distinct, keys)
        example = np.empty(len(distinct), dtype=np.intp)
        example[place] = np.arange(len(keys))
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        numbers = np.empty(len(distinct), dtype=np.intp)
        for n, key in enumerate(distinct.tolist()):
            if key not in self._known:
                first, second = (self._profiles[of[example[n]]] for of in (pairs.first, pairs.second))
                self._known[key] = self._numbers.setdefault(self.compare(first, second), len(self._numbers))
            numbers[n] = self._known[key]
        told, which = np.unique(numbers, return_inverse=True)
        results = list(self._numbers)
        return Told([results[n] for n in told.tolist()], which[place])
