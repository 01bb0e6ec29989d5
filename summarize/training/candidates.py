"""Say which of the candidates that the rules found for a figure is the source that was invented for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.reading.candidates import Candidate
from summarize.schema import ARTICLE_ITSELF
from summarize.training.sources import Source

_NO_CONTENT = frozenset({"the", "a", "an", "of", "for", "in", "to", "and", "at", "by", "s", "some"})


def find_owner(owner: Source | None, candidates: Sequence[Candidate]) -> frozenset[int]:
    """Return the indices of the candidates that mean `owner`, of the article itself if it is None.

    A candidate means the owner if it has all the words of one of the ways to call them: the rules may take more words
    than the name, or know the owner under two names. It may be that none does.
    """
    if owner is None:
        return frozenset(i for i, candidate in enumerate(candidates) if candidate.name == ARTICLE_ITSELF)
    calls = [_content(words.split(",")[0]) for words in (owner.name, *owner.first, *owner.later)]
    return frozenset(
        i
        for i, candidate in enumerate(candidates)
        if candidate.name != ARTICLE_ITSELF and any(call and call <= _content(candidate.name) for call in calls)
    )


def _content(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in _NO_CONTENT}
