"""Questions with their answers -> arrays: the token tree of each text, and where in it the answers are predicted.

A text's prompts and answers are laid out as the token tree that the backend uses too, so training and use compute the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from summarize.asking.backends.tree import TokenTree, pack

__all__ = ["MOST_NODES", "Choice", "Packer", "tree_of"]

MOST_NODES = 1500
"""Of a tree; a longer one is left out, for attention costs its square. Of our examples none is."""


@dataclass(frozen=True)
class Choice:
    """A prompt and the answers to rank, as tokens."""

    prompt: tuple[int, ...]
    continuations: tuple[tuple[int, ...], ...]
    priors: tuple[float, ...]
    """Log-odds that each answer starts from: those of the rules, whom the model is to complement."""
    golds: frozenset[int]
    """Indices of the right answers, mostly one."""


def tree_of(choices: Sequence[Choice]) -> TokenTree:
    """Return the one tree that holds all prompts and answers of `choices`, the answers' last tokens left out."""
    sequences = [choice.prompt + answer[:-1] for choice in choices for answer in choice.continuations]
    (tree,) = pack(sequences, max_nodes=1 << 30)
    return tree


class Packer:
    """Collects the choices of many texts and writes them to one file (`batches.PackedSet` reads it)."""

    def __init__(self) -> None:
        self._columns: dict[str, list[int] | list[float] | list[bool]] = {name: [] for name in _TYPES}
        self.left_out = 0
        """Texts that were too long."""

    def __len__(self) -> int:
        return len(self._columns["sizes"])

    def add(self, choices: Sequence[Choice], part: int) -> None:
        """Add the choices of one text, which belongs to a part of the stories (see `parts.part_of`)."""
        tree = tree_of(choices)
        if len(tree) > MOST_NODES:
            self.left_out += 1
            return
        self._extend("tokens", tree.tokens)
        self._extend("depths", tree.depths)
        self._extend("ends", tree.ends)
        self._extend("sizes", [len(tree)])
        self._extend("choices", [len(choices)])
        self._extend("parts", [part])
        for choice in choices:
            self._extend("answers", [len(choice.continuations)])
            self._extend("priors", choice.priors)
            self._extend("right", [number in choice.golds for number in range(len(choice.continuations))])
            for answer in choice.continuations:
                self._extend("rows", tree.paths[choice.prompt + answer[:-1]][len(choice.prompt) - 1 :])
                self._extend("targets", answer)
                self._extend("lengths", [len(answer)])

    def save(self, path: Path) -> None:
        """Write all that was added to `path`, in one step."""
        columns = {name: np.array(values, _TYPES[name]) for name, values in self._columns.items()}
        temporary = path.with_suffix(".part")
        with temporary.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **columns)
        temporary.replace(path)

    def _extend(self, name: str, values: Sequence[int] | Sequence[float]) -> None:
        self._columns[name].extend(values)  # type: ignore[arg-type]


_TYPES: dict[str, type[np.generic]] = {
    "tokens": np.uint16,
    "depths": np.uint16,
    "ends": np.uint16,
    "sizes": np.uint16,
    "rows": np.uint16,
    "targets": np.uint16,
    "lengths": np.uint8,
    "answers": np.uint8,
    "choices": np.uint8,
    "priors": np.float16,
    "right": np.bool_,
    "parts": np.int16,
}
"""The columns of a file; `batches.PackedSet` says what they are."""
