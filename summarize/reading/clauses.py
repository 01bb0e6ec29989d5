"""The parts of a sentence that a credit is read from: subjects, appositions, adjuncts, auxiliaries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.reading import wordlists as w
from summarize.reading.adverbials import ASIDES
from summarize.reading.antecedents import Antecedents
from summarize.reading.cues import VERBS, Cue, CueClass
from summarize.reading.phrase_ends import is_verbal
from summarize.reading.phrases import read_back, read_forward

__all__ = ["GIVER_REACH", "QUOTES", "STUDIES", "Clause", "Report"]


@dataclass(frozen=True)
class Report:
    """One credit of a sentence, in token indices; ends are exclusive."""

    source: tuple[int, int] | None
    """The source phrase; null where the article only hedges ("reportedly")."""
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    """What is credited, the side that the cue points to first."""
    verb: Cue


QUOTES = frozenset(['"', "“", "”", "''", "‘", "’", "'", "«", "»"])
_INTRODUCTIONS = w.PREPOSITIONS | w.listed("""
    as when while if after before since although though because once
""")
_CLOCK = re.compile(r"[012]?\d[.:]\d\d")
"""The time of an entry in a live report."""
_PARTICLES = frozenset({"out", "up", "down", "off", "together"})
"""What may stand between a participle and its complement: "a study carried | out | by X"."""
STUDIES = w.listed("poll polls survey surveys study census polling analysis")
"""Documents that readers know by their own name."""
_PICTURES = w.listed("footage video videos image images picture pictures photo photos photograph photographs map maps")
"""Documents that show by themselves, whoever spreads them."""
_GIVEN_OUT = w.listed("""
    released issued published filed sent written made signed given submitted posted prepared drafted distributed
    circulated shared unveiled drawn announced presented produced commissioned
""")
"""What somebody does with a document that states his own words: "a memo | released | by", not "a memo seen by"."""
_SPOKEN = w.listed("""
    statement statements communique communiqué note letter message tweet post testimony data figures statistics numbers
