"""The command line. The only module that exits: 0 done, 1 failed, 2 usage, 3 finished with failures, 130 interrupted."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarize.pipeline import Story, Summarizer
    from summarize.schema import Report

DONE, FAILED, USAGE, WITH_FAILURES, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="summarize",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="""Example: summarize brief seeds/ukraine-losses -o out/ukraine-losses

    Summarise and compare news articles on one event with a local open model. Every line comes with the words it rests on.
    """,
)
models_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Example: summarize models list\n\nLook after the models on this machine.")
app.add_typer(models_app, name="models", short_help="Look after the models on this machine.")


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


Files = Annotated[list[str], typer.Argument(help="Articles: .txt, .md, .html or .jsonl files, folders of them, or - for stdin.", show_default=False)]
Model = Annotated[str | None, typer.Option("--model", "-m", help="Registry name, hub id, folder or GGUF file; `none` for rules alone.  [default: smollm2-135m]", show_default=False)]
AsFormat = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder to write to; made if need be.", show_default=False)]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything is disputed, denied or self-contradicted.")]


@app.command(short_help="Summarise each article on its own.")
def article(files: Files, model: Model = None, format: AsFormat = Format.TEXT) -> None:
    """Example: summarize article harbour-post.txt

    Summarise each article on its own: key points, people, places, and every figure with who gives it. With --format json,
    one report a line.
    """
    from summarize.output import answer, progress, summary_text
    from summarize.pipeline import Story

    story = _read(files)
    summarizer = _summarizer(model)
    with progress("Reading", len(story.articles)) as done:
        for n, one in enumerate(story.articles):
            report = summarizer.report(Story(one.id, (one,)))
            done(one.id)
            if format is Format.JSON:
                answer(report.model_dump_json())
            else:
                answer(("\n" if n else "") + summary_text(report))
    _finish_reading(story)


@app.command(short_help="Say where articles agree, differ, update, omit or contradict themselves.")
def compare(files: Files, model: Model = None, format: AsFormat = Format.TEXT, exit_code: ExitCode = False) -> None:
    """Example: summarize compare harbour-post.txt evening-star.txt

    Compare articles on one event: where they agree, differ, update, omit or contradict themselves.
    """
    from summarize.output import answer, comparison_text

    story = _read(files, least=2)
    report = _summarizer(model).report(story)
    answer(report.model_dump_json(indent=2) if format is Format.JSON else comparison_text(report))
    _finish_reading(story)
    if exit_code and _disputed(report):
        raise typer.Exit(FAILED)


@app.command(short_help="Write a briefing of one story: HTML, Markdown and JSON.")
def brief(
    files: Files,
    output: Output,
    model: Model = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Example: summarize brief seeds/ukraine-losses -o out/ukraine-losses

    Write a briefing of one story: briefing.html, briefing.md and report.json.
    """
    from summarize.briefing import to_html, to_markdown
    from summarize.output import note, write_whole

    story = _read(files)
    report = _summarizer(model).report(story)
    pages = {
        "briefing.html": to_html(report),
        "briefing.md": to_markdown(report),
        "report.json": report.model_dump_json(indent=2) + "\n",
    }
    for name, content in pages.items():
        write_whole(output / name, content)
    counts = {s: sum(q.status == s for q in report.questions) for s in ("disputed", "denied", "self_contradicted", "updated")}
    note(
        f"{len(report.articles)} articles, {len(report.claims)} claims: {counts['disputed']} disputed, {counts['denied']} denied, "
        f"{counts['self_contradicted']} self-contradicted, {counts['updated']} updated."
    )
    note(f"Open {output / 'briefing.html'}")
    if open_page:
        import webbrowser

        webbrowser.open((output / "briefing.html").resolve().as_uri())
    _finish_reading(story)


@app.command(short_help="Write a report for each story of a file.")
def batch(
    stories: Annotated[Path, typer.Argument(help="JSON Lines, one story a line: {\"id\", \"articles\": [{\"id\", \"outlet\", \"title\", \"published\", \"text\", \"url\"}, …]}.", show_default=False)],
    output: Output,
    model: Model = None,
) -> None:
    """Example: summarize batch stories.jsonl -o out/stories

    Write one report a line to reports.jsonl, and what failed to failures.jsonl.
    """
    from summarize.batch import read_stories, run_batch
    from summarize.output import note, progress

    lines = read_stories(stories)
    summarizer = _summarizer(model)
    with progress("Stories", len(lines)) as done:
        failed = run_batch(lines, output, summarizer, done)
    note(f"{len(lines) - failed} reports in {output / 'reports.jsonl'}" + (f", {failed} stories failed: see {output / 'failures.jsonl'}" if failed else ""))
    if failed:
        raise typer.Exit(WITH_FAILURES)


