"""Models of Llama's shape, read quickly on a CPU. Every other model, and every graphics card, has `general.py`.

The arithmetic is that of transformers' Llama; `tests/test_decoder.py` holds it to that. What is quicker:

- many trees in one pass, with no rows between them: a pass streams all weights through the cache once (212 MB at 12 GB/s, a
  sixth of the time of its products);
- weights that were brought into the order that the processor multiplies in once, not in each product;
- where there is no bfloat16, products of 8-bit whole numbers (`integers.py`);
- activation, product of the gates and residual sum done by the products that they follow;
- norms in one pass over memory, their weights folded into the products after them;
- attention that compares no branch of a tree with another, nor the first half of its stem with the second;
- a last layer that is computed, past its attention, for the nodes that are wanted alone.

Measured with SmolLM2-135M in bfloat16 on one core with AMX, of the time of ranking: products 60 %, attention 20 %, the output
layer, norms and rotations 5 % each, Python and the rest 5 %. The products do three quarters of what the processor does in its
caches: weights and activations of 512 rows, 13 MB a layer, come from behind the second cache (2 MB), and with more rows or
fewer they are slower (`products.py`). In attention the exponential and the mask take longer than the products.

Transformers' modules are not imported, which takes three seconds off the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain

import numpy as np
import torch
from numpy.typing import NDArray

from summarize.asking.backends.huggingface.attention import (
    Attend,
    Memory,
    TreeAttention,
    compared,
    over_memories,
    rounded,
)
from summarize.asking.backends.huggingface.body import Wanted
from summarize.asking.backends.huggingface.config import DecoderConfig
from summarize.asking.backends.huggingface.integers import computed_in, mixer
from summarize.asking.backends.huggingface.linear import ROWS
from summarize.asking.backends.huggingface.packing import passes
from summarize.asking.backends.huggingface.products import STEP, Layer, LayerLoader
from summarize.asking.backends.huggingface.ready import ReadyWeights
from summarize.asking.backends.huggingface.sharing import Sharing
from summarize.asking.backends.huggingface.steps import Norm, Rotation
from summarize.asking.backends.tree import TokenTree

__all__ = ["Decoder"]


@dataclass(frozen=True)
class _Pass:
    """What is read in one go."""

    tokens: Sequence[int]
    """Of each row."""
    positions: Sequence[int]
    """Of each row, in its own text."""
    attend: Attend
    """The attention of the rows."""
    wanted: Sequence[int]
    """The rows whose last hidden states are wanted."""


class Decoder:
    """A body of Llama's shape, on a CPU."""

    name = "torch"
    finishes_all = False

    def __init__(
        self,
        config: DecoderConfig,
        tensors: dict[str, torch.Tensor],
        dtype: torch.dtype,
        change: Callable[[str, torch.Tensor], torch.Tensor],
        threads: int,
        ready: ReadyWeights,
    ) -> None:
        """Make a body of a checkpoint's tensors.

        Args:
            config: its configuration.
            tensors: by the names that transformers gives them; those of its layers are not needed where these are ready.
            dtype: number type of the weights in memory; with int8 all but the products is in float32 (see `integers.py`).
            change: called with the path of a linear layer and its weight in float32; returns the weight to use.
            threads: layers prepared side by side.
            ready: the weights of its layers that are on the disk, and those to keep there.

        Raises:
            KeyError: if a tensor is missing.
        """
        self._config = config
        self._dtype = computed_in(dtype)
        self._mixer = mixer(config.hidden_size) if dtype == torch.int8 else None
        # A copy: in its file it starts at any byte, so that products with it take a fifth longer, and it keeps the file mapped.
        self._embedding = tensors["model.embed_tokens.weight"].to(self._dtype, copy=True)
        loader = LayerLoader(config, tensors, dtype, change, ready)
        self._norm = loader.norm("model.norm").to(self._dtype)
        with ThreadPoolExecutor(threads) as pool:
            self._layers = list(pool.map(loader.layer, range(config.num_hidden_layers)))

    @property
    def embedding(self) -> torch.Tensor:
        """The weight of the input layer, [vocabulary, width]."""
        return self._embedding

    def read_trees(self, wanted: Sequence[Wanted], threads: int) -> torch.Tensor:
        """Return the last hidden states of the nodes that are wanted (see `Body`)."""
        read = passes([len(tree) for tree, _ in wanted], threads)
        with ThreadPoolExecutor(threads) as pool:
            # Threads without a pass of their own take rows of the others'.
            sharing = Sharing(pool, threads // len(read), self._layers[0].filled)
            found = pool.map(
                lambda places: self._read(self._over_trees([wanted[place] for place in places]), sharing), read
            )
            attended, hidden = (torch.cat(parts) for parts in zip(*found, strict=True))
            # From here on no row looks at another, and those of all passes fill blocks of their own.
            rows = torch.zeros(self._layers[0].filled(len(hidden)), dtype=torch.int64)
            rows[: len(hidden)] = torch.from_numpy(_order(read, [len(nodes) for _, nodes in wanted]))
            blocks = rows.split(ROWS)  # type: ignore[no-untyped-call]
            finished = pool.map(lambda block: self._finished(attended[block], hidden[block]), blocks)
            return torch.cat(list(finished))[: len(hidden)]

    def compared(self, tree: TokenTree) -> int:
        """Return how many pairs of a tree's nodes attention compares (see `Body`)."""
        return compared(tree)

    def read_texts(self, texts: Sequence[tuple[Sequence[int], Memory]]) -> torch.Tensor:
        """Return the last hidden state of the last token of each text (see `Body`)."""
        lengths = [len(ids) for ids, _ in texts]
        one = _Pass(
            tokens=[token for ids, _ in texts for token in ids],
            positions=[memory.length + place for ids, memory in texts for place in range(len(ids))],
            attend=over_memories([(memory, length) for (_, memory), length in zip(texts, lengths, strict=True)]),
            wanted=[end - 1 for end in accumulate(lengths)],
        )
        return self._finished(*self._read(one, Sharing()))

    def _over_trees(self, wanted: Sequence[Wanted]) -> _Pass:
        """Return a pass over some trees that stand behind each other, filled up to rows that can be computed."""
        starts = list(accumulate((len(tree) for tree, _ in wanted), initial=0))[:-1]
        sizes = [rounded(len(tree)) for tree, _ in wanted]
        rows = self._layers[0].filled(max(start + size for start, size in zip(starts, sizes, strict=True)))
        tokens, positions = [0] * rows, [0] * rows
        for (tree, _), start in zip(wanted, starts, strict=True):
            tokens[start : start + len(tree)] = tree.tokens
            positions[start : start + len(tree)] = tree.depths
        nodes = [start + node for (_, nodes), start in zip(wanted, starts, strict=True) for node in nodes]
        return _Pass(tokens, positions, TreeAttention([tree for tree, _ in wanted], self._dtype), nodes)

    @torch.inference_mode()
    def _read(self, one: _Pass, sharing: Sharing) -> tuple[torch.Tensor, torch.Tensor]:
        """Return, of the rows wanted of a pass, what they attend to in the last layer and their hidden states before it."""
        config, rows, last = self._config, len(one.tokens), len(self._layers) - 1
        heads = config.num_attention_heads
        norm = Norm(rows, config, self._dtype)
        turn = Rotation(one.positions, config, self._dtype)
        hidden = self._mixed(self._embedding[torch.tensor(one.tokens)])
        for number, layer in enumerate(self._layers):
            read = sharing.rows(partial(_mixed_by, layer, norm), hidden)
            turned = turn(read.view(rows, -1, config.width))
            mixed = turned[:, :heads], turned[:, heads : config.turned], turned[:, config.turned :]
            attended = one.attend(number, *mixed).view(rows, -1)
            if number < last:
                hidden = sharing.rows(partial(layer.fed, scale=norm), attended, hidden)
        wanted = torch.tensor(one.wanted)
        return attended[wanted], hidden[wanted]

    @torch.inference_mode()
    def _finished(self, attended: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        """Return the last hidden states of some rows, of which nothing else is needed."""
        norm = Norm(len(hidden), self._config, self._dtype)
        return self._mixed(norm(self._layers[-1].fed(attended, hidden, norm))) * self._norm

    def _mixed(self, rows: torch.Tensor) -> torch.Tensor:
        """Return hidden states with their channels mixed, or mixed ones as they were: the mixer is its own inverse."""
        if self._mixer is None:
            return rows
        # Always as many rows at a time: a product of another shape rounds differently.
        return torch.cat([part @ self._mixer for part in rows.split(STEP)])  # type: ignore[no-untyped-call]


def _mixed_by(layer: Layer, norm: Norm, hidden: torch.Tensor) -> torch.Tensor:
    return layer.mixed(norm(hidden))


def _order(read: Sequence[Sequence[int]], counts: Sequence[int]) -> NDArray[np.int64]:
    """Return the rows of all trees, tree by tree, given how many each has and the order in which they were read."""
    starts: dict[int, int] = {}
    total = 0
    for place in chain.from_iterable(read):
        starts[place] = total
        total += counts[place]
    return np.concatenate([np.arange(starts[n], starts[n] + count) for n, count in enumerate(counts)])
