"""The words of one sentence, and what may stand between a subject, its verb and what they report."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.adverbials import adverbial_before
from summarize.reading.cues import Cue
from summarize.reading.phrase_ends import is_verbal
from summarize.reading.phrase_heads import POSTMODIFIERS, is_source_like
from summarize.reading.phrases import Token, read_forward

__all__ = ["SentenceWords", "is_title_case"]

_MEDIA = w.listed("""
    statement interview interviews remarks speech address email e-mail post posts tweet tweets report reports letter
    briefing conference bulletin message broadcast update updates toll filing note memo article text phone telephone
    television tv twitter facebook telegram x instagram release dispatch ad advertisement video recording affidavit
    testimony court reporters journalists lawmakers parliament
""")
_DONE = w.listed("felt heard forecast broadcast understood put set read held")
"""Participles that no ending shows, and that as often are nouns or finite verbs where no form of "be" is before them."""
_MEDIUM_PREPOSITIONS = w.listed("""
    in on at to via by during from through over
""")


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Say whether a line capitalises all of its words, as headlines do, so that capitals tell no name."""
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    return len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.8 * len(words)


_AFTER_HEAD = w.PREPOSITIONS | w.RELATIVES | POSTMODIFIERS
"""Words that follow the head noun of a phrase."""
_NOBODY = frozenset({"neither", "nobody", "none", "no"})
_CLAUSE_OPENS = frozenset(
    {"that", "but", "and", "while", "who", "which", "because", "although", "though", "as", "when", "if"}
)
_LONGEST_NOBODY = 9
"""Words from a verb back to its subject "neither ... nor ...", at most."""


class SentenceWords:
    """The tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.end = len(tokens)
        self.title_case = is_title_case(tokens)

    def _lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < self.end else ""

    @staticmethod
    def _nonempty(content: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((first, last) for first, last in content if last > first)

    def _strip_end(self) -> int:
        end = self.end
        while end > 0 and self.tokens[end - 1].kind == "mark" and self.tokens[end - 1].text not in {"%"}:
            end -= 1
        return end

    def _speaks(self, first: int, last: int) -> bool:
        return is_source_like(self.tokens, first, last)

    def _head_at(self, first: int, end: int) -> int:
        """Return the head noun of a phrase: the last word before what a preposition, comma or relative adds to it."""
        for index in range(first + 1, end):
            token = self.tokens[index]
            if token.kind == "mark" and token.text not in "'’/&.-":
                return index - 1
            if token.lower in _AFTER_HEAD:
                return index - 1
            if self._is_participle(index) and self._lower(index + 1) in w.PREPOSITIONS and not token.capital:
                return index - 1
            if is_verbal(self.tokens, index):
                return index - 1
        return end - 1

    def _skip_back(self, index: int) -> int:
        """Return the last token before adverbs, auxiliaries, times and brackets that stand between subject and verb."""
        tokens = self.tokens
        while index >= 0:
            token = tokens[index]
            low = token.lower
            if phrase := adverbial_before(tokens, index + 1):
                index -= phrase
            elif token.text == ")":
                opening = next(
                    (back for back in range(index - 1, max(-1, index - 15), -1) if tokens[back].text == "("), None
                )
                if opening is None:
                    return index
                index = opening - 1
            elif low in w.MONTHS and token.capital and index > 1 and tokens[index - 1].lower in {"in", "last", "since"}:
                index -= 2
            elif low in w.MONTHS and token.capital and index > 1 and tokens[index - 1].kind == "number":
                index -= 2 + (tokens[index - 2].lower == "on")
            elif (
                low in w.ADVERBS
                or low in w.AUXILIARIES
                or low in w.NEGATIONS
                or (low.endswith("ly") and not token.capital and len(low) > 4 and low not in w.LY_NOUNS)
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
            elif low == "anonymity" and (opening := self._on_condition(index)) is not None:
                index = opening - 1
            else:
                return index
        return index

    def _on_condition(self, index: int) -> int | None:
        """Return where "speaking on condition of anonymity" begins, which ends at `index`."""
        first = index - 3 - (self._lower(index - 3) == "the")
        if (
            self._lower(index - 1) != "of"
            or self._lower(index - 2) != "condition"
            or self._lower(first) not in {"on", "under"}
        ):
            return None
        return first - (self._lower(first - 1).endswith("ing") or self._is_participle(first - 1))

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

    def _negated(self, index: int) -> bool:
        for back in range(index - 1, max(-1, index - 4), -1):
            low = self.tokens[back].text.lower().replace("’", "'")
            if low in w.NEGATIONS or low in {"no", "nobody", "neither"}:
                return True
            if self.tokens[back].kind == "mark" or (low not in w.AUXILIARIES and low not in w.ADVERBS):
                break
        return self._said_by_nobody(index)

    def _said_by_nobody(self, index: int) -> bool:
        """Say whether the subject of the verb at `index` is nobody: "neither the army nor the police | confirmed"."""
        for back in range(index - 1, max(-1, index - _LONGEST_NOBODY), -1):
            low = self._lower(back)
            if self.tokens[back].kind == "mark" or low in _CLAUSE_OPENS:
                return False
            opens = back == 0 or self.tokens[back - 1].kind == "mark" or self._lower(back - 1) in _CLAUSE_OPENS
            if opens and low in _NOBODY:
                return True
        return False

    def _auxiliary_before(self, index: int) -> bool:
        back = index - 1
        while back >= 0 and (self._lower(back) in w.ADVERBS | {"all", "both"} or self._lower(back).endswith("ly")):
            back -= 1
        return back >= 0 and (self._lower(back) in w.BE or self._lower(back).endswith("'re"))

    def _is_participle(self, index: int) -> bool:
        """Say whether the word at `index` has the form of a past participle."""
        return self._lower(index).endswith("ed") or self._lower(index) in w.PARTICIPLES

    def _passive(self, index: int) -> bool:
        done = self._is_participle(index) or self._lower(index) in _DONE
        return done and self._auxiliary_before(index)

    def _counts(self, index: int) -> bool:
        """Say whether a number or a word for one stands at `index`; no token there counts nothing."""
        return index < self.end and (self.tokens[index].kind == "number" or self._lower(index) in w.NUMBER_WORDS)
