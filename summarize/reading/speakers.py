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
from summarize.reading.phrase_ends import is_verbal
from summarize.reading.phrases import Token

__all__ = ["Cast", "Mention", "Phrase", "phrase_of", "same_name"]

_REACH_SENTENCES = 8
"""A pronoun looks no further back than this many sentences: news re-names its subjects sooner. Chosen by reading."""
_MAX_NAME_WORDS = 16
"""A fuller form longer than this is a clause rather than a name."""

_ARMED = w.listed("militant armed rebel islamist jihadist terrorist insurgent extremist opposition")
_WATCHERS = ("observatory", "watchdog", "ngo", "monitoring", "monitor", "monitors")
"""Institutions that "a monitoring group" stands for, the surest noun first."""
_MONITORS = {("monitor",), ("monitors",), ("watchdog",)}
"""How headlines call such an institution, in capitals as a name: "40 dead in clashes: Monitor"."""
_OUTLETS = ("agency", "television", "tv", "channel", "station", "newspaper", "broadcaster", "media", "paper", "daily")
_GROUPS = w.listed("group organisation organization body association charity ngo")
_AGENCIES = w.listed("ap afp reuters upi dpa xinhua tass efe ansa kyodo getty")
_FURNITURE = w.WEEKDAYS | w.MONTHS | _AGENCIES | w.NOT_NAMES
_COMPANIES = w.listed(
    "company firm airline carrier operator maker manufacturer retailer insurer lender bank brand chain developer utility"
)
_BODIES = w.listed("agency body institute institution watchdog think-tank thinktank party union club federation")
_SUBJECT_FORMS = {"him": "he", "his": "he", "her": "she", "them": "they", "their": "they", "its": "it"}
"""Object and possessive forms of pronouns -> the form by which their antecedent is sought."""
_MALE = w.listed("""
    man men boy boys father son brother husband uncle grandfather grandson nephew stepfather widower king prince duke
    lord sir mr spokesman chairman congressman councilman policeman businessman salesman fisherman actor waiter monk
""")
_FEMALE = w.listed("""
    woman women girl girls mother daughter sister wife aunt grandmother granddaughter niece stepmother widow queen
    princess duchess lady dame mrs ms miss spokeswoman chairwoman congresswoman councilwoman policewoman businesswoman
    actress waitress nun
""")
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_SPACE = re.compile(r"\s+")
_ABBREVIATED = re.compile(
    r"((?:[A-Z][\w'’-]+|of|for|and|the|in|on|de|du)(?:\s+(?:[A-Z][\w'’-]+|of|for|and|the|in|on|de|du)){1,9})\s*[(\[]([A-Z][A-Za-z]{1,7})[)\]]"
)
_MARKS = " '’‘\"“”"
_MARKS_THAT_CLOSE = ("\"", "”")
_PRAISING = ("ous", "ful", "ive", "ble", "less", "ed", "ing")
"""Endings of adjectives that tell no office."""
_TITLES_OF_SEVERAL = frozenset({"sens", "reps", "govs", "drs", "messrs", "profs", "gens"})
"""Titles before the first of several names."""
_SHOUTED = re.compile(r"(?=.*[A-Z]{6})[^a-z]+ [^a-z]+")
"""Headings in capitals of two words or more, which are no names: no abbreviation has six letters in a row."""
_AGE = re.compile(r"(?<!\d),\s*\d{1,3}\b.*$")
_DOING = re.compile(r",\s+[a-z]+ing\b.*$")
"""What a source did as it spoke: "an official, | briefing reporters"."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True)
class Phrase:
    """A source phrase taken apart."""

    text: str
    """Readable form: white space closed up, leading "the" and brackets dropped, possessive ending cut."""
    core: tuple[str, ...]
    """Lower-case words of its head part, without determiners, titles and possessors; the last is the head."""
    kind: str
    """"pronoun", "person", "organisation", "text", "description" or "name"."""
    named: bool
    """The core holds a capitalised word."""
    definite: bool
    """It opens with "the", "this" or the like."""
    gender: str = ""
    """"he" or "she" where its words tell; else empty."""
    partitive: bool = False
    """It is some of several: "one of the officials"."""


@dataclass(frozen=True)
class Mention:
    """A source phrase at its place."""

    phrase: Phrase
    name: str
    """Resolved name."""
    sentence: int
    credited: bool
    """It is the source of a report, not only the subject of a sentence."""


def phrase_of(tokens: Sequence[Token], text: str) -> Phrase:
    """Return the source phrase that `tokens` of `text` form."""
    first = 1 if len(tokens) > 1 and tokens[0].lower == "the" else 0
    if tokens[0].lower in w.POSSESSIVES:
        last_own = next((i for i, t in enumerate(tokens) if t.lower in w.RELATIVES | w.PREPOSITIONS), len(tokens))
        first = next((index for index in range(1, last_own) if tokens[index].capital), 0)
    if len(tokens) > 1 and tokens[0].lower in _TITLES_OF_SEVERAL and not any(token.lower == "and" for token in tokens):
        first = 1
    last = _past_head(tokens) - 1
    shown = text[tokens[first].start : tokens[last].end]
    if tokens[last].possessive and shown.endswith(("'s", "’s")):
        shown = shown[:-2]
    elif tokens[last].possessive and shown.lower().endswith(f"{tokens[last].lower}s"):
        shown = shown[:-1]
    shown = _unquoted(_SPACE.sub(" ", _BRACKETS.sub("", shown)).strip(" ,;:-–—"))
    name = _appended_name(tokens)
    if name and (last < len(tokens) - 1 or any(token.lower in w.RELATIVES | {"that"} for token in tokens)):
        shown = text[name[0].start : name[-1].end]
    shown = _without_praise(tokens[first : last + 1], shown)
    if aged := _AGE.search(shown):
        shown = shown[: aged.start()]
    if doing := _DOING.search(shown):
        shown = shown[: doing.start()]
    relative = re.search(r",? (?:who|which|whose|whom|that)\b", shown)
    if relative and relative.start() > 0:
        shown = shown[: relative.start()].rstrip(" -–—")
    core_tokens = name or _core(tokens)
    core = tuple(token.lower for token in core_tokens)
    named = (
        any(token.capital and token.lower not in w.DETERMINERS for token in core_tokens[-1:])
        or sum(t.capital for t in core_tokens) > 1
    )
    kind = _kind(tokens, core_tokens, named)
    partitive = kind != "pronoun" and len(tokens) > 2 and tokens[0].lower in w.QUANTIFIERS and tokens[1].lower == "of"
    return Phrase(shown, core, kind, named, tokens[0].lower in _DEFINITE, _gender(tokens), partitive)


def _unquoted(shown: str) -> str:
    """Return a phrase without the quotation marks at its ends that close nothing in it."""
    bare = shown.strip(_MARKS)
    lead = shown[: len(shown) - len(shown.lstrip(_MARKS))]
    return lead + bare if lead and any(mark in bare for mark in _MARKS_THAT_CLOSE) else bare


def _without_praise(tokens: Sequence[Token], shown: str) -> str:
    """Return a person's name without the adjectives before it that tell no office: "the ubiquitous | Ivo Sand"."""
    lead = next((i for i, token in enumerate(tokens) if token.capital), 0)
    named = lead and len(tokens) - lead > 1 and all(t.capital and t.kind == "word" for t in tokens[lead:])
    if not named or not all(t.lower.endswith(_PRAISING) or t.lower in w.ADVERBS | w.DETERMINERS for t in tokens[:lead]):
        return shown
    if tokens[-1].lower in w.SPEAKER_NOUNS or tokens[-1].text.isupper():
        return shown
    return shown[shown.find(tokens[lead].text) :]


