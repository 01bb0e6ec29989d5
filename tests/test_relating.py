"""Which pairs of figures a model is asked about, what it reads, and what its word changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from learnt import Learnt
from numpy.typing import NDArray
from stories import read

from summarize.asking.backends.base import BackendRecord, Ranked, RankRequest
from summarize.comparison import Gathered, compare
from summarize.comparison.likeness import UNLIKE
from summarize.comparison.opinions import BLENDS, MEASURED_WITH, Opinion, Opinions
from summarize.comparison.relating import MOST_PAIRS, OPEN, Unrelated, asked_pairs, relate, told
from summarize.errors import BackendError
from summarize.pipeline import Summarizer
from summarize.reading.articles import article_from_text
from summarize.stories import Story

FIRST = article_from_text(
    "Quay collapse kills 12\n\nTwelve dockers died when the quay at Ostrel gave way, the harbour master said.",
    id="a",
    outlet="Coast Courier",
    title="Quay collapse kills 12",
    published="2024-03-02T14:30",
)
SECOND = article_from_text(
    "Dockers mourn\n\nThe union counts 19 dead in the harbour. It wants an inquiry.",
    id="b",
    outlet="Evening Tide",
    title="Dockers mourn",
    published="2024-03-03",
)


class Failing(Learnt):
    """One that can say who gives a figure and fails at pairs."""

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        if any("to each other" in r.prompt for r in requests):
            raise BackendError("The model is gone.")
        return super().rank(requests)


def unrelated(numbers: Sequence[int], odds: NDArray[np.float64]) -> Unrelated:
    """Figures of as many articles, each of which says how many dockers have died."""
    texts = [f"A count at Ostrel has {number} dockers dead." for number in numbers]
    articles = read(*(article_from_text(text, id=f"c{n}", outlet="Coast Courier") for n, text in enumerate(texts)))
    claims = [c for one in articles for c in one.figures]
    assert [c.figure.low for c in claims] == list(numbers)
    return Unrelated(articles, claims, odds)


def test_pairs_that_the_facets_are_sure_of_are_not_asked() -> None:
    odds = np.array([[0, OPEN, 1.0], [OPEN, 0, UNLIKE], [1.0, UNLIKE, 0]])
    assert asked_pairs(unrelated([12, 19, 31], odds)) == [(0, 2)]


def test_figures_that_do_not_exclude_each_other_are_not_asked_about() -> None:
    assert asked_pairs(unrelated([12, 12, 31], np.ones((3, 3)))) == [(0, 2), (1, 2)]


def test_what_is_asked_grows_with_the_figures_not_with_their_pairs() -> None:
    odds = np.random.default_rng(0).uniform(-2.4, 2.4, (60, 60))
    odds = (odds + odds.T) / 2
    pairs = asked_pairs(unrelated(range(101, 221, 2), odds))
    assert len(pairs) == 60 * MOST_PAIRS
    likeliest = np.argmax(np.where(np.eye(60, dtype=bool), -9, odds), axis=1).tolist()
    assert {(min(pair), max(pair)) for pair in enumerate(likeliest)} <= set(pairs)


@pytest.mark.parametrize(
    ("givers", "odds", "asked"),
    [
        (("union", "harbour"), -1.9, True),
        (("union", "harbour"), -2.1, False),
        (("union", "union"), -0.9, True),
        (("union", "union"), -1.1, False),
    ],
)
def test_of_one_article_only_likelier_pairs_are_asked_about(givers: tuple[str, str], odds: float, asked: bool) -> None:
    first, second = (f"The {giver} said that {n} dockers had died." for giver, n in zip(givers, (12, 19), strict=True))
    (one,) = read(article_from_text(f"{first} {second}", id="c", outlet="Coast Courier"))
    story = Unrelated([one], one.figures, np.full((2, 2), odds))
    assert asked_pairs(story) == ([(0, 1)] if asked else [])


def test_each_figure_is_set_beside_the_likeliest_of_its_own_article_alone() -> None:
    words = " ".join(
        f"The {giver} said that {n} dockers had died." for giver, n in (("union", 12), ("harbour", 19), ("clinic", 31))
    )
    (one,) = read(article_from_text(words, id="c", outlet="Coast Courier"))
    odds = np.array([[0, 1.0, 0.5], [1.0, 0, 0.2], [0.5, 0.2, 0]])
    assert asked_pairs(Unrelated([one], one.figures, odds)) == [(0, 1), (0, 2)]


def test_of_figures_told_again_only_the_first_is_asked_about() -> None:
    odds = np.ones((4, 4))
    odds[0, 1] = odds[1, 0] = OPEN
    story = unrelated([12, 12, 31, 12], odds)
    assert story.retold == {0: [0, 1], 2: [2], 3: [3]}
    assert asked_pairs(story) == [(0, 2), (2, 3)]


def test_an_opinion_is_that_of_every_figure_told_again() -> None:
    odds = np.ones((4, 4))
    odds[0, 1] = odds[1, 0] = odds[2, 3] = odds[3, 2] = OPEN
    story, model = unrelated([12, 12, 31, 31], odds), Learnt()
    (opinions,) = relate(model, [story])
    assert len(model.requests) == 1
    ids = [c.claim.id for c in story.claims]
    assert {frozenset((a, b)) for a, others in opinions.by_claim.items() for b in others} == {
        frozenset((a, b)) for a in ids[:2] for b in ids[2:]
    }


def test_the_model_reads_outlet_day_headline_words_and_giver() -> None:
    (first, second) = read(FIRST, SECOND)
    (own,) = [c for c in second.figures if c.figure.low == 19]
    assert told(second, own) == (
        "Evening Tide, 3 March: Dockers mourn\n"
        "Dockers mourn The union counts «19» dead in the harbour. It wants an inquiry.\n"
        "Given by: union"
    )
    assert told(first, first.figures[0]).startswith("Coast Courier, 2 March, 14:30: Quay collapse kills 12\n")


def test_a_date_that_is_none_is_left_out() -> None:
    (one,) = read(FIRST.model_copy(update={"published": "soon"}))
    assert told(one, one.figures[0]).startswith("Coast Courier: Quay")


def test_opinions_stand_under_both_claims_and_say_what_the_label_says() -> None:
    figures = Gathered(read(FIRST, SECOND))
    (opinions,) = relate(Learnt(), [figures.unrelated])
    pairs = [(a, b) for a, others in opinions.by_claim.items() for b in others]
    assert pairs
    assert all(opinions.by_claim[b][a] == opinions.by_claim[a][b] for a, b in pairs)
    opinion = next(iter(next(iter(opinions.by_claim.values())).values()))
    assert opinion.conflict > 0 > opinion.update
    assert opinion.one_question > 0


def test_questions_about_one_figure_share_a_group_and_what_stands_in_front() -> None:
    backend = Learnt()
    figures = Gathered(read(FIRST, SECOND))
    relate(backend, [figures.unrelated, figures.unrelated])
    groups: dict[str, set[str]] = {}
    for request in backend.requests:
        groups.setdefault(request.group, set()).add(request.prompt.split("\n\n2. ")[0])
    assert all(len(fronts) == 1 for fronts in groups.values())
    assert {group.split()[0] for group in groups} == {"0", "1"}


def test_blending_leaves_alone_what_was_not_asked() -> None:
    figures = Gathered(read(FIRST, SECOND))
    odds = figures.unrelated.odds
    a, b = (c.claim.id for c in figures.claims[:2])
    opinion = Opinion(one_question=2.0, conflict=0.0, update=0.0)
    mixed = Opinions({a: {b: opinion}, b: {a: opinion}}).blended(odds, figures.claims, "one question")
    blend = BLENDS["one question"]
    assert mixed[0, 1] == mixed[1, 0] == pytest.approx(blend.facets * odds[0, 1] + blend.model * 2.0 + blend.bias)
    changed = np.argwhere(mixed != odds)
    assert {tuple(map(int, at)) for at in changed} == {(0, 1), (1, 0)}
    assert Opinions().blended(odds, figures.claims, "conflict") is odds


def test_a_model_can_part_what_the_facets_would_join() -> None:
    figures = Gathered(read(FIRST, SECOND))
    assert any(q.status == "disputed" for q in compare(figures, {}).questions)
    backend = Learnt("different")
    (apart,) = relate(backend, [figures.unrelated])
    assert not any(q.status == "disputed" for q in compare(figures, {}, apart).questions)


STORY = Story(id="quay", articles=(FIRST, SECOND), failures=())


def test_a_model_that_has_not_learnt_it_is_not_asked_about_pairs() -> None:
    class Other(Learnt):
        def record(self) -> BackendRecord:
            return replace(super().record(), adapter_sha256="f" * 64)

    backend = Other()
    Summarizer(backend).report(STORY)
    assert not any("to each other" in r.prompt for r in getattr(backend, "requests", []))


def test_a_report_does_not_depend_on_what_is_made_with_it() -> None:
    alone = Summarizer(Learnt()).report(STORY)
    other = Story(id="other", articles=(SECOND.model_copy(update={"id": "z"}), FIRST), failures=())
    assert Summarizer(Learnt()).reports([other, STORY])[1] == alone


def test_where_the_model_fails_at_pairs_the_rules_decide_and_the_report_says_so() -> None:
    reports = Summarizer(Failing()).reports([STORY, STORY])
    for report in reports:
        (failure,) = report.failures
        assert (failure.stage, failure.error, failure.article_id) == ("comparison", "BackendError", None)
        assert "by rules alone" in failure.message
        assert any(q.status == "disputed" for q in report.questions)


def test_the_blends_were_measured_with_the_adapter_that_ships() -> None:
    from summarize.asking.backends.adapter import find_adapter
    from summarize.asking.checkpoints import digest

    folder = find_adapter("smollm2-135m")
    assert folder is not None
    assert digest(folder / "adapter.safetensors").startswith(MEASURED_WITH)
