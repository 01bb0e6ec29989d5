from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from labelled_story import (
    faithful_report,
    with_claim,
    with_question,
    with_status,
    without_claims,
    write_case,
)

from summarize.evaluation.agreement import measure_overlap, same_interval, same_name, same_unit
from summarize.evaluation.cases import Case
from summarize.evaluation.labels import FigureLabel, parse_label
from summarize.evaluation.matching import match_claims
from summarize.evaluation.metrics import METRICS, metric
from summarize.evaluation.scoring import score_case
from summarize.evaluation.statistics import estimate
from summarize.schema import Asserter, Figure, Report, Span


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return write_case(tmp_path_factory.mktemp("cases") / "50-crane")


@pytest.fixture
def faithful(case: Case) -> Report:
    return faithful_report(case)


def value(case: Case, report: Report, name: str) -> float | None:
    return estimate(metric(name), [score_case(case, report).counters]).value


def label(**fields: object) -> FigureLabel:
    words = "about 40 people"
    base = {
        "type": "figure",
        "id": "x",
        "article_id": "a",
        "quote": {"start": 0, "end": len(words), "text": words},
        "figure": {"start": 0, "end": 8, "text": "about 40"},
        "low": 40,
        "high": 40,
        "qualifier": "exact",
        "unit": "people",
        "measure": "villagers rescued from the roof",
        "asserter": "article",
        "stance": "asserted",
    }
    found = parse_label(json.dumps(base | fields))
    assert isinstance(found, FigureLabel)
    return found


def figure(low: float | None, high: float | None, qualifier: str = "exact", unit: str | None = "people") -> Figure:
    span = Span(start=0, end=8, text="about 40")
    return Figure.model_validate({"span": span, "low": low, "high": high, "qualifier": qualifier, "unit": unit})


def test_a_report_that_says_what_the_labels_say_is_right_in_everything(case: Case, faithful: Report) -> None:
    counters = score_case(case, faithful).counters
    for line in METRICS:
        found = estimate(line, [counters])
        if not line.higher_is_better or not line.percent:
            continue
        assert found.value in (None, 1.0), line.name
        assert found.value is None or found.n > 0
    for name in ("false_alarms", "false_alarm_labels", "figure_repeats"):
        assert value(case, faithful, name) == 0


@pytest.mark.parametrize(
    ("change", "name", "expected"),
    [
        ({"figure_low": 5.0}, "interval", 8 / 9),
        ({"figure_qualifier": "about"}, "qualifier", 8 / 9),
        ({"figure_unit": "ship"}, "unit", 8 / 9),
        ({"figure_unit": None}, "unit", 8 / 9),
        ({"asserted_by": Asserter(name="docker", span=None)}, "asserter", 8 / 9),
        ({"asserted_by": Asserter(name="officers", span=None)}, "asserter", 1.0),
        ({"stance": "unverified"}, "stance", 8 / 9),
    ],
)
def test_each_aspect_is_judged_on_its_own(
    case: Case, faithful: Report, change: dict[str, object], name: str, expected: float
) -> None:
    altered = with_claim(faithful, "w1", **change)
    assert value(case, altered, name) == pytest.approx(expected)
    others = {"interval", "qualifier", "unit", "asserter", "stance"} - {name}
    assert all(value(case, altered, other) == 1 for other in others)
    assert value(case, altered, "figure_f1") == 1


def test_a_figure_not_found_costs_recall_and_leaves_its_aspects_unscored(case: Case, faithful: Report) -> None:
    altered = without_claims(faithful, "t3")
    assert value(case, altered, "figure_recall") == pytest.approx(8 / 9)
    assert value(case, altered, "figure_precision") == 1
    counters = score_case(case, altered).counters
    assert counters["figure.judged_asserter"] == 8
    assert value(case, altered, "asserter") == 1


def test_a_figure_found_twice_is_matched_once(case: Case, faithful: Report) -> None:
    again = next(c for c in faithful.claims if c.id == "w1").model_copy(update={"id": "again"})
    altered = faithful.model_copy(update={"claims": (*faithful.claims, again)})
    assert value(case, altered, "figure_precision") == pytest.approx(9 / 10)
    assert value(case, altered, "figure_recall") == 1
    assert value(case, altered, "figure_repeats") == pytest.approx(1 / 10)


