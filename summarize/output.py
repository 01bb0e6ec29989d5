"""The only module that prints: answers to stdout, everything else to stderr, files whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from summarize.errors import OutputError, SummarizeError

__all__ = [
    "answer",
    "counted",
    "download_progress",
    "note",
    "output_error",
    "problem",
    "progress",
    "require_folder",
    "write_together",
    "write_whole",
]

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def answer(text: str) -> None:
    """Print an answer to stdout.

    Raises:
        BrokenPipeError: if whoever reads it has gone away (`| head`); nothing more need be said then.
        OutputError: if it cannot be written.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would fail once more when Python closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise output_error("standard output", error) from error


def counted(number: int, noun: str) -> str:
    """Return a number and its noun, which takes an s where there is not one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def note(text: str) -> None:
    """Print a remark to stderr."""
    sys.stderr.write(text + "\n")


def problem(error: SummarizeError) -> None:
    """Print an error to stderr: what is wrong and what to do next."""
    note(f"summarize: {error}")


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """Show progress over `total` items (None if not known) on stderr.

    On a terminal that is a bar with rate and time left, elsewhere a line an item.

    Yields a function to call with the name of each item once it is done.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} a second" if task.speed else "")

    console = Console(stderr=True)
    if not console.is_terminal:
        done = 0

        def line(item: str) -> None:
            nonlocal done
            done += 1
            note(f"{label} {done}{f'/{total}' if total else ''}: {item}")

        yield line
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(label, total=total)

        def advance(item: str) -> None:
            bar.update(task, advance=1, description=f"{label} {item[:40]}")

        yield advance


@contextmanager
def download_progress() -> Iterator[Callable[[int, int | None, str], None]]:
    """Show on stderr how a model is fetched; yields what `fetch` calls with (bytes done, bytes in all, label)."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        shown: dict[str, int] = {}

        def line(done: int, total: int | None, label: str) -> None:
            quarter = 4 * done // total if total else 0
            if shown.get(label) != quarter:
                shown[label] = quarter
                note(f"{label}: {25 * quarter} %" if total else label)

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        tasks: dict[str, TaskID] = {}

        def report(done: int, total: int | None, label: str) -> None:
            if label not in tasks:
                tasks[label] = bar.add_task(label, total=total)
            amount = f"  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB" if total else ""
            bar.update(tasks[label], completed=done, total=total, description=label + amount)

        yield report


def require_folder(folder: Path) -> None:
    """Check that files can be written into `folder`, which need not exist yet, without making it.

    Raises:
        OutputError: if they cannot.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise OutputError(f"{nearest} is a file, not a folder.", advice="Choose another place with --output.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise OutputError(f"{nearest} may not be written to.", advice="Choose another place with --output.")


def write_whole(path: Path, content: str) -> None:
    """Write a file atomically: it is there whole or not at all.

    Raises:
        OutputError: if it cannot be written (no space, no permission).
    """
    write_together(path.parent, {path.name: content})


def write_together(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files of one folder: all take their names once the last one is whole, or none does.

    Raises:
        OutputError: if one cannot be written (no space, no permission).
    """
    staged: dict[Path, Path] = {}
    target = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            target = folder / name
            with tempfile.NamedTemporaryFile(dir=folder, prefix=f".{name}.", delete=False) as file:
                staged[target] = Path(file.name)
                file.write(content.encode() if isinstance(content, str) else content)
        for target, temporary in staged.items():
            temporary.chmod(0o644)
            temporary.replace(target)
    except OSError as error:
        raise output_error(target, error) from error
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def output_error(target: Path | str, error: OSError) -> OutputError:
    """Return the error to raise when `target` cannot be written."""
    if error.errno in _FULL:
        return OutputError(f"No space is left for {target}.", advice="Free some and run the command again.")
    reason = error.strerror or str(error)
    return OutputError(f"Cannot write {target}: {reason}.", advice="Choose another place for it.")
