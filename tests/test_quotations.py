from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.reading.attribution import find_quotations

QUOTED = [
    ('He said "we are safe" and left.', ['"we are safe"']),
    ("He said “we are safe” and left.", ["“we are safe”"]),
    ("He said ‘we’re safe’ and left.", ["‘we’re safe’"]),
    ("He said 'we're safe' and left.", ["'we're safe'"]),
    ("He said ''we're safe'' and left.", ["''we're safe''"]),
    ("Er sagte «alles gut» und ging.", ["«alles gut»"]),
    ('"One," she said. "Two."', ['"One,"', '"Two."']),
    ("\"He told me 'run' and I ran,\" she said.", ["\"He told me 'run' and I ran,\""]),
    ("'The soldiers' wives wait,' she said.", ["'The soldiers' wives wait,'"]),
    ("The 1990s' hits and the soldiers' wives.", []),
    ("Born in '68, he's a child of the '70s.", []),
    ("It's the mayor's car.", []),
    ("No marks at all.", []),
]


@pytest.mark.parametrize(("text", "quoted"), QUOTED, ids=[text[:24] for text, _ in QUOTED])
def test_quotations_are_found_with_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == quoted


def test_each_paragraph_of_a_long_quotation_is_one() -> None:
    text = "“First part goes on.\n\n“Second part ends.”"
    assert [text[start:end] for start, end in find_quotations(text)] == ["“First part goes on.", "“Second part ends.”"]


def test_lost_closing_mark_ends_with_its_sentence() -> None:
    text = 'She said "the dam will hold. Later the dam broke.\n\nNobody was hurt.'
    assert [text[start:end] for start, end in find_quotations(text)] == ['"the dam will hold.']


def test_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = 'She said "it holds. He said "it leaks" twice.'
    assert [text[start:end] for start, end in find_quotations(text)] == ['"it holds.', '"it leaks"']


@given(st.text(alphabet="ab s.,'\"“”‘’\n", max_size=120))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
