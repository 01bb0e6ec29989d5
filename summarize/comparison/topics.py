"""Claims -> questions: each cluster of figures becomes one or more questions with a status (DESIGN D4).

A cluster holds every figure that answers one question. Its claims fall into *answers* (figures that fit together) and
*sides* (sources that speak for one party). What a reader needs is then:

- all fit: one question, agreed, compatible or single-source;
- one side moved: its figures in order of time, updated, or disputed where it is quoted with several at once;
- one article gives two figures for one thing: self-contradicted;
- sides differ: disputed, with each side's latest figure, once. The claims behind a side stand in its own question, which
  the answer names, so that an agreement is never shown as a dispute because a third party disagrees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations

from summarize.claims import MeasuredClaim
from summarize.comparison.answering import answers_of, face_of, listed, named, said_by, side_name
from summarize.comparison.chronology import either_moved, is_revision
from summarize.comparison.drafts import DraftAnswer, DraftQuestion
from summarize.comparison.intervals import fit, magnitude
from summarize.comparison.profiles import stays
from summarize.comparison.rivalry import RIVALS_FROM, SURELY_FROM, Topic, are_rivals, differ, disputes, oppose, updates
from summarize.comparison.settling import across_sides, settle
from summarize.comparison.sources import is_named
from summarize.comparison.succession import CUMULATIVE, GROWING, NEWS_RATIO, holds_both, overtakes
from summarize.comparison.unheard import with_unheard
from summarize.reading.event_words import SUBSET_CLASSES
from summarize.schema import QuestionStatus

__all__ = ["questions_of"]

STAYS = "The figures exclude each other, and what they measure does not move."
"""Why two figures are a dispute though one was told later."""
LEAD_SENTENCES = 2
"""Headline and opening: where an article says in its own voice what its text then gives on a source's word."""


def questions_of(topic: Topic) -> list[DraftQuestion]:
    """Return the questions that one cluster of figures raises; the answers of an update are in the order in which they came."""
    return [_in_order(topic, q) if q.status == "updated" else q for q in _questions_of(topic)]


def _in_order(topic: Topic, question: DraftQuestion) -> DraftQuestion:
    """Order answers by the time of their first report, or by their size where they count what grew and no time denies it."""
    by_time = sorted(question.answers, key=lambda a: min(topic.time.key(c) for c in a.claims))
    faces = [a.claims[0] for a in question.answers]
    undated = not any(topic.time.strictly_later([a, b]) for a, b in permutations(faces, 2))
    of_many = len({f.claim.article_id for f in faces}) == len(faces)
    if not (undated and of_many) and not all(c.measure.event in GROWING for c in question.claims):
        return replace(question, answers=tuple(by_time))
    by_size = sorted(by_time, key=lambda a: magnitude(a.claims[0].figure))
    denied = any(topic.time.strictly_later([b.claims[0], a.claims[0]]) for a, b in pairwise(by_size))
    return replace(question, answers=tuple(by_time if denied else by_size))


