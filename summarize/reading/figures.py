"""Find every number of a text that counts or measures something, as an interval, without a model.

A scan from left to right: at each token the readers are asked in turn whether something of theirs starts there (a date,
a designation, "no casualties", "doubled", "one in five", an amount). What is no count is found too, and told by its
kind, so that nothing is read twice. Every reader looks a bounded number of tokens around, so time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from summarize.reading.amounts import Amount, read_amount, read_range
from summarize.reading.denials import DENIAL_WORDS, Denial, read_denial
from summarize.reading.designations import ORDINAL_WORDS, read_designation, read_ordinal
from summarize.reading.nouns import Counted, people_by_verb, read_counted, read_substance
from summarize.reading.numbered_names import numbered_names
from summarize.reading.numbers import NUMBER_WORDS
from summarize.reading.proportions import PROPORTION_WORDS, Proportion, read_proportion
from summarize.reading.qualifiers import Bound, bounded, read_after, read_before
from summarize.reading.singles import counts_one, points_back
from summarize.reading.temporal import MONTHS, read_temporal
from summarize.reading.tokens import Lex, Tokens, tokenize, vocabulary
from summarize.reading.units import CURRENCY_WORDS, DURATIONS, SIGNS
from summarize.schema import Qualifier

FigureKind = Literal[
    "quantity",
    "money",
    "percent",
    "measure",
    "share",
    "change",
    "date",
    "year",
    "time",
    "age",
    "ordinal",
    "name",
    "score",
]
CLAIM_KINDS: frozenset[FigureKind] = frozenset({"quantity", "money", "percent", "measure", "share", "change"})
"""Kinds that state how many or how much; the others only look like numbers."""
_OPENERS = NUMBER_WORDS | PROPORTION_WORDS | DENIAL_WORDS | ORDINAL_WORDS | MONTHS | CURRENCY_WORDS
"""Words with which something may start."""
_LASTING = vocabulary("for after lasted lasting lasts last took takes taken taking take waited spent served is was")
_SINCE = vocabulary("ago old later long earlier before")
"""Words before "over two days", or after it, that make it more than two days."""
HUNDRED = 100.0
_AGAINST = re.compile(
    r"(?:\s+of\s+(?:the\s+)?votes?)?,?\s+(?:against|to|versus|compared\s+with|from|or)\s+(?:(?:[A-Z][\w-]+\s+)?[A-Z][\w-]+['’]s\s+)?"
)
"""What sets a second percentage, its unit left out, against the first."""
LIST_REACH = 80
"""Characters after a figure within which "and one" or "nine of them" goes on with it: about a clause of news prose."""


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A number of the text. Offsets are code points, ends exclusive."""

    start: int
    """Start of its words, qualifier and currency included ("nearly 500")."""
    end: int
    """End of its words, per cent sign, unit of measure or qualifier after it included."""
    number_start: int
    """Start of the bare number ("500")."""
    number_end: int
    """End of the bare number."""
    low: float | None
    """The least that it can mean, inclusive; None where open, or for a kind without a value."""
    high: float | None
    """The most that it can mean, inclusive; None where open, or for a kind without a value."""
    qualifier: Qualifier
    """How the words bound it."""
    kind: FigureKind
    """What sort of number it is."""
    unit: str | None
    """"people", ISO 4217 code, "percent", a unit of measure, "times", else the noun in the singular."""
    noun: tuple[int, int] | None
    """Where the noun phrase stands that it counts, if one stands beside it."""


def find_figures(text: str) -> tuple[FigureMention, ...]:
    """Return every number of `text` in order, whatever its kind; none overlaps another."""
    tokens = tokenize(text)
    named = numbered_names(tokens)
    found: list[FigureMention] = []
    index = 0
    while index < len(tokens):
        if not _may_start(tokens, index):
            index += 1
            continue
        if index in named:
            mention: FigureMention | None = _plain(tokens, index, index + 1, "name")
            end = index + 1
        else:
            mention, end = _read(tokens, index, found)
        if mention is not None:
            found.append(mention)
        index = max(end, index + 1)
    return tuple(_shared_units(found, text))