""")
"""What somebody says or has, named without more: "according to | data of | the grid operator"."""
GIVER_REACH = 10
"""Tokens from a noun of report to who gives it, at most: a figure with its noun stands between."""
_CLOSING = _PARTICLES | {"himself", "herself", "itself", "themselves", "away"}
"""What closes a clause that has lost its comma: "who blew himself up | the statement said"."""
_ENDS_PHRASE = w.PREPOSITIONS | w.CONJUNCTIONS | w.AUXILIARIES | VERBS.keys()
_VERBAL = w.AUXILIARIES | VERBS.keys()
_DASHES = frozenset({"-", "–", "—"})
_OF_THINGS = frozenset(
    {"add", "continue", "signal", "hold", "stand", "charge", "echo", "broadcast", "count", "underline", "underscore"}
)
"""Verbs of speech that have things for subjects too: "the delay adds to"."""
_LONGEST_NAME = 6
"""Words of a name that stands alone between commas, particles included."""


class Clause(Antecedents):
    """The tokens of one sentence, and what can be found in them."""

    def _subject(self, index: int, before: int, cue: Cue, found: Sequence[Report]) -> tuple[int, int] | None:
        """Return the subject of the verb at `index`, whose nearest word before it is `before`."""
        if before < 0:
            return None
        if self._lower(before) in {"all", "both", "each"} and before and self.tokens[before - 1].kind == "word":
            before = self._skip_back(before - 1)
        token = self.tokens[before]
        if token.lower in {"and", "but", "then", "or"}:
            shared = next((report.source for report in reversed(found) if report.source), None)
            return shared or self._sentence_subject(index)
        if token.text == ",":
            return self._before_apposition(before)
        if token.text in _DASHES:
            return self._between_dashes(before)
        if token.lower in {"who", "which"} or (
            token.lower == "that" and before > 0 and w.is_speaker_noun(self._lower(before - 1))
        ):
            return self._told_of(before)
        if token.kind == "mark" and token.text != ".":
            return None
        first = read_back(self.tokens, before, 0)
        if first is None or not self._speaks(first, before):
            told_of = self._before_participle(before)
            if told_of is not None:
                return told_of
        if first is None:
            return self._relative_antecedent(before + 1)
        if (placed := self._placed(first)) is not None:
            return (placed, before + 1)
        joined = self._lower(first - 1) == "and" and self._lower(first - 2) in {"he", "she", "they", "we", "i"}
        if joined and self._lower(first - 3) in VERBS.keys() | {"that"}:
            return None
        if (modified := self._modified(first)) is not None:
            told = next((i for i in range(modified + 1, before) if is_verbal(self.tokens, i)), before)
            giver, _ = self._giver(modified, told - 1)
            return (giver, before + 1)
        if (sampled := self._sampled(first)) is not None:
            return (sampled, before + 1)
        preceding = self.tokens[first - 1] if first else None
        within = preceding is not None and (
            preceding.kind == "number" or (preceding.text.islower() and preceding.lower not in _CLOSING)
        )
        if preceding is not None and preceding.lower in w.RELATIVES and self._speaks(first, before):
            return (first, before + 1)
        if within or not self._speaks(first, before):
            antecedent = self._relative_antecedent(first)
            if antecedent is not None:
                return antecedent
        after_joint = within or (preceding is not None and preceding.lower == "off")
        if after_joint and token.capital and (head := self._head_of_complement(first)) is not None:
            return (head, before + 1)
        object_of = preceding is not None and preceding.lower in {"to", "for", "with"} and token.capital
        if within and object_of and first > 1 and not self.tokens[first - 2].capital and cue.lemma != "say":
            return None
        if self._counted(first, before):
            return None
        if self._speaks(first, before):
            return (self._with_front_apposition(first), before + 1)
        if self._lower(first - 1) in w.PREPOSITIONS:
            return self._sentence_subject(index) if self._lower(first) in w.POSSESSIVES else None
        clear = self.tokens[first].lower in w.DETERMINERS | w.POSSESSIVES or first == 0
        if cue.kind is CueClass.SAY and clear and self._tail_after(index) and self._reports_clause(index, cue):
            return (first, before + 1)
        closing = index + 1 >= self._strip_end() and self._lower(first - 1) == ","
        if cue.kind is CueClass.SHOW and clear and (closing or self._lower(index + 1) == "that"):
            return (first, before + 1)
        return None

    def _before_participle(self, participle: int) -> tuple[int, int] | None:
        """Return the source of which a participle alone tells: "| a memo | released on Friday said".

        What counts people only says nothing without its participle, which it keeps: "| the people questioned | said".
        """
        if not self._is_participle(participle) or self._lower(participle - 1) in w.AUXILIARIES:
            return None
        first = read_back(self.tokens, participle - 1, 0)
        if first is None or self._lower(first) in w.PRONOUNS or not self._speaks(first, participle - 1):
            return None
        return first, participle + (self._lower(participle - 1) in w.POPULATION_NOUNS | {"those"})

    def _giver(self, first: int, last: int) -> tuple[int, int]:
        """Return who gave out the document at `first` to `last`, else the document; the last token is included.

        "a note issued on Monday by | the port's auditor", "a fact sheet | lawmakers | released"; a study is known by its own
        name.
        """
        phrase = {token.lower for token in self.tokens[first : last + 1]}
        at = self._head_at(first, last + 1)
        head = self._lower(at)
        if (
            head in _SPOKEN
            and self._lower(at + 1) in {"of", "by", "from"}
            and at + 2 <= last
            and self._speaks(at + 2, last)
        ):
            return at + 2, last
        if not {head, head.removesuffix("s")} & w.TEXT_NOUNS:
            given = self._lower(last - 1) in w.TEXT_NOUNS and self._lower(last + 1) in _GIVEN_OUT
            several = self._lower(last).endswith("s") and w.is_speaker_noun(self._lower(last))
            return (last, last) if given and several and not self.tokens[last - 1].capital else (first, last)
        known = phrase & STUDIES and any(token.capital for token in self.tokens[first : last + 1])
        if known or phrase & _PICTURES or self._lower(last + 1) not in _GIVEN_OUT:
            return first, last
        by = next((i for i in range(last + 2, min(self.end, last + GIVER_REACH)) if self._lower(i) == "by"), None)
        marked = any(token.kind == "mark" or token.lower in VERBS for token in self.tokens[last + 2 : by])
        end = None if by is None or marked else read_forward(self.tokens, by + 1, self.end)
        return (first, last) if by is None or end is None or not self._speaks(by + 1, end) else (by + 1, end)

    def _sampled(self, first: int) -> int | None:
        """Return where the study begins whose sample the phrase at `first` is: "| a survey of 2,000 adults"."""
        number = first if self._counts(first) else first - 1
        if number < 2 or not self._counts(number) or self._lower(number - 1) not in {"of", "among"}:
            return None
        return read_back(self.tokens, number - 2, 0) if self._lower(number - 2) in w.TEXT_NOUNS else None

    def _modified(self, first: int) -> int | None:
        """Return where the subject begins whose participle the phrase at `first` completes.

        "| analysts polled by X had", "| a count based on hospital records found".
        """
        doing = first > 1 and self._lower(first - 1).endswith("ing") and self._lower(first - 1) not in VERBS
        if doing and self._lower(first) in w.DETERMINERS and is_verbal(self.tokens, first - 1):
            doer = read_back(self.tokens, first - 2, 0)
            return doer if doer is not None and self._speaks(doer, first - 2) else None
        if self._lower(first - 1) not in w.PREPOSITIONS:
            return None
        participle = self._skip_back(first - 2)
        if self._lower(participle) in _PARTICLES:
            participle -= 1
        if participle < 1 or not (self._is_participle(participle) or self._lower(participle).endswith("ing")):
            return None
        before = participle - 1 - (self._lower(participle - 1) == "being")
        if self._lower(before) in w.AUXILIARIES or w.is_speaker_noun(self._lower(participle)):
            return None
        subject = read_back(self.tokens, before, 0)
        if subject is None or self._lower(subject) in w.PRONOUNS:
            return None
        if (sampled := self._sampled(subject)) is not None:
            return sampled
        described = self._lower(subject) in w.DETERMINERS and self._lower(first - 1) not in {"in", "at", "near", "of"}
        return subject if described or self._speaks(subject, before) else None

    def _counted(self, first: int, last: int) -> bool:
        """Say whether the subject is what a figure counts: "51 percent of voters said", "60 people said the mayor"."""
        head = self.tokens[first : last + 1]
        before = first
        while (
            before > 0
            and first - before < 3
            and self.tokens[before - 1].kind == "word"
            and not self._ends_phrase(before - 1)
        ):
            before -= 1
        quantity = before > 0 and self.tokens[before - 1].lower == "of" and self._is_quantity(before - 2)
        if quantity or any(t.lower in {"percent", "%"} for t in head):
            return True
        return head[-1].lower in w.POPULATION_NOUNS and (
            (first > 0 and self.tokens[first - 1].kind == "number") or head[0].kind == "number"
        )

    def _ends_phrase(self, index: int) -> bool:
        low = self.tokens[index].lower
        return low in _ENDS_PHRASE

    def _is_quantity(self, index: int) -> bool:
        return index >= 0 and (
            self._lower(index) in {"percent", "cent", "%", "number", "share"} or self._lower(index).endswith("%")
        )

    def _with_front_apposition(self, first: int) -> int:
        """Return where a source begins that has lost its comma: "| X University a private college said"."""
        if first < 2 or self._lower(first) not in {"a", "an", "the"} or not self.tokens[first - 1].capital:
            return first
        named = read_back(self.tokens, first - 1, 0)
        if (
            named is None
            or (named > 0 and self._lower(named - 1) in w.PREPOSITIONS)
            or not self._speaks(named, first - 1)
        ):
            return first
        if self._lower(named) in {"the", "a"} or named == 0:
            return named
        return first

    def _before_apposition(self, comma: int) -> tuple[int, int] | None:
        """Return the subject of "X, head of Y, said" given the comma before the verb; apposition included."""
        for back in range(comma - 1, max(0, comma - 45), -1):
            token = self.tokens[back]
            if token.text in QUOTES | {";", ":"}:
                return None
            if token.lower == "who" and self._lower(back - 1) not in {",", "and", "but"}:
                return self._named_and_told_of(back, comma)
            after = self.tokens[back + 1]
            if token.text != "," or (after.lower in {"and", "but"} and self._lower(back + 2) in w.RELATIVES):
                continue
            opens = (
                after.lower
                in w.DETERMINERS
                | w.RELATIVES
                | {"speaking", "citing", "also", "formerly", "now", "chaired", "led", "based", "such", "including"}
                or w.is_speaker_noun(after.lower)
                or after.lower in w.TITLES | {"mostly", "mainly", "largely"}
                or (after.kind == "number" and self._lower(back + 2) == ",")
                or after.lower in {"of", "from", "at", "for"}
                or self._is_participle(back + 1)
                or after.lower.endswith("ing")
                or (
                    after.capital
                    and any(
                        w.is_speaker_noun(t.lower) or t.lower in w.TITLES
                        for t in self.tokens[back + 1 : min(comma, back + 6)]
                    )
                )
                or any(w.is_speaker_noun(t.lower) for t in self.tokens[back + 1 : min(comma, back + 4)])
            )
            end = self._skip_back(back - 1)
            first = read_back(self.tokens, end, 0) if end >= 0 else None
            if comma - back == 2 and after.lower in w.ADVERBS | w.CONJUNCTIONS and first is not None:
                return (first, end + 1) if self._speaks(first, end) else None
            aside = first is not None and after.lower in w.PREPOSITIONS | ASIDES and first == self._skip_intro(0, comma)
            bare = aside and not opens and not any(self._counts(i) for i in range(back, comma))
            if bare and first is not None and self._speaks(first, end):
                return (first, end + 1)
            if opens or aside:
                if first is not None and first > 0 and self._counts(first - 1) and not self.tokens[first].capital:
                    return self._sentence_subject(back)
                introduced = self._lower(0).endswith("ing") and self._lower(0) in VERBS
                if introduced and not any(t.text == "," for t in self.tokens[:back]):
                    return (back + 1, comma) if self._speaks(back + 1, comma - 1) else None
                if first is not None and self._speaks(first, end):
                    return (first, comma)
            elif self._is_name(back + 1, comma):
                described = first is not None and self._lower(first) in w.DETERMINERS
                if first is None or not self._speaks(first, end):
                    antecedent = self._relative_antecedent(end)
                    first = antecedent[0] if antecedent is not None else first if described else None
                if first is not None and not self.tokens[self._head_at(first, end + 1)].capital:
                    return (first, comma)
        return None

    def _is_name(self, first: int, end: int) -> bool:
        """Say whether tokens `first` to `end` (exclusive) are a name: "the labour minister, | Ivo Sand of the SPR |, said"."""
        end = next((i for i in range(first + 1, end) if self._lower(i) in {"of", "from", "at"}), end)
        words = self.tokens[first:end]
        return (
            0 < len(words) <= _LONGEST_NAME
            and all(token.kind == "word" and (token.capital or token.lower in w.NAME_PARTICLES) for token in words)
            and words[0].capital
            and words[0].lower not in w.WEEKDAYS | w.MONTHS
        )

    def _sentence_subject(self, limit: int) -> tuple[int, int] | None:
        """Return the phrase that the sentence begins with, past an introduction."""
        first = self._skip_intro(0, limit)
        if first >= limit:
            return None
        last = read_forward(self.tokens, first, limit)
        if last is None or not self._speaks(first, last):
            return None
        return (first, last + 1)

    def _clause_subject(self, index: int) -> tuple[int, int] | None:
        """Return the subject of the finite verb before a participle: "X has rallied thousands by promising ..."."""
        for back in range(index - 1, max(0, index - 14), -1):
            token = self.tokens[back]
            if token.kind == "mark" and token.text != ",":
                return None
            if token.lower in w.AUXILIARIES:
                last = self._skip_back(back)
                first = read_back(self.tokens, last, 0) if last >= 0 else None
                return (first, last + 1) if first is not None and self._speaks(first, last) else None
        return None

    def _skip_intro(self, first: int, limit: int) -> int:
        """Return the first token past a time of day, opening marks, conjunctions and an introduction with its comma."""
        if first < limit and _CLOCK.fullmatch(self.tokens[first].text):
            first += 1
        while first < limit and (
            self.tokens[first].kind == "mark" or self._lower(first) in w.CONJUNCTIONS | w.ADVERBS | {"and"}
        ):
            first += 1
        if first < limit and (self._lower(first) in w.PREPOSITIONS or self._lower(first).endswith("ing")):
            for ahead in range(first, min(limit, first + 16)):
                if self.tokens[ahead].text == ",":
                    return ahead + 1
        return first

    def _with_apposition(self, last: int) -> int:
        """Return the last token of a source together with ", head of Y" after it, where that is plain."""
        if last + 2 >= self.end or self.tokens[last + 1].text != ",":
            return last
        if not self.tokens[last].capital:
            stop = next((i for i in range(last + 2, self.end) if self.tokens[i].kind == "mark"), self.end)
            plain = stop - last > 3 or self.tokens[last + 2].text.isupper()
            return stop - 1 if self._is_name(last + 2, stop) and plain else last
        after = self.tokens[last + 2]
        if after.lower not in {"a", "an", "the"} and not w.is_speaker_noun(after.lower) and after.lower not in w.TITLES:
            return last
        if after.capital:
            return last
        end = read_forward(self.tokens, last + 2, self.end)
        if end is None or not self._speaks(last + 2, end):
            return last
        if end + 1 < self.end and self.tokens[end + 1].lower in _VERBAL:
            return last
        return end

    def _holds_clause(self, end: int, opening: str) -> bool:
        """Say whether what stands before the source is a statement, not an introduction ("On Monday,")."""
        if opening not in QUOTES | {",", "-", "–", "—", "…"}:
            return False
        if opening in QUOTES:
            return True
        first = self.tokens[0].lower
        if end <= 4 and not any(token.kind == "number" for token in self.tokens[:end]):
            return False
        if first in _INTRODUCTIONS or first.endswith("ing"):
            commas = sum(token.text == "," for token in self.tokens[: end - 1])
            return commas >= 1
        return True

    def _reports_clause(self, index: int, cue: Cue) -> bool:
        """Say whether a verb at `index` says something: "the mill said 40", "added that", not "the delay adds to"."""
        following = self._skip_adjuncts(index + 1)
        closes = following >= self._strip_end()
        return cue.lemma not in _OF_THINGS or closes or self._lower(following) in QUOTES | {"that", ":", ","}

    def _tail_after(self, index: int) -> bool:
        return index + 1 < self.end

    def _is_several(self, first: int, end: int) -> bool:
        """Say whether a source takes a plural verb."""
        head = self._lower(self._head_at(first, end))
        return head.endswith("s") or head in w.PLURALS or "and" in {t.lower for t in self.tokens[first:end]}
