"""Whether a word that has the form of a reporting verb is one: "protests" is a noun as well, and "accused of" reports nothing."""

from __future__ import annotations

from summarize.reading import wordlists as w
from summarize.reading.clauses import QUOTES
from summarize.reading.count_credits import CountCredits
from summarize.reading.cues import COUNTED, NOUN_CUES, PLURAL_NOUNS, VERBS, Cue, CueClass
from summarize.reading.phrase_ends import can_be_noun
from summarize.reading.phrases import read_back, read_forward

__all__ = ["NOUNS_TOO", "SAME_PAST", "VerbForms"]

SAME_PAST = w.listed("put set read broadcast forecast let cut")
_ABOUT = frozenset({"of", "about", "against", "with", "from", "over", "between", "among", "who", "which"})
"""What goes on with such a noun, and with the verb only where a number follows."""
_NEEDS_OBJECT = w.listed("accuse blame inform assure remind notify")
"""Verbs whose past form right before a preposition is a participle: "a man | accused | of"."""
_SINGULAR = ("ss", "us", "is", "ics")
"""Endings in -s of nouns that are no plurals: "analysis", "press"."""
_KNOWN_AS = w.listed("know describe regard identify portray characterise characterize consider view deem")
NOUNS_TOO = w.listed("state report post count air project label list document record measure order view call")
_NOT_SAID = w.listed("""
    means meant ensures ensured requires required heard learns learned learnt ensures caused proves proved hears reads
    understands understood notices noticed forgets forgot discovers discovered wishes wished
""")
"""Verbs before "that" whose subject is told something, or does not speak."""
_IRREGULAR_PAST = w.listed("undertook foretold swore wept sang bet")

_TAKEN = w.listed("life lives responsibility victory credit casualties victims")
"""What a disaster or a group claims without saying anything: "the fire claimed 12 lives"."""
_ATTACKS = w.listed("""
    attack attacks blast blasts bombing bombings bomb bombs explosion explosions strike strikes raid raids assault assaults
    shooting shootings ambush ambushes massacre massacres killing killings assassination assassinations kidnapping kidnappings
    hijacking hijackings stabbing stabbings operation operations
""")
"""What a group that claims it says it has done; it says nothing of what the rest of the sentence counts."""
_AFTER_OBJECT = w.listed("that which , in on at")
"""What goes on after an object; after the subject of a clause stands its verb."""
_MODALS = frozenset({"could", "would", "might", "may", "should"})
_RATED = frozenset({"valued", "priced", "assessed"})
_UNSAID = {
    "swear": "in",
    "put": "odds",
    "threaten": "",
    "favour": "",
    "favor": "",
    "find": "",
    "show": "",
    "question": "",
    "utter": "",
}
"""Verb -> what soon after it shows that nothing is said."""
_CAUSES = w.listed("help helps helped helping let lets letting make makes made making")
"""Verbs whose object does what the bare verb after it tells: "helped | police find 3 men"."""
_FOUND = w.listed("him her them himself herself itself themselves")
"""Whom somebody finds somewhere, which is no finding."""
_SHOWN = w.listed("""
    sign signs interest support respect promise restraint resilience solidarity courage mercy willingness improvement progress
    strength determination
""")
"""What somebody shows by what he does: "the country has shown signs of progress"."""


