"""The subject of a clause that tells how many there are: "the hotels it runs number 6,700", "arrests have risen to 312".

    subject_before(text, start, mention)    # (first code point, end) of "hotels"; None where no such clause leads to the figure

What stands beside its number needs none of this; here the noun stands before a verb, with all that is said of it between.
"""

from __future__ import annotations

import re

from summarize.reading.event_words import EVENTS
from summarize.reading.figures import FigureMention
from summarize.reading.nouns import is_plural
from summarize.reading.people import is_person

__all__ = ["subject_before"]

REACH = 160
"""Code points before a figure in which the subject of its clause begins."""
LONGEST = 4
"""Words of a subject's noun phrase."""
OLDEST = 110.0
"""Below it, what persons "were" may be their age."""

_MAY = r"(?:(?:will|would|could|may|might|must|should|can|did|does|do|has|have|had|to)\s+)?"
_BY_NOW = r"(?:(?:now|since|already|also|together|alone|currently|officially|eventually|still|later|quickly|soon)\s+)*"
_BEING = r"(?:is|are|was|were|(?:has|have|had)\s+been|(?:will|would|could|may|might|must|should)\s+be|remain(?:s|ed)?)"
_PUT_AT = (
    r"(?:put|estimated|reported|said|believed|thought|known|expected|given|listed|set|recorded|revised|reckoned)"
    r"(?:\s+(?:up|down))?(?:\s+(?:at|to\s+be|as|to))?"
)
_AMOUNTS = (
    r"number(?:s|ed)?|total(?:s|led|ed)?|exceed(?:s|ed)?|pass(?:es|ed)?|surpass(?:es|ed)?|top(?:s|ped)?|hit|reach(?:es|ed)?"
    r"|(?:c[ao]mes?|amount(?:s|ed)?|r[au]ns?|add(?:s|ed)?\s+up)\s+to|st(?:ands?|ood)\s+at"
)
_MOVED = (
    r"(?:r[io]ses?|risen|rising|climb(?:s|ed)?|f[ae]lls?|fallen|gr[eo]ws?|grown|drop(?:s|ped)?|decreased?|increased?|jump(?:s|ed)?"
    r"|surged?|soared|shot\s+up|sank|shr[au]nk|declined?|dwindled|swell(?:s|ed)?|doubled|tripled|edged\s+up|went\s+up|gone\s+up"
    r"|came\s+down|slipped|plunged|tumbled)"
)
_TO = r"(?:[\w-]+ly\s+)?(?:from\s+[\w.,]+\s+)?(?:by\s+[\w.,]+(?:\s+(?:per\s+cent|percent|%))?\s+)?to"
_HEDGES = (
    r"(?:\s+(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|under|least|most|up|to|closer|roughly"
    r"|approximately|no|not|even|now|as|many|few|close|well|an|estimated|exactly|precisely|between|above|below|beyond|hardly|barely"
    r"|upwards|of))*"
)
_PREDICATE = re.compile(
    rf"\s+{_MAY}{_BY_NOW}(?:(?P<be>{_BEING})(?:\s+(?P<now>now|still|already|currently|officially))?(?:\s+(?P<told>{_PUT_AT}))?"
    rf"|{_AMOUNTS}|{_MOVED}\s+{_TO}){_HEDGES}\s*[\"“‘']?$",
    re.IGNORECASE,
)
"""What says how many its subject is."""
_COLON = re.compile(
    r"\s*(?:(?:found|so\s+far|in\s+all|to\s+date|today|affected|involved|available)\s*)?:\s*[\"“‘']?$", re.IGNORECASE
)
"""What heads a number in a list or a box: "Violations found: 1,480"."""
_OPENS = re.compile(
    r"[.;:!?\n–—•·]\s*|\s-\s|,\s+(?:and|but|while|as|so)\s+|,\s+|\b(?:said|says|say|added|adds|believes?|estimates?|claims?|claimed|reports?"
    r"|reported|announced|found|showed?|shows|told\s+(?:[\w’'-]+\s+){1,4}?)\s+(?:that\s+)?|\bthat\s+|\b(?:but|while|whereas|because|although"
    r"|though|as|when|if)\s+",
    re.IGNORECASE,
)
"""What stands before a clause."""
_ASIDE = re.compile(r",[^,.;:!?\n]{3,70},$")
_DETERMINERS = frozenset(
    "the a an its their his her our your my these those all this that each such other both total overall combined "
    "current".split()
)
_ENDS_PHRASE = frozenset(
    "of in on at for about from with without under to by across aboard among near around during inside outside over between "
    "against after since who that which whom whose it they he she we where still now already not also more per".split()
)
_COUNTS = frozenset("number numbers list tally count total register roll stock".split())
"""Nouns for a count of what "of" leads to."""
_COLLECTIVES = frozenset(
    "population membership workforce fleet garrison enrolment enrollment audience circulation readership capacity "
    "headcount herd congregation electorate crew personnel staff".split()
)
"""Nouns in the singular that a number may be the size of."""
_NOTHING = frozenset(
    "figures figure numbers number tolls toll counts count tallies tally totals total estimates estimate sums sum records record "
    "results findings data statistics losses others ones levels level reports details prices rates shares costs temperatures "
    "scores odds chances times hours days weeks months years ages".split()
)
"""Nouns that tell nothing of what is counted, or that are measured, not counted."""
_OF_AN_AGE = frozenset(
    "boy boys girl girls brother brothers sister sisters man men woman women child children student students pupil pupils "
    "teenager teenagers suspect suspects victim victims son sons daughter daughters couple twins defendant defendants".split()
)
_LISTED = frozenset(
    "hostages prisoners passengers patients refugees survivors evacuees detainees voters members victims".split()
)
"""Persons who in a list are counted; others speak there ("Organisers: 45,000")."""
_AFTER_NOUN = frozenset("available present alive dead hit shot found".split())
"""Words without such an ending that may follow their noun: "the beds available are 240"."""
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_FINITE = frozenset("is are was were has have had said says told will would could did does".split())
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def subject_before(text: str, start: int, mention: FigureMention) -> tuple[int, int] | None:
    """Return where the noun phrase stands that a clause from `start` on says a figure is the number of; None where none does."""
    left = text[max(start, mention.number_start - REACH) : mention.number_start]
    offset = mention.number_start - len(left)
    colon = _COLON.search(left)
    told = colon or _PREDICATE.search(left)
    if told is None:
        return None
    subject = left[: told.start()]
    aside = None if colon else _ASIDE.search(subject)
    subject = subject[: aside.start()] if aside else subject
    opens = max((m.end() for m in _OPENS.finditer(subject)), default=0)
    found = _noun_phrase(subject, opens)
    if found is None:
        return None
    words = _WORD.findall(subject[slice(*found)])
    head = words[-1].lower()
    if colon and (len(_WORD.findall(subject[opens:])) > LONGEST or (is_person(head) and head not in _LISTED)):
        return None
    if not colon and told["be"] and not (told["told"] or told["now"]) and _may_be_age(head, mention):
        return None
    return offset + found[0], offset + found[1]


