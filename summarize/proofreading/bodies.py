"""What is credited to someone, against the sentence that it rests on: the same words in a row, or a figure's own statement.

Two shapes pass. A *run* repeats a stretch of the source in its order, from where the speaker's words begin to where a
clause ends; asides, items of a list and the auxiliary of a tense may be left out. A *kernel* is a figure with what it counts
and what befell it ("498 Russian troops were killed"), put together from what the readers found; it is taken only where
nothing in the sentence negates, hedges or bounds the figure. Everything else is refused, true or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.proofreading.grounds import Ground, GroundFigure, Voice, starts_of
from summarize.proofreading.units import Unit, is_same
from summarize.proofreading.vocabulary import MODAL, POINTING, SAFE_AFTER_CUT, UNSAFE_AFTER_CUT
from summarize.reading import wordlists as w
from summarize.schema import ARTICLE_ITSELF

__all__ = ["Stated", "match_body"]

_ASIDE = 20
"""Units of an aside at most: longer ones between two commas are mostly clauses of their own."""
_LEAST_UNITS = 3
"""Units of a run at least: somebody, what they did, and a word more."""
_OPENERS_OF_ASIDES = w.RELATIVES | w.PREPOSITIONS | w.listed("including where when")
_ADDED = w.listed("another further additional more")
_CLOSING = {"(": ")", "—": "—", "-": "-", ",": ","}


@dataclass(frozen=True)
class Stated:
    """A figure that a sentence states."""

    figure: GroundFigure
    unit: int
    """Index of its unit in the ground."""
    bare: bool
    """Whether the sentence gives the number alone and leaves what it counts to another figure of it."""


def match_body(written: Sequence[Unit], ground: Ground, voice: Voice) -> tuple[Stated, ...] | None:
    """Return the figures that `written` states if `ground` bears it out as words of `voice`; None if it does not."""
    written = _without_edges(written)
    if not written:
        return None
    for first, last in starts_of(ground, voice):
        if voice.name == ARTICLE_ITSELF and _is_spoken(ground, first, last):
            continue
        for split in range(len(written), 0, -1):
            if split < len(written) and not _is_joint(written[split]):
                continue
            run = _Run(ground, voice, first, last).match(written[:split])
            if run is None:
                continue
            rest = _kernels(written[split:], ground, voice)
            if rest is not None:
                return (*(Stated(ground.figures[n], n, False) for n in sorted(run) if n in ground.figures), *rest)
    return _kernels(written, ground, voice)


def _without_edges(written: Sequence[Unit]) -> Sequence[Unit]:
    while written and written[-1].kind == "mark":
        written = written[:-1]
    while written and written[0].text in (",", ":"):
        written = written[1:]
    return written


def _is_spoken(ground: Ground, first: int, last: int) -> bool:
    """Say whether any of the units is credited to someone: then the outlet does not say it."""
    start, end = ground.units[first].start, ground.units[last - 1].end
    return any(a < end and start < b for a, b in ground.spoken)


def _is_joint(unit: Unit) -> bool:
    return unit.text == "," or unit.lower == "and"


class _Run:
    """Matches written units with a stretch of the source."""

    def __init__(self, ground: Ground, voice: Voice, first: int, last: int) -> None:
        self._units = ground.units
        self._leads = voice.leads
        self._ground = ground
        self._first = first
        self._last = last

    def match(self, written: Sequence[Unit]) -> frozenset[int] | None:
        """Return the indices of the source's units that are repeated, None if the stretch is not one."""
        self._written = written
        self._dead: set[tuple[int, int, bool]] = set()
        found = self._walk(0, self._first, whole=True)
        if found is None or len(found) < _LEAST_UNITS or self._hangs(found[-1]):
            return None
        return frozenset(found)

    def _hangs(self, last: int) -> bool:
        """Say whether the stretch ends with a word that something must follow."""
        unit = self._units[last]
        return last + 1 < self._last and (
            unit.kind == "auxiliary" or unit.lower in w.PREPOSITIONS | w.CONJUNCTIONS | MODAL | {"and", "to"}
        )

    def _walk(self, at: int, place: int, *, whole: bool) -> tuple[int, ...] | None:
        """Match `written[at:]` from the source's unit `place` on; `whole` says that nothing has been left out so far."""
        if (at, place, whole) in self._dead:
            return None
        found = self._step(at, place, whole=whole)
        if found is None:
            self._dead.add((at, place, whole))
        return found

    def _step(self, at: int, place: int, *, whole: bool) -> tuple[int, ...] | None:
        if at == len(self._written):
            return () if self._may_stop(place) else None
        unit = self._written[at]
        if place >= self._last:
            return None
        source = self._units[place]
        if is_same(unit, source) and not self._points_outside(unit, place, whole=whole):
            rest = self._walk(at + 1, place + 1, whole=whole)
            if rest is not None:
                return (place, *rest)
        if unit.lower == "and" and source.text == "," and self._is_figure(place + 1) and self._ends_item(place - 1):
            rest = self._walk(at + 1, place + 1, whole=False)
            if rest is not None:
                return rest
        for following, intact in self._omissions(place):
            rest = self._walk(at, following, whole=whole and intact)
            if rest is not None:
                return rest
        if unit.text == "," and source.text != ",":
            return self._walk(at + 1, place, whole=whole)
        return None

    def _points_outside(self, unit: Unit, place: int, *, whole: bool) -> bool:
        """Say whether a pronoun would be left without what it stands for."""
        if unit.kind != "word":
            return False
        if unit.lower in POINTING or (place == self._first and unit.lower in ("it", "they") and not self._leads):
            return True
        return unit.lower in ("it", "its", "they", "their", "them") and not whole

    def _omissions(self, place: int) -> list[tuple[int, bool]]:
        """Return from where the source may go on if something is left out at `place`, and whether all sense is kept."""
        source = self._units[place]
        found: list[tuple[int, bool]] = []
        if source.text == ",":
            found.append((place + 1, True))
        if source.kind == "auxiliary" and not source.is_passive and self._is_plain_word(place + 1):
            found.append((place + 1, True))
        if source.text in _CLOSING and (end := self._end_of_aside(place)) is not None:
            found.append((end, False))
        if self._is_item(place) and (place == self._first or not self._is_name(place - 1)):
            found.extend((end, False) for end in self._ends_of_items(place))
        return found

    def _is_plain_word(self, place: int) -> bool:
        return place < self._last and self._units[place].kind == "word" and self._units[place].lower not in MODAL

    def _end_of_aside(self, place: int) -> int | None:
        """Return the unit after an aside that opens at `place`; None if it is none that may be left out."""
        opening = self._units[place].text
        closing = _CLOSING[opening]
        for end in range(place + 2, min(self._last, place + _ASIDE)):
            unit = self._units[end]
            if unit.lower in MODAL:
                return None
            if unit.text == closing:
                inside = self._units[place + 1 : end]
                if opening == "," and not self._is_aside(place, inside):
                    return None
                return end + 1
        return None

    def _is_aside(self, place: int, inside: Sequence[Unit]) -> bool:
        """Say whether words between commas are an aside and no clause or item of a list."""
        if inside[0].lower in _OPENERS_OF_ASIDES:
            return True
        verbs = any(u.kind == "auxiliary" or u.lower in w.SAID for u in inside)
        return self._is_name(place - 1) and not verbs and not any(u.lower == "and" for u in inside)

    def _is_name(self, place: int) -> bool:
        return place >= self._first and self._units[place].is_name

    def _is_item(self, place: int) -> bool:
        unit = self._units[place]
        return place in self._ground.item_units or (
            (unit.text == "," or unit.lower == "and") and self._is_figure(place + 1)
        )

    def _is_figure(self, place: int) -> bool:
        return place < self._last and place in self._ground.figures

    def _ends_item(self, place: int) -> bool:
        return place in self._ground.item_units and place + 1 not in self._ground.item_units

    def _ends_of_items(self, place: int) -> list[int]:
        """Return where the list goes on after one item or more that begin at `place`: at a figure or the "and" before one."""
        if not (self._is_figure(place) or self._ends_item(place - 1)):
            return []
        ends = []
        end = place
        while end < self._last and self._is_item(end):
            end += 1
            if end < self._last and (
                self._is_figure(end) or (self._units[end].lower in ("and", ",") and self._is_figure(end + 1))
            ):
                ends.append(end)
        return ends

    def _may_stop(self, place: int) -> bool:
        """Say whether the stretch may end before the unit `place`: at the end of a clause that nothing takes back."""
        if place >= self._last:
            return True
        if self._units[self._first].lower in w.CONJUNCTIONS:
            return False  # "If the army withdraws, ..." says nothing before its main clause.
        unit = self._units[place]
        if unit.lower in SAFE_AFTER_CUT:
            return True
        following = self._units[place + 1] if place + 1 < len(self._units) else None
        if unit.kind == "mark" and unit.text in ",;—(":
            if following is None:
                return True
            if following.lower in UNSAFE_AFTER_CUT or following.lower in MODAL:
                return False
            return not self._goes_on_list(place)
        if unit.lower == "and" and following is not None:
            opens = following.kind in ("figure", "auxiliary") or following.lower in w.PRONOUNS | {"that"}
            return opens and not self._is_pair()
        return False

    def _is_pair(self) -> bool:
        return any(u.lower in ("between", "both", "either", "neither") for u in self._units[self._first : self._last])

    def _goes_on_list(self, place: int) -> bool:
        """Say whether the comma at `place` only parts the items of what a figure counts ("50 soldiers, officers and men")."""
        if place - 1 not in self._ground.item_units:
            return False
        for end in range(place + 1, min(len(self._units), place + 4)):
            if self._units[end].lower == "and" or self._units[end].text == ",":
                return end > place + 1 and not self._is_figure(place + 1)
        return False


