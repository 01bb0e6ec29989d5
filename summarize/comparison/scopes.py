"""Pairs of figures that a hasty reader would take for a conflict, with the reason why they are none.

One of the two is the story's own count: it stands in some headline or opening, and no words of it confine it. The other stands in
another article and is told to be less or something else: a part, one place, a longer time, another event. What one article
tells of both it tells apart itself, and a part beside its whole nobody takes for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from summarize.comparison.drafts import DraftAnswer, DraftQuestion
from summarize.comparison.facets import Pairs
from summarize.comparison.intervals import fit
from summarize.comparison.profiles import Profile
from summarize.comparison.rivalry import Topic
from summarize.comparison.sameness import BODIES, CLASS_NAMES, PLANNED, told_apart
from summarize.reading.event_words import SUBSET_CLASSES

__all__ = ["different_scopes"]

MOST_SCOPES = 6
"""A reader who has read six reasons why figures differ without conflict reads no seventh."""
SCOPE_RATIO, CUMULATIVE_RATIO = 10.0, 50.0
"""Times by which two figures differ, at most, before nobody would take one for the other; the second for the count of a war
beside that of a day."""
MAY_BE_ONE = -1.0
"""Log-odds of a conflict or an update from which two figures of a group are not told to be of two things, unless their words
surely are. Of the practice pairs that are told 5 in 100 are labelled a conflict, an update or one question."""

_CONFINED = frozenset({"seen", "another", "cumulative", "one of places", "own", "claimed"})
"""Marks of the words about a figure by which it is not the story's own count, see `reading.incidents`."""
_HURT = frozenset({"killed", "wounded"})
_COUNTED_INSIDE = frozenset("child woman elderly foreigner journalist medic official evacuee student police".split())
"""Classes of which news tells how many were among all; workers, relatives or prisoners are as often all there were."""


class _Confusable(NamedTuple):
    ratio: float
    """How many times as high the one figure is."""
    limited: Profile
    """The figure that is told to be less, or something else."""
    own: Profile
    """The story's own count."""
    reason: str
    """What parts them."""
    surely: bool
    """Whether the words part them however likely the two are one question."""


def different_scopes(topics: Sequence[Topic], pairs: Pairs, told: Sequence[DraftQuestion]) -> list[DraftQuestion]:
    """Return a question for each such pair, those whose figures are nearest first, and each figure once.

    Args:
        topics: the groups of the story's figures.
        pairs: all of them.
        told: the conflicts and updates that a reader is told; figures that are set against each other there are left out.
    """
    home = {c.claim.id: n for n, topic in enumerate(topics) for c in topic.claims}
    profiles = [pairs.profiles[c.claim.id] for topic in topics for c in topic.claims]
    apart = {
        frozenset((_value(pairs.profiles[a.claim.id]), _value(pairs.profiles[b.claim.id])))
        for question in told
        for a, b in combinations(question.claims, 2)
    }

    def may_be_one(a: Profile, b: Profile) -> bool:
        x, y = a.claim, b.claim
        topic = topics[home[x.claim.id]]
        if home[x.claim.id] != home[y.claim.id]:
            return False
        return max(topic.rival_odds(x, y), topic.update_odds(x, y), topic.update_odds(y, x)) > MAY_BE_ONE

    found = [
        pair
        for pair in _confusable(profiles)
        if frozenset((_value(pair.limited), _value(pair.own))) not in apart
        and (pair.surely or not may_be_one(pair.limited, pair.own))
    ]
    used: set[object] = set()
    result: list[DraftQuestion] = []
    for pair in sorted(found, key=lambda p: p.ratio):
        a, b = pair.limited.claim, pair.own.claim
        keys = {_value(pair.limited), frozenset((home[a.claim.id], home[b.claim.id]))}
        if len(result) < MOST_SCOPES and not keys & used:
            used |= keys
            why = f"No conflict: they count different things ({pair.reason})."
            result.append(DraftQuestion("different_scope", why, (DraftAnswer((a,)), DraftAnswer((b,)))))
    return result


def _value(p: Profile) -> tuple[str | None, float | None, float | None]:
    return p.event, p.claim.figure.low, p.claim.figure.high


def _confusable(profiles: Sequence[Profile]) -> Iterator[_Confusable]:
    """Yield the figures that are told to be less, or something else, each beside every count of the story's own."""
    whole = [p for p in profiles if _is_unconfined(p)]
    opening = [p for p in whole if p.opening or p.claim.lead]
    own = [p for p in whole if any(p.event == q.event and fit(p.claim.figure, q.claim.figure) for q in opening)]
    for p in profiles:
        if p.event is None or p.claim.figure.qualifier == "vague" or p.claim.claim.stance == "denied":
            continue
        # A number that some article has for the whole is no part, wherever else it is one.
        alike = [q for q in whole if q is not p and fit(q.claim.figure, p.claim.figure)]
        if any(q.event == p.event for q in alike):
            continue
        beside = _stands_beside_whole(p, profiles)
        for q in own:
            if p.claim.claim.article_id == q.claim.claim.article_id or not _are_alike(p, q):
                continue
            sure = _of_the_wounded_too(p, q, alike) or _of_longer(p, q) or ("" if beside else _of_a_class(p, q))
            reason = sure or _of_another(p, q) or ("" if beside else _of_some(p, q))
            ratio = max(p.magnitude, q.magnitude) / max(1.0, min(p.magnitude, q.magnitude))
            if reason and ratio <= (CUMULATIVE_RATIO if "cumulative" in p.marks else SCOPE_RATIO):
                yield _Confusable(ratio, p, q, reason, bool(sure))


