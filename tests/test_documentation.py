"""What the documents say is so: commands run, examples run, maps are complete, links lead somewhere."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import COMMAND, ROOT, Golden

from summarize import pipeline

README = ROOT / "README.md"
MODULES = ROOT / "summarize" / "README.md"
TABLE = re.compile(r"(<!-- modules -->\n).*(<!-- end of modules -->\n)", re.DOTALL)


def tracked() -> list[str]:
    """Return the files of the repository."""
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in found.stdout.splitlines() if (ROOT / name).exists()]


DOCUMENTS = [name for name in tracked() if name.endswith(".md") and "/cases/" not in name]


def blocks(path: Path, language: str) -> Iterator[str]:
    """Yield the fenced blocks of a document in one language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    """Return the commands of our own that the README shows."""
    lines = [line for block in blocks(README, "console") for line in block.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ summarize ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    return tmp_path


def test_the_commands_of_the_readme_run(folder: Path, environment: dict[str, str]) -> None:
    """One after the other, as a reader would try them, with the rules alone; those about models need the network."""
    shown = [command for command in commands() if not command.startswith("summarize models fetch")]
    assert len(shown) >= 6
    path = f"{Path(COMMAND).parent}:{os.environ['PATH']}"
    for command in shown:
        command = re.sub(r" --model \S+", "", command)
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment | {"PATH": path}, capture_output=True, text=True
        )
        assert done.returncode == 0, (command, done.stderr)


@pytest.mark.parametrize("code", list(blocks(README, "python")))
def test_the_python_of_the_readme_runs(
    code: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(pipeline, "default_model", lambda: "none")
    exec(compile(code, str(README), "exec"), {})
    assert capsys.readouterr().out


def test_the_make_targets_of_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in DOCUMENTS:
        shown = set(re.findall(r"`make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8")))
        assert shown <= targets, name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_paths_lead_somewhere(name: str) -> None:
    text = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
        assert ((ROOT / name).parent / target).exists(), target


def test_the_readme_maps_every_file_and_folder_of_the_top() -> None:
    mapped = set(re.findall(r"^\| `([^`]+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE))
    top = {name.split("/")[0] + ("/" if "/" in name else "") for name in tracked()}
    assert {name for name in top if not name.startswith(".")} - {"README.md", "LICENSE"} <= mapped


def module_table() -> str:
    """Return a table of the modules with the first sentence of each docstring."""
    rows = ["| module | what it is |", "| --- | --- |"]
    paths = sorted(
        (ROOT / "summarize").rglob("*.py"), key=lambda path: (len(path.parts) > 1, path.parts[:-1], path.name)
    )
    for path in paths:
        name = path.relative_to(ROOT / "summarize").as_posix()
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        if docstring is None:
            assert not path.read_text(encoding="utf-8").strip(), f"{path} has no docstring"
            continue
        first = " ".join(docstring.split("\n\n")[0].split()).replace("|", "\\|")
        rows.append(f"| `{name}` | {first} |")
    return "\n".join(rows) + "\n"


def test_the_table_of_modules_is_complete_and_says_what_they_say(golden: Golden) -> None:
    text = MODULES.read_text(encoding="utf-8")
    assert TABLE.search(text)
    golden(MODULES, TABLE.sub(lambda match: match[1] + module_table() + match[2], text))


def test_each_prompt_is_in_the_list_of_prompts() -> None:
    listed = (ROOT / "prompts" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "prompts").glob("*.v*.md"):
        assert f"`{path.stem}`" in listed


def test_each_sample_story_is_in_the_list_of_stories() -> None:
    listed = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "seeds").iterdir():
        assert not path.is_dir() or f"`{path.name}`" in listed


def test_changes_are_one_sentence_a_line() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    changes = [line for line in lines if line.startswith("- ")]
    assert changes
    assert all(re.fullmatch(r"- [A-Z`].*\.", line) for line in changes)
    assert all(not line or line.startswith(("- ", "#")) or line[0].isalpha() for line in lines)


def test_contributing_fits_a_screen() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 50
