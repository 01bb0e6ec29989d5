from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.errors import LabelError
from summarize.evaluation.authoring import expand, write_labels
from summarize.evaluation.cases import describe, load_case, load_cases
from summarize.evaluation.labels import CONFLICTS

Record = dict[str, object]

CASES = Path(__file__).parent.parent / "eval" / "cases"
ALL = sorted(path.parent for path in CASES.glob("*/story.json"))

WIRE = "Crane falls in Ostrel\n\nPolice said at least 3 workers died. The owner denied that any rope had snapped.\n"
LOCAL = "Four dead under crane\n\nFour workers died, the mayor said. Police put the toll at 3 at first.\n"
STORY: Record = {
    "id": "50-crane",
    "event": "A crane falls on a quay.",
    "split": "dev",
    "articles": [
        {
            "id": "wire",
            "outlet": "Ostrel Wire",
            "title": "Crane falls",
            "published": "2031-05-02T08:00:00Z",
            "url": "https://wire.example/1",
            "file": "wire.txt",
        },
        {"id": "local", "outlet": "Quay Post", "title": None, "published": None, "url": None, "file": "local.txt"},
    ],
}
DRAFT = """
// two counts and a denial
@ wire
figure w1 | Police said [[at least 3]] workers died | at_least 3 people | workers killed | Police; officers
statement w2 | The owner denied that any rope had snapped | owner | denied
key | Police said at least 3 workers died
@ local
figure l1 | [[Four]] workers died, the mayor said | exact 4 people | workers killed | the mayor
also l1 | [[Four]] dead under crane
figure l2 | Police put the toll at [[3]] | exact 3 people | workers killed | Police | asserted | at first
question q1 | updated | figure | How many died? | w1 l1 | The mayor counted later.
question q2 | compatible | figure | How many did the police count? | w1 l2 | "At least" was dropped.
question q3 | single_source | cause | Did a rope snap? | w2 | Only the wire asks.
omission q3 | wire | local
negative n1 | l1 l2 | The first count was incomplete.
"""


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cases" / "50-crane"
    folder.mkdir(parents=True)
    (folder / "story.json").write_text(json.dumps(STORY))
    (folder / "wire.txt").write_text(WIRE)
    (folder / "local.txt").write_text(LOCAL)
    draft = tmp_path / "draft"
    draft.write_text(DRAFT)
    write_labels(draft, folder)
    return folder


def read_labels(folder: Path) -> list[Record]:
    return [json.loads(line) for line in (folder / "labels.jsonl").read_text().splitlines()]


def line_of(records: list[Record], **wanted: object) -> int:
    return next(i for i, record in enumerate(records) if all(record.get(k) == v for k, v in wanted.items()))


def change(name: str, **fields: object) -> Callable[[list[Record]], int]:
    def edit(records: list[Record]) -> int:
        at = line_of(records, **({"type": name} if name in ("key_point", "omission") else {"id": name}))
        records[at].update(fields)
        return at

    return edit


def span(start: int, end: int, text: str) -> Record:
    return {"start": start, "end": end, "text": text}


def drop(name: str, key: str) -> Callable[[list[Record]], int]:
    def edit(records: list[Record]) -> int:
        at = line_of(records, id=name)
        del records[at][key]
        return at

    return edit


def repeat(name: str) -> Callable[[list[Record]], int]:
    def edit(records: list[Record]) -> int:
        records.append(dict(records[line_of(records, id=name)]))
        return len(records) - 1

    return edit


def test_a_sound_case_gives_its_labels_by_type(case_folder: Path) -> None:
    case = load_case(case_folder)
    assert (len(case.figures), len(case.statements), len(case.questions)) == (3, 1, 3)
    assert (len(case.omissions), len(case.hard_negatives), len(case.key_points)) == (1, 1, 1)
    assert case.split == "dev"
    assert case.claim("w1").asserter == "Police"
    with pytest.raises(KeyError):
        case.claim("q1")


def test_every_span_says_what_the_article_says(case_folder: Path) -> None:
    case = load_case(case_folder)
    for figure in case.figures:
        for place in (figure.quote, *figure.places):
            assert case.texts[figure.article_id][place.start : place.end] == place.text
    assert [place.text for place in case.figures[1].places] == ["Four", "Four"]


