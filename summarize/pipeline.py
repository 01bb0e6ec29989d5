"""Articles -> report: claims, summaries and comparison in a row, for one story or many at once.

    summarizer = open_model("smollm2-135m")
    report = summarizer.report(read_story(["seeds/kalindra-earthquake"]))

All questions about one article, or about all articles of many stories, go to the model in one batch; a report does not depend
on which other stories are made with it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from summarize.asking.backends import CachedBackend, open_backend, open_cached_backend
from summarize.asking.backends.base import Backend
from summarize.asking.models import default_model
from summarize.asking.prompting import load_prompts
from summarize.asserters import CALIBRATED, OTHERS, UNCALIBRATED, choose_asserters
from summarize.claims import ReadArticle, finish_claims
from summarize.comparison import Gathered, beyond_figures, compare
from summarize.comparison.accounts import borne_out
from summarize.comparison.opinions import AT_ITS_WORD, BLENDS, MEASURED_WITH, Opinions
from summarize.comparison.propositions import StatementQuestion
from summarize.comparison.relating import relate
from summarize.comparison.sources import roles_of
from summarize.drafting import ArticleDraft, draft_claims
from summarize.errors import BackendError
from summarize.schema import Failure, Report, RunRecord, Summary
from summarize.stories import Story, read_story
from summarize.summarization import summarize_article

if TYPE_CHECKING:
    from summarize.asking.answers import AnswerCache
    from summarize.asking.fetching import Progress

__all__ = ["NO_MODEL", "Questions", "Story", "Summarizer", "open_model", "read_story"]

NO_MODEL = "none"
"""Name of the run without a model: the rules' own ranking."""

CHANGED = "+changes"
"""Ends the commit in a run record where files of the checkout differ from that commit."""

_T = TypeVar("_T")

_PACKAGES = ("torch", "transformers", "tokenizers", "llguidance", "pydantic")


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with its claims."""

    article: ReadArticle
    """The article."""
    failure: Failure | None
    """What went wrong with the model, if something did."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the rules make of a story's articles together."""

    figures: Gathered
    """Their figures."""
    summaries: Sequence[Summary]
    """What each article says."""
    roles: Mapping[str, str]
    """What the articles say that people are."""
    unlike: Sequence[StatementQuestion]
    """On what they differ beyond figures."""

    @classmethod
    def of(cls, read: Sequence[ReadArticle]) -> _Gathered:
        figures, summaries = Gathered(read), [summarize_article(r) for r in read]
        roles = roles_of(summaries)
        return cls(figures, summaries, roles, beyond_figures(figures, roles))


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions to a model that has a cache before it."""

    found: int
    """Answered by the cache."""
    asked: int
    """Put to the model."""


class Summarizer:
    """The pipeline with its model."""

    def __init__(self, backend: Backend | None = None, *, calibrated: bool = True) -> None:
        """Take the model that answers the probes; without one the rules decide alone.

        Unless `calibrated`, it is taken at its word: what it says counts in full beside the rules.
        """
        self._backend = backend
        digest = backend.record().adapter_sha256 if backend is not None else None
        learnt = digest is not None and digest.startswith(MEASURED_WITH)
        self._mixing = (CALIBRATED if learnt else OTHERS) if calibrated else UNCALIBRATED
        self._blends = (BLENDS if calibrated else AT_ITS_WORD) if learnt else None

    @property
    def backend(self) -> Backend | None:
        """The model that answers the probes; None where the rules decide alone."""
        return self._backend

    def report(self, story: Story, done: Callable[[str], None] | None = None) -> Report:
        """Return the report of one story.

        Where the model fails on an article, the rules decide alone, and the report has a failure that says so.

        Args:
            story: the articles.
            done: called with an article's id once every question about it has been answered.
        """
        read = []
        for article in story.articles:
            read += self._read([draft_claims(article)])
            if done is not None:
                done(article.id)
        return self._compared([story], [read])[0]

    def reports(self, stories: Sequence[Story]) -> list[Report]:
        """Return a report for each story, in order: the same as one by one, but all questions go to the model in one batch."""
        read = iter(self._read([draft_claims(article) for story in stories for article in story.articles]))
        return self._compared(stories, [list(islice(read, len(story.articles))) for story in stories])

    def _compared(self, stories: Sequence[Story], read: Sequence[Sequence[_Read]]) -> list[Report]:
        """Return the reports of stories whose articles have been read."""
        gathered = [_Gathered.of([one.article for one in articles]) for articles in read]
        run = self.run_record()
        asked = zip(self._related(gathered), self._borne_out(gathered), strict=True)
        return [
            _report(story, [one.failure for one in articles if one.failure], own, *found, run)
            for story, articles, own, found in zip(stories, read, gathered, asked, strict=True)
        ]

    def _related(self, gathered: Sequence[_Gathered]) -> list[Opinions | Failure]:
        """Return what the model makes of each story's pairs of figures."""
        backend, blends = self._backend, self._blends
        if backend is None or blends is None:
            return [Opinions() for _ in gathered]
        return _by_story(
            lambda some: relate(backend, [one.figures.unrelated for one in some], blends),
            gathered,
            "Which figures answer one question",
        )

    def _borne_out(self, gathered: Sequence[_Gathered]) -> list[Sequence[StatementQuestion] | Failure]:
        """Return each story's questions beyond figures, without those that the model finds no difference in."""
        backend = self._backend
        if backend is None or self._blends is None:
            return [one.unlike for one in gathered]
        return _by_story(
            lambda some: borne_out(backend, [(one.figures.read, one.unlike) for one in some]),
            gathered,
            "What differs beyond figures",
        )

    def _read(self, drafts: Sequence[ArticleDraft]) -> list[_Read]:
        """Return the articles with their claims. Where the batch fails, each is asked about by itself."""
        try:
            choices = choose_asserters(self._backend, drafts, self._mixing)
        except BackendError as error:
            if len(drafts) > 1:
                return [one for draft in drafts for one in self._read([draft])]
            (draft,) = drafts
            message = (
                f"{draft.article.id}: who gives each figure was decided by rules alone, as the model failed: {error}"
            )
            failure = Failure(article_id=draft.article.id, stage="claims", error=type(error).__name__, message=message)
            return [_Read(finish_claims(draft, choose_asserters(None, drafts)[0]), failure)]
        return [_Read(finish_claims(draft, chosen), None) for draft, chosen in zip(drafts, choices, strict=True)]

    def questions(self) -> Questions:
        """Return how many questions a cache of answers has saved so far; none without a cache."""
        cached = self._backend if isinstance(self._backend, CachedBackend) else None
        return Questions(cached.found, cached.asked) if cached else Questions(0, 0)

    def run_record(self) -> RunRecord:
        """Return how this pipeline runs."""
        record = self._backend.record() if self._backend is not None else None
        return RunRecord(
            model=record.model if record else NO_MODEL,
            model_sha256=record.model_sha256 if record else None,
            adapter_sha256=record.adapter_sha256 if record else None,
            backend=record.backend if record else NO_MODEL,
            engine="local",
            dtype=record.dtype if record else None,
            prompts={prompt.key: prompt.sha256 for prompt in load_prompts().values()} if record else {},
            packages=_versions(),
            commit=_commit(),
            seed=0,
            summarize_version=metadata.version("summarize"),
        )


