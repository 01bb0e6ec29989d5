"""Articles that belong together, and files and folders of many such stories."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from summarize.errors import ArticleError, InputError, StoryError
from summarize.reading.articles import article_from_record, read_articles
from summarize.schema import Article, Failure

__all__ = [
    "Story",
    "StoryEntry",
    "StorySource",
    "located",
    "numbered_lines",
    "open_lines",
    "open_stories",
    "read_record",
    "read_records",
    "read_story",
]

STDIN = "-"
_ADVICE = "Give JSON lines, one story a line, or a folder with a folder for each story."
_MAX_LINE = 64 << 20
"""Most bytes of a line that are read into memory: some sixty articles of the most text that an article may have."""
_SNIFFED = 8192
"""Bytes looked at to tell text from other files; no JSON text holds a zero byte."""


@dataclass(frozen=True)
class Story:
    """Articles on one event."""

    id: str
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()
    """What could not be read."""


@dataclass(frozen=True)
class StoryEntry:
    """A story of many, or why it is none."""

    where: str
    """Line and file, or folder."""
    line: int | None
    """Line number from 1; None for a folder."""
    story: Story | InputError
    """The story, or what is wrong with it."""


@dataclass(frozen=True)
class StorySource:
    """Many stories, read as they are asked for."""

    count: int
    """How many there are, bad ones included."""
    entries: Iterator[StoryEntry]
    """In order; each is read when its turn comes."""


def read_story(sources: Sequence[str | Path]) -> Story:
    """Return the story that files, folders and "-" (standard input) make, with what could not be read.

    Raises:
        ArticleError: if a source named here cannot be read or holds no article.
    """
    reading = read_articles(sources)
    return Story(_story_id(reading.articles), reading.articles, reading.failures)


@contextmanager
def open_stories(source: str | Path) -> Iterator[StorySource]:
    """Open a file of JSON lines, a folder of folders, or "-" (JSON lines on standard input).

    Raises:
        StoryError: if it cannot be read or holds no story. One bad line or folder becomes an entry that says so.
    """
    if str(source) != STDIN and Path(source).is_dir():
        folders = sorted(path for path in Path(source).iterdir() if path.is_dir() and not path.name.startswith("."))
        if not folders:
            raise StoryError(f"{source} holds no folders of articles.", advice=_ADVICE)
        yield StorySource(len(folders), map(_from_folder, folders))
        return
    with open_lines(source) as (file, name):
        count = sum(1 for _, line in numbered_lines(file) if line is None or line.strip())
        if not count:
            raise StoryError(f"{name} is empty.", advice=_ADVICE)
        file.seek(0)
        yield StorySource(count, _from_lines(file, name))


@contextmanager
def open_lines(source: str | Path) -> Iterator[tuple[IO[bytes], str]]:
    """Open a file of JSON lines, or "-" (standard input), to be read as often as need be; yields it with a name for messages.

    Raises:
        StoryError: if it cannot be read or is not text.
    """
    name = "Standard input" if str(source) == STDIN else str(source)
    with _opened(source, name) as file:
        if b"\0" in file.read(_SNIFFED):
            raise StoryError(f"{name} is not text.", advice=_ADVICE)
        file.seek(0)
        yield file, name


@contextmanager
def _opened(source: str | Path, name: str) -> Iterator[IO[bytes]]:
    """Open a file that can be read twice."""
    try:
        if str(source) == STDIN:
            with tempfile.TemporaryFile() as copy:
                while chunk := sys.stdin.buffer.read(1 << 20):
                    copy.write(chunk)
                copy.seek(0)
                yield copy
        else:
            with Path(source).open("rb") as file:
                yield file
    except FileNotFoundError as error:
        raise StoryError(f"{name} does not exist.", advice="Check the path.") from error
    except OSError as error:
        raise StoryError(f"{name} cannot be read: {error.strerror or error}.", advice=_ADVICE) from error


def _from_folder(folder: Path) -> StoryEntry:
    try:
        story = read_story([folder])
    except InputError as error:
        return StoryEntry(str(folder), None, error)
    return StoryEntry(str(folder), None, Story(folder.name, story.articles, story.failures))


def _from_lines(file: IO[bytes], name: str) -> Iterator[StoryEntry]:
    seen: dict[str, int] = {}
    for number, line in numbered_lines(file):
        if line is not None and not line.strip():
            continue
        where = f"line {number} of {name}"
        try:
            story = _story(line, number)
            if story.id in seen:
                raise StoryError(
                    f"the id {story.id} is already that of line {seen[story.id]}.", advice="Give each its own."
                )
            seen[story.id] = number
            yield StoryEntry(where, number, story)
        except InputError as error:
            yield StoryEntry(where, number, located(where, error))


def located(where: str, error: InputError) -> StoryError:
    """Return an error that also says where it was found."""
    return StoryError(f"{where[0].upper()}{where[1:]}: {error.problem}", advice=error.advice)


def numbered_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number; None for one that is too long to be held in memory."""
    number = 0
    while line := file.readline(_MAX_LINE + 1):
        number += 1
        if len(line) <= _MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_MAX_LINE)
        yield number, None


