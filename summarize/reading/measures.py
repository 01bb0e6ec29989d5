"""What a figure measures: the event, whom or what it counts, which side, which part, which time and place.

    read_measures(text, sentences, mentions) -> one Measure a mention, in order

The reader looks at the figure's own clause. An event word right before the figure ("killing 40") wins over one after it
("40 people dead"), that one over a farther one; a figure with none of its own takes that of the figure before it in a list
("44 dead", "61 aircraft, over 200 tanks"). All of it is words of the text: nothing is inferred that a reader could not point at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from summarize.reading.article_wide import as_article_tells, as_asked
from summarize.reading.circumstances import (
    ADDED,
    ADDED_AFTER,
    BACKGROUND,
    BEGAN,
    COMPARED,
    DIFFERENCE,
    ITSELF,
    LOCAL,
    LOCAL_BEFORE,
    LOSES,
    MAY_BE,
    PROJECTED,
    REPLACED,
    REPLACED_AFTER,
    TREATED,
    WHOLE,
    WIDE,
    WINDOW,
    classes_and_parties,
    counts_bodies,
    named_before,
    nearest,
    places_of,
    possessor,
)
from summarize.reading.clause_tokens import AUXILIARIES, WORD, clause_tokens, words_of
from summarize.reading.ellipsis import antecedent, is_of_another_thing, likeliest, names_nothing
from summarize.reading.event_words import EVENT_LABELS, EVENTS, NOMINAL_EVENT_WORDS, PERSON_EVENTS, WEAK_EVENT_WORDS
from summarize.reading.events import (
    Event,
    choose_event,
    event_in_apposition,
    event_in_noun,
    event_in_phrase,
    event_left,
    event_right,
    read_together,
)
from summarize.reading.figures import FigureMention
from summarize.reading.inheriting import inherit, is_denied, is_itemised, pass_back
from summarize.reading.losing import read_losing
from summarize.reading.measure import Measure
from summarize.reading.movements import event_of_movement
from summarize.reading.naming import named_before as named_before_figure
from summarize.reading.parts import classes_of_part, is_listed, is_of_a_whole, is_part
from summarize.reading.reach import reaches
from summarize.reading.restating import restated
from summarize.reading.sentences import Sentence

__all__ = ["Measure", "read_measures"]

TELLING_FROM = 20.0
"""A number from here up that one article has twice is the same figure."""
LEAD_IN = 90
"""Code points before a figure in which its circumstances are told."""
_FIGURE_NOUNS = frozenset("figure figures toll estimate count tally number total claim".split())
_FIGURE_OF = re.compile(r"\b(?:figure|count|tally|total|estimate)\s+of\s+[\"“‘']?$", re.IGNORECASE)
_THERE_ARE = re.compile(r"\bthere\s+(?:is|are|was|were)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
"""What tells how many there are, not what befell them."""
SUBJECT_WORDS = 2
"""Words before a verb in which its subject names a side ("Russian forces")."""
_PAST = ("ed", "down", "out", "up", "slew", "shot", "struck", "sank")
"""Endings of verbs that tell what somebody did."""
_PERFECT = frozenset({"has", "have", "had", "having"})
_ARE_AMONG = re.compile(r"\b(?:was|were|are|is)\s+among\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
"""What makes a figure count those told of before among others ("they were among 19 people killed")."""


def _without_verb(text: str, mention: FigureMention) -> FigureMention:
    """Return the mention with its noun phrase cut before a verb that headline capitals made part of it ("Five Injures")."""
    if mention.noun is None:
        return mention
    words = words_of(text, *mention.noun)
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
    measures = as_article_tells(text, mentions, measures)
    for before, at in pairwise(ordered):
        inherits = measures[at].part and mentions[at].kind == "quantity" and measures[at].event is None
        inherits = inherits and not _THERE_ARE.search(text, max(0, mentions[at].start - 30), mentions[at].number_start)
        if inherits and measures[before].event in PERSON_EVENTS:
            measures[at] = replace(measures[at], event=measures[before].event)
        meant = antecedent(text, at, mentions, measures) if names_nothing(text, mentions[at], measures[at]) else None
        if meant is not None:
            own = replace(
                measures[at], event=None, event_span=None, echoes=mentions[meant.at].start if meant.rival else None
            )
            measures[at] = inherit(text, own, measures[meant.at], whole_list=True)
            continue
        befell = measures[at].event_span if measures[at].event in PERSON_EVENTS else None
        earlier = [mentions[i] for i in ordered if mentions[i].start < mentions[at].start]
        rival = (
            restated(text, mentions[at], earlier, befell) if _may_restate(text, mentions[at], measures[at]) else None
        )
        if rival is not None:
            own = replace(measures[at], event=None, event_span=None, counted=None, echoes=rival.start)
            measures[at] = inherit(text, own, measures[mentions.index(rival)], whole_list=True)
        elif _says_only_figure(text, mentions[at], measures[at]):
            lead = likeliest(text, at, mentions, measures)
            if lead is not None:
                own = replace(measures[at], counted=None, echoes=mentions[lead].start)
                measures[at] = inherit(text, own, measures[lead], whole_list=True)
    measures = [as_asked(text, m, measure) for m, measure in zip(mentions, measures, strict=True)]
    return tuple(_named_elsewhere(text, mentions, measures))


def _may_restate(text: str, mention: FigureMention, measure: Measure) -> bool:
    """Say whether a figure may give another one anew: a count that has a noun or an event of its own does not."""
    if mention.kind != "quantity" or mention.unit or mention.noun:
        return True
    return measure.counted is None and measure.event not in EVENT_LABELS and not is_of_another_thing(text, mention)


def _named_elsewhere(text: str, mentions: Sequence[FigureMention], measures: Sequence[Measure]) -> list[Measure]:
    """Return the measures, one that names nothing taken from where the article gives its number with a name.

    "45,000 clog the centre" is the "45,000 marchers" of the text.
    """
    named = [
        (m, measure)
        for m, measure in zip(mentions, measures, strict=True)
        if m.kind == "quantity" and (measure.event in PERSON_EVENTS or measure.counted)
    ]
    found = []
    for mention, measure in zip(mentions, measures, strict=True):
        bare = mention.kind == "quantity" and not (measure.event or measure.counted or mention.unit)
        number = mention.low if mention.low is not None else mention.high
        home = next(
            (other for m, other in named if bare and number in (m.low, m.high) and number and number >= TELLING_FROM),
            None,
        )
        found.append(inherit(text, replace(measure, echoes=home.start), home, whole_list=True) if home else measure)
    return found


def _says_only_figure(text: str, mention: FigureMention, measure: Measure) -> bool:
    """Say whether the words call it a figure and no more: it measures what was spoken of.

    "The minister's 7,000 figure", "an earlier count of two".
    """
    if measure.event is not None or mention.kind != "quantity":
        return False
    if mention.noun is None and _FIGURE_OF.search(text, max(0, mention.start - LEAD_IN), mention.start):
        return True
    after = WORD.search(text, mention.number_end, mention.number_end + 20)
    return (
        after is not None and after[0].lower() in _FIGURE_NOUNS and not text[mention.number_end : after.start()].strip()
    )


def _bare(text: str, mention: FigureMention) -> Measure:
    """Return the measure of a figure outside every sentence: what its noun phrase tells."""
    start, end = mention.noun or (mention.start, mention.end)
    classes, parties = classes_and_parties(text, mention.noun)
    return Measure(start, end, counted=mention.noun, classes=classes, parties=parties)


def _read_sentence(text: str, sentence: Sentence, mentions: dict[int, FigureMention]) -> dict[int, Measure]:
    tokens = clause_tokens(text, sentence, mentions)
    places = [i for i, token in enumerate(tokens) if token.figure is not None]
    result: dict[int, Measure] = {}
    previous: Measure | None = None
    previous_at = -1
    taken: tuple[int, int] | None = None
    for at in places:
        index = tokens[at].figure
        assert index is not None
        mention = mentions[index]
        left = event_left(text, tokens, at, taken)
        right = event_right(text, tokens, at)
        event = choose_event(
            event_in_noun(text, mention), left, right, event_of_movement(text, tokens, at, bare=mention.noun is None)
        )
        if event is None and mention.noun is None:
            event = event_in_apposition(text, tokens, at)
        taken = (event.start, event.end) if event is not None and event is right else None
        event = read_together(text, tokens, read_losing(text, event, mention), mention)
        part = is_part(text, tokens, at, mention) or is_of_a_whole(text, sentence, mention, event)
        listed = previous is not None and is_listed(text, tokens, previous_at, at)
        measure = _measure(text, sentence, mention, event, part)
        before = [t.word for t in tokens[max(0, at - 4) : at]]
        replaced = any(before[i : i + 2] in (["up", "from"], ["down", "from"]) for i in range(len(before)))
        listed = listed or (previous is not None and replaced)
        if previous is not None and event is None and is_itemised(text, tokens[previous_at], tokens[at], mention):
            listed, measure = True, replace(measure, part=True)
        denied = previous is not None and is_denied(text, tokens[previous_at], tokens[at], mention)
        if previous is not None and (denied or ((listed or part) and mention.kind not in ("percent", "money"))):
            listed = listed or denied
            measure = inherit(text, measure, previous, whole_list=listed)
            if denied:
                measure = replace(measure, echoes=tokens[previous_at].start)
        result[index] = measure
        previous, previous_at = measure, at
    return pass_back(text, tokens, places, result)


def _measure(text: str, sentence: Sentence, mention: FigureMention, event: Event | None, part: bool) -> Measure:
    befell = event is not None and event.name in PERSON_EVENTS
    counted = mention.noun or (None if befell else named_before_figure(text, sentence, mention))
    if event is None and counted is not None and mention.noun is None:
        event = event_in_phrase(text, counted)
    classes, parties = classes_and_parties(text, counted)
    if not parties:
        parties = possessor(text, sentence, (mention.start, mention.noun[1] if mention.noun else mention.end))
    if event is not None and event.end <= mention.start:
        qualifying = _qualifying(text, sentence, event)
        named = classes_and_parties(text, qualifying)
        classes, parties = classes or named[0], parties or named[1]
        if not classes and (own := possessor(text, sentence, qualifying)):
            # A nation's own dead and wounded are its soldiers.
            classes, parties = frozenset({"combatant"}), parties or own
    if part and not classes:
        classes = classes_of_part(text, sentence, mention)
    start, end = mention.noun or (mention.start, mention.end)
    if event is not None:
        start, end = min(start, event.start), max(end, event.end)
    window = nearest(WINDOW, text, sentence, mention)
    places = places_of(text, sentence)
    opening = max(sentence.start, mention.start - LEAD_IN)
    lead_in = text[opening : mention.number_start]
    if not parties and (losing := LOSES.search(lead_in)):
        parties = named_before(text, sentence, opening + losing.start())
    return Measure(
        start=start,
        end=end,
        event=event.name if event else None,
        event_span=(event.start, event.end) if event else None,
        counted=counted,
        classes=classes,
        parties=parties,
        doers=_doers(text, sentence, mention, event),
        part=part,
        local=bool(LOCAL.match(text, max(mention.end, end), sentence.end))
        or bool(TREATED.match(text, max(mention.end, mention.noun[1] if mention.noun else 0), sentence.end))
        or bool(LOCAL_BEFORE.search(lead_in) or ITSELF.search(text, sentence.start, sentence.end))
        or counts_bodies(text, mention),
        added=bool(ADDED.search(lead_in.lower())) or bool(ADDED_AFTER.match(text, mention.number_end, sentence.end)),
        wide=bool(WIDE.search(text, sentence.start, sentence.end)),
        embracing=bool(_ARE_AMONG.search(lead_in)),
        whole=bool(WHOLE.search(lead_in)),
        difference=bool(DIFFERENCE.match(text, mention.number_end, sentence.end)),
        replaced=bool(REPLACED.search(lead_in) or REPLACED_AFTER.match(text, mention.number_end, sentence.end)),
        projected=bool(PROJECTED.search(text, max(sentence.start, mention.start - 70), mention.start))
        or bool(MAY_BE.match(text, max(mention.end, mention.noun[1] if mention.noun else 0), sentence.end)),
        background=_is_background(text, sentence, mention),
        window=window,
        place=next((s for s in places if s[0] >= mention.end), places[-1] if places else None),
        places=tuple(places),
    )


def _is_background(text: str, sentence: Sentence, mention: FigureMention) -> bool:
    """Say whether its statement places the figure outside the event of the day; when something began does not."""
    return any(
        reaches(text, (mention.start, mention.end), found.span())
        and not (found[0].lower().startswith("in ") and BEGAN.search(text, sentence.start, found.start()))
        and not (found.start() > mention.end and COMPARED.search(text, mention.end, found.start()))
        for found in BACKGROUND.finditer(text, sentence.start, sentence.end)
    )


def _doers(text: str, sentence: Sentence, mention: FigureMention, event: Event | None) -> frozenset[str]:
    """Return the side that is the subject of an active verb before the figure ("Russian forces had destroyed 311 tanks").

    The words between the side and the verb are few: farther off it is an address or an opponent. What a side loses is its own.
    """
    if event is None or event.end > mention.start or not text[event.start : event.end].lower().endswith(_PAST):
        return frozenset()
    before = [t for t in words_of(text, sentence.start, event.start) if t.word not in _PERFECT]
    if (before and before[-1].word in AUXILIARIES) or LOSES.search(text, sentence.start, mention.number_start):
        return frozenset()
    subject = before[-SUBJECT_WORDS:]
    return named_before(text, replace(sentence, start=subject[0].start), event.start) if subject else frozenset()


def _qualifying(text: str, sentence: Sentence, event: Event) -> tuple[int, int]:
    """Return the word before an event word that stands before its figure: "Russian losses: 498" names the side there."""
    words = words_of(text, max(sentence.start, event.start - 30), event.start)
    return (words[-1].start, words[-1].end) if words else (event.start, event.start)