def _kernels(written: Sequence[Unit], ground: Ground, voice: Voice) -> tuple[Stated, ...] | None:
    """Return the figures of statements joined by commas and "and", None if one of them is not borne out."""
    parts: list[list[Unit]] = [[]]
    for unit in written:
        if _is_joint(unit):
            parts.append([])
        else:
            parts[-1].append(unit)
    stated = []
    for part in parts:
        if not part:
            continue
        found = _kernel(part, ground, voice)
        if found is None:
            return None
        stated.append(found)
    return tuple(stated)


def _kernel(part: Sequence[Unit], ground: Ground, voice: Voice) -> Stated | None:
    for index, figure in ground.figures.items():
        source = ground.units[index]
        if not (figure.plain and figure.claim.asserted_by.name == voice.name and _within(voice, source)):
            continue
        rest = _without_circumstances(list(part), figure)
        before = ground.units[index - 1] if index else None
        if rest and rest[0].lower in _ADDED and before is not None and rest[0].lower == before.lower:
            rest = rest[1:]
        if not rest or not is_same(rest[0], source):
            continue
        bare = _rest_of_kernel(rest[1:], figure)
        if bare is not None:
            return Stated(figure, index, bare)
    return None


def _within(voice: Voice, unit: Unit) -> bool:
    return any(start <= unit.start < end for start, end in voice.ranges)


