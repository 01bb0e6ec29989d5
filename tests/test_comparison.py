from __future__ import annotations

import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from stories import Story, article, by_content, read

from summarize.comparison.headlines import headline_questions
from summarize.comparison.intervals import fit
from summarize.comparison.sameness import Words
from summarize.schema import Article

ROOT = Path(__file__).parents[1]
MORNING, NOON, NEXT_DAY = "2031-05-06T07:00:00Z", "2031-05-06T12:00:00Z", "2031-05-07T07:00:00Z"

AGREED = (
    article("ada", "Ferry sinks off Dorra", "A ferry sank off Dorra on Monday, killing 31 people."),
    article("ben", "Ferry disaster kills 31", "Thirty-one people died when a ferry sank off Dorra on Monday."),
)
COMPATIBLE = (
    article("ada", "Battle at Dorra pass", "Nearly 500 soldiers were killed at the Dorra pass, the ministry said."),
    article("ben", "Losses at Dorra pass", "The ministry said 498 soldiers had been killed at the Dorra pass."),
)
UPDATED = (
    article(
        "ada", "Quake hits Dorra", "The disaster agency said the quake in Dorra killed 40 people.", published=MORNING
    ),
    article(
        "ben", "Quake toll climbs", "The disaster agency said the quake in Dorra killed 95 people.", published=NEXT_DAY
    ),
)
DISPUTED = (
    article(
        "ada", "Losses at Dorra pass", "The Turkish defence ministry said 120 Turkish soldiers were killed at Dorra."
    ),
    article("ben", "Battle for Dorra pass", "The Syrian army claimed that 900 Turkish soldiers were killed at Dorra."),
    article("cal", "Turkish losses", "Turkey's defence ministry said 120 Turkish soldiers were killed at Dorra."),
)
CONTRADICTED = (
    article("ada", "Mine blast in Dorra kills 14", "A blast in a mine near Dorra killed 22 people on Monday."),
    article("ben", "Blast in Dorra mine", "Rescuers reached the mine near Dorra at dusk."),
)
PART = (
    article("ada", "Bus crash near Dorra", "A bus crash near Dorra killed 30 people on Monday."),
    article("ben", "Children die in bus crash", "The bus crash near Dorra on Monday killed 12 children."),
)
WINDOWS = (
    article("ada", "Dorra shelled", "Shelling of Dorra killed 60 civilians in the past 24 hours, the mayor said."),
    article(
        "ben",
        "Siege of Dorra",
        "Shelling of Dorra has killed 400 civilians since the start of the siege, the mayor said.",
    ),
)
DENIED = (
    article("ada", "Night of fear", "Villagers said soldiers had shelled the Dorra dam with heavy mortars."),
    article("ben", "General speaks", "The army denied that soldiers had shelled the Dorra dam with mortars."),
)
CLAIMED = (
    article(
        "ada",
        "Blast at Dorra market",
        "No group has claimed responsibility for the blast at the Dorra market.",
        published=MORNING,
    ),
    article(
        "ben",
        "Blast at Dorra market claimed",
        "The Northern Front claimed responsibility for the blast at the Dorra market.",
        published=NEXT_DAY,
    ),
)
MIXED = (
    article(
        "ada",
        "Ferry sinks off Dorra",
        "A ferry sank off Dorra on Monday, killing at least 31 people, the coastguard said.",
        "The owner, Halden Lines, said 143 passengers were aboard.",
        "Survivors said the crew had locked the doors of the car deck.",
        "The repair will cost $4 million.",
        published=MORNING,
    ),
    article(
        "ben",
        "Ferry toll rises to 44",
        "The coastguard said 44 people had died when a ferry sank off Dorra.",
        "A union of seafarers said 190 passengers were aboard.",
        "Halden Lines denied that the crew had locked the doors of the car deck.",
        "Among the dead were 9 children.",
        published=NEXT_DAY,
    ),
    article(
        "cal",
        "What sank the Dorra ferry",
        "The ferry sank off Dorra with about 140 passengers aboard, Halden Lines said.",
        "Nurses treated 58 survivors, and 12 fishermen were injured.",
        published=NOON,
    ),
    article(
        "dee",
        "Dorra mourns",
        "Forty-four people died in the ferry disaster off Dorra, the coastguard said.",
        "It was unclear what caused the ferry to sink, but police said an engine failure was behind it.",
        published=None,
    ),
)
STORIES = {
    "agreed": AGREED,
    "compatible": COMPATIBLE,
    "updated": UPDATED,
    "disputed": DISPUTED,
    "self_contradicted": CONTRADICTED,
    "part": PART,
    "windows": WINDOWS,
    "denied": DENIED,
    "claimed": CLAIMED,
    "mixed": MIXED,
}
every_story = pytest.mark.parametrize("articles", STORIES.values(), ids=STORIES)


