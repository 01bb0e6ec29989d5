"""The parts of a report that prose rests on: grounds by their place, claims that may be set side by side, and the proof again."""

from __future__ import annotations

from collections.abc import Iterable

from summarize.proofreading.grounds import Ground, grounds_of
from summarize.proofreading.proofs import Proof, prove
from summarize.schema import CitedWords, QuestionStatus, Report, Span, WrittenSentence

__all__ = ["COMPARED", "comparable_sets", "grounds_at", "prove_again"]

COMPARED: tuple[QuestionStatus, ...] = ("disputed", "updated", "denied", "compatible", "agreed")
"""Statuses of questions whose answers count one thing; those of "different_scope" do not."""


def comparable_sets(report: Report) -> tuple[frozenset[str], ...]:
    """Return the sets of claims that answer one question and count the same thing."""
    return tuple(frozenset(question.claim_ids) for question in report.questions if question.status in COMPARED)


def grounds_at(report: Report, article_id: str, places: Iterable[Span]) -> tuple[Ground, ...]:
    """Return the sentences of an article of the report that touch any of `places`; none if it has no such article."""
    article = next((article for article in report.articles if article.id == article_id), None)
    if article is None:
        return ()
    claims = [claim for claim in report.claims if claim.article_id == article_id]
    return grounds_of(article, article.outlet or article.id, claims, places)


def prove_again(report: Report, sentence: WrittenSentence) -> Proof:
    """Return what the proof of a sentence of the report's prose finds, from nothing but the words that it cites."""
    grounds = [ground for words in sentence.evidence for ground in _grounds(report, words)]
    return prove(sentence.text, grounds, comparable_sets(report))


def _grounds(report: Report, words: CitedWords) -> tuple[Ground, ...]:
    return grounds_at(report, words.article_id, (words.span,))
