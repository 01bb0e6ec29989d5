"""What a figure measures: the event, whom or what it counts, which side, which part, which time and place.

    read_measures(text, sentences, mentions) -> one Measure a mention, in order

The reader looks at the figure's own clause. An event word right before the figure ("killing 40") wins over one after it
("40 people dead"), that one over a farther one; a figure with none of its own takes that of the figure before it in a list
("44 dead", "61 aircraft, over 200 tanks"). All of it is words of the text: nothing is inferred that a reader could not point at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.reading.event_words import (
    EVENT_LABELS,
    EVENT_PHRASES,
    EVENTS,
    GENERIC_PERSONS,
    LOSING,
    NOMINAL_EVENT_WORDS,
    PARTIES,
    PERSON_CLASSES,
    PERSON_EVENTS,
    WEAK_EVENT_WORDS,
)
from summarize.reading.figures import FigureMention
from summarize.reading.sentences import Sentence
from summarize.reading.words import stem

__all__ = ["Measure", "read_measures"]

_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*")
_STOPS = re.compile(r"[;:–—]|,(?!\d)|\.\s|\n")
_REACH = 7
"""Words between a figure and its event word. Seven spans "40 members of the Al Qaeda-linked group were killed"."""
_NEAR = 2
"""Words between an event word and a figure that it governs directly ("killing at least another 40")."""

ELLIPSIS_REACH, ELLIPSIS_FROM, ELLIPSIS_RATIO = 300, 10.0, 20.0
"""A bare figure counts what the one before it did: within two sentences, from ten up, and in one order of size."""

_FAR = 26
"""Words between a noun and the value that it reaches: subjects of news sentences are long."""
_MOVES_TO = frozenset("to at reached reaches hit hits passed exceeded topped surpassed stands stood is was".split())

_AUXILIARIES = frozenset("was were is are be been being has have had having got getting".split())
_RIGHT_SKIP = _AUXILIARIES | frozenset(
    "more others other people so far also reportedly confirmed feared believed thought to now already either left the in this "
    "later since including of its their his her from who which that have may might could would will said presumed officially".split()
)
_DETERMINERS = frozenset("the a an its their his her another some all other at least about further these those".split())
_OBJECT_STARTS = frozenset("a an the its their his her our".split())
_PART_BEFORE = frozenset("including include includes included among amongst comprising".split())
_CLAUSE_BREAKS = frozenset("while after when before as but although though because whereas whose where until".split())
_NO_EVENTS = frozenset(
    "including included includes according being having during following regarding estimated reported alleged suspected believed expected projected "
    "combined united limited inside speaking adding saying citing counting totalling totaling reaching claimed added warned "
    "counted confirmed announced recorded tallied registered listed noted posted revised updated involved involving "
    "hundred indeed nothing something morning evening spring compared based related wanted needed armed masked wearing".split()
)
"""Words in -ed and -ing that are no event of what is counted."""

_FIGURE_NOUNS = frozenset("figure figures toll estimate count tally number total claim".split())
_VERBLESS = frozenset(
    "and or plus with from of the a an in at by to for as well other another over more than least about some".split()
)

_WINDOW = re.compile(
    r"\b(?:(?:in|over|during|within|for)\s+(?:the\s+|a\s+)?(?:past|last|previous|preceding|first|next|space\s+of)?\s*"
    r"(?:\w+[\s-]+)?(?:hours?|days?|weeks?|months?|years?|decades?|nights?|quarter)\b"
    r"|since\s+(?:the\s+)?(?:start|beginning|outbreak|onset|launch)(?:\s+of\s+[\w’' -]{3,30}?(?=[,.;]|\s+(?:and|in|on|by)\b|$))?"
    r"|since\s+(?:[\w’']+\s+){0,4}?(?:began|started|erupted|broke\s+out|invaded|\d{4}|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|last\s+\w+)"
    r"|(?:for|over|in)\s+the\s+(?:full|whole|financial)\s+year|in\s+the\s+(?:\w+\s+)?quarter|(?:first|second|third|fourth)[\s-]quarter"
    r"|(?:last|this|previous)\s+(?:week|month|year|quarter|season|night|weekend)|so\s+far\s+this\s+year|year[\s-]on[\s-]year"
    r"|(?:on\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|yesterday|overnight|today)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:(?:civil\s+)?(?:war|conflict|uprising|crisis|revolt|insurgency|pandemic)(?:s)?\s+(?:has|had|have|which|that|began|broke|"
    r"erupted|started|in\s+which|is\s+estimated)"
    r"|since\s+(?:[\w’']+\s+){0,5}?(?:19|20)\d\d\b"
    r"|in\s+(?:(?:early|late|mid|January|February|March|April|May|June|July|August|September|October|November|December)[\s-]+)*(?:19|20)\d\d\b"
    r"|in\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:last|previous)\s+(?:year|month)|(?:a\s+)?(?:year|month|decade)s?\s+(?:ago|earlier)|"
    r"(?:two|three|four|five|six|several|\d+)[\s-]years?[\s-](?:old|long|conflict|war)|(?:in|during)\s+the\s+(?:first|second)\s+world\s+war"
    r"|in\s+(?:a\s+)?(?:separate|previous|earlier|similar)\b|elsewhere)",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\s*(?:(?:were|was|been|have|had)\s+)*(?:\w+\s+){0,2}?(?:in|at|inside)\s+(?:the|that)\s+"
    r"(?:town|city|village|district|neighbou?rhood|area|camp|hospital|school|building|suburb|province)\b(?!\s+of\b)"
)
_ADDED = re.compile(r"\b(?:further|another|additional|extra)\b(?:[^.;]{0,20})$")
_PROJECTED = re.compile(
    r"\b(?:could|might|may|would|will|shall|expect(?:s|ed|ing)?|forecasts?|project(?:s|ed)|predict(?:s|ed|ing)?|anticipat\w+|guid(?:ed|ance)|"
    r"target(?:s|ed|ing)?|plans?\s+to|planned|aims?|hopes?|fear(?:s|ed)?|wants?\s+to|set\s+to|due\s+to|about\s+to|to\s+(?:cut|pay|spend|raise|hire|lose|build))\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
_DEMONYM = re.compile(r"\b[A-Z][a-z]{3,}(?:ian|ean|ese|ish|ari|andi|ani|eni|ali|oni|ari|eki|aki|uri)\b")
_PLACE = re.compile(
    r"\b(?:in|at|near|around|across|outside|inside|on|over)\s+(?:the\s+)?(?:(?:[a-z]+(?:ern|al)|town|city|village|province|district|"
    r"neighbou?rhood|region|suburb|port|capital|island|state|county|area)\s+(?:of\s+)?)*"
    r"((?:al-|el-|ar-|as-)?[A-Z][\w’'-]+(?:[\s-](?:al-|el-|de\s|of\s)?[A-Z][\w’'-]+){0,2})"
)
_NOT_PLACES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec facebook twitter telegram".split()
)


@dataclass(frozen=True)
class Measure:
    """What one figure measures. Offsets are into the article's text, end exclusive."""

    start: int
    """First code point of the words that name the measure."""
    end: int
    """End of those words."""
    event: str | None = None
    """Group of the event word, see `EVENTS`; None if the clause has none."""
    event_span: tuple[int, int] | None = None
    """The event word."""
    counted: tuple[int, int] | None = None
    """The counted noun phrase, own or taken over from the list's first member."""
    classes: frozenset[str] = frozenset()
    """Classes of person the counted noun phrase names; empty for people in general and for things."""
    parties: frozenset[str] = frozenset()
    """Nations or sides the counted noun phrase names."""
    part: bool = False
    """Whether the words say that it is a part of another figure ("including 14 children")."""
    local: bool = False
    """Whether the words confine it to one place ("killed in the town", "12 bodies in the morgue")."""
    added: bool = False
    """Whether it comes on top of a figure before it ("a further nine", "another 12")."""
    projected: bool = False
    """Whether the words give it as a forecast, a plan or a possibility ("could reach 10,000")."""
    background: bool = False
    """Whether the words place it outside the event of the day (a whole war, last year)."""
    window: tuple[int, int] | None = None
    """Words of the time window."""
    place: tuple[int, int] | None = None
    """Words of the place."""
    places: tuple[tuple[int, int], ...] = ()
    """Words of every place that the sentence names."""


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: str
    figure: int | None
    """Index of the mention, for a figure with its counted noun phrase."""


