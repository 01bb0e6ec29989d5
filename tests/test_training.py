from __future__ import annotations

import json
import random
from functools import partial
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import build_tiny_model
from transformers import AutoModelForCausalLM, LlamaForCausalLM

from summarize.asking.backends.adapter import find_adapter
from summarize.asking.models import default_model
from summarize.asking.prompting import load_prompts
from summarize.asserters import ASKED_AS
from summarize.reading.asked import MOST_WORDS, asked_as
from summarize.reading.candidates import Candidate
from summarize.schema import ARTICLE_ITSELF
from summarize.training import crew, lean, loop, lora, vocabulary
from summarize.training.adapter import encoder
from summarize.training.candidates import find_owner
from summarize.training.examples import ASSERTER, PROMPTS, Choice, Encode, Example, write_examples
from summarize.training.grammar import choose, expand
from summarize.training.marks import MARK_CHARACTERS, mark, unmark
from summarize.training.passages import Passage, write_passages
from summarize.training.scoring import log_likelihoods, tree_of
from summarize.training.sources import Source
from summarize.training.stories import Story

TOPICS = sorted(set(vocabulary.load("stories")) - {"words"})
SEEDS = range(40)

plain_text = st.text(st.characters(exclude_characters=MARK_CHARACTERS, exclude_categories=["Cs"]), max_size=40)


# -- marks -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(plain_text, plain_text), max_size=5), plain_text)
def test_a_mark_is_found_where_its_words_stand(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(before + mark(number, words) for number, (before, words) in enumerate(parts)) + end
    plain, figures = unmark(text)
    assert plain == "".join(before + words for before, words in parts) + end
    assert [(figure.number, plain[figure.start : figure.end]) for figure in figures] == [
        (number, words) for number, (_, words) in enumerate(parts)
    ]


# -- grammar and vocabulary ------------------------------------------------------------------------------------------


def test_choices_are_made_from_the_inside_out() -> None:
    found = {choose("[a|b[c|d]]", random.Random(seed)) for seed in SEEDS}
    assert found == {"a", "bc", "bd"}


def test_a_template_that_calls_itself_is_an_error() -> None:
    with pytest.raises(ValueError, match="endless"):
        expand("{a}", random.Random(0), lambda slot: "{a}")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_wording_of_a_topic_can_be_filled(topic: str) -> None:
    story = Story(random.Random(topic), topic)
    for fact in story.facts:
        for template in (*fact.clauses, *fact.participles, *fact.headlines, *fact.parts):
            words = story.clause(template, fact, lambda figure: f"<{figure}>")
            assert "<" in words
            assert not set("[]{}|") & set(words)
        for template in fact.measures:
            assert not set("[]{}|") & set(story.phrase(template))


# -- passages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_are_about_words_of_the_passage(seed: int) -> None:
    for passage in write_passages(random.Random(seed)):
        words = " ".join(passage.text.split())
        for question in passage.questions:
            assert question.figure.replace("«", "").replace("»", "") in words
            assert question.figure.count("«") == question.figure.count("»") == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_each_candidate_stands_once_and_one_is_right(seed: int) -> None:
    for passage in write_passages(random.Random(seed)):
        for question in passage.questions:
            assert question.candidates.count(ASKED_AS) == 1
            assert len(set(question.candidates)) == len(question.candidates) == len(question.priors) > 1
            assert question.golds <= set(range(len(question.candidates)))
            assert question.golds
            assert all(1 <= len(name.split()) <= MOST_WORDS for name in question.candidates)


def test_the_rules_alone_are_neither_always_right_nor_mostly_wrong() -> None:
    passages: list[Passage] = [p for seed in range(150) for p in write_passages(random.Random(seed))]
    questions = [question for passage in passages for question in passage.questions]
    favourites = [max(range(len(q.priors)), key=q.priors.__getitem__) for q in questions]
    right = sum(favourite in question.golds for favourite, question in zip(favourites, questions, strict=True))
    assert 0.6 < right / len(questions) < 0.9


def _offered(*names: str) -> list[Candidate]:
    return [Candidate(name, None, 0.0, "") for name in (*names, ARTICLE_ITSELF)]


MAYOR = Source("person", "Ada Moreno", ("Ada Moreno", "the mayor of Tarn, Ada Moreno,"), ("Moreno", "the mayor"), "she")


@pytest.mark.parametrize(
    ("owner", "names", "right"),
    [
        (MAYOR, ("Ada Moreno, the mayor of Tarn", "Tarn"), {0}),
        (MAYOR, ("the mayor", "Moreno told reporters", "police"), {0, 1}),
        (MAYOR, ("Tarn", "officials"), set()),
        (None, ("Ada Moreno", "the mayor"), {2}),
    ],
)
def test_the_owner_is_found_among_candidates(owner: Source | None, names: tuple[str, ...], right: set[int]) -> None:
    assert find_owner(owner, _offered(*names)) == right


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("Chief Justice Ada Moreno", "“Nobody,” Moreno said.", "Moreno"),
        ("Ada Moreno, a judge in Leeds", "Then Ada Moreno, a judge in Leeds, spoke.", "Ada Moreno"),
        ("The Harbour Office (HO)", "according to the harbour office", "harbour office"),
        ("a clerk of the court", "the clerk said; the court did not", "clerk"),
        ("the Harbour Office", "He said it again.", "Harbour Office"),
        ("Art", "The article starts here.", "Art"),
    ],
)
def test_a_source_is_asked_about_in_words_of_the_text(name: str, text: str, asked: str) -> None:
    assert asked_as(name, text) == asked