def _questions_of(topic: Topic) -> list[DraftQuestion]:
    refused = [c for c in topic.claims if c.claim.stance == "denied"]
    if refused:
        rest = replace(topic, claims=[c for c in topic.claims if c.claim.stance != "denied"])
        return [*(_questions_of(rest) if rest.claims else []), *_refusals(rest, refused)]
    whole = [c for c in topic.claims if not c.measure.part]
    parts = [c for c in topic.claims if c.measure.part and not any(_of_one_class(c, w) for w in whole)]
    # Seats are of so many, which makes each party's a part and no less a count of its own.
    parts = [c for c in parts if not any(topic.tie(c, other) for other in topic.claims if other is not c)]
    # An article that gives the figure without calling it a part has it for the whole; "dozens" are any part's figure.
    parts = [c for c in parts if not any(w.figure.qualifier != "vague" and fit(w.figure, c.figure) for w in whole)]
    if parts and len(parts) < len(topic.claims):
        wholes = [c for c in topic.claims if c not in parts]
        return _questions_of(replace(topic, claims=wholes)) + _questions_of(replace(topic, claims=parts))
    if (members := _of_a_subset(topic.claims)) and len(members) < len(topic.claims):
        others = [c for c in topic.claims if c not in members]
        return _questions_of(replace(topic, claims=others)) + _questions_of(replace(topic, claims=members))
    nones = [c for c in topic.claims if c.figure.low == c.figure.high == 0]
    none = next(((n, c) for n in nones for c in topic.claims if _excludes_count(topic, n, c)), None)
    if none is not None:
        rest = replace(topic, claims=[c for c in topic.claims if c is not none[0]])
        names = listed([said_by(topic, c) for c in reversed(none)])
        why = f"{names} give figures that exclude each other: the one counts some, the other none."
        return [DraftQuestion("disputed", why, (DraftAnswer(none[:1]), DraftAnswer(none[1:]))), *_questions_of(rest)]
    answers = answers_of(topic.claims, topic.time)
    if len(answers) == 1:
        return settle(topic, topic.claims)
    sides = _sides(topic)
    questions = across_sides(topic, [q for side in sides for q in _of_side(topic, side, several=len(sides) > 1)])
    home: dict[str, int] = {}
    for n, question in enumerate(questions):
        home.update({c.claim.id: n for c in question.claims if c.claim.id not in home})
    questions = _told_once(questions, _within_articles(topic)) + _between_sides(topic, sides, home)
    return with_unheard(topic, questions, {c.claim.id: n for n, side in enumerate(sides) for c in side})


def _told_once(questions: Sequence[DraftQuestion], within: Sequence[DraftQuestion]) -> list[DraftQuestion]:
    """Return all questions; one source's two figures that stand in one article are its contradiction, not a second dispute."""
    contradictions = {frozenset(c.claim.id for c in q.claims): q for q in within}
    told = []
    for question in questions:
        disputed = question.status == "disputed"
        own = contradictions.pop(frozenset(c.claim.id for c in question.claims), None) if disputed else None
        told.append(replace(question, status=own.status, why=own.why) if own else question)
    return [*told, *contradictions.values()]


def _excludes_count(topic: Topic, none: MeasuredClaim, count: MeasuredClaim) -> bool:
    """Say whether `none`, that there were none, is of what another source of the same article counts."""
    return (
        none.claim.article_id == count.claim.article_id
        and is_named(none.claim.asserted_by.name)
        and is_named(count.claim.asserted_by.name)
        and not topic.sources.together(none.claim.asserted_by.name, count.claim.asserted_by.name)
        and are_rivals(topic, none, count)
    )


def _of_a_subset(claims: Sequence[MeasuredClaim]) -> list[MeasuredClaim]:
    """Return the counts of one class of people ("68 children") that some article has beside a larger one of people of no class.

    That article tells two things, which are no answers to one question, and neither are other articles' counts of that class.
    """
    totals = [c for c in claims if c.counts_people and not c.measure.classes]
    for part in claims:
        kinds = part.measure.classes & SUBSET_CLASSES
        beside = (
            t for t in totals if t.claim.article_id == part.claim.article_id and t.measure.event == part.measure.event
        )
        if kinds and part.counts_people and any(magnitude(t.figure) > magnitude(part.figure) for t in beside):
            return [c for c in claims if c.counts_people and c.measure.classes & kinds]
    return []


def _of_one_class(part: MeasuredClaim, other: MeasuredClaim) -> bool:
    """Say whether both count the same kind of people, as "40 children among them" and "100 children" do."""
    return bool(part.measure.classes) and part.measure.classes == other.measure.classes and part.counts_people


def _refusals(topic: Topic, refused: Sequence[MeasuredClaim]) -> list[DraftQuestion]:
    """Return a question for each figure that somebody denies, with one who gives it: the rest agree in their own question."""
    found = []
    for claim in refused:
        given = [c for c in topic.claims if fit(c.figure, claim.figure) and not _one_voice(topic, c, claim)]
        answers = (DraftAnswer((claim,)), *([DraftAnswer((face_of(given),))] if given else []))
        found.append(DraftQuestion("denied", f"{listed([said_by(topic, claim)])} denies the figure.", answers))
    return found


