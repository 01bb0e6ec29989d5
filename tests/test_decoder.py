from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import pytest
import torch
from tiny_model import DTYPES, build_tiny_model
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

from summarize.asking import models
from summarize.asking.backends.huggingface import HuggingFaceBackend
from summarize.asking.backends.huggingface.attention import compared, rounded
from summarize.asking.backends.huggingface.config import read_config
from summarize.asking.backends.huggingface.decoder import Decoder
from summarize.asking.backends.huggingface.linear import ROWS, Linear
from summarize.asking.backends.huggingface.packing import passes
from summarize.asking.backends.huggingface.sharing import Sharing
from summarize.asking.backends.huggingface.steps import Norm, norm_factor
from summarize.asking.backends.tree import TokenTree, pack


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_model(tmp_path_factory.mktemp("tiny"), context=2048)


def body_of(folder: Path, dtype: torch.dtype) -> Decoder:
    body = HuggingFaceBackend(models.locate(str(folder)), device="cpu", dtype=dtype)._parts.body
    assert isinstance(body, Decoder)
    return body


def tree_of(size: int, seed: int, branches: int = 3) -> TokenTree:
    """Return a tree of about `size` nodes: a common beginning and some branches."""
    numbers = random.Random(seed)
    stem = tuple(numbers.randrange(300) for _ in range(size // 2))
    ends = [tuple(numbers.randrange(300) for _ in range(max(1, size // 2 // branches))) for _ in range(branches)]
    (tree,) = pack([stem + end for end in ends], max_nodes=10_000)
    return tree


def read(body: Decoder, trees: list[TokenTree], threads: int = 1) -> list[torch.Tensor]:
    hidden = body.read_trees([(tree, range(len(tree))) for tree in trees], threads)
    return list(hidden.split([len(tree) for tree in trees]))  # type: ignore[no-untyped-call]


SHAPES = {
    "llama": (LlamaConfig, LlamaForCausalLM, {"tie_word_embeddings": True}),
    "wide heads": (LlamaConfig, LlamaForCausalLM, {"head_dim": 24, "tie_word_embeddings": False}),
    "with biases": (LlamaConfig, LlamaForCausalLM, {"attention_bias": True, "mlp_bias": True}),
    "qwen2": (Qwen2Config, Qwen2ForCausalLM, {"tie_word_embeddings": False}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_reads_as_transformers_does(tiny: Path, tmp_path: Path, shape: str) -> None:
    make_config, make_model, changes = SHAPES[shape]
    config = make_config(
        vocab_size=352,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        rope_parameters={"rope_type": "default", "rope_theta": 5000.0},
        initializer_range=0.4,
        **changes,
    )
    model = make_model(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith(("norm.weight", "bias")):
                parameter.copy_(torch.randn_like(parameter) * 0.3 + 1)
    model.save_pretrained(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes((tiny / "tokenizer.json").read_bytes())
    tree = tree_of(60, seed=1)
    (hidden,) = read(body_of(tmp_path, torch.float32), [tree])
    for path in tree.paths.values():
        ids = torch.tensor([[tree.tokens[node] for node in path]])
        with torch.inference_mode():
            expected = model.base_model(ids).last_hidden_state[0]
        assert torch.allclose(hidden[list(path)], expected, atol=1e-4)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_what_a_tree_gets_depends_on_nothing_else_that_is_read(tiny: Path, dtype: torch.dtype) -> None:
    body = body_of(tiny, dtype)
    trees = [tree_of(size, seed=size) for size in (11, 40, 77, 130, 170, 260, 330, 700)]
    together = read(body, trees)
    backwards = read(body, trees[::-1], threads=3)[::-1]
    for tree, one, other in zip(trees, together, backwards, strict=True):
        (alone,) = read(body, [tree])
        assert torch.equal(one, alone)
        assert torch.equal(one, other)


@pytest.mark.parametrize("threads", [2, 3, 5])
@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_a_tree_alone_gets_the_same_however_many_threads_share_its_rows(
    tiny: Path, dtype: torch.dtype, threads: int
) -> None:
    body = body_of(tiny, dtype)
    for size in (100, 300, 700):
        tree = tree_of(size, seed=size)
        assert torch.equal(*(read(body, [tree], number)[0] for number in (1, threads)))


@pytest.mark.parametrize(
    ("rows", "threads", "sizes"),
    [(128, 2, [128]), (256, 2, [128, 128]), (384, 2, [256, 128]), (512, 3, [256, 256]), (512, 1, [512])],
)
def test_threads_share_rows_in_whole_steps(rows: int, threads: int, sizes: list[int]) -> None:
    taken = []

    def double(some: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        taken.append(len(some))
        return some + other

    numbers = torch.arange(rows)
    with ThreadPoolExecutor(threads) as pool:
        assert torch.equal(Sharing(pool, threads).rows(double, numbers, numbers), 2 * numbers)
    assert sorted(taken, reverse=True) == sizes


def test_rows_are_not_shared_where_parts_of_them_would_round_differently() -> None:
    taken = []
    with ThreadPoolExecutor(2) as pool:
        sharing = Sharing(pool, 2, lambda rows: -(-rows // ROWS) * ROWS)
        sharing.rows(lambda some: taken.append(len(some)) or some, torch.arange(ROWS))  # type: ignore[func-returns-value]
    assert taken == [ROWS]


@pytest.mark.model
def test_rows_of_the_default_model_do_not_depend_on_their_place() -> None:
    if models.where(models.default_model()) is None:
        pytest.skip("the default model has not been fetched")
    body = HuggingFaceBackend(models.locate(models.default_model()), device="cpu")._parts.body
    assert isinstance(body, Decoder)
    trees = [tree_of(size, seed=size) for size in (60, 190, 240)]
    assert all(torch.equal(a, b) for a, b in zip(read(body, trees), read(body, trees[::-1])[::-1], strict=True))
    assert torch.equal(read(body, trees[2:])[0], read(body, trees[2:], threads=2)[0])


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("threads", [1, 2, 7])
def test_every_tree_is_read_once_in_a_pass_that_holds_it(seed: int, threads: int) -> None:
    numbers = random.Random(seed)
    sizes = [numbers.randint(1, 960) for _ in range(numbers.randint(0, 40))]
    found = passes(sizes, threads)
    assert sorted(place for one in found for place in one) == list(range(len(sizes)))
    for one in found:
        starts = list(accumulate((sizes[place] for place in one), initial=0))
        end = max(start + rounded(sizes[place]) for start, place in zip(starts, one, strict=False))
        assert end <= -(-rounded(max(sizes[place] for place in one)) // ROWS) * ROWS


def test_passes_of_many_trees_are_full() -> None:
    numbers = random.Random(3)
    sizes = [numbers.randint(70, 370) for _ in range(80)]
    found = passes(sizes, threads=2)
    assert len(found) * ROWS < 1.07 * sum(sizes) + 2 * ROWS


def test_threads_have_as_much_to_read() -> None:
    sizes = [100] * 30
    for threads in (1, 2, 3, 4, 8):
        rounds = [sum(sizes[place] for place in one) for one in passes(sizes, threads)]
        shares = [sum(rounds[number::threads]) for number in range(threads)]
        assert max(shares) <= sum(sizes) / threads + 300


def grown(stem: int, *branches: int) -> TokenTree:
    """Return a tree with a stem and branches of so many nodes."""
    trunk = tuple(range(stem))
    sequences = [(*trunk, 1000 + n, *range(size - 1)) for n, size in enumerate(branches)]
    (tree,) = pack(sequences or [trunk], max_nodes=10_000)
    return tree


def test_a_small_tree_is_compared_whole_and_a_stem_in_two_parts() -> None:
    assert compared(grown(1)) == 1
    assert compared(grown(100)) == compared(grown(40, 30, 30)) == 100 * 100
    assert compared(grown(192)) == 96 * 96 + 96 * 192
    assert compared(grown(190)) == 96 * 96 + 94 * 190


def test_a_branch_is_compared_with_the_stem_and_itself() -> None:
    assert compared(grown(100, 110, 90)) == 100 * 100 + 110 * 210 + 90 * 190
    assert compared(grown(200, 70, 80)) == 128 * 128 + 72 * 200 + 70 * 270 + 80 * 280


def test_small_branches_are_compared_together() -> None:
    assert compared(grown(100, 30, 20, 25, 40)) == 100 * 100 + 75 * 175 + 40 * 140


@pytest.mark.parametrize(
    "sizes", [(3, 70, 80), (70, 100), (90, 5, 5, 70, 33), (130, 64, 64), (200, 1, 150), (16, 40, 100), (250, 90, 61, 3)]
)
def test_every_node_of_a_tree_gets_what_its_text_gets(tiny: Path, sizes: tuple[int, ...]) -> None:
    body = body_of(tiny, torch.float32)
    numbers = random.Random(5)
    stem, *branches = ([numbers.randrange(300) for _ in range(size)] for size in sizes)
    (tree,) = pack([tuple(stem + branch) for branch in branches], max_nodes=10_000)
    before, behind = tree_of(40, seed=1), tree_of(150, seed=2)
    _, found, _ = read(body, [before, tree, behind])
    for ids, path in tree.paths.items():
        (alone,) = pack([ids], max_nodes=10_000)
        assert torch.allclose(found[list(path)], read(body, [alone])[0], atol=1e-4)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_a_norm_heeds_its_epsilon_in_short_rows_alone(tiny: Path, dtype: torch.dtype) -> None:
    config = read_config(tiny)
    assert config is not None
    rows = torch.randn(6, config.hidden_size, generator=torch.Generator().manual_seed(1))
    rows *= torch.tensor([0.0, 1e-4, 1e-2, 0.1, 1.0, 1e4])[:, None]
    rows = rows.to(dtype)
    wide = rows.double()
    expected = wide / (wide.square().mean(dim=-1, keepdim=True) + config.rms_norm_eps).sqrt()
    found = Norm(6, config, dtype)(rows) * norm_factor(config.hidden_size, dtype)
    assert torch.allclose(found.double(), expected, rtol=2 * torch.finfo(dtype).eps, atol=1e-7)
    for row in range(6):
        assert torch.equal(Norm(1, config, dtype)(rows[[row]])[0], Norm(6, config, dtype)(rows)[row])


def test_fewer_rows_are_computed_only_where_they_round_alike(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = body_of(tiny, torch.bfloat16)._layers[0]
    monkeypatch.setattr(layer._trials, "alike", lambda rows: rows != 256)
    assert [layer.filled(rows) for rows in (0, 1, 128, 129, 300, 512, 513, 700)] == [
        0,
        128,
        128,
        ROWS,
        384,
        512,
        640,
        1024,
    ]


def test_the_trial_finds_a_product_that_rounds_differently(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = body_of(tiny, torch.bfloat16)._layers[0]
    product = type(layer.up).multiplied

    def off(self: Linear, rows: torch.Tensor, by: torch.Tensor) -> torch.Tensor:
        return product(self, rows, by) * (1.01 if len(rows) == 256 else 1.0)

    monkeypatch.setattr(type(layer.up), "multiplied", off)
    assert not layer._trials.alike(256)
    assert layer._trials.alike(ROWS)


@pytest.mark.parametrize(
    "changes",
    [
        {"model_type": "gemma2"},
        {"hidden_act": "gelu"},
        {"sliding_window": 64},
        {"rope_scaling": {"type": "linear", "factor": 2.0}},
        {"rope_parameters": {"rope_type": "llama3", "rope_theta": 1e4}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_shape_is_left_to_transformers(tiny: Path, tmp_path: Path, changes: dict[str, object]) -> None:
    import json

    config = json.loads((tiny / "config.json").read_text())
    assert read_config(tiny) is not None
    (tmp_path / "config.json").write_text(json.dumps(config | changes))
    assert read_config(tmp_path) is None
