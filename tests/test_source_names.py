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
    # without where it sits, when it came out, and how its teller felt
    ("Some 690 trains stood still, according to the Varna, OS-based flight site TrackIt.", "flight site TrackIt"),
    (
        "A fresh report Tuesday from the Rights Mission in Halmar said 11,000 were hurt.",
        "A fresh report from the Rights Mission in Halmar",
    ),
    ('"There were 3 of us," said a shaken Nora Quist.', "Nora Quist"),
    # a number, a particle, an order or what a firm is within a name
    ("More than 1,000 came, 7 News reported.", "7 News"),
    ("The tide rose 4 metres, according to OBN affiliate 9 Network.", "OBN affiliate 9 Network"),
    ("The Journal du Varna newspaper said 48 suits were bought.", "Journal du Varna newspaper"),
    ("The first minister said 62 villages had voted.", "first minister"),
    ("A driver for cab firm Rollo said he saw 40 boys.", "A driver for cab firm Rollo"),
    ("Ostia's joint Chiefs of Staff said it flew 300 miles.", "Ostia's joint Chiefs of Staff"),
    ("Ivo Sand from the Halmar Miners Union says 40 pits will close.", "Ivo Sand from the Halmar Miners Union"),
    ('"It cost 9 crowns," said one chat user, Feby Rand.', "one chat user, Feby Rand"),
    # before what somebody is accused of, called upon or always does
    ("He was accused by members of the guild of taking 9 million crowns.", "members of the guild"),
    ("The vote was put off by 6 months after calls by foreign envoys to wait.", "foreign envoys"),
    ("Every time Ferro says 40 jobs are safe, prices fall.", "Ferro"),
    ("See 5 points from the board's analysis of the Ostian health care plan.", "board's analysis"),
    # the subject is further left than the nearest name
    ("Eight were taken, the Ostian Naval Force that guards the waters off Halmar said.", "Ostian Naval Force"),
    (
        "Officials in the free district of Lissa in northern Halmar told the Post 9 boats sank.",
        "Officials in the free district of Lissa in northern Halmar",
    ),
    ("A sailor who had steered the ferry, Ivo Sand, said 80 were saved.", "Ivo Sand"),
    (
        "Speaking to the Post, the Halmar Fund's director Nora Quist, said 80 were saved.",
        "Halmar Fund's director Nora Quist",
    ),
    ("Two men are charged with the murder of Sand, who police said had 9 wounds.", "police"),
    (
        "The scholars, mostly from Varna, said Lissa was once an island and broke away 9 million years ago.",
        "scholars, mostly from Varna",
    ),
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
    "Ms Vane was questioned for 9 hours by inspectors last month.",
    "Spiegel and Lund will maintain tight control through a three-share structure.",
    "The province has shown some faint signs of recovery in 12 years.",
    "Divers looked for the third boy but found him lifeless, trapped 8 metres deep.",
    "Anti-graft protests had begun in 40 towns.",
    "Seven Tory councillors voted for the change, which was proposed by Labour.",
    "Nurses voiced thanks for the 9 miners.",
    "The terms will be ratified in 2 years by parliament as well as the member states.",
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
    # what is done is no name, though it opens a sentence
    "Evacuation orders for 200,000 people remain in place.",
    "Demolitions ordered after 3 walls fell.",
    "Anti-fraud protests had begun in 9 towns.",
    # things that are forecast, felt, measured or taken back
    "Storm Wanda is forecast to bring winds of 150 mph.",
    "Wanda's force was felt at 2 harbours, with gusts of 90 mph.",
    "The lake measured 5 kilometres.",
    "The Slate 7 was later recalled by Ferro.",
    "A parent firm valued at 24 million crowns",
    "Ferro could have priced the shares at as much as 19 crowns.",
    # nouns that look like verbs, and plans of which nothing is told
    "He took 2 bribes from a head of the Ferro Group for state favours, a merger among them.",
    "Ferro gave 2 villas to Sand in exchange for state support of a merger.",
    "Four hundred ORB volunteers are answering 3,000 calls.",
    "The council backed Sand's Article 12 plan in May after 61 percent voted for it.",
    "The thieves entered 30 accounts from other firms.",
    "They went on to break into Ferro's servers and copy data on 9 million users.",
    "The guild's view of the tax set it against 70 percent of traders.",
    "The strike threatens 12 million crowns in sales.",
    "Ana Sand has been sworn in as the 9th mayor.",
    # a label of the page
    "Author: Ivo Sand",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_speaks_where_nobody_is_said_to(text: str) -> None:
    assert names(text) == []


