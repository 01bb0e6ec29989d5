"""Scores -> the Markdown table."""

from __future__ import annotations

from summarize.evaluation.metrics import METRICS, Metric
from summarize.evaluation.scoreboard import JSON_BASELINE, RUN, GroupScore, Line, Scores, System

__all__ = ["cost_line", "figures_of", "run_title", "system_title", "to_table"]

_TITLES = {
    "nothing": "nothing",
    "all disputed": "everything disputed",
    "plain": "regular expression, first 3 sentences",
}


def to_table(scores: Scores) -> str:
    """Return the scores as Markdown, one table a group: metric, n, the run with its interval, the baselines."""
    parts = [f"# Evaluation: {run_title(scores)}", "", cost_line(scores), ""]
    if scores.relabelled:
        parts += [f"Labels have changed since the run: {', '.join(scores.relabelled)}.", ""]
    for group in scores.run.groups:
        parts += [f"## {group_title(scores, group)}", "", *_lines(scores, group), ""]
    return "\n".join(parts)


def group_title(scores: Scores, group: str) -> str:
    """Return what a group of stories is, with its size and what failed."""
    score = scores.run.groups[group]
    size = f"{score.stories} {'story' if score.stories == 1 else 'stories'} scored, {score.failed} failed"
    unscored = f"{score.unscored} figures not found and so unscored, {score.unjudged} labels that cannot be judged"
    return f"{group}: {size}, {score.failures} failures in reports, {unscored}"


def run_title(scores: Scores) -> str:
    """Return what ran."""
    record = scores.record
    if record.model == "none":
        return "rules only, no model"
    how = " asked for JSON" if scores.made_by == "ask for JSON" else " with adapter" if record.adapter_sha256 else ""
    word = "" if scores.calibrated else " without calibration"
    return f"{record.model}{how}{word}, {record.dtype or 'unknown number type'}"


def cost_line(scores: Scores) -> str:
    """Return what the run cost, in a sentence."""
    usage = scores.usage
    spent = f"{usage.seconds:,.1f} s in all"
    if usage.questions is not None:
        spent += f", {usage.questions:,} questions to the model"
        if scores.made_by == "ask for JSON":
            spent += f", {scores.together} texts written at a time"
        else:
            spent += f", {usage.answers or 0:,} candidate answers of {usage.tokens or 0:,} tokens"
    commit = f", commit {scores.record.commit[:12]}" if scores.record.commit else ""
    return f"{spent}. Version {scores.record.summarize_version}{commit}. 95 % intervals by bootstrap over stories."


def system_title(system: System, scores: Scores) -> str:
    """Return a system's heading."""
    if system.name == JSON_BASELINE:
        return f"{scores.json_baseline_model} asked for JSON"
    return run_title(scores) if system.name == RUN else _TITLES[system.name]


def _lines(scores: Scores, group: str) -> list[str]:
    systems = [(system_title(system, scores), system.groups[group]) for system in scores.systems]
    rows = ["| | n | " + " | ".join(title for title, _ in systems) + " |", "| --- | ---: |" + " ---: |" * len(systems)]
    for metric in METRICS:
        lines = [score.metrics[metric.name] for _, score in systems]
        if metric.detail or all(line.value is None for line in lines):
            continue
        cells = [figures_of(metric, line, interval=number == 0) for number, line in enumerate(lines)]
        rows.append(f"| {metric.title} | {lines[0].n:,} | " + " | ".join(cells) + " |")
    rows.append(_count_row("Stories failed", [score for _, score in systems]))
    return rows


def _count_row(title: str, scores: list[GroupScore]) -> str:
    return f"| {title} | {scores[0].stories + scores[0].failed} | " + " | ".join(str(s.failed) for s in scores) + " |"


def figures_of(metric: Metric, line: Line, *, interval: bool) -> str:
    """Return a cell: the value, with its interval if asked for; a dash where it is unscored."""
    if line.value is None:
        return "–"
    value = _number(metric, line.value)
    if not interval or line.low is None or line.high is None:
        return value
    return f"{value} ({_number(metric, line.low)}–{_number(metric, line.high)})"


def _number(metric: Metric, value: float) -> str:
    if not metric.percent:
        return f"{value:.2f}"
    # Nearly all is not all: evidence that is exact in 4,999 of 5,000 places must not read as 100.
    return "<100" if 0.9995 <= value < 1 else f"{100 * value:.1f}"
