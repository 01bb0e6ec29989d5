"""True reports -> altered ones, each with one item of evidence changed: what `summarize check` must refuse.

Every kind is made in an obvious way (words that no longer stand at their offsets) and in a sly one, in which all spans
are still exact and only their meaning has been bent.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from summarize.schema import ARTICLE_ITSELF, Article, Asserter, Claim, Figure, Qualifier, Report, Span, Stance

__all__ = ["KINDS", "Corruption", "corrupt"]

_AUXILIARY = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|can|could|did|does|do)\b(?!\s+not\b)")
_NOT = re.compile(r"\s(?:not|no)\b")
_QUALIFIERS: tuple[Qualifier, ...] = ("exact", "about", "nearly", "more_than", "at_least", "up_to")
_BOUND = re.compile(
    r"^(?:at least|more than|nearly|almost|about|around|some|over|up to|fewer than|less than|roughly)\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Corruption:
    """A report with one altered item."""

    kind: str
    """Name in `KINDS`."""
    claim_id: str
    """Claim whose evidence was altered."""
    report: Report


Alter = Callable[[Claim, Report, random.Random], Claim | None]
"""Returns the claim altered, or None where it cannot be altered in this way."""


def corrupt(report: Report, *, seed: int = 0) -> Iterator[Corruption]:
    """Yield every corruption of every claim of `report`, the same ones for the same seed."""
    for number, claim in enumerate(report.claims):
        for kind, alter in KINDS.items():
            changed = alter(claim, report, random.Random(f"{seed} {claim.id} {kind}"))
            if changed is not None and changed != claim:
                claims = (*report.claims[:number], changed, *report.claims[number + 1 :])
                yield Corruption(kind, claim.id, report.model_copy(update={"claims": claims}))


def _number_in_words(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Change a digit in the quote and the figure, offsets kept."""
    figure = claim.figure
    digits = [m.start() for m in re.finditer(r"\d", figure.span.text)] if figure else []
    if figure is None or not digits:
        return None
    at = rng.choice(digits)
    words = figure.span.text
    digit = rng.choice([d for d in "123456789" if d != words[at]])
    changed = words[:at] + digit + words[at + 1 :]
    offset = figure.span.start - claim.quote.start
    quote = claim.quote.text[:offset] + changed + claim.quote.text[offset + len(words) :]
    return claim.model_copy(
        update={
            "quote": _reworded(claim.quote, quote),
            "figure": figure.model_copy(update={"span": _reworded(figure.span, changed)}),
        }
    )


