"""Sentence -> who is credited with what, by its own words: sources, cues and contents before names are resolved.

Five shapes cover news prose: source first ("X said that ..."), source last ("..., X said"), inversion ("...," said X),
prepositions and participles ("according to X", "citing X"), and nouns ("X's claim", "a toll given by X").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.reading import wordlists as w
from summarize.reading.clauses import QUOTES, Report
from summarize.reading.count_credits import BY_ACCOUNT
from summarize.reading.cues import CITING, HEDGES, NOUN_CUES, VERBS, Cue, CueClass
from summarize.reading.phrases import Token, read_back, read_forward
from summarize.reading.verb_credits import VerbCredits

__all__ = ["CLOSING_NAME", "Report", "read_reports"]


_HEDGE = Cue("reportedly", CueClass.SAY, hedged=True)
_COLON = Cue(":", CueClass.SAY)
CLOSING_NAME = Cue("-", CueClass.SAY)
"""How a bare name closes a line: its speaker only where the article credits it elsewhere."""
_NAMED_SOURCE = Cue("source:", CueClass.SAY)
"""How a line names who told what stands around it: "Source: Ann Day, head of the district"."""
_GAP = Cue("put", CueClass.ACT)
_COUNTING = frozenset({"put", "place", "estimate", "count", "give"})
"""Verbs that a second source shares without repeating them."""
_SAYING = frozenset({"say", "report", "claim", "announce", "confirm"})
"""Verbs that it shares where it gives a number and no more: "the army said 30 had died, the rebels 45"."""
_SURE = frozenset("adamant certain confident convinced positive sure".split())
"""What somebody is who says that something is so."""
_CERTAIN = Cue("certain", CueClass.HOLD)
_OWNED = Cue("own", CueClass.ACT)
_SCALES = frozenset({"hundred", "thousand", "million", "billion"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_LABEL = 8
"""Tokens before a colon from which on it is no label of a line but part of a sentence."""
OWNED_DIGITS = 3
"""Digits of a number from which it is a count: smaller ones are goals, points and ages ("Leeds's 2", "Ann's 12")."""
_CLAUSE_JOINTS = w.listed("""
    but while whereas although though as and
