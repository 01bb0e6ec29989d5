"""Sentence -> who is credited with what, by its own words: sources, cues and contents before names are resolved.

Five shapes cover news prose: source first ("X said that ..."), source last ("..., X said"), inversion ("...," said X),
prepositions and participles ("according to X", "citing X"), and nouns ("X's claim", "a toll given by X").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.reading import wordlists as w
from summarize.reading.cues import CITING, COUNTED, HEDGES, NOUN_CUES, VERBS, Cue, CueClass
from summarize.reading.phrases import Token, is_source_like, read_back, read_forward

__all__ = ["Report", "read_reports"]


@dataclass(frozen=True)
class Report:
    """One credit of a sentence, in token indices; ends are exclusive."""

    source: tuple[int, int] | None
    """The source phrase; null where the article only hedges ("reportedly")."""
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    """What is credited, the side that the cue points to first."""
    verb: Cue


_ACCORDING = Cue("according to", CueClass.SAY)
_HEDGE = Cue("reportedly", CueClass.SAY, hedged=True)
_COLON = Cue(":", CueClass.SAY)
_STUDY = Cue("in", CueClass.SHOW)
_STUDIES = w.listed("poll polls survey surveys study census polling analysis")
_PER = Cue("per", CueClass.SAY)
_UNNAMED_PASSIVES = w.listed("""
    say believe think report estimate expect fear allege claim know understand presume suspect put
""")
_QUOTES = frozenset(['"', "“", "”", "''", "‘", "’", "'", "«", "»"])
_CLAUSE_JOINTS = w.listed("""
    but while whereas although though as and
""")
_MEDIA = w.listed("""
    statement interview interviews remarks speech address email e-mail post posts tweet tweets report reports letter
    briefing conference bulletin message broadcast update updates toll filing note memo article text phone telephone
    television tv twitter facebook telegram x instagram release dispatch ad advertisement video recording affidavit
    testimony court reporters journalists lawmakers parliament
""")
_MEDIUM_PREPOSITIONS = w.listed("""
    in on at to via by during from through over
""")
_INTRODUCTIONS = w.PREPOSITIONS | w.listed("""
    as when while if after before since although though because once
""")
_SAME_PAST = w.listed("put set read broadcast forecast let cut")
_PLURALS = w.listed(
    "people police they we i you both some many most all others media men women clergy troops few several who"
)
_NOUNS_TOO = w.listed("state report post count air project label list document record measure order view call")
_PARTICIPLES = w.listed("""
    said told quoted given found shown put written known thought seen made read set cast
