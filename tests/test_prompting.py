from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.asking.prompting import Prompt, load_prompts, prompts_folder
from summarize.errors import PromptError

FRONT = 'name = "counter"\nversion = 2\nkind = "rank"\nvariables = ["text", "figure"]\n'
BODY = "$text\n\nWho counted $figure?\n"


def write(folder: Path, front: str = FRONT, body: str = BODY, name: str = "counter.v2.md") -> Path:
    path = folder / name
    path.write_text(f"+++\n{front}+++\n{body}", encoding="utf-8")
    return path


def test_a_prompt_says_what_its_file_says(tmp_path: Path) -> None:
    path = write(tmp_path, FRONT + 'labels = ["yes", "no"]\ndescription = "Counts."\n')
    prompt = Prompt.load(path)
    assert (prompt.key, prompt.kind, prompt.labels, prompt.description) == (
        "counter.v2",
        "rank",
        ("yes", "no"),
        "Counts.",
    )
    assert prompt.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_variables_are_filled_in(tmp_path: Path) -> None:
    prompt = Prompt.load(write(tmp_path))
    assert prompt.render(text="Nine boats.", figure="nine") == "Nine boats.\n\nWho counted nine?"


@given(st.text(), st.text())
def test_what_is_filled_in_is_taken_as_it_is(text: str, figure: str) -> None:
    prompt = Prompt("counter", 1, "rank", ("text", "figure"), (), "", "$text|$$5|${figure}", "0")
    assert prompt.render(text=text, figure=figure) == f"{text}|$5|{figure}"


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Prompt.load(path).body == BODY.strip()


@pytest.mark.parametrize(
    ("given_", "problem"),
    [
        ({"text": "a"}, "never got figure"),
        ({"text": "a", "figure": "b", "place": "c"}, "got place, which it does not declare"),
        ({}, "never got figure, text"),
    ],
    ids=["missing", "unknown", "none"],
)
def test_variables_must_match(tmp_path: Path, given_: dict[str, str], problem: str) -> None:
    prompt = Prompt.load(write(tmp_path))
    with pytest.raises(PromptError, match=problem):
        prompt.render(**given_)


@pytest.mark.parametrize(
    ("front", "body", "problem"),
    [
        (FRONT, "$text\n", "never uses figure"),
        (FRONT, BODY + "$place\n", "uses place, which it does not declare"),
        (FRONT, BODY + "It cost $5.\n", "stray dollar"),
        (FRONT, BODY + "It cost $US.\n", "stray dollar"),
        (FRONT.replace('"rank"', '"guess"'), BODY, "kind: Input should be 'rank' or 'generate'"),
        (FRONT.replace("version = 2", "version = 0"), BODY, "version"),
        (FRONT.replace("version = 2\n", ""), BODY, "version: Field required"),
        (FRONT + "colour = 1\n", BODY, "colour: Extra inputs"),
        (FRONT.replace("version = 2", "version 2"), BODY, "cannot be read"),
        (FRONT.replace("version = 2", "version = 3"), BODY, r"calls itself counter\.v3"),
        (FRONT.replace('"counter"', '"teller"'), BODY, r"calls itself teller\.v2"),
    ],
)
def test_a_malformed_prompt_is_refused(tmp_path: Path, front: str, body: str, problem: str) -> None:
    with pytest.raises(PromptError, match=problem):
        Prompt.load(write(tmp_path, front, body))


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"Who counted?", "no front matter"), (b"\xff\xfe+++", "cannot be read"), (None, "No such file")],
    ids=["no front matter", "not text", "missing"],
)
def test_a_file_that_is_no_prompt_is_refused(tmp_path: Path, content: bytes | None, problem: str) -> None:
    path = tmp_path / "counter.v2.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PromptError, match=problem):
        Prompt.load(path)


def test_a_folder_gives_its_prompts_by_key(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, FRONT.replace("version = 2", "version = 3"), name="counter.v3.md")
    (tmp_path / "README.md").write_text("Not a prompt.")
    assert list(load_prompts(tmp_path)) == ["counter.v2", "counter.v3"]


def test_a_misnamed_prompt_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, name="counter-two.md")
    with pytest.raises(PromptError, match="calls itself"):
        load_prompts(tmp_path)


def test_our_own_prompts_are_found_and_well_formed() -> None:
    assert prompts_folder().is_dir()
    assert {"asserter", "relation"} <= {prompt.name for prompt in load_prompts().values()}
