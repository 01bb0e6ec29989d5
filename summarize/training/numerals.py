"""Word a number as newspapers do."""

from __future__ import annotations

import math
import random

from summarize.training import vocabulary

KINDS = ("count", "big", "small", "money", "percent", "decimal", "measure")


def draw(kind: str, low: float, high: float, rng: random.Random) -> float:
    """Return a number of `kind` between `low` and `high`, small ones as likely as large ones."""
    if kind == "decimal":
        return round(rng.uniform(low, high), 1)
    if kind == "percent":
        return round(rng.uniform(low, high), rng.choice((0, 0, 0, 1)))
    value = math.exp(rng.uniform(math.log(max(low, 1)), math.log(high)))
    if kind in ("money", "big") or value > 3000:
        digits = rng.choice((1, 1, 2, 2, 3))
        step = 10 ** max(0, int(math.log10(value)) + 1 - digits)
        return float(max(step, round(value / step) * step)) if rng.random() < 0.75 else float(round(value))
    return float(max(2, round(value)))


def wording(kind: str, value: float, rng: random.Random, *, unit: str = "") -> str:
    """Return `value` in words of `kind`, with a qualifier at times; `unit` follows where given."""
    words = _bare(kind, value, rng)
    if kind == "money":
        words = rng.choice(vocabulary.words("numbers", "currency")) + words
        if rng.random() < 0.12:
            words = words.lstrip("$£€USR s") + rng.choice((" dollars", " euros", " pounds", " rupees", " crore"))
    if kind == "percent":
        words += rng.choice((" percent", " per cent", "%", "%", " percent"))
    if unit:
        words += f" {unit}"
    if rng.random() > float(str(vocabulary.load("numbers")["exact_share"])):
        qualifier = rng.choice(("about", "nearly", "more_than", "at_least", "up_to", "at_least", "more_than"))
        words = f"{rng.choice(vocabulary.words('numbers', qualifier))} {words}"
    elif kind == "big" and rng.random() < 0.06:
        words = rng.choice(vocabulary.words("numbers", "vague"))
    return words


def _bare(kind: str, value: float, rng: random.Random) -> str:
    if kind in ("decimal", "percent"):
        return f"{value:g}"
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{round(value / size, 1):g} {name}"
    number = int(value)
    if number <= 20 and rng.random() < 0.55:
        return vocabulary.words("numbers", "words")[number]
    return f"{number:,}" if rng.random() < 0.93 else str(number)