def test_matching_gives_up_a_better_pair_to_match_more(case: Case, faithful: Report) -> None:
    # One claim covers both labels, the other only the first: the wide one must be left to the second label.
    first, second = (next(f for f in case.figures if f.id == id) for id in ("w1", "w2"))
    narrow = next(c for c in faithful.claims if c.id == "w1")
    assert narrow.figure is not None
    wide = narrow.model_copy(update={"id": "wide", "also": (second.figure,)})
    narrow = with_claim(faithful, "w1", figure_low=99.0).claims[0].model_copy(update={"id": "narrow"})
    found = match_claims([first, second], [], [wide, narrow])
    assert {label: claim.id for label, claim in found.claim_of.items()} == {"w1": "narrow", "w2": "wide"}


def test_matching_does_not_depend_on_the_order_of_claims(case: Case, faithful: Report) -> None:
    forward = match_claims(case.figures, case.statements, faithful.claims)
    backward = match_claims(case.figures, case.statements, faithful.claims[::-1])
    assert forward.claim_of == backward.claim_of
    assert forward.labels_of == backward.labels_of


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ({}, figure(40, 40), True),
        ({}, figure(40, 41), False),
        ({}, figure(40, None, "at_least"), False),
        ({"qualifier": "about"}, figure(36, 44, "about"), True),
        ({"qualifier": "about"}, figure(40, None, "at_least"), False),
        ({"qualifier": "about"}, figure(41, 45, "about"), False),
        ({"qualifier": "at_least", "high": None}, figure(40, None, "more_than"), True),
        ({"qualifier": "at_least", "high": None}, figure(40, 40), False),
        ({"qualifier": "nearly", "low": None}, figure(36, 40, "nearly"), True),
        ({"qualifier": "nearly", "low": None}, figure(40, 40), False),
        ({"qualifier": "range", "high": 50}, figure(40, 50, "range"), True),
        ({"qualifier": "range", "high": 50}, figure(40, 60, "range"), False),
        ({"qualifier": "vague", "low": 24, "high": 99}, figure(30, 999, "vague"), True),
        ({"qualifier": "vague", "low": 24, "high": 99}, figure(60, 999, "vague"), False),
        ({"qualifier": "vague", "low": 24, "high": 99}, figure(24, 99, "range"), False),
        ({"unit": "percent", "low": 33.33, "high": 33.33}, figure(100 / 3, 100 / 3, unit="percent"), True),
        ({"unit": "percent", "low": 33.33, "high": 33.33}, figure(33, 33, unit="percent"), False),
    ],
)
def test_intervals_are_held_to_the_words(wanted: dict[str, object], found: Figure, same: bool) -> None:
    assert same_interval(label(**wanted), found) is same


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("people", "people", True),
        ("armoured vehicle", "vehicle", True),
        ("percent", "share", False),
        ("percent", "percentage point", True),
        ("USD", "EUR", False),
        ("people", None, False),
    ],
)
def test_units_are_the_same_word_or_the_same_last_word(wanted: str, found: str | None, same: bool) -> None:
    assert same_unit(label(unit=wanted), figure(40, 40, unit=found)) is same


@pytest.mark.parametrize(
    ("wanted", "aliases", "found", "same"),
    [
        ("Ada Brink", ("the mayor",), "Mayor Ada Brink", True),
        ("Ada Brink", ("the mayor",), "Brink", True),
        ("Ada Brink", ("the mayor",), "mayor", True),
        ("Ada Brink", (), "Ada Lund", False),
        ("Ada Brink", (), "article", False),
        ("article", (), "article", True),
        ("article", (), "The Quay Post", True),
        ("article", (), "Ada Brink", False),
        ("ministry's spokesman", (), "the ministry’s spokesman", True),
        ("Police", (), "", False),
    ],
)
def test_names_are_compared_by_their_content_words(
    wanted: str, aliases: tuple[str, ...], found: str, same: bool
) -> None:
    assert same_name(wanted, aliases, "Quay Post", found) is same


