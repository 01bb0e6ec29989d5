"""The event that befalls what a figure counts: found in its clause, left or right of it.

An event word right before the figure ("killing 40") wins over one after it ("40 people dead"), that one over a farther one. A
verb that no group of `event_words` holds is an event of its own if it stands next to the figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.reading.event_words import (
    EVENT_LABELS,
    EVENT_PHRASES,
    EVENTS,
    NOMINAL_EVENT_WORDS,
    PERSON_EVENTS,
    WEAK_EVENT_WORDS,
)
from summarize.reading.figures import FigureMention
from summarize.reading.sentences import Sentence
from summarize.reading.words import stem

WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*")
_STOPS = re.compile(r"[;:–—]|,(?!\d)|\.\s|\n")
REACH = 7
"""Words between a figure and its event word. Seven spans "40 members of the Al Qaeda-linked group were killed"."""
NEAR = 2
"""Words between an event word and a figure that it governs directly ("killing at least another 40")."""
_COUNTS = frozenset("number numbers total count tally".split())
"""Nouns that make the event after them a value ("the number of people killed in the north climbed to 41")."""
_FAR = 26
"""Words between a noun and the value that it reaches: subjects of news sentences are long."""
_MOVES_TO = frozenset(
    "to at reach reached reaches hit hits pass passed passes exceed exceeded exceeds top topped tops surpass surpassed near "
    "nears stands stood is was number numbered numbers totalled totaled".split()
)
AUXILIARIES = frozenset("was were is are be been being has have had having got getting".split())
_RIGHT_SKIP = AUXILIARIES | frozenset(
    "more others other people so far also reportedly confirmed feared believed thought to now already either left the in this "
    "later since including of its their his her from who which that have may might could would will said presumed "
    "officially".split()
)
_DETERMINERS = frozenset("the a an its their his her another some all other at least about further these those".split())
_SHOOTING = frozenset("shot shoot gunned stabbed beat leaving left".split())
_CLOSE = frozenset({"ill", "held"})
"""Words that tell what befell people only right after their number ("made 200 ill", "three held")."""
_BEFALLEN = ("ed", "hurt", "dead", "missing")
"""Endings of words for what befell those counted before them."""
_OBJECT_STARTS = frozenset("a an the its their his her our".split())
PART_BEFORE = frozenset("including include includes included among amongst comprising".split())
_PLURAL = frozenset({"were", "have"})
_SINGULAR = frozenset({"was", "has"})
"""Verbs that, right after a comma, go on with the clause before an aside."""
_OF = re.compile(r"\sof(?:\s+(?:the|its|his|her|their|those|these))?\s*$")
_ASIDE = 12
"""Words of such an aside, at most."""
_DEAD = r"(?:killed|killing|dead|died|deaths?|fatalities)"
_HURT = r"(?:wounded|wounding|injured|injuring|hurt|injuries)"
_JOINT = r"\s+(?:and|or|and/or)\s+(?:(?:were|are|otherwise|badly|seriously|severely)\s+)?"
_TOGETHER = re.compile(rf"\b(?:{_DEAD}{_JOINT}{_HURT}|{_HURT}{_JOINT}{_DEAD})\b", re.IGNORECASE)
"""What counts the dead and the wounded in one number ("dozens were killed or wounded")."""
_ACTIVE = frozenset("shot blew brought".split())
"""Verbs of events that have another ending in the past."""
_GIVEN = frozenset(
    "given give gave giving put quoted cited listed reported recorded stated told described number figure count total tally it "
    "them".split()
)
"""Words after which, as after what befell people, "as" leads to a number: "gave the dead as 45"."""
_CONDEMNED = frozenset("sentenced sentence sentences sentencing condemned".split())
"""Words before "to death" that leave who is meant alive."""
_CLAUSE_BREAKS = frozenset("while after when before as but although though because whereas whose where until".split())
_NO_EVENTS = frozenset(
    "including included includes according being having during following regarding estimated reported alleged suspected "
    "believed expected projected combined united limited inside speaking adding saying citing counting "
    "totalling totaling totalled totaled reaching claimed added warned "
    "feared presumed remained counted confirmed announced recorded tallied registered listed noted posted "
    "revised updated involved involving "
    "reached passed exceeded topped surpassed climbed jumped increased decreased dropped doubled tripled numbered "
    "suffered sustained received "
    "hundred indeed nothing something anything everything "
    "morning evening spring compared based related wanted needed armed masked wearing".split()
)
"""Words in -ed and -ing that are no event of what is counted."""


@dataclass(frozen=True)
class Token:
    """A word of a sentence, or a figure with the noun phrase it counts."""

    start: int
    """First code point."""
    end: int
    """End, exclusive."""
    word: str
    """In lower case, apostrophes straight."""
    figure: int | None
    """Index of the mention, for a figure with its counted noun phrase."""


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


def clause_tokens(text: str, sentence: Sentence, mentions: dict[int, FigureMention]) -> list[Token]:
    """Return the words of a sentence, each figure with its counted noun phrase as one token."""
    tokens: list[Token] = []
    cursor = sentence.start
    for index, mention in sorted(mentions.items(), key=lambda item: item[1].start):
        end = max(mention.end, mention.noun[1] if mention.noun and mention.noun[0] >= mention.start else 0)
        end = min([end, *(m.start for m in mentions.values() if m.start >= mention.end)])
        tokens += words_of(text, cursor, mention.start)
        tokens.append(Token(mention.start, end, text[mention.start : end].lower(), index))
        cursor = max(cursor, end)
    return tokens + words_of(text, cursor, sentence.end)


def words_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words of `text[start:end]`."""
    return [Token(m.start(), m.end(), m[0].lower().replace("’", "'"), None) for m in WORD.finditer(text, start, end)]


