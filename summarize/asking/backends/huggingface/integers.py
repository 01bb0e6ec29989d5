"""Products in whole numbers, for processors that multiply 8-bit integers quicker than floats: AVX2 has no bfloat16.

Every row of the input has a scale of its own, and so has every row of the weight: what a row gets depends on that row alone. The
products are exact, so they come out the same on every processor; what is lost is lost in rounding to whole numbers, and by the
few channels that are twenty times as large as the rest and leave these no digits. So all channels are mixed first, by an
orthogonal matrix that spreads the large ones over all (QuaRot, Ashkboos et al. 2024; here without data and without training).
The stream of hidden states stays mixed from the first layer to the last: norms do not see it, and the weights that read and
write it have it folded in. What goes into `down_proj` is mixed in blocks, as it comes.

Queries, keys and values stay in float32, a sixth of all products: what they are off goes through the exponential of attention.

Measured with SmolLM2-135M and its adapter on 86 questions about pairs of our cases, by how much log-likelihoods of a question's
answers are off (root mean square; they have a spread of 5.8): 0.11, with queries, keys and values in whole numbers 0.15, which
would shift the log-odds of "conflict" by -0.15 on average, in place of -0.03. Unmixed it would be 0.5; bfloat16 has 0.02. On one
core with AVX2, products of 512 rows: 143 billion operations a second, 65 in float32.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch.nn.functional import pad, silu

from summarize.asking.backends.huggingface.linear import ROWS, Linear

__all__ = ["IntegerLinear", "WholeWeight", "computed_in", "integers_pay", "mixed", "mixer", "whole_weight"]

_INPUT, _NEIGHBOURS = 127, 127
"""The largest whole number of the input, and the largest sum, of one sign, of two neighbours of the weight. AVX2 adds the
products of two neighbours in 16 bits: with an input of up to 255 (see `_ZERO`) a sum of up to 128 fits, one more than is asked
for, as both may have been rounded up. A bound for each by itself would be half of it, and whole numbers two thirds as fine."""

_ZERO = 128
"""What stands for 0 in the input, which has no sign."""

_BLOCK = 16
"""Most channels that are mixed where it is done as they come. With 32 there is no more right, and it takes longer."""

_TINY = 1e-30
"""Least scale of a row: one of zeros has none."""


def integers_pay() -> bool:
    """Say whether this processor is known to multiply whole numbers quicker than float32."""
    known = torch.backends.cpu.get_cpu_capability() in ("AVX2", "AVX512")
    here: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return known and here and hasattr(torch.ops.onednn, "qlinear_prepack")


def mixed(rows: torch.Tensor, *, channels: int = 1) -> torch.Tensor:
    """Return rows with each channel spread over all, in float32: the discrete Hartley transform, which is its own inverse.

    Args:
        rows: two dimensions.
        channels: the one of channels.
    """
    waves = torch.fft.fft(rows, dim=channels, norm="ortho")
    return torch.sub(waves.real, waves.imag)


def mixer(size: int) -> torch.Tensor:
    """Return the matrix of `mixed`, which is symmetric."""
    return mixed(torch.eye(size))


def computed_in(dtype: torch.dtype) -> torch.dtype:
    """Return the number type of all but the products of a model whose weights are of a number type."""
    return torch.float32 if dtype == torch.int8 else dtype


@dataclass(frozen=True)
class WholeWeight:
    """The weight of a linear layer in whole numbers."""

    rows: torch.Tensor
    """[width of the output, width of the input], in int8."""
    scales: torch.Tensor
    """[width of the output]: what each row is to be multiplied by, in float32."""
    in_blocks: bool = False
    """Whether the channels of the input are mixed in blocks first."""


def whole_weight(weight: torch.Tensor, *, in_blocks: bool = False) -> WholeWeight:
    """Return a weight, [width of the output, width of the input] in float32, in whole numbers.

    Args:
        weight: the weight.
        in_blocks: whether the channels of the input are to be mixed in blocks first.
    """
    weight = (_in_blocks(weight, _block_mixer(weight.shape[1])) if in_blocks else weight).contiguous()
    scales = _neighbours(weight)[:, None].clamp_(min=_TINY) / _NEIGHBOURS
    return WholeWeight((weight / scales).round_().to(torch.int8), scales[:, 0].contiguous(), in_blocks)


class IntegerLinear(Linear):
    """A linear layer whose products are of whole numbers, and all else in float32."""

    packed = True

    def __init__(self, weight: WholeWeight, bias: torch.Tensor | None) -> None:
        """Take its weight, and its bias in float32, if it has one."""
        super().__init__(weight.rows, bias)
        self.dtype = torch.float32
        self._mixer = _block_mixer(self.width) if weight.in_blocks else None
        self._weight = torch.ops.onednn.qlinear_prepack(weight.rows, [ROWS, self.width])
        self._scales = weight.scales
        self._zeros = torch.zeros(len(weight.scales), dtype=torch.int64)

    def product(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the layer's output for rows of its input."""
        found, scales = self._found(rows)
        found.mul_(scales)
        return found if self._bias is None else found.add_(self._bias)

    def activated(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the silu of the output."""
        return silu(self.product(rows), inplace=True)

    def multiplied(self, rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
        """Return the output times something."""
        return self.product(rows).mul_(by)

    def added(self, rows: torch.Tensor, to: torch.Tensor) -> torch.Tensor:
        """Return the output plus something."""
        found, scales = self._found(rows)
        total = torch.addcmul(to, found, scales)
        return total if self._bias is None else total.add_(self._bias)

    def _found(self, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the output less its bias, and the number that each row of it is still to be multiplied by."""
        if self._mixer is not None:
            rows = _in_blocks(rows, self._mixer)
        scales = rows.abs().amax(dim=1, keepdim=True).clamp_(min=_TINY) / _INPUT
        # By way of numbers with a sign: torch converts to those six times as fast. 128 more is the first bit turned over.
        whole = (rows / scales).round_().to(torch.int8).view(torch.uint8).bitwise_xor_(_ZERO)
        return self.whole_product(whole), scales

    def whole_product(self, whole: torch.Tensor) -> torch.Tensor:
        """Return the products of rows of whole numbers, 0 being `_ZERO`, times the scales of the weight, in float32."""
        weight = self._weight, self._scales, self._zeros
        as_it_is: tuple[str, list[float], str] = ("none", [], "")
        multiply = torch.ops.onednn.qlinear_pointwise
        found: torch.Tensor = multiply(whole, 1.0, _ZERO, *weight, None, 1.0, 0, torch.float32, *as_it_is)
        return found


def _block_mixer(width: int) -> torch.Tensor:
    """Return what mixes each block of channels."""
    return mixer(math.gcd(width, _BLOCK))


def _in_blocks(rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
    """Return rows with each of their blocks of channels mixed."""
    return (rows.reshape(-1, len(by)) @ by).view(rows.shape)


def _neighbours(weight: torch.Tensor) -> torch.Tensor:
    """Return the largest sum, of one sign, of two neighbours in each row of a weight."""
    even = pad(weight, (0, weight.shape[1] % 2))
    # Not as a dimension of two, which torch sums four times as slowly.
    first, second = even[:, 0::2], even[:, 1::2]
    positive = (first.clamp(min=0) + second.clamp(min=0)).amax(dim=1)
    negative = (first.clamp(max=0) + second.clamp(max=0)).amin(dim=1)
    return torch.maximum(positive, -negative)
