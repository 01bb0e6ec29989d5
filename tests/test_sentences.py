from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.sentences import sentence_at, sentence_spans, split_sentences
from summarize.schema import Article, Block, BlockRole


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def article(text: str, *blocks: Block) -> Article:
    return Article(id="a", path=None, outlet=None, title=None, published=None, text=text, language="en", blocks=blocks)


@pytest.mark.parametrize(
    "text",
    [
        "Maj. Gen. Ivo Brandt spoke to Lt. Col. Ruth Vale on the quay.",
        "Mr. Hale met Mrs. Dunn and Dr. Poole at St. Brigid's Hospital.",
        "The U.S. Army said the U.N. Security Council had been told.",
        "Engine No. 4 failed, as No. 2 had in Jan. 2019.",
        "The ferry left at 9 a.m. Monday and was due at 5 p.m. GMT on the island.",
        "Sen. Anna Roe, R-Ky., and Rep. Bo Lind of Ariz. Republicans' list voted against it.",
        "Prices rose 3.5 per cent to $1.25 a loaf.",
        "J. R. Malone and Victor V. Orlov signed for Acme Corp. Chairman Lee Park.",
        "The dam held ... but only just… and not for long.",
        "“Why now?” Ms Poole asked the minister.",
        '"Run!" he shouted to the crew.',
        "The town had 170, 000 people before the flood.",
        "KYIV (Reuters) - The mayor thanked the crews",
        "The minister wrote in The new reader that all was well.",
        "Goods from Booking.Com arrived late.",
    ],
)
def test_a_stop_that_ends_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He moved to the U.S.", "The firm followed."),
        ("The bill was signed by Acme Inc.", "It was paid late."),
        ("The ferry left at 9 p.m.", "It sank at ten."),
        ("“We saw nothing.”", "The mayor disagreed."),
        ("“It was dark,” he said.", "“Then it burned.”"),
        ("She waited...", "Nobody came."),
        ("Was it safe?", "Engineers said no."),
        ("The count stands at 12.", "Three are children."),
        ("The road is closed (see map).", "Trains run."),
        ("The council met.", "'We are late,' it said."),
        ("The harbour burned.", "40 boats were lost."),
        ("Police sealed the pier after the blast", "The mayor said it would stay shut."),
        ("A tug passes the pier. (AP Photo)", "Forty boats were lost."),
        ("Forty boats were lost.", "A tug passes the pier. (AP Photo)"),
    ],
)
def test_a_stop_that_ends_a_sentence(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_stop_without_a_space_ends_a_sentence() -> None:
    assert sentences("It ended the strike.He went home.") == ["It ended the strike.", "He went home."]


def test_hard_wrapped_lines_do_not_end_a_sentence() -> None:
    text = "The river rose by two\nmetres in a night. Nobody\nwas hurt."
    assert sentences(text) == ["The river rose by two\nmetres in a night.", "Nobody\nwas hurt."]


def test_a_list_number_belongs_to_its_item() -> None:
    assert sentences("1. Shut the gate. 2. Call the guard.") == ["1. Shut the gate.", "2. Call the guard."]


@pytest.mark.parametrize(("offset", "index"), [(0, 0), (1, 0), (10, 0), (13, 0), (14, 1), (99, 1)])
def test_an_offset_between_sentences_is_of_the_one_before(offset: int, index: int) -> None:
    text = "  It rained.  It poured."
    found = split_sentences(article(text, Block(role=BlockRole.PARAGRAPH, start=0, end=len(text))))
    assert sentence_at(found, offset) == index


def test_furniture_and_repeats_are_passed_over_unless_asked_for() -> None:
    text = "One left. Two stayed.\nAdvertisement\nOne left."
    blocks = (
        Block(start=0, end=21, role=BlockRole.PARAGRAPH),
        Block(start=22, end=35, role=BlockRole.BOILERPLATE),
        Block(start=36, end=45, role=BlockRole.DUPLICATE, duplicate_of=0),
    )
    assert [sentence.block for sentence in split_sentences(article(text, *blocks))] == [0, 0]
    assert [sentence.block for sentence in split_sentences(article(text, *blocks), include_all=True)] == [0, 0, 1, 2]


PIECES = st.sampled_from(
    ["Mr.", "U.S.", "p.m.", "No.", "7.", "...", "…", "“", "”", '"', "?", "!", ".", " ", "\n", "\u00a0", "Reuters",
     "(AP)", "The", "fire", "Kyiv", "3.5", "said", "A.", "(", ")", "É", "\u200b", "🙂"]
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES).map(" ".join)))
def test_sentences_are_in_order_apart_and_cover_every_word(text: str) -> None:
    spans = sentence_spans(text)
    edges = [offset for span in spans for offset in span]
    assert edges == sorted(edges)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert all(offset in covered for offset, character in enumerate(text) if not character.isspace())


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.integers(0, 30), st.integers(0, 30))
def test_a_part_of_a_text_is_split_inside_its_bounds(text: str, left: int, right: int) -> None:
    start, end = sorted((min(left, len(text)), min(right, len(text))))
    assert all(start <= first < last <= end for first, last in sentence_spans(text, start, end))
