"""What a model wrote, where it stands in the briefing, and what is said of what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarize.briefing import wording
from summarize.briefing.citing import Citations
from summarize.briefing.contents import Point, Refused
from summarize.briefing.items import Evidence
from summarize.schema import CitedWords, WrittenSentence

__all__ = ["Shown", "shown_prose"]


@dataclass(frozen=True)
class Shown:
    """The sentences that passed, by the words whose place they take, and what is said of the others."""

    points: Mapping[str, Point]
    """By anchor of the first words of the point that each stands for."""
    refused: tuple[Refused, ...]
    note: str
    """Who wrote them and how many were refused; empty if no model was asked."""

    def in_place_of(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Return the points, with what the model wrote in place of those that it has a sentence for."""
        return tuple(self.points.get(p.evidence[0].anchor, p) if p.evidence else p for p in points)


def shown_prose(cite: Citations) -> Shown:
    """Return what the briefing shows of the report's prose."""
    prose = cite.report.prose
    if prose is None:
        return Shown({}, (), "")
    passed = {
        _evidence(cite, (s.stands_for,))[0].anchor: Point(
            wording.one_line(s.text), _evidence(cite, s.evidence), is_written=True
        )
        for s in prose.sentences
        if s.refused is None and s.stands_for.article_id in cite.articles
    }
    refused = tuple(
        Refused(wording.one_line(s.text), wording.one_line(s.refused), _evidence(cite, s.evidence))
        for s in prose.sentences
        if s.refused is not None
    )
    return Shown(passed, refused, _note(wording.one_line(prose.model), prose.sentences))


def _evidence(cite: Citations, words: Sequence[CitedWords]) -> tuple[Evidence, ...]:
    return tuple(cite.evidence(w.article_id, w.span) for w in words if w.article_id in cite.articles)


def _note(model: str, sentences: Sequence[WrittenSentence]) -> str:
    """Return who wrote the opening and how much of it was refused, in two sentences."""
    refused = sum(s.refused is not None for s in sentences)
    if not sentences:
        return f"The model {model} was asked to write the opening, and there was nothing to write from."
    if refused == len(sentences):
        return (
            f"The model {model} was asked to write the opening; all {wording.counted(refused, 'sentence')} that it wrote "
            "were refused, and what stands here are the articles\u2019 own."
            if refused > 1
            else f"The model {model} was asked to write the opening; the sentence that it wrote was refused, and what "
            "stands here is an article\u2019s own."
        )
    shown = len(sentences) - refused
    opening = f"Sentences marked \u201cmodel\u201d were written by {model} and checked against the words that they cite"
    if not refused:
        return f"{opening}: none of the {shown} was refused." if shown > 1 else f"{opening}."
    others = (
        "the articles\u2019 own stand in their place" if refused > 1 else "an article\u2019s own stands in its place"
    )
    return f"{opening}: of {len(sentences)}, {refused} {'were' if refused > 1 else 'was'} refused, and {others}."
