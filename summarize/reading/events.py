"""The event that befalls what a figure counts: found in its clause, left or right of it.

An event word right before the figure ("killing 40") wins over one after it ("40 people dead"), that one over a farther one. A
verb that no group of `event_words` holds is an event of its own if it stands next to the figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.reading.asides import CLAUSE_BREAKS, LONGEST, past_aside, past_modifier
from summarize.reading.clause_tokens import AUXILIARIES, WORD, Token, is_stopped, words_of
from summarize.reading.event_words import (
    EVENT_LABELS,
    EVENT_PHRASES,
    EVENTS,
    NOMINAL_EVENT_WORDS,
    PERSON_CLASSES,
    PERSON_EVENTS,
    WEAK_EVENT_WORDS,
)
from summarize.reading.figures import FigureMention
from summarize.reading.told_events import event_told
from summarize.reading.words import stem

REACH = 7
"""Words between a figure and its event word. Seven spans "40 members of the Al Qaeda-linked group were killed"."""
NEAR = 2
"""Words between an event word and a figure that it governs directly ("killing at least another 40")."""
_RIGHT_SKIP = AUXILIARIES | frozenset(
    "more others other people so far also reportedly confirmed feared believed thought to now already either left the in this "
    "later since including of its their his her from who which that have may might could would will said presumed "
    "officially".split()
)
_DETERMINERS = frozenset("the a an its their his her another some all other at least about further these those".split())
_SHOOTING = frozenset("shot shoot gunned stabbed beat leaving left".split())
_CLOSE = frozenset("ill held march protest rally prisoner captive hostage".split())
"""Words that tell what befell people, or what they do, only right after their number ("made 200 ill", "thousands march")."""
_BEFALLEN = ("ed", "hurt", "dead", "missing")
"""Endings of words for what befell those counted before them."""
_OBJECT_STARTS = frozenset("a an the its their his her our".split())
PART_BEFORE = frozenset("including include includes included among amongst comprising".split())
_THE = frozenset("the its their his official latest".split())
"""Words before a noun for those whom something befell."""
_APPOSITION = 90
"""Code points of what stands between commas after such a noun, at most."""
_OF = re.compile(r"\sof(?:\s+(?:the|its|his|her|their|those|these))?\s*$")
_DEAD = r"(?:killed|killing|dead|died|deaths?|fatalities)"
_HURT = r"(?:wounded|wounding|injured|injuring|hurt|injuries)"
_JOINT = r"\s+(?:and|or|and/or)\s+(?:(?:were|are|otherwise|badly|seriously|severely)\s+)?"
_TOGETHER = re.compile(rf"\b(?:{_DEAD}{_JOINT}{_HURT}|{_HURT}{_JOINT}{_DEAD})\b", re.IGNORECASE)
"""What counts the dead and the wounded in one number ("dozens were killed or wounded")."""
_ACTIVE = frozenset(
    "shot blew brought kill wound injure capture arrest detain destroy damage displace seize rescue kidnap abduct execute hang "
    "murder behead massacre slaughter slay".split()
)
"""Verbs of events that have another ending."""
_INTRANSITIVE = frozenset(
    "died dies perished perishes drowned succumbed fled flees survived survives arrived escaped".split()
)
"""Verbs for what one goes through, whatever follows them ("12 people died the same day")."""
_PASSIVE = frozenset("was were is are be been being got getting".split())
_BEFELL_BEFORE = frozenset("killed wounded casualties missing infected".split())
"""What is told of people for good, whatever else befell them: "12 who were wounded have been brought to hospital"."""
_MAY_FALL = frozenset(
    "men defenders heroes comrades members fellows countrymen sons partisans volunteers security".split()
)
"""Those who, beside soldiers, "fall"."""
_FALL_OTHERWISE = frozenset(
    "ill sick by to from into over behind short off out below under back apart victim asleep foul for silent down".split()
)
"""Words after "fell" that make it another verb than that for a death in battle."""
MOVES_TO = frozenset(
    "to at reach reached reaches hit hits pass passed passes exceed exceeded exceeds top topped tops surpass surpassed near "
    "nears stands stood is was number numbered numbers totalled totaled".split()
)
"""Words that lead from what is counted to its number."""
GIVEN = frozenset(
    "given give gave giving put quoted cited listed reported recorded stated told described number figure count total tally it "
    "them".split()
)
"""Words after which, as after what befell people, "as" leads to a number: "gave the dead as 45"."""
_CONDEMNED = frozenset("sentenced sentence sentences sentencing condemned".split())
"""Words before "to death" that leave who is meant alive."""
_NO_EVENTS = frozenset(
    "including included includes according being having during following regarding estimated reported alleged suspected "
    "believed expected projected combined united limited inside speaking adding saying citing counting "
    "totalling totaling totalled totaled reaching claimed added warned "
    "feared presumed remained counted confirmed announced recorded tallied registered listed noted posted "
    "revised updated involved involving embraced "
    "reached passed exceeded topped surpassed climbed jumped increased decreased dropped doubled tripled numbered "
    "suffered sustained received "
    "hundred indeed nothing something anything everything "
    "morning evening spring compared based related wanted needed armed masked wearing".split()
)
"""Words in -ed and -ing that are no event of what is counted."""


@dataclass(frozen=True)
class Event:
    """An event word found for a figure."""

    name: str
    """Group of `event_words`, or the verb's stem."""
    start: int
    """First code point of the word."""
    end: int
    """End, exclusive."""
    gap: int
    """Words between it and the figure."""


