"""Token sequences with common beginnings, packed into one sequence a forward pass.

The questions about a paragraph begin with the same words, and so do the candidates of a question. A trie holds each
token of such a set once. Written out in depth-first order, with depth as position and "may see its ancestors" as the
attention mask, the trie is one input of batch size one, and every node's hidden state is what it would be had its
sequence been run alone. No cache is kept, and no sequence is padded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["TokenTree", "pack"]

TokenIds = tuple[int, ...]


@dataclass(slots=True)
class TokenTree:
    """A trie of token sequences in depth-first order: a node's index is its place in the packed sequence."""

    tokens: list[int] = field(default_factory=list)
    """Token id of each node."""
    depths: list[int] = field(default_factory=list)
    """Number of ancestors of each node, which is its position in its own sequence."""
    paths: dict[TokenIds, tuple[int, ...]] = field(default_factory=dict)
    """Node indices of each sequence that was added."""
    ends: list[int] = field(default_factory=list)
    """One more than the last node that may see each node; all nodes between the two may."""
    _last: TokenIds = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def growth(self, sequence: TokenIds) -> int:
        """Return how many nodes `add(sequence)` would add."""
        return len(sequence) - _common_prefix(self._last, sequence)

    def add(self, sequence: TokenIds) -> None:
        """Add a sequence; sequences must come in sorted order, or common beginnings are not found."""
        shared = _common_prefix(self._last, sequence)
        path = list(self.paths[self._last][:shared]) if shared else []
        for depth in range(shared, len(sequence)):
            path.append(len(self.tokens))
            self.tokens.append(sequence[depth])
            self.depths.append(depth)
            self.ends.append(0)
        for node in path:
            self.ends[node] = len(self.tokens)
        self.paths[sequence] = tuple(path)
        self._last = sequence

    def fill(self, multiple: int) -> None:
        """Add nodes that stand for nothing, each of which sees itself alone, until their number is a multiple of `multiple`."""
        missing = -len(self.tokens) % multiple
        self.ends += range(len(self.tokens) + 1, len(self.tokens) + missing + 1)
        self.tokens += [0] * missing
        self.depths += [0] * missing

    def visibility(self) -> NDArray[np.bool_]:
        """Return a square matrix that is true where the row's node may see the column's: itself and its ancestors."""
        size = len(self.tokens)
        visible = np.zeros((size, size), dtype=np.bool_)
        for node, end in enumerate(self.ends):
            visible[node:end, node] = True
        return visible


def pack(sequences: Iterable[TokenIds], *, max_nodes: int) -> list[TokenTree]:
    """Return the trees that hold all sequences, each of at most `max_nodes` nodes.

    The result depends on the set of sequences alone, not on their order. A sequence longer than `max_nodes` has a tree
    of its own; a set too large for one tree is cut between sequences, and what they share is computed again.
    """
    trees: list[TokenTree] = []
    for sequence in sorted(set(sequences)):
        if not trees or (len(trees[-1]) + trees[-1].growth(sequence) > max_nodes):
            trees.append(TokenTree())
        trees[-1].add(sequence)
    return trees


def _common_prefix(first: Sequence[int], second: Sequence[int]) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length