def _event_of(tokens: Sequence[Token], i: int) -> str | None:
    if i + 1 < len(tokens) and (phrase := EVENT_PHRASES.get((tokens[i].word, tokens[i + 1].word))):
        return phrase
    word = tokens[i].word
    if i + 2 < len(tokens) and tokens[i + 1].word == "to" and tokens[i + 2].word == "death" and word not in _CONDEMNED:
        return "killed"
    return EVENTS.get(word) or EVENTS.get(word.removesuffix("'s"))


def _open_event(word: str) -> str | None:
    """Return the event that a verb outside every group stands for: itself, without its ending ("flooded", "cancelling")."""
    return stem(word) if len(word) > 5 and word.endswith(("ed", "ing")) and word not in _NO_EVENTS else None


def _event_at(tokens: Sequence[Token], i: int) -> int:
    """Return the index of the last word of the event named at `i`: of the second where two name it ("laid off")."""
    phrase = i + 1 < len(tokens) and (tokens[i].word, tokens[i + 1].word) in EVENT_PHRASES
    return i + 1 if phrase else i


def _event_end(tokens: Sequence[Token], i: int) -> int:
    return tokens[_event_at(tokens, i)].end


def _stopped(text: str, start: int, end: int) -> bool:
    return bool(_STOPS.search(text, start, end))


def event_in_noun(text: str, mention: FigureMention) -> Event | None:
    """Return the event that the counted noun phrase itself names ("5 civilian deaths")."""
    if mention.noun is None:
        return None
    words = words_of(text, *mention.noun)
    people = mention.unit == "people"
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
        if token.figure is not None or (_stopped(text, token.end, tokens[i + 1].start) and not gloss):
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
        if event and (label or token.word not in WEAK_EVENT_WORDS or token.word in ("lives", "life")):
            return Event(event, token.start, _event_end(tokens, i), gap)
        if token.word in _CLAUSE_BREAKS and not (i == at - 1 and _gives(tokens, i)):
            return None
        gap += REACH - 1 if token.word in ("and", "or") else token.word not in _DETERMINERS
        if gap > REACH:
            return None
    return None


def _gives(tokens: Sequence[Token], i: int) -> bool:
    """Say whether "as" at `i` leads to a number: "gave the dead as 45"."""
    before = tokens[i - 1].word if i > 0 else ""
    return tokens[i].word == "as" and (before in _GIVEN or before in EVENTS)


def _tells_how_many(between: Sequence[Token]) -> bool:
    """Say whether the words from a subject to a figure make it the number of the subject ("those injured were 71")."""
    return bool(between) and all(t.word in AUXILIARIES or t.word in _MOVES_TO or t.word == "now" for t in between)


def event_of_movement(tokens: Sequence[Token], at: int) -> Event | None:
    """Return the noun whose value the figure is, far to its left ("the death toll from the floods in the south rose to 86")."""
    bound = tokens[at].word.split(maxsplit=1)[0] in _MOVES_TO  # "topped 9,000" is one figure, bound and all
    if at == 0 or not (bound or tokens[at - 1].word in _MOVES_TO):
        return None
    for i in range(at - 1 if bound else at - 2, max(-1, at - _FAR), -1):
        token = tokens[i]
        event = EVENTS.get(token.word)
        counted = event in PERSON_EVENTS and any(t.word in _COUNTS for t in tokens[max(0, i - 5) : i])
        if token.figure is None and event and (token.word in NOMINAL_EVENT_WORDS or counted):
            return Event(event, token.start, token.end, REACH)
    return None


