"""Marked stories -> denials with the statements that each may deny, and which of them it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.asserters import read_by_rules
from summarize.comparison.denial_facets import candidates
from summarize.comparison.denial_rules import DenialRules
from summarize.comparison.denied import is_denial
from summarize.comparison.propositions import Statement, read_statements
from summarize.comparison.sources import Sources, roles_of
from summarize.comparison.story_statements import StoryStatements
from summarize.evaluation.marked import End, MarkedStory, load_marked
from summarize.reading.refusals import Strength
from summarize.summarization import summarize_article

__all__ = ["Candidate", "DeniedExample", "denied_examples"]


@dataclass(frozen=True)
class Candidate:
    """A statement that a denial may deny."""

    facets: dict[str, float]
    """What the two have in common and what parts them."""
    right: bool
    """Whether it is denied, by the labels."""


@dataclass(frozen=True)
class DeniedExample:
    """A denial of a labelled story, and its candidates."""

    story: str
    """The story's id."""
    strength: Strength
    """With what kind of words it denies."""
    candidates: tuple[Candidate, ...]
    """In the order of the story."""
    contradicted: bool
    """Whether some statement of the story is denied by it, be it among the candidates or not."""


def denied_examples(folder: Path) -> list[DeniedExample]:
    """Return the denials that the rules read in the marked stories of `folder`, where labels say what they deny."""
    return [
        one for story in load_marked(folder, also_retold=True) if story.denials is not None for one in _of_story(story)
    ]


def _of_story(story: MarkedStory) -> Iterator[DeniedExample]:
    read = read_by_rules(story.story.articles)
    statements = [read_statements(r) for r in read]
    roles = roles_of(map(summarize_article, read))
    stated = StoryStatements(read, statements, Sources(roles))
    rules = DenialRules(stated)
    right: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for label in story.denials or ():
        for by in _stating(stated, label.by):
            right.setdefault(by.key, set()).update(s.key for end in label.of for s in _stating(stated, end))
    for denial in filter(is_denial, stated.all):
        mine = right.get(denial.key, set())
        rows = tuple(Candidate(facets, s.key in mine) for s, facets in candidates(stated, rules, denial))
        yield DeniedExample(story.id, denial.denied.strength, rows, bool(mine))


def _stating(stated: StoryStatements, end: End) -> list[Statement]:
    """Return the statements that hold the words of a label."""
    return [
        s
        for s in stated.all
        if s.article.id == end.article_id and s.sentence.start < end.span.end and end.span.start < s.sentence.end
    ]
