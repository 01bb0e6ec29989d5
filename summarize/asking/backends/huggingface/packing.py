"""Which trees are read in one pass: each pass as full as it can be, and as much for one thread as for another."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.asking.backends.huggingface.attention import rounded
from summarize.asking.backends.huggingface.linear import ROWS
from summarize.asking.backends.huggingface.products import STEP

__all__ = ["passes"]

_LOOKED_AT = 256
"""Trees among which those that fill up a pass are looked for, so that the time grows with their number and not its square."""


def passes(sizes: Sequence[int], threads: int) -> list[list[int]]:
    """Return the places of the trees that are read in each pass, in the order in which they stand there.

    The largest tree that is left stands last, rounded, and the others are those that fill up the pass best.

    Args:
        sizes: nodes of each tree.
        threads: passes that are read side by side.
    """
    left = sorted(range(len(sizes)), key=lambda place: (-sizes[place], place))
    found = []
    while left:
        share = -(-sum(sizes[place] for place in left) // threads)
        for number in range(min(threads, len(left))):
            if not left:
                break
            wanted = ROWS if number == threads - 1 else min(ROWS, -(-share // STEP) * STEP)
            largest = rounded(sizes[left[0]])
            rows = wanted if largest <= wanted else -(-largest // ROWS) * ROWS
            chosen = _fullest([sizes[place] for place in left[1 : 1 + _LOOKED_AT]], rows - largest)
            found.append([*(left[1 + n] for n in chosen), left[0]])
            taken = set(found[-1])
            left = [place for place in left if place not in taken]
    return found


def _fullest(sizes: Sequence[int], room: int) -> list[int]:
    """Return the places of sizes whose sum is the largest within the room."""
    # Bit n of the k-th number: some of the first k sizes add up to n.
    sums = [1]
    for size in sizes:
        sums.append((sums[-1] | sums[-1] << size) & ((1 << room + 1) - 1))
    total = sums[-1].bit_length() - 1
    chosen = []
    for place in reversed(range(len(sizes))):
        if not sums[place] >> total & 1:
            chosen.append(place)
            total -= sizes[place]
    return chosen
