"""What befell those counted, where the clause goes on past an aside, is told by a turn of words, or names the wounded too."""

from __future__ import annotations

import pytest
from stories import claims

TWELVE = [
    "Twelve people, including five pupils, lost their lives on Friday.",
    "Twelve pupils, all told, lost their lives.",
    "Twelve people, of whom many were pupils, died in a fire.",
    "Twelve people, most of them young, died as a crowd pushed into an alley.",
    "Twelve fans, the larger part of them pupils, perished.",
    "Twelve people, the majority of whom were pupils, perished.",
    "Twelve people – two locals and ten guests – lost their lives on Monday.",
    'Twelve "fighters," he said, were also dead.',
    "Twelve pupils, a teacher and a guard were dead.",
    "Twelve people, a child among them, are now dead.",
    "Twelve people, two children among them, did not survive the attack.",
    "Twelve people, clerks, guards and cooks, were killed by the strike on the prison.",
    "Twelve people who were waiting for a bus were killed.",
    "Twelve people waiting for a bus were killed.",
    "Twelve hikers held at the works were shot dead yesterday.",
    "Twelve people sleeping in a tent next to the mosque were burned to death.",
    "Twelve soldiers have fallen, the president said.",
    "Twelve of our defenders fell this morning near the border.",
    "Twelve servicemen were lost there.",
    "Twelve pilgrims were blown to pieces.",
    "Twelve prisoners suffocated in a truck.",
]


@pytest.mark.parametrize("text", TWELVE)
def test_those_who_died_are_known_past_what_is_said_of_them(text: str) -> None:
    assert claims(text)["Twelve"].measure.event == "killed"


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people who were waiting for a bus saw it.",
        "Twelve gunmen, most of them young, killed a guard.",
        "Twelve soldiers fell ill on Friday.",
        "Twelve prices fell on Friday.",
    ],
)
def test_nobody_died_where_something_else_is_told(text: str) -> None:
    assert claims(text)["Twelve"].measure.event != "killed"


TOLD = [
    ("Twelve people were not found after the storm.", "missing"),
    ("Twelve hikers have yet to be found.", "missing"),
    ("Twelve people cannot be accounted for.", "missing"),
    ("Twelve miners have not been heard from since Tuesday.", "missing"),
    ("Twelve people were still sought.", "missing"),
    ("Twelve miners were not found guilty.", None),
    ("Twelve people had been taken to the district hospital.", "hospitalised"),
    ("Twelve were under treatment.", "hospitalised"),
    ("Twelve residents have burns.", "wounded"),
    ("Twelve men suspected of the theft have been caught.", "arrested"),
    ("Twelve convicts were caught in the storm.", None),
    ("Twelve people are under the rubble.", "trapped"),
    ("Twelve lived through the crash.", "rescued"),
    ("Twelve people were on the flight.", "present"),
]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_a_turn_of_words_tells_what_befell_them(text: str, event: str | None) -> None:
    assert claims(text)["Twelve"].measure.event == event


@pytest.mark.parametrize(
    ("text", "figure", "event"),
    [
        ("Some 40,000 took part, police said.", "Some 40,000", "attended"),
        ("About 40 per cent of voters took part in the vote.", "About 40 per cent", "voted"),
        ("Thousands join the protest.", "Thousands", "attended"),
        ("The clashes have officially cost over 500 lives.", "over 500", "killed"),
        ("The assault cost “14 innocent lives”.", "14", "killed"),
        ("The mishap claims 56 souls.", "56", "killed"),
        ("The militia lost 295, according to the monitor.", "295", "killed"),
        ("The exchange lost 295, according to the monitor.", "295", None),
        ("Rescue teams found 46 people dead.", "46", "killed"),
        ("The hospital's records show 36 killed.", "36", "killed"),
        ("The group holds over 600 as captives.", "over 600", "captured"),
        ("The toll of the strike on a jail has gone up to at least 82 inmates.", "at least 82", "killed"),
        ("The number of people killed when a boat sank on the lake has risen to 56.", "56", "killed"),
        ("Those killed on Friday in the hall are by now 143; 107 more were hurt.", "143", "killed"),
        ("The toll, 27 as reported on Monday, has grown.", "27", "killed"),
        ("The toll went above 80.", "above 80", "killed"),
        ("The toll rose to 29 on Saturday, the guild said, from 21 earlier in the day.", "21", "killed"),
        ("The storm has 19 victims. It killed sheep, too, and 7 shepherds died.", "19", "killed"),
    ],
)
def test_the_event_of_a_number(text: str, figure: str, event: str | None) -> None:
    assert claims(text)[figure].measure.event == event


PAIRS = [
    ("Two blasts at the port kill 38 and hurt 166.", ["killed", "wounded"]),
    ("He put the dead in the capital and other towns at 149 and the wounded at 1403.", ["killed", "wounded"]),
    ("The dead have risen to at least 103 and the injured to over 141.", ["killed", "wounded"]),
    ("The toll has risen to at least 30, with 88 wounded.", ["killed", "wounded"]),
    ("The bombs killed 14 people, two pupils among them, and wounded 108.", ["killed", "killed", "wounded"]),
    ("He said that 34 hostages and 15 of the gunmen had died.", ["killed", "killed"]),
    ("The council reported 16 deaths and Shergarh 15.", ["killed", "killed"]),
    ("So far 207 rebels and 58 guards have died; 1,619 villagers were rescued.", ["killed", "killed", "rescued"]),
    ("Not 18, as was announced, but at least 27 climbers died.", ["killed", "killed"]),
]


@pytest.mark.parametrize(("text", "events"), PAIRS)
def test_each_number_of_a_sentence_has_its_own(text: str, events: list[str]) -> None:
    found = [c.measure.event for c in claims(text).values() if c.figure.unit == "people"]
    assert found == events


def test_a_whole_says_what_befell_its_part() -> None:
    found = claims("Four of the 41 dead and 16 of the 79 injured were pupils.")
    assert (found["Four"].measure.event, found["16"].measure.event) == ("killed", "wounded")


@pytest.mark.parametrize(
    "text",
    [
        "In the clash 43 people were killed: 42 gunmen and one agent.",
        "52 soldiers of Dibar, ten of Hejran, five of Muharrak and dozens of troops were killed.",
        "The number of people who lost their lives in the bombing at the old customs post has climbed to 19.",
    ],
)
def test_all_numbers_of_a_list_are_of_the_dead(text: str) -> None:
    assert {c.measure.event for c in claims(text).values()} == {"killed"}


@pytest.mark.parametrize(
    ("text", "figure", "event"),
    [
        ("Villagers said that they had buried more than 120 people.", "more than 120", "killed"),
        ("More than 120 people were buried under the landslide.", "More than 120", "trapped"),
        ("They have the names of 106 people, among them 23 pupils, who were killed when gunmen came.", "106", "killed"),
        ("On the web the number of dead, pupils included, is given as around 100.", "around 100", "killed"),
        ("Twenty-six people from at least seven countries died in the night.", "Twenty-six", "killed"),
        ("How many died at Tomboko? The ministry says 17.", "17", "killed"),
        ("A protest march drew 45,000, the police said.", "45,000", "attended"),
        ("Police counted 45,000 marchers. According to the league there were 120,000 people.", "120,000", "attended"),
        ("Police counted 45,000 marchers. Some 120,000 people live in the town.", "Some 120,000", None),
    ],
)
def test_what_the_article_tells_of_decides(text: str, figure: str, event: str | None) -> None:
    assert claims(text)[figure].measure.event == event
