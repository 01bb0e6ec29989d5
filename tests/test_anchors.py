"""Which figures of two articles are of one thing by their own words, and what is told of them."""

from __future__ import annotations

import pytest
from stories import Story, paragraphs, read

from summarize.comparison.anchors import Tie, Ties
from summarize.comparison.profiles import profiles
from summarize.comparison.scene import place_claims

MORNING, NEXT_DAY = "2031-05-06T07:00:00Z", "2031-05-07T07:00:00Z"


def tied(*texts: str) -> set[tuple[str, str, Tie]]:
    """Return the figures that words tie, each text an article, and how."""
    claims = place_claims(read(*(paragraphs(text, id=f"a{n}", published=MORNING) for n, text in enumerate(texts))))
    words = [c.figure.span.text for c in claims]
    found = Ties(list(profiles(claims).values())).pairs()
    return {(words[n], words[m], tie) for n, m, tie in found}


TIED = [
    ("The Dorra Dam stands 60 miles north of Harrow.", "Lake Dorra lies about 75 miles north of Harrow.", "stays"),
    ("Turnout was more than 80%.", "At 74%, turnout was the lowest for a decade.", "stays"),
    ("Anna Lind won with 7,583 votes.", "Anna Lind had an easy win of 7,853.", "stays"),
    ("Exit polls suggest the Reds won 33 out of 140 seats.", "The Reds won 34 of parliament's 140 seats.", "moves"),
    ("The Reds won 29 seats.", "The Reds took 34 seats.", "counts"),
    ("With 52 percent of ballots counted he was ahead.", "With 95% of votes counted he was ahead.", "moves"),
    ("The blast killed 20 women, the hospital said.", "Nine women were killed, Dorra Aid said.", "counts"),
    (
        "More than 4,000 flights were cancelled, according to the tracker Aldera.",
        "Airlines have canceled 6,000 flights, according to Aldera.",
        "moves",
    ),
    ("More than 46,000 homes are without electricity.", "He said 34,000 homes were by then without power.", "moves"),
    ("More than 60 homes have been destroyed.", "About 150 homes have been lost, he said.", "moves"),
]


@pytest.mark.parametrize(("first", "second", "tie"), TIED)
def test_words_tie_figures_to_one_thing(first: str, second: str, tie: Tie) -> None:
    assert [found for _, _, found in tied(first, second)] == [tie]


APART = [
    ("The Dorra Dam stands 60 miles north of Harrow.", "The Velmar Dam stands 75 miles north of Harrow."),
    ("The Dorra Dam stands 60 miles north of Harrow.", "The Dorra Dam stands 75 miles west of Ostia."),
    ("Turnout was more than 80%.", "Turnout was 35% by noon."),
    ("Turnout was more than 80%.", "Turnout is expected to reach 60%."),
    ("Anna Lind won with 7,583 votes.", "Anna Lind won with 7,384 votes."),
    ("The Reds won 29 seats.", "The Greens took 34 seats."),
    ("The Reds won 29 out of 140 seats.", "The Reds won 29 seats, and the Greens had 34."),
    ("The blast killed 20 women.", "The blast killed nine children."),
    ("The blast killed 20 women.", "The blast killed nine women. Shelling killed three women."),
    ("More than 4,000 flights were cancelled, Aldera said.", "6,000 flights were cancelled, the ministry said."),
    ("More than 46,000 homes are without electricity.", "Some 34,000 homes are without water."),
    ("More than 60 homes have been destroyed.", "About 150 homes are under threat."),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_other_words_tie_nothing(first: str, second: str) -> None:
    assert tied(first, second) == set()


def test_one_sentence_revises_its_own_figure() -> None:
    told = (
        "The bureau had initially predicted gusts of 80 kilometre an hour, but revised that to 30 kilometres an hour."
    )
    assert tied(told) == {("80 kilometre an hour", "30 kilometres an hour", "moves")}
    beside = "The met office had initially predicted gusts of 80 kilometres an hour and waves of 30 feet."
    assert tied(beside) == set()


def story(first: str, second: str, published: tuple[str, str] = (MORNING, NEXT_DAY)) -> Story:
    texts = zip((first, second), published, strict=True)
    return Story(*(paragraphs(text, id=f"a{n}", published=at) for n, (text, at) in enumerate(texts)))


@pytest.mark.parametrize(
    ("first", "second", "sides"),
    [
        ("Turnout was 82%.", "At 74%, turnout was the lowest for a decade.", [["82%"], ["74%"]]),
        ("Anna Lind won with 7,583 votes.", "Anna Lind had an easy win of 7,853.", [["7,583"], ["7,853"]]),
    ],
)
def test_what_stays_is_a_dispute_though_one_was_told_later(first: str, second: str, sides: list[list[str]]) -> None:
    assert story(first, second).told("disputed") == [sides]
    assert story(first, second).told("updated") == []


def test_seats_that_were_polled_give_way_to_those_counted() -> None:
    polled = "Exit polls suggest the Reds won 33 out of 140 seats."
    assert story(polled, "The Reds won 34 seats.").told("updated") == [[["33"], ["34"]]]
    assert story(polled, "The Reds won 29 seats.").told("updated") == [[["33"], ["29"]]]


def test_what_a_body_counted_earlier_gives_way() -> None:
    first = "More than 4,000 flights were cancelled, according to the tracker Aldera."
    second = "Airlines have canceled nearly 6,000 flights, according to Aldera."
    assert story(first, second).told("updated") == [[["More than 4,000"], ["nearly 6,000"]]]
