"""Labelled stories -> pairs of figure claims, with whether the two answer one question, and what they are to each other.

Three kinds are read: our labelled cases, stories whose figures are marked in their text, and the whole stories of the tests.
A pair of which the labels say nothing is no example.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Literal, TypeVar, get_args

from summarize.asserters import read_by_rules
from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison.chronology import Chronology
from summarize.comparison.facets import Pairs
from summarize.comparison.intervals import fit
from summarize.comparison.parts import mark_parts
from summarize.comparison.sameness import Words
from summarize.comparison.scene import place_claims
from summarize.evaluation.cases import Case, load_cases
from summarize.evaluation.marked import RETOLD, TRUE_CONFLICTS, MarkedStory, PairKind, load_marked, values_of
from summarize.evaluation.matching import match_claims
from summarize.evaluation.stripping import stripped
from summarize.evaluation.subjects import subject_of_case
from summarize.reading.articles import article_from_text
from summarize.reading.words import stems
from summarize.schema import UNSETTLED, Article, Span

__all__ = [
    "Example",
    "JudgedPair",
    "LabelledStory",
    "Relation",
    "example_of",
    "examples",
    "judged_pairs",
    "labelled_stories",
]

_T = TypeVar("_T")

Relation = Literal["conflict", "update", "neither"]
"""A reader must see them set against each other; the later takes the other's place; they do not touch."""


@dataclass(frozen=True)
class _Verdict:
    """What the labels say of two claims."""

    same: bool | None
    """Whether they answer one question; None where it is not told."""
    relation: Relation | None
    """What they are to each other where their figures exclude each other; None where it is not told."""


_UNTOLD = _Verdict(None, None)
_Judge = Callable[[MeasuredClaim, MeasuredClaim], _Verdict]


@dataclass(frozen=True)
class Example:
    """Two figures of one story."""

    story: str
    """Kind and id of the story."""
    facets: dict[str, float]
    """What they have in common and what parts them."""
    same: bool
    """Whether they answer one question."""
    relation: Relation | None
    """What they are to each other; None where labels do not say, and of figures that do not exclude each other."""


@dataclass(frozen=True)
class LabelledStory:
    """A story and what its labels say of any two of its claims."""

    name: str
    """Kind and id."""
    articles: Sequence[Article]
    labels: Callable[[Sequence[MeasuredClaim]], _Judge]
    is_stripped: bool = False
    """Whether its punctuation is taken away; the same story stands before it whole."""
    is_retold: bool = False
    """Whether it retells real coverage: the facets are fitted without such stories."""


@dataclass(frozen=True)
class JudgedPair:
    """Two claims of which the labels say something."""

    first: MeasuredClaim
    second: MeasuredClaim
    facets: dict[str, float]
    """What they have in common and what parts them."""
    same: bool
    """Whether they answer one question."""
    relation: Relation | None
    """What they are to each other; None where labels do not say."""

    @property
    def differ(self) -> bool:
        """Whether their figures exclude each other."""
        return fit(self.first.figure, self.second.figure) is None


def examples(cases: Path, marked: Path, whole: Path) -> list[Example]:
    """Return the pairs of the dev stories in `cases`, of all those in `marked` and of the test stories in `whole`."""
    return [
        example_of(story.name, pair)
        for story in labelled_stories(cases, marked, whole)
        for pair in judged_pairs(story)[1]
    ]


def example_of(story: str, pair: JudgedPair) -> Example:
    """Return what there is to learn from a pair."""
    return Example(story, pair.facets, pair.same, pair.relation if pair.differ else None)


def labelled_stories(
    cases: Path, marked: Path, whole: Path, *, also_stripped: bool = False, also_retold: bool = False
) -> Iterator[LabelledStory]:
    """Yield the dev stories in `cases`, those in `marked`, if wished stripped and retold too, and the test stories in `whole`."""
    for case in load_cases(cases):
        if case.story_file.split == "dev":
            articles = subject_of_case(case).story.articles
            yield LabelledStory(f"case {case.id}", articles, partial(_of_case, case))
    folders = [marked, marked / RETOLD] if also_retold and (marked / RETOLD).is_dir() else [marked]
    for is_retold, story in [(folder != marked, story) for folder in folders for story in load_marked(folder)]:
        for one in (story, stripped(story)) if also_stripped else (story,):
            yield LabelledStory(
                f"marked {story.id}",
                one.story.articles,
                partial(_of_marks, one),
                is_stripped=one is not story,
                is_retold=is_retold,
            )
    for path in sorted(whole.glob("*.toml")):
        labelled = _whole(path)
        yield LabelledStory(f"whole {path.stem}", labelled.articles, partial(_of_places, labelled))


def judged_pairs(story: LabelledStory) -> tuple[list[ReadArticle], list[JudgedPair]]:
    """Return the articles of a story, read by the rules alone, and its pairs of which the labels say something."""
    read = read_by_rules(story.articles)
    words = Words(stems(r.article.text, s.start, s.end) for r in read for s in r.sentences)
    claims = mark_parts(place_claims(read))
    pairs = Pairs(claims, words, Chronology([r.article for r in read]))
    judge = story.labels(claims)
    judged = [((a, b), told) for a, b in combinations(claims, 2) if (told := judge(a, b)).same is not None]
    return read, [
        JudgedPair(a, b, facets, told.same, told.relation)
        for ((a, b), told), facets in zip(judged, pairs.each([pair for pair, _ in judged]), strict=True)
        if told.same is not None and facets is not None
    ]


