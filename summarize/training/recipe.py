"""What a run consists of: its stages, and which texts each step reads."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from summarize.training.batches import PackedSet, deal
from summarize.training.objective import Objective
from summarize.training.parts import DEV, HELD_BACK, NO_PART

__all__ = [
    "ASSERTERS",
    "INVENTED",
    "PAIRS",
    "RETOLD",
    "SETS",
    "STATEMENTS",
    "InventedStage",
    "PracticeStage",
    "Recipe",
    "Step",
]

INVENTED, ASSERTERS, PAIRS = "invented", "asserters", ("pairs", "pairs-swapped")
RETOLD = ("retold", "retold-swapped")
STATEMENTS = ("statements", "statements-swapped")
SETS = (INVENTED, ASSERTERS, *PAIRS, *RETOLD, *STATEMENTS)
"""Names of the files of examples: invented passages; labelled figures; pairs of labelled figures, those of stories that retell
real coverage, and pairs of sentences, all either way round."""

ASKED_WHO = Objective(rules=0.5, language=0.2)
"""Of asserters. The rules' log-odds are too sure by a factor of two: by the temperature that fits them best, on invented and on
real articles alike."""
ASKED_WHAT = Objective(rules=0.0, language=0.05)
"""Of pairs. What the facets say of one is weighed when the answer is used (`summarize.comparison.opinions`)."""


@dataclass(frozen=True)
class Step:
    """What one step reads."""

    set: str
    texts: tuple[int, ...]
    objective: Objective


@dataclass(frozen=True)
class InventedStage:
    """The first stage: invented passages, once."""

    learning_rate: float = 8e-4
    tokens: int = 16_384
    """Of a step, padding included."""
    held_out: int = 1500
    """Passages at the beginning of the set that are not trained on."""
    objective: Objective = ASKED_WHO

    def plan(self, sets: Mapping[str, PackedSet], seed: int) -> list[Step]:
        """Return the steps, which depend on the sets and the seed alone."""
        one = sets[INVENTED]
        batches = deal(one.sizes, range(self.held_out, len(one)), self.tokens, random.Random(seed))
        return [Step(INVENTED, tuple(batch), self.objective) for batch in batches]


@dataclass(frozen=True)
class PracticeStage:
    """A later stage: labelled figures of our own stories, pairs of them and pairs of sentences."""

    learning_rate: float = 5e-4
    passes: int = 2
    """How often all asserters are read."""
    share_of_pairs: float = 0.35
    """Of the pairs either way round that a pass reads, drawn anew."""
    share_of_retold: float = 0.0
    """The same of stories that retell real coverage."""
    share_of_statements: float = 0.0
    """The same of pairs of sentences."""
    pair_tokens: int = 16_384
    asserter_tokens: int = 8192
    """Of a step, padding included. One about asserters holds more questions a token."""
    pairs: Objective = ASKED_WHAT
    asserters: Objective = ASKED_WHO

    def plan(self, sets: Mapping[str, PackedSet], seed: int, without: int | None = None) -> list[Step]:
        """Return the steps, which depend on the sets, the seed and the part that is left out alone."""
        left = NO_PART if without is None else without
        unread = {left, DEV, HELD_BACK}
        rng = random.Random(seed + left)
        steps: list[Step] = []
        for _ in range(self.passes):
            for name, share in self._shares().items():
                if not share:
                    continue
                texts = sets[name].without(unread)
                rng.shuffle(texts)
                drawn = texts[: int(len(texts) * share)]
                steps += [
                    Step(name, tuple(batch), self.pairs)
                    for batch in deal(sets[name].sizes, drawn, self.pair_tokens, rng)
                ]
            figures = sets[ASSERTERS]
            texts = figures.without(unread)
            steps += [
                Step(ASSERTERS, tuple(batch), self.asserters)
                for batch in deal(figures.sizes, texts, self.asserter_tokens, rng)
            ]
        rng.shuffle(steps)
        return steps

    def _shares(self) -> dict[str, float]:
        """Return how much of each set of pairs a pass reads."""
        return {
            **dict.fromkeys(PAIRS, self.share_of_pairs),
            **dict.fromkeys(RETOLD, self.share_of_retold),
            **dict.fromkeys(STATEMENTS, self.share_of_statements),
        }


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what comes out of a run, but the examples."""

    rank: int = 32
    alpha: float = 64.0
    invented: InventedStage = InventedStage()
    practice: PracticeStage = PracticeStage()
    further: PracticeStage = PracticeStage(
        learning_rate=4e-4, passes=1, share_of_pairs=0.2, share_of_retold=0.25, share_of_statements=0.8
    )
    """The third stage goes on with all stories: those that retell real coverage have more pairs than all others together."""
    warmup: int = 30
    """Steps over which the learning rate of a stage rises."""
    decay: float = 0.5
    """Share of a stage's steps, at the end, over which it falls to nothing."""
    betas: tuple[float, float] = (0.9, 0.98)
    """Of AdamW; no weight decay."""
    gradient_norm: float = 1.0
    """To which gradients are clipped."""
    seed: int = 5
    """Of the order of the examples."""
    weight_seed: int = 1
    """Of the adapter's first weights."""

    def rate(self, step: int, steps: int) -> float:
        """Return the factor of the learning rate at `step` of a stage: up, level, then down."""
        return min(1.0, (step + 1) / self.warmup, (1 - step / steps) / self.decay)
