"""Find what a number counts: the noun beside it, and whether that noun means people."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.reading.numbers import ABBREVIATED_SCALES, PLURALS, read_numeral
from summarize.reading.people import (
    COLLECTIVES,
    GROUPS,
    HARM,
    HARMING,
    NATIONALITIES_AS_ADJECTIVES,
    PEOPLE,
    TOLL,
    is_person,
)
from summarize.reading.tokens import Lex, Tokens, vocabulary

_STOPS = vocabulary(
    """
    a an the this that these those and or but nor so yet if than then as at by for from in into of off on onto out
    over to toward towards under until till up upon via with within without about above across after against along
    amid among around before behind below beneath beside besides between beyond despite down during except inside
    like near since through throughout per plus versus vs is are was were be been being am has have had having do
    does did done will would shall should can could may might must cannot not no never it its they them their he
    him his she her we us our you your i my me who whom whose which what when where why how there here also
    already ago later earlier yet still just only even ever because while although though unless whether both
    either neither each every all any some many much most including include includes included said says say saying
    told tells reported reports according claimed claims added left leaving came come comes went go goes going got
    get gets made make makes took take takes taken died dies killed kills kill killing lost loses lose won wins
    win dead alive apart away back together today yesterday tomorrow tonight now monday tuesday wednesday thursday
    friday saturday sunday january february march april june july august september october november december
    instead rather else however more less fewer again once twice
    """
)
"""Words that no counted noun phrase runs across."""
_SKIPPED = frozenset(["more", "fewer", "less", "other", "further", "additional", "such", "new", "extra"])
_DETERMINERS = vocabulary("the its their his her our my your those these this that all")
_NOT_PLURAL = vocabulary(
    """
    news perhaps always sometimes besides afterwards overseas upwards downwards less regardless themselves
    ourselves yourselves seeks wants vows urges warns
    """
)
_SAME_IN_PLURAL = vocabulary(
    """
    aircraft hovercraft spacecraft watercraft sheep cattle deer fish swine species series livestock
    """
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "oxen": "ox", "lives": "life", "wives": "wife", "knives": "knife", "wolves":
    "wolf", "halves": "half", "shelves": "shelf", "leaves": "leaf", "loaves": "loaf", "calves": "calf", "thieves":
    "thief", "movies": "movie", "crises": "crisis", "analyses": "analysis", "buses": "bus", "gases": "gas",
    "viruses": "virus", "campuses": "campus", "cookies": "cookie", "calories": "calorie", "ties": "tie", "shoes":
    "shoe", "houses": "house", "causes": "cause", "cases": "case", "bases": "base", "phases": "phase", "purchases":
    "purchase", "licences": "licence", "horses": "horse", "nurses": "nurse", "courses": "course", "universes":
    "universe", "axes": "axe", "criteria": "criterion",
}  # fmt: skip
_MODIFIER_PLURALS = vocabulary(
    """
    arms weapons sports goods sales systems operations communications services states nations news defence
    """
)
_MAY_MODIFY = NATIONALITIES_AS_ADJECTIVES | GROUPS | _MODIFIER_PLURALS
"""Nouns that as often stand before the noun counted ("five rebel tanks", "12 police officers")."""
_ADJECTIVES_TOO = frozenset({"national", "general", "senior", "minor", "human", "individual", "adult"})
"""Nouns of persons that before another noun are adjectives ("three days of national mourning")."""
_PERSONS_ONLY = PEOPLE - NATIONALITIES_AS_ADJECTIVES
_SPEAKERS = vocabulary(
    """
    officials police activists witnesses residents monitors sources authorities observers doctors medics
    """
)
"""Persons who tell of others: where stops are lost, "22 killed officials said" counts no officials."""
_AUXILIARIES = vocabulary(
    """
    have has had been were was are is being be reported reportedly also confirmed left feared believed presumed to
    more others other people critically seriously severely slightly badly lightly fatally still since now already
    later either thought found of them taken including both mortally
    """
)
_REACHED = frozenset(["to", "at", "from", "reached", "reaching", "hit", "passed"])
"""Words right before the number of a toll that has changed; the toll itself may then stand far before it."""
_TOLL_NEAR, _TOLL_FAR = 10, 40
_NO_ADJECTIVES = _STOPS | HARM | HARMING
_LONGEST_PHRASE = 7
_LONGEST_GAP = 6
_LONGEST_SUBSTANCE = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts. Token indices of the noun phrase, end exclusive; None where no noun stands beside it."""

    unit: str | None
    phrase: tuple[int, int] | None = None


