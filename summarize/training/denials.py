"""Fit the weights by which a statement is taken for what a denial denies.

    python -m summarize.training.denials

A logistic regression over facets of a denial and the statements that it may deny, in marked stories whose denials are labelled.
It writes `summarize/comparison/denials.json`: the weights, what they were fitted on and how well they do on stories left out.
The same stories give the same file to the last digit that it shows.
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

from summarize.comparison.denied import BY_RULE, LEAST_ODDS
from summarize.comparison.propositions import MOST_PER_SIDE
from summarize.output import write_whole
from summarize.reading.refusals import Strength
from summarize.training.denied import DeniedExample, denied_examples
from summarize.training.folds import FOLDS, dealt
from summarize.training.logistic import DIGITS, FacetTable

__all__ = ["card", "fit", "left_out"]

PENALTY = 0.3
"""Inverse strength of the L2 penalty. Of 0.1 to 1.0 all do as well on stories left out (average precision within 0.005)."""
LEAST = 10
"""Candidates that must have a facet before it gets a weight."""
AROUND = (-0.25, 0.0, 0.25)
"""Bounds beside `LEAST_ODDS` for which the card tells how many denials are told and right: so near, a bound is no fine choice."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Table:
    """Candidates with their facets, those of one denial after another."""

    facets: FacetTable
    right: NDArray[np.bool_]
    """Whether each is denied."""
    denial: NDArray[np.intp]
    """Whose candidate each is."""
    by_rule: NDArray[np.bool_]
    """Whether a rule finds it."""
    fold: NDArray[np.intp]
    """Part that its story is dealt to."""


def fit(denials: Sequence[DeniedExample]) -> dict[str, float]:
    """Return the weight of every facet that `LEAST` candidates have, and the `bias`."""
    table = _table(denials)
    return table.facets.weights(table.right)


def left_out(denials: Sequence[DeniedExample]) -> list[Floats]:
    """Return the log-odds of the candidates of each denial, by weights fitted without its story."""
    table = _table(denials)
    odds = table.facets.left_out(table.right, table.fold)
    return [odds[table.denial == number] for number in range(len(denials))]


def card(denials: Sequence[DeniedExample]) -> dict[str, object]:
    """Return what there is to know of the weights beside themselves."""
    table = _table(denials)
    odds = table.facets.left_out(table.right, table.fold)
    raised = odds + BY_RULE * table.by_rule
    best: list[tuple[DeniedExample, Floats, NDArray[np.bool_]]] = []
    for number, denial in enumerate(denials):
        rows = np.flatnonzero(table.denial == number)
        rows = rows[np.argsort(-raised[rows], kind="stable")][:MOST_PER_SIDE]
        best.append((denial, raised[rows], table.right[rows]))
    return {
        "what": "Weights of facets (see denial_facets.py); their sum is the log-odds that a statement is what a denial denies.",
        "made by": "python -m summarize.training.denials",
        "recipe": f"Logistic regression, L2 penalty with C = {PENALTY:g}, facets of at least {LEAST} candidates.",
        "data": "Denials in marked stories of our own of which labels say what each denies.",
        "scores on stories left out": {
            "stories": len({denial.story for denial in denials}),
            "candidates": len(table.right),
            "denied": int(table.right.sum()),
            "average precision": round(float(average_precision_score(table.right, odds)), DIGITS),
            "by strength": {s: _scores([b for b in best if b[0].strength == s], s) for s in get_args(Strength)},
        },
        "folds": f"{FOLDS}, by story",
    }


def _scores(
    best: Sequence[tuple[DeniedExample, Floats, NDArray[np.bool_]]], strength: Strength
) -> dict[str, int | dict[str, dict[str, int]]]:
    """Return of how many denials something is told, and of how many of these one of the things told is right, by bound."""
    told = {}
    for beside in AROUND:
        least = LEAST_ODDS[strength] + beside
        shown = [right[odds >= least] for _, odds, right in best]
        told[f"{least:g}"] = {"told": sum(len(s) > 0 for s in shown), "right": sum(bool(s.any()) for s in shown)}
    return {"denials": len(best), "contradicted": sum(denial.contradicted for denial, *_ in best), "from odds": told}


def _table(denials: Sequence[DeniedExample]) -> _Table:
    rows = [(number, one) for number, denial in enumerate(denials) for one in denial.candidates]
    return _Table(
        FacetTable.of([one.facets for _, one in rows], LEAST, PENALTY),
        np.array([one.right for _, one in rows]),
        np.array([number for number, _ in rows]),
        np.array(["rule: any" in one.facets for _, one in rows]),
        np.array(dealt([denials[number].story for number, _ in rows])),
    )


def main(
    marked: Annotated[Path, typer.Option(help="Folder of stories with labelled denials.")] = Path("eval/practice"),
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("summarize/comparison/denials.json"),
) -> None:
    """Fit the weights and write them with their card."""
    denials = denied_examples(marked)
    told = {"card": card(denials), "weights": fit(denials)}
    write_whole(out, json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(main)
