"""A written sentence -> its units, or the plainest reason why it cannot pass: what in it stands in nothing that it cites.

Whatever gets past here has every figure, name, quotation and word of the sources, and is then read for how they are put
together (`proofs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.proofreading.grounds import Ground
from summarize.proofreading.units import Unit, is_same, read_units
from summarize.proofreading.vocabulary import JOINERS, RELATIVE_DAYS
from summarize.reading.attribution import find_quotations
from summarize.reading.figures import CLAIM_KINDS, FigureMention, find_figures
from summarize.reading.sentences import sentence_spans

__all__ = ["read_written"]

MOST_WORDS = 60
"""Words of a sentence at most. The longest opening paragraph that leads a briefing has as many."""
_LEAST_WORDS = 4
_READABLE = re.compile(r"[\w\s.,;:'\"’‘“”£$€%()/&–—-]+")
_RELATIVE_TIME = re.compile(
    r"\b(?:last|this|next)\s+(?:night|morning|evening|week|weekend|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_CREDITING = frozenset({"according", "to", "on", "that"})


def read_written(sentence: str, grounds: Sequence[Ground]) -> tuple[tuple[Unit, ...], str | None]:
    """Return the units of a written sentence, its full stop left out, and a reason to refuse it at once, if there is one."""
    text = sentence.strip()
    if problem := _form_problem(text):
        return (), problem
    mentions, quotations = find_figures(text), find_quotations(text)
    units = read_units(text, 0, len(text) - 1, mentions, quotations)
    sources = [unit for ground in grounds for unit in ground.units]
    for problem in _problems(text, units, sources, grounds):
        return (), problem
    return units, None


def _form_problem(text: str) -> str | None:
    if not text.endswith("."):
        return "it does not end as a sentence"
    if len(sentence_spans(text)) != 1 or "\n" in text:
        return "it is more than one sentence"
    if not _LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
        return "it is too short or too long to be read safely"
    unread = next((letter for letter in text if not _READABLE.fullmatch(letter)), None)
    return f"it holds the sign “{unread}”, which is not read" if unread else None


def _problems(text: str, units: Sequence[Unit], sources: Sequence[Unit], grounds: Sequence[Ground]) -> Iterable[str]:
    for unit in units:
        if unit.kind == "quotation" and not any(is_same(unit, source) for source in sources):
            yield f"the quotation {unit.text} does not stand in a source as a whole"
        if unit.kind in ("figure", "number") and not any(is_same(unit, source) for source in sources):
            yield _figure_problem(unit, sources)
    names = {word for ground in grounds for voice in ground.voices for form in voice.forms for word in form}
    cues = {cue for ground in grounds for voice in ground.voices for cue in voice.cues}
    words = {source.text for source in sources if source.kind == "word"}
    lowered = {word.casefold() for word in words | names}
    for unit in units:
        if unit.kind != "word" or unit.text in words or unit.text in names or unit.lower in cues | JOINERS | _CREDITING:
            continue
        if (unit.first or not unit.is_name) and unit.lower in lowered:
            continue
        yield f"“{unit.text}” stands in no sentence that it cites"
    if relative := next((u.text for u in units if u.lower in RELATIVE_DAYS), None) or _match(_RELATIVE_TIME, text):
        yield f"“{relative}” means another day in another article"


def _figure_problem(unit: Unit, sources: Sequence[Unit]) -> str:
    """Return why a number is refused: not there, or with another hedge or unit."""
    mine = _number(unit.mention)
    for source in sources:
        if source.mention is None or mine is None or _number(source.mention) != mine:
            continue
        if unit.mention and (unit.mention.low, unit.mention.high) != (source.mention.low, source.mention.high):
            return f"the figure “{unit.text}” has not the hedge of its source, which says “{source.text}”"
        return f"the figure “{unit.text}” counts or measures something else than “{source.text}” in its source"
    return f"the number “{unit.text}” stands in no sentence that it cites"


def _number(mention: FigureMention | None) -> float | None:
    """Return the number that a mention names, without its hedge."""
    if mention is None or mention.kind not in CLAIM_KINDS:
        return None
    ends = (mention.low, mention.high)
    if mention.qualifier in ("more_than", "at_least"):
        return ends[0]
    if mention.qualifier in ("nearly", "up_to"):
        return ends[1]
    return None if ends[0] is None or ends[1] is None else round((ends[0] + ends[1]) / 2, 6)


def _match(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[0] if found else None
