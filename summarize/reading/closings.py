"""Who closes a sentence, and which of its words are his: "..., said X", "..., as X put it", "and not 9, as X claims"."""

from __future__ import annotations

from summarize.reading import wordlists as w
from summarize.reading.clauses import QUOTES, Report
from summarize.reading.cues import VERBS, Cue, CueClass
from summarize.reading.phrases import read_back, read_forward
from summarize.reading.verb_forms import VerbForms

__all__ = ["VOICED", "Closings"]

VOICED = Cue("say", CueClass.SAY)
"""What a verb of no list does where its place shows that it reports."""
_PUTTING = w.listed(
    "put puts has had have tell tells told see sees saw count counts counted describe describes described"
)
"""Verbs of "as X puts it", "as the survey has it"."""
_CONTRAST = 12
"""Tokens from "not" to whoever is said to be wrong, at most."""
_GOES_ON = frozenset({"and", "but", "while", "adding"})
"""What opens a further clause after such a closing."""
_REMARKS = w.listed("making ending marking bringing raising taking capping becoming sparking prompting")
_RANKS = w.listed("first second third worst latest most least last highest record biggest")


class Closings(VerbForms):
    """Reads what stands at the end of a clause that somebody says."""

    def _closing_source(self, index: int, before: int) -> Report | None:
        """Read "... on Friday said a monitoring group", where commas are lost: no clause follows, only a source."""
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or last + 1 < self._strip_end() or index < 4 or self.tokens[before].text in QUOTES | {","}:
            return None
        clause = any(t.lower.endswith("ed") and not t.capital for t in self.tokens[index + 2 : last + 1])
        if clause or self._lower(index + 1) in w.PRONOUNS or not self._speaks(index + 1, last):
            return None
        return Report((index + 1, last + 1), (index, index + 1), ((0, index),), VERBS["said"])

    def _as_put(self, index: int) -> Report | None:
        """Read "..., as X put it", "... was how X put it", "..., as the survey has it" given the verb before "it"."""
        if self._lower(index) not in _PUTTING or self._lower(index + 1) != "it":
            return None
        before = self._skip_back(index - 1)
        first = read_back(self.tokens, before, 0) if before >= 0 else None
        apposed = self._before_apposition(before) if before >= 0 and self.tokens[before].text == "," else None
        source = apposed or (None if first is None else (first, before + 1))
        if source is None:
            return None
        leads = (i for i in range(source[0] - 1, max(-1, source[0] - 4), -1) if self._lower(i) in {"as", "how"})
        lead = next(leads, None)
        if lead is None:
            return None
        content = ((index + 2, self.end),) if lead == 0 else ((self._contrasted(lead + 1), lead),)
        return Report(source, (index, index + 2), self._nonempty(content), VOICED)

    def _closes_clause(self, first: int, after: int) -> bool:
        """Say whether a source that begins at `first` closes what it says, in a sentence that has lost its commas.

        "... killing 11 people | police said | in an attack claimed by the group": what goes on after it is no clause.
        """
        goes_on = self._lower(after) in w.PREPOSITIONS | {"as", "when", "while", "after", "before", "compared"}
        lost = not any(token.text == "," for token in self.tokens)
        return goes_on and lost and any(self._counts(i) for i in range(first))

    def _contrasted(self, first: int) -> int:
        """Return where what a closing source says begins: "50,000 came, | and not half a million as the union | claims"."""
        if self._lower(first - 1) not in {"as", "that"}:
            return 0
        apart = (i for i in range(first - 2, max(0, first - _CONTRAST), -1) if self._lower(i) == "not")
        return next(apart, 0)

    def _names_closer(self, index: int) -> bool:
        """Say whether nothing but a source stands between the verb and the end: what is before it is then no subject."""
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or not self._speaks(index + 1, last) or self._lower(index + 1) in w.PRONOUNS:
            return False
        after = self._skip_adjuncts(self._with_apposition(last) + 1)
        return after >= self._strip_end() or (self._lower(after) == "," and self._lower(after + 1) in _GOES_ON)

    def _comments(self, index: int) -> bool:
        """Say whether the writer's own remark begins here: "..., police said, | making it the deadliest in years"."""
        if self._lower(index) in _REMARKS:
            return True
        ranked = self._lower(index) in {"a", "the"} and any(
            self._lower(i).endswith("est") or self._lower(i) in _RANKS for i in range(index + 1, index + 4)
        )
        return ranked and not self._counts(index)

    def _past_relative(self, index: int) -> int:
        """Return the token past what is told of a source after it: "said a nurse | who has worked there for years |"."""
        opening = index + (self._lower(index) == ",")
        if self._lower(opening) not in w.RELATIVES:
            return index
        return next((i for i in range(opening, self.end) if self.tokens[i].text in QUOTES | {",", ";", ":"}), self.end)
