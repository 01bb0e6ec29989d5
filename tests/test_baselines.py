from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from labelled_story import ARTICLES, write_case
from tiny_model import build_tiny_model
from tokenizers import Tokenizer

from summarize.asking.backends.base import GenerateRequest
from summarize.asking.backends.fake import FakeBackend
from summarize.asking.backends.grammar import Grammars
from summarize.errors import BackendError, InputError
from summarize.evaluation.baselines import BASELINES
from summarize.evaluation.evidence import is_exact, spans_of
from summarize.evaluation.json_baseline import (
    WrittenArticle,
    WrittenStory,
    ask_for_json,
    json_grammar,
    run_json,
)
from summarize.evaluation.runner import run_subjects
from summarize.evaluation.runs import StoredRun, read_run
from summarize.evaluation.scoreboard import JSON_BASELINE, score_run
from summarize.evaluation.subjects import Collection, load_subjects
from summarize.output import write_whole
from summarize.reading.articles import article_from_text
from summarize.stories import Story

SAID = {
    "figures": [
        {
            "quote": "The hospital counted 21 injured.",
            "number": "21",
            "value": "21",
            "qualifier": "exact",
            "unit": "people",
            "measure": "injured",
            "asserted_by": "The hospital",
            "stance": "asserted",
        },
        {
            "quote": "Doctors counted some 30 injured.",
            "number": "some 30",
            "value": "30",
            "qualifier": "about",
            "unit": "people",
            "measure": "injured",
            "asserted_by": "article",
            "stance": "asserted",
        },
    ],
    "key_points": ["A rope had  snapped, a docker said.", "Nobody knows."],
}


@pytest.fixture
def story() -> Story:
    return Story("crane", tuple(article_from_text(text, id=id, outlet=id) for id, text in ARTICLES.items()))


def texts(story: Story) -> dict[str, str]:
    return {article.id: article.text for article in story.articles}


def test_nothing_says_nothing(story: Story) -> None:
    report = BASELINES["nothing"](story)
    assert (report.claims, report.questions, list(spans_of(report))) == ((), (), [])


def test_plain_figures_are_numbers_in_digits_said_by_the_article(story: Story) -> None:
    report = BASELINES["plain"](story)
    found = [(c.article_id, c.figure.span.text, c.figure.low, c.figure.unit) for c in report.claims if c.figure]
    assert ("wire", "3", 3, "worker") in found
    assert ("local", "21", 21, "injured") in found
    assert all(c.asserted_by.name == "article" for c in report.claims)
    assert {q.status for q in report.questions} == {"single_source"}
    assert len(report.questions) == len(report.claims)


def test_plain_figures_know_money_percent_and_millions() -> None:
    text = "The firm lost $4.2 million and 12.5 per cent of its 1,340 ships. The firm will not say why it did so.\n"
    report = BASELINES["plain"](Story("s", (article_from_text(text, id="a"),)))
    found = [(c.figure.span.text, c.figure.low, c.figure.unit) for c in report.claims if c.figure]
    assert found == [("$4.2 million", 4.2e6, "USD"), ("12.5 per cent", 12.5, "percent"), ("1,340", 1340, "ship")]


def test_the_lead_is_the_first_three_sentences(story: Story) -> None:
    report = BASELINES["plain"](story)
    points = [point.text for point in report.summaries[0].key_points]
    assert points == [f"{sentence}." for sentence in ARTICLES["wire"].split(". ")[:3]]


def test_everything_disputed_sets_other_numbers_of_other_articles_against_each_other(story: Story) -> None:
    report = BASELINES["all disputed"](story)
    claims = {claim.id: claim for claim in report.claims}
    assert report.questions
    for question in report.questions:
        first, second = (claims[answer.claims[0]] for answer in question.answers)
        assert question.status == "disputed"
        assert first.article_id != second.article_id
        assert first.figure is not None
        assert second.figure is not None
        assert first.figure.low != second.figure.low


@pytest.mark.parametrize("name", list(BASELINES))
def test_baselines_quote_exactly(story: Story, name: str) -> None:
    report = BASELINES[name](story)
    assert all(is_exact(span, article, texts(story)) for _, article, span in spans_of(report))


def answering(request: GenerateRequest) -> str:
    if "[1]" in request.prompt:
        return json.dumps({"questions": [{"claims": [1, 2, 99], "status": "disputed"}]})
    return json.dumps(SAID if "rope had snapped, a docker" in request.prompt else {"figures": [], "key_points": []})


def test_json_becomes_claims_whose_words_are_looked_up(story: Story) -> None:
    report = ask_for_json([story], FakeBackend(generated=answering))["crane"]
    known, invented = report.claims
    text = texts(story)["local"]
    assert known.figure is not None
    assert (known.figure.span.text, text[known.figure.span.start : known.figure.span.end]) == ("21", "21")
    assert known.asserted_by.span is not None
    assert is_exact(known.quote, "local", texts(story))
    assert invented.figure is not None
    assert (invented.figure.low, invented.figure.high) == (27, 33)
    assert not is_exact(invented.quote, "local", texts(story))
    assert [a.claims for a in report.questions[0].answers] == [("local:1",), ("local:2",)]
    points = [point.evidence[0] for summary in report.summaries for point in summary.key_points]
    assert [is_exact(span, "local", texts(story)) for span in points] == [True, False]
    assert report.failures == ()


