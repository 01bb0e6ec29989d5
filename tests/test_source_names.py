"""The names by which sources are shown: where a name ends, and what is none."""

from __future__ import annotations

import re

import pytest

from summarize.reading.attribution import find_attributions
from summarize.reading.lexing import tokenize
from summarize.reading.phrase_ends import is_verbal
from summarize.reading.sentences import split_sentences
from summarize.schema import Article, Block, BlockRole


def names(text: str) -> list[str]:
    """Return who is credited in `text`, in order."""
    blocks = tuple(
        Block(start=match.start(), end=match.end(), role=BlockRole.PARAGRAPH) for match in re.finditer(r"[^\n]+", text)
    )
    article = Article(
        id="a", path=None, outlet=None, title=None, published=None, text=text, language="en", blocks=blocks
    )
    found = find_attributions(article, split_sentences(article))
    return [attribution.name for attribution in found if attribution.source is not None]


GIVERS = [
    (
        "Some 48 rebels died says a note; so it stands, according to a communique issued Monday by the Halmar Free Council.",
        "Halmar Free Council",
    ),
    ("A dozen files were kept, according to a memo sent on Friday by the bureau's watchdog.", "bureau's watchdog"),
    ("Pay would rise by 50 percent, according to a fact sheet senators released Monday.", "senators"),
    ("A statement issued late Sunday by the Ostian presidency said 12 soldiers had been freed.", "Ostian presidency"),
    ("In a poll published on Friday by Veritas, 61 percent opposed the reform.", "Veritas"),
    ("Of the 55 dead, 19 were boys, according to a list of names drawn up by the Workers' Centre.", "Workers' Centre"),
    ("The bank was robbed of 3 million crowns, according to a lawsuit filed in Varna by Yulia Tymko.", "Yulia Tymko"),
]


@pytest.mark.parametrize(("text", "name"), GIVERS)
def test_a_document_is_given_by_whoever_gave_it_out(text: str, name: str) -> None:
    assert names(text)[0].startswith(name)


def test_a_document_that_others_only_saw_speaks_itself() -> None:
    (name,) = names("According to a log seen by the Herald, the first engine came after 4 hours.")
    assert name.startswith("a log")


ENDS = [
    # before a participle
    ("A Courier poll of Varna released on Tuesday showed Mr Sand with a 16-point lead.", "A Courier poll of Varna"),
    ("The league has 900 members, according to a lawsuit filed in Varna.", "a lawsuit"),
    (
        "The roof was weak, according to interviews with four site foremen involved in the repair.",
        "four site foremen",
    ),
    ("A poll published on Wednesday suggested that 68 per cent opposed the reform.", "A poll"),
    ("Officials investigating the crash say 2 engines failed.", "Officials"),
    ("A newly released email relating to Varna finds that the fort had 3 guards.", "A newly released email"),
    ("Two lawsuits being considered in Ostia have accused the firm of taking 9 million crowns.", "Two lawsuits"),
    # before a finite verb
    ("A jury found Ivo Sand wrote 40 letters, the court said.", "Ivo Sand"),
    ("The club owner's brother raged: “There were 3 exits.”", "club owner's brother"),
    ("Climate sceptic Lord Ravenhurst snorted: “There are 4 of the things.”", "Climate sceptic Lord Ravenhurst"),
    # before the next phrase, where marks are lost
    ("The blast left 30 people exposed to gas Halmar health ministry said.", "Halmar health ministry"),
    ("More than 9000 people have died in the flooded country OSNA figures show.", "OSNA figures"),
    ("More than 290 people have died since the war began in March 2011 OSNA reported.", "OSNA"),
    ("On October 13 Ostian state media reported that 4 people had died.", "Ostian state media"),
    ("Syrias armed forces said 4 planes were lost.", "Syrias armed forces"),
    ("The third attacker shot a guard who blew himself up the statement said.", "statement"),
    # with all of its words
    ("Some 18 villages have no water, according to Save the Rivers.", "Save the Rivers"),
    (
        "The town spent 4 million, said Ivo Sand, head of the Varna 2030 Host Committee.",
        "Ivo Sand, head of the Varna 2030 Host Committee",
    ),
    (
        "“He got 40 percent,” said Nora Quist, a University of Varna political science professor.",
        "Nora Quist, a University of Varna political science professor",
    ),
    (
        "A survey of 1,000 adults carried out by Veritas found 61 percent backed the strike.",
        "A survey of 1,000 adults carried out by Veritas",
    ),
    ("Local news affiliate KBX said 7 cars burned.", "Local news affiliate KBX"),
    ('A scheme costs 14 million, according to the "Homes for all" plan.', '"Homes for all" plan'),
    ("The firm - which also makes 15 brands - said it had 40 shops.", "firm"),
]


