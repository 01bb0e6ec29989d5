from __future__ import annotations

import pytest
from stories import article, read

from summarize.comparison.sameness import Words
from summarize.comparison.sources import Sources
from summarize.comparison.statements import Statement, StatementQuestion, read_statements, statement_questions
from summarize.reading.words import stems
from summarize.schema import Article


def statement(sentence: str) -> Statement:
    (one,) = read(article("a", "Dorra dam", "A dam stands at Dorra.", sentence))
    return read_statements(one)[-1]


NEGATIVE = [
    ("The army denied that it had shelled the dam.", True, True),
    ("Reports of a breach are baseless, the governor said.", True, True),
    ("The company rejected the accusation.", True, True),
    ("Engineers ruled out an earthquake.", True, True),
    ("The dam was not breached.", True, False),
    ("Neither side fired on the dam.", True, False),
    ("The operator refused to open the gates.", True, False),
    ("No soldiers were near the dam.", True, False),
    ("The gates didn't open.", True, False),
    ("The army shelled the dam.", False, False),
    # unknown is not denied
    ("It was not clear who shelled the dam.", False, False),
    ("The report could not be verified.", False, False),
    ("The army did not immediately respond.", False, False),
    ("The ministry was not available for comment.", False, False),
    ("It was not only the dam that was hit.", False, False),
    ("No one was in the control room.", False, False),
]


@pytest.mark.parametrize(("sentence", "negative", "strong"), NEGATIVE)
def test_tells_denials_from_assertions(sentence: str, negative: bool, strong: bool) -> None:
    found = statement(sentence)
    assert (found.negative, found.strong) == (negative, strong)


def test_a_denial_is_a_claim_with_its_words_and_its_speaker() -> None:
    claim = statement("General Tomas Vey denied that troops had shelled the dam.").claim()
    assert (claim.kind, claim.stance, claim.figure) == ("denial", "denied", None)
    assert claim.asserted_by.name.endswith("Tomas Vey")
    assert claim.quote.text == "General Tomas Vey denied that troops had shelled the dam."


def questions(*articles: Article) -> list[StatementQuestion]:
    found = read(*articles)
    words = Words(stems(r.article.text, s.start, s.end) for r in found for s in r.sentences)
    return statement_questions(found, [read_statements(r) for r in found], Sources({}), words)


def said(question: StatementQuestion) -> list[list[str]]:
    return [[c.quote.text for c in side] for side in question.sides]


ACCUSED = "Villagers said soldiers had shelled the Dorra dam with heavy mortars."
DENIED = "The army denied that soldiers had shelled the Dorra dam."
FILLER = ("Rain fell all week in the valley.", "The road to the coast stays closed.", "Schools will open on Friday.")


def test_a_denial_stands_against_what_another_outlet_asserts() -> None:
    (found,) = questions(
        article("a", "Villagers tell of night of fear", ACCUSED, *FILLER),
        article("b", "General speaks to press", DENIED, *FILLER),
    )
    assert (found.status, found.kind) == ("denied", "denial")
    assert said(found) == [[DENIED], [ACCUSED]]
    assert "army" in found.why.lower()


def test_denials_of_one_thing_are_one_question() -> None:
    again = "A general rejected reports that soldiers had shelled the Dorra dam."
    (found,) = questions(
        article("a", "Villagers tell of night of fear", ACCUSED, *FILLER),
        article("b", "Before noon", DENIED, *FILLER),
        article("c", "After dark", again, *FILLER),
    )
    assert {DENIED, again} == set(said(found)[0])


def test_denials_of_two_things_are_two_questions() -> None:
    found = questions(
        article("a", "Night of fear", ACCUSED, *FILLER, "Traders said the ministry had bought spoiled wheat flour."),
        article("b", "Briefing", DENIED, *FILLER, "The ministry denied that it had bought spoiled wheat flour."),
    )
    assert len(found) == 2


def test_a_denial_of_what_nobody_says_is_no_question() -> None:
    assert questions(article("a", "Briefing", DENIED), article("b", "Weather", *FILLER)) == []


def test_an_article_that_says_both_in_its_own_voice_contradicts_itself() -> None:
    (found,) = questions(
        article(
            "a",
            "Dam",
            "Heavy mortars breached the northern sluice gates of the dam.",
            *FILLER,
            "The northern sluice gates of the dam were not breached.",
        )
    )
    assert found.status == "self_contradicted"


def test_shows_a_few_of_many_denials() -> None:
    many = [article(f"b{n}", "Briefing", DENIED, *FILLER) for n in range(9)]
    (found,) = questions(article("a", "Night of fear", ACCUSED, *FILLER), *many)
    assert len(found.sides[0]) <= 4


def test_a_count_beside_the_word_that_none_is_given() -> None:
    found = questions(
        article("a", "Dorra pass", "Ukraine has not released figures on its own losses at the pass.", *FILLER),
        article("b", "Dorra pass", "Ukrainian officials said 90 soldiers had been killed at the pass.", *FILLER),
    )
    assert [q.status for q in found] == ["denied"]
    assert found[0].sides[1][0].figure is not None


def test_a_statement_is_never_set_against_itself() -> None:
    for question in questions(article("a", "Dam", ACCUSED, DENIED), article("b", "Dam", DENIED, ACCUSED)):
        first, second = question.sides
        assert not {c.id for c in first} & {c.id for c in second}


def test_a_headline_that_names_the_matter_asserts_nothing() -> None:
    (found,) = questions(
        article("a", "Night of fear", ACCUSED, *FILLER), article("b", "Army and the Dorra dam", DENIED, *FILLER)
    )
    assert said(found)[1] == [ACCUSED]
