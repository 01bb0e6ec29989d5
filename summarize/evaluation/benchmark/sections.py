"""The sections of the benchmark: each measures and returns a table and what goes into the JSON file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from summarize.asking.backends.adapter import find_adapter
from summarize.asking.backends.huggingface import HuggingFaceBackend, best_dtype
from summarize.asking.backends.huggingface.integers import integers_pay
from summarize.asking.backends.huggingface.work import Work, multiplication_rate
from summarize.asking.models import locate
from summarize.evaluation.benchmark.arithmetic import Spread, line_through, operations, spread
from summarize.evaluation.benchmark.measuring import Clock, KeptQuestions, Stages, TimedBackend, run_command, stages_of
from summarize.evaluation.benchmark.samples import long_article, many_stories, wide_story
from summarize.evaluation.benchmark.tables import Table
from summarize.output import note
from summarize.pipeline import Summarizer
from summarize.schema import Article
from summarize.stories import Story

__all__ = ["Section", "commands", "growth", "model_and_machine", "number_types", "stages"]

Section = tuple[Table, dict[str, object]]

PEAK_SECONDS = 0.5
"""How long matrices are multiplied for the peak, before each round: long enough to outlast another process's turn."""
ARTICLES = (2, 4, 8, 16, 32, 64)
LENGTHS = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000)
STORIES = (1, 4, 16, 64, 256)


def model_and_machine(backend: HuggingFaceBackend, story: Story, rounds: int) -> Section:
    """Measure the model's arithmetic against the most that the processor does, in turns."""
    name, dtype = backend.name, backend.record().dtype or "float32"
    shape = json.loads((locate(name).folder / "config.json").read_bytes())
    peaks, rates, shares, speeds = [], [], [], []
    before = after = Work()
    for number in range(rounds):
        note(f"model and machine: round {number + 1} of {rounds}")
        peak = multiplication_rate(dtype, PEAK_SECONDS, backend.threads)
        before = Work(**asdict(backend.work))
        taken = stages_of(story, backend)
        after = backend.work
        done = operations(
            shape,
            tokens=after.tokens - before.tokens,
            finished=after.finished - before.finished,
            pairs=after.pairs - before.pairs,
            predicted=after.predicted - before.predicted,
        )
        peaks.append(peak / 1e9)
        rates.append(done / taken.model_cpu / 1e9)
        shares.append(100 * done / taken.model_cpu / peak)
        speeds.append((after.tokens - before.tokens) / taken.model_cpu)
    tokens, alone = after.tokens - before.tokens, after.alone - before.alone
    trees = after.passes - before.passes
    rows = (
        ("matrix products, the processor's most (GFLOP/s a core)", *_cells(spread(peaks))),
        ("the model (GFLOP/s a core)", *_cells(spread(rates))),
        ("the model, of the most (%)", *_cells(spread(shares))),
        ("tokens read (a second and core)", *_cells(spread(speeds))),
        ("tokens read, of those read without sharing (%)", f"{100 * tokens / alone:.1f}", "", ""),
    )
    title = f"The model against the machine: {name}, {dtype}"
    remark = (
        f"{story.id}: {tokens} tokens in {trees} trees of {tokens / trees:.0f} on average, against {alone} had every "
        "candidate been put behind its whole question and run alone. Seconds are of processor time, which other programs "
        "on the machine change less than the clock on the wall. Median of the rounds with its 95 % interval."
    )
    facts = {"peak": peaks, "rate": rates, "share": shares, "tokens_a_second": speeds, "tokens": tokens, "alone": alone}
    return Table(title, ("measure", "median", "from", "to"), rows, remark), {"model_and_machine": facts}


