"""How many bombs or attackers there were, and where each struck.

Outlets tell "a car bomb", "a double bombing" and "four bombers" of one attack, and a headline may keep the first count
when the text has the second. What counts is the highest number in a zone (headline or text of one article): a text that
has three bombers tells of two of them as well. A bare "a bomb" counts as one only where its article counts none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.reading.days import find_days, publication_day
from summarize.reading.means import Devices, count_devices
from summarize.reading.words import stems
from summarize.schema import BlockRole

__all__ = ["device_questions"]

LEAST_TOPICAL = 1
"""Content words that a statement shares with the headlines, at least, to be about the story's own attack."""

_WHOLE = re.compile(
    r"\b(?:attack|bombing|blast|explosion)s?\s+(?:was|were|had\s+been|is)\s+(?:carried\s+out|conducted|caused|staged)\s+by\s+(?:a|an|one)\b"
    r"|\b(?:carried\s+out|conducted|staged)\s+the\s+(?:\w+\s+)?(?:attack|bombing|blast)\b",
    re.IGNORECASE,
)
"""What tells of the attack as a whole, so that "a bomber" counts."""

_EARLIER = re.compile(
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?)\s+(?:after|since|earlier)\b|\b(?:followed|follows|following|in\s+the\s+wake\s+of)\b",
    re.IGNORECASE,
)
"""What stands before a count of bombs of an earlier attack: "it comes a month | after | two bombings"."""
_SEPARATE = re.compile(r"\b(?:separate|other|previous|earlier|similar)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?P<ordinal>second|third|fourth|fifth)\s+(?:suicide\s+|car\s+)?(?P<noun>attackers?|bombers?|terrorist|assailant|gunman|militant|explosion|blast|bomb|device|bombing)\b",
    re.IGNORECASE,
)
_ACTED = re.compile(
    r"\b(?:(?:blew|blown|blow)\s+(?:himself|herself|itself)\s+up|detonat\w+|explod\w+|went\s+off|struck|hit|targeted|opened\s+fire)\b",
    re.IGNORECASE,
)
_FACILITY = (
    r"(?:building|market|mosque|church|hospital|clinic|school|station|headquarters|gate|checkpoint|hotel|restaurant|caf[eé]|square|bridge|bus|airport|palace|"
    r"ministry|embassy|courthouse|court|prison|stadium|shop|mall|office|viaduct|tunnel|park|roundabout|terminal|barracks|base)s?"
)
_PLACE = re.compile(
    r"\b(?:behind|near|outside|inside|in\s+front\s+of|next\s+to|opposite|beside|at|in|by|towards|targeted|hit|struck)\s+"
    r"(?:the\s+|a\s+|an\s+|its\s+)?(?:entrance\s+(?:to|of)\s+|gates?\s+of\s+|back\s+of\s+|rear\s+of\s+)?(?:the\s+|a\s+|an\s+|its\s+)?(?:[\w’'-]+\s+){0,3}?(?P<facility>"
    + _FACILITY
    + r")\b",
    re.IGNORECASE,
)
_HOUSES = frozenset(
    """building station headquarters hospital clinic school hotel ministry embassy court courthouse prison office
    mosque church palace barracks base""".split()
)
"""What may be called a building."""


@dataclass(frozen=True)
class _Zone:
    """The headline or the text of one article, with the highest count in it."""

    number: int
    statement: Statement
    plain: bool


def device_questions(statements: Sequence[Statement], headlines: Sequence[str]) -> list[StatementQuestion]:
    """Return the questions about how many bombs or attackers there were and where they struck."""
    topic = frozenset().union(*(stems(h, 0, len(h)) for h in headlines))
    current = [s for s in statements if not s.looks_back and (s.leads or len(s.stems & topic) >= LEAST_TOPICAL)]
    days = frozenset[date]().union(*(_days(s) for s in current if s.leads))
    current = [s for s in current if s.leads or not days or not (own := _days(s)) or own & days]
    questions = [q for kind in ("bombs", "attackers") if (q := _counts(current, kind)) is not None]
    return questions + _places([s for s in statements if not s.looks_back])


def _days(statement: Statement) -> frozenset[date]:
    """Return the days that a statement names; none where it is not known when its article was published."""
    published = publication_day(statement.article.published)
    if published is None:
        return frozenset()
    span = statement.sentence
    return frozenset(d.date for d in find_days(statement.article.text, span.start, span.end, published))


def _counts(statements: Sequence[Statement], kind: str) -> StatementQuestion | None:
    zones = _zones(statements, kind)
    numbers = sorted({z.number for z in zones})
    if len(numbers) < 2 or max(numbers) == 1:
        return None
    sides = [[z.statement for z in zones if z.number == n] for n in numbers]
    articles = {s.article.id for side in sides for s in side}
    told = " and ".join(str(n) for n in numbers)
    if len(articles) == 1:
        return StatementQuestion(
            "self_contradicted", "cause", f"How many {kind}", f"One article has {told}.", sides_of(*sides)
        )
    return StatementQuestion("disputed", "cause", f"How many {kind}", f"Accounts differ: {told}.", sides_of(*sides))


def _zones(statements: Sequence[Statement], kind: str) -> list[_Zone]:
    found: dict[tuple[str, bool], list[tuple[Devices, Statement]]] = {}
    for statement in statements:
        zone = (statement.article.id, statement.sentence.role is BlockRole.HEADLINE)
        for device in count_devices(statement.text):
            earlier = _EARLIER.search(statement.text, 0, device.start) or _SEPARATE.search(
                statement.text, device.start, device.end
            )
            if device.kind == kind and not statement.negative and not earlier:
                found.setdefault(zone, []).append((device, statement))
    zones = []
    counted = {article for (article, _), own in found.items() if any(not d.plain for d, _ in own)}
    for (article, _), own in found.items():
        told = [(d, s) for d, s in own if not d.plain]
        if told:
            most = max(d.number for d, _ in told)
            zones.append(_Zone(most, next(s for d, s in told if d.number == most), False))
        elif article not in counted:
            whole = [s for _, s in own if _WHOLE.search(s.text)]
            leading = [s for _, s in own if s.leads]
            zones += [_Zone(1, s, True) for s in (whole or leading)[:1]]
    return zones


def _places(statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the question where the second or third attacker struck, where two articles have other places."""
    told: list[tuple[str, frozenset[str], Statement]] = []
    for statement in statements:
        found = _ORDINAL.search(statement.text)
        if found is None or _ACTED.search(statement.text) is None or statement.negative:
            continue
        places = frozenset(
            m["facility"].lower().removesuffix("s") for m in _PLACE.finditer(statement.text, found.start())
        )
        if places:
            told.append((found["ordinal"].lower(), places, statement))
    for i, (ordinal, places, statement) in enumerate(told):
        for other, elsewhere, against in told[i + 1 :]:
            if other == ordinal and against.article.id != statement.article.id and _apart(places, elsewhere):
                why = f"Two accounts of the {ordinal} one have other places: {min(places)} and {min(elsewhere)}."
                return [
                    StatementQuestion(
                        "disputed",
                        "attribution",
                        f"Where the {ordinal} one struck",
                        why,
                        sides_of([statement], [against]),
                    )
                ]
    return []


def _apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether no place of one account can be one of the other: a building may be a station, a market may not."""
    if first & second:
        return False
    return not any("building" in own and other & _HOUSES for own, other in ((first, second), (second, first)))
