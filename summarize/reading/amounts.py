"""Read an amount: a numeral with its currency, scale and unit, and the ranges that two of them make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from summarize.reading.nouns import is_plural
from summarize.reading.numbers import ABBREVIATED_SCALES, Numeral, read_numeral
from summarize.reading.people import HARM, PEOPLE
from summarize.reading.tokens import DASHES, Lex, Tokens, vocabulary
from summarize.reading.units import Unit, read_currency_before, read_unit

AmountKind = Literal["quantity", "money", "percent", "measure"]

_FAR_RATIO = 2.0
"""How many times the first number the second is, from which "rose by 15 to 45" tells where it rose to, and no range."""
_AFTER_SCORES = vocabulary(
    "of more dead were have die died hurt missing killed wounded injured arrested drowned trapped"
)
_MOST_SCORED = 200.0
"""Above it, "800,000 - 200,000 more" is no score."""
_CHANGED = 10
"""Words before such amounts in which one of these verbs stands."""
_BOUNDS = vocabulary("fewer less more than about around some nearly almost just only over under at least most up to")
_CHANGES = vocabulary(
    """
    rose rise risen rises rising increase increased increases increasing grew grow grown grows growing climb
    climbed jumped jump soared surged raised raise raising up fell fall fallen falls falling drop dropped drops
    dropping decreased decrease declined decline down cut cuts cutting reduced reduce reducing lowered narrowed
    widened slashed went gone revised changed moved shrank slipped shrunk sank plunged expanded doubled tripled
    upgraded downgraded lifted lifts hiked trimmed boosted nudged adjusted raises lowers revises
    pushed pushes brought bringing
    """
)
"""Verbs after which "from 40 to 58" are two amounts and no range."""
_VOTES = vocabulary(
    """
    vote votes voted voting win wins won victory defeat defeated lead leads led loss lost lose draw drew beat
    beating majority decision ruling split score margin verdict by
    """
)
_FORMS = vocabulary("way time timer sided faced dimensional pronged star digit tier figure off on for size piece")
"""Words that a number and a hyphen make an adjective of form with ("two-way", "four-star"), which counts nothing."""
_FAR = vocabulary(
    """
    high tall long deep wide away from above below tower wall fence race sprint final hurdles freestyle relay
    """
)
"""Words after which a glued "m" is metres."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or two that make a range, with what it is measured in. Token indices, ends exclusive."""

    first: int
    end: int
    number_first: int
    number_end: int
    low: float
    high: float
    nature: Literal["exact", "about", "vague"]
    kind: AmountKind = "quantity"
    unit: str | None = None
    ranged: bool = False
    score: bool = False
    opening: int | None = None
    """Index of the "between" or "from" of a range."""
    lone_one: bool = False
    """It is the bare word "one", which is oftener a pronoun than a count."""
    scale: float = 1.0


def read_amount(tokens: Tokens, index: int) -> Amount | None:
    """Return the amount that starts at token `index`, or None."""
    if tokens[index].lex is Lex.HEIGHT:
        return _height(tokens, index)
    if tokens[index].lex is Lex.DECADE:
        return _decade(tokens, index)
    currency = read_currency_before(tokens, index)
    first = currency.end if currency else index
    if currency and tokens[first].breaks:
        return None
    numeral = read_numeral(tokens, first)
    if numeral is None or not _is_count(tokens, numeral, currency):
        return None
    numeral = _with_abbreviated_scale(tokens, numeral, currency)
    unit = currency or read_unit(tokens, numeral.end, large=numeral.scale > 1)
    unit = unit or _magnitude(tokens, numeral) or _unit_of_many(tokens, numeral)
    end = numeral.end if currency or unit is None else max(numeral.end, unit.end)
    factor = unit.factor if unit else 1.0
    return Amount(
        first=index,
        end=end,
        number_first=first,
        number_end=numeral.end,
        low=_exact(numeral.low * factor),
        high=_exact(numeral.high * factor),
        nature=numeral.nature,
        kind=unit.kind if unit else "quantity",
        unit=unit.name if unit else None,
        lone_one=tokens.word(first) == "one" and numeral.end == first + 1 and not currency,
        scale=numeral.scale,
    )


def _height(tokens: Tokens, index: int) -> Amount:
    """Return the amount of 6'2" in feet."""
    feet, inches = (int(part) for part in re.findall(r"\d+", tokens[index].text))
    value = _exact(feet + inches / 12)
    return Amount(index, index + 1, index, index + 1, value, value, "exact", "measure", "foot")


_PART_OF_DECADE = {"low": (0, 4), "lower": (0, 4), "mid": (4, 6), "high": (6, 9), "upper": (6, 9)}


