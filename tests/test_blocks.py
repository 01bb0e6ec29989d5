from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.blocks import find_blocks
from summarize.reading.furniture import is_furniture
from summarize.schema import BlockRole

LEAD = "Nine people died in a fire in the harbour of Port Ellen on Friday, the fire service said."
MORE = "The harbour master, Tom Hale, told reporters that the blaze began in a fuel store at about 4 a.m. on the pier."
LAST = "Crews from three towns came to help, and a navy ship took the wounded to a hospital on the mainland."


def roles(text: str, title: str | None = None) -> list[str]:
    return [block.role.value for block in find_blocks(text, title=title)]


def words(text: str, role: BlockRole, title: str | None = None) -> list[str]:
    return [text[block.start : block.end] for block in find_blocks(text, title=title) if block.role is role]


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def test_the_parts_of_a_web_article() -> None:
    text = page(
        "Harbour fire kills nine",
        "Worst blaze in the islands for forty years",
        "Ann Poole",
        "Friday 3 May 2024 19:27 BST",
        LEAD,
        "Advertisement",
        MORE,
    )
    assert roles(text) == ["headline", "standfirst", "byline", "dateline", "paragraph", "boilerplate", "paragraph"]


@pytest.mark.parametrize("mark", ["•", "*", "▪", "-", "–"])
def test_bullets_stand_without_their_mark(mark: str) -> None:
    text = page("Harbour fire kills nine", f"  {mark} Nine are dead\n  {mark} The pier is closed", LEAD)
    assert words(text, BlockRole.BULLET) == ["Nine are dead", "The pier is closed"]


def test_a_single_dash_opens_no_list() -> None:
    text = page(LEAD, "– I saw it burn, he said of the store that night.", MORE)
    assert roles(text) == ["paragraph"] * 3


def test_wrapped_lines_are_one_paragraph() -> None:
    text = page("Harbour fire kills nine", *(textwrap.fill(part, 60) for part in (LEAD, MORE, LAST)))
    assert roles(text) == ["headline", "paragraph", "paragraph", "paragraph"]


def test_lines_that_do_not_wrap_stay_apart() -> None:
    text = "\n".join(["Harbour fire kills nine", LEAD, "The pier is closed.", MORE, LAST])
    assert roles(text) == ["headline", "paragraph", "paragraph", "paragraph", "paragraph"]


def test_carriage_returns_make_no_difference() -> None:
    text = page("Harbour fire kills nine", LEAD, MORE)
    windows = text.replace("\n", "\r\n")
    assert [windows[b.start : b.end] for b in find_blocks(windows)] == [
        text[b.start : b.end] for b in find_blocks(text)
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "A tug passes the burnt-out fuel store on the pier at Port Ellen",
        "Pictured: A tug passes the burnt-out fuel store at Port Ellen.",
        "A tug passes the fuel store in Port Ellen, Scotland, May 3, 2024.",
        "A tug passes the fuel store in Port Ellen on Friday. (AP Photo/Ann Poole)",
        "This image, taken from a ferry, shows the fuel store on fire.",
        "File photo: the fuel store as it was in March.",
    ],
)
def test_captions(caption: str) -> None:
    assert roles(page("Harbour fire kills nine", LEAD, caption, MORE, LAST))[2] == "caption"


def test_no_caption_is_told_by_its_missing_stop_where_no_block_has_one() -> None:
    bare = [part.rstrip(".") for part in (LEAD, MORE, LAST)]
    assert roles(page("Harbour fire kills nine", *bare))[-1] == "paragraph"


def test_a_repeated_caption_points_to_the_first() -> None:
    caption = "A tug passes the burnt-out fuel store on the pier at Port Ellen"
    blocks = find_blocks(page("Harbour fire kills nine", LEAD, f"Pictured: {caption}.", caption, MORE))
    assert [(block.role.value, block.duplicate_of) for block in blocks[2:4]] == [("caption", None), ("duplicate", 2)]


def test_a_paragraph_pasted_twice_stays_a_paragraph() -> None:
    assert roles(page("Harbour fire kills nine", LEAD, MORE, MORE, LAST))[2:4] == ["paragraph", "duplicate"]


def test_two_captions_run_together_are_a_repeat() -> None:
    one, two = "A tug passes the burnt-out store at the pier", "The quay was covered in foam on Friday"
    assert roles(page("Harbour fire kills nine", LEAD, one, two, f"{one}. {two}", MORE))[4] == "duplicate"


