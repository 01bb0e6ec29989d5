from __future__ import annotations

import errno
from pathlib import Path

import pytest

from summarize.errors import OutputError
from summarize.output import output_error, progress, require_folder, write_together, write_whole


def test_a_file_is_written_whole_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "page.html", "naïve\n")
    assert (tmp_path / "a" / "b" / "page.html").read_bytes() == "naïve\n".encode()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["page.html"]


def test_line_ends_are_kept_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "page", "one\r\ntwo\n")
    assert (tmp_path / "page").read_bytes() == b"one\r\ntwo\n"


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new\ud800")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("page", "old")]


def test_of_files_written_together_none_appears_if_one_cannot_be_finished(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_together(tmp_path, {"first": "whole", "second": "\ud800"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_told_as_such(number: int) -> None:
    error = output_error(Path("out/page"), OSError(number, "full"))
    assert error.problem == "No space is left for out/page."
    assert error.advice == "Free some and run the command again."


def test_other_reasons_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"Cannot write .*file.*: .*\. Choose another place"):
        write_whole(tmp_path / "file" / "page", "")


def test_a_folder_that_does_not_exist_yet_will_do_and_is_not_made(tmp_path: Path) -> None:
    require_folder(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        require_folder(tmp_path / "file" / "below")


@pytest.mark.parametrize(("total", "line"), [(2, "Stories 1/2: one\n"), (None, "Stories 1: one\n")])
def test_away_from_a_terminal_progress_is_a_line_an_item(
    capsys: pytest.CaptureFixture[str], total: int | None, line: str
) -> None:
    with progress("Stories", total) as done:
        done("one")
    assert capsys.readouterr() == ("", line)


def test_on_a_terminal_answers_stay_on_stdout(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress("Stories", 2) as done:
        done("one")
        print("answer")
    captured = capsys.readouterr()
    assert captured.out == "answer\n"
    assert "Stories" in captured.err