def test_story_is_the_pipelines_input_and_holds_no_labels(case_folder: Path) -> None:
    first, second = load_case(case_folder).story()
    assert first == {
        "id": "wire",
        "outlet": "Ostrel Wire",
        "title": "Crane falls",
        "published": "2031-05-02T08:00:00Z",
        "url": "https://wire.example/1",
        "text": WIRE,
    }
    assert second["title"] is None


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        pytest.param(change("w2", quote=span(0, 5, "Train")), "says 'Train', the article 'Crane'", id="other-words"),
        pytest.param(change("key_point", quote=span(40, 40, "")), "empty or runs backwards", id="empty-span"),
        pytest.param(change("w2", quote=span(60, 30, "x")), "empty or runs backwards", id="backward-span"),
        pytest.param(change("w2", quote=span(60, 4000, "x")), "reaches beyond", id="span-beyond"),
        pytest.param(change("w2", quote=span(-5, 4, "x")), "reaches beyond", id="negative-span"),
        pytest.param(change("w1", figure=span(0, 5, "Crane")), "outside its quote", id="figure-outside-quote"),
        pytest.param(change("l2", also=[span(0, 4, "Four")]), "is labelled on line", id="labelled-twice"),
        pytest.param(change("l1", low=5), "low 5 is above high 4", id="low-above-high"),
        pytest.param(change("l1", high=5), "do not fit qualifier 'exact'", id="exact-with-two-ends"),
        pytest.param(change("l1", qualifier="range"), "do not fit qualifier 'range'", id="range-of-one"),
        pytest.param(change("w1", high=3), "needs low named and high null", id="closed-at-least"),
        pytest.param(change("w1", qualifier="perhaps"), "qualifier", id="unknown-qualifier"),
        pytest.param(change("w1", stance="shouted"), "stance", id="unknown-stance"),
        pytest.param(change("w1", asserter=" "), "asserter", id="nameless-asserter"),
        pytest.param(
            change("w1", asserter="the harbour police"), "not in the words of the article", id="strange-asserter"
        ),
        pytest.param(change("l2", when="by noon"), "when 'by noon' is not in the words", id="strange-window"),
        pytest.param(change("w1", measure=""), "measure", id="empty-measure"),
        pytest.param(change("w1", low="3"), "low", id="number-as-text"),
        pytest.param(change("w1", mood="grim"), "mood", id="unknown-field"),
        pytest.param(drop("w1", "unit"), "unit", id="missing-field"),
        pytest.param(change("w1", type="numeral"), "'numeral'", id="unknown-type"),
        pytest.param(change("w1", article_id="radio"), "no article 'radio'", id="unknown-article"),
        pytest.param(repeat("q1"), "'q1' stands on line", id="duplicate-id"),
        pytest.param(change("q1", status="settled"), "status", id="unknown-status"),
        pytest.param(change("q1", kind="mood"), "kind", id="unknown-kind"),
        pytest.param(change("q1", claims=["w1", "l9"]), "no claim 'l9'", id="unknown-claim"),
        pytest.param(change("q1", claims=["w1", "w1"]), "stands twice", id="repeated-claim"),
        pytest.param(change("q1", claims=["w1"]), "needs two claims", id="one-claim"),
        pytest.param(change("q1", claims=[]), "at least 1 item", id="no-claims"),
        pytest.param(change("q1", status="single_source"), "claims from 2 articles", id="two-single-sources"),
        pytest.param(change("q1", status="agreed"), "qualifiers that differ", id="agreed-but-different"),
        pytest.param(change("q1", status="self_contradicted"), "two claims from one article", id="two-selves"),
        pytest.param(change("q1", status="denied"), "needs a claim with stance 'denied'", id="denied-by-nobody"),
        pytest.param(change("q3", kind="figure"), "without a figure", id="figure-question-without-figure"),
        pytest.param(change("omission", question="q9"), "no question 'q9'", id="omission-of-nothing"),
        pytest.param(change("omission", reported_by=["local"]), "is answered by ['wire']", id="wrong-reporter"),
        pytest.param(change("omission", missing_from=["wire"]), "does answer it", id="not-missing"),
        pytest.param(change("omission", missing_from=["radio"]), "no article 'radio'", id="missing-from-nowhere"),
        pytest.param(change("n1", claims=["l1", "l9"]), "no claim 'l9'", id="negative-of-nothing"),
        pytest.param(change("n1", claims=["l1"]), "at least 2 items", id="negative-of-one"),
    ],
)
def test_a_wrong_label_is_refused_with_its_line_and_the_reason(
    case_folder: Path, edit: Callable[[list[Record]], int], reason: str
) -> None:
    records = read_labels(case_folder)
    at = edit(records)
    (case_folder / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with pytest.raises(LabelError) as caught:
        load_case(case_folder)
    place = f"{case_folder / 'labels.jsonl'}:{at + 1}: "
    lines = [line for line in caught.value.problem.splitlines() if line.startswith(place)]
    assert any(reason in line for line in lines), caught.value.problem


def test_a_conflict_may_not_hold_two_claims_of_a_hard_negative(case_folder: Path) -> None:
    records = read_labels(case_folder)
    records[line_of(records, id="q1")].update(status="disputed", claims=["w1", "l1", "l2"])
    (case_folder / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with pytest.raises(LabelError, match=r"'q1' calls \['l1', 'l2'\] a conflict"):
        load_case(case_folder)


@pytest.mark.parametrize("status", ["compatible", "updated", "disputed"])
def test_figures_that_are_the_same_do_not_differ(case_folder: Path, status: str) -> None:
    records = read_labels(case_folder)
    records[line_of(records, id="l1")].update(low=3, high=3)
    records[line_of(records, id="q1")].update(status=status, claims=["l1", "l2"])
    (case_folder / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with pytest.raises(LabelError, match="with one and the same figure"):
        load_case(case_folder)


@pytest.mark.parametrize(("line", "reason"), [("", "the line is empty"), ("{", "JSON"), ("[]", "object")])
def test_a_line_that_is_no_record_is_refused(case_folder: Path, line: str, reason: str) -> None:
    path = case_folder / "labels.jsonl"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], line, *lines[1:]]) + "\n")
    with pytest.raises(LabelError, match=r"labels\.jsonl:2: ") as caught:
        load_case(case_folder)
    assert reason in caught.value.problem


