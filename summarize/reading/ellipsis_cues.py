"""Words around a number without a noun that tell that it gives anew what was spoken of. Patterns, no logic.

Those that lead to a number are searched for in the text before it and end there; `ellipsis` says how each is used.
"""

from __future__ import annotations

import re

from summarize.reading import wordlists as w

HEDGES = (
    r"(?:(?:at|about|around|some|only|just|nearly|almost|more|less|fewer|than|over|under|least|most|up|to|closer|roughly|no|not|even|"
    r"perhaps|probably|possibly|maybe|instead|now|rather|somewhere|something|like|well|as|many|few|low|high|an?|good|mere|exactly|still|anything|the|end|of|"
    r"already|today|yesterday|then|again|initially|once)\s+)*[\"“‘']*\s*$"
)
COUNT = (
    r"(?:figures?|numbers?|tolls?|counts?|tally|tallies|totals?|estimates?|sums?|records?|registers?|ledgers?|range|turnout|crowds?|bill|"
    r"calculation|assessment)"
)
"""Nouns for whatever was counted."""
STATES = re.compile(
    r"\b(?:(?:spoke|spoken|speaks?|speaking|talk(?:s|ed|ing)?|warn(?:s|ed)?|tell(?:s|ing)?)\s+(?:(?:earlier|first|later|only|then|still)\s+)?of|(?:had|has|have)\s+given|(?:had|have)\s+(?:first\s+)?thought|ha[ds]\s+it\s+at|cited\s+with|dismiss(?:es|ed)?|(?:not|never)\s+moved\s+from|st(?:ood|ands?)\s+by|st(?:icks?|uck)\s+(?:to|by)|(?:beg[iau]ns?|end(?:s|ed))\s+at|stopped\s+at|"
    r"insist(?:s|ed|ing)?(?:\s+on)?|say|says|said|saying|claim(?:s|ed|ing)?|reckon(?:s|ed)?|estimat(?:e|es|ed)|ma(?:de|kes?)\s+(?:it|that|them)|"
    r"(?:put(?:s|ting)?|estimat(?:es?|ed|ing))\s+(?:it|that|this|them|these|those)\s+at|count(?:s|ed|ing)?|gave|gives?|record(?:s|ed)|tall(?:y|ies|ied)|"
    r"list(?:s|ed)|acknowledg(?:es?|ed)|admit(?:s|ted)|conced(?:es?|ed)|confirm(?:s|ed)?|register(?:s|ed)|predict(?:s|ed)|forecasts?|expect(?:s|ed)|"
    r"fears?|feared|kn(?:ew|ows?)\s+of|told\s+of|hear[sd]?(?:\s+of)?|mention(?:s|ed)?|guess(?:es|ed)?|given\s+as|cit(?:es|ed)|f(?:inds?|ound)|document(?:s|ed)|arriv(?:es?|ed)\s+at|point(?:s|ed)\s+to|announc(?:es?|ed)|"
    r"maintain(?:s|ed)?|show(?:s|ed)?|saw|sees?|has\s+it\s+(?:at|that)|report(?:s|ed)?|verif(?:ies|ied)|call(?:s|ed)\s+it|offers?|offered|"
    r"tweet(?:s|ed|ing)|believ(?:es?|ed)|try|with(?:\s+the)?\s+[^,.;]{3,30}\s+saying)\s+(?:that\s+|it\s+at\s+)?"
    r"(?:according\s+to\s+(?:\w+\s+){1,4})?(?:there\s+(?:were|are|was)\s+)?" + HEDGES,
    re.IGNORECASE,
)
"""What states a number of what was spoken of."""
BEING = r"(?:is|are|was|were|had\s+been|has\s+been|have\s+been|will\s+be|would\s+be|could\s+be|m(?:ay|ust|ight)\s+be|to\s+be)"
IS = re.compile(
    rf"\b(?:it|that|this|we(?=['’]re\s+at)|they(?=\s+number))(?:\s+{BEING}|['’](?:s|re\s+at|d)|\s+(?:stood|stands?)\s+at|\s+(?:came|comes|amount(?:s|ed)|ran|runs|rose|"
    rf"fell|went|goes)\s+to|\s+(?:has|have|had)\s+(?:since\s+)?(?:risen|fallen|climbed|grown|come\s+down|gone\s+up)\s+(?:from\s+.{{2,30}}\s+)?to|"
    rf"\s+number(?:s|ed)?|\s+total(?:s|led)?)\s+{HEDGES}"
    rf"|\bthere\s+(?:{BEING}|['’]re)\s+{HEDGES}"
    rf"|\b(?:that|it|this)(?:\s+(?:is|was)|['’]s)\s+(?:up|down)\s+from\s+{HEDGES}"
    rf"|\w(?:['’]s|s['’])\s+(?:(?:has|have|had)\s+(?:since\s+)?(?:risen|fallen|climbed|grown)\s+to|{BEING}|st(?:ood|ands)\s+at)\s+{HEDGES}",
    re.IGNORECASE,
)
"""What says how many it is, or how many there are."""
CALLED = re.compile(
    r"(?:\b(?:the|that|this|its|their|his|her|our|whose|an?)|['’]s|s['’])\s+(?P<noun>(?:[\w’'-]+\s+){0,4}?)"
    rf"{COUNT}(?:(?:,[^,.;]{{3,50}},)?\s+(?:[\w’'-]+\s+){{0,4}}?(?:of|at|to|from|as|{BEING}|stood\s+at|stands\s+at|number(?:s|ed))\s+"
    rf"|\s*,\s*|\s+(?:(?:well|far|much)\s+)?(?=(?:higher|lower|larger|smaller|greater|bigger)\s+than\b)){HEDGES}(?:(?:higher|lower|larger|smaller|greater|bigger)\s+than\s+)?$",
    re.IGNORECASE,
)
"""What calls it a number of something spoken of ("a higher count of", "whose tally stood at", "the figure was")."""
PUT = re.compile(
    r"\b(?:whom|which)\b[^.;]{0,60}?\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing)|reckon(?:s|ed))\s+at\s+" + HEDGES,
    re.IGNORECASE,
)
"""What puts a number on what a clause is about ("the raiders, whom a guard put at a hundred")."""
OWN = re.compile(r"(?:\b(?:his|her|their|its|those|these)|\w['’]s|s['’])\s+" + HEDGES, re.IGNORECASE)
"""What makes a number somebody's ("stood by her 92", "the agencies' nine million")."""
ALTERNATIVE = re.compile(
    r"[\"”’]?\s*,?\s*(?:(?:or|if\s+not)(?:\s+(?:even|perhaps|possibly|maybe|rather))?|and\s+(?:perhaps|possibly|maybe|even)|perhaps|possibly|probably|"
    r"maybe|[^.;\d]{0,110}\band\s+not(?:,\s+as\s+[^,.;\d]{3,40},)?|(?:and\s+)?(?:not|never)(?:\s+the\s+\w+)?|[^,.;\d]{0,70},\s+not|rather\s+than|instead\s+of|(?:and\s+)?then\s+(?:of|to)|(?:[^,.;\d]{0,70},\s+)?rather\s+than)\s+"
    r"(?:the\s+)?[\"“‘']?",
    re.IGNORECASE,
)
"""What stands between two ways to put one number ("171, or even more than 400"; "22 and not 32")."""
REVISED = re.compile(
    r"\b(?:revis|reduc|lower|rais|cut|correct|downgrad|upgrad|updat|scal)\w*\b[^.;\d]{0,80}$", re.IGNORECASE
)
REVISING = re.compile(
    r",?\s+(?:(?:was|were|has\s+been|had\s+been)\s+(?:since\s+)?(?:revised|corrected|lowered|raised)\s+)?(?:to|from)\s+",
    re.IGNORECASE,
)
"""What leads from a number to the one that replaces it, or that it replaces ("cut its estimate to 40 from 60")."""
GIVEN_BY = re.compile(
    r"[\"”’]?,?\s+(?:according\s+to|by\s+the\s+(?:count|reckoning|estimate)\s+of|in\s+the\s+view\s+of)\b", re.IGNORECASE
)
"""What names behind a figure who gives it."""
SAID_BEHIND = re.compile(
    r"[\"”’]?,\s+(?:says?|said|claims?|claimed|reports?|reported|writes?|wrote)\s+(?:the\s+|an?\s+|(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""The same after a number with which a statement begins: "135 are hurt; 93, says the emergency service"."""
NOTHING_BEFORE = re.compile(r"\W*(?:(?:and|but|while|or)\b)?\s*" + HEDGES, re.IGNORECASE)
"""A statement that begins with the number."""
HAS = re.compile(
    r"\b(?:list|register|log|roll|book|bulletin|records?|police|army|ministry|government|union|unions|organisers|organizers|authorities|"
    r"opposition|agency|rebels|activists|association|federation|observers|institute|hospital|office|mayor|governor|watchdog|group|Cross|"
    r"Crescent|Observatory|monitor)\s+(?:now\s+|still\s+|itself\s+)?(?:has|have|had|holds?|held|carries|carry)\s+"
    + HEDGES,
    re.IGNORECASE,
)
"""Who keeps a count and has a number, where nothing follows that it could be of: "the mortuary's list has 34"."""
ABOVE = re.compile(
    r"\b(?:above|below|beyond|exceed(?:s|ed|ing)?)\s+(?:the\s+|its\s+|their\s+)(?:official\s+(?:one|figure|count|toll)\s+of\s+)?"
    + HEDGES,
    re.IGNORECASE,
)
"""What sets a number beside another that somebody gave: "far above the seven given by the army"."""
MOVED_FROM = re.compile(
    r"(?:\s+(?:on\s+)?\w+day)?(?:,\s+[^,.;\d]{2,50})?,?\s+(?:up\s+|down\s+)?from\s+(?:the\s+)?"
    r"|[^,.;\d]{0,40},?\s+after\s+(?:an?\s+initial\s+|first\s+)?",
    re.IGNORECASE,
)
"""What leads from where a count is now to where it was: "rose to 29 on Saturday, police said, from 21"."""
MOVED = re.compile(
    r"\b(?:r[io]se[sn]?|climbed|gr[eo]wn?|jumped|gone\s+up|went\s+up|fell|fallen|dropped|c[ao]me\s+down|raised|lowered|cut|revised|"
    r"increased|decreased|has|were|was|are)\b[^.;\d]{0,60}$",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\s+(?:at\s+first|first|earlier|before|initially|the\s+day\s+before|on\s+\w+day|in\s+the\s+(?:morning|afternoon|evening)|in\s+the\s+report\s+before)\b",
    re.IGNORECASE,
)
"""What says of a number that it was one before."""
GIVEN_BEFORE = re.compile(
    r"(?:^|[,;]\s*)(?:but\s+|and\s+)?(?:according\s+to|in\s+the\s+view\s+of)\s+[^,;.]{2,50},\s+" + HEDGES,
    re.IGNORECASE,
)
"""What names before a figure who gives it."""
GAPPED = re.compile(
    r"(?:^|[;,]\s*|\b(?:and|but|while|whereas)\s+)(?:(?:and|but|while|whereas)\s+)?(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,3}?"
    r"(?:police|army|ministry|government|union|unions|organisers|organizers|authorities|officials|opposition|agency|rebels|activists|council|"
    r"company|bank|association|federation|monitors|observers|analysts|economists|institute|hospital|hospitals|office|mayor|governor|"
    r"minister|commission|party|watchdog|others)\s+(?:at\s+)?" + HEDGES,
    re.IGNORECASE,
)
"""A clause that leaves out its verb ("he put the crowd at 15,000; police at under 3,000")."""
GAPPED_AT = re.compile(
    r"\b(?:put(?:s|ting)?|estimat(?:es?|ed|ing)|reckon(?:s|ed)|set)\b[^.;\n]{0,160}(?:;|,|\band|\bwhile|\bbut)\s+(?:an?|the|his|her|its|their)\s+"
    r"(?:[\w’'-]+\s+){1,4}?at\s+" + HEDGES,
    re.IGNORECASE,
)
"""The same with a verb before it that needs its "at": "the police put the number at 298, and a teacher at more than 340"."""
GAPPED_NAME = re.compile(
    r"(?i:\b(?:said|says?|puts?|counted|counts?|claim(?:s|ed)|estimat(?:es?|ed)|reported|according\s+to)\b)[^.;\n]{0,120}[;,]\s+(?:and\s+|but\s+)?"
    r"(?:the\s+)?(?:[A-Z][\w’'-]+\s+){1,3}" + HEDGES
)
"""The same where a name speaks: "the alliance says that 37 missiles hit, Kardovia 15"."""
BRACKETED = re.compile(
    r"\(\s*(?:the\s+)?(?:[\w’'-]+\s+){0,3}?[\w’'-]+(?:\s*:|\s+(?:says?|said|puts?\s+it\s+at))\s*" + HEDGES,
    re.IGNORECASE,
)
"""Another's count in brackets: "140,000 people by the unions' count (the police: 26,000)"."""
BREAKS_IN = re.compile(r"(?:^|[.:!?,]\s*)[\"“‘']\s*(?:(?:maybe|perhaps)\s+)?$", re.IGNORECASE)
"""A quotation that begins with the number: "Forty, and I knew some"."""
STOPS_SHORT = re.compile(r"\s*[.,!?…]")
"""What ends such a number: no noun comes."""
CLOSES = re.compile(
    r"[\"”’)]*\s*(?:[.,;:!?)\n–—]|$|(?:had|have|has)\s+(?:been\s+)?\w+(?:ed|en|ne|ft|ght|lt|me|nd|wn|ut)\b|(?:were|was|are|is)\s+(?!still)(?:\w+(?:ed|en|ne|ing|ght|lt|ad|nd)|inside|there|in|present)\b|(?:should|must|would|will)\b|"
    r"(?:that|which)\b|(?:given|reported|claimed|cited|published|announced)\s+(?:by|on|in|earlier|before)\b|"
    r"(?:there|perhaps|maybe|in\s+(?:all|total|the\s+\w+|an?\s+(?:earlier|previous|first))|earlier|initially|first|from|myself|ourselves|himself|herself|themselves|at|by|on|with|if|once|but|and|as|when|while|until|after|before|so|for|last|this|now|dead|altogether|pass(?:ed)?|"
    r"according)\b)",
    re.IGNORECASE,
)
"""What may follow a figure that names nothing."""
OF_THEM = re.compile(
    r"[\"”’]?\s+(?:more|others?|per|each|apiece|times|(?:out\s+)?of\s+(?:the|its|his|her|their|our|them|whom|these|those)|an?\s)\b",
    re.IGNORECASE,
)
"""What makes it something else after all: a part, a rate."""
OTHER_THING = re.compile(
    r"\b(?:built|licen[cs]ed|designed|room|space|capacity|permit|zone|limit|aged?|another|further|additional|extra|promised|"
    r"of\s+(?:which|whom|these|those|them|the\s+\w+)|remain(?:s|ed|ing)?|leav(?:es?|ing)|left|sav(?:ed?|ing)|pulled|enrolment)"
    r"\b[^.;]{0,30}$|\binclud\w+\s+(?:\w+\s+){0,2}$|\balone\b|\bbringing\s+the\s+total\b|\bfor\s+a\s+total\b|\bto\s+(?:\w+\s+)?\w+['’]s?\s+$",
    re.IGNORECASE,
)
"""What makes it a figure of another thing, however bare."""
OTHER_TIME = re.compile(
    rf"\b(?:in|last|until|since|by)\s+(?:{w.MONTH_NAMES}|(?:19|20)\d\d|spring|summer|autumn|winter)\b|\b(?:last|previous)\s+(?:year|month|week|summer|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\bthe\s+(?:week|month|year|day)\s+before\b"
    r"|\b(?:will|may)\s+be\b",
    re.IGNORECASE,
)
"""What makes it one of another time: of the same thing, but no rival."""
OTHER_PLACE = re.compile(
    r"(?:^|[.,;:]\s+|\band\s+)[Ii]n\s+(?:(?-i:[A-Z])\w+|the\s+(?:whole|entire|village|town|city|capital|rest)\b)"
)
"""What makes it one of another place: of such a thing, but no rival."""
NAMED = re.compile(
    rf"\b{COUNT}\s+of\s+(?!{COUNT})(?P<noun>(?:[\w’'-]+\s+){{1,8}}?)(?:at|to|from|{BEING}|stood\s+at|stands\s+at)\s+{HEDGES}",
    re.IGNORECASE,
)
"""What names the thing that is counted ("put the number of homes under mud at")."""
OPENS = re.compile(r"\n|[.;?!][\"”’]*\s|,?\s(?:while|whereas|although|though)\s|,?\s[–—]\s")
"""Where a statement begins."""
ENDS = re.compile(r"\n|[.;?!][\"”’]*\s")
TOLL = re.compile(r"\b(?:tolls?|dead|deaths?|killed|fatalities|dying|died)\b", re.IGNORECASE)
CROWD = re.compile(r"\b(?:crowds?|turnout|march|rally|demonstrators|attendance|participants)\b", re.IGNORECASE)
