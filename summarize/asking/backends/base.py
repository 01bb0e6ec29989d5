"""What every backend offers: two batched verbs, and a record of what it runs.

A *continuation* is ranked after a *prompt*. The two are tokenised apart and their tokens joined, so a prompt should end
where a word ends and a continuation should begin with a space. Special tokens are never read out of either: whatever an
article says stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Backend", "BackendRecord", "GenerateRequest", "RankRequest", "Ranked"]


@dataclass(frozen=True, slots=True)
class RankRequest:
    """Ask how likely each continuation is after the prompt."""

    prompt: str
    """The words before the continuations."""
    continuations: tuple[str, ...]
    """At least one, each with at least one token."""
    group: str = ""
    """Requests of one call and one group share a forward pass; what they get depends on nothing outside the group.

    Give all the questions about one paragraph the same group, and the paragraph is computed once. A request with an
    empty group stands alone. Never spread a group over several calls: that would make the answer depend on the split.
    """


@dataclass(frozen=True, slots=True)
class Ranked:
    """How likely each continuation is."""

    log_likelihoods: tuple[float, ...]
    """Natural logarithm of each continuation's probability, summed over its tokens; in the order of the request."""
    tokens: tuple[int, ...]
    """Number of tokens of each continuation."""


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """Ask for the most likely text that a grammar allows."""

    prompt: str
    """The words before the text."""
    grammar: str
    """A Lark grammar in the dialect of llguidance."""
    max_tokens: int
    """At most this many tokens are written; the text stops there even if the grammar would go on."""


@dataclass(frozen=True, slots=True)
class BackendRecord:
    """What ran: enough to run it again."""

    backend: str
    """What reads: "torch" (our own decoder), "transformers", "fake"..."""
    model: str
    """Registry name, hub id or path."""
    model_sha256: str | None
    """Digest of the weights as fetched, or null where there are none."""
    adapter_sha256: str | None
    """Digest of the adapter's weights, or null where there is none."""
    dtype: str | None
    """Number type of the weights in memory ("bfloat16"), or null where it is not known."""
    runtime: str | None = None
    """Libraries, device and instructions: what else can change the last bits of an answer; null where not known."""


class Backend(Protocol):
    """A model that can rank and generate.

    Both verbs answer in the order of the requests and raise `BackendError` if the model cannot do it. The same requests
    give the same answers, however they are batched, unless `generate` is told to write several texts together.
    """

    @property
    def name(self) -> str:
        """Name of the model."""

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return the log-likelihood of every continuation of every request."""

    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        """Return the text that the model writes for each request, within its grammar.

        Args:
            requests: what is asked.
            together: how many texts may be written at a time. More is much quicker, and gives up the promise above: a
                processor rounds differently with the number of rows, and one near-tie makes a text depend on its
                neighbours. Whoever asks for more than one records it.
            done: called with a request's index once its text is written.
        """

    def record(self) -> BackendRecord:
        """Return what runs."""
