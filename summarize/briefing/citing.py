"""The parts of a report by their ids, what they are called, and where their words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from summarize.briefing import naming, wording
from summarize.briefing.items import Evidence, Voice
from summarize.briefing.spelling import spelling_of
from summarize.schema import Article, BlockRole, Claim, Report, Span

__all__ = ["Citations"]

_UNSURE = 0.5
"""Confidence under which an asserter is shown as uncertain: the model itself holds another speaker to be likelier."""
_PLACES = {"headline": "headline", "standfirst": "standfirst", "bullet": "list at the top", "caption": "caption"}


class Citations:
    """A report's articles, claims and questions by id, and evidence for whatever is taken from them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.spelling = spelling_of(report.articles)
        self.articles = {article.id: article for article in report.articles}
        self.numbers = {article.id: n for n, article in enumerate(report.articles, 1)}
        self.labels = naming.outlet_labels(report.articles, self.spelling)
        self.claims = {claim.id: claim for claim in report.claims}
        self.questions = {question.id: question for question in report.questions}
        self.anchors = naming.question_anchors(report.questions)
        self.speakers = naming.speakers(report.claims)
        self.speaker_keys = naming.full_names(
            (claim.asserted_by.name for claim in report.claims),
            [person.name for summary in report.summaries for person in summary.people],
        )
        self.question_of = {
            claim_id: question
            for question in reversed(report.questions)
            for answer in question.answers
            for claim_id in answer.claims
        }

    def evidence(self, article_id: str, span: Span, figure: Span | None = None) -> Evidence:
        """Return words of an article as evidence; `figure` is the figure inside them."""
        article = self.articles[article_id]
        return Evidence(
            article=self.numbers[article_id],
            outlet=self.labels[article_id],
            span=span,
            figure=figure,
            where=_place(article, span.start),
            line=article.text.count("\n", 0, span.start) + 1,
        )

    def of_claim(self, claim: Claim) -> Evidence:
        """Return the words that state a claim."""
        return self.evidence(claim.article_id, claim.quote, claim.figure.span if claim.figure else None)

    def known(self, claim_ids: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims of these ids that the report has."""
        return tuple(self.claims[c] for c in claim_ids if c in self.claims)

    def words(self, claim: Claim) -> str:
        """Return what a claim says: its figure as the article words it, or the whole statement."""
        return wording.claim_words(claim, self.spelling)

    def moment(self, published: str | None) -> str:
        """Return a time of publication in words."""
        return wording.moment(published, self.spelling)

    def who(self, claim: Claim) -> str:
        """Return who makes a claim, as it stands in a sentence; for the outlet itself, with the part of the article."""
        if not wording.is_outlet(claim):
            return self.speakers[claim.asserted_by.name]
        label = self.labels[claim.article_id]
        place = _place(self.articles[claim.article_id], (claim.figure.span if claim.figure else claim.quote).start)
        return f"the {place} of {label}" if place in _PLACES.values() else label

    def voice(self, claims: Sequence[Claim], *, is_new: bool = False, answers: tuple[str, ...] = ()) -> Voice:
        """Return the voice of one asserter whose claims say the same; `answers` are anchors of its questions."""
        first = claims[0]
        verb = "denied" if first.stance == "denied" else "has" if wording.is_outlet(first) else "said"
        published = min(
            (p for c in claims if (p := self.articles[c.article_id].published)),
            key=lambda p: wording.instant(p) or datetime.max,
            default=None,
        )
        return Voice(
            who=max((self.who(c) for c in claims), key=len),
            verb=verb,
            words=self.words(first),
            low=first.figure.low if first.figure else None,
            high=first.figure.high if first.figure else None,
            is_figure=first.figure is not None,
            when=next((wording.one_line(c.when) for c in claims if c.when), None),
            unverified=any(c.stance == "unverified" for c in claims),
            unsure=all(c.confidence is not None and c.confidence < _UNSURE for c in claims),
            published=published,
            first_told=wording.moment(published, self.spelling, short=True, zone=True),
            evidence=tuple(self.of_claim(c) for c in claims),
            also=tuple(self.evidence(c.article_id, span) for c in claims for span in c.also),
            is_new=is_new,
            answers=answers,
        )

    def title(self, article: Article) -> tuple[Evidence, ...]:
        """Return where an article's title stands in its text, if it does."""
        title = (article.title or "").strip()
        start = article.text.find(title) if title else -1
        return (self.evidence(article.id, Span.of(article.text, start, start + len(title))),) if start >= 0 else ()


def _place(article: Article, start: int) -> str:
    """Return what part of the article the code point `start` is in: "headline", "paragraph 3"; "text" if unknown."""
    paragraph = 0
    for block in article.blocks:
        paragraph += block.role is BlockRole.PARAGRAPH
        if block.start <= start < block.end:
            block = article.blocks[block.duplicate_of] if block.duplicate_of is not None else block
            return _PLACES.get(block.role, f"paragraph {paragraph}" if block.role is BlockRole.PARAGRAPH else "text")
    return "text"
