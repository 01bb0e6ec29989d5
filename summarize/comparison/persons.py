"""Who somebody is: questions about two ranks of one person, two first names or surnames, and two sides of politics.

Each is told only where an article is of one mind: it gives the person one rank, one first name, one side. Spellings of one
name in another script ("Mohamed", "Muhammad") are no difference, nor a short form ("Dan", "Daniel").
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from summarize.comparison.propositions import Statement, StatementQuestion, sides_of

__all__ = ["person_questions"]

_RANKS = {
    "general": r"gen(?:eral|\.)?",
    "lieutenant general": r"(?:lieutenant|lt\.?)[\s-]+gen(?:eral|\.)?",
    "major general": r"maj(?:or|\.)?[\s-]+gen(?:eral|\.)?",
    "brigadier general": r"brig(?:adier|\.)?[\s-]+gen(?:eral|\.)?",
    "brigadier": r"brig(?:adier|\.)?",
    "colonel": r"col(?:onel|\.)?",
    "lieutenant colonel": r"(?:lieutenant|lt\.?)[\s-]+col(?:onel|\.)?",
    "major": r"maj(?:or|\.)?",
    "captain": r"capt(?:ain|\.)?",
    "lieutenant": r"(?:lieutenant|lt\.?)",
    "sergeant": r"(?:sergeant|sgt\.?)",
    "corporal": r"(?:corporal|cpl\.?)",
    "private": r"private|pvt\.?",
    "admiral": r"adm(?:iral|\.)?",
    "rear admiral": r"rear[\s-]+adm(?:iral|\.)?",
    "vice admiral": r"vice[\s-]+adm(?:iral|\.)?",
    "inspector": r"inspector",
    "chief inspector": r"chief\s+inspector",
    "superintendent": r"(?:superintendent|supt\.?)",
    "constable": r"constable",
}
_LONGEST_FIRST = sorted(_RANKS.items(), key=lambda item: -len(item[0]))
_CAP = r"[A-Z][\w’'-]+"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|The|General|Colonel|Major|Captain|Minister|President|Chief|Police|Prime|Justice)\b"
)
_FULL = rf"(?P<first>(?!{_TITLE}){_CAP})\s+(?:[A-Z]\.\s+|(?:al-|el-|bin\s|de\s|van\s)?{_CAP}\s+)?(?P<last>(?:al-|el-)?{_CAP})"
_RANK = re.compile(
    r"\b(?<![\w-])(?i:(?P<rank>" + "|".join(pattern for _, pattern in _LONGEST_FIRST) + r"))\s+" + _FULL + r"\b"
)
_FORMER = re.compile(
    r"\b(?:former|retired|late|ex|then|acting|deputy|assistant|vice)[\s-]+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_ROLE = (
    r"spokes(?:man|woman|person)|sheriff|mayor|governor|minister|president|prosecutor|attorney|lawyer|coroner|ambassador|commissioner"
    r"|director|chairman|chairwoman|chief|coach|manager|captain|headmaster|headteacher|principal|professor|senator|suspect|attacker"
    r"|gunman|driver|victim|judge"
)
_ROLED = re.compile(rf"\b(?i:(?P<role>{_ROLE}))\s+{_FULL}\b")
_ROLE_AFTER = re.compile(
    rf"\b{_FULL},\s+(?:(?:the|a|an|its|their|his|her)\s+)?(?:(?!who|advis)[\w’'-]+\s+){{0,3}}?(?i:(?P<role>{_ROLE}))\b"
)
_SIDE = re.compile(
    rf"\b(?i:(?:(?:centre|center|far|hard|radical|extreme)[\s-]+)?(?P<side>left|right)(?:[\s-]wing|ist)?)\s+"
    rf"(?:(?:[A-Z]{{2,}}|[A-Z][\w’'-]+|[a-z]+)\s+){{0,2}}?(?P<name>{_CAP}(?:\s+{_CAP})*)"
)
_POLITICAL = re.compile(r"(?i)centre|center|far|hard|radical|extreme|wing|ist\b")
_NO_SOUND = re.compile(r"[aeiouyhw'’\s-]+|(.)(?=\1)")
_ALIKE = str.maketrans("cqzjvx", "kksgfs")
"""Letters by which one sound is written in several ways."""
_NICKNAMES = (
    frozenset({"bob", "rob", "robert", "bobby"}),
    frozenset({"bill", "will", "william", "billy"}),
    frozenset({"dick", "rick", "richard", "rich"}),
    frozenset({"jim", "james", "jimmy", "jamie"}),
    frozenset({"jack", "john", "johnny"}),
    frozenset({"ted", "ed", "edward", "eddie", "ned"}),
    frozenset({"tony", "anthony", "antony"}),
    frozenset({"mike", "michael", "mick", "mickey"}),
    frozenset({"kate", "katie", "cathy", "katherine", "catherine", "kathryn", "kathy"}),
    frozenset({"liz", "beth", "elizabeth", "betty"}),
    frozenset({"peggy", "meg", "maggie", "margaret"}),
    frozenset({"chuck", "charlie", "charles"}),
    frozenset({"harry", "henry", "hank"}),
    frozenset({"sandy", "alex", "alexander", "sasha"}),
    frozenset({"larry", "laurence", "lawrence"}),
    frozenset({"gene", "eugene"}),
    frozenset({"sally", "sarah"}),
    frozenset({"nancy", "anne"}),
)


@dataclass(frozen=True)
class _Person:
    first: str
    last: str
    what: str
    """The rank or the role."""
    statement: Statement


def person_questions(statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the questions about somebody's rank, name and side of politics."""
    return [*_two_ranks(statements), *_two_names(statements), *_two_sides(statements)]


