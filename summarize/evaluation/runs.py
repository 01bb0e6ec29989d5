"""A stored run: what was generated and how, enough to score it again without a model.

OUT/reports.jsonl    one report a line, stories by id
OUT/run.json         how it was made, on what, in what time, and what failed
OUT/scores.json      every counter, judgement and metric        (made again by `eval rescore`)
OUT/table.md         the table                                  (the same)
OUT/page.html        the page                                   (the same)
OUT/json-baseline.jsonl    what a model wrote in an earlier run that asked it for JSON, if that is to stand beside
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from summarize.errors import InputError
from summarize.evaluation.subjects import Collection
from summarize.schema import Report, RunRecord

__all__ = [
    "JSON_BASELINE_FILE",
    "REPORTS_FILE",
    "RUN_FILE",
    "Manifest",
    "StoredRun",
    "StoryRun",
    "SystemKind",
    "Usage",
    "read_run",
]

REPORTS_FILE = "reports.jsonl"
RUN_FILE = "run.json"
JSON_BASELINE_FILE = "json-baseline.jsonl"
_ADVICE = "Give a folder that `summarize eval run` has written."


SystemKind = Literal["pipeline", "ask for JSON"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class StoryRun(_Record):
    """How one story went."""

    sha256: str
    """Digest of its articles."""
    labels_sha256: str
    """Digest of its labels when it ran; later labels may differ, and scoring says so."""
    error: str | None = None
    """Why there is no report, or null."""


class Usage(_Record):
    """What a run cost."""

    seconds: float
    """Wall-clock time in the pipeline, loading left out."""
    questions: int | None = None
    """Requests to the model; null without one."""
    answers: int | None = None
    """Candidate answers that it ranked or texts that it wrote."""
    tokens: int | None = None
    """Tokens of the candidate answers that it scored; the prompts' tokens are not counted by backends."""


class Manifest(_Record):
    """`run.json`."""

    format_version: Literal[1] = 1
    """Version of this file."""
    collection: Collection
    """What it ran on."""
    record: RunRecord
    """How the reports were made."""
    usage: Usage
    """What the reports cost."""
    stories: dict[str, StoryRun]
    """Story id -> how it went."""
    system: SystemKind = "pipeline"
    """What made the reports: our pipeline, or the model itself when it was asked for JSON."""
    calibrated: bool = True
    """Whether the model's word was weighed against the rules as measured on dev; if not, it was taken as it is."""
    together: int | None = None
    """How many texts the model wrote at a time; null where it wrote none. Another number may round otherwise."""
    json_baseline: Manifest | None = None
    """`run.json` of the run that asked a model for JSON, if one stands beside."""


@dataclass(frozen=True)
class StoredRun:
    """A run with everything that it generated."""

    manifest: Manifest
    reports: Mapping[str, Report]
    """Story id -> report; stories that failed are missing."""
    json_baseline: Mapping[str, Report] = field(default_factory=dict)
    """The same for the baseline."""

    def with_baseline_of(self, earlier: StoredRun) -> StoredRun:
        """Return this run with an earlier one beside it that asked a model for JSON about the same articles.

        Raises:
            InputError: The earlier run did not ask for JSON, or is on other articles.
        """
        theirs = earlier.manifest.stories
        unlike = [s for s, mine in self.manifest.stories.items() if s not in theirs or theirs[s].sha256 != mine.sha256]
        if earlier.manifest.system != "ask for JSON" or unlike:
            reason = f"it is on other articles: {', '.join(unlike)}" if unlike else "it did not ask for JSON"
            advice = "Make one with `summarize eval run --ask-for-json`."
            raise InputError(f"The JSON baseline cannot be taken from that run: {reason}.", advice=advice)
        manifest = self.manifest.model_copy(update={"json_baseline": earlier.manifest})
        kept = {story: report for story, report in earlier.reports.items() if story in self.manifest.stories}
        return StoredRun(manifest, self.reports, kept)

    def files(self) -> dict[str, str]:
        """Return what is stored: file name -> content."""
        files = {
            REPORTS_FILE: _lines(self.reports),
            RUN_FILE: self.manifest.model_dump_json(indent=2) + "\n",
        }
        if self.manifest.json_baseline is not None:
            files[JSON_BASELINE_FILE] = _lines(self.json_baseline)
        return files


def read_run(folder: Path) -> StoredRun:
    """Return the run that is stored in `folder`.

    Raises:
        InputError: There is none, or a file of it is damaged.
    """
    try:
        manifest = Manifest.model_validate_json((folder / RUN_FILE).read_bytes())
        reports = _reports(folder / REPORTS_FILE)
        baseline = _reports(folder / JSON_BASELINE_FILE) if manifest.json_baseline is not None else {}
    except OSError as error:
        raise InputError(f"{error.filename} cannot be read: {error.strerror}.", advice=_ADVICE) from error
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, detail["loc"]))
        raise InputError(f"{folder} holds a damaged run: {place}: {detail['msg']}.", advice=_ADVICE) from error
    return StoredRun(manifest, reports, baseline)


def _reports(path: Path) -> dict[str, Report]:
    reports = (Report.model_validate_json(line) for line in path.read_bytes().split(b"\n") if line)
    return {report.story_id: report for report in reports}


def _lines(reports: Mapping[str, Report]) -> str:
    return "".join(reports[story].model_dump_json() + "\n" for story in sorted(reports))
