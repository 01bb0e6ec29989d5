"""Who a sentence says did it: the words that name the doer of an attack, and how surely the sentence names him.

A doer stands before a verb of attack ("Torvanian jets bombed"), after "by" ("shells fired by rebels"), owns the weapon or the
deed ("a rebel shell", "an air strike of the alliance"), is blamed ("laid it at the door of the army"), or claims it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarize.reading.parties import CRAFT, IRREGULARS, STATE_FORCES, WEAPONS

__all__ = ["Deed", "Frame", "find_deeds"]

Frame = Literal["acts", "weapon", "blamed", "claims"]
"""The doer of a verb, the owner of a weapon or strike, who is blamed, and who takes it on himself."""


@dataclass(frozen=True)
class Deed:
    """That a sentence names who did it."""

    start: int
    """First code point of the words that name the doer."""
    end: int
    """End, exclusive."""
    words: str
    """Those words."""
    frame: Frame
    hedged: bool
    """Whether it is only suspected, believed or possible."""


_LOWER_MODS = (
    r"(?:government|regime|rebels?|opposition|army|police|military|militant|insurgent|terrorist|separatist|islamist|jihadist|armed|masked|hooded|security|border|air|naval|"
    r"ground|special|federal|suspected|alleged|presumed|supposed|apparent|unknown|unidentified|foreign|paramilitary|allied|loyalist|riot|occupation|occupying|enemy|own|"
    r"local|national|several|some|two|three|four|five|six|many|more|other|both|paid|certain|small|extremist|fighter|attack|coalition|alliance|customs|"
    r"[\w.]+-(?:led|backed|allied|speaking|based|linked|wing)|pro-[\w-]+|anti-[\w-]+)"
)
_DETS = (
    r"(?:(?i:the|an?|its|their|his|these|those|another|all|members\s+of"
    r"|(?:an?\s+)?(?:\w+\s+)?(?:bands?|groups?|units?|faction|gang)\s+of)\s+)?"
    r"(?:the\s+)?[\"“'‘]?"
)
_CAP = (
    r"(?:(?!(?:When|Since|That|In|On|At|The|After|As|But|It|They|We|He|She|If|Both|Whoever|While|Then|So|And|An?|For|From|Of|To|By|With|Until|Before|Also|Two|Three|"
    r"Who|What|Where|How|Its|Their|There|This|These|Those|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)[A-Z][\w’'-]*[\w’']|U\.S\.|al-[A-Z]\w+)"
)
_HEADS = "|".join(
    sorted(
        STATE_FORCES
        | CRAFT
        | IRREGULARS
        | frozenset(
            """alliance coalition allies gunmen gunman fighters attackers members men protesters protester demonstrators
            rioters mob mobs hooligans workers farmers herders smugglers criminals troublemakers gang gangs mafias mafia
            traffickers prisoners inmates settlers vigilantes thugs opponents infiltrators provocateurs saboteurs strangers
            group groups units snipers guardsmen side""".split()
        ),
        key=len,
        reverse=True,
    )
)
_CORE = rf"(?:(?:(?:{_CAP}|(?i:{_LOWER_MODS}))[’']?\s+){{0,5}}(?i:{_HEADS})\b|(?:{_CAP}\s+){{0,4}}{_CAP})"
_ACTOR = re.compile(
    rf"(?<![\w-]){_DETS}{_CORE}(?:\s+(?:of|from|loyal\s+to|led\s+by)\s+{_DETS}(?:{_CORE}|enclave|ruling\s+party))?[\"”'’]?(?![\w-])"
)
_AUX = (
    r"(?:\s+(?:had|have|has|then|also|later|again|yesterday|today|still|first|may\s+have|might\s+have|could\s+have|on\s+\w+day|\w+ly|themselves|itself|"
    r"(?:are|is|were|was)\s+(?:said|believed|thought|suspected)\s+to\s+have))*"
)
_VERB = (
    r"(?:struck|hit|bombed|bombarded|shelled|attacked|targeted|pounded|fired|shot|opened\s+fire|killed|kill|slaughtered|slaughter|murdered|massacred|massacre|"
    r"beheaded|executed|stormed|raided|ambushed|destroyed|dropped|bombs?|shell|hits?|strikes?|attacks?|launched|carried\s+out|staged|mounted|set\s+fire|"
    r"set\s+[\w\s]{1,25}?on\s+fire|burned|burnt|torched|broke\s+the|violated|breached|broken\s+the|provoked|planted|detonated|blew\s+up|abducted|"
    r"(?:began|begun|started)\s+(?:(?:to|the|an?|open|massive)\s+){0,3}(?:shoot\w*|shell\w*|fir\w+|attack\w*|bomb\w*|war|fight\w*|offensive|clash\w*|hostilities)|"
    r"kidnapped|took\s+aim|aimed|caused|downed|open\s+fire|shoots?|shooting|firing|(?:was|were)\s+firing|assaulted|wiped\s+out|"
    r"do\s+most\s+of\s+the\s+killing|did\s+(?:it|this|so)|flattened|levelled|leveled|besieged)\b"
)
_DONE = (
    r"(?:carried\s+out|conducted|perpetrated|launched|dropped|fired|caused|triggered|staged|planted|provoked|committed|downed|shot(?:\s+(?:down|dead))?|attacked|bombed|"
    r"shelled|killed|murdered|struck|hit|slaughtered|executed|massacred|targeted|destroyed|abducted|kidnapped|mounted|hurled|thrown|"
    r"beheaded|burned|burnt|ambushed|stormed|gunned\s+down|besieged|brought\s+down|"
    r"(?:air\s*)?strikes?|airstrikes?|raids?|attacks?|shelling|bombings?|bombardments?|assaults?|offensive|massacre|violations?|breach(?:es)?|provocations?|sabotage|killings?)"
)
_WEAPON = "|".join(sorted(WEAPONS, key=len, reverse=True))
_OWNED = (
    r"(?:air|missile|rocket|mortar|artillery|drone|ballistic|tank|deadly|surprise|heavy|cluster|barrel|guided|"
    r"cruise|naval|sniper|aerial|massive)"
)
_FOLLOWING: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:,?\s+(?:who|which|that))?" + _AUX + r"\s+" + _VERB + r"(?!\s+by\b)"), "does"),
    (re.compile(rf"(?:\s+{_OWNED}){{0,2}}\s+(?:{_WEAPON})\b(?!\s+(?:by|of|from)\b)"), "weapon"),
    (
        re.compile(
            r"(?:\s+(?:itself|himself|alone))?\s+(?:(?:was|were|is|are|had\s+been|has\s+been|have\s+been)\s+(?:(?!not\b|close\b|far\b)\w+\s+)?(?:behind|responsible\s+for|to\s+blame|blamed|the\s+ones\s+who)"
            r"|bears?\s+(?:\w+\s+)?responsibility|did\s+(?:it|this)\b)"
        ),
        "blamed",
    ),
    (
        re.compile(
            r"(?:,[^,]{3,60},)?(?:\s+(?:itself|also|later|has|have|had|group|\w+ly))*\s+(?:claim(?:ed|s|ing)?\s+(?:responsib|the\s+(?!lives|life)|it\b|this\b|an?\s|to\s+have)|(?:said|says|stated|announced)\s+"
            r"(?:on\s+\w+\s+)?(?:that\s+)?(?:it|they|its\s+\w+|he)\s+(?:was\s+behind|were\s+behind|did\s+it|had\s+carried|had\s+(?:struck|attacked|killed|fired))"
            r"|(?:took|taken|assumed|admitted)\s+(?:\w+\s+)?responsib)"
        ),
        "claims",
    ),
)
_PRECEDING: tuple[tuple[re.Pattern[str], Frame], ...] = (
    (
        re.compile(
            r"\b" + _DONE + r"(?:\s+(?!\w+ed\b|held\b|run\b|led\b|whom\b|which\b|after\b|as\b)[\w’'-]+){0,6}?\s+by\s+$"
        ),
        "acts",
    ),
    (re.compile(rf"\b(?:{_WEAPON}|bullets|gunshots)\s+(?:of|from|by|belonging\s+to)\s+$"), "weapon"),
    (
        re.compile(
            r"\b(?:(?:carried\s+out|perpetrated|masterminded)\s+by|blam(?:ed|es|ing|e)|accus(?:ed|es|ing|e)|charg(?:ed|es)|attribut(?:ed|es)\s+(?:[\w’']+\s+){0,4}?to|the\s+(?:work|doing)\s+of|"
            r"point(?:s|ed)?\s+(?:the\s+finger\s+)?(?:at|to)|at\s+the\s+door\s+of|put\s+(?:it|this|them|the\s+blame)\s+(?:down\s+)?(?:to|on)|blame\s+on|(?:lies|lay)\s+with|suspicion\s+(?:fell|falls)\s+on|"
            r"responsibility\s+(?:of|lies\s+with|rests\s+with)|by\s+the\s+hand\s+of|by\s+the\s+hands\s+of|"
            r"blam(?:ed|es|ing|e)\s+(?:it|this|them|(?:the|an?|its|their)\s+(?:[\w’'-]+\s+){1,7}?)\s*on)\s+$"
        ),
        "blamed",
    ),
)
_THOUGHT = re.compile(
    r"\b(?:(?:believed|thought|suspected|said|presumed|assumed)\s+to\s+(?:be|have\s+been|belong\s+to)\s+(?:from\s+|the\s+work\s+of\s+|\w+ed\s+by\s+)?"
    r"|(?:[Pp]robably|[Mm]aybe|[Pp]erhaps|[Pp]ossibly)\s+(?:they\s+were\s+|it\s+was\s+)?|suspected\s+of\s+)$"
)
_DUTY = re.compile(
    r"\b(?:arrests?|search(?:es)?|inquir(?:y|ies)|investigations?|operations?|inspections?)\b", re.IGNORECASE
)
"""What is carried out by way of duty."""
_KIND_OF = re.compile(r"\b(?:terrorist|jihadist|Islamist|militant)$", re.IGNORECASE)
"""What says what sort of attack it was, not whose."""
_CLEFT = re.compile(r"\b[Ii]t\s+(?:was|is)\s+$")
_HELD = re.compile(r"\b(?:hold|holds|held|holding)\s+$")
_RESPONSIBLE = re.compile(r"\s+(?:[\w’']+\s+){0,5}?responsible\b")
_NOT_BY = re.compile(
    r"\b(?:said|held|run|led|controlled|backed|reported|denied|quoted|confirmed|counted|published|released|given|used|visited|followed|under\s+attack)\s+(?:\w+\s+){0,3}?by\s+$",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:suspected|alleged|presumed|supposed|apparent|believed|thought|assumed|presumably|probably|maybe|perhaps|possibly|allegedly|reportedly|"
    r"likely|may\s+have|might\s+have|might\s+be|could\s+have|may\s+be|said\s+to|suspects?|suspicion|appear(?:s|ed)?|seem(?:s|ed)?|believe|think|assumption)\b",
    re.IGNORECASE,
)
REACH = 70
"""Characters before the doer in which a verb or noun that leads to him is looked for."""
HEDGE_REACH = 30
"""Characters before the doer in which "believed to be" makes him doubtful."""
_NOT = re.compile(r"\b(?:no|none|nobody|not|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)
_DEED = re.compile(
    _VERB
    + "|"
    + _DONE
    + r"\b|\b(?:"
    + _WEAPON
    + r"|blam\w+|accus\w+|claim\w*|behind|responsib\w+|door\s+of|work\s+of|doing\s+of|hands?\s+of"
    + r"|put\s+it|lies\s+with|point\w*|believed|thought|suspected|presumed|assumed"
    r"|probably|maybe|perhaps|possibly|held|holds?)\b",
    re.IGNORECASE,
)
"""Whether there is any deed in a sentence at all."""
_TAKES_OBJECT = re.compile(
    r"\b(?:killed|executed|struck|hit|targeted|bombed|shelled|attacked|destroyed|abducted|kidnapped|seized|murdered|slaughtered|massacred|beheaded|ambushed|captured|shot"
    r"|burned|burnt|besieged|detonated|launched|carried\s+out|staged|fired|raided|stormed)$",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    r"\s*(?:$|[.,;:!?–—-]|[\"”](?!\s*[a-z])|(?:in|on|by|at|with|near|when|as|and|during|from|after|since|this|last|yesterday|today|over|so|per|according|for|while|who|is|was|were|are|has|have|or|than|now|to)\b)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\s+back\b", re.IGNORECASE)
"""Who shoots back did not begin."""
_MOVES = re.compile(r"(?:fired|shot|shoot|aimed|attacked)$", re.IGNORECASE)
"""Verbs that need no object."""
_AIMED = re.compile(r"\s+(?:on|at|into|back|first)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:\d[\d,.]*|dozens\s+of|scores\s+of|hundreds\s+of|at\s+least)\s+(?:[\w-]+\s+)?$", re.IGNORECASE
)
_OBJECT_OF = re.compile(
    r"\b(?:with|between|against|on|at|to|for|toward|towards|of|among|near|inside|into|kill(?:ed|s|ing)?|target(?:ed|s|ing)?|fight(?:ing|s)?|fought|lives?)\s+(?:\w+\s+and\s+)?$",
    re.IGNORECASE,
)
"""What, right before a name, makes it the target or the owner of something else."""


def find_deeds(text: str, start: int = 0, end: int | None = None) -> list[Deed]:
    """Return who `text[start:end]` says did it, in order; whoever is named so is not yet known to be a party."""
    last = len(text) if end is None else end
    if _DEED.search(text, start, last) is None:
        return []
    found = []
    for actor in _ACTOR.finditer(text, start, last):
        first, after = actor.span()
        if _NOT.search(text, max(start, first - 12), after):
            continue
        frame, reach = _frame(text, start, actor, last)
        if frame is not None:
            hedged = _HEDGE.search(text, max(start, first - HEDGE_REACH), reach) is not None
            found.append(Deed(first, after, actor[0], frame, hedged))
    return found


def _frame(text: str, start: int, actor: re.Match[str], last: int) -> tuple[Frame | None, int]:
    """Return in which frame a phrase is a doer, and where the frame ends; None where it is none."""
    first, end = actor.span()
    before = text[max(start, first - REACH) : first]
    verb = _FOLLOWING[0][0].match(text, end, last)
    if (_CLEFT.search(before) and verb) or (_HELD.search(before) and _RESPONSIBLE.match(text, end, last)):
        return "blamed", end
    if _THOUGHT.search(before):
        return "blamed", end
    for pattern, frame in reversed(_PRECEDING):
        if pattern.search(before) and not (frame == "acts" and _NOT_BY.search(before)) and not _DUTY.search(before):
            return frame, end
    for pattern, what in reversed(_FOLLOWING):
        match = pattern.match(text, end, last)
        if match is None:
            continue
        if what == "weapon" and _KIND_OF.search(actor[0]):
            continue
        if what != "does":
            return ("blamed" if what == "blamed" else "claims" if what == "claims" else "weapon"), match.end()
        if _does(text, actor, match):
            return "acts", match.end()
    return None, end


def _does(text: str, actor: re.Match[str], verb: re.Match[str]) -> bool:
    """Say whether who stands before a verb of attack is its doer, not the one whom it befell ("15 soldiers killed in ambush")."""
    first = actor.start()
    if _ANSWERS.match(text, verb.end()) or text[:first].endswith("and "):
        return False
    if actor[0].endswith(("'s", "’s", "s’", "s'")) or _OBJECT_OF.search(text, max(0, first - 24), first):
        return False
    if _TAKES_OBJECT.search(verb[0]) and _NO_OBJECT.match(text, verb.end()):
        return _MOVES.search(verb[0]) is not None and _AIMED.match(text, verb.end()) is not None
    return not (_COUNTED.search(text, max(0, first - 20), first) and verb[0].endswith("killed"))
