"""Questions of a report -> items of its briefing: those that are one thing together on one card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from summarize import joining
from summarize.briefing import novelty, wording
from summarize.briefing.changes import Earlier
from summarize.briefing.citing import Citations
from summarize.briefing.items import Item, Part, Side, Voice
from summarize.schema import Answer, Claim, Question, QuestionStatus

__all__ = ["items"]

_DENIERS = 3
"""Deniers that a heading names."""


def items(cite: Citations, questions: Iterable[Question], earlier: Earlier | None) -> tuple[Item, ...]:
    """Return the items of these questions, each at the place of its first question."""
    return tuple(_Card(cite, group, earlier).item() for group in joining.joined(questions))


class _Card:
    def __init__(self, cite: Citations, questions: Sequence[Question], earlier: Earlier | None) -> None:
        self.cite = cite
        self.questions = questions
        self.earlier = earlier
        self.anchors = {question.id: cite.anchors[question.id] for question in questions}
        self.answered: dict[str, list[str]] = defaultdict(list)
        for question in questions:
            for claim_id in dict.fromkeys(question.claim_ids):
                self.answered[claim_id].append(question.id)

    def item(self) -> Item:
        first = self.questions[0]
        answers = joining.sides(self.questions, self.cite.claims)
        sides = (self._side(claim_ids) for claim_ids in answers)
        heading = self._heading()
        return Item(
            anchor=self.anchors[first.id],
            heading=heading,
            status=first.status,
            why=" ".join(dict.fromkeys(wording.one_line(question.why) for question in self.questions)),
            sides=tuple(side for side in sides if side.voices),
            change=novelty.change(self.questions, self.earlier) if self.earlier else "",
            parts=self._parts(answers, heading) if len(self.questions) > 1 else (),
        )

    def _heading(self) -> str:
        if self._deniers:
            return f"Denied by {wording.listed(_cut(self._deniers, _DENIERS))}"
        return wording.one_line(joining.common_text(self.questions))

    @cached_property
    def _deniers(self) -> list[str]:
        """Return who denies, where several questions are denials: none of their words stands for all."""
        if len(self.questions) < 2 or self.questions[0].status != "denied":
            return []
        return self._names(claim for claim in self.cite.known(self.answered) if claim.stance == "denied")

    def _side(self, claim_ids: Sequence[str]) -> Side:
        groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in self.cite.known(claim_ids):
            says = self.cite.words(claim).casefold() if claim.figure else ""
            groups[self._speaker(claim), says, claim.stance].append(claim)
        return Side(tuple(self._voice(group) for group in groups.values()), self._more(claim_ids))

    def _voice(self, claims: Sequence[Claim]) -> Voice:
        answers = dict.fromkeys(question for claim in claims for question in self.answered[claim.id])
        shown = tuple(self.anchors[question] for question in answers) if len(self.questions) > 1 else ()
        return self.cite.voice(claims, is_new=self._is_new(claims), answers=shown)

    def _speaker(self, claim: Claim) -> str:
        if wording.is_outlet(claim):
            return self.cite.who(claim)
        return self.cite.speaker_keys[claim.asserted_by.name]

    def _is_new(self, claims: Iterable[Claim]) -> bool:
        """Say whether an earlier report had any of the questions but none of these claims."""
        if self.earlier is None or not any(q.id in self.earlier.questions for q in self.questions):
            return False
        return not any(claim.id in self.earlier.claims for claim in claims)

    def _more(self, claim_ids: Sequence[str]) -> str | None:
        """Return the anchor of the question that this answer stands for, if more voices give it there."""
        own = set(claim_ids)
        told = set(self.answered) if len(self.questions) > 1 else own
        for answer in (answer for question in self.questions for answer in question.answers):
            whole = self.cite.questions.get(answer.question_id or "")
            if whole is None or whole.id in self.anchors or not own.issuperset(answer.claims):
                continue
            if set(whole.claim_ids) - told:
                return self.cite.anchors[whole.id]
        return None

    # What is set against what

    def _parts(self, sides: Sequence[Sequence[str]], heading: str) -> tuple[Part, ...]:
        words = Counter(w for side in sides for w in {self.cite.words(c).casefold() for c in self.cite.known(side)})

        def labels(answer: Answer) -> tuple[str, ...]:
            claims = self.cite.known(answer.claims)
            lead = self._side(answer.claims).lead
            if self.questions[0].status == "denied" or not lead.is_figure:
                return tuple(self._names(claims))
            figure = wording.inside_sentence(lead.words)
            return (f"{figure} ({wording.inside_sentence(lead.who)})" if words[lead.words.casefold()] > 1 else figure,)

        return tuple(self._part(contrast, heading) for contrast in joining.contrasts(self.questions, sides, labels))

    def _part(self, contrast: joining.Contrast, heading: str) -> Part:
        about = wording.one_line(contrast.about(heading))
        told = "; ".join(self._told(row, contrast.status) for row in contrast.rows)
        begins = not about and not told.startswith(tuple(self.cite.labels.values()))
        return Part(
            anchors=tuple(self.anchors[question.id] for question in contrast.questions),
            status=contrast.status,
            about=wording.capitalised(about),
            told=wording.capitalised(told) if begins else told,
            why=wording.one_line(contrast.why),
        )

    def _told(self, row: Sequence[Sequence[str]], status: QuestionStatus) -> str:
        word = "beside" if status == "different_scope" else "against"
        sides = [wording.listed(side) for side in row]
        if status == "updated":
            return ", then ".join(sides)
        return f" {word} ".join(sides) if len(sides) < 3 else f"{wording.listed(sides)} {word} each other"

    def _names(self, claims: Iterable[Claim]) -> list[str]:
        """Return who makes the claims, each once by the fullest form of the name."""
        names: dict[str, str] = {}
        for claim in claims:
            key, who = self._speaker(claim), self.cite.who(claim)
            names[key] = max(names.get(key, ""), who, key=len)
        return [wording.inside_sentence(who) for who in names.values()]


def _cut(names: Sequence[str], most: int) -> list[str]:
    """Return the names, of more than `most` only some and how many more there are."""
    return list(names) if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
