"""Marked stories -> plain articles, the figures marked in them, the pairs that matter, what denials deny and what else differs.

A file of TOML is a story; eval/README.md has the format. Loading is loud: whatever is wrong is an error that names file,
line and reason, and every problem of a file is told at once.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from summarize.errors import ArticleError, LabelError
from summarize.evaluation.marked_records import About, DifferenceKind, Lines, PairKind, Place, StoryRecord, reason
from summarize.evaluation.marking import Mark, unmark
from summarize.reading.articles import article_from_text
from summarize.schema import Article, Span
from summarize.stories import Story

__all__ = [
    "RETOLD",
    "TRUE_CONFLICTS",
    "Difference",
    "End",
    "LabelledDenial",
    "MarkedStory",
    "Pair",
    "PairKind",
    "load_marked",
    "read_marked",
    "values_of",
]

RETOLD = "retold"
"""Folder of stories that retell real coverage: who gives a figure and what is denied are learnt from them too."""
HELD_BACK = 4
"""Of as many stories one is not looked at when rules for differences are made."""
_ADVICE = "See eval/README.md for the format of marked stories."
TRUE_CONFLICTS: frozenset[PairKind] = frozenset({"conflict", "self_contradiction", "denial"})
"""Kinds of pairs that a report must show as a conflict."""

_Values = frozenset[tuple[object, ...]]


@dataclass(frozen=True)
class End:
    """One side of a pair."""

    article_id: str
    """The article."""
    span: Span
    """The words."""
    mark: Mark | None
    """The marked figure that they are or hold; None where they state something else."""


@dataclass(frozen=True)
class Pair:
    """Two places of a story that a fact-checker would look at together."""

    kind: PairKind
    """How they stand to each other."""
    a: End
    """One."""
    b: End
    """The other."""
    why: str
    """Why, in a line."""


@dataclass(frozen=True)
class LabelledDenial:
    """A sentence that denies something, and what it denies."""

    by: End
    """Its words, or its first ones."""
    of: tuple[End, ...]
    """The sentences of the story that assert it, by their first words, the clearest first; empty if none does."""


@dataclass(frozen=True)
class Difference:
    """Something other than a figure on which two accounts of a story differ."""

    about: About
    """On what."""
    kind: DifferenceKind
    """How."""
    a: tuple[End, ...]
    """The sentences of one account, by their first words, the clearest first."""
    b: tuple[End, ...]
    """Those of the other."""
    why: str
    """In what they differ, in a line."""


@dataclass(frozen=True)
class MarkedStory:
    """One story with its marks, checked."""

    story: Story
    """What the pipeline is given: title and text of each article, without marks."""
    kind: str
    """What happened, in a few words."""
    marks: tuple[Mark, ...]
    """Every figure, by article and place."""
    pairs: tuple[Pair, ...]
    """In the order of the file."""
    denials: tuple[LabelledDenial, ...] | None
    """Every denial that some sentence of the story contradicts, and some that none does; None if nobody looked for them."""
    differences: tuple[Difference, ...] | None
    """All that accounts differ on beyond figures; None if nobody looked for it."""
    sha256: str
    """Digest of the articles."""
    labels_sha256: str
    """Digest of the file."""

    @property
    def id(self) -> str:
        """Return the story's id, which is the file's name without its ending."""
        return self.story.id

    @property
    def held_back(self) -> bool:
        """Say whether the story's differences are for measuring only: of one story in four, drawn by its id."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % HELD_BACK == 0

    @property
    def texts(self) -> dict[str, str]:
        """Return article id -> plain text."""
        return {article.id: article.text for article in self.story.articles}

    @cached_property
    def listed(self) -> Mapping[_Values, Pair]:
        """Return the pairs of two marked figures, by what they set beside each other (`values_of`)."""
        return {values_of(p.a.mark, p.b.mark): p for p in self.pairs if p.a.mark and p.b.mark}

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Return the questions to which two marked figures give answers that are a conflict."""
        return frozenset(p.a.mark.question for p in self.listed.values() if p.kind in TRUE_CONFLICTS and p.a.mark)


def values_of(a: Mark, b: Mark) -> _Values:
    """Return what all pairs have in common that set the same values of the same questions beside each other."""
    return frozenset((mark.question, mark.value) for mark in (a, b))


def load_marked(folder: Path, *, also_retold: bool = False) -> tuple[MarkedStory, ...]:
    """Return the stories of every TOML file in `folder`, by name; with `also_retold`, then those in its folder `RETOLD`, if any.

    Raises:
        LabelError: There is none, or some are wrong; each problem stands on a line with file, line and reason.
    """
    if not folder.is_dir():
        raise LabelError(f"{folder} is not a folder.", advice="Give a folder of marked stories such as eval/practice.")
    stories, problems = [], []
    retold = sorted((folder / RETOLD).glob("*.toml")) if also_retold else []
    for path in [*sorted(folder.glob("*.toml")), *retold]:
        try:
            stories.append(read_marked(path))
        except LabelError as error:
            problems.append(error.problem)
    if problems:
        raise LabelError("\n".join(problems), advice=_ADVICE)
    if not stories:
        raise LabelError(f"{folder} holds no marked stories.", advice="They are files that end in .toml.")
    return tuple(stories)


def read_marked(path: Path) -> MarkedStory:
    """Return the story of one file.

    Raises:
        LabelError: Anything about it is wrong; each problem stands on a line with file, line and reason.
    """
    try:
        raw = path.read_bytes().decode("utf-8")
        record = StoryRecord.model_validate(tomllib.loads(raw))
    except OSError as error:
        raise LabelError(f"{path} cannot be read: {error.strerror}.", advice=_ADVICE) from error
    except UnicodeDecodeError as error:
        raise LabelError(f"{path} is not UTF-8 at byte {error.start}.", advice=_ADVICE) from error
    except tomllib.TOMLDecodeError as error:
        raise LabelError(f"{path}: this is no TOML: {error}", advice=_ADVICE) from error
    except ValidationError as error:
        places = Lines(raw)
        reasons = "\n".join(f"{path}:{places.of(e['loc'])}: {reason(e['loc'], e['msg'])}" for e in error.errors())
        raise LabelError(reasons, advice=_ADVICE) from error
    reader = _Reader(record, Lines(raw))
    articles = tuple(reader.articles())
    sound = not reader.problems
    pairs = tuple(reader.pairs()) if sound else ()
    denials = tuple(reader.denials()) if sound else ()
    differences = tuple(reader.differences()) if sound else ()
    reader.check_dimensions()
    if reader.problems:
        told = (f"{path}:{number}: {reason}" for number, reason in sorted(reader.problems))
        raise LabelError("\n".join(told), advice=_ADVICE)
    return MarkedStory(
        story=Story(path.stem, articles),
        kind=record.kind,
        marks=tuple(reader.marks),
        pairs=pairs,
        denials=None if record.denial is None else denials,
        differences=None if record.difference is None else differences,
        sha256=hashlib.sha256("\0".join(f"{a.id}\0{a.text}" for a in articles).encode()).hexdigest(),
        labels_sha256=hashlib.sha256(raw.encode()).hexdigest(),
    )


class _Reader:
    """Take a checked record apart, collecting what is wrong with its words: (line, reason)."""

    def __init__(self, record: StoryRecord, lines: Lines) -> None:
        self._record = record
        self._lines = lines
        self._texts: dict[str, str] = {}
        self.marks: list[Mark] = []
        self.problems: list[tuple[int, str]] = []
        self._line_of: dict[str, int] = {}

    def articles(self) -> Iterator[Article]:
        """Yield the plain articles, noting their marks."""
        for number, given in enumerate(self._record.article):
            line = self._lines.of(("article", number))
            if given.id in self._texts:
                self.problems.append((line, f"a second article has the id {given.id!r}"))
                continue
            title = self._plain(given.title.strip(), given.id, 0, self._lines.of(("article", number, "title")))
            indent = given.text[: len(given.text) - len(given.text.lstrip())]
            begin = self._lines.of_text(("article", number, "text")) + indent.count("\n")
            body = self._plain(given.text.strip(), given.id, len(title) + 2, begin)
            text = f"{title}\n\n{body}\n"
            self._texts[given.id] = text
            try:
                yield article_from_text(text, id=given.id, outlet=given.outlet, title=title, published=given.published)
            except ArticleError as error:
                self.problems.append((line, error.problem))

    def _plain(self, text: str, article: str, offset: int, line: int) -> str:
        """Return `text` without marks, which are noted; it stands at `offset` of the article and begins on `line`."""
        plain, marks, faults = unmark(text, article, offset)
        self.marks += marks
        self._line_of |= {mark.id: line + text.count("\n", 0, mark.place) for mark in marks}
        self.problems += ((line + text.count("\n", 0, place), f"{article}: {reason}") for place, reason in faults)
        return plain

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs whose two ends were found."""
        for number, given in enumerate(self._record.pair):
            a, b = (
                self._end(self._lines.of(("pair", number, key)), place)
                for key, place in (("a", given.a), ("b", given.b))
            )
            if a is None or b is None:
                continue
            if problem := _fault_of_pair(given.kind, a, b):
                self.problems.append((self._lines.of(("pair", number)), problem))
            else:
                yield Pair(given.kind, a, b, given.why)

    def denials(self) -> Iterator[LabelledDenial]:
        """Yield the denials whose words were found, and those of all that they deny."""
        for number, given in enumerate(self._record.denial or ()):
            by = self._end(self._lines.of(("denial", number, "by")), given.by)
            ends = [self._end(self._lines.of(("denial", number, "of")), place) for place in given.of]
            of = tuple(end for end in ends if end is not None)
            if by is None or len(of) < len(ends):
                continue
            if any((end.article_id, end.span.start) == (by.article_id, by.span.start) for end in of):
                self.problems.append((self._lines.of(("denial", number)), f"{by.span.text!r} is said to deny itself"))
            else:
                yield LabelledDenial(by, of)

    def differences(self) -> Iterator[Difference]:
        """Yield the differences of which all words were found."""
        for number, given in enumerate(self._record.difference or ()):
            a, b = (
                [self._end(self._lines.of(("difference", number, key)), place) for place in places]
                for key, places in (("a", given.a), ("b", given.b))
            )
            first, second = (tuple(end for end in side if end is not None) for side in (a, b))
            if len(first) == len(a) and len(second) == len(b):
                yield Difference(given.about, given.kind, first, second, given.why)

    def _end(self, line: int, place: Place) -> End | None:
        """Return where the words of a place stand, noting a problem and returning None where that cannot be told."""
        article, words = place[0], place[1]
        if article not in self._texts:
            self.problems.append((line, f"no article has the id {article!r}"))
            return None
        found = [
            End(article, span, next((m for m in self.marks if m.article_id == article and m.span.overlaps(span)), None))
            for span in _spans(self._texts[article], words)
        ]
        if len(place) == 3:
            if place[2] <= len(found):
                return found[place[2] - 1]
            self.problems.append((line, f"{words!r} stands {len(found)} times in {article}, not {place[2]}"))
            return None
        marked = [end for end in found if end.mark]
        # Words that stand once as a figure need no number, though they may stand elsewhere as a date or a house number.
        found = marked if len(marked) == 1 else found
        if len(found) == 1 or (found and len({_said(end) for end in found}) == 1):
            return found[0]
        told = f"stands {len(found)} times in {article}: say which, from 1" if found else f"does not stand in {article}"
        self.problems.append((line, f"{words!r} {told}"))
        return None

    def check_dimensions(self) -> None:
        """Note the questions whose figures are not all of one dimension."""
        questions: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            questions[mark.question].append(mark)
        for question, marks in questions.items():
            by_dimension: Mapping[str, Mark] = {m.dimension: m for m in reversed(marks) if m.dimension}
            if len(by_dimension) > 1:
                told = " and ".join(f"{m.span.text!r} ({d})" for d, m in sorted(by_dimension.items()))
                line = max(self._line_of[m.id] for m in by_dimension.values())
                self.problems.append((line, f"question {question!r} has figures of more than one dimension: {told}"))


