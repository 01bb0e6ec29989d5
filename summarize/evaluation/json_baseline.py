"""The obvious design as a baseline: ask a model for JSON about each article, then about all figures of a story at once.

The JSON is bound to a schema by llguidance, so that it is always well-formed: every string and array is bounded, and white
space is fixed, because a small model otherwise writes blanks until it is cut off. What the model copies is looked up in
the article; a quote that does not stand there stays as it was written and counts as evidence that is not exact.

Many texts are written together, because one at a time takes hours. The product never does that: how the processor rounds then
depends on how many there are, so that another number of them may change a text. The number is part of the run's record.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.asking.backends.base import Backend, GenerateRequest
from summarize.asking.prompting import Prompt
from summarize.errors import BackendError
from summarize.evaluation.baselines import answer_of, assemble
from summarize.evaluation.runner import MeteredBackend, manifest_of
from summarize.evaluation.runs import StoredRun
from summarize.evaluation.subjects import Collection, Subject
from summarize.pipeline import Summarizer
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
    RunRecord,
    Span,
    Stance,
)
from summarize.stories import Story

__all__ = ["WrittenArticle", "WrittenStory", "ask_for_json", "json_grammar", "run_json"]

NAME = "ask for JSON"
FIGURES, QUESTIONS = "ask_for_figures.v1", "ask_for_questions.v1"
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
_WHITE_SPACE = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
"""Fixed, as `json.dumps` writes it. Without the blanks qwen2.5-coder-1.5b wrote a comma for 289 of 304 numbers on the test
stories, although it knew their values."""
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
    """Return a grammar whose sentences are the JSON of `schema`, with the white space that JSON usually has."""
    bound = schema.model_json_schema() | {"x-guidance": _WHITE_SPACE}
    return f"start: json\njson: %json {json.dumps(bound)}\n"


def run_json(
    subjects: Sequence[Subject],
    collection: Collection,
    backend: Backend,
    *,
    together: int = 1,
    done: Callable[[str], None] = lambda story: None,
) -> StoredRun:
    """Return the run in which the model is asked for JSON about every subject.

    Args:
        subjects: the stories.
        collection: where they come from.
        backend: the model.
        together: how many texts it writes at a time.
        done: called with a story's id once the last of its articles has been written about.
    """
    metered = MeteredBackend(backend)
    started = time.perf_counter()
    reports = ask_for_json([subject.story for subject in subjects], metered, together=together, done=done)
    usage = metered.usage(time.perf_counter() - started)
    manifest = manifest_of(subjects, collection, _record(backend), usage)
    return StoredRun(manifest.model_copy(update={"system": "ask for JSON", "together": together}), reports)


def ask_for_json(
    stories: Sequence[Story],
    backend: Backend,
    *,
    together: int = 1,
    done: Callable[[str], None] = lambda story: None,
) -> dict[str, Report]:
    """Return story id -> the report that the model's JSON makes; an answer that is no such JSON is a failure of it.

    All articles are asked about first, `together` at a time, then all stories.
    """
    record = _record(backend)
    articles = [(story, article) for story in stories for article in story.articles]
    prompts = [
        _prompt(FIGURES).render(outlet=article.outlet or "an unknown outlet", text=article.text[:MAX_ARTICLE])
        for _, article in articles
    ]
    left = Counter(story.id for story, _ in articles)

    def written(index: int) -> None:
        story = articles[index][0].id
        left[story] -= 1
        if not left[story]:
            done(story)

    drafts = {story.id: _Draft(story) for story in stories}
    asking = _Asking(backend, together)
    for (story, article), answer in zip(
        articles, asking.ask(prompts, WrittenArticle, ARTICLE_TOKENS, written), strict=True
    ):
        drafts[story.id].read_article(article, answer)
    listed = [draft for draft in drafts.values() if draft.claims]
    prompts = [_prompt(QUESTIONS).render(claims=draft.listed()) for draft in listed]
    for draft, asked in zip(listed, asking.ask(prompts, WrittenStory, STORY_TOKENS), strict=True):
        draft.read_questions(asked)
    return {story_id: draft.report(record) for story_id, draft in drafts.items()}


@dataclass(frozen=True)
class _Asking:
    backend: Backend
    together: int

    def ask(
        self,
        prompts: Sequence[str],
        schema: type[_Answered],
        tokens: int,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[_Answered | Exception]:
        """Return what the model writes for each prompt, or why it is none; one that cannot be asked spoils no other."""
        requests = [GenerateRequest(prompt, json_grammar(schema), tokens) for prompt in prompts]
        answers: list[str | Exception]
        try:
            answers = list(self.backend.generate(requests, together=self.together, done=done))
        except BackendError:
            answers = [self._alone(request) for request in requests]
        return [answer if isinstance(answer, Exception) else _parsed(answer, schema) for answer in answers]

    def _alone(self, request: GenerateRequest) -> str | Exception:
        try:
            return self.backend.generate([request])[0]
        except BackendError as error:
            return error


def _parsed(written: str, schema: type[_Answered]) -> _Answered | Exception:
    try:
        return schema.model_validate_json(written)
    except ValidationError as error:
        return error


@dataclass
class _Draft:
    """A story's report under way."""

    story: Story
    claims: list[Claim] = field(default_factory=list)
    key_points: dict[str, list[Span]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def outlets(self) -> dict[str, str]:
        return {article.id: article.outlet or article.id for article in self.story.articles}

    def read_article(self, article: Article, answer: WrittenArticle | Exception) -> None:
        if isinstance(answer, Exception):
            self.failures.append(_failure(article.id, answer))
            return
        self.claims += [_claim(article, n, figure) for n, figure in enumerate(answer.figures, start=1)]
        self.key_points[article.id] = [_found(article.text, point) for point in answer.key_points]

    def listed(self) -> str:
        outlets = self.outlets
        return "\n".join(
            f"[{n}] {outlets[c.article_id]}: {c.figure.span.text if c.figure else ''} {c.measure} ({c.asserted_by.name})"
            for n, c in enumerate(self.claims, start=1)
        )

    def read_questions(self, answer: WrittenStory | Exception) -> None:
        if isinstance(answer, Exception):
            self.failures.append(_failure(None, answer))
            return
        self.questions = _questions(answer, self.claims, self.outlets)

    def report(self, record: RunRecord) -> Report:
        report = assemble(self.story, NAME, claims=self.claims, questions=self.questions, key_points=self.key_points)
        return report.model_copy(update={"run": record, "failures": (*report.failures, *self.failures)})


def _prompt(key: str) -> Prompt:
    return Prompt.load(Path(__file__).parent / f"{key}.md")


def _record(backend: Backend) -> RunRecord:
    prompts = {key: _prompt(key).sha256 for key in (FIGURES, QUESTIONS)}
    return Summarizer(backend).run_record().model_copy(update={"prompts": prompts})


def _claim(article: Article, number: int, written: _WrittenFigure) -> Claim:
    quote = _found(article.text, written.quote)
    value = float(written.value)
    span = _found(article.text, written.number, inside=quote)
    if not span.end or not any(character.isdigit() for character in span.text):
        span = _digits_of(value, article.text, quote) or span
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


def _digits_of(value: float, text: str, quote: Span) -> Span | None:
    """Return where the quote has the value in digits, if it does: the benefit of the doubt for a number that it has not."""
    pattern = rf"(?<![\d.,]){re.escape(f'{value:,.12g}').replace(',', ',?')}(?![\d]|[.,]\d)"
    match = re.compile(pattern).search(text, quote.start, quote.end)
    return Span.of(text, *match.span()) if match else None


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
