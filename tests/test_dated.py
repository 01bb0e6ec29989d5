from __future__ import annotations

from datetime import date

import pytest
from stories import Story, article

from summarize.reading.dated_deeds import find_dated_deeds

DAY = "2031-05-08"  # a Thursday

DATED = [
    ("Marek Tolle was arrested in Port Arl on Tuesday.", ["arrested 2031-05-06"]),
    (
        "Tolle, a Sandish national, was arrested in Port Arl, Sand, on Tuesday while two others fled.",
        ["arrested 2031-05-06"],
    ),
    ("He turned himself in on Monday after police released a video.", ["surrendered 2031-05-05"]),
    ("Schools were closed after Wednesday's incident at the Holm college.", ["incident 2031-05-07"]),
    ("Tuesday's deadly blast at the mill killed four.", ["attack 2031-05-06"]),
    ("It was at 8 pm that three jets bombed the concert.", ["attack 1200"]),
    ("At around 8:30pm, three military jets bombed the concert.", ["attack 1230"]),
    ("Tolle was arrested, police said on Tuesday.", []),
    ("Tolle was arrested and appeared in court on Tuesday.", []),
    ("The man charged with arson appeared in court on Tuesday.", []),
    ("Tolle will be charged on Thursday.", []),
    ("Tolle was arrested after the vote on Tuesday.", []),
    ("A second blast at the mill on Tuesday hurt nobody.", []),
    ("The plane crashed at 14:10 GMT.", []),
    ("Tolle was arrested last Tuesday.", []),
]
DIFFER = {
    "arrest": (
        ("Hacker held", "Marek Tolle was arrested on Tuesday in Port Arl, a police spokesman said."),
        (
            "Three charged over hack",
            "Tolle, a Sandish national, was arrested in Sand on Wednesday while two others remain free.",
        ),
    ),
    "surrender": (
        (
            "Stabbing in Holm",
            "He turned himself in on Wednesday after police put out a camera still of him.",
        ),
        (
            "Man charged in Holm",
            "Dorn - a former soldier - turned himself in to police on Tuesday after police put out a camera still of it.",
        ),
    ),
    "incident": (
        (
            "Shooting at Holm college",
            "At least eight pupils were hurt in a shooting beside a college in the northern town of Holm on Wednesday.",
        ),
        (
            "Holm college locked down",
            "A college in the northern town of Holm was locked down after Tuesday's incident.",
        ),
    ),
    "clock": (
        ("Jets bomb concert in Merit", "At around 8:30pm three jets bombed the open-air concert in Merit."),
        ("Concert in Merit hit", "It was at 8 pm that three jets bombed the concert in Merit, residents said."),
    ),
}
ALIKE = {
    "one day": (
        ("Hacker held", "Marek Tolle was arrested on Tuesday in Port Arl, a police spokesman said."),
        ("Three charged", "Tolle was arrested in Sand on May 6, prosecutors said."),
    ),
    "two men": (
        ("Hacker held", "Marek Tolle was arrested on Tuesday in Port Arl, a police spokesman said."),
        ("Second hacker held", "Anton Breck was arrested on Wednesday in Port Arl, a police spokesman said."),
    ),
    "arrested, then charged": (
        ("Hacker held", "Marek Tolle was arrested on Tuesday in Port Arl."),
        ("Hacker charged", "Marek Tolle was charged on Wednesday in Port Arl."),
    ),
    "around midnight": (
        ("Hacker held", "Marek Tolle was arrested late on Tuesday in Port Arl."),
        ("Hacker in cell", "Marek Tolle was arrested early on Wednesday in Port Arl."),
    ),
    "arrested twice": (
        ("Hacker held", "Marek Tolle was arrested on Tuesday in Port Arl."),
        (
            "Hacker held again",
            "Marek Tolle was arrested on Tuesday in Sand.",
            "Tolle was arrested in Sand on Wednesday.",
        ),
    ),
    "many": (
        ("Protest in Holm", "Dozens of marchers were arrested on Tuesday in the town of Holm, police in Holm said."),
        ("Protest in Holm", "Dozens of marchers were arrested on Wednesday in the town of Holm, police in Holm said."),
    ),
    "two tolls": (
        ("Air raid on Merit", "A raid on the market in Merit on Tuesday killed 14 people."),
        ("Air raid on Merit", "A raid on the market in Merit on Wednesday killed 31 people."),
    ),
    "two clocks": (
        ("Jets bomb concert in Merit", "At around 8pm three jets bombed the open-air concert in Merit."),
        ("Concert in Merit hit", "It was at 6 pm that three jets bombed the concert in Merit, residents said."),
    ),
    "rough": (
        ("Jets bomb concert in Merit", "At around 8:15pm three jets bombed the open-air concert in Merit."),
        ("Concert in Merit hit", "It was at 8 pm that three jets bombed the concert in Merit, residents said."),
    ),
}


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_a_time_dates_the_deed_that_it_stands_with(text: str, expected: list[str]) -> None:
    found = find_dated_deeds(text, 0, len(text), date.fromisoformat(DAY))
    assert [f"{d.deed} {d.day or d.minute}" for d in found] == expected


def asked(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    story = Story(article("ada", *first, published=DAY), article("ben", *second, published=DAY))
    return [q.text for q in story.questions("disputed") if q.kind == "date"]


@pytest.mark.parametrize("pair", DIFFER.values(), ids=DIFFER)
def test_one_deed_dated_to_two_times_is_a_dispute(pair: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert len(asked(*pair)) == len(asked(*reversed(pair))) == 1


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE)
def test_two_deeds_or_one_time_are_none(pair: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    assert asked(*pair) == []


def test_the_question_names_whom_it_befell() -> None:
    assert asked(*DIFFER["arrest"]) == ["When Tolle was arrested"]
