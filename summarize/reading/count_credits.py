"""Credits of a count by its own words: "by most estimates", "the monitor has 22 dead", "the figure of the ministry is 40"."""

from __future__ import annotations

from summarize.reading import wordlists as w
from summarize.reading.clauses import Report
from summarize.reading.cues import VERBS, Cue, CueClass
from summarize.reading.event_words import EVENTS, PERSON_EVENTS
from summarize.reading.phrase_credits import PhraseCredits
from summarize.reading.phrases import read_back, read_forward

__all__ = ["BY_ACCOUNT", "CountCredits"]

BY_ACCOUNT = Cue("by account", CueClass.SAY)
"""Whose source is the account itself."""
_FOR = Cue("for", CueClass.SAY)
_HAS = Cue("have", CueClass.SAY)
_IS_FIGURE = Cue("figure", CueClass.SAY)
_GIVE = Cue("give", CueClass.ACT)
_RECKONINGS = w.listed("""
    account accounts report reports estimate estimates count counts tally tallies reckoning calculation calculations figures
    version versions
""")
"""What counts go by though nobody is named: "by first | reports", "by another | account"."""
_ITS_FIGURE = w.listed("figure figures number count estimate estimates tally total")
"""What is somebody's own when it is a number: "the | figure | of the ministry is 40"."""
_OWNERS = frozenset({"its", "their", "his", "her"})
_STANDS = frozenset({"stands", "stood", "remains", "remained", "reached", "has", "had"})
_WITH_LOSSES = w.listed("army military navy force forces police militia guard troops regime state staff party")
"""Bodies whose dead are their own: "the army had 12 dead" is told of it, not by it."""
_REACH = 8
"""Tokens from a verb within which stands what befell those who are counted."""


