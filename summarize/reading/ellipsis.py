"""Which earlier figure one that names nothing gives anew: "Harbour officials stand by 34", "at the registry it is 87".

    found = antecedent(text, at, mentions, measures)    # Antecedent(figure's index, whether it rivals it), or None

A number without a noun is no figure of its own: its words tell that somebody puts, counts or revises what was spoken of, that
it is, or that it is another way to put the number before. Of the figures that stand before it, the one is meant that leads its
sentence, is near in size, and fits what the words call it ("the toll").
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from summarize.reading import wordlists as w
from summarize.reading.event_words import EVENT_LABELS, PERSON_EVENTS
from summarize.reading.figures import FigureMention
from summarize.reading.words import stems

__all__ = ["Antecedent", "Measured", "antecedent", "is_of_another_thing", "lend_units", "likeliest", "names_nothing"]

REACH = 420
"""Code points from a figure to the bare one that gives it anew: about three sentences."""
RATIO = 30.0
"""Times by which two counts of one thing go apart in one breath, at most: rival crowds differ by ten, and rarely by more."""
_ONE_SIZE = {"percent": 4.0, "measure": 3.0, "money": 10.0}
"""The same where the first has a unit that the bare one leaves out; kinds of figure not here lend theirs to none."""
UNIT_LEFT_OUT = 0.6
"""What it counts against a figure that it has a unit and the bare one none, of scores about 3."""
LEAST = 2.0
"""A bare "one" is oftener a pronoun than a count."""
BEFORE = 150
"""Code points before a figure in which its clause tells what it is."""

_HEDGES = (
    r"(?:(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|under|least|most|up|to|closer|roughly|no|not|even|"
    r"perhaps|probably|possibly|maybe|instead|now|rather|somewhere|something|like|well|as|many|few|low|high|an?|good|mere|exactly|still|anything|the|end|of|"
    r"already|today|yesterday|then|again|initially|once)\s+)*[\"“‘']*\s*$"
)
_COUNT = (
    r"(?:figures?|numbers?|tolls?|counts?|tally|tallies|totals?|estimates?|sums?|records?|registers?|ledgers?|range|turnout|crowds?|bill|"
    r"calculation|assessment)"
)
"""Nouns for whatever was counted."""
_STATES = re.compile(
    r"\b(?:(?:spoke|spoken|speaks?|speaking|talk(?:s|ed|ing)?|warn(?:s|ed)?)\s+of|st(?:ood|ands?)\s+by|st(?:icks?|uck)\s+(?:to|by)|(?:beg[iau]ns?|end(?:s|ed))\s+at|stopped\s+at|"
    r"insist(?:s|ed|ing)?(?:\s+on)?|say|says|said|saying|claim(?:s|ed|ing)?|reckon(?:s|ed)?|estimat(?:e|es|ed)|ma(?:de|kes?)\s+(?:it|that|them)|"
    r"(?:put(?:s|ting)?|estimat(?:es?|ed|ing))\s+(?:it|that|this|them|these|those)\s+at|count(?:s|ed|ing)?|gave|gives?|record(?:s|ed)|tall(?:y|ies|ied)|"
    r"list(?:s|ed)|acknowledg(?:es?|ed)|admit(?:s|ted)|conced(?:es?|ed)|confirm(?:s|ed)?|register(?:s|ed)|predict(?:s|ed)|forecasts?|expect(?:s|ed)|"
    r"fears?|feared|kn(?:ew|ows?)\s+of|told\s+of|hear[sd]?(?:\s+of)?|mention(?:s|ed)?|guess(?:es|ed)?|given\s+as|cit(?:es|ed)|f(?:inds?|ound)|document(?:s|ed)|arriv(?:es?|ed)\s+at|point(?:s|ed)\s+to|announc(?:es?|ed)|"
    r"maintain(?:s|ed)?|show(?:s|ed)?|saw|sees?|has\s+it\s+(?:at|that)|report(?:s|ed)?|verif(?:ies|ied)|call(?:s|ed)\s+it|offers?|offered|"
    r"tweet(?:s|ed|ing)|believ(?:es?|ed)|try|with(?:\s+the)?\s+[^,.;]{3,30}\s+saying)\s+(?:that\s+|it\s+at\s+)?"
    r"(?:according\s+to\s+(?:\w+\s+){1,4})?(?:there\s+(?:were|are|was)\s+)?" + _HEDGES,
    re.IGNORECASE,
)
"""What states a number of what was spoken of."""
_BEING = r"(?:is|are|was|were|had\s+been|has\s+been|have\s+been|will\s+be|would\s+be|could\s+be|m(?:ay|ust|ight)\s+be|to\s+be)"
_IS = re.compile(
    rf"\b(?:it|that|this|we(?=['’]re\s+at)|they(?=\s+number))(?:\s+{_BEING}|['’](?:s|re\s+at|d)|\s+(?:stood|stands?)\s+at|\s+(?:came|comes|amount(?:s|ed)|ran|runs|rose|"
    rf"fell|went|goes)\s+to|\s+(?:has|have|had)\s+(?:since\s+)?(?:risen|fallen|climbed|grown|come\s+down|gone\s+up)\s+(?:from\s+.{{2,30}}\s+)?to|"
    rf"\s+number(?:s|ed)?|\s+total(?:s|led)?)\s+{_HEDGES}"
    rf"|\bthere\s+(?:{_BEING}|['’]re)\s+{_HEDGES}"
    rf"|\b(?:that|it|this)(?:\s+(?:is|was)|['’]s)\s+(?:up|down)\s+from\s+{_HEDGES}"
    rf"|\w(?:['’]s|s['’])\s+(?:(?:has|have|had)\s+(?:since\s+)?(?:risen|fallen|climbed|grown)\s+to|{_BEING}|st(?:ood|ands)\s+at)\s+{_HEDGES}",
    re.IGNORECASE,
)
"""What says how many it is, or how many there are."""
_CALLED = re.compile(
    r"(?:\b(?:the|that|this|its|their|his|her|our|whose|an?)|['’]s|s['’])\s+(?P<noun>(?:[\w’'-]+\s+){0,4}?)"
    rf"{_COUNT}(?:(?:,[^,.;]{{3,50}},)?\s+(?:[\w’'-]+\s+){{0,4}}?(?:of|at|to|from|as|{_BEING}|stood\s+at|stands\s+at|number(?:s|ed))\s+"
    rf"|\s*,\s*|\s+(?:(?:well|far|much)\s+)?(?=(?:higher|lower|larger|smaller|greater|bigger)\s+than\b)){_HEDGES}(?:(?:higher|lower|larger|smaller|greater|bigger)\s+than\s+)?$",
    re.IGNORECASE,
)
"""What calls it a number of something spoken of ("a higher count of", "whose tally stood at", "the figure was")."""
_PUT = re.compile(
    r"\b(?:whom|which)\b[^.;]{0,60}?\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing)|reckon(?:s|ed))\s+at\s+" + _HEDGES,
    re.IGNORECASE,
)
"""What puts a number on what a clause is about ("the raiders, whom a guard put at a hundred")."""
_OWN = re.compile(r"(?:\b(?:his|her|their|its|those|these)|\w['’]s|s['’])\s+" + _HEDGES, re.IGNORECASE)
"""What makes a number somebody's ("stood by her 92", "the agencies' nine million")."""
_ALTERNATIVE = re.compile(
    r"[\"”’]?\s*,?\s*(?:(?:or|if\s+not)(?:\s+(?:even|perhaps|possibly|maybe|rather))?|and\s+(?:perhaps|possibly|maybe|even)|perhaps|possibly|probably|"
    r"maybe|(?:and\s+)?(?:not|never)(?:\s+the\s+\w+)?|[^,.;\d]{0,70},\s+not|rather\s+than|instead\s+of|(?:and\s+)?then\s+(?:of|to)|(?:[^,.;\d]{0,70},\s+)?rather\s+than)\s+"
    r"(?:the\s+)?[\"“‘']?",
    re.IGNORECASE,
)
"""What stands between two ways to put one number ("171, or even more than 400"; "22 and not 32")."""
_REVISED = re.compile(
    r"\b(?:revis|reduc|lower|rais|cut|correct|downgrad|upgrad|updat|scal)\w*\b[^.;\d]{0,80}$", re.IGNORECASE
)
_REVISING = re.compile(
    r",?\s+(?:(?:was|were|has\s+been|had\s+been)\s+(?:since\s+)?(?:revised|corrected|lowered|raised)\s+)?(?:to|from)\s+",
    re.IGNORECASE,
)
"""What leads from a number to the one that replaces it, or that it replaces ("cut its estimate to 40 from 60")."""
_GIVEN_BY = re.compile(
    r"[\"”’]?,?\s+(?:according\s+to|by\s+the\s+(?:count|reckoning|estimate)\s+of|in\s+the\s+view\s+of)\b", re.IGNORECASE
)
"""What names behind a figure who gives it."""
_GIVEN_BEFORE = re.compile(
    r"(?:^|[,;]\s*)(?:but\s+|and\s+)?(?:according\s+to|in\s+the\s+view\s+of)\s+[^,;.]{2,50},\s+" + _HEDGES,
    re.IGNORECASE,
)
"""What names before a figure who gives it."""
_GAPPED = re.compile(
    r"(?:^|[;,]\s*|\b(?:and|but|while|whereas)\s+)(?:(?:and|but|while|whereas)\s+)?(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,3}?"
    r"(?:police|army|ministry|government|union|unions|organisers|organizers|authorities|officials|opposition|agency|rebels|activists|council|"
    r"company|bank|association|federation|monitors|observers|analysts|economists|institute|hospital|hospitals|office|mayor|governor|"
    r"minister|commission|party|watchdog|others)\s+(?:at\s+)?" + _HEDGES,
    re.IGNORECASE,
)
"""A clause that leaves out its verb ("he put the crowd at 15,000; police at under 3,000")."""
_GAPPED_AT = re.compile(
    r"\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing)|reckon(?:s|ed)|set)\b[^.;\n]{0,160}(?:;|,|\band|\bwhile|\bbut)\s+(?:an?|the|his|her|its|their)\s+"
    r"(?:[\w’'-]+\s+){1,4}?at\s+" + _HEDGES,
    re.IGNORECASE,
)
"""The same with a verb before it that needs its "at": "the police put the number at 298, and a teacher at more than 340"."""
_GAPPED_NAME = re.compile(
    r"(?i:\b(?:said|says?|puts?|counted|counts?|claim(?:s|ed)|estimat(?:es?|ed)|reported|according\s+to)\b)[^.;\n]{0,120}[;,]\s+(?:and\s+|but\s+)?"
    r"(?:the\s+)?(?:[A-Z][\w’'-]+\s+){1,3}" + _HEDGES
)
"""The same where a name speaks: "the alliance says that 37 missiles hit, Kardovia 15"."""
_BRACKETED = re.compile(
    r"\(\s*(?:the\s+)?(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?:\s*:|\s+(?:says?|said|puts?\s+it\s+at))\s*" + _HEDGES,
    re.IGNORECASE,
)
"""Another's count in brackets: "140,000 people by the unions' count (the police: 26,000)"."""
_BREAKS_IN = re.compile(r"(?:^|[.:!?,]\s*)[\"“‘']\s*(?:(?:maybe|perhaps)\s+)?$", re.IGNORECASE)
"""A quotation that begins with the number: "Forty, and I knew some"."""
_STOPS_SHORT = re.compile(r"\s*[.,!?…]")
"""What ends such a number: no noun comes."""
_CLOSES = re.compile(
    r"[\"”’)]*\s*(?:[.,;:!?)\n–—]|$|(?:had|have|has)\s+(?:been\s+)?\w+(?:ed|en|ne|ft|ght|lt|me|nd|wn|ut)\b|(?:were|was|are|is)\s+(?!still)(?:\w+(?:ed|en|ne|ing|ght|lt|ad|nd)|inside|there|in|present)\b|(?:should|must|would|will)\b|"
    r"(?:that|which)\b|(?:given|reported|claimed|cited|published|announced)\s+(?:by|on|in|earlier|before)\b|"
    r"(?:there|in\s+(?:all|total|the\s+\w+)|at|by|on|with|if|once|but|and|as|when|while|until|after|before|so|for|last|this|now|dead|altogether|pass(?:ed)?|"
    r"according)\b)",
    re.IGNORECASE,
)
"""What may follow a figure that names nothing."""
_OF_THEM = re.compile(
    r"[\"”’]?\s+(?:more|others?|per|each|apiece|times|(?:out\s+)?of\s+(?:the|its|his|her|their|our|them|whom|these|those)|an?\s)\b",
    re.IGNORECASE,
)
"""What makes it something else after all: a part, a rate."""
_OTHER_THING = re.compile(
    r"\b(?:built|licen[cs]ed|designed|room|space|capacity|permit|zone|limit|aged?|another|further|additional|extra|promised|"
    r"of\s+(?:which|whom|these|those|them|the\s+\w+)|remain(?:s|ed|ing)?|leav(?:es?|ing)|left|sav(?:ed?|ing)|pulled|enrolment)"
    r"[^.;]{0,30}$|\binclud\w+\s+(?:\w+\s+){0,2}$|\balone\b|\bbringing\s+the\s+total\b|\bfor\s+a\s+total\b|\bto\s+(?:\w+\s+)?\w+['’]s?\s+$",
    re.IGNORECASE,
)
"""What makes it a figure of another thing, however bare."""
_OTHER_TIME = re.compile(
    rf"\b(?:in|last|until|since|by)\s+(?:{w.MONTH_NAMES}|(?:19|20)\d\d|spring|summer|autumn|winter)\b|\b(?:last|previous)\s+(?:year|month|week|summer|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\bthe\s+(?:week|month|year|day)\s+before\b"
    r"|\b(?:will|may)\s+be\b",
    re.IGNORECASE,
)
"""What makes it one of another time: of the same thing, but no rival."""
_OTHER_PLACE = re.compile(
    r"(?:^|[.,;:]\s+|\band\s+)[Ii]n\s+(?:(?-i:[A-Z])\w+|the\s+(?:whole|entire|village|town|city|capital|rest)\b)"
)
"""What makes it one of another place: of such a thing, but no rival."""
_NAMED = re.compile(
    rf"\b{_COUNT}\s+of\s+(?!{_COUNT})(?P<noun>(?:[\w’'-]+\s+){{1,8}}?)(?:at|to|from|{_BEING}|stood\s+at|stands\s+at)\s+{_HEDGES}",
    re.IGNORECASE,
)
"""What names the thing that is counted ("put the number of homes under mud at")."""
_OPENS = re.compile(r"\n|[.;?!][\"”’]*\s|,?\s(?:while|whereas|although|though)\s|,?\s[–—]\s")
"""Where a statement begins."""
_ENDS = re.compile(r"\n|[.;?!][\"”’]*\s")
_TOLL = re.compile(r"\b(?:tolls?|dead|deaths?|killed|fatalities|dying|died)\b", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:crowds?|turnout|march|rally|demonstrators|attendance|participants)\b", re.IGNORECASE)


