from __future__ import annotations

import json
from pathlib import Path

import pytest
from labelled_story import ARTICLES

from summarize.errors import LabelError
from summarize.evaluation.metrics import metric
from summarize.evaluation.runner import run_subjects
from summarize.evaluation.scoreboard import score_run
from summarize.evaluation.statistics import estimate
from summarize.evaluation.subjects import Collection, Subject, load_subjects
from summarize.evaluation.tallies import StoryScore
from summarize.pipeline import Summarizer
from summarize.schema import Answer, Omission, Question, Report

Value = tuple[str, int | str, str, str | None]


def label(name: str, expected: str, *values: Value) -> dict[str, object]:
    return {
        "label_id": f"crane/{name}",
        "cluster_id": "crane",
        "type": "figure_conflict",
        "expected": expected,
        "subject": name,
        "unit": "people",
        "note": "",
        "values": [
            {"article_id": article, "value": value, "quote": quote, "attributed_to": source}
            for article, value, quote, source in values
        ],
    }


DEAD = (
    ("wire", 3, "at least 3 workers died", "Police"),
    ("local", 5, "Five workers died", "Mayor Ada Brink / the mayor"),
)
LABELS = [
    label("dead", "conflict", *DEAD),
    label("hurt", "none", ("wire", 14, "number of injured at 14", None), ("local", 21, "21 injured", "hospital")),
    label("police", "update", DEAD[0], ("trade", 4, "4 workers died", "Police")),
    label("ships", "omission", ("trade", 120, "Some 120 ships", None)),
    label("lost", "conflict", ("wire", 99, "words that nobody wrote", "Police"), DEAD[1]),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    articles = [{"article_id": id, "outlet": id, "title": None, "text": text} for id, text in ARTICLES.items()]
    (folder / "clusters.jsonl").write_text(json.dumps({"cluster_id": "crane", "articles": articles}) + "\n")
    (folder / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in LABELS))
    return folder


@pytest.fixture(scope="module")
def subject(folder: Path) -> Subject:
    (found,) = load_subjects(Collection(kind="real-stories", folder=str(folder)))
    return found


@pytest.fixture(scope="module")
def report(subject: Subject) -> Report:
    """Return a report of the rules with the questions taken out, so that each test asks its own."""
    made = Summarizer(None).report(subject.story)
    return made.model_copy(update={"questions": (), "omissions": ()})


def claim_id(report: Report, article: str, words: str) -> str:
    return next(c.id for c in report.claims if c.article_id == article and c.figure and words in c.figure.span.text)


def asking(report: Report, status: str, *places: tuple[str, str]) -> Report:
    answers = tuple(
        Answer(claims=(claim_id(report, *place),), low=None, high=None, asserted_by=(), outlets=()) for place in places
    )
    record = {"id": "q1", "text": "?", "status": status, "kind": "figure", "why": "A test.", "answers": answers}
    return report.model_copy(update={"questions": (Question.model_validate(record),)})


def value(score: StoryScore, name: str) -> float | None:
    return estimate(metric(name), [score.counters]).value


def test_labelled_figures_and_their_sources_are_judged(subject: Subject, report: Report) -> None:
    score = subject.judge(report)
    assert score.counters["figure.gold"] == 6
    assert value(score, "figure_recall") == 1
    assert value(score, "asserter") == 1
    without = report.model_copy(update={"claims": tuple(c for c in report.claims if c.article_id != "trade")})
    assert value(subject.judge(without), "figure_recall") == pytest.approx(4 / 6)


def test_what_no_label_names_is_not_judged(subject: Subject, report: Report) -> None:
    score = subject.judge(report)
    for name in ("figure_precision", "figure_f1", "false_alarms", "status_macro_f1", "key_points", "unit"):
        assert value(score, name) is None


def test_a_quote_that_stands_nowhere_is_counted_as_unjudged(subject: Subject, report: Report) -> None:
    score = subject.judge(report)
    assert score.counters["unjudged"] == 2  # the figure, and the label that would need it
    assert score.counters["conflict.gold"] == 1


@pytest.mark.parametrize(
    ("status", "found"), [("disputed", 1), ("denied", 1), ("self_contradicted", 1), ("agreed", 0), ("updated", 0)]
)
def test_a_conflict_is_found_in_a_question_that_holds_both_values(
    subject: Subject, report: Report, status: str, found: float
) -> None:
    score = subject.judge(asking(report, status, ("wire", "at least 3"), ("local", "Five")))
    assert value(score, "conflicts_found") == found


