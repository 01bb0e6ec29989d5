"""Drafts -> claims: where the deterministic readers and the model meet.

    drafts = [draft_claims(article) for article in articles]   # figures, what they measure, who may have given them
    chosen = choose_asserters(backend, drafts)                 # the model ranks the candidates, all articles in one batch
    read = [finish_claims(draft, own) for draft, own in zip(drafts, chosen)]    # one that stands in several places is one claim

Without a backend the rules' own ranking stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from summarize.drafting import ArticleDraft, FigureDraft
from summarize.reading.attributes import attribute
from summarize.reading.attribution import Attribution
from summarize.reading.candidates import Candidate
from summarize.reading.conversion import to_base
from summarize.reading.event_words import JOB_UNITS, ONE_THING, PARTIES, PERSON_EVENTS
from summarize.reading.excerpts import window
from summarize.reading.measures import Measure
from summarize.reading.nouns import unit_of
from summarize.reading.sentences import Sentence
from summarize.reading.windows import SpanOfTime, span_of_time
from summarize.reading.words import stem, stems
from summarize.schema import ARTICLE_ITSELF, Article, Asserter, BlockRole, Claim, Figure, Span

__all__ = ["Choice", "MeasuredClaim", "ReadArticle", "finish_claims"]

_MEASURED_KINDS = frozenset({"money", "percent", "measure"})
_DETERMINERS = frozenset("the a an its his her their this that these those our my".split())
_LINKS = frozenset(
    "of at to by was were is are be been from with for in on and or about than had has have rose rises fell "
    "falls climbed dropped stood stands worth totalling reached reaches hit grew up down some around roughly "
    "nearly almost over under between another".split()
)
"""Words between a subject and its figure."""

_EVENT_UNITS = frozenset(
    "arrest detention death fatality casualty injury layoff redundancy dismissal infection case hospitalisation "
    "hospitalization".split()
)
"""Nouns of what befalls people, one each: a count of them counts people."""

_PLAIN = frozenset(stem(w) for w in "new old more such large small big main further total whole entire single".split())
TELLING = 100
"""Size from which two equal numbers of one article count one thing, if one of them stands in its headline or a caption."""
SOME = 10
"""Size from which they do if both count one noun, or are measured in one unit."""
_LEAD_ROLES = (
    BlockRole.HEADLINE,
    BlockRole.STANDFIRST,
    BlockRole.BULLET,
    BlockRole.CAPTION,
    BlockRole.DUPLICATE,
)


@dataclass(frozen=True)
class Choice:
    """Who gives one figure."""

    candidate: Candidate
    confidence: float | None
    """Probability of the choice; None where no model was asked."""


@dataclass(frozen=True)
class MeasuredClaim:
    """A figure claim with what the comparison needs to know of it."""

    claim: Claim
    measure: Measure
    stems: frozenset[str]
    """Content words of its sentence, stemmed."""
    places: frozenset[str]
    """Stems of the places its sentence names."""
    elsewhere: bool
    """Whether it is about another place than the story's: see `comparison.scene`."""
    span_of_time: SpanOfTime | None
    """The window it counts over, in normal form; None where it has none or names only a day."""
    head: str
    """Stem of the counted noun; empty if there is none."""
    kinds: frozenset[str]
    """Stems of the words before it that say which kind ("fuel" of fuel tanks), nations left out."""
    attribute: str
    """Which quality a percentage, sum or measurement is ("speed", "fatality rate"); empty where none is named."""
    sole: bool
    """Whether no other figure of its article counts that noun, parts of it aside."""
    order: int
    """Place in the article: number of its sentence."""
    lead: bool
    """Whether it stands only in the headline, a standfirst, a bullet or a caption."""
    kind: str
    """Kind of figure mention, see `CLAIM_KINDS`."""

    @property
    def figure(self) -> Figure:
        """Return the claim's figure."""
        assert self.claim.figure is not None
        return self.claim.figure

    @cached_property
    def counts_people(self) -> bool:
        """Say whether it counts people."""
        if self.measure.event == "dismissed" and self.figure.unit in JOB_UNITS:
            return True
        return self.figure.unit == "people" or (self.measure.event in PERSON_EVENTS and self.figure.unit is None)

    @property
    def counted_by_name(self) -> bool:
        """Say whether the noun that it counts is a name ("14 Brelians")."""
        words = (self.claim.counted or "").split()
        return bool(words) and words[-1][0].isupper() and stem(words[-1].lower()) == self.head

    @cached_property
    def dimension(self) -> str:
        """Return what the figure is measured in: figures of two dimensions are never compared."""
        unit = self.figure.unit
        if self.kind == "quantity":
            return "people" if self.counts_people else "things"
        if self.kind in ("percent", "share"):  # "a third" and "33 per cent" may answer one question
            return "proportion"
        base = to_base(unit) if self.kind == "measure" and unit else None
        return f"{self.kind}:{base[0] if base else unit}"


