"""List who could be asked for as the giver of a figure, the way rules find candidates in real articles."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from summarize.reading.asked import asked_as
from summarize.training.sources import ARTICLE_ITSELF, invent_name

MOST_CANDIDATES = 7

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


def _content(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in _NO_CONTENT}


def _phrase(text: str, rng: random.Random) -> str:
    """Return a phrase of `text` that could be taken for a source, or nothing."""
    found = rng.choice((_PHRASES[0], *_PHRASES)).findall(text)
    return rng.choice(found) if found else ""
