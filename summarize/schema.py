"""Every type that crosses a module boundary. Read this first.

Offsets are in code points into `Article.text`, end exclusive. What a reader is shown as evidence is always
`Article.text[start:end]`; `Span.text` is that slice, repeated for outside tools.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = 1
ARTICLE_ITSELF = "article"
"""Name of the asserter where the outlet itself says it."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(_Record):
    """Words of an article."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    text: str
    """`Article.text[start:end]`."""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of `text` from `start` to `end` (exclusive)."""
        return cls(start=start, end=end, text=text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class BlockRole(StrEnum):
    """What a block of text is in its article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    DUPLICATE = "duplicate"


class Block(_Record):
    """A run of lines with one role. Blocks are in text order and do not overlap."""

    start: int
    """First code point, white space excluded."""
    end: int
    """End, exclusive, white space excluded."""
    role: BlockRole
    """What it is."""
    duplicate_of: int | None = None
    """Index of the earlier block that says the same, for role `duplicate`."""


class Article(_Record):
    """One article as given, with what is known about it."""

    id: str
    """Unique within a story."""
    path: str | None
    """File it came from, or null."""
    outlet: str | None
    """Who published it."""
    title: str | None
    """Headline."""
    published: str | None
    """ISO 8601 date or date-time (with zone where the article gives one)."""
    text: str
    """The text as given, byte for byte; for HTML, the extracted text."""
    language: str | None
    """ISO 639-1 code, as detected."""
    author: str | None = None
    """Byline, without "By"."""
    url: str | None = None
    """Where it was published."""
    blocks: tuple[Block, ...] = ()
    """The text's blocks in order."""


Qualifier = Literal["exact", "about", "nearly", "more_than", "at_least", "up_to", "range", "vague"]


class Figure(_Record):
    """A quantity of the text as an interval."""

    span: Span
    """The figure's words, qualifier included ("nearly 500")."""
    low: float | None
    """Lower end, inclusive; null where open."""
    high: float | None
    """Upper end, inclusive; null where open."""
    qualifier: Qualifier
    """How the words bound it."""
    unit: str | None
    """"people", an ISO 4217 currency code, "percent", a unit ("mile"), or the noun counted; null if none is known."""


ClaimKind = Literal["figure", "statement", "denial"]
Stance = Literal["asserted", "denied", "unverified"]


class Asserter(_Record):
    """Who says it."""

    name: str
    """As the article names them; "article" where the outlet itself says it."""
    span: Span | None
    """The words that name them; null for the article itself."""


class Claim(_Record):
    """One thing that one article says, with everywhere it says it."""

    id: str
    """Unique within the report."""
    article_id: str
    """The article that states it."""
    kind: ClaimKind
    """A figure, a statement without a figure, or a denial."""
    quote: Span
    """The words that state it."""
    figure: Figure | None
    """The figure; null for statements and denials."""
    also: tuple[Span, ...] = ()
    """Other places of the same article that state it (caption, bullet, standfirst). For a figure, its words there."""
    measure: str
    """What is counted or stated, in the article's words."""
    asserted_by: Asserter
    """Who says so, as this article has it."""
    stance: Stance
    """Whether the asserter asserts or denies it, or the article says that it could not be verified."""
    when: str | None
    """Time window of what is counted, in the article's words."""
    event: str | None = None
    """What happened to what is counted: "killed", "wounded", "destroyed"..."""
    counted: str | None = None
    """What is counted, without the event: "Russian soldiers"."""
    place: str | None = None
    """Where, in the article's words, if the sentence says so."""
    confidence: float | None = None
    """Probability that the asserter is right, by the model that chose it; null where no model was asked."""


class KeyPoint(_Record):
    """A sentence that sums up the article."""

    text: str
    """The sentence, as it stands."""
    evidence: tuple[Span, ...]
    """Where it stands."""


class Person(_Record):
    """A person of the article."""

    name: str
    """Fullest form in the article."""
    role: str | None
    """What the article says they are ("military adviser to Volodymyr Zelensky")."""
    evidence: tuple[Span, ...]
    """Where they are named."""


class Place(_Record):
    """A place of the article."""

    name: str
    """As the article names it."""
    evidence: tuple[Span, ...]
    """Where it is named."""


class When(_Record):
    """When the event happened, by the article."""

    text: str
    """The words."""
    date: str | None
    """ISO 8601 date, resolved against the date of publication; null where that cannot be done."""
    evidence: tuple[Span, ...]
    """Where they stand."""


class Summary(_Record):
    """The structured summary of one article."""

    article_id: str
    """The article."""
    headline: str | None
    """Its headline."""
    key_points: tuple[KeyPoint, ...]
    """Its main sentences, in text order."""
    people: tuple[Person, ...]
    """People named, in order of first mention."""
    places: tuple[Place, ...]
    """Places named, most often first."""
    when: When | None
    """When it happened."""
    claims: tuple[str, ...]
    """Ids of its claims, in text order."""


QuestionStatus = Literal[
    "agreed",
    "compatible",
    "updated",
    "different_scope",
    "disputed",
    "denied",
    "self_contradicted",
    "single_source",
]
QuestionKind = Literal["figure", "attribution", "denial", "date", "cause", "name", "statement"]
CONFLICTS: frozenset[QuestionStatus] = frozenset({"disputed", "denied", "self_contradicted"})
"""Statuses that tell a reader that two accounts cannot both be right."""
UNSETTLED: frozenset[QuestionStatus] = CONFLICTS | {"updated"}
"""Statuses of answers that cannot all stand: a reader has to know of them at once."""
MOST_PRESSING: tuple[QuestionStatus, ...] = (
    "disputed",
    "denied",
    "self_contradicted",
    "updated",
    "different_scope",
    "compatible",
    "agreed",
    "single_source",
)
"""All statuses in the order in which a reader has to know of them."""


class Answer(_Record):
    """One answer to a question: claims that say the same."""

    claims: tuple[str, ...]
    """Claim ids, earliest publication first."""
    low: float | None
    """Lower end of the answer's interval; null where open or not a figure."""
    high: float | None
    """Upper end of the answer's interval; null where open or not a figure."""
    asserted_by: tuple[str, ...]
    """Names of the asserters."""
    outlets: tuple[str, ...]
    """Outlets that carry it."""
    question_id: str | None = None
    """Question in which all the claims of this answer stand, where this one shows one for each side."""


class Question(_Record):
    """What several claims give answers to: the unit of a report."""

    id: str
    """Unique within the report."""
    text: str
    """The question in words."""
    status: QuestionStatus
    """How the answers stand to each other."""
    kind: QuestionKind
    """What is asked for."""
    why: str
    """Why it has this status, in a sentence; for a difference that is no conflict, why it is none."""
    answers: tuple[Answer, ...]
    """The answers."""

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Return the ids of all claims that answer it, in the order of the answers."""
        return tuple(claim for answer in self.answers for claim in answer.claims)


class Omission(_Record):
    """A question that some articles leave out."""

    question_id: str
    """The question."""
    reported_by: tuple[str, ...]
    """Article ids that answer it."""
    missing_from: tuple[str, ...]
    """Article ids that do not."""


class Failure(_Record):
    """Something that could not be handled. Nothing is dropped without one."""

    article_id: str | None
    """The article, or null where the whole story failed."""
    stage: str
    """Where it happened: "reading", "claims", "summary", "comparison"..."""
    error: str
    """Name of the error's class."""
    message: str
    """One sentence."""


class RunRecord(_Record):
    """Everything needed to do the run again."""

    model: str
    """Registry name, hub id or path; "none" for rules alone."""
    model_sha256: str | None
    """Digest of the weights as fetched."""
    adapter_sha256: str | None
    """Digest of the adapter's weights, or null."""
    backend: str
    """What read with the model: "torch" (our own decoder), "transformers", "fake"; "none" for rules alone."""
    engine: str
    """"local"; in the run.json of a batch that Ray's actors made, "ray". Each report is made in one process, and says "local"."""
    dtype: str | None
    """Number type of the weights in memory."""
    prompts: dict[str, str]
    """Prompt name and version -> sha256."""
    packages: dict[str, str]
    """Versions of the packages that shape the result."""
    commit: str | None
    """Commit of this program, if it runs from a checkout."""
    seed: int
    """Seed of everything random (nothing is, by default)."""
    summarize_version: str
    """Version of this package."""


class CitedWords(_Record):
    """Words of one of the report's articles."""

    article_id: str
    """The article."""
    span: Span
    """The words."""


class WrittenSentence(_Record):
    """A sentence that a model wrote, and what its check found."""

    text: str
    """As the model wrote it; empty if it wrote none."""
    stands_for: CitedWords
    """The article's own words whose place it takes in the briefing if it passes, and that stay there if it does not."""
    claims: tuple[str, ...]
    """Ids of the claims whose figures it states; of a refused one, those that it was to be written from."""
    evidence: tuple[CitedWords, ...]
    """The sentences that it rests on; of a refused one, those that it was to be written from."""
    refused: str | None
    """Why it may not be shown, as a clause that follows "because"; null if all that it says is borne out."""


class Prose(_Record):
    """What a model wrote for the opening of the briefing."""

    model: str
    """Registry name, hub id or path of the model that wrote."""
    model_sha256: str | None
    """Digest of its weights as fetched."""
    backend: str
    """What ran it: "torch" (our own decoder), "transformers", "fake"..."""
    prompts: dict[str, str]
    """Prompt name and version -> sha256."""
    sentences: tuple[WrittenSentence, ...]
    """In the order of the briefing, refused ones among them."""


class Report(_Record):
    """Everything about one story."""

    schema_version: Literal[1] = 1
    """Version of this contract."""
    story_id: str
    """As given in batch input; else derived from the inputs."""
    run: RunRecord
    """How it was made."""
    articles: tuple[Article, ...]
    """The articles, in the order given."""
    summaries: tuple[Summary, ...]
    """One an article, same order."""
    claims: tuple[Claim, ...]
    """All claims, by article and place."""
    questions: tuple[Question, ...]
    """All questions, disputes first."""
    omissions: tuple[Omission, ...]
    """Questions that some articles leave out."""
    failures: tuple[Failure, ...]
    """What could not be handled."""
    prose: Prose | None = None
    """What a model wrote, if it was asked to; null otherwise."""
