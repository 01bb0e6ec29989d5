"""Which statements may be what a denial denies, and which may not, whatever else speaks for them.

Somebody else asserts it, who does not deny or answer himself; it holds a word of the denied clause beside names, or it accuses
the denier, or stands right before a denial of what was said. A plain "not" that says what somebody means to do denies nothing.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from summarize.comparison.propositions import Statement
from summarize.comparison.senses import PREFIX, beginning, sense, senses
from summarize.comparison.sources import is_named
from summarize.comparison.story_statements import StoryStatements
from summarize.reading.culprits import labels_of
from summarize.reading.words import stem, stems

__all__ = ["Bearing", "DenialGates", "accuses"]

Bearing = Literal["said before", "tied", "a word"]
"""What makes a statement one that may be denied: somebody says it right before, or gives the figure; it accuses the denier, or
shares most of what is denied; or it has one word of that."""

BEFORE = 3
"""Sentences before a denial among which the claim stands that it points back to ("the ministry denies this")."""
FEW = 2
"""Who accuses the denier, at most, where nothing else is denied: the ones whose words tie the two most closely."""
CLOSE = 7
"""Words between what accuses, or the deed, and who is accused, at most."""
MOST = 0.5
"""Share of the weighted words that say what is denied from which it is most of them."""
MANY = 2
"""Words of those from which it is more than one by chance."""
LIKELY = 0.0
"""Log-odds from which a statement right before a denial is taken for what it denies, though they have no word in common."""

_ACCUSING = re.compile(
    r"""\b(?:
      accus(?:e[ds]?|ing|ations?) | alleg(?:e[ds]?|edly|ing|ations?) | blam(?:e[ds]?|ing) | charged\s+(?:with|over|for)
    | (?:faces?|faced|facing|brought|filed|pressed|preliminary|criminal)\s+(?:[\w-]+\s+){0,3}?charges?
    | suspected | suspect(?=\s+(?:of|that|he|she|it|they)\b) | suspicions? | indict\w+ | convict(?:ed|ions?)
    | prosecut(?:e[ds]?|ing|ions?) | (?:on|stand(?:s|ing)?)\s+trial | implicat\w+ | guilty | sued | suing | lawsuits?
    | speculated | rumou?r\w* | complain\w* | claim(?:s|ed)? | behind | responsible | pinned
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that lay a deed at somebody's door."""
_CHARGING = re.compile(
    r"""\b(?:
      (?:is|are|was|were|been|stands?|stood)\s+(?:\w+ly\s+)?
        (?:accused|suspected|charged\s+with|indicted|blamed|alleged\s+to|convicted|speculated\s+to|believed\s+to|said\s+to\s+have)
    | accus(?:e[ds]?|ing) | alleg(?:es?|ed) | blam(?:es?|ed|ing) | charg(?:ed|ing) | indict(?:ed|s|ing) | pinned
    | fac(?:es|ed|ing)\s+(?:[\w-]+\s+){0,3}?(?:charges?|allegations|accusations)
    | (?:attacked|bombed|shelled|killed|murdered|poisoned|assassinated|shot|struck|hit|ordered|organi[sz]ed|orchestrated|planned
        |hacked|stolen|abducted|kidnapped|destroyed|launched|attack|killing|murder|assassination|strike|raid|hack)
      \s+(?:[^\s.,;]+\s+){0,3}?by
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that have whoever is accused beside them."""
_BEFORE_ACCUSED = re.compile(r"^(?:accus|alleges|blam|pinned)|by$", re.IGNORECASE)
"""Those that are followed by whoever is accused."""
_ANSWERING = re.compile(
    r"\b(?:quash\w*|scotch\w*|brush(?:es|ed)\s+(?:aside|off)|shrug\w*|hits?\s+back|laugh(?:s|ed)\s+off|play(?:s|ed)?\s+down|fend\w*"
    r"|den(?:y|ies|ied|ying)|denials?)\b",
    re.IGNORECASE,
)
"""What is done to a claim by whoever it is about."""
_UNASSERTED = re.compile(r"^\W*(?:If|Whether|Unless|Asked|Should)\b|\?\W*$")
"""A sentence that supposes or asks."""
_STANCE = re.compile(
    r"""
      \b(?:would|will|wo|could|can|should|must|may|might|ca)\s*n[o’']?t\b
        (?!\s+(?:have\s+)?be(?:en)?\s+\w+(?:ed|en|n|t)\b)                          # "would not be closed" is a forecast
    | \bcannot\b | \brefus\w+
    | \b(?:pledg|vow|promis|agree|decid|declin|threaten|ask|told|urg|order|warn|advis)\w*\b[^.,;]{0,25}\bnot\b
    | \bnot\s+(?:to|calling|asking|seeking|say|think|believe|want|know|interested|comment\w*|respond\w*|elaborat\w*)\b
    | (?:\bnot|n[’']t)\s+
      (?:offer|give|provide|release|detail|discuss|elaborate|respond|think|believe|want|know|name|identify)\w*\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What somebody will not or cannot do, wants, thinks or gives away: nobody says the contrary of that."""
_UNNAMED = re.compile(r"\bnot\s+to\s+be\s+(?:named|identified|quoted)\b", re.IGNORECASE)
_KIN = re.compile(
    r"(?:half-|step)?(?:brother|sister|son|daughter|father|mother|wife|widow|husband|uncle|aunt|nephew|niece|cousin|heir)s?"
    r"(?:-in-law)?\s+of\s+(?:the\s+)?(?:[\w-]+\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*(?:['’]s\s+(?:[\w-]+\s+)?[\w-]+)?"
)
"""Whose brother somebody is accuses nobody."""
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_GENERAL = frozenset(
    sense(stem(w))
    for w in """wrongdoing wrong misconduct impropriety charge charges allegation allegations accusation accusations claim claims
    report reports involvement involved responsible responsibility role part link links connection legal criminal illegal serious
    version account story event events criticism suggestion rumour rumours such blame guilt complicity doing anything matter
    case knowledge incident information figure figures number numbers count toll""".split()
)
"""Words of a denied clause that do not say what is denied."""


class DenialGates:
    """Say which statements of one story its denials may be set against."""

    def __init__(self, story: StoryStatements) -> None:
        self._story = story
        self._deniers: dict[tuple[str, int], _Denier] = {}

    def bearing(self, denial: Statement, statement: Statement, odds: float) -> Bearing | None:
        """Return what makes `statement` one that a denial may deny; None if nothing does. `odds` are those by all else."""
        if not denial.strong:
            return "tied" if self._is_plainly_denied(denial, statement) else None
        refusal, numbers = denial.denied, self._story.numbers
        number, mine = self._story.number[statement.key], self._story.number[denial.key]
        # "If you add them all, it is 2,000" gives a figure all the same.
        counted = refusal.of_figure and not refusal.claim and bool(numbers[number])
        supposed = not counted and _UNASSERTED.search(statement.text)
        if statement.strong or _ANSWERING.search(statement.text) or supposed:
            return None
        if statement.negative and not _UNNAMED.search(statement.text):
            return None
        apart = denial.order - statement.order if statement.article.id == denial.article.id else 0
        if not apart and numbers[mine] & numbers[number] and not refusal.of_involvement:
            return "said before"
        if self._one_voice(denial, statement):
            return None
        said = refusal.strength == "verdict" or not (self._specific(denial) or refusal.of_involvement)
        back = refusal.points_back or said
        named = is_named(statement.asserter.name)
        if named and back and refusal.stems & stems(statement.asserter.name, 0, len(statement.asserter.name)):
            return "tied"
        if named and back and 0 < apart <= (BEFORE if refusal.points_back else 1):
            return "said before" if apart == 1 else "tied"
        if refusal.of_involvement:
            return "tied" if self._is_tied(denial, statement) else None
        shared = self._shared(denial, statement)
        accused = accuses(statement) and self._names(denial, statement)
        if accused and (shared or not refusal.claim):
            return "tied"
        beside = apart == 1 and named and is_named(denial.asserter.name) and odds >= LIKELY
        if counted or beside:
            return "tied"
        if len(shared) >= MANY and self._story.words.total(shared) >= MOST * self._story.words.total(
            self._specific(denial)
        ):
            return "tied"
        if self._story.events[number] & self._story.events[mine] and self._names(denial, statement):
            return "tied"
        return "a word" if shared else None

    def accusing(self, denial: Statement) -> list[Statement]:
        """Return who accuses the denier in so many words, where a denial says no more than that he did nothing of the kind."""
        refusal = denial.denied
        if not denial.strong or refusal.claim is not None or refusal.of_figure:
            return []
        if self._specific(denial) and not refusal.of_involvement:
            return []
        found = []
        for number in self._charging:
            statement = self._story.all[number]
            other = statement.negative or _ANSWERING.search(statement.text) or self._one_voice(denial, statement)
            if statement is denial or statement.looks_back != denial.looks_back or other:
                continue
            apart = self._apart(denial, statement, _CHARGING)
            if apart is not None:
                found.append((statement.article.id != denial.article.id, apart, number))
        return [self._story.all[number] for *_, number in sorted(found)[:FEW]]

    @cached_property
    def _charging(self) -> list[int]:
        """Return the numbers of the statements that accuse somebody in so many words."""
        return [n for n, s in enumerate(self._story.all) if _CHARGING.search(s.text)]

    def _is_plainly_denied(self, denial: Statement, statement: Statement) -> bool:
        """Say whether a plain "not" may deny what `statement` says."""
        both = is_named(denial.asserter.name) and is_named(statement.asserter.name)
        return both and not _STANCE.search(denial.text) and not self._one_voice(denial, statement)

    def has_turning(self, denial: Statement, statement: Statement) -> bool:
        """Say whether a statement has the word that a plain "not" turns on, in any form."""
        begun = self._story.beginnings[self._story.number[statement.key]]
        return any(beginning(sense(word)) in begun for word in denial.denied.turning)

    def _one_voice(self, denial: Statement, statement: Statement) -> bool:
        """Say whether the denier says a statement himself, be it by the name of his capital."""
        a, b = denial.asserter.name, statement.asserter.name
        if self._story.sources.one_voice(a, b):
            return True
        bare = is_named(a) and is_named(b) and max(len(a.split()), len(b.split())) <= MANY
        return bare and bool(labels_of(a)) and labels_of(a) == labels_of(b)

    def _specific(self, denial: Statement) -> frozenset[str]:
        """Return the senses of the words that say what is denied, names apart."""
        content = denial.article.text[slice(*denial.denied.content)]
        names = frozenset(sense(stem(w)) for w in _NAME.findall(content))
        denied = senses(denial.denied.stems) - _GENERAL
        # In a title every word has a capital.
        return denied - names or (denied if len(names) > MANY else frozenset())

    def _shared(self, denial: Statement, statement: Statement) -> frozenset[str]:
        number = self._story.number[statement.key]
        theirs, begun = self._story.senses[number], self._story.beginnings[number]
        return frozenset(
            w for w in self._specific(denial) if w in theirs or (len(w) >= PREFIX - 1 and beginning(w) in begun)
        )

    def _names(self, denial: Statement, statement: Statement) -> bool:
        """Say whether a statement names the denier, and not only as whose brother somebody is."""
        denier = self._denier(denial)
        return any(denier.is_meant(word, self._story) for word in _WORD.findall(_KIN.sub(" ", statement.text)))

    def _is_tied(self, denial: Statement, statement: Statement) -> bool:
        """Say whether the denier stands close to what accuses, or to a deed that the denial speaks of."""
        number, mine = self._story.number[statement.key], self._story.number[denial.key]
        events, theirs = self._story.events[mine], self._story.events[number]
        apart = events and (theirs or denial.denied.claim) and not events & theirs
        if apart and not self._shared(denial, statement):
            return False
        labels = self._denier(denial).labels
        if any(labels & self._story.home.read(a.labels) for a in statement.accusations):
            return True
        return (
            self._apart(denial, statement, _ACCUSING) is not None
            or self._apart(denial, statement, _CHARGING) is not None
        )

    def _apart(self, denial: Statement, statement: Statement, words: re.Pattern[str]) -> int | None:
        """Return how many words stand between what accuses and the denier, who is named; None where they are too many."""
        text, denier = _KIN.sub(" ", statement.text), self._denier(denial)
        meant = [m.span() for m in _WORD.finditer(text) if denier.is_meant(m[0], self._story)]
        apart = [
            len(text[min(last, found.end()) : max(first, found.start())].split())
            for found in words.finditer(text)
            for first, last in meant
            if last > found.start() or not _BEFORE_ACCUSED.search(found[0])
        ]
        return min((a for a in apart if a <= CLOSE), default=None)

    def _denier(self, denial: Statement) -> _Denier:
        if denial.key not in self._deniers:
            name = denial.asserter.name
            before = denial.text[: max(0, denial.denied.trigger[0] - denial.sentence.start)]
            self._deniers[denial.key] = _Denier(
                name if is_named(name) else " ".join(_NAME.findall(before)), self._story
            )
        return self._deniers[denial.key]


class _Denier:
    """By which words a statement means a denier."""

    def __init__(self, name: str, story: StoryStatements) -> None:
        self._words = frozenset(map(beginning, stems(name, 0, len(name))))
        self.labels = story.home.read(labels_of(name) - {"rebels"})

    def is_meant(self, word: str, story: StoryStatements) -> bool:
        """Say whether a word is of the denier's name, or names who that is."""
        if any(beginning(s) in self._words for s in stems(word, 0, len(word))):
            return True
        return bool(self.labels and self.labels & story.home.read(labels_of(word)))


def accuses(statement: Statement) -> bool:
    """Say whether a statement lays a deed at somebody's door."""
    return bool(statement.accusations) or _ACCUSING.search(statement.text) is not None
