"""The command line. The only module that exits: 0 done, 1 failed, 2 usage, 3 finished with failures, 130 interrupted.

Nothing but typer is imported before a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from summarize.batch_commands import batch_command
from summarize.cache_commands import cache_app
from summarize.evaluation.commands import check_command, eval_app
from summarize.opening import open_summarizer
from summarize.options import AsFormat, Format, Model, NoCache, Output

if TYPE_CHECKING:
    from summarize.pipeline import Summarizer
    from summarize.schema import Failure, Report
    from summarize.stories import Story

__all__ = ["app", "main"]

DONE, FAILED, USAGE, WITH_FAILURES, INTERRUPTED = 0, 1, 2, 3, 130


@contextmanager
def _noted_interruptions() -> Iterator[list[int]]:
    """Yield a list that gets each interruption before it is raised."""
    noted: list[int] = []

    def note_and_raise(number: int, frame: FrameType | None) -> None:
        noted.append(number)
        signal.default_int_handler(number, frame)

    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is threading.main_thread() and before is signal.default_int_handler:
        signal.signal(signal.SIGINT, note_and_raise)
    try:
        yield noted
    finally:
        if signal.getsignal(signal.SIGINT) is not before:
            signal.signal(signal.SIGINT, before)


class _Commands(TyperGroup):
    """Runs a command and turns what it raises into a sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # typer keeps the type of its context to itself
        from summarize.errors import SummarizeError
        from summarize.output import note, problem

        with _noted_interruptions() as interruptions:
            try:
                return super().invoke(ctx)
            except typer.Exit:
                raise
            except (Exception, KeyboardInterrupt) as error:
                # What is interrupted while it starts or loads may tell something else, "could not determine the shape".
                if interruptions or isinstance(error, KeyboardInterrupt):
                    note("summarize: interrupted; nothing half-written was left.")
                    # An interruption inside an `exec` of text, as imports have many, makes CPython end by the signal whatever
                    # is done about it, until the next one begins (run_eval_code_obj in pythonrun.c).
                    exec("")
                    raise typer.Exit(INTERRUPTED) from error
                if isinstance(error, SummarizeError):
                    problem(error)
                    raise typer.Exit(FAILED) from error
                if isinstance(error, BrokenPipeError):
                    raise typer.Exit(DONE) from error
                raise


app = typer.Typer(
    name="summarize",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
models_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Example: summarize models list\n\nLook after the models on this machine.",
)
app.add_typer(models_app, name="models", short_help="Look after the models on this machine.")
app.add_typer(cache_app, name="cache", short_help="Look at the cache of model answers, or clear it.")
app.add_typer(eval_app, name="eval", short_help="Measure the program against labelled stories.")


