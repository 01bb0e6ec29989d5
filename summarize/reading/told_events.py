"""Events that are told by a turn of words, none of which names one: "have yet to be found", "brought to the local hospital".

`event_words` holds single words and pairs; here the words around decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading.clause_tokens import WORD, Token
from summarize.reading.people import is_person

__all__ = ["event_told"]

BACK = 4
"""Words before the last one in which the others of its turn stand."""
_NOT = frozenset("not cannot never yet nobody none".split())
_MET_AGAIN = frozenset("found located traced accounted heard reached".split())
_HOSPITALS = frozenset("hospital hospitals clinic clinics infirmary".split())
_BROUGHT = frozenset(
    "brought taken rushed carried admitted sent transferred ferried moved flown driven evacuated went".split()
)
_INTO = frozenset("to into in".split())
_BE = frozenset("been were was are is being be".split())
_CAUGHT_OTHERWISE = frozenset("in up on between out off by with short cold".split())
_SOUGHT_OTHERWISE = frozenset("refuge asylum help shelter treatment to out after medical".split())
_RALLIES = frozenset(
    "march marches protest protests rally rallies demonstration demonstrations parade vigil procession demo demos".split()
)
_VOTES = frozenset("vote referendum election elections poll polls ballot plebiscite".split())
_TAKE = frozenset("take takes took taken taking".split())
_CAME = frozenset("came come coming comes".split())
_LYING = _BE | {"still", "lie", "lay", "people", "trapped", "buried", "remain"}
_CRAFT = frozenset("flight plane aircraft airliner jet ship ferry boat vessel train bus".split())
_RUBBLE = frozenset("rubble ruins debris wreckage stones rocks mud earth landslide".split())

_UNDER = frozenset("under beneath underneath alive".split())
_LAST = (
    _MET_AGAIN
    | _HOSPITALS
    | _RUBBLE
    | _CRAFT
    | frozenset("buried bury sought caught part out lived join joins joined drew draws attracted".split())
)
"""Words that such turns end with."""


def _of_people(tokens: Sequence[Token], i: int) -> bool:
    """Say whether those buried are people: none is a house that a slide buries."""
    beside = [t for t in tokens[max(0, i - BACK) : i + BACK] if t.figure is not None]
    words = [WORD.findall(t.word)[-1] for t in beside]
    return bool(words) and all(is_person(word) or not word.isalpha() for word in words)


def event_told(tokens: Sequence[Token], i: int) -> str | None:
    """Return the event, one of `event_words`, that the words up to `tokens[i]` tell and not this word alone; None if none."""
    word = tokens[i].word
    if word not in _LAST:
        return None
    before = [t.word for t in tokens[max(0, i - BACK) : i]]
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    if word in _MET_AGAIN and after not in ("guilty", "fit", "in"):
        missed = any(w in _NOT or w.endswith("n't") for w in before)
        return "missing" if missed else None
    if word == "sought" and "still" in before and after not in _SOUGHT_OTHERWISE:
        return "missing"
    if word in _HOSPITALS and not _INTO.isdisjoint(before):
        earlier = [t.word for t in tokens[max(0, i - BACK - 3) : i]]
        return "hospitalised" if not _BROUGHT.isdisjoint(earlier) else None
    if word == "caught" and before[-1:] and before[-1] in _BE and after not in _CAUGHT_OTHERWISE:
        return "arrested"
    if word in _RUBBLE and before[-2:] in (["under", "the"], ["beneath", "the"]) and not _LYING.isdisjoint(before):
        return "trapped"
    if word in _CRAFT and before[-2:] in (["on", "the"], ["in", "the"]) and not _BE.isdisjoint(before):
        return "present"
    if word in ("buried", "bury"):
        later = [t.word for t in tokens[i + 1 : i + 1 + BACK]]
        return "trapped" if not _UNDER.isdisjoint(later) else ("killed" if _of_people(tokens, i) else None)
    if word == "lived" and (i + 1 == len(tokens) or after == "through"):
        return "rescued"
    if word == "part" and before[-1:] and before[-1] in _TAKE:
        return "attended" if _VOTES.isdisjoint(t.word for t in tokens[i + 1 : i + 6]) else "voted"
    if word == "out" and before[-1:] and before[-1] in _CAME and after in ("against", "protesting"):
        return "attended"
    if word in ("drew", "draws", "attracted") and not _RALLIES.isdisjoint(before):
        return "attended"
    if word in ("join", "joins", "joined") and not _RALLIES.isdisjoint(t.word for t in tokens[i + 1 : i + 4]):
        return "attended"
    return None
