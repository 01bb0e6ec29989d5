"""A figure -> the sources that may assert it, best first.

Each candidate has facets: how it is credited, how far from the figure, what stands between (`credit_facets`). Their weights are
fitted (`credit_weights`), and the sum is the candidate's log-odds. A model ranks the same candidates later; the log-odds are its
prior and, without a model, the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarize.reading import wordlists as w
from summarize.reading.credit_facets import facets_of_article, facets_of_credit, nearness
from summarize.reading.credit_weights import favours, weigh, weights
from summarize.reading.credits import Attribution
from summarize.reading.cues import CueClass
from summarize.reading.people import is_person
from summarize.reading.phrase_heads import is_source_like
from summarize.reading.phrases import read_forward, tokenize
from summarize.reading.sentences import Sentence
from summarize.reading.source_phrases import phrase_of
from summarize.reading.speakers import same_name
from summarize.reading.surroundings import OPENING, Surroundings
from summarize.reading.words import stems
from summarize.schema import ARTICLE_ITSELF, Article, BlockRole

__all__ = ["Candidate", "candidate_asserters"]

_SCALE = re.compile(r"(?:\s|-)*(million|billion|trillion|thousand|percent|per cent|%)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MAX_CANDIDATES = 8
"""More than the model can weigh well; the right one is rarely further down."""
MOST_CREDITS = 400
"""Of an article, in which a number is sought again."""
_BEHIND = 0.01
"""Log-odds by which a source that is only named stands behind the likeliest other one at least."""
_SELDOM = 3
"""Digits of a number, zeros at its end left out, from which another one is hardly the same without counting the same."""
_NOUN = re.compile(r"[ -]([A-Za-z]+)")
_UNIT = re.compile(
    r"(?:kilo|centi|milli)?met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|tons?|tonnes?"
    r"|pounds?|dollars?|euros?|percent|per|degrees?"
)
_BESIDE = 60
"""Characters on each side of a number whose words tell what it counts."""
LONGEST_PHRASE = 12
"""Tokens of a phrase that names a source without crediting it, at most."""


@dataclass(frozen=True)
class Candidate:
    """A source that may assert a figure."""

    name: str
    """Resolved name; `schema.ARTICLE_ITSELF` for the article."""
    span: tuple[int, int] | None
    """The words that name it nearest to the figure; null for the article."""
    score: float
    """Log-odds by rule."""
    reason: str
    """The facet that speaks for it most, for a reader."""
    facets: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    """What speaks for it and against it."""


def candidate_asserters(
    article: Article,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    span: tuple[int, int],
) -> tuple[Candidate, ...]:
    """Return who may assert the figure at `span`, best first; the article itself is always among them."""
    if not sentences:
        return (_candidate(ARTICLE_ITSELF, None, {}),)
    around = Surroundings.of(article.text, sentences, attributions, span)
    sources = _Sources()
    for credit in sorted(around.near, key=lambda credit: nearness(around, credit)):
        sources.put(credit.name, credit.source, facets_of_credit(around, credit), credited=True)
    own = facets_of_article(around)
    if around.here < OPENING:
        for credit in _same_figure(article.text, attributions, span):
            sources.put(credit.name, credit.source, dict.fromkeys(_elsewhere(around), 1.0))
            own["article, same number credited"] = 1.0
    for phrase, words in _bare_phrases(around):
        sources.put(phrase, words, dict.fromkeys(_bare(around, words), 1.0))
    for credit in _in_opening(sentences, attributions):
        sources.put(
            credit.name, credit.source, dict.fromkeys(("in the opening", f"in the opening, {around.place}"), 1.0)
        )
    nearest = list(sources.found.items())[: MAX_CANDIDATES - 1]
    named = [_candidate(name, words, facets) for name, (words, facets) in nearest]
    itself = _candidate(ARTICLE_ITSELF, None, own)
    known = max(c.score for c in [*named, itself] if c is itself or not _is_bare_only(c))
    # What is only named is as often whom a sentence tells of, and so never comes before who is credited or the article.
    held = [replace(c, score=min(c.score, known - _BEHIND)) if _is_bare_only(c) else c for c in named]
    return tuple(sorted([*held, itself], key=_order))


def _is_bare_only(candidate: Candidate) -> bool:
    return "named" in candidate.facets and candidate.facets.keys() <= {
        "named",
        "named before",
        "named after",
        "named first",
    }


def _candidate(name: str, words: tuple[int, int] | None, facets: Mapping[str, float]) -> Candidate:
    return Candidate(name, words, weigh(facets, weights()), favours(facets, weights()), facets)


def _order(candidate: Candidate) -> tuple[float, tuple[int, int]]:
    return -candidate.score, candidate.span or (-1, -1)


class _Sources:
    """Sources by name, each with the words that name it and with its facets."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[tuple[int, int] | None, dict[str, float]]] = {}

    def put(
        self, name: str, words: tuple[int, int] | None, facets: Mapping[str, float], *, credited: bool = False
    ) -> None:
        """Add a source; of one that is there already only what is no credit is new."""
        if name == ARTICLE_ITSELF:
            return
        known = next((other for other in self.found if other == name or same_name(other, name)), None)
        if known is None:
            self.found[name] = words, dict(facets)
        elif not credited:
            _, mine = self.found[known]
            also = " (credited)" if "credited" in mine else ""
            for facet, value in facets.items():
                mine.setdefault(f"{facet}{also}", value)


