"""The briefing as a document for Word: headings, quotations, and links from each to its words in the appendix."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from docx import Document
from docx.enum.text import WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from summarize.briefing import wording
from summarize.briefing.arrangement import arrange
from summarize.briefing.contents import Contents, Digest, Point, Said, Source, Speaker
from summarize.briefing.items import Evidence, Item, Voice
from summarize.briefing.options import SHORT_LINES, SHORT_POINTS, Options, Style
from summarize.briefing.passages import pieces
from summarize.schema import Report

__all__ = ["to_docx"]

_LINK, _SOFT = RGBColor(0x0B, 0x57, 0xA4), RGBColor(0x57, 0x5D, 0x66)
_MATRIX_COLUMNS = 5
"""Articles up to which the omission matrix is a table; a wider one fits no upright page."""
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""Time of every part of the file, the earliest that a zip can hold: the same report gives the same bytes."""


def to_docx(report: Report, options: Options | None = None) -> bytes:
    """Return the briefing as a .docx file.

    What an article says stands in it as text; a link leads from each piece of evidence to a bookmark on exactly these
    words in the article, which follows in the appendix.
    """
    contents = arrange(report, options)
    writer = _Writer(contents)
    writer.write()
    return writer.file()


class _Writer:
    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.document = Document()
        self.bookmarks = 0
        self.style_ids = {style.name: style.style_id for style in self.document.styles}
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(11)
        quotation = self.document.styles["Quote"]
        quotation.font.italic, quotation.paragraph_format.left_indent = False, Pt(18)
        facts = self.document.core_properties
        facts.title, facts.author = _text(contents.headline)[:255], "summarize"  # 255 is Word's own limit
        facts.created = facts.modified = datetime(*_ALWAYS, tzinfo=UTC)
        facts.language = contents.spelling.language

    def file(self) -> bytes:
        saved, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(saved)
        with zipfile.ZipFile(saved) as read, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as written:
            for part in read.infolist():
                info = zipfile.ZipInfo(part.filename, date_time=_ALWAYS)
                info.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(info, read.read(part))
        return fixed.getvalue()

    def write(self) -> None:
        contents = self.contents
        self._line("Title", contents.headline)
        self._facts()
        self._changes()
        self._what_happened()
        if contents.style is Style.SHORT:
            self._differences()
        else:
            for section in contents.sections:
                self._line("Heading 1", section.title)
                self._soft(section.intro)
                if section.also:
                    self._soft(section.also_line)
                for item in section.items:
                    self._item(item)
            self._matrix()
            self._people()
            self._timeline()
            self._unverified()
            for digest in contents.digests:
                self._digest(digest)
        self._sources()
        self._made()
        self._appendix()

    # The parts

    def _facts(self) -> None:
        contents = self.contents
        line = self._soft("; ".join(filter(None, (
            f"Briefing of {wording.counted(len(contents.sources), 'article')}", contents.dates))))  # fmt: skip
        if contents.headline_from:
            line.add_run("; headline of ")
            self._link(line, contents.headline_from, contents.headline_from.outlet)
        glance = [f"{section.count} {section.short}" for section in contents.sections]
        if contents.matrix:
            glance.append(f"{len(contents.matrix)} not in every article")
        if glance:
            self._soft(f"At a glance: {'; '.join(glance)}.")

    def _changes(self) -> None:
        changes = self.contents.changes
        if changes is None:
            return
        self._line("Heading 1", "New since last time")
        self._soft(f"Against {changes.since}.{'' if changes.changes else ' Nothing has changed.'}")
        for change in changes.changes:
            line = self._bullet()
            line.add_run(f"{change.what}: ").bold = True
            line.add_run(_text(change.text))
            self._references(line, change.evidence)

    def _what_happened(self) -> None:
        contents = self.contents
        self._line("Heading 1", "What happened")
        line = self.document.add_paragraph()
        for sentence in contents.lead:
            line.add_run(_text(sentence.text) + " ").bold = True
            self._by_model(line, sentence)
            self._references(line, sentence.evidence)
        if not contents.lead:
            line.add_run("No article gave a sentence that sums it up.")
        for point in contents.points[:SHORT_POINTS] if contents.style is Style.SHORT else contents.points:
            bullet = self._bullet(point.text)
            self._by_model(bullet, point)
            self._references(bullet, point.evidence)
        if contents.written:
            self._soft(contents.written)

    def _differences(self) -> None:
        items = self.contents.open_items
        if not items:
            return
        self._line("Heading 1", "Where they differ")
        for item in items[:SHORT_LINES]:
            line = self._bullet()
            line.add_run(_text(wording.capitalised(item.heading))).bold = True
            line.add_run(f"{_noted([item.change])}: {_text(item.sentence or item.why)}")
            self._references(line, [side.lead.evidence[0] for side in item.sides])
        if len(items) > SHORT_LINES:
            self._bullet(f"{len(items) - SHORT_LINES} more in the longer briefing")

    def _item(self, item: Item) -> None:
        self._line("Heading 2", f"{wording.capitalised(item.heading)}{_noted([item.change])}")
        if item.sentence:
            self.document.add_paragraph(_text(item.sentence))
        for part in item.parts:
            line = self._bullet(f"{item.tag(part)}: {part.words}" if item.tag(part) else part.words)
            line.add_run(f" – {_text(part.why)}" if part.why else "").italic = True
        if item.why and not item.parts:
            self.document.add_paragraph().add_run(_text(item.why)).italic = True
        for voice in item.voices:
            self._voice(voice, dated=item.dated)

    def _voice(self, voice: Voice, *, dated: bool) -> None:
        line = self.document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        if voice.is_figure:
            line.add_run(_text(voice.words)).bold = True
            line.add_run(" – ")
        notes = ["new"] if voice.is_new else []
        notes += ["denial"] if voice.verb == "denied" else []
        notes += [f"published {voice.first_told}"] if dated and voice.first_told else []
        notes += [
            voice.when or "",
            "not verified" if voice.unverified else "",
            "speaker uncertain" if voice.unsure else "",
        ]
        line.add_run(f"{_text(voice.name)}{_noted(notes)}")
        for piece in voice.evidence:
            quoted = self._line("Quote")
            before, figure, after = (wording.isolated(part) for part in piece.parts)
            quoted.add_run(before)
            quoted.add_run(figure).bold = True
            quoted.add_run(after)
            self._references(quoted, [piece])
        if voice.also:
            self._references(self._soft("Also in"), voice.also)

    def _matrix(self) -> None:
        contents = self.contents
        if not contents.matrix:
            return
        self._line("Heading 1", "Only in one outlet, or left out by some")
        if len(contents.sources) > _MATRIX_COLUMNS:
            for row in contents.matrix:
                line = self._bullet(f"{wording.capitalised(row.heading)}:")
                for words, piece in filter(None, row.cells):
                    line.add_run(f" {_text(words)}")
                    self._references(line, [piece])
            return
        table = self.document.add_table(rows=1, cols=1 + len(contents.sources), style="Table Grid")
        header = table.rows[0]
        header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, words in zip(
            header.cells, ["What is told", *(source.label for source in contents.sources)], strict=True
        ):
            cell.paragraphs[0].add_run(_text(words)).bold = True
        for row in contents.matrix:
            first, *cells = table.add_row().cells
            first.text = _text(wording.capitalised(row.heading))
            for cell, told in zip(cells, row.cells, strict=True):
                if told:
                    self._link(cell.paragraphs[0], told[1], told[0])
                else:
                    cell.text = "–"

    def _people(self) -> None:
        if self.contents.speakers or self.contents.also_named:
            self._line("Heading 1", "People, and who said what")
        for speaker in (*self.contents.speakers, *self.contents.also_named):
            self._speaker(speaker)

    def _speaker(self, speaker: Speaker) -> None:
        line = self.document.add_paragraph()
        line.add_run(_text(speaker.name)).bold = True
        line.add_run(f", {_text(speaker.role)}" if speaker.role else "")
        self._references(line, speaker.named)
        for said in speaker.said:
            self._said(self._bullet(), said)

    def _said(self, line: Paragraph, said: Said) -> None:
        line.add_run(f"{said.verb} {_text(said.words)}" if said.verb else f"“{_text(said.words)}”")
        line.add_run(f" – {_text(said.about)}")
        self._references(line, [said.evidence])

    def _timeline(self) -> None:
        if self.contents.timeline:
            self._line("Heading 1", "Timeline")
        for moment in self.contents.timeline:
            line = self._bullet()
            line.add_run(_text(moment.when)).bold = True
            line.add_run(f" {_text(moment.text)}")
            self._references(line, moment.evidence)
            for who, said in moment.told:
                told = self._line("List Bullet 2", who)
                told.add_run(" ")
                self._said(told, said)

    def _unverified(self) -> None:
        if self.contents.unverified:
            self._line("Heading 1", "Could not be verified")
            self._soft("The articles themselves say so.")
        for voice in self.contents.unverified:
            self._voice(voice, dated=False)

    def _digest(self, digest: Digest) -> None:
        self._line("Heading 1", f"What {digest.label} says")
        for point in digest.points:
            self._references(self._bullet(point.text), point.evidence)
        for name, words, places in digest.facts:
            self._references(self._bullet(f"{name}: {words}"), places)
        for who, said in digest.said:
            line = self._bullet(who)
            line.add_run(" " if said.verb else ": ")
            self._said(line, said)

    def _sources(self) -> None:
        self._line("Heading 1", "Sources")
        for source in self.contents.sources:
            self._source(source)
        for failure in self.contents.failures:
            self._bullet(f"could not be handled – {failure}")

    def _source(self, source: Source) -> None:
        article = source.article
        line = self._line("List Number")
        line.add_run(_text(source.label)).bold = True
        line.add_run(
            f"{_noted(['new' if source.is_new else ''])}{': ' + _text(article.title) if article.title else ''} ("
        )
        facts = (source.published or "no date given", article.author or "", wording.counted(source.words, "word"),
                 wording.counted(source.figures, "figure"), article.path or "")  # fmt: skip
        line.add_run("; ".join(_text(fact) for fact in facts if fact))
        address = wording.web_address(article.url)
        if address:
            line.add_run("; ")
            self._web_link(line, address)
        elif article.url:
            line.add_run(f"; {_text(article.url)}")
        line.add_run(")")
        for failure in source.failures:
            self._bullet(f"could not be handled – {failure}")

    def _made(self) -> None:
        report, contents = self.contents.report, self.contents
        self._line("Heading 1", "How this was made")
        counts = ((report.articles, "article"), (report.claims, "claim"), (report.questions, "question"),
                  (report.failures, "failure"))  # fmt: skip
        told = ", ".join(wording.counted(len(found), noun) for found, noun in counts)
        self.document.add_paragraph(
            f"Every quoted word stands in an article, in the appendix; {contents.origin}. {wording.capitalised(told)}."
        )
        for refused in contents.refused:
            self._soft(f"Refused: {refused.text + ' – ' if refused.text else ''}{refused.reason}.")
        for name, value in contents.run_facts:
            self._soft(f"{name}: {value}")

    def _appendix(self) -> None:
        """Write the articles with a bookmark on the words of each piece of evidence."""
        by_article: dict[int, list[Evidence]] = defaultdict(list)
        for piece in self.contents.evidence:
            by_article[piece.article].append(piece)
        for source in self.contents.sources:
            self._line("Heading 1", source.label).paragraph_format.page_break_before = True
            self._text_of(source, by_article[source.number])

    def _text_of(self, source: Source, evidence: Sequence[Evidence]) -> None:
        ends: dict[int, list[int]] = defaultdict(list)
        lasts = {piece.anchor: piece.span.end for piece in evidence}
        line = self.document.add_paragraph()
        for piece in pieces(source.article, evidence):
            for number in ends.pop(piece.start, ()):
                line._p.append(_mark("w:bookmarkEnd", number))
            for anchor in piece.anchors:
                self.bookmarks += 1
                ends[lasts[anchor]].append(self.bookmarks)
                line._p.append(_mark("w:bookmarkStart", self.bookmarks, _bookmark(anchor)))
            for n, part in enumerate(piece.text.split("\n")):
                if n and line.text.strip():
                    line = self.document.add_paragraph()
                if part.strip():
                    run = line.add_run(wording.isolated(part))
                    run.bold = piece.role == "headline" or None
                    if piece.is_evidence:
                        run.font.underline = WD_UNDERLINE.DOTTED
        for number in (number for left in ends.values() for number in left):
            line._p.append(_mark("w:bookmarkEnd", number))

    # Lines

    def _line(self, style: str, words: str = "") -> Paragraph:
        """Add a paragraph; setting its style by name goes through all styles, which takes seconds in a long document."""
        line = self.document.add_paragraph(_text(words))
        line._p.style = self.style_ids[style]
        return line

    def _soft(self, words: str) -> Paragraph:
        line = self.document.add_paragraph()
        line.add_run(_text(words)).font.color.rgb = _SOFT
        return line

    def _bullet(self, words: str = "") -> Paragraph:
        return self._line("List Bullet", words)

    def _by_model(self, line: Paragraph, point: Point) -> None:
        if point.is_written:
            line.add_run(" (model)").font.color.rgb = _SOFT

    def _references(self, line: Paragraph, evidence: Iterable[Evidence]) -> None:
        for piece in evidence:
            line.add_run(" ")
            self._link(line, piece, f"{piece.outlet}, {piece.where}" if piece.where != "text" else piece.outlet)

    def _link(self, line: Paragraph, piece: Evidence, words: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(piece.anchor))
        self._wrapped(line, link, words)

    def _web_link(self, line: Paragraph, address: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self._wrapped(line, link, address)

    def _wrapped(self, line: Paragraph, link: BaseOxmlElement, words: str) -> None:
        run: Run = line.add_run(_text(words))
        run.font.color.rgb, run.font.underline = _LINK, True
        link.append(run._r)
        line._p.append(link)


def _text(words: str) -> str:
    """Return words of an article on one line, as Word can hold them."""
    return wording.isolated(wording.one_line(words))


def _noted(notes: Iterable[str]) -> str:
    """Return the notes that are not empty, in brackets after a space."""
    told = "; ".join(_text(note) for note in notes if note)
    return f" ({told})" if told else ""


def _bookmark(anchor: str) -> str:
    """Return the name of the bookmark on a piece of evidence; Word allows letters, digits and the underscore."""
    return anchor.replace("-", "_")


def _mark(tag: str, number: int, name: str | None = None) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:id"), str(number))
    if name is not None:
        element.set(qn("w:name"), name)
    return element