def _event_of(tokens: Sequence[Token], i: int) -> str | None:
    if i + 1 < len(tokens) and (phrase := EVENT_PHRASES.get((tokens[i].word, tokens[i + 1].word))):
        return phrase
    word = tokens[i].word
    if i + 2 < len(tokens) and tokens[i + 1].word == "to" and tokens[i + 2].word == "death" and word not in _CONDEMNED:
        return "killed"
    return EVENTS.get(word) or EVENTS.get(word.removesuffix("'s")) or event_told(tokens, i)


def _is_weak(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].word.removesuffix("'s") in WEAK_EVENT_WORDS and event_told(tokens, i) is None


def _open_event(word: str) -> str | None:
    """Return the event that a verb outside every group stands for: itself, without its ending ("flooded", "cancelling")."""
    return stem(word) if len(word) > 5 and word.endswith(("ed", "ing")) and word not in _NO_EVENTS else None


def _event_at(tokens: Sequence[Token], i: int) -> int:
    """Return the index of the last word of the event named at `i`: of the second where two name it ("laid off")."""
    phrase = i + 1 < len(tokens) and (tokens[i].word, tokens[i + 1].word) in EVENT_PHRASES
    return i + 1 if phrase else i


def _event_end(tokens: Sequence[Token], i: int) -> int:
    return tokens[_event_at(tokens, i)].end


def event_in_noun(text: str, mention: FigureMention) -> Event | None:
    """Return the event that the counted noun phrase itself names ("5 civilian deaths", "16 of the 79 injured")."""
    if mention.noun is None:
        return None
    words = words_of(text, *mention.noun)
    people = mention.unit == "people"
    if people and (befell := _befell(words[-1].word)):
        return Event(befell, words[-1].start, words[-1].end, 0)
    for token in reversed(words):
        if people and EVENTS.get(token.word) not in PERSON_EVENTS:
            continue
        if (event := EVENTS.get(token.word)) and (token.word in NOMINAL_EVENT_WORDS or token.word in WEAK_EVENT_WORDS):
            return Event(event, token.start, token.end, 0 if token.word in NOMINAL_EVENT_WORDS else REACH)
    return None


def event_in_phrase(text: str, phrase: tuple[int, int]) -> Event | None:
    """Return what befell people whom a phrase before their number names: "the hostages are 34", "the strikers numbered 900"."""
    last = words_of(text, *phrase)[-1]
    event = EVENTS.get(last.word)
    return Event(event, last.start, last.end, REACH) if event in PERSON_EVENTS else None


def event_left(text: str, tokens: Sequence[Token], at: int, taken: tuple[int, int] | None) -> Event | None:
    """Return the event word before the figure; `taken` is one that already belongs to the figure before ("40 killed and 12")."""
    gap = 0
    for i in range(at - 1, max(-1, at - 1 - REACH - 3), -1):
        token = tokens[i]
        gloss = i == at - 1 and text[token.end : tokens[at].start].strip() == ":"
        if token.figure is not None or (is_stopped(text, token.end, tokens[i + 1].start) and not gloss):
            return None
        event = _event_of(tokens, i) or (_open_event(token.word) if i == at - 1 else None)
        if (token.start, token.end) == taken:
            return None
        if (
            event
            and i > 0
            and tokens[i - 1].word == "those"
            and not _tells_how_many(tokens[_event_at(tokens, i) + 1 : at])
        ):
            return None  # "as well as those killed 160 were hurt": a phrase of its own
        label = gloss and token.word in NOMINAL_EVENT_WORDS
        if event and (label or not _is_weak(tokens, i) or token.word in ("lives", "life")):
            return Event(event, token.start, _event_end(tokens, i), gap)
        if token.word in CLAUSE_BREAKS and not (i == at - 1 and _gives(tokens, i)):
            return None
        gap += REACH - 1 if token.word in ("and", "or") else token.word not in _DETERMINERS
        if gap > REACH:
            return None
    return None


