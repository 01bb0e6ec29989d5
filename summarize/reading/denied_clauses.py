"""The words of a denial's own sentence that state what is denied: "| The union says 90 left |, but the mayor disputes that".

    find_denied_claim(text, sentence.start, verb, its_object, sentence.end)     # without what joins it to the denial; or None

A sentence may hold the claim before its denial ("..., which he denies", "... - charges he denies", "..., but she rejected that
account") or in it ("denied accusations that he took bribes"). Whoever denies in so many words what nobody is said to claim
("denied that he took bribes") states no claim of another.
"""

from __future__ import annotations

import re

__all__ = ["find_denied_claim", "find_judged_claim"]

_CLAIMS = (
    r"(?:allegations?|accusations?|claims?|reports?|charges?|suggestions?|rumou?rs|assertions?|insinuations?|speculation"
    r"|suspicions?|complaints?|criticisms?)"
)
_ADVERBS = (
    r"(?:\s+(?:has|have|had|also|again|always|since|both|all|strongly|firmly|\w+ly|continues?\s+to|continued\s+to))*"
)
_WHO = r"(?:(?:[\w’'.-]+\s+){0,5}?[\w’'.-]+)"
_JOINED = re.compile(
    rf"""
      (?: ,?\s+which\s+{_WHO}                                                  # "..., which it fiercely denies"
        | (?:,|\s[-–—])\s+(?:a\s+|an\s+|the\s+)?{_CLAIMS}\s+(?:(?:that|which)\s+)?{_WHO}      # "... - charges he denies"
        | \s+claims\s+(?:he|she|it|they)                                      # the same where the comma was lost
      ){_ADVERBS}\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands between a claim and the verb of denying that has it for its object."""
_TURNED = re.compile(rf"(?:,|\s[-–—]|;)?\s+(?:but|though|although|while|and)\s+{_WHO}{_ADVERBS}\s*$", re.IGNORECASE)
"""What stands between a claim and a clause that denies it by a word that points back."""
_POINTS = re.compile(
    rf"\s*(?:it|this|that|(?:that|this|the|those|these|all|any|her|his|their)\s+(?:\w+\s+)?(?:{_CLAIMS}|account|version|story))\s*(?:[.,;]|$)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;]|[\"”’]|$)")
_SAID = re.compile(
    r"\b(?:sa(?:y|ys|id)|claim(?:s|ed)?|alleg(?:es?|ed)|accus(?:es?|ed)|report(?:s|ed)?|blam(?:es?|ed)|told|suggest(?:s|ed)"
    r"|according\s+to|suspicions?|suspect(?:s|ed)?|charged|insist(?:s|ed)?|believ(?:es?|ed)|argu(?:es?|ed)|stat(?:es|ed))\b",
    re.IGNORECASE,
)
_CLAIMING = rf"""{_CLAIMS}\s+
      (?:by\s+(?:[\w’'-]+\s+){{1,5}}?)?
      (?: (?:that|of|about)\s+
        | (?=(?:he|she|it|they|we|[A-Z][\w’'-]+)\s+(?:\w+ly\s+)?(?:had|has|have|was|were|is|are|did|would|will)\b)
      )
      (?=\S+\s+\S+)
    """
"""A noun for a claim, and what leads to its words: at least two."""
_CLAIMED = re.compile(
    rf"\s*(?:of\s+)?(?:(?!as\b|of\b|that\b|was\b|were\b|is\b|are\b|had\b|has\b)[\w’'-]+\s+){{0,4}}?{_CLAIMING}",
    re.VERBOSE,
)
_JUDGED = re.compile(rf"\b(?:(?:the|any|all|these|those|such|his|her|its|their)\s+(?:\w+\s+)?)?{_CLAIMING}", re.VERBOSE)
_RELATIVE = re.compile(r"\bwho(?:\s+(?:has|have|had|also|\w+ly))*\s*$", re.IGNORECASE)
_LINK = re.compile(
    r"\s+(?:\w+ly\s+)?(?:is|are|was|were|had\s+been|has\s+been|have\s+been)\s+[^.;,]{0,20}$", re.IGNORECASE
)
LEAST = 3
"""Words of a claim that says something."""


def find_denied_claim(
    text: str, start: int, trigger: tuple[int, int], content: tuple[int, int], end: int
) -> tuple[int, int] | None:
    """Return the words of the sentence `text[start:end]` that state what its verb of denying denies; None if none do.

    Args:
        text: the article.
        start: of the sentence.
        trigger: the verb.
        content: its object.
        end: of the sentence.
    """
    joined = _JOINED.search(text, start, trigger[0]) if _ENDS.match(text, trigger[1], end) else None
    if joined is None and _POINTS.match(text, trigger[1], end):
        joined = _TURNED.search(text, start, trigger[0])
    if joined is not None:
        said = text[start : joined.start()]
        return (start, joined.start()) if _SAID.search(said) and len(said.split()) >= LEAST else None
    if content[0] >= trigger[1] and (named := _CLAIMED.match(text, *content)):
        comma = text.find(",", named.end(), content[1]) if _RELATIVE.search(text, start, trigger[0]) else -1
        return _trimmed(text, named.start(), content[1] if comma < 0 else comma)
    return None


def find_judged_claim(text: str, start: int, verdict: int) -> tuple[int, int] | None:
    """Return the words of `text[start:verdict]` that state the claim on which a verdict is passed; None if none do."""
    named = _JUDGED.search(text, start, verdict)
    link = _LINK.search(text, named.end(), verdict) if named else None
    return _trimmed(text, named.start(), link.start()) if named and link else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the marks around it and an "of" before it."""
    said = text[start:end]
    found = re.match(r"\s*(?:of\s+)?", said)
    assert found is not None
    return start + found.end(), start + len(said.rstrip(' ,.;:"”’'))
