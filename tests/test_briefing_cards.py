"""Cards that join several questions: what they say, how they are counted, and that each question can still be linked."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import pairwise

import briefing_cases
import pytest
from briefing_page import Page
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.briefing import Options, Style, to_html, to_markdown
from summarize.briefing.arrangement import arrange
from summarize.briefing.items import Item
from summarize.briefing.word import to_docx
from summarize.schema import Answer, Question, QuestionStatus, Report

Render = Callable[[Report, Options], str]
RENDERERS: list[Render] = [to_html, to_markdown]


@pytest.fixture(scope="module")
def pier() -> Report:
    return briefing_cases.pier()


@pytest.fixture(scope="module")
def disputes() -> Report:
    return briefing_cases.disputes()


def cards(report: Report, options: Options | None = None) -> dict[str, Item]:
    """Return the items of the briefing by the ids of their questions."""
    sections = arrange(report, options).sections
    return {" ".join(item.anchors): item for section in sections for item in section.items}


# What stands on a card


def test_questions_with_a_claim_in_common_are_one_card(pier: Report) -> None:
    assert list(cards(pier)) == ["q1 q3 q4 q9", "q2", "q8", "q5 q7 q6", "q10 q11"]


def test_a_count_that_is_disputed_and_updated_is_one_card_that_says_both(pier: Report) -> None:
    item = cards(pier)["q1 q3 q4 q9"]
    assert (item.status, item.statuses) == ("disputed", ("disputed", "updated"))
    assert [(item.tag(part), part.words) for part in item.parts] == [
        ("Disputed", "14 against 10 and 19"),
        ("Disputed", "As counted by the harbour authority: 14 against 26"),
        ("Updated", "Over time: 10, then 19, then 26"),
    ]
    assert [side.lead.words for side in item.sides] == ["10", "14", "19", "26"]
    assert item.dated
    updated = next(section for section in arrange(pier).sections if section.key == "updated")
    assert (updated.items, [one.anchor for one in updated.also], updated.count) == ((), ["q1"], 1)
    document = "\n".join(line.text for line in Document(io.BytesIO(to_docx(pier))).paragraphs)
    for text in (to_markdown(pier), document):
        assert "Disputed: 14 against 10 and 19" in text
        assert "Updated: Over time: 10, then 19, then 26" in text
        assert "Told above: People killed" in text
    html = to_html(pier)
    assert html.count("“The dockers’ union said 14 of the people”") <= 1
    assert '<a id="q9"></a><span class="chip updated">Updated</span>' in html
    assert '<a href="#updated"><b>1</b> updated</a>' in html
    (line,) = re.findall(r'<li class="line disputed" id="q1-line".*?</li>', html, re.DOTALL)
    assert re.findall(r'<span class="chip \w+">(.*?)</span>', line) == ["Disputed", "Updated"]
    assert " against" not in line


def test_who_agrees_on_a_count_that_is_not_settled_stands_on_its_card(pier: Report) -> None:
    fourteen = next(a.claims for q in pier.questions if q.id == "q3" for a in q.answers if len(a.claims) > 1)
    told = Answer(claims=fourteen, low=14, high=14, asserted_by=(), outlets=())
    agreed = Question(
        id="q99", text="People killed", status="agreed", kind="figure", why="Two say so.", answers=(told,)
    )
    items = cards(pier.model_copy(update={"questions": (*pier.questions, agreed)}))
    part = items["q1 q3 q4 q9 q99"].parts[-1]
    assert (part.status, part.words, part.why) == ("agreed", "14", "Two say so.")
    assert [side.lead.words for side in items["q1 q3 q4 q9 q99"].sides] == ["10", "14", "19", "26"]
    settled = cards(pier.model_copy(update={"questions": (agreed, agreed.model_copy(update={"id": "q98"}))}))
    assert list(settled) == ["q99", "q98"]


def test_each_answer_stands_once(disputes: Report) -> None:
    item = cards(disputes)["q1 q3 q4"]
    assert [[(v.words, v.who) for v in side.voices] for side in item.sides] == [
        [("14", "The dockers’ union"), ("14", "The mayor")],
        [("10", "The harbour authority")],
        [("19", "The harbour authority")],
        [("26", "The harbour authority")],
    ]
    markdown = to_markdown(disputes)
    disputed = markdown[markdown.index("## Disputed") : markdown.index("## Denied")]
    assert disputed.count("“The dockers’ union said 14 of the people”") == 1


def test_the_heading_is_the_one_that_stands_for_all(disputes: Report) -> None:
    assert cards(disputes)["q1 q3 q4"].heading == "People killed"
    assert cards(disputes)["q10 q11"].heading == "People killed"


def test_a_source_is_named_once_for_all_its_figures(disputes: Report) -> None:
    sentence = "The dockers’ union said 14; the harbour authority said 10, 19 and 26."
    assert cards(disputes)["q1 q3 q4"].sentence == sentence
    for render in RENDERERS:
        assert sentence in render(disputes, Options())


def test_it_says_which_answers_are_set_against_which_and_why_each_reason_once(disputes: Report) -> None:
    assert [(part.words, part.why) for part in cards(disputes)["q1 q3 q4"].parts] == [
        ("14 against 10 and 19", "The authority and the union give figures that exclude each other."),
        ("As counted by the harbour authority: 14 against 26", "The later count, too, excludes it."),
    ]
    document = "\n".join(line.text for line in Document(io.BytesIO(to_docx(disputes))).paragraphs)
    for text in (to_html(disputes), to_markdown(disputes), document):
        assert "14 against 10 and 19" in text
        assert text.count("The authority and the union give figures that exclude each other.") == 1


def test_figures_that_are_no_conflict_stand_beside_each_other(pier: Report) -> None:
    words = [part.words for part in cards(pier)["q10 q11"].parts]
    assert words == ["26 beside four", "Children killed: 26 beside two"]


def test_the_picture_has_each_answer_once(pier: Report) -> None:
    (plot,) = re.findall(r'id="q1".*?<figure class="plot">(.*?)</figure>', to_html(pier), re.DOTALL)
    assert re.findall(r"<b><bdi>(\d+)</bdi></b>", plot) == ["10", "14", "19", "26"]


def test_the_first_screen_sets_one_answer_against_the_others(disputes: Report) -> None:
    (line,) = re.findall(r'<li class="line disputed" id="q1-line".*?</li>', to_html(disputes), re.DOTALL)
    words = re.sub(r"<svg.*", "", line, flags=re.DOTALL)
    assert "14 against 10 · 19 · 26" in " ".join(re.sub(r"<[^>]+>", " ", words).split())
    assert "14 · 10" not in words


def test_several_denials_are_headed_by_those_who_deny(pier: Report) -> None:
    item = cards(pier)["q5 q7 q6"]
    assert item.heading == "Denied by Norland Lines and the pilots’ guild"
    owner, guild = item.sides[0].voices
    assert [e.span.text for e in owner.evidence] == [
        "Norland Lines denied that its ship had left its lane",
        "Norland Lines denied any blame on Friday",
    ]
    assert guild.who == "The pilots’ guild"
    assert [voice.who for voice in item.sides[1].voices] == ["Witnesses", "The mayor"]


def test_denials_of_one_source_name_it_once_and_say_whom_it_denies(pier: Report) -> None:
    one = briefing_cases.without(pier, "q6")
    item = cards(one)["q5 q7"]
    assert item.heading == "Denied by Norland Lines"
    assert [part.words for part in item.parts] == ["Norland Lines against Witnesses and the mayor"]
    markdown = to_markdown(one)
    assert markdown.count("“Norland Lines denied any blame on Friday” – Denied") <= 1
    assert markdown[: markdown.index("## Updated")].count("- Norland Lines (denial)") == 1


def test_a_report_without_claims_in_common_has_a_card_a_question() -> None:
    for report in (briefing_cases.quake(), briefing_cases.without(briefing_cases.losses(), "q5", "q8")):
        told = [q for q in report.questions if q.status != "single_source"]
        items = cards(report)
        assert len(items) == len(told)
        assert not any(item.parts for item in items.values())
        assert "data-answers" not in to_html(report).split("<script>")[0]
        assert {items[q.id].heading for q in told} == {q.text for q in told}


def test_the_order_of_the_questions_changes_no_card(pier: Report) -> None:
    turned = pier.model_copy(update={"questions": pier.questions[::-1]})

    def told(report: Report) -> set[tuple[object, ...]]:
        return {
            (
                item.heading,
                item.sentence,
                tuple(frozenset(v.words for v in side.voices) for side in item.sides if item.sentence),
                frozenset(anchor for anchor in item.anchors),
            )
            for item in cards(report).values()
        }

    assert told(turned) == told(pier)


# Counts


def test_cards_are_what_is_counted(pier: Report) -> None:
    counts = "3 disputed; 1 denied; 1 updated; 1 different without conflict"
    assert f"At a glance: {counts};" in to_markdown(pier)
    document = [line.text for line in Document(io.BytesIO(to_docx(pier))).paragraphs]
    assert any(line.startswith(f"At a glance: {counts}") for line in document)
    html = to_html(pier)
    assert '<a href="#disputed"><b>3</b> disputed</a>' in html
    assert 'Disputed <span class="n">3</span>' in html
    assert html.count('<article class="item disputed"') == 3
    assert len(arrange(pier).open_items) == html.count('<li class="line ') == 4


def test_the_report_itself_still_counts_questions(pier: Report) -> None:
    for render in RENDERERS:
        assert "11 questions" in render(pier, Options())


# Links


@pytest.mark.parametrize("style", Style)
def test_each_question_can_be_linked(pier: Report, style: Style) -> None:
    page = Page(to_html(pier, Options(style)))
    told = {q.id for q in pier.questions} if style is not Style.SHORT else {"q1", "q3", "q4", "q5", "q6", "q7", "q9"}
    assert told <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.attributes("href") if href.startswith("#")} <= set(page.ids)


def test_the_link_to_a_joined_question_leads_into_its_card(pier: Report) -> None:
    html = to_html(pier)
    card = html[html.index('<article class="item disputed" id="q1"') :]
    assert '<a id="q3"></a>' in card[: card.index("</article>")]


def test_an_answer_knows_its_questions_so_that_no_other_is_put_beside_it(disputes: Report) -> None:
    item = cards(disputes)["q1 q3 q4"]
    assert [[voice.answers for voice in side.voices] for side in item.sides] == [
        [("q1", "q3", "q4"), ("q3",)],
        [("q1",)],
        [("q3",)],
        [("q4",)],
    ]
    for one, other in pairwise(item.sides[1:]):
        assert not {*one.voices[0].answers} & {*other.voices[0].answers}
    assert '<div class="voice" data-answers="q1 q3 q4">' in to_html(disputes)


_CLAIMS = [claim.id for claim in briefing_cases.pier().claims]
_ANSWERS = st.lists(st.lists(st.sampled_from([*_CLAIMS, "unknown"]), max_size=3, unique=True), max_size=3)
_STATUSES = st.sampled_from(
    ["disputed", "denied", "self_contradicted", "different_scope", "updated", "compatible", "agreed"]
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(_STATUSES, _ANSWERS), min_size=1, max_size=6))
def test_whatever_questions_are_joined_each_claim_and_link_stands_once(
    asked: list[tuple[QuestionStatus, list[list[str]]]],
) -> None:
    story = briefing_cases.pier()
    questions = tuple(
        Question(
            id=f"q{n}",
            text=f"What {n % 2}",
            status=status,
            kind="figure",
            why=f"Why {n % 3}.",
            answers=tuple(
                Answer(claims=tuple(ids), low=None, high=None, asserted_by=(), outlets=()) for ids in answers
            ),
        )
        for n, (status, answers) in enumerate(asked)
    )
    report = story.model_copy(update={"questions": questions, "omissions": ()})
    for style in Style:
        page = Page(to_html(report, Options(style)))
        assert len(page.ids) == len(set(page.ids))
        assert {href[1:] for href in page.attributes("href") if href.startswith("#")} <= set(page.ids)
    assert {q.id for q in questions} <= set(Page(to_html(report)).ids)
    assert to_markdown(report)
    for item in cards(report).values():
        if item.parts:
            words = [piece.anchor for voice in item.voices for piece in voice.evidence]
            told = {c for q in questions if q.id in item.anchors for a in q.answers for c in a.claims} - {"unknown"}
            assert len(words) == len(told)


def test_who_gives_an_answer_is_not_linked_to_its_own_card(disputes: Report) -> None:
    first, *others = disputes.questions
    answers = (first.answers[0].model_copy(update={"question_id": "q4"}), first.answers[1])
    report = disputes.model_copy(update={"questions": (first.model_copy(update={"answers": answers}), *others)})
    assert cards(report)["q1 q3 q4"].sides[0].more is None
    answers = (first.answers[0].model_copy(update={"question_id": "q2"}), first.answers[1])
    report = disputes.model_copy(update={"questions": (first.model_copy(update={"answers": answers}), *others)})
    assert cards(report)["q1 q3 q4"].sides[0].more == "q2"


# An earlier report


def told(later: Report, earlier: Report) -> list[tuple[str, str, str]]:
    changes = arrange(later, Options(since=earlier)).changes
    assert changes is not None
    return [(change.what, change.text, change.anchor) for change in changes.changes]


def test_against_itself_no_card_is_new(pier: Report) -> None:
    assert told(pier, pier) == []
    assert {item.change for item in cards(pier, Options(since=pier)).values()} == {""}


def test_a_card_is_new_if_one_of_its_questions_is(disputes: Report) -> None:
    earlier = briefing_cases.without(disputes, "q4")
    items = cards(disputes, Options(since=earlier))
    assert {key: item.change for key, item in items.items() if item.change} == {"q1 q3 q4": "new"}
    told_now = told(disputes, earlier)
    assert (
        "New dispute",
        "People killed: The dockers’ union said 14; the harbour authority said 26.",
        "q4",
    ) in told_now
    assert not any("10" in text for _, text, _ in told_now)


def test_a_figure_that_is_new_on_a_card_is_marked(disputes: Report) -> None:
    earlier = briefing_cases.without(disputes, "q4", "q9", "q10", "q11")
    voices = {v.words: v.is_new for v in cards(disputes, Options(since=earlier))["q1 q3 q4"].voices}
    assert voices == {"14": False, "10": False, "19": False, "26": True}


def with_status(report: Report, status: str, *questions: str) -> Report:
    changed = (q.model_copy(update={"status": status}) if q.id in questions else q for q in report.questions)
    return report.model_copy(update={"questions": tuple(changed)})


def test_what_a_card_was_before_is_said_of_all_its_questions_or_of_a_part(disputes: Report) -> None:
    every = with_status(disputes, "compatible", "q1", "q3", "q4")
    assert cards(disputes, Options(since=every))["q1 q3 q4"].change == "was compatible"
    some = with_status(disputes, "compatible", "q3")
    assert cards(disputes, Options(since=some))["q1 q3 q4"].change == "was compatible in part"
    assert ("Status changed", "People killed: compatible before, disputed now", "q3") in told(disputes, some)


def test_a_dispute_that_is_none_any_more_is_told_by_its_own_question(pier: Report) -> None:
    earlier = with_status(pier, "disputed", "q11")
    assert ("No longer disputed", "Children killed: disputed before, different without conflict now", "q11") in told(
        pier, earlier
    )
    assert cards(pier, Options(since=earlier))["q10 q11"].change == "was disputed in part"
