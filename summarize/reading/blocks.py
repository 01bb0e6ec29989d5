"""Text -> blocks with a role."""

from __future__ import annotations

import re

from summarize.schema import Block, BlockRole

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLET = re.compile(r"\s*[•‣▪◦●*]\s+")


def find_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of `text` in order."""
    blocks: list[Block] = []
    for line in _LINE.finditer(text):
        bullet = _BULLET.match(text, line.start(), line.end())
        start = bullet.end() if bullet else line.start()
        piece = text[start : line.end()]
        if not piece.strip():
            continue
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        role = BlockRole.BULLET if bullet else BlockRole.HEADLINE if not blocks and title else BlockRole.PARAGRAPH
        blocks.append(Block(start=start, end=end, role=role))
    return tuple(blocks)
