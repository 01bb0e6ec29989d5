"""Many stories: one report a line, failures beside them, nothing half-written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ArticleError, InputError, OutputError, StoryError
from summarize.pipeline import Story, Summarizer
from summarize.reading.articles import article_from_record
from summarize.schema import Article, Failure

__all__ = ["StoryLine", "read_stories", "run_batch"]


@dataclass(frozen=True)
class StoryLine:
    """A line of a story file: a story, or why it is none."""

    number: int
    """Line number, from 1."""
    story: Story | None
    error: InputError | None


def read_stories(path: Path) -> list[StoryLine]:
    """Return the lines of a story file, empty ones left out.

    Raises:
        StoryError: if the file cannot be read or holds no line at all.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise StoryError(f"{path} cannot be read: {reason}.", advice="Give a JSON Lines file, one story a line.") from error
    numbered = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    if not numbered:
        raise StoryError(f"{path} is empty.", advice="Give a JSON Lines file, one story a line.")
    seen: set[str] = set()
    return [_line(path, number, line, seen) for number, line in numbered]


def _line(path: Path, number: int, line: str, seen: set[str]) -> StoryLine:
    try:
        return StoryLine(number, _story(path, number, line, seen), None)
    except InputError as error:
        return StoryLine(number, None, error)


def _story(path: Path, number: int, line: str, seen: set[str]) -> Story:
    where = f"{path}, line {number}"
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise StoryError(f"{where} is not JSON: {error.msg}.", advice="Write one story a line.") from error
    if not isinstance(record, dict) or not isinstance(record.get("articles"), list) or not record["articles"]:
        raise StoryError(f"{where} is no story: it has no list of articles.", advice='Give {"id", "articles": […]}.')
    story_id = str(record.get("id") or f"story-{number}")
    if story_id in seen:
        raise StoryError(f"{where}: the id {story_id} is used twice.", advice="Give each story an id of its own.")
    seen.add(story_id)
    articles, failures = _articles(record["articles"])
    if not articles:
        raise StoryError(f"{where}: none of its articles can be read: {failures[0].message}", advice="")
    return Story(story_id, tuple(articles), tuple(failures))


def _articles(records: Sequence[object]) -> tuple[list[Article], list[Failure]]:
    articles: list[Article] = []
    failures: list[Failure] = []
    for n, record in enumerate(records, start=1):
        default_id = f"article-{n}"
        try:
            if not isinstance(record, Mapping):
                raise ArticleError(f"{default_id} is not a record.", advice='Give {"id", "text"}.')
            article = article_from_record(record, default_id=default_id)
            if any(a.id == article.id for a in articles):
                raise ArticleError(f"The article id {article.id} is used twice in the story.", advice="Give each its own.")
            articles.append(article)
        except ArticleError as error:
            name = str(record.get("id") or default_id) if isinstance(record, Mapping) else default_id
            failures.append(Failure(article_id=name, stage="reading", error="ArticleError", message=str(error)))
    return articles, failures


def run_batch(lines: Sequence[StoryLine], output: Path, summarizer: Summarizer, done: Callable[[str], None]) -> int:
    """Write a report for each story to `output`/reports.jsonl and return how many lines failed.

    The file appears under its name when the last story is in it; until then what is done stands in reports.jsonl.part.

    Raises:
        OutputError: if it cannot be written.
    """
    failures = []
    part = output / "reports.jsonl.part"
    try:
        output.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            for line in lines:
                if line.story is None:
                    failures.append({"line": line.number, "error": type(line.error).__name__, "message": str(line.error)})
                else:
                    file.write(summarizer.report(line.story).model_dump_json() + "\n")
                    file.flush()
                done(line.story.id if line.story else f"line {line.number} failed")
        (output / "failures.jsonl").write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in failures), encoding="utf-8")
        (output / "run.json").write_text(summarizer.run_record().model_dump_json(indent=2) + "\n", encoding="utf-8")
        os.replace(part, output / "reports.jsonl")
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}.", advice="Free space or choose another --output.") from error
    return len(failures)
