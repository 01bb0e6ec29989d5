"""Practice stories dealt into parts, so that an adapter can be measured on stories that it was trained without."""

from __future__ import annotations

import zlib

__all__ = ["DEV", "HELD_BACK", "NO_PART", "OTHER", "PARTS", "part_of"]

PARTS = 4
"""Parts of the practice stories, by name: a new story moves no other."""
OTHER = 50
"""Part of the tests' stories and passages, which are always trained on."""
NO_PART = 99
"""Left out by the run that leaves nothing out."""
DEV = 100
"""Part of the dev cases, which are never trained on."""

HELD_BACK = 101
"""Part of what is held back of the practice stories, which is never trained on."""


def part_of(story: str) -> int:
    """Return the part of a labelled story, which is called by its kind and id ("marked 12-flood")."""
    kind, _, name = story.partition(" ")
    if kind == "case":
        return DEV
    return zlib.crc32(name.split()[0].encode()) % PARTS if kind == "marked" else OTHER