class StyleChoice(StrEnum):
    """How much a briefing tells."""

    SHORT = "short"
    STANDARD = "standard"
    FULL = "full"


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Articles: .txt, .md, .html or .jsonl files, folders of them, or - for standard input.",
        show_default=False,
    ),
]
ModelName = Annotated[
    str, typer.Argument(metavar="NAME", help="Registry name, hub id or GGUF file.", show_default=False)
]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 if anything is disputed, denied or self-contradicted.")
]
OpenPage = Annotated[bool, typer.Option("--open", help="Open the page in a browser.")]
WithProse = Annotated[
    bool,
    typer.Option("--prose", help="Let a model write lead and key points; each sentence is checked before it is shown."),
]
Writer = Annotated[
    str | None,
    typer.Option(
        "--writer",
        metavar="NAME",
        help="Model that writes the prose, if not the one of --model (qwen2.5-coder-1.5b or larger).",
        show_default=False,
    ),
]
AsStyle = Annotated[
    StyleChoice,
    typer.Option(
        "--style", help="One screen; all with their words; or that and every article's own summary, unfolded."
    ),
]
Since = Annotated[
    Path | None,
    typer.Option(
        "--since", metavar="REPORT", help="report.json of an earlier briefing: mark what is new.", show_default=False
    ),
]
AlsoWord = Annotated[bool, typer.Option("--docx", help="Also write briefing.docx, for Word.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from summarize.output import answer

        answer(f"summarize {version('summarize')}")
        raise typer.Exit(DONE)


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Example: summarize brief seeds/ukraine-losses -o out/ukraine-losses

    Summarise and compare news articles on one event with a local open model. Every line comes with the words it rests
    on.

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 finished with failures, 130 interrupted.
    """


@app.command(short_help="Summarise each article on its own.")
def article(files: Files, model: Model = None, format: AsFormat = Format.TEXT, no_cache: NoCache = False) -> None:
    """Example: summarize article seeds/kalindra-earthquake/1-harbour-post.txt

    Summarise each article on its own: key points, people, places, and every figure with who gives it. With --format
    json, one report a line.
    """
    from summarize.output import answer, progress
    from summarize.stories import Story
    from summarize.terminal import summary_text

    story = _read(files)
    summarizer = open_summarizer(model, no_cache)
    waiting: list[str] = []
    show = waiting.append if sys.stdout.isatty() else answer  # a bar and an answer do not go on one screen together
    failures = list(story.failures)
    with progress("Articles", len(story.articles)) as done:
        for number, one in enumerate(story.articles):
            report = summarizer.report(Story(one.id, (one,)), done)
            failures += report.failures
            if format is Format.JSON:
                show(report.model_dump_json())
            else:
                show(("\n" if number else "") + summary_text(report))
    if story.failures and format is Format.JSON:
        show(summarizer.report(Story(story.id, (), story.failures)).model_dump_json())
    for text in waiting:
        answer(text)
    _finish(failures, noted=len(story.failures))


@app.command(short_help="Say where articles agree, differ, update or contradict themselves.")
def compare(
    files: Files,
    model: Model = None,
    format: AsFormat = Format.TEXT,
    exit_code: ExitCode = False,
    no_cache: NoCache = False,
) -> None:
    """Example: summarize compare seeds/ukraine-losses/*.txt

    Compare articles on one event: where they agree, differ, update, omit or contradict themselves.
    """
    from summarize.output import answer
    from summarize.schema import CONFLICTS
    from summarize.terminal import comparison_text

    story = _read(files, least=2)
    report = _report(story, open_summarizer(model, no_cache))
    answer(report.model_dump_json(indent=2) if format is Format.JSON else comparison_text(report))
    _finish(report.failures, noted=len(story.failures))
    if exit_code and any(q.status in CONFLICTS for q in report.questions):
        raise typer.Exit(FAILED)


@app.command(short_help="Write a briefing of one story: HTML, Markdown and JSON.")
def brief(
    files: Files,
    output: Output,
    model: Model = None,
    prose: WithProse = False,
    writer: Writer = None,
    style: AsStyle = StyleChoice.STANDARD,
    since: Since = None,
    docx: AlsoWord = False,
    open_page: OpenPage = False,
    no_cache: NoCache = False,
) -> None:
    """Example: summarize brief seeds/ukraine-losses -o out/ukraine-losses

    Write a briefing of one story: briefing.html, briefing.md and report.json. With the report.json of an earlier one,
    which may lie in the same folder, what is new is marked and listed first.
    """
    from summarize.briefing import Options, Style, to_html, to_markdown
    from summarize.evaluation.checking import read_report
    from summarize.output import answer, counted, note, require_folder, write_together

    require_folder(output)
    options = Options(Style(style), read_report(since) if since else None)
    writing = _writer(model, writer) if prose or writer else None
    story = _read(files)
    summarizer = open_summarizer(model, no_cache)
    report = _report(story, summarizer)
    if writing:
        report = _with_prose(report, writing, summarizer, no_cache)
    contents: dict[str, str | bytes] = {
        "briefing.html": to_html(report, options),
        "briefing.md": to_markdown(report, options),
        "report.json": report.model_dump_json(indent=2) + "\n",
    }
    if docx:
        from summarize.briefing.word import to_docx

        contents["briefing.docx"] = to_docx(report, options)
    write_together(output, contents)
    note(f"{counted(len(report.articles), 'article')}, {counted(len(report.claims), 'claim')}: {_statuses(report)}.")
    answer(str(output / "briefing.html"))
    if open_page:
        import webbrowser

        webbrowser.open((output / "briefing.html").resolve().as_uri())
    _finish(report.failures, noted=len(story.failures))


app.command("batch", short_help="Write a report for each of many stories.")(batch_command)
app.command("check", short_help="Check a report against its articles, word for word.")(check_command)


@models_app.command("list", short_help="List the models.")
def models_list(format: AsFormat = Format.TEXT) -> None:
    """Example: summarize models list

    List the models that have a name here, and all that are on this machine.
    """
    import json

    from summarize.asking.models import list_models
    from summarize.output import answer

    rows = list_models()
    if format is Format.JSON:
        records = [{**asdict(row), "folder": str(row.folder) if row.folder else None} for row in rows]
        answer(json.dumps(records, indent=2, ensure_ascii=False))
        return
    for row in rows:
        size = f"{row.download_size / 1e6:,.0f} MB to fetch" if row.download_size else ""
        state = "on this machine" if row.folder else size
        note_of_default = " (default)" if row.default else ""
        answer(f"{row.name}{note_of_default}\n    {row.description}\n    {row.licence or 'licence not known'}; {state}")


@models_app.command("fetch", short_help="Fetch a model.")
def models_fetch(name: ModelName) -> None:
    """Example: summarize models fetch smollm2-135m

    Fetch a model, check it, and convert it for use; print its folder. What is there already is not fetched again.
    """
    from summarize.asking.models import fetch
    from summarize.output import answer, download_progress

    with download_progress() as report:
        checkpoint = fetch(name, report)
    answer(str(checkpoint.folder))


@models_app.command("where", short_help="Print the folder of a model.")
def models_where(name: ModelName) -> None:
    """Example: summarize models where smollm2-135m

    Print the folder of a model that is on this machine.
    """
    from summarize.asking.models import locate
    from summarize.output import answer

    answer(str(locate(name).folder))


@models_app.command("remove", short_help="Remove a model.")
def models_remove(name: ModelName) -> None:
    """Example: summarize models remove qwen2.5-coder-1.5b

    Remove a fetched model from this machine. Folders and files of your own are never touched.
    """
    from summarize.asking.models import remove
    from summarize.output import note

    freed = remove(name)
    note(f"{freed / 1e6:,.0f} MB freed." if freed else f"There was nothing of {name} to remove.")


def _read(files: list[str], least: int = 1) -> Story:
    """Return the story that the user's files make, after telling what could not be read."""
    from summarize.output import note
    from summarize.stories import read_story

    if "-" in files and sys.stdin.isatty():
        note("Reading an article from the keyboard; end it with Ctrl-D on a line of its own.")
    story = read_story(files)
    for failure in story.failures:
        note(f"summarize: {failure.message}")
    if len(story.articles) < least:
        note(
            f"summarize: Only one article ({story.articles[0].id}) is left to compare. "
            "Give two or more different ones, or run `summarize article`."
        )
        raise typer.Exit(FAILED if story.failures else USAGE)
    return story


def _report(story: Story, summarizer: Summarizer) -> Report:
    """Return the report of a story, showing progress on stderr."""
    from summarize.output import progress

    with progress("Articles", len(story.articles)) as done:
        return summarizer.report(story, done)


def _writer(model: str | None, writer: str | None) -> str:
    """Return the name of the model that is to write, after checking that it can."""
    from summarize.asking.models import default_model
    from summarize.output import note
    from summarize.writing import require_writer

    name = writer or model or default_model()
    if about := require_writer(name):
        note(about)
    return name


def _with_prose(report: Report, writer: str, summarizer: Summarizer, no_cache: bool) -> Report:
    """Return the report with the opening of its briefing written by a model, showing progress on stderr."""
    from summarize.output import counted, note, progress
    from summarize.writing import write_prose

    backend = summarizer.backend
    if backend is None or backend.name != writer:
        backend = open_summarizer(writer, no_cache).backend
    if backend is None:
        return report
    with progress("Sentences", None) as told:
        report = write_prose(report, backend, told)
    sentences = report.prose.sentences if report.prose else ()
    refused = sum(sentence.refused is not None for sentence in sentences)
    note(f"{counted(len(sentences), 'sentence')} written, {refused} refused.")
    return report


def _statuses(report: Report) -> str:
    """Return how many things there are of the statuses that matter most, as the briefing counts them."""
    from summarize.joining import joined, statuses
    from summarize.schema import MOST_PRESSING, UNSETTLED

    shown = [status for status in MOST_PRESSING if status in UNSETTLED]
    found = [status for questions in joined(report.questions) for status in statuses(questions)]
    return ", ".join(f"{found.count(status)} {status.replace('_', '-')}" for status in shown)


def _finish(failures: Sequence[Failure], *, noted: int) -> None:
    """Tell the failures that have not been told, and exit with 3 if there are any."""
    from summarize.output import note

    for failure in failures[noted:]:
        note(f"summarize: {failure.message}")
    if failures:
        raise typer.Exit(WITH_FAILURES)


def main() -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    app()
