"""Which quality of a thing a percentage, a sum or a measurement is: its speed, its price, the rate of inflation.

Two percentages, or two sums in one currency, have nothing else that tells what they measure; where they count a noun it
stands beside them.
"""

from __future__ import annotations

import re

from summarize.reading.figures import FigureMention
from summarize.reading.sentences import Sentence

__all__ = ["attribute"]

_NAMES = (
    "rate turnout inflation unemployment magnitude depth speed value worth price height length width weight temperature growth "
    "deficit debt stake margin support approval concentration wage salary capacity distance duration revenue sales turnover "
    "profit loss dividend fine bail ransom reward compensation damages offer demand fall rise ratio dose majority size area"
)
_FORMS = {form: name for name in _NAMES.split() for form in (name, name + "s")}
_FORMS |= {
    "valued": "value",
    "worth": "value",
    "priced": "price",
    "offered": "offer",
    "demanded": "demand",
    "losses": "loss",
}
_FORMS |= {
    "majorities": "majority",
    "salaries": "salary",
    "haul": "value",
    "fined": "fine",
    "deep": "depth",
    "jobless": "unemployment",
}
"""Word -> quality."""
_AFTER = {"long": "length", "tall": "height", "high": "height", "deep": "depth", "wide": "width", "haul": "value"}
_SPEEDS = frozenset({"kilometre per hour", "mile per hour", "knot", "metre per second"})
_QUALIFIED = frozenset("rate value profit loss revenue sales growth debt deficit price offer".split())
"""Qualities of which a story has several, told apart by the word before."""
_PLAIN = frozenset(
    "the a an its their his her of in and street estimated total current official overall market".split()
)
REACH = 70
"""Code points before a figure in which its quality is named."""
_BREAKS = re.compile(r"[;:–—]|,(?!\d)|\b(?:while|when|after|before|but|which|who|whose|against|from)\b", re.IGNORECASE)
_AT = re.compile(r"\W*At\s+(?:[a-z]+\s+){0,3}")
_OPENS = re.compile(r",\s+(?:the\s+)?(?:voter\s+)?(?P<quality>turnout|unemployment|inflation)\b")
"""What follows a figure that opens its sentence: "At 78 per cent, turnout was the highest for years"."""
_WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*")


def attribute(text: str, sentence: Sentence, mention: FigureMention) -> str:
    """Return the quality in lower case, with the word that tells which one ("fatality rate"); empty if none is named."""
    if mention.unit in _SPEEDS:
        return "speed"
    after = _WORD.match(text, mention.end + 1, sentence.end)
    if after is not None and mention.kind != "percent" and after[0].lower() in _AFTER:
        return _AFTER[after[0].lower()]
    opened = _OPENS.match(text, mention.end, sentence.end)
    if opened is not None and _AT.fullmatch(text, sentence.start, mention.start):
        return opened["quality"]
    before = _BREAKS.split(text[max(sentence.start, mention.start - REACH) : mention.start])[-1]
    words = [m[0].lower() for m in _WORD.finditer(before)]
    for i in range(len(words) - 1, -1, -1):
        name = _FORMS.get(words[i])
        if name is not None:
            which = words[i - 1] if i and name in _QUALIFIED and words[i - 1] not in _PLAIN else ""
            return f"{which} {name}".strip()
    return ""
