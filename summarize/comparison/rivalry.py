"""Which figures of one cluster exclude each other: which are rivals, and which is the other's update.

What shares a cluster need not answer one question: claims join it one by one, and a part may have come in with its article's
total. So a pair is judged again before a reader is told that it differs, by its own log-odds of a conflict and of
an update.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from summarize.claims import MeasuredClaim
from summarize.comparison.anchors import Tie
from summarize.comparison.chronology import Chronology, is_revision
from summarize.comparison.foes import are_of_two_foes
from summarize.comparison.intervals import fit, magnitude, point
from summarize.comparison.opinions import UNLIKE
from summarize.comparison.profiles import told_marks
from summarize.comparison.sameness import NOT_BOTH, PRESENT, SIDE_BY_SIDE, known_event, told_apart
from summarize.comparison.sources import Sources, is_anonymous, is_named
from summarize.comparison.succession import GROWING, holds_both
from summarize.reading.event_words import SUBSET_CLASSES

__all__ = ["RIVALS_FROM", "SURELY_FROM", "Topic", "are_rivals", "differ", "disputes", "oppose", "updates"]

UPDATES_FROM, OTHER_SCOPE_FROM = -2.5, -0.5
"""Log-odds of an update from which two figures of a group are told as one; of the 264 practice pairs told as one from -3 to -2.5
one in seven was. The second where their words call one a part, or place it elsewhere."""
FEW, FEW_FROM = 12, -0.5
"""Numbers that much is counted in, and the log-odds of an update that they take where nothing else is the same."""
RIVALS_FROM, SURELY_FROM = -2.2, -1.0
"""Log-odds of a conflict from which two figures of a group are told as one; the second where one of them is not what its side is
quoted with, or one alone tells what befell people, or is of another place. Low, since of the pairs that are weighed 2 in 100 are
conflicts. Chosen on practice stories, each read by weights fitted without it: -2.4 to -1.6 are worse in F1, and so are -1.5 and
-0.7 for the second."""
OF_ONE, OF_ONE_FROM = frozenset({"own", "cumulative"}), -0.5
"""Marks of the words about one figure, see `reading.incidents`, and the log-odds of a conflict that it then takes: a speaker's
own dead, or those of a year or a war. Of practice pairs told as conflicts below it 2 in 37 of these were one, 82 in 266 of the
others."""


@dataclass
class Topic:
    """One cluster with what is needed to judge it."""

    claims: list[MeasuredClaim]
    sources: Sources
    time: Chronology
    outlet: Callable[[MeasuredClaim], str]
    """Name of the outlet that carries a claim."""
    rival_odds: Callable[[MeasuredClaim, MeasuredClaim], float]
    """Log-odds that two claims whose figures exclude each other are a conflict."""
    update_odds: Callable[[MeasuredClaim, MeasuredClaim], float]
    """Log-odds that of two claims whose figures exclude each other one updates the other."""
    tie: Callable[[MeasuredClaim, MeasuredClaim], Tie | None] = lambda a, b: None
    """What two claims are to each other that are of one thing by their own words."""
    agreeing: Callable[[Sequence[MeasuredClaim]], Sequence[Sequence[MeasuredClaim]]] = lambda claims: [claims]
    """Which of some claims whose figures fit are told as one."""
    alike: dict[str, list[MeasuredClaim]] = field(init=False, repr=False, default_factory=dict)
    """By a claim's id, those of its source and figure, once `oppose` has looked for them; `replace` starts anew."""
    rivals: dict[tuple[str, str], bool] = field(init=False, repr=False, default_factory=dict)
    """By the ids of two claims, whether they are rivals, once `oppose` has asked for it."""

    def stays(self, a: MeasuredClaim, b: MeasuredClaim) -> bool:
        """Say whether two claims are of one thing that no later report can have changed."""
        return self.tie(a, b) == "stays"

    def may_go_together(self, a: MeasuredClaim, b: MeasuredClaim) -> bool:
        """Say whether the words of two claims whose figures exclude each other let them answer one question."""
        return self.rival_odds(a, b) != UNLIKE


