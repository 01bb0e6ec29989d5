"""Labelled stories -> figures with their candidates for asserter, and which of them the labels call right.

Three kinds are read: our labelled cases, stories whose figures are marked in their text, and the passages of the tests, each of
which stands for one way to credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.drafting import ArticleDraft, FigureDraft, draft_claims
from summarize.evaluation.agreement import same_name
from summarize.evaluation.cases import load_cases
from summarize.evaluation.marked import MarkedStory, load_marked
from summarize.evaluation.marking import Mark
from summarize.evaluation.stripping import stripped
from summarize.evaluation.subjects import subject_of_case
from summarize.reading.articles import article_from_text
from summarize.schema import ARTICLE_ITSELF, Article

__all__ = ["Credited", "Passage", "credited_figures", "passage_figures", "read_passages"]

_MARK = re.compile(r"⟦(?P<words>[^|⟧]+)\|(?P<names>[^⟧]+)⟧")
_OUTLET = "Harbour Gazette"
"""Whose words the passages are."""
_REST = "\n\nThe mountain road stayed closed to traffic all of that week, and the market did not open."
"""A paragraph of the outlet's own after each passage: a headline alone is no article."""

_Label = tuple[int, int, tuple[str, ...]]
"""Where a figure stands and the names of those who may be said to give it."""


@dataclass(frozen=True)
class Credited:
    """A figure and who the labels say gives it."""

    story: str
    """Kind and id of the story."""
    draft: ArticleDraft
    """The article."""
    figure: FigureDraft
    """The figure with its candidates."""
    right: frozenset[int]
    """Indices of the candidates that the labels call right; empty if none is."""


@dataclass(frozen=True)
class Passage:
    """A few sentences with marked figures."""

    construction: str
    """What way to credit it shows, and its number."""
    article: Article
    """Its text as an article."""
    labels: tuple[_Label, ...]
    """Its figures."""
    is_open: bool
    """Whether it is known to be read wrongly so far."""


def credited_figures(cases: Path, marked: Path, passages: Path) -> list[Credited]:
    """Return the labelled figures of the dev stories in `cases`, of those in `marked` and of the `passages`."""
    found: list[Credited] = []
    for case in load_cases(cases):
        if case.split == "dev":
            for article in subject_of_case(case).story.articles:
                labels = [
                    (place.start, place.end, (label.asserter, *label.asserter_aliases))
                    for label in case.figures
                    if label.article_id == article.id
                    for place in label.places
                ]
                found += _of_article(f"case {case.id}", article, labels)
    for story in load_marked(marked, also_retold=True):
        for one in (story, stripped(story)):
            found += _of_story(one)
    return [*found, *passage_figures(passages)]


def passage_figures(path: Path) -> Iterator[Credited]:
    """Yield the figures of the passages in a file."""
    for passage in read_passages(path):
        yield from _of_article(f"passage {passage.construction}", passage.article, passage.labels)


def _of_story(story: MarkedStory) -> Iterator[Credited]:
    for article in story.story.articles:
        marks = [mark for mark in story.marks if mark.article_id == article.id]
        labels = [(mark.span.start, mark.span.end, _givers(mark, marks)) for mark in marks]
        yield from _of_article(f"marked {story.id}", article, labels)


def _givers(mark: Mark, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return who may be said to give a figure; of one that an article states twice, whoever is named in either place.

    A lead states as plain fact what a later sentence credits, and the two become one claim.
    """
    same = [other for other in marks if other is mark or other.says_same(mark)]
    names = dict.fromkeys(name for other in same for name in (other.asserter, *other.aliases))
    if len({other.asserter for other in same}) > 1:
        names.pop(ARTICLE_ITSELF, None)
    return tuple(names)


def read_passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file as `tests/passages/asserters.txt` is one."""
    text = re.sub(r"^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for section in text.split("=== ")[1:]:
        construction, _, body = section.partition("\n")
        for number, marked in enumerate(filter(None, (part.strip() for part in body.split("\n---"))), start=1):
            plain, labels = _unmarked(marked.removeprefix("!").strip())
            article = article_from_text(plain + _REST, id="a", outlet=_OUTLET)
            yield Passage(f"{construction} {number}", article, labels, marked.startswith("!"))


def _unmarked(marked: str) -> tuple[str, tuple[_Label, ...]]:
    plain, labels, last = "", [], 0
    for found in _MARK.finditer(marked):
        plain += marked[last : found.start()]
        labels.append((len(plain), len(plain) + len(found["words"]), tuple(found["names"].split(";"))))
        plain += found["words"]
        last = found.end()
    return plain + marked[last:], tuple(labels)


def _of_article(story: str, article: Article, labels: Iterable[_Label]) -> Iterator[Credited]:
    """Yield the figures of one article that are labelled, once each."""
    draft = draft_claims(article)
    seen: set[tuple[int, int]] = set()
    for start, end, names in labels:
        figure = next((f for f in draft.figures if f.mention.start < end and start < f.mention.end), None)
        if figure is None or (figure.mention.start, figure.mention.end) in seen:
            continue
        seen.add((figure.mention.start, figure.mention.end))
        right = frozenset(
            number
            for number, candidate in enumerate(figure.candidates)
            if any(same_name(name, (), article.outlet, candidate.name) for name in names)
        )
        yield Credited(story, draft, figure, right)
