"""Train the adapter for the default model.

    python -m summarize.training --out summarize/adapters/smollm2-135m

A run can be cut off and started again: it goes on from its last checkpoint in --work. Where there is a CUDA device it runs on
that, else on the CPU.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from summarize.asking.models import default_model, fetch
from summarize.training.adapter import make_adapter, write_default_examples
from summarize.training.parts import PARTS
from summarize.training.recipe import Recipe


def main(
    out: Annotated[
        Path | None, typer.Option(help="Folder of the finished adapter; without it, only write examples.")
    ] = None,
    work: Annotated[Path, typer.Option(help="Folder of examples, checkpoints and log.")] = Path("runs/training"),
    without: Annotated[
        int | None,
        typer.Option(min=0, max=PARTS - 1, help="Part of the practice stories to leave out, to measure on it."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the order of examples.")] = Recipe.seed,
) -> None:
    """Train the adapter and write its weights and adapter.json."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    fetch(default_model())
    if out is None:
        write_default_examples(work)
    else:
        make_adapter(out, work, Recipe(seed=seed), without=without)


if __name__ == "__main__":
    typer.run(main)
