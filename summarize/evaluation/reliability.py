"""How far two people who labelled the same stories agree: Krippendorff's alpha.

Alpha is 1 for full agreement and 0 for what chance would give with these labels. For nominal labels by two readers,
without gaps (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section B):

    alpha = 1 - (n - 1) * disagreeing / sum over pairs of different values of n_c * n_k

with n twice the number of units, n_c how often value c occurs among them, and "disagreeing" counting a unit twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarize.evaluation.agreement import same_name
from summarize.evaluation.cases import Case
from summarize.evaluation.labels import CONFLICTS, FigureLabel
from summarize.reading.figures import find_figures

__all__ = ["SECOND_LABELS_FILE", "Agreement", "agreement_of", "alpha"]

SECOND_LABELS_FILE = "labels-second.jsonl"

Pair = tuple[str, str]
"""What the first and the second reader say of one unit."""


@dataclass(frozen=True)
class Agreement:
    """Agreement on one aspect."""

    aspect: str
    units: int
    """Number of things that both judged."""
    same: int
    """How many of them they judged alike."""
    alpha: float | None
    """None where there is nothing to judge, or only one value."""


def alpha(pairs: Sequence[Pair]) -> float | None:
    """Return Krippendorff's alpha of nominal labels by two readers; None where it is not defined."""
    counts = Counter(value for pair in pairs for value in pair)
    total = sum(counts.values())
    expected = sum(counts[c] * counts[k] for c in counts for k in counts if c != k)
    if not expected:
        return None
    disagreeing = 2 * sum(first != second for first, second in pairs)
    return 1 - (total - 1) * disagreeing / expected


def agreement_of(cases: Sequence[tuple[Case, Case]]) -> list[Agreement]:
    """Return the agreement on each aspect over all stories, each given with its first and its second labels."""
    pairs: dict[str, list[Pair]] = {
        "is it a figure": [],
        "ends": [],
        "qualifier": [],
        "unit": [],
        "asserter": [],
        "stance": [],
        "do two figures conflict": [],
    }
    for first, second in cases:
        pairs["is it a figure"] += _units(first, second)
        matched = list(_matched(first, second))
        for a, b in matched:
            pairs["ends"].append((f"{a.low} {a.high}", f"{b.low} {b.high}"))
            pairs["qualifier"].append((a.qualifier, b.qualifier))
            pairs["unit"].append((a.unit, b.unit))
            pairs["stance"].append((a.stance, b.stance))
            same = same_name(a.asserter, a.asserter_aliases, None, b.asserter)
            pairs["asserter"].append((a.asserter, a.asserter if same else b.asserter))
        pairs["do two figures conflict"] += _conflicts(first, second, matched)
    return [
        Agreement(aspect, len(found), sum(a == b for a, b in found), alpha(found)) for aspect, found in pairs.items()
    ]


def _units(first: Case, second: Case) -> list[Pair]:
    """Return for every number of the articles, of whatever sort, whether each reader labelled it."""
    pairs = []
    for article in first.articles:
        places = [
            [place for figure in case.figures if figure.article_id == article.id for place in figure.places]
            for case in (first, second)
        ]
        spans = {(m.start, m.end) for m in find_figures(first.texts[article.id])}
        spans |= {
            (place.start, place.end)
            for side in places
            for place in side
            if not any(start < place.end and place.start < end for start, end in spans)
        }
        for start, end in sorted(spans):
            said = ["yes" if any(p.start < end and start < p.end for p in side) else "no" for side in places]
            pairs.append((said[0], said[1]))
    return pairs


def _matched(first: Case, second: Case) -> Iterator[tuple[FigureLabel, FigureLabel]]:
    """Yield the figures that both labelled, by overlap of a place; each once."""
    left = list(second.figures)
    for a in first.figures:
        same = [
            b for b in left if a.article_id == b.article_id and any(x.overlaps(y) for x in a.places for y in b.places)
        ]
        if same:
            best = max(same, key=lambda b: (a.figure.overlaps(b.figure), -b.figure.start))
            left.remove(best)
            yield a, best


def _conflicts(first: Case, second: Case, matched: Sequence[tuple[FigureLabel, FigureLabel]]) -> list[Pair]:
    """Return, for every two figures that either reader put into one question, whether each calls them a conflict."""
    told = []
    for case in (first, second):
        statuses: dict[frozenset[str], str] = {}
        for question in case.questions:
            said = "conflict" if question.status in CONFLICTS else "no conflict"
            for x, y in combinations(question.claims, 2):
                pair = frozenset((x, y))
                statuses[pair] = "conflict" if "conflict" in (said, statuses.get(pair)) else said
        told.append(statuses)
    pairs = []
    for (a, b), (c, d) in combinations(matched, 2):
        one, other = told[0].get(frozenset((a.id, c.id))), told[1].get(frozenset((b.id, d.id)))
        if one or other:
            pairs.append((one or "no conflict", other or "no conflict"))
    return pairs
