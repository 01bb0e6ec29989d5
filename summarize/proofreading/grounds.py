"""What a written sentence may rest on: one sentence of an article, with its claims, its speakers and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarize.drafting import ArticleDraft, FigureDraft, draft_claims
from summarize.proofreading.units import Unit, read_units, words_of
from summarize.proofreading.vocabulary import MODAL, NEUTRAL_CUES, OUTLET_CUES, POINTING
from summarize.reading import wordlists as w
from summarize.reading.attribution import Attribution, find_quotations
from summarize.reading.cues import VERBS, CueClass
from summarize.reading.figures import FigureMention, find_figures
from summarize.reading.names import find_people
from summarize.schema import ARTICLE_ITSELF, Article, Claim, Span

__all__ = ["Ground", "GroundFigure", "Voice", "grounds_of", "starts_of"]

_DISTANT_NOUNS = w.listed("claim claims allegation allegations accusation accusations assertion assertions contention")
"""Nouns that keep their distance from what they report, as "claimed" does."""
_LEADING = w.listed("and but yet however meanwhile")
"""Words that lead on from the sentence before."""
_MOVING = w.listed(
    "died fled perished protested marched demonstrated rallied gathered participated collapsed disappeared"
)
"""Participles that nothing can be the object of: nobody "was died"."""
_DAY_WINDOW = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|overnight)\b", re.IGNORECASE
)
_MOST_BESIDE = 6
"""Words of a circumstance of saying at most: more are a statement."""
_BESIDE = 4
"""Characters after a verb of saying within which words for a time tell when it was said ("warned last week that")."""
_PLAINEST = w.listed("say add tell")
"""Verbs that report nothing but statements."""
_PARTICIPLES = w.listed(
    "dead hurt slain missing lost shot stolen burnt sunk struck held taken torn shut hit fled homeless"
)
_OWN = w.listed("its their")


@dataclass(frozen=True)
class Voice:
    """Someone who speaks in the sentence, and what of it is theirs."""

    name: str
    """As the claims have it; "article" for the outlet itself."""
    forms: frozenset[tuple[str, ...]]
    """The names by which a sentence may call them, as words without articles."""
    cues: frozenset[str]
    """The verbs with which it may credit them."""
    according_to: bool
    """Whether it may say "according to"."""
    ranges: tuple[tuple[int, int], ...]
    """Code points of what they say, likeliest first."""
    days: frozenset[str]
    """Weekdays that stand beside the verb: when it was said."""
    says_that: bool = True
    """Whether what is theirs is a statement, so that the verb may also stand after it."""
    leads: bool = False
    """Whether the credit stands before what is credited, so that "it" there can be the speaker."""
    beside: tuple[str, ...] = ()
    """What stands after the credit and belongs to it, in lower case without articles: "in statement", "reporters"."""


@dataclass(frozen=True)
class GroundFigure:
    """A figure of the sentence that a claim states."""

    claim: Claim
    noun: tuple[str, ...]
    """What is counted, in words without articles."""
    event: str
    """The event word in lower case; empty if there is none, or the noun holds it."""
    event_before: bool
    """Whether the event word stands before the figure ("killed 40")."""
    passive: bool
    """Whether a form of "be" stands before the event word."""
    undergoes: bool
    """Whether nothing that the event could befall stands after its word: who is counted is whom it befell."""
    circumstances: tuple[str, ...]
    """Words for how long and where, in lower case without articles; a sentence with the figure may not drop them."""
    plain: bool
    """Whether nothing in the sentence turns, hedges or bounds it."""


@dataclass(frozen=True)
class Ground:
    """One sentence of one article."""

    article: Article
    outlet: str
    start: int
    end: int
    units: tuple[Unit, ...]
    """Without the full stop at the end."""
    claims: tuple[Claim, ...]
    """The claims that it states."""
    voices: tuple[Voice, ...]
    figures: Mapping[int, GroundFigure]
    """By index of the unit."""
    spoken: tuple[tuple[int, int], ...]
    """Code points credited to anyone, with the words that credit it."""

    @property
    def span(self) -> Span:
        """Return its words."""
        return Span.of(self.article.text, self.start, self.end)

    @cached_property
    def item_units(self) -> frozenset[int]:
        """Return the indices of units that belong to items of a list of figures: the figures and what they count."""
        inside = set(self.figures)
        for index, figure in self.figures.items():
            following = self.units[index + 1 : index + 1 + len(figure.noun)]
            if figure.noun and tuple(u.text for u in following) == figure.noun:
                inside |= set(range(index + 1, index + 1 + len(figure.noun)))
        return frozenset(inside)


@dataclass(frozen=True)
class _Reading:
    """An article, read by the deterministic readers."""

    draft: ArticleDraft
    mentions: tuple[FigureMention, ...]
    quotations: tuple[tuple[int, int], ...]
    surnames: frozenset[str]
    """Last words of the people's names."""


