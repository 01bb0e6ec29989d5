"""Ways to run a model. `open_backend` gives the one to use; nothing here imports torch until it is called."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.asking.backends.adapter import find_adapter, read_adapter
from summarize.asking.backends.base import Backend, BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.cached import CachedBackend, remember_record, remembered_record

if TYPE_CHECKING:
    from summarize.asking.answers import AnswerCache
    from summarize.asking.checkpoints import Checkpoint
    from summarize.asking.fetching import Progress

__all__ = [
    "Backend",
    "BackendRecord",
    "CachedBackend",
    "GenerateRequest",
    "RankRequest",
    "Ranked",
    "is_address",
    "open_backend",
    "open_cached_backend",
]


def open_backend(model: str, *, adapter: bool = True, on_progress: Progress | None = None) -> Backend:
    """Return a model ready to be asked, fetching it first if it is not on this machine.

    Args:
        model: registry name, hub id, path of a folder or GGUF file, or "openai:URL#NAME" for a server.
        adapter: whether to use our own adapter, for a model that has one.
        on_progress: called while the model is being fetched.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if it cannot be fetched.
        BackendError: if it cannot be loaded.
        ServerError: if its server cannot be reached.
    """
    from summarize.asking.models import fetch

    if is_address(model):
        return _serve(model)
    checkpoint = fetch(model, on_progress)
    return _load(checkpoint, find_adapter(model) if adapter else None)


def open_cached_backend(
    model: str,
    answers: AnswerCache,
    *,
    adapter: bool = True,
    on_progress: Progress | None = None,
    on_load: Callable[[], None] = lambda: None,
) -> CachedBackend:
    """Return a model behind the cache of answers. One that ran here before is loaded only when it must be asked.

    Args:
        model: as for `open_backend`, and so are `adapter` and `on_progress`.
        answers: the cache.
        adapter: whether to use our own adapter, for a model that has one.
        on_progress: called while the model is being fetched.
        on_load: called before the model is loaded.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if it cannot be fetched.
        BackendError: if it cannot be loaded.
        ServerError: if its server cannot be reached.
    """
    from summarize.asking.models import fetch

    if is_address(model):
        on_load()
        return CachedBackend(answers, lambda: _serve(model))
    checkpoint = fetch(model, on_progress)
    folder = find_adapter(model) if adapter else None
    machine = _machine(checkpoint, folder)

    def load() -> Backend:
        on_load()
        backend = _load(checkpoint, folder)
        remember_record(answers, machine, backend.record())
        return backend

    record = remembered_record(answers, machine)
    return CachedBackend(
        answers,
        load,
        record=replace(record, model=checkpoint.name) if record else None,
        forget=lambda: remember_record(answers, machine, None),
    )


def is_address(model: str) -> bool:
    """Say whether a model's name is the address of a server."""
    return model.startswith("openai:")


def _serve(address: str) -> Backend:
    from summarize.asking.backends.openai import OpenAIBackend

    return OpenAIBackend(address)


def _load(checkpoint: Checkpoint, adapter: Path | None) -> Backend:
    # Only now: importing torch takes seconds, and an unknown model should not cost them.
    from summarize.asking.backends.huggingface import HuggingFaceBackend

    return HuggingFaceBackend(checkpoint, adapter=adapter)


def _machine(checkpoint: Checkpoint, adapter: Path | None) -> bytes:
    """Return a digest of all that decides how a model runs: weights, libraries, processor and graphics cards."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = sorted({line for line in lines if line.startswith(("flags", "Features", "model name"))})
    except OSError:
        processor = [platform.processor(), platform.machine()]
    cards = sorted(path.name for path in Path("/dev").glob("nvidia[0-9]*"))
    facts = (
        checkpoint.sha256,
        read_adapter(adapter, base_sha256=checkpoint.sha256).facts if adapter else None,
        [metadata.version(name) for name in ("torch", "transformers", "tokenizers")],
        processor,
        cards,
        os.environ.get("CUDA_VISIBLE_DEVICES"),
    )
    return hashlib.sha256(repr(facts).encode()).digest()
