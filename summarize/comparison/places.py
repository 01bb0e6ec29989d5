"""Where it happened: questions about articles that put one toll in two places.

Outlets spell a village in many ways, and name now the village, now the province. Only two places of one sort are set against
each other, for one toll, where neither article knows the other's place under any spelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of

__all__ = ["place_questions"]

LEAST_TOLL = 3.0
"""Below this, two tolls are equal by chance too often to be one."""

ONE_NAME = 0.75
"""Likeness of the consonants of two names, in order, from which they are spellings of one."""

_SORT = r"(?P<sort>village|town|hamlet|suburb|neighbou?rhood|district|camp|island)"
_NAMED = r"(?P<name>(?:al-|el-)?[A-Z][\w’'-]+(?:\s+(?:al-|el-)?[A-Z][\w’'-]+)?)"
_PLACE = re.compile(
    rf"\b{_SORT}\s+of\s+{_NAMED}|\b{_NAMED.replace('name', 'before')}\s+{_SORT.replace('sort', 'kind')}\b"
)
_NO_SOUND = re.compile(r"[aeiouyhw'’\s-]+|(.)(?=\1)")


@dataclass(frozen=True)
class _Placed:
    sort: str
    name: str
    claim: MeasuredClaim
    statement: Statement


def place_questions(claims: Sequence[MeasuredClaim], statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the question where it happened, where two articles put one toll in two places."""
    by_key = {s.key: s for s in statements if not s.looks_back}
    placed = []
    for claim in claims:
        statement = by_key.get((claim.claim.article_id, claim.order))
        if statement is None or claim.measure.event != "killed" or magnitude(claim.figure) < LEAST_TOLL:
            continue
        found = [*_PLACE.finditer(statement.text)]
        if len(found) == 1:
            sort = (found[0]["sort"] or found[0]["kind"]).lower()
            placed.append(_Placed(sort, found[0]["name"] or found[0]["before"], claim, statement))
    for a, b in combinations(placed, 2):
        other = a.statement.article.id != b.statement.article.id and a.sort == b.sort
        if other and fit(a.claim.figure, b.claim.figure) == "equal" and _apart(a, b):
            why = f"One account has {a.name}, another {b.name}."
            sides = sides_of([a.statement], [b.statement])
            return [StatementQuestion("disputed", "name", "Where it happened", why, sides)]
    return []


def _apart(a: _Placed, b: _Placed) -> bool:
    """Say whether neither article knows the other's place under any spelling."""
    return not (_knows(a.statement.article.text, b.name) or _knows(b.statement.article.text, a.name))


def _knows(text: str, name: str) -> bool:
    sound = _sound(name)
    return any(
        SequenceMatcher(None, sound, _sound(m[0])).ratio() >= ONE_NAME
        for m in re.finditer(r"\b(?:al-|el-)?[A-Z][\w’'-]+(?:\s+(?:al-|el-)?[A-Z][\w’'-]+)?", text)
    )


def _sound(name: str) -> str:
    bare = re.sub(r"^(?:al|el)-", "", name.lower())
    return _NO_SOUND.sub("", bare) or bare
