"""The words of a source taken apart: the form that readers are shown, its head, what kind of source it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.reading import wordlists as w
from summarize.reading.phrase_ends import is_verbal
from summarize.reading.phrases import Token

__all__ = ["SUBJECT_FORMS", "Phrase", "phrase_of"]

_SPACE = re.compile(r"\s+")
SUBJECT_FORMS = {"him": "he", "his": "he", "her": "she", "them": "they", "their": "they", "its": "it"}
"""Object and possessive forms of pronouns -> the form by which their antecedent is sought."""
_MALE = w.listed("""
    man men boy boys father son brother husband uncle grandfather grandson nephew stepfather widower king prince duke
    lord sir mr spokesman chairman congressman councilman policeman businessman salesman fisherman actor waiter monk
""")
_FEMALE = w.listed("""
    woman women girl girls mother daughter sister wife aunt grandmother granddaughter niece stepmother widow queen
    princess duchess lady dame mrs ms miss spokeswoman chairwoman congresswoman councilwoman policewoman businesswoman
    actress waitress nun
""")
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_MARKS = " '’‘\"“”"
_MARKS_THAT_CLOSE = ('"', "”")
_PRAISING = ("ous", "ful", "ive", "ble", "less", "ed", "ing", "aken", "oken", "icken")
"""Endings of adjectives that tell no office."""
_NAMED_BODIES = w.listed("""
    front brotherhood trust museum times post journal herald tribune telegraph gazette nations academy
""")
"""What a name ends in that is of a body or a paper, though the noun alone is none that speaks."""
_TITLES_OF_SEVERAL = frozenset({"sens", "reps", "govs", "drs", "messrs", "profs", "gens"})
"""Titles before the first of several names."""
_AGE = re.compile(r"(?<!\d),\s*\d{1,3}\b.*$")
_DOING = re.compile(r",\s+(?!speaking for\b|representing\b|acting\b)[a-z]+ing\b.*$")
"""What a source did as it spoke: "an official, | briefing reporters"."""
_PART = re.compile(r",?\s+(?:for|on)\s+(?:its|his|her|their)\s+part\b.*$")
"""How a source is set against another: "the union, | for its part"."""
_MEDIUM = re.compile(r",\s+(?:in|on|at|via)\s+(?:an?|the|its|his|her|their)\s+[^,]*$")
"""Where a source spoke: "the firm, | in a statement"."""
_DAY = re.compile(r"\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?=\s+(?:from|by|of|in)\s)")
"""When a document came out, before who made it: "a report | Monday | from the mission"."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True)
class Phrase:
    """A source phrase taken apart."""

    text: str
    """Readable form: white space closed up, leading "the" and brackets dropped, possessive ending cut."""
    core: tuple[str, ...]
    """Lower-case words of its head part, without determiners, titles and possessors; the last is the head."""
    kind: str
    """"pronoun", "person", "organisation", "text", "description" or "name"."""
    named: bool
    """The core holds a capitalised word."""
    definite: bool
    """It opens with "the", "this" or the like."""
    gender: str = ""
    """"he" or "she" where its words tell; else empty."""
    partitive: bool = False
    """It is some of several: "one of the officials"."""