@dataclass(frozen=True)
class _Event:
    name: str
    start: int
    end: int
    gap: int
    """Words between it and the figure."""


def _without_verb(text: str, mention: FigureMention) -> FigureMention:
    """Return the mention with its noun phrase cut before a verb that headline capitals made part of it ("Five Injures")."""
    if mention.noun is None:
        return mention
    words = _words(text, *mention.noun)
    if not words or words[-1].word not in EVENTS or words[-1].word in NOMINAL_EVENT_WORDS | WEAK_EVENT_WORDS:
        return mention
    return replace(mention, noun=(mention.noun[0], words[-2].end) if len(words) > 1 else None)


def read_measures(text: str, sentences: Sequence[Sentence], mentions: Sequence[FigureMention]) -> tuple[Measure, ...]:
    """Return what each of `mentions` measures, in order; mentions outside every sentence get an empty measure."""
    mentions = [_without_verb(text, m) for m in mentions]
    found: dict[int, Measure] = {}
    ordered = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    position = 0
    for sentence in sentences:
        while position < len(ordered) and mentions[ordered[position]].start < sentence.start:
            position += 1
        inside: list[int] = []
        while position < len(ordered) and mentions[ordered[position]].start < sentence.end:
            inside.append(ordered[position])
            position += 1
        if inside:
            found.update(_read_sentence(text, sentence, {i: mentions[i] for i in inside}))
    measures = [found.get(i) or _bare(text, m) for i, m in enumerate(mentions)]
    for before, at in zip(ordered, ordered[1:], strict=False):
        if measures[at].part and measures[at].event is None and measures[before].event in PERSON_EVENTS:
            measures[at] = replace(measures[at], event=measures[before].event)
        if _says_only_figure(text, mentions[at], measures[at]) or _is_elliptic(text, mentions[before], mentions[at], measures[at]):
            measures[at] = _inherit(
                replace(measures[at], counted=None), _lead(text, ordered, mentions, measures, before), whole_list=True
            )
    return tuple(measures)


