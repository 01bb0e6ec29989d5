"""Make the adapter for the default model: write examples, train it, measure it, and say what it is in adapter.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from transformers import AutoTokenizer

from summarize.asking.checkpoints import digest
from summarize.asking.models import default_model, locate
from summarize.asking.prompting import load_prompts
from summarize.output import write_whole
from summarize.training.batches import PackedSet
from summarize.training.examples import PROMPTS, Encode, Sources, write_examples
from summarize.training.loop import PASS_TOKENS, passes
from summarize.training.lora import TARGETS, load_tensors, save_tensors
from summarize.training.network import Network
from summarize.training.objective import right
from summarize.training.parts import DEV
from summarize.training.recipe import ASSERTERS, INVENTED, Recipe
from summarize.training.stages import Run, load_sets, run

__all__ = ["encoder", "make_adapter", "measure", "scores", "write_adapter", "write_default_examples"]

WEIGHTS = (0.0, 0.1, 0.3, 0.5, 1.0)
"""Weights of the model beside the rules with which it is measured."""


def write_default_examples(work: Path) -> None:
    """Write the examples for the default model into `work`."""
    work.mkdir(parents=True, exist_ok=True)
    write_examples(work, encoder(locate(default_model()).folder), Sources())


def make_adapter(out: Path, work: Path, recipe: Recipe, *, without: int | None = None) -> None:
    """Train by `recipe`, with examples, checkpoints and log in `work`, and write the adapter to `out`.

    Practice stories of the part `without` are left out, and the adapter is measured on them.
    """
    write_default_examples(work)
    checkpoint = locate(default_model())
    found = run(work, checkpoint.folder, recipe, without=without)
    network = Network(checkpoint.folder, rank=recipe.rank, alpha=recipe.alpha)
    network.load(load_tensors(found.weights))
    write_adapter(out, found, recipe, without, scores(network, load_sets(work), recipe, without))


def write_adapter(
    out: Path, found: Run, recipe: Recipe, without: int | None, measured: dict[str, dict[str, float]]
) -> None:
    """Write the weights and `adapter.json` into `out`."""
    checkpoint = locate(default_model())
    prompts = load_prompts()
    out.mkdir(parents=True, exist_ok=True)
    weights = out / "adapter.safetensors"
    save_tensors(load_tensors(found.weights), weights)
    card = {
        "format": 1,
        "base": checkpoint.name,
        "base_sha256": checkpoint.sha256,
        "sha256": digest(weights),
        "rank": recipe.rank,
        "alpha": recipe.alpha,
        "target_modules": list(TARGETS),
        "prompts": {key: prompts[key].sha256 for key in PROMPTS},
        "recipe": asdict(recipe),
        "without": without,
        "stages": {name: asdict(progress) for name, progress in found.stages.items()},
        "device": found.device,
        "right": measured,
    }
    write_whole(out / "adapter.json", json.dumps(card, indent=2) + "\n")


def scores(
    network: Network, sets: dict[str, PackedSet], recipe: Recipe, without: int | None = None
) -> dict[str, dict[str, float]]:
    """Return how often the right asserter is best, of questions that were not trained on, by the weight of the model."""
    figures = sets[ASSERTERS]
    asked = {
        "invented passages held out": (sets[INVENTED], list(range(min(recipe.invented.held_out, len(sets[INVENTED]))))),
        "dev cases": (figures, figures.within(DEV)),
    }
    if without is not None:
        asked[f"practice stories of part {without}"] = (figures, figures.within(without))
    return {name: measure(network, *texts) for name, texts in asked.items()}


@torch.inference_mode()
def measure(network: Network, examples: PackedSet, texts: Sequence[int]) -> dict[str, float]:
    """Return how many choices there are in some texts and the share right by rules and model together, at each of `WEIGHTS`."""
    asked, counts = 0, dict.fromkeys(WEIGHTS, 0)
    by_length = sorted(texts, key=lambda text: int(examples.sizes[text]))
    for batch in passes(examples, by_length, PASS_TOKENS[network.device.type]):
        found = network.log_likelihoods(batch)
        asked += len(batch.answers)
        for weight in WEIGHTS:
            counts[weight] += right(batch, found, model=weight, rules=1.0)
    shares = {f"{weight:g}": round(count / max(1, asked), 4) for weight, count in counts.items()}
    return {"asked": asked, **shares}


def encoder(folder: Path) -> Encode:
    """Return the tokeniser of the model in `folder`, used as the backend uses it: no token is added."""
    tokenizer = AutoTokenizer.from_pretrained(folder).backend_tokenizer
    tokenizer.encode_special_tokens = True

    def encode(text: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(text, add_special_tokens=False).ids)

    return encode
