"""What a question about figures is called: what is counted and what befell it, else the words around one of the figures.

title(claims)    # "People killed"; "Petrol in Carovia remained … cheaper than in neighbouring states"
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.sameness import PRESENT
from summarize.reading.event_words import EVENT_LABELS, EVENTS, PERSON_EVENTS

__all__ = ["title"]

MOST_WORDS = 4
"""Longer noun phrases name a question badly."""
BEFORE, AFTER = 8, 5
"""Words before and after a figure that are enough to tell what it is of."""
FEW = 2
"""Words that are too few to tell what a figure is of: those before a stop in front of them are taken too; a measure of no more
holds no verb."""

THING_EVENTS = frozenset({"destroyed", "damaged", "seized", "burned", "stolen", "affected"})
"""Events of things whose name reads well after the thing."""

_OF = re.compile(
    r"\s+of\s+(?:(?:a|an|the|about|around|some|only|just|nearly|almost|more|less|than|over|at|least|up|to)\s+)*$"
)
"""What stands between the words for a measure and its figure: "a surge of about 3.5 metres"."""
_STOP = re.compile(r"[.,:](?!\d)|[;!?()\[\]\n–—“”\"]")
_MARGIN = re.compile(r"^(?:[\s.,;:!?)\]”’\"–—-]|(?:and|but|or)\s)+|[\s(\[“‘\"–—-]+(?=…)|[\s(\[“‘\"–—-]+$")
"""What a clause is better without where it is cut: marks, and words that join it to the one before."""


def title(claims: Sequence[MeasuredClaim]) -> str:
    """Return what the figures measure: what is counted in the articles' most frequent words, and what happened to it.

    Where no words of theirs name it, the words around the first of them do, with an ellipsis in its place.
    """
    event = Counter(c.measure.event for c in claims).most_common(1)[0][0]
    words = _things(claims, event) or _label(claims[0], event) or _measured(claims) or _around(claims[0])
    return words[:1].upper() + words[1:]


def _things(claims: Sequence[MeasuredClaim], event: str | None) -> str:
    """Return what is counted, and what befell it; empty where that is nothing, or one word that could be of anything."""
    forms: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.measure.event == event and (counted := _counted(claim)):
            forms[counted.lower()].append(counted)
    if not forms:
        return ""
    most = max(map(len, forms.values()))
    frequent = [min(same, key=_capitals) for same in forms.values() if len(same) == most]
    words = max(frequent, key=lambda w: (len(w.split()) <= MOST_WORDS, len(w.split()), w))
    words = "people" if words.lower() == "person" else words
    if event is not None and any(EVENTS.get(w.lower()) == event for w in words.split()):
        return words
    if event in PERSON_EVENTS | THING_EVENTS:
        return f"{words} {event}"
    around = _around(claims[0])
    return around if len(words.split()) == 1 and len(around.split()) > FEW + 1 else words


def _capitals(words: str) -> int:
    """Return how many capitals there are: a headline's are not the words' own."""
    return sum(letter.isupper() for letter in words)


def _label(claim: MeasuredClaim, event: str | None) -> str:
    """Return what the event is called; empty for what befalls people or things where something else is measured."""
    if event in PERSON_EVENTS or event == PRESENT:
        fits = claim.counts_people
    elif event in THING_EVENTS - {"damaged"}:
        fits = claim.kind == "quantity"
    else:
        fits = True
    return EVENT_LABELS.get(event or "", "") if fits else ""


def _counted(claim: MeasuredClaim) -> str:
    """Return the words for what the claim counts, on one line; empty where it names nothing."""
    return " ".join((claim.claim.counted or "").split())


def _measured(claims: Sequence[MeasuredClaim]) -> str:
    """Return the measure's own words where the figure follows them after "of" ("a surge of 3.5 metres"), else nothing."""
    own = Counter(c.claim.measure for c in claims if _is_of(c))
    return own.most_common(1)[0][0] if own else ""


def _is_of(claim: MeasuredClaim) -> bool:
    measure = claim.claim.measure
    before = claim.claim.quote.text[: claim.figure.span.start - claim.claim.quote.start]
    leads = _OF.search(before)
    return leads is not None and len(measure.split()) <= FEW and before[: leads.start()].endswith(measure)


def _around(claim: MeasuredClaim) -> str:
    """Return the clause around the figure, with an ellipsis for the figure."""
    quote, span = claim.claim.quote.text, claim.figure.span
    start = span.start - claim.claim.quote.start
    before, after = quote[:start], quote[start + len(span.text) :]
    starts = [0, *(m.end() for m in _STOP.finditer(before))]
    lead = before[starts.pop() :]
    while starts and len(lead.split()) <= FEW:
        lead = before[starts.pop() :]
    rest = _STOP.split(after, maxsplit=1)[0]
    words = [*lead.split()[-BEFORE:], "…", *rest.split()[:AFTER]]
    clause = _MARGIN.sub(lambda m: " " if m.end() < len(m.string) and m.start() else "", " ".join(words))
    return clause if len(words) > 1 else " ".join(claim.claim.measure.split())
