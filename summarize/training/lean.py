"""The layers of a Llama model, laid out for training low-rank additions on a CPU.

What they compute is what transformers computes. What is saved: the additions are merged into the weights once a step, as
the backend does once for good, instead of being added to every token; the backward passes are written out, so that what is
kept and touched between two matrix products is little; attention runs over each text alone, so that nothing is padded.
Measured side by side on a busy machine with AMX, tokens a second of processor time, a whole step: 247 with the layers of
transformers and additions to every layer, 433 with these and the lower third of the layers left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Layout", "LeanAttention", "LeanGate", "LeanLikelihood", "LeanNorm", "LeanProduct", "run_trunk", "text_bias"]


@dataclass(frozen=True)
class Layout:
    """Texts written one after the other in a row of tokens."""

    cosines: Tensor
    """Of the rotary positions, [tokens, width of a head]."""
    sines: Tensor
    """The same."""
    texts: tuple[tuple[int, int, Tensor], ...]
    """Start and end of each text in the row, and what is added to its scores: 0 where a token may look [length, length]."""


def text_bias(sees: Tensor, dtype: torch.dtype) -> Tensor:
    """Return 0 where `sees` is true and the least number of `dtype` elsewhere."""
    return torch.zeros(sees.shape, dtype=dtype).masked_fill_(~sees, torch.finfo(dtype).min)


def run_trunk(trunk: Any, row: Tensor, layout: Layout) -> Tensor:
    """Return the last hidden states of a Llama `trunk` of transformers for embedded tokens `row` [tokens, width].

    Below the first layer that has something to train no gradient is kept.
    """
    for layer in trunk.layers:
        training = row.requires_grad or any(weight.requires_grad for weight in layer.parameters())
        with torch.set_grad_enabled(training and torch.is_grad_enabled()):
            attention, mlp = layer.self_attn, layer.mlp
            normed = _norm(layer.input_layernorm, row)
            heads = (project(normed).unflatten(-1, (-1, attention.head_dim)) for project in _projections(attention))
            row = row + attention.o_proj(LeanAttention.apply(*heads, layout).flatten(1))  # type: ignore[no-untyped-call]
            normed = _norm(layer.post_attention_layernorm, row)
            row = row + mlp.down_proj(LeanGate.apply(mlp.gate_proj(normed), mlp.up_proj(normed)))  # type: ignore[no-untyped-call]
    return _norm(trunk.norm, row)


def _projections(attention: Any) -> tuple[nn.Module, nn.Module, nn.Module]:
    return attention.q_proj, attention.k_proj, attention.v_proj


def _norm(norm: Any, row: Tensor) -> Tensor:
    normed: Tensor = LeanNorm.apply(row, norm.weight, norm.variance_epsilon)  # type: ignore[no-untyped-call]
    return normed


class LeanProduct(torch.autograd.Function):
    """x W^T with W = base + scale B A given merged; gradients of x, A and B."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, merged: Tensor, low_a: Tensor, low_b: Tensor, scale: float) -> Tensor:
        """Return x merged^T for x [tokens, in]; `low_a` [rank, in] and `low_b` [out, rank] are used backwards only."""
        ctx.save_for_backward(x, merged, low_a, low_b)
        ctx.scale = scale
        return functional.linear(x, merged)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        """Return the gradients; that of B is scale G^T (x A^T), that of A is scale (G B)^T x."""
        (grad,) = grads
        x, merged, low_a, low_b = ctx.saved_tensors
        to_x = grad @ merged if ctx.needs_input_grad[0] else None
        low = x @ low_a.to(x.dtype).t()
        back = grad @ low_b.to(x.dtype)
        return to_x, None, (back.t() @ x).float() * ctx.scale, (low.t() @ grad).t().float() * ctx.scale, None


class LeanGate(torch.autograd.Function):
    """silu(gate) * up."""

    @staticmethod
    def forward(ctx: Any, gate: Tensor, up: Tensor) -> Tensor:
        """Return silu(gate) * up."""
        ctx.save_for_backward(gate, up)
        return functional.silu(gate).mul_(up)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor]:
        """Return the gradients of gate and up."""
        (grad,) = grads
        gate, up = ctx.saved_tensors
        return torch.ops.aten.silu_backward(grad * up, gate), functional.silu(gate).mul_(grad)