@pytest.mark.parametrize(
    ("number", "value", "found"),
    [
        ("1,140", "1140", "1,140"),
        (",", "1140", "1,140"),
        ("1140", "1140", "1,140"),
        ("nine", "9", "nine"),
        (",", "114", ","),
        ("a dozen", "8.5", "8.5"),
    ],
)
def test_a_number_that_is_not_as_it_stands_is_looked_up_by_its_value(number: str, value: str, found: str) -> None:
    quote = "The clerk counted 1,140 crates, nine barrels and 8.5 tonnes of tar."
    figure = SAID["figures"][0] | {"quote": quote, "number": number, "value": value}  # type: ignore[operator]
    story = Story("quay", (article_from_text(f"A quay\n\n{quote}", id="a", outlet="The Quay"),))
    written = json.dumps({"figures": [figure], "key_points": []})
    report = ask_for_json([story], FakeBackend(generated=lambda request: written if "quay" in request.prompt else "{}"))
    (claim,) = report["quay"].claims
    assert claim.figure is not None
    assert claim.figure.span.text == found


def test_json_that_is_cut_off_is_a_failure_and_not_nothing(story: Story) -> None:
    report = ask_for_json([story], FakeBackend(generated=lambda request: '{"figures": [{"quo'))["crane"]
    assert [failure.article_id for failure in report.failures] == ["wire", "local", "trade"]
    assert report.claims == ()


def test_a_stored_baseline_is_scored_beside_the_run_and_can_be_taken_over(tmp_path: Path) -> None:
    write_case(tmp_path / "cases" / "50-crane")
    collection = Collection(kind="cases", folder=str(tmp_path / "cases"))
    subjects = load_subjects(collection)
    run = run_subjects(subjects, collection, None)
    told: list[str] = []
    asked = run_json(subjects, collection, FakeBackend(generated=answering), together=2, done=told.append)
    assert told == ["50-crane"]
    assert (asked.manifest.system, asked.manifest.together, asked.manifest.record.model) == ("ask for JSON", 2, "fake")
    assert read_run_of(asked, tmp_path / "asked") == asked
    beside = run.with_baseline_of(asked)
    assert read_run_of(beside, tmp_path / "beside") == beside
    group = score_run(beside, subjects).system(JSON_BASELINE).groups["dev"]
    assert group == score_run(asked, subjects).run.groups["dev"]
    assert group.metrics["figure_precision"].value == pytest.approx(1 / 2)
    assert group.metrics["evidence"].value is not None
    assert group.metrics["evidence"].value < 1
    with pytest.raises(InputError, match="it did not ask for JSON"):
        asked.with_baseline_of(run)
    other = tmp_path / "cases" / "51-crane"
    write_case(other)
    with pytest.raises(InputError, match="51-crane"):
        run_subjects(load_subjects(collection), collection, None).with_baseline_of(asked)


def read_run_of(run: StoredRun, folder: Path) -> StoredRun:
    for name, content in run.files().items():
        write_whole(folder / name, content)
    return read_run(folder)


def test_an_article_that_cannot_be_asked_about_spoils_no_other(story: Story) -> None:
    def refusing(request: GenerateRequest) -> str:
        if "rope had snapped, a docker" in request.prompt:
            raise BackendError("It is too long.")
        return answering(request)

    report = ask_for_json([story], FakeBackend(generated=refusing), together=3)["crane"]
    assert [(failure.article_id, failure.message) for failure in report.failures] == [("local", "It is too long.")]
    assert [summary.article_id for summary in report.summaries] == [article.id for article in story.articles]


def test_whatever_a_model_prefers_its_json_is_well_formed(tmp_path: Path) -> None:
    tokenizer = build_tiny_model(tmp_path / "tiny") / "tokenizer.json"
    for seed in range(5):
        for schema in (WrittenArticle, WrittenStory):
            written = babble(tokenizer, json_grammar(schema), random.Random(seed))
            assert schema.model_validate_json(written)
            assert len(written) < 6000


def babble(tokenizer: Path, grammar: str, rng: random.Random) -> str:
    """Return what a model without any preference writes."""
    grammars = Grammars(tokenizer.read_text(), vocabulary=352, end=[0])
    state = grammars.start(grammar)
    written: list[int] = []
    while True:
        written += state.forced()
        if state.finished:
            break
        token = rng.choice(np.flatnonzero(state.allowed()).tolist())
        if token == 0:
            break
        state.take(token)
        written.append(token)
    return str(Tokenizer.from_file(str(tokenizer)).decode(written))
