"""Denials and what they deny: questions about propositions without a figure.

A *negative* statement (denied, rejected, "neither … nor", refused) is set against statements, anywhere in the story, that
share its content words and are not negative, and against a sentence right after it that says the contrary in so many
words ("despite", "contradicts"). Denials of one thing by several outlets are one side of one question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarize.claims import ReadArticle
from summarize.comparison.sameness import Words
from summarize.comparison.sources import Sources, is_named
from summarize.reading.attribution import Attribution
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

__all__ = ["Statement", "StatementQuestion", "read_statements", "statement_questions"]

COVERED_STRONG, COVERED_WEAK = 0.4, 0.6
"""Share of a denial's weighted content words that an assertion must hold to be what it denies: less where the sentence has
a verb of denying, more where it has only a "not". Set by reading the pairs found in the dev stories, where below these most
pairs were about two things; measure again with `summarize eval` on questions of kind `denial`."""

SHARED_STRONG, SHARED_WEAK = 2, 3
"""Content words that denial and assertion share at least, whatever their weight."""

SAME_DENIAL = 0.4
"""Share of the shorter denial's weighted content words from which two negative statements deny one thing."""

MOST_PER_SIDE = 4
"""Statements shown for a side: the best matching ones."""

_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|reject(?:ed|s|ing)|dismiss(?:ed|es|ing)|refut(?:ed|es|ing)|repudiat\w*|rul(?:ed|es|ing)\s+out"
    r"|disput(?:ed|es|ing)|baseless|unfounded|groundless|without\s+foundation|untrue|not\s+true|fabricat\w+|invention|nonsense|fairy\s+tale"
    r"|plucked\s+out\s+of|no\s+truth|no\s+record|no\s+knowledge|inflated|exaggerat\w+|misleading|incorrect|a\s+joke|a\s+lie|lied|lying|disinformation|misinformation|fake\s+news|smear)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|cannot|refus(?:ed|es|ing)|(?:do|does|did|was|were|is|are|has|have|had|would|will|could|should|ca|wo)n['’]?t"
    r"|no\s+(?!one\b|immediate|longer|doubt|more|less|fewer|word|comment)[a-z]+)\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"(?:verif|confirm|comment|clear|known|immediately|respond|available|claim\w*\s+responsib|only\b|identif|disclos)",
    re.IGNORECASE,
)
"""What is unknown, unverified or uncommented is no denial; "not only" is none either."""
_BACK = re.compile(
    r"\b(?:the|that|this|these|those|such|any|all|its|his|her|their)\s+(?:\w+\s+)?"
    r"(?:allegations?|accusations?|claims?|reports?|charges?|suggestions?|responsibility|involvement|figures?|numbers?|counts?|tolls?|"
    r"statements?|account|estimates?)\b",
    re.IGNORECASE,
)
_OF_FIGURE = re.compile(
    r"\b(?:figures?|numbers?|counts?|tolls?|estimates?|claims?|statements?|record)\b", re.IGNORECASE
)
_CONTRAST = re.compile(
    r"\b(?:despite|contradict\w*|contrary\s+to|in\s+spite\s+of|at\s+odds\s+with|belie[sd]?|disprov\w+)\b", re.IGNORECASE
)
_WITHHELD = re.compile(
    r"(?:refus\w+|declin\w+|not|n[’']?t|neither|never|without)\b[^.;]{0,60}?\b(?:releas\w*|giv\w*|publish\w*|disclos\w*|provid\w*|offer\w*|announc\w*|reveal\w*)\b"
    r"[^.;]{0,40}?\b(?:toll|number|numbers|figure|figures|count|tally|losses|casualties)\b",
    re.IGNORECASE,
)
_TOLLS = frozenset({"killed", "wounded", "casualties"})
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
    negative: bool
    strong: bool
    """Whether a verb of denying stands in it."""
    asserter: Asserter

    @property
    def text(self) -> str:
        """Return its words."""
        return self.article.text[self.sentence.start : self.sentence.end]

    @property
    def key(self) -> tuple[str, int]:
        """Return what tells it from every other statement of the story."""
        return self.article.id, self.order

    def claim(self) -> Claim:
        """Return it as a claim."""
        stance: Stance = "denied" if self.negative else "asserted"
        return Claim(
            id=f"{self.article.id}:s{self.order}",
            article_id=self.article.id,
            kind="denial" if self.negative else "statement",
            quote=Span.of(self.article.text, self.sentence.start, self.sentence.end),
            figure=None,
            measure=" ".join(self.text.split()),
            asserted_by=self.asserter,
            stance=stance,
            when=None,
        )


