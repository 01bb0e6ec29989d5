"""Articles in one pile -> stories, and how the piles are scored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Run
from hypothesis import given
from hypothesis import strategies as st
from news import FERRY_A, FERRY_B

from summarize.errors import InputError, StoryError
from summarize.evaluation.grouping import b_cubed, pairwise
from summarize.grouping import DAYS, alike, open_articles
from summarize.stories import Story, StoryEntry

QUAKE = """\
Quake shakes Kalindra valley and cuts the mountain road

An earthquake of magnitude 6.1 shook the Kalindra valley before dawn on Friday, bringing down 240 houses.

The mountain road was cut by rocks in three places, the transport ministry said.
"""
QUAKE_AGAIN = """\
At least 12 dead as earthquake strikes Kalindra

Rescuers dug through fallen houses in the Kalindra valley on Friday after an earthquake of magnitude 6.1.

Rocks blocked the mountain road, which the transport ministry hopes to open by Sunday.
"""


def article(id: str, text: str, **fields: object) -> dict[str, object]:
    return {"id": id, "text": text, **fields}


PILE = [
    article("ferry-1", FERRY_A, desk="sea", published="2023-05-04"),
    article("quake-1", QUAKE, desk="land", published="2023-05-05"),
    article("ferry-2", FERRY_B, desk="sea", published="2023-05-05"),
    article("quake-2", QUAKE_AGAIN, desk="land", published="2023-05-05"),
]


def write(path: Path, records: Sequence[object]) -> Path:
    path.write_text("\n".join(record if isinstance(record, str) else json.dumps(record) for record in records))
    return path


def entries(path: Path, field: str | None = None) -> list[StoryEntry]:
    with open_articles(path, field) as source:
        found = list(source.entries)
    assert source.count == len(found)
    return found


def stories(path: Path, field: str | None = None) -> dict[str, list[str]]:
    return {e.story.id: [a.id for a in e.story.articles] for e in entries(path, field) if isinstance(e.story, Story)}


def test_reports_of_one_event_are_a_story_named_after_the_first(tmp_path: Path) -> None:
    assert stories(write(tmp_path / "pile.jsonl", PILE)) == {
        "ferry-1": ["ferry-1", "ferry-2"],
        "quake-1": ["quake-1", "quake-2"],
    }


def test_articles_with_one_value_of_a_field_are_a_story_of_that_name(tmp_path: Path) -> None:
    pile = [*PILE[:3], article("quake-2", QUAKE_AGAIN, desk="sea")]
    assert stories(write(tmp_path / "pile.jsonl", pile), "desk") == {
        "sea": ["ferry-1", "ferry-2", "quake-2"],
        "land": ["quake-1"],
    }


def test_a_story_says_on_which_lines_it_stands(tmp_path: Path) -> None:
    found = entries(write(tmp_path / "pile.jsonl", ["", *PILE]))
    assert [(e.line, e.where.partition(" of ")[0]) for e in found] == [(2, "lines 2, 4"), (3, "lines 3, 5")]


BAD = {
    "not JSON": ('{"id": oops}', "it is not valid JSON"),
    "a list": ("[1]", "it is not an article"),
    "a story": (json.dumps({"id": "x", "articles": PILE}), "it is not an article.*without --group"),
    "no text": (json.dumps({"id": "x"}), "text"),
    "without the field": (json.dumps(article("x", FERRY_A)), 'its "desk" is neither'),
    "a list for the field": (json.dumps(article("x", FERRY_A, desk=["sea"])), 'its "desk" is neither'),
}


@pytest.mark.parametrize(("line", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_named_and_the_others_are_grouped(tmp_path: Path, line: str, sentence: str) -> None:
    path = write(tmp_path / "pile.jsonl", [*PILE[:2], line, *PILE[2:]])
    bad, *rest = entries(path, "desk")
    assert bad.line == 3
    assert isinstance(bad.story, InputError)
    with pytest.raises(StoryError, match=rf"^Line 3 of .*pile\.jsonl: .*{sentence}"):
        raise bad.story
    assert [e.story.id for e in rest if isinstance(e.story, Story)] == ["sea", "land"]


def test_two_articles_of_one_id_in_a_story_are_told(tmp_path: Path) -> None:
    pile = [PILE[0], article("ferry-1", FERRY_B, desk="sea"), article("ferry-1", QUAKE, desk="land")]
    found = [e.story for e in entries(write(tmp_path / "pile.jsonl", pile)) if isinstance(e.story, Story)]
    assert [story.id for story in found] == ["ferry-1", "ferry-1-line-3"]
    assert [failure.article_id for failure in found[0].failures] == ["ferry-1"]


def test_an_empty_pile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="is empty"):
        entries(write(tmp_path / "pile.jsonl", ["", ""]))


# Likeness

texts = st.lists(st.sampled_from([FERRY_A, FERRY_B, QUAKE, QUAKE_AGAIN, "", "the of and", "zinc"]), max_size=7)


@given(texts)
def test_groups_are_numbered_by_their_first_text(given_texts: list[str]) -> None:
    found = alike(given_texts, [None] * len(given_texts))
    assert len(found) == len(given_texts)
    assert list(dict.fromkeys(found)) == list(range(len(set(found))))


@given(st.permutations(list(range(4))))
def test_the_order_of_texts_changes_no_group(order: list[int]) -> None:
    pile = [FERRY_A, QUAKE, FERRY_B, QUAKE_AGAIN]
    found = alike([pile[i] for i in order], [None] * 4)
    together = {frozenset(i for i, group in zip(order, found, strict=True) if group == n) for n in set(found)}
    assert together == {frozenset({0, 2}), frozenset({1, 3})}


@pytest.mark.parametrize(("apart", "groups"), [(0, 1), (DAYS, 1), (DAYS + 1, 2)])
def test_reports_long_after_are_another_story(apart: int, groups: int) -> None:
    days = [date(2023, 5, 4), date(2023, 5, 4 + apart)]
    assert len(set(alike([FERRY_A, FERRY_A + "More."], days))) == groups


def test_a_report_without_a_date_may_join_any() -> None:
    assert alike([FERRY_A, FERRY_A + "More."], [None, date(2023, 5, 4)]) == [0, 0]


# Scores

RIGHT = ["a", "a", "a", "b", "b", "c"]


@pytest.mark.parametrize(
    ("found", "pairs", "cubed"),
    [
        (RIGHT, (1.0, 1.0), (1.0, 1.0)),
        ([1, 1, 1, 1, 1, 1], (4 / 15, 1.0), ((9 + 4 + 1) / 36, 1.0)),
        ([1, 2, 3, 4, 5, 6], (1.0, 0.0), (1.0, 3 / 6)),
        ([1, 1, 2, 2, 3, 3], (1 / 3, 1 / 4), ((2 + 0.5 + 0.5 + 0.5 + 0.5) / 6, (4 / 3 + 1 / 3 + 0.5 + 0.5 + 1) / 6)),
    ],
    ids=["right", "all together", "all apart", "mixed"],
)
def test_scores_are_those_worked_out_by_hand(
    found: list[int], pairs: tuple[float, float], cubed: tuple[float, float]
) -> None:
    of_pairs, of_articles = pairwise(RIGHT, found), b_cubed(RIGHT, found)
    assert (of_pairs.precision, of_pairs.recall) == pytest.approx(pairs)
    assert (of_articles.precision, of_articles.recall) == pytest.approx(cubed)


def test_our_own_stories_are_found_again() -> None:
    """The floor stands below what was measured (0.95 and 0.96), for other versions of the library."""
    right, pile, days = [], [], []
    for folder in sorted((ROOT / "eval" / "cases").iterdir()):
        record = json.loads((folder / "story.json").read_text())
        if record["split"] == "dev":
            for one in record["articles"]:
                right.append(record["id"])
                words = (folder / one["file"]).read_text().split()[:150]
                pile.append(" ".join([one["title"], *words]))
                days.append(date.fromisoformat(one["published"][:10]))
    found = alike(pile, days)
    assert pairwise(right, found).f1 > 0.9
    assert b_cubed(right, found).f1 > 0.9


# The command


@pytest.mark.parametrize("options", [("--group", "auto"), ("--group-by", "desk")], ids=" ".join)
def test_a_batch_takes_a_pile_of_articles(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    write(tmp_path / "pile.jsonl", [*PILE, "{oops"])
    done = run("batch", "pile.jsonl", "-o", "out", *options)
    assert done.returncode == 3, done.stderr
    assert "2 reports, 1 failure" in done.stderr
    index = [json.loads(line) for line in (tmp_path / "out/index.jsonl").read_text().splitlines()]
    assert [row["articles"] for row in index] == [2, 2]
    before = (tmp_path / "out/reports.jsonl").read_bytes()
    run("batch", "pile.jsonl", "-o", "out", *options)
    assert (tmp_path / "out/reports.jsonl").read_bytes() == before


def test_a_pile_is_grouped_in_one_way(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "pile.jsonl", PILE)
    done = run("batch", "pile.jsonl", "-o", "out", "--group", "auto", "--group-by", "desk")
    assert (done.returncode, "give one of --group and --group-by" in done.stderr) == (2, True)
