"""What the words of a denial point at by rule; `denied` weighs what the rules find among all else that speaks for a statement.

A denial points back ("the allegation", "that figure") to what stands before it; it denies having done it, and somebody says who
did; it holds the figure that it refuses; or another statement of the story shares the content words of the denied clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.polarity import Denial
from summarize.comparison.propositions import Statement
from summarize.comparison.senses import beginning, sense, senses
from summarize.comparison.sources import is_named
from summarize.comparison.story_statements import StoryStatements, postings
from summarize.reading.culprits import labels_of
from summarize.reading.event_words import EVENTS
from summarize.reading.words import stems

__all__ = ["DenialRules"]

RARE = 3
"""Statements of a story in which a word stands at most to tell alone what is denied ("denied that any minors were held")."""

FEW = 3
"""Content words of a denied clause, at most, for that."""

TELLING = 5.0
"""A figure from which a bare "not 31" is about a figure that another gives."""

BEFORE = 4
"""Sentences before a denial among which what it points back to is looked for."""
FAR_BEFORE = 10
"""Sentences before it among which a figure is looked for that is called what the denial calls it."""

_ANY = re.compile(r"\b(?:any|no)\s+(?:such\s+)?(?P<thing>[a-z]{4,})\b", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:despite|contradict\w*|contrary\s+to|in\s+spite\s+of|at\s+odds\s+with|belie[sd]?|disprov\w+)\b", re.IGNORECASE
)
_CALLED = re.compile(
    r"\b(?:claim|figure|count|estimate|report|statement|toll|number|guid|alleg|accus)\w*", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(?:figures?|numbers?|counts?|tolls?|estimates?|statistics|record|data|readings?)\b", re.IGNORECASE
)
_THIS = re.compile(r"\b(?:that|this|these|those)\s+(?:figure|number|count|toll|estimate)", re.IGNORECASE)
_IS_NOT = re.compile(r"\b(?:is|was|are|were)\s*(?:not|n['’]?t)\s+$", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:dates?|timing|timeline|when)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\s*(?:that\s+)?(?:he|she|it|they)\b|\s*having\b", re.IGNORECASE)
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|speculat\w+|alleg\w+|reportedly|suspect\w+|could|claim\w*|accus\w+|believed|suggest\w+)\b", re.I
)


class DenialRules:
    """Find what each denial of one story points at."""

    def __init__(self, story: StoryStatements) -> None:
        self._story = story
        self._speaking = postings(frozenset(map(beginning, bag)) for bag in story.senses)
        """Numbers of the statements that have a word with such a beginning."""

    def found(self, denial: Statement) -> dict[int, str]:
        """Return the numbers of the statements that a rule finds, with the rule's name; the plainest rule of several."""
        refusal = denial.denied
        found = [("holds the figure", s) for s in self._same_figures(denial)]
        if denial.strong and refusal.points_back and not found:
            found = [("is pointed at", s) for s in self._pointed_at(denial)]
        if denial.strong or (refusal.of_involvement and is_named(denial.asserter.name)):
            found += [("accuses", s) for s in self._accusing(denial)]
        if not refusal.bare and (not found or not refusal.points_back):
            found += [("shares words", s) for s in self._alike(denial)]
        if denial.strong and not found:
            found = [("tells a rumour", s) for s in self._hinted(denial) or self._rumoured(denial)]
        found += [("says the contrary", s) for s in self._contrary(denial)]
        return {self._story.number[s.key]: rule for rule, s in reversed(found) if s is not denial}

    def refused_figure(self, denial: Statement) -> MeasuredClaim | None:
        """Return the figure that stands in the denied clause ("a claim of 40 was wrong"); None where there is none."""
        refusal = denial.denied
        if refusal.of_involvement:
            return None
        if denial.strong:
            first, last = refusal.content
            inside = [f for f in self._in(denial) if first <= f.figure.span.start < last and f.figure.low]
            return inside[0] if inside and (refusal.of_figure or refusal.strength == "verdict") else None
        inside = [f for f in self._in(denial) if self._is_refused(denial, f) and (f.figure.low or 0) >= TELLING]
        return inside[0] if inside else None

    def _same_figures(self, denial: Statement) -> list[Statement]:
        """Return the statements of other articles that hold the refused figure."""
        refused = self.refused_figure(denial)
        return [
            s
            for s in self._story.all
            if refused is not None and s.article.id != denial.article.id
            for figure in self._in(s)
            if (figure.figure.low, figure.figure.high) == (refused.figure.low, refused.figure.high)
            and figure.dimension == refused.dimension
            and (not denial.strong or figure.measure.event == refused.measure.event)
            and not self._is_own(denial, figure)
        ]

    @staticmethod
    def _is_refused(denial: Statement, figure: MeasuredClaim) -> bool:
        """Say whether "is not" stands right before the figure."""
        before = denial.article.text[denial.sentence.start : figure.figure.span.start]
        return _IS_NOT.search(before) is not None

    def _pointed_at(self, denial: Statement) -> list[Statement]:
        """Return what a denial points back to: a figure before it where it speaks of one, else what another source said."""
        refusal = denial.denied
        own = self._story.own(denial)
        at = own.index(denial)
        before = list(reversed(own[max(0, at - 2) : at]))
        if refusal.of_figure and (figure := self._figure_meant(denial, own[:at], own[at + 1 :])):
            return [figure]
        for earlier in sorted(before, key=lambda s: not self._called_alike(denial, s.text)):
            other = is_named(earlier.asserter.name) and not self._one_voice(denial, earlier)
            accused = any(self._is_accused(denial, a.labels) for a in earlier.accusations)
            if not earlier.negative and (other or accused):
                return [earlier]
        return []

    def _figure_meant(
        self, denial: Statement, before: Sequence[Statement], after: Sequence[Statement]
    ) -> Statement | None:
        """Return who gives the figure that "the union's count" or "that figure" means.

        It is told by its owner, by what it is called, or it is the last. Whoever
        is said to lie about a number has given one, be it before or after.
        """
        lied = denial.article.text[slice(*denial.denied.trigger)].lower().startswith("lie")
        near = [*reversed(before), *(after if lied else [])]
        given = [(n, s, f.claim) for n, s in enumerate(near) for f in self._in(s) if f.figure.low]
        given = [g for g in given if not self._story.sources.one_voice(denial.asserter.name, g[2].asserted_by.name)]
        close = [g for g in given if g[0] < BEFORE]
        close = [g for g in close if is_named(g[2].asserted_by.name)] or close
        given = [g for g in given if is_named(g[2].asserted_by.name)] or given
        whose = [s for _, s, c in given if self._owns(denial, c.asserted_by.name)]
        if lied:
            return next(iter(whose), None)
        worded = [s for n, s, c in given if n < FAR_BEFORE and self._called_alike(denial, c.quote.text)]
        last = [s for _, s, _ in close if _COUNTED.search(self._content(denial))]
        both = [s for s in worded if s in whose]
        shown = last if _THIS.search(self._content(denial)) else []
        return next(iter(shown or both or worded or whose or last), None)

    def _hinted(self, denial: Statement) -> list[Statement]:
        """Return the sentence before a denial where it tells a rumour about the denier, or the very thing ("such")."""
        own = self._story.own(denial)
        at = own.index(denial)
        content = self._content(denial)
        events = {EVENTS[w] for w in re.findall(r"[a-z]+", content.lower()) if w in EVENTS}
        for earlier in reversed(own[max(0, at - 2) : at]):
            name = denial.asserter.name
            about = bool(stems(name, 0, len(name)) & earlier.stems) and _RUMOUR.search(earlier.text) is not None
            such = re.search(r"\bsuch\b", content) is not None and is_named(earlier.asserter.name)
            counted = any(f.measure.event in events for f in self._in(earlier) if not self._is_own(denial, f))
            if not earlier.negative and (about or such or counted) and not self._one_voice(denial, earlier):
                return [earlier]
        return []

    def _rumoured(self, denial: Statement) -> list[Statement]:
        """Return, for "the allegation", what other articles allege of the denier, or what those say whose account it is."""
        if not denial.denied.points_back or denial.looks_back:
            return []
        name = denial.asserter.name
        denier = stems(name, 0, len(name)) if is_named(name) else stems(denial.text, 0, len(denial.text))
        found = []
        for other in self._story.all:
            if other.article.id == denial.article.id or other.negative or other.looks_back:
                continue
            whose = self._owns(denial, other.asserter.name)
            about = bool(denier & stems(other.text, 0, len(other.text))) and _RUMOUR.search(other.text) is not None
            accused = re.search(r"\baccused\s+of\b", other.text) is not None
            if (whose or about) and (accused or not self._one_voice(denial, other)):
                found.append((whose, other.leads, other))
        return [other for *_, other in sorted(found, key=lambda f: (not f[0], not f[1]))[:2]]

    def _accusing(self, denial: Statement) -> list[Statement]:
        """Return who says that the denier did what the denier denies."""
        refusal = denial.denied
        denied = refusal.of_involvement or refusal.points_back or "such" in self._content(denial).lower().split()
        found = []
        for other in self._story.all:
            if other.negative or other.looks_back != denial.looks_back or self._one_voice(denial, other):
                continue
            if other.looks_back and other.article.id != denial.article.id:
                continue
            if not denied and not refusal.stems & other.stems:
                continue
            if any(self._is_accused(denial, a.labels) for a in other.accusations):
                found.append(other)
        return found

    def _alike(self, denial: Statement) -> list[Statement]:
        """Return the statements that share the content words of what is denied."""
        refusal = denial.denied
        content = refusal.stems & denial.stems if refusal.strength == "negation" else refusal.stems
        if denial.strong and len(content) == 1 and _PRONOUN.match(self._content(denial)):
            # "A spokesman for Jana Holt denied that she had resigned": who "she" is stands before the verb.
            content |= stems(denial.article.text, denial.sentence.start, refusal.trigger[0])
        wanted = Denial(senses(content), tuple(sense(t) for t in refusal.turning), denial.strong)
        parties = _nations(self._content(denial))
        if refusal.of_involvement:
            parties |= _nations(denial.article.text[denial.sentence.start : refusal.trigger[0]])
        single = _ANY.search(self._content(denial)) if denial.strong else None
        thing = stems(single["thing"], 0, len(single["thing"])) if single else frozenset[str]()
        dated = denial.strong and _WHEN.search(self._content(denial)) is not None
        few = len(content) <= FEW
        alone = bool(thing) and few and self._is_rare(thing)
        turns_on_rare = few and bool(wanted.turning) and self._is_rare(frozenset(wanted.turning[:1]))
        name = denial.asserter.name
        speaks, denier = is_named(name), stems(name, 0, len(name))
        found = []
        for other in self._sharing(wanted.content | {*wanted.turning} | senses(thing)):
            past = other.looks_back and not denial.looks_back and not dated
            if other.negative or past:
                continue
            same_article = other.article.id == denial.article.id
            one_voice = self._one_voice(denial, other)
            if one_voice and same_article:
                continue
            named = _nations(other.text) if parties else frozenset[str]()
            if parties and not parties & named and (named or refusal.of_involvement):
                continue
            voices = speaks and is_named(other.asserter.name)
            score = wanted.score(
                self._story.senses[self._story.number[other.key]],
                self._story.words,
                same_article=same_article,
                other_voice=voices and not one_voice,
                telling=turns_on_rare or (voices and bool(denier & other.stems)),
            )
            if score or (alone and thing <= other.stems):
                found.append(other)
        return found

    def _sharing(self, words: frozenset[str]) -> list[Statement]:
        """Return the statements that have one of some words in any form, in order."""
        found = {n for start in {beginning(word) for word in words} for n in self._speaking.get(start, ())}
        return [self._story.all[n] for n in sorted(found)]

    def _contrary(self, denial: Statement) -> list[Statement]:
        """Return the sentence right after a denial that says the contrary in so many words."""
        own = self._story.own(denial)
        at = own.index(denial)
        found = _CONTRAST.search(own[at + 1].text) if at + 1 < len(own) else None
        if found is not None and (denial.strong or (is_named(denial.asserter.name) and found.start() > 0)):
            return [own[at + 1]]
        return []

    def _in(self, statement: Statement) -> list[MeasuredClaim]:
        return self._story.figures_in(statement)

    def _content(self, denial: Statement) -> str:
        return denial.article.text[slice(*denial.denied.content)]

    def _is_rare(self, thing: frozenset[str]) -> bool:
        """Say whether few statements of the story have all of some words."""
        return sum(thing <= bag for bag in self._story.senses) <= RARE

    def _one_voice(self, a: Statement, b: Statement) -> bool:
        return self._story.sources.one_voice(a.asserter.name, b.asserter.name)

    def _is_own(self, denial: Statement, figure: MeasuredClaim) -> bool:
        return self._story.sources.one_voice(denial.asserter.name, figure.claim.asserted_by.name)

    def _owns(self, denial: Statement, name: str) -> bool:
        """Say whether the denied claims are said to be those of `name` ("the union's count")."""
        return is_named(name) and bool(
            stems(self._content(denial), 0, len(self._content(denial))) & stems(name, 0, len(name))
        )

    def _called_alike(self, denial: Statement, words: str) -> bool:
        called = {m[0].lower()[:5] for m in _CALLED.finditer(self._content(denial))}
        return bool(called & {m[0].lower()[:5] for m in _CALLED.finditer(words)})

    def _is_accused(self, denial: Statement, culprit: frozenset[str]) -> bool:
        """Say whether the denier, or whom the denial defends, is the one accused."""
        denier = denial.asserter.name if is_named(denial.asserter.name) else denial.text[:60]
        mine = labels_of(denier) | labels_of(" ".join(self._content(denial).split()[:8]))
        mine = frozenset(x for x in mine if x != "rebels")
        return bool(self._story.home.read(mine) & self._story.home.read(culprit))


def _nations(words: str) -> frozenset[str]:
    """Return the nations that `words` name, as labels of culprits."""
    return frozenset(x for x in labels_of(words) if x.startswith("state:"))
