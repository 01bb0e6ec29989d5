"""Read what a sentence denies: the words that deny, the clause that is denied, and what it points back to.

A refusal is of one of three strengths. A *verb* of denying ("denied that", "ruled out") takes the denied clause as its
object. A *verdict* ("baseless", "a fairy tale", "wrong") is passed on a claim, a report or a figure. A plain *negation*
("no soldiers took part") denies its own sentence. Verbs of denying are also verbs of withholding and of turning down
("denied entry", "rejected the offer"), and those deny nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from summarize.reading.words import stem, stems

__all__ = ["Refusal", "Strength", "read_refusal"]

Strength = Literal["verb", "verdict", "negation"]
"""Which kind of words deny."""

_CLAIM_NOUN = (
    r"(?:allegations?|accusations?|claims?|reports?|charges?|suggestions?|figures?|numbers?|counts?|tolls?|statements?"
    r"|accounts?|estimates?|rumou?rs?|stor(?:y|ies)|assertions?|insinuations?|criticisms?|speculation|assessments?"
    r"|versions?|notions?|ideas?|theor(?:y|ies)|findings?|conclusions?|statistics|data|warnings?|complaints?"
    r"|testimon(?:y|ies)|narrative|evidence|readings?)"
)
"""What is claimed, and can be denied."""
_ITS_CLAIM = rf"""
    as\b                                                                        # "rejected as untrue"
    | (?: (?!ha[sd]\b|have\b|was\b|were\b|is\b|are\b|who\b) \w+\s+ ){{0,5}}?
      (?:{_CLAIM_NOUN}|as|responsibility|that)\b                                # "rejected the army's claim"
