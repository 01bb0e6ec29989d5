"""What is imported is declared, what is declared is imported, and what is installed is pinned."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN_AS_PROGRAMS = {"import-linter", "mypy", "pre-commit", "pytest-timeout", "pytest-xdist", "ruff"}
"""Development tools that no test imports."""

NEEDED_BY_OTHERS = {"accelerate", "lxml-html-clean"}
"""What a dependency asks for at run time without declaring it."""


PEER = "langextract_peer.py"
"""Runs in an environment of its own, which `make bench-peers` makes."""


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: Path) -> set[str]:
    """Return the distributions whose modules are imported below a folder."""
    own = {"summarize", *(path.stem for path in (ROOT / "tests").glob("*.py"))}
    homes = metadata.packages_distributions()
    modules = modules_of(path for path in folder.rglob("*.py") if path.name != PEER)
    return {canonical(homes[module][0]) for module in modules - own}


def modules_of(paths: Iterable[Path]) -> set[str]:
    """Return the modules that some files import, without those of Python itself."""
    modules: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    return modules - sys.stdlib_module_names


def declared(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[<>=!~ \[;]", requirement)[0]) for requirement in requirements}


def test_the_package_imports_what_it_declares_and_declares_what_it_imports() -> None:
    wanted = declared(PROJECT["project"]["dependencies"]) - NEEDED_BY_OTHERS
    assert imported(ROOT / "summarize") == wanted | declared(PROJECT["project"]["optional-dependencies"]["ray"])


def test_the_environment_of_the_peer_has_what_it_imports() -> None:
    line = re.search(r"^PEERS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert line is not None
    assert modules_of((ROOT / "summarize").rglob(PEER)) <= declared(line[1].split())


def test_so_do_the_tests() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    run = declared(PROJECT["project"]["dependencies"] + extras["ray"])
    assert imported(ROOT / "tests") - run == declared(extras["dev"]) - run - RUN_AS_PROGRAMS


def test_what_is_optional_is_there_for_the_tests() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert set(extras["ray"]) <= set(extras["dev"])


def test_everything_declared_is_pinned_to_the_version_that_runs_here() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    pinned = {canonical(name): version for name, version in pins.items()}
    development = PROJECT["project"]["optional-dependencies"]["dev"]
    for name in declared(PROJECT["project"]["dependencies"] + development):
        assert metadata.version(name).partition("+")[0] == pinned[name], name


def test_the_command_is_the_main_of_the_command_line() -> None:
    assert PROJECT["project"]["scripts"] == {"summarize": "summarize.cli:main"}


def test_type_checkers_are_told_that_the_package_has_types() -> None:
    assert (ROOT / "summarize" / "py.typed").is_file()
