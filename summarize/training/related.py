"""Pairs of figures in labelled stories that the facets leave open, with what the model reads of each and what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.claims import ReadArticle
from summarize.comparison.relating import told
from summarize.training.folds import FOLDS, dealt
from summarize.training.questions import JudgedPair, Relation, example_of, judged_pairs, labelled_stories
from summarize.training.sameness import fit

__all__ = ["LABELS", "OpenPair", "open_pairs", "right_labels"]

LABELS = ("different", "equal", "conflict", "update", "part")
"""Answers of relation.v1, in its order; prompts/README.md says what they mean."""
OPEN = 5.0
"""Log-odds, by weights fitted without the story, within which two figures may answer one question or not: more than the program
asks about (`LEAST_ODDS`, `OPEN` of `comparison.relating`), and figures that fit each other too. Trained on what is nearly asked
alone, half as many, the model is worse at that (eval/ERRORS.md)."""

_DIFFERENT, _EQUAL, _CONFLICT, _UPDATE, _PART = range(5)
_OF_RELATION: dict[Relation | None, tuple[int, ...]] = {
    "conflict": (_CONFLICT,),
    "update": (_UPDATE,),
    "neither": (_PART,),
    None: (_CONFLICT, _UPDATE, _PART),
}


@dataclass(frozen=True)
class OpenPair:
    """Two figures of one story."""

    story: str
    """Kind and id of the story."""
    is_stripped: bool
    """Whether the story's punctuation was taken away."""
    is_retold: bool
    """Whether the story retells real coverage."""
    ids: tuple[str, str]
    """Of the claims."""
    told: tuple[str, str]
    """What the model reads of each."""
    right: frozenset[int]
    """Indices of the labels that are right: several where it is not told what two answers are to each other."""


def right_labels(pair: JudgedPair) -> frozenset[int]:
    """Return the indices of the labels that are right for a pair."""
    if not pair.same:
        return frozenset({_CONFLICT if pair.relation == "conflict" and pair.differ else _DIFFERENT})
    return frozenset(_OF_RELATION[pair.relation]) if pair.differ else frozenset({_EQUAL})


def open_pairs(cases: Path, marked: Path, whole: Path) -> list[OpenPair]:
    """Return the open pairs of the dev stories in `cases`, of those in `marked`, whole and stripped, and of those in `whole`.

    The weights by which they are open are fitted without the story, and without those that retell real coverage, as those
    are that the program uses.
    """
    stories = labelled_stories(cases, marked, whole, also_stripped=True, also_retold=True)
    read = [(story, *judged_pairs(story)) for story in stories]
    learnt = [
        example_of(story.name, pair)
        for story, _, pairs in read
        if not story.is_stripped and not story.is_retold
        for pair in pairs
    ]
    folds = dealt([one.story for one in learnt])
    fold_of = {one.story: fold for one, fold in zip(learnt, folds, strict=True)}
    weights = [
        fit([one for one, fold in zip(learnt, folds, strict=True) if fold != out], "one question")
        for out in range(FOLDS)
    ]
    found: list[OpenPair] = []
    for story, articles, pairs in read:
        words = _Words(articles)
        for pair in pairs:
            own = weights[fold_of.get(story.name, 0)]
            odds = own["bias"] + sum(own.get(name, 0.0) * value for name, value in pair.facets.items())
            if abs(odds) < OPEN:
                both = (pair.first.claim.id, pair.second.claim.id)
                right = right_labels(pair)
                found.append(OpenPair(story.name, story.is_stripped, story.is_retold, both, words.of(pair), right))
    return found


class _Words:
    """What the model reads of the figures of one story."""

    def __init__(self, articles: Sequence[ReadArticle]) -> None:
        self._articles = {one.article.id: one for one in articles}
        self._told: dict[str, str] = {}

    def of(self, pair: JudgedPair) -> tuple[str, str]:
        """Return what is read of both figures of a pair."""
        for figure in (pair.first, pair.second):
            if figure.claim.id not in self._told:
                self._told[figure.claim.id] = told(self._articles[figure.claim.article_id], figure)
        return self._told[pair.first.claim.id], self._told[pair.second.claim.id]
