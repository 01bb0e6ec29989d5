"""Train the adapter for the default model.

    python -m summarize.training --out summarize/adapters/smollm2-135m

A run can be cut off and started again: it goes on from its last checkpoint in --work. The machine's cores are shared
out by torch; OMP_NUM_THREADS limits them.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import torch
import typer
from transformers import AutoModelForCausalLM, AutoTokenizer

from summarize.asking.models import default_model, fetch
from summarize.asking.prompting import load_prompts
from summarize.training import lora
from summarize.training.examples import PROMPTS, Encode
from summarize.training.loop import Recipe, accuracy, held_out_examples, train

HELD_OUT = 600


def main(
    out: Annotated[Path, typer.Option(help="Folder of the finished adapter.")],
    work: Annotated[Path, typer.Option(help="Folder of checkpoints and log.")] = Path(".training"),
    steps: Annotated[int, typer.Option(help="Steps of 12 examples each.")] = Recipe.steps,
    seed: Annotated[int, typer.Option(help="Of examples and weights.")] = Recipe.seed,
) -> None:
    """Train the adapter on invented examples and write its weights and adapter.json."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    name = default_model()
    checkpoint = fetch(name)
    prompts = {key: prompt for key, prompt in load_prompts().items() if key in PROMPTS}
    native = torch.cpu._is_avx512_bf16_supported() or torch.cuda.is_available()
    model = AutoModelForCausalLM.from_pretrained(
        checkpoint.folder, dtype=torch.bfloat16 if native else torch.float32, attn_implementation="eager"
    )
    encode = encoder(checkpoint.folder)
    recipe = Recipe(steps=steps, seed=seed)
    progress = train(model, prompts, encode, recipe, work)
    weights = out / "adapter.safetensors"
    lora.save_tensors(lora.adapter_tensors(model), weights)
    lora.load_adapter(model, lora.load_tensors(weights))
    counts = accuracy(model, held_out_examples(prompts, encode, HELD_OUT))
    card = {
        "format": 1,
        "base": name,
        "base_sha256": checkpoint.sha256,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "target_modules": list(lora.TARGETS),
        "prompts": {key: prompts[key].sha256 for key in PROMPTS},
        **asdict(recipe),
        "tokens": progress.tokens,
        "seconds": round(progress.seconds),
        "held_out": {name: {"right": right, "asked": asked} for name, (right, asked) in counts.items()},
    }
    (out / "adapter.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def encoder(folder: Path) -> Encode:
    """Return the tokeniser of the model in `folder`, used as the backend uses it: no token is added."""
    tokenizer = AutoTokenizer.from_pretrained(folder).backend_tokenizer
    tokenizer.encode_special_tokens = True

    def encode(text: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(text, add_special_tokens=False).ids)

    return encode


if __name__ == "__main__":
    typer.run(main)
