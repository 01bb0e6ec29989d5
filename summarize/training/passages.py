"""Write invented articles and ask of their figures who gives them, as the pipeline asks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.asserters import Asked, asked_about
from summarize.drafting import draft_claims
from summarize.reading.blocks import find_blocks
from summarize.schema import Article
from summarize.training import noise, vocabulary
from summarize.training.candidates import find_owner
from summarize.training.filling import Account, Filling
from summarize.training.grammar import expand, sentence_case
from summarize.training.marks import unmark
from summarize.training.sources import Source
from summarize.training.stories import Fact, Story

MOST_QUESTIONS = 5
"""Of one text that the model reads."""

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

_SENTENCES = (3, 4, 4, 5, 5, 6, 7, 8)
_PARAGRAPH = " ¶ "
"""Stands between two paragraphs while their typography is spoiled."""
_PAPERS = ("poll", "paper")


@dataclass(frozen=True)
class AsserterQuestion:
    """One figure of a text and who gives it."""

    figure: str
    """The excerpt that the prompt shows."""
    candidates: tuple[str, ...]
    """Names to rank, those of the rules."""
    priors: tuple[float, ...]
    """Log-odds of each by the rules."""
    golds: frozenset[int]
    """Indices of the right one; of several where the rules have two names for it."""
    phenomenon: str
    """The kind of sentence, "table.list" of frames.toml."""


@dataclass(frozen=True)
class Passage:
    """What the model reads of an invented article, with the questions about it."""

    text: str
    questions: tuple[AsserterQuestion, ...]


def write_passages(rng: random.Random) -> list[Passage]:
    """Return the texts of an invented article that have questions, in text order; at least one.

    Only figures are asked about that the pipeline would ask about: those that the readers find, with more than one
    candidate. Where none of the candidates is right there is nothing to learn, and the figure is left out.
    """
    while True:
        writer = _Writer(rng)
        passages = writer.passages(writer.article())
        if passages:
            return passages


def _invented(text: str) -> Article:
    """Return the article that an invented text is."""
    return Article(
        id="invented",
        path=None,
        outlet=None,
        title=None,
        published=None,
        text=text,
        language="en",
        blocks=find_blocks(text),
    )


def question_about(asked: Asked, priors: Sequence[float], golds: frozenset[int], phenomenon: str) -> AsserterQuestion:
    """Return a question in which each name stands once, with the best prior of those called so."""
    names = tuple(dict.fromkeys(asked.names))
    best = tuple(max(p for name, p in zip(asked.names, priors, strict=True) if name == own) for own in names)
    right = frozenset(names.index(asked.names[gold]) for gold in golds)
    return AsserterQuestion(asked.words, names, best, right, phenomenon)


class _Writer:
    """Write one article, sentence by sentence."""

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

    def article(self) -> str:
        """Return the article's text, its figures marked."""
        rng = self._rng
        parts = [self._headline() + _PARAGRAPH] if rng.random() < 0.16 else []
        long = rng.random() < 0.3
        breaks = rng.choice((0.0, 0.3, 0.3, 0.6))
        for _ in range(rng.choice(_SENTENCES)):
            parts.append(self._sentence(rng.choices(list(_KINDS), list(_KINDS.values()))[0]))
            if long and rng.random() < 0.7:
                parts.append(self._neutral())
            if rng.random() < breaks:
                parts.append(_PARAGRAPH)
        text = noise.spoil(" ".join(" ".join(parts).split()), rng, self._account.bystanders)
        return text.replace(_PARAGRAPH, "\n\n").removesuffix(_PARAGRAPH.rstrip())

    def passages(self, marked_text: str) -> list[Passage]:
        """Return what the pipeline would ask about the article."""
        rng = self._rng
        text, marks = unmark(marked_text)
        draft = draft_claims(_invented(text))
        questions: dict[str, list[AsserterQuestion]] = {}
        for figure in draft.figures:
            at = figure.mention
            mark = next((mark for mark in marks if mark.start < at.end and at.start < mark.end), None)
            if mark is None or len(figure.candidates) < 2:
                continue
            owner, phenomenon = self._account.figures[mark.number]
            golds = find_owner(owner, figure.candidates)
            if not golds:
                continue
            asked = asked_about(draft, figure)
            priors = [candidate.score for candidate in figure.candidates]
            questions.setdefault(asked.text, []).append(question_about(asked, priors, golds, phenomenon))
        return [
            Passage(read, tuple(rng.sample(about, MOST_QUESTIONS) if len(about) > MOST_QUESTIONS else about))
            for read, about in questions.items()
        ]

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
