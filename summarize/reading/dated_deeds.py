"""Which deed a day or a clock time of a sentence dates: "was arrested on Tuesday", "Monday's blast", "at 8.30pm jets bombed".

A time dates the deed that stands before it in its clause with no other verb between, the noun that it owns, or the first deed
after it where it opens its clause. What it says of when somebody spoke, and what is yet to come, is no date of a deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from summarize.reading.days import find_days

__all__ = ["BEFALLEN", "DatedDeed", "find_dated_deeds"]

_BE = r"(?:was|were|been|being|is|are|got)\s+(?:\w+ly\s+|also\s+|then\s+|first\s+)?"
_SELF = r"(?:him|her|them)sel(?:f|ves)"
_BEFALLEN = {
    "arrested": rf"(?:{_BE})?(?:arrested|detained|apprehended|taken\s+into\s+custody)",
    "surrendered": rf"(?:turned|handed)\s+{_SELF}\s+in|gave\s+{_SELF}\s+up|surrendered",
    "died": rf"died|passed\s+away|{_BE}(?:(?:pronounced|declared|found|shot)\s+dead|killed|murdered|stabbed\s+to\s+death)",
    "freed": rf"{_BE}(?:released|freed|set\s+free)",
    "left office": rf"resigned|stepped\s+down|stood\s+down|quit|{_BE}(?:sacked|fired|dismissed|ousted)",
    "disappeared": rf"disappeared|vanished|went\s+missing|{_BE}(?:last\s+seen|reported\s+missing|kidnapped|abducted)",
    "took office": rf"took\s+office|{_BE}(?:sworn\s+in|inaugurated)",
    "sentenced": rf"{_BE}(?:sentenced|jailed|convicted|found\s+guilty|acquitted)",
    "charged": rf"{_BE}(?:formally\s+)?(?:charged|indicted)",
}
BEFALLEN = frozenset(_BEFALLEN)
"""Deeds that befall a person, or that a person does, once."""
_HAPPENED = {
    "collapse": r"collapsed?|cave-?in|rockfall|landslide|mudslide|gave\s+way",
    "crash": r"crash(?:ed)?|derail(?:ed|ment)|collision|collided|came\s+down",
    "quake": r"earthquake|quake|tremor",
    "eruption": r"erupt(?:ed|ion)",
    "avalanche": r"avalanche",
    "sinking": r"sank|sinking|capsiz(?:ed|ing)|overturned|went\s+down",
    "fire": r"fire|blaze|broke\s+out|burn(?:ed|t)\s+down|caught\s+fire",
    "attack": r"attack(?:ed)?|bomb(?:ing|ed)|blast|explo(?:sion|ded)|blew\s+up|went\s+off|air\s?strike|strike|struck|raid"
    r"|shelling|shelled|shooting|stabbing|massacre|assault|stormed|opened\s+fire|dropped\s+\w+\s+bombs?|was\s+hit|were\s+hit",
}
_DEED = {
    name: re.compile(rf"\b(?:{pattern})\b(?!-)", re.IGNORECASE) for name, pattern in (_BEFALLEN | _HAPPENED).items()
}
_INCIDENT = re.compile(r"(?:['’]s)\s+(?:[\w-]+\s+){0,2}?(?:incident|events|tragedy|disaster)\b", re.IGNORECASE)
"""A noun that stands for whatever the story tells of."""
_OWNED = re.compile(r"['’]s?\s+(?:[\w’'-]+\s+){0,3}$")
_BREAK = re.compile(
    r"[;:–—]|\s-\s|\b(?:but|while|when|whereas|although|though|after|before|as|because|since|until|if|unless|where|which|who|whose|that|and"
    r"|following|amid|despite|to\s+(?:appear|be|do|face|get|go|have|help|hold|make|mark|meet|protest|stand|stop|take))\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r",(?!\s*(?:(?:late|early)\s+)?(?:on|at|around|about)\s*$)(?!\s*[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?\s*(?:,|\bon\s*$|$))"
)
"""A comma that parts a time from a deed: not one before "on", nor one after which a place follows."""
_BESIDE = re.compile(r",[^,]*,")
"""What is put beside a name: "Tolle, a soldier and father of two, was arrested"."""
_VERB = re.compile(
    r"\b(?!killed\b|wounded\b|injured\b)(?:\w{3,}ed|is|are|was|were|has|had|have|will|would|began|said|says|told|met|went|came|took|held"
    r"|left|gave|made|led|saw|found|got|kept|won|lost|put|set|ran|fell|sent|brought|spoke|wrote)\b",
    re.IGNORECASE,
)
_TOOK_PLACE = re.compile(r"^\s+(?:took\s+place|happened|occurred|came|hit|was\s+carried\s+out)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|saying|told|reported|announced|confirmed|added|stated|tweeted|wrote|statements?|report|press|interview|briefing|by|until|till"
    r"|since|from|before|after|through|between|for|expected|due|published|updated|scheduled|set|last|next|every|each|previous|following"
    r"|this\s+past)\s+"
    r"(?:(?!killed|struck|hit)\w+\s+){0,3}?(?:(?:late|early)\s+)?(?:on\s+)?$",
    re.IGNORECASE,
)
"""What stands before a time that dates a statement, is an end of a span, or is another week's."""
_TO_COME = re.compile(
    r"\b(?:will|would|to\s+be|shall|may|might|could|must|should|due|expected|scheduled|plan(?:s|ned)?|not|never|no|if)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:second|third|another|other|others|separate|similar|previous(?:ly)?|earlier|later|last|first|also|again|next|follow(?:ing|ed)|new"
    r"|more|since|series|days?\s+of)\s+(?:\w+\s+){0,2}$|\b(?:two|three|four|five|six|several)\s+$",
    re.IGNORECASE,
)
"""What, before a deed, makes it one of several."""
_LATE = re.compile(r"\b(?:late|night|midnight|evening|overnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|small\s+hours|midnight|overnight|dawn|before\s+daybreak)\b", re.IGNORECASE)
NEAR = 24
"""Characters on either side of a time in which words such as "late" are said of it."""
FAR = 100
"""Characters between a deed and its time, at most."""
_CLEFT = re.compile(r"\bIt\s+(?:was|happened|came)\s+(?:(?:at|around|about|shortly|just|only|some)\s+)*(?:on\s+)?$")
_CLOCK = re.compile(
    r"\b(?P<about>(?:around|about|approximately|shortly|just|roughly|some|nearly|almost|towards?)\s+(?:before\s+|after\s+)?)?"
    r"(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?![:\d]))"
    r"(?!\s*\(?(?:GMT|UTC|BST|C?EST|CET|E[SD]?T|local|[A-Z]{2,4}\b|in\s+[A-Z]))",
)
_WHEN = re.compile(r"\s+(?:(?:morning|afternoon|evening|night)\s+)?(?:when|as|that)\b")
"""What joins a time to the deed after it: "was hurt on Monday when a bus crashed", "it was at 8 pm that"."""


