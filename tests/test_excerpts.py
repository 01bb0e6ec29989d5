from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.excerpts import excerpt, marked, window

TEXT = "Rain fell. The ferry  was carrying\n90 people and 4 cars when it sank off Dorra."
AT = TEXT.index("90")
WHOLE = (0, len(TEXT))

MARKED = [
    (WHOLE, 2, 2, "was carrying «90» people and"),
    (WHOLE, 0, 1, "«90» people"),
    (WHOLE, 1, 0, "carrying «90»"),
    (WHOLE, 99, 1, "Rain fell. The ferry was carrying «90» people"),
    ((11, len(TEXT)), 99, 1, "The ferry was carrying «90» people"),
    ((0, TEXT.index(" cars")), 1, 99, "carrying «90» people and 4"),
]


@pytest.mark.parametrize(("limits", "before", "after", "shown"), MARKED)
def test_marks_a_figure_among_its_words(limits: tuple[int, int], before: int, after: int, shown: str) -> None:
    assert marked(TEXT, AT, AT + 2, limits=limits, before=before, after=after) == shown


def test_an_excerpt_is_one_line() -> None:
    assert excerpt(TEXT, 11, AT + 9) == "The ferry was carrying 90 people"


def test_a_mark_inside_a_word_keeps_the_word() -> None:
    assert marked("It paid £5m twice.", 9, 10, limits=(0, 18), before=2, after=2) == "paid £«5»m twice."


@settings(deadline=None)
@given(st.text(st.sampled_from("ab \n«."), max_size=60), st.data(), st.integers(0, 9), st.integers(0, 9))
def test_a_window_holds_the_words_and_stays_within_its_limits(
    text: str, data: st.DataObject, before: int, after: int
) -> None:
    least, start, end, most = sorted(data.draw(st.integers(0, len(text))) for _ in range(4))
    first, last = window(text, start, end, limits=(least, most), before=before, after=after)
    assert least <= first <= start <= end <= last <= most
    assert len(text[first:start].split()) <= before
    assert len(text[end:last].split()) <= after
