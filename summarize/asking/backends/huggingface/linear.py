"""A linear layer on a CPU, in the number type of its weight: its products, and what is done to their results."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch.nn.functional import linear, silu

__all__ = ["ROWS", "Linear", "PackedLinear", "by_blocks"]

ROWS = 512
"""Most rows of a product. Measured with SmolLM2-135M in bfloat16 on one core with AMX, all products of a layer: 6.0 µs a row,
with 256 rows 7.1 (each product fetches its whole weight, at 12 GB/s), with 640 rows 6.3 (their activations leave the
cache)."""


class Linear:
    """A linear layer, in blocks of `ROWS` rows where there are more."""

    packed = False
    """Whether its weight is in the order that the processor multiplies in."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
        """Take its weight, [width of the output, width of the input], and its bias, if it has one."""
        self.width = weight.shape[1]
        """Width of the input."""
        self.dtype = weight.dtype
        """Number type of input and output."""
        self._weight = weight
        self._bias = bias

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the layer's output for rows of its input."""
        return by_blocks(lambda part: linear(part, self._weight, self._bias), rows)

    def activated(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the silu of the output."""
        return silu(self.product(rows))

    def multiplied(self, rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
        """Return the output times something."""
        return self.product(rows) * by

    def added(self, rows: torch.Tensor, to: torch.Tensor) -> torch.Tensor:
        """Return the output plus something."""
        return self.product(rows) + to


class PackedLinear(Linear):
    """The same by oneDNN, whose products do what follows them and take the weight in the order that they need."""

    packed = True

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
        """Take the same."""
        super().__init__(weight, bias)
        self._weight = torch.ops.mkldnn._reorder_linear_weight(weight, ROWS)

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the layer's output for rows of its input."""
        return self._unary(rows, "none")

    def activated(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the silu of the output."""
        return self._unary(rows, "swish")

    def multiplied(self, rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
        """Return the output times something."""
        return self._binary(rows, by, "mul")

    def added(self, rows: torch.Tensor, to: torch.Tensor) -> torch.Tensor:
        """Return the output plus something."""
        return self._binary(rows, to, "add")

    def _unary(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        operator = torch.ops.mkldnn._linear_pointwise
        return by_blocks(lambda part: operator(part, self._weight, self._bias, name, [], ""), rows)

    def _binary(self, rows: torch.Tensor, other: torch.Tensor, name: str) -> torch.Tensor:
        operator = torch.ops.mkldnn._linear_pointwise.binary
        return by_blocks(lambda part, beside: operator(part, beside, self._weight, self._bias, name), rows, other)


def by_blocks(work: Callable[..., torch.Tensor], *tensors: torch.Tensor) -> torch.Tensor:
    """Return what `work` makes of some tensors' rows, `ROWS` of them at a time."""
    if tensors[0].shape[0] <= ROWS:
        return work(*tensors)
    starts = range(0, len(tensors[0]), ROWS)
    return torch.cat([work(*(tensor[start : start + ROWS] for tensor in tensors)) for start in starts])
