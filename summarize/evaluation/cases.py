"""Folders of labelled stories -> checked cases.

A case is a folder: `story.json`, one text file an article, and `labels.jsonl`. Loading is loud: whatever is wrong is
an error that names file, line and reason, and every problem of a file is told at once.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from summarize.errors import LabelError
from summarize.evaluation.checks import check_labels, check_story
from summarize.evaluation.labels import (
    FigureLabel,
    HardNegative,
    KeyPointLabel,
    Label,
    OmissionLabel,
    QuestionLabel,
    Split,
    StatementLabel,
    StoryArticle,
    StoryFile,
    parse_label,
)
from summarize.schema import QuestionStatus

__all__ = ["Case", "Counts", "describe", "load_case", "load_cases", "read_story"]

STORY_FILE = "story.json"
LABELS_FILE = "labels.jsonl"
_ADVICE = "See eval/LABELLING.md for the rules."


@dataclass(frozen=True)
class Case:
    """One story with its labels, checked."""

    folder: Path
    story_file: StoryFile
    texts: Mapping[str, str]
    """Article id -> text, as the pipeline is given it."""
    labels: tuple[Label, ...]
    """In the order of the file."""
    sha256: str
    """Digest of the story's record and article texts."""
    labels_sha256: str
    """Digest of the labels file."""

    @property
    def id(self) -> str:
        """Return the story's id, which is the folder's name."""
        return self.story_file.id

    @property
    def split(self) -> Split:
        """Return "dev" or "test"."""
        return self.story_file.split

    @property
    def articles(self) -> tuple[StoryArticle, ...]:
        """Return the articles' records, in order."""
        return self.story_file.articles

    @property
    def figures(self) -> tuple[FigureLabel, ...]:
        """Return the figures, in the order of the file."""
        return tuple(label for label in self.labels if isinstance(label, FigureLabel))

    @property
    def statements(self) -> tuple[StatementLabel, ...]:
        """Return denials and claims without a figure."""
        return tuple(label for label in self.labels if isinstance(label, StatementLabel))

    @property
    def questions(self) -> tuple[QuestionLabel, ...]:
        """Return the questions."""
        return tuple(label for label in self.labels if isinstance(label, QuestionLabel))

    @property
    def omissions(self) -> tuple[OmissionLabel, ...]:
        """Return the omissions."""
        return tuple(label for label in self.labels if isinstance(label, OmissionLabel))

    @property
    def hard_negatives(self) -> tuple[HardNegative, ...]:
        """Return what looks like a conflict and is none."""
        return tuple(label for label in self.labels if isinstance(label, HardNegative))

    @property
    def key_points(self) -> tuple[KeyPointLabel, ...]:
        """Return what the summaries must state."""
        return tuple(label for label in self.labels if isinstance(label, KeyPointLabel))

    def claim(self, claim_id: str) -> FigureLabel | StatementLabel:
        """Return the figure or statement of this id.

        Raises:
            KeyError: There is none.
        """
        for label in self.labels:
            if isinstance(label, FigureLabel | StatementLabel) and label.id == claim_id:
                return label
        raise KeyError(claim_id)

    def story(self) -> tuple[dict[str, str | None], ...]:
        """Return what the pipeline is given: one record an article, labels left out."""
        return tuple(
            {
                "id": article.id,
                "outlet": article.outlet,
                "title": article.title,
                "published": article.published,
                "url": article.url,
                "text": self.texts[article.id],
            }
            for article in self.articles
        )