""")


def read_reports(tokens: Sequence[Token]) -> list[Report]:
    """Return what a sentence credits to whom, in the order of the cues."""
    reader = _Reader(tokens)
    found: list[Report] = []
    for index, token in enumerate(tokens):
        if token.kind == "word":
            found.extend(reader.at(index, found))
    found.extend(reader.colons(found))
    return _cut_contents(tokens, found)


class _Reader:
    """Reads the credits of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.end = len(tokens)
        words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
        self.title_case = len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.8 * len(words)

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
        if report is None and low in NOUN_CUES and not token.possessive:
            report = self._noun(index, NOUN_CUES[low])
        if report is not None:
            yield report

    def colons(self, found: Sequence[Report]) -> Iterator[Report]:
        """Yield the credit of a headline such as "Nearly 500 killed: ministry" or "UN: 300 dead"."""
        for index, token in enumerate(self.tokens):
            if token.text not in {":", "-", "–", "—"} or index == 0 or index + 1 >= self.end:
                continue
            if token.text != ":" and (
                token.start == self.tokens[index - 1].end or token.end == self.tokens[index + 1].start
            ):
                continue
            if any(report.cue[0] < index and report.source and index - report.cue[1] < 2 for report in found):
                continue
            if token.text == ":" and index <= 8:
                first = self._skip_intro(0, index)
                if (
                    first < index
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

    def _is_office(self, first: int, end: int) -> bool:
        """Say whether a phrase is a source by its noun ("ministry", "state TV", "UN"), not a person's name."""
        words = self.tokens[first:end]
        return any(w.is_speaker_noun(token.lower) or (token.text.isupper() and len(token.text) > 1) for token in words)

    # -- shapes ------------------------------------------------------------------------------------------------------

    def _according(self, index: int, first: int, cue: Cue) -> Report | None:
        if self._lower(first) == "interviews" and self._lower(first + 1) == "with":
            first += 2
        last = read_forward(self.tokens, first, self.end)
        if last is None:
            return None
        last = self._with_apposition(last)
        sides = ((0, index), (last + 1, self.end))
        content = sides if index > 1 else sides[::-1]
        return Report((first, last + 1), (index, first), self._nonempty(content), cue)

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
        if last is None or not any(token.lower in _STUDIES for token in self.tokens[index + 1 : last + 1]):
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
        if direct is not None and direct.kind == "word":
            if direct.lower == "to" and cue.kind is not CueClass.HOLD and low == cue.lemma:
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
        if self._negated(index) and cue.kind is not CueClass.DENY:
            return None
        if low.endswith("ing") and not self._auxiliary_before(index):
            return self._participle(index, cue, before, found)
        if self._passive(index, low):
            return self._passive_report(index, cue, found)
        if cue.lemma in {"quote", "cite"}:
            return self._citing(index)
        if cue.kind is CueClass.ACT and not any(token.lower in COUNTED for token in self.tokens[index + 1 : index + 8]):
            return None
        if cue.lemma in {"estimate", "reckon", "put"} and self._lower(index + 1) == "at":
            return Report(
                None, (index, index + 1), ((index + 1, self.end),), Cue(cue.lemma, cue.kind, cue.stance, True)
            )
        source = self._subject(index, before, cue, found)
        if source is not None and not self._base_form_misread(index, low, cue, source):
            return self._source_first(index, cue, source)
        return self._inverted(index, cue, before)

    def _base_form_misread(self, index: int, low: str, cue: Cue, source: tuple[int, int]) -> bool:
        """Say whether a bare form after a singular is a noun: "a Facebook post", "the state report"."""
        if low != cue.lemma or low in _SAME_PAST:
            return False
        following = self.tokens[index + 1] if index + 1 < self.end else None
        if low in _NOUNS_TOO and following is not None and following.kind == "word":
            plain = following.lower in {"that", "the", "a", "an"} or self._lower(source[1] - 1) in w.PRONOUNS
            if not plain:
                return True
        last = self.tokens[source[1] - 1]
        back = index - 1
        if self._lower(back) in w.AUXILIARIES or self._lower(back) in w.ADVERBS:
            return False
        plural = (
            last.lower.endswith("s")
            or last.lower in _PLURALS
            or "and" in {t.lower for t in self.tokens[slice(*source)]}
        )
        return not plural

    def _participle(self, index: int, cue: Cue, before: int, found: Sequence[Report]) -> Report | None:
        """Read ", adding that ..." and "with officials reporting ..."."""
        if before >= 0 and self.tokens[before].kind == "word":
            first = read_back(self.tokens, before, 0)
            if (
                first is not None
                and not (first > 0 and self._lower(first - 1) in w.PREPOSITIONS - {"with"})
                and self._speaks(first, before)
                and (
                    first == 0
                    or self.tokens[first - 1].lower in {"with", ",", "and", "as", "after"}
                    or cue.kind is not CueClass.ACT
                )
                and not (first > 0 and self.tokens[first - 1].lower in {"of", "by"})
            ):
                return Report((first, before + 1), (index, index + 1), ((index + 1, self.end),), cue)
        if cue.kind in {CueClass.ACT, CueClass.SHOW}:
            return None
        said = next((report.source for report in reversed(found) if report.source), None)
        source = said or self._clause_subject(index) or self._sentence_subject(index)
        if source is None:
            return None
        return Report(source, (index, index + 1), self._nonempty(((index + 1, self.end),)), cue)

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
            if self.tokens[ahead].lower == "by":
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
        if after >= tail:
            if source[0] > 0:
                content.append((0, source[0]))
        elif self._lower(after) == "," or self.tokens[after].lower.endswith("ing"):
            following = after + (self._lower(after) == ",")
            if source[0] > 1 and (before_is_clause or self._lower(following) not in _QUOTES):
                content.append((0, source[0]))
            content.append((after, self.end))
        else:
            start = after + (self._lower(after) in {"that", ":"})
            content.append((start, self.end))
            if before_is_clause and opening in _QUOTES | {","} and self._lower(after) != "that":
                content.insert(0, (0, source[0]))
        return Report(source, (index, index + 1), self._nonempty(tuple(content)), cue)

    def _inverted(self, index: int, cue: Cue, before: int) -> Report | None:
        """Read "..., said X"."""
        if cue.kind not in {CueClass.SAY, CueClass.HOLD} or index + 1 >= self.end or index == 0 or before != index - 1:
            return None
        previous = self.tokens[before]
        low = self.tokens[index].lower
        if (low == cue.lemma and not low.endswith("s")) or cue.lemma in {"tell"}:
            return None
        marked = previous.text in _QUOTES | {",", "-", "–", "—", ")", "?", "!"}
        if not marked and cue.lemma not in {"say", "claim", "report", "announce", "add"}:
            return None
        if not marked and self._lower(index + 1) not in w.DETERMINERS and not self.tokens[index + 1].capital:
            return None
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or not self._speaks(index + 1, last) or self._lower(index + 1) in w.PRONOUNS - {"he", "she"}:
            return None
        last = self._with_apposition(last)
        return Report(
            (index + 1, last + 1), (index, index + 1), self._nonempty(((0, index), (last + 1, self.end))), cue
        )

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
                if not (self.tokens[last].capital or w.is_speaker_noun(self.tokens[last].lower)):
                    return None
                content = self._noun_content(last, index, kind)
                return Report((first, last + 1), (index, index + 1), (content,), cue)
            if token.kind == "mark" or token.lower in w.PREPOSITIONS:
                break
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

    def _noun_content(self, owner: int, index: int, kind: CueClass) -> tuple[int, int]:
        """Return what "X's claim" holds: the figure before the noun, and what "that" or "of" adds after it."""
        first = owner + 1 if kind is not CueClass.HOLD else index + 1
        if kind is CueClass.HOLD or self._lower(index + 1) in {"that", "of", "to", ":", "put", "showed", "for"}:
            return (first, self.end)
        end = next((i for i in range(index + 1, self.end) if self.tokens[i].kind == "mark"), self.end)
        return (first, min(end, index + 4) if any(t.kind == "number" for t in self.tokens[first:index]) else end)

    # -- parts -------------------------------------------------------------------------------------------------------

    def _subject(self, index: int, before: int, cue: Cue, found: Sequence[Report]) -> tuple[int, int] | None:
        """Return the subject of the verb at `index`, whose nearest word before it is `before`."""
        if before < 0:
            return None
        token = self.tokens[before]
        if token.lower in {"and", "but", "then", "or"}:
            shared = next((report.source for report in reversed(found) if report.source), None)
            return shared or self._sentence_subject(index)
        if token.text == ",":
            return self._before_apposition(before)
        if token.lower in {"who", "which"} or (
            token.lower == "that" and before > 0 and w.is_speaker_noun(self._lower(before - 1))
        ):
            end = before - 1 if self._lower(before - 1) != "," else before - 2
            first = read_back(self.tokens, end, 0) if end >= 0 else None
            return None if first is None or not self._speaks(first, end) else (first, end + 1)
        if token.kind == "mark" and token.text != ".":
            return None
        first = read_back(self.tokens, before, 0)
        if first is None:
            return None
        if (first > 0 and self._lower(first - 1) in w.PREPOSITIONS | {"and"}) or not self._speaks(first, before):
            antecedent = self._relative_antecedent(first)
            if antecedent is not None:
                return antecedent
        if self._counted(first, before):
            return None
        if self._speaks(first, before):
            return (self._with_front_apposition(first), before + 1)
        clear = self.tokens[first].lower in w.DETERMINERS or first == 0
        if cue.kind is CueClass.SAY and clear and self._tail_after(index):
            return (first, before + 1)
        return None

    def _counted(self, first: int, last: int) -> bool:
        """Say whether the subject is what a figure counts: "51 percent of voters said", "60 people said the mayor"."""
        head = self.tokens[first : last + 1]
        quantity = first > 0 and self.tokens[first - 1].lower == "of" and self._is_quantity(first - 2)
        if quantity or any(t.lower in {"percent", "%"} for t in head):
            return True
        return head[-1].lower in w.POPULATION_NOUNS and (
            (first > 0 and self.tokens[first - 1].kind == "number") or head[0].kind == "number"
        )

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

    def _relative_antecedent(self, first: int) -> tuple[int, int] | None:
        """Return the phrase before "who ..." or "which ..." when the subject itself is further left."""
        for back in range(first - 1, max(-1, first - 15), -1):
            token = self.tokens[back]
            if token.kind == "mark" or (token.lower in VERBS and token.lower not in {"reports", "report"}):
                return None
            if token.lower in {"who", "which"}:
                start = read_back(self.tokens, back - 1, 0) if back > 0 else None
                return (start, back) if start is not None and self._speaks(start, back - 1) else None
        return None

    def _before_apposition(self, comma: int) -> tuple[int, int] | None:
        """Return the subject of "X, head of Y, said" given the comma before the verb; apposition included."""
        for back in range(comma - 1, max(0, comma - 45), -1):
            token = self.tokens[back]
            if token.text in _QUOTES | {";", ":"}:
                return None
            if token.text != ",":
                continue
            after = self.tokens[back + 1]
            opens = (
                after.lower
                in w.DETERMINERS
                | w.RELATIVES
                | {"speaking", "citing", "also", "formerly", "now", "chaired", "led", "based"}
                or w.is_speaker_noun(after.lower)
                or after.lower in w.TITLES
                or (after.kind == "number" and comma - back <= 2)
                or after.lower.endswith(("ed", "ing"))
                or (
                    after.capital
                    and any(w.is_speaker_noun(t.lower) or t.lower in w.TITLES for t in self.tokens[back + 1 : back + 6])
                )
                or any(w.is_speaker_noun(t.lower) for t in self.tokens[back + 1 : back + 4])
            )
            if not opens:
                continue
            end = self._skip_back(back - 1)
            first = read_back(self.tokens, end, 0) if end >= 0 else None
            if first is not None and self._speaks(first, end):
                return (first, comma)
        return None

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
        """Return the first token past opening marks, conjunctions and an introductory phrase with its comma."""
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
        if last + 2 >= self.end or self.tokens[last + 1].text != "," or not self.tokens[last].capital:
            return last
        after = self.tokens[last + 2]
        if after.lower not in {"a", "an", "the"} and not w.is_speaker_noun(after.lower) and after.lower not in w.TITLES:
            return last
        if after.capital:
            return last
        end = read_forward(self.tokens, last + 2, self.end)
        if end is None or not self._speaks(last + 2, end):
            return last
        if end + 1 < self.end and self.tokens[end + 1].lower in w.AUXILIARIES | VERBS.keys():
            return last
        return end

    def _skip_back(self, index: int) -> int:
        """Return the last token before adverbs, auxiliaries, times and brackets that stand between subject and verb."""
        tokens = self.tokens
        while index >= 0:
            token = tokens[index]
            low = token.lower
            if token.text == ")":
                opening = next(
                    (back for back in range(index - 1, max(-1, index - 15), -1) if tokens[back].text == "("), None
                )
                if opening is None:
                    return index
                index = opening - 1
            elif (
                low in w.ADVERBS
                or low in w.AUXILIARIES
                or low in w.NEGATIONS
                or (low.endswith("ly") and not token.capital and len(low) > 4 and not w.is_speaker_noun(low))
            ):
                index -= 1
            elif (low in w.WEEKDAYS or (low in w.TIME_NOUNS and not token.possessive)) and index > 0:
                if tokens[index - 1].lower in {"on", "last", "this", "late", "early"}:
                    index -= 2
                elif low in w.WEEKDAYS:
                    index -= 1
                else:
                    return index
                if index >= 0 and tokens[index].lower in {"on", "late", "early"}:
                    index -= 1
            elif (
                low in _MEDIA
                and index > 1
                and tokens[index - 1].lower in w.DETERMINERS
                and tokens[index - 2].lower in {"in", "on"}
                and index > 3
            ):
                index -= 3
            else:
                return index
        return index

    def _skip_addressee(self, index: int, cue: Cue) -> int:
        """Return the first token past whom somebody tells, informs or warns."""
        if (
            cue.lemma not in {"tell", "inform", "assure", "remind", "notify", "brief", "warn", "ask", "advise"}
            or index >= self.end
        ):
            return index
        if self._lower(index) in {"that", ","} or self.tokens[index].kind != "word":
            return index
        if cue.lemma in {"warn", "advise", "ask", "brief"} and not (
            self.tokens[index].capital or w.is_speaker_noun(self._lower(index))
        ):
            return index
        last = read_forward(self.tokens, index, self.end)
        return index if last is None else last + 1

    def _skip_adjuncts(self, index: int) -> int:
        """Return the first token past times and media: "on Monday", "in a statement", "at a news conference"."""
        while index < self.end:
            token = self.tokens[index]
            low = token.lower
            if (
                low in w.ADVERBS
                or low in w.WEEKDAYS
                or low in {"late", "early"}
                or (low in w.MONTHS and token.capital)
                or (token.kind == "number" and index and self._lower(index - 1) in w.MONTHS)
            ):
                index += 1
            elif low in {"last", "this", "next"} and self._lower(index + 1) in w.TIME_NOUNS:
                index += 2
            elif low in _MEDIUM_PREPOSITIONS and index + 1 < self.end:
                stop = self._medium_end(index + 1)
                if stop is None:
                    return index
                index = stop
            else:
                return index
        return index

    def _medium_end(self, index: int) -> int | None:
        """Return the token past "a statement" or "Monday" after a preposition; None where something else follows."""
        for ahead in range(index, min(self.end, index + 6)):
            token = self.tokens[ahead]
            if (token.kind == "number" and self._lower(ahead - 1) not in w.MONTHS) or token.kind == "mark":
                return None
            if (
                token.lower in w.WEEKDAYS
                or token.lower in _MEDIA
                or token.lower in w.TIME_NOUNS
                or token.lower == "condition"
            ):
                if self._lower(ahead + 1) in _MEDIA:
                    continue
                if token.lower == "condition" and self._lower(ahead + 1) == "of":
                    return min(self.end, ahead + 3)
                return ahead + 1
            if token.lower in w.MONTHS and token.capital:
                return ahead + 1
        return None

    def _holds_clause(self, end: int, opening: str) -> bool:
        """Say whether what stands before the source is a statement, not an introduction ("On Monday,")."""
        if opening not in _QUOTES | {",", "-", "–", "—", "…"}:
            return False
        if opening in _QUOTES:
            return True
        first = self.tokens[0].lower
        if end <= 4 and not any(token.kind == "number" for token in self.tokens[:end]):
            return False
        if first in _INTRODUCTIONS or first.endswith("ing"):
            commas = sum(token.text == "," for token in self.tokens[: end - 1])
            return commas >= 1
        return True

    def _speaks(self, first: int, last: int) -> bool:
        return is_source_like(self.tokens, first, last)

    def _negated(self, index: int) -> bool:
        for back in range(index - 1, max(-1, index - 4), -1):
            low = self.tokens[back].text.lower().replace("’", "'")
            if low in w.NEGATIONS or low in {"no", "nobody", "neither"}:
                return True
            if self.tokens[back].kind == "mark" or (low not in w.AUXILIARIES and low not in w.ADVERBS):
                return False
        return False

    def _auxiliary_before(self, index: int) -> bool:
        back = index - 1
        while back >= 0 and (self._lower(back) in w.ADVERBS or self._lower(back).endswith("ly")):
            back -= 1
        return back >= 0 and self._lower(back) in w.BE

    def _passive(self, index: int, low: str) -> bool:
        if not (low.endswith("ed") or low in _PARTICIPLES):
            return False
        return self._auxiliary_before(index)

    def _tail_after(self, index: int) -> bool:
        return index + 1 < self.end

    def _strip_end(self) -> int:
        end = self.end
        while end > 0 and self.tokens[end - 1].kind == "mark" and self.tokens[end - 1].text not in {"%"}:
            end -= 1
        return end

    def _lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < self.end else ""

    @staticmethod
    def _nonempty(content: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((first, last) for first, last in content if last > first)


def _cut_contents(tokens: Sequence[Token], reports: list[Report]) -> list[Report]:
    """Return the reports, each content ended where the next credit begins its clause ("X said ..., but Y said ...")."""
    joints = sorted(
        report.source[0] - 1
        for report in reports
        if report.source is not None
        and report.source[0] > 0
        and report.source[1] <= report.cue[0]
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