def test_one_figure_in_two_outlets_is_agreed() -> None:
    story = Story(*AGREED)
    assert story.told("agreed") == [[["31", "Thirty-one"]]]
    (question,) = story.questions("agreed")
    assert question.answers[0].outlets == ("Ada Post", "Ben Post")


def test_a_rounded_figure_is_compatible() -> None:
    story = Story(*COMPATIBLE)
    assert story.told("compatible") == [[["Nearly 500", "498"]]]
    (question,) = story.questions("compatible")
    assert question.why.startswith("No conflict")


def test_one_agencys_later_figure_is_an_update() -> None:
    story = Story(*UPDATED)
    assert story.told("updated") == [[["40"], ["95"]]]
    assert story.questions("disputed") == []


def test_two_sides_dispute_a_figure_each_with_its_words_once() -> None:
    story = Story(*DISPUTED)
    assert story.told("disputed") == [[["120"], ["900"]]]
    (question,) = story.questions("disputed")
    assert len(question.answers) == 2
    assert story.told("agreed") == [[["120", "120"]]]


def test_the_two_sides_of_a_dispute_are_named() -> None:
    (question,) = Story(*DISPUTED).questions("disputed")
    assert "defence ministry" in question.why
    assert "army" in question.why


def test_a_headline_that_differs_from_its_text_is_a_self_contradiction() -> None:
    story = Story(*CONTRADICTED)
    assert story.told("self_contradicted") == [[["14"], ["22"]]]


@pytest.mark.parametrize(("odds", "figures"), [(-1.0, [["14", "22"]]), (-3.0, [])])
def test_a_headline_differs_from_its_text_only_in_a_likely_rival(odds: float, figures: list[list[str]]) -> None:
    (one, *_) = read(CONTRADICTED[0])
    found = headline_questions(one.figures, Words([]), {one.article.id: "Post"}, lambda a, b: odds)
    assert [[c.figure.span.text for c in q.claims] for q in found] == figures


def test_a_headline_may_lead_with_a_class_that_the_text_has_among_all_dead() -> None:
    body = "Fifteen people died in the blast, a reporter said. The 15 people who died, including five policemen, were named."
    (one,) = read(article("ada", "At least five police officers killed in Dorra blast", body))
    assert headline_questions(one.figures, Words([]), {"ada": "Post"}, lambda a, b: 0.0) == []


def test_one_sources_two_figures_in_one_article_are_told_once() -> None:
    story = Story(
        article(
            "ada",
            "Ferry sinks off Dorra",
            "The coastguard said that 31 people drowned off Dorra.",
            "Later on the page the coastguard said that 44 people drowned off Dorra.",
        ),
        article("ben", "Ferry disaster", "The army said that 60 people drowned off Dorra."),
    )
    assert story.told("self_contradicted") == [[["31"], ["44"]]]
    assert [len(sides) for sides in story.told("disputed")] == [2]


@pytest.mark.parametrize(("articles", "figures"), [(PART, {"30", "12"}), (WINDOWS, {"60", "400"})])
def test_a_part_and_another_window_are_a_different_scope(articles: tuple[Article, ...], figures: set[str]) -> None:
    story = Story(*articles)
    ((first, second),) = story.told("different_scope")
    assert {*first, *second} == figures
    assert story.questions("disputed") == []
    assert story.questions("different_scope")[0].why.startswith("No conflict")


def test_a_denial_meets_what_another_outlet_asserts() -> None:
    story = Story(*DENIED)
    ((denials, assertions),) = story.told("denied")
    assert denials == ["The army denied that soldiers had shelled the Dorra dam with mortars."]
    assert "Villagers said soldiers had shelled the Dorra dam with heavy mortars." in assertions


def test_a_claim_of_responsibility_is_an_update() -> None:
    (question,) = Story(*CLAIMED).questions("updated")
    assert question.kind == "attribution"


def test_what_only_one_outlet_has_is_single_source_and_left_out_by_the_rest() -> None:
    story = Story(
        *AGREED[:1], article("ben", "Ferry disaster", "A ferry sank off Dorra.", "Rescuers saved 58 people off Dorra.")
    )
    (saved,) = [q for q in story.questions("single_source") if story.said(q) == [["58"]]]
    (omission,) = [o for o in story.comparison.omissions if o.question_id == saved.id]
    assert (omission.reported_by, omission.missing_from) == (("ben",), ("ada",))


def test_what_all_have_is_no_omission() -> None:
    story = Story(*AGREED)
    (agreed,) = story.questions("agreed")
    assert agreed.id not in {o.question_id for o in story.comparison.omissions}


def test_one_article_alone_disputes_nothing() -> None:
    story = Story(MIXED[0])
    assert {q.status for q in story.comparison.questions} <= {"single_source", "self_contradicted"}


