"""What the rules set apart beyond figures, and which of it a model bears out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from learnt import Learnt
from stories import read

from summarize.asking.backends.base import Ranked, RankRequest
from summarize.claims import ReadArticle
from summarize.comparison import Gathered, beyond_figures
from summarize.comparison.accounts import borne_out
from summarize.comparison.propositions import StatementQuestion
from summarize.errors import BackendError
from summarize.pipeline import Summarizer
from summarize.reading.articles import article_from_text
from summarize.schema import QuestionKind
from summarize.stories import Story

ARTICLES = (
    article_from_text(
        "Doors were locked, say workers\n\nThe doors of the mill had been locked, workers told this paper.",
        id="a",
        outlet="Tolm Post",
        title="Doors were locked, say workers",
        published="2024-03-03",
    ),
    article_from_text(
        "Owner rejects claims\n\nThe mill burnt for a day. The doors of the mill had not been locked, Ede Varga said.",
        id="b",
        outlet="Harbour Wire",
        title="Owner rejects claims",
        published="2024-03-04",
    ),
)
STORY = Story("mill", ARTICLES)


class Failing(Learnt):
    """One that fails at sentences."""

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        if any("statements" in r.prompt for r in requests):
            raise BackendError("out of memory")
        return super().rank(requests)


@pytest.fixture
def articles() -> list[ReadArticle]:
    return read(*ARTICLES)


@pytest.fixture
def questions(articles: list[ReadArticle]) -> list[StatementQuestion]:
    found = beyond_figures(Gathered(articles), {})
    assert [q.status for q in found] == ["denied"]
    return found


@pytest.mark.parametrize(
    ("label", "kept"), [("conflict", 1), ("open", 1), ("different", 0), ("equal", 0), ("update", 0)]
)
def test_what_the_model_finds_no_difference_in_is_not_told(
    articles: list[ReadArticle], questions: list[StatementQuestion], label: str, kept: int
) -> None:
    assert borne_out(Learnt(label), [(articles, questions)]) == [questions[:kept]]


def test_one_likely_pair_is_enough(articles: list[ReadArticle], questions: list[StatementQuestion]) -> None:
    class Once(Learnt):
        def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
            first, *rest = super().rank(requests)
            return [first, *(Ranked(tuple(reversed(one.log_likelihoods)), one.tokens) for one in rest)]

    (question,) = questions
    several = replace(question, sides=(question.sides[0], (*question.sides[1], *question.sides[1])))
    assert borne_out(Once("conflict"), [(articles, [several])]) == [[several]]


def test_the_model_reads_both_sentences_the_earlier_first(
    articles: list[ReadArticle], questions: list[StatementQuestion]
) -> None:
    backend = Learnt("conflict")
    borne_out(backend, [(articles, questions)])
    told = (
        "1. Tolm Post, 3 March: Doors were locked, say workers\n"
        "Doors were locked, say workers «The doors of the mill had been locked, workers told this paper.»\n\n"
        "2. Harbour Wire, 4 March: Owner rejects claims\n"
        "The mill burnt for a day. «The doors of the mill had not been locked, Ede Varga said.»\n\n"
    )
    assert any(request.prompt.startswith(told) for request in backend.requests)


def test_news_is_not_asked_about_nor_what_differs_as_it_stands_there(
    articles: list[ReadArticle], questions: list[StatementQuestion]
) -> None:
    backend, (question,) = Learnt("different"), questions
    kinds: tuple[QuestionKind, ...] = ("attribution", "date", "name")
    others = [replace(question, status="updated"), *(replace(question, kind=kind) for kind in kinds)]
    assert borne_out(backend, [(articles, others)]) == [others]
    assert not backend.requests


def test_who_says_that_it_denies_something_is_not_asked_about(
    articles: list[ReadArticle], questions: list[StatementQuestion]
) -> None:
    backend, denied = Learnt("different"), [replace(questions[0], says_so=True)]
    assert borne_out(backend, [(articles, denied)]) == [denied]
    assert not backend.requests


@pytest.mark.parametrize(
    ("denial", "says_so"),
    [
        ("Ede Varga denied that the doors of the mill had been locked.", True),
        ("Ede Varga called it a lie that the doors of the mill had been locked.", True),
        ("The doors of the mill had not been locked, Ede Varga said.", False),
    ],
)
def test_a_verb_of_denying_or_a_verdict_says_so(denial: str, says_so: bool) -> None:
    other = article_from_text(f"Owner speaks\n\nThe mill burnt for a day. {denial}", id="b", outlet="Harbour Wire")
    (found,) = beyond_figures(Gathered(read(ARTICLES[0], other)), {})
    assert found.says_so == says_so


def test_stories_of_a_batch_are_told_apart(articles: list[ReadArticle], questions: list[StatementQuestion]) -> None:
    assert borne_out(Learnt("open"), [(articles, []), (articles, questions)]) == [[], questions]


def test_a_report_tells_what_the_model_bears_out() -> None:
    by_rules = [q.status for q in Summarizer().report(STORY).questions]
    assert "denied" in by_rules
    assert [q.status for q in Summarizer(Learnt("conflict")).report(STORY).questions] == by_rules
    left = Summarizer(Learnt("different")).report(STORY)
    assert "denied" not in [q.status for q in left.questions]
    assert not [claim for claim in left.claims if claim.kind != "figure"]
    assert Summarizer(Learnt("different")).reports([STORY, STORY])[1].questions == left.questions


def test_where_the_model_fails_the_rules_decide_and_the_report_says_so() -> None:
    report = Summarizer(Failing("different")).report(STORY)
    assert "denied" in [q.status for q in report.questions]
    (failure,) = report.failures
    assert failure.stage == "comparison"
    assert "beyond figures" in failure.message
    assert "out of memory" in failure.message
