"""Which claims of a report state the marks of a story, and which of them it takes together or sets against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, permutations

from summarize.evaluation.labels import CONFLICTS
from summarize.evaluation.marked import End, MarkedStory, Pair
from summarize.evaluation.marking import Mark
from summarize.evaluation.matching import NEXT_SENTENCE, gap
from summarize.schema import Claim, Question, QuestionStatus, Report

__all__ = ["Graded", "states"]


@dataclass(frozen=True)
class Graded:
    """A story and a report with what belongs together in them."""

    story: MarkedStory
    report: Report

    @cached_property
    def claim_of(self) -> Mapping[str, Claim]:
        """Mark's id -> the claim that states it: where its own words stand, else where it is stated once more."""
        claims = {}
        for mark in self.story.marks:
            found = [c for c in self.report.claims if c.figure and c.article_id == mark.article_id]
            own = [c for c in found if c.figure and c.figure.span.overlaps(mark.span)]
            again = [c for c in found if any(span.overlaps(mark.span) for span in c.also)]
            if own or again:
                claims[mark.id] = (own or again)[0]
        return claims

    @cached_property
    def marks_of(self) -> Mapping[str, Sequence[Mark]]:
        """Claim's id -> the marks that it states."""
        marks = defaultdict(list)
        for mark in self.story.marks:
            if mark.id in self.claim_of:
                marks[self.claim_of[mark.id].id].append(mark)
        return marks

    @cached_property
    def questions_of(self) -> Mapping[str, Sequence[tuple[Question, int]]]:
        """Claim's id -> the questions that hold it, each with the number of the answer."""
        held = defaultdict(list)
        for question in self.report.questions:
            for number, answer in enumerate(question.answers):
                for claim in answer.claims:
                    held[claim].append((question, number))
        return held

    def together(self, a: str, b: str) -> list[tuple[Question, bool]]:
        """Return the questions that hold both claims, each with whether they stand in different answers."""
        found: dict[str, tuple[Question, bool]] = {}
        for question, one in self.questions_of.get(a, ()):
            for other, two in self.questions_of.get(b, ()):
                if question.id == other.id:
                    apart = found.get(question.id, (question, False))[1] or one != two
                    found[question.id] = (question, apart)
        return list(found.values())

    @cached_property
    def topic_of(self) -> Mapping[str, str]:
        """Claim's id -> one claim that stands for all that the report takes for answers to the same question.

        A report shows a dispute for two sides at a time and each side once, so what shares a claim is one question; a
        question that tells two scopes apart joins nothing.
        """
        asked = {claim for question in self.report.questions for claim in question.claim_ids}
        topics = {claim: claim for claim in asked.union(claim.id for claim in self.report.claims)}

        def root(claim: str) -> str:
            while topics[claim] != claim:
                claim = topics[claim]
            return claim

        for question in self.report.questions:
            if question.status != "different_scope":
                claims = list(question.claim_ids)
                for one, other in pairwise(claims):
                    topics[root(other)] = root(one)
        return {claim: root(claim) for claim in topics}

    def same(self, a: Mark, b: Mark) -> bool:
        """Say whether the report takes two marks for answers to one question."""
        first, second = self.claim_of.get(a.id), self.claim_of.get(b.id)
        return first is not None and second is not None and self.topic_of[first.id] == self.topic_of[second.id]

    def claims_at(self, end: End, *, equals: bool) -> frozenset[str]:
        """Return the claims that state an end of a pair; with `equals`, those too that say the same elsewhere."""
        if end.mark is None:
            return self._statements_at(end)
        marks = [m for m in self.story.marks if equals and m.says_same(end.mark)] or [end.mark]
        return frozenset(self.claim_of[mark.id].id for mark in marks if mark.id in self.claim_of)

    def _statements_at(self, end: End) -> frozenset[str]:
        """Return the claims whose words the end's are, or that stand in the next sentence: a denial often takes two."""
        here = [claim for claim in self.report.claims if claim.article_id == end.article_id]
        nearest = min((gap(claim.quote, end.span) for claim in here), default=0)
        near = min(nearest, NEXT_SENTENCE)
        return frozenset(claim.id for claim in here if gap(claim.quote, end.span) == near)

    def is_disputed(self, pair: Pair) -> bool:
        """Say whether a conflict has the two ends apart, or each apart from one third: what is shown two sides at a time."""
        if CONFLICTS.intersection(self.statuses(pair, equals=True)):
            return True
        against = [
            {other for claim in self.claims_at(end, equals=True) for other in self.opposed.get(claim, ())}
            for end in (pair.a, pair.b)
        ]
        return not against[0].isdisjoint(against[1])

    @cached_property
    def opposed(self) -> Mapping[str, set[str]]:
        """Claim's id -> the claims that a conflict sets against it."""
        opposed: dict[str, set[str]] = defaultdict(set)
        for question in self.report.questions:
            if question.status in CONFLICTS:
                for one, other in permutations(question.answers, 2):
                    for claim in one.claims:
                        opposed[claim].update(other.claims)
        return opposed

    def statuses(self, pair: Pair, *, equals: bool) -> list[QuestionStatus]:
        """Return the status of every question that has the two ends in different answers."""
        firsts, seconds = self.claims_at(pair.a, equals=equals), self.claims_at(pair.b, equals=equals)
        found = {
            question.id: question.status
            for a in firsts
            for b in seconds
            for question, apart in self.together(a, b)
            if apart and a != b
        }
        return sorted(found.values())


def states(claim: Claim, end: End) -> bool:
    """Say whether a claim has the words of a label, in any of its places."""
    return claim.article_id == end.article_id and any(s.overlaps(end.span) for s in (claim.quote, *claim.also))