def phrase_of(tokens: Sequence[Token], text: str) -> Phrase:
    """Return the source phrase that `tokens` of `text` form."""
    tokens = _without_seat(tokens)
    first = 1 if len(tokens) > 1 and tokens[0].lower == "the" else 0
    if tokens[0].lower in w.POSSESSIVES:
        last_own = next((i for i, t in enumerate(tokens) if t.lower in w.RELATIVES | w.PREPOSITIONS), len(tokens))
        first = next((index for index in range(1, last_own) if tokens[index].capital), 0)
    if len(tokens) > 1 and tokens[0].lower in _TITLES_OF_SEVERAL and not any(token.lower == "and" for token in tokens):
        first = 1
    last = _past_head(tokens) - 1
    shown = text[tokens[first].start : tokens[last].end]
    if tokens[last].possessive and shown.endswith(("'s", "’s")):
        shown = shown[:-2]
    elif tokens[last].possessive and shown.lower().endswith(f"{tokens[last].lower}s"):
        shown = shown[:-1]
    shown = _unquoted(_SPACE.sub(" ", _BRACKETS.sub("", shown)).strip(" ,;:-–—"))
    name = _appended_name(tokens)
    if name and (last < len(tokens) - 1 or any(token.lower in w.RELATIVES | {"that"} for token in tokens)):
        shown = text[name[0].start : name[-1].end]
    shown = _without_praise(tokens[first : last + 1], shown)
    if aged := _AGE.search(shown):
        shown = shown[: aged.start()]
    if doing := _DOING.search(shown) or _PART.search(shown) or _MEDIUM.search(shown):
        shown = shown[: doing.start()]
    shown = _DAY.sub("", shown)
    relative = re.search(r",? (?:who|which|whose|whom|that)\b", shown)
    if relative and relative.start() > 0:
        shown = shown[: relative.start()].rstrip(" -–—")
    core_tokens = name or _core(tokens)
    core = tuple(token.lower for token in core_tokens)
    named = (
        any(token.capital and token.lower not in w.DETERMINERS for token in core_tokens[-1:])
        or sum(t.capital for t in core_tokens) > 1
    )
    kind = _kind(tokens, core_tokens, named)
    partitive = kind != "pronoun" and len(tokens) > 2 and tokens[0].lower in w.QUANTIFIERS and tokens[1].lower == "of"
    return Phrase(shown, core, kind, named, tokens[0].lower in _DEFINITE, _gender(tokens), partitive)


