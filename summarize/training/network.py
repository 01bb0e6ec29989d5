"""A Llama model with a low-rank change in training: log-likelihoods of answers for batches of token trees.

What it computes is what the backends compute, on a CUDA device or a CPU. The change is merged into the weights once a pass,
W + alpha / rank * B A in the type of W, as a backend does once for good; its gradients come by that sum. The output layer
is applied only where a token of an answer is predicted: over all places its result would be the largest array of the step.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from summarize.training.batches import Batch
from summarize.training.lora import fresh, target_paths

__all__ = ["Network", "Shape", "best_device", "visible"]


def best_device() -> torch.device:
    """Return a CUDA device if there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@dataclass(frozen=True)
class Shape:
    """What `config.json` says of a Llama model."""

    layers: int
    heads: int
    groups: int
    """Heads of keys and values."""
    width: int
    """Of a head."""
    epsilon: float
    """Added in the norms."""
    theta: float
    """Base of the rotary positions."""

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """Return the shape of the model in `folder`."""
        facts: dict[str, Any] = json.loads((folder / "config.json").read_bytes())
        rotary = facts.get("rope_parameters") or facts
        return cls(
            layers=facts["num_hidden_layers"],
            heads=facts["num_attention_heads"],
            groups=facts["num_key_value_heads"],
            width=facts.get("head_dim") or facts["hidden_size"] // facts["num_attention_heads"],
            epsilon=facts["rms_norm_eps"],
            theta=rotary["rope_theta"],
        )


def visible(ends: Tensor) -> Tensor:
    """Return what each token of each text may see: itself and its ancestors in the tree, [texts, tokens, tokens].

    `ends` [texts, tokens] says behind which token those that may see each token end.
    """
    place = torch.arange(ends.shape[1], device=ends.device)
    seen, looking = place[None, None, :], place[None, :, None]
    return (seen <= looking) & (looking < ends[:, None, :])


class Network:
    """The frozen model and its change, which alone is trained."""

    def __init__(
        self,
        folder: Path,
        *,
        rank: int,
        alpha: float,
        seed: int = 0,
        device: torch.device | None = None,
        dtype: torch.dtype = torch.bfloat16,
    ) -> None:
        """Load the model in `folder` as `dtype` to `device`, by default the best, with a fresh change of `seed`."""
        self.device = device or best_device()
        self.shape = Shape.read(folder)
        loaded = load_file(str(folder / "model.safetensors"))
        self._weights = {name: weight.to(self.device, dtype) for name, weight in loaded.items()}
        self._scale = alpha / rank
        drawn = fresh(self._weights, self.shape.layers, rank, seed)
        self._change = {name: tensor.to(self.device).requires_grad_() for name, tensor in drawn.items()}
        half = torch.arange(0, self.shape.width, 2, device=self.device).float() / self.shape.width
        self._frequencies = 1.0 / self.shape.theta**half

    def parameters(self) -> list[Tensor]:
        """Return what is trained, in float32."""
        return list(self._change.values())

    def change(self) -> dict[str, Tensor]:
        """Return what is trained, by name."""
        return {name: tensor.detach() for name, tensor in self._change.items()}

    def load(self, change: Mapping[str, Tensor]) -> None:
        """Take over a change. Raises KeyError if it is of other layers."""
        if change.keys() != self._change.keys():
            raise KeyError(f"the change and the model differ in {sorted(change.keys() ^ self._change.keys())[:3]}")
        with torch.no_grad():
            for name, tensor in self._change.items():
                tensor.copy_(change[name])

    def log_likelihoods(self, batch: Batch) -> Tensor:
        """Return the summed natural-log likelihood of each answer's tokens, as float32 [answers]."""
        hidden = self._hidden(batch)
        rows, place = torch.unique(self._tensor(batch.rows), return_inverse=True)
        head = self._weights.get("lm_head.weight", self._weights["model.embed_tokens.weight"])
        logits = functional.linear(hidden[rows], head).float()
        found = logits[place, self._tensor(batch.targets)] - torch.logsumexp(logits, dim=-1)[place]
        lengths = self._tensor(batch.lengths)
        answer = torch.repeat_interleave(torch.arange(len(lengths), device=self.device), lengths)
        return torch.zeros(len(lengths), device=self.device).index_add(0, answer, found)

    def _hidden(self, batch: Batch) -> Tensor:
        """Return the last hidden states, [texts * tokens, width]."""
        tokens = self._tensor(batch.tokens)
        sees = visible(self._tensor(batch.ends))[:, None]
        angles = self._tensor(batch.depths).float()[..., None] * self._frequencies
        row = functional.embedding(tokens, self._weights["model.embed_tokens.weight"])
        turn = tuple(part.repeat(1, 1, 2)[:, :, None].to(row.dtype) for part in (angles.cos(), angles.sin()))
        for layer in range(self.shape.layers):
            merged = {name: self._merged(path) for name, path in target_paths(layer).items()}
            normed = self._norm(f"model.layers.{layer}.input_layernorm", row)
            row = row + functional.linear(self._attention(normed, merged, turn, sees), merged["o_proj"])
            normed = self._norm(f"model.layers.{layer}.post_attention_layernorm", row)
            gate = functional.silu(functional.linear(normed, merged["gate_proj"]))
            row = row + functional.linear(gate * functional.linear(normed, merged["up_proj"]), merged["down_proj"])
        return self._norm("model.norm", row).flatten(0, 1)

    def _attention(
        self, normed: Tensor, merged: Mapping[str, Tensor], turn: tuple[Tensor, ...], sees: Tensor
    ) -> Tensor:
        """Return what each token attends to, [texts, tokens, heads * width of a head]."""
        query, key, value = (
            functional.linear(normed, merged[name]).view(*normed.shape[:2], -1, self.shape.width)
            for name in ("q_proj", "k_proj", "v_proj")
        )
        alike = self.shape.heads // self.shape.groups
        found = functional.scaled_dot_product_attention(
            _turned(query, *turn).transpose(1, 2),
            _turned(key, *turn).repeat_interleave(alike, 2).transpose(1, 2),
            value.repeat_interleave(alike, 2).transpose(1, 2),
            attn_mask=sees,
        )
        return found.transpose(1, 2).flatten(2)

    def _merged(self, path: str) -> Tensor:
        weight = self._weights[f"{path}.weight"]
        change = self._change[f"{path}.lora_B"] @ self._change[f"{path}.lora_A"]
        return weight + (self._scale * change).to(weight.dtype)

    def _norm(self, path: str, row: Tensor) -> Tensor:
        return functional.rms_norm(row, row.shape[-1:], self._weights[f"{path}.weight"], self.shape.epsilon)

    def _tensor(self, values: Any) -> Tensor:
        return torch.from_numpy(values).to(self.device, non_blocking=True)


def _turned(part: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Return [texts, tokens, heads, width] turned by each token's position."""
    half = part.shape[-1] // 2
    return part * cosines + torch.cat([-part[..., half:], part[..., :half]], -1) * sines
