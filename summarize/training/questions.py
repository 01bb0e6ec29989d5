"""Labelled stories -> pairs of figure claims, with whether the two answer one question.

Three kinds are read: our labelled cases, stories whose figures are marked in their text, and the whole stories of the tests.
A pair of which the labels say nothing is no example.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from summarize.asserters import choose_asserters
from summarize.claims import MeasuredClaim, draft_claims, finish_claims
from summarize.comparison.chronology import Chronology
from summarize.comparison.facets import Pairs
from summarize.comparison.parts import mark_parts
from summarize.comparison.sameness import Words
from summarize.comparison.scene import place_claims
from summarize.evaluation.cases import Case, load_cases
from summarize.evaluation.marked import MarkedStory, load_marked
from summarize.evaluation.matching import match_claims
from summarize.evaluation.subjects import subject_of_case
from summarize.reading.articles import article_from_text
from summarize.reading.words import stems
from summarize.schema import Article, Span

__all__ = ["Example", "examples"]

_Judge = Callable[[MeasuredClaim, MeasuredClaim], bool | None]
"""Says whether two claims answer one question by the labels; None where they do not say."""


@dataclass(frozen=True)
class Example:
    """Two figures of one story."""

    story: str
    """Kind and id of the story."""
    facets: dict[str, float]
    """What they have in common and what parts them."""
    same: bool
    """Whether they answer one question."""


def examples(cases: Path, marked: Path, whole: Path) -> list[Example]:
    """Return the pairs of the dev stories in `cases`, of all those in `marked` and of the test stories in `whole`."""
    found: list[Example] = []
    for case in load_cases(cases):
        if case.story_file.split == "dev":
            found += _pairs(f"case {case.id}", subject_of_case(case).story.articles, partial(_of_case, case))
    for story in load_marked(marked):
        found += _pairs(f"marked {story.id}", story.story.articles, partial(_of_marks, story))
    for path in sorted(whole.glob("*.toml")):
        articles, questions = _whole(path)
        found += _pairs(f"whole {path.stem}", articles, partial(_of_places, questions))
    return found


def _pairs(
    story: str, articles: Sequence[Article], labels: Callable[[Sequence[MeasuredClaim]], _Judge]
) -> Iterator[Example]:
    """Yield the pairs of one story, read by the rules alone."""
    drafts = [draft_claims(article) for article in articles]
    read = [finish_claims(d, chosen) for d, chosen in zip(drafts, choose_asserters(None, drafts), strict=True)]
    words = Words(stems(r.article.text, s.start, s.end) for r in read for s in r.sentences)
    claims = mark_parts(place_claims(read))
    pairs = Pairs(claims, words, Chronology([r.article for r in read]))
    judge = labels(claims)
    for a, b in combinations(claims, 2):
        same = judge(a, b)
        facets = pairs.facets(a, b) if same is not None else None
        if same is not None and facets is not None:
            yield Example(story, facets, same)


def _of_case(case: Case, claims: Sequence[MeasuredClaim]) -> _Judge:
    """Judge by questions: what two figures of different scope answer is not one, and what one source says is not told."""
    figures = {label.id for label in case.figures}
    stated = match_claims(case.figures, case.statements, [c.claim for c in claims]).labels_of
    same: set[frozenset[str]] = set()
    unsaid: set[frozenset[str]] = set()
    for question in case.questions:
        pairs = {frozenset(pair) for pair in combinations((c for c in question.claims if c in figures), 2)}
        if question.status == "single_source":
            unsaid |= pairs
        elif question.status != "different_scope":
            same |= pairs

    def judge(a: MeasuredClaim, b: MeasuredClaim) -> bool | None:
        first, second = (stated.get(c.claim.id, frozenset()) & figures for c in (a, b))
        if not first or not second:
            return None
        pairs = {frozenset((x, y)) for x in first for y in second}
        if first & second or pairs & same:
            return True
        return None if pairs & unsaid else False

    return judge


def _of_marks(story: MarkedStory, claims: Sequence[MeasuredClaim]) -> _Judge:
    return _of_places([(mark.question, mark.article_id, mark.span) for mark in story.marks], claims)


def _of_places(places: Iterable[tuple[str, str, Span]], claims: Sequence[MeasuredClaim]) -> _Judge:
    """Judge by places of the text of which each has the id of a question: a claim states it there, or says it there again."""
    asked: dict[str, set[str]] = defaultdict(set)
    for question, article, span in places:
        here = [c for c in claims if c.claim.article_id == article]
        own = [c for c in here if c.figure.span.overlaps(span)]
        again = [c for c in here if any(other.overlaps(span) for other in c.claim.also)]
        for claim in (own or again)[:1]:
            asked[claim.claim.id].add(question)

    def judge(a: MeasuredClaim, b: MeasuredClaim) -> bool | None:
        first, second = asked.get(a.claim.id), asked.get(b.claim.id)
        return bool(first & second) if first and second else None

    return judge


def _whole(path: Path) -> tuple[list[Article], list[tuple[str, str, Span]]]:
    """Return the articles of a test story and where each question's figures stand."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = [
        article_from_text(
            a["text"].lstrip("\n"),
            id=a["id"],
            outlet=a["outlet"],
            title=a["text"].strip().splitlines()[0],
            published=a["published"],
        )
        for a in told["article"]
    ]
    texts = {article.id: article.text for article in articles}
    places = []
    for number, question in enumerate(told["marks"]["questions"]):
        for article, words, *which in question:
            start = -1
            for _ in range(which[0] if which else 1):
                start = texts[article].index(words, start + 1)
            places.append((str(number), article, Span.of(texts[article], start, start + len(words))))
    return articles, places
