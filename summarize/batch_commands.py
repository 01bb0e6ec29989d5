"""`summarize batch`: the command, its options and what it says.

Only typer is imported before a command runs, so that `summarize --help` stays quick.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.opening import fetch_model, open_in_worker, open_summarizer
from summarize.options import Model, NoCache, Output

if TYPE_CHECKING:
    from summarize.batch import Engine, Outcome

__all__ = ["batch_command"]

WITH_FAILURES, INTERRUPTED = 3, 130


class Grouping(StrEnum):
    """How stories are found among articles."""

    AUTO = "auto"


class EngineChoice(StrEnum):
    """What makes the reports."""

    LOCAL = "local"
    RAY = "ray"


Stories = Annotated[
    str,
    typer.Argument(
        metavar="STORIES",
        help="JSON lines, one story a line; a folder with a folder of articles for each story; - for standard input.",
        show_default=False,
    ),
]
Group = Annotated[
    Grouping | None,
    typer.Option(
        "--group", help="STORIES has one article a line: find the stories by date and words.", show_default=False
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="FIELD",
        help="STORIES has one article a line: those with the same value in FIELD are a story.",
        show_default=False,
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes, each with the model in memory; changes no report.")
]
WithEngine = Annotated[
    EngineChoice, typer.Option("--engine", help="Processes of this machine, or a Ray cluster; changes no report.")
]
Actors = Annotated[
    int | None,
    typer.Option(
        "--actors",
        min=1,
        help="With --engine ray: workers, each with the model in memory.  [default: one a graphics card, else one a machine]",
        show_default=False,
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="HOST:PORT",
        help="With --engine ray: a cluster that runs already, or auto for the one of this machine.  "
        "[default: one is started here for this run]",
        show_default=False,
    ),
]


def batch_command(
    stories: Stories,
    output: Output,
    model: Model = None,
    group: Group = None,
    group_by: GroupBy = None,
    workers: Workers = 1,
    engine: WithEngine = EngineChoice.LOCAL,
    actors: Actors = None,
    address: Address = None,
    no_cache: NoCache = False,
) -> None:
    """Example: summarize batch seeds -o out/all

    Write a report for each of many stories: one a line in reports.jsonl, with index.jsonl, summary.csv, failures.jsonl
    and run.json. A line of STORIES is {"id": …, "articles": [{"id", "title", "text", "outlet", "published", "url"}, …]}.

    The same command goes on where an earlier one was cut off, and does again only what has changed. Another engine may go on.
    """
    from summarize.batch import run_batch
    from summarize.output import note, progress, require_folder
    from summarize.stories import open_stories

    if group and group_by:
        raise typer.BadParameter("give one of --group and --group-by", param_hint="--group-by")
    if engine is EngineChoice.RAY and workers != 1:
        raise typer.BadParameter("the engine ray has --actors", param_hint="--workers")
    if engine is EngineChoice.LOCAL and (actors or address):
        raise typer.BadParameter("needs --engine ray", param_hint="--actors" if actors else "--address")
    require_folder(output)
    with ExitStack() as opened:
        if group or group_by:
            from summarize.grouping import open_articles  # scikit-learn takes a second to import

            source = opened.enter_context(open_articles(stories, group_by))
        else:
            source = opened.enter_context(open_stories(stories))
        means = _Means(model, no_cache, workers, actors, address)
        makes = _ray(means, opened) if engine is EngineChoice.RAY else _local(means, opened)
        try:
            with progress("Stories", source.count) as done:
                outcome = run_batch(source.entries, output, makes, done)
        except KeyboardInterrupt as error:
            note(f"summarize: interrupted; the same command goes on from what is done, which is kept in {output}.")
            raise typer.Exit(INTERRUPTED) from error
    _tell(outcome, output)


@dataclass(frozen=True)
class _Means:
    """What reports are to be made with."""

    model: str | None
    no_cache: bool
    workers: int
    actors: int | None
    address: str | None


def _local(means: _Means, opened: ExitStack) -> Engine:
    from summarize.batch import InProcess, Processes

    if means.workers == 1:
        return InProcess(open_summarizer(means.model, means.no_cache))
    fetch_model(means.model)
    return opened.enter_context(Processes(partial(open_in_worker, means.model, means.no_cache), means.workers))


def _ray(means: _Means, opened: ExitStack) -> Engine:
    from summarize.batch.ray_actors import RayActors
    from summarize.output import note

    actors = RayActors(partial(open_in_worker, means.model, means.no_cache), means.actors, means.address)
    if means.address is None:  # else each node fetches its own
        fetch_model(means.model)
        note("Starting Ray")
    return opened.enter_context(actors)


def _tell(outcome: Outcome, output: Path) -> None:
    """Say what a batch did, and exit with 3 if something could not be done."""
    from summarize.output import answer, counted, note

    kept = f" ({outcome.kept} kept from an earlier run)" if outcome.kept else ""
    failed = f", {counted(outcome.failures, 'failure')}: see {output / 'failures.jsonl'}" if outcome.failures else ""
    note(f"{counted(outcome.reports, 'report')}{kept}{failed}.")
    if outcome.found or outcome.asked:
        note(f"The model was asked {counted(outcome.asked, 'question')}; the cache answered {outcome.found}.")
    answer(str(output / "reports.jsonl"))
    if outcome.failures:
        raise typer.Exit(WITH_FAILURES)
