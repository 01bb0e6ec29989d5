"""Bytes -> text, whatever wrote them."""

from __future__ import annotations

import codecs
import re

from summarize.errors import ArticleError

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
MAX_CONTROLS = 0.01
"""Share of control characters from which bytes are not text: scraped articles have a stray one, programs a quarter."""
MAX_WESTERN = 0.1
"""Share of characters outside of ASCII up to which an unmarked text is read as cp1252: English prose has some 2 %, for
quotation marks and names; a text in another alphabet has three quarters."""
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)


def decode(data: bytes, name: str, *, html: bool = False) -> str:
    """Return the text of `data` without its byte-order mark, otherwise unchanged; `name` is for the error's sentence.

    The mark decides, then (for `html`) the page's own declaration, then UTF-8, UTF-16, cp1252 and what
    charset-normalizer finds. ArticleError where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding), name)
    declared = _META_CHARSET.search(data[:4096]) if html else None
    if declared:
        text = _strict(data, declared[1].decode("ascii"))
        if text is not None:
            return _checked(text, name)
    if b"\0" in data:
        return _checked(_strict(data, _utf16(data)), name)
    text = _strict(data, "utf-8")
    if text is None:
        text = _western(data)
    if text is None:
        text = _guessed(data)
    return _checked(text, name)


def _strict(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(data: bytes) -> str | None:
    """Return the byte order of unmarked UTF-16 in a European alphabet, told by where its zero bytes stand, or null."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > len(data) // 5 and even < odd // 10:
        return "utf-16-le"
    if even > len(data) // 5 and odd < even // 10:
        return "utf-16-be"
    return None


def _western(data: bytes) -> str | None:
    if sum(byte >= 0x80 for byte in data) > MAX_WESTERN * len(data):
        return None
    return _strict(data, "cp1252") or _strict(data, "latin-1")


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else None


def _checked(text: str | None, name: str) -> str:
    if text is None or len(_CONTROLS.findall(text)) > MAX_CONTROLS * len(text):
        raise ArticleError(
            f"{name} is not text but a binary file.",
            advice="Save the article as plain text, Markdown or HTML and give that.",
        )
    return text
