"""What depends on a few traits of two figures, found once for all pairs that are alike in them.

    fits = Aspect(compare, traits, profiles)
    fits(a, b)    # compare(a, b)

Every two figures of a story are set side by side, and outlets print one agency's sentences, name the same things and give the
same numbers: most pairs have been seen before in any one respect.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from summarize.comparison.profiles import Profile

__all__ = ["Aspect"]

_PAIRS = 65_536
"""Pairs of traits that are remembered; what an aspect holds stays small however many figures a story has."""

Found_co = TypeVar("Found_co", covariant=True)


class Aspect(Generic[Found_co]):
    """One respect in which figures are compared."""

    def __init__(
        self,
        compare: Callable[[Profile, Profile], Found_co],
        traits: Callable[[Profile], Hashable],
        profiles: Iterable[Profile],
    ) -> None:
        """Take what compares two figures, and all that it looks at in each of them; `profiles` are those of one story."""
        self.compare = compare
        numbers: dict[Hashable, int] = {}
        first: list[Profile] = []
        self._number: dict[str, int] = {}
        for p in profiles:
            number = numbers.setdefault(traits(p), len(numbers))
            if number == len(first):
                first.append(p)
            self._number[p.claim.claim.id] = number

        @lru_cache(maxsize=_PAIRS)
        def known(a: int, b: int) -> Found_co:
            return compare(first[a], first[b])

        self._known = known

    def __call__(self, a: Profile, b: Profile) -> Found_co:
        """Return how the two compare."""
        return self._known(self._number[a.claim.claim.id], self._number[b.claim.claim.id])
