"""Articles that nobody has sorted -> stories: by a field that they carry, or by what they say and when.

`auto` weighs the words of each article's beginning by how rare they are among all articles (TF-IDF), and joins articles by
average linkage while the mean similarity (cosine) of their pairs stays above `JOIN_FROM`. Articles published more than `DAYS`
apart are never alike. Only numbers are held in memory: texts are read twice, the second time when their story's turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from summarize.errors import InputError, StoryError
from summarize.reading.articles import article_from_record
from summarize.schema import Article
from summarize.stories import (
    Story,
    StoryEntry,
    StorySource,
    located,
    numbered_lines,
    open_lines,
    read_record,
    read_records,
)

__all__ = ["alike", "beginning", "day_of", "open_articles"]

WORDS = 150
"""Words of an article that are looked at: its headline and opening, which say what happened before they digress."""
JOIN_FROM = 0.1
"""Least mean similarity of a story's pairs of articles. Chosen on 10 stories of our own (44 articles: pairwise F1 0.95, B-cubed
0.96) and 20 events of one war (73 articles: 0.94 and 0.98), where 0.08 gives 0.97 and 0.89 pairwise, and 0.12 gives 0.72 and
0.94. Nine stories that were not looked at (37 articles) come out without a fault. Measure again: `python -m
summarize.evaluation.grouping`."""
DAYS = 3
"""Most days between two reports of one event, as news; later ones are told as stories of their own."""

_ROWS = 256
"""Articles compared with all others at a time."""
_TOKEN = r"(?u)\b\w[\w'’]+\b"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article stands, and what it is grouped by."""

    start: int
    number: int
    key: str
    """The value of the field, or the article's first words."""
    published: date | None


@contextmanager
def open_articles(source: str | Path, field: str | None = None) -> Iterator[StorySource]:
    """Open JSON lines with one article a line, or "-" for standard input, as stories; bad lines come first.

    A story bears the value of `field`; without one it is found by similarity, and bears the id of its first article.

    Raises:
        StoryError: if the file cannot be read or holds no line.
    """
    with open_lines(source) as (file, name):
        places: list[_Place] = []
        bad: list[StoryEntry] = []
        for place in _read_places(file, name, field):
            (places if isinstance(place, _Place) else bad).append(place)  # type: ignore[arg-type]
        if not places and not bad:
            raise StoryError(f"{name} is empty.", advice="Give JSON lines, one article a line.")
        numbers = _by_value(places) if field else alike([p.key for p in places], [p.published for p in places])
        groups: dict[int, list[_Place]] = {}
        for number, place in zip(numbers, places, strict=True):
            groups.setdefault(number, []).append(place)
        yield StorySource(len(bad) + len(groups), _entries(file, name, bad, list(groups.values()), named=bool(field)))


def alike(texts: Sequence[str], published: Sequence[date | None]) -> list[int]:
    """Return for each text the number of its group; groups are numbered by their first text."""
    if len(texts) < 2:
        return [0] * len(texts)
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=_TOKEN)
    try:
        vectors = csr_array(vectorizer.fit_transform(texts))
    except ValueError:  # no words at all
        return list(range(len(texts)))
    days = np.array([np.nan if day is None else day.toordinal() for day in published])
    groups = np.full(len(texts), -1)
    count, component = connected_components(_links(vectors, days), directed=False)
    free = 0
    for number in range(count):
        members = np.flatnonzero(component == number) if count < len(texts) else np.array([number])
        inside = _linked(vectors[members], days[members])
        groups[members] = inside + free
        free += int(inside.max()) + 1
    first: dict[int, int] = {}
    return [first.setdefault(int(group), len(first)) for group in groups]


def _links(vectors: csr_array, days: NDArray[np.float64]) -> coo_array:
    """Return the graph of the pairs that are alike. No group can be larger than a component of it."""
    rows, columns = [], []
    for start in range(0, len(days), _ROWS):
        block = coo_array(vectors[start : start + _ROWS] @ vectors.T)
        near = ~(np.abs(days[block.row + start] - days[block.col]) > DAYS)
        kept = near & (block.data >= JOIN_FROM)
        rows.append(block.row[kept] + start)
        columns.append(block.col[kept])
    row, column = np.concatenate(rows), np.concatenate(columns)
    return coo_array((np.ones(len(row)), (row, column)), shape=(len(days), len(days)))


def _linked(vectors: csr_array, days: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the group of each article of a component."""
    if len(days) < 2:
        return np.zeros(len(days), dtype=np.int64)
    distance = 1.0 - (vectors @ vectors.T).toarray()
    distance[np.abs(days[:, None] - days[None, :]) > DAYS] = 2.0
    np.fill_diagonal(distance, 0.0)
    linkage = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - JOIN_FROM
    )
    found: NDArray[np.int64] = linkage.fit_predict(distance)
    return found


def _by_value(places: Sequence[_Place]) -> list[int]:
    values = {key: number for number, key in enumerate(dict.fromkeys(place.key for place in places))}
    return [values[place.key] for place in places]


def _read_places(file: IO[bytes], name: str, field: str | None) -> Iterator[_Place | StoryEntry]:
    key_of = _value_of(field) if field else lambda record, article: beginning(article)
    start = 0
    for number, line in numbered_lines(file):
        here, start = start, file.tell()
        if line is not None and not line.strip():
            continue
        where = f"line {number} of {name}"
        try:
            record, article = _read(line, number)
            yield _Place(here, number, key_of(record, article), day_of(article))
        except InputError as error:
            yield StoryEntry(where, number, located(where, error))


def _read(line: bytes | None, number: int) -> tuple[Mapping[str, object], Article]:
    record = read_record(line, "article")
    if not isinstance(record, dict) or "articles" in record:
        advice = 'Give {"id": …, "title": …, "text": …}; files of stories are read without --group and --group-by.'
        raise StoryError("it is not an article.", advice=advice)
    return record, article_from_record(record, default_id=f"line-{number}")


def _value_of(field: str) -> Callable[[Mapping[str, object], Article], str]:
    def value(record: Mapping[str, object], article: Article) -> str:
        found = record.get(field)
        if not isinstance(found, str | int) or found == "":
            raise StoryError(f'its "{field}" is neither a string nor a whole number.', advice="Give it one.")
        return str(found)

    return value


def beginning(article: Article) -> str:
    """Return the words of an article that are looked at."""
    return " ".join([article.title or "", *article.text.split()[:WORDS]])


def day_of(article: Article) -> date | None:
    """Return the day on which an article was published, if it says."""
    try:
        return date.fromisoformat(article.published[:10]) if article.published else None
    except ValueError:
        return None


def _entries(
    file: IO[bytes], name: str, bad: Sequence[StoryEntry], groups: Sequence[Sequence[_Place]], *, named: bool
) -> Iterator[StoryEntry]:
    yield from bad
    used: set[str] = set()
    for places in groups:
        first = places[0]
        records = []
        for place in places:
            file.seek(place.start)
            record, article = _read(next(numbered_lines(file))[1], place.number)
            records.append({**record, "id": article.id})
        articles, failures = read_records(records)
        id = first.key if named else articles[0].id
        if id in used:  # two articles of the file may bear one id
            id = f"{id}-line-{first.number}"
        used.add(id)
        story = Story(id, tuple(articles), tuple(failures))
        numbers = ", ".join(str(place.number) for place in places)
        where = f"line{'' if len(places) == 1 else 's'} {numbers} of {name}"
        yield StoryEntry(where, first.number, story)
