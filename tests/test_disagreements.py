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


FAULTS = [
    (
        "The air force said the plane crashed because of an engine failure over Dorra.",
        "The Northern Front said it had shot down the plane over Dorra.",
    ),
    (
        "The blast at Dorra market was caused by a gas leak, the fire service said.",
        "A bomb caused the blast at Dorra market, the ministry said.",
    ),
    (
        "The warship sank off Dorra in a storm after ammunition exploded, the navy said.",
        "The warship sank off Dorra after two missiles hit it, the Northern Front said.",
    ),
    (
        "The fire at Dorra was started by arsonists, the mayor said.",
        "A faulty cable started the fire at Dorra, the power company said.",
    ),
]


@pytest.mark.parametrize(("first", "second"), FAULTS)
def test_a_fault_against_an_act(first: str, second: str) -> None:
    (found,) = questions(first, second, headlines=("What is known of Dorra",) * 2)
    assert (found.status, found.kind) == ("disputed", "cause")


def test_what_one_source_cannot_confirm_and_another_states() -> None:
    (found,) = questions(
        "A spokesman could not confirm whether it was an air strike that hit the market in Dorra.",
        "An air strike hit the market in Dorra, traders said.",
    )
    assert (found.status, found.kind) == ("disputed", "cause")
    assert found.text == "Whether “it was an air strike that hit the market in Dorra”"


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
        (
            "A suicide bomber struck the market in Dorra.",
            "A blast hit the market in Dorra. It comes a month after two suicide bombings near the market in Dorra.",
        ),
        (
            "A suicide bomber struck the market in Dorra on Thursday.",
            "A blast hit the market in Dorra on Thursday. Guards came. Rain fell. Two bombings hit Dorra on Tuesday.",
        ),
        (
            "A suicide bomber struck the market in Dorra.",
            "A blast hit the market in Dorra. Two separate bombings killed nine near the Dorra border.",
        ),
        ("A suicide bomber struck the market in Dorra.", "Two F-16 fighter bombers flew over the market in Dorra."),
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


NEGATED = [
    (
        "“There is no way that our son was ever with them,” said Mira Solenne.",
        "“Our son was never with them at all,” said Mira Solenne.",
    ),
    (
        "“I am sorry, there has been a mistake, you have won the best prize,” said Mira Solenne.",
        "“I am sorry. No, there was a mistake, you have won the best prize,” said Mira Solenne.",
    ),
    (
        "“We have seen the bridge and the road to the mill is open again today,” said Mira Solenne.",
        "“We have seen the bridge and the men of the mill are not here again today,” said Mira Solenne.",
    ),
]


@pytest.mark.parametrize(("first", "second"), NEGATED)
def test_what_both_deny_and_what_are_two_sentences_are_no_dispute(first: str, second: str) -> None:
    assert [q for q in questions(first, second) if q.kind == "attribution"] == []


SPEAKERS = ["the head of the Harbour Ministry's Coast Security Division", "she"]


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_an_office_and_a_pronoun_may_be_whom_another_names(speaker: str) -> None:
    other = SAID.replace("said Mira Solenne", f"{speaker} said").replace('council"', 'council,"')
    other = f"Anna Reshko came to the town. {other}" if speaker == "she" else other
    assert [q for q in questions(SAID, other) if q.kind == "attribution"] == []


@pytest.mark.parametrize("version", FAITHFUL)
def test_a_quotation_cut_short_or_respelt_is_the_same(version: str) -> None:
    assert [q for q in questions(SAID, version) if q.kind == "attribution"] == []


def test_the_same_words_from_two_speakers() -> None:
    other = SAID.replace("Mira Solenne", "Anton Reshko")
    assert [q.text for q in questions(SAID, other) if q.kind == "attribution"] == ["Who said it"]


DATED = [
    ("The blast at Dorra market killed 30 people on Monday.", "The blast at Dorra market killed 30 people on Tuesday."),
    ("Monday's cave-in at the Dorra mine blocked a shaft.", "The cave-in at the Dorra mine came on Wednesday."),
    (
        "Nine were freed by Tuesday evening after a cave-in that morning at the Dorra mine.",
        "Monday's cave-in at the Dorra mine blocked a shaft.",
    ),
]


@pytest.mark.parametrize(("first", "second"), DATED)
def test_one_event_on_two_days(first: str, second: str) -> None:
    (found,) = questions(first, second)
    assert (found.status, found.kind) == ("disputed", "date")


