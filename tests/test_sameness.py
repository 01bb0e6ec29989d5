from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import paragraphs, read

from summarize.claims import MeasuredClaim
from summarize.comparison.facets import Pairs
from summarize.comparison.grouping import JOIN_FROM, clusters
from summarize.comparison.likeness import Likeness
from summarize.comparison.sameness import Sameness, Words, told_apart
from summarize.comparison.scene import place_claims
from summarize.reading.words import stems


def figures(*texts: str) -> tuple[list[MeasuredClaim], Words]:
    """Return the figure claims of several articles, one a text, in order."""
    found = read(*(paragraphs(text, id=f"a{n}", published="2031-05-06") for n, text in enumerate(texts)))
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    return place_claims(found), words


def pair(first: str, second: str) -> tuple[MeasuredClaim, MeasuredClaim, float]:
    """Return the first figures of two articles, and the log-odds that they answer one question."""
    claims, words = figures(first, second)
    a = next(c for c in claims if c.claim.article_id == "a0")
    b = next(c for c in claims if c.claim.article_id == "a1")
    likeness = Likeness(Pairs(claims, words))
    odds = likeness.matrix([a, b])[0, 1]
    assert odds == likeness.matrix([b, a])[0, 1]
    return a, b, odds


def verdict(first: str, second: str) -> Sameness:
    """Return what tells the first figures of two articles apart."""
    a, b, _ = pair(first, second)
    forth, back = told_apart(a, b), told_apart(b, a)
    assert forth is not None
    assert back is not None
    assert (forth.relation, forth.score) == (back.relation, back.score)
    return forth


