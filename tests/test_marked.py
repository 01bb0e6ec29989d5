from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from summarize.errors import InputError, LabelError
from summarize.evaluation.commands import eval_app
from summarize.evaluation.difference_scoring import DIFFERENCE_METRICS
from summarize.evaluation.marked import MarkedStory, load_marked, read_marked
from summarize.evaluation.marked_scoring import MARKED_METRICS, score_marked
from summarize.evaluation.marked_table import check_may_list
from summarize.evaluation.statistics import estimate
from summarize.evaluation.tallies import StoryScore
from summarize.pipeline import Summarizer
from summarize.schema import Answer, Asserter, Claim, Figure, Question, QuestionStatus, Report, Span

STORY = """kind = "fire"

[[article]]
id = "wire"
outlet = "Harbour Wire"
title = "Fire at Tolm mill kills ⟦at least 12|killed|⟧"
published = "2024-03-02T09:00:00Z"
text = '''
A fire at a paper mill in Tolm killed ⟦at least 12|killed|the police⟧ people on Friday, the police said.

The mill employs ⟦340|staff|⟧ people. Ede Varga, its owner, denied that a door was locked. In 2019 it hurt ⟦12|hurt-2019|⟧.
'''

[[article]]
id = "local"
outlet = "Tolm Post"
title = "Doors were locked, say workers"
published = "2024-03-03T09:00:00Z"
text = '''
Two doors of the mill had been locked, workers told this paper.

The union put the dead at ⟦19|killed|The union⟧. The police now say ⟦14|killed|The police⟧. It has ⟦about 350|staff|⟧ workers.
'''

[[pair]]
is = "conflict"
a = ["wire", "at least 12", 2]
b = ["local", "19"]
why = "police and union"
[[pair]]
is = "update"
a = ["wire", "at least 12", 2]
b = ["local", "14"]
why = "the police count rose"
[[pair]]
is = "compatible"
a = ["wire", "340"]
b = ["local", "about 350"]
why = "rounded"
[[pair]]
is = "scope"
a = ["wire", "12", 3]
b = ["local", "14"]
why = "another fire"
[[pair]]
is = "denial"
a = ["wire", "denied that a door was locked"]
b = ["local", "Two doors of the mill had been locked"]
why = "owner and workers"
[[denial]]
by = ["wire", "Ede Varga, its owner, denied"]
of = [["local", "Doors were locked"], ["local", "Two doors of the mill"]]
[[denial]]
by = ["local", "The police now say"]
of = []

[[difference]]
about = "state"
is = "open"
a = [["wire", "Ede Varga, its"]]
b = [["local", "Doors were locked"], ["local", "Two doors of"]]
why = "doors locked or not"
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        path = tmp_path / "mill.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


@pytest.fixture
def story(write: Write) -> MarkedStory:
    return read_marked(write(STORY))


def test_marks_leave_the_text_and_keep_their_words(story: MarkedStory) -> None:
    assert not any("⟦" in text or "|" in text for text in story.texts.values())
    assert story.texts["wire"].startswith("Fire at Tolm mill kills at least 12\n\nA fire at a paper mill")
    for mark in story.marks:
        assert story.texts[mark.article_id][mark.span.start : mark.span.end] == mark.span.text
    assert [(m.span.text, m.question, m.asserter) for m in story.marks][:2] == [
        ("at least 12", "killed", "article"),
        ("at least 12", "killed", "the police"),
    ]


def test_a_pair_finds_whole_numbers_by_their_occurrence(story: MarkedStory) -> None:
    scope = story.pairs[3]
    assert scope.a.mark is not None
    assert scope.a.mark.question == "hurt-2019"
    assert story.pairs[4].a.mark is None


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("⟦340|staff|⟧", "⟦340|staff|", 11, "is not closed"),
        ("⟦12|hurt-2019|⟧", "⟦12|hurt-2019|", 11, "is not closed"),
        ("⟦340|staff|⟧", "340|staff|⟧", 11, "a mark is closed that was not opened"),
        ("⟦340|staff|⟧", "⟦340|staff⟧", 11, "this one has 2 parts"),
        ("⟦340|staff|⟧", "⟦340||⟧", 11, "the mark has no question"),
        ("⟦340|staff|⟧", "⟦340 |staff|⟧", 11, "white space around them"),
        ('id = "local"', 'id = "wire"', 14, "a second article has the id 'wire'"),
        ('b = ["local", "19"]', 'b = ["locals", "19"]', 28, "no article has the id 'locals'"),
        ('b = ["local", "19"]', 'b = ["local", "90"]', 28, "'90' does not stand in local"),
        ('b = ["local", "19"]', 'b = ["local", "19", 2]', 28, "stands 1 times in local, not 2"),
        ('a = ["wire", "12", 3]', 'a = ["wire", "a"]', 42, "stands 2 times in wire: say which"),
        ('a = ["wire", "12", 3]', 'a = ["wire", "12", 2]', 40, "figures of another scope have another question"),
        ('b = ["local", "14"]\nwhy = "the', 'b = ["local", "about 350"]\nwhy = "the', 30, "have one question"),
        ('b = ["local", "about 350"]', 'b = ["local", "workers", 1]', 35, "must be marked: 'workers' is not"),
        ('is = "scope"', 'is = "near miss"', 41, "pair.3.is"),
        ('why = "rounded"', "", 35, "pair.2.why: Field required"),
        ('kind = "fire"', 'kinds = "fire"', 1, "kinds"),
        ('by = ["wire", "Ede', 'by = ["wire", "Ada', 51, "'Ada Varga, its owner, denied' does not stand in wire"),
        ('["local", "Two doors of the mill"]', '["local", "workers"]', 52, "stands 3 times in local: say which"),
        ('["local", "Two doors of the mill"]', '["post", "Two"]', 52, "no article has the id 'post'"),
        ('["local", "Two doors of the mill"]', '["wire", "Ede Varga"]', 50, "is said to deny itself"),
        ("of = []", "", 53, "denial.1.of: Field required"),
        ('about = "state"', 'about = "mood"', 58, "difference.0.about"),
        ('is = "open"', 'is = "doubtful"', 59, "difference.0.is"),
        ('a = [["wire", "Ede Varga, its"]]', "a = []", 60, "difference.0.a"),
        ('a = [["wire", "Ede Varga, its"]]', 'a = [["wire", "Ada Varga"]]', 60, "'Ada Varga' does not stand in wire"),
        ('["local", "Two doors of"]]', '["local", "workers"]]', 61, "stands 3 times in local: say which"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_reason(
    write: Write, old: str, new: str, line: int, reason: str
) -> None:
    assert old in STORY
    path = write(STORY.replace(old, new, 1))
    with pytest.raises(LabelError) as caught:
        read_marked(path)
    assert any(one.startswith(f"{path}:{line}: ") and reason in one for one in caught.value.problem.splitlines()), (
        caught.value.problem
    )


def test_a_denial_has_its_words_and_what_it_denies(story: MarkedStory) -> None:
    assert story.denials is not None
    first, second = story.denials
    assert [(end.article_id, end.span.text) for end in (first.by, *first.of)] == [
        ("wire", "Ede Varga, its owner, denied"),
        ("local", "Doors were locked"),
        ("local", "Two doors of the mill"),
    ]
    assert second.of == ()


def test_a_story_in_which_nobody_looked_for_denials_is_told_from_one_without(write: Write) -> None:
    bare = STORY[: STORY.index("[[denial]]")]
    assert read_marked(write(bare)).denials is None
    assert read_marked(write(bare.replace('"fire"\n', '"fire"\ndenial = []\n', 1))).denials == ()


def test_a_question_has_figures_of_one_dimension(write: Write) -> None:
    path = write(STORY.replace("⟦about 350|staff|⟧", "⟦€350m|staff|⟧").replace("⟦340|", "⟦34%|"))
    with pytest.raises(
        LabelError, match=r"'staff' has figures of more than one dimension: '€350m' \(money\) and '34%'"
    ):
        read_marked(path)


def test_what_is_no_story_is_told(write: Write, tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="this is no TOML"):
        read_marked(write("kind = "))
    with pytest.raises(LabelError, match=r"mill\.toml: this is no TOML"):
        load_marked(tmp_path)
    with pytest.raises(LabelError, match="is not a folder"):
        load_marked(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(LabelError, match="holds no marked stories"):
        load_marked(tmp_path / "empty")


Asked = tuple[QuestionStatus, tuple[tuple[str, ...], ...]]
RIGHT: tuple[Asked, ...] = (
    ("disputed", (("killed-0", "killed-1"), ("killed-2",))),
    ("updated", (("killed-0", "killed-1"), ("killed-3",))),
    ("compatible", (("staff-0",), ("staff-1",))),
    ("denied", (("no",), ("yes",))),
)


def report_of(story: MarkedStory, asked: tuple[Asked, ...] = RIGHT, **asserters: str) -> Report:
    """Return a report that has every mark as a claim ("staff-1" is the second of its question) and asks `asked`."""
    empty = Summarizer(None).report(story.story).model_copy(update={"omissions": ()})
    claims = []
    count: dict[str, int] = {}
    for mark in story.marks:
        n = count[mark.question] = count.get(mark.question, -1) + 1
        id = f"{mark.question}-{n}"
        assert mark.read is not None
        claims.append(
            Claim(
                id=id,
                article_id=mark.article_id,
                kind="figure",
                quote=mark.span,
                figure=Figure(
                    span=mark.span,
                    low=mark.read.low,
                    high=mark.read.high,
                    qualifier=mark.read.qualifier,
                    unit=None,
                ),
                measure="",
                asserted_by=Asserter(name=asserters.get(id.replace("-", "_"), mark.asserter), span=None),
                stance="asserted",
                when=None,
            )
        )
    for id, article, words in (
        ("no", "wire", "denied that a door was locked"),
        ("yes", "local", "Two doors of the mill had been locked"),
    ):
        start = story.texts[article].index(words)
        claims.append(
            Claim(
                id=id,
                article_id=article,
                kind="denial" if id == "no" else "statement",
                quote=Span(start=start, end=start + len(words), text=words),
                figure=None,
                measure="",
                asserted_by=Asserter(name="article", span=None),
                stance="asserted",
                when=None,
            )
        )
    questions = tuple(
        Question(
            id=f"q{n}",
            text="?",
            status=status,
            kind="figure",
            why="",
            answers=tuple(Answer(claims=ids, low=None, high=None, asserted_by=(), outlets=()) for ids in answers),
        )
        for n, (status, answers) in enumerate(asked)
    )
    return empty.model_copy(update={"claims": tuple(claims), "questions": questions})


def values(score: StoryScore) -> dict[str, float | None]:
    return {m.name: estimate(m, [score.counters]).value for m in MARKED_METRICS}


def causes(score: StoryScore) -> set[str]:
    return {item.aspect for item in score.items if item.state == "wrong"}


def test_a_report_that_says_what_is_marked_is_right_in_everything(story: MarkedStory) -> None:
    score = score_marked(story, report_of(story), group="g")
    of_differences = {metric.name for metric in DIFFERENCE_METRICS}
    assert {value for name, value in values(score).items() if name not in of_differences} == {1.0}
    assert causes(score) == {"open not told: state"}


@pytest.mark.parametrize(
    ("sides", "told", "right"),
    [
        ((("no",), ("yes",)), 1.0, 1.0),
        ((("no",), ("killed-2",)), 0.0, 0.0),
        ((("no", "yes"),), 0.0, None),
    ],
)
def test_a_denial_is_told_if_it_stands_against_what_it_denies(
    story: MarkedStory, sides: tuple[tuple[str, ...], ...], told: float, right: float | None
) -> None:
    score = score_marked(story, report_of(story, (("denied", sides),)), group="g")
    assert (values(score)["denials_told"], values(score)["denials_right"]) == (told, right)


def test_denials_are_not_judged_where_nobody_looked_for_them(write: Write) -> None:
    story = read_marked(write(STORY[: STORY.index("[[denial]]")]))
    assert values(score_marked(story, report_of(story), group="g"))["denials_told"] is None


def test_questions_that_share_a_claim_are_one_question(story: MarkedStory) -> None:
    apart: tuple[Asked, ...] = (
        ("disputed", (("killed-1",), ("killed-2",))),
        ("updated", (("killed-0",), ("killed-3",))),
    )
    assert values(score_marked(story, report_of(story, apart), group="g"))["same_recall"] == pytest.approx(2 / 7)
    shared: tuple[Asked, ...] = (*apart, ("agreed", (("killed-0", "killed-1"),)))
    assert values(score_marked(story, report_of(story, shared), group="g"))["same_recall"] == pytest.approx(6 / 7)


def test_a_dispute_of_three_may_be_shown_two_sides_at_a_time(story: MarkedStory) -> None:
    shown: tuple[Asked, ...] = (
        ("disputed", (("killed-1",), ("killed-3",))),
        ("disputed", (("killed-3",), ("killed-2",))),
    )
    assert values(score_marked(story, report_of(story, shown), group="g"))["conflicts_found"] == 0.5
    one: tuple[Asked, ...] = (("disputed", (("killed-1",), ("killed-3",))),)
    assert values(score_marked(story, report_of(story, one), group="g"))["conflicts_found"] == 0


def test_a_figure_that_is_missing_or_too_much_or_misread_is_told(story: MarkedStory) -> None:
    report = report_of(story)
    first, *others = report.claims
    assert first.figure is not None
    misread = first.model_copy(
        update={"figure": first.figure.model_copy(update={"low": 13.0, "span": Span.of(story.texts["wire"], 28, 36)})}
    )
    outlet = Span.of(story.texts["wire"], 0, 4)
    extra = first.model_copy(update={"id": "x", "figure": first.figure.model_copy(update={"span": outlet})})
    score = score_marked(story, report.model_copy(update={"claims": (misread, *others[1:], extra)}), group="g")
    assert {"figure not found", "interval wrong", "figure not marked"} <= causes(score)
    assert values(score)["figure_recall"] == pytest.approx(6 / 7)
    assert values(score)["figure_precision"] == pytest.approx(6 / 7)


@pytest.mark.parametrize(
    ("asserters", "cause", "right", "named"),
    [
        ({"killed_1": "article"}, "asserter wrong: the article", 6 / 7, 2 / 3),
        ({"killed_1": "Ede Varga"}, "asserter wrong: somebody else", 6 / 7, 2 / 3),
        ({"staff_0": "Ede Varga"}, "asserter wrong: named, and is the article", 6 / 7, 1),
    ],
)
def test_the_asserter_is_told_from_others(
    story: MarkedStory, asserters: dict[str, str], cause: str, right: float, named: float
) -> None:
    score = score_marked(story, report_of(story, **asserters), group="g")
    assert cause in causes(score)
    assert values(score)["asserter"] == pytest.approx(right)
    assert values(score)["named_asserter"] == pytest.approx(named)


def test_one_of_two_names_is_enough(write: Write) -> None:
    story = read_marked(write(STORY.replace("|killed|the police⟧", "|killed|the police / article⟧")))
    assert story.marks[1].aliases == ("article",)
    for name, right in (("police", 1.0), ("article", 1.0), ("Ede Varga", 6 / 7)):
        score = score_marked(story, report_of(story, killed_1=name), group="g")
        assert values(score)["asserter"] == pytest.approx(right)


def test_a_figure_stated_twice_may_have_the_asserter_of_either_place(story: MarkedStory) -> None:
    report = report_of(story)
    headline, body, *others = report.claims
    one = body.model_copy(update={"also": (headline.quote,)})
    merged = report.model_copy(update={"claims": (one, *others)})
    assert values(score_marked(story, merged, group="g"))["asserter"] == 1


@pytest.mark.parametrize(
    ("asked", "metric", "value", "cause"),
    [
        ((), "conflicts_found", 0, "conflict missed: in two questions"),
        ((("agreed", (("killed-1",), ("killed-2",))),), "conflicts_found", 0, "conflict missed: told as agreed"),
        ((("disputed", (("killed-1", "killed-2"),)),), "conflicts_found", 0, "conflict missed: told as one answer"),
        ((("disputed", (("killed-0",), ("killed-2",))),), "conflicts_found", 0.5, "conflict missed: in two questions"),
        ((("disputed", (("killed-1",), ("hurt-2019-0",))),), "conflict_precision", 0, "false conflict: figures of two questions"),
        ((("disputed", (("killed-1",), ("killed-3",))),), "told_from_conflict", 2 / 3, "update called a conflict"),
        ((("disputed", (("killed-1",), ("killed-3",))),), "conflict_precision", 0, "false conflict: labelled update"),
        ((("disputed", (("staff-0",), ("staff-1",))),), "conflict_precision", 0, "false conflict: labelled compatible"),
        ((("disputed", (("hurt-2019-0",), ("killed-3",))),), "conflict_precision", 0, "false conflict: labelled scope"),
        ((("disputed", (("killed-1",), ("killed-2",), ("killed-3",))),), "conflict_precision", 0.5, "update called a conflict"),
        ((("agreed", (("killed-1",), ("killed-3",))),), "updates_found", 0, "update not told: told as agreed"),
        ((("agreed", (("killed-1", "hurt-2019-0"),)),), "same_precision", 0, "questions joined"),
        ((("different_scope", (("killed-1",), ("killed-2",))),), "same_recall", 0, "question split"),
    ],
)  # fmt: skip
def test_what_a_report_sets_together_and_apart_is_judged_by_the_pairs(
    story: MarkedStory, asked: tuple[Asked, ...], metric: str, value: float, cause: str
) -> None:
    score = score_marked(story, report_of(story, asked), group="g")
    assert values(score)[metric] == pytest.approx(value)
    assert cause in causes(score)


def test_a_third_value_of_a_disputed_question_is_not_judged(write: Write) -> None:
    third = STORY.replace("It has", "A priest spoke of ⟦17|killed|A priest⟧. It has")
    story = read_marked(write(third))
    asked: tuple[Asked, ...] = (("disputed", (("killed-1",), ("killed-2",), ("killed-4",))),)
    assert values(score_marked(story, report_of(story, asked), group="g"))["conflict_precision"] == 1


def test_the_command_measures_by_the_rules_alone_and_lists_misses(write: Write) -> None:
    folder = write(STORY).parent
    plain = CliRunner().invoke(eval_app, ["marked", str(folder)])
    assert plain.exit_code == 0
    assert "1 stories scored, 0 failed." in plain.stdout
    assert "##" not in plain.stdout
    rows = [line for line in plain.stdout.splitlines() if line.startswith("| Figures found |")]
    assert [re.split(r"\s*\|\s*", row)[2:4] for row in rows] == [["7", "100.0"]]
    assert "|" in CliRunner().invoke(eval_app, ["marked", str(folder), "--worst"]).stdout


def test_misses_of_held_out_stories_are_not_listed(tmp_path: Path) -> None:
    folder = tmp_path / "held_out"
    folder.mkdir()
    (folder / "mill.toml").write_text(STORY, encoding="utf-8")
    (tmp_path / "link").symlink_to(folder)
    assert CliRunner().invoke(eval_app, ["marked", str(folder)]).exit_code == 0
    for name in ("held_out", "link"):
        refused = CliRunner().invoke(eval_app, ["marked", str(tmp_path / name), "--worst"])
        assert isinstance(refused.exception, InputError)
        assert "is held out" in str(refused.exception)
    check_may_list(ROOT / "eval" / "practice")


def test_the_example_of_the_documents_is_well_formed(write: Write) -> None:
    document = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", document, re.DOTALL | re.MULTILINE)
    story = read_marked(write(example))
    assert [(p.kind, p.a.mark and p.a.mark.asserter) for p in story.pairs] == [("conflict", "the police")]


@pytest.mark.parametrize(
    "folder", [f for f in ("practice", "practice/retold", "held_out") if (ROOT / "eval" / f).is_dir()]
)
def test_our_marked_stories_are_well_formed(folder: str) -> None:
    stories = load_marked(ROOT / "eval" / folder)
    kinds = [{pair.kind for pair in story.pairs} for story in stories]
    for story, found in zip(stories, kinds, strict=True):
        assert found & {"scope", "compatible", "update"}, story.id
    # Outlets now and then agree in everything.
    share = 0.85 if folder.endswith("retold") else 0.95
    assert sum(bool(found & {"conflict", "denial", "self_contradiction"}) for found in kinds) > share * len(stories)
