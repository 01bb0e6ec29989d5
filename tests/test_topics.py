from __future__ import annotations

from itertools import pairwise

import pytest
from stories import article, read

from summarize.claims import MeasuredClaim
from summarize.comparison.chronology import Chronology, is_revision, says_moved
from summarize.comparison.drafts import DraftQuestion
from summarize.comparison.likeness import MOST_ODDS
from summarize.comparison.rivalry import Topic
from summarize.comparison.sources import Sources
from summarize.comparison.topics import questions_of
from summarize.schema import Article

MORNING, NOON, NEXT_DAY = "2031-05-06T07:00:00Z", "2031-05-06T12:00:00Z", "2031-05-07T07:00:00Z"


def one(id: str, sentence: str, published: str | None = None) -> Article:
    return article(id, "Dorra quake", sentence, published=published)


def figures(*articles: Article) -> list[MeasuredClaim]:
    return [c for r in read(*articles) for c in r.figures]


SURE = {"rival": MOST_ODDS, "update": 0.0}
"""Log-odds of every pair: figures that exclude each other are rivals, unless a word or the time of the reports says otherwise."""


def questions(
    *articles: Article, roles: dict[str, str] | None = None, odds: dict[str, float] = SURE
) -> list[DraftQuestion]:
    """Return the questions about the figures of the articles, which all count one thing."""
    time = Chronology(articles)
    claims = sorted(figures(*articles), key=time.key)
    outlets = {a.id: a.outlet or a.id for a in articles}
    return questions_of(
        Topic(
            claims,
            Sources(roles or {}),
            time,
            lambda c: outlets[c.claim.article_id],
            lambda a, b: odds["rival"],
            lambda a, b: odds["update"],
        )
    )


def told(*articles: Article, odds: dict[str, float] = SURE) -> list[tuple[str, list[list[str]]]]:
    asked = questions(*articles, odds=odds)
    return [(q.status, [[c.figure.span.text for c in a.claims] for a in q.answers]) for q in asked]


SETTLED = [
    (["The quake killed 40 people.", "Forty people died in the quake."], "agreed"),
    (["The quake killed about 40 people.", "Forty people died in the quake."], "compatible"),
    (["The quake killed at least 40 people.", "Forty people died in the quake."], "compatible"),
    (["The quake killed nearly 500 people.", "The quake killed 498 people."], "compatible"),
    (["The quake killed 40 people."], "single_source"),
]


@pytest.mark.parametrize(("sentences", "status"), SETTLED)
def test_figures_that_fit_are_one_question(sentences: list[str], status: str) -> None:
    (found,) = questions(*(one(f"a{n}", s) for n, s in enumerate(sentences)))
    assert found.status == status
    assert len(found.answers) == 1
    assert found.why


def test_a_toll_that_one_agency_raises_is_an_update() -> None:
    assert told(
        one("late", "The disaster agency said 95 people had died.", NEXT_DAY),
        one("early", "The disaster agency said 40 people had died.", MORNING),
    ) == [("updated", [["40"], ["95"]])]


def test_says_which_way_a_figure_went() -> None:
    (found,) = questions(
        one("early", "The disaster agency said 95 shelters were open.", MORNING),
        one("late", "The disaster agency said 40 shelters were open.", NEXT_DAY),
    )
    assert found.status == "updated"
    assert "fell" in found.why


def test_a_toll_that_falls_without_a_word_on_it_is_a_dispute() -> None:
    early = one("early", "The disaster agency said 95 people had died.", MORNING)
    (found,) = questions(early, one("late", "The disaster agency said 40 people had died.", NEXT_DAY))
    assert found.status == "disputed"
    (told,) = questions(early, one("late", "The disaster agency revised the toll: 40 people had died.", NEXT_DAY))
    assert told.status == "updated"


