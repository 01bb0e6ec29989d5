from __future__ import annotations

import pytest
from stories import article, paragraphs

from summarize.reading.sentences import split_sentences
from summarize.reading.when import find_when
from summarize.schema import Article, When


def when(found: Article) -> When | None:
    return find_when(found, split_sentences(found))


# 2031-05-06 is a Tuesday.
DATES = [
    ("A crane fell on Tuesday.", "on Tuesday", "2031-05-06"),
    ("A crane fell on Monday.", "on Monday", "2031-05-05"),
    ("A crane fell on Wednesday morning.", "on Wednesday morning", "2031-04-30"),
    ("Late Saturday a crane fell.", "Late Saturday", "2031-05-03"),
    ("A crane fell yesterday.", "yesterday", "2031-05-05"),
    ("A crane fell last night.", "last night", "2031-05-05"),
    ("A crane fell overnight.", "overnight", "2031-05-06"),
    ("A crane fell this morning.", "this morning", "2031-05-06"),
    ("A crane fell on 2 May 2031.", "2 May 2031", "2031-05-02"),
    ("A crane fell in the rain. It happened on Friday.", "on Friday", "2031-05-02"),
]


@pytest.mark.parametrize(("text", "words", "date"), DATES)
def test_reads_the_first_words_that_say_when(text: str, words: str, date: str) -> None:
    found = when(paragraphs(text, published="2031-05-06T18:00:00Z"))
    assert found is not None
    assert (found.text, found.date) == (words, date)


def test_the_evidence_is_the_words() -> None:
    text = "A crane fell on Monday."
    found = when(paragraphs(text, published="2031-05-06"))
    assert found is not None
    (span,) = found.evidence
    assert text[span.start : span.end] == span.text == found.text


@pytest.mark.parametrize("published", [None, "spring 2031"])
def test_keeps_the_words_where_the_date_of_publication_is_not_known(published: str | None) -> None:
    fields = {} if published is None else {"published": published}
    found = when(paragraphs("A crane fell on Monday.", **fields))
    assert found is not None
    assert (found.text, found.date) == ("on Monday", None)


UNDATED = ["A crane fell.", "A crane fell. " + "It rained. " * 8 + "A man was fined on Monday.", ""]


@pytest.mark.parametrize("text", UNDATED)
def test_says_nothing_where_the_lead_does_not_say_when(text: str) -> None:
    assert when(paragraphs(text, published="2031-05-06")) is None


def test_running_text_goes_before_the_headline() -> None:
    found = when(
        article("a", "Crane collapse that shook Friday market", "The crane over the Dorra market came down on Monday.")
    )
    assert found is not None
    assert found.text == "on Monday"


@pytest.mark.xfail(strict=True, reason="reads the weekday of a plan as the day of the event")
def test_a_day_to_come_is_not_when_it_happened() -> None:
    found = when(paragraphs("A crane fell yesterday ahead of the opening on Friday.", published="2031-05-06"))
    coming = when(paragraphs("The mayor will reopen the market next Friday.", published="2031-05-06"))
    assert found is not None
    assert found.date == "2031-05-05"
    assert coming is None or coming.date != "2031-05-02"
