"""The words that two figures have in common, rare ones weighed more, for many pairs at once.

    overlaps = Overlaps(profiles, words)
    overlaps.of(first, second)    # facet -> a number for each pair; first and second are arrays of indices in `profiles`

Bags of words are set beside each other once for all figures that have them, word by word.
Weights of words are multiples of 2 ** -32 and their sums exact, so that an overlap is the same to the last bit in any story
that weighs its words alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.comparison.profiles import Profile
from summarize.comparison.sameness import Words

__all__ = ["Overlaps"]

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


class Overlaps:
    """The words of the figures of one story."""

    def __init__(self, profiles: Sequence[Profile], words: Words) -> None:
        """Take the figures and the weights of the words of their story."""
        near, named = _Bags(p.near for p in profiles), _Bags(p.named for p in profiles)
        bags = {
            "words: sentence": _Bags(p.claim.stems for p in profiles),
            "words: context": _Bags(p.context for p in profiles),
            "words: near": near,
            "words: nearer": _Bags(p.nearer for p in profiles),
            "words: measure": named,
        }
        self._jaccard = {name: (own, _jaccard(own, words.weight)) for name, own in bags.items()}
        names = _Bags(p.names for p in profiles)
        self._jaccard["words: names"] = names, _jaccard(names, lambda _: 1.0)
        self._named_any = np.array([bool(p.names) for p in profiles])
        self._near, self._named = near, named
        own = _shared(named, named, words.weight)
        self._of_shorter = _ratio(own, np.minimum(own.diagonal()[:, None], own.diagonal()[None, :]))
        self._beside = _ratio(_shared(named, near, words.weight), own.diagonal()[:, None])

    def of(self, first: Places, second: Places) -> dict[str, Floats]:
        """Return the overlaps of each pair, 0 to 1, and whether the words near both name others."""
        found = {name: table[bags.of[first], bags.of[second]] for name, (bags, table) in self._jaccard.items()}
        named, near = self._named.of, self._near.of
        found["words: measure, share of the shorter"] = self._of_shorter[named[first], named[second]]
        found["words: measure in the other's"] = np.maximum(
            self._beside[named[first], near[second]], self._beside[named[second], near[first]]
        )
        both = self._named_any[first] & self._named_any[second]
        found["names: different"] = (both & (found["words: names"] == 0)).astype(np.float64)
        return found


class _Bags:
    """Bags of words of figures, those of several figures once."""

    def __init__(self, bags: Iterable[frozenset[str]]) -> None:
        numbers: dict[frozenset[str], int] = {}
        self.of = np.array([numbers.setdefault(bag, len(numbers)) for bag in bags], dtype=np.intp)
        """Number of the bag of each figure."""
        self.bags = list(numbers)
        self.holding: dict[str, list[int]] = {}
        """Numbers of the bags that hold a word."""
        for bag, number in numbers.items():
            for word in bag:
                self.holding.setdefault(word, []).append(number)


def _jaccard(bags: _Bags, weight: Callable[[str], float]) -> Floats:
    """Return the weighed Jaccard overlap of every two bags."""
    shared = _shared(bags, bags, weight)
    own = shared.diagonal()
    return _ratio(shared, own[:, None] + own[None, :] - shared)


def _shared(some: _Bags, others: _Bags, weight: Callable[[str], float]) -> Floats:
    """Return the weight of the words that each of some bags shares with each of others."""
    found = np.zeros((len(some.bags), len(others.bags)))
    for word, rows in some.holding.items():
        if columns := others.holding.get(word):
            found[np.ix_(rows, columns)] += weight(word)
    return found


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return the share, 0 where there is no part."""
    return np.divide(part, whole, out=np.zeros_like(part), where=part > 0)
