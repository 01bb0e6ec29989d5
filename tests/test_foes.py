"""Counts of what each side took of the other, which are no two counts of one thing."""

from __future__ import annotations

import pytest

from summarize.asserters import read_by_rules
from summarize.claims import MeasuredClaim
from summarize.comparison.foes import are_of_two_foes
from summarize.reading.articles import article_from_text


def claims(*sentences: str) -> list[MeasuredClaim]:
    articles = [article_from_text(s, id=f"a{n}", outlet="Post") for n, s in enumerate(sentences)]
    found = [claim for read in read_by_rules(articles) for claim in read.figures]
    assert len(found) == len(sentences)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The general staff in Kyiv said that Ukraine had wrecked over 200 tanks.",
            "Moscow said that its forces had destroyed 311 Ukrainian tanks.",
        ),
        (
            "Armenian forces killed 40 soldiers in the night, the ministry said.",
            "The report speaks of 17 Armenian soldiers killed.",
        ),
    ],
)
def test_what_a_side_took_is_no_count_of_what_it_lost(one: str, other: str) -> None:
    first, second = claims(one, other)
    assert are_of_two_foes(first, second)
    assert are_of_two_foes(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ukraine said that it had destroyed 200 Russian tanks.", "Russia admitted the loss of 120 tanks."),
        ("Ukraine has destroyed 200 tanks, it said.", "Analysts count 90 Russian tanks destroyed."),
        ("Armenian forces killed 40 soldiers, the ministry said.", "Azerbaijan puts its dead at 17."),
    ],
)
def test_two_counts_of_one_sides_losses_are_left_to_be_weighed(one: str, other: str) -> None:
    first, second = claims(one, other)
    assert not are_of_two_foes(first, second)
