"""The words by which English news prose credits what it reports, as data.

A verb's class says how safely it marks a source: *say* verbs report nearly always, *show* verbs only of documents and
studies, *hold* verbs (believe, expect, promise) report a view. Classes feed the scores of `candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from summarize.reading.wordlists import listed
from summarize.schema import Stance

__all__ = ["CITING", "COUNTED", "HEDGES", "NOUN_CUES", "NOUN_CUE_DENIALS", "PLURAL_NOUNS", "VERBS", "Cue", "CueClass"]


class CueClass(StrEnum):
    """How a cue reports."""

    SAY = "say"
    """Speech or writing: said, announced, according to."""
    SHOW = "show"
    """A document, a study or footage: showed, found, indicated."""
    HOLD = "hold"
    """A view, a plan or a promise: believes, expects, vowed."""
    ACT = "act"
    """An act that carries a statement: gave, put (the toll at), raised (the toll to), listed."""
    DENY = "deny"
    """A refusal of what follows: denied, rejected, dismissed."""
    STAND = "stand"
    """A stand on what it speaks of, which somebody else may have counted: supports, condemns, demands."""
    CITE = "cite"
    """Passing on another's words: citing, quoting."""


@dataclass(frozen=True)
class Cue:
    """What one verb says about its subject and its complement."""

    lemma: str
    kind: CueClass
    stance: Stance = "asserted"
    hedged: bool = False
    """The verb keeps its distance: claimed, alleged."""
    clausal: bool = False
    """It reports only before a clause or beside a quotation: "allows that ...", not "allows 12 weeks"."""
    particle: str = ""
    """The word that must follow it to report: "spoke | of", "pointed | out"."""


_SAY = listed("""
    say/says/said/saying tell/tells/told/telling add confess point announce assert state declare report
    write/writes/wrote/written/writing tweet post/posts/posted/posting remark comment explain note observe mention
    stress emphasise emphasize underline underscore reiterate repeat maintain argue contend insist affirm confirm
    acknowledge admit/admits/admitted/admitting concede disclose reveal recall recount clarify specify respond
    reply counter retort quip/quips/quipped/quipping joke warn caution advise testify agree boast complain
    lament charge counsel exclaim shout inquire continue conclude elaborate proclaim pledge brief inform notify remind reassure
    signal/signals/signalled/signaled describe detail portray characterise characterize call label proffer volunteer
    interject broadcast/broadcasts/broadcast/broadcasting publish air tally/tallies/tallied/tallying count estimate
    calculate reckon project/projects/projected/projecting forecast/forecasts/forecast/forecasting predict corroborate
    verify attest assure stipulate certify recommend suggest propose urge brag/brags/bragged/bragging accuse blame
    attribute hold/holds/held/holding echo summarise summarize tout speak/speaks/spoke/spoken/speaking talk
    stand/stands/stood/stood/standing utter/uttered/uttering/voiced/voicing/expressed/expressing
""")
_HEDGED = ["claim", "allege", "purport", "speculate", "surmise", "profess"]
_SHOW = listed("""
    show/shows/showed/shown/showing find/finds/found/finding indicate demonstrate reflect document record suggest list
    chart illustrate highlight detect identify measure register determine conclude read/reads/read/reading
""")
_HOLD = listed("""
    believe think/thinks/thought/thinking expect anticipate fear hope suspect assume consider feel/feels/felt/feeling
    know/knows/knew/known/knowing plan/plans/planned/planning intend aim vow promise threaten want
    realise realize foresee/foresees/foresaw/foreseen deem worry conjecture
    swear/swears/swore/sworn/swearing guess see/sees
""")
_STAND = listed("""
    allow ask seek/seeks/sought/seeking demand request oppose favour favor support endorse praise hail criticise criticize
    condemn decry mock regard view regret/regrets/regretted/regretting order/orders/ordered/ordering
""")
_ACT = listed("""
    circulate spread value price assess fix
    give/gives/gave/given/giving put/puts/put/putting set/sets/set/setting raise lower revise update increase place
    quote release issue cite correct reduce adjust amend halve downgrade upgrade trim/trims/trimmed/trimming slash
""")
_SPEECH_MANNERS = listed("""
    scoff muse opine sneer gush enthuse snap sigh plead implore beg/begs/begged/begging shrug/shrugs/shrugged/shrugging
    whisper mutter murmur cry bellow thunder declaim intone chime gripe grumble protest vent rail fume marvel venture
    riff/riffs/riffed/riffing theorise theorize reason hint intimate tease
    peg/pegs/pegged/pegging
""")
_DENY = listed("""
    deny/denies/denied/denying reject dismiss refute rebut/rebuts/rebutted/rebutting dispute contest disavow repudiate
    contradict debunk downplay question challenge doubt
""")