@models_app.command("list", short_help="List the models.")
def models_list(format: AsFormat = Format.TEXT) -> None:
    """Example: summarize models list

    List the models that are known, and which are on this machine.
    """
    import json

    from summarize.asking.models import list_models
    from summarize.output import answer

    rows = list_models()
    if format is Format.JSON:
        answer(json.dumps([{"name": r.name, "description": r.description, "licence": r.licence, "download_size": r.download_size, "folder": str(r.folder) if r.folder else None, "default": r.default} for r in rows], indent=2))
        return
    for row in rows:
        size = f"{row.download_size / 1e6:,.0f} MB" if row.download_size else "?"
        state = "on this machine" if row.folder else f"{size} to fetch"
        answer(f"{row.name:<24} {state:<18} {row.licence or '':<12} {row.description}{' (default)' if row.default else ''}")


@models_app.command("fetch", short_help="Fetch a model.")
def models_fetch(name: Annotated[str, typer.Argument(help="Registry name, hub id or GGUF file.", show_default=False)]) -> None:
    """Example: summarize models fetch smollm2-135m

    Fetch a model, check it, and convert it for use. What is there already is not fetched again.
    """
    from summarize.asking.models import fetch
    from summarize.output import answer, download_progress

    with download_progress() as report:
        checkpoint = fetch(name, report)
    answer(str(checkpoint.folder))


@models_app.command("where", short_help="Print the folder of a model.")
def models_where(name: Annotated[str, typer.Argument(help="Registry name, hub id or GGUF file.", show_default=False)]) -> None:
    """Example: summarize models where smollm2-135m

    Print the folder of a fetched model.
    """
    from summarize.asking.models import locate
    from summarize.output import answer

    answer(str(locate(name).folder))


@models_app.command("remove", short_help="Remove a model.")
def models_remove(name: Annotated[str, typer.Argument(help="Registry name, hub id or GGUF file.", show_default=False)]) -> None:
    """Example: summarize models remove qwen2.5-coder-1.5b

    Remove a fetched model from this machine.
    """
    from summarize.asking.models import remove
    from summarize.output import note

    note(f"{remove(name) / 1e6:,.0f} MB freed.")


def _read(files: list[str], least: int = 1) -> Story:
    """Return the story that the user's files make."""
    from summarize.output import note
    from summarize.pipeline import Story, story_id_of
    from summarize.reading.articles import read_articles

    reading = read_articles(files)
    for failure in reading.failures:
        note(f"summarize: {failure.message}")
    if len(reading.articles) < least:
        only = reading.articles[0].id if reading.articles else "none"
        note(f"summarize: Only one article ({only}) to compare. Give two or more, or run `summarize article`.")
        raise typer.Exit(USAGE)
    return Story(story_id_of(reading.articles), reading.articles, reading.failures)


def _summarizer(model: str | None) -> Summarizer:
    from summarize.asking.backends import open_backend
    from summarize.asking.models import default_model
    from summarize.output import download_progress
    from summarize.pipeline import NO_MODEL, Summarizer

    if model == NO_MODEL:
        return Summarizer(None)
    with download_progress() as report:
        return Summarizer(open_backend(model or default_model(), on_progress=report))


def _disputed(report: Report) -> bool:
    return any(q.status in ("disputed", "denied", "self_contradicted") for q in report.questions)


def _finish_reading(story: Story) -> None:
    """Exit with 3 where something could not be read."""
    if story.failures:
        raise typer.Exit(WITH_FAILURES)


def main() -> None:
    """Run the command line and exit."""
    from summarize.errors import SummarizeError
    from summarize.output import note, problem

    try:
        app(standalone_mode=True)
    except SummarizeError as error:
        problem(error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        note("summarize: interrupted; nothing half-written was left.")
        sys.exit(INTERRUPTED)
