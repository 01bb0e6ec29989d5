from __future__ import annotations

import pytest
from stories import Story, article

from summarize.schema import Question


def questions(*sentences: str, headline: str = "Bomb blast at Dorra market") -> list[Question]:
    """Return the questions on who or what did it; each sentence is the lead of an article of its own."""
    days = [f"2031-05-{6 + n:02}" for n in range(len(sentences))]
    found = Story(
        *(
            article(f"a{n}", headline, s, "Rain fell.", published=d)
            for n, (s, d) in enumerate(zip(sentences, days, strict=True))
        )
    )
    return [q for q in found.comparison.questions if q.kind in ("attribution", "cause")]


CLAIMED = [
    (
        "No group has claimed responsibility for the blast at the market.",
        "The Northern Front claimed responsibility for the blast at the market.",
    ),
    (
        "Nobody has yet claimed the bomb blast at the market.",
        "The Northern Front has claimed responsibility for the bomb blast at the market.",
    ),
    (
        "No immediate claim of responsibility was made after the blast at the market.",
        "The blast at the market was claimed by the Northern Front.",
    ),
]


@pytest.mark.parametrize(("before", "after"), CLAIMED)
def test_a_claim_of_responsibility_updates_that_there_was_none(before: str, after: str) -> None:
    (found,) = questions(before, after)
    assert (found.status, found.kind) == ("updated", "attribution")
    assert [a.claims[0].split(":")[0] for a in found.answers] == ["a0", "a1"]


def test_one_article_that_tells_both_is_no_question() -> None:
    both = (
        "No group had claimed responsibility for the blast, but later the Northern Front claimed responsibility for it."
    )
    assert questions(both, "The blast at the market broke windows.") == []


def test_a_claim_of_another_attack_is_no_claim_of_this_one() -> None:
    other = (
        "The blast at the market broke windows. Shops were shut. Rain fell. A mine killed a mayor in the west. "
        "The Northern Front claimed responsibility for that attack."
    )
    assert questions("Nobody has yet claimed the bomb blast at the market.", other) == []


CULPRITS = [
    (
        "The mayor blamed the Northern Front for the blast at the market.",
        "Traders blamed the Harbour Gang for the blast at the market.",
    ),
    (
        "Police said the blast at the market was carried out by Jorn Askel.",
        "The union said the blast at the market was carried out by Halden Steel.",
    ),
    (
        "The army said rebels were behind the blast at the market.",
        "Witnesses said soldiers were behind the blast at the market.",
    ),
]


@pytest.mark.parametrize(("first", "second"), CULPRITS)
def test_rival_culprits_are_a_dispute(first: str, second: str) -> None:
    (found,) = questions(first, second)
    assert (found.status, found.kind) == ("disputed", "attribution")
    assert len(found.answers) == 2


AGREED = [
    ("The mayor blamed rebels for the blast at the market.", "Police blamed rebels for the blast at the market."),
    ("The mayor blamed rebels for the blast at the market.", "The blast at the market broke windows."),
    ("The mayor blamed a group for the blast at the market.", "Police blamed it for the blast at the market."),
    (
        "The mayor blamed the Northern Front for the blast at the market.",
        "Traders blamed the Harbour Gang for reprisals after the blast at the market.",
    ),
]


@pytest.mark.parametrize(("first", "second"), AGREED)
def test_one_culprit_is_no_dispute(first: str, second: str) -> None:
    assert questions(first, second) == []


def test_a_cause_that_one_leaves_open_and_another_states() -> None:
    (found,) = questions(
        "It remained unclear what caused the blast at the market.",
        "A gas leak caused the blast at the market, police said.",
    )
    assert (found.status, found.kind) == ("disputed", "cause")


def test_an_older_accusation_about_something_else_is_left_out() -> None:
    assert (
        questions(
            "The mayor blamed the Northern Front for the blast at the market.",
            "Years earlier, shipping firms accused the Harbour Gang of piracy.",
        )
        == []
    )


def story(*leads: str, headline: str = "Shells fall on Dorra market") -> list[Question]:
    """Return the questions on who did it, of articles on one event that name parties no list holds."""
    return [q for q in questions(*leads, headline=headline) if q.kind == "attribution"]


NO_BLAME = [
    (
        "Nine soldiers killed in ambush, the Varkian army said.",
        "Rebels attacked a convoy near the market, medics said.",
    ),
    ("Varkian troops shot back, the army said.", "Rebels attacked the market, witnesses said."),
    ("The government said that its troops killed six fighters.", "Rebels attacked the market, witnesses said."),
    ("Aid lorries were hit on a road held by rebels.", "Varkian planes regularly bomb the town, the monitor said."),
    ("The army feared attacks by rebels.", "Rebels said that the army shelled the market."),
]


@pytest.mark.parametrize(("first", "second"), NO_BLAME)
def test_two_sides_of_a_war_are_no_dispute_by_themselves(first: str, second: str) -> None:
    assert story(first, second) == []


OPEN = [
    ("Who fired is not clear.", "Rebels fired mortar shells that hit the market and killed nine."),
    ("Washington could not tell whose planes they were.", "Varkian jets bombed the market, Varkia's army said."),
    (
        "Suspected rebels fired shells that hit the Dorra market on the hill.",
        "Rebels fired shells that hit the Dorra market on the hill.",
    ),
]


@pytest.mark.parametrize(("unsure", "sure"), OPEN)
def test_one_account_leaves_open_whom_another_names(unsure: str, sure: str) -> None:
    (found,) = story(unsure, sure)
    assert (found.status, found.text) == ("disputed", "Who did it")
    assert [a.claims[0].split(":")[0] for a in found.answers] == ["a0", "a1"]
