"""Who the parties of a story are, by how it uses their names: nations, groups, and what their forces are called.

No list holds an invented country or a new militia. A name that owns an army, a ministry or state television is a nation's; one
that stands before "rebels" or claims an attack is a group's. Outlets name a nation by noun and adjective ("Torvania",
"Torvanian jets"): `root` gives what both have in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarize.reading.event_words import PARTIES

__all__ = ["CRAFT", "IRREGULARS", "STATE_FORCES", "WEAPONS", "Kind", "Parties", "Party", "root"]

Kind = Literal["state", "rebels", "group", "armed", "crowd", "named"]
"""A government with its forces, irregulars without a name, those with one, gunmen of no known side, and unarmed people."""

STATE_FORCES = frozenset(
    """government regime army military forces troops soldiers soldier authorities police policemen policeman officers navy
    administration gendarmes gendarmerie guards airforce marines commandos paratroopers coastguard aviation junta border-guards
    servicemen republic""".split()
)
CRAFT = frozenset(
    """warplanes warplane jets jet aircraft helicopters helicopter planes plane artillery drones drone gunships bombers tanks
    fighter-jets gunboats warships""".split()
)
"""What flies or fires for whoever owns it."""
WEAPONS = frozenset(
    """missiles missile rockets rocket shells shell mortars mortar bombs bomb shelling strikes strike airstrikes airstrike raids
    raid attack attacks bombing bombings bombardment fire gunfire guns assault offensive explosives""".split()
)
"""Deeds and arms that belong to whoever is named before them or after "of" and "by"."""
IRREGULARS = frozenset(
    """rebel rebels opposition insurgent insurgents militant militants terrorist terrorists jihadist jihadists jihadis extremist
    extremists islamist islamists separatist separatists militia militias militiamen guerrillas guerrilla mercenaries takfiris
    paramilitaries secessionists bandits khawarij""".split()
)
_ARMED = frozenset(
    """gunmen gunman attackers attacker assailants assailant bomber hijackers kidnappers captors perpetrators
    men group groups shooter shooters""".split()
)
_CROWD = frozenset(
    """protesters protester demonstrators demonstrator rioters mob mobs hooligans strikers students workers farmers herders
    smugglers criminals troublemakers gang gangs mafias mafia traffickers prisoners inmates settlers vigilantes thugs fans
    opponents infiltrators provocateurs saboteurs strangers""".split()
)
_GROUP_HEADS = frozenset(
    "Army Front Movement Brigade Brigades Emirate State Militia Guard Jihad Resistance Faction".split()
)
"""Capitalised words in which the names of groups end."""
_COMMON_CAPS = frozenset(
    """the a an in on at by of to for and but it he she they we i mr mrs gen general col colonel maj major lt president prime
    minister king queen monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december un united nations north south east west northern southern eastern western
    security council union sunni shia shiite muslim muslims christian christians jewish islamic islamist arab defence defense
    interior foreign state national international army air force forces police ministry""".split()
)
_NAME = r"(?P<name>[A-Z][\w’'-]*[a-z](?:\.[A-Z]\.)?|U\.S\.|U\.N\.|[A-Z]{2,6})"
_OF_NATION = re.compile(
    r"\b" + _NAME + r"(?:['’]s?)?\s+(?:\w+\s+)?(?:government|regime|army|military|armed\s+forces|forces|"
    r"air\s+force|police|navy|troops|soldiers|president|"
    r"parliament|foreign\s+min\w+|defen[cs]e\s+min\w+|interior\s+min\w+|ministry|state\s+(?:media|television|tv|news)|prime\s+minister|premier|authorities|embassy|"
    r"war\s*planes|jets|border\s+guards?|general\s+staff|capital|units|side|officials|aggression|aviation)\b"
    r"|\b(?:government|regime|army|military|forces|troops|president|capital|planes|jets|authorities)\s+of\s+(?:the\s+)?(?P<after>[A-Z]\w+)"
    r"|\b(?P<led>[A-Z][\w.]+)-(?:led|backed)\b"
)
_OF_GROUP = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+)\s+(?:rebels?|militants?|fighters|groups?|gunmen|militia(?:s|men)?|movement|insurgents?|separatists?|jihadists?|terrorists?|captors|"
    r"guerrillas?|members?|commanders?)\b"
    r"|\b(?:rebels|militants|fighters|group|militia|movement|gunmen)\s+(?:of|from)\s+(?:the\s+)?(?P<after>[A-Z]\w+)"
)
_GROUP_NAME = re.compile(
    r"\b(?P<first>[A-Z][\w’-]+)\s+(?:[A-Z][\w’-]+\s+)?(?:" + "|".join(sorted(_GROUP_HEADS)) + r")\b"
)
_LEAGUE = re.compile(
    r"\b(?P<led>[A-Z][\w.]+)-led\s+(?:[\w-]+\s+){0,2}?(?:coalition|alliance)\b|\b(?:coalition|alliance)\s+led\s+by\s+(?:the\s+)?(?P<by>[A-Z]\w+)"
)
_LOWER = re.compile(r"(?<![\w-])[a-z]{3,}")
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_][\w’'-]*")
_ENDING = re.compile(r"(?:ians?|ans?|ese|ish|is|ia|a|i|ns?|s|e|o|y)$")
_ALLIED = re.compile(
    r"(?:^pro|^anti|^ex|^non)-|-(?:backed|allied|supported|held|controlled|run|linked|owned|affiliated|based|trained|installed)$",
    re.IGNORECASE,
)
SHORTEST_ROOT = 4
"""Letters that a name keeps at least when its endings go."""


@lru_cache(maxsize=8192)
def root(name: str) -> str:
    """Return what the noun and the adjective for one nation or group have in common, in lower case."""
    lower = name.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    known = PARTIES.get(lower) or (PARTIES.get(lower.removesuffix("s")) if len(lower) > 4 else None)
    if known is not None and lower != "is":
        return known
    while (shorter := _ENDING.sub("", lower)) != lower and len(shorter) >= SHORTEST_ROOT:
        lower = shorter
    return lower


@dataclass(frozen=True)
class Party:
    """Somebody who may have done it, as far as a phrase says who."""

    kind: Kind
    names: frozenset[str]
    """Roots of the names of nations, alliances or groups."""


_PARTY_GROUPS = frozenset({"isis", "nusra", "hezbollah", "taliban", "hamas", "houthi", "kurdish"})


@dataclass(frozen=True)
class Parties:
    """The parties of one story."""

    nations: frozenset[str]
    """Roots of names that own a government or its forces."""
    groups: frozenset[str]
    """Roots of names that groups bear."""
    league: frozenset[str]
    """Roots of the nations that lead "the coalition" or "the alliance"."""
    places: frozenset[str]
    """Names that the story uses of places: before "strike" they say where it hit."""
    short: Mapping[str, str]
    """Initials of longer names -> the root of their first word."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Parties:
        """Return the parties that the texts of one story name."""
        texts = list(texts)
        plain = {m[0] for text in texts for m in _LOWER.finditer(text)}
        nations: Counter[str] = Counter()
        groups: Counter[str] = Counter()
        league: set[str] = set()
        for text in texts:
            for match in _OF_NATION.finditer(text):
                name = match["name"] or match["after"] or match["led"]
                if _is_name(name, plain):
                    nations[root(name)] += 1
            for match in _OF_GROUP.finditer(text):
                name = match["name"] or match["after"]
                if _is_name(name, plain):
                    groups[root(name)] += 1
            for match in _GROUP_NAME.finditer(text):
                if match["first"].lower() not in _COMMON_CAPS and match["first"].lower() not in PARTIES:
                    groups[root(match["first"])] += 1
            for match in _LEAGUE.finditer(text):
                league.add(root(match["led"] or match["by"]))
        own = frozenset(n for n, k in nations.items() if (k >= groups[n] or n in _NATIONS) and n not in _PARTY_GROUPS)
        leaders = frozenset(root(m[1]) for text in texts for m in _LEADER.finditer(text)) - _NATIONS
        own -= leaders
        armed = frozenset(g for g in groups if g not in own and g not in _NATIONS) | _PARTY_GROUPS
        places = frozenset(m[1] for text in texts for m in _PLACE.finditer(text))
        short = {
            initials: root(m[0].split()[0])
            for text in texts
            for m in _LONG.finditer(text)
            if len(initials := _initials(m[0])) > 2
        }
        armed |= {short[a] for a in short if a.lower() in armed}
        return cls(own | _NATIONS, armed, frozenset(league), places, short)

    def read(self, words: str, named: bool = False) -> Party | None:
        """Return the party that a noun phrase means; None where it means none.

        Where somebody is `named` as the one to blame, any name is a party.
        """
        found = [m[0].strip("’'.-") for m in _WORD.finditer(_ISLAMIC_STATE.sub("ISIS", words))]
        parts = [
            p
            for w in found
            if w
            for p in ([w] if w.lower() in PARTIES or _ALLIED.search(w) else re.split(r"-|(?<=-)", w))
        ]
        parts = [p for p in parts if p and not _ALLIED.search(p)]
        lowered = [p.lower().replace("’", "'").removesuffix("'s") for p in parts]
        roots = [(self.short.get(p) or root(p)) if p[0].isupper() and p not in ("Is", "Us") else "" for p in parts]
        groups = frozenset(r for r in roots if r in self.groups)
        nations = frozenset(r for r in roots if r in self.nations) - groups
        if {"coalition", "alliance", "allies"} & set(lowered):
            return Party("state", nations | self.league | {"coalition"})
        heads = set(lowered)
        if groups:
            return Party("group", groups)
        if heads & (IRREGULARS - {"opposition"} if heads & STATE_FORCES else IRREGULARS) or (
            "fighters" in heads and not nations and not heads & STATE_FORCES
        ):
            return Party("rebels", frozenset())
        if heads & _ARMED and not heads & STATE_FORCES:
            return Party("armed", frozenset())
        plain = {p.lower() for p in parts if p.islower() or len(parts) == 1}
        if plain & _CROWD and not heads & STATE_FORCES:
            return Party("crowd", frozenset(plain & _CROWD))
        if nations or heads & STATE_FORCES:
            return Party("state", nations)
        names = frozenset(r for r in roots if r and r not in _COMMON_CAPS and len(r) > 2)
        return Party("named", names) if named and names else None


_LEADER = re.compile(
    r"\b(?:President|President-elect|Chancellor|King|Marshal)\s+(?:[A-Z][\w’-]+\s+(?:(?:al|el)[\s-])?)?([A-Z][\w-]+)"
)
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom)\s+([A-Z][\w’'-]+)(?=[,.;:]|\s+(?:on|and|has|have|was|were|said|in|after|when|that|as|by)\b)"
)
_LONG = re.compile(r"\b(?:[A-Z][\w’-]+\s+(?:(?:of|the|for|and)\s+){0,2}){1,4}[A-Z][\w’-]+")


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())


_NATIONS = frozenset(PARTIES.values()) - _PARTY_GROUPS
_ISLAMIC_STATE = re.compile(r"\bIslamic\s+State\b", re.IGNORECASE)


def _is_name(word: str, plain: set[str]) -> bool:
    lower = word.lower().replace("’", "'").removesuffix("'s")
    return bool(word) and word[0].isupper() and lower not in _COMMON_CAPS and lower not in plain
