"""The model that a command is to use: fetched if need be, with its cache, and what is going on told on stderr.

Nothing is imported before it is needed, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.pipeline import Summarizer

__all__ = ["fetch_model", "open_in_worker", "open_summarizer"]


def open_summarizer(model: str | None, no_cache: bool) -> Summarizer:
    """Return the pipeline with its model, showing how that is fetched and loaded."""
    from summarize.output import note

    name = fetch_model(model)
    return _opened(name, no_cache, lambda: note(f"Loading {name}"))


def open_in_worker(model: str | None, no_cache: bool) -> Summarizer:
    """Return the same in a worker process, where nobody looks on."""
    from summarize.asking.models import default_model

    return _opened(model or default_model(), no_cache, lambda: None)


def fetch_model(model: str | None) -> str:
    """Return the model's name, after fetching it if it is not here."""
    from summarize.asking.backends import is_address
    from summarize.asking.models import default_model, fetch
    from summarize.output import download_progress
    from summarize.pipeline import NO_MODEL

    name = model or default_model()
    if name != NO_MODEL and not is_address(name):
        with download_progress() as report:
            fetch(name, report)
    return name


def _opened(name: str, no_cache: bool, on_load: Callable[[], None]) -> Summarizer:
    from summarize.asking.answers import AnswerCache
    from summarize.output import note
    from summarize.pipeline import NO_MODEL, open_model

    cached = name != NO_MODEL and not no_cache
    answers = AnswerCache(tell=lambda message: note(f"summarize: {message}")) if cached else None
    return open_model(name, answers=answers, on_load=on_load)
