"""Whom a sentence holds responsible, reduced to what two outlets can be compared by.

"Syrian government jets", "the regime", "Assad's forces" and "Damascus" are one culprit; "rebels", "militants" and
"terrorists" are the other side in different moods. A culprit is therefore a set of labels: `state:syria`, `group:isis`,
`name:askel`, `rebels`, `home` (a government, army or police that is not said to be of another nation).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from summarize.reading.event_words import PARTIES
from summarize.reading.words import stem

__all__ = ["Accusation", "Home", "are_rivals", "find_accusations", "labels_of"]

_NAME = r"(?P<culprit>(?:[\w’'\"“”-]+\s+){0,5}?[\w’'\"“”-]+)"
_STOP = (
    r"(?=\s+(?:for|of|in|on|at|after|when|while|as|that|who|which|to|said|says|saying|near|against|during|with|but|from|into|over|"
    r"is|are|was|were|has|have|had|killed|could|would|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|and\s+(?:demanded|said|has|have|called|the))\b"
    r"|[.,;:\"”!?]|$)"
)
_ACCUSED = re.compile(
    r"\b(?:(?:carried\s+out|conducted|perpetrated|launched|dropped|fired|caused|triggered|staged|planted|provoked|committed|downed|shot\s+down|attacked|bombed|shelled)"
    r"\s+(?:last\s+\w+\s+|on\s+\w+day\s+)?by"
    r"|blam(?:ed|es|ing)(?:\s+(?:it|this|them|(?:the|an?|its|their)\s+(?:[\w’'-]+\s+){1,7}?)\s*on)?|accus(?:ed|es|ing)(?!\s+of\b)|attributed\s+to|believed\s+to\s+(?:be|have\s+been)\s+(?:carried\s+out\s+)?(?:by|from)"
    r"|the\s+work\s+of|pointed\s+(?:the|a)\s+finger\s+at|(?:hold|holds|held|holding)(?=\s+(?:[\w’']+\s+){1,5}?responsible))\s+"
    + _NAME
    + _STOP,
    re.IGNORECASE,
)
_BEHIND = re.compile(
    _NAME.replace("culprit", "behind")
    + r"\s+(?:(?:was|were|is|are|be|been|had\s+been|has\s+been|have\s+been)\s+(?:behind|responsible\s+for|to\s+blame\s+for)"
    r"|bears?\s+(?:[\w\"“]+\s+)?responsibility|(?:had\s+|have\s+|has\s+)?(?:provoked|carried\s+out|perpetrated|claimed\s+(?:the\s+(?!lives|life)\w+|responsibility)))\b",
    re.IGNORECASE,
)
_FLOWN = re.compile(
    r"(?P<flown>(?:(?!the\b|that\b|said\b|when\b|and\s+the\b)[\w’'-]+\s+){1,4}(?:warplanes|planes?|jets|aircraft|helicopters|artillery|gunmen|forces|troops|soldiers|fighters"
    r"|shelling|shells?|bombardment|(?:air\s*)?strikes?|raids?|rockets?|missiles?|mortars?|drones?))"
    r"\s+(?:had\s+|have\s+)?(?:targeted|bombed|bombarded|shelled|struck|hit|attacked|opened\s+fire|fired)\b",
    re.IGNORECASE,
)
ACT_REACH = 60
"""Characters before "launched by" in which the act must be named: an offensive or an inquiry is no deed to be blamed for."""
_ACT = re.compile(
    r"\b(?:(?:air\s*)?(?:attack|strike|raid|bombing|blast|explosion|shelling|massacre|killing|murder|assault|shooting|bomb|rocket|missile|"
    r"mortar|fire|crash|collapse|leak|clash|violence|incident|deaths?|sabotage|hack|breach)\w*|suspected|killed|believed)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\s+[^.;]{1,80}", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:carr(?:y|ied|ying)\s+out|behind|launch\w*|fir(?:e|ed|ing)|us(?:e|ed|ing)|target\w*|shell\w*|kidnap\w*|abduct\w*|poison\w*"
    r"|burn\w*|torch\w*|start(?:ed|ing)|caus(?:ed|ing)|set(?:ting)?|plant\w*|drop\w*|weapons?|gas|stag\w+|responsib\w+|shoot\w*|shot"
    r"|blow\w*|destroy\w*|break\w*|violat\w*|steal\w*|stole\w*)\b",
    re.IGNORECASE,
)
"""What somebody who is accused of a deed did."""
_LEAD_IN = re.compile(
    r"\b(?:said|says|saying|say|that|determined|concluded|while|but|reported|claimed|believes?|confirmed|alleged|insisted|when|after)\b",
    re.I,
)
"""What ends before a culprit's name in a clause that opens with who says so."""
_NOT = re.compile(r"\b(?:no|none|nobody|not|never|neither|which|who)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_SEATS = {
    "damascus": "syrian", "tehran": "iranian", "ankara": "turkish", "baghdad": "iraqi", "beijing": "chinese", "london": "british",
    "paris": "french", "berlin": "german", "riyadh": "saudi", "cairo": "egyptian", "islamabad": "pakistani", "delhi": "indian",
    "seoul": "south-korean", "pyongyang": "north-korean", "tripoli": "libyan", "kabul": "afghan", "beirut": "lebanese",
}  # fmt: skip
"""Capitals that stand for their governments, beside those in `PARTIES`."""
_STATE = frozenset(
    """government regime army forces military troops soldiers authorities police navy airforce administration
    officials ministry""".split()
)
_CRAFT = frozenset(
    "warplanes jets jet aircraft helicopters planes plane artillery drone drones missiles air security".split()
)
"""What any side may fly or fire: it names nobody by itself."""
_REBELS = frozenset(
    """rebel rebels opposition insurgent insurgents militant militants terrorist terrorists jihadist jihadists
    extremist extremists islamist islamists separatist separatists gunmen militia militias militiamen fighters
    guerrillas opponents""".split()
)
_MORE_ACTORS = frozenset(
    "driver pilot operator company owner contractor crew captain student employee neighbour husband".split()
)
_UNNAMED = frozenset(
    """the a an and or it them him her he she they its his their monday tuesday wednesday thursday friday saturday
    sunday president prime minister january february march april june july august september october november
    december mr mrs general leader group groups side sides people others someone two three several other another
    alleged suspected so-called el al bin ibn attack attacks strike strikes raid raids explosion blast bomb
    bombing massacre incident crime deaths civilians suicide unknown unidentified air force foreign defence
    defense interior state media local source sources spokesman""".split()
)


