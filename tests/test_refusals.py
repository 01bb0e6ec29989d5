from __future__ import annotations

import pytest

from summarize.reading.refusals import Refusal, read_refusal
from summarize.reading.words import stem


def refusal(sentence: str) -> Refusal | None:
    return read_refusal(sentence, 0, len(sentence))


DENIED = [
    ("The army denied that it had shelled the dam.", "verb", "that it had shelled the dam."),
    ("The report was denied by the ministry.", "verb", "The report was"),
    ("Engineers ruled out an earthquake, saying the gates held.", "verb", "an earthquake"),
    ("Vey rejected claims that crews came late but said no more.", "verb", "claims that crews came late"),
    ("The mayor called the figure a joke.", "verdict", "the figure"),
    (
        "The claim that wells were poisoned is baseless, she said.",
        "verdict",
        "wells were poisoned is baseless, she said.",
    ),
    ("The ministry had no record of further deaths.", "verdict", "of further deaths."),
    ("No cadets took part.", "negation", "No cadets took part."),
]


@pytest.mark.parametrize(("sentence", "strength", "content"), DENIED)
def test_finds_the_clause_that_is_denied(sentence: str, strength: str, content: str) -> None:
    found = refusal(sentence)
    assert found is not None
    assert found.strength == strength
    assert sentence[slice(*found.content)].strip() == content


NOT_DENIED = [
    "Rescuers were denied access to the camp.",
    "The union rejected the offer.",
    "The union will not deny it.",
    "Bodies were lying on the ground.",
    "He filed a false report.",
    "The two states have a territorial dispute.",
    "It was not clear who shelled the dam.",
    "The deal has not yet been signed.",
    "The dam held.",
    "The army did not say how it was done.",
    "Almost no street was spared.",
    "Its count could not be checked.",
    "Nor is it disputed that the town asked for help.",
    "The aid was a sum that farmers dismissed as too little.",
    "They lie in three hospitals.",
    "It was a mistake, the admiral admitted, and ordered an error to be mended.",
]

ANSWERS = [
    "“Outlandish,” said the navy.",
    '"Baseless", replied the front at once.',
    "The club calls that impossible.",
    "The ministry said the paper was “a forgery”.",
    "He is lying, the envoy said.",
]


@pytest.mark.parametrize("sentence", ANSWERS)
def test_a_verdict_may_name_no_claim_and_then_points_back(sentence: str) -> None:
    found = refusal(sentence)
    assert found is not None
    assert (found.strength, found.points_back) == ("verdict", True)


@pytest.mark.parametrize("sentence", NOT_DENIED)
def test_withholding_turning_down_and_not_knowing_deny_nothing(sentence: str) -> None:
    assert refusal(sentence) is None


KINDS = [
    ("The front denied the allegation.", True, False, False),
    ("The front denied any involvement.", False, True, False),
    ("That number is a joke, she wrote.", True, False, True),
    ("The army denied that the union's tally was right.", False, False, False),
    ("Halberd rejected an accusation by the union that warnings had been ignored.", False, False, False),
]


@pytest.mark.parametrize(("sentence", "back", "involvement", "figure"), KINDS)
def test_tells_what_a_denial_is_about(sentence: str, back: bool, involvement: bool, figure: bool) -> None:
    found = refusal(sentence)
    assert found is not None
    assert (found.points_back, found.of_involvement, found.of_figure) == (back, involvement, figure)


def test_whoever_is_said_to_lie_is_named_by_the_words_before() -> None:
    lying, joking = (
        refusal("Norvane lied about the count, the post says."),
        refusal("The mayor called the figure a joke."),
    )
    assert lying is not None
    assert joking is not None
    assert lying.accused == {stem("Norvane")}
    assert joking.accused == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "The bank said the clerk was warned, and in the end dismissed as a result of the audit.",
        "She was dismissed as head of the bank in May.",
        "Two higher courts dismissed her claim.",
        "The interim mayor denied the panel an extension.",
        "The ministry denied the couple's application.",
        "The Reds ruled out any coalition under their old leader.",
        "The minister ruled out raising taxes.",
    ],
)
def test_who_turns_down_or_sends_away_denies_nothing(text: str) -> None:
    """Of a person, a case, a request and a plan nothing is asserted."""
    assert read_refusal(text, 0, len(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The army rejected the claim that 12 had died.",
        "The firm dismissed the allegations.",
        "The ministry dismissed the report as propaganda.",
        "Police ruled out foul play.",
        "Officials ruled out that the aircraft was hit.",
        "Police ruled out having fired on the crowd.",
    ],
)
def test_who_turns_down_what_is_said_denies_it(text: str) -> None:
    """The same verbs, of what somebody may believe."""
    found = read_refusal(text, 0, len(text))
    assert found is not None
    assert found.strength == "verb"