@dataclass(frozen=True)
class ReadArticle:
    """One article, read: what summary and comparison work from."""

    article: Article
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    figures: tuple[MeasuredClaim, ...]


def finish_claims(draft: ArticleDraft, choices: Mapping[tuple[int, int], Choice]) -> ReadArticle:
    """Return the article's figure claims; `choices` maps a figure's (start, end) to its asserter.

    A figure without a choice keeps the rules' favourite. Figures with one interval, one measure and no rival asserters
    are one claim: the best-placed mention is quoted, the others stand under `also`.
    """
    text = draft.article.text
    groups: list[list[tuple[FigureDraft, Choice]]] = []
    for figure in draft.figures:
        choice = choices.get((figure.mention.start, figure.mention.end)) or Choice(figure.candidates[0], None)
        group = next((g for g in groups if _repeats(text, g, figure, choice)), None)
        if group is None:
            groups.append([(figure, choice)])
        else:
            group.append((figure, choice))
    for copy in draft.repeats:
        again = Choice(copy.candidates[0], None)
        group = next((g for g in groups if _repeats(text, g, copy, again)), None)
        if group is not None:
            group.append((copy, again))
    order = {s.start: i for i, s in enumerate(draft.sentences)}
    claims = [_claim(draft.article, n, group, order) for n, group in enumerate(groups, start=1)]
    heads = Counter(_sort(c) for c in claims if not c.measure.part)
    counted = tuple(replace(c, sole=heads[_sort(c)] == 1 and not c.measure.part) for c in claims)
    return ReadArticle(draft.article, draft.sentences, draft.attributions, counted)


def _sort(claim: MeasuredClaim) -> str:
    """Return what a figure must be the only one of in its article: the noun, or of measurements the dimension."""
    return claim.dimension if claim.kind == "measure" else claim.head


def _repeats(text: str, group: list[tuple[FigureDraft, Choice]], figure: FigureDraft, choice: Choice) -> bool:
    """Say whether `figure` says once more what `group` says."""
    first, _ = group[0]
    a, b = first.mention, figure.mention
    if (a.low, a.high, a.kind) != (b.low, b.high, b.kind):
        return False
    told = next((item for item in group if item[0].sentence.role not in _LEAD_ROLES), group[0])
    ahead = _states_ahead(text, told, (figure, choice))
    if first.measure.event != figure.measure.event and not ahead:
        return False
    names = {c.candidate.name for _, c in group} | {choice.candidate.name}
    if len(names - {ARTICLE_ITSELF}) > 1 and not (ahead and _may_be_one(names)):
        return False
    if ahead:
        return True
    if a.kind == "quantity" and not _same_counted(text, first, figure):
        return False
    if first.measure.parties and figure.measure.parties and not first.measure.parties & figure.measure.parties:
        return False
    if first.measure.event is None or a.kind not in ("quantity",):
        shared = stems(text, first.sentence.start, first.sentence.end) & stems(
            text, figure.sentence.start, figure.sentence.end
        )
        return len(shared) >= 3
    return True


