"""Invent a story: where it happens, what is counted in it, and who could say so."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from summarize.training import numerals, sources, vocabulary
from summarize.training.grammar import choose, expand
from summarize.training.sources import Source

Number = Callable[[str], str]
"""Mark the words of a figure and return them."""


@dataclass(frozen=True)
class Fact:
    """Something that is counted, with the ways to word it."""

    kind: str
    low: float
    high: float
    clauses: tuple[str, ...]
    measures: tuple[str, ...]
    participles: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @classmethod
    def read(cls, entry: Mapping[str, object]) -> Fact:
        """Return the fact of an entry of `stories.toml` or `measures.toml`."""

        def texts(key: str) -> tuple[str, ...]:
            value = entry.get(key, [])
            return tuple(str(item) for item in value) if isinstance(value, list) else ()

        match entry["r"]:
            case [int(low), int(high)]:
                return cls(
                    str(entry["k"]), low, high, texts("c"), texts("m"), texts("g"), texts("h"), texts("p"), texts("u")
                )
            case other:
                raise TypeError(f"a range is two whole numbers, not {other}")

    def draw(self, rng: random.Random) -> float:
        """Return a number that it could have."""
        return numerals.draw(self.kind, self.low, self.high, rng)


class Story:
    """One invented event with its places and its facts."""

    def __init__(self, rng: random.Random, topic: str | None = None) -> None:
        self.rng = rng
        topics = [name for name in sorted(vocabulary.load("stories")) if name != "words"]
        self.topic = topic or rng.choice(topics)
        self.facts = tuple(Fact.read(entry) for entry in _entries(self.topic))
        country, adjective, capital = (
            part.strip() for part in rng.choice(vocabulary.words("places", "country")).split("~")
        )
        self.places = {
            "city": rng.choice(vocabulary.words("places", "city")),
            "region": rng.choice(vocabulary.words("places", "region")),
            "country": adjective,
            "adjective": adjective,
            "capital": capital,
            "land": country,
        }
        self.sticky = {
            name: rng.choice(vocabulary.words("stories", "words", name))
            for name in ("company", "party", "team", "disease", "crop", "event", "vehicle", "drug")
        }

    def word(self, slot: str) -> str:
        """Return a filling for `slot` that is no figure.

        Raises KeyError for a slot that the vocabulary does not know.
        """
        if slot in self.places:
            return self.places[slot]
        if slot in self.sticky:
            return self.sticky[slot]
        if slot == "body":
            return self.body_template().split("~")[0].strip()
        if slot == "outlet":
            return self.outlet("carriers").removeprefix("the ")
        if slot == "pollster":
            return self.rng.choice(vocabulary.words("frames", "words", "pollsters"))
        for file in ("frames", "stories"):
            lists = vocabulary.table(file, "words")
            if slot in lists:
                return self.rng.choice(vocabulary.words(file, "words", slot))
        raise KeyError(slot)

    def phrase(self, template: str) -> str:
        """Return `template` with words filled in; it holds no figure."""
        return expand(template, self.rng, self.word)

    def outlet(self, names: str = "outlets") -> str:
        """Return who passes a statement on ("outlets" has reporters and lawmakers too, "carriers" media only)."""
        return self.phrase(self.rng.choice(vocabulary.words("frames", "words", names)))

    def body_template(self) -> str:
        """Return "full ~ short" of a body of this story."""
        return self.rng.choice(vocabulary.words("stories", self.topic, "bodies"))

    def scene(self) -> str:
        """Return a sentence about the event without a figure, its stop left out."""
        return self.phrase(self.rng.choice(vocabulary.words("stories", self.topic, "scenes"))).rstrip(".")

    def fact(self, *, but: tuple[Fact, ...] = ()) -> Fact:
        """Return one of its facts, if possible none of `but`."""
        return self.rng.choice([fact for fact in self.facts if fact not in but] or list(self.facts))

    def clause(self, template: str, fact: Fact, number: Number, *, value: float | None = None) -> str:
        """Return `template` with its figures worded by `fact` and marked by `number`."""

        def fill(slot: str) -> str:
            if slot in ("n", "m"):
                drawn = value if value is not None and slot == "n" else fact.draw(self.rng)
                unit = self.phrase(self.rng.choice(fact.units)) if fact.units else ""
                return number(self.worded(fact, drawn, unit))
            return self.word(slot)

        return expand(template, self.rng, fill)

    def worded(self, fact: Fact, value: float, unit: str = "") -> str:
        """Return `value` as a figure of `fact`."""
        return numerals.wording(fact.kind, value, self.rng, unit=unit)

    def source(self) -> Source:
        """Invent somebody who could give the story's figures."""
        rng = self.rng
        chance = rng.random()
        role = rng.choice(vocabulary.words("stories", self.topic, "roles"))
        if chance < 0.40:
            return sources.person(self.phrase(role), rng)
        if chance < 0.46:
            appositive = self.phrase(role.partition("|")[2].strip())
            if appositive.startswith(("a ", "the ")):
                return sources.unnamed(appositive, rng)
            return sources.unnamed(
                self.phrase("a [spokesman|spokeswoman|senior official|former official] [for|at] {body}"), rng
            )
        if chance < 0.68:
            return sources.body(self.phrase(self.body_template()), rng)
        if chance < 0.74:
            place = rng.choice(
                (
                    self.places["capital"],
                    self.places["land"],
                    self.phrase(rng.choice(vocabulary.words("frames", "words", "carriers"))),
                )
            )
            return sources.body(f"{place} ~ {place}", rng)
        if chance < 0.83:
            return sources.group(self.phrase(rng.choice(vocabulary.words("stories", self.topic, "groups"))), rng)
        return sources.paper(self.phrase(choose(rng.choice(vocabulary.words("frames", "words", "papers")), rng)), rng)


def _entries(topic: str) -> list[dict[str, object]]:
    facts = vocabulary.table("stories", topic)["facts"]
    if not isinstance(facts, list):
        raise TypeError(f"stories.toml: {topic}.facts is no list")
    return facts
