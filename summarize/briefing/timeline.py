"""What happened when, what was published when, and what count each article brought."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from summarize.briefing import wording
from summarize.briefing.citing import Citations
from summarize.briefing.contents import Moment, Said
from summarize.briefing.items import Evidence
from summarize.briefing.people import said

__all__ = ["timeline"]


def timeline(cite: Citations) -> tuple[Moment, ...]:
    """Return the moments that the articles date, in order across time zones."""
    entries: list[tuple[datetime, int, Moment]] = []
    happened: dict[str, list[Evidence]] = defaultdict(list)
    for summary in cite.report.summaries:
        when = summary.when
        if when and when.date and when.evidence and summary.article_id in cite.articles:
            happened[when.date].append(cite.evidence(summary.article_id, when.evidence[0]))
    for date, places in happened.items():
        text = f"When it happened, by {wording.listed([place.outlet for place in places])}"
        at = wording.instant(date) or datetime.max
        entries.append((at, 0, Moment(cite.moment(date), text, tuple(places))))
    for article in cite.report.articles:
        if article.published:
            title = wording.one_line(article.title or "")
            text = f"{cite.labels[article.id]} published" + (f": {title}" if title else "")
            moment = Moment(cite.moment(article.published), text, cite.title(article), _counts(cite, article.id))
            entries.append((wording.instant(article.published) or datetime.max, cite.numbers[article.id], moment))
    return tuple(entry[2] for entry in sorted(entries, key=lambda entry: entry[:2]))


def _counts(cite: Citations, article_id: str) -> tuple[tuple[str, Said], ...]:
    """Return what this article has of the counts that moved, each speaker's words once."""
    found: dict[tuple[str, str, str], tuple[str, Said]] = {}
    for question in cite.report.questions:
        if question.status != "updated":
            continue
        for claim in cite.known(question.claim_ids):
            if claim.article_id == article_id and claim.figure:
                who, one = cite.who(claim), said(cite, claim, question)
                found.setdefault((question.id, who, one.words), (wording.capitalised(who), one))
    return tuple(found.values())
