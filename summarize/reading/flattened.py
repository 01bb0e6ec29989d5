"""The story of a page flattened into one line: captions, tags and the page's tail told from the running text.

Whatever stands between two sentences of such a page has lost its line, so only what shows plainly is cut: a sentence
that ends in a picture credit, a row of tags, furniture, and everything from the heading of the related links on.
"""

from __future__ import annotations

import re

from summarize.reading.furniture import is_furniture
from summarize.reading.openings import Piece
from summarize.reading.sentences import sentence_spans
from summarize.schema import BlockRole

__all__ = ["split_story"]

MAX_OPENING_SENTENCES = 2
"""Sentences that may stand above the first caption of a flattened page and be its standfirst."""
MIN_CAPTION = 7
"""Words before a credit; fewer are a place ("KYIV (AP)") or a name."""
MAX_TAGS = 24
"""Words in a row of tags; pages have four to ten tags of one to three words."""
MIN_STORY = 0.4
"""Share of the page that must stand before its tail, lest a heading at the top hides the story."""

_CREDIT = re.compile(
    r"\((?:photo|picture|image|credit|file)?[\s:by]*[\w\s/&-]{0,40}"
    r"\b(?:AP|AFP|EPA|Reuters|Getty|Photo|Agencies)\b[\w\s/-]{0,30}\)"
)
_TAIL = re.compile(
    r"(?:\d[\d ]*)?(?:Related(?:\s+(?:News|Stories|Articles|Topics|Content|Links))?\s+[A-Z\d]"
    r"|Read\s+(?:Also|Next|More:)|See\s+Also|Topic\s[^()]{3,80}\(\d+\)|Sources?:?\s+[A-Z]\w+(?:\s+\w+){0,2}\s+(?:and|&)\s+[Aa]gencies"
    r"|Most\s+(?:Read|Popular)|Recommended\s+[A-Z]|Community\s+standards|Comment\s+via)"
)
_TAGS = re.compile(r"(?:Tags|Keywords|Topics):?\s+(?=\w)")
_STORY_BEGINS = re.compile(
    r"\b(?:An?|The|At|Some|More|Over|Nearly|Almost|About|Around|In|On|After|One|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten|Eleven|Twelve|\w+teen|(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ty|Dozens|Scores|Hundreds|Thousands)"
    r"\b[\s-]+(?=[a-z\d])"
    r"|\b(?:An?|The)\s+(?=[A-Z])"
)


def split_story(text: str, start: int, end: int) -> list[Piece]:
    """Return `text[start:end]` cut into pieces that cover it in order; the role of running text is null.

    What stands before a caption at the very top is the standfirst.
    """
    pieces: list[Piece] = []
    begin = start
    for index, (left, right) in enumerate(sentence_spans(text, start, end)):
        if _TAIL.match(text, left, right) and left - start >= MIN_STORY * (end - start):
            return _closed(pieces, text, begin, left, None) + _closed([], text, left, end, BlockRole.BOILERPLATE)
        role, stop = _role(text, left, right)
        if role is None:
            continue
        first_caption = role is BlockRole.CAPTION and begin == start and index <= MAX_OPENING_SENTENCES
        pieces = _closed(pieces, text, begin, left, BlockRole.STANDFIRST if first_caption else None)
        pieces.append((left, stop, role))
        begin = stop
    return _closed(pieces, text, begin, end, None)


def _role(text: str, left: int, right: int) -> tuple[BlockRole | None, int]:
    """Return what a sentence, or its beginning, is if no running text, and where that ends."""
    tags = _TAGS.match(text, left, right)
    if tags:
        story = _STORY_BEGINS.search(text, tags.end(), right)
        stop = story.start() if story else right
        row = text[tags.end() : stop].split()
        if not 0 < len(row) <= MAX_TAGS or (story is None and row[-1][-1] in ".!?"):
            return None, right
        return BlockRole.BOILERPLATE, left + len(text[left:stop].rstrip())
    credit = _CREDIT.search(text, left, right)
    if (
        credit
        and not text[credit.end() : right].strip(" .")
        and len(text[left : credit.start()].split()) >= MIN_CAPTION
    ):
        return BlockRole.CAPTION, right
    return (BlockRole.BOILERPLATE if is_furniture(text[left:right]) else None), right


def _closed(pieces: list[Piece], text: str, begin: int, end: int, role: BlockRole | None) -> list[Piece]:
    """Return `pieces` and what stands from `begin` to `end`, white space excluded, if anything does."""
    piece = text[begin:end]
    trimmed = begin + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return [*pieces, (*trimmed, role)] if piece.strip() else pieces
