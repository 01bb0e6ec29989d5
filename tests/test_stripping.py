from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from summarize.evaluation.commands import eval_app
from summarize.evaluation.marked import MarkedStory, load_marked, read_marked
from summarize.evaluation.stripping import stripped

STORY = """kind = "fire"

[[article]]
id = "wire"
outlet = "Harbour Wire"
title = "Fire at Tolm mill: ⟦1,200|fled|⟧ flee"
published = "2024-03-02T09:00:00Z"
text = '''
The mill's owner, Ede Varga, said ⟦1,200|fled|The mill's owner, Ede Varga⟧ had fled; the workers’ union spoke of ⟦“at least,
say, 1,500”|fled|the workers’ union⟧.

It was 10:30, and 3–4 °C.
'''

[[article]]
id = "local"
outlet = "Tolm Post"
title = "Mill burns"
published = "2024-03-03T09:00:00Z"
text = '''
Some ⟦900|fled|⟧ fled.
'''

[[pair]]
is = "conflict"
a = ["wire", "1,200", 2]
b = ["local", "900"]
why = "owner and paper"
"""


@pytest.fixture
def story(tmp_path: Path) -> MarkedStory:
    path = tmp_path / "fire.toml"
    path.write_text(STORY, encoding="utf-8")
    return read_marked(path)


def test_a_stripped_text_has_neither_lines_nor_the_marks_that_part_phrases(story: MarkedStory) -> None:
    wire = stripped(story).story.articles[0]
    assert wire.text == (
        "Fire at Tolm mill 1200 flee The mills owner Ede Varga said 1200 had fled the workers union spoke of "
        '"at least say 1500". It was 10:30 and 3-4 °C.'
    )
    assert (wire.title, wire.published) == ("Fire at Tolm mill 1200 flee", "2024-03-02T09:00:00+00:00")


def test_the_marks_and_pairs_stand_where_their_words_are_then(story: MarkedStory) -> None:
    plain = stripped(story)
    texts = plain.texts
    assert [mark.span.text for mark in plain.marks] == ["1200", "1200", '"at least say 1500"', "900"]
    assert all(texts[m.article_id][m.span.start : m.span.end] == m.span.text for m in plain.marks)
    assert [mark.asserter for mark in plain.marks[:3]] == ["article", "The mills owner Ede Varga", "the workers union"]
    (pair,) = plain.pairs
    assert (pair.a.mark, pair.b.mark) == (plain.marks[1], plain.marks[3])


def test_every_practice_story_keeps_its_marks() -> None:
    for story in load_marked(ROOT / "eval" / "practice", also_retold=True):
        plain = stripped(story)
        assert len(plain.marks) == len(story.marks)
        assert all(mark.span.text and not re.search(r",\d\d", mark.span.text) for mark in plain.marks)


def test_it_is_measured_beside_the_whole_text(tmp_path: Path) -> None:
    (tmp_path / "fire.toml").write_text(STORY, encoding="utf-8")
    shown = CliRunner().invoke(eval_app, ["marked", str(tmp_path), "--stripped"])
    assert shown.exit_code == 0, shown.output
    assert "1 stories scored" in shown.output
