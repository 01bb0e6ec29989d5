"""Questions that a reader takes for one thing: a count with all that is said of it, or denials and scopes with claims in common.

A report keeps them apart, since their answers are not all set against each other: one source's 10 and its later 19 both
exclude another's 14, and not each other. Shown one by one, they would say the 14 again and again, and a toll that five sources
give would stand under "disputed", "updated" and "agreed" as if it were three.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from summarize.schema import MOST_PRESSING, UNSETTLED, Answer, Claim, Question, QuestionStatus

__all__ = ["Contrast", "common_text", "contrasts", "joined", "sides", "statuses", "width"]

_COUNTED: frozenset[QuestionStatus] = frozenset({"disputed", "self_contradicted", "updated", "compatible", "agreed"})
"""Statuses of a question all answers of which count one thing, if they are figures."""
_JOINED: frozenset[QuestionStatus] = frozenset({"disputed", "denied", "different_scope"})
"""Statuses in which questions with a common claim are one thing, whatever they ask for."""
_ANYONE = "People "
"""How the description begins that counts everybody, of which others ("Women killed") count a part."""
_NAMED = 2
"""Descriptions that are named where none stands for all."""


@dataclass(frozen=True)
class Contrast:
    """What is set against what, for one reason."""

    questions: tuple[Question, ...]
    """The questions that do so."""
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    """In each row, labels by side: what stands in one side of a row is not set against each other."""

    @property
    def status(self) -> QuestionStatus:
        """Return the status that all its questions have."""
        return self.questions[0].status

    @property
    def why(self) -> str:
        """Return the reason, which all its questions have; empty where it says only that those deny who are told first."""
        why = self.questions[0].why
        deny = tuple(f"{_plain(name)} denies " for row in self.rows for name in row[0])
        return "" if self.status == "denied" and _plain(why).startswith(deny) else why

    @property
    def text(self) -> str:
        """Return what all its questions ask for; of denials, whose texts are their own words, nothing."""
        return "" if self.status == "denied" else self.questions[0].text

    def about(self, heading: str) -> str:
        """Return what of its text a heading does not say: "as counted by the police", beside "People killed"."""
        rest = self.text.removeprefix(heading)
        return rest.lstrip(", ") if rest[:1] in ("", ",", " ") else self.text


def joined(questions: Iterable[Question]) -> tuple[tuple[Question, ...], ...]:
    """Return the questions, those that are one thing together: most pressing first, then what most outlets tell.

    Figures are one count through claims in common, whatever the status of the questions, unless it is settled: then nothing
    but its own claims belongs to a question.
    """
    listed = sorted(questions, key=lambda question: MOST_PRESSING.index(question.status))
    first: dict[tuple[str, str, str], int] = {}
    root = list(range(len(listed)))

    def root_of(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for n, question in enumerate(listed):
        of = "count" if _counts(question) else question.status
        if of != "count" and of not in _JOINED:
            continue
        for claim in question.claim_ids:
            other = root_of(first.setdefault((of, question.kind, claim), n))
            here = root_of(n)
            root[max(other, here)] = min(other, here)
    groups: dict[int, list[Question]] = {}
    for n, question in enumerate(listed):
        here = root_of(n)
        settled = _counts(question) and listed[here].status not in UNSETTLED
        groups.setdefault(n if settled else here, []).append(question)
    return tuple(sorted(map(tuple, groups.values()), key=_place))


def statuses(questions: Iterable[Question]) -> tuple[QuestionStatus, ...]:
    """Return the statuses of some questions, each once, most pressing first."""
    return tuple(sorted({question.status for question in questions}, key=MOST_PRESSING.index))


def _place(group: Sequence[Question]) -> tuple[int, int]:
    outlets = {name for question in group for answer in question.answers for name in answer.outlets}
    return MOST_PRESSING.index(group[0].status), -len(outlets)


def _counts(question: Question) -> bool:
    """Say whether the answers of a question count one thing."""
    return question.kind == "figure" and question.status in _COUNTED


def sides(questions: Sequence[Question], claims: Mapping[str, Claim]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the claims by answer, each claim once; of a single question, its answers as they are.

    Answers are one where a question has them together or, in a count, their figures are the same but for an open end,
    unless a question sets them against each other; all who deny are on one side. Figures stand smallest first, but one that
    all others are set against before them, unless one took another's place.
    """
    if len(questions) == 1:
        return tuple(answer.claims for answer in questions[0].answers)
    parts = _Parts(questions, claims)
    found = parts.merged(denied=questions[0].status == "denied", alike=_counts(questions[0]))
    sizes = {side[0]: size for side in found if (size := _size(side, claims))}
    if len(sizes) == len(found):
        found.sort(key=lambda side: sizes[side[0]])
    moves = any(question.status == "updated" for question in questions)
    hub = [side for side in found if all(parts.opposed(side, other) for other in found if other is not side)]
    if (
        len(hub) == 1
        and not moves
        and not any(parts.opposed(a, b) for a in found for b in found if hub[0] not in (a, b))
    ):
        found.sort(key=lambda side: side is not hub[0])
    return tuple(map(tuple, found))


