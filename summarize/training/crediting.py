"""Fit the weights by which a source, or the article itself, is taken for the giver of a figure.

    python -m summarize.training.crediting

A conditional logistic regression over facets: of the candidates of one figure one is right (McFadden, Conditional logit
analysis of qualitative choice behavior, 1974). It writes `summarize/reading/credit_weights.json`: the weights, what they were
fitted on and how well they do on stories left out. The same stories give the same file to the last digit that it shows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from summarize.evaluation.mixing import expected_calibration_error
from summarize.output import write_whole
from summarize.reading.credit_weights import weigh
from summarize.training.credited import Credited, credited_figures

__all__ = ["card", "fit", "fold_of", "left_out"]

PENALTY = 0.3
"""Inverse strength of the L2 penalty. Of 0.1 to 1.0 all do as well on stories left out (share right within 0.004); the likelihood
of the right candidate is best at 0.3."""
FOLDS = 8
"""Parts into which the stories are dealt for the scores: each is scored by weights fitted on the others."""
DIGITS = 3
"""Decimal places of a weight."""
LEAST = 15
"""Candidates that must have a facet before it gets a weight. 8 to 25 do as well on stories left out."""
TOLERANCE = 1e-10
"""Of the gain in likelihood by a step, relative, at which fitting ends: the digits shown no longer change."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Table:
    """Candidates as a matrix, those of one figure next to each other."""

    names: list[str]
    facets: Floats
    right: NDArray[np.bool_]
    figure: NDArray[np.int64]
    """Number of the figure of each candidate."""


def fit(figures: Sequence[Credited]) -> dict[str, float]:
    """Return the weight of every facet that `LEAST` candidates have."""
    table = _table(figures)
    fitted = zip(table.names, map(float, _fitted(table)), strict=True)
    return {name: round(weight, DIGITS) for name, weight in fitted if round(weight, DIGITS)}


def fold_of(figures: Sequence[Credited]) -> list[int]:
    """Return the part into which each figure is dealt, all of a story into one."""
    stories = sorted({one.story for one in figures})
    order = np.random.default_rng(0).permutation(len(stories))
    fold = {stories[story]: number % FOLDS for number, story in enumerate(order)}
    return [fold[one.story] for one in figures]


def left_out(figures: Sequence[Credited]) -> list[tuple[float, ...]]:
    """Return the log-odds of each figure's candidates by weights fitted without its story."""
    folds = fold_of(figures)
    by = [fit([one for one, fold in zip(figures, folds, strict=True) if fold != out]) for out in range(FOLDS)]
    return [
        tuple(weigh(candidate.facets, by[fold]) for candidate in one.figure.candidates)
        for one, fold in zip(figures, folds, strict=True)
    ]


def card(figures: Sequence[Credited]) -> dict[str, object]:
    """Return what there is to know of the weights beside themselves."""
    odds = left_out(figures)
    scores = {}
    for kind in sorted({one.story.split()[0] for one in figures}):
        mine = [(one, found) for one, found in zip(figures, odds, strict=True) if one.story.split()[0] == kind]
        scores[kind] = {
            "stories": len({one.story for one, _ in mine}),
            "figures": len(mine),
            "right candidate among them": _share([bool(one.right) for one, _ in mine]),
            "right": _share([_best(found) in one.right for one, found in mine]),
            "log-loss": round(_loss(mine), DIGITS),
            "calibration error": round(
                expected_calibration_error([(max(_shares(found)), _best(found) in one.right) for one, found in mine]),
                DIGITS,
            ),
        }
    return {
        "what": "Weights of facets (see credit_facets.py); their sum is a candidate's log-odds against its rivals.",
        "made by": "python -m summarize.training.crediting",
        "recipe": f"Conditional logistic regression, L2 penalty with C = {PENALTY:g}, facets of at least {LEAST} candidates.",
        "data": "Figures of stories of our own: dev cases (case), marked stories (marked), the tests' passages (passage).",
        "scores on stories left out": scores,
        "folds": f"{FOLDS}, by story",
    }


def _table(figures: Sequence[Credited]) -> _Table:
    """Return the candidates of the figures for which one is right."""
    told = [one for one in figures if one.right]
    vectorizer = DictVectorizer(sparse=False, sort=True)
    matrix = vectorizer.fit_transform([candidate.facets for one in told for candidate in one.figure.candidates])
    frequent = (matrix != 0).sum(axis=0) >= LEAST
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    return _Table(
        [name for name, kept in zip(names, frequent, strict=True) if kept],
        matrix[:, frequent],
        np.array([number in one.right for one in told for number in range(len(one.figure.candidates))]),
        np.repeat(np.arange(len(told)), [len(one.figure.candidates) for one in told]),
    )


def _fitted(table: _Table) -> Floats:
    """Return the weights that make the right candidates likeliest, less the penalty."""
    count = int(table.figure.max()) + 1
    facets, right, figure = table.facets, table.right, table.figure

    def cost(weights: Floats) -> tuple[float, Floats]:
        odds = facets @ weights
        every, good = _log_sums(odds, figure, count), _log_sums(odds[right], figure[right], count)
        pull = np.exp(odds - every[figure])
        pull[right] -= np.exp(odds[right] - good[figure[right]])
        penalty = float(weights @ weights) / (2 * PENALTY)
        return float((every - good).sum()) + penalty, facets.T @ pull + weights / PENALTY

    start = np.zeros(facets.shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 5000, "ftol": TOLERANCE, "gtol": 1e-5})
    solved: Floats = found.x
    return solved


def _log_sums(odds: Floats, figure: NDArray[np.int64], count: int) -> Floats:
    """Return the logarithm of the sum of exponentials over the candidates of each figure."""
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, figure, odds)
    return np.asarray(highest + np.log(np.bincount(figure, np.exp(odds - highest[figure]), count)))


def _best(odds: Sequence[float]) -> int:
    return max(range(len(odds)), key=odds.__getitem__)


def _shares(odds: Sequence[float]) -> list[float]:
    highest = max(odds)
    parts = [math.exp(one - highest) for one in odds]
    return [part / math.fsum(parts) for part in parts]


def _loss(figures: Sequence[tuple[Credited, Sequence[float]]]) -> float:
    """Return the mean surprise at the right candidate, in nats, of figures for which one is right."""
    found = [
        -math.log(max(1e-12, math.fsum(_shares(odds)[number] for number in one.right)))
        for one, odds in figures
        if one.right
    ]
    return math.fsum(found) / max(1, len(found))


def _share(judged: Sequence[bool]) -> float:
    return round(sum(judged) / max(1, len(judged)), DIGITS)


def told_of(figures: Sequence[Credited]) -> Mapping[str, object]:
    """Return what the file holds."""
    return {"card": card(figures), "weights": fit(figures)}


def main(
    cases: Annotated[Path, typer.Option(help="Folder of labelled cases; the dev ones are used.")] = Path("eval/cases"),
    marked: Annotated[Path, typer.Option(help="Folder of stories with marked figures.")] = Path("eval/practice"),
    passages: Annotated[Path, typer.Option(help="The tests' passages.")] = Path("tests/passages/asserters.txt"),
    out: Annotated[Path, typer.Option(help="File to write.")] = Path("summarize/reading/credit_weights.json"),
) -> None:
    """Fit the weights and write them with their card."""
    told = told_of(credited_figures(cases, marked, passages))
    write_whole(out, json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(main)
