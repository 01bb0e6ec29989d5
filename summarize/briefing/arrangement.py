"""From a report to the contents of its briefing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from summarize.briefing import naming, wording
from summarize.briefing.contents import (
    Contents,
    Evidence,
    Item,
    Moment,
    Point,
    Row,
    Said,
    Section,
    Side,
    Source,
    Speaker,
    Voice,
)
from summarize.briefing.lead import Passage, choose, opening_paragraph, weights_of
from summarize.schema import Answer, Article, BlockRole, Claim, Omission, Question, QuestionStatus, Report, Span

__all__ = ["arrange"]

_UNSURE = 0.5
"""Confidence under which an asserter is shown as uncertain: the model itself holds another speaker to be likelier."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CELL_WORDS = 90
"""Characters of a statement that a cell of the omission matrix shows."""

_SECTIONS: tuple[tuple[str, str, str, str, tuple[QuestionStatus, ...]], ...] = (
    ("disputed", "Disputed", "disputed", "Answers that cannot all be right.", ("disputed",)),
    ("denied", "Denied", "denied", "What one side says and another denies.", ("denied",)),
    (
        "self-contradictions",
        "Contradicts itself",
        "self-contradicted",
        "One article, two answers.",
        ("self_contradicted",),
    ),
    ("updated", "Updated", "updated", "The same count, given again later.", ("updated",)),
    (
        "no-conflict",
        "Different, but no conflict",
        "different without conflict",
        "Figures that look different and can all be right.",
        ("different_scope", "compatible"),
    ),
    ("agreed", "Agreed", "agreed", "Told alike by more than one outlet.", ("agreed",)),
)
"""Sections of questions: id on the page, title, the title after a count, what it holds, statuses.

`single_source` is the omission matrix's."""

_PLACES = {"headline": "headline", "standfirst": "standfirst", "bullet": "list at the top", "caption": "caption"}


def arrange(report: Report) -> Contents:
    """Return what the briefing of `report` says, in order."""
    return _Arrangement(report).contents()


