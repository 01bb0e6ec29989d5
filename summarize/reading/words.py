"""Content words, stemmed: what two sentences have in common."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["stem", "stems"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EMPTY = frozenset(
    """a about above after again against all also although am among an and another any are as at be because been before being
    below between both but by can could did do does doing down during each either for from further had has have having he her
    here hers him his how however i if in into is it its itself just least less may might more most much must my near nearly
    neither no nor not now of off on once one only or other our out over own per same several shall she should since so some
    still such than that the their them then there these they this those though through to too under until up upon us very was
    we were what when where which while who whom whose why will with within without would yet you your said say says told
    according reported reportedly report reports claimed claim claims added around almost
    people person monday tuesday wednesday thursday friday saturday sunday today yesterday mr mrs ms""".split()
)
_SUFFIXES = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ments",
    "ment",
    "ies",
    "ied",
    "edly",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return `word` in lower case without its commonest endings: enough to match inflections within one story."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for suffix in _SUFFIXES:
        if lower.endswith(suffix) and len(lower) - len(suffix) >= 4:
            return lower[: -len(suffix)]
    return lower


def stems(text: str, start: int, end: int) -> frozenset[str]:
    """Return the stems of the content words of `text[start:end]`."""
    return frozenset(
        stem(m[0]) for m in _WORD.finditer(text, start, end) if len(m[0]) > 2 and m[0].lower() not in _EMPTY
    )
