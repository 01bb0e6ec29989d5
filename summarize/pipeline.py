"""Articles -> report: claims, summaries and comparison in a row, for one story or many at once.

    summarizer = open_model("smollm2-135m")
    report = summarizer.report(read_story(["seeds/kalindra-earthquake"]))

All questions about one article go to the model in one batch; a report does not depend on which other stories are made
with it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.asking.backends import open_backend
from summarize.asking.backends.base import Backend
from summarize.asking.models import default_model
from summarize.asking.prompting import load_prompts
from summarize.asserters import choose_asserters
from summarize.claims import ReadArticle, draft_claims, finish_claims
from summarize.comparison import compare
from summarize.errors import BackendError
from summarize.schema import Failure, Report, RunRecord
from summarize.stories import Story, read_story
from summarize.summarization import summarize_article

if TYPE_CHECKING:
    from summarize.asking.fetching import Progress

__all__ = ["NO_MODEL", "Story", "Summarizer", "open_model", "read_story"]

NO_MODEL = "none"
"""Name of the run without a model: the rules' own ranking."""

CHANGED = "+changes"
"""Ends the commit in a run record where files of the checkout differ from that commit."""

_PACKAGES = ("torch", "transformers", "tokenizers", "llguidance", "pydantic")


class Summarizer:
    """The pipeline with its model."""

    def __init__(self, backend: Backend | None = None) -> None:
        """Take the model that answers the probes; without one the rules decide alone."""
        self._backend = backend

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
        failures = list(story.failures)
        for article in story.articles:
            draft = draft_claims(article)
            try:
                choices = choose_asserters(self._backend, [draft])
            except BackendError as error:
                choices = choose_asserters(None, [draft])
                message = (
                    f"{article.id}: who gives each figure was decided by rules alone, as the model failed: {error}"
                )
                failures.append(
                    Failure(article_id=article.id, stage="claims", error=type(error).__name__, message=message)
                )
            read.append(finish_claims(draft, choices[0]))
            if done is not None:
                done(article.id)
        return _report(story, read, failures, self.run_record())

    def reports(self, stories: Sequence[Story]) -> list[Report]:
        """Return a report for each story, in order."""
        return [self.report(story) for story in stories]

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


def open_model(name: str | None = None, *, on_progress: Progress | None = None) -> Summarizer:
    """Return the pipeline with a model ready to be asked, fetching the model first if it is not on this machine.

    Args:
        name: registry name, hub id, folder or GGUF file; "none" for the rules alone; None for the default model.
        on_progress: called while the model is being fetched.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if it cannot be fetched.
        BackendError: if it cannot be loaded.
    """
    name = name or default_model()
    return Summarizer(None if name == NO_MODEL else open_backend(name, on_progress=on_progress))


def _report(story: Story, read: Sequence[ReadArticle], failures: Sequence[Failure], run: RunRecord) -> Report:
    summaries = [summarize_article(r) for r in read]
    roles = {person.name: person.role for s in summaries for person in s.people if person.role}
    comparison = compare(read, roles)
    claims = []
    finished = []
    for r, summary in zip(read, summaries, strict=True):
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
