from __future__ import annotations

import dataclasses
import json
import math
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import ROOT
from tiny_model import build_tiny_model

from summarize.asking.backends.adapter import find_adapter, read_adapter
from summarize.asking.backends.base import RankRequest
from summarize.asking.backends.huggingface import HuggingFaceBackend
from summarize.asking.checkpoints import read_folder
from summarize.asking.models import default_model
from summarize.asking.prompting import load_prompts
from summarize.training import loop, lora, stages
from summarize.training.accounts import LABELS as ACCOUNT_LABELS
from summarize.training.accounts import AccountPair, Sentence
from summarize.training.adapter import encoder, measure
from summarize.training.batches import MULTIPLE, PackedSet, deal
from summarize.training.credited import passage_figures
from summarize.training.examples import (
    ASSERTER,
    PROMPTS,
    Encode,
    choices_of,
    pack_accounts,
    pack_asserters,
    pack_invented,
    pack_pairs,
)
from summarize.training.network import Network, visible
from summarize.training.objective import Objective
from summarize.training.packing import MOST_NODES, Choice, Packer, tree_of
from summarize.training.parts import DEV, HELD_BACK, NO_PART, OTHER, PARTS, part_of
from summarize.training.passages import write_passages
from summarize.training.questions import JudgedPair
from summarize.training.recipe import (
    ASKED_WHO,
    ASSERTERS,
    INVENTED,
    PAIRS,
    SETS,
    InventedStage,
    PracticeStage,
    Recipe,
)
from summarize.training.related import LABELS, OpenPair, right_labels

