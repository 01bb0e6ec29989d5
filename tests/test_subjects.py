"""The subject of a clause that tells how many there are is what its number counts."""

from __future__ import annotations

import pytest
from stories import claims

SUBJECTS = [
    ("The guild's barges number 640, and most are old.", "640", "barges", "barge"),
    ("The barges it owns number 640.", "640", "barges", "barge"),
    ("The population of the valley stood at just over 41,000.", "just over 41,000", "population", "population"),
    ("Complaints about the barges rose to 1,480 from 900.", "1,480", "Complaints", "complaint"),
    ("Complaints totalled 1,480, the guild said.", "1,480", "Complaints", "complaint"),
    ("New cases stood at 204.", "204", "cases", "case"),
    ("Wool exports fell by 12 per cent to 8,120.", "8,120", "Wool exports", "export"),
    ("The tally of burned barns grew to 415.", "415", "burned barns", "barn"),
    ("The list of names grew to 170.", "170", "names", "people"),
    ("Passengers on the ferry were put at 310.", "310", "Passengers", "people"),
    ("The camp's residents, according to the guild, are estimated at 18,000.", "18,000", "residents", "people"),
    ("The pilot said that its engines were 14.", "14", "engines", "engine"),
    ("Signatures have passed 100,000.", "passed 100,000", "Signatures", "signature"),
    ("Violations found: 1,480.", "1,480", "Violations", "violation"),
    ("Hostages: 34.", "34", "Hostages", "people"),
    ("The engines destroyed number 118, the guild said.", "118", "engines", "engine"),
]


@pytest.mark.parametrize(("text", "figure", "counted", "unit"), SUBJECTS)
def test_a_subject_is_counted(text: str, figure: str, counted: str, unit: str) -> None:
    found = claims(text)[figure]
    assert (found.claim.counted, found.figure.unit) == (counted, unit)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The figures for May were 640.", "640"),
        ("The bakery was 640.", "640"),
        ("Officials: 45.", "45"),
        ("The brothers were 22 and 24.", "22"),
        ("Bakers said they had 640.", "640"),
        ("The loaves were warm and the price was 640.", "640"),
        ("Barges, carts and sheds came to 640.", "640"),
    ],
)
def test_what_is_no_count_of_its_subject_names_nothing(text: str, figure: str) -> None:
    found = claims(text)
    assert figure not in found or found[figure].claim.counted is None


def test_a_person_who_speaks_before_a_colon_is_not_counted() -> None:
    found = claims("Turnout in Dorra was disputed. Bakers: 45,000. Police: 12,000.")
    assert all(c.claim.counted is None for c in found.values())
