from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from labelled_story import ARTICLES
from typer.testing import CliRunner

from summarize.errors import InputError
from summarize.evaluation.checking import check_report, read_report
from summarize.evaluation.commands import check_command
from summarize.pipeline import Summarizer
from summarize.reading.articles import article_from_text
from summarize.schema import Article, Claim, Omission, Report, Span
from summarize.stories import Story

Alter = Callable[[Report], Report]
STORY = Story("crane", tuple(article_from_text(text, id=id, outlet=id) for id, text in ARTICLES.items()))


@pytest.fixture(scope="module")
def true_report() -> Report:
    return Summarizer(None).report(STORY)


def claim(**changes: object) -> Alter:
    """Return what changes the first claim of a report."""
    return lambda report: report.model_copy(
        update={"claims": (report.claims[0].model_copy(update=changes), *report.claims[1:])}
    )


def point(**changes: object) -> Alter:
    """Return what changes the first key point of a report."""

    def alter(report: Report) -> Report:
        first = report.summaries[0]
        points = (first.key_points[0].model_copy(update=changes), *first.key_points[1:])
        return report.model_copy(
            update={"summaries": (first.model_copy(update={"key_points": points}), *report.summaries[1:])}
        )

    return alter


def summary(**changes: object) -> Alter:
    """Return what changes the second summary of a report."""
    return lambda report: report.model_copy(
        update={
            "summaries": (report.summaries[0], report.summaries[1].model_copy(update=changes), *report.summaries[2:])
        }
    )


def person(**changes: object) -> Alter:
    """Return what changes the first person of the second summary."""

    def alter(report: Report) -> Report:
        people = report.summaries[1].people
        return summary(people=(people[0].model_copy(update=changes), *people[1:]))(report)

    return alter


def answer(**changes: object) -> Alter:
    """Return what changes the first answer of the first question of a report."""

    def alter(report: Report) -> Report:
        first = report.questions[0]
        answers = (first.answers[0].model_copy(update=changes), *first.answers[1:])
        return report.model_copy(
            update={"questions": (first.model_copy(update={"answers": answers}), *report.questions[1:])}
        )

    return alter


def question(**changes: object) -> Alter:
    return lambda report: report.model_copy(
        update={"questions": (report.questions[0].model_copy(update=changes), *report.questions[1:])}
    )


def article(**changes: object) -> Alter:
    return lambda report: report.model_copy(
        update={"articles": (report.articles[0].model_copy(update=changes), *report.articles[1:])}
    )


def test_a_true_report_passes(true_report: Report) -> None:
    assert {c.figure is None for c in true_report.claims} == {True, False}
    assert true_report.questions
    assert all(s.key_points for s in true_report.summaries)
    assert check_report(true_report, STORY.articles) == []


@pytest.mark.parametrize(
    ("alter", "where"),
    [
        (claim(measure="ships sunk"), "claim wire:1: measure"),
        (claim(when="on Monday"), "claim wire:1: when"),
        (claim(confidence=0.9), "claim wire:1: confidence"),
        (claim(kind="denial"), "claim wire:1: kind"),
        (claim(also=(Span.of(ARTICLES["wire"], 0, 6),)), "claim wire:1: other place"),
        (claim(article_id="nowhere"), "claim wire:1"),
        (claim(id="wire:2"), "claim wire:2"),
        (point(text="All is well."), "summary of wire: key point"),
        (point(evidence=(Span.of(ARTICLES["wire"], 0, 20),)), "summary of wire: key point"),
        (summary(headline="Crane saves five"), "summary of local: headline"),
        (summary(claims=()), "summary of local: claims"),
        (person(name="Ada Lund"), "summary of local: person"),
        (person(role="the owner"), "summary of local: person"),
        (answer(low=99.0), "question q1: answer 1: interval"),
        (answer(asserted_by=("Nobody",)), "question q1: answer 1: asserters"),
        (answer(outlets=("Elsewhere",)), "question q1: answer 1: outlets"),
        (answer(claims=("wire:99",)), "question q1: answer 1"),
        (question(status="agreed"), "question q1"),
        (question(why="They all agree."), "question q1"),
        (article(text=ARTICLES["wire"].replace("14", "15")), "article wire"),
        (article(blocks=()), "article wire"),
        (lambda r: r.model_copy(update={"questions": r.questions[1:], "omissions": ()}), "question q1"),
        (
            lambda r: r.model_copy(
                update={"omissions": (Omission(question_id="q0", reported_by=("wire",), missing_from=()),)}
            ),
            "omission of q0",
        ),
    ],
)
def test_what_was_altered_is_named(true_report: Report, alter: Alter, where: str) -> None:
    altered = alter(true_report)
    assert altered != true_report
    names = [item.where for item in check_report(altered, STORY.articles)]
    assert any(name.startswith(where) for name in names), names


