"""Turn invented passages into what the model reads: tokens of prompts and of the answers to rank."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from summarize.asking.prompting import Prompt
from summarize.training.passages import Passage, write_passages

Encode = Callable[[str], tuple[int, ...]]
"""Turn text into tokens, none added."""

ASSERTER = "asserter.v1"
PROMPTS = (ASSERTER,)
"""Keys of the prompts that the adapter is trained on."""


@dataclass(frozen=True)
class Choice:
    """A prompt and the answers to rank, as tokens."""

    prompt: tuple[int, ...]
    continuations: tuple[tuple[int, ...], ...]
    priors: tuple[float, ...]
    """Log-odds that each answer starts from: those of the rules, whom the model is to complement."""
    golds: frozenset[int]
    """Indices of the right answers, mostly one."""
    phenomenon: str
    """What to count it under."""


@dataclass(frozen=True)
class Example:
    """Choices that share the beginning of their prompts."""

    choices: tuple[Choice, ...]


def write_examples(prompts: Mapping[str, Prompt], encode: Encode, seed: str) -> Iterator[Example]:
    """Yield examples without end; the same seed gives the same ones."""
    rng = random.Random(seed)
    while True:
        for passage in write_passages(rng):
            yield _example(prompts[ASSERTER], passage, encode)


def _example(prompt: Prompt, passage: Passage, encode: Encode) -> Example:
    choices = []
    for question in passage.questions:
        words = prompt.render(text=passage.text, figure=question.figure)
        answers = tuple(encode(f" {name}") for name in question.candidates)
        choices.append(Choice(encode(words), answers, question.priors, question.golds, question.phenomenon))
    return Example(tuple(choices))
