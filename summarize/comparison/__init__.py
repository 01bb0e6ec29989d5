"""Read articles -> questions with answers and a status, and what some articles leave out.

    figures = Gathered(read_articles)
    comparison = compare(figures, people_roles)
    comparison = compare(figures, people_roles, relate(backend, [figures.unrelated])[0])    # with a model's opinions

The order in which the articles are given changes nothing but the order of equals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison.agreement import Agreement
from summarize.comparison.chronology import Chronology
from summarize.comparison.disagreements import disagreements
from summarize.comparison.drafts import DraftQuestion
from summarize.comparison.facets import Pairs
from summarize.comparison.grouping import clusters
from summarize.comparison.headlines import headline_questions
from summarize.comparison.intervals import spread
from summarize.comparison.likeness import Likeness
from summarize.comparison.opinions import Opinions
from summarize.comparison.parts import mark_parts
from summarize.comparison.propositions import StatementQuestion
from summarize.comparison.relating import Unrelated
from summarize.comparison.rivalry import Topic
from summarize.comparison.sameness import Words
from summarize.comparison.scene import place_claims
from summarize.comparison.scopes import different_scopes
from summarize.comparison.sources import Sources
from summarize.comparison.titles import main_event, title
from summarize.comparison.topics import questions_of
from summarize.reading.event_words import SUBSET_CLASSES
from summarize.reading.words import stems
from summarize.schema import (
    CONFLICTS,
    MOST_PRESSING,
    UNSETTLED,
    Answer,
    Claim,
    Omission,
    Question,
    QuestionKind,
    QuestionStatus,
)

__all__ = ["Comparison", "Gathered", "beyond_figures", "compare"]


@dataclass(frozen=True)
class Comparison:
    """What a story's articles say together."""

    questions: tuple[Question, ...]
    omissions: tuple[Omission, ...]
    statements: tuple[Claim, ...]
    """Statements and denials that a question holds."""


_NONE = Opinions()


class Gathered:
    """The figures of a story's articles, side by side."""

    def __init__(self, read: Sequence[ReadArticle]) -> None:
        self.read = read
        self.time = Chronology([r.article for r in read])
        self.words = Words(stems(r.article.text, s.start, s.end) for r in read for s in r.sentences)
        self.claims = sorted(mark_parts(place_claims(read)), key=self.time.key)
        self.pairs = Pairs(self.claims, self.words, self.time)
        self.likeness = Likeness(self.pairs)

    @cached_property
    def unrelated(self) -> Unrelated:
        """What a model needs to know of them to be asked about the pairs that the facets leave open."""
        return Unrelated(self.read, self.claims, self.likeness.matrix(self.claims))


def beyond_figures(figures: Gathered, roles: Mapping[str, str]) -> list[StatementQuestion]:
    """Return the questions on which articles differ beyond plain figures, by the rules; `roles` as for `compare`."""
    return disagreements(figures.read, figures.claims, Sources(roles), figures.words)


def compare(
    figures: Gathered,
    roles: Mapping[str, str],
    opinions: Opinions = _NONE,
    unlike: Sequence[StatementQuestion] | None = None,
) -> Comparison:
    """Return the questions that the articles answer, disputes first, the omissions, and the statements they rest on.

    Args:
        figures: those of the articles.
        roles: what the articles say that people are: it tells for which side a person speaks.
        opinions: what a model makes of pairs of figures.
        unlike: the questions beyond figures; by default all that the rules raise.
    """
    read, time, words, claims, pairs = figures.read, figures.time, figures.words, figures.claims, figures.pairs
    outlets = {r.article.id: r.article.outlet or r.article.id for r in read}
    sources = Sources(roles)
    odds = figures.likeness.joined(claims, opinions.blended(figures.unrelated.odds, claims, "one question"))
    related = [(group, figures.likeness.relations(group, opinions)) for group in clusters(claims, odds)]
    agreement = Agreement(pairs, claims, odds)
    topics = [
        Topic(
            *(group, sources, time, lambda c: outlets[c.claim.article_id]),
            *(of.rival_odds, of.update_odds, of.tie, agreement.groups),
        )
        for group, of in related
    ]
    drafted: list[tuple[Topic, list[DraftQuestion]]] = [(topic, questions_of(topic)) for topic in topics]
    builder = _Builder(outlets)
    for topic, drafts in drafted:
        builder.add_topic(topic, drafts)
    said = {frozenset(c.claim.id for c in d.claims) for _, drafts in drafted for d in drafts if d.status in CONFLICTS}

    def rival_odds(a: MeasuredClaim, b: MeasuredClaim) -> float:
        # Few pairs are asked about, so each by itself: a table of all figures of a long article takes seconds.
        return figures.likeness.relations((a, b), opinions).rival_odds(a, b)

    headlines: list[DraftQuestion] = []
    for draft in headline_questions(claims, words, outlets, rival_odds):
        if frozenset(c.claim.id for c in draft.claims) not in said:
            builder.add(draft, title(draft.claims), "figure")
            headlines.append(draft)
    told = [d for d in (*headlines, *(d for _, drafts in drafted for d in drafts)) if d.status in UNSETTLED]
    for draft in different_scopes(topics, pairs, told):
        builder.add(draft, title(draft.claims), "figure")
    unlike = beyond_figures(figures, roles) if unlike is None else unlike
    for statement in unlike:
        builder.add_statement(statement)
    questions = builder.finish()
    shown = {c.id: c for question in unlike for side in question.sides for c in side if c.figure is None}
    article_of = {c.claim.id: c.claim.article_id for c in claims} | {c.id: c.article_id for c in shown.values()}
    return Comparison(questions, _omissions(questions, [r.article.id for r in read], article_of), tuple(shown.values()))


