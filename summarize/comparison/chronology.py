"""The order in which claims were published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from summarize.claims import MeasuredClaim
from summarize.reading.live_blogs import live_blog
from summarize.schema import Article

__all__ = ["Chronology", "either_moved", "is_revision", "says_moved"]

_MOVED = re.compile(
    r"\b(?:updat\w+|earlier\s+(?:toll|count|figure|report|estimate|said)|previous(?:ly)?|initial(?:ly)?|ris(?:en|es|ing)|rose|climb\w*|increas\w*|"
    r"revis\w+|later\s+said|now\s+stands|jump\w*|up\s+from|down\s+from|new\s+toll|latest\s+toll|grown|lowered|raised)\b",
    re.IGNORECASE,
)
"""Words that say that a figure replaces an earlier one."""


_HEDGES = r"(?:(?:at|least|about|around|some|nearly|almost|more|than|over|an?|the|as|many)\s+)*"
_MOVED_TO = re.compile(
    r"\b(?:r(?:ose|isen|ises?|ising)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:es?|ed|ing)|gr[eo]w[ns]?|increas(?:es?|ed|ing)|swell(?:s|ed)?"
    r"|doubled|revis(?:es?|ed|ing)|updat(?:es?|ed|ing)|rais(?:es?|ed|ing)|lower(?:s|ed|ing)?|correct(?:s|ed|ing)?|cuts?|f(?:ell|allen|alls?)|dropp?(?:s|ed)?)\b"
    rf"(?:\s+[\w’']+){{0,5}}?\s+(?:to|at|past|above|beyond|upwards?|downwards?)\s+(?:to\s+)?{_HEDGES}$"
    rf"|\b(?:now|later)\s+(?:stands?|stood|put|puts|said|says|numbers?|totals?)\b[^.;,]{{0,40}}$|\bbrings?\b[^.;]{{0,60}}\bto\s+{_HEDGES}$"
    r"|\b(?:new|latest|updated|revised|earlier|previous|initial|preliminary|original)\s+(?:[\w’'-]+\s+){0,2}?"
    r"(?:tolls?|counts?|figures?|tally|totals?|estimates?|reports?|numbers?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
"""What leads up to a figure that takes the place of an earlier one, or to that one."""
_MOVED_FROM = re.compile(
    r"[^.;,]{0,30}?,?\s+(?:up|down)\s+from\b|\s+(?:initially|at\s+first|previously|earlier)\b", re.IGNORECASE
)
"""What follows such a figure."""


def is_revision(claim: MeasuredClaim) -> bool:
    """Say whether the words around a figure tell that it takes the place of an earlier one, or that it is that one."""
    text, start = claim.claim.quote.text, claim.figure.span.start - claim.claim.quote.start
    end = start + len(claim.figure.span.text)
    return claim.measure.replaced or bool(_MOVED_TO.search(text[:start]) or _MOVED_FROM.match(text, end))


def says_moved(sentence: str) -> bool:
    """Say whether a sentence tells that its figure replaces an earlier one."""
    return _MOVED.search(sentence) is not None


def either_moved(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the sentence of either claim tells that its figure replaces an earlier one."""
    return says_moved(a.claim.quote.text) or says_moved(b.claim.quote.text)


class Chronology:
    """When each article was published, as far as it is known."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._times = {a.id: _parse(a.published) for a in articles}
        self._blogs = {a.id: blog for a in articles if (blog := live_blog(a.text)) is not None}

    def key(self, claim: MeasuredClaim) -> tuple[datetime, str, int]:
        """Return a sort key: time of publication (articles without one last), article id, place in the article."""
        article = claim.claim.article_id
        moment = self._times[article]
        return moment[0] if moment else _LAST, article, claim.figure.span.start

    def strictly_later(self, claims: Sequence[MeasuredClaim]) -> bool:
        """Say whether each claim is known to be published after the one before it."""
        return all(self._after(a, b) for a, b in pairwise(claims))

    def is_live_blog(self, article: str) -> bool:
        """Say whether the article with this id is a live blog."""
        return article in self._blogs

    def in_later_entry(self, earlier: MeasuredClaim, later: MeasuredClaim) -> bool:
        """Say whether both stand in one live blog, `later` in an entry that was written after that of `earlier`."""
        blog = self._blogs.get(later.claim.article_id)
        if blog is None or earlier.claim.article_id != later.claim.article_id:
            return False
        return blog.is_later(earlier.figure.span.start, later.figure.span.start)

    def days_apart(self, claims: Sequence[MeasuredClaim]) -> bool:
        """Say whether first and last claim are known to be published on different days."""
        first, last = self._times[claims[0].claim.article_id], self._times[claims[-1].claim.article_id]
        return first is not None and last is not None and first[0].date() < last[0].date()

    def _after(self, a: MeasuredClaim, b: MeasuredClaim) -> bool:
        return self.follows(a.claim.article_id, b.claim.article_id)

    def follows(self, earlier: str, later: str) -> bool:
        """Say whether the article with the id `later` is known to be published after the one with the id `earlier`."""
        first, second = self._times[earlier], self._times[later]
        if first is None or second is None:
            return False
        if first[1] and second[1]:
            return first[0] < second[0]
        return first[0].date() < second[0].date()


_LAST = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)


def _parse(published: str | None) -> tuple[datetime, bool] | None:
    """Return the moment in UTC and whether it has a time of day; None if it cannot be read."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC), "T" in published or ":" in published
