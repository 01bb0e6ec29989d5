"""The output layer: hidden states -> how likely each next token is. Applied only where a token is predicted."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch

__all__ = ["Head", "Shaping"]

_ROWS = 64
"""Rows of logits computed at a time: 64 x 49,152 float32 values are 12.6 MB. Measured on 2 cores, bfloat16: 32 rows
take 7 ms, 80 rows 13 ms; larger blocks gain nothing and cost memory. Every block has this many, the last one with zeros:
a product of another shape rounds differently, and a row's answer would depend on how many others there are."""


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
        blocks = range(0, len(hidden), _ROWS)
        with ThreadPoolExecutor(threads) as pool:
            shares = [blocks[n::threads] for n in range(threads)]
            done = list(pool.map(lambda share: self._totals(hidden, share), shares))
        totals = torch.empty(len(hidden), dtype=torch.float32, device=hidden.device)
        for share, found in zip(shares, done, strict=True):
            for start, part in zip(share, found, strict=True):
                totals[start : start + _ROWS] = part[: len(hidden) - start]
        rows = torch.tensor([row for row, _ in steps], device=hidden.device)
        tokens = torch.tensor([token for _, token in steps], device=hidden.device)
        # The predicted token's own logit in full precision: bfloat16 rounds one between 16 and 32 by up to 0.06.
        own = (hidden[rows].float() * self._weight[tokens].float()).sum(dim=-1)
        own = self._shape(own, None if self._bias is None else self._bias[tokens])
        found_all: list[float] = (own - totals[rows]).tolist()
        return found_all

    @torch.inference_mode()
    def _totals(self, hidden: torch.Tensor, starts: Sequence[int]) -> list[torch.Tensor]:
        """Return the logarithm of the sum of all exponentiated logits of each row of the blocks that begin at `starts`."""
        # One block of logits is written over and over: fresh ones of this size go back to the kernel each time.
        rows = hidden.new_zeros(_ROWS, hidden.shape[1])
        block = hidden.new_empty(_ROWS, self.vocabulary)
        wide = torch.empty_like(block, dtype=torch.float32)
        found = []
        for start in starts:
            part = hidden[start : start + _ROWS]
            rows[: len(part)] = part
            torch.mm(rows, self._weight.T, out=block)
            logits = self._shape(wide.copy_(block), self._bias)
            highest = logits.amax(dim=-1, keepdim=True)
            found.append(logits.sub_(highest).exp_().sum(dim=-1).log_() + highest[:, 0])
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
