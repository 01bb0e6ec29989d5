"""Which figures of one cluster exclude each other, and are likely enough to answer one question to be set against each other.

What shares a cluster need not answer one question: claims join it one by one, and a part may have come in with its article's
total. So a pair is judged again before a reader is told that it differs, by its own log-odds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import Chronology
from summarize.comparison.intervals import fit
from summarize.comparison.sameness import FORECAST, known_event, told_apart
from summarize.comparison.sources import Sources, is_named

__all__ = ["Topic", "are_rivals", "differ", "disputes", "oppose"]

DIFFER_FROM, OTHER_SCOPE_FROM = -2.5, 1.0
"""Log-odds of one question from which two figures of a group that exclude each other are told as an update; the second where
their words call one a part, or place it in another window or place."""
LOOSE_FROM = -1.0
"""The same where nobody is named for either and not both tell what befell those that they count."""
TWO_VOICES_FROM, TWO_ARTICLES_FROM, ONE_VOICE_FROM = -1.7, -1.0, -0.4
"""Log-odds from which they are called a conflict: of two sources that one article sets beside each other, of two articles, and
of one source (or none) in one article, which seldom contradicts itself. Set on the practice stories, where lower thresholds find
more conflicts and report more that are none (`summarize eval marked eval/practice`)."""


@dataclass
class Topic:
    """One cluster with what is needed to judge it."""

    claims: list[MeasuredClaim]
    sources: Sources
    time: Chronology
    outlet: Callable[[MeasuredClaim], str]
    """Name of the outlet that carries a claim."""
    odds: Callable[[MeasuredClaim, MeasuredClaim], float]
    """Log-odds that two claims answer one question."""
    alike: dict[str, list[MeasuredClaim]] = field(init=False, repr=False, default_factory=dict)
    """By a claim's id, those of its source and figure, once `oppose` has looked for them; `replace` starts anew."""


def differ(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the figures exclude each other and may yet answer one question.

    What shares a group need not: claims join it one by one, and a part may have come in with its article's total.
    """
    if fit(a.figure, b.figure) is not None or _are_of_two_windows(a, b):
        return False
    if _is_other_scope(a, b):
        return topic.odds(a, b) > OTHER_SCOPE_FROM
    owned = is_named(a.claim.asserted_by.name) or is_named(b.claim.asserted_by.name)
    loose = None in (known_event(a), known_event(b)) and not owned
    return topic.odds(a, b) > (LOOSE_FROM if loose else DIFFER_FROM)


def _are_of_two_windows(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether each tells the time that it counts over, and not the same: a day's dead are no rival of a siege's."""
    return a.span_of_time is not None and b.span_of_time is not None and a.span_of_time != b.span_of_time


def _is_other_scope(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the words of two claims call one a part, or place it in another window or place; a forecast may be rivalled."""
    verdict = told_apart(a, b)
    return verdict is not None and verdict.relation in ("part", "scope") and verdict.reason != FORECAST


def are_rivals(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the figures exclude each other and are likely enough to answer one question to be called a conflict."""
    if a is b or fit(a.figure, b.figure) is not None or _are_of_two_windows(a, b):
        return False
    names = (a.claim.asserted_by.name, b.claim.asserted_by.name)
    if a.claim.article_id != b.claim.article_id:
        least = TWO_ARTICLES_FROM
    elif topic.sources.two_voices(*names):
        least = TWO_VOICES_FROM
    else:
        least = ONE_VOICE_FROM
    return topic.odds(a, b) > (max(least, OTHER_SCOPE_FROM) if _is_other_scope(a, b) else least)


def disputes(topic: Topic, faces: Sequence[list[MeasuredClaim]]) -> list[list[list[MeasuredClaim]]]:
    """Return the faces in sets of which any two say the same or are rivals: nobody is party to another's dispute.

    A face stands in the first set that it fits; one that fits none makes a set with whoever it is a rival of.
    """
    sets: list[list[list[MeasuredClaim]]] = []
    for n, face in enumerate(faces):
        home = next((s for s in sets if all(_agree_or_rival(topic, face[0], f[0]) for f in s)), None)
        if home is not None:
            home.append(face)
            continue
        own = [face]
        for earlier in faces[:n]:
            if all(_agree_or_rival(topic, earlier[0], f[0]) for f in own):
                own.append(earlier)
        sets.append(sorted(own, key=faces.index))
    return [s for s in sets if any(oppose(topic, a[0], b[0]) for a, b in combinations(s, 2))]


def _agree_or_rival(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    return fit(a.figure, b.figure) is not None or oppose(topic, a, b)


def oppose(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether two faces are rivals, or what one of their sides says as much elsewhere is the other's rival."""
    return any(are_rivals(topic, x, y) for x in _alike(topic, a) for y in _alike(topic, b))


def _alike(topic: Topic, face: MeasuredClaim) -> list[MeasuredClaim]:
    """Return the claims of the face's own source that give its figure."""
    known = topic.alike.get(face.claim.id)
    if known is not None:
        return known
    name = face.claim.asserted_by.name
    found = topic.alike[face.claim.id] = [
        c
        for c in topic.claims
        if c is face
        or (
            c.figure.low is not None
            and fit(c.figure, face.figure) is not None
            and is_named(name)
            and is_named(c.claim.asserted_by.name)
            and topic.sources.together(name, c.claim.asserted_by.name)
        )
    ]
    return found
