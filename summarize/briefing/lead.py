"""Which words tell what happened: the lead of the briefing and the points under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from summarize.briefing import wording
from summarize.briefing.citing import Citations
from summarize.briefing.contents import Point, Refused
from summarize.briefing.items import Evidence
from summarize.briefing.prose import Shown, shown_prose
from summarize.schema import Article, BlockRole, Question, Span

KEY_POINTS = 5
"""Points that stand under the lead at most: what fits on one screen."""
_SINGLE = 0.1
"""Weight of a question that one outlet alone answers: twenty of them come to one that two outlets answer."""
_LEAD_SHARE = 0.5
"""Share of the fullest opening that a newer one must reach to lead: what is known now counts for more than volume."""
_OPENING_WORDS = (8, 60)
"""Words of an opening paragraph, least and most: a place line is shorter, a text without paragraphs longer."""


@dataclass(frozen=True)
class Passage:
    """Words that may tell what happened."""

    point: Point
    told: frozenset[str]
    """Ids of the questions that they answer."""
    published: datetime
    """When their article was published, in UTC."""
    opens: bool
    """Whether they open their article."""


def weights_of(questions: Sequence[Question]) -> dict[str, float]:
    """Return how much it counts to tell the answer to each question: one for each outlet that answers it.

    What a single outlet has counts next to nothing, or a list of many figures would come before what all tell.
    """
    outlets = {q.id: len({outlet for answer in q.answers for outlet in answer.outlets}) for q in questions}
    return {q.id: _SINGLE if q.status == "single_source" else float(outlets[q.id]) for q in questions}


def choose(pool: Sequence[Passage], weights: Mapping[str, float]) -> list[Point]:
    """Return the lead and the points under it: each next one tells the most that is not told yet.

    A question weighs as much as `weights` says. Only words that open their article lead, for later ones may lean on
    words before them: of those that tell much, the newest. Words that tell nothing new are left out: they would repeat
    the lead or give an older count.
    """
    told: frozenset[str] = frozenset()

    def news(passage: Passage) -> float:
        return sum(weights[question] for question in passage.told - told)

    openers = [passage for passage in pool if passage.opens]
    if not openers:
        return []
    enough = max(map(news, openers)) * _LEAD_SHARE
    best = max((p for p in openers if news(p) >= enough), key=lambda p: (p.published, news(p)))
    chosen = [best.point]
    while len(chosen) <= KEY_POINTS:
        told |= best.told
        pool = [passage for passage in pool if not passage.told <= told]
        if not pool:
            break
        best = max(pool, key=news)
        chosen.append(best.point)
    return chosen


def opening_paragraph(article: Article) -> Span | None:
    """Return the article's first paragraph if its length can lead a briefing; None if it begins otherwise."""
    paragraphs = (block for block in article.blocks if block.role is BlockRole.PARAGRAPH)
    spans = (Span.of(article.text, block.start, block.end) for block in paragraphs)
    least, most = _OPENING_WORDS
    first = next((span for span in spans if len(span.text.split()) >= least), None)
    return first if first and len(first.text.split()) <= most else None


@dataclass(frozen=True)
class WhatHappened:
    """How a briefing opens."""

    headline: str
    headline_from: Evidence | None
    """Where the headline stands, if it is an article's."""
    lead: tuple[Point, ...]
    points: tuple[Point, ...]
    written: str
    """Who wrote which of them and how many were refused, if a model was asked; else empty."""
    refused: tuple[Refused, ...]
    """Sentences of a model that are not shown."""

    @classmethod
    def of(cls, cite: Citations) -> WhatHappened:
        """Return the opening in the articles' own sentences, or in a model's where it wrote some that passed."""
        chosen = choose(_passages(cite), weights_of(cite.report.questions))
        lead, points = tuple(chosen[:1]), tuple(chosen[1:])
        titles = [(cite.title(article), article.title) for article in _from_lead(cite, lead)]
        headline_from = next((place for places, _ in titles for place in places), None)
        plain = next((title for _, title in titles if title), cite.report.story_id)
        prose: Shown = shown_prose(cite)
        return cls(
            headline=wording.one_line(headline_from.span.text if headline_from else plain),
            headline_from=headline_from,
            lead=prose.in_place_of(lead),
            points=prose.in_place_of(points),
            written=prose.note,
            refused=prose.refused,
        )


def _passages(cite: Citations) -> list[Passage]:
    pool: list[Passage] = []
    for summary in cite.report.summaries:
        if summary.article_id not in cite.articles:
            continue
        article = cite.articles[summary.article_id]
        opening = opening_paragraph(article)
        places = [point.evidence for point in summary.key_points]
        for spans in [(opening,), *places] if opening else places:
            point = Point(
                wording.one_line(" ".join(span.text for span in spans)),
                tuple(cite.evidence(article.id, span) for span in spans),
            )
            opens = spans == ((opening,) if opening else places[0])
            told = _told(cite, article.id, spans)
            pool.append(Passage(point, told, wording.instant(article.published) or datetime.min, opens))
    return pool


def _told(cite: Citations, article_id: str, spans: Sequence[Span]) -> frozenset[str]:
    """Return the ids of the questions that these words answer."""
    return frozenset(
        cite.question_of[claim.id].id
        for claim in cite.report.claims
        if claim.article_id == article_id
        and claim.id in cite.question_of
        and any(place.overlaps(span) for place in (claim.quote, *claim.also) for span in spans)
    )


def _from_lead(cite: Citations, lead: Sequence[Point]) -> Iterable[Article]:
    """Return the article that gives the lead, then all."""
    if lead and lead[0].evidence:
        yield cite.report.articles[lead[0].evidence[0].article - 1]
    yield from cite.report.articles
