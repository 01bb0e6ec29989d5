"""`summarize batch` as its users meet it: killed and run again, fed with rubbish, run twice."""

from __future__ import annotations

import json
import random
import signal
import time
from pathlib import Path

import pytest
from conftest import Run, Start
from news import FERRY_A, FERRY_B, FURNITURE, RUSSIAN
from tiny_model import build_tiny_model

FILES = ("reports.jsonl", "index.jsonl", "summary.csv", "failures.jsonl", "run.json")


def line(number: int, text: str = FERRY_A) -> str:
    articles = [{"id": "a", "text": text.replace("31", str(100 + number))}, {"id": "b", "text": FERRY_B}]
    return json.dumps({"id": f"ferry-{number}", "articles": articles})


def same_files(one: Path, other: Path) -> bool:
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in FILES)


def living(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_at_any_moment_it_goes_on_to_the_same_end(run: Run, start: Start, tmp_path: Path, workers: str) -> None:
    (tmp_path / "many.jsonl").write_text("\n".join(line(n) for n in range(40)))
    command = ("batch", "many.jsonl", "--workers", workers)
    chance = random.Random(int(workers))
    for _ in range(2):
        with start(*command, "-o", "out") as process:
            assert process.stderr is not None
            for _ in range(chance.randrange(1, 12)):
                process.stderr.readline()
            time.sleep(chance.random() / 10)
            children = living(process.pid)
            process.send_signal(signal.SIGKILL)
        assert not (tmp_path / "out/reports.jsonl").exists()
        deadline = time.monotonic() + 60
        while any(Path(f"/proc/{child}/cmdline").exists() for child in children):
            assert time.monotonic() < deadline, "workers outlive the command"
            time.sleep(0.05)
    assert run(*command, "-o", "out").returncode == 0
    run("batch", "many.jsonl", "-o", "undisturbed")
    assert same_files(tmp_path / "out", tmp_path / "undisturbed")


TWELVE_KINDS: dict[str, tuple[str | bytes, str]] = {
    "not JSON": ('{"id": oops}', "it is not valid JSON"),
    "cut off": (line(1)[:200], "it is not valid JSON"),
    "not UTF-8": (b'{"id": "\xff\xfe"}', "it is not UTF-8"),
    "a list": ("[1, 2]", 'it has no list of "articles"'),
    "a bare string": ('"ferry"', 'it has no list of "articles"'),
    "nested without end": ("[" * 50_000, "it is nested too deeply"),
    "no articles": ('{"id": "x", "articles": []}', 'it has no list of "articles"'),
    "an article, not a story": (json.dumps({"id": "x", "text": FERRY_A}), "it is an article, not a story"),
    "an id used before": (line(0), "the id ferry-0 is already that of line 1"),
    "an id that is a list": (json.dumps({"id": [1], "articles": [{"text": FERRY_A}]}), 'its "id" is neither'),
    "an article in Russian": (json.dumps({"id": "x", "articles": [{"text": RUSSIAN}]}), "is in Russian"),
    "furniture alone": (json.dumps({"id": "x", "articles": [{"text": FURNITURE}]}), "holds no article"),
}


def test_bad_rows_of_twelve_kinds_are_named_and_all_others_done(run: Run, tmp_path: Path) -> None:
    rows: list[bytes] = []
    expected: dict[int, str] = {}
    for number, (bad, reason) in enumerate(TWELVE_KINDS.values()):
        rows += [line(3 * number + n).encode() for n in range(3)]
        rows.append(bad if isinstance(bad, bytes) else bad.encode())
        expected[len(rows)] = reason
    (tmp_path / "mixed.jsonl").write_bytes(b"\n".join(rows))
    done = run("batch", "mixed.jsonl", "-o", "out", "--workers", "2")
    assert done.returncode == 3, done.stderr
    assert "36 reports, 12 failures: see out/failures.jsonl." in done.stderr
    failures = [json.loads(row) for row in (tmp_path / "out/failures.jsonl").read_text().splitlines()]
    assert [row["line"] for row in failures] == list(expected)
    for row in failures:
        assert expected[row["line"]] in row["message"]
        assert row["message"].startswith(f"Line {row['line']} of mixed.jsonl: ")
    ids = [json.loads(row)["story_id"] for row in (tmp_path / "out/index.jsonl").read_text().splitlines()]
    assert ids == [f"ferry-{n}" for n in range(36)]


def test_the_same_batch_elsewhere_asks_the_model_nothing(run: Run, tmp_path: Path) -> None:
    model = build_tiny_model(tmp_path / "tiny", context=4096)
    (tmp_path / "some.jsonl").write_text("\n".join(line(n) for n in range(4)))
    first = run("batch", "some.jsonl", "-o", "first", "--model", model)
    second = run("batch", "some.jsonl", "-o", "second", "--model", model, "--workers", "2")
    assert "The model was asked 0 questions" not in first.stderr
    assert "The model was asked 0 questions" in second.stderr
    assert "Loading" not in second.stderr
    assert same_files(tmp_path / "first", tmp_path / "second")


def test_a_line_too_long_for_memory_is_a_bad_row(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "long.jsonl").open("wb") as file:
        file.write(line(1).encode() + b"\n")
        file.write(b'{"id": "x", "articles": [{"text": "')
        for _ in range(70):
            file.write(b"A" * (1 << 20))
        file.write(b"\n" + line(2).encode())
    done = run("batch", "long.jsonl", "-o", "out")
    assert done.returncode == 3, done.stderr
    assert "Line 2 of long.jsonl: it has more than 64 MB." in (tmp_path / "out/failures.jsonl").read_text()
    assert "2 reports" in done.stderr
