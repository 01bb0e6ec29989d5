"""A backend before which stands the cache of answers: what was asked before is not asked again.

A model is loaded only when there is something to ask it. An answer is kept under the sha256 of

- the weights' sha256 (for a server, whose weights are not known: its address, the model's name and what it says of itself),
  the adapter's sha256, the number type, the libraries and the processor's instructions;
- the digest of the code of this folder, so that a mended backend is asked again;
- the rendered prompts of a group of requests and their candidates. A group is computed in one pass, so it is kept as one:
  what comes back is byte for byte what the model would say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from summarize.asking.answers import AnswerCache, Json
from summarize.asking.backends.base import Backend, BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.revision import revision
from summarize.errors import BackendError, ModelError

__all__ = ["CachedBackend", "remember_record", "remembered_record"]


class CachedBackend:
    """Answers from the cache, and asks another backend the rest."""

    def __init__(
        self,
        answers: AnswerCache,
        open_backend: Callable[[], Backend],
        *,
        record: BackendRecord | None = None,
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the cache and the backend.

        Args:
            answers: the cache.
            open_backend: opens the backend; called when it is first needed, or now if `record` is None.
            record: what the backend will say that it is, where that is known.
            forget: called if the backend says otherwise.
        """
        self._answers = answers
        self._open = open_backend
        self._forget = forget
        self._backend = open_backend() if record is None else None
        self._record = record or self._asked.record()
        described = asdict(self._record) | {"code": revision()}
        if self._record.model_sha256 is not None:
            del described["model"]  # The same weights under another name give the same answers.
        self._digest = hashlib.sha256(json.dumps(described, sort_keys=True).encode())
        self.found = 0
        """Requests answered from the cache so far."""
        self.asked = 0
        """Requests put to the model so far."""

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._record.model

    def record(self) -> BackendRecord:
        """Return what runs."""
        return self._record

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return the log-likelihood of every continuation of every request, asking the model what is not known.

        Raises:
            BackendError: if the model fails.
            ModelError: if it cannot be loaded.
        """
        groups: dict[object, list[int]] = {}
        for index, request in enumerate(requests):
            groups.setdefault(request.group or index, []).append(index)
        keys = [
            self._key("rank", [[requests[i].prompt, *requests[i].continuations] for i in members])
            for members in groups.values()
        ]
        known = self._answers.find(list(dict.fromkeys(keys)))
        ranked: dict[int, Ranked] = {}
        waiting: dict[bytes, list[int]] = {}
        for key, members in zip(keys, groups.values(), strict=True):
            found = _read_ranked(known.get(key), [requests[i] for i in members])
            if found is None:
                waiting.setdefault(key, members)
            else:
                ranked |= zip(members, found, strict=True)
        if waiting:
            places = [i for members in waiting.values() for i in members]
            self.asked += len(places)
            new = dict(zip(places, self._asked.rank([requests[i] for i in places]), strict=True))
            self._answers.keep({key: _write_ranked(new[i] for i in members) for key, members in waiting.items()})
            for key, members in zip(keys, groups.values(), strict=True):
                if key in waiting:
                    ranked |= {i: new[first] for i, first in zip(members, waiting[key], strict=True)}
            self.found -= len(places)
        self.found += len(requests)
        return [ranked[index] for index in range(len(requests))]

    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        """Return the text that the model writes for each request, asking the model what is not known.

        Texts written together depend on their neighbours: they are neither kept nor looked up.

        Raises:
            BackendError: if the model fails.
            ModelError: if it cannot be loaded.
        """
        if together > 1:
            self.asked += len(requests)
            return self._asked.generate(requests, together=together, done=done)
        keys = [self._key("generate", [r.prompt, r.grammar, r.max_tokens]) for r in requests]
        known = {
            key: text for key, text in self._answers.find(list(dict.fromkeys(keys))).items() if isinstance(text, str)
        }
        places: dict[bytes, list[int]] = {}
        for index, key in enumerate(keys):
            if key in known:
                done(index)
            else:
                places.setdefault(key, []).append(index)
        if places:
            waiting = [requests[indexes[0]] for indexes in places.values()]
            alike = list(places.values())

            def told(asked: int) -> None:
                for index in alike[asked]:
                    done(index)

            new = dict(zip(places, self._asked.generate(waiting, done=told), strict=True))
            self._answers.keep(dict(new))
            known |= new
        self.asked += len(places)
        self.found += len(requests) - len(places)
        return [known[key] for key in keys]

    @property
    def _asked(self) -> Backend:
        """The backend, opened if it was not.

        Raises:
            ModelError: if it cannot be opened, or is another than was promised. No BackendError, which would be taken for a
                question that it could not answer.
        """
        if self._backend is None:
            try:
                self._backend = self._open()
            except BackendError as error:
                raise ModelError(error.problem, advice=error.advice) from error
            if self._backend.record() != self._record:
                self._forget()
                raise ModelError(
                    f"{self.name} does not run as it did when its answers were kept.", advice="Run the command again."
                )
        return self._backend

    def _key(self, verb: str, asked: Json) -> bytes:
        digest = self._digest.copy()
        digest.update(json.dumps([verb, asked]).encode())
        return digest.digest()


def remembered_record(answers: AnswerCache, machine: bytes) -> BackendRecord | None:
    """Return what a model said that it is when it was last loaded on such a machine, or None if it never was."""
    text = answers.find_record(_with_code(machine))
    if text is None:
        return None
    try:
        return BackendRecord(**json.loads(text))
    except (TypeError, ValueError):
        return None


def remember_record(answers: AnswerCache, machine: bytes, record: BackendRecord | None) -> None:
    """Keep what a model says that it is on such a machine, or forget it."""
    answers.keep_record(_with_code(machine), None if record is None else json.dumps(asdict(record)))


def _write_ranked(ranked: Iterable[Ranked]) -> Json:
    return [[list(one.log_likelihoods), list(one.tokens)] for one in ranked]


def _read_ranked(answer: Json, requests: Sequence[RankRequest]) -> list[Ranked] | None:
    """Return the answers, or None if they do not fit what was asked."""
    if not isinstance(answer, list) or len(answer) != len(requests):
        return None
    ranked = []
    for one, request in zip(answer, requests, strict=True):
        match one:
            case [list(scores), list(tokens)] if len(scores) == len(tokens) == len(request.continuations):
                ranked.append(Ranked(tuple(scores), tuple(tokens)))  # type: ignore[arg-type]
            case _:
                return None
    return ranked


def _with_code(machine: bytes) -> bytes:
    """Return the digest of a machine with this code: a record that other code gave is not known here."""
    return hashlib.sha256(machine + revision().encode()).digest()
