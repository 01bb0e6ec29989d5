"""Score answers for a batch of examples: the summed log-likelihood that backends rank by, open to gradients.

An example is laid out as the token tree that the backend uses too, so training and use compute the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import torch
from torch import Tensor, nn

from summarize.asking.backends.tree import TokenTree, pack
from summarize.training.examples import Example
from summarize.training.lean import Layout, LeanLikelihood, run_trunk, text_bias


def tree_of(example: Example) -> TokenTree:
    """Return the one tree that holds all prompts and answers of `example`, their last tokens left out."""
    sequences = [
        choice.prompt + continuation[:-1] for choice in example.choices for continuation in choice.continuations
    ]
    (tree,) = pack(sequences, max_nodes=1 << 30)
    return tree


def log_likelihoods(model: nn.Module, examples: Sequence[Example], trees: Sequence[TokenTree]) -> list[Tensor]:
    """Return, for each choice of `examples` in order, the summed natural-log likelihoods of its answers [answers].

    The output layer is applied only where a token of an answer is predicted: over all places its result would be the
    largest array of the step by far.
    """
    hidden = _hidden(model, trees)
    starts = [0, *accumulate(map(len, trees))]
    rows: dict[int, int] = {}
    steps: list[tuple[int, int]] = []
    lengths: list[int] = []
    for start, example, tree in zip(starts, examples, trees, strict=False):
        for choice in example.choices:
            for continuation in choice.continuations:
                nodes = tree.paths[choice.prompt + continuation[:-1]][len(choice.prompt) - 1 :]
                steps += [
                    (rows.setdefault(start + node, len(rows)), token)
                    for node, token in zip(nodes, continuation, strict=True)
                ]
                lengths.append(len(continuation))
    at, tokens = (torch.tensor(index) for index in zip(*steps, strict=True))
    head = model.get_submodule("lm_head").weight
    found: Tensor = LeanLikelihood.apply(hidden[torch.tensor(list(rows))], head, at, tokens)  # type: ignore[no-untyped-call]
    sums = torch.stack([part.sum() for part in torch.split(found, lengths)])
    sizes = [len(choice.continuations) for example in examples for choice in example.choices]
    return list(torch.split(sums, sizes))


def _hidden(model: nn.Module, trees: Sequence[TokenTree]) -> Tensor:
    """Return the last hidden states of `trees`, one after the other, [tokens, width]."""
    trunk = model.get_submodule("model")
    tokens = torch.tensor([token for tree in trees for token in tree.tokens])
    depths = torch.tensor([[depth for tree in trees for depth in tree.depths]])
    embedded = trunk.get_submodule("embed_tokens")(tokens)
    cosines, sines = trunk.get_submodule("rotary_emb")(embedded, depths)
    ends = list(accumulate(map(len, trees)))
    texts = tuple(
        (end - len(tree), end, text_bias(torch.from_numpy(tree.visibility()), embedded.dtype))
        for tree, end in zip(trees, ends, strict=True)
    )
    return run_trunk(trunk, embedded, Layout(cosines[0], sines[0], texts))
