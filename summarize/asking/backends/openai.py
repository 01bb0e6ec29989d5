"""Models behind a server that speaks OpenAI's protocol: vLLM, SGLang, llama.cpp and others.

    --model openai:http://127.0.0.1:8000/v1          the server's only model
    --model openai:http://127.0.0.1:8000/v1#NAME     one of several

Servers differ in how they can be asked how likely a candidate is. The best way that a server has is found when it is opened:

- `echo`: it repeats a prompt with the log-probability of each token (vLLM, SGLang). Exact.
- `forced`: it writes a candidate under a grammar that allows these tokens alone, and says how likely each was (llama.cpp). Exact.
- `choice`: it picks a candidate under a JSON schema. All that is known then is which one: it gets 0, the others `_PICKED`.

The key, where a server wants one, is read from $SUMMARIZE_API_KEY and is sent to no other address than the one named.
"""

from __future__ import annotations

import json
import math
import os
import re
import weakref
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, TypeVar

import httpx
import tenacity

from summarize.asking.backends.base import BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.grammar import matches
from summarize.errors import BackendError, ServerError, UnknownModelError

__all__ = ["OpenAIBackend"]

_PREFIX = "openai:"
_AT_ONCE = 16
"""Requests under way at a time: enough to fill a server's batch, few enough not to queue until they time out."""
_TRIES = 6
_TIMEOUT = httpx.Timeout(120.0, connect=10.0)
"""Seconds. A busy CPU server takes tens of seconds for a long paragraph."""
_PICKED = -3.8
"""Log-likelihood of a candidate that was not picked, the picked one having 0: the median distance between the first and the
second candidate with the default model, over the 145 questions of three stories in seeds/ (quartiles 1.5 and 6.7)."""
_DETECTION = ("One two", " three four")
_WORST = -100.0
"""In place of minus infinity, which no sum recovers from: a token of probability 4e-44."""

Way = Literal["echo", "forced", "choice"]
Json = Mapping[str, Any]  # what a server says; looked at before it is believed
_In = TypeVar("_In")
_Out = TypeVar("_Out")


