"""What all tests share: golden files, sample stories, and the installed command in a world of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMAND = str(Path(sys.executable).with_name("summarize"))

Golden = Callable[[Path, str], None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")


def pytest_configure() -> None:
    """Let Ctrl-C interrupt what the tests start: a shell that runs them in its background makes them, and it, ignore that."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --update-golden, run the tests that have golden files and no others."""
    if config.getoption("--update-golden"):
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares text with a file, or writes the file with --update-golden."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run `make golden` and look at what it writes"
        assert text == path.read_text(encoding="utf-8"), "run `make golden` and look at the difference"

    return check


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without a model, without a network, on a screen of 80 columns."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "SUMMARIZE"))}
    return environment | {
        "SUMMARIZE_HOME": str(tmp_path / "models home"),
        "SUMMARIZE_MODEL": "none",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "NO_PROXY": "*",
        "COLUMNS": "80",
    }


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Start:
    """Return a function that starts the installed command in an empty folder."""

    def start(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
        env = environment | dict(options.pop("env", {}))  # type: ignore[call-overload]
        return subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            cwd=tmp_path,
            env=env,
            text=True,
            stdin=options.pop("stdin", subprocess.DEVNULL),  # type: ignore[call-overload]
            stdout=options.pop("stdout", subprocess.PIPE),  # type: ignore[call-overload]
            stderr=subprocess.PIPE,
            preexec_fn=options.pop("preexec_fn", None),  # type: ignore[call-overload]
        )

    return start


@pytest.fixture
def run(start: Start) -> Run:
    """Return a function that runs the installed command in an empty folder until it ends."""

    def run(*arguments: str | Path, input: str | None = None, **options: object) -> subprocess.CompletedProcess[str]:
        if input is not None:
            options["stdin"] = subprocess.PIPE
        with start(*arguments, **options) as process:
            stdout, stderr = process.communicate(input, timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    return run


@pytest.fixture(scope="session")
def model_home() -> str:
    """Return the folder of the models, with the default model in it."""
    from summarize.asking.models import default_model, models_home, where

    if where(default_model()) is None:
        pytest.skip("the default model has not been fetched: run `make model`")
    return str(models_home())
