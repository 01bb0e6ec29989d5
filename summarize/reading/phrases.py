"""Words of a sentence, and the noun phrases that can be a source.

Without a tagger: a phrase is read outwards from a reporting verb over determiners, capitalised words, speaker nouns and
the prepositions that join them, and ends at what cannot belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.cues import VERBS
from summarize.reading.gazetteer import PLACE_NOUNS
from summarize.reading.lexing import Token, tokenize
from summarize.reading.phrase_ends import is_verbal
from summarize.reading.phrase_heads import (
    POSTMODIFIERS,
    TAKES_CLAUSE,
    is_closed,
    is_document,
    is_modifier,
    is_name_word,
    is_source_like,
    is_time,
    names_no_bearer,
)
from summarize.reading.phrase_joints import (
    before_fragment,
    closing_mark,
    continues,
    is_clause_after,
    is_numbered_office,
    is_particle,
    joined_owner,
    joins_source,
    leads_to_office,
    numbers_outlet,
    past_seat,
)

__all__ = ["Token", "read_back", "read_forward", "tokenize"]


def read_back(tokens: Sequence[Token], last: int, stop: int) -> int | None:
    """Return the first token of the noun phrase that ends with token `last`; None where there is none.

    Reads no further back than token `stop`.
    """
    if last < stop:
        return None
    head = tokens[last]
    model = head.kind == "number" and last > stop and tokens[last - 1].capital
    dated = head.kind == "number" and last > stop + 1 and tokens[last - 1].lower in {"of", "from"}
    if dated and tokens[last - 2].lower in w.TEXT_NOUNS:
        return read_back(tokens, last - 2, stop)
    if not model and (head.kind != "word" or head.lower in w.PREPOSITIONS or head.lower in w.CONJUNCTIONS):
        return None
    if head.lower in w.PRONOUNS:
        return last
    if head.lower == "them":
        whole = last - 2 >= stop and tokens[last - 1].lower == "of" and tokens[last - 2].lower in w.QUANTIFIERS
        return last - 2 if whole else None
    if head.lower in w.DETERMINERS:
        return last if head.lower in w.QUANTIFIERS | w.NUMBER_WORDS | {"another"} else None
    told_of = last > stop and tokens[last - 1].lower == "those"
    if (is_closed(head) and not is_name_word(head) and not told_of) or (last > stop and is_verbal(tokens, last)):
        return None
    first = last
    index = last - 1
    while index >= stop:
        token = tokens[index]
        if token.kind == "mark":
            if token.text in "'’" and tokens[index - 1].lower.endswith("s") and index > stop:
                index -= 1
                continue
            if (
                token.text in "/&.-"
                and index > stop
                and tokens[index - 1].capital
                and tokens[index + 1].capital
                and (token.text != "-" or tokens[index - 1].end == token.start)
                and (token.text != "." or len(tokens[index - 1].text) <= 3)
            ):
                index -= 1
                continue
            break
        low = token.lower
        if (low == "that" and not _points(tokens, index, stop)) or (index > stop and is_verbal(tokens, index)):
            break
        if low in w.NUMBER_WORDS and tokens[index + 1].capital and not _is_plural(head):
            break
        if low in w.DETERMINERS and not (token.capital and low in w.NUMBER_WORDS and index > stop):
            first = index
            if index > stop and tokens[index - 1].lower in {"of", "all", "both"}:
                joined = _back_over_preposition(tokens, index - 1, stop)
                if joined is not None:
                    return joined
            if index > stop and tokens[index - 1].lower in {"for", "at", "in", "from", "to", "with"}:
                joined = _back_over_preposition(tokens, index - 1, stop)
                if joined is not None:
                    return joined
            if index > stop and tokens[index - 1].lower == "and" and index - 2 >= stop:
                joined = _back_over_and(tokens, index - 1, stop)
                if joined is not None:
                    return joined
            if index > stop and tokens[index - 1].lower in w.DETERMINERS - {"that"}:
                index -= 1
                continue
            break
        if low in w.PREPOSITIONS:
            placed = (
                low == "of" and index > stop and tokens[index - 1].lower in PLACE_NOUNS and tokens[index + 1].capital
            )
            if placed and last > index + 1 and not head.capital:
                break
            joined = _back_over_preposition(tokens, index, stop)
            if joined is None:
                break
            return joined
        if low in {"and", "&"}:
            joined = _back_over_and(tokens, index, stop)
            if joined is None:
                break
            return joined
        if token.capital and not is_closed(token):
            if index == 1 and tokens[0].capital and tokens[0].lower.endswith("ing") and tokens[0].lower in VERBS:
                break
            if is_time(token) and not token.possessive:
                break
            first = index
        elif (
            low.endswith("ly")
            and index > stop
            and tokens[index - 1].lower in w.DETERMINERS
            and not tokens[index + 1].capital
        ) or is_numbered_office(tokens, index, last + 1):
            first = index
        elif is_closed(token):
            break
        elif numbers_outlet(tokens, index, last + 1) or (index > stop and is_particle(tokens, index)):
            first = index
        elif token.kind == "number":
            before = tokens[index - 1]
            if index == stop or before.lower in w.MONTHS or not (before.lower in w.DETERMINERS or before.capital):
                break
            first = index
        elif _is_counted_apart(tokens, index, stop) or _ends_before(tokens, index, last):
            break
        elif w.is_speaker_noun(low) or "-" in low or token.possessive or low in w.TITLES:
            first = index
        else:
            plain = tokens[index + 1].capital and not is_modifier(low)
            told = low.endswith("ed") and index > stop and tokens[index - 1].lower in {"of", "by"}
            if plain and (owner := joined_owner(tokens, index, stop)) is not None:
                return read_back(tokens, owner, stop)
            if plain or (not told and _determiner_before(tokens, index, stop) is None and not is_modifier(low)):
                break
            first = index
        index -= 1
    return first


def _ends_before(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Say whether the noun at `index` belongs to what stands before the phrase that ends at `last`."""
    if tokens[index].lower in TAKES_CLAUSE:
        return True
    if tokens[index].lower in w.TIME_NOUNS and tokens[index - 1].lower in {"past", "last", "previous", "same", "next"}:
        return not tokens[index].possessive
    return tokens[index + 1].capital and not tokens[index].possessive and names_no_bearer(tokens, index, last)


