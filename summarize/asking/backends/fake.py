"""A backend without a model: answers from a script, remembers what it was asked, and fails when it runs dry."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from summarize.asking.backends.base import BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.errors import BackendError

__all__ = ["FakeBackend"]

Request = TypeVar("Request", RankRequest, GenerateRequest)
Reply = TypeVar("Reply", Ranked, str)


class FakeBackend:
    """Answers each request by a function, or by the next of a list of prepared answers."""

    def __init__(
        self,
        ranked: Callable[[RankRequest], Ranked] | Iterable[Ranked] = (),
        generated: Callable[[GenerateRequest], str] | Iterable[str] = (),
        *,
        name: str = "fake",
    ) -> None:
        """Prepare the answers.

        Args:
            ranked: gives the answer to a rank request, or the answers in order.
            generated: the same for generate requests.
            name: name of the model it plays.
        """
        self._name = name
        self._rank = ranked if callable(ranked) else _queue("rank", ranked)
        self._generate = generated if callable(generated) else _queue("generate", generated)
        self.rank_requests: list[RankRequest] = []
        """Everything it was asked to rank, in order."""
        self.generate_requests: list[GenerateRequest] = []
        """Everything it was asked to generate, in order."""

    @property
    def name(self) -> str:
        """Name of the model it plays."""
        return self._name

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return the prepared answers.

        Raises:
            BackendError: if there are none left, or one has not as many scores as there are continuations.
        """
        answers = []
        for request in requests:
            self.rank_requests.append(request)
            answer = self._rank(request)
            if not len(answer.log_likelihoods) == len(answer.tokens) == len(request.continuations):
                raise BackendError(f"The prepared answer does not fit {len(request.continuations)} continuations.")
            answers.append(answer)
        return answers

    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        """Return the prepared answers.

        Raises:
            BackendError: if there are none left.
        """
        answers = []
        for index, request in enumerate(requests):
            self.generate_requests.append(request)
            answers.append(self._generate(request))
            done(index)
        return answers

    def record(self) -> BackendRecord:
        """Return that nothing real ran."""
        return BackendRecord(backend="fake", model=self._name, model_sha256=None, adapter_sha256=None, dtype=None)


def _queue(verb: str, answers: Iterable[Reply]) -> Callable[[Request], Reply]:
    waiting = deque(answers)

    def answer(request: Request) -> Reply:
        if not waiting:
            raise BackendError(f"The fake backend has no answer left to {verb}: {request.prompt[-80:]!r}.")
        return waiting.popleft()

    return answer
