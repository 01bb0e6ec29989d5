"""What surrounds a figure: time window, place, side, forecast or background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from summarize.reading.clause_tokens import words_of
from summarize.reading.event_words import LOSING, PARTIES, PERSON_CLASSES
from summarize.reading.figures import FigureMention
from summarize.reading.reach import reaches
from summarize.reading.sentences import Sentence

WINDOW = re.compile(
    r"\b(?:(?:in|on)\s+(?:just\s+)?(?:a\s+single|one)\s+day|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s+alone|(?:in|over|during|within|for)\s+(?:the\s+|a\s+)?(?:past|last|previous|preceding|first|next|space\s+of)?\s*"
    r"(?:\w+[\s-]+)?(?:hours?|days?|weeks?|months?|years?|decades?|nights?|quarter)\b"
    r"|since\s+(?:the\s+)?(?:start|beginning|outbreak|onset|launch)(?:\s+of\s+[\w’' -]{3,30}?(?=[,.;]|\s+(?:and|in|on|by)\b|$))?"
    r"|since\s+(?:[\w’']+\s+){0,4}?(?:began|started|erupted|broke\s+out|invaded|\d{4}|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|last\s+\w+)"
    r"|(?:for|over|in)\s+the\s+(?:full|whole|financial)\s+year|in\s+the\s+(?:\w+\s+)?quarter|(?:first|second|third|fourth)[\s-]quarter"
    r"|(?:last|this|previous)\s+(?:week|month|year|quarter|season|night|weekend)|so\s+far\s+this\s+year|year[\s-]on[\s-]year"
    r"|(?:on\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|yesterday|overnight|today)\b",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r"\b(?:(?:civil\s+)?(?:war|conflict|uprising|crisis|revolt|insurgency|pandemic)(?:s)?\s+(?:has|had|have|which|that|began|broke|"
    r"erupted|started|in\s+which|is\s+estimated)"
    r"|since\s+(?:[\w’']+\s+){0,5}?(?:19|20)\d\d\b"
    r"|in\s+(?:(?:early|late|mid|January|February|March|April|May|June|July|August|September|October|November|December)[\s-]+)*(?:19|20)\d\d\b"
    r"|in\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:last|previous)\s+(?:year|month)|(?:a\s+)?(?:year|month|decade)s?\s+(?:ago|earlier)|"
    r"(?:two|three|four|five|six|several|\d+)[\s-]years?[\s-](?:old|long|conflict|war)|(?:in|during)\s+the\s+(?:first|second)\s+world\s+war"
    r"|in\s+(?:a\s+)?(?:separate|previous|earlier|similar)\b|elsewhere|(?:previous|former|old|standing)\s+record\b)",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?!(?:rest|west|test|request|arrest)\b)(?:\w{3,}est|worst|most\s+\w+|first)\b[^,.;]{0,60}$", re.IGNORECASE
)
"""What makes a time the reach of a comparison ("the heaviest loss since the war began two years ago")."""
BEGAN = re.compile(
    r"\bsince\b[^.;,]{0,40}?\b(?:began|begun|started|broke\s+out|erupted|emerged|was\s+(?:declared|detected|confirmed))\s+$",
    re.IGNORECASE,
)
"""What leads up to a month from which something still goes on ("since the outbreak began in March")."""
LOCAL = re.compile(
    r"\s*(?:(?:were|was|been|have|had)\s+)*(?:\w+\s+){0,2}?(?:in|at|inside)\s+(?:the|that)\s+"
    r"(?:town|city|village|district|neighbou?rhood|area|camp|hospital|school|building|suburb|province)\b(?!\s+of\b)"
)
LOCAL_BEFORE = re.compile(
    r"\b(?:hospitals?|clinics?|infirmary|ward|morgue)\b[^.;]{0,40}?\b(?:treat(?:ed|ing)|receiv(?:ed|ing)|admitt(?:ed|ing)|took\s+in)\s+"
    r"(?:\w+\s+){0,3}$|,\s+where\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
"""What confines a figure to one place before it: whom one hospital treated, "Lower Green, where more than 100 …"."""
WIDE = re.compile(
    r"\b(?:the|that)\s+(?:whole|entire)\s+(?:country|nation|county|province|region|state|city|island|district|area|world|continent)\b"
    r"|\bnation-?wide\b|\bcountry-?wide\b|\bstate-?wide\b|\bworld-?wide\b"
    r"|\b(?:across|throughout)\s+(?:the\s+)?(?:whole\s+|entire\s+)?(?:country|nation|county|province|region|state|island|world|continent)\b",
    re.IGNORECASE,
)
"""What spreads a figure over more than one place."""
ITSELF = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ff]or|[Oo]n)\s+(?:the\s+)?(?:\w+\s+(?:of\s+)?)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s+(?:itself|alone)\b"
)
"""What confines a figure to one named place ("in Harrow itself", "in Braack alone")."""
DISEASE = re.compile(
    r"\b(?:virus(?:es)?|infect\w+|diseases?|outbreaks?|epidemic|pandemic|fever|flu|influenza|cholera|measles|malaria|ebola|covid\S*|"
    r"coronavirus|patients?|vaccin\w+|contagio\w+|symptoms?|illness(?:es)?|plague|poisoning)\b",
    re.IGNORECASE,
)
"""What an article about sickness speaks of."""
FIRE = re.compile(
    r"\b(?:wild|bush|forest)\s?fires?\b|\bfirefighters?\b|\bblazes?\b|\bburn(?:t|ed|ing|s)?\b", re.IGNORECASE
)
"""What an article about a fire speaks of."""
DIFFERENCE = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:more|fewer|less|higher|lower)\s+(?:\w+\s+){0,2}?than\s+(?:(?:on|in|at|for|it|the|a|an|its|those|that)\s+)*"
    r"(?:day|week|month|year|night|previous|last|yesterday|earlier|before|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
"""What makes a figure the difference from an earlier count ("112 more than on Monday")."""
WHOLE = re.compile(
    r"\d[\w.,]*\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|these|those|all|some|about)\s+)*$|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most|many|all|none|some)\s+(?:out\s+)?of\s+"
    r"(?:(?:the|its|their|his|her|our|these|those|some|about)\s+)+$",
    re.IGNORECASE,
)
"""What makes a figure the whole that another one before it is a part of ("14 of the 20 amino acids")."""
REPLACED_AFTER = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:(?:an?|the|two|three|several)\s+)?(?:day|hour|night|week|month)s?\s+(?:earlier|before)\b"
    r"|(?:\s+\w+){0,3}?\s+(?:previously|at\s+first|initially)\b",
    re.IGNORECASE,
)
"""What stands behind such a figure ("it had spoken of 1,400 a day earlier")."""
LOSES = re.compile(rf"\b(?:{'|'.join(sorted(LOSING))})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
"""What makes the subject of a sentence the side whose figure it is ("the enemy has lost more than 1,900 killed")."""
ADDED = re.compile(r"\b(?:further|another|additional|extra)\s+$")
_HEDGED = (
    r"(?:(?:the|a|an|at|least|about|around|some|nearly|almost|more|than|over|only|preliminary|provisional|initial)\s+)*"
)
_STATED = r"(?:said|put|reported|counted|announced|given|gave|sp(?:oke|oken)\s+of|cited|listed|showed)\b"
REPLACED = re.compile(
    r"(?:\b(?:up|down|rose|risen|rises|raised|climbed|increased|revised|lowered|fell|changed|updated)\s+(?:\w+\s+)?from\s+"
    r"|\b(?:revised|raised|lowered|corrected|cut|reduced)\s+(?:its|their|the|his|her|that)\s+(?:\w+\s+){1,2}from\s+"
    r"|\bagainst\s+(?:an?|the)\s+(?=preliminary|provisional|initial)"
    r"|\b(?:earlier|previous|initial|first|prior|preliminary|original|provisional)\s+(?:\w+\s+){0,2}?(?:toll|count|figure|report|"
    r"estimate|tally|number|statement|announcement|edition|version|position|claim|list)s?\s+(?:[^.;\d]{0,70}?|of\s+\d+\s+and\s+)"
    r"|\b(?:earlier|initially|previously|at\s+first|originally)\s+" + _STATED + r"[^.;,]{0,40}?"
    r"|\b(?:earlier|initially|previously|at\s+first|originally),?\s+(?:\w+\s+){1,4}?(?:had\s+)?"
    + _STATED
    + r"[^.;,]{0,40}?"
    r"|\bat\s+(?:the|that)\s+time,?\s+(?:\w+\s+){0,4}?(?:had\s+)?" + _STATED + r"[^.;,\d]{0,30}?"
    r"|\bwhen\s+the\s+(?:\w+\s+)?(?:toll|count|figure|tally|number|total)\s+(?:stood\s+at|was)\s+"
    r"|\b(?:this\s+morning|last\s+night|(?:on\s+)?\w+day|the\s+day\s+before)\s+it\s+(?:was|stood\s+at|had\s+been)\s+"
    r"|,\s+not\s+(?!(?:more|less|fewer|over|all|at)\b)"
    r"|\b(?:instead\s+of|rather\s+than|and\s+not|correction:[^.]{0,60}?)\s*)" + _HEDGED + r"[€$£]?$",
    re.IGNORECASE,
)
"""What stands before a figure that no longer holds ("up from 40", "an earlier toll of 15", "first put the dead at 9")."""
ADDED_AFTER = re.compile(
    r"\s+(?:other|more)\s+(?!than\b)|\s+(?:\w+\s+){1,2}(?:have|has|had|was|were)\s+also\b", re.IGNORECASE
)
TREATED = re.compile(
    r"\s+(?:\w+\s+){0,5}?(?:is|are|was|were)\s+(?:being\s+)?(?:treated|hospitali[sz]ed|transferred|admitted|flown)\b",
    re.IGNORECASE,
)
"""What confines a count of the hurt to those whom somebody treated."""
PROJECTED = re.compile(
    r"\b(?:could|might|may|would|will|shall|expect(?:s|ed|ing)?|forecasts?|project(?:s|ed)|predict(?:s|ed|ing)?|anticipat\w+|guid(?:ed|ance)|"
    r"target(?:s|ed|ing)?|plans?\s+to|planned|aims?|hopes?|fear(?:s|ed)?|wants?\s+to|set\s+to|due\s+to|about\s+to|to\s+(?:cut|pay|spend|raise|hire|lose|build))\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
_WHERE = frozenset("in into from to near against with over across of".split())
"""Before a nation, these make it a place or an opponent, not the owner."""

MAY_BE = re.compile(r"\s+(?:could|may|might|would)\b", re.IGNORECASE)
_DEMONYM = re.compile(r"\b[A-Z][a-z]{3,}(?:ian|ean|ese|ish|ari|andi|ani|eni|ali|oni|ari|eki|aki|uri)\b")
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
LONGEST_SUFFIX = 4
"""Letters that make an adjective of a nation's name, at most."""
ENEMY = "enemy"
"""The side that one that does not name its opponent calls so."""
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|around|[Aa]cross|[Oo]utside|inside|on|over)\s+(?:the\s+)?(?:(?:[a-z]+(?:ern|al)|[a-z]+-(?:held|controlled|run|ruled)|"
    r"(?:small|large|main|old|coastal|border|nearby|ancient|historic)(?=\s+(?:town|city|village|port|island|district))|town|city|village|province|district|"
    r"neighbou?rhood|region|suburb|port|capital|island|state|county|area)\s+(?:of\s+)?)*"
    r"((?:al-|el-|ar-|as-)?[A-Z][\w’'-]+(?:[\s-](?:al-|el-|de\s|of\s)?[A-Z][\w’'-]+){0,2})"
)
_NOT_PLACES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec facebook twitter telegram".split()
)


