"""HTML -> the article's text and what the page says about it, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.errors import ArticleError
from summarize.reading.dates import parse_date

__all__ = ["Page", "read_page"]

_PUBLISHED = re.compile(
    r"(?:[\"']datePublished[\"']\s*:\s*[\"']|(?:published_time|datePublished|pubdate)[\"'][^>]{0,40}?content=[\"'])"
    r"(?P<moment>\d{4}-\d\d-\d\dT[\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)"
)


@dataclass(frozen=True)
class Page:
    """What a web page holds of an article."""

    text: str
    """The extracted text, a paragraph a line."""
    title: str | None
    """Headline."""
    author: str | None
    """Names, joined by "; "."""
    date: str | None
    """ISO 8601 date, or date-time where the page's own data tell the time of that day."""
    sitename: str | None
    """Name of the site."""
    url: str | None
    """The page's canonical address."""


def read_page(html: str, name: str) -> Page:
    """Return the article of a page; `name` is for the error's sentence. ArticleError where there is none."""
    import trafilatura
    from trafilatura.settings import Document

    document = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    text = document.text if isinstance(document, Document) else None
    if not isinstance(document, Document) or not text or not text.strip():
        raise ArticleError(
            f"{name} holds no article that could be told from the rest of the page.",
            advice="Copy the article's text into a .txt file and give that.",
        )
    return Page(
        text=text,
        title=document.title or None,
        author=document.author or None,
        date=_with_time(html, document.date),
        sitename=document.sitename or None,
        url=document.url or None,
    )


def _with_time(html: str, date: str | None) -> str | None:
    """Return `date` with its time where the page's metadata tell it: trafilatura gives the day alone."""
    for match in _PUBLISHED.finditer(html):
        moment = parse_date(match["moment"])
        if moment is not None and (date is None or moment.startswith(date)):
            return moment
    return date or None
