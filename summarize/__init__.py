"""Summarise and compare news articles with a local open model, every line traceable to its words.

    from summarize import compare

    report = compare("daily-ledger.txt", "morning-courier.txt")
    for question in report.questions:
        print(question.status, question.text, question.why)

`open_model` loads a model once for many stories; `schema.Report` says what a report holds. Nothing is imported before a
name is used, torch last of all.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from summarize.asking.backends import open_backend
    from summarize.briefing import to_html, to_markdown
    from summarize.errors import ArticleError, ModelError, SummarizeError
    from summarize.pipeline import Summarizer, open_model
    from summarize.reading.articles import article_from_text
    from summarize.schema import Article, Report
    from summarize.stories import Story, read_story
    from summarize.writing import write_prose

__all__ = [
    "Article",
    "ArticleError",
    "ModelError",
    "Report",
    "Story",
    "SummarizeError",
    "Summarizer",
    "article_from_text",
    "compare",
    "open_backend",
    "open_model",
    "read_story",
    "to_html",
    "to_markdown",
    "write_prose",
]

_HOMES = {
    "Article": "schema",
    "ArticleError": "errors",
    "ModelError": "errors",
    "Report": "schema",
    "Story": "stories",
    "SummarizeError": "errors",
    "Summarizer": "pipeline",
    "article_from_text": "reading.articles",
    "open_backend": "asking.backends",
    "open_model": "pipeline",
    "read_story": "stories",
    "to_html": "briefing",
    "to_markdown": "briefing",
    "write_prose": "writing",
}


def compare(*sources: str | Path, model: str | None = None) -> Report:
    """Return the report of articles on one event: summaries, claims, and where the articles agree and differ.

    Args:
        *sources: files (.txt, .md, .html, .jsonl), folders of them, or "-" for standard input.
        model: registry name, hub id, folder or GGUF file; "none" for the rules alone; None for the default model.

    Raises:
        ArticleError: if a source cannot be read or holds no article.
        ModelError: if the model cannot be had.
    """
    from summarize.pipeline import open_model
    from summarize.stories import read_story

    story = read_story(sources)
    return open_model(model).report(story)


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"summarize.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
