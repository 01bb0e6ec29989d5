"""How fast many stories are made by each engine with one worker and with two, and how much of a second worker comes of it.

    python -m summarize.evaluation.variations --stories 24 > stories.jsonl
    OMP_NUM_THREADS=1 python -m summarize.evaluation.batch_benchmark stories.jsonl

The cache has no part in it. A rate is taken from the time when as many stories are done as there
are workers, so that neither starting nor loading counts. The engines take turns in every round, as other work on the machine
comes and goes; a worker has one thread, so that two have twice the machine of one.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial

from summarize.asking.models import default_model
from summarize.batch.engines import Engine, Processes
from summarize.batch.ray_actors import RayActors
from summarize.opening import open_in_worker
from summarize.output import answer, note
from summarize.stories import Story, open_stories

__all__ = ["articles_a_second", "rates_table"]

WORKERS = (1, 2)

Open = Callable[[int], AbstractContextManager[Engine]]
"""Opens an engine with a number of workers."""


def articles_a_second(engine: Engine, stories: Sequence[Story], workers: int) -> float:
    """Return the rate at which an engine makes reports, a window a story, once each worker may have made one."""
    done = [time.perf_counter() for _ in engine.make([story] for story in stories)]
    articles = sum(len(story.articles) for story in stories[workers:])
    return articles / (done[-1] - done[workers - 1])


def rates_table(rates: dict[tuple[str, int], list[float]]) -> str:
    """Return a Markdown table of rates by engine and number of workers: medians, with the least and the most."""
    lines = ["| engine | workers | articles a second | efficiency |", "| --- | ---: | ---: | ---: |"]
    for (name, workers), found in rates.items():
        alone = statistics.median(rates[name, 1])
        median = statistics.median(found)
        between = f"{median:.2f} ({min(found):.2f} to {max(found):.2f})"
        lines.append(f"| {name} | {workers} | {between} | {median / (workers * alone):.0%} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("stories", help="JSON lines, one story a line")
    parser.add_argument("--rounds", type=int, default=1, help="times that each engine is measured")
    parser.add_argument("--model", default=default_model(), help="model, or none")
    arguments = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("RAY_worker_niceness", "0")  # Ray would let all else on the machine go first.
    with open_stories(arguments.stories) as source:
        stories = [entry.story for entry in source.entries if isinstance(entry.story, Story)]
    opener = partial(open_in_worker, arguments.model, True)
    engines: dict[str, Open] = {"local": partial(Processes, opener), "ray": partial(RayActors, opener)}
    rates: dict[tuple[str, int], list[float]] = {(name, workers): [] for name in engines for workers in WORKERS}
    for number in range(arguments.rounds):
        for name, workers in rates:
            note(f"round {number + 1} of {arguments.rounds}: {name}, {workers}")
            with engines[name](workers) as engine:
                rates[name, workers].append(articles_a_second(engine, stories, workers))
    articles = sum(len(story.articles) for story in stories)
    answer(f"{arguments.model}, {articles} articles in {len(stories)} stories, {os.cpu_count()} cores:\n")
    answer(rates_table(rates))


if __name__ == "__main__":
    main()
