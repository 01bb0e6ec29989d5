"""Sentence -> who is credited with what, by its own words: sources, cues and contents before names are resolved.

Five shapes cover news prose: source first ("X said that ..."), source last ("..., X said"), inversion ("...," said X),
prepositions and participles ("according to X", "citing X"), and nouns ("X's claim", "a toll given by X").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.reading import wordlists as w
from summarize.reading.clauses import QUOTES, Clause, Report
from summarize.reading.cues import CITING, COUNTED, HEDGES, NOUN_CUES, VERBS, Cue, CueClass
from summarize.reading.phrases import Token, is_source_like, read_back, read_forward

__all__ = ["Report", "read_reports"]


_ACCORDING = Cue("according to", CueClass.SAY)
_HEDGE = Cue("reportedly", CueClass.SAY, hedged=True)
_COLON = Cue(":", CueClass.SAY)
_ABSOLUTES = frozenset({"with", "amid", ",", "and", "as", "after"})
"""What opens a clause of its own before a participle: "with | officials reporting ..."."""
_STUDY = Cue("in", CueClass.SHOW)
_VOICED = Cue("say", CueClass.SAY)
_STUDIES = w.listed("poll polls survey surveys study census polling analysis")
_PER = Cue("per", CueClass.SAY)
_UNNAMED_PASSIVES = w.listed("""
    say believe think report estimate expect fear allege claim know understand presume suspect put
""")
_CLAUSE_JOINTS = w.listed("""
    but while whereas although though as and