def test_a_conflict_of_other_figures_is_not_the_labelled_one(subject: Subject, report: Report) -> None:
    assert (
        value(subject.judge(asking(report, "disputed", ("wire", "at least 3"), ("local", "2"))), "conflicts_found") == 0
    )


@pytest.mark.parametrize(("status", "alarm"), [("disputed", 1), ("compatible", 0)])
def test_a_conflict_where_none_is_expected_is_a_false_alarm(
    subject: Subject, report: Report, status: str, alarm: float
) -> None:
    score = subject.judge(asking(report, status, ("wire", "14"), ("local", "21")))
    assert value(score, "false_alarm_labels") == alarm


@pytest.mark.parametrize(("status", "right"), [("updated", 1), ("disputed", 0), ("agreed", 0)])
def test_an_update_must_be_told_as_one(subject: Subject, report: Report, status: str, right: float) -> None:
    score = subject.judge(asking(report, status, ("wire", "at least 3"), ("trade", "4")))
    assert value(score, "updates_found") == right


@pytest.mark.parametrize(
    ("status", "told", "alarmed"), [("updated", 1, 0), ("agreed", 1, 0), ("disputed", 0, 1), (None, 0, 0)]
)
def test_an_update_must_be_told_from_a_conflict(
    subject: Subject, report: Report, status: str | None, told: float, alarmed: float
) -> None:
    asked = asking(report, status, ("wire", "at least 3"), ("trade", "4")) if status else report
    without = asked if status else asked.model_copy(update={"questions": ()})
    score = subject.judge(without)
    assert (value(score, "told_from_conflict"), value(score, "called_conflict")) == (told, alarmed)


@pytest.mark.parametrize(("missing", "right"), [(("wire", "local"), 1), (("trade",), 0)])
def test_an_omission_names_an_article_without_it(
    subject: Subject, report: Report, missing: tuple[str, ...], right: float
) -> None:
    asked = asking(report, "single_source", ("trade", "120"))
    omission = Omission(question_id="q1", reported_by=("trade",), missing_from=missing)
    assert value(subject.judge(asked.model_copy(update={"omissions": (omission,)})), "omission_recall") == right


def test_a_source_may_be_named_by_its_initials(folder: Path, tmp_path: Path) -> None:
    text = (
        "The River Rescue Service said that 12 people drowned in the flood on Sunday, and that it went on searching.\n"
    )
    article = {"article_id": "a", "outlet": "a", "title": None, "text": text}
    (tmp_path / "clusters.jsonl").write_text(json.dumps({"cluster_id": "crane", "articles": [article]}))
    told = label("drowned", "none", ("a", 12, "12 people drowned", "RRS"), ("a", 12, "that 12 people", "Coast Guard"))
    (tmp_path / "labels.jsonl").write_text(json.dumps(told))
    (subject,) = load_subjects(Collection(kind="real-stories", folder=str(tmp_path)))
    assert value(subject.judge(Summarizer(None).report(subject.story)), "asserter") == pytest.approx(1 / 2)


def test_seeds_are_one_story_of_text_files(tmp_path: Path) -> None:
    for id, text in ARTICLES.items():
        (tmp_path / f"{id}.txt").write_text(f"A crane falls on the quay\n\n{text}\n")
    labels = [{**record, "cluster_id": "seeds"} for record in LABELS]
    (tmp_path / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in labels))
    collection = Collection(kind="seeds", folder=str(tmp_path))
    subjects = load_subjects(collection)
    assert [[article.id for article in subject.story.articles] for subject in subjects] == [["local", "trade", "wire"]]
    scores = score_run(run_subjects(subjects, collection, None), subjects)
    assert scores.run.groups["seeds"].unjudged == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), ("{", r"labels\.jsonl:1"), ('{"label_id": "x"}', "cluster_id"), ("[]", "labels")],
)
def test_labels_that_cannot_be_read_are_told(folder: Path, tmp_path: Path, content: str | None, words: str) -> None:
    (tmp_path / "clusters.jsonl").write_text((folder / "clusters.jsonl").read_text())
    if content is not None:
        (tmp_path / "labels.jsonl").write_text(content)
    with pytest.raises(LabelError, match=words):
        load_subjects(Collection(kind="real-stories", folder=str(tmp_path)))
