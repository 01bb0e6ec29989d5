"""Labelled stories dealt into parts, so that each can be scored by weights that were fitted without it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["FOLDS", "dealt"]

FOLDS = 8
"""Parts into which the stories are dealt."""


def dealt(stories: Sequence[str]) -> list[int]:
    """Return the part of each entry, from 0 below `FOLDS`: all entries of one story have the same."""
    names = sorted(set(stories))
    order = np.random.default_rng(0).permutation(len(names))
    part = {names[place]: number % FOLDS for number, place in enumerate(order)}
    return [part[story] for story in stories]
