from __future__ import annotations

import json
from pathlib import Path

import pytest
from news import FERRY_A, FERRY_B

from summarize.errors import InputError, StoryError
from summarize.stories import Story, StoryEntry, open_stories

ARTICLES = [{"id": "a", "text": FERRY_A}, {"id": "b", "text": FERRY_B}]


def entries(path: Path, content: str | bytes) -> list[StoryEntry]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_stories(path) as source:
        found = list(source.entries)
    assert source.count == len(found)
    return found


def test_each_line_is_a_story(tmp_path: Path) -> None:
    lines = [json.dumps({"id": id, "articles": ARTICLES}) for id in ("one", "two")]
    found = entries(tmp_path / "s.jsonl", "\ufeff" + "\r\n\n".join(lines))
    assert [(e.line, e.story.id, len(e.story.articles)) for e in found if isinstance(e.story, Story)] == [
        (1, "one", 2),
        (3, "two", 2),
    ]


BAD_LINES = {
    "not JSON": ('{"id": oops}', "it is not valid JSON"),
    "not UTF-8": (b'{"id": "\xff"}', "it is not UTF-8"),
    "a list": ("[1, 2]", 'it has no list of "articles"'),
    "a number beyond Python's limit": ("9" * 5000, "it is not valid JSON"),
    "nested without end": ("[" * 100_000, "it is nested too deeply"),
    "no articles": ('{"id": "x", "articles": []}', 'it has no list of "articles"'),
    "articles of another kind": ('{"id": "x", "articles": "a.txt"}', 'it has no list of "articles"'),
    "an article": (json.dumps({"id": "x", "text": FERRY_A}), "it is an article, not a story.*summarize compare"),
    "an id that is a list": (json.dumps({"id": [1], "articles": ARTICLES}), 'its "id" is neither'),
    "an id used before": (json.dumps({"id": "good", "articles": ARTICLES}), "the id good is already that of line 1"),
    "only empty articles": (json.dumps({"id": "x", "articles": [{"text": ""}]}), "none of its articles can be read"),
}


@pytest.mark.parametrize(("line", "sentence"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str | bytes, sentence: str) -> None:
    good = [json.dumps({"id": id, "articles": ARTICLES}).encode() for id in ("good", "better")]
    content = b"\n".join([good[0], line if isinstance(line, bytes) else line.encode(), good[1]])
    first, bad, last = entries(tmp_path / "s.jsonl", content)
    assert isinstance(first.story, Story)
    assert isinstance(last.story, Story)
    assert isinstance(bad.story, InputError)
    with pytest.raises(StoryError, match=rf"^Line 2 of .*s\.jsonl: {sentence}"):
        raise bad.story


def test_a_bad_article_of_a_story_is_a_failure_of_it(tmp_path: Path) -> None:
    records = [*ARTICLES, {"id": "empty", "text": ""}, 3, {"id": "a", "text": FERRY_A + "More."}]
    (entry,) = entries(tmp_path / "s.jsonl", json.dumps({"articles": records}))
    assert isinstance(entry.story, Story)
    assert entry.story.id == "line-1"
    assert [article.id for article in entry.story.articles] == ["a", "b"]
    assert [failure.article_id for failure in entry.story.failures] == ["empty", "article-4", "a"]


def test_each_folder_of_a_folder_is_a_story(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("" if name == "two" else FERRY_A)
    (tmp_path / "README.md").write_text("about")
    with open_stories(tmp_path) as source:
        found = list(source.entries)
    assert source.count == 3
    assert [e.story.id if isinstance(e.story, Story) else type(e.story) for e in found] == [
        "one",
        "three",
        type(found[2].story),
    ]
    assert str(tmp_path / "two") in str(found[2].story)
