from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import article, claims, drafts, paragraphs, read

from summarize.claims import Choice, finish_claims
from summarize.drafting import draft_claims
from summarize.reading.candidates import Candidate
from summarize.schema import ARTICLE_ITSELF, Article


def test_a_figure_becomes_a_claim() -> None:
    text = "Fire chief Anna Lindqvist said nearly 40 people had been killed in Velmora on Tuesday."
    claim = claims(text)["nearly 40"].claim
    assert claim.kind == "figure"
    assert claim.quote.text == text
    assert (claim.event, claim.counted, claim.measure) == ("killed", "people", "people killed")
    assert (claim.place, claim.when) == ("Velmora", "on Tuesday")
    assert claim.asserted_by.name == "Fire chief Anna Lindqvist"
    assert claim.confidence is None
    assert claim.figure is not None
    assert (claim.figure.qualifier, claim.figure.unit, claim.figure.high) == ("nearly", "people", 40)


SKIPPED = [
    "The school opened in 1962.",
    "It began at 7.30 pm on 4 May.",
    "Ana Reis, 34, wept.",
    "She came third.",
    "Velmora won 3-1.",
    "A Boeing 737 landed.",
]


@pytest.mark.parametrize("text", SKIPPED)
def test_what_only_looks_like_a_figure_is_no_claim(text: str) -> None:
    assert claims(text) == {}


def test_the_window_of_a_count_is_no_claim() -> None:
    assert list(claims("Floods killed 12 people in the past 24 hours.")) == ["12"]


PLACING = [
    "Two years ago the quarry flooded.",
    "Velmora mourned on Sunday, three days after the ferry sank.",
    "Six months on, the pier is still shut.",
    "A week passed; eleven days later the valley was cut off again.",
    "The dam was emptied in the 24 hours to Friday.",
    "It is the deadliest landslide in 30 years.",
    "It was the third derailment on the line in eight months.",
    "The worst storm for two decades is over.",
    "She was seven months pregnant.",
    "The clinic wants vaccines for the next five weeks.",
]


@pytest.mark.parametrize("text", PLACING)
def test_a_length_of_time_that_only_places_an_event_is_no_claim(text: str) -> None:
    assert claims(text) == {}


LASTING = [
    ("The judge jailed him for six years after the trial.", "six years"),
    ("The siege lasted 12 days.", "12 days"),
    ("The lake will take three months to fill.", "three months"),
    ("They were without water for two days.", "two days"),
    ("The protest was called off in two hours.", "two hours"),
    ("Rescuers reached him 40 minutes after the alarm.", "40 minutes"),
    ("The five-week strike is over.", "five-week"),
]


@pytest.mark.parametrize(("text", "figure"), LASTING)
def test_a_length_of_time_that_is_the_news_is_a_claim(text: str, figure: str) -> None:
    assert list(claims(text)) == [figure]


