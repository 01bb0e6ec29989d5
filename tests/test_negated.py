"""Plain negations: what they negate, and who says that it was so after all."""

from __future__ import annotations

import pytest
from stories import article, read

from summarize.comparison.negated import Negated
from summarize.comparison.propositions import read_statements
from summarize.comparison.sources import Sources
from summarize.comparison.story_statements import StoryStatements
from summarize.reading.negations import read_negations
from summarize.schema import Article

FILLER = ("Rain fell all week in the valley.", "The road to the coast stays closed.", "Schools will open on Friday.")


def denied(denial: str, *articles: Article) -> list[str]:
    found = read(*articles)
    story = StoryStatements(found, [read_statements(r) for r in found], Sources({}))
    (one,) = (s for s in story.all if s.text == denial)
    return [c.statement.text for c in Negated(story).found(one)]


def across(denial: str, other: str) -> list[str]:
    return denied(denial, article("a", "Night of fear", other, *FILLER), article("b", "Noon briefing", denial, *FILLER))


def beside(first: str, second: str, denial: str) -> list[str]:
    return denied(denial, article("a", "Night of fear", *FILLER, first, second))


@pytest.mark.parametrize(
    ("sentence", "turning"),
    [
        ("Monitors said no shells hit the school.", ("shell",)),
        ("The navy did not carry out any strike on the boats.", ("strik",)),
        ("The mill was never inspected.", ("inspect",)),
        ("There were no chemical weapons in the depot.", ("weapon", "chemical")),
    ],
)
def test_a_negation_turns_on_what_follows_it(sentence: str, turning: tuple[str, ...]) -> None:
    (found,) = read_negations(sentence, 0, len(sentence))
    assert found.turning == turning


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor did not know who had fired.",
        "Officials gave no figures.",
        "She left because the bus had not come.",
        "The driver, who was not named, fled.",
        "The bridge could not be crossed.",
        "Four passengers did not board.",
        "There is no longer any hope.",
        "The men were captured, not killed.",
        "They pray that the girls come to no harm.",
        "No storm since the war has cost as many lives.",
        "DON'T SHOOT",
    ],
)
def test_most_negations_deny_nothing(sentence: str) -> None:
    assert read_negations(sentence, 0, len(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "harm"),
    [
        ("No civilians were killed, the army said.", {"killed"}),
        ("The fire caused no casualties.", {"killed", "wounded"}),
        ("Nobody was hurt.", {"wounded"}),
        ("Power was seized without bloodshed.", {"killed", "wounded"}),
        ("There were no serious injuries.", set()),
        ("We suffered no casualties.", set()),
        ("It published no casualty figures.", set()),
    ],
)
def test_reads_that_nobody_came_to_harm(sentence: str, harm: set[str]) -> None:
    found = read_negations(sentence, 0, len(sentence))
    assert {h for n in found for h in n.harm} == harm


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        ("The police say that they gave no such advice.", "The firm said it kept quiet on the advice of the police."),
        ("Critics say the bridge was never inspected.", "The agency says the bridge was inspected every year."),
        ("The army insists that no civilian was killed.", "Doctors said 14 civilians had been killed."),
        ("No school was hit, a spokesman for the army said.", "Residents said a shell had hit the school."),
    ],
)
def test_another_account_says_that_it_was_so(denial: str, other: str) -> None:
    assert across(denial, other) == [other]


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        # Feared, asked for or denied itself: no assertion.
        ("The agency says the bridge was never inspected.", "Engineers said the bridge should be inspected."),
        # Fighters are no civilians, and one side's dead are not the other's.
        ("The army insists that no civilian was killed.", "Doctors said 14 soldiers had been killed."),
        ("The army said it had no casualties.", "Doctors said 14 people had been killed."),
        # Another event of its own.
        (
            "A rocket fell on a tennis court near the old port meanwhile, the police said, and no one was hurt.",
            "Doctors said 14 people had been wounded in the market.",
        ),
        # One voice.
        ("Critics say the bridge was never inspected.", "Critics say the bridge was inspected too late."),
    ],
)
def test_what_is_no_contradiction(denial: str, other: str) -> None:
    assert across(denial, other) == []


def test_an_answer_stands_right_after_what_it_denies() -> None:
    said, reply = "State radio spoke of a band of raiders.", "No such band was there, replied a priest of the town."
    assert beside(said, reply, reply) == [said]


def test_a_sentence_that_says_the_opposite_answers_the_one_before() -> None:
    said, reply = '"We picked up nobody," the company said.', "Survivors say the opposite: people stood in the aisle."
    refused = '"We did not pick up anybody on the road," the company said.'
    assert beside(refused, reply, refused) == [reply]
    assert said != refused


def test_short_ellipses_answer_too() -> None:
    said = "Thousands of doses expired in a warehouse, two officials said."
    reply = "The ministry says none did."
    assert beside(said, reply, reply) == [said]
