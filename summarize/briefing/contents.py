"""What a briefing says, in the order in which it says it, before any format.

Every line carries the `Evidence` that it rests on. arrangement.py makes `Contents` of a report; markdown.py and html.py
lay them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from summarize.briefing import wording
from summarize.briefing.items import Evidence, Item, Section, Voice
from summarize.briefing.options import Style
from summarize.briefing.spelling import Spelling
from summarize.schema import Article, Report


@dataclass(frozen=True)
class Point:
    """A sentence, of an article or of a model."""

    text: str
    evidence: tuple[Evidence, ...]
    is_written: bool = False
    """Whether a model wrote it."""


@dataclass(frozen=True)
class Refused:
    """A sentence that a model wrote and that its check did not let pass."""

    text: str
    """As the model wrote it; empty if it wrote none."""
    reason: str
    """Why, as a clause that follows "because"."""
    evidence: tuple[Evidence, ...]
    """What it was to be written from."""


@dataclass(frozen=True)
class Change:
    """One thing that is new against an earlier report."""

    what: str
    """In a word or two: "New figure"."""
    text: str
    anchor: str
    """Id of what it is about on the page; empty for what is gone."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Changes:
    """What is new against an earlier report."""

    since: str
    """What the earlier report was of."""
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Said:
    """One thing that a speaker said."""

    verb: str
    """Either "said" or "denied" for a figure; empty for a statement, whose words have their own verb."""
    words: str
    about: str
    """Heading of the question that it answers, or what is counted."""
    question: str | None
    """Anchor of that question."""
    evidence: Evidence


