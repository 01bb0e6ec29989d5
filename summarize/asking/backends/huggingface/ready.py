"""Weights as they are multiplied with, kept on disk beside the model: made once and read from then on.

    ready = ReadyWeights(place_of(checkpoint, adapter, torch.int8))
    ready.get("model.layers.0.mlp.up_proj", make)    # from the disk, or made
    ready.keep()                                     # for the next start, if they were made

Measured with SmolLM2-135M in int8 on two cores with AVX2: 1.4 to 2.7 s to load it without, 0.5 s with the 156 MB on the disk;
what goes is putting the adapter in, mixing the channels, and rounding. Of a model there is one such file, that of the adapter
and the code that ran last.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from summarize.asking.backends.adapter import Adapter
from summarize.asking.backends.revision import revision
from summarize.asking.checkpoints import Checkpoint, read_checkpoint

__all__ = ["ReadyWeights", "Tensors", "place_of"]

Tensors = dict[str, torch.Tensor]

_FOLDER = "ready"


def place_of(checkpoint: Checkpoint, adapter: Adapter | None, dtype: torch.dtype) -> Path | None:
    """Return where the ready weights of a model are kept; None for a folder of the user's own, which is left as it is."""
    if read_checkpoint(checkpoint.folder) is None:
        return None
    facts = (
        checkpoint.sha256,
        (adapter.sha256, adapter.scale) if adapter else None,
        str(dtype),
        torch.__version__,
        torch.backends.cpu.get_cpu_capability(),
        revision(),
    )
    return checkpoint.folder / _FOLDER / f"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}.safetensors"


class ReadyWeights:
    """The weights of a model's layers: those on the disk, or else those that are made, which can then be kept."""

    def __init__(self, path: Path | None) -> None:
        """Take the file, which need not exist; with None nothing is found or kept. A damaged one is made anew."""
        self._path = path
        self._found: defaultdict[str, Tensors] = defaultdict(dict)
        if path is not None:
            with suppress(OSError, SafetensorError):
                for key, tensor in load_file(path).items():
                    name, _, part = key.rpartition(" ")
                    # Rows of numbers are used as they are: a copy does not keep the file mapped.
                    self._found[name][part] = tensor.clone() if tensor.dim() == 1 else tensor
        self._made: Tensors = {}

    @property
    def here(self) -> bool:
        """Whether they were on the disk."""
        return bool(self._found)

    def get(self, name: str, make: Callable[[], Tensors]) -> Tensors:
        """Return the tensors of a layer by its name, made by `make` unless they were on the disk."""
        if self.here:
            return self._found[name]
        made = make()
        if self._path is not None:
            self._made |= {f"{name} {key}": part for key, part in made.items()}
        return made

    def keep(self) -> None:
        """Write what was made, in place of what other code or another adapter has left. Without room for it, nothing is kept."""
        made, self._made = self._made, {}
        if self._path is None or not made:
            return
        staging = self._path.with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError, SafetensorError):
            self._path.parent.mkdir(exist_ok=True)
            try:
                save_file(made, staging)
                staging.replace(self._path)
            finally:
                staging.unlink(missing_ok=True)
            for other in self._path.parent.glob("*.safetensors"):
                if other != self._path:
                    other.unlink(missing_ok=True)
