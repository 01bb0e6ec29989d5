"""Disputes that the questions of the sides leave out: of what a side said before, or beside its last word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from summarize.claims import MeasuredClaim
from summarize.comparison.answering import answers_of, face_of, named, said_by
from summarize.comparison.chronology import either_moved
from summarize.comparison.drafts import CONFLICTING, DraftAnswer, DraftQuestion
from summarize.comparison.intervals import fit
from summarize.comparison.rivalry import SURELY_FROM, Topic, are_rivals, differ, disputes

__all__ = ["with_unheard"]


def with_unheard(topic: Topic, questions: Sequence[DraftQuestion], side: Mapping[str, int]) -> list[DraftQuestion]:
    """Return all questions, with disputes of those who exclude each other and whom none of the questions has apart.

    A dispute between sides shows the latest figure of each; what an article told of an earlier one was no less a dispute, nor
    is one of two figures of which neither is the latest. `side` is the number of the side that a claim is on, by its id.
    """
    told = list(questions)
    own = [c for c in topic.claims if not c.measure.replaced]
    for article in dict.fromkeys(c.claim.article_id for c in topic.claims):
        here = [c for c in own if c.claim.article_id == article]
        pairs = [p for p in combinations(here, 2) if _are_two_accounts(topic, *p)]
        pairs = _not_apart(pairs, [q for q in told if q.status in CONFLICTING], side)
        for dispute in _disputes_of(topic, pairs, itself=True):
            ids = {c.claim.id for c in dispute.claims}
            inside = (n for n, q in enumerate(told) if q.status == "disputed" and {c.claim.id for c in q.claims} <= ids)
            at = next(inside, None)
            if at is None:
                told.append(dispute)
            else:
                told[at] = dispute
    standing = [c for c in own if not any(side[d.claim.id] == side[c.claim.id] and _outdates(topic, d, c) for d in own)]
    unheard = [p for p in combinations(standing, 2) if _exclude_each_other(topic, *p)]
    heard = [q for q in told if q.status in (*CONFLICTING, "updated")]
    unheard = [p for p in _not_apart(unheard, heard, side) if not _is_told_of_another(*p, heard, side)]
    return [*told, *_disputes_of(topic, unheard)]


def _is_told_of_another(
    a: MeasuredClaim, b: MeasuredClaim, questions: Sequence[DraftQuestion], side: Mapping[str, int]
) -> bool:
    """Say whether a source that contradicts itself is set against the other by the second of its figures: once is enough."""
    own = [q.claims for q in questions if q.status == "self_contradicted"]
    second = [(c, other) for claim, other in ((a, b), (b, a)) for claims in own if claim in claims for c in claims]
    return any(not _not_apart([(c, other)], questions, side) for c, other in second if c is not other)


def _disputes_of(
    topic: Topic, pairs: Sequence[tuple[MeasuredClaim, MeasuredClaim]], *, itself: bool = False
) -> list[DraftQuestion]:
    """Return the disputes that the pairs make; `itself` says that one article has them all."""
    found = []
    for rivals in disputes(topic, [[c] for c in {c.claim.id: c for pair in pairs for c in pair}.values()]):
        names = named([said_by(topic, f[0]) for f in rivals], capital=not itself)
        why = (
            f"{topic.outlet(rivals[0][0])} itself sets {names} against each other."
            if itself
            else f"{names} give figures that exclude each other."
        )
        answers = tuple(DraftAnswer((face_of(a),)) for a in answers_of([f[0] for f in rivals], topic.time))
        found.append(DraftQuestion("disputed", why, answers))
    return found


def _are_two_accounts(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether two named sources of one article give figures that exclude each other, and neither takes the other's place."""
    names = (a.claim.asserted_by.name, b.claim.asserted_by.name)
    return topic.sources.two_voices(*names) and are_rivals(topic, a, b) and not either_moved(a, b)


def _exclude_each_other(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether two sources surely exclude each other, in one article or in two, and neither takes the other's place."""
    names = (a.claim.asserted_by.name, b.claim.asserted_by.name)
    return not topic.sources.same_source(*names) and are_rivals(topic, a, b, SURELY_FROM) and not either_moved(a, b)


def _outdates(topic: Topic, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether a later report on the same side has another figure for it."""
    return topic.time.strictly_later([earlier, later]) and differ(topic, earlier, later)


def _not_apart(
    pairs: Sequence[tuple[MeasuredClaim, MeasuredClaim]], questions: Sequence[DraftQuestion], side: Mapping[str, int]
) -> list[tuple[MeasuredClaim, MeasuredClaim]]:
    """Return the pairs that no question has in different answers: the figures, or like ones of their sides."""
    paired = {c.claim.id: c for pair in pairs for c in pair}
    held = {id: [_answers_with(claim, question, side) for question in questions] for id, claim in paired.items()}
    return [
        (a, b)
        for a, b in pairs
        if not any(len(x | y) > 1 for x, y in zip(held[a.claim.id], held[b.claim.id], strict=True) if x and y)
    ]


def _answers_with(claim: MeasuredClaim, question: DraftQuestion, side: Mapping[str, int]) -> set[int]:
    """Return the indices of the answers that hold the figure, or a like one of its side."""
    return {
        n
        for n, answer in enumerate(question.answers)
        if any(side[c.claim.id] == side[claim.claim.id] and fit(c.figure, claim.figure) for c in answer.claims)
    }
