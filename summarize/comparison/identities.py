"""Names and offices: questions about one office with two holders, one person with two offices, or two ages.

Names are spelt in many ways and offices shortened, so only what cannot be the same is reported: another surname in an office
of which there is one, and an office that its holder cannot have beside the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.reading.days import NEAR_DAYS, publication_day
from summarize.reading.event_words import PARTIES

__all__ = ["identity_questions"]

ONE_NAME = 0.55
"""Likeness of two surnames, letters in order, from which they are spellings of one ("Abdurrahman", "Abdel Rahman")."""

_FIELDS = (
    "foreign interior defence defense health finance prime education transport justice energy labour information police fire "
    "army navy union"
)
_OFFICE = (
    r"(?P<of>(?:(?:"
    + "|".join(_FIELDS.split())
    + r")\s+)?(?:vice[\s-]president|president|minister|governor|mayor|police\s+chief|fire\s+chief|chief\s+executive"
    r"|general\s+secretary|secretary[\s-]general|ambassador|chancellor|director|head|chief))"
)
_PERSON = r"(?P<name>[A-Z][\w’'-]+(?:\s+(?:al-|el-|bin\s|de\s|van\s)?[A-Z][\w’'-]+){1,2})"
_BEFORE = re.compile(r"(?P<whose>(?:[A-Z][\w.’'-]+\s+){0,2}?)(?i:" + _OFFICE + r")\s+" + _PERSON)
_AFTER = re.compile(
    _PERSON
    + r",?\s+(?:the\s+|its\s+|who\s+is\s+|who\s+heads\s+)?(?i:"
    + _OFFICE
    + r")\s+of\s+(?:the\s+)?(?P<whose>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,5})"
)
_AGED = re.compile(
    _PERSON
    + r",?\s+(?:aged\s+|\()?(?P<age>\d{1,2})(?=[,.)](?!\d)|\s+(?:said|told|who|was|has|from)\b)"
    + r"|(?P<age2>\d{1,2})-year-old\s+"
    + _PERSON.replace("name", "name2")
)
_FORMER = re.compile(r"\b(?:former|late|acting|then|ex|deputy|vice|assistant)[\s-]+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday the his her their on in at minister president general mr mrs ms dr "
    "col gen".split()
)
_NOT_AGED = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday"
    " friday saturday sunday since on by until after before in the flight highway route section article chapter".split()
)
"""Words of what a number follows that is no age: dates, flights, roads, laws."""
_UNIQUE = re.compile(
    r"minister|president|governor|mayor|police\s+chief|fire\s+chief|chief\s+executive|secretary|chancellor|director",
    re.I,
)
_APART = ("minister", "governor", "mayor", "police chief", "general secretary", "chief executive", "ambassador")
"""Offices that nobody holds two of at a time."""


@dataclass(frozen=True)
class _Holder:
    office: str
    whose: frozenset[str]
    name: str
    statement: Statement


def identity_questions(statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the questions about who holds an office, which office somebody holds, and how old somebody is."""
    holders = [h for s in statements if not s.looks_back for h in _holders(s)]
    return [*_two_holders(holders), *_two_offices(holders), *_two_ages(statements)]


def _holders(statement: Statement) -> list[_Holder]:
    text = statement.text
    found = []
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text):
            words = match["name"].split()
            if (
                _FORMER.search(text, 0, match.start("of"))
                or words[0].lower() in _NOT_NAMES
                or words[-1].lower() in _NOT_NAMES
            ):
                continue
            office = " ".join(match["of"].lower().replace("-", " ").replace("defense", "defence").split())
            whose = frozenset(
                PARTIES.get(w, w)
                for w in (re.sub(r"['’]?s$", "", x.lower()) for x in (match["whose"] or "").split())
                if w and w not in _NOT_NAMES and w not in _FIELDS.split()
            )
            found.append(_Holder(office, whose, match["name"], statement))
    return found


def _two_holders(holders: Sequence[_Holder]) -> list[StatementQuestion]:
    for a, b in combinations(holders, 2):
        other = a.statement.article.id != b.statement.article.id
        same = a.office == b.office and bool(a.whose & b.whose) and _UNIQUE.search(a.office) is not None
        if other and same and not _one_person(a.name, b.name):
            why = f"One account names {a.name}, another {b.name}."
            whose = " ".join(sorted(x.title() for x in a.whose & b.whose))
            text = f"Who is {a.office} ({whose})"
            return [StatementQuestion("disputed", "name", text, why, sides_of([a.statement], [b.statement]))]
    return []


def _two_offices(holders: Sequence[_Holder]) -> list[StatementQuestion]:
    offices: dict[str, set[str]] = {}
    for holder in holders:
        offices.setdefault(holder.statement.article.id + holder.name.lower(), set()).add(holder.office)
    for a, b in combinations(holders, 2):
        if a.statement.article.id == b.statement.article.id or a.name.lower() != b.name.lower():
            continue
        kinds = [next((_of_field(h.office, o) for o in _APART if o in h.office), "") for h in (a, b)]
        alone = all(len(offices[h.statement.article.id + h.name.lower()]) == 1 for h in (a, b))
        if all(kinds) and kinds[0] != kinds[1] and "minister" not in kinds and alone:
            why = f"One account makes {a.name} {a.office}, another {b.office}."
            sides = sides_of([a.statement], [b.statement])
            return [StatementQuestion("disputed", "name", f"What {a.name} is", why, sides)]
    return []


def _of_field(office: str, kind: str) -> str:
    """Return the kind of an office, with its field where it is a minister's: one of energy is not one of finance."""
    return office if kind == "minister" and office.endswith(" minister") else kind


def _two_ages(statements: Sequence[Statement]) -> list[StatementQuestion]:
    ages: dict[str, tuple[int, Statement]] = {}
    told: dict[str, StatementQuestion] = {}
    for statement in statements:
        for match in _AGED.finditer(statement.text):
            name, age = (match["name"] or match["name2"]), int(match["age"] or match["age2"])
            key = re.sub(r"\W+", " ", name.lower())
            if not set(key.split()).isdisjoint(_NOT_AGED):
                continue
            known = ages.setdefault(key, (age, statement))
            apart = known[1].article.id != statement.article.id and _ages_differ(known, (age, statement))
            if apart and key not in told:
                why = f"One account has {known[0]}, another {age}."
                sides = sides_of([known[1]], [statement])
                told[key] = StatementQuestion("disputed", "name", f"How old {name} is", why, sides)
    return list(told.values())


def _ages_differ(a: tuple[int, Statement], b: tuple[int, Statement]) -> bool:
    """Say whether two ages are not one that a birthday parts."""
    days = [publication_day(s.article.published) for _, s in (a, b)]
    near = days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= NEAR_DAYS
    return abs(a[0] - b[0]) > (0 if near else 1)


def _one_person(a: str, b: str) -> bool:
    """Say whether two names may be one person's: a shared part, or surnames spelt alike."""
    first, second = (set(re.split(r"[\s-]+", n.lower())) for n in (a, b))
    if (first & second) - {"al", "el", "bin", "de", "van"}:
        return True
    last = [n.lower().replace("-", "").split()[-1] for n in (a, b)]
    return SequenceMatcher(None, last[0], last[1]).ratio() >= ONE_NAME
