from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.asserters import ASKED_AS
from summarize.reading.asked import MOST_WORDS, asked_as
from summarize.reading.candidates import Candidate
from summarize.schema import ARTICLE_ITSELF
from summarize.training import vocabulary
from summarize.training.candidates import find_owner
from summarize.training.grammar import choose, expand
from summarize.training.marks import MARK_CHARACTERS, mark, unmark
from summarize.training.passages import Passage, write_passages
from summarize.training.sources import Source
from summarize.training.stories import Story

TOPICS = sorted(set(vocabulary.load("stories")) - {"words"})
SEEDS = range(40)

plain_text = st.text(st.characters(exclude_characters=MARK_CHARACTERS, exclude_categories=["Cs"]), max_size=40)


# -- marks -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(plain_text, plain_text), max_size=5), plain_text)
def test_a_mark_is_found_where_its_words_stand(parts: list[tuple[str, str]], end: str) -> None:
    text = "".join(before + mark(number, words) for number, (before, words) in enumerate(parts)) + end
    plain, figures = unmark(text)
    assert plain == "".join(before + words for before, words in parts) + end
    assert [(figure.number, plain[figure.start : figure.end]) for figure in figures] == [
        (number, words) for number, (_, words) in enumerate(parts)
    ]


# -- grammar and vocabulary ------------------------------------------------------------------------------------------


def test_choices_are_made_from_the_inside_out() -> None:
    found = {choose("[a|b[c|d]]", random.Random(seed)) for seed in SEEDS}
    assert found == {"a", "bc", "bd"}


def test_a_template_that_calls_itself_is_an_error() -> None:
    with pytest.raises(ValueError, match="endless"):
        expand("{a}", random.Random(0), lambda slot: "{a}")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_wording_of_a_topic_can_be_filled(topic: str) -> None:
    story = Story(random.Random(topic), topic)
    for fact in story.facts:
        for template in (*fact.clauses, *fact.participles, *fact.headlines, *fact.parts):
            words = story.clause(template, fact, lambda figure: f"<{figure}>")
            assert "<" in words
            assert not set("[]{}|") & set(words)
        for template in fact.measures:
            assert not set("[]{}|") & set(story.phrase(template))


# -- passages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_are_about_words_of_the_passage(seed: int) -> None:
    for passage in write_passages(random.Random(seed)):
        words = " ".join(passage.text.split())
        for question in passage.questions:
            assert question.figure.replace("«", "").replace("»", "") in words
            assert question.figure.count("«") == question.figure.count("»") == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_each_candidate_stands_once_and_one_is_right(seed: int) -> None:
    for passage in write_passages(random.Random(seed)):
        for question in passage.questions:
            assert question.candidates.count(ASKED_AS) == 1
            assert len(set(question.candidates)) == len(question.candidates) == len(question.priors) > 1
            assert question.golds <= set(range(len(question.candidates)))
            assert question.golds
            assert all(1 <= len(name.split()) <= MOST_WORDS for name in question.candidates)


def test_the_rules_alone_are_neither_always_right_nor_mostly_wrong() -> None:
    passages: list[Passage] = [p for seed in range(150) for p in write_passages(random.Random(seed))]
    questions = [question for passage in passages for question in passage.questions]
    favourites = [max(range(len(q.priors)), key=q.priors.__getitem__) for q in questions]
    right = sum(favourite in question.golds for favourite, question in zip(favourites, questions, strict=True))
    assert 0.6 < right / len(questions) < 0.9


def _offered(*names: str) -> list[Candidate]:
    return [Candidate(name, None, 0.0, "") for name in (*names, ARTICLE_ITSELF)]


MAYOR = Source("person", "Ada Moreno", ("Ada Moreno", "the mayor of Tarn, Ada Moreno,"), ("Moreno", "the mayor"), "she")


@pytest.mark.parametrize(
    ("owner", "names", "right"),
    [
        (MAYOR, ("Ada Moreno, the mayor of Tarn", "Tarn"), {0}),
        (MAYOR, ("the mayor", "Moreno told reporters", "police"), {0, 1}),
        (MAYOR, ("Tarn", "officials"), set()),
        (None, ("Ada Moreno", "the mayor"), {2}),
    ],
)
def test_the_owner_is_found_among_candidates(owner: Source | None, names: tuple[str, ...], right: set[int]) -> None:
    assert find_owner(owner, _offered(*names)) == right


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("Chief Justice Ada Moreno", "“Nobody,” Moreno said.", "Moreno"),
        ("Ada Moreno, a judge in Leeds", "Then Ada Moreno, a judge in Leeds, spoke.", "Ada Moreno"),
        ("The Harbour Office (HO)", "according to the harbour office", "harbour office"),
        ("a clerk of the court", "the clerk said; the court did not", "clerk"),
        ("the Harbour Office", "He said it again.", "Harbour Office"),
        ("Art", "The article starts here.", "Art"),
    ],
)
def test_a_source_is_asked_about_in_words_of_the_text(name: str, text: str, asked: str) -> None:
    assert asked_as(name, text) == asked


def test_passages_have_no_leftovers_of_templates() -> None:
    for seed in range(150):
        for passage in write_passages(random.Random(seed)):
            assert not set("[]{}¶" + MARK_CHARACTERS) & set(passage.text), passage.text


def test_all_kinds_of_sentences_are_asked_about() -> None:
    rng = random.Random(1)
    seen = {q.phenomenon for _ in range(400) for passage in write_passages(rng) for q in passage.questions}
    named = {
        f"{table}.{name}"
        for table in ("speech", "paper", "article")
        for name in vocabulary.table("frames", table)
    }  # fmt: skip
    assert named - {"article.neutral"} <= seen
    assert {"contrast.both", "contrast.both.other", "contrast.inner.other"} <= seen
