from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tiny_model import build_tiny_model
from transformers import GPT2Config, GPT2LMHeadModel

from summarize.asking import models
from summarize.asking.backends.base import RankRequest
from summarize.asking.backends.huggingface import HuggingFaceBackend, best_dtype
from summarize.asking.backends.huggingface.integers import IntegerLinear, integers_pay, mixed, mixer, whole_weight
from summarize.errors import BackendError

pytestmark = pytest.mark.skipif(not integers_pay(), reason="this processor is not known to multiply integers quickly")


def numbers(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def error(found: torch.Tensor, expected: torch.Tensor) -> float:
    """Return by how much numbers are off, as a share of their size."""
    return float((found - expected).norm() / expected.norm())


@pytest.mark.parametrize("size", [1, 2, 3, 16, 36, 576])
def test_the_mixer_is_its_own_inverse_and_leaves_lengths_as_they_are(size: int) -> None:
    rows = numbers(5, size)
    assert torch.allclose(rows @ mixer(size) @ mixer(size), rows, atol=1e-5)
    assert torch.allclose(mixed(rows), rows @ mixer(size), atol=1e-5)
    assert torch.allclose(mixed(rows).norm(dim=1), rows.norm(dim=1), rtol=1e-5)
    assert mixer(size).abs().max() <= 1.4143 / size**0.5


@pytest.mark.parametrize("in_blocks", [False, True])
@pytest.mark.parametrize("bias", [False, True])
def test_products_are_those_of_the_weight_but_for_rounding(bias: bool, in_blocks: bool) -> None:
    weight, added, rows, other = numbers(48, 96), numbers(48, seed=1), numbers(70, 96, seed=2), numbers(70, 48, seed=3)
    layer = IntegerLinear(whole_weight(weight, in_blocks=in_blocks), added if bias else None)
    expected = rows @ weight.T + (added if bias else 0.0)
    assert error(layer.product(rows), expected) < 0.02
    assert error(layer.activated(rows), torch.nn.functional.silu(expected)) < 0.02
    assert error(layer.multiplied(rows, other), expected * other) < 0.02
    assert error(layer.added(rows, other), expected + other) < 0.02


def weights(kind: str, width: int) -> torch.Tensor:
    """Return a weight whose largest numbers stand side by side, alone, or anywhere."""
    match kind:
        case "level":
            return torch.ones(128, width) * torch.tensor([1.0, -1.0]).repeat(64)[:, None]
        case "alone":
            return torch.ones(128, width) * torch.tensor([1.0, 0.0]).repeat(width // 2 + 1)[:width]
        case "even":
            return torch.randint(-127, 128, (128, width), generator=torch.Generator().manual_seed(4)).float()
    return numbers(128, width)


@pytest.mark.parametrize("kind", ["level", "alone", "even", "normal"])
@pytest.mark.parametrize("width", [5, 64, 576, 1536])
def test_products_of_the_largest_whole_numbers_are_exact(kind: str, width: int) -> None:
    # The products of two neighbours are added in 16 bits, and would not fit had the weight one unit more.
    layer = IntegerLinear(whole_weight(weights(kind, width)), None)
    whole = (weights(kind, width) / layer._scales[:, None]).round().double()
    rows = 127.0 * numbers(60, width).sign()
    rows[:20], rows[20:40] = 127.0, -127.0
    found = (layer.product(rows) / layer._scales).double()
    assert torch.allclose(found, rows.double() @ whole.T, rtol=1e-6, atol=0.01)


def test_a_row_gets_the_same_whatever_stands_beside_it() -> None:
    layer, rows = IntegerLinear(whole_weight(numbers(48, 96), in_blocks=True), None), numbers(1500, 96, seed=2)
    rows[700] *= 1e6
    whole = layer.product(rows)
    for start, end in [(0, 1), (3, 20), (690, 710), (512, 1500)]:
        assert torch.equal(layer.product(rows[start:end]), whole[start:end])


def test_rows_and_weights_of_zeros_give_zeros() -> None:
    weight, rows = numbers(48, 96), numbers(4, 96, seed=1)
    weight[7], rows[2] = 0.0, 0.0
    found = IntegerLinear(whole_weight(weight), None).product(rows)
    assert not found[2].any()
    assert not found[:, 7].any()
    assert found[1].any()


@pytest.mark.parametrize("size", [20.0, 100.0])
def test_a_channel_that_is_much_larger_than_the_rest_costs_these_fewer_digits_once_mixed(size: float) -> None:
    weight, rows = numbers(48, 576), numbers(20, 576, seed=1)
    rows[:, 507] = size
    weight[:, 507] /= size
    expected = rows @ weight.T
    unmixed = error(IntegerLinear(whole_weight(weight), None).product(rows), expected)
    assert error(IntegerLinear(whole_weight(mixed(weight)), None).product(mixed(rows)), expected) < unmixed / 2


def test_a_model_reads_in_int8_as_in_float32_but_for_rounding(tmp_path: Path) -> None:
    folder = build_tiny_model(tmp_path, context=512)
    requests = [
        RankRequest(f"The mayor said that {n} people were hurt. Who says so?", (" the mayor", " nobody", " a clerk"))
        for n in range(30)
    ]
    found = {}
    for dtype in (torch.float32, torch.int8):
        backend = HuggingFaceBackend(models.locate(str(folder)), device="cpu", dtype=dtype)
        assert backend.record().dtype == str(dtype).removeprefix("torch.")
        found[dtype] = torch.tensor([ranked.log_likelihoods for ranked in backend.rank(requests)])
    assert not torch.equal(found[torch.int8], found[torch.float32])
    assert error(found[torch.int8], found[torch.float32]) < 0.02


def test_a_model_that_transformers_reads_is_refused(tmp_path: Path) -> None:
    folder = build_tiny_model(tmp_path / "tiny", context=512)
    GPT2LMHeadModel(GPT2Config(vocab_size=352, n_embd=32, n_layer=1, n_head=2)).save_pretrained(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    with pytest.raises(BackendError, match=r"cannot be read in int8\..*Llama"):
        HuggingFaceBackend(models.locate(str(tmp_path)), device="cpu", dtype=torch.int8)


@pytest.mark.parametrize(
    ("bfloat16", "pays", "allowed", "expected"),
    [
        (True, True, True, torch.bfloat16),
        (False, True, True, torch.int8),
        (False, True, False, torch.float32),
        (False, False, True, torch.float32),
    ],
)
def test_int8_is_for_processors_without_bfloat16_and_models_measured_in_it(
    monkeypatch: pytest.MonkeyPatch, bfloat16: bool, pays: bool, allowed: bool, expected: torch.dtype
) -> None:
    module = "summarize.asking.backends.huggingface.backend"
    monkeypatch.setattr("torch.cpu._is_avx512_bf16_supported", lambda: bfloat16)
    monkeypatch.setattr("torch.cpu._is_amx_tile_supported", lambda: bfloat16)
    monkeypatch.setattr(f"{module}.integers_pay", lambda: pays)
    assert best_dtype(torch.device("cpu"), int8=allowed) == expected
