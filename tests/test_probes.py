from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.asking.backends.base import Ranked, RankRequest
from summarize.asking.backends.fake import FakeBackend
from summarize.asking.probes import (
    AsserterProbe,
    CandidateProbe,
    LabelProbe,
    ProbeAnswer,
    RelationProbe,
    Scoring,
    ask,
)
from summarize.asking.prompting import Prompt
from summarize.errors import PromptError

WHO = Prompt("who", 1, "rank", ("text", "figure"), (), "", "$text\n\nWho counted $figure?", "0")
PAIR = Prompt("pair", 1, "rank", ("first", "second"), ("equal", "part", "different"), "", "$first\n$second", "0")
WRITE = Prompt("write", 1, "generate", (), (), "", "Sum it up.", "0")
TEXT = "The harbour master counted nine boats."
NAMES = ("the harbour master", "a fisherman")


def by_letters(request: RankRequest) -> Ranked:
    """Score by length: a longer continuation is less likely, and a longer prompt makes everything likelier."""
    counts = tuple(len(text.split()) for text in request.continuations)
    bonus = len(request.prompt) / 100
    return Ranked(tuple(bonus - len(text) / 10 for text in request.continuations), counts)


def asked_once(scoring: Scoring | None = None) -> tuple[ProbeAnswer, list[RankRequest]]:
    fake = FakeBackend(by_letters)
    (answer,) = ask(fake, [AsserterProbe(WHO, scoring=scoring).request(TEXT, "nine", NAMES, group="a1")])
    return answer, fake.rank_requests


def test_the_asserter_probe_asks_its_prompt() -> None:
    _, requests = asked_once()
    assert requests == [RankRequest(f"{TEXT}\n\nWho counted nine?", (" the harbour master", " a fisherman"), "a1")]


def test_the_likeliest_candidate_is_chosen() -> None:
    answer, _ = asked_once()
    assert (answer.best, answer.choice) == (1, "a fisherman")


def test_scores_are_the_likelihoods_unless_told_otherwise() -> None:
    answer, requests = asked_once()
    assert answer.scores == by_letters(requests[0]).log_likelihoods


def test_mean_scores_are_by_token() -> None:
    answer, requests = asked_once(Scoring(length="mean"))
    plain = by_letters(requests[0]).log_likelihoods
    assert answer.scores == (plain[0] / 3, plain[1] / 2)


@pytest.mark.parametrize("weight", [0.5, 1.0])
def test_calibration_takes_off_what_an_empty_context_gives(weight: float) -> None:
    answer, requests = asked_once(Scoring(calibration=weight))
    full, empty = (by_letters(request).log_likelihoods for request in requests)
    assert requests[1].prompt == "\n\nWho counted nine?"
    assert answer.scores == tuple(one - weight * other for one, other in zip(full, empty, strict=True))


def test_the_baseline_does_not_share_the_group_of_the_question() -> None:
    _, requests = asked_once(Scoring(calibration=1.0))
    assert requests[0].group != requests[1].group


def test_answers_come_in_the_order_of_the_requests() -> None:
    plain, calibrated = AsserterProbe(WHO), AsserterProbe(WHO, scoring=Scoring(calibration=1.0))
    requests = [
        probe.request(TEXT, figure, NAMES, group="a1") for figure in ("nine", "none") for probe in (calibrated, plain)
    ]
    together = ask(FakeBackend(by_letters), requests)
    assert together == [ask(FakeBackend(by_letters), [request])[0] for request in requests]


@given(
    st.lists(st.floats(-300, 0), min_size=1, max_size=8),
    st.floats(0.1, 10),
)
def test_probabilities_are_a_softmax(scores: list[float], temperature: float) -> None:
    names = [f"name {index}" for index in range(len(scores))]
    probe = AsserterProbe(WHO, scoring=Scoring(temperature=temperature))
    fake = FakeBackend([Ranked(tuple(scores), (1,) * len(scores))])
    (answer,) = ask(fake, [probe.request(TEXT, "nine", names, group="a1")])
    assert math.fsum(answer.probabilities) == pytest.approx(1.0)
    assert answer.probabilities[answer.best] == max(answer.probabilities)
    if len(scores) > 1 and answer.probabilities[1] > 1e-12 < answer.probabilities[0]:
        difference = math.log(answer.probabilities[0]) - math.log(answer.probabilities[1])
        assert difference == pytest.approx((scores[0] - scores[1]) / temperature, abs=1e-6)


def test_the_first_of_equals_is_chosen() -> None:
    assert ProbeAnswer(("a", "b", "c"), (-2.0, -1.0, -1.0), (0.2, 0.4, 0.4)).best == 1


def test_a_probability_is_found_by_name() -> None:
    answer = ProbeAnswer(("a", "b"), (-2.0, -1.0), (0.3, 0.7))
    assert answer.probability("b") == 0.7
    with pytest.raises(ValueError, match="not in"):
        answer.probability("z")


def test_the_relation_probe_ranks_its_labels() -> None:
    fake = FakeBackend([Ranked((-3.0, -1.0, -2.0), (1, 1, 1))])
    (answer,) = ask(fake, [RelationProbe(PAIR).request("«Nine» boats sank.", "«Six» boats sank.", group="a1")])
    asked = RankRequest("«Nine» boats sank.\n«Six» boats sank.", (" equal", " part", " different"), "a1")
    assert fake.rank_requests == [asked]
    assert answer.choice == "part"


def test_asking_nothing_answers_nothing() -> None:
    assert ask(FakeBackend(), []) == []


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: AsserterProbe(PAIR), "no variable text"),
        (lambda: RelationProbe(WHO), "no variable first, second"),
        (lambda: LabelProbe(WHO, context=frozenset()), "no labels"),
        (
            lambda: CandidateProbe(Prompt("w", 1, "generate", (), (), "", "x", "0"), context=frozenset()),
            "kind generate",
        ),
        (lambda: AsserterProbe(WHO).fill(NAMES, group="", text=TEXT), "never got figure"),
    ],
    ids=["other variables", "other variables of a label probe", "no labels", "other kind", "missing variable"],
)
def test_a_prompt_that_does_not_fit_its_probe_is_refused(make: object, problem: str) -> None:
    with pytest.raises(PromptError, match=problem):
        make()  # type: ignore[operator]
