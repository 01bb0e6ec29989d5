"""A figure -> the sources that may assert it, best first.

The score of a candidate is a sum of log-odds, one constant a feature. The constants order the shapes of reporting by
how safely each marks the source of a figure; they were set by hand from newsroom usage and checked on development
articles. A model ranks the same candidates later; these scores are its prior and, without a model, the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.reading.credits import Attribution
from summarize.reading.cues import CueClass
from summarize.reading.phrases import is_source_like, read_forward, tokenize
from summarize.reading.sentences import Sentence
from summarize.reading.speakers import phrase_of, same_name
from summarize.reading.wordlists import PRONOUNS
from summarize.schema import ARTICLE_ITSELF, Article, BlockRole

__all__ = ["Candidate", "candidate_asserters"]

_SCALE = re.compile(r"(?:\s|-)*(million|billion|trillion|thousand|percent|per cent|%)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PERSONS = r"(?:dead|deceased|victims?|casualties|fatalities|injured|wounded|missing)"
_COUNT = rf"(?:{_PERSONS}|toll|tally|count|figures?|number|total|estimate)"
_TAKES_UP = re.compile(
    rf"\W*(?:of|among|including)\s+(?:them|these|those|the\s+(?:\w+\s+)?{_COUNT})\b"
    rf"|\W*(?:the|that|this|these|those|its|their)\s+(?:\w+\s+)?{_COUNT}\b",
    re.IGNORECASE,
)
"""How a sentence takes up a count that was given before: "Of those, ...", "The dead included ...", "The figure is ..."."""
_THE_COUNTED = re.compile(rf"\W*(?:(?:of|among)\s+)?(?:the|those)\s+{_PERSONS}\b", re.IGNORECASE)
"""How a credit in the next sentence speaks of those just counted: "The dead were miners, police said"."""
_OF_SOURCE = re.compile(r"(?:,\s+\d{1,3})?,?\s+(?:who|whose|whom)\b[^\"“”‘;:,]*")
"""What stands between a source and a figure in the relative clause that is told of it."""
_TURNS = re.compile(r";|,\s+(?:but|while|whereas|although|though)\s")
"""What leads from a figure to a clause of its own, whose source did not give it."""
_BEGINNING = re.compile(r"(?:[\"“‘'.!?:;]|\b(?:[Bb]ut|[Aa]nd|[Nn]ow|[Tt]he|[Oo]ur|[Mm]y))\s*\Z")
"""What stands before the subject of a sentence, its article included."""
REACH_BACK = 30
REACH_AHEAD = 12
"""Sentences either way in which a credit may hold the figure: as far as a quotation runs on."""
OPENING = 12
"""Sentences of an article's opening, whose figures the body states again with their source."""
MAX_CANDIDATES = 8
"""More than the model can weigh well; the right one is rarely further down."""

HOLDS_FIGURE = 3.0
FIRST_SIDE = 0.4
IN_QUOTATION = 1.2
INNERMOST = 0.8
SAME_SENTENCE = 0.2
AFTER_ITS_CONTENT = -0.8
"""A figure past a credit that closes what it credits: "..., police said, the worst loss in 14 months"."""
SENTENCE_BEFORE = -0.6
ACROSS_CLAUSES = -1.0
TAKEN_UP = 1.2
TAKEN_UP_AFTER = 2.0
"""A credit one sentence away stays below the article itself unless one of the two sentences takes up the other's count: of nine
figures of our dev stories that went to the sentence before without it, seven were the article's own."""
PER_SENTENCE_BACK = -0.7
SENTENCE_AFTER = -1.4
OTHER_PARAGRAPH = -0.9
PER_HUNDRED_CHARACTERS = -0.3
CUE_INSIDE_QUOTATION = -2.2
INSIDE_SOURCE = -4.0
BARE_PHRASE = -2.6
HEADLINE = -1.8
SAME_FIGURE = 1.0
ARTICLE = 0.3
ARTICLE_WHERE_CREDITED = -1.5
KIND = {
    CueClass.SAY: 0.8,
    CueClass.SHOW: 0.3,
    CueClass.HOLD: -0.4,
    CueClass.STAND: -1.8,
    CueClass.ACT: 0.0,
    CueClass.DENY: -1.0,
    CueClass.CITE: 0.9,
}


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
    """The feature that speaks for it most, for a reader."""