def _is_counted_apart(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether a plural ends what a number counts, and another phrase begins after it: "14 soldiers | officials said"."""
    token = tokens[index]
    plural = token.lower in _PEOPLE or (token.lower.endswith("s") and token.lower.removesuffix("s") in w.PERSON_NOUNS)
    if not plural or token.possessive or token.capital:
        return False
    for back in range(index - 1, max(stop, index - _COUNTED_WORDS) - 1, -1):
        if tokens[back].kind == "number" or tokens[back].lower in w.NUMBER_WORDS | {
            "others",
            "dozens",
            "hundreds",
            "thousands",
        }:
            return True
        if tokens[back].kind != "word" or is_closed(tokens[back]):
            return False
    return False


def _is_plural(token: Token) -> bool:
    return token.lower.endswith("s") or token.lower in w.PLURALS


def _points(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether the "that" at `index` points at a noun ("that report") instead of opening what a verb reports."""
    after = tokens[index + 1]
    plain = after.kind == "word" and not after.capital and after.lower not in w.DETERMINERS | w.NUMBER_WORDS
    plain = plain and not (_is_plural(after) and w.is_speaker_noun(after.lower))
    before = tokens[index - 1] if index > stop else None
    return plain and (
        before is None or before.kind == "mark" or before.lower in w.PREPOSITIONS | w.CONJUNCTIONS | {"and"}
    )


_PEOPLE = frozenset({"people", "men", "women", "children", "civilians", "villagers", "others"})
_COUNTED_WORDS = 3
"""Words from a plural back to its number, at most: "14 armed rebel fighters"."""


def _determiner_before(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    """Return the determiner or possessive that opens the phrase of a lower-case word, at most four words before it."""
    for back in range(index - 1, max(stop, index - 5) - 1, -1):
        token = tokens[back]
        degree = token.lower.endswith("ly") and tokens[back + 1].lower.endswith(("ed", "n"))
        if (
            token.kind != "word"
            or token.lower in w.PREPOSITIONS
            or (is_closed(token) and not degree)
            or token.lower == "and"
        ):
            return None
        if token.lower in w.DETERMINERS or token.possessive:
            return back
    return None


def _back_over_preposition(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    """Return the first token of the phrase that the preposition at `index` continues ("head | of the agency")."""
    before = index - 1
    if before < stop:
        return None
    token = tokens[before]
    partitive = tokens[index].lower == "of" and token.lower in w.NUMBER_WORDS | w.QUANTIFIERS
    joins = token.kind == "word" and not is_closed(token) and token.lower not in w.PREPOSITIONS | w.DETERMINERS
    if not (joins or partitive) or is_time(token):
        return None
    if token.lower in POSTMODIFIERS and before > stop and w.is_speaker_noun(tokens[before - 1].lower):
        return read_back(tokens, before - 1, stop)
    if w.is_speaker_noun(token.lower) or tokens[index].lower == "of":
        first = read_back(tokens, before, stop)
        if first is None:
            return None
        return (
            first
            if tokens[index].lower != "of" or is_source_like(tokens, first, before) or token.lower in w.DETERMINERS
            else None
        )
    if tokens[index].lower in {"in", "at", "for"} and before > stop and tokens[before - 1].lower == "of":
        first = read_back(tokens, before, stop)
        return first if first is not None and first < before and is_source_like(tokens, first, before) else None
    if token.capital and tokens[index].lower in {"for", "in", "at", "on", "to"} and tokens[index + 1].capital:
        return read_back(tokens, before, stop)
    if tokens[index].lower == "from" and before > stop and token.capital and tokens[before - 1].capital:
        following = tokens[index + 2 if tokens[index + 1].lower in w.DETERMINERS else index + 1]
        return read_back(tokens, before, stop) if following.capital else None
    if token.capital and tokens[index].lower in {"in", "at", "near", "on"}:
        first = read_back(tokens, before, stop)
        if first is not None and any(w.is_speaker_noun(t.lower) for t in tokens[first:before]):
            return first
    return None


def _back_over_and(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    """Return the first token of the phrase that "and" at `index` joins to a source ("the police and | residents")."""
    before = index - 1
    if before < stop:
        return None
    token = tokens[before]
    if token.kind != "word" or not (is_name_word(token) or w.is_speaker_noun(token.lower)) or is_time(token):
        return None
    first = read_back(tokens, before, stop)
    if first is None or not is_source_like(tokens, first, before):
        return None
    if first == before and not token.capital and tokens[first - 1].kind == "number" and first > stop:
        return None
    return first


def read_forward(tokens: Sequence[Token], first: int, stop: int) -> int | None:
    """Return the last token of the noun phrase that begins at token `first`, complements included; None if none does.

    Reads no further than before token `stop`.
    """
    index = first
    last: int | None = None
    named = False
    while index < stop:
        token = tokens[index]
        low = token.lower
        if last is not None and is_clause_after(tokens, index, stop):
            break
        if token.kind == "mark":
            if last is not None and (seat := past_seat(tokens, index, stop)) is not None:
                index = seat
                continue
            if (
                token.text in "/&-"
                and last is not None
                and index + 1 < stop
                and tokens[index + 1].capital
                and tokens[index - 1].capital
                and (token.text != "-" or tokens[index - 1].end == token.start)
            ):
                index += 1
                continue
            if token.text in "'’" and last is not None and tokens[last].possessive:
                index += 1
                continue
            if (
                token.text in _OPENING
                and last is None
                and index > first
                and (closing := closing_mark(tokens, index, stop))
            ):
                index = closing + 1
                continue
            break
        if numbers_outlet(tokens, index, stop):
            index += 1
            continue
        if token.kind == "number":
            if last is not None and tokens[last].lower not in w.MONTHS and not _is_year_of_name(tokens, index, stop):
                break
            if (
                last is None
                and index + 1 < stop
                and not (tokens[index + 1].kind == "word" and not is_closed(tokens[index + 1]))
            ):
                break
            if last is None and index == first:
                break
            last = index if last is not None else last
            index += 1
            continue
        if low in w.PRONOUNS and last is None and index == first:
            return index
        if low in {"him", "her", "them"} and index == first and (index + 1 >= stop or tokens[index + 1].kind == "mark"):
            return index
        if low == "that" and index == first and not (index and tokens[index - 1].lower in w.PREPOSITIONS | {"to"}):
            return None
        if (
            low == "the"
            and index + 1 < stop
            and tokens[index + 1].capital
            and index > first
            and tokens[index - 1].capital
            and tokens[index - 1].lower in _CALLS
        ):
            index += 1
            continue
        if low in w.DETERMINERS and not (token.capital and last is not None and low not in {"the", "a", "an"}):
            if last is not None and tokens[index - 1].lower not in w.PREPOSITIONS | {"and"}:
                break
            index += 1
            continue
        if low in w.PREPOSITIONS:
            if last is None or index + 1 >= stop or not continues(tokens, index, stop, named):
                break
            index += 1
            continue
        if low in {"and", "&"}:
            if last is None or index + 1 >= stop or not joins_source(tokens, index + 1, stop):
                break
            index += 1
            continue
        numbered = last is None and is_numbered_office(tokens, index, stop)
        if is_closed(token) and not numbered and not (token.capital and last is not None and low in w.VERBS_ONLY):
            break
        dates = low in {"last", "this", "next"} and index + 1 < stop and tokens[index + 1].lower in w.TIME_NOUNS
        if dates and last is not None:
            break
        counts = low in w.NUMBER_WORDS and last == index - 1 and not token.capital
        if index > first and (counts or is_verbal(tokens, index)):
            break
        if token.capital:
            timed = is_time(token) and not (token.possessive or tokens[index - 1].lower in w.TITLES)
            if last is not None and (timed or is_document(tokens[index - 1])):
                break
            opens = index == 0 and is_modifier(low) and index + 1 < stop and not tokens[index + 1].capital
            named = named or not (token.possessive or opens)
            last = index
        elif named and w.is_demonym(tokens[index - 1].lower):
            last = index
        elif named and not (w.is_speaker_noun(low) or low in w.TITLES or low in w.NAME_PARTICLES or "-" in low):
            office = leads_to_office(tokens, index, stop)
            if not office and not (
                tokens[index - 1].lower in w.PREPOSITIONS | w.DETERMINERS | {"and"}
                or (not tokens[index - 1].capital and is_modifier(low))
            ):
                return before_fragment(tokens, first, last)
            last = index
        else:
            last = index
        index += 1
    return last


def _is_year_of_name(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Say whether a year stands within a name: "the Ostia | 2030 | Host Committee"."""
    after = tokens[index + 1 : min(stop, index + 3)]
    held = len(after) == 2 and all(token.kind == "word" and token.capital for token in after)
    return held and tokens[index - 1].capital and bool(_YEAR.fullmatch(tokens[index].text))


_YEAR = re.compile(r"(?:19|20)\d\d")
_CALLS = frozenset({"save", "feed", "stop", "free", "help", "protect", "defend", "rock"})
"""Verbs that names of campaigns and charities begin with: "Save | the Rivers"."""
_OPENING = "\"“‘'"
