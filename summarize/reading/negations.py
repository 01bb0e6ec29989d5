"""Read what a plain "not" negates: the clause, the word that it turns on, and whether it says that nobody came to harm.

    read_negations(text, start, end)      # "Monitors said no shells hit the school" turns on "shells"

Most sentences with a "not" deny nothing that anybody would say: what is not known, not wanted, not possible, not so yet, or
stands in a clause of time, reason or condition. Those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.reading.words import stem, stems

__all__ = ["LIGHT", "Harm", "Negation", "kin", "read_negations"]

MOST_TURNING = 2
"""Words at the head of what is negated, on each of which a negation may turn ("no chemical weapons")."""

Harm = frozenset[str]
"""What befalls people: `killed`, `wounded`."""

_NOT = re.compile(
    r"\b(?P<none>(?:no\s+(?!one\b)|not\s+(?:a\s+single|one\s+single|a|an|any|one)\s+|none\s+of\s+|neither\s+of\s+|zero\s+|without\s+(?:any\s+|a\s+single\s+|causing\s+(?:any\s+)?)?"
    r"(?=(?:bloodshed|casualt|injur|loss|victim|death|fatalit)))[\"“”]?)"
    r"|\b(?P<nobody>nobody|no[\s-]one|none(?=\s+(?:was|were|did|had|has|of|is|are)\b))\b"
    r"|\b(?P<not>not|never|(?:do|does|did|was|were|is|are|has|have|had)n['’]?t)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"[;:,(]|[\"“”]|\s[-–—]\s|\b(?:that|but|and|nor|or|while|whereas|although|though|because|since|if|unless|until|till|when|where|after|before|as|who|whom|"
    r"which|whose|than|so|insist(?:s|ed)|sa(?:id|ys))\b",
    re.IGNORECASE,
)
_LEADS_OFF = frozenset(
    "because since if unless until till when where as who whom which whose than so after before".split()
)
"""What opens a clause in which a "not" denies nothing: reasons, conditions, times, relatives."""
_END = re.compile(
    r"[.;:,()?!]|[”\"]|\s[-–—]\s|\b(?:but|while|whereas|although|though|because|since|if|unless|until|till|when|where|who|whom|which|whose|as|and\s+(?:that|the|it|he|she|they)|"
    r"before\s+\w+ing|after\s+\w+ing|sa(?:id|ys)|told|according\s+to)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:would|will|can|could|should|may|might|must|shall|to|wo|ca)\s*$", re.IGNORECASE)
_NO_DENIAL = frozenset(
    stem(w)
    for w in """know knew known think believe say said tell told comment want expect understand name named mention
    hear heard
    confirm confirmed verify verified respond reply answer need mean seem appear remember recall like wish intend plan
    agree only yet enough even all every always much many necessarily far long longer often quite so very more less fewer just
    sure clear certain able
    identify identified disclose disclosed specify specified elaborate reveal revealed release released immediately available
    reason doubt question way intention idea word choice matter wonder surprise problem hope chance need coincidence secret
    exact precise official immediate serious significant major further additional other new claim rush hurry
    number numbers figure figures toll count data time group list official officially own cause lack shortage different
    unusual uncommon rare afraid alone new same possible easy good bad great late early exactly really particularly entirely
    return returned speak spoke show showed shown expected ready willing allowed let care feel sleep stop stopped""".split()
) | frozenset("yet far so all even much many only but just more less quite very too".split())
"""Stems of words on which, right after a "not", no denial turns: what is not known or wanted, degrees, counts withheld."""
LIGHT = frozenset(
    stem(w)
    for w in """carry carried carrying out conduct conducted launch launched hold held give gave given make made take took taken
    receive received suffer suffered find found see seen saw register registered record recorded use used
    add added have had has been being be get got going done do did put come came go went any such sign signs evidence trace traces
    indication indications proof involve involved commit committed sustain sustained report reported bring brought single
    whatsoever left gone there kind sort part place""".split()
)
"""Stems of words that carry the one on which a denial turns: "did not *carry out* a strike", "no *sign* of a strike"."""
_NP_END = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|did|do|does|would|will|could|can|may|might|in|on|at|from|among|to|that|who|which|by|with|for|when|near|"
    r"over|about|of|against|between|during|there|took|takes|happened|occurred|came|lost|left|hit|struck|fell|flew|fired|died|reached|entered|broke|went|anywhere|whatever|whatsoever)\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|most|many|some|half|several|few|others?|another|rest|each|every|both)\b",
    re.IGNORECASE,
)
"""A subject that is but a part: that four did not board does not gainsay that 70 did."""
_COMPARED = re.compile(
    r"\b(?:(?:as|so)\s+(?:many|much|few)|since|ever|before(?=\s*[.,;”\"])|longer|yet|(?:among|of)\s+(?:them|these|those)|like\s+(?:it|this|that|these)|bigger|larger|greater|higher|worse|better|stronger|fewer|united|more\s+than|other\s+than|such\s+an?|any\s?more|so\s+far|until)\b",
    re.IGNORECASE,
)
_AUXILIARY = frozenset("was were is are be been being having has have had did do does could can would will".split())
_CAN = re.compile(r"\b(?:can|could|would|will|may|might)\b", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:pray|hop(?:e|ing)|wish|fear|assum|promis)\w*\b", re.IGNORECASE)
_CONTRASTED = re.compile(r"^\W*$|\bit\s+(?:was|is)\s*$", re.IGNORECASE)
"""Before a "not" that opens its clause ("captured, not killed") or parts two ("it was not the pilot but")."""
_ANAPHOR = re.compile(r"\b(?:this|that|it|they)\b[\s\w]{0,12}$", re.IGNORECASE)
_OCCURRED = re.compile(
    r"\b(?:took\s+place|(?:ha[sd]|have)\s+(?:taken\s+place|happened|occurred|been\s+\w+)|happened|occurred|(?:was|were)\s+\w+)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"(?:(?:did|was|were|had|has|is|are|have|do|does|so|the\s+case|happen(?:ed)?)\s*){0,2}(?:so)?", re.IGNORECASE
)
"""What is left of a clause that says no more than "none did", "it had not", "that is not so"."""
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")
_THERE = re.compile(
    r"\bthere\s+(?:was|were|is|are|has\s+been|have\s+been|had\s+been|being)\s*(?:(?:simply|absolutely|now|also|still)\s+)?$|\btherefore\s*$",
    re.IGNORECASE,
)
_HARMED = {
    "killed": re.compile(
        r"\b(?:kill(?:ed|s)?|died?|dead|deaths?|fatalit\w+|los(?:t|ses|s\s+of\s+life)|bloodshed|casualt\w+|victims?|perished|harm(?:ed)?)\b",
        re.IGNORECASE,
    ),
    "wounded": re.compile(r"\b(?:wounded|injur\w+|hurt|harm(?:ed)?|casualt\w+|victims?|bloodshed)\b", re.IGNORECASE),
}
_OWN = re.compile(
    r"\b(?:it|we|they|he|she)\s+(?:has|have|had|suffered|sustained|took|lost|deplores?)\s*$", re.IGNORECASE
)
"""Whoever has no dead of their own may have killed others."""
_SPEECH = re.compile(
    r"\b(?:sp[eo]ak\w*|spoke|giv\w+|gave|publish\w*|releas\w*|nam(?:e|es|ed|ing)|put|puts|admit\w*|mention\w*|refer\w*|know\w*|knew|heard|aware)\b(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_AUX_ENDS = re.compile(r"\b(?:did|had|has|have|does|do|was|were|is|are)\s*$", re.IGNORECASE)
_DID = re.compile(r"\b(?:did|had|has|have|does|do)\s*$", re.IGNORECASE)
_RESTRICTED = re.compile(
    r"\b(?:serious(?:ly)?|severe(?:ly)?|major|significant|further|additional|more|other|new|immediate(?:ly)?|life-threatening|critical(?:ly)?|reports?|word|confirmed|else|but|except|official|numbers?|figures?|counts?|tolls?|data|breakdown|details|estimates?|fewer|less)\b",
    re.IGNORECASE,
)
_KIN = """
    fighter rebel militant insurgent gunman jihadist guerrilla band
    body corpse grave
    bomb explosive grenade
    plane jet aircraft warplane helicopter
    weapon arm gun rifle
    promise pledge
    ballot vote
    rigging fraud irregularity
    ransom paid payment settled
    illness case patient
