"""Source phrases -> the fullest name the article gives them.

"He", "the group", "Rahman" and "the Observatory" are read as the fuller phrase that they stand for: a pronoun by the
nearest fitting source before it, a description by its head noun, a surname or a shortened name by its last word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.reading import wordlists as w
from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS
from summarize.reading.organisations import ORGANISATIONS
from summarize.reading.source_phrases import SUBJECT_FORMS, Phrase

__all__ = ["Cast", "Mention", "same_name"]

_REACH_SENTENCES = 8
"""A pronoun looks no further back than this many sentences: news re-names its subjects sooner. Chosen by reading."""
_MAX_NAME_WORDS = 16
"""A fuller form longer than this is a clause rather than a name."""

_ARMED = w.listed("militant armed rebel islamist jihadist terrorist insurgent extremist opposition")
_WATCHERS = ("observatory", "watchdog", "ngo", "monitoring", "monitor", "monitors")
"""Institutions that "a monitoring group" stands for, the surest noun first."""
_MONITORS = {("monitor",), ("monitors",), ("watchdog",), ("ngo",)}
"""How headlines call such an institution, in capitals as a name: "40 dead in clashes: Monitor"."""
_OUTLETS = ("agency", "television", "tv", "channel", "station", "newspaper", "broadcaster", "media", "paper", "daily")
_GROUPS = w.listed("group organisation organization body association charity ngo")
_AGENCIES = w.listed("ap afp reuters upi dpa xinhua tass efe ansa kyodo getty")
_FURNITURE = w.WEEKDAYS | w.MONTHS | _AGENCIES | w.NOT_NAMES
_OWN_WORDS = w.listed("""
    statement statements communique communiqué note bulletin release letter announcement report figures count data tally account
    estimate estimates words word tweet post message