class VerbForms(CountCredits):
    """Tells verbs from nouns and participles."""

    def _is_qualifying(self, index: int, cue: Cue) -> bool:
        """Say whether a form only tells who or what is meant: "a man accused of", "a lot known as", "women who want to"."""
        after = self._lower(index + 1)
        if cue.lemma == "volunteer" or (cue.kind is CueClass.HOLD and self._lower(index - 1) == "who"):
            return after == "to" and self._lower(index - 2) != ","
        if not self._is_participle(index) or self._lower(index - 1) in w.AUXILIARIES:
            return False
        first = read_back(self.tokens, index - 1, 0)
        told = first is not None and self._lower(first - 1) in w.RELATIVES | {"that", "what"}
        known_as = (
            cue.lemma in _KNOWN_AS
            and after == "as"
            and not (cue.lemma == "describe" and self._lower(index + 2) in QUOTES)
            and not told
        )
        return (cue.lemma in _NEEDS_OBJECT and after in {"of", "for", "in"}) or known_as

    def _is_noun_form(self, index: int, cue: Cue, source: tuple[int, int]) -> bool:
        """Say whether a form in -s after `source` is a plural noun: "several rural states", "their opening remarks".

        A verb in that form takes one subject, which ends in a noun, and what is said after it.
        """
        low = self._lower(index)
        head = self.tokens[self._head_at(*source)]
        nearest = self.tokens[index - 1]
        if low == cue.lemma or {head.lower, nearest.lower} & (w.PRONOUNS | {"that", "whom"}):
            return False
        plural = head.lower in w.PLURALS - {"media", "police", "staff"} or (
            head.lower.endswith("s") and not head.lower.endswith(_SINGULAR) and head.lower not in w.S_NOUNS
        )
        named = head.capital or self.tokens[source[1] - 1].capital
        if plural and not named and head.kind == "word" and self._lower(source[0] - 1) != "of":
            return True
        if low not in PLURAL_NOUNS:
            return False
        person = (
            source[1] - source[0] == 1 and source[0] > 0 and not nearest.capital and nearest.lower in w.PERSON_NOUNS
        )
        counted = person or any(
            self._counts(i) or self._lower(i) in {"these", "those"} for i in range(source[0], source[1] - 1)
        )
        if nearest.kind == "word" and (counted or not (can_be_noun(nearest) or self._is_adjunct(index - 1))):
            return True
        after = self._lower(index + 1)
        if after in w.AUXILIARIES:
            return True
        opening = self._lower(source[0] - 1) if source[0] else ","
        opening = "and" if opening == "as" and self._lower(source[0] - 2) == "well" else opening
        if index + 1 >= self._strip_end() and opening not in QUOTES | {",", ":", "as", "what", "that", "which", "than"}:
            return True
        agrees = after in VERBS and VERBS[after].lemma == after and after not in NOUN_CUES
        agrees = agrees or (self._is_participle(index + 1) and self._lower(index + 2) in w.PREPOSITIONS | {"as"})
        goes_on = after in _ABOUT and cue.particle != after and not any(self._counts(index + i) for i in (2, 3, 4))
        return agrees or goes_on or (after == "that" and self._qualifies(index + 1))

    def _is_owned_noun(self, index: int, cue: Cue, source: tuple[int, int]) -> bool:
        """Say whether a bare noun and what looks like its verb are one: "in return for | council favours |, a merger too"."""
        if cue.kind not in {CueClass.STAND, CueClass.HOLD} or self._lower(index) not in {cue.lemma, cue.lemma + "s"}:
            return False
        bare = self._lower(source[1] - 2) in w.PREPOSITIONS and not self.tokens[index - 1].capital
        after = self._lower(index + 1)
        return bare and (after == "of" or (cue.kind is CueClass.STAND and after in {",", ".", ""}))

    def _is_extent(self, index: int, cue: Cue, source: tuple[int, int]) -> bool:
        """Say whether a verb of measuring tells how large its subject is: "the lake measured 5 kilometres"."""
        head = self._lower(self._head_at(*source))
        return cue.lemma == "measure" and self._counts(index + 1) and not w.is_speaker_noun(head)

    def _is_adjunct(self, index: int) -> bool:
        """Say whether a word between subject and verb is none of the subject: "also", "on Friday", "has"."""
        low = self._lower(index)
        return low in w.ADVERBS | w.TIME_NOUNS | w.MONTHS | w.AUXILIARIES or low.endswith("ly")

    def _base_form_misread(self, index: int, low: str, cue: Cue, source: tuple[int, int]) -> bool:
        """Say whether a bare form after a singular is a noun: "a Facebook post", "the state report"."""
        if low != cue.lemma or low in SAME_PAST:
            return False
        if self._lower(source[0] - 1) in _CAUSES:
            return True
        following = self.tokens[index + 1] if index + 1 < self.end else None
        closes = following is None or following.kind == "mark" or following.lower in {"which", "who", "of"}
        if low in NOUN_CUES and closes and any(self._lower(i) in w.PREPOSITIONS for i in range(*source)):
            return True
        if low in NOUNS_TOO and following is not None and following.kind == "word":
            counting = self._is_several(*source) and any(
                self._counts(i) for i in range(index + 1, min(self.end, index + 5))
            )
            plain = (
                following.lower in {"that", "the", "a", "an"} or self._lower(source[1] - 1) in w.PRONOUNS or counting
            )
            if not plain:
                return True
        back = index - 1
        if self._lower(back) in w.AUXILIARIES or self._lower(back) in w.ADVERBS:
            return False
        body = low == "say" and self._lower(self._head_at(*source)) in w.ORGANISATION_NOUNS
        return not (body or self._is_several(*source))

    def _qualifies(self, that: int) -> bool:
        """Say whether "that" opens no clause of what is said: "entered | that day", "seats | that are up"."""
        low = self._lower(that + 1)
        return low in w.TIME_NOUNS | w.AUXILIARIES | w.VERBS_ONLY | {"first", "once", "already", "still", "also"} or (
            self._is_participle(that + 1)
        )

    def _has_verb_form(self, index: int) -> bool:
        low = self._lower(index)
        if low in _NOT_SAID or self._negated(index) or self._auxiliary_before(index):
            return False
        return low.endswith("ed") or (low.endswith("s") and not w.is_speaker_noun(low)) or low in _IRREGULAR_PAST

    def _goes_on_unsaid(self, index: int, cue: Cue) -> bool:
        """Say whether a verb that can report tells of something else: "sworn in", "threatens $2m", "put it at odds"."""
        after = self._lower(index + 1)
        if cue.lemma not in _UNSAID:
            return False
        if cue.lemma == "threaten":
            return after not in QUOTES | {"to", "that", ":", ","} and index + 1 < self._strip_end()
        if cue.lemma in {"favour", "favor"}:
            return after == "to"
        if cue.lemma == "find":
            return after in _FOUND
        if cue.lemma == "utter":  # "expressed regret that 9 had died", not "voiced support for 9 miners"
            return not any(self._lower(i) == "that" for i in range(index + 1, index + 6))
        if cue.lemma == "show":
            told = any(token.lower in w.TEXT_NOUNS for token in self.tokens[max(0, index - 5) : index])
            return not told and any(self._lower(i) in _SHOWN for i in range(index + 1, index + 4))
        if cue.lemma == "question":  # Whom the police question: what is questioned is a count or what somebody claims.
            return self._passive(index) and not any(t.lower in COUNTED | NOUN_CUES.keys() for t in self.tokens[:index])
        return any(self._lower(i) == _UNSAID[cue.lemma] for i in range(index + 1, index + 4))

    def _is_no_deed(self, index: int, low: str) -> bool:
        """Say whether an act is only possible ("could have priced it at $9") or done to its subject ("a firm valued at $9m")."""
        back = index - 1
        while self._lower(back) in w.ADVERBS | {"have"}:
            back -= 1
        return self._lower(back) in _MODALS or (low in _RATED and self._lower(index + 1) == "at")

    def _takes_what_was_done(self, index: int) -> bool:
        """Read "claimed 12 lives", "the blast, claimed by a group, killed 12", "claimed the bombing that killed 12"."""
        if any(self._lower(i) in _TAKEN for i in range(index + 1, index + 5)):
            return True
        if self._lower(index + 1) == "by":
            return any(self._lower(i) in _ATTACKS for i in range(max(0, index - 6), index))
        if self._lower(index + 1) not in w.DETERMINERS:
            return False
        last = read_forward(self.tokens, index + 1, self.end)
        if last is None or self._lower(last) not in _ATTACKS:
            return False
        return last + 1 >= self._strip_end() or self._lower(last + 1) in _AFTER_OBJECT
