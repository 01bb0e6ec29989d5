"""Statements that cannot both be true though neither denies the other: "survived" and "died", "captured" and "still holds".

A predicate has contraries. Two clauses are set against each other where one has a predicate, the other its contrary, and they
speak of the same thing: they share the words around it, weighed, with a name or two other words among them. Clauses that
count ("12 died, five survived") speak of different people. Where the one state follows the other in time ("missing", then
"found") and the articles tell which is later, it is news and no dispute.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.claims import ReadArticle
from summarize.comparison.chronology import Chronology
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.comparison.sameness import Words
from summarize.comparison.sources import Sources
from summarize.reading.words import stems

__all__ = ["contrary_questions"]

ONE_THING = 0.5
"""Share of the shorter clause's weighted content words, its predicate left out, that the other must have to speak of the same
thing. Set on twenty pairs of sentences of our own (tests/test_contraries.py has half of them) and on the dev stories."""

SHARED = 2
"""Content words, or one name, that the two clauses share at least: one, where a clause has no more."""


@dataclass(frozen=True)
class _Contrary:
    """A predicate and what excludes it."""

    asked: str
    """The question, as a reader is told of it."""
    first: re.Pattern[str]
    """One state."""
    second: re.Pattern[str]
    """What it excludes."""
    passes: bool
    """Whether the first state can pass into the second: then a later article with the second only brings news."""


def _contrary(asked: str, first: str, second: str, *, passes: bool = False) -> _Contrary:
    return _Contrary(asked, _words(first), _words(second), passes)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{' '.join(pattern.split()).replace(' ', chr(92) + 's+')})\b", re.IGNORECASE)


_HELD = "(?:still|continued? to|remain\\w*) (?:in )?(?:control|hold|held|holding|controll?(?:ed|ing|s)?)"
_NOT = "(?:(?:has|have|had|did|does|do|was|were|is|are)(?:n[’']t| not)(?: yet)?|never)"
_CONTRARIES = (
    _contrary(
        "Whether they lived",
        "surviv(?:ed|es|ing)|(?:is|was|are|were|be|found) (?:still )?alive|escaped unhurt|unharmed|unhurt|uninjured",
        "died|dies|dead|(?:was|were|been|being) killed|perished|drowned",
        passes=True,
    ),
    _contrary(
        "Who holds it",
        f"{_HELD}|remain\\w* (?:firmly )?(?:in|under) (?:[\\w’']+ ){{0,2}}(?:control|hands)|repell?ed|beat(?:en)? back|fought off"
        f"|{_NOT} (?:fallen|fall|lost|lose|been (?:taken|captured))|fighting (?:continued|was continuing|went on|raged)",
        "captured|seized|taken (?:full )?control|took (?:full )?control|(?:has|have|had) (?:taken|retaken|recaptured|fallen)"
        "|recaptured|retook|overr[au]n|fell to|liberated|in full control",
        passes=True,
    ),
    _contrary(
        "Who left, and who stayed",
        f"(?:is|was|are|were) still (?:in|at)|remain\\w* (?:in|at)|stay(?:ed|s|ing)? in|{_NOT} (?:left|leave|fled|flee|leaving)",
        "fled|left (?:the )?(?:capital|country|city|town|palace)|flew out|flown out|went into exile|gone abroad|escaped to",
        passes=True,
    ),
    _contrary(
        "Whether they were taken",
        "returned safely(?: to (?:their )?base)?|returned to (?:their )?base|(?:is|was|are|were) safe|safe and (?:sound|well)",
        "(?:was|were|been|being) (?:captured|taken prisoner|taken captive|taken hostage|kidnapped|abducted)",
        passes=True,
    ),
    _contrary(
        "How they came free",
        "(?:rescued|freed) (?:in|by) (?:an? |the )?(?:\\w+ ){0,2}(?:raid|operation|commandos|troops|soldiers|forces|army|police)"
        "|stormed",
        "(?:released|let go|handed over|set free)|ransom (?:was|had been) paid|paid (?:an? |the )?ransom",
    ),
    _contrary(
        "How office was left",
        "resigned|stepped down|quit|stood down",
        "(?:was|were|been) (?:dismissed|sacked|fired|removed|ousted)",
    ),
    _contrary(
        "Whether the vote was fair",
        "free and fair|(?:was|were) (?:fair|clean|credible|transparent|legitimate)",
        "rigged|fraudulent|stolen|(?:a )?sham|(?:a )?farce|marred by (?:\\w+ )?(?:fraud|irregularities)|neither free nor fair",
    ),
    _contrary(
        "Whether anybody helped",
        "acted alone|(?:by|on) (?:himself|herself|his own|her own)|lone (?:wolf|attacker|gunman)|no accomplices?",
        "accomplices?|(?:was|were) helped by|part of (?:an? )?(?:cell|network|gang)|(?:did not|didn['’]t) act alone",
    ),
    _contrary(
        "Whether it was empty",
        "(?:was|were|stood|been) (?:empty|deserted|unoccupied|abandoned|disused|vacant)",
        "(?:was|were) (?:full|packed|crowded|in use|occupied|inhabited)|(?:sheltering|sleeping|living) in",
    ),
    _contrary(
        "Whether it was agreed",
        "(?:agreed|signed|reached|struck|accepted|approved|endorsed)",
        "rejected|turned down|voted down|walked out|broke(?:n)? down|collapsed|vetoed|failed to (?:agree|reach|sign)",
    ),
    _contrary(
        "Whether it is under control",
        "(?:still|continued to) burn\\w*|out of control|raging|spreading|still alight",
        "(?:under|brought under) control|extinguished|put out|contained|doused",
        passes=True,
    ),
    _contrary(
        "Whether anybody was arrested",
        "at large|on the run|escaped|fled|evaded (?:capture|arrest)|went into hiding|in hiding",
        "arrested|detained|captured|in custody|apprehended|taken into custody",
        passes=True,
    ),
    _contrary(
        "Whether it was damaged",
        "undamaged|intact|unscathed|untouched|(?:escaped|without) (?:any )?damage",
        "damaged|destroyed|levelled|leveled|flattened|wrecked|razed|gutted",
        passes=True,
    ),
    _contrary(
        "Whether it is open",
        "closed|shut|sealed|blocked|suspended|halted",
        "(?:re)?opened|(?:was|were|is|are|remain\\w*|stayed|kept) open|(?:still|continued to) operat\\w+"
        "|(?:was|were) (?:operating|running|working) (?:as )?normal\\w*|resumed",
        passes=True,
    ),
    _contrary(
        "Whether they were got out",
        "trapped|stranded|stuck|cut off|unable to leave",
        "(?:been|were|was) (?:safely )?(?:evacuated|rescued|freed|brought out)|brought to safety",
        passes=True,
    ),
    _contrary(
        "Whether they were found",
        "(?:still )?missing|unaccounted for|searching for|(?:yet|still) to be found",
        "(?:been|were|was) (?:found|recovered|located|accounted for|identified)",
        passes=True,
    ),
    _contrary(
        "Who left office",
        "(?:would|will|to) (?:remain|stay|stay on|continue) (?:in office|as|in (?:his|her|their) post)"
        "|(?:remained|stayed) in (?:office|post)",
        "resigned|stepped down|quit|stood down|(?:was|been) (?:dismissed|sacked|fired|removed)",
        passes=True,
    ),
    _contrary("How the court found", "acquitted|cleared|not guilty|found innocent", "convicted|found guilty|jailed|sentenced"),
    _contrary("Whether they were armed", "unarmed|peaceful(?:ly)?", "armed(?! forces)|violent(?:ly)?"),
    _contrary(
        "Who fired first",
        "(?:fired|opened fire) first|unprovoked|without (?:any )?warning",
        "(?:returned|responded with) fire|in self-defen[cs]e|came under fire|after (?:a |repeated )?warnings?",
    ),
    _contrary(
        "Whether it kept to the limit",
        "(?:within|below|under) the (?:\\w+ )?limits?|at (?:the )?normal speed|met (?:all )?(?:the )?(?:safety )?standards?",
        "too fast|speeding|excessive speed|(?:above|over|exceed\\w+|twice) the (?:\\w+ )?limits?"
        "|(?:breached|violated) (?:\\w+ )?standards?",
    ),
    _contrary(
        "Which way it went",
        "rose|risen|rises|increased|grew|climbed|jumped|gained|went up",
        "fell|fallen|falls|decreased|declined|dropped|shrank|slid|went down",
    ),
)  # fmt: skip
_BREAK = re.compile(
    r"[;:–—]|,|\b(?:but|while|when|whereas|although|though|after|before|as|because|since|until|if|unless|where|which|who|that|and)\b"
    r"|\b(?:said|says|insist(?:s|ed)|maintain(?:s|ed)|claim(?:s|ed)|added)\b(?=\s+(?:it|its|he|his|she|her|they|their|the)\b)",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:would|could|may|might|must|should|will|to|if|whether|unless|until|before|feared|likely|expected|not|never|no|none"
    r"|nobody|almost|nearly|about\s+to|threaten\w*|vow\w*|plan\w*|hop(?:e|ed|ing)|tr(?:y|ied|ying)|attempt\w*|fail\w*)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What, before a predicate, keeps it from being stated."""
