"""Write pairs of sentences with a figure each, and say whether the two count the same thing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from summarize.reading.excerpts import marked, window
from summarize.training import noise, vocabulary
from summarize.training.grammar import choose, expand, sentence_case
from summarize.training.marks import mark, unmark
from summarize.training.sources import invent_name
from summarize.training.stories import Fact, Story

SAME, PART, DIFFERENT = "same", "part", "different"

WORDS_BEFORE, WORDS_AFTER = 2, 4
"""Words shown around the figure in `$first_figure` and `$second_figure`; fixed by prompts/README.md."""

_SENTENCE = 25
"""Most words of a sentence shown before and after its figure; fixed by prompts/README.md."""


_PARTIES = ("adjective", "company", "party", "team", "disease")
"""Slots that say whose quantity it is."""


@dataclass(frozen=True)
class Pair:
    """Two sentences, each with a figure, and how the figures relate."""

    first: str
    first_figure: str
    second: str
    second_figure: str
    label: str
    phenomenon: str


@dataclass(frozen=True)
class _Quantity:
    """A fact with what it is part of."""

    fact: Fact
    wholes: tuple[str, ...]
    tails: tuple[str, ...]


_Side = tuple[str, str]
"""A sentence and the excerpt of its figure."""


def write_pair(rng: random.Random) -> Pair:
    """Return an invented pair."""
    kind = rng.choices(list(KINDS), [weight for weight, _, _ in KINDS.values()])[0]
    _, label, write = KINDS[kind]
    sides = None
    while sides is None:
        sides = write(_Pairs(rng))
    first, second = sides if rng.random() < 0.5 else (sides[1], sides[0])
    return Pair(*first, *second, label, kind)


class _Pairs:
    """Write the two sides of a pair about one story."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        topic = rng.choices(["war", "attack", "disaster", "protests", "other"], [24, 22, 14, 8, 50])[0]
        topics = sorted(vocabulary.load("measures"))
        self.topic = rng.choice(topics) if topic == "other" else topic
        self.story = Story(rng, self.topic)
        self.quantities = tuple(_quantity(entry) for entry in _entries(self.topic))
        self.main = rng.choice(self.quantities)
        self.value = self.main.fact.draw(rng)

    # -- one quantity ----------------------------------------------------------------------------------------------

    def reworded(self) -> tuple[_Side, _Side]:
        """Write one quantity twice, in other words."""
        one, other = self.rng.sample(self.main.fact.clauses, 2)
        return self._side(one, self.value), self._side(other, self._another_count())

    def named_measure(self) -> tuple[_Side, _Side]:
        """Write one quantity once by its name ("the death toll") and once as a clause."""
        frame = self._words("named")
        return self._side(self._named(frame), self.value), self._side(self._clause(), self._another_count())

    def same_window(self) -> tuple[_Side, _Side]:
        """Write one quantity with the same place or time said on both sides."""
        tail = self.story.phrase(self._words("tails"))
        return self._side(self._clause() + tail, self.value), self._side(self._clause() + tail, self._another_count())

    def same_part(self) -> tuple[_Side, _Side] | None:
        """Write the same part of a quantity twice."""
        if not self.main.fact.parts:
            return None
        part = self.rng.choice(self.main.fact.parts)
        return self._side(part, self._smaller()), self._side(part, self._smaller())

    # -- part and whole --------------------------------------------------------------------------------------------

    def part(self) -> tuple[_Side, _Side] | None:
        """Write a quantity and a part of it."""
        if not self.main.fact.parts:
            return None
        return self._side(self._clause(), self.value), self._side(
            self.rng.choice(self.main.fact.parts), self._smaller()
        )

    def part_in_tail(self) -> tuple[_Side, _Side] | None:
        """Write a quantity and, as the end of another sentence about it, a part of it."""
        if not self.main.tails:
            return None
        tail = self.rng.choice(self.main.tails).replace("{x}", "{ASKED}")
        sentence = f"{self._clause().replace('{n}', '{OTHER}')}, {tail}"
        return self._side(self._clause(), self.value), self._side(sentence, self._smaller())

    def whole(self) -> tuple[_Side, _Side] | None:
        """Write a quantity and a whole that it belongs to."""
        if not self.main.wholes:
            return None
        return self._side(self._clause(), self._smaller()), self._side(self.rng.choice(self.main.wholes), self.value)

    def narrower_window(self) -> tuple[_Side, _Side]:
        """Write a quantity over a long time or a wide place and over a short or narrow one."""
        wide, narrow = self._words("narrower").split(" ~")
        return self._side(self._clause() + wide, self.value), self._side(self._clause() + narrow, self._smaller())

    # -- different things ------------------------------------------------------------------------------------------

    def sibling(self) -> tuple[_Side, _Side]:
        """Write two quantities of one event (killed and wounded)."""
        other = self.rng.choice([quantity for quantity in self.quantities if quantity is not self.main])
        near = self.rng.random() < 0.3
        value = self.value if near else other.fact.draw(self.rng)
        return self._side(self._clause(), self.value), self._side(
            self.rng.choice(other.fact.clauses), value, other.fact
        )

    def sibling_part(self) -> tuple[_Side, _Side] | None:
        """Write two parts of different kinds, or a part and another quantity."""
        other = self.rng.choice([quantity for quantity in self.quantities if quantity is not self.main])
        if not other.fact.parts:
            return None
        side = self._side(self.rng.choice(other.fact.parts), other.fact.draw(self.rng), other.fact)
        return self._side(self._clause(), self.value), side

    def other_parts(self) -> tuple[_Side, _Side] | None:
        """Write two different parts of one quantity."""
        if len(self.main.fact.parts) < 2:
            return None
        one, other = self.rng.sample(self.main.fact.parts, 2)
        return self._side(one, self._smaller()), self._side(other, self._smaller())

    def other_place(self) -> tuple[_Side, _Side] | None:
        """Write the same kind of quantity of two places."""
        first = self._side(self._placed(), self.value)
        with self._elsewhere("city", "places", "city"), self._elsewhere("region", "places", "region"):
            return first, self._side(self._placed(), self._another_count())

    def other_time(self) -> tuple[_Side, _Side]:
        """Write the same kind of quantity of now and of another time."""
        now, then = self._words("now"), self._words("then")
        return self._side(self._clause() + now, self.value), self._side(self._clause() + then, self._another_count())

    def other_party(self) -> tuple[_Side, _Side] | None:
        """Write the same kind of quantity of two sides."""
        clauses = self.main.fact.clauses
        slot = next((slot for slot in _PARTIES if any(f"{{{slot}}}" in clause for clause in clauses)), None)
        if slot is None:
            return None
        clauses = tuple(clause for clause in clauses if f"{{{slot}}}" in clause)
        first = self._side(self.rng.choice(clauses), self.value)
        file, *keys = ("places", "country") if slot == "adjective" else ("stories", "words", slot)
        with self._elsewhere(slot, file, *keys):
            return first, self._side(self.rng.choice(clauses), self._another_count())

    def other_story(self) -> tuple[_Side, _Side]:
        """Write quantities of two stories that have nothing to do with each other."""
        other = _Pairs(self.rng)
        while other.topic == self.topic:
            other = _Pairs(self.rng)
        return self._side(self._clause(), self.value), other._side(other._clause(), other.value)

    # -- sentences -------------------------------------------------------------------------------------------------

    def _clause(self) -> str:
        return self.rng.choice(self.main.fact.clauses)

    def _placed(self) -> str:
        clause = self._clause()
        return (
            clause
            if "{city}" in clause or "{region}" in clause
            else clause + self.rng.choice((" in {city}", " in {city}", " in {region}"))
        )

    def _named(self, frame: str) -> str:
        return choose(frame, self.rng).replace("{M}", self.rng.choice(self.main.fact.measures))

    def _words(self, name: str) -> str:
        return self.rng.choice(vocabulary.words("frames", "pair", name))

    def _another_count(self) -> float:
        """Return what the other side says: often the same, else another count of the thing."""
        if self.rng.random() < 0.45:
            return self.value
        if self.main.fact.kind in ("percent", "decimal", "small") or self.rng.random() < 0.3:
            return self.main.fact.draw(self.rng)
        return float(max(2, round(self.value * self.rng.uniform(0.4, 2.2))))

    def _smaller(self) -> float:
        if self.main.fact.kind in ("percent", "decimal"):
            return self.main.fact.draw(self.rng)
        return float(max(2, round(self.value * self.rng.uniform(0.02, 0.7))))

    @contextmanager
    def _elsewhere(self, slot: str, file: str, *keys: str) -> Iterator[None]:
        """Let `slot` mean something else for a while."""
        bindings = self.story.places if slot in self.story.places else self.story.sticky
        kept = bindings[slot]
        words = [word.split("~")[1].strip() if slot == "adjective" else word for word in vocabulary.words(file, *keys)]
        bindings[slot] = self.rng.choice([word for word in words if word != kept])
        try:
            yield
        finally:
            bindings[slot] = kept

    def _side(self, clause: str, value: float, fact: Fact | None = None) -> _Side:
        """Return a news sentence around `clause` and the excerpt of its figure, `value`."""
        rng, fact = self.rng, fact or self.main.fact
        text = sentence_case(expand(self._words("sentences"), rng, self._fill(clause, value, fact)))
        plain, figures = unmark(noise.spoil(text, rng, []))
        asked = next(figure for figure in figures if figure.number == 0)
        start, end = window(plain, asked.start, asked.end, limits=(0, len(plain)), before=_SENTENCE, after=_SENTENCE)
        shown = marked(plain, asked.start, asked.end, limits=(start, end), before=WORDS_BEFORE, after=WORDS_AFTER)
        return plain[start:end], shown

    def _fill(self, clause: str, value: float, fact: Fact) -> Callable[[str], str]:
        rng, story = self.rng, self.story
        others = [quantity.fact for quantity in self.quantities if quantity.fact is not fact]
        unit = story.phrase(rng.choice(fact.units)) if fact.units else ""

        def fill(slot: str) -> str:
            if slot == "C":
                return clause if "{ASKED}" in clause else clause.replace("{n}", "{ASKED}")
            if slot == "ASKED":
                return mark(0, story.worded(fact, value, unit))
            if slot in ("OTHER", "x"):
                count = replace(fact, kind="count" if fact.kind == "big" else fact.kind)
                return mark(1, story.worded(count, fact.draw(rng)))
            if slot == "D":
                other = rng.choice(others)
                template = rng.choice(other.clauses).replace("{x}", "all")
                return story.clause(template, other, lambda words: mark(1, words))
            if slot == "N":
                return invent_name(rng)[0]
            if slot == "s":
                source = story.source()
                return story.phrase(source.mention(rng)).rstrip(",") if "," not in source.first[-1] else source.name
            if slot == "E":
                return story.scene()
            return story.word(slot)

        return fill