def _fault_of_pair(kind: PairKind, a: End, b: End) -> str | None:
    if (a.article_id, a.span) == (b.article_id, b.span):
        return f"both ends of the pair are {a.span.text!r} in {a.article_id}"
    if kind == "self_contradiction" and a.article_id != b.article_id:
        return f"a self-contradiction is one of one article, not of {a.article_id} and {b.article_id}"
    if not a.mark or not b.mark:
        return (
            None
            if kind in ("conflict", "denial", "self_contradiction")
            else f"the ends of a pair that is {kind!r} must be marked: {(b if a.mark else a).span.text!r} is not"
        )
    same = a.mark.question == b.mark.question
    if kind == "scope" and same:
        return f"figures of another scope have another question, and both have {a.mark.question!r}"
    if kind in ("conflict", "update", "compatible", "self_contradiction") and not same:
        return f"figures of a pair that is {kind!r} have one question, not {a.mark.question!r} and {b.mark.question!r}"
    return None


def _said(end: End) -> tuple[object, ...]:
    """Return what places have in common that say the same, so that any of them may stand for all; never for bare words."""
    return (end.mark.question, end.mark.value, end.mark.asserter) if end.mark else (end.span.start,)


def _spans(text: str, words: str) -> list[Span]:
    """Return where `words` stand as whole words and numbers: "12" does not stand in "120" nor "two" in "twenty-two"."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    before = r"(?<!\w)(?<!\w-)(?<!\d[.,])" if words.strip()[0].isalnum() else ""
    after = r"(?!-?\w)(?![.,]\d)" if words.strip()[-1].isalnum() else ""
    whole = f"{before}{pattern}{after}"
    return [Span.of(text, *match.span()) for match in re.finditer(whole, text)]