def test_rival_sources_are_a_dispute_between_the_latest_figures_of_each() -> None:
    found = told(
        one("a", "The Turkish defence ministry said 120 soldiers had been killed.", MORNING),
        one("b", "The Turkish defence ministry said 150 soldiers had been killed.", NEXT_DAY),
        one("c", "The Syrian army said 900 soldiers had been killed.", NEXT_DAY),
    )
    assert [answers for status, answers in found if status == "disputed"] == [[["150"], ["900"]]]
    assert ("updated", [["120"], ["150"]]) in found


def test_a_dispute_names_where_each_side_stands() -> None:
    found = questions(
        one("a", "The Turkish defence ministry said 120 soldiers had been killed."),
        one("b", "The Syrian army said 900 soldiers had been killed."),
        one("c", "The Turkish defence ministry said 120 soldiers had been killed."),
        one("d", "The Syrian army said 900 soldiers had been killed."),
    )
    (dispute,) = [q for q in found if q.status == "disputed"]
    for answer in dispute.answers:
        assert answer.stands_in is not None
        assert set(answer.claims) < set(found[answer.stands_in].claims)


def test_a_number_that_two_sources_give_in_two_articles_is_in_neither_alone() -> None:
    found = told(
        one("a", "The Turkish defence ministry said 120 soldiers had been killed."),
        one("b", "The Syrian army said 900 soldiers had been killed."),
        one("c", "Hospital doctors said 120 soldiers had been killed."),
    )
    assert ("agreed", [["120"]]) in [(status, [sorted(set(a)) for a in answers]) for status, answers in found]
    assert ("single_source", [["120"]]) not in found


def test_no_dispute_sets_two_figures_apart_that_agree() -> None:
    found = questions(
        one("a", "The union said 900 workers were hurt."),
        one("b", "The company said 100 workers were hurt."),
        one("c", "The hospital said about 900 workers were hurt."),
    )
    for q in found:
        if q.status == "disputed":
            values = [a.claims[0].figure.low for a in q.answers]
            assert len(values) == len(set(values))


def test_one_source_with_two_figures_at_one_time_is_disputed() -> None:
    found = told(
        one("a", "The firm's lawyer Ana Reis put the fine at $40 million.", NOON),
        one("b", "The firm's lawyer Ana Reis put the fine at $90 million.", NOON),
    )
    assert [status for status, _ in found] == ["disputed"]


def test_an_article_that_gives_two_figures_for_one_thing_contradicts_itself() -> None:
    found = told(article("a", "Quake kills 40 people", "The quake killed 90 people."))
    assert ("self_contradicted", [["40"], ["90"]]) in found


def test_a_revision_told_by_the_article_is_no_contradiction() -> None:
    found = told(
        article(
            "a",
            "Dorra quake",
            "The quake killed 40 people, it was first thought.",
            "The toll rose to 90 people killed.",
        )
    )
    assert [status for status, _ in found] == ["updated"]


def test_a_denied_figure_is_denied() -> None:
    found = questions(
        one("a", "The union said 900 workers had been killed."),
        one("b", "The company denied that 900 workers had been killed."),
    )
    (denial,) = [q for q in found if q.status == "denied"]
    assert [[c.claim.article_id for c in a.claims] for a in denial.answers] == [["b"], ["a"]]


def test_every_claim_stands_in_a_question() -> None:
    articles = [
        one("a", "The union said 900 workers had been killed.", MORNING),
        one("b", "The company said 100 workers had been killed.", NOON),
        one("c", "The company denied that 900 workers had been killed.", NEXT_DAY),
        one("d", "The quake killed at least 90 workers.", NEXT_DAY),
    ]
    shown = {c.claim.id for q in questions(*articles) for c in q.claims}
    assert shown == {c.claim.id for c in figures(*articles)}


def test_a_source_on_two_sides_shows_that_they_are_one() -> None:
    found = questions(
        one("a", "Russia said 490 of its soldiers had been killed.", MORNING),
        one("b", "Ministry spokesman Ivan Petrov said 520 soldiers had been killed.", NOON),
        one("c", "The defence ministry in Moscow said 610 soldiers had been killed.", NEXT_DAY),
    )
    assert [q.status for q in found] == ["updated"]