def _elsewhere(around: Surroundings) -> tuple[str, ...]:
    """Return the facets of a source that is credited with the same number elsewhere."""
    state = "held" if around.holders else "beside" if around.in_sentence(0) else "alone"
    return "same number", f"same number, {around.place}", f"same number, {state}"


def _bare(around: Surroundings, words: tuple[int, int]) -> tuple[str, ...]:
    """Return the facets of a source that the sentence names without crediting it."""
    before = words[0] < around.span[0]
    first = words[0] <= around.sentence.start + 1
    return "named", "named before" if before else "named after", *(("named first",) if first else ())


def _same_figure(text: str, attributions: Sequence[Attribution], span: tuple[int, int]) -> list[Attribution]:
    """Return who is credited with the same number elsewhere: openings state first what is credited later."""
    number = _NUMBER.search(text, *span)
    if number is None or len(number[0]) < 2:
        return []
    sign, scale = text[number.start() - 1 : number.start()], _SCALE.match(text, number.end())
    before = re.escape(sign) if sign and sign in "$€£¥" else r"(?<![\d.,:$€£¥])"
    after = rf"(?:\s|-)*{scale[1]}" if scale else r"(?![\d:]|[.,]\d)"
    same = re.compile(rf"{before}{re.escape(number[0])}{after}")
    for attribution in attributions[:MOST_CREDITS]:
        if attribution.source is None or attribution.kind is CueClass.DENY:
            continue
        found = (m for start, end in attribution.content for m in same.finditer(text, start, end))
        if any(_counts_alike(text, number.span(), m.span()) for m in found):
            return [attribution]
    return []


def _counts_alike(text: str, span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two equal numbers stand among like words: 13 matches are not 13 goals. Longer ones are seldom equal."""
    if len("".join(filter(str.isdigit, text[slice(*other)])).strip("0")) >= _SELDOM:
        return True
    own, its = (_words_beside(text, *place) for place in (span, other))
    counted = [_counted_noun(text, end) for _, end in (span, other)]
    if counted[0] != counted[1] and _UNIT.fullmatch(counted[0]):
        return False
    return bool(own & its) or not all(counted) or all(is_person(noun) for noun in counted)


def _counted_noun(text: str, end: int) -> str:
    """Return the noun or adjective right after a number; empty where something else follows."""
    found = _NOUN.match(text, end)
    low = found[1].lower() if found else ""
    no_noun = w.AUXILIARIES | w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS | w.VERBS_ONLY | {"more", "others", "and"}
    return "" if low in no_noun else low


def _words_beside(text: str, start: int, end: int) -> frozenset[str]:
    """Return the content words beside a number in its paragraph."""
    first = max(text.rfind("\n", 0, start) + 1, start - _BESIDE)
    close = text.find("\n", end)
    return stems(text, first, start) | stems(text, end, min(end + _BESIDE, len(text) if close < 0 else close))


def _bare_phrases(around: Surroundings) -> list[tuple[str, tuple[int, int]]]:
    """Return sources that the figure's sentence names without crediting them."""
    tokens = tokenize(around.text, around.sentence.start, around.sentence.end)
    credited = [credit.source for credit in around.in_sentence(0) if credit.source is not None]
    found: list[tuple[str, tuple[int, int]]] = []
    index = 0
    while index < len(tokens):
        last = read_forward(tokens, index, len(tokens)) if tokens[index].kind == "word" else None
        if last is None:
            index += 1
            continue
        if is_source_like(tokens, index, last) and last - index < LONGEST_PHRASE:
            phrase = phrase_of(tokens[index : last + 1], around.text)
            words = tokens[index].start, tokens[last].end
            if phrase.kind != "pronoun" and phrase.core and not any(_overlap(words, source) for source in credited):
                found.append((phrase.text, words))
        index = last + 1
    return found[:4]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _in_opening(sentences: Sequence[Sentence], attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the credit in the headline or the opening whose source often covers the whole article."""
    for credit in attributions[:3]:
        role = sentences[credit.sentence].role
        if credit.source is not None and (role is BlockRole.HEADLINE or credit.sentence <= 1):
            return [credit]
    return []
