"""The order in which claims were published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from summarize.claims import MeasuredClaim
from summarize.reading.live_blogs import live_blog
from summarize.schema import Article

__all__ = ["Chronology", "either_moved", "says_moved"]

_MOVED = re.compile(
    r"\b(?:updat\w+|earlier\s+(?:toll|count|figure|report|estimate|said)|previous(?:ly)?|initial(?:ly)?|ris(?:en|es|ing)|rose|climb\w*|increas\w*|"
    r"revis\w+|later\s+said|now\s+stands|jump\w*|up\s+from|down\s+from|new\s+toll|latest\s+toll|grown|lowered|raised)\b",
    re.IGNORECASE,
)
"""Words that say that a figure replaces an earlier one."""


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
