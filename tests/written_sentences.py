"""Sentences about a story, honest ones and corrupted ones, built from its claims and credits without the proof's own reading."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.drafting import draft_claims
from summarize.proofreading.grounds import Ground, grounds_of
from summarize.reading.attribution import Attribution
from summarize.reading.cues import VERBS, CueClass
from summarize.schema import ARTICLE_ITSELF, Article, Claim, Report, Span

_PRONOUNS = re.compile(
    r"\b(?:he|she|his|her|him|i|we|our|my|this|these|those|there|such|here|you|your)\b", re.IGNORECASE
)
_DAYS = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|overnight|ago|(?:last|this|next) \w+)\b", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:were|was|had|have|has|are|is)\b")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w%])")
_HEDGE = re.compile(
    r"\b(?:nearly|almost|about|some|around|roughly|more than|over|at least|up to|as many as)\s+(?=\d)", re.I
)
_UNITS = {
    "soldiers": "civilians",
    "troops": "civilians",
    "servicemen": "pilots",
    "people": "soldiers",
    "civilians": "soldiers",
    "tanks": "lorries",
    "aircraft": "ships",
    "homes": "schools",
    "workers": "managers",
    "jobs": "factories",
    "killed": "wounded",
    "wounded": "killed",
    "injured": "killed",
    "dead": "missing",
    "died": "fled",
    "destroyed": "captured",
    "hurt": "killed",
    "million": "billion",
    "euros": "dollars",
    "hours": "days",
}
_JUDGEMENT = ("savage", "shocking", "only", "a mere", "massive", "so-called", "brave")
_HEDGES = ("nearly", "more than", "at least", "up to", "about", "fewer than")


@dataclass(frozen=True)
class Built:
    """A sentence that was built from a credit."""

    kind: str
    """How it was built, or in which way it was corrupted."""
    text: str
    who: str
    """The source that it names."""
    body: str
    """What it credits to them."""
    verb: str
    own_verb: str
    """The verb of the article."""
    article_id: str
    place: Span
    """Words of the sentence that it was built from."""


@dataclass(frozen=True)
class Told:
    """A story with its grounds."""

    report: Report
    grounds: tuple[Ground, ...]
    questions: tuple[frozenset[str], ...]

    def near(self, built: Sequence[Built]) -> tuple[Ground, ...]:
        """Return the grounds that some sentences were built from."""
        keys = {(b.article_id, b.place.start) for b in built}
        return tuple(g for g in self.grounds if (g.article.id, g.start) in keys)


def told(report: Report, questions: Sequence[frozenset[str]]) -> Told:
    grounds: list[Ground] = []
    for article in report.articles:
        claims = [claim for claim in report.claims if claim.article_id == article.id]
        whole = Span.of(article.text, 0, len(article.text))
        grounds += grounds_of(article, article.outlet or article.id, claims, [whole])
    return Told(report, tuple(grounds), tuple(questions))


def honest(report: Report) -> Iterator[Built]:
    """Yield the statements that each article credits to someone, put in plain forms, as an editor would."""
    for article in report.articles:
        draft = draft_claims(article)
        for attribution in draft.attributions:
            if attribution.source is None or attribution.name == ARTICLE_ITSELF or len(attribution.content) != 1:
                continue
            sentence = draft.sentences[attribution.sentence]
            yield from _plain_forms(article, attribution, (sentence.start, sentence.end))


def _plain_forms(article: Article, attribution: Attribution, sentence: tuple[int, int]) -> Iterator[Built]:
    (start, end) = attribution.content[0]
    if not sentence[0] <= start < end <= sentence[1]:
        return
    body = " ".join(article.text[start:end].split()).strip(" ,.;:—–-")
    body = re.sub(r"^that\s+", "", body)
    cue = " ".join(article.text[slice(*attribution.cue)].split()).lower()
    verb = VERBS.get(cue)
    if cue != "according to" and (
        verb is None or verb.kind not in (CueClass.SAY, CueClass.DENY) or cue.endswith("ing")
    ):
        return
    if len(body.split()) < 4 or _PRONOUNS.search(body) or _DAYS.search(body) or re.search(r"[\"“”‘()]", body):
        return
    body = body if body[:1].isdigit() or not body.split()[0].istitle() or start > sentence[0] else _lowered(body)
    who = " ".join(attribution.name.split(",")[0].split())
    own = "said" if cue in ("according to", "told") else cue
    if body.split()[-1] in ("by", "than", "of", "to", "that") or body.split()[0] in (
        "of",
        "to",
        "how",
        "about",
        "it",
        "It",
    ):
        return  # No statement: the verb has another object.
    capital = who[:1].upper() + who[1:]
    words = Span.of(article.text, *sentence)

    def built(kind: str, text: str, used: str) -> Built:
        return Built(kind, text, who, body, used, own, article.id, words)

    yield built("verb first", f"{capital} {own} that {body}.", own)
    if attribution.stance == "asserted" and not attribution.hedged:
        yield built("plain verb", f"{capital} said {body}.", "said")
        yield built("according to", f"According to {who}, {body}.", "according to")
    if own not in ("denied", "denies"):
        yield built("verb last", f"{body[:1].upper()}{body[1:]}, {who} {own}.", own)


def _lowered(body: str) -> str:
    first = body.split()[0]
    common = {
        "The",
        "A",
        "An",
        "In",
        "At",
        "Since",
        "Some",
        "More",
        "Nearly",
        "About",
        "Almost",
        "Over",
        "On",
        "No",
        "Two",
    }
    return body[:1].lower() + body[1:] if first in common else body


def corrupted(built: Built, others: Sequence[Built], claims: Sequence[Claim]) -> Iterator[Built]:
    """Yield the sentence with one thing changed that changes what it says. `others` are of the same story."""

    def changed(kind: str, text: str) -> Built:
        return Built(kind, text, built.who, built.body, built.verb, built.own_verb, built.article_id, built.place)

    text, body = built.text, built.body
    for number in _NUMBER.finditer(text):
        digits = number[0].replace(",", "")
        for other in (digits[:-1] + str((int(digits[-1]) + 1) % 10), digits + "0", digits[::-1].lstrip("0") or "7"):
            if other != digits and "." not in other:
                yield changed("number altered", text[: number.start()] + f"{int(other):,}" + text[number.end() :])
        if not _HEDGE.search(text[: number.end()][-len(number[0]) - 12 :]):
            for hedge in _HEDGES:
                if not re.search(r"\b(?:of|than|to|least)\s$", text[: number.start()]):
                    yield changed("hedge added", f"{text[: number.start()]}{hedge} {text[number.start() :]}")
    if _HEDGE.search(text):
        yield changed("hedge dropped", _HEDGE.sub("", text, count=1))
        yield changed("hedge swapped", _HEDGE.sub("fewer than ", text, count=1))
    if auxiliary := _AUXILIARY.search(text, text.find(body[:12])):
        yield changed("negated", f"{text[: auxiliary.end()]} not{text[auxiliary.end() :]}")
        yield changed("made possible", f"{text[: auxiliary.start()]}may have been{text[auxiliary.end() :]}")
        yield changed("hedged", f"{text[: auxiliary.end()]} reportedly{text[auxiliary.end() :]}")
        yield changed("judged", f"{text[: auxiliary.end()]} tragically{text[auxiliary.end() :]}")
    if built.verb != "according to":
        for verb in ("denied", "said", "claimed", "admitted", "confirmed", "boasted"):
            told_of_denial = built.own_verb in ("denied", "denies", "rejected", "dismissed")
            if VERBS[verb] != VERBS[built.own_verb] and (
                verb != "said" or told_of_denial or built.own_verb in ("claimed", "claims")
            ):
                yield changed("verb altered", re.sub(rf"\b{built.verb}\b", verb, text, count=1))
    for other in others:
        if not _shares_word(other.who, built.who) and not _both_say(claims, body, other.who):
            yield changed(
                "speaker swapped", text.replace(built.who, other.who).replace(_capital(built.who), _capital(other.who))
            )
        if (
            other.body != body
            and not _shares_word(other.who, built.who)
            and not _both_say(claims, other.body, built.who)
        ):
            yield changed("stitched", f"{_capital(built.who)} said that {other.body}.")
    for name in re.finditer(r"(?<!^)(?<!\. )\b[A-Z][a-z]{3,}\b", text):
        yield changed("name altered", f"{text[: name.start()]}Vostrikov{text[name.end() :]}")
    for word, other_word in _UNITS.items():
        if re.search(rf"\b{word}\b", text):
            yield changed("unit altered", re.sub(rf"\b{word}\b", other_word, text, count=1))
    nouns = [
        m for m in re.finditer(r"\b[a-z]{5,}s\b", text) if m[0] not in ("claims", "denies", "says", "across", "across")
    ]
    for noun, word in zip(nouns, _JUDGEMENT, strict=False):
        yield changed("judged", f"{text[: noun.start()]}{word} {text[noun.start() :]}")
        yield changed("quoted", f"{text[: noun.start()]}“{noun[0]}”{text[noun.end() :]}")
    for first, second in (("Russian", "Ukrainian"), ("Russia", "Ukraine"), ("Moscow", "Kyiv")):
        if first in body and second in body:
            swapped = body.replace(first, "\0").replace(second, first).replace("\0", second)
            yield changed("roles swapped", text.replace(body, swapped))
    numbers = list(_NUMBER.finditer(text))
    for a, b in itertools.pairwise(numbers):
        swapped = text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]
        yield changed("figures swapped", swapped)
    yield changed("speaker dropped", f"{_capital(body)}.")
    yield changed("dated", text.removesuffix(".") + " today.")
    yield changed("cause added", text.removesuffix(".") + " because of it.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shares_word(a: str, b: str) -> bool:
    words = [
        {w.casefold().removesuffix("’s").removesuffix("'s") for w in re.findall(r"[\w’']{3,}", name)} for name in (a, b)
    ]
    return bool(words[0] & words[1] - {"the", "for", "and"})


def _both_say(claims: Sequence[Claim], body: str, who: str) -> bool:
    """Say whether a claim gives one of the numbers in `body` to `who`: then it is no corruption to credit them with it."""
    numbers = {n.replace(",", "") for n in _NUMBER.findall(body)}
    return any(
        claim.figure is not None
        and _shares_word(claim.asserted_by.name, who)
        and numbers & {n.replace(",", "") for n in _NUMBER.findall(claim.figure.span.text)}
        for claim in claims
    )