def candidate_asserters(
    article: Article,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    span: tuple[int, int],
) -> tuple[Candidate, ...]:
    """Return who may assert the figure at `span`, best first; the article itself is always among them."""
    here = _sentence_at(sentences, span)
    first = bisect_left(attributions, here - REACH_BACK, key=lambda attribution: attribution.sentence)
    last = bisect_right(attributions, here + REACH_AHEAD, key=lambda attribution: attribution.sentence)
    near = [a for a in attributions[first:last] if a.source is not None and _is_near(a, sentences, here, span)]
    pool = [_weigh(a, near, sentences, here, span) for a in near]
    pool = [
        replace(
            c,
            score=c.score
            + _continuity(article.text, a, sentences, here, span)
            + _apart(article.text, a, span)
            + _spoken_of(article.text, a, near, span),
        )
        for c, a in zip(pool, near, strict=True)
    ]
    held = any(_holds(a, span) for a in near)
    if not held and here < OPENING:
        pool.extend(_same_figure(article.text, attributions, span))
    pool.append(Candidate(ARTICLE_ITSELF, None, ARTICLE_WHERE_CREDITED if held else ARTICLE, "nobody else is credited"))
    pool.extend(_bare_phrases(article, sentences, here, pool))
    pool.extend(_headline(attributions, sentences, pool))
    return _best(pool)


def _sentence_at(sentences: Sequence[Sentence], span: tuple[int, int]) -> int:
    return max(0, bisect_right(sentences, span[0], key=lambda sentence: sentence.start) - 1)


def _holds(attribution: Attribution, span: tuple[int, int]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in attribution.content)


def _is_near(attribution: Attribution, sentences: Sequence[Sentence], here: int, span: tuple[int, int]) -> bool:
    if _holds(attribution, span):
        return True
    return -1 <= here - attribution.sentence <= 4 and sentences[here].block - sentences[attribution.sentence].block <= 2


def _continuity(
    text: str, attribution: Attribution, sentences: Sequence[Sentence], here: int, span: tuple[int, int]
) -> float:
    """Return what it adds that this sentence takes up what the credit's counted, or the credit's what this one counts."""
    back = here - attribution.sentence
    if back == 0 and not _holds(attribution, span) and _TURNS.search(text, span[1], attribution.cue[0]):
        return ACROSS_CLAUSES
    if back == 1 and _TAKES_UP.match(text, sentences[here].start):
        return TAKEN_UP
    if back == -1 and any(_THE_COUNTED.match(text, start, end) for start, end in attribution.content):
        return TAKEN_UP_AFTER
    return 0.0


def _apart(text: str, attribution: Attribution, span: tuple[int, int]) -> float:
    """Return what it takes away that the figure is told of the source itself: "said a nurse who has 3 children"."""
    if attribution.source is None or attribution.source[0] > span[0]:
        return 0.0
    told = span[0] < attribution.source[1] or _OF_SOURCE.fullmatch(text, attribution.source[1], span[0])
    return INSIDE_SOURCE if told else 0.0


def _weigh(
    attribution: Attribution,
    near: Sequence[Attribution],
    sentences: Sequence[Sentence],
    here: int,
    span: tuple[int, int],
) -> Candidate:
    score = KIND[attribution.kind]
    back = here - attribution.sentence
    reason = "credited in this sentence"
    if _holds(attribution, span):
        reason = f"its words hold the figure ({attribution.kind.value})"
        score += HOLDS_FIGURE
        if attribution.content[0][0] <= span[0] < attribution.content[0][1]:
            score += FIRST_SIDE
        inner = [other for other in near if _inside(other, attribution, span)]
        if not inner:
            score += INNERMOST
        spoken = [(start, end) for start, end in attribution.quoted if start <= span[0] < end]
        if spoken and not any(start <= other.cue[0] < end for other in inner for start, end in spoken):
            score += IN_QUOTATION
    elif back == 0:
        over = any(end <= attribution.cue[0] for _, end in attribution.content) and attribution.cue[1] <= span[0]
        score += AFTER_ITS_CONTENT if over else SAME_SENTENCE
    elif back < 0:
        score += SENTENCE_AFTER
        reason = "credited in the next sentence"
    else:
        score += SENTENCE_BEFORE + PER_SENTENCE_BACK * (back - 1)
        reason = "credited before"
    if sentences and sentences[here].block != sentences[attribution.sentence].block and not _holds(attribution, span):
        score += OTHER_PARAGRAPH
    gap = max(0, attribution.cue[0] - span[1], span[0] - attribution.cue[1])
    score += PER_HUNDRED_CHARACTERS * min(gap, 500) / 100
    return Candidate(attribution.name, attribution.source, score, reason)