def _states_ahead(text: str, a: tuple[FigureDraft, Choice], b: tuple[FigureDraft, Choice]) -> bool:
    """Say whether one of two equal figures at least stands in a headline or caption and says ahead what the other tells.

    That is so where the number is too telling for chance, or both are of one thing, of which no more than one tells what befell
    it. What a headline credits to somebody is no anonymous figure of the body.
    """
    heads = [item for item in (a, b) if item[0].sentence.role in _LEAD_ROLES]
    if not heads or a[0].mention.qualifier == "vague":
        return False
    name = heads[0][1].candidate.name
    if name != ARTICLE_ITSELF and not _may_be_one({a[1].candidate.name, b[1].candidate.name}):
        return False
    value = a[0].mention.low if a[0].mention.low is not None else a[0].mention.high
    units = {a[0].mention.unit, b[0].mention.unit} - {None}
    if value is None or len(units) > 1:
        return False
    events = {a[0].measure.event, b[0].measure.event} - {None}
    if a[0].mention.kind in _MEASURED_KINDS:
        return value >= TELLING or (value >= SOME and len(events) < 2)
    named = bool(_head(text, a[0])) and _head(text, a[0]) == _head(text, b[0])
    return value >= TELLING or (value >= SOME and named and len(events) < 2)


def _may_be_one(names: set[str]) -> bool:
    """Say whether names may be of one source: those that are set share a word ("Council" and "borough council")."""
    words = [{stem(word) for word in re.findall(r"\w{3,}", name.lower())} for name in names - {ARTICLE_ITSELF}]
    return all(a & b for a, b in combinations(words, 2))


def _same_counted(text: str, a: FigureDraft, b: FigureDraft) -> bool:
    if a.measure.classes and b.measure.classes:
        return bool(a.measure.classes & b.measure.classes)
    first, second = _head(text, a), _head(text, b)
    if a.measure.event in PERSON_EVENTS:
        return a.measure.part == b.measure.part or a.measure.classes == b.measure.classes
    return first == second


def _head(text: str, figure: FigureDraft) -> str:
    """Return the stem of the counted noun, the last word of its phrase before any "of"."""
    head = stem(_noun(text, figure.measure.counted)) if figure.measure.counted else ""
    return ONE_THING.get(head, head)


def _noun(text: str, counted: tuple[int, int]) -> str:
    """Return the noun of a counted noun phrase, the last word before any "of", in lower case."""
    phrase = re.split(r"\s(?:of|from|in|at|on|who|that)\s", text[slice(*counted)])[0]
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", phrase)
    return words[-1].lower() if words else ""


def _kinds(text: str, figure: FigureDraft) -> frozenset[str]:
    """Return the stems of the words that say which kind of thing is counted; nations and plain adjectives do not."""
    if figure.measure.counted is None:
        return frozenset()
    nations = {stem(word) for word in PARTIES} | {stem(party) for party in figure.measure.parties}
    head = _head(text, figure)
    named = {s for s in stems(text, *figure.measure.counted) if ONE_THING.get(s, s) == head}
    found = stems(text, *figure.measure.counted) - nations - named - {head}
    return frozenset(s for s in found if s not in _PLAIN)


