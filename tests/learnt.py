"""A stand-in for a model with our adapter, whose answer is told beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.asking.backends.base import BackendRecord, Ranked, RankRequest
from summarize.asking.backends.fake import FakeBackend
from summarize.comparison.opinions import MEASURED_WITH

__all__ = ["Learnt"]


class Learnt(FakeBackend):
    """A backend that says it has our adapter, and answers each question about a pair with the same label."""

    def __init__(self, label: str = "conflict") -> None:
        super().__init__()
        self.label = label
        self.requests: list[RankRequest] = []

    def record(self) -> BackendRecord:
        return replace(super().record(), adapter_sha256=MEASURED_WITH + "0" * 48)

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        self.requests += requests
        return [
            Ranked(
                tuple(-0.1 if c == f" {self.label}" else -40.0 for c in r.continuations), (1,) * len(r.continuations)
            )
            for r in requests
        ]
