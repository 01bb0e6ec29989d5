"""What a story scores: counters that add up over stories, and the judged items behind them.

A counter that a story does not have is *unscored* there, which is not zero: a metric that needs it has no value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["Item", "ItemState", "StoryScore", "Tally"]

ItemState = Literal["right", "wrong"]


class Item(BaseModel):
    """One judgement. What could not be judged is no item."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    key: str
    """What was judged, the same in every run over these labels: aspect, story and label id or place."""
    aspect: str
    """What it was judged for: "figure", "asserter", "status", "false alarm"..."""
    state: ItemState
    """How it came out."""
    expected: str
    """What the labels say; empty for something found that the labels do not have."""
    found: str
    """What the report says; empty if it has nothing."""
    words: tuple[str, ...] = ()
    """Evidence for something wrong: the articles' words on each side."""
    extra: bool = False
    """Whether the report has something that it should not have; a run without this item has it right."""


class StoryScore(BaseModel):
    """One story's counters and items."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    story_id: str
    """The story."""
    group: str
    """"dev" or "test" for our own cases, else the name of the collection."""
    counters: dict[str, float]
    """Counter -> amount, see `metrics`."""
    items: tuple[Item, ...] = ()
    """In a fixed order."""
    failed: str | None = None
    """Why the pipeline gave no report; such a story counts as failed and has no counters."""


@dataclass
class Tally:
    """Collect the counters and items of one story."""

    story_id: str
    counters: Counter[str] = field(default_factory=Counter)
    items: list[Item] = field(default_factory=list)

    def start(self, *names: str) -> None:
        """Declare counters as scored, at zero if nothing is added."""
        for name in names:
            self.counters[name] += 0

    def add(self, name: str, amount: float = 1) -> None:
        """Add to a counter; counters are exact or sums of a story's few fractions in a fixed order."""
        self.counters[name] += amount  # type: ignore[assignment]

    def judge(
        self,
        aspect: str,
        about: str,
        right: bool,
        *,
        expected: str,
        found: str,
        words: Iterable[str] = (),
        extra: bool = False,
    ) -> bool:
        """Note a judgement and return it."""
        self.items.append(
            Item(
                key=f"{aspect}:{self.story_id}:{about}",
                aspect=aspect,
                state="right" if right else "wrong",
                expected=expected,
                found=found,
                words=() if right else tuple(words),
                extra=extra,
            )
        )
        return right

    def score(self, group: str) -> StoryScore:
        """Return what was collected."""
        ordered: Mapping[str, float] = {name: round(float(self.counters[name]), 9) for name in sorted(self.counters)}
        return StoryScore(story_id=self.story_id, group=group, counters=dict(ordered), items=tuple(self.items))
