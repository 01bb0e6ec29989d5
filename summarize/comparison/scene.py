"""Where and when the story plays, and which figures are about something else.

News carries its background with it: last week's attack in another town has a toll of its own. A figure is *elsewhere* if
its sentence names places and none of them is of the scene (a name of some headline or lead), or names a month or day
that is not that of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from summarize.claims import MeasuredClaim, ReadArticle
from summarize.reading.event_words import PARTIES
from summarize.reading.reach import reaches
from summarize.schema import BlockRole

__all__ = ["place_claims"]

LEAD_SENTENCES = 3
"""Sentences of each article, after the headline, that set the scene."""

DAY_SENTENCES = 2
"""Of these, those whose day of the week is the event's."""

_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")
NEAR_DAYS = 4
"""Days between an event and the article about it, at most. Weekly papers aside, news is about the last three days."""

_MONTHS = "january february march april may june july august september october november december".split()
_DATED = re.compile(
    r"\b(?:(?P<third>early|mid|late)[\s-]|(?P<before>\d{1,2}(?:st|nd|rd|th)?\s+))?(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept?(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))(?![a-z])(?:\s+(?P<after>\d{1,2})(?!\d))?"
)
_DAYS_AFTER = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|several|few|\d+)\s+)?(?:hours?|days?|weeks?|months?|years?)\s+after\b",
    re.IGNORECASE,
)
OPENING = 12
"""Code points at a sentence's beginning in which such words only say when ("Two days after the quake 120 are dead")."""
_INCIDENTS = (
    r"(?:attacks?|strikes?|airstrikes?|bombings?|blasts?|explosions?|raids?|incidents?|shootings?|clashes|crash(?:es)?|accidents?|quakes?|"
    r"earthquakes?|floods?|storms?|fires?|outbreaks?|protests?|march(?:es)?)"
)
_OTHER_EVENT = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|most\s+\w+)\b[^,;]{0,50}?\bsince\b"
    rf"|\b(?:similar|separate|previous|earlier|another|recent)\s+(?:\w+\s+)?{_INCIDENTS}\b",
    re.IGNORECASE,
)
"""What leads from the story's event to another one: a figure later in the clause is that one's."""
_OTHER_PLACES = re.compile(
    r"\bother\s+(?:\w+\s+)?(?:areas|parts|places|towns|villages|districts|cities|provinces|regions|countries)\b"
    r"|\bneighbou?ring\s+(?:(?-i:[A-Z])\w+|province|region|country|state|district|town|city|county|village)\b",
    re.IGNORECASE,
)
"""What says that a sentence is about more places than the story's."""
_WEEKDAY = re.compile(
    r"\b(?P<said>(?:said|says|told|added|announced|reported|statement|speaking|reporters?|published|updat\w+|tolls?|counts?|figures?)\s+"
    r"(?:\w+\s+){0,2}?)?"
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b"
)
_THEN_SAID = re.compile(
    r"(?:\s+(?:morning|afternoon|evening|night))?,?\s+(?:[\w’'-]+\s+){1,5}?(?:(?:[\w’'-]+\s+)?[\w’'-]+,\s+(?:[A-Z][\w’'-]+\s?){1,4},\s+)?(?:said|says|put|gave|revised|raised|lowered|cut|updated"
    r"|corrected|reported|announced|confirmed|acknowledged|admitted|released|published|counted|listed|told)\b"
)
_OPENS = re.compile(r"\s*(?:(?:Late|Early|Later)\s+)?(?:[Oo]n\s+)?")
"""What makes a day the one on which something was said ("On Wednesday the army revised its toll to 18")."""
_DEPARTED = re.compile(
    r"\b(?:left|sailed|set\s+(?:off|out|sail)|departed|embarked|took\s+off)\b[^.,;]{0,50}$", re.IGNORECASE
)
"""What leads up to the day on which a journey began that ended on the story's day."""
_PERFECT = re.compile(
    r"\b(?:has|have)\s+(?:now\s+|so\s+far\s+|already\s+)*(?:killed|left|claimed|injured|wounded|displaced)\b"
)
"""What tells that a count still goes on."""
_THIRDS = {"early": "5", "mid": "15", "late": "25"}
"""The middle of each third of a month."""
_FROM = re.compile(r"\b(?:since|began|begun|from|until|till|after)\b[^.;]{0,30}$", re.IGNORECASE)
"""What leads up to a date from which, or up to which, something is counted."""

_YEAR = re.compile(r"(?<![\d,.$£€-])(?<!since )(?:19|20)\d\d(?![\d,]\d)\b")
_SOUND = re.compile(r"[aeiouyhw'’-]+|(.)(?=\1)")


@dataclass(frozen=True)
class _Scene:
    """Where and when a story plays, by any headline or lead."""

    names: frozenset[str]
    """Sounds of the names."""
    days: frozenset[str]
    """Days of the week."""