def possessor(text: str, sentence: Sentence, phrase: tuple[int, int]) -> frozenset[str]:
    """Return the side that "its" or "their" in a phrase stands for: the last one named before it ("Moscow … its troops")."""
    if not re.search(r"\b(?:its|their|our)\b", text[slice(*phrase)]):
        return frozenset()
    return named_before(text, sentence, phrase[0])


def named_before(text: str, sentence: Sentence, offset: int) -> frozenset[str]:
    """Return the side that a sentence names last before `offset`, places and opponents aside; "the enemy" is one."""
    sides = _sides(text)
    words = [t.word.removesuffix("'s") for t in words_of(text, sentence.start, offset)]
    named = [
        sides[word] for before, word in zip(["", *words], words, strict=False) if word in sides and before not in _WHERE
    ]
    return frozenset(named[-1:])


@lru_cache(maxsize=8)
def _sides(text: str) -> Mapping[str, str]:
    """Return the names of sides in a text, lower case -> name: the table's, and the nations that it names by their adjective.

    "Vesmar" is a nation where the text has "Vesmari" too.
    """
    adjectives = {m[0].lower() for m in _DEMONYM.finditer(text)} - PARTIES.keys() - PERSON_CLASSES.keys()
    found = {adjective: adjective for adjective in adjectives}
    names = {m[0].lower() for m in _NAME.finditer(text)} - PARTIES.keys()
    for adjective in adjectives:
        stems = [adjective[: len(adjective) - n] for n in range(1, LONGEST_SUFFIX + 1)]
        found.update({name: adjective for stem in stems for name in (stem, stem + "a", stem + "e") if name in names})
    return {**found, **PARTIES, ENEMY: ENEMY}