def _inside(other: Attribution, attribution: Attribution, span: tuple[int, int]) -> bool:
    """Say whether another credit of the figure stands inside this one's content ("A said B had claimed N").

    Whoever is cited is nearer to the figure than who cites, wherever the two stand ("quoting A, B said N").
    """
    if other is attribution or other.source == attribution.source or not _holds(other, span):
        return False
    by_source = other.source is not None and other.source[0] > other.cue[0]
    if other.kind in {CueClass.HOLD, CueClass.STAND} and not by_source:
        return False
    if CueClass.CITE in (attribution.kind, other.kind):
        return other.kind is CueClass.CITE and other.sentence == attribution.sentence
    return any(
        start <= min(other.cue[0], span[0]) and max(other.cue[0], span[1]) <= end for start, end in attribution.content
    )


def _spoken_of(text: str, attribution: Attribution, near: Sequence[Attribution], span: tuple[int, int]) -> float:
    """Return what it takes away that the credit is itself somebody's words: "They say we lost 9," said the mayor.

    Not where a speaker passes on what a named other told: "The police tell us that 40 are missing," said the mayor.
    """
    if not any(other is not attribution and _speaks_around(other, attribution.cue) for other in near):
        return 0.0
    passed_on = False
    if attribution.kind is CueClass.SAY and attribution.source is not None:
        start = attribution.source[0]
        begins = _BEGINNING.search(text, max(0, start - 12), start) is not None
        told = any(first <= span[0] < last for first, last in attribution.content[:1])
        passed_on = begins and told and text[slice(*attribution.source)].lower() not in PRONOUNS
    return 0.0 if passed_on else CUE_INSIDE_QUOTATION


def _speaks_around(other: Attribution, cue: tuple[int, int]) -> bool:
    """Say whether `cue` stands inside a quotation that another source speaks."""
    return any(start <= cue[0] and cue[1] <= end for start, end in other.quoted)


def _same_figure(text: str, attributions: Sequence[Attribution], span: tuple[int, int]) -> list[Candidate]:
    """Return who is credited with the same number elsewhere: openings state first what is credited later."""
    number = _NUMBER.search(text, *span)
    if number is None or len(number[0]) < 2:
        return []
    sign, scale = text[number.start() - 1 : number.start()], _SCALE.match(text, number.end())
    before = re.escape(sign) if sign and sign in "$€£¥" else r"(?<![\d.,:$€£¥])"
    after = rf"(?:\s|-)*{scale[1]}" if scale else r"(?![\d:]|[.,]\d)"
    same = re.compile(rf"{before}{re.escape(number[0])}{after}")
    found: list[Candidate] = []
    for attribution in attributions[:400]:
        if attribution.source is None or attribution.kind is CueClass.DENY:
            continue
        if any(same.search(text, start, end) for start, end in attribution.content):
            found.append(
                Candidate(attribution.name, attribution.source, SAME_FIGURE, "credited with this number elsewhere")
            )
            break
    return found


def _bare_phrases(
    article: Article, sentences: Sequence[Sentence], here: int, pool: Sequence[Candidate]
) -> list[Candidate]:
    """Return sources that the figure's sentence names without crediting them."""
    if not sentences:
        return []
    sentence = sentences[here]
    tokens = tokenize(article.text, sentence.start, sentence.end)
    found: list[Candidate] = []
    index = 0
    while index < len(tokens):
        last = read_forward(tokens, index, len(tokens)) if tokens[index].kind == "word" else None
        if last is None:
            index += 1
            continue
        if is_source_like(tokens, index, last) and last - index < 12:
            phrase = phrase_of(tokens[index : last + 1], article.text)
            if phrase.kind not in {"pronoun"} and phrase.core:
                found.append(
                    Candidate(
                        phrase.text,
                        (tokens[index].start, tokens[last].end),
                        BARE_PHRASE - 0.05 * len(found),
                        "named in this sentence",
                    )
                )
        index = last + 1
    return found[:4]


def _headline(
    attributions: Sequence[Attribution], sentences: Sequence[Sentence], pool: Sequence[Candidate]
) -> list[Candidate]:
    """Return the source credited in the headline or the opening, which often covers the whole article."""
    for attribution in attributions[:3]:
        role = sentences[attribution.sentence].role
        if attribution.source is not None and (role is BlockRole.HEADLINE or attribution.sentence <= 1):
            return [Candidate(attribution.name, attribution.source, HEADLINE, "credited in the opening")]
    return []


def _best(pool: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return one candidate a name, the article always kept, best first."""
    kept: list[Candidate] = []
    for candidate in sorted(pool, key=lambda c: (-c.score, c.span or (-1, -1))):
        if not any(candidate.name == other.name or same_name(candidate.name, other.name) for other in kept):
            kept.append(candidate)
    article = next(candidate for candidate in pool if candidate.name == ARTICLE_ITSELF)
    others = [candidate for candidate in kept if candidate.name != ARTICLE_ITSELF][: MAX_CANDIDATES - 1]
    return tuple(sorted([*others, article], key=lambda c: (-c.score, c.span or (-1, -1))))
