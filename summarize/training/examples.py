"""Write the examples that an adapter is trained on: invented passages, and figures of our own labelled stories and their pairs.

The pipeline's own rules read every text, and the questions are those that it would ask. One file a set is written, of token
trees (see `packing`), so that training needs neither the rules nor a tokeniser.
"""

from __future__ import annotations

import logging
import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.asking.prompting import Prompt, load_prompts
from summarize.asserters import asked_about
from summarize.comparison.accounts import PROMPT as STATEMENT
from summarize.comparison.relating import PROMPT as RELATION
from summarize.training.accounts import AccountPair, account_pairs
from summarize.training.credited import Credited, credited_figures
from summarize.training.crediting import left_out
from summarize.training.packing import Choice, Packer
from summarize.training.parts import HELD_BACK, OTHER, part_of
from summarize.training.passages import AsserterQuestion, Passage, question_about, write_passages
from summarize.training.recipe import ASSERTERS, INVENTED, PAIRS, RETOLD, STATEMENTS
from summarize.training.related import OpenPair, open_pairs
from summarize.training.stages import examples_path

__all__ = [
    "ASSERTER",
    "PROMPTS",
    "Encode",
    "Sources",
    "choices_of",
    "pack_accounts",
    "pack_asserters",
    "pack_invented",
    "pack_pairs",
    "write_examples",
]

logger = logging.getLogger(__name__)

Encode = Callable[[str], tuple[int, ...]]
"""Turn text into tokens, none added."""

ASSERTER = "asserter.v1"
PROMPTS = (ASSERTER, RELATION, STATEMENT)
"""Keys of the prompts that the adapter is trained on."""

SEEDS = ("gpu1", "gpu2")
"""Of the invented passages."""
PASSAGES_A_SEED = 60_000
"""Invented passages of each seed; an article's last ones may be more."""
PAIRS_A_TREE = 8
"""Pairs that share the tree of their first figure: more save tokens, and make a step of fewer figures."""
_REPORT_EVERY = 5000
"""Passages between two lines for the reader."""


@dataclass(frozen=True)
class Sources:
    """Where our labelled stories lie."""

    cases: Path = Path("eval/cases")
    """Labelled cases. The dev ones are written, so that they can be asked, and marked as never to be trained on."""
    marked: Path = Path("eval/practice")
    """Stories whose figures are marked."""
    passages: Path = Path("tests/passages/asserters.txt")
    """The tests' passages."""
    whole: Path = Path("tests/whole_stories")
    """The tests' stories."""


def write_examples(work: Path, encode: Encode, sources: Sources) -> None:
    """Write the sets of examples into `work`; one that is there already is left as it is."""
    prompts = load_prompts()
    if not examples_path(work, INVENTED).exists():
        _save(work, INVENTED, pack_invented(prompts[ASSERTER], encode, PASSAGES_A_SEED))
    if not examples_path(work, ASSERTERS).exists():
        figures = credited_figures(sources.cases, sources.marked, sources.passages)
        _save(work, ASSERTERS, pack_asserters(prompts[ASSERTER], encode, figures))
    if not all(examples_path(work, name).exists() for name in (*PAIRS, *RETOLD)):
        pairs = open_pairs(sources.cases, sources.marked, sources.whole)
        for names, is_retold in ((PAIRS, False), (RETOLD, True)):
            own = [pair for pair in pairs if pair.is_retold == is_retold]
            for name in names:
                _save(work, name, pack_pairs(prompts[RELATION], encode, own, swapped=name != names[0]))
    if not all(examples_path(work, name).exists() for name in STATEMENTS):
        accounts = account_pairs(sources.marked)
        for name in STATEMENTS:
            _save(work, name, pack_accounts(prompts[STATEMENT], encode, accounts, swapped=name != STATEMENTS[0]))


def pack_invented(prompt: Prompt, encode: Encode, count: int, seeds: tuple[str, ...] = SEEDS) -> Packer:
    """Return the questions about `count` invented passages of each seed, and those of the last one's article."""
    packer = Packer()
    for seed in seeds:
        rng = random.Random(seed)
        written = 0
        while written < count:
            for passage in write_passages(rng):
                packer.add(choices_of(prompt, passage, encode), OTHER)
                written += 1
                if written % _REPORT_EVERY == 0:
                    logger.info("invented passages of seed %s: %d of %d", seed, written, count)
    return packer


