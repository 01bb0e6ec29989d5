"""Which figures that fit each other are told as one: likely ones, and vague ones whose words bear them out."""

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


@pytest.mark.parametrize(("odds", "groups"), [(2.0, 1), (-1.2, 2)])
def test_articles_agree_where_their_figures_are_likely_of_one_thing(odds: float, groups: int) -> None:
    """What may be one question, so that no dispute is missed, need not be one answer."""
    found = read(article("a", "Dorra blast", "It killed 40 people."), article("b", "Dorra blast", "Forty people died."))
    claims = [c for r in found for c in r.figures]
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    table = np.array([[0.0, odds], [odds, 0.0]])
    assert len(Agreement(Pairs(claims, words), claims, table).groups(claims)) == groups
