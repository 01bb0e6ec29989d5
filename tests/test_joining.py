"""Which questions are one thing, and what is set against what in them."""

from __future__ import annotations

from itertools import permutations

import briefing_cases
import pytest

from summarize import joining
from summarize.schema import Answer, Claim, Question, QuestionKind, QuestionStatus


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    """Return claims by their figure's words, the first of each."""
    report = briefing_cases.pier()
    made: dict[str, Claim] = {}
    for claim in report.claims:
        made.setdefault(claim.figure.span.text if claim.figure else claim.id, claim)
    made["mayor’s 14"] = next(c for c in report.claims if c.figure and c.figure.low == 14 and c.article_id == "gazette")
    return made


def question(
    id: str,
    *answers: str,
    status: QuestionStatus = "disputed",
    kind: QuestionKind = "figure",
    text: str = "People killed",
) -> Question:
    """Return a question; the claims of an answer are parted by "+"."""
    made = tuple(
        Answer(claims=tuple(answer.split("+")), low=None, high=None, asserted_by=(), outlets=()) for answer in answers
    )
    return Question(id=id, text=text, status=status, kind=kind, why="Why.", answers=made)


def ids(groups: tuple[tuple[Question, ...], ...]) -> list[list[str]]:
    return [[one.id for one in group] for group in groups]


def labels(answer: Answer) -> tuple[str, ...]:
    return answer.claims[:1]


def test_questions_are_one_thing_through_claims_in_common_however_far_apart() -> None:
    asked = [question("a", "10", "14"), question("b", "three", "five"), question("c", "26", "19"),
             question("d", "14", "19")]  # fmt: skip
    assert ids(joining.joined(asked)) == [["a", "c", "d"], ["b"]]


@pytest.mark.parametrize(
    "other",
    [
        question("b", "14", "19", status="different_scope"),
        question("b", "14", "19", kind="attribution"),
        question("b", "26", "19"),
    ],
    ids=["status", "kind", "no claim in common"],
)
def test_others_stay_apart(other: Question) -> None:
    assert ids(joining.joined([question("a", "10", "14"), other])) == [["a"], ["b"]]


@pytest.mark.parametrize("status", ["agreed", "compatible", "single_source"])
def test_what_is_settled_stays_apart(status: QuestionStatus) -> None:
    asked = [question("a", "10", "19", status=status), question("b", "19", "26", status=status)]
    assert ids(joining.joined(asked)) == [["a"], ["b"]]


@pytest.mark.parametrize("status", ["updated", "self_contradicted"])
def test_statements_that_are_neither_disputed_nor_denied_stay_apart(status: QuestionStatus) -> None:
    asked = [question(name, "10", "19", status=status, kind="statement") for name in "ab"]
    assert ids(joining.joined(asked)) == [["a"], ["b"]]


def test_all_that_is_said_of_one_count_is_one_thing_most_pressing_first() -> None:
    asked = [question("a", "19+19b", status="agreed"), question("b", "10", "19", status="updated"),
             question("c", "26", "26b", status="compatible"), question("d", "14", "19", status="self_contradicted"),
             question("e", "19b", "26"), question("f", "19", "26", status="different_scope")]  # fmt: skip
    assert ids(joining.joined(asked)) == [["e", "d", "b", "c", "a"], ["f"]]
    assert joining.statuses(asked[:3]) == ("updated", "compatible", "agreed")


def test_a_count_stands_in_its_order_and_what_is_compatible_is_one_answer_unless_it_is_set_apart(
    claims: dict[str, Claim],
) -> None:
    asked = [question("a", "26", "10"), question("b", "26", "19"), question("c", "26", "14"),
             question("d", "10", "19", status="updated"), question("e", "14+19", status="compatible"),
             question("f", "10+19", status="compatible")]  # fmt: skip
    sides = joining.sides(asked, claims)
    assert sides == (("10",), ("19", "14"), ("26",))
    told = {contrast.status: contrast.rows for contrast in joining.contrasts(asked, sides, labels)}
    assert told["disputed"] == ((("26",), ("10", "19", "14")),)
    assert told["updated"] == ((("10",), ("19",)),)
    assert told["compatible"] == ((("14", "19"),), (("10", "19"),))


def test_what_most_outlets_tell_stands_first() -> None:
    def told(one: Question, *outlets: str) -> Question:
        return one.model_copy(update={"answers": tuple(a.model_copy(update={"outlets": outlets}) for a in one.answers)})

    asked = [told(question("a", "three", "five"), "Echo"), told(question("b", "10", "14"), "Echo"),
             told(question("c", "14", "19", status="updated"), "Gazette"), question("d", "26", "four")]  # fmt: skip
    assert ids(joining.joined(asked)) == [["b", "c"], ["a"], ["d"]]


