"""What a person says about a story: the records of `story.json` and `labels.jsonl`.

The rules by which labels are made are in eval/LABELLING.md. A record that breaks a rule which can be seen in the
record alone is refused here; rules between records, or between a record and its article, are in `cases`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from summarize.schema import CONFLICTS, Qualifier, QuestionKind, QuestionStatus, Span, Stance

__all__ = [
    "CONFLICTS",
    "HARMLESS",
    "FigureLabel",
    "HardNegative",
    "KeyPointLabel",
    "Label",
    "OmissionLabel",
    "QuestionLabel",
    "Split",
    "StatementLabel",
    "StoryArticle",
    "StoryFile",
    "parse_label",
]

Split = Literal["dev", "test"]

HARMLESS: frozenset[QuestionStatus] = frozenset({"updated", "compatible", "different_scope"})
"""Statuses of figures that differ and can all be right."""

_Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class StoryArticle(_Label):
    """One article of a story, without its text."""

    id: _Text
    """Unique within the story."""
    outlet: _Text
    """Who published it."""
    title: str | None = None
    """The record's headline; it may or may not open the text."""
    published: str | None = None
    """ISO 8601 date or date-time."""
    url: str | None = None
    """Where it was published."""
    file: _Text
    """Name of the text file, in the story's folder."""


class StoryFile(_Label):
    """`story.json`."""

    id: _Text
    """Name of the folder."""
    event: _Text
    """What happened, in a sentence."""
    split: Split
    """"dev" is for tuning, "test" for reporting alone."""
    exhaustive: bool = True
    """Whether every figure and question is labelled; false where only some are, so that extra finds are not judged."""
    articles: tuple[StoryArticle, ...] = Field(min_length=1)
    """In the order in which the pipeline gets them."""


class FigureLabel(_Label):
    """One figure that an article states, with everywhere it states it."""

    type: Literal["figure"]
    id: _Text
    """Unique within the story."""
    article_id: _Text
    """The article that states it."""
    quote: Span
    """The words that state it."""
    figure: Span
    """The number with its qualifier, within the quote."""
    also: tuple[Span, ...] = ()
    """The figure's words where the same article states it again."""
    low: float | None
    """The end that the words name, inclusive; null where they name none."""
    high: float | None
    """The end that the words name, inclusive; null where they name none."""
    qualifier: Qualifier
    """How the words bound it."""
    unit: _Text
    """"people", an ISO 4217 code, "percent", or a singular noun."""
    measure: _Text
    """What is counted, with its event, place and whole."""
    asserter: _Text
    """Who says so, in the fullest form of the article; "article" for the outlet itself."""
    asserter_aliases: tuple[_Text, ...] = ()
    """Other names that are as right."""
    stance: Stance
    """What the asserter does with it, or that the article says that it could not be verified."""
    when: str | None = None
    """Time window of what is counted, in the article's words."""

    @property
    def places(self) -> tuple[Span, ...]:
        """Return every place that states the figure, the main one first."""
        return (self.figure, *self.also)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.quote.start <= self.figure.start and self.figure.end <= self.quote.end):
            raise ValueError(f"figure {self.figure.text!r} is outside its quote {self.quote.text!r}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}")
        ends = (self.low is not None, self.high is not None)
        if ends != _NAMED_ENDS[self.qualifier]:
            low, high = ("named" if named else "null" for named in _NAMED_ENDS[self.qualifier])
            raise ValueError(f"qualifier {self.qualifier!r} needs low {low} and high {high}")
        if (self.low == self.high) != (self.qualifier in ("exact", "about")) and all(ends):
            raise ValueError(f"ends {self.low:g} and {self.high:g} do not fit qualifier {self.qualifier!r}")
        return self


_NAMED_ENDS: dict[Qualifier, tuple[bool, bool]] = {
    "exact": (True, True),
    "about": (True, True),
    "range": (True, True),
    "vague": (True, True),
    "more_than": (True, False),
    "at_least": (True, False),
    "nearly": (False, True),
    "up_to": (False, True),
}


class StatementLabel(_Label):
    """A denial, or a claim without a figure, that a question turns on."""

    type: Literal["statement"]
    id: _Text
    """Unique within the story."""
    article_id: _Text
    """The article that states it."""
    quote: Span
    """The words that state it."""
    asserter: _Text
    """Who says so; "article" for the outlet itself."""
    asserter_aliases: tuple[_Text, ...] = ()
    """Other names that are as right."""
    stance: Stance
    """`denied` where the quote denies what another claim asserts."""


class QuestionLabel(_Label):
    """Something to which one claim or more give answers."""

    type: Literal["question"]
    id: _Text
    """Unique within the story."""
    text: _Text
    """The question in words."""
    kind: QuestionKind
    """What is asked for."""
    status: QuestionStatus
    """How the answers stand to each other."""
    claims: tuple[_Text, ...] = Field(min_length=1)
    """Ids of figures and statements."""
    why: _Text
    """Why it has this status, in a sentence."""


class OmissionLabel(_Label):
    """A main question that some articles leave out."""

    type: Literal["omission"]
    question: _Text
    """Id of the question."""
    reported_by: tuple[_Text, ...] = Field(min_length=1)
    """Articles that answer it."""
    missing_from: tuple[_Text, ...] = Field(min_length=1)
    """Articles that do not."""


class HardNegative(_Label):
    """Claims that look like a conflict and are none: no two of them may be reported as one."""

    type: Literal["hard_negative"]
    id: _Text
    """Unique within the story."""
    claims: tuple[_Text, ...] = Field(min_length=2)
    """Ids of figures and statements."""
    reason: _Text
    """Why they do not conflict."""


class KeyPointLabel(_Label):
    """What a summary of the article must state."""

    type: Literal["key_point"]
    article_id: _Text
    """The article."""
    quote: Span
    """A sentence that states it."""


Label = Annotated[
    FigureLabel | StatementLabel | QuestionLabel | OmissionLabel | HardNegative | KeyPointLabel,
    Field(discriminator="type"),
]

_LABEL: TypeAdapter[Label] = TypeAdapter(Label)


def parse_label(line: str) -> Label:
    """Return the label that a line of JSON holds.

    Raises:
        pydantic.ValidationError: The line is no JSON, or the record is none of the labels.
    """
    return _LABEL.validate_json(line, strict=True)
