from __future__ import annotations

import pytest
from stories import Story, article

DIFFER = {
    "rank": (
        "Lieutenant General Tarik Ross said the raid was over.",
        "Maj Gen Tarik Ross put the number of dead at nine.",
    ),
    "rank in short": (
        "Customs Police Col. Donal Nardi spoke of a record.",
        "It was meant for all of Europe, said Captain Donal Nardi.",
    ),
    "first name": (
        "Sheriff Jon Hadley spoke to reporters.",
        "Jack Hadley, the sheriff of Toll County, spoke to reporters.",
    ),
    "short first name": ("Sheriff's spokesman Roy Kells spoke.", "The sheriff's spokesman Ray Kells spoke."),
    "surname": ("The justice minister Florin Iandresc resigned.", "Justice Minister Florin Landresc resigned."),
    "side": ("The centre-left Brandt won.", "The centre-right Brandt won the vote in Sand."),
    "side of a party": (
        "The right-wing Prime Minister Hanna Brandt won.",
        "The left-wing Brandt won the vote in Sand.",
    ),
    "age": ("Lena Moor, 29, from Sand, was charged.", "Lena Moor, 28, from Sand, was charged."),
    "age before": ("Lena Moor (29) was charged.", "The 31-year-old Lena Moor was charged."),
}
ALIKE = {
    "rank shortened": (
        "Lieutenant General Tarik Ross said the raid was over.",
        "General Tarik Ross put the number of dead at nine.",
    ),
    "rank written otherwise": ("Lt. Gen. Tarik Ross said so.", "Lieutenant-General Tarik Ross said so."),
    "former rank": (
        "Colonel Tarik Ross said so.",
        "The former captain Tarik Ross said so.",
        "The late Major Tarik Ross said so.",
    ),
    "short form": ("Sheriff Dan Hadley spoke.", "Sheriff Daniel Hadley spoke."),
    "another short form": ("Sheriff Bob Hadley spoke.", "Sheriff Robert Hadley spoke."),
    "other script": ("The spokesman Mohamed Saleh spoke.", "The spokesman Muhammad Saleh spoke."),
    "other script, surname": ("The minister Karim Qaderi spoke.", "The minister Karim Kaderi spoke."),
    "other script, last letter": ("The spokesman Ivo Granov spoke.", "The spokesman Ivo Granof spoke."),
    "other script, w": ("The spokesman Ivo Grynkiv spoke.", "The spokesman Ivo Grynkiw spoke."),
    "no age": ("At Lissa 9,000 marched, in Port Moor, 7,000 did.", "At Lissa 9,000 marched, in Port Moor, 10,000 did."),
    "marks on letters": ("The minister Karl Bräuner spoke.", "The minister Karl Brauner spoke."),
    "apostrophe lost": ("The troops of President Omar Dassar left.", "President Omar Dassars troops left."),
    "relatives": (
        "The victim Kevin Hadley was 40.",
        "The victims were at home.",
        "The victim Ruth Hadley was 41. Kevin Hadley was 40.",
    ),
    "other offices": ("Mayor Jon Hadley spoke.", "The prosecutor Carl Hadley spoke."),
    "one side": ("The centre-right Brandt won.", "The right-wing Brandt won."),
    "a hand": ("On the left Brandt stood.", "On the right Brandt stood."),
}


def asked(first: str, *second: str) -> list[str]:
    story = Story(article("ada", "News from Sand", first), article("ben", "What is new in Sand", *second))
    return [q.text for q in story.questions("disputed") if q.kind == "name"]


@pytest.mark.parametrize("pair", DIFFER.values(), ids=DIFFER)
def test_who_somebody_is_can_be_in_dispute(pair: tuple[str, ...]) -> None:
    assert len(asked(*pair)) == 1


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE)
def test_one_name_in_two_forms_is_no_dispute(pair: tuple[str, ...]) -> None:
    assert asked(*pair) == []