SAME = [
    ("The crash near Dorra killed 30 people.", "Thirty people died in the crash near Dorra."),
    ("The crash near Dorra killed 30 people.", "The crash near Dorra left 34 dead."),
    ("Some 90,000 people marched in Dorra.", "A crowd of 20,000 gathered in Dorra to protest."),
    ("The union said 900 workers went on strike at Halden Steel.", "Halden Steel said 300 workers went on strike."),
    ("Halden Steel made revenue of $3.2 billion.", "Revenue at Halden Steel was $3.1 billion."),
    ("The fire near Dorra destroyed 40 homes.", "Flames destroyed 45 homes near Dorra."),
    ("The blast injured 12 officers in Dorra.", "The blast in Dorra wounded 12 officers."),
    ("The army killed 40 fighters in Dorra.", "Troops killed 25 militants in Dorra."),
    ("The ferry sank with 40 migrants drowned.", "Some 45 migrants drowned when the ferry sank."),
]
SAME += [
    ("Halden Steel laid off 3,850 people.", "Some 3,850 people were dismissed at Halden Steel."),
    ("The river stood at 7.2 metres in Dorra.", "In Dorra the river reached 7.4 metres."),
    ("Fire near Dorra burned 4,800 hectares.", "About 48 square kilometres near Dorra were scorched."),
]
PART = [
    ("The crash near Dorra killed 30 people.", "The crash near Dorra killed 12 children."),
    ("The battle killed 300 people.", "The battle caused 900 casualties."),
]
PART += [
    ("In Dorra itself 1,100 homes lost power.", "In the whole county 6,300 homes lost power."),
    ("Strikes killed 14 people in Dorra.", "Thirteen rebels from two families were among the dead in Dorra."),
]
SCOPE = [
    (
        "Shelling of Dorra killed 60 civilians in the past 24 hours.",
        "Shelling of Dorra has killed 400 civilians since the start of the siege.",
    ),
    ("The storm in Dorra killed 8 people.", "A storm in Dorra killed 40 people in 2019."),
    ("The storm in Dorra killed 8 people.", "The storm in Dorra could kill 30 people."),
    ("The storm killed 8 people.", "The civil war has killed 90,000 people."),
]
SCOPE += [
    ("The ministry has 1,046 cases.", "The ministry has 112 more cases than on Monday."),
    ("The storm in Dorra killed 8 people on Monday.", "The storm came a day after floods killed 40 people."),
    ("The storm in Dorra killed 8 people on Monday.", "It was the worst storm since one that killed 40 people."),
]
DIFFERENT = [
    ("Turkish forces destroyed 31 tanks.", "The army said it had lost 44 Turkish tanks."),
    ("The crash near Dorra killed 30 people.", "The crash near Dorra injured 30 people."),
    ("The crash near Dorra killed 30 people.", "The crash near Dorra damaged 30 cars."),
    ("The war killed 30 Turkish soldiers.", "The war killed 90 Syrian soldiers."),
    ("The fire destroyed 30 homes.", "The fire destroyed 12 cars."),
    ("The firm paid $4 million.", "The firm paid 4 million euros."),
    ("The firm cut 30 jobs.", "Sales at the firm fell 30 per cent."),
    ("The war killed 300 soldiers.", "The war killed 90 civilians."),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_figures_that_answer_one_question(first: str, second: str) -> None:
    assert pair(first, second)[2] > JOIN_FROM


@pytest.mark.parametrize(("first", "second"), PART)
def test_a_part_and_its_whole(first: str, second: str) -> None:
    assert verdict(first, second).relation == "part"


@pytest.mark.parametrize(("first", "second"), SCOPE)
def test_one_thing_in_two_scopes(first: str, second: str) -> None:
    found = verdict(first, second)
    assert found.relation == "scope"
    assert found.reason


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_figures_of_different_things(first: str, second: str) -> None:
    assert verdict(first, second).relation == "different"


@pytest.mark.parametrize(("first", "second"), PART + SCOPE + DIFFERENT)
def test_what_is_told_apart_is_less_likely_one_question(first: str, second: str) -> None:
    assert pair(first, second)[2] < pair(first, first)[2]


def test_a_list_counts_side_by_side() -> None:
    claims, _ = figures("In Dorra 12 were killed by fire and 30 were killed by floods.")
    told = told_apart(claims[0], claims[1])
    assert told is not None
    assert told.relation == "different"


def test_what_comes_on_top_is_another_count() -> None:
    claims, _ = figures("The blast killed 12 people.\nAnother 9 people were killed by the fire that followed.")
    told = told_apart(claims[0], claims[1])
    assert told is not None
    assert told.relation == "different"


def test_a_part_is_no_larger_than_its_whole() -> None:
    a, b, _ = pair("The blast in the mine killed 14.", "The blast in the mine killed 22 workers.")
    assert told_apart(a, b) is None


def groups(*texts: str) -> set[frozenset[str]]:
    claims, words = figures(*texts)
    return {
        frozenset(f"{c.claim.article_id} {c.figure.span.text}" for c in g)
        for g in clusters(claims, Likeness(Pairs(claims, words)).matrix(claims))
    }


def test_groups_what_three_articles_count() -> None:
    assert groups(
        "The crash near Dorra killed 30 people and injured 70.",
        "Thirty people died in the crash near Dorra. At least 65 were hurt.",
        "The crash near Dorra left 33 dead.",
    ) == {
        frozenset({"a0 30", "a1 Thirty", "a2 33"}),
        frozenset({"a0 70", "a1 At least 65"}),
    }


def test_every_claim_is_in_one_group() -> None:
    claims, words = figures(
        "The crash near Dorra killed 30 people, 12 of them children, and cost $4 million.",
        "Three trains and 40 cars were damaged; 900 people marched.",
    )
    grouped = [c.claim.id for g in clusters(claims, Likeness(Pairs(claims, words)).matrix(claims)) for c in g]
    assert sorted(grouped) == sorted(c.claim.id for c in claims)


def test_a_bare_number_joins_the_count_of_another_article_that_has_it() -> None:
    found = groups("Some 45,300 people marched through Dorra.", "Police in Dorra saw 45,300.")
    assert len(found) == 1


def test_jobs_and_positions_of_one_number_are_one_count() -> None:
    found = groups("Halden Steel will shed 3,850 jobs.", "Approximately 3,850 positions go at Halden Steel.")
    assert len(found) == 1


def test_a_round_number_brings_less_together_than_a_telling_one() -> None:
    _, _, round_number = pair("Halden Steel will build 4,000 homes.", "Halden Steel owns 4,000 lorries.")
    _, _, telling = pair("Halden Steel will build 4,350 homes.", "Halden Steel owns 4,350 lorries.")
    assert round_number < telling


def test_no_deaths_answers_the_count_that_it_speaks_of() -> None:
    found = groups(
        "A strike on the clinic in Dorra killed 14 people, its doctor said. Shelling killed 30 Turkish soldiers. "
        "The army said there were no deaths from the strike on the clinic."
    )
    assert any({"a0 14", "a0 no deaths"} <= group for group in found)


def test_a_nation_outside_the_table_has_losses_of_its_own() -> None:
    found = groups(
        "Vesmari forces fought near Dorra. Vesmar lost 300 soldiers.",
        "Tarkandi forces fought near Dorra. Tarkand lost 900 soldiers.",
    )
    assert len(found) == 2


def test_the_enemys_losses_are_not_the_speakers_own() -> None:
    claims, _ = figures("The enemy has lost 1,900 soldiers, General Orso said. He said 280 soldiers had died.")
    told = told_apart(claims[0], claims[1])
    assert told is not None
    assert told.relation == "different"


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=2, max_size=9))
def test_overlap_is_to_the_last_bit_the_share_of_what_two_bags_hold(bags: list[frozenset[str]]) -> None:
    words = Words(bags)
    for a in bags:
        for b in bags:
            shared, both = (math.fsum(map(words.weight, bag)) for bag in (a & b, a | b))
            assert words.overlap(a, b) == (shared / both if shared else 0.0)


def test_rare_words_weigh_more() -> None:
    words = Words([frozenset({"ferry", "dorra"}), frozenset({"ferry"}), frozenset({"ferry", "wind"})])
    assert words.weight("dorra") > words.weight("ferry") > 0


@pytest.mark.parametrize(
    ("a", "b", "overlap"), [({"x", "y"}, {"x", "y"}, 1.0), ({"x"}, {"y"}, 0.0), (set(), set(), 0.0)]
)
def test_overlap_runs_from_nothing_to_all(a: set[str], b: set[str], overlap: float) -> None:
    words = Words([frozenset({"x"}), frozenset({"y"})])
    assert words.overlap(frozenset(a), frozenset(b)) == pytest.approx(overlap)
