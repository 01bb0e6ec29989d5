"""The only module that prints: answers to stdout, everything else to stderr, files whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from summarize.errors import OutputError, SummarizeError
from summarize.schema import Claim, Question, Report

__all__ = ["answer", "comparison_text", "download_progress", "note", "problem", "progress", "summary_text", "write_whole"]

_WIDTH = 100
_HEADINGS = {
    "disputed": "DISPUTED",
    "denied": "DENIED",
    "self_contradicted": "SELF-CONTRADICTED",
    "updated": "UPDATED",
    "different_scope": "NOT A CONFLICT",
    "compatible": "COMPATIBLE",
    "agreed": "AGREED",
    "single_source": "ONLY IN ONE ARTICLE",
}


def answer(text: str) -> None:
    """Print an answer to stdout.

    A reader that has gone away (`| head`) ends the output quietly.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Print a remark to stderr."""
    sys.stderr.write(text + "\n")


def problem(error: SummarizeError) -> None:
    """Print an error to stderr: what is wrong and what to do next."""
    note(f"summarize: {error}")


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show progress over `total` items on stderr: a bar on a terminal, else one line an item.

    Yields a function to call with the name of each item once it is done.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        done = 0

        def line(item: str) -> None:
            nonlocal done
            done += 1
            note(f"{label} {done}/{total}: {item}")

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=total)

        def advance(item: str) -> None:
            bar.update(task, advance=1, description=f"{label} {item[:40]}")

        yield advance


@contextmanager
def download_progress() -> Iterator[Callable[[int, int | None, str], None]]:
    """Show how a download goes on stderr; yields what `models.fetch` calls with (bytes done, bytes in all, label)."""
    console = Console(stderr=True)
    shown: dict[str, int] = {}
    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console, transient=True
    ) as bar:
        tasks: dict[str, int] = {}

        def report(done: int, total: int | None, label: str) -> None:
            if not console.is_terminal:
                quarter = 4 * done // total if total else 0
                if shown.get(label) != quarter:
                    shown[label] = quarter
                    note(f"{label}: {25 * quarter} %" if total else label)
                return
            if label not in tasks:
                tasks[label] = bar.add_task(label, total=total)
            bar.update(bar.task_ids[tasks[label]], completed=done, total=total)

        yield report


def write_whole(path: Path, content: str) -> None:
    """Write a file atomically: it is there whole or not at all.

    Raises:
        OutputError: if it cannot be written (no space, no permission).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(content)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise output_error(path, error) from error


def output_error(path: Path, error: OSError) -> OutputError:
    """Return the error to raise when `path` cannot be written."""
    if error.errno == errno.ENOSPC:
        return OutputError(f"No space is left for {path}.", advice="Free some and run the command again.")
    reason = error.strerror or str(error)
    return OutputError(f"{path} cannot be written: {reason}.", advice="Choose another place with --output.")


def summary_text(report: Report) -> str:
    """Return the summaries of a report for a terminal."""
    parts = []
    claims = {c.id: c for c in report.claims}
    for article, summary in zip(report.articles, report.summaries, strict=True):
        head = " · ".join(x for x in (article.outlet, article.published, article.author) if x)
        lines = [summary.headline or article.id, head or "(outlet and date unknown)", ""]
        lines += [_wrapped(point.text, "• ") for point in summary.key_points]
        if summary.people:
            lines += ["", "People"]
            lines += [_wrapped(p.name + (f", {p.role}" if p.role else ""), "  ") for p in summary.people]
        if summary.places:
            lines += ["", _wrapped("Places  " + ", ".join(p.name for p in summary.places[:10]), "")]
        if summary.when:
            lines += [_wrapped("When    " + summary.when.text + (f" ({summary.when.date})" if summary.when.date else ""), "")]
        figures = [claims[c] for c in summary.claims if claims[c].figure]
        if figures:
            lines += ["", f"Figures ({len(figures)})"]
            lines += [_wrapped(_figure_line(c), "  ") for c in figures]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def comparison_text(report: Report) -> str:
    """Return the comparison of a report for a terminal: disputes with both sides' words first."""
    claims = {c.id: c for c in report.claims}
    outlets = {a.id: a.outlet or a.id for a in report.articles}
    lines: list[str] = []
    for status, heading in _HEADINGS.items():
        questions = [q for q in report.questions if q.status == status]
        if not questions:
            continue
        lines += [f"{heading} ({len(questions)})", ""]
        for question in questions:
            lines += _question_lines(question, claims, outlets, brief=status == "single_source")
        lines.append("")
    if report.failures:
        lines += [f"FAILURES ({len(report.failures)})", ""]
        lines += [_wrapped(f"{f.article_id or 'story'}: {f.message}", "  ") for f in report.failures]
    counts = f"{len(report.articles)} articles, {len(report.claims)} claims, {len(report.questions)} questions, {len(report.omissions)} omissions"
    return "\n".join([*lines, counts])


def _question_lines(question: Question, claims: dict[str, Claim], outlets: dict[str, str], *, brief: bool) -> list[str]:
    if brief:
        claim = claims[question.answers[0].claims[0]]
        return [_wrapped(f"{outlets[claim.article_id]}: {_figure_line(claim)}", "  ")]
    lines = [_wrapped(f"{question.id}  {question.text}", "  "), _wrapped(question.why, "      ")]
    for part in question.answers:
        for claim_id in part.claims:
            claim = claims[claim_id]
            lines.append(_wrapped(f"{outlets[claim.article_id]}: {_figure_line(claim)}", "      - "))
            lines.append(_wrapped(f"“{_around(claim)}”", "          "))
    return [*lines, ""]


def _figure_line(claim: Claim) -> str:
    if claim.figure is None:
        return f"{claim.asserted_by.name} ({claim.stance})"
    said = "" if claim.asserted_by.name == "article" else f" — {claim.asserted_by.name}"
    return f"{' '.join(claim.figure.span.text.split())}: {claim.measure}{said}"


def _around(claim: Claim, width: int = 220) -> str:
    """Return the words of the claim near its figure, cut at words."""
    words = claim.quote.text
    if len(words) <= width:
        return " ".join(words.split())
    at = claim.figure.span.start - claim.quote.start if claim.figure else 0
    start = max(0, min(at - width // 3, len(words) - width))
    start = words.rfind(" ", 0, start) + 1 if start else 0
    end = start + width
    end = len(words) if end >= len(words) else words.rfind(" ", 0, end)
    return ("… " if start else "") + " ".join(words[start:end].split()) + (" …" if end < len(words) else "")


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(" ".join(text.split()), width=_WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))
