"""Write invented news paragraphs and ask of every figure who gives it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from summarize.reading.excerpts import marked
from summarize.training import noise, vocabulary
from summarize.training.candidates import list_candidates
from summarize.training.filling import Account, Filling
from summarize.training.grammar import expand, sentence_case
from summarize.training.marks import unmark
from summarize.training.sources import Source
from summarize.training.stories import Fact, Story

WORDS_BEFORE, WORDS_AFTER = 4, 6
"""Words shown around the figure in `$figure`; fixed by prompts/README.md."""

MOST_QUESTIONS = 5

_KINDS = {
    "own": 34,
    "again": 20,
    "plain": 13,
    "beside": 9,
    "contrast": 8,
    "inner": 6,
    "neutral": 8,
    "plan": 4,
    "list": 2,
}
"""How often a sentence of each kind is drawn; set by hand so that a fifth of the figures is the article's own."""

_SPEECH = {"before": 5, "after": 5, "according": 3, "measure": 2, "quoted": 2, "inside": 1, "question": 1, "list": 1}
"""How often a frame list of frames.toml is drawn for somebody who speaks; people are quoted three times as often."""

_SENTENCES = (1, 2, 2, 3, 3, 3, 4, 4, 5)
_PAPERS = ("poll", "paper")


@dataclass(frozen=True)
class AsserterQuestion:
    """One figure of a passage and who gives it."""

    figure: str
    """The excerpt that the prompt shows."""
    candidates: tuple[str, ...]
    """Names to rank."""
    gold: int
    """Index of the right one."""
    phenomenon: str
    """The kind of sentence, "table.list" of frames.toml."""


@dataclass(frozen=True)
class Passage:
    """An invented paragraph with its questions."""

    text: str
    questions: tuple[AsserterQuestion, ...]


def write_passage(rng: random.Random) -> Passage:
    """Return an invented paragraph with at least one question about it."""
    while True:
        passage = _Writer(rng).passage()
        if passage.questions:
            return passage


