"""Sentences as propositions: who says it, what it denies, whom it blames, and whether it is about the story's own event.

What the questions without a figure are made of. A sentence *looks back* if it tells of an earlier time, or goes on about
something that the sentence before it told of an earlier time ("that attack"): news is full of older accusations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.claims import ReadArticle
from summarize.comparison.sources import is_named
from summarize.reading.attribution import Attribution
from summarize.reading.cues import CueClass
from summarize.reading.culprits import Accusation, find_accusations
from summarize.reading.days import looks_back
from summarize.reading.refusals import Refusal, read_refusal
from summarize.reading.sentences import Sentence
from summarize.reading.words import stem, stems
from summarize.schema import (
    ARTICLE_ITSELF,
    Article,
    Asserter,
    BlockRole,
    Claim,
    QuestionKind,
    QuestionStatus,
    Span,
    Stance,
)

__all__ = ["MOST_PER_SIDE", "Statement", "StatementQuestion", "quoted", "read_statements", "sides_of"]

MOST_PER_SIDE = 4
"""Statements shown for a side: the best matching ones."""

LEAD_SENTENCES = 3
"""Headline and opening, which tell of the story's own event."""

_GOES_ON = re.compile(
    r"\b(?:that|those|the\s+latter)\s+(?:attacks?|strikes?|incidents?|blasts?|bombings?|massacre|raids?|event|agreement|deal|year|time|day)\b"
    r"|^(?:At\s+the\s+time|Then|Later\s+that)\b",
    re.IGNORECASE,
)
_DENIER = re.compile(
    r"(?:But|However|And|Yet)?,?\s*(?P<who>(?:[\w’'.-]+,?\s+){0,7}?[\w’'.-]+)(?:\s+(?:has|have|had|also|again|later|since|in\s+turn|\w+ly))*\s*"
    r"(?:\s(?:called|calls|described|deemed|branded|dismissed)\b|$)",
)
"""The subject of a verb of denying, or of one that passes a verdict, where no credit was read."""
_IGNORED = frozenset(
    stem(w)
    for w in "denied deny denies rejected dismissed refused insisted claimed reports report claim allegation".split()
)
_SKIPPED_ROLES = (BlockRole.BYLINE, BlockRole.DATELINE)


@dataclass(frozen=True)
class Statement:
    """A sentence as a proposition."""

    article: Article
    sentence: Sentence
    order: int
    stems: frozenset[str]
    """Content words, without those that only deny and those of the speaker's name."""
    refusal: Refusal | None
    """What it denies; None where it denies nothing."""
    asserter: Asserter
    looks_back: bool
    """Whether it is about an earlier time."""

    @property
    def text(self) -> str:
        """Return its words."""
        return self.article.text[self.sentence.start : self.sentence.end]

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells it from every other statement of the story."""
        return self.article.id, self.order

    @property
    def negative(self) -> bool:
        """Say whether it denies something."""
        return self.refusal is not None

    @property
    def denied(self) -> Refusal:
        """Return what a negative statement denies."""
        assert self.refusal is not None
        return self.refusal

    @property
    def strong(self) -> bool:
        """Say whether it denies with more than a "not"."""
        return self.refusal is not None and self.refusal.strength != "negation"

    @property
    def leads(self) -> bool:
        """Say whether it stands in the headline or the opening."""
        return self.order < LEAD_SENTENCES or self.sentence.role is BlockRole.HEADLINE

    @cached_property
    def accusations(self) -> tuple[Accusation, ...]:
        """Return whom it holds responsible."""
        return tuple(find_accusations(self.article.text, self.sentence.start, self.sentence.end))

    def claim(self, stance: Stance | None = None) -> Claim:
        """Return it as a claim, denied where it denies unless `stance` says otherwise.

        A sentence that denies one thing and asserts another is two claims.
        """
        own: Stance = "denied" if self.negative else "asserted"
        stance = stance or own
        return Claim(
            id=f"{self.article.id}:s{self.order}{'' if stance == own else stance[0]}",
            article_id=self.article.id,
            kind="denial" if stance == "denied" else "statement",
            quote=Span.of(self.article.text, self.sentence.start, self.sentence.end),
            figure=None,
            measure=" ".join(self.text.split()),
            asserted_by=self.asserter,
            stance=stance,
            when=None,
        )


@dataclass(frozen=True)
class StatementQuestion:
    """A question that statements give answers to."""

    status: QuestionStatus
    kind: QuestionKind
    text: str
    why: str
    sides: tuple[tuple[Claim, ...], ...]
    says_so: bool = False
    """Whether a side says itself that another says otherwise, by a verb of denying or a verdict."""


def read_statements(read: ReadArticle) -> list[Statement]:
    """Return the sentences of one article as propositions."""
    text = read.article.text
    found: list[Statement] = []
    back = False
    for order, sentence in enumerate(read.sentences):
        if sentence.role in _SKIPPED_ROLES:
            continue
        refusal = read_refusal(text, sentence.start, sentence.end)
        speaker = _speaker(text, sentence, read.attributions, refusal)
        name = stems(speaker.name, 0, len(speaker.name)) if is_named(speaker.name) else frozenset[str]()
        content = stems(text, sentence.start, sentence.end) - _IGNORED - name
        back = looks_back(text, sentence.start, sentence.end, read.article.published) or (
            back and _GOES_ON.search(text, sentence.start, sentence.end) is not None
        )
        found.append(Statement(read.article, sentence, order, content, refusal, speaker, back))
    return found


def _speaker(text: str, sentence: Sentence, attributions: Sequence[Attribution], refusal: Refusal | None) -> Asserter:
    """Return who says the sentence: whoever denies where it denies, else its first source."""
    inside = [a for a in attributions if sentence.start <= a.cue[0] < sentence.end and a.source is not None]
    if refusal is not None and refusal.strength != "negation" and refusal.content[0] > sentence.start:
        start, end = refusal.content
        whose = [a for a in inside if a.source is not None and start <= a.source[0] < end]
        inside = [a for a in inside if a not in whose]
    if not inside:
        subject = (
            _DENIER.match(text, sentence.start, refusal.trigger[0])
            if refusal and refusal.strength != "negation"
            else None
        )
        if subject is not None:
            return Asserter(name=" ".join(subject["who"].split()), span=Span.of(text, *subject.span("who")))
        return Asserter(name=ARTICLE_ITSELF, span=None)
    if refusal is not None:
        at = refusal.trigger[0]
        inside.sort(key=lambda a: (not a.cue[0] <= at < a.cue[1], a.kind is not CueClass.DENY, abs(a.cue[0] - at)))
    first = inside[0]
    assert first.source is not None
    return Asserter(name=first.name, span=Span.of(text, *first.source))


def sides_of(*sides: Sequence[Statement]) -> tuple[tuple[Claim, ...], ...]:
    """Return what each side asserts, the first ones of many."""
    return tuple(tuple(s.claim("asserted") for s in side[:MOST_PER_SIDE]) for side in sides)


def quoted(label: str, statement: Statement) -> str:
    """Return a question's text: the label and the statement's words, shortened."""
    quote = " ".join(statement.text.split())
    return f"{label}: “{quote if len(quote) <= 140 else quote[:139].rsplit(' ', 1)[0] + '…'}”"
