"""The matrix products of a model of Llama's shape, on a CPU: its weights in the order that the processor multiplies in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import torch

from summarize.asking.backends.huggingface.config import DecoderConfig
from summarize.asking.backends.huggingface.integers import IntegerLinear, WholeWeight, computed_in, mixed, whole_weight
from summarize.asking.backends.huggingface.linear import ROWS, Linear, PackedLinear
from summarize.asking.backends.huggingface.ready import ReadyWeights, Tensors
from summarize.asking.backends.huggingface.steps import norm_factor

__all__ = ["STEP", "Layer", "LayerLoader"]

STEP = 128
"""A product of fewer rows takes a multiple of this. A finer step would save less than it costs to try it out: oneDNN takes 25 ms
to get ready for a layer's products of a number of rows that it has not met."""


@dataclass(frozen=True)
class Layer:
    """The products of a layer."""

    mixing: Linear
    """Normalised hidden states -> queries, keys and values side by side. In each head of queries and keys, what is turned
    together stands together (`Rotation`)."""
    out: Linear
    """Attended values -> what is added to the hidden states."""
    gate: Linear
    up: Linear
    down: Linear
    """Normalised hidden states -> gate and up; silu of the gate, times up -> what is added to the hidden states."""

    def mixed(self, scaled: torch.Tensor) -> torch.Tensor:
        """Return queries, keys and values of normalised hidden states."""
        return self.mixing.product(scaled)

    def fed(
        self, attended: torch.Tensor, hidden: torch.Tensor, scale: Callable[[torch.Tensor], torch.Tensor]
    ) -> torch.Tensor:
        """Return the hidden states after the layer, given those before it, what they attended to, and the norm."""
        hidden = self.out.added(attended, hidden)
        scaled = scale(hidden)
        return self.down.added(self.up.multiplied(scaled, self.gate.activated(scaled)), hidden)

    def filled(self, rows: int) -> int:
        """Return how many rows to compute where so many are wanted, so that what a row gets does not depend on that."""
        whole, rest = divmod(rows, ROWS)
        size = -(-rest // STEP) * STEP
        return whole * ROWS + (0 if not rest else size if self._trials.alike(size) else ROWS)

    @cached_property
    def _trials(self) -> _Trials:
        return _Trials(self)


class _Trials:
    """Finds out which products round as those of `ROWS` rows do: that depends on their shapes, the processor and oneDNN."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._found = {ROWS: True}

    def alike(self, rows: int) -> bool:
        """Say whether products of so many rows give each row what those of `ROWS` rows give it."""
        if rows not in self._found:
            self._found[rows] = self._layer.mixing.packed and all(
                torch.equal(some, whole[:rows]) for some, whole in zip(self._read(rows), self._whole, strict=True)
            )
        return self._found[rows]

    @cached_property
    def _whole(self) -> list[torch.Tensor]:
        return self._read(ROWS)

    @cached_property
    def _hidden(self) -> torch.Tensor:
        numbers = torch.Generator().manual_seed(0)
        return torch.randn(ROWS, self._layer.mixing.width, generator=numbers).to(self._layer.mixing.dtype)

    def _read(self, rows: int) -> list[torch.Tensor]:
        hidden = self._hidden[:rows]
        mixed = self._layer.mixed(hidden)
        attended = mixed[:, : self._layer.out.width].contiguous()
        return [mixed, self._layer.fed(attended, hidden, lambda rows: rows)]


class LayerLoader:
    """Makes layers of a checkpoint's tensors."""

    def __init__(
        self,
        config: DecoderConfig,
        tensors: dict[str, torch.Tensor],
        dtype: torch.dtype,
        change: Callable[[str, torch.Tensor], torch.Tensor],
        ready: ReadyWeights,
    ) -> None:
        """Take what a `Decoder` is made of."""
        self._ready = ready
        self._tensors = tensors
        self._dtype = computed_in(dtype)
        self._integers = dtype == torch.int8
        self._change = change
        self._head = config.width
        here = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
        # In float32 on a core with AVX2, packed products take a sixth less time than those of `linear`.
        self._packs = here and (
            self._dtype == torch.float32
            or (self._dtype == torch.bfloat16 and torch.ops.mkldnn._is_mkldnn_bf16_supported())
        )

    def layer(self, number: int) -> Layer:
        """Return a layer.

        Raises:
            KeyError: if a tensor is missing.
        """
        path = f"model.layers.{number}"
        before, after = f"{path}.input_layernorm", f"{path}.post_attention_layernorm"
        mixing = [f"{path}.self_attn.{name}" for name in ("q_proj", "k_proj", "v_proj")]
        return Layer(
            mixing=self._linear(mixing, before, in_floats=True),
            out=self._linear([f"{path}.self_attn.o_proj"]),
            gate=self._linear([f"{path}.mlp.gate_proj"], after),
            up=self._linear([f"{path}.mlp.up_proj"], after),
            down=self._linear([f"{path}.mlp.down_proj"], in_blocks=True),
        )

    def norm(self, path: str) -> torch.Tensor:
        """Return the weight of a norm, for what `Norm` gives, in float32."""
        weight = self._tensors[f"{path}.weight"].float()
        return weight * norm_factor(len(weight), self._dtype)

    def _linear(
        self, paths: Sequence[str], norm: str | None = None, *, in_blocks: bool = False, in_floats: bool = False
    ) -> Linear:
        """Return the layer of some linear layers side by side.

        Args:
            paths: of the linear layers.
            norm: path of the norm before them, if they have one.
            in_blocks: whether integers of the input need its channels mixed as they come.
            in_floats: whether its products stay in floats where others are of integers.
        """
        whole = self._integers and not in_floats

        def make() -> Tensors:
            weight, bias = self._side_by_side(paths, norm)
            found = {} if bias is None else {"bias": bias if whole else bias.to(self._dtype)}
            if not whole:
                return found | {"weight": weight.to(self._dtype)}
            numbers = whole_weight(weight, in_blocks=in_blocks)
            return found | {"rows": numbers.rows, "scales": numbers.scales}

        parts = self._ready.get(paths[0], make)
        if whole:
            return IntegerLinear(WholeWeight(parts["rows"], parts["scales"], in_blocks), parts.get("bias"))
        return (PackedLinear if self._packs else Linear)(parts["weight"], parts.get("bias"))

    def _side_by_side(self, paths: Sequence[str], norm: str | None) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Return weight and bias of some linear layers side by side in float32, with the norm before them folded in.

        One that has a norm before it reads hidden states, the others write them; both fold in how these are mixed.
        """
        weights = [self._ordered(path, self._change(path, self._tensors[f"{path}.weight"].float())) for path in paths]
        biases = [
            self._ordered(path, self._tensors[f"{path}.bias"]) for path in paths if f"{path}.bias" in self._tensors
        ]
        weight, bias = torch.cat(weights), torch.cat(biases).float() if biases else None
        if norm is not None:
            weight *= self.norm(norm)
        if self._integers:
            if norm is not None:
                weight = mixed(weight)
            else:
                weight, bias = mixed(weight, channels=0), None if bias is None else mixed(bias[None])[0]
        return weight, bias

    def _ordered(self, path: str, rows: torch.Tensor) -> torch.Tensor:
        """Return a weight's rows in the order in which `Rotation` takes what comes of them."""
        if not path.endswith(("q_proj", "k_proj")):
            return rows
        return rows.view(-1, 2, self._head // 2, *rows.shape[1:]).transpose(1, 2).reshape(rows.shape)