"""
_KIND = {stem(w): line.split()[0] for line in _KIN.strip().splitlines() for w in line.split()}


@dataclass(frozen=True)
class Negation:
    """A clause that a plain "not" negates. Offsets into the text, end exclusive."""

    trigger: tuple[int, int]
    """The "not"."""
    clause: tuple[int, int]
    """The clause that it stands in."""
    turning: tuple[str, ...]
    """Stems of the words that it turns on, the first one first."""
    harm: Harm
    """What it says befell nobody; empty where it is about something else."""
    exists: bool
    """Whether it says that there is none, or that none took place."""
    such: bool
    """Whether it speaks of what was said before ("no such", "none did")."""
    verbal: bool
    """Whether it negates the verb of its clause ("was not", "did not")."""


def kin(stem: str) -> str:
    """Return the stem that stands for all words of like meaning."""
    return _KIND.get(stem, stem)


def read_negations(text: str, start: int, end: int) -> list[Negation]:
    """Return what the plain negations in `text[start:end]` negate, in order; those that deny nothing are left out."""
    return list(_read(text, start, end))


def _read(text: str, start: int, end: int) -> Iterator[Negation]:
    for found in _NOT.finditer(text, start, end):
        opened = list(_BOUND.finditer(text, start, found.start()))
        opener = opened[-1] if opened else None
        if opener is not None and opener[0].lower() in _LEADS_OFF:
            continue
        first = opener.end() if opener else start
        stop = _END.search(text, found.end(), end)
        if stop is not None and stop[0] in '"”' and not text[found.end() : stop.start()].split()[2:]:
            # A quotation of a word or two ("no “civilian” was hurt") ends no clause.
            stop = _END.search(text, stop.end(), end) or stop
        last = stop.start() if stop else end
        negated, before = text[found.end() : last], text[first : found.start()]
        if found["not"] and (_MODAL.search(before) or _CONTRASTED.search(before)):
            continue
        apposed = found["not"] and opener is not None and opener[0] == "," and not before.split()[1:]
        subject = text[max(start, first - 40) : found.start()] if apposed else before
        if _PARTIAL.search(subject) or _COMPARED.search(text, found.start(), min(end, last + 20)):
            continue
        if (found["none"] and _CAN.search(negated)) or _WISHED.search(text, start, found.start()):
            continue
        heard = [stem(w) for w in negated.lower().split()[:4] if w not in _AUXILIARY]
        bare = found["none"] is None and _ELLIPSIS.fullmatch(negated.strip(" ,.")) is not None
        of_them = found[0].lower().split()[0] in ("none", "neither")
        if not bare and (
            (found["nobody"] and heard[:1] and heard[0] in _NO_DENIAL) or (of_them and {*heard} & _NO_DENIAL)
        ):
            continue
        if of_them and _PARTIAL.search(text, start, found.start()):
            continue
        harm = _harm(negated, before, bool(found["not"]))
        turning = _turning(negated, noun=bool(found["none"]))
        closed = stop is None or stop[0] in '.;,!"”'
        bare = bare and closed and (found["nobody"] or _ANAPHOR.search(before)) is not None
        if not turning and not harm and not bare:
            continue
        exists = bool(found["none"]) and (_THERE.search(before) or _OCCURRED.search(negated)) is not None
        such = re.search(r"\bsuch\b", negated) is not None or bare
        verbal = bool(found["not"]) and (
            _AUX_ENDS.search(before) is not None or found[0].lower().endswith(("n't", "n’t"))
        )
        yield Negation(found.span(), (first, last), turning, harm, exists, such, verbal)


def _turning(negated: str, *, noun: bool) -> tuple[str, ...]:
    """Return what a negation turns on: the head of the noun phrase after "no", the first verb or noun after "not"."""
    words = [m for m in _WORD.finditer(negated) if m[0].lower() not in _AUXILIARY]
    if not words or stem(words[0][0].lower()) in _NO_DENIAL:
        return ()
    if noun:
        end = _NP_END.search(negated)
        phrase = [m[0] for m in words if end is None or m.end() <= end.start()]
        told = [s for s in map(_content, phrase) if s]
        if told:
            return (*reversed(told[-MOST_TURNING:]),)
    agent = re.search(r"\bby\b", negated)
    return tuple(s for s in (_content(m[0]) for m in words if agent is None or m.end() <= agent.start()) if s)[:1]


def _content(word: str) -> str:
    """Return the stem of a content word; empty for others."""
    (found, *_) = (*stems(word, 0, len(word)), "")
    return "" if found in LIGHT or found in _NO_DENIAL or word.lower().endswith("ly") else found


def _harm(negated: str, before: str, by_not: bool) -> Harm:
    """Return what a clause says befell nobody. "Was not killed" is about one person, and says nothing of others."""
    if _RESTRICTED.search(negated) or _OWN.search(before) or _SPEECH.search(before):
        return frozenset()
    if by_not and not (
        _DID.search(before) and re.match(r"\s+(?:cause|lead|result|claim|kill|harm|hurt|injure|wound)\b", negated)
    ):
        return frozenset()
    return frozenset(event for event, words in _HARMED.items() if words.search(negated[:70]))
