"""A second opinion on what the rules set against each other beyond figures: the model is asked whether the sentences differ.

    kept = borne_out(backend, [(read_articles, questions)])    # one list for each story, all questions in one batch

Rules find a denial and what shares its words; the model has learnt from labelled stories which of such pairs exclude each other.
Alone it tells too few of them rightly (eval/ERRORS.md), but of what the rules tell it knows a good part of what is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np

from summarize.asking.backends.base import Backend
from summarize.asking.probes import RelationProbe, ask
from summarize.asking.prompting import load_prompts
from summarize.claims import ReadArticle
from summarize.comparison.propositions import StatementQuestion
from summarize.comparison.relating import heading, log_odds
from summarize.reading.excerpts import marked, window
from summarize.reading.sentences import sentence_at
from summarize.schema import CONFLICTS, Claim, QuestionKind

__all__ = ["LEAST_ODDS", "PROMPT", "borne_out", "told_sentence"]

PROMPT = "statement.v1"
LEAST_ODDS = -1.75
"""Log-odds, by the model, that one of a question's pairs of sentences is a difference, from which the question is told. By an
adapter trained without them, of 24 plain negations told in 156 practice stories, 6 of them right, 15 are below, 2 of those right.
Where a side says itself that it denies something, the model knows no better: of nine such that are below in those stories two are
labelled, and one in our cases is a dispute. They are not asked about."""
WORDS, WORDS_BEFORE = 48, 20
"""Words of a sentence that the model reads, at most, and of the one before it. As the adapter was trained on it."""
_DIFFER = ("conflict", "open")
"""Labels that say that both cannot be right, or that one leaves open what the other states."""
_BY_WORDS_IN_COMMON: frozenset[QuestionKind] = frozenset({"denial", "cause", "statement"})
"""Kinds for which rules set apart what shares words. Dates, names and two wordings of a quotation differ as they stand there."""

_Told = tuple[Sequence[ReadArticle], Sequence[StatementQuestion]]


def borne_out(backend: Backend, stories: Sequence[_Told]) -> list[list[StatementQuestion]]:
    """Return the questions of each story but those that set apart what the model finds no difference in.

    Args:
        backend: the model.
        stories: the articles of each, and the questions beyond figures that they raise.

    Raises:
        BackendError: if the model fails.
    """
    probe = RelationProbe(load_prompts()[PROMPT])
    asked: list[tuple[int, int]] = []
    requests = []
    for number, (read, questions) in enumerate(stories):
        articles = {one.article.id: one for one in read}
        for place, question in enumerate(questions):
            if not _is_open(question):
                continue
            for first, second in _pairs(question, list(articles)):
                told = [told_sentence(articles[claim.article_id], claim.quote.start) for claim in (first, second)]
                asked.append((number, place))
                requests.append(probe.request(*told, group=f"{number} {first.article_id} {first.quote.start}"))
    likeliest: dict[tuple[int, int], float] = {}
    for one, answer in zip(asked, ask(backend, requests), strict=True):
        likeliest[one] = max(log_odds(answer, *_DIFFER), likeliest.get(one, -np.inf))
    return [
        [q for place, q in enumerate(questions) if likeliest.get((number, place), 0.0) >= LEAST_ODDS]
        for number, (_, questions) in enumerate(stories)
    ]


def told_sentence(read: ReadArticle, start: int) -> str:
    """Return what the model reads of the sentence around `start`: the article's heading, what stands before it, and itself."""
    text = read.article.text
    number = sentence_at(read.sentences, start)
    own = read.sentences[number]
    before = read.sentences[number - 1].start if number else own.start
    _, end = window(text, own.start, own.start, limits=(own.start, own.end), before=0, after=WORDS)
    return f"{heading(read)}\n{marked(text, own.start, end, limits=(before, end), before=WORDS_BEFORE, after=0)}"


def _is_open(question: StatementQuestion) -> bool:
    """Say whether a question sets apart what may not differ."""
    return question.status in CONFLICTS and question.kind in _BY_WORDS_IN_COMMON and not question.says_so


def _pairs(question: StatementQuestion, articles: Sequence[str]) -> list[tuple[Claim, Claim]]:
    """Return the claims of different sides that stand in two sentences, two by two, in the order of the story."""

    def order(claim: Claim) -> tuple[int, int]:
        return articles.index(claim.article_id), claim.quote.start

    pairs = [sorted(pair, key=order) for a, b in combinations(question.sides, 2) for pair in product(a, b)]
    return [(first, second) for first, second in pairs if order(first) != order(second)]
