"""Which figures that differ are told never to answer one question, and which yet may."""

from __future__ import annotations

import pytest
from stories import paragraphs, read

from summarize.claims import MeasuredClaim
from summarize.comparison.exclusions import exclusions, strangers
from summarize.comparison.facets import Pairs
from summarize.comparison.intervals import fit
from summarize.comparison.likeness import MOST_ODDS, UNLIKE, Likeness
from summarize.comparison.opinions import Opinion, Opinions
from summarize.comparison.profiles import profiles
from summarize.comparison.sameness import Words
from summarize.comparison.scene import place_claims
from summarize.reading.words import stems


def reasons(first: str, second: str, *texts: str) -> set[str]:
    """Return why the figures with these words exclude each other; each text is an article."""
    claims = place_claims(read(*(paragraphs(text, id=f"a{n}", published="2031-05-06") for n, text in enumerate(texts))))
    about = profiles(claims)
    a = next(about[c.claim.id] for c in claims if first in c.figure.span.text)
    b = next(about[c.claim.id] for c in reversed(claims) if second in c.figure.span.text)
    assert fit(a.claim.figure, b.claim.figure) is None
    assert set(exclusions(a, b)) == set(exclusions(b, a))
    return set(exclusions(a, b))


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("60", "140", ("The dam lies 60 miles north of Dorra.", "The dam is about 140 miles northeast of Harrow.")),
        ("30", "20", ("She lives 30 km south of Dorra.", "A shelter opened 20 km northwest of Dorra.")),
        ("30", "90", ("She lives 30 km from Dorra.", "The 90-metre tower fell.")),
        (
            "70",
            "45",
            ("They were seen in Ostia, 70 miles (112km) south of Dorra.", "He worked in Braack, 45 miles from Ostia."),
        ),
    ],
)
def test_distances_are_told_from_one_landmark(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("60", "75", ("The dam lies 60 miles north of Dorra.", "The dam is 75 miles north of Dorra.")),
        ("60", "75", ("The dam lies 60 miles from Dorra.", "The dam is 75 miles northeast of Dorra.")),
        ("300", "420", ("The missile flew 300 km.", "The army said the missile flew 420 km.")),
    ],
)
def test_distances_of_one_thing_may_differ(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert not reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("Four hours", "three hours", ("Four hours later the road reopened.", "He spoke three hours after the crash.")),
        ("Two hours", "three hours", ("Two hours before, he had resigned.", "Talks took three hours.")),
    ],
)
def test_what_only_says_when_answers_nothing(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert reasons(first, second, *texts)


def test_two_terms_may_differ() -> None:
    assert not reasons(
        "20 days", "ten days", "The court will now have 20 days to rule.", "The court has ten days to rule."
    )


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("six-foot", "nine-foot", "He climbed a six-foot fence and a nine-foot gate."),
        ("25", "20", "A 25 kilometre oil slick nears the shore. Boats laid a 20 kilometre floating boom."),
        (
            "four",
            "seven",
            "It brought storm surges of four metres. Waves of up to seven metres (23 feet) broke on the quay.",
        ),
        ("90", "60", "Gusts of 90 km/h were measured. Winds of 60 km/h blew on the coast."),
        ("900", "770", "The lake stands at 900 feet in elevation. The dam is 770 feet tall."),
    ],
)
def test_measurements_are_of_one_thing(first: str, second: str, text: str) -> None:
    assert reasons(first, second, text)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("three-metre", "five-metre", ("A three-metre wave hit Dorra.", "A five-metre wave crashed into Dorra.")),
        ("three-metre", "five", ("A three-metre wave hit Dorra.", "Waves of five metres hit Dorra.")),
        ("30", "40", ("The tower is 30 metres tall.", "The tower has a height of 40 metres.")),
    ],
)
def test_measurements_of_one_thing_may_differ(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert not reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("900", "400", ("The missile can travel 900 km, state media said.", "The missile travelled 400 km.")),
        ("500", "180", ("Pilots must stay above a minimum of 500 feet.", "The plane flew at 180 feet.")),
        ("50", "95", ("Normal flows are 50 cubic metres a second.", "The river carried 95 cubic metres a second.")),
        ("150", "110", ("Winds are expected to reach 150 km/h.", "Winds of 110 km/h were measured in Dorra.")),
        ("$19", "$24", ("The firm had targeted a value of $19 billion.", "The firm is worth $24 billion.")),
        ("18 years", "six years", ("He faces 18 years in prison.", "He was given six years in prison.")),
        ("30", "20", ("These are not the 30 seats we hoped for.", "The Greens won 20 seats.")),
    ],
)
def test_a_rule_or_a_wish_is_no_case(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("48", "24", ("The party put up 48 fewer candidates than last year.", "The party put up 24 candidates.")),
        ("ten", "14", ("The Greens won 14 seats, an increase of ten.",) * 2),
        ("8%", "5%", ("Its share was up by 8% in Dorra, while that of the Greens was down by 5%.",)),
        ("$3,100", "$2,900", ("The grant would fall under the plan from $3,100 to $2,600. A grant now is $2,900.",)),
        ("$31m", "$36m", ("He paid an additional $31m in tax.", "He paid $36m in tax.")),
        ("seven", "21", ("The flood killed 14 Brelians and seven others. It killed 21 people.",)),
    ],
)
def test_a_change_is_no_level(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("5 per cent", "3 per cent", ("Prices rose by 5 per cent.", "Inflation of 3 per cent was measured.")),
        ("5 per cent", "3 per cent", ("Profit rose by 5 per cent.", "Profit fell by 3 per cent.")),
        ("40", "60", ("The toll rose to 40.", "The quake killed 60 people.")),
        ("12", "15", ("The blast wounded 12 people.", "The blast killed three people and wounded 15 others.")),
    ],
)
def test_growth_and_tolls_may_differ(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert not reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        (
            "Three",
            "seven",
            ("Three other suspects are sought.", "Police have named seven other suspects wanted in Dorra."),
        ),
        ("four", "three", ("He named four suspects. It was Monday. The three who are still abroad were warned.",)),
        ("$6bn", "$7bn", ("Piracy cost $6bn in 2012.", "At its peak in 2011, piracy cost $7bn.")),
        ("6 feet", "5 feet", ("He is 6 feet tall. She is 5 feet tall.",)),
        ("200", "120", ("He is tall and weighs 200 pounds. She is small and weighs 120 pounds.",)),
        ("16", "14", ("The Greens won 16 seats, while the Dorra Party took 14.",)),
        ("16", "20", ("The Greens did well, winning 16 seats.", "Freedom was second on 20 seats.")),
        (
            "Thirty",
            "four",
            ("Thirty people have died in avalanches this winter. The slide killed four people.",),
        ),
        ("24", "26", ("A poll puts Ada Braack on 24 per cent.", "A poll had Milo Vesk at 26 per cent.")),
        ("14", "three", ("The plane carried 14 passengers. The three crew are safe.",)),
        ("6,000", "30,000", ("It has 6,000 members in Brelia. Some 30,000 members live in Vesmar and Ostia.",)),
        (
            "11",
            "three",
            ("The storm killed three people. It was Monday. The recent wildfires killed at least 11 people.",),
        ),
        ("24", "52", ("A bomb killed 52 people. It was Monday. Some 24 people died in other attacks.",)),
        ("35", "18", ("On Wednesday a bomb left 18 dead. On 2 January, 35 people were killed by a bomb.",)),
        (
            "6,000",
            "7,800",
            (
                "Over 6,000 flights due on Tuesday were cancelled.",
                "Over 7,800 flights on Monday and Tuesday were cancelled.",
            ),
        ),
        (
            "500,000",
            "60,000",
            ("Some 500,000 people marched across the country.", "About 60,000 people gathered in Victory Square."),
        ),
        (
            "14",
            "21",
            (
                "Two guides deny any part in the flood in which 14 Brelians died.",
                "The flood killed 21 people, including 14 Brelians.",
            ),
        ),
    ],
)
def test_other_times_people_and_incidents_are_other_questions(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("24", "26", ("A poll puts Ada Braack on 24 per cent.", "A poll had Ms Braack at 26 per cent.")),
        ("58", "61", ("Turnout in the vote was 58 per cent.", "Officials put turnout in the vote at 61 per cent.")),
        ("11", "12", ("The raid killed 11 policemen.", "Officials said 12 policemen were killed.")),
        (
            "62",
            "52",
            ("Some 62 students and teachers were on the ridge.", "In all 52 students and teachers were there."),
        ),
        ("62", "52", ("Some 62 students were on the ridge.", "In all 52 students were on the ridge.")),
        ("9", "12", ("Some 9 rebels were killed by soldiers.", "The raid killed 12 rebels.")),
        (
            "6,481",
            "6,841",
            ("The Greens’ Ada Braack won with 6,481 votes.", "In Dorra, Ada Braack won by 6,841 votes."),
        ),
        (
            "$12",
            "$21",
            ("Ministers said the wall would cost $12 billion.", "A report put the cost of the wall at $21 billion."),
        ),
        ("35", "41", ("The blast wounded 35 people on Tuesday.", "The blast wounded 41 people on Wednesday.")),
        ("500", "1,000", ("Police arrested 500 people in Dorra.", "Some 1,000 people were arrested in Dorra.")),
    ],
)
def test_rivals_stay_rivals(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert not reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("62", "52", ("Some 62 students and teachers were there.", "In all 52 students and 11 teachers were there.")),
        (
            "19",
            "16",
            ("The plane had 19 passengers and crew aboard.", "The plane had 16 passengers and three crew aboard."),
        ),
        ("400", "700", ("Some 400 town volunteers helped.", "As many as 700 volunteers and fire fighters helped.")),
    ],
)
def test_two_sorts_of_people_together_are_more_than_one(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert "two sorts together" in reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("four", "10", ("At least four suspects are foreign soldiers.", "She is among 10 suspects.")),
        ("Eight", "12", ("Eight victims are believed to be students.", "The crash had 12 victims.")),
    ],
)
def test_some_that_are_of_a_sort_are_not_all(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert "some of a sort" in reasons(first, second, *texts)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("The Reds won 14 seats.", "The Greens won 14 seats.", {"other contestant"}),
        ("The Reds won 14 seats.", "In Dorra the Reds won 14 seats.", set()),
        ("Nine women were killed.", "Nine children were killed.", {"other class"}),
        ("Nine women were killed.", "Nine people were killed.", set()),
    ],
)
def test_equal_figures_may_be_of_others(first: str, second: str, found: set[str]) -> None:
    claims = place_claims(read(paragraphs(first, id="a"), paragraphs(second, id="b")))
    a, b = profiles(claims).values()
    assert set(strangers(a, b)) == set(strangers(b, a)) == found


