"""Quotations that were altered on the way, or that two outlets give to different speakers.

Outlets quote one agency, so one sentence stands in several articles in the same quotation marks. Cuts at either end are
editing. A number that changed, a "not" that came or went, or another speaker for the same words is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from summarize.claims import ReadArticle
from summarize.comparison.propositions import StatementQuestion
from summarize.comparison.sources import Sources, is_named
from summarize.reading import wordlists as w
from summarize.reading.quotations import find_quotations
from summarize.schema import ARTICLE_ITSELF, Article, Asserter, Claim, Span

__all__ = ["wording_questions"]

LEAST_WORDS = 6
"""Shorter quotations are phrases that many people use."""

ALIKE = 0.6
"""Share of words in common, in order (the ratio of `difflib`), from which two quotations are versions of one."""

SAME = 0.85
"""Share from which two quotations are the same words, so that there can be one speaker only."""

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split()
    )
} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "twin": "2",
    "both": "2",
}
_INTERJECTION = re.compile(r"no[,.!]", re.IGNORECASE)
"""A "no" that answers, and negates nothing that it stands beside."""
_SUPPORT = frozenset("do does did is was are were has have had will would can could may there way".split())
"""Words that come and go with a negation."""
_NOT = frozenset(
    "not no never neither nor cannot didn't wasn't weren't don't doesn't isn't aren't hasn't haven't won't didnt wasnt".split()
)


@dataclass(frozen=True)
class _Quotation:
    article: Article
    start: int
    end: int
    words: tuple[str, ...]
    asserter: Asserter

    def claim(self) -> Claim:
        quote = Span.of(self.article.text, self.start, self.end)
        return Claim(
            id=f"{self.article.id}:q{self.start}",
            article_id=self.article.id,
            kind="statement",
            quote=quote,
            figure=None,
            measure=" ".join(quote.text.split()),
            asserted_by=self.asserter,
            stance="asserted",
            when=None,
        )


def wording_questions(read: Sequence[ReadArticle], sources: Sources) -> list[StatementQuestion]:
    """Return a question for each quotation that two articles give with another number, a negation or another speaker."""
    quotations = [q for r in read for q in _quotations(r)]
    found = []
    used: set[tuple[str, int]] = set()
    for a, b in combinations(quotations, 2):
        if a.article.id == b.article.id or {(a.article.id, a.start), (b.article.id, b.start)} & used:
            continue
        matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE or (ratio := matcher.ratio()) < ALIKE:
            continue
        why = _altered(a, b, matcher) or (_misattributed(a, b, sources) if ratio >= SAME else "")
        if why:
            used |= {(a.article.id, a.start), (b.article.id, b.start)}
            speaker = a.asserter.name if is_named(a.asserter.name) else b.asserter.name
            who = f"What {speaker} said" if is_named(speaker) else "What was said"
            text = "Who said it" if why.startswith("The same words") else who
            found.append(StatementQuestion("disputed", "attribution", text, why, ((a.claim(),), (b.claim(),))))
    return found


def _quotations(read: ReadArticle) -> list[_Quotation]:
    text = read.article.text
    found = []
    for start, end in find_quotations(text):
        found_words = [m for m in _WORD.finditer(text, start, end) if not _INTERJECTION.match(text, m.start())]
        words = tuple(_NUMBER_WORDS.get(low, low) for low in (m[0].lower().replace("’", "'") for m in found_words))
        if len(words) < LEAST_WORDS:
            continue
        said = next((a for a in read.attributions if a.source and (start, end) in a.quoted), None)
        who = Asserter(name=ARTICLE_ITSELF, span=None)
        if said is not None and said.source is not None:
            who = Asserter(name=said.name, span=Span.of(text, *said.source))
        found.append(_Quotation(read.article, start, end, words, who))
    return found


def _altered(a: _Quotation, b: _Quotation, matcher: SequenceMatcher[str]) -> str:
    """Return in what the two versions differ that changes the sense; empty where nothing does."""
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal" or not _inside(a.words, b.words, i, j, k, m):
            continue
        mine, yours = a.words[i:j], b.words[k:m]
        numbers = [w for w in mine if _is_number(w)], [w for w in yours if _is_number(w)]
        if set(numbers[0]) != set(numbers[1]) and (tag == "replace"):
            shown = " and ".join(", ".join(n) if n else "none" for n in numbers)
            return f"One quotation, two numbers: {shown}."
        if bool(set(mine) & _NOT) != bool(set(yours) & _NOT) and _nots(a) != _nots(b) and _is_one_sentence(a, b):
            return "One quotation, once with and once without a “not”."
    return ""


def _nots(quotation: _Quotation) -> int:
    """Return how many of its words negate, what was cut from the other version included."""
    return sum(word in _NOT for word in quotation.words)


def _is_one_sentence(a: _Quotation, b: _Quotation) -> bool:
    """Say whether two quotations are the same words but for negations, auxiliaries and what was cut at the ends."""
    mine, yours = ([word for word in q.words if word not in _NOT | _SUPPORT] for q in (a, b))
    shorter = min(len(mine), len(yours))
    blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    return shorter > 0 and sum(block.size for block in blocks) >= SAME * shorter


def _inside(a: Sequence[str], b: Sequence[str], i: int, j: int, k: int, m: int) -> bool:
    """Say whether a difference lies inside both quotations: what stands beyond an end was cut, not altered."""
    return i > 0 and k > 0 and j < len(a) and m < len(b)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in ("dozens", "hundreds", "thousands")


def _misattributed(a: _Quotation, b: _Quotation, sources: Sources) -> str:
    """Return that the same words have two speakers, where both are named and neither can be the other."""
    first, second = a.asserter.name, b.asserter.name
    if not (is_named(first) and is_named(second)) or sources.together(first, second):
        return ""
    if any(q.asserter.span is not None and q.asserter.span.text.lower() in w.PRONOUNS for q in (a, b)):
        return ""  # Whom "it said" means is a guess.
    if not (_is_person(first) and _is_person(second)):
        return ""
    return f"The same words are given to {first} and to {second}."


def _is_person(name: str) -> bool:
    """Say whether a name holds two capitalised words in a row: a person's or body's proper name, no description.

    An office is held by somebody whom the other account may name: "head of the Varna Security Division".
    """
    own = re.split(r"\s(?:of|for|at|in|from|with)\s", name)[0]
    held = re.fullmatch(r"(?:.*\s)?(?P<head>[a-z][\w-]+)", own)
    if held and w.is_speaker_noun(held["head"]):
        return False
    return re.search(r"\b[A-Z][\w’'-]+\s+(?:al-|el-|bin\s|de\s)?[A-Z][\w’'-]+", own) is not None
