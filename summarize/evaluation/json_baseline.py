"""The obvious design as a baseline: ask the same model for JSON about each article, then about all figures at once.

The JSON is bound to a schema by llguidance, so that it is always well-formed: every string and array is bounded, and white
space is fixed, because a small model otherwise writes blanks until it is cut off. What the model copies is looked up in
the article; a quote that does not stand there stays as it was written and counts as evidence that is not exact.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.asking.backends.base import Backend, GenerateRequest
from summarize.asking.prompting import Prompt
from summarize.errors import BackendError
from summarize.evaluation.baselines import answer_of, assemble
from summarize.evaluation.runner import MeteredBackend
from summarize.evaluation.runs import StoredRun
from summarize.evaluation.subjects import Subject
from summarize.schema import (
    ARTICLE_ITSELF,
    Article,
    Asserter,
    Claim,
    Failure,
    Figure,
    Qualifier,
    Question,
    QuestionStatus,
    Report,
    Span,
    Stance,
)
from summarize.stories import Story

__all__ = ["WrittenArticle", "WrittenStory", "add_json_baseline", "ask_for_json", "json_grammar"]

NAME = "ask for JSON"
MAX_ARTICLE = 12_000
"""Characters of an article that are shown: about 3,000 tokens, which leaves room for the answer in a context of 8,192."""
MAX_FIGURES = 10
MAX_QUESTIONS = 10
ARTICLE_TOKENS, STORY_TOKENS = 1800, 500
"""Room for the longest JSON of either schema at three characters a token (a figure has at most 470, a question 60; English
has four to five). What is longer still is cut off, and a failure says so."""

_Answered = TypeVar("_Answered", bound=BaseModel)
_LOW_ONLY = frozenset({"more_than", "at_least"})
_HIGH_ONLY = frozenset({"nearly", "up_to"})
_ABOUT = 0.1
"""Half the width of "about" as a share of the number: the reader's own, so that intervals are held to one measure."""


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _WrittenFigure(_Written):
    quote: Annotated[str, Field(max_length=160)]
    number: Annotated[str, Field(max_length=24)]
    value: Annotated[str, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$")]
    qualifier: Qualifier
    unit: Annotated[str, Field(max_length=20)]
    measure: Annotated[str, Field(max_length=60)]
    asserted_by: Annotated[str, Field(max_length=60)]
    stance: Stance


class WrittenArticle(_Written):
    """What the model is asked to write about one article."""

    figures: Annotated[tuple[_WrittenFigure, ...], Field(max_length=MAX_FIGURES)]
    key_points: Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=3)]


class _WrittenQuestion(_Written):
    claims: Annotated[tuple[Annotated[int, Field(ge=1, le=99)], ...], Field(min_length=1, max_length=6)]
    status: QuestionStatus


class WrittenStory(_Written):
    """What the model is asked to write about the figures of a story."""

    questions: Annotated[tuple[_WrittenQuestion, ...], Field(max_length=MAX_QUESTIONS)]


def json_grammar(schema: type[BaseModel]) -> str:
    """Return a grammar whose sentences are the JSON of `schema`, with white space fixed."""
    bound = schema.model_json_schema() | {"x-guidance": {"whitespace_flexible": False}}
    return f"start: json\njson: %json {json.dumps(bound)}\n"


def add_json_baseline(
    run: StoredRun,
    subjects: Sequence[Subject],
    backend: Backend | None,
    done: Callable[[str], None] = lambda story: None,
) -> StoredRun:
    """Return `run` with what the model writes when it is asked for JSON about the same stories."""
    if backend is None:
        raise ValueError("the JSON baseline needs a model")
    metered = MeteredBackend(backend)
    started = time.perf_counter()
    reports = {}
    for subject in subjects:
        reports[subject.id] = ask_for_json(subject.story, metered)
        done(subject.id)
    usage = metered.usage(time.perf_counter() - started)
    manifest = run.manifest.model_copy(update={"json_baseline": usage})
    return StoredRun(manifest, run.reports, reports)


