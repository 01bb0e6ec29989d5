"""Whole stories of many kinds, by the rules alone: see `whole_stories` for what the files of that folder hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from whole_stories import FOLDER, Pair, compared, load, open_alarms

STORIES = sorted(FOLDER.glob("*.toml"))


def _pairs() -> Iterator[object]:
    for path in STORIES:
        for pair in load(path)[1]:
            if not pair.optional:
                marks = [pytest.mark.xfail(reason=pair.open, strict=True)] if pair.open else []
                yield pytest.param(path, pair, marks=marks, id=f"{path.stem}: {pair.kind}: {pair.what}")


def _stories() -> Iterator[object]:
    for path in STORIES:
        reason = open_alarms(path)
        yield pytest.param(path, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [], id=path.stem)


@pytest.mark.parametrize(("path", "pair"), list(_pairs()))
def test_a_pair_of_figures_is_told_as_it_is(path: Path, pair: Pair) -> None:
    assert compared(path).is_right(pair)


@pytest.mark.parametrize("path", list(_stories()))
def test_no_conflict_is_reported_where_there_is_none(path: Path) -> None:
    assert [q.text for q in compared(path).false_alarms] == []


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_a_story_has_pairs_of_every_kind_that_can_go_wrong(path: Path) -> None:
    articles, pairs = load(path)
    assert len(articles) == 3
    assert {"against", "apart"} <= {pair.kind for pair in pairs}
