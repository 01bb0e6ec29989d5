"""Rules between the records of a case, and between a record and its article.

Each check yields what is wrong; `cases` turns it into an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from summarize.evaluation.labels import (
    CONFLICTS,
    FigureLabel,
    HardNegative,
    KeyPointLabel,
    Label,
    OmissionLabel,
    QuestionLabel,
    StatementLabel,
    StoryFile,
)
from summarize.schema import ARTICLE_ITSELF, Span

__all__ = ["Numbered", "check_labels", "check_story"]

Numbered = tuple[int, Label]
"""Line of the labels file, from 1, and the label on it."""

Problem = tuple[int, str]
"""Line and reason."""

_APART = frozenset({"updated", "disputed", "self_contradicted"})
"""Statuses of a figure question that need two figures with different ends."""


def check_story(story_file: StoryFile, folder: Path) -> Iterator[str]:
    """Yield what is wrong between `story.json` and the files beside it."""
    if story_file.id != folder.resolve().name:
        yield f"id {story_file.id!r} is not the folder's name"
    for what, values in (
        ("article id", [article.id for article in story_file.articles]),
        ("article file", [article.file for article in story_file.articles]),
    ):
        yield from (f"{what} {value!r} stands twice" for value in _repeated(values))
    for article in story_file.articles:
        if Path(article.file).name != article.file:
            yield f"file {article.file!r} is not a plain file name"
        elif not (folder / article.file).is_file():
            yield f"file {article.file!r} does not exist"
    named = {article.file for article in story_file.articles}
    strays = sorted(path.name for path in folder.glob("*.txt") if path.name not in named)
    yield from (f"file {stray!r} belongs to no article" for stray in strays)


def check_labels(
    numbered: Sequence[Numbered], story_file: StoryFile, texts: Mapping[str, str], *, references: bool
) -> Iterator[Problem]:
    """Yield what is wrong with labels that can each be read; with `references`, also between them."""
    yield from _check_ids(numbered)
    yield from _check_spans(numbered, texts)
    if story_file.exhaustive:
        yield from _check_words(numbered, texts)
    if references:
        yield from _check_questions(numbered, exhaustive=story_file.exhaustive)
        yield from _check_omissions(numbered, texts)
        yield from _check_hard_negatives(numbered)


def _check_ids(numbered: Sequence[Numbered]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, label in numbered:
        if isinstance(label, OmissionLabel | KeyPointLabel):
            continue
        if label.id in seen:
            yield number, f"id {label.id!r} stands on line {seen[label.id]} already"
        seen.setdefault(label.id, number)


def _check_spans(numbered: Sequence[Numbered], texts: Mapping[str, str]) -> Iterator[Problem]:
    taken: dict[str, list[tuple[int, Span]]] = {}
    for number, label in numbered:
        if not isinstance(label, FigureLabel | StatementLabel | KeyPointLabel):
            continue
        text = texts.get(label.article_id)
        if text is None:
            yield number, f"the story has no article {label.article_id!r}"
            continue
        places = label.places if isinstance(label, FigureLabel) else ()
        for span in (label.quote, *places):
            yield from ((number, reason) for reason in _check_span(span, text))
        for place in places:
            others = taken.setdefault(label.article_id, [])
            yield from (
                (number, f"figure {place.text!r} at {place.start} is labelled on line {line} already")
                for line, other in others
                if place.overlaps(other)
            )
            others.append((number, place))


def _check_span(span: Span, text: str) -> Iterator[str]:
    if span.start < 0 or span.end > len(text):
        yield f"span {span.start}:{span.end} reaches beyond the article's {len(text)} characters"
    elif span.end <= span.start:
        yield f"span {span.start}:{span.end} is empty or runs backwards"
    elif text[span.start : span.end] != span.text:
        yield f"span {span.start}:{span.end} says {span.text!r}, the article {text[span.start : span.end]!r}"


def _check_words(numbered: Sequence[Numbered], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield asserters and windows that are not in the article's words (converted labels put them in their own)."""
    folded = {name: _folded(text) for name, text in texts.items()}
    for number, label in numbered:
        if not isinstance(label, FigureLabel | StatementLabel) or label.article_id not in texts:
            continue
        when = label.when if isinstance(label, FigureLabel) else None
        for what, words in (("asserter", label.asserter), ("when", when)):
            if words not in (None, ARTICLE_ITSELF) and _folded(words) not in folded[label.article_id]:
                yield number, f"{what} {words!r} is not in the words of the article"


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _claims(numbered: Sequence[Numbered]) -> dict[str, tuple[int, FigureLabel | StatementLabel]]:
    return {label.id: (number, label) for number, label in numbered if isinstance(label, FigureLabel | StatementLabel)}