def _is_unconfined(p: Profile) -> bool:
    """Say whether no words confine the figure to less than the whole, or make it that of something else."""
    c, m, b = p.claim, p.claim.measure, p.bearing
    limits = (m.part, m.local, m.wide, m.whole, m.added, m.difference, m.replaced, m.projected, m.background)
    elsewhere = (c.elsewhere, p.part_elsewhere, b.another, b.others, b.years, p.marks & _CONFINED)
    of_some = (m.classes & SUBSET_CLASSES, c.figure.qualifier == "vague", c.claim.stance == "denied")
    of_a_day = c.span_of_time in (None, "a day or so")
    return p.event is not None and of_a_day and not (any(limits) or any(elsewhere) or any(of_some))


def _stands_beside_whole(p: Profile, profiles: Sequence[Profile]) -> bool:
    """Say whether the sentence has a higher count of the same thing: "16 died, among them 11 officers"."""
    place = p.claim.claim.article_id, p.claim.order
    return any(
        (q.claim.claim.article_id, q.claim.order) == place
        and q.claim.dimension == p.claim.dimension
        and q.magnitude > p.magnitude
        and (q.event == p.event or q.claim.head == p.claim.head)
        for q in profiles
    )


def _are_alike(p: Profile, q: Profile) -> bool:
    """Say whether two figures exclude each other and are of like things: what anybody would see to be two is no trap."""
    a, b = p.claim, q.claim
    if a.dimension != b.dimension or fit(a.figure, b.figure) is not None:
        return False
    if a.attribute != b.attribute if a.kind == "percent" else a.dimension == "things" and a.head != b.head:
        return False
    verdict = told_apart(a, b)
    return verdict is None or verdict.relation != "different"


def _of_the_wounded_too(p: Profile, q: Profile, alike: Sequence[Profile]) -> str:
    """Return the reason where one counts casualties and the other the fewer killed or wounded, else nothing.

    Some call the dead casualties; `alike` are the story's own counts that have the number of `p`.
    """
    killed = q.event in _HURT and p.event == "casualties" and p.magnitude > q.magnitude
    if killed and not any(x.event in _HURT for x in alike):
        return "casualties count the wounded too"
    return ""


def _may_be_of(p: Profile, q: Profile) -> bool:
    """Say whether the same befell both, as neither a plan nor an earlier count, and `q` is no count of bodies that were seen."""
    m = p.claim.measure
    same = p.event == q.event and p.event not in PLANNED
    return same and not (m.projected or m.replaced or q.claim.head in BODIES)


def _of_longer(p: Profile, q: Profile) -> str:
    """Return the reason where `p` is the higher count of a war or a year, else nothing."""
    c = p.claim
    if c.kind != "quantity" or "cumulative" not in p.marks or p.magnitude < q.magnitude or not _may_be_of(p, q):
        return ""
    if _is_of_another_event(p):
        return ""
    when = c.claim.when if c.span_of_time == "a longer time" else None
    return f"one counts “{when}”" if when else "one counts a longer time"


def _of_a_class(p: Profile, q: Profile) -> str:
    """Return the reason where `p` is the lower count of one class of people, else nothing."""
    kinds = sorted(p.claim.measure.classes & _COUNTED_INSIDE)
    if not kinds or q.claim.measure.classes or p.magnitude > q.magnitude or not _may_be_of(p, q):
        return ""
    if p.claim.kind != "quantity" or _is_of_another_event(p):
        return ""
    return f"{CLASS_NAMES.get(kinds[0], f'{kinds[0]}s')} are a part of all"


def _of_another(p: Profile, q: Profile) -> str:
    """Return the reason where `p` is of another event or time, else nothing."""
    return "one is about another event or time" if _is_of_another_event(p) and _may_be_of(p, q) else ""


def _is_of_another_event(p: Profile) -> bool:
    c = p.claim
    dated = bool(p.bearing.years) or (c.measure.background and c.elsewhere) or c.span_of_time == "an earlier time"
    return dated or p.bearing.another or "another" in p.marks


def _of_some(p: Profile, q: Profile) -> str:
    """Return the reason where words make `p` less than `q`, else nothing."""
    c, m = p.claim, p.claim.measure
    if c.kind != "quantity" or p.magnitude > q.magnitude or not _may_be_of(p, q):
        return ""
    if m.part:
        return "one counts only some of them"
    if c.head in BODIES and m.local:
        return "one counts the bodies that somebody saw"
    if m.local or "one of places" in p.marks:
        return "one counts a single place"
    if c.elsewhere and c.places and not c.places & q.claim.places:
        return "one is about another place"
    return ""
