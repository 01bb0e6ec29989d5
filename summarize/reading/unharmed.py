"""Read where a plain "not" says that nobody came to harm: the clause, and what befell nobody.

    read_unharmed(text, start, end)      # "Monitors said no civilian was killed" -> that somebody was killed

Most sentences with a "not" deny nothing that anybody would say: what is not known, not wanted, not possible, not so yet, or
stands in a clause of time, reason or condition. Those are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Unharmed", "read_unharmed"]

_NOT = re.compile(
    r"""
      \b(?P<none>
        (?:
          no\s+(?!one\b)
        | not\s+(?:a\s+single|one\s+single|a|an|any|one)\s+
        | none\s+of\s+ | neither\s+of\s+ | zero\s+
        | without\s+(?:any\s+|a\s+single\s+|causing\s+(?:any\s+)?)?(?=(?:bloodshed|casualt|injur|loss|victim|death|fatalit))
        )
        [\"“”]?
      )
    | \b(?P<nobody>nobody|no[\s-]one|none(?=\s+(?:was|were|did|had|has|of|is|are)\b))\b
    | \b(?P<not>not|never|(?:do|does|did|was|were|is|are|has|have|had)n['’]?t)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPENS = re.compile(
    r"""
      [;:,(]
    | [\"“”]
    | \s[-–—]\s
    | \b(?:
        that|but|and|nor|or|while|whereas|although|though|because|since|if|unless|until|till|when|where|after|before
      | as|who|whom|which|whose|than|so
      | insist(?:s|ed)|sa(?:id|ys)
      )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What opens a clause."""
_LEADS_OFF = frozenset(
    "because since if unless until till when where as who whom which whose than so after before".split()
)
"""What opens a clause in which a "not" denies nothing: reasons, conditions, times, relatives."""
_CLOSES = re.compile(
    r"""
      [.;:,()?!]
    | [”\"]
    | \s[-–—]\s
    | \b(?:
        but|while|whereas|although|though|because|since|if|unless|until|till|when|where|who|whom|which|whose|as
      | and\s+(?:that|the|it|he|she|they)
      | before\s+\w+ing|after\s+\w+ing
      | sa(?:id|ys)|told|according\s+to
      )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What closes one."""
_HEARD = re.compile(r"\b(?:reported|recorded|registered|known|confirmed|announced)\b", re.IGNORECASE)
"""Nobody who was reported killed may have been killed all the same: it is news of the hour."""
_PARTIAL = re.compile(
    r"""\b(?:
      \d[\d,.]*
    | two|three|four|five|six|seven|eight|nine|ten
    | most|many|some|half|several|few|others?|another|rest|each|every|both
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A subject that is but a part: that four were not hurt does not gainsay that 70 were."""
_COMPARED = re.compile(
    r"""\b(?:
      (?:as|so)\s+(?:many|much|few)
    | since | ever | before(?=\s*[.,;”\"]) | longer | yet
    | (?:among|of)\s+(?:them|these|those)
    | like\s+(?:it|this|that|these)
    | bigger | larger | greater | higher | worse | better | stronger | fewer | more\s+than | other\s+than
    | such\s+an? | any\s?more | so\s+far | until
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What makes a "not" one of degree or of time: not so many, not yet."""
_POSSIBLE = re.compile(r"\b(?:can|could|would|will|may|might)\b", re.IGNORECASE)
_WISHED = re.compile(r"\b(?:pray|hop(?:e|ing)|wish|fear|assum|promis)\w*\b", re.IGNORECASE)
_HARMED = {
    "killed": re.compile(
        r"""\b(?:
          kill(?:ed|s)? | died? | dead | deaths? | fatalit\w+ | los(?:t|ses|s\s+of\s+life) | bloodshed | casualt\w+ | victims?
        | perished | harm(?:ed)?
        )\b""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "wounded": re.compile(r"\b(?:wounded|injur\w+|hurt|harm(?:ed)?|casualt\w+|victims?|bloodshed)\b", re.IGNORECASE),
}
REACH = 70
"""Characters behind a "not" within which it is said what befell nobody."""
_OWN = re.compile(
    r"\b(?:it|we|they|he|she)\s+(?:has|have|had|suffered|sustained|took|lost|deplores?)\s*$", re.IGNORECASE
)
"""Whoever has no dead of their own may have killed others."""
_SPEECH = re.compile(
    r"""\b(?:
      sp[eo]ak\w* | spoke | giv\w+ | gave | publish\w* | releas\w* | nam(?:e|es|ed|ing) | put | puts | admit\w* | mention\w*
    | refer\w* | know\w* | knew | heard | aware
    )\b(?:\s+\w+)?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Whoever "gave no deaths" says nothing of whether there were any."""
_CAUSED = re.compile(r"\s+(?:cause|lead|result|claim|kill|harm|hurt|injure|wound)\b", re.IGNORECASE)
_DID = re.compile(r"\b(?:did|had|has|have|does|do)\s*$", re.IGNORECASE)
_RESTRICTED = re.compile(
    r"""\b(?:
      serious(?:ly)? | severe(?:ly)? | major | significant | further | additional | more | other | new | immediate(?:ly)?
    | life-threatening | critical(?:ly)?
    | reports? | word
    | else | but | except
    | official | numbers? | figures? | counts? | tolls? | data | breakdown | details | estimates?
    | fewer | less
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What makes a "no" one of degree, of news or of numbers: "no serious injuries", "no reports of deaths"."""


@dataclass(frozen=True)
class Unharmed:
    """A clause which says that nobody came to harm."""

    start: int
    """Where it begins in the text."""
    end: int
    """One past its last character."""
    events: frozenset[str]
    """What befell nobody: `killed`, `wounded` (as `Measure.event`)."""


def read_unharmed(text: str, start: int, end: int) -> list[Unharmed]:
    """Return the clauses of `text[start:end]` that say that nobody came to harm, in order."""
    return list(_read(text, start, end))


def _read(text: str, start: int, end: int) -> Iterator[Unharmed]:
    for found in _NOT.finditer(text, start, end):
        opened = list(_OPENS.finditer(text, start, found.start()))
        if opened and opened[-1][0].lower() in _LEADS_OFF:
            continue
        first = opened[-1].end() if opened else start
        last = _end(text, found.end(), end)
        before, negated = text[first : found.start()], text[found.end() : last]
        if (
            _PARTIAL.search(before)
            or _WISHED.search(text, start, found.start())
            or _COMPARED.search(text, found.start(), min(end, last + 20))
            or _POSSIBLE.search(f"{before} {negated}")
            or _HEARD.search(f"{before} {negated}")
        ):
            continue
        if events := _events(negated, before, by_not=bool(found["not"])):
            yield Unharmed(first, last, events)


def _end(text: str, start: int, end: int) -> int:
    """Return where the clause ends. A quotation of a word or two ("no “civilian” was hurt") ends none."""
    stop = _CLOSES.search(text, start, end)
    if stop is not None and stop[0] in '"”' and not text[start : stop.start()].split()[2:]:
        stop = _CLOSES.search(text, stop.end(), end) or stop
    return stop.start() if stop else end


def _events(negated: str, before: str, *, by_not: bool) -> frozenset[str]:
    """Return what a clause says befell nobody. "Was not killed" is about one person, and says nothing of others."""
    if _RESTRICTED.search(negated) or _OWN.search(before) or _SPEECH.search(before):
        return frozenset()
    if by_not and not (_DID.search(before) and _CAUSED.match(negated)):
        return frozenset()
    return frozenset(event for event, words in _HARMED.items() if words.search(negated[:REACH]))