def test_measures_are_scored_by_shared_content_words(faithful: Report) -> None:
    claim = faithful.claims[0].model_copy(update={"measure": "villagers rescued", "event": None})
    wanted = label(measure="villagers rescued from the roof")
    assert measure_overlap(wanted, claim) == pytest.approx(2 * 2 / (3 + 2))


def test_a_question_with_another_status_is_wrong_but_its_conflict_is_found(case: Case, faithful: Report) -> None:
    altered = with_status(faithful, "q1", "self_contradicted")
    assert value(case, altered, "status_disputed_recall") == pytest.approx(1 / 2)
    assert value(case, altered, "status_disputed_precision") == 1
    assert value(case, altered, "status_self_contradicted_f1") is None
    assert value(case, altered, "conflicts_found") == 1


def test_macro_f1_weighs_every_labelled_status_alike(case: Case, faithful: Report) -> None:
    altered = with_status(faithful, "q4", "agreed")
    assert value(case, altered, "status_compatible_f1") == 0
    assert value(case, altered, "status_macro_f1") == pytest.approx(3 / 4)


def test_one_side_of_a_dispute_is_not_the_dispute(case: Case, faithful: Report) -> None:
    altered = without_claims(faithful, "l2")
    assert value(case, altered, "conflicts_found") == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("status", "sides", "alarms"),
    [
        ("disputed", (["l1"], ["l4"]), 1),  # a trap
        ("disputed", (["w4"], ["t3"]), 1),  # nothing that anybody labelled
        ("denied", (["w1"], ["w3"]), 1),
        ("agreed", (["l1"], ["l4"]), 0),  # no conflict status
        ("disputed", (["l1", "l4"], ["w1"]), 0),  # the trap's claims are on one side; the sides do conflict
        ("disputed", (["w2"], ["l2"]), 0),
    ],
)
def test_a_false_alarm_sets_against_each_other_what_is_no_conflict(
    case: Case, faithful: Report, status: str, sides: tuple[list[str], ...], alarms: int
) -> None:
    altered = with_question(faithful, "extra", status, *sides)
    assert value(case, altered, "false_alarms") == alarms
    trapped = status == "disputed" and sides == (["l1"], ["l4"])
    assert value(case, altered, "false_alarm_labels") == (1 if trapped else 0)


@pytest.mark.parametrize(
    ("status", "sides", "told", "alarmed"),
    [
        (None, (), 1, 0),
        ("agreed", (["w4", "t2"],), 1, 0),  # not the right word, but no conflict
        ("disputed", (["w4"], ["t2"]), 0, 1),
        ("disputed", (["w4", "t2"], ["t3"]), 1, 0),  # both on one side
    ],
)
def test_a_difference_that_is_no_conflict_must_be_shown_as_none(
    case: Case, faithful: Report, status: str | None, sides: tuple[list[str], ...], told: float, alarmed: float
) -> None:
    altered = with_question(faithful, "extra", status, *sides) if status else faithful
    assert value(case, altered, "told_from_conflict") == told
    assert value(case, altered, "called_conflict") == alarmed


def test_a_difference_that_nobody_asked_about_is_not_told_from_a_conflict(case: Case, faithful: Report) -> None:
    altered = without_claims(faithful, "t2")
    assert value(case, altered, "told_from_conflict") == 0
    assert value(case, altered, "called_conflict") == 0


def test_f1_of_figures_with_the_right_asserter_pays_for_both_mistakes(case: Case, faithful: Report) -> None:
    given = with_claim(faithful, "w1", asserted_by=Asserter(name="docker", span=None))
    assert value(case, given, "figure_asserter_f1") == pytest.approx(8 / 9)
    assert value(case, given, "figure_asserter_recall") == pytest.approx(8 / 9)
    lost = without_claims(given, "t3")
    assert value(case, lost, "figure_asserter_f1") == pytest.approx(2 * 7 / (9 + 8))
    assert value(case, lost, "figure_asserter_recall") == pytest.approx(7 / 9)