def _says_only_figure(text: str, mention: FigureMention, measure: Measure) -> bool:
    """Say whether the words call it a figure and no more ("the minister's 7,000 figure"): it measures what was spoken of."""
    if measure.event is not None or mention.kind != "quantity":
        return False
    after = _WORD.search(text, mention.number_end, mention.number_end + 20)
    return (
        after is not None and after[0].lower() in _FIGURE_NOUNS and not text[mention.number_end : after.start()].strip()
    )


def _is_elliptic(text: str, before: FigureMention, mention: FigureMention, measure: Measure) -> bool:
    """Say whether the figure names nothing that it counts, so that it counts what the one before it did ("the union spoke of 180,000")."""
    if mention.kind != "quantity" or before.kind != "quantity" or measure.event or measure.counted or mention.unit:
        return False
    gap = text[before.end : mention.start]
    low, high = before.low or before.high or 0.0, mention.low or mention.high or 0.0
    return len(gap) < ELLIPSIS_REACH and min(low, high) >= ELLIPSIS_FROM and max(low, high) <= ELLIPSIS_RATIO * min(low, high)


def _lead(
    text: str, ordered: Sequence[int], mentions: Sequence[FigureMention], measures: Sequence[Measure], before: int
) -> Measure:
    """Return the measure of the first figure of the paragraph that `before` stands in."""
    start = text.rfind("\n", 0, mentions[before].start) + 1
    first = next(i for i in ordered if mentions[i].start >= start)
    return measures[first] if measures[first].event else measures[before]


def _bare(text: str, mention: FigureMention) -> Measure:
    """Return the measure of a figure outside every sentence: what its noun phrase tells."""
    start, end = mention.noun or (mention.start, mention.end)
    classes, parties = _classes_and_parties(text, mention.noun)
    return Measure(start, end, counted=mention.noun, classes=classes, parties=parties)


def _read_sentence(text: str, sentence: Sentence, mentions: dict[int, FigureMention]) -> dict[int, Measure]:
    tokens = _tokens(text, sentence, mentions)
    places = [i for i, token in enumerate(tokens) if token.figure is not None]
    result: dict[int, Measure] = {}
    previous: Measure | None = None
    previous_at = -1
    taken: tuple[int, int] | None = None
    for at in places:
        index = tokens[at].figure
        assert index is not None
        mention = mentions[index]
        left = _event_left(text, tokens, at, taken)
        right = _event_right(text, tokens, at)
        event = _choose(_event_in_noun(text, mention), left, right) or _event_of_movement(tokens, at)
        taken = (event.start, event.end) if event is not None and event is right else None
        event = _of_losing(text, event, mention)
        part = _is_part(text, tokens, at)
        listed = previous is not None and _is_listed(text, tokens, previous_at, at)
        measure = _measure(text, sentence, mention, event, part)
        before = [t.word for t in tokens[max(0, at - 4) : at]]
        if previous is not None and before[-3:-1] in (["up", "from"], ["down", "from"]) or before[-2:] in (["up", "from"], ["down", "from"]):
            listed = True
        if previous is not None and (listed or part) and mention.kind not in ("percent", "money"):
            measure = _inherit(measure, previous, whole_list=listed)
        result[index] = measure
        previous, previous_at = measure, at
    return _pass_back(text, tokens, places, result)


