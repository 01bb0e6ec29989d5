"""Turn invented passages and pairs into what the model reads: tokens of prompts and of the answers to rank."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from summarize.asking.prompting import Prompt
from summarize.training.pairs import write_pair
from summarize.training.passages import write_passage

Encode = Callable[[str], tuple[int, ...]]
"""Turn text into tokens, none added."""

ASSERTER, SAME_QUESTION = "asserter.v1", "same_question.v1"
PROMPTS = (ASSERTER, SAME_QUESTION)
"""Keys of the prompts that the adapter is trained on."""

PAIR_SHARE = 0.25
"""Share of pairs among the examples. A passage has some three questions, a pair has one."""


@dataclass(frozen=True)
class Choice:
    """A prompt and the answers to rank, as tokens."""

    prompt: tuple[int, ...]
    continuations: tuple[tuple[int, ...], ...]
    gold: int
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
        yield _pair(prompts, encode, rng) if rng.random() < PAIR_SHARE else _passage(prompts, encode, rng)


def _passage(prompts: Mapping[str, Prompt], encode: Encode, rng: random.Random) -> Example:
    passage = write_passage(rng)
    choices = []
    for question in passage.questions:
        prompt = prompts[ASSERTER].render(text=passage.text, figure=question.figure)
        answers = tuple(encode(f" {name}") for name in question.candidates)
        choices.append(Choice(encode(prompt), answers, question.gold, question.phenomenon))
    return Example(tuple(choices))


def _pair(prompts: Mapping[str, Prompt], encode: Encode, rng: random.Random) -> Example:
    prompt, pair = prompts[SAME_QUESTION], write_pair(rng)
    words = prompt.render(
        first=pair.first, first_figure=pair.first_figure, second=pair.second, second_figure=pair.second_figure
    )
    answers = tuple(encode(f" {label}") for label in prompt.labels)
    return Example((Choice(encode(words), answers, prompt.labels.index(pair.label), f"pair.{pair.phenomenon}"),))