@pytest.mark.parametrize("changes", [{"stance": "asserted"}, {"kind": "statement"}, {"measure": "Nothing was denied."}])
def test_a_denial_is_read_again(true_report: Report, changes: dict[str, str]) -> None:
    denial = next(c for c in true_report.claims if c.kind == "denial")

    def altered(one: Claim) -> Claim:
        return one.model_copy(update=changes) if one.id == denial.id else one

    report = true_report.model_copy(update={"claims": tuple(altered(c) for c in true_report.claims)})
    (item,) = check_report(report, STORY.articles)
    assert item.where == f"claim {denial.id}: {next(iter(changes))}"


def test_an_article_that_was_not_given_is_named(true_report: Report) -> None:
    assert [item.where for item in check_report(true_report, STORY.articles[1:])] == ["article wire"]


def test_articles_are_known_by_their_text_where_ids_differ(true_report: Report) -> None:
    renamed = [one.model_copy(update={"id": f"{one.id}-2"}) for one in STORY.articles]
    assert check_report(true_report, renamed) == []


def test_a_report_by_a_model_may_take_any_source_that_the_words_allow(true_report: Report) -> None:
    asked = true_report.model_copy(update={"run": true_report.run.model_copy(update={"model": "some-model"})})
    credited = next(c for c in asked.claims if c.figure is not None and c.asserted_by.span is not None)
    itself = credited.asserted_by.model_copy(update={"name": "article", "span": None})
    claims = tuple(c.model_copy(update={"asserted_by": itself}) if c is credited else c for c in asked.claims)
    problems = check_report(asked.model_copy(update={"claims": claims}), STORY.articles)
    assert [item.where for item in problems if item.where.startswith("claim")] == []
    stranger = credited.asserted_by.model_copy(update={"name": "Ada Lund"})
    claims = tuple(c.model_copy(update={"asserted_by": stranger}) if c is credited else c for c in asked.claims)
    problems = check_report(asked.model_copy(update={"claims": claims}), STORY.articles)
    assert f"claim {credited.id}: asserter" in [item.where for item in problems]


def write_story(folder: Path, articles: tuple[Article, ...]) -> list[str]:
    folder.mkdir()
    paths = []
    for one in articles:
        path = folder / f"{one.id}.txt"
        path.write_bytes(one.text.encode())
        paths.append(str(path))
    return paths


def test_the_command_names_what_was_altered_and_fails(true_report: Report, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(check_command)
    paths = write_story(tmp_path / "story", STORY.articles)
    report = tmp_path / "report.json"
    report.write_text(true_report.model_dump_json())
    assert CliRunner().invoke(app, [str(report), *paths]).exit_code == 0
    report.write_text(claim(stance="denied")(true_report).model_dump_json())
    found = CliRunner().invoke(app, [str(report), *paths])
    assert found.exit_code == 1
    assert "claim wire:1: stance" in found.stdout


@pytest.mark.parametrize("content", [None, "{", '{"story_id": "x"}'])
def test_what_is_no_report_is_told(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "report.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match=r"report\.json"):
        read_report(path)
