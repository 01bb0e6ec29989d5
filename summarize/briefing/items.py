"""What a briefing says about a question: its answers, who gives them, and the words that they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from summarize import joining
from summarize.briefing import wording
from summarize.schema import UNSETTLED, QuestionStatus, Span

_OUTLETS = 3
"""Outlets that are named in a line; their names are longer than all else in it."""


@dataclass(frozen=True)
class Evidence:
    """Words of an article, and where they stand."""

    article: int
    """Number of the article, from 1."""
    outlet: str
    """Label of the article."""
    span: Span
    """The words."""
    figure: Span | None
    """The figure inside them, if there is one."""
    where: str
    """As in "headline", "standfirst", "paragraph 3"."""
    line: int
    """Line of the article's text on which they begin, from 1."""

    @property
    def anchor(self) -> str:
        """Return the id of these words on the page; it holds the article's number and the offsets."""
        return f"a{self.article}-{self.span.start}-{self.span.end}"

    @property
    def parts(self) -> tuple[str, str, str]:
        """Return the words before the figure, the figure, and the words after it."""
        if self.figure is None or not (self.span.start <= self.figure.start <= self.figure.end <= self.span.end):
            return wording.clean(self.span.text), "", ""
        cut, end = self.figure.start - self.span.start, self.figure.end - self.span.start
        text = wording.clean(self.span.text)
        return text[:cut], text[cut:end], text[end:]


@dataclass(frozen=True)
class Voice:
    """One asserter with one answer, in one outlet or several."""

    who: str
    """As the article has it: "Ukraine's general staff", "the standfirst of The Daily Ledger"."""
    verb: str
    """Either "said", "denied" or "has": the outlet itself has a figure, others said it."""
    words: str
    """The answer as the article words it."""
    low: float | None
    high: float | None
    is_figure: bool
    when: str | None
    """The time window that the article gives."""
    unverified: bool
    unsure: bool
    """Whether the model was less than even that this is the asserter."""
    published: str | None
    """When the first of its articles was published."""
    first_told: str
    """The same in words, shortly."""
    evidence: tuple[Evidence, ...]
    """The words, one piece a claim."""
    also: tuple[Evidence, ...]
    """Other places of the same articles that say it."""
    is_new: bool = False
    """Whether the earlier report does not have it, where there is one."""
    answers: tuple[str, ...] = ()
    """Anchors of the questions that it answers, where its item joins several."""

    @property
    def name(self) -> str:
        """Return who it is as a heading: with a capital, but an outlet as it writes itself."""
        return self.who if self.who in self.outlets else wording.capitalised(self.who)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets that carry it, each once."""
        return tuple(dict.fromkeys(e.outlet for e in self.evidence))


@dataclass(frozen=True)
class Side:
    """One answer to a question."""

    voices: tuple[Voice, ...]
    more: str | None
    """Anchor of the question that holds all voices of this side."""

    @property
    def lead(self) -> Voice:
        """Return the voice with the most exact words."""
        return min(self.voices, key=lambda voice: joining.width(voice.low, voice.high))

    @property
    def distinct(self) -> tuple[Voice, ...]:
        """Return one voice for each wording of the answer."""
        return tuple({voice.words.casefold(): voice for voice in reversed(self.voices)}.values())[::-1]


@dataclass(frozen=True)
class Part:
    """What one or more questions of an item that joins several set against what."""

    anchors: tuple[str, ...]
    """Their ids on the page."""
    status: QuestionStatus
    """That of all of these."""
    about: str
    """What they ask for; empty if that is the item's heading."""
    told: str
    """In words: "14 against 10 and 19", "10, then 19"."""
    why: str
    """Why; empty where `told` says it."""

    @property
    def words(self) -> str:
        """Return all of it in one line."""
        return f"{self.about}: {self.told}" if self.about else self.told


