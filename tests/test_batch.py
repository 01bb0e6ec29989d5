from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import pytest
from filelock import FileLock
from news import FERRY_A, FERRY_B

from summarize.asking.backends.base import Ranked, RankRequest
from summarize.asking.backends.fake import FakeBackend
from summarize.batch import WINDOW, InProcess, Outcome, Processes, run_batch
from summarize.errors import BackendError, ModelError, OutputError, ServerError, StoryError
from summarize.pipeline import Story, Summarizer
from summarize.reading.articles import article_from_text
from summarize.schema import QuestionStatus, Report, RunRecord
from summarize.stories import StoryEntry


def story(number: int, text: str = FERRY_A) -> StoryEntry:
    article = article_from_text(text.replace("31", str(100 + number)), id="a")
    return StoryEntry(f"line {number} of s.jsonl", number, Story(f"ferry-{number}", (article,)))


FILES = ("reports.jsonl", "index.jsonl", "summary.csv", "failures.jsonl", "run.json")
BAD = StoryEntry("line 9 of s.jsonl", 9, StoryError("Line 9 of s.jsonl: it is not valid JSON.", advice="Fix it."))


class Counting(Summarizer):
    """The rules alone, which count the stories they are given and run as if installed from a release."""

    def __init__(self, *, fails_on: str | None = None, error: BaseException | None = None, seed: int = 0) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.windows: list[int] = []
        self._fails_on = fails_on
        self._error = error or KeyboardInterrupt()
        self._seed = seed

    def reports(self, stories: Sequence[Story]) -> list[Report]:
        self.windows.append(len(stories))
        if self._fails_on in [story.id for story in stories]:
            raise self._error
        self.asked += [story.id for story in stories]
        return super().reports(stories)

    def run_record(self) -> RunRecord:
        return super().run_record().model_copy(update={"commit": None, "seed": self._seed})


def run(entries: list[StoryEntry], output: Path, summarizer: Summarizer) -> Outcome:
    return run_batch(iter(entries), output, InProcess(summarizer), lambda _: None)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_each_story_has_a_report_on_a_line_of_its_own(tmp_path: Path) -> None:
    outcome = run([story(1), story(2, FERRY_B)], tmp_path / "out", Counting())
    assert outcome == Outcome(reports=2, kept=0, stories_failed=0, failures=0)
    lines = (tmp_path / "out/reports.jsonl").read_text().splitlines()
    assert [Report.model_validate_json(line).story_id for line in lines] == ["ferry-1", "ferry-2"]
    assert (tmp_path / "out/failures.jsonl").read_text() == ""
    assert not (tmp_path / "out/reports.jsonl.part").exists()


def test_the_index_says_where_each_report_stands(tmp_path: Path) -> None:
    run([story(1), BAD, story(2)], tmp_path, Counting())
    data = (tmp_path / "reports.jsonl").read_bytes()
    for row in rows(tmp_path / "index.jsonl"):
        start, length = row["start"], row["length"]
        assert isinstance(start, int)
        assert isinstance(length, int)
        report = Report.model_validate_json(data[start : start + length])
        assert (report.story_id, len(report.claims)) == (row["story_id"], row["claims"])


def test_the_run_record_stands_beside_the_reports(tmp_path: Path) -> None:
    summarizer = Counting()
    run([story(1)], tmp_path, summarizer)
    assert RunRecord.model_validate_json((tmp_path / "run.json").read_text()) == summarizer.run_record()


def test_a_bad_line_is_a_failure_and_the_others_are_done(tmp_path: Path) -> None:
    outcome = run([story(1), BAD, story(2)], tmp_path, Counting())
    assert outcome == Outcome(reports=2, kept=0, stories_failed=1, failures=1)
    (row,) = rows(tmp_path / "failures.jsonl")
    assert (row["line"], row["stage"], row["error"]) == (9, "reading", "StoryError")
    assert row["message"] == "Line 9 of s.jsonl: it is not valid JSON. Fix it."


