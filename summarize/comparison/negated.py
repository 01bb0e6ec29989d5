"""What a plain "not" denies, by rule: who says that it happened after all, or that some were killed where nobody was harmed.

A plain negation and an assertion contradict each other if they are two accounts, the assertion holds the word that the
negation turns on, as a fact, and most of what else the negated clause says; or the one answers the other in its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.claims import MeasuredClaim
from summarize.comparison.propositions import Statement
from summarize.comparison.senses import beginning, sense, senses
from summarize.comparison.sources import is_named
from summarize.comparison.story_statements import StoryStatements
from summarize.reading.event_words import PERSON_CLASSES
from summarize.reading.negations import LIGHT, Negation, kin, read_negations
from summarize.reading.words import stem, stems
from summarize.schema import BlockRole

__all__ = ["Contradicted", "Negated"]

COVERED, COVERED_OWN = 0.45, 0.7
"""Share of the negated clause's weighted words, beside the one that it turns on, that the assertion holds: if two sources are
named, and if not. Set by reading what is told on the dev stories, where many fewer words make two matters one."""
NEXT = 2
"""Sentences of its article on either side of a negation in which its answer may stand."""
REACH = 45
"""Characters before a word in which a doubt or a "not" takes it back."""
OUTSIDE = 3
"""Words of a sentence beside "there were no casualties" from which it tells of an event of its own."""
_DOUBT = re.compile(
    r"n['’]t\b|\b(?:no|not|never|nobody|none|neither|nor|would|could|may|might|if|whether|should|will|can|threat\w*|fear\w*|risk\w*|plan\w*|avoid\w*|prevent\w*|call(?:s|ed|ing)?\s+for|demand\w*|ask\w*|urg\w*|possib\w*|"
    r"try|tried|want\w*|need\w*|without|potential\w*|warn\w*|chances?|hopes?|deny|denie[sd]|den(?:y|ies)ing|unless|against\s+any)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:(?:the|quite\s+the)\s+(?:opposite|contrary)|otherwise|contradict\w*|disputed?|disagree\w*|belie[sd]?)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(r"^\W*(?:But|Yet|However)\b|\bhowever\b|\b(?:despite|in\s+spite\s+of)\b", re.IGNORECASE)
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ies|ied)|respond\w*|insist\w*|counter\w*|retort\w*|contradict\w*|maintain\w*|stress\w*)\b",
    re.IGNORECASE,
)
_HURT = re.compile(r"\b(?:hospitals?|bodies|corpses|graves?|funerals?|buried|ambulances?)\b", re.IGNORECASE)
_CIVIL = frozenset(
    {"civilian", "child", "woman", "student", "medic", "journalist", "family", "elderly", "relative", "worker"}
)


@dataclass(frozen=True)
class Contradicted:
    """An assertion that a plain negation denies."""

    statement: Statement
    sure: float
    """How much speaks for it: 1 and more."""
    rule: str
    """What finds it."""


class Negated:
    """Find what the plain negations of one story deny."""

    def __init__(self, story: StoryStatements) -> None:
        self._story = story
        self._few = max(3, len(story.all) // 8)

    def found(self, denial: Statement) -> list[Contradicted]:
        """Return what a statement that denies with a plain "not" denies, the surest first."""
        best: dict[tuple[str, int], Contradicted] = {}
        for negation in read_negations(denial.article.text, denial.sentence.start, denial.sentence.end):
            for one in self._of(denial, negation):
                known = best.get(one.statement.key)
                if known is None or known.sure < one.sure:
                    best[one.statement.key] = one
        return sorted(best.values(), key=lambda c: (-c.sure, self._story.number[c.statement.key]))

    def _of(self, denial: Statement, negation: Negation) -> Iterator[Contradicted]:
        own = self._story.own(denial)
        at = own.index(denial)
        text = denial.article.text
        clause = text[slice(*negation.clause)]
        content = senses(stems(clause, 0, len(clause)) & denial.stems)
        turning = frozenset(sense(kin(t)) for t in negation.turning[:1])
        rest = content - frozenset(map(sense, negation.turning[:1])) - _LIGHT_SENSES
        near = {s.key: n - at for n, s in enumerate(own) if 0 < abs(n - at) <= NEXT}
        for other in self._story.all:
            if other is denial or other.strong or other.looks_back != denial.looks_back:
                continue
            one_article = other.article.id == denial.article.id
            if self._story.sources.one_voice(denial.asserter.name, other.asserter.name):
                continue
            two = is_named(denial.asserter.name) and is_named(other.asserter.name)
            if (
                other.negative
                and read_negations(other.article.text, other.sentence.start, other.sentence.end)
                and negation.harm
            ):
                continue
            if one_article and not (is_named(denial.asserter.name) or is_named(other.asserter.name)):
                continue
            beside = near.get(other.key)
            answers = beside is not None and self._answers(denial, other, beside)
            if negation.harm:
                if sure := self._harm(denial, negation, other, rest, beside=beside is not None, two=two):
                    yield Contradicted(other, sure, "harm")
                continue
            theirs = self._kin(other)
            heads = {
                t for t in turning if t in theirs or any(beginning(t) == beginning(o) for o in theirs if len(t) >= 6)
            }
            if heads and self._as_fact(other, heads):
                common = rest & self._story.senses[self._story.number[other.key]]
                words = self._story.words
                covered = words.total(common) / words.total(rest) if rest else 0.0
                rare = sum(bool(heads & self._kin(s)) for s in self._story.all) <= self._few
                if answers and beside in (-1, 1):
                    yield Contradicted(other, 2.0 + covered, "answers")
                elif (two or not one_article) and len(common) >= 2 and covered >= (COVERED if two else COVERED_OWN):
                    yield Contradicted(other, 1.0 + covered, "covers")
                elif two and common and covered >= COVERED:
                    yield Contradicted(other, 0.9 + covered, "covers one")
                elif (
                    two
                    and rare
                    and (
                        (not rest and negation.verbal)
                        or (len(rest - common) <= 1 and (negation.exists or negation.such))
                    )
                ):
                    yield Contradicted(other, 1.0 + covered, "exists")
            elif answers and beside == -1 and negation.such and two and other.sentence.role is not BlockRole.HEADLINE:
                yield Contradicted(other, 1.0, "such")
            elif beside == 1 and _OTHERWISE.search(other.text[:80]) and is_named(other.asserter.name):
                yield Contradicted(other, 1.0, "otherwise")

    def _kin(self, statement: Statement) -> frozenset[str]:
        return frozenset(sense(kin(s)) for s in statement.stems) | self._story.senses[self._story.number[statement.key]]

    def _answers(self, denial: Statement, other: Statement, beside: int) -> bool:
        """Say whether one of two neighbours is somebody's answer to the other."""
        later = denial if beside < 0 else other
        return is_named(later.asserter.name) and (
            (is_named(denial.asserter.name) and is_named(other.asserter.name))
            or _OTHERWISE.search(later.text) is not None
            or _TURNS.search(later.text) is not None
            or _REPLIES.search(later.text) is not None
        )

    @staticmethod
    def _as_fact(other: Statement, heads: set[str]) -> bool:
        """Say whether a statement holds the words not as what might be, is feared or asked for."""
        for m in re.finditer(r"[^\W\d_][\w’'-]*", other.text):
            if sense(kin(stem(m[0]))) in heads or any(
                beginning(sense(stem(m[0]))) == beginning(h) for h in heads if len(h) >= 6
            ):
                before = other.text[max(0, m.start() - REACH) : m.start()]
                return _DOUBT.search(before) is None
        return True

    def _harm(
        self, denial: Statement, negation: Negation, other: Statement, rest: frozenset[str], *, beside: bool, two: bool
    ) -> float:
        """Return how sure it is that a statement tells of those who were harmed where a negation says nobody was; 0 if not."""
        harmed = [f for f in self._story.figures_in(other) if self._is_harmed(f, negation)]
        told = bool(harmed) or (beside and _HURT.search(other.text) is not None)
        if not told:
            return 0.0
        clause = denial.article.text[slice(*negation.clause)]
        who = _classes(clause)
        whom = frozenset[str]().union(*(f.measure.classes for f in harmed)) or _classes(other.text)
        if who and not (who & whom or ("civilian" in who and whom & _CIVIL)):
            return 0.0
        if (nations := frozenset(re.findall(r"(?<=[\w,;\"“] )[A-Z][a-z]+", clause[:60]))) and not any(
            n in other.text for n in nations
        ):
            return 0.0
        if re.search(r"\b(?:its|our|their|own)\b", clause) and not (who and who & whom):
            return 0.0
        general = frozenset(_HARM_WORDS) | {w for c in who for w in _FORMS.get(c, ())}
        mine = rest - general
        common = mine & self._story.senses[self._story.number[other.key]]
        words = self._story.words
        covered = words.total(common) / words.total(mine) if mine else 0.0
        wide = self._story.senses[self._story.number[denial.key]] - general
        told_too = wide & self._story.senses[self._story.number[other.key]]
        if len(wide) > OUTSIDE and not told_too:
            return 0.0
        if beside and (two or is_named(denial.asserter.name)):
            return 2.0 + covered
        if two and (covered >= 0.4 or not mine):
            return 1.0 + covered
        return 0.0

    @staticmethod
    def _is_harmed(figure: MeasuredClaim, negation: Negation) -> bool:
        measure = figure.measure
        return (
            (
                measure.event in negation.harm
                or (measure.event == "hospitalised" and "wounded" in negation.harm)
                or measure.event == "casualties"
            )
            and bool(figure.figure.low)
            and not (measure.projected or measure.background or measure.replaced or figure.elsewhere)
        )


_LIGHT_SENSES = frozenset(map(sense, LIGHT)) | {
    sense(stem(w)) for w in "never nobody nothing none ever once also".split()
}
_HARM_WORDS = frozenset(
    sense(stem(w))
    for w in """killed dead death deaths died casualties casualty injured injury injuries wounded hurt harm harmed victims losses
    lost life bloodshed fatalities come""".split()
)
_FORMS: dict[str, frozenset[str]] = {}
for _word, _class in PERSON_CLASSES.items():
    _FORMS[_class] = _FORMS.get(_class, frozenset()) | {sense(stem(_word))}


def _classes(words: str) -> frozenset[str]:
    """Return the classes of person that some words name."""
    return frozenset(PERSON_CLASSES[w] for w in re.findall(r"[a-z]+", words.lower()) if w in PERSON_CLASSES)
