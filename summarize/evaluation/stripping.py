"""A marked story as crawled collections often keep one: on one line, without commas, colons and apostrophes.

What hangs on punctuation is lost there: appositions, the end of a reporting clause, the possessive, headlines and
paragraphs. A reader of news must do nearly as well without.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left

from summarize.evaluation.marked import End, LabelledDenial, MarkedStory
from summarize.evaluation.marking import Mark
from summarize.reading.articles import article_from_text
from summarize.schema import Article, Span
from summarize.stories import Story

__all__ = ["stripped"]

_LOST = re.compile(
    r"[,;:](?=[\s\"”]|$)|(?<=\d),(?=\d{3}|\d\d,\d)|(?<=\w)['’](?=\w)|(?<=s)['’](?=\s)|\s+(?=\s)|^\s+|\s+$"
)
"""What is left out: marks that end a phrase, commas in numbers ("3,59,676" too, a decimal one not), apostrophes,
and of several blanks all but the last."""
_PLAINER = str.maketrans({"“": '"', "”": '"', "–": "-", "—": "-", "\n": " "})


def stripped(story: MarkedStory) -> MarkedStory:
    """Return the story with every article so, its title included, and the marks where their words are then."""
    texts = {article.id: _Text(article.text) for article in story.story.articles}
    articles = tuple(_article(article, texts[article.id]) for article in story.story.articles)
    marks = {mark.id: _mark(mark, texts[mark.article_id]) for mark in story.marks}

    def end(given: End) -> End:
        span = texts[given.article_id].span(given.span)
        return End(given.article_id, span, marks[given.mark.id] if given.mark else None)

    pairs = tuple(dataclasses.replace(pair, a=end(pair.a), b=end(pair.b)) for pair in story.pairs)
    denials = story.denials and tuple(LabelledDenial(end(d.by), tuple(map(end, d.of))) for d in story.denials)
    differences = story.differences and tuple(
        dataclasses.replace(d, a=tuple(map(end, d.a)), b=tuple(map(end, d.b))) for d in story.differences
    )
    return dataclasses.replace(
        story,
        story=Story(story.story.id, articles),
        marks=tuple(marks.values()),
        pairs=pairs,
        denials=denials,
        differences=differences,
    )


class _Text:
    """A text without what is left out of it."""

    def __init__(self, text: str) -> None:
        lost = {place for match in _LOST.finditer(text) for place in range(*match.span())}
        self._kept = [place for place in range(len(text)) if place not in lost]
        self.text = "".join(text[place] for place in self._kept).translate(_PLAINER)

    def span(self, given: Span) -> Span:
        """Return where the words of a span of the whole text stand in this one."""
        return Span.of(self.text, bisect_left(self._kept, given.start), bisect_left(self._kept, given.end))


def _article(article: Article, text: _Text) -> Article:
    title = _Text(article.title).text if article.title else None
    return article_from_text(text.text, id=article.id, outlet=article.outlet, title=title, published=article.published)


def _mark(mark: Mark, text: _Text) -> Mark:
    names = [_Text(name).text for name in (mark.asserter, *mark.aliases)]
    return dataclasses.replace(mark, span=text.span(mark.span), asserter=names[0], aliases=tuple(names[1:]))