KINDS: dict[str, tuple[int, str, Callable[[_Pairs], tuple[_Side, _Side] | None]]] = {
    "reworded": (24, SAME, _Pairs.reworded),
    "named_measure": (10, SAME, _Pairs.named_measure),
    "same_window": (6, SAME, _Pairs.same_window),
    "same_part": (4, SAME, _Pairs.same_part),
    "part": (10, PART, _Pairs.part),
    "part_in_tail": (4, PART, _Pairs.part_in_tail),
    "whole": (4, PART, _Pairs.whole),
    "narrower_window": (4, PART, _Pairs.narrower_window),
    "sibling": (14, DIFFERENT, _Pairs.sibling),
    "sibling_part": (3, DIFFERENT, _Pairs.sibling_part),
    "other_parts": (3, DIFFERENT, _Pairs.other_parts),
    "other_place": (6, DIFFERENT, _Pairs.other_place),
    "other_time": (5, DIFFERENT, _Pairs.other_time),
    "other_party": (5, DIFFERENT, _Pairs.other_party),
    "other_story": (3, DIFFERENT, _Pairs.other_story),
}
"""Weight, label and writer of each kind of pair."""


def _entries(topic: str) -> list[dict[str, object]]:
    entries = vocabulary.load("measures")[topic]
    if not isinstance(entries, list):
        raise TypeError(f"measures.toml: {topic} is no list of tables")
    return entries


def _quantity(entry: dict[str, object]) -> _Quantity:
    fact = Fact.read(entry)
    wholes, tails = entry.get("w", []), entry.get("t", [])
    if not isinstance(wholes, list) or not isinstance(tails, list):
        raise TypeError("measures.toml: w and t are lists")
    return _Quantity(fact, tuple(map(str, wholes)), tuple(map(str, tails)))