def event_right(text: str, tokens: Sequence[Token], at: int) -> Event | None:
    """Return the event word after the figure, unless the figure is the doer ("two bombers killed 40")."""
    gap = 0
    auxiliary = False
    there: Event | None = None
    past = 0
    for i in range(at + 1, min(len(tokens), at + 1 + REACH + _ASIDE + 5)):
        token = tokens[i]
        if token.figure is not None and (tokens[i - 1].word in PART_BEFORE or _is_whole(tokens, at, i)):
            continue
        if i < past:
            continue
        if i != past and _stopped(text, tokens[i - 1].end, token.start):
            past = _past_aside(text, tokens, at, i)
            if past < i:
                return there
            if past > i:
                continue
        if token.figure is not None:
            return there
        event = _event_of(tokens, i) or (_open_event(token.word) if auxiliary or i == at + 1 else None)
        if event == "present" and token.word.startswith("carr"):
            return there  # "four bombers carrying grenades": what they have with them
        if event == "present":
            there = there or Event(event, token.start, _event_end(tokens, i), gap)
            continue
        if event and (token.word not in WEAK_EVENT_WORDS or (token.word in _CLOSE and i == at + 1)):
            if (
                token.word == "held"
                and _event_end(tokens, i) == token.end
                and i + 1 < len(tokens)
                and not _stopped(text, token.end, tokens[i + 1].start)
            ):
                return there
            if token.word.endswith("ing") and token.word not in ("missing", "being"):
                return None
            active = token.word.endswith(("ed", "rt", "es", "ls")) or token.word in _ACTIVE
            does = active and not auxiliary and token.word != "fled"
            if does and _takes_object(text, tokens, _event_at(tokens, i)):
                return None
            if token.word == "dead" and tokens[i - 1].word in _SHOOTING and _takes_object(text, tokens, i):
                return None
            return Event(event, token.start, _event_end(tokens, i), gap)
        if token.word in _CLAUSE_BREAKS and not _names_what_they_are(tokens, i):
            return there
        auxiliary = auxiliary or token.word in AUXILIARIES
        gap += token.word not in _RIGHT_SKIP and not token.word.endswith("ly")
        if gap > REACH:
            return there
    return there


def _is_whole(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Say whether the figure at `i` is the whole of which that at `at` is a part: "two of the 45 hostages were freed"."""
    return i == at + 1 and _OF.search(tokens[at].word) is not None


def _past_aside(text: str, tokens: Sequence[Token], at: int, i: int) -> int:
    """Return where a clause goes on whose words a comma before index `i` interrupts: 0 if it does not.

    "Dozens of people, among them nine children, | were killed": a verb after a comma has its subject before the aside.
    """
    if text[tokens[i - 1].end : tokens[i].start].strip() != ",":
        return 0
    goes_on = _PLURAL if tokens[at].word.split(maxsplit=1)[0] not in ("one", "1") else _SINGULAR
    if tokens[i].word in goes_on:
        return i
    for j in range(i + 1, min(len(tokens), i + _ASIDE)):
        if text[tokens[j - 1].end : tokens[j].start].strip() == ",":
            return j if tokens[j].word in goes_on | {"had"} else 0
        if _stopped(text, tokens[j - 1].end, tokens[j].start) or tokens[j].word in _PLURAL | _SINGULAR:
            return 0
    return 0


def _names_what_they_are(tokens: Sequence[Token], i: int) -> bool:
    """Say whether "as" at `i` leads to what befell ("are listed as missing")."""
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    return tokens[i].word == "as" and tokens[i - 1].word.endswith("ed") and EVENTS.get(after) in PERSON_EVENTS


def _takes_object(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Say whether the verb at `i` goes on to an object: then the figure before it is the doer ("two bombers killed 40").

    A figure that something else befalls is none: "44 killed dozens injured" has lost its comma.
    """
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or _stopped(text, tokens[i].end, following.start):
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


def choose_event(inside: Event | None, left: Event | None, right: Event | None) -> Event | None:
    """Return which of the event words found for a figure is its own."""
    if inside is not None and inside.gap == 0:
        return inside
    if left is not None and right is not None and (left.name in EVENT_LABELS) != (right.name in EVENT_LABELS):
        return left if left.name in EVENT_LABELS else right
    if left is not None and right is not None and left.name in ("cost", "lost") and right.name in PERSON_EVENTS:
        return right  # "cost 64 people their lives", "put losses at 120 killed"
    if left is not None and left.gap <= NEAR:
        return left
    if right is not None and (left is None or right.gap <= left.gap):
        return right
    return left or right or inside
