"""Small articles for tests, and the shortest way from them to claims and questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarize.asserters import read_by_rules
from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison import Comparison, Gathered, compare
from summarize.drafting import ArticleDraft, draft_claims
from summarize.reading.articles import article_from_text
from summarize.schema import Article, Block, BlockRole, Claim, Question, QuestionStatus


def paragraphs(text: str, **fields: str) -> Article:
    """Return an article whose every line is a paragraph: nothing is taken for a headline or for furniture."""
    blocks = tuple(Block(start=m.start(), end=m.end(), role=BlockRole.PARAGRAPH) for m in re.finditer(r"[^\n]+", text))
    known = {"id": "a", "outlet": None, "published": None, "title": None} | fields
    return Article.model_validate({"path": None, "text": text, "language": "en", "blocks": blocks} | known)


def article(
    id: str, headline: str, *body: str, published: str | None = "2031-05-06", outlet: str | None = None
) -> Article:
    """Return an article as a reader of files would give it: a headline and paragraphs."""
    text = "\n\n".join([headline, *body]) + "\n"
    return article_from_text(text, id=id, outlet=outlet or f"{id.title()} Post", title=headline, published=published)


def drafts(*articles: Article) -> list[ArticleDraft]:
    """Return what the readers find in each article."""
    return [draft_claims(a) for a in articles]


def read(*articles: Article) -> list[ReadArticle]:
    """Return the articles with their claims, by the rules alone."""
    return read_by_rules(articles)


def claims(text: str) -> dict[str, MeasuredClaim]:
    """Return the figure claims of one text by the figure's words."""
    return {c.figure.span.text: c for c in read(paragraphs(text))[0].figures}


class Story:
    """Articles on one event, compared."""

    def __init__(self, *articles: Article, roles: Mapping[str, str] | None = None) -> None:
        self.articles = articles
        self.read = read(*articles)
        self.comparison: Comparison = compare(Gathered(self.read), roles or {})
        figures = [c.claim for r in self.read for c in r.figures]
        self.claims: dict[str, Claim] = {c.id: c for c in [*figures, *self.comparison.statements]}

    def questions(self, status: QuestionStatus) -> list[Question]:
        """Return the questions of one status."""
        return [q for q in self.comparison.questions if q.status == status]

    def said(self, question: Question) -> list[list[str]]:
        """Return the words of each answer's claims: a figure's, or a statement's."""
        return [[self._words(self.claims[c]) for c in answer.claims] for answer in question.answers]

    def told(self, status: QuestionStatus) -> list[list[list[str]]]:
        """Return the words of the answers of every question of one status."""
        return [self.said(q) for q in self.questions(status)]

    @staticmethod
    def _words(claim: Claim) -> str:
        return claim.figure.span.text if claim.figure else claim.quote.text


def by_content(questions: Sequence[Question]) -> set[tuple[str, frozenset[frozenset[str]]]]:
    """Return what the questions hold, without their ids and their order."""
    return {(q.status, frozenset(frozenset(a.claims) for a in q.answers)) for q in questions}
