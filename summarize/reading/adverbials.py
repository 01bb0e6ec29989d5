"""Phrases between who said something and the verb that tell when, where or how: "on Monday night", "for its part"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.phrases import Token

__all__ = ["ASIDES", "adverbial_before"]

ASIDES = w.listed("""
    after before when while as along alongside together like unlike amid despite without upon following though although once
    asked
""")
"""Words that open what stands between commas after a subject and is no part of it: "the mayor, | after | a tour, said"."""
_LONGEST = 8
"""Words of such a phrase, at most."""
_DAY = "(?:" + "|".join(sorted(w.WEEKDAYS)) + ")"
_PART = "(?:morning|afternoon|evening|night)"
_SPAN = "(?:minutes?|hours?|days?|weeks?|months?|years?)"
_MANY = r"(?:(?:an?\ |the\ |some\ )?few|an?\ couple\ of|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many)"
_GIVING = "(?:giving|offering|providing|citing|presenting|specifying|naming|revealing|disclosing)"
_WHOSE = "(?:an?|the|its|his|her|their)"
_KIND = (
    r"(?:(?:latest|first|last|second|final|new|brief|short|joint|separate|written|official|initial|previous|earlier|later|daily|weekly"
    r"|monthly|nightly|regular|morning|evening|televised|live|online|public|press|news|media|radio|television|tv|video|situation|status"
    r"|telephone|hastily\ called|special|cabinet|town\ hall)\ ){0,3}"
)
"""What tells one statement or meeting from another."""
_WORDS = re.compile(
    rf"""(?:^|\s)(?P<phrase>
      (?:on|late|early|late\ on|early\ on)\ {_DAY}\ {_PART}
    | (?:late\ |early\ )?(?:yesterday|tomorrow|{_DAY})\ {_PART}
    | (?:earlier|later)\ (?:that|the\ same|this|in\ the|on\ the|on)\ (?:same\ )?(?:{_DAY}|{_PART}|day|week|month|year)
    | (?:{_MANY}\ )?{_SPAN}\ (?:later|earlier|before|afterwards|on|ago)
    | (?:at|over|during|in)\ the\ (?:weekend|time|moment|meantime|interim|end|beginning|outset|{_PART})
    | (?:at|over)\ the\ same\ time
    | for\ (?:its|his|her|their)\ part | on\ the\ other\ hand | (?:by|in)\ contrast | in\ (?:turn|response|return|reply|addition)
    | for\ the\ (?:first|second|third|last|umpteenth)\ time | for\ (?:now|example|instance) | at\ (?:first|last)
    | of\ course | in\ (?:fact|particular|private|public) | so\ far | to\ date | until\ now | as\ well
    | without\ (?:{_GIVING}\ [a-z-]+ | elaborating)
    | in\ {_WHOSE}\ {_KIND}(?:statement|update|communiqu[eé]|bulletin|tweet|post|report|message|broadcast|briefing|letter)
    | at\ {_WHOSE}\ {_KIND}(?:conference|briefing|hearing|meeting|rally|ceremony|funeral|summit)
    | (?:on|at)\ the\ (?:ground|scene|spot|site|island|border|coast|front|frontlines?|front\ lines?)
    )$""",
    re.VERBOSE,
)
_LAST = w.WEEKDAYS | w.listed("""
    morning afternoon evening night day week month year later earlier before afterwards on ago weekend time moment meantime
    interim end beginning outset part hand contrast turn response return reply addition now example instance first last course
    fact particular private public far date well elaborating statement update communiqué communique bulletin tweet post report
    message broadcast briefing letter conference hearing meeting rally ceremony funeral summit ground scene spot site island
    border coast front frontline frontlines line lines detail details evidence proof figures names figure sources source
    reasons information specifics numbers
""")
"""Words that such a phrase ends with."""


def adverbial_before(tokens: Sequence[Token], end: int) -> int:
    """Return how many of the words before index `end` are such a phrase; 0 if none is."""
    if end < 1 or tokens[end - 1].lower not in _LAST:
        return 0
    found = _WORDS.search(" ".join(token.lower for token in tokens[max(0, end - _LONGEST) : end]))
    return found["phrase"].count(" ") + 1 if found else 0
