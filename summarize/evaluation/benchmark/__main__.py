"""`make bench`: where the time goes, and what sharing a paragraph between its questions saves. Ratios, in one run.

    python -m summarize.evaluation.benchmark [FOLDER ...]

Every round measures both ways of asking on the same questions, one after the other, so that a busy machine slows both. Printed
are medians over the rounds with the least and the most.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from summarize.asking.backends import open_backend
from summarize.asking.backends.base import Backend, BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.models import default_model
from summarize.asserters import choose_asserters
from summarize.claims import draft_claims
from summarize.output import answer, note
from summarize.pipeline import Summarizer
from summarize.stories import Story, read_story

ROUNDS = 3
SAMPLES = ("seeds/ukraine-losses", "seeds/kalindra-earthquake", "seeds/brightwell-settlement")


@dataclass
class _Metered:
    """A backend that keeps what it was asked and how long it took."""

    backend: Backend
    seconds: float = 0.0
    requests: list[RankRequest] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.backend.name

    def record(self) -> BackendRecord:
        return self.backend.record()

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        started = time.perf_counter()
        ranked = self.backend.rank(requests)
        self.seconds += time.perf_counter() - started
        self.requests += requests
        return ranked

    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        return self.backend.generate(requests, together=together, done=done)


@dataclass(frozen=True)
class _Round:
    reading: float
    asking: float
    rest: float
    alone: float


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _measure(story: Story, backend: Backend) -> tuple[_Round, int]:
    metered = _Metered(backend)
    drafts = [draft_claims(article) for article in story.articles]
    reading = _timed(lambda: [draft_claims(article) for article in story.articles])
    choose_asserters(metered, drafts)
    asking, asked = metered.seconds, list(metered.requests)
    alone = _timed(lambda: backend.rank([replace(request, group="") for request in asked]))
    whole = _Metered(backend)
    started = time.perf_counter()
    Summarizer(whole).report(story)
    rest = time.perf_counter() - started - whole.seconds - reading
    return _Round(reading, asking, rest, alone), len(asked)


def _row(name: str, values: Sequence[float], unit: str) -> str:
    return f"{name:<44} {statistics.median(values):8.2f} {unit}  ({min(values):.2f} to {max(values):.2f})"


def main(folders: Sequence[str]) -> None:
    """Measure the stories in `folders` and print the table."""
    loading = time.perf_counter()
    backend = open_backend(default_model())
    loading = time.perf_counter() - loading
    for folder in folders:
        story = read_story([folder])
        rounds = []
        questions = 0
        for n in range(ROUNDS):
            note(f"{folder}: round {n + 1} of {ROUNDS}")
            measured, questions = _measure(story, backend)
            rounds.append(measured)
        characters = sum(len(a.text) for a in story.articles)
        answer(
            f"\n{folder}: {len(story.articles)} articles, {characters} characters, {questions} questions to the model"
        )
        answer(_row("reading, without a model", [r.reading for r in rounds], "s"))
        answer(_row("asking", [r.asking for r in rounds], "s"))
        answer(_row("claims, summaries and comparison", [r.rest for r in rounds], "s"))
        shares = [r.asking / (r.reading + r.asking + r.rest) for r in rounds]
        answer(_row("share of the time inside the model", [100 * s for s in shares], "%"))
        answer(_row("asked alone against sharing the paragraph", [r.alone / r.asking for r in rounds if r.asking], "x"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    record = backend.record()
    answer(f"\n{record.model}, {record.dtype}: loaded in {loading:.1f} s with its libraries; peak {peak:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:] or SAMPLES)