def test_every_problem_is_told_at_once(case_folder: Path) -> None:
    records = read_labels(case_folder)
    change("w1", stance="shouted")(records)
    change("l1", measure="")(records)
    (case_folder / "labels.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with pytest.raises(LabelError) as caught:
        load_case(case_folder)
    assert len(caught.value.problem.splitlines()) == 2


def test_a_file_without_labels_is_refused(case_folder: Path) -> None:
    (case_folder / "labels.jsonl").write_text("")
    with pytest.raises(LabelError, match=r"labels\.jsonl:1"):
        load_case(case_folder)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": "51-crane"}, "not the folder's name"),
        ({"split": "train"}, "split"),
        ({"articles": []}, "articles"),
        ({"extra": 1}, "extra"),
        ({"articles": [STORY["articles"][0], STORY["articles"][0]]}, "stands twice"),  # type: ignore[index]
        ({"articles": STORY["articles"][:1]}, "'local.txt' belongs to no article"),  # type: ignore[index]
        ({"articles": [{"id": "a", "outlet": "A", "file": "none.txt"}]}, "does not exist"),
        ({"articles": [{"id": "a", "outlet": "A", "file": "../50-crane/wire.txt"}]}, "not a plain file name"),
        ({"articles": [{"id": "a", "outlet": "", "file": "wire.txt"}]}, "outlet"),
    ],
)
def test_a_wrong_story_record_is_refused(case_folder: Path, fields: Record, reason: str) -> None:
    (case_folder / "story.json").write_text(json.dumps(STORY | fields))
    with pytest.raises(LabelError, match=r"story\.json") as caught:
        load_case(case_folder)
    assert reason in caught.value.problem


def test_an_empty_article_is_refused(case_folder: Path) -> None:
    (case_folder / "wire.txt").write_text(" \n")
    with pytest.raises(LabelError, match=r"wire\.txt is empty"):
        load_case(case_folder)


def test_an_article_that_is_not_utf8_is_refused(case_folder: Path) -> None:
    (case_folder / "wire.txt").write_bytes(b"caf\xe9")
    with pytest.raises(LabelError, match="not UTF-8 at byte 3"):
        load_case(case_folder)


def test_a_story_without_labels_is_refused(case_folder: Path) -> None:
    (case_folder / "labels.jsonl").unlink()
    with pytest.raises(LabelError, match="cannot be read"):
        load_case(case_folder)


def test_a_second_labelling_is_read_by_its_name(case_folder: Path) -> None:
    lines = (case_folder / "labels.jsonl").read_text().splitlines(keepends=True)
    (case_folder / "labels-second.jsonl").write_text("".join(line for line in lines if '"key_point"' not in line))
    assert load_case(case_folder, labels="labels-second.jsonl").key_points == ()


def test_a_partial_labelling_need_not_ask_about_every_claim(case_folder: Path) -> None:
    lines = (case_folder / "labels.jsonl").read_text().splitlines(keepends=True)
    (case_folder / "labels.jsonl").write_text("".join(line for line in lines if '"q2"' not in line))
    with pytest.raises(LabelError, match="'l2' answers no question"):
        load_case(case_folder)
    (case_folder / "story.json").write_text(json.dumps(STORY | {"exhaustive": False}))
    assert len(load_case(case_folder).questions) == 2