def event_in_apposition(text: str, tokens: Sequence[Token], at: int) -> Event | None:
    """Return what a noun says befell people whose number stands in commas after it: "The injured, 31 by its count, were"."""
    if at < 2 or text[tokens[at - 1].end : tokens[at].start].strip() != ",":
        return None
    named = tokens[at - 1]
    event = EVENTS.get(named.word)
    closes = text.find(",", tokens[at].end, tokens[at].end + _APPOSITION)
    if event not in PERSON_EVENTS or tokens[at - 2].word not in _THE or closes < 0:
        return None
    return Event(event, named.start, named.end, 1)


def _gives(tokens: Sequence[Token], i: int) -> bool:
    """Say whether "as" at `i` leads to a number: "gave the dead as 45"."""
    before = tokens[i - 1].word if i > 0 else ""
    return tokens[i].word == "as" and (before in GIVEN or before in EVENTS)


def _tells_how_many(between: Sequence[Token]) -> bool:
    """Say whether the words from a subject to a figure make it the number of the subject ("those injured were 71")."""
    return bool(between) and all(t.word in AUXILIARIES or t.word in MOVES_TO or t.word == "now" for t in between)


def event_right(text: str, tokens: Sequence[Token], at: int) -> Event | None:
    """Return the event word after the figure, unless the figure is the doer ("two bombers killed 40")."""
    begins = past_modifier(text, tokens, at)
    if begins and not any(_event_of(tokens, i) in _BEFELL_BEFORE for i in range(at + 1, begins)):
        befell = _event_from(text, tokens, at, begins)
        if befell is not None and befell.name in EVENT_LABELS:
            return befell
    return _event_from(text, tokens, at, at + 1)


def _event_from(text: str, tokens: Sequence[Token], at: int, begins: int) -> Event | None:
    """Return the event word for the figure at `at` from index `begins` on, where its clause goes on."""
    gap = 0
    auxiliary = passive = False
    there: Event | None = None
    past = begins if begins > at + 1 else 0
    for i in range(begins, min(len(tokens), begins + REACH + LONGEST + 5)):
        token = tokens[i]
        whole = token.figure is not None and _is_whole(tokens, at, i)
        if whole and (befell := _ends_with_event(token, gap)):
            return befell
        if whole or (token.figure is not None and tokens[i - 1].word in PART_BEFORE):
            continue
        if i < past:
            continue
        if i != past and is_stopped(text, tokens[i - 1].end, token.start):
            past = past_aside(text, tokens, at, i)
            if past < i:
                return there
            if past > i:
                continue
        if token.figure is not None:
            return there
        event = _event_of(tokens, i) or (_open_event(token.word) if auxiliary or i == at + 1 else None)
        if _fell(tokens, at, i):
            return Event("killed", token.start, token.end, gap)
        if event == "present" and token.word.startswith("carr"):
            return there  # "four bombers carrying grenades": what they have with them
        if event == "present":
            there = there or Event(event, token.start, _event_end(tokens, i), gap)
            continue
        if event and (not _is_weak(tokens, i) or (token.word in _CLOSE and i == at + 1)):
            if _heads_another(text, tokens, i):
                return there
            if (
                token.word == "held"
                and _event_end(tokens, i) == token.end
                and i + 1 < len(tokens)
                and not is_stopped(text, token.end, tokens[i + 1].start)
            ):
                return there
            if token.word.endswith("ing") and token.word not in ("missing", "being", "undergoing"):
                return None
            if _may_act(token.word) and not passive and _takes_object(text, tokens, _event_at(tokens, i)):
                return None
            if token.word == "dead" and tokens[i - 1].word in _SHOOTING and _takes_object(text, tokens, i):
                return None
            return Event(event, token.start, _event_end(tokens, i), gap)
        if token.word in CLAUSE_BREAKS and not _names_what_they_are(tokens, i):
            return there
        auxiliary = auxiliary or token.word in AUXILIARIES
        passive = passive or token.word in _PASSIVE
        gap += token.word not in _RIGHT_SKIP and not token.word.endswith("ly")
        if gap > REACH:
            return there
    return there


