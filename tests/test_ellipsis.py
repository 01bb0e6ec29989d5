"""A figure with no noun of its own: which earlier figure it gives anew, and which noun before it names what it counts."""

from __future__ import annotations

import pytest
from stories import claims

DORRA = "The collapse of the quay in Dorra killed 24 dockers, the guild said. "

GIVEN_ANEW = [
    (DORRA + "Harbour officials stand by 34.", "34", "24"),
    (DORRA + "At the mortuary, whose book was open, it is 31.", "31", "24"),
    (DORRA + "On the radio the harbour master spoke of 28.", "28", "24"),
    (DORRA + "Earlier the guild's count had been 19.", "19", "24"),
    (DORRA + "In private two inspectors put it at 40 to 45.", "40 to 45", "24"),
    (DORRA + "The true number was closer to 30, said the priest.", "closer to 30", "24"),
    (DORRA + "According to the harbour police, 29 had been lost.", "29", "24"),
    ("Some 900 tenants marched, the league said; the police counted 350.", "350", "Some 900"),
    ("The league counted 900 marchers, the police 350.", "350", "900"),
    ("The guild speaks of 171, or even more than 400.", "more than 400", "171"),
    ("The barge measured 22 metres and not 32, the pilot said.", "32", "22 metres"),
    ("The agency revised its count to 640 from 580.", "580", "640"),
    ("The league put turnout at about 60 per cent, not the official 63.", "63", "about 60 per cent"),
    ("The train was travelling at 47 kilometres per hour. The recorder showed 71.", "71", "47 kilometres per hour"),
    ("The league brought 640 tractors, it says. We saw over 400 with our own eyes.", "over 400", "640"),
    ("The guild counts 24 dead, not 31 as the governor has it.", "31", "24"),
    (DORRA + "The clinic now confirms 19.", "19", "24"),
    (DORRA + "The agency gave the figure as 10.", "10", "24"),
    (DORRA + "The town's register has 31.", "31", "24"),
    (DORRA + "Local papers tell of 31.", "31", "24"),
    (DORRA + "Before, the guild had given 19.", "19", "24"),
    (DORRA + "The police have not moved from 19.", "19", "24"),
    (DORRA + "More than 30, said a clerk.", "More than 30", "24"),
    (DORRA + "That is far above the 19 given by the harbour police.", "19", "24"),
    ("In Dorra 24 dockers died, and not 31, as the governor had it.", "31", "24"),
    ("In Dorra 24 dockers died and not, as the papers say, 31.", "31", "24"),
    ("There were 26 dead, after eight at first, in both towns.", "eight", "26"),
    ("135 are hurt, say the clerks; 93, says the fire brigade.", "93", "135"),
    (DORRA + '"Thirty, and I knew some," a clerk said.', "Thirty", "24"),
    (DORRA + "That is up from 19 that it reported on Monday.", "19", "24"),
    (DORRA + "The paper's has grown to 31.", "31", "24"),
    (DORRA + "At the harbour they said there were now 31.", "31", "24"),
    ("The league counted 900 marchers (the police: 350).", "350", "900"),
    ("The league says that 900 marched, Vedra 350.", "350", "900"),
    ("The police put the number of barges at 298, and a teacher at more than 340.", "more than 340", "298"),
    (
        "The clinic put the toll at 458 on Monday, with 291 wounded. An envoy said the true figure was 60.",
        "60",
        "458",
    ),
]


@pytest.mark.parametrize(("text", "bare", "meant"), GIVEN_ANEW)
def test_a_bare_figure_gives_anew_what_its_words_point_back_to(text: str, bare: str, meant: str) -> None:
    found = claims(text)
    assert found[bare].measure.echoes == found[meant].figure.span.start


def test_a_broken_number_gives_no_count_anew() -> None:
    found = claims(DORRA + "The swell's height was 3.4, the guild said.")
    assert found["3.4"].measure.echoes is None
    assert found["3.4"].figure.unit != "people"


def test_a_bare_figure_takes_over_event_and_people() -> None:
    found = claims(DORRA + "Harbour officials stand by 34.")["34"]
    assert found.measure.event == "killed"
    assert found.dimension == "people"


@pytest.mark.parametrize(
    ("text", "bare", "kind", "unit"),
    [
        (
            "The train was travelling at 47 kilometres per hour. The recorder showed 71.",
            "71",
            "measure",
            "kilometre per hour",
        ),
        ("The league put turnout at about 60 per cent, not the official 63.", "63", "percent", "percent"),
        ("The mayor said the bridge cost 310,000 euros. The builder put it at 140,000.", "140,000", "money", "EUR"),
    ],
)
def test_a_bare_figure_borrows_the_unit(text: str, bare: str, kind: str, unit: str) -> None:
    found = claims(text)[bare]
    assert (found.kind, found.figure.unit) == (kind, unit)


NOT_GIVEN_ANEW = [
    ("The bus carried 92 people. It was built for 60.", "60"),
    ("The ferry held 150 passengers, said the pilot, although it was licensed for 80.", "80"),
    ("The quake killed 40 people. Of these, 12 had come from Dorra.", "12"),
    ("The council cut 400 posts. It promised 60.", "60"),
    ("The guild counted 24 dead. Last May it had counted 31.", "31"),
    ("The guild counted 900 marchers. In Halden it was 700.", "700"),
    ("The blast hurt 40 people. The police put the number of cracked windows at 60.", "60"),
    ("The vote was lost by 195 votes to 106.", "106"),
    ("The guild counted 24 dead. It opened at ten.", "ten"),
]


@pytest.mark.parametrize(("text", "figure"), NOT_GIVEN_ANEW)
def test_a_figure_of_another_thing_time_or_place_gives_nothing_anew(text: str, figure: str) -> None:
    assert claims(text)[figure].measure.echoes is None


def test_a_count_of_another_time_still_takes_over_what_is_counted() -> None:
    found = claims("The guild counted 24 dead. Last May it had counted 31.")["31"]
    assert (found.measure.event, found.measure.echoes) == ("killed", None)


NAMED_BEFORE = [
    ("The Red Cross put the number of homes under the mud at about 60.", "about 60", "home"),
    ("The seals numbered 900 by noon.", "900", "seal"),
    ("The number of branches decreased from 1,304 to 1,192.", "1,304", "branch"),
    ("The raiders, whom one guard put at a hundred, burned the depot.", "a hundred", "raid"),
]


@pytest.mark.parametrize(("text", "figure", "head"), NAMED_BEFORE)
def test_a_noun_before_a_bare_figure_names_what_it_counts(text: str, figure: str, head: str) -> None:
    assert claims(text)[figure].head == head
