from __future__ import annotations

from pathlib import Path

import pytest
from labelled_story import faithful_report, with_claim, with_question, without_claims, write_case
from typer.testing import CliRunner

from summarize.errors import InputError
from summarize.evaluation.cases import load_case
from summarize.evaluation.commands import eval_app
from summarize.evaluation.comparing import changes, comparison_text
from summarize.evaluation.describing import description
from summarize.evaluation.reliability import SECOND_LABELS_FILE
from summarize.evaluation.runner import run_subjects
from summarize.evaluation.runs import StoredRun
from summarize.evaluation.scoreboard import Scores, score_run
from summarize.evaluation.subjects import Collection, load_subjects
from summarize.schema import Asserter, Report

NAMES = (("50-crane", "dev"), ("51-crane", "dev"), ("52-crane", "test"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    for name, split in NAMES:
        write_case(folder / name, split=split)
    return folder


def scored(folder: Path, **altered: Report) -> Scores:
    """Return the scores of a run that is faithful but for the stories given, named by their number."""
    collection = Collection(kind="cases", folder=str(folder))
    subjects = load_subjects(collection)
    run = run_subjects(subjects, collection, None)
    faithful = {name: faithful_report(load_case(folder / name)) for name, _ in NAMES}
    reports = faithful | {f"{number.removeprefix('n')}-crane": report for number, report in altered.items()}
    return score_run(StoredRun(run.manifest, reports), subjects)


def faithful(folder: Path, name: str = "50-crane") -> Report:
    return faithful_report(load_case(folder / name))


WRONG = Asserter(name="docker", span=None)


def test_a_run_has_not_changed_from_itself(folder: Path) -> None:
    same = scored(folder)
    assert changes(same, same) == []
    assert "| Figures: F1 | 100.0 | 100.0 | +0.0 | +0.0 to +0.0 | 1.000 |" in comparison_text(same, same, most=5)


def test_what_became_wrong_is_what_became_right_the_other_way(folder: Path) -> None:
    good, bad = scored(folder), scored(folder, n50=with_claim(faithful(folder), "w1", asserted_by=WRONG))
    (worse,) = changes(good, bad)
    (better,) = changes(bad, good)
    assert worse.item == better.item
    assert (worse.better, better.better) == (False, True)
    assert (worse.item.key, worse.item.expected, worse.item.found) == ("asserter:50-crane:w1", "Police", "docker")
    text = comparison_text(good, bad, most=5)
    assert "## Newly wrong: 1" in text
    assert "## Newly right: 0" in text
    assert "Police said at least 3 workers died" in text


def test_a_figure_that_was_lost_is_newly_wrong_once(folder: Path) -> None:
    good, bad = scored(folder), scored(folder, n50=without_claims(faithful(folder), "t3"))
    # Its unit, asserter and so on cannot be judged any more, which is no change of theirs.
    assert {c.item.key for c in changes(good, bad)} == {"figure:50-crane:t3", "status:50-crane:q6"}


def test_a_false_alarm_that_is_gone_is_newly_right(folder: Path) -> None:
    good, bad = scored(folder), scored(folder, n50=with_question(faithful(folder), "x", "disputed", ["w4"], ["t3"]))
    assert [(c.item.aspect, c.better) for c in changes(bad, good)] == [("false alarm", True)]
    assert [(c.item.aspect, c.better) for c in changes(good, bad)] == [("false alarm", False)]


def test_items_of_test_stories_are_counted_and_not_listed(folder: Path) -> None:
    altered = with_claim(faithful(folder, "52-crane"), "w1", asserted_by=WRONG)
    text = comparison_text(scored(folder), scored(folder, n52=altered), most=5)
    assert "## Newly wrong: 1, 1 of them in test stories and not listed" in text
    assert "52-crane" not in text


def test_a_long_list_is_cut_and_says_so(folder: Path) -> None:
    report = faithful(folder)
    for claim in ("w1", "w2", "l1"):
        report = with_claim(report, claim, asserted_by=Asserter(name="Nobody Atall", span=None))
    text = comparison_text(scored(folder), scored(folder, n50=report), most=2)
    assert "… and 1 more" in text


def test_runs_on_other_stories_are_refused(folder: Path, tmp_path: Path) -> None:
    write_case(tmp_path / "60-crane")
    collection = Collection(kind="cases", folder=str(tmp_path))
    subjects = load_subjects(collection)
    other = score_run(run_subjects(subjects, collection, None), subjects)
    with pytest.raises(InputError, match="60-crane"):
        comparison_text(scored(folder), other, most=5)


def test_the_command_compares_stored_runs(folder: Path, tmp_path: Path) -> None:
    for name, scores in (("a", scored(folder)), ("b", scored(folder, n50=without_claims(faithful(folder), "t3")))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "scores.json").write_text(scores.model_dump_json())
    found = CliRunner().invoke(eval_app, ["compare", str(tmp_path / "a"), str(tmp_path / "b")])
    assert found.exit_code == 0
    assert "figure:50-crane:t3" in found.stdout


def test_the_description_counts_by_split_and_tells_who_agreed(tmp_path: Path) -> None:
    for name, split in NAMES:
        write_case(tmp_path / name, split=split)
    labels = (tmp_path / "50-crane" / "labels.jsonl").read_text()
    assert "Labelled twice: 0 of 3" in description(tmp_path)
    second = labels.replace('"asserter": "harbour master"', '"asserter": "owner"')
    (tmp_path / "50-crane" / SECOND_LABELS_FILE).write_text(second)
    text = description(tmp_path)
    assert "| figures | 18 | 9 | 27 |" in text
    assert "| – disputed | 4 | 2 | 6 |" in text
    assert "Labelled twice: 1 of 3 stories (50-crane)." in text
    assert "| ends | 9 | 100.0 % | 1.000 |" in text
    row = next(line for line in text.splitlines() if line.startswith("| asserter"))
    assert "88.9 %" in row
    found = CliRunner().invoke(eval_app, ["describe", "--cases", str(tmp_path)])
    assert (found.exit_code, found.stdout) == (0, text)