def _heads_another(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Say whether the word at `i` is a noun whose own number follows: "the dead at 149 and the wounded | at 1,403"."""
    if tokens[i - 1].word not in ("the", "those", "its", "their"):
        return False
    for j in range(i + 1, min(len(tokens), i + 4)):
        if is_stopped(text, tokens[j - 1].end, tokens[j].start):
            return False
        if tokens[j].figure is not None:
            return True
    return False


def _ends_with_event(counted: Token, gap: int) -> Event | None:
    """Return what befell those of a whole, where its noun tells it: "16 of the 79 injured"."""
    last = WORD.findall(counted.word)[-1]
    befell = _befell(last)
    return Event(befell, counted.end - len(last), counted.end, gap) if befell else None


def _befell(word: str) -> str | None:
    """Return the event of a word that names people by what befell them: "injured", "missing"."""
    event = EVENTS.get(word)
    told = event in PERSON_EVENTS and word.endswith(_BEFALLEN) and word not in WEAK_EVENT_WORDS
    return event if told else None


def _may_act(word: str) -> bool:
    """Say whether a word for an event, with no "was" before it, may be what those do who stand before it."""
    return (word.endswith(("ed", "rt", "es", "ls")) or word in _ACTIVE) and word not in _INTRANSITIVE


def _fell(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Say whether the word at `i` tells that those whom the figure counts fell in battle."""
    if tokens[i].word not in ("fell", "fallen"):
        return False
    counted = WORD.findall(tokens[at].word)
    fighters = any(PERSON_CLASSES.get(w) in ("combatant", "police") or w in _MAY_FALL for w in counted)
    return fighters and not (i + 1 < len(tokens) and tokens[i + 1].word in _FALL_OTHERWISE)


def _is_whole(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Say whether the figure at `i` is the whole of which that at `at` is a part: "two of the 45 hostages were freed"."""
    between = [t.word for t in tokens[at + 1 : i]]
    if not between:
        return _OF.search(tokens[at].word) is not None
    return between[0] == "of" and all(word in _DETERMINERS for word in between[1:])


def _names_what_they_are(tokens: Sequence[Token], i: int) -> bool:
    """Say whether "as" at `i` leads to what befell ("are listed as missing")."""
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    return tokens[i].word == "as" and tokens[i - 1].word.endswith("ed") and EVENTS.get(after) in PERSON_EVENTS


def _takes_object(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Say whether the verb at `i` goes on to an object: then the figure before it is the doer ("two bombers killed 40").

    A figure that something else befalls is none: "44 killed dozens injured" has lost its comma.
    """
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or is_stopped(text, tokens[i].end, following.start):
        return False
    if following.figure is None:
        return following.word in _OBJECT_STARTS
    after = tokens[i + 2].word if i + 2 < len(tokens) else ""
    return not (after.endswith(_BEFALLEN) and EVENTS.get(after) in PERSON_EVENTS - {EVENTS.get(tokens[i].word)})


def read_together(text: str, tokens: Sequence[Token], event: Event | None, mention: FigureMention) -> Event | None:
    """Return the event with "killed and wounded" read as both: casualties.

    Where a figure stands on either side of the two words, each has one of them ("12 dead and injured 40"), and who says that
    nobody was killed or wounded says each.
    """
    if event is None or event.name not in ("killed", "wounded") or mention.kind != "quantity" or mention.high == 0:
        return event
    opening, closing = tokens[0].start, tokens[-1].end
    both = next((m for m in _TOGETHER.finditer(text, opening, closing) if m.start() <= event.start < m.end()), None)
    if both is None:
        return event
    before = [i for i, t in enumerate(tokens) if t.end <= both.start()][-2:]
    after = [i for i, t in enumerate(tokens) if t.start >= both.end()][:1]
    sides = [any(tokens[i].figure is not None for i in some) for some in (before, after)]
    return event if all(sides) else replace(event, name="casualties", start=both.start(), end=both.end())


def choose_event(inside: Event | None, left: Event | None, right: Event | None, far: Event | None) -> Event | None:
    """Return which of the event words found for a figure is its own; `far` is the noun whose value it is."""
    near = _near_event(inside, left, right)
    if far is None or (near is not None and near.gap <= (0 if near is right else NEAR)):
        return near
    return far


def _near_event(inside: Event | None, left: Event | None, right: Event | None) -> Event | None:
    if inside is not None and inside.gap == 0:
        return inside
    if left is not None and right is not None and (left.name in EVENT_LABELS) != (right.name in EVENT_LABELS):
        return left if left.name in EVENT_LABELS else right
    if left is not None and right is not None and left.name in ("cost", "lost") and right.name in PERSON_EVENTS:
        return right  # "cost 64 people their lives", "put losses at 120 killed"
    if left is not None and right is not None and left.gap > 0 == right.gap and right.name in PERSON_EVENTS:
        return right  # "rescue teams found 46 people dead"
    if left is not None and left.gap <= NEAR:
        return left
    if right is not None and (left is None or right.gap <= left.gap):
        return right
    return left or right or inside