@dataclass(frozen=True)
class StatementQuestion:
    """A proposition that somebody asserts and somebody else denies."""

    status: QuestionStatus
    kind: QuestionKind
    text: str
    why: str
    sides: tuple[tuple[Claim, ...], ...]


def read_statements(read: ReadArticle) -> list[Statement]:
    """Return the sentences of one article as propositions."""
    text = read.article.text
    found = []
    for order, sentence in enumerate(read.sentences):
        if sentence.role in _SKIPPED_ROLES:
            continue
        words = text[sentence.start : sentence.end]
        speaker = _speaker(text, sentence, read.attributions)
        strong = bool(_DENYING.search(words))
        negation = _NEGATION.search(words)
        negative = strong or (negation is not None and not _UNSAID.search(words, negation.start()))
        name = stems(speaker.name, 0, len(speaker.name)) if is_named(speaker.name) else frozenset[str]()
        content = stems(text, sentence.start, sentence.end) - _IGNORED - name
        found.append(Statement(read.article, sentence, order, content, negative, strong, speaker))
    return found


def _speaker(text: str, sentence: Sentence, attributions: Sequence[Attribution]) -> Asserter:
    inside = [a for a in attributions if sentence.start <= a.cue[0] < sentence.end and a.source is not None]
    if not inside:
        return Asserter(name=ARTICLE_ITSELF, span=None)
    first = inside[0]
    assert first.source is not None
    return Asserter(name=first.name, span=Span.of(text, *first.source))


def statement_questions(
    read: Sequence[ReadArticle], by_article: Sequence[Sequence[Statement]], sources: Sources, words: Words
) -> list[StatementQuestion]:
    """Return the questions that denials raise, then those about figures said to be withheld."""
    everything = [s for statements in by_article for s in statements]
    denials = [s for s in everything if s.negative and (s.stems or s.strong)]
    pairs = [(d, _assertions([d], everything, by_article, words)) for d in denials]
    figures = {(c.claim.article_id, c.claim.quote.start): c.claim for r in read for c in reversed(r.figures)}
    questions = [_question(same, against, figures) for same, against in _merged([(d, a) for d, a in pairs if a], words)]
    shown = {c.id for q in questions for side in q.sides for c in side}
    return questions + _withheld(read, [d for d in denials if d.claim().id not in shown], sources)


def _merged(
    pairs: Sequence[tuple[Statement, list[Statement]]], words: Words
) -> list[tuple[list[Statement], list[Statement]]]:
    """Join denials of one thing: alike in their words, or set against the same assertion."""
    groups: list[tuple[list[Statement], list[Statement]]] = []
    for denial, assertions in pairs:
        keys = {s.key for s in assertions}
        home = next(
            (
                g
                for g in groups
                if keys & {s.key for s in g[1]} or any(_one_denial(denial, other, words) for other in g[0])
            ),
            None,
        )
        if home is None:
            groups.append(([denial], list(assertions)))
        else:
            home[0].append(denial)
            home[1].extend(s for s in assertions if s.key not in {t.key for t in home[1]})
    return [(denials[:MOST_PER_SIDE], assertions[:MOST_PER_SIDE]) for denials, assertions in groups]


def _withheld(read: Sequence[ReadArticle], denials: Sequence[Statement], sources: Sources) -> list[StatementQuestion]:
    """Return a question where somebody is said to give no count and, elsewhere in the story, is quoted with one."""
    figures = [
        c.claim for r in read for c in r.figures if c.claim.event in _TOLLS and is_named(c.claim.asserted_by.name)
    ]
    said: dict[str, list[Statement]] = {}
    for denial in denials:
        found = _WITHHELD.search(denial.text)
        if found is not None:
            for party in sources.parties(denial.text[: found.end()])[:2]:
                said.setdefault(party, []).append(denial)
    questions = []
    for party, statements in said.items():
        own = [c for c in figures if party in sources.side(c.asserted_by.name)]
        if own:
            articles = {s.article.id for s in statements} & {c.article_id for c in own}
            own.sort(key=lambda c: (c.article_id not in articles, c.event != "killed", len(c.also), c.figure is None))
            own.sort(key=lambda c: c.figure is None or c.figure.qualifier != "exact")
            status: QuestionStatus = "self_contradicted" if articles else "denied"
            why = f"A count by {own[0].asserted_by.name} is reported beside the statement that none was given."
            sides = (tuple(s.claim() for s in statements[:MOST_PER_SIDE]), tuple(own[:1]))
            questions.append(
                StatementQuestion(status, "statement", _quoted("Whether a count was given", statements[0]), why, sides)
            )
    return questions


