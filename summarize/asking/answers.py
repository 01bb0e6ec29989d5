"""A cache of what models answered: one SQLite file that all commands and processes share.

An answer is kept under the digest of everything that can change it (`backends/cached.py` says what that is), so it can be used
again without a thought, and the file may be cleared at any time. Where the file is damaged, locked, or on a full disk, that is
said once and the work goes on without it. SQLite's write-ahead log lets processes read while one writes, and survives a kill.

The standard library's sqlite3 is used as it is: diskcache, the library for this, had its last release in 2023 and unpickles
what it reads (CVE-2025-69872).
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarize.asking.models import models_home
from summarize.errors import CacheError

__all__ = ["AnswerCache", "CacheFacts", "Json", "cache_facts", "cache_limit", "cache_path", "clear_cache"]

Json = str | int | float | None | list["Json"] | dict[str, "Json"]
Tell = Callable[[str], None]

_FILE = "answers-v1.sqlite"
"""The number goes up when the tables change; an older file is then left alone."""
_DEFAULT_LIMIT = 1_000
"""Megabytes. An article takes about 3 kB (676 answers of 100 articles made from our labelled stories, 0.3 MB), so this holds
those of 300,000. Measure again: `summarize cache clear`, a batch, `summarize cache show`."""
_KEPT = 0.8
"""Share of the limit that is left after answers are dropped, so that it is not done again at once."""
_PATIENCE = 30.0
"""Seconds to wait for another process that writes; a write takes milliseconds."""
_AT_ONCE = 500
"""Keys in one query; every SQLite allows 999 variables."""

# Answers lie in the order in which they came: those that are dropped together then leave whole pages free.
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, answer TEXT NOT NULL, sum INTEGER NOT NULL, day INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS records (key BLOB PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class CacheFacts:
    """What the cache holds."""

    path: Path
    """The file; it need not exist."""
    entries: int
    """Answers in it."""
    size: int
    """Bytes on disk, the write-ahead log included."""
    limit: int
    """Bytes above which the answers that were not used for longest are dropped."""


def cache_path() -> Path:
    """Return where the cache is kept: beside the models."""
    return models_home() / _FILE


def cache_limit() -> int:
    """Return the bytes that the cache may take: $SUMMARIZE_CACHE_MB megabytes, by default 1,000.

    Raises:
        CacheError: if the variable is no number above zero.
    """
    given = os.environ.get("SUMMARIZE_CACHE_MB") or str(_DEFAULT_LIMIT)
    try:
        megabytes = float(given)
    except ValueError:
        megabytes = math.nan
    if not 0 < megabytes < math.inf:
        raise CacheError(f"SUMMARIZE_CACHE_MB is {given!r}.", advice="Set it to a number of megabytes, such as 1000.")
    return int(megabytes * 1_000_000)


class AnswerCache:
    """The cache, opened. Every method works on when the file cannot be used: it finds nothing and keeps nothing."""

    def __init__(
        self, path: Path | None = None, *, limit: int | None = None, tell: Tell = lambda message: None
    ) -> None:
        """Open the file, making it if need be.

        Args:
            path: the file; by default `cache_path()`.
            limit: bytes it may take; by default `cache_limit()`.
            tell: called once with two sentences if the file cannot be used.

        Raises:
            CacheError: if $SUMMARIZE_CACHE_MB is no size.
        """
        self._path = path or cache_path()
        self._limit = limit or cache_limit()
        self._tell = tell
        self._connection: sqlite3.Connection | None = None
        with self._guarded():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connect(self._path)

    def __enter__(self) -> AnswerCache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is found or kept after that."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Json]:
        """Return the answers there are, by key. One whose checksum is wrong is not among them."""
        found: dict[bytes, Json] = {}
        with self._guarded() as connection:
            if connection is None:
                return {}
            today = _today()
            for part in _parts(keys):
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"SELECT key, answer, sum, day FROM answers WHERE key IN ({marks})", part)
                stale = []
                for key, answer, checksum, day in rows.fetchall():
                    if zlib.crc32(answer.encode()) == checksum:
                        found[key] = json.loads(answer)
                        if day != today:
                            stale.append((today, key))
                if stale:
                    with connection:
                        connection.executemany("UPDATE answers SET day = ? WHERE key = ?", stale)
        return found

    def keep(self, answers: Mapping[bytes, Json]) -> None:
        """Keep answers under their keys, and drop the ones not used for longest where the file grows beyond its limit."""
        rows = []
        for key, answer in answers.items():
            text = json.dumps(answer, ensure_ascii=False)
            rows.append((key, text, zlib.crc32(text.encode()), _today()))
        with self._guarded() as connection:
            if connection is None or not rows:
                return
            with connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO answers (key, answer, sum, day) VALUES (?, ?, ?, ?)", rows
                )
            self._shrink(connection)

    def find_record(self, key: bytes) -> str | None:
        """Return what was remembered under a key (see `keep_record`)."""
        row = None
        with self._guarded() as connection:
            if connection is not None:
                row = connection.execute("SELECT record FROM records WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def keep_record(self, key: bytes, record: str | None) -> None:
        """Remember a short text under a key, or forget it: how a model runs here, known without loading it."""
        with self._guarded() as connection:
            if connection is None:
                return
            with connection:
                connection.execute("DELETE FROM records WHERE key = ?", (key,))
                if record is not None:
                    connection.execute("INSERT INTO records VALUES (?, ?)", (key, record))

    def _shrink(self, connection: sqlite3.Connection) -> None:
        used = _used(connection)
        if used <= self._limit:
            return
        (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
        surplus = math.ceil(count * (1 - _KEPT * self._limit / used))
        with connection:
            connection.execute(
                "DELETE FROM answers WHERE id IN (SELECT id FROM answers ORDER BY day, id LIMIT ?)", (surplus,)
            )

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """Provide the connection; if the file turns out not to be usable, say so and go on without it."""
        try:
            yield self._connection
        except (sqlite3.Error, OSError, ValueError) as error:
            self.close()
            self._tell(
                f"The cache of answers {self._path} cannot be used ({error}); going on without it. "
                "If it is damaged, `summarize cache clear` begins it anew."
            )


def cache_facts() -> CacheFacts:
    """Return what the cache holds, without making one.

    Raises:
        CacheError: if it cannot be read.
    """
    path, limit = cache_path(), cache_limit()
    if not path.exists():
        return CacheFacts(path, 0, 0, limit)
    try:
        connection = _connect(path)
        try:
            (entries,) = connection.execute("SELECT count(*) FROM answers").fetchone()
            size = sum(file.stat().st_size for file in _files(path) if file.exists())
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise CacheError(
            f"The cache of answers {path} cannot be read ({error}).",
            advice="`summarize cache clear` begins it anew.",
        ) from error
    return CacheFacts(path, entries, size, limit)


def clear_cache() -> int:
    """Empty the cache and return the bytes that it took, 0 if there was none. A damaged file is removed.

    Raises:
        CacheError: if that cannot be done.
    """
    path = cache_path()
    before = sum(file.stat().st_size for file in _files(path) if file.exists())
    if not before:
        return 0
    try:
        try:
            connection = _connect(path)
            try:
                # Not removed: a process that has the file open would go on writing to one that nobody sees.
                with connection:
                    connection.execute("DELETE FROM answers")
                    connection.execute("DELETE FROM records")
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            for file in _files(path):
                file.unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as error:
        raise CacheError(
            f"The cache of answers {path} cannot be cleared ({error}).",
            advice="End the commands that use it and try again.",
        ) from error
    return before


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may cost the last answers, never the file; they would be asked again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _used(connection: sqlite3.Connection) -> int:
    """Return the bytes that are in use; pages of dropped answers are used again and do not count."""
    sizes = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    ]
    pages, free, size = sizes
    return int((pages - free) * size)


def _files(path: Path) -> list[Path]:
    return [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _today() -> int:
    """Return the day, counted from 1970. Days are fine enough to tell what is used, and most reads then write nothing."""
    return int(time.time() // 86_400)
