from __future__ import annotations

import pytest

from summarize.reading.culprits import Home, are_rivals, find_accusations, labels_of

LABELS = [
    ("the Syrian government", {"state:syrian"}),
    ("government forces", {"home"}),
    ("Tehran", {"state:iranian"}),
    ("US-backed rebels", {"rebels"}),
    ("the Islamic State group", {"group:isis"}),
    ("Russian or Syrian warplanes", {"state:russian", "state:syrian"}),
    ("Russian and regime warplanes", {"state:russian", "home"}),
    ("Jorn Askel", {"name:jorn", "name:askel"}),
    # nobody in particular
    ("the warplanes", set()),
    ("it", set()),
    ("a group", set()),
    ("the attack is", set()),
]


@pytest.mark.parametrize(("words", "labels"), LABELS)
def test_a_culprit_is_compared_by_side(words: str, labels: set[str]) -> None:
    assert {x for x in labels_of(words) if not x.startswith("name:jor") or "name:jorn" in labels} >= labels
    assert bool(labels_of(words)) == bool(labels)


ACCUSED = [
    ("The mayor blamed rebels for the blast.", "rebels", True),
    ("The blast was carried out by the Northern Front.", "the Northern Front", True),
    ("Police said the Northern Front was behind the attack.", "the Northern Front", True),
    ("We hold the Russian government responsible for the strike.", "the Russian government responsible", True),
    ("Washington blamed the attack on government forces.", "government forces", True),
    ("Iranian jets bombed the depot.", "Iranian jets", False),
    ("The council accused Halden of carrying out the attack.", "Halden", True),
    ("The mayor accused the Northern Front of using gas.", "the Northern Front", True),
    ("The mayor accused the Northern Front.", "the Northern Front", True),
]


@pytest.mark.parametrize(("sentence", "culprit", "explicit"), ACCUSED)
def test_finds_who_is_held_responsible(sentence: str, culprit: str, explicit: bool) -> None:
    found = find_accusations(sentence)[0]
    assert culprit in sentence[found.start : found.end].strip() or sentence[found.start : found.end].strip() in culprit
    assert found.explicit == explicit


UNACCUSED = [
    "The quake in Syrian territory claimed the lives of 40 people.",
    "The inquiry launched by the Syrian government opens on Monday.",
    "Russian planes had not carried out the strike.",
    "No group was behind it.",
    "The planes struck at dawn.",
    "Jorn Askel is accused of kidnapping Mira Solenne.",
    "The council accused Halden of declaring war on the valley.",
    "The envoy accused Halden of a policy of hatred.",
]


@pytest.mark.parametrize("sentence", UNACCUSED)
def test_who_only_acts_or_did_not_is_no_culprit(sentence: str) -> None:
    assert find_accusations(sentence) == []


RIVALS = [
    ({"state:russian"}, {"state:syrian"}, True),
    ({"state:syrian"}, {"rebels"}, True),
    ({"group:isis"}, {"group:nusra"}, True),
    ({"name:askel"}, {"name:halden"}, True),
    ({"state:russian", "state:syrian"}, {"state:syrian"}, False),
    ({"rebels"}, {"group:isis"}, False),
    ({"name:askel"}, {"state:syrian"}, False),
    (set(), {"rebels"}, False),
]


@pytest.mark.parametrize(("first", "second", "rivals"), RIVALS)
def test_only_culprits_that_exclude_each_other_are_rivals(first: set[str], second: set[str], rivals: bool) -> None:
    assert are_rivals(frozenset(first), frozenset(second)) == rivals
    assert are_rivals(frozenset(second), frozenset(first)) == rivals


def test_a_bare_government_is_the_one_the_story_names_most() -> None:
    home = Home.of(["The Kenyan government met. The Vard administration in Nairobi said the Kenyan army was ready."])
    assert home.read(frozenset({"home"})) == {"state:kenyan"}
    assert home.read(frozenset({"name:vard"})) == {"state:kenyan"}
    assert home.read(frozenset({"rebels"})) == {"rebels"}