class Measured(Protocol):
    """What an earlier figure is known to measure."""

    @property
    def event(self) -> str | None:
        """Group of its event word."""

    @property
    def event_span(self) -> tuple[int, int] | None:
        """The event word."""

    @property
    def counted(self) -> tuple[int, int] | None:
        """The counted noun phrase."""

    @property
    def echoes(self) -> int | None:
        """First code point of the figure whose measure it takes over."""

    @property
    def part(self) -> bool:
        """Whether it is a part of another figure."""

    @property
    def whole(self) -> bool:
        """Whether it is the whole of which the figure before it is a part."""

    @property
    def added(self) -> bool:
        """Whether it comes on top of another."""

    @property
    def difference(self) -> bool:
        """Whether it is the difference from another."""


@dataclass(frozen=True)
class Antecedent:
    """The figure before a bare one whose measure it takes over."""

    at: int
    """Its index among the mentions."""
    rival: bool
    """Whether the bare one gives the same thing anew; False where it counts such a thing at another time."""


def names_nothing(text: str, mention: FigureMention, measure: Measured) -> bool:
    """Say whether a figure has no noun, no unit and no event of its own, so that an earlier one must tell what it counts.

    A verb that no group of events holds ("documented 11") is what states the number.
    """
    if (
        mention.kind != "quantity"
        or mention.noun is not None
        or mention.unit
        or measure.counted
        or measure.part
        or measure.added
    ):
        return False
    if measure.event is None:
        return True
    assert measure.event_span is not None
    return (measure.event not in EVENT_LABELS or measure.event == "arrived") and measure.event_span[1] <= mention.start


