"""Read numbers that words hide: "doubled", "two-thirds", "one in five", "twin bombings"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarize.reading.nouns import is_plural, read_counted, singular
from summarize.reading.numbers import SCALES, read_numeral
from summarize.reading.people import HARMING
from summarize.reading.tokens import DASHES, Lex, Tokens, vocabulary
from summarize.reading.units import PERCENT, read_unit

ProportionKind = Literal["quantity", "measure", "share", "change"]

CHANGES = {
    "doubled": 2.0, "doubling": 2.0, "twofold": 2.0, "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "trebling":
    3.0, "threefold": 3.0, "quadrupled": 4.0, "quadrupling": 4.0, "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0,
    "sevenfold": 7.0, "eightfold": 8.0, "ninefold": 9.0, "tenfold": 10.0, "hundredfold": 100.0, "halved": 0.5,
    "halving": 0.5,
}  # fmt: skip
"""Verbs and adverbs of multiplying, as the factor from before to after."""
INFINITIVES = {"double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0, "halve": 0.5}
"""Of these, forms that are verbs only after "to" or a modal."""
MULTIPLES = {"double": 2.0, "twin": 2.0, "dual": 2.0, "triple": 3.0, "quadruple": 4.0}
"""Adjectives that count events ("a double bombing", "twin blasts")."""
_EVENTS = vocabulary(
    """
    bomb bombing blast explosion attack strike murder killing homicide suicide shooting stabbing assassination
    ambush quake earthquake execution drowning
    """
)
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_MODALS = vocabulary("to will would could may might can should must shall")
_HALF_OF = vocabulary("of the its their his her our my your all those these that")
_HAVE = vocabulary("had have has were are was is")
_HEDGES = vocabulary("than about around nearly almost only just least over under some")
"""Between a word of the latter and one of the former, "half" stands for half of them."""
_AFTER_SHARE = _HAVE | vocabulary(
    "in at with to from on by after before when since and but compared under have last this"
)
"""Words after "about a third", or "more than half", that no noun goes before."""
_NOT_HALVES = vocabulary(
    """
    first second other eastern western northern southern upper lower better top bottom latter and one
    """
)
_COMPARISONS = vocabulary(
    """
    as more less the higher larger bigger greater fewer lower that its their faster longer stronger harder
    likelier
    """
)

PROPORTION_WORDS = frozenset(CHANGES) | INFINITIVES.keys() | MULTIPLES.keys() | frozenset({"twice"})
"""Every word, other than a numeral, with which a proportion may start."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A number told by words other than numerals. Token indices, end exclusive."""

    first: int
    end: int
    value: float
    """The number; of a share, the part of one (a mention gives it in per cent, as other articles will)."""
    kind: ProportionKind
    unit: str | None
    phrase: tuple[int, int] | None = None


def read_proportion(tokens: Tokens, index: int) -> Proportion | None:
    """Return what starts at token `index`, or None."""
    token = tokens[index]
    if token.lex not in (Lex.WORD, Lex.NUMBER, Lex.FRACTION):
        return None
    for read in (_read_change, _read_multiple, _read_half, _read_fraction, _read_one_in, _read_times):
        found = read(tokens, index)
        if found is not None:
            return found
    return None


def _read_change(tokens: Tokens, index: int) -> Proportion | None:
    word = tokens.word(index)
    factor = CHANGES.get(word)
    if factor is None and word in INFINITIVES and tokens.word(index - 1) in (_MODALS | {"than", "nearly", "almost"}):
        factor = INFINITIVES[word]
    if factor is None or (
        word in ("doubling", "doubled") and tokens.word(index + 1) in ("down", "up", "as", "over", "back")
    ):
        return None
    return Proportion(index, index + 1, factor, "change", "times")


def _read_multiple(tokens: Tokens, index: int) -> Proportion | None:
    """Read "twin bombings", "a double suicide bomb attack"."""
    value = MULTIPLES.get(tokens.word(index))
    if value is None:
        return None
    for offset in (1, 2, 3):
        token = tokens[index + offset]
        if token.lex is not Lex.WORD or token.breaks:
            return None
        if singular(token.lower) in _EVENTS:
            last = index + offset
            while singular(tokens.word(last + 1)) in _EVENTS and not tokens[last + 1].breaks:
                last += 1
            return Proportion(index, index + 1, value, "quantity", singular(tokens.word(last)), (index + 1, last + 1))
        if token.lower not in (
            "suicide",
            "car",
            "truck",
            "roadside",
            "lorry",
            "deadly",
            "terror",
            "terrorist",
            "mosque",
            "air",
        ):
            return None
    return None


def _read_half(tokens: Tokens, index: int) -> Proportion | None:
    """Read "half of the city", "half its crew", "half an hour", "by half"."""
    if tokens.word(index) != "half" or tokens.word(index - 1) in _NOT_HALVES:
        return None
    after = index + 1 + tokens.hyphen(index + 1)
    if tokens.word(after) in ("a", "an") or after > index + 1:
        unit = read_unit(tokens, after + (tokens.word(after) in ("a", "an")))
        if unit is None or unit.kind != "measure":
            return None
        return Proportion(index, unit.end, 0.5, "measure", unit.name)
    if tokens.word(index - 1) in _HEDGES and not tokens[index].breaks and _ends_share(tokens, after):
        return _share(tokens, index, after, 0.5)
    if tokens.word(after) in _HALF_OF and not tokens[after].breaks:
        return _share(tokens, index, after, 0.5)
    if tokens.word(index - 1) == "by" and not tokens[index].breaks:
        return Proportion(index, after, 0.5, "share", PERCENT)
    return None


