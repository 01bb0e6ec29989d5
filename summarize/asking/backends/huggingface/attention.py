"""Attention of several texts that stand in one row of tokens: each token sees its own text alone.

Tensors have the token first: queries [rows, heads, width], keys and values [rows, fewer heads, width].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import scaled_dot_product_attention

from summarize.asking.backends.tree import TokenTree

__all__ = ["Attend", "Memory", "TreeAttention", "compared", "mask_of", "over_memories", "rounded"]

Attend = Callable[[int, torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
"""Called with a layer's number, its queries, keys and values; returns [rows, heads, width]."""


_CUT = 128
"""A tree of so many rows or more is attended to in parts. Measured with SmolLM2-135M, bfloat16, one core with AMX, 23 trees of
163 rows on average, in halves: 6.9 ms a layer, uncut 7.6, in three parts no less."""


_ALIGNED = 16
"""Attention over a tree takes a multiple of so many rows: over 185 it takes 0.54 ms a layer, over 192 it takes 0.32."""


_PART = 64
"""Branches are attended to together until they have so many rows."""


class Memory:
    """The keys and values of one text's tokens, in every layer, with room for all that it can get."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._layers: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
        self.length = 0
        """Tokens that the model has read in every layer."""

    def take(self, layer: int, keys: torch.Tensor, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Add those of some tokens, [heads, tokens, width], and return those of all."""
        if layer not in self._layers:
            heads, _, width = keys.shape
            room = keys.new_empty(heads, self._room, width), values.new_empty(heads, self._room, values.shape[2])
            self._layers[layer] = room
        end = self.length + keys.shape[1]
        for kept, new in zip(self._layers[layer], (keys, values), strict=True):
            kept[:, self.length : end] = new
        all_keys, all_values = self._layers[layer]
        return all_keys[:, :end], all_values[:, :end]


def mask_of(tree: TokenTree, dtype: torch.dtype) -> torch.Tensor:
    """Return what is added to a tree's scores: 0 where a node may see another, else the least number there is."""
    return _hiding(tree.visibility(), dtype)


def _hiding(visible: NDArray[np.bool_], dtype: torch.dtype) -> torch.Tensor:
    return torch.zeros(visible.shape, dtype=dtype).masked_fill_(torch.from_numpy(~visible), torch.finfo(dtype).min)


@dataclass(frozen=True)
class _Part:
    """Rows of a tree that are attended to together, and what they are compared with."""

    first: int
    end: int
    """The first row, and the first behind the last: they are compared with each other."""
    stem: int
    """They are compared with so many of the tree's first rows, too."""

    @property
    def seen(self) -> int:
        """Return how many rows each is compared with."""
        return self.stem + self.end - self.first


