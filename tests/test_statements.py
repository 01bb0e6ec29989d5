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
    ("No one was in the control room.", True, False),
    ("The army shelled the dam.", False, False),
    # unknown is not denied
    ("It was not clear who shelled the dam.", False, False),
    ("The report could not be verified.", False, False),
    ("The army did not immediately respond.", False, False),
    ("The ministry was not available for comment.", False, False),
    ("It was not only the dam that was hit.", False, False),
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


@pytest.mark.xfail(
    strict=True,
    reason="a plain not of an article's own is held unlikely to deny another sentence of it, however many words they share",
)
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


TURNED = [
    (
        "Managers insisted that they had received no warning about the crane.",
        "The union says managers had been warned about the crane.",
    ),
    (
        "Engineers told the Courier that no inspection took place in March.",
        "The regulator said the dam had been inspected in March.",
    ),
    ("A general said the army had blocked no convoys.", "Aid workers said soldiers had blocked the convoy at Tarn."),
    ("The coastguard said it had received no distress call.", "The captain said he had sent a distress call at 4am."),
    ("Residents said the siren did not sound before the wave.", "The council said the siren had sounded as planned."),
    (
        "The hospital's spokeswoman said it had never been full.",
        "The hospital was full by midnight, said its director.",
    ),
    (
        "The militia said it had not fired any rockets.",
        "The school was hit by a rocket fired by the militia, the army said.",
    ),
    ("Critics say the bridge was never inspected.", "The roads agency says the bridge was inspected every year."),
    (
        "The election commission said reports of burned ballots were untrue.",
        "Campaigners claim that ballots were burned in two districts.",
    ),
    ("The home's manager called the doctors' account a distortion.", "Doctors say the boy died of neglect."),
    ("Halden Steel said it was not behind the leak.", "Halden Steel was behind the leak, the mayor said."),
]


@pytest.mark.parametrize(("denial", "assertion"), TURNED)
def test_finds_what_is_denied_in_other_words(denial: str, assertion: str) -> None:
    (found,) = questions(
        article("a", "Night of fear", assertion, *FILLER), article("b", "Briefing before noon", denial, *FILLER)
    )
    assert said(found) == [[denial], [assertion]]


UNTURNED = [
    ("The coastguard said it had received no distress call.", "The captain said he had a cup of tea at 4am."),
    ("A general said the army had blocked no convoys.", "Aid workers said soldiers had searched the hospital at Tarn."),
    ("The council said the siren had not sounded.", "The council said the siren had been bought in 2029."),
    ("The union rejected the offer of the mine's owner.", "The owner offered the union four per cent."),
]


@pytest.mark.parametrize(("denial", "other"), UNTURNED)
def test_another_statement_about_the_same_people_is_not_what_is_denied(denial: str, other: str) -> None:
    assert (
        questions(article("a", "Night of fear", other, *FILLER), article("b", "Briefing before noon", denial, *FILLER))
        == []
    )


REBUTTED = [
    ('Gemma Hale called the union\'s count "a fairy tale".', "The union said 90 nurses had left the ward."),
    ('"That figure is a joke," said Gemma Hale.', "The union said 90 nurses had left the ward."),
    ("The ministry said reports of 90 deaths were untrue.", None),
]


@pytest.mark.parametrize(("denial", "given"), REBUTTED)
def test_a_figure_that_is_rebutted_is_shown_as_the_figure(denial: str, given: str | None) -> None:
    found = questions(article("a", "Ward at Dorra", *([given] if given else []), denial, *FILLER))
    assert [q.sides[1][0].figure.span.text for q in found if q.sides[1][0].figure] == ["90"]