class _Writer:
    """Write one passage, sentence by sentence."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._story = Story(rng)
        self._account = Account()
        self._cast: list[Source] = []
        for _ in range(rng.choice((1, 2, 2, 3, 3, 4))):
            source = self._story.source()
            if not any(source.names & other.names or source.name == other.name for other in self._cast):
                self._cast.append(source)
        if rng.random() < 0.25:  # The passage is from the middle of an article, which has named some of them before.
            for source in self._cast:
                source.known = rng.random() < 0.6
        self._last: Source | None = None

    def passage(self) -> Passage:
        """Return the passage; it has no question if none of its sentences holds a figure."""
        rng = self._rng
        parts = [self._headline()] if rng.random() < 0.16 else []
        long = rng.random() < 0.3
        for _ in range(rng.choice(_SENTENCES)):
            parts.append(self._sentence(rng.choices(list(_KINDS), list(_KINDS.values()))[0]))
            if long and rng.random() < 0.7:
                parts.append(self._neutral())
        text, figures = unmark(noise.spoil(" ".join(parts), rng, self._account.bystanders))
        if len(figures) > MOST_QUESTIONS:
            figures = tuple(sorted(rng.sample(figures, MOST_QUESTIONS), key=lambda figure: figure.start))
        return Passage(text, tuple(self._question(text, figure.number, figure.start, figure.end) for figure in figures))

    def _question(self, text: str, number: int, start: int, end: int) -> AsserterQuestion:
        owner, phenomenon = self._account.figures[number]
        others = [source.name for source in self._account.named if source is not owner] + self._account.bystanders
        candidates, gold = list_candidates(owner.name if owner else None, others, text, self._rng)
        shown = marked(text, start, end, limits=(0, len(text)), before=WORDS_BEFORE, after=WORDS_AFTER)
        return AsserterQuestion(shown, candidates, gold, phenomenon)

    # -- kinds of sentences ------------------------------------------------------------------------------------------

    def _sentence(self, kind: str) -> str:
        match kind:
            case "neutral":
                return self._neutral()
            case "plain":
                return self._plain()
            case "beside":
                return self._framed("article", "beside", self._rng.choice(self._cast), owner=None)
            case "contrast" | "inner" if len(self._cast) > 1:
                return self._contrast("both" if kind == "contrast" else "inner")
            case "again" if self._last:
                return self._reported(kind, self._last, again=True)
            case _:
                return self._reported(kind, self._rng.choice(self._cast), again=False)

    def _reported(self, kind: str, source: Source, *, again: bool) -> str:
        """Return a sentence whose figures `source` gives, and at times one more that goes on."""
        rng = self._rng
        if source.kind in _PAPERS:
            text = self._framed("paper", rng.choice(("before", "after", "after")), source, owner=source, pronoun=again)
            if source.kind == "poll" and rng.random() < 0.4:
                text += " " + self._poll_goes_on(source)
            return text
        weights = dict(_SPEECH)
        if source.kind in ("person", "unnamed"):
            weights["quoted"] *= 3
        name = kind if kind in ("plan", "list") else rng.choices(list(weights), list(weights.values()))[0]
        text = self._framed("speech", name, source, owner=source, pronoun=again)
        if rng.random() < 0.12:
            text += " " + self._quotation_goes_on(source)
        return text

    def _framed(
        self, table: str, name: str, source: Source | None, *, owner: Source | None, pronoun: bool = False
    ) -> str:
        """Return a sentence of the frame list `table.name` about `source`, its figures given by `owner`."""
        filling = self._filling(source, owner, f"{table}.{name}", pronoun=pronoun)
        self._last = owner
        return self._expanded(vocabulary.words("frames", table, name), filling)

    def _plain(self) -> str:
        if self._last and self._last.kind == "poll":  # One could not tell whether the poll goes on.
            return self._neutral()
        return self._framed("article", "plain", None, owner=None)

    def _neutral(self) -> str:
        return self._framed("article", "neutral", None, owner=None)

    def _quotation_goes_on(self, source: Source) -> str:
        """Return a further sentence of a quotation, which only its quotation marks tie to its speaker."""
        filling = self._filling(None, source, "speech.goes_on")
        return self._expanded(vocabulary.words("frames", "speech", "goes_on"), filling)

    def _poll_goes_on(self, source: Source) -> str:
        """Return a sentence that gives another figure of the poll just named, without naming it."""
        filling = self._filling(None, source, "paper.goes_on", fact=Fact("percent", 2, 80, (), ()))
        return self._expanded(vocabulary.words("frames", "paper", "goes_on"), filling)

    def _headline(self) -> str:
        rng = self._rng
        fact = rng.choice([fact for fact in self._story.facts if fact.headlines])
        source = rng.choice(self._cast) if rng.random() < 0.65 else None
        table = "article" if source is None else "paper" if source.kind in _PAPERS else "speech"
        filling = self._filling(source, source, f"{table}.headline", fact=fact)

        def fill(slot: str) -> str:
            return filling.clause(fact.headlines, fact) if slot == "H" else filling(slot)

        text = sentence_case(expand(rng.choice(vocabulary.words("frames", table, "headline")), rng, fill))
        return text + rng.choice((".", "", "", " -", " |"))

    def _contrast(self, name: str) -> str:
        """Return a sentence with two sources: both give a figure, or only the second does."""
        speakers = [source for source in self._cast if source.kind not in _PAPERS]
        if not speakers:
            return self._plain()
        first = self._rng.choice(speakers)
        second = self._rng.choice([source for source in self._cast if source is not first])
        fact = self._story.fact()
        own = self._filling(first, first, f"contrast.{name}", fact=fact)
        other = self._filling(second, second, f"contrast.{name}.other", fact=fact)
        renamed = {"B": "S", "Bo": "O", "Bp": "P", "K": "C", "k": "n", "Bit": "he"}
        renamed["Bsaid"] = "showed" if second.kind in _PAPERS else "said"

        def fill(slot: str) -> str:
            return other(renamed[slot]) if slot in renamed else own(slot)

        self._last = first if name == "both" else None
        return sentence_case(expand(self._rng.choice(vocabulary.words("frames", "contrast", name)), self._rng, fill))

    def _expanded(self, templates: list[str], filling: Filling) -> str:
        return sentence_case(expand(self._rng.choice(templates), self._rng, filling))

    def _filling(
        self,
        source: Source | None,
        owner: Source | None,
        phenomenon: str,
        *,
        pronoun: bool = False,
        fact: Fact | None = None,
    ) -> Filling:
        return Filling(
            self._story,
            self._account,
            source=source,
            owner=owner,
            phenomenon=phenomenon,
            pronoun=pronoun,
            fact=fact,
        )
