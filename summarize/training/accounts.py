"""Pairs of sentences in labelled stories, with what the model reads of each and what they are to each other.

The program asks about pairs that its rules set against each other (`summarize.comparison.accounts`); what is learnt from is many
more. Alone the model tells too few differences rightly (eval/ERRORS.md).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import numpy as np

from summarize.asserters import read_by_rules
from summarize.claims import ReadArticle
from summarize.comparison.accounts import told_sentence
from summarize.evaluation.marked import End, MarkedStory, load_marked
from summarize.evaluation.marked_records import DifferenceKind
from summarize.reading.words import stems

__all__ = ["LABELS", "AccountPair", "Sentence", "account_pairs", "likely_pairs", "pairs_of"]

LABELS = ("different", "equal", "conflict", "open", "update")
"""Answers of statement.v1, in its order; prompts/README.md says what they mean."""
LIKELY = 100
"""Pairs of a story that share most of what is rare in it: more than the program asks about, mostly."""
AT_RANDOM = 20
"""Pairs of a story drawn from all."""
SHORT = 3.0
"""Added to the length of two sentences, as the rarity of their words, so that two short ones are not alike by one word."""

_DIFFERENT, _EQUAL, _CONFLICT, _OPEN, _UPDATE = range(5)
_OF_KIND: Mapping[DifferenceKind, int] = {"conflict": _CONFLICT, "open": _OPEN, "update": _UPDATE, "framing": _EQUAL}
_NO_DIFFERENCE = frozenset({_DIFFERENT, _EQUAL})
_FIGURES_APART = frozenset({"conflict", "self_contradiction", "denial", "update"})
"""Kinds of labelled pairs of figures whose sentences are told apart by their figures: what else they are to each other is not
told."""


@dataclass(frozen=True, order=True)
class Sentence:
    """A sentence of a story."""

    article: int
    """Number of its article."""
    number: int
    """Its place among the article's sentences."""


@dataclass(frozen=True)
class AccountPair:
    """Two sentences of one story."""

    story: str
    """Kind and id of the story."""
    held_back: bool
    """Whether its differences are for measuring only."""
    sentences: tuple[Sentence, Sentence]
    """Which they are."""
    told: tuple[str, str]
    """What the model reads of each."""
    right: frozenset[int]
    """Indices of the labels that are right."""


def account_pairs(marked: Path) -> list[AccountPair]:
    """Return the pairs of the stories in `marked` of which labels say what accounts differ on."""
    stories = (story for story in load_marked(marked, also_retold=True) if story.differences is not None)
    return [pair for story in stories for pair in pairs_of(story)]


def pairs_of(story: MarkedStory) -> Iterator[AccountPair]:
    """Yield the likely pairs of a story, those that labels name and some others.

    Labels name few of the sentences that say the same, so of a pair without a label either of "different" and "equal" is right.
    """
    read = read_by_rules(story.story.articles)
    number = {one.article.id: n for n, one in enumerate(read)}

    def places(*ends: End) -> list[Sentence]:
        return [
            Sentence(number[end.article_id], n)
            for end in ends
            for n, own in enumerate(read[number[end.article_id]].sentences)
            if own.start <= end.span.start < own.end
        ]

    def told_at(one: Sentence) -> str:
        return told_sentence(read[one.article], read[one.article].sentences[one.number].start)

    labels: dict[frozenset[Sentence], set[int]] = defaultdict(set)
    for difference in story.differences or ():
        for pair in product(places(*difference.a), places(*difference.b)):
            labels[frozenset(pair)].add(_OF_KIND[difference.kind])
    for denial in story.denials or ():
        for pair in product(places(denial.by), places(*denial.of)):
            labels[frozenset(pair)].add(_CONFLICT)
    untold = {frozenset(places(pair.a, pair.b)) for pair in story.pairs if pair.kind in _FIGURES_APART} - labels.keys()
    every = list(combinations(sentences_of(read), 2))
    drawn = random.Random(story.id).sample(every, min(AT_RANDOM, len(every)))
    named = [pair for pair in every if frozenset(pair) in labels]
    for first, second in dict.fromkeys([*likely_pairs(read, LIKELY), *drawn, *named]):
        both = frozenset((first, second))
        if both not in untold:
            yield AccountPair(
                story=f"marked {story.id}",
                held_back=story.held_back,
                sentences=(first, second),
                told=(told_at(first), told_at(second)),
                right=frozenset(labels[both]) if both in labels else _NO_DIFFERENCE,
            )


def sentences_of(read: Sequence[ReadArticle]) -> list[Sentence]:
    """Return all sentences of a story, article by article."""
    return [Sentence(a, n) for a, one in enumerate(read) for n in range(len(one.sentences))]


def likely_pairs(read: Sequence[ReadArticle], most: int) -> list[tuple[Sentence, Sentence]]:
    """Return the pairs of sentences that share most of what is rare in the story, the likest first, the earlier in front."""
    sentences = sentences_of(read)
    bags = [
        stems(read[one.article].article.text, own.start, own.end)
        for one in sentences
        for own in [read[one.article].sentences[one.number]]
    ]
    number = {word: n for n, word in enumerate(sorted(frozenset().union(*bags)))}
    has = np.zeros((len(bags), len(number)), np.float32)
    for row, bag in zip(has, bags, strict=True):
        row[[number[word] for word in bag]] = 1.0
    rarity = np.log((len(bags) + 1) / (has.sum(0) + 0.5))
    length = has @ rarity
    shared = np.triu((has * rarity) @ has.T, k=1)
    likeness = shared / (np.sqrt(np.outer(length, length)) + SHORT)
    order = np.argsort(-likeness, axis=None, kind="stable")[:most]
    places = zip(*np.unravel_index(order, likeness.shape), strict=True)
    return [(sentences[a], sentences[b]) for a, b in places if shared[a, b] > 0]
