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
in the second cache (2 MB), and the weight is read once. Measured with SmolLM2-135M in bfloat16 on one core, 584 rows: 70 ms,
with 64 rows at a time a fifth more. Every block has so many rows, the last one with zeros: a product of another shape rounds
differently, and a row's answer would depend on how many others there are."""


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
        rows = torch.tensor([row for row, _ in steps], device=hidden.device)
        tokens = torch.tensor([token for _, token in steps], device=hidden.device)
        # The predicted token's own logit in full precision: bfloat16 rounds one between 16 and 32 by up to 0.06.
        raw = (hidden[rows].float() * self._weight[tokens].float()).sum(dim=-1)
        # All logits of a row are computed less a predicted one: those that matter are then small, and rounded by little.
        length = -(-len(hidden) // _ROWS) * _ROWS
        less = raw.new_zeros(length).scatter_reduce_(0, rows, raw, "amax", include_self=False).to(hidden.dtype)
        blocks = hidden.new_zeros(length, hidden.shape[1])
        blocks[: len(hidden)] = hidden
        # A graphics card has no such cache, and each step of it costs a call.
        step = _TOKENS if hidden.device.type == "cpu" else self.vocabulary
        starts = range(0, self.vocabulary, step)
        with ThreadPoolExecutor(threads) as pool:
            shares = [starts[n::threads] for n in range(threads)]
            done = list(pool.map(lambda share: self._totals(blocks, less, share, step), shares))
        parts = {
            start: part
            for share, found in zip(shares, done, strict=True)
            for start, part in zip(share, found, strict=True)
        }
        totals = torch.stack([parts[start] for start in starts]).logsumexp(dim=0)
        for row in totals[: len(hidden)].isinf().nonzero()[:, 0].tolist():
            # The predicted token has less than e^-88 of the likeliest one's probability.
            totals[row] = self.logits(hidden[row : row + 1]).logsumexp(dim=-1)[0]
        own = self._shape(raw, None if self._bias is None else self._bias[tokens])
        found_all: list[float] = (own - totals[rows]).tolist()
        return found_all

    @torch.inference_mode()
    def _totals(self, blocks: torch.Tensor, less: torch.Tensor, starts: Sequence[int], step: int) -> list[torch.Tensor]:
        """Return the logarithm of the sum of the exponentiated logits of `step` tokens from each of `starts` on, [rows].

        Args:
            blocks: hidden states.
            less: of each row, what its logits are computed less.
            starts: first tokens.
            step: how many tokens.
        """
        plain = self._bias is None and self._shaping == Shaping()
        # One block of logits is written over and over, so that it stays in the cache.
        block = blocks.new_empty(step * _ROWS)
        wide = torch.empty_like(block, dtype=torch.float32)
        found = []
        for start in starts:
            weight = self._weight[start : start + step]
            narrow, logits = (x[: len(weight) * _ROWS].view(-1, _ROWS) for x in (block, wide))
            totals = torch.empty(len(blocks), dtype=torch.float32, device=blocks.device)
            for first in range(0, len(blocks), _ROWS):
                rows, total, taken = (x[first : first + _ROWS] for x in (blocks, totals, less))
                # Tokens stand below each other, so that the large matrix is the one that is not brought into another order.
                torch.addmm(taken, weight, rows.T, beta=-1, out=narrow)
                logits.copy_(narrow)
                if not plain:
                    logits += taken
                    self._shape(logits, None if self._bias is None else self._bias[start : start + step, None])
                    taken = logits.amax(dim=0)
                    logits -= taken
                torch.sum(logits.exp_(), dim=0, out=total).log_().add_(taken)
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
