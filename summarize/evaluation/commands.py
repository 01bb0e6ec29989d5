"""`summarize eval …` and `summarize check`: the commands, their printing and their files.

Only typer is imported before a command runs, so that `summarize --help` stays quick.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.options import NoCache

if TYPE_CHECKING:
    from summarize.asking.backends.base import Backend
    from summarize.evaluation.runs import StoredRun
    from summarize.evaluation.scoreboard import Scores
    from summarize.evaluation.subjects import Collection

__all__ = ["check_command", "eval_app"]

FAILED = 1
TOGETHER = 40
"""Texts written at a time when a model is asked for JSON. Each step reads all weights once, whatever their number."""
CASES = Path("eval/cases")

eval_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Example: summarize eval run --model none -o runs/rules\n\nMeasure the program against labelled stories.",
)


class SplitChoice(StrEnum):
    """Which of our own stories."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


Cases = Annotated[Path, typer.Option("--cases", help="Folder of labelled stories.")]
Folder = Annotated[Path, typer.Argument(help="Folder that `summarize eval run` wrote.", show_default=False)]
GateFile = Annotated[
    Path | None, typer.Option("--gate", help="Fail below the floors of this file.", show_default=False)
]
Output = Annotated[
    Path, typer.Option("--output", "-o", help="Folder to write to; made if need be.", show_default=False)
]
Split = Annotated[SplitChoice, typer.Option("--split", help="Which of the stories.")]
RealStories = Annotated[
    Path | None,
    typer.Option("--real-stories", help="Run on this instead: clusters.jsonl, labels.jsonl.", show_default=False),
]
Seeds = Annotated[
    Path | None, typer.Option("--seeds", help="Run on this instead: text files, labels.jsonl.", show_default=False)
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="Registry name, hub id, folder or GGUF file; `none` for rules alone.  [default: smollm2-135m]",
        show_default=False,
    ),
]
Batch = Annotated[int, typer.Option("--batch", min=1, help="Stories handed over at a time; changes no result.")]
JsonFrom = Annotated[
    Path | None,
    typer.Option("--json-baseline-from", help="Show this run of --ask-for-json beside.", show_default=False),
]
AskForJson = Annotated[
    bool, typer.Option("--ask-for-json", help="Run the obvious design instead of ours: ask the model for JSON.")
]
Together = Annotated[
    int, typer.Option("--together", min=1, help="Texts written at a time by --ask-for-json; may change its rounding.")
]
NoAdapter = Annotated[bool, typer.Option("--no-adapter", help="Leave our own adapter off, to see what it does.")]
NoCalibration = Annotated[
    bool, typer.Option("--no-calibration", help="Take the model at its word: it counts in full beside the rules.")
]


@eval_app.command("run", short_help="Run the pipeline on labelled stories and score it.")
def run(
    output: Output,
    cases: Cases = CASES,
    split: Split = SplitChoice.ALL,
    real_stories: RealStories = None,
    seeds: Seeds = None,
    model: Model = None,
    batch: Batch = 1,
    gate: GateFile = None,
    no_adapter: NoAdapter = False,
    no_calibration: NoCalibration = False,
    ask_for_json: AskForJson = False,
    together: Together = TOGETHER,
    json_baseline_from: JsonFrom = None,
    no_cache: NoCache = False,
) -> None:
    """Example: summarize eval run --model none -o runs/rules

    Run the pipeline on labelled stories, store all that it generates, and score it: scores.json, table.md, page.html.
    """
    from summarize.evaluation.runner import run_subjects
    from summarize.evaluation.runs import read_run
    from summarize.evaluation.subjects import load_subjects
    from summarize.output import progress
    from summarize.pipeline import NO_MODEL

    collection = _collection(cases, split, real_stories, seeds)
    subjects = load_subjects(collection)
    if ask_for_json and model == NO_MODEL:
        raise typer.BadParameter("this needs a model", param_hint="--ask-for-json")
    earlier = read_run(json_baseline_from) if json_baseline_from is not None else None
    backend = _backend(model, no_cache, adapter=not (no_adapter or ask_for_json))
    with progress("Stories", len(subjects)) as done:
        if ask_for_json and backend is not None:
            from summarize.evaluation.json_baseline import run_json

            stored = run_json(subjects, collection, backend, together=together, done=done)
        else:
            stored = run_subjects(subjects, collection, backend, batch=batch, calibrated=not no_calibration, done=done)
    if earlier is not None:
        _write(output, stored.files())
        stored = stored.with_baseline_of(earlier)
    _write(output, stored.files())
    scores = _score(stored, output)
    if gate is not None:
        _pass_gate(scores, gate)