NOT_DATED = [
    ("The blast at Dorra market killed 30 people on Monday.", "Police said on Tuesday the blast at Dorra killed 30."),
    ("The blast at Dorra market killed 30 people on Monday.", "The blast at Dorra market killed 12 people on Tuesday."),
    ("A cave-in at the Dorra mine came late on Monday.", "A cave-in at the Dorra mine came on Tuesday."),
    ("A cave-in at the Dorra mine came on Monday.", "A cave-in at the Velmar quarry came on Tuesday."),
]


@pytest.mark.parametrize(("first", "second"), NOT_DATED)
def test_days_of_statements_of_other_events_and_near_midnight_are_no_dispute(first: str, second: str) -> None:
    headlines = ("Cave-in kills two", "Cave-in kills two") if "Velmar" in second else ()
    assert [q for q in questions(first, second, headlines=headlines) if q.kind == "date"] == []


NAMED = [
    ("Kenyan Interior Minister Joren Askel came to Dorra.", "Kenyan Interior Minister Tomas Velde came to Dorra."),
    ("Police chief Rosa Hale said Dorra was calm.", "Mayor Rosa Hale said Dorra was calm."),
    ("Rosa Hale, 34, was hurt at Dorra.", "The 43-year-old Rosa Hale was hurt at Dorra."),
    ("Lin Mei-ling, 34, was hurt at Dorra.", "The 43-year-old Lin Mei Ling was hurt at Dorra."),
    # of one day: no birthday parts them
    ("Rosa Hale, 34, was hurt at Dorra.", "Rosa Hale, 35, was hurt at Dorra."),
]


@pytest.mark.parametrize(("first", "second"), NAMED)
def test_names_offices_and_ages_that_cannot_be_the_same(first: str, second: str) -> None:
    (found,) = [q for q in questions(first, second) if q.kind == "name"]
    assert found.status == "disputed"


SAME_NAME = [
    ("Kenyan Interior Minister Joren Askel came.", "Kenyan Interior Minister Askel Joren came."),
    ("Kenyan Interior Minister Joren Abdurrahman came.", "Kenyan Interior Minister Yoren Abdulrahman came."),
    ("Kenyan Interior Minister Joren Askel came.", "Polish Interior Minister Tomas Velde came."),
    ("Kenyan Interior Minister Joren Askel came.", "Former Kenyan Interior Minister Tomas Velde came."),
    ("Police chief Rosa Hale said Dorra was calm.", "Rosa Hale said Dorra was calm."),
    ("Since Last March 12, the road was shut.", "Since Last March 27, the road was shut."),
]


@pytest.mark.parametrize(("first", "second"), SAME_NAME)
def test_spellings_other_offices_and_former_holders_are_no_dispute(first: str, second: str) -> None:
    assert [q for q in questions(first, second) if q.kind == "name"] == []


CARRIED = [
    (
        "A car bomb exploded at the market in Dorra.",
        "A bomber on a motorcycle struck the market in Dorra.",
        "How the bomb came there",
    ),
    (
        "Chlorine killed traders at the market in Dorra.",
        "Sarin killed traders at the market in Dorra.",
        "What chemical was used",
    ),
]


@pytest.mark.parametrize(("first", "second", "asked"), CARRIED)
def test_bombs_that_came_in_two_ways_and_two_chemicals(first: str, second: str, asked: str) -> None:
    assert asked in [q.text for q in questions(first, second)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A car bomb exploded at the market in Dorra.", "A truck bomb exploded at the market in Dorra."),
        ("Sarin was used at the market in Dorra.", "Toxic gas was used at the market in Dorra."),
    ],
)
def test_ways_and_chemicals_that_fit(first: str, second: str) -> None:
    assert questions(first, second) == []


def test_one_toll_in_two_villages() -> None:
    (found,) = questions(
        "Soldiers killed 48 people in the village of Dorra.",
        "Soldiers killed 48 people in Velmar village.",
        headlines=("Villagers killed", "Villagers killed"),
    )
    assert (found.status, found.text) == ("disputed", "Where it happened")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Soldiers killed 48 people in the village of Dorra.", "Soldiers killed 48 people in the village of al-Dura."),
        ("Soldiers killed 48 people in the village of Dorra.", "Soldiers killed 12 people in the village of Velmar."),
        ("Soldiers killed 48 people in the village of Dorra.", "Soldiers killed 48 people in Velmar province."),
    ],
)
def test_spellings_other_tolls_and_wider_places_are_no_dispute(first: str, second: str) -> None:
    assert questions(first, second, headlines=("Villagers killed", "Villagers killed")) == []