RESOLVED = [
    # an office and who holds it
    ("Selby Mayor Ida Crane spoke first. The water fell by 4 inches, the mayor said.", "Selby Mayor Ida Crane"),
    (
        "Hamid Adan, governor of Lower Ostia, said 3 came. The governor said 28 had died.",
        "Hamid Adan, governor of Lower Ostia",
    ),
    (
        "The coach, Ivo Sand, spoke. Ida Crane, the coach of Varna, said 3 came. The coach said 4 were hurt.",
        "Ida Crane, the coach of Varna",
    ),
    ("Prime Minister Jan Belle spoke. The minister of health said 900 had died.", "minister of health"),
    (
        "Today the head of the Electoral Council, Paul Dressa, went. He said 7 came.",
        "head of the Electoral Council, Paul Dressa",
    ),
    ("But a lawyer who visits the prison every week, Maria Kavira, laughed. She said 4 came.", "Maria Kavira"),
    # his brother is not he
    ("Mr Haas and his brother founded it. He puts its worth at $40m.", "Mr Haas"),
    # officials of one place are not those of another, nor are the authorities all who were named with them
    ("Officials from the Water Office came. Officials in Lower Ostia said 12,000 left.", "Officials in Lower Ostia"),
    ("Police and local authorities came. Later authorities said 12 were hurt.", "authorities"),
    # a longer form has no article of its own
    ("A Flyba aircraft landed. Flyba said nobody of the 59 was hurt.", "Flyba"),
    # whose name it is
    ("Mrs May said there were 27.", "Mrs May"),
    ("Elin Gutte, 18, from Ostia said 40 ran.", "Elin Gutte"),
    ("Seven died, according to ABX News partner NHQ.", "ABX News partner NHQ"),
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
    # a pronoun is nobody whom the speaker names, no gas, no film and no country
    (
        'Striker Nora Quist was surprised. "After all that Ivo Sand has done, 3 defeats are nothing," she said.',
        "Striker Nora Quist",
    ),
    (
        "Former Varna and Ostia striker Ivo Sand was there. He said 9 goals were enough.",
        "Former Varna and Ostia striker Ivo Sand",
    ),
    ("Halmar said 9 died. QX is a nerve gas. It denied all 3 charges.", "Halmar"),
    ("Many think that Algeria was behind the raid, which it fiercely denies.", "Algeria"),
    (
        "Producer Ivo Sand came. Far Bright Land won 6 prizes. He said 9 were enough. Far Bright Land was shot in Varna. "
        "Mr Sand said 8 came.",
        "Producer Ivo Sand",
    ),
    ("Ahead of the vote, the Halmar Post wrote what it said were 18 letters.", "Halmar Post"),
    # neither a dateline nor a heading nor a caption is a part of a name
    ("Oslo Ferro shares fell by 9 crowns. Ferro denied that 3 men were paid.", "Ferro"),
    ("Senator Ana Rand Long-time Okoro critic held 9 talks. Okoro denied all 3 charges.", "Okoro"),
    ("The KLM of the Dutch has 9 jets. KLM said 3 were grounded.", "KLM"),
    # a description of its own is no other's
    ("A worker at a nearby mill was hurt. A worker at the chain Varna said 40 ran.", "A worker at the chain Varna"),
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
