"""The gate: floors that a run must keep, and the stories and labels for which they hold.

A floor is set a margin below what was measured and never goes down unless somebody says so.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarize.errors import InputError
from summarize.evaluation.metrics import metric
from summarize.evaluation.scoreboard import Scores

__all__ = ["ALARM_MARGIN", "GATED", "MARGIN", "Gate", "new_gate", "read_gate", "shortfalls"]

MARGIN = 0.02
"""How far below the measured value a floor is set: room for a change that trades a little here for more elsewhere. Runs
are repeatable on one machine; what another one's rounding moves, `eval compare` of two runs tells."""

ALARM_MARGIN = 0.25
"""The same for false alarms a story, which are a count: one more in every fourth story."""

EXACT = frozenset({"evidence"})
"""Metrics without a margin: what must be all."""

GATED = (
    "figure_precision",
    "figure_recall",
    "figure_f1",
    "interval",
    "qualifier",
    "unit",
    "measure",
    "asserter",
    "figure_asserter_f1",
    "named_asserter",
    "stance",
    "status_macro_f1",
    "conflicts_found",
    "conflict_precision",
    "conflict_f1",
    "told_from_conflict",
    "false_alarms",
    "false_alarm_labels",
    "omission_f1",
    "key_points",
    "evidence",
)
"""Metrics with a floor. Status by type has none: a type has too few questions for its F1 to hold still."""


class Gate(BaseModel):
    """`eval/baseline.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    format_version: Literal[1] = 1
    """Version of this file."""
    model: str
    """Model of the run from which the floors were set; another model is held to them too."""
    hashes: dict[str, tuple[str, str]]
    """Story id -> digests of its articles and labels."""
    bounds: dict[str, dict[str, float]]
    """Group of stories -> metric -> floor, or ceiling where lower is better."""


def read_gate(path: Path) -> Gate:
    """Return the gate of a file.

    Raises:
        InputError: It cannot be read or is malformed.
    """
    try:
        return Gate.model_validate_json(path.read_bytes())
    except OSError as error:
        advice = "Write one with `summarize eval gate RUN --write`."
        raise InputError(f"The gate {path} cannot be read: {error.strerror}.", advice=advice) from error
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, detail["loc"]))
        raise InputError(f"The gate {path} is malformed: {place}: {detail['msg']}.", advice="Restore it.") from error


def shortfalls(scores: Scores, gate: Gate) -> list[str]:
    """Return why a run does not pass, a line each; nothing if it passes."""
    lines = _changed_stories(scores, gate)
    for group, bounds in gate.bounds.items():
        score = scores.run.groups.get(group)
        if score is None:
            lines.append(f"{group}: the run has no such stories")
            continue
        if score.failed:
            lines.append(f"{group}: {score.failed} stories failed")
        if score.failures:
            lines.append(f"{group}: {score.failures} failures in reports")
        for name, bound in bounds.items():
            line = score.metrics.get(name)
            if line is None or line.value is None:
                lines.append(f"{group}: {name} is unscored, which does not pass")
            elif _worse(name, line.value, bound):
                side = "below the floor" if metric(name).higher_is_better else "above the ceiling"
                lines.append(f"{group}: {name} is {line.value:.4f}, {side} {bound:.4f}")
    return lines


def new_gate(scores: Scores, old: Gate | None) -> tuple[Gate, list[str]]:
    """Return a gate for these scores, and a line for each bound of `old` that it would loosen or lose.

    A bound that is tighter than the margin asks for stays, as long as what was measured keeps it.
    """
    bounds: dict[str, dict[str, float]] = {}
    lowered: list[str] = []
    for group, score in scores.run.groups.items():
        bounds[group] = {}
        for name in GATED:
            value = score.metrics[name].value
            if value is None:
                continue
            bound = _bound(name, value)
            before = old.bounds.get(group, {}).get(name) if old else None
            if before is not None and _worse(name, bound, before):
                if _worse(name, value, before):
                    lowered.append(f"{group}: {name} would go from {before:.4f} to {bound:.4f}")
                else:
                    bound = before
            bounds[group][name] = bound
    if old is not None:
        for group, names in old.bounds.items():
            gone = [name for name in names if name not in bounds.get(group, {})]
            lowered += [f"{group}: {name} would have no bound any more" for name in gone]
    model = scores.record.model
    return Gate(model=model, hashes=scores.hashes, bounds=bounds), lowered


def _changed_stories(scores: Scores, gate: Gate) -> list[str]:
    lines = [f"story {story} is not in the run" for story in sorted(set(gate.hashes) - set(scores.hashes))]
    lines += [f"story {story} is not in the gate" for story in sorted(set(scores.hashes) - set(gate.hashes))]
    for story in sorted(set(scores.hashes) & set(gate.hashes)):
        for what, now, then in zip(("articles", "labels"), scores.hashes[story], gate.hashes[story], strict=True):
            if now != then:
                lines.append(f"story {story}: its {what} are not those that the floors were set on")
    return lines


def _bound(name: str, value: float) -> float:
    if name in EXACT:
        return value
    if not metric(name).higher_is_better:
        margin = MARGIN if metric(name).percent else ALARM_MARGIN
        return round(math.ceil((value + margin) * 1000) / 1000, 3)
    return max(0.0, round(math.floor((value - MARGIN) * 1000) / 1000, 3))


def _worse(name: str, value: float, bound: float) -> bool:
    """Say whether `value` misses `bound`; rounding of stored scores (1e-6) is no miss."""
    return value < bound - 1e-6 if metric(name).higher_is_better else value > bound + 1e-6