CPU = torch.device("cpu")
WHO = Choice((5, 6, 7), ((9, 10), (9, 11, 12), (13,)), (1.0, 0.0, -2.0), frozenset({1}))
ALSO = Choice((5, 6, 20), ((9, 21), (22,)), (0.5, 0.0), frozenset({0}))
SHORT = Choice((5, 8), ((13,), (14, 15)), (0.0, 0.0), frozenset({0, 1}))
LOST = Choice((7, 8), ((13,), (14, 15)), (0.0, 0.0), frozenset())
TEXTS = ((WHO, ALSO), (SHORT, LOST), (ALSO,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_model(tmp_path_factory.mktemp("tiny"), context=512)


@pytest.fixture(scope="module")
def encode(folder: Path) -> Encode:
    return encoder(folder)


def network(folder: Path, *, seed: int = 1, dtype: torch.dtype = torch.float32) -> Network:
    return Network(folder, rank=4, alpha=8.0, seed=seed, device=CPU, dtype=dtype)


def packed(
    path: Path, texts: tuple[tuple[Choice, ...], ...] = TEXTS, parts: tuple[int, ...] = (0, 1, OTHER)
) -> PackedSet:
    packer = Packer()
    for choices, part in zip(texts, parts, strict=True):
        packer.add(choices, part)
    packer.save(path)
    return PackedSet(path)


# -- packing ---------------------------------------------------------------------------------------------------------


def test_each_row_is_where_its_target_comes_next(tmp_path: Path) -> None:
    batch = packed(tmp_path / "set.npz").batch([0, 1, 2])
    choices = [choice for text in TEXTS for choice in text]
    answers = [(choice.prompt, answer) for choice in choices for answer in choice.continuations]
    sees = visible(torch.from_numpy(batch.ends)).numpy()
    length = batch.tokens.shape[1]
    assert length == MULTIPLE
    place = 0
    for (prompt, answer), count in zip(answers, batch.lengths, strict=True):
        for number in range(count):
            text, row = divmod(int(batch.rows[place]), length)
            assert batch.targets[place] == answer[number]
            read = np.flatnonzero(sees[text, row])
            assert tuple(batch.tokens[text, read]) == prompt + answer[:number]
            assert list(batch.depths[text, read]) == list(range(len(prompt) + number))
            place += 1
    assert place == len(batch.rows)
    assert list(batch.answers) == [3, 2, 2, 2, 2]
    assert batch.told == 4


def test_the_mask_is_what_the_backend_lets_see_and_padding_sees_itself(tmp_path: Path) -> None:
    batch = packed(tmp_path / "set.npz").batch([1, 0])
    sees = visible(torch.from_numpy(batch.ends)).numpy()
    for place, choices in enumerate((TEXTS[1], TEXTS[0])):
        tree = tree_of(choices)
        assert (sees[place, : len(tree), : len(tree)] == tree.visibility()).all()
        assert (sees[place, len(tree) :] == np.eye(sees.shape[1], dtype=bool)[len(tree) :]).all()
        assert not sees[place, : len(tree), len(tree) :].any()


def test_a_text_that_is_too_long_is_counted_and_left_out() -> None:
    packer = Packer()
    packer.add((Choice(tuple(range(MOST_NODES + 1)), ((1,), (2,)), (0.0, 0.0), frozenset({0})),), 0)
    assert (len(packer), packer.left_out) == (0, 1)


def test_every_text_is_dealt_into_one_batch_that_keeps_its_size() -> None:
    sizes = np.array([random.Random(7).randint(1, 500) for _ in range(300)], np.int64)
    batches = deal(sizes, range(20, 300), 1024, random.Random(1))
    assert sorted(number for batch in batches for number in batch) == list(range(20, 300))
    padded = [len(batch) * -(-max(int(sizes[n]) for n in batch) // MULTIPLE) * MULTIPLE for batch in batches]
    assert max(padded) <= 1024
    assert (
        batches
        == deal(sizes, range(20, 300), 1024, random.Random(1))
        != deal(sizes, range(20, 300), 1024, random.Random(2))
    )


# -- the network and the loss ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dtype", "noise"), [(torch.float32, 1e-4), (torch.bfloat16, 0.02)])
def test_likelihoods_are_those_of_the_backend_with_the_adapter(
    folder: Path, encode: Encode, tmp_path: Path, dtype: torch.dtype, noise: float
) -> None:
    words = ("The harbour master counted forty boats. Who said", "The harbour master counted nine. Who")
    names = (" the harbour master", " a clerk of the court", " the")
    texts = tuple((Choice(encode(w), tuple(map(encode, names)), (0.0,) * 3, frozenset({0})),) for w in words)
    own = network(folder, dtype=dtype)
    drawn = torch.Generator().manual_seed(2)
    own.load({name: 0.1 * torch.randn(tensor.shape, generator=drawn) for name, tensor in own.change().items()})
    with torch.no_grad():
        found = own.log_likelihoods(packed(tmp_path / "set.npz", texts, (0, 0)).batch([0, 1]))
    lora.save_tensors(own.change(), tmp_path / "adapter.safetensors", torch.float32)
    checkpoint = read_folder(folder)
    card = {"format": 1, "base_sha256": checkpoint.sha256, "rank": 4, "alpha": 8.0}
    (tmp_path / "adapter.json").write_text(json.dumps(card))
    asked = [RankRequest(w, names) for w in words]
    with_it, without = (
        torch.tensor([ranked.log_likelihoods for ranked in backend.rank(asked)]).flatten()
        for backend in (
            HuggingFaceBackend(checkpoint, adapter=adapter, device="cpu", dtype=dtype) for adapter in (tmp_path, None)
        )
    )
    torch.testing.assert_close(found, with_it, atol=noise, rtol=noise)
    assert (found - without).abs().max() > 1.0


def test_the_loss_is_what_it_says(tmp_path: Path) -> None:
    batch = packed(tmp_path / "set.npz").batch([0, 1, 2])
    found = torch.randn(len(batch.lengths), generator=torch.Generator().manual_seed(4)) * 3
    wanted, place = 0.0, 0
    for choice in (choice for text in TEXTS for choice in text):
        own = found[place : (place := place + len(choice.continuations))].tolist()
        if choice.golds:
            together = [score + 0.5 * prior for score, prior in zip(own, choice.priors, strict=True)]
            every = math.log(sum(math.exp(score) for score in together))
            good = math.log(sum(math.exp(together[gold]) for gold in choice.golds))
            wanted += every - good + 0.2 * min(-own[gold] / len(choice.continuations[gold]) for gold in choice.golds)
    assert float(Objective(rules=0.5, language=0.2).loss(batch, found)) == pytest.approx(wanted, abs=1e-4)


def test_a_choice_without_a_right_answer_moves_nothing(tmp_path: Path) -> None:
    batch = packed(tmp_path / "set.npz", ((LOST,),), (0,)).batch([0])
    found = torch.randn(2, requires_grad=True)
    loss = ASKED_WHO.loss(batch, found)
    loss.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == 0.0
    assert found.grad is not None
    assert not found.grad.any()


def test_a_step_in_several_passes_has_the_gradients_of_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = {INVENTED: packed(tmp_path / "set.npz")}
    step = InventedStage(held_out=0).plan(sets, 1)[0]
    gradients = []
    for tokens in (4096, MULTIPLE):
        monkeypatch.setitem(loop.PASS_TOKENS, "cpu", tokens)
        assert len(list(loop.passes(sets[INVENTED], step.texts, tokens))) == (1 if tokens == 4096 else 3)
        own = network(folder)
        loss, read = loop._step(own, step, sets[INVENTED])
        gradients.append((loss, read, [weight.grad for weight in own.parameters()]))
    (loss, read, whole), (again, same, parts) = gradients
    assert read == same == 3 * MULTIPLE
    torch.testing.assert_close(loss, again)
    for one, other in zip(whole, parts, strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)


# -- a run -----------------------------------------------------------------------------------------------------------

TINY = Recipe(
    rank=4,
    alpha=8.0,
    warmup=2,
    invented=InventedStage(learning_rate=1e-2, tokens=2 * MULTIPLE, held_out=1),
    practice=PracticeStage(learning_rate=1e-2, pair_tokens=2 * MULTIPLE, asserter_tokens=MULTIPLE, share_of_pairs=0.7),
    further=PracticeStage(
        learning_rate=1e-3,
        passes=1,
        pair_tokens=2 * MULTIPLE,
        asserter_tokens=MULTIPLE,
        share_of_retold=0.7,
        share_of_statements=0.7,
    ),
)


def write_tiny(work: Path) -> Path:
    work.mkdir()
    rng = random.Random(3)
    for name in SETS:
        packer = Packer()
        for part in (0, 1, 2, 3, OTHER, DEV, HELD_BACK, 0, 1):
            packer.add(
                (Choice(tuple(rng.sample(range(30, 300), 6)), ((9, 10), (11,)), (0.3, 0.0), frozenset({0})),), part
            )
        packer.save(stages.examples_path(work, name))
    return work


def run_tiny(work: Path, folder: Path, recipe: Recipe = TINY, without: int | None = None) -> dict[str, torch.Tensor]:
    found = stages.run(work, folder, recipe, without=without, device=CPU, dtype=torch.float32)
    return lora.load_tensors(found.weights)


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(tensor, other[name]) for name, tensor in one.items())


def test_training_makes_right_answers_likelier(folder: Path, tmp_path: Path) -> None:
    work = write_tiny(tmp_path / "work")
    examples = stages.load_sets(work)[ASSERTERS]
    own = network(folder)
    with torch.no_grad():
        before = own.log_likelihoods(examples.batch(examples.without({DEV}))).view(-1, 2).diff()
    longer = dataclasses.replace(TINY.practice, passes=6)
    own.load(run_tiny(work, folder, dataclasses.replace(TINY, practice=longer)))
    with torch.no_grad():
        after = own.log_likelihoods(examples.batch(examples.without({DEV}))).view(-1, 2).diff()
    assert (after < before).all()
    assert measure(own, examples, examples.without({DEV}))["1"] == 1.0


def test_a_seed_gives_the_same_weights_again_and_another_does_not(folder: Path, tmp_path: Path) -> None:
    one, two, three = (write_tiny(tmp_path / name) for name in ("one", "two", "three"))
    first = run_tiny(one, folder)
    assert same(first, run_tiny(two, folder))
    other = dataclasses.replace(TINY, seed=TINY.seed + 1)
    assert not same(first, run_tiny(three, folder, other))


class _InterruptedError(Exception):
    pass


@pytest.mark.parametrize("stop", [2, 9, 24], ids=["in the first stage", "in the second", "in the third"])
def test_a_run_cut_off_ends_as_one_that_was_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    whole = run_tiny(write_tiny(tmp_path / "whole"), folder)
    work, made, step = write_tiny(tmp_path / "cut"), 0, loop._step

    def cut(*arguments: object) -> object:
        nonlocal made
        made += 1
        if made == stop + 1:
            raise _InterruptedError
        return step(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "SAVE_EVERY", 0.0)
    monkeypatch.setattr(loop, "_step", cut)
    with pytest.raises(_InterruptedError):
        run_tiny(work, folder)
    before = made
    assert same(whole, run_tiny(work, folder))
    total = sum(len(of.plan(stages.load_sets(work), TINY.seed)) for of in (TINY.invented, TINY.practice))
    total += len(TINY.further.plan(stages.load_sets(work), TINY.seed))
    assert made - before == total - stop


def test_a_checkpoint_of_other_examples_is_not_gone_on_from(folder: Path, tmp_path: Path) -> None:
    work = write_tiny(tmp_path / "work")
    first = run_tiny(work, folder)
    packed(stages.examples_path(work, INVENTED), ((ALSO,), (WHO,), (SHORT,)), (0, 0, 0))
    assert not same(first, run_tiny(work, folder))


def test_a_part_is_left_out_and_dev_cases_and_what_is_held_back_always(folder: Path, tmp_path: Path) -> None:
    sets = stages.load_sets(write_tiny(tmp_path / "work"))
    everything = PracticeStage(share_of_pairs=1.0, share_of_retold=1.0, share_of_statements=1.0)
    for without in (None, *range(PARTS)):
        for name in set(SETS) - {INVENTED}:
            read = {t for step in everything.plan(sets, 5, without) if step.set == name for t in step.texts}
            assert set(sets[name].parts[sorted(read)].tolist()) == {0, 1, 2, 3, OTHER} - {without}
    assert NO_PART not in range(PARTS)


def test_a_stage_reads_no_set_that_it_has_no_share_of(folder: Path, tmp_path: Path) -> None:
    sets = stages.load_sets(write_tiny(tmp_path / "work"))
    assert {step.set for step in TINY.practice.plan(sets, 5)} == {ASSERTERS, *PAIRS}
    assert {step.set for step in TINY.further.plan(sets, 5)} == set(SETS) - {INVENTED}


def test_runs_without_a_part_share_the_first_stage(folder: Path, tmp_path: Path) -> None:
    work = write_tiny(tmp_path / "work")
    whole = run_tiny(work, folder)
    before = (work / "invented-stage.jsonl").read_text()
    assert not same(whole, run_tiny(work, folder, without=1))
    assert (work / "invented-stage.jsonl").read_text() == before
    assert {path.name for path in work.glob("adapter*")} == {"adapter.safetensors", "adapter-without-1.safetensors"}


def test_each_stage_goes_on_from_the_one_before(folder: Path, tmp_path: Path) -> None:
    nothing = dataclasses.replace(TINY.further, learning_rate=0.0)
    work = write_tiny(tmp_path / "work")
    found = run_tiny(work, folder, dataclasses.replace(TINY, further=nothing))
    assert same(found, lora.load_tensors(work / "practice-stage.safetensors"))
    assert not same(found, lora.load_tensors(work / "invented-stage.safetensors"))


def test_training_from_written_examples_imports_no_transformers() -> None:
    code = "import sys, summarize.training.stages; print({'transformers', 'pydantic', 'tokenizers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"


# -- examples --------------------------------------------------------------------------------------------------------


def test_a_seed_gives_the_same_examples_again(encode: Encode, tmp_path: Path) -> None:
    prompt = load_prompts()[ASSERTER]
    for name, seed in (("one", "a"), ("two", "a"), ("three", "b")):
        pack_invented(prompt, encode, 3, (seed,)).save(tmp_path / name)
    one, two, three = ((tmp_path / name).read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_an_invented_question_is_put_as_the_pipeline_puts_it(encode: Encode) -> None:
    (passage, *_) = write_passages(random.Random(1))
    choices = choices_of(load_prompts()[ASSERTER], passage, encode)
    for question, choice in zip(passage.questions, choices, strict=True):
        words = load_prompts()[ASSERTER].render(text=passage.text, figure=question.figure)
        assert choice.prompt == encode(words)
        assert choice.continuations == tuple(encode(f" {name}") for name in question.candidates)
        assert choice.golds == question.golds
        assert choice.priors == pytest.approx(question.priors, abs=0.0051)


def test_the_part_of_a_story_is_told_by_its_name() -> None:
    assert part_of("case 01-flood") == DEV
    assert part_of("whole ferry") == part_of("passage before 3") == OTHER
    assert {part_of(f"marked {number}-story") for number in range(60)} == set(range(PARTS))
    assert part_of("marked 7-story") == part_of("marked 7-story")


def test_figures_of_one_text_are_packed_together(encode: Encode, tmp_path: Path) -> None:
    figures = list(passage_figures(ROOT / "tests" / "passages" / "asserters.txt"))[:60]
    pack_asserters(load_prompts()[ASSERTER], encode, figures).save(tmp_path / "set.npz")
    texts = PackedSet(tmp_path / "set.npz")
    asked = sum(len(figure.figure.candidates) > 1 for figure in figures)
    assert len(texts) < asked == len(texts.batch(range(len(texts))).answers)
    assert set(texts.parts) == {OTHER}


def _pair(number: int, story: str = "marked a", *, is_stripped: bool = False) -> OpenPair:
    return OpenPair(
        story, is_stripped, False, ("a1", f"b{number}"), ("Nine «9» boats", f"«{number}» boats"), frozenset({2})
    )


def test_pairs_with_one_figure_in_front_share_a_tree(encode: Encode) -> None:
    prompt = load_prompts()["relation.v1"]
    pairs = [_pair(number) for number in range(10)]
    assert len(pack_pairs(prompt, encode, pairs, swapped=False)) == 2
    assert len(pack_pairs(prompt, encode, pairs, swapped=True)) == 10
    assert len(pack_pairs(prompt, encode, [_pair(1), _pair(2, is_stripped=True)], swapped=False)) == 2


def test_pairs_of_sentences_say_what_is_held_back(encode: Encode, tmp_path: Path) -> None:
    here, there = Sentence(0, 1), Sentence(1, 0)
    pairs = [
        AccountPair("marked 7-story", held_back, (here, there), ("«It burnt.»", "«It sank.»"), frozenset({2}))
        for held_back in (False, True)
    ]
    pairs[1] = dataclasses.replace(pairs[1], story="marked 8-story")
    for swapped in (False, True):
        pack_accounts(load_prompts()["statement.v1"], encode, pairs, swapped=swapped).save(tmp_path / "set.npz")
        assert PackedSet(tmp_path / "set.npz").parts.tolist() == [part_of("marked 7-story"), HELD_BACK]


def test_the_labels_are_those_of_the_prompt() -> None:
    assert load_prompts()["statement.v1"].labels == ACCOUNT_LABELS
    assert load_prompts()["relation.v1"].labels == LABELS


class _Differing(JudgedPair):
    differ = True  # type: ignore[assignment]


class _Fitting(JudgedPair):
    differ = False  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("kind", "same", "relation", "labels"),
    [
        (_Differing, False, "neither", {"different"}),
        (_Differing, False, "conflict", {"conflict"}),
        (_Fitting, False, "conflict", {"different"}),
        (_Fitting, True, None, {"equal"}),
        (_Differing, True, "conflict", {"conflict"}),
        (_Differing, True, "update", {"update"}),
        (_Differing, True, "neither", {"part"}),
        (_Differing, True, None, {"conflict", "update", "part"}),
    ],
)
def test_a_pair_is_what_its_labels_say(kind: type[JudgedPair], same: bool, relation: object, labels: set[str]) -> None:
    pair = kind(None, None, {}, same, relation)  # type: ignore[arg-type]
    assert {LABELS[number] for number in right_labels(pair)} == labels


# -- what is shipped -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Path:
    adapter = find_adapter(default_model())
    assert adapter is not None
    return adapter


@pytest.mark.parametrize("key", PROMPTS)
def test_the_shipped_adapter_was_trained_on_the_prompts_as_they_are(shipped: Path, key: str) -> None:
    card = json.loads((shipped / "adapter.json").read_text())
    assert card["prompts"][key] == load_prompts()[key].sha256


def test_the_shipped_adapter_is_small_and_complete(shipped: Path) -> None:
    card = json.loads((shipped / "adapter.json").read_text())
    weights = shipped / "adapter.safetensors"
    assert weights.stat().st_size <= 20_000_000
    tensors = lora.load_tensors(weights)
    layers = {path for layer in range(30) for path in lora.target_paths(layer).values()}
    assert tensors.keys() == {f"{path}.lora_{part}" for path in layers for part in "AB"}
    assert all(tensor.isfinite().all() and tensor.any() for tensor in tensors.values())
    assert {min(tensor.shape) for tensor in tensors.values()} == {card["rank"]}


def test_the_card_tells_what_is_shipped(shipped: Path) -> None:
    card = json.loads((shipped / "adapter.json").read_text())
    assert read_adapter(shipped, base_sha256=card["base_sha256"]).sha256 == card["sha256"]
    assert card["sha256"] in (shipped / "CARD.md").read_text(encoding="utf-8")
    assert card["recipe"] == json.loads(json.dumps(dataclasses.asdict(Recipe())))


def test_the_prompts_begin_with_what_questions_share() -> None:
    assert load_prompts()[ASSERTER].body.startswith("$text")
    assert load_prompts()["relation.v1"].body.startswith("1. $first")