class TreeAttention:
    """The attention of trees that stand behind each other.

    A tree is a stem and the branches that grow from it, which see the stem and themselves: one is not compared with another.
    Parts take in rows of others, to be of a size that is quickly computed: those before a branch, and those behind a tree. What
    these get is written over by what they get in their own part, which comes later.
    """

    def __init__(self, trees: Sequence[TokenTree], dtype: torch.dtype) -> None:
        """Take the trees, and the number type of what is attended to."""
        starts = accumulate(map(len, trees), initial=0)
        self._parts = [
            (start, part, _mask(tree, part, dtype))
            for start, tree in zip(starts, trees, strict=False)
            for part in reversed(_parts(tree))
        ]
        self._steps: list[_Step] = []
        self._found = torch.empty(0)

    def __call__(self, layer: int, query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """Return what is found, in memory that the next call writes over (see `Attend`).

        The arguments must be the same tensors in every layer, with new numbers: what is seen of them is worked out once.
        """
        if not self._steps:
            # Rows after the last tree are read by products, and must be numbers.
            self._found = torch.zeros_like(query, memory_format=torch.contiguous_format)
            room = max(part.seen for _, part, _ in self._parts)
            gathered = tuple(x.new_empty(room, *x.shape[1:]) for x in (keys, values))
            self._steps = [
                _Step(query, (keys, values), gathered, self._found, start, part, mask)
                for start, part, mask in self._parts
            ]
        for step in self._steps:
            step.take()
        return self._found


class _Step:
    """The attention of a part, with views of all that it reads and writes."""

    def __init__(
        self,
        query: torch.Tensor,
        seen: tuple[torch.Tensor, ...],
        gathered: tuple[torch.Tensor, ...],
        found: torch.Tensor,
        start: int,
        part: _Part,
        mask: torch.Tensor,
    ) -> None:
        own, stem = slice(start + part.first, start + part.end), slice(start, start + part.stem)
        self._copies: list[tuple[torch.Tensor, torch.Tensor]] = []
        """To where, and what is brought there: a stem and a later branch do not stand side by side."""
        if part.stem == part.first:
            read = tuple(x[start : own.stop] for x in seen)
        else:
            for room, x in zip(gathered, seen, strict=True):
                self._copies += [(room[: part.stem], x[stem]), (room[part.stem : part.seen], x[own])]
            read = tuple(room[: part.seen] for room in gathered)
        self._query, self._keys, self._values, self._found = (
            view.transpose(0, 1)[None] for view in (query[own], *read, found[own])
        )
        self._mask = mask

    def take(self) -> None:
        """Attend, and write down what is found."""
        for room, rows in self._copies:
            room.copy_(rows)
        found = scaled_dot_product_attention(
            self._query, self._keys, self._values, attn_mask=self._mask, enable_gqa=True
        )
        self._found.copy_(found)


def _parts(tree: TokenTree) -> list[_Part]:
    """Return the parts in which a tree's attention is computed, filled up."""
    stem, *branches = _ranges(tree)
    parts = _halves(rounded(stem[1] if branches else len(tree)))
    for first, end in branches:
        end = end if end < len(tree) else rounded(end)
        parts.append(_Part(max(0, end - rounded(end - first)), end, rounded(stem[1])))
    return parts


def _halves(rows: int) -> list[_Part]:
    # A node's ancestors stand before it, so the first half of the rows sees nothing of the second.
    half = -(-rows // 64) * 32 if rows >= _CUT else 0
    return [*([_Part(0, half, 0)] if half else []), _Part(half, rows, half)]


def _ranges(tree: TokenTree) -> list[tuple[int, int]]:
    """Return the first node of a tree's stem and of its branches, some of them together, and the first behind them."""
    size = len(tree)
    stem = next((node for node, end in enumerate(tree.ends) if end < size), size)
    if rounded(size) < _CUT or stem == size:
        return [(0, size)]
    found, first, end = [(0, stem)], stem, stem
    while end < size:
        end = tree.ends[end]
        if end - first >= _PART or end == size:
            found.append((first, end))
            first = end
    return found


def _mask(tree: TokenTree, part: _Part, dtype: torch.dtype) -> torch.Tensor:
    """Return what is added to a part's scores (see `mask_of`).

    Rows beyond the tree see themselves: a row that saw nothing would be no number, and spoil the others.
    """
    behind = range(len(tree) + 1, part.end + 1)
    ends = np.array([*tree.ends, *behind], dtype=np.int64)
    stem, own = np.arange(part.stem), np.arange(part.first, part.end)
    seen = np.concatenate([stem, own])
    visible = (seen <= own[:, None]) & (own[:, None] < ends[seen])
    visible[:, part.stem :] &= own >= part.stem
    return _hiding(visible, dtype)[None, None]


def rounded(nodes: int) -> int:
    """Return how many rows the attention of so many nodes takes."""
    return -(-nodes // _ALIGNED) * _ALIGNED


def compared(tree: TokenTree) -> int:
    """Return how many pairs of a tree's nodes attention compares, masked ones too, without the rows that fill it up."""
    stem, *branches = _ranges(tree)
    of_stem = ((min(part.end, stem[1]) - part.first) * min(part.end, stem[1]) for part in _halves(rounded(stem[1])))
    return sum(of_stem) + sum((end - first) * (stem[1] + end - first) for first, end in branches)


def over_memories(memories: Sequence[tuple[Memory, int]], scale: float | None = None) -> Attend:
    """Return the attention of texts whose new tokens stand behind each other, each over its own memory.

    Args:
        memories: each text's memory, and how many of the rows are its own.
        scale: factor of the scores; by default one over the square root of the width.
    """

    def attend(layer: int, query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        parts = []
        start = 0
        for memory, tokens in memories:
            here = slice(start, start := start + tokens)
            q, k, v = (x[here].transpose(0, 1) for x in (query, keys, values))
            parts.append(_over_memory(q, *memory.take(layer, k, v), scale))
        return torch.cat(parts)

    return attend


def _over_memory(query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, scale: float | None) -> torch.Tensor:
    """Return what the last tokens of a text see of all of it, [tokens, heads, width]; heads come first in the arguments."""
    heads, tokens, width = query.shape
    attend = partial(scaled_dot_product_attention, scale=scale)
    if tokens == keys.shape[1]:
        return attend(query[None], keys[None], values[None], is_causal=True, enable_gqa=True)[0].transpose(0, 1)
    # Query heads that share a key head stand below each other as if they were tokens: no key is copied.
    folded = query.reshape(1, len(keys), -1, width)
    seen = None
    if tokens > 1:
        seen = torch.ones(tokens, keys.shape[1], dtype=torch.bool, device=query.device)
        seen = seen.tril(keys.shape[1] - tokens).repeat(folded.shape[2] // tokens, 1)
    return attend(folded, keys[None], values[None], attn_mask=seen).reshape(heads, tokens, -1).transpose(0, 1)
