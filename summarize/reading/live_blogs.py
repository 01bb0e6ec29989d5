"""The entries of a live blog, in the order in which they were written.

A live blog stamps each entry with the time of day and prints the newest first, or last. What one entry counts and a later one
counts higher is news of the day, not a contradiction, though one article has both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["LiveBlog", "live_blog"]

LEAST_ENTRIES = 3
"""Stamps that make a live blog; two times at the starts of lines are a timetable."""
_STAMP = re.compile(r"^[^\w\n]{0,3}(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d|[.,:]\d)", re.MULTILINE)
"""A time of day at the start of a line: 18.20, 5:02pm, 04:30."""
_HALF_DAY = 12 * 60


class LiveBlog:
    """Where each entry of an article starts, and which were written before which."""

    def __init__(self, starts: Sequence[int], *, newest_first: bool) -> None:
        self.starts = tuple(starts)
        """Offset of each entry's stamp, ascending."""
        self._newest_first = newest_first

    def is_later(self, earlier: int, later: int) -> bool:
        """Say whether the text at offset `later` stands in an entry that was written after the one at offset `earlier`.

        What stands above the first entry is in none.
        """
        first, second = (bisect_right(self.starts, offset) for offset in (earlier, later))
        if not first or not second:
            return False
        return second < first if self._newest_first else first < second


def live_blog(text: str) -> LiveBlog | None:
    """Return the entries of an article that is a live blog; None if it is none, or its times are in no order."""
    found = list(_STAMP.finditer(text))
    if len(found) < LEAST_ENTRIES:
        return None
    times = [(60 * int(m["hour"]) + int(m["minute"])) % _HALF_DAY for m in found]
    # A step goes backwards where that is the shorter way round the clock, whose halves stamps seldom tell apart.
    back = sum((b - a) % _HALF_DAY > _HALF_DAY // 2 for a, b in pairwise(times))
    forward = len(times) - 1 - back
    if back == forward:
        return None
    return LiveBlog([m.start() for m in found], newest_first=back > forward)
