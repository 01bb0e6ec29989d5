"""Other programs on the same story, the same weights and the same machine: how long they take, and what they get right."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from summarize.asking.backends import open_backend
from summarize.evaluation.baselines import assemble
from summarize.evaluation.benchmark.measuring import Clock
from summarize.evaluation.benchmark.tables import Table
from summarize.evaluation.external import load_seeds
from summarize.evaluation.json_baseline import ask_for_json
from summarize.evaluation.subjects import Subject
from summarize.output import note
from summarize.pipeline import Summarizer
from summarize.schema import ARTICLE_ITSELF, Asserter, Claim, Figure, Report, Span

__all__ = ["compare"]

PEER = Path(__file__).parent / "langextract_peer.py"
SAME_WEIGHTS = "qwen2.5-coder-1.5b"

Taken = tuple[float, float, Report]
"""Seconds on the wall, seconds of processor time, and what was found."""


class _Found(BaseModel):
    """A record of the peer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    start: int | None
    end: int | None
    attributes: dict[str, str]


class _Article(BaseModel):
    """What the peer made of an article; `error` says why it made nothing of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    figures: tuple[_Found, ...]
    seconds: float
    cpu_seconds: float
    error: str | None = None


def compare(python: str, gguf: Path, folder: Path, model: str) -> tuple[Table, dict[str, object]]:
    """Run the peers and this program on the labelled story in a folder.

    Args:
        python: the interpreter of an environment with langextract and xllamacpp (`make bench-peers` makes one).
        gguf: the peer's weights, of `SAME_WEIGHTS`.
        folder: text files with `labels.jsonl`, laid out as for `summarize eval run --seeds`.
        model: the model of this program that is also run.
    """
    (subject,) = load_seeds(folder)
    runs: dict[str, Callable[[], Taken]] = {
        f"summarize, {model}": lambda: _ours(subject, model),
        f"summarize, {SAME_WEIGHTS}": lambda: _ours(subject, SAME_WEIGHTS),
        f"asked for JSON under llguidance, {SAME_WEIGHTS}": lambda: _json(subject),
        f"langextract over llama.cpp, {SAME_WEIGHTS} (Q4_K_M)": lambda: _langextract(subject, python, gguf),
    }
    rows, facts = [], {}
    for name, run in runs.items():
        note(name)
        wall, cpu, report = run()
        counters = subject.judge(report).counters
        labelled, found, right = (int(counters[f"figure.{key}"]) for key in ("gold", "matched", "asserter"))
        rows.append((name, f"{wall:.1f}", f"{cpu:.1f}", str(len(report.claims)), str(found), str(right), str(labelled)))
        facts[name] = {"wall": wall, "cpu": cpu, "claims": len(report.claims), "found": found, "right": right}
    columns = (
        "system",
        "seconds",
        "processor seconds",
        "figures given",
        "labelled ones found",
        "with the right source",
        "labelled",
    )
    remark = "The model is loaded. langextract only extracts; the others compare the articles as well."
    return Table(f"Peers, {subject.id}", columns, tuple(rows), remark), {"peers": facts}


def _ours(subject: Subject, model: str) -> Taken:
    backend = open_backend(model)
    clock = Clock()
    report = Summarizer(backend).report(subject.story)
    return clock.wall(), clock.cpu(), report


def _json(subject: Subject) -> Taken:
    backend = open_backend(SAME_WEIGHTS)
    clock = Clock()
    report = ask_for_json([subject.story], backend)[subject.id]
    return clock.wall(), clock.cpu(), report


def _langextract(subject: Subject, python: str, gguf: Path) -> Taken:
    articles = [{"id": article.id, "text": article.text} for article in subject.story.articles]
    # llama.cpp's threads wait for each other by spinning: on a machine that does other work as well this is unfair to it.
    asked = json.dumps({"gguf": str(gguf), "threads": len(os.sched_getaffinity(0)), "articles": articles})
    done = subprocess.run([python, str(PEER)], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    found = [_Article.model_validate(one) for one in json.loads(done.stdout.splitlines()[-1])]
    for article in found:
        if article.error:
            note(f"langextract: {article.id}: {article.error}")
    texts = {article.id: article.text for article in subject.story.articles}
    claims = [
        claim
        for article in found
        for number, figure in enumerate(article.figures)
        if (claim := _claim(article.id, number, figure, texts[article.id])) is not None
    ]
    wall, cpu = sum(one.seconds for one in found), sum(one.cpu_seconds for one in found)
    return wall, cpu, assemble(subject.story, "langextract", claims=claims)


def _claim(article_id: str, number: int, found: _Found, text: str) -> Claim | None:
    """Return a record as a claim, or None where its words are not in the article or its value is no number."""
    value = found.attributes.get("value", "").replace(",", "")
    if found.start is None or found.end is None or not value.replace(".", "", 1).isdigit():
        return None
    span = Span.of(text, found.start, found.end)
    who = found.attributes.get("who", "")
    itself = who.lower() in ("", ARTICLE_ITSELF)
    return Claim(
        id=f"{article_id}:{number}",
        article_id=article_id,
        kind="figure",
        quote=span,
        figure=Figure(span=span, low=float(value), high=float(value), qualifier="exact", unit=None),
        measure=found.attributes.get("measure", ""),
        asserted_by=Asserter(name=ARTICLE_ITSELF if itself else who, span=None),
        stance="asserted",
        when=None,
    )
