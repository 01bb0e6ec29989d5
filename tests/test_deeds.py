from __future__ import annotations

import pytest

from summarize.reading.deeds import find_deeds
from summarize.reading.parties import Parties, root

DEEDS = [
    ("Torvian jets bombed the village.", [("Torvian jets", "acts", False)]),
    ("Nine people were killed by suspected rebels.", [("suspected rebels", "acts", True)]),
    ("A rebel rocket hit the school.", [("A rebel", "weapon", False)]),
    ("It was an air strike of the alliance.", [("the alliance", "weapon", False)]),
    ("The mayor laid it at the door of the army.", [("the army", "blamed", False)]),
    ("Officials hold the Torvian army responsible.", [("the Torvian army", "blamed", False)]),
    ("They are believed to be Torvian planes.", [("Torvian planes", "blamed", True)]),
    ("The Dawn Front claimed the attack.", [("The Dawn Front", "claims", False)]),
    ("Fifteen soldiers killed in ambush", []),
    ("The police shot back.", []),
    ("A convoy escorted by soldiers was on its way.", []),
    ("The war between Torvia and Ostrelia began in June.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), DEEDS)
def test_who_a_sentence_says_did_it(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(d.words, d.frame, d.hedged) for d in find_deeds(sentence)] == expected


@pytest.mark.parametrize(
    ("noun", "adjective"), [("Torvia", "Torvian"), ("Parsan", "Parsani"), ("Zuhris", "Zuhri"), ("Russia", "Russian")]
)
def test_noun_and_adjective_have_one_root(noun: str, adjective: str) -> None:
    assert root(noun) == root(adjective)


def test_the_story_tells_nations_from_groups() -> None:
    parties = Parties.of(
        ["Torvia's army shelled Zuhri rebels, said President Anders Holt. Jets of the Torvia-led alliance flew."]
    )
    torvian, zuhris, alliance = (parties.read(w) for w in ("Torvian planes", "the Zuhris", "the alliance"))
    assert torvian is not None
    assert zuhris is not None
    assert alliance is not None
    assert (torvian.kind, zuhris.kind) == ("state", "group")
    assert torvian.names & alliance.names
    assert not torvian.names & zuhris.names
    leader = parties.read("forces of President Holt")
    assert leader is not None
    assert leader.kind == "state"
