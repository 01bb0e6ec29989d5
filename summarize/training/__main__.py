"""Train the adapter for the default model.

    python -m summarize.training --out summarize/adapters/smollm2-135m

A run can be cut off and started again: it goes on from its last checkpoint in --work.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from summarize.asking.models import default_model, fetch
from summarize.training import crew
from summarize.training.adapter import make_adapter
from summarize.training.loop import Recipe


def main(
    out: Annotated[Path, typer.Option(help="Folder of the finished adapter.")],
    work: Annotated[Path, typer.Option(help="Folder of checkpoints and log.")] = Path("runs/training"),
    steps: Annotated[int, typer.Option(help="Steps of 12 examples each.")] = Recipe.steps,
    seed: Annotated[int, typer.Option(help="Of examples and weights.")] = Recipe.seed,
    workers: Annotated[int, typer.Option(help="Processes, one a core.")] = os.cpu_count() or 1,
) -> None:
    """Train the adapter on invented examples and write its weights and adapter.json."""
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    fetch(default_model())
    crew.start(partial(make_adapter, out, work, Recipe(steps=steps, seed=seed)), workers)


if __name__ == "__main__":
    typer.run(main)
