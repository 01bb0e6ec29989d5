"""What training makes small: listwise cross-entropy over the answers' log-likelihoods, the very thing they are ranked by."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from summarize.training.batches import Batch

__all__ = ["Objective", "right"]

_NOT_RIGHT = -1e4
"""Log-odds of an answer that is not right, where only those count that are."""
_FAR = 1e9
"""Surprise of an answer that is not right, where the least counts."""


@dataclass(frozen=True)
class Objective:
    """How much counts for a set of examples."""

    rules: float
    """How much the rules' log-odds count beside the model's log-likelihoods: the model is to learn what they do not know."""
    language: float
    """Weight of the right answer's own mean negative log-likelihood beside the listwise loss; of several, the least."""

    def loss(self, batch: Batch, found: Tensor) -> Tensor:
        """Return the sum of the losses of the choices that have a right answer, for log-likelihoods `found` [answers]."""
        device, count = found.device, len(batch.answers)
        answers = torch.from_numpy(batch.answers).to(device)
        choice = torch.repeat_interleave(torch.arange(count, device=device), answers)
        good = torch.from_numpy(batch.right).to(device)
        together = found + self.rules * torch.from_numpy(batch.priors).to(device)
        listwise = _log_sums(together, choice, count) - _log_sums(together.where(good, _NOT_RIGHT), choice, count)
        surprise = (-found / torch.from_numpy(batch.lengths).to(device)).where(good, _FAR)
        least = torch.full((count,), _FAR, device=device).scatter_reduce(0, choice, surprise, "amin")
        told = torch.zeros(count, device=device).index_add(0, choice, good.float()) > 0
        return (listwise + self.language * least).where(told, 0.0).sum()


def right(batch: Batch, found: Tensor, *, model: float, rules: float) -> int:
    """Return of how many choices the best answer is right, by the weighted sum of log-likelihoods and the rules' log-odds."""
    scores = model * found.cpu() + rules * torch.from_numpy(batch.priors)
    counts = batch.answers.tolist()
    parts = zip(torch.split(scores, counts), torch.split(torch.from_numpy(batch.right), counts), strict=True)
    return sum(bool(good[int(part.argmax())]) for part, good in parts)


def _log_sums(values: Tensor, group: Tensor, count: int) -> Tensor:
    """Return the logarithm of the sum of exponentials over each group."""
    highest = torch.full((count,), -1e30, device=values.device)
    highest = highest.scatter_reduce(0, group, values.detach(), "amax")
    sums = torch.zeros(count, device=values.device).index_add(0, group, torch.exp(values - highest[group]))
    return highest + torch.log(sums)