def test_none_against_some_in_one_article_is_a_dispute() -> None:
    found = told(
        article(
            "a",
            "Dorra quake",
            "A doctor at the clinic said the quake killed 14 people.",
            "The Red Crescent said there were no deaths from the quake.",
        ),
        one("b", "The Red Crescent said the quake killed 9 people.", NEXT_DAY),
    )
    assert ("disputed", [["no deaths"], ["14"]]) in found


# what takes the place of what


def test_a_higher_toll_that_nobody_is_named_for_is_news() -> None:
    found = told(
        one("a", "The quake killed at least 20 people, the fire service said.", MORNING),
        one("b", "The quake killed at least 29 people.", MORNING),
    )
    assert "disputed" not in [status for status, _ in found]
    assert ("updated", [["at least 20"], ["at least 29"]]) in found


def test_a_lower_toll_of_the_next_day_is_a_dispute() -> None:
    found = told(
        one("a", "The quake killed 40 people, the fire service said.", MORNING),
        one("b", "The quake killed 25 people.", NEXT_DAY),
    )
    assert ("disputed", [["40"], ["25"]]) in found


def test_two_named_sources_dispute_a_toll_whatever_the_hour() -> None:
    found = told(
        one("a", "The quake killed 40 people, the fire service said.", MORNING),
        one("b", "The quake killed 90 people, the Red Crescent said.", NEXT_DAY),
    )
    assert ("disputed", [["40"], ["90"]]) in found


def test_an_anonymous_sources_toll_is_overtaken_by_a_later_one() -> None:
    found = told(
        one("a", "The quake killed 40 people, a source said.", MORNING),
        one("b", "The quake killed 90 people, the Red Crescent said.", NEXT_DAY),
    )
    assert ("updated", [["40"], ["90"]]) in found


def test_a_figure_that_its_successor_names_is_no_rival() -> None:
    found = told(
        one("a", "The bulletin said 35 per cent of the fire was contained.", MORNING),
        one("b", "Commander Reyes said 80 per cent of the fire was contained, up from 35 per cent.", MORNING),
    )
    assert "disputed" not in [status for status, _ in found]


def test_what_comes_and_goes_is_no_dispute_an_hour_later() -> None:
    found = told(
        one("a", "Nine aircraft were at the scene by noon.", MORNING),
        one("b", "The bulletin said 14 aircraft are engaged.", NOON),
    )
    assert "disputed" not in [status for status, _ in found]


def test_a_dispute_quotes_both_ways_in_which_an_article_gives_its_number() -> None:
    found = told(
        one("a", "The quake killed at least nine people, the ministry said. It spoke of nine deaths."),
        one("b", "The quake killed 30 people, the Red Crescent said."),
    )
    (dispute,) = [answers for status, answers in found if status == "disputed"]
    assert sorted(dispute[0]) == ["at least nine", "nine"]


# chronology


ORDER = [
    (MORNING, NOON, True),
    (NOON, MORNING, False),
    (MORNING, MORNING, False),
    ("2031-05-06", "2031-05-07", True),
    ("2031-05-06", NOON, False),
    ("2031-05-06T23:30:00-05:00", "2031-05-07T03:00:00Z", False),
    ("2031-05-06T10:00:00+02:00", "2031-05-06T09:00:00Z", True),
    (None, NOON, False),
    (MORNING, None, False),
    ("Tuesday", NOON, False),
]


@pytest.mark.parametrize(("first", "second", "later"), ORDER)
def test_tells_what_is_known_to_be_later(first: str | None, second: str | None, later: bool) -> None:
    articles = [one("a", "The quake killed 40 people.", first), one("b", "The quake killed 90 people.", second)]
    assert Chronology(articles).strictly_later(figures(*articles)) is later


def test_sorts_by_time_and_those_without_one_last() -> None:
    articles = [
        one("none", "It killed 1 person.", None),
        one("late", "It killed 40 people.", NEXT_DAY),
        one("early", "It killed 40 people.", MORNING),
    ]
    time = Chronology(articles)
    ordered = sorted(figures(*articles), key=time.key)
    assert [c.claim.article_id for c in ordered] == ["early", "late", "none"]
    assert all(time.key(a) < time.key(b) for a, b in pairwise(ordered))


