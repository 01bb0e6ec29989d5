"""Who gives each figure, over the constructions by which English news credits what it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

from summarize.claims import finish_claims
from summarize.drafting import draft_claims
from summarize.evaluation.agreement import same_name
from summarize.reading.articles import article_from_text

PASSAGES = sorted((Path(__file__).parent / "passages").glob("*.txt"))
OUTLET = "Harbour Gazette"
MARK = re.compile(r"⟦(?P<words>[^|⟧]+)\|(?P<names>[^⟧]+)⟧")
REST = "\n\nThe mountain road stayed closed to traffic all of that week, and the market did not open."
"""A paragraph of the outlet's own after each passage: a headline alone is no article."""


class Mark(NamedTuple):
    """A figure of a passage and the names under which its asserter may go."""

    start: int
    end: int
    names: tuple[str, ...]


def passages() -> Iterator[ParameterSet]:
    """Yield each passage with its marks, under its construction and number."""
    text = re.sub(r"^#.*\n", "", "\n".join(p.read_text(encoding="utf-8") for p in PASSAGES), flags=re.MULTILINE)
    for section in text.split("=== ")[1:]:
        construction, _, body = section.partition("\n")
        for number, marked in enumerate(filter(None, (part.strip() for part in body.split("\n---"))), start=1):
            wrong = marked.startswith("!")
            plain, marks = _unmarked(marked.removeprefix("!").strip())
            reason = [pytest.mark.xfail(reason="read wrongly so far", strict=True)] if wrong else []
            yield pytest.param(plain, marks, id=f"{construction} {number}", marks=reason)


def _unmarked(marked: str) -> tuple[str, tuple[Mark, ...]]:
    plain, marks, last = "", [], 0
    for found in MARK.finditer(marked):
        plain += marked[last : found.start()]
        marks.append(Mark(len(plain), len(plain) + len(found["words"]), tuple(found["names"].split(";"))))
        plain += found["words"]
        last = found.end()
    return plain + marked[last:], tuple(marks)


@pytest.mark.parametrize(("text", "marks"), tuple(passages()))
def test_figures_go_to_who_gives_them(text: str, marks: tuple[Mark, ...]) -> None:
    read = finish_claims(draft_claims(article_from_text(text + REST, id="a", outlet=OUTLET)), {})
    wrong = []
    for mark in marks:
        names = [
            claim.claim.asserted_by.name
            for claim in read.figures
            for span in (claim.figure.span, *claim.claim.also)
            if span.start < mark.end and mark.start < span.end
        ]
        if not any(same_name(name, (), OUTLET, found) for name in mark.names for found in names):
            wrong.append((text[mark.start : mark.end], mark.names, names))
    assert not wrong


def test_each_passage_marks_a_figure() -> None:
    assert all(parameters.values[1] for parameters in passages())
