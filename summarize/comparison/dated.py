"""When one deed was done: questions about articles that date it to different days, or to different times of the clock.

A deed is one in two articles if it befalls one person by name (nobody is arrested twice in a week), or if it is of one sort, at
one place, and told in like words. An article that dates deeds of that sort to several times says nothing certain of any.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from summarize.claims import MeasuredClaim
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.comparison.sameness import Words
from summarize.reading.dated_deeds import BEFALLEN, DatedDeed, find_dated_deeds
from summarize.reading.days import looks_back, publication_day
from summarize.reading.event_words import PARTIES
from summarize.schema import BlockRole

__all__ = ["dated_questions"]

MOST_DAYS = 3
"""Days apart beyond which a weekday is likelier of another week, or of another deed."""
MOST_DATES = 10
"""Days apart beyond which two dates are likelier of two deeds."""
ONE_DEED = 0.4
"""Share of the shorter sentence's weighted words that the other must have to tell of the same deed, where no name tells."""
SHARED = 3
"""Words that two such sentences share at least, without those of the deed."""
LEAST_TOLL = 3.0
"""Below this, two tolls are equal by chance too often."""
MINUTES, ROUGH_MINUTES = 10, 20
"""Minutes apart from which two times of the clock differ: exact ones, and where one is rough."""
HOUR = 60
"""Minutes: two times that are whole hours apart are likelier of two clocks."""
MOST_MINUTES = 240
"""Minutes apart beyond which two times are likelier of two deeds."""

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
_PLACED = re.compile(r"\b(?:in|of|from|at|near|for|with|by|on|against|to)\s+(?:the\s+)?(?:[A-Z][\w’'-]*[,\s]*)+")
_APPOSED = re.compile(r",[^,]*,|\s[-–—][^-–—]*\s[-–—]\s|\([^)]*\)")
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr lord sir col gen president minister the he she they "
    "it his her their on in at a an police".split()
)
_MANY = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|thousands|some|many|most|several|few|others?|another|they"
    r"|people|men|women|officers|suspects|protesters|more)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Dated:
    deed: DatedDeed
    statement: Statement
    names: frozenset[str]
    """Of whom it befell; for other deeds, names of the sentence and of the headline."""
    many: bool
    """Whether it befell several."""


def dated_questions(
    claims: Sequence[MeasuredClaim], statements: Sequence[Statement], words: Words
) -> list[StatementQuestion]:
    """Return the questions when a deed was done, where two articles have different days, or clock times, for it."""
    days = [d for s in statements if (d := publication_day(s.article.published)) is not None]
    dated = [d for s in statements for d in _dated(s, max(days))] if days else []
    tolls: dict[tuple[str, int], list[MeasuredClaim]] = defaultdict(list)
    for claim in claims:
        if claim.measure.event == "killed" and not claim.elsewhere and magnitude(claim.figure) >= LEAST_TOLL:
            tolls[claim.claim.article_id, claim.order].append(claim)
    found: dict[str, StatementQuestion] = {}
    for a, b in combinations(dated, 2):
        kind = _kind(a, b)
        if kind in found or a.statement.article.id == b.statement.article.id or not _differ(a.deed, b.deed):
            continue
        if _one_deed(a, b, words, tolls) and _only(a, b, dated):
            why = f"One account has {_told(a.deed, a.statement)}, another {_told(b.deed, b.statement)}."
            sides = sides_of([a.statement], [b.statement])
            found[kind] = StatementQuestion("disputed", "date", _asked(a, b), why, sides)
    return list(found.values())


def _kind(a: _Dated, b: _Dated) -> str:
    return next((d.deed.deed for d in (a, b) if d.deed.deed != "incident"), "incident") + str(a.deed.day is None)


def _asked(a: _Dated, b: _Dated) -> str:
    """Return the question as a reader is told of it."""
    if a.deed.deed not in BEFALLEN or not a.names & b.names:
        return "When it happened"
    whole = min((a, b), key=lambda d: len(d.names))
    name = " ".join(w for w in re.findall(r"[\w’'-]+", whole.statement.text) if w.lower() in whole.names)
    return f"When {name} {a.deed.deed}" if a.deed.deed in _ACTIVE else f"When {name} was {a.deed.deed}"


_ACTIVE = frozenset({"surrendered", "died", "left office", "disappeared", "took office"})


def _told(deed: DatedDeed, statement: Statement) -> str:
    if deed.day is not None:
        return f"{deed.day:%A} {deed.day.isoformat()}"
    return " ".join(statement.article.text[deed.time[0] : deed.time[1]].split())


