"""What a question about figures is called: what is counted and what befell it, or the quality that is measured.

title(claims)    # "People killed"; "Distance north of Ostia"; "Length of time (“had waited … before the gate”)"

A title is a noun phrase. Where the articles' words name nothing, it is the plain name of the quality, with the words around one
of the figures to tell it from others, an ellipsis in the figure's place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.sameness import PRESENT
from summarize.reading.conversion import to_base
from summarize.reading.event_words import EVENT_LABELS, EVENTS, PERSON_EVENTS
from summarize.reading.numbers import ONES
from summarize.reading.tokens import vocabulary
from summarize.reading.units import DURATIONS

__all__ = ["main_event", "title"]

MOST_WORDS = 4
"""Longer noun phrases name a question badly."""
BEFORE, AFTER = 7, 5
"""Words before and after a figure that are enough to tell what it is of."""
FEW = 2
"""Words that are too few to tell what a figure is of: those before a stop in front of them are taken too."""

FEW_LETTERS = 4
"""Letters of what may be written in capitals anywhere: "MPs", "NGOs"."""

THING_EVENTS = frozenset({"destroyed", "damaged", "seized", "burned", "stolen", "affected"})
"""Events of things whose name reads well after the thing."""
_MONEY_EVENTS = frozenset({"fined", "settled", "earned", "profited", "lost", "cost", "invested"})
"""Events that are told by a sum, or by how much per cent of one."""
_GENERIC = vocabulary("people persons person men women others one those humans individuals residents inhabitants")
"""Words for people that tell nothing of who they are."""
_STATES = vocabulary("dead wounded injured hurt missing displaced homeless trapped")
"""What people are counted as, where no noun is."""
_PLACES = vocabulary(
    "town city village capital community suburb country county district region island province state nation hamlet settlement"
)
_SUMS = vocabulary(
    "total number figure toll count record maximum minimum average rest majority tally estimate group series lot pair "
    "short instead out because ahead outside inside upwards excess full part half kind sort type "
    "hundred thousand million billion trillion"
)
"""Words before "of" that do not say of what the number is."""
_CURRENCIES = vocabulary(
    "crowns kronor kroner dollars euros pounds francs roubles rubles rupees rupiah yen yuan won pesos marks liras dinars "
    "dirhams riyals shillings rand zloty baht cents pence"
)
"""What sums are counted in."""
_QUALITIES = {
    "second": "Length of time",
    "metre": "Length or distance",
    "square metre": "Area",
    "cubic metre": "Volume",
    "kilogram": "Weight",
    "metre per second": "Speed",
    "degree": "Temperature",
}
"""Base unit -> what is measured in it."""
_LENGTHS = vocabulary("height length width depth distance size rise fall margin")
_OTHERS = vocabulary("weight capacity area size temperature speed duration dose magnitude concentration")
"""Qualities that are measured in units of length, and in those of other things."""
_PLAIN = {
    "money": "Sum of money",
    "percent": "Percentage",
    "share": "Share",
    "change": "Rate of change",
    "measure": "Measurement",
}
"""Kind of figure -> what a question is called whose figures measure nothing that is named."""
_DIMENSIONS = {
    "tall": "Height", "high": "Height", "taller": "Difference in height", "higher": "Difference in height",
    "long": "Length", "wide": "Width", "deep": "Depth", "thick": "Thickness", "across": "Diameter", "apart": "Distance apart",
    "away": "Distance", "offshore": "Distance offshore", "inland": "Distance inland",
}  # fmt: skip

_FAR = re.compile(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:to\s+the\s+)?"
    r"((?:north|south|east|west)(?:-?(?:east|west)|ern)?\s+of|from|outside|off|short\s+of)\s+"
    r"((?:the\s+|its\s+)?(?:\w[\w'’-]*\s+(?:of\s+)?){0,3}?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*"
    r"|(?:the|its)\s+\w+(?:\s+of\s+the\s+\w+)?)"
)
"""From where a distance is, with the name or the noun of it."""
_DIMENSION = re.compile(rf"[\s-]*(?:\([^)]{{1,30}}\)\s*)?({'|'.join(_DIMENSIONS)})\b", re.IGNORECASE)
_JAIL = re.compile(r"\s+(?:in|behind)\s+(?:prison|jail|custody|bars)\b", re.IGNORECASE)
_HEDGES = r"(?:(?:a|an|the|about|around|some|only|just|nearly|almost|more|less|than|over|at|least|up|to)\s+)*[\"“‘'(]*$"
_OF = re.compile(rf"\s+of\s+{_HEDGES}", re.IGNORECASE)
"""What stands between the words for a measure and its figure: "a surge of about 3.5 metres"."""
_WITH = re.compile(
    r"\s+((?:from|of|in|on|at|aboard|near)\s+[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*"
    r"|(?:of|for)\s+(?:[A-Z][\w'’-]*\s+){0,2}[a-z][\w'’-]+)"
)
"""What a noun goes on with: "people | from the Upper Valley", "images | of violence"."""
_OBJECT = re.compile(r"\s+(?:its|the|a|an|his|her|their|this|that|these|those)\b", re.IGNORECASE)
"""What follows a participle, and no noun: "a four-year term nearing | its end"."""
_BEGINNING = frozenset({"starting", "beginning", "ending", "including", "following"})
_BEING = re.compile(r"\s+(?:(?:have|has|had|were|was|are|is|been|being|also|already|all)\s+)+$", re.IGNORECASE)
_STOP = re.compile(r"[.,:](?!\d)|[;!?()\[\]\n–—“”\"]")
_MARGIN = re.compile(r"^(?:[\s.,;:!?)\]”’\"–—-]|(?:and|but|or)\s)+|[\s(\[“‘\"–—-]+(?=…)|[\s(\[“‘\"–—-]+$")
"""What a clause is better without where it is cut: marks, and words that join it to the one before."""
_LOOSE = vocabulary(
    "a an the of to in on at for by from with as and or but that which who whom whose when where while if than then "
    "it its their his her be is are was were been has have had will would could should may might into over about"
)
"""Words with which no clause should begin or end that is cut short."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def title(claims: Sequence[MeasuredClaim]) -> str:
    """Return what the figures measure: what is counted in the articles' most frequent words, and what happened to it.

    Where no words of theirs name it, the plain name of what is measured does, with the words around the first of them.
    """
    event = main_event(claims)
    if claims[0].kind == "quantity":
        words = _things(claims, event) or _label(claims[0], event) or _of_noun(claims) or _known(claims[0], "Number")
        if words.lower() in _CURRENCIES:
            words = _label(claims[0], event) or _known(claims[0], "Sum of money")
    else:
        words = _quality(claims, event)
    return words[:1].upper() + words[1:]


