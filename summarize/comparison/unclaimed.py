"""What one account leaves open about who did it, and another states: nobody has claimed it, nobody knows who, it is only thought.

That somebody has claimed the act since is news ("updated"); else one source is surer than another ("disputed").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.comparison.named import Named
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of

__all__ = ["left_open"]

_NOBODY = re.compile(
    r"""
      \bno\s+(?:\w+\s+){0,3}?claims?\b(?:\s+\w+){0,2}?\s+responsib
    | \b(?:no[\s-]?one|nobody|no\s+(?:\w+\s+){0,2}?group|none|neither)\b(?:\s+\w+){0,4}?\s+(?:
        claim\w*
      | (?:took|taken|announced|assumed|accepted)\s+responsib
      | sa(?:id|ys?)\s+(?:that\s+)?(?:\w+\s+)?(?:he|it|they|she)\s+(?:did|had|was|were)
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Nobody has claimed it."""
_UNKNOWN = r"""(?:
    unclear | uncertain | unknown | undetermined
  | not\s+(?:\w+\s+){0,2}?(?:
      clear|known|sure|certain|established|confirmed|verified|identified
    | able\s+to\s+(?:say|tell|confirm|identify)
    )
  | (?:could|can)\s*(?:not|n[’']t)\s+(?:\w+\s+){0,2}?(?:be\s+)?
    (?:verif\w*|confirm\w*|determin\w*|say|tell|identify|identified|know|specify)
  | (?:nobody|no\s+one)\s+(?:\w+\s+){0,2}?(?:knows?|say|sure|identify|identified|tell)
  | nor\s+(?:say|tell)
  | yet\s+to\s+(?:\w+\s+)?(?:determin\w*|establish\w*|identif\w*)
  | looking\s+into
)"""
"""Words of those who do not know, beside what they do not know. Those that leave a cause open are others: see `causes`."""
_WHO = r"""(?:
    who | whose | by\s+whom | which\s+(?:side|group|country|party|force)
  | (?:if|whether)\s+(?:the|its|their)\s+(?:\w+\s+)?(?:planes?|jets|aircraft|strikes?|forces)\s+(?:were|was|carried|had)
)"""
_ABOUT = r"""(?:
    fired | killed | did | done | behind | responsib\w* | carried | attack\w* | planes? | jets? | work | mortars? | shell\w*
  | bomb\w* | strike\w* | struck | dropped | it\s+was | they\s+were | launched | shot | aircraft | belong\w*
)"""
_CLOSE_BY = r"[^.;]{0,60}?"
_ASKED = rf"\b{_WHO}\b(?=[^.;]{{0,50}}?\b{_ABOUT}\b)"
"""The question who did what the articles tell of."""
_OPEN = re.compile(
    rf"\b{_UNKNOWN}{_CLOSE_BY}{_ASKED} | {_ASKED}{_CLOSE_BY}\b{_UNKNOWN}",
    re.IGNORECASE | re.VERBOSE,
)
"""Somebody does not know who did it."""
_UNMET = re.compile(
    r"""
      \b(?:which\s+group\s+it\s+was|attackers?|gunm[ae]n|assailants|armed\s+men)\b[^.;]{0,40}?\b(?:
        not\s+(?:known|say|named|identified)
      | nobody\s+could\s+identify
      | unidentified
      )
    | \b(?:unknown|unidentified)\s+(?:attackers|gunm[ae]n|militants|assailants|armed\s+men)
    | \bnor\s+are\s+the\s+attackers\s+known
    | \b(?:did\s+not|without)\s+[^.;]{0,30}?(?:
        say(?:ing)?\s+that\s+(?:they|it)\s+(?:were|was)\s+behind
      | confirm(?:ing)?\s+the\s+attack
      )
    | \b(?:coalition|alliance|army|military|air\s+force|[A-Z]\w+)\s+(?:has|have|had)\s+(?:
        not\s+(?:yet\s+)?(?:reacted|commented|said\s+anything)
      | no\s+(?:immediate\s+)?comment
      )
    """,
    re.VERBOSE,
)
"""The attackers are unknown, or whoever is suspected keeps silent."""
_OWNING = re.compile(
    r"""
      \bclaim(?:ed|s|ing)?\s+(?:
        responsib
      | it\b
      | (?:the|an?|this|another)\s+(?:(?!lives|life)[\w’-]+\s+){0,3}?
        (?:attack|blast|bombing|shooting|strike|assault|raid|killing|deed)
      )
    | \b(?:took|taken|assumed|admitted|accepted)\s+(?:\w+\s+)?responsib
    | \bclaimed\s+by\s+(?:the\s+)?[A-Z]
    | \blaid\s+claim\b
    | \bas\s+its\s+own\b
    | \bwhich\s+claims\s+the\s+attack
    | \b(?:said|says|stated|saying)\s+(?:that\s+)?(?:it|they)\s+(?:was|were|had)\s+(?:behind|carried\s+out|done)
    | \bsays\s+it\s+did\s+it
    | \b(?:conceded|acknowledged|admitted|owned\s+(?:up\s+)?to|confirmed)\s+(?:on\s+\w+\s+)?(?:
        that\s+it
      | a\s+strike
      | the\s+strike
      | having\s+(?:killed|struck|carried|bombed)
      )
    """,
    re.VERBOSE,
)
"""Somebody has claimed it, or owned up to it."""


def left_open(statements: Sequence[Statement], named: Sequence[Named]) -> list[StatementQuestion]:
    """Return the questions in which one account leaves open who did it and another states it."""
    current = [s for s in statements if not s.looks_back]
    # "Nobody has claimed it, but the group has struck here in the past" looks back only in its second half.
    nobody = [s for s in statements if _NOBODY.search(s.text)]
    unmet = [s for s in current if _UNMET.search(s.text) and not _NOBODY.search(s.text)]
    unknown = [s for s in current if _OPEN.search(s.text) and not _NOBODY.search(s.text)]
    owned = [s for s in current if _OWNING.search(s.text) and not _NOBODY.search(s.text)]
    owned = [s for s in owned if s.leads or not _THAT_ONE.search(s.text)]
    told = list(dict.fromkeys(n.statement for n in named if _tells(n)))
    found = [
        _question([*nobody, *unmet], owned, "Who claimed responsibility"),
        _question(unknown, told, "Who did it"),
        _only_thought(named),
    ]
    return [q for q in found if q is not None]


_THAT_ONE = re.compile(
    r"\b(?:responsib\w+\s+for|claim\w*|behind)\s+(?:that|those)\s+(?:\w+\s+)?(?:attack|blast|bombing|shooting|strike|assault|raid)s?\b",
    re.IGNORECASE,
)
"""What is claimed is another deed, of which the sentence before told: the story's own is "the attack"."""
_CLAIMED_SINCE = "No conflict: one report was written before anybody had claimed it."
_OPEN_OR_NOT = "One account leaves open who did it, another names the culprit."
_THOUGHT_OR_NOT = "One account only suspects who did it, another states it."


def _tells(named: Named) -> bool:
    """Say whether a statement is sure of the doer and about the story's own deed."""
    sure = not named.deed.hedged and named.party.kind in ("state", "rebels", "group")
    return sure and (named.statement.leads or named.deed.frame in ("blamed", "claims"))


def _only_thought(named: Sequence[Named]) -> StatementQuestion | None:
    """Return the question who did it, where one opening only suspects whom another states to have done it."""
    leading = [n for n in named if n.statement.leads and n.party.kind != "armed"]
    for suspected in leading:
        if not suspected.deed.hedged or any(
            not n.deed.hedged and n.statement.article.id == suspected.statement.article.id and _same(n, suspected)
            for n in leading
        ):
            continue
        unsure = {n.statement.article.id for n in leading if n.deed.hedged}
        stated = [
            n.statement
            for n in leading
            if not n.deed.hedged
            and n.statement.article.id not in unsure
            and _same(n, suspected)
            and len(n.stems & suspected.stems) >= LEAST_SHARED
        ]
        if stated:
            thought = [n.statement for n in leading if n.deed.hedged and _same(n, suspected)]
            sides = sides_of(list(dict.fromkeys(thought)), list(dict.fromkeys(stated)))
            return StatementQuestion("disputed", "attribution", "Who did it", _THOUGHT_OR_NOT, sides)
    return None


LEAST_SHARED = 2
"""Content words that a suspicion and a statement share at least, beside the suspect, to tell of one deed."""


def _same(a: Named, b: Named) -> bool:
    return bool(a.party.names & b.party.names) or ({a.party.kind, b.party.kind} in ({"rebels"}, {"rebels", "group"}))


def _question(unsure: Sequence[Statement], told: Sequence[Statement], text: str) -> StatementQuestion | None:
    """Return the question; that somebody has claimed the act since is news, and no dispute."""
    articles = {s.article.id for s in unsure}
    told = sorted((s for s in told if s.article.id not in articles), key=lambda s: (not s.leads, s.order))
    if not unsure or not told:
        return None
    if all(_OWNING.search(s.text) for s in told):
        return StatementQuestion("updated", "attribution", text, _CLAIMED_SINCE, sides_of(unsure, told))
    return StatementQuestion("disputed", "attribution", text, _OPEN_OR_NOT, sides_of(unsure, told))
