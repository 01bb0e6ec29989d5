"""Models of Llama's shape, read quickly on a CPU. Every other model, and every graphics card, has `general.py`.

The arithmetic is that of transformers' Llama; `tests/test_decoder.py` holds it to that. What is quicker, measured with
SmolLM2-135M in bfloat16 on one core with AMX, as a share of its peak: a pass of transformers over one tree of 185 tokens
22 %, a pass here over 512 tokens of several trees 40 %. It comes of

- many trees in one pass: each pass streams all weights through the cache once (212 MB at 14 GB/s);
- weights that were brought into the order that the processor multiplies in once, not in each product;
- activation, product of the gates and residual sum done by the products that they follow;
- norms without copies: their weights are folded into those that come after them.

What keeps it from the peak is memory, more than arithmetic: a product of 512 x 576 by 576 x 1,536 takes 0.88 ms into memory
that is in the second cache and 1.05 ms into other memory, and norms and rotation take twice as long in a layer as alone.

Transformers' modules are not imported, which takes three seconds off the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from torch.nn.functional import linear, silu

from summarize.asking.backends.huggingface.attention import Attend, Memory, mask_of, over_memories, over_trees
from summarize.asking.backends.huggingface.body import Wanted

__all__ = ["Decoder", "DecoderConfig", "read_config"]

_ROWS = 512
"""Rows of every product of a pass over trees. A product of another shape rounds differently; with one shape, what a row
gets depends neither on the other rows nor on its place (tests/test_decoder.py). Measured as above: 256 rows are 7 % slower,
1,024 gain nothing, as their activations leave the cache."""

_STEP = 16
"""A tree takes a multiple of so many rows: attention over 185 takes 0.54 ms a layer, over 192 it takes 0.32."""

_Product = Callable[[torch.Tensor], torch.Tensor]


class DecoderConfig(BaseModel):
    """`config.json` of a model of Llama's shape: what is needed to read with it. Anything else in it may say what it likes."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    hidden_size: int
    head_dim: int | None = None
    rms_norm_eps: float
    rope_theta: float = 10_000.0
    rope_parameters: dict[str, object] = Field(default_factory=dict)

    @property
    def width(self) -> int:
        """Width of a head."""
        return self.head_dim or self.hidden_size // self.num_attention_heads

    @property
    def theta(self) -> float:
        """Base of the wavelengths of the positions."""
        return float(str(self.rope_parameters.get("rope_theta", self.rope_theta)))


class _Plain(BaseModel):
    """What must be so in `config.json`: no variant of the shape that is read differently."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    model_type: str = Field(pattern="^(llama|mistral|qwen2)$")
    hidden_act: str = Field(pattern="^silu$")
    rope_scaling: None = None
    sliding_window: int | None = None
    use_sliding_window: bool = True

    @property
    def windowed(self) -> bool:
        return self.use_sliding_window and self.sliding_window is not None


def read_config(folder: Path) -> DecoderConfig | None:
    """Return the configuration of the model in a folder, or None if it is not of Llama's plain shape."""
    try:
        text = (folder / "config.json").read_bytes()
        if _Plain.model_validate_json(text).windowed:
            return None
        config = DecoderConfig.model_validate_json(text)
    except (OSError, ValidationError):
        return None
    return config if config.rope_parameters.get("rope_type", "default") == "default" else None


@dataclass(frozen=True)
class _Layer:
    attention: _Product
    """Normalised hidden states -> queries, keys and values side by side."""
    out: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """Attended values and what they are added to -> hidden states."""
    gate: _Product
    """Normalised hidden states -> silu of the gate."""
    up: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """Normalised hidden states and the gate -> their product."""
    down: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """That and what it is added to -> hidden states."""