def main_event(claims: Sequence[MeasuredClaim]) -> str | None:
    """Return what befell most of what is counted; of as many of which nothing is told, what befell the others."""
    events = Counter(c.measure.event for c in claims)
    return max(events, key=lambda one: (events[one], one is not None))


def _things(claims: Sequence[MeasuredClaim], event: str | None) -> str:
    """Return what is counted, and what befell it; empty where nothing is named."""
    befallen = [c for c in claims if c.measure.event == event and _may_befall(c, event)]
    first = (befallen or claims)[0]
    words = _most_frequent(befallen)
    if 3 * sum(bool(_counted(c)) for c in befallen) <= len(befallen) and (label := _label(first, event)):
        # One of many names what it counts, and may mean something else by it.
        return label
    if not words:
        words = _most_frequent([c for c in claims if not (event in PERSON_EVENTS and c.counts_people)])
        event = None
    if not words:
        return ""
    if event is not None and any(EVENTS.get(w.lower()) == event for w in words.split()):
        return (_label(first, event) or words) if words.lower() in _STATES else words
    if event in PERSON_EVENTS | THING_EVENTS:
        return f"{words} {event}"
    if len(words.split()) > 1:
        return words
    told = next((t for c in claims if _counted(c).lower() == words.lower() and (t := _told_of(c))), "")
    if not told and words.lower() in _GENERIC and (label := _label(first, event)):
        return label
    if told or words.lower() not in _GENERIC:
        return told or words
    if 2 * sum(map(_is_population, claims)) > len(claims):
        return "Population"
    return _known(first, "Number of people" if words == "people" else words)


def _may_befall(claim: MeasuredClaim, event: str | None) -> bool:
    """Say whether the event is one of what the claim counts: things are not arrested."""
    return claim.counts_people if event in PERSON_EVENTS else True


