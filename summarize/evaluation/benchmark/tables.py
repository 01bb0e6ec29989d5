"""Tables of the benchmark, as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Table", "to_markdown", "to_text"]


@dataclass(frozen=True)
class Table:
    """A table with what is to be known about it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """Said below it."""


def to_text(table: Table) -> str:
    """Return the table in columns of equal width, the first to the left, the others to the right."""
    lines = [table.columns, *table.rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(table.columns))]
    written = ["  ".join(_aligned(line, widths)).rstrip() for line in lines]
    return "\n".join([table.title, "", *written, *(["", table.note] if table.note else [])])


def to_markdown(table: Table) -> str:
    """Return the table as Markdown under a heading of the second level."""
    rules = ("---", *["---:"] * (len(table.columns) - 1))
    lines = [f"| {' | '.join(line)} |" for line in (table.columns, rules, *table.rows)]
    return "\n".join([f"## {table.title}", "", *lines, *(["", table.note] if table.note else [])])


def _aligned(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if n == 0 else cell.rjust(width)
        for n, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
