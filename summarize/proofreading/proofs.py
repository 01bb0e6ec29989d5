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
from summarize.schema import ARTICLE_ITSELF

__all__ = ["Proof", "prove"]

_MOST_JOINTS = 5
"""Joints tried at most: a sentence with more is too long to be read at one go."""


_TELLING = frozenset({"told", "tells"})
"""Verbs that need someone who is told."""
_NO_CREDIT = "it does not say who says it, or says it with a verb that the source does not bear out"


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
    best: str | None = None
    for pieces in _cuts(written):
        found, problem = _prove_pieces(pieces, grounds, questions)
        if found:
            claims = dict.fromkeys(s.figure.claim.id for piece in found for s in piece.stated)
            return Proof(None, tuple({id(p.ground): p.ground for p in found}.values()), tuple(claims))
        best = best or problem
    return Proof(best or "it cannot be read")


def _cuts(written: Sequence[Unit]) -> Iterator[list[Sequence[Unit]]]:
    """Yield the ways to cut a sentence into credited pieces, at semicolons, "while" and "and"; the whole first."""
    joints = [n for n, u in enumerate(written) if 0 < n < len(written) - 1 and (u.text == ";" or u.lower in JOINERS)]
    for count in range(min(len(joints), 3) + 1):
        for chosen in itertools.combinations(joints[:_MOST_JOINTS], count):
            edges = [-1, *chosen, len(written)]
            yield [written[a + 1 : b] for a, b in itertools.pairwise(edges)]


def _prove_pieces(
    pieces: Sequence[Sequence[Unit]], grounds: Sequence[Ground], questions: Sequence[frozenset[str]]
) -> tuple[list[_Piece], str | None]:
    found: list[_Piece] = []
    for units in pieces:
        piece, problem = _prove_piece(units, grounds)
        if piece is None:
            return [], problem
        found.append(piece)
    credits = [piece.credit for piece in found]
    if len(found) > 1 and "" in credits:
        return [], "it does not say who says one of its parts"
    if ("before", "after") in itertools.pairwise(credits):
        return [], "it leaves open who says which part"
    stated = [s for piece in found for s in piece.stated]
    for bare in (s for s in stated if s.bare):
        mine = bare.figure.claim.id
        full = (s.figure.claim.id for s in stated if not s.bare)
        if not any(mine in ids and other in ids for ids in questions for other in full):
            return (
                [],
                f"it does not say what “{bare.figure.claim.figure.span.text}” counts"
                if bare.figure.claim.figure
                else "",
            )
    return found, None


def _prove_piece(units: Sequence[Unit], grounds: Sequence[Ground]) -> tuple[_Piece | None, str | None]:
    problems: list[tuple[int, str]] = []
    for ground in grounds:
        for voice in ground.voices:
            for credit, body in _credited(units, voice):
                stated = match_body(body, ground, voice)
                if stated is None:
                    problems.append(_body_problem(body, grounds, voice) if credit else (0, _NO_CREDIT))
                elif problem := _problem(units, stated, voice):
                    problems.append((3, problem))
                else:
                    return _Piece(ground, voice, stated, credit), None
    if not problems:
        return None, _NO_CREDIT
    return None, max(problems, key=lambda p: p[0])[1]


def _body_problem(body: Sequence[Unit], grounds: Sequence[Ground], voice: Voice) -> tuple[int, str]:
    """Return why a credited body is refused, with how plain the reason is."""
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
            return 2, f"the figure “{unit.text}” is given by {who}, not by whom it names"
    if figures:
        return 1, f"what it says of “{figures[0].text}” is not word for word what a source says of it"
    return 1, "its words are not put together as in a sentence that it cites"


def _problem(units: Sequence[Unit], stated: Sequence[Stated], voice: Voice) -> str | None:
    """Return what is wrong with a piece whose words are borne out: a figure of someone else's, or without its bounds."""
    text = " ".join(unit.lower for unit in units)
    for one in stated:
        claim = one.figure.claim
        assert claim.figure is not None
        if claim.asserted_by.name != voice.name:
            return f"the figure “{claim.figure.span.text}” is not given by those whom it names"
        for words in one.figure.circumstances:
            if words not in text:
                return f"it leaves out “{words}”, which bounds the figure “{claim.figure.span.text}”"
    return None


def _credited(units: Sequence[Unit], voice: Voice) -> Iterator[tuple[str, Sequence[Unit]]]:
    """Yield where the credit to `voice` stands in the units, and the words that it credits."""
    if voice.name == ARTICLE_ITSELF:
        yield "", units
    for form in voice.forms:
        length = len(form)
        if (after := _after_credit(units, form, voice)) is not None:
            yield "before", units[after:]
        for end, said in _ends(units, voice):
            if said == "cue" and _names(units[end - length : end], form) and _comma(units, end - length - 1):
                yield "after", units[: end - length - 1]
        if units and units[-1].kind == "word":
            tail = _without_day(units, voice)
            if _names(tail[-length:], form):
                rest = tail[: len(tail) - length]
                if rest and rest[-1].lower in voice.cues and _comma(rest, len(rest) - 2):
                    yield "after", rest[:-2]
                if voice.according_to and _lowers(rest[-2:]) == ("according", "to"):
                    yield "after", rest[:-2]


def _ends(units: Sequence[Unit], voice: Voice) -> Iterator[tuple[int, str]]:
    """Yield where the name before a verb that ends the units would end."""
    tail = _without_day(units, voice)
    if tail and tail[-1].lower in voice.cues:
        end = len(tail) - 1
        if end and tail[end - 1].kind == "auxiliary" and not tail[end - 1].is_passive:
            end -= 1
        yield end, "cue"


def _after_credit(units: Sequence[Unit], form: tuple[str, ...], voice: Voice) -> int | None:
    """Return the index after a credit that the units begin with; None if they do not."""
    length = len(form)
    if voice.according_to and _lowers(units[:2]) == ("according", "to") and _names(units[2 : 2 + length], form):
        return 2 + length if _comma(units, 2 + length) else None
    if not _names(units[:length], form):
        return None
    at = length
    if at < len(units) and units[at].kind == "auxiliary" and not units[at].is_passive:
        at += 1
    if at >= len(units) or units[at].lower not in voice.cues:
        return None
    at += 1
    if voice.addressee and _lowers(units[at : at + len(voice.addressee)]) == voice.addressee:
        at += len(voice.addressee)
    elif units[at - 1].lower in _TELLING:
        return None
    if at < len(units) and units[at].lower == "on":
        return at + 2 if at + 1 < len(units) and units[at + 1].lower in voice.days else None
    return at + 1 if at < len(units) and units[at].lower in voice.days else at


def _without_day(units: Sequence[Unit], voice: Voice) -> Sequence[Unit]:
    """Return the units without a weekday at their end on which the voice spoke."""
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
