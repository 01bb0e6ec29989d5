"""Train through the steps of a stage, with checkpoints from which a run that was cut off goes on."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn

from summarize.training.batches import Batch, PackedSet
from summarize.training.network import Network
from summarize.training.recipe import Recipe, Step

__all__ = ["Progress", "Stage", "passes", "train"]

logger = logging.getLogger(__name__)

PASS_TOKENS = {"cuda": 65_536, "cpu": 2048}
"""Tokens of one forward pass, by the kind of device: bounds memory (on a CPU some 2 GB of activations), not the result."""
SAVE_EVERY = 180.0
"""Seconds between two checkpoints."""
_LOG_EVERY = 100
"""Steps between two lines for the reader."""


@dataclass(frozen=True)
class Stage:
    """A part of a run."""

    name: str
    learning_rate: float
    steps: Sequence[Step]
    key: str
    """Digest of all that decides what comes out: a checkpoint of another key is not gone on from."""


@dataclass
class Progress:
    """How far a stage came."""

    step: int = 0
    tokens: int = 0
    """Read so far, padding included."""
    seconds: float = 0.0


def train(
    network: Network,
    stage: Stage,
    sets: Mapping[str, PackedSet],
    recipe: Recipe,
    folder: Path,
) -> Progress:
    """Train `network` through the stage and return how far it came; checkpoints and a log lie in `folder`.

    It goes on from the stage's last checkpoint, if there is one.
    """
    weights = network.parameters()
    optimiser = torch.optim.AdamW(weights, lr=stage.learning_rate, weight_decay=0.0, betas=recipe.betas)
    checkpoint = folder / f"{stage.name}.pt"
    progress = _resume(checkpoint, stage, network, optimiser)
    started = saved = time.monotonic()
    before, count = progress.seconds, len(stage.steps)
    losses: list[tuple[str, torch.Tensor]] = []
    while progress.step < count:
        step = stage.steps[progress.step]
        for group in optimiser.param_groups:
            group["lr"] = stage.learning_rate * recipe.rate(progress.step, count)
        loss, tokens = _step(network, step, sets[step.set])
        nn.utils.clip_grad_norm_(weights, recipe.gradient_norm)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        losses.append((step.set, loss))
        progress.step += 1
        progress.tokens += tokens
        if progress.step % _LOG_EVERY == 0 or progress.step == count:
            progress.seconds = before + time.monotonic() - started
            _log(folder / f"{stage.name}.jsonl", progress, count, losses)
            losses = []
        if time.monotonic() - saved > SAVE_EVERY or progress.step == count:
            progress.seconds = before + time.monotonic() - started
            _save(checkpoint, stage, network, optimiser, progress)
            saved = time.monotonic()
    return progress


def passes(examples: PackedSet, texts: Sequence[int], tokens: int) -> Iterator[Batch]:
    """Yield the texts of a step in batches of at most `tokens`, padding included, or of one text."""
    batch: list[int] = []
    for text in texts:
        if batch and examples.padded([*batch, text]) > tokens:
            yield examples.batch(batch)
            batch = []
        batch.append(text)
    if batch:
        yield examples.batch(batch)


def _step(network: Network, step: Step, examples: PackedSet) -> tuple[torch.Tensor, int]:
    """Add the gradients of one step to the weights and return its mean loss and its tokens."""
    batches = list(passes(examples, step.texts, PASS_TOKENS[network.device.type]))
    told = max(1, sum(batch.told for batch in batches))
    total = torch.zeros((), device=network.device)
    for batch in batches:
        loss = step.objective.loss(batch, network.log_likelihoods(batch)) / told
        loss.backward()  # type: ignore[no-untyped-call]
        total += loss.detach()
    return total, examples.padded(step.texts)


def _log(path: Path, progress: Progress, count: int, losses: Sequence[tuple[str, torch.Tensor]]) -> None:
    by_set: dict[str, list[float]] = {}
    for name, loss in losses:
        by_set.setdefault(name, []).append(loss.item())
    means = {name: round(sum(values) / len(values), 4) for name, values in by_set.items()}
    told = {**asdict(progress), "seconds": round(progress.seconds, 1), "loss": means}
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(told) + "\n")
    logger.info("%s: step %d of %d, %.0f s, loss %s", path.stem, progress.step, count, progress.seconds, means)


def _save(path: Path, stage: Stage, network: Network, optimiser: torch.optim.Optimizer, progress: Progress) -> None:
    temporary = path.with_suffix(".part")
    state = {
        "key": stage.key,
        "progress": asdict(progress),
        "change": network.change(),
        "optimiser": optimiser.state_dict(),
    }
    torch.save(state, temporary)
    temporary.replace(path)


def _resume(path: Path, stage: Stage, network: Network, optimiser: torch.optim.Optimizer) -> Progress:
    """Load the checkpoint at `path` if there is one of this stage; else start from nothing."""
    if not path.is_file():
        return Progress()
    state = torch.load(path, weights_only=True, map_location="cpu")
    if state["key"] != stage.key:
        logger.warning("the checkpoint %s is of another run; the stage starts anew", path)
        return Progress()
    network.load(state["change"])
    optimiser.load_state_dict(state["optimiser"])
    progress = Progress(**state["progress"])
    logger.info("%s: going on from step %d of %d", stage.name, progress.step, len(stage.steps))
    return progress
