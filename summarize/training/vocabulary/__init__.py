"""Load the words that examples are made of; they are data, in the TOML files beside this one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

Table = dict[str, object]


@cache
def load(name: str) -> Table:
    """Return the table of `vocabulary/NAME.toml`."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, *keys: str) -> list[str]:
    """Return the list of strings under `keys` of `vocabulary/NAME.toml`."""
    value = table(name, *keys[:-1])[keys[-1]]
    if not isinstance(value, list):
        raise TypeError(f"{name}.toml: {'.'.join(keys)} is no list")
    return [str(item) for item in value]


def table(name: str, *keys: str) -> Table:
    """Return the table under `keys` of `vocabulary/NAME.toml`."""
    value: object = load(name)
    for key in keys:
        if not isinstance(value, dict):
            raise TypeError(f"{name}.toml: {key} stands in no table")
        value = value[key]
    if not isinstance(value, dict):
        raise TypeError(f"{name}.toml: {'.'.join(keys)} is no table")
    return value