def choices_of(prompt: Prompt, passage: Passage, encode: Encode) -> list[Choice]:
    """Return the questions about an invented passage. The rules' log-odds are rounded to two decimals."""
    return [_choice(prompt, passage.text, one, encode, decimals=2) for one in passage.questions]


def pack_asserters(prompt: Prompt, encode: Encode, figures: list[Credited]) -> Packer:
    """Return the questions about labelled figures, those about one text together.

    The rules' log-odds are by weights that were fitted without the figure's story.
    """
    texts: dict[tuple[str, int, object], list[Choice]] = defaultdict(list)
    for one, odds in zip(figures, left_out(figures), strict=True):
        if len(one.figure.candidates) > 1:
            asked = asked_about(one.draft, one.figure)
            question = question_about(asked, odds, one.right, one.story)
            texts[one.story, id(one.draft), asked.at].append(_choice(prompt, asked.text, question, encode))
    packer = Packer()
    for (story, _, _), choices in texts.items():
        packer.add(choices, part_of(story))
    return packer


def pack_pairs(prompt: Prompt, encode: Encode, pairs: Sequence[OpenPair], *, swapped: bool) -> Packer:
    """Return the questions about pairs of figures, `PAIRS_A_TREE` with one in front together, the second of each if `swapped`."""
    return _packed(
        prompt,
        encode,
        [
            _Asked((pair.story, pair.is_stripped), pair.ids, pair.told, pair.right, part_of(pair.story))
            for pair in pairs
        ],
        swapped=swapped,
    )


def pack_accounts(prompt: Prompt, encode: Encode, pairs: Sequence[AccountPair], *, swapped: bool) -> Packer:
    """Return the questions about pairs of sentences, as `pack_pairs` does. Those of stories that are held back say so."""
    return _packed(
        prompt,
        encode,
        [
            _Asked(
                pair.story, pair.sentences, pair.told, pair.right, HELD_BACK if pair.held_back else part_of(pair.story)
            )
            for pair in pairs
        ],
        swapped=swapped,
    )


@dataclass(frozen=True)
class _Asked:
    """A question about two places of a text."""

    text: Hashable
    """Which text."""
    places: tuple[Hashable, Hashable]
    """Which places."""
    told: tuple[str, str]
    """What the model reads of each."""
    right: frozenset[int]
    """Indices of the right labels."""
    part: int
    """Part of the stories that the text belongs to."""


def _packed(prompt: Prompt, encode: Encode, asked: Sequence[_Asked], *, swapped: bool) -> Packer:
    """Return the questions, `PAIRS_A_TREE` with one place in front together, the second of each if `swapped`."""
    answers = tuple(encode(f" {label}") for label in prompt.labels)
    by_first: dict[tuple[Hashable, Hashable], list[_Asked]] = defaultdict(list)
    for one in asked:
        by_first[one.text, one.places[1 if swapped else 0]].append(one)
    packer = Packer()
    for together in by_first.values():
        for start in range(0, len(together), PAIRS_A_TREE):
            choices = []
            for one in together[start : start + PAIRS_A_TREE]:
                first, second = reversed(one.told) if swapped else one.told
                words = encode(prompt.render(first=first, second=second))
                choices.append(Choice(words, answers, (0.0,) * len(answers), one.right))
            packer.add(choices, together[0].part)
    return packer


def _choice(
    prompt: Prompt, text: str, question: AsserterQuestion, encode: Encode, *, decimals: int | None = None
) -> Choice:
    words = prompt.render(text=text, figure=question.figure)
    priors = question.priors if decimals is None else tuple(round(prior, decimals) for prior in question.priors)
    return Choice(encode(words), tuple(encode(f" {name}") for name in question.candidates), priors, question.golds)


def _save(work: Path, name: str, packer: Packer) -> None:
    packer.save(examples_path(work, name))
    logger.info("%s: %d texts, %d too long and left out", name, len(packer), packer.left_out)
