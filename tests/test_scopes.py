"""What is told to be no conflict because two articles count different things, with which reason, and what nobody asks about."""

from __future__ import annotations

import pytest
from stories import Story, article

ADA = "A bomb killed 47 people at a market in Dorra on Monday, the mayor said."

AFTER = "The bomb went off at noon. Shops were shut all day."

TOLD = [
    ("Eleven of the dead were children, a doctor said.", "Eleven", "children are a part of all"),
    ("Nine of the dead were Brelians, the embassy said.", "Nine", "one counts only some of them"),
    ("The hospital received 31 bodies, a doctor said.", "31", "one counts the bodies that somebody saw"),
    ("In 1998 20 people were killed when a jet cut a cable in Velm.", "20", "one is about another event or time"),
    ("The dead and the wounded came to 120 casualties, the army said.", "120", "casualties count the wounded too"),
]


@pytest.mark.parametrize(("sentence", "figure", "reason"), TOLD)
def test_a_confined_figure_stands_beside_the_storys_own_count_of_another_article(
    sentence: str, figure: str, reason: str
) -> None:
    story = Story(article("ada", "Bomb in Dorra market", ADA), article("ben", "Grief in Dorra", AFTER, sentence))
    assert story.told("different_scope") == [[[figure], ["47"]]]
    (question,) = story.questions("different_scope")
    assert question.why == f"No conflict: they count different things ({reason})."


UNTOLD = {
    "a part beside its whole": "The bomb killed 46 people, among them 11 children, the mayor said.",
    "a figure that the other article has for the whole": "The bomb killed 47 people, 46 of them Brelians.",
    "another rank of size": "Two of the dead were children, a doctor said.",
    "what is planned": "The bomb could have killed 300 people, the mayor said.",
    "another sort of thing": "Eleven of the stalls were destroyed, the mayor said.",
    "words for no number": "Dozens of the dead were children, a doctor said.",
}


@pytest.mark.parametrize("sentence", UNTOLD.values(), ids=list(UNTOLD))
def test_what_nobody_takes_for_a_conflict_is_not_told(sentence: str) -> None:
    story = Story(article("ada", "Bomb in Dorra market", ADA), article("ben", "Grief in Dorra", sentence))
    assert story.told("different_scope") == []


def test_what_one_article_tells_of_both_is_not_told() -> None:
    story = Story(article("ada", "Bomb in Dorra market", ADA, "Eleven of the dead were children, a doctor said."))
    assert story.told("different_scope") == []


def test_a_number_that_some_article_has_for_the_whole_is_no_part() -> None:
    others = ("Thirty-one of the dead were Brelians, an envoy said.", "A bomb killed 31 people at a market in Dorra.")
    story = Story(
        article("ada", "Bomb in Dorra market", ADA),
        *(article(x, "Dorra", s) for x, s in zip("bc", others, strict=True)),
    )
    assert story.told("different_scope") == []


def test_what_is_told_as_a_conflict_is_not_told_to_be_none() -> None:
    story = Story(
        article("ada", "Bomb in Dorra market", "The mayor said that a bomb killed 47 people at a market in Dorra."),
        article("ben", "Grief in Dorra", "The army said that a bomb killed 19 people at a market in Dorra."),
    )
    assert story.questions("disputed")
    assert story.told("different_scope") == []


def test_six_are_told_at_most_and_the_nearest_first() -> None:
    named = ("Brelians", "Tarrans", "Marovians", "Sevrians", "Aldanians", "Valdorians", "Kardovians", "Ostrians")
    sentences = [f"{20 + 2 * n} of the dead were {name}, an envoy said." for n, name in enumerate(named)]
    others = [article(f"b{n}", "Grief in Dorra", sentence) for n, sentence in enumerate(sentences)]
    told = Story(article("ada", "Bomb in Dorra market", ADA), *others).told("different_scope")
    assert len(told) <= 6
    assert [first for ((first,), _) in told] == sorted((first for ((first,), _) in told), reverse=True)