STANCES = [
    ("The army said it had killed 40 rebels.", "asserted"),
    ("The army said it had killed 40 rebels. The claim could not be independently verified.", "unverified"),
    ("The army said it had killed 40 rebels, a figure that has not been confirmed.", "unverified"),
    ("Unconfirmed reports spoke of 40 dead.", "unverified"),
    pytest.param(
        "The army said it had killed 40 rebels. The weather could not be verified.",
        "asserted",
    ),
    ("The army denied that it had killed 40 rebels.", "denied"),
    ("The army denied any part in the deaths of 40 refugees.", "asserted"),
    ("The army denied involvement in the loss of 40 boats.", "asserted"),
    ("The army denied that the raid killed 40 people, saying many had fled.", "denied"),
    ("The army denied reports of a raid, saying there was room for 40 people at the camp.", "asserted"),
    ("Islanders rejected the merger by a margin of 40 votes.", "asserted"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_reads_the_stance(text: str, stance: str) -> None:
    assert claims(text)["40"].claim.stance == stance


UNITS = [
    ("Police made 40 arrests.", "40", "people"),
    ("The toll rose to 40.", "40", "people"),
    ("Gales sank 40 boats.", "40", "boat"),
    ("The fire burned 40 hectares.", "40 hectares", "hectare"),
    ("The firm lost $40 million.", "$40 million", "USD"),
    ("Prices rose 40 per cent.", "40 per cent", "percent"),
]


@pytest.mark.parametrize(("text", "figure", "unit"), UNITS)
def test_gives_each_figure_its_unit(text: str, figure: str, unit: str) -> None:
    assert claims(text)[figure].figure.unit == unit


DIMENSIONS = [
    ("The blast killed 40 people.", "The blast killed 12.", True),
    ("The blast killed 40 people.", "The blast destroyed 40 homes.", False),
    ("It is 40 miles wide.", "It is 64 kilometres wide.", True),
    ("It is 40 miles wide.", "It weighs 64 tonnes.", False),
    ("It cost $40.", "It cost 40 euros.", False),
]


@pytest.mark.parametrize(("first", "second", "same"), DIMENSIONS)
def test_figures_of_two_dimensions_are_told_apart(first: str, second: str, same: bool) -> None:
    (a,), (b,) = claims(first).values(), claims(second).values()
    assert (a.dimension == b.dimension) is same


MEASURES = [
    ("The quake destroyed 40 homes.", "homes destroyed"),
    ("There were 40 civilian deaths.", "civilian deaths"),
    ("Engineers put the depth at 40 metres.", "depth"),
]


@pytest.mark.parametrize(("text", "measure"), MEASURES)
def test_names_what_is_measured_in_the_articles_words(text: str, measure: str) -> None:
    (found,) = claims(text).values()
    assert found.claim.measure == measure


REPEATED = article(
    "a",
    "Ferry sinks, killing 31 people",
    "A ferry sank off Dorra on Monday, leaving 31 people dead.",
    "Harbour master Ruth Amadi said 31 people had died.",
    "The hull lay 40 metres down.",
)


def test_one_figure_in_several_places_is_one_claim() -> None:
    toll = [c for c in read(REPEATED)[0].figures if c.figure.low == 31]
    assert len(toll) == 1
    assert len(toll[0].claim.also) == 2


def test_quotes_the_place_that_names_who_says_it() -> None:
    (toll,) = [c.claim for c in read(REPEATED)[0].figures if c.figure.low == 31]
    assert toll.asserted_by.name.endswith("Ruth Amadi")
    assert toll.quote.text.startswith("Harbour master")
    assert not toll.figure or all(not span.overlaps(toll.figure.span) for span in toll.also)


AHEAD = [
    ("Guild: 320 homes under water", "320 homes have been flooded, the fishers' guild said."),
    ("Vasko owns 430 losses", "Captain Ilja Vasko said 430 had been lost."),
    ("ROUNDUP: 18 miners saved", "Eighteen miners were rescued by Tuesday.", "Their wives waited at the gate."),
    ("Shares slide 11% as breach widens", "Orbana fell 11% to 63 crowns.", "The market closed early."),
    ("River hits 25ft", "The river peaked at 25ft before dawn.", "It was falling by noon."),
]


@pytest.mark.parametrize("texts", AHEAD)
def test_a_headline_says_ahead_what_its_text_says(texts: tuple[str, ...]) -> None:
    (first, *_) = read(article("a", *texts))[0].figures
    assert len(first.claim.also) == 1


NOT_AHEAD = [
    ("18 miners saved", "Eighteen firefighters went down.", "They came back at noon."),
    ("Guild: 320 dead", "Colonel Ruth Amadi said 320 people had died.", "She wept."),
    ("Three held", "Police held three tents.", "They were empty."),
]


@pytest.mark.parametrize("texts", NOT_AHEAD)
def test_a_headline_of_another_thing_or_source_stays_one_claim(texts: tuple[str, ...]) -> None:
    assert all(not c.claim.also for c in read(article("a", *texts))[0].figures)


APART = [
    "The blast killed 31 people.\nIt injured 31 people.",
    "The army said 31 people had been killed.\nThe rebels said 31 people had been killed.",
    "The raid killed 31 Turkish soldiers.\nIt killed 31 Syrian soldiers.",
    "The blast killed 31 people.\nIt killed more than 31 people.",
    "The blast destroyed 31 homes.\nIt destroyed 31 cars.",
    "The firm has 31 shops.\nA museum holds 31 coins.",
]


@pytest.mark.parametrize("text", APART)
def test_two_statements_with_one_number_are_two_claims(text: str) -> None:
    assert len(read(paragraphs(text))[0].figures) == 2


def test_a_figure_only_in_the_headline_is_marked_as_lead() -> None:
    found = read(article("a", "Quake kills 40 people", "The quake injured 90 people."))[0].figures
    assert [(c.figure.low, c.lead) for c in found] == [(40, True), (90, False)]


def test_ids_are_unique_and_name_the_article() -> None:
    ids = [c.claim.id for c in read(REPEATED)[0].figures]
    assert len(set(ids)) == len(ids)
    assert all(i.startswith("a:") for i in ids)


def test_a_choice_of_asserter_is_taken_over() -> None:
    (draft,) = drafts(paragraphs("Ruth Amadi spoke. The army said 40 had died."))
    (figure,) = draft.figures
    choice = Choice(Candidate("Ruth Amadi", (0, 10), 0.0, "chosen"), 0.75)
    (claim,) = [c.claim for c in finish_claims(draft, {(figure.mention.start, figure.mention.end): choice}).figures]
    assert claim.asserted_by.name == "Ruth Amadi"
    assert claim.asserted_by.span is not None
    assert claim.asserted_by.span.text == "Ruth Amadi"
    assert claim.confidence == 0.75


def test_without_a_choice_the_rules_favourite_stands() -> None:
    (draft,) = drafts(paragraphs("The army said 40 had died."))
    assert finish_claims(draft, {}).figures[0].claim.asserted_by.name == draft.figures[0].candidates[0].name


WINDOWS = [
    ("Floods killed 12 people in the past 24 hours.", "a day or so"),
    ("Floods killed 12 people overnight.", "a day or so"),
    ("Floods have killed 12 people since the start of the season.", "a longer time"),
    ("Floods killed 12 people on Monday.", None),
    ("Floods killed 12 people.", None),
    ("Sales rose to $12 million in the third quarter.", "a quarter"),
    ("Sales were $12 million last year.", "an earlier time"),
]


@pytest.mark.parametrize(("text", "span"), WINDOWS)
def test_knows_how_long_a_figure_counts(text: str, span: str | None) -> None:
    (found,) = claims(text).values()
    assert found.span_of_time == span


@pytest.mark.parametrize("text", ["Evening briefing", "Press briefing", "who saying"])
def test_a_heading_is_read_without_failing(text: str) -> None:
    assert claims(text) == {}


def spans_equal_their_text(found: Article) -> None:
    for claim in (c.claim for c in finish_claims(draft_claims(found), {}).figures):
        assert claim.figure is not None
        spans = [claim.quote, claim.figure.span, *claim.also]
        if claim.asserted_by.span is not None:
            spans.append(claim.asserted_by.span)
        assert all(found.text[s.start : s.end] == s.text for s in spans)
        assert claim.quote.start <= claim.figure.span.start < claim.figure.span.end <= claim.quote.end


PIECES = st.sampled_from(
    [
        "The army said 40 rebels had been killed.",
        "“We lost 12 men,” Ruth Amadi said.",
        "It cost $4 million — or 3,5 million euros.",
        "Über 90 Züge fielen aus.",
        "\n",
        "\n\n",
        "• 7 dead",
        "Quake kills 40 people",
        "12",
        "could not be verified",
        "The 40 figure was denied.",
        "🚒 9 crews came",
    ]
)


@settings(deadline=None, max_examples=80)
@given(st.lists(PIECES, max_size=12))
def test_every_span_equals_its_text(pieces: list[str]) -> None:
    spans_equal_their_text(paragraphs(" ".join(pieces)))


def test_the_article_itself_has_no_span() -> None:
    asserter = claims("The blast killed 40 people.")["40"].claim.asserted_by
    assert (asserter.name, asserter.span) == (ARTICLE_ITSELF, None)
