"""Measure, print the tables, and write them: python -m summarize.evaluation.benchmark --help."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from summarize.asking.backends import open_backend
from summarize.asking.backends.huggingface import HuggingFaceBackend
from summarize.asking.models import default_model
from summarize.evaluation.benchmark import peers, sections
from summarize.evaluation.benchmark.measuring import machine, peak_memory
from summarize.evaluation.benchmark.samples import long_article, wide_story
from summarize.evaluation.benchmark.tables import Table, to_markdown, to_text
from summarize.evaluation.subjects import Collection, load_subjects
from summarize.output import answer, note, write_whole
from summarize.pipeline import Summarizer
from summarize.stories import read_story

FOUNDING = "seeds/ukraine-losses"
CASES = "eval/cases"
WIDE = 64
"""Articles of the story whose memory is measured."""
SECTIONS = ("model", "types", "stages", "commands", "growth")
"""What can be measured, in this order."""
SHORT = 3_000
"""Characters of the one article."""


def main() -> None:
    """Measure what is asked for; each table is printed once it is known."""
    given = _parse()
    commit = Summarizer().run_record().commit
    facts: dict[str, object] = {"machine": machine(), "commit": commit, "model": given.model}
    tables = []
    for table, found in _peers(given) if given.peers else _sections(given):
        answer("\n" + to_text(table))
        tables.append(table)
        facts |= found
    note(f"peak memory of this process: {peak_memory():.0f} MB")
    if given.json:
        write_whole(given.json, json.dumps(facts, indent=1) + "\n")
    if given.markdown:
        write_whole(given.markdown, _page(tables, facts))


def _peers(given: argparse.Namespace) -> Iterator[sections.Section]:
    yield peers.compare(given.peers, Path(given.gguf), Path(given.story), given.model)


def _sections(given: argparse.Namespace) -> Iterator[sections.Section]:
    backend = open_backend(given.model)
    if not isinstance(backend, HuggingFaceBackend):
        raise SystemExit("The benchmark measures models that run in this process; name one with --model.")
    story = read_story([given.story])
    cases = [subject.story for subject in load_subjects(Collection(kind="cases", folder=CASES, split="dev"))]
    articles = [article for case in cases for article in case.articles]
    short = long_article(articles, SHORT).articles[0]
    measure: dict[str, Callable[[], sections.Section]] = {
        "model": lambda: sections.model_and_machine(backend, story, max(3, given.rounds)),
        "types": lambda: sections.number_types(given.model, story, given.rounds),
        "stages": lambda: sections.stages(backend, [story, *cases], given.rounds),
        "commands": lambda: sections.commands(given.model, short, story, wide_story(story, given.wide), given.rounds),
        "growth": lambda: sections.growth(backend, story, cases, given.largest),
    }
    for section in given.sections:
        yield measure[section]()


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m summarize.evaluation.benchmark")
    parser.add_argument("--model", default=default_model())
    parser.add_argument("--story", default=FOUNDING, help="folder of the story that is measured most")
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is measured")
    parser.add_argument(
        "--largest", type=float, default=1.0, help="share of the largest sizes that growth is measured up to"
    )
    parser.add_argument("--sections", nargs="+", choices=SECTIONS, default=SECTIONS, help="what is measured")
    parser.add_argument("--wide", type=int, default=WIDE, help="articles of the story whose memory is measured")
    parser.add_argument("--json", type=Path, help="file to write the measurements to")
    parser.add_argument("--markdown", type=Path, help="file to write the tables to")
    parser.add_argument(
        "--peers", metavar="PYTHON", help="compare with langextract, in the environment of this interpreter"
    )
    parser.add_argument("--gguf", help="the peer's model")
    return parser.parse_args()


def _page(tables: list[Table], facts: dict[str, object]) -> str:
    lines = [
        "# How fast it is",
        "",
        "Written by `make bench` (see `summarize/evaluation/benchmark/`); do not edit by hand.",
        "",
    ]
    lines += [f"- {name}: {value}" for name, value in machine().items()]
    lines += [f"- commit: {facts['commit']}", f"- model: {facts['model']}", ""]
    return "\n".join(lines) + "\n" + "\n\n".join(to_markdown(table) for table in tables) + "\n"


if __name__ == "__main__":
    main()
