"""Fit the weights by which two figures are taken for answers to one question, for rivals, and for a count and its update.

    python -m summarize.training.sameness

Three logistic regressions over the same facets, of pairs from stories of our own that are labelled. It writes
`summarize/comparison/likeness.json`: the weights, what they were fitted on and how well they do on stories left out. The
same stories give the same file to the last digit that it shows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, get_args

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from summarize.comparison.opinions import Target
from summarize.output import write_whole
from summarize.training.folds import FOLDS, dealt
from summarize.training.logistic import DIGITS, FacetTable
from summarize.training.questions import Example, examples

__all__ = ["card", "fit"]

PENALTY = 0.1
"""Inverse strength of the L2 penalty. Of 0.05 to 1.0 all do as well on stories left out (average precision within 0.01); weak
weights are the easier to read."""
LEAST = 10
"""Pairs that must have a facet before it gets a weight."""


@dataclass(frozen=True)
class _Table:
    """Pairs with their facets."""

    facets: FacetTable
    true: NDArray[np.bool_]
    """Whether each is what the weights are for."""
    stories: list[str]


def fit(pairs: Sequence[Example], target: Target) -> dict[str, float]:
    """Return the weight of every facet that `LEAST` pairs have, and the `bias`.

    A conflict and an update are told of figures that exclude each other, where labels say what they are.
    """
    table = _table(pairs, target)
    return table.facets.weights(table.true)


def card(pairs: Sequence[Example]) -> dict[str, object]:
    """Return what there is to know of the weights beside themselves."""
    return {
        "what": "Weights of facets (see facets.py); their sum is the log-odds that two figures answer one question, or that "
        "of two which exclude each other one is the other's rival (conflict) or successor (update).",
        "made by": "python -m summarize.training.sameness",
        "recipe": f"Logistic regressions, L2 penalty with C = {PENALTY:g}, facets of at least {LEAST} pairs.",
        "data": "Pairs of figures in stories of our own: dev cases (case), marked stories (marked), test stories (whole).",
        "scores on stories left out": {target: _scores(_table(pairs, target), target) for target in get_args(Target)},
        "folds": f"{FOLDS}, by story",
    }


def _scores(table: _Table, target: Target) -> dict[str, dict[str, float]]:
    """Return, by kind of story, how many pairs there are and how well they are ranked by weights fitted without their story."""
    odds = table.facets.left_out(table.true, np.array(dealt(table.stories)))
    differ = ~_agree(table)
    scores = {}
    for kind in sorted({story.split()[0] for story in table.stories}):
        of_kind = np.array([story.split()[0] == kind for story in table.stories])
        scores[kind] = {
            "stories": len({s for s in table.stories if s.split()[0] == kind}),
            "pairs": int(of_kind.sum()),
            target: int(table.true[of_kind].sum()),
            "average precision": _precision(table, odds, of_kind),
        }
        if target == "one question":
            scores[kind]["average precision where figures differ"] = _precision(table, odds, of_kind & differ)
    return scores


def _table(pairs: Sequence[Example], target: Target) -> _Table:
    rows = [p for p in pairs if target == "one question" or p.relation is not None]
    return _Table(
        FacetTable.of([p.facets for p in rows], LEAST, PENALTY),
        np.array([p.same if target == "one question" else p.relation == target for p in rows]),
        [p.story for p in rows],
    )


def _agree(table: _Table) -> NDArray[np.bool_]:
    names = ("number: equal", "number: rounding", "number: bound")
    columns = [table.facets.names.index(name) for name in names if name in table.facets.names]
    agree: NDArray[np.bool_] = table.facets.facets[:, columns].getnnz(axis=1) > 0
    return agree


def _precision(table: _Table, odds: NDArray[np.float64], rows: NDArray[np.bool_]) -> float:
    return round(float(average_precision_score(table.true[rows], odds[rows])), DIGITS)


def main(
    cases: Annotated[Path, typer.Option(help="Folder of labelled cases; the dev ones are used.")] = Path("eval/cases"),
    marked: Annotated[Path, typer.Option(help="Folder of stories with marked figures.")] = Path("eval/practice"),
    whole: Annotated[Path, typer.Option(help="Folder of the tests' stories.")] = Path("tests/whole_stories"),
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("summarize/comparison/likeness.json"),
) -> None:
    """Fit the weights and write them with their card."""
    pairs = examples(cases, marked, whole)
    told = {"card": card(pairs), "weights": {target: fit(pairs, target) for target in get_args(Target)}}
    write_whole(out, json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(main)
