"""Source phrases -> the fullest name the article gives them.

"He", "the group", "Rahman" and "the Observatory" are read as the fuller phrase that they stand for: a pronoun by the
nearest fitting source before it, a description by its head noun, a surname or a shortened name by its last word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from summarize.reading import wordlists as w
from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS
from summarize.reading.organisations import ORGANISATIONS
from summarize.reading.source_forms import complement, folded, is_clean, is_only_placed, is_plural, length
from summarize.reading.source_phrases import SUBJECT_FORMS, Phrase

__all__ = ["Cast", "Mention", "same_name"]

_REACH_SENTENCES = 8
"""A pronoun looks no further back than this many sentences: news re-names its subjects sooner. Chosen by reading."""

_ARMED = w.listed("militant armed rebel islamist jihadist terrorist insurgent extremist opposition")
_WATCHERS = ("observatory", "watchdog", "ngo", "monitoring", "monitor", "monitors")
"""Institutions that "a monitoring group" stands for, the surest noun first."""
_MONITORS = {("monitor",), ("monitors",), ("watchdog",), ("ngo",)}
"""How headlines call such an institution, in capitals as a name: "40 dead in clashes: Monitor"."""
_OUTLETS = ("agency", "television", "tv", "channel", "station", "newspaper", "broadcaster", "media", "paper", "daily")
_GROUPS = w.listed("group organisation organization body association charity ngo")
_OWN_WORDS = w.listed("""
    statement statements communique communiqué note bulletin release letter announcement report figures count data tally account
    estimate estimates words word tweet post message
