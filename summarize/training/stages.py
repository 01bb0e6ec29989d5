"""Train an adapter from files of examples: all stages, one after the other.

    python -m summarize.training.stages runs/training ~/.cache/summarize/models/smollm2-135m

This is what `python -m summarize.training` does once the examples are written. It needs torch, NumPy and safetensors alone, so
that a machine with a GPU and nothing else can do it: copy the folder of the examples there, and back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from summarize.training.batches import PackedSet
from summarize.training.loop import Progress, Stage, train
from summarize.training.lora import load_tensors, save_tensors
from summarize.training.network import Network
from summarize.training.recipe import SETS, Recipe, Step

__all__ = ["Run", "examples_path", "load_sets", "run"]

_APART = 1000
"""Between the seeds of two stages, so that they draw otherwise; parts that are left out move a seed by less."""


@dataclass(frozen=True)
class Run:
    """What came out."""

    weights: Path
    """The adapter."""
    stages: dict[str, Progress]
    """What each stage cost."""
    device: str
    """On what it ran last."""


def examples_path(work: Path, name: str) -> Path:
    """Return where the examples of a set lie."""
    return work / f"{name}.npz"


def load_sets(work: Path) -> dict[str, PackedSet]:
    """Return the examples in `work`, by the name of their set."""
    return {name: PackedSet(examples_path(work, name)) for name in SETS}


def run(
    work: Path,
    model: Path,
    recipe: Recipe,
    *,
    without: int | None = None,
    device: torch.device | None = None,
    dtype: torch.dtype = torch.bfloat16,
) -> Run:
    """Train by `recipe` from the examples in `work`, without a part of the practice stories if one is given.

    The first stage knows no practice stories: all runs with the same `work` share it. Each later one goes on from the weights
    of the one before as they stand in a file, in bfloat16. The last writes `adapter.safetensors`, or
    `adapter-without-N.safetensors`.
    """
    sets = load_sets(work)
    digests = {name: _digest(examples_path(work, name)) for name in SETS}
    network = Network(model, rank=recipe.rank, alpha=recipe.alpha, seed=recipe.weight_seed, device=device, dtype=dtype)
    suffix = "" if without is None else f"-without-{without}"

    def stage(name: str, rate: float, steps: Sequence[Step], left_out: int | None, weights: Path) -> Progress:
        told = train(network, Stage(name, rate, steps, _key(recipe, digests, left_out)), sets, recipe, work)
        save_tensors(network.change(), weights)
        network.load(load_tensors(weights))
        return told

    made = {
        "invented": stage(
            "invented-stage",
            recipe.invented.learning_rate,
            recipe.invented.plan(sets, recipe.seed),
            None,
            work / "invented-stage.safetensors",
        )
    }
    weights = work / f"adapter{suffix}.safetensors"
    later = {"practice": recipe.practice, "further": recipe.further}
    for number, (name, of) in enumerate(later.items()):
        steps = of.plan(sets, recipe.seed + number * _APART, without)
        last = number == len(later) - 1
        into = weights if last else work / f"{name}-stage{suffix}.safetensors"
        made[name] = stage(f"{name}-stage{suffix}", of.learning_rate, steps, without, into)
    return Run(weights, made, _name(network.device))


def _key(recipe: Recipe, digests: dict[str, str], left_out: int | None) -> str:
    told = json.dumps([asdict(recipe), digests, left_out], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(device: torch.device) -> str:
    return torch.cuda.get_device_name(device) if device.type == "cuda" else f"CPU, {torch.get_num_threads()} threads"


def main() -> None:
    """Train from the examples that lie in a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "work", type=Path, help="folder of the examples; checkpoints, log and adapter are written there"
    )
    parser.add_argument("model", type=Path, help="folder of the base model")
    parser.add_argument("--without", type=int, help="part of the practice stories to leave out")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    run(arguments.work, arguments.model, Recipe(), without=arguments.without)


if __name__ == "__main__":
    main()
