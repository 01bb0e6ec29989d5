"""Fill the slots of a reporting frame, and keep account of whose figure each one is."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarize.training import vocabulary
from summarize.training.marks import mark
from summarize.training.sources import Source, invent_name
from summarize.training.stories import Fact, Story

_NO_NAMES = frozenset({"reporters", "journalists", "lawmakers", "a"})
"""First words of those who are told something and are nobody in particular."""

_PLANNED = {
    "COUNT": Fact("big", 20, 90_000, (), ()),
    "n_money": Fact("money", 1e5, 9e9, (), ()),
    "n_percent": Fact("percent", 2, 60, (), ()),
}
"""Figures of plans, which are no facts of a story."""


@dataclass
class Account:
    """Who gives which figure of a passage, and who is named in it."""

    figures: list[tuple[Source | None, str]] = field(default_factory=list)
    """Owner and phenomenon of each figure, by number; no owner means the article itself."""
    named: list[Source] = field(default_factory=list)
    """Sources in the order of their first mention."""
    bystanders: list[str] = field(default_factory=list)
    """Names of those who give no figure."""

    def mark(self, owner: Source | None, phenomenon: str, words: str) -> str:
        """Return `words` marked as a figure of `owner`."""
        self.figures.append((owner, phenomenon))
        return mark(len(self.figures) - 1, words)

    def name(self, source: Source) -> Source:
        """Return `source`, remembered as named."""
        if source not in self.named:
            self.named.append(source)
        return source

    def bystander(self, name: str) -> str:
        """Return `name`, remembered as one who gives no figure."""
        if name.split()[0] not in _NO_NAMES and name not in self.bystanders:
            self.bystanders.append(name)
        return name


class Filling:
    """Words for the slots of one sentence: `frames.toml` says what each slot is."""

    def __init__(
        self,
        story: Story,
        account: Account,
        *,
        source: Source | None = None,
        owner: Source | None = None,
        phenomenon: str = "",
        pronoun: bool = False,
        fact: Fact | None = None,
    ) -> None:
        """Fill for a sentence about `source` whose figures `owner` gives.

        With `pronoun`, the source may be called "he", "it" or "they"; `fact` is what the sentence counts first.
        """
        self._story, self._account, self._rng = story, account, story.rng
        self._source, self._owner, self._phenomenon, self._pronoun = source, owner, phenomenon, pronoun
        self._fact = fact or story.fact()
        self._told = [self._fact]

    def __call__(self, slot: str) -> str:
        """Return words for `slot`. Raises KeyError for a slot that nothing fills."""
        return self._of_source(slot) or self._of_figure(slot) or self._of_scene(slot)

    def clause(self, templates: tuple[str, ...], fact: Fact) -> str:
        """Return one of `templates` with its figures marked as the owner's."""
        return self._story.clause(self._rng.choice(templates), fact, self._number)

    def _number(self, words: str) -> str:
        return self._account.mark(self._owner, self._phenomenon, words)

    def _of_source(self, slot: str) -> str:
        source, rng = self._source, self._rng
        if source is None:
            return ""
        match slot:
            case "S" | "O" | "P":
                self._account.name(source)
                said = source.mention(rng, pronoun=self._pronoun and rng.random() < 0.6, case="SOP".index(slot))
                return self._story.phrase(said)
            case "s":
                short = rng.choice((source.name, source.later[0]))
                self._account.name(source)
                return short.removeprefix("the ").removeprefix("a ")
            case "he":
                return source.pronoun
            case "He":
                return source.pronoun.capitalize()
            case _:
                return ""

    def _of_figure(self, slot: str) -> str:
        story, rng, fact = self._story, self._rng, self._fact
        match slot:
            case "C":
                return self.clause(fact.clauses, fact)
            case "Q":
                return rng.choice(vocabulary.words("frames", "words", "spoken")) + self.clause(fact.clauses, fact)
            case "D" | "R" | "L":
                return self._another()
            case "G":
                return self.clause(fact.participles or fact.clauses, fact)
            case "M":
                return story.phrase(rng.choice(fact.measures))
            case "n":
                unit = story.phrase(rng.choice(fact.units)) if fact.units else ""
                return self._number(story.worded(fact, fact.draw(rng), unit))
            case "V":
                return rng.choice(vocabulary.words("frames", "words", "plans"))
            case "COUNT" | "n_money" | "n_percent":
                planned = _PLANNED[slot]
                return self._number(story.worded(planned, planned.draw(rng)))
            case _:
                return ""

    def _another(self) -> str:
        """Return a clause about a part of the fact, or about a fact not told yet."""
        if self._rng.random() < 0.4 and self._fact.parts:
            return self.clause(self._fact.parts, self._fact)
        other = self._story.fact(but=tuple(self._told))
        self._told.append(other)
        return self.clause(other.clauses, other)

    def _of_scene(self, slot: str) -> str:
        story, rng = self._story, self._rng
        match slot:
            case "E":
                return story.scene()
            case "Z":
                return self._account.bystander(story.outlet("carriers" if rng.random() < 0.5 else "outlets"))
            case "N":
                return self._account.bystander(invent_name(rng)[0])
            case "Day":
                day = rng.choice(vocabulary.words("stories", "words", "day"))
                return day[:1].upper() + day[1:]
            case _ if slot in vocabulary.table("frames", "words"):
                return rng.choice(vocabulary.words("frames", "words", slot))
            case _:
                return story.word(slot)
