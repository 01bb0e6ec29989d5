"""The briefing as Markdown that reads as well in a plain editor as on a rendered page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.briefing import wording
from summarize.briefing.arrangement import arrange
from summarize.briefing.contents import Contents, Digest, Point, Row, Said, Speaker
from summarize.briefing.items import Evidence, Section, Voice
from summarize.briefing.options import SHORT_LINES, SHORT_POINTS, Options, Style
from summarize.schema import Report

_INLINE = re.compile(r"[\\`*_\[\]<>~|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK = re.compile(r"^(\d{0,9})([.)]|(?<!\d)[#+=-])")
_MATRIX_COLUMNS = 5
"""Articles up to which the omission matrix is a table; wider tables are unreadable in a plain editor."""


def to_markdown(report: Report, options: Options | None = None) -> str:
    """Return the briefing as Markdown (CommonMark with tables); words of articles stand as text, never as markup."""
    contents = arrange(report, options)
    body = (
        *(_questions(section) for section in contents.sections),
        _matrix(contents),
        _people(contents),
        _timeline(contents),
        _unverified(contents),
        *(_digest(digest) for digest in contents.digests),
    )
    parts = (
        _opening(contents),
        _changes(contents),
        _what_happened(contents),
        *((_differences(contents),) if contents.style is Style.SHORT else body),
        _sources(contents),
        _made(contents),
    )
    return "\n".join(line for part in parts for line in part).strip() + "\n"


def escaped(text: str) -> str:
    """Return `text` on one line so that Markdown shows it as it stands, and its reading direction stays inside it."""
    return wording.isolated(_ENTITY.sub("&amp;", _INLINE.sub(r"\\\g<0>", wording.one_line(text))))


def opening(text: str) -> str:
    """Return `text` escaped for the beginning of a block, where a "#" or "1." would be more than itself."""
    return re.sub(r"(?<!\\)#(?=#*$)", r"\#", _BLOCK.sub(r"\1\\\2", escaped(text)))


def _opening(contents: Contents) -> Iterator[str]:
    yield f"# {opening(contents.headline)}"
    yield ""
    facts = [f"Briefing of {wording.counted(len(contents.sources), 'article')}", contents.dates]
    if contents.headline_from:
        facts.append(f"headline of {escaped(contents.headline_from.outlet)}")
    yield "; ".join(fact for fact in facts if fact) + "."
    glance = [f"{section.count} {section.short}" for section in contents.sections]
    if contents.matrix:
        glance.append(f"{len(contents.matrix)} not in every article")
    if contents.unverified:
        glance.append(f"{len(contents.unverified)} not verified")
    if glance:
        yield f"At a glance: {'; '.join(glance)}."
    yield ""


def _changes(contents: Contents) -> Iterator[str]:
    if contents.changes is None:
        return
    yield "## New since last time"
    yield ""
    yield f"Against {escaped(contents.changes.since)}.{'' if contents.changes.changes else ' Nothing has changed.'}"
    yield ""
    for change in contents.changes.changes:
        yield f"- **{change.what}**: {escaped(change.text)} {_reference(change.evidence)}".rstrip()
    yield ""


def _what_happened(contents: Contents) -> Iterator[str]:
    yield "## What happened"
    yield ""
    if contents.lead:
        yield " ".join(f"**{escaped(s.text)}** {_cited(s)}".rstrip() for s in contents.lead)
    else:
        yield "No article gave a sentence that sums it up."
    yield ""
    for point in contents.points[:SHORT_POINTS] if contents.style is Style.SHORT else contents.points:
        yield f"- {opening(point.text)} {_cited(point)}".rstrip()
    yield ""
    if contents.written:
        yield f"*{escaped(contents.written)}*"
        yield ""


def _differences(contents: Contents) -> Iterator[str]:
    """Tell each open question in a line."""
    items = contents.open_items
    if not items:
        return
    yield "## Where they differ"
    yield ""
    for item in items[:SHORT_LINES]:
        change = f" ({item.change})" if item.change else ""
        told = item.sentence or "; ".join(f"{v.name}: {v.words}" for side in item.sides for v in side.voices[:1])
        places = (side.lead.evidence[0] for side in item.sides)
        yield f"- **{escaped(wording.capitalised(item.heading))}**{change} – {escaped(told)} {_reference(places)}"
    if len(items) > SHORT_LINES:
        yield f"- {len(items) - SHORT_LINES} more in the longer briefing"
    yield ""


def _cited(point: Point) -> str:
    """Return where the words stand that a sentence is or rests on, and that a model wrote it, if one did."""
    if not point.is_written:
        return _reference(point.evidence)
    return f"(model; {'; '.join(_place(piece) for piece in point.evidence)})"


def _reference(evidence: Iterable[Evidence]) -> str:
    places = [_place(piece) for piece in evidence]
    return f"({'; '.join(places)})" if places else ""


def _place(piece: Evidence) -> str:
    where = "" if piece.where == "text" else f", {piece.where}"
    return f"{escaped(piece.outlet)}{where}, line {piece.line}"


def _questions(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    yield section.intro
    yield ""
    if section.also:
        yield escaped(section.also_line)
        yield ""
    for item in section.items:
        change = f" ({item.change})" if item.change else ""
        yield f"### {opening(wording.capitalised(item.heading))}{change}"
        yield ""
        if item.sentence:
            yield opening(item.sentence)
            yield ""
        for part in item.parts:
            tag = f"{item.tag(part)}: " if item.tag(part) else ""
            yield f"- {tag}{opening(part.words)}{f' – *{escaped(part.why)}*' if part.why else ''}"
        if item.parts:
            yield ""
        elif item.why:
            yield f"*{escaped(item.why)}*"
            yield ""
        for voice in item.voices:
            yield from _voice(voice, dated=item.dated)
        yield ""


def _voice(voice: Voice, *, dated: bool) -> Iterator[str]:
    notes = [f"published {escaped(voice.first_told)}"] if dated and voice.first_told else []
    notes += [escaped(voice.when)] if voice.when else []
    notes = [*(["new"] if voice.is_new else []), *(["denial"] if voice.verb == "denied" else []), *notes]
    notes += ["not verified"] if voice.unverified else []
    notes += ["speaker uncertain"] if voice.unsure else []
    note = f" ({'; '.join(notes)})" if notes else ""
    words = f"**{escaped(voice.words)}** – " if voice.is_figure else ""
    name = escaped(voice.name) if words else opening(voice.name)
    yield f"- {words}{name}{note}"
    for piece in voice.evidence:
        yield f"  - {_place(piece)}: {_quoted(piece)}"
    if voice.also:
        yield f"  - also in {'; '.join(_place(piece) for piece in voice.also)}"


def _quoted(piece: Evidence) -> str:
    """Return the words between quotation marks, unless they bring their own."""
    words = escaped(piece.span.text)
    return words if words[:1] in "\"'“‘«„" else f"“{words}”"


def _matrix(contents: Contents) -> Iterator[str]:
    if not contents.matrix:
        return
    yield "## Only in one outlet, or left out by some"
    yield ""
    if len(contents.sources) <= _MATRIX_COLUMNS:
        yield from _table(contents)
    else:
        for row in contents.matrix:
            yield f"- {opening(wording.capitalised(row.heading))}: {_tellers(row)}"
    yield ""


def _table(contents: Contents) -> Iterator[str]:
    yield f"| What is told | {' | '.join(escaped(source.label) for source in contents.sources)} |"
    yield f"|---|{'---|' * len(contents.sources)}"
    for row in contents.matrix:
        cells = (f"{escaped(cell[0])} (line {cell[1].line})" if cell else "–" for cell in row.cells)
        yield f"| {escaped(wording.capitalised(row.heading))} | {' | '.join(cells)} |"


def _tellers(row: Row) -> str:
    told = [cell for cell in row.cells if cell]
    return "; ".join(f"{escaped(words)} ({_place(piece)})" for words, piece in told)


def _people(contents: Contents) -> Iterator[str]:
    if not (contents.speakers or contents.also_named):
        return
    yield "## People, and who said what"
    yield ""
    for speaker in contents.speakers:
        yield from _speaker(speaker)
    if contents.also_named:
        yield ""
        yield "Also named:"
        yield ""
        for speaker in contents.also_named:
            yield from _speaker(speaker)
    yield ""


def _speaker(speaker: Speaker) -> Iterator[str]:
    role = f", {escaped(speaker.role)}" if speaker.role else ""
    named = f" {_reference(speaker.named)}" if speaker.named else ""
    yield f"- **{escaped(speaker.name)}**{role}{named}"
    for said in speaker.said:
        yield f"  - {_said(said)}"


def _said(said: Said) -> str:
    words = f"{said.verb} {escaped(said.words)}" if said.verb else _quoted(said.evidence)
    return f"{words} – {escaped(said.about)} ({_place(said.evidence)})"


def _digest(digest: Digest) -> Iterator[str]:
    yield f"## What {escaped(digest.label)} says"
    yield ""
    for point in digest.points:
        yield f"- {opening(point.text)} {_reference(point.evidence)}".rstrip()
    yield ""
    for name, words, places in digest.facts:
        yield f"- {name}: {escaped(words)} {_reference(places)}".rstrip()
    yield ""
    for who, said in digest.said:
        yield f"- {opening(who)}{'' if said.verb else ':'} {_said(said)}"
    yield ""


def _timeline(contents: Contents) -> Iterator[str]:
    if not contents.timeline:
        return
    yield "## Timeline"
    yield ""
    for moment in contents.timeline:
        yield f"- **{escaped(moment.when)}** {escaped(moment.text)} {_reference(moment.evidence)}".rstrip()
        for who, said in moment.told:
            yield f"  - {opening(who)} {_said(said)}"
    yield ""


def _unverified(contents: Contents) -> Iterator[str]:
    if not contents.unverified:
        return
    yield "## Could not be verified"
    yield ""
    yield "The articles themselves say so."
    yield ""
    for voice in contents.unverified:
        yield f"- {opening(voice.name)}: {_quoted(voice.evidence[0])} {_reference(voice.evidence)}"
    yield ""


def _sources(contents: Contents) -> Iterator[str]:
    yield "## Sources"
    yield ""
    for source in contents.sources:
        article = source.article
        title = f": {escaped(article.title)}" if article.title else ""
        facts = [escaped(source.published) or "no date given", escaped(article.author or "")]
        facts += [wording.counted(source.words, "word"), wording.counted(source.figures, "figure")]
        facts += [escaped(article.path or ""), escaped(article.url or "")]
        yield f"{source.number}. **{escaped(source.label)}**{' (new)' if source.is_new else ''}{title}"
        yield f"   ({'; '.join(fact for fact in facts if fact)})"
        for failure in source.failures:
            yield f"   - could not be handled – {escaped(failure)}"
    yield ""
    for failure in contents.failures:
        yield f"- could not be handled – {escaped(failure)}"
    yield ""


def _made(contents: Contents) -> Iterator[str]:
    report = contents.report
    counts = (
        wording.counted(len(report.articles), "article"),
        wording.counted(len(report.claims), "claim"),
        wording.counted(len(report.questions), "question"),
        wording.counted(len(report.failures), "failure"),
    )
    yield "## How this was made"
    yield ""
    yield (
        "Every quoted word stands in an article, on the line that is named; "
        f"{contents.origin}. {wording.capitalised(', '.join(counts))}."
    )
    yield ""
    if contents.written:
        yield (
            "Each sentence of the model was read by the same rules as the articles: every number with its hedge, name, "
            "quotation, negation and speaker in it has to stand, so put together, in the words that it cites. One that "
            f"fails is not shown.{' Refused were:' if contents.refused else ''}"
        )
        yield ""
        for refused in contents.refused:
            text = f"{opening(refused.text)} – " if refused.text else ""
            yield f"- {text}{wording.capitalised(escaped(refused.reason))}. {_reference(refused.evidence)}".rstrip()
        yield ""
    for name, value in contents.run_facts:
        yield f"- {escaped(name)}: {escaped(value)}"
