from __future__ import annotations

from pathlib import Path

import pytest
from labelled_story import ARTICLES, faithful_report, without_claims, write_case
from typer.testing import CliRunner

from summarize.errors import InputError
from summarize.evaluation.cases import load_case
from summarize.evaluation.commands import eval_app
from summarize.evaluation.results import (
    BEGIN,
    END,
    kept,
    kept_name,
    read_results,
    results_text,
    short_text,
    with_results,
)
from summarize.evaluation.runner import run_subjects
from summarize.evaluation.runs import StoredRun
from summarize.evaluation.scoreboard import SCORES_FILE, Scores, score_run
from summarize.evaluation.subjects import Collection, load_subjects

ROOT = Path(__file__).parent.parent
NAMES = ("50-crane", "51-crane")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    for name in NAMES:
        write_case(folder / name, split="test")
    return folder


@pytest.fixture(scope="module")
def rules(folder: Path) -> Scores:
    collection = Collection(kind="cases", folder=str(folder), split="test")
    subjects = load_subjects(collection)
    run = run_subjects(subjects, collection, None)
    reports = {name: without_claims(faithful_report(load_case(folder / name)), "t3") for name in NAMES}
    return score_run(StoredRun(run.manifest, reports), subjects)


def as_model(scores: Scores, model: str, *, adapter: str | None = None, json: bool = False) -> Scores:
    """Return the scores as if a model had made the reports."""
    record = scores.record.model_copy(update={"model": model, "adapter_sha256": adapter, "dtype": "bfloat16"})
    made_by = "ask for JSON" if json else "pipeline"
    return scores.model_copy(update={"record": record, "made_by": made_by, "together": 40 if json else None})


def test_what_is_kept_quotes_no_article(rules: Scores) -> None:
    words = [line for text in ARTICLES.values() for line in text.split("\n") if len(line) > 20]
    assert any(item.words for story in rules.stories for item in story.items)
    content = kept(rules).model_dump_json()
    assert not [line for line in words if line in content]
    assert kept(rules).run.groups == rules.run.groups
    assert "/" not in kept(rules).collection.folder


def test_baselines_are_kept_once(rules: Scores) -> None:
    assert len(kept(rules).systems) > 1
    assert len(kept(as_model(rules, "big")).systems) == 1


@pytest.mark.parametrize(
    ("model", "adapter", "json", "name"),
    [
        ("none", None, False, "test-rules-only-no-model.json"),
        ("big-1.5b", None, False, "test-big-1.5b-bfloat16.json"),
        ("big-1.5b", "ab12", False, "test-big-1.5b-with-adapter-bfloat16.json"),
        ("big-1.5b", None, True, "test-big-1.5b-asked-for-json-bfloat16.json"),
    ],
)
def test_a_kept_run_is_named_after_its_system(
    rules: Scores, model: str, adapter: str | None, json: bool, name: str
) -> None:
    assert kept_name(as_model(rules, model, adapter=adapter, json=json)) == name


def write(folder: Path, *results: Scores) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for scores in results:
        (folder / kept_name(scores)).write_text(kept(scores).model_dump_json() + "\n")


def test_the_tables_have_a_row_a_system_and_ours_is_compared(rules: Scores, tmp_path: Path) -> None:
    asked, ours = as_model(rules, "big", json=True), as_model(rules, "small", adapter="ab12")
    write(tmp_path, ours, rules, asked)
    results = read_results(tmp_path)
    titles = [line.split(" |")[0] for line in short_text(results).splitlines()[2:]]
    assert titles == [
        "| nothing",
        "| everything disputed",
        "| regular expression, first 3 sentences",
        "| big asked for JSON, bfloat16",
        "| rules only, no model",
        "| small with adapter, bfloat16",
    ]
    text = results_text(results)
    assert text == results_text(read_results(tmp_path))
    assert "## small with adapter, bfloat16 against big asked for JSON, bfloat16: Our own test stories" in text
    assert text.count("| Figures: recall | 88.9 | 88.9 | +0.0 |") == 2


def test_two_runs_of_ours_are_compared_once(rules: Scores, tmp_path: Path) -> None:
    write(tmp_path, rules, as_model(rules, "small", adapter="ab12"), as_model(rules, "large", adapter="cd34"))
    titles = [line for line in results_text(read_results(tmp_path)).splitlines() if " against " in line]
    assert titles == [
        "## large with adapter, bfloat16 against rules only, no model: Our own test stories",
        "## large with adapter, bfloat16 against small with adapter, bfloat16: Our own test stories",
        "## small with adapter, bfloat16 against rules only, no model: Our own test stories",
    ]


def test_results_on_other_labels_are_refused(rules: Scores, tmp_path: Path) -> None:
    other = as_model(rules, "big")
    write(tmp_path, rules, other.model_copy(update={"hashes": other.hashes | {"50-crane": ("0", "0")}}))
    with pytest.raises(InputError, match="50-crane"):
        read_results(tmp_path)


def test_a_damaged_result_is_told(tmp_path: Path) -> None:
    (tmp_path / "test-rules.json").write_text("{")
    with pytest.raises(InputError, match=r"test-rules\.json is damaged"):
        read_results(tmp_path)


def test_the_short_tables_take_the_place_of_the_old_ones() -> None:
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert with_results(text, "new\n") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    assert with_results(with_results(text, "new\n"), "new\n") == with_results(text, "new\n")


@pytest.mark.parametrize("text", ["nothing", BEGIN, f"{END} {BEGIN}", f"{BEGIN} {END} {END}"])
def test_a_readme_without_a_place_for_the_tables_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no place for the results"):
        with_results(text, "new\n")


def test_the_command_keeps_runs_and_writes_the_tables(rules: Scores, tmp_path: Path) -> None:
    run, readme = tmp_path / "run", tmp_path / "README.md"
    run.mkdir()
    (run / SCORES_FILE).write_text(rules.model_dump_json())
    readme.write_text(f"# x\n{BEGIN}\n{END}\n")
    told = CliRunner().invoke(eval_app, ["results", str(run), "--folder", str(tmp_path), "--readme", str(readme)])
    assert told.exit_code == 0
    assert "| rules only, no model |" in readme.read_text()
    assert (tmp_path / "RESULTS.md").read_text() == results_text(read_results(tmp_path / "results"))


def test_the_shipped_tables_are_those_of_the_kept_runs() -> None:
    results = read_results(ROOT / "eval" / "results")
    assert (ROOT / "eval" / "RESULTS.md").read_text() == results_text(results)
    readme = (ROOT / "README.md").read_text()
    assert readme == with_results(readme, short_text(results))
