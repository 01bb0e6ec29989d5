"""The rows of a pass among threads that have no pass of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import torch

from summarize.asking.backends.huggingface.products import STEP

__all__ = ["Sharing"]


class Sharing:
    """Has several threads do what looks at each row by itself, so that a question asked alone does not leave them idle."""

    def __init__(
        self,
        pool: Executor | None = None,
        threads: int = 1,
        filled: Callable[[int], int] = lambda rows: rows,
    ) -> None:
        """Take the threads, of which the one that calls is one.

        Args:
            pool: has the others.
            threads: how many share the rows; with one or none nothing is shared.
            filled: how many rows to compute where so many are wanted; only numbers that it leaves as they are are computed.
        """
        self._pool = pool
        self._threads = threads
        self._filled = filled

    def rows(self, work: Callable[..., torch.Tensor], *tensors: torch.Tensor) -> torch.Tensor:
        """Return what `work` makes of the rows of some tensors, each part of them by a thread."""
        sizes = self._sizes(len(tensors[0]))
        if self._pool is None or len(sizes) < 2:
            return work(*tensors)
        own, *others = zip(*(tensor.split(sizes) for tensor in tensors), strict=True)  # type: ignore[no-untyped-call]
        waiting = [self._pool.submit(_inferred, work, *part) for part in others]
        return torch.cat([work(*own), *(one.result() for one in waiting)])

    def _sizes(self, rows: int) -> list[int]:
        """Return how many rows each thread takes: whole steps, and what rounds as all of them together do."""
        if self._threads < 2:
            return [rows]
        size = -(-rows // (self._threads * STEP)) * STEP
        sizes = [min(size, rows - start) for start in range(0, rows, size)]
        return sizes if all(self._filled(size) == size for size in sizes) else [rows]


@torch.inference_mode()
def _inferred(work: Callable[..., torch.Tensor], *tensors: torch.Tensor) -> torch.Tensor:
    return work(*tensors)
