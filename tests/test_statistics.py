from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.evaluation.metrics import HarmonicMean, MacroMean, Metric, Ratio
from summarize.evaluation.reliability import alpha
from summarize.evaluation.statistics import difference, estimate

SHARE = Metric("share", "Share", Ratio(("right",), ("all",)), ("all",))
F1 = HarmonicMean(Ratio(("hits",), ("found",)), Ratio(("hits",), ("gold",)))

stories = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda t: {"right": float(min(t)), "all": float(max(t))}),
    min_size=1,
    max_size=8,
)


def value(formula: Ratio | HarmonicMean | MacroMean, **sums: float) -> float:
    return float(formula.value({name: np.array([amount], dtype=np.float64) for name, amount in sums.items()})[0])


def test_a_ratio_of_nothing_is_unscored() -> None:
    assert value(SHARE.formula, right=3, all=4) == 0.75
    assert math.isnan(value(SHARE.formula, right=0, all=0))


@pytest.mark.parametrize(
    ("hits", "found", "gold", "expected"),
    [(2, 4, 2, 2 / 3), (0, 0, 5, 0.0), (0, 5, 5, 0.0), (3, 3, 3, 1.0), (0, 5, 0, math.nan)],
)
def test_f1_is_zero_where_nothing_was_found_and_unscored_where_there_was_nothing_to_find(
    hits: float, found: float, gold: float, expected: float
) -> None:
    assert value(F1, hits=hits, found=found, gold=gold) == pytest.approx(expected, nan_ok=True)


def test_a_macro_mean_leaves_out_what_the_labels_do_not_have() -> None:
    def part(name: str) -> HarmonicMean:
        return HarmonicMean(Ratio((f"{name}r",), (f"{name}f",)), Ratio((f"{name}r",), (f"{name}g",)))

    sums = {"ar": 1, "af": 1, "ag": 1, "br": 0, "bf": 2, "bg": 1, "cr": 0, "cf": 3, "cg": 0}
    assert value(MacroMean((part("a"), part("b"), part("c"))), **sums) == pytest.approx(0.5)


def test_an_estimate_pools_stories_and_counts_what_was_judged() -> None:
    found = estimate(SHARE, [{"right": 1, "all": 1}, {"right": 0, "all": 3}])
    assert (found.value, found.n, found.stories) == (0.25, 4, 2)


def test_an_interval_is_wider_for_unlike_stories() -> None:
    alike = estimate(SHARE, [{"right": 5, "all": 10}] * 10)
    unlike = estimate(SHARE, [{"right": 10 * (i % 2), "all": 10} for i in range(10)])
    assert alike.low == alike.high == 0.5
    assert unlike.low is not None
    assert unlike.high is not None
    assert unlike.low < 0.3
    assert unlike.high > 0.7


def test_an_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    covered = 0
    for _ in range(100):
        drawn = [{"right": float(rng.binomial(20, rng.choice([0.5, 0.7, 0.9]))), "all": 20.0} for _ in range(20)]
        found = estimate(SHARE, drawn, resamples=400)
        covered += found.low is not None and found.high is not None and found.low <= 0.7 <= found.high
    assert covered >= 85


def test_one_story_has_a_value_and_no_interval() -> None:
    found = estimate(SHARE, [{"right": 3, "all": 4}])
    assert (found.value, found.low, found.high) == (0.75, None, None)


def test_stories_without_the_counters_are_left_out_and_not_zero() -> None:
    assert estimate(SHARE, [{"right": 3, "all": 4}, {"other": 1}, {"all": 9}]).value == 0.75
    nothing = estimate(SHARE, [{"other": 1}])
    assert (nothing.value, nothing.n, nothing.stories) == (None, 0, 0)


@given(stories)
def test_an_interval_lies_within_the_range_and_is_the_same_each_time(drawn: list[dict[str, float]]) -> None:
    found = estimate(SHARE, drawn, resamples=50)
    assert found == estimate(SHARE, drawn, resamples=50)
    assert found.value is None or 0 <= found.value <= 1
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high <= 1


def test_equal_runs_do_not_differ() -> None:
    drawn = [{"right": float(i), "all": 10.0} for i in range(8)]
    found = difference(SHARE, drawn, drawn)
    assert (found.value, found.low, found.high, found.p) == (0, 0, 0, 1)


def test_a_run_that_is_better_in_every_story_differs() -> None:
    a = [{"right": 4.0 + i % 2, "all": 10.0} for i in range(12)]
    b = [{"right": 6.0 + i % 3, "all": 10.0} for i in range(12)]
    found = difference(SHARE, a, b)
    assert found.value == pytest.approx(0.25)
    assert found.low is not None
    assert found.low > 0
    assert found.p is not None
    assert found.p < 0.01


def test_a_difference_that_one_story_makes_is_not_sure() -> None:
    a = [{"right": 5.0, "all": 10.0} for _ in range(12)]
    b = [{"right": 10.0 if i == 0 else 5.0, "all": 10.0} for i in range(12)]
    found = difference(SHARE, a, b)
    assert found.low == 0
    assert found.p is not None
    assert found.p > 0.5


def test_swapping_the_runs_turns_the_difference_round() -> None:
    a = [{"right": float(i), "all": 10.0} for i in range(8)]
    b = [{"right": float(10 - i), "all": 10.0} for i in range(8)]
    forth, back = difference(SHARE, a, b), difference(SHARE, b, a)
    assert forth.value == pytest.approx(-(back.value or 0))
    assert forth.low == pytest.approx(-(back.high or 0))
    assert forth.p == back.p


def test_a_difference_needs_the_same_stories_and_leaves_unscored_ones_out() -> None:
    with pytest.raises(ValueError, match="same stories"):
        difference(SHARE, [{"right": 1, "all": 1}], [])
    found = difference(SHARE, [{"right": 1, "all": 2}, {}], [{"right": 2, "all": 2}, {"right": 0, "all": 9}])
    assert (found.value, found.low, found.p) == (0.5, None, None)


def test_alpha_is_that_of_the_published_example() -> None:
    # Two readers, ten units, two values: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section A.
    first, second = "0100000010", "1110010000"
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_full_agreement_is_one_and_of_one_value_undefined() -> None:
    assert alpha([("a", "a"), ("b", "b"), ("a", "a")]) == 1
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([]) is None