def test_passages_have_no_leftovers_of_templates() -> None:
    for seed in range(150):
        for passage in write_passages(random.Random(seed)):
            assert not set("[]{}¶" + MARK_CHARACTERS) & set(passage.text), passage.text


def test_all_kinds_of_sentences_are_asked_about() -> None:
    rng = random.Random(1)
    seen = {q.phenomenon for _ in range(400) for passage in write_passages(rng) for q in passage.questions}
    named = {
        f"{table}.{name}"
        for table in ("speech", "paper", "article")
        for name in vocabulary.table("frames", table)
    }  # fmt: skip
    assert named - {"article.neutral"} <= seen
    assert {"contrast.both", "contrast.both.other", "contrast.inner.other"} <= seen


# -- the layers ------------------------------------------------------------------------------------------------------


def _tree_inputs(model: LlamaForCausalLM, texts: list[list[int]]) -> tuple[torch.Tensor, lean.Layout]:
    row = model.model.embed_tokens(torch.tensor([token for text in texts for token in text]))
    depths = torch.tensor([[depth for text in texts for depth in range(len(text))]])
    cosines, sines = model.model.rotary_emb(row, depths)
    places = []
    start = 0
    for text in texts:
        sees = torch.ones(len(text), len(text)).tril().bool()
        places.append((start, start := start + len(text), lean.text_bias(sees, row.dtype)))
    return row, lean.Layout(cosines[0], sines[0], tuple(places))


def test_the_layers_compute_what_transformers_computes_forwards_and_backwards(model: LlamaForCausalLM) -> None:
    texts = [[5, 6, 7, 8, 9], [11, 12, 13]]
    embedded, layout = _tree_inputs(model, texts)
    mine, theirs = (embedded.detach().clone().requires_grad_() for _ in range(2))
    parts = torch.split(theirs, [len(text) for text in texts])
    wanted = torch.cat([model.model(inputs_embeds=part[None]).last_hidden_state[0] for part in parts])
    found = lean.run_trunk(model.model, mine, layout)
    torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-4)
    direction = torch.randn(wanted.shape)
    for out in (found, wanted):
        out.backward(direction)
    torch.testing.assert_close(mine.grad, theirs.grad, atol=1e-4, rtol=1e-3)


def test_a_low_rank_product_has_the_gradients_of_its_parts() -> None:
    x, base, a, b = torch.randn(7, 6), torch.randn(5, 6), torch.randn(2, 6), torch.randn(5, 2)
    leaves = [part.clone().requires_grad_() for part in (x, a, b)]
    plain = [part.clone().requires_grad_() for part in (x, a, b)]
    direction = torch.randn(7, 5)
    out = lean.LeanProduct.apply(leaves[0], base + 3 * b @ a, leaves[1], leaves[2], 3.0)  # type: ignore[no-untyped-call]
    out.backward(direction)
    (plain[0] @ (base + 3 * plain[2] @ plain[1]).T).backward(direction)
    for mine, other in zip(leaves, plain, strict=True):
        torch.testing.assert_close(mine.grad, other.grad)


def test_likelihoods_have_the_gradient_of_a_softmax() -> None:
    hidden, head = torch.randn(4, 6), torch.randn(9, 6)
    at, tokens, direction = torch.tensor([0, 0, 2, 3, 3]), torch.tensor([1, 8, 4, 4, 0]), torch.randn(5)
    mine, plain = hidden.clone().requires_grad_(), hidden.clone().requires_grad_()
    found = lean.LeanLikelihood.apply(mine, head, at, tokens)  # type: ignore[no-untyped-call]
    wanted = (plain @ head.T).log_softmax(-1)[at, tokens]
    torch.testing.assert_close(found, wanted)
    found.backward(direction)
    wanted.backward(direction)
    torch.testing.assert_close(mine.grad, plain.grad)


