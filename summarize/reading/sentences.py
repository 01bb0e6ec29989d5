"""Article -> sentences, as offsets.

A rule-based splitter: a sentence must be an exact slice of the text, and news prose stops in few ways. What is hard is
the full stop that ends nothing ("Maj. Gen.", "U.S.", "No. 4", "9 a.m. Monday"), so most of this module is about those.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize.schema import Article, BlockRole

__all__ = ["Sentence", "sentence_at", "sentence_spans", "split_sentences"]


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article."""

    start: int
    """First code point, white space excluded."""
    end: int
    """End, exclusive, white space excluded."""
    block: int
    """Index of its block in `Article.blocks`."""
    role: BlockRole
    """Role of its block."""


_UNREAD = frozenset({BlockRole.BOILERPLATE, BlockRole.DUPLICATE})

_BEFORE_NAME = frozenset(
    """mr mrs ms mx messrs mmes dr prof rev fr hon pres gov lt sgt capt cpl pvt cmdr cdr cmdt col maj brig gen adm sen
    rep reps sens supt insp det dep asst atty amb sec pte cllr mt ft vs v cf e.g i.e viz approx esp incl fig figs nos
    al eng sheik""".split()
)
"""Abbreviations that something always follows: titles before a name, and words that lead on."""

_BEFORE_NUMBER = frozenset("no art sec ch p pp vol pt par para est ca c tel ext jan feb mar apr jun jul".split())
"""Abbreviations, or words, that end nothing when a digit follows ("No. 4", "Jan. 6")."""

_EITHER = frozenset(
    """jr sr inc corp co ltd llc plc bros cos dept univ assn st ave blvd rd etc ph.d m.d b.a m.a u.s u.k u.n e.u u.a.e
    d.c b.c a.d u.s.a u.s.s.r aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat
    ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nebr nev okla
    ore pa tenn tex va vt wash wis wyo n.y n.j n.h n.m n.c n.d s.c s.d r.i w.va ont que alta sask""".split()
)
"""Abbreviations that may stand last in a sentence: a stop after one ends it only where a sentence plainly begins."""

_STARTERS = frozenset(
    """the a an he she it they we this that these those there his her its their our but and so yet however meanwhile
    still then in on at by for from with after before as when while if although though since because according about
    more most some many few one two three several nearly almost over under both neither no not now here what who how why
    also earlier later last local officials police authorities witnesses residents separately""".split()
)
"""Words that, capitalised after such an abbreviation, plainly begin a sentence."""

_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,4}\b|(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?\b|(?:Eastern|Central|Mountain|Pacific|Greenwich)"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|local\b|\d)"
)
_SAYING = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|asked|asks|added|told|wrote|writes|shouted|replied|cried|tweeted|quipped)\b"
)

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(\\["
_STOP = re.compile(rf"(?P<stop>[.!?…]+(?:\s\.)*)(?P<close>[{_CLOSERS}]*)(?P<gap>\s+|(?=[A-Z]))")
_NEXT = re.compile(rf"[{_OPENERS}\s]*(?P<word>[^\W\d_][\w'’-]*|\d+)?")
_LAST_TOKEN = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]+$|\d+(?:[.,:]\d+)*$")
_GLUED = re.compile(r"[a-z]{2}$")
_GLUED_NEXT = re.compile(r"[A-Z][a-z]*\s")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]$", re.IGNORECASE)
_CREDIT = re.compile(
    r"\([^()]{0,80}?\b(?:AP|AFP|EPA|Reuters|Getty|Photo|File|Agencies|Xinhua|Anadolu)\b[^()]{0,30}\)(?:\s+(?=[A-Z])|\s*\Z)"
)
_LOST_STOP = re.compile(
    r"(?P<before>\b[a-z]+)(?P<gap>\s+)(?=(?:The|He|She|They|But|However|Meanwhile|According)\s[a-z])"
)
_NO_STOP_BEFORE = frozenset(
    """a an the of to in on at by for from with and or but nor as than that which who whom whose when where while if is
    are was were be been being has have had says said say saying added adding told called titled named entitled
    newspaper magazine film book song album group band show series paper daily his her its their our my your not
    into over under about between against through during before after""".split()
)
"""Words after which a capital rather begins a title or a quotation than a sentence whose stop was lost."""


