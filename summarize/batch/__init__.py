"""Many stories: one report a line, failures beside them, nothing half-written.

While a batch runs, finished reports are appended to reports.jsonl.part. A batch that was cut off goes on from there: a
report of an earlier run is kept if its articles and everything in its run record are the same as now, and the model did not
fail on it. When the last story is done, the reports take their name, in the order of the stories.
"""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from filelock import FileLock, Timeout

from summarize.batch.engines import Counts, Engine, InProcess, Made, MadeWindow, Processes, made
from summarize.batch.store import Line, Store
from summarize.errors import InputError, OutputError
from summarize.output import output_error, write_together
from summarize.schema import Failure, QuestionStatus
from summarize.stories import Story, StoryEntry

__all__ = ["WINDOW", "Engine", "InProcess", "Outcome", "Processes", "run_batch"]

INDEX = "index.jsonl"
FAILURES = "failures.jsonl"
RUN = "run.json"
SUMMARY = "summary.csv"

WINDOW = 16
"""Articles read and asked about together. They are all that is in memory, and all that a kill can cost; the model's passes take
one paragraph each, so that a larger window gains nothing (16 articles have about 100 of them)."""

_SHOWN: tuple[QuestionStatus, ...] = get_args(QuestionStatus)


@dataclass(frozen=True)
class Outcome:
    """What a batch did."""

    reports: int
    """Reports written, kept ones included."""
    kept: int
    """Reports of an earlier run that were still right."""
    stories_failed: int
    """Stories without a report."""
    failures: int
    """Lines of failures.jsonl: stories without a report, and articles of stories that have one."""
    found: int = 0
    """Questions to the model that the cache answered."""
    asked: int = 0
    """Questions that the model was asked."""


def run_batch(entries: Iterable[StoryEntry], output: Path, engine: Engine, done: Callable[[str], None]) -> Outcome:
    """Write a report for each story into `output`, with an index, a table, the failures and the run record.

    Args:
        entries: the stories, read as they are needed.
        output: folder; made if need be.
        engine: makes the reports.
        done: called with a line on each story once it is done.

    Raises:
        OutputError: if something cannot be written, or another run writes to the same folder.
        ModelError: if the model cannot be had any more; what is done is kept.
        EngineError: if there are no workers any more; what is done is kept.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with FileLock(output / ".lock", timeout=0):
            return _run(entries, output, engine, done)
    except Timeout as error:
        raise OutputError(
            f"Another run is writing to {output}.", advice="Wait for it, or choose another place with --output."
        ) from error
    except OSError as error:
        raise output_error(output, error) from error


@dataclass(frozen=True, slots=True)
class _Item:
    """A story on its way, without its text: an engine may take many windows before it gives the first one back."""

    where: str
    line: int | None
    story_id: str | None
    error: InputError | None = None
    """Why it could not be read."""
    kept: tuple[Counts, Line] | None = None
    """The report of an earlier run, if it is still right."""


def _run(entries: Iterable[StoryEntry], output: Path, engine: Engine, done: Callable[[str], None]) -> Outcome:
    run = engine.run_record()
    tally = _Tally()
    with Store(output, run) as store:
        under_way: deque[list[_Item]] = deque()

        def windows() -> Iterator[list[Story]]:
            for items, stories in _windows(entries, store):
                under_way.append(items)
                yield stories

        for window in engine.make(windows()):
            tally.take(under_way.popleft(), window, store, done)
        store.finish(tally.lines)
    write_together(
        output,
        {
            INDEX: "".join(tally.index),
            FAILURES: "".join(tally.failures),
            SUMMARY: tally.table.getvalue(),
            RUN: run.model_copy(update={"engine": engine.name}).model_dump_json(indent=2) + "\n",
        },
    )
    return Outcome(
        len(tally.lines), tally.kept, tally.stories_failed, len(tally.failures), found=tally.found, asked=tally.asked
    )


def _windows(entries: Iterable[StoryEntry], store: Store) -> Iterator[tuple[list[_Item], list[Story]]]:
    """Yield the stories in order, together while they have no more than `WINDOW` articles to be asked about.

    Each window comes with those of its stories that have to be made.
    """
    window: list[_Item] = []
    stories: list[Story] = []
    articles = 0
    for entry in entries:
        if isinstance(entry.story, InputError):
            window.append(_Item(entry.where, entry.line, None, error=entry.story))
        elif found := store.find(entry.story):
            window.append(_Item(entry.where, entry.line, entry.story.id, kept=(made(found[0]).counts, found[1])))
        else:
            window.append(_Item(entry.where, entry.line, entry.story.id))
            stories.append(entry.story)
            articles += len(entry.story.articles)
        if articles >= WINDOW or len(window) >= WINDOW:
            yield window, stories
            window, stories, articles = [], [], 0
    if window:
        yield window, stories


class _Tally:
    """What is known of the stories that are done. Lines of the index and the failures are kept as they will be written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.index: list[str] = []
        self.failures: list[str] = []
        self.table = io.StringIO()
        self._rows = csv.writer(self.table)
        self._rows.writerow(["story_id", "where", "articles", "claims", *_SHOWN, "failures"])
        self._size = 0
        self.kept = self.stories_failed = self.found = self.asked = 0

    def take(self, items: Sequence[_Item], window: MadeWindow, store: Store, done: Callable[[str], None]) -> None:
        results = iter(window.results)
        for item in items:
            if item.error:
                self._fail(item, _failure("reading", item.error))
                done(str(item.error))
            elif item.kept:
                self._report(item, *item.kept)
                self.kept += 1
                done(f"{item.story_id} (kept)")
            else:
                result = next(results)
                if isinstance(result, Made):
                    self._report(item, result.counts, store.append(result.line))
                    done(str(item.story_id))
                else:
                    self._fail(item, result)
                    done(f"{item.where} failed: {result.error}: {result.message}")
        self.found += window.found
        self.asked += window.asked

    def _report(self, item: _Item, counts: Counts, line: Line) -> None:
        row: dict[str, object] = {
            "story_id": item.story_id,
            "where": item.where,
            "articles": counts.articles,
            "claims": counts.claims,
            "questions": counts.questions,
            "failures": len(counts.failures),
            "start": self._size,
            "length": line.length,
        }
        self.lines.append(line)
        self.index.append(_json_line(row))
        self._size += line.length
        self.failures += [_failure_line(item, failure) for failure in counts.failures]
        numbers = [counts.questions.get(status, 0) for status in _SHOWN]
        self._rows.writerow([item.story_id, item.where, counts.articles, counts.claims, *numbers, len(counts.failures)])

    def _fail(self, item: _Item, failure: Failure) -> None:
        self.stories_failed += 1
        self.failures.append(_failure_line(item, failure))


def _failure(stage: str, error: Exception) -> Failure:
    return Failure(article_id=None, stage=stage, error=type(error).__name__, message=str(error))


def _failure_line(item: _Item, failure: Failure) -> str:
    return _json_line({"where": item.where, "line": item.line, "story_id": item.story_id, **failure.model_dump()})


def _json_line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