def singular(noun: str) -> str:
    """Return the singular of an English noun in lower case."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if not is_plural(noun) or noun in _SAME_IN_PLURAL:
        return noun
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return noun[:-2]
    return noun[:-1]


def unit_of(noun: str) -> str | None:
    """Return the unit that a noun in lower case counts in: people, or the noun in the singular; None for "others"."""
    if not noun or noun == "others":
        return None
    return "people" if is_person(noun) else singular(noun)


def is_plural(word: str) -> bool:
    """Say whether a lower-case word looks like a plural noun."""
    if word in _IRREGULAR or word in _SAME_IN_PLURAL:
        return True
    if len(word) < 4 or word in _NOT_PLURAL or word in _STOPS:
        return False
    return (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))) or (
        word.endswith("men") and word in PEOPLE
    )


def read_counted(tokens: Tokens, index: int, *, single: bool) -> Counted | None:
    """Return the noun phrase that a number ending before token `index` counts.

    `single` says that the number is one, after which the noun stands in the singular.
    """
    if tokens.hyphen(index) and tokens[index + 1].lex is Lex.WORD:
        return _read_compound(tokens, index + 1)
    at = _to_phrase(tokens, index)
    if at is None:
        return None
    if tokens.word(at) in HARM and tokens.word(at - 1) in _DETERMINERS:
        return Counted("people", (at, at + 1))
    if tokens.word(at) == "strong":
        return Counted("people", read_substance(tokens, at + 1, hyphenated=True))
    items = _items(tokens, at)
    head = _head(items, single=single)
    if head is None or (head.word in HARMING and read_numeral(tokens, head.last + 1)):
        return None  # "kills 12 wounds 30": a verb
    phrase = (items[0].first, head.last + 1)
    return Counted(unit_of(head.word), phrase)


def _read_compound(tokens: Tokens, index: int) -> Counted:
    """Return what a number counts that a hyphen ties to it: "12-nation pact", "two-million-person list"."""
    last = index
    while tokens.hyphen(last + 1) and tokens[last + 2].lex is Lex.WORD:
        last += 2
    word = tokens.word(last)
    if word == "strong":
        return Counted("people", read_substance(tokens, last + 1, hyphenated=True))
    return Counted(unit_of(word), (last, last + 1))


def read_substance(tokens: Tokens, index: int, *, hyphenated: bool) -> tuple[int, int] | None:
    """Return the noun phrase that is measured: "1,000 tonnes of grain", "57 per cent of voters", "a 40-mile convoy".

    `index` is the token after the unit; `hyphenated` says that number and unit stand before the noun as an adjective.
    """
    at = index
    if not hyphenated:
        if tokens.word(at) != "of" or tokens[at].breaks:
            return None
        if tokens.word(at + 1) == "those":
            return None
        at += 2 if tokens.word(at + 1) in _DETERMINERS else 1
    items = [] if tokens[at].breaks else _items(tokens, at, joined=False)[:_LONGEST_SUBSTANCE]
    head = _head(items, single=True) if items else None
    return (items[0].first, head.last + 1) if head else None


def _to_phrase(tokens: Tokens, index: int) -> int | None:
    """Step over "more", "of the", "of its" and a whole number ("18 of the 31 lorries") to the noun phrase."""
    at = index
    while tokens.word(at) in _SKIPPED and not tokens[at].breaks:
        at += 1
    if tokens.word(at) == "(" and tokens[at + 1].lex is Lex.NUMBER and tokens.word(at + 2) == ")":
        at += 3
    if tokens.word(at) == "of" and not tokens[at].breaks:
        at += 1
        if tokens.word(at) in _DETERMINERS or tokens.word(at) == "them":
            at += 1
        numeral = None if tokens[at].breaks else read_numeral(tokens, at)
        if numeral is not None:
            at = numeral.end + (tokens[numeral.end].glued and tokens.word(numeral.end) in ABBREVIATED_SCALES)
    return None if tokens[at].breaks else at


@dataclass(frozen=True, slots=True)
class _Item:
    """A word of a noun phrase; of a hyphened one, its last part."""

    first: int
    last: int
    word: str
    text: str


def _items(tokens: Tokens, index: int, *, joined: bool = True) -> list[_Item]:
    """Return the run of nouns and adjectives from `index` on; `joined` lets an "and" between two of them stand."""
    items: list[_Item] = []
    at = index
    while len(items) < _LONGEST_PHRASE:
        if tokens.quote(at) and not tokens[at].breaks and (tokens[at].glued or tokens[at + 1].glued):
            at += 1
        if joined and _joins(tokens, at, items):
            at += 1
        at = _past_initials(tokens, at)
        token = tokens[at]
        stops = token.lower in _STOPS and not (token.text.isupper() and len(token.text) > 1)
        stops = stops or (bool(items) and token.lower in PLURALS)
        described = token.lex in (Lex.WORD, Lex.NAME) or (token.lex is Lex.NUMBER and tokens.hyphen(at + 1))
        if not described or (token.breaks and items) or stops:
            break
        first = at
        at += 1
        while tokens.hyphen(at):
            at += 2
        inner = first if at > first + 1 and is_plural(tokens.word(first)) else at - 1
        items.append(_Item(first, at - 1, tokens.word(inner), tokens[inner].text))
    return items


def _past_initials(tokens: Tokens, index: int) -> int:
    """Return the index after a country's initials with their full stops ("13 U.S. soldiers"), else `index`."""
    at = index
    while (
        len(tokens[at].text) == 1 and tokens[at].text.isupper() and tokens[at + 1].text == "." and tokens[at + 1].glued
    ):
        at += 2
    return at if at > index + 2 and tokens[at].lex is Lex.WORD and not tokens[at].breaks else index