_ASKED = re.compile(
    r"\b(?:say|says|said|clear|unclear|knows?|known|unknown|tell|told|ask(?:s|ed)?|ascertain\w*|establish\w*)\s+"
    r"(?:who|which|where|when|if|whether)\s*$",
    re.IGNORECASE,
)
"""What makes a clause a question that nobody answers: "did not say who remained"."""
_TIMED = re.compile(r"\W*(?:after|before|until|as|while|when)\b[^.;,]*", re.IGNORECASE)
_NEGATED = re.compile(r"(?:\w+(?:n[’']t| not)|never|no|neither)\b", re.IGNORECASE)
"""How a predicate begins that denies: of other statements that deny nothing is stated."""
_PASSING = re.compile(
    r"\b(?:temporar\w+|briefly|initially|at\s+first|for\s+(?:a\s+time|a\s+while|(?:several|some|a\s+few|\w+)\s+(?:minutes|hours))"
    r"|during|while|until)\b",
    re.IGNORECASE,
)
"""What tells of a state that it did not last."""
_SINCE = re.compile(
    r"\b(?:later|after(?:wards?)?|since|then|now|soon|again|eventually|finally|(?:re-?)(?:opened|opening)|resumed)\b",
    re.IGNORECASE,
)
"""What tells of a state that it came after another."""
_COUNTS = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens?|hundreds|thousands|some|many|most|several"
    r"|few|other|others|another|half|both|all|number|toll|more|people|residents|civilians)\b",
    re.IGNORECASE,
)
"""Words of a clause about some of many: what befell them says nothing of the rest."""
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]{2,}")


