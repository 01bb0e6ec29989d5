from __future__ import annotations

import dataclasses
import itertools
import json
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file
from tiny_model import DTYPES, build_tiny_model
from transformers import AutoModelForCausalLM, LlamaConfig, MistralConfig, MistralForCausalLM, PreTrainedModel

from summarize.asking import models
from summarize.asking.backends import GenerateRequest, Ranked, RankRequest, open_backend
from summarize.asking.backends.adapter import find_adapter, read_adapter
from summarize.asking.backends.fake import FakeBackend
from summarize.asking.backends.grammar import copied_words
from summarize.asking.backends.huggingface import HuggingFaceBackend, best_dtype
from summarize.asking.backends.huggingface.general import GeneralBody
from summarize.asking.backends.tree import TokenTree, pack
from summarize.asking.checkpoints import Checkpoint, read_folder
from summarize.errors import BackendError

PARAGRAPH = "The harbour master said that nine boats were missing. A fisherman spoke of twelve."
CANDIDATES = (" the harbour master", " a fisherman", " the harbour police", " nobody")
REQUESTS = tuple(
    RankRequest(f"{PARAGRAPH}\n\nWho counted {count}?", CANDIDATES, group)
    for group in "ab"
    for count in ("nine", "twelve")
)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return read_folder(build_tiny_model(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="module")
def backend(checkpoint: Checkpoint) -> HuggingFaceBackend:
    return HuggingFaceBackend(checkpoint, device="cpu", dtype=torch.float32)


def token_ids(backend: HuggingFaceBackend, text: str) -> list[int]:
    ids: list[int] = backend._parts.tokenizer.encode(text, add_special_tokens=False).ids
    return ids


@torch.inference_mode()
def scored_alone(
    backend: HuggingFaceBackend, request: RankRequest, model: PreTrainedModel | None = None
) -> list[float]:
    """Score each continuation the plain way, by transformers: one sequence at a time, all logits."""
    model = model or AutoModelForCausalLM.from_pretrained(backend._checkpoint.folder, dtype=torch.float32)
    prompt = token_ids(backend, request.prompt)
    scores = []
    for text in request.continuations:
        ids = token_ids(backend, text)
        logits = model(torch.tensor([prompt + ids])).logits[0].float().log_softmax(-1)
        scores.append(sum(logits[len(prompt) - 1 + place, token].item() for place, token in enumerate(ids)))
    return scores


# The tree


token_sequences = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=9).map(tuple), min_size=1, max_size=12)


@given(token_sequences, st.integers(1, 30))
def test_every_sequence_can_be_read_along_its_path(sequences: list[tuple[int, ...]], max_nodes: int) -> None:
    found: set[tuple[int, ...]] = set()
    for tree in pack(sequences, max_nodes=max_nodes):
        for sequence, path in tree.paths.items():
            assert tuple(tree.tokens[node] for node in path) == sequence
            assert [tree.depths[node] for node in path] == list(range(len(sequence)))
            found.add(sequence)
    assert found == set(sequences)


@given(token_sequences)
def test_a_node_sees_itself_and_its_ancestors_alone(sequences: list[tuple[int, ...]]) -> None:
    (tree,) = pack(sequences, max_nodes=1000)
    expected = np.zeros((len(tree), len(tree)), dtype=bool)
    for path in tree.paths.values():
        for place, node in enumerate(path):
            expected[node, list(path[: place + 1])] = True
    assert (tree.visibility() == expected).all()


@given(token_sequences, st.integers(1, 30))
def test_no_beginning_is_held_twice_and_no_tree_is_too_large(sequences: list[tuple[int, ...]], max_nodes: int) -> None:
    for tree in pack(sequences, max_nodes=max_nodes):
        beginnings = {sequence[:end] for sequence in tree.paths for end in range(1, len(sequence) + 1)}
        assert len(tree) == len(beginnings)
        assert len(tree) <= max_nodes or len(tree.paths) == 1