@dataclass(frozen=True)
class Accusation:
    """That a sentence names who did it."""

    start: int
    """First code point of the words that name the culprit."""
    end: int
    """End, exclusive."""
    labels: frozenset[str]
    """What the culprit is compared by."""
    explicit: bool
    """Whether the sentence lays blame; else it only tells who acted ("rebel artillery hit")."""


def find_accusations(text: str, start: int = 0, end: int | None = None) -> list[Accusation]:
    """Return whom `text[start:end]` holds responsible, in order; only those with a label."""
    last = len(text) if end is None else end
    found = []
    for pattern, group, explicit in ((_ACCUSED, "culprit", True), (_BEHIND, "behind", True), (_FLOWN, "flown", False)):
        for match in pattern.finditer(text, start, last):
            if match[0].split()[-len(match[group].split()) - 1 :][0].lower() == "by" and not _ACT.search(
                text, max(start, match.start() - ACT_REACH), match.end()
            ):
                continue
            first, end_ = match.span(group)
            if match[0].lower().startswith("accus") and _is_of_no_deed(text, end_, last):
                continue
            lead = [m.end() for m in _LEAD_IN.finditer(text, first, end_)] if group != "culprit" else []
            first = max([first, *lead])
            if _NOT.search(text, first, end_):
                continue
            labels = labels_of(text[first:end_])
            if labels:
                found.append(Accusation(first, end_, labels, explicit))
    return sorted(found, key=lambda a: (a.start, not a.explicit))


def _is_of_no_deed(text: str, start: int, end: int) -> bool:
    """Say whether somebody is accused of what is no single deed: "of declaring war", "of a policy of hatred"."""
    accused = _OF.match(text, start, end)
    return accused is not None and not (_ACT.search(accused[0]) or _HARM.search(accused[0]))


