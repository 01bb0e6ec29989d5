"""Which claim of a report is which label: one to one for figures, by overlapping words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarize.evaluation.agreement import same_interval
from summarize.evaluation.labels import FigureLabel, StatementLabel
from summarize.schema import Claim, Span

__all__ = ["NEXT_SENTENCE", "Matches", "gap", "match_claims"]


NEXT_SENTENCE = 3
"""Most characters between a sentence and the next: a stray quotation mark and white space."""


@dataclass(frozen=True)
class Matches:
    """How claims and labels belong together."""

    claim_of: Mapping[str, Claim]
    """Id of a figure label -> the one claim that stands for it."""
    labels_of: Mapping[str, frozenset[str]]
    """Id of a claim -> ids of the labels that it states: one for a figure. Several claims may state one label: a figure
    that was found twice still says in a question what the label says, though only one of the two is counted as found."""


@dataclass(frozen=True)
class _Edge:
    label: FigureLabel
    claim: Claim
    right: bool
    places: int
    """Number of the label's places that the claim has too."""

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """Order edges: the same number first, then the label's main place, then more shared places."""
        main = self.claim.figure is not None and self.label.figure.overlaps(self.claim.figure.span)
        return (not self.right, not main, -self.places, self.label.figure.start)


def match_claims(
    figures: Sequence[FigureLabel], statements: Sequence[StatementLabel], claims: Sequence[Claim]
) -> Matches:
    """Return the matching of a story's claims with its labels.

    Figures are matched one to one, as many as possible, where words overlap in the same article; among those the ones
    that also read the same number are preferred.

    A claim without a figure states the labelled statement that its quote overlaps most; failing that, one in the next
    sentence either way, because a denial often takes two and the label quotes one; failing that, the labelled figures in
    its quote, because what is denied may be a figure.
    """
    edges: dict[str, list[_Edge]] = {}
    for claim in claims:
        if claim.figure is None:
            continue
        places = (claim.figure.span, *claim.also)
        for label in figures:
            shared = sum(any(place.overlaps(mine) for mine in places) for place in label.places)
            if shared and label.article_id == claim.article_id:
                edge = _Edge(label, claim, same_interval(label, claim.figure), shared)
                edges.setdefault(label.id, []).append(edge)
    for options in edges.values():
        options.sort(key=lambda edge: (*edge.rank, edge.claim.id))
    claim_of = _one_to_one(edges)
    labels_of = {claim.id: frozenset((label,)) for label, claim in claim_of.items()}
    every = sorted((edge for options in edges.values() for edge in options), key=lambda e: (*e.rank, e.label.id))
    for edge in every:
        labels_of.setdefault(edge.claim.id, frozenset((edge.label.id,)))
    for claim in claims:
        if claim.figure is None:
            labels_of[claim.id] = _stated(claim, figures, statements)
    return Matches(claim_of, labels_of)


def _stated(claim: Claim, figures: Sequence[FigureLabel], statements: Sequence[StatementLabel]) -> frozenset[str]:
    """Return the labels that a claim without a figure states."""
    here = [s for s in statements if s.article_id == claim.article_id and gap(s.quote, claim.quote) <= NEXT_SENTENCE]
    if here:
        return frozenset(
            (min(here, key=lambda s: (-_overlap(s.quote, claim.quote), gap(s.quote, claim.quote), s.id)).id,)
        )
    return frozenset(
        label.id
        for label in figures
        if label.article_id == claim.article_id and any(place.overlaps(claim.quote) for place in label.places)
    )


def gap(a: Span, b: Span) -> int:
    """Return how many characters lie between two spans; 0 where they overlap."""
    return max(0, max(a.start, b.start) - min(a.end, b.end))


def _one_to_one(edges: Mapping[str, Sequence[_Edge]]) -> dict[str, Claim]:
    """Return a largest matching, by augmenting paths; pairs with the same number go first and move only if need be."""
    taken: dict[str, str] = {}
    claims: dict[str, Claim] = {e.claim.id: e.claim for options in edges.values() for e in options}
    matched: set[str] = set()

    def place(label: str, seen: set[str], only_right: bool) -> bool:
        for edge in edges[label]:
            claim = edge.claim.id
            if claim in seen or (only_right and not edge.right):
                continue
            seen.add(claim)
            if claim not in taken or place(taken[claim], seen, only_right):
                taken[claim] = label
                return True
        return False

    for only_right in (True, False):
        for label in edges:
            if label not in matched and place(label, set(), only_right):
                matched.add(label)
    return {label: claims[claim] for claim, label in sorted(taken.items(), key=lambda pair: pair[1])}


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
