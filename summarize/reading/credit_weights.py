"""How likely a source is to be a figure's: facets, weighed.

The weights are fitted (`python -m summarize.training.crediting`) on figures of stories of our own whose asserters are
labelled; `credit_weights.json` beside this module holds them with the stories, the recipe and how well they do on stories left
out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["favours", "weigh", "weights"]

_FILE = "credit_weights.json"


def weigh(facets: Mapping[str, float], by: Mapping[str, float]) -> float:
    """Return the log-odds of a candidate with such facets, up to what all candidates of its figure share."""
    # A sum that is the same to the last bit in whichever order facets come.
    return math.fsum(by.get(name, 0.0) * value for name, value in facets.items())


def favours(facets: Mapping[str, float], by: Mapping[str, float]) -> str:
    """Return the facet that speaks for the candidate most; empty if none does."""
    told = max(facets, key=lambda name: (by.get(name, 0.0) * facets[name], name), default="")
    return told if by.get(told, 0.0) > 0 else ""


@cache
def weights() -> Mapping[str, float]:
    """Return the fitted weight of each facet."""
    told = json.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in told["weights"].items()}