@given(token_sequences, st.randoms(use_true_random=False))
def test_the_order_of_sequences_does_not_matter(sequences: list[tuple[int, ...]], random: object) -> None:
    shuffled = list(sequences)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pack(shuffled, max_nodes=12) == pack(sequences, max_nodes=12)


@pytest.mark.parametrize("multiple", [1, 8, 32])
def test_a_tree_is_filled_up_with_nodes_that_see_and_are_seen_by_nobody(multiple: int) -> None:
    sequences = [(1, 2, 3), (1, 2, 4, 5), (7,)]
    (tree,) = pack(sequences, max_nodes=40)
    (filled,) = pack(sequences, max_nodes=40)
    filled.fill(multiple)
    own, seen = len(tree), filled.visibility()
    assert len(filled) % multiple == 0
    assert len(filled) < own + multiple
    assert filled.paths == tree.paths
    assert (seen[:own, :own] == tree.visibility()).all()
    assert (seen[own:, own:] == np.eye(len(filled) - own, dtype=bool)).all()
    assert not seen[:own, own:].any()
    assert not seen[own:, :own].any()


# Ranking


@pytest.mark.parametrize("max_nodes", [1536, 60, 30, 1])
def test_ranking_agrees_with_scoring_one_by_one(checkpoint: Checkpoint, max_nodes: int) -> None:
    backend = HuggingFaceBackend(checkpoint, device="cpu", dtype=torch.float32, max_nodes=max_nodes)
    for request, ranked in zip(REQUESTS, backend.rank(REQUESTS), strict=True):
        assert ranked.log_likelihoods == pytest.approx(scored_alone(backend, request), abs=1e-4)


def test_a_continuation_that_begins_another_is_ranked(backend: HuggingFaceBackend) -> None:
    request = RankRequest(PARAGRAPH, (" the", " the harbour", " the harbour master"))
    (ranked,) = backend.rank([request])
    assert ranked.log_likelihoods == pytest.approx(scored_alone(backend, request), abs=1e-4)
    assert sorted(ranked.log_likelihoods, reverse=True) == list(ranked.log_likelihoods)


def test_the_probabilities_of_all_single_tokens_sum_to_one(backend: HuggingFaceBackend) -> None:
    asked = ((1, 2, 3), tuple((token,) for token in range(backend._parts.head.vocabulary)))
    (scores,) = backend._score([[asked]])
    assert math.fsum(map(math.exp, scores.values())) == pytest.approx(1.0, abs=1e-4)


def test_tokens_are_counted(backend: HuggingFaceBackend) -> None:
    (ranked,) = backend.rank(REQUESTS[:1])
    assert ranked.tokens == tuple(len(token_ids(backend, text)) for text in CANDIDATES)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_answers_do_not_depend_on_the_batch(checkpoint: Checkpoint, dtype: torch.dtype) -> None:
    backend = HuggingFaceBackend(checkpoint, device="cpu", dtype=dtype)
    whole = backend.rank(REQUESTS)
    by_group = [ranked for start in (0, 2) for ranked in backend.rank(REQUESTS[start : start + 2])]
    assert whole == by_group == backend.rank(REQUESTS)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_answers_do_not_depend_on_how_many_passes_run_side_by_side(checkpoint: Checkpoint, dtype: torch.dtype) -> None:
    alone, together = (HuggingFaceBackend(checkpoint, device="cpu", dtype=dtype, threads=threads) for threads in (1, 4))
    many = [dataclasses.replace(request, group=f"{request.group}{n}") for n in range(5) for request in REQUESTS]
    assert alone.rank(many) == together.rank(many)


def test_a_pass_has_one_thread_however_many_cores_there_are(checkpoint: Checkpoint) -> None:
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(3)
        HuggingFaceBackend(checkpoint, device="cpu")
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)


def test_answers_do_not_depend_on_the_order_within_a_group(backend: HuggingFaceBackend) -> None:
    for order in itertools.permutations(range(2)):
        ranked = backend.rank([REQUESTS[index] for index in order])
        assert [ranked[order.index(index)] for index in range(2)] == backend.rank(REQUESTS[:2])


