"""How it was done: the means or cause that a sentence names, and how many bombs, bombers or attackers it counts.

Means fall into families, and only families that exclude each other make outlets differ: a car bomb and an "explosion" are
one thing said twice, a car bomb and an air strike are not. A missile may come from the air or the ground, so it is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "AGENT_NAMES",
    "CARRIER_NAMES",
    "FAMILY_NAMES",
    "Devices",
    "agents_of",
    "are_exclusive",
    "carriers_of",
    "count_devices",
    "means_of",
]

_CRAFT = r"(?:war)?(?:planes?|jets?|aircraft|helicopters?)"
_LANDED = r"\s+(?:\w+\s+)?(?:hit|struck|slammed|landed|fell|fired)"
_HIT_BY = r"(?:hit|struck|destroyed|damaged|killed)\s+by\s+(?:\w+\s+){0,2}?"
_VEHICLE = r"(?:car|truck|suicide|roadside|lorry|van|bus|motorcycle|parcel|nail|vehicle|booby-trapped)"
_FAMILIES = {
    "air": (
        r"air\s*-?\s*(?:strikes?|raids?|attacks?|bombardments?)",
        r"aerial\s+(?:bombardment|bombing|attack)s?",
        r"barrel\s+bombs?",
        r"drone\s+(?:strike|attack)s?",
        _HIT_BY + r"drones?",
        _CRAFT + r"\s+(?:had\s+|have\s+)?(?:bombed|bombarded|struck|hit|targeted|pounded|attacked|dropped)",
        r"dropped\s+(?:by|from)\s+(?:\w+\s+){0,3}?" + _CRAFT,
    ),
    "shelling": (
        r"shelling|shelled|artillery|mortars?",
        r"rocket\s+(?:fire|attacks?|strikes?|barrage)",
        r"(?:rockets?|shells?)" + _LANDED,
        _HIT_BY + r"(?:rockets?|shells?|mortars?)",
    ),
    "bomb": (
        _VEHICLE + r"[\s-]+(?:car\s+|truck\s+)?(?:bomb\w*|blasts?|attack(?:s|ers?)?|explosions?)",
        r"(?:blew|blow|blown|blowing)\s+(?:himself|herself|themselves|itself)\s+up",
        r"explosive\s+(?:belts?|vests?|devices?|charges?)",
        r"explosives?-(?:laden|packed|rigged|filled)|(?:loaded|packed|rigged|filled)\s+with\s+(?:\w+\s+){0,4}?explosives",
        r"improvised\s+explosive|land\s*-?mines?|booby-trapped|detonated\s+(?:his|her|their)\s+explosives?",
        r"caused\s+by\s+(?:an?\s+)?(?:\w+\s+)?(?:bombs?|explosives)|bombs?\s+(?:had\s+|has\s+)?(?:caused|triggered)",
        r"bomb\s+(?:\w+\s+)?(?:exploded|went\s+off|planted|hidden)|bomb\s+attacks?|twin\s+bombings?|double\s+bomb\w*",
    ),
    "gun": (r"gunm[ae]n|mass\s+shooting|opened\s+fire|gunfire|shot\s+dead|stabb(?:ed|ing)",),
    "accident": (
        r"gas\s+(?:leaks?|cylinders?|canisters?|bottles?|tanks?|explosions?|blast)",
        r"short[\s-]circuit|electrical\s+(?:fault|short)|(?:faulty|defective|overheated)\s+\w+|ammunition\s+(?:had\s+)?(?:detonated|exploded)",
        r"(?:in|by)\s+(?:an?|the|heavy|rough)\s+(?:storms?|seas)|ran\s+aground|(?:overloaded|overcrowded)",
        r"(?:technical|mechanical|engine|brake|power)\s+(?:faults?|failures?|problems?|malfunctions?|trouble)|malfunction\w*",
        r"(?:human|pilot|driver)\s+error|by\s+accident|an\s+accident|accidental(?:ly)?|bad\s+weather|lightning",
    ),
    "deliberate": (r"arson\w*|sabotage\w*|deliberately|foul\s+play",),
    "missile": (
        r"missiles?\s+(?:had\s+|have\s+)?(?:hit|struck|sank|destroyed)|torpedo(?:ed|es)?",
        r"(?:hit|struck|sunk|destroyed)\s+by\s+(?:[\w-]+\s+){0,3}?missiles?",
    ),
    "shot down": (r"(?:shot|brought)\s+down(?!\s+on)|downed\s+by",),
}
_MEANS = {name: re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) for name, patterns in _FAMILIES.items()}
FAMILY_NAMES = {
    "air": "an attack from the air",
    "shelling": "shelling or rockets from the ground",
    "bomb": "a bomb on the spot",
    "gun": "gunfire",
    "accident": "an accident or a fault",
    "deliberate": "a deliberate act",
    "missile": "a missile",
    "shot down": "being shot down",
}
"""Family -> how a reader is told of it."""

_WHEELED = r"(?:car|truck|lorry|van|vehicle|pick-?up)"
_CARRIERS = {
    "vehicle": (
        _WHEELED + r"\s+bomb\w*",
        _WHEELED + r"\s+(?:\w+\s+){0,3}?(?:blew\s+up|exploded|packed|loaded|laden|rigged)",
        r"(?:explosives?-(?:laden|packed|rigged|filled)|booby-trapped)\s+" + _WHEELED,
    ),
    "motorcycle": (r"motorcycle|motorbike",),
    "on foot": (r"(?:explosive|suicide)\s+(?:belt|vest)s?",),
    "planted": (
        r"roadside\s+bombs?|land\s*-?mines?|improvised\s+explosive",
        r"planted\s+(?:a\s+)?bombs?|bombs?\s+(?:\w+\s+)?(?:planted|hidden|left)",
        r"remote(?:ly)?[\s-]+(?:detonated|controlled)",
    ),
}
_CARRIER = {name: re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) for name, patterns in _CARRIERS.items()}
CARRIER_NAMES = {
    "vehicle": "a bomb in a vehicle",
    "motorcycle": "one on a motorcycle",
    "on foot": "one worn by the bomber",
    "planted": "one planted before",
}
"""How the bomb came there -> how a reader is told of it."""

_AGENTS = {
    "nerve agent": r"sarin|nerve\s+(?:gas|agents?)|novichok|vx",
    "chlorine": r"chlorine",
    "mustard": r"(?:sulphur\s+|sulfur\s+)?mustard(?:\s+gas)?",
    "phosphorus": r"white\s+phosphorus",
}
_AGENT = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _AGENTS.items()}
AGENT_NAMES = {
    "nerve agent": "a nerve agent",
    "chlorine": "chlorine",
    "mustard": "mustard gas",
    "phosphorus": "white phosphorus",
}
"""Chemical -> how a reader is told of it; "toxic gas" may be any."""

_TOGETHER = frozenset(
    {frozenset({"gun", "bomb"}), frozenset({"gun", "deliberate"}), frozenset({"bomb", "deliberate"})}
    | {frozenset({"missile", other}) for other in ("air", "shelling", "shot down", "deliberate", "bomb", "gun")}
)
"""Pairs of families that one attack may combine."""

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "twin": 2,
    "double": 2,
    "dual": 2,
}
_NUMBERS |= {"triple": 3, "pair": 2, "single": 1, "lone": 1, "both": 2, "second": 2, "third": 3, "fourth": 4}
_DEVICES = re.compile(
    r"(?<![\w-])(?P<number>\d{1,2}|"
    + "|".join(_NUMBERS)
    + r")\s+(?:of\s+)?(?:(?!(?:"
    + "|".join(_NUMBERS)
    + r"|killed|dead|hurt|wounded|injured|die[sd]?|people|in|as|by|after|when|from|and|or|to|at|with|on|that|who|was"
    r"|were|is|are|days?|hours?|others?|of|fighter|stealth|long-range|strategic)\b)"
    r"[\w’'-]+\s+){0,2}?"
    r"(?P<kind>(?:(?:suicide|car|truck|van|vehicle|motorcycle|bomb)[\s-]*){0,2}"
    r"(?:bomb(?:ers?|ings?|s)?(?:\s+(?:attacks?|blasts?))?|attackers?|attacks|blasts?|explosions?|gunm[ae]n|assailants?))\b(?!\s+(?:run|squad|threat|scare|disposal))",
    re.IGNORECASE,
)
_ACTORS = re.compile(r"(?:bombers?|attackers?|gunm[ae]n|assailants?)$", re.IGNORECASE)
_BOMBS = re.compile(r"bomb|suicide", re.IGNORECASE)


@dataclass(frozen=True)
class Devices:
    """A count of bombs or attackers."""

    start: int
    """First code point."""
    end: int
    """End, exclusive."""
    number: int
    """How many."""
    kind: str
    """"bombs" (bombs, bombings and bombers: one bomber, one bomb), "attackers" or "blasts"."""
    plain: bool
    """Whether it only says "a bomb": that is no count where others are counted."""


def means_of(text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """Return the families of means that `text[start:end]` names."""
    last = len(text) if end is None else end
    return frozenset(name for name, pattern in _MEANS.items() if pattern.search(text, start, last))


def carriers_of(text: str) -> frozenset[str]:
    """Return how the bomb came there by `text`."""
    return frozenset(name for name, pattern in _CARRIER.items() if pattern.search(text))


def agents_of(text: str) -> frozenset[str]:
    """Return the chemicals that `text` says were used."""
    return frozenset(name for name, pattern in _AGENT.items() if pattern.search(text))


def are_exclusive(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether two accounts of the means cannot both be right: each names one family, and the two do not go together."""
    if len(first) != 1 or len(second) != 1 or first == second:
        return False
    return first | second not in _TOGETHER


def count_devices(text: str, start: int = 0, end: int | None = None) -> list[Devices]:
    """Return the bombs, bombers, blasts and attackers that `text[start:end]` counts, in order."""
    found = []
    for match in _DEVICES.finditer(text, start, len(text) if end is None else end):
        word = match["number"].lower()
        number = int(word) if word.isdigit() else _NUMBERS[word]
        kind = match["kind"]
        if _BOMBS.search(kind):
            name = "bombs"
        elif _ACTORS.search(kind):
            name = "attackers"
        else:
            name = "blasts"
        found.append(Devices(match.start(), match.end(), number, name, word in ("a", "an")))
    return found