_CLAUSAL = listed("""
    charge inquire respond reply counter retort continue signal counsel publish air brag boast hold plead maintain
""")
"""Verbs that also govern a plain object, and then report nothing: "charges 900 crowns", "continued for 3 miles"."""
_PARTICLES = {"point": "out", "speak": "of", "talk": "of", "call": "for", "stand": "by"}

_DOUBTING = frozenset(["question", "challenge", "doubt", "downplay", "dispute", "contest"])


def _forms(entry: str) -> tuple[str, ...]:
    """Return the forms of a table entry: as listed where irregular, else by the rules of English spelling."""
    if "/" in entry:
        return tuple(entry.split("/"))
    if entry.endswith("e"):
        return (entry, entry + "s", entry + "d", entry[:-1] + "ing")
    if entry.endswith("y") and entry[-2] not in "aeiou":
        return (entry, entry[:-1] + "ies", entry[:-1] + "ied", entry + "ing")
    s = "es" if entry.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return (entry, entry + s, entry + "ed", entry + "ing")


def _table() -> dict[str, Cue]:
    table: dict[str, Cue] = {}

    def put(entries: Iterable[str], kind: CueClass, stance: Stance = "asserted", hedged: bool = False) -> None:
        for entry in sorted(entries):
            forms = _forms(entry)
            lemma = forms[0]
            cue = Cue(
                lemma,
                kind,
                "unverified" if lemma in _DOUBTING else stance,
                hedged,
                clausal=lemma in _CLAUSAL,
                particle=_PARTICLES.get(lemma, ""),
            )
            for form in forms:
                table.setdefault(form, cue)

    put(_SAY, CueClass.SAY)
    put(_SPEECH_MANNERS, CueClass.SAY)
    put(_HEDGED, CueClass.SAY, hedged=True)
    put(_SHOW, CueClass.SHOW)
    put(_HOLD, CueClass.HOLD)
    put(_STAND, CueClass.STAND)
    put(_ACT, CueClass.ACT)
    put(_DENY, CueClass.DENY, stance="denied")
    return table


VERBS: dict[str, Cue] = _table()
"""Every form of a reporting verb, lower case, with what it means. "found" is of *find*: *founded* differs."""

PLURAL_NOUNS = listed("""
    states reports posts counts projects lists documents records measures orders views calls claims estimates remarks
    comments notes mentions protests contests doubts details signals charges demands requests questions challenges plans
    aims hopes fears promises quotes issues releases values prices polls forecasts tweets pledges labels boasts jokes
    regards supports stands talks updates places sets cries tallies disputes guesses charts broadcasts volunteers
""")
"""Forms of reporting verbs that as often are nouns in the plural."""

COUNTED = listed("""
    toll tolls count figure figures number numbers total totals estimate estimates tally cost costs damage damages
    losses casualties price value strength worth deaths dead injured rate population wealth share bill size odds crowd
    crowds turnout attendance magnitude marchers protesters mass weight length height depth distance speed area volume
    temperature breakdown list names
""")
"""What an *act* verb must speak of to report: "put the toll at", "raised its estimate"."""

CITING = frozenset(["citing", "quoting"])
"""Participles whose object is the nearer source: "the agency said, citing the ministry"."""

NOUN_CUES: dict[str, CueClass] = {
    **dict.fromkeys(
        listed("""
    claim claims statement statements report reports accounts announcement estimate estimates figure figures
    toll count tally tallies number numbers assertion assertions contention allegation allegations accusation
    accusations warning testimony admission acknowledgement data statistics survey poll study calculation calculations
    reckoning projection projections forecast forecasts suggestion argument version tweet letter bulletin communique
    communiqué disclosure insistence assessment remark remarks comment comments
"""),
        CueClass.SAY,
    ),
    **dict.fromkeys(
        listed("""
    plan plans proposal proposals promise promises pledge pledges vow threat threats call calls demand demands belief
    fear fears hope hopes offer
"""),
        CueClass.HOLD,
    ),
    **dict.fromkeys(["denial", "denials", "dismissal", "rejection", "rebuttal"], CueClass.DENY),
}
"""Nouns that stand for a report: "Kyiv's 7,000 figure", "a claim by the army that"."""

NOUN_CUE_DENIALS = frozenset(noun for noun, kind in NOUN_CUES.items() if kind is CueClass.DENY)
"""Those of them that refuse what follows."""

HEDGES = frozenset(["reportedly", "allegedly", "purportedly", "supposedly", "apparently"])
"""Adverbs by which the article keeps its distance and names nobody."""
