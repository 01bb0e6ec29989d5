"""Credits that prepositions and nouns carry: "according to X", "citing X", "in a poll", "X's claim", "figures from X"."""

from __future__ import annotations

from summarize.reading import wordlists as w
from summarize.reading.clauses import GIVER_REACH, QUOTES, STUDIES, Clause, Report
from summarize.reading.cues import COUNTED, NOUN_CUES, VERBS, Cue, CueClass
from summarize.reading.phrase_heads import is_source_like
from summarize.reading.phrases import Token, read_back, read_forward

__all__ = ["PhraseCredits"]

_ACCORDING = Cue("according to", CueClass.SAY)
_STUDY = Cue("in", CueClass.SHOW)
_POSITION = Cue("position", CueClass.SAY)
_LEADS = (
    ("according", "to", "interviews", "with"),
    ("according", "to"),
    ("as", "per"),
    ("going", "by"),
    ("judging", "by"),
    ("based", "on"),
)
"""Words that lead to a source, longer runs before shorter ones."""
_LEADS_BY_FIRST = {first: tuple(lead for lead in _LEADS if lead[0] == first) for first in {lead[0] for lead in _LEADS}}
"""The same by their first word."""
_VERBAL = w.AUXILIARIES | VERBS.keys()
_WEAK_LEADS = frozenset({"based", "by", "in", "on"})
"""Leads that as often lead to what is no source."""
_ACCOUNTS = w.listed("""
    count tally reckoning estimate estimates estimation account accounts calculation calculations words view opinion
    judgment judgement telling
""")
"""What a source gives: "by the count of X", "in the words of X"."""
_PER = Cue("per", CueClass.SAY)
_BY_COUNT = w.listed("count estimate estimates tally reckoning account calculation calculations figures assessment")
"""What somebody goes by: "by the union's count"."""
_TOLLS = frozenset({"toll", "count"})
"""Nouns whose "from" names what was suffered, not who says so: "the toll from the flood"."""
_SPREAD = frozenset({"spread", "put"})
"""Participles that look like the bare verb."""
_PLANNED = frozenset({"to", "that", "for", "of", ":"})
"""What leads from a plan, a promise or a fear to what it is of: "the union's demand | for"."""
_WISHES = frozenset({"insistence", "suggestion", "demand"})
"""What something is done at: "at the ministry's | insistence" says nothing."""
_CONTENT_OPENERS = frozenset({"that", "about", "concerning", "putting", "showing", "suggesting"})
"""What leads from a noun of report to what it says."""


