"""What is labelled, in numbers: sizes by split, and how far two readers agreed."""

from __future__ import annotations

from pathlib import Path

from summarize.evaluation.cases import Counts, describe, load_case, load_cases
from summarize.evaluation.metrics import STATUSES
from summarize.evaluation.reliability import SECOND_LABELS_FILE, agreement_of

__all__ = ["description"]


def description(folder: Path) -> str:
    """Return sizes, split and agreement of the stories in `folder` as Markdown.

    Raises:
        LabelError: A story is wrong.
    """
    cases = load_cases(folder)
    counts = describe(cases)
    lines = ["| | " + " | ".join(counts) + " |", "| --- |" + " ---: |" * len(counts)]
    for title, values in _rows(list(counts.values())):
        lines.append(f"| {title} | " + " | ".join(str(value) for value in values) + " |")
    lines.append("")
    lines += [f"{split}: {', '.join(c.id for c in cases if c.split == split)}" for split in ("dev", "test")]
    twice = [
        (case, load_case(case.folder, labels=SECOND_LABELS_FILE))
        for case in cases
        if (case.folder / SECOND_LABELS_FILE).is_file()
    ]
    lines += [
        "",
        f"Labelled twice: {len(twice)} of {len(cases)} stories ({', '.join(c.id for c, _ in twice) or 'none'}).",
    ]
    if twice:
        lines += ["", "| aspect | judged by both | alike | Krippendorff's alpha |", "| --- | ---: | ---: | ---: |"]
        for found in agreement_of(twice):
            alpha = "–" if found.alpha is None else f"{found.alpha:.3f}"
            alike = f"{100 * found.same / found.units:.1f} %" if found.units else "–"
            lines.append(f"| {found.aspect} | {found.units} | {alike} | {alpha} |")
    return "\n".join(lines) + "\n"


def _rows(counts: list[Counts]) -> list[tuple[str, list[int]]]:
    rows = [
        (name.replace("_", " "), [getattr(count, name) for count in counts])
        for name in ("stories", "articles", "figures", "statements", "omissions", "hard_negatives", "key_points")
    ]
    rows.append(("questions", [sum(count.questions.values()) for count in counts]))
    rows += [
        (f"– {status.replace('_', ' ')}", [count.questions.get(status, 0) for count in counts]) for status in STATUSES
    ]
    return rows