""")
_SAME_PAST = w.listed("put set read broadcast forecast let cut")
_MOVES = w.listed("add raise lower increase set place continue charge release")
"""Verbs whose participle before "by" rather tells what was done: "measures added by Congress"."""
_REFUSALS = w.listed("declined declines refused refuses failed fails unable reluctant unwilling wrong")
_CONTENT_OPENERS = frozenset({"that", "about", "concerning", "putting", "showing", "suggesting"})
"""What leads from a noun of report to what it says."""
_QUESTIONS = w.listed("why whether if how what when where who which")
_NOUNS_TOO = w.listed("state report post count air project label list document record measure order view call")


def read_reports(tokens: Sequence[Token]) -> list[Report]:
    """Return what a sentence credits to whom, in the order of the cues."""
    reader = _Reader(tokens)
    found: list[Report] = []
    for index, token in enumerate(tokens):
        if token.kind == "word":
            found.extend(reader.at(index, found))
    found.extend(reader.colons(found))
    return _cut_contents(tokens, found)


class _Reader(Clause):
    """Reads the credits of one sentence."""

    def at(self, index: int, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the credits whose cue stands at `index`."""
        token = self.tokens[index]
        low = token.lower
        report: Report | None = None
        if low == "according" and self._lower(index + 1) == "to":
            report = self._according(index, index + 2, _ACCORDING)
        elif low == "per" and self._lower(index + 1) not in {"cent", "capita", "day", "week", "month", "year", "hour"}:
            report = self._per(index)
        elif low in CITING:
            report = self._citing(index)
        elif low in {"in", "from"} and (study := self._in_study(index)) is not None:
            report = study
        elif low in HEDGES:
            report = Report(None, (index, index + 1), ((index + 1, self.end), (0, index)), _HEDGE)
        elif low in VERBS and not (token.capital and index > 0 and not self.title_case) and not token.possessive:
            report = self._verb(index, VERBS[low], found)
        elif low.endswith("ed") and not token.capital and index > 2:
            report = self._after_quotation(index)
        if report is None and low in NOUN_CUES and not token.possessive:
            report = self._noun(index, NOUN_CUES[low])
        if report is not None:
            yield report

    def colons(self, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the credits that marks make: "UN: 300 dead", "Nearly 500 killed: ministry", "Ann Day: "We ...", "(the police)"."""
        yield from self._bracketed()
        for index, token in enumerate(self.tokens):
            if token.text not in {":", "-", "–", "—"} or index == 0 or index + 1 >= self.end:
                continue
            if token.text != ":" and (
                token.start == self.tokens[index - 1].end or token.end == self.tokens[index + 1].start
            ):
                continue
            if any(report.cue[0] < index and report.source and index - report.cue[1] < 2 for report in found):
                continue
            if token.text == ":" and self._lower(index + 1) in QUOTES:
                named = read_back(self.tokens, index - 1, 0)
                if (
                    named is not None
                    and self.tokens[index - 1].capital
                    and self._speaks(named, index - 1)
                    and not any(report.source and first <= index < last for report in found for first, last in report.content)
                ):
                    yield Report((named, index), (index, index + 1), ((index + 1, self.end),), _COLON)
                    return
            if token.text == ":" and index <= 8:
                first = self._skip_intro(0, index)
                if (
                    first < index
                    and self._lower(first) not in w.LABELS
                    and not self._is_shouted(first, index)
                    and read_forward(self.tokens, first, index) == index - 1
                    and self._speaks(first, index - 1)
                ):
                    yield Report((first, index), (index, index + 1), ((index + 1, self.end),), _COLON)
                    return
            tail = self._strip_end()
            if tail - index <= 8 and index >= 3 and read_forward(self.tokens, index + 1, tail) == tail - 1:
                head = self.tokens[index + 1]
                if self._is_office(index + 1, tail) and head.lower not in w.DETERMINERS:
                    yield Report((index + 1, tail), (index, index + 1), ((0, index),), _COLON)
                    return

    def _bracketed(self) -> Iterator[Report]:
        """Yield the sources that stand in brackets right after a number: "Dead: 287 (the interior ministry)"."""
        for index in range(1, self.end - 2):
            if self.tokens[index].text != "(" or self.tokens[index - 1].kind != "number":
                continue
            last = read_forward(self.tokens, index + 1, self.end)
            if last is None or self._lower(last + 1) != ")" or not self._heads_office(index + 1, last):
                continue
            opening = max((i + 1 for i in range(index) if self._lower(i) in {",", ";", ":", ")"}), default=0)
            yield Report((index + 1, last + 1), (index, last + 2), ((opening, index),), _COLON)

    def _heads_office(self, first: int, last: int) -> bool:
        head = self._lower(self._head_at(first, last + 1))
        return head in w.ORGANISATION_NOUNS | w.PERSON_NOUNS

    def _is_office(self, first: int, end: int) -> bool:
        """Say whether a phrase is a source by its noun ("ministry", "state TV", "UN"), not a person's name."""
        words = self.tokens[first:end]
        return any(w.is_speaker_noun(token.lower) or (token.text.isupper() and len(token.text) > 1) for token in words)

    def _is_shouted(self, first: int, end: int) -> bool:
        """Say whether a phrase is a headline's cry ("BURIED ALIVE:") and not an office that is written in capitals."""
        words = self.tokens[first:end]
        shouted = len(words) > 1 and all(token.text.isupper() and len(token.text) > 2 for token in words)
        return shouted and not any(w.is_speaker_noun(token.lower) for token in words)

    # -- shapes ------------------------------------------------------------------------------------------------------

    def _according(self, index: int, first: int, cue: Cue) -> Report | None:
        if self._lower(first) == "interviews" and self._lower(first + 1) == "with":
            first += 2
        last = read_forward(self.tokens, first, self.end)
        if last is None:
            return None
        last = self._with_apposition(self._with_maker(last))
        sides = ((0, index), (last + 1, self.end))
        content = sides if index > 1 else sides[::-1]
        return Report((first, last + 1), (index, first), self._nonempty(content), cue)

    def _with_maker(self, last: int) -> int:
        """Return the last token of a document together with who made it: "calculations | by Ann Day"."""
        if self._lower(last) not in w.TEXT_NOUNS or self._lower(last + 1) not in {"by", "from"}:
            return last
        end = read_forward(self.tokens, last + 2, self.end)
        return last if end is None or not self._speaks(last + 2, end) else end

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
        if last is None or not any(token.lower in _STUDIES for token in phrase):
            return None
        if phrase[-1].lower == "polls" and len(phrase) <= 2:
            return None
        if (
            not any(token.capital for token in self.tokens[index + 1 : last + 1])
            and self._lower(index + 1) in w.POSSESSIVES
        ):
            return None
        sides = ((0, index), (last + 1, self.end))
        return Report(
            (index + 1, last + 1), (index, index + 1), self._nonempty(sides if index > 1 else sides[::-1]), _STUDY
        )

    def _citing(self, index: int) -> Report | None:
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or not is_source_like(self.tokens, index + 1, last):
            return None
        return Report(
            (index + 1, last + 1),
            (index, index + 1),
            self._nonempty(((0, index), (last + 1, self.end))),
            Cue("cite", CueClass.CITE),
        )

    def _verb(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        low = self.tokens[index].lower
        before = self._skip_back(index - 1)
        direct = self.tokens[index - 1] if index else None
        if cue.particle and self._lower(index + 1) != cue.particle:
            return None
        if direct is not None and direct.kind == "word":
            if direct.lower == "to" and cue.kind is CueClass.SAY and low == cue.lemma and self._lower(index + 1) == "that":
                return self._purpose(index, cue, found)
            if direct.lower == "to" and cue.kind not in {CueClass.HOLD, CueClass.STAND} and low == cue.lemma:
                return None
            if low.endswith("s") and cue.lemma in _NOUNS_TOO and direct.lower in w.DETERMINERS:
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
            if direct.lower in w.PREPOSITIONS and not low.endswith("ing"):
                return None
        if (
            low in NOUN_CUES
            and index + 1 < self.end
            and (self._lower(index + 1) in VERBS or self._lower(index + 1) in w.AUXILIARIES)
        ):
            return None
        if cue.lemma == "ask" and self._lower(self._skip_adjuncts(self._skip_addressee(index + 1, cue))) in _QUESTIONS:
            return None
        if self._negated(index) and cue.kind is not CueClass.DENY:
            return None
        if low.endswith("ing") and not self._auxiliary_before(index):
            return self._participle(index, cue, before, found)
        reduced = self._lower(index + 1) == "by" and (low.endswith("ed") or low in {"given", "put"})
        if self._passive(index, low) or (reduced and cue.lemma not in _MOVES):
            return self._passive_report(index, cue, found)
        if cue.lemma in {"quote", "cite"}:
            return self._citing(index)
        if cue.kind is CueClass.ACT and not any(token.lower in COUNTED for token in self.tokens[index + 1 : index + 8]):
            return None
        if cue.lemma in {"estimate", "reckon", "put"} and self._lower(index + 1) == "at":
            return Report(
                None, (index, index + 1), ((index + 1, self.end),), Cue(cue.lemma, cue.kind, cue.stance, True)
            )
        if cue.lemma == "say" and (closing := self._closing_source(index, before)) is not None:
            return closing
        source = self._subject(index, before, cue, found)
        if source is not None and not self._base_form_misread(index, low, cue, source):
            if cue.clausal and not self._governs_clause(index, source):
                return None
            return self._source_first(index, cue, source)
        return self._inverted(index, cue, before)

    def _closing_source(self, index: int, before: int) -> Report | None:
        """Read "... on Friday said a monitoring group", where commas are lost: no clause follows, only a source."""
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or last + 1 < self._strip_end() or index < 4 or self.tokens[before].text in QUOTES | {","}:
            return None
        if self._lower(index + 1) in w.PRONOUNS or not self._speaks(index + 1, last):
            return None
        return Report((index + 1, last + 1), (index, index + 1), ((0, index),), VERBS["said"])

    def _governs_clause(self, index: int, source: tuple[int, int]) -> bool:
        """Say whether a clause or a quotation follows the verb at `index`, or stands before its source."""
        following = self._skip_adjuncts(index + 1)
        if following >= self._strip_end():
            return source[0] > 0
        return self._lower(following) in QUOTES | {"that", ":", ","}

    def _purpose(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        """Read "X broke its silence to say that ..."."""
        if self._lower(index - 2) in _REFUSALS:
            return None
        said = next((report.source for report in reversed(found) if report.source), None)
        source = said or self._sentence_subject(index)
        return None if source is None else Report(source, (index, index + 1), ((index + 2, self.end),), cue)

    def _base_form_misread(self, index: int, low: str, cue: Cue, source: tuple[int, int]) -> bool:
        """Say whether a bare form after a singular is a noun: "a Facebook post", "the state report"."""
        if low != cue.lemma or low in _SAME_PAST:
            return False
        following = self.tokens[index + 1] if index + 1 < self.end else None
        if low in _NOUNS_TOO and following is not None and following.kind == "word":
            plain = following.lower in {"that", "the", "a", "an"} or self._lower(source[1] - 1) in w.PRONOUNS
            if not plain:
                return True
        back = index - 1
        if self._lower(back) in w.AUXILIARIES or self._lower(back) in w.ADVERBS:
            return False
        return not self._is_several(*source)

    def _is_several(self, first: int, end: int) -> bool:
        """Say whether a source takes a plural verb."""
        head = self._lower(self._head_at(first, end))
        return head.endswith("s") or head in w.PLURALS or "and" in {t.lower for t in self.tokens[first:end]}

    def _participle(self, index: int, cue: Cue, before: int, found: Sequence[Report]) -> Report | None:
        """Read ", adding that ..." and "with officials reporting ..."."""
        if before >= 0 and self.tokens[before].kind == "word":
            first = read_back(self.tokens, before, 0)
            if (
                first is not None
                and not (first > 0 and self._lower(first - 1) in w.PREPOSITIONS - {"with"})
                and self._speaks(first, before)
                and (first == 0 or self._lower(first - 1) in _ABSOLUTES or self._speaker_so_far(index, found) is None)
                and (first == 0 or self._lower(first - 1) not in {"of", "by"})
                and not (cue.kind is CueClass.ACT and first > 0 and self._lower(first - 1) not in _ABSOLUTES)
            ):
                return Report((first, before + 1), (index, index + 1), ((index + 1, self.end),), cue)
        if cue.kind in {CueClass.ACT, CueClass.SHOW}:
            return None
        source = self._speaker_so_far(index, found)
        if source is None:
            return None
        return Report(source, (index, index + 1), self._nonempty(((index + 1, self.end),)), cue)

    def _speaker_so_far(self, index: int, found: Sequence[Report]) -> tuple[int, int] | None:
        """Return who speaks before a participle: the last source, else the subject of the clause or the sentence."""
        said = next((report.source for report in reversed(found) if report.source), None)
        return said or self._clause_subject(index) or self._sentence_subject(index)

    def _passive_report(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        """Read "was quoted as saying", "were said by X to", "is believed to"."""
        if self.tokens[index].lower in {"quoted", "cited", "reported"} and self._lower(index + 1) == "as":
            before = self._skip_back(index - 1)
            source = self._subject(index, before, cue, found)
            return (
                None
                if source is None
                else Report(source, (index, index + 3), self._nonempty(((index + 3, self.end), (0, source[0]))), cue)
            )
        for ahead in range(index + 1, min(self.end, index + 7)):
            if self.tokens[ahead].lower == "by" and cue.kind is not CueClass.STAND:
                last = read_forward(self.tokens, ahead + 1, self.end)
                if last is not None and self._speaks(ahead + 1, last):
                    return Report(
                        (ahead + 1, last + 1),
                        (index, index + 1),
                        self._nonempty(((last + 1, self.end), (0, index))),
                        cue,
                    )
        if cue.lemma in _UNNAMED_PASSIVES:
            return Report(
                None,
                (index, index + 1),
                self._nonempty(((index + 1, self.end), (0, index))),
                Cue(cue.lemma, cue.kind, cue.stance, True),
            )
        return None

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
            if source[0] > 0:
                content.append((0, source[0]))
        elif self._lower(after) == "," or self.tokens[after].lower.endswith("ing"):
            following = after + (self._lower(after) == ",")
            if source[0] > 1 and (before_is_clause or self._lower(following) not in QUOTES):
                content.append((0, source[0]))
            content.append((after, self.end))
        else:
            start = after + (self._lower(after) in {"that", ":"})
            content.append((start, self.end))
            if before_is_clause and opening in QUOTES | {","} and self._lower(after) != "that":
                content.insert(0, (0, source[0]))
        return Report(source, (index, index + 1), self._nonempty(tuple(content)), cue)

    def _relative_object(self, source: tuple[int, int], after: int, tail: int) -> tuple[int, int] | None:
        """Return the noun phrase before "whom X admits to", "that X gave": what the relative clause says is X's."""
        relative = source[0] - 1
        low = self._lower(relative)
        if relative < 1 or low not in {"whom", "which", "that"} or self._lower(relative - 1) in VERBS.keys() | {","}:
            return None
        if after < tail and self.tokens[after].kind == "word" and self._lower(after) not in w.PREPOSITIONS:
            return None
        first = relative
        while first > 0 and relative - first < 7 and self.tokens[first - 1].text not in QUOTES | {",", ";", ":"}:
            if self._lower(first - 1) in VERBS or self._lower(first - 1) in w.AUXILIARIES:
                break
            first -= 1
        return (first, relative) if any(self._counts(i) for i in range(first, relative)) else None

    def _counts(self, index: int) -> bool:
        return self.tokens[index].kind == "number" or self._lower(index) in w.NUMBER_WORDS

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
        spoken = previous.text in QUOTES and self._lower(index + 1) in {"a", "an", "one", "another", "the", "his", "her"}
        if not spoken and not self._speaks(index + 1, last):
            return None
        if low == cue.lemma and low not in _SAME_PAST and not (
            marked and (self._is_several(index + 1, last + 1) or self._lower(last + 1) == "and")
        ):
            return None
        last = self._with_apposition(last)
        rest = self._past_relative(last + 1)
        return Report((index + 1, last + 1), (index, index + 1), self._nonempty(((0, index), (rest, self.end))), cue)

    def _past_relative(self, index: int) -> int:
        """Return the token past what is told of a source after it: "said a nurse | who has worked there for years |"."""
        opening = index + (self._lower(index) == ",")
        if self._lower(opening) not in w.RELATIVES:
            return index
        return next((i for i in range(opening, self.end) if self.tokens[i].text in QUOTES | {",", ";", ":"}), self.end)

    def _after_quotation(self, index: int) -> Report | None:
        """Read "'...,' she beamed": whatever somebody does right after a quotation is to speak it."""
        first = read_back(self.tokens, index - 1, 0)
        if first is None or first < 2 or not self._speaks(first, index - 1):
            return None
        if self._lower(first - 1) not in QUOTES or self._lower(first - 2) not in {",", "?", "!"}:
            return None
        return Report((first, index), (index, index + 1), self._nonempty(((0, first), (index + 1, self.end))), _VOICED)

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
                if not (self.tokens[last].capital or w.is_speaker_noun(self.tokens[last].lower)):
                    return None
                content = self._noun_content(last, index, kind)
                return Report((first, last + 1), (index, index + 1), (content,), cue)
            if token.kind == "mark" or token.lower in w.PREPOSITIONS:
                break
        if (report := self._kind_of_report(index, cue)) is not None:
            return report
        for ahead in range(index + 1, min(self.end, index + 4)):
            low = self.tokens[ahead].lower
            if low in {"by", "from"}:
                end = read_forward(self.tokens, ahead + 1, self.end)
                if end is None or not self._speaks(ahead + 1, end):
                    return None
                return Report(
                    (ahead + 1, end + 1), (index, ahead + 1), self._nonempty(((0, index), (end + 1, self.end))), cue
                )
            if self.tokens[ahead].kind == "mark":
                break
        return None

    def _kind_of_report(self, index: int, cue: Cue) -> Report | None:
        """Read "Tunisian claims of 40 dead", "a police estimate of 600", "statements of doctors concerning 9 deaths"."""
        opening = index + 1
        source: tuple[int, int] | None = None
        if self._lower(opening) == "of" and cue.lemma not in COUNTED:
            last = read_forward(self.tokens, opening + 1, self.end)
            if last is not None and self._speaks(opening + 1, last) and self._lower(last + 1) in _CONTENT_OPENERS:
                source, opening = (opening + 1, last + 1), last + 1
        if source is None and index > 0 and self._lower(opening) in _CONTENT_OPENERS | {"of"}:
            kind = self.tokens[index - 1]
            if kind.kind == "word" and (kind.capital or kind.lower in w.ORGANISATION_NOUNS) and not kind.possessive:
                first = read_back(self.tokens, index, 0)
                source = None if first is None or first == index else (first, index + 1)
        if source is None or not any(self._counts(i) for i in range(opening, self.end)):
            return None
        if self._lower(opening) == "that" and self._lower(opening + 1) in w.AUXILIARIES | VERBS.keys():
            return None
        end = next((i for i in range(opening, self.end) if self.tokens[i].text in {",", ";"}), self.end)
        return Report(source, (index, opening + 1), self._nonempty(((opening + 1, end),)), cue)

    def _owner_alone(self, first: int, last: int) -> int:
        """Return where the owner of a report begins, past what only stands before it: "emails in | the mayor's claim"."""
        for index in range(last, first, -1):
            if self._lower(index - 1) in w.PREPOSITIONS - {"of", "for"}:
                return index
        return first

    def _noun_content(self, owner: int, index: int, kind: CueClass) -> tuple[int, int]:
        """Return what "X's claim" holds: the figure before the noun, and what "that" or "of" adds after it."""
        first = owner + 1 if kind is not CueClass.HOLD else index + 1
        if kind is CueClass.HOLD or self._lower(index + 1) in {"that", "of", "to", ":", "put", "showed", "for"}:
            return (first, self.end)
        end = next((i for i in range(index + 1, self.end) if self.tokens[i].kind == "mark"), self.end)
        return (first, min(end, index + 4) if any(t.kind == "number" for t in self.tokens[first:index]) else end)


def _cut_contents(tokens: Sequence[Token], reports: list[Report]) -> list[Report]:
    """Return the reports, each content ended where the next credit begins its clause ("X said ..., but Y said ...")."""
    joints = sorted(
        report.source[0] - 1
        for report in reports
        if report.source is not None
        and report.source[0] > 0
        and report.source[1] <= report.cue[0]
        and report.verb.kind is not CueClass.STAND
        and (tokens[report.source[0] - 1].lower in _CLAUSE_JOINTS or tokens[report.source[0] - 1].text == ";")
        and report.content
        and report.content[0][0] >= report.cue[0]
    )
    if not joints:
        return reports
    cut = []
    for report in reports:
        content = []
        for first, last in report.content:
            after = [joint for joint in joints if joint > max(first, report.cue[1])]
            before = [
                joint
                for joint in joints
                if joint < report.cue[0]
                and first < joint
                and last <= report.cue[0]
                and report.source
                and joint + 1 < report.source[0]
            ]
            end = min([last, *after]) if first >= report.cue[0] else last
            start = max([first, *before])
            if end > start:
                content.append((start, end))
        cut.append(Report(report.source, report.cue, tuple(content), report.verb))
    return cut
