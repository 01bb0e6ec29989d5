from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from labelled_story import write_case
from typer.testing import CliRunner

from summarize.errors import InputError
from summarize.evaluation.commands import eval_app
from summarize.evaluation.gate import ALARM_MARGIN, GATED, MARGIN, Gate, new_gate, read_gate, shortfalls
from summarize.evaluation.metrics import metric
from summarize.evaluation.runner import run_subjects
from summarize.evaluation.scoreboard import Scores, score_run
from summarize.evaluation.subjects import Collection, load_subjects


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    folder = tmp_path_factory.mktemp("cases")
    write_case(folder / "50-crane", split="dev")
    write_case(folder / "51-crane", split="test")
    collection = Collection(kind="cases", folder=str(folder))
    subjects = load_subjects(collection)
    return score_run(run_subjects(subjects, collection, None), subjects)


@pytest.fixture
def gate(scores: Scores) -> Gate:
    return new_gate(scores, None)[0]


def with_value(scores: Scores, name: str, value: float | None, group: str = "dev") -> Scores:
    """Return the scores with another value for one metric of the run."""
    score = scores.run.groups[group]
    line = score.metrics[name].model_copy(update={"value": value})
    score = score.model_copy(update={"metrics": score.metrics | {name: line}})
    run = scores.run.model_copy(update={"groups": scores.run.groups | {group: score}})
    return scores.model_copy(update={"systems": (run, *scores.systems[1:])})


def test_a_run_passes_the_gate_that_was_set_from_it(scores: Scores, gate: Gate) -> None:
    assert shortfalls(scores, gate) == []
    assert set(gate.bounds) == {"dev", "test"}
    assert gate.bounds["dev"]["evidence"] == 1


@pytest.mark.parametrize("name", GATED)
def test_every_bound_holds(scores: Scores, gate: Gate, name: str) -> None:
    if name not in gate.bounds["dev"]:
        pytest.skip("the small story has nothing to judge it on")
    bound = gate.bounds["dev"][name]
    step = -0.001 if metric(name).higher_is_better else 0.001
    assert shortfalls(with_value(scores, name, bound), gate) == []
    (line,) = shortfalls(with_value(scores, name, bound + step), gate)
    assert name in line


def test_bounds_stand_a_margin_from_what_was_measured(scores: Scores) -> None:
    measured = with_value(with_value(scores, "asserter", 0.8), "false_alarms", 1.5)
    bounds = new_gate(measured, None)[0].bounds["dev"]
    assert bounds["asserter"] == pytest.approx(0.8 - MARGIN)
    assert bounds["false_alarms"] == pytest.approx(1.5 + ALARM_MARGIN)


def test_unscored_does_not_pass(scores: Scores, gate: Gate) -> None:
    (line,) = shortfalls(with_value(scores, "asserter", None), gate)
    assert "unscored" in line


@pytest.mark.parametrize(
    ("counted", "words"), [("failed", "dev: 1 stories failed"), ("failures", "dev: 1 failures in reports")]
)
def test_what_failed_does_not_pass(scores: Scores, gate: Gate, counted: str, words: str) -> None:
    group = scores.run.groups["dev"].model_copy(update={counted: 1})
    run = scores.run.model_copy(update={"groups": scores.run.groups | {"dev": group}})
    assert shortfalls(scores.model_copy(update={"systems": (run,)}), gate) == [words]


def change_labels(hashes: dict[str, tuple[str, str]]) -> None:
    hashes["50-crane"] = (hashes["50-crane"][0], "0")


def change_articles(hashes: dict[str, tuple[str, str]]) -> None:
    hashes["50-crane"] = ("0", hashes["50-crane"][1])


def lose(hashes: dict[str, tuple[str, str]]) -> None:
    del hashes["50-crane"]


def gain(hashes: dict[str, tuple[str, str]]) -> None:
    hashes["52-crane"] = ("0", "0")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_labels, "its labels are not those"),
        (change_articles, "its articles are not those"),
        (lose, "is not in the run"),
        (gain, "is not in the gate"),
    ],
)
def test_other_stories_or_labels_do_not_pass(
    scores: Scores, gate: Gate, change: Callable[[dict[str, tuple[str, str]]], None], words: str
) -> None:
    hashes = dict(scores.hashes)
    change(hashes)
    (line,) = shortfalls(scores.model_copy(update={"hashes": hashes}), gate)
    assert words in line


