"""What a body is: the part of a model between tokens and hidden states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch

from summarize.asking.backends.huggingface.attention import Memory
from summarize.asking.backends.tree import TokenTree

__all__ = ["Body", "Wanted"]

Wanted = tuple[TokenTree, Sequence[int]]
"""A tree, and those of its nodes whose hidden states are wanted."""


class Body(Protocol):
    """A model without its output layer."""

    name: str
    """What reads, for the record of the run: "torch" for our own decoder, "transformers"."""

    finishes_all: bool
    """Whether the last layer is computed for all nodes, or past its attention only for those that are wanted."""

    def read_trees(self, wanted: Sequence[Wanted], threads: int) -> torch.Tensor:
        """Return the last hidden states of the nodes that are wanted, one tree after the other, [nodes, width].

        What a node gets depends on its tree alone, whatever else is read, and however many threads there are.
        """

    def compared(self, tree: TokenTree) -> int:
        """Return how many pairs of a tree's nodes attention compares, in each head of each layer."""

    def read_texts(self, texts: Sequence[tuple[Sequence[int], Memory]]) -> torch.Tensor:
        """Return the last hidden state of the last token of each text, [texts, width].

        Args:
            texts: the tokens that have not been read yet, and the memory of those that have, which takes them in.
        """