def test_requests_without_a_group_stand_alone(backend: HuggingFaceBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    body = backend._parts.body
    read = body.read_trees
    monkeypatch.setattr(
        body,
        "read_trees",
        lambda wanted, threads: sizes.extend(len(t.paths) for t, _ in wanted) or read(wanted, threads),
    )
    alone = [RankRequest(request.prompt, request.continuations) for request in REQUESTS[:2]]
    backend.rank([*alone, *REQUESTS[:2]])
    assert sizes == [4, 4, 8]


def test_special_tokens_in_an_article_are_text(backend: HuggingFaceBackend) -> None:
    ranked = backend.rank([RankRequest(PARAGRAPH, (" <|end|>",))])[0]
    assert ranked.tokens[0] > 2


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        (RankRequest(PARAGRAPH, ()), "empty"),
        (RankRequest(PARAGRAPH, (" nine", "")), "empty"),
        (RankRequest("", (" nine",)), "empty"),
        (RankRequest("nine boats " * 100, (" nine",)), "longer than the 128"),
    ],
    ids=["no continuations", "empty continuation", "empty prompt", "too long"],
)
def test_what_cannot_be_ranked_is_refused(backend: HuggingFaceBackend, request_: RankRequest, problem: str) -> None:
    with pytest.raises(BackendError, match=problem):
        backend.rank([request_])


def windowed(checkpoint: Checkpoint, folder: Path, window: int) -> Checkpoint:
    """Return a model whose attention looks back some tokens only: one that transformers must read."""
    shutil.copytree(checkpoint.folder, folder)
    plain = LlamaConfig.from_pretrained(folder).to_dict()
    config = MistralConfig(**{k: v for k, v in plain.items() if k not in ("model_type", "architectures")})
    config.sliding_window = window
    MistralForCausalLM(config).save_pretrained(folder)
    return read_folder(folder)


def without_mask(tree: TokenTree) -> TokenTree:
    """Let every node see all that stand before it, by ending every node's descendants at the tree's end."""
    return dataclasses.replace(tree, ends=[len(tree)] * len(tree))


def without_positions(tree: TokenTree) -> TokenTree:
    return dataclasses.replace(tree, depths=list(range(len(tree))))


@pytest.mark.parametrize("spoil", [without_mask, without_positions])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_a_model_that_cannot_be_packed_is_refused(
    checkpoint: Checkpoint,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[TokenTree], TokenTree],
    dtype: torch.dtype,
) -> None:
    hidden = GeneralBody._hidden
    monkeypatch.setattr(GeneralBody, "_hidden", lambda self, tree: hidden(self, spoil(tree)))
    with pytest.raises(BackendError, match="cannot rank several candidates"):
        HuggingFaceBackend(windowed(checkpoint, tmp_path / "general", 120), device="cpu", dtype=dtype)


def test_a_folder_with_broken_weights_is_refused(checkpoint: Checkpoint, tmp_path: Path) -> None:
    for path in checkpoint.folder.iterdir():
        (tmp_path / path.name).write_bytes(
            path.read_bytes()[:200] if path.suffix == ".safetensors" else path.read_bytes()
        )
    with pytest.raises(BackendError, match="cannot be loaded"):
        HuggingFaceBackend(Checkpoint("broken", tmp_path, "0"))


def test_the_record_says_where_transformers_read(checkpoint: Checkpoint, tmp_path: Path) -> None:
    record = HuggingFaceBackend(windowed(checkpoint, tmp_path / "general", 400), device="cpu").record()
    assert record.backend == "transformers"
    assert record.runtime is not None
    assert "transformers" in record.runtime


def test_the_record_names_what_runs(backend: HuggingFaceBackend, checkpoint: Checkpoint) -> None:
    record = backend.record()
    assert (record.backend, record.model, record.model_sha256) == ("torch", checkpoint.name, checkpoint.sha256)
    assert (record.adapter_sha256, record.dtype) == (None, "float32")
    assert record.runtime is not None
    assert torch.__version__ in record.runtime