def _tokens(text: str, sentence: Sentence, mentions: dict[int, FigureMention]) -> list[_Token]:
    tokens: list[_Token] = []
    cursor = sentence.start
    for index, mention in sorted(mentions.items(), key=lambda item: item[1].start):
        end = max(mention.end, mention.noun[1] if mention.noun and mention.noun[0] >= mention.start else 0)
        end = min([end, *(m.start for m in mentions.values() if m.start >= mention.end)])
        tokens += _words(text, cursor, mention.start)
        tokens.append(_Token(mention.start, end, text[mention.start : end].lower(), index))
        cursor = max(cursor, end)
    return tokens + _words(text, cursor, sentence.end)


def _words(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(m.start(), m.end(), m[0].lower().replace("’", "'"), None) for m in _WORD.finditer(text, start, end)]


def _event_of(tokens: Sequence[_Token], i: int) -> str | None:
    if i + 1 < len(tokens) and (phrase := EVENT_PHRASES.get((tokens[i].word, tokens[i + 1].word))):
        return phrase
    word = tokens[i].word
    return EVENTS.get(word) or EVENTS.get(word.removesuffix("'s"))


def _open_event(word: str) -> str | None:
    """Return the event that a verb outside every group stands for: itself, without its ending ("flooded", "cancelling")."""
    return stem(word) if len(word) > 5 and word.endswith(("ed", "ing")) and word not in _NO_EVENTS else None


def _event_end(tokens: Sequence[_Token], i: int) -> int:
    """Return the end of the event word at `i`, of both words where two name it ("laid off")."""
    phrase = i + 1 < len(tokens) and (tokens[i].word, tokens[i + 1].word) in EVENT_PHRASES
    return tokens[i + 1 if phrase else i].end


def _stopped(text: str, start: int, end: int) -> bool:
    return bool(_STOPS.search(text, start, end))


def _event_in_noun(text: str, mention: FigureMention) -> _Event | None:
    """Return the event that the counted noun phrase itself names ("5 civilian deaths")."""
    if mention.noun is None:
        return None
    words = _words(text, *mention.noun)
    people = mention.unit == "people"
    for token in reversed(words):
        if people and EVENTS.get(token.word) not in PERSON_EVENTS:
            continue
        if (event := EVENTS.get(token.word)) and (token.word in NOMINAL_EVENT_WORDS or token.word in WEAK_EVENT_WORDS):
            return _Event(event, token.start, token.end, 0 if token.word in NOMINAL_EVENT_WORDS else _REACH)
    return None


def _event_left(text: str, tokens: Sequence[_Token], at: int, taken: tuple[int, int] | None) -> _Event | None:
    """Return the event word before the figure; `taken` is one that already belongs to the figure before ("40 killed and 12")."""
    gap = 0
    for i in range(at - 1, max(-1, at - 1 - _REACH - 3), -1):
        token = tokens[i]
        gloss = i == at - 1 and text[token.end : tokens[at].start].strip() == ":"
        if token.figure is not None or (_stopped(text, token.end, tokens[i + 1].start) and not gloss):
            return None
        event = _event_of(tokens, i) or (_open_event(token.word) if i == at - 1 else None)
        if (token.start, token.end) == taken:
            return None
        if event and (token.word not in WEAK_EVENT_WORDS or token.word in ("lives", "life")):
            return _Event(event, token.start, _event_end(tokens, i), gap)
        if token.word in _CLAUSE_BREAKS:
            return None
        gap += _REACH - 1 if token.word in ("and", "or") else token.word not in _DETERMINERS
        if gap > _REACH:
            return None
    return None


def _event_of_movement(tokens: Sequence[_Token], at: int) -> _Event | None:
    """Return the noun whose value the figure is, far to its left ("the death toll from the floods in the south rose to 86")."""
    if at == 0 or tokens[at - 1].word not in _MOVES_TO:
        return None
    for i in range(at - 2, max(-1, at - _FAR), -1):
        token = tokens[i]
        if token.figure is None and token.word in NOMINAL_EVENT_WORDS and (event := EVENTS.get(token.word)):
            return _Event(event, token.start, token.end, _REACH)
    return None


