"""What the model's word is worth beside the rules', measured on labelled stories.

    python -m summarize.training.mixing                 the default model with its adapter
    python -m summarize.training.mixing --no-adapter

The rules' weights are fitted without the story that is asked about. The shipped adapter has read the practice stories: what is
told of those flatters it, and only the dev cases are new to it. For an honest figure on practice stories see the card of the
adapter, or train one with `--without N`, whose `adapter.json` says how often it is right on part N.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from summarize.asking.backends import open_backend
from summarize.asking.backends.base import Backend
from summarize.asking.models import default_model
from summarize.asserters import ask_about_figures
from summarize.drafting import ArticleDraft
from summarize.evaluation.mixing import Asked, table
from summarize.output import answer
from summarize.schema import ARTICLE_ITSELF
from summarize.training.credited import Credited, credited_figures
from summarize.training.crediting import left_out

__all__ = ["ask_about"]


def ask_about(figures: Sequence[Credited], backend: Backend) -> dict[str, list[Asked]]:
    """Return the labelled figures that the pipeline asks the model about, by the kind of their story."""
    drafts = list({id(one.draft): one.draft for one in figures}.values())
    found = {
        (number, figure.mention.start): model
        for number, figure, model in ask_about_figures(backend, _only(drafts, figures))
    }
    numbers = {id(draft): number for number, draft in enumerate(drafts)}
    asked: dict[str, list[Asked]] = defaultdict(list)
    for one, priors in zip(figures, left_out(figures), strict=True):
        model = found.get((numbers[id(one.draft)], one.figure.mention.start))
        if model is not None:
            itself = next(n for n, candidate in enumerate(one.figure.candidates) if candidate.name == ARTICLE_ITSELF)
            asked[one.story.split()[0]].append(Asked(priors, model, itself, one.right))
    return asked


def _only(drafts: Sequence[ArticleDraft], figures: Sequence[Credited]) -> list[ArticleDraft]:
    """Return the drafts with no figures but the labelled ones: the others need not be asked about."""
    labelled = {(id(one.draft), one.figure.mention.start) for one in figures}
    return [
        replace(draft, figures=tuple(f for f in draft.figures if (id(draft), f.mention.start) in labelled))
        for draft in drafts
    ]


def main(
    cases: Annotated[Path, typer.Option(help="Folder of labelled cases; the dev ones are used.")] = Path("eval/cases"),
    marked: Annotated[Path, typer.Option(help="Folder of stories with marked figures.")] = Path("eval/practice"),
    passages: Annotated[Path, typer.Option(help="File of the tests' passages.")] = Path("tests/passages/asserters.txt"),
    model: Annotated[str, typer.Option(help="As for `summarize eval run`.")] = default_model(),
    no_adapter: Annotated[bool, typer.Option("--no-adapter", help="Leave our own adapter off.")] = False,
) -> None:
    """Print what the weight of the model does, on marked stories and on our dev cases."""
    asked = ask_about(credited_figures(cases, marked, passages), open_backend(model, adapter=not no_adapter))
    for kind in ("marked", "case"):
        answer(f"\n{kind}\n\n{table(asked[kind])}")


if __name__ == "__main__":
    typer.run(main)
