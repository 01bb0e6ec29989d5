"""The benchmark's own arithmetic, its made-up stories, and how a peer's records are read; no timings."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest
import torch
from news import FERRY_A, FERRY_B
from transformers import LlamaConfig, LlamaForCausalLM

from summarize.asking.backends.huggingface.work import Work
from summarize.evaluation.benchmark.arithmetic import line_through, operations, spread
from summarize.evaluation.benchmark.peers import _claim, _Found
from summarize.evaluation.benchmark.samples import long_article, many_stories, wide_story
from summarize.evaluation.benchmark.tables import Table, to_markdown, to_text
from summarize.pipeline import Summarizer
from summarize.reading.articles import article_from_text
from summarize.stories import Story

FERRY = Story("ferry", tuple(article_from_text(text, id=id) for id, text in (("a", FERRY_A), ("b", FERRY_B))))


# Intervals


def test_the_median_of_one_value_is_sure() -> None:
    assert spread([3.0]) == spread([3.0, 3.0])
    assert (spread([3.0]).low, spread([3.0]).median, spread([3.0]).high) == (3.0, 3.0, 3.0)


def test_an_interval_holds_the_median_and_lies_within_the_values() -> None:
    numbers = random.Random(1)
    for count in range(2, 12):
        values = [numbers.gauss(10, 3) for _ in range(count)]
        found = spread(values)
        assert min(values) <= found.low <= found.median <= found.high <= max(values)


def test_one_stray_value_of_many_does_not_move_the_interval_far() -> None:
    assert spread([10.0, 10.1, 9.9, 10.0, 10.2, 9.8, 10.0, 500.0]).median == pytest.approx(10.0)


def test_more_measurements_make_an_interval_narrower() -> None:
    numbers = random.Random(2)
    few, many = ([numbers.gauss(10, 1) for _ in range(count)] for count in (8, 200))
    assert spread(many).high - spread(many).low < spread(few).high - spread(few).low


def test_no_values_have_no_median() -> None:
    with pytest.raises(ValueError, match="no values"):
        spread([])


# Lines


@pytest.mark.parametrize(("slope", "start"), [(2.0, 0.5), (0.01, 3.0)])
def test_a_straight_line_is_found(slope: float, start: float) -> None:
    sizes = [1, 2, 4, 8, 16]
    line = line_through(sizes, [slope * size + start for size in sizes])
    assert (line.slope, line.start) == pytest.approx((slope, start))
    assert line.residuals == pytest.approx((0.0,) * 5, abs=1e-9)


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_power_of_growth_is_found(power: float) -> None:
    sizes = [2, 4, 8, 16, 32]
    assert line_through(sizes, [0.3 * size**power for size in sizes]).exponent == pytest.approx(power)


def test_square_growth_leaves_residuals() -> None:
    sizes = [2, 4, 8, 16, 32, 64]
    residuals = line_through(sizes, [0.1 * size**2 for size in sizes]).residuals
    assert max(map(abs, residuals)) > 0.3
    assert residuals[-1] > 0


def test_small_and_large_measurements_weigh_the_same() -> None:
    sizes, costs = [1, 10, 100, 1000], [1.1, 10.0, 100.0, 1000.0]
    assert abs(line_through(sizes, costs).residuals[-1]) < 0.1


@pytest.mark.parametrize(("sizes", "costs"), [([1, 2], [1, 2]), ([1, 2, 3], [1, 2, 0]), ([1, 2, 3], [1, 2])])
def test_too_little_has_no_line(sizes: list[float], costs: list[float]) -> None:
    with pytest.raises(ValueError, match="three measurements"):
        line_through(sizes, costs)


# Operations


def test_operations_are_two_for_each_weight_a_token_meets() -> None:
    config = LlamaConfig(
        hidden_size=24,
        intermediate_size=40,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        vocab_size=100,
        tie_word_embeddings=False,
    )
    model = LlamaForCausalLM(config)
    inner = sum(m.weight.numel() for m in model.model.modules() if isinstance(m, torch.nn.Linear))
    shape = {name: getattr(config, name) for name in SHAPE}
    last = model.model.layers[-1]
    past_attention = sum(
        m.weight.numel() for m in (last.self_attn.o_proj, *last.mlp.children()) if hasattr(m, "weight")
    )
    assert operations(shape, tokens=5, finished=5, pairs=0, predicted=0) == 2 * 5 * inner
    assert operations(shape, tokens=5, finished=2, pairs=0, predicted=0) == 2 * (5 * inner - 3 * past_attention)
    assert operations(shape, tokens=0, finished=0, pairs=0, predicted=7) == 2 * 7 * model.lm_head.weight.numel()
    assert operations(shape, tokens=0, finished=0, pairs=6 * 6, predicted=0) == 3 * 2 * 2 * 4 * 6 * 6 * 8


SHAPE = (
    *("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads"),
    *("num_key_value_heads", "head_dim", "vocab_size"),
)


@pytest.mark.parametrize(("finishes_all", "finished"), [(True, 12), (False, 3)])
def test_work_adds_up(finishes_all: bool, finished: int) -> None:
    body = SimpleNamespace(name="", finishes_all=finishes_all, compared=lambda tree: len(tree) ** 2)
    work = Work()
    work.read(["abc", "abcd"], 2, body)  # type: ignore[arg-type, list-item]
    work.read(["abcde"], 1, body)  # type: ignore[arg-type, list-item]
    assert (work.passes, work.tokens, work.finished, work.pairs, work.predicted) == (3, 12, finished, 50, 3)


# Stories


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_a_wide_story_has_as_many_articles_as_wanted_and_no_two_alike(count: int) -> None:
    story = wide_story(FERRY, count)
    assert len(story.articles) == count
    assert len({article.id for article in story.articles}) == len({article.text for article in story.articles}) == count


def test_the_first_round_is_the_story_itself() -> None:
    assert [article.text for article in wide_story(FERRY, 2).articles] == [FERRY_A, FERRY_B]


def test_more_articles_have_more_claims() -> None:
    reports = [Summarizer().report(wide_story(FERRY, count)) for count in (2, 6)]
    small, large = (sum(claim.figure is not None for claim in report.claims) for report in reports)
    assert large == 3 * small


@pytest.mark.parametrize("characters", [500, 3_000, 20_000])
def test_a_long_article_is_about_as_long_as_wanted(characters: int) -> None:
    (article,) = long_article(FERRY.articles, characters).articles
    longest = max(len(part) for text in (FERRY_A, FERRY_B) for part in text.split("\n\n"))
    assert characters <= len(article.text) + 2 <= characters + longest + 10


def test_many_stories_are_all_different() -> None:
    stories = many_stories([FERRY], 5)
    assert len({story.id for story in stories}) == len({story.articles[0].text for story in stories}) == 5


# A peer's records


@pytest.mark.parametrize(
    ("value", "who", "start", "expected"),
    [
        ("9", "the coastguard", 4, (9.0, "the coastguard")),
        ("1,250", "Article", 4, (1250.0, "article")),
        ("9", "", 4, (9.0, "article")),
        ("nine", "the coastguard", 4, None),
        ("9", "the coastguard", None, None),
    ],
)
def test_a_record_is_a_claim_if_it_has_a_number_and_a_place(
    value: str, who: str, start: int | None, expected: tuple[float, str] | None
) -> None:
    found = _Found(words="9 boats", start=start, end=start and start + 7, attributes={"value": value, "who": who})
    claim = _claim("a", 0, found, "The 9 boats stood by.")
    assert (claim and claim.figure and (claim.figure.low, claim.asserted_by.name)) == expected


# Tables


def test_a_table_is_written_both_ways() -> None:
    table = Table("Speed", ("what", "s"), (("one", "1.0"), ("thirty-three", "12.5")), "On a machine.")
    assert to_text(table).splitlines()[2:5] == ["what             s", "one            1.0", "thirty-three  12.5"]
    assert to_markdown(table).splitlines() == [
        "## Speed",
        "",
        "| what | s |",
        "| --- | ---: |",
        "| one | 1.0 |",
        "| thirty-three | 12.5 |",
        "",
        "On a machine.",
    ]
