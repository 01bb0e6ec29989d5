"""Digest of the code that runs models, for what is kept on disk: what other code has left there is not used."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

__all__ = ["revision"]


@cache
def revision() -> str:
    """Return the sha256 of the modules of this folder, in hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()
