"""Files, folders, JSONL, web pages and standard input -> `Article`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarize.errors import ArticleError
from summarize.reading.blocks import find_blocks, front_matter
from summarize.reading.dates import parse_date
from summarize.reading.decoding import decode
from summarize.reading.metadata import (
    find_author,
    find_language,
    find_outlet,
    find_published,
    find_title,
    language_name,
    more_exact,
)
from summarize.reading.openings import match_title
from summarize.reading.pages import read_page
from summarize.schema import Article, BlockRole, Failure

__all__ = ["MAX_BYTES", "Reading", "article_from_record", "article_from_text", "read_articles"]

MAX_BYTES = 1_000_000
"""Bytes of the longest text that is read as one article, in UTF-8: some 160,000 words, a long book."""
MAX_PAGE_BYTES = 20_000_000
"""Bytes of the largest web page that is opened; pages carry scripts and pictures beside their text."""
STDIN = "-"

_RECORDS = frozenset({".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm"})
_TEXTS = frozenset({".txt", ".md"})
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"})
_SAYS_SOMETHING = frozenset({BlockRole.PARAGRAPH, BlockRole.BULLET, BlockRole.CAPTION, BlockRole.STANDFIRST})
_FIELDS = ("id", "article_id", "title", "text", "outlet", "published", "url")
_FRONT_NAMES = {
    "source": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "published": "date",
    "link": "url",
}
_LOOKS_LIKE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Reading:
    """What was read, and what could not be."""

    articles: tuple[Article, ...]
    """In the order given, folders sorted; ids are unique and no two articles are identical."""
    failures: tuple[Failure, ...]
    """Members of folders and record files that could not be read, and identical articles left out."""


@dataclass
class _Desk:
    """Collects articles and failures while the sources are gone through."""

    articles: list[Article] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    seen: dict[str, Article] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        article = article.model_copy(update={"id": self._unique(article.id)})
        self.ids.add(article.id)
        key = " ".join(article.text.split())
        twin = self.seen.setdefault(key, article)
        if twin is not article and (article.outlet is None or twin.outlet in (None, article.outlet)):
            message = f"{article.id} is identical to {twin.id} and is left out."
            self.failures.append(_failure(article.id, "DuplicateArticle", message))
            return
        self.articles.append(article)

    def fail(self, article_id: str | None, error: ArticleError) -> None:
        self.failures.append(_failure(article_id, type(error).__name__, str(error)))

    def _unique(self, wanted: str) -> str:
        number, name = 1, wanted
        while name in self.ids:
            number += 1
            name = f"{wanted}-{number}"
        return name


def _failure(article_id: str | None, error: str, message: str) -> Failure:
    return Failure(article_id=article_id, stage="reading", error=error, message=message)


def read_articles(sources: Sequence[str | Path]) -> Reading:
    """Return the articles of files, folders (with what is in them, sorted), record files and "-" for standard input.

    ArticleError where a source that was named cannot be read or holds no article at all. One bad member of a folder or
    of a record file becomes a failure, as does a second identical article, and the rest goes on.
    """
    desk = _Desk()
    for source in sources:
        if str(source) == STDIN:
            _read_stdin(desk)
        elif Path(source).is_dir():
            _read_folder(Path(source), desk)
        else:
            _read_file(Path(source), desk)
    return Reading(tuple(desk.articles), tuple(desk.failures))


def article_from_text(
    text: str,
    *,
    id: str,
    path: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """Return the article that `text` is, unchanged, with its blocks; what is not given is looked for in the text.

    ArticleError where it is empty, too long, not in English, or nothing but page furniture.
    """
    name = path or f'The article "{id}"'
    _check_text(text, name)
    front = _front_matter(text)
    title = title or front.get("title")
    blocks = find_blocks(text, title=title)
    if not any(block.role in _SAYS_SOMETHING for block in blocks):
        raise ArticleError(
            f"{name} holds no article, only a headline or page furniture such as advertisements and links.",
            advice="Copy the story's paragraphs into the file.",
        )
    language = find_language(text)
    if language != "en":
        raise ArticleError(
            f"{name} is in {language_name(language)}, and only articles in English can be read.",
            advice="Leave it out, or give a translation.",
        )
    url = url or front.get("url")
    stem = Path(path).stem if path else None
    given = parse_date(published or front.get("date") or "")
    return Article(
        id=id,
        path=path,
        outlet=outlet or front.get("outlet") or find_outlet(text, blocks, stem=stem, url=url),
        title=title or find_title(text, blocks),
        published=more_exact(given, find_published(text, blocks)),
        text=text,
        language=language,
        author=front.get("author") or find_author(text, blocks),
        url=url,
        blocks=blocks,
    )


def article_from_record(record: Mapping[str, object], *, default_id: str) -> Article:
    """Return the article of a record with id, title, text, outlet, published and url, of which only text is needed.

    Where the text does not begin with the title, the article's text is title, blank line, text. ArticleError where a
    field is not a string or the article cannot be read; unknown fields are ignored.
    """
    fields = {name: _string(record, name) for name in _FIELDS}
    article_id = fields["id"] or fields["article_id"] or default_id
    text = fields["text"]
    if text is None:
        advice = 'Use "summarize batch" for stories.' if "articles" in record else 'Give it a field "text".'
        raise ArticleError(f'The record "{article_id}" has no text.', advice=advice)
    return article_from_text(
        _headed(text, fields["title"]) if text.strip() else text,
        id=article_id,
        outlet=fields["outlet"],
        title=fields["title"],
        published=fields["published"],
        url=fields["url"],
    )


def _string(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    if isinstance(value, int) and name in ("id", "article_id"):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise ArticleError(f'The record\'s field "{name}" is not a string but {json.dumps(value, default=str)[:40]}.')
    if value is None:
        return None
    value = _SURROGATE.sub("\ufffd", value)  # JSON may hold half of a surrogate pair, which no file can be written with
    return value if name == "text" else value.strip() or None


def _headed(text: str, title: str | None) -> str:
    """Return `text` with `title` above it unless it begins with it."""
    if not title or match_title(text, 0, len(text), title) is not None:
        return text
    return f"{title}\n\n{text}"


def _check_text(text: str, name: str) -> None:
    if not text.strip():
        raise ArticleError(f"{name} is empty.", advice="Put the article's text into it.")
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise _too_long(name, len(text.encode("utf-8", "replace")))


def _too_long(name: str, size: int) -> ArticleError:
    return ArticleError(
        f"{name} has {size / 1e6:.1f} MB, too much for one article (the limit is {MAX_BYTES / 1e6:.0f} MB).",
        advice="Give one article a file, or several as JSON lines.",
    )


def _front_matter(text: str) -> dict[str, str]:
    """Return what a Markdown file's front matter says, by the names of the article's fields."""
    match = front_matter(text)
    if match is None:
        return {}
    pairs = re.findall(r"^(\w+):[ \t]*(\S.*?)[ \t]*\r?$", match[1], re.MULTILINE)
    found = {_FRONT_NAMES.get(key.lower(), key.lower()): value.strip("\"'") for key, value in pairs}
    return {key: value for key, value in found.items() if key in ("title", "author", "date", "outlet", "url") and value}


def _read_file(path: Path, desk: _Desk) -> None:
    suffix = path.suffix.lower()
    limit = None if suffix in _RECORDS else MAX_PAGE_BYTES if suffix in _PAGES else MAX_BYTES * 4
    data = _read_bytes(path, limit)
    _read_data(data, str(path), path.stem, suffix, desk)


def _read_bytes(path: Path, limit: int | None) -> bytes:
    try:
        size = path.stat().st_size
        if limit is not None and size > limit:
            raise _too_long(str(path), size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError(f"{path} does not exist.", advice="Check the path.") from error
    except PermissionError as error:
        raise ArticleError(f"{path} may not be read.", advice="Check its permissions.") from error
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror or error}.") from error


def _read_stdin(desk: _Desk) -> None:
    try:
        data = sys.stdin.buffer.read()
    except OSError as error:
        raise ArticleError(
            f"Standard input cannot be read: {error.strerror or error}.",
            advice='Pipe an article in, or give a file for "-".',
        ) from error
    _read_data(data, "standard input", "stdin", "", desk)


def _read_data(data: bytes, name: str, stem: str, suffix: str, desk: _Desk) -> None:
    """Add the article or articles in `data`, of which `name` is for sentences and `stem` for ids."""
    if not data.strip():
        raise ArticleError(f"{_sentence_start(name)} is empty.", advice="Put the article's text into it.")
    text = decode(data, _sentence_start(name), html=suffix in _PAGES)
    path = None if name == "standard input" else name
    known = suffix in _TEXTS
    if suffix in _RECORDS or (not known and suffix not in _PAGES and _looks_like_records(text)):
        _read_records(text, name, stem, desk)
    elif suffix in _PAGES or (not known and _LOOKS_LIKE_PAGE.match(text)):
        desk.add(_article_from_page(text, name, stem, path))
    else:
        desk.add(article_from_text(text, id=stem, path=path))


def _sentence_start(name: str) -> str:
    return "Standard input" if name == "standard input" else name


def _looks_like_records(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _article_from_page(html: str, name: str, stem: str, path: str | None) -> Article:
    page = read_page(html, _sentence_start(name))
    article = article_from_text(
        _headed(page.text, page.title), id=stem, path=path, title=page.title, published=page.date, url=page.url
    )
    return article.model_copy(
        update={"author": page.author or article.author, "outlet": article.outlet or page.sitename}
    )


def _read_records(text: str, name: str, stem: str, desk: _Desk) -> None:
    """Add the articles of JSON lines; a bad line is a failure that names its number, unless all are bad."""
    before = len(desk.articles) + len(desk.failures)
    errors: list[ArticleError] = []
    good = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        default_id = f"{stem}-{number}"
        try:
            article = article_from_record(_record(line), default_id=default_id)
        except ArticleError as error:
            located = ArticleError(f"Line {number} of {name}: {error.problem}", advice=error.advice)
            errors.append(located)
            desk.fail(default_id, located)
        else:
            good += 1
            desk.add(article)
    if not good:
        del desk.failures[before - len(desk.articles) :]
        if errors:
            raise errors[0]
        raise ArticleError(f"{_sentence_start(name)} holds no records.", advice="Give one JSON object a line.")


def _record(line: str) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise ArticleError(f"it is not valid JSON ({reason}).", advice="Give one JSON object a line.") from error
    except RecursionError as error:
        raise ArticleError("it is nested too deeply.", advice="Give one JSON object a line.") from error
    if not isinstance(record, dict):
        raise ArticleError("it is not a JSON object.", advice='Give objects with a field "text".')
    return record


def _members(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it that may be articles, sorted by path."""
    known = _TEXTS | _PAGES | _RECORDS | _DOCUMENTS
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix.lower() in known and not hidden and path.stem.lower() != "readme" and path.is_file():
            yield path


def _read_folder(folder: Path, desk: _Desk) -> None:
    try:
        members = list(_members(folder))
    except OSError as error:
        raise ArticleError(f"{folder} cannot be listed: {error.strerror or error}.") from error
    if not members:
        raise ArticleError(f"{folder} holds no articles.", advice="Articles are .txt, .md, .html and .jsonl files.")
    first: ArticleError | None = None
    good = 0
    for path in members:
        try:
            if path.suffix.lower() in _DOCUMENTS:
                kind = path.suffix[1:].upper()
                raise ArticleError(f"{path} is a {kind} file.", advice="Save the article as plain text.")
            _read_file(path, desk)
            good += 1
        except ArticleError as error:
            first = first or error
            desk.fail(path.stem, error)
    if first is not None and not good:
        problem = f"None of the {len(members)} files in {folder} can be read: {first.problem}"
        raise ArticleError(problem, advice=first.advice)
