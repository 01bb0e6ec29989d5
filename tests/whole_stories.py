"""Whole stories of many kinds, with the pairs of figures that a report must set against each other, and must not.

A file of `whole_stories/` is a story: `[[article]]` tables, and pairs of figures. Each end of a pair is an article's id and
words of it that stand there once and hold the figure.

- `[[against]]`: a conflict. With `optional = true` a report may call it one.
- `[[apart]]`: no conflict.
- `[[update]]`: no conflict, and told as an update.

`[marks]` has `questions`: each is a list of the figures that answer it, as an article's id, the figure's words, and which of
their places it is where they stand more than once. The weights of `likeness` are fitted on them, not tested by them.

`open = "…"` says why a pair is not yet told right, `open_alarms` of the file why a conflict is reported where there is none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from stories import Story

from summarize.comparison.intervals import fit
from summarize.reading.articles import article_from_text
from summarize.schema import Answer, Article, Claim, Question

__all__ = ["FOLDER", "Pair", "WholeStory", "compared", "load", "open_alarms"]

FOLDER = Path(__file__).parent / "whole_stories"

CONFLICTS = ("disputed", "denied", "self_contradicted")

Kind = Literal["against", "apart", "update"]
End = tuple[str, str]
"""Id of an article and words of it."""


@dataclass(frozen=True)
class Pair:
    """Two figures of a story and how they stand to each other."""

    kind: Kind
    what: str
    a: End
    b: End
    optional: bool
    open: str
    """Why the pair is not yet told right; empty where it is."""


@dataclass(frozen=True)
class WholeStory:
    """A story, compared by the rules alone, with its labels."""

    story: Story
    pairs: tuple[Pair, ...]

    def is_right(self, pair: Pair) -> bool:
        """Say whether the comparison tells the pair as it is labelled."""
        if pair.kind == "against":
            return self._held_apart(self.conflicts, pair)
        if self._held_apart(self.conflicts, pair, strict=True):
            return False
        return pair.kind == "apart" or self._held_apart(self.story.questions("updated"), pair)

    @property
    def conflicts(self) -> list[Question]:
        """Return the questions about figures that the comparison calls conflicts."""
        return [q for s in CONFLICTS for q in self.story.questions(s) if q.kind == "figure"]

    @property
    def false_alarms(self) -> list[Question]:
        """Return the conflicts that no label holds."""
        labelled = [p for p in self.pairs if p.kind == "against"]
        return [q for q in self.conflicts if not any(self._held_apart([q], p) for p in labelled)]

    def claim(self, end: End) -> Claim | None:
        """Return the claim whose figure stands in the words of `end`; None where no figure was read there."""
        id, words = end
        text = next(a.text for a in self.story.articles if a.id == id)
        assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in {id}"
        start = text.index(words)
        found = [
            claim
            for claim in self.story.claims.values()
            if claim.article_id == id
            and claim.figure
            and any(start < span.end and span.start < start + len(words) for span in (claim.figure.span, *claim.also))
        ]
        exact = [
            c for c in found if c.figure and c.figure.span.start < start + len(words) and start < c.figure.span.end
        ]
        return next(iter(exact or found), None)

    def _held_apart(self, questions: Sequence[Question], pair: Pair, *, strict: bool = False) -> bool:
        """Say whether a question has the two figures as different answers; unless `strict`, others of their values will do."""
        a, b = self.claim(pair.a), self.claim(pair.b)
        return bool(a and b) and any(
            self._stands(a, first, strict) and self._stands(b, second, strict)
            for question in questions
            for first in question.answers
            for second in question.answers
            if first is not second
        )

    def _stands(self, claim: Claim | None, answer: Answer, strict: bool) -> bool:
        return claim is not None and (
            claim.id in answer.claims
            or (not strict and any(_fits(self.story.claims[id], claim) for id in answer.claims))
        )


def _fits(a: Claim, b: Claim) -> bool:
    return bool(a.figure and b.figure and fit(a.figure, b.figure))


def load(path: Path) -> tuple[tuple[Article, ...], tuple[Pair, ...]]:
    """Return the articles and pairs of one file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = tuple(
        article_from_text(
            a["text"].lstrip("\n"),
            id=a["id"],
            outlet=a["outlet"],
            title=a["text"].strip().splitlines()[0],
            published=a["published"],
        )
        for a in data["article"]
    )
    return articles, tuple(_pairs(data))


def _pairs(data: dict[str, Any]) -> Iterator[Pair]:
    kinds: tuple[Kind, ...] = ("against", "apart", "update")
    for kind in kinds:
        for p in data.get(kind, ()):
            yield Pair(kind, p["what"], tuple(p["a"]), tuple(p["b"]), p.get("optional", False), p.get("open", ""))


@cache
def compared(path: Path) -> WholeStory:
    """Return the story of one file, compared."""
    articles, pairs = load(path)
    return WholeStory(Story(*articles), pairs)


def open_alarms(path: Path) -> str:
    """Return why the story of a file has a false alarm; empty where it has none."""
    reason: str = tomllib.loads(path.read_text(encoding="utf-8")).get("open_alarms", "")
    return reason
