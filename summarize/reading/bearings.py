"""What the words around a figure tie it to: a landmark, a thing, a year, a person, a rule. Tied elsewhere it is no rival.

    bearing_of(text, start, end, kind, unit)    # Bearing, for the figure at text[start:end] of one sentence

"65 miles north of Dorra" and "150 miles from Harrow" are two distances, "can fly 900 km" is no flight, and "four hours later"
is no count of anything. All of it is grammar and closed classes of words: what is not surely read is left empty.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from summarize.reading import wordlists as w
from summarize.reading.conversion import to_base
from summarize.reading.event_words import EVENTS
from summarize.reading.reach import reaches
from summarize.reading.units import DURATIONS, MEASURES
from summarize.reading.words import stem

__all__ = ["Bearing", "bearing_of", "is_measured"]


class Bearing(NamedTuple):
    """What the words around one figure tie it to; empty where they do not tell."""

    offset: bool = False
    """Whether it only says when: "four hours later", "two days after the vote"."""
    horizon: bool = False
    """Whether it only says until when or since when: "within 10 years", "in the past six days"."""
    directions: frozenset[str] = frozenset()
    """Of a distance, the points of the compass that its direction has: n, e, s, w."""
    landmark: frozenset[str] = frozenset()
    """Of a distance, the words of the name that it is told from, in lower case."""
    distance: bool = False
    """Whether it says how far from something else a thing is."""
    thing: frozenset[str] = frozenset()
    """Of a measurement, stems of the noun whose it is: "an eight-foot gate", "waves of up to 8 m"."""
    quality: str = ""
    """Of a measurement, the dimension that is named beside it: "height", "elevation"."""
    rule: bool = False
    """Whether it is what may, can or must be, or usually is, and not what was measured."""
    aim: bool = False
    """Whether it is what somebody wanted, feared or asked for."""
    change: str = ""
    """"rise", "fall" or "difference" where it tells by how much something changed or differs; else it is a level."""
    years: frozenset[str] = frozenset()
    """The year that it is of."""
    person: str = ""
    """"he" or "she" where such a one is the subject of which it is measured."""
    contest: bool = False
    """Whether it is a share of a vote or a poll."""
    names: frozenset[str] = frozenset()
    """Words of the names that its clause has before it, in lower case: whoever won so many seats."""
    places: frozenset[str] = frozenset()
    """Words of the names of the place or places behind it, in lower case: "6,000 members in Dorra and Harrow"."""
    days: frozenset[str] = frozenset()
    """Days of the week, or of a month, on which what it counts happened or is to happen."""
    season: bool = False
    """Whether it counts over a season or a year: "this winter", "so far this year"."""
    another: bool = False
    """Whether its words call what it counts another incident than that told of before: "in a separate blast"."""
    start: bool = False
    """Whether its sentence tells that it changed to another: "fell from 40 to 20"."""
    definite: bool = False
    """Whether its words point back at some of those told of before: "the three who are still at large"."""
    others: bool = False
    """Whether it counts those beside some that are told of elsewhere: "three other suspects"."""
    added: bool = False
    """Whether it comes on top of another one: "an extra 31m"."""


_NONE = Bearing()

_HEDGES = (
    r"(?:(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|under|least|most|up|to|roughly"
    r"|approximately|well|an?|the"
    r"|as|much|many|high|estimated|further|another|additional|maximum|minimum|total|of|between)\s+)*"
)
_CONVERTED = re.compile(r"\b[\d.,]+[\s-]?[a-z]+\.?\s*\(\s*$", re.IGNORECASE)
"""What stands before a measurement in brackets, in another unit: "8 metres (26 feet)"."""
_BRACKET = r"\s*\)?\s*(?:\([^)]{0,40}\)\s*)?"
_OFFSET = re.compile(
    rf"{_BRACKET}(?:later|ago|earlier|after(?!\s*[-–])|before|afterwards?|beforehand|prior\s+to|from\s+now|into|since)\b",
    re.IGNORECASE,
)
_HORIZON = re.compile(
    r"\b(?:within|(?:in|over|during|for|throughout)\s+(?:the\s+)?(?:next|coming|following|past|last|previous|first"
    r"|final))\s+(?:the\s+)?(?:(?:next|past|last)\s+)?$",
    re.IGNORECASE,
)
_DIRECTION = (
    r"(?:due\s+|further\s+)?(?P<direction>(?:north|south|east|west)(?:[-\s]?(?:east|west))?)(?:erly|ward|wards)?"
)
_NAMED = r"[A-Z][\w’'-]*(?:\s+(?:(?:of|de|the|al|el)\s+)?[A-Z][\w’'-]*)*"
_DISTANCE = re.compile(
    rf"{_BRACKET}(?:{_DIRECTION}\s*(?:,|(?P<of>of|from)\s+)?|(?:away\s+)?(?:from|outside|off)\s+|(?:inland|offshore|away"
    rf"|downstream|upstream)\b\s*(?:(?:from|of)\s+)?)"
    rf"(?:the\s+)?(?:(?:[a-z]+\s+){{0,3}}?(?P<landmark>{_NAMED}))?"
)
_THING_BEFORE = re.compile(
    rf"\b(?P<thing>[A-Za-z]+)\s+(?:(?:reaching|measuring|topping|exceeding|gusting|blowing)\s+|of\s+|as\s+\w+\s+as\s+"
    rf"|at\s+(?=(?:up|more|least)\b)){_HEDGES}$"
)
_THING_AS = re.compile(r"\b(?P<thing>[a-z]+)\s+$")
_THING_AFTER = re.compile(
    r"[\s-]+(?:(?:high|tall|long|deep|wide|thick)\b[\s-]+)?(?P<thing>[a-z][a-z-]*(?:\s+[a-z][a-z-]*){0,4})",
    re.IGNORECASE,
)
_ATTRIBUTIVE = re.compile(
    r"\w-[a-z]+$|\b(?:foot|inch|yard|mile|metre|meter|kilometre|kilometer|pound|ton|tonne|day|week|month|year|hour|minute"
    r"|mph|kph)$",
    re.IGNORECASE,
)
_STOPS = frozenset(
    """
    a an the and or but nor so yet of in at on to by for from with into onto over under near off across along around
    through during as than that which who whom whose when where while because if after before until since between against
    toward towards per is are was were be been being has have had do does did will would could can may might must shall
    should said says he she it they we i this these those his her its their our there here then not no only also just
    about later earlier ago away apart
    """.split()
)
_PLAIN_THINGS = frozenset(
    "speed speeds airspeed airspeeds area distance range total level levels point rate number amount size scale".split()
)
_QUALITIES = {
    "height": "height high tall altitude",
    "elevation": "elevation",
    "length": "length long",
    "depth": "depth deep",
    "width": "width wide",
    "thickness": "thickness thick",
    "weight": "weight",
}
_QUALITY_OF = {word: name for name, words in _QUALITIES.items() for word in words.split()}
_QUALITY_AFTER = re.compile(
    rf"{_BRACKET}[\s-]*(?:in\s+|of\s+)?(?P<quality>high|tall|long|deep|wide|thick|height|altitude|elevation|length|depth"
    rf"|width|thickness|weight)\b",
    re.IGNORECASE,
)
_QUALITY_BEFORE = re.compile(
    rf"\b(?P<quality>height|altitude|elevation|length|depth|width|thickness)\s+of\s+{_HEDGES}$", re.IGNORECASE
)
_RULE = re.compile(
    r"\b(?:can|must|should|(?-i:may)|ought\s+to|(?:is|are)\s+able\s+to|capable\s+of|permit(?:s|ted|ting)?|allow(?:s|ed)?"
    r"|authori[sz](?:es|ed|ation)|requires?|required"
    r"|requirements?|minimum|maximum|limit(?:s|ed)?(?:\s+(?:of|to|is|was))?|legal|normal(?:ly)?|usual(?:ly)?|typical(?:ly)?"
    r"|standard|ideal(?:ly)?|recommend(?:s|ed)?"
    r"|refers?\s+to|defin(?:es|ed)\s+as|designed\s+to|intended\s+to|on\s+average|average|potential(?:ly)?)\b[^;:]{0,120}$",
    re.IGNORECASE,
)
_FACES = re.compile(r"\bfac(?:es?|ed|ing)\b[^;:.]{0,60}$", re.IGNORECASE)
"""What makes a term one that a court may give and has not."""
_RULE_AFTER = re.compile(
    r"[^.;:,]{0,40}?\b(?:(?:is|are|was|were|be|being)\s+(?:permitted|allowed|required|acceptable|normal|usual|recommended"
    r"|possible)|on\s+average)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:target(?:s|ed|ing)?|aim(?:s|ed|ing)?|goal|hop(?:e|es|ed|ing)|sought|seek(?:s|ing)?|asking\s+price|ideal(?:ly)?"
    r"|wanted|feared|budgeted)\b[^;:,]{0,70}$",
    re.IGNORECASE,
)
_AIM_AFTER = re.compile(
    r"(?:\s+\w+){0,2}?\s+(?:that\s+)?(?:he|she|it|they|we|I|you)\s+(?:had\s+|have\s+|has\s+)?(?:hoped|wanted|aimed|asked"
    r"|wished|sought)\b"
)
_DIFFERENCE = re.compile(
    r"\s+(?:fewer|less|lower|higher)\b|\s+more\s+than\s+(?!\d)|\s+more\s+[^.;:]{1,60}?\bcompared\s+(?:with|to)\b"
    r"|,?\s+(?:\w+\s+)?from\s+\d[\d,.]*\s+to\s+\d",
    re.IGNORECASE,
)
_RISE = (
    re.compile(rf"\b(?:increase|rise|jump|swing)\s+of\s+{_HEDGES}$", re.IGNORECASE),
    re.compile(
        rf"(?:,|\b(?:is|are|was|were|been)|[–—-])\s*up\s+(?:by\s+)?{_HEDGES}$|\bup\s+by\s+{_HEDGES}$", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:r(?:ose|isen|ises?|ising)|increas(?:es?|ed|ing)|gr[eo]w[ns]?|climb(?:s|ed)?|jump(?:s|ed)?|went\s+up"
        rf"|going\s+up|raised?)\s+(?:[\w’']+\s+){{0,4}}?by\s+{_HEDGES}$",
        re.IGNORECASE,
    ),
)
_FALL = (
    re.compile(rf"\b(?:decrease|fall|drop|decline|reduction)\s+of\s+{_HEDGES}$", re.IGNORECASE),
    re.compile(
        rf"(?:,|\b(?:is|are|was|were|been)|[–—-])\s*down\s+(?:by\s+)?{_HEDGES}$|\bdown\s+by\s+{_HEDGES}$", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:f(?:ell|allen|alls?|alling)|decreas(?:es?|ed|ing)|dropp?(?:s|ed|ing)?|declin(?:es?|ed|ing)|shr[aiu]nk"
        rf"|went\s+down|cut|reduc(?:es?|ed|ing))\s+(?:[\w’']+\s+){{0,4}}?by\s+{_HEDGES}$",
        re.IGNORECASE,
    ),
)
_START = re.compile(
    r"\b(?:r(?:ose|isen|ises?|ising)|increas(?:es?|ed|ing)|gr[eo]w[ns]?|climb(?:s|ed)?|jump(?:s|ed)?|went|go(?:es|ing)?"
    r"|raised?|f(?:ell|allen|alls?|alling)"
    r"|decreas(?:es?|ed|ing)|dropp?(?:s|ed|ing)?|declin(?:es?|ed|ing)|shr[aiu]nk|cut|reduc(?:es?|ed|ing|tion)|chang(?:es?"
    r"|ed|ing))"
    rf"(?:\s+[\w’']+){{0,5}}?\s+from\s+{_HEDGES}$",
    re.IGNORECASE,
)
_START_TO = re.compile(r"(?:\s+[\w’'-]+){0,3}?\s+to\s+(?:\w+\s+){0,2}?[$£€]?\d", re.IGNORECASE)
_DEFINITE = re.compile(r"\bthe\s+(?:other\s+|remaining\s+)?$", re.IGNORECASE)
_RESTRICTED = re.compile(r"(?:\s+\w+){0,2}?\s+(?:who|whom|that|still|remaining|in|at)\b")
_YEAR = re.compile(
    rf"\b(?:in|during|by|for|throughout|of)\s+(?:(?:early|late|mid|the|end|of|fiscal|financial"
    rf"|{w.MONTH_NAMES})[\s-]+)*(?P<year>(?:19|20)\d\d)\b(?![\d,]\d)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?P<who>he|she)(?:['’]s)?\s+(?P<told>[^.;:]{0,70})$", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:said|says|say|told|tells|added|wrote|tweeted|claim(?:s|ed)|believ(?:es|ed)|estimat(?:es|ed)|think|thinks|thought"
    r"|suggests?|show(?:s|ed))\b"
)
_CLAUSE = re.compile(r"[;:–—]|,(?!\d)|\b(?:while|whereas|and|but|after|before|when)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]*")
_CONTEST = re.compile(
    r"\b(?:votes?|voters?|polls?|polling|ballots?|run-?off|candidates?|elections?|rounds?|referendum)\b", re.IGNORECASE
)
_OPENING_WORD = re.compile(r"^\W*[A-Z][a-z]+\s+(?=[a-z])")
"""A capital that a sentence opens with: "Turnout was 58 per cent" names nobody, though "Labour won 12 seats" does."""
_PARTICLES = frozenset(
    "the a an in on at of for by with party labour's mr mrs ms its his her their both this that".split()
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_PLACES = re.compile(
    r"(?:\s+(?:[a-z][\w-]*|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,7}?\s+(?:in|across|throughout|at"
    r"|on)\s+(?:the\s+)?(?:[a-z]+\s+)?"
    rf"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<places>{_NAMED}(?:(?:,|,?\s+and)\s+(?:the\s+)?{_NAMED})*)"
)
_DAY_NAMES = rf"(?:{'|'.join(d + 'day' for d in 'Mon Tues Wednes Thurs Fri Satur Sun'.split())})"
_DAY = re.compile(
    rf"\b(?:{_DAY_NAMES}(?=\b|['’]s)|\d{{1,2}}(?:st|nd|rd|th)?\s+{w.MONTH_NAMES}\b|{w.MONTH_NAMES}\s+\d{{1,2}}\b(?!\d))"
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|added|announced|reported|statement|speaking|reporters?|published|updat\w+|tolls?|counts?|figures?"
    r"|as\s+of|by|until|since|from|left)\s+"
    r"(?:[\w’']+\s+){0,3}?$",
    re.IGNORECASE,
)
_THEN_SAID = re.compile(
    r"(?:\s+(?:morning|afternoon|evening|night))?,?\s+(?:[\w’'-]+\s+){1,5}?(?:said|says|put|gave|revised|raised|told"
    r"|reported|announced|confirmed)\b"
)
_TOLL = re.compile(r"\b(?:tolls?|count|tally|total|number|figures?)\b", re.IGNORECASE)
"""What makes a day that of the count: "the toll climbed to 40 on Wednesday"."""
_SEASON = re.compile(r"\bthis\s+(?:year|season|winter|summer|spring|autumn)\b", re.IGNORECASE)
_INCIDENTS = (
    r"(?:attacks?|strikes?|airstrikes?|bombings?|blasts?|explosions?|raids?|incidents?|shootings?|clashes|crash(?:es)?"
    r"|accidents?|quakes?|earthquakes?|floods?"
    r"|storms?|hurricanes?|cyclones?|tornado(?:e?s)?|(?:wild|bush)?fires?|landslides?|mudslides?|avalanches?|stabbings?"
    r"|ambush(?:es)?|riots?)"
)
_ANOTHER = re.compile(
    rf"\b(?:similar|separate|previous|earlier|recent"
    rf"|(?:an)?other)\s+(?:[\w-]+\s+){{0,2}}?{_INCIDENTS}\b[^,;:.]*(?:,\s+(?:an)?other\s+)?$"
    rf"|\b(?:separate|previous|earlier|similar)\s+(?:[\w-]+\s+)?{_INCIDENTS},[^;:.]*$",
    re.IGNORECASE,
)
_ANOTHER_AFTER = re.compile(
    rf"(?:\s+[\w’'-]+){{0,7}}?\s+in\s+(?:an)?(?:other|separate|similar|earlier|previous)\s+(?:[\w-]+\s+)?{_INCIDENTS}\b",
    re.IGNORECASE,
)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNTED_BEFORE = re.compile(
    rf"\b(?:\d[\d,]*|{_NUMBERS})\s+(?P<counted>[A-Za-z-]+(?:\s+[A-Za-z-]+)?)\s+and\s+{_HEDGES}$", re.IGNORECASE
)
_OTHERS, _OTHER = re.compile(r"\s+others\b"), re.compile(r"\s+others?\b(?!\s+than)")
_ADDED = re.compile(r"\b(?:extra|additional|further)\s+(?:[$£€]\s*)?$", re.IGNORECASE)


def is_measured(kind: str, unit: str | None) -> bool:
    """Say whether a figure measures and counts no things; "cubic feet" are counted as feet are."""
    return kind == "measure" or (kind == "quantity" and unit in _UNITS)


@lru_cache(maxsize=4096)
def bearing_of(text: str, start: int, end: int, kind: str, unit: str | None) -> Bearing:
    """Return what the words around the figure at `text[start:end]` tie it to; `text` is its sentence."""
    before, figure = text[:start], text[start:end]
    measured = is_measured(kind, unit)
    lasting = kind == "measure" and unit in DURATIONS
    shape = _shape(text, start, end, unit) if kind == "measure" and not lasting else _NONE
    lasts = lasting and _ATTRIBUTIVE.search(figure) is not None
    return shape._replace(
        offset=lasting and _OFFSET.match(text, end) is not None,
        horizon=lasting and _HORIZON.search(before) is not None,
        thing=_noun_after(text, end) if lasts else shape.thing,
        rule=measured and any((_RULE.search(before), _RULE_AFTER.match(text, end), lasting and _FACES.search(before))),
        aim=(kind in ("measure", "money", "percent") and _AIM.search(before) is not None)
        or _AIM_AFTER.match(text, end) is not None,
        change=_change(text, start, end),
        years=_years(text, (start, end)),
        person=_person(before) if kind in ("measure", "money") else "",
        contest=kind == "percent" and _CONTEST.search(text) is not None,
        names=_names(before if kind == "quantity" else _OPENING_WORD.sub("", before)),
        places=_places(text, end) if kind == "quantity" else frozenset(),
        days=_days(text, (start, end)),
        season=_SEASON.search(text) is not None,
        another=_ANOTHER.search(before) is not None or _ANOTHER_AFTER.match(text, end) is not None,
        others=kind == "quantity" and _OTHER.match(text, end) is not None,
        start=_START.search(before) is not None and _START_TO.match(text, end) is not None,
        definite=_DEFINITE.search(before) is not None and _RESTRICTED.match(text, end) is not None,
        added=(kind in ("money", "measure") and _ADDED.search(before) is not None) or _is_of_others(text, start, end),
    )


def _is_of_others(text: str, start: int, end: int) -> bool:
    """Say whether a count of "others" goes on with the count right before it: "14 pupils and seven others"."""
    listed = _COUNTED_BEFORE.search(text, 0, start)
    if listed is None or not _OTHERS.match(text, end):
        return False
    return not any(word.lower() in EVENTS for word in listed["counted"].split())


def _shape(text: str, start: int, end: int, unit: str | None) -> Bearing:
    """Return what a measurement of space, weight or speed tells of whose it is, and from where."""
    before = _CONVERTED.sub("", text[:start])
    base = to_base(unit) if unit else None
    far = _DISTANCE.match(text, end) if base is not None and base[0] == _LENGTH else None
    if far is not None:
        letters = re.findall("north|south|east|west", (far["direction"] or "").lower())
        landmark = frozenset(t.lower() for t in re.findall(r"[A-Z][\w’'-]+", far["landmark"] or ""))
        return Bearing(distance=True, directions=frozenset(t[0] for t in letters), landmark=landmark)
    named = _QUALITY_AFTER.match(text, end) or _QUALITY_BEFORE.search(before)
    quality = _QUALITY_OF[named["quality"].lower()] if named else ""
    attributive = _ATTRIBUTIVE.search(text[start:end]) is not None
    thing = _noun_after(text, end) if attributive else frozenset()
    if not thing:
        found = _THING_AS.search(before) if text[start:].lower().startswith(("as ", "up to ")) else None
        found = _THING_BEFORE.search(before) or found
        words = [found["thing"]] if found else []
        thing = frozenset(
            stem(t) for t in map(str.lower, words) if t not in _STOPS | _PLAIN_THINGS | _QUALITY_OF.keys()
        )
    return Bearing(quality=quality, thing=thing)


_UNITS = frozenset(MEASURES.values()) - DURATIONS
_LENGTH = (to_base("metre") or ("",))[0]


def _noun_after(text: str, end: int) -> frozenset[str]:
    """Return stems of the noun phrase that a measurement before it belongs to: "(eight-foot) vehicle gate"."""
    found = _THING_AFTER.match(text, end)
    words: list[str] = []
    for word in found["thing"].lower().split() if found else []:
        if word in _STOPS:
            break
        words.append(word)
    return frozenset(stem(t) for t in words if t not in _QUALITY_OF)


def _change(text: str, start: int, end: int) -> str:
    before = text[:start]
    if any(sign.search(before) for sign in _RISE):
        return "rise"
    if any(sign.search(before) for sign in _FALL):
        return "fall"
    return "difference" if _DIFFERENCE.match(text, end) else ""


def _years(text: str, figure: tuple[int, int]) -> frozenset[str]:
    """Return the nearest year at which the figure's own statement places it."""
    found = [m for m in _YEAR.finditer(text) if reaches(text, figure, m.span())]
    nearest = min(found, key=lambda m: min(abs(m.start() - figure[1]), abs(figure[0] - m.end())), default=None)
    return frozenset([nearest["year"]]) if nearest else frozenset()