def test_line_ends_are_left_alone_so_that_offsets_hold(case_folder: Path) -> None:
    (case_folder / "wire.txt").write_bytes(b"\r\n" + WIRE.encode())
    with pytest.raises(LabelError, match="the article"):
        load_case(case_folder)


def test_digests_tell_articles_from_labels(case_folder: Path) -> None:
    before = load_case(case_folder)
    path = case_folder / "labels.jsonl"
    path.write_text("".join(reversed(path.read_text().splitlines(keepends=True))))
    after = load_case(case_folder)
    assert (after.sha256 == before.sha256, after.labels_sha256 == before.labels_sha256) == (True, False)
    (case_folder / "wire.txt").write_text(WIRE + "\nMore later.\n")
    changed = load_case(case_folder)
    assert (changed.sha256 == after.sha256, changed.labels_sha256 == after.labels_sha256) == (False, True)


def test_describe_counts_by_split(case_folder: Path) -> None:
    other = case_folder.parent / "51-crane"
    shutil.copytree(case_folder, other)
    (other / "story.json").write_text(json.dumps(STORY | {"id": "51-crane", "split": "test"}))
    counts = describe(load_cases(case_folder.parent))
    assert {name: (c.stories, c.articles, c.figures) for name, c in counts.items()} == {
        "dev": (1, 2, 3),
        "test": (1, 2, 3),
        "all": (2, 4, 6),
    }
    assert counts["all"].questions == {"compatible": 2, "single_source": 2, "updated": 2}


def test_cases_come_by_name(case_folder: Path) -> None:
    other = case_folder.parent / "07-crane"
    shutil.copytree(case_folder, other)
    (other / "story.json").write_text(json.dumps(STORY | {"id": "07-crane"}))
    assert [case.id for case in load_cases(case_folder.parent)] == ["07-crane", "50-crane"]


def test_a_folder_that_is_no_story_is_refused(case_folder: Path) -> None:
    (case_folder.parent / "52-stray").mkdir()
    with pytest.raises(LabelError, match=r"52-stray holds no story\.json"):
        load_cases(case_folder.parent)


@pytest.mark.parametrize("name", ["empty", "absent"])
def test_a_folder_without_stories_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(LabelError):
        load_cases(tmp_path / name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("figure x | Police said [[at least 9]] workers died | at_least 9 people | m | P", "stands 0 times"),
        ("key | e", "end it with #1"),
        ("figure x | Police said at least 3 workers died | at_least 3 people | m | P", "needs double brackets"),
        ("key | Police said [[at least 3]] workers died", "must not have double brackets"),
        ("figure x | [[at least 3]] workers | at_least 3 | m | P", "has no unit"),
        ("figure x | [[at least 3]] workers | at_least 3 people", "ValueError"),
        ("also x | [[at least 3]]", "no figure 'x' above"),
        ("remark | x", "unknown record 'remark'"),
        ("@ radio", "KeyError: 'radio'"),
    ],
)
def test_a_draft_that_cannot_be_expanded_is_refused_with_its_line(line: str, reason: str) -> None:
    with pytest.raises(LabelError, match=r"^draft:2: ") as caught:
        expand(f"@ wire\n{line}\n", {"wire": WIRE})
    assert reason in caught.value.problem


def test_a_draft_can_name_an_occurrence() -> None:
    (record,) = expand("@ wire\nkey | ed #2\n", {"wire": WIRE})
    second = WIRE.index("ed", WIRE.index("ed") + 1)
    assert record["quote"] == span(second, second + 2, "ed")


@pytest.mark.parametrize("folder", ALL, ids=lambda path: path.name)
def test_a_shipped_story_is_sound(folder: Path) -> None:
    case = load_case(folder)
    assert case.story_file.exhaustive
    assert 3 <= len(case.articles) <= 5
    for article in case.articles:
        assert 2 <= sum(key.article_id == article.id for key in case.key_points) <= 4, article.id


def test_the_shipped_stories_hold_what_they_are_for() -> None:
    cases = load_cases(CASES)
    for split in ("dev", "test"):
        side = [case for case in cases if case.split == split]
        statuses = {question.status for case in side for question in case.questions}
        assert statuses >= CONFLICTS | {"agreed", "compatible", "updated", "different_scope", "single_source"}


def test_the_readme_lists_every_story_with_its_split() -> None:
    readme = (CASES.parent / "README.md").read_text(encoding="utf-8")
    listed = [tuple(row.split(" | ")[:2]) for row in readme.splitlines() if row.startswith(("| `0", "| `1"))]
    assert listed == [(f"| `{case.id}`", case.split) for case in load_cases(CASES)]