def _one_voice(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    return topic.sources.one_voice(a.claim.asserted_by.name, b.claim.asserted_by.name)


def _sides(topic: Topic) -> list[list[MeasuredClaim]]:
    """Group claims by the side their source is on; a claim without a source joins one whose figure fits.

    An unattributed figure that fits no side's joins the side with the nearest article, or makes one of its own.
    """
    sides: list[list[MeasuredClaim]] = []
    loose: list[MeasuredClaim] = []
    for claim in topic.claims:
        if not is_named(claim.claim.asserted_by.name):
            loose.append(claim)
            continue
        name = claim.claim.asserted_by.name
        homes = [s for s in sides if any(topic.sources.together(name, c.claim.asserted_by.name) for c in s)]
        # "The defence ministry in Moscow" is what shows that its spokesman and "Russia" are one side.
        sides = [s for s in sides if s not in homes] + [[*(c for s in homes for c in s), claim]]
    unattributed: list[MeasuredClaim] = []
    for claim in sorted(loose, key=lambda c: c.figure.qualifier == "vague"):
        fitting = [s for s in sides if any(fit(claim.figure, c.figure) for c in s if c.figure.qualifier != "vague")]
        own = [s for s in fitting if any(c.claim.article_id == claim.claim.article_id for c in s)]
        (own or fitting or [unattributed])[0].append(claim)
    return [s for s in [*sides, unattributed] if s]


def _of_side(topic: Topic, side: list[MeasuredClaim], *, several: bool) -> list[DraftQuestion]:
    """Return the questions about one side's own figures."""
    name = side_name(side) if several else ""
    answers = answers_of(side, topic.time)
    if len(answers) == 1:
        return settle(topic, side, name)
    latest = [face_of(a) for a in answers]
    if not any(differ(topic, a, b) for a, b in combinations(latest, 2)):
        return [q for a in answers for q in settle(topic, a, name)]
    lone = [n for n, f in enumerate(latest) if not any(_are_of_one(topic, f, g) for g in latest if g is not f)]
    if lone:
        rest = [c for n, a in enumerate(answers) if n not in lone for c in a]
        return [
            *(_of_side(topic, rest, several=several)),
            *(q for n in lone for q in settle(topic, answers[n], name)),
        ]
    settled = [q for a in answers if len({c.claim.article_id for c in a}) > 1 for q in settle(topic, a, name)]
    status, why = _movement(topic, answers, latest)
    if status == "updated":
        told = [DraftQuestion(status, why, tuple(DraftAnswer(tuple(a)) for a in answers), name)]
    else:
        outgrown = [f for f in latest if any(_succeeds(topic, g, f) for g in latest)]
        sets = disputes(topic, [[f] for f in latest if f not in outgrown])
        told = [DraftQuestion(status, why, tuple(DraftAnswer((f,)) for (f,) in s), name) for s in sets]
        if outgrown:
            moved = [f for f in latest if f in outgrown or any(_succeeds(topic, f, g) for g in outgrown)]
            why = "No conflict: a later or higher count on the same side takes the place of the other."
            told.append(DraftQuestion("updated", why, tuple(DraftAnswer((f,)) for f in moved), name))
    shown = {c.claim.id for q in [*settled, *told] for c in q.claims}
    left = [[c for c in a if c.claim.id not in shown] for a in answers]
    rest = [c for a in left for c in a]
    if not told:
        return settled + [q for a in left if a for q in settle(topic, a, name)]
    return [*told, *settled, *(settle(topic, rest, name) if rest else [])]


def _are_of_one(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    return fit(a.figure, b.figure) is not None or topic.may_go_together(a, b)


def _succeeds(topic: Topic, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether one side's later report takes the place of its earlier one, by rule or by the fitted weights."""
    if not topic.may_go_together(later, earlier) or topic.stays(later, earlier):
        return False
    return _outgrows(topic, later, earlier) or updates(topic, later, earlier)


def _outgrows(topic: Topic, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether one side's later report has more of what was still growing, and not so much more that it is another count."""
    return (
        later.claim.article_id != earlier.claim.article_id
        and later.measure.event == earlier.measure.event
        and earlier.measure.event in GROWING
        and magnitude(earlier.figure) < magnitude(later.figure) <= NEWS_RATIO * magnitude(earlier.figure)
        and topic.time.strictly_later([earlier, later])
        and not holds_both(topic.claims, later, earlier)
    )


def _movement(
    topic: Topic, answers: list[list[MeasuredClaim]], faces: list[MeasuredClaim]
) -> tuple[QuestionStatus, str]:
    """Say whether one side's figures follow each other in time or stand against each other.

    A count that one source changes from one report to the next is news, not a contradiction, and so is a toll for which the
    order of the reports is not known (of 47 such pairs in different articles of the dev stories, 40 were updates); two
    figures in one article without a word on it are not.
    """
    ordered = sorted(faces, key=topic.time.key)
    values = [magnitude(f.figure) for f in ordered]
    names = [f.claim.asserted_by.name for f in faces]
    rivals = any(topic.sources.two_voices(a, b) for a, b in combinations(names, 2))
    if rivals and not topic.time.strictly_later(ordered):
        return "disputed", "Sources on one side give figures that exclude each other."
    one_article = len({f.claim.article_id for f in faces}) == 1
    if any(is_revision(c) for a in answers for c in a):
        return "updated", "No conflict: an article itself says that the figure was revised."
    if all(topic.stays(a, b) for a, b in combinations(faces, 2)):
        return "disputed", STAYS
    rising = all(x <= y for x, y in pairwise(values))
    growing = faces[0].measure.event in GROWING
    if topic.time.strictly_later(ordered) and all(stays(f) for f in faces):
        return "disputed", STAYS
    if topic.time.strictly_later(ordered) and (rising or faces[0].measure.event not in CUMULATIVE):
        way = "rose" if rising else "fell" if all(x >= y for x, y in pairwise(values)) else "changed"
        return "updated", f"No conflict: the figure {way} from one report to the next."
    if topic.time.strictly_later(ordered):
        return "disputed", "What can only grow is lower in the later report, and no article says that it was revised."
    if growing and not one_article:
        return "updated", "No conflict: one source's count of something that was still growing."
    if not all(is_named(name) for name in names):
        told = list(dict.fromkeys(said_by(topic, f) for f in faces))
        return "disputed", f"{named(told)} {'gives' if len(told) == 1 else 'give'} figures that exclude each other."
    return "disputed", "The same source is reported with figures that exclude each other."


def _within_articles(topic: Topic) -> list[DraftQuestion]:
    """Return a question for each article that itself gives figures which exclude each other, on its own or one voice's word."""
    found = []
    for article in dict.fromkeys(c.claim.article_id for c in topic.claims):
        own = [c for c in topic.claims if c.claim.article_id == article]
        pair = next(((a, b) for a, b in combinations(own, 2) if _contradicts(topic, a, b)), None)
        if pair is not None:
            why = f"{topic.outlet(pair[0])} itself gives both figures for one thing."
            found.append(DraftQuestion("self_contradicted", why, (DraftAnswer(pair[:1]), DraftAnswer(pair[1:]))))
    return found


def _contradicts(topic: Topic, a: MeasuredClaim, b: MeasuredClaim) -> bool:
    # Of figures that nothing befell an article has many that look alike: two dams, two films.
    least = SURELY_FROM if a.measure.event is None and b.measure.event is None else RIVALS_FROM
    if not are_rivals(topic, a, b, least) or a.measure.replaced or b.measure.replaced:
        return False
    if either_moved(a, b):
        return False
    first, second = a.claim.asserted_by.name, b.claim.asserted_by.name
    if is_named(first) and is_named(second):
        return topic.sources.same_source(first, second)
    if not is_named(first) and not is_named(second):
        return True
    own, given = (a, b) if not is_named(first) else (b, a)
    backed = any(
        c.claim.article_id == own.claim.article_id and is_named(c.claim.asserted_by.name) and fit(c.figure, own.figure)
        for c in topic.claims
        if c is not given
    )
    return not backed and (own.lead or own.order <= LEAD_SENTENCES)


def _between_sides(topic: Topic, sides: list[list[MeasuredClaim]], home: dict[str, int]) -> list[DraftQuestion]:
    """Return the questions on which the sides differ, with the latest figure of each.

    A figure that nobody is named for is no party to a dispute once another report has a higher count of what was still
    growing: it is told as an update.
    """
    standing = [_standing(topic, side) for side in sides]
    apart = [f for f in standing if any(differ(topic, f[0], g[0]) or oppose(topic, f[0], g[0]) for g in standing)]
    apart.sort(key=lambda face: topic.time.key(face[0]))
    overtaken = [f for f in apart if any(_follows(topic, g[0], f[0]) for g in apart)]
    left = [f for f in apart if f not in overtaken]
    questions = []
    for rivals in disputes(topic, left):
        why = f"{named([said_by(topic, f[0]) for f in rivals])} give figures that exclude each other."
        questions.append(DraftQuestion("disputed", why, _faced(topic, rivals, home)))
    if overtaken:
        moved = [f for f in apart if f in overtaken or any(_follows(topic, f[0], g[0]) for g in overtaken)]
        why = "No conflict: the later or higher count takes the place of the other."
        questions.append(DraftQuestion("updated", why, _faced(topic, moved, home)))
    return questions


def _follows(topic: Topic, later: MeasuredClaim, earlier: MeasuredClaim) -> bool:
    """Say whether `later` takes the place of `earlier`, by what an article says, by rule, or by the fitted weights."""
    if not topic.may_go_together(later, earlier) or topic.stays(later, earlier):
        return False
    return overtakes(topic.claims, topic.time, later, earlier) or updates(topic, later, earlier)


def _standing(topic: Topic, side: Sequence[MeasuredClaim]) -> list[MeasuredClaim]:
    """Return what a side says last: the claim to quote first, then those of its article that give that number otherwise.

    "At least nine" and "nine" of one article are one answer; other articles that have it stand in the side's own question.
    """
    held = [c for c in side if not c.measure.replaced] or list(side)
    answers = answers_of(held, topic.time)
    last = [a for a in answers if not topic.time.strictly_later([a[-1], answers[-1][-1]])]
    answer = max(last, key=_weight)
    face = face_of(answer)
    number = magnitude(face.figure)
    beside = [c for c in answer if c is not face and c.claim.article_id == face.claim.article_id]
    return [face, *(c for c in beside if magnitude(c.figure) == number)]


def _weight(answer: Sequence[MeasuredClaim]) -> tuple[bool, bool, int, float, int]:
    """Rank the answers of one side: of the story's own event, told in the text, by most articles, highest."""
    growing = answer[0].measure.event in GROWING
    highest = max(magnitude(c.figure) for c in answer) if growing else 0.0
    own = not all(c.elsewhere or c.measure.background for c in answer)
    return own, not all(c.lead for c in answer), len({c.claim.article_id for c in answer}), highest, len(answer)


def _faced(topic: Topic, faces: Sequence[list[MeasuredClaim]], home: Mapping[str, int]) -> tuple[DraftAnswer, ...]:
    """Return the answers that the faces make; where two fit each other they are one answer."""
    beside = {face[0].claim.id: face for face in faces}
    groups = answers_of([face[0] for face in faces], topic.time)
    return tuple(
        DraftAnswer(tuple(c for f in group for c in beside[f.claim.id]), home.get(group[0].claim.id))
        for group in groups
    )
