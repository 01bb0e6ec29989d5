"""The statements and figures of one story, kept so that those which one denial may be about are found quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison.propositions import Statement
from summarize.comparison.sameness import Words
from summarize.comparison.senses import beginning, senses
from summarize.comparison.sources import Sources
from summarize.reading.culprits import Home
from summarize.reading.event_words import EVENTS
from summarize.reading.words import stems

__all__ = ["Ends", "StoryStatements", "events_in", "postings"]

Ends = tuple[float | None, float | None]
"""The lower and the upper end of a figure."""

_LETTERS = re.compile(r"[a-z]+")
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]+")
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|speculat\w+|alleg\w+|reportedly|suspect\w+|could|claim\w*|accus\w+|believed|suggest\w+)\b",
    re.IGNORECASE,
)


class StoryStatements:
    """The statements of one story by their number, 0 for the first of the first article, and what they hold."""

    def __init__(
        self, read: Sequence[ReadArticle], statements: Sequence[Sequence[Statement]], sources: Sources
    ) -> None:
        self.sources = sources
        self.all = [s for own in statements for s in own]
        self.number = {s.key: n for n, s in enumerate(self.all)}
        self._own = {own[0].article.id: list(own) for own in statements if own}
        self.senses = [senses(s.stems) for s in self.all]
        """Senses of the content words of each."""
        self.words = Words(self.senses)
        self._having = postings(self.senses)
        self._figures: dict[tuple[str, int], list[MeasuredClaim]] = {}
        for r in read:
            for figure in r.figures:
                self._figures.setdefault((r.article.id, figure.claim.quote.start), []).append(figure)

    def figures_in(self, statement: Statement) -> list[MeasuredClaim]:
        """Return the figures whose claim begins where the statement does."""
        return self._figures.get((statement.article.id, statement.sentence.start), [])

    def own(self, statement: Statement) -> list[Statement]:
        """Return the statements of its article, in order."""
        return self._own[statement.article.id]

    def near(self, statement: Statement, most: int) -> list[Statement]:
        """Return the statements of its article that stand at most so many before or after one, in order."""
        at = self.number[statement.key]
        around = self.all[max(0, at - most) : at + most + 1]
        return [s for s in around if s.article.id == statement.article.id and s is not statement]

    def sharing(self, words: Iterable[str]) -> dict[int, float]:
        """Return the weight of the senses that each statement shares with some; none for those that share none."""
        shared: dict[int, float] = {}
        for word in sorted(words):
            weight = self.words.weight(word)
            for n in self._having.get(word, ()):
                shared[n] = shared.get(n, 0.0) + weight
        return shared

    def happening(self, events: Iterable[str]) -> set[int]:
        """Return the numbers of the statements that tell of one of some events."""
        return {n for event in events for n in self._happening.get(event, ())}

    @cached_property
    def home(self) -> Home:
        """Return whom the story means by a bare "the government"."""
        return Home.of({s.article.id: s.article.text for s in self.all}.values())

    @cached_property
    def accusing(self) -> list[int]:
        """Return the numbers of the statements that hold somebody responsible."""
        return [n for n, s in enumerate(self.all) if s.accusations]

    @cached_property
    def events(self) -> list[frozenset[str]]:
        """Return what each statement says happened."""
        return [events_in(s.text) for s in self.all]

    @cached_property
    def names(self) -> list[frozenset[str]]:
        """Return the words of each statement that begin with a capital, other than its first."""
        return [frozenset(_NAME.findall(s.text)) for s in self.all]

    @cached_property
    def numbers(self) -> list[frozenset[Ends]]:
        """Return the ends of the figures in each statement."""
        return [frozenset((f.figure.low, f.figure.high) for f in self.figures_in(s)) for s in self.all]

    @cached_property
    def beginnings(self) -> list[frozenset[str]]:
        """Return the beginnings of the words of each statement."""
        return [frozenset(map(beginning, bag)) for bag in self.senses]

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """Return the content words of each statement, those of its speaker's name among them."""
        return [stems(s.text, 0, len(s.text)) for s in self.all]

    @cached_property
    def rumours(self) -> list[bool]:
        """Say of each statement whether it tells something as a rumour, a claim or an accusation."""
        return [_RUMOUR.search(s.text) is not None for s in self.all]

    @cached_property
    def _happening(self) -> dict[str, list[int]]:
        return postings(self.events)


def events_in(words: str) -> frozenset[str]:
    """Return what some words say happened."""
    return frozenset(EVENTS[w] for w in _LETTERS.findall(words.lower()) if w in EVENTS)


def postings(bags: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """Return, for each word, the numbers of the bags that hold it."""
    found: dict[str, list[int]] = {}
    for n, bag in enumerate(bags):
        for word in bag:
            found.setdefault(word, []).append(n)
    return found
