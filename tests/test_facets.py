"""Facets of many pairs at once: they are those that each pair has by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import paragraphs, read

from summarize.claims import MeasuredClaim
from summarize.comparison import likeness
from summarize.comparison.chronology import Chronology
from summarize.comparison.facets import Pairs
from summarize.comparison.likeness import UNLIKE, Likeness, question_odds, weights
from summarize.comparison.overlaps import Overlaps
from summarize.comparison.profiles import Profile, profiles
from summarize.comparison.sameness import Words
from summarize.comparison.scene import place_claims
from summarize.comparison.standing import Standing
from summarize.evaluation.benchmark.samples import wide_story
from summarize.reading.measures import Measure
from summarize.reading.words import stems
from summarize.schema import Article, Asserter, Claim
from summarize.stories import read_story

ROOT = Path(__file__).parents[1]

SENTENCES = (
    "The quake in Dorra killed {} people, the mayor said.",
    "The quake killed {} people, The Mayor said.",
    "The quake in Dorra killed {} people.",
    "At least {} people died, {} of them children, the Halden union said.",
    "Some {} women and {} police were killed.",
    "The blast killed {} workers in Kalindra, a doctor said.",
    "In all {} people were killed in Dorra and Kalindra.",
    "In the past 24 hours {} people were killed, the ministry said.",
    "Since the start of the siege {} people have been killed.",
    "In 2019 a quake killed {} people.",
    "The quake could kill {} people, the mayor said.",
    "The toll rose by {} people.",
    "The army lost {} Vesmari soldiers, General Orso said.",
    "Vesmari troops killed {} Tarkandi soldiers, General Orso said.",
    "The enemy lost {} soldiers, General Orso said.",
    "The enemy lost {} soldiers, the ministry said.",
    "Nearly {} soldiers were killed near Kalindra, but the ministry counted {}.",
    "In Kalindra itself {} homes were destroyed, a witness said.",
    "In Dorra itself {} homes were destroyed, the mayor said.",
    "In the whole county {} homes were destroyed.",
    "The fire destroyed {} wooden homes.",
    "The fire destroyed {} cars.",
    "Some {} per cent voted against, the commission said.",
    "The other side took {} per cent of the vote.",
    "Unemployment stood at {} per cent.",
    "The fire spread over {} hectares.",
    "The fire burned {} acres near Dorra.",
    "The tunnel is {} kilometres long.",
    "The flood was {} metres high.",
    "Repairs cost ${} million, up from $12 million a year.",
    "Another {} bodies were pulled out overnight.",
    "Rescuers saw {} bodies in Dorra.",
    "The hospital makes it {}.",
    "The hospital counted {} suspected cases of fever.",
    "The hospital counted {} confirmed cases of fever.",
    "The plan could cost {} jobs.",
    "The firm cut {} jobs.",
    "Between 20 and {} tanks were destroyed.",
    "There were no deaths, the mayor said.",
)
NUMBERS = (
    "1",
    "2",
    "3",
    "9",
    "12",
    "30",
    "40",
    "45",
    "52.4",
    "47.6",
    "60",
    "287",
    "300",
    "1,040",
    "1,100",
    "4,800",
    "61,204",
)
DAYS = (None, "2031-05-06", "2031-05-07", "2031-05-07T10:00:00Z", "2031-05-07T18:00:00Z")


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    """Return a few articles of a few sentences with figures."""
    made = []
    for n in range(draw(st.integers(1, 3))):
        chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
        lines = [s.format(*draw(st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2))) for s in chosen]
        day = draw(st.sampled_from(DAYS))
        made.append(paragraphs("\n".join(lines), id=f"a{n}", **({"published": day} if day else {})))
    return made


def pairs_of(found: Sequence[Article]) -> tuple[list[MeasuredClaim], Words, Pairs]:
    """Return the figures of some articles, the weights of their words, and the figures two at a time."""
    told = read(*found)
    words = Words(stems(r.article.text, s.start, s.end) for r in told for s in r.sentences)
    claims = place_claims(told)
    return claims, words, Pairs(claims, words, Chronology(found))


def every_two(pairs: Pairs, claims: Sequence[MeasuredClaim]) -> Standing:
    first, second = np.triu_indices(len(claims), k=1)
    return pairs.standing(first, second)


def held_to_each(found: Sequence[Article]) -> None:
    """Hold what is found once for pairs alike in some traits to what each pair has by itself."""
    claims, _, pairs = pairs_of(found)
    of = list(profiles(claims).values())
    every = every_two(pairs, claims)
    for aspect in pairs.aspects:
        told = aspect(every)
        for n, (a, b) in enumerate(combinations(of, 2)):
            assert told[n] == aspect.compare(a, b), (a.claim.claim.quote.text, b.claim.claim.quote.text)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_is_found_once_for_many_pairs_is_what_each_has_by_itself(random: Random) -> None:
    held_to_each(
        [
            paragraphs(
                "\n".join(random.choice(SENTENCES).format(*random.choices(NUMBERS, k=2)) for _ in range(12)),
                id=f"a{n}",
                published=random.choice(DAYS[1:]),
            )
            for n in range(8)
        ]
    )


class Seen:
    """Stands for an object and notes which of its fields are read, and of those that it holds."""

    def __init__(self, of: object, read: set[str], path: str = "") -> None:
        self._of, self._read, self._path = of, read, path

    def __getattr__(self, name: str) -> object:
        value = getattr(self._of, name)
        if isinstance(value, MeasuredClaim | Measure | Claim | Asserter):
            return Seen(value, self._read, f"{self._path}{name}.")
        self._read.add(self._path + name)
        return value


def seen(profile: Profile, read: set[str]) -> Profile:
    return cast("Profile", Seen(profile, read))


TOLD_BY: dict[str, set[str]] = {
    "articles": {"claim.claim.article_id"},
    "itself": {"claim.claim.article_id"},
    "later": {"claim.claim.article_id"},
    "voices": {"voice", "claim.claim.asserted_by.name"},
    "agreement": {"claim.figure"},
    "fitting": {"claim.figure", "claim.claim.article_id", "magnitude", "telling"},
    "order": {"claim.figure", "magnitude"},
    "ratio": {"claim.figure", "magnitude"},
    "shares": {"claim.figure", "magnitude"},
}
"""What a code tells of two figures, so that it need be no trait of either."""


def test_whatever_is_looked_at_is_a_trait_or_told_by_a_code() -> None:
    random = Random(1)
    claims, _, pairs = pairs_of(
        [
            paragraphs("\n".join(s.format(*random.choices(NUMBERS, k=2)) for s in SENTENCES), id=f"a{n}", published=day)
            for n, day in enumerate(DAYS[1:3])
        ]
    )
    of = list(profiles(claims).values())
    for aspect in pairs.aspects:
        looked_at: set[str] = set()
        known = set().union(*(TOLD_BY[code] for code in aspect.codes))
        for p in of:
            aspect.traits(seen(p, known))
        for a, b in combinations(of, 2):
            if "itself" not in aspect.codes or a.claim.claim.article_id != b.claim.claim.article_id:
                aspect.compare(seen(a, looked_at), seen(b, looked_at))
        assert looked_at - known == set(), aspect.traits


def test_so_it_is_in_a_wide_story() -> None:
    held_to_each(wide_story(read_story([ROOT / "seeds/ukraine-losses"]), 6).articles)


@settings(max_examples=40, deadline=None)
@given(articles())
def test_the_facets_of_a_pair_are_the_same_alone_and_among_others(found: list[Article]) -> None:
    claims, _, pairs = pairs_of(found)
    some = list(combinations(claims, 2))
    assert pairs.each(some) == [pairs.facets(a, b) for a, b in some]


@settings(max_examples=40, deadline=None)
@given(articles(), st.sampled_from(["conflict", "one question", "update"]))
def test_what_many_pairs_weigh_is_the_sum_of_the_facets_of_each(found: list[Article], target: likeness.Target) -> None:
    claims, _, pairs = pairs_of(found)
    by = weights(target)
    every = every_two(pairs, claims)
    comparable = pairs.comparable(every)
    weighed = iter(pairs.among(every.only(comparable)).weighed(by).tolist())
    for facets in pairs.each(list(combinations(claims, 2))):
        if facets is not None:
            assert next(weighed) == pytest.approx(by["bias"] + sum(by.get(f, 0.0) * x for f, x in facets.items()))
    assert next(weighed, None) is None


@settings(max_examples=20, deadline=None)
@given(articles())
def test_a_pair_has_the_same_odds_to_the_last_bit_among_whichever_others(found: list[Article]) -> None:
    claims, _, pairs = pairs_of(found)
    whole = Likeness(pairs).matrix(claims)
    assert (whole == whole.T).all()
    for i, j in combinations(range(len(claims)), 2):
        assert Likeness(pairs).matrix([claims[j], claims[i]])[0, 1] == whole[i, j]


def test_odds_do_not_depend_on_how_many_pairs_are_seen_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    claims, _, pairs = pairs_of(wide_story(read_story([ROOT / "seeds/ukraine-losses"]), 4).articles)
    whole = Likeness(pairs).matrix(claims)
    monkeypatch.setattr(likeness, "BLOCK", 1)
    assert (Likeness(pairs).matrix(claims) == whole).all()


def test_facets_do_not_depend_on_the_order_of_the_pair() -> None:
    claims, _, pairs = pairs_of(
        [
            paragraphs("The quake killed 40 people, police said. The union spoke of 55 dead.", id="a0"),
            paragraphs("In Dorra 42 people, 12 of them children, died.", id="a1"),
        ]
    )
    assert all(pairs.facets(a, b) == pairs.facets(b, a) for a, b in combinations(claims, 2))


def test_a_pair_of_unlike_things_has_no_facets_and_is_no_question() -> None:
    claims, _, pairs = pairs_of([paragraphs("The quake killed 40 people.\nThe tunnel is 40 kilometres long.")])
    assert pairs.facets(*claims) is None
    odds = Likeness(pairs).matrix(claims)
    assert odds.tolist() == [[0.0, UNLIKE], [UNLIKE, 0.0]]
    assert question_odds(pairs.among(every_two(pairs, claims).only(np.array([False]))), weights("update")).size == 0


@settings(max_examples=40, deadline=None)
@given(articles())
def test_overlaps_of_many_are_to_the_last_bit_those_of_two_bags(found: list[Article]) -> None:
    claims, words, _ = pairs_of(found)
    of = list(profiles(claims).values())
    first, second = np.triu_indices(len(of), k=1)
    told = Overlaps(of, words).of(first, second)
    for n, (a, b) in enumerate(combinations(of, 2)):
        assert told["words: sentence"][n] == words.overlap(a.claim.stems, b.claim.stems)
        assert told["words: near"][n] == words.overlap(a.near, b.near)
        shares = [words.total(x.named & y.near) / words.total(x.named) for x, y in ((a, b), (b, a)) if x.named & y.near]
        assert told["words: measure in the other's"][n] == max(shares, default=0.0)
        names = len(a.names | b.names)
        assert told["words: names"][n] == (len(a.names & b.names) / names if names else 0.0)
        assert told["names: different"][n] == (a.names != frozenset() != b.names and not a.names & b.names)
