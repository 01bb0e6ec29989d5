"""Two reports on one story, an earlier and a later: which article, claim and question of the later one is which.

Ids mean nothing across reports: questions are numbered anew each time. What stays is the words: a claim is the same if
the same article says it in the same words, a question if it has such claims or asks for the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from summarize.briefing import wording
from summarize.schema import Article, Claim, Question, Report

__all__ = ["Earlier", "compare_with"]

_SAME_TEXT, _SAME_STATUS = 3, 1
"""What it counts, in shared claims, that two questions are worded alike or have one status: they are one if in doubt."""

_IDENTITIES: tuple[Callable[[Article], Hashable], ...] = (
    lambda article: article.text,
    lambda article: article.url,
    lambda article: (article.path, article.outlet) if article.path else None,
)
"""By what an article is the same as before, surest first; what has none is not compared by it."""

_Key = tuple[str, str, str]


@dataclass(frozen=True)
class Earlier:
    """What an earlier report already had of a later one."""

    report: Report
    """The earlier report."""
    articles: dict[str, Article]
    """Article id of the later report -> the same article as it was."""
    claims: frozenset[str]
    """Ids of the claims of the later report that the earlier one has."""
    questions: dict[str, Question]
    """Question id of the later report -> the same question as it was."""
    gone: tuple[Question, ...]
    """Questions of the earlier report that the later one no longer has."""

    def has_figure(self, question: Question, claim: Claim) -> bool:
        """Say whether the earlier report already had this figure as an answer to this question."""
        before = self.questions.get(question.id)
        if before is None or claim.figure is None:
            return False
        told = set(before.claim_ids)
        figures = (c.figure for c in self.report.claims if c.id in told and c.figure)
        return (claim.figure.low, claim.figure.high) in {(f.low, f.high) for f in figures}


def compare_with(earlier: Report, later: Report) -> Earlier:
    """Return what of `later` stands in `earlier` already."""
    articles = _same_articles(earlier.articles, later.articles)
    before = {_key(claim, claim.article_id) for claim in earlier.claims}
    keys = {c.id: _key(c, articles[c.article_id].id) for c in later.claims if c.article_id in articles}
    questions = _same_questions(earlier, later, keys)
    kept = {question.id for question in questions.values()}
    return Earlier(
        report=earlier,
        articles=articles,
        claims=frozenset(claim_id for claim_id, key in keys.items() if key in before),
        questions=questions,
        gone=tuple(q for q in earlier.questions if q.id not in kept),
    )


def _key(claim: Claim, article_id: str) -> _Key:
    words = claim.figure.span.text if claim.figure else ""
    return article_id, wording.one_line(claim.quote.text), wording.one_line(words)


def _same_articles(earlier: Iterable[Article], later: Iterable[Article]) -> dict[str, Article]:
    """Return the earlier form of each article: by its text, else by its address, else by its file and outlet."""
    found: dict[str, Article] = {}
    left, free = list(later), list(earlier)
    for identity in _IDENTITIES:
        by = {identity(article): article for article in reversed(free) if identity(article)}
        for article in left:
            if (same := by.pop(identity(article), None)) is not None:
                found[article.id] = same
                free.remove(same)
        left = [article for article in left if article.id not in found]
    return found


def _same_questions(earlier: Report, later: Report, keys: dict[str, _Key]) -> dict[str, Question]:
    """Return the earlier form of each question: pairs that share most come first, and nothing is taken twice."""
    claims = {claim.id: _key(claim, claim.article_id) for claim in earlier.claims}
    holders: dict[_Key, set[int]] = defaultdict(set)
    alike: dict[str, set[int]] = defaultdict(set)
    for n, question in enumerate(earlier.questions):
        alike[question.text.casefold()].add(n)
        for claim_id in question.claim_ids:
            if claim_id in claims:
                holders[claims[claim_id]].add(n)
    pairs: list[tuple[int, int, int]] = []
    for m, question in enumerate(later.questions):
        shared = Counter(dict.fromkeys(alike[question.text.casefold()], _SAME_TEXT))
        for key in {keys[claim_id] for claim_id in question.claim_ids if claim_id in keys}:
            shared.update(holders[key])
        for n, score in shared.items():
            pairs.append((-score - _SAME_STATUS * (earlier.questions[n].status == question.status), m, n))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, m, n in sorted(pairs):
        if m not in matched and n not in taken:
            matched[m] = n
            taken.add(n)
    return {later.questions[m].id: earlier.questions[n] for m, n in matched.items()}
