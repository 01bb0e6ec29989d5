"""Whose count a figure is and of which incident, beyond what its measure tells: marks that part the tolls of one story.

    marks_of(text, start, end)    # frozenset of `MARKS`, for the figure at text[start:end] of one sentence

An army's "we killed 60" is no toll of the town that it shelled, a doctor's "I saw nine" is not all of it, and the bomb "in
January, which killed 31" is another one. The marks are signs, not verdicts: what they weigh is fitted.
"""

from __future__ import annotations

import re

from summarize.reading import wordlists as w

__all__ = ["MARKS", "PARTIAL", "marks_of"]

REACH = 250
"""Code points before a figure in which its statement tells whose count it is."""
_HEDGES = (
    r"(?:(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|least|most|up|to|another|as|many|no|the|bodies|deaths?|of)"
    r"\s+)*[\"“‘']*$"
)
_KILLING = (
    r"(?:kill(?:ed|ing)|eliminat(?:ed|ing)|neutrali[sz](?:ed|ing)|liquidat(?:ed|ing)|destroy(?:ed|ing)|(?:cut|gunned|shot)\s+down|slain|"
    r"taken\s+out)"
)
_ENEMIES = (
    r"(?:militants?|terrorists?|bandits?|enem(?:y|ies)|insurgents?|rebels?|mercenar(?:y|ies)|extremists?|jihadis?t?s?|attackers?|assailants?|"
    r"gunmen)"
)
_ATTACK = (
    r"(?:attacks?|strikes?|air\s*strikes?|bombings?|blasts?|explosions?|raids?|shootings?|clash(?:es)?|crash(?:es)?|accidents?|disasters?|quakes?|"
    r"earthquakes?|floods?|storms?|cyclones?|fires?|stampedes?|massacres?|battles?|offensives?|operations?|sieges?|crackdowns?|protests?|outbreaks?|"
    r"wars?|conflicts?|incidents?|collapses?|sinkings?|riots?)"
)
_DATE = (
    r"(?:(?:in|on|since|of|from)\s+)?(?:(?:early|late|mid)[\s-])?(?:\d{1,2}\s+)?"
    rf"(?:{w.MONTH_NAMES}|(?:19|20)\d\d|last\s+(?:year|month|week|spring|summer|autumn|winter))(?:\s+\d{{1,2}})?(?:,?\s+(?:19|20)\d\d)?"
)
_CLAIMED = (
    re.compile(
        rf"\b(?:it|they|he|she|we|(?:its|their|his|our)\s+(?:\w+\s+)?(?:men|forces|troops|fighters|soldiers|police|army|jets|artillery|units|guards))\s+"
        rf"(?:had\s+|has\s+|have\s+)?(?:\w+ly\s+)?{_KILLING}(?:\s+or\s+\w+)?\s+{_HEDGES}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:claim\w*\s+to\s+have|of\s+having)\s+{_KILLING}(?:\s+or\s+\w+)?\s+{_HEDGES}", re.IGNORECASE),
    re.compile(rf"\b{_ENEMIES}[\"”’]?\s+{_KILLING}\s+(?:at|to|was|is|of)\s+{_HEDGES}", re.IGNORECASE),
)
_CLAIMED_AFTER = re.compile(
    rf"[\"”“‘’\s]+(?:\w+\s+){{0,2}}?{_ENEMIES}[\"”’]?\s+(?:were|was|had\s+been|have\s+been|has\s+been)?\s*(?:eliminated|neutrali[sz]ed|liquidated|killed)\b"
    r"|\s+(?:\w+\s+)?of\s+the\s+enemy\b|\s+enemy\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"\b(?:lost|losing|lose|loss\s+of|losses\b[^.;,]{{0,25}}\b(?:at|of|to)|(?:its|their|our|own|federal|military)\s+(?:\w+\s+)?(?:dead|losses|casualties|fatalities|toll)"
    rf"\b[^.;,]{{0,40}}\b(?:at|to|of))\s+{_HEDGES}",
    re.IGNORECASE,
)
_OWN_AFTER = re.compile(r"\s+(?:\w+\s+){0,2}?of\s+(?:its|their|his|our)\s+(?:own\b|\w+\s*)", re.IGNORECASE)
_SEEN = (
    re.compile(
        rf"\b(?:I|we)\s+(?:have\s+|had\s+)?(?:saw|seen|counted|count|have|had|pulled\s+out|buried|found|see)\s+{_HEDGES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:saw|seen|counted|buried|bury|filmed|photographed)\s+(?:the\s+bodies\s+of\s+)?{_HEDGES}", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:hospitals?|clinics?|morgue|mortuary|medics?|doctors?|nurses?|paramedics?|infirmary|ward|graveyard|cemetery)\b[^.;]{{0,90}}?\b(?:received|receives|had|has|"
        rf"have|treated|treating|counted|seen|took\s+in|admitted|recorded|registered|knew\s+of)\s+{_HEDGES}",
        re.IGNORECASE,
    ),
)
_SEEN_AFTER = re.compile(
    r"(?:\s+[\w’'-]+){0,5}?\s+(?:(?:had|have|has)\s+been|were|was)\s+(?:brought|taken|collected|found|buried)\b|(?:\s+[\w’'-]+){0,5}?\s+(?:had\s+)?died\s+(?:there|here|on\s+arrival)"
    r"|(?:\s+[\w’'-]+){0,6}?\s+(?:there|here)\s+alone\b|(?:\s+[\w’'-]+){0,5}?\s+in\s+(?:one\s+hour|(?:a|one)\s+single\s+\w+|the\s+morgue|its\s+wards?)\b",
    re.IGNORECASE,
)
_ANOTHER = (
    re.compile(rf"\b{_DATE},?\s+when\s+(?:\w+\s+){{0,12}}?{_HEDGES}", re.IGNORECASE),
    re.compile(
        rf"\b{_ATTACK}\b[^.;]{{0,50}}\b{_DATE},?\s+(?:which|that|in\s+which)\s+(?:\w+\s+){{0,4}}?{_HEDGES}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_DATE}[’']?s?\s+(?:[\w’'-]+\s+){{0,2}}?{_ATTACK}\b[^.;]{{0,40}}$", re.IGNORECASE),
    re.compile(
        rf"\b(?:previous|earlier|former|prior|similar|separate|other|another|second)\s+(?:ones?|\w+\s+{_ATTACK}|{_ATTACK})\b[^.;]{{0,60}}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\blater\s+(?:bombed|struck|shelled|raided|attacked|hit|ambushed)\b[^.;]{0,60}$|\bbefore\s+(?:that|the)\s+"
        + _ATTACK
        + r"\b[^.;]{0,30}$",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:similar|such)\s+{_ATTACK}\b[^.;]{{0,60}}$", re.IGNORECASE),
)
_INTRODUCED = re.compile(
    rf"(?:\s+[\w’'-]+){{0,8}}?\s+(?:in|during|by|of)\s+(?:the|that|a|an)\s+(?:\w+\s+){{0,2}}?{_ATTACK}\s+(?:that|which)\b",
    re.IGNORECASE,
)
"""What a clause must tell apart is not the story's own; in an opening it is how the story's own is introduced."""
_ANOTHER_AFTER = re.compile(
    rf"(?:\s+[\w’'-]+){{0,8}}?\s+in\s+(?:such|similar|other|earlier|previous|separate)\s+{_ATTACK}\b|"
    rf"(?:\s+[\w’'-]+){{0,8}}?\s+{_DATE}(?=[.,;]|$)",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(
    r"\b(?:so\s+far\s+this\s+(?:year|month|season)|this\s+(?:year|season)|since\s+(?:the\s+)?(?:start|beginning|outbreak|onset|launch|war|invasion|offensive|coup|uprising)\b|"
    rf"since\s+(?:{w.MONTH_NAMES}|(?:19|20)\d\d|\d{{1,2}}\s+[A-Z]\w+)|"
    r"in\s+the\s+(?:\w+\s+)?(?:war|conflict|campaign|offensive)\b|of\s+the\s+war\b|over\s+(?:the\s+)?(?:past|last)\s+\w+\s+(?:years|months|weeks))",
    re.IGNORECASE,
)
_PLACE = r"(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
_IN_PLACE = re.compile(
    rf"(?:\s+(?!in\b)[\w’'-]+){{0,4}}?\s+(?:in|at|on)\s+(?:the\s+\w+\s+(?:of\s+)?)?{_PLACE}\s*(?:,|and\b|while\b|\.|;)"
)
_COUNT_IN_PLACE = re.compile(
    rf"\b(?:\d[\d,.]*|[a-z]+)\s+(?:[a-z]+\s+){{0,3}}?in\s+{_PLACE}\s*(?:,|and\b|while\b)|{_PLACE}\s+\(\s*$|{_PLACE}\s+with\s+$"
)
_AFTER_PLACE = re.compile(rf"(?:\band|,)\s+(?:\w+\s+){{0,3}}?{_HEDGES}")

MARKS = ("claimed", "own", "seen", "another", "cumulative", "one of places")
"""claimed: whom the speaker says that he killed; own: the speaker's own dead; seen: what somebody counted himself, or one
hospital; another: of another incident; cumulative: of a year, a war; one of places: told place by place."""
PARTIAL = frozenset({"seen", "one of places", "own"})
"""Marks of what is less than the whole."""


def marks_of(text: str, start: int, end: int, *, opening: bool = False) -> frozenset[str]:
    """Return the marks of the figure at `text[start:end]`; `text` is its sentence, with which an article may open."""
    before = re.split(r"[;:]\s|\s[–—]\s", text[max(0, start - REACH) : start])[-1]
    found = set()
    if any(sign.search(before) for sign in _CLAIMED) or _CLAIMED_AFTER.match(text, end):
        found.add("claimed")
    if _OWN.search(before) or _OWN_AFTER.match(text, end):
        found.add("own")
    if any(sign.search(before) for sign in _SEEN) or _SEEN_AFTER.match(text, end):
        found.add("seen")
    introduced = not opening and _INTRODUCED.match(text, end)
    if introduced or any(sign.search(before) for sign in _ANOTHER) or _ANOTHER_AFTER.match(text, end):
        found.add("another")
    if _CUMULATIVE.search(text):
        found.add("cumulative")
    listed = _COUNT_IN_PLACE.search(before) and (_AFTER_PLACE.search(before) or before.endswith(("(", "with ")))
    if listed or (_IN_PLACE.match(text, end) and _COUNT_IN_PLACE.search(text, end + 1) and text.count(" in ") > 1):
        found.add("one of places")
    return frozenset(found)