@lru_cache(maxsize=64)
def _read(article: Article) -> _Reading:
    draft = draft_claims(article)
    people = find_people(article, draft.sentences)
    return _Reading(
        draft,
        find_figures(article.text),
        find_quotations(article.text),
        frozenset(person.name.split()[-1] for person in people),
    )


def grounds_of(article: Article, outlet: str, claims: Sequence[Claim], places: Iterable[Span]) -> tuple[Ground, ...]:
    """Return the sentences of `article` that touch any of `places`, ready to be written from.

    Args:
        article: the article.
        outlet: what it is called.
        claims: all claims of the article.
        places: spans of it.
    """
    reading = _read(article)
    wanted = list(places)
    return tuple(
        _ground(article, outlet, claims, index, reading)
        for index, sentence in enumerate(reading.draft.sentences)
        if any(sentence.start < span.end and span.start < sentence.end for span in wanted)
    )


def _ground(article: Article, outlet: str, claims: Sequence[Claim], index: int, reading: _Reading) -> Ground:
    text, sentence = article.text, reading.draft.sentences[index]
    units = read_units(text, sentence.start, sentence.end, reading.mentions, reading.quotations)
    while units and units[-1].kind == "mark" and units[-1].text in ".!?…":
        units = units[:-1]
    own = [c for c in claims if _stands_in(c, sentence.start, sentence.end)]
    credited = [a for a in reading.draft.attributions if a.sentence == index]
    voices = _voices(outlet, text, (sentence.start, sentence.end), own, credited, reading)
    drafts = {(d.mention.start, d.mention.end): d for d in (*reading.draft.figures, *reading.draft.repeats)}
    figures: dict[int, GroundFigure] = {}
    for place, unit in enumerate(units):
        if unit.mention is None or unit.kind != "figure":
            continue
        key = (unit.mention.start, unit.mention.end)
        claim = next((c for c in own if any((s.start, s.end) == key for s in _figure_spans(c))), None)
        if claim is not None and key in drafts:
            figures[place] = _figure(text, units, place, claim, drafts[key], [a.cue[1] for a in credited])
    spoken = tuple(span for a in credited if a.source is not None for span in (a.source, a.cue, *a.content))
    return Ground(article, outlet, sentence.start, sentence.end, units, tuple(own), voices, figures, spoken)


def _figure_spans(claim: Claim) -> tuple[Span, ...]:
    return (claim.figure.span, *claim.also) if claim.figure else ()


def _stands_in(claim: Claim, start: int, end: int) -> bool:
    spans = _figure_spans(claim) or (claim.quote,)
    return any(start <= span.start < end for span in spans)


def _voices(
    outlet: str,
    text: str,
    sentence: tuple[int, int],
    claims: Sequence[Claim],
    credited: Sequence[Attribution],
    reading: _Reading,
) -> tuple[Voice, ...]:
    voices: list[Voice] = []
    known: set[str] = set()
    for attribution in credited:
        if attribution.source is None or attribution.name == ARTICLE_ITSELF:
            continue
        known.add(attribution.name)
        if any(_is_inside(attribution, other) for other in credited if other is not attribution):
            continue  # Somebody else says that they say it.
        asserted = [c.asserted_by for c in claims if c.asserted_by.name == attribution.name]
        names = [attribution.name, text[slice(*attribution.source)], *(a.span.text for a in asserted if a.span)]
        cues, according = _cues(text, attribution)
        ranges = tuple((max(a, sentence[0]), min(b, sentence[1])) for a, b in attribution.content if a < sentence[1])
        says_that = cues >= NEUTRAL_CUES or _reports_a_clause(text, attribution)
        leads = bool(ranges) and attribution.cue[0] < ranges[0][0]
        days, beside = _days(text, attribution), _beside(text, attribution, sentence[1])
        voices.append(
            Voice(attribution.name, _forms(names, reading), cues, according, ranges, days, says_that, leads, beside)
        )
    hedged = any(a.hedged or a.stance != "asserted" for a in credited)
    for claim in claims:
        asserter = claim.asserted_by
        if asserter.name in known or asserter.name == ARTICLE_ITSELF or hedged or claim.stance == "denied":
            continue
        known.add(asserter.name)
        names = [asserter.name, *([asserter.span.text] if asserter.span else [])]
        voices.append(Voice(asserter.name, _forms(names, reading), NEUTRAL_CUES, True, (sentence,), frozenset()))
    label = frozenset({words_of(outlet, 0, len(outlet))})
    voices.append(Voice(ARTICLE_ITSELF, label, OUTLET_CUES, True, (sentence,), frozenset()))
    return tuple(voices)