def split_sentences(article: Article, *, include_all: bool = False) -> tuple[Sentence, ...]:
    """Return the sentences of `article` in text order; together they cover every block that is read.

    Boilerplate and duplicate blocks are passed over unless `include_all`.
    """
    return tuple(
        Sentence(start, end, index, block.role)
        for index, block in enumerate(article.blocks)
        if include_all or block.role not in _UNREAD
        for start, end in sentence_spans(article.text, block.start, block.end)
    )


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    """Return the index of the sentence that holds `offset`, or else of the last one before it; the first before them all."""
    return max(0, bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence of `text[start:end]`, white space excluded, in order."""
    end = len(text) if end is None else end
    edges = [start, *sorted(cut for cut in _cuts(text, start, end) if start < cut < end), end]
    trimmed = (_trim(text, left, right) for left, right in pairwise(edges))
    return tuple((left, right) for left, right in trimmed if left < right)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _cuts(text: str, start: int, end: int) -> set[int]:
    """Return the offsets at which a new sentence begins (white space before it not yet trimmed)."""
    cuts = {match.end() for match in _STOP.finditer(text, start, end) if _ends_sentence(text, start, end, match)}
    for match in _CREDIT.finditer(text, start, end):
        begin = max((cut for cut in cuts if cut <= match.start()), default=start)
        if begin == match.start() > start:  # the credit stands after the caption's stop: it is the caption's still
            cuts.discard(begin)
            cuts.add(match.end())
        elif not _is_dateline(text, begin, match.start()):
            cuts.add(match.end())
    cuts.update(
        match.end()
        for match in _LOST_STOP.finditer(text, start, end)
        if match["before"] not in _NO_STOP_BEFORE and not match["before"].endswith("ly")
    )
    return cuts


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is nothing but the place of a dateline, as in "KYIV (Reuters)"."""
    words = text[start:end].split()
    return len(words) <= 6 and all(word[:1].isupper() or word[:1].isdigit() for word in words)


def _ends_sentence(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end(), end)
    word = following["word"] if following else None
    if word is None:
        return False
    if not match["gap"]:
        return _is_glued_stop(text, start, end, match)
    if word[0].islower():
        return False
    stop = match["stop"]
    if stop != ".":
        quoted = bool(match["close"]) and "." not in stop and "…" not in stop
        return not (quoted and _SAYING.match(text, match.end(), end))
    return not _leads_on(text, start, match, word, text[match.end() : min(end, match.end() + 20)])


def _is_glued_stop(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Say whether a stop with no space after it ends a sentence ("the war.He said"), not a name ("Booking.Com")."""
    before = text[max(start, match.start() - 2) : match.start()]
    after = _GLUED_NEXT.match(text, match.end(), end)
    return bool(_GLUED.search(before)) and after is not None and after[0].strip().lower() not in {"com", "net", "org"}


def _leads_on(text: str, start: int, match: re.Match[str], word: str, following: str) -> bool:
    """Say whether the full stop of `match` belongs to an abbreviation that the sentence goes on from."""
    line_start = max(start, match.start() - 24)
    token = _LAST_TOKEN.search(text, line_start, match.start())
    if token is None:
        return False
    last = token[0].lower()
    begins = word.lower() in _STARTERS and word[0].isupper()
    if last.isdigit():
        return text[start : token.start()].rstrip()[-1:] in {"", ".", ":", ";", "!", "?"}
    if last in {"a.m", "p.m", "am", "pm"} and (last[1] == "." or text[token.start() - 1 : token.start()] == " "):
        return last[1] == "." and bool(_AFTER_CLOCK.match(following)) and not begins
    if last in _BEFORE_NAME:
        return not (last in {"sec", "ft", "mt", "al", "v", "gen", "fig", "eng"} and begins)
    if last in _BEFORE_NUMBER and word[0].isdigit():
        return True
    if last in _EITHER and _is_abbreviation(text, token):
        return not begins
    if _DOTTED.fullmatch(last):
        return not begins
    return len(last) == 1 and token[0].isupper() and last != "i" and not begins


def _is_abbreviation(text: str, token: re.Match[str]) -> bool:
    """Tell "Ill." and "Wash." from the words that they also are, by their capital."""
    return token[0][0].isupper() or "." in token[0] or token[0] in {"etc"}