@dataclass(frozen=True)
class Speaker:
    """Someone named, with what they said."""

    name: str
    role: str | None
    named: tuple[Evidence, ...]
    """Where each outlet first names them."""
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Row:
    """One line of the omission matrix."""

    anchor: str
    heading: str
    cells: tuple[tuple[str, Evidence] | None, ...]
    """For each article its words and where they stand; None where it says nothing."""


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline."""

    when: str
    text: str
    evidence: tuple[Evidence, ...]
    told: tuple[tuple[str, Said], ...] = ()
    """Who gave a count that moved, and what they said."""


@dataclass(frozen=True)
class Digest:
    """What one article says, by itself."""

    number: int
    """Number of the article."""
    label: str
    points: tuple[Point, ...]
    facts: tuple[tuple[str, str, tuple[Evidence, ...]], ...]
    """People, places, time: what it is, in words, and where it stands."""
    said: tuple[tuple[str, Said], ...]
    """Who gives each of its claims, and the claim, in text order."""


@dataclass(frozen=True)
class Source:
    """One article."""

    number: int
    label: str
    article: Article
    published: str
    language: str | None
    """Language code, if it is well-formed."""
    words: int
    figures: int
    failures: tuple[str, ...]
    is_new: bool = False
    """Whether the earlier report does not have it, where there is one."""


@dataclass(frozen=True)
class Contents:
    """A briefing, ready to be laid out."""

    report: Report
    style: Style
    spelling: Spelling
    headline: str
    headline_from: Evidence | None
    changes: Changes | None
    lead: tuple[Point, ...]
    """The sentences of the opening paragraph."""
    points: tuple[Point, ...]
    written: str
    """Who wrote which of them and how many were refused, if a model was asked; else empty."""
    refused: tuple[Refused, ...]
    """Sentences of a model that are not shown."""
    sections: tuple[Section, ...]
    matrix: tuple[Row, ...]
    speakers: tuple[Speaker, ...]
    also_named: tuple[Speaker, ...]
    timeline: tuple[Moment, ...]
    unverified: tuple[Voice, ...]
    digests: tuple[Digest, ...]
    """Each article by itself, where the style asks for it."""
    sources: tuple[Source, ...]
    failures: tuple[str, ...]
    """Failures that belong to no article of the report."""

    @property
    def dates(self) -> str:
        """Return the days of publication, "2 March 2022" or "14 to 15 October 2025"; may be empty."""
        published = (s.article.published for s in self.sources)
        days = sorted(datetime.fromisoformat(p).date() for p in published if p and wording.instant(p))
        return self.spelling.days(days[0], days[-1]) if days else ""

    @property
    def open_items(self) -> tuple[Item, ...]:
        """Return the questions whose answers cannot all stand, most pressing first."""
        return tuple(item for section in self.sections for item in section.items if item.open_statuses)

    @property
    def only_in(self) -> tuple[tuple[Source, tuple[Row, ...]], ...]:
        """Return for each article the rows of the matrix that it alone tells; articles without such rows left out."""
        alone: dict[int, list[Row]] = {}
        for row in self.matrix:
            tellers = [n for n, cell in enumerate(row.cells) if cell]
            if len(tellers) == 1:
                alone.setdefault(tellers[0], []).append(row)
        return tuple((self.sources[n], tuple(rows)) for n, rows in sorted(alone.items()))

    @property
    def partly_told(self) -> tuple[Row, ...]:
        """Return the rows of the matrix that several articles tell, and some do not."""
        return tuple(row for row in self.matrix if sum(cell is not None for cell in row.cells) > 1)

    @property
    def told(self) -> frozenset[str]:
        """Return the anchors of the questions that a section tells; the others stand in the matrix alone."""
        return frozenset(anchor for section in self.sections for item in section.items for anchor in item.anchors)

    @property
    def origin(self) -> str:
        """Return what of the briefing a model wrote."""
        if any(point.is_written for point in (*self.lead, *self.points)):
            return (
                "the sentences marked “model” were written by a model and checked, and all else stands in the articles"
            )
        return "nothing here was written by a model"

    @property
    def run_facts(self) -> tuple[tuple[str, str], ...]:
        """Return the run record as names and values."""
        run = self.report.run
        facts = (
            ("summarize", run.summarize_version),
            ("commit", run.commit),
            ("model", run.model),
            ("model sha256", run.model_sha256),
            ("adapter sha256", run.adapter_sha256),
            ("backend", run.backend),
            ("engine", run.engine),
            ("number type", run.dtype),
            ("seed", str(run.seed)),
            ("packages", ", ".join(f"{name} {version}" for name, version in sorted(run.packages.items()))),
            *((f"prompt {name}", digest) for name, digest in sorted(run.prompts.items())),
            *self._prose_facts(),
            ("story", self.report.story_id),
            ("schema version", str(self.report.schema_version)),
        )
        return tuple((name, wording.one_line(value)) for name, value in facts if value)

    def _prose_facts(self) -> tuple[tuple[str, str | None], ...]:
        prose = self.report.prose
        if prose is None:
            return ()
        prompts = ((f"prompt {name}", digest) for name, digest in sorted(prose.prompts.items()))
        own = tuple(fact for fact in prompts if fact[0].removeprefix("prompt ") not in self.report.run.prompts)
        return (("writer", prose.model), ("writer sha256", prose.model_sha256), ("writer backend", prose.backend), *own)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return every piece of evidence that the briefing shows, each once."""
        found: dict[str, Evidence] = {}
        for piece in self._pieces():
            found.setdefault(piece.anchor, piece)
        return tuple(found.values())

    def _pieces(self) -> Iterable[Evidence]:
        if self.headline_from:
            yield self.headline_from
        yield from (piece for point in (*self.lead, *self.points) for piece in point.evidence)
        yield from (piece for change in (self.changes.changes if self.changes else ()) for piece in change.evidence)
        yield from (piece for moment in self.timeline for piece in moment.evidence)
        yield from (said.evidence for moment in self.timeline for _, said in moment.told)
        yield from (piece for refused in self.refused for piece in refused.evidence)
        for voice in (*(v for s in self.sections for i in s.items for v in i.voices), *self.unverified):
            yield from voice.evidence
            yield from voice.also
        yield from (cell[1] for row in self.matrix for cell in row.cells if cell)
        for speaker in (*self.speakers, *self.also_named):
            yield from speaker.named
            yield from (said.evidence for said in speaker.said)
        for digest in self.digests:
            yield from (piece for point in digest.points for piece in point.evidence)
            yield from (piece for fact in digest.facts for piece in fact[2])
            yield from (said.evidence for _, said in digest.said)
