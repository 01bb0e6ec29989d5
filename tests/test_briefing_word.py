from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import briefing_cases
import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn

from summarize.briefing import Options, Style
from summarize.briefing.arrangement import arrange
from summarize.briefing.word import to_docx
from summarize.schema import Report


@pytest.fixture(scope="module")
def losses() -> Report:
    return briefing_cases.losses()


def opened(report: Report, options: Options | None = None) -> DocumentType:
    return Document(io.BytesIO(to_docx(report, options)))


def bookmarked(document: DocumentType) -> dict[str, str]:
    """Return the words under each bookmark."""
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    open_now: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:bookmarkStart"):
            names[element.get(qn("w:id"))] = element.get(qn("w:name"))
            open_now.add(element.get(qn("w:name")))
        elif element.tag == qn("w:bookmarkEnd"):
            open_now.discard(names[element.get(qn("w:id"))])
        elif element.tag == qn("w:t"):
            for name in open_now:
                words[name] = words.get(name, "") + (element.text or "")
    return words


def links(document: DocumentType) -> Iterator[str]:
    for element in document.element.body.iter(qn("w:hyperlink")):
        if element.get(qn("w:anchor")):
            yield element.get(qn("w:anchor"))


@pytest.mark.parametrize("style", Style)
def test_each_link_leads_to_the_exact_words(losses: Report, style: Style) -> None:
    document = opened(losses, Options(style))
    words = bookmarked(document)
    found = set(links(document))
    assert len(found) > 5
    for name in found:
        number, start, end = map(int, name[1:].split("_"))
        assert "".join(words[name].split()) == "".join(losses.articles[number - 1].text[start:end].split())


def test_every_claim_of_a_dispute_is_quoted_and_linked(losses: Report) -> None:
    document = opened(losses)
    quoted = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Quote"
    ]
    names = set(links(document))
    for item in arrange(losses).open_items:
        for voice in item.voices:
            for piece in voice.evidence:
                assert piece.anchor.replace("-", "_") in names
                assert any(" ".join(piece.span.text.split()) in " ".join(words.split()) for words in quoted)


def test_headings_are_headings(losses: Report) -> None:
    styles = [
        (p.style.name, p.text) for p in opened(losses).paragraphs if p.style and p.style.name.startswith(("H", "T"))
    ]
    assert styles[0][0] == "Title"
    assert [text for style, text in styles if style == "Heading 1"][:3] == ["What happened", "Disputed", "Denied"]
    assert ("Heading 2", "Civilians killed") in styles


def test_the_same_report_gives_the_same_bytes_at_any_time(losses: Report) -> None:
    file = to_docx(losses)
    assert to_docx(losses) == file
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert {info.date_time[0] for info in parts.infolist()} == {1980}


def test_a_short_document_has_the_differences_and_no_sections(losses: Report) -> None:
    headings = [
        p.text for p in opened(losses, Options(Style.SHORT)).paragraphs if p.style and p.style.name == "Heading 1"
    ]
    assert headings[:4] == ["What happened", "Where they differ", "Sources", "How this was made"]


def test_a_table_of_omissions_stands_only_where_it_fits_the_page(losses: Report) -> None:
    assert len(opened(losses).tables) == 1
    assert opened(briefing_cases.many(6)).tables == []