# -- examples, scores and the loop -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def model(folder: Path) -> LlamaForCausalLM:
    torch.manual_seed(3)
    return AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager")


@pytest.fixture(scope="module")
def encode(folder: Path) -> Encode:
    return encoder(folder)


def _take(encode: Encode, seed: str, count: int) -> list[Example]:
    examples = write_examples(load_prompts(), encode, seed)
    return [next(examples) for _ in range(count)]


def test_a_seed_gives_the_same_examples_again(encode: Encode) -> None:
    assert _take(encode, "one", 5) == _take(encode, "one", 5)
    assert _take(encode, "one", 5) != _take(encode, "two", 5)


def test_a_score_is_that_of_the_answer_read_alone(model: LlamaForCausalLM) -> None:
    prompt = (5, 6, 7, 8)
    answers = ((9,), (9, 10), (11, 12, 13))
    other = Choice((5, 6, 20), ((9, 21), (22,)), (0.0, 0.0), frozenset({0}), "")
    example = Example((Choice(prompt, answers, (0.0, 0.0, 0.0), frozenset({0}), ""), other))
    alone = Example((other,))
    found = log_likelihoods(model, [example, alone], [tree_of(example), tree_of(alone)])
    for choice, scores in zip((*example.choices, other), found, strict=True):
        for answer, score in zip(choice.continuations, scores, strict=True):
            tokens = torch.tensor([choice.prompt + answer])
            logs = model(input_ids=tokens).logits.log_softmax(-1)[0]
            start = len(choice.prompt)
            expected = sum(logs[start - 1 + place, token] for place, token in enumerate(answer))
            torch.testing.assert_close(score, torch.as_tensor(expected), atol=1e-4, rtol=1e-4)


def test_a_fresh_adapter_changes_nothing(model: LlamaForCausalLM) -> None:
    tokens = torch.arange(3, 20)[None]
    before = model(input_ids=tokens).logits
    weights = lora.add_adapters(model, rank=4, alpha=8.0)
    torch.testing.assert_close(model(input_ids=tokens).logits, before)
    assert {id(weight) for weight in model.parameters() if weight.requires_grad} == {id(weight) for weight in weights}


def test_an_adapter_survives_its_file(model: LlamaForCausalLM, tmp_path: Path) -> None:
    for weight in lora.add_adapters(model, rank=4, alpha=8.0):
        torch.nn.init.normal_(weight)
    assert len(lora.adapter_tensors(model)) == 2 * len(lora.TARGETS) * len(model.model.layers)
    lora.save_tensors(lora.adapter_tensors(model), tmp_path / "a.safetensors", torch.float32)
    loaded = lora.load_tensors(tmp_path / "a.safetensors")
    assert loaded["model.layers.0.self_attn.q_proj.lora_A"].shape == (4, 32)
    assert loaded["model.layers.1.mlp.down_proj.lora_B"].shape == (32, 4)
    kept = {name: tensor.clone() for name, tensor in lora.adapter_tensors(model).items()}
    lora.load_adapter(model, {name: torch.zeros_like(tensor) for name, tensor in loaded.items()})
    lora.load_adapter(model, loaded)
    assert all(torch.equal(tensor, kept[name]) for name, tensor in lora.adapter_tensors(model).items())


def test_an_adapter_of_other_layers_is_refused(model: LlamaForCausalLM) -> None:
    lora.add_adapters(model, rank=4, alpha=8.0)
    with pytest.raises(KeyError, match="differ"):
        lora.load_adapter(model, {"model.layers.9.mlp.up_proj.lora_A": torch.zeros(4, 32)})


class _InterruptedError(Exception):
    pass


def _tiny_examples(*_: object) -> list[Example]:
    one = Choice((5, 6, 7), ((9, 10), (11, 12)), (0.0, 0.0), frozenset({0}), "one")
    return [Example((one,)), Example((Choice((5, 8), ((13,), (14, 15)), (0.0, 0.0), frozenset({1}), "two"),))]