def _past_head(tokens: Sequence[Token]) -> int:
    """Return where the words that name a source end: before what a participle tells of it, unless that tells who made it.

    "class action lawsuits | being considered in Ostia", "a contributor | based in Varna"; "a survey conducted by Ostia FM".
    """
    for index in range(1, len(tokens)):
        told = tokens[index].lower == "being" or is_verbal(tokens, index)
        made = any(token.lower in {"by", "on", "with"} for token in tokens[index + 1 : index + 3])
        if told and not made and tokens[index - 1].lower not in w.POPULATION_NOUNS | {"those"}:
            return index
    return len(tokens)


def _gender(tokens: Sequence[Token]) -> str:
    """Return "he" or "she" by the nouns and titles of a phrase and of what is added to it after a comma."""
    if len(tokens) == 1 and tokens[0].lower in {"he", "him", "she", "her"}:
        return _SUBJECT_FORMS.get(tokens[0].lower, tokens[0].lower)
    complement = False
    for token in tokens:
        complement = token.text != "," and (complement or token.lower in w.PREPOSITIONS)
        if not complement and not token.possessive and token.lower in _MALE | _FEMALE:
            return "he" if token.lower in _MALE else "she"
    return ""


def _appended_name(tokens: Sequence[Token]) -> list[Token]:
    """Return the name that follows a description after a comma, titles left out: "the labour minister, | Ivo Sand"."""
    comma = next((index for index in range(len(tokens) - 1, 0, -1) if tokens[index].text == ","), None)
    if comma is None or any(token.capital for token in _core(tokens)[-1:]):
        return []
    name = tokens[comma + 1 :]
    if not name or not all(token.capital or token.lower in w.NAME_PARTICLES for token in name):
        return []
    return [token for token in name if token.lower not in w.TITLES]