def antecedent(
    text: str, at: int, mentions: Sequence[FigureMention], measures: Sequence[Measured]
) -> Antecedent | None:
    """Return which earlier figure the bare one at index `at` gives anew; None where its words call for none."""
    mention = mentions[at]
    if is_of_another_thing(text, mention):
        return None
    if at and _is_other_way(text, mentions[at - 1], mention):
        return Antecedent(at - 1, rival=True)
    if not _CLOSES.match(text, mention.end):
        return None
    opening = _opening(text, mention.start)
    before = text[max(opening, mention.start - BEFORE) : mention.start]
    if not _calls_for_one(text, mention, before, opening):
        return None
    best = likeliest(text, at, mentions, measures)
    if best is None:
        return None
    between = text[max(opening, mentions[best].end) : mention.start]
    return Antecedent(best, rival=not (_OTHER_TIME.search(between) or _OTHER_PLACE.search(between)))


def lend_units(mentions: Sequence[FigureMention], measures: Sequence[Measured]) -> list[FigureMention]:
    """Return the mentions, a bare one with the unit of the sum, share or measurement that it gives anew."""
    by_start = {m.start: m for m in mentions}
    lent = []
    for mention, measure in zip(mentions, measures, strict=True):
        other = by_start.get(measure.echoes) if measure.echoes is not None else None
        bare = mention.kind == "quantity" and not mention.unit and mention.noun is None
        if bare and other is not None and other.kind in _ONE_SIZE:
            mention = by_start[mention.start] = replace(mention, kind=other.kind, unit=other.unit)
        lent.append(mention)
    return lent


