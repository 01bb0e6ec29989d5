"""Who speaks a quotation: whoever is credited around it, or goes on from the one before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from summarize.reading.cues import CueClass
from summarize.reading.sentences import Sentence, sentence_at

if TYPE_CHECKING:
    from summarize.reading.credits import Attribution

__all__ = ["is_quoted", "with_quotations"]

_QUOTATION_REACH = 2000
"""Characters from a cue within which a quotation can be what it reports."""


def with_quotations(
    text: str, sentences: Sequence[Sentence], found: Sequence[Attribution], quotations: Sequence[tuple[int, int]]
) -> tuple[Attribution, ...]:
    """Return the attributions with whole quotations as content, and the quotations that run on after them."""
    owner: dict[int, int] = {}
    for number, attribution in enumerate(found):
        if attribution.source is None:
            continue
        first = bisect_left(quotations, attribution.cue[0] - _QUOTATION_REACH, key=lambda quotation: quotation[1])
        for which in range(first, len(quotations)):
            start, end = quotations[which]
            if start > attribution.cue[1] + _QUOTATION_REACH:
                break
            if start <= attribution.cue[0] < end:
                continue
            read_out = text[attribution.cue[1] : start].strip() == ":"
            if attribution.kind is CueClass.SHOW and not read_out:
                continue
            if any(start < last and first < end for first, last in attribution.content):
                owner.setdefault(which, number)
    _run_on(text, sentences, found, quotations, owner)
    extra: dict[int, list[tuple[int, int]]] = {}
    for which, number in owner.items():
        extra.setdefault(number, []).append(quotations[which])
    return tuple(
        replace(attribution, content=(*attribution.content, *extra[number]), quoted=tuple(extra[number]))
        if number in extra
        else attribution
        for number, attribution in enumerate(found)
    )


def is_quoted(offset: int, quotations: Sequence[tuple[int, int]]) -> bool:
    """Say whether a place lies in a quotation: whom a speaker names is not who speaks ("'After all Sand did ...,' he said")."""
    at = bisect_right(quotations, offset, key=lambda quotation: quotation[0]) - 1
    return at >= 0 and quotations[at][0] <= offset < quotations[at][1]


def _spoken_before(sentences: Sequence[Sentence], found: Sequence[Attribution], index: int) -> int | None:
    """Return the number of the credit whose indirect speech a quotation in sentence `index` goes on from.

    "The union said the offer was an insult. | "Our members have lost ..." |"
    """
    before = [n for n, a in enumerate(found) if a.sentence == index - 1 and a.source is not None]
    if index == 0 or not before:
        return None
    spoken = found[before[-1]]
    return before[-1] if spoken.kind is CueClass.SAY else None


def _run_on(
    text: str,
    sentences: Sequence[Sentence],
    found: Sequence[Attribution],
    quotations: Sequence[tuple[int, int]],
    owner: dict[int, int],
) -> None:
    """Give a quotation without a credit of its own to the speaker of the one before it in the paragraph.

    Also to the speaker of the paragraph before, where that ends in a quotation left open for this one, or where this
    paragraph opens with a quotation and credits nobody.
    """
    cued = {attribution.sentence for attribution in found if attribution.source is not None}
    cued_blocks = {sentences[index].block for index in cued}
    last: tuple[int, int, int] | None = None
    for which, (start, end) in enumerate(quotations):
        index = sentence_at(sentences, start)
        block = sentences[index].block if sentences else 0
        if which in owner:
            last = (owner[which], block, end)
            continue
        if start - sentences[index].start <= 1 and index not in cued:
            spoken = _spoken_before(sentences, found, index)
            if spoken is not None and (last is None or last[2] < found[spoken].cue[0]):
                last = (spoken, sentences[found[spoken].sentence].block, sentences[index - 1].end)
        if last is None:
            continue
        number, spoken_in, before = last
        same = block == spoken_in
        open_before = text[before - 1] not in "\"”’'»"
        begins = start - sentences[index].start <= 1
        opens_block = begins and (index == 0 or sentences[index - 1].block != block)
        goes_on = block - spoken_in == 1 and (open_before or (opens_block and block not in cued_blocks))
        if (same and (begins or index not in cued)) or goes_on:
            owner[which] = number
            last = (number, block, end)