def _may_start(tokens: Tokens, index: int) -> bool:
    """Say whether anything can start at a token, so that most words are passed over at the cost of one look-up."""
    token = tokens[index]
    if token.lex is Lex.MARK:
        return token.text in SIGNS
    if token.lex is not Lex.WORD:
        return True
    after = tokens[index + 1]
    return token.lower in _OPENERS or after.text == "$" or (after.lex is Lex.NUMBER and token.text[0].isupper())


def _read(tokens: Tokens, index: int, found: list[FigureMention]) -> tuple[FigureMention | None, int]:
    """Return the mention that starts at `index`, if any, and the index from which to go on."""
    temporal = read_temporal(tokens, index)
    if temporal is not None:
        low, high = temporal.value or (None, None)
        return _plain(tokens, index, temporal.end, temporal.kind, low, high), temporal.end
    named = read_designation(tokens, index)
    if named is not None:
        return _plain(tokens, index, named, "name"), named
    denial = read_denial(tokens, index)
    if denial is not None:
        return _denial(tokens, denial), denial.end
    proportion = read_proportion(tokens, index)
    if proportion is not None:
        return _proportion(tokens, proportion), proportion.end
    ordinal = read_ordinal(tokens, index)
    if ordinal is not None:
        return _plain(tokens, index, ordinal, "ordinal"), ordinal
    amount = read_amount(tokens, index)
    if amount is None:
        return None, index + 1
    amount = read_range(tokens, amount)
    if amount.score:
        return _plain(tokens, index, amount.end, "score"), amount.end
    return _amount(tokens, amount, found)


def _plain(
    tokens: Tokens, first: int, end: int, kind: FigureKind, low: float | None = None, high: float | None = None
) -> FigureMention:
    start, stop = tokens[first].start, tokens[end - 1].end
    return FigureMention(start, stop, start, stop, low, high, "exact", kind, None, None)


def _denial(tokens: Tokens, denial: Denial) -> FigureMention:
    mention = _plain(tokens, denial.first, denial.end, "quantity", 0.0, 0.0)
    return replace(mention, unit=denial.counted.unit, noun=_span(tokens, denial.counted.phrase))


def _proportion(tokens: Tokens, proportion: Proportion) -> FigureMention:
    bound = read_before(tokens, proportion.first)
    qualifier: Qualifier = bound.qualifier if bound else "exact"
    low, high = bounded(proportion.value, proportion.value, qualifier, whole=proportion.kind == "quantity")
    if proportion.kind == "share":
        low, high = (None if end is None else round(100 * end, 2) for end in (low, high))
    first = bound.index if bound else proportion.first
    return FigureMention(
        start=tokens[first].start,
        end=tokens[proportion.end - 1].end,
        number_start=tokens[proportion.first].start,
        number_end=tokens[proportion.end - 1].end,
        low=low,
        high=high,
        qualifier=qualifier,
        kind=proportion.kind,
        unit=proportion.unit,
        noun=_span(tokens, proportion.phrase),
    )


def _amount(tokens: Tokens, amount: Amount, found: list[FigureMention]) -> tuple[FigureMention | None, int]:
    before = _before(tokens, amount)
    after = read_after(tokens, amount.end)
    end = after.index if after else amount.end
    counted = _counted(tokens, amount, before, end)
    if after is None and counted.phrase is not None and counted.phrase[1] > end:
        late = read_after(tokens, counted.phrase[1])
        after = late if late is not None and tokens.word(counted.phrase[1]) in ("or", "at") else None
    goes_on = bool(found) and tokens[amount.first].start - found[-1].end <= LIST_REACH
    if amount.lone_one and not counts_one(tokens, amount, counted, before, goes_on=goes_on):
        return None, amount.end
    if before is None and amount.kind == "quantity" and points_back(tokens, amount, counted):
        return None, amount.end
    qualifier = _qualifier(amount, before, after)
    low, high = bounded(amount.low, amount.high, qualifier, whole=amount.kind == "quantity")
    first = before.index if before else amount.first
    first = amount.opening if amount.opening is not None else first
    if amount.kind in ("measure", "percent") and before is None and _is_negative(tokens, amount.first):
        low, high, first = -amount.high, -amount.low, amount.first - 1
    mention = FigureMention(
        start=tokens[first].start,
        end=tokens[end - 1].end,
        number_start=tokens[amount.number_first].start,
        number_end=tokens[amount.number_end - 1].end,
        low=low,
        high=high,
        qualifier=qualifier,
        kind="measure" if amount.unit is None and counted.unit in DURATIONS else amount.kind,
        unit=counted.unit,
        noun=_span(tokens, counted.phrase),
    )
    return mention, end


