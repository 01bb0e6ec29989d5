"""The fitted weights: what they are made of, and that the shipped file is what the fitting script writes."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from stories import article, read

from summarize.claims import MeasuredClaim
from summarize.comparison.aspects import Told
from summarize.comparison.facets import Facets, Pairs
from summarize.comparison.likeness import (
    ALIKE_ODDS,
    BY_CHANCE,
    MOST_ODDS,
    OF_THINGS,
    SHARED,
    UNLIKE,
    Likeness,
    Target,
    question_odds,
    weights,
)
from summarize.comparison.opinions import Opinions
from summarize.comparison.sameness import Words
from summarize.reading.words import stems
from summarize.training.questions import Example, examples
from summarize.training.sameness import fit

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.timeout(900)
"""All practice stories are read and weights are fitted: on a slow machine with other work that takes minutes."""


def story(*sentences: str) -> tuple[list[MeasuredClaim], Words]:
    found = read(*(article(f"a{n}", "Dorra quake", sentence) for n, sentence in enumerate(sentences)))
    return [c for r in found for c in r.figures], Words(
        stems(r.article.text, s.start, s.end) for r in found for s in r.sentences
    )


@pytest.fixture(scope="module")
def labelled() -> list[Example]:
    return examples(ROOT / "eval/cases", ROOT / "eval/practice", ROOT / "tests/whole_stories")


@pytest.mark.parametrize("target", get_args(Target))
def test_the_shipped_weights_are_what_the_script_fits(labelled: list[Example], target: Target) -> None:
    fitted, shipped = fit(labelled, target), weights(target)
    assert fitted.keys() == shipped.keys()
    assert fitted == pytest.approx(dict(shipped), abs=0.02)


def test_no_story_of_the_test_split_is_fitted_on(labelled: list[Example]) -> None:
    records = (json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "eval/cases").glob("*/story.json"))
    held_back = {record["id"] for record in records if record["split"] == "test"}
    assert held_back
    assert not held_back & {e.story.split(maxsplit=1)[1] for e in labelled}


def test_the_card_says_how_well_the_weights_do_on_stories_left_out() -> None:
    told = json.loads(resources.files("summarize.comparison").joinpath("likeness.json").read_text(encoding="utf-8"))
    for target, kinds in told["card"]["scores on stories left out"].items():
        for scores in kinds.values():
            assert scores["average precision"] > 3 * scores[target] / scores["pairs"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The quake killed 40 people.", "The quake injured 40 people."),
        ("The quake killed 40 Turkish soldiers.", "The quake killed 40 Syrian soldiers."),
        ("The quake cost $40 million.", "The quake cost 40 million euros."),
        ("Some 40 per cent of homes fell.", "The quake killed 40 people."),
    ],
)
def test_what_befell_others_or_is_measured_otherwise_is_never_one_question(first: str, second: str) -> None:
    claims, words = story(first, second)
    assert Likeness(Pairs(claims, words)).matrix(claims[:2])[0, 1] == UNLIKE


def odds(names: set[str], by: dict[str, float], near: float = 0.0) -> float:
    """Return the log-odds of one pair with such facets."""
    told = Told([tuple(names)], np.zeros(1, dtype=np.intp))
    return float(question_odds(Facets([told], {"words: near": np.array([near])}), by)[0])


def test_odds_are_the_sum_of_the_weights_within_bounds() -> None:
    by = {"bias": -1.0, "noun: same": 0.75, "words: near": 2.0}
    assert odds({"noun: same", "unknown"}, by, near=0.5) == pytest.approx(0.75)
    assert odds(set(), by, near=40.0) == MOST_ODDS
    assert odds(set(), by, near=-40.0) == -MOST_ODDS


def test_what_the_rules_take_for_one_question_in_one_article_stays_possible() -> None:
    assert odds({"rules: alike", "articles: one"}, {"bias": -3.0}) == ALIKE_ODDS
    assert odds({"rules: alike", "articles: two"}, {"bias": -3.0}) == -3.0


def test_two_small_numbers_with_nothing_else_in_common_are_the_same_by_chance() -> None:
    """Two doors and two bombings: nothing but the number speaks for one question."""
    same = {"number: equal", "number: small"}
    assert odds(same, {"bias": 0.5}) == 0.5 - BY_CHANCE
    assert odds(same, {"bias": 0.5}, near=SHARED) == 0.5
    assert odds({*same, "noun: same"}, {"bias": 0.5}) == odds({*same, "event: same"}, {"bias": 0.5}) == 0.5
    assert odds({"number: equal"}, {"bias": 0.5}) == 0.5


@pytest.mark.parametrize(
    ("one", "other", "rivals"),
    [
        ("The ministry put the cost at $40 million, while the union put it at $90 million.", "", True),
        (
            "A bridge cost $40 million, its owner said. The toll brought $3 million. The state paid $90 million for ferries.",
            "",
            False,
        ),
        ("The bridge cost $40 million.", "The bridge cost $90 million.", True),
    ],
)
def test_an_article_sets_its_numbers_of_things_against_each_other_only_side_by_side(
    one: str, other: str, rivals: bool
) -> None:
    """Or it gives both for what looks alike; of two articles the bound is the common one."""
    claims, words = story(one, other) if other else story(one)
    pair = claims[0], claims[-1]
    relations = Likeness(Pairs(claims, words)).relations(pair, Opinions())
    facets = Pairs(claims, words).facets(*pair)
    assert facets is not None
    by = weights("conflict")
    plain = by["bias"] + sum(by.get(name, 0.0) * value for name, value in facets.items())
    taken_off = plain - relations.rival_odds(*pair)
    assert taken_off == pytest.approx(0.0 if rivals else OF_THINGS)
