"""Who did it: questions about statements that name culprits who exclude each other.

Outlets name different culprits on the word of different sources. War reports tell of many acts of both sides, so two names alone
are no dispute: somebody accused must point to another, two voices must lay blame, or two openings tell one act of two doers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.comparison.named import Named, named_culprits
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.comparison.sources import Sources
from summarize.comparison.unclaimed import left_open
from summarize.reading.parties import Parties, Party
from summarize.reading.words import stem

__all__ = ["responsibility_questions"]


def responsibility_questions(statements: Sequence[Statement], sources: Sources) -> list[StatementQuestion]:
    """Return the questions about who did it."""
    parties = Parties.of(list(dict.fromkeys(s.article.text for s in statements)))
    named = named_culprits(statements, parties)
    rivals = _rivals(named, parties, sources)
    return [*left_open(statements, named), *([rivals] if rivals else [])]


def _rivals(named: Sequence[Named], parties: Parties, sources: Sources) -> StatementQuestion | None:
    """Return the question who did it, where accounts of one act name rivals."""
    best: tuple[float, Named, Named] | None = None
    acting: dict[tuple[str, int], list[Named]] = {}
    for n in named:
        if n.deed.frame in ("acts", "weapon"):
            acting.setdefault(n.statement.key, []).append(n)
    two_acts = [
        (x.party, y.party) for own in acting.values() for x in own for y in own if parties.are_rivals(x.party, y.party)
    ]
    for i, a in enumerate(named):
        for b in named[i + 1 :]:
            if a.statement.key == b.statement.key or not parties.are_rivals(a.party, b.party):
                continue
            if "blamed" not in (a.deed.frame, b.deed.frame) and any(
                _one(x, a.party) and _one(y, b.party) for x, y in two_acts
            ):
                continue  # One sentence tells of an act of each.
            score = _weigh(a, b, parties, sources)
            if score and (best is None or score > best[0]):
                best = score, a, b
    if best is None:
        return None
    _, a, b = best
    first = [a, *(n for n in named if n is not a and _one(n.party, a.party) and n.statement.key != b.statement.key)]
    second = [b, *(n for n in named if n is not b and _one(n.party, b.party) and n.statement.key != a.statement.key)]
    keys = {n.statement.key for n in first}
    sides = [
        list(dict.fromkeys(n.statement for n in first)),
        list(dict.fromkeys(n.statement for n in second if n.statement.key not in keys)),
    ]
    why = f"One account names {_words(a)}, another {_words(b)}."
    return StatementQuestion("disputed", "attribution", "Who did it", why, sides_of(*sides))


def _words(named: Named) -> str:
    return " ".join(named.deed.words.strip(" \"“”'‘’").split())


def _one(a: Party, b: Party) -> bool:
    return a.kind == b.kind and ((not a.names and not b.names) or bool(a.names & b.names))


def _weigh(a: Named, b: Named, parties: Parties, sources: Sources) -> float:
    """Return how surely two names are rival answers, 0 if they are not."""
    frames = {a.deed.frame, b.deed.frame}
    if "claims" in frames or ({a.party.kind, b.party.kind} == {"state", "crowd"} and "blamed" not in frames):
        return 0
    shared = len((a.stems & b.stems) - _USUAL)
    accused = [_answers_back(a, b, parties), _answers_back(b, a, parties)]
    if all(accused):
        return 4
    if _names(a, b.party) or _names(b, a.party):
        return 0
    points_back = any(_BACK.search(n.statement.text) for n, yes in ((b, accused[0]), (a, accused[1])) if yes)
    if any(accused) and (shared or points_back or frames == {"blamed"}):
        return 3 + shared / 10
    if (
        "blamed" in frames
        and (shared or frames == {"blamed"})
        and sources.two_voices(a.statement.asserter.name, b.statement.asserter.name)
    ):
        return 2 + shared / 10
    if a.statement.article.id != b.statement.article.id and a.statement.leads and b.statement.leads and shared >= 2:
        return 1 + shared / 10
    return 0


_BACK = re.compile(
    r"\b(?:(?:the|this|that|all|those)\s+(?:\w+\s+)?(?:civilians|victims|dead|deaths|attack|strike|incident|massacre|killings?|blast|shelling|bombing|crash)|fired|began|started)\b",
    re.IGNORECASE,
)
"""What an answer calls the deed that it gives to another, without saying again what was done."""
_USUAL = frozenset(
    stem(w)
    for w in """killed kill killing dead died deaths death toll wounded injured people civilians civilian children attack
    attacks attacked strike strikes struck hit hitting raid raids bombing bombed bomb town city area village
    province region eastern western northern southern east west north south government army military forces troops
    rebels rebel militants soldiers police men women official officials ministry spokesman state media television
    war group two three least dozens statement force air""".split()
)
"""Words that any two reports of violence share."""


def _answers_back(a: Named, b: Named, parties: Parties) -> bool:
    """Say whether the source of `b` is on the side of whom `a` names, and the source of `a` is not."""
    return _on_side(b.speaker, a.party, parties) and not _on_side(a.speaker, a.party, parties)


def _names(named: Named, other: Party) -> bool:
    """Say whether a statement speaks of another party too, beside its source."""
    text = named.statement.text.replace(named.statement.asserter.name, "").lower()
    return any(n[:5] in text for n in other.names if n != "coalition")


def _on_side(speaker: Party | None, party: Party, parties: Parties) -> bool:
    if speaker is None or speaker.kind != party.kind:
        return False
    mine, theirs = (p.names or ({parties.home} if p.kind == "state" else set()) for p in (speaker, party))
    return mine == theirs or bool(set(mine) & set(theirs))
