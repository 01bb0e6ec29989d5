"""A written sentence against the sentences that it cites: what it rests on, or why it is refused, in words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.proofreading.bodies import Stated, match_body
from summarize.proofreading.diagnosis import read_written
from summarize.proofreading.grounds import Ground, Voice
from summarize.proofreading.units import Unit, is_same
from summarize.proofreading.vocabulary import JOINERS
from summarize.schema import ARTICLE_ITSELF, Claim

__all__ = ["Proof", "prove"]

_MOST_JOINTS = 5
"""Joints tried at most: a sentence with more is too long to be read at one go."""


_TELLING = frozenset({"told", "tells"})
"""Verbs that need someone who is told."""
_NO_CREDIT = "nobody whom it names says this in a source, or not with this verb"


@dataclass(frozen=True)
class Proof:
    """What was found out about a written sentence."""

    reason: str | None
    """Why it is refused, as a clause that follows "because"; None if everything in it is borne out."""
    grounds: tuple[Ground, ...] = ()
    """The sentences that it rests on, in its order."""
    claims: tuple[str, ...] = ()
    """Ids of the claims whose figures it states, in its order."""


@dataclass(frozen=True)
class _Problem:
    """A reason to refuse one reading of a sentence. Of several readings, the one that came furthest tells why."""

    weight: int
    reason: str


@dataclass(frozen=True)
class _Piece:
    """A part of a sentence, borne out."""

    ground: Ground
    voice: Voice
    stated: tuple[Stated, ...]
    credit: str
    """Where its credit stands: "before", "after" or "" for none."""


def prove(sentence: str, grounds: Sequence[Ground], questions: Sequence[frozenset[str]] = ()) -> Proof:
    """Return whether `sentence` says no more and no other than `grounds` do, with what it rests on.

    Args:
        sentence: one sentence.
        grounds: what it may rest on.
        questions: sets of claim ids that answer one question: a figure may stand bare after one of its own set.
    """
    written, reason = read_written(sentence, grounds)
    if reason is not None:
        return Proof(reason)
    problems: list[_Problem] = []
    for pieces in _cuts(written):
        found, problem = _prove_pieces(pieces, grounds, questions)
        if problem is None:
            claims = dict.fromkeys(s.figure.claim.id for piece in found for s in piece.stated)
            return Proof(None, tuple({id(p.ground): p.ground for p in found}.values()), tuple(claims))
        problems.append(problem)
    return Proof(max(problems, key=lambda problem: problem.weight).reason)


def _cuts(written: Sequence[Unit]) -> Iterator[list[Sequence[Unit]]]:
    """Yield the ways to cut a sentence into credited pieces, at semicolons, "while" and "and"; the whole first."""
    joints = [n for n, u in enumerate(written) if 0 < n < len(written) - 1 and (u.text == ";" or u.lower in JOINERS)]
    for count in range(min(len(joints), 3) + 1):
        for chosen in itertools.combinations(joints[:_MOST_JOINTS], count):
            edges = [-1, *chosen, len(written)]
            yield [written[a + 1 : b] for a, b in itertools.pairwise(edges)]


def _prove_pieces(
    pieces: Sequence[Sequence[Unit]], grounds: Sequence[Ground], questions: Sequence[frozenset[str]]
) -> tuple[list[_Piece], _Problem | None]:
    found: list[_Piece] = []
    for units in pieces:
        piece = _prove_piece(units, grounds)
        if isinstance(piece, _Problem):
            return [], piece
        found.append(piece)
    credits = [piece.credit for piece in found]
    if len(found) > 1 and "" in credits:
        return [], _Problem(4, "it does not say who says one of its parts")
    if ("before", "after") in itertools.pairwise(credits):
        return [], _Problem(4, "it leaves open who says which part")
    stated = [s for piece in found for s in piece.stated]
    for bare in (s for s in stated if s.bare):
        mine = bare.figure.claim.id
        full = [s.figure.claim.id for s in stated if not s.bare]
        if not any(mine in ids and other in ids for ids in questions for other in full):
            return [], _Problem(4, f"it does not say what “{_words(bare.figure.claim)}” counts")
        if problem := _lost(bare, [unit for units in pieces for unit in units]):
            return [], problem
    return found, None


def _prove_piece(units: Sequence[Unit], grounds: Sequence[Ground]) -> _Piece | _Problem:
    """Return what a piece rests on, or why it is refused."""
    problems = [_Problem(0, _NO_CREDIT)]
    for ground in grounds:
        for voice in ground.voices:
            for credit, body in _credited(units, voice):
                stated = match_body(body, ground, voice)
                if stated is None:
                    if credit:
                        problems.append(_body_problem(body, grounds, voice))
                elif problem := _problem(units, stated, voice):
                    problems.append(problem)
                else:
                    return _Piece(ground, voice, stated, credit)
    return max(problems, key=lambda problem: problem.weight)


def _body_problem(body: Sequence[Unit], grounds: Sequence[Ground], voice: Voice) -> _Problem:
    """Return why what is credited to a voice is refused."""
    figures = [unit for unit in body if unit.kind == "figure"]
    for unit in figures:
        givers = {
            figure.claim.asserted_by.name
            for ground in grounds
            for index, figure in ground.figures.items()
            if is_same(unit, ground.units[index])
        }
        if givers and voice.name not in givers:
            who = " or ".join(sorted("the outlet itself" if name == ARTICLE_ITSELF else name for name in givers))
            return _Problem(2, f"the figure “{unit.text}” is given by {who}, not by whom it names")
    if figures:
        return _Problem(1, f"what it says of “{figures[0].text}” is not word for word what a source says of it")
    return _Problem(1, "its words are not put together as in a sentence that it cites")


def _problem(units: Sequence[Unit], stated: Sequence[Stated], voice: Voice) -> _Problem | None:
    """Return what is wrong with a piece whose words are borne out: a figure of someone else's, or without its bounds."""
    for one in stated:
        claim = one.figure.claim
        if claim.asserted_by.name != voice.name:
            return _Problem(3, f"the figure “{_words(claim)}” is not given by those whom it names")
        if not one.bare and (problem := _lost(one, units)):
            return problem
    return None


