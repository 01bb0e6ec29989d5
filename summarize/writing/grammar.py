"""The words that a model may write a sentence with: those of its sources, and a few that join them.

The grammar bounds the length and keeps what has to stay together: a figure is written with its hedge or not at all, and so
is a quotation with its marks. What the words come to say is for the proof to find out (`proofreading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.proofreading.grounds import Ground
from summarize.proofreading.units import ARTICLE_WORDS
from summarize.proofreading.vocabulary import JOINERS, POINTING, RELATIVE_DAYS

__all__ = ["MOST_TOKENS", "sentence_grammar"]

MOST_WORDS = 45
"""Words of a sentence at most. News sentences have 20 to 25; two of them joined fit."""
_LEAST_WORDS = 4
MOST_TOKENS = 160
"""Tokens at most. Of 607 runs of 45 words in 73 news articles, half come to 55 tokens, the longest to 95 with
qwen2.5-coder-1.5b's vocabulary and to 100 with smollm2-135m's; names of other languages take more."""
_AUXILIARIES = frozenset("has have had was were is are been".split())
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}/\"]")


def sentence_grammar(grounds: Sequence[Ground]) -> str:
    """Return a Lark grammar whose sentences are put together from the words of `grounds`, each after one space."""
    words = sorted({word for word in _words(grounds) if word.casefold() not in POINTING | RELATIVE_DAYS})
    choice = "|".join(map(_escaped, words))
    return f'start: " " SENTENCE\nSENTENCE: /({choice})([,;]? ({choice})){{{_LEAST_WORDS - 1},{MOST_WORDS - 1}}}\\./\n'


def _words(grounds: Sequence[Ground]) -> Iterable[str]:
    yield from ARTICLE_WORDS | JOINERS | _AUXILIARIES | {"to", "on"}
    yield from ("The", "A", "An", "According")
    for ground in grounds:
        for unit in ground.units:
            if unit.kind == "mark":
                continue
            text = " ".join(ground.article.text[unit.start : unit.end].split())
            yield from (text,) if unit.kind != "auxiliary" else text.split()
            if unit.kind == "figure" and text[:1].isalpha():
                yield text[:1].lower() + text[1:]
            if unit.first or unit.kind == "figure":
                yield text[:1].lower() + text[1:] if unit.first else text[:1].upper() + text[1:]
        for voice in ground.voices:
            yield from voice.cues
            for form in voice.forms:
                yield from (word for word in form if word != ",")
                yield form[0][:1].upper() + form[0][1:]
            if voice.according_to:
                yield "according"


def _escaped(word: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", word)
