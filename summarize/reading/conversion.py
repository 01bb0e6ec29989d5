"""Units of measure to their base, so that hectares can be set against acres."""

from __future__ import annotations

__all__ = ["to_base"]

_BASES: dict[str, dict[str, float]] = {
    "second": {
        "second": 1.0,
        "minute": 60.0,
        "hour": 3_600.0,
        "day": 86_400.0,
        "week": 604_800.0,
        "fortnight": 1_209_600.0,
        "month": 2_629_800.0,
        "year": 31_557_600.0,
        "decade": 315_576_000.0,
        "century": 3_155_760_000.0,
    },
    "metre": {
        "millimetre": 0.001,
        "centimetre": 0.01,
        "metre": 1.0,
        "kilometre": 1_000.0,
        "inch": 0.0254,
        "foot": 0.3048,
        "yard": 0.9144,
        "mile": 1_609.344,
        "nautical mile": 1_852.0,
        "light year": 9_460_730_472_580_800.0,
    },
    "square metre": {
        "square metre": 1.0,
        "square kilometre": 1_000_000.0,
        "square mile": 2_589_988.110336,
        "square foot": 0.09290304,
        "hectare": 10_000.0,
        "acre": 4_046.8564224,
    },
    "cubic metre": {
        "cubic metre": 1.0,
        "litre": 0.001,
        "millilitre": 0.000001,
        "gallon": 0.003785411784,
        "pint": 0.000473176473,
        "barrel": 0.158987294928,
        "bushel": 0.03523907016688,
    },
    "kilogram": {
        "milligram": 0.000001,
        "gram": 0.001,
        "kilogram": 1.0,
        "tonne": 1_000.0,
        "ton": 907.18474,
        "kiloton": 907_184.74,
        "megaton": 907_184_740.0,
        "pound": 0.45359237,
        "ounce": 0.028349523125,
        "carat": 0.0002,
    },
    "watt": {"watt": 1.0, "kilowatt": 1_000.0, "megawatt": 1_000_000.0, "gigawatt": 1_000_000_000.0},
    "joule": {
        "kilowatt hour": 3_600_000.0,
        "megawatt hour": 3_600_000_000.0,
        "terawatt hour": 3_600_000_000_000_000.0,
        "calorie": 4.184,
    },
    "volt": {"volt": 1.0},
    "hertz": {"hertz": 1.0, "megahertz": 1_000_000.0, "gigahertz": 1_000_000_000.0},
    "byte": {
        "kilobyte": 1_000.0,
        "megabyte": 1_000_000.0,
        "gigabyte": 1_000_000_000.0,
        "terabyte": 1_000_000_000_000.0,
    },
    "metre per second": {"mile per hour": 0.44704, "kilometre per hour": 1.0 / 3.6, "knot": 1_852.0 / 3_600.0},
    "pixel": {"megapixel": 1_000_000.0},
    "pascal": {"hectopascal": 100.0},
}
"""Units of `units.MEASURES` by their base, with the factor to it, as NIST SP 811 (2008), appendix B, has them.

A gallon, pint, ton and ounce are those of the United States, a barrel is one of oil, and a month is a twelfth of a year of 365.25
days. Degrees are left out: their scales differ by more than a factor. So are nights, decibels and basis points."""
_TO_BASE = {unit: (base, factor) for base, units in _BASES.items() for unit, factor in units.items()}


def to_base(unit: str) -> tuple[str, float] | None:
    """Return the base unit of `unit` (a name of `units`) and the factor to it; None if it cannot be converted."""
    return _TO_BASE.get(unit)
