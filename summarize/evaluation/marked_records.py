"""The records of a file of marked articles, as TOML has them, and on which lines they stand. `marked` checks their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["About", "DifferenceKind", "Lines", "PairKind", "Place", "StoryRecord", "reason"]

PairKind = Literal["conflict", "update", "compatible", "scope", "self_contradiction", "denial"]
DifferenceKind = Literal["conflict", "open", "update", "framing"]
"""conflict: two accounts cannot both be right; open: one states what another leaves open; update: a later one has what the
earlier had not yet; framing: another word for the same thing, which a hasty reader would take for a conflict."""
About = Literal[
    "who", "how", "cause", "when", "where", "name", "victims", "target", "state", "claim", "quote", "whether", "other"
]
"""On what two accounts differ: eval/README.md has what each means."""

_TABLE = re.compile(r"\s*\[\[\s*(article|pair|denial|difference)\s*\]\]")
_Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Place = tuple[_Text, _Text] | tuple[_Text, _Text, Annotated[int, Field(ge=1)]]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class _ArticleRecord(_Record):
    id: _Text
    outlet: _Text
    title: _Text
    published: _Text
    text: _Text


class _PairRecord(_Record):
    kind: PairKind = Field(alias="is")
    a: Place
    b: Place
    why: _Text


class _DenialRecord(_Record):
    by: Place
    of: tuple[Place, ...]


class _DifferenceRecord(_Record):
    about: About
    kind: DifferenceKind = Field(alias="is")
    a: tuple[Place, ...] = Field(min_length=1)
    b: tuple[Place, ...] = Field(min_length=1)
    why: _Text


class StoryRecord(_Record):
    """A file."""

    kind: _Text
    article: tuple[_ArticleRecord, ...] = Field(min_length=2)
    pair: tuple[_PairRecord, ...] = ()
    denial: tuple[_DenialRecord, ...] | None = None
    difference: tuple[_DifferenceRecord, ...] | None = None


class Lines:
    """Where the tables and keys of a file stand: TOML readers do not say."""

    def __init__(self, raw: str) -> None:
        self._lines = raw.split("\n")
        self._tables: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            if match := _TABLE.match(line):
                self._tables[match[1]].append(number)

    def of(self, place: Sequence[int | str]) -> int:
        """Return the line, from 1, of a key such as ("article", 0, "text"); the table's own where it lacks the key."""
        if len(place) < 2 or not isinstance(place[1], int):
            return self._key(0, str(place[0]))
        table = self._tables[str(place[0])][place[1]]
        return self._key(table, str(place[2])) if len(place) > 2 else table + 1

    def of_text(self, place: Sequence[int | str]) -> int:
        """Return the line on which a key's text begins: TOML drops a line end right after the opening quotes."""
        line = self.of(place)
        return line + self._lines[line - 1].rstrip().endswith(("'''", '"""'))

    def _key(self, first: int, key: str) -> int:
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for number in range(first, len(self._lines)):
            if number > first and _TABLE.match(self._lines[number]):
                break
            if pattern.match(self._lines[number]):
                return number + 1
        return first + 1


def reason(place: Sequence[int | str], message: str) -> str:
    """Return what is wrong with the key at `place`."""
    return f"{'.'.join(map(str, place))}: {message}"