def _decade(tokens: Tokens, index: int) -> Amount | None:
    """Return the amount of "the low 50s" (an approval rating, a temperature); other tens of this form are years."""
    part = _PART_OF_DECADE.get(tokens.word(index - 1))
    if part is None or tokens[index].breaks:
        return None
    tens = int(tokens[index].text.rstrip("'’s"))
    return Amount(index, index + 1, index, index + 1, tens + part[0], tens + part[1], "vague")


def _exact(value: float) -> float:
    """Return `value` without the dust that multiplying by a scale leaves (1.1 million is 1100000.0000000001)."""
    return float(f"{value:.15g}")


def _is_count(tokens: Tokens, numeral: Numeral, currency: Unit | None) -> bool:
    """Say whether words that may be a number are one here: not test "scores", nor "a hundred" of an idiom."""
    if currency is not None:
        return True
    if tokens.hyphen(numeral.end) and tokens.word(numeral.end + 1) in _FORMS:
        return False
    word = tokens.word(numeral.first)
    if word == "zero" and tokens.word(numeral.end) in ("in", "hour", "-"):
        return False
    if numeral.end == numeral.first + 1 and word in ("scores", "tens"):
        after = tokens.word(numeral.end)
        before = tokens.word(numeral.first - 1)
        befell = tokens.word(numeral.end + 1) in HARM and after in ("are", "had", "feared", "still")
        return befell or after in _AFTER_SCORES or before in (
            "killed", "killing", "wounded", "wounding", "injured", "injuring", "left", "leaving",
        )  # fmt: skip
    return True


def _with_abbreviated_scale(tokens: Tokens, numeral: Numeral, currency: Unit | None) -> Numeral:
    """Return the numeral with the "m", "bn" or "k" written onto it taken in."""
    suffix = tokens[numeral.end]
    scale = ABBREVIATED_SCALES.get(suffix.lower)
    if scale is None or suffix.breaks or suffix.lex is not Lex.WORD or tokens[numeral.first].lex is not Lex.NUMBER:
        return numeral
    if not suffix.glued and currency is None and len(suffix.lower) == 1:
        return numeral
    if suffix.lower == "m" and currency is None and not _means_millions(tokens, numeral):
        return numeral
    low, high = numeral.low * scale, numeral.high * scale
    return replace(numeral, end=numeral.end + 1, low=low, high=high, scale=numeral.scale * scale, plain=False)


def _means_millions(tokens: Tokens, numeral: Numeral) -> bool:
    """Say whether the "m" after a number is millions ("54m people", "risen to 5m") and not metres ("300m tall")."""
    at = numeral.end + 1
    if tokens.word(at) in ("to", *DASHES) and tokens[at + 1].lex is Lex.NUMBER and tokens.word(at + 2) == "m":
        at += 3
    after = tokens[at]
    if after.lower in _FAR or (tokens.hyphen(at) and tokens.word(at + 1) in _FAR):
        return False
    if after.lex is Lex.WORD and not after.breaks:
        unit = read_unit(tokens, at, large=True)
        counts = after.lower in PEOPLE or is_plural(after.lower) or after.lower in ("of", "more")
        return counts or (unit is not None and unit.kind == "money")
    return tokens.word(numeral.first - 1) in ("to", "reached", "hit", "reaching", "total")


def _unit_of_many(tokens: Tokens, numeral: Numeral) -> Unit | None:
    """Return the unit of "thousands of dollars", "dozens of miles"."""
    if numeral.nature != "vague" or tokens.word(numeral.end) != "of" or tokens[numeral.end].breaks:
        return None
    unit = read_unit(tokens, numeral.end + 1, large=True)
    return unit if unit is not None and unit.kind in ("money", "measure") else None


def _magnitude(tokens: Tokens, numeral: Numeral) -> Unit | None:
    """Return the magnitude of an earthquake: "magnitude 7.1", "7.1-magnitude", "7.1 on the Richter scale"."""
    before = tokens.words_before(numeral.first, 3)
    if "magnitude" in (before[-1:] + before[-2:-1] if before[-1:] == ("of",) else before[-1:]) or (
        before[-1:] and before[-1] in ("about", "around") and before[:2] == ("magnitude", "of")
    ):
        return Unit("magnitude", "measure", numeral.end)
    at = numeral.end + tokens.hyphen(numeral.end)
    if tokens.word(at) == "magnitude" and not tokens[at].breaks:
        return Unit("magnitude", "measure", at + 1)
    if tokens.words_from(numeral.end, 3) in (("on", "the", "richter"), ("on", "the", "scale")):
        return Unit("magnitude", "measure", numeral.end)
    return None


