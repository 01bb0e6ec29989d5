"""Which figures that fit each other are told as one: vague ones only where their words bear that out."""

from __future__ import annotations

import numpy as np
import pytest
from stories import article, read

from summarize.comparison.agreement import Agreement, too_vague
from summarize.comparison.facets import Pairs
from summarize.comparison.profiles import profiles
from summarize.comparison.sameness import Words
from summarize.comparison.scene import place_claims
from summarize.reading.words import stems


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Scores of people were killed.", "Dozens of people were killed.", set()),
        ("Scores of people were killed.", "The blast killed 60 people.", set()),
        ("Dozens of people were hurt.", "The road was full of dozens of cars.", {"something befell one"}),
        ("Hundreds of lorries stood still.", "Hundreds of villages lie beyond.", {"other things"}),
        ("Scores of people were killed.", "The strike killed dozens of soldiers.", {"other people"}),
        ("Sixty people were hurt.", "Sixty cars stood there.", set()),
    ],
)
def test_a_vague_amount_goes_only_with_its_like(first: str, second: str, found: set[str]) -> None:
    claims = place_claims(read(article("a", "Dorra blast", first), article("b", "Dorra blast", second)))
    a, b = profiles(claims).values()
    assert set(too_vague(a, b)) == set(too_vague(b, a)) == found


@pytest.mark.parametrize(
    ("second", "groups"), [("It killed dozens of people.", 1), ("The strike killed dozens of soldiers.", 2)]
)
def test_figures_of_one_question_are_told_as_one_unless_they_are_too_vague(second: str, groups: int) -> None:
    found = read(article("a", "Dorra blast", "Scores of people were killed."), article("b", "Dorra blast", second))
    claims = place_claims(found)
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    table = np.array([[0.0, 2.0], [2.0, 0.0]])
    assert len(Agreement(Pairs(claims, words), claims, table).groups(claims)) == groups