@dataclass(frozen=True)
class Counts:
    """How much is labelled."""

    stories: int = 0
    articles: int = 0
    figures: int = 0
    statements: int = 0
    questions: Mapping[QuestionStatus, int] = field(default_factory=dict)
    """Status -> number of questions; statuses that do not occur are left out."""
    omissions: int = 0
    hard_negatives: int = 0
    key_points: int = 0


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Return every case under `folder` (its sub-folders that hold a story), by name.

    Raises:
        LabelError: There is none, or one of them is wrong.
    """
    if not folder.is_dir():
        raise LabelError(f"{folder} is not a folder.", advice="Give a folder of stories such as eval/cases.")
    strays = sorted(path.name for path in folder.iterdir() if path.is_dir() and not (path / STORY_FILE).is_file())
    if strays:
        raise LabelError(f"{folder / strays[0]} holds no {STORY_FILE}.", advice=_ADVICE)
    cases = tuple(load_case(path.parent) for path in sorted(folder.glob(f"*/{STORY_FILE}")))
    if not cases:
        raise LabelError(f"{folder} holds no stories.", advice="Give a folder of stories such as eval/cases.")
    return cases


def load_case(folder: Path, *, labels: str = LABELS_FILE) -> Case:
    """Return the case in `folder`, with the labels of the file named `labels`.

    Raises:
        LabelError: Anything about it is wrong; each problem stands on a line with file, line and reason.
    """
    story_file, texts = read_story(folder)
    path = folder / labels
    raw = _read(path)
    numbered: list[tuple[int, Label]] = []
    problems: list[tuple[int, str]] = []
    for number, line in enumerate(raw.removesuffix("\n").split("\n"), start=1):
        if not line.strip():
            problems.append((number, "the line is empty"))
            continue
        try:
            numbered.append((number, parse_label(line)))
        except ValidationError as error:
            problems.extend((number, reason) for reason in _reasons(error))
    if not numbered and not problems:
        problems.append((1, "there are no labels"))
    # References are judged only when every line could be read: a bad line would make each mention of it wrong as well.
    problems.extend(check_labels(numbered, story_file, texts, references=not problems))
    if problems:
        lines = "\n".join(f"{path}:{number}: {reason}" for number, reason in sorted(problems))
        raise LabelError(lines, advice=_ADVICE)
    return Case(
        folder=folder,
        story_file=story_file,
        texts=texts,
        labels=tuple(label for _, label in numbered),
        sha256=_digest([(folder / STORY_FILE).read_bytes(), *(text.encode() for text in texts.values())]),
        labels_sha256=_digest([path.read_bytes()]),
    )


def describe(cases: Iterable[Case]) -> dict[str, Counts]:
    """Return the counts for "dev", "test" and "all"."""
    cases = tuple(cases)
    return {
        "dev": _count([case for case in cases if case.split == "dev"]),
        "test": _count([case for case in cases if case.split == "test"]),
        "all": _count(cases),
    }


def _count(cases: Sequence[Case]) -> Counts:
    statuses = Counter(question.status for case in cases for question in case.questions)
    return Counts(
        stories=len(cases),
        articles=sum(len(case.articles) for case in cases),
        figures=sum(len(case.figures) for case in cases),
        statements=sum(len(case.statements) for case in cases),
        questions=dict(sorted(statuses.items())),
        omissions=sum(len(case.omissions) for case in cases),
        hard_negatives=sum(len(case.hard_negatives) for case in cases),
        key_points=sum(len(case.key_points) for case in cases),
    )


def read_story(folder: Path) -> tuple[StoryFile, dict[str, str]]:
    """Return the story's record and the text of each article by its id, labels unread.

    Raises:
        LabelError: The record is wrong, or does not match the files beside it.
    """
    path = folder / STORY_FILE
    try:
        story_file = StoryFile.model_validate_json(_read(path))
    except ValidationError as error:
        raise LabelError("\n".join(f"{path}: {reason}" for reason in _reasons(error)), advice=_ADVICE) from error
    problems = list(check_story(story_file, folder))
    texts: dict[str, str] = {}
    if not problems:
        texts = {article.id: _read(folder / article.file) for article in story_file.articles}
        problems = [f"{file.file} is empty" for file in story_file.articles if not texts[file.id].strip()]
    if problems:
        raise LabelError("\n".join(f"{path}: {problem}" for problem in problems), advice=_ADVICE)
    return story_file, texts


def _reasons(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        place = ".".join(str(part) for part in detail["loc"])
        yield f"{place}: {detail['msg']}" if place else detail["msg"]


def _read(path: Path) -> str:
    """Return the file's text with its line ends untouched, so that offsets hold."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise LabelError(f"{path} cannot be read: {error.strerror}.", advice=_ADVICE) from error
    except UnicodeDecodeError as error:
        raise LabelError(f"{path} is not UTF-8 at byte {error.start}.", advice=_ADVICE) from error


def _digest(parts: Iterable[bytes]) -> str:
    # Each part is digested by itself first, so that moving a sentence from one file to the next changes the whole.
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
