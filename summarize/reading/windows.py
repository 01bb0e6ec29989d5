"""How long the time is that a figure counts over, in normal form."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["SpanOfTime", "span_of_time"]

SpanOfTime = Literal["a day or so", "a quarter", "a year", "a longer time", "an earlier time"]
_SHORT_WINDOW = re.compile(
    r"\bhours?\b|\b(?:last|past|previous)\s+(?:(?:one|two|three|few|couple\s+of)\s+)?(?:day|night)s?\b|overnight|24[\s-]hour|"
    r"\b(?:single|one)\s+day\b|day\s+alone\b"
)
_EARLIER_WINDOW = re.compile(r"^(?:in\s+|during\s+)?(?:the\s+)?(?:last|previous|preceding)\s+(?:year|quarter|season)\b")
_DAY_WINDOW = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|yesterday|today|overnight", re.IGNORECASE)


def span_of_time(text: str, window: tuple[int, int] | None) -> SpanOfTime | None:
    """Return how long the window is, None where there is none or it names only a day."""
    if window is None:
        return None
    words = " ".join(text[slice(*window)].lower().split())
    if _SHORT_WINDOW.search(words):
        return "a day or so"
    if _EARLIER_WINDOW.search(words):
        return "an earlier time"
    if "quarter" in words:
        return "a quarter"
    if re.search(r"\b(?:full|whole|financial|this)\s+year\b", words):
        return "a year"
    return None if _DAY_WINDOW.search(words) else "a longer time"