def counts_bodies(text: str, mention: FigureMention) -> bool:
    """Say whether bodies are counted: where somebody saw them, so not all the dead."""
    return mention.noun is not None and any(
        t.word in ("bodies", "body", "corpses") for t in words_of(text, *mention.noun)
    )


def classes_and_parties(text: str, noun: tuple[int, int] | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the classes of person and the sides that a noun phrase names."""
    if noun is None:
        return frozenset(), frozenset()
    words = [t.word.removesuffix("'s") for t in words_of(text, *noun)]
    words += [part for word in words if "-" in word for part in word.split("-")]
    sides = _sides(text)
    return person_classes(words), frozenset(sides[w] for w in words if w in sides)


def person_classes(words: Iterable[str]) -> frozenset[str]:
    """Return the classes of person that some words in lower case name; words for people in general name none."""
    return frozenset(PERSON_CLASSES[w] for w in words if w in PERSON_CLASSES)


def nearest(pattern: re.Pattern[str], text: str, sentence: Sentence, mention: FigureMention) -> tuple[int, int] | None:
    """Return the match nearest to the figure within its sentence."""
    figure = (mention.start, mention.end)
    spans = [m.span() for m in pattern.finditer(text, sentence.start, sentence.end) if reaches(text, figure, m.span())]
    return min(spans, key=lambda s: min(abs(s[0] - mention.end), abs(mention.start - s[1])), default=None)


def places_of(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the words of each place that a sentence names."""
    found = _PLACE.finditer(text, sentence.start, sentence.end)
    return [m.span(1) for m in found if m[1].split()[0].lower() not in _NOT_PLACES]
