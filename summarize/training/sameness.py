"""Fit the weights by which two figures are taken for answers to one question.

    python -m summarize.training.sameness

A logistic regression over facets, of pairs from stories of our own that are labelled. It writes
`summarize/comparison/likeness.json`: the weights, what they were fitted on and how well they do on stories left out. The
same stories give the same file to the last digit that it shows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from summarize.output import write_whole
from summarize.training.folds import FOLDS, dealt
from summarize.training.questions import Example, examples

__all__ = ["card", "fit"]

PENALTY = 0.1
"""Inverse strength of the L2 penalty. Of 0.05 to 1.0 all do as well on stories left out (average precision within 0.01); weak
weights are the easier to read."""
DIGITS = 3
"""Decimal places of a weight; a change of the last moves no pair by more than 0.02."""
LEAST = 10
"""Pairs that must have a facet before it gets a weight."""


@dataclass(frozen=True)
class _Table:
    """Examples as a matrix."""

    names: list[str]
    facets: NDArray[np.float64]
    same: NDArray[np.bool_]
    stories: list[str]


def fit(pairs: Sequence[Example]) -> dict[str, float]:
    """Return the weight of every facet that `LEAST` pairs have, and the `bias`."""
    table = _table(pairs)
    return _weights(table, np.ones(len(pairs), dtype=bool))


def card(pairs: Sequence[Example]) -> dict[str, object]:
    """Return what there is to know of the weights beside themselves."""
    table = _table(pairs)
    odds = _left_out(table)
    kinds = sorted({story.split()[0] for story in table.stories})
    differ = ~_agree(table)
    scores = {}
    for kind in kinds:
        of_kind = np.array([story.split()[0] == kind for story in table.stories])
        scores[kind] = {
            "stories": len({s for s in table.stories if s.split()[0] == kind}),
            "pairs": int(of_kind.sum()),
            "one question": int(table.same[of_kind].sum()),
            "average precision": _precision(table, odds, of_kind),
            "average precision where figures differ": _precision(table, odds, of_kind & differ),
        }
    return {
        "what": "Weights of facets (see facets.py); their sum is the log-odds that two figures answer one question.",
        "made by": "python -m summarize.training.sameness",
        "recipe": f"Logistic regression, L2 penalty with C = {PENALTY:g}, facets of at least {LEAST} pairs.",
        "data": "Pairs of figures in stories of our own: dev cases (case), marked stories (marked), test stories (whole).",
        "scores on stories left out": scores,
        "folds": f"{FOLDS}, by story",
    }


def _table(pairs: Sequence[Example]) -> _Table:
    vectorizer = DictVectorizer(sparse=False, sort=True)
    matrix = vectorizer.fit_transform([p.facets for p in pairs])
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    frequent = (matrix != 0).sum(axis=0) >= LEAST
    return _Table(
        [name for name, kept in zip(names, frequent, strict=True) if kept],
        matrix[:, frequent],
        np.array([p.same for p in pairs]),
        [p.story for p in pairs],
    )


def _regression(table: _Table, rows: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=5000, tol=1e-6).fit(table.facets[rows], table.same[rows])


def _weights(table: _Table, rows: NDArray[np.bool_]) -> dict[str, float]:
    model = _regression(table, rows)
    found = {"bias": float(model.intercept_[0]), **dict(zip(table.names, map(float, model.coef_[0]), strict=True))}
    return {name: round(weight, DIGITS) for name, weight in found.items() if round(weight, DIGITS)}


def _left_out(table: _Table) -> NDArray[np.float64]:
    """Return the log-odds of each pair by weights fitted without its story."""
    fold = np.array(dealt(table.stories))
    odds = np.zeros(len(table.stories))
    for number in range(FOLDS):
        out = fold == number
        odds[out] = _regression(table, ~out).decision_function(table.facets[out])
    return odds


def _agree(table: _Table) -> NDArray[np.bool_]:
    names = ("number: equal", "number: rounding", "number: bound")
    columns = [table.facets[:, table.names.index(name)] for name in names if name in table.names]
    agree: NDArray[np.bool_] = np.sum(columns, axis=0) > 0
    return agree


def _precision(table: _Table, odds: NDArray[np.float64], rows: NDArray[np.bool_]) -> float:
    return round(float(average_precision_score(table.same[rows], odds[rows])), DIGITS)


def main(
    cases: Annotated[Path, typer.Option(help="Folder of labelled cases; the dev ones are used.")] = Path("eval/cases"),
    marked: Annotated[Path, typer.Option(help="Folder of stories with marked figures.")] = Path("eval/practice"),
    whole: Annotated[Path, typer.Option(help="Folder of the tests' stories.")] = Path("tests/whole_stories"),
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("summarize/comparison/likeness.json"),
) -> None:
    """Fit the weights and write them with their card."""
    pairs = examples(cases, marked, whole)
    told = {"card": card(pairs), "weights": fit(pairs)}
    write_whole(out, json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(main)