class CountCredits(PhraseCredits):
    """Reads the credits that stand with a number and have no verb of speech."""

    def _count_credit(self, index: int) -> Report | None:
        """Return the credit whose cue stands at `index`, if any."""
        low = self._lower(index)
        if low in {"by", "in"} and (account := self._by_account(index)) is not None:
            return account
        if low in {"by", "for"}:
            return self._for_whom(index)
        if low in {"has", "had", "have"}:
            return self._has_from(index) or self._has_at(index) or self._has_count(index)
        if low in {"gave", "gives"}:
            return self._has_count(index, _GIVE)
        if low == "known":
            return self._let_know(index)
        if low == "toll" and self._lower(index + 1) == "from":
            return self._number_of(index)
        return (self._own_number(index) or self._number_of(index)) if low in _ITS_FIGURE else None

    def _by_account(self, index: int) -> Report | None:
        """Read "by most estimates", "in other reports, ..." where nobody owns what is gone by."""
        before = self._lower(index - 1)
        if before in VERBS or before in w.AUXILIARIES or self._is_participle(index - 1):
            return None
        for noun in range(index + 1, min(self.end, index + 5)):
            token = self.tokens[noun]
            if token.kind != "word" or token.possessive or token.lower in w.PREPOSITIONS or token.lower in w.PRONOUNS:
                return None
            if token.lower in _RECKONINGS and noun > index + 1:
                after = self._lower(noun + 1)
                if after in {"of", "from", "by"} or after in w.ORGANISATION_NOUNS:
                    return None
                opens = index <= 1 or self._lower(index - 1) in {",", "but", "and", ";", ":"}
                closes = noun + 1 >= self._strip_end() or after in {",", ";", ".", ":"}
                if not (opens or (closes and self._lower(index) == "by")):
                    return None
                return Report((index + 1, noun + 1), (index, index + 1), self._either_side(index, noun + 1), BY_ACCOUNT)
        return None

    def _for_whom(self, index: int) -> Report | None:
        """Read "for the police it was 600", "but for the union, however, it is 900"."""
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or not self._speaks(index + 1, last):
            return None
        after = last + 1
        if self._lower(after) == ",":
            after += 3 if self._lower(after + 2) == "," else 1
        said = self._lower(after) == "it" and self._lower(after + 1) in w.BE
        if not said or not any(self._counts(i) for i in range(after + 2, min(self.end, after + 8))):
            return None
        return Report((index + 1, last + 1), (index, index + 1), ((after, self.end),), _FOR)

    def _has_from(self, index: int) -> Report | None:
        """Read "the paper has it from two witnesses that ...": who told is the source."""
        if self._lower(index + 1) != "it" or self._lower(index + 2) != "from":
            return None
        last = read_forward(self.tokens, index + 3, self.end)
        if last is None or not self._speaks(index + 3, last):
            return None
        after = last + 1 + (self._lower(last + 1) == "that")
        return Report((index + 3, last + 1), (index, index + 3), self._nonempty(((after, self.end), (0, index))), _HAS)

    def _has_at(self, index: int) -> Report | None:
        """Read "the paper has it at 40", "the union has the crowd at 9,000"."""
        at = next((i for i in range(index + 2, min(self.end, index + 5)) if self._lower(i) == "at"), None)
        if at is None or not self._counts(at + 1) or self._lower(index + 1) not in {"it", "them", "the", "that"}:
            return None
        before = self._skip_back(index - 1)
        source = self._subject(index, before, _HAS, ()) if before >= 0 else None
        return None if source is None else Report(source, (index, index + 1), ((index + 1, self.end),), _HAS)

    def _has_count(self, index: int, cue: Cue = _HAS) -> Report | None:
        """Read "the monitor now has 22 dead", "doctors gave at least 70 as killed": a body's count of those who suffered.

        After another count a bare number is one too: "police put the dead at 30, but a doctor gave 45".
        """
        number = next((i for i in range(index + 1, min(self.end, index + 5)) if self._counts(i)), None)
        if number is None or any(self._is_participle(i) for i in range(index + 1, number)):
            return None
        alone = cue is _GIVE and number + 1 >= self._strip_end() and any(self._counts(i) for i in range(index))
        if not alone and not any(self._befell(i) for i in range(number + 1, min(self.end, number + _REACH))):
            return None
        before = self._skip_back(index - 1)
        subject = self._subject(index, before, cue, ()) if before >= 0 else None
        if subject is None:
            return None
        head = self._lower(self._head_at(*subject))
        body = head in w.ORGANISATION_NOUNS - _WITH_LOSSES or self.tokens[self._head_at(*subject)].text.isupper()
        body = body or (cue is _GIVE and self._speaks(subject[0], subject[1] - 1))
        return Report(subject, (index, index + 1), ((index + 1, self.end),), cue) if body else None

    def _befell(self, index: int) -> bool:
        low = self._lower(index)
        return EVENTS.get(low) in PERSON_EVENTS and (low.endswith(("ed", "ing", "n", "hs")) or low in {"dead", "hurt"})

    def _let_know(self, index: int) -> Report | None:
        """Read "the ministry let it be known that ..."."""
        if [self._lower(i) for i in range(index - 2, index)] != ["it", "be"] or self._lower(index - 3) not in {
            "let",
            "lets",
        }:
            return None
        before = self._skip_back(index - 4)
        source = self._subject(index - 3, before, _HAS, ()) if before >= 0 else None
        if source is None:
            return None
        that = self._lower(index + 1) == "that"
        content = ((index + 2, self.end),) if that else ((0, source[0]), (index + 1, self.end))
        return Report(source, (index - 3, index + 1), self._nonempty(content), _HAS)

    def _own_number(self, index: int) -> Report | None:
        """Read "its previous estimate was 40", "their count stands at 40"."""
        owner = index - 1 if self._lower(index - 1) in _OWNERS else index - 2
        if owner < 0 or self._lower(owner) not in _OWNERS or self.tokens[index - 1].kind != "word":
            return None
        if self._lower(index + 1) not in w.BE | _STANDS:
            return None
        if not any(self._counts(i) for i in range(index + 2, min(self.end, index + 6))):
            return None
        return Report((owner, owner + 1), (owner + 1, index + 1), ((index + 1, self.end),), _IS_FIGURE)

    def _number_of(self, index: int) -> Report | None:
        """Read "the figure of the ministry is 40", "40 is also the figure of the ministry", "the number from the ministry is"."""
        if self._lower(index + 1) not in {"of", "from"}:
            return None
        last = read_forward(self.tokens, index + 2, self.end)
        if last is None or not self._speaks(index + 2, last):
            return None
        head = self._head_at(index + 2, last + 1)
        if not (self._lower(head) in w.ORGANISATION_NOUNS or self.tokens[head].capital):
            return None
        source, cue = (index + 2, last + 1), (index, index + 2)
        after = last + 1 + (self._lower(last + 1) == ",")
        if self._lower(after) in w.BE and any(self._counts(i) for i in range(after + 1, min(self.end, after + 5))):
            return Report(source, cue, ((after, self.end),), _IS_FIGURE)
        first = read_back(self.tokens, index, 0)
        verb = self._skip_back((index if first is None else first) - 1) + 1
        said = any(self._lower(i) in w.BE for i in range(max(0, verb - 1), index))
        if said and any(self._counts(i) for i in range(max(0, verb - 6), verb)):
            return Report(source, cue, ((0, verb),), _IS_FIGURE)
        return None