class _Builder:
    """Turn drafts into questions with ids."""

    def __init__(self, outlets: Mapping[str, str]) -> None:
        self._outlets = outlets
        self._made: list[tuple[tuple[int, int, int], Question, tuple[int | None, ...]]] = []

    def add_topic(self, topic: Topic, drafts: Sequence[DraftQuestion]) -> None:
        base = len(self._made)
        name, event = title(topic.claims), main_event(topic.claims)
        for draft in drafts:
            of_class = frozenset[str].intersection(*(c.measure.classes for c in draft.claims)) & SUBSET_CLASSES
            of_others = event and all(c.claim.counted and c.measure.event != event for c in draft.claims)
            self.add(draft, title(draft.claims) if of_class or of_others else name, "figure", base)

    def add(self, draft: DraftQuestion, name: str, kind: QuestionKind, base: int = 0) -> None:
        how = "as counted by" if draft.claims[0].kind == "quantity" else "according to"
        text = f"{name}, {how} {draft.side}" if draft.side else name
        answers = []
        for answer in draft.answers:
            low, high = spread([c.figure for c in answer.claims])
            answers.append(self._answer([c.claim for c in answer.claims], low, high))
        links = tuple(None if a.stands_in is None else base + a.stands_in for a in draft.answers)
        self._append(draft.status, text, kind, draft.why, answers, links, min(c.order for c in draft.claims))

    def add_statement(self, question: StatementQuestion) -> None:
        answers = [self._answer(list(side), None, None) for side in question.sides]
        self._append(question.status, question.text, question.kind, question.why, answers, (None,) * len(answers), 99)

    def _answer(self, claims: list[Claim], low: float | None, high: float | None) -> Answer:
        return Answer(
            claims=tuple(c.id for c in claims),
            low=low,
            high=high,
            asserted_by=tuple(dict.fromkeys(c.asserted_by.name for c in claims)),
            outlets=tuple(dict.fromkeys(self._outlets[c.article_id] for c in claims)),
        )

    def _append(
        self,
        status: QuestionStatus,
        text: str,
        kind: QuestionKind,
        why: str,
        answers: list[Answer],
        links: tuple[int | None, ...],
        order: int,
    ) -> None:
        outlets = {o for a in answers for o in a.outlets}
        rank = (MOST_PRESSING.index(status), -len(outlets), order)
        question = Question(id="", text=text, status=status, kind=kind, why=why, answers=tuple(answers))
        self._made.append((rank, question, links))

    def finish(self) -> tuple[Question, ...]:
        order = sorted(range(len(self._made)), key=lambda i: (self._made[i][0], i))
        ids = {i: f"q{n}" for n, i in enumerate(order, start=1)}
        result = []
        for i in order:
            _, question, links = self._made[i]
            answers = tuple(
                answer if link is None else answer.model_copy(update={"question_id": ids[link]})
                for answer, link in zip(question.answers, links, strict=True)
            )
            result.append(question.model_copy(update={"id": ids[i], "answers": answers}))
        return tuple(result)


def _omissions(
    questions: Sequence[Question], articles: Sequence[str], article_of: Mapping[str, str]
) -> tuple[Omission, ...]:
    """Return, for every question about something that not all articles have, who has it and who has not.

    Questions that set two sides or two scopes against each other are left out: what they hold stands in other questions.
    """
    found = []
    for question in questions:
        having = {article_of[c] for c in question.claim_ids}
        missing = [a for a in articles if a not in having]
        if missing and question.status not in ("self_contradicted", "different_scope"):
            found.append(
                Omission(
                    question_id=question.id,
                    reported_by=tuple(a for a in articles if a in having),
                    missing_from=tuple(missing),
                )
            )
    return tuple(found)
