"""What each weight of the model beside the rules would make of figures whose asserter is known.

`python -m summarize.training.mixing` asks the model and prints the table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarize.asserters import CALIBRATED, UNCALIBRATED, Mixing

__all__ = ["Asked", "Outcome", "best_temperature", "expected_calibration_error", "outcome", "table"]

BINS = 10
"""Of equal width, as in Guo et al., On Calibration of Modern Neural Networks, 2017."""

WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
ARTICLE = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
TEMPERATURES = tuple(0.5 * 1.1**step for step in range(30))
"""0.5 to 7.9."""


@dataclass(frozen=True)
class Asked:
    """A figure that the model was asked about, and who the labels say gives it."""

    priors: tuple[float, ...]
    """The rules' log-odds of each candidate."""
    model: tuple[float, ...]
    """The model's log-likelihood of each."""
    itself: int
    """Index of the article itself."""
    right: frozenset[int]
    """Indices of the candidates that the labels call right; empty if none is."""


@dataclass(frozen=True)
class Outcome:
    """What one mixing makes of labelled figures."""

    right: int
    """Figures whose likeliest candidate is right."""
    error: float
    """Expected calibration error of the confidences, 0 to 1."""
    confidences: tuple[tuple[float, bool], ...]
    """Of each figure, the confidence and whether the choice is right."""


def outcome(asked: Iterable[Asked], mixing: Mixing) -> Outcome:
    """Return what `mixing` makes of the figures."""
    found = []
    for one in asked:
        scores = mixing.scores(one.priors, one.model, one.itself)
        best = max(range(len(scores)), key=scores.__getitem__)
        found.append((mixing.probabilities(scores)[best], best in one.right))
    return Outcome(sum(right for _, right in found), expected_calibration_error(found), tuple(found))


def expected_calibration_error(confidences: Sequence[tuple[float, bool]]) -> float:
    """Return the mean gap between confidence and share right over bins of equal width, weighted by their size."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in confidences:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    gaps = (abs(sum(c for c, _ in part) - sum(r for _, r in part)) for part in bins.values())
    return sum(gaps) / max(1, len(confidences))


def best_temperature(asked: Sequence[Asked], mixing: Mixing) -> float:
    """Return the temperature under which the right candidates are likeliest; figures without one are left out."""

    def surprise(temperature: float) -> float:
        softened = replace(mixing, temperature=temperature)
        total = 0.0
        for one in asked:
            if one.right:
                shares = softened.probabilities(mixing.scores(one.priors, one.model, one.itself))
                total -= math.log(max(1e-12, math.fsum(shares[i] for i in one.right)))
        return total

    return min(TEMPERATURES, key=surprise)


def table(asked: Sequence[Asked]) -> str:
    """Return what every weight makes of the figures, each with the best of `ARTICLE`, and what is in use."""
    rules = Mixing(weight=0.0, article=0.0, temperature=1.0)
    rows = [("rules alone", rules), ("model taken at its word", UNCALIBRATED), ("in use", CALIBRATED)]
    for weight in WEIGHTS[1:]:
        tried = [Mixing(weight, article, 1.0) for article in ARTICLE]
        best = max(tried, key=lambda mixing: (outcome(asked, mixing).right, -abs(mixing.article)))
        rows.append((f"weight {weight:g}", replace(best, temperature=best_temperature(asked, best))))
    lines = [
        f"{len(asked)} labelled figures with a choice of candidates; for {sum(bool(a.right) for a in asked)} one is right.",
        "",
        "| | weight | article | temperature | right | calibration error |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, mixing in rows:
        made = outcome(asked, mixing)
        share = made.right / max(1, len(asked))
        lines.append(
            f"| {name} | {mixing.weight:g} | {mixing.article:g} | {mixing.temperature:.2f} | {share:.3f} | {made.error:.3f} |"
        )
    lines += ["", "| confidence in use, below | figures | right |", "| --- | ---: | ---: |"]
    confidences = outcome(asked, CALIBRATED).confidences
    for threshold in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01):
        below = [right for confidence, right in confidences if confidence < threshold]
        lines.append(f"| {min(1.0, threshold):g} | {len(below)} | {sum(below) / max(1, len(below)):.2f} |")
    return "\n".join(lines)
