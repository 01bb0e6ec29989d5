"""Options that several commands take. Nothing but typer is imported here."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AsFormat", "Format", "Model", "NoCache", "Output"]


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


AsFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", envvar="SUMMARIZE_NO_CACHE", help="Ask the model anew, and keep no answers.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        envvar="SUMMARIZE_MODEL",
        help="Registry name, hub id, folder, GGUF file or openai:URL of a server; `none` for rules alone.  "
        "[default: smollm2-135m]",
        show_default=False,
    ),
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FOLDER", help="Where to write; made if need be.", show_default=False),
]