class PhraseCredits(Clause):
    """Reads the credits that no verb carries."""

    def _lead(self, index: int) -> int | None:
        """Return the token after words that lead to a source, such as "according to", if they begin at `index`."""
        for lead in _LEADS_BY_FIRST.get(self._lower(index), ()):
            after = index + len(lead)
            if tuple(self._lower(i) for i in range(index, after)) == lead:
                return None if self._lower(after + 1) == "name" else after
        if self._lower(index) in {"by", "in", "on"}:
            noun = index + 1 + (self._lower(index + 1) == "the")
            if self._lower(noun) in _ACCOUNTS and self._lower(noun + 1) == "of":
                return noun + 2
        return None

    def _own_account(self, index: int) -> Report | None:
        """Read "in her view", "by his own account", "by the ministry's account" given the preposition.

        What "our count" gives is the outlet's own.
        """
        owner = index + 1
        if self._lower(owner) in {"his", "her", "its", "their"}:
            last = owner
        else:
            last = next((i for i in range(owner, min(self.end, owner + 5)) if self.tokens[i].possessive), -1)
        noun = last + 1 + (self._lower(last + 1) == "own")
        given = _ACCOUNTS if last == owner else _ACCOUNTS - NOUN_CUES.keys()
        if last < 0 or self._lower(noun) not in given or (last > owner and not self._can_own(last)):
            return None
        return Report((owner, last + 1), (index, noun + 1), self._either_side(index, noun + 1), _ACCORDING)

    def _according(self, index: int, first: int) -> Report | None:
        last = read_forward(self.tokens, first, self.end)
        weak = self._lower(index) in _WEAK_LEADS
        if last is None or (weak and not self._speaks(first, last)):
            return None
        if self._lower(index) == "based" and index and self._lower(index - 1) != ",":
            return None
        first, last = self._giver(first, last)
        last = self._with_apposition(self._with_maker(last))
        return Report((first, last + 1), (index, first), self._either_side(index, last + 1), _ACCORDING)

    def _either_side(self, lead: int, after: int) -> tuple[tuple[int, int], ...]:
        """Return what stands before a lead and after its source, the likelier side first.

        What a lead opens, a sentence or a clause or a quotation, stands after it: "but, by X's count, ...".
        """
        opening = self._lower(lead - 1 - (self._lower(lead - 1) == ","))
        opens = lead <= 1 or opening in {"but", "and", "while", "although", "that"}
        quoted = self._lower(after) == "," and self._lower(after + 1) in QUOTES
        sides = ((0, lead), (after, self.end))
        return self._nonempty(sides[::-1] if opens or quoted else sides)

    def _with_maker(self, last: int) -> int:
        """Return the last token of a document together with who made it: "calculations | by Ann Day", "| compiled by X"."""
        noun = last - 1 if self._is_participle(last) else last
        if self._lower(noun) not in w.TEXT_NOUNS:
            return last
        by = last + 2 if self._is_participle(last + 1) else last + 1
        if self._lower(by) not in {"by", "from"}:
            return last
        end = read_forward(self.tokens, by + 1, self.end)
        return last if end is None or not self._speaks(by + 1, end) else end

    def _per(self, index: int) -> Report | None:
        last = read_forward(self.tokens, index + 1, self.end)
        if (
            last is None
            or not self._speaks(index + 1, last)
            or not (self.tokens[index + 1].capital or self._lower(index + 1) in {"the", "a", "an"})
        ):
            return None
        return Report(
            (index + 1, last + 1), (index, index + 1), self._nonempty(((0, index), (last + 1, self.end))), _PER
        )

    def _in_study(self, index: int) -> Report | None:
        """Read "in a Marist poll, 50 percent chose her": a study named without a verb."""
        last = read_forward(self.tokens, index + 1, self.end)
        phrase = self.tokens[index + 1 : last + 1] if last is not None else []
        if last is None or not any(token.lower in STUDIES for token in phrase):
            return None
        if phrase[-1].lower == "polls" and len(phrase) <= 2 and not self._is_participle(last + 1):
            return None
        of = next((i for i in range(last, index, -1) if self._lower(i) == "of"), None)
        if of is not None and not any(token.lower in w.TEXT_NOUNS for token in self.tokens[index + 1 : of]):
            return self._in_study(of)
        first, last = self._giver(index + 1, last)
        if (
            not any(token.capital for token in self.tokens[index + 1 : last + 1])
            and self._lower(index + 1) in w.POSSESSIVES
        ):
            return None
        sides = ((0, index), (last + 1, self.end))
        return Report(
            (first, last + 1), (index, index + 1), self._nonempty(sides if index > 1 else sides[::-1]), _STUDY
        )

    def _citing(self, index: int) -> Report | None:
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or not is_source_like(self.tokens, index + 1, last):
            return None
        owned = self._lower(last + 1)
        if self.tokens[last].possessive and owned.isalpha() and owned not in NOUN_CUES.keys() | w.TEXT_NOUNS:
            return None
        return Report(
            (index + 1, last + 1),
            (index, index + 1),
            self._nonempty(((0, index), (last + 1, self.end))),
            Cue("cite", CueClass.CITE),
        )

    def _owned_noun(self, index: int) -> Report | None:
        """Read "the army's position that ..." given "that": whatever somebody's is and says something is their word."""
        noun = self.tokens[index - 1] if index else None
        if noun is None or noun.kind != "word" or noun.capital or noun.lower in NOUN_CUES.keys() | VERBS.keys():
            return None
        owner = self._owner_before(index - 1)
        if owner is None or w.is_speaker_noun(noun.lower):
            return None
        return Report(owner, (index - 1, index + 1), self._nonempty(((index + 1, self.end),)), _POSITION)

    def _owned_document(self, index: int) -> Report | None:
        """Read "the agency's list has 90 names": what stands in somebody's document."""
        owner = self._owner_before(index)
        follows = self._lower(index + 1)
        if owner is None or not (follows in w.AUXILIARIES or follows in VERBS or follows in {"lists", ":"}):
            return None
        return Report(owner, (index, index + 1), self._nonempty(((index + 1, self.end),)), _STUDY)

    def _owner_before(self, index: int) -> tuple[int, int] | None:
        """Return whose the noun at `index` is: a source in the possessive up to three words before it."""
        for back in range(index - 1, max(-1, index - 5), -1):
            token = self.tokens[back]
            if token.possessive and token.kind == "word":
                first = read_back(self.tokens, back, 0)
                if first is None or not self._can_own(back):
                    return None
                return self._owner_alone(first, back), back + 1
            if token.kind == "mark" and token.text not in "'’":
                return None
            if token.lower in w.PREPOSITIONS or token.lower in w.AUXILIARIES:
                return None
        return None

    def _can_own(self, index: int) -> bool:
        """Say whether the possessive at `index` can be whose report it is: "the army's", not "Saturday's"."""
        low = self._lower(index)
        timed = low in w.TIME_NOUNS | w.MONTHS | {"today", "yesterday", "editor", "editors"}
        return not timed and (self.tokens[index].capital or w.is_speaker_noun(low))

    def _noun(self, index: int, kind: CueClass) -> Report | None:
        """Read "X's claim that ...", "X's 7,000 figure", "a toll given by X", "figures from X"."""
        cue = Cue(self.tokens[index].lower, kind, "denied" if kind is CueClass.DENY else "asserted")
        for back in range(index - 1, max(-1, index - 6), -1):
            token = self.tokens[back]
            if token.possessive or (token.text in "'’" and back > 0 and self.tokens[back - 1].possessive):
                owner = back if token.possessive else back - 1
                first = read_back(self.tokens, owner, 0)
                if first is None:
                    return None
                last = owner
                first = self._owner_alone(first, last)
                if self._lower(first - 1) == "at" and cue.lemma in _WISHES:
                    return None
                by_count = self._lower(first - 1) == "by" and cue.lemma in _BY_COUNT
                if kind is CueClass.HOLD and not self._says_what(index):
                    return None
                if not self._can_own(last) and not (by_count and self._lower(last) not in w.TIME_NOUNS | w.WEEKDAYS):
                    return None
                if by_count:
                    sides = (
                        ((index + 1, self.end), (0, first - 1))
                        if first < 3
                        else ((0, first - 1), (index + 1, self.end))
                    )
                    return Report((first, last + 1), (first - 1, index + 1), self._nonempty(sides), _PER)
                content = self._noun_content(last, index, kind)
                return Report((first, last + 1), (index, index + 1), (content,), cue)
            if token.kind == "mark" or token.lower in w.PREPOSITIONS or token.lower in {"and", "or"}:
                break
        if (report := self._kind_of_report(index, cue)) is not None:
            return report
        return self._given_by(index, cue)

    def _says_what(self, index: int) -> bool:
        """Say whether what a plan or a promise is of follows its noun: "the union's demand for", "her proposal included $2m"."""
        after = self._lower(index + 1)
        states = after.endswith("ed") and any(self._counts(i) for i in range(index + 2, min(self.end, index + 5)))
        return after in _PLANNED or states

    def _given_by(self, index: int, cue: Cue) -> Report | None:
        """Read "figures from X", "a toll given by X", "the figure of 900 spread by X" given the noun."""
        if index and self._counts(index - 1) and self._lower(index).endswith("s"):
            return None
        for ahead in range(index + 1, min(self.end, index + GIVER_REACH)):
            low = self.tokens[ahead].lower
            near = ahead < index + 4
            if (low == "by" and (near or self._is_participle(ahead - 1) or self._lower(ahead - 1) in _SPREAD)) or (
                near and low == "from" and cue.lemma not in _TOLLS
            ):
                end = read_forward(self.tokens, ahead + 1, self.end)
                if end is None or not self._speaks(ahead + 1, end):
                    return None
                sides = ((0, index), (end + 1, self.end)) if near else ((index, ahead),)
                if cue.kind is CueClass.HOLD and near:  # What is called for is told after who calls for it.
                    sides = ((end + 1, self.end),)
                return Report((ahead + 1, end + 1), (index, ahead + 1), self._nonempty(sides), cue)
            if self.tokens[ahead].kind == "mark":
                return None
        return None

    def _kind_of_report(self, index: int, cue: Cue) -> Report | None:
        """Read "Tunisian claims of 40 dead", "a police estimate of 600", "statements of doctors concerning 9 deaths"."""
        opening = index + 1
        source: tuple[int, int] | None = None
        if self._lower(opening) == "of" and cue.lemma not in COUNTED:
            stop = next((i for i in range(opening, self.end) if self._lower(i) in _CONTENT_OPENERS), opening)
            last = read_forward(self.tokens, opening + 1, stop)
            if last is not None and last + 1 == stop and self._speaks(opening + 1, last):
                source, opening = (opening + 1, stop), stop
        if source is None and index > 0 and self._lower(opening) in _CONTENT_OPENERS | {"of"}:
            kind = self.tokens[index - 1]
            if self._says_which(kind) and not kind.possessive:
                first = index - 1
                while first > 0 and self._says_which(self.tokens[first - 1]):
                    first -= 1
                source = (first, index + 1)
        if source is None or not any(self._counts(i) for i in range(opening, self.end)):
            return None
        if self._lower(opening) == "that" and self._lower(opening + 1) in _VERBAL:
            return None
        end = next((i for i in range(opening, self.end) if self.tokens[i].text in {",", ";"}), self.end)
        return Report(source, (index, opening + 1), self._nonempty(((opening + 1, end),)), cue)

    @staticmethod
    def _says_which(token: Token) -> bool:
        """Say whether a word before a noun of report names whose it is: "Tunisian | claims", "a police | estimate"."""
        named = token.capital and token.lower not in w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS
        return token.kind == "word" and (named or token.lower in w.ORGANISATION_NOUNS)

    def _owner_alone(self, first: int, last: int) -> int:
        """Return where the owner of a report begins, past what only stands before it: "emails in | the mayor's claim"."""
        for index in range(last, first, -1):
            if self._lower(index - 1) in w.PREPOSITIONS - {"of", "for"}:
                return index
        return first

    def _noun_content(self, owner: int, index: int, kind: CueClass) -> tuple[int, int]:
        """Return what "X's claim" holds: the figure before the noun, and what "that" or "of" adds after it."""
        first = owner + 1 if kind is not CueClass.HOLD else index + 1
        if self._lower(index + 1) == "of":
            return (first, next((i for i in range(index, self.end) if self._lower(i) in {",", ";"}), self.end))
        if kind is CueClass.HOLD or self._lower(index + 1) in {"that", "to", ":", "put", "showed", "for"}:
            return (first, self.end)
        end = next((i for i in range(index + 1, self.end) if self.tokens[i].kind == "mark"), self.end)
        return (first, min(end, index + 4) if any(t.kind == "number" for t in self.tokens[first:index]) else end)