def _joins(tokens: Tokens, index: int, items: list[_Item]) -> bool:
    """Say whether an "and" only joins two words before the noun ("past and present members")."""
    after = tokens[index + 1]
    if not items or tokens.word(index) not in ("and", "or") or tokens[index].breaks or after.lex is not Lex.WORD:
        return False
    return not any(_may_be_head(item) or item.word in HARM for item in items) and after.lower not in _NO_ADJECTIVES


def _head(items: list[_Item], *, single: bool) -> _Item | None:
    """Return the noun that the number counts, among the words after it."""
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if item.word in HARM:
            if following and is_person(following.word) and following.word not in _SPEAKERS:
                continue
            return None
        if not _may_be_head(item) or (single and following and item.word in _ADJECTIVES_TOO):
            continue
        later = _later_head(items, place) if _may_modify(item, following, single=single) else None
        if later is None and _is_lost_possessive(item, following):
            return None
        return later or item
    if single and items:
        return items[-1] if len(items) <= 3 else items[0]
    return None


def _may_be_head(item: _Item) -> bool:
    if is_person(item.word) or item.word == "others":
        return True
    return is_plural(item.word) and not (item.text.isupper() and len(item.text) > 1)


def _may_modify(item: _Item, following: _Item | None, *, single: bool) -> bool:
    """Say whether a noun may stand before the head ("police officers", "fighter planes", "anti-aircraft systems")."""
    if item.first != item.last or item.word in _MAY_MODIFY:
        return True
    if is_person(item.word):
        return not single and not is_plural(item.word)
    return item.word in _SAME_IN_PLURAL or (item.text[0].isupper() and following is not None)


def _is_lost_possessive(item: _Item, following: _Item | None) -> bool:
    """Say whether it is a name that lost its apostrophe ("dozens more Syrias state agency")."""
    if is_person(item.word) or not item.text.istitle() or following is None:
        return False
    return following.text[0].islower()


def _later_head(items: list[_Item], place: int) -> _Item | None:
    """Return a noun of the same phrase after a word that may only modify it."""
    for later in range(place + 1, min(place + 4, len(items))):
        item = items[later]
        speaks = item.word in _SPEAKERS and items[place].word in _PERSONS_ONLY
        if item.word in HARM or speaks:
            return None
        if is_person(item.word) or is_plural(item.word):
            modifies = item.word in NATIONALITIES_AS_ADJECTIVES or not is_plural(item.word)
            return (_later_head(items, later) if modifies else None) or item
    return None


def people_by_verb(tokens: Tokens, first: int, end: int) -> bool:
    """Say whether the words beside a number without a noun make it people: "killed 31", "112 had been wounded".

    `first` and `end` are the token indices of the number with its qualifier.
    """
    at = end
    for _ in range(_LONGEST_GAP):
        if tokens[at].breaks:
            break
        if tokens.word(at) in HARM:
            return True
        if tokens.word(at) == "taken" and tokens.word(at + 1) in ("prisoner", "hostage", "captive"):
            return True
        if tokens.word(at) not in _AUXILIARIES:
            break
        at += 1
    before = tokens.words_before(first, 2)
    if ("of", "whom") in (before, tokens.words_from(end, 2)):
        return True
    if "population" in tokens.words_before(first, 3) or (
        before[-1:] in (("of",), ("at",)) and before[0] in COLLECTIVES
    ):
        return True
    if before[-1:] in ((":",), ("at",)) and (before[0] in HARM or before[0] in ("casualties", "deaths", "arrests")):
        return True
    if before[-1:] and (before[-1] in HARMING or (before[-1] in ("another", "further") and before[0] in HARMING)):
        return True
    return _toll_before(tokens, first)


def _toll_before(tokens: Tokens, index: int) -> bool:
    """Say whether the number is that of a toll: "an earlier toll of 15", "the toll from the blast … rose to 70"."""
    following = last = ""
    reach = _TOLL_FAR if tokens.word(index - 1) in _REACHED else _TOLL_NEAR
    for word in reversed(tokens.words_before(index, reach)):
        if word in TOLL or (word == "number" and following == "of"):
            return True
        following = "of" if word == "of" and (last in HARM or is_person(last)) else ""
        last = word
        if word in (".", ";", ":", "!", "?") or (reach == _TOLL_NEAR and word in ("after", "in", "when")):
            return False
    return False
