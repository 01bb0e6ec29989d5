"""Make the adapter for the default model: train it, write it, and say what it is in adapter.json."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from summarize.asking.backends.huggingface import best_dtype
from summarize.asking.checkpoints import digest
from summarize.asking.models import default_model, locate
from summarize.asking.prompting import load_prompts
from summarize.training import crew, lora
from summarize.training.examples import PROMPTS, Encode
from summarize.training.loop import Recipe, accuracy, held_out_examples, train

HELD_OUT = 200
"""Invented examples, of a seed of their own, that the finished adapter is asked."""


def make_adapter(out: Path, work: Path, recipe: Recipe) -> None:
    """Train by `recipe`, with checkpoints in `work`, and write the adapter to `out`; one worker's part of it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    checkpoint = locate(default_model())
    prompts = {key: prompt for key, prompt in load_prompts().items() if key in PROMPTS}
    model = AutoModelForCausalLM.from_pretrained(checkpoint.folder, dtype=best_dtype(torch.device("cpu")))
    encode = encoder(checkpoint.folder)
    progress = train(model, prompts, encode, recipe, work)
    if crew.place() > 0:
        return
    weights = out / "adapter.safetensors"
    lora.save_tensors(lora.adapter_tensors(model), weights)
    lora.load_adapter(model, lora.load_tensors(weights))
    counts = accuracy(model, held_out_examples(prompts, encode, HELD_OUT))
    card = {
        "format": 1,
        "base": checkpoint.name,
        "base_sha256": checkpoint.sha256,
        "sha256": digest(weights),
        "target_modules": list(lora.TARGETS),
        "prompts": {key: prompts[key].sha256 for key in PROMPTS},
        **asdict(recipe),
        "tokens": progress.tokens,
        "seconds": round(progress.seconds),
        "held_out": counts,
    }
    (out / "adapter.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def encoder(folder: Path) -> Encode:
    """Return the tokeniser of the model in `folder`, used as the backend uses it: no token is added."""
    tokenizer = AutoTokenizer.from_pretrained(folder).backend_tokenizer
    tokenizer.encode_special_tokens = True

    def encode(text: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(text, add_special_tokens=False).ids)

    return encode
