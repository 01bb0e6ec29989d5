from __future__ import annotations

import pytest
from stories import paragraphs, read

from summarize.comparison.parts import mark_parts
from summarize.comparison.scene import place_claims


def parts(text: str) -> set[str]:
    """Return the figures of an article that are marked as parts of a total."""
    return {c.figure.span.text for c in mark_parts(place_claims(read(paragraphs(text)))) if c.measure.part}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("A drone killed five people. It killed two fighters and three policemen.", {"two", "three"}),
        ("A drone killed six people. It killed two fighters and three policemen.", set()),
        ("A drone killed three people. It killed one fighter and two policemen.", set()),
        (
            "A drone killed five people. Rain fell. Roads closed. It killed two. Night came. Later it killed three.",
            set(),
        ),
        ("A drone killed five people. It wounded two fighters and three policemen.", set()),
    ],
)
def test_marks_what_adds_up_to_a_total(text: str, marked: set[str]) -> None:
    assert parts(text) == marked


def test_keeps_every_claim_in_order() -> None:
    claims = place_claims(read(paragraphs("A drone killed five people. It killed two fighters and three policemen.")))
    assert [c.claim.id for c in mark_parts(claims)] == [c.claim.id for c in claims]