def _holds(attribution: Attribution, words: tuple[int, int]) -> bool:
    """Say whether words are part of what someone is credited with."""
    return attribution.source is not None and any(a <= words[0] and words[1] <= b for a, b in attribution.content)


def _is_inside(inner: Attribution, outer: Attribution) -> bool:
    """Say whether what one is credited with is only reported by another.

    Where each reads as part of the other's words ("A warned of B, C said"), the later credit is the outer one.
    """
    if not _holds(outer, inner.cue):
        return False
    return not _holds(inner, outer.cue) or outer.cue > inner.cue


def _cues(text: str, attribution: Attribution) -> tuple[frozenset[str], bool]:
    """Return the verbs that say no more and no less than the article's, and whether "according to" does."""
    cue = text[slice(*attribution.cue)].casefold()
    plain = attribution.stance == "asserted" and not attribution.hedged
    verb = VERBS.get(cue)
    if verb is None:
        if cue in _DISTANT_NOUNS:
            return frozenset(["claimed", "claims"]), False
        plain = plain and attribution.kind in (CueClass.SAY, CueClass.CITE)
        return (NEUTRAL_CUES, True) if plain else (frozenset(), False)
    forms = frozenset(form for form, other in VERBS.items() if other == verb and not form.endswith("ing"))
    if plain and attribution.kind is CueClass.SAY and (verb.lemma in _PLAINEST or _reports_a_clause(text, attribution)):
        return forms | NEUTRAL_CUES, True
    return forms, False


def _reports_a_clause(text: str, attribution: Attribution) -> bool:
    """Say whether what is reported is a statement: what "said" may stand for, as it may not for "admits no wrongdoing"."""
    start, _ = attribution.content[0] if attribution.content else (0, 0)
    if start < attribution.cue[0]:
        return True
    return re.search(r"\bthat\s*$", text[attribution.cue[1] : start]) is not None


def _days(text: str, attribution: Attribution) -> frozenset[str]:
    around = text[max(0, attribution.cue[0] - 20) : attribution.cue[1] + 20].casefold()
    return frozenset(day for day in w.WEEKDAYS if day in around)


def _beside(text: str, attribution: Attribution, end: int) -> tuple[str, ...]:
    """Return what stands between a credit and what it credits, or the end: who is told it, when and where it was said."""
    credit = max(attribution.cue[1], attribution.source[1] if attribution.source else 0)
    after = min((start for start, _ in attribution.content if start >= credit), default=end)
    found = re.split(r"\bthat\b|[,:;.!?]|[\"“]", text[credit : after if text[credit:after].strip() else end])[0]
    words = words_of(found, 0, len(found))
    return tuple(word.casefold() for word in words) if len(words) <= _MOST_BESIDE else ()


def _forms(names: Iterable[str], reading: _Reading) -> frozenset[tuple[str, ...]]:
    """Return what someone may be called, given the names and phrases that the article has for them.

    A person's name may lose what stands before it; an institution's may not: "the ministry" is not the Russian one.
    """
    forms: set[tuple[str, ...]] = set()
    for name in names:
        whole = re.split(r",?\s(?:who|which|whose)\s", " ".join(name.split()))[0]
        cut = whole.split(",")[0]
        words = words_of(cut, 0, len(cut))
        if words and words[-1].endswith(("'s", "'")):
            words = (*words[:-1], words[-1].removesuffix("'s").removesuffix("'"))
        if not words or any(word.casefold() in POINTING | _OWN | w.PRONOUNS for word in words):
            continue
        definite = cut[:4].casefold() == "the "
        if definite and not any(word[:1].isupper() for word in words):
            continue
        forms.add(words)
        if "," in whole:
            parts = tuple(u.text for u in read_units(whole, 0, len(whole), (), ()))
            forms |= {parts, (*parts, ",")}  # "the agency's head, Ines Duarte, said"
        if len(words) > 1 and words[0][:1].islower() and words[0].endswith("'s"):
            forms.add(words[1:])  # "the island's disaster agency"
        if words[-1] in reading.surnames and not any(word.casefold() in w.PREPOSITIONS for word in words):
            forms |= {words[n:] for n in range(1, len(words))}
    return frozenset(forms)


