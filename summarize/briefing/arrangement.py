"""From a report to the contents of its briefing."""

from __future__ import annotations

import re

from summarize.briefing import novelty, wording
from summarize.briefing.cards import items
from summarize.briefing.changes import Earlier, compare_with
from summarize.briefing.citing import Citations
from summarize.briefing.contents import Contents, Row, Source
from summarize.briefing.items import Evidence, Section, Voice
from summarize.briefing.lead import WhatHappened
from summarize.briefing.options import Options, Style
from summarize.briefing.people import digests, speakers
from summarize.briefing.timeline import timeline
from summarize.schema import Article, Omission, Question, QuestionStatus, Report

__all__ = ["arrange"]

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


def arrange(report: Report, options: Options | None = None) -> Contents:
    """Return what the briefing of `report` says, in order."""
    return _Arrangement(report, options or Options()).contents()


class _Arrangement:
    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.cite = Citations(report)
        self.earlier: Earlier | None = compare_with(options.since, report) if options.since else None

    def contents(self) -> Contents:
        report, cite = self.report, self.cite
        opening = WhatHappened.of(cite)
        spoke, also_named = speakers(cite)
        sections = self._sections()
        known = set(cite.articles)
        return Contents(
            report=report,
            style=self.options.style,
            spelling=cite.spelling,
            headline=opening.headline,
            headline_from=opening.headline_from,
            changes=novelty.changes(cite, self.earlier, sections) if self.earlier else None,
            lead=opening.lead,
            points=opening.points,
            written=opening.written,
            refused=opening.refused,
            sections=sections,
            matrix=self._matrix(),
            speakers=spoke,
            also_named=also_named,
            timeline=timeline(cite),
            unverified=self._unverified(),
            digests=digests(cite) if self.options.style is Style.FULL else (),
            sources=tuple(self._source(article) for article in report.articles),
            failures=tuple(
                f"{f.stage}: {wording.one_line(f.message)}" for f in report.failures if f.article_id not in known
            ),
        )

    # Questions

    def _sections(self) -> tuple[Section, ...]:
        told = {status for *_, statuses in _SECTIONS for status in statuses}
        found = items(self.cite, (q for q in self.report.questions if q.status in told), self.earlier)
        made = []
        for key, title, short, intro, statuses in _SECTIONS:
            own = tuple(item for item in found if item.status in statuses)
            also = tuple(i for i in found if i.status not in statuses and not set(statuses).isdisjoint(i.open_statuses))
            if own or also:
                made.append(Section(key, statuses[0], title, short, intro, own, also))
        return tuple(made)

    # The other sections

    def _matrix(self) -> tuple[Row, ...]:
        known = [o for o in self.report.omissions if o.question_id in self.cite.questions]
        rows = [self._row(self.cite.questions[o.question_id], o) for o in known]
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
        for claim in self.cite.known(question.claim_ids):
            if claim.article_id in omission.reported_by:
                words = _shortened(self.cite.words(claim))
                cells.setdefault(claim.article_id, (words, self.cite.of_claim(claim)))
        return Row(
            self.cite.anchors[question.id],
            wording.one_line(question.text),
            tuple(cells.get(article.id) for article in self.report.articles),
        )

    def _unverified(self) -> tuple[Voice, ...]:
        claims = {(c.article_id, c.quote.start, c.quote.end): c for c in self.report.claims if c.stance == "unverified"}
        return tuple(self.cite.voice((claim,)) for claim in claims.values())

    def _source(self, article: Article) -> Source:
        return Source(
            number=self.cite.numbers[article.id],
            label=self.cite.labels[article.id],
            article=article,
            published=self.cite.moment(article.published),
            language=article.language if article.language and _LANGUAGE.fullmatch(article.language) else None,
            words=len(article.text.split()),
            figures=sum(c.article_id == article.id and c.figure is not None for c in self.report.claims),
            failures=tuple(
                f"{f.stage}: {wording.one_line(f.message)}" for f in self.report.failures if f.article_id == article.id
            ),
            is_new=self.earlier is not None and article.id not in self.earlier.articles,
        )


def _shortened(text: str) -> str:
    """Return `text`, cut at a word with an ellipsis where it is too long for a cell."""
    if len(text) <= _CELL_WORDS:
        return text
    return text[:_CELL_WORDS].rsplit(" ", 1)[0] + " …"
