"""Recognise numbers that only name something: models, flights, chapters, telephone numbers, list numbers, ordinals."""

from __future__ import annotations

from summarize.reading.numbers import ONES
from summarize.reading.tokens import Lex, Tokens, vocabulary

DESIGNATORS = vocabulary(
    """
    intercity eurocity flight room chapter article section sec paragraph clause annex appendix schedule amendment resolution
    proposition prop measure code title act bill rule regulation directive protocol docket highway route road
    interstate motorway junction exit terminal gate pier platform line boeing airbus antonov ilyushin tupolev
    concorde channel radio studio class type model mark mk version series apollo windows iphone galaxy playstation
    formula euro agenda vision expo catch area zone district ward sector block building unit apartment apt suite
    floor level phase stage tier group pool grade category division brigade battalion regiment company squadron
    fleet page pages note update bulletin figure table exhibit volume vol issue part book episode force operation war
    season act scene ftse dax cac nikkei topix stoxx fortune lot item number no nos nr day week round game match lap hole super
    psalm verse ps
    """
)
"""Nouns that a number follows as a name does."""

_CAPITALISED = vocabulary(
    """
    act area force operation war article bill block book building catch channel class code company day district
    division euro exit expo fleet floor flight game gate group line lot level mark match measure model number part
    pool radio road rule season section sector series stage studio super terminal title type unit version vision
    ward week windows zone hole issue figure round note update bulletin
    """
)
"""Of these, the ones that need a capital: "in the first week 300 died" names nothing."""
_PLACED = vocabulary(
    "gate platform tank reactor hangar pier ward berth lane track dock carriage container pallet footnote category"
)
"""Nouns whose examples are numbered, in small letters and in words too: "gate two", "the valve on tank 9"."""
_NOT_PLURAL = vocabulary("says was has is as does this his its")
_ABBREVIATIONS = vocabulary("no nos nr sec vol apt mk art prop ch pp")
_GROUPS_OF = frozenset({"group", "gang", "club"})

_SUFFIXES = "ADGHSTUVXx"
"""Letters that make a name of the digits before them ("3D", "5G", "10A", "4x4") and are no unit or scale."""
_RANKS = vocabulary("top bottom last")
"""Words that make a rank of the number after them: "the top ten", "a last-16 tie"."""
_UNITS_OF_FORCE = vocabulary("brigade battalion regiment division squadron corps")
_STREETS = vocabulary("street st road rd avenue ave lane drive square boulevard terrace crescent")
_TYPOGRAPHY = frozenset(["px", "em", "pt"])
_AIRLINERS = frozenset(["707", "717", "727", "737", "747", "757", "767", "777", "787"])

