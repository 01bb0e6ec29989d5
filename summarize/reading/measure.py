"""What one figure measures, as words of its text: the record that `measures` fills."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Measure"]


@dataclass(frozen=True)
class Measure:
    """What one figure measures. Offsets are into the article's text, end exclusive."""

    start: int
    """First code point of the words that name the measure."""
    end: int
    """End of those words."""
    event: str | None = None
    """Group of the event word, see `EVENTS`; None if the clause has none."""
    event_span: tuple[int, int] | None = None
    """The event word."""
    counted: tuple[int, int] | None = None
    """The counted noun phrase, own or taken over from the list's first member."""
    classes: frozenset[str] = frozenset()
    """Classes of person the counted noun phrase names; empty for people in general and for things."""
    parties: frozenset[str] = frozenset()
    """Nations or sides the counted noun phrase names."""
    doers: frozenset[str] = frozenset()
    """Nations or sides that the words make the doer ("Ukraine had wrecked over 200 tanks"): what is counted is not theirs."""
    part: bool = False
    """Whether the words say that it is a part of another figure ("including 14 children")."""
    local: bool = False
    """Whether the words confine it to one place ("killed in the town", "12 bodies in the morgue")."""
    wide: bool = False
    """Whether the words spread it over more than one place ("the whole county", "nationwide")."""
    whole: bool = False
    """Whether it is the whole of which the figure before it is a part ("14 of the 20 amino acids")."""
    embracing: bool = False
    """Whether it counts what was told before among others ("they were among 19 people killed")."""
    difference: bool = False
    """Whether it is the difference from an earlier count ("112 more than on Monday")."""
    added: bool = False
    """Whether it comes on top of a figure before it ("a further nine", "another 12")."""
    replaced: bool = False
    """Whether the words give it as an earlier figure that no longer holds ("up from 40", "an earlier toll of 15")."""
    projected: bool = False
    """Whether the words give it as a forecast, a plan or a possibility ("could reach 10,000")."""
    background: bool = False
    """Whether the words place it outside the event of the day (a whole war, last year)."""
    window: tuple[int, int] | None = None
    """Words of the time window."""
    place: tuple[int, int] | None = None
    """Words of the place."""
    places: tuple[tuple[int, int], ...] = ()
    """Words of every place that the sentence names."""
    echoes: int | None = None
    """First code point of the figure before it whose measure it takes over; None where it names what it measures."""
