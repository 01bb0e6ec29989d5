"""Whether one statement asserts what another denies: shared words, weighed, and the word that the denial turns on.

"No inspection took place in March" turns on the inspection; whoever says that the dam was inspected in March asserts it.
News changes words between the two, so words of one sense count as one.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarize.comparison.sameness import Words
from summarize.comparison.senses import PREFIX, beginning

__all__ = ["Denial"]

COVERED_MANY, COVERED_STRONG, COVERED_WEAK = 0.4, 0.5, 0.6
"""Share of the denied clause's weighted content words that an assertion must hold to be what is denied: less where there is
a verb of denying, least where three words are shared, more where there is only a "not". Set by reading the pairs found in
the dev stories, where below these most pairs were about two things; measure again with `summarize eval` on questions of
kind `denial`."""

COVERED_TURNING = 0.4
"""The same where the assertion has the very word that the denial turns on, and another speaker. Set on forty pairs of
sentences of our own, tests/test_statements.py among them, and on the dev stories."""

COVERED_SAME = 0.8
"""The same for a "not" and a statement of one article, which speaks of one thing throughout. Of nine such pairs between 0.6
and 0.8 in 110 articles on US politics, none was a contradiction."""

SHARED_STRONG, SHARED_WEAK = 2, 3
"""Content words that denial and assertion share at least, whatever their weight."""


@dataclass(frozen=True)
class Denial:
    """What is needed of a denial to find what it denies."""

    content: frozenset[str]
    """Senses of the denied clause's content words."""
    turning: tuple[str, ...]
    """Senses of the words that it turns on, the one right after the "not" first."""
    strong: bool
    """Whether it denies with more than a "not"."""

    def score(
        self, other: frozenset[str], words: Words, *, same_article: bool, other_voice: bool, telling: bool
    ) -> float:
        """Return how surely a statement with the senses `other` asserts what is denied, 0 to 2; 0 if it does not.

        `telling` says that one shared word tells enough: the word is rare, or the statement is about the denier.
        """
        turned = {t for t in self.turning if other_voice and _has(other, t)}
        common = (self.content & other) | (turned & self.content)
        shared = len(common)
        if shared < (1 if turned and telling and not self.strong else SHARED_STRONG):
            return 0.0
        covered = words.total(common) / words.total(self.content)
        if self.strong:
            return covered if covered >= (COVERED_MANY if shared > SHARED_STRONG else COVERED_STRONG) else 0.0
        if turned and shared >= SHARED_STRONG and covered >= COVERED_TURNING:
            return covered + 0.5
        if turned and telling and covered >= COVERED_TURNING:
            return covered
        least = COVERED_SAME if same_article else COVERED_WEAK
        return covered if shared >= SHARED_WEAK and covered >= least else 0.0


def _has(other: frozenset[str], word: str) -> bool:
    """Say whether a statement has `word` in any form."""
    return word in other or (len(word) >= PREFIX and any(beginning(o) == beginning(word) for o in other))