def _two_ranks(statements: Sequence[Statement]) -> list[StatementQuestion]:
    holders = []
    for statement in statements:
        for match in _RANK.finditer(statement.text):
            if _FORMER.search(statement.text, 0, match.start()):
                continue
            rank = next(name for name, pattern in _LONGEST_FIRST if re.fullmatch(pattern, match["rank"], re.IGNORECASE))
            holders.append(_Person(match["first"].lower(), match["last"].lower(), rank, statement))
    ranks = _by_article(holders)
    for a, b in combinations(holders, 2):
        one = (a.first, a.last) == (b.first, b.last) and a.statement.article.id != b.statement.article.id
        if one and _exclude(a.what, b.what) and all(len(ranks[p.statement.article.id, p.last]) == 1 for p in (a, b)):
            name = f"{a.first.title()} {a.last.title()}"
            return [_question(f"What rank {name} has", a.statement, b.statement, a.what, b.what)]
    return []


def _by_article(people: Sequence[_Person]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in people:
        found[person.statement.article.id, person.last].add(person.what)
    return found


def _exclude(a: str, b: str) -> bool:
    """Say whether two ranks are not one, the longer and the shorter form of it."""
    return a != b and not a.endswith(b) and not b.endswith(a) and {a, b} != {"brigadier", "brigadier general"}


def _two_names(statements: Sequence[Statement]) -> list[StatementQuestion]:
    people = [
        _Person(m["first"], m["last"], re.sub(r"(?:wo)?man$|person$", "", m["role"].lower()), s)
        for s in statements
        for p in (_ROLED, _ROLE_AFTER)
        for m in p.finditer(s.text)
        if not _FORMER.search(s.text, 0, m.start("role"))
    ]
    for a, b in combinations(people, 2):
        if a.what != b.what or a.statement.article.id == b.statement.article.id:
            continue
        firsts, lasts = (a.first.lower(), b.first.lower()), (a.last.lower(), b.last.lower())
        differ = (firsts[0] == firsts[1] and _misspelt(*lasts)) or (lasts[0] == lasts[1] and _other_first(*firsts))
        if differ and not (_names(a, b) or _names(b, a)):
            asked = f"What the {'spokesperson' if a.what == 'spokes' else a.what} is called"
            return [_question(asked, a.statement, b.statement, f"{a.first} {a.last}", f"{b.first} {b.last}")]
    return []


def _names(one: _Person, other: _Person) -> bool:
    """Say whether the article of one person also names the other, who then is somebody else."""
    named = rf"\b{re.escape(other.first)}\b[^.]{{0,20}}\b{re.escape(other.last)}\b"
    return re.search(named, one.statement.article.text) is not None


def _other_first(a: str, b: str) -> bool:
    """Say whether two first names are not one name, its short form or its spelling."""
    if a == b or a.startswith(b) or b.startswith(a) or any({a, b} <= group for group in _NICKNAMES):
        return False
    return not _sound_alike(a, b) or max(len(a), len(b)) <= 3


def _misspelt(a: str, b: str) -> bool:
    """Say whether two surnames differ by a letter that changes their sound; an "s" may be one whose apostrophe was lost."""
    a, b = _plain(a), _plain(b)
    if a == b or min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1 or a + "s" == b or b + "s" == a:
        return False
    short, long = sorted((a, b), key=len)
    start = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    rest = (short[start + 1 :], long[start + 1 :]) if len(short) == len(long) else (short[start:], long[start + 1 :])
    return rest[0] == rest[1] and not _sound_alike(a, b)


def _plain(name: str) -> str:
    """Return a name without the marks on its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))


def _sound_alike(a: str, b: str) -> bool:
    """Say whether two names have the same consonants, a "w" taken for none and for a "v"."""
    return any(_sound(a, w) == _sound(b, w) for w in ("", "v"))


def _sound(name: str, w: str) -> str:
    return _NO_SOUND.sub("", _plain(name).replace("w", w)).translate(_ALIKE)


def _two_sides(statements: Sequence[Statement]) -> list[StatementQuestion]:
    sides: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for statement in statements:
        for match in _SIDE.finditer(statement.text):
            if _POLITICAL.search(statement.text, match.start(), match.end("side") + 5):
                sides[match["name"].split()[-1].lower()].append((match["side"].lower(), statement))
    for name, given in sides.items():
        of = {s.article.id: {x for x, y in given if y.article.id == s.article.id} for _, s in given}
        for (a, first), (b, second) in combinations(given, 2):
            if a != b and len(of[first.article.id]) == len(of[second.article.id]) == 1:
                asked = f"On which side of politics {name.title()} stands"
                return [_question(asked, first, second, f"the {a}", f"the {b}")]
    return []


def _question(text: str, a: Statement, b: Statement, first: str, second: str) -> StatementQuestion:
    why = f"One account has {first}, another {second}."
    return StatementQuestion("disputed", "name", text, why, sides_of([a], [b]))
