"""Which words tell what happened: the lead of the briefing and the points under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from summarize.briefing.contents import Point
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
