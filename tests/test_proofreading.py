"""Written sentences against what they cite: what passes, what is refused and why, and that no corruption passes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest
from conftest import ROOT
from flood import flood
from written_sentences import Built, Told, corrupted, honest, told

from summarize.pipeline import Summarizer, read_story
from summarize.proofreading.proofs import prove
from summarize.proofreading.reports import comparable_sets
from summarize.schema import Report


@cache
def orlu() -> Told:
    return told(flood(), comparable_sets(flood()))


@pytest.mark.parametrize(
    "sentence",
    [
        "Tomas Wirth said that nearly 300 houses were flooded and 14 people were killed in Orlu.",
        "Almost 300 houses were flooded in Orlu, Tomas Wirth said.",
        "Halden Power claimed that more than 40 families had been housed in the past two days.",
        "Lena Moss denied that the gates had been rusty.",
        "The rescue service announced on Friday that it had freed 61 villagers, 20 horses and at least 9 dogs.",
        "The rescue service announced that it had freed 61 villagers and at least 9 dogs.",
        "According to the rescue service, it had freed 61 villagers, 20 horses and at least 9 dogs, and had lost 2 boats.",
        "The army may send 500 soldiers, a spokesman for the defence ministry said.",
        "The Red Cross told reporters that 120 houses were destroyed.",
        "The Red Cross said that 19 people were killed in Orlu, while Tomas Wirth said that 14 people were killed in Orlu.",
        "The Red Cross said that 19 people were killed in Orlu; Tomas Wirth said 14.",
        "Halden Power has rejected “wild numbers” from the town.",
        "Orlu has 6,200 inhabitants.",
    ],
)
def test_what_the_articles_say_passes(sentence: str) -> None:
    assert prove(sentence, orlu().grounds, orlu().questions).reason is None


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Tomas Wirth said that nearly 310 houses were flooded.", "the number “nearly 310” stands in no sentence"),
        (
            "Tomas Wirth said that 300 houses were flooded.",
            "“300” has not the hedge of its source, which says “nearly 300”",
        ),
        ("Tomas Wirth said that about 300 houses were flooded.", "has not the hedge of its source"),
        ("Tomas Wirth said that more than 14 people were killed in Orlu.", "has not the hedge of its source"),
        ("Tomas Wirth said that 14 people were not killed in Orlu.", "“not” stands in no sentence"),
        ("Tomas Wirth said that 19 people were killed in Orlu.", "“19” is given by Red Cross, not by whom it names"),
        ("The Red Cross said that nearly 300 houses were flooded.", "“nearly 300” is given by "),
        ("Tomas Wirth said that 14 people were killed.", "it leaves out “in orlu”, which bounds the figure “14”"),
        ("Tomas Wirth said that 14 people were flooded in Orlu.", "what it says of “14” is not word for word"),
        ("Tomas Wirth said that 14 houses were killed in Orlu.", "what it says of “14” is not word for word"),
        ("Thomas Wirth said that nearly 300 houses were flooded.", "“Thomas” stands in no sentence"),
        (
            "Halden Power said that more than 40 families had been housed in the past two days.",
            "nobody whom it names says this",
        ),
        ("Halden Power claimed that more than 40 families had been housed.", "“more than 40” is not word for word"),
        ("Halden Power has denied “wild numbers” from the town.", "nobody whom it names says this"),
        (
            "Halden Power has rejected “numbers” from the town.",
            'the quotation "numbers" does not stand in a source as a whole',
        ),
        ("Halden Power has rejected wild numbers from the town.", "“wild” stands in no sentence"),
        ("Lena Moss said that the gates had been rusty.", "not put together"),
        ("The gates had been rusty.", "nobody whom it names says this"),
        ("The army will send 500 soldiers, a spokesman for the defence ministry said.", "“will” stands in no sentence"),
        ("The defence ministry said that the army may send 500 soldiers.", "nobody whom it names says this"),
        ("The rescue service announced that it had freed 61 horses and 20 villagers.", "what it says of “61” is not"),
        (
            "The rescue service announced that it had freed 20 horses and lost 61 villagers.",
            "what it says of “20” is not",
        ),
        ("The rescue service bravely announced that it had freed 61 villagers.", "“bravely” stands in no sentence"),
        ("She denied that the gates had been rusty.", "nobody whom it names says this"),
        ("The Red Cross told reporters yesterday that 120 houses were destroyed.", "“yesterday” stands in no sentence"),
        ("The Red Cross said that 120 houses were destroyed, Tomas Wirth said.", "“120” is given by Red Cross"),
        (
            "The Red Cross said that 19 people were killed in Orlu, and Orlu has 6,200 inhabitants.",
            "who says one of",
        ),
        ("Orlu has 6,200 inhabitants", "it does not end as a sentence"),
        ("Orlu has 6,200 inhabitants. Orlu has 6,200 inhabitants.", "it is more than one sentence"),
        ("Orlu has.", "too short or too long"),
        ("Orlu has <b>6,200</b> inhabitants.", "it holds the sign “<”, which is not read"),
    ],
)
def test_a_refusal_says_why(sentence: str, reason: str) -> None:
    found = prove(sentence, orlu().grounds, orlu().questions).reason
    assert found is not None
    assert reason in found


def test_a_proof_names_the_claims_and_the_sentences_that_it_rests_on() -> None:
    proof = prove(
        "The Red Cross said that 19 people were killed in Orlu; Tomas Wirth said 14.", orlu().grounds, orlu().questions
    )
    claims = {claim.id: claim for claim in orlu().report.claims}
    assert [claims[c].figure.span.text for c in proof.claims if claims[c].figure] == ["19", "14"]  # type: ignore[union-attr]
    assert [ground.article.id for ground in proof.grounds] == ["crane", "echo"]


def test_a_bare_number_needs_another_answer_to_its_question() -> None:
    bare = "The Red Cross said that 19 people were killed in Orlu; the rescue service said 61."
    found = prove(bare, orlu().grounds, orlu().questions).reason
    assert found is not None
    assert "it does not say what “61” counts" in found


STORIES = ("ukraine-losses", "kalindra-earthquake", "brightwell-settlement")


@cache
def sample(story: str) -> tuple[Told, tuple[Built, ...]]:
    report: Report = Summarizer(None).report(read_story([ROOT / "seeds" / story]))
    return told(report, comparable_sets(report)), tuple(honest(report))


def passing(story: str) -> Sequence[Built]:
    about, built = sample(story)
    return [one for one in built if prove(one.text, about.near([one]), about.questions).reason is None]


def test_honest_sentences_pass() -> None:
    """Of the others most are misread by the test's own builder: headline words, or a verb with another object."""
    built = sum(len(sample(story)[1]) for story in STORIES)
    assert built >= 100
    assert sum(len(passing(story)) for story in STORIES) >= 0.8 * built


def test_no_corruption_passes() -> None:
    rng = random.Random(7)
    tried: Counter[str] = Counter()
    passed = []
    for story in STORIES:
        about, _ = sample(story)
        true = passing(story)
        for one in true:
            others = rng.sample(true, min(4, len(true)))
            for bad in corrupted(one, others, about.report.claims):
                if bad.text == one.text:
                    continue
                tried[bad.kind] += 1
                if prove(bad.text, about.near([bad, *others]), about.questions).reason is None:
                    passed.append((bad.kind, one.text, bad.text))
    assert passed == []
    assert tried.total() >= 2_000
    assert set(tried) >= {
        *("number altered", "hedge added", "hedge dropped", "hedge swapped", "negated", "made possible", "hedged"),
        *("judged", "verb altered", "speaker swapped", "stitched", "name altered", "unit altered", "figures swapped"),
        *("speaker dropped", "dated", "cause added", "quoted", "roles swapped"),
    }