@pytest.mark.parametrize(
    ("sentence", "moved"),
    [
        ("The toll rose to 40.", True),
        ("The earlier toll was 12.", True),
        ("The ministry revised it to 40.", True),
        ("The toll now stands at 40.", True),
        ("Forty people were killed.", False),
    ],
)
def test_knows_the_words_of_a_revision(sentence: str, moved: bool) -> None:
    assert says_moved(sentence) is moved


def test_an_article_that_sets_two_sources_against_each_other_is_a_dispute_though_one_later_moved() -> None:
    found = told(
        one(
            "early", "The disaster agency said 40 people had died. The Dorra hospital said 90 people had died.", MORNING
        ),
        one("late", "The disaster agency said 95 people had died.", NEXT_DAY),
    )
    assert ("disputed", [["40"], ["90"]]) in found


def test_a_later_report_of_one_side_outgrows_the_earlier_one() -> None:
    found = told(
        one("early", "A police officer said 40 people had died.", MORNING),
        one("late", "The health minister said 95 people had died. Dorra's governor said 93 people had died.", NEXT_DAY),
    )
    assert ("disputed", [["40"], ["95"]]) not in found
    assert any(status == "updated" and ["40"] in sides for status, sides in found)


def test_a_figure_that_is_likelier_an_update_than_a_rival_is_told_as_one() -> None:
    articles = (one("early", "The quake killed 40 people.", MORNING), one("late", "The quake killed 20 people.", NOON))
    assert ("updated", [["40"], ["20"]]) in told(*articles, odds={"rival": -1.5, "update": 1.0})
    assert ("updated", [["40"], ["20"]]) not in told(*articles, odds={"rival": -1.5, "update": -4.0})


def test_of_two_named_sources_none_is_the_others_update() -> None:
    found = told(
        one("early", "The union said 40 people had died.", MORNING),
        one("late", "The hospital said 90 people had died.", NEXT_DAY),
        odds={"rival": -1.5, "update": 1.0},
    )
    assert ("disputed", [["40"], ["90"]]) in found


@pytest.mark.parametrize(("rival", "heard"), [(-0.9, True), (-1.1, False)])
def test_sources_are_a_dispute_though_neither_figure_is_the_latest_of_its_side(rival: float, heard: bool) -> None:
    found = told(
        one("a", "The hospital said 40 people had died. The hospital said 60 people had died."),
        one("b", "The union said 90 people had died. The union said 120 people had died."),
        odds={"rival": rival, "update": -9.0},
    )
    assert any({"40", "90"} <= {f for side in sides for f in side} for s, sides in found if s == "disputed") is heard


def test_a_dispute_has_two_answers() -> None:
    found = told(
        one("a", "The bureau said more than 200 people had died. The bureau said 200 people had died."),
        one("b", "Officials said 219 people had died."),
    )
    assert all(len(sides) > 1 for status, sides in found if status == "disputed")


@pytest.mark.parametrize(
    ("sentence", "rivals"),
    [
        ("The quake left 40,000 people homeless, and the union expects 60,000 before long.", False),
        ("The ministry said the quake left 40,000 people homeless, and the union said it left 60,000 homeless.", True),
    ],
)
def test_what_is_and_what_will_be_are_no_rivals_in_one_sentence(sentence: str, rivals: bool) -> None:
    assert any(status in ("disputed", "self_contradicted") for status, _ in told(one("a", sentence))) is rivals


def test_the_answers_of_an_update_are_told_in_the_order_in_which_the_count_grew() -> None:
    tolls = (("c", 95), ("a", 60), ("b", 40))
    articles = [one(id, f"The disaster agency said {toll} people had died.", "2031-05-06") for id, toll in tolls]
    assert told(*articles) == [("updated", [["40"], ["60"], ["95"]])]


