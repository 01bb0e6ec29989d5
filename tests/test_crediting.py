"""The fitted weights of candidates: what they are made of, and that the shipped file is what the fitting script writes."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from summarize.reading.credit_weights import favours, weigh, weights
from summarize.training.credited import Credited, credited_figures
from summarize.training.crediting import fit, fold_of

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.timeout(900)
"""All practice stories are read and weights are fitted: on a slow machine with other work that takes minutes."""


@pytest.fixture(scope="module")
def labelled() -> list[Credited]:
    return credited_figures(ROOT / "eval/cases", ROOT / "eval/practice", ROOT / "tests/passages/asserters.txt")


def test_the_shipped_weights_are_what_the_script_fits(labelled: list[Credited]) -> None:
    fitted, shipped = fit(labelled), weights()
    assert fitted.keys() == shipped.keys()
    assert fitted == pytest.approx(dict(shipped), abs=0.01)


def test_no_story_of_the_test_split_is_fitted_on(labelled: list[Credited]) -> None:
    records = (json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "eval/cases").glob("*/story.json"))
    held_back = {record["id"] for record in records if record["split"] == "test"}
    assert held_back
    assert not held_back & {one.story.split(maxsplit=1)[1] for one in labelled}


def test_all_figures_of_a_story_are_left_out_together(labelled: list[Credited]) -> None:
    folds: dict[str, set[int]] = {}
    for one, fold in zip(labelled, fold_of(labelled), strict=True):
        folds.setdefault(one.story, set()).add(fold)
    assert {len(fold) for fold in folds.values()} == {1}
    assert len(set.union(*folds.values())) > 1


def test_the_card_says_how_well_the_weights_do_on_stories_left_out() -> None:
    told = json.loads(resources.files("summarize.reading").joinpath("credit_weights.json").read_text(encoding="utf-8"))
    for scores in told["card"]["scores on stories left out"].values():
        assert 0.77 < scores["right"] <= scores["right candidate among them"]
        assert scores["calibration error"] < 0.1


def test_odds_are_the_sum_of_the_weights() -> None:
    by = {"holds": 3.0, "commas": -0.5}
    assert weigh({"holds": 1.0, "commas": 2.0, "unheard of": 1.0}, by) == 2.0
    assert favours({"holds": 1.0, "commas": 2.0}, by) == "holds"
    assert favours({"commas": 2.0}, by) == ""