def _of_case(case: Case, claims: Sequence[MeasuredClaim]) -> _Judge:
    """Judge by questions: what two figures of different scope answer is not one, and what one source says is not told."""
    figures = {label.id for label in case.figures}
    stated = match_claims(case.figures, case.statements, [c.claim for c in claims]).labels_of
    same: set[frozenset[str]] = set()
    unsaid: set[frozenset[str]] = set()
    related: dict[frozenset[str], Relation] = {}
    for question in case.questions:
        pairs = {frozenset(pair) for pair in combinations((c for c in question.claims if c in figures), 2)}
        if question.status == "single_source":
            unsaid |= pairs
        elif question.status != "different_scope":
            same |= pairs
        if question.status in UNSETTLED:
            related |= dict.fromkeys(pairs, "update" if question.status == "updated" else "conflict")

    def judge(a: MeasuredClaim, b: MeasuredClaim) -> _Verdict:
        first, second = (stated.get(c.claim.id, frozenset()) & figures for c in (a, b))
        if not first or not second:
            return _UNTOLD
        pairs = {frozenset((x, y)) for x in first for y in second}
        if first & second or pairs & same:
            return _Verdict(True, _first([related[pair] for pair in pairs if pair in related]))
        return _UNTOLD if pairs & unsaid else _Verdict(False, "neither")

    return judge


_RELATIONS: Mapping[PairKind, Relation] = {**dict.fromkeys(TRUE_CONFLICTS, "conflict"), "update": "update"}


def _first(relations: Sequence[Relation]) -> Relation:
    """Return what a reader must know first of what two figures are to each other."""
    return next((r for r in get_args(Relation) if r in relations), "neither")


def _of_marks(story: MarkedStory, claims: Sequence[MeasuredClaim]) -> _Judge:
    """Judge by marks and by the pairs that are listed: of two answers to a question with a conflict only those are told."""
    stated = _stated([(mark, mark.article_id, mark.span) for mark in story.marks], claims)

    def judge(a: MeasuredClaim, b: MeasuredClaim) -> _Verdict:
        first, second = stated.get(a.claim.id), stated.get(b.claim.id)
        if not first or not second:
            return _UNTOLD
        pairs = [(x, y) for x in first for y in second]
        asked = {x.question for x, y in pairs if x.question == y.question}
        listed = [story.listed[key].kind for x, y in pairs if (key := values_of(x, y)) in story.listed]
        if not listed and asked & story.disputed:
            return _Verdict(True, None)
        return _Verdict(bool(asked), _first([_RELATIONS.get(kind, "neither") for kind in listed]))

    return judge


def _of_places(whole: _Whole, claims: Sequence[MeasuredClaim]) -> _Judge:
    """Judge by places of the text of which each has the id of a question, and by the pairs that are listed."""
    asked = {claim: set(questions) for claim, questions in _stated(whole.places, claims).items()}
    figures = {c.claim.id: c.figure for c in claims}
    ends: dict[tuple[Relation, int, int], list[str]] = defaultdict(list)
    for claim, stands in _stated(whole.ends, claims).items():
        for end in stands:
            ends[end].append(claim)
    listed = [(kind, claims_at, ends[kind, n, 1]) for (kind, n, end), claims_at in list(ends.items()) if end == 0]
    conflicts = [side for kind, *sides in listed if kind == "conflict" for side in sides]
    disputed = {question for side in conflicts for claim in side for question in asked.get(claim, ())}

    def judge(a: MeasuredClaim, b: MeasuredClaim) -> _Verdict:
        first, second = asked.get(a.claim.id), asked.get(b.claim.id)
        if not first or not second:
            return _UNTOLD
        both = first & second

        def says(c: MeasuredClaim, side: Sequence[str]) -> bool:
            return any(asked.get(x, set()) & both and fit(c.figure, figures[x]) is not None for x in side)

        told = [kind for kind, x, y in listed if (says(a, x) and says(b, y)) or (says(a, y) and says(b, x))]
        if not told and both & disputed:
            return _Verdict(True, None)
        return _Verdict(bool(both), _first(told))

    return judge


def _stated(places: Iterable[tuple[_T, str, Span]], claims: Sequence[MeasuredClaim]) -> dict[str, list[_T]]:
    """Return, by claim's id, what stands at the places of the text that it states: there, or as what it says once more."""
    stated: dict[str, list[_T]] = defaultdict(list)
    for what, article, span in places:
        here = [c for c in claims if c.claim.article_id == article]
        own = [c for c in here if c.figure.span.overlaps(span)]
        again = [c for c in here if any(other.overlaps(span) for other in c.claim.also)]
        for claim in (own or again)[:1]:
            stated[claim.claim.id].append(what)
    return dict(stated)


@dataclass(frozen=True)
class _Whole:
    """A test story with its labels."""

    articles: list[Article]
    places: list[tuple[str, str, Span]]
    """Where each question's figures stand: number of the question, article's id, the words."""
    ends: list[tuple[tuple[Relation, int, int], str, Span]]
    """Where the ends of each listed pair stand: what they are, number of the pair and of the end, article's id, the words."""


def _whole(path: Path) -> _Whole:
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

    def place(article: str, words: str, which: int = 1) -> tuple[str, Span]:
        start = -1
        for _ in range(which):
            start = texts[article].index(words, start + 1)
        return article, Span.of(texts[article], start, start + len(words))

    questions = enumerate(told["marks"]["questions"])
    places = [(str(number), *place(*figure)) for number, question in questions for figure in question]
    kinds: Mapping[str, Relation] = {"against": "conflict", "update": "update"}
    ends = [
        ((relation, number, end), *place(*pair[key]))
        for kind, relation in kinds.items()
        for number, pair in enumerate(told.get(kind, ()))
        for end, key in enumerate("ab")
    ]
    return _Whole(articles, places, ends)
