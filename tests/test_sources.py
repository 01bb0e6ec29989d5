from __future__ import annotations

import pytest

from summarize.comparison.sources import Sources, is_anonymous, is_named

ROLES = {
    "Ines Marchetti": "spokeswoman for the Italian defence ministry",
    "Oleh Danylko": "adviser to the Ukrainian president",
    "Igor Lebedin": "Russian defence ministry spokesman",
    "Ruth Amadi": "a nurse in Velmora",
    "Nuria Bastos": "health secretary",
    "Anke Vos": "transport minister",
    "Leo Brandt": "transport minister of Harland",
}
SOURCES = Sources(ROLES)

SAME = [
    ("health secretary", "health secretary, Nuria Bastos"),
    ("the health secretary", "Bastos"),
    ("the Coastal Relief Office", "Coastal Relief Office"),
    ("Ruth Amadi", "Amadi"),
    ("Mayor Ruth Amadi", "Ruth Amadi"),
    ("SOHR", "the Syrian Observatory for Human Rights"),
    ("the Syrian Observatory for Human Rights", "the Observatory"),
    ("NTSB", "the National Transportation Safety Board"),
    ("the WHO", "the World Health Organization"),
    ("the defence ministry", "defence ministry"),
    ("police", "the police"),
    ("Moscow", "the Kremlin"),
    pytest.param(
        "Moscow",
        "Russia",
    ),
    pytest.param(
        "Kyiv",
        "Ukraine",
    ),
    ("the Pentagon", "Washington"),
    ("article", "article"),
    ("Lord Haversham", "Haversham"),
    ("UNICEF", "Unicef"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_names_of_one_source(first: str, second: str) -> None:
    assert SOURCES.same_source(first, second)
    assert SOURCES.same_source(second, first)


OTHER = [
    ("Ruth Amadi", "Ines Marchetti"),
    ("police", "the defence ministry"),
    ("Moscow", "Kyiv"),
    ("a hospital official", "witnesses"),
    ("the Red Cross", "the Coastal Relief Office"),
    ("article", "police"),
    ("NTSB", "the World Health Organization"),
    pytest.param(
        "the Velmora fire service",
        "the Dorra fire service",
    ),
    ("the interior ministry", "the health ministry"),
    ("the mayor", "Nuria Bastos"),
    ("the transport minister", "Anke Vos"),  # two hold that office
]


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_two_sources(first: str, second: str) -> None:
    assert not SOURCES.same_source(first, second)
    assert not SOURCES.same_source(second, first)


SIDES = [
    ("the Russian defence ministry", {"russian"}),
    ("Moscow", {"russian"}),
    ("Igor Lebedin", {"russian"}),
    ("Lebedin", {"russian"}),
    ("Oleh Danylko", {"ukrainian"}),
    ("Ukrainian officials", {"ukrainian"}),
    ("Kyiv", {"ukrainian"}),
    ("Syrian state media", {"syrian"}),
    ("the Turkish army", {"turkish"}),
    # no side of the state
    ("the Syrian Observatory for Human Rights", set()),
    ("the Syrian opposition", set()),
    ("a Russian newspaper", set()),
    ("Russian opposition activists", set()),
    ("Iraqi witnesses", set()),
    ("Ruth Amadi", set()),
    ("police", set()),
    ("the UN", set()),
    ("article", set()),
]


@pytest.mark.parametrize(("name", "side"), SIDES)
def test_whom_a_source_speaks_for(name: str, side: set[str]) -> None:
    assert SOURCES.side(name) == side


TOGETHER = [
    ("Igor Lebedin", "the Kremlin"),
    ("Oleh Danylko", "the Ukrainian general staff"),
    ("officials", "the interior ministry"),
    ("the authorities", "police"),
    ("the disaster agency", "the head of the disaster agency"),
    ("a company spokesman", "the company"),
    ("Amadi", "Ruth Amadi"),
]
APART = [
    ("Igor Lebedin", "Oleh Danylko"),
    ("the Russian defence ministry", "the Ukrainian general staff"),
    ("the Syrian army", "the Syrian Observatory for Human Rights"),
    ("officials", "witnesses"),
    ("the company", "the union"),
    ("organisers", "police"),
    pytest.param(
        "Russian state television",
        "the Russian opposition",
    ),
    pytest.param(
        "the union's spokesman",
        "a company spokesman",
    ),
]


@pytest.mark.parametrize(("first", "second"), TOGETHER)
def test_sources_on_one_side(first: str, second: str) -> None:
    assert SOURCES.together(first, second)
    assert SOURCES.together(second, first)


@pytest.mark.parametrize(("first", "second"), APART)
def test_sources_on_different_sides(first: str, second: str) -> None:
    assert not SOURCES.together(first, second)
    assert not SOURCES.together(second, first)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("a monitor", "the Dorra Observatory", True),
        ("hospital sources", "Dr Ana Reis of Dorra hospital", True),
        ("a monitor", "the police", False),
        ("the Dorra Observatory", "the Velmora Monitoring Centre", False),
        ("its general staff", "Ukraine's general staff", True),
        ("its general staff", "the ministry's spokesman, Major General Ilya Orlov", False),
    ],
)
def test_an_unnamed_source_may_be_a_named_one_of_its_kind(first: str, second: str, together: bool) -> None:
    assert Sources({}).together(first, second) is together


@pytest.mark.parametrize(
    ("name", "anonymous"), [("a source", True), ("local media reports", True), ("the police", False)]
)
def test_who_hides_behind_a_source(name: str, anonymous: bool) -> None:
    assert is_anonymous(name) is anonymous


def test_names_every_party_of_a_text_in_order() -> None:
    assert SOURCES.parties("Talks between Kyiv and Moscow, with Ukraine's allies") == ["ukrainian", "russian"]


@pytest.mark.parametrize(
    ("name", "named"), [("article", False), ("the article itself", False), ("", False), ("Moscow", True)]
)
def test_the_article_itself_is_no_named_source(name: str, named: bool) -> None:
    assert is_named(name) is named


def test_who_stands_beside_somebody_is_another_voice() -> None:
    assert not Sources({}).same_source("an adviser to President Ana Reis", "President Ana Reis")
    assert Sources({}).same_source("a spokesman for Halden Steel", "Halden Steel")
