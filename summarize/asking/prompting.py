"""Prompts as files: `prompts/name.vN.md`, TOML front matter between `+++` lines, then words with `$name` variables.

    +++
    name = "asserter"
    version = 1
    kind = "rank"                       # "rank" or "generate"
    variables = ["text", "figure"]
    labels = []                         # for a fixed choice: the continuations to rank, else left out
    description = "Who gives this figure?"
    +++
    $text

    Who gave the figure "$figure"?

A released prompt is never edited: its digest is part of every run's record.
"""

from __future__ import annotations

import hashlib
import re
import string
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarize.errors import PromptError

__all__ = ["Prompt", "load_prompts", "prompts_folder"]

_FENCE = "+++\n"
_ADVICE = "Mend the file, or restore it from the release."

PromptKind = Literal["rank", "generate"]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: int = Field(ge=1)
    kind: PromptKind
    variables: tuple[str, ...]
    labels: tuple[str, ...] = ()
    description: str = ""


class _Template(string.Template):
    flags = re.ASCII
    """Without IGNORECASE: variables are lower case, so that "$US" in a prompt is an error and not a variable."""
    idpattern = r"[a-z][a-z0-9_]*"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt that has been read and checked."""

    name: str
    """What it asks ("asserter")."""
    version: int
    """Counts up from 1."""
    kind: PromptKind
    """How it is answered: by ranking continuations or by generating."""
    variables: tuple[str, ...]
    """Names of what it is filled with; each stands in the body at least once."""
    labels: tuple[str, ...]
    """The answers to choose from, where they are always the same; else empty."""
    description: str
    """What it asks, for people."""
    body: str
    """The words, with `$name` for variables and `$$` for a dollar sign; without white space at either end."""
    sha256: str
    """Digest of the file."""

    @property
    def key(self) -> str:
        """Name and version as in the file name: "asserter.v1"."""
        return f"{self.name}.v{self.version}"

    @classmethod
    def load(cls, path: Path) -> Prompt:
        """Read a prompt from a file.

        Raises:
            PromptError: if the file cannot be read, its front matter is wrong, its name is not that of its contents, or
                its variables are not those of its body.
        """
        try:
            raw = path.read_bytes()
            _, front, body = raw.decode("utf-8").replace("\r\n", "\n").split(_FENCE, 2)
            meta = _FrontMatter.model_validate(tomllib.loads(front))
        except (OSError, ValueError) as error:
            raise PromptError(f"The prompt {path} cannot be read: {_reason(error)}.", advice=_ADVICE) from error
        prompt = cls(
            name=meta.name,
            version=meta.version,
            kind=meta.kind,
            variables=meta.variables,
            labels=meta.labels,
            description=meta.description,
            body=body.strip(),
            sha256=hashlib.sha256(raw).hexdigest(),
        )
        if path.name != f"{prompt.key}.md":
            raise PromptError(f"The prompt {path} calls itself {prompt.key}.", advice="Its file must bear that name.")
        template = _Template(prompt.body)
        if not template.is_valid():
            raise PromptError(f"The prompt {path} has a stray dollar sign.", advice="Write $$ for a dollar sign.")
        _compare(f"The prompt {path}", declared=prompt.variables, found=template.get_identifiers(), verb="uses")
        return prompt

    def render(self, **variables: str) -> str:
        """Return the words with every variable filled in. What is filled in is taken as it is, dollar signs and all.

        Raises:
            PromptError: if a variable is missing, or one is given that the prompt does not have.
        """
        _compare(f"The prompt {self.key}", declared=self.variables, found=list(variables), verb="got")
        return _Template(self.body).substitute(variables)


def prompts_folder() -> Path:
    """Return the folder of the prompts: in the package where it is installed, beside the package in a checkout."""
    package = Path(str(files("summarize")))
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def load_prompts(folder: Path | None = None) -> dict[str, Prompt]:
    """Return all prompts of a folder (by default the package's own) by key. `README.md` is not taken for one.

    Raises:
        PromptError: if one of them is malformed.
    """
    paths = sorted((folder or prompts_folder()).glob("*.md"))
    prompts = [Prompt.load(path) for path in paths if path.name != "README.md"]
    return {prompt.key: prompt for prompt in prompts}


def _compare(subject: str, *, declared: tuple[str, ...], found: list[str], verb: str) -> None:
    if missing := sorted(set(declared) - set(found)):
        raise PromptError(f"{subject} never {verb} {', '.join(missing)}, which it declares.")
    if unknown := sorted(set(found) - set(declared)):
        raise PromptError(f"{subject} {verb} {', '.join(unknown)}, which it does not declare.")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if "unpack" in str(error):
        return "it has no front matter between two lines of +++"
    return str(error)
