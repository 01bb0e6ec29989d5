from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarize.errors import LabelError
from summarize.evaluation.authoring import expand
from summarize.evaluation.cases import Case, load_case
from summarize.evaluation.reliability import SECOND_LABELS_FILE, alpha
from summarize.evaluation.second_reading import ReadingRecord, compare, read_record, record_of

REPOSITORY = Path(__file__).parent.parent
CASES = REPOSITORY / "eval" / "cases"

WIRE = "Police said 3 workers died on the quay. Two cranes fell, and 40 homes lost power. The owner denied it.\n"
LOCAL = "Four workers died, the mayor said. The power company spoke of 40 homes.\n"
STORY = {
    "id": "50-crane",
    "event": "A crane falls on a quay.",
    "split": "dev",
    "articles": [
        {"id": name, "outlet": name.title(), "title": None, "published": None, "url": None, "file": f"{name}.txt"}
        for name in ("wire", "local")
    ],
}
FIRST = """
@ wire
figure w1 | Police said [[3]] workers died | exact 3 people | workers killed | Police; officers
figure w2 | [[Two]] cranes fell | exact 2 crane | cranes that fell | article; Police
figure w3 | [[40]] homes lost power | exact 40 home | homes without power | article
statement w4 | The owner denied it. | The owner | denied
@ local
figure l1 | [[Four]] workers died, the mayor said | exact 4 people | workers killed | the mayor
figure l2 | The power company spoke of [[40]] homes | exact 40 home | homes without power | The power company
question q1 | disputed | figure | How many died? | w1 l1 | Three or four.
question q2 | agreed | figure | How many homes lost power? | w3 l2 | Both 40.
question q3 | single_source | figure | How many cranes fell? | w2 | Only the wire.
question q4 | single_source | denial | Does the owner deny it? | w4 | Only the wire.
"""
SECOND = """
@ wire
figure a | Police said [[3]] workers died | exact 3 people | workers killed | Police
figure b | [[Two]] cranes fell | exact 2 crane | cranes that fell | Police
statement c | The owner denied it. | The owner | denied
@ local
figure d | [[Four]] workers died, the mayor said | exact 4 worker | workers killed | the mayor
figure e | The power company spoke of [[40]] homes | exact 40 home | homes without power | The power company
question q1 | updated | figure | How many died? | a d | The mayor counted later.
question q2 | single_source | figure | How many homes lost power? | e | Only the local paper.
question q3 | single_source | figure | How many cranes fell? | b | Only the wire.
question q4 | single_source | denial | Does the owner deny it? | c | Only the wire.
"""


@pytest.fixture
def readings(tmp_path: Path) -> tuple[Case, Case]:
    folder = tmp_path / "50-crane"
    folder.mkdir()
    (folder / "story.json").write_text(json.dumps(STORY))
    texts = {"wire": WIRE, "local": LOCAL}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    for file, draft in (("labels.jsonl", FIRST), (SECOND_LABELS_FILE, SECOND)):
        (folder / file).write_text("".join(json.dumps(record) + "\n" for record in expand(draft, texts)))
    return load_case(folder), load_case(folder, labels=SECOND_LABELS_FILE)


def aspect(record: ReadingRecord, name: str) -> tuple[int, int]:
    found = next(found for found in record.aspects if found.aspect == name)
    return found.alike, found.judged


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # n = 8 values, a five times and b three: 1 - 7 * 2 / (2 * 5 * 3).
        ("aaab", "aabb", 1 - 14 / 30),
        ("abc", "abc", 1.0),
        # Every unit disagrees: 1 - 3 * 4 / (2 * 2 * 2), worse than chance.
        ("ab", "ba", -0.5),
        # Krippendorff's own two examples of 2011 (sections A and B), which give 0.095 and 0.692.
        ("0100000010", "1110010000", 0.095),
        ("aabbdcccedda", "babbbccceddd", 0.692),
    ],
)
def test_alpha_is_krippendorffs(first: str, second: str, expected: float) -> None:
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("pairs", [[], [("a", "a"), ("a", "a")]])
def test_alpha_is_none_where_nothing_varies(pairs: list[tuple[str, str]]) -> None:
    assert alpha(pairs) is None


def test_figures_of_both_are_matched_by_their_words(readings: tuple[Case, Case]) -> None:
    found = compare(*readings)
    assert {(a.id, b.id) for a, b in found.figures} == {("w1", "a"), ("w2", "b"), ("l1", "d"), ("l2", "e")}
    assert found.f1 == pytest.approx(2 * 4 / 9)


def test_questions_are_matched_by_their_claims_whatever_their_status(readings: tuple[Case, Case]) -> None:
    statuses = [(a.status, b.status) for a, b in compare(*readings).questions]
    assert statuses == [
        ("disputed", "updated"),
        ("agreed", "single_source"),
        ("single_source", "single_source"),
        ("single_source", "single_source"),
    ]


def test_an_id_that_both_use_for_different_things_matches_nothing(readings: tuple[Case, Case]) -> None:
    first, second = readings
    swapped = SECOND.replace("figure b |", "figure w3 |").replace("| b |", "| w3 |")
    path = second.folder / SECOND_LABELS_FILE
    path.write_text("".join(json.dumps(record) + "\n" for record in expand(swapped, dict(second.texts))))
    found = compare(first, load_case(second.folder, labels=SECOND_LABELS_FILE))
    assert ("q3", "q3") in {(a.id, b.id) for a, b in found.questions}
    assert ("q2", "q3") not in {(a.id, b.id) for a, b in found.questions}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Five numbers stand in the two texts; the second reader left one out.
        ("is it a figure", (4, 5)),
        # One pair: a dispute for the first reader, a later count for the second.
        ("do two figures conflict", (0, 1)),
        ("ends", (4, 4)),
        ("unit", (3, 4)),
        ("asserter", (3, 4)),
        ("asserter, or an alias", (4, 4)),
        ("stance", (4, 4)),
        # Six pairs of the four figures that both have; both put the two counts of the dead together and nothing else.
        ("two figures answer one question", (6, 6)),
        ("status of the question", (2, 4)),
    ],
)
def test_record_counts_what_is_alike(readings: tuple[Case, Case], name: str, expected: tuple[int, int]) -> None:
    assert aspect(record_of([compare(*readings)], commit="0" * 40), name) == expected


def test_a_reading_against_itself_agrees_in_full(readings: tuple[Case, Case]) -> None:
    record = record_of([compare(readings[0], readings[0])], commit="0" * 40)
    assert record.figures_f1 == 1.0
    assert all(found.alike == found.judged and found.alpha in (1.0, None) for found in record.aspects)


def test_record_survives_its_file(readings: tuple[Case, Case], tmp_path: Path) -> None:
    record = record_of([compare(*readings)], commit="0" * 40)
    file = tmp_path / "agreement.json"
    file.write_text(record.model_dump_json())
    assert read_record(file) == record


@pytest.mark.parametrize("content", [None, "{}", "no json"])
def test_a_bad_record_is_named(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "agreement.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(LabelError, match=r"agreement\.json"):
        read_record(file)


def test_kept_record_is_about_the_second_labels_that_stand_here() -> None:
    kept = {story.id: story.second_sha256 for story in read_record(REPOSITORY / "eval" / "agreement.json").stories}
    here = {
        path.parent.name: load_case(path.parent, labels=SECOND_LABELS_FILE).labels_sha256
        for path in CASES.glob(f"*/{SECOND_LABELS_FILE}")
    }
    assert kept == here