def _person(before: str) -> str:
    found = _PERSON.search(before)
    return found["who"].lower() if found and not _SAYS.search(found["told"]) else ""


def _names(before: str) -> frozenset[str]:
    """Return the words of the names in the nearest clause before a figure that has any, behind whatever says who tells it."""
    for clause in reversed(_CLAUSE.split(before)):
        told = [m.end() for m in _SAYS.finditer(clause)]
        words = [re.sub(r"['’]s?$", "", m[0].lower()) for m in _NAME.finditer(clause[max(told, default=0) :])]
        if named := frozenset(words) - _PARTICLES - _STOPS:
            return named
        if told or _PRONOUN.search(clause):
            break
    return frozenset()


def _places(text: str, end: int) -> frozenset[str]:
    found = _PLACES.match(text, end)
    words = _NAME.findall(found["places"]) if found else []
    days = re.compile(rf"{_DAY_NAMES}|{w.MONTH_NAMES}")
    return frozenset(word.lower() for word in words if not days.fullmatch(word))


def _days(text: str, figure: tuple[int, int]) -> frozenset[str]:
    """Return the days on which a figure's own statement says that something happened, not those on which it was said."""
    found: set[str] = set()
    if _TOLL.search(text, 0, figure[0]):
        return frozenset()
    for day in _DAY.finditer(text):
        opens = re.fullmatch(r"\s*(?:And\s+)?(?:(?:Late|Early|Later)\s+)?(?:[Oo]n\s+)?", text[: day.start()])
        said = opens and (m := _THEN_SAID.match(text, day.end())) and m.end() <= figure[0]
        if not said and not _SAID_ON.search(text[: day.start()]) and reaches(text, figure, day.span()):
            found.add(day[0])
    return frozenset(found)
