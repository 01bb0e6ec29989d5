"""Whether words that say when or where, elsewhere in the sentence, are said of a figure or of something else.

"Lost 5.7bn in 2023, compared with 7.8bn a year earlier, and said it would cut 5,000 jobs": neither time is that of the jobs.
"""

from __future__ import annotations

import re

__all__ = ["reaches"]

_TURNS = re.compile(
    r";|\b(?:compared\s+(?:with|to)|up\s+from|down\s+from)\b|[,–—]\s*(?:but|while|whereas|although|though)\b"
    r"|,\s+with\b|,?\s+and\s+(?:said|says|told|added|announced|reported|warned|promised|will|would|is\s+to|are\s+to)\b",
    re.IGNORECASE,
)
"""What leads from one statement of a sentence to the next."""
_ASIDE = re.compile(r",\s+(?:who|whose|whom|which)\b", re.IGNORECASE)
"""What begins something said of a person or thing after the figure."""


def reaches(text: str, figure: tuple[int, int], words: tuple[int, int]) -> bool:
    """Say whether `words` are in the same statement as `figure`; both are offsets of one sentence, ends exclusive."""
    if words[0] >= figure[1]:
        between = text[figure[1] : words[0]]
        return not (_TURNS.search(between) or _ASIDE.search(between))
    return _TURNS.search(text, words[1], figure[0]) is None