def differ(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the figures exclude each other and may yet answer one question.

    What shares a group need not: claims join it one by one, and a part may have come in with its article's total.
    """
    if fit(a.figure, b.figure) is not None or _are_of_two_windows(a, b):
        return False
    verdict = told_apart(a, b)
    other_scope = verdict is not None and verdict.relation in ("part", "scope")
    if other_scope and _is_one_of_a_class(a, b):
        return False
    least = OTHER_SCOPE_FROM if other_scope else _updates_from(a, b)
    told_twice = holds_both(topic.claims, a, b) or holds_both(topic.claims, b, a)
    return (topic.update_odds(a, b) > least and not told_twice) or are_rivals(topic, a, b)


def _updates_from(a: MeasuredClaim, b: MeasuredClaim) -> float:
    """Return the log-odds from which two figures are an update: more for a few of which neither noun nor event is the same."""
    few = max(magnitude(a.figure), magnitude(b.figure)) <= FEW
    one_event = known_event(a) is not None and known_event(a) == known_event(b)
    return FEW_FROM if few and not one_event and (not a.head or a.head != b.head) else UPDATES_FROM


def _is_one_of_a_class(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether one alone counts a class of people that news counts inside a total: 30 dead are no update of 12 children."""
    return bool((a.measure.classes ^ b.measure.classes) & SUBSET_CLASSES)


def _are_of_two_windows(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether each tells the time that it counts over, and not the same: a day's dead are no rival of a siege's."""
    return a.span_of_time is not None and b.span_of_time is not None and a.span_of_time != b.span_of_time


def are_rivals(topic: Topic, a: MeasuredClaim, b: MeasuredClaim, least: float = RIVALS_FROM) -> bool:
    """Say whether the figures exclude each other and are likely enough to be a conflict: above log-odds of `least`."""
    if _befell(a) != _befell(b) or a.elsewhere != b.elsewhere:
        least = max(least, SURELY_FROM)
    if a is b or topic.rival_odds(a, b) <= least or fit(a.figure, b.figure) is not None:
        return False
    if _is_and_will_be(a, b) or _are_told_apart(a, b) or _is_replaced(topic, a, b):
        return False
    if _is_told_beside(topic, a, b) or _is_told_beside(topic, b, a):
        return False
    if topic.rival_odds(a, b) <= OF_ONE_FROM and _are_of_two_wholes(a, b):
        return False
    if any(are_of_two_foes(x, y) for x in _alike(topic, a) for y in _alike(topic, b)):
        return False
    return not (updates(topic, a, b) or updates(topic, b, a))


def _is_told_beside(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the sentence of `a` has the other figure as well, for another thing: "a five-foot wall and one of three"."""
    return any(
        c is not a
        and (c.claim.article_id, c.order) == (a.claim.article_id, a.order)
        and c.claim.asserted_by.name == a.claim.asserted_by.name
        and b.figure.qualifier != "vague"
        and fit(c.figure, b.figure) is not None
        and point(c.figure) == point(b.figure)
        and not (is_revision(a) or is_revision(c))
        for c in topic.claims
    )


def _befell(claim: MeasuredClaim) -> bool:
    """Say whether the words tell what befell or was done to what is counted; to be there is nothing that befalls."""
    return claim.measure.event not in (None, PRESENT)


def _are_of_two_wholes(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether one alone of two counts of what befell people is told as a side's own loss, or as that of a whole war."""
    befell = any(c.counts_people and known_event(c) not in (None, "dismissed") for c in (a, b))
    return befell and bool((told_marks(a) ^ told_marks(b)) & OF_ONE)


def _is_and_will_be(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether one sentence tells what is and what will be: "874,000 have left" is no rival of a million "before long".

    From one sentence to another that is no safe sign: "as many as 60 may be dead" is a rival of 40.
    """
    beside = (a.claim.article_id, a.order) == (b.claim.article_id, b.order)
    return beside and a.measure.projected != b.measure.projected


def _are_told_apart(a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether the words make two figures no rivals however likely they look.

    One is a part of the other; one sentence counts both for one voice; only one tells what befell people; or the fewer are
    people of a class ("five policemen") and the more are people ("fifteen dead"). Of practice pairs told as conflicts, each
    story read by weights fitted without it, 6 in 64 of these were one, and 188 in 500 of the others.
    """
    verdict = told_apart(a, b)
    if verdict is not None:
        of_one_class = bool(a.measure.classes & b.measure.classes)
        apart = verdict.reason == SIDE_BY_SIDE or (verdict.reason == NOT_BOTH and not of_one_class)
        if apart or verdict.relation == "part":
            return True
    fewer, more = sorted((a, b), key=lambda c: magnitude(c.figure))
    return fewer.counts_people and bool(fewer.measure.classes) and not more.measure.classes


def _is_replaced(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether an article tells of one that it no longer holds ("earlier it had said 28"), and no other source holds it."""
    told = [c.claim.asserted_by.name for c in (a, b) if c.measure.replaced]
    names = (a.claim.asserted_by.name, b.claim.asserted_by.name)
    return any(map(is_anonymous, told)) or (bool(told) and not topic.sources.two_voices(*names))


def _outgrows_in_live_blog(topic: Topic, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether a later entry of one live blog has more of what was still growing, whoever says so.

    Of the pairs labelled across entries of practice stories eight are such, all updates; of three conflicts the later is lower.
    """
    later_entry = topic.time.in_later_entry(earlier, later)
    return later_entry and _has_more(later, earlier) and fit(later.figure, earlier.figure) is None


def _is_outgrown_in_live_blog(topic: Topic, claim: MeasuredClaim) -> bool:
    live = topic.time.is_live_blog(claim.claim.article_id)
    return live and any(_outgrows_in_live_blog(topic, c, claim) for c in topic.claims)


def _has_more(later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether `later` counts more of what was still growing."""
    event = later.measure.event
    return event in GROWING and event == earlier.measure.event and magnitude(later.figure) > magnitude(earlier.figure)


def updates(topic: Topic, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether `later` is likelier an update of `earlier` than its rival: in another article, or in a live blog's later entry.

    Of two named sources none updates the other's in another article, unless that, a live blog, went on to more itself. Where it
    is not known which was published first, the higher count is the later one.
    """
    if topic.stays(later, earlier):
        return False
    if later.claim.article_id == earlier.claim.article_id:
        return _outgrows_in_live_blog(topic, later, earlier)
    if _has_more(later, earlier) and _is_outgrown_in_live_blog(topic, earlier):
        return fit(later.figure, earlier.figure) is None
    if topic.update_odds(later, earlier) <= max(_updates_from(later, earlier), topic.rival_odds(later, earlier)):
        return False
    two_voices = topic.sources.two_voices(later.claim.asserted_by.name, earlier.claim.asserted_by.name)
    if two_voices and topic.tie(later, earlier) != "moves":
        return False
    if holds_both(topic.claims, later, earlier):
        return False
    if fit(later.figure, earlier.figure) is not None:
        return False
    if topic.time.strictly_later([later, earlier]):
        return False
    return topic.time.strictly_later([earlier, later]) or magnitude(later.figure) > magnitude(earlier.figure)


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
    sets = [s for s in sets if any(_are_opposed(topic, a[0], b[0]) for a, b in combinations(s, 2))]
    return [[f for f in s if not _takes_no_side(topic, f[0], [g[0] for g in s])] for s in sets]


def _takes_no_side(topic: Topic, face: MeasuredClaim, faces: Sequence[MeasuredClaim]) -> bool:
    """Say whether a face agrees with both of two that are opposed, as "dozens" does."""
    if face.figure.qualifier != "vague":
        return False
    agreeing = [f for f in faces if f is not face and fit(face.figure, f.figure)]
    return any(_are_opposed(topic, a, b) for a, b in combinations(agreeing, 2))


def _are_opposed(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether a reader sees that the faces are rivals: what only excludes each other elsewhere shows one answer here."""
    return fit(a.figure, b.figure) is None and oppose(topic, a, b)


def _agree_or_rival(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    return fit(a.figure, b.figure) is not None or oppose(topic, a, b)


def oppose(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether two faces are rivals, or what one of their sides says as much elsewhere is the other's rival."""
    others = _alike(topic, b)
    return any(_known_rivals(topic, x, y) for x in _alike(topic, a) for y in others)


def _known_rivals(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    """Say whether two claims are rivals; faces of one figure ask for the same ones again and again."""
    pair = a.claim.id, b.claim.id
    known = topic.rivals.get(pair)
    if known is None:
        known = topic.rivals[pair] = are_rivals(topic, a, b)
    return known


def _alike(topic: Topic, face: MeasuredClaim) -> list[MeasuredClaim]:
    """Return the claims of the face's own source that give its figure."""
    known = topic.alike.get(face.claim.id)
    if known is not None:
        return known
    name = face.claim.asserted_by.name
    own = [c for c in topic.claims if is_named(c.claim.asserted_by.name)] if is_named(name) else []
    own = [c for c in own if topic.sources.together(name, c.claim.asserted_by.name)]
    alike = {c.claim.id for c in own if c.figure.low is not None and fit(c.figure, face.figure)}
    found = topic.alike[face.claim.id] = [c for c in topic.claims if c is face or c.claim.id in alike]
    return found
