"""Blocks that say again, in the same or nearly the same words, what an earlier block of the article said.

Web pages print captions twice, once under the picture and once for screen readers, and repeat paragraphs. A repeat must
have the same figures and negations, and no capitalised word of its own: what it changes is then at most wording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarize.reading.sentences import sentence_spans
from summarize.schema import BlockRole

__all__ = ["find_repeats", "same_words"]

NEAR = 0.85
"""Ratio of matching words (difflib) from which two sentences are the same: one word in six may be added or left out."""
SHINGLE = 5
"""Words in a row that two sentences must share to be compared at all; keeps the search linear."""
MAX_SHARING = 20
"""Sentences remembered for the same run of words; a text of one line a thousand times is not compared with itself."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEGATION = frozenset(
    {"no", "not", "never", "none", "neither", "nor", "without", "denied", "denies", "deny", "rejected"}
)
_PICTURED = frozenset({"pictured", "picture", "photo", "image", "above", "caption"})
_READ = frozenset({BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.BULLET, BlockRole.PARAGRAPH, BlockRole.CAPTION})


@dataclass(frozen=True)
class _Said:
    block: int
    words: tuple[str, ...]
    hard: Counter[str]
    capitals: frozenset[str]


def same_words(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two spans of `text` have the same words, a leading "Pictured:" apart, and at least four."""
    words = _content(text[one[0] : one[1]])
    return len(words) >= 4 and words == _content(text[other[0] : other[1]])


def find_repeats(text: str, spans: Sequence[tuple[int, int]], roles: Sequence[BlockRole]) -> dict[int, int]:
    """Return, for each block that repeats an earlier one, the index of that one.

    A paragraph repeats only a paragraph, or the headline word for word: where a bullet or a caption came first, the
    story's own sentence is the one to keep.
    """
    repeats: dict[int, int] = {}
    exact: dict[tuple[str, ...], list[_Said]] = {}
    shingles: dict[tuple[str, ...], list[_Said]] = {}
    for index, (start, end) in enumerate(spans):
        if roles[index] not in _READ:
            continue
        said = [_said(index, text[left:right]) for left, right in sentence_spans(text, start, end)]
        said = [sentence for sentence in said if sentence.words]
        found = [_earlier(sentence, roles, exact, shingles) for sentence in said]
        long_enough = sum(len(sentence.words) for sentence in said) >= 4
        if said and long_enough and all(block is not None for block in found):
            longest = max(range(len(said)), key=lambda i: len(said[i].words))
            repeats[index] = _origin(found[longest], repeats)
            continue
        for sentence in said:
            exact.setdefault(sentence.words, []).append(sentence)
            for shingle in _shingles(sentence.words):
                sharing = shingles.setdefault(shingle, [])
                if len(sharing) < MAX_SHARING:
                    sharing.append(sentence)
    return repeats


def _origin(block: int | None, repeats: dict[int, int]) -> int:
    assert block is not None
    return repeats.get(block, block)


def _content(piece: str) -> tuple[str, ...]:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(piece)]
    return tuple(words[1:] if words and words[0] in _PICTURED else words)


def _said(block: int, piece: str) -> _Said:
    words = _content(piece)
    hard = Counter(word for word in words if word[0].isdigit() or word in _NEGATION or word.endswith("n't"))
    capitals = frozenset(word.lower() for word in _WORD.findall(piece)[1:] if word[0].isupper())
    return _Said(block, words, hard, capitals)


def _shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1)}


def _earlier(
    sentence: _Said,
    roles: Sequence[BlockRole],
    exact: dict[tuple[str, ...], list[_Said]],
    shingles: dict[tuple[str, ...], list[_Said]],
) -> int | None:
    """Return the first earlier block that says what `sentence` does, or null."""
    paragraph = roles[sentence.block] is BlockRole.PARAGRAPH
    allowed = {BlockRole.PARAGRAPH, BlockRole.HEADLINE} if paragraph else _READ
    for other in exact.get(sentence.words, ()):
        if other.block != sentence.block and roles[other.block] in allowed:
            return other.block
    candidates = {
        (other.block, other.words): other
        for shingle in _shingles(sentence.words)
        for other in shingles.get(shingle, ())
        if other.block != sentence.block and not (paragraph and roles[other.block] is not BlockRole.PARAGRAPH)
    }
    return next((other.block for _, other in sorted(candidates.items(), key=_place) if _near(sentence, other)), None)


def _place(candidate: tuple[tuple[int, tuple[str, ...]], _Said]) -> tuple[int, tuple[str, ...]]:
    return candidate[0]


def _near(later: _Said, earlier: _Said) -> bool:
    if later.hard != earlier.hard or not later.capitals <= {*earlier.capitals, *earlier.words[:1]}:
        return False
    return SequenceMatcher(None, earlier.words, later.words, autojunk=False).ratio() >= NEAR
