from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.asserters import Mixing
from summarize.evaluation.mixing import Asked, best_temperature, expected_calibration_error, outcome, table

scores = st.lists(st.floats(-30, 30), min_size=1, max_size=8)


def test_the_calibration_error_is_the_mean_gap_between_confidence_and_share_right() -> None:
    bold = [(0.95, True), (0.95, False)]  # sure, and right half the time: a gap of 0.45
    modest = [(0.55, True), (0.55, True)]  # half sure, and always right: a gap of 0.45
    honest = [(0.25, False), (0.25, False), (0.25, False), (0.25, True)]
    assert expected_calibration_error(bold) == pytest.approx(0.45)
    assert expected_calibration_error([*bold, *modest]) == pytest.approx(0.45)
    assert expected_calibration_error(honest) == pytest.approx(0.0)
    assert expected_calibration_error([*bold, *honest]) == pytest.approx(0.45 * 2 / 6)


def test_a_certainty_has_a_bin() -> None:
    assert expected_calibration_error([(1.0, True), (0.0, False)]) == 0.0


@given(scores, st.floats(0.3, 10))
def test_a_temperature_changes_no_order_and_probabilities_sum_to_one(found: list[float], temperature: float) -> None:
    shares = Mixing(1.0, 0.0, temperature).probabilities(found)
    assert math.isclose(math.fsum(shares), 1.0)
    assert shares[max(range(len(found)), key=found.__getitem__)] == max(shares)


def test_the_article_and_the_model_weigh_in() -> None:
    mixing = Mixing(weight=0.5, article=-1.0, temperature=1.0)
    assert mixing.scores((3.0, 0.0), (-8.0, -2.0), itself=1) == [-1.0, -2.0]


def _asked(*right: int) -> list[Asked]:
    """Return figures whose first candidate is ahead by one everywhere, and which is right."""
    return [Asked((1.0, 0.0), (0.0, 0.0), 1, frozenset({number})) for number in right]


RULES = Mixing(1.0, 0.0, 1.0)


def test_the_temperature_is_fitted_to_how_often_the_first_is_right() -> None:
    mostly = best_temperature(_asked(*[0] * 19, 1), RULES)
    barely = best_temperature(_asked(*[0] * 11, *[1] * 9), RULES)
    assert mostly < 1.0 < barely


def test_a_figure_with_no_right_candidate_is_wrong_whatever_is_chosen() -> None:
    found = outcome([*_asked(0), Asked((1.0, 0.0), (0.0, 0.0), 1, frozenset())], RULES)
    assert found.right == 1
    assert [right for _, right in found.confidences] == [True, False]


def test_the_table_names_what_is_compared() -> None:
    text = table(_asked(0, 0, 1))
    assert "3 labelled figures" in text
    assert "| rules alone | 0 | 0 | 1.00 | 0.667 |" in text