def test_a_heading_is_not_said_again() -> None:
    told = joining.Contrast((question("a", "10", text="People killed, as counted by the guild"),), ())
    assert told.about("People killed") == "as counted by the guild"
    assert told.about("People killed, as counted by the guild") == ""
    assert told.about("People") == "killed, as counted by the guild"
    assert told.about("People kill") == told.about("Boats sunk") == "People killed, as counted by the guild"


def test_a_question_by_itself_keeps_its_answers(claims: dict[str, Claim]) -> None:
    assert joining.sides([question("a", "19+26", "10", "14")], claims) == (("19", "26"), ("10",), ("14",))


def test_each_claim_stands_once_and_the_one_that_all_are_set_against_first(claims: dict[str, Claim]) -> None:
    asked = [question("a", "26", "14"), question("b", "14+mayor’s 14", "10"), question("c", "19", "14")]
    assert joining.sides(asked, claims) == (("14", "mayor’s 14"), ("10",), ("19",), ("26",))


def test_the_same_figure_of_another_claim_is_the_same_answer_unless_they_are_set_against_each_other(
    claims: dict[str, Claim],
) -> None:
    asked = [question("a", "14", "10"), question("b", "10", "mayor’s 14")]
    assert joining.sides(asked, claims) == (("10",), ("14", "mayor’s 14"))
    assert len(joining.sides([*asked, question("c", "14", "mayor’s 14")], claims)) == 3
    other = [one.model_copy(update={"status": "different_scope"}) for one in asked]
    assert joining.sides(other, claims) == (("10",), ("14",), ("mayor’s 14",))


def test_a_figure_and_the_same_with_an_open_end_are_one_answer(claims: dict[str, Claim]) -> None:
    fourteen = claims["14"]
    assert fourteen.figure is not None
    least = fourteen.figure.model_copy(update={"high": None, "qualifier": "at_least"})
    found = {**claims, "least": fourteen.model_copy(update={"id": "least", "figure": least})}
    asked = [question("a", "least", "26"), question("b", "26", "14"), question("c", "26", "19")]
    assert joining.sides(asked, found) == (("26",), ("least", "14"), ("19",))


def test_answers_that_one_question_has_together_and_another_sets_apart_stay_apart(claims: dict[str, Claim]) -> None:
    asked = [question("a", "10+19", "14"), question("b", "10", "19")]
    assert joining.sides(asked, claims) == (("10",), ("14",), ("19",))


def test_the_order_of_the_questions_and_their_answers_changes_nothing(claims: dict[str, Claim]) -> None:
    asked = [question("a", "14", "10"), question("b", "14+mayor’s 14", "19"), question("c", "26", "19", "four")]
    found = set()
    for order in permutations(asked):
        for turned in (order, [q.model_copy(update={"answers": q.answers[::-1]}) for q in order]):
            sides = joining.sides(turned, claims)
            assert len(joining.joined(turned)) == 1
            rows = frozenset(row for c in joining.contrasts(turned, sides, labels) for row in c.rows)
            found.add((tuple(map(frozenset, sides)), rows, joining.common_text(turned)))
    assert len(found) == 1


def test_what_is_set_against_one_answer_stands_in_one_row(claims: dict[str, Claim]) -> None:
    asked = [question("a", "10", "14"), question("b", "14", "26"), question("c", "19", "14")]
    (told,) = joining.contrasts(asked, joining.sides(asked, claims), labels)
    assert told.rows == ((("14",), ("10", "19", "26")),)
    assert [one.id for one in told.questions] == ["a", "b", "c"]


def test_figures_that_no_question_sets_against_each_other_are_in_no_row_together(claims: dict[str, Claim]) -> None:
    asked = [question("a", "10", "14", "four"), question("b", "14", "26")]
    (told,) = joining.contrasts(asked, joining.sides(asked, claims), labels)
    assert told.rows == ((("14",), ("26",)), (("four",), ("10",), ("14",)))


@pytest.mark.parametrize(
    ("texts", "common"),
    [
        (["People killed", "People killed"], "People killed"),
        (["People killed, as counted by the guild", "People killed"], "People killed"),
        (["Women killed", "People killed"], "People killed"),
        (["Women killed", "Rebels killed"], "Women killed; Rebels killed"),
        (["People killed", "People wounded"], "People killed; People wounded"),
        (["A b", "C d", "E f", "G h"], "A b; C d and 2 more"),
    ],
)
def test_the_text_that_stands_for_all(texts: list[str], common: str) -> None:
    asked = [question(str(n), "10", text=text) for n, text in enumerate(texts)]
    assert joining.common_text(asked) == common


def test_the_text_of_what_is_most_pressing_stands_for_all_where_no_other_does() -> None:
    asked = [
        question("a", "10", text="Boats lost, by the guild", status="updated"),
        question("b", "10", text="Boats sunk"),
    ]
    assert joining.common_text(asked) == "Boats sunk"