@pytest.mark.parametrize(
    "changed",
    [
        MORE.replace("4 a.m.", "5 a.m."),
        MORE.replace("Tom Hale", "Ivo Brandt"),
        MORE.replace("told reporters", "never told reporters"),
    ],
)
def test_another_figure_name_or_negation_is_no_repeat(changed: str) -> None:
    assert roles(page("Harbour fire kills nine", LEAD, MORE, changed)) == ["headline"] + ["paragraph"] * 3


def test_a_reworded_paragraph_is_a_repeat() -> None:
    again = MORE.replace("began in a fuel store", "began inside a fuel store")
    assert roles(page("Harbour fire kills nine", LEAD, MORE, again))[3] == "duplicate"


def test_the_story_is_no_repeat_of_its_bullets() -> None:
    text = page("Harbour fire kills nine", "• " + LEAD, LEAD, MORE)
    assert roles(text) == ["headline", "bullet", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("PORT ELLEN, Scotland (AP) —", LEAD),
        ("LONDON, May 3 (Reuters) -", LEAD),
        ("MOSCOW (Sputnik)", LEAD),
        ("GENEVA --", LEAD),
    ],
)
def test_a_dateline_before_the_lead_is_cut_off(dateline: str, rest: str) -> None:
    text = page("Harbour fire kills nine", f"{dateline} {rest}", MORE)
    assert words(text, BlockRole.DATELINE) == [dateline]
    assert words(text, BlockRole.PARAGRAPH)[0] == rest


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("{title} {lead}", ["headline", "paragraph"]),
        ("17-08-2014 {title}. {lead}", ["dateline", "headline", "paragraph"]),
        ("{title} AFP Friday 3 May 2024 {lead}", ["headline", "dateline", "paragraph"]),
        ("{title} Worst blaze in decades AP Friday 3 May 2024 {lead}",
         ["headline", "standfirst", "dateline", "paragraph"]),
        ("Friday 3 May 2024 {title} AFP Print Tweet Views 12 {lead}",
         ["dateline", "headline", "byline", "boilerplate", "paragraph"]),
        ("03.05.2024(updated 1404 03.05.2024) Get short URL 113 {lead}", ["dateline", "boilerplate", "paragraph"]),
        ("Published May 3 2024 {lead}", ["dateline", "paragraph"]),
        ("Last updated at May 032024 {lead}", ["dateline", "paragraph"]),
    ],
)  # fmt: skip
def test_a_page_flattened_into_one_line(opening: str, expected: list[str]) -> None:
    title = "Harbour fire kills nine"
    assert roles(opening.format(title=title, lead=f"{LEAD} {MORE}"), title) == expected


STORY = f"{LEAD} {MORE} {LAST}"
LINKS = "Related Port Loses 90 Jobs Ferry Strike Ends Tags fire Scotland"


@pytest.mark.parametrize(
    ("flat", "expected", "furniture"),
    [
        (f"3 May 2024 {STORY} Read Also", ["dateline", "paragraph", "boilerplate"], "Read Also"),
        (f"3 May 2024 {MORE} Tags Islands Fire harbour safety The{LEAD.removeprefix('Nine')} {LAST}",
         ["dateline", "paragraph", "boilerplate", "paragraph"], "Tags Islands Fire harbour safety"),
        (f"3 May 2024 {MORE} Tags Islands Fire Oban Forty boats were lost in the fire. {LAST}",
         ["dateline", "paragraph", "boilerplate", "paragraph"], "Tags Islands Fire Oban"),
        (f"3 May 2024 {STORY} 12 {LINKS}",
         ["dateline", "paragraph", "boilerplate"], f"12 {LINKS}"),
    ],
)  # fmt: skip
def test_the_furniture_of_a_flattened_page(flat: str, expected: list[str], furniture: str) -> None:
    assert roles(flat) == expected
    assert words(flat, BlockRole.BOILERPLATE) == [furniture]


def test_the_captions_of_a_flattened_page() -> None:
    one = "A tug passes the burnt-out fuel store in Port Ellen. (AP Photo)"
    two = "Foam covers the quay on Friday in Port Ellen (Reuters)"
    text = f"3 May 2024 Forty boats were lost. {one} {STORY} {two} The pier is closed."
    assert roles(text) == ["dateline", "standfirst", "caption", "paragraph", "caption", "paragraph"]
    assert words(text, BlockRole.CAPTION) == [one, two]


def test_related_links_at_the_top_do_not_hide_the_story() -> None:
    text = f"3 May 2024 Related Port Loses 90 Jobs. {STORY}"
    assert "paragraph" in roles(text)