def _event_right(text: str, tokens: Sequence[_Token], at: int) -> _Event | None:
    gap = 0
    auxiliary = False
    for i in range(at + 1, min(len(tokens), at + 1 + _REACH + 5)):
        token = tokens[i]
        if token.figure is not None and tokens[i - 1].word in _PART_BEFORE:
            continue
        if token.figure is not None or _stopped(text, tokens[i - 1].end, token.start):
            return None
        event = _event_of(tokens, i) or (_open_event(token.word) if auxiliary or i == at + 1 else None)
        if event and token.word not in WEAK_EVENT_WORDS:
            if token.word.endswith("ing") and token.word != "missing":
                return None
            if not auxiliary and token.word.endswith(("ed", "rt", "es", "ls")) and _takes_object(text, tokens, i):
                return None
            return _Event(event, token.start, _event_end(tokens, i), gap)
        if token.word in _CLAUSE_BREAKS:
            return None
        auxiliary = auxiliary or token.word in _AUXILIARIES
        gap += token.word not in _RIGHT_SKIP and not token.word.endswith("ly")
        if gap > _REACH:
            return None
    return None


def _takes_object(text: str, tokens: Sequence[_Token], i: int) -> bool:
    """Say whether the verb at `i` goes on to an object: then the figure before it is the doer ("two bombers killed 40")."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or _stopped(text, tokens[i].end, following.start):
        return False
    return following.figure is not None or following.word in _OBJECT_STARTS


def _of_losing(text: str, event: _Event | None, mention: FigureMention) -> _Event | None:
    """Return the event with "lost" read by its object: people lost are killed, things destroyed, money stays lost."""
    if event is None or text[event.start : event.end].lower() not in LOSING or mention.kind != "quantity":
        return event
    return replace(event, name="killed" if mention.unit in ("people", None) else "destroyed")


def _choose(inside: _Event | None, left: _Event | None, right: _Event | None) -> _Event | None:
    if inside is not None and inside.gap == 0:
        return inside
    if left is not None and right is not None and (left.name in EVENT_LABELS) != (right.name in EVENT_LABELS):
        return left if left.name in EVENT_LABELS else right
    if left is not None and left.gap <= _NEAR:
        return left
    if right is not None and (left is None or right.gap <= left.gap):
        return right
    return left or right or inside


def _is_part(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Say whether the words make the figure a part of another ("including 14 children", "12 of them", "15 dead among the ranks")."""
    if any(t.word in _PART_BEFORE for t in tokens[max(0, at - 3) : at] if t.figure is None):
        return True
    ahead = [t.word for t in tokens[at + 1 : at + 5]]
    if ahead[:1] == ["of"] and ahead[1:2] in (["them"], ["whom"], ["which"], ["these"], ["those"], ["the"]):
        return True
    if "among" not in ahead or ahead[ahead.index("among") + 1 :][:1] in (["them"], ["whom"], ["those"]):
        return False
    between = ahead[: ahead.index("among")]
    return all(word in _AUXILIARIES or word in EVENTS for word in between)


def _is_listed(text: str, tokens: Sequence[_Token], first: int, second: int) -> bool:
    """Say whether the figure at `second` goes on a list that the one at `first` is in."""
    between = tokens[first + 1 : second]
    gap = text[tokens[first].end : tokens[second].start]
    if ";" in gap or ". " in gap or "\n" in gap or len(between) > _REACH:
        return False
    if not between:
        return True
    return (
        between[-1].word in ("and", "or", "plus", "with")
        or gap.rstrip().endswith(",")
        or all(t.word in _VERBLESS for t in between)
    )


def _inherit(measure: Measure, previous: Measure, *, whole_list: bool) -> Measure:
    if measure.event is None:
        measure = replace(measure, event=previous.event, event_span=previous.event_span)
    if measure.counted is None and whole_list and not measure.part:
        measure = replace(measure, counted=previous.counted, classes=previous.classes, parties=previous.parties)
    return replace(measure, background=measure.background or previous.background)


