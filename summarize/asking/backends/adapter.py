"""Our own adapters: low-rank changes to a model's weights, kept in `summarize/adapters/<model>/`.

A folder holds `adapter.safetensors`, with two tensors for each changed weight, `<module path>.lora_A` [rank, inputs]
and `<module path>.lora_B` [outputs, rank], and `adapter.json`, which says what the adapter belongs to. The weight in
use is `W + alpha / rank * B @ A`; it is computed once, when the model is loaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from summarize.errors import BackendError

__all__ = ["Adapter", "find_adapter", "read_adapter"]

_FORMAT = 1


class _Card(BaseModel):
    """`adapter.json`: the keys needed to load it. It may say more, for readers."""

    model_config = ConfigDict(extra="ignore")

    format: int
    base_sha256: str
    rank: int
    alpha: float
    int8: bool = False


@dataclass(frozen=True, slots=True)
class Adapter:
    """An adapter whose card has been read."""

    weights: Path
    """The safetensors file."""
    sha256: str
    """Digest of that file."""
    base_sha256: str
    """Digest of the model that it was trained on."""
    scale: float
    """Factor of `B @ A`: alpha / rank."""
    int8: bool = False
    """Whether the model with it has been measured in int8 and found as good."""

    @property
    def facts(self) -> tuple[str, bool]:
        """All of it that decides how a model runs."""
        return self.sha256, self.int8


def find_adapter(model: str) -> Path | None:
    """Return the folder of the adapter that ships for a model of the registry, or None if there is none."""
    folder = Path(str(files("summarize") / "adapters" / model))
    return folder if (folder / "adapter.json").is_file() else None


def read_adapter(folder: Path, *, base_sha256: str) -> Adapter:
    """Read an adapter's card and digest, and check that it was trained on the weights with digest `base_sha256`.

    Raises:
        BackendError: if the adapter is incomplete, malformed, or belongs to other weights.
    """
    weights = folder / "adapter.safetensors"
    try:
        card = _Card.model_validate_json((folder / "adapter.json").read_bytes())
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    except (OSError, ValidationError) as error:
        raise BackendError(
            f"The adapter in {folder} cannot be read: {error}", advice="Restore it, or run without an adapter."
        ) from error
    if card.format != _FORMAT:
        raise BackendError(
            f"The adapter in {folder} has format {card.format}; this version reads format {_FORMAT}.",
            advice="Use an adapter made for this version.",
        )
    if card.base_sha256 != base_sha256:
        raise BackendError(
            f"The adapter in {folder} was trained on other weights (sha256 {card.base_sha256[:12]}…).",
            advice="Train it again on this model, or run without an adapter.",
        )
    return Adapter(
        weights=weights, sha256=digest, base_sha256=card.base_sha256, scale=card.alpha / card.rank, int8=card.int8
    )
