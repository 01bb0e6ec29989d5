"""Lengths of time that only place an event ("two years ago", "in the 24 hours to Friday"): they measure nothing of the story.

What lasted so long, or may take so long, is told by its length; a length that tells when something was, or since when nothing
like it has been, is part of a date.
"""

from __future__ import annotations

import re

from summarize.reading.figures import FigureMention

__all__ = ["only_places"]

_DAYS = frozenset("day night week fortnight month year decade century".split())
"""Units in which news tells when something was. What came minutes or hours after is as often the news itself."""
_UNITS = _DAYS | frozenset("second minute hour quarter".split())
_AGO = re.compile(r"\s+(?:ago|pregnant)\b", re.IGNORECASE)
_APART = re.compile(r"\s+(?:earlier|later|before|after|previously|since|into|on(?=\s*[,:;.\n]|\s*$))\b", re.IGNORECASE)
"""What sets one event so long from another: "three days after the crash", "a year on"."""
_LASTS = re.compile(
    r"\b(?:for|to|of|the|within|over|than|last(?:s|ed|ing)?|t[ao]kes?|took|taking|spen[dt]s?|wait(?:s|ed|ing)?|serv(?:es?|ed|ing)|"
    r"g[ei]v(?:es?|en)|gave|g[eo]ts?|get|jail(?:s|ed)|sentenced|received?|bann?(?:s|ed)|suspended)\s+$",
    re.IGNORECASE,
)
"""Words right before a length that make it one of something, whatever comes after it ("jailed for three years after")."""
_COUNTED_IN = re.compile(
    r"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:past|last|previous|preceding|first|next|coming|following|same)\s+$",
    re.IGNORECASE,
)
"""What makes a length the time in which something else is counted."""
_OPENS_WINDOW = re.compile(r"\b(?:in|over|during)\s+the\s+$", re.IGNORECASE)
_CLOSES_WINDOW = re.compile(
    r"\s+(?:to|till|until|through|up\s+to|ending|ended|since|before|prior\s+to)\b", re.IGNORECASE
)
_REACHES_BACK = re.compile(r"\b(?:in|for)\s+$", re.IGNORECASE)
_NOT_HIGHEST = (
    r"prot|arr|requ|for|w|northw|southw|midw|inter|harv|gu|cont|t|r|qu|manif|ch|n|p|inqu|unr|conqu|pri|hon|mod|inv|sugg|dig|cr|b?reast|v|"
    r"att|det|z|def|ing|inf|j|f|mol"
)
_HIGHEST = re.compile(
    rf"\b(?:(?!(?:{_NOT_HIGHEST})est\b)\w{{2,}}est|worst|(?:the|its|'s|’s)\s+(?:most|least|first)|so\s+(?:many|few|much|\w+ly)|"
    r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b[^.;:\n]{0,60}$",
    re.IGNORECASE,
)
"""What is singled out among its like, with whose time it is compared: "the deadliest storm in 20 years", "the third in days"."""
LEAD_IN = 90
"""Code points before a length in which its clause tells what it is of."""


def only_places(text: str, mention: FigureMention) -> bool:
    """Say whether a length of time only tells when something was, or in what time something else was counted."""
    if mention.kind != "measure" or mention.unit not in _UNITS or "-" in text[mention.start : mention.end]:
        return False
    before = text[max(0, mention.start - LEAD_IN) : mention.start]
    if _AGO.match(text, mention.end) or _COUNTED_IN.search(before):
        return True
    if _OPENS_WINDOW.search(before) and _CLOSES_WINDOW.match(text, mention.end):
        return True
    if mention.unit not in _DAYS:
        return False
    if _APART.match(text, mention.end) and not _LASTS.search(before):
        return True
    back = _REACHES_BACK.search(before)
    return back is not None and _HIGHEST.search(before[: back.start()]) is not None
