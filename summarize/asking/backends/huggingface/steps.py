"""The steps between a layer's products: norms and rotations, each a few passes over memory."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch.nn.functional import rms_norm

from summarize.asking.backends.huggingface.config import DecoderConfig

__all__ = ["Norm", "Rotation", "norm_factor"]

_CHUNK = 256
"""Rows turned at a time, so that they stay in the second cache in float32. Measured as in `decoder.py`, 512 rows of 12 heads:
185 µs, all at a time 228 µs, in bfloat16 264 µs."""


def norm_factor(width: int, dtype: torch.dtype) -> float:
    """Return what the results of `Norm` have still to be multiplied by: what the number type lacks of a root of the width."""
    return math.sqrt(width) / float(torch.tensor(math.sqrt(width), dtype=dtype))


class Norm:
    """Divides rows by their root mean square: a norm whose weight, and `norm_factor`, are folded into what follows."""

    def __init__(self, rows: int, config: DecoderConfig, dtype: torch.dtype) -> None:
        """Take the largest number of rows, the model's configuration, and the number type."""
        self._width = config.hidden_size
        self._epsilon = config.rms_norm_eps
        self._factor = norm_factor(self._width, dtype)
        self._roots = torch.full((rows, 1), math.sqrt(self._width), dtype=dtype)
        self._short = math.sqrt(8 * self._width * self._epsilon / torch.finfo(dtype).eps)
        """Length of a row below which epsilon changes it by a sixteenth of a last bit or more."""

    def __call__(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the rows divided."""
        if hidden.dtype == torch.float32:
            return rms_norm(hidden, (self._width,), eps=self._epsilon)
        # Weight norm is one pass over bfloat16 that computes in float32: 77 µs for 512 rows, where RMS norm takes 700. It
        # knows no epsilon.
        scaled: torch.Tensor
        scaled, lengths = torch.ops.aten._weight_norm_interface(hidden, self._roots[: len(hidden)])
        if lengths.amin().item() < self._short:
            short = (lengths < self._short)[:, 0]
            scales = (lengths[short].square() / self._width + self._epsilon).rsqrt() / self._factor
            scaled[short] = (hidden[short].float() * scales).to(hidden.dtype)
        return scaled


class Rotation:
    """Turns queries and keys by their positions, in float32: bfloat16 would round three times, and take longer."""

    def __init__(self, positions: Sequence[int], config: DecoderConfig, dtype: torch.dtype) -> None:
        """Take the position of each row, the model's configuration, and the number type."""
        rows, width = len(positions), config.width
        speeds = 1.0 / config.theta ** (torch.arange(0, width, 2, dtype=torch.int64).float() / width)
        angles = torch.tensor(positions, dtype=torch.float32)[:, None] * speeds
        turns = torch.polar(torch.ones_like(angles), angles)[:, None]
        wide = torch.empty(min(rows, _CHUNK), config.turned, width)
        numbers = torch.view_as_complex(wide.view(*wide.shape[:-1], -1, 2))
        self._mixed = torch.empty(rows, config.turned + config.num_key_value_heads, width, dtype=dtype)
        self._turned = config.turned
        self._chunks = [
            (slice(start, end), wide[: end - start], numbers[: end - start], turns[start:end])
            for start in range(0, rows, _CHUNK)
            for end in [min(start + _CHUNK, rows)]
        ]

    def __call__(self, mixed: torch.Tensor) -> torch.Tensor:
        """Return queries, keys and values, [rows, heads, width], turned, in memory that the next call writes over.

        Numbers 2n and 2n + 1 of a head are turned together, as the parts of a complex number.
        """
        for rows, wide, numbers, turns in self._chunks:
            wide.copy_(mixed[rows, : self._turned])
            numbers.mul_(turns)
            self._mixed[rows, : self._turned] = wide
        self._mixed[:, self._turned :] = mixed[:, self._turned :]
        return self._mixed