def test_nothing_to_compare() -> None:
    assert Story().comparison.questions == ()
    assert Story(article("a", "Rain in Dorra", "Rain fell on Dorra all night long.")).comparison.questions == ()


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            articles,
            id=name,
        )
        for name, articles in STORIES.items()
    ],
)
def test_the_order_of_the_articles_changes_nothing(articles: tuple[Article, ...]) -> None:
    wanted = by_content(Story(*articles).comparison.questions)
    for shuffled in list(permutations(articles))[1:]:
        assert by_content(Story(*shuffled).comparison.questions) == wanted


@every_story
def test_every_claim_stands_in_a_question(articles: tuple[Article, ...]) -> None:
    story = Story(*articles)
    shown = {c for q in story.comparison.questions for a in q.answers for c in a.claims}
    assert {c.claim.id for r in story.read for c in r.figures} <= shown
    assert shown <= set(story.claims)


@every_story
def test_spans_equal_their_text(articles: tuple[Article, ...]) -> None:
    story = Story(*articles)
    texts = {a.id: a.text for a in articles}
    for claim in story.claims.values():
        spans = [claim.quote, *claim.also, *([claim.figure.span] if claim.figure else [])]
        spans += [claim.asserted_by.span] if claim.asserted_by.span else []
        assert all(texts[claim.article_id][s.start : s.end] == s.text for s in spans)


@every_story
def test_twice_gives_equal_results(articles: tuple[Article, ...]) -> None:
    assert Story(*articles).comparison == Story(*articles).comparison


@every_story
def test_a_dispute_never_holds_two_claims_that_agree(articles: tuple[Article, ...]) -> None:
    story = Story(*articles)
    for question in story.questions("disputed"):
        faces = [story.claims[a.claims[0]] for a in question.answers if story.claims[a.claims[0]].figure]
        for claim in faces:
            assert claim.figure is not None
            others = [o.figure for o in faces if o is not claim and o.figure]
            assert any(fit(claim.figure, other) is None for other in others)
        values = [(c.figure.low, c.figure.high) for c in faces if c.figure]
        assert len(values) == len(set(values))


@every_story
def test_answers_link_to_the_questions_that_hold_them(articles: tuple[Article, ...]) -> None:
    questions = {q.id: q for q in Story(*articles).comparison.questions}
    assert len(questions) == len(Story(*articles).comparison.questions)
    for question in questions.values():
        for answer in question.answers:
            if answer.question_id is not None:
                held = {c for a in questions[answer.question_id].answers for c in a.claims}
                assert answer.question_id != question.id
                assert set(answer.claims) <= held


@every_story
def test_omissions_split_the_articles(articles: tuple[Article, ...]) -> None:
    story = Story(*articles)
    ids = {a.id for a in articles}
    for omission in story.comparison.omissions:
        assert set(omission.reported_by) | set(omission.missing_from) == ids
        assert not set(omission.reported_by) & set(omission.missing_from)


@every_story
def test_every_question_has_a_text_and_a_reason(articles: tuple[Article, ...]) -> None:
    for question in Story(*articles).comparison.questions:
        assert question.text.strip()
        assert question.why.endswith(".")


def test_the_other_articles_never_change_an_articles_claims() -> None:
    alone = {a.id: Story(a).read[0].figures for a in MIXED}
    together = Story(*MIXED, *(a.model_copy(update={"id": f"x{a.id}"}) for a in DISPUTED))
    for r in together.read:
        if r.article.id in alone:
            assert r.figures == alone[r.article.id]


def test_what_matters_most_comes_first() -> None:
    order = ["disputed", "denied", "self_contradicted", "updated", "different_scope", "compatible", "agreed"]
    ranks = [[*order, "single_source"].index(q.status) for q in Story(*MIXED).comparison.questions]
    assert ranks == sorted(ranks)


def test_a_whole_story() -> None:
    story = Story(*MIXED)
    assert [["at least 31"], ["44", "Forty-four"]] in story.told("updated")
    assert any({"143", "190"} == {f for side in sides for f in side} for sides in story.told("disputed"))
    assert len(story.questions("denied")) == 1


def test_a_report_does_not_hang_on_the_order_in_which_python_hashes() -> None:
    """DESIGN D6: sets are walked in another order in every process, and sums of floats differ with their order."""
    told = (
        "from summarize import compare\n"
        "for story in ('ukraine-losses', 'kalindra-earthquake'):\n"
        "    report = compare(f'seeds/{story}', model='none')\n"
        "    print(report.model_dump_json(exclude={'run'}))\n"
    )
    seeds = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("0", "1", "2")]
    printed = {subprocess.check_output([sys.executable, "-c", told], env=seed, cwd=ROOT) for seed in seeds}
    assert len(printed) == 1
