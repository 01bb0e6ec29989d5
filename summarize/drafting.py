"""Article -> draft of its claims: the figures that state something, what they measure, and who may have given them. No model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.reading.attribution import Attribution, find_attributions
from summarize.reading.candidates import Candidate, candidate_asserters
from summarize.reading.cues import CueClass
from summarize.reading.ellipsis import lend_units
from summarize.reading.equivalents import merge_equivalents
from summarize.reading.figures import CLAIM_KINDS, FigureMention, find_figures
from summarize.reading.measures import Measure, read_measures
from summarize.reading.placing import only_places
from summarize.reading.sentences import Sentence, sentence_at, split_sentences
from summarize.schema import ARTICLE_ITSELF, Article, BlockRole, Stance

__all__ = ["ArticleDraft", "FigureDraft", "draft_claims"]

_UNVERIFIED = re.compile(
    r"\b(?:(?:not|n.t|cannot|unable to|impossible to|never)\s+(?:be\s+|been\s+|yet\s+|immediately\s+|independently\s+)*"
    r"(?:verif|confirm|corroborat|check)\w*|unverified|unconfirmed|impossible\s+to\s+verify)",
    re.IGNORECASE,
)
_TAKEN_FOR_GRANTED = re.compile(
    r"""\b(?:
      which|who|whom|whose|where|when|during|after|before|but|also|while|because|saying|adding|insisting|arguing
    | (?:involvement|complicity|role|part|hand|responsibility|knowledge|links?|connections?) \s+ (?:in|of|for|with|to|about)
    | by \s+ a \s+ (?:margin|vote|majority) \s+ of
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What leads, inside a denial, to things that are not denied: "denied a part in the raid", "denied it, saying that 18 were hit",
"voters rejected it by a margin of 10 points"."""
_BACK_REFERENCE = re.compile(
    r"\s*[\"“'‘]?(?:(?:these|those|this|that|it|they|neither|none)\b|(?:the|its|their|his|her|such)\s+(?:\w+\s+)?"
    r"(?:figures?|claims?|reports?|numbers?|statistics|accounts?|tolls?|statements?|estimates?|counts?)\b)",
    re.IGNORECASE,
)
FEW = 3
"""Speakers, at most, whose number opens a source and is no figure of the story."""
_UNNAMED = re.compile(r"\b(?:sources|officials|people|persons|diplomats|executives|insiders)\b")
"""Speakers who are no news by their number: "two officials", but "two former employees" and "41 scientists"."""
_STAMP = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
"""A clock time as live blogs print it at the start of a line: 18.20."""


@dataclass(frozen=True)
class FigureDraft:
    """A figure that will be a claim once its asserter is known."""

    mention: FigureMention
    measure: Measure
    sentence: Sentence
    candidates: tuple[Candidate, ...]
    """Who may have given it, the rules' favourite first."""
    stance: Stance
    again: tuple[tuple[int, int], ...] = ()
    """Where it is given again in another unit."""


@dataclass(frozen=True)
class ArticleDraft:
    """What the deterministic readers found in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    figures: tuple[FigureDraft, ...]
    """In text order."""
    repeats: tuple[FigureDraft, ...] = ()
    """Figures of blocks that say again what an earlier block says (a caption printed twice)."""


def draft_claims(article: Article) -> ArticleDraft:
    """Return the figures of `article` with what they measure and who may have given them."""
    sentences = split_sentences(article)
    attributions = find_attributions(article, sentences)
    sources = {
        a.source[0]
        for a in attributions
        if a.source is not None and a.kind is CueClass.SAY and _UNNAMED.search(article.text, *a.source)
    }
    merged = merge_equivalents(article.text, find_figures(article.text))
    mentions = [
        m
        for m in merged.mentions
        if m.kind in CLAIM_KINDS and not _is_time(article.text, m) and not (m.start in sources and _is_few(m))
    ]
    figures = []
    for mention, measure, sentence, index in _measured(article.text, sentences, mentions):
        candidates = candidate_asserters(article, sentences, attributions, (mention.start, mention.end))
        denied = any(
            a.stance == "denied"
            and a.kind is CueClass.DENY
            and any(
                start <= mention.start < end and not _TAKEN_FOR_GRANTED.search(article.text, start, mention.start)
                for start, end in a.content
            )
            for a in attributions
        )
        stance = "denied" if denied and mention.low else _stance(article.text, sentences, index)
        again = merged.again.get((mention.start, mention.end), ())
        figures.append(FigureDraft(mention, measure, sentence, candidates, stance, again))
    copies = [s for s in split_sentences(article, include_all=True) if s.role is BlockRole.DUPLICATE]
    nobody = (Candidate(ARTICLE_ITSELF, None, 0.0, "repeated block"),)
    repeats = [
        FigureDraft(mention, measure, sentence, nobody, "asserted")
        for mention, measure, sentence, _ in _measured(article.text, copies, mentions)
    ]
    return ArticleDraft(article, sentences, attributions, tuple(figures), tuple(repeats))


def _is_few(mention: FigureMention) -> bool:
    """Say whether a number that opens a source ("two officials said") only tells how many spoke."""
    return mention.kind == "quantity" and mention.high is not None and mention.high <= FEW


def _is_time(text: str, mention: FigureMention) -> bool:
    """Say whether the figure is only a time: the one in which something else was counted, or a live blog's stamp."""
    if _STAMP.fullmatch(text, mention.start, mention.end) and text[: mention.start].rpartition("\n")[2].strip() == "":
        return True
    return only_places(text, mention)


def _measured(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[FigureMention]
) -> list[tuple[FigureMention, Measure, Sentence, int]]:
    """Return the mentions that lie in `sentences`, with what they measure and the sentence and its index."""
    placed = [(m, at) for m in mentions if (at := _inside(sentences, m.start)) is not None]
    own = [m for m, _ in placed]
    measures = read_measures(text, sentences, own)
    units = lend_units(own, measures)
    return [(m, measure, sentences[at], at) for m, (_, at), measure in zip(units, placed, measures, strict=True)]


def _inside(sentences: Sequence[Sentence], offset: int) -> int | None:
    """Return the index of the sentence at `offset`, None between sentences."""
    at = sentence_at(sentences, offset)
    return at if sentences and sentences[at].start <= offset < sentences[at].end else None


def _stance(text: str, sentences: Sequence[Sentence], index: int) -> Stance:
    """Return "unverified" where the sentence, or the next one looking back at it, says that it could not be checked."""
    own = sentences[index]
    if _UNVERIFIED.search(text, own.start, own.end):
        return "unverified"
    if index + 1 < len(sentences):
        following = sentences[index + 1]
        if _BACK_REFERENCE.match(text, following.start, following.end) and _UNVERIFIED.search(
            text, following.start, following.end
        ):
            return "unverified"
    return "asserted"