# Generating


def generate(backend: HuggingFaceBackend, grammar: str, max_tokens: int = 40, prompt: str = PARAGRAPH) -> str:
    return backend.generate([GenerateRequest(prompt, grammar, max_tokens)])[0]


@pytest.mark.parametrize("prompt", ["Who?", "Say it:", "A", "12", "the storm of"])
def test_copied_words_are_words_of_the_text(backend: HuggingFaceBackend, prompt: str) -> None:
    text = generate(backend, copied_words(PARAGRAPH), prompt=prompt)
    assert text.startswith(" ")
    assert text.strip() in PARAGRAPH


@pytest.mark.parametrize("source", ['He said "no" twice.', "back\\slash / and /slash/", "naïve café – “ja”", "a\nb\tc"])
def test_any_text_can_be_copied_from(backend: HuggingFaceBackend, source: str) -> None:
    assert generate(backend, copied_words(source)).strip() in source


def test_forced_text_needs_no_model(backend: HuggingFaceBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend._parts.body, "read_texts", None)
    assert generate(backend, 'start: " nine boats were missing"') == " nine boats were missing"


def test_the_likeliest_allowed_branch_is_taken(backend: HuggingFaceBackend) -> None:
    ranked = backend.rank([RankRequest(PARAGRAPH, (" x", " z"))])[0]
    likelier = (" x", " z")[ranked.log_likelihoods.index(max(ranked.log_likelihoods))]
    assert generate(backend, 'start: " x" | " z"') == likelier


def test_writing_with_the_cache_is_writing_without(backend: HuggingFaceBackend) -> None:
    grammar = "start: /[a-z ]{12}/"
    text = generate(backend, grammar, max_tokens=6)
    state = backend._grammars.start(grammar)
    model = AutoModelForCausalLM.from_pretrained(backend._checkpoint.folder, dtype=torch.float32)
    ids = token_ids(backend, PARAGRAPH)
    start = len(ids)
    for _ in range(6):
        with torch.inference_mode():
            logits = model(torch.tensor([ids])).logits[0, -1]
            logits[~torch.from_numpy(state.allowed())] = -math.inf
        ids = [*ids, int(logits.argmax())]
        state.take(ids[-1])
    assert text == backend._parts.tokenizer.decode(ids[start:])


@pytest.mark.parametrize("max_tokens", [1, 3, 7])
def test_at_most_max_tokens_are_written(backend: HuggingFaceBackend, max_tokens: int) -> None:
    text = generate(backend, "start: /[a-z]+/", max_tokens=max_tokens)
    assert len(text) > 0
    assert len(token_ids(backend, text)) <= max_tokens


def test_each_text_is_written_by_itself(backend: HuggingFaceBackend) -> None:
    requests = [GenerateRequest(prompt, copied_words(PARAGRAPH), 9) for prompt in ("Who?", "How many boats?", "12")]
    assert backend.generate(requests) == [backend.generate([request])[0] for request in requests]


@pytest.mark.parametrize("together", [2, 3, 9])
def test_texts_written_together_are_those_written_alone(backend: HuggingFaceBackend, together: int) -> None:
    prompts = (PARAGRAPH, "Who?", f"{PARAGRAPH} {PARAGRAPH}", "How many boats?", "12", "Nobody")
    grammars = (copied_words(PARAGRAPH), "start: /[a-z ]{5,40}/", 'start: " x" | " the end of it"')
    requests = [
        GenerateRequest(prompt, grammar, max_tokens)
        for (prompt, grammar), max_tokens in zip(itertools.product(prompts, grammars), itertools.cycle((1, 9, 30)))
    ]
    told: list[int] = []
    written = backend.generate(requests, together=together, done=told.append)
    assert written == [backend.generate([request])[0] for request in requests]
    assert sorted(told) == list(range(len(requests)))