def _one_denial(a: Statement, b: Statement, words: Words) -> bool:
    common = a.stems & b.stems
    smaller = min(sum(words.weight(s) for s in a.stems), sum(words.weight(s) for s in b.stems))
    return len(common) >= SHARED_STRONG and sum(words.weight(s) for s in common) >= SAME_DENIAL * smaller


def _assertions(
    denials: Sequence[Statement],
    everything: Sequence[Statement],
    by_article: Sequence[Sequence[Statement]],
    words: Words,
) -> list[Statement]:
    """Return what the denials deny: best match first."""
    scored: dict[tuple[str, int], tuple[float, Statement]] = {}
    for denial in denials:
        least, shared = (COVERED_STRONG, SHARED_STRONG) if denial.strong else (COVERED_WEAK, SHARED_WEAK)
        whole = sum(words.weight(s) for s in denial.stems) or 1.0
        for other in everything:
            if other.negative or not other.stems:
                continue
            common = denial.stems & other.stems
            covered = sum(words.weight(s) for s in common) / whole
            if len(common) >= shared and covered >= least:
                _keep(scored, other, covered)
        for neighbour in _neighbours(denial, by_article):
            _keep(scored, neighbour, 1.0)
    ranked = sorted(scored.values(), key=lambda item: (-item[0], item[1].article.id, item[1].order))
    return [statement for _, statement in ranked[:MOST_PER_SIDE]]


def _keep(scored: dict[tuple[str, int], tuple[float, Statement]], statement: Statement, score: float) -> None:
    key = (statement.article.id, statement.order)
    if key not in scored or scored[key][0] < score:
        scored[key] = (score, statement)


def _neighbours(denial: Statement, by_article: Sequence[Sequence[Statement]]) -> list[Statement]:
    """Return sentences tied to the denial by their place: what it points back to, and what contradicts it right after."""
    own = next(statements for statements in by_article if statements and statements[0].article is denial.article)
    at = next(i for i, s in enumerate(own) if s.order == denial.order)
    found = []
    before = own[at - 1] if at else None
    if before is not None and denial.strong and not before.negative and before.asserter.name != denial.asserter.name:
        pointed = _BACK.search(denial.text) and is_named(before.asserter.name)
        if pointed or stems(denial.text, 0, len(denial.text)) & before.stems:
            found.append(before)
    if at + 1 < len(own) and _CONTRAST.search(own[at + 1].text) and (denial.strong or is_named(denial.asserter.name)):
        found.append(own[at + 1])
    return found


def _question(
    denials: Sequence[Statement], assertions: Sequence[Statement], figures: Mapping[tuple[str, int], Claim]
) -> StatementQuestion:
    first, against = denials[0], assertions[0]
    alone = {s.article.id for s in [*denials, *assertions]} == {first.article.id}
    own_words = not any(is_named(s.asserter.name) for s in [first, against])
    status: QuestionStatus = "self_contradicted" if alone and own_words else "denied"
    who = first.asserter.name if is_named(first.asserter.name) else (first.article.outlet or first.article.id)
    why = (
        "One article says both."
        if status == "self_contradicted"
        else f"{who[:1].upper()}{who[1:]} denies what another account asserts."
    )
    sides = (tuple(s.claim() for s in denials), tuple(_asserted(s, first, figures) for s in assertions))
    return StatementQuestion(status, "denial", _quoted("Denied", first), why, sides)


def _asserted(statement: Statement, denial: Statement, figures: Mapping[tuple[str, int], Claim]) -> Claim:
    """Return what a denial is set against: the sentence's figure where the denial speaks of one, else the sentence."""
    figure = figures.get((statement.article.id, statement.sentence.start))
    return figure if figure is not None and _OF_FIGURE.search(denial.text) else statement.claim()


def _quoted(label: str, statement: Statement) -> str:
    quote = " ".join(statement.text.split())
    return f"{label}: “{quote if len(quote) <= 140 else quote[:139].rsplit(' ', 1)[0] + '…'}”"