def ask_for_json(story: Story, backend: Backend) -> Report:
    """Return the report that the model's JSON makes; an answer that is no such JSON is a failure of the report."""
    claims: list[Claim] = []
    key_points: dict[str, list[Span]] = {}
    failures: list[Failure] = []
    for article in story.articles:
        prompt = _prompt("ask_for_figures.v1").render(
            outlet=article.outlet or "an unknown outlet", text=article.text[:MAX_ARTICLE]
        )
        try:
            written = _ask(backend, prompt, WrittenArticle, ARTICLE_TOKENS)
        except (BackendError, ValidationError) as error:
            failures.append(_failure(article.id, error))
            continue
        claims += [_claim(article, n, figure) for n, figure in enumerate(written.figures, start=1)]
        key_points[article.id] = [_found(article.text, point) for point in written.key_points]
    questions: list[Question] = []
    if claims:
        outlets = {article.id: article.outlet or article.id for article in story.articles}
        listed = "\n".join(
            f"[{n}] {outlets[c.article_id]}: {c.figure.span.text if c.figure else ''} {c.measure} ({c.asserted_by.name})"
            for n, c in enumerate(claims, start=1)
        )
        try:
            prompt = _prompt("ask_for_questions.v1").render(claims=listed)
            questions = _questions(_ask(backend, prompt, WrittenStory, STORY_TOKENS), claims, outlets)
        except (BackendError, ValidationError) as error:
            failures.append(_failure(None, error))
    report = assemble(story, NAME, claims=claims, questions=questions, key_points=key_points)
    return report.model_copy(update={"failures": (*report.failures, *failures)})


def _prompt(key: str) -> Prompt:
    return Prompt.load(Path(__file__).parent / f"{key}.md")


def _ask(backend: Backend, prompt: str, schema: type[_Answered], tokens: int) -> _Answered:
    (written,) = backend.generate([GenerateRequest(prompt, json_grammar(schema), tokens)])
    return schema.model_validate_json(written)


def _claim(article: Article, number: int, written: _WrittenFigure) -> Claim:
    quote = _found(article.text, written.quote)
    span = _found(article.text, written.number, inside=quote)
    value = float(written.value)
    low, high = _ends(value, written.qualifier)
    itself = written.asserted_by.strip().lower() in (ARTICLE_ITSELF, "the article", "")
    asserter = ARTICLE_ITSELF if itself else written.asserted_by
    return Claim(
        id=f"{article.id}:{number}",
        article_id=article.id,
        kind="figure",
        quote=quote,
        figure=Figure(span=span, low=low, high=high, qualifier=written.qualifier, unit=written.unit or None),
        measure=written.measure,
        asserted_by=Asserter(name=asserter, span=None if itself else _found(article.text, asserter)),
        stance=written.stance,
        when=None,
    )


def _ends(value: float, qualifier: Qualifier) -> tuple[float | None, float | None]:
    if qualifier == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return (None if qualifier in _HIGH_ONLY else value, None if qualifier in _LOW_ONLY else value)


def _found(text: str, words: str, inside: Span | None = None) -> Span:
    """Return where `words` stand in `text`, white space aside; an empty place with the words as written if nowhere."""
    parts = [re.escape(part) for part in words.split()]
    first, last = (inside.start, inside.end) if inside and inside.end else (0, len(text))
    match = re.compile(r"\s+".join(parts)).search(text, first, last) if parts else None
    return Span.of(text, *match.span()) if match else Span(start=0, end=0, text=words)


def _questions(written: WrittenStory, claims: Sequence[Claim], outlets: dict[str, str]) -> list[Question]:
    questions = []
    for number, question in enumerate(written.questions, start=1):
        held = [claims[n - 1] for n in dict.fromkeys(question.claims) if n <= len(claims)]
        if not held:
            continue
        answers = tuple(answer_of(claim, outlets) for claim in held)
        questions.append(
            Question(
                id=f"q{number}",
                text=held[0].measure,
                status=question.status,
                kind="figure",
                why="The model says so.",
                answers=answers,
            )
        )
    return questions


def _failure(article_id: str | None, error: Exception) -> Failure:
    message = "The model's JSON was cut off or malformed." if isinstance(error, ValidationError) else str(error)
    return Failure(article_id=article_id, stage="json", error=type(error).__name__, message=message)
