"""Where a figure stands, and who is credited around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.reading import wordlists as w
from summarize.reading.credits import Attribution
from summarize.reading.cues import CueClass
from summarize.reading.sentences import Sentence, sentence_at
from summarize.schema import BlockRole

__all__ = ["OPENING", "Surroundings"]

REACH_BACK = 30
REACH_AHEAD = 12
"""Sentences either way in which a credit may hold the figure: as far as a quotation runs on."""
NEAR_BACK, NEAR_AHEAD, NEAR_BLOCKS = 4, 1, 2
"""Sentences back and ahead, and paragraphs, within which a credit that does not hold the figure may still be its source's."""
OPENING = 12
"""Sentences of an article's opening, whose figures the body states again with their source."""
EARLY = 4
"""Sentences of running text that are still near the lead, itself included."""

_PERIODS = "year|month|week|season|decade|summer|winter|spring|autumn"
_PAST = re.compile(
    rf"\b(?:(?:19|20)\d\d|(?:last|previous|past|preceding)\s+(?:{_PERIODS})|since|ago|earlier\s+(?:this|attack|incident)|"
    rf"second\s+such|former|in\s+(?:{w.MONTH_NAMES}))\b",
    re.IGNORECASE,
)
"""What dates a fact to before the story."""
_PERFECT = re.compile(
    r"\b(?:has|have|had|['’]ve|['’]d)\s+(?:(?:been|not|already|also)\s+)?"
    r"\w+(?:ed|en|wn|id|un|um|de|ne|lt|pt|ft|ld|nt|st|ut|ot)\b",
    re.IGNORECASE,
)
"""A verb in a perfect tense, regular or not: "has killed", "had fallen", "have spent"."""
_RECORD = re.compile(
    r"\b(?:worst|deadliest|largest|biggest|highest|lowest|heaviest|bloodiest|record|first)\b", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(?:will|would|could|may|might|should|must|(?:is|are|plans?|due)\s+to)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where)\b", re.IGNORECASE)
_LENGTHS = r"(?:kilomet(?:re|er)s?|km|miles?|metres?|meters?)"
_DISTANCE = re.compile(rf"[\s-]*{_LENGTHS}\s+(?:\w+\s+)?(?:from|of|away|off|north|south|east|west)", re.IGNORECASE)
_TIME_OR_LENGTH = re.compile(rf"[\s-]*(?:{_LENGTHS}|(?:hour|day|week|month|year|minute)s?)\b", re.IGNORECASE)
_OF_PLACE = re.compile(
    r"\b(?:town|city|village|district|province|country|community|population|company|camp|site|group|region|firm)"
    r"\s+of\s+(?:some|about|around|nearly|almost|more\s+than|over)?\s*\Z",
    re.IGNORECASE,
)
"""What comes before the size of a place or a body: "a town of | 40,000"."""
_MONEY = re.compile(r"[$€£¥]|%|per\s?cent")
_BOUNDS = (", ", "; ", ": ", " – ", " — ", " - ")
"""What bounds a clause, roughly; brackets beside."""


