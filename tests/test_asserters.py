from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import drafts, paragraphs

from summarize.asking.backends.base import Ranked, RankRequest
from summarize.asking.backends.fake import FakeBackend
from summarize.asserters import ASKED_AS, OTHERS, Mixing, choose_asserters
from summarize.claims import Choice
from summarize.errors import BackendError
from summarize.schema import ARTICLE_ITSELF

FIRST = paragraphs(
    "Governor Lena Holt said 40 people had been killed and 70 hurt.\n"
    "Rescuer Tom Ekberg told the Tribune that 12 homes had burned.",
    id="first",
)
SECOND = paragraphs(
    "The miners’ union said 900 jobs would go. Halden Steel said 300 jobs would go.",
    id="second",
)
PLAIN = paragraphs("12 dead", id="plain")


def flat(request: RankRequest) -> Ranked:
    """Find every continuation as likely as the others."""
    return Ranked((0.0,) * len(request.continuations), (1,) * len(request.continuations))


def favouring(name: str, by: float = 500.0) -> FakeBackend:
    """Return a model that finds one answer much likelier than the rest."""

    def rank(request: RankRequest) -> Ranked:
        scores = tuple(0.0 if c.strip() == name else -by for c in request.continuations)
        return Ranked(scores, (1,) * len(scores))

    return FakeBackend(rank)


def names(choices: dict[tuple[int, int], Choice]) -> list[str]:
    return [choices[key].candidate.name for key in sorted(choices)]


def test_without_a_model_the_rules_favourites_stand() -> None:
    (draft,) = drafts(FIRST)
    (chosen,) = choose_asserters(None, [draft])
    assert [chosen[f.mention.start, f.mention.end].candidate for f in draft.figures] == [
        f.candidates[0] for f in draft.figures
    ]
    assert {c.confidence for c in chosen.values()} == {None}


def test_asks_only_where_there_is_a_choice() -> None:
    found = drafts(FIRST, PLAIN)
    backend = FakeBackend(flat)
    choose_asserters(backend, found)
    assert [len(r.continuations) for r in backend.rank_requests] == [
        len(f.candidates) for d in found for f in d.figures if len(f.candidates) > 1
    ]


def test_a_figure_with_one_candidate_keeps_it_without_a_confidence() -> None:
    (draft,) = drafts(PLAIN)
    assert [len(f.candidates) for f in draft.figures] == [1]
    backend = FakeBackend()
    (chosen,) = choose_asserters(backend, [draft])
    assert [(c.candidate.name, c.confidence) for c in chosen.values()] == [(ARTICLE_ITSELF, None)]
    assert backend.rank_requests == []


def test_the_question_shows_the_figure_and_its_words() -> None:
    backend = FakeBackend(flat)
    choose_asserters(backend, drafts(SECOND))
    first = backend.rank_requests[0]
    assert "«900» jobs" in first.prompt
    assert "Halden Steel said 300 jobs would go." in first.prompt
    assert f" {ASKED_AS}" in first.continuations
    assert all(c.startswith(" ") for c in first.continuations)


def test_figures_of_one_context_share_a_group_and_their_text() -> None:
    backend = FakeBackend(flat)
    choose_asserters(backend, drafts(SECOND))
    one, two = backend.rank_requests
    assert one.group == two.group
    assert one.prompt.split("Question:")[0] == two.prompt.split("Question:")[0]


def test_two_articles_never_share_a_group() -> None:
    twin = SECOND.model_copy(update={"id": "twin"})
    backend = FakeBackend(flat)
    choose_asserters(backend, drafts(SECOND, twin))
    assert len({r.group for r in backend.rank_requests}) == 2


def test_a_sure_model_outweighs_the_rules() -> None:
    (draft,) = drafts(SECOND)
    (chosen,) = choose_asserters(favouring("Halden Steel"), [draft])
    assert names(chosen) == ["Halden Steel", "Halden Steel"]


def test_a_model_that_does_not_know_leaves_the_rules_favourites() -> None:
    found = drafts(FIRST, SECOND)
    assert [names(c) for c in choose_asserters(FakeBackend(flat), found)] == [
        names(c) for c in choose_asserters(None, found)
    ]


