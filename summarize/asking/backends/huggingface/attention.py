"""Attention of several texts that stand in one row of tokens: each token sees its own text alone.

Tensors have the token first: queries [rows, heads, width], keys and values [rows, fewer heads, width].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch.nn.functional import scaled_dot_product_attention

from summarize.asking.backends.tree import TokenTree

__all__ = ["Attend", "Memory", "mask_of", "over_memories", "over_trees"]

Attend = Callable[[int, torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
"""Called with a layer's number, its queries, keys and values; returns [rows, heads, width]."""


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


def over_trees(masks: Sequence[torch.Tensor]) -> Attend:
    """Return the attention of trees that stand behind each other, given the mask of each; rows after them see nothing."""

    def attend(layer: int, query: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        parts = []
        start = 0
        for mask in masks:
            here = slice(start, start := start + len(mask))
            q, k, v = (x[here].transpose(0, 1)[None] for x in (query, keys, values))
            found = scaled_dot_product_attention(q, k, v, attn_mask=mask[None, None], enable_gqa=True)
            parts.append(found[0].transpose(0, 1))
        return torch.cat([*parts, torch.zeros_like(query[start:])])

    return attend


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