def test_texts_are_written_in_steps_they_share(backend: HuggingFaceBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    body = backend._parts.body
    read = body.read_texts
    monkeypatch.setattr(body, "read_texts", lambda texts: rows.append(len(texts)) or read(texts))
    backend.generate([GenerateRequest(PARAGRAPH, "start: /[a-z]{9}/", 4)] * 5, together=3)
    assert max(rows) == 3
    assert rows[:3] == [1, 1, 1]


@pytest.mark.parametrize(("window", "refused"), [(12, True), (120, False)])
def test_a_text_longer_than_the_models_window_is_refused(
    checkpoint: Checkpoint, tmp_path: Path, window: int, refused: bool
) -> None:
    backend = HuggingFaceBackend(windowed(checkpoint, tmp_path / "windowed", window), device="cpu", dtype=torch.float32)
    if refused:
        with pytest.raises(BackendError, match="sliding window of 12 tokens"):
            generate(backend, copied_words(PARAGRAPH))
    else:
        assert generate(backend, copied_words(PARAGRAPH)).strip() in PARAGRAPH
    assert backend.rank([RankRequest("A", (" x", " z"))])[0].tokens


def test_a_malformed_grammar_is_refused(backend: HuggingFaceBackend) -> None:
    with pytest.raises(BackendError, match="grammar is malformed"):
        generate(backend, 'start: "nine')


# Adapters


ADAPTED = "model.layers.1.self_attn.q_proj"


def write_adapter(folder: Path, base_sha256: str, path: str = ADAPTED, inputs: int = 32, **changes: object) -> Path:
    folder.mkdir(exist_ok=True)
    generator = torch.Generator().manual_seed(3)
    tensors = {
        f"{path}.lora_A": torch.randn(4, inputs, generator=generator),
        f"{path}.lora_B": torch.randn(32, 4, generator=generator),
    }
    save_file(tensors, folder / "adapter.safetensors")
    card = {"format": 1, "base_sha256": base_sha256, "rank": 4, "alpha": 8.0, "target_modules": ["q_proj"]}
    (folder / "adapter.json").write_text(json.dumps(card | changes))
    return folder


def test_an_adapter_is_merged_into_the_weights(
    backend: HuggingFaceBackend, checkpoint: Checkpoint, tmp_path: Path
) -> None:
    folder = write_adapter(tmp_path, checkpoint.sha256)
    adapted = HuggingFaceBackend(checkpoint, adapter=folder, device="cpu", dtype=torch.float32)
    generator = torch.Generator().manual_seed(3)
    lora_a, lora_b = torch.randn(4, 32, generator=generator), torch.randn(32, 4, generator=generator)
    model = AutoModelForCausalLM.from_pretrained(checkpoint.folder, dtype=torch.float32)
    with torch.no_grad():
        model.get_parameter(f"{ADAPTED}.weight").add_(8.0 / 4 * lora_b @ lora_a)
    for request, ranked in zip(REQUESTS[:2], adapted.rank(REQUESTS[:2]), strict=True):
        assert ranked.log_likelihoods == pytest.approx(scored_alone(adapted, request, model), abs=1e-4)
    assert adapted.rank(REQUESTS) != backend.rank(REQUESTS)
    assert adapted.record().adapter_sha256 == read_adapter(folder, base_sha256=checkpoint.sha256).sha256


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"base_sha256": "f" * 64}, "trained on other weights"),
        ({"format": 2}, "has format 2"),
        ({"rank": "many"}, "cannot be read"),
        ({"path": "model.layers.9.self_attn.q_proj"}, "does not fit"),
        ({"inputs": 16}, "does not fit"),
    ],
    ids=["other model", "later format", "malformed card", "no such layer", "wrong shape"],
)
def test_an_adapter_that_does_not_fit_is_refused(
    checkpoint: Checkpoint, tmp_path: Path, changes: dict[str, object], problem: str
) -> None:
    folder = write_adapter(tmp_path, **({"base_sha256": checkpoint.sha256} | changes))  # type: ignore[arg-type]
    with pytest.raises(BackendError, match=problem):
        HuggingFaceBackend(checkpoint, adapter=folder, device="cpu", dtype=torch.float32)