""")
"""Documents in which somebody speaks in his own name: "its statement" is the word of whoever owns it, "its register" is not."""
_COMPANIES = w.listed(
    "company firm airline carrier operator maker manufacturer retailer insurer lender bank brand chain developer utility"
)
_BODIES = w.listed("agency body institute institution watchdog think-tank thinktank party union club federation")
_OFFICES = (w.TITLES | w.PERSON_NOUNS) - w.listed(
    "man woman boy girl person people mr mrs ms miss dr sir lady lord dame vice deputy"
)
"""Nouns and titles by which somebody is spoken of without his name."""
_SPACE = re.compile(r"\s+")
_ABBREVIATED = re.compile(
    r"((?:[A-Z][\w'’-]+|of|for|and|the|in|on|de|du)(?:\s+(?:[A-Z][\w'’-]+|of|for|and|the|in|on|de|du)){1,9})\s*[(\[]([A-Z][A-Za-z]{1,7})[)\]]"
)
_PARTNER = {"he": re.compile(r"\s+and\s+his\s"), "she": re.compile(r"\s+and\s+her\s")}
"""What joins somebody to a named man or woman, who is "he" or "she" in what follows: "Mr Sand | and his | brother"."""
_BOTH = re.compile(r"\band (?:[A-Z][\w.’'-]*|al|bin|de|van|von)(?: (?:[A-Z][\w.’'-]*|al|bin|de|van|von))*(?:,|$)")
"""Where two persons are named: "Sand and Okoro", not "Sand and his brother", nor "the Ostia and Varna striker Ivo Sand"."""


@dataclass(frozen=True)
class Mention:
    """A source phrase at its place."""

    phrase: Phrase
    name: str
    """Resolved name."""
    sentence: int
    credited: bool
    """It is the source of a report, not only the subject of a sentence."""


class Cast:
    """The sources of one article, as far as it has been read, and every longer form of their names."""

    def __init__(self, text: str, phrases: Iterable[Phrase]) -> None:
        """Index the article's abbreviations and `phrases` (all sources and names in it, in text order)."""
        self._text = text
        self._abbreviations = dict(ORGANISATIONS)
        for match in _ABBREVIATED.finditer(text):
            long, short = _SPACE.sub(" ", match[1]), match[2]
            expanded = _expansion(long, short)
            if expanded:
                self._abbreviations[short] = expanded
        self._by_full = {folded(long): short for short, long in self._abbreviations.items()}
        self._by_head: dict[str, list[Phrase]] = defaultdict(list)
        self._by_office: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            if phrase.core and phrase.kind != "pronoun" and is_clean(phrase):
                same = self._by_head[phrase.core[-1]]
                if len(same) < 40:
                    same.append(phrase)
                named = phrase.kind == "person" and phrase.named and phrase.core[-1] not in w.ADVERBS
                offices = set(folded(phrase.text).split()) & _OFFICES if named else set()
                for office in offices - {phrase.core[-1]}:
                    self._by_office[office].append(phrase)
        self._history: list[Mention] = []
        self._stated: dict[str, str] = {}

    def state(self, document: str, name: str) -> None:
        """Remember that the source `name` says something in a statement or letter, which may speak for it later."""
        self._stated[document] = name

    def resolve(self, phrase: Phrase, sentence: int, *, credited: bool = True) -> str:
        """Return the fullest name of a source in sentence number `sentence`, and remember the mention."""
        name = self._name(phrase, sentence)
        if phrase.kind != "pronoun" or name != phrase.text:
            earlier = next((m.phrase for m in reversed(self._history) if m.name == name), None)
            kept = self._fullest(phrase)
            if phrase.kind == "pronoun" and earlier:
                kept = replace(earlier, gender=phrase.gender or earlier.gender)
            self._history.append(Mention(kept, name, sentence, credited))
        return name

    def _name(self, phrase: Phrase, sentence: int) -> str:
        if phrase.kind == "pronoun":
            last = phrase.core[-1] if phrase.core else phrase.text.lower()
            return self._antecedent(SUBJECT_FORMS.get(last, last), sentence) or phrase.text
        if phrase.partitive:
            return phrase.text
        if phrase.core[-1:] and phrase.core[-1] in _OWN_WORDS and (owner := self._owner(phrase, sentence)) is not None:
            return owner
        if phrase.text.lower() == "another":
            firsts = (mention.name for mention in self._recent() if mention.name.lower().startswith("one "))
            return next((f"another {name[4:]}" for name in firsts), phrase.text)
        if phrase.core in _MONITORS and (known := self._of_class(_WATCHERS)):
            return known
        if phrase.named:
            name = self._fullest(phrase).text
            return self._with_abbreviation(self._with_institution(name) if phrase.kind in {"person", "name"} else name)
        described = self._described(phrase, sentence)
        return described or self._with_abbreviation(self._fullest(phrase).text if phrase.definite else phrase.text)

    def _owner(self, phrase: Phrase, sentence: int) -> str | None:
        """Return whose document "its statement" or "their figures" is, if its owner was named before."""
        pronoun = SUBJECT_FORMS.get(phrase.text.split()[0].lower())
        return None if pronoun is None else self._antecedent(pronoun, sentence)

    def _antecedent(self, pronoun: str, sentence: int) -> str | None:
        for mention in self._recent():
            if sentence - mention.sentence > _REACH_SENTENCES:
                break
            phrase = mention.phrase
            plural = bool(phrase.core) and (
                is_plural(phrase) or (phrase.kind == "person" and bool(_BOTH.search(phrase.text)))
            )
            if pronoun in {"he", "she"}:
                fits = (
                    not plural
                    and phrase.gender in {"", pronoun}
                    and bool(phrase.core)
                    and phrase.text not in COUNTRIES_AND_CAPITALS
                    and not (phrase.kind == "person" and self._is_said_in_full(mention))
                    and (phrase.kind == "person" or (mention.credited and phrase.kind in {"name", "description"}))
                )
            elif pronoun in {"it", "which"}:
                body = phrase.kind == "text" or (phrase.kind == "organisation" and self._is_body(mention))
                fits = (not plural or phrase.core[-1] == "media") and (
                    body
                    or (phrase.kind == "name" and mention.credited)
                    or (phrase.text in COUNTRIES_AND_CAPITALS and mention.sentence == sentence)
                )
            else:
                fits = pronoun in {"they", "we"} and (plural or phrase.kind in {"organisation", "text"})
            if fits:
                return _PARTNER[pronoun].split(mention.name)[0] if pronoun in _PARTNER else mention.name
        return self._bare_name(sentence, 1, credited=False) if pronoun == "it" else None

    def _is_body(self, mention: Mention) -> bool:
        """Say whether more than its capitals shows that a name is of a body: "VX" that nobody credits may be a gas."""
        words = mention.phrase.text.split()
        known = any(word in self._abbreviations for word in words)
        return mention.credited or known or any(w.is_speaker_noun(word) for word in mention.phrase.core)

    def _is_said_in_full(self, mention: Mention) -> bool:
        """Say whether a name of no title or office is given whole again and again, as a person's is not: "Far Bright Land"."""
        phrase = mention.phrase
        marked = phrase.gender or set(folded(phrase.text).split()) & (w.PERSON_NOUNS | w.TITLES)
        if mention.credited or marked or not phrase.named:
            return False
        if self._text.count(phrase.text) < 2:
            return False
        elsewhere = set(re.findall(r"[\w’'-]+", self._text.replace(phrase.text, " ")))
        return not elsewhere & set(phrase.text.split())

    def _bare_name(self, sentence: int, reach: int, *, credited: bool) -> str | None:
        """Return the last name that nothing marks as a person or as another kind of body: "Ferro Lund", "UNRESA"."""
        for mention in self._recent():
            if sentence - mention.sentence > reach:
                return None
            phrase = mention.phrase
            kinds = w.PERSON_NOUNS | w.TITLES | w.ORGANISATION_NOUNS
            marked = phrase.gender or set(folded(phrase.text).split()) & kinds or self._goes_by_surname(phrase)
            short = mention.credited and len(phrase.core) == 1 and not w.is_speaker_noun(phrase.core[0])
            if (
                phrase.named
                and phrase.kind != "text"
                and not is_plural(phrase)
                and not marked
                and (short or not credited)
            ):
                return mention.name
        return None

    def _goes_by_surname(self, phrase: Phrase) -> bool:
        """Say whether the last word of a longer name stands alone elsewhere in the article, as a person's does."""
        if len(phrase.core) < 2:
            return False
        last = re.escape(phrase.text.split(",")[0].split()[-1])
        every = re.findall(rf"(?<!\w){last}(?!\w)", self._text)
        named = re.findall(rf"(?<!\w)[A-Z][\w.’'-]*\s{last}(?!\w)", self._text)
        return len(every) > len(named)

    def _fullest(self, phrase: Phrase) -> Phrase:
        """Return the longest form in the article whose head part holds all of this one's words and ends alike."""
        wanted = set(phrase.core)
        best = phrase
        if phrase.text in COUNTRIES_AND_CAPITALS:
            return phrase
        placed = complement(phrase)
        for other in self._by_head.get(phrase.core[-1], ()) if phrase.core else ():
            longer = length(best) < length(other) and wanted <= set(other.core) and other.named
            if longer and not is_only_placed(phrase, other) and placed <= complement(other):
                best = other
        return best

    def _described(self, phrase: Phrase, sentence: int) -> str | None:
        """Return what a description without a name stands for: "the ministry", "a monitoring group"."""
        if not phrase.core or len(phrase.core) > 3:
            return None
        if not phrase.definite and any(word in w.PREPOSITIONS for word in folded(phrase.text).split()):
            return None
        head = phrase.core[-1]
        if phrase.definite and len(phrase.core) == 1 and head in self._stated:
            return self._stated[head]
        if phrase.definite or len(phrase.core) == 1:
            for mention in self._recent():
                words = set(mention.phrase.core) | {word.lower() for word in mention.name.split()[:8]}
                longer = len(mention.name) > len(phrase.text) and (
                    "and" in phrase.core or "and" not in mention.phrase.core
                )
                if longer and mention.phrase.core[-1:] == (head,) and set(phrase.core) <= words:
                    return mention.name
        if phrase.definite and head in _OFFICES and (titled := self._titled(phrase)) is not None:
            return titled
        if head.endswith("year-old") and phrase.definite:
            return self._antecedent("he", sentence) or self._antecedent("she", sentence)
        family = self._class_of(phrase)
        if family is not None and (found := self._of_class(family)) is not None:
            return found
        if phrase.definite and head in _GROUPS and len(phrase.core) == 1:
            for mention in self._recent():
                if mention.credited and mention.phrase.kind == "organisation" and mention.phrase.named:
                    return mention.name
        alone = all(len(p.core) == 1 for p in self._by_head.get(head, ()))
        if phrase.definite and len(phrase.core) == 1 and head in _GROUPS | _COMPANIES | _BODIES and alone:
            return self._bare_name(sentence, 3, credited=True)
        if phrase.definite:
            forms = [p for p in self._by_head.get(head, ()) if set(phrase.core) < set(p.core) or p.named]
            longest = max(forms, key=length, default=None)
            if longest is not None and set(phrase.core) <= set(longest.core):
                return self._with_abbreviation(longest.text)
        return None

    def _titled(self, phrase: Phrase) -> str | None:
        """Return who bears an office by name, before or after: "Mayor Ivo Sand", "Sand, the mayor of Ostia" for "the mayor"."""
        told = {word.removesuffix("'s").removesuffix("’s") for word in folded(phrase.text).split()}
        told -= w.DETERMINERS | w.PREPOSITIONS
        for mention in self._recent():
            name = mention.phrase.named and mention.phrase.kind == "person"
            if (
                name
                and mention.phrase.core[-1] not in w.ADVERBS
                and not is_plural(mention.phrase)
                and told <= set(folded(mention.name).split())
            ):
                return mention.name
        holders = [p for p in self._by_office[phrase.core[-1]] if told <= set(folded(p.text).split())]
        if len({holder.core[-1] for holder in holders}) != 1 or is_plural(holders[0]):
            return None
        return self._with_institution(max(holders, key=length).text)

    def _recent(self) -> Iterator[Mention]:
        return reversed(self._history[-24:])

    def _class_of(self, phrase: Phrase) -> tuple[str, ...] | None:
        """Return the class of institutions that a description stands for; None where it could be any group."""
        if set(phrase.core) & _ARMED:
            return None
        if phrase.core[-1] in _WATCHERS or (phrase.core[-1] in _GROUPS and set(phrase.core) & {"monitoring", "rights"}):
            return _WATCHERS
        if phrase.core[-1] in _OUTLETS and phrase.definite:
            return _OUTLETS
        return None

    def _of_class(self, family: tuple[str, ...]) -> str | None:
        """Return the named source of a class: the last one read, else the article's only one."""
        for mention in self._recent():
            if (
                (mention.phrase.named or (family is _OUTLETS and len(mention.phrase.core) > 1))
                and set(mention.phrase.core).intersection(family)
                and mention.phrase.kind == "organisation"
            ):
                return mention.name
        if family is _OUTLETS:
            return None
        for head in family:
            forms = [p for p in self._by_head.get(head, ()) if p.named and p.kind == "organisation"]
            if forms:
                return self._with_abbreviation(max(forms, key=length).text)
        return None

    def _with_institution(self, name: str) -> str:
        """Return a person's name with a shortened institution in it spelt out: "Observatory head X"."""
        for word in name.split():
            bare = word.strip(",")
            if not bare[:1].isupper() or bare.lower() not in w.ORGANISATION_NOUNS:
                continue
            forms = [
                p
                for p in self._by_head.get(bare.lower(), ())
                if p.kind == "organisation" and len(p.core) > 1 and p.named
            ]
            known = [p for p in forms if folded(p.text) in self._by_full or self._with_abbreviation(p.text) != p.text]
            if known:
                full = max(known, key=length)
                if not set(full.core[:-1]) & set(folded(name).split()):
                    return name.replace(bare, full.text, 1)
        return name

    def _with_abbreviation(self, name: str) -> str:
        """Return the name with its abbreviation, whichever of the two the article uses."""
        bare = name.removeprefix("the ").removeprefix("The ")
        if bare in self._abbreviations and len(bare) > 2:
            return f"{self._abbreviations[bare]} ({bare})"
        plain = folded(name)
        for full, short in self._by_full.items():
            at = plain.find(full)
            if at >= 0 and len(short) > 2 and short.lower() not in plain.split():
                end = _nth_word_end(name, plain[:at].count(" ") + full.count(" ") + 1)
                return f"{name[:end]} ({short}){name[end:]}"
        return name


def same_name(one: str, other: str) -> bool:
    """Say whether two resolved names are of one source: the same words but for determiners."""
    a, b = set(folded(one).split()) - w.DETERMINERS, set(folded(other).split()) - w.DETERMINERS
    return bool(a) and a == b


def _nth_word_end(name: str, count: int) -> int:
    matches = list(re.finditer(r"[\w'’&-]+", name))
    return matches[min(count, len(matches)) - 1].end()


def _expansion(long: str, short: str) -> str | None:
    """Return the words of `long` whose capitals spell `short`; None where they do not."""
    words = long.split()
    for first in range(len(words)):
        capitals = "".join(word[0] for word in words[first:] if word[0].isupper())
        if capitals.upper() == short.upper() and words[first][0].isupper():
            return " ".join(words[first:])
    return None
