"""What a denial denies: the facets, and that the shipped weights are what the fitting script writes."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import article, read

from summarize.comparison.denial_facets import MOST_CANDIDATES, NEAR, candidates
from summarize.comparison.denial_rules import DenialRules
from summarize.comparison.denied import BY_RULE, LEAST_ODDS, SAYS_SO, Denied, is_denial, odds, weighed, weights
from summarize.comparison.propositions import Statement, read_statements
from summarize.comparison.sources import Sources
from summarize.comparison.story_statements import StoryStatements
from summarize.schema import Article
from summarize.training.denials import fit, left_out
from summarize.training.denied import DeniedExample, denied_examples

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.timeout(900)
"""All practice stories are read and weights are fitted: on a slow machine with other work that takes minutes."""


@pytest.fixture(scope="module")
def labelled() -> list[DeniedExample]:
    return denied_examples(ROOT / "eval/practice")


def test_the_shipped_weights_are_what_the_script_fits(labelled: list[DeniedExample]) -> None:
    fitted, shipped = fit(labelled), weights()
    # A weight that rounds to nothing on one processor may round to a last digit on another.
    for name in fitted.keys() | shipped.keys():
        assert fitted.get(name, 0.0) == pytest.approx(shipped.get(name, 0.0), abs=0.02), name


def test_the_shipped_card_tells_how_often_it_is_right_on_stories_left_out() -> None:
    told = json.loads(resources.files("summarize.comparison").joinpath("denials.json").read_text(encoding="utf-8"))
    scores = told["card"]["scores on stories left out"]
    assert {"stories", "denied", "candidates"} <= scores.keys()
    for strength, least in LEAST_ODDS.items():
        told_right = scores["by strength"][strength]["from odds"][f"{least:g}"]
        assert 0 < told_right["right"] <= told_right["told"]
    verbs = scores["by strength"]["verb"]["from odds"][f"{LEAST_ODDS['verb']:g}"]
    assert verbs["right"] > 0.6 * verbs["told"]


def test_candidates_of_a_story_left_out_are_ranked_better_than_by_chance(labelled: list[DeniedExample]) -> None:
    above, pairs = 0, 0
    for denial, odds_of in zip(labelled, left_out(labelled), strict=True):
        assert len(odds_of) == len(denial.candidates)
        right = [o for o, c in zip(odds_of, denial.candidates, strict=True) if c.right]
        wrong = [o for o, c in zip(odds_of, denial.candidates, strict=True) if not c.right]
        above += sum(a > b for a in right for b in wrong)
        pairs += len(right) * len(wrong)
    assert above > 0.75 * pairs


FILLER = ("Rain fell all week in the valley.", "The road to the coast stays closed.", "Schools will open on Friday.")


def facets_of(*articles: Article) -> list[tuple[Statement, Statement, dict[str, float]]]:
    found = read(*articles)
    story = StoryStatements(found, [read_statements(r) for r in found], Sources({}))
    rules = DenialRules(story)
    return [(d, s, facets) for d in filter(is_denial, story.all) for s, facets in candidates(story, rules, d)]


def between(denial: str, other: str, *, one_article: bool = False) -> dict[str, float]:
    apart = (article("a", "Dorra dam", other, *FILLER), article("b", "Before noon", denial, *FILLER))
    together = (article("a", "Dorra dam", other, *FILLER, denial),)
    (found,) = (
        f for d, s, f in facets_of(*(together if one_article else apart)) if (d.text, s.text) == (denial, other)
    )
    return found


DENIED = "The army denied that soldiers had shelled the Dorra dam."


@pytest.mark.parametrize(
    ("other", "has", "lacks"),
    [
        ("Villagers said soldiers had shelled the Dorra dam.", "words: almost all shared", "accuses: nobody"),
        ("Villagers blamed the army for shelling the Dorra dam.", "accuses: denier", "accuses: nobody"),
        ("The army said soldiers had guarded the Dorra dam.", "voices: one", "voices: two"),
        ("Villagers said soldiers had shelled the Dorra dam.", "voices: two", "voices: one"),
        ("The Dorra dam was allegedly shelled.", "statement: rumour", "voices: two"),
        ("A union said that no soldiers shelled the Dorra dam.", "statement: denies by negation", "statement: rumour"),
    ],
)
def test_facets_tell_what_two_sentences_have_in_common(other: str, has: str, lacks: str) -> None:
    found = between(DENIED, other)
    assert found[has] == 1.0
    assert lacks not in found
    assert {"denial: verb", "denial: word denies", "place: other article"} <= found.keys()


def test_the_place_in_an_article_is_told_from_the_denial() -> None:
    found = between(DENIED, "Villagers said soldiers had shelled the Dorra dam.", one_article=True)
    assert found["place: near before"] == 1.0
    assert found["voices: last other one before"] == 1.0


def test_a_share_is_no_more_than_all() -> None:
    for _, _, facets in facets_of(article("a", "Dam", DENIED, *FILLER), article("b", "Dam", DENIED, *FILLER)):
        assert all(0.0 <= value <= 1.0 for name, value in facets.items() if "share" in name)


def test_of_many_statements_only_the_likeliest_and_the_nearest_are_looked_at() -> None:
    many = [article(f"a{n}", "Dorra", *(f"The dam at Dorra stood in week {n}." for _ in range(9))) for n in range(9)]
    found = [s for d, s, _ in facets_of(*many, article("b", "Noon", DENIED)) if d.text == DENIED]
    assert 0 < len(found) <= MOST_CANDIDATES + 2 * NEAR


def test_what_a_rule_finds_counts_for_more_and_a_contrary_in_so_many_words_for_all() -> None:
    bare = {"words: share": 0.5}
    assert weighed(bare, {"bias": -2.0, "words: share": 3.0}) == pytest.approx(-0.5)
    found = odds({**bare, "rule: any": 1.0}) - odds(bare)
    assert found == pytest.approx(BY_RULE + weights().get("rule: any", 0.0))
    assert odds({SAYS_SO: 1.0}) > 100


@given(st.permutations([f"a{n}" for n in range(4)]))
def test_facets_do_not_hang_on_the_order_of_other_articles(order: list[str]) -> None:
    told = {
        "a0": ("Villagers said soldiers had shelled the Dorra dam.",),
        "a1": ("A mayor said a flood broke the dam.", *FILLER),
        "a2": (DENIED, *FILLER),
        "a3": ("Engineers saw craters at Dorra.",),
    }
    found = facets_of(*(article(name, "Dorra", *told[name]) for name in order))
    seen = {(d.key, s.key): facets for d, s, facets in found}
    usual = facets_of(*(article(name, "Dorra", *told[name]) for name in sorted(order)))
    assert seen == {(d.key, s.key): facets for d, s, facets in usual}


def denied(denial: str, *articles: Article) -> list[str]:
    """Return the words of what one sentence is set against."""
    found = read(*articles)
    statements = [read_statements(r) for r in found]
    (one,) = (s for own in statements for s in own if s.text == denial)
    return [against.claim.quote.text for against in Denied(found, statements, Sources({})).against(one)]


COUNTS = (
    "Halden Steel said that 300 workers had been paid.",
    "The union said that 900 workers had been paid.",
    "Rain fell all week in the valley.",
)


def test_whoever_is_called_a_liar_is_set_against_what_they_say_alone() -> None:
    lie = "Halden Steel lies about the number of workers who had been paid, the mayor said."
    theirs, others, rain = COUNTS
    assert denied(lie, article("a", "Pay day", theirs, rain), article("b", "Town hall", lie)) == [theirs]
    assert denied(lie, article("a", "Pay day", others, rain), article("b", "Town hall", lie)) == []


def test_that_nobody_was_harmed_is_set_against_those_who_were() -> None:
    unharmed, harmed = "The army says that no civilian was killed.", "Doctors said that 14 civilians had been killed."
    articles = article("a", "Night of fear", harmed, *COUNTS), article("b", "Noon briefing", unharmed, *COUNTS[2:])
    assert denied(unharmed, *articles) == [harmed]
