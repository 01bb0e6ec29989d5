"""Credits that verbs in the passive carry: "was quoted by X as saying", "40 dead reported by X", "is believed to"."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.reading import wordlists as w
from summarize.reading.clauses import Report
from summarize.reading.closings import Closings
from summarize.reading.cues import COUNTED, NOUN_CUES, VERBS, Cue, CueClass
from summarize.reading.phrases import read_forward

__all__ = ["TELLING", "PassiveCredits"]

_UNNAMED_PASSIVES = w.listed("""
    say believe think report estimate expect fear allege claim know understand presume suspect put
""")
TELLING = frozenset({"say", "tell", "report", "announce", "confirm", "add"})
"""Verbs that close what somebody says where no comma shows it."""
_MADE = w.listed("propose recommend advise suggest urge promise pledge")
"""Verbs whose participle tells whose a plan is, and no more of the sentence: "the change, which was | proposed | by X"."""
_FARTHEST = 12
"""Tokens back from a participle in which the phrase begins that it belongs to, at most."""


class PassiveCredits(Closings):
    """Reads the credits of verbs in the passive."""

    def _passive_report(self, index: int, cue: Cue, found: Sequence[Report]) -> Report | None:
        """Read "was quoted as saying", "was quoted by X as saying", "were said by X to", "is believed to"."""
        told = self._quoted_as(index)
        if told is not None:
            before = self._skip_back(index - 1)
            source = self._subject(index, before, cue, found)
            return (
                None
                if source is None
                else Report(source, (index, told), self._nonempty(((told, self.end), (0, source[0]))), cue)
            )
        if cue.lemma == "recall":  # A product that its maker takes back.
            return None
        for ahead in range(index + 1, min(self.end, index + 7)):
            if self.tokens[ahead].lower == "by" and cue.kind is not CueClass.STAND:
                last = read_forward(self.tokens, ahead + 1, self.end)
                told = cue.lemma in TELLING and ahead == index + 1 and self._lower(ahead + 1) in {"the", "a", "an"}
                if self._lower(ahead + 1) in w.RELATIVES or any(
                    self._is_participle(i) for i in range(index + 1, ahead)
                ):
                    return None
                if last is not None and (told or self._speaks(ahead + 1, last)):
                    last = self._with_apposition(last)
                    content: tuple[tuple[int, int], ...] = ((last + 1, self.end), (0, index), (index + 1, ahead))
                    if (told_of := self._told_by(index, cue)) is not None and self._lower(last + 1) != "to":
                        if not any(self._counts(i) for i in range(told_of, index)):
                            return None
                        content = ((told_of, index),)
                    return Report((ahead + 1, last + 1), (index, index + 1), self._nonempty(content), cue)
        if cue.lemma in _UNNAMED_PASSIVES:
            return Report(
                None,
                (index, index + 1),
                self._nonempty(((index + 1, self.end), (0, index))),
                Cue(cue.lemma, cue.kind, cue.stance, True),
            )
        return None

    def _quoted_as(self, index: int) -> int | None:
        """Return the first token of what somebody is quoted as saying, at `index`; None if nobody is."""
        if self.tokens[index].lower not in {"quoted", "cited", "reported"}:
            return None
        after = index + 1
        if self._lower(after) == "by":
            last = read_forward(self.tokens, after + 1, self.end)
            after = self.end if last is None else self._skip_adjuncts(self._with_apposition(last) + 1)
            if not self._lower(after + 1).endswith("ing"):
                return None
        return after + 2 if self._lower(after) == "as" else None

    def _told_by(self, index: int, cue: Cue) -> int | None:
        """Return where the phrase begins that alone is somebody's ("the rise of $4 | promised by X"); None if all may be."""
        if cue.lemma not in _MADE and cue.kind is not CueClass.HOLD:
            return None
        noun = index - 1
        if self._passive(index):
            relative = self._skip_back(index - 1)
            if self._lower(relative) not in {"which", "that"}:
                return None
            noun = relative - 1 - (self._lower(relative - 1) == ",")
        first = noun + 1
        while first > 0 and noun - first < _FARTHEST and not self._ends_told(first - 1):
            first -= 1
        told = {token.lower for token in self.tokens[first:index]}
        bare = first > noun and self.tokens[noun].kind == "word"
        return None if bare or told & (COUNTED | NOUN_CUES.keys()) else first

    def _ends_told(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == "mark":
            return token.text in {",", ";", ":", "(", ")", "–", "—", "-"}
        verb = token.lower in VERBS or token.lower in w.AUXILIARIES | w.VERBS_ONLY or self._is_participle(index)
        return verb or token.lower in w.CONJUNCTIONS | w.PRONOUNS
