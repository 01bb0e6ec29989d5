"""Score answers for a batch of examples: the summed log-likelihood that backends rank by, open to gradients.

An example is laid out as the token tree that the backend uses too, so training and use compute the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from summarize.asking.backends.tree import TokenTree, pack
from summarize.training.examples import Example


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
    rows: dict[tuple[int, int], int] = {}
    steps: list[tuple[int, int]] = []
    lengths: list[int] = []
    for place, (example, tree) in enumerate(zip(examples, trees, strict=True)):
        for choice in example.choices:
            for continuation in choice.continuations:
                nodes = tree.paths[choice.prompt + continuation[:-1]][len(choice.prompt) - 1 :]
                steps += [
                    (rows.setdefault((place, node), len(rows)), token)
                    for node, token in zip(nodes, continuation, strict=True)
                ]
                lengths.append(len(continuation))
    places, nodes_of = (torch.tensor(index) for index in zip(*rows, strict=True))
    head = model.get_submodule("lm_head")
    logits: Tensor = head(hidden[places, nodes_of]).float()
    at, tokens = (torch.tensor(index) for index in zip(*steps, strict=True))
    # One look-up for all: the gradient of each look-up is an array as large as the logits.
    found = logits[at, tokens] - torch.logsumexp(logits, dim=-1)[at]
    sums = torch.stack([part.sum() for part in torch.split(found, lengths)])
    sizes = [len(choice.continuations) for example in examples for choice in example.choices]
    return list(torch.split(sums, sizes))


def _hidden(model: nn.Module, trees: Sequence[TokenTree]) -> Tensor:
    """Return the last hidden states of `trees`, padded to one length, [trees, length, width]."""
    length = max(len(tree) for tree in trees)
    tokens = torch.zeros(len(trees), length, dtype=torch.long)
    positions = torch.zeros(len(trees), length, dtype=torch.long)
    sees = torch.eye(length, dtype=torch.bool).repeat(len(trees), 1, 1, 1)
    for row, tree in enumerate(trees):
        size = len(tree)
        tokens[row, :size] = torch.tensor(tree.tokens)
        positions[row, :size] = torch.tensor(tree.depths)
        sees[row, 0, :size, :size] = torch.from_numpy(tree.visibility())
    trunk = model.get_submodule("model")
    dtype = next(trunk.parameters()).dtype
    mask = torch.zeros(sees.shape, dtype=dtype).masked_fill_(~sees, torch.finfo(dtype).min)
    output = trunk(input_ids=tokens, position_ids=positions, attention_mask=mask, use_cache=False)
    hidden: Tensor = output.last_hidden_state
    return hidden
