"""What a denial denies, found among the statements and figures of its story.

It points back ("the allegation", "that figure") to what stands before it; it denies having done it, and somebody says who
did; it holds the figure that it refuses; or another statement of the story shares the content words of the denied clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison.polarity import Denial, beginning, sense, senses
from summarize.comparison.propositions import MOST_PER_SIDE, Statement
from summarize.comparison.sameness import Words
from summarize.comparison.sources import Sources, is_named
from summarize.reading.culprits import Home, labels_of
from summarize.reading.event_words import EVENTS
from summarize.reading.words import stems
from summarize.schema import ARTICLE_ITSELF, Asserter, Claim

__all__ = ["Against", "Denied"]

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
_WHEN = re.compile(r"\b(?:dates?|timing|timeline|when)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\s*(?:that\s+)?(?:he|she|it|they)\b|\s*having\b", re.IGNORECASE)
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|speculat\w+|alleg\w+|reportedly|suspect\w+|could|claim\w*|accus\w+|believed|suggest\w+)\b", re.I
)


@dataclass(frozen=True)
class Against:
    """Something that a denial may be set against."""

    score: float
    claim: Claim
    order: int


class Denied:
    """Find what each denial of one story denies."""

    def __init__(
        self, read: Sequence[ReadArticle], statements: Sequence[Sequence[Statement]], sources: Sources
    ) -> None:
        self._own = {own[0].article.id: own for own in statements if own}
        self._all = [s for own in statements for s in own]
        self._sources = sources
        self._figures: dict[tuple[str, int], list[MeasuredClaim]] = {}
        for r in read:
            for figure in r.figures:
                self._figures.setdefault((r.article.id, figure.claim.quote.start), []).append(figure)
        self._senses = {s.key: senses(s.stems) for s in self._all}
        self.words = Words(self._senses.values())
        self._speaking: dict[str, list[int]] = {}
        """Indices of the statements that have a word with such a beginning."""
        for n, s in enumerate(self._all):
            for start in {beginning(word) for word in self._senses[s.key]}:
                self._speaking.setdefault(start, []).append(n)

    @cached_property
    def home(self) -> Home:
        """Return whom the story means by a bare "the government"."""
        return Home.of(own[0].article.text for own in self._own.values())

    def against(self, denial: Statement) -> list[Against]:
        """Return what the denial denies, best match first; empty if nobody asserts it."""
        refusal = denial.denied
        found = self._refused_figures(denial)
        if denial.strong and refusal.points_back and not found:
            found = self._pointed_at(denial)
        if denial.strong or (refusal.of_involvement and is_named(denial.asserter.name)):
            found += self._accusing(denial)
        if not refusal.bare and (not found or not refusal.points_back):
            found += self._alike(denial)
        if denial.strong and not found:
            found = self._hinted(denial) or self._rumoured(denial)
        found += self._contrary(denial)
        best: dict[str, Against] = {}
        for item in sorted(found, key=lambda a: -a.score):
            best.setdefault(item.claim.id, item)
        ranked = sorted(best.values(), key=lambda a: (-a.score, a.claim.article_id, a.order))
        return [a for a in ranked if a.claim.id != denial.claim().id][:MOST_PER_SIDE]

    def _refused_figures(self, denial: Statement) -> list[Against]:
        """Return the figures that stand in the denied clause, with the same figures elsewhere ("a claim of 40 was wrong")."""
        refusal = denial.denied
        if refusal.of_involvement:
            return []
        if denial.strong:
            first, last = refusal.content
            inside = [f for f in self._in(denial) if first <= f.figure.span.start < last and f.figure.low][:1]
            inside = inside if refusal.of_figure or refusal.strength == "verdict" else []
            found = [Against(2.0, f.claim, denial.order) for f in inside]
        else:
            inside = [f for f in self._in(denial) if self._is_refused(denial, f) and (f.figure.low or 0) >= TELLING]
            found = []
        for figure in inside:
            for other in (f for figures in self._figures.values() for f in figures):
                same = (other.figure.low, other.figure.high) == (figure.figure.low, figure.figure.high)
                alike = other.dimension == figure.dimension and (
                    not denial.strong or other.measure.event == figure.measure.event
                )
                if same and alike and other.claim.article_id != denial.article.id and not self._is_own(denial, other):
                    found.append(Against(1.9, other.claim, other.order))
        return found

    @staticmethod
    def _is_refused(denial: Statement, figure: MeasuredClaim) -> bool:
        """Say whether "is not" stands right before the figure."""
        before = denial.article.text[denial.sentence.start : figure.figure.span.start]
        return re.search(r"\b(?:is|was|are|were)\s*(?:not|n['’]?t)\s+$", before, re.IGNORECASE) is not None

    def _pointed_at(self, denial: Statement) -> list[Against]:
        """Return what a denial points back to: a figure before it where it speaks of one, else what another source said."""
        refusal = denial.denied
        own = self._own[denial.article.id]
        at = own.index(denial)
        before = list(reversed(own[max(0, at - 2) : at]))
        if refusal.of_figure and (figure := self._figure_meant(denial, own[:at], own[at + 1 :])):
            return [Against(2.0, figure.claim, figure.order)]
        for earlier in sorted(before, key=lambda s: not self._called_alike(denial, s.text)):
            other = is_named(earlier.asserter.name) and not self._one_voice(denial, earlier)
            accused = any(self._is_accused(denial, a.labels) for a in earlier.accusations)
            if not earlier.negative and (other or accused):
                return [Against(2.0, self._shown(earlier), earlier.order)]
        return []

    def _figure_meant(
        self, denial: Statement, before: Sequence[Statement], after: Sequence[Statement]
    ) -> MeasuredClaim | None:
        """Return the figure that "the union's count" or "that figure" means: by its owner, by what it is called, or the last.

        Whoever is said to lie about a number has given one, be it before or after.
        """
        lied = denial.article.text[slice(*denial.denied.trigger)].lower().startswith("lie")
        near = list(reversed(before))
        given = [(n, f) for n, s in enumerate([*near, *after] if lied else near) for f in self._in(s) if f.figure.low]
        given = [(n, f) for n, f in given if not self._is_own(denial, f)]
        close = [(n, f) for n, f in given if n < BEFORE]
        close = [(n, f) for n, f in close if is_named(f.claim.asserted_by.name)] or close
        given = [(n, f) for n, f in given if is_named(f.claim.asserted_by.name)] or given
        whose = [f for _, f in given if self._owns(denial, f.claim.asserted_by.name)]
        worded = [f for n, f in given if n < FAR_BEFORE and self._worded_alike(denial, f)]
        last = [f for _, f in close if _COUNTED.search(self._content(denial))]
        if lied:
            return next(iter(whose), None)
        both = [f for f in worded if f in whose]
        shown = last if _THIS.search(self._content(denial)) else []
        return next(iter(shown or both or worded or whose or last), None)

    def _hinted(self, denial: Statement) -> list[Against]:
        """Return the sentence before a denial where it tells a rumour about the denier, or the very thing ("such")."""
        own = self._own[denial.article.id]
        at = own.index(denial)
        content = self._content(denial)
        events = {EVENTS[w] for w in re.findall(r"[a-z]+", content.lower()) if w in EVENTS}
        for earlier in reversed(own[max(0, at - 2) : at]):
            name = denial.asserter.name
            about = bool(stems(name, 0, len(name)) & earlier.stems) and _RUMOUR.search(earlier.text) is not None
            such = re.search(r"\bsuch\b", content) is not None and is_named(earlier.asserter.name)
            counted = any(f.measure.event in events for f in self._in(earlier) if not self._is_own(denial, f))
            if not earlier.negative and (about or such or counted) and not self._one_voice(denial, earlier):
                return [Against(1.0, self._shown(earlier), earlier.order)]
        return []

    def _rumoured(self, denial: Statement) -> list[Against]:
        """Return, for "the allegation", what other articles allege of the denier, or what those say whose account it is."""
        if not denial.denied.points_back or denial.looks_back:
            return []
        name = denial.asserter.name
        denier = stems(name, 0, len(name)) if is_named(name) else stems(denial.text, 0, len(denial.text))
        found = []
        for other in self._all:
            if other.article.id == denial.article.id or other.negative or other.looks_back:
                continue
            whose = self._owns(denial, other.asserter.name)
            about = bool(denier & stems(other.text, 0, len(other.text))) and _RUMOUR.search(other.text) is not None
            accused = re.search(r"\baccused\s+of\b", other.text) is not None
            if (whose or about) and (accused or not self._one_voice(denial, other)):
                found.append(Against(0.8 + 0.2 * whose + 0.1 * other.leads, self._shown(other), other.order))
        return sorted(found, key=lambda a: -a.score)[:2]

    def _accusing(self, denial: Statement) -> list[Against]:
        """Return who says that the denier did what the denier denies."""
        refusal = denial.denied
        denied = refusal.of_involvement or refusal.points_back or "such" in self._content(denial).lower().split()
        found = []
        for other in self._all:
            if other.negative or other.looks_back != denial.looks_back or self._one_voice(denial, other):
                continue
            if other.looks_back and other.article.id != denial.article.id:
                continue
            shared = len(refusal.stems & other.stems)
            if not denied and not shared:
                continue
            blamed = [a for a in other.accusations if self._is_accused(denial, a.labels)]
            if blamed:
                score = 1.0 + 0.2 * shared + 0.3 * any(a.explicit for a in blamed) + 0.1 * other.leads
                found.append(Against(score, self._shown(other), other.order))
        return found

    def _alike(self, denial: Statement) -> list[Against]:
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
                self._senses[other.key],
                self.words,
                same_article=same_article,
                other_voice=voices and not one_voice,
                telling=turns_on_rare or (voices and bool(denier & other.stems)),
            )
            if score or (alone and thing <= other.stems):
                found.append(Against(score or 0.5, self._shown(other), other.order))
        return found

    def _sharing(self, words: frozenset[str]) -> list[Statement]:
        """Return the statements that have one of some words in any form, in order."""
        found = {n for start in {beginning(word) for word in words} for n in self._speaking.get(start, ())}
        return [self._all[n] for n in sorted(found)]

    def _contrary(self, denial: Statement) -> list[Against]:
        """Return the sentence right after a denial that says the contrary in so many words."""
        own = self._own[denial.article.id]
        at = own.index(denial)
        found = _CONTRAST.search(own[at + 1].text) if at + 1 < len(own) else None
        if found is not None and (denial.strong or (is_named(denial.asserter.name) and found.start() > 0)):
            nobody = Asserter(name=ARTICLE_ITSELF, span=None)
            contrary = own[at + 1].claim("asserted").model_copy(update={"asserted_by": nobody})
            return [Against(1.0, contrary, own[at + 1].order)]
        return []

    def _shown(self, statement: Statement) -> Claim:
        """Return the claim that a statement makes: its figure where it has one, for then it is a claim already."""
        figures = self._in(statement)
        return figures[0].claim if len(figures) == 1 else statement.claim("asserted")

    def _in(self, statement: Statement) -> list[MeasuredClaim]:
        return self._figures.get((statement.article.id, statement.sentence.start), [])

    def _content(self, denial: Statement) -> str:
        return denial.article.text[slice(*denial.denied.content)]

    def _is_rare(self, thing: frozenset[str]) -> bool:
        """Say whether few statements of the story have all of some words."""
        return sum(thing <= bag for bag in self._senses.values()) <= RARE

    def _one_voice(self, a: Statement, b: Statement) -> bool:
        return self._sources.one_voice(a.asserter.name, b.asserter.name)

    def _is_own(self, denial: Statement, figure: MeasuredClaim) -> bool:
        return self._sources.one_voice(denial.asserter.name, figure.claim.asserted_by.name)

    def _owns(self, denial: Statement, name: str) -> bool:
        """Say whether the denied claims are said to be those of `name` ("the union's count")."""
        return is_named(name) and bool(
            stems(self._content(denial), 0, len(self._content(denial))) & stems(name, 0, len(name))
        )

    def _worded_alike(self, denial: Statement, figure: MeasuredClaim) -> bool:
        """Say whether the figure's sentence calls it what the denial calls it ("claims … claimed", "figure … figure")."""
        return self._called_alike(denial, figure.claim.quote.text)

    def _called_alike(self, denial: Statement, words: str) -> bool:
        called = {m[0].lower()[:5] for m in _CALLED.finditer(self._content(denial))}
        return bool(called & {m[0].lower()[:5] for m in _CALLED.finditer(words)})

    def _is_accused(self, denial: Statement, culprit: frozenset[str]) -> bool:
        """Say whether the denier, or whom the denial defends, is the one accused."""
        denier = denial.asserter.name if is_named(denial.asserter.name) else denial.text[:60]
        mine = labels_of(denier) | labels_of(" ".join(self._content(denial).split()[:8]))
        mine = frozenset(x for x in mine if x != "rebels")
        return bool(self.home.read(mine) & self.home.read(culprit))


def _nations(words: str) -> frozenset[str]:
    """Return the nations that `words` name, as labels of culprits."""
    return frozenset(x for x in labels_of(words) if x.startswith("state:"))