ORDINAL_WORDS = vocabulary(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth
    seventieth eightieth ninetieth hundredth thousandth millionth
    """
)


def read_designation(tokens: Tokens, index: int) -> int | None:
    """Return the index after a number at `index` that names something, or None."""
    token = tokens[index]
    if token.lex in (Lex.NAME, Lex.PHONE, Lex.LINK):
        return index + 1
    if token.lex is Lex.FRACTION and "/" in token.text:
        numerator, denominator = (int(part) for part in token.text.split("/"))
        return None if 0 < numerator < denominator <= 12 else index + 1
    if _is_rank(tokens, index):
        return index + 1
    if token.lex is Lex.WORD:
        numbered = token.lower in ONES and _is_placed(tokens, index)
        return index + 1 if numbered else _titled(tokens, index) if token.lower in ONES else None
    if token.lex is not Lex.NUMBER:
        return None
    if _is_placed(tokens, index) or tokens.word(index - 1) == "per":
        return index + 1
    padded = len(token.text) > 1 and token.text.startswith("0") and "." not in token.text
    if padded or len(token.text) > 22:
        return index + 1
    if _follows_designator(tokens, index) or _is_bracketed(tokens, index) or _is_list_number(tokens, index):
        return index + 1
    if _is_address(tokens, index) or _is_of_force(tokens, index) or _is_of_zone(tokens, index):
        return index + 1
    after = tokens[index + 1]
    if after.glued and after.lower in _TYPOGRAPHY:
        return index + 2
    if after.glued and after.lex is Lex.WORD and len(after.text) <= 2 and after.text[0] in _SUFFIXES:
        return index + 2
    if token.text in _AIRLINERS and (after.lower in ("jet", "jets", "max") or after.text == "-"):
        return index + 1
    return None


def read_ordinal(tokens: Tokens, index: int) -> int | None:
    """Return the index after an ordinal at `index` ("21st", "first", "twenty-first"), or None."""
    if tokens[index].lex is Lex.ORDINAL or tokens.word(index) in ORDINAL_WORDS:
        return index + 1
    if tokens.hyphen(index + 1) and tokens.word(index + 2) in ORDINAL_WORDS and tokens.word(index).endswith("ty"):
        return index + 3
    return None


def _titled(tokens: Tokens, index: int) -> int | None:
    """Return the index after a number word within a title ("the Six Day War"), which capitals tell in running text."""
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    if tokens.words_before(index, 1) == ("number",) and token.lower in ("one", "two", "three"):
        return index + 1
    if not token.text[0].isupper() or token.text.isupper() or token.breaks:
        return None
    if _follows_designator(tokens, index):
        return index + 1
    if after.breaks:
        return None
    dated = before.lex is Lex.NUMBER and len(before.text) == 4  # "the 1967 Six Day War"
    if not dated and (before.lex is not Lex.WORD or not (before.text.islower() or before.lower in ("the", "a"))):
        return None
    follows = tokens[index + 2] if tokens.hyphen(index + 1) else after
    return index + 1 if follows.lex is Lex.WORD and follows.text[0].isupper() else None


def _follows_designator(tokens: Tokens, index: int) -> bool:
    if tokens[index].breaks:
        return False
    at = index - 1
    if (tokens[at].text in (".", "#", "№") and tokens[at].glued) or tokens[at].text in ("#", "№"):
        if tokens[at].text != ".":
            return True
        at -= 1
        return tokens.word(at) in _ABBREVIATIONS
    before = tokens[at]
    if before.text == "No" and tokens[at - 1].lex is Lex.WORD and not before.breaks:
        return not _counts_plainly(tokens, index)
    if before.lower == "of" and tokens.word(at - 1) in _GROUPS_OF:
        return tokens[at - 1].text[0].isupper()
    if before.lex is not Lex.WORD or before.lower not in DESIGNATORS or before.lower in ("no", "nos", "nr"):
        return False
    if before.text[0].isupper():
        return True
    return before.lower not in _CAPITALISED and not _counts_plainly(tokens, index)


def _is_placed(tokens: Tokens, index: int) -> bool:
    """Say whether a number tells which gate or platform it is, by the noun right before and no plural after."""
    if tokens[index].breaks or tokens.word(index - 1) not in _PLACED:
        return False
    return tokens.word(index + 1) in _NOT_PLURAL or not _counts_plainly(tokens, index)


def _counts_plainly(tokens: Tokens, index: int) -> bool:
    """Say whether a plural noun follows, as none does after "page 12"."""
    after = tokens[index + 1]
    return after.lex is Lex.WORD and not after.breaks and after.lower.endswith("s") and len(after.text) > 3


def _is_of_zone(tokens: Tokens, index: int) -> bool:
    """Say whether it is how far a time zone is ahead or behind: "13:40 (UTC+8)"."""
    return tokens[index - 1].text in ("+", "-", "−", "–") and tokens[index - 2].text in ("UTC", "GMT")


def _is_address(tokens: Tokens, index: int) -> bool:
    """Say whether it is the number of a house: "10 Downing Street"."""
    for offset in (1, 2, 3):
        token = tokens[index + offset]
        if token.lex is not Lex.WORD or token.breaks or not token.text[0].isupper():
            return False
        if offset > 1 and token.lower in _STREETS:
            return True
    return False


def _is_rank(tokens: Tokens, index: int) -> bool:
    """Say whether a number names the best or the last so many: "the state's top 10 list", "their last-16 tie"."""
    at = index - 1 - tokens.hyphen(index - 1)
    whole = tokens[index].lower in ONES or tokens[index].text.isdecimal()
    after = tokens[index + 1]
    if (
        not whole
        or tokens[index].breaks
        or tokens.word(at) not in _RANKS
        or after.text == "%"
        or after.lower in ("per", "percent")
    ):
        return False
    if tokens.word(at) == "top" and at == index - 1 and not _is_the(tokens, at - 1):
        return False
    if tokens.word(at) == "last":
        return at < index - 1 or (tokens[index].text in ("16", "32") and not _counts_plainly(tokens, index))
    return not _counts_plainly(tokens, index)


def _is_the(tokens: Tokens, index: int) -> bool:
    """Say whether an article or a possessive makes a noun of what follows: "the state's | top"."""
    return tokens.word(index) in ("the", "a", "its", "their", "his", "her", "our") or tokens.word(index).endswith(
        ("'s", "s'")
    )


def _is_of_force(tokens: Tokens, index: int) -> bool:
    """Say whether it is the number of a unit of an army: "the 53 Brigade"."""
    after = tokens[index + 1]
    named = after.lex is Lex.WORD and after.text[0].isupper() and after.lower in _UNITS_OF_FORCE
    return named and tokens.word(index - 1) in ("the", "of", "a")


def _is_bracketed(tokens: Tokens, index: int) -> bool:
    return tokens.word(index - 1) == "[" and tokens.word(index + 1) == "]"


def _is_list_number(tokens: Tokens, index: int) -> bool:
    """Say whether it numbers a list: "3. Fold the dough" at the start of a line."""
    token, after, item = tokens[index], tokens[index + 1], tokens[index + 2]
    starts = token.breaks or index == 0
    if not starts or len(token.text) > 2 or after.text not in (".", ")") or not after.glued:
        return False
    return not item.breaks and item.start > after.end
