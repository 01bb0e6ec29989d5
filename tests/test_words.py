from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.words import stem, stems

ALIKE = [
    ("soldier", "soldiers"),
    ("destroyed", "destroying"),
    ("evacuate", "evacuated"),
    ("Flooding", "flooded"),
    ("company", "companies"),
    ("ministry's", "ministry"),
    ("minister’s", "Minister"),
    ("workers'", "worker"),
    pytest.param(
        "carry",
        "carrying",
        marks=pytest.mark.xfail(strict=True, reason="takes off a y of the stem but not of its longer forms"),
    ),
    pytest.param(
        "deploy",
        "deployment",
        marks=pytest.mark.xfail(strict=True, reason="takes off a y of the stem but not of its longer forms"),
    ),
    ("deploys", "deployed"),
]


@pytest.mark.parametrize(("first", "second"), ALIKE)
def test_inflections_have_one_stem(first: str, second: str) -> None:
    assert stem(first) == stem(second)


@pytest.mark.parametrize(("first", "second"), [("bus", "but"), ("army", "arms"), ("port", "portion"), ("rain", "ruin")])
def test_other_words_have_other_stems(first: str, second: str) -> None:
    assert stem(first) != stem(second)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ferry was sinking with 90 people.", {"ferry", "sink"}),
        ("He said that it was not so.", set()),
        ("", set()),
        ("40,000 of 50,000", set()),
    ],
)
def test_keeps_content_words_alone(text: str, content: set[str]) -> None:
    assert stems(text, 0, len(text)) == {stem(w) for w in content}


def test_reads_only_between_the_offsets() -> None:
    text = "A ferry sank near Velmora."
    assert stems(text, 2, 12) == {stem("ferry"), stem("sank")}


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_stems_do_not_depend_on_capitals(text: str) -> None:
    if text.upper().lower() == text.lower():
        assert stems(text.upper(), 0, len(text.upper())) == stems(text.lower(), 0, len(text.lower()))


@settings(deadline=None)
@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_stem_begins_its_word(word: str) -> None:
    assert stem(word)
    assert word.startswith(stem(word))
