"""Attention of several texts that stand in one row of tokens: each token sees its own text alone.

Tensors have the token first: queries [rows, heads, width], keys and values [rows, fewer heads, width].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

import torch
from torch.nn.functional import scaled_dot_product_attention

from summarize.asking.backends.tree import TokenTree

__all__ = ["Attend", "Memory", "TreeAttention", "compared", "mask_of", "over_memories", "rounded"]

Attend = Callable[[int, torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
"""Called with a layer's number, its queries, keys and values; returns [rows, heads, width]."""


_CUT = 128
"""A tree of so many rows or more is attended to in two parts. Measured with SmolLM2-135M, bfloat16, one core with AMX, 23 trees
of 163 rows on average: 6.9 ms a layer, uncut 7.6, in three parts no less."""


_ALIGNED = 16
"""Attention over a tree takes a multiple of so many rows: over 185 it takes 0.54 ms a layer, over 192 it takes 0.32."""


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


def mask_of(tree: TokenTree, dtype: torch.dtype, rows: int | None = None) -> torch.Tensor:
    """Return what is added to a tree's scores: 0 where a node may see another, else the least number there is.

    Rows beyond the tree see themselves: a row that saw nothing would be no number, and spoil the others.
    """
    size = rows or len(tree)
    visible = torch.eye(size, dtype=torch.bool)
    visible[: len(tree), : len(tree)] = torch.from_numpy(tree.visibility())
    return torch.zeros(size, size, dtype=dtype).masked_fill_(~visible, torch.finfo(dtype).min)


class TreeAttention:
    """The attention of trees that stand behind each other.

    The mask of a tree may be larger than the tree. It then covers the first rows of the next one too, which see nothing of
    this tree and it nothing of them, and whose results are written over by their own.
    """

    def __init__(self, trees: Sequence[tuple[int, torch.Tensor]]) -> None:
        """Take the length and the mask of each tree."""
        starts = accumulate((length for length, _ in trees), initial=0)
        self._parts = [part for start, (_, mask) in zip(starts, trees, strict=False) for part in _parts(start, mask)]
        self._views: list[tuple[torch.Tensor, ...]] = []
        self._found = torch.empty(0)

    def __call__(self, layer: int, query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """Return what is found, in memory that the next call writes over (see `Attend`).

        The arguments must be the same tensors in every layer, with new numbers: what is seen of them is worked out once.
        """
        if not self._views:
            # Rows after the last tree are read by products, and must be numbers.
            self._found = torch.zeros_like(query, memory_format=torch.contiguous_format)
            for rows, seen, mask in self._parts:
                views = (query[rows], keys[seen], values[seen], self._found[rows])
                self._views.append((*(view.transpose(0, 1)[None] for view in views), mask))
        for q, k, v, found, mask in self._views:
            found.copy_(scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=True))
        return self._found


def _parts(start: int, mask: torch.Tensor) -> list[tuple[slice, slice, torch.Tensor]]:
    """Return the parts in which a tree's attention is computed: the rows of each, those that they see, and its mask."""
    return [
        (slice(start + first, start + end), slice(start, start + end), mask[first:end, :end].contiguous()[None, None])
        for first, end in _ranges(len(mask))
    ]


def _ranges(rows: int) -> list[tuple[int, int]]:
    """Return the first row of each part of a tree's attention, and the first behind it."""
    # A node's ancestors stand before it, so the first half of the rows sees nothing of the second.
    return [(0, half := -(-rows // 64) * 32), (half, rows)] if rows >= _CUT else [(0, rows)]


def rounded(nodes: int) -> int:
    """Return how many rows the attention of a tree of so many nodes takes."""
    return -(-nodes // _ALIGNED) * _ALIGNED


def compared(nodes: int) -> int:
    """Return how many pairs of a tree's nodes attention compares, masked ones too, without the rows that fill it up."""
    ranges = ((first, min(end, nodes)) for first, end in _ranges(rounded(nodes)))
    return sum((end - first) * end for first, end in ranges)


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
