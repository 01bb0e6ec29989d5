"""When an article's event happened, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarize.reading.dates import find_dates
from summarize.reading.sentences import Sentence
from summarize.schema import Article, BlockRole, Span, When

__all__ = ["find_when"]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "last night": -1,
    "overnight": 0,
}
_PHRASE = re.compile(
    r"\b(?:(?:late |early )?(?:on )?(?P<day>"
    + "|".join(_DAYS)
    + r")(?: (?:morning|afternoon|evening|night))?|(?P<relative>"
    + "|".join(_RELATIVE)
    + r"))\b",
    re.IGNORECASE,
)
_DAY_AFTER = 6
"""Days back to the weekday that follows the day of publication."""
_LOCAL = re.compile(r",?\s+\(?local(?:\s+time)?\b", re.IGNORECASE)
_SENTENCES = 5
"""The lead tells when; later sentences speak of other times."""

_RUNNING = (BlockRole.PARAGRAPH, BlockRole.STANDFIRST, BlockRole.BULLET, BlockRole.HEADLINE)


def find_when(article: Article, sentences: Sequence[Sentence]) -> When | None:
    """Return the first words of the lead that say when, with the date they mean; None if it does not say."""
    lead = sorted((s for s in sentences if s.role in _RUNNING), key=lambda s: (s.role == BlockRole.HEADLINE, s.start))[
        :_SENTENCES
    ]
    for sentence in lead:
        phrase = _PHRASE.search(article.text, sentence.start, sentence.end)
        if phrase is not None:
            span = Span.of(article.text, *phrase.span())
            return When(text=span.text, date=_resolve(phrase, article.published), evidence=(span,))
        for found in find_dates(article.text[sentence.start : sentence.end]):
            span = Span.of(article.text, sentence.start + found.start, sentence.start + found.end)
            return When(text=span.text, date=found.iso[:10], evidence=(span,))
    return None


def _resolve(phrase: re.Match[str], published: str | None) -> str | None:
    """Return the day that the phrase means in an article of that date: the nearest one not after it.

    It is the day after publication where the clocks of the place are ahead ("on Wednesday morning local time").
    """
    if published is None:
        return None
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    if phrase["relative"]:
        return (day + timedelta(days=_RELATIVE[phrase["relative"].lower()])).isoformat()
    back = (day.weekday() - _DAYS.index(phrase["day"].lower())) % 7
    if back == _DAY_AFTER and _LOCAL.match(phrase.string, phrase.end()):
        back = -1
    return (day - timedelta(days=back)).isoformat()