def _dated(statement: Statement, latest: date) -> list[_Dated]:
    """Return the deeds that a statement dates; an article without a date is read as one of the story's latest day."""
    text, sentence = statement.article.text, statement.sentence
    published = publication_day(statement.article.published) or latest
    if statement.negative or sentence.role is BlockRole.DATELINE:
        return []
    back = looks_back(text, sentence.start, sentence.end, None)
    found = []
    for deed in find_dated_deeds(text, sentence.start, sentence.end, published):
        if back and not deed.by_month:
            continue
        whom = _whom(text, deed)
        if deed.deed in BEFALLEN:
            names = _names(text, whom)
        else:
            title = (statement.article.title or "").partition("\n")[0]
            names = _names(text, text[sentence.start : sentence.end]) | _names(text, title)
        found.append(_Dated(deed, statement, names, _MANY.search(whom) is not None))
    return found


def _whom(text: str, deed: DatedDeed) -> str:
    """Return the words for whom a deed befell: its subject, without what is put beside it, or what an active verb takes."""
    before = _PLACED.sub(" ", _APPOSED.sub(" ", text[deed.clause : deed.start]))
    after = text[deed.end : max(deed.end, deed.time[0])]
    active = deed.deed == "arrested" and " " not in text[deed.start : deed.end]
    if active and (taken := re.match(r"\s+(?:[a-z-]+\s+){0,5}" + _NAME.pattern, _PLACED.sub("", after))):
        return taken[0]
    return before


def _names(text: str, words: str) -> frozenset[str]:
    """Return the names in some words of a text, but for those that are its common words too."""
    return frozenset(
        w
        for m in _NAME.finditer(words)
        for w in (re.sub(r"['’]s?$", "", x).lower() for x in re.split(r"[\s-]+", m[0]))
        if len(w) > 1 and w not in _NOT_NAMES and w not in PARTIES and not re.search(rf"\b{re.escape(w)}\b", text)
    )


def _differ(a: DatedDeed, b: DatedDeed) -> bool:
    """Say whether two deeds are dated to times that are not one, and not so far apart that they are two deeds'."""
    if a.deed != b.deed and "incident" not in (a.deed, b.deed):
        return False
    if a.minute is not None and b.minute is not None:
        apart = abs(a.minute - b.minute)
        return (ROUGH_MINUTES if a.about or b.about else MINUTES) <= apart <= MOST_MINUTES and apart % HOUR != 0
    if a.day is None or b.day is None or a.day == b.day:
        return False
    if not (a.by_month and b.by_month) and a.day.weekday() == b.day.weekday():
        return False
    first, second = (a, b) if a.day < b.day else (b, a)
    days = abs((a.day - b.day).days)
    if days > (MOST_DATES if a.by_month and b.by_month else MOST_DAYS):
        return False
    return days > 1 or not (first.edge == "late" or second.edge == "early")


def _one_deed(a: _Dated, b: _Dated, words: Words, tolls: dict[tuple[str, int], list[MeasuredClaim]]) -> bool:
    """Say whether two statements tell of one deed."""
    common = a.statement.stems & b.statement.stems
    smaller = min(words.total(d.statement.stems) for d in (a, b))
    alike = len(common) > SHARED and words.total(common) >= ONE_DEED * smaller
    if a.deed.deed in BEFALLEN:
        if a.many or b.many:
            return False
        if a.names and b.names:
            return a.names <= b.names or b.names <= a.names
        return alike
    if not a.names & b.names:
        return False
    first, second = (tolls.get(d.statement.key, []) for d in (a, b))
    if first and second:
        return any(fit(x.figure, y.figure) == "equal" for x in first for y in second)
    return alike


def _only(a: _Dated, b: _Dated, dated: Sequence[_Dated]) -> bool:
    """Say whether each of two articles dates such a deed to that time alone, and neither to the other's."""
    for one in (a, b):
        for other in dated:
            same = other.statement.article.id == one.statement.article.id
            if (
                same
                and (other.deed.day is None) == (one.deed.day is None)
                and other.deed.deed in (a.deed.deed, b.deed.deed, "incident")
                and _apart(one, other)
            ):
                return False
    return True


def _apart(one: _Dated, other: _Dated) -> bool:
    """Say whether two dated deeds of one article are dated to two times, though they may be one."""
    if one.deed.deed in BEFALLEN and one.names and other.names and not one.names & other.names:
        return False
    return (one.deed.day, one.deed.minute) != (other.deed.day, other.deed.minute)
