"""Whose count a figure is, and of which incident: what parts the tolls of one story."""

from __future__ import annotations

import pytest
from stories import article, paragraphs, read

from summarize.comparison.chronology import Chronology
from summarize.comparison.facets import Pairs
from summarize.comparison.sameness import Words
from summarize.reading.incidents import marks_of
from summarize.reading.words import stems

MARKED = [
    ("The army said it had eliminated <14> bandits.", "claimed"),
    ("The league boasts of having killed <20>.", "claimed"),
    ("By dusk <27> militants had been eliminated, the ministry said.", "claimed"),
    ("The brigade admitted the loss of <seven> guards.", "own"),
    ("Halden acknowledged that <five> of its soldiers died.", "own"),
    ('"I saw <nine>," said a baker.', "seen"),
    ("A doctor at the hospital said it had received <46> bodies.", "seen"),
    ("So far <35> dead have been brought to the clinic.", "seen"),
    ("In Dorra <five> people were shot dead there alone.", "seen"),
    ("It was the worst raid since 12 June, when <37> people died at a well.", "another"),
    ("A bombing of a bus in January, which killed <31>, was never solved.", "another"),
    ("Halden says <1,190> were killed in the attack that began the war.", "another"),
    ("The previous ones left <31> dead.", "another"),
    ("Such raids have killed <113> people so far this year.", "cumulative"),
    ("He said <26> were killed in Mandar and 24 in Yandar.", "one of places"),
    ("The worst was Udhar with 35 deaths, followed by Delwara (<21>) and Rajpur (17).", "one of places"),
]


def marks(sentence: str) -> frozenset[str]:
    start, end = sentence.index("<"), sentence.index(">") - 1
    return marks_of(sentence.replace("<", "").replace(">", ""), start, end)


@pytest.mark.parametrize(("sentence", "mark"), MARKED)
def test_words_tell_whose_count_it_is_and_of_which_incident(sentence: str, mark: str) -> None:
    assert mark in marks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The quake in Dorra killed <40> people, the mayor said.",
        "Police put the death toll at <16>.",
        "At least <24> dockers died when the quay gave way on Monday.",
        "The strike killed <19>, local health officials said.",
    ],
)
def test_a_plain_toll_has_no_mark(sentence: str) -> None:
    assert marks(sentence) == frozenset()


def facets(first: str, second: str) -> dict[str, float]:
    """Return the facets of the first figures of two articles, the second published a day later."""
    found = read(paragraphs(first, id="a", published="2031-05-06"), paragraphs(second, id="b", published="2031-05-07"))
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    a, b = (r.figures[0] for r in found)
    told = Pairs([c for r in found for c in r.figures], words, Chronology([r.article for r in found])).facets(a, b)
    assert told is not None
    return told


def test_a_part_is_known_by_being_the_smaller() -> None:
    told = facets("The quake killed 40 people.", 'The quake killed people. "I saw nine dead," said a baker.')
    assert "incident: seen, the smaller" in told


def test_counts_told_class_by_class_are_parts() -> None:
    told = facets("The raid killed 40 people.", "In the raid 23 police and five civilians were killed.")
    assert "incident: listed by class, the smaller" in told


@pytest.mark.parametrize(
    ("later", "grown"), [("The quake killed 55 people.", "larger"), ("The quake killed 31 people.", "smaller")]
)
def test_the_later_article_has_the_larger_figure_or_the_smaller(later: str, grown: str) -> None:
    assert f"later article: {grown}, same event" in facets("The quake killed 40 people.", later)


def test_articles_of_one_day_tell_nothing_of_which_is_later() -> None:
    found = read(
        article("a", "Quake in Dorra", "It killed 40 people."), article("b", "Dorra quake", "It killed 55 people.")
    )
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    claims = [c for r in found for c in r.figures]
    told = Pairs(claims, words, Chronology([r.article for r in found])).facets(claims[0], claims[-1])
    assert told is not None
    assert not any(name.startswith("later article") for name in told)