@dataclass(frozen=True)
class _Stated:
    """A clause with a predicate."""

    statement: Statement
    clause: str
    """Its words."""
    content: frozenset[str]
    names: frozenset[str]


def contrary_questions(
    read: Sequence[ReadArticle], statements: Sequence[Statement], sources: Sources, words: Words
) -> list[StatementQuestion]:
    """Return the questions to which two statements give answers that exclude each other; each question is asked once."""
    time = Chronology([r.article for r in read])
    current = [s for s in statements if not s.looks_back]
    found = []
    for contrary in _CONTRARIES:
        first, second = ([c for s in current for c in _clauses(s, p)] for p in (contrary.first, contrary.second))
        pairs = [(a, b) for a in first for b in second if _two_accounts(a, b, sources) and _one_thing(a, b, words)]
        if contrary.passes:
            pairs = [(a, b) for a, b in pairs if not time.follows(a.statement.article.id, b.statement.article.id)]
            pairs = [(a, b) for a, b in pairs if not (_PASSING.search(a.clause) or _SINCE.search(b.clause))]
        if pairs:
            sides = [list(dict.fromkeys(p[i].statement for p in pairs)) for i in (0, 1)]
            why = "Two accounts of one thing exclude each other."
            found.append(StatementQuestion("disputed", "statement", contrary.asked, why, sides_of(*sides)))
    return found


def _clauses(statement: Statement, predicate: re.Pattern[str]) -> list[_Stated]:
    """Return the clauses of a statement that state `predicate` of something of which there is one."""
    text, found = statement.text, []
    for match in predicate.finditer(text):
        if statement.negative and not _NEGATED.match(match[0]):
            continue
        start = max((m.end() for m in _BREAK.finditer(text, 0, match.start())), default=0)
        end = next((m.start() for m in _BREAK.finditer(text, match.end())), len(text))
        around = text[start : match.start()], text[match.end() : end]
        if _ASKED.search(text, 0, start) or _DOUBTED.search(around[0]) or any(_COUNTS.search(part) for part in around):
            continue
        content = stems(around[0], 0, len(around[0])) | stems(around[1], 0, len(around[1]))
        names = frozenset(m[0].lower() for part in around for m in _NAME.finditer(" " + part))
        found.append(_Stated(statement, _with_time(text, start, end), content, names))
    return found


def _with_time(text: str, start: int, end: int) -> str:
    """Return a clause with what is added to it of time: "was closed | after the fire"."""
    added = _TIMED.match(text, end)
    return text[start : end if added is None else added.end()]


def _two_accounts(a: _Stated, b: _Stated, sources: Sources) -> bool:
    """Say whether two clauses are of two articles, or of one where two named sources speak."""
    if a.statement.article.id != b.statement.article.id:
        return True
    return sources.two_voices(a.statement.asserter.name, b.statement.asserter.name)


def _one_thing(a: _Stated, b: _Stated, words: Words) -> bool:
    """Say whether two clauses speak of the same thing."""
    common = a.content & b.content
    smaller = min(words.total(a.content), words.total(b.content))
    enough = len(common) >= min(SHARED, len(a.content), len(b.content)) or bool(a.names & b.names)
    return enough and smaller > 0 and words.total(common) >= ONE_THING * smaller