@dataclass(frozen=True)
class Item:
    """A question with its answers, or several that are one thing together."""

    anchor: str
    """Its id on the page, that of its first question."""
    heading: str
    status: QuestionStatus
    """The most pressing of its questions'."""
    why: str
    sides: tuple[Side, ...]
    change: str = ""
    """What is new about it against an earlier report: "new", "was disputed"; empty if nothing is."""
    parts: tuple[Part, ...] = ()
    """What its questions set against what, where it joins several; not all of its answers exclude each other then."""

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return the ids of its questions on the page, its own first."""
        more = (anchor for part in self.parts for anchor in part.anchors)
        return tuple(dict.fromkeys((self.anchor, *more)))

    @property
    def statuses(self) -> tuple[QuestionStatus, ...]:
        """Return the statuses of its questions, most pressing first."""
        return tuple(dict.fromkeys((self.status, *(part.status for part in self.parts))))

    @property
    def open_statuses(self) -> tuple[QuestionStatus, ...]:
        """Return those of its statuses that a reader has to know of at once: answers that cannot all stand."""
        return tuple(status for status in self.statuses if status in UNSETTLED)

    def tag(self, part: Part) -> str:
        """Return the status of a part in words; nothing where all have the same."""
        return wording.TAGS[part.status] if len(self.statuses) > 1 else ""

    @property
    def is_one_against_all(self) -> bool:
        """Say whether it joins questions that set all other answers against the first, and none against each other."""
        if not self.parts or not self.sides or "updated" in self.statuses:
            return False
        first, *others = [{anchor for voice in side.voices for anchor in voice.answers} for side in self.sides]
        return all(first & one for one in others) and sum(map(len, others)) == len(set().union(*others))

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Return all voices, side by side."""
        return tuple(voice for side in self.sides for voice in side.voices)

    @property
    def outlets(self) -> str:
        """Return the outlets that answer it, in words; of many only how many."""
        names = list(dict.fromkeys(name for voice in self.voices for name in voice.outlets))
        return wording.listed(names) if len(names) <= _OUTLETS else wording.counted(len(names), "outlet")

    @property
    def dated(self) -> bool:
        """Say whether the voices have to be read with their dates: they differ, as do the times of publication."""
        differ = not {"disputed", "updated"}.isdisjoint(self.statuses)
        return differ and len({wording.instant(voice.published) for voice in self.voices if voice.published}) > 1

    @property
    def sentence(self) -> str:
        """Return who gave which figure: one voice a side, all of an only side; empty if not all are figures."""
        told = [side.lead for side in self.sides] if len(self.sides) > 1 else list(self.voices)
        if not told or not all(voice.is_figure for voice in told):
            return ""
        same: dict[tuple[str, str], list[str]] = {}
        for voice in told:
            names = same.setdefault((voice.verb, wording.inside_sentence(voice.words)), [])
            names.append(wording.inside_sentence(voice.who))
        listed = [(wording.listed(list(dict.fromkeys(who))), verb, words) for (verb, words), who in same.items()]
        if self.parts:  # One source may stand against another with several of its figures.
            figures: dict[tuple[str, str], list[str]] = {}
            for who, verb, words in listed:
                figures.setdefault((who, verb), []).append(words)
            listed = [(who, verb, wording.listed(words)) for (who, verb), words in figures.items()]
        return wording.capitalised("; ".join(" ".join(part) for part in listed)) + "."


@dataclass(frozen=True)
class Section:
    """Questions of one kind."""

    key: str
    status: QuestionStatus
    """The first of those that it tells."""
    title: str
    short: str
    """The title as it stands after a count: 2 "disputed"."""
    intro: str
    items: tuple[Item, ...]
    also: tuple[Item, ...] = ()
    """Items of other sections in which it is told, too."""

    @property
    def also_told(self) -> str:
        """Return what the headings of these are announced by."""
        return "Also, told above" if self.items else "Told above"

    @property
    def also_line(self) -> str:
        """Return them in one line, where there are any."""
        return f"{self.also_told}: {'; '.join(wording.capitalised(item.heading) for item in self.also)}."

    @property
    def count(self) -> int:
        """Return how many items tell it."""
        return len(self.items) + len(self.also)
