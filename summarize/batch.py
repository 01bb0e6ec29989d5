"""Many stories: one report a line, failures beside them, nothing half-written.

While a batch runs, finished reports are appended to reports.jsonl.part. A batch that was cut off goes on from there: a
report of an earlier run is kept if its articles and everything in its run record are the same as now. When the last
story is done, the reports take their name, in the order of the stories.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout
from pydantic import ValidationError

from summarize.errors import InputError, OutputError
from summarize.output import output_error, write_together
from summarize.pipeline import CHANGED, Summarizer
from summarize.schema import Failure, Report, RunRecord
from summarize.stories import Story, StoryEntry

__all__ = ["Outcome", "run_batch"]

REPORTS = "reports.jsonl"
PART = "reports.jsonl.part"
INDEX = "index.jsonl"
FAILURES = "failures.jsonl"
RUN = "run.json"

_BEGINNING = re.compile(rb'\{"schema_version":\d+,"story_id":("(?:[^"\\]|\\.)*")')
"""How a report's line begins: its story is known without parsing the rest."""


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


def run_batch(
    entries: Iterable[StoryEntry], output: Path, summarizer: Summarizer, done: Callable[[str], None]
) -> Outcome:
    """Write a report for each story into `output`, with an index, the failures and the run record.

    Args:
        entries: the stories, read as they are needed.
        output: folder; made if need be.
        summarizer: the pipeline.
        done: called with a line on each story once it is done.

    Raises:
        OutputError: if something cannot be written, or another run writes to the same folder.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with FileLock(output / ".lock", timeout=0):
            return _run(entries, output, summarizer, done)
    except Timeout as error:
        raise OutputError(
            f"Another run is writing to {output}.", advice="Wait for it, or choose another place with --output."
        ) from error
    except OSError as error:
        raise output_error(output, error) from error


def _run(entries: Iterable[StoryEntry], output: Path, summarizer: Summarizer, done: Callable[[str], None]) -> Outcome:
    run = summarizer.run_record()
    reports: list[_Line] = []
    index: list[dict[str, object]] = []
    failures: list[dict[str, object]] = []
    kept = size = stories_failed = 0
    with _Store(output, run) as store:
        for entry in entries:
            try:
                if isinstance(entry.story, InputError):
                    raise entry.story
                found = store.find(entry.story)
                report, line = found or store.append(summarizer.report(entry.story))
            except (OSError, OutputError):
                raise
            except Exception as error:  # One story that fails in a way nobody foresaw must not cost all the others.
                stories_failed += 1
                failures.append(_failure_row(entry, _failure(entry, error)))
                done(str(error) if isinstance(error, InputError) else f"{entry.where} failed: {error!r}")
                continue
            kept += found is not None
            reports.append(line)
            index.append({**_index_row(entry, report), "start": size, "length": line.length})
            failures += [_failure_row(entry, failure) for failure in report.failures]
            size += line.length
            done(f"{report.story_id} (kept)" if found else report.story_id)
        store.finish(reports)
    write_together(
        output,
        {INDEX: _json_lines(index), FAILURES: _json_lines(failures), RUN: run.model_dump_json(indent=2) + "\n"},
    )
    return Outcome(len(reports), kept, stories_failed, len(failures))


def _index_row(entry: StoryEntry, report: Report) -> dict[str, object]:
    return {
        "story_id": report.story_id,
        "where": entry.where,
        "articles": len(report.articles),
        "claims": len(report.claims),
        "questions": dict(sorted(Counter(question.status for question in report.questions).items())),
        "failures": len(report.failures),
    }


def _failure(entry: StoryEntry, error: Exception) -> Failure:
    stage = "reading" if isinstance(entry.story, InputError) else "report"
    return Failure(article_id=None, stage=stage, error=type(error).__name__, message=str(error))


def _failure_row(entry: StoryEntry, failure: Failure) -> dict[str, object]:
    story_id = None if isinstance(entry.story, InputError) else entry.story.id
    return {"where": entry.where, "line": entry.line, "story_id": story_id, **failure.model_dump()}


def _json_lines(rows: Sequence[dict[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@dataclass(frozen=True)
class _Line:
    """Where a report stands."""

    file: IO[bytes]
    start: int
    length: int

    def read(self) -> bytes:
        self.file.seek(self.start)
        return self.file.read(self.length)


class _Store:
    """The reports of a folder: those of earlier runs, and those of this one as they come."""

    def __init__(self, folder: Path, run: RunRecord) -> None:
        self._target = folder / REPORTS
        self._part = folder / PART
        self._run = run
        self._lines: dict[str, _Line] = {}

    def __enter__(self) -> _Store:
        with ExitStack() as opening:
            self._file = opening.enter_context(self._part.open("a+b"))
            # Code that differs from its commit may have changed since the reports were made.
            if self._run.commit is not None and self._run.commit.endswith(CHANGED):
                self._file.truncate(0)
            else:
                if self._target.exists():
                    self._index(opening.enter_context(self._target.open("rb")))
                self._file.truncate(self._index(self._file))
            self._opened = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def find(self, story: Story) -> tuple[Report, _Line] | None:
        """Return the report of the same articles by the same run, if there is one."""
        line = self._lines.get(story.id)
        if line is None:
            return None
        try:
            report = Report.model_validate_json(line.read())
        except ValidationError:
            return None
        same = report.run == self._run and report.articles == story.articles
        return (report, line) if same and set(story.failures) <= set(report.failures) else None

    def append(self, report: Report) -> tuple[Report, _Line]:
        """Store a report."""
        data = report.model_dump_json().encode() + b"\n"
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(data)
        self._file.flush()
        return report, _Line(self._file, start, len(data))

    def finish(self, lines: Sequence[_Line]) -> None:
        """Write the reports under their name, in order, and drop the part."""
        with tempfile.NamedTemporaryFile(dir=self._target.parent, prefix=f".{REPORTS}.", delete=False) as whole:
            temporary = Path(whole.name)
            try:
                for line in lines:
                    whole.write(line.read())
                whole.close()
                temporary.chmod(0o644)
                temporary.replace(self._target)
            finally:
                temporary.unlink(missing_ok=True)
        self._part.unlink()

    def _index(self, file: IO[bytes]) -> int:
        """Note where each story's report stands in a file; return the length of its whole lines."""
        file.seek(0)
        start = 0
        for data in file:
            if not data.endswith(b"\n"):
                break
            if beginning := _BEGINNING.match(data):
                self._lines[json.loads(beginning[1])] = _Line(file, start, len(data))
            start += len(data)
        return start
