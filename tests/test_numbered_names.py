"""Numbers that end a proper name, and counts that only stand behind one."""

from __future__ import annotations

import pytest

from summarize.reading.figures import find_figures


def _counts(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_figures(text) if found.kind == "quantity"]


@pytest.mark.parametrize(
    "text",
    [
        "The Tarvik 220 was seen over the bay.",
        "Divers found the Morwen 9, a small trawler, on its side.",
        "Orbana's Slate 7 overheated. Airlines banned the Orbana Slate 7 from cabins.",
        "An airline keeps Tarvik 220s in a hangar.",
        "A Tarvik 220 carrying freight came down. The pilot of Tarvik 220 survived.",
        "The minister told radio Europe 1 that he would stay.",
        "France 24 reported the arrest.",
        "The film “Night Boat 7” fell to fourth.",
        "The Tarvik 220 (grey) sank.",
        "A man from the 53 Brigade spoke.",
        "He will wear No 9 in Ostia.",
        "It stands in footnote 14.",
        "He sat in carriage five.",
        "It grew to a category four storm.",
        "She is on the state's top 10 list.",
        "They won the last-16 tie.",
        "Anyone who saw him should call 1-800-TIP-LINE.",
        "The ministry has yet to comment. HB 14",
        "The ministry has yet to comment.\n\nHBR 14",
    ],
)
def test_a_number_that_ends_a_name_counts_nothing(text: str) -> None:
    """Of a type, a ship, a telephone, a broadcaster."""
    assert _counts(text) == []


@pytest.mark.parametrize(
    "text", ["The ministry has yet to comment. HB 14 injured", "The ministry was told by HB 14", "HB 14. It ends."]
)
def test_only_what_follows_the_last_stop_signs(text: str) -> None:
    """Initials with a number are a signature where nothing else follows."""
    assert _counts(text) == ["14"]


def test_what_stands_beside_a_name_is_counted() -> None:
    """The passengers are, the aircraft's number is not."""
    text = "A Tarvik 220 carrying 19 passengers landed. The Tarvik 220 is built for 34 people."
    assert _counts(text) == ["19", "34"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("In the Harbour 12 firefighters were hurt.", ["12"]),
        ("According to the Observatory 40 were killed.", ["40"]),
        ("In the capital Ostmar 40 were killed.", ["40"]),
        ("On the Monday 12 men came.", ["12"]),
        ("In France 24 people died.", ["24"]),
        ("In France 24 were killed.", ["24"]),
        ("It passed the Senate 52 to 48.", ["52", "48"]),
        ("The Ministry 15 villages say nothing.", ["15"]),
    ],
)
def test_a_count_behind_a_name_stays_one(text: str, counts: list[str]) -> None:
    """Where commas are lost, a count stands right behind a body or a place."""
    assert _counts(text) == counts