def _is_other_way(text: str, other: FigureMention, mention: FigureMention) -> bool:
    """Say whether the words between two figures make one another way to put the other, or what it replaces."""
    if not _may_be_one(other, mention):
        return False
    end = max(other.end, other.noun[1] if other.noun else 0)
    if _ALTERNATIVE.fullmatch(text, end, mention.start):
        return True
    revising = _REVISING.fullmatch(text, end, mention.start)
    return revising is not None and (
        "revised" in revising[0] or _REVISED.search(text[_opening(text, other.start) : other.start]) is not None
    )


def _may_be_one(other: FigureMention, mention: FigureMention) -> bool:
    """Say whether a bare number may be in the unit of another figure: what is counted comes in whole ones."""
    if other.kind == mention.kind == "quantity" and _is_broken(mention) and not _is_broken(other):
        return False
    ratio = _ratio(other, mention)
    return ratio is not None and ratio <= _ONE_SIZE.get(other.kind, RATIO if other.kind == "quantity" else 0.0)


def _is_broken(mention: FigureMention) -> bool:
    return any(end is not None and math.isfinite(end) and end % 1 for end in (mention.low, mention.high))


def is_of_another_thing(text: str, mention: FigureMention) -> bool:
    """Say whether the words around a bare figure make it a part, a rate or a number of something else."""
    before = text[max(_opening(text, mention.start), mention.start - BEFORE) : mention.start]
    return _OF_THEM.match(text, mention.end) is not None or _OTHER_THING.search(before) is not None


