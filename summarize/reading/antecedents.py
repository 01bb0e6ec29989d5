"""What a relative clause, a complement or what stands between dashes belongs to, further left than the nearest noun."""

from __future__ import annotations

from summarize.reading import wordlists as w
from summarize.reading.adjuncts import SentenceWords
from summarize.reading.cues import VERBS
from summarize.reading.phrase_heads import is_closed
from summarize.reading.phrases import read_back, read_forward

__all__ = ["Antecedents"]

_LONGEST_RELATIVE, _LONGEST_BEFORE_NUMBER = 19, 15
"""Words of a relative clause that stands between a subject and its verb without commas, at most; the second where it ends in a
number, which as often ends the clause of the subject."""


class Antecedents(SentenceWords):
    """Finds what is further left than the word that a verb follows."""

    def _head_of_complement(self, first: int) -> int | None:
        """Return where the source begins that ends in the name at `first`: "| the force that guards the waters off Ostia"."""
        words = (i for i in range(first - 1, max(0, first - 4), -1) if self._lower(i) in w.PREPOSITIONS | {"off"})
        joint = next(words, 0)
        if not joint or any(is_closed(token) for token in self.tokens[joint + 1 : first]):
            return None
        start = joint
        while start > 0 and (self.tokens[start - 1].kind != "mark" or self._is_joined(start - 1)):
            start -= 1
            if self._lower(start) == "that" and start and self._speaks(max(0, start - 2), start - 1):
                told = self._told_of(start)
                return None if told is None else told[0]
        last = read_forward(self.tokens, start, joint)
        if last is None or not w.is_speaker_noun(self._lower(self._head_at(start, last + 1))):
            return None
        between = self.tokens[last + 1 : first]
        acts = any(t.lower in w.AUXILIARIES | w.VERBS_ONLY | VERBS.keys() or t.lower.endswith("ed") for t in between)
        return None if acts else start

    def _placed(self, first: int) -> int | None:
        """Return where the name begins of whom the place at `first` tells: "| Ann Day, 18, from | the US said"."""
        comma = first - 2
        if self._lower(first - 1) not in {"from", "of"} or comma < 1 or self.tokens[comma].text != ",":
            return None
        aged = self.tokens[comma - 1].kind == "number" and comma > 2 and self.tokens[comma - 2].text == ","
        last = comma - 3 if aged else comma - 1
        named = read_back(self.tokens, last, 0)
        return named if named is not None and self.tokens[last].capital and self._speaks(named, last) else None

    def _is_joined(self, mark: int) -> bool:
        """Say whether the mark at `mark` is a hyphen within a word or between two."""
        return self.tokens[mark].text == "-" and mark > 0 and self.tokens[mark - 1].end == self.tokens[mark].start

    def _relative_antecedent(self, first: int) -> tuple[int, int] | None:
        """Return the phrase before "who ..." or "which ..." when the subject itself is further left.

        Verbs that the clause itself governs are passed over: "an official who was not allowed to speak to the media |".
        """
        longest = _LONGEST_RELATIVE if self.tokens[first - 1].kind == "word" else _LONGEST_BEFORE_NUMBER
        for back in range(first - 1, max(-1, first - longest), -1):
            token = self.tokens[back]
            before = self._lower(back - 1)
            governed = before in w.AUXILIARIES or before in w.NEGATIONS or before in w.RELATIVES | {"to"}
            governed = governed or self._lower(back - 2) == "whose"
            reports = token.lower in VERBS and token.lower not in {"reports", "report"} and not governed
            if token.kind == "mark" or reports:
                return None
            joined = before in {"and", "but"} and token.lower in w.RELATIVES
            if token.lower in {"who", "which", "whom", "whose"} and not joined:
                return self._told_of(back)
        return None

    def _named_and_told_of(self, relative: int, comma: int) -> tuple[int, int] | None:
        """Return whom "who" tells of, with the name before it: "| Kenji, a fisherman who gave only that name |, said"."""
        told_of = self._told_of(relative)
        if told_of is None or told_of[0] < 2 or self.tokens[told_of[0] - 1].text != ",":
            return told_of
        named = read_back(self.tokens, told_of[0] - 2, 0)
        return (named, comma) if named is not None and self._speaks(named, told_of[0] - 2) else told_of

    def _told_of(self, relative: int) -> tuple[int, int] | None:
        """Return the phrase that the relative pronoun at `relative` stands for; whatever "who" tells of is a person."""
        end = relative - 1 if self._lower(relative - 1) != "," else relative - 2
        first = read_back(self.tokens, end, 0) if end >= 0 else None
        if first is None:
            return None
        counted = first > 0 and self._counts(first - 1) and self._lower(first) not in w.DETERMINERS
        if counted or self.tokens[first].kind == "number":
            return None
        person = self._lower(relative) != "which" and self._lower(first) in w.DETERMINERS - w.POSSESSIVES
        return (first, end + 1) if person or self._speaks(first, end) else None

    def _between_dashes(self, closing: int) -> tuple[int, int] | None:
        """Return the subject of "X - which ... - said" given the dash before the verb; what stands between included."""
        for back in range(closing - 2, max(0, closing - 45), -1):
            if self.tokens[back].text == self.tokens[closing].text:
                first = read_back(self.tokens, back - 1, 0)
                return (first, closing) if first is not None and self._speaks(first, back - 1) else None
        return None
