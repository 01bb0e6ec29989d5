"""A model on disk: a folder with configuration, tokeniser and safetensors weights, and the digest of its source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from summarize.errors import FetchError

__all__ = ["Checkpoint", "digest", "read_checkpoint", "read_folder", "write_manifest"]

_MANIFEST = "checkpoint.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A model on disk that is whole."""

    name: str
    """Registry name, hub id or path, as the user calls it."""
    folder: Path
    """Folder with `config.json`, tokeniser and safetensors weights."""
    sha256: str
    """Digest of the weights as fetched: of the GGUF file, or of the safetensors files one after the other."""


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int
    name: str
    sha256: str
    source: str


def write_manifest(folder: Path, *, name: str, sha256: str, source: str) -> None:
    """Write into a folder what it holds. The last file written: a folder without it is not whole."""
    manifest = _Manifest(format=_FORMAT, name=name, sha256=sha256, source=source)
    (folder / _MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_checkpoint(folder: Path) -> Checkpoint | None:
    """Return the checkpoint that this package put into a folder, or None if there is none or it is not whole."""
    try:
        manifest = _Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None
    if manifest.format != _FORMAT:
        return None
    return Checkpoint(name=manifest.name, folder=folder, sha256=manifest.sha256)


def read_folder(folder: Path) -> Checkpoint:
    """Return the checkpoint in a folder of the user's own.

    Raises:
        FetchError: if the folder has no `config.json` or no safetensors weights.
    """
    weights = sorted(folder.glob("*.safetensors"))
    if not (folder / "config.json").is_file() or not weights:
        raise FetchError(
            f"The folder {folder} holds no model that can be used.",
            advice="It needs config.json, a tokeniser and weights as *.safetensors; pickled weights are never loaded.",
        )
    return Checkpoint(name=str(folder), folder=folder, sha256=digest(*weights))


def digest(*paths: Path) -> str:
    """Return the sha256 of files one after the other, in hexadecimal."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                total.update(chunk)
    return total.hexdigest()