def _pass_back(
    text: str, tokens: Sequence[_Token], places: Sequence[int], found: dict[int, Measure]
) -> dict[int, Measure]:
    """Let a part take the event of the whole that follows it ("ten children were among at least 48 people killed")."""
    for at, following in zip(places, places[1:], strict=False):
        first, second = tokens[at].figure, tokens[following].figure
        assert first is not None
        assert second is not None
        if found[first].event is None and found[second].event is not None:
            between = tokens[at + 1 : following]
            conjoined = 0 < len(between) <= _NEAR and between[-1].word in ("and", "or")
            if found[first].part or conjoined or any(t.word in ("of", "among") for t in between[:3]):
                found[first] = replace(
                    found[first],
                    event=found[second].event,
                    event_span=found[second].event_span,
                    part=found[first].part or any(t.word in ("of", "among") for t in between[:3]),
                )
    return found


def _measure(text: str, sentence: Sentence, mention: FigureMention, event: _Event | None, part: bool) -> Measure:
    classes, parties = _classes_and_parties(text, mention.noun)
    if not parties:
        parties = _possessor(text, sentence, mention)
    if event is not None and event.end <= mention.start:
        named = _classes_and_parties(text, _qualifying(text, sentence, event))
        classes, parties = classes or named[0], parties or named[1]
    start, end = mention.noun or (mention.start, mention.end)
    if event is not None:
        start, end = min(start, event.start), max(end, event.end)
    window = _nearest(_WINDOW, text, sentence, mention)
    places = _places(text, sentence)
    return Measure(
        start=start,
        end=end,
        event=event.name if event else None,
        event_span=(event.start, event.end) if event else None,
        counted=mention.noun,
        classes=classes,
        parties=parties,
        part=part,
        local=bool(_LOCAL.match(text, max(mention.end, end), sentence.end)) or _counts_bodies(text, mention),
        added=bool(_ADDED.search(text[max(sentence.start, mention.start - 24) : mention.end + 1].lower())),
        projected=bool(_PROJECTED.search(text, max(sentence.start, mention.start - 70), mention.start)),
        background=bool(_BACKGROUND.search(text, sentence.start, sentence.end)),
        window=window,
        place=next((s for s in places if s[0] >= mention.end), places[-1] if places else None),
        places=tuple(places),
    )


def _qualifying(text: str, sentence: Sentence, event: _Event) -> tuple[int, int]:
    """Return the word before an event word that stands before its figure: "Russian losses: 498" names the side there."""
    words = _words(text, max(sentence.start, event.start - 30), event.start)
    return (words[-1].start, words[-1].end) if words else (event.start, event.start)


def _possessor(text: str, sentence: Sentence, mention: FigureMention) -> frozenset[str]:
    """Return the nation or side that "its" and "their" stand for: the last one named before the figure ("Moscow … of its troops")."""
    around = text[mention.start : mention.noun[1] if mention.noun else mention.end]
    if not re.search(r"\b(?:its|their|our)\b", around):
        return frozenset()
    named = [PARTIES.get(t.word.removesuffix("'s")) for t in _words(text, sentence.start, mention.start)]
    return frozenset([party for party in named if party][-1:])


def _counts_bodies(text: str, mention: FigureMention) -> bool:
    """Say whether bodies are counted: where somebody saw them, so not all the dead."""
    return mention.noun is not None and any(
        t.word in ("bodies", "body", "corpses") for t in _words(text, *mention.noun)
    )


def _classes_and_parties(text: str, noun: tuple[int, int] | None) -> tuple[frozenset[str], frozenset[str]]:
    if noun is None:
        return frozenset(), frozenset()
    words = [t.word.removesuffix("'s") for t in _words(text, *noun)]
    words += [part for word in words if "-" in word for part in word.split("-")]
    return (
        frozenset(PERSON_CLASSES[w] for w in words if w in PERSON_CLASSES and w not in GENERIC_PERSONS),
        frozenset(PARTIES[w] for w in words if w in PARTIES) or _demonyms(text, noun),
    )


def _demonyms(text: str, noun: tuple[int, int]) -> frozenset[str]:
    """Return the nations outside the table that a noun phrase names by their adjective ("Vesmari troops")."""
    return frozenset(m[0].lower() for m in _DEMONYM.finditer(text, *noun) if m[0].lower() not in PERSON_CLASSES)


def _nearest(pattern: re.Pattern[str], text: str, sentence: Sentence, mention: FigureMention) -> tuple[int, int] | None:
    spans = [m.span() for m in pattern.finditer(text, sentence.start, sentence.end)]
    return min(spans, key=lambda s: min(abs(s[0] - mention.end), abs(mention.start - s[1])), default=None)


def _places(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    found = _PLACE.finditer(text, sentence.start, sentence.end)
    return [m.span(1) for m in found if m[1].split()[0].lower() not in _NOT_PLACES]
