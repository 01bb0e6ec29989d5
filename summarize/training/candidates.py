"""List who could be asked for as the giver of a figure, the way rules find candidates in real articles."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from summarize.training.sources import ARTICLE_ITSELF, MOST_WORDS, invent_name

MOST_CANDIDATES = 7

_ARTICLES = frozenset({"the", "a", "an"})
_NO_CONTENT = frozenset({"the", "a", "an", "of", "for", "in", "to", "and", "at", "by", "s", "itself"})
_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,3}",
        r"\b(?:[Tt]he|an?|his|her|their|that|no|most|all) [^\W\d_]+(?: [^\W\d_]+){0,2}",
        r"\b[a-z]{4,}s\b",
        r"\b[a-z]{3,}(?: of [a-z]{4,})\b",
    )
)
"""Names, nouns with an article, plurals, "words of this kind"."""


def list_candidates(
    owner: str | None, others: Sequence[str], text: str, rng: random.Random
) -> tuple[tuple[str, ...], int]:
    """Return the candidates in any order and the index of the right one: `owner`, or the article itself if None.

    Beside `others`, the text's sources and bystanders, they hold what rules take for sources by mistake: phrases of the
    text, and names that stand elsewhere in the article. What shares a word with the owner is left out: it could be
    another name for the same.
    """
    gold = asked_as(owner, text) if owner else ARTICLE_ITSELF
    wrong = [*others, *(_phrase(text, rng) for _ in range(rng.choice((0, 1, 2, 2, 3, 3))))]
    if rng.random() < 0.3:
        wrong.append(invent_name(rng)[0])
    own = _content(f"{owner} {gold}")
    asked = (asked_as(name, text) for name in wrong if name and not own & _content(name))
    distinct = [name for name in dict.fromkeys(asked) if name]
    rng.shuffle(distinct)
    names = [gold, *distinct[: MOST_CANDIDATES - 2]]
    if owner:
        names.append(ARTICLE_ITSELF)
    rng.shuffle(names)
    return tuple(names), names.index(gold)


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
        found = [run for run in runs if _content(run.split(" ")[0])]
        if found:
            return found[-1 if words[0][0].isupper() else 0]
    return " ".join(words)


def _standing(words: Sequence[str], text: str) -> str:
    """Return the run of `words` as it is spelt in `text`, whatever its capitals, or nothing."""
    match = re.search(rf"(?<!\w){re.escape(' '.join(words))}(?!\w)", text, re.IGNORECASE)
    return match[0] if match else ""


def _content(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in _NO_CONTENT}


def _phrase(text: str, rng: random.Random) -> str:
    """Return a phrase of `text` that could be taken for a source, or nothing."""
    found = rng.choice((_PHRASES[0], *_PHRASES)).findall(text)
    return rng.choice(found) if found else ""
