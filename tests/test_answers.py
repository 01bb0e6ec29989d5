"""The cache of answers: what comes back, what is told apart, and what happens when the file is no good."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run
from news import FERRY_A, FERRY_B
from tiny_model import build_tiny_model

from summarize.asking import answers as module
from summarize.asking.answers import AnswerCache, Json, cache_facts, cache_path, clear_cache
from summarize.asking.backends import open_cached_backend
from summarize.asking.backends.base import Backend, BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.cached import CachedBackend
from summarize.asking.backends.fake import FakeBackend
from summarize.errors import BackendError, CacheError, ModelError

RECORD = BackendRecord("fake", "fake", "a" * 64, "b" * 64, "bfloat16", "torch 2.13.0")
HARBOUR = RankRequest("Who counted nine boats?", (" the harbour master", " a fisherman"), "1")
POLICE = RankRequest("Who counted twelve boats?", (" the police", " nobody"), "1")
COURT = RankRequest("Who set the fine?", (" a clerk", " the company"), "2")
WRITE = GenerateRequest("Say it:", 'start: "no"', 3)


class Known(FakeBackend):
    """A model with a digest, whose answers have digits that only an exact copy keeps."""

    def __init__(self, record: BackendRecord = RECORD) -> None:
        super().__init__(
            lambda request: Ranked(tuple(-len(c) / 3 - len(request.prompt) / 7 for c in request.continuations), (1, 2)),
            lambda request: f" written for {request.prompt}",
        )
        self._known = record

    def record(self) -> BackendRecord:
        return self._known


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMARIZE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def answers() -> Iterator[AnswerCache]:
    def fail(message: str) -> None:
        raise AssertionError(message)

    with AnswerCache(tell=fail) as cache:
        yield cache


def never() -> Backend:
    raise AssertionError("the model was loaded")


def test_what_was_asked_before_comes_back_the_same_without_the_model(answers: AnswerCache) -> None:
    asked = [HARBOUR, POLICE, COURT]
    first = CachedBackend(answers, Known)
    ranked, written = first.rank(asked), first.generate([WRITE])
    assert (first.asked, first.found) == (4, 0)
    again = CachedBackend(answers, never, record=RECORD)
    assert (again.rank(asked), again.generate([WRITE])) == (ranked, written)
    assert (again.asked, again.found) == (0, 4)
    assert ranked == Known().rank(asked)


def test_groups_are_found_in_whatever_company_they_are_asked(answers: AnswerCache) -> None:
    ranked = CachedBackend(answers, Known).rank([COURT, HARBOUR, POLICE])
    renamed = [replace(HARBOUR, group="x"), replace(POLICE, group="x")]
    assert CachedBackend(answers, never, record=RECORD).rank(renamed) == ranked[1:]


def test_only_the_rest_is_asked(answers: AnswerCache) -> None:
    CachedBackend(answers, Known).rank([COURT])
    model = Known()
    cached = CachedBackend(answers, lambda: model)
    assert cached.rank([HARBOUR, COURT, POLICE]) == Known().rank([HARBOUR, COURT, POLICE])
    assert model.rank_requests == [HARBOUR, POLICE]
    assert (cached.asked, cached.found) == (2, 1)


def test_the_same_question_twice_in_a_call_is_asked_once(answers: AnswerCache) -> None:
    model = Known()
    ranked = CachedBackend(answers, lambda: model).rank([COURT, replace(COURT, group="other")])
    assert model.rank_requests == [COURT]
    assert ranked[0] == ranked[1]


OTHERS: dict[str, tuple[BackendRecord, RankRequest]] = {
    "weights": (replace(RECORD, model_sha256="c" * 64), COURT),
    "adapter": (replace(RECORD, adapter_sha256=None), COURT),
    "number type": (replace(RECORD, dtype="float32"), COURT),
    "libraries": (replace(RECORD, runtime="torch 2.14.0"), COURT),
    "backend": (replace(RECORD, backend="transformers"), COURT),
    "text": (RECORD, replace(COURT, prompt="Who set the fines?")),
    "candidates": (RECORD, replace(COURT, continuations=(" a clerk", " the companies"))),
    "order of candidates": (RECORD, replace(COURT, continuations=COURT.continuations[::-1])),
}


@pytest.mark.parametrize(("record", "request_"), OTHERS.values(), ids=OTHERS.keys())
def test_what_can_change_the_answer_is_told_apart(
    answers: AnswerCache, record: BackendRecord, request_: RankRequest
) -> None:
    CachedBackend(answers, Known).rank([COURT])
    model = Known(record)
    CachedBackend(answers, lambda: model).rank([request_])
    assert model.rank_requests == [request_]


def test_mended_code_is_asked_again(answers: AnswerCache, monkeypatch: pytest.MonkeyPatch) -> None:
    CachedBackend(answers, Known).rank([COURT])
    monkeypatch.setattr("summarize.asking.backends.cached.revision", lambda: "another digest")
    model = Known()
    CachedBackend(answers, lambda: model).rank([COURT])
    assert model.rank_requests == [COURT]


def test_weights_of_another_name_are_the_same_weights(answers: AnswerCache) -> None:
    CachedBackend(answers, Known).rank([COURT])
    CachedBackend(answers, never, record=replace(RECORD, model="/a/copy")).rank([COURT])


def test_without_a_digest_the_name_tells_models_apart(answers: AnswerCache) -> None:
    served = replace(RECORD, model_sha256=None)
    CachedBackend(answers, lambda: Known(served)).rank([COURT])
    model = Known(replace(served, model="http://127.0.0.1:1/v1#other"))
    CachedBackend(answers, lambda: model).rank([COURT])
    assert model.rank_requests == [COURT]


def test_a_failed_call_leaves_nothing(answers: AnswerCache) -> None:
    cached = CachedBackend(answers, lambda: FakeBackend([Ranked((-1.0, -2.0), (1, 1))]))
    with pytest.raises(BackendError, match="no answer left"):
        cached.rank([COURT, HARBOUR])
    assert cache_facts().entries == 0


def test_a_model_that_cannot_be_loaded_later_is_no_question_that_failed(answers: AnswerCache) -> None:
    def broken() -> Backend:
        raise BackendError("The model in x cannot be loaded.", advice="Fetch it again.")

    with pytest.raises(ModelError, match=r"cannot be loaded\. Fetch it again") as caught:
        CachedBackend(answers, broken, record=RECORD).rank([COURT])
    assert not isinstance(caught.value, BackendError)


def test_a_model_that_runs_otherwise_than_remembered_is_refused_and_forgotten(answers: AnswerCache) -> None:
    forgotten: list[bool] = []
    other = replace(RECORD, dtype="float32")
    cached = CachedBackend(answers, lambda: Known(other), record=RECORD, forget=lambda: forgotten.append(True))
    with pytest.raises(ModelError, match="does not run as it did"):
        cached.rank([COURT])
    assert forgotten


# A real model, though a tiny one


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_model(tmp_path_factory.mktemp("tiny"), context=4096)


def test_a_model_that_ran_here_is_loaded_only_to_be_asked(answers: AnswerCache, tiny: Path) -> None:
    loaded: list[bool] = []

    def opened() -> CachedBackend:
        return open_cached_backend(str(tiny), answers, on_load=lambda: loaded.append(True))

    first = opened()
    ranked = first.rank([HARBOUR, POLICE, COURT])
    assert len(loaded) == 1
    second = opened()
    assert second.record() == first.record()
    assert second.rank([HARBOUR, POLICE, COURT]) == ranked
    assert len(loaded) == 1
    second.rank([replace(COURT, prompt="Who paid?")])
    assert len(loaded) == 2


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FERRY_A)
    (tmp_path / "b.txt").write_text(FERRY_B)
    return tmp_path


def compare(run: Run, model: Path, *options: str, **more: object) -> subprocess.CompletedProcess[str]:
    return run("compare", "a.txt", "b.txt", "--format", "json", "--model", model, *options, **more)


def test_a_second_run_prints_the_same_bytes_and_loads_nothing(run: Run, ferry: Path, tiny: Path) -> None:
    first, second = compare(run, tiny), compare(run, tiny)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert second.stdout == first.stdout
    assert ("Loading" in first.stderr, "Loading" in second.stderr) == (True, False)


def test_without_the_cache_nothing_is_kept_and_the_bytes_are_the_same(run: Run, ferry: Path, tiny: Path) -> None:
    without = compare(run, tiny, "--no-cache")
    assert not list(ferry.rglob("answers-*"))
    assert compare(run, tiny).stdout == without.stdout
    assert compare(run, tiny, env={"SUMMARIZE_NO_CACHE": "1"}).stderr.startswith("Loading")


def test_the_cache_is_shown_and_cleared(run: Run, ferry: Path, tiny: Path) -> None:
    empty = json.loads(run("cache", "show", "--format", "json").stdout)
    assert (empty["entries"], empty["size"], empty["limit"]) == (0, 0, 1_000_000_000)
    compare(run, tiny)
    full = json.loads(run("cache", "show", "--format", "json").stdout)
    assert full["entries"] > 0
    assert Path(full["path"]).is_file()
    assert f"{full['entries']} answers, " in run("cache", "show").stdout
    assert "is empty now" in run("cache", "clear").stderr
    assert json.loads(run("cache", "show", "--format", "json").stdout)["entries"] == 0
    assert run("cache", "show", env={"SUMMARIZE_CACHE_MB": "0"}).returncode == 1


def test_a_damaged_file_is_named_and_the_work_goes_on(run: Run, ferry: Path, tiny: Path) -> None:
    whole = compare(run, tiny)
    (path,) = ferry.rglob("answers-*.sqlite")
    path.write_bytes(b"not a database " * 500)
    damaged = compare(run, tiny)
    assert (damaged.returncode, damaged.stdout) == (0, whole.stdout)
    said = [line for line in damaged.stderr.splitlines() if "cache" in line]
    assert len(said) == 1
    assert "cannot be used (file is not a database); going on without it" in said[0]
    shown = run("cache", "show")
    assert (shown.returncode, "`summarize cache clear`" in shown.stderr) == (1, True)
    assert run("cache", "clear").returncode == 0
    assert "cache" not in compare(run, tiny).stderr


# The file


def key(number: int) -> bytes:
    return number.to_bytes(32, "big")


def spoil_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[2048:] = b"\xff" * (len(data) - 2048)
    path.write_bytes(bytes(data))


SPOILERS: dict[str, Callable[[Path], object]] = {
    "other contents": lambda path: path.write_bytes(b"\0" * 40_000),
    "pages overwritten": spoil_pages,
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:6000]),
    "a folder in its place": lambda path: (path.unlink(), path.mkdir()),
    "its folder a file": lambda path: (path.unlink(), path.parent.rmdir(), path.parent.write_text("")),
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS.keys())
def test_a_file_that_cannot_be_used_is_told_once_and_found_empty(spoil: Callable[[Path], object]) -> None:
    with AnswerCache() as cache:
        cache.keep({key(n): "x" * 200 for n in range(300)})
    spoil(cache_path())
    told: list[str] = []
    with AnswerCache(tell=told.append) as cache:
        for _ in range(3):
            cache.keep({key(1): "new"})
            assert cache.find([key(n) for n in range(2, 300)]).keys() <= {key(n) for n in range(2, 300)}
            cache.find_record(key(1))
            cache.keep_record(key(1), "record")
    assert len(told) == 1
    assert str(cache_path()) in told[0]


def test_an_answer_that_was_altered_is_not_found(answers: AnswerCache) -> None:
    answers.keep({key(1): [-1.5], key(2): [-2.5]})
    with sqlite3.connect(cache_path()) as connection:
        connection.execute("UPDATE answers SET answer = '[-1.6]' WHERE key = ?", (key(1),))
    connection.close()
    assert answers.find([key(1), key(2)]) == {key(2): [-2.5]}


@pytest.mark.parametrize("answer", [[], "text", [[[-1.0], [1]]], [[[-1.0, -2.0], [1]]], {"a": 1}, None])
def test_an_answer_that_does_not_fit_the_question_is_asked_again(
    answers: AnswerCache, monkeypatch: pytest.MonkeyPatch, answer: Json
) -> None:
    monkeypatch.setattr(answers, "find", lambda keys: dict.fromkeys(keys, answer))
    assert CachedBackend(answers, Known).rank([COURT]) == Known().rank([COURT])


def test_the_file_stays_within_its_limit_and_what_is_used_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 400_000
    with AnswerCache(limit=limit) as cache:
        for day in range(30):
            monkeypatch.setattr(module, "_today", lambda day=day: day)
            cache.keep({key(1000 * day + n): "x" * 1000 for n in range(40)})
            assert cache.find([key(n) for n in range(40)]).keys() == {key(n) for n in range(40)}
        newest = cache.find([key(29_000 + n) for n in range(40)])
    assert len(newest) == 40
    assert 0.5 * limit < cache_facts().size < 1.3 * limit


def write(first: int, path: Path) -> None:
    told: list[str] = []
    with AnswerCache(path, tell=told.append) as cache:
        for number in range(first, first + 200):
            cache.keep({key(number): number, key(0): 0})
            assert cache.find([key(number)])
    assert not told


def test_processes_write_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "shared" / "answers.sqlite"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write, args=(1000 * n, path)) for n in (1, 2, 3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    numbers: Sequence[int] = [1000 * n + i for n in (1, 2, 3) for i in range(200)]
    with AnswerCache(path) as cache:
        assert cache.find([key(n) for n in numbers]) == {key(n): n for n in numbers}


def test_clearing_empties_the_file_of_those_who_have_it_open(answers: AnswerCache) -> None:
    answers.keep({key(n): "x" * 1000 for n in range(500)})
    assert clear_cache() > 300_000
    assert answers.find([key(1)]) == {}
    answers.keep({key(1): "again"})
    assert cache_facts().entries == 1


def test_there_may_be_nothing_to_clear(home: Path) -> None:
    assert clear_cache() == 0
    assert not home.exists()


@pytest.mark.parametrize("given", ["0", "-1", "many", "nan", "inf"])
def test_a_limit_that_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE_MB", given)
    with pytest.raises(CacheError, match="SUMMARIZE_CACHE_MB"):
        AnswerCache()
