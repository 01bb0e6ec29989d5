"""How well unsorted articles are put into stories: sorted stories are mixed, grouped again, and compared.

    python -m summarize.evaluation.grouping stories.jsonl [MORE.jsonl ...]

Pairwise: of the pairs of articles put together, the share that belong together (precision), and of those that belong together,
the share put together (recall). B-cubed: the same shares, taken for each article and averaged over articles (Bagga and Baldwin
1998).
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from summarize.grouping import alike, beginning, day_of
from summarize.output import answer
from summarize.stories import Story, open_stories

__all__ = ["GroupingScore", "b_cubed", "pairwise"]


@dataclass(frozen=True, slots=True)
class GroupingScore:
    """Shares from 0 to 1; of nothing, 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(right: Sequence[Hashable], found: Sequence[Hashable]) -> GroupingScore:
    """Return how well the pairs that share a group agree."""
    both = _pairs(Counter(zip(right, found, strict=True)))
    put, due = _pairs(Counter(found)), _pairs(Counter(right))
    return GroupingScore(both / put if put else 1.0, both / due if due else 1.0)


def b_cubed(right: Sequence[Hashable], found: Sequence[Hashable]) -> GroupingScore:
    """Return how well the group of each article agrees, on average."""
    both, put, due = Counter(zip(right, found, strict=True)), Counter(found), Counter(right)
    if not both:
        return GroupingScore(1.0, 1.0)
    size = len(found)
    precision = math.fsum(n * n / put[group] for (_, group), n in both.items()) / size
    recall = math.fsum(n * n / due[group] for (group, _), n in both.items()) / size
    return GroupingScore(precision, recall)


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def main(paths: Sequence[str]) -> None:
    """Print the scores of each file of stories."""
    for path in paths:
        with open_stories(path) as source:
            stories = [entry.story for entry in source.entries if isinstance(entry.story, Story)]
        articles = [(story.id, article) for story in stories for article in story.articles]
        right = [id for id, _ in articles]
        found = alike([beginning(a) for _, a in articles], [day_of(a) for _, a in articles])
        answer(f"{path}: {len(articles)} articles, {len(stories)} stories, {len(set(found))} found")
        for name, score in (("pairwise", pairwise(right, found)), ("B-cubed", b_cubed(right, found))):
            answer(f"  {name}: precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
