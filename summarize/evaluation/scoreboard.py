"""Stored run and labels -> scores.json: every system's metrics with intervals, every judgement of the run's own.

The same run and labels give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarize.errors import InputError
from summarize.evaluation.baselines import BASELINES
from summarize.evaluation.metrics import METRICS
from summarize.evaluation.runs import StoredRun, SystemKind, Usage
from summarize.evaluation.statistics import estimate
from summarize.evaluation.subjects import Collection, Subject
from summarize.evaluation.tallies import StoryScore
from summarize.schema import Report, RunRecord

__all__ = [
    "JSON_BASELINE",
    "RUN",
    "SCORES_FILE",
    "GroupScore",
    "Line",
    "Scores",
    "System",
    "judged",
    "read_scores",
    "score_run",
]

SCORES_FILE = "scores.json"

RUN = "run"
"""Name of the run itself among the systems."""
JSON_BASELINE = "ask for JSON"
"""Name of the baseline that asks a model for JSON."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Line(_Record):
    """A metric of one system over one group of stories; null where it is unscored."""

    value: float | None
    """The metric."""
    low: float | None
    """Lower end of the 95 % interval."""
    high: float | None
    """Upper end."""
    n: int
    """How many things it was judged on."""
    stories: int
    """In how many stories."""


class GroupScore(_Record):
    """One system over one group of stories."""

    stories: int
    """Stories that were scored."""
    failed: int
    """Stories for which the system gave no report."""
    failures: int
    """Failures noted inside the reports."""
    unscored: int
    """Labelled figures that were not found, so that unit, measure, asserter and stance have no score."""
    unjudged: int
    """Labels that could not be judged, because their words do not stand in the article or they are of another kind."""
    metrics: dict[str, Line]
    """Metric name -> line."""


class System(_Record):
    """The run or a baseline."""

    name: str
    """Name for readers."""
    groups: dict[str, GroupScore]
    """Group -> score."""


class Scores(_Record):
    """`scores.json`."""

    format_version: Literal[1] = 1
    """Version of this file."""
    collection: Collection
    """What was scored."""
    record: RunRecord
    """How the reports were made."""
    usage: Usage
    """What they cost."""
    made_by: SystemKind
    """What made the reports."""
    calibrated: bool = True
    """Whether the model's word was weighed as measured on dev."""
    together: int | None
    """How many texts the model wrote at a time; null where it wrote none."""
    json_baseline_model: str | None
    """The model of the JSON baseline that stands beside, if one does."""
    hashes: dict[str, tuple[str, str]]
    """Story id -> digests of its articles and labels as scored now."""
    relabelled: tuple[str, ...]
    """Stories whose labels have changed since the run."""
    systems: tuple[System, ...]
    """The run first, then the baselines."""
    stories: tuple[StoryScore, ...]
    """The run's own counters and judgements, stories by id."""

    @property
    def run(self) -> System:
        """Return the run itself."""
        return self.systems[0]

    def system(self, name: str) -> System:
        """Return the system of this name.

        Raises:
            KeyError: There is none.
        """
        for system in self.systems:
            if system.name == name:
                return system
        raise KeyError(name)


def score_run(run: StoredRun, subjects: Sequence[Subject]) -> Scores:
    """Return the scores of a stored run and of the baselines on the same stories.

    Raises:
        InputError: The stories are not those of the run, or their articles have changed.
    """
    subjects = sorted(subjects, key=lambda subject: subject.id)
    _check_same_stories(run, subjects)
    stories = judged(subjects, run)
    systems = [_system(RUN, subjects, stories, run.reports)]
    for name, give in BASELINES.items():
        reports = {subject.id: give(subject.story) for subject in subjects}
        systems.append(_system(name, subjects, _judged(subjects, reports), reports))
    if run.manifest.json_baseline is not None:
        systems.append(_system(JSON_BASELINE, subjects, _judged(subjects, run.json_baseline), run.json_baseline))
    noted = run.manifest.stories
    return Scores(
        collection=run.manifest.collection,
        record=run.manifest.record,
        usage=run.manifest.usage,
        made_by=run.manifest.system,
        calibrated=run.manifest.calibrated,
        together=run.manifest.together,
        json_baseline_model=run.manifest.json_baseline.record.model if run.manifest.json_baseline else None,
        hashes={subject.id: (subject.sha256, subject.labels_sha256) for subject in subjects},
        relabelled=tuple(s.id for s in subjects if s.labels_sha256 != noted[s.id].labels_sha256),
        systems=tuple(systems),
        stories=tuple(stories),
    )


def judged(subjects: Sequence[Subject], run: StoredRun) -> list[StoryScore]:
    """Return the run's own score of each subject; a story without a report says why there is none."""
    noted = run.manifest.stories
    return [
        score.model_copy(update={"failed": noted[score.story_id].error}) if score.failed else score
        for score in _judged(subjects, run.reports)
    ]


def read_scores(folder: Path) -> Scores:
    """Return the scores that are stored in `folder`.

    Raises:
        InputError: There are none, or they are damaged.
    """
    advice = "Run `summarize eval run` or `summarize eval rescore` first."
    try:
        return Scores.model_validate_json((folder / SCORES_FILE).read_bytes())
    except OSError as error:
        raise InputError(f"{folder / SCORES_FILE} cannot be read: {error.strerror}.", advice=advice) from error
    except ValidationError as error:
        raise InputError(f"{folder / SCORES_FILE} is damaged or of another version.", advice=advice) from error


def _check_same_stories(run: StoredRun, subjects: Sequence[Subject]) -> None:
    noted = run.manifest.stories
    unlike = sorted(set(noted) ^ {subject.id for subject in subjects})
    if unlike:
        raise InputError(
            f"The run and the labels differ in stories: {', '.join(unlike)}.", advice="Run the evaluation again."
        )
    changed = [subject.id for subject in subjects if subject.sha256 != noted[subject.id].sha256]
    if changed:
        raise InputError(
            f"Articles have changed since the run: {', '.join(changed)}.", advice="Run the evaluation again."
        )


def _judged(subjects: Sequence[Subject], reports: Mapping[str, Report]) -> list[StoryScore]:
    return [
        subject.judge(reports[subject.id])
        if subject.id in reports
        else StoryScore(story_id=subject.id, group=subject.group, counters={}, failed="no report")
        for subject in subjects
    ]


def _system(
    name: str, subjects: Sequence[Subject], stories: Sequence[StoryScore], reports: Mapping[str, Report]
) -> System:
    groups = {}
    for group in sorted({subject.group for subject in subjects}):
        members = [story for story in stories if story.group == group]
        counters = [story.counters for story in members if not story.failed]
        gold = sum(c.get("figure.gold", 0) for c in counters)
        groups[group] = GroupScore(
            stories=len(counters),
            failed=len(members) - len(counters),
            failures=sum(len(reports[s.story_id].failures) for s in members if s.story_id in reports),
            unscored=round(gold - sum(c.get("figure.matched", 0) for c in counters)),
            unjudged=round(sum(c.get("unjudged", 0) for c in counters)),
            metrics={m.name: _line(vars(estimate(m, counters))) for m in METRICS},
        )
    return System(name=name, groups=groups)


def _line(found: Mapping[str, float | int | None]) -> Line:
    return Line.model_validate({key: round(v, 6) if isinstance(v, float) else v for key, v in found.items()})
