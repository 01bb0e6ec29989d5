"""Who tells of people killed or hurt where another account says that nobody was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.claims import MeasuredClaim
from summarize.comparison.propositions import Statement
from summarize.comparison.senses import sense
from summarize.comparison.sources import is_named
from summarize.comparison.story_statements import StoryStatements
from summarize.reading.circumstances import person_classes
from summarize.reading.event_words import PERSON_CLASSES
from summarize.reading.unharmed import Unharmed, read_unharmed
from summarize.reading.words import stem, stems

__all__ = ["Harmed", "harmed_after_all"]

NEXT = 2
"""Sentences of its article on either side of a denial in which its answer may stand."""
OUTSIDE = 3
"""Words of a sentence beside "there were no casualties" from which it tells of an event of its own."""
COVERED = 0.4
"""Share of the denying clause's weighted words, beside those of harm, that the other account has."""
BELOW = 0.5
"""How much less sure than the surest a statement may be, to be told with it."""
_HURT = re.compile(r"\b(?:hospitals?|bodies|corpses|graves?|funerals?|buried|ambulances?)\b", re.IGNORECASE)
_OUR_OWN = re.compile(
    r"\b(?:its|our|their|own)\b|\b(?:it|we|they)\s+(?:ha[sd]\s+|have\s+)?(?:suffered|sustained|taken|lost|recorded)\b",
    re.IGNORECASE,
)
"""Words by which those who came to no harm are the speaker's ("our forces", "it had suffered no casualties")."""
_NATION = re.compile(r"(?<=[\w,;\"“] )[A-Z][a-z]+")
WHOM = 60
"""Characters of the clause in which it is said whose people came to no harm."""
_CIVIL = frozenset(
    {"civilian", "child", "woman", "student", "medic", "journalist", "family", "elderly", "relative", "worker"}
)
_HARM_WORDS = frozenset(
    sense(stem(w))
    for w in """killed dead death deaths died casualties casualty injured injury injuries wounded hurt harm harmed victims losses
    lost life bloodshed fatalities come carry carried out take taken took suffer suffered find found see seen have had been any
    such sign report reported never nobody nothing none ever once also""".split()
)
"""What any two accounts of harm share."""
_FORMS: dict[str, frozenset[str]] = {}
for _word, _class in PERSON_CLASSES.items():
    _FORMS[_class] = _FORMS.get(_class, frozenset()) | {sense(stem(_word))}


@dataclass(frozen=True)
class Harmed:
    """A statement that tells of those who came to harm."""

    statement: Statement
    sure: float
    """How much speaks for it: 1 and more, 2 and more where the one answers the other in its article."""


def harmed_after_all(story: StoryStatements, denial: Statement) -> list[Harmed]:
    """Return the surest statements of a story that some were harmed, where `denial` says that nobody was; the surest first."""
    best: dict[tuple[str, int], Harmed] = {}
    for unharmed in read_unharmed(denial.article.text, denial.sentence.start, denial.sentence.end):
        for one in _of(story, denial, unharmed):
            known = best.get(one.statement.key)
            if known is None or known.sure < one.sure:
                best[one.statement.key] = one
    found = sorted(best.values(), key=lambda one: (-one.sure, story.number[one.statement.key]))
    return [one for one in found if one.sure >= found[0].sure - BELOW]


def _of(story: StoryStatements, denial: Statement, unharmed: Unharmed) -> Iterator[Harmed]:
    own = story.own(denial)
    at = own.index(denial)
    beside = {s.key for s in own[max(0, at - NEXT) : at + NEXT + 1]}
    clause = _Clause(story, denial, unharmed)
    for other in story.all:
        if _is_another_account(story, denial, other) and (sure := clause.opposed(other, beside=other.key in beside)):
            yield Harmed(other, sure)


def _is_another_account(story: StoryStatements, denial: Statement, other: Statement) -> bool:
    """Say whether a statement is of the same time, of another voice, and does itself deny nothing."""
    if other is denial or other.strong or other.looks_back != denial.looks_back:
        return False
    if story.sources.one_voice(denial.asserter.name, other.asserter.name):
        return False
    if other.article.id == denial.article.id and not (is_named(denial.asserter.name) or is_named(other.asserter.name)):
        return False
    return not (other.negative and read_unharmed(other.article.text, other.sentence.start, other.sentence.end))


class _Clause:
    """What one clause says of those who came to no harm."""

    def __init__(self, story: StoryStatements, denial: Statement, unharmed: Unharmed) -> None:
        text = denial.article.text[unharmed.start : unharmed.end]
        self._story, self._denial, self._events = story, denial, unharmed.events
        self._who = _classes(text)
        self._nations = frozenset(_NATION.findall(text[:WHOM]))
        self._our_own = _OUR_OWN.search(text) is not None
        general = _HARM_WORDS | {word for one in self._who for word in _FORMS.get(one, ())}
        self._words = frozenset(map(sense, stems(text, 0, len(text)) & denial.stems)) - general
        self._sentence = story.senses[story.number[denial.key]] - general

    def opposed(self, other: Statement, *, beside: bool) -> float:
        """Return how sure it is that a statement tells of harm that the clause denies; 0 if not."""
        harmed = [f for f in self._story.figures_in(other) if self._is_harm(f)]
        if not harmed and not (beside and _HURT.search(other.text)):
            return 0.0
        whom = frozenset[str]().union(*(f.measure.classes for f in harmed)) or _classes(other.text)
        same_people = bool(self._who & whom) or ("civilian" in self._who and bool(whom & _CIVIL))
        if (self._who and not same_people) or (self._our_own and not self._who & whom):
            return 0.0
        if self._nations and not any(nation in other.text for nation in self._nations):
            return 0.0
        theirs = self._story.senses[self._story.number[other.key]]
        if len(self._sentence) > OUTSIDE and not self._sentence & theirs:
            return 0.0
        weigh = self._story.words.total
        covered = weigh(self._words & theirs) / weigh(self._words) if self._words else 0.0
        named = is_named(self._denial.asserter.name)
        if beside and named:
            return 2.0 + covered
        two = named and is_named(other.asserter.name)
        return 1.0 + covered if two and (covered >= COVERED or not self._words) else 0.0

    def _is_harm(self, figure: MeasuredClaim) -> bool:
        measure = figure.measure
        harm = self._events | {"casualties"} | ({"hospitalised"} if "wounded" in self._events else set())
        put_aside = measure.projected or measure.background or measure.replaced or figure.elsewhere
        return measure.event in harm and bool(figure.figure.low) and not put_aside


def _classes(words: str) -> frozenset[str]:
    """Return the classes of person that some words name."""
    return person_classes(re.findall(r"[a-z]+", words.lower()))
