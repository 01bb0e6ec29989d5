from __future__ import annotations

import re

import pytest

from summarize.reading.candidates import MAX_CANDIDATES, Candidate, candidate_asserters
from summarize.reading.credits import find_attributions
from summarize.reading.sentences import split_sentences
from summarize.schema import ARTICLE_ITSELF, Article, Block, BlockRole


def candidates(text: str, figure: str) -> tuple[Candidate, ...]:
    blocks = tuple(
        Block(start=match.start(), end=match.end(), role=BlockRole.PARAGRAPH) for match in re.finditer(r"[^\n]+", text)
    )
    article = Article(
        id="a", path=None, outlet=None, title=None, published=None, text=text, language="en", blocks=blocks
    )
    sentences = split_sentences(article)
    at = text.index(figure)
    return candidate_asserters(article, sentences, find_attributions(article, sentences), (at, at + len(figure)))


def test_article_is_always_a_candidate() -> None:
    assert any(c.name == ARTICLE_ITSELF and c.span is None for c in candidates("Police said 4 died.", "4"))


def test_article_is_the_only_candidate_of_a_text_without_speakers() -> None:
    assert [c.name for c in candidates("it rained for 40 days", "40")] == [ARTICLE_ITSELF]


def test_best_stands_first() -> None:
    scores = [c.score for c in candidates("Police said 4 died, but doctors put the number at 9.", "9")]
    assert scores == sorted(scores, reverse=True)


def test_names_differ() -> None:
    found = candidates("The army said 4 died. The army said 5 died. The Army said 6 died.", "5")
    assert len({c.name.lower() for c in found}) == len(found)


def test_span_holds_the_words_of_the_source() -> None:
    text = "Delegates waited. The Tunis port authority said 52 ships were waiting."
    span = candidates(text, "52")[0].span
    assert span is not None
    assert text[slice(*span)] == "The Tunis port authority"


def test_both_sources_of_a_passed_on_figure_are_candidates() -> None:
    found = [c.name for c in candidates("The agency reported 88 deaths, citing the health ministry.", "88")]
    assert found[0] == "health ministry"
    assert "agency" in found


def test_refused_figure_belongs_to_its_owner_and_keeps_the_refuser() -> None:
    found = [c.name for c in candidates("Kyiv rejected Moscow's figure of 498 dead.", "498")]
    assert found[0] == "Moscow"
    assert "Kyiv" in found


def test_source_of_another_paragraph_is_weaker_than_the_article() -> None:
    found = candidates("The envoy said talks failed.\n\nThe road is 90 kilometres long.", "90")
    names = [c.name for c in found]
    assert names.index(ARTICLE_ITSELF) < names.index("envoy")


def test_restated_figure_goes_to_who_is_credited_later() -> None:
    text = (
        "A fire killed 83 people on Monday.\n\nSmoke rose all day.\n\nFlats burned.\n\nThe ministry said 83 were dead."
    )
    assert candidates(text, "83")[0].name == "ministry"


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("The envoy said 9 ships sank. The road is 90 kilometres long.", "90", ARTICLE_ITSELF),
        ("The envoy said 9 ships sank. Of those, 4 were tankers.", "4", "envoy"),
        ("A blast killed 29 men at the border. The dead were guards, the fire service said.", "29", "fire service"),
        ("A blast hit 29 flats at the border. The morning was calm, the fire service said.", "29", ARTICLE_ITSELF),
    ],
    ids=["plain", "of those", "the dead", "plain before"],
)
def test_source_carries_over_only_where_the_count_is_taken_up(text: str, figure: str, name: str) -> None:
    assert candidates(text, figure)[0].name == name


@pytest.mark.parametrize("elsewhere", ["2.1 million people", "$2.1 billion", "12.1 million"])
def test_restated_figure_has_the_same_unit(elsewhere: str) -> None:
    text = f"The penalty is $2.1 million.\n\nIt rained.\n\nIt snowed.\n\nThe bank said it was about {elsewhere}."
    assert candidates(text, "$2.1 million")[0].name == ARTICLE_ITSELF


@pytest.mark.parametrize("clauses", [1, 5, 20])
def test_number_of_candidates_is_bounded(clauses: int) -> None:
    text = " ".join(f"Mayor A{chr(97 + i)}o said {i + 3} roads closed." for i in range(clauses))
    assert len(candidates(text, str(clauses + 2))) <= MAX_CANDIDATES


@pytest.mark.parametrize(
    "text",
    [
        "The number of people killed in Dorra has risen to 34, the disaster agency said in the evening.",
        "Dorra quake: death toll rises to 34\nThe number of people killed has risen to 34, the disaster agency said.",
    ],
)
def test_what_is_counted_is_no_source(text: str) -> None:
    assert candidates(text, "34")[0].name.endswith("disaster agency")
    assert "number" not in {c.name.lower() for c in candidates(text, "34")}


@pytest.mark.parametrize(
    ("text", "figure", "source"),
    [
        ("The tally is a fraction of Reis’s 7,000", "7,000", "Reis"),
        ("There were fewer than Halden's 7,000.", "7,000", "Halden"),
        ("The goal was Reis's 12.", "12", ARTICLE_ITSELF),
        ("It was Reis's 2016.", "2016", ARTICLE_ITSELF),
    ],
)
def test_a_bare_number_is_its_owners(text: str, figure: str, source: str) -> None:
    assert candidates(text, figure)[0].name == source


def test_an_equal_number_of_something_else_is_not_restated() -> None:
    text = "The club has 13 matches left.\n\nIt rained.\n\nThe chairman said 13 years in office were enough for Sand."
    assert candidates(text, "13")[0].name == ARTICLE_ITSELF


@pytest.mark.parametrize(
    "text",
    ['"Ferro gave 3 gifts and moved not an inch."', '"Imagine a ladder of 10 steps."'],
)
def test_who_is_only_named_comes_before_nobody(text: str) -> None:
    assert candidates(text, "3" if "3" in text else "10")[0].name == ARTICLE_ITSELF
