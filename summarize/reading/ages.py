"""Recognise ages: "aged 12", "a 32-year-old", "Jessica, 32, of", "under the age of eight", "she is 45"."""

from __future__ import annotations

from summarize.reading.nouns import is_plural
from summarize.reading.numbers import ONES, TENS, read_numeral
from summarize.reading.people import PEOPLE
from summarize.reading.tokens import DASHES, Lex, Tokens, vocabulary
from summarize.reading.units import DURATIONS

_OLDEST = 122
"""The greatest age on record."""
_LIMITS = frozenset(
    (join, bound) for join in ("or", "and") for bound in ("older", "younger", "over", "under", "up", "above", "below")
)
_AGE_WORDS = vocabulary("aged age ages")
_AGE_PHRASES = frozenset(
    {("age", "of"), ("age", "to"), ("age", "from"), ("ages", "of"), ("aged", "between"), ("ages", "between")}
    | {
        (word, bound)
        for word in ("aged", "age")
        for bound in ("about", "around", "over", "under", "just", "only", "at")
    }
)
_LASTING = vocabulary(
    """
    conflict war occupation dispute siege agreement deal truce ceasefire feud ban embargo campaign insurgency
    uprising revolt rebellion crisis blockade dictatorship rule regime tradition policy law record case
    investigation strike drought treaty alliance
    """
)
"""What goes on: how old it is says how long it lasts ("a six-year-old war")."""
_OF_AGE = vocabulary(
    """
    boy girl baby child infant toddler newborn teenager youth man woman minor pensioner widow student pupil schoolboy schoolgirl
    boys girls babies children infants toddlers teenagers youths men women minors pensioners widows
    """
)
"""Persons whose age may follow "of": "a girl of five". A class or a crew of five is another matter."""
_EXTREMES = vocabulary("youngest oldest eldest younger older elder")
_KIN = vocabulary("boy girl baby child son daughter mother father brother sister husband wife grandson granddaughter")
"""Persons of whom a bare number tells the age: "her son was seven"."""
_SUBJECT = 10
"""Words before a verb in which its subject stands, with what is set in between commas."""
_BETWEEN = vocabulary("just only not yet about around barely some or")
"""Words that may stand between "a boy of" or "the youngest was" and the age."""
_BE = vocabulary("is was were are am i'm he's she's they're you're")
_PERSONAL = vocabulary("he she i you they we who i'm he's she's they're you're")
_TELLS = vocabulary("said says told who whose tells recalled added explained")
_GOES_ON = vocabulary("in and or who were are was have")
"""Words after which nothing is left for "children under 12" to count."""
_AFTER_AGE = vocabulary(
    "and or who whose whom in on at from with was were is are has had have among to when while but for by"
)
"""Words that no noun phrase goes on with after an age."""
_OPENINGS = vocabulary("of the with among about some only these those all another just at from for in by on to and but")
"""Words that begin a sentence before a number, as no name does ("Of 69 who are in hospital")."""
_COUNTS = vocabulary("number figure toll count total tally estimate dead casualties attendance turnout crowd")
"""What may be "under 50" and is no person."""
_NOT_NAMES = vocabulary(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec
    """
)


def read_age(tokens: Tokens, index: int) -> tuple[float, float, int] | None:
    """Return the age that starts at `index`, least and most, and the index after it; None where no age stands."""
    token = tokens[index]
    if token.lex is Lex.WORD and token.lower not in ONES and token.lower not in TENS:
        return None
    first = _small(tokens, index)
    if first is None:
        return None
    age, end = first
    announced = not token.breaks and _is_announced(tokens, index)
    if tokens.word(end) in ("to", "and", *DASHES):
        second = _small(tokens, end + 1)
        last = None if second is None else _after_old(tokens, second[1])
        if second is not None and second[0] > age and (announced or last is not None):
            return age, second[0], last or second[1]
    old = _after_old(tokens, end)
    if old is not None:
        return None if _lasts(tokens, old) else (age, age, old)
    if _is_of_person(tokens, index):
        return _of_person(tokens, age, end)
    if tokens.words_from(end, 2) in _LIMITS:
        return age, age, end + 2
    stands = announced or _is_apposition(tokens, index, end) or _is_limit(tokens, index) or _is_stated(tokens, index)
    stands = stands or (_ends(tokens, end) and _is_of_extreme(tokens, index))
    return (age, age, end) if stands else None


def _small(tokens: Tokens, index: int) -> tuple[float, int] | None:
    """Return a number of years in digits or words at `index` that a person can live, and the index after it."""
    numeral = read_numeral(tokens, index) if tokens[index].lex in (Lex.NUMBER, Lex.WORD) else None
    if numeral is None or numeral.nature != "exact" or numeral.high > _OLDEST or "," in tokens[index].text:
        return None
    return numeral.low, numeral.end


def _after_old(tokens: Tokens, index: int) -> int | None:
    """Return the index after "-year-old", "years old", "year olds", "years of age" at `index`."""
    at = index + (tokens.word(index) in DASHES)
    if tokens.word(at).removesuffix("s") not in DURATIONS or tokens[at].breaks:
        return None
    at += 1
    if tokens.words_from(at, 2) == ("of", "age"):
        return at + 2
    at += tokens.word(at) in DASHES
    return at + 1 if tokens.word(at) in ("old", "olds") and not tokens[at].breaks else None


def _lasts(tokens: Tokens, index: int) -> bool:
    """Say whether what is so many years old is a state of things and no person."""
    for word in tokens.words_from(index, 3):
        if word in PEOPLE:
            return False
        if word in _LASTING:
            return True
    return False


def _is_announced(tokens: Tokens, index: int) -> bool:
    """Say whether "aged", "age", "ages" or "the age of" stands before, one bound between at most."""
    before = tokens.words_before(index, 2)
    return bool(before) and (before[-1] in _AGE_WORDS or before in _AGE_PHRASES)


def _before_hedges(tokens: Tokens, index: int) -> int:
    """Return the place of the word before an age, without those that only hedge it."""
    at = index - 1
    while tokens.word(at) in _BETWEEN and not tokens[at + 1].breaks:
        at -= 1
    return at


def _is_of_person(tokens: Tokens, index: int) -> bool:
    """Say whether a person and "of" stand before: "a girl of five", "a man of about 60"."""
    at = _before_hedges(tokens, index)
    return tokens.word(at) == "of" and tokens.word(at - 1) in _OF_AGE and not tokens[index].breaks


def _of_person(tokens: Tokens, age: float, end: int) -> tuple[float, float, int] | None:
    """Return the age or the span of ages that ends a phrase or counts months or years ("a boy of 15", "babies of two months")."""
    last = age
    if tokens.word(end) in ("to", "and", "or", *DASHES) and (second := _small(tokens, end + 1)) is not None:
        last, end = second
    if tokens.word(end).removesuffix("s") in DURATIONS and not tokens[end].breaks:
        end += 1
    closes = _ends(tokens, end) or not (
        tokens[end].lex is not Lex.WORD or is_plural(tokens.word(end)) or tokens.word(end) in ("per", "percent")
    )
    return (min(age, last), max(age, last), end) if closes else None


def _ends(tokens: Tokens, index: int) -> bool:
    """Say whether nothing is left at `index` that a number before it could count."""
    closing = tokens[index]
    if closing.breaks or (closing.lex is Lex.MARK and closing.text not in "%$€£-"):
        return True
    return closing.lower in _AFTER_AGE or closing.lower in _TELLS


def _is_of_extreme(tokens: Tokens, index: int) -> bool:
    """Say whether it is the age of "the youngest", a mean age, or one that somebody is older or younger than."""
    at = _before_hedges(tokens, index)
    before = tokens.word(at)
    if before == "than" and tokens.word(at - 1) in ("younger", "older"):
        return True
    if before in _BE:
        subject = tokens.words_before(at, _SUBJECT)
        own = subject[max((i + 1 for i, word in enumerate(subject) if word in (".", ";", ":")), default=0) :]
        return bool(_EXTREMES.union(("age", "ages")).intersection(own)) or (own[-1:] != () and own[-1] in _KIN)
    return at < index - 1 and before in _EXTREMES


def _is_apposition(tokens: Tokens, index: int, end: int) -> bool:
    """Say whether a person stands before: "Jessica, 32, of", "John Smith (63)"; commas lost, "Ahmed 24 said"."""
    token, before = tokens[index], tokens.word(index - 1)
    if token.lex is not Lex.NUMBER or not token.text.isdigit():
        return False
    name = tokens[index - 2] if before in (",", "(") else tokens[index - 1]
    if name.lex is not Lex.WORD or name.lower in _NOT_NAMES or (before not in (",", "(") and before in _OPENINGS):
        return False
    person = name.lower == "age" or (name.lower in PEOPLE and not name.lower.endswith("s") and name.lower != "people")
    capital = name.text[0].isupper()
    if before == "(":
        full_name = capital and tokens[index - 3].text[:1].isupper() and int(token.text) > 9
        return tokens.word(end) == ")" and (full_name or person)
    if before == ",":
        closing = tokens.word(end) in (",", ".", ";", ")", "–", "—") or tokens.word(end) in _TELLS
        return (capital or person) and closing and tokens[end + 1].lex is not Lex.NUMBER
    return capital and tokens.word(end) in _TELLS and not tokens[end].breaks and not token.breaks


def _is_limit(tokens: Tokens, index: int) -> bool:
    """Say whether it is the age of "children under 12" or "the over-65s"."""
    closing = tokens[index + 1]
    before = tokens.words_before(index, 3)
    if before[-1:] and before[-1] in DASHES:
        before = before[:-1]
    if not before or before[-1] not in ("under", "over", "below", "above"):
        return False
    if closing.lower == "s" and closing.glued:
        return True
    ends = closing.breaks or (closing.lex is Lex.MARK and closing.text != "%") or closing.lower in _GOES_ON
    named = before[-2] if len(before) > 1 else ""
    of_people = named in PEOPLE or named in ("those", "anyone", "everyone", "all", "both", "most", "them")
    of_count = not _COUNTS.isdisjoint(tokens.words_before(index, _SUBJECT))
    return ends and (of_people or (before[-1] == "under" and named in ("was", "were", "is", "are") and not of_count))


def _is_stated(tokens: Tokens, index: int) -> bool:
    """Say whether it is stated of a person: "she is 45.", "when you're 55,", "turned 40"."""
    token, closing = tokens[index], tokens[index + 1]
    before = tokens.words_before(index, 3)
    if token.lex is not Lex.NUMBER or not token.text.isdigit() or not before:
        return False
    if before[-2:] == ("will", "be"):
        return before[0] in _PERSONAL
    ends = closing.breaks or closing.text in tuple('.,?!;”"’') or closing.lower in ("and", "when")
    if not ends or before[-1] not in _BE:
        return ends and before[-1] == "turned"
    return before[-1] in _PERSONAL or before[-2:-1] == ("who",) or (len(before) > 1 and before[-2] in _PERSONAL)
