"""Blocks -> what an article says about itself: title, outlet, author, date of publication, language."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from summarize.reading.dates import find_dates
from summarize.reading.outlets import AGENCIES, outlet_at, outlet_named, outlet_of_filename, outlet_of_url, outlets_in
from summarize.schema import Block, BlockRole

if TYPE_CHECKING:
    from lingua import LanguageDetector

__all__ = ["find_author", "find_language", "find_outlet", "find_published", "find_title", "language_name", "more_exact"]

LANGUAGE_SAMPLE = 4_000
"""Code points that the language is told from, half from the top and half from the middle."""
SURE = 0.9
"""Confidence (lingua) from which a text is called foreign; a short English text of many foreign names scores less."""
MIN_LETTERS = 60
"""Letters of the Latin alphabet below which a text is too short to be called foreign."""

SURELY_ENGLISH = 0.1
"""Share of a text's words that are of `_ENGLISH` from which no detector is asked, which takes half a second to load. Of 3,466
news articles 97 in 100 have it, half of them by two thirds more."""
_ENGLISH = re.compile(
    r"\b(?:the|and|that|with|from|were|been|this|which|said|says|their|they|after|about|would|who)\b",
    re.IGNORECASE,
)
"""Common words of English that are common in no other language."""
_WORD = re.compile(r"[^\W\d_]+")

_LANGUAGES = """ENGLISH FRENCH GERMAN SPANISH ITALIAN PORTUGUESE CATALAN DUTCH DANISH SWEDISH BOKMAL FINNISH POLISH
CZECH SLOVAK HUNGARIAN ROMANIAN CROATIAN SERBIAN BULGARIAN RUSSIAN UKRAINIAN BELARUSIAN GREEK TURKISH ARABIC PERSIAN
URDU HEBREW HINDI BENGALI INDONESIAN VIETNAMESE TAGALOG SWAHILI CHINESE JAPANESE KOREAN THAI""".split()
"""Names in lingua of the languages that are told apart: those of large news publics. Fewer are faster and surer."""

_UPDATED = re.compile(r"\b(?:updated|modified|changed)\b[^.|]{0,40}$", re.IGNORECASE)
_BY = re.compile(
    r"^\W*(?:(?:words|story|report(?:ing)?|written|posted|compiled|edited)\s+)?(?:by:?|author:|reporter:|from)\s+",
    re.IGNORECASE,
)
_AUTHOR_END = re.compile(
    rf",\s+(?:{'|'.join(map(re.escape, AGENCIES))})$|"
    r"\s*(?:\||·|•|\s[-–—]\s|,?\s+\b(?:for|in|at|on)\s+(?:the\s+)?[A-Z].*$|\b(?:published|updated|posted)\b.*$"
    r"|,\s*(?:[\w-]+\s+){0,3}(?:correspondent|editor|reporter|writer|staff|bureau|chief|columnist|analyst|contributor)\b.*$)",
    re.IGNORECASE,
)
_BYLINE_OUTLET = re.compile(
    r"(?:,|\bfor)\s+(?P<outlet>The\s+[A-Z][\w'’&.-]*(?:\s+[A-Z][\w'’&.-]*){0,3}|(?:[A-Z][\w'’&.-]*\s+){1,3}(?:Times|Post|News|Tribune"
    r"|Herald|Star|Gazette|Journal|Chronicle|Courier|Record|Ledger|Dispatch|Observer|Mail|Express|Mirror|Globe|Press|Echo"
    r"|Argus|Review|Weekly|Standard|Telegraph|Bulletin|Examiner|Register|Sentinel|Monitor|Today|Online|Wire))\s*$"
)
"""An outlet after the name in a byline ("By Nora Quist for The Reed"), told by its article or by what newspapers are called."""
_TOLD = re.compile(r"\b(?:told|telling|contacted by|approached by|interview with)\s+(?:the\s+)?", re.IGNORECASE)
_ORGANISATIONS = frozenset(AGENCIES)
_DATELINE_AGENCY = re.compile(rf"\(({'|'.join(map(re.escape, AGENCIES))})\)")


def find_title(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return the headline's words with their white space reduced, or null where the text has none."""
    found = next((block for block in blocks if block.role is BlockRole.HEADLINE), None)
    return " ".join(text[found.start : found.end].split()) if found else None


