"""The words that bound a number ("nearly 500", "40 or more") and the interval that each of them means."""

from __future__ import annotations

import math
from dataclasses import dataclass

from summarize.reading.numbers import read_numeral
from summarize.reading.tokens import Tokens, vocabulary
from summarize.schema import Qualifier

ABOUT_MARGIN = 0.10
"""How far from a hedged number the truth may lie. News rounds to one or two digits, which moves a number by at most
10 % (450 to 500; 95 to 100)."""
ABOUT_MARGIN_PRECISE = 0.02
"""The same for a number of three or more significant digits: "some 498" hedges a count that was copied exactly."""
NEARLY_MARGIN = 0.10
"""How far below it "nearly 500" may lie: an editor with 440 writes "more than 400"."""

BEFORE: dict[Qualifier, str] = {
    "about": """
        about, around, some, roughly, approximately, approx, circa, estimated, an estimated, in the region of,
        in the order of, on the order of, in the neighbourhood of, in the neighborhood of, something like,
        somewhere around, closer to, near, ~, ≈, ∼, or so, give or take, maybe, perhaps, an average of,
        averaging, averaged
        """,
    "nearly": """
        nearly, almost, just under, just below, just short of, just shy of, shy of, close to, approaching, not
        quite, virtually, nearing, slightly under, a little under, slightly below, slightly less
        than, slightly fewer than, just less than, barely, nears, neared, approaches, approached
        """,
    "more_than": """
        more than, over, above, in excess of, exceeding, exceeds, exceed, exceeded, upwards of, upward of,
        north of, greater than, higher than, topping, topped, tops, surpassed, surpassing, surpasses, larger
        than, beyond, bigger than, longer than, better than, >, past, surpass, top, pass, passes, passed, passing,
        cross, crosses, crossed, crossing
        """,
    "at_least": """
        at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum of,
        minimum, at the least, at a minimum, least, as few as, as little as, as low as, from at least, ≥, at
        the very least
        """,
    "up_to": """
        up to, as many as, as much as, fewer than, less than, under, below, at most, at the most, no more
        than, not more than, not over, no greater than, no longer than, not exceeding, capped at, limited to,
        a maximum of, maximum of, as high as, as long as,
        lower than, smaller than, shorter than, short of, <, ≤, upto, up to a maximum of, at the very most, no
        higher than
        """,
}
"""What stands before a number. `past` counts only after "well" or a climb: else it tells a place or a time."""

AFTER: dict[Qualifier, str] = {
    "about": """
        or so, or thereabouts, approximately, give or take, - odd, odd, - ish, plus or minus
        """,
    "at_least": """
        or more, at least, or above, or over, or higher, or greater, or better, and over, and above, and
        counting, and up, at a minimum, minimum, - plus, plus, +, or longer
        """,
    "up_to": """
        or fewer, or less, or under, or below, at most, at the most, or lower, tops, maximum, at the outside
        """,
}
"""What stands after a number, or after the noun it counts."""

_INTENSIFIERS = vocabulary(
    """
    well far much slightly just significantly considerably substantially comfortably way little only
    """
)
"""Words before a qualifier that change its strength and not its bound; they belong to its words."""
_BETWEEN = vocabulary(
    """
    another further additional record total of a an the estimated whopping staggering full whole
    """
)
"""Words that may stand between a qualifier and its number: "at least another 40", "up to a record 5,000"."""
_AT_LONGEST = 5

_REACHING = vocabulary(
    """
    top pass passes passed passing cross crosses crossed crossing nears neared approaches approached
    """
)
"""Verbs that bound a number only where a count is their subject: "deaths pass 500", not "he passed 200 cars"."""
_COUNTS = vocabulary(
    """
    toll tolls count counts tally tallies total totals number numbers figure figures dead deaths death fatalities
    casualties losses loss injuries injured wounded victims cases infections arrests turnout attendance crowd sales
    revenue revenues profit profits debt cost costs price prices bill damage population membership unemployment
    inflation output exports imports donations temperatures temperature mercury layoffs signatures votes
    """
)
_STOPS = vocabulary(". ; : ! ?")
_CLAUSE = 14
"""Words before a verb among which its subject stands."""
_CLIMBS = vocabulary(
    """
    climb climbs climbed climbing rise rises rose risen rising soar soars soared go goes went gone jump jumps jumped well
    """
)
"""Words after which "past" bounds a number."""