def _number_in_meaning(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Change the interval, words kept."""
    figure = claim.figure
    if figure is None:
        return None
    factor = rng.choice((0.1, 0.9, 1.1, 2.0, 10.0))
    ends = {end: None if v is None else (v * factor or 7.0) for end, v in (("low", figure.low), ("high", figure.high))}
    return claim.model_copy(update={"figure": figure.model_copy(update=ends)})


def _other_number(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Take the figure of another claim of the article, words and all."""
    others = [
        c.figure
        for c in _same_article(claim, report)
        if c.figure is not None and c.quote != claim.quote and c.id != claim.id
    ]
    return claim.model_copy(update={"figure": rng.choice(others)}) if claim.figure is not None and others else None


def _negation_in_words(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Put a "not" into the quote, or take one out."""
    words = claim.quote.text
    stands = _NOT.search(words)
    if stands:
        return claim.model_copy(
            update={"quote": _reworded(claim.quote, words[: stands.start()] + words[stands.end() :])}
        )
    verb = _AUXILIARY.search(words)
    if verb is None:
        return None
    return claim.model_copy(
        update={"quote": _reworded(claim.quote, words[: verb.end()] + " not" + words[verb.end() :])}
    )


def _negation_in_meaning(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Turn what is asserted into what is denied, or the reverse."""
    stance: Stance = "asserted" if claim.stance == "denied" else "denied"
    return claim.model_copy(update={"stance": stance})


def _doubt_dropped(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Drop that it could not be verified, or invent it."""
    stance: Stance = "asserted" if claim.stance == "unverified" else "unverified"
    return claim.model_copy(update={"stance": stance})


def _qualifier_in_words(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Cut the qualifier off the figure's span: the words left are exact and say more than the article does."""
    figure = claim.figure
    bound = _BOUND.match(figure.span.text) if figure else None
    if figure is None or bound is None:
        return None
    value = figure.low if figure.low is not None else figure.high
    text = _article(claim, report).text
    span = Span.of(text, figure.span.start + bound.end(), figure.span.end)
    bare = Figure(span=span, low=value, high=value, qualifier="exact", unit=figure.unit)
    return claim.model_copy(update={"figure": bare})


def _qualifier_in_meaning(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Change the qualifier, words kept."""
    figure = claim.figure
    if figure is None:
        return None
    other = rng.choice([q for q in _QUALIFIERS if q != figure.qualifier])
    return claim.model_copy(update={"figure": figure.model_copy(update={"qualifier": other})})


def _speaker_by_name(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Name somebody else and keep the words that name the true one."""
    names = {c.asserted_by.name for c in report.claims} - {claim.asserted_by.name, ARTICLE_ITSELF}
    name = rng.choice(sorted(names) or ["Nobody Atall"])
    return claim.model_copy(update={"asserted_by": claim.asserted_by.model_copy(update={"name": name})})


def _speaker_with_words(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Give it to the asserter of another claim of the article, with the words that name them there."""
    others = [c.asserted_by for c in _same_article(claim, report) if c.asserted_by.name != claim.asserted_by.name]
    return claim.model_copy(update={"asserted_by": rng.choice(others)}) if others else None


def _speaker_dropped(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """State as the article's own what it credits to somebody."""
    return claim.model_copy(update={"asserted_by": Asserter(name=ARTICLE_ITSELF, span=None)})


def _stitched(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Make one quote of the halves of two sentences."""
    others = [c.quote for c in _same_article(claim, report) if c.quote != claim.quote]
    if not others:
        return None
    first, second = claim.quote.text.split(), rng.choice(others).text.split()
    words = " ".join(first[: len(first) // 2 + 1] + second[len(second) // 2 :])
    return claim.model_copy(update={"quote": _reworded(claim.quote, words)})


def _run_together(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Stretch the quote into the sentence after it: exact words, but two sentences as one."""
    text = _article(claim, report).text
    following = re.compile(r"\s*\S+(?:[ \t]+\S+){2}").match(text, claim.quote.end)
    if following is None:
        return None
    return claim.model_copy(update={"quote": Span.of(text, claim.quote.start, following.end())})


def _cut_short(claim: Claim, report: Report, rng: random.Random) -> Claim | None:
    """Cut the end of the quote off: exact words, but not the whole sentence."""
    words = claim.quote.text.split(" ")
    if len(words) < 6:
        return None
    kept = len(" ".join(words[: len(words) // 2]))
    return claim.model_copy(update={"quote": _shortened(claim.quote, kept)})


KINDS: dict[str, Alter] = {
    "number, words changed": _number_in_words,
    "number, interval changed": _number_in_meaning,
    "number of another claim": _other_number,
    "negation, words changed": _negation_in_words,
    "negation, stance changed": _negation_in_meaning,
    "doubt dropped or invented": _doubt_dropped,
    "qualifier cut off": _qualifier_in_words,
    "qualifier changed": _qualifier_in_meaning,
    "speaker, name changed": _speaker_by_name,
    "speaker of another claim": _speaker_with_words,
    "speaker dropped": _speaker_dropped,
    "sentences stitched": _stitched,
    "sentences run together": _run_together,
    "sentence cut short": _cut_short,
}
"""Name -> how one claim is altered."""


def _reworded(span: Span, text: str) -> Span:
    return Span(start=span.start, end=span.end, text=text)


def _shortened(span: Span, kept: int) -> Span:
    return Span(start=span.start, end=span.start + kept, text=span.text[:kept])


def _same_article(claim: Claim, report: Report) -> Sequence[Claim]:
    return [c for c in report.claims if c.article_id == claim.article_id and c.id != claim.id]


def _article(claim: Claim, report: Report) -> Article:
    return next(article for article in report.articles if article.id == claim.article_id)