def find_published(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return the date above the story as ISO 8601, one of publication before one of an update; null without one."""
    published: list[str] = []
    updated: list[str] = []
    for block in blocks:
        if block.role not in (BlockRole.DATELINE, BlockRole.BYLINE):
            continue
        for date in find_dates(text, block.start, block.end):
            into = updated if _UPDATED.search(text[block.start : date.start]) else published
            into.append(date.iso)
    return next(iter([*published, *updated]), None)


def more_exact(given: str | None, found: str | None) -> str | None:
    """Return the date `given` with a record, or `found` in the text where that is the same day with its time."""
    if given and found and len(given) == 10 < len(found) and found.startswith(given):
        return found
    return given or found


def find_author(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Return the byline without "By", desk and place, or null where there is none."""
    for block in blocks:
        piece = text[block.start : block.end]
        if block.role is BlockRole.BYLINE and not find_dates(piece):
            name = _BYLINE_OUTLET.sub("", _BY.sub("", piece.strip("*_")))
            names = " ".join(_AUTHOR_END.sub("", name).split()).strip(" ,.;|*_")
            if names and len(names) <= 100:
                return names
        if block.role is BlockRole.DATELINE:
            for date in find_dates(piece)[:1]:
                before, after = piece[: date.start].strip(), piece[date.end :].strip(" |,-–—")
                if before in _ORGANISATIONS:
                    return before
                if _BY.match(after):
                    return _AUTHOR_END.sub("", _BY.sub("", after)).strip() or None
    return None


def find_outlet(text: str, blocks: tuple[Block, ...], *, stem: str | None, url: str | None) -> str | None:
    """Return who published the text, or null where nothing tells.

    In order: the address; what the page's own furniture and byline name; the file's name; an outlet that the story says
    it was told to; last, the agency that the dateline credits.
    """
    by_url = outlet_of_url(url) if url else None
    if by_url:
        return by_url
    own: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for block in blocks:
        piece = text[block.start : block.end]
        if block.role in (BlockRole.BOILERPLATE, BlockRole.BYLINE):
            own.update(name for name in outlets_in(piece) if name not in _ORGANISATIONS)
        told.update(name for match in _TOLD.finditer(piece) if (name := outlet_at(piece, match.end())))
        signed = _BYLINE_OUTLET.search(piece) if block.role is BlockRole.BYLINE else None
        if signed and signed["outlet"] not in _ORGANISATIONS:
            own[outlet_named(signed["outlet"]) or signed["outlet"]] += 1
    if own:
        return own.most_common(1)[0][0]
    by_name = outlet_of_filename(stem) if stem else None
    if by_name:
        return by_name
    if len(told) == 1:
        return next(iter(told))
    return _agency(text, blocks)


def _agency(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        piece = text[block.start : block.end]
        if block.role is BlockRole.DATELINE:
            credited = _DATELINE_AGENCY.search(piece)
            names = outlets_in(piece) if credited is None else [outlet_named(credited[1])]
            if names:
                return names[0]
        if block.role is BlockRole.BYLINE and outlets_in(piece):
            return outlets_in(piece)[0]
    return None


@cache
def _detector() -> LanguageDetector:
    """Return the detector of `_LANGUAGES`; its models of three letters take about 20 MB and are read once."""
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _LANGUAGES]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language; English unless another is sure."""
    half = LANGUAGE_SAMPLE // 2
    middle = max(half, len(text) // 2)
    sample = text[:half] + " " + text[middle : middle + half]
    letters = [character for character in sample if character.isalpha()]
    latin = sum(character < "\u0250" for character in letters)
    if not letters or (latin > len(letters) / 2 and latin < MIN_LETTERS):
        return "en"
    if len(_ENGLISH.findall(sample)) >= SURELY_ENGLISH * len(_WORD.findall(sample)):
        return "en"
    best = _detector().compute_language_confidence_values(sample)[0]
    sure = best.value >= SURE or latin < len(letters) / 2
    return best.language.iso_code_639_1.name.lower() if sure else "en"


def language_name(code: str) -> str:
    """Return the English name of the language with this ISO 639-1 code."""
    from lingua import IsoCode639_1, Language

    language = Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper()))
    return "Norwegian" if language.name == "BOKMAL" else str(language.name).capitalize()