@eval_app.command("rescore", short_help="Score a stored run again, without a model.")
def rescore(folder: Folder, gate: GateFile = None) -> None:
    """Example: summarize eval rescore runs/rules

    Score a stored run again, without a model, by the labels as they are now.
    """
    from summarize.evaluation.runs import read_run

    scores = _score(read_run(folder), folder)
    if gate is not None:
        _pass_gate(scores, gate)


@eval_app.command("compare", short_help="Say how two runs differ, and by what chance.")
def compare(
    a: Annotated[Path, typer.Argument(help="Folder of the first run.", show_default=False)],
    b: Annotated[Path, typer.Argument(help="Folder of the second run.", show_default=False)],
    most: Annotated[int, typer.Option("--most", min=0, help="Items listed of each sort.")] = 20,
) -> None:
    """Example: summarize eval compare runs/rules runs/latest

    Compare two runs on the same stories: each metric's difference with interval and p-value, what became right and what
    became wrong. Items of test stories are counted, not listed.
    """
    from summarize.evaluation.comparing import comparison_text
    from summarize.output import answer

    answer(comparison_text(_read_scores(a), _read_scores(b), most=most))


@eval_app.command("marked", short_help="Measure on stories whose figures are marked in their text.")
def marked(
    folder: Annotated[Path, typer.Argument(help="Folder of marked stories.", show_default=False)],
    model: Annotated[
        str, typer.Option("--model", "-m", help="Registry name, hub id, folder or GGUF file; `none` for rules alone.")
    ] = "none",
    worst: Annotated[
        bool, typer.Option("--worst", help="List the misses by cause; never of held-out stories.")
    ] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="Misses listed of each cause.")] = 20,
    stripped: Annotated[
        bool, typer.Option("--stripped", help="Read them on one line, without commas, colons and apostrophes.")
    ] = False,
    no_cache: NoCache = False,
) -> None:
    """Example: summarize eval marked eval/practice --worst

    Measure on stories whose figures are marked in their text: figures, who gives them, which answer one question, and
    which of them a report must set against each other, and must not. By the rules alone unless a model is named.
    """
    from summarize.evaluation.marked_table import check_may_list, marked_table, misses_by_cause
    from summarize.evaluation.runner import run_subjects
    from summarize.evaluation.scoreboard import judged
    from summarize.evaluation.subjects import Collection, load_subjects
    from summarize.output import answer, progress

    if worst:
        check_may_list(folder)
    collection = Collection(kind="marked", folder=str(folder), stripped=stripped)
    subjects = load_subjects(collection)
    backend = _backend(model, no_cache)
    with progress("Stories", len(subjects)) as done:
        run = run_subjects(subjects, collection, backend, done=done)
    scores = judged(subjects, run)
    answer(marked_table(scores))
    if worst:
        answer("\n" + misses_by_cause(scores, most))


@eval_app.command("describe", short_help="Say how much is labelled.")
def describe(cases: Cases = CASES) -> None:
    """Example: summarize eval describe

    Say how much is labelled, in which split, and how far two readers agreed.
    """
    from summarize.evaluation.describing import description
    from summarize.output import answer

    answer(description(cases))


@eval_app.command("results", short_help="Keep runs for the record and write the tables of all that are kept.")
def results(
    runs: Annotated[
        list[Path] | None, typer.Argument(help="Folders of scored runs to keep; none to write the tables alone.")
    ] = None,
    folder: Annotated[Path, typer.Option("--folder", help="Where results/ and RESULTS.md are.")] = Path("eval"),
    readme: Annotated[Path, typer.Option("--readme", help="File with the marks of the short tables.")] = Path(
        "README.md"
    ),
) -> None:
    """Example: summarize eval results runs/rules runs/latest

    Keep the scores of runs, without the articles' words, in eval/results, and write eval/RESULTS.md and the short tables
    of the README from all that are kept.
    """
    from summarize.evaluation.results import kept, kept_name, read_results, results_text, short_text, with_results
    from summarize.output import note, write_whole

    for run_folder in runs or []:
        scores = _read_scores(run_folder)
        write_whole(folder / "results" / kept_name(scores), kept(scores).model_dump_json() + "\n")
    found = read_results(folder / "results")
    write_whole(folder / "RESULTS.md", results_text(found))
    write_whole(readme, with_results(readme.read_bytes().decode("utf-8"), short_text(found)))
    note(f"{len(found)} kept runs are in {folder / 'RESULTS.md'} and {readme}.")