def likeliest(text: str, at: int, mentions: Sequence[FigureMention], measures: Sequence[Measured]) -> int | None:
    """Return the index of the earlier figure that the one at `at` most likely gives anew; None where none would do."""
    best, most = None, 0.0
    for i in range(at - 1, -1, -1):
        if mentions[at].start - mentions[i].end > REACH:
            break
        score = _fits(text, i, at, mentions, measures)
        if score is not None and score > most:
            best, most = i, score
    return best


def _calls_for_one(text: str, mention: FigureMention, before: str, opening: int) -> bool:
    """Say whether the words around a bare figure make it a number of what was spoken of."""
    if any(cue.search(before) for cue in (_STATES, _IS, _CALLED, _PUT, _OWN, _GIVEN_BEFORE)):
        return True
    if _is_gapped(text, mention, before):
        return True
    if _GAPPED_AT.search(text, max(0, mention.start - 2 * BEFORE), mention.start):
        return True
    return bool(_BREAKS_IN.search(before) and _STOPS_SHORT.match(text, mention.end))


def _is_gapped(text: str, mention: FigureMention, before: str) -> bool:
    """Say whether no verb stands between a bare figure and who gives it."""
    return bool(_GIVEN_BY.match(text, mention.end)) or any(
        cue.search(before) for cue in (_GAPPED, _GAPPED_NAME, _BRACKETED)
    )


