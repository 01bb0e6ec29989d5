"""Expand templates: `[a|b]` is a choice, `{name}` a word to be filled in."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_DEPTH = 8


def choose(template: str, rng: random.Random) -> str:
    """Return `template` with every `[a|b]` replaced by one of its alternatives, innermost first."""
    while _CHOICE.search(template):
        template = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), template)
    return template


def expand(template: str, rng: random.Random, fill: Callable[[str], str]) -> str:
    """Return `template` with its choices made and its slots filled, again and again until none is left.

    Raises ValueError where slots go on calling for each other.
    """
    for _ in range(_DEPTH):
        template = choose(template, rng)
        if not _SLOT.search(template):
            return template
        template = _SLOT.sub(lambda match: fill(match[1]), template)
    raise ValueError(f"endless template: {template[:80]}")


def slots(template: str) -> set[str]:
    """Return the names of the slots of `template`."""
    return set(_SLOT.findall(template))


_START = re.compile(r"(^|[.!?]”?\s|“)([\ue000\d\ue001]*)([a-zà-ÿ])")


def sentence_case(text: str) -> str:
    """Return `text` with capitals where sentences start, and without doubled commas and stops.

    A template puts commas around an apposition wherever it stands, so they can meet other stops.
    """
    text = re.sub(r",\s*,", ",", " ".join(text.split()))
    text = re.sub(r",\s*([.;:)])", r"\1", text)
    text = re.sub(r"\.\.", ".", text)
    return _START.sub(lambda match: match[1] + match[2] + match[3].upper(), text)
