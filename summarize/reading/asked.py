"""How the model is asked about a source: in words that it can find in what it reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["MOST_WORDS", "asked_as"]

MOST_WORDS = 12
"""Words of a name, at most; the adapter was trained on no longer ones."""

_ARTICLES = frozenset({"the", "a", "an"})
_NO_CONTENT = frozenset({"the", "a", "an", "of", "for", "in", "to", "and", "at", "by", "s", "itself"})


def asked_as(name: str, text: str) -> str:
    """Return how the model is asked about the source `name` of `text`.

    The model copies names better than it completes them, so of the name up to its first comma or bracket, without an
    article in front, the longest run of words that stands in the text is taken, in the text's own spelling. Of equals
    it is the last, a family name, if the name begins with a capital, and else the first, the head of "a clerk of the
    court". Where no word of it stands there, the name is taken as it is.
    """
    words = re.split(r"[,(]", name)[0].split() or name.split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    words = words[:MOST_WORDS]
    for length in range(len(words), 0, -1):
        runs = [_standing(words[start : start + length], text) for start in range(len(words) - length + 1)]
        found = [run for run in runs if run.split(" ")[0].lower() not in _NO_CONTENT | {""}]
        if found:
            return found[-1 if words[0][0].isupper() else 0]
    return " ".join(words)


def _standing(words: Sequence[str], text: str) -> str:
    """Return the run of `words` as it is spelt in `text`, whatever its capitals, or nothing."""
    match = re.search(rf"(?<!\w){re.escape(' '.join(words))}(?!\w)", text, re.IGNORECASE)
    return match[0] if match else ""
