"""Credits that verbs carry: "X said", "said X", ", adding that", "was quoted by X as saying"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.reading import wordlists as w
from summarize.reading.clauses import QUOTES, Report
from summarize.reading.closings import VOICED
from summarize.reading.cues import COUNTED, NOUN_CUES, VERBS, Cue, CueClass
from summarize.reading.passive_credits import TELLING, PassiveCredits
from summarize.reading.phrase_heads import is_closed
from summarize.reading.phrases import read_back, read_forward
from summarize.reading.verb_forms import NOUNS_TOO, SAME_PAST

__all__ = ["VerbCredits"]

_ABSOLUTES = frozenset({"with", "amid", ",", "and", "as", "after"})
"""What opens a clause of its own before a participle: "with | officials reporting ..."."""
_MOVES = w.listed("add raise lower increase set place continue charge release")
"""Verbs whose participle before "by" rather tells what was done: "measures added by Congress"."""
_REFUSALS = w.listed("declined declines refused refuses failed fails unable reluctant unwilling wrong")
_GOING_ON = w.listed(
    "continue continues continued go goes went begin began start starts started appear appears appeared"
)
"""Verbs whose infinitive is what somebody does say: "continued to insist"."""
_QUESTIONS = w.listed("why whether if how what when where who which")
_UNDERTAKINGS = w.listed("agree pledge propose")
"""Verbs that before an infinitive tell what somebody will do, and report what was said before a clause."""
_CHANGES = w.listed("raise lower increase reduce cut slash trim halve")
_PROPERTY = w.listed(
    "share price value strength worth wealth rate bill size cost costs losses weight number numbers crowd"
)
"""What somebody has of his own: "raised its share by 8%" says nothing, "raised its toll to 40" does."""
_CONCEDES = frozenset({"while", "whereas", "although", "though"})
"""What opens a clause that ends with a comma, before the one that it is set against."""
_SETTING = w.listed("put place value price assess fix")
"""Verbs that give a figure after "at"."""
_CLOSERS = frozenset({"say", "add", "report", "announce", "write", "state", "explain", "confirm", "declare"})
"""Verbs that with their subject after them close a sentence: "two men, both soldiers, died, | said the mayor"."""
_SAID_TO = frozenset({"be", "have", "include", "number", "total"})
"""What follows "said to" in a headline that leaves out its auxiliary: "forty | said to have died"."""
_ASPECTS = w.listed(
    "stop stops stopped start starts started begin begins began keep keeps kept finish finished avoid quit"
)
"""Verbs whose object in -ing is an act."""
_DEMANDING = w.listed("against over for that demanding hope hopes")
"""What tells a protest that says something from one that only takes place."""


class VerbCredits(PassiveCredits):
    """Reads the credits of reporting verbs."""

    def _verb(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        low = self.tokens[index].lower
        before = self._skip_back(index - 1)
        direct = self.tokens[index - 1] if index else None
        if cue.particle and self._lower(self._past_first(index + 1)) != cue.particle:
            return None
        if direct is not None and direct.kind == "word":
            if (
                direct.lower == "to"
                and cue.kind is CueClass.SAY
                and low == cue.lemma
                and self._lower(index + 1) == "that"
            ):
                return self._purpose(index, cue, found)
            if direct.lower == "to" and cue.kind not in {CueClass.HOLD, CueClass.STAND} and low == cue.lemma:
                return self._going_on(index, cue, found)
            if low.endswith("s") and cue.lemma in NOUNS_TOO and direct.lower in w.DETERMINERS:
                return None
            if (direct.lower in w.DETERMINERS or direct.possessive) and direct.lower not in {
                "all",
                "both",
                "many",
                "some",
                "most",
                "one",
                "others",
                "another",
                "that",
            }:
                return None
            stranded = direct.lower in w.PREPOSITIONS and not low.endswith("ing")
            if stranded and self._relative_antecedent(index) is None:
                return None
        if (
            low in NOUN_CUES
            and index + 1 < self.end
            and (
                self._lower(index + 1) in VERBS
                or self._lower(index + 1) in w.AUXILIARIES | {"of", "about", "by", "from"}
            )
        ):
            return None
        if cue.lemma == "claim" and self._takes_what_was_done(index):
            return None
        if (cue.lemma == "see" and self._lower(index - 1) in w.AUXILIARIES) or self._is_qualifying(index, cue):
            return None
        if cue.lemma == "protest" and not any(token.lower in _DEMANDING for token in self.tokens[index:]):
            return None
        if self._goes_on_unsaid(index, cue):
            return None
        if cue.lemma == "ask" and self._lower(self._skip_adjuncts(self._skip_addressee(index + 1, cue))) in _QUESTIONS:
            return None
        if self._negated(index) and cue.kind is not CueClass.DENY:
            return None
        if low.endswith("ing") and not self._auxiliary_before(index):
            return self._participle(index, cue, before, found)
        if low == "said" and self._lower(index + 1) == "to" and self._lower(index + 2) in _SAID_TO:
            return self._passive_report(index, cue, found)
        reduced = self._lower(index + 1) == "by" and (low.endswith("ed") or low in {"given", "put"})
        if self._passive(index) or (reduced and cue.lemma not in _MOVES):
            return self._passive_report(index, cue, found)
        if cue.lemma in {"quote", "cite"} and (cited := self._citing(index)) is not None:
            return cited
        if cue.kind is CueClass.ACT and self._is_no_deed(index, low):
            return None
        if cue.kind is CueClass.ACT and not self._speaks_of_count(index, cue):
            return self._study_gives(index, before)
        if cue.lemma in _UNDERTAKINGS and self._lower(index + 1) == "to":
            cue = replace(cue, kind=CueClass.HOLD)
        if cue.lemma == "say" and (closing := self._closing_source(index, before)) is not None:
            return closing
        if cue.lemma in _CLOSERS and self._lower(before) == "," and self._names_closer(index):
            return self._inverted(index, cue, before)
        source = self._subject(index, before, cue, found)
        if source is not None and low.endswith("s") and self._is_noun_form(index, cue, source):
            return None
        if source is not None and (self._is_owned_noun(index, cue, source) or self._is_extent(index, cue, source)):
            return None
        set_at = low in {"estimated", "reckoned", "put"} and self._lower(index + 1) == "at"
        if set_at and (source is None or self._lower(self._head_at(*source)) in COUNTED):
            hedged = Cue(cue.lemma, cue.kind, cue.stance, True)
            return Report(None, (index, index + 1), self._nonempty(((index + 1, self.end),)), hedged)
        if source is not None and not self._base_form_misread(index, low, cue, source):
            if cue.clausal and not self._governs_clause(index, source) and not self._speaks_of_count(index, cue):
                return None
            return self._source_first(index, cue, source)
        return self._inverted(index, cue, before)

    def _past_first(self, index: int) -> int:
        """Return the token past what may stand between a verb and its particle: "spoke | at first | of"."""
        if self._lower(index) == "at" and self._lower(index + 1) == "first":
            return index + 2
        return index + (self._lower(index) in w.ADVERBS)

    def _speaks_of_count(self, index: int, cue: Cue) -> bool:
        """Say whether an act is about a count: "raised its estimate", "put the flying time at 3 hours"."""
        own = self._lower(index + 1) in w.POSSESSIVES and cue.lemma in _CHANGES
        if any(token.lower in COUNTED - (_PROPERTY if own else set()) for token in self.tokens[index + 1 : index + 8]):
            return True
        reach = range(index + 1, min(self.end - 1, index + 12))
        return cue.lemma in _SETTING and any(self._lower(i) == "at" and self._counts_soon(i + 1) for i in reach)

    def _study_gives(self, index: int, before: int) -> Report | None:
        """Read "a poll gave her 52 percent": what a document does with a figure is to state it."""
        first = read_back(self.tokens, before, 0) if before >= 0 else None
        source = self._before_participle(before) if first is None else (first, before + 1)
        if source is None or not any(token.lower in w.TEXT_NOUNS for token in self.tokens[slice(*source)]):
            return None
        if not self._counts_soon(index + 2):
            return None
        return Report(source, (index, index + 1), ((index + 1, self.end),), Cue("show", CueClass.SHOW))

    def _counts_soon(self, index: int) -> bool:
        return any(self._counts(i) for i in range(index, min(self.end, index + 4)))

    def _governs_clause(self, index: int, source: tuple[int, int]) -> bool:
        """Say whether a clause or a quotation follows the verb at `index`, or stands before its source."""
        following = self._skip_adjuncts(index + 1)
        if following >= self._strip_end():
            return self._lower(source[0] - 1) in QUOTES | {",", "as"}
        return self._lower(following) in QUOTES | {"that", ":", ",", "of", "if"}

    def _purpose(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        """Read "X broke its silence to say that ..."."""
        if self._lower(index - 2) in _REFUSALS:
            return None
        said = next((report.source for report in reversed(found) if report.source), None)
        source = said or self._sentence_subject(index)
        return None if source is None else Report(source, (index, index + 1), ((index + 2, self.end),), cue)

    def _going_on(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        """Read "X went on to say that ...", "X continues to speak of ..."."""
        verb = index - 2 - (self._lower(index - 2) == "on")
        if verb < 1 or self._lower(verb) not in _GOING_ON:
            return None
        source = self._subject(verb, self._skip_back(verb - 1), cue, found)
        if source is None or (cue.clausal and not self._governs_clause(index, source)):
            return None
        return self._source_first(index, cue, source)

    def _participle(self, index: int, cue: Cue, before: int, found: Sequence[Report]) -> Report | None:
        """Read ", adding that ..." and "with officials reporting ...", but no act: "they stopped counting"."""
        if self._lower(index - 1) in _ASPECTS:
            return None
        if before >= 0 and self.tokens[before].kind == "word":
            first = read_back(self.tokens, before, 0)
            if (
                first is not None
                and not (first > 0 and self._lower(first - 1) in w.PREPOSITIONS - {"with"})
                and self._speaks(first, before)
                and (first == 0 or self._lower(first - 1) in _ABSOLUTES or self._speaker_so_far(index, found) is None)
                and (first == 0 or self._lower(first - 1) not in {"of", "by"})
                and not (cue.kind is CueClass.ACT and first > 0 and self._lower(first - 1) not in _ABSOLUTES)
                and not (cue.clausal and self._counts_soon(index + 1))
            ):
                return Report((first, before + 1), (index, index + 1), ((index + 1, self.end),), cue)
        if cue.kind in {CueClass.ACT, CueClass.SHOW}:
            return None
        if cue.clausal and self._counts_soon(index + 1):
            return None
        said = any(report.source for report in found)
        source = self._speaker_so_far(index, found)
        if source is None or (cue.lemma in _MOVES and not said and self._lower(index + 1) != "that"):
            return None
        return Report(source, (index, index + 1), self._nonempty(((index + 1, self.end),)), cue)

    def _speaker_so_far(self, index: int, found: Sequence[Report]) -> tuple[int, int] | None:
        """Return who speaks before a participle: the last source, else the subject of the clause or the sentence."""
        said = next((report.source for report in reversed(found) if report.source), None)
        return said or self._clause_subject(index) or self._sentence_subject(index)

    def _source_first(self, index: int, cue: Cue, source: tuple[int, int]) -> Report:
        """Decide on which side of "X said" the content stands, and return it."""
        after = self._skip_adjuncts(self._skip_addressee(index + 1, cue))
        tail = self._strip_end()
        content: list[tuple[int, int]] = []
        opening = self._lower(source[0] - 1) if source[0] else ""
        before_is_clause = source[0] > 1 and self._holds_clause(source[0], opening)
        if (counted := self._relative_object(source, after, tail)) is not None:
            content.append(counted)
        elif after >= tail:
            noun = self._lower(index) in NOUN_CUES and not before_is_clause and opening not in {"as", "that"}
            if source[0] > 0 and not noun:
                content.append((self._contrasted(source[0]), source[0]))
        elif self._lower(after) == "," or self.tokens[after].lower.endswith("ing"):
            following = after + (self._lower(after) == ",")
            if source[0] > 1 and (before_is_clause or self._lower(following) not in QUOTES):
                content.append((0, source[0]))
            if not (content and self._comments(following)):
                content.append((after, self.end))
        else:
            start = after + (self._lower(after) in {"that", ":"})
            content.append((start, self._clause_end(source, start)))
            spoken_before = before_is_clause and opening in QUOTES | {","} and self._lower(after) != "that"
            if spoken_before or (cue.lemma in TELLING and self._closes_clause(source[0], after)):
                content.insert(0, (0, source[0]))
        if cue.kind is CueClass.DENY:
            content = [(first, self._before_margin(first, last)) for first, last in content]
        return Report(source, (index, index + 1), self._nonempty(tuple(content)), cue)

    def _before_margin(self, first: int, last: int) -> int:
        """Return where what is rejected ends, before how many did: "rejected the merger | by a margin of 10 points"."""
        for index in range(first, last - 1):
            near = {token.lower for token in self.tokens[index + 1 : index + 4]}
            if self._lower(index) == "by" and (self._counts(index + 1) or near & {"margin", "majority", "vote"}):
                return index
        return last

    def _clause_end(self, source: tuple[int, int], start: int) -> int:
        """Return where what is said ends: with the sentence, or with the clause that "while X says" or ", which X says" opens."""
        if self._lower(source[0] - 1) in w.RELATIVES and self._lower(source[0] - 2) == ",":
            return next((i for i in range(start, self.end) if self.tokens[i].text == ","), self.end)
        leads = (
            i for i in range(source[0] - 1, -1, -1) if self.tokens[i].kind == "mark" or self._lower(i) in _CONCEDES
        )
        lead = next(leads, 0)
        conceded = self._lower(lead) in _CONCEDES and (lead < 3 or self._lower(lead - 1) in {"that", "but", "and"})
        if not conceded and (self._lower(0) not in {"if", "as"} or source[0] > 2):
            return self.end
        return next((i for i in range(start, self.end) if self.tokens[i].text == ","), self.end)

    def _relative_object(self, source: tuple[int, int], after: int, tail: int) -> tuple[int, int] | None:
        """Return the noun phrase before "whom X admits to", "that X gave": what the relative clause says is X's."""
        relative = source[0] - 1
        low = self._lower(relative)
        if (
            relative < 1
            or low not in {"whom", "which", "that"}
            or self._lower(relative - 1) in VERBS.keys() | {",", "and", "but"}
        ):
            return None
        if after < tail and self.tokens[after].kind == "word" and self._lower(after) not in w.PREPOSITIONS:
            return None
        first = relative
        while first > 0 and relative - first < 7 and self.tokens[first - 1].text not in QUOTES | {",", ";", ":"}:
            if self._lower(first - 1) in VERBS or self._lower(first - 1) in w.AUXILIARIES:
                break
            first -= 1
        if any(self._counts(i) for i in range(first, relative)):
            return (first, relative)
        taken_up = self._lower(first - 1) == "," and self._lower(relative - 1) in COUNTED
        return (0, first - 1) if taken_up else None

    def _inverted(self, index: int, cue: Cue, before: int) -> Report | None:
        """Read "..., said X"."""
        if cue.kind not in {CueClass.SAY, CueClass.HOLD} or index + 1 >= self.end or index == 0 or before != index - 1:
            return None
        previous = self.tokens[before]
        low = self.tokens[index].lower
        if cue.lemma == "tell":
            return None
        marked = previous.text in QUOTES | {",", "-", "–", "—", ")", "?", "!"}
        if not marked and cue.lemma not in {"say", "claim", "report", "announce", "add"}:
            return None
        if not marked and self._lower(index + 1) not in w.DETERMINERS and not self.tokens[index + 1].capital:
            return None
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or self._lower(index + 1) in w.PRONOUNS - {"he", "she"}:
            return None
        spoken = previous.text in QUOTES and self._lower(index + 1) in {
            "a",
            "an",
            "one",
            "another",
            "the",
            "his",
            "her",
            "its",
            "their",
        }
        if not spoken and not self._speaks(index + 1, last):
            return None
        if (
            low == cue.lemma
            and low not in SAME_PAST
            and not (marked and (self._is_several(index + 1, last + 1) or self._lower(last + 1) == "and"))
        ):
            return None
        first, last = self._giver(index + 1, last)
        last = self._with_apposition(last)
        if self._lower(last + 1) in w.AUXILIARIES:
            return None
        rest = self._past_relative(last + 1)
        bracket = next((i for i in range(index - 1, -1, -1) if self.tokens[i].text in "()"), None)
        opening = bracket + 1 if bracket is not None and self.tokens[bracket].text == "(" else 0
        sides = ((opening, index),) if opening else ((0, index), (rest, self.end))
        return Report((first, last + 1), (index, index + 1), self._nonempty(sides), cue)

    def _unlisted(self, index: int) -> Report | None:
        """Read verbs of no list where their place shows that they report.

        They stand between a quotation and its speaker (", wept X", "X wept:"), or between a source and "that".
        """
        token = self.tokens[index]
        if (
            token.capital
            or not token.text.isalpha()
            or is_closed(token)
            or token.lower in w.DETERMINERS | w.PREPOSITIONS
        ):
            return None
        if index > 1 and self._lower(index - 1) in QUOTES and self._lower(index - 2) in {",", "?", "!"}:
            last = read_forward(self.tokens, index + 1, self.end)
            if last is not None and self._speaks(index + 1, last) and self._lower(index + 1) not in w.PREPOSITIONS:
                return Report((index + 1, last + 1), (index, index + 1), self._nonempty(((0, index),)), VOICED)
        if self._lower(index + 1) == "that" and self._has_verb_form(index) and not self._qualifies(index + 1):
            source = self._subject(index, self._skip_back(index - 1), VOICED, ())
            spoken = source is not None and self._speaks(source[0], source[1] - 1)
            if source is not None and self._lower(index).endswith("s") and self._is_noun_form(index, VOICED, source):
                return None
            if source is not None and spoken and self._lower(source[0]) != "it":
                return Report(source, (index, index + 1), ((index + 2, self.end),), VOICED)
        return self._after_quotation(index)

    def _after_quotation(self, index: int) -> Report | None:
        """Read "'...,' she beamed": whatever somebody does right after a quotation is to speak it."""
        first = read_back(self.tokens, index - 1, 0) if index > 2 and self._is_participle(index) else None
        if first is None or first < 2 or not self._speaks(first, index - 1):
            return None
        if self._lower(first - 1) not in QUOTES or self._lower(first - 2) not in {",", "?", "!"}:
            return None
        return Report((first, index), (index, index + 1), self._nonempty(((0, first), (index + 1, self.end))), VOICED)
