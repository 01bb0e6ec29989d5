"""Whether two names are one source, and which side a source is on.

Outlets name one source in many ways ("the Syrian Observatory for Human Rights", "SOHR", "the Observatory"; "Maj Gen
Igor Konashenkov", "the Russian defence ministry", "Moscow"). `same_source` is about one voice, `side` about whom it
speaks for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from summarize.reading.event_words import PARTIES
from summarize.schema import ARTICLE_ITSELF, Summary

__all__ = ["Sources", "is_anonymous", "is_independent", "is_named", "roles_of"]

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_EMPTY = frozenset(
    "the a an al el of for in to and or by at on from with its his her their some other several many one two three who that "
    "which".split()
)
_OWNERS = frozenset({"its", "his", "her", "their"})
_COMMON = frozenset(
    """official officials spokesman spokeswoman spokesperson spokespeople source sources minister ministry president
    government governor mayor chief head director leader leaders authorities authority department agency office officer
    officers police army military forces armed general maj major gen lt col colonel captain commander adviser advisor aide
    secretary deputy group groups activist activists monitor monitors monitoring observers witness witnesses resident
    residents doctor doctors hospital medics medical media news television tv channel radio report reports statement state
    local regional national international united central human rights council committee commission service services
    emergency rescue rescuers union company firm bank court judge prosecutor prosecutors lawyer lawyers analyst analysts
    expert experts researchers study survey poll data figures people staff senior top former defence defense interior
    foreign health public mr mrs ms dr sir prof war civil city town province district party member members journalist
    reporter correspondent eyewitness workers team unnamed anonymous informed security based britain-based uk-based
    fire ambulance coastguard coast guard water london-based opposition pro-government""".split()
)
"""Words that say what a source is, not which."""

_OFFICIAL = frozenset(
    """ministry minister president government governor army military forces armed general staff spokesman spokeswoman spokesperson
    official officials authorities authority state kremlin chief chiefs defence defense police service services parliament
    ambassador envoy embassy premier command commander prosecutor prosecutors adviser advisor intelligence navy troops""".split()
)
_VOICES = frozenset(
    "head chief director spokesman spokeswoman spokesperson chairman chairwoman commander deputy boss".split()
)
_BODIES = frozenset(
    "agency authority ministry department office council commission police army company union hospital regulator board "
    "committee rescuers firefighters".split()
)
_OFFICES = frozenset(
    "president premier chancellor mayor governor minister secretary commissioner coroner sheriff prosecutor ambassador "
    "chairman chairwoman".split()
)
"""Offices that one person holds at a time."""
_INDEPENDENT = frozenset(
    "opposition rebel rebels observatory activist activists monitor monitors witness witnesses resident residents exile exiled "
    "un united nations ngo charity red crescent cross coalition poll survey study newspaper analyst analysts".split()
)
_NO_STATE = frozenset({"islamic", "state"})
"""A group whose name has the word."""
_FACELESS = frozenset(
    "source sources informed anonymous unnamed unidentified well-placed reliable media local press report reports".split()
)
_KINDS = (
    frozenset({"monitor", "monitors", "monitoring", "observatory"}),
    frozenset({"activist", "activists"}),
    frozenset({"hospital", "hospitals", "medic", "medics", "medical", "doctor", "doctors"}),
    frozenset({"rescuer", "rescuers", "rescue", "firefighters", "fire"}),
    frozenset({"police"}),
    frozenset({"union", "unions"}),
)
"""Words for one kind of source: who is called no more than "a monitor" may be any monitor that is named elsewhere."""
_PRIVATE = frozenset(
    "company firm bank union hospital club family airline operator owner party campaign church school".split()
)
"""Bodies whose spokesmen do not speak for the state."""


_BESIDE = re.compile(
    r"\b(?:advis[eo]r|aide|ally|assistant|predecessor|successor|rival|critic|opponent|brother|sister|wife|widow|husband|son|daughter|"
    r"father|mother|friend)s?\s+(?:to|of)\b",
    re.IGNORECASE,
)
"""Who stands beside somebody and speaks for himself."""


def roles_of(summaries: Iterable[Summary]) -> dict[str, str]:
    """Return what the articles say that people are: all of it, where they say several things of one."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for person in (person for summary in summaries for person in summary.people):
        if person.role:
            found[person.name][person.role] = None
    return {name: "; ".join(roles) for name, roles in found.items()}


def is_named(name: str) -> bool:
    """Say whether `name` is a source, not the article itself."""
    return name.lower() not in (ARTICLE_ITSELF, "the article itself", "")


def is_anonymous(name: str) -> bool:
    """Say whether `name` hides who speaks ("a source", "informed sources", "reports")."""
    return is_named(name) and not set(_lowered(_words(name))) - _EMPTY - _FACELESS


def is_independent(name: str) -> bool:
    """Say whether `name` counts for itself, beside whoever holds the official count."""
    return bool(
        set(_lowered(_words(name))) & (_INDEPENDENT | {"group", "aid", "union", "lawyers", "campaigners", "families"})
    )


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(m[0].replace("’", "'").removesuffix("'s") for m in _WORD.finditer(name))