def test_an_adapter_without_weights_is_refused(tmp_path: Path) -> None:
    write_adapter(tmp_path, "0")
    (tmp_path / "adapter.safetensors").unlink()
    with pytest.raises(BackendError, match="cannot be read"):
        read_adapter(tmp_path, base_sha256="0")


# Opening


def test_a_model_of_llamas_shape_needs_no_transformers(checkpoint: Checkpoint) -> None:
    code = (
        "import sys; from pathlib import Path; from summarize.asking.backends import open_backend, RankRequest;"
        f"open_backend({str(checkpoint.folder)!r}).rank([RankRequest('A boat', (' was', ' is'))]);"
        "sys.exit('transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_local_folder_can_be_opened(checkpoint: Checkpoint) -> None:
    backend = open_backend(str(checkpoint.folder))
    assert backend.record().model_sha256 == checkpoint.sha256


def test_torch_is_imported_only_when_a_model_is_opened() -> None:
    code = (
        "import sys, summarize.asking.backends, summarize.asking.probes, summarize.asking.models;"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.model
def test_the_default_model_agrees_with_scoring_one_by_one() -> None:
    folder = models.where(models.default_model())
    if folder is None:
        pytest.skip("the default model has not been fetched")
    backend = HuggingFaceBackend(models.locate(models.default_model()), device="cpu", dtype=torch.float32)
    for request, ranked in zip(REQUESTS[:2], backend.rank(REQUESTS[:2]), strict=True):
        assert ranked.log_likelihoods == pytest.approx(scored_alone(backend, request), abs=1e-4)


# The fake


def even(request: RankRequest) -> Ranked:
    count = len(request.continuations)
    return Ranked(log_likelihoods=(-1.0,) * count, tokens=(1,) * count)


@pytest.mark.parametrize("script", [even, [even(REQUESTS[0])] * len(REQUESTS)], ids=["function", "list"])
def test_the_fake_remembers_what_it_was_asked(script: Sequence[Ranked]) -> None:
    fake = FakeBackend(script)
    fake.rank(REQUESTS)
    assert fake.rank_requests == list(REQUESTS)


def test_the_fake_fails_when_it_runs_dry() -> None:
    fake = FakeBackend([even(REQUESTS[0])], ["only one"])
    with pytest.raises(BackendError, match="no answer left to rank"):
        fake.rank(REQUESTS[:2])
    writing = GenerateRequest("Say it:", "start: /a/", 3)
    assert fake.generate([writing]) == ["only one"]
    with pytest.raises(BackendError, match="no answer left to generate"):
        fake.generate([writing])


def test_the_fake_refuses_an_answer_that_does_not_fit() -> None:
    with pytest.raises(BackendError, match="does not fit 4 continuations"):
        FakeBackend([Ranked((-1.0,), (1,))]).rank(REQUESTS[:1])


@pytest.mark.model
def test_a_model_written_with_its_adapter_merged_is_the_same_model(model_home: str, tmp_path: Path) -> None:
    from summarize.training.merging import write_merged

    write_merged(models.default_model(), tmp_path)
    request = RankRequest(
        "The harbour master counted nine boats. Who counted them?", (" the harbour master", " a clerk")
    )
    default, adapter = models.locate(models.default_model()), find_adapter(models.default_model())
    dtype = best_dtype(torch.device("cpu"))
    (merged,) = HuggingFaceBackend(read_folder(tmp_path), device="cpu", dtype=dtype).rank([request])
    (adapted,) = HuggingFaceBackend(default, adapter=adapter, device="cpu", dtype=dtype).rank([request])
    (untuned,) = open_backend(models.default_model(), adapter=False).rank([request])
    # Weights that are rounded once more give other numbers in bfloat16: 0.09 is the usual difference to float32.
    assert merged.log_likelihoods == pytest.approx(adapted.log_likelihoods, abs=0.3)
    assert merged.log_likelihoods != pytest.approx(untuned.log_likelihoods, abs=1.0)