@dataclass(frozen=True)
class Surroundings:
    """One figure in its article."""

    text: str
    """Of the article."""
    sentences: Sequence[Sentence]
    """Of the article; at least one."""
    span: tuple[int, int]
    """The figure, end exclusive."""
    here: int
    """Index of its sentence."""
    credited: Sequence[Attribution]
    """Credits with a source within reach, in text order."""

    @classmethod
    def of(
        cls, text: str, sentences: Sequence[Sentence], attributions: Sequence[Attribution], span: tuple[int, int]
    ) -> Surroundings:
        """Return the surroundings of the figure at `span`; `attributions` are all of the article's, in text order."""
        here = sentence_at(sentences, span[0])
        first = bisect_left(attributions, here - REACH_BACK, key=lambda attribution: attribution.sentence)
        last = bisect_right(attributions, here + REACH_AHEAD, key=lambda attribution: attribution.sentence)
        return cls(text, sentences, span, here, [a for a in attributions[first:last] if a.source is not None])

    @property
    def sentence(self) -> Sentence:
        """Return the figure's sentence."""
        return self.sentences[self.here]

    @cached_property
    def near(self) -> Sequence[Attribution]:
        """Return the credits whose sources may have given the figure."""
        return [a for a in self.credited if self.holds(a) or self._is_close(a)]

    def _is_close(self, credit: Attribution) -> bool:
        blocks = self.sentence.block - self.sentences[credit.sentence].block
        return -NEAR_AHEAD <= self.here - credit.sentence <= NEAR_BACK and blocks <= NEAR_BLOCKS

    def holds(self, credit: Attribution) -> bool:
        """Say whether what is credited holds the figure."""
        return any(start <= self.span[0] and self.span[1] <= end for start, end in credit.content)

    def speaks(self, credit: Attribution) -> bool:
        """Say whether the figure stands in a quotation that the source speaks."""
        return any(start <= self.span[0] < end for start, end in credit.quoted)

    @cached_property
    def holders(self) -> Sequence[Attribution]:
        """Return the credits that hold the figure."""
        return [credit for credit in self.near if self.holds(credit)]

    @cached_property
    def innermost(self) -> Sequence[Attribution]:
        """Return those of them inside which no other stands."""
        return [credit for credit in self.holders if not any(self.is_inside(other, credit) for other in self.holders)]

    def is_inside(self, other: Attribution, credit: Attribution) -> bool:
        """Say whether another credit of the figure stands inside this one's content ("A said B had claimed N").

        Whoever is cited is nearer to the figure than who cites, wherever the two stand ("quoting A, B said N").
        """
        if other is credit or other.source == credit.source or not self.holds(other):
            return False
        by_source = other.source is not None and other.source[0] > other.cue[0]
        if other.kind in {CueClass.HOLD, CueClass.STAND} and not by_source:
            return False
        if CueClass.CITE in (credit.kind, other.kind):
            return other.kind is CueClass.CITE and other.sentence == credit.sentence
        first, last = min(other.cue[0], self.span[0]), max(other.cue[0], self.span[1])
        return any(start <= first and last <= end for start, end in credit.content)

    def in_sentence(self, offset: int) -> Sequence[Attribution]:
        """Return the credits of a sentence, counted from the figure's: -1 is the one before."""
        first = bisect_left(self.credited, self.here + offset, key=lambda credit: credit.sentence)
        last = bisect_right(self.credited, self.here + offset, key=lambda credit: credit.sentence)
        return self.credited[first:last]

    @cached_property
    def place(self) -> str:
        """Return the part of the article: the role of the block, or for running text "lead", "early" or "body"."""
        role = self.sentence.role
        if role is not BlockRole.PARAGRAPH:
            return role.value
        lead = next((i for i, s in enumerate(self.sentences) if s.role is BlockRole.PARAGRAPH), 0)
        return "lead" if self.here == lead else "early" if self.here < lead + EARLY else "body"

    @cached_property
    def opens_paragraph(self) -> bool:
        """Say whether the figure's sentence is the first of its block."""
        return self.here == 0 or self.sentences[self.here - 1].block != self.sentence.block

    @cached_property
    def first_word(self) -> str:
        """Return the first word of the sentence, lower-case."""
        match = re.compile(r"\W*(\w+)").match(self.text, self.sentence.start, self.sentence.end)
        return match[1].lower() if match else ""

    @cached_property
    def in_marks(self) -> bool:
        """Say whether a quotation mark of the sentence is open at the figure, whoever speaks."""
        before = self.text[self.sentence.start : self.span[0]]
        return before.count('"') % 2 == 1 or any(before.count(a) > before.count(b) for a, b in ("“”", "«»"))

    @cached_property
    def manner(self) -> Sequence[str]:
        """Return what the words around the figure say of it: that it is of the past, to come, a distance and so on."""
        return tuple(self._manner())

    def _manner(self) -> Iterator[str]:
        before, after = self._clause
        clause = f"{before} # {after}"
        if _PAST.search(clause):
            yield "past, in its clause"
        elif _PAST.search(self.text, self.sentence.start, self.sentence.end):
            yield "past, in its sentence"
        for name, pattern in (("perfect", _PERFECT), ("record", _RECORD), ("ahead", _AHEAD)):
            if pattern.search(clause):
                yield name
        if _DISTANCE.match(self.text, self.span[1]):
            yield "distance"
        elif _TIME_OR_LENGTH.match(self.text, self.span[1]):
            yield "time or length"
        if _OF_PLACE.search(self.text[self.sentence.start : self.span[0]]):
            yield "size of a place"
        if _RELATIVE.search(before):
            yield "relative clause"
        if self.text[self.span[1] : self.span[1] + 1] == "-":
            yield "before a hyphen"
        if _MONEY.search(self.text, self.span[0], self.span[1] + len(" per cent")):
            yield "money or percent"

    @cached_property
    def _clause(self) -> tuple[str, str]:
        """Return the words before and after the figure up to the nearest commas and the like, roughly its clause."""
        own, (start, end) = self.sentence, self.span
        first = max(self.text.rfind(bound, own.start, start) for bound in (*_BOUNDS, "("))
        lasts = [self.text.find(bound, end, own.end) for bound in (*_BOUNDS, ")")]
        last = min((found for found in lasts if found >= 0), default=own.end)
        return self.text[max(first, own.start) : start], self.text[end:last]
