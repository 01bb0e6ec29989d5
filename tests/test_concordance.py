from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from news import FERRY_A, FERRY_B

from summarize.batch import InProcess
from summarize.errors import InputError
from summarize.evaluation.batch_benchmark import articles_a_second, rates_table
from summarize.evaluation.concordance import concordance, concordance_table, read_reports
from summarize.pipeline import Summarizer
from summarize.reading.articles import article_from_text
from summarize.schema import Claim, Question, Report
from summarize.stories import Story


def story(text: str = FERRY_B) -> Story:
    return Story("ferry", (article_from_text(FERRY_A, id="a"), article_from_text(text, id="b")))


@pytest.fixture(scope="module")
def asked() -> Report:
    """Return a report in which a model was asked about every figure."""
    report = Summarizer().report(story())
    claims = tuple(claim.model_copy(update={"confidence": 0.75}) for claim in report.claims)
    return report.model_copy(update={"claims": claims})


def with_claims(report: Report, change: Callable[[Claim], dict[str, object]]) -> Report:
    claims = tuple(claim.model_copy(update=change(claim)) for claim in report.claims)
    return report.model_copy(update={"claims": claims})


def test_a_run_agrees_with_itself(asked: Report) -> None:
    found = concordance([asked], [asked])
    count = len(asked.claims)
    assert (found.claims, found.same_claims, found.asked, found.same_asserters) == (count,) * 4
    assert found.questions == found.same_questions == found.same_statuses == len(asked.questions)
    assert (found.confidence_same, found.confidence_other) == (0.75, None)


def test_ids_may_differ(asked: Report) -> None:
    def renamed(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"x{name}" for name in ids)

    other = with_claims(asked, lambda claim: {"id": f"x{claim.id}"})
    questions = [
        question.model_copy(
            update={"answers": tuple(a.model_copy(update={"claims": renamed(a.claims)}) for a in question.answers)}
        )
        for question in asked.questions
    ]
    assert concordance([asked], [other.model_copy(update={"questions": tuple(questions)})]) == concordance(
        [asked], [asked]
    )


def test_another_asserter_is_counted_with_the_confidence_that_it_costs(asked: Report) -> None:
    first = asked.claims[0].id
    unsure = with_claims(asked, lambda claim: {"confidence": 0.5} if claim.id == first else {})
    name = asked.claims[0].asserted_by.model_copy(update={"name": "Somebody Else"})
    other = with_claims(asked, lambda claim: {"asserted_by": name} if claim.id == first else {})
    found = concordance([unsure], [other])
    assert (found.same_claims, found.same_asserters) == (len(asked.claims), len(asked.claims) - 1)
    assert (found.confidence_same, found.confidence_other) == (0.75, 0.5)


def test_claims_that_no_model_was_asked_about_do_not_count_for_asserters(asked: Report) -> None:
    first = asked.claims[0].id
    ruled = with_claims(asked, lambda claim: {"confidence": None} if claim.id == first else {})
    assert concordance([ruled], [asked]).asked == len(asked.claims) - 1


def test_another_status_and_a_missing_claim_are_counted(asked: Report) -> None:
    def changed(question: Question) -> Question:
        return question.model_copy(update={"status": "denied" if question.status != "denied" else "agreed"})

    other = asked.model_copy(update={"questions": (changed(asked.questions[0]), *asked.questions[1:])})
    assert concordance([asked], [other]).same_statuses == len(asked.questions) - 1
    fewer = asked.model_copy(update={"claims": asked.claims[1:], "questions": ()})
    found = concordance([asked], [fewer])
    assert (found.claims, found.same_claims) == (len(asked.claims), len(asked.claims) - 1)
    assert (found.questions, found.same_questions) == (len(asked.questions), 0)


def test_runs_on_other_articles_are_refused(asked: Report) -> None:
    other = Summarizer().report(story(FERRY_B.replace("ferry", "barge")))
    with pytest.raises(InputError, match="not on the same articles"):
        concordance([asked], [other])


def test_the_table_has_a_row_for_each_run_but_the_first(asked: Report, tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text(asked.model_dump_json() + "\n")
    reports = read_reports(tmp_path)
    table = concordance_table({"one": reports, "two": reports, "three": reports}).splitlines()
    assert table[0] == "Against none by none (one):"
    assert len(table) == 6
    assert table[4].startswith("| none by none (two) | 1 |")
    assert {line.count("|") for line in table[2:]} == {12}


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no reports"):
        read_reports(tmp_path)


# The rates of engines


def test_the_rate_of_an_engine_leaves_out_the_first_story_of_each_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([10.0, 12.0, 14.0, 16.0])
    monkeypatch.setattr("summarize.evaluation.batch_benchmark.time.perf_counter", lambda: next(times))
    assert articles_a_second(InProcess(Summarizer()), [story()] * 4, 1) == 1.0


def test_the_table_of_rates_says_what_comes_of_a_second_worker() -> None:
    table = rates_table({("local", 1): [1.0, 3.0, 2.0], ("local", 2): [3.0, 3.0, 3.0]})
    assert "| local | 1 | 2.00 (1.00 to 3.00) | 100% |" in table
    assert "| local | 2 | 3.00 (3.00 to 3.00) | 75% |" in table
