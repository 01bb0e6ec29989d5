"""Whether one statement asserts what another denies: shared words, weighed, and the word that the denial turns on.

"No inspection took place in March" turns on the inspection; whoever says that the dam was inspected in March asserts it.
News changes words between the two, so words of one sense count as one.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarize.comparison.sameness import Words
from summarize.reading.words import stem

__all__ = ["Denial", "beginning", "sense", "senses"]

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

SHORT = 4
"""Letters up to which a stem keeps its "y"; beyond, the stem of the plural has lost it ("convoy", "convoys")."""

PREFIX = 6
"""Letters that two words share at least to be forms of one ("inspected", "inspection")."""

_SENSES = """
    capture seize take retake overrun fall conquer
    die dead death kill killed fatality perish
    shoot shot fire fired gunfire shooting
    withdraw withdrew withdrawal leave left retreat pull
    detain arrest hold held custody
    hide hidden conceal cover
    resign quit step
    strike struck attack bomb shell hit target bombard
    warn alert
    see saw seen witness
    damage destroy wreck
    steal stole stolen theft
    pay paid payment
    hurt injure wound
    close shut
    buy bought purchase
    breach leak hack
    chemical chlorine sarin toxic poison nerve
"""
_GROUP = {stem(word): line.split()[0] for line in _SENSES.strip().splitlines() for word in line.split()}


def sense(stem: str) -> str:
    """Return the stem that stands for all of its sense."""
    stem = _GROUP.get(stem, stem)
    return stem[:-1] if stem.endswith("y") and len(stem) > SHORT else stem


def senses(stems: frozenset[str]) -> frozenset[str]:
    """Return the stems, those of one sense made one."""
    return frozenset(sense(s) for s in stems)


def beginning(sense: str) -> str:
    """Return what the forms of a word have in common, and some other words too."""
    return sense[:PREFIX]


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
