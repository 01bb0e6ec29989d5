"""An adapter and the weights that it changes, put together once when a model is loaded."""

from __future__ import annotations

import torch
from safetensors.torch import load_file

from summarize.asking.backends.adapter import Adapter
from summarize.errors import BackendError

__all__ = ["Merging"]


class Merging:
    """The changes that an adapter makes; without one, none."""

    def __init__(self, adapter: Adapter | None) -> None:
        """Read the adapter's tensors."""
        self._adapter = adapter
        self._tensors = load_file(adapter.weights) if adapter else {}
        self._left = {key.removesuffix(".lora_A") for key in self._tensors if key.endswith(".lora_A")}

    @property
    def paths(self) -> list[str]:
        """Paths of the weights that have not been changed yet."""
        return sorted(self._left)

    def change(self, path: str, weight: torch.Tensor) -> torch.Tensor:
        """Return the weight, in float32, of the linear layer at a path as the adapter would have it.

        Raises:
            BackendError: if the adapter's change has another shape.
        """
        if self._adapter is None or path not in self._left:
            return weight
        first, second = self._tensors[f"{path}.lora_A"], self._tensors.get(f"{path}.lora_B")
        if second is None or (len(second), first.shape[1]) != tuple(weight.shape):
            raise self._misfit(path)
        self._left.discard(path)
        return torch.addmm(weight, second.float() * self._adapter.scale, first.float())

    def finish(self) -> None:
        """Check that every change has been made.

        Raises:
            BackendError: if there is one for which the model has no weight.
        """
        if self._left:
            raise self._misfit(min(self._left))

    def _misfit(self, path: str) -> BackendError:
        assert self._adapter is not None
        return BackendError(
            f"The adapter {self._adapter.weights} does not fit the model at {path}.", advice="Train it on this model."
        )
