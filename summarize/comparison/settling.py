"""Figures that fit each other -> questions: agreed, compatible, or of one article alone.

    settle(topic, claims)                # [DraftQuestion, ...]
    across_sides(topic, questions)       # what two sides tell alike is one question

Which of them are told as one says `agreement`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.drafts import DraftAnswer, DraftQuestion
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.rivalry import Topic
from summarize.schema import QuestionStatus

__all__ = ["across_sides", "settle"]


def settle(topic: Topic, claims: Sequence[MeasuredClaim], side: str = "") -> list[DraftQuestion]:
    """Return the questions of claims that all fit each other: one for those that are told as one."""
    return [_question_of(topic, group, side) for group in topic.agreeing(claims)]


def _question_of(topic: Topic, claims: Sequence[MeasuredClaim], side: str) -> DraftQuestion:
    ordered = sorted(claims, key=topic.time.key)
    articles = {c.claim.article_id for c in ordered}
    fits = {fit(ordered[0].figure, c.figure) for c in ordered[1:]}
    if len(articles) == 1:
        status: QuestionStatus = "single_source"
        why = f"Only {topic.outlet(ordered[0])} has it."
    elif fits <= {"equal"}:
        status, why = "agreed", f"{_count(len(articles), 'article')} give the same figure."
    else:
        status = "compatible"
        why = "No conflict: the figures differ only by " + (
            "rounding or a qualifier."
            if "rounding" in fits
            else "how they are bounded (“at least”, “more than”, “up to”)."
        )
    return DraftQuestion(status, why, (DraftAnswer(tuple(ordered)),), side)


def _count(n: int, noun: str) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    number = words[n] if n < len(words) else str(n)
    return f"{number.capitalize()} {noun}{'' if n == 1 else 's'}"


def across_sides(topic: Topic, questions: Sequence[DraftQuestion]) -> list[DraftQuestion]:
    """Return the sides' questions; what one article has of one side is no lone figure where another has it of a second."""
    told: list[DraftQuestion] = []
    joined: set[str] = set()
    for question in questions:
        elsewhere = _given_elsewhere(topic, question.claims) if question.status == "single_source" else []
        if not elsewhere:
            told.append(question)
        elif not _are_all(question.claims, joined):
            found = settle(topic, [*question.claims, *elsewhere])
            told += found
            joined |= {c.claim.id for q in found for c in q.claims}
    return [q for q in told if not (q.side and q.status in ("agreed", "compatible") and _are_all(q.claims, joined))]


def _are_all(claims: Sequence[MeasuredClaim], ids: Collection[str]) -> bool:
    return all(c.claim.id in ids for c in claims)


def _given_elsewhere(topic: Topic, claims: Sequence[MeasuredClaim]) -> list[MeasuredClaim]:
    """Return the claims of other articles that give the number of one of `claims` and fit them all."""
    numbers = {magnitude(c.figure) for c in claims if c.figure.qualifier != "vague"}
    articles = {c.claim.article_id for c in claims}
    return [
        c
        for c in topic.claims
        if c.claim.article_id not in articles
        and c.figure.qualifier != "vague"
        and magnitude(c.figure) in numbers
        and all(fit(c.figure, other.figure) for other in claims)
    ]
