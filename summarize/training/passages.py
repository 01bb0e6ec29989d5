"""Write invented news paragraphs and ask of every figure who gives it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from summarize.training import noise, vocabulary
from summarize.training.grammar import expand
from summarize.training.marks import ASSERTER_WORDS, excerpt, mark, unmark
from summarize.training.sources import ARTICLE_ITSELF, Source, invent_name
from summarize.training.stories import Fact, Story

MOST_QUESTIONS = 5
MOST_CANDIDATES = 7


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


@dataclass(frozen=True)
class _Asked:
    owner: Source | None
    phenomenon: str


def write_passage(rng: random.Random) -> Passage:
    """Return an invented paragraph with at least one question about it."""
    while True:
        passage = _Writer(rng).passage()
        if passage.questions:
            return passage


_WEIGHTS = {
    "own": 34, "again": 20, "plain": 13, "beside": 9, "contrast": 8, "inner": 6, "neutral": 8, "plan": 4, "list": 2,
}  # fmt: skip
"""How often a sentence of each kind is drawn; set on the error lists of the development texts."""


class _Writer:
    """Write one passage, sentence by sentence."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.story = Story(rng)
        self.asked: list[_Asked] = []
        self.bystanders: list[str] = []
        self.cast: list[Source] = []
        for _ in range(rng.choice((1, 2, 2, 3, 3, 4))):
            source = self.story.source()
            if not any(source.names & other.names or source.name.lower() == other.name.lower() for other in self.cast):
                self.cast.append(source)
        if rng.random() < 0.25:
            for source in self.cast:
                source.known = rng.random() < 0.6
        self.used: list[Source] = []
        self.last: Source | None = None

    # -- what a passage is made of -------------------------------------------------------------------------------

    def passage(self) -> Passage:
        """Return the passage; it may have no question if none of its sentences holds a figure."""
        rng = self.rng
        parts: list[str] = []
        if rng.random() < 0.16:
            parts.append(self._headline())
        long = rng.random() < 0.3
        for _ in range(rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))):
            kind = rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
            parts.append(self._sentence(kind))
            if long and rng.random() < 0.7:
                parts.append(self._neutral())
        text = noise.spoil(" ".join(part for part in parts if part), rng, self.bystanders)
        plain, figures = unmark(text)
        figures = figures if len(figures) <= MOST_QUESTIONS else tuple(sorted(rng.sample(figures, MOST_QUESTIONS), key=lambda f: f.start))
        questions = []
        for figure in figures:
            asked = self.asked[figure.number]
            candidates, gold = self._candidates(asked.owner, plain)
            shown = excerpt(plain, figure.start, figure.end, ASSERTER_WORDS)
            questions.append(AsserterQuestion(shown, candidates, gold, asked.phenomenon))
        return Passage(plain, tuple(questions))

    def _candidates(self, owner: Source | None, text: str) -> tuple[tuple[str, ...], int]:
        """Return who could be asked for, as a reader by rules finds them, and the index of `owner`.

        Rules take phrases for sources that are none, so some of the candidates are any words of the text.
        """
        rng = self.rng
        gold = owner.name if owner else ARTICLE_ITSELF
        others = [source.name for source in self.used if source is not owner] + self.bystanders
        others += [_phrase(text, rng) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
        if rng.random() < 0.25:
            others.append(invent_name(rng)[0])
        if rng.random() < 0.15:
            others.append(self.story.source().name)
        own = _content(gold)
        distinct = [name for name in dict.fromkeys(others) if name and not own & _content(name)]
        rng.shuffle(distinct)
        names = [gold, *distinct[: MOST_CANDIDATES - 2]]
        if owner:
            names.append(ARTICLE_ITSELF)
        rng.shuffle(names)
        return tuple(names), names.index(gold)

    # -- sentences -----------------------------------------------------------------------------------------------

    def _sentence(self, kind: str) -> str:
        rng = self.rng
        if kind == "neutral" or not self.cast:
            return self._neutral()
        if kind == "plain":
            return self._plain()
        if kind == "beside":
            return self._framed("article", "beside", self._pick(), owner=None)
        if kind in ("contrast", "inner") and len(self.cast) > 1:
            return self._contrast(kind)
        source = self.last if kind == "again" and self.last else self._pick()
        again = source is self.last and kind == "again"
        table = "paper" if source.kind in ("poll", "paper") else "speech"
        if table == "paper":
            lists = ["before", "after", "after"]
        elif kind == "plan":
            lists = ["plan"]
        elif kind == "list":
            lists = ["list"]
        else:
            lists = ["before"] * 5 + ["after"] * 5 + ["inside", "measure", "measure", "question", "list"] + ["according"] * 3
            lists += ["quoted"] * (6 if source.kind in ("person", "unnamed") else 2)
        text = self._framed(table, rng.choice(lists), source, owner=source, pronoun=again)
        if source.kind == "poll" and rng.random() < 0.4:
            text += " " + self._poll_goes_on(source)
        if table == "speech" and rng.random() < 0.12:
            text += f" {self._words_of(source)}"
        return text

    def _pick(self) -> Source:
        return self.rng.choice(self.cast)

    def _plain(self) -> str:
        if self.last and self.last.kind == "poll":
            return self._neutral()
        self.last = None
        return self._framed("article", "plain", None, owner=None)

    def _neutral(self) -> str:
        self.last = None
        template = self.rng.choice([*vocabulary.words("frames", "words", "neutral"), "{E}."])
        return sentence_case(expand(template, self.rng, self._slots(None, None, "article.neutral")))

    def _words_of(self, source: Source) -> str:
        """Return a further sentence of an open quotation, which only its quotation marks tie to its speaker."""
        story, fact = self.story, self.story.fact()
        clause = story.clause(self.rng.choice(fact.clauses), fact, self._number(source, "speech.open_quote"))
        aside = self.rng.choice(vocabulary.words("frames", "words", "exclamations"))
        return sentence_case(self.rng.choice((f"“{clause}. {aside}.”", f"“{aside}. {clause}.”", f"“{clause}.”")))

    def _poll_goes_on(self, source: Source) -> str:
        """Return a sentence that gives another figure of the poll just named, without naming it."""
        number = self._number(source, "paper.goes_on")
        rest = ["Another {n} [were undecided|had no opinion|did not answer].", "Only {n} [disagreed|thought otherwise].", "A further {n} [said neither|were unsure].",
            "Among women, {n} agreed.", "In {region} the figure was {n}.", "That compares with {n} [a year earlier|in the spring]."]  # fmt: skip
        template = self.rng.choice(rest)
        fact = Fact("percent", 2, 80, (template,), ("the share",))
        return self.story.clause(template, fact, number)

    def _headline(self) -> str:
        rng, story = self.rng, self.story
        fact = story.fact()
        while not fact.headlines:
            fact = story.fact()
        source = self._pick() if self.cast and rng.random() < 0.65 else None
        if source is None:
            table, template = "article", rng.choice(vocabulary.words("frames", "article", "headline"))
        else:
            table = "paper" if source.kind in ("poll", "paper") else "speech"
            template = rng.choice(vocabulary.words("frames", table, "headline"))
        number = self._number(source, f"{table}.headline")

        def fill(slot: str) -> str:
            if slot == "H":
                return story.clause(rng.choice(fact.headlines), fact, number)
            if slot == "s" and source:
                return self._short(source)
            return story.word(slot)

        text = sentence_case(expand(template, rng, fill))
        return text + rng.choice((".", "", "", " -", " |"))

    def _framed(self, table: str, name: str, source: Source | None, *, owner: Source | None, pronoun: bool = False) -> str:
        """Return a sentence of the frame list `table.name` about `source`, its figures given by `owner`."""
        templates = vocabulary.words("frames", table, name)
        fill = self._slots(source, owner, f"{table}.{name}", pronoun=pronoun)
        text = expand(self.rng.choice(templates), self.rng, fill)
        self.last = owner
        return sentence_case(text)

    def _contrast(self, kind: str) -> str:
        first, second = self.rng.sample(self.cast, 2)
        name = "both" if kind == "contrast" else "inner"
        if first.kind in ("poll", "paper"):
            first, second = second, first
        if first.kind in ("poll", "paper"):
            return self._plain()
        template = self.rng.choice(vocabulary.words("frames", "contrast", name))
        fact = self.story.fact()
        own = self._slots(first, first, f"contrast.{name}", fact=fact)
        other = self._slots(second, second, f"contrast.{name}.other", fact=fact)
        verb = "showed" if second.kind in ("poll", "paper") else "said"

        def fill(slot: str) -> str:
            renamed = {"B": "S", "Bo": "O", "Bp": "P", "K": "C", "k": "n"}
            if slot in renamed:
                return other(renamed[slot])
            if slot == "Bsaid":
                return self.story.word(verb)
            if slot == "Bit":
                return "they" if second.pronoun == "they" else second.pronoun
            return own(slot)

        text = expand(template, self.rng, fill)
        self.last = first if name == "both" else None
        return sentence_case(text)

    # -- slots ---------------------------------------------------------------------------------------------------

    def _number(self, owner: Source | None, phenomenon: str):  # type: ignore[no-untyped-def]
        def number(words: str) -> str:
            self.asked.append(_Asked(owner, phenomenon))
            return mark(len(self.asked) - 1, words)

        return number

    def _named(self, source: Source, case: int, pronoun: bool) -> str:
        if source not in self.used:
            self.used.append(source)
        return self.story.phrase(source.mention(self.rng, pronoun=pronoun and self.rng.random() < 0.6, case=case))

    def _short(self, source: Source) -> str:
        if source not in self.used:
            self.used.append(source)
        return self.rng.choice((source.name, source.later[0])).removeprefix("the ").removeprefix("a ")

    def _slots(self, source: Source | None, owner: Source | None, phenomenon: str, *, pronoun: bool = False, fact: Fact | None = None):  # type: ignore[no-untyped-def]
        rng, story = self.rng, self.story
        main = fact or story.fact()
        number = self._number(owner, phenomenon)
        frames = vocabulary.table("frames", "words")
        used: list[Fact] = [main]

        def clause() -> str:
            return story.clause(rng.choice(main.clauses), main, number)

        def another() -> str:
            if rng.random() < 0.4 and main.parts:
                return story.clause(rng.choice(main.parts), main, number)
            other = story.fact(but=tuple(used))
            used.append(other)
            return story.clause(rng.choice(other.clauses), other, number)

        def fill(slot: str) -> str:
            if slot in ("S", "O", "P") and source:
                return self._named(source, "SOP".index(slot), pronoun)
            if slot == "s" and source:
                return self._short(source)
            if slot in ("he", "He") and source:
                return source.pronoun if slot == "he" else source.pronoun.capitalize()
            if slot in ("C", "Q", "C0"):
                return (rng.choice(_SPOKEN) if slot == "Q" else "") + clause()
            if slot in ("D", "R", "L"):
                return another()
            if slot == "G":
                return story.clause(rng.choice(main.participles or ("[leaving|bringing] {M} at {n}",)), main, number) if main.participles else clause()
            if slot == "M":
                return story.phrase(rng.choice(main.measures))
            if slot == "n":
                unit = story.phrase(rng.choice(main.units)) if main.units else ""
                return number(story.worded(main, main.draw(rng), unit))
            if slot == "V":
                return rng.choice(vocabulary.words("frames", "words", "plans")).replace("{n}", "{COUNT}")
            if slot in ("COUNT", "n_money", "n_percent"):
                kind, low, high = {"COUNT": ("big", 20, 90000), "n_money": ("money", 1e5, 9e9), "n_percent": ("percent", 2, 60)}[slot]
                planned = Fact(kind, low, high, (), ())
                return number(story.worded(planned, planned.draw(rng)))
            if slot in ("E", "E2"):
                scene = story.scene()
                return scene[:1].lower() + scene[1:] if slot == "E2" and scene.split()[0] in ("The", "A", "No", "Both") else scene
            if slot in ("X", "Y"):
                return rng.choice(vocabulary.words("frames", "words", "exclamations"))
            if slot == "X0":
                return rng.choice(vocabulary.words("frames", "words", "asides"))
            if slot == "Z":
                return self._bystander(story.outlet("carriers" if rng.random() < 0.5 else "outlets"))
            if slot == "N":
                return self._bystander(invent_name(rng)[0])
            if slot == "Day":
                day = rng.choice(vocabulary.words("stories", "words", "day"))
                return day[:1].upper() + day[1:]
            if slot in frames:
                return rng.choice(vocabulary.words("frames", "words", slot))
            return story.word(slot)

        return lambda slot: fill(slot)

    def _bystander(self, name: str) -> str:
        if name.split()[0] not in ("reporters", "journalists", "lawmakers", "a") and name not in self.bystanders:
            self.bystanders.append(name)
        return name


def _content(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in _EMPTY_WORDS}


_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "for", "in", "to", "and", "at", "by", "s", "itself"})


