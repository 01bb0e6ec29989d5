"""Whatever an article holds stands in every format as text."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

import briefing_story
import pytest
from briefing_page import Page
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarize.briefing import Options, Prose, Sentence, Style, to_html, to_markdown, wording
from summarize.briefing.markdown import escaped, opening
from summarize.briefing.word import to_docx
from summarize.schema import Report

HOSTILE = (
    "<script>alert(1)</script> ]]> <!-- & &amp; *bold* _it_ [x](javascript:alert(2)) `code` | # \u202eright-to-left"
)
LONG = "x" * 10_000


@pytest.fixture(scope="module")
def hostile() -> Report:
    story = briefing_story.Story(HOSTILE)
    text = f"{HOSTILE}\n\n# 40 dead, {HOSTILE}\n\n{LONG} said 41 dead"
    story.article("a' onclick='x", text, HOSTILE, "2024-01-01", title=f"{HOSTILE}\nsecond line",
                  url="javascript:alert(3)", author=HOSTILE, path=HOSTILE, language='en" onload="x')  # fmt: skip
    story.article("b", text, f"</title>{HOSTILE}", HOSTILE, url='https://example.org/?a=1&b="><script>')
    story.points("b", "# 40 dead")
    story.person("b", LONG)
    forty = story.figure("a' onclick='x", "40 dead", "40", 40, by=HOSTILE, when=HOSTILE)
    forty_one = story.figure("b", f"{LONG} said 41 dead", "41", 41, by=LONG, unit=HOSTILE, stance="unverified")
    story.question(HOSTILE, "disputed", HOSTILE, [forty], [forty_one])
    story.question(HOSTILE, "single_source", HOSTILE, [forty])
    return story.report()


@pytest.fixture(params=[*Style, "since", "prose"])
def options(request: pytest.FixtureRequest, hostile: Report) -> Options:
    """Return each way to make a briefing, with words that are as hostile."""
    if request.param == "since":
        return Options(
            since=hostile.model_copy(update={"articles": hostile.articles[:1], "claims": (), "questions": ()})
        )
    if request.param == "prose":
        sentences = (Sentence(HOSTILE, ("c1", "c2")), Sentence(LONG, ("c2",)))
        return Options(prose=Prose(sentences, sentences, HOSTILE))
    return Options(style=request.param)


def test_hostile_text_stays_text_on_the_page(hostile: Report, options: Options) -> None:
    html = to_html(hostile, options)
    page = Page(html)
    assert len(page.of("script")) == 1
    assert "<script>alert" not in html
    assert not {name for _, found in page.elements for name in found if name.startswith("on")}
    assert [href for href in page.attributes("href") if "javascript" in href] == []
    assert page.words == [article.text for article in hostile.articles]


def test_text_that_turns_the_direction_of_reading_is_isolated(hostile: Report, options: Options) -> None:
    html = re.sub(r"<title>.*?</title>", "", to_html(hostile, options), flags=re.DOTALL)
    shown = re.sub(r'<div class="words".*?</div>', "", html, flags=re.DOTALL)
    shown = re.sub(r'(?:aria-label|title)="[^"]*"', "", shown)
    for chunk in re.split(r"<bdi>.*?</bdi>", shown, flags=re.DOTALL):
        assert "\u202e" not in chunk


def test_hostile_text_stays_text_in_markdown(hostile: Report, options: Options) -> None:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    rendered = markdown.render(to_markdown(hostile, options))
    page = Page(rendered)
    tags = {tag for tag, _ in page.elements}
    assert tags <= {
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rendered


@given(st.text())
def test_escaped_markdown_shows_the_text_as_it_stands(text: str) -> None:
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown: list[str] = []

    class Text(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            shown.append("" if tag == "p" else f"<{tag}>")

        def handle_data(self, data: str) -> None:
            shown.append(data)

    Text().feed(renderer.render(opening(text)))
    plain = re.sub("[\u2066-\u2069\u202a-\u202e]", "", wording.one_line(text))
    assert re.sub("[\u2066-\u2069\u202a-\u202e]", "", "".join(shown)).strip("\n") == plain.strip("\n")


@given(st.text(alphabet="a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_markdown_never_leaves_a_direction_open(text: str) -> None:
    depth = 0
    flat = escaped(text)
    for letter in flat:
        depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069")
        assert depth >= 0
    assert depth == 0
    assert sum(flat.count(c) for c in "\u202a\u202b\u202d\u202e") == flat.count("\u202c")


def test_hostile_text_stays_text_in_a_document_for_word(hostile: Report, options: Options) -> None:
    file = to_docx(hostile, options)
    document = Document(io.BytesIO(file))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert(1)</script> ]]> <!-- & &amp; *bold*" in told
    assert LONG in told
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        links = parts.read("word/_rels/document.xml.rels").decode()
    assert "javascript:" not in links


def test_no_paragraph_of_a_document_for_word_leaves_a_direction_open(hostile: Report, options: Options) -> None:
    for paragraph in Document(io.BytesIO(to_docx(hostile, options))).paragraphs:
        for run in paragraph.runs:
            assert run.text.count("\u202e") == run.text.count("\u202c")
            assert run.text.count("\u2068") == run.text.count("\u2069")
