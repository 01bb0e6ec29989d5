"""What is evaluated on: labelled stories, our own or converted, each with a way to judge a report on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarize.errors import LabelError
from summarize.evaluation.cases import Case, load_cases
from summarize.evaluation.scoring import score_case
from summarize.evaluation.tallies import StoryScore
from summarize.reading.articles import article_from_text
from summarize.schema import Report
from summarize.stories import Story

__all__ = ["Collection", "Subject", "SubjectKind", "load_subjects", "subject_of_case"]

SubjectKind = Literal["cases", "real-stories", "seeds", "marked"]


class Collection(BaseModel):
    """Where the stories of a run come from."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    kind: SubjectKind
    """How the folder is laid out."""
    folder: str
    """The folder, as it was named."""
    split: Literal["dev", "test", "all"] = "all"
    """Which of our own stories; converted collections have no split."""
    stripped: bool = False
    """Whether marked stories are read without their punctuation and lines (see stripping.py)."""


@dataclass(frozen=True)
class Subject:
    """One labelled story."""

    story: Story
    """What the pipeline is given."""
    group: str
    """"dev" or "test", or the name of the collection."""
    sha256: str
    """Digest of the articles."""
    labels_sha256: str
    """Digest of the labels."""
    judge: Callable[[Report], StoryScore]
    """Scores a report on this story."""

    @property
    def id(self) -> str:
        """Return the story's id."""
        return self.story.id


def load_subjects(collection: Collection) -> tuple[Subject, ...]:
    """Return the stories of a collection, by name.

    Raises:
        LabelError: The folder is missing, a story or label is wrong, or the split has no story.
    """
    folder = Path(collection.folder)
    if collection.kind == "cases":
        subjects = tuple(subject_of_case(c) for c in load_cases(folder) if collection.split in ("all", c.split))
    elif collection.kind == "marked":
        from summarize.evaluation.marked import load_marked
        from summarize.evaluation.marked_scoring import subjects_of
        from summarize.evaluation.stripping import stripped

        marked = load_marked(folder)
        subjects = subjects_of(map(stripped, marked) if collection.stripped else marked, collection.folder)
    else:
        from summarize.evaluation.external import load_real_stories, load_seeds

        load = load_real_stories if collection.kind == "real-stories" else load_seeds
        subjects = load(folder)
    if not subjects:
        raise LabelError(f"{collection.folder} has no story in split {collection.split!r}.", advice="Use --split all.")
    return subjects


def subject_of_case(case: Case) -> Subject:
    """Return one of our own stories; its articles are given to the pipeline byte for byte, as they were labelled."""
    articles = tuple(
        article_from_text(case.texts[a.id], id=a.id, outlet=a.outlet, title=a.title, published=a.published, url=a.url)
        for a in case.articles
    )
    return Subject(
        story=Story(case.id, articles),
        group=case.split,
        sha256=case.sha256,
        labels_sha256=case.labels_sha256,
        judge=lambda report: score_case(case, report),
    )