def number_types(model: str, story: Story, rounds: int) -> Section:
    """Measure how quickly a model answers a story's questions in each number type of this processor, in turns."""
    kinds = dict.fromkeys([torch.float32, best_dtype(torch.device("cpu")), *([torch.int8] if integers_pay() else [])])
    checkpoint, adapter = locate(model), find_adapter(model)
    opened = [HuggingFaceBackend(checkpoint, adapter=adapter, device="cpu", dtype=kind) for kind in kinds]
    backends = {str(backend.record().dtype): backend for backend in opened}
    asked = KeptQuestions(backends["float32"])
    Summarizer(asked).reports([story])
    before = backends["float32"].work.tokens
    seconds: dict[str, list[float]] = {name: [] for name in backends}
    found: dict[str, NDArray[np.float64]] = {}
    for number in range(rounds):
        note(f"number types: round {number + 1} of {rounds}")
        for name, backend in backends.items():
            clock = Clock()
            ranked = backend.rank(asked.requests)
            seconds[name].append(clock.cpu())
            found[name] = np.concatenate([_centred(one.log_likelihoods) for one in ranked])
    tokens = (backends["float32"].work.tokens - before) // rounds
    rows, facts = [], {}
    for name, taken in seconds.items():
        quicker = spread([first / second for first, second in zip(seconds["float32"], taken, strict=True)])
        off = float(np.sqrt(np.mean((found[name] - found["float32"]) ** 2)))
        times = (f"{tokens / _middle(taken):.0f}", *(f"{x:.2f}" for x in (quicker.median, quicker.low, quicker.high)))
        rows.append((name, *times, f"{off:.3f}"))
        facts[name] = {"seconds": taken, "off": off, "tokens": tokens}
    columns = ("number type", "tokens a second and core", "times as quick as float32", "from", "to", "answers off")
    size = float(np.std(found["float32"]))
    remark = (
        f"The {len(asked.requests)} questions of {story.id}, {tokens} tokens, by processor time. Answers off: the log-"
        f"likelihoods of a question's answers, less their mean, against float32, root mean square; their own is {size:.2f}."
    )
    return Table(f"Number types: {model}", columns, tuple(rows), remark), {"number_types": facts}


def _centred(scores: Sequence[float]) -> NDArray[np.float64]:
    return np.asarray(scores, dtype=np.float64) - np.mean(scores)


def stages(backend: HuggingFaceBackend, stories: Sequence[Story], rounds: int) -> Section:
    """Measure where the time of each story goes."""
    rows, facts = [], []
    for story in stories:
        note(f"stages: {story.id}")
        taken = [stages_of(story, backend) for _ in range(rounds)]
        characters = sum(len(article.text) for article in story.articles)
        cells = [
            *(
                _middle(getattr(one, name) for one in taken)
                for name in ("reading", "model", "comparing", "wall", "cpu")
            ),
            _middle(100 * one.share for one in taken),
            _middle(one.questions / max(1, one.claims) for one in taken),
        ]
        rows.append((story.id, str(len(story.articles)), str(characters), *(f"{cell:.2f}" for cell in cells)))
        facts.append({"story": story.id, "characters": characters, "rounds": [asdict(one) for one in taken]})
    columns = (
        *("story", "articles", "characters", "reading s", "model s", "the rest s", "all s", "processor s"),
        *("in the model %", "questions a claim"),
    )
    remark = "Medians. The model is loaded, no answer is known beforehand."
    return Table("Where the time goes", columns, tuple(rows), remark), {"stages": facts}


def commands(model: str, article: Article, story: Story, wide: Story, rounds: int) -> Section:
    """Measure whole commands, from start to end, as a user has them."""
    rows, facts = [], {}
    with tempfile.TemporaryDirectory() as folder:
        one = _written(Path(folder) / "one", Story("one", (article,)))
        runs = {
            f"summarize article, {len(article.text)} characters": ("article", str(next(one.iterdir()))),
            f"summarize compare, {story.id}": ("compare", str(_written(Path(folder) / "story", story))),
            f"summarize compare, {len(wide.articles)} articles": (
                "compare",
                str(_written(Path(folder) / "wide", wide)),
            ),
        }
        for label, arguments in runs.items():
            note(label)
            taken = [run_command(*arguments, "--model", model, "--no-cache") for _ in range(rounds)]
            rows.append(
                (label, *(f"{_middle(getattr(t, name) for t in taken):.1f}" for name in ("wall", "cpu", "peak")))
            )
            facts[label] = [asdict(t) for t in taken]
    remark = "Medians. Python, libraries and the model are loaded anew each time, and no answer is known."
    columns = ("command", "seconds", "processor seconds", "most memory MB")
    return Table("Whole commands", columns, tuple(rows), remark), {"commands": facts}


