"""What caused it: questions about accounts of the means or the cause that exclude each other, and about what is left open.

Two outlets may tell one event as an air strike and as shelling; two sources may give a crash to a fault and to a missile;
one source leaves open what another states. An article that tells of both means is no party: both were used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.comparison.sources import is_named
from summarize.reading.event_words import PARTIES
from summarize.reading.means import (
    AGENT_NAMES,
    CARRIER_NAMES,
    FAMILY_NAMES,
    agents_of,
    are_exclusive,
    carriers_of,
    means_of,
)
from summarize.reading.words import stems

__all__ = ["cause_questions"]

LEAST_TOPICAL = 2
"""Content words that a statement shares with the headlines, at least, to be about the story's own event."""

MOST_ASKED = 12
"""Words of a clause after "whether" that a question shows."""

MOST_SIDES = 3
"""Accounts set against one that leaves the matter open."""

LEAST_ALIKE = 3
"""Content words that two openings share at least to tell of one event."""

_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}")
_OPEN = re.compile(
    r"""\b(?:
      unclear | uncertain
    | not\s+(?:been\s+)?(?:immediately\s+|yet\s+|been\s+)?(?:clear|known|determined|established|revealed|confirmed)
    | unknown | undetermined
    | (?:could|can)(?:\s*not|n[’']?t)\s+(?:\w+\s+)?(?:be\s+)?(?:confirm\w*|determin\w*|say|tell|verif\w*|rule)
    | did\s*(?:not|n[’']?t)\s+(?:say|specify|know)
    | do(?:es)?\s*(?:not|n[’']?t)\s+know
    | yet\s+to\s+(?:be\s+)?(?:determin\w*|establish\w*)
    | investigating | under\s+investigation
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What leaves a cause open, or its means, anywhere in a statement. What leaves open who did it (`unclaimed`) stands right beside
the question, and by itself leaves no cause open: "looking into", "nobody knows"."""
_OPEN_CAUSE = re.compile(
    r"\b(?:what\s+(?:had\s+)?(?:caused|triggered|sparked|led)|(?:the\s+)?causes?\s+of|the\s+cause\b|how\s+the)",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\b(?:whether|if)\b(?P<what>[^.;]*)", re.IGNORECASE)
_CAUSAL = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|due\s+to|result\s+of|resulted\s+from|blam(?:e|ed|es|ing)|attribut\w+|trigger\w*|set\s+off|spark\w*|because\s+of|start(?:ed|ing)|sank|sunk|ignited|brought\s+down|shot\s+down"
    r"|was\s+hit\s+by|were\s+hit\s+by|crash(?:ed)?\s+(?:after|because)|after)\b",
    re.IGNORECASE,
)
_TENTATIVE = re.compile(
    r"\b(?:initially|at\s+first|first\s+thought|possib(?:le|ly)|may\s+have|might\s+have|could\s+have)\b", re.IGNORECASE
)


def cause_questions(statements: Sequence[Statement], headlines: Sequence[str]) -> list[StatementQuestion]:
    """Return the questions about what caused it; `headlines` say what "it" is."""
    topic = frozenset().union(*(stems(h, 0, len(h)) for h in headlines))
    current = [s for s in statements if not s.looks_back]
    rivals = [q for kind in _KINDS for q in _rival_means(current, topic, kind)]
    left_open = _left_open(current)
    if any(len(q.sides) > 2 for q in left_open):
        return [*left_open, *rivals]
    shown = {claim.id for q in rivals for side in q.sides for claim in side}
    causes = [q for q in _rival_causes(current) if not {c.id for side in q.sides for c in side} <= shown]
    return [*left_open, *rivals, *causes]


def _stated(statement: Statement) -> frozenset[str]:
    """Return the means that a statement asserts; empty where it denies, doubts or only reckons with them."""
    return means_of(statement.text) if _is_stated(statement) else frozenset()


def _is_stated(statement: Statement) -> bool:
    return not (statement.negative or _OPEN.search(statement.text) or _TENTATIVE.search(statement.text))


def _left_open(statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the questions in which one source leaves open what another account states."""
    found = []
    for question, wanted in ((_what_caused_it, _open_cause), (_whether, _open_means)):
        unsure = [(s, w) for s in statements if (w := wanted(s))]
        if not unsure:
            continue
        families = frozenset().union(*(w for _, w in unsure))
        articles = {s.article.id for s, _ in unsure}
        stated = [s for s in statements if _stated(s) & families]
        stated = [s for s in stated if s.article.id not in articles] or [s for s in stated if is_named(s.asserter.name)]
        stated = [s for s in stated if any(_alike(s, u) for u, _ in unsure)]
        if stated:
            stated.sort(key=lambda s: s.order)
            told: dict[frozenset[str], list[Statement]] = {}
            for statement in stated:
                told.setdefault(_stated(statement), []).append(statement)
            sides = sides_of([s for s, _ in unsure], *list(told.values())[:MOST_SIDES])
            why = "One account leaves open what another states."
            found.append(StatementQuestion("disputed", "cause", question(unsure[0][0]), why, sides))
    return found


def _what_caused_it(_: Statement) -> str:
    return "What caused it"


def _whether(unsure: Statement) -> str:
    """Return what a statement leaves open, in its own words: "Whether “it was an air strike”"."""
    asked = _WHETHER.search(unsure.text)
    assert asked is not None
    words = asked["what"].strip(' ,:–—"”’').split()
    return f"Whether “{' '.join(words[:MOST_ASKED])}{'…' if len(words) > MOST_ASKED else ''}”"


def _alike(stated: Statement, unsure: Statement) -> bool:
    return stated.leads or bool(stated.stems & unsure.stems)


def _open_cause(statement: Statement) -> frozenset[str]:
    if _OPEN.search(statement.text) is None or _OPEN_CAUSE.search(statement.text) is None:
        return frozenset()
    things = _things(statement)
    return frozenset().union(*(_CAUSES_OF[t] for t in things if t in _CAUSES_OF)) or frozenset(FAMILY_NAMES)


def _open_means(statement: Statement) -> frozenset[str]:
    if _OPEN.search(statement.text) is None or (asked := _WHETHER.search(statement.text)) is None:
        return frozenset()
    named = means_of(asked["what"])
    rivals = {f for f in FAMILY_NAMES if any(are_exclusive(frozenset({f}), frozenset({n})) for n in named)}
    if re.search(r"\bshot\s+down\b", asked["what"]):
        return frozenset({"shot down", "accident"})
    return frozenset(named | rivals)


@dataclass(frozen=True)
class _Kind:
    """Something on which accounts of the means can exclude each other."""

    read: Callable[[str], frozenset[str]]
    names: Mapping[str, str]
    asked: str
    leading: bool
    """Whether only openings tell it of the story's own event."""


_KINDS = (
    _Kind(means_of, FAMILY_NAMES, "How it was done", True),
    _Kind(carriers_of, CARRIER_NAMES, "How the bomb came there", False),
    _Kind(agents_of, AGENT_NAMES, "What chemical was used", False),
)


def _rival_means(statements: Sequence[Statement], topic: frozenset[str], kind: _Kind) -> list[StatementQuestion]:
    """Return the question how it was done, where two articles give means that exclude each other."""
    by_article: dict[str, list[Statement]] = {}
    for statement in statements:
        if kind.read(statement.text) and (statement.leads or len(statement.stems & topic) >= LEAST_TOPICAL):
            by_article.setdefault(statement.article.id, []).append(statement)
    told: list[tuple[frozenset[str], list[Statement]]] = []
    for own in by_article.values():
        families = frozenset().union(*(kind.read(s.text) for s in own))
        leading = [s for s in own if (s.leads or not kind.leading) and _is_stated(s)]
        if len(families) == 1 and leading:
            told.append((families, leading))
    for i, (first, own) in enumerate(told):
        against = [t for t in told[i + 1 :] if are_exclusive(first, t[0]) and _one_event(own, t[1])]
        if against:
            mine = [s for f, members in told if f == first for s in members]
            theirs = [s for f, members in against for s in members]
            why = f"One account tells of {kind.names[min(first)]}, another of {kind.names[min(against[0][0])]}."
            return [StatementQuestion("disputed", "cause", kind.asked, why, sides_of(mine, theirs))]
    return []


def _one_event(first: Sequence[Statement], second: Sequence[Statement]) -> bool:
    """Say whether two openings tell of one event: they share a place or name and enough other words."""
    names = [{m[0].lower() for s in own for m in _NAME.finditer(s.text)} - PARTIES.keys() for own in (first, second)]
    words = [frozenset().union(*(s.stems for s in own)) for own in (first, second)]
    return bool(names[0] & names[1]) and len(words[0] & words[1]) >= LEAST_ALIKE


def _rival_causes(statements: Sequence[Statement]) -> list[StatementQuestion]:
    """Return the question what caused it, where two sources give causes of which one is a fault and the other an act."""
    causal = [s for s in statements if _CAUSAL.search(s.text) and len(_stated(s)) == 1]
    faults = [s for s in causal if _stated(s) == {"accident"}]
    for fault in faults:
        acts = [
            s
            for s in causal
            if are_exclusive(_stated(s), frozenset({"accident"}))
            and s.asserter.name != fault.asserter.name
            and (is_named(s.asserter.name) or is_named(fault.asserter.name))
            and len(s.stems & fault.stems) >= 1
            and _same_thing(s, fault)
        ]
        if acts:
            why = "One source speaks of a fault or an accident, another of an act."
            return [StatementQuestion("disputed", "cause", "What caused it", why, sides_of([fault], acts))]
    return []


_THINGS = re.compile(
    r"\b(?:(?:war|air)?planes?|aircraft|jets?|helicopters?|pilot|drones?|fires?|blaze|explosions?|blasts?|crash\w*|collapse\w*|trains?|ships?|boats?|ferry|vessels?|warships?|cruiser|depot)\b",
    re.I,
)
_THING_OF = {
    "warplane": "plane",
    "airplane": "plane",
    "aircraft": "plane",
    "jet": "plane",
    "pilot": "plane",
    "blaze": "fire",
    "boat": "ship",
    "ferry": "ship",
    "vessel": "ship",
    "warship": "ship",
    "cruiser": "ship",
    "explosion": "blast",
}


_CAUSES_OF = {
    "plane": frozenset({"accident", "shot down", "deliberate"}),
    "crash": frozenset({"accident", "shot down", "deliberate"}),
    "fire": frozenset({"accident", "deliberate", "air", "shelling", "bomb"}),
    "blast": frozenset({"accident", "deliberate", "air", "shelling", "bomb"}),
}
"""Thing -> the causes that it may have."""


def _things(statement: Statement) -> set[str]:
    """Return what sort of thing a statement speaks of: the plane, the fire, the blast."""
    words = {m[0].lower().removesuffix("s") for m in _THINGS.finditer(statement.text)}
    return {_THING_OF.get(w, "crash" if w.startswith("crash") else w) for w in words}


def _same_thing(a: Statement, b: Statement) -> bool:
    return bool(_things(a) & _things(b))