@pytest.mark.parametrize(("text", "name"), ENDS)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    assert name in names(text)


def test_pictures_show_what_they_show_whoever_spread_them() -> None:
    got = names("Pictures circulated by neighbours showed divers of the harbour crew with 2 boys.")
    assert got == ["neighbours", "Pictures circulated by neighbours"]


def test_an_amount_says_nothing() -> None:
    assert names("The Courier poll finds Dale backed by an average of 13 percent in the valleys.") == ["Courier poll"]


NOBODY = [
    "The club may lose 3 of the 20 Council benches that are to be sold.",
    "The brand sells in several Midland and Northern states, reaching 19 percent there.",
    "“Tales From the Pit,” an OBX series that first aired in 1989, had 24 parts.",
    "Peace talks doubts after more than 320 people were killed.",
    "Six years of war in Halmar peaceful protests against the ruler began with 40 marchers.",
    "The 2 bishops thanked the prison doctor in their closing remarks.",
    "The latest hiccup adds to the 4 months that the case has taken.",
    "The man accused of buying 2 of the guns will stay in custody.",
    "Employees protested outside the shops throughout the six-week strike.",
    "The bill mandates 3 visits for women who want to end a pregnancy.",
    "The result: Sand must drive nearly 3 hours from Varna.",
    "CLUB INFERNO: 59 young lives lost in death-trap disco",
    "The shares trail the Quant & Poole's 500-stock index.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_speaks_where_nobody_is_said_to(text: str) -> None:
    assert names(text) == []


RESOLVED = [
    # the statement is its maker's word
    (
        "The Red Shore Fund said in a statement that 27 died. According to the statement 546 more fled.",
        "Red Shore Fund",
    ),
    # a place is not called by what it stands in
    ("Halmar Civil Guard US Russia attack convoy. Russia has denied its 18 planes took part.", "Russia"),
    # a headline in title case tells no names
    ("Cable News Panel Just Ended Nora Quist Show.\n\nNora Quist said 40 came. They said 50 stayed away.", "They"),
    # praise and adverbs are no part of a name
    ("A builder known to like golf is the ubiquitous Ivo Sand, who said he owns 14 clubs.", "Ivo Sand"),
    ("Even Ivo Sand was there. (Mr Sand denied that he owned 14 clubs.)", "Mr Sand"),
    # what stands after a preposition is no subject
    (
        "A nurse going by the name of Ivo for love of quiet and for his own comfort said his tent took in 3 men.",
        "A nurse",
    ),
    # a surname that is also a title
    ("Congressman Pete King spoke later. King said 4 were dead.", "Congressman Pete King"),
    # another of the same kind
    ("One company says there are 2,400 rich people, another says there are 1,800.", "another company"),
    # it is the state media that spoke, not what else was named
    (
        "Images of the pilot were shown. Ostian state media said 2 had died. It added that 3 were lost.",
        "Ostian state media",
    ),
]


@pytest.mark.parametrize(("text", "name"), RESOLVED)
def test_a_source_takes_its_own_name(text: str, name: str) -> None:
    assert names(text)[-1] == name


VERBAL = [
    ("a memo released", True),
    ("the senior officials exchanged", True),
    ("the armed forces", False),
    ("victims describing the", True),
    ("a charter pits Mayor", True),
    ("aides say", True),
    ("the government backed militia", False),
    ("a court filing in", False),
    ("Ostian armed forces", False),
]


@pytest.mark.parametrize(("words", "verbal"), VERBAL)
def test_a_verb_after_a_noun_is_told_from_an_adjective(words: str, verbal: bool) -> None:
    tokens = tokenize(words, 0, len(words))
    assert any(is_verbal(tokens, index) for index in range(len(tokens))) is verbal
