"""Read article -> summary: key points, people, places, when.

Key points are sentences of the article, chosen (DESIGN D2): the ones that share most with the headline and with the
rest of the article, that come early, and that hold claims; a sentence that repeats a chosen one is passed over.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.claims import ReadArticle
from summarize.reading.names import find_people, find_places
from summarize.reading.sentences import Sentence
from summarize.reading.when import find_when
from summarize.reading.words import stems
from summarize.schema import BlockRole, KeyPoint, Span, Summary

__all__ = ["summarize_article"]

MIN_WORDS, MAX_WORDS = 6, 70
"""Shorter sentences are fragments, longer ones lists; neither sums anything up."""

LEAST_POINTS, MOST_POINTS = 3, 5
WORDS_A_POINT = 70
"""One key point for every 70 words of the article, between three and five: what fits a briefing's first screen."""

SAME_POINT = 0.5
"""Overlap (of the smaller sentence's words) from which two sentences make one point."""

_HEADS = (BlockRole.HEADLINE, BlockRole.BYLINE, BlockRole.DATELINE, BlockRole.CAPTION)


@dataclass(frozen=True)
class _Scored:
    sentence: Sentence
    stems: frozenset[str]
    score: float


def summarize_article(read: ReadArticle) -> Summary:
    """Return the structured summary of one article; everything in it is words of the article."""
    article = read.article
    return Summary(
        article_id=article.id,
        headline=article.title,
        key_points=_key_points(read),
        people=find_people(article, read.sentences),
        places=find_places(article, read.sentences),
        when=find_when(article, read.sentences),
        claims=tuple(c.claim.id for c in read.figures),
    )


def _key_points(read: ReadArticle) -> tuple[KeyPoint, ...]:
    text = read.article.text
    scored = _score(read)
    wanted = max(
        LEAST_POINTS,
        min(MOST_POINTS, sum(len(text[s.sentence.start : s.sentence.end].split()) for s in scored) // WORDS_A_POINT),
    )
    chosen: list[_Scored] = []
    for candidate in sorted(scored, key=lambda s: (-s.score, s.sentence.start)):
        if len(chosen) == wanted:
            break
        if all(_shared(candidate.stems, other.stems) < SAME_POINT for other in chosen):
            chosen.append(candidate)
    points = sorted((s.sentence.start, s.sentence.end) for s in chosen)
    return tuple(KeyPoint(text=text[a:b], evidence=(Span.of(text, a, b),)) for a, b in points)


def _score(read: ReadArticle) -> list[_Scored]:
    text = read.article.text
    body = [s for s in read.sentences if s.role not in _HEADS]
    if not body:
        body = list(read.sentences)
    bags = [stems(text, s.start, s.end) for s in body]
    counts = Counter(stem for bag in bags for stem in bag)
    headline = stems(read.article.title or "", 0, len(read.article.title or ""))
    figures = _figures_by_sentence(read, body)
    scored = []
    for position, (sentence, bag) in enumerate(zip(body, bags, strict=True)):
        words = len(text[sentence.start : sentence.end].split())
        if not MIN_WORDS <= words <= MAX_WORDS and len(body) > 1:
            continue
        centre = sum(counts[s] - 1 for s in bag) / math.sqrt(len(bag) or 1) / math.sqrt(len(body))
        lead = 1.0 / (1.0 + position / 2)
        topical = len(bag & headline) / math.sqrt(len(headline) or 1)
        said = 0.3 * math.log1p(figures[position])
        scored.append(_Scored(sentence, bag, 0.5 * centre + 1.2 * lead + 0.6 * topical + said))
    return scored or [_Scored(s, b, 0.0) for s, b in zip(body, bags, strict=True)]


def _figures_by_sentence(read: ReadArticle, body: Sequence[Sentence]) -> list[int]:
    starts = [c.figure.span.start for c in read.figures] + [s.start for c in read.figures for s in c.claim.also]
    return [sum(s.start <= start < s.end for start in starts) for s in body]


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / (min(len(a), len(b)) or 1)
