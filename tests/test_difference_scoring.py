"""What is scored of differences beyond figures: told and right, and what must not be told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from summarize.evaluation.difference_scoring import DIFFERENCE_METRICS
from summarize.evaluation.marked import MarkedStory, load_marked, read_marked
from summarize.evaluation.marked_scoring import score_marked
from summarize.evaluation.statistics import estimate
from summarize.evaluation.stripping import stripped
from summarize.evaluation.tallies import StoryScore
from summarize.pipeline import Summarizer
from summarize.schema import Answer, Asserter, Claim, Question, QuestionKind, QuestionStatus, Report, Span

STORY = """kind = "fire"

[[article]]
id = "wire"
outlet = "Harbour Wire"
title = "Mill burns down"
published = "2024-03-02T09:00:00Z"
text = '''
A cigarette set the mill alight, the police said. Nobody has been arrested. The mill lies in the east of Tolm.
'''

[[article]]
id = "local"
outlet = "Tolm Post"
title = "The mill is gone"
published = "2024-03-03T09:00:00Z"
text = '''
A cable caused the fire, its owner said. A night watchman was arrested. The mill lies in Tolm.
'''

[[difference]]
about = "cause"
is = "conflict"
a = [["wire", "A cigarette set"]]
b = [["local", "A cable caused"]]
why = "cigarette against cable"

[[difference]]
about = "state"
is = "update"
a = [["wire", "Nobody has been"]]
b = [["local", "A night watchman"]]
why = "arrested a day later"

[[difference]]
about = "where"
is = "framing"
a = [["wire", "The mill lies"]]
b = [["local", "The mill lies"]]
why = "a part of the town"
"""
CAUSE = (("wire", "A cigarette set the mill alight"), ("local", "A cable caused the fire"))
ARREST = (("wire", "Nobody has been arrested"), ("local", "A night watchman was arrested"))
PLACE = (("wire", "The mill lies in the east"), ("local", "The mill lies in Tolm"))

Sides = tuple[tuple[str, str], ...]


@pytest.fixture
def story(tmp_path: Path) -> MarkedStory:
    path = tmp_path / "mill.toml"
    path.write_text(STORY, encoding="utf-8")
    return read_marked(path)


def scored(
    story: MarkedStory, *asked: tuple[QuestionStatus, Sides], kind: QuestionKind = "cause"
) -> tuple[dict[str, float | None], StoryScore]:
    """Return the metrics of a report that asks these questions, and the whole score."""
    claims, questions = {}, []
    for n, (status, sides) in enumerate(asked):
        for article, words in sides:
            quote = Span.of(story.texts[article], at := story.texts[article].index(words), at + len(words))
            claims[words] = Claim(
                id=words,
                article_id=article,
                kind="statement",
                quote=quote,
                figure=None,
                measure="",
                asserted_by=Asserter(name="article", span=None),
                stance="asserted",
                when=None,
            )
        answers = tuple(Answer(claims=(w,), low=None, high=None, asserted_by=(), outlets=()) for _, w in sides)
        questions.append(Question(id=f"q{n}", text="?", status=status, kind=kind, why="", answers=answers))
    report: Report = Summarizer(None).report(story.story)
    report = report.model_copy(update={"claims": tuple(claims.values()), "questions": tuple(questions)})
    score = score_marked(story, report, group="g")
    return {m.name: estimate(m, [score.counters]).value for m in DIFFERENCE_METRICS}, score


def test_what_is_told_as_labelled_is_right(story: MarkedStory) -> None:
    values, score = scored(story, ("disputed", CAUSE), ("updated", ARREST))
    assert values == {
        "differences_told": 1.0,
        "differences_right": 1.0,
        "changes_told": 1.0,
        "changes_right": 1.0,
        "framings_left": 1.0,
    }
    assert not [item for item in score.items if item.state == "wrong" and item.aspect.startswith("told")]


def test_sides_may_be_told_the_other_way_round(story: MarkedStory) -> None:
    assert scored(story, ("disputed", CAUSE[::-1]))[0]["differences_told"] == 1.0


def test_what_is_told_as_something_else_is_wrong(story: MarkedStory) -> None:
    values, _ = scored(story, ("updated", CAUSE), ("disputed", ARREST), ("disputed", PLACE))
    assert values == {
        "differences_told": 0.0,
        "differences_right": 0.0,
        "changes_told": 0.0,
        "changes_right": 0.0,
        "framings_left": 0.0,
    }


def test_the_sides_must_be_apart(story: MarkedStory) -> None:
    values, _ = scored(story, ("disputed", (CAUSE[0], PLACE[1])))
    assert (values["differences_told"], values["differences_right"]) == (0.0, 0.0)


def test_questions_about_figures_are_not_judged_here(story: MarkedStory) -> None:
    values, _ = scored(story, ("disputed", CAUSE), kind="figure")
    assert (values["differences_told"], values["differences_right"]) == (0.0, None)


def test_misses_of_a_story_that_only_measures_are_counted_and_not_listed(story: MarkedStory) -> None:
    for held_back in (False, True):
        name = next(n for n in map(str, range(99)) if renamed(story, n).held_back is held_back)
        _, score = scored(renamed(story, name))
        assert score.counters["difference.gold"] == 1
        assert any(item.aspect == "conflict not told: cause" for item in score.items) is not held_back


def renamed(story: MarkedStory, name: str) -> MarkedStory:
    return replace(story, story=replace(story.story, id=name))


def test_labels_stand_where_their_words_are_without_punctuation(story: MarkedStory) -> None:
    plain = stripped(story)
    assert plain.differences is not None
    assert [d.a[0].span.text for d in plain.differences] == ["A cigarette set", "Nobody has been", "The mill lies"]


def test_all_practice_stories_are_labelled_and_a_quarter_is_held_back() -> None:
    stories = load_marked(ROOT / "eval" / "practice", also_retold=True)
    assert all(one.differences is not None for one in stories)
    assert 0.2 < sum(one.held_back for one in stories) / len(stories) < 0.3
