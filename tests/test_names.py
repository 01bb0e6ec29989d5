from __future__ import annotations

import re

import pytest

from summarize.reading.names import find_people, find_places
from summarize.reading.sentences import split_sentences
from summarize.schema import Article, Block, BlockRole, Person, Place


def article(text: str) -> Article:
    blocks = tuple(
        Block(start=match.start(), end=match.end(), role=BlockRole.PARAGRAPH) for match in re.finditer(r"[^\n]+", text)
    )
    return Article(id="a", path=None, outlet=None, title=None, published=None, text=text, language="en", blocks=blocks)


def people(text: str) -> tuple[Person, ...]:
    a = article(text)
    return find_people(a, split_sentences(a))


def places(text: str) -> tuple[Place, ...]:
    a = article(text)
    return find_places(a, split_sentences(a))


ROLES = [
    (
        "Hassan Omar, head of the Coastal Relief Office, said boats sank.",
        "Hassan Omar",
        "head of the Coastal Relief Office",
    ),
    ("Union leader Piotr Zielinski said no.", "Piotr Zielinski", "Union leader"),
    ("She met police spokesman Tran Minh there.", "Tran Minh", "police spokesman"),
    ("Ana Reis, 34, a nurse in Porto, wept.", "Ana Reis", "nurse in Porto"),
    ("Oleg Sand, who heads the harbour council, said no.", "Oleg Sand", "who heads the harbour council"),
    ("Maj Gen Emil Korr, who speaks for the Norland army, denied it.", "Emil Korr", "who speaks for the Norland army"),
    ("Vera Holt, one of the mayor's advisers, agreed.", "Vera Holt", "one of the mayor's advisers"),
    ("Dr Vera Holt, who runs daily, said no.", "Vera Holt", None),
    ("Dr Ana Reis, one of the wounded, said no.", "Ana Reis", None),
    ("Dr. Amina Yusuf treated them.", "Amina Yusuf", None),
    ("Lucia Ferri told the court.", "Lucia Ferri", None),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES, ids=[name for _, name, _ in ROLES])
def test_person_has_a_role(text: str, name: str, role: str | None) -> None:
    assert [(p.name, p.role) for p in people(text)] == [(name, role)]


def test_surname_joins_the_full_name() -> None:
    text = "Mayor Ivo Maric spoke. Later Maric left."
    (person,) = people(text)
    assert [span.text for span in person.evidence] == ["Ivo Maric", "Maric"]


@pytest.mark.parametrize(
    "text",
    [
        "The World Health Organization said so.",
        "The Valley Observatory said so.",
        "Royal Dutch Airlines said so.",
        "In South Africa it rained.",
    ],
)
def test_institutions_and_places_are_not_people(text: str) -> None:
    assert people(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rain fell in Port Nadir and near Qasr.", ["Port Nadir", "Qasr"]),
        ("France and Chad signed.", ["France", "Chad"]),
        ("The town of Jelsa was cut off.", ["Jelsa"]),
        ("Shelling hit Idlib province.", ["Idlib"]),
        ("He left on Monday in April.", []),
        ("It was named in Parliament.", []),
    ],
)
def test_places_are_found_by_use(text: str, names: list[str]) -> None:
    assert [place.name for place in places(text)] == names


def test_person_is_no_place() -> None:
    assert [p.name for p in places("Mayor Ivo Maric said trust in Maric grew in Split.")] == ["Split"]


def test_most_named_place_comes_first() -> None:
    assert next(p.name for p in places("In Oslo, then in Bergen. It snowed in Bergen.")) == "Bergen"


def test_evidence_is_the_text() -> None:
    text = "Mayor Ivo Maric said it rained in Split."
    for named in (*people(text), *places(text)):
        assert all(span.text == text[span.start : span.end] for span in named.evidence)
