"""What `from summarize import …` offers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import ROOT

import summarize
from summarize import ArticleError, ModelError, Report, SummarizeError, compare, to_html, to_markdown

NAMES = {
    "Article",
    "ArticleError",
    "ModelError",
    "Report",
    "Story",
    "SummarizeError",
    "Summarizer",
    "article_from_text",
    "compare",
    "open_backend",
    "open_model",
    "read_story",
    "to_html",
    "to_markdown",
    "write_prose",
}


def test_the_public_names_are_these() -> None:
    assert set(summarize.__all__) == NAMES
    assert sorted(summarize.__all__) == summarize.__all__
    assert set(dir(summarize)) >= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert getattr(summarize, name).__doc__


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'summarize' has no attribute 'sumarise'"):
        summarize.sumarise  # noqa: B018


@pytest.mark.parametrize(
    ("program", "absent"),
    [
        ("import summarize", {"torch", "transformers", "pydantic", "numpy"}),
        ("from summarize import *", {"torch", "transformers"}),
        (
            "import summarize; summarize.compare('seeds/ukraine-losses', model='none')",
            {"torch", "transformers", "lingua", "httpx"},
        ),
    ],
)
def test_importing_never_imports_torch(program: str, absent: set[str]) -> None:
    program += "; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert absent & set(done.stdout.split()) == set()


def test_compare_takes_files_and_folders() -> None:
    folder = ROOT / "seeds" / "ukraine-losses"
    report = compare(folder, model="none")
    assert isinstance(report, Report)
    assert report == compare(*sorted(folder.glob("*.txt")), model="none")


def test_a_report_becomes_a_page_and_a_text() -> None:
    report = compare(ROOT / "seeds" / "ukraine-losses", model="none")
    assert to_html(report).lstrip().lower().startswith("<!doctype html>")
    assert to_markdown(report).startswith("# ")


def test_errors_share_a_root() -> None:
    assert issubclass(ArticleError, SummarizeError)
    assert issubclass(ModelError, SummarizeError)
    with pytest.raises(ArticleError, match=r"nowhere\.txt does not exist\. Check the path\."):
        compare("nowhere.txt", model="none")