class Decoder:
    """A body of Llama's shape, on a CPU."""

    name = "torch"

    def __init__(
        self,
        config: DecoderConfig,
        tensors: dict[str, torch.Tensor],
        dtype: torch.dtype,
        change: Callable[[str, torch.Tensor], torch.Tensor],
        threads: int,
    ) -> None:
        """Make a body of a checkpoint's tensors.

        Args:
            config: its configuration.
            tensors: by the names that transformers gives them.
            dtype: number type of the weights in memory.
            change: called with the path of a linear layer and its weight in float32; returns the weight to use.
            threads: layers prepared side by side.

        Raises:
            KeyError: if a tensor is missing.
        """
        self._config = config
        self._dtype = dtype
        self._embedding = tensors["model.embed_tokens.weight"].to(dtype)
        self._norm = tensors["model.norm.weight"].to(dtype)
        loader = _Loader(tensors, dtype, change)
        with ThreadPoolExecutor(threads) as pool:
            self._layers = list(pool.map(loader.layer, range(config.num_hidden_layers)))

    @property
    def embedding(self) -> torch.Tensor:
        """The weight of the input layer, [vocabulary, width]."""
        return self._embedding

    def read_trees(self, wanted: Sequence[Wanted], threads: int) -> torch.Tensor:
        """Return the last hidden states of the nodes that are wanted (see `Body`)."""
        passes = _passes([_rounded(len(tree)) for tree, _ in wanted])
        with ThreadPoolExecutor(threads) as pool:
            read = list(pool.map(lambda places: self._pass([wanted[place] for place in places]), passes))
        found = dict(zip(chain.from_iterable(passes), chain.from_iterable(read), strict=True))
        return torch.cat([found[place] for place in range(len(wanted))])

    def read_texts(self, texts: Sequence[tuple[Sequence[int], Memory]]) -> torch.Tensor:
        """Return the last hidden state of the last token of each text (see `Body`)."""
        tokens = [token for ids, _ in texts for token in ids]
        positions = [memory.length + place for ids, memory in texts for place in range(len(ids))]
        hidden = self._read(tokens, positions, over_memories([(memory, len(ids)) for ids, memory in texts]))
        return hidden[[end - 1 for end in accumulate(len(ids) for ids, _ in texts)]]

    @torch.inference_mode()
    def _pass(self, wanted: Sequence[Wanted]) -> list[torch.Tensor]:
        """Read some trees behind each other, in a multiple of `_ROWS` rows; return the hidden states wanted of each."""
        sizes = [_rounded(len(tree)) for tree, _ in wanted]
        starts = list(accumulate(sizes, initial=0))
        tokens, positions = ([0] * (-(-starts[-1] // _ROWS) * _ROWS) for _ in range(2))
        for (tree, _), start in zip(wanted, starts, strict=False):
            tokens[start : start + len(tree)] = tree.tokens
            positions[start : start + len(tree)] = tree.depths
        masks = [mask_of(tree, self._dtype, size) for (tree, _), size in zip(wanted, sizes, strict=True)]
        hidden = self._read(tokens, positions, over_trees(masks))
        return [hidden[[start + node for node in nodes]] for (_, nodes), start in zip(wanted, starts, strict=False)]

    def _read(self, tokens: Sequence[int], positions: Sequence[int], attend: Attend) -> torch.Tensor:
        """Return the last hidden state of every token."""
        config, rows = self._config, len(tokens)
        heads, pairs = config.num_attention_heads, config.num_attention_heads + config.num_key_value_heads
        cosines, sines = self._rotation(positions)
        hidden = self._embedding[torch.tensor(tokens)]
        scale = _Scaling(rows, config.hidden_size, config.rms_norm_eps)
        for number, layer in enumerate(self._layers):
            mixed = layer.attention(scale(hidden)).view(rows, -1, config.width)
            still = mixed[:, :pairs]
            # In place: what is written anew has to be fetched into the cache first.
            turned = still.roll(config.width // 2, -1).mul_(sines).addcmul_(still, cosines)
            attended = attend(number, turned[:, :heads], turned[:, heads:], mixed[:, pairs:])
            hidden = layer.out(attended.reshape(rows, -1), hidden)
            scaled = scale(hidden)
            hidden = layer.down(layer.up(scaled, layer.gate(scaled)), hidden)
        return scale(hidden) * self._norm

    def _rotation(self, positions: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return cosine and sine of each position's angles, [rows, 1, width]; the sine of the first half is negative.

        A vector is turned by `x * cosine + (its halves exchanged) * sine`.
        """
        width = self._config.width
        speeds = 1.0 / self._config.theta ** (torch.arange(0, width, 2, dtype=torch.int64).float() / width)
        angles = torch.tensor(positions, dtype=torch.float32)[:, None] * speeds
        cosines, sines = angles.cos(), angles.sin()
        return (
            torch.cat((cosines, cosines), -1).to(self._dtype)[:, None],
            torch.cat((-sines, sines), -1).to(self._dtype)[:, None],
        )


class _Scaling:
    """Divides rows by their root mean square: a norm whose weight is folded into what follows."""

    def __init__(self, rows: int, width: int, epsilon: float) -> None:
        self._epsilon = epsilon
        self._wide = torch.empty(rows, width)
        self._means = torch.zeros(rows)

    def __call__(self, hidden: torch.Tensor) -> torch.Tensor:
        # A row is a channel of batch norm, of mean nought: one pass over bfloat16 that computes in float32. A product of
        # bfloat16 and float32 gives the same bits; with it a norm takes 0.45 ms in a layer of 512 rows, so it takes 0.31.
        squares = torch.linalg.vector_norm(self._wide.copy_(hidden), dim=-1).square_().div_(hidden.shape[1])
        scaled = torch.native_batch_norm(hidden[None], None, None, self._means, squares, False, 0.0, self._epsilon)
        return scaled[0][0]


class _Loader:
    """Makes layers of a checkpoint's tensors."""

    def __init__(
        self,
        tensors: dict[str, torch.Tensor],
        dtype: torch.dtype,
        change: Callable[[str, torch.Tensor], torch.Tensor],
    ) -> None:
        self._tensors = tensors
        self._dtype = dtype
        self._change = change
        here = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
        self._packs = dtype == torch.bfloat16 and here and torch.ops.mkldnn._is_mkldnn_bf16_supported()

    def layer(self, number: int) -> _Layer:
        path = f"model.layers.{number}"
        before, after = (
            self._tensors[f"{path}.{name}.weight"].float() for name in ("input_layernorm", "post_attention_layernorm")
        )
        mixing = [f"{path}.self_attn.{name}" for name in ("q_proj", "k_proj", "v_proj")]
        return _Layer(
            attention=self._linear(mixing, before).product,
            out=self._linear([f"{path}.self_attn.o_proj"]).added,
            gate=self._linear([f"{path}.mlp.gate_proj"], after).activated,
            up=self._linear([f"{path}.mlp.up_proj"], after).multiplied,
            down=self._linear([f"{path}.mlp.down_proj"]).added,
        )

    def _linear(self, paths: Sequence[str], norm: torch.Tensor | None = None) -> _Linear:
        """Return the layer of some linear layers side by side, with the weight of the norm before it folded in."""
        weights = [self._change(path, self._tensors[f"{path}.weight"].float()) for path in paths]
        biases = [self._tensors[f"{path}.bias"] for path in paths if f"{path}.bias" in self._tensors]
        weight = torch.cat(weights)
        if norm is not None:
            weight *= norm
        kind = _PackedLinear if self._packs else _Linear
        return kind(weight.to(self._dtype), torch.cat(biases).to(self._dtype) if biases else None)


class _Linear:
    """A linear layer, in blocks of `_ROWS` rows where there are more."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
        self._weight = weight
        self._bias = bias

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        return _in_blocks(lambda part: linear(part, self._weight, self._bias), rows)

    def activated(self, rows: torch.Tensor) -> torch.Tensor:
        return silu(self.product(rows))

    def multiplied(self, rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
        return self.product(rows) * by

    def added(self, rows: torch.Tensor, to: torch.Tensor) -> torch.Tensor:
        return self.product(rows) + to


class _PackedLinear(_Linear):
    """The same by oneDNN, whose products do what follows them and take the weight in the order that they need."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
        super().__init__(torch.ops.mkldnn._reorder_linear_weight(weight, _ROWS), bias)

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        return self._unary(rows, "none")

    def activated(self, rows: torch.Tensor) -> torch.Tensor:
        return self._unary(rows, "swish")

    def multiplied(self, rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
        return self._binary(rows, by, "mul")

    def added(self, rows: torch.Tensor, to: torch.Tensor) -> torch.Tensor:
        return self._binary(rows, to, "add")

    def _unary(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        operator = torch.ops.mkldnn._linear_pointwise
        return _in_blocks(lambda part: operator(part, self._weight, self._bias, name, [], ""), rows)

    def _binary(self, rows: torch.Tensor, other: torch.Tensor, name: str) -> torch.Tensor:
        operator = torch.ops.mkldnn._linear_pointwise.binary
        return _in_blocks(lambda part, beside: operator(part, beside, self._weight, self._bias, name), rows, other)


def _in_blocks(work: Callable[..., torch.Tensor], *tensors: torch.Tensor) -> torch.Tensor:
    if len(tensors[0]) <= _ROWS:
        return work(*tensors)
    starts = range(0, len(tensors[0]), _ROWS)
    return torch.cat([work(*(tensor[start : start + _ROWS] for tensor in tensors)) for start in starts])


def _rounded(nodes: int) -> int:
    return -(-nodes // _STEP) * _STEP


def _passes(sizes: Iterable[int]) -> list[list[int]]:
    """Return which trees are read in one pass: the largest first, each into the first pass that has room for it."""
    left: list[int] = []
    passes: list[list[int]] = []
    for size, place in sorted(
        ((size, place) for place, size in enumerate(sizes)), key=lambda item: (-item[0], item[1])
    ):
        at = next((n for n, room in enumerate(left) if room >= size), len(left))
        if at == len(left):
            left.append(-(-size // _ROWS) * _ROWS)
            passes.append([])
        left[at] -= size
        passes[at].append(place)
    return passes
