"""Who gives each figure: the model ranks the candidates that the rules found.

The rules know the shapes of reporting ("X said", "according to X"); the model knows what a sentence means. A candidate's
score is the sum of both, each on the scale of log-odds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from summarize.asking.backends.base import Backend
from summarize.asking.probes import AsserterProbe, ProbeAnswer, ProbeRequest, ask
from summarize.asking.prompting import load_prompts
from summarize.claims import ArticleDraft, Choice, FigureDraft
from summarize.reading.candidates import Candidate
from summarize.reading.excerpts import excerpt, marked, window
from summarize.reading.sentences import Sentence
from summarize.schema import ARTICLE_ITSELF

__all__ = ["choose_asserters"]

PROMPT = "asserter.v1"
ASKED_AS = "the article itself"
"""How the model is asked about the outlet's own words."""

WORDS_BEFORE, WORDS_AFTER, SENTENCES_BEFORE = 110, 60, 2
FIGURE_BEFORE, FIGURE_AFTER, NAME_WORDS = 4, 6, 12
"""The shape of the question, as the adapter was trained on it (prompts/README.md)."""

MODEL_WEIGHT, RULE_WEIGHT = 1.0, 1.0
"""Weights of the model's log-likelihood and of the rules' log-odds."""


def choose_asserters(backend: Backend | None, drafts: Sequence[ArticleDraft]) -> list[dict[tuple[int, int], Choice]]:
    """Return, for each article, the asserter of each figure by its (start, end).

    All questions of all articles go to the model in one batch; one with a single candidate is not asked. Without a
    backend the rules' favourites are returned.

    Raises:
        BackendError: if the model fails.
    """
    chosen: list[dict[tuple[int, int], Choice]] = [
        {_key(f): Choice(f.candidates[0], None) for f in draft.figures} for draft in drafts
    ]
    if backend is None:
        return chosen
    probe = AsserterProbe(load_prompts()[PROMPT])
    requests: list[ProbeRequest] = []
    asked: list[tuple[int, FigureDraft]] = []
    for number, draft in enumerate(drafts):
        for figure in draft.figures:
            if len(figure.candidates) > 1:
                requests.append(_request(probe, number, draft, figure))
                asked.append((number, figure))
    for (number, figure), answer in zip(asked, ask(backend, requests), strict=True):
        chosen[number][_key(figure)] = _choose(figure.candidates, answer)
    return chosen


def _key(figure: FigureDraft) -> tuple[int, int]:
    return figure.mention.start, figure.mention.end


def _request(probe: AsserterProbe, number: int, draft: ArticleDraft, figure: FigureDraft) -> ProbeRequest:
    text = draft.article.text
    start, end = _context(text, draft.sentences, figure.sentence, figure)
    return probe.request(
        excerpt(text, start, end),
        marked(text, *_key(figure), limits=(start, end), before=FIGURE_BEFORE, after=FIGURE_AFTER),
        [_asked_as(c) for c in figure.candidates],
        group=f"{number} {draft.article.id} {start}-{end}",
    )


def _asked_as(candidate: Candidate) -> str:
    return ASKED_AS if candidate.name == ARTICLE_ITSELF else " ".join(candidate.name.split()[:NAME_WORDS])


def _context(text: str, sentences: Sequence[Sentence], own: Sentence, figure: FigureDraft) -> tuple[int, int]:
    """Return the offsets of the paragraph with two sentences before it, cut to the words that the prompt allows."""
    at = next(i for i, s in enumerate(sentences) if s.start == own.start)
    first = last = at
    while first > 0 and sentences[first - 1].block == own.block:
        first -= 1
    first = max(0, first - SENTENCES_BEFORE)
    while last + 1 < len(sentences) and sentences[last + 1].block == own.block:
        last += 1
    while first < at and _words(text, sentences[first].start, own.start) > WORDS_BEFORE:
        first += 1
    while last > at and _words(text, own.end, sentences[last].end) > WORDS_AFTER:
        last -= 1
    limits = (sentences[first].start, sentences[last].end)
    if _words(text, *limits) > WORDS_BEFORE + WORDS_AFTER + 60:
        return window(text, *_key(figure), limits=limits, before=WORDS_BEFORE, after=WORDS_AFTER)
    return limits


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _choose(candidates: Sequence[Candidate], answer: ProbeAnswer) -> Choice:
    scores = [
        MODEL_WEIGHT * score + RULE_WEIGHT * candidate.score
        for score, candidate in zip(answer.scores, candidates, strict=True)
    ]
    highest = max(scores)
    weights = [math.exp(score - highest) for score in scores]
    best = max(range(len(scores)), key=scores.__getitem__)
    return Choice(candidates[best], round(weights[best] / math.fsum(weights), 4))
