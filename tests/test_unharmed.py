"""Nobody was harmed, says one account; another tells of those who were."""

from __future__ import annotations

import pytest
from stories import article, read

from summarize.comparison.propositions import read_statements
from summarize.comparison.sources import Sources
from summarize.comparison.story_statements import StoryStatements
from summarize.comparison.unharmed import harmed_after_all
from summarize.reading.unharmed import read_unharmed
from summarize.schema import Article

FILLER = ("Rain fell all week in the valley.", "The road to the coast stays closed.", "Schools will open on Friday.")


def denied(denial: str, *articles: Article) -> list[str]:
    found = read(*articles)
    story = StoryStatements(found, [read_statements(r) for r in found], Sources({}))
    (one,) = (s for s in story.all if s.text == denial)
    return [harmed.statement.text for harmed in harmed_after_all(story, one)]


def across(denial: str, other: str) -> list[str]:
    return denied(denial, article("a", "Night of fear", other, *FILLER), article("b", "Noon briefing", denial, *FILLER))


def beside(said: str, denial: str) -> list[str]:
    return denied(denial, article("a", "Night of fear", *FILLER, said, denial))


@pytest.mark.parametrize(
    ("sentence", "clause", "events"),
    [
        ("No civilians were killed, the army said.", "No civilians were killed", {"killed"}),
        ("The fire caused no casualties.", "The fire caused no casualties", {"killed", "wounded"}),
        ("Nobody was hurt.", "Nobody was hurt", {"wounded"}),
        ("Power was seized without bloodshed.", "Power was seized without bloodshed", {"killed", "wounded"}),
        ("The blast did not kill anyone.", "The blast did not kill anyone", {"killed"}),
        ('The army says no "civilian" was hurt.', 'no "civilian" was hurt', {"wounded"}),
        ("It was dark, but nobody died.", "nobody died", {"killed"}),
    ],
)
def test_reads_what_befell_nobody(sentence: str, clause: str, events: set[str]) -> None:
    (found,) = read_unharmed(sentence, 0, len(sentence))
    assert (sentence[found.start : found.end].strip(), found.events) == (clause, events)


@pytest.mark.parametrize(
    "sentence",
    [
        "There were no serious injuries.",
        "No deaths had been reported.",
        "No casualties are known so far.",
        "We suffered no casualties.",
        "It published no casualty figures.",
        "She left because nobody had been hurt.",
        "The men were captured, not killed.",
        "Four passengers were not hurt.",
        "They pray that no one is hurt.",
        "Nobody would be killed, he promised.",
        "No storm since the war has killed as many people.",
        "Officials gave no figures.",
        "DON'T SHOOT",
    ],
)
def test_most_negations_say_nothing_of_the_kind(sentence: str) -> None:
    assert read_unharmed(sentence, 0, len(sentence)) == []


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        ("The army insists that no civilian was killed.", "Doctors said 14 civilians had been killed."),
        ("The army insists that no civilian was killed.", "Doctors said 14 children had been killed."),
        ("Nobody was hurt in the fire, the mayor said.", "A nurse said that 3 people had been hurt in the fire."),
        ("No Vesmari was killed, the ministry said.", "Doctors said 14 Vesmari soldiers had been killed."),
    ],
)
def test_another_account_tells_of_those_who_were(denial: str, other: str) -> None:
    assert across(denial, other) == [other]


@pytest.mark.parametrize(
    ("denial", "other"),
    [
        # Fighters are no civilians, one side's dead are not the other's, and nations are told apart.
        ("The army insists that no civilian was killed.", "Doctors said 14 soldiers had been killed."),
        ("The army said it had no casualties.", "Doctors said 14 people had been killed."),
        ("No Vesmari was killed, the ministry said.", "Doctors said 14 Tarkandi soldiers had been killed."),
        # Feared or foretold.
        ("The army insists that no civilian was killed.", "Doctors said 14 civilians could be killed."),
        # Another event of its own.
        (
            "A rocket fell on a tennis court near the old port meanwhile, the police said, and no one was hurt.",
            "Doctors said 14 people had been wounded in the market.",
        ),
        # One voice.
        ("The army insists that no civilian was killed.", "The army said that 14 civilians had been killed."),
    ],
)
def test_what_is_no_contradiction(denial: str, other: str) -> None:
    assert across(denial, other) == []


def test_beside_the_denial_bodies_and_hospitals_tell_of_harm_too() -> None:
    said, denial = "Bodies lay in the yard of the school, a teacher said.", "The army says that no one was hurt there."
    assert beside(said, denial) == [said]
    assert across(denial, said) == []