_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,3}",
        r"\b(?:[Tt]he|an?|his|her|their|that|no|most|all) [^\W\d_]+(?: [^\W\d_]+){0,2}",
        r"\b[a-z]{4,}s\b",
        r"\b[a-z]{3,}(?: of [a-z]{4,})\b",
    )
)


def _phrase(text: str, rng: random.Random) -> str:
    """Return a phrase of `text` that rules could take for a source (a name, a noun with its article), or nothing."""
    found = rng.choice(_PHRASES).findall(text)
    return rng.choice(found) if found else ""


_SPOKEN = ("", "", "", "", "we know that ", "I can tell you that ", "the fact is that ", "by our count, ", "we believe that ", "I was told that ", "look, ")
"""How people begin when they are quoted."""

_START = re.compile(r"(^|[.!?:]”?\s|“)([\ue000\d\ue001]*)([a-zà-ÿ])")
_AFTER_COLON = re.compile(r": [\ue000\d\ue001]*[a-zà-ÿ]")


def sentence_case(text: str) -> str:
    """Return `text` with capitals where sentences start and no doubled commas or stops."""
    text = re.sub(r",\s*,", ",", text)
    text = re.sub(r",\s*([.;:)])", r"\1", text)
    text = re.sub(r"\.\.", ".", text)

    def raise_case(match: re.Match[str]) -> str:
        if match[1].startswith(":"):
            return match[0]
        return match[1] + match[2] + match[3].upper()

    return _START.sub(raise_case, " ".join(text.split()))

