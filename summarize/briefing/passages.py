"""An article's text in pieces, so that any evidence in it can be pointed at and marked exactly.

Evidence overlaps ("nearly 500" inside its sentence), elements of a page cannot. So the text is cut wherever a block or
a piece of evidence begins or ends; evidence is then a run of whole pieces. The pieces joined are the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from summarize.briefing import wording
from summarize.briefing.items import Evidence
from summarize.schema import Article


@dataclass(frozen=True)
class Piece:
    """A run of an article's text inside one block, with no evidence beginning or ending inside it."""

    start: int
    """First code point."""
    text: str
    """The words, control characters replaced one for one."""
    role: str
    """Role of its block; empty between blocks."""
    is_evidence: bool
    """Whether some evidence covers it."""
    anchors: tuple[str, ...]
    """Ids of the evidence that begins here."""


def pieces(article: Article, evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    """Return the article's text in pieces; `evidence` is what points into it, spans outside the text excluded."""
    size = len(article.text)
    anchors: dict[int, list[str]] = defaultdict(list)
    depth: dict[int, int] = defaultdict(int)
    for piece in evidence:
        if 0 <= piece.span.start < piece.span.end <= size:
            anchors[piece.span.start].append(piece.anchor)
            depth[piece.span.start] += 1
            depth[piece.span.end] -= 1
    roles: dict[int, str] = {}
    for block in article.blocks:
        roles[block.end] = ""
    for block in article.blocks:
        roles[block.start] = block.role.value
    cuts = sorted({0, size, *depth, *roles})
    made, role, covering = [], "", 0
    for start, end in pairwise(cuts):
        role = roles.get(start, role)
        covering += depth[start]
        made.append(Piece(start, wording.clean(article.text[start:end]), role, covering > 0, tuple(anchors[start])))
    return tuple(made)