def test_conflict_f1_is_made_of_conflicts_found_and_conflicts_that_are_one(case: Case, faithful: Report) -> None:
    altered = with_question(with_status(faithful, "q1", "agreed"), "extra", "disputed", ["w4"], ["t3"])
    recall, precision = value(case, altered, "conflicts_found"), value(case, altered, "conflict_precision")
    assert (recall, precision) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert value(case, altered, "conflict_f1") == pytest.approx(2 / 3)


def test_an_omission_counts_by_question_and_article(case: Case, faithful: Report) -> None:
    assert value(case, faithful, "omission_f1") == 1
    omission = faithful.omissions[0]
    wide = omission.model_copy(update={"missing_from": ("trade", "wire")})
    altered = faithful.model_copy(update={"omissions": (wide,)})
    assert value(case, altered, "omission_precision") == pytest.approx(1 / 2)
    assert value(case, altered, "omission_recall") == 1
    assert value(case, altered, "omission_truth") == pytest.approx(1 / 2)
    none = faithful.model_copy(update={"omissions": ()})
    assert value(case, none, "omission_f1") == 0


def test_a_key_point_is_covered_by_a_sentence_that_overlaps_it(case: Case, faithful: Report) -> None:
    summaries = tuple(
        s.model_copy(update={"key_points": ()}) if s.article_id == "local" else s for s in faithful.summaries
    )
    assert value(case, faithful.model_copy(update={"summaries": summaries}), "key_points") == pytest.approx(2 / 3)


def test_evidence_moved_by_one_is_not_exact(case: Case, faithful: Report) -> None:
    claim = faithful.claims[0]
    moved = claim.quote.model_copy(update={"start": claim.quote.start + 1, "end": claim.quote.end + 1})
    altered = with_claim(faithful, claim.id, quote=moved)
    score = score_case(case, altered)
    assert score.counters["evidence.exact"] == score.counters["evidence.spans"] - 1
    assert [item.key for item in score.items if item.aspect == "evidence"] == [f"evidence:{case.id}:claim w1: quote"]


def test_where_labels_are_not_exhaustive_what_is_extra_is_not_judged(tmp_path: Path) -> None:
    case = write_case(tmp_path / "50-crane", exhaustive=False)
    report = with_question(faithful_report(case), "extra", "disputed", ["w4"], ["t3"])
    for name in ("figure_precision", "figure_f1", "false_alarms", "conflict_precision", "status_macro_f1"):
        assert value(case, report, name) is None
    assert value(case, report, "figure_recall") == 1
    assert value(case, report, "conflicts_found") == 1


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        ("The owner denied", "had snapped.", {"w3"}),
        ("The owner", "The owner", {"w3"}),
        ("The mayor, Ada", "injured at 14.", {"w3"}),  # the next sentence is labelled
        ("The crane weighed", "master said.", {"w3"}),  # so is the one before
        ("Police said", "on Friday.", {"w1"}),  # no statement is near: the figure that may be denied
    ],
)
def test_a_statement_is_known_by_its_sentence_the_next_one_or_its_figure(
    case: Case, faithful: Report, start: str, end: str, labels: set[str]
) -> None:
    text = case.texts["wire"]
    quote = Span.of(text, text.index(start), text.index(end) + len(end))
    denial = next(c for c in faithful.claims if c.id == "w3").model_copy(update={"quote": quote})
    assert match_claims(case.figures, case.statements, [denial]).labels_of == {"w3": labels}


def test_one_claim_is_not_two_sides(case: Case, faithful: Report) -> None:
    bare = replace(case, labels=tuple(x for x in case.labels if getattr(x, "id", "") not in ("w3", "l3", "q3")))
    quote = Span.of(case.texts["local"], 0, len(case.texts["local"]))
    everything = next(c for c in faithful.claims if c.id == "l3").model_copy(update={"quote": quote, "id": "all"})
    assert match_claims(bare.figures, [], [everything]).labels_of["all"] == {"l1", "l2", "l4"}
    report = faithful.model_copy(update={"claims": (everything,), "questions": (), "omissions": ()})
    score = score_case(bare, with_question(report, "x", "disputed", ["all"], ["all"]))
    assert score.counters["alarm"] == 1
    assert score.counters["trap.wrong"] == 0
