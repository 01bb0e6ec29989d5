"""Engine `ray`: the model in actors on one machine or many, fed by Ray Data. The only module that imports Ray.

    windows of stories -> ray.data, map_batches -> what came of each window, in order

Each actor does with a window what a worker process does, so that no byte of a report hangs on the engine. Ray Data hands the
windows out, starts an actor that died anew on what is left of the cluster, and gives its window to another.
"""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import socket
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarize.batch.engines import MadeWindow, make
from summarize.errors import EngineError, SummarizeError
from summarize.pipeline import Summarizer
from summarize.schema import Failure, RunRecord
from summarize.stories import Story

__all__ = ["RayActors"]

_TRIES = 3
"""Times that a window is begun. One whose worker dies each time is given up, as it may be what kills them."""
_STORE = 256 * 2**20
"""Bytes of shared memory in which a cluster of our own keeps windows and reports on their way; what is more goes to disk.
The 2,000 articles of `summarize.evaluation.variations --stories 500` take 3 MB."""
_SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # Ray warns on each start while this is not set.
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # Else it tells the terminal of our users about arguments that we pin ourselves.
}
_LEFT = "The same command goes on from what is done."


class RayActors:
    """Makes reports in the actors of a Ray cluster. To be used in a `with` block, which ends a cluster of our own."""

    name = "ray"

    def __init__(
        self, open_summarizer: Callable[[], Summarizer], actors: int | None = None, address: str | None = None
    ) -> None:
        """Connect to nothing yet.

        Args:
            open_summarizer: opens the pipeline in each actor; must be picklable, and this package installed on each node.
            actors: how many; by default one for each graphics card of the cluster, or where it has none, for each node.
            address: HOST:PORT of a cluster, or "auto" for the one on this machine; None starts one here for this run.

        Raises:
            EngineError: if Ray is not installed.
        """
        os.environ.update({name: value for name, value in _SETTINGS.items() if name not in os.environ})
        self._ray = _import_ray()
        self._open = open_summarizer
        self._wanted = actors
        self._address = address
        self._folder: str | None = None
        self._record: RunRecord | None = None

    def __enter__(self) -> RayActors:
        try:
            if self._address is None:
                self._folder = tempfile.mkdtemp(prefix="summarize-ray-")
                self._ray.init(
                    address="local",
                    include_dashboard=False,
                    object_store_memory=_STORE,
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                    _temp_dir=self._folder,
                )
            else:
                _require_reachable(self._address)
                self._ray.init(address=self._address, log_to_driver=False, logging_level=logging.ERROR)
        except (OSError, RuntimeError, ValueError, self._ray.exceptions.RayError) as error:
            self.__exit__()
            raise _cannot_start(self._address, error) from error
        nodes = [node for node in self._ray.nodes() if node["Alive"]]
        cores, cards = (sum(node["Resources"].get(kind, 0) for node in nodes) for kind in ("CPU", "GPU"))
        self._actors = self._wanted or int(cards) or len(nodes)
        # The user's own number of threads, or the cores shared out.
        self._threads = int(os.environ.get("OMP_NUM_THREADS") or max(1, cores // self._actors))
        # No core is reserved: an actor of a node that is lost must find room on those that are left.
        self._needs: dict[str, float] = {"num_cpus": 0, **({"num_gpus": min(1, cards / self._actors)} if cards else {})}
        return self

    def __exit__(self, *_: object) -> None:
        self._ray.shutdown()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def run_record(self) -> RunRecord:
        """Return how reports are made, as a worker says.

        Raises:
            ModelError: if the model cannot be had there.
            EngineError: if the cluster is in trouble.
        """
        if self._record is None:
            # The process ends with its task, as it may hold a model.
            ask = self._ray.remote(max_calls=1, scheduling_strategy="SPREAD", **self._needs)(_run_record)
            try:
                found = self._ray.get(ask.remote(self._open, self._threads))
            except self._ray.exceptions.RayError as error:
                raise _in_trouble(error) from error
            self._record = _or_raise(found)
        return self._record

    def make(self, windows: Iterable[Sequence[Story]]) -> Iterator[MadeWindow]:
        """Return what comes of each window. All are taken at once, and wait in Ray's object store.

        A window whose worker dies each of a few times that it is begun is given up: its stories are failures.

        Raises:
            ModelError: if the model cannot be had any more.
            EngineError: if the cluster is in trouble, or its nodes are not alike.
        """
        counts: list[int] = []
        waiting: list[Any] = []
        for stories in windows:
            if stories:
                waiting.append(self._put(len(waiting), tuple(stories)))
            counts.append(len(stories))
        made = self._made(waiting) if waiting else iter(())
        for count in counts:
            yield next(made) if count else MadeWindow(())

    def _put(self, number: int, stories: Sequence[Story]) -> Any:
        import pyarrow

        window = {
            "number": pyarrow.array([number]),
            "stories": pyarrow.array([pickle.dumps(stories)], pyarrow.binary()),
        }
        return self._ray.put(pyarrow.table(window))

    def _made(self, waiting: Sequence[Any]) -> Iterator[MadeWindow]:
        data = self._ray.data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = True
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        here = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
            self._ray.get_runtime_context().get_node_id(), soft=False
        )
        begun = self._ray.remote(num_cpus=0, scheduling_strategy=here)(_Begun).remote()
        reports = data.from_arrow_refs(waiting).map_batches(
            _Maker,
            batch_size=None,  # a window as it stands
            compute=data.ActorPoolStrategy(size=self._actors, max_tasks_in_flight_per_actor=2),
            fn_constructor_args=(self._open, self.run_record(), self._threads, begun),
            **self._needs,
        )
        try:
            for row in reports.iter_rows():
                yield _or_raise(pickle.loads(row["made"]))
        except self._ray.exceptions.RayError as error:
            raise _in_trouble(error) from error


def _import_ray() -> Any:
    """Return Ray with what is used of it.

    Raises:
        EngineError: if it is not installed.
    """
    try:
        import pyarrow  # noqa: F401  # Ray Data imports it when it is first used
        import ray
        import ray.data
        import ray.util.scheduling_strategies
    except ImportError as error:
        raise EngineError(
            f"The engine ray needs packages that are not installed ({error.name}).",
            advice="Run pip install 'summarize[ray]', or leave out --engine.",
        ) from error
    return ray


def _require_reachable(address: str) -> None:
    """Raise an OSError or a ValueError if nobody listens at HOST:PORT, which Ray would wait for for minutes."""
    host, colon, port = address.rpartition(":")
    if colon:
        socket.create_connection((host, int(port)), timeout=10).close()


def _cannot_start(address: str | None, error: Exception) -> EngineError:
    reason = _first_line(error)
    if address is None:
        return EngineError(
            f"Ray cannot be started on this machine: {reason}", advice="Use the engine local, with --workers."
        )
    return EngineError(
        f"There is no Ray cluster at {address} that can be used from this machine: {reason}",
        advice="Run the command on a machine of the cluster (ray start --address=…), with its version of Ray and its token.",
    )


def _in_trouble(error: Exception) -> EngineError:
    return EngineError(f"The Ray cluster gave up: {_first_line(error)}", advice=_LEFT)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    reason = lines[0] if lines else type(error).__name__
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _or_raise(found: Any) -> Any:
    if isinstance(found, Exception):
        raise found
    return found


# In the workers. What goes wrong there is given back and raised here: Ray would wrap it, or try again.


def _run_record(open_summarizer: Callable[[], Summarizer], threads: int) -> RunRecord | Exception:
    os.environ["OMP_NUM_THREADS"] = str(threads)
    try:
        return open_summarizer().run_record()
    except (SummarizeError, OSError) as error:
        return error


class _Begun:
    """Counts how often each window was begun. An actor beside the driver, so that it is lost with the run alone."""

    def __init__(self) -> None:
        self._begun: Counter[int] = Counter()

    def count(self, number: int) -> int:
        self._begun[number] += 1
        return self._begun[number]


class _Maker:
    """An actor with the model, which is opened with the first window."""

    def __init__(self, open_summarizer: Callable[[], Summarizer], record: RunRecord, threads: int, begun: Any) -> None:
        os.environ["OMP_NUM_THREADS"] = str(threads)  # Ray has set it to 1
        self._open = open_summarizer
        self._record = record
        self._begun = begun
        self._summarizer: Summarizer | None = None

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[bytes]]:
        import ray

        made = []
        for number, stories in zip(batch["number"], batch["stories"], strict=True):
            tries = ray.get(self._begun.count.remote(int(number)))
            made.append(pickle.dumps(self._try(pickle.loads(stories), tries)))
        return {"made": made}

    def _try(self, stories: Sequence[Story], tries: int) -> MadeWindow | Exception:
        if tries > _TRIES:
            return MadeWindow((_given_up(),) * len(stories))
        try:
            return make(self._opened(), stories)
        except (SummarizeError, OSError) as error:
            return error

    def _opened(self) -> Summarizer:
        if self._summarizer is None:
            summarizer = self._open()
            _require_same(summarizer.run_record(), self._record)
            self._summarizer = summarizer
        return self._summarizer


def _given_up() -> Failure:
    message = (
        f"The worker died each of the {_TRIES} times that this story and those beside it were begun, perhaps for want of "
        "memory. Run the same command with --engine local."
    )
    return Failure(article_id=None, stage="report", error="WorkerDied", message=message)


def _require_same(found: RunRecord, record: RunRecord) -> None:
    """Raise an EngineError if this node would make reports otherwise than the others."""
    ours, theirs = found.model_dump(), record.model_dump()
    differing = [f"{name} ({ours[name]} against {theirs[name]})" for name in ours if ours[name] != theirs[name]]
    if differing:
        raise EngineError(
            f"The node {socket.gethostname()} makes reports otherwise than another: {', '.join(differing)}.",
            advice="Install the same on all nodes of the cluster, and use machines that are alike.",
        )