class Sources:
    """The sources of one story and what is known of them."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        """Take `roles`: person's name -> what the articles say that they are."""
        self._roles = {name.lower(): role for name, role in roles.items()}
        self._surnames = {_words(name)[-1].lower(): role for name, role in roles.items() if _words(name)}
        # A story asks about the same few names for every pair of its claims.
        self.same_source = cache(self._same_source)
        self.side = cache(self._side)
        self.together = cache(self._together)

    def _same_source(self, a: str, b: str) -> bool:
        """Say whether two names are one voice: they share a distinctive word, or one abbreviates the other."""
        if not (is_named(a) and is_named(b)):
            return is_named(a) == is_named(b)
        if a.lower() == b.lower() or _abbreviates(a, b) or _abbreviates(b, a):
            return True
        if self._holds(b, a) or self._holds(a, b):
            return True
        first, second = _distinctive(a), _distinctive(b)
        nations = frozenset(PARTIES.values())
        if first and second and (first | second) <= nations:
            return first == second and bool(_plain(a) & _INDEPENDENT) == bool(_plain(b) & _INDEPENDENT)
        if first and second:
            return bool(first & second)
        return not first and not second and _plain(a) == _plain(b)

    def _holds(self, person: str, office: str) -> bool:
        """Say whether `office` is an office and no more ("health secretary"), and `person` the only one who holds it."""
        words = _plain(office)
        if not words & _OFFICES or _distinctive(office):
            return False
        described = [f"{name} {role}" for name, role in self._roles.items()]
        return words < _plain(f"{person} {self._role(person)}") and sum(words <= _plain(d) for d in described) <= 1

    def _role(self, name: str) -> str:
        """Return what the articles say that a person is, known by full name or surname; empty where they do not."""
        words = _words(name)
        return self._roles.get(name.lower()) or (self._surnames.get(words[-1].lower(), "") if words else "")

    def _side(self, name: str) -> frozenset[str]:
        """Return the nation or party for which a source speaks, by its name and its role; empty if it speaks for none.

        "Syrian state media" speaks for Syria; the Syrian Observatory, the opposition and witnesses do not.
        """
        words, role = _words(name), self._role(name)
        described = set(_lowered(_words(f"{name} {role}")))
        bare = all(w in PARTIES or w in _EMPTY for w in _lowered(words))
        if described & _INDEPENDENT or not (bare or described & _OFFICIAL):
            return frozenset()
        return frozenset(self.parties(f"{name} {role}")[:1])

    def parties(self, text: str) -> list[str]:
        """Return every nation or party that `text` names, in order."""
        return list(dict.fromkeys(PARTIES[w] for w in _lowered(_words(text)) if w in PARTIES))

    def one_voice(self, a: str, b: str) -> bool:
        """Say whether somebody is named in both, and it is one voice."""
        return is_named(a) and is_named(b) and self.same_source(a, b)

    def two_voices(self, a: str, b: str) -> bool:
        """Say whether somebody is named in both, and they are two voices."""
        return is_named(a) and is_named(b) and not self.same_source(a, b)

    def _together(self, a: str, b: str) -> bool:
        """Say whether two sources are on one side: one voice, or speakers for one nation or party."""
        if self.same_source(a, b) or self.side(a) & self.side(b):
            return True
        if self._is_official_of(a, b) or self._is_official_of(b, a):
            return True
        if (_is_bare(a) or _is_bare(b)) and any(_plain(a) & kind and _plain(b) & kind for kind in _KINDS):
            return True
        first, second = set(_lowered(_words(a))), set(_lowered(_words(b)))
        return bool(first & second & _BODIES) and bool((first | second) & _VOICES)

    def _is_official_of(self, some: str, other: str) -> bool:
        """Say whether `some` official voice may be the `other`, an official one too.

        "Its general staff" has an owner, of whom the name does not tell: it may be any general staff, and no minister.
        """
        if not self._is_some_official(some) or not self._is_official(other):
            return False
        return not set(_lowered(_words(some))) & _OWNERS or _plain(some) <= _plain(other)

    def _is_some_official(self, name: str) -> bool:
        """Say whether `name` is an official voice without a name of its own ("officials", "the authorities")."""
        words = set(_lowered(_words(name)))
        return not words - _EMPTY - _COMMON and bool(words & _OFFICIAL) and not words & (_INDEPENDENT | _PRIVATE)

    def _is_official(self, name: str) -> bool:
        words = set(_lowered(_words(name)))
        return bool(words & (_OFFICIAL | _BODIES)) and not words & _INDEPENDENT and not words >= _NO_STATE


@cache
def _distinctive(name: str) -> frozenset[str]:
    """Return the words that say which source it is: proper ones, or the nation if there is nothing else.

    An adviser to the president is not the president: what stands after "to" says whose he is, not who.
    """
    beside = _BESIDE.search(name)
    words = _lowered(_words(name[: beside.start()] if beside else name))
    named = frozenset(PARTIES.get(w, w) for w in words if w not in _EMPTY and w not in _COMMON)
    proper = frozenset(w for w in named if w not in PARTIES.values())
    return proper or named


def _is_bare(name: str) -> bool:
    """Say whether `name` tells what the source is and not which one."""
    return not _plain(name) - _COMMON - _INDEPENDENT


def _lowered(words: Iterable[str]) -> list[str]:
    return [part for w in words for part in ([w.lower()] if w.lower() in PARTIES else w.lower().split("-"))]


@cache
def _plain(name: str) -> frozenset[str]:
    return frozenset(w for w in _lowered(_words(name)) if w not in _EMPTY)


def _abbreviates(short: str, long: str) -> bool:
    """Say whether a word of `short` is the initials of capitalised words of `long` ("SOHR")."""
    initials = "".join(w[0] for w in _words(long) if w[0].isupper())
    loose = "".join(w[0].upper() for w in _words(long) if w.lower() not in ("the", "a", "an"))
    return any(len(w) >= 2 and w.isupper() and (w in initials or w in loose) for w in _words(short))