class _BusyError(Exception):
    """The server cannot answer now; it may later."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class OpenAIBackend:
    """A model behind a server."""

    def __init__(
        self,
        address: str,
        *,
        transport: httpx.BaseTransport | None = None,
        wait: Callable[[float], None] | None = None,
    ) -> None:
        """Find the model and the best way to ask it.

        Args:
            address: "openai:URL#NAME", where URL ends before "/completions" and "#NAME" may be left out.
            transport: carries the requests; by default the network.
            wait: called with the seconds to wait before another try; by default it sleeps.

        Raises:
            UnknownModelError: if the address is malformed, or the server has no such model.
            ServerError: if it cannot be reached or refuses.
        """
        url, _, wanted = address.removeprefix(_PREFIX).partition("#")
        if not re.match(r"https?://[^/\s]+", url):
            raise UnknownModelError(
                f"{address!r} is no address of a server.", advice="Give openai:http://HOST:PORT/v1#MODEL."
            )
        self._url = url.rstrip("/")
        key = os.environ.get("SUMMARIZE_API_KEY")
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=_TIMEOUT,
            transport=transport,
            limits=httpx.Limits(max_connections=_AT_ONCE),
        )
        weakref.finalize(self, self._client.close)
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_BusyError),
            stop=tenacity.stop_after_attempt(_TRIES),
            wait=_seconds_to_wait,
            reraise=True,
            **({"sleep": wait} if wait else {}),  # type: ignore[arg-type]
        )
        self._model, self._about = self._find(wanted)
        self._way: Way = self._find_way()

    @property
    def name(self) -> str:
        """Address and name of the model."""
        return f"{_PREFIX}{self._url}#{self._model}"

    @property
    def way(self) -> Way:
        """How candidates are ranked (see the module's docstring)."""
        return self._way

    def record(self) -> BackendRecord:
        """Return what runs, as far as the server says; its weights are not known."""
        return BackendRecord(
            backend=f"openai/{self._way}",
            model=self.name,
            model_sha256=None,
            adapter_sha256=None,
            dtype=None,
            runtime=json.dumps(self._about, sort_keys=True),
        )

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return the log-likelihood of every continuation of every request; several requests are under way at a time.

        Raises:
            BackendError: if the server cannot answer one of them (too long, say).
            ServerError: if it cannot be reached any more.
        """
        if any(not r.prompt or not r.continuations or not all(r.continuations) for r in requests):
            raise BackendError("A prompt or a continuation to rank is empty.", advice="Give each at least one word.")
        ways = {"echo": self._rank_echo, "forced": self._rank_forced, "choice": self._rank_choice}
        return self._map(ways[self._way], requests)

    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        """Return the text that the model writes for each request, within its grammar.

        How many are written at a time is the server's affair: `together` changes nothing.

        Raises:
            BackendError: if the server does not keep to the grammar.
            ServerError: if it cannot be reached any more.
        """

        def write(numbered: tuple[int, GenerateRequest]) -> str:
            text = self._write(numbered[1])
            done(numbered[0])
            return text

        return self._map(write, list(enumerate(requests)))

    def _map(self, ask: Callable[[_In], _Out], requests: Sequence[_In]) -> list[_Out]:
        if len(requests) < 2:
            return [self._understood(ask, request) for request in requests]
        with ThreadPoolExecutor(min(_AT_ONCE, len(requests))) as pool:
            futures = [pool.submit(self._understood, ask, request) for request in requests]
            try:
                return [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _understood(self, ask: Callable[[_In], _Out], request: _In) -> _Out:
        """Ask, taking whatever a server leaves out or names otherwise for an answer that cannot be used."""
        try:
            return ask(request)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise self._misunderstood(f"{type(error).__name__}: {error}") from error

    def _rank_echo(self, request: RankRequest) -> Ranked:
        texts = [request.prompt + continuation for continuation in request.continuations]
        body = {"prompt": texts, "max_tokens": 1, "temperature": 0, "echo": True, "logprobs": 1}
        choices = sorted(self._complete(body), key=lambda choice: choice["index"])
        if len(choices) != len(texts):
            raise self._misunderstood(f"{len(choices)} answers to {len(texts)} prompts")
        found = [self._echoed(choice, request.prompt, text) for choice, text in zip(choices, texts, strict=True)]
        return Ranked(tuple(math.fsum(scores) for scores in found), tuple(map(len, found)))

    def _echoed(self, choice: Json, prompt: str, text: str) -> list[float]:
        """Return the log-probabilities of the tokens with which `text` goes beyond `prompt`."""
        logprobs = choice["logprobs"]
        tokens, scores, offsets = logprobs["tokens"], logprobs["token_logprobs"], logprobs["text_offset"]
        # Some servers count the token that opens every text, which stands in none.
        opening = 0 if prompt.startswith(tokens[0]) else len(tokens[0])
        found = [
            _WORST if score is None else max(_WORST, score)
            for token, score, offset in zip(tokens, scores, offsets, strict=True)
            if len(prompt) < offset - opening + len(token) and offset - opening < len(text)
        ]
        if not found:
            raise self._misunderstood("no log-probabilities of the prompt")
        return found

    def _rank_forced(self, request: RankRequest) -> Ranked:
        prompt = self._tokens(request.prompt, opening=True)
        sums, counts = [], []
        for continuation in request.continuations:
            ids = self._tokens(continuation, opening=False)
            grammar = "root ::= " + " ".join(f"<[{id}]>" for id in ids)
            body = {"prompt": prompt, "max_tokens": len(ids), "temperature": 0, "logprobs": 1, "grammar": grammar}
            (choice,) = self._complete(body)
            written = choice["logprobs"]["content"][: len(ids)]
            if [token["id"] for token in written] != ids:
                raise self._misunderstood("tokens that the grammar forbids")
            sums.append(math.fsum(max(_WORST, token["logprob"]) for token in written))
            counts.append(len(ids))
        return Ranked(tuple(sums), tuple(counts))

    def _tokens(self, text: str, *, opening: bool) -> list[int]:
        """Return a text's tokens; what looks like a special token in it stays text."""
        server = self._url.removesuffix("/v1")
        body = {"content": text, "add_special": opening, "parse_special": False}
        ids: list[int] = self._ask("POST", f"{server}/tokenize", body)["tokens"]
        return ids

    def _rank_choice(self, request: RankRequest) -> Ranked:
        names = [continuation.strip() for continuation in request.continuations]
        schema = {
            "type": "object",
            "properties": {"answer": {"type": "string", "enum": list(dict.fromkeys(names))}},
            "required": ["answer"],
            "additionalProperties": False,
        }
        body = {
            "model": self._model,
            "messages": [{"role": "user", "content": request.prompt}],
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            },
        }
        said = self._ask("POST", f"{self._url}/chat/completions", body)["choices"][0]["message"]["content"]
        try:
            picked = names.index(json.loads(said)["answer"])
        except (TypeError, KeyError, ValueError) as error:
            raise BackendError(
                f"{self.name} did not pick one of the candidates: {str(said)[:60]!r}.",
                advice="Use a server with log-probabilities or structured outputs.",
            ) from error
        scores = tuple(0.0 if index == picked else _PICKED for index in range(len(names)))
        return Ranked(scores, tuple(len(name.split()) for name in names))

    def _write(self, request: GenerateRequest) -> str:
        body = {
            "prompt": request.prompt,
            "max_tokens": request.max_tokens,
            "temperature": 0,
            "structured_outputs": {"grammar": request.grammar},
        }
        (choice,) = self._complete(body)
        text: str = choice["text"]
        if not matches(request.grammar, text, whole=choice.get("finish_reason") != "length"):
            raise BackendError(
                f"{self.name} does not keep to grammars: {text[:60]!r}.",
                advice="Start vLLM with --structured-outputs-config.backend guidance, or use a model in process.",
            )
        return text

    def _find(self, wanted: str) -> tuple[str, Json]:
        """Return the model's name and what the server says of it, without what changes from one start to the next."""
        try:
            listed = self._understood(self._list, f"{self._url}/models")
        except BackendError as error:
            raise ServerError(error.problem, advice=error.advice) from error
        if not wanted and len(listed) == 1:
            (wanted,) = listed
        if wanted not in listed:
            what = f"no model {wanted!r}" if wanted else f"{len(listed)} models"
            raise UnknownModelError(
                f"The server {self._url} has {what}.",
                advice=f"Add one of its names after a #: {', '.join(map(str, listed))}.",
            )
        return wanted, {k: v for k, v in listed[wanted].items() if k not in ("created", "permission")}

    def _list(self, url: str) -> dict[str, Json]:
        return {entry["id"]: entry for entry in self._ask("GET", url, None)["data"]}

    def _find_way(self) -> Way:
        request = RankRequest(_DETECTION[0], _DETECTION[1:])
        ways: tuple[tuple[Way, Callable[[RankRequest], Ranked]], ...] = (
            ("echo", self._rank_echo),
            ("forced", self._rank_forced),
        )
        for way, ask in ways:
            try:
                self._understood(ask, request)
            except BackendError:
                continue
            return way
        return "choice"

    def _complete(self, body: Json) -> list[Any]:
        choices: list[Any] = self._ask("POST", f"{self._url}/completions", {"model": self._model, **body})["choices"]
        return choices

    def _ask(self, method: str, url: str, body: Json | None) -> Any:
        """Return a server's answer, however often it must be asked.

        Raises:
            BackendError: if it refuses this request.
            ServerError: if it cannot be reached, or refuses all.
        """
        try:
            return self._retrying(self._ask_once, method, url, body)
        except _BusyError as error:
            raise ServerError(
                f"The server {self._url} cannot be reached, after {_TRIES} tries: {error}.",
                advice="See that it runs and that the address is right; the same command goes on from what is done.",
            ) from error

    def _ask_once(self, method: str, url: str, body: Json | None) -> Any:
        try:
            response = self._client.request(method, url, json=body)
        except httpx.TransportError as error:
            raise _BusyError(str(error) or type(error).__name__) from error
        if response.status_code in (408, 425, 429) or (response.status_code >= 500 and response.status_code != 501):
            raise _BusyError(f"status {response.status_code}", _after(response))
        if response.status_code in (401, 403):
            raise ServerError(
                f"The server {self._url} refuses (status {response.status_code}).",
                advice="Set SUMMARIZE_API_KEY to its key.",
            )
        if response.status_code == 404:
            raise BackendError(f"The server has nothing at {url}.", advice="The address usually ends in /v1.")
        if response.is_error:
            reason = " ".join(response.text.split())[:200]
            raise BackendError(f"{self._url} refuses a question (status {response.status_code}): {reason}")
        try:
            return response.json()
        except ValueError as error:
            raise self._misunderstood("no JSON") from error

    def _misunderstood(self, what: str) -> BackendError:
        return BackendError(
            f"The server {self._url} gave an answer that cannot be used: {what}.",
            advice="Check that it speaks OpenAI's protocol.",
        )


def _after(response: httpx.Response) -> float | None:
    """Return the seconds that a server asks to be left alone."""
    given = response.headers.get("Retry-After", "")
    return float(given) if given.isdecimal() else None


_growing = tenacity.wait_exponential_jitter(multiplier=0.5, max=30, jitter=1)


def _seconds_to_wait(state: tenacity.RetryCallState) -> float:
    """Return twice as long each time, from half a second, with some jitter; a minute at most where the server says how long."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _BusyError) and error.after is not None:
        return min(60.0, error.after)
    return float(_growing(state))
