"""A question about figures before it has an id and a text."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.claims import MeasuredClaim
from summarize.schema import QuestionStatus

__all__ = ["CONFLICTING", "DraftAnswer", "DraftQuestion"]

CONFLICTING: tuple[QuestionStatus, ...] = ("disputed", "self_contradicted")
"""Statuses of figures that exclude each other."""


@dataclass(frozen=True)
class DraftAnswer:
    """Claims that give one answer."""

    claims: tuple[MeasuredClaim, ...]
    stands_in: int | None = None
    """Index, among the cluster's questions, of the one in which all the claims of this answer stand."""


@dataclass(frozen=True)
class DraftQuestion:
    """A question before it has an id and a text."""

    status: QuestionStatus
    why: str
    answers: tuple[DraftAnswer, ...]
    side: str = ""
    """Whose count it is about, where it is about one side's."""

    @property
    def claims(self) -> tuple[MeasuredClaim, ...]:
        """Return all claims of all answers."""
        return tuple(claim for answer in self.answers for claim in answer.claims)
