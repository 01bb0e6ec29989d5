"""Units of measure that can be set against each other."""

from __future__ import annotations

import pytest

from summarize.reading.conversion import to_base
from summarize.reading.units import MEASURES

SAME = [
    (1, "hectare", 2.471, "acre"),
    (1, "mile", 1.609, "kilometre"),
    (1, "square mile", 640, "acre"),
    (2, "decade", 20, "year"),
    (1, "barrel", 42, "gallon"),
    (1, "tonne", 1.1023, "ton"),
    (1, "pound", 16, "ounce"),
    (100, "mile per hour", 160.93, "kilometre per hour"),
    (1, "knot", 1.852, "kilometre per hour"),
    (1, "gallon", 8, "pint"),
    (1, "foot", 12, "inch"),
    (1, "nautical mile", 1.1508, "mile"),
    (1, "kilowatt hour", 860_421, "calorie"),
]


@pytest.mark.parametrize(("one", "unit", "other", "against"), SAME)
def test_units_of_one_kind_have_one_base(one: float, unit: str, other: float, against: str) -> None:
    first, second = to_base(unit), to_base(against)
    assert first is not None
    assert second is not None
    assert first[0] == second[0]
    assert one * first[1] == pytest.approx(other * second[1], rel=1e-3)


def test_every_unit_that_is_read_has_a_base_or_is_known_to_have_none() -> None:
    without = {unit for unit in MEASURES.values() if to_base(unit) is None}
    assert without == {"night", "degree", "decibel", "basis point"}


@pytest.mark.parametrize("unit", ["people", "USD", ""])
def test_what_is_no_unit_of_measure_has_no_base(unit: str) -> None:
    assert to_base(unit) is None