def _claim(
    article: Article, number: int, group: list[tuple[FigureDraft, Choice]], order: Mapping[int, int]
) -> MeasuredClaim:
    text = article.text
    figure, choice = max(group, key=lambda item: _standing(*item))
    others = [_key(f) for f, _ in group if f is not figure] + [place for f, _ in group for place in f.again]
    also = tuple(Span.of(text, *place) for place in others)
    measure = figure.measure
    unit = figure.mention.unit
    if figure.mention.kind == "quantity" and measure.event in PERSON_EVENTS and (unit is None or unit in _EVENT_UNITS):
        unit = "people"
    if figure.mention.kind == "quantity" and unit is None and measure.counted:
        unit = unit_of(_noun(text, measure.counted))
    asserter = choice.candidate
    time = measure.window
    claim = Claim(
        id=f"{article.id}:{number}",
        article_id=article.id,
        kind="figure",
        quote=Span.of(text, figure.sentence.start, figure.sentence.end),
        figure=Figure(
            span=Span.of(text, figure.mention.start, figure.mention.end),
            low=figure.mention.low,
            high=figure.mention.high,
            qualifier=figure.mention.qualifier,
            unit=unit,
        ),
        also=also,
        measure=_measure_words(text, figure),
        asserted_by=Asserter(name=asserter.name, span=Span.of(text, *asserter.span) if asserter.span else None),
        stance="unverified" if any(f.stance == "unverified" for f, _ in group) else figure.stance,
        when=text[slice(*time)] if time else None,
        event=measure.event,
        counted=text[slice(*measure.counted)] if measure.counted else None,
        place=text[slice(*measure.place)] if measure.place else None,
        confidence=choice.confidence,
    )
    return MeasuredClaim(
        claim=claim,
        measure=measure,
        stems=frozenset().union(*(stems(text, f.sentence.start, f.sentence.end) for f, _ in group)),
        places=frozenset().union(*(stems(text, *place) for place in measure.places)),
        elsewhere=False,
        span_of_time=span_of_time(text, time),
        head=_head(text, figure),
        kinds=_kinds(text, figure),
        attribute=attribute(text, figure.sentence, figure.mention) if figure.mention.kind in _MEASURED_KINDS else "",
        sole=False,
        order=order[figure.sentence.start],
        lead=all(f.sentence.role in _LEAD_ROLES for f, _ in group),
        kind=figure.mention.kind,
    )


def _standing(figure: FigureDraft, choice: Choice) -> tuple[bool, bool, bool, int]:
    """Rank a mention as the one to quote: with a named asserter, in the running text, early."""
    span = choice.candidate.span
    named_there = span is not None and figure.sentence.start <= span[0] < figure.sentence.end
    return (
        choice.candidate.name != ARTICLE_ITSELF,
        named_there,
        figure.sentence.role not in _LEAD_ROLES,
        -figure.mention.start,
    )


def _measure_words(text: str, figure: FigureDraft) -> str:
    """Return what is counted in the article's words: the noun phrase and the event word, in text order."""
    measure = figure.measure
    spans = {s for s in (measure.counted, measure.event_span) if s is not None}
    if measure.counted and measure.event_span and measure.counted[0] <= measure.event_span[0] < measure.counted[1]:
        spans = {measure.counted}
    if not spans:
        return _subject(text, figure)
    noun_first = sorted(spans, key=lambda s: s != measure.counted)
    return " ".join(" ".join(text[slice(*s)].split()) for s in noun_first)


def _subject(text: str, figure: FigureDraft) -> str:
    """Return the words before the figure that name its subject ("put the magnitude at 6.9"), else the words around it."""
    first, _ = window(text, *_key(figure), limits=(figure.sentence.start, figure.sentence.end), before=6, after=0)
    words = re.split(r"[,;:.–—]\s", text[first : figure.mention.start])[-1].split()
    while words and words[-1].lower() in _LINKS:
        words.pop()
    cut = max((i + 1 for i, w in enumerate(words) if w.lower() in _DETERMINERS), default=0)
    named = words[cut:] or words
    if named and any(w[0].isalpha() for w in named):
        return " ".join(named)
    limits = (figure.sentence.start, figure.sentence.end)
    return " ".join(text[slice(*window(text, *_key(figure), limits=limits, before=2, after=4))].split())


def _key(figure: FigureDraft) -> tuple[int, int]:
    return figure.mention.start, figure.mention.end
