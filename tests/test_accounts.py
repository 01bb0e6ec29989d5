"""Pairs of sentences of labelled stories: which are asked about, what the model reads, and what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.asserters import read_by_rules
from summarize.evaluation.marked import MarkedStory, read_marked
from summarize.training.accounts import LABELS, AccountPair, Sentence, account_pairs, likely_pairs, pairs_of

STORY = """kind = "sinking"

[[article]]
id = "tide"
outlet = "Evening Tide"
title = "Trawler sinks off Ostrel"
published = "2024-03-02T14:30"
text = '''
A trawler sank off Ostrel on Friday with ⟦seven|crew|⟧ aboard.

Its skipper was asleep in his bunk, the harbour master said.

The weather was calm.
'''

[[article]]
id = "coast"
outlet = "Coast Courier"
title = "Skipper of lost trawler rescued"
published = "2024-03-03"
text = '''
The skipper was at the wheel of the trawler, his brother said. He turned hard to miss a buoy.

The harbour master counts ⟦nine|crew|The harbour master⟧ aboard. A gale blew.
'''

[[pair]]
is = "conflict"
a = ["tide", "seven"]
b = ["coast", "nine"]
why = "two counts of the crew"

[[denial]]
by = ["coast", "The skipper was at"]
of = [["tide", "Its skipper was asleep"]]

[[difference]]
about = "state"
is = "conflict"
a = [["tide", "The weather was calm"]]
b = [["coast", "A gale blew"]]
why = "calm or a gale"

[[difference]]
about = "other"
is = "framing"
a = [["tide", "A trawler sank"]]
b = [["coast", "The skipper was at"]]
why = "the one story"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sinking.toml").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def story(folder: Path) -> MarkedStory:
    return read_marked(folder / "sinking.toml")


def found(story: MarkedStory, first: str, second: str) -> AccountPair | None:
    """Return the pair whose sentences, as the model reads them, begin so."""
    both = [pair for pair in pairs_of(story) if f"«{first}" in pair.told[0] and f"«{second}" in pair.told[1]]
    assert len(both) < 2
    return both[0] if both else None


def labels(pair: AccountPair | None) -> set[str]:
    assert pair is not None
    return {LABELS[number] for number in pair.right}


def test_each_kind_of_label_is_an_answer(story: MarkedStory) -> None:
    assert labels(found(story, "The weather was calm", "A gale blew")) == {"conflict"}
    assert labels(found(story, "Its skipper was asleep", "The skipper was at")) == {"conflict"}
    assert labels(found(story, "A trawler sank", "The skipper was at")) == {"equal"}


def test_what_has_no_label_is_no_difference(story: MarkedStory) -> None:
    assert labels(found(story, "The weather was calm", "He turned hard")) == {"different", "equal"}


def test_sentences_that_only_their_figures_set_apart_are_left_out(story: MarkedStory) -> None:
    assert found(story, "A trawler sank", "The harbour master counts") is None


def test_the_model_reads_outlet_day_headline_and_the_sentence_before(story: MarkedStory) -> None:
    pair = found(story, "The weather was calm", "A gale blew")
    assert pair is not None
    assert pair.told[0] == (
        "Evening Tide, 2 March, 14:30: Trawler sinks off Ostrel\n"
        "Its skipper was asleep in his bunk, the harbour master said. «The weather was calm.»"
    )
    assert pair.told[1].startswith("Coast Courier, 3 March: Skipper of lost trawler rescued\n")


def test_likely_pairs_share_words_and_are_in_the_order_of_the_story(story: MarkedStory) -> None:
    read = read_by_rules(story.story.articles)
    pairs = likely_pairs(read, 100)
    assert all(first < second for first, second in pairs)
    places = {
        " ".join(one.article.text[own.start : own.end].split()[:2]): Sentence(a, n)
        for a, one in enumerate(read)
        for n, own in enumerate(one.sentences)
    }
    assert (places["Its skipper"], places["The skipper"]) in pairs
    assert (places["The weather"], places["A gale"]) not in pairs
    assert likely_pairs(read, 2) == pairs[:2]


def test_the_stories_of_a_folder_are_read(folder: Path, story: MarkedStory) -> None:
    assert account_pairs(folder) == list(pairs_of(story))
    assert all(pair.story == "marked sinking" and pair.held_back == story.held_back for pair in account_pairs(folder))
