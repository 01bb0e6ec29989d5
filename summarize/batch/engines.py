"""Engines: what makes the reports of many stories. Each takes windows of stories and gives back their reports in order.

`InProcess` makes them here. `Processes` has workers that hold a model each, and so has `RayActors` (ray_actors.py), on one
machine or many. How windows are cut, and how many workers there are, changes no byte of a report.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Protocol

from summarize.errors import ModelError, OutputError
from summarize.pipeline import Summarizer
from summarize.schema import Failure, Report, RunRecord
from summarize.stories import Story

__all__ = ["Counts", "Engine", "InProcess", "Made", "MadeWindow", "Processes", "made", "make"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a report holds, for the index."""

    articles: int
    claims: int
    questions: dict[str, int]
    """Number of questions of each status there is."""
    failures: tuple[Failure, ...]
    """What could not be handled."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report."""

    line: bytes
    """The report as JSON, with the line's end."""
    counts: Counts


@dataclass(frozen=True, slots=True)
class MadeWindow:
    """What came of a window of stories."""

    results: tuple[Made | Failure, ...]
    """For each story its report, or why there is none."""
    found: int = 0
    """Questions to the model that the cache answered."""
    asked: int = 0
    """Questions that the model was asked."""


class Engine(Protocol):
    """Makes reports."""

    @property
    def name(self) -> str:
        """What run.json calls it."""

    def run_record(self) -> RunRecord:
        """Return how reports are made, as each of them says."""

    def make(self, windows: Iterable[Sequence[Story]]) -> Iterator[MadeWindow]:
        """Return what comes of each window, in order; windows are taken as they are needed, or all at once.

        Raises:
            ModelError: if the model cannot be had any more, so that no story would fare better.
        """


class InProcess:
    """Makes reports in this process."""

    name = "local"

    def __init__(self, summarizer: Summarizer) -> None:
        """Take the pipeline."""
        self._summarizer = summarizer

    def run_record(self) -> RunRecord:
        """Return how reports are made."""
        return self._summarizer.run_record()

    def make(self, windows: Iterable[Sequence[Story]]) -> Iterator[MadeWindow]:
        """Return what comes of each window, one after the other."""
        return (make(self._summarizer, stories) for stories in windows)


class Processes:
    """Makes reports in worker processes. To be used in a `with` block; the workers end with it, and with this process."""

    name = "local"

    def __init__(self, open_summarizer: Callable[[], Summarizer], workers: int) -> None:
        """Start nothing yet.

        Args:
            open_summarizer: opens the pipeline in each worker; must be picklable.
            workers: how many. The cores are shared out among them.
        """
        self._workers = workers
        threads = max(1, len(os.sched_getaffinity(0)) // workers) if hasattr(os, "sched_getaffinity") else 1
        self._pool = ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), _begin, (open_summarizer, threads)
        )

    def __enter__(self) -> Processes:
        self._others = set(multiprocessing.active_children())
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - self._others:
            worker.kill()
            worker.join()

    def run_record(self) -> RunRecord:
        """Return how reports are made, as a worker says."""
        with _broken():
            return self._pool.submit(_run_record).result()

    def make(self, windows: Iterable[Sequence[Story]]) -> Iterator[MadeWindow]:
        """Return what comes of each window; at most two windows a worker are under way or done ahead.

        Raises:
            ModelError: if a worker dies, or the model cannot be had any more.
        """
        waiting: deque[Future[MadeWindow]] = deque()
        with _broken():
            for stories in windows:
                waiting.append(self._pool.submit(_make, tuple(stories)) if stories else _nothing())
                if len(waiting) > 2 * self._workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def make(summarizer: Summarizer, stories: Sequence[Story]) -> MadeWindow:
    """Return what comes of some stories: all in one batch, or one by one if an error is raised on the way.

    Raises:
        ModelError: if the model cannot be had any more.
        OSError: if this machine is in trouble (no space, no memory).
    """
    before = summarizer.questions()
    results: list[Made | Failure]
    try:
        results = [made(report) for report in summarizer.reports(stories)]
    except (ModelError, OSError, OutputError):
        raise
    except Exception as error:  # One story that fails in a way nobody foresaw must not cost all the others.
        if len(stories) == 1:
            results = [Failure(article_id=None, stage="report", error=type(error).__name__, message=str(error))]
        else:
            results = [one for story in stories for one in make(summarizer, [story]).results]
    after = summarizer.questions()
    return MadeWindow(tuple(results), after.found - before.found, after.asked - before.asked)


def made(report: Report) -> Made:
    """Return a report as it is kept."""
    statuses = [question.status for question in report.questions]
    counts = Counts(
        articles=len(report.articles),
        claims=len(report.claims),
        questions={status: statuses.count(status) for status in sorted(set(statuses))},
        failures=report.failures,
    )
    return Made(report.model_dump_json().encode() + b"\n", counts)


class _broken:  # noqa: N801  # reads as a statement: with _broken():
    """Turns the death of a worker into an error that says what to do."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BrokenProcessPool):
            raise ModelError(
                "A worker process died, perhaps for want of memory.",
                advice="The same command goes on from what is done; give it fewer --workers.",
            ) from error


def _nothing() -> Future[MadeWindow]:
    done: Future[MadeWindow] = Future()
    done.set_result(MadeWindow(()))
    return done


# In the workers


@dataclass
class _Worker:
    open_summarizer: Callable[[], Summarizer]
    summarizer: Summarizer | None = None

    def opened(self) -> Summarizer:
        self.summarizer = self.summarizer or self.open_summarizer()
        return self.summarizer


_worker: list[_Worker] = []


def _begin(open_summarizer: Callable[[], Summarizer], threads: int) -> None:
    """Make ready a worker. The model is opened with the first window, so that what goes wrong is told."""
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends its workers.
    _worker.append(_Worker(open_summarizer))
    parent = multiprocessing.parent_process()
    if parent is not None:
        # A parent that was killed cannot end its workers, and they would wait for work for ever.
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _run_record() -> RunRecord:
    return _worker[0].opened().run_record()


def _make(stories: Sequence[Story]) -> MadeWindow:
    return make(_worker[0].opened(), stories)