def test_a_run_of_one_split_does_not_pass_a_gate_of_both(scores: Scores, gate: Gate) -> None:
    run = scores.run.model_copy(update={"groups": {"dev": scores.run.groups["dev"]}})
    assert "test: the run has no such stories" in shortfalls(scores.model_copy(update={"systems": (run,)}), gate)


def test_floors_rise_with_the_scores(scores: Scores) -> None:
    low = new_gate(with_value(scores, "asserter", 0.6), None)[0]
    high, lowered = new_gate(with_value(scores, "asserter", 0.9), low)
    assert high.bounds["dev"]["asserter"] == pytest.approx(0.9 - MARGIN)
    assert lowered == []


def test_a_floor_that_still_holds_stays(scores: Scores) -> None:
    high = new_gate(with_value(scores, "asserter", 0.9), None)[0]
    same, lowered = new_gate(with_value(scores, "asserter", 0.89), high)
    assert same.bounds["dev"]["asserter"] == high.bounds["dev"]["asserter"]
    assert lowered == []


@pytest.mark.parametrize(("name", "before", "after"), [("asserter", 0.9, 0.7), ("false_alarms", 1.0, 2.0)])
def test_a_bound_that_would_loosen_is_told(scores: Scores, name: str, before: float, after: float) -> None:
    old = new_gate(with_value(scores, name, before), None)[0]
    _, lowered = new_gate(with_value(scores, name, after), old)
    assert [line.split()[1] for line in lowered] == [name]
    _, gone = new_gate(with_value(scores, name, None), old)
    assert gone == [f"dev: {name} would have no bound any more"]


def run_gate(folder: Path, *options: str) -> int:
    return CliRunner().invoke(eval_app, ["gate", str(folder), "--file", str(folder / "gate.json"), *options]).exit_code


def test_the_command_lowers_floors_only_when_told_to(scores: Scores, tmp_path: Path) -> None:
    def measure(value: float) -> None:
        (tmp_path / "scores.json").write_text(with_value(scores, "asserter", value).model_dump_json())

    def floor() -> float:
        return read_gate(tmp_path / "gate.json").bounds["dev"]["asserter"]

    measure(0.9)
    assert run_gate(tmp_path, "--write") == 0
    assert run_gate(tmp_path) == 0
    measure(0.5)
    assert run_gate(tmp_path) == 1
    before = (tmp_path / "gate.json").read_bytes()
    assert run_gate(tmp_path, "--write") == 1
    assert (tmp_path / "gate.json").read_bytes() == before
    assert run_gate(tmp_path, "--write", "--lower-floors") == 0
    assert floor() == pytest.approx(0.48)
    assert run_gate(tmp_path) == 0


def test_rescoring_fails_below_the_gate(tmp_path: Path) -> None:
    write_case(tmp_path / "cases" / "50-crane")
    run = [f"--output={tmp_path / 'run'}", f"--cases={tmp_path / 'cases'}", "--model=none"]
    assert CliRunner().invoke(eval_app, ["run", *run]).exit_code == 0
    gate = tmp_path / "gate.json"
    assert CliRunner().invoke(eval_app, ["gate", str(tmp_path / "run"), "--file", str(gate), "--write"]).exit_code == 0
    for command in (["run", *run], ["rescore", str(tmp_path / "run")]):
        assert CliRunner().invoke(eval_app, [*command, "--gate", str(gate)]).exit_code == 0
    record = json.loads(gate.read_text())
    record["bounds"]["dev"]["key_points"] = 1.1
    gate.write_text(json.dumps(record))
    for command in (["run", *run], ["rescore", str(tmp_path / "run")]):
        assert CliRunner().invoke(eval_app, [*command, "--gate", str(gate)]).exit_code == 1


@pytest.mark.parametrize("content", [None, "{", '{"format_version": 9}'])
def test_a_gate_that_cannot_be_read_is_told(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "gate.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(InputError, match=r"gate\.json"):
        read_gate(path)
