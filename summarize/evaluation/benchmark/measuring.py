"""What is measured, and how: stories by stage, commands as processes of their own, and the machine that they run on."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from summarize.asking.backends.base import Backend, Ranked, RankRequest
from summarize.drafting import draft_claims
from summarize.evaluation.runner import MeteredBackend
from summarize.pipeline import Summarizer
from summarize.stories import Story

__all__ = ["Clock", "Command", "KeptQuestions", "Stages", "TimedBackend", "machine", "run_command", "stages_of"]


class Clock:
    """Counts seconds from when it is made: on the wall, and of processor time of all threads of this process."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def wall(self) -> float:
        """Return the seconds gone by."""
        return time.perf_counter() - self._wall

    def cpu(self) -> float:
        """Return the seconds of processor time spent."""
        return time.process_time() - self._cpu


class TimedBackend(MeteredBackend):
    """A backend that keeps how long it took to rank."""

    def __init__(self, backend: Backend) -> None:
        """Take the backend that answers."""
        super().__init__(backend)
        self.wall = 0.0
        self.cpu = 0.0

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return what the backend returns."""
        clock = Clock()
        ranked = super().rank(requests)
        self.wall += clock.wall()
        self.cpu += clock.cpu()
        return ranked


class KeptQuestions(MeteredBackend):
    """A backend that keeps what it was asked."""

    def __init__(self, backend: Backend) -> None:
        """Take the backend that answers."""
        super().__init__(backend)
        self.requests: list[RankRequest] = []

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return what the backend returns."""
        # Two calls may name groups alike that have nothing in common.
        call = len(self.requests)
        self.requests += [replace(one, group=f"{call} {one.group}") if one.group else one for one in requests]
        return super().rank(requests)


@dataclass(frozen=True, slots=True)
class Stages:
    """Where the time of a story's report went, in seconds."""

    reading: float
    """On the wall, by the rules that read an article."""
    model: float
    """On the wall, in the model."""
    comparing: float
    """On the wall, in all the rest: claims, summaries and comparison."""
    cpu: float
    """Of processor time, in all."""
    model_cpu: float
    """Of processor time, in the model."""
    questions: int
    """Put to the model."""
    claims: int
    """In the report."""

    @property
    def wall(self) -> float:
        """All of it."""
        return self.reading + self.model + self.comparing

    @property
    def share(self) -> float:
        """Share of the time that the model takes."""
        return self.model / self.wall


def stages_of(story: Story, backend: Backend) -> Stages:
    """Return where the time goes when a story's report is made as `summarize batch` makes it."""
    clock = Clock()
    for article in story.articles:
        draft_claims(article)
    reading = clock.wall()
    timed = TimedBackend(backend)
    clock = Clock()
    (report,) = Summarizer(timed).reports([story])
    wall, cpu = clock.wall(), clock.cpu()
    claims = len(report.claims)
    return Stages(reading, timed.wall, wall - timed.wall - reading, cpu, timed.cpu, timed.questions, claims)


@dataclass(frozen=True, slots=True)
class Command:
    """What a command took as a process of its own."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time."""
    peak: float
    """Most memory that it had, in megabytes."""


def run_command(*arguments: str) -> Command:
    """Run `python -m summarize` with some arguments and return what it took.

    Raises:
        subprocess.CalledProcessError: if it fails.
    """
    whole = [sys.executable, "-m", "summarize", *arguments]
    started = time.perf_counter()
    process = subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, whole)
    return Command(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def machine() -> dict[str, str]:
    """Return what the measurements were made on."""
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    flags = next((line for line in _lines("/proc/cpuinfo") if line.startswith("flags")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    wanted = [flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if f" {flag} " in f"{flags} "]
    name = names[0] if names else platform.processor()
    return {
        "processor": f"{name}, {os.cpu_count()} cores, {' '.join(wanted)}",
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "torch": metadata.version("torch"),
        "load before the tables were printed": " ".join(f"{n:.1f}" for n in os.getloadavg()),
    }


def peak_memory() -> float:
    """Return the most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