def _most_frequent(claims: Sequence[MeasuredClaim]) -> str:
    """Return the words for what is counted that most claims have, neither long nor in a headline's capitals, if any."""
    forms: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        if counted := _counted(claim):
            forms[counted.lower()].append(counted)
    if not forms:
        return ""
    most = max(map(len, forms.values()))
    frequent = [min(same, key=_capitals) for same in forms.values() if len(same) == most]
    words = max(frequent, key=lambda w: (len(w.split()) <= MOST_WORDS, len(w.split()), w))
    return "people" if words.lower() in ("person", "others", "one") else words


def _capitals(words: str) -> int:
    """Return how many capitals there are: a headline's are not the words' own."""
    return sum(letter.isupper() for letter in words)


def _counted(claim: MeasuredClaim) -> str:
    """Return the words for what the claim counts, on one line, without a participle at their end; empty if none."""
    words = (claim.claim.counted or "").split()
    end = claim.measure.counted[1] - claim.claim.quote.start if claim.measure.counted else 0
    if (
        len(words) > 1
        and words[-1].endswith("ing")
        and (words[-1] in _BEGINNING or _OBJECT.match(claim.claim.quote.text, end))
    ):
        words.pop()
    if len(words) > 1 and words[-1].endswith("ed") and claim.kind == "measure":
        words.pop()
    does = len(words) > 1 and claim.kind != "quantity" and words[0].endswith("ing") and words[1][0].isupper()
    told = " ".join(words)
    if told.lower() in claim.claim.asserted_by.name.lower().split():
        return ""  # "Police: 45,000" counts no police.
    return "" if does else told.lower() if told.isupper() and len(words[-1]) > FEW_LETTERS else told


def _told_of(claim: MeasuredClaim) -> str:
    """Return the counted noun with what the words say of it right after: "Women charged", "People from the upper valley"."""
    if claim.measure.counted is None:
        return ""
    quote, start = claim.claim.quote.text, claim.claim.quote.start
    end = claim.measure.counted[1] - start
    if (said := claim.measure.event_span) is not None and said[0] - start > end:
        word = quote[said[0] - start : said[1] - start]
        if word.endswith(("ed", "en")) and _BEING.fullmatch(quote, end, said[0] - start):
            return f"{_counted(claim)} {word.lower()}"
    follows = _WITH.match(quote, end)
    if follows is None or follows[1].split()[-1].lower() in _LOOSE | ONES.keys():
        return ""
    return f"{_counted(claim)} {follows[1]}"


def _is_population(claim: MeasuredClaim) -> bool:
    """Say whether it tells how many live somewhere: "a town of 4,000 people", "the port has 4,000 residents"."""
    before = claim.claim.quote.text[: claim.figure.span.start - claim.claim.quote.start]
    of = _OF.search(before)
    noun = _WORD.findall(before[: of.start()])[-1:] if of else []
    return bool(noun) and noun[0].lower() in _PLACES


def _label(claim: MeasuredClaim, event: str | None) -> str:
    """Return what the event is called; empty for what befalls people or things where something else is measured."""
    if event in PERSON_EVENTS or event == PRESENT:
        fits = claim.counts_people
    elif event in THING_EVENTS - {"damaged"}:
        fits = claim.kind == "quantity"
    elif event in _MONEY_EVENTS:
        fits = claim.kind in ("money", "percent")
    elif event == "voted":
        fits = claim.kind == "quantity"
    elif event == "sentenced":
        fits = claim.figure.unit in DURATIONS
    else:
        fits = True
    return EVENT_LABELS.get(event or "", "") if fits else ""


