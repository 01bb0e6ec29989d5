"""What speaks for a source, or for the article itself, as the giver of a figure: named numbers that `credit_weights` weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarize.reading import wordlists as w
from summarize.reading.credits import Attribution
from summarize.reading.cues import CueClass
from summarize.reading.phrases import tokenize
from summarize.reading.source_phrases import phrase_of
from summarize.reading.surroundings import Surroundings
from summarize.schema import BlockRole

__all__ = ["facets_of_article", "facets_of_credit", "nearness", "relation"]

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
_NUMBERS = r"(?:numbers?|figures?|counts?|tolls?|tall(?:y|ies)|totals?|data|news|information)"
_CONFIRMS = re.compile(
    rf"\W*(?:(?:this|that|it|these|(?:the|this|that|these|those|both)\s+{_NUMBERS})\s+(?:was|were|is|are|has\s+been|have\s+been)\s+\w+"
    rf"(?:ed|own|en|id|ld|nced)\b|.{{0,80}}\b(?:gave|gives|named|released|announced|published|confirmed|reported|stated)\s+"
    rf"(?:this|that|it|them|the|these|those)\b(?:\s+{_NUMBERS})?)",
    re.IGNORECASE,
)
"""How the next sentence says who gave what was just told: "This was announced by ...", "The minister gave these figures"."""
_GOES_ON = re.compile(
    r"\W*(?:(?:at\s+least\s+)?another|(?:a\s+)?further|also|in\s+addition|besides|additionally)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\s+(?:others?|more|further)\b", re.IGNORECASE)
"""How a sentence, and how a figure, adds to a count: "Another 30 ...", "30 others ..."."""
_DIGIT = re.compile(r"\d")
_OF_SOURCE = re.compile(r"(?:,\s+\d{1,3})?,?\s+(?:who|whose|whom)\b[^\"“”‘;:,]*")
"""What stands between a source and a figure in the relative clause that is told of it."""
_BETWEEN = {
    "semicolon": re.compile(r";"),
    "turn": re.compile(r";|,\s+(?:but|while|whereas|although|though)\s"),
    "relative": re.compile(r"\b(?:which|who|whom|whose|where)\b", re.IGNORECASE),
    "time": re.compile(r"\b(?:when|after|since|before|while|during|until|as)\b", re.IGNORECASE),
    "bracket": re.compile(r"[()]"),
    "quotation mark": re.compile(r"[\"“”„«»]"),
    "and": re.compile(r"\b(?:and|or)\b"),
}
"""What may stand between a figure and a cue of its sentence."""
_JOINT = re.compile(
    r"(?:\b(?P<and>and|but|while|whereas|although|though)|\b(?P<time>after|as|when|since|before|until|because)|"
    r"(?P<dash>[–—;]| -))\s+(?:the|a|an)?\s*\Z"
)
"""What stands before the subject of a clause that has its own statement: "hundreds fled | after | police warned that ..."."""
_DATES = re.compile(
    r"(?:minute|hour|day|week|month|year|decade)s?\s+(?:\w+\s+)?(?:ago|later|earlier|before|after|afterwards)\b",
    re.IGNORECASE,
)
"""How a length of time at the head of a sentence dates what follows: "Three days | later | she said ..."."""
_OPENS_CLAUSE, _DATED = 30, 25
"""Characters from the beginning of a sentence within which such a length of time stands, and within which it ends."""
_BEGINNING = re.compile(r"(?:[\"“‘'.!?:;]|\b(?:[Bb]ut|[Aa]nd|[Nn]ow|[Tt]he|[Oo]ur|[Mm]y))\s*\Z")
"""What stands before the subject of a sentence, its article included."""
_AFTER_CUE = 25
"""Characters after a cue in which its object stands."""
_FARTHEST = 500
"""Characters between figure and cue beyond which more make no difference."""
_MOST_COMMAS, _MOST_CREDITS = 4, 6
"""More of them make no difference."""
_RESUMES = {"he": "he or she", "she": "he or she", "it": "it or they", "they": "it or they"}


def relation(around: Surroundings, credit: Attribution) -> str:
    """Return how a credit stands to the figure."""
    if around.holds(credit):
        here = credit.sentence == around.here
        if around.speaks(credit):
            return "speaks" if here else "speaks on"
        if not here:
            return "holds from afar"
        start, end = credit.content[0]
        return "holds" if start <= around.span[0] < end else "holds, other side"
    back = around.here - credit.sentence
    if back == 0:
        if around.span[1] <= credit.cue[0]:
            return "beside, ahead"
        return "beside, over" if any(end <= credit.cue[0] for _, end in credit.content) else "beside"
    far = "" if around.sentence.block == around.sentences[credit.sentence].block else ", other paragraph"
    return f"next{far}" if back < 0 else f"before, {back if back < 3 else 'more'}{far}"


def nearness(around: Surroundings, credit: Attribution) -> tuple[bool, bool, int, int]:
    """Return by what the nearest of one source's credits is chosen, the least first."""
    cited = any(around.is_inside(other, credit) for other in around.near) or _is_spoken_of(around, credit)
    return (not around.holds(credit), cited, abs(around.here - credit.sentence), _gap(around, credit))


