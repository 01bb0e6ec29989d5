"""Closed questions to the model. A probe knows its prompt and how its answer is scored; `ask` puts many at once.

The model never writes an answer here: it says how likely each candidate is as the continuation of the prompt.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.asking.backends.base import Backend, Ranked, RankRequest
from summarize.asking.prompting import Prompt
from summarize.errors import PromptError

__all__ = [
    "AsserterProbe",
    "CandidateProbe",
    "LabelProbe",
    "ProbeAnswer",
    "ProbeRequest",
    "RelationProbe",
    "Scoring",
    "ask",
]


@dataclass(frozen=True, slots=True)
class Scoring:
    """How log-likelihoods become scores and probabilities.

    The default takes the model at its word, as is right for a model trained on these questions. For one that is not,
    `calibration=1.0` takes away what makes a candidate likely in any text (contextual calibration).
    """

    length: Literal["sum", "mean"] = "sum"
    """Whether a candidate counts by the log-likelihood of all its tokens, or by their mean."""
    calibration: float = 0.0
    """Weight of the score that the same question gets with an empty context, which is taken off; 0 does not ask it."""
    temperature: float = 1.0
    """Divisor of the scores before the softmax. Above 1, probabilities become less sure; the order stays."""


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """A probe, filled in."""

    candidates: tuple[str, ...]
    """What there is to choose from."""
    question: RankRequest
    """What the model is asked."""
    baseline: RankRequest | None
    """The same with an empty context, where the scoring needs it."""
    scoring: Scoring
    """How the answer is scored."""


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """The model's answer to one probe, in the order of its candidates."""

    candidates: tuple[str, ...]
    """What there was to choose from."""
    scores: tuple[float, ...]
    """Log-likelihoods after length normalisation and calibration (natural logarithm)."""
    probabilities: tuple[float, ...]
    """Softmax of the scores over the temperature; they sum to 1."""

    @property
    def best(self) -> int:
        """Index of the likeliest candidate; of equals, the first."""
        return max(range(len(self.scores)), key=self.scores.__getitem__)

    @property
    def choice(self) -> str:
        """The likeliest candidate."""
        return self.candidates[self.best]

    def probability(self, candidate: str) -> float:
        """Return the probability of a candidate.

        Raises:
            ValueError: if it was none.
        """
        return self.probabilities[self.candidates.index(candidate)]


class CandidateProbe:
    """A question whose candidates differ from one time to the next."""

    def __init__(self, prompt: Prompt, *, context: frozenset[str], scoring: Scoring | None = None) -> None:
        """Make a probe of a prompt.

        Args:
            prompt: a prompt of kind "rank".
            context: the variables left empty in the baseline of contextual calibration.
            scoring: how answers are scored; by default, likelihood as it is.

        Raises:
            PromptError: if the prompt is of another kind, or has no variable of a name in `context`.
        """
        if prompt.kind != "rank":
            raise PromptError(f"The prompt {prompt.key} is of kind {prompt.kind}; a probe ranks.")
        if unknown := sorted(context - set(prompt.variables)):
            raise PromptError(f"The prompt {prompt.key} has no variable {', '.join(unknown)}, which its probe needs.")
        self.prompt = prompt
        self._context = context
        self._scoring = scoring or Scoring()

    def fill(self, candidates: Sequence[str], *, group: str, **variables: str) -> ProbeRequest:
        """Return the request for some candidates.

        Args:
            candidates: at least one.
            group: requests of one group share what their prompts have in common (see `RankRequest.group`).
            **variables: what the prompt is filled with.

        Raises:
            PromptError: if the variables are not those of the prompt.
        """
        continuations = tuple(f" {candidate}" for candidate in candidates)
        baseline = None
        if self._scoring.calibration:
            emptied = {name: "" if name in self._context else value for name, value in variables.items()}
            baseline = RankRequest(self.prompt.render(**emptied), continuations, f"{group} baseline" if group else "")
        return ProbeRequest(
            candidates=tuple(candidates),
            question=RankRequest(self.prompt.render(**variables), continuations, group),
            baseline=baseline,
            scoring=self._scoring,
        )


class LabelProbe(CandidateProbe):
    """A question with the same few answers each time: the labels of its prompt."""

    def __init__(self, prompt: Prompt, *, context: frozenset[str], scoring: Scoring | None = None) -> None:
        """Make a probe of a prompt that has labels; arguments and errors as for `CandidateProbe`."""
        super().__init__(prompt, context=context, scoring=scoring)
        if not prompt.labels:
            raise PromptError(f"The prompt {prompt.key} has no labels to choose from.")

    def fill_labels(self, *, group: str = "", **variables: str) -> ProbeRequest:
        """Return the request for the prompt's labels."""
        return self.fill(self.prompt.labels, group=group, **variables)


class AsserterProbe(CandidateProbe):
    """Asks who gives a figure."""

    def __init__(self, prompt: Prompt, *, scoring: Scoring | None = None) -> None:
        """Make the probe of a prompt with the variables `text` and `figure`."""
        super().__init__(prompt, context=frozenset({"text"}), scoring=scoring)

    def request(self, text: str, figure: str, candidates: Sequence[str], *, group: str) -> ProbeRequest:
        """Return the request for one figure.

        Args:
            text: what the model may read.
            figure: the figure's words.
            candidates: names of those who may have given it.
            group: the same for all figures of one `text`, so that it is computed once; name the article in it.
        """
        return self.fill(candidates, group=group, text=text, figure=figure)


class RelationProbe(LabelProbe):
    """Asks what two figures are to each other."""

    def __init__(self, prompt: Prompt, *, scoring: Scoring | None = None) -> None:
        """Make the probe of a prompt with labels and the variables `first` and `second`."""
        super().__init__(prompt, context=frozenset({"first", "second"}), scoring=scoring)

    def request(self, first: str, second: str, *, group: str = "") -> ProbeRequest:
        """Return the request for two figures, each with the words around it.

        Requests of one group should have the same `first`, so that it is computed once.
        """
        return self.fill_labels(group=group, first=first, second=second)


def ask(backend: Backend, requests: Sequence[ProbeRequest]) -> list[ProbeAnswer]:
    """Put all requests to the model in one batch and return the answers in the same order.

    Raises:
        BackendError: if the model cannot answer.
    """
    baselines = [request.baseline for request in requests if request.baseline]
    ranked = backend.rank([*(request.question for request in requests), *baselines])
    rest = iter(ranked[len(requests) :])
    return [
        _answer(request, found, next(rest) if request.baseline else None)
        for request, found in zip(requests, ranked, strict=False)
    ]


def _answer(request: ProbeRequest, found: Ranked, baseline: Ranked | None) -> ProbeAnswer:
    scoring = request.scoring
    scores = _scores(found, scoring)
    if baseline:
        empty = _scores(baseline, scoring)
        scores = tuple(score - scoring.calibration * less for score, less in zip(scores, empty, strict=True))
    highest = max(scores)
    weights = [math.exp((score - highest) / scoring.temperature) for score in scores]
    total = math.fsum(weights)
    return ProbeAnswer(
        candidates=request.candidates,
        scores=scores,
        probabilities=tuple(weight / total for weight in weights),
    )


def _scores(found: Ranked, scoring: Scoring) -> tuple[float, ...]:
    if scoring.length == "sum":
        return found.log_likelihoods
    return tuple(score / count for score, count in zip(found.log_likelihoods, found.tokens, strict=True))