@pytest.mark.parametrize(
    ("sentence", "revised"),
    [
        ("The toll rose to 40.", True),
        ("The death toll has soared sharply to at least 40.", True),
        ("The toll now stands at 40.", True),
        ("Forty people, up from 12, have died.", True),
        ("An earlier report put the dead at 40.", True),
        ("He climbed a fence 40 metres from the house.", False),
        ("The union, whose updated charter is new, says 40 people died.", False),
        ("Prices are rising and 40 people died.", False),
    ],
)
def test_a_revision_is_told_by_the_words_at_the_figure(sentence: str, revised: bool) -> None:
    (claim,) = (c for c in figures(one("a", sentence)) if "40" in c.figure.span.text or "Forty" in c.figure.span.text)
    assert is_revision(claim) is revised


def test_a_distance_does_not_move() -> None:
    found = told(
        one("early", "The dam lies 60 miles north of Dorra.", MORNING),
        one("late", "The dam lies 75 miles north of Dorra.", NEXT_DAY),
    )
    assert ("disputed", [["60 miles"], ["75 miles"]]) in found


@pytest.mark.parametrize("published", [NEXT_DAY, None])
def test_a_count_as_of_a_day_is_older_than_a_higher_one(published: str | None) -> None:
    found = told(
        one("early", "As of Friday, police said they had received 175 calls.", MORNING if published else None),
        one("late", "Investigators have received 250 calls.", published),
    )
    assert ("updated", [["175"], ["250"]]) in found or ("updated", [["250"], ["175"]]) in found


def test_a_count_that_has_now_been_reached_is_newer_than_a_lower_one() -> None:
    found = told(
        one("a", "Volunteers are responding to 3,000 calls."),
        one("b", "The ambulance service said it has now received 6,200 calls."),
    )
    assert found == [("updated", [["3,000"], ["6,200"]])] or ("updated", [["3,000"], ["6,200"]]) in found


def test_a_majority_that_the_later_article_tells_of_too_is_another_seats() -> None:
    found = told(
        one("early", "Labour is defending a 2,410 majority in Dorra.", MORNING),
        one("late", "The majority was 2,410 in Dorra. In Ostia it won a 2,620 majority.", NEXT_DAY),
        odds={"rival": -4.0, "update": 0.0},
    )
    assert not any(status == "updated" for status, _ in found)


def test_earlier_reports_are_not_another_bodys_count() -> None:
    found = told(
        one("a", "Ada Braack said 42 people died, after earlier reports had put the dead at more than 30."),
        one("b", "Dorra Aid put the death toll at 33."),
        odds={"rival": MOST_ODDS, "update": -4.0},
    )
    assert any(status == "disputed" and {"42", "33"} == {f for side in sides for f in side} for status, sides in found)


def test_a_few_that_share_neither_noun_nor_event_take_more_to_be_an_update() -> None:
    articles = (
        one("early", "One man was at the ford.", MORNING),
        one("late", "Two visitors were at the ford.", NEXT_DAY),
    )
    assert not any(status == "updated" for status, _ in told(*articles, odds={"rival": -4.0, "update": -1.0}))
    assert any(status == "updated" for status, _ in told(*articles, odds={"rival": -4.0, "update": 0.0}))


def test_a_count_that_the_later_article_holds_too_is_another() -> None:
    found = told(
        one("early", "A bomb in Dorra killed four people.", MORNING),
        one("late", "The ministry said a bomb killed 52 people. A bomb killed four people in Ostia.", NEXT_DAY),
    )
    assert not any(status == "updated" and ["52"] in sides for status, sides in found)


def test_what_earlier_reports_had_is_replaced() -> None:
    found = told(
        one("a", "Ada Braack, of the agency, said 42 people died, after earlier reports had put the dead at 30.")
    )
    assert not any(status == "disputed" for status, _ in found)


def test_a_figure_told_beside_another_is_no_rival_of_it_elsewhere() -> None:
    found = told(
        one("a", "The review said he climbed a six-foot fence and a three-foot fence."),
        one("b", "The statement said he climbed a three-foot fence."),
    )
    assert not any(status in ("disputed", "updated") for status, _ in found)