def _without_circumstances(part: list[Unit], figure: GroundFigure) -> list[Unit]:
    """Return the units without the words for how long and where, which may stand first or last."""
    for words in figure.circumstances:
        length = len(words.split())
        for count in range(1, length + 1):  # a figure inside them ("24 hours") is one unit of two words
            for cut, kept in ((part[:count], part[count:]), (part[-count:], part[:-count])):
                if " ".join(u.lower for u in cut) == words:
                    part = kept
                    break
            else:
                continue
            break
    return part


def _rest_of_kernel(rest: Sequence[Unit], figure: GroundFigure) -> bool | None:
    """Say whether the figure stands bare, given the units after it; None if they are not what it counts and what befell it."""
    count = len(figure.noun)
    if count and tuple(u.text for u in rest[:count]) == figure.noun:
        rest = rest[count:]
    if not rest:
        return True
    auxiliary = rest[0] if rest[0].kind == "auxiliary" else None
    if auxiliary is not None:
        rest = rest[1:]
    if not figure.event or len(rest) != 1 or rest[0].lower != figure.event:
        return None
    passive = auxiliary is not None and auxiliary.is_passive
    if figure.event_before:
        return False if passive else None
    if passive == figure.passive or (passive and figure.undergoes) or (auxiliary is None and figure.passive):
        return False
    return None
