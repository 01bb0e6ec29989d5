"""Low-rank changes to the linear layers of a frozen model, and their file.

Hu et al., *LoRA: Low-Rank Adaptation of Large Language Models*, 2021: y = W x + (alpha / rank) * B (A x).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

__all__ = ["TARGETS", "fresh", "load_tensors", "save_tensors", "target_paths"]

ATTENTION = ("q_proj", "k_proj", "v_proj", "o_proj")
TARGETS = (*ATTENTION, "gate_proj", "up_proj", "down_proj")
"""Every linear layer of a Llama block, by the last part of its path."""


def target_paths(layer: int) -> dict[str, str]:
    """Return the path of each target layer of block `layer`, by its last part."""
    return {name: f"model.layers.{layer}.{'self_attn' if name in ATTENTION else 'mlp'}.{name}" for name in TARGETS}


def fresh(weights: Mapping[str, Tensor], layers: int, rank: int, seed: int) -> dict[str, Tensor]:
    """Return a change that changes nothing yet: "<path>.lora_A" [rank, in], drawn, and "<path>.lora_B" [out, rank], zero."""
    generator = torch.Generator().manual_seed(seed)
    tensors: dict[str, Tensor] = {}
    for layer in range(layers):
        for path in target_paths(layer).values():
            outputs, inputs = weights[f"{path}.weight"].shape
            bound = 1 / math.sqrt(inputs)
            tensors[f"{path}.lora_A"] = torch.empty(rank, inputs).uniform_(-bound, bound, generator=generator)
            tensors[f"{path}.lora_B"] = torch.zeros(outputs, rank)
    return tensors


def save_tensors(tensors: Mapping[str, Tensor], path: Path, dtype: torch.dtype = torch.bfloat16) -> None:
    """Write `tensors` as `dtype` to `path`, in one step."""
    temporary = path.with_suffix(".part")
    save_file({name: tensor.to("cpu", dtype).contiguous() for name, tensor in sorted(tensors.items())}, str(temporary))
    temporary.replace(path)


def load_tensors(path: Path) -> dict[str, Tensor]:
    """Return the weights in `path`."""
    return dict(load_file(str(path)))
