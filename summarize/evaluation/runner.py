"""Labelled stories -> a stored run: the pipeline on each, what failed noted, what it cost counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from summarize.asking.backends.base import Backend, BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.errors import SummarizeError
from summarize.evaluation.runs import Manifest, StoredRun, StoryRun, Usage
from summarize.evaluation.subjects import Collection, Subject
from summarize.pipeline import Summarizer
from summarize.schema import Report, RunRecord

__all__ = ["MeteredBackend", "manifest_of", "run_subjects"]


class MeteredBackend:
    """A backend that counts what it is asked and passes everything on."""

    def __init__(self, backend: Backend) -> None:
        """Take the backend that answers."""
        self._backend = backend
        self.questions = 0
        """Requests so far."""
        self.answers = 0
        """Candidates ranked and texts written so far."""
        self.tokens = 0
        """Tokens of the ranked candidates so far."""

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._backend.name

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return what the backend returns."""
        ranked = self._backend.rank(requests)
        self.questions += len(requests)
        self.answers += sum(len(request.continuations) for request in requests)
        self.tokens += sum(sum(answer.tokens) for answer in ranked)
        return ranked

    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        """Return what the backend returns."""
        written = self._backend.generate(requests, together=together, done=done)
        self.questions += len(requests)
        self.answers += len(written)
        return written

    def record(self) -> BackendRecord:
        """Return what runs."""
        return self._backend.record()

    def usage(self, seconds: float) -> Usage:
        """Return the counts."""
        return Usage(seconds=round(seconds, 3), questions=self.questions, answers=self.answers, tokens=self.tokens)


def run_subjects(
    subjects: Sequence[Subject],
    collection: Collection,
    backend: Backend | None,
    *,
    batch: int = 1,
    calibrated: bool = True,
    done: Callable[[str], None] = lambda story: None,
) -> StoredRun:
    """Return the run of the pipeline on every subject, `batch` stories at a time.

    Unless `calibrated`, the model counts in full beside the rules, at its word.
    Neither the order of the stories nor the batch changes a report. A batch in which an error is raised is run again
    story by story, so that one story cannot take others with it; a story that fails alone is noted as failed.
    """
    metered = MeteredBackend(backend) if backend is not None else None
    summarizer = Summarizer(metered, calibrated=calibrated)
    record = summarizer.run_record()
    reports: dict[str, Report] = {}
    errors: dict[str, str] = {}
    started = time.perf_counter()
    for first in range(0, len(subjects), batch):
        part = subjects[first : first + batch]
        try:
            reports |= {r.story_id: r for r in summarizer.reports([subject.story for subject in part])}
        except Exception:
            _one_by_one(summarizer, part, reports, errors)
        for subject in part:
            done(subject.id)
    seconds = time.perf_counter() - started
    usage = metered.usage(seconds) if metered else Usage(seconds=round(seconds, 3))
    manifest = manifest_of(subjects, collection, record, usage, errors)
    return StoredRun(manifest.model_copy(update={"calibrated": calibrated}), reports)


def manifest_of(
    subjects: Sequence[Subject],
    collection: Collection,
    record: RunRecord,
    usage: Usage,
    errors: Mapping[str, str] = MappingProxyType({}),
) -> Manifest:
    """Return what is noted of a run; `errors` says of stories why there is no report."""
    return Manifest(
        collection=collection,
        record=record,
        usage=usage,
        stories={
            subject.id: StoryRun(
                sha256=subject.sha256, labels_sha256=subject.labels_sha256, error=errors.get(subject.id)
            )
            for subject in sorted(subjects, key=lambda s: s.id)
        },
    )


def _one_by_one(
    summarizer: Summarizer, subjects: Sequence[Subject], reports: dict[str, Report], errors: dict[str, str]
) -> None:
    for subject in subjects:
        try:
            reports[subject.id] = summarizer.report(subject.story)
        except SummarizeError as error:
            errors[subject.id] = f"{type(error).__name__}: {error}"
        except Exception as error:
            errors[subject.id] = f"{type(error).__name__} (unforeseen): {error}"