@lru_cache(maxsize=8192)
def labels_of(words: str) -> frozenset[str]:
    """Return what the culprit named by `words` is compared by; empty where they name none."""
    words = _ISLAMIC_STATE.sub("ISIS", words)
    found = [m[0].strip("’'.-") if m[0] not in ("U.S.", "U.K.") else m[0] for m in _WORD.finditer(words)]
    found = [w for w in found if w and w not in ("is", "us", "Us", "Is")]
    lowered = [w.lower().replace("’", "'").removesuffix("'s") for w in found]
    parts = [part for w in lowered for part in ([w] if w in PARTIES else w.split("-"))]
    rebels = any(p in _REBELS for p in parts)
    labels: set[str] = set()
    for part in parts:
        party = PARTIES.get(part) or (PARTIES.get(part.removesuffix("s")) if len(part) > 4 else None)
        if party is not None:
            labels.add(f"group:{party}" if party in _GROUPS else "" if rebels else f"state:{party}")
    labels |= {f"state:{_SEATS[p]}" for p in parts if p in _SEATS}
    labels.discard("")
    if "coalition" in parts:
        labels.add("name:coalition")
    elif rebels:
        labels.add("rebels")
    elif any(p in _STATE for p in parts) and (not labels or {"and", "or"} & set(parts)):
        labels.add("home")
    known = _STATE | _CRAFT | _REBELS | _UNNAMED | PARTIES.keys()
    if not labels & {"home"} and not any(x.startswith(("state:", "group:")) for x in labels):
        labels |= {
            f"name:{stem(w)}"
            for w, low in zip(found, lowered, strict=True)
            if w[0].isupper() and low not in known and low.removesuffix("s") not in known
        }
        labels |= {f"name:{p}" for p in parts if p in _MORE_ACTORS}
    return frozenset(x for x in labels if x)


_ISLAMIC_STATE = re.compile(r"\bIslamic\s+State\b", re.IGNORECASE)
_GROUPS = frozenset({"isis", "nusra", "hezbollah", "taliban", "hamas", "houthi"})
"""Parties that are no state."""


@dataclass(frozen=True)
class Home:
    """Whom a story means by a bare "the regime"."""

    party: str | None
    """The nation whose government or army it names most often; None where it names none."""
    leaders: frozenset[str]
    """Labels of those after whom a government is called ("the Askel administration")."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Home:
        """Return what the texts of one story mean by a government that they do not name."""
        counts: Counter[str] = Counter()
        leaders: set[str] = set()
        for text in texts:
            counts.update(p for m in _OF_STATE.finditer(text) if (p := _party(m[1])))
            for match in _LED.finditer(text):
                name = (match["before"] or match["after"].split()[-1]).removesuffix("'s").removesuffix("’s")
                if _party(name) is None and name.lower() not in _UNNAMED:
                    leaders.add(f"name:{stem(name)}")
        most = counts.most_common(1)
        return cls(most[0][0] if most else None, frozenset(leaders))

    def read(self, labels: frozenset[str]) -> frozenset[str]:
        """Return the labels with a bare government, and its leader, read as the nation they stand for."""
        if self.party is None:
            return labels
        return frozenset(f"state:{self.party}" if x == "home" or x in self.leaders else x for x in labels)


def _party(word: str) -> str | None:
    lower = word.lower()
    party = PARTIES.get(lower) or PARTIES.get(lower.removesuffix("s"))
    return party if party not in _GROUPS and lower not in ("is", "us") else None


_OF_STATE = re.compile(
    r"\b([A-Z][\w.]+?)(?:['’]s)?\s+(?:government|regime|army|military|forces|troops|state|air\s+force|warplanes|president|police|opposition|rebels)\b"
)
_LED = re.compile(
    r"\b(?P<before>[A-Z][a-z’'-]+)\s+(?:regime|government|administration)\b|\b(?:regime|government|administration)\s+of\s+(?:President\s+)?"
    r"(?P<after>[A-Z][\w-]+(?:\s+(?:al|el|[A-Z][\w-]+))*)"
)


def are_rivals(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether two culprits exclude each other: nations, groups or names that differ, or a state and its enemies.

    A name that is neither may be anybody's: a person against a state, "rebels" against a group, is no dispute yet.
    """
    if not first or not second or first & second:
        return False
    kinds = {x.split(":")[0] for x in first}, {x.split(":")[0] for x in second}
    if any("name" in k for k in kinds):
        return kinds == ({"name"}, {"name"})
    return not (any("rebels" in k for k in kinds) and any("group" in k for k in kinds))