def pair(*texts: str) -> tuple[list[MeasuredClaim], Likeness]:
    found = read(*(paragraphs(text, id=f"a{n}", published="2031-05-06") for n, text in enumerate(texts)))
    claims = place_claims(found)
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    return claims, Likeness(Pairs(claims, words))


def test_what_is_excluded_is_never_told_whatever_the_model_makes_of_it() -> None:
    claims, likeness = pair("The missile can travel 900 km.", "The missile travelled 400 km.")
    (a, b), sure = claims, Opinion(9.0, 9.0, 9.0)
    relations = likeness.relations(claims, Opinions({a.claim.id: {b.claim.id: sure}, b.claim.id: {a.claim.id: sure}}))
    assert relations.rival_odds(a, b) == relations.update_odds(a, b) == UNLIKE


def test_what_is_excluded_blocks_no_group() -> None:
    claims, likeness = pair("The missile can travel 900 km.", "The missile travelled 400 km.")
    assert likeness.matrix(claims)[0, 1] == -MOST_ODDS


NATION = "Across the country 320,000 people took part, the league said."
TOWN = "In Dorra 45,000 took part, police said."


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [("320,000", "45,000", (NATION, TOWN)), ("320,000", "45,000", (f"{NATION} {TOWN}",))],
)
def test_a_crowd_of_one_town_is_not_that_of_the_country(first: str, second: str, texts: tuple[str, ...]) -> None:
    assert "all over and in one town" in reasons(first, second, *texts)


def test_two_crowds_of_the_country_may_differ() -> None:
    police = "Across the country 118,000 took part, police said."
    assert "all over and in one town" not in reasons("320,000", "118,000", NATION, police)