def test_an_error_nobody_foresaw_costs_one_story(tmp_path: Path) -> None:
    summarizer = Counting(fails_on="ferry-2", error=ZeroDivisionError("division by zero"))
    outcome = run([story(1), story(2), story(3)], tmp_path, summarizer)
    assert outcome == Outcome(reports=2, kept=0, stories_failed=1, failures=1)
    (row,) = rows(tmp_path / "failures.jsonl")
    assert (row["story_id"], row["error"], row["message"]) == ("ferry-2", "ZeroDivisionError", "division by zero")


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.batch.WINDOW", 1)


def interrupt(output: Path, entries: list[StoryEntry], at: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(entries, output, Counting(fails_on=at))


def test_an_interrupted_batch_goes_on_where_it_was(one_by_one: None, tmp_path: Path) -> None:
    entries = [story(n) for n in range(1, 5)]
    interrupt(tmp_path / "out", entries, "ferry-3")
    assert not (tmp_path / "out/reports.jsonl").exists()
    summarizer = Counting()
    assert run(entries, tmp_path / "out", summarizer) == Outcome(reports=4, kept=2, stories_failed=0, failures=0)
    assert summarizer.asked == ["ferry-3", "ferry-4"]
    run(entries, tmp_path / "undisturbed", Counting())
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes()


def test_half_a_line_left_by_a_kill_is_dropped(one_by_one: None, tmp_path: Path) -> None:
    entries = [story(n) for n in range(1, 4)]
    interrupt(tmp_path, entries, "ferry-3")
    part = tmp_path / "reports.jsonl.part"
    part.write_bytes(part.read_bytes()[:-100])
    summarizer = Counting()
    run(entries, tmp_path, summarizer)
    assert summarizer.asked == ["ferry-2", "ferry-3"]
    lines = (tmp_path / "reports.jsonl").read_text().splitlines()
    assert [Report.model_validate_json(line).story_id for line in lines] == ["ferry-1", "ferry-2", "ferry-3"]


def test_only_what_has_changed_is_done_again(tmp_path: Path) -> None:
    run([story(1), story(2), story(3)], tmp_path, Counting())
    changed = StoryEntry("line 2 of s.jsonl", 2, Story("ferry-2", story(7).story.articles))  # type: ignore[union-attr]
    summarizer = Counting()
    outcome = run([story(3), changed, story(4), story(1)], tmp_path, summarizer)
    assert (outcome.kept, summarizer.asked) == (2, ["ferry-2", "ferry-4"])
    lines = (tmp_path / "reports.jsonl").read_text().splitlines()
    reports = [Report.model_validate_json(line) for line in lines]
    assert [report.story_id for report in reports] == ["ferry-3", "ferry-2", "ferry-4", "ferry-1"]
    assert "107" in reports[1].articles[0].text


def test_another_run_record_keeps_nothing(tmp_path: Path) -> None:
    run([story(1)], tmp_path, Counting())
    summarizer = Counting(seed=1)
    assert run([story(1)], tmp_path, summarizer).kept == 0


def test_a_report_that_was_tampered_with_is_made_again(tmp_path: Path) -> None:
    run([story(1)], tmp_path, Counting())
    reports = tmp_path / "reports.jsonl"
    whole = reports.read_bytes()
    reports.write_bytes(whole.replace(b'"articles":', b'"artikles":', 1))
    assert run([story(1)], tmp_path, Counting()).kept == 0
    assert reports.read_bytes() == whole


def test_code_that_differs_from_its_commit_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Counting, "run_record", lambda self: Summarizer().run_record().model_copy(update={"commit": "1f+changes"})
    )
    run([story(1)], tmp_path, Counting())
    assert run([story(1)], tmp_path, Counting()).kept == 0


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with FileLock(tmp_path / ".lock"), pytest.raises(OutputError, match="Another run is writing to"):
        run([story(1)], tmp_path, Counting())