def _without_seat(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return a phrase without the place, state included, in which the source sits: "the Ostia, OS-based | aviation site"."""
    seat = next((i for i, token in enumerate(tokens[:5]) if token.lower.endswith("-based")), 0)
    return tokens[seat + 1 :] if seat and tokens[seat - 1].text == "," and seat + 1 < len(tokens) else tokens


def _unquoted(shown: str) -> str:
    """Return a phrase without the quotation marks at its ends that close nothing in it."""
    bare = shown.strip(_MARKS)
    lead = shown[: len(shown) - len(shown.lstrip(_MARKS))]
    return lead + bare if lead and any(mark in bare for mark in _MARKS_THAT_CLOSE) else bare


def _without_praise(tokens: Sequence[Token], shown: str) -> str:
    """Return a person's name without the adjectives before it that tell no office: "the ubiquitous | Ivo Sand"."""
    lead = next((i for i, token in enumerate(tokens) if token.capital), 0)
    named = lead and len(tokens) - lead > 1 and all(t.capital and t.kind == "word" for t in tokens[lead:])
    if not named or not all(t.lower.endswith(_PRAISING) or t.lower in w.ADVERBS | w.DETERMINERS for t in tokens[:lead]):
        return shown
    if tokens[-1].lower in w.SPEAKER_NOUNS or tokens[-1].text.isupper():
        return shown
    return shown[shown.find(tokens[lead].text) :]


def _past_head(tokens: Sequence[Token]) -> int:
    """Return where the words that name a source end: before what a participle tells of it, unless that tells who made it.

    "class action lawsuits | being considered in Ostia", "a contributor | based in Varna"; "a survey conducted by Ostia FM".
    """
    for index in range(1, len(tokens)):
        told = tokens[index].lower == "being" or is_verbal(tokens, index)
        made = any(token.lower in {"by", "on", "with"} for token in tokens[index + 1 : index + 3])
        if told and not made and tokens[index - 1].lower not in w.POPULATION_NOUNS | {"those"}:
            return index
    return len(tokens)


def _gender(tokens: Sequence[Token]) -> str:
    """Return "he" or "she" by the nouns and titles of a phrase and of what is added to it after a comma."""
    if len(tokens) == 1 and tokens[0].lower in {"he", "him", "she", "her"}:
        return SUBJECT_FORMS.get(tokens[0].lower, tokens[0].lower)
    complement = False
    for token in tokens:
        complement = token.text != "," and (complement or token.lower in w.PREPOSITIONS)
        if not complement and not token.possessive and token.lower in _MALE | _FEMALE:
            return "he" if token.lower in _MALE else "she"
    return ""


def _appended_name(tokens: Sequence[Token]) -> list[Token]:
    """Return the name that follows a description after a comma, titles left out: "the labour minister, | Ivo Sand"."""
    comma = next((index for index in range(len(tokens) - 1, 0, -1) if tokens[index].text == ","), None)
    if comma is None or any(token.capital for token in _core(tokens)[-1:]):
        return []
    name = tokens[comma + 1 :]
    if not name or not all(token.capital or token.lower in w.NAME_PARTICLES for token in name):
        return []
    return [token for token in name if token.lower not in w.TITLES]


def _core(tokens: Sequence[Token]) -> list[Token]:
    """Return the head part: before the first comma or preposition, or the name after a rank at the end."""
    core: list[Token] = []
    skipped = False
    for index, token in enumerate(tokens):
        if token.kind == "mark":
            if token.text in ",(" and core:
                break
            continue
        if token.lower in w.RELATIVES and core:
            break
        if token.lower in w.PREPOSITIONS and core:
            if owned := _owned_name(tokens, index):
                return owned
            skipped = True
            ranks = [
                i
                for i in range(index, len(tokens))
                if tokens[i].capital and tokens[i].lower in w.TITLES and tokens[i - 1].capital
            ]
            if ranks:
                named = [t for t in tokens[ranks[0] :] if t.capital and t.lower not in w.TITLES]
                if named:
                    return named
            break
        if token.lower in w.DETERMINERS and not core:
            continue
        if token.lower.endswith(("-based", "-linked", "-backed", "-run", "-affiliated")):
            continue
        core.append(token)
    if not skipped and len(core) > 1:
        owners = [index for index, token in enumerate(core[:-1]) if token.possessive]
        if owners:
            core = core[owners[-1] + 1 :]
    trimmed = [token for token in core[:-1] if token.lower not in w.TITLES or not token.capital]
    return [*trimmed, *core[-1:]]


def _owned_name(tokens: Sequence[Token], joint: int) -> list[Token]:
    """Return the name that ends a phrase after its owner, who has a complement: "the Bureau of Ostia's | Ann Day"."""
    owner = next((i for i in range(len(tokens) - 2, joint, -1) if tokens[i].possessive), None)
    if owner is None or tokens[joint - 1].lower not in w.ORGANISATION_NOUNS:
        return []
    named = list(tokens[owner + 1 :])
    body = any(token.lower in w.ORGANISATION_NOUNS for token in named)
    return named if len(named) > 1 and not body and all(t.kind == "word" and t.capital for t in named) else []


def _kind(tokens: Sequence[Token], core: Sequence[Token], named: bool) -> str:
    if (len(tokens) == 1 and tokens[0].lower in w.PRONOUNS | SUBJECT_FORMS.keys()) or tokens[-1].lower == "them":
        return "pronoun"
    words = [token.lower for token in core]
    singulars = {word[:-1] if word.endswith("s") else word for word in words} | set(words)
    if not named and words and (words[-1] in w.TEXT_NOUNS or words[-1].rstrip("s") in w.TEXT_NOUNS):
        return "text"
    if words and words[-1] in w.TEXT_NOUNS and words[-1] not in w.ORGANISATION_NOUNS:
        return "text"
    heads = singulars if named else {words[-1], words[-1].removesuffix("s")} if words else set()
    titled = any(t.lower in w.TITLES and t.capital for t in tokens)
    if (heads & w.PERSON_NOUNS or titled) and words[-1:] and words[-1] not in w.ORGANISATION_NOUNS:
        return "person"
    if singulars & w.ORGANISATION_NOUNS or (named and words[-1:] and words[-1] in _NAMED_BODIES):
        return "organisation"
    if any(token.text.isupper() and len(token.text) > 1 for token in core):
        return "organisation"
    if any(token.text == "," for token in tokens):
        after = next(index for index, token in enumerate(tokens) if token.text == ",")
        if any(t.lower in w.PERSON_NOUNS for t in tokens[after:]):
            return "person"
    joint = next((i for i in range(1, len(tokens)) if tokens[i].lower in w.PREPOSITIONS), 0)
    if named and 0 < joint < len(tokens) - 1 and tokens[joint].lower == "for" and tokens[joint + 1].capital:
        return "organisation"
    if named and len(core) >= 2:
        return "person"
    return "name" if named else "description"
