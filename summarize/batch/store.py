"""The reports of a batch's folder: those of earlier runs, and those of this one as they come."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from summarize.pipeline import CHANGED
from summarize.schema import Report, RunRecord
from summarize.stories import Story

__all__ = ["PART", "REPORTS", "Line", "Store"]

REPORTS = "reports.jsonl"
PART = "reports.jsonl.part"

_BEGINNING = re.compile(rb'\{"schema_version":\d+,"story_id":("(?:[^"\\]|\\.)*")')
"""How a report's line begins: its story is known without parsing the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where a report stands."""

    file: IO[bytes]
    start: int
    length: int

    def read(self) -> bytes:
        """Return its bytes."""
        self.file.seek(self.start)
        return self.file.read(self.length)


class Store:
    """Finds reports that need not be made again, and keeps new ones. To be used in a `with` block."""

    def __init__(self, folder: Path, run: RunRecord) -> None:
        """Take the folder, and the record of the run that reports must be of."""
        self._target = folder / REPORTS
        self._part = folder / PART
        self._run = run
        self._lines: dict[str, Line] = {}

    def __enter__(self) -> Store:
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

    def find(self, story: Story) -> tuple[Report, Line] | None:
        """Return the report of the same articles by the same run, if there is one in which the model did not fail."""
        line = self._lines.get(story.id)
        if line is None:
            return None
        try:
            report = Report.model_validate_json(line.read())
        except ValidationError:
            return None
        same = report.run == self._run and report.articles == story.articles
        return (report, line) if same and set(story.failures) == set(report.failures) else None

    def append(self, data: bytes) -> Line:
        """Store a report, given as its line."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(data)
        self._file.flush()
        return Line(self._file, start, len(data))

    def finish(self, lines: Sequence[Line]) -> None:
        """Give the reports their name, in order, and drop the part."""
        if self._is_whole(lines):
            os.fsync(self._file.fileno())
            self._part.replace(self._target)
            return
        with tempfile.NamedTemporaryFile(dir=self._target.parent, prefix=f".{REPORTS}.", delete=False) as whole:
            temporary = Path(whole.name)
            try:
                for line in lines:
                    whole.write(line.read())
                whole.flush()
                os.fsync(whole.fileno())
                whole.close()
                temporary.chmod(0o644)
                temporary.replace(self._target)
            finally:
                temporary.unlink(missing_ok=True)
        self._part.unlink()

    def _is_whole(self, lines: Sequence[Line]) -> bool:
        """Say whether the part holds these reports in this order and nothing else, so that it need not be written again."""
        end = 0
        for line in lines:
            if line.file is not self._file or line.start != end:
                return False
            end += line.length
        return end == self._file.seek(0, os.SEEK_END)

    def _index(self, file: IO[bytes]) -> int:
        """Note where each story's report stands in a file; return the length of its whole lines."""
        file.seek(0)
        start = 0
        for data in file:
            if not data.endswith(b"\n"):
                break
            if beginning := _BEGINNING.match(data):
                self._lines[json.loads(beginning[1])] = Line(file, start, len(data))
            start += len(data)
        return start
