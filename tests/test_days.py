from __future__ import annotations

from datetime import date

import pytest

from summarize.reading.days import find_days, looks_back, publication_day

PUBLISHED = date(2031, 5, 8)  # a Thursday

DAYS = [
    ("The dam burst on Wednesday.", [date(2031, 5, 7)]),
    ("Monday's blast killed two.", [date(2031, 5, 5)]),
    ("Thursday", [PUBLISHED]),
    ("It happened yesterday.", [date(2031, 5, 7)]),
    ("It happened on May 3.", [date(2031, 5, 3)]),
    ("It happened on the 3rd of May 2029.", [date(2029, 5, 3)]),
    ("On 28 December it snowed.", [date(2030, 12, 28)]),
    ("It may rain in May.", []),
    ("On 31 June nothing happened.", []),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_a_day_is_resolved_against_the_date_of_publication(text: str, days: list[date]) -> None:
    assert [d.date for d in find_days(text, 0, len(text), PUBLISHED)] == days


BACK = [
    ("The dam burst on Wednesday.", False),
    ("The dam burst on April 2.", True),
    ("The dam burst last month.", True),
    ("A similar attack hit the town.", True),
    ("In 2029 the dam burst.", True),
    ("Two years ago the dam burst.", True),
    ("The army does not use gas, never before and never again.", False),
    ("The dam burst.", False),
]


@pytest.mark.parametrize(("text", "back"), BACK)
def test_tells_sentences_about_an_earlier_time(text: str, back: bool) -> None:
    assert looks_back(text, 0, len(text), "2031-05-08") == back


def test_without_a_date_only_words_tell() -> None:
    assert publication_day("soon") is None
    assert looks_back("Last year it burst.", 0, 19, None)
    assert not looks_back("In 2029 it burst.", 0, 17, None)