def _ends_share(tokens: Tokens, index: int) -> bool:
    """Say whether nothing is left at `index` that "nearly a third" before it could be the third of in order."""
    after = tokens[index]
    return after.breaks or (after.lex is Lex.MARK and after.text not in DASHES) or after.lower in _AFTER_SHARE


def _share(tokens: Tokens, first: int, end: int, value: float) -> Proportion:
    counted = read_counted(tokens, end, single=False)
    if counted is None and tokens.word(end) in _HALF_OF and tokens.word(end) != "of":
        counted = read_counted(tokens, end + 1, single=False)
    return Proportion(first, end, value, "share", PERCENT, counted.phrase if counted else None)


def _read_fraction(tokens: Tokens, index: int) -> Proportion | None:
    """Read "two-thirds", "a third of", "one-fifth", "three quarters"; "a third attacker" is an ordinal."""
    if tokens[index].lex is Lex.FRACTION:
        return _read_written_fraction(tokens, index)
    article = tokens.word(index) in ("a", "an")
    numeral = None if article else read_numeral(tokens, index)
    if not article and (
        numeral is None or numeral.end != index + 1 or not 1 <= numeral.low <= 19 or numeral.nature != "exact"
    ):
        return None
    numerator = 1.0 if numeral is None else numeral.low
    at = index + 1 + tokens.hyphen(index + 1)
    word = tokens.word(at)
    plural = word.endswith("s")
    denominator = DENOMINATORS.get(word.removesuffix("s"))
    if denominator is None or tokens[at].breaks or plural != (numerator > 1) or numerator >= denominator:
        return None
    end = at + 1
    follows = tokens.word(end) if not tokens[end].breaks else ""
    if tokens.words_from(end, 2) == ("of", "a") and tokens.word(end + 2) in SCALES:
        return None
    unit = read_unit(tokens, end + 2) if tokens.words_from(end, 2) in (("of", "a"), ("of", "an")) else None
    if unit is not None and unit.kind == "measure":
        return Proportion(index, unit.end, numerator / denominator, "measure", unit.name)
    stands = (
        plural
        or follows == "of"
        or tokens.word(index - 1) == "by"
        or (tokens.word(index - 1) in _HEDGES and not tokens[index].breaks and _ends_share(tokens, end))
        or (follows in ("more", "less", "fewer") and article)
    )
    if not stands and not (numeral is not None and word not in ("quarter", "half") and not is_plural(follows)):
        return None
    return _share(tokens, index, end, numerator / denominator)


def _read_written_fraction(tokens: Tokens, index: int) -> Proportion | None:
    numeral = read_numeral(tokens, index)
    if numeral is None or numeral.high >= 1 or tokens.word(numeral.end) != "of":
        return None
    return _share(tokens, index, numeral.end, numeral.low)


def _read_one_in(tokens: Tokens, index: int) -> Proportion | None:
    """Read "one in five", "nine out of 10", "1 in every 100"; "killing two in three attacks" is no share."""
    part = read_numeral(tokens, index)
    if part is None or part.nature != "exact" or part.high > 999 or tokens[part.end].breaks:
        return None
    at = part.end
    outright = tokens.words_from(at, 2) == ("out", "of")
    if outright:
        at += 2
    elif tokens.word(at) == "in":
        at += 2 if tokens.word(at + 1) == "every" else 1
    elif tokens.hyphen(at) and tokens.word(at + 1) == "in" and tokens.hyphen(at + 2):
        at += 3
    else:
        return None
    whole = None if tokens[at].breaks else read_numeral(tokens, at)
    if whole is None or whole.nature != "exact" or not part.high < whole.low or whole.low == int(whole.low) > 1e6:
        return None
    unit = read_unit(tokens, whole.end)
    usual = whole.low in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 30, 50) or whole.low % 100 == 0
    if unit is not None or not usual:
        return None
    if not outright and (
        tokens.word(index - 1) in HARMING or (part.high > 1 and whole.low > 10) or tokens[whole.first].text == "2"
    ):
        return None
    return _share(tokens, index, whole.end, part.low / whole.low)


def _read_times(tokens: Tokens, index: int) -> Proportion | None:
    """Read "three times as many", "10 times higher", "twice the number"; "arrested three times" counts occasions."""
    if tokens.word(index) == "twice":
        if tokens.word(index + 1) in ("as", "the", "that", "its", "their"):
            return Proportion(index, index + 1, 2.0, "change", "times")
        return None
    numeral = read_numeral(tokens, index)
    if numeral is None or numeral.nature != "exact":
        return None
    at = numeral.end
    if tokens.word(at) in ("fold",) or (tokens.hyphen(at) and tokens.word(at + 1) == "fold"):
        return Proportion(index, at + 1 + tokens.hyphen(at), numeral.low, "change", "times")
    if tokens.word(at) == "times" and tokens.word(at + 1) in _COMPARISONS and not tokens[at + 1].breaks:
        return Proportion(index, at + 1, numeral.low, "change", "times")
    return None
