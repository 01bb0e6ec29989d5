"""When it happened: questions about articles that date one event to different days.

A day counts where it dates the event ("killed on Monday", "Monday's rockfall"), not where it dates a statement ("said on
Monday") or ends a span ("by Monday"). Two openings are about one event if they have one toll, or one sort of event that is
rare enough to be the same at one place: a town has one quake a week, and may have three air strikes a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.reading.days import find_days, publication_day
from summarize.reading.event_words import PARTIES
from summarize.schema import BlockRole

__all__ = ["date_questions"]

LEAST_TOLL = 3.0
"""Below this, two tolls are equal by chance too often to tell that two openings are about one event."""

MOST_DAYS = 30
"""Days apart beyond which two dates are of two events."""

_SAID = re.compile(
    r"\b(?:said|says|saying|told|reported|announced|confirmed|added|stated|tweeted|wrote|statement|statements|report|press|interview|by|until|till|since|from|before|after|through"
    r"|expected|due|published|updated|scheduled|set)\s+(?:(?!killed|struck|hit)\w+\s+){0,3}?(?:(?:late|early)\s+)?(?:on\s+)?$",
    re.IGNORECASE,
)
"""What stands before a day that dates a statement, or is an end of a span."""
_VAGUE = re.compile(r"\b(?:late|overnight|night|midnight|early|dawn|evening)\b", re.IGNORECASE)
"""Near midnight, two outlets may count one event to two days."""
VAGUE_REACH = 14
"""Characters on either side of a day in which such a word stands."""
_THAT = re.compile(r"\bthat\s+(?:same\s+)?(?:morning|afternoon|day)\b", re.IGNORECASE)
_EVENTS = {
    "collapse": r"collaps\w+|cave-?ins?|rockfalls?|landslides?|mudslides?",
    "crash": r"crash\w*|derail\w+|collision|collided",
    "quake": r"earthquakes?|quakes?|tremors?",
    "eruption": r"erupt\w+",
    "sinking": r"sank|sinking|capsiz\w+",
    "outbreak": r"first\s+cases?|outbreak",
    "attack": r"attack(?:s|ed)?|bomb\w*|blasts?|explo\w+|(?:air\s?)?strikes?|struck|raids?|shell(?:ing|ed)"
    r"|shooting|shot|kill(?:ed|ing)|massacre\w*|assault",
}
_EVENT = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _EVENTS.items()}
_DAY_NAME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:['’]?s)?")
_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")


@dataclass(frozen=True)
class _Dated:
    day: date
    event: str
    statement: Statement


def date_questions(claims: Sequence[MeasuredClaim], statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the question when it happened, where two articles have different days for one event."""
    dated: dict[str, list[_Dated]] = {}
    for statement in statements:
        if statement.leads and not statement.looks_back and (found := _dated(statement)) is not None:
            dated.setdefault(statement.article.id, []).append(found)
    single = [own for own in dated.values() if len({d.day for d in own}) == 1]
    tolls: dict[tuple[str, int], list[MeasuredClaim]] = {}
    for claim in claims:
        if claim.measure.event == "killed" and not claim.elsewhere and magnitude(claim.figure) >= LEAST_TOLL:
            tolls.setdefault((claim.claim.article_id, claim.order), []).append(claim)
    for i, own in enumerate(single):
        for other in single[i + 1 :]:
            pair = next(((a, b) for a in own for b in other if _differ(a, b) and _one_event(a, b, tolls)), None)
            if pair is not None:
                a, b = pair
                why = f"One account has {a.day:%A} {a.day.isoformat()}, another {b.day:%A} {b.day.isoformat()}."
                return [
                    StatementQuestion(
                        "disputed", "date", "When it happened", why, sides_of([a.statement], [b.statement])
                    )
                ]
    return []


def _dated(statement: Statement) -> _Dated | None:
    """Return the day to which a statement dates an event; None where it names none, or several."""
    published = publication_day(statement.article.published)
    event = next((name for name, pattern in _EVENT.items() if pattern.search(statement.text)), None)
    if published is None or event is None or statement.negative or statement.sentence.role is BlockRole.DATELINE:
        return None
    text, start, end = statement.article.text, statement.sentence.start, statement.sentence.end
    days = find_days(text, start, end, published)
    back = _THAT.search(text, start, end)
    if back is not None and days and days[0].start < back.start():
        earlier = [d for d in days if d.start < back.start()]
        return _Dated(earlier[-1].date, event, statement)
    own = [d for d in days if not _SAID.search(text, start, d.start)]
    vague = any(_VAGUE.search(text, max(start, d.start - VAGUE_REACH), min(end, d.end + VAGUE_REACH)) for d in own)
    return _Dated(own[0].date, event, statement) if len(own) == 1 and not vague else None


def _differ(a: _Dated, b: _Dated) -> bool:
    return a.event == b.event and 0 < abs((a.day - b.day).days) <= MOST_DAYS


def _one_event(a: _Dated, b: _Dated, tolls: dict[tuple[str, int], list[MeasuredClaim]]) -> bool:
    """Say whether two dated statements tell of one event."""
    names = [_places(d.statement.article.title or "") | _places(d.statement.text) for d in (a, b)]
    if not names[0] & names[1]:
        return False
    if a.event != "attack":
        return True
    first, second = (tolls.get(d.statement.key, []) for d in (a, b))
    return any(fit(x.figure, y.figure) == "equal" for x in first for y in second)


def _places(text: str) -> set[str]:
    """Return the names in `text` that may be places: capitalised words, but for its first, days and nations."""
    found = {m[0].lower() for m in _NAME.finditer(text) if m.start() > 0}
    return {w for w in found if w not in PARTIES and not _DAY_NAME.fullmatch(w)}
