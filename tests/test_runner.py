from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from labelled_story import write_case
from typer.testing import CliRunner

from summarize import pipeline
from summarize.asking.backends.base import BackendRecord, Ranked, RankRequest
from summarize.asking.backends.fake import FakeBackend
from summarize.errors import InputError, LabelError
from summarize.evaluation.commands import eval_app
from summarize.evaluation.page import to_page
from summarize.evaluation.runner import run_subjects
from summarize.evaluation.runs import StoredRun, read_run
from summarize.evaluation.scoreboard import Scores, read_scores, score_run
from summarize.evaluation.subjects import Collection, Subject, load_subjects
from summarize.evaluation.table import run_title, to_table
from summarize.schema import Report
from summarize.stories import Story

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("cases")
    for name, split in (("50-crane", "dev"), ("51-crane", "dev"), ("52-crane", "test")):
        write_case(folder / name, split=split)
    return Collection(kind="cases", folder=str(folder))


@pytest.fixture(scope="module")
def subjects(collection: Collection) -> tuple[Subject, ...]:
    return load_subjects(collection)


@pytest.fixture(scope="module")
def stored(collection: Collection, subjects: tuple[Subject, ...]) -> StoredRun:
    return run_subjects(subjects, collection, None)


def longest_first(request: RankRequest) -> Ranked:
    """Stand for a model that finds longer names likelier."""
    lengths = [len(c) for c in request.continuations]
    return Ranked(tuple(-100.0 / n for n in lengths), tuple(max(1, n // 4) for n in lengths))


def write(run: StoredRun, folder: Path) -> None:
    folder.mkdir()
    for name, content in run.files().items():
        (folder / name).write_text(content)


@pytest.mark.parametrize("with_model", [False, True])
@pytest.mark.parametrize(("batch", "backwards"), [(1, True), (2, False), (3, True)])
def test_order_and_batch_size_change_no_report(
    collection: Collection, subjects: tuple[Subject, ...], batch: int, backwards: bool, with_model: bool
) -> None:
    def run(some: Sequence[Subject], size: int) -> StoredRun:
        backend = FakeBackend(ranked=longest_first) if with_model else None
        return run_subjects(some, collection, backend, batch=size)

    plain = run(subjects, 1)
    other = run(subjects[::-1] if backwards else subjects, batch)
    assert other.files()["reports.jsonl"] == plain.files()["reports.jsonl"]
    mine, theirs = score_run(plain, subjects), score_run(other, subjects[::-1])
    assert mine.model_copy(update={"usage": theirs.usage}) == theirs


def test_a_stored_run_scores_the_same_bytes_each_time(
    stored: StoredRun, subjects: tuple[Subject, ...], tmp_path: Path
) -> None:
    write(stored, tmp_path / "run")
    outputs = set()
    for run in (stored, read_run(tmp_path / "run"), read_run(tmp_path / "run")):
        scores = score_run(run, subjects)
        outputs.add((scores.model_dump_json(), to_table(scores), to_page(scores)))
    assert len(outputs) == 1


def test_a_story_that_raises_is_noted_as_failed_and_takes_no_other_with_it(
    collection: Collection, subjects: tuple[Subject, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline._report

    def fail(story: Story, *rest: Any) -> Report:
        if story.id == "51-crane":
            raise RuntimeError("the crane fell")
        return whole(story, *rest)

    monkeypatch.setattr(pipeline, "_report", fail)
    run = run_subjects(subjects, collection, None, batch=3)
    assert sorted(run.reports) == ["50-crane", "52-crane"]
    assert run.manifest.stories["51-crane"].error == "RuntimeError (unforeseen): the crane fell"
    scores = score_run(run, subjects)
    group = scores.run.groups["dev"]
    assert (group.stories, group.failed) == (1, 1)
    assert group.metrics["figure_f1"].stories == 1
    assert next(s for s in scores.stories if s.story_id == "51-crane").failed is not None
    assert "1 failed" in to_table(scores)


def test_the_cost_of_a_model_is_counted(collection: Collection, subjects: tuple[Subject, ...]) -> None:
    backend = FakeBackend(ranked=longest_first)
    usage = run_subjects(subjects, collection, backend).manifest.usage
    asked = backend.rank_requests
    assert usage.questions == len(asked) > 0
    assert usage.answers == sum(len(request.continuations) for request in asked)
    assert usage.tokens is not None
    assert usage.tokens >= usage.answers
    assert run_subjects(subjects, collection, None).manifest.usage.questions is None


def test_a_run_reads_back_as_it_was_written(stored: StoredRun, tmp_path: Path) -> None:
    write(stored, tmp_path / "run")
    again = read_run(tmp_path / "run")
    assert again.manifest == stored.manifest
    assert again.reports == dict(stored.reports)
    assert again.files() == stored.files()


def test_changed_articles_cannot_be_scored_and_changed_labels_are_told(
    collection: Collection, stored: StoredRun, tmp_path: Path
) -> None:
    other = tmp_path / "cases"
    for name, split in (("50-crane", "dev"), ("51-crane", "dev"), ("52-crane", "test")):
        write_case(other / name, split=split)
    labels = other / "51-crane" / "labels.jsonl"
    labels.write_text(labels.read_text().replace('"why": "The owner denies it."', '"why": "He says no."'))
    subjects = load_subjects(Collection(kind="cases", folder=str(other)))
    assert score_run(stored, subjects).relabelled == ("51-crane",)
    text = other / "50-crane" / "trade.txt"
    text.write_text(text.read_text() + " More came.")
    with pytest.raises(InputError, match="50-crane"):
        score_run(stored, load_subjects(Collection(kind="cases", folder=str(other))))
    with pytest.raises(InputError, match="differ in stories"):
        score_run(stored, subjects[:2])


@pytest.mark.parametrize("damage", [None, b"{", b'{"format_version": 1}'])
def test_a_damaged_run_is_told(stored: StoredRun, tmp_path: Path, damage: bytes | None) -> None:
    write(stored, tmp_path / "run")
    path = tmp_path / "run" / "run.json"
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    with pytest.raises(InputError, match="run"):
        read_run(tmp_path / "run")
    with pytest.raises(InputError, match=r"scores\.json"):
        read_scores(tmp_path / "run")


def test_a_split_takes_its_stories_alone(collection: Collection) -> None:
    test = load_subjects(collection.model_copy(update={"split": "test"}))
    assert [subject.id for subject in test] == ["52-crane"]
    with pytest.raises(LabelError, match="not a folder"):
        load_subjects(Collection(kind="cases", folder=collection.folder + "-none"))


@pytest.fixture(scope="module")
def scores(stored: StoredRun, subjects: tuple[Subject, ...]) -> Scores:
    return score_run(stored, subjects)


def test_scores_read_back_as_they_were_written(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "scores.json").write_text(scores.model_dump_json(indent=1))
    assert read_scores(tmp_path) == scores


def test_the_table_has_every_system_and_each_group(scores: Scores) -> None:
    table = to_table(scores)
    for words in ("rules only", "nothing", "everything disputed", "regular expression", "## dev", "## test"):
        assert words in table
    row = next(line for line in table.splitlines() if line.startswith("| Figures: F1"))
    assert row.count("|") == 7


def test_a_dash_stands_for_what_is_unscored(scores: Scores) -> None:
    row = next(line for line in to_table(scores).splitlines() if line.startswith("| Interval right"))
    assert row.split("|")[4].strip() == "–"


def test_the_page_shows_no_error_of_a_test_story(stored: StoredRun, subjects: tuple[Subject, ...]) -> None:
    silent = {id: r.model_copy(update={"claims": (), "questions": ()}) for id, r in stored.reports.items()}
    scores = score_run(StoredRun(stored.manifest, silent), subjects)
    worst = to_page(scores).split('id="worst"')[1]
    wrong = [i for s in scores.stories if s.group == "test" for i in s.items if i.state == "wrong"]
    assert wrong
    assert "52-crane" not in worst
    assert "50-crane" in worst


def test_the_page_escapes_what_articles_say_and_loads_nothing(scores: Scores) -> None:
    story = scores.stories[0]
    item = story.items[0].model_copy(
        update={"state": "wrong", "expected": "<script>alert(1)</script>", "aspect": "figure"}
    )
    hostile = scores.model_copy(update={"stories": (story.model_copy(update={"items": (item,)}),)})
    page = to_page(hostile)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_reports_are_one_a_line_for_other_tools(stored: StoredRun) -> None:
    lines = stored.files()["reports.jsonl"].splitlines()
    assert [json.loads(line)["story_id"] for line in lines] == ["50-crane", "51-crane", "52-crane"]


@pytest.mark.parametrize(
    ("option", "adapter", "title"),
    [
        ([], True, "small with adapter, bfloat16"),
        (["--no-adapter"], False, "small, bfloat16"),
        (["--no-calibration"], True, "small with adapter without calibration, bfloat16"),
        (["--ask-for-json", "--together", "3"], False, "small asked for JSON, bfloat16"),
    ],
)
def test_our_adapter_is_used_unless_it_is_left_off_or_the_model_is_asked_for_json(
    collection: Collection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: list[str],
    adapter: bool,
    title: str,
) -> None:
    class Small(FakeBackend):
        def record(self) -> BackendRecord:
            return BackendRecord("transformers", "small", "ab12", "cd34" if adapter else None, "bfloat16")

    def opened(model: str, *, adapter: bool = True, on_progress: object = None) -> FakeBackend:
        used.append(adapter)
        return Small(ranked=longest_first, generated=lambda request: '{"figures": [], "key_points": []}')

    used: list[bool] = []
    monkeypatch.setattr("summarize.asking.backends.open_backend", opened)
    command = [
        "run",
        "--cases",
        collection.folder,
        "--model",
        "small",
        "--no-cache",
        "-o",
        str(tmp_path / "run"),
        *option,
    ]
    assert CliRunner().invoke(eval_app, command).exit_code == 0
    assert used == [adapter]
    assert run_title(read_scores(tmp_path / "run")) == title


def test_without_a_model_nothing_can_be_asked_for_json(tmp_path: Path) -> None:
    told = CliRunner().invoke(eval_app, ["run", "--model", "none", "--ask-for-json", "-o", str(tmp_path / "run")])
    assert told.exit_code == 2
    assert "needs a model" in told.output
