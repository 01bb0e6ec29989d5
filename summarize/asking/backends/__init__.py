"""Ways to run a model. `open_backend` gives the one to use; nothing here imports torch until it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarize.asking.backends.adapter import find_adapter
from summarize.asking.backends.base import Backend, BackendRecord, GenerateRequest, Ranked, RankRequest

if TYPE_CHECKING:
    from summarize.asking.fetching import Progress

__all__ = ["Backend", "BackendRecord", "GenerateRequest", "RankRequest", "Ranked", "open_backend"]


def open_backend(model: str, *, adapter: bool = True, on_progress: Progress | None = None) -> Backend:
    """Return a model ready to be asked, fetching it first if it is not on this machine.

    Args:
        model: registry name, hub id, or path of a folder or GGUF file.
        adapter: whether to use our own adapter, for a model that has one.
        on_progress: called while the model is being fetched.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if it cannot be fetched.
        BackendError: if it cannot be loaded.
    """
    from summarize.asking.models import fetch

    checkpoint = fetch(model, on_progress)
    # Only now: importing torch takes seconds, and an unknown model should not cost them.
    from summarize.asking.backends.huggingface import HuggingFaceBackend

    return HuggingFaceBackend(checkpoint, adapter=find_adapter(model) if adapter else None)
