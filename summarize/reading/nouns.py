"""Find what a number counts: the noun beside it, and whether that noun means people."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.reading.numbers import read_numeral
from summarize.reading.people import GROUPS, HARM, HARMING, NATIONALITIES_AS_ADJECTIVES, PEOPLE, TOLL
from summarize.reading.tokens import Lex, Tokens

_STOPS = frozenset(
    """
    a an the this that these those and or but nor so yet if than then as at by for from in into of off on onto out over to
    toward towards under until till up upon via with within without about above across after against along amid among
    around before behind below beneath beside besides between beyond despite down during except inside like near since
    through throughout per plus versus vs is are was were be been being am has have had having do does did done will would
    shall should can could may might must cannot not no never it its they them their he him his she her we us our you your
    i my me who whom whose which what when where why how there here also already ago later earlier yet still just only
    even ever because while although though unless whether both either neither each every all any some many much most
    including include includes included said says say saying told tells reported reports according claimed claims added
    left leaving came come comes went go goes going got get gets made make makes took take takes taken died dies killed
    kills kill killing lost loses lose won wins win dead alive apart away back together today yesterday tomorrow tonight
    now monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december instead rather else however more less fewer again once twice times
    """.split()
)
"""Words that no counted noun phrase runs across."""
_SKIPPED = frozenset("more other further additional such new extra".split(" "))
_DETERMINERS = frozenset("the its their his her our my your those these this that all".split(" "))
_NOT_PLURAL = frozenset(
    """
    news series perhaps always sometimes besides afterwards overseas upwards downwards kilometers less regardless
    jihadis's lies hits shows hopes seeks calls faces wants needs plans vows urges warns
    """.split()
)
_SAME_IN_PLURAL = frozenset(
    "aircraft hovercraft spacecraft watercraft sheep cattle deer fish swine species series livestock".split(" ")
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "geese": "goose", "oxen": "ox", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "halves": "half",
    "shelves": "shelf", "leaves": "leaf", "loaves": "loaf", "calves": "calf", "thieves": "thief", "movies": "movie",
    "crises": "crisis", "analyses": "analysis", "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus",
    "cookies": "cookie", "calories": "calorie", "ties": "tie", "shoes": "shoe", "houses": "house", "causes": "cause",
    "cases": "case", "bases": "base", "phases": "phase", "purchases": "purchase", "licences": "licence", "horses": "horse",
    "nurses": "nurse", "courses": "course", "universes": "universe", "axes": "axe", "criteria": "criterion",
}  # fmt: skip
_MODIFIER_PLURALS = frozenset(
    "arms weapons sports goods sales systems operations communications services states nations news defence".split(" ")
)
_SPEAKERS = frozenset(
    "officials police activists witnesses residents monitors sources authorities observers doctors medics".split(" ")
)
_AUXILIARIES = frozenset(
    """
    have has had been were was are is being be reported reportedly also confirmed left feared believed presumed to more
    others other people critically seriously severely slightly badly lightly fatally still since now already later either
    thought found of them taken including both mortally
    """.split()
)
_LONGEST_PHRASE = 7
_LONGEST_GAP = 6


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
    at = _to_phrase(tokens, index)
    if at is None:
        return None
    items = _words(tokens, at)
    head = _head(tokens, items, single)
    if head is None:
        return None
    word = tokens.word(head)
    if word in PEOPLE or word == "others":
        return Counted("people" if word in PEOPLE else None, (items[0], head + 1))
    return Counted(singular(word), (items[0], head + 1))


def _to_phrase(tokens: Tokens, index: int) -> int | None:
    """Step over "more", "of the", "of its" and a whole number ("18 of the 31 lorries") to the noun phrase."""
    at = index
    while tokens.word(at) in _SKIPPED and not tokens[at].breaks:
        at += 1
    if tokens.quote(at):
        at += 1
    if tokens.word(at) == "of" and not tokens[at].breaks:
        at += 1
        if tokens.word(at) in _DETERMINERS:
            at += 1
        numeral = None if tokens[at].breaks else read_numeral(tokens, at)
        if numeral is not None:
            at = numeral.end
    return None if tokens[at].breaks else at


def _words(tokens: Tokens, index: int) -> list[int]:
    """Return the token indices of the run of nouns and adjectives from `index`: of a hyphened word, its last part."""
    items: list[int] = []
    at = index
    while len(items) < _LONGEST_PHRASE:
        token = tokens[at]
        if token.lex not in (Lex.WORD, Lex.NAME) or (token.breaks and items) or token.lower in _STOPS:
            break
        items.append(at)
        at += 1
        while tokens.hyphen(at):
            items[-1] = at + 1
            at += 2
    return items


def _head(tokens: Tokens, items: list[int], single: bool) -> int | None:
    """Return the index of the noun that the number counts, among the words after it."""
    for place, at in enumerate(items):
        word = tokens.word(at)
        following = tokens.word(items[place + 1]) if place + 1 < len(items) else ""
        if word in HARM:
            if following in PEOPLE and following not in _SPEAKERS:
                continue
            return None
        if not (word in PEOPLE or word == "others" or is_plural(word)):
            continue
        if tokens[at].text.isupper() and len(tokens[at].text) > 1 and word not in PEOPLE:
            continue
        may_modify = (
            word in NATIONALITIES_AS_ADJECTIVES
            or word in GROUPS
            or word in _MODIFIER_PLURALS
            or (word not in PEOPLE and tokens[at].text[0].isupper() and following[:1].islower())
        )
        later = _later_head(tokens, items, place) if may_modify else None
        return later if later is not None else at
    if single and items:
        return items[-1] if len(items) <= 3 else items[0]
    return None


def _later_head(tokens: Tokens, items: list[int], place: int) -> int | None:
    """Return a noun of the same phrase after a word that may only modify it ("police officers", "Russian tanks")."""
    for at in items[place + 1 : place + 4]:
        word = tokens.word(at)
        if word in HARM or (word in _SPEAKERS and tokens.word(items[place]) in PEOPLE - NATIONALITIES_AS_ADJECTIVES):
            return None
        if word in PEOPLE or is_plural(word):
            further = _later_head(tokens, items, items.index(at)) if word in NATIONALITIES_AS_ADJECTIVES else None
            return further if further is not None else at
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
    if before[-1:] and (before[-1] in HARMING or (before[-1] in ("another", "further") and before[0] in HARMING)):
        return True
    return _toll_before(tokens, first)


def _toll_before(tokens: Tokens, index: int) -> bool:
    for word in reversed(tokens.words_before(index, 10)):
        if word in TOLL:
            return True
        if word in (".", ";", ":", "!", "?", "after", "in", "when"):
            return False
    return False