class _Arrangement:
    """The report's parts by id, and how they become contents."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.articles = {article.id: article for article in report.articles}
        self.numbers = {article.id: n for n, article in enumerate(report.articles, 1)}
        self.labels = naming.outlet_labels(report.articles)
        self.claims = {claim.id: claim for claim in report.claims}
        self.questions = {question.id: question for question in report.questions}
        self.anchors = naming.question_anchors(report.questions)
        self.speaker_keys = naming.full_names(
            (claim.asserted_by.name for claim in report.claims),
            [person.name for summary in report.summaries for person in summary.people],
        )
        self.question_of = {
            claim_id: question
            for question in reversed(report.questions)
            for answer in question.answers
            for claim_id in answer.claims
        }

    def contents(self) -> Contents:
        lead, points = self._what_happened()
        speakers, also_named = self._speakers()
        headline_from = self._headline(lead)
        known = set(self.articles)
        return Contents(
            report=self.report,
            headline=wording.one_line(headline_from.span.text) if headline_from else self._plain_headline(lead),
            headline_from=headline_from,
            lead=lead,
            points=points,
            sections=self._sections(),
            matrix=self._matrix(),
            speakers=speakers,
            also_named=also_named,
            timeline=self._timeline(),
            unverified=self._unverified(),
            sources=tuple(self._source(article) for article in self.report.articles),
            failures=tuple(
                f"{f.stage}: {wording.one_line(f.message)}" for f in self.report.failures if f.article_id not in known
            ),
        )

    # Evidence

    def evidence(self, article_id: str, span: Span, figure: Span | None = None) -> Evidence:
        article = self.articles[article_id]
        return Evidence(
            article=self.numbers[article_id],
            outlet=self.labels[article_id],
            span=span,
            figure=figure,
            where=_place(article, span.start),
            line=article.text.count("\n", 0, span.start) + 1,
        )

    def claim_evidence(self, claim: Claim) -> Evidence:
        return self.evidence(claim.article_id, claim.quote, claim.figure.span if claim.figure else None)

    # Questions

    def _sections(self) -> tuple[Section, ...]:
        made = []
        for key, title, short, intro, statuses in _SECTIONS:
            items = tuple(self._item(q) for q in self.report.questions if q.status in statuses)
            if items:
                made.append(Section(key, title, short, intro, items))
        return tuple(made)

    def _item(self, question: Question) -> Item:
        return Item(
            anchor=self.anchors[question.id],
            heading=wording.one_line(question.text),
            status=question.status,
            why=wording.one_line(question.why),
            sides=tuple(side for answer in question.answers if (side := self._side(answer, question.id)).voices),
        )

    def _side(self, answer: Answer, question_id: str) -> Side:
        groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in (self.claims[c] for c in answer.claims if c in self.claims):
            who = self._who(claim) if wording.is_outlet(claim) else self.speaker_keys[claim.asserted_by.name]
            says = wording.claim_words(claim).casefold() if claim.figure else ""
            groups[who, says, claim.stance].append(claim)
        return Side(tuple(self._voice(group) for group in groups.values()), self._more(answer, question_id))

    def _more(self, answer: Answer, question_id: str) -> str | None:
        """Return the anchor of the question that this answer stands for, if more voices give it there."""
        whole = self.questions.get(answer.question_id or "")
        if whole is None or whole.id == question_id:
            return None
        return self.anchors[whole.id] if {c for a in whole.answers for c in a.claims} - set(answer.claims) else None

    def _voice(self, claims: Sequence[Claim]) -> Voice:
        first = claims[0]
        verb = "denied" if first.stance == "denied" else "has" if wording.is_outlet(first) else "said"
        return Voice(
            who=max((self._who(c) for c in claims), key=len),
            verb=verb,
            words=wording.claim_words(first),
            low=first.figure.low if first.figure else None,
            high=first.figure.high if first.figure else None,
            is_figure=first.figure is not None,
            when=next((wording.one_line(c.when) for c in claims if c.when), None),
            unverified=any(c.stance == "unverified" for c in claims),
            unsure=all(c.confidence is not None and c.confidence < _UNSURE for c in claims),
            published=min(
                (p for c in claims if (p := self.articles[c.article_id].published)),
                key=lambda p: wording.instant(p) or datetime.max,
                default=None,
            ),
            evidence=tuple(self.claim_evidence(c) for c in claims),
            also=tuple(self.evidence(c.article_id, span) for c in claims for span in c.also),
        )

    def _who(self, claim: Claim) -> str:
        if not wording.is_outlet(claim):
            return wording.one_line(claim.asserted_by.name)
        label = self.labels[claim.article_id]
        place = _place(self.articles[claim.article_id], (claim.figure.span if claim.figure else claim.quote).start)
        return f"the {place} of {label}" if place in _PLACES.values() else label

    # What happened

    def _what_happened(self) -> tuple[Point | None, tuple[Point, ...]]:
        pool: list[Passage] = []
        for summary in self.report.summaries:
            if summary.article_id not in self.articles:
                continue
            article = self.articles[summary.article_id]
            opening = opening_paragraph(article)
            places = [point.evidence for point in summary.key_points]
            for spans in [(opening,), *places] if opening else places:
                point = Point(
                    wording.one_line(" ".join(span.text for span in spans)),
                    tuple(self.evidence(article.id, span) for span in spans),
                )
                opens = spans == ((opening,) if opening else places[0])
                told = self._told(article.id, spans)
                pool.append(Passage(point, told, wording.instant(article.published) or datetime.min, opens))
        chosen = choose(pool, weights_of(self.report.questions))
        return (chosen[0] if chosen else None), tuple(chosen[1:])

    def _told(self, article_id: str, spans: Sequence[Span]) -> frozenset[str]:
        """Return the ids of the questions that these words answer."""
        return frozenset(
            self.question_of[claim.id].id
            for claim in self.report.claims
            if claim.article_id == article_id
            and claim.id in self.question_of
            and any(place.overlaps(span) for place in (claim.quote, *claim.also) for span in spans)
        )

    def _headline(self, lead: Point | None) -> Evidence | None:
        """Return the headline of the article that gives the lead, as it stands in the text."""
        return next((place for article in self._from_lead(lead) for place in self._title(article)), None)

    def _title(self, article: Article) -> tuple[Evidence, ...]:
        title = (article.title or "").strip()
        start = article.text.find(title) if title else -1
        return (self.evidence(article.id, Span.of(article.text, start, start + len(title))),) if start >= 0 else ()

    def _plain_headline(self, lead: Point | None) -> str:
        return next((wording.one_line(a.title) for a in self._from_lead(lead) if a.title), self.report.story_id)

    def _from_lead(self, lead: Point | None) -> Iterable[Article]:
        if lead and lead.evidence:
            yield self.report.articles[lead.evidence[0].article - 1]
        yield from self.report.articles

    # The other sections

    def _matrix(self) -> tuple[Row, ...]:
        known = [o for o in self.report.omissions if o.question_id in self.questions]
        rows = [self._row(self.questions[o.question_id], o) for o in known]
        order = {row.anchor: n for n, row in enumerate(rows)}
        return tuple(
            sorted(
                rows,
                key=lambda r: (
                    sum(c is not None for c in r.cells),
                    [n for n, c in enumerate(r.cells) if c],
                    order[r.anchor],
                ),
            )
        )

    def _row(self, question: Question, omission: Omission) -> Row:
        cells: dict[str, tuple[str, Evidence]] = {}
        for claim in (self.claims[c] for a in question.answers for c in a.claims if c in self.claims):
            if claim.article_id in omission.reported_by:
                words = _shortened(wording.claim_words(claim))
                cells.setdefault(claim.article_id, (words, self.claim_evidence(claim)))
        return Row(
            self.anchors[question.id],
            wording.one_line(question.text),
            tuple(cells.get(article.id) for article in self.report.articles),
        )

    def _speakers(self) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
        people: dict[str, list[tuple[str, str | None, Evidence]]] = defaultdict(list)
        said: dict[str, list[Claim]] = defaultdict(list)
        for summary in self.report.summaries:
            for person in summary.people:
                if person.evidence and summary.article_id in self.articles:
                    place = self.evidence(summary.article_id, person.evidence[0])
                    people[self.speaker_keys[person.name]].append((person.name, person.role, place))
        for claim in self.report.claims:
            if not wording.is_outlet(claim):
                said[self.speaker_keys[claim.asserted_by.name]].append(claim)
        speakers = []
        for key in dict.fromkeys((*said, *people)):
            mentions, claims = people.get(key, []), said.get(key, [])
            shown = max((*(m[0] for m in mentions), *(c.asserted_by.name for c in claims)), key=len)
            role = max((m[1] for m in mentions if m[1]), key=len, default=None)
            speakers.append(
                Speaker(
                    name=wording.capitalised(wording.one_line(shown)),
                    role=wording.one_line(role) if role else None,
                    named=tuple({m[2].article: m[2] for m in reversed(mentions)}.values())[::-1],
                    said=tuple(self._said(claim) for claim in claims),
                )
            )
        return (
            tuple(sorted((s for s in speakers if s.said), key=lambda s: -len(s.said))),
            tuple(s for s in speakers if not s.said),
        )

    def _said(self, claim: Claim) -> Said:
        question = self.question_of.get(claim.id)
        return Said(
            verb="" if claim.figure is None else "denied" if claim.stance == "denied" else "said",
            words=wording.inside_sentence(wording.claim_words(claim)),
            about=wording.one_line(question.text if question else claim.measure),
            question=self.anchors[question.id] if question else None,
            evidence=self.claim_evidence(claim),
        )

    def _timeline(self) -> tuple[Moment, ...]:
        entries: list[tuple[datetime, int, Moment]] = []
        happened: dict[str, list[Evidence]] = defaultdict(list)
        for summary in self.report.summaries:
            when = summary.when
            if when and when.date and when.evidence and summary.article_id in self.articles:
                happened[when.date].append(self.evidence(summary.article_id, when.evidence[0]))
        for date, places in happened.items():
            text = f"When it happened, by {wording.listed([place.outlet for place in places])}"
            at = wording.instant(date) or datetime.max
            entries.append((at, 0, Moment(wording.moment(date), text, tuple(places))))
        for article in self.report.articles:
            if article.published:
                title = wording.one_line(article.title or "")
                text = f"{self.labels[article.id]} published" + (f": {title}" if title else "")
                at = wording.instant(article.published) or datetime.max
                moment = Moment(wording.moment(article.published), text, self._title(article))
                entries.append((at, self.numbers[article.id], moment))
        return tuple(entry[2] for entry in sorted(entries, key=lambda entry: entry[:2]))

    def _unverified(self) -> tuple[Voice, ...]:
        claims = {(c.article_id, c.quote.start, c.quote.end): c for c in self.report.claims if c.stance == "unverified"}
        return tuple(self._voice((claim,)) for claim in claims.values())

    def _source(self, article: Article) -> Source:
        return Source(
            number=self.numbers[article.id],
            label=self.labels[article.id],
            article=article,
            published=wording.moment(article.published),
            language=article.language if article.language and _LANGUAGE.fullmatch(article.language) else None,
            words=len(article.text.split()),
            figures=sum(c.article_id == article.id and c.figure is not None for c in self.report.claims),
            failures=tuple(
                f"{f.stage}: {wording.one_line(f.message)}" for f in self.report.failures if f.article_id == article.id
            ),
        )


def _place(article: Article, start: int) -> str:
    """Return what part of the article the code point `start` is in: "headline", "paragraph 3"; "text" if unknown."""
    paragraph = 0
    for block in article.blocks:
        paragraph += block.role is BlockRole.PARAGRAPH
        if block.start <= start < block.end:
            block = article.blocks[block.duplicate_of] if block.duplicate_of is not None else block
            return _PLACES.get(block.role, f"paragraph {paragraph}" if block.role is BlockRole.PARAGRAPH else "text")
    return "text"


def _shortened(text: str) -> str:
    """Return `text`, cut at a word with an ellipsis where it is too long for a cell."""
    if len(text) <= _CELL_WORDS:
        return text
    return text[:_CELL_WORDS].rsplit(" ", 1)[0] + " …"
