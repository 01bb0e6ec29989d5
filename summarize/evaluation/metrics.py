"""The metrics of the table: each a ratio of sums of counters over stories, or a mean of such ratios.

A metric is a function of summed counters alone, so that a bootstrap over stories needs nothing but their sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from summarize.schema import QuestionStatus

__all__ = ["METRICS", "STATUSES", "Metric", "Sums", "metric", "share"]

Sums = Mapping[str, NDArray[np.float64]]
"""Counter -> its sum in each sample of stories."""

STATUSES: tuple[QuestionStatus, ...] = get_args(QuestionStatus)


@dataclass(frozen=True)
class Ratio:
    """Sum of some counters over the sum of others."""

    top: tuple[str, ...]
    bottom: tuple[str, ...]

    @property
    def needs(self) -> frozenset[str]:
        """Return the counters that it is made of."""
        return frozenset(self.top + self.bottom)

    def value(self, sums: Sums) -> NDArray[np.float64]:
        """Return the ratio in each sample, NaN where it cannot be had."""
        return _divided(_total(sums, self.top), _total(sums, self.bottom))


@dataclass(frozen=True)
class HarmonicMean:
    """F1 where precision and recall are counted on different sides (many questions may match one)."""

    precision: Ratio
    recall: Ratio

    @property
    def needs(self) -> frozenset[str]:
        """Return the counters that it is made of."""
        return self.precision.needs | self.recall.needs

    def value(self, sums: Sums) -> NDArray[np.float64]:
        """Return F1 in each sample: 0 where nothing was found, NaN where there was nothing to find."""
        precision, recall = np.nan_to_num(self.precision.value(sums)), self.recall.value(sums)
        total = precision + recall
        score = np.divide(2 * precision * recall, total, out=np.zeros_like(total), where=total > 0)
        return np.where(np.isnan(recall), np.nan, score)


@dataclass(frozen=True)
class MacroMean:
    """Mean of several values, each weighing the same; those that the labels of a sample do not have are left out."""

    parts: tuple[HarmonicMean, ...]

    @property
    def needs(self) -> frozenset[str]:
        """Return the counters that it is made of."""
        return frozenset().union(*(part.needs for part in self.parts))

    def value(self, sums: Sums) -> NDArray[np.float64]:
        """Return the mean in each sample."""
        values = np.stack(
            [np.where(np.isnan(part.recall.value(sums)), np.nan, part.value(sums)) for part in self.parts]
        )
        present = ~np.isnan(values)
        return _divided(np.where(present, values, 0).sum(axis=0), present.sum(axis=0).astype(np.float64))


@dataclass(frozen=True)
class Metric:
    """One line of the table."""

    name: str
    """Name in scores.json and in the gate."""
    title: str
    """Name for readers."""
    formula: Ratio | HarmonicMean | MacroMean
    count: tuple[str, ...]
    """Counters whose sum is n: how many things it was judged on."""
    higher_is_better: bool = True
    percent: bool = True
    """Whether it is shown as a percentage."""
    detail: bool = False
    """Whether it is left to the page and the stored scores, and stands in no Markdown table."""


def _total(sums: Sums, names: tuple[str, ...]) -> NDArray[np.float64]:
    total: NDArray[np.float64] = np.sum([sums[name] for name in names], axis=0)
    return total


def _divided(top: NDArray[np.float64], bottom: NDArray[np.float64]) -> NDArray[np.float64]:
    quotient: NDArray[np.float64] = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return quotient


def share(name: str, title: str, top: str, bottom: str, *, higher_is_better: bool = True) -> Metric:
    """Return the metric of one counter over another."""
    return Metric(name, title, Ratio((top,), (bottom,)), (bottom,), higher_is_better)


def _status_f1(status: str) -> HarmonicMean:
    return HarmonicMean(
        Ratio((f"status.{status}.found_right",), (f"status.{status}.found",)),
        Ratio((f"status.{status}.gold_right",), (f"status.{status}.gold",)),
    )


def _status_metrics() -> list[Metric]:
    lines = []
    for status in STATUSES:
        f1, title = _status_f1(status), status.replace("_", " ")
        gold, found = (f"status.{status}.gold",), (f"status.{status}.found",)
        lines += [
            Metric(f"status_{status}_precision", f"{title}: precision", f1.precision, found, detail=True),
            Metric(f"status_{status}_recall", f"{title}: recall", f1.recall, gold, detail=True),
            Metric(f"status_{status}_f1", f"{title}: F1", f1, gold),
        ]
    return lines


METRICS: tuple[Metric, ...] = (
    share("figure_precision", "Figures: precision", "figure.matched", "figure.found"),
    share("figure_recall", "Figures: recall", "figure.matched", "figure.gold"),
    share("figure_repeats", "Figures that repeat another", "figure.repeated", "figure.found", higher_is_better=False),
    Metric(
        "figure_f1",
        "Figures: F1",
        Ratio(("figure.matched", "figure.matched"), ("figure.gold", "figure.found")),
        ("figure.gold",),
    ),
    share("interval", "Interval right (of matched)", "figure.interval", "figure.matched"),
    share("qualifier", "Qualifier right (of matched)", "figure.qualifier", "figure.judged_qualifier"),
    share("unit", "Unit right (of matched)", "figure.unit", "figure.judged_unit"),
    share("measure", "Measure: shared content words (of matched)", "figure.measure", "figure.judged_measure"),
    share("asserter", "Asserter right (of matched)", "figure.asserter", "figure.judged_asserter"),
    Metric(
        "figure_asserter_f1",
        "Figures with the right asserter: F1",
        Ratio(("figure.asserter", "figure.asserter"), ("figure.gold", "figure.found")),
        ("figure.gold",),
    ),
    share(
        "figure_asserter_recall", "Figures with the right asserter (of labelled)", "figure.asserter", "figure.sourced"
    ),
    share("named_asserter", "Asserter right where somebody is named", "figure.named_right", "figure.named"),
    share("stance", "Stance right (of matched)", "figure.stance", "figure.judged_stance"),
    Metric(
        "status_macro_f1",
        "Question status: macro F1",
        MacroMean(tuple(_status_f1(status) for status in STATUSES)),
        tuple(f"status.{status}.gold" for status in STATUSES),
    ),
    *_status_metrics(),
    share("conflicts_found", "Conflicts found", "conflict.right", "conflict.gold"),
    share("conflict_precision", "Conflicts reported that are one", "conflict.found_right", "conflict.found"),
    Metric(
        "conflict_f1",
        "Conflicts: F1",
        HarmonicMean(
            Ratio(("conflict.found_right",), ("conflict.found",)), Ratio(("conflict.right",), ("conflict.gold",))
        ),
        ("conflict.gold",),
    ),
    share("told_from_conflict", "Update, compatible, scope: told from conflict", "harmless.right", "harmless.gold"),
    share(
        "called_conflict",
        "Update, compatible, scope: called a conflict",
        "harmless.wrong",
        "harmless.gold",
        higher_is_better=False,
    ),
    Metric(
        "false_alarms",
        "False alarms a story",
        Ratio(("alarm",), ("alarm.stories",)),
        ("alarm.stories",),
        higher_is_better=False,
        percent=False,
    ),
    share("false_alarm_labels", "Traps reported as a conflict", "trap.wrong", "trap.gold", higher_is_better=False),
    share("updates_found", "Updates shown as updates", "update.right", "update.gold"),
    share("omission_precision", "Omissions: precision", "omission.found_right", "omission.found"),
    share("omission_recall", "Omissions: recall", "omission.gold_right", "omission.gold"),
    Metric(
        "omission_f1",
        "Omissions: F1",
        HarmonicMean(
            Ratio(("omission.found_right",), ("omission.found",)), Ratio(("omission.gold_right",), ("omission.gold",))
        ),
        ("omission.gold",),
    ),
    share("omission_truth", "Omissions that are none of the article's", "omission.true", "omission.found"),
    share("key_points", "Key points covered", "key_point.covered", "key_point.gold"),
    Metric(
        "key_point_sentences",
        "Key-point sentences an article",
        Ratio(("key_point.found",), ("articles",)),
        ("articles",),
        percent=False,
    ),
    share("evidence", "Evidence exact", "evidence.exact", "evidence.spans"),
)

_BY_NAME = {line.name: line for line in METRICS}


def metric(name: str) -> Metric:
    """Return the metric of this name.

    Raises:
        KeyError: There is none.
    """
    return _BY_NAME[name]
