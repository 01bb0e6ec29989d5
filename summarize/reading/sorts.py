"""Whether a number counts two sorts of people together ("19 passengers and crew"), or tells of which sort some are."""

from __future__ import annotations

import re

from summarize.reading.people import PEOPLE
from summarize.reading.words import stem

__all__ = ["counted_jointly", "is_of_a_sort"]

_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens"
_JOINTLY = re.compile(
    rf"\s+(?:[\w-]+\s+){{0,2}}?(?P<one>[a-z]+)\s+(?:and|or)\s+(?!(?:{_NUMBERS})\b)(?P<other>[a-z]+)\b(?:\s+(?P<last>[a-z]+))?"
)
_OF_A_SORT = re.compile(
    r"\s+(?:[a-z-]+\s+)?[a-z-]+\s+(?:are|were)\s+(?:(?:believed|thought|said|known)\s+to\s+be\s+)?"
    r"(?P<sort>[\w-]+(?:\s+[\w-]+){0,2})"
)
_LINKS = frozenset("by in at on of to from with for under among near not the still also being".split())
"""Words behind which no sort is told: "were under arrest by officers"."""


def counted_jointly(text: str, end: int) -> frozenset[str]:
    """Return stems of two nouns for people behind a number that ends at `end`, of which only both together are so many."""
    found = _JOINTLY.match(text, end)
    if found is None or found["one"] not in PEOPLE:
        return frozenset()
    others = [word for word in (found["other"], found["last"]) if word in PEOPLE and word != found["one"]]
    return frozenset((stem(found["one"]), stem(others[0]))) if others else frozenset()


def is_of_a_sort(text: str, end: int) -> bool:
    """Say whether the clause of a number that ends at `end` says no more than of which sort so many people are.

    "Four suspects are foreign soldiers" tells of some of the suspects.
    """
    found = _OF_A_SORT.match(text, end)
    for word in found["sort"].split() if found else []:
        if word in PEOPLE:
            return True
        if word in _LINKS or word.endswith("ed"):
            break
    return False