class LeanNorm(torch.autograd.Function):
    """Root mean square normalisation times a frozen weight."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
        """Return x / rms(x) * weight for x [tokens, width]."""
        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True, dtype=torch.float32)
        inverse = torch.rsqrt(length.square_().div_(x.shape[-1]).add_(epsilon))
        normed = (x * inverse).to(x.dtype)
        ctx.save_for_backward(normed, weight, inverse)
        return normed * weight

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        """Return the gradient of x."""
        (grad,) = grads
        normed, weight, inverse = ctx.saved_tensors
        grad = grad * weight
        along = (grad * normed).mean(dim=-1, keepdim=True, dtype=torch.float32)
        return torch.addcmul(grad, normed, along.to(grad.dtype), value=-1).mul_(inverse.to(grad.dtype)), None, None


class LeanAttention(torch.autograd.Function):
    """Rotary positions and grouped attention, each text alone."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, layout: Layout) -> Tensor:
        """Return what each token attends to, [tokens, heads, width]; key and value have fewer heads or as many."""
        tokens, heads, width = query.shape
        groups = key.shape[1]
        scale = width**-0.5
        query = _rotate(query, layout.cosines, layout.sines)
        key = _rotate(key, layout.cosines, layout.sines)
        out = torch.empty_like(query)
        seen = []
        for start, end, bias in layout.texts:
            q, k, v = (_by_group(part[start:end], groups) for part in (query, key, value))
            tall = bias.repeat(heads // groups, 1)[None].expand(groups, -1, -1)
            share = torch.softmax(torch.baddbmm(tall, q, k.transpose(1, 2), alpha=scale), dim=-1)
            out[start:end] = _by_token(torch.bmm(share, v), heads)
            seen.append((q, k, v, share))
        ctx.save_for_backward(*(tensor for part in seen for tensor in part))
        ctx.layout, ctx.shape, ctx.groups = layout, (tokens, heads, width), groups
        return out

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        """Return the gradients of query, key and value."""
        (grad,) = grads
        layout: Layout = ctx.layout
        tokens, heads, width = ctx.shape
        groups, scale, saved = ctx.groups, width**-0.5, ctx.saved_tensors
        to_query = grad.new_empty(tokens, heads, width)
        to_key, to_value = grad.new_empty(2, tokens, groups, width)
        for place, (start, end, _) in enumerate(layout.texts):
            q, k, v, share = saved[4 * place : 4 * place + 4]
            here = _by_group(grad[start:end], groups)
            to_value[start:end] = _by_token(torch.bmm(share.transpose(1, 2), here), groups)
            to_share = torch.bmm(here, v.transpose(1, 2))
            to_score = torch._softmax_backward_data(to_share, share, -1, share.dtype)
            to_query[start:end] = _by_token(torch.bmm(to_score, k), heads)
            to_key[start:end] = _by_token(torch.bmm(to_score.transpose(1, 2), q), groups)
        back = [_rotate(part.mul_(scale), layout.cosines, -layout.sines) for part in (to_query, to_key)]
        return back[0], back[1], to_value, None


class LeanLikelihood(torch.autograd.Function):
    """Natural-log likelihoods of tokens; the vocabulary is gone over in the head's own number type, and once each way."""

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, head: Tensor, at: Tensor, tokens: Tensor) -> Tensor:
        """Return the log-likelihood of each of `tokens` [n] in the row `at` [n] of `hidden` [rows, width], as float32."""
        logits = functional.linear(hidden, head)
        chosen = logits[at, tokens].float()
        highest = logits.amax(dim=-1, keepdim=True)
        shares = logits.sub_(highest).exp_()
        total = shares.sum(dim=-1, dtype=torch.float32)
        ctx.save_for_backward(shares, total, head, at, tokens)
        return chosen - (highest[:, 0].float() + total.log())[at]

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        """Return the gradient of `hidden`."""
        (grad,) = grads
        shares, total, head, at, tokens = ctx.saved_tensors
        by_row = torch.zeros_like(total).index_add_(0, at, grad)
        to_logits = shares * (-by_row / total).to(shares.dtype)[:, None]
        to_logits.index_put_((at, tokens), grad.to(shares.dtype), accumulate=True)
        return to_logits @ head, None, None, None


def _by_group(part: Tensor, groups: int) -> Tensor:
    """Return [tokens, heads, width] as [groups, heads of a group x tokens, width]."""
    tokens, _, width = part.shape
    return part.transpose(0, 1).reshape(groups, -1, width) if tokens else part


def _by_token(part: Tensor, heads: int) -> Tensor:
    """Return [groups, heads of a group x tokens, width] as [tokens, heads, width]."""
    return part.reshape(heads, -1, part.shape[-1]).transpose(0, 1)


def _rotate(part: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Return [tokens, heads, width] turned by each token's position."""
    half = part.shape[-1] // 2
    cos, sin = cosines[:, None, :half], sines[:, None, :half]
    one, two = part[..., :half], part[..., half:]
    out = torch.empty(part.shape, dtype=part.dtype)
    torch.mul(one, cos, out=out[..., :half]).addcmul_(two, sin, value=-1)
    torch.mul(two, cos, out=out[..., half:]).addcmul_(one, sin)
    return out