""")
"""Documents in which somebody speaks in his own name: "its statement" is the word of whoever owns it, "its register" is not."""
_COMPANIES = w.listed(
    "company firm airline carrier operator maker manufacturer retailer insurer lender bank brand chain developer utility"
)
_BODIES = w.listed("agency body institute institution watchdog think-tank thinktank party union club federation")
_SPACE = re.compile(r"\s+")
_ABBREVIATED = re.compile(
    r"((?:[A-Z][\w'’-]+|of|for|and|the|in|on|de|du)(?:\s+(?:[A-Z][\w'’-]+|of|for|and|the|in|on|de|du)){1,9})\s*[(\[]([A-Z][A-Za-z]{1,7})[)\]]"
)
_BOTH = re.compile(r"\band (?:[A-Z][\w.’'-]*|al|bin|de|van|von)(?: (?:[A-Z][\w.’'-]*|al|bin|de|van|von))*(?:,|$)")
"""Where two persons are named: "Sand and Okoro", not "Sand and his brother", nor "the Ostia and Varna striker Ivo Sand"."""
_SHOUTED = re.compile(r"(?=.*[A-Z]{6})[^a-z]+ [^a-z]+")
"""Headings in capitals of two words or more, which are no names: no abbreviation has six letters in a row."""


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
        self._by_full = {_fold(long): short for short, long in self._abbreviations.items()}
        self._by_head: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            if phrase.core and phrase.kind != "pronoun" and _is_clean(phrase):
                same = self._by_head[phrase.core[-1]]
                if len(same) < 40:
                    same.append(phrase)
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
                _is_plural(phrase) or (phrase.kind == "person" and bool(_BOTH.search(phrase.text)))
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
                return mention.name
        return self._bare_name(sentence, 1, credited=False) if pronoun == "it" else None

    def _is_body(self, mention: Mention) -> bool:
        """Say whether more than its capitals shows that a name is of a body: "VX" that nobody credits may be a gas."""
        words = mention.phrase.text.split()
        known = any(word in self._abbreviations for word in words)
        return mention.credited or known or any(w.is_speaker_noun(word) for word in mention.phrase.core)

    def _is_said_in_full(self, mention: Mention) -> bool:
        """Say whether a name of no title or office is given whole again and again, as a person's is not: "Far Bright Land"."""
        phrase = mention.phrase
        marked = phrase.gender or set(_fold(phrase.text).split()) & (w.PERSON_NOUNS | w.TITLES)
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
            marked = phrase.gender or set(_fold(phrase.text).split()) & kinds or self._goes_by_surname(phrase)
            short = mention.credited and len(phrase.core) == 1 and not w.is_speaker_noun(phrase.core[0])
            if (
                phrase.named
                and phrase.kind != "text"
                and not _is_plural(phrase)
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
        for other in self._by_head.get(phrase.core[-1], ()) if phrase.core else ():
            longer = _length(best) < _length(other) and wanted <= set(other.core) and other.named
            if longer and not _is_only_placed(phrase, other):
                best = other
        return best

    def _described(self, phrase: Phrase, sentence: int) -> str | None:
        """Return what a description without a name stands for: "the ministry", "a monitoring group"."""
        if not phrase.core or len(phrase.core) > 3:
            return None
        if not phrase.definite and any(word in w.PREPOSITIONS for word in _fold(phrase.text).split()):
            return None
        head = phrase.core[-1]
        if phrase.definite and len(phrase.core) == 1 and head in self._stated:
            return self._stated[head]
        if phrase.definite or len(phrase.core) == 1:
            for mention in self._recent():
                words = set(mention.phrase.core) | {word.lower() for word in mention.name.split()[:8]}
                longer = len(mention.name) > len(phrase.text)
                if longer and mention.phrase.core[-1:] == (head,) and set(phrase.core) <= words:
                    return mention.name
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
            longest = max(forms, key=_length, default=None)
            if longest is not None and set(phrase.core) <= set(longest.core):
                return self._with_abbreviation(longest.text)
        return None

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
                return self._with_abbreviation(max(forms, key=_length).text)
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
            known = [p for p in forms if _fold(p.text) in self._by_full or self._with_abbreviation(p.text) != p.text]
            if known:
                full = max(known, key=_length)
                if not set(full.core[:-1]) & set(_fold(name).split()):
                    return name.replace(bare, full.text, 1)
        return name

    def _with_abbreviation(self, name: str) -> str:
        """Return the name with its abbreviation, whichever of the two the article uses."""
        bare = name.removeprefix("the ").removeprefix("The ")
        if bare in self._abbreviations and len(bare) > 2:
            return f"{self._abbreviations[bare]} ({bare})"
        folded = _fold(name)
        for full, short in self._by_full.items():
            at = folded.find(full)
            if at >= 0 and len(short) > 2 and short.lower() not in folded.split():
                end = _nth_word_end(name, folded[:at].count(" ") + full.count(" ") + 1)
                return f"{name[:end]} ({short}){name[end:]}"
        return name


def same_name(one: str, other: str) -> bool:
    """Say whether two resolved names are of one source: the same words but for determiners."""
    a, b = set(_fold(one).split()) - w.DETERMINERS, set(_fold(other).split()) - w.DETERMINERS
    return bool(a) and a == b


def _is_plural(phrase: Phrase) -> bool:
    """Say whether a phrase names several: its head is a common noun in the plural, or a people's name ("the Ostians")."""
    head = phrase.core[-1]
    if "and" in phrase.core and not phrase.named:
        return True
    last = phrase.text.split()[-1]
    people = phrase.definite and phrase.named and len(phrase.core) == 1 and phrase.kind == "name"
    if people and head.endswith("s") and not head.endswith("ss") and head not in w.S_NOUNS:
        return True
    if len(phrase.core) > 1 and last[:1].isupper() and last.lower() == head and phrase.kind != "person":
        return False
    return head in w.PLURALS or (
        head.endswith("s") and (not phrase.named or w.is_speaker_noun(head)) and head not in w.S_NOUNS
    )


def _length(phrase: Phrase) -> int:
    return len(phrase.text.split())


def _is_only_placed(short: Phrase, other: Phrase) -> bool:
    """Say whether a longer form tells no more of a name than what stood beside it: "Ostia | Ferro", "ORB | of the Ostians"."""
    words = other.text.split()
    plain = len(short.core) == 1 and not w.is_speaker_noun(short.core[0]) and short.kind != "organisation"
    if plain and words[-1].lower() == short.core[0]:
        return " ".join(words[:-1]) in COUNTRIES_AND_CAPITALS
    return short.text.isupper() and words[:2] == [short.text, "of"]


def _is_clean(phrase: Phrase) -> bool:
    """Say whether a phrase may lend its form to others: no dateline, number or second source has run into it."""
    words = _fold(phrase.text).split()
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and not words[0][0].isdigit()
        and words[0] not in w.NUMBER_WORDS | w.NOT_NAMES
        and not (phrase.named and _FURNITURE & set(words))
        and not _SHOUTED.fullmatch(phrase.text)
        and not (phrase.named and _runs_on(phrase.text.split()))
        and "and" not in words[: len(phrase.core) + 1]
    )


def _runs_on(words: Sequence[str]) -> bool:
    """Say whether a heading or a caption stands before a name: "Lost | Ferro", "Ana Sand Long-time | Okoro"."""
    if words[0].lower() in w.VERBS_ONLY - {"met", "left"} and len(words) > 1:
        return True
    parts = [word.split("-") for word in words[1:] if "-" in word]
    return any(p[0][:1].isupper() and p[-1].islower() and not w.is_speaker_noun(p[-1]) for p in parts)


def _fold(name: str) -> str:
    return " ".join(re.findall(r"[\w'’&-]+", name.lower()))


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