def _quality(claims: Sequence[MeasuredClaim], event: str | None) -> str:
    """Return the name of what is measured, with the thing that has it where the words tell."""
    first = claims[0]
    if first.figure.unit in DURATIONS and any(_JAIL.match(*_after(c)) for c in claims):
        return "Prison sentence"
    for claim in claims:
        if claim.kind == "measure" and (told := _dimension(claim)):
            return told
    named = Counter(c.attribute for c in claims if c.attribute and _may_measure(c)).most_common(1)
    if named:
        return _without_loose(named[0][0])
    if event in THING_EVENTS and first.kind == "measure" and _plain(first) == "Area":
        return f"Area {event}"
    if noun := _of_noun(claims):
        return noun
    label = _label(first, event)
    if label and not (first.kind in ("percent", "share") and event not in _MONEY_EVENTS | {"attended"}):
        return label
    things = _most_frequent(claims)
    if first.kind in ("percent", "share"):
        things = things or ("votes" if event == "voted" else "")
        return f"Share of {things}" if things else _known(first, _plain(first))
    if first.kind == "measure" and things:
        base = _plain(first)
        if things.lower() in ("level", "levels"):
            return things
        return (
            f"{'Length' if base == 'Length of time' else 'Size' if base == 'Length or distance' else base} of {things}"
        )
    return _known(first, _plain(first))


def _without_loose(words: str) -> str:
    """Return the words for a quality without a verb or article before them."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in _LOOSE:
        parts.pop(0)
    return " ".join(parts)


def _may_measure(claim: MeasuredClaim) -> bool:
    """Say whether the quality that the claim's words name may be measured in its unit: a price is no weight."""
    if claim.kind != "measure":
        return True
    base = to_base(claim.figure.unit or "")
    return claim.attribute.split()[-1] in (_LENGTHS if base and base[0] == "metre" else _OTHERS)


def _plain(claim: MeasuredClaim) -> str:
    """Return what is measured in the claim's unit, or the plain name of its kind."""
    unit = claim.figure.unit or ""
    base = to_base(unit)
    quality = _QUALITIES.get(base[0] if base else unit.split(" ")[0], "") if claim.kind == "measure" else ""
    return quality or _PLAIN.get(claim.kind, "Number")


def _after(claim: MeasuredClaim) -> tuple[str, int]:
    """Return the words of the claim's sentence, and where in them the figure ends."""
    return claim.claim.quote.text, claim.figure.span.end - claim.claim.quote.start


def _dimension(claim: MeasuredClaim) -> str:
    """Return which length it is, by the word after it: "Height", "Distance north of Ostia"; empty where none is told."""
    base = to_base(claim.figure.unit or "")
    if base is None or base[0] != "metre":
        return ""
    if (named := _DIMENSION.match(*_after(claim))) is not None:
        return _DIMENSIONS[named[1].lower()]
    far = _FAR.match(*_after(claim))
    return f"Distance {' '.join(far[1].split())} {' '.join(far[2].split())}" if far else ""


def _of_noun(claims: Sequence[MeasuredClaim]) -> str:
    """Return the noun that a figure follows after "of" ("a surge of 3.5 metres"); empty where none does or it tells nothing."""
    found = Counter(noun for c in claims if (noun := _noun_before(c)))
    return found.most_common(1)[0][0] if found else ""


def _noun_before(claim: MeasuredClaim) -> str:
    before = claim.claim.quote.text[: claim.figure.span.start - claim.claim.quote.start]
    of = _OF.search(before)
    words: list[str] = _WORD.findall(before[: of.start()]) if of else []
    if not words or words[-1].lower() in _LOOSE | _SUMS or words[-1].endswith(("ed", "ly")) or words[-1][0].isupper():
        return ""
    return words[-1]


def _known(claim: MeasuredClaim, name: str) -> str:
    """Return a plain name with the words around the figure, which tell it from others of that name."""
    around = _around(claim)
    return f"{name} (“{around}”)" if around else name


def _around(claim: MeasuredClaim) -> str:
    """Return the clause around the figure, with an ellipsis for the figure; empty where there is none."""
    quote, span = claim.claim.quote.text, claim.figure.span
    start = span.start - claim.claim.quote.start
    before, after = quote[:start], quote[start + len(span.text) :]
    starts = [0, *(m.end() for m in _STOP.finditer(before))]
    lead = before[starts.pop() :]
    while starts and len(lead.split()) <= FEW:
        lead = before[starts.pop() :]
    left, right = lead.split()[-BEFORE:], _STOP.split(after, maxsplit=1)[0].split()[:AFTER]
    while left and left[0].lower() in _LOOSE:
        left.pop(0)
    while right and right[-1].lower() in _LOOSE:
        right.pop()
    clause = _MARGIN.sub(lambda m: " " if m.end() < len(m.string) and m.start() else "", " ".join([*left, "…", *right]))
    return clause if left or right else ""
