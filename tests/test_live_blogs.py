from __future__ import annotations

import pytest
from stories import Story, article

from summarize.reading.articles import article_from_text
from summarize.reading.live_blogs import live_blog
from summarize.schema import BlockRole

NEWEST_FIRST = "Crush\n\n{}".format(
    "\n\n".join(
        (
            "00.10 Eleven people are dead, the health secretary says.",
            "23.05 Nine people are dead, the fire brigade says.",
            "22.30 Four people are dead, police say.",
            "21.55 We hear of a crush.",
        )
    )
)


@pytest.mark.parametrize(
    ("stamps", "first_is_earlier"),
    [
        (("22.40", "22.05", "21.30"), False),
        (("21.30", "22.05", "22.40"), True),
        (("5:02pm", "5:40pm", "6:15pm"), True),
        (("00:20", "23:10", "22:05"), False),
        (("22:05", "23:10", "00:20"), True),
        (("1:15", "11:50", "9:30"), False),  # noon between them, and no word on it
        (("- 10.40", "- 10.05", "- 9.30"), False),
    ],
)
def test_entries_are_in_the_order_of_their_stamps(stamps: tuple[str, ...], first_is_earlier: bool) -> None:
    text = "".join(f"{stamp} Something happened.\n\n" for stamp in stamps)
    blog = live_blog(text)
    assert blog is not None
    top, bottom = text.index("Something"), text.rindex("Something")
    assert blog.is_later(top, bottom) is first_is_earlier
    assert blog.is_later(bottom, top) is not first_is_earlier
    assert not blog.is_later(top, top + 3)


@pytest.mark.parametrize(
    "text",
    [
        "The train left.\n\n18.20 was its time.\n\n19.05 the next one's.\n",  # two times are a timetable
        "18.20 one\n\n19.40 two\n\n18.20 three\n",  # in no order
        "1.5 million\n\n2.75 metres\n\n3.25.4 version\n\n12:345 odds\n",
        "He left at 18.20, came at 19.20 and slept at 23.10.\n",
    ],
)
def test_other_texts_are_no_live_blogs(text: str) -> None:
    assert live_blog(text) is None


def test_what_stands_above_the_first_entry_is_in_none() -> None:
    blog = live_blog(NEWEST_FIRST)
    assert blog is not None
    assert not blog.is_later(0, NEWEST_FIRST.index("Nine"))
    assert not blog.is_later(NEWEST_FIRST.index("Nine"), 0)


def test_a_count_that_rises_from_entry_to_entry_is_news() -> None:
    story = Story(article("live", *NEWEST_FIRST.split("\n\n")))
    assert not story.told("disputed")
    assert not story.told("self_contradicted")
    assert sorted(*story.told("updated")) == [["Eleven"], ["Four"], ["Nine"]]


def test_a_count_that_falls_from_entry_to_entry_is_a_dispute() -> None:
    fallen = (
        "23.05 Nine people were killed, the fire brigade says.",
        "22.30 Twelve people were killed, police say.",
        "21.55 We hear of a crush.",
    )
    assert Story(article("live", "Crush", *fallen)).told("disputed")


def test_what_a_live_blog_has_gone_beyond_is_no_rival_of_a_later_report() -> None:
    late = article("late", "Twelve dead in crush", "Twelve people are dead, the mayor's office in Ostia said.")
    story = Story(article("live", *NEWEST_FIRST.split("\n\n")), late)
    rivals = {words for dispute in story.told("disputed") for answer in dispute for words in answer}
    assert not rivals & {"Nine", "Four"}
    assert story.told("updated")


@pytest.mark.parametrize(
    "title", ["Ostia crush - live", "Crush at Ostia – as it happened", "Eleven dead in Ostia crush"]
)
def test_the_headline_of_a_live_blog(title: str) -> None:
    text = f"{title}\n\n{NEWEST_FIRST.partition(chr(10) * 2)[2]}\n"
    read = article_from_text(text, id="a", outlet=None, title=None, published=None)
    roles = [(b.role, text[b.start : b.end].split()[0]) for b in read.blocks]
    assert roles[0] == (BlockRole.HEADLINE, title.split()[0])
    assert [role for role, _ in roles[1:]] == [BlockRole.PARAGRAPH] * 4


def test_an_entry_is_no_headline() -> None:
    text = NEWEST_FIRST.partition("\n\n")[2] + "\n"
    read = article_from_text(text, id="a", outlet=None, title=None, published=None)
    assert {b.role for b in read.blocks} == {BlockRole.PARAGRAPH}
