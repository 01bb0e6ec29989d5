"""Stories to measure growth with, made of our own: as many articles, as long, or as many stories as wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import cycle, islice

from summarize.reading.articles import article_from_text
from summarize.schema import Article
from summarize.stories import Story

__all__ = ["long_article", "many_stories", "wide_story"]

_DIGITS = re.compile(r"(?<!\d)[1-9]\d{0,2}(?!\d)")


def wide_story(story: Story, articles: int) -> Story:
    """Return a story of so many articles: those of `story` over and over, each round with other figures and outlets."""
    made = []
    for number, article in enumerate(islice(cycle(story.articles), articles)):
        made.append(_retold(article, number // len(story.articles), f"a{number}"))
    return Story(f"{articles}-articles", tuple(made))


def long_article(articles: Sequence[Article], characters: int) -> Story:
    """Return a story of one article of about so many characters: paragraphs of all articles, then retold ones."""
    paragraphs: list[str] = []
    size = 0
    for number, article in enumerate(cycle(articles)):
        for paragraph in _retold(article, number // len(articles), "a").text.split("\n\n"):
            if size >= characters:
                return Story(f"{characters}-characters", (article_from_text("\n\n".join(paragraphs), id="long"),))
            paragraphs.append(paragraph)
            size += len(paragraph) + 2
    raise ValueError("there is no article to make one of")


def many_stories(stories: Sequence[Story], count: int) -> list[Story]:
    """Return so many stories: those given over and over, each round with other figures."""
    made = []
    for number, story in enumerate(islice(cycle(stories), count)):
        rounds = number // len(stories)
        articles = tuple(_retold(article, rounds, article.id) for article in story.articles)
        made.append(Story(f"{number}-{story.id}", articles))
    return made


def _retold(article: Article, times: int, id_: str) -> Article:
    """Return the article with other small numbers, so that nothing in it has been asked before."""
    text = _DIGITS.sub(lambda match: str(int(match[0]) + times), article.text)
    outlet = f"{article.outlet or 'Outlet'} {times}" if times else article.outlet
    return article_from_text(text, id=id_, outlet=outlet, title=article.title, published=article.published)