def place_claims(read: Sequence[ReadArticle]) -> list[MeasuredClaim]:
    """Return all figure claims of a story, those that are about another place or day marked as `elsewhere`."""
    scene = _scene(read)
    return [replace(c, elsewhere=_is_elsewhere(r, c, scene)) for r in read for c in r.figures]


def _scene(read: Sequence[ReadArticle]) -> _Scene:
    names: set[str] = set()
    days: set[str] = set()
    for r in read:
        lead = [s for s in r.sentences if s.role is BlockRole.HEADLINE]
        lead += [s for s in r.sentences if s.role is not BlockRole.HEADLINE][:LEAD_SENTENCES]
        texts = [r.article.title or "", *(r.article.text[s.start : s.end] for s in lead)]
        names.update(*(_names(text) for text in texts))
        days.update(*(_weekdays(text) for text in texts[: 1 + DAY_SENTENCES]))
    return _Scene(frozenset(names), frozenset(days))


def _names(text: str) -> set[str]:
    """Return the sounds of the names of a text; nations are too wide to be a scene."""
    return {
        _sound(m[0])
        for m in _NAME.finditer(text)
        if m[0].lower().removesuffix("s") not in PARTIES and m[0].lower() not in PARTIES
    }


def _sound(name: str) -> str:
    """Return the consonants of a name: transcriptions of one name share them (Raqqa and Raqa, Shayrat and Shairat)."""
    lower = name.lower()
    return _SOUND.sub("", lower) or lower


def _is_elsewhere(read: ReadArticle, claim: MeasuredClaim, scene: _Scene) -> bool:
    if _is_other_time(read, claim) or _is_led_away(claim):
        return True
    quote = claim.claim.quote
    inside = (claim.figure.span.start - quote.start, claim.figure.span.end - quote.start)
    days = _weekdays(quote.text, inside)
    if days and scene.days and not days & scene.days:
        return True
    places = [_names(read.article.text[slice(*span)]) for span in claim.measure.places]
    return any(places) and not _names(claim.claim.quote.text) & scene.names


def _is_led_away(claim: MeasuredClaim) -> bool:
    """Say whether the words around the figure lead to another event ("… a day after air strikes that killed 35")."""
    quote = claim.claim.quote
    before = quote.text[: max(0, claim.figure.span.start - quote.start)]
    led = [m.end() for m in _DAYS_AFTER.finditer(before) if m.start() >= OPENING]
    led += [m.end() for m in _OTHER_EVENT.finditer(before)]
    away = bool(led) and not re.search(r"[,;:](?!\d)|" + _PERFECT.pattern, before[max(led) :])
    return away or _OTHER_PLACES.search(quote.text) is not None


def _weekdays(text: str, figure: tuple[int, int] | None = None) -> set[str]:
    """Return the days of the week on which a text says that something happened, of its statement with the figure if given.

    When it was said is not meant, nor when a journey began.
    """
    return {
        m["day"]
        for m in _WEEKDAY.finditer(text)
        if not m["said"]
        and not _dates_saying(text, m, figure)
        and (figure is None or (reaches(text, figure, m.span("day")) and not _DEPARTED.search(text, 0, m.start("day"))))
    }


def _dates_saying(text: str, day: re.Match[str], figure: tuple[int, int] | None) -> bool:
    """Say whether a day opens a sentence that tells what was said on it, before the figure if given."""
    if _OPENS.fullmatch(text, 0, day.start()) is None:
        return False
    said = _THEN_SAID.match(text, day.end())
    return said is not None and (figure is None or said.end() <= figure[0])


def _is_other_time(read: ReadArticle, claim: MeasuredClaim) -> bool:
    """Say whether the claim's sentence names a date, and none that is near the article's."""
    published = _date(read.article.published)
    if published is None:
        return False
    quote = claim.claim.quote
    text = quote.text
    figure = (claim.figure.span.start - quote.start, claim.figure.span.end - quote.start)
    dated = (m for m in _DATED.finditer(text) if reaches(text, figure, m.span()))
    dates = [_resolved(m, published) for m in dated if not _FROM.search(text, 0, m.start())]
    dates += [int(m[0]) >= published.year for m in _YEAR.finditer(text) if reaches(text, figure, m.span())]
    return bool(dates) and not any(dates)


def _resolved(found: re.Match[str], published: date) -> bool:
    """Say whether a month, or day and month, of the text is near the date of publication."""
    month = 1 + next(i for i, name in enumerate(_MONTHS) if name.startswith(found["month"].lower()[:3]))
    day = found["after"] or re.sub(r"\D", "", found["before"] or "") or _THIRDS.get(found["third"] or "", "")
    if not day:
        return month in {(published - timedelta(days=d)).month for d in (0, NEAR_DAYS)}
    try:
        moments = [date(published.year + shift, month, int(day)) for shift in (-1, 0, 1)]
    except ValueError:
        return True
    return any(abs((moment - published).days) <= NEAR_DAYS for moment in moments)


def _date(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