def _fits(text: str, i: int, at: int, mentions: Sequence[FigureMention], measures: Sequence[Measured]) -> float | None:
    """Return how well the figure at `i` does for what the one at `at` gives anew, above 0; None where it cannot be."""
    mention, other, measure = mentions[at], mentions[i], measures[i]
    ratio = _ratio(other, mention)
    if ratio is None or not _may_be_one(other, mention) or mention.start - other.end > REACH:
        return None
    start = _sentence(text, mention.start)
    opening = _opening(text, mention.start)
    words = text[opening : mention.end + 60].split("\n")[0]
    named = _NAMED.search(text, opening, mention.start)
    own = _sentence(text, other.start)
    if named and not stems(text, *named.span("noun")) & stems(text, own, other.end + 60):
        return None
    score = 3.0 - 3.0 * (mention.start - other.end) / REACH - 1.5 * math.log10(ratio)
    score += 0.5 if measure.event or measure.counted or other.unit else -0.5
    score += 0.4 if other.unit == "people" or measure.event in PERSON_EVENTS else 0.0
    score -= UNIT_LEFT_OUT * (other.kind != "quantity")
    score -= 2.0 * (measure.part or measure.added or measure.difference or measure.whole)
    leads = not any(
        own <= m.start < other.start and m.kind == "quantity" and (_ratio(m, mention) or RATIO) < RATIO
        for m in mentions
    )
    if other.start < start:
        score += 1.0 * leads
    elif _is_gapped(text, mention, text[opening : mention.start]):
        score += 1.5
    elif other.start >= opening:
        score -= 0.7
    if ratio == 1.0:
        score += 1.0
    score -= 0.8 * (measure.event == "wounded")  # told with the dead: a plain number is of these
    if _TOLL.search(words):
        score += 1.5 if measure.event == "killed" else -1.5
    if _CROWD.search(words):
        score += 1.0 if measure.event in ("attended", None) else -1.0
    shared = stems(text, start, mention.end + 60) & stems(text, own, other.end + 60)
    return score + 0.3 * min(3, len(shared))


def _ratio(a: FigureMention, b: FigureMention) -> float | None:
    """Return how many times the larger is of the smaller; None where one of them tells no size."""
    x, y = (m.low if m.low is not None else m.high for m in (a, b))
    if x is None or y is None or min(x, y) < 0:
        return None
    if min(x, y) == 0:
        return 1.5 if max(x, y) >= LEAST else None
    return max(x, y) / min(x, y) if min(x, y) >= LEAST else None


def _opening(text: str, offset: int) -> int:
    """Return where the statement that `offset` lies in begins."""
    return max((m.end() for m in _OPENS.finditer(text, max(0, offset - REACH), offset)), default=0)


def _sentence(text: str, offset: int) -> int:
    """Return where the sentence that `offset` lies in begins, a semicolon's too."""
    return max((m.end() for m in _ENDS.finditer(text, max(0, offset - 2 * REACH), offset)), default=0)