def test_training_makes_the_right_answer_likelier(
    model: LlamaForCausalLM, encode: Encode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "step_examples", _tiny_examples)
    before = _margins(model)
    loop.train(model, {}, encode, loop.Recipe(steps=12, rank=4, warmup=1, first_layer=1, learning_rate=1e-2), tmp_path)
    assert {name.split(".")[2] for name in lora.adapter_tensors(model)} == {"1"}
    assert all(after > was for after, was in zip(_margins(model), before, strict=True))
    counts = loop.accuracy(model, _tiny_examples())
    assert counts == {
        "one": {"asked": 1, "rules": 1, "model": 1, "together": 1},
        "two": {"asked": 1, "rules": 0, "model": 1, "together": 1},
    }


def test_the_rules_log_odds_count_in_the_loss() -> None:
    choice = Choice((5,), ((6,), (7,)), (0.0, 0.0), frozenset({0}), "")
    found = torch.tensor([-3.0, -3.0])
    losses = [
        loop._loss(choice, found, found + torch.tensor(priors), 0.0) for priors in ((2.0, 0.0), (0.0, 0.0), (0.0, 2.0))
    ]
    assert losses[0] < losses[1] < losses[2]
    assert loop._loss(choice, found, found, 0.5) == losses[1] + 0.5 * 3.0


def test_each_of_several_right_answers_will_do() -> None:
    found = torch.tensor([-9.0, -1.0, -9.0])
    one, either = (
        Choice((5,), ((6,), (7,), (8,)), (0.0,) * 3, golds, "") for golds in (frozenset({0}), frozenset({0, 1}))
    )
    assert loop._loss(either, found, found, 0.0) < 0.01 < loop._loss(one, found, found, 0.0)


def _margins(model: LlamaForCausalLM) -> list[float]:
    examples = _tiny_examples()
    with torch.no_grad():
        scores = log_likelihoods(model, examples, [tree_of(example) for example in examples])
    golds = [min(choice.golds) for example in examples for choice in example.choices]
    return [float(found[gold] - found[1 - gold]) for gold, found in zip(golds, scores, strict=True)]


def test_a_run_cut_off_ends_as_one_that_was_not(
    folder: Path, encode: Encode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = loop.Recipe(steps=6, rank=4, first_layer=0)

    def run(work: Path, *, stop: int | None = None) -> dict[str, torch.Tensor]:
        def examples(prompts: object, encode: object, recipe: object, step: int) -> list[Example]:
            if step == stop:
                raise _InterruptedError
            return _tiny_examples()

        monkeypatch.setattr(loop, "step_examples", examples)
        model = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager")
        loop.train(model, {}, encode, recipe, work, save_every=0.0)
        return lora.adapter_tensors(model)

    (tmp_path / "whole").mkdir()
    (tmp_path / "cut").mkdir()
    whole = run(tmp_path / "whole")
    with pytest.raises(_InterruptedError):
        run(tmp_path / "cut", stop=3)
    resumed = run(tmp_path / "cut")
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


# -- what is shipped -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", PROMPTS)
def test_the_shipped_adapter_was_trained_on_the_prompts_as_they_are(key: str) -> None:
    adapter = find_adapter(default_model())
    assert adapter is not None
    card = json.loads((adapter / "adapter.json").read_text())
    assert card["prompts"][key] == load_prompts()[key].sha256


def test_the_shipped_adapter_is_small_and_complete() -> None:
    adapter = find_adapter(default_model())
    assert adapter is not None
    card = json.loads((adapter / "adapter.json").read_text())
    weights = adapter / "adapter.safetensors"
    assert weights.stat().st_size <= 20_000_000
    tensors = lora.load_tensors(weights)
    assert len(tensors) == (30 - card["first_layer"]) * len(lora.TARGETS) * 2
    assert all(tensor.isfinite().all() for tensor in tensors.values())


def test_the_asserter_prompt_begins_with_the_text() -> None:
    assert load_prompts()[ASSERTER].body.startswith("$text")


# -- workers ---------------------------------------------------------------------------------------------------------


def _train_a_little(folder: Path, work: Path) -> None:
    """Train the tiny model in `folder` for three steps; picklable, for workers."""
    loop.step_examples = _tiny_examples
    model = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager")
    loop.train(model, {}, encoder(folder), loop.Recipe(steps=3, rank=4, first_layer=0), work)


def test_two_workers_train_as_one_does(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "step_examples", loop.step_examples)  # So that it is put back.
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    _train_a_little(folder, tmp_path / "one")
    crew.start(partial(_train_a_little, folder, tmp_path / "two"), workers=2)
    one, two = (torch.load(tmp_path / name / "checkpoint.pt", weights_only=True)["adapter"] for name in ("one", "two"))
    for name, tensor in one.items():
        torch.testing.assert_close(two[name], tensor, atol=1e-5, rtol=1e-3)
