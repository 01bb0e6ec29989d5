"""Whether a briefing's own words follow British or American usage: whichever its articles do.

The briefing writes few words of its own; those in which the two differ are dates and "per cent".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from summarize.schema import Article

__all__ = ["AMERICAN", "BRITISH", "Spelling", "spelling_of"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""English whatever the locale: the same report gives the same bytes everywhere."""
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"

# Words that the two spell differently whatever they stand for. Left out: -ise and -ize (both are British), "program" and
# "meter" (British for computers and for gauges), "ministry of defence" and the like as names keep their own spelling.
_BRITISH = (
    r"per cent|centres?|theatres?|metres?|kilometres?|litres?|calibre|colour\w*|labour\w*|harbour\w*"
    r"|neighbour\w*|honour\w*|rumours?|favour\w*|behaviour\w*|defences?|offences?|licences?|programmes?|travell(?:ed|ing|ers?)"
    r"|cancell(?:ed|ing)|fuell(?:ed|ing)|modell(?:ed|ing)|labell(?:ed|ing)|jewellery|ageing|tonnes?|tyres?|kerbs?|aeroplanes?"
    r"|storeys?|grey|sceptic\w*|manoeuvre\w*|paralysed|analysed|cheques?|ploughs?|towards|whilst|amongst|learnt|burnt"
)
_AMERICAN = (
    r"percent|centers?|theaters?|kilometers?|liters?|caliber|colors?|colored|labor|laborers?|harbors?|neighbor\w*|honor\w*"
    r"|rumors?|favor(?:ed|ing|s|ite|ites|able)?|behavior\w*|defenses?|offenses?|traveled|traveling|travelers?|canceled"
    r"|canceling|fueled|fueling|modeled|modeling|labeled|labeling|jewelry|aging|curbs?|airplanes?|gray|skeptic\w*"
    r"|maneuver\w*|paralyzed|analyzed|toward|plows?"
)
_WORDS = (re.compile(rf"\b(?:{_BRITISH})\b"), re.compile(rf"\b(?:{_AMERICAN})\b"))
"""Lower case only: a capital may be a name ("the Labour Party", "Pearl Harbor"), which both spell alike."""
_DATES = (
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?![\w-])"),
    re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?![\d:])"),
)
_TITLES = (re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Gov|Sen)(?= [A-Z])"),
           re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Gov|Sen|Rep)\.(?= [A-Z])"))  # fmt: skip


@dataclass(frozen=True)
class Spelling:
    """The words that the two usages write differently."""

    language: str
    """For the page: "en-GB" or "en-US"."""
    percent: str
    month_first: bool

    def day(self, value: date) -> str:
        """Return a date as "2 March 2022" or "March 2, 2022"."""
        month = _MONTHS[value.month - 1]
        return f"{month} {value.day}, {value.year}" if self.month_first else f"{value.day} {month} {value.year}"

    def short_day(self, value: date) -> str:
        """Return a date without its year: "2 Mar" or "Mar 2"."""
        month = _MONTHS[value.month - 1][:3]
        return f"{month} {value.day}" if self.month_first else f"{value.day} {month}"

    def days(self, first: date, last: date) -> str:
        """Return a stretch of days: "14 to 15 October 2025", "October 14 to 15, 2025"."""
        if first == last:
            return self.day(first)
        if (first.year, first.month) != (last.year, last.month):
            return f"{self.day(first)} to {self.day(last)}"
        month = _MONTHS[first.month - 1]
        if self.month_first:
            return f"{month} {first.day} to {last.day}, {last.year}"
        return f"{first.day} to {last.day} {month} {last.year}"


BRITISH = Spelling("en-GB", "per cent", month_first=False)
AMERICAN = Spelling("en-US", "percent", month_first=True)


def spelling_of(articles: Iterable[Article]) -> Spelling:
    """Return the usage that most of the articles follow; British where they tell nothing or are even.

    Each article has one vote, by its spellings, its dates and the points after its titles.
    """
    votes = sum(_vote(article.text) for article in articles)
    return AMERICAN if votes > 0 else BRITISH


def _vote(text: str) -> int:
    """Return 1 for a text in American usage, -1 for British, 0 if it shows neither more than the other."""
    british, american = (
        sum(len(pattern.findall(text)) for pattern in patterns)
        for patterns in zip(_WORDS, _DATES, _TITLES, strict=True)
    )
    return (american > british) - (british > american)
