"""Invent who gives figures: people, bodies, groups and papers, and how a text calls them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from summarize.reading.asked import MOST_WORDS
from summarize.training import vocabulary

_PRONOUNS = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
}


@dataclass
class Source:
    """Somebody or something that states figures."""

    kind: str
    """"person", "unnamed", "body", "group", "poll", "paper"; what is no source has "nobody"."""
    name: str
    """The answer that the model should rank first."""
    first: tuple[str, ...]
    """Ways to introduce it; a phrase in commas ends in one."""
    later: tuple[str, ...]
    """Ways to name it again."""
    pronoun: str
    """"she", "he", "it" or "they"."""
    known: bool = False
    """Whether the text has named it already."""
    names: set[str] = field(default_factory=set)
    """Words that other sources of the passage must not share."""

    def mention(self, rng: random.Random, *, pronoun: bool = False, case: int = 0) -> str:
        """Return words for it and remember that it is known; `case` 0 subject, 1 object, 2 possessor."""
        if pronoun:
            return _PRONOUNS[self.pronoun][case]
        words = rng.choice(self.later if self.known else self.first)
        self.known = True
        if case == 2:
            words = words.rstrip(",")
            words = words.split(",")[0] if "," in words else words
            return f"{words}’" if words.endswith("s") else f"{words}’s"
        return words


def invent_name(rng: random.Random) -> tuple[str, str, str]:
    """Return a full name, the family name and the pronoun."""
    people = vocabulary.load("people")
    culture = rng.choice(sorted(people))
    pronoun = rng.choice(("she", "he", "he"))
    given = rng.choice(vocabulary.words("people", culture, "women" if pronoun == "she" else "men"))
    family = rng.choice(vocabulary.words("people", culture, "family"))
    if vocabulary.table("people", culture).get("order") == "family":
        return f"{family} {given}", family, pronoun
    if rng.random() < 0.06:
        given = f"{given} {rng.choice('ABCDEFGHJKLMPRSTW')}."
    return f"{given} {family}", family, pronoun


def person(role: str, rng: random.Random) -> Source:
    """Return a person with the role "title | appositive"."""
    title, _, appositive = (part.strip() for part in role.partition("|"))
    full, family, pronoun = invent_name(rng)
    first = [full, full]
    if title:
        first += [f"{title} {full}"] * 2
    if appositive:
        first += [f"{full}, {appositive},"] * 3
        if appositive.startswith("the "):
            first.append(f"{appositive}, {full},")
        elif appositive.startswith("a ") and " who " not in appositive:
            first.append(
                f"{appositive.removeprefix('a ')} {full}" if " at " not in appositive else f"{full}, {appositive},"
            )
    if rng.random() < 0.15:
        first.append(f"{full}, {rng.randint(19, 78)}, {appositive or 'who was there'},")
    later = [family, family, family]
    if title:
        later.append(f"{title} {family}")
    if rng.random() < 0.35:
        later = [("Ms. " if pronoun == "she" else "Mr. ") + family]
    noun = _noun(appositive)
    if noun:
        later.append(f"the {noun}")
    chance = rng.random()
    name = full
    if title and chance < 0.3:
        name = f"{title} {full}"
    elif appositive and chance < 0.25:
        name = " ".join(f"{full}, {appositive}".split()[:MOST_WORDS])
    elif chance > 0.92:
        name = family
    return Source("person", name, tuple(first), tuple(later), pronoun, names={family})


def _noun(appositive: str) -> str:
    """Return the role's head word ("a ministry spokesman" -> "spokesman"), or nothing."""
    words = appositive.split()
    if not words or words[0] not in ("a", "an", "the"):
        return ""
    for at, word in enumerate(words):
        if word in ("of", "at", "for", "in", "to", "who", "from"):
            return words[at - 1] if at > 1 else ""
    return words[-1]


def unnamed(appositive: str, rng: random.Random) -> Source:
    """Return somebody who is told by their role only ("a doctor at the hospital")."""
    noun = _noun(appositive)
    first = [appositive]
    if rng.random() < 0.4:
        first.append(f"{appositive}, who [asked not to be named|spoke on condition of anonymity],")
    return Source("unnamed", appositive, tuple(first), (f"the {noun}",), rng.choice(("he", "she")), names={noun})


def body(template: str, rng: random.Random) -> Source:
    """Return the body of "full ~ short"."""
    full, _, short = (part.strip() for part in template.partition("~"))
    first = [full, full]
    abbreviation = "".join(word[0] for word in full.split() if word[0].isupper())
    later = [short, short, full]
    if len(abbreviation) > 2 and rng.random() < 0.3:
        first, later = [f"{full} ({abbreviation})"], [abbreviation, f"the {abbreviation}"]
    if rng.random() < 0.15:
        first.append(f"{rng.choice(('officials at', 'a statement from', 'the press office of'))} {full}")
    return Source("body", _as_candidate(full, rng), tuple(first), tuple(later), "it", names={short})


def group(words: str, rng: random.Random) -> Source:
    """Return an unnamed group ("witnesses")."""
    first = [words, words]
    if len(words.split()) == 1 and rng.random() < 0.3:
        first.append(f"some {words}")
    noun = words.split(" in ")[0].split(" with ")[0].split()[-1]
    return Source("group", words, tuple(first), (words, f"the {noun}"), "they", names={noun})


def paper(template: str, rng: random.Random) -> Source:
    """Return a poll, report or other paper of "first ~ later"."""
    first, _, later = (part.strip() for part in template.partition("~"))
    kind = "poll" if later.split()[-1] in ("poll", "polls", "survey") or later == first else "paper"
    firsts = [first, first]
    if rng.random() < 0.25:
        firsts.append(f"{first}, conducted [in {{month}}|among 1,000 adults|for {{outlet}}],")
    pronoun = "they" if later.endswith("s") and not later.endswith(("census", "analysis")) else "it"
    return Source(kind, _as_candidate(first, rng), tuple(firsts), (later, later, first), pronoun, names={later})


def _as_candidate(words: str, rng: random.Random) -> str:
    """Return `words` as a reader lists them: mostly as they stand, at times capitalised or without the article."""
    chance = rng.random()
    if chance < 0.1:
        words = words[:1].upper() + words[1:]
    elif chance < 0.65:
        words = words.removeprefix("the ")
    elif chance < 0.75:
        words = words.removeprefix("the ").removeprefix("a ")
    return " ".join(words.split()[:MOST_WORDS])
