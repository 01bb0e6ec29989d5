from __future__ import annotations

import pytest
from stories import article, read

from summarize.comparison.scene import place_claims

HEAD, LEAD = "Storm floods Dorra", "A storm flooded Dorra on Monday."
FILLER = ("Rain fell for hours.", "Roads were closed.", "Schools will stay shut.")


def elsewhere(sentence: str, *, published: str | None = "2031-05-06") -> bool:
    """Say whether the figure of a sentence far down an article on a storm in Dorra is taken for another story's."""
    (found,) = place_claims(read(article("a", HEAD, LEAD, *FILLER, sentence, published=published)))
    return found.elsewhere


AT_HOME = [
    "The mayor said on Thursday that the storm killed 8 people.",
    "Days after the storm 8 people are dead.",
    "The storm killed 8 people, the Mayfield Echo said.",
    "The storm killed 8 people.",
    "On Thursday, the agency's spokeswoman in Dorra, Ada Braack, told the Echo that 8 people were hurt.",
    "On Thursday evening the ministry revised its toll to 8 dead.",
    "The storm killed 8 people in Dorra.",
    "The storm killed 8 people in Dora.",
    "The storm killed 8 people on May 5.",
    "By 6 May the storm had killed 8 people.",
    "The storm killed 8 people across the country.",
    "Some 8 people have been killed by storms since 2 April.",
    pytest.param(
        "Since 2 April, 8 people have been killed by storms.",
    ),
]
ABROAD = [
    "On Thursday a guard, Ada Braack, shot 8 people.",
    "On Thursday a storm killed 8 people.",
    "Another storm killed 8 people.",
    "The storm also killed 8 people in the neighbouring province.",
    "In late February a storm killed 8 people.",
    "Last month a storm killed 8 people in Velmora.",
    "A storm killed 8 people in Velmora.",
    "On March 3 a storm killed 8 people.",
    "A storm in November killed 8 people.",
    "A storm killed 8 people in 2019.",
]


@pytest.mark.parametrize("sentence", AT_HOME)
def test_a_figure_of_the_scene(sentence: str) -> None:
    assert not elsewhere(sentence)


@pytest.mark.parametrize("sentence", ABROAD)
def test_a_figure_of_another_place_or_day(sentence: str) -> None:
    assert elsewhere(sentence)


def test_another_articles_lead_sets_the_scene_too() -> None:
    there = article("b", "Storm moves on to Velmora", "The storm reached Velmora on Tuesday.")
    here = article("a", HEAD, LEAD, *FILLER, "A storm killed 8 people in Velmora.")
    (found,) = place_claims(read(here, there))
    assert not found.elsewhere


@pytest.mark.parametrize("published", [None, "soon"])
def test_dates_tell_nothing_where_publication_is_not_known(published: str | None) -> None:
    assert not elsewhere("On March 3 a storm killed 8 people.", published=published)


def test_keeps_every_claim() -> None:
    found = read(article("a", HEAD, LEAD, "It killed 8 people and injured 30 in Dorra.", "It cost $4 million."))
    assert [c.claim.id for c in place_claims(found)] == [c.claim.id for c in found[0].figures]
