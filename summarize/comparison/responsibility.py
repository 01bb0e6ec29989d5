"""Who did it, and how: questions about statements that name a culprit, claim the act or leave the cause open.

Outlets name different culprits, on the word of different sources; one says that nobody has claimed the act when a later one
knows who did; one leaves open what another states as fact. Only statements that share words with a headline count: news
is full of older accusations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.comparison.sources import is_named
from summarize.comparison.statements import MOST_PER_SIDE, Statement, StatementQuestion
from summarize.reading.words import stem, stems
from summarize.schema import Claim

__all__ = ["responsibility_questions"]

LEAST_TOPICAL = 2
"""Content words that a statement shares with the headlines, at least, to be about the story's own event."""

_NAME = r"(?P<culprit>(?:[\w’'\"“”-]+\s+){0,4}?[\w’'\"“”-]+)"
_STOP = (
    r"(?=\s+(?:for|of|in|on|at|after|when|while|as|that|and|who|which|to|said|says|saying|near|against|during|with|but|from|into)\b"
    r"|[.,;:\"”]|$)"
)
_ACCUSED = re.compile(
    r"\b(?:(?:carried\s+out|conducted|perpetrated|launched|dropped|fired|caused|triggered|staged|planted|provoked)\s+by"
    r"|blam(?:ed|es|ing)|accus(?:ed|es|ing)|attributed\s+to|believed\s+to\s+(?:be|have\s+been)\s+(?:by|from)|the\s+work\s+of)\s+"
    + _NAME
    + _STOP,
    re.IGNORECASE,
)
_ACTOR = re.compile(
    _NAME
    + r"\s+(?:(?:was|were|is|are|had\s+been|has\s+been|have\s+been)\s+(?:behind|responsible\s+for|to\s+blame\s+for)"
    r"|(?:had\s+|have\s+|has\s+)?provoked)\b"
    r"|(?P<flown>(?:[\w’'-]+\s+){1,4}(?:warplanes|planes|jets|aircraft|helicopters|artillery|gunmen))\s+(?:had\s+|have\s+)?(?:targeted|bombed|shelled|struck|hit)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\bno\s+(?:\w+\s+){0,3}?claims?\b(?:\s+\w+){0,2}?\s+responsib|\b(?:no\s*one|nobody|no\s+group|none)\b(?:\s+\w+){0,4}?\s+claim\w*",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\bclaim(?:ed|s|ing)\s+(?:\w+\s+)?responsib\w+|\bclaimed\s+by\s+(?:the\s+)?[A-Z]|\bclaimed\s+the\s+(?:attack|bombing|blast)",
    re.IGNORECASE,
)
_PLAIN_CLAIM = re.compile(r"\bclaim(?:ed|s)\s+responsib", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:unclear|not\s+(?:immediately\s+|yet\s+)?(?:clear|known)|unknown|could(?:\s+not|n[’']?t)\s+(?:be\s+)?(?:confirm\w*|determin\w*|say))\s+"
    r"(?P<what>who|what|whether|if|how)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:suicide\s+bomb\w*|suicide\s+attack\w*|car\s+bomb\w*|truck\s+bomb\w*|air\s*(?:strikes?|raids?)|warplanes?|rockets?|shelling|missiles?|"
    r"gas\s+leak|arson|sabotage|electrical\s+fault|(?:engine|brake|technical)\s+failure|(?:pilot|human)\s+error|negligence)\b",
    re.IGNORECASE,
)
_MATTER = re.compile(r"caus|behind|responsib|" + _MEANS.pattern, re.IGNORECASE)
_VAGUE = frozenset(
    stem(w)
    for w in """attack attacks forces force group groups side sides people strike strikes raid raids explosion blast it them
    others someone being two three several other another alleged suspected""".split()
)
_ACTORS = frozenset(
    stem(w)
    for w in """rebels terrorists regime government army opposition jets warplanes planes aircraft militants insurgents
    jihadists police soldiers troops militia gunmen driver pilot operator company owner contractor opponents
    extremists separatists""".split()
)


def responsibility_questions(statements: Sequence[Statement], headlines: Sequence[str]) -> list[StatementQuestion]:
    """Return the questions about who did it and how; `headlines` say what "it" is."""
    topic = frozenset().union(*(stems(h, 0, len(h)) for h in headlines))
    topical = [
        s
        for s in statements
        if len(s.stems & topic) >= LEAST_TOPICAL
        or _NOBODY.search(s.text)
        or _PLAIN_CLAIM.search(s.text)
        or _OPEN.search(s.text)
    ]
    found = [_claimed(topical), _left_open(topical), _culprits(topical)]
    return [question for question in found if question is not None]


def _sides(*sides: Sequence[Statement]) -> tuple[tuple[Claim, ...], ...]:
    return tuple(tuple(s.claim() for s in side[:MOST_PER_SIDE]) for side in sides)


def _claimed(statements: Sequence[Statement]) -> StatementQuestion | None:
    """Return the question who claimed the act, where one article says nobody has and another names somebody."""
    nobody = [s for s in statements if _NOBODY.search(s.text)]
    somebody = [s for s in statements if _CLAIMED.search(s.text) and not _NOBODY.search(s.text)]
    outside = {s.article.id for s in somebody} - {s.article.id for s in nobody}
    somebody = [s for s in somebody if s.article.id in outside]
    somebody.sort(key=lambda s: (_PLAIN_CLAIM.search(s.text) is None, s.order))
    nobody.sort(key=lambda s: s.order)
    if not nobody or not somebody:
        return None
    why = "No conflict: one report was written before anybody had claimed it."
    return StatementQuestion("updated", "attribution", "Who claimed responsibility", why, _sides(nobody, somebody))


def _left_open(statements: Sequence[Statement]) -> StatementQuestion | None:
    """Return the question what caused it, where one source leaves open what another article states."""
    unsure = [
        s
        for s in statements
        if (found := _OPEN.search(s.text)) and found["what"].lower() != "who" and _MATTER.search(s.text)
    ]
    stated = [s for s in statements if _MEANS.search(s.text) and not s.negative and not _OPEN.search(s.text)]
    articles = {s.article.id for s in unsure}
    stated = [s for s in stated if s.article.id not in articles] or [s for s in stated if is_named(s.asserter.name)]
    if not unsure or not stated:
        return None
    stated.sort(key=lambda s: s.order)
    why = "One account leaves open what another states."
    return StatementQuestion("disputed", "cause", "What caused it", why, _sides(unsure, stated))


def _culprits(statements: Sequence[Statement]) -> StatementQuestion | None:
    """Return the question who is responsible, where different sources name different ones."""
    groups: list[tuple[frozenset[str], list[Statement]]] = []
    for statement in statements:
        named = _culprit(statement.text)
        if not named:
            continue
        home = next((g for g in groups if g[0] & named), None)
        if home is None:
            groups.append((named, [statement]))
        else:
            home[1].append(statement)
    rivals = [g for _, g in groups]
    if len(rivals) < 2:
        return None
    speakers = [{s.asserter.name for s in g} for g in rivals]
    if all(a == b for a in speakers for b in speakers):
        return None
    rivals.sort(key=lambda g: -len({s.article.id for s in g}))
    why = "Different accounts name different ones as responsible."
    return StatementQuestion("disputed", "attribution", "Who was responsible", why, _sides(*rivals[:4]))


def _culprit(text: str) -> frozenset[str]:
    """Return the stems of the one that a sentence holds responsible; empty if it names none."""
    for pattern in (_ACCUSED, _ACTOR):
        for found in pattern.finditer(text):
            words = [
                w
                for w in re.findall(r"[^\W\d_][\w’'-]*", found.groupdict().get("flown") or found["culprit"] or "")
                if stem(w) not in _VAGUE
            ]
            if any(w[0].isupper() or stem(w) in _ACTORS for w in words):
                return frozenset(stem(w) for w in words if w[0].isupper() or stem(w) in _ACTORS)
    return frozenset()