def facets_of_credit(around: Surroundings, credit: Attribution) -> dict[str, float]:
    """Return what speaks for the source of a credit, and against it."""
    found: dict[str, float] = {"credited": 1.0}
    how = relation(around, credit)
    found[how] = 1.0
    where = _where(around, credit)
    found |= {f"{where}: {name}": value for name, value in _beside(around, credit)}
    found |= dict.fromkeys(_special(around, credit, how), 1.0)
    return found


def facets_of_article(around: Surroundings) -> dict[str, float]:
    """Return what speaks for the article itself, and against it."""
    return dict.fromkeys(_of_article(around), 1.0)


def _where(around: Surroundings, credit: Attribution) -> str:
    """Return the sort of relation within which the other facets of a credit are weighed."""
    if around.holds(credit):
        return "held"
    return "beside" if credit.sentence == around.here else "before" if credit.sentence < around.here else "next"


def _gap(around: Surroundings, credit: Attribution) -> int:
    return max(0, credit.cue[0] - around.span[1], around.span[0] - credit.cue[1])


def _beside(around: Surroundings, credit: Attribution) -> Iterator[tuple[str, float]]:
    """Yield what is weighed anew for each sort of relation."""
    text, span = around.text, around.span
    assert credit.source is not None
    where = _where(around, credit)
    yield credit.kind.value, 1
    yield f"cue {' '.join(text[slice(*credit.cue)].lower().split())}", 1
    kind, plural = _sort_of(text[slice(*credit.source)])
    yield f"source {kind}", 1
    if plural:
        yield "source of several", 1
    if credit.source[0] > credit.cue[0]:
        yield "source after cue", 1
    if span[1] <= min(credit.source[0], credit.cue[0]):
        yield "figure first", 1
    if around.in_marks and not around.speaks(credit):
        yield "in quotation marks", 1
    yield "hundred characters", min(_gap(around, credit), _FARTHEST) / 100
    yield around.place, 1
    for manner in around.manner:
        yield manner, 1
    yield "credits of it", min(sum(o.name == credit.name for o in around.credited), _MOST_CREDITS) / _MOST_CREDITS
    if any(other.name == credit.name for other in around.in_sentence(1)):
        yield "credited next", 1
    if any(other.name == credit.name for other in around.in_sentence(-1)):
        yield "credited before", 1
    if credit.sentence == around.here:
        yield from _between(around, credit)
    if where != "held" and around.holders:
        yield "another holds", 1
    if where in ("before", "next") and around.in_sentence(0):
        yield "another beside", 1
    if where == "before":
        yield from _carried_on(around, credit)


def _between(around: Surroundings, credit: Attribution) -> Iterator[tuple[str, float]]:
    """Yield what stands between the figure and a cue of its sentence."""
    (start, end), (first, last) = around.span, credit.cue
    words = around.text[end:first] if end <= first else around.text[last:start]
    for name, pattern in _BETWEEN.items():
        if pattern.search(words):
            yield f"{name} between", 1
    if end <= first and credit.content and all(start >= last for start, _ in credit.content):
        assert credit.source is not None
        if joint := _JOINT.search(around.text, end, credit.source[0]):
            yield f"own clause after {joint.lastgroup}", 1
    if _dates_telling(around):
        yield "figure dates it", 1
    yield "commas between", min(words.count(", "), _MOST_COMMAS)
    if any(o.name != credit.name and min(start, first) <= o.cue[0] <= max(end, last) for o in around.in_sentence(0)):
        yield "another cue between", 1


def _carried_on(around: Surroundings, credit: Attribution) -> Iterator[tuple[str, float]]:
    """Yield what tells whether a speaker of an earlier sentence is still heard."""
    if any(credit.sentence < other.sentence < around.here for other in around.credited):
        yield "another since", 1
    if around.in_sentence(credit.sentence - around.here)[-1] is credit:
        yield "last of its sentence", 1
    if around.opens_paragraph:
        yield "paragraph opens", 1
    if _opens_sentence(around):
        yield "figure opens", 1
    if _adds(around):
        yield "figure adds", 1
    if any(_DIGIT.search(around.text, *span) for span in credit.content):
        yield "gave figures", 1
    if len({other.name for other in around.near}) == 1:
        yield "only source", 1
    if around.sentences[credit.sentence].role is BlockRole.HEADLINE:
        yield "in the headline", 1
    if credit.quoted and credit.quoted[-1][1] >= around.sentences[credit.sentence].end - 2:
        yield "ended in a quotation", 1
    if around.first_word in _RESUMES:
        yield f"sentence opens with {_RESUMES[around.first_word]}", 1


