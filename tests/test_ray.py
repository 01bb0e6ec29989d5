"""The engine `ray`, on real clusters: one started for the run, and one of two nodes of which one is killed."""

from __future__ import annotations

import contextlib
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from conftest import Run, Start
from news import FERRY_A, FERRY_B
from test_batch import FILES, Counting, rows, story
from test_batch import run as run_here

from summarize.batch import WINDOW, run_batch
from summarize.batch.ray_actors import RayActors
from summarize.errors import EngineError, ModelError
from summarize.pipeline import Summarizer
from summarize.schema import Report, RunRecord
from summarize.stories import Story

pytestmark = [
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.data.context"),  # about its own defaults
]

RAY = str(Path(sys.executable).with_name("ray"))
QUICK_TO_NOTICE = {"health_check_period_ms": 500, "health_check_failure_threshold": 10}
"""A node that says nothing for so long is given up; Ray's own default is several times that."""
BUT_RUN = tuple(name for name in FILES if name != "run.json")


def same_files(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same to the byte, but for the engine's name."""
    records = [json.loads((folder / "run.json").read_text()) | {"engine": ""} for folder in (one, other)]
    return records[0] == records[1] and all((one / n).read_bytes() == (other / n).read_bytes() for n in BUT_RUN)


def descendants(parent: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found: set[int] = set()
    waiting = [parent]
    while waiting:
        children = {child for child, its in parents.items() if its in waiting}
        found |= children
        waiting = list(children)
    return found


def wait_until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def title(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ").strip()
    except OSError:
        return ""


class Node:
    """A node of a cluster, with all its processes in one session of its own."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self._log = (folder / f"node-{secrets.token_hex(4)}.log").open("wb")
        common = ("--num-cpus=1", "--object-store-memory=100000000", "--block")
        self._process = subprocess.Popen(
            [RAY, "start", *arguments, *common], stdout=self._log, stderr=self._log, start_new_session=True
        )

    def started(self) -> bool:
        assert self._process.poll() is None, Path(self._log.name).read_text()
        return "Ray runtime started" in Path(self._log.name).read_text(errors="replace")

    def workers(self) -> list[int]:
        """Return the processes in which reports are made."""
        return [process for process in descendants(self._process.pid) if "_Maker" in title(process)]

    def kill(self) -> None:
        """Kill all its processes at once, as a machine that goes down does. Nothing is done to one that was killed."""
        for process in {*descendants(self._process.pid), self._process.pid}:
            if alive(process):
                with contextlib.suppress(ProcessLookupError):  # It may end by itself between the two.
                    os.kill(process, signal.SIGKILL)
        self._process.wait()
        self._log.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a cluster of one node, of which these tests have the token."""
    folder = Path(tempfile.mkdtemp(prefix="ray-", dir="/tmp"))  # short, see `scratch`
    port = random.Random(os.getpid()).randrange(20_000, 30_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]))
        settings = f"--system-config={json.dumps(QUICK_TO_NOTICE)}"
        head = Node(
            "--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={folder}", settings, folder=folder
        )
        try:
            wait_until(head.started, "the cluster does not start")
            yield f"127.0.0.1:{port}"
        finally:
            head.kill()
            shutil.rmtree(folder, ignore_errors=True)


def lines(count: int) -> str:
    """Return stories, one a line."""
    return "\n".join(
        json.dumps(
            {
                "id": f"ferry-{n}",
                "articles": [{"id": "a", "text": FERRY_A.replace("31", str(100 + n))}, {"id": "b", "text": FERRY_B}],
            }
        )
        for n in range(count)
    )


# A cluster of two nodes


class Slow(Counting):
    """Reports made by rules alone, slowly enough that a node can be killed over them."""

    def reports(self, stories: Sequence[Story]) -> list[Report]:
        time.sleep(0.2)
        return super().reports(stories)


def open_slow() -> Summarizer:
    return Slow()


def test_a_killed_node_loses_nothing(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.batch.WINDOW", 1)
    entries = [story(n) for n in range(120)]
    second = Node(f"--address={address}", "--node-ip-address=127.0.0.2", folder=tmp_path)
    told: list[str] = []

    def done(item: str) -> None:
        told.append(item)
        if len(told) == 10:
            wait_until(second.workers, "the second node has no part in it")
            second.kill()

    try:
        wait_until(second.started, "the second node does not start")
        with RayActors(open_slow, 2, address) as actors:
            outcome = run_batch(iter(entries), tmp_path / "ray", actors, done)
    finally:
        second.kill()
    assert outcome == run_here(entries, tmp_path / "local", Counting())
    assert same_files(tmp_path / "ray", tmp_path / "local")


class Deadly(Counting):
    """Reports made by rules alone, in a worker that may die of a story or say that the model has gone."""

    def reports(self, stories: Sequence[Story]) -> list[Report]:
        if any("deadly" in story.id for story in stories):
            os._exit(9)
        return super().reports(stories)


def open_deadly() -> Summarizer:
    return Deadly()


def open_fragile() -> Summarizer:
    return Counting(fails_on="ferry-20", error=ModelError("The model has gone.", advice="Look for it."))


def open_unlike() -> Summarizer:
    """Return a pipeline that runs otherwise in each process."""
    return Counting(seed=os.getpid())


def open_nothing() -> Summarizer:
    raise ModelError("There is no such model.", advice="Take another.")


def test_actors_change_no_byte(run: Run, address: str, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text(f"{lines(30)}\n{{oops")
    one = run("batch", "many.jsonl", "-o", "ray", "--engine", "ray", "--actors", "2", "--address", address)
    other = run("batch", "many.jsonl", "-o", "local")
    assert (one.returncode, other.returncode) == (3, 3), one.stderr
    assert same_files(tmp_path / "ray", tmp_path / "local")
    assert RunRecord.model_validate_json((tmp_path / "ray/run.json").read_text()).engine == "ray"


def test_a_story_that_kills_its_workers_costs_its_window_and_no_more(address: str, tmp_path: Path) -> None:
    deadly = story(50)
    assert isinstance(deadly.story, Story)
    deadly = type(deadly)(deadly.where, deadly.line, Story("deadly", deadly.story.articles))
    entries = [*[story(n) for n in range(WINDOW)], deadly, *[story(n) for n in range(60, 60 + 2 * WINDOW)]]
    with RayActors(open_deadly, 1, address) as actors:
        outcome = run_batch(iter(entries), tmp_path, actors, lambda _: None)
    assert (outcome.reports, outcome.stories_failed) == (2 * WINDOW + 1, WINDOW)
    failures = rows(tmp_path / "failures.jsonl")
    assert failures[0]["story_id"] == "deadly"
    assert {row["error"] for row in failures} == {"WorkerDied"}


@pytest.mark.parametrize(
    ("open_summarizer", "error", "sentence"),
    [
        (open_fragile, ModelError, r"^The model has gone\. Look for it\.$"),
        (open_nothing, ModelError, r"^There is no such model\. Take another\.$"),
        (open_unlike, EngineError, r"makes reports otherwise than another: seed \(\d+ against \d+\)"),
    ],
)
def test_what_an_actor_raises_is_told_as_it_is(
    address: str, tmp_path: Path, open_summarizer: Callable[[], Summarizer], error: type[Exception], sentence: str
) -> None:
    with RayActors(open_summarizer, 1, address) as actors, pytest.raises(error, match=sentence):
        run_batch(iter([story(n) for n in range(40)]), tmp_path, actors, lambda _: None)


# A cluster of its own


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Return a folder with a short name, as sockets lie in it, whose paths may have 107 characters."""
    folder = Path(tempfile.mkdtemp(prefix="ray-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_killed_it_leaves_no_process_and_another_engine_goes_on(
    run: Run, start: Start, tmp_path: Path, scratch: Path
) -> None:
    (tmp_path / "many.jsonl").write_text(lines(60))
    command = ("batch", "many.jsonl", "-o", "out", "--engine", "ray", "--actors", "2")
    with start(*command, env={"TMPDIR": str(scratch)}) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "Stories 8/" in line:
                break
        children = descendants(process.pid)
        # Two small helpers of Ray's own try to tell the head for a minute, and then end too.
        helpers = {child for child in children if title(child).endswith("Agent")}
        process.send_signal(signal.SIGKILL)
    assert children > helpers
    try:
        wait_until(lambda: not any(map(alive, children - helpers)), "processes outlive the command")
    finally:
        for process_left in filter(alive, children):
            os.kill(process_left, signal.SIGKILL)
    run("batch", "many.jsonl", "-o", "out")
    run("batch", "many.jsonl", "-o", "undisturbed")
    assert same_files(tmp_path / "out", tmp_path / "undisturbed")


def test_without_ray_the_next_step_is_told(run: Run, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "ray.py").write_text("raise ModuleNotFoundError(\"No module named 'ray'\", name='ray')")
    (tmp_path / "many.jsonl").write_text(lines(1))
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = run("batch", "many.jsonl", "-o", "out", "--engine", "ray", env={"PYTHONPATH": path})
    assert done.returncode == 1
    assert "needs packages that are not installed (ray). Run pip install 'summarize[ray]'" in done.stderr


@pytest.mark.parametrize("place", ["127.0.0.1:9", "127.0.0.1:x", "nowhere.invalid:6379"])
def test_a_cluster_that_is_not_there_is_a_sentence(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "many.jsonl").write_text(lines(1))
    done = run("batch", "many.jsonl", "-o", "out", "--engine", "ray", "--address", place)
    assert done.returncode == 1
    assert done.stderr.startswith(f"summarize: There is no Ray cluster at {place}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "options", [("--actors", "2"), ("--address", "auto"), ("--engine", "ray", "--workers", "2"), ("--engine", "rai")]
)
def test_options_that_do_not_fit_together_are_wrong_usage(run: Run, options: tuple[str, ...]) -> None:
    assert run("batch", "many.jsonl", "-o", "out", *options).returncode == 2