def growth(backend: HuggingFaceBackend, story: Story, cases: Sequence[Story], largest: float = 1.0) -> Section:
    """Measure how time grows with articles, their length, and stories, up to a share of the largest sizes."""
    articles = [article for case in cases for article in case.articles]
    kinds: dict[str, tuple[Sequence[int], Callable[[int], list[Story]]]] = {
        "articles of a story": (ARTICLES, lambda size: [wide_story(story, size)]),
        "characters of an article": (LENGTHS, lambda size: [long_article(articles, size)]),
        "stories": (STORIES, lambda size: many_stories(cases, size)),
    }
    rows, facts = [], {}
    for kind, (sizes, make) in kinds.items():
        measured: list[tuple[float, Stages]] = []
        for size in sizes:
            if size > largest * sizes[-1]:
                continue
            note(f"growth: {size} {kind}")
            stories = make(size)
            real = sum(len(article.text) for one in stories for article in one.articles)
            measured.append((real if kind.startswith("characters") else size, _together(stories, backend)))
        x = [size for size, _ in measured]
        for label, costs in (
            ("model", [taken.model_cpu for _, taken in measured]),
            ("rules", [taken.cpu - taken.model_cpu for _, taken in measured]),
            ("all", [taken.cpu for _, taken in measured]),
        ):
            line = line_through(x, costs)
            residuals = " ".join(f"{100 * r:+.0f}" for r in line.residuals)
            span = f"{x[0]:.0f} to {x[-1]:.0f}"
            cells = (f"{costs[0]:.2f} to {costs[-1]:.2f}", f"{line.slope:.4g}", f"{line.exponent:.2f}", residuals)
            rows.append((kind, label, span, *cells))
            facts[f"{kind}, {label}"] = {"sizes": x, "seconds": costs, **asdict(line)}
        asked = [taken.questions / max(1, taken.claims) for _, taken in measured]
        facts[f"{kind}, questions a claim"] = {"sizes": x, "questions_a_claim": asked}
        rows.append((kind, "questions a claim", "", f"{min(asked):.2f} to {max(asked):.2f}", "", "", ""))
    columns = ("of", "what", "sizes", "processor s", "each one more", "power", "off the line %")
    remark = (
        "A line through the measurements by least relative squares; what each measurement is off it. The power is that of the "
        "size which time grows with: 1 is linear, 2 square."
    )
    return Table("Growth", columns, tuple(rows), remark), {"growth": facts}


def _together(stories: Sequence[Story], backend: HuggingFaceBackend) -> Stages:
    """Return what the stories take one after the other, 16 at a time, as a batch has them."""
    timed = TimedBackend(backend)
    clock = Clock()
    claims = 0
    for start in range(0, len(stories), 16):
        claims += sum(len(report.claims) for report in Summarizer(timed).reports(stories[start : start + 16]))
    wall, cpu = clock.wall(), clock.cpu()
    return Stages(0.0, timed.wall, wall - timed.wall, cpu, timed.cpu, timed.questions, claims)


def _written(folder: Path, story: Story) -> Path:
    folder.mkdir()
    for number, article in enumerate(story.articles):
        (folder / f"{number:03}.txt").write_text(article.text, encoding="utf-8")
    return folder


def _middle(values: Iterable[float]) -> float:
    return spread(list(values)).median


def _cells(measured: Spread) -> tuple[str, str, str]:
    return f"{measured.median:.1f}", f"{measured.low:.1f}", f"{measured.high:.1f}"
