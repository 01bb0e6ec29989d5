"""Report values in plain words: names, figures, dates, counts.

Nothing here judges: a figure keeps the qualifier that the article gave it, and a name stays as the article has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from summarize.briefing.spelling import Spelling
from summarize.schema import ARTICLE_ITSELF, Claim, Figure, QuestionStatus


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of the lines."""
    return frozenset(word for line in lines for word in line.split())


TAGS: Mapping[QuestionStatus, str] = {
    "disputed": "Disputed",
    "denied": "Denied",
    "self_contradicted": "Contradicts itself",
    "updated": "Updated",
    "different_scope": "Different scope",
    "compatible": "Compatible",
    "agreed": "Agreed",
    "single_source": "One outlet",
}
"""Statuses in a word or two."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_COMMON_OPENERS = word_set(
    "a about almost an and another around as at between close dozens few fewer from half hundreds just less many more",
    "most nearly no none not one only other our over roughly several some the their this thousands up",
)
"""First words of figures and of descriptions that are no names."""
_DIRECTED = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
_CURRENCY = re.compile(r"[A-Z]{3}")


def clean(text: str) -> str:
    """Return `text` with what no file or page can show (control characters, lone surrogates) as U+FFFD, one for one."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line."""
    return " ".join(clean(text).split())


def isolated(text: str) -> str:
    """Return `text` so that its direction of reading stays inside it where no markup can hold it."""
    return f"\u2068{_balanced(text)}\u2069" if _DIRECTED.search(text) else text


def _balanced(text: str) -> str:
    """Return `text` with every direction that it opens closed, and none closed that it did not open."""
    kept, embeddings, isolates = [], 0, 0
    for letter in text:
        if letter in "\u202a\u202b\u202d\u202e":
            embeddings += 1
        elif letter in "\u2066\u2067\u2068":
            isolates += 1
        elif letter == "\u202c":
            if not embeddings:
                continue
            embeddings -= 1
        elif letter == "\u2069":
            if not isolates:
                continue
            isolates -= 1
        kept.append(letter)
    return "".join(kept) + "\u202c" * embeddings + "\u2069" * isolates


def web_address(url: str | None) -> str:
    """Return `url` if it is a web address that a browser may be sent to, else nothing."""
    if not url:
        return ""
    try:
        parts = urlsplit(one_line(url))
    except ValueError:
        return ""
    return one_line(url) if parts.scheme in ("http", "https") and parts.netloc else ""


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def inside_sentence(text: str) -> str:
    """Return `text` as it stands inside a sentence: "at least 12", "a US official"; names keep their capitals."""
    first, _, rest = text.partition(" ")
    is_described = first in ("A", "An") and any(word.islower() for word in rest.split())
    is_common = first.casefold() in _COMMON_OPENERS and (is_described or not rest[:1].isupper())
    return first.lower() + text[len(first) :] if is_common else text


def listed(parts: Sequence[str]) -> str:
    """Return the parts as "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(n: int, one: str, many: str | None = None) -> str:
    """Return "1 article", "2 articles"; `many` is the plural where it is not `one` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def figure_words(figure: Figure, spelling: Spelling) -> str:
    """Return the article's words for a figure, with its currency or "per cent" where the words leave them out."""
    words = one_line(figure.span.text)
    if figure.unit == "percent" and not re.search(r"%|per\s?cent|percentage|points?\b", words, re.IGNORECASE):
        return f"{words} {spelling.percent}"
    if figure.unit and _CURRENCY.fullmatch(figure.unit) and not re.search(r"[^\W\d_]|[^\w\s.,:\-\u2013\u2014]", words):
        return f"{words} {figure.unit}"
    return words


def claim_words(claim: Claim, spelling: Spelling) -> str:
    """Return what the claim says: its figure as the article words it, or the whole statement."""
    return figure_words(claim.figure, spelling) if claim.figure else one_line(claim.quote.text)


def is_outlet(claim: Claim) -> bool:
    """Say whether the outlet itself makes the claim."""
    return claim.asserted_by.name == ARTICLE_ITSELF


def instant(published: str | None) -> datetime | None:
    """Return the moment of publication for ordering: UTC and naive, a date as its midnight; None if there is none."""
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    offset = moment.utcoffset() or timedelta()
    try:
        return moment.replace(tzinfo=None) - offset
    except OverflowError:
        return moment.replace(tzinfo=None)


def moment(published: str | None, spelling: Spelling, *, short: bool = False, zone: bool | None = None) -> str:
    """Return a time of publication in words, in the zone the article gave; as it stands if it is no ISO 8601.

    `short` leaves out the year and shortens the month: "2 Mar, 19:27"; `zone` is whether to name the zone, and if not
    given, the long form does.
    """
    if not published:
        return ""
    try:
        parsed = datetime.fromisoformat(published)
    except ValueError:
        return one_line(published)
    text = spelling.short_day(parsed) if short else spelling.day(parsed)
    if len(published) <= len("2022-03-02"):
        return text
    with_zone = not short if zone is None else zone
    return f"{text}, {parsed:%H:%M}{_zone(parsed) if with_zone else ''}"


def _zone(parsed: datetime) -> str:
    offset = parsed.utcoffset()
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    if not minutes:
        return " UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f" UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}"


def number(value: float) -> str:
    """Return a number for a scale: "500", "1,600", "1.2m", "2.9bn"."""
    for size, suffix in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.4g}{suffix}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def bounds_words(low: float | None, high: float | None) -> str:
    """Return an interval in words: "498", "5,500 to 6,500", "more than 2,000", "up to 160,000"."""
    if low is None and high is None:
        return "no number"
    if low is None:
        return f"up to {number(high or 0)}"
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"