def _lost(stated: Stated, units: Sequence[Unit]) -> _Problem | None:
    """Return that the units leave out for how long or where a figure counts, if they do."""
    text = " ".join(unit.lower for unit in units)
    lost = next((words for words in stated.figure.circumstances if words not in text), None)
    return (
        _Problem(3, f"it leaves out “{lost}”, which bounds the figure “{_words(stated.figure.claim)}”")
        if lost
        else None
    )


def _words(claim: Claim) -> str:
    return claim.figure.span.text if claim.figure else claim.quote.text


def _credited(units: Sequence[Unit], voice: Voice) -> Iterator[tuple[str, Sequence[Unit]]]:
    """Yield where the credit to `voice` stands in the units, and the words that it credits."""
    if voice.name == ARTICLE_ITSELF:
        yield "", units
    for form in sorted(voice.forms):
        length = len(form)
        if (after := _after_credit(units, form, voice)) is not None:
            yield "before", units[after:]
        if not voice.says_that:
            continue
        for end in _ends(units, voice):
            if _names(units[end - length : end], form) and _comma(units, end - length - 1):
                yield "after", units[: end - length - 1]
        tail = _without_beside(units, voice)
        if _names(tail[-length:], form):
            rest = tail[: len(tail) - length]
            if rest and rest[-1].lower in voice.cues and _comma(rest, len(rest) - 2):
                yield "after", rest[:-2]
            if voice.according_to and _lowers(rest[-2:]) == ("according", "to"):
                yield "after", rest[:-2]


def _ends(units: Sequence[Unit], voice: Voice) -> Iterator[int]:
    """Yield where the name before a verb that ends the units would end."""
    tail = _without_beside(units, voice)
    if tail and tail[-1].lower in voice.cues and not _lacks_listener(units, tail, voice):
        end = len(tail) - 1
        yield end - 1 if end and _is_have(tail[end - 1]) else end


def _after_credit(units: Sequence[Unit], form: tuple[str, ...], voice: Voice) -> int | None:
    """Return the index after a credit that the units begin with; None if they do not."""
    length = len(form)
    if voice.according_to and _lowers(units[:2]) == ("according", "to") and _names(units[2 : 2 + length], form):
        return 2 + length if _comma(units, 2 + length) else None
    if not _names(units[:length], form):
        return None
    at = length
    if at < len(units) and _is_have(units[at]):
        at += 1
    if at >= len(units) or units[at].lower not in voice.cues:
        return None
    at += 1
    said = units[:at]
    if voice.beside and _lowers(units[at : at + len(voice.beside)]) == voice.beside:
        return at + len(voice.beside)
    if _lacks_listener(said, said, voice):
        return None
    if at < len(units) and units[at].lower == "on":
        return at + 2 if at + 1 < len(units) and units[at + 1].lower in voice.days else None
    return at + 1 if at < len(units) and units[at].lower in voice.days else at


def _is_have(unit: Unit) -> bool:
    return unit.kind == "auxiliary" and not unit.is_passive


def _lacks_listener(units: Sequence[Unit], tail: Sequence[Unit], voice: Voice) -> bool:
    """Say whether a verb of telling has nobody who is told: what stands beside it was left out."""
    return tail[-1].lower in _TELLING and (not voice.beside or len(units) == len(tail))


def _without_beside(units: Sequence[Unit], voice: Voice) -> Sequence[Unit]:
    """Return the units without what belongs to the credit at their end: who was told, the weekday on which it was said."""
    count = len(voice.beside)
    if count and _lowers(units[-count:]) == voice.beside:
        return units[:-count]
    if units and units[-1].lower in voice.days:
        units = units[:-1]
        return units[:-1] if units and units[-1].lower == "on" else units
    return units


def _names(units: Sequence[Unit], form: tuple[str, ...]) -> bool:
    """Say whether the units are the name `form`; only the first word of a sentence may differ by its capital."""
    return len(units) == len(form) and all(
        unit.text == word or (unit.first and unit.lower == word.casefold())
        for unit, word in zip(units, form, strict=True)
    )


def _comma(units: Sequence[Unit], index: int) -> bool:
    return 0 <= index < len(units) and units[index].text == ","


def _lowers(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.lower for unit in units)