def _special(around: Surroundings, credit: Attribution, how: str) -> Iterator[str]:
    """Yield the names of what is weighed alike in every relation."""
    text, (start, _) = around.text, around.span
    assert credit.source is not None
    if credit.hedged:
        yield "hedged"
    if around.holds(credit):
        inner = [other for other in around.near if around.is_inside(other, credit)]
        yield "another inside" if inner else "innermost"
        if len(around.holders) == 1:
            yield "sole holder"
        if how.startswith("speaks") and any(_speaks_around(credit, other) for other in inner):
            yield "speaks of what another says"
    back = around.here - credit.sentence
    if back == 1 and _TAKES_UP.match(text, around.sentence.start):
        yield "its count is taken up"
    if back == -1 and any(_THE_COUNTED.match(text, first, last) for first, last in credit.content):
        yield "it takes up the count"
    if back == -1 and _CONFIRMS.match(text, around.sentences[credit.sentence].start, credit.cue[1] + _AFTER_CUE):
        yield "it confirms what was told"
    if credit.source[0] <= start < credit.source[1]:
        yield "figure in its name"
    elif credit.source[1] <= start and _OF_SOURCE.fullmatch(text, credit.source[1], start):
        yield "figure told of it"
    if _is_spoken_of(around, credit):
        yield "passed on" if _passes_on(around, credit) else "spoken of by another"


def _opens_sentence(around: Surroundings) -> bool:
    """Say whether a sentence begins with the figure."""
    return around.span[0] - around.sentence.start <= 1


def _dates_telling(around: Surroundings) -> bool:
    """Say whether the figure only tells when something was said: "Two days later, she said that ..."."""
    opens = around.span[0] - around.sentence.start <= _OPENS_CLAUSE
    return opens and _DATES.search(around.text, around.span[0], around.span[1] + _DATED) is not None


def _adds(around: Surroundings) -> bool:
    """Say whether the figure adds to a count that was given before: "Another 30 were hurt", "30 others were hurt"."""
    adds = _GOES_ON.match(around.text, around.sentence.start, around.span[1])
    return bool(adds or _OTHERS.match(around.text, around.span[1]))


def _is_spoken_of(around: Surroundings, credit: Attribution) -> bool:
    """Say whether the credit is itself somebody's words: "They say we lost 9," said the mayor."""
    return any(other is not credit and _speaks_around(other, credit) for other in around.near)


def _speaks_around(other: Attribution, credit: Attribution) -> bool:
    """Say whether the cue of `credit` stands inside a quotation that the source of `other` speaks."""
    return any(start <= credit.cue[0] and credit.cue[1] <= end for start, end in other.quoted)


def _passes_on(around: Surroundings, credit: Attribution) -> bool:
    """Say whether a speaker passes on what a named other told: "The police tell us that 40 are missing," said the mayor."""
    assert credit.source is not None
    if credit.kind is not CueClass.SAY or around.text[slice(*credit.source)].lower() in w.PRONOUNS:
        return False
    begins = _BEGINNING.search(around.text, max(0, credit.source[0] - 12), credit.source[0])
    return begins is not None and any(start <= around.span[0] < end for start, end in credit.content[:1])


def _of_article(around: Surroundings) -> Iterator[str]:
    yield "article"
    if around.holders:
        state = "held"
        for kind in sorted({credit.kind.value for credit in around.innermost or around.holders}):
            yield f"article, held: {kind}"
    else:
        state = "beside" if around.in_sentence(0) else "after" if around.in_sentence(-1) else "alone"
    yield f"article, {state}"
    yield f"article, {around.place}"
    yield f"article, {state}: {around.place}"
    for manner in around.manner:
        yield f"article, {manner}"
        yield f"article, {state}: {manner}"
    if around.in_marks:
        yield "article, in quotation marks"
        if not any(around.speaks(credit) for credit in around.near):
            yield "article, in quotation marks of nobody"
    if around.opens_paragraph:
        yield f"article, {state}: paragraph opens"
    if around.in_sentence(1):
        yield f"article, {state}: credit next"
    if not around.credited:
        yield "article, no credit in reach"
    if around.first_word in _RESUMES:
        yield f"article, {state}: sentence opens with a pronoun"
    if _opens_sentence(around):
        yield f"article, {state}: figure opens"
    if _adds(around):
        yield f"article, {state}: figure adds"
    if _TAKES_UP.match(around.text, around.sentence.start):
        yield f"article, {state}: takes up a count"


@lru_cache(maxsize=4096)
def _sort_of(source: str) -> tuple[str, bool]:
    """Return what the words of a source name ("person", "organisation", ...), and whether several."""
    tokens = tokenize(source, 0, len(source))
    if not tokens:
        return "none", False
    phrase = phrase_of(tokens, source)
    head = phrase.core[-1] if phrase.core else ""
    several = head in w.PLURALS or (head.endswith("s") and not phrase.named and head not in w.S_NOUNS)
    return ("unknown name" if phrase.kind == "name" and not w.is_speaker_noun(head) else phrase.kind), several