@dataclass(frozen=True)
class DatedDeed:
    """A deed of a sentence with the time that it is dated to."""

    deed: str
    """Its sort, "incident" where the words leave open which."""
    start: int
    """First code point of the word for it."""
    end: int
    """Its end, exclusive."""
    clause: int
    """First code point of its clause."""
    time: tuple[int, int]
    """Where its time stands."""
    day: date | None
    """The day; None where the time is of the clock."""
    minute: int | None
    """Minutes after midnight; None where the time is a day."""
    about: bool
    """Whether a clock time is rough."""
    by_month: bool
    """Whether a day is named by its month."""
    edge: Literal["", "early", "late"]
    """Whether it was near the midnight before or after."""


def find_dated_deeds(text: str, start: int, end: int, published: date) -> list[DatedDeed]:
    """Return the deeds that `text[start:end]` dates, in order of their times, for an article of that date."""
    deeds = sorted(
        ((m.start(), m.end(), name) for name, p in _DEED.items() for m in p.finditer(text, start, end)),
    )
    found = []
    for day in find_days(text, start, end, published):
        if text[day.start : day.end].lower() in ("today", "yesterday", "tonight", "last night"):
            continue
        near = text[max(start, day.start - NEAR) : day.start], text[day.end : min(end, day.end + NEAR)]
        edge: Literal["", "early", "late"] = (
            "late" if any(map(_LATE.search, near)) else "early" if any(map(_EARLY.search, near)) else ""
        )
        months = not text[day.start : day.end].endswith("day")
        deed = _deed_of(text, (start, end), (day.start, day.end), deeds)
        if deed is not None:
            found.append(
                DatedDeed(deed[2], deed[0], deed[1], deed[3], (day.start, day.end), day.date, None, False, months, edge)
            )
    for clock in _CLOCK.finditer(text, start, end):
        deed = _deed_of(text, (start, end), clock.span(), deeds)
        if deed is not None:
            minute = _minute(clock)
            found.append(
                DatedDeed(
                    deed[2], deed[0], deed[1], deed[3], clock.span(), None, minute, bool(clock["about"]), False, ""
                )
            )
    return found


def _minute(clock: re.Match[str]) -> int:
    if clock["h"]:
        return (int(clock["h"]) % 12 + (12 if clock["half"] == "p" else 0)) * 60 + int(clock["m"] or 0)
    return int(clock["h24"]) * 60 + int(clock["m24"])


def _deed_of(
    text: str, sentence: tuple[int, int], time: tuple[int, int], deeds: list[tuple[int, int, str]]
) -> tuple[int, int, str, int] | None:
    """Return the deed that a time dates, and where its clause starts."""
    start = sentence[0]
    found = None
    incident = _INCIDENT.match(text, time[1])
    owned = [d for d in deeds if time[1] < d[0] < time[1] + FAR and _OWNED.fullmatch(text[time[1] : d[0]])]
    if owned:
        found = owned[0]
    elif incident is not None:
        found = (incident.start(), incident.end(), "incident")
    elif not _SAID.search(text, start, time[0]):
        before = [d for d in deeds if d[1] <= time[0] <= d[1] + FAR and _joined(text[d[1] : time[0]])]
        if before:
            found = before[-1]
        elif (joint := _WHEN.match(text, time[1])) or _opens(text, start, time[0]):
            at = joint.end() if joint else time[1]
            after = [d for d in deeds if at <= d[0] <= at + FAR]
            if after and not _BREAK.search(text, at, after[0][0]):
                found = after[0]
    if found is None:
        return None
    main = _BESIDE.sub(lambda m: " " * len(m[0]), text[start : found[0]])
    clause = start + max((m.end() for m in _BREAK.finditer(main)), default=0)
    if _TO_COME.search(text, clause, found[0]) or _OTHERS.search(text, clause, found[0]):
        return None
    return (*found, clause)


def _joined(gap: str) -> bool:
    """Say whether the words between a deed and a time leave them together."""
    gap = _TOOK_PLACE.sub("", gap)
    return not (_BREAK.search(gap) or _VERB.search(gap) or _APART.search(gap))


def _opens(text: str, start: int, time: int) -> bool:
    """Say whether a time opens its clause: "On Monday", "It was at 8 pm that"."""
    before = text[max((m.end() for m in _BREAK.finditer(text, start, time)), default=start) : time]
    return re.fullmatch(
        r"\W*(?:(?:Late|Early|On|At|Around|About|Just|on|at|around|about)\s+)*", before
    ) is not None or bool(_CLEFT.search(text, start, time))
