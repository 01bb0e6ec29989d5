"""Articles -> report: claims, summaries and comparison in a row, for one story or many at once.

    with_model = Summarizer(open_backend("smollm2-135m"))
    report = with_model.report(articles, story_id="ferry")

Every figure question of all the articles given goes to the model in one batch; a report does not depend on which other
stories are in it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from summarize.asking.backends.base import Backend
from summarize.asking.prompting import load_prompts
from summarize.asserters import choose_asserters
from summarize.claims import ReadArticle, draft_claims, finish_claims
from summarize.comparison import compare
from summarize.schema import Article, Failure, Report, RunRecord
from summarize.summarization import summarize_article

__all__ = ["Story", "Summarizer", "story_id_of"]

NO_MODEL = "none"
"""Name of the run without a model: the rules' own ranking."""

_PACKAGES = ("torch", "transformers", "tokenizers", "llguidance", "pydantic")


@dataclass(frozen=True)
class Story:
    """Articles on one event."""

    id: str
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()
    """What could not be read."""


class Summarizer:
    """The pipeline with its model."""

    def __init__(self, backend: Backend | None = None) -> None:
        """Take the model that answers the probes; without one the rules decide alone."""
        self._backend = backend

    def report(self, story: Story) -> Report:
        """Return the report of one story."""
        return self.reports([story])[0]

    def reports(self, stories: Sequence[Story]) -> list[Report]:
        """Return a report for each story, in order; the model is asked once for all of them."""
        drafts = [[draft_claims(article) for article in story.articles] for story in stories]
        choices = choose_asserters(self._backend, [d for story in drafts for d in story])
        run = self.run_record()
        answered = iter(choices)
        read = [[finish_claims(draft, next(answered)) for draft in story] for story in drafts]
        return [_report(story, articles, run) for story, articles in zip(stories, read, strict=True)]

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


def story_id_of(articles: Sequence[Article]) -> str:
    """Return a name for a story that was given none: the folder that its files share, else the articles' ids."""
    folders = {str(Path(a.path).resolve().parent) for a in articles if a.path}
    if len(folders) == 1 and len(articles) > 1 and all(a.path for a in articles):
        return Path(folders.pop()).name or "story"
    return "-".join(a.id for a in articles)[:80] or "story"


def _report(story: Story, read: Sequence[ReadArticle], run: RunRecord) -> Report:
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
        failures=story.failures,
    )


@cache
def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in _PACKAGES}


@cache
def _commit() -> str | None:
    """Return the commit of the checkout that this package runs from; None for an installed copy."""
    root = Path(__file__).resolve().parent.parent
    if not (root / ".git").exists():
        return None
    try:
        found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()