def _may_be_age(head: str, mention: FigureMention) -> bool:
    return head in _OF_AN_AGE and max(mention.low or 0.0, mention.high or 0.0) < OLDEST


def _noun_phrase(clause: str, opens: int) -> tuple[int, int] | None:
    """Return where the head phrase of the subject stands that a clause begins with, without what follows its noun."""
    words = list(_WORD.finditer(clause, opens))
    if any(m[0].lower() in _FINITE for m in words):
        return None
    phrase: list[re.Match[str]] = []
    for at, m in enumerate(words):
        word = m[0].lower()
        if word in _ENDS_PHRASE or (phrase and is_plural(phrase[-1][0].lower()) and _is_participle(word)):
            if word == "of" and phrase and phrase[-1][0].lower() in _COUNTS and at + 1 < len(words):
                return _noun_phrase(clause, words[at + 1].start())
            break
        if m[0].endswith(_POSSESSIVE):
            phrase = []
        elif phrase or word not in _DETERMINERS:
            phrase.append(m)
    if not 1 <= len(phrase) <= LONGEST or any(m[0].lower() in ("and", "or") for m in phrase):
        return None
    head = phrase[-1][0].lower()
    if head in _NOTHING or not (is_plural(head) or head in _COLLECTIVES):
        return None
    return phrase[0].start(), phrase[-1].end()


def _is_participle(word: str) -> bool:
    return word in EVENTS or word.endswith("ed") or word in _AFTER_NOUN