_TOPICS = vocabulary(
    """
    film book story movie documentary play novel song poem talk talks talking talked worry worries worried
    worrying lying lied concern concerns concerned complain complained complaints question questions information dream dreams
    """
)
"""Words after which "about" means "of", and not "approximately". Verbs of saying are none: "said about 40 came"."""
_MISLEADING = {
    "over": frozenset(
        {
            "the",
            "handed",
            "took",
            "taken",
            "take",
            "spread",
            "jailed",
            "held",
            "charged",
            "arrested",
            "sued",
            "quizzed",
            "questioned",
            "row",
            "dispute",
            "trial",
            "lawsuit",
            "outrage",
            "anger",
        }
    ),
    "under": frozenset({"lay", "lie", "lies", "lying", "buried", "trapped", "hid", "hidden"}),
    "past": frozenset({"the", "half"}),
    "up": frozenset(
        {
            "go",
            "goes",
            "going",
            "gone",
            "went",
            "come",
            "comes",
            "came",
            "climbed",
            "moved",
            "moves",
            "shot",
            "crept",
            "add",
            "adds",
            "added",
            "adding",
        }
    ),
}
"""First word of a phrase -> words before it with which it bounds nothing: a toll that "went up to 131" is 131."""

_BEFORE_UP_TO = vocabulary(
    """
    of at be is was are were been reach reached hit by for from in to with as put and or , ( killed kills killing claimed
    could may might would about around some that estimated estimate brought bring brings bringing
    """
)
"""Words after which "up to" bounds the number of a toll; after others the toll has gone up to it ("Quake toll up to 820")."""
_TOLLS = vocabulary("toll brought brings bringing bring")
_HEADLINE = 9
"""Words before "up to" in which a toll is the subject."""


def _table(rows: dict[Qualifier, str]) -> dict[tuple[str, ...], Qualifier]:
    return {tuple(phrase.split()): name for name, phrases in rows.items() for phrase in phrases.split(",")}


_BEFORE, _AFTER = _table(BEFORE), _table(AFTER)


@dataclass(frozen=True, slots=True)
class Bound:
    """A qualifier found beside a number."""

    qualifier: Qualifier
    index: int
    """Token index where its words start (before a number) or end (after it)."""


def read_before(tokens: Tokens, index: int) -> Bound | None:
    """Return the qualifier whose words end at token `index`, a few neutral words between allowed."""
    at = index
    for _ in range(4):
        found = _match_before(tokens, at)
        if found is not None:
            outer = _match_before(tokens, found.index)
            if outer is not None and found.qualifier == "about":
                found = outer
            elif outer is not None:
                found = Bound(found.qualifier, outer.index) if outer.qualifier == "about" else found
            return Bound(found.qualifier, _with_intensifiers(tokens, found.index))
        if tokens[at].breaks or tokens.word(at - 1) not in _BETWEEN:
            return None
        at -= 1
        if tokens.word(at) == "the" or (tokens.word(at) == "of" and tokens.word(at - 1) != "total"):
            return None
    return None