"""
"""What follows a verb of turning down that denies; one that only turns down is followed by an offer."""
_VERB = re.compile(
    rf"""\b(?:
      den(?:y|ies|ied|ying)
    | denials?(?=\s+(?:of|that)\b)
    | refut(?:e[sd]?|ing)
    | repudiat\w+
    | disavow(?:s|ed|ing)? | disclaim(?:s|ed|ing)?
    | distanc(?:e[sd]?|ing)\s+(?:it|him|her|them)sel(?:f|ves)\s+from
    | rul(?:e[sd]?|ing)\s+out
    | (?<!a\s)(?<!the\s)(?<!of\s) debunk(?:s|ed)
    | rebut(?:s|ted)?
    | (?<!in\s)(?<!a\s)(?<!the\s)(?<!those\s)(?<!al\s)(?<!other\s)              # "a territorial dispute" is a noun
      disput(?:e[sd]?|ing)
      (?=\s+(?:that|the|this|those|these|a|his|her|its|their|any|[\w’']+['’]s?|claims?|reports?|it)\b)
    | (?:reject|dismiss|contest)(?:s|es|ed|ing)?\s+
      (?!as\s+(?:too|not\s+enough|in\w+)\b)                                     # "dismissed as too little"
      (?=(?:{_ITS_CLAIM}))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHHOLDING = re.compile(
    r"""
      \s+(?:him|her|them|us|me|people|anyone)\b
    | \s+(?:[\w’']+\s+){0,4}?(?:
        access|entry|entrance|permission|visas?|bail|aid|food|water|passage|humanitarian|asylum|treatment|care|medical
        |permits?|right|rights|opportunity|chance|parole|justice|extensions?|requests?|petitions?|applications?|motions?
        |appeals?|licen[cs]es?|citizenship|membership|funding|promotion|burial
        | (?:a|the)\s+(?:\w+\s+)?(?:voice|victory|majority|win|title)
      )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What follows "denied" where it means "did not give"."""
_TURNING_DOWN = re.compile(
    r"""
      (?: dismiss | reject ) \w* \s+ (?:
        as\s+(?:a\s+(?:result|consequence)|part\s+of|(?:an?\s+|the\s+)?(?:\w+\s+)?
          (?:coach|manager|minister|head|chief|teacher|director|judge))\b
      )
    | rul\w*\s+out\s+(?:
        (?:a|an|any|another|further|the)?\s*(?:\w+\s+){0,2}?
        (?:coalitions?|alliances?|talks|negotiations?|deals?|returns?|elections?|referendums?|bids?|intervention|invasion
          |cuts?|rises?|increases?|action|force|troops|sanctions|bail-?outs?|mergers?|vot(?:e|ing)|sales?|appeals?)\b
      | (?!being\b|having\b)[a-z]{2,}ing\b
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Turning down or shutting out what might be done, and sending somebody away, which say nothing about what is."""
_COURT = re.compile(r"\b(?:courts?|judges?|tribunals?|magistrates?|jur(?:y|ies)|panels?|bench)\b", re.IGNORECASE)
"""Who dismisses a claim, an appeal or charges by a ruling and not by an assertion."""
_NOT_DENIED = re.compile(
    r"""\b(?:
      (?:not|never|cannot|n['’]?t)\s+(?:been\s+|be\s+)?
    | will\s+ | would\s+ | to\s+
    | (?:nobody|no[\s-]one)\s+
    | nor\s+(?:is|was)\s+(?:it|this|that)\s+
    )(?:\w+ly\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a verb of denying that denies nothing: "has not denied", "would deny"."""
_PRONOUN = re.compile(r"\s*(?:it|this|that)\W*", re.IGNORECASE)
OWN_CLAUSE = 60
"""Characters of a sentence before "disputes this" from which "this" is what the sentence itself has just said."""
_PATIENT = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+$", re.IGNORECASE)
"""What makes a verb of denying passive."""
_VERDICT = re.compile(
    r"""
      (?P<passed>
        \b(?:is|are|was|were|be|been|being|as|call(?:s|ed|ing)?|deem(?:s|ed|ing)?|brand(?:s|ed|ing)?|prove[dn]?)\b
      | \b(?:claim|report|that)['’]s\b
      )
      (?: (?!\bnot\b(?!\s+true)) [^.;,] ){0,45}?
      \b(?P<verdict>
        baseless | unfounded | groundless | without\s+(?:any\s+)?foundation
      | untrue | not\s+true
      | false(?!\s+(?:alarm|flag|teeth|start))
      | fabricat(?:ed(?![\"”’]?\s+(?:the|an?|his|her|their|claims|evidence)\b)|ions?)  # "fabricated evidence" is a charge
      | inventions? | nonsense | fairy\s+tales? | plucked\s+(?:out\s+of|from) | distortions? | (?:pure\s+)?fiction | fantasy
      | rubbish | ludicrous | preposterous
      | inflated | exaggerat(?:ed|ions?) | misleading | incorrect | inaccurate
      | wrong(?!\s+(?:to|with)\b)
      | a\s+joke | a\s+lie | lies | staged | a\s+forgery | forged | faked
      | impossible | outlandish | implausible | far-fetched | invented | made\s+up
      | defamatory | a\s+myth | a\s+fake | slander(?:ous)? | a\s+(?:\w+\s+)?provocation
      | cynical\s+lies | disinformation | misinformation | fake\s+news | a\s+smear | (?:\w+\s+)?propaganda | a\s+hoax
      | mistaken | an?\s+(?:\w+\s+)?error
      | absurd | ridiculous
      )\b
    | \b(?P<lying>lie[sd]?\s+about)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JUDGED = re.compile(rf"\b{_CLAIM_NOUN}\b|\b(?:that|this|it|they|those)\s+(?:is|are|was|were)\b", re.IGNORECASE)
"""What a verdict is passed on."""
_CLAIMED = re.compile(rf"\b{_CLAIM_NOUN}\b", re.IGNORECASE)
_ADMITTED = re.compile(r"an?\s+(?:\w+\s+)?error|mistaken|impossible|wrong", re.IGNORECASE)
"""What "it was" may say of a deed as well as of a claim."""
_ANSWERED = re.compile(
    r"""
      [\"“](?P<alone>
        (?:(?:pure|complete|absolute|utter)\s+)?
        (?:baseless|outlandish|nonsense|lies|fiction|rubbish|untrue|false|absurd|staged|ridiculous|fabrications?|propaganda)
      )[\"”,.]+
    | \bcall(?:s|ed|ing)?\s+(?:that|this|it|them)\s+[\"“]?(?P<called>
        impossible|outlandish|nonsense|absurd|false|untrue|baseless|unfounded|lies
      | (?:a|an)\s+(?:\w+\s+)?(?:lie|fabrication|forgery|smear|provocation|invention|myth)
      )\b
    | \b(?:make|made)s?\s+(?P<sense>no\s+sense)\b
    | \b(?P<liar>
        (?:he|she)\s+(?:lies|lied) | they\s+lied | (?:he|she|they)\s+(?:is|are|was|were)\s+lying
      )\b(?!\s+(?:in|on|at|there|under|down)\b)
    | \b(?:the\s+)?
      (?:paper|document|video|footage|recording|letter|list|photographs?|pictures?|images?|tape)\s+(?:is|was|were|are)\s+
      [\"“]?(?P<forged>(?:a\s+)?(?:forgery|fake|faked|forged|fabricated|staged))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Verdicts that name no claim: a word of answer ("“Outlandish,” said the navy"), or "calls that impossible"."""
SHORT_ANSWER = 160
"""Characters of a sentence, at most, in which a quoted word alone is an answer."""
_LACKING = re.compile(r"\bno\s+(?:record|knowledge|evidence|truth|basis)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"""\b(?:
      not | never | neither | nor | cannot | refus(?:ed|es|ing)
    | (?:do|does|did|was|were|is|are|has|have|had|would|will|could|should|ca|wo)n['’]?t
    | nobody | no[\s-]one | nothing
    | none\s+of | none(?=\s+(?:did|was|were|had|has|is|are)\b)
    | without\s+(?:any\s+|a\s+single\s+)?(?:bloodshed|casualt\w+|victims|deaths|injuries)
    | no\s+(?!one\b|immediate|longer|doubt|more|less|fewer|word|comment|matter|group|reports?\b|claims?\b)[a-z]+
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_UNSAID = re.compile(
    r"""(?:
      \bden(?:y|ies|ied|ying)\b | \bdisput
    | verif | confirm | corroborat | authenticat | (?:be\s+|been\s+)check
    | comment | clear | known | immediately | respond | available
    | claim\w*\s+responsib
    | only\b
    | identif | disclos
    | yet\b | sure\b | able\b | enough\b | possible\b | if\b | whether\b
    | anonymity | authori[sz]ed\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is unknown, unverified, uncommented or not so yet is no denial; "not only" is none either."""
_LIGHT = frozenset("tak took receiv get got going mak made ask hav see saw early late singl been".split())
"""Stems of words that carry the one that a "not" turns on: "no inspection *took* place", "not *going* to resign"."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NOT_SAID = re.compile(r"\s+(?:\w+ly\s+)?(?:say|specify|elaborate|mention|know|much)\b", re.IGNORECASE)
"""What, right after a negation, only says that something was not told."""
_NEARLY_NO = re.compile(r"\b(?:almost\s+no|hardly|barely|scarcely)\b", re.IGNORECASE)
_UNSAID_REACH = 40
"""Characters after a negation in which such a word unsays it."""

_STOP = re.compile(
    r"""
      [;]
    | \s[-–—]\s
    | ,?\s+(?:
        saying|adding|insisting|calling|stressing|issuing|dismissing|describing|accusing|blaming
      | but|however|while|although|though
      | with\s+the
      | and\s+(?:said|says|has|have|called|accused|instead|blamed|insisted|also|in\s+turn)
      | which\s+(?:he|she|they|it)\s+(?:said|called)
      )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What ends the clause that is denied."""
_THAT = re.compile(
    rf"""(?<=\s)(?:
      that(?!\s+{_CLAIM_NOUN}\b\s*(?:is|was|were|are|as|[,.\"“”]|$))             # no conjunction: "that claim is false"
    | claims?\s+of | accusations?\s+of | allegations?\s+of | reports?\s+of | reports?\s+about | statements?\s+about
    )\s+""",
    re.VERBOSE,
)
"""What leads to the words of the claim that is denied."""
_BACK = re.compile(
    rf"""
      \b(?:the|that|this|these|those|such|any|all|its|his|her|their|[A-Z][\w’']*s)\s+(?:[\w’']+\s+)?{_CLAIM_NOUN}\b
    | \b(?:it|this|that|them)\s*(?:[.,;]|$)
    | \b(?:any|all)\s+(?:wrongdoing|blame)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What points back at a claim made elsewhere."""
_ROLE = r"(?:any|no|its|their)\s+(?:role|part|hand|link|connection)"
_INVOLVED = re.compile(
    rf"""\b(?:
      involvement | involved | responsib\w+ | behind | complicity | {_ROLE} | (?:carried|carrying)\s+out | to\s+blame
    | had\s+(?:bombed|attacked|shelled|fired|hit|targeted|struck)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE = re.compile(rf"\b(?:involvement|responsib\w+|complicity|{_ROLE}|to\s+blame)\b", re.IGNORECASE)
_OF_FIGURE = re.compile(
    r"\b(?:figures?|numbers?|counts?|tolls?|estimates?|claims?|statements?|statistics|record|data)\b", re.IGNORECASE
)
_SCAFFOLD = frozenset(
    stem(w)
    for w in """denied deny denies denying denial rejected rejects dismissed dismisses refuted refused insisted claimed
    reports report claim allegation allegations accusation accusations accused false baseless unfounded
    groundless foundation untrue true fabricated fabrication invention nonsense fairy tale truth inflated
    exaggerated misleading incorrect wrong joke lie lies lied ruled out any such categorically strongly
    repeatedly flatly vehemently firmly always never nobody nothing described statement statements suggestion suggestions
    rumour rumours charge charges spokesman spokeswoman spokesperson however knowledge record whatever
    propaganda entirely""".split()
)


@dataclass(frozen=True)
class Refusal:
    """That a sentence denies something."""

    strength: Strength
    trigger: tuple[int, int]
    """Those words."""
    content: tuple[int, int]
    """The clause that is denied."""
    points_back: bool
    """Whether it denies what was said elsewhere ("the allegation", "that figure", "it")."""
    of_involvement: bool
    """Whether it denies having done it, or being responsible."""
    bare: bool
    """Whether it denies responsibility as such, in no more words than that."""
    of_figure: bool
    """Whether it denies a count."""
    stems: frozenset[str]
    """Content words of what is denied."""
    turning: tuple[str, ...] = ()
    """Stems of the content words after a plain "not", in order: the denial turns on them."""
    accused: frozenset[str] = frozenset()
    """Stems of the words for whoever "lies about" something: what they say is denied, and nothing else."""


def read_refusal(text: str, start: int, end: int) -> Refusal | None:
    """Return what the sentence `text[start:end]` denies; None where it denies nothing."""
    return _verb(text, start, end) or _verdict(text, start, end) or _negation(text, start, end)


def _verb(text: str, start: int, end: int) -> Refusal | None:
    for found in _VERB.finditer(text, start, end):
        if _WITHHOLDING.match(text, found.end(), end) and found[0].lower().startswith("den"):
            continue
        if _NOT_DENIED.search(text, start, found.start()) or _TURNING_DOWN.match(text, found.start(), end):
            continue
        if found[0].lower().startswith(("dismiss", "reject")) and _COURT.search(text, start, found.start()):
            continue
        passive = _PATIENT.search(text, start, found.start()) is not None
        content = (start, found.start()) if passive else _object(text, found.end(), end)
        if _PRONOUN.fullmatch(text, *content) and found.start() - start > OWN_CLAUSE:
            continue
        if not text[slice(*content)].strip():
            content = (start, end)
        return _refusal("verb", text, found.span(), content)
    return None


def _verdict(text: str, start: int, end: int) -> Refusal | None:
    lacking = _LACKING.search(text, start, end)
    if lacking is not None:
        return _refusal("verdict", text, lacking.span(), _object(text, lacking.end(), end))
    answer = _ANSWERED.search(text, start, end)
    if answer is not None and (answer.lastgroup != "alone" or end - start < SHORT_ANSWER):
        assert answer.lastgroup is not None
        return replace(_refusal("verdict", text, answer.span(answer.lastgroup), (start, end)), points_back=True)
    found = _VERDICT.search(text, start, end)
    if found is None or not _JUDGED.search(text, start, end):
        return None
    if _ADMITTED.fullmatch(found["verdict"] or "") and not _CLAIMED.search(text, start, end):
        return None
    group = "lying" if found["lying"] else "verdict"
    that = _THAT.search(text, start, end)
    judging = found["passed"] and found["passed"].lower().startswith(("call", "deem", "brand", "as"))
    before = (found.end("passed") if judging else start, found.start(group))
    content = (
        (that.end(), end) if that else (start, end) if group == "lying" or not text[slice(*before)].strip() else before
    )
    refusal = _refusal("verdict", text, found.span(group), content)
    return replace(refusal, accused=stems(text, start, found.start())) if group == "lying" else refusal


def _negation(text: str, start: int, end: int) -> Refusal | None:
    if _NEARLY_NO.search(text, start, end):
        return None
    for found in _NEGATION.finditer(text, start, end):
        if _NOT_SAID.match(text, found.end(), end):
            continue
        if not _UNSAID.search(text, found.start(), min(end, found.end() + _UNSAID_REACH)):
            after = found.start() + (3 if found[0].lower().startswith("no ") else len(found[0]))
            return replace(
                _refusal("negation", text, found.span(), (start, end)), turning=_turning(text, after, start, end)
            )
    return None


def _turning(text: str, after: int, start: int, end: int) -> tuple[str, ...]:
    """Return the stems of the content words that follow a "not", or that stand before one that ends its clause."""
    stop = re.compile(r"[.;,:]").search(text, after, end)
    found = [
        stem(m[0]) for m in _WORD.finditer(text, after, stop.start() if stop else end) if stems(m[0], 0, len(m[0]))
    ]
    before = [stem(m[0]) for m in _WORD.finditer(text, start, after) if stems(m[0], 0, len(m[0]))]
    return tuple(s for s in found or before[::-1] if s not in _SCAFFOLD | _LIGHT)[:1]


def _object(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause after a verb of denying."""
    stop = _STOP.search(text, start + 1, end) if start + 1 < end else None
    return start, stop.start() if stop else end


def _refusal(strength: Strength, text: str, trigger: tuple[int, int], content: tuple[int, int]) -> Refusal:
    denied = text[slice(*content)]
    that = _THAT.search(denied)
    words = stems(denied, that.end() if that else 0, len(denied)) or stems(denied, 0, len(denied))
    return Refusal(
        strength,
        trigger,
        content,
        points_back=strength != "negation" and _BACK.search(denied) is not None and that is None,
        of_involvement=_INVOLVED.search(denied) is not None,
        bare=_BARE.search(denied) is not None,
        of_figure=_OF_FIGURE.search(denied) is not None,
        stems=words - _SCAFFOLD,
    )