def read_record(line: bytes | None, what: str) -> object:
    """Return what a line of JSON holds; None is a line too long to be held, `what` is what it should be ("story").

    Raises:
        StoryError: if it holds no JSON.
    """
    advice = f"Give one {what} a line."
    if line is None:
        raise StoryError(f"it has more than {_MAX_LINE >> 20} MB.", advice=advice)
    try:
        record: object = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise StoryError("it is not UTF-8.", advice="Save the file as UTF-8.") from error
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise StoryError(f"it is not valid JSON ({reason}).", advice=advice) from error
    except RecursionError as error:
        raise StoryError("it is nested too deeply.", advice=advice) from error
    return record


def _story(line: bytes | None, number: int) -> Story:
    record = read_record(line, "story")
    records = record.get("articles") if isinstance(record, dict) else None
    if not isinstance(records, list) or not records:
        advice = 'Give {"id": …, "articles": [{"id": …, "text": …}, …]}.'
        if isinstance(record, dict) and "text" in record:
            raise StoryError(
                "it is an article, not a story.", advice=f"{advice} Or add --group auto, or run `summarize compare`."
            )
        raise StoryError('it has no list of "articles".', advice=advice)
    given = record.get("id") if isinstance(record, dict) else None
    if given is not None and not isinstance(given, str | int):
        raise StoryError('its "id" is neither a string nor a whole number.', advice="Give it an id or leave it out.")
    articles, failures = read_records(records)
    if not articles:
        raise StoryError(f"none of its articles can be read: {failures[0].message}")
    return Story(str(given) if given not in (None, "") else f"line-{number}", tuple(articles), tuple(failures))


def read_records(records: Sequence[object]) -> tuple[list[Article], list[Failure]]:
    """Return the articles of one story's records, and what is wrong with those that are none."""
    articles: list[Article] = []
    failures: list[Failure] = []
    ids: set[str] = set()
    for number, record in enumerate(records, start=1):
        default_id = f"article-{number}"
        name = str(record.get("id") or default_id) if isinstance(record, Mapping) else default_id
        try:
            if not isinstance(record, Mapping):
                raise ArticleError(f"{default_id} is not a JSON object.", advice='Give objects with a field "text".')
            article = article_from_record(record, default_id=default_id)
            if article.id in ids:
                raise ArticleError(f'Two articles have the id "{article.id}".', advice="Give each its own.")
        except ArticleError as error:
            failures.append(Failure(article_id=name, stage="reading", error=type(error).__name__, message=str(error)))
        else:
            ids.add(article.id)
            articles.append(article)
    return articles, failures


def _story_id(articles: Sequence[Article]) -> str:
    """Return a name for a story that was given none: the folder that its files share, else the articles' ids."""
    folders = {str(Path(a.path).resolve().parent) for a in articles if a.path}
    if len(folders) == 1 and len(articles) > 1 and all(a.path for a in articles):
        return Path(folders.pop()).name or "story"
    return "-".join(a.id for a in articles)[:80] or "story"