def _before(tokens: Tokens, amount: Amount) -> Bound | None:
    """Return the qualifier before an amount.

    "over two days" is mostly "in the course of two days", so "over" bounds a duration only with a cue beside it.
    """
    before = read_before(tokens, amount.first)
    if before is None or amount.unit not in DURATIONS or tokens.words_from(before.index, 1) != ("over",):
        return before
    return before if tokens.word(before.index - 1) in _LASTING or tokens.word(amount.end) in _SINCE else None


def _is_negative(tokens: Tokens, index: int) -> bool:
    """Say whether "minus" or its sign stands before an amount: "minus 12C", "-0.3%"."""
    sign = tokens[index - 1]
    return sign.lower == "minus" or (sign.text in ("-", "−", "–") and tokens[index].glued and not sign.glued)


def _counted(tokens: Tokens, amount: Amount, before: Bound | None, end: int) -> Counted:
    """Return what the amount counts: its own unit, else the noun beside it, else people if a verb makes them so."""
    first = before.index if before else amount.first
    if amount.unit is not None:
        hyphenated = amount.kind == "measure" and tokens.hyphen(amount.number_end)
        return Counted(amount.unit, read_substance(tokens, end, hyphenated=hyphenated))
    counted = read_counted(tokens, end, single=amount.low == amount.high == 1)
    counted = counted or Counted(None)
    stop = counted.phrase[1] if counted.phrase else end
    if counted.unit is None and people_by_verb(tokens, first, stop):
        return replace(counted, unit="people")
    return counted


def _qualifier(amount: Amount, before: Bound | None, after: Bound | None) -> Qualifier:
    """Return the qualifier that decides: an outer bound over the number's own nature."""
    names = [bound.qualifier for bound in (before, after) if bound is not None]
    bounds = [name for name in names if name != "about"]
    if bounds:
        return bounds[0]
    if amount.low != amount.high:
        return "range" if amount.ranged else "vague"
    return "about" if names or amount.nature == "about" else "exact"


def _span(tokens: Tokens, phrase: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if phrase is None else (tokens[phrase[0]].start, tokens[phrase[1] - 1].end)


def _shared_units(found: list[FigureMention], text: str) -> list[FigureMention]:
    """Give a number its unit from a neighbour: "20 and 50 years", "14 people and 31 others"."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        this, following = shared[place], shared[place + 1]
        shared[place] = _like_following(this, following, text[this.end : following.start].strip(" \n"))
    for place in range(1, len(shared)):
        this, earlier = shared[place], shared[place - 1]
        between = text[earlier.end : this.start]
        others = this.noun is not None and text[slice(*this.noun)].endswith("others")
        rest = others or (this.noun is None and text.startswith(" of them", this.end) and len(between) <= LIST_REACH)
        if _goes_on_percent(earlier, this, text):
            shared[place] = replace(this, unit=earlier.unit, kind=earlier.kind)
        if rest and this.kind == "quantity" and this.unit is None and earlier.unit == "people" and "\n" not in between:
            shared[place] = replace(this, unit="people")
    return shared


def _goes_on_percent(earlier: FigureMention, this: FigureMention, text: str) -> bool:
    """Say whether a bare number is set against a percentage, whose unit it leaves out ("52 per cent against 48")."""
    if earlier.kind != "percent" or this.kind != "quantity" or this.unit is not None or this.noun is not None:
        return False
    return (this.high or 0.0) <= HUNDRED and _AGAINST.fullmatch(text, earlier.end, this.start) is not None


def _like_following(this: FigureMention, following: FigureMention, between: str) -> FigureMention:
    """Return `this` with the unit that a list or a span states once, after its last number ("7, 8, 10 per cent")."""
    if this.kind != "quantity" or this.unit is not None:
        return this
    if between in ("and", "or", ",", ", and", "to") and following.kind in ("money", "percent", "measure"):
        return replace(this, unit=following.unit, kind=following.kind)
    if between == "to" and following.kind == "quantity":
        return replace(this, unit=following.unit)
    return this