def _figure(
    text: str, units: Sequence[Unit], place: int, claim: Claim, draft: FigureDraft, cue_ends: Sequence[int]
) -> GroundFigure:
    measure = draft.measure
    noun = words_of(text, *measure.counted) if measure.counted else ()
    event, before, passive, undergoes = "", False, False, False
    if measure.event_span is not None:
        at = next((n for n, u in enumerate(units) if u.start <= measure.event_span[0] < u.end), None)
        inside = measure.counted is not None and measure.counted[0] <= measure.event_span[0] < measure.counted[1]
        between = () if at is None else units[min(at, place) + 1 : max(at, place)]
        before = at is not None and at < place
        reached = not any(u.kind == "word" and u.lower in w.PREPOSITIONS for u in between) if before else True
        if at is not None and at != place and not inside and reached and _is_participle(units[at].lower):
            event = units[at].lower
            passive = at > 0 and units[at - 1].is_passive
            following = units[at + 1] if at + 1 < len(units) else None
            alone = following is None or following.kind == "mark" or following.lower in w.PREPOSITIONS | {"and"}
            undergoes = event not in _MOVING and (before or alone)
    before = before and bool(event)
    where = _with_preposition(units, measure.place) if measure.place else None
    spans = [s for s in (measure.window, where) if s is not None]
    circumstances = tuple(
        " ".join(words_of(text, *span)).casefold()
        for span in spans
        if not _DAY_WINDOW.search(text[slice(*span)]) and not any(end <= span[0] <= end + _BESIDE for end in cue_ends)
    )
    plain = not (measure.projected or measure.part or _goes_on(units, place, noun)) and not any(
        u.lower in MODAL for u in units if u.kind == "word"
    )
    return GroundFigure(claim, noun, event, before, passive, undergoes, circumstances, plain)


def _with_preposition(units: Sequence[Unit], place: tuple[int, int]) -> tuple[int, int]:
    before = next((u for u in reversed(units) if u.end <= place[0]), None)
    return (before.start, place[1]) if before and before.lower in w.PREPOSITIONS else place


def _goes_on(units: Sequence[Unit], place: int, noun: tuple[str, ...]) -> bool:
    """Say whether what the figure counts goes on after its noun ("311 tanks and other vehicles", "50 of the men")."""
    at = place + 1
    if noun and tuple(u.text for u in units[at : at + len(noun)]) == noun:
        at += len(noun)
    if at + 1 >= len(units):
        return False
    joined, following = units[at], units[at + 1]
    if joined.lower in ("or", "of", "who", "which", "whose") or joined.text in "-/&":
        return True
    if joined.lower not in ("and", "&") and joined.text != ",":
        return False
    return (
        following.kind == "word"
        and following.lower not in w.PRONOUNS | w.PREPOSITIONS | w.CONJUNCTIONS | {"that"}
        and (joined.lower == "and" or any(u.lower == "and" for u in units[at + 2 : at + 4]))
    )


def _is_participle(word: str) -> bool:
    """Say whether a word can stand after "were" or "have" as what befell someone."""
    return word.endswith("ed") or word in _PARTICIPLES


def starts_of(ground: Ground, voice: Voice) -> list[tuple[int, int]]:
    """Return where the words of a voice begin and end, as indices of units; the outlet's are the whole sentence."""
    found = []
    for start, end in voice.ranges:
        first = next((n for n, u in enumerate(ground.units) if u.start >= start), None)
        if first is None:
            continue
        last = next((n for n, u in enumerate(ground.units) if u.start >= end), len(ground.units))
        while first < last and (ground.units[first].kind == "mark" or ground.units[first].lower in _LEADING):
            first += 1
        while last > first and ground.units[last - 1].kind == "mark":
            last -= 1
        if first < last:
            found.append((first, last))
    return list(dict.fromkeys(found))