def _match_before(tokens: Tokens, index: int) -> Bound | None:
    before = tokens.words_before(index, _AT_LONGEST)
    for count in range(len(before), 0, -1):
        phrase = before[-count:]
        qualifier = _BEFORE.get(phrase)
        if qualifier is None:
            continue
        previous = before[-count - 1] if len(before) > count else tokens.word(index - count - 1)
        if phrase == ("about",) and previous in _TOPICS:
            return None
        if previous in _MISLEADING.get(phrase[0], frozenset()) or (phrase == ("past",) and previous not in _CLIMBS):
            return None
        if (
            phrase == ("up", "to")
            and previous not in _BEFORE_UP_TO
            and not _TOLLS.isdisjoint(tokens.words_before(index - 2, _HEADLINE))
        ):
            return None
        if phrase[0] in _REACHING and not _has_count_for_subject(tokens, index - 1):
            return None
        return Bound(qualifier, index - count)
    return None


def _has_count_for_subject(tokens: Tokens, verb: int) -> bool:
    before = tokens.words_before(verb, _CLAUSE)
    clause = before[max((n for n, word in enumerate(before, start=1) if word in _STOPS), default=0) :]
    if tokens.word(verb) == "top":  # a verb only right after its subject: "the figures show a top 10 finish"
        clause = clause[-1:]
    return not _COUNTS.isdisjoint(clause)


def _with_intensifiers(tokens: Tokens, index: int) -> int:
    while not tokens[index].breaks and tokens.word(index - 1) in _INTENSIFIERS:
        index -= 1
        if tokens.word(index) == "little" and tokens.word(index - 1) == "a":
            index -= 1
    return index


def read_after(tokens: Tokens, index: int) -> Bound | None:
    """Return the qualifier whose words start at token `index`: "40 or more", "20 or so", "100+", "40 at least"."""
    words = tokens.words_from(index, 3)
    for count in range(len(words), 0, -1):
        qualifier = _AFTER.get(words[:count])
        if qualifier is None:
            continue
        end = index + count
        if words[0] in ("-", "+") and not tokens[index].glued:
            continue
        if words[0] in ("plus", "at", "minimum", "maximum", "approximately", "odd", "+", "tops") and _number_follows(
            tokens, end
        ):
            return None
        if words[:count] in (("plus",), ("minimum",), ("maximum",), ("odd",), ("tops",)) and not tokens[end].breaks:
            follows = tokens[end].text
            if words[0] != "odd" and follows not in (",", ".", ";", ")", "") and words[0] != "plus":
                continue
            if words[0] == "plus" and (follows in ("a", "the") or not follows.isalpha()):
                continue
        return Bound(qualifier, end)
    return None


def _number_follows(tokens: Tokens, index: int) -> bool:
    return not tokens[index].breaks and read_numeral(tokens, index) is not None


def bounded(low: float, high: float, qualifier: Qualifier, *, whole: bool) -> tuple[float | None, float | None]:
    """Return the interval that a number from `low` to `high` means under `qualifier`; None is an open end.

    `whole` says that it counts things, so that its ends are whole numbers: nearly nine is at least eight and not 8.1.
    "more than 500" begins at 500 although 500 itself is meant to be excluded: the ends of an interval are inclusive,
    and what the words say is kept by the qualifier.
    """
    if qualifier == "about" and low == high:
        rounded = low < 1 or _significant_digits(low) <= 2
        margin = ABOUT_MARGIN if rounded else ABOUT_MARGIN_PRECISE
        spread = max(1.0, math.floor(low * margin)) if whole and low > 1 else low * margin
        return _clean(low - spread), _clean(high + spread)
    if qualifier == "nearly":
        least = low * (1 - NEARLY_MARGIN)
        least = min(math.ceil(_clean(least)), low - 1) if whole and low > 1 and low == int(low) else least
        return _clean(least), high
    if qualifier in ("more_than", "at_least"):
        return low, None
    if qualifier == "up_to":
        return None, high
    return low, high


def _clean(value: float) -> float:
    """Return `value` without the dust of binary fractions (0.4 × 0.9 is 0.36, not 0.36000000000000004)."""
    return float(f"{value:.12g}")


def _significant_digits(value: float) -> int:
    digits = f"{value:.12g}".replace(".", "").split("e")[0]
    return len(digits.strip("0")) or 1