""")


def read_reports(tokens: Sequence[Token]) -> list[Report]:
    """Return what a sentence credits to whom, in the order of the cues."""
    reader = _Reader(tokens)
    found: list[Report] = []
    for index, token in enumerate(tokens):
        if token.kind == "word":
            found.extend(reader.at(index, found))
    found.extend(reader.gaps(found))
    found.extend(reader.colons(found))
    return _cut_contents(tokens, found)


class _Reader(VerbCredits):
    """Reads the credits of one sentence."""

    def at(self, index: int, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the credits whose cue stands at `index`."""
        token = self.tokens[index]
        low = token.lower
        report: Report | None = None
        if any(r.verb is BY_ACCOUNT and r.source and r.source[0] <= index < r.source[1] for r in found):
            return
        if (lead := self._lead(index)) is not None:
            report = self._according(index, lead)
        elif low in {"in", "by", "on"} and (own := self._own_account(index)) is not None:
            report = own
        elif low == "per" and self._lower(index + 1) not in {"cent", "capita", "day", "week", "month", "year", "hour"}:
            report = self._per(index)
        elif low == "attributed" and self._lower(index + 1) == "to" and not self._speaks(index - 1, index - 1):
            report = self._citing(index + 1)
        elif self._lower(index + 1) == "it" and (put := self._as_put(index)) is not None:
            report = put
        elif (counted := self._count_credit(index)) is not None:
            report = counted
        elif low == "that":
            report = self._owned_noun(index) or self._is_sure(index)
        elif low in CITING:
            report = self._citing(index)
        elif low in {"in", "from"} and (study := self._in_study(index)) is not None:
            report = study
        elif low in HEDGES:
            report = Report(None, (index, index + 1), ((index + 1, self.end), (0, index)), _HEDGE)
        elif low in VERBS and not (token.capital and index > 0 and not self.title_case) and not token.possessive:
            report = self._verb(index, VERBS[low], found)
        else:
            report = self._unlisted(index)
        within = any(r.source and r.verb.lemma == "according to" and r.source[0] <= index < r.source[1] for r in found)
        if report is None and not token.possessive and not within:
            if low in NOUN_CUES:
                report = self._noun(index, NOUN_CUES[low])
            elif low in w.TEXT_NOUNS:
                report = self._owned_document(index)
        if report is not None:
            yield report

    def gaps(self, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the second halves of "police put the crowd at 900, | organisers at 4,000", whose verb is left out."""
        for report in found:
            spoken = report.verb.lemma in {"speak", "talk"}
            said = report.verb.lemma in _SAYING
            if report.source is None or not (spoken or said or report.verb.lemma in _COUNTING):
                continue
            for index in range(report.cue[1], self.end - 2):
                if self.tokens[index].text not in {",", ";"} and self._lower(index) not in {"and", "while"}:
                    continue
                of = (
                    next((i for i in range(index + 2, index + 7) if self._lower(i) == "of"), self.end)
                    if spoken
                    else self.end
                )
                last = read_forward(self.tokens, index + 1, of)
                if last is None or not self._speaks(index + 1, last):
                    continue
                comma = spoken and self._lower(last + 1) == ","
                if spoken and last + 1 + comma != of:
                    continue
                after = last + 1 + (comma or (self._is_participle(last + 1) and self._lower(last + 2) == "at"))
                if said and not (self._counts(after) and self._closes(after + 1)):
                    continue
                if self._lower(after) in ({"of"} if spoken else {"at"}) or (self._counts(after) and not spoken):
                    yield Report((index + 1, last + 1), (last + 1, after + 1), ((after, self.end),), _GAP)

    def _is_sure(self, that: int) -> Report | None:
        """Read "the mayor is certain that ...", "rescuers were adamant that ..."."""
        verb = that - 2 - (self._lower(that - 2).endswith("ly") or self._lower(that - 2) in {"quite", "still"})
        if self._lower(that - 1) not in _SURE or verb < 1 or self._lower(verb) not in w.BE:
            return None
        before = self._skip_back(verb - 1)
        source = self._subject(verb, before, _CERTAIN, ()) if before >= 0 else None
        return None if source is None else Report(source, (verb, that + 1), ((that + 1, self.end),), _CERTAIN)

    def _closes(self, index: int) -> bool:
        """Say whether nothing of a clause comes at `index` any more."""
        return index >= self._strip_end() or self._lower(index) in {",", ";", "."}

    def colons(self, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the credits that marks make: "UN: 300 dead", "Nearly 500 killed: ministry", "Ann Day: "We ..."."""
        yield from self._bracketed()
        yield from self._owned(found)
        if self._lower(0) in {"source", "sources"} and self._lower(1) == ":" and self.end > 2:
            last = read_forward(self.tokens, 2, self.end)
            if last is not None and self._speaks(2, last):
                yield Report((2, self._with_apposition(last) + 1), (0, 2), (), _NAMED_SOURCE)
                return
        dashes = [i for i in range(1, self.end - 1) if self._parts(i)]
        told = next((tail for i in dashes if (tail := self._label_after(i)) is not None), None)
        if told is not None:
            yield told
            return
        for index in dashes:
            if self.tokens[index].text != ":" or self._is_said(index, found):
                continue
            spoken = [r for r in found if r.source and self._lower(r.source[0]) not in {"i", "we", "you"}]
            held = any(first <= index < last for r in spoken for first, last in r.content)
            quoted = self._lower(index + 1) in QUOTES and not held
            source = self._named_before(index) if quoted else self._labelled(index)
            if source is not None:
                yield Report(source, (index, index + 1), ((index + 1, self.end),), _COLON)
                return

    def _parts(self, index: int) -> bool:
        """Say whether a colon or a dash between blanks stands at `index`."""
        token = self.tokens[index]
        if token.text == ":":
            return True
        tight = token.start == self.tokens[index - 1].end or token.end == self.tokens[index + 1].start
        return token.text in {"-", "–", "—"} and not tight

    @staticmethod
    def _is_said(index: int, found: Sequence[Report]) -> bool:
        return any(report.cue[0] < index and report.source and index - report.cue[1] < 2 for report in found)

    def _label_after(self, index: int) -> Report | None:
        """Return the credit of a label that closes a line: "Nearly 500 killed: ministry", "40 captured - Ann Day".

        A name alone may be what the line is about; the article shows which (`credits`).
        """
        tail = self._strip_end()
        if (
            tail - index > 8
            or index < 2
            or self._lower(tail - 1) in w.LABELS
            or read_forward(self.tokens, index + 1, tail) != tail - 1
        ):
            return None
        labels = [i for i in range(index + 1, tail - 1) if self._lower(i) in {"source", "sources"}]
        first = labels[-1] + 1 if labels and self.tokens[labels[-1]].capital else index + 1
        office = self._is_office(index + 1, tail)
        named = tail == self.end and all(t.capital and t.kind == "word" for t in self.tokens[first:tail])
        if not (office or (named and tail - first < 4)) or self._lower(first) in w.DETERMINERS:
            return None
        return Report((first, tail), (index, index + 1), ((0, index),), _COLON if office else CLOSING_NAME)

    def _named_before(self, colon: int) -> tuple[int, int] | None:
        """Return who speaks the quotation after a colon: "Ann Day, a nurse: ", "a steward who gave his name as Ivo: "."""
        first = read_back(self.tokens, colon - 1, 0)
        if first is None and (told := self._before_participle(colon - 1)) is not None:
            return told
        if first is not None and self._lower(first - 1) in {"on", "via", "in", "at"}:
            subject = self._sentence_subject(colon)
            if subject is None or subject[0] > 1:
                return None
            return (subject[0], self._with_apposition(subject[1] - 1) + 1)
        relative = next((i for i in range(1, colon) if self._lower(i) == "who"), None)
        if relative is not None:
            return self._told_of(relative)
        if not self.tokens[colon - 1].capital:
            apposed = self._before_apposition(colon)
            first = first if apposed is None else apposed[0]
        if first is None or not self._speaks(first, colon - 1):
            return None
        described = self._lower(first) in w.DETERMINERS and self._skip_intro(0, colon) == first
        return (first, colon) if self.tokens[first].capital or described else None

    def _labelled(self, colon: int) -> tuple[int, int] | None:
        """Return the source that a line opens with: "UN: 300 dead", "14.05 - Fire service: three floors ablaze".

        A label before a number alone says what is counted: "Cases: 9,873".
        """
        if colon > _LONGEST_LABEL:
            return None
        first = self._skip_intro(0, colon)
        if first >= colon or {self._lower(first), self._lower(colon - 1)} & w.LABELS or self._is_shouted(first, colon):
            return None
        if read_forward(self.tokens, first, colon) != colon - 1 or not self._speaks(first, colon - 1):
            return None
        if self._lower(first) in w.POSSESSIVES:
            return first, first + 1
        alone = self._counts(colon + 1) and not (
            (colon + 2 < self.end and self.tokens[colon + 2].kind == "word") or self._is_office(first, colon)
        )
        return None if alone else (first, colon)

    def _owned(self, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the owners of numbers that name nothing they count and nobody else gives: "a fraction of Kyiv's 7,000"."""
        for index in range(self.end - 1):
            owner, number = self.tokens[index], self.tokens[index + 1]
            end = index + 1 + (self._lower(index + 1) in {"is", "was"})
            number = self.tokens[min(end, self.end - 1)]
            while end < self.end and (self._counts(end) or self._lower(end) in _SCALES):
                end += 1
            bare = (
                end >= self.end
                or (self.tokens[end].kind == "mark" and not self._is_hyphen(end))
                or self._lower(end) in {"as"} | w.AUXILIARIES
            )
            if not (owner.possessive and self._can_own(index) and self._counts(end - 1) and bare):
                continue
            small = (
                number is self.tokens[end - 1]
                and end == index + 2
                and sum(c.isdigit() for c in number.text) < OWNED_DIGITS
            )
            if small or _YEAR.fullmatch(number.text):
                continue
            held = any(a <= index + 1 < b for report in found if report.source for a, b in report.content)
            first = None if held else read_back(self.tokens, index, 0)
            if first is not None and self._lower(first - 1) in {"to", "against"}:
                continue
            if first is not None:
                first = self._owner_alone(first, index)
                yield Report((first, index + 1), (index + 1, index + 2), ((index + 1, end),), _OWNED)

    def _is_hyphen(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text == "-" and token.start == self.tokens[index - 1].end

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
        return shouted and not w.is_speaker_noun(words[-1].lower)


def _from_semicolon(tokens: Sequence[Token], report: Report) -> Report:
    """Return the report, what stands before its source begun after the last semicolon: "... ; few came, police said"."""
    if report.source is None or report.verb.kind is CueClass.CITE:
        return report
    before = [i for i in range(min(report.source[0], report.cue[0])) if tokens[i].text == ";"]
    if not before:
        return report
    content = tuple(
        (max(first, before[-1] + 1) if last <= report.cue[0] else first, last) for first, last in report.content
    )
    return Report(report.source, report.cue, tuple(span for span in content if span[0] < span[1]), report.verb)


def _before_closer(tokens: Sequence[Token], reports: list[Report]) -> list[Report]:
    """Return the reports, each ended before the clause that whoever closes the sentence adds.

    "Survivors speak of six gunmen, | and three people were held, police said": the three are the police's.
    """
    closer = next((r for r in reversed(reports) if _closes(tokens, r)), None)
    if closer is None or closer.source is None:
        return reports
    closing = min(closer.source[0], closer.cue[0])
    cut = []
    for report in reports:
        content = report.content
        if report.source is not None and report.source[1] <= report.cue[0] < closing and report is not closer:
            joints = [
                i
                for i in range(report.cue[1] + 1, closing - 2)
                if tokens[i].text == "," and tokens[i + 1].lower in _CLAUSE_JOINTS - {"as"}
            ]
            if joints and any(t.kind == "number" or t.lower in w.NUMBER_WORDS for t in tokens[joints[-1] : closing]):
                content = tuple((first, min(last, joints[-1])) for first, last in content if first < joints[-1])
        cut.append(Report(report.source, report.cue, content, report.verb))
    return cut


def _closes(tokens: Sequence[Token], report: Report) -> bool:
    """Say whether a credit ends its sentence after what it credits: "..., police said", "..., said the mayor"."""
    led = report.verb.lemma in {"according to", "per", "cite"}  # Through whom is told what others said.
    if report.source is None or led or report.verb.kind is not CueClass.SAY or not report.content:
        return False
    start, end = min(report.source[0], report.cue[0]), max(report.source[1], report.cue[1])
    return start > 1 and end >= len(tokens) - 1 and tokens[start - 1].text == "," and report.content[0][1] <= start


def _cut_contents(tokens: Sequence[Token], reports: list[Report]) -> list[Report]:
    """Return the reports, each content ended where the next credit begins its clause ("X said ..., but Y said ...")."""
    reports = _before_closer(tokens, [_from_semicolon(tokens, report) for report in reports])
    joints = sorted(
        report.source[0] - 1
        for report in reports
        if report.source is not None
        and report.source[0] > 0
        and report.source[1] <= report.cue[0]
        and report.verb.kind is not CueClass.STAND
        and (
            tokens[report.source[0] - 1].lower in _CLAUSE_JOINTS
            or tokens[report.source[0] - 1].text == ";"
            or report.verb is _GAP
        )
        and report.content
        and report.content[0][0] >= report.cue[0]
    )
    if not joints:
        return reports
    wishes = {report.source[0] - 1 for report in reports if report.source and report.verb.kind is CueClass.HOLD}
    cut = []
    for report in reports:
        content = []
        for first, last in report.content:
            after = [joint for joint in joints if joint > max(first, report.cue[1])]
            before = [
                joint
                for joint in joints
                if joint < report.cue[0]
                and joint not in wishes
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
