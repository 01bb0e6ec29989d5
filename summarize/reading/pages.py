"""HTML -> the article's text and what the page says about it, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.errors import ArticleError

__all__ = ["Page", "read_page"]


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
    """ISO 8601 date."""
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
        date=document.date or None,
        sitename=document.sitename or None,
        url=document.url or None,
    )