def _core(tokens: Sequence[Token]) -> list[Token]:
    """Return the head part: before the first comma or preposition, or the name after a rank at the end."""
    core: list[Token] = []
    skipped = False
    for index, token in enumerate(tokens):
        if token.kind == "mark":
            if token.text in ",(" and core:
                break
            continue
        if token.lower in w.RELATIVES and core:
            break
        if token.lower in w.PREPOSITIONS and core:
            skipped = True
            ranks = [
                i
                for i in range(index, len(tokens))
                if tokens[i].capital and tokens[i].lower in w.TITLES and tokens[i - 1].capital
            ]
            if ranks:
                named = [t for t in tokens[ranks[0] :] if t.capital and t.lower not in w.TITLES]
                if named:
                    return named
            break
        if token.lower in w.DETERMINERS and not core:
            continue
        if token.lower.endswith(("-based", "-linked", "-backed", "-run", "-affiliated")):
            continue
        core.append(token)
    if not skipped and len(core) > 1:
        owners = [index for index, token in enumerate(core[:-1]) if token.possessive]
        if owners:
            core = core[owners[-1] + 1 :]
    trimmed = [token for token in core[:-1] if token.lower not in w.TITLES or not token.capital]
    return [*trimmed, *core[-1:]]


def _kind(tokens: Sequence[Token], core: Sequence[Token], named: bool) -> str:
    if (len(tokens) == 1 and tokens[0].lower in w.PRONOUNS | _SUBJECT_FORMS.keys()) or tokens[-1].lower == "them":
        return "pronoun"
    words = [token.lower for token in core]
    singulars = {word[:-1] if word.endswith("s") else word for word in words} | set(words)
    if not named and words and (words[-1] in w.TEXT_NOUNS or words[-1].rstrip("s") in w.TEXT_NOUNS):
        return "text"
    if words and words[-1] in w.TEXT_NOUNS and words[-1] not in w.ORGANISATION_NOUNS:
        return "text"
    heads = singulars if named else {words[-1], words[-1].removesuffix("s")} if words else set()
    if (heads & w.PERSON_NOUNS and words[-1] not in w.ORGANISATION_NOUNS) or any(
        t.lower in w.TITLES and t.capital for t in tokens
    ):
        return "person"
    if singulars & w.ORGANISATION_NOUNS or any(token.text.isupper() and len(token.text) > 1 for token in core):
        return "organisation"
    if any(token.text == "," for token in tokens):
        after = next(index for index, token in enumerate(tokens) if token.text == ",")
        if any(t.lower in w.PERSON_NOUNS for t in tokens[after:]):
            return "person"
    if named and len(core) >= 2:
        return "person"
    return "name" if named else "description"


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
            return self._antecedent(_SUBJECT_FORMS.get(last, last), sentence) or phrase.text
        if phrase.partitive:
            return phrase.text
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

    def _antecedent(self, pronoun: str, sentence: int) -> str | None:
        for mention in self._recent():
            if sentence - mention.sentence > _REACH_SENTENCES:
                break
            phrase = mention.phrase
            plural = bool(phrase.core) and (_is_plural(phrase) or (phrase.kind == "person" and "and" in phrase.core))
            if pronoun in {"he", "she"}:
                fits = (
                    not plural
                    and phrase.gender in {"", pronoun}
                    and (phrase.kind == "person" or (mention.credited and phrase.kind in {"name", "description"}))
                )
            elif pronoun in {"it", "which"}:
                fits = (not plural or phrase.core[-1] == "media") and (
                    phrase.kind in {"organisation", "text"} or (mention.credited and phrase.kind == "name")
                )
            else:
                fits = pronoun in {"they", "we"} and (plural or phrase.kind in {"organisation", "text"})
            if fits:
                return mention.name
        return self._bare_name(sentence, 1, credited=False) if pronoun == "it" else None

    def _bare_name(self, sentence: int, reach: int, *, credited: bool) -> str | None:
        """Return the last name that nothing marks as a person or as another kind of body: "Ferro Lund", "UNRESA"."""
        for mention in self._recent():
            if sentence - mention.sentence > reach:
                return None
            phrase = mention.phrase
            kinds = w.PERSON_NOUNS | w.TITLES | w.ORGANISATION_NOUNS
            marked = phrase.gender or set(_fold(phrase.text).split()) & kinds or self._goes_by_surname(phrase)
            short = mention.credited and len(phrase.core) == 1 and not w.is_speaker_noun(phrase.core[0])
            if phrase.named and phrase.kind != "text" and not _is_plural(phrase) and not marked and (short or not credited):
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
            if _length(best) < _length(other) and wanted <= set(other.core) and other.named:
                best = other
        return best

    def _described(self, phrase: Phrase, sentence: int) -> str | None:
        """Return what a description without a name stands for: "the ministry", "a monitoring group"."""
        if not phrase.core or len(phrase.core) > 3:
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
                mention.phrase.named
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
    """Say whether a phrase names several: its head is a common noun in the plural."""
    head = phrase.core[-1]
    last = phrase.text.split()[-1]
    if len(phrase.core) > 1 and last[:1].isupper() and last.lower() == head and phrase.kind != "person":
        return False
    return head in w.PLURALS or (
        head.endswith("s") and (not phrase.named or w.is_speaker_noun(head)) and head not in w.S_NOUNS
    )


def _length(phrase: Phrase) -> int:
    return len(phrase.text.split())


def _is_clean(phrase: Phrase) -> bool:
    """Say whether a phrase may lend its form to others: no dateline, number or second source has run into it."""
    words = _fold(phrase.text).split()
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and not words[0][0].isdigit()
        and words[0] not in w.NUMBER_WORDS | w.NOT_NAMES
        and not (phrase.named and _FURNITURE & set(words))
        and not _SHOUTED.fullmatch(phrase.text)
        and "and" not in words[: len(phrase.core) + 1]
    )


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
