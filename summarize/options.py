"""Options that several commands take. Nothing but typer is imported here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

__all__ = ["AsFormat", "Format", "NoCache"]


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


AsFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", envvar="SUMMARIZE_NO_CACHE", help="Ask the model anew, and keep no answers.")
]
