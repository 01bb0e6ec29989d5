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

from summarize.training.lean import LeanProduct

TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""Every linear layer of a Llama block, by the last part of its path."""


class LoraLinear(nn.Module):
    """A frozen linear layer with a trainable low-rank addition, kept in float32 and merged into the weight."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.scale = alpha / rank
        self.lora_A = nn.Parameter(torch.empty(rank, base.in_features))
        self.lora_B = nn.Parameter(torch.zeros(base.out_features, rank))
        nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))
        self.merged = base.weight.detach()

    @torch.no_grad()
    def merge(self) -> None:
        """Take the addition as it is now into the weight that `forward` uses, A and B rounded as in their file."""
        weight = self.base.weight
        low, high = self.lora_A.to(weight.dtype), self.lora_B.to(weight.dtype)
        self.merged = torch.addmm(weight, high, low, alpha=self.scale)

    def forward(self, hidden: Tensor) -> Tensor:
        """Return the layer's output for `hidden` (…, in_features), by the weight of the last merge."""
        row = hidden.reshape(-1, hidden.shape[-1])
        out: Tensor = LeanProduct.apply(row, self.merged, self.lora_A, self.lora_B, self.scale)  # type: ignore[no-untyped-call]
        return out.view(*hidden.shape[:-1], -1)


def add_adapters(model: nn.Module, rank: int, alpha: float, first_layer: int = 0) -> list[nn.Parameter]:
    """Freeze `model`, wrap its target layers from block `first_layer` on and return the parameters to train."""
    model.requires_grad_(False)
    for path, parent, name, layer in list(_targets(model)):
        if _block(path) >= first_layer:
            setattr(parent, name, LoraLinear(layer, rank, alpha))
    return [weight for _, weight in _weights(model)]


def merge_adapters(model: nn.Module) -> None:
    """Let `model` use its adapters' weights as they are now: after each change of them."""
    for module in model.modules():
        if isinstance(module, LoraLinear):
            module.merge()


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
    merge_adapters(model)


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


def _block(path: str) -> int:
    """Return the number of the block that the module at `path` belongs to ("model.layers.7.mlp.up_proj": 7)."""
    return next(int(part) for part in path.split(".") if part.isdigit())
