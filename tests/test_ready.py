from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tiny_model import build_tiny_model

from summarize.asking.backends.base import Ranked, RankRequest
from summarize.asking.backends.huggingface import HuggingFaceBackend, products, ready
from summarize.asking.backends.huggingface.integers import integers_pay
from summarize.asking.checkpoints import Checkpoint, read_folder, write_manifest

pytestmark = pytest.mark.skipif(not integers_pay(), reason="this processor is not known to multiply integers quickly")

REQUESTS = [
    RankRequest(f"The mayor said that {n} people were hurt. Who says so?", (" the mayor", " nobody")) for n in range(5)
]


def fetched(folder: Path) -> Checkpoint:
    """Return a model in a folder that this program keeps."""
    checkpoint = read_folder(build_tiny_model(folder))
    write_manifest(folder, name="tiny", sha256=checkpoint.sha256, source="nowhere")
    return checkpoint


def start(checkpoint: Checkpoint, dtype: torch.dtype = torch.int8, adapter: Path | None = None) -> list[Ranked]:
    return HuggingFaceBackend(checkpoint, adapter=adapter, device="cpu", dtype=dtype).rank(REQUESTS)


def kept(checkpoint: Checkpoint) -> list[Path]:
    return sorted((checkpoint.folder / "ready").glob("*"))


def adapter(folder: Path, checkpoint: Checkpoint, size: float) -> Path:
    folder.mkdir()
    path, numbers = "model.layers.1.self_attn.o_proj", torch.Generator().manual_seed(3)
    first, second = torch.randn(4, 32, generator=numbers), size * torch.randn(32, 4, generator=numbers)
    save_file({f"{path}.lora_A": first, f"{path}.lora_B": second}, folder / "adapter.safetensors")
    card = {"format": 1, "base_sha256": checkpoint.sha256, "rank": 4, "alpha": 8.0}
    (folder / "adapter.json").write_text(json.dumps(card))
    return folder


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("made again")


def test_the_second_start_reads_what_the_first_made_and_answers_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint = fetched(tmp_path)
    first = start(checkpoint)
    (file,) = kept(checkpoint)
    monkeypatch.setattr(products, "whole_weight", refuse)
    assert start(checkpoint) == first
    file.unlink()
    with pytest.raises(AssertionError, match="made again"):
        start(checkpoint)


def test_each_adapter_has_weights_of_its_own_and_the_last_alone_is_kept(tmp_path: Path) -> None:
    checkpoint = fetched(tmp_path / "model")
    none, small, large = None, adapter(tmp_path / "a", checkpoint, 1.0), adapter(tmp_path / "b", checkpoint, 2.0)
    answers, files = [], []
    for folder in (none, small, large):
        answers.append(start(checkpoint, adapter=folder))
        files += kept(checkpoint)
        assert start(checkpoint, adapter=folder) == answers[-1]
    assert answers[0] != answers[1] != answers[2] != answers[0]
    assert len(set(files)) == 3


@pytest.mark.parametrize("left", [0, 8, 4000], ids=["empty", "no header", "cut short"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, left: int) -> None:
    checkpoint = fetched(tmp_path)
    first = start(checkpoint)
    (file,) = kept(checkpoint)
    whole = file.read_bytes()
    file.write_bytes(whole[:left])
    assert start(checkpoint) == first
    assert len(file.read_bytes()) == len(whole)


def test_other_code_does_not_read_what_this_code_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint = fetched(tmp_path)
    start(checkpoint)
    before = kept(checkpoint)
    monkeypatch.setattr(ready, "revision", lambda: "another digest")
    start(checkpoint)
    assert len(before) == len(kept(checkpoint)) == 1
    assert before != kept(checkpoint)


def test_a_full_disk_costs_the_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint = fetched(tmp_path)
    expected = start(checkpoint)
    kept(checkpoint)[0].unlink()

    def fill(tensors: object, path: Path) -> None:
        path.write_bytes(b"half a file")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ready, "save_file", fill)
    assert start(checkpoint) == expected
    assert kept(checkpoint) == []


def test_nothing_is_written_into_a_folder_of_the_users_own_nor_for_other_number_types(tmp_path: Path) -> None:
    own = read_folder(build_tiny_model(tmp_path / "own"))
    start(own)
    checkpoint = fetched(tmp_path / "fetched")
    start(checkpoint, torch.float32)
    assert not (own.folder / "ready").exists()
    assert not (checkpoint.folder / "ready").exists()