def test_a_sentence_that_opens_with_a_date_is_no_dateline() -> None:
    text = page(
        "Harbour fire kills nine", "May 3, 2024, was the worst day in the history of the port, Mr Hale said.", MORE
    )
    assert roles(text) == ["headline", "paragraph", "paragraph"]


def test_a_single_paragraph_is_no_headline() -> None:
    assert roles(LEAD) == ["paragraph"]


def test_markdown_headings_and_front_matter() -> None:
    text = f"---\ntitle: Fire\n---\n\n# Harbour fire kills nine\n\n{LEAD}\n\n## What we know\n\n{MORE}\n"
    assert roles(text) == ["boilerplate", "headline", "paragraph", "caption", "paragraph"]


@pytest.mark.parametrize(
    "line",
    ["By Ann Poole", "By our sports correspondent Ann Poole", "Reporting from Oban by Ann Poole and Bo Lind",
     "Transport analysis by Ann Poole", "Our correspondent in Oban", "Reuters", "*By Ann Poole*"],
)  # fmt: skip
def test_bylines(line: str) -> None:
    assert roles(page("Harbour fire kills nine", line, LEAD, MORE))[1] == "byline"


def test_a_sign_off_is_a_byline() -> None:
    text = page("Harbour fire kills nine", LEAD, MORE, "(Reporting by Ann Poole in Oban; Editing by Bo Lind)")
    assert roles(text)[-1] == "byline"


@pytest.mark.parametrize(
    "block",
    [
        "Advertisement",
        "Story continues below advertisement",
        "Please refresh the page and try again",
        "Click here for the latest on the fire",
        "Sign up to our free weekly newsletter",
        "By entering your email address you agree to our terms of service",
        "Subscribe now for unlimited access",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Comments on this page have been closed.",
        "The views expressed here are those of our users.",
        "Be the first to comment",
        "Join our commenting forum",
        "More on this story",
        "Related Topics",
        "Read more: Who pays for the pier?",
        "Port fire – live: Ferries halted as smoke drifts over the bay",
        "You may also like",
        "We use cookies to improve your experience",
        "© 2024 The Daily Reed",
        "Copyright 2024. All rights reserved.",
        "Image source, Getty Images",
        "1.2k shares",
        "5 min read",
        "Follow us on Instagram",
        "Join more than 40,000 readers who get our briefing",
        "Media contact: press office, Reed Health",
        "More to follow",
        "Do you have a story? Email us at news@reed.example",
        "https://reed.example/fire",
        "Our Standards: the principles of this agency.",
    ],
)
def test_furniture(block: str) -> None:
    assert is_furniture(block)


@pytest.mark.parametrize(
    "block",
    [
        LEAD,
        "Share prices fell 4% after the fire.",
        "Related deaths rose to 20.",
        "Live ammunition was fired into the crowd, two witnesses said.",
        "The company changed its privacy policy on Monday.",
        "More than 40 people signed up for the search.",
        "Follow-up tests showed no trace of oil.",
        "Registered voters made up half of the crowd.",
        "Advertisement spending fell by a third, the company said.",
        "“Click here and you lose everything,” the detective said.",
        "Nine are dead",
        "Subscribers to the fund lost £2m.",
    ],
)
def test_news_is_no_furniture(block: str) -> None:
    assert not is_furniture(block)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [LEAD, MORE, "Advertisement", "• One", "- Two", "# Three", "By Ann Poole", "3 May 2024", "", "***"]
        ),
        st.text(max_size=60),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(
    LINES,
    st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]),
    st.none() | st.just("Harbour fire") | st.text(max_size=20),
)
def test_blocks_are_in_order_apart_and_trimmed(lines: list[str], gap: str, title: str | None) -> None:
    text = gap.join(lines)
    blocks = find_blocks(text, title=title)
    edges = [offset for block in blocks for offset in (block.start, block.end)]
    assert edges == sorted(edges)
    for index, block in enumerate(blocks):
        piece = text[block.start : block.end]
        assert piece
        assert piece == piece.strip()
        assert (block.duplicate_of is not None) == (block.role is BlockRole.DUPLICATE)
        assert block.duplicate_of is None or block.duplicate_of < index


@settings(deadline=None)
@given(LINES)
def test_no_word_is_left_outside_the_blocks(lines: list[str]) -> None:
    text = "\n".join(lines)
    covered = {offset for block in find_blocks(text) for offset in range(block.start, block.end)}
    assert all(offset in covered for offset, character in enumerate(text) if character.isalpha())