def contrasts(
    questions: Sequence[Question], found: Sequence[Sequence[str]], labels: Callable[[Answer], tuple[str, ...]]
) -> tuple[Contrast, ...]:
    """Return what the questions set against what, or hold for the same, for each reason once.

    Args:
        questions: those of one thing.
        found: what `sides` gave for them.
        labels: gives what an answer says; of an only answer each of its claims is asked about by itself.
    """
    place = {claim: n for n, side in enumerate(found) for claim in side}
    told = {q.id: [(place[c], a) for a in q.answers if (c := next(filter(place.__contains__, a.claims), ""))]
            for q in questions}  # fmt: skip
    alike: dict[tuple[str, str, str], list[Question]] = {}
    for question in questions:
        asked = "" if question.status == "denied" else question.text  # Of a denial that is its own words.
        alike.setdefault((question.status, asked, question.why), []).append(question)
    made = []
    for group in alike.values():
        pairs: dict[tuple[str, ...], dict[str, int]] = {}
        rows: list[tuple[tuple[str, ...], ...]] = []
        often = Counter(n for question in questions if question.status == group[0].status for n, _ in told[question.id])
        for question in group:
            answers = sorted(told[question.id], key=lambda entry: entry[0])
            if question.status == "updated":  # One after another, as they were given.
                rows.append(tuple(labels(answer) for _, answer in told[question.id]))
            elif len(answers) == 2:
                (_, one), (n, other) = sorted(answers, key=lambda entry: -often[entry[0]])
                pairs.setdefault(labels(one), {}).update(dict.fromkeys(labels(other), n))
            elif len(answers) == 1:
                known = filter(place.__contains__, answers[0][1].claims)
                by_claim = (labels(answers[0][1].model_copy(update={"claims": (claim,)})) for claim in known)
                rows.append((tuple(dict.fromkeys(chain.from_iterable(by_claim))),))
            elif answers:
                rows.append(tuple(labels(answer) for _, answer in answers))
        stars = [(one, tuple(sorted(others, key=others.__getitem__))) for one, others in pairs.items()]
        made.append(Contrast(tuple(group), tuple(dict.fromkeys((*stars, *rows)))))
    return tuple(made)


def common_text(questions: Sequence[Question]) -> str:
    """Return the text that stands for all: the one that all begin with, or that counts everybody; else the first ones.

    Where none does, those that are most pressing are named alone.
    """
    texts = sorted({question.text for question in questions}, key=lambda text: (len(text), text))
    shortest = texts[0]
    if all(text.startswith(shortest) for text in texts):
        return shortest
    for text in texts:
        if text.startswith(_ANYONE) and all(text.removeprefix(_ANYONE) in other for other in texts):
            return text
    first = statuses(questions)[0]
    pressing = [question for question in questions if question.status == first]
    if len(pressing) < len(questions):
        return common_text(pressing)
    own = [t for n, t in enumerate(texts) if not any(t.startswith(before) for before in texts[:n])]
    more = f" and {len(own) - _NAMED} more" if len(own) > _NAMED else ""
    return f"{'; '.join(own[:_NAMED])}{more}"


class _Parts:
    """The claims of several questions, in parts that stand in the same answers."""

    def __init__(self, questions: Sequence[Question], claims: Mapping[str, Claim]) -> None:
        self.claims = claims
        self.settled = {q.id for q in questions if _counts(q) and q.status not in UNSETTLED}
        self.stands: dict[str, dict[str, int]] = {}
        for question in questions:
            for n, answer in enumerate(question.answers):
                for claim in filter(claims.__contains__, answer.claims):
                    self.stands.setdefault(claim, {}).setdefault(question.id, n)

    def opposed(self, some: Iterable[str], others: Sequence[str]) -> bool:
        """Say whether a question sets any of these against each other."""
        return any(
            self.stands[b].get(question, n) != n
            for a in some
            for question, n in self.stands[a].items()
            if question not in self.settled
            for b in others
        )

    def merged(self, *, denied: bool, alike: bool) -> list[list[str]]:
        """Return the claims by answer; the same figures are enough if `alike`, the same stance if `denied`."""
        found: list[list[str]] = []
        order = {claim: n for n, claim in enumerate(self.claims)}
        for claim in sorted(self.stands, key=order.__getitem__):
            for side in found:
                fits = (
                    self._stance(claim) == self._stance(side[0])
                    if denied
                    else self._together(claim, side) or (alike and self._same_figures(claim, side))
                )
                if fits and not self.opposed([claim], side):
                    side.append(claim)
                    break
            else:
                found.append([claim])
        place = {claim: n for n, claim in enumerate(self.stands)}
        for side in found:
            side.sort(key=place.__getitem__)
        return sorted(found, key=lambda side: place[side[0]])

    def _together(self, claim: str, side: Iterable[str]) -> bool:
        answers = self.stands[claim].items()
        return any(answers & self.stands[other].items() for other in side)

    def _same_figures(self, claim: str, side: Iterable[str]) -> bool:
        """Say whether the claim has an end in common with each of these: 58 is an answer of those who say "at least 58"."""
        own = _interval(self.claims[claim]) or (None, None)
        return all(
            any(
                end is not None and end == its
                for end, its in zip(own, _interval(self.claims[other]) or (), strict=False)
            )
            for other in side
        )

    def _stance(self, claim: str) -> bool:
        return self.claims[claim].stance == "denied"


def width(low: float | None, high: float | None) -> float:
    """Return how wide an interval is; infinity where an end is open."""
    return math.inf if low is None or high is None else high - low


def _plain(words: str) -> str:
    """Return words for comparing: in lower case, without a leading article."""
    return re.sub(r"^(?:the|an?) ", "", " ".join(words.casefold().split()))


def _interval(claim: Claim) -> tuple[float | None, float | None] | None:
    return (claim.figure.low, claim.figure.high) if claim.figure else None


def _size(side: Iterable[str], claims: Mapping[str, Claim]) -> tuple[float, float] | None:
    """Return by what an answer is sorted, the ends of its narrowest figure; None if it has none."""
    sizes = []
    for low, high in filter(None, (_interval(claims[claim]) for claim in side)):
        if low is not None and high is not None:
            sizes.append((high - low, (high, low)))
        elif (end := low if high is None else high) is not None:
            sizes.append((math.inf, (end, end)))
    return min(sizes)[1] if sizes else None