def test_no_more_than_a_window_is_read_ahead(tmp_path: Path) -> None:
    summarizer = Counting()

    def entries() -> Iterator[StoryEntry]:
        for number in range(3 * WINDOW):
            assert len(summarizer.asked) == number // WINDOW * WINDOW
            yield story(number)

    run_batch(entries(), tmp_path, InProcess(summarizer), lambda _: None)
    assert summarizer.windows == [WINDOW] * 3


def test_reports_are_those_made_one_by_one(tmp_path: Path) -> None:
    entries = [story(n, FERRY_A if n % 2 else FERRY_B) for n in range(WINDOW + 3)]
    run(entries, tmp_path, Counting())
    alone = [Counting().report(e.story) for e in entries if isinstance(e.story, Story)]
    assert (tmp_path / "reports.jsonl").read_text() == "".join(f"{report.model_dump_json()}\n" for report in alone)


def test_the_table_has_a_row_for_each_report(tmp_path: Path) -> None:
    run([story(1), BAD, story(2)], tmp_path, Counting())
    table = list(csv.DictReader((tmp_path / "summary.csv").read_text().splitlines()))
    reports = [Report.model_validate_json(line) for line in (tmp_path / "reports.jsonl").read_text().splitlines()]
    assert [(row["story_id"], int(row["claims"])) for row in table] == [(r.story_id, len(r.claims)) for r in reports]
    for row, report in zip(table, reports, strict=True):
        statuses = [question.status for question in report.questions]
        assert all(int(row[status]) == statuses.count(status) for status in get_args(QuestionStatus))


def test_a_report_on_which_the_model_failed_is_made_again(tmp_path: Path) -> None:
    class Failing(FakeBackend):
        def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
            raise BackendError("The prompt is too long.")

    def outcome(backend: FakeBackend) -> Outcome:
        summarizer = Summarizer(backend)
        record = summarizer.run_record().model_copy(update={"commit": None})
        summarizer.run_record = lambda: record  # type: ignore[method-assign]
        return run([story(1)], tmp_path, summarizer)

    assert outcome(Failing()).failures == 1
    again = outcome(FakeBackend(lambda r: Ranked((-1.0,) * len(r.continuations), (1,) * len(r.continuations))))
    assert (again.kept, again.failures) == (0, 0)


def test_a_model_that_is_gone_ends_the_batch_and_what_is_done_is_kept(one_by_one: None, tmp_path: Path) -> None:
    gone = Counting(fails_on="ferry-2", error=ServerError("The server has gone."))
    with pytest.raises(ServerError):
        run([story(1), story(2), story(3)], tmp_path, gone)
    assert run([story(1), story(2), story(3)], tmp_path, Counting()).kept == 1


# Workers


def open_counting() -> Summarizer:
    return Counting()


def open_fragile() -> Summarizer:
    return Counting(fails_on="ferry-20", error=ModelError("The model has gone.", advice="Look for it."))


def open_deadly() -> Summarizer:
    summarizer = Counting()
    summarizer.reports = lambda stories: os._exit(9)  # type: ignore[method-assign, assignment]
    return summarizer


def test_workers_change_no_byte(tmp_path: Path) -> None:
    entries = [*[story(n) for n in range(40)], BAD, story(99)]
    with Processes(open_counting, 2) as workers:
        outcome = run_batch(iter(entries), tmp_path / "two", workers, lambda _: None)
    assert outcome == run(entries, tmp_path / "one", Counting())
    for name in FILES:
        assert (tmp_path / "two" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


def test_what_a_worker_raises_is_told_as_it_is(tmp_path: Path) -> None:
    with Processes(open_fragile, 2) as workers, pytest.raises(ModelError) as caught:
        run_batch(iter([story(n) for n in range(40)]), tmp_path, workers, lambda _: None)
    assert (caught.value.problem, caught.value.advice) == ("The model has gone.", "Look for it.")


def test_a_worker_that_dies_is_told(tmp_path: Path) -> None:
    with Processes(open_deadly, 2) as workers, pytest.raises(ModelError, match=r"worker process died.*goes on"):
        run_batch(iter([story(n) for n in range(40)]), tmp_path, workers, lambda _: None)
