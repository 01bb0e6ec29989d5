"""What the model has to do, counted: for measuring it against the machine (`make bench`)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import torch

from summarize.asking.backends.huggingface.body import Body
from summarize.asking.backends.huggingface.integers import IntegerLinear, whole_weight
from summarize.asking.backends.tree import TokenTree

__all__ = ["Work", "multiplication_rate"]

_SIDE = 1024
"""Rows and columns of the matrices that are multiplied: three of them fit the second cache (2 MB a core)."""


@dataclass
class Work:
    """Counts that only grow."""

    passes: int = 0
    """Trees read."""
    tokens: int = 0
    """Tokens read, each once in its tree; rows that fill up a pass are not counted."""
    finished: int = 0
    """Of these, the ones for which the last layer was computed past its attention."""
    pairs: int = 0
    """Pairs of tokens that attention compared, in each head of each layer."""
    predicted: int = 0
    """Places where the output layer was applied."""
    alone: int = 0
    """Tokens that would have been read had every candidate been put behind its whole prompt and run by itself."""

    def read(self, trees: Sequence[TokenTree], predicted: int, body: Body) -> None:
        """Count some trees, read by a body."""
        tokens = sum(map(len, trees))
        self.passes += len(trees)
        self.tokens += tokens
        self.finished += tokens if body.finishes_all else predicted
        self.pairs += sum(map(body.compared, trees))
        self.predicted += predicted


def multiplication_rate(dtype: str, seconds: float, threads: int) -> float:
    """Return how many operations a second of processor time does in matrix products, the most that a core offers.

    Args:
        dtype: number type, as torch calls it.
        seconds: how long to multiply.
        threads: products side by side, each on one thread.
    """
    kind: torch.dtype = getattr(torch, dtype)

    def multiply(_: int) -> tuple[int, float]:
        product = _product(kind)
        product()
        done, started, end = 0, time.thread_time(), time.perf_counter() + seconds
        while time.perf_counter() < end:
            product()
            done += 1
        return done, time.thread_time() - started

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(multiply, range(threads)))
    return 2.0 * _SIDE**3 * sum(done for done, _ in found) / sum(spent for _, spent in found)


def _product(kind: torch.dtype) -> Callable[[], object]:
    """Return what multiplies two square matrices of a number type."""
    first, second = (torch.full((_SIDE, _SIDE), 0.5) for _ in range(2))
    if kind == torch.int8:
        whole = torch.full((_SIDE, _SIDE), 200, dtype=torch.uint8)
        return partial(IntegerLinear(whole_weight(second), None).whole_product, whole)
    first, second = first.to(kind), second.to(kind)
    return partial(torch.mm, first, second, out=torch.empty_like(first))
