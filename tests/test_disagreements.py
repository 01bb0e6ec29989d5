"""What articles differ on beyond plain figures, on small stories; each sentence is the lead of an article of its own."""

from __future__ import annotations

import pytest
from stories import Story, article

from summarize.schema import Question

HEADLINE = "Blast at Dorra market"


def questions(*leads: str, headlines: tuple[str, ...] = ()) -> list[Question]:
    """Return the questions that are not about figures."""
    titles = headlines or (HEADLINE,) * len(leads)
    story = Story(
        *(
            article(
                f"a{n}",
                title,
                lead,
                "Rain fell all week in the valley, and the road to the coast stays closed.",
                published="2031-05-08",
            )
            for n, (title, lead) in enumerate(zip(titles, leads, strict=True))
        )
    )
    return [q for q in story.comparison.questions if q.kind != "figure"]


MEANS = [
    ("An air strike hit the market in Dorra.", "Mortar shelling hit the market in Dorra."),
    ("A car bomb tore through the market in Dorra.", "An air strike tore through the market in Dorra."),
]


@pytest.mark.parametrize(("first", "second"), MEANS)
def test_means_that_exclude_each_other_are_a_dispute(first: str, second: str) -> None:
    (found,) = questions(first, second)
    assert (found.status, found.kind) == ("disputed", "cause")


SAME_MEANS = [
    ("A car bomb tore through the market in Dorra.", "An explosion tore through the market in Dorra."),
    ("A suicide bombing hit the market in Dorra.", "A car bomb hit the market in Dorra."),
    ("An air strike hit the market in Dorra.", "Air strikes and shelling hit the market in Dorra."),
    ("An air strike hit the market in Dorra.", "Mortar shelling hit a school in Velmar."),
]


@pytest.mark.parametrize(("first", "second"), SAME_MEANS)
def test_vaguer_words_both_means_and_other_places_are_no_dispute(first: str, second: str) -> None:
    assert questions(first, second) == []


def test_a_fault_against_an_act() -> None:
    (found,) = questions(
        "The air force said the plane crashed because of an engine failure over Dorra.",
        "The Northern Front said it had shot down the plane over Dorra.",
        headlines=("Plane crashes at Dorra",) * 2,
    )
    assert (found.status, found.kind) == ("disputed", "cause")


def test_what_one_source_cannot_confirm_and_another_states() -> None:
    (found,) = questions(
        "A spokesman could not confirm whether it was an air strike that hit the market in Dorra.",
        "An air strike hit the market in Dorra, traders said.",
    )
    assert (found.status, found.kind) == ("disputed", "cause")


def test_an_open_cause_of_something_else_is_not_answered() -> None:
    assert (
        questions(
            "The cause of the plane crash near Dorra remained unclear.",
            "Mortar shelling hit the market in Dorra.",
        )
        == []
    )


BOMBS = [
    ("Two suicide bombers struck the market in Dorra.", "Three suicide bombers struck the market in Dorra."),
    ("A double bombing hit the market in Dorra.", "A car bomb hit the market in Dorra."),
]


@pytest.mark.parametrize(("first", "second"), BOMBS)
def test_counts_of_bombs_that_differ(first: str, second: str) -> None:
    (found,) = questions(first, second)
    assert (found.status, found.text) == ("disputed", "How many bombs")


def test_a_headline_that_counts_other_bombers_than_its_text() -> None:
    (found,) = questions(
        "Three suicide bombers attacked the market in Dorra on Thursday.",
        headlines=("Two suicide bombers hit Dorra market",),
    )
    assert found.status == "self_contradicted"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A car bomb hit the market in Dorra.", "A truck bomb hit the market in Dorra."),
        ("Two bombers struck the market in Dorra, then a third bomber.", "Three bombers struck the market in Dorra."),
        ("Two bombers struck the market in Dorra.", "Last month four bombers struck the market in Dorra."),
    ],
)
def test_counts_of_bombs_that_fit(first: str, second: str) -> None:
    assert questions(first, second) == []


def test_where_the_third_attacker_struck() -> None:
    found = questions(
        "A third attacker blew himself up behind the police station in Dorra.",
        "A third bomber detonated his belt near a market in Dorra.",
    )
    assert [q.text for q in found if q.text.startswith("Where")] == ["Where the third one struck"]


def test_a_building_may_be_the_station() -> None:
    found = questions(
        "A third attacker blew himself up behind the building in Dorra.",
        "A third bomber detonated his belt near the station in Dorra.",
    )
    assert not [q for q in found if q.text.startswith("Where")]


def test_one_toll_as_civilians_and_as_fighters() -> None:
    (found,) = questions("The blast killed 30 civilians in Dorra.", "The blast killed 30 fighters in Dorra.")
    assert (found.status, found.kind, found.text) == ("disputed", "statement", "Who the dead were")


def test_a_flat_civilian_toll_against_not_knowing() -> None:
    (found,) = questions(
        "The blast killed 31 people in Dorra. It was not clear how many of them were civilians.",
        "The blast killed 30 civilians in Dorra.",
    )
    assert found.text == "Whether the dead were civilians"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The blast killed 30 militants in Dorra.", "The blast killed 30 terrorists in Dorra."),
        ("The blast killed 30 civilians in Dorra.", "The blast killed 30 people in Dorra."),
    ],
)
def test_framing_and_vaguer_words_for_the_dead_are_none(first: str, second: str) -> None:
    assert questions(first, second) == []


SAID = (
    '"A plane hit a car in the town killing two men from the guard and three men from the council" said Mira Solenne.'
)

ALTERED = [
    '"A plane hit a car in the town killing two men from the guard and five men from the council" said Mira Solenne.',
    '"A plane hit a car in the town killing 2 men from the guard and 13 men from the council" Mira Solenne said.',
    '"A plane did not hit a car in the town killing two men from the guard and three men from the council" said Mira Solenne.',
]


@pytest.mark.parametrize("version", ALTERED)
def test_a_quotation_that_changed_its_sense(version: str) -> None:
    found = [q for q in questions(SAID, version) if q.kind == "attribution"]
    assert [q.status for q in found] == ["disputed"]


FAITHFUL = [
    '"A plane hit a car in the town killing two men from the guard" said Mira Solenne.',
    '"A plane hit a car in the town killing 2 men from the guard and 3 men from the council" said Mira Solenne.',
    '"A plane hit the car in that town killing two men from the guard and three men from the council" said Mira Solenne.',
]


@pytest.mark.parametrize("version", FAITHFUL)
def test_a_quotation_cut_short_or_respelt_is_the_same(version: str) -> None:
    assert [q for q in questions(SAID, version) if q.kind == "attribution"] == []


def test_the_same_words_from_two_speakers() -> None:
    other = SAID.replace("Mira Solenne", "Anton Reshko")
    assert [q.text for q in questions(SAID, other) if q.kind == "attribution"] == ["Who said it"]
