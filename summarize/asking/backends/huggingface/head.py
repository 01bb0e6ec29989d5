"""The output layer: hidden states -> how likely each next token is. Applied only where a token is predicted."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch

__all__ = ["Head", "Shaping"]

_ROWS = 128
_TOKENS = 1024
"""Rows and tokens of the logits computed at a time: with these the weight's part and all that is done to its logits stay
in the second cache (2 MB), and the weight is read once. Measured with SmolLM2-135M in bfloat16 on one core, 630 rows: 97 ms;
64 rows and all 49,152 tokens at a time take 208 ms. Every block has so many rows, the last one with zeros: a product of
another shape rounds differently, and a row's answer would depend on how many others there are."""


@dataclass(frozen=True)
class Shaping:
    """What some models do to their logits after the output layer."""

    scale: float = 1.0
    """Factor of every logit (Cohere, Granite)."""
    cap: float | None = None
    """Largest size of a logit, approached by a tanh (Gemma 2)."""


class Head:
    """The output layer of a model."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None = None, shaping: Shaping | None = None) -> None:
        """Take its weight, [vocabulary, width], its bias, if it has one, and what is done to its logits."""
        self._weight = weight
        self._bias = bias
        self._shaping = shaping or Shaping()

    @property
    def vocabulary(self) -> int:
        """Number of tokens that get a logit, padding included."""
        return len(self._weight)

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the logits of every row, [rows, vocabulary], in float32."""
        return self._shape((hidden @ self._weight.T).float(), self._bias)

    def log_probabilities(
        self, hidden: torch.Tensor, steps: Sequence[tuple[int, int]], threads: int = 1
    ) -> list[float]:
        """Return the log-probability of each (row, next token)."""
        blocks = hidden.new_zeros(-(-len(hidden) // _ROWS) * _ROWS, hidden.shape[1])
        blocks[: len(hidden)] = hidden
        # A graphics card has no such cache, and each step of it costs a call.
        step = _TOKENS if hidden.device.type == "cpu" else self.vocabulary
        starts = range(0, self.vocabulary, step)
        with ThreadPoolExecutor(threads) as pool:
            shares = [starts[n::threads] for n in range(threads)]
            done = list(pool.map(lambda share: self._totals(blocks, share, step), shares))
        parts = {
            start: part
            for share, found in zip(shares, done, strict=True)
            for start, part in zip(share, found, strict=True)
        }
        totals = torch.cat([parts[start] for start in starts], dim=-1).logsumexp(dim=-1)
        rows = torch.tensor([row for row, _ in steps], device=hidden.device)
        tokens = torch.tensor([token for _, token in steps], device=hidden.device)
        # The predicted token's own logit in full precision: bfloat16 rounds one between 16 and 32 by up to 0.06.
        own = (hidden[rows].float() * self._weight[tokens].float()).sum(dim=-1)
        own = self._shape(own, None if self._bias is None else self._bias[tokens])
        found_all: list[float] = (own - totals[rows]).tolist()
        return found_all

    @torch.inference_mode()
    def _totals(self, blocks: torch.Tensor, starts: Sequence[int], step: int) -> list[torch.Tensor]:
        """Return the logarithm of the sum of the exponentiated logits of `step` tokens from each of `starts` on, [rows, 1]."""
        # One block of logits is written over and over, so that it stays in the cache.
        block = blocks.new_empty(_ROWS * step)
        wide = torch.empty_like(block, dtype=torch.float32)
        found = []
        for start in starts:
            weight = self._weight[start : start + step].T
            bias = None if self._bias is None else self._bias[start : start + step]
            narrow, logits = (x[: _ROWS * weight.shape[1]].view(_ROWS, -1) for x in (block, wide))
            totals = torch.empty(len(blocks), 1, dtype=torch.float32, device=blocks.device)
            for first in range(0, len(blocks), _ROWS):
                rows, total = blocks[first : first + _ROWS], totals[first : first + _ROWS]
                torch.mm(rows, weight, out=narrow)
                self._shape(logits.copy_(narrow), bias)
                highest = logits.amax(dim=-1, keepdim=True)
                torch.sum(logits.sub_(highest).exp_(), dim=-1, keepdim=True, out=total).log_().add_(highest)
            found.append(totals)
        return found

    def _shape(self, logits: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """Do to logits, in place, what the model does to them after the output layer."""
        if bias is not None:
            logits += bias
        if self._shaping.scale != 1.0:
            logits *= self._shaping.scale
        if cap := self._shaping.cap:
            logits.div_(cap).tanh_().mul_(cap)
        return logits
