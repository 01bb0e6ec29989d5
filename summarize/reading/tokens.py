"""Cut text into words, numbers and marks, each with its offsets.

Things that look like numbers but must not be torn apart (links, numeric dates, clock times, telephone numbers,
designations such as "Su-35") come out whole, as tokens of their own kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload


class Lex(StrEnum):
    """What a token is."""

    LINK = "link"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    HEIGHT = "height"
    FRACTION = "fraction"
    DECADE = "decade"
    ORDINAL = "ordinal"
    NAME = "name"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters that means something together; `text[start:end]` of the text it was cut from."""

    start: int
    end: int
    text: str
    lower: str
    """Lower-cased, typographic apostrophes as plain ones."""
    lex: Lex
    glued: bool
    """Nothing stands between it and the token before."""
    breaks: bool
    """A paragraph or line ends before it, so no phrase reaches across."""


# Every repetition is bounded or cannot match what the next part matches, so that the scan stays linear.
_TOKEN = re.compile(
    r"""
      (?P<link>    (?:https?://|www\.)[^\s<>"]{1,2000} | (?<![\w.@]) [\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}
                 | [@\#]\w{1,64} )
    | (?P<date>    \d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)
                 | \d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:19|20)\d{2}(?!\d)
                 | \d{1,2}/\d{1,2}/\d{2}(?!\d)
                 | 9/11(?![\d/]) )
    | (?P<time>    \d{1,2}(?:[.:]\d{2}){0,2}[ \xa0\u202f]?[ap](?:\.[ ]?m\.?|m\b\.?)(?!\w) | \d{3,4}[ ]?[ap](?:\.m\.|m\b)
                 | \d{1,2}:\d{2}(?::\d{2})?(?!\d|:\d) )
    | (?P<phone>   \+\d[\d\s().-]{7,16}\d(?!\d) | \(?\b\d{3}\)?[-.\ ]\d{3}[-.]\d{4}(?!\d)
                 | \b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?!\d)
                 | \b1-\d{3}-\d{3}-\d{4}(?!\d) | \b1-8\d\d-(?=[\dA-Z-]{0,6}[A-Z])[\dA-Z]{2,10}(?:-[\dA-Z]{1,8}){0,2}(?!\w) )
    | (?P<height>  [3-8]['’′]\ ?\d{1,2}(?:["”″]|''|’’) )
    | (?P<decade>  \b(?:1[0-9]|20)\d0['’]?s\b | ['’‘]\d0['’]?s\b | \b[1-9]0['’]?s\b )
    | (?P<ordinal> \b\d{1,3}(?:,?\d{3}){0,3}(?:st|nd|rd|th)\b )
    | (?P<fraction> \b\d{1,2}/\d{1,2}(?![\d/]) | \d{0,6}[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞] )
    | (?P<name>    \b401\(k\) | \b\d{1,2}x\d{1,2}\b | \b[48]K\b
                 | (?<![^\W\d_]) (?!(?:USD?|EUR|GBP|CHF|AUD|CAD|INR|JPY|CNY|RUB|SEK|NOK|DKK|ZAR|TRY
                         |[SNDI][Kk]r|Rs?|R[mMp]|N|K?Sh|Tk)\.?\d
                       |[KP]\d[\d,.]*[ ]?(?:m|bn|million|billion|trillion)\b
                       |(?i:pre|post|mid|sub|under|over|top|non|early|late|up|to|and|about|than|by|of|or|at|least)-\d)
                   (?:[^\W\d_]{1,20}\d | (?:[A-Z]|covid)[^\W\d_]{0,20}(?:-[^\W\d_]{1,20}){0,2}-\d)
                   [\w]{0,12}(?:[-/]\w{1,12}){0,2} )
    | (?P<number>  \d{1,3},\d{1,2}(?=[ \xa0]?(?:(?:[mb]illion|trillion|[mb]n|per[ ]?cent)\b|%))
                 | \d{1,3}(?:(?P<parts>[.'’])\d{3})(?:(?P=parts)\d{3})+(?!\d) | \d{1,3}['’]\d{3}(?!\d)
                 | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)? | \d{1,2}(?:,\d{2})+,\d{3}(?!\d) | \d+(?:\.\d+)? | (?<!\w)\.\d+ )
    | (?P<word>    [^\W\d_]+(?:['’][^\W\d_]+)* )
    | (?P<mark>    \S )
    """,
    re.VERBOSE,
)
_LINE_ENDS = re.compile(r"[\n\r\u2028\u2029]")


def vocabulary(words: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(words.split())


def _breaks(text: str, before: int, start: int, previous: Token | None) -> bool:
    """Say whether a line that ends between two tokens ends the phrase, or is only where a long line was wrapped."""
    gap = text[before:start]
    ends = len(_LINE_ENDS.findall(gap.replace("\r\n", "\n")))
    if ends == 0 or previous is None:
        return False
    wrapped = ends == 1 and (text[start].islower() or text[start].isdigit()) and previous.text[-1].islower()
    return not wrapped


def tokenize(text: str) -> Tokens:
    """Return the tokens of `text` in order. Time is linear in its length."""
    tokens: list[Token] = []
    previous: Token | None = None
    end = 0
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        words = match.group()
        previous = Token(
            start=start,
            end=stop,
            text=words,
            lower=words.lower().replace("’", "'"),
            lex=Lex(match.lastgroup or "mark"),
            glued=start == end and previous is not None,
            breaks=_breaks(text, end, start, previous),
        )
        tokens.append(previous)
        end = stop
    return Tokens(tokens)


_NOTHING = Token(start=0, end=0, text="", lower="", lex=Lex.MARK, glued=False, breaks=True)


class Tokens(Sequence[Token]):
    """Tokens that may be asked for by any index: beyond either end stands an empty mark that breaks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tuple(tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        if isinstance(index, slice):
            return self._tokens[index]
        return self._tokens[index] if 0 <= index < len(self._tokens) else _NOTHING

    def word(self, index: int) -> str:
        """Return the token's lower-case text, "" beyond the ends."""
        return self[index].lower

    def words_before(self, index: int, count: int) -> tuple[str, ...]:
        """Return the `count` lower-case texts before `index`, fewer where a line ends in between."""
        found: list[str] = []
        while len(found) < count and index > 0 and not self[index].breaks:
            index -= 1
            found.append(self[index].lower)
        return tuple(reversed(found))

    def words_from(self, index: int, count: int) -> tuple[str, ...]:
        """Return the `count` lower-case texts from `index` on, fewer where a line ends in between."""
        found: list[str] = []
        while len(found) < count and index < len(self) and not self[index].breaks:
            found.append(self[index].lower)
            index += 1
        return tuple(found)

    def hyphen(self, index: int) -> bool:
        """Say whether a hyphen or dash stands at `index`, glued on both sides."""
        return self[index].lower in DASHES and self[index].glued and self[index + 1].glued

    def quote(self, index: int) -> bool:
        """Say whether a quotation mark stands at `index`."""
        return self[index].text in QUOTES

    def starts(self, index: int, *words: str) -> bool:
        """Say whether these lower-case words stand from `index` on."""
        return self.words_from(index, len(words)) == words


QUOTES = frozenset("\"'“”‘’«»„")
DASHES = frozenset("-‐‑‒–—−")
