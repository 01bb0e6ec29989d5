"""Every error that the package raises on purpose.

    SummarizeError
    ├── InputError            an article or story that cannot be read
    │   ├── ArticleError      one article (file, record or page)
    │   └── StoryError        a line of a story file
    ├── ModelError            a model that cannot be had or used
    │   ├── UnknownModelError a name that the registry does not know
    │   ├── FetchError        a download that failed (network, disk, checksum)
    │   ├── ServerError       a model server that cannot be reached or refuses
    │   └── BackendError      the model ran and failed
    ├── PromptError           a prompt file that is malformed or wrongly filled
    ├── LabelError            an evaluation case that is wrong
    ├── CacheError            a cache of answers that cannot be read or cleared
    ├── EngineError           workers of a batch that cannot be had or have gone
    └── OutputError           a result that cannot be written

Each carries one sentence that names the input and one that says what to do next.
"""

from __future__ import annotations

__all__ = [
    "ArticleError",
    "BackendError",
    "CacheError",
    "EngineError",
    "FetchError",
    "InputError",
    "LabelError",
    "ModelError",
    "OutputError",
    "PromptError",
    "ServerError",
    "StoryError",
    "SummarizeError",
    "UnknownModelError",
]


class SummarizeError(Exception):
    """Root of the tree.

    `problem` says what is wrong and names the input; `advice` says what to do next (may be empty).
    """

    def __init__(self, problem: str, *, advice: str = "") -> None:
        super().__init__(f"{problem} {advice}".strip())
        self.problem = problem
        self.advice = advice


class InputError(SummarizeError):
    """Something given by the user cannot be read."""


class ArticleError(InputError):
    """One article cannot be read or holds nothing to read."""


class StoryError(InputError):
    """A line of a story file is not a story."""


class ModelError(SummarizeError):
    """A model cannot be had or used."""


class UnknownModelError(ModelError):
    """The registry has no model of this name."""


class FetchError(ModelError):
    """A model could not be fetched: no network, no space, or a checksum that differs."""


class ServerError(ModelError):
    """A model server cannot be reached, refuses, or answers what cannot be understood: no question would fare better."""


class BackendError(ModelError):
    """The model ran and failed."""


class PromptError(SummarizeError):
    """A prompt file is malformed, or its variables do not match what it was given."""


class LabelError(SummarizeError):
    """An evaluation case is wrong: a span that does not match, a duplicate, an unknown status."""


class CacheError(SummarizeError):
    """The cache of answers cannot be read or cleared."""


class EngineError(SummarizeError):
    """The workers of a batch cannot be had (not installed, no cluster) or have gone."""


class OutputError(SummarizeError):
    """A result cannot be written."""
