"""Where a noun phrase ends without a mark: before a verb or a participle that could pass for one more word of it.

"a memo | released Friday", "the senior officials | exchanged views", "a charter | pits Mayor Okoro against": what such a word is
shows in the noun before it and in what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.cues import NOUN_CUES, PLURAL_NOUNS, VERBS
from summarize.reading.lexing import Token

__all__ = ["can_be_noun", "is_verbal"]

_ATTRIBUTIVE = w.listed("""
    led backed based run held controlled owned linked affiliated aligned funded sponsored appointed supported allied
    brokered mandated armed registered licensed trained elected born educated occupied besieged
""")
"""Participles that a noun may qualify, where the hyphen between the two is left out: "government backed militias"."""
_NOUNS_IN_ING = w.listed("""
    building meeting hearing briefing filing polling ruling training housing shipping banking spring king ring wing sibling
    morning evening gathering offering opening warning ceiling nothing something anything everything king string
""")
_IRREGULAR = frozenset(
    form
    for form, cue in VERBS.items()
    if form != cue.lemma and not form.endswith(("s", "ing", "ed")) and form not in {"lay", "saw"}
)
"""Past forms of reporting verbs that no ending shows: "found", "wrote", "knew"."""
_PAST = _IRREGULAR | w.PARTICIPLES
_MORE_OFTEN_NOUNS = PLURAL_NOUNS | NOUN_CUES.keys()
_NO_NOUNS = (
    w.DETERMINERS
    | w.PREPOSITIONS
    | w.CONJUNCTIONS
    | w.NUMBER_WORDS
    | w.PRONOUNS
    | w.AUXILIARIES
    | w.ADVERBS
    | w.RELATIVES
    | w.NEGATIONS
    | {"and"}
)
"""Words that end no noun phrase."""
_TIMES = w.TIME_NOUNS | w.MONTHS
_BEFORE_NOUNS = w.DETERMINERS | {"him", "them"}
_OPENERS = w.PREPOSITIONS | w.ADVERBS | w.RELATIVES | w.PRONOUNS | {"that", "whether", "how"}
_SHORTEST = 4
"""Letters of a word from which its ending tells anything: "red", "bus", "king" are shorter or listed."""


def is_verbal(tokens: Sequence[Token], index: int) -> bool:
    """Say whether the word at `index` is a verb or a participle after a noun, and so ends the phrase of that noun."""
    token = tokens[index]
    if index < 1 or token.kind != "word" or token.capital or token.possessive:
        return False
    before, low = tokens[index - 1], token.lower
    if before.possessive or "-" in low or not can_be_noun(before):
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if len(low) < _SHORTEST:
        return low in VERBS and VERBS[low].lemma == low and _is_plural(before)
    if low.endswith("ed") or low in _PAST:
        return not (low in _ATTRIBUTIVE and not _is_plural(before) and _is_noun_phrase(tokens, index + 1))
    if low.endswith("ing"):
        return not (low in _NOUNS_IN_ING or w.is_speaker_noun(low)) and (after is None or _opens_complement(after))
    governs = after is not None and after.kind == "word" and _opens_object(after)
    if low.endswith("s") and not low.endswith(("ss", "us", "ics")):
        known = w.is_speaker_noun(low)
        if low in VERBS and VERBS[low].lemma != low and not known and low not in _MORE_OFTEN_NOUNS:
            return True
        return governs and not _is_plural(before) and (not known or (low in VERBS and before.capital))
    noun = low in NOUN_CUES or w.is_speaker_noun(low)
    return low in VERBS and VERBS[low].lemma == low and _is_plural(before) and not before.capital and not noun


def can_be_noun(token: Token) -> bool:
    """Say whether a phrase can end in this word: no determiner, number, adverb, adjective or participle."""
    low = token.lower
    if token.kind != "word" or low in _NO_NOUNS or w.is_demonym(low):
        return False
    if w.is_speaker_noun(low):
        return True
    return not low.endswith(("ly", "ed", "ing", "al", "ic", "ous", "ary", "ive", "ful", "ble", "st")) or (
        token.capital and not low.endswith(("ly", "ed"))
    )


def _is_plural(token: Token) -> bool:
    return token.lower in w.PLURALS or (
        token.lower.endswith("s") and token.lower not in w.S_NOUNS and not token.capital
    )


def _is_noun_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a noun that can speak stands at `index` or one word further: "militias", "rebel militias"."""
    words = tokens[index : index + 2]
    return any(t.kind == "word" and (w.is_speaker_noun(t.lower) or t.capital) for t in words)


def _opens_object(token: Token) -> bool:
    """Say whether an object begins with this word: a name, or what stands before a noun."""
    return (token.capital and token.lower not in _TIMES) or token.lower in _BEFORE_NOUNS


def _opens_complement(token: Token) -> bool:
    return token.kind == "word" and (_opens_object(token) or token.lower in _OPENERS)