@eval_app.command("gate", short_help="Set the floors that later runs must keep.")
def gate_command(
    folder: Folder,
    file: Annotated[Path, typer.Option("--file", help="The gate.")] = Path("eval/baseline.json"),
    write: Annotated[bool, typer.Option("--write", help="Set the floors a margin below what was measured.")] = False,
    lower_floors: Annotated[bool, typer.Option("--lower-floors", help="Let floors go down.")] = False,
) -> None:
    """Example: summarize eval gate runs/latest

    Hold a stored run against the gate; with --write, set the gate's floors from it. A floor goes down only with
    --lower-floors.
    """
    from summarize.evaluation.gate import new_gate, read_gate
    from summarize.output import note, write_whole

    scores = _read_scores(folder)
    if not write:
        _pass_gate(scores, file)
        return
    old = read_gate(file) if file.exists() else None
    gate, lowered = new_gate(scores, old)
    if lowered and not lower_floors:
        for line in lowered:
            note(f"summarize: {line}")
        note(f"summarize: {file} is unchanged. Use --lower-floors to let floors go down.")
        raise typer.Exit(FAILED)
    write_whole(file, gate.model_dump_json(indent=2) + "\n")
    note(f"Floors written to {file}.")


def check_command(
    report: Annotated[Path, typer.Argument(help="report.json of `brief`, `compare` or `article`.", show_default=False)],
    articles: Annotated[list[str], typer.Argument(help="The articles that it is about.", show_default=False)],
) -> None:
    """Example: summarize check out/ukraine-losses/report.json seeds/ukraine-losses

    Check a report against its articles: every span, number, name and denial. Names each altered item; exit 1 if any.
    """
    from summarize.evaluation.checking import check_report, read_report
    from summarize.output import answer, note
    from summarize.reading.articles import read_articles

    reading = read_articles(articles)
    for failure in reading.failures:
        note(f"summarize: {failure.message}")
    found = read_report(report)
    altered = check_report(found, reading.articles)
    for item in altered:
        answer(f"{item.where}: {item.problem}")
    note(f"{len(found.claims)} claims of {len(found.articles)} articles checked, {len(altered)} altered items.")
    if altered:
        raise typer.Exit(FAILED)


def _collection(cases: Path, split: SplitChoice, real_stories: Path | None, seeds: Path | None) -> Collection:
    from summarize.evaluation.subjects import Collection

    if real_stories is not None and seeds is not None:
        raise typer.BadParameter("give one of --real-stories and --seeds", param_hint="--seeds")
    if real_stories is not None:
        return Collection(kind="real-stories", folder=str(real_stories))
    if seeds is not None:
        return Collection(kind="seeds", folder=str(seeds))
    return Collection(kind="cases", folder=str(cases), split=split.value)


def _backend(model: str | None, no_cache: bool, *, adapter: bool = True) -> Backend | None:
    from summarize.asking.answers import AnswerCache
    from summarize.asking.backends import open_backend, open_cached_backend
    from summarize.asking.models import default_model
    from summarize.output import download_progress, note
    from summarize.pipeline import NO_MODEL

    if model == NO_MODEL:
        return None
    name = model or default_model()
    with download_progress() as report:
        if no_cache:
            return open_backend(name, adapter=adapter, on_progress=report)
        answers = AnswerCache(tell=lambda message: note(f"summarize: {message}"))
        return open_cached_backend(name, answers, adapter=adapter, on_progress=report)


def _score(stored: StoredRun, folder: Path) -> Scores:
    """Score a run, write what comes of it into `folder`, and print the table."""
    from summarize.evaluation.page import to_page
    from summarize.evaluation.scoreboard import SCORES_FILE, score_run
    from summarize.evaluation.subjects import load_subjects
    from summarize.evaluation.table import to_table
    from summarize.output import answer, note

    subjects = load_subjects(stored.manifest.collection)
    scores = score_run(stored, subjects)
    table = to_table(scores)
    _write(
        folder,
        {SCORES_FILE: scores.model_dump_json(indent=1) + "\n", "table.md": table, "page.html": to_page(scores)},
    )
    answer(table)
    note(f"Open {folder / 'page.html'}")
    return scores


def _write(folder: Path, files: dict[str, str]) -> None:
    from summarize.output import write_whole

    for name, content in files.items():
        write_whole(folder / name, content)


def _read_scores(folder: Path) -> Scores:
    from summarize.evaluation.scoreboard import read_scores

    return read_scores(folder)


def _pass_gate(scores: Scores, file: Path) -> None:
    """Exit with 1 unless the scores pass the gate."""
    from summarize.evaluation.gate import read_gate, shortfalls
    from summarize.output import note

    short = shortfalls(scores, read_gate(file))
    for line in short:
        note(f"summarize: gate: {line}")
    if short:
        raise typer.Exit(FAILED)
    note(f"The gate {file} is passed.")