def open_model(
    name: str | None = None,
    *,
    answers: AnswerCache | None = None,
    on_progress: Progress | None = None,
    on_load: Callable[[], None] = lambda: None,
) -> Summarizer:
    """Return the pipeline with a model ready to be asked, fetching the model first if it is not on this machine.

    Args:
        name: registry name, hub id, folder or GGUF file; "none" for the rules alone; None for the default model.
        answers: a cache of answers; with one, a model that ran here before is loaded only when it must be asked.
        on_progress: called while the model is being fetched.
        on_load: called before the model is loaded.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if it cannot be fetched.
        BackendError: if it cannot be loaded.
    """
    name = name or default_model()
    if name == NO_MODEL:
        return Summarizer()
    if answers is not None:
        return Summarizer(open_cached_backend(name, answers, on_progress=on_progress, on_load=on_load))
    on_load()
    return Summarizer(open_backend(name, on_progress=on_progress))


def _by_story(
    ask: Callable[[Sequence[_Gathered]], Sequence[_T]], stories: Sequence[_Gathered], what: str
) -> list[_T | Failure]:
    """Return what the model says of each story. Where the batch fails, each is asked about by itself.

    Of one that it fails on, `what` it was asked is told by the failure.
    """
    try:
        return [*ask(stories)]
    except BackendError as error:
        if len(stories) > 1:
            return [found for one in stories for found in _by_story(ask, [one], what)]
        message = f"{what} was decided by rules alone, as the model failed: {error}"
        return [Failure(article_id=None, stage="comparison", error=type(error).__name__, message=message)]


def _report(
    story: Story,
    failed: Sequence[Failure],
    gathered: _Gathered,
    found: Opinions | Failure,
    unlike: Sequence[StatementQuestion] | Failure,
    run: RunRecord,
) -> Report:
    failures = [*story.failures, *failed, *(one for one in (found, unlike) if isinstance(one, Failure))]
    comparison = compare(
        gathered.figures,
        gathered.roles,
        Opinions() if isinstance(found, Failure) else found,
        gathered.unlike if isinstance(unlike, Failure) else unlike,
    )
    claims = []
    finished = []
    for r, summary in zip(gathered.figures.read, gathered.summaries, strict=True):
        own = [c.claim for c in r.figures] + [c for c in comparison.statements if c.article_id == r.article.id]
        own.sort(key=lambda c: (c.quote.start, c.id))
        claims += own
        finished.append(summary.model_copy(update={"claims": tuple(c.id for c in own)}))
    return Report(
        story_id=story.id,
        run=run,
        articles=story.articles,
        summaries=tuple(finished),
        claims=tuple(claims),
        questions=comparison.questions,
        omissions=comparison.omissions,
        failures=tuple(failures),
    )


@cache
def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in _PACKAGES}


@cache
def _commit() -> str | None:
    """Return the commit of the checkout that this package runs from, marked if changed; None for an installed copy."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return None
    commit = _git(root, "rev-parse", "HEAD")
    changes = _git(root, "status", "--porcelain", "--", "summarize", "prompts")
    return f"{commit}{CHANGED}" if commit and changes else commit


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where there is no git or it fails."""
    try:
        found = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()