def read_range(tokens: Tokens, left: Amount) -> Amount:
    """Return `left` joined with the amount after it where the two make a range or a score, else `left` itself."""
    joint = tokens.word(left.end)
    if (
        tokens[left.end].breaks
        or joint not in ("to", "and", "or", *DASHES)
        or (left.nature == "vague" and joint == "and")
    ):
        return left
    if joint in DASHES and not tokens.hyphen(left.end) and not _is_spaced_range(tokens, left.end):
        return left
    opening = _opening(tokens, left.first)
    opened = tokens.word(opening) if opening is not None else ""
    if joint == "and" and opened != "between":
        return left
    right = None if tokens[left.end + 1].breaks else read_amount(tokens, left.end + 1)
    if right is None or right.nature == "vague" or (left.lone_one and joint not in ("or", "to")):
        return left
    if joint in DASHES and _is_score(tokens, left, right):
        parted = not tokens.hyphen(left.end) and (left.high > _MOST_SCORED or is_plural(tokens.word(right.end)))
        return left if parted else replace(left, end=right.end, score=True)
    alone, left = left, _like(left, right)
    right = _with_currency(left, right, joint, opened)
    if left.unit not in (None, right.unit) or left.high >= right.low:
        return alone
    if opened == "from" and joint == "to" and _CHANGES.intersection(tokens.words_before(opening or 0, _CHANGED)):
        return alone
    if (
        joint == "to"
        and (alone.unit is not None or (right.unit is None and right.high > _FAR_RATIO * left.low))
        and (by := _before_by(tokens, alone.first)) is not None
        and _CHANGES.intersection(tokens.words_before(by, _CHANGED))
    ):
        return alone  # by so much, to so much
    return replace(
        left,
        end=right.end,
        number_end=right.number_end,
        high=right.high,
        ranged=True,
        kind=right.kind,
        unit=right.unit if right.unit else left.unit,
        opening=opening if opened == "between" or opened == "from" else None,
        lone_one=False,
    )


def _before_by(tokens: Tokens, first: int) -> int | None:
    """Return the index of the "by" before an amount, past what bounds it ("by fewer than 1,800"); None if there is none."""
    at = first - 1
    while tokens.word(at) in _BOUNDS and at > first - 5:
        at -= 1
    return at if tokens.word(at) == "by" else None


def _is_spaced_range(tokens: Tokens, index: int) -> bool:
    """Say whether a dash between spaces stands for "to": "20 – 30 tents"; not "killed 20 — 30 of them children"."""
    right, after = tokens[index + 1], tokens[index + 2]
    return tokens[index].text != "—" and right.lex is Lex.NUMBER and after.lex is Lex.WORD and after.lower != "of"


def _opening(tokens: Tokens, first: int) -> int | None:
    """Return the index of a "between" or "from" before an amount, one qualifier between allowed."""
    before = tokens.words_before(first, 3)
    for offset, word in enumerate(reversed(before), start=1):
        if word in ("between", "from"):
            return first - offset
        if word not in ("about", "around", "roughly", "some", "anywhere", "at", "least"):
            return None
    return None


def _like(left: Amount, right: Amount) -> Amount:
    """Return `left` with the scale and unit that only `right` bears: "$30-40 million", "2 to 3 per cent"."""
    if (
        left.scale == 1.0
        and right.scale > 1.0
        and left.low * right.scale < right.high
        and left.number_end - left.number_first == 1
    ):
        left = replace(
            left, low=_exact(left.low * right.scale), high=_exact(left.high * right.scale), scale=right.scale
        )
    if left.unit is None:
        return replace(left, unit=right.unit, kind=right.kind) if left.high < right.low else left
    return left


def _with_currency(left: Amount, right: Amount, joint: str, opened: str) -> Amount:
    """Return `right` with the currency that only `left` bears: "$30-40 million", "between $20 and 30"."""
    if left.kind == "money" and right.unit is None and (joint in DASHES or right.scale > 1 or opened == "between"):
        return replace(right, unit=left.unit, kind="money")
    return right


def _is_score(tokens: Tokens, left: Amount, right: Amount) -> bool:
    """Say whether "2-1" is a score or a vote and no range: it falls, or a word of winning stands beside it."""
    if left.unit or right.unit or left.scale > 1 or left.low != int(left.low):
        return False
    if left.high >= right.low:
        return right.end == right.number_end
    beside = {*tokens.words_before(left.first, 2), *tokens.words_from(right.end, 1)}
    return bool(_VOTES & beside)