def _check_questions(numbered: Sequence[Numbered], *, exhaustive: bool) -> Iterator[Problem]:
    claims = _claims(numbered)
    answered: set[str] = set()
    for number, label in numbered:
        if not isinstance(label, QuestionLabel):
            continue
        unknown, repeated = [name for name in label.claims if name not in claims], _repeated(label.claims)
        yield from ((number, f"there is no claim {name!r}") for name in unknown)
        yield from ((number, f"claim {name!r} stands twice in the question") for name in repeated)
        if not unknown and not repeated:
            answered.update(label.claims)
            yield from ((number, r) for r in _check_status(label, [claims[name][1] for name in label.claims]))
    if exhaustive:
        idle = [(number, name) for name, (number, _) in claims.items() if name not in answered]
        yield from ((number, f"claim {name!r} answers no question") for number, name in idle)


def _check_status(question: QuestionLabel, claims: Sequence[FigureLabel | StatementLabel]) -> Iterator[str]:
    articles = Counter(claim.article_id for claim in claims)
    if question.status == "single_source":
        if len(articles) > 1:
            yield f"status 'single_source' with claims from {len(articles)} articles"
    elif len(claims) < 2:
        yield f"status {question.status!r} needs two claims"
    if question.status == "self_contradicted" and max(articles.values()) < 2:
        yield "status 'self_contradicted' needs two claims from one article"
    if question.status == "denied" and all(claim.stance != "denied" for claim in claims):
        yield "status 'denied' needs a claim with stance 'denied'"
    if question.kind != "figure":
        return
    figures = [claim for claim in claims if isinstance(claim, FigureLabel)]
    ends = {(figure.low, figure.high) for figure in figures}
    wordings = {(figure.low, figure.high, figure.qualifier) for figure in figures}
    if not figures:
        yield "kind 'figure' without a figure among the claims"
    elif question.status == "agreed" and len(wordings) > 1:
        yield "status 'agreed' with figures or qualifiers that differ"
    elif question.status == "compatible" and len(wordings) == 1:
        yield "status 'compatible' with one and the same figure"
    elif question.status in _APART and len(ends) == 1:
        yield f"status {question.status!r} with one and the same figure"


def _check_omissions(numbered: Sequence[Numbered], texts: Mapping[str, str]) -> Iterator[Problem]:
    claims = _claims(numbered)
    questions = {label.id: label for _, label in numbered if isinstance(label, QuestionLabel)}
    for number, label in numbered:
        if not isinstance(label, OmissionLabel):
            continue
        question = questions.get(label.question)
        if question is None:
            yield number, f"there is no question {label.question!r}"
            continue
        unknown = [name for name in (*label.reported_by, *label.missing_from) if name not in texts]
        yield from ((number, f"the story has no article {name!r}") for name in unknown)
        answering = {claims[name][1].article_id for name in question.claims if name in claims}
        if not unknown and set(label.reported_by) != answering:
            yield number, f"{question.id!r} is answered by {sorted(answering)}, not by {sorted(label.reported_by)}"
        yield from ((number, f"article {n!r} does answer it") for n in label.missing_from if n in answering)


def _check_hard_negatives(numbered: Sequence[Numbered]) -> Iterator[Problem]:
    claims = _claims(numbered)
    conflicts = [label for _, label in numbered if isinstance(label, QuestionLabel) and label.status in CONFLICTS]
    for number, label in numbered:
        if not isinstance(label, HardNegative):
            continue
        yield from ((number, f"there is no claim {name!r}") for name in label.claims if name not in claims)
        yield from ((number, f"claim {name!r} stands twice") for name in _repeated(label.claims))
        yield from (
            (number, f"question {question.id!r} calls {sorted(both)} a conflict")
            for question in conflicts
            if len(both := set(label.claims) & set(question.claims)) > 1
        )


def _repeated(values: Sequence[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]
