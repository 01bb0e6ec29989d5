"""Packed examples -> batches of texts of like length, padded.

Needs NumPy alone, so that examples can be written on one machine and trained on by another.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["MULTIPLE", "Batch", "PackedSet", "deal"]

MULTIPLE = 64
"""Texts are padded to a multiple of this many tokens: few shapes, and whole tiles for the processor."""
_SORTED_AT_A_TIME = 4096
"""Texts that are sorted by length together: many, so that little is padding; not all, so that batches differ between runs."""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """Some texts side by side; rows of the batch are numbered text by text, padding included."""

    tokens: Ints
    """[texts, length]."""
    depths: Ints
    """Position of each token in its own sequence, [texts, length]."""
    ends: Ints
    """Behind the last token that may see each token; of padding itself alone. [texts, length]."""
    rows: Ints
    """Where each token of an answer is predicted, [tokens of answers]."""
    targets: Ints
    """Those tokens, [tokens of answers]."""
    lengths: Ints
    """Tokens of each answer, [answers]."""
    answers: Ints
    """Answers of each choice, [choices]."""
    priors: NDArray[np.float32]
    """The rules' log-odds, [answers]."""
    right: NDArray[np.bool_]
    """[answers]."""

    @property
    def told(self) -> int:
        """Choices for which an answer is right."""
        choice = np.repeat(np.arange(len(self.answers)), self.answers)
        return len(np.unique(choice[self.right]))


class PackedSet:
    """The texts of a file that `packing.Packer` wrote, each with its choices."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as columns:
            self._columns = {name: columns[name] for name in columns.files}
        self.sizes = self._columns["sizes"].astype(np.int64)
        """Tokens of each text."""
        self.parts = self._columns["parts"]
        """Part of the stories that each text belongs to."""
        self._tokens_from = _starts(self.sizes)
        self._choices_from = _starts(self._columns["choices"])
        self._answers_from = _starts(self._columns["answers"])
        self._rows_from = _starts(self._columns["lengths"])

    def __len__(self) -> int:
        return len(self.sizes)

    def without(self, parts: Iterable[int]) -> list[int]:
        """Return the numbers of the texts that belong to none of `parts`."""
        left = set(parts)
        return [number for number, part in enumerate(self.parts.tolist()) if part not in left]

    def within(self, part: int) -> list[int]:
        """Return the numbers of the texts that belong to `part`."""
        return np.flatnonzero(self.parts == part).tolist()

    def padded(self, numbers: Sequence[int]) -> int:
        """Return the tokens of a batch of the texts of the given numbers, padding included."""
        return len(numbers) * max(_padded(int(self.sizes[number])) for number in numbers)

    def batch(self, numbers: Sequence[int]) -> Batch:
        """Return the texts of the given numbers side by side."""
        length = self.padded(numbers) // len(numbers)
        shape = (len(numbers), length)
        tokens, depths = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        ends = np.tile(np.arange(1, length + 1), (len(numbers), 1))
        found: dict[str, list[NDArray[np.generic]]] = {name: [] for name in _RAGGED}
        for place, number in enumerate(numbers):
            size, start = int(self.sizes[number]), self._tokens_from[number]
            for name, into in (("tokens", tokens), ("depths", depths), ("ends", ends)):
                into[place, :size] = self._columns[name][start : start + size]
            choices = slice(*self._choices_from[number : number + 2])
            answers = slice(self._answers_from[choices.start], self._answers_from[choices.stop])
            rows = slice(self._rows_from[answers.start], self._rows_from[answers.stop])
            found["rows"].append(self._columns["rows"][rows].astype(np.int64) + place * length)
            found["targets"].append(self._columns["targets"][rows])
            found["answers"].append(self._columns["answers"][choices])
            for name in ("lengths", "priors", "right"):
                found[name].append(self._columns[name][answers])
        ragged = {name: np.concatenate(found[name]).astype(kind) for name, kind in _RAGGED.items()}
        return Batch(tokens=tokens, depths=depths, ends=ends, **ragged)


_RAGGED: dict[str, type[np.generic]] = {
    "rows": np.int64,
    "targets": np.int64,
    "lengths": np.int64,
    "answers": np.int64,
    "priors": np.float32,
    "right": np.bool_,
}


def deal(sizes: Ints, numbers: Sequence[int], tokens: int, rng: random.Random) -> list[list[int]]:
    """Return `numbers` of texts dealt into batches of at most `tokens`, padding included, in random order.

    A text that is longer has a batch of its own.
    """
    shuffled = list(numbers)
    rng.shuffle(shuffled)
    batches: list[list[int]] = []
    for start in range(0, len(shuffled), _SORTED_AT_A_TIME):
        batch: list[int] = []
        for number in sorted(shuffled[start : start + _SORTED_AT_A_TIME], key=lambda n: int(sizes[n])):
            if batch and _padded(int(sizes[number])) * (len(batch) + 1) > tokens:
                batches.append(batch)
                batch = []
            batch.append(number)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def _padded(size: int) -> int:
    return -(-size // MULTIPLE) * MULTIPLE


def _starts(counts: NDArray[np.generic]) -> Ints:
    return np.concatenate([[0], np.cumsum(counts.astype(np.int64))])
