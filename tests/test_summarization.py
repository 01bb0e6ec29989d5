from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import article, paragraphs, read

from summarize.reading.articles import article_from_text
from summarize.reading.words import stems
from summarize.schema import Article, Summary
from summarize.summarization import summarize_article

TOPICS = (
    "The ferry Halcyon sank near Dorra on Monday with 143 passengers aboard, killing at least 31 people.",
    "Harbour master Ruth Amadi said the vessel had been inspected in March and found sound.",
    "Divers from the coastguard searched the hull until darkness and will return at dawn.",
    "The owner, Halden Lines, suspended its other services to the southern islands.",
    "Survivors described a sudden list to port and water pouring through the car deck.",
    "Transport minister Oskar Vint ordered an inquiry into loading practices along the coast.",
    "Fishermen pulled 58 people from the sea before rescue boats arrived.",
    "Relatives gathered outside the small hospital in Dorra, where nurses read names from a list.",
    "Weather stations had warned of gusts above 90 kilometres an hour that morning.",
    "The islands rely on the route for fuel, flour and medicine during winter months.",
    "A union of seafarers had complained about worn lifeboats twice last year.",
    "Flags across the province flew at half mast, and schools were closed.",
)
LONG = article("long", "Ferry sinks off Dorra with 143 aboard", *TOPICS)


def summary(found: Article) -> Summary:
    return summarize_article(read(found)[0])


def test_key_points_are_sentences_of_the_article() -> None:
    points = summary(LONG).key_points
    for point in points:
        (span,) = point.evidence
        assert point.text == span.text == LONG.text[span.start : span.end]
        assert point.text in TOPICS


def test_key_points_are_in_the_order_of_the_text() -> None:
    starts = [p.evidence[0].start for p in summary(LONG).key_points]
    assert starts == sorted(starts)


@pytest.mark.parametrize("count", range(2, len(TOPICS) + 1))
def test_between_two_and_five_key_points(count: int) -> None:
    assert 2 <= len(summary(article("a", "Ferry sinks off Dorra", *TOPICS[:count])).key_points) <= 5


def test_a_longer_article_has_no_fewer_key_points() -> None:
    counts = [len(summary(article("a", "Ferry sinks off Dorra", *TOPICS[:n])).key_points) for n in (4, 8, 12)]
    assert counts == sorted(counts)


def test_the_opening_is_a_key_point() -> None:
    assert TOPICS[0] in [p.text for p in summary(LONG).key_points]


def test_one_sentence_is_one_key_point() -> None:
    assert [p.text for p in summary(paragraphs(TOPICS[0])).key_points] == [TOPICS[0]]


def test_nothing_to_read_gives_no_key_points() -> None:
    assert summary(paragraphs("")).key_points == ()


def test_no_two_key_points_say_the_same() -> None:
    again = "At least 31 people were killed when the ferry Halcyon sank off Dorra on Monday with 143 passengers aboard."
    found = summary(article("a", "Ferry sinks off Dorra", TOPICS[0], again, *TOPICS[1:]))
    texts = [p.text for p in found.key_points]
    assert not {TOPICS[0], again} <= set(texts)
    for a, b in combinations(texts, 2):
        first, second = stems(a, 0, len(a)), stems(b, 0, len(b))
        assert len(first & second) < 0.5 * min(len(first), len(second))


def test_headline_byline_and_fragments_are_no_key_points() -> None:
    found = article_from_text(
        "Ferry sinks off Dorra with 143 aboard\n\nBy Ana Reis\n\n"
        + "\n\n".join((*TOPICS[:4], "It is dark.", "No word.")),
        id="a",
    )
    texts = {p.text for p in summary(found).key_points}
    assert texts <= set(TOPICS)


FURNITURE = (
    "Photo: A rescuer carries a child ashore at Dorra on Monday (Ana Reis/Harbour Press)",
    "Sign up for our free morning newsletter to get the day's ferry news in your inbox.",
    "Read more: What we know about the ferry disaster off Dorra",
    "Copyright 2031 Harbour Post. All rights reserved.",
    "Follow us on Facebook and Twitter for more ferry news.",
)


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("at", [1, 3, 6])
def test_captions_and_furniture_are_no_key_points(line: str, at: int) -> None:
    body = [*TOPICS[:at], line, *TOPICS[at:6]]
    assert line not in {p.text for p in summary(article("a", "Ferry sinks off Dorra", *body)).key_points}


def test_tells_headline_people_places_and_when() -> None:
    found = summary(LONG)
    assert found.article_id == "long"
    assert found.headline == "Ferry sinks off Dorra with 143 aboard"
    assert {"Ruth Amadi", "Oskar Vint"} <= {p.name for p in found.people}
    assert "Dorra" in {p.name for p in found.places}
    assert found.when is not None
    assert (found.when.text, found.when.date) == ("on Monday", "2031-05-05")


def test_lists_the_claims_of_the_article() -> None:
    (one,) = read(LONG)
    assert summarize_article(one).claims == tuple(c.claim.id for c in one.figures)


def test_the_same_article_gives_the_same_summary() -> None:
    assert summary(LONG) == summary(LONG)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from([*TOPICS, *FURNITURE, "Rain.", "“No,” she said."]), min_size=1, max_size=15))
def test_every_key_point_is_words_of_the_text(lines: list[str]) -> None:
    found = article_from_text("\n\n".join([TOPICS[0], *lines]), id="a")
    points = summary(found).key_points
    assert len(points) <= 5
    assert all(found.text[s.start : s.end] == s.text == p.text for p in points for s in p.evidence)