def test_the_choice_has_the_highest_sum_of_both_scores() -> None:
    (draft,) = drafts(SECOND)
    figure = draft.figures[0]
    best, second = figure.candidates[:2]
    gap = best.score - second.score
    gap += OTHERS.article * ((best.name == ARTICLE_ITSELF) - (second.name == ARTICLE_ITSELF))
    gap /= OTHERS.weight
    asked = ASKED_AS if second.name == ARTICLE_ITSELF else second.name
    key = figure.mention.start, figure.mention.end
    (below,) = choose_asserters(favouring(asked, gap - 0.1), [draft])
    (above,) = choose_asserters(favouring(asked, gap + 0.1), [draft])
    assert below[key].candidate == best
    assert above[key].candidate == second


def test_the_model_is_asked_only_where_the_favourite_of_the_rules_leads_by_little() -> None:
    (draft,) = drafts(SECOND)
    figure = draft.figures[0]
    lead = figure.candidates[0].score - figure.candidates[1].score
    key = figure.mention.start, figure.mention.end
    asked: list[RankRequest] = []

    def rank(request: RankRequest) -> Ranked:
        asked.append(request)
        return Ranked(tuple(-400.0 * n for n in range(len(request.continuations))), (1,) * len(request.continuations))

    alone = replace(draft, figures=(figure,))
    (chosen,) = choose_asserters(FakeBackend(rank), [alone], Mixing(1.0, 0.0, 2.0, open=lead - 0.01))
    assert asked == []
    assert chosen[key].candidate == figure.candidates[0]
    # What the rules alone say is as sure as they are, whatever the temperature of the model's word.
    others = math.fsum(math.exp(c.score - figure.candidates[0].score) for c in figure.candidates)
    assert chosen[key].confidence == pytest.approx(1 / others, abs=1e-4)
    choose_asserters(FakeBackend(rank), [alone], Mixing(1.0, 0.0, 2.0, open=lead + 0.01))
    assert len(asked) == 1


@settings(deadline=None)
@given(st.lists(st.floats(-400, 0), min_size=60, max_size=60))
def test_confidence_is_a_probability(scores: list[float]) -> None:
    left = list(scores)

    def rank(request: RankRequest) -> Ranked:
        return Ranked(tuple(left.pop() for _ in request.continuations), (1,) * len(request.continuations))

    for chosen in choose_asserters(FakeBackend(rank), drafts(FIRST, SECOND)):
        assert all(c.confidence is not None and 0.0 <= c.confidence <= 1.0 for c in chosen.values())


def test_a_surer_model_gives_more_confidence() -> None:
    (draft,) = drafts(SECOND)
    key = draft.figures[1].mention.start, draft.figures[1].mention.end
    shy, sure = (choose_asserters(favouring("Halden Steel", by), [draft])[0][key] for by in (0.5, 9.0))
    assert shy.candidate.name == sure.candidate.name == "Halden Steel"
    assert shy.confidence is not None
    assert sure.confidence is not None
    assert shy.confidence < sure.confidence


def test_articles_together_get_what_each_gets_alone() -> None:
    found = drafts(FIRST, SECOND, PLAIN)
    backend = favouring(ASKED_AS, 2.0)
    together = choose_asserters(backend, found)
    alone = [choose_asserters(backend, [draft])[0] for draft in found]
    assert together == alone


def test_all_questions_go_to_the_model_at_once() -> None:
    calls: list[int] = []

    class Counting(FakeBackend):
        def rank(self, requests):  # type: ignore[no-untyped-def]
            calls.append(len(requests))
            return super().rank(requests)

    choose_asserters(Counting(flat), drafts(FIRST, SECOND))
    assert len(calls) == 1


def test_a_model_that_fails_is_not_hidden() -> None:
    with pytest.raises(BackendError):
        choose_asserters(FakeBackend(), drafts(FIRST))


def test_a_long_paragraph_is_cut_around_the_figure() -> None:
    filler = "The valley lay quiet under a thin cover of snow and nobody came. " * 60
    long = paragraphs(f"{filler}Governor Lena Holt said 40 people had been killed. {filler}", id="long")
    backend = FakeBackend(flat)
    choose_asserters(backend, drafts(long))
    (request,) = [r for r in backend.rank_requests if "«40»" in r.prompt]
    assert len(request.prompt.split()) < 260
    assert "Governor Lena Holt said 40 people" in request.prompt


def test_no_figures_no_questions() -> None:
    assert choose_asserters(FakeBackend(), drafts(paragraphs("Rain fell."))) == [{}]
    assert choose_asserters(FakeBackend(), []) == []
