"""Files, folders, JSONL, HTML and standard input -> `Article`."""

from __future__ import annotations

from summarize.reading.blocks import find_blocks
from summarize.schema import Article

__all__ = ["article_from_text"]


def article_from_text(
    text: str,
    *,
    id: str,  # noqa: A002
    path: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """Return the article that `text` is, with its blocks and what is known about it."""
    lines = text.strip().split("\n", 1)
    headline = title or (lines[0].strip() if len(lines) > 1 and len(lines[0]) < 400 else None)
    return Article(
        id=id,
        path=path,
        outlet=outlet,
        title=headline,
        published=published,
        text=text,
        language="en",
        url=url,
        blocks=find_blocks(text, title=headline),
    )
