"""Low-rank adapters on the linear layers of a frozen model, and their file.

Hu et al., *LoRA: Low-Rank Adaptation of Large Language Models*, 2021: y = W x + (alpha / rank) * B (A x).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""Every linear layer of a Llama block, by the last part of its path."""


class LoraLinear(nn.Module):
    """A frozen linear layer with a trainable low-rank addition, kept in float32."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.scale = alpha / rank
        self.lora_A = nn.Parameter(torch.empty(rank, base.in_features))
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, rank))
        nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))

    def forward(self, hidden: Tensor) -> Tensor:
        """Return the layer's output for `hidden` (…, in_features)."""
        low = nn.functional.linear(hidden, self.lora_A.to(hidden.dtype))
        added = nn.functional.linear(low, (self.lora_B * self.scale).to(hidden.dtype))
        return self.base(hidden) + added  # type: ignore[no-any-return]


def add_adapters(model: nn.Module, rank: int, alpha: float) -> list[nn.Parameter]:
    """Freeze `model`, wrap its target layers and return the parameters to train."""
    model.requires_grad_(False)
    for _, parent, name, layer in list(_targets(model)):
        setattr(parent, name, LoraLinear(layer, rank, alpha))
    return [weight for _, weight in _weights(model)]


def adapter_tensors(model: nn.Module) -> dict[str, Tensor]:
    """Return the adapter's weights under "<module path>.lora_A" [rank, in] and "….lora_B" [out, rank]."""
    return {name: weight.detach() for name, weight in _weights(model)}


def load_adapter(model: nn.Module, tensors: dict[str, Tensor]) -> None:
    """Copy `tensors` into the adapters of `model`. Raises KeyError if the two do not have the same names."""
    own = dict(_weights(model))
    if own.keys() != tensors.keys():
        raise KeyError(f"adapter and model differ in {sorted(own.keys() ^ tensors.keys())[:3]}")
    with torch.no_grad():
        for name, weight in own.items():
            weight.copy_(tensors[name])


def save_tensors(tensors: dict[str, Tensor], path: Path, dtype: torch.dtype = torch.bfloat16) -> None:
    """Write `tensors` as `dtype` to `path`, in one step."""
    temporary = path.with_suffix(".part")
    save_file({name: tensor.to(dtype).contiguous() for name, tensor in sorted(tensors.items())}, str(temporary))
    temporary.replace(path)


def load_tensors(path: Path) -> dict[str, Tensor]:
    """Return the weights in `path`."""
    return dict(load_file(str(path)))


def _targets(model: nn.Module) -> Iterator[tuple[str, nn.Module, str, nn.Linear]]:
    for path, module in model.named_modules():
        for name, layer in module.named_children():
            if name in TARGETS and isinstance(layer, nn.Linear):
                yield f"{path}.{name}", module, name, layer


def _weights(model: nn.Module) -> Iterator[tuple[str, nn.Parameter]]:
    for path, module in model.named_modules():
        if isinstance(module, LoraLinear):
            yield f"{path}.lora_A", module.lora_A
            yield f"{path}.lora_B", module.lora_B
