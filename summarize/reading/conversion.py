"""Units of measure to their base, so that hectares can be set against acres."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarize.reading.units import MEASURES

if TYPE_CHECKING:
    import pint

_KNOWN = frozenset(MEASURES.values())
"""Units that the figures reader knows; pint would take "stone" and "bar" for units wherever they are counted."""

__all__ = ["to_base"]


@cache
def to_base(unit: str) -> tuple[str, float] | None:
    """Return the base unit of `unit` (a name of `units`) and the factor to it; None if it cannot be converted.

    Degrees are not converted: their scales differ by more than a factor.
    """
    if unit not in _KNOWN or unit.startswith("degree"):
        return None
    import pint

    power = {"square": 2, "cubic": 3}.get(unit.split()[0], 1)
    name = unit.split(maxsplit=1)[1] if power > 1 and " " in unit else unit
    try:
        quantity = _registry().Quantity(1.0, name.replace(" per ", "/").replace(" ", "_")) ** power
        base = quantity.to_base_units()
    except (pint.errors.PintError, ValueError, AttributeError, AssertionError):
        return None
    return str(base.units), float(base.magnitude)


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint

    return pint.UnitRegistry()
