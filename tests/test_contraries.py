from __future__ import annotations

import pytest
from stories import Story, article

EARLIER, DAY = "2031-05-07", "2031-05-08"

CONTRARY = {
    "lived": (
        ("Bus plunges into Kell gorge", "The driver of the bus died at the scene, police said."),
        ("Kell gorge bus crash", "The driver of the bus survived and was being questioned, the prosecutor said."),
    ),
    "held": (
        ("Army says Merit taken", "Government forces have captured the town of Merit, the defence ministry said."),
        ("Fighting goes on in Merit", "Rebels said that they still controlled Merit and had repelled the assault."),
    ),
    "speed": (
        (
            "Koll train was speeding",
            "The train was travelling too fast when it left the rails at Koll, investigators said.",
        ),
        ("Operator on Koll", "The operator said the train was travelling within the speed limit at Koll."),
    ),
    "fled": (
        ("Suspect in Dast killing held", "The gardener of Omar Dast was arrested at the border, the minister said."),
        ("Hunt for Dast's killer", "The gardener of Omar Dast is on the run, a police spokeswoman said."),
    ),
    "damaged": (
        ("Dam at Lissa stands", "The Lissa dam was undamaged, its operator said."),
        ("Quake cracks dam", "The Lissa dam was badly damaged, engineers said."),
    ),
    "open": (
        ("Fire at Arl airport", "The south terminal of Arl airport is closed, the operator said."),
        ("Arl airport", "The south terminal of Arl airport stayed open, travellers said."),
    ),
    "still held": (
        ("Airport falls", "The rebels have taken the airport, their commander said."),
        ("Airport not lost", "The airport has not fallen, a general said."),
    ),
    "left": (
        ("President gone", "President Omar Dast fled the capital on Sunday, diplomats said."),
        ("President at his desk", "President Omar Dast has not left the capital, his office said."),
    ),
    "taken": (
        ("Pilots in rebel hands", "The pilots were captured by the rebels, their leader said."),
        ("Pilots back", "The pilots returned safely to base, the air force said."),
    ),
    "came free": (
        ("Hostages saved", "The hostages were rescued in a raid, the army said."),
        ("Hostages bought free", "The hostages were released for a payment, a relative said."),
    ),
    "resigned": (
        ("Minister quits", "The minister resigned over the affair, her aides said."),
        ("Minister out", "The minister was dismissed over the affair, the palace said."),
    ),
    "fair": (
        ("Vote in Arl", "The election in Arl was free and fair, the commission said."),
        ("Arl vote stolen", "The election in Arl was rigged, the opposition said."),
    ),
    "way": (
        ("Norvik profit up", "Operating profit at Norvik rose, the company said."),
        ("Norvik slips", "Operating profit at Norvik fell, according to the union."),
    ),
}
NO_CONTRARY = {
    "denied, not stated": (
        ("President gone", "President Omar Dast fled the capital on Sunday, diplomats said."),
        ("No word", "President Omar Dast did not say who remained in the capital, his office said."),
    ),
    "some of many": (
        ("Bus plunges into Kell gorge", "Three children on the bus died at the scene, police said."),
        ("Kell gorge bus crash", "Three women on the bus survived the plunge at the scene, police said."),
    ),
    "another thing": (
        ("Quake at Lissa", "The Lissa dam was undamaged, its operator said."),
        ("Quake cracks church", "The old church in Port Arl was badly damaged, engineers said."),
    ),
    "not yet": (
        ("Fighting near Merit", "Rebels said that they still controlled Merit."),
        ("Army nears Merit", "Government forces will soon have captured the town of Merit, the ministry said."),
    ),
    "one after the other": (
        ("Fire at Arl airport", "The south terminal of Arl airport was closed during the search, the operator said."),
        ("Arl airport", "The south terminal of Arl airport soon reopened, travellers said."),
    ),
    "for a time": (
        ("Fire at Arl airport", "The south terminal of Arl airport was temporarily closed, the operator said."),
        ("Arl airport", "The south terminal of Arl airport was open, travellers said."),
    ),
    "long ago": (
        ("Fighting near Merit", "Rebels said that they still controlled Merit."),
        ("The war so far", "Government forces captured the town of Merit last year."),
    ),
}


def questions(
    first: tuple[str, ...], second: tuple[str, ...], published: str = DAY
) -> list[tuple[str, list[list[str]]]]:
    story = Story(
        article("ada", *first, published=published, outlet="Ada Post"), article("ben", *second, published=DAY)
    )
    return [(q.text, story.said(q)) for q in story.questions("disputed") if q.kind == "statement"]


@pytest.mark.parametrize("pair", CONTRARY.values(), ids=CONTRARY)
def test_two_accounts_that_exclude_each_other_are_a_dispute(pair: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    ((_, sides),) = questions(*pair)
    assert {pair[0][1], pair[1][1]} <= {words for side in sides for words in side}
    assert questions(*reversed(pair)) != []


@pytest.mark.parametrize("pair", NO_CONTRARY.values(), ids=NO_CONTRARY)
def test_what_may_both_be_true_is_none(pair: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert questions(*pair) == []


def test_what_was_missing_and_is_found_later_is_news() -> None:
    missing = ("Trawler sinks off Arl", "The captain of the Arl trawler was still missing, the coastguard said.")
    found = ("Captain back in port", "The captain of the Arl trawler was found, the coastguard said.")
    assert questions(missing, found, published=DAY) != []
    assert questions(missing, found, published=EARLIER) == []


def test_two_sources_of_one_article_can_exclude_each_other() -> None:
    story = Story(
        article(
            "ada",
            "Battle for Merit",
            "Government forces have captured the town of Merit, the defence ministry said.",
            "A rebel commander said that his men still controlled the town of Merit.",
            published=DAY,
        )
    )
    assert [q.text for q in story.questions("disputed")] == ["Who holds it"]
