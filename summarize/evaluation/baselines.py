"""Trivial systems that stand in every table: what a score is worth is seen beside what costs nothing.

    nothing          a report without claims, questions or key points
    all disputed     plain figures; every two from two articles with other numbers are a dispute (money with money)
    plain            plain figures, each a question of its own; the first three sentences as key points

Plain figures are what one regular expression finds, said by the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from summarize.reading.sentences import split_sentences
from summarize.schema import (
    ARTICLE_ITSELF,
    Answer,
    Article,
    Asserter,
    BlockRole,
    Claim,
    Figure,
    KeyPoint,
    Question,
    QuestionStatus,
    Report,
    RunRecord,
    Span,
    Summary,
)
from summarize.stories import Story

__all__ = ["BASELINES", "answer_of", "assemble", "baseline_record"]

LEAD = 3
"""Sentences that the lead baseline takes, as in "lead-3", the usual baseline of news summarisation."""

_NUMBER = re.compile(
    r"(?P<sign>[$£€])?(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>thousand|million|billion|m|bn)\b)?(?:\s?(?P<percent>%|per\s?cent\b))?"
)
_SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR"}
_NEXT_WORDS = re.compile(r"\s*([^\W\d_]+(?:[ '’-][^\W\d_]+){0,3})")


def nothing(story: Story) -> Report:
    """Return a report that says nothing."""
    return assemble(story, "nothing")


def all_disputed(story: Story) -> Report:
    """Return a report in which all plain figures of different articles contradict each other."""
    claims = [claim for article in story.articles for claim in _plain_figures(article)]
    outlets = {article.id: article.outlet or article.id for article in story.articles}
    questions: list[Question] = []
    for a, b in combinations(claims, 2):
        assert a.figure is not None
        assert b.figure is not None
        if a.article_id != b.article_id and _sort(a.figure) == _sort(b.figure) and a.figure.low != b.figure.low:
            questions.append(_question(len(questions), "disputed", [a, b], outlets))
    return assemble(story, "all disputed", claims=claims, questions=questions)


def plain(story: Story) -> Report:
    """Return a report of plain figures and of each article's first sentences."""
    claims = [claim for article in story.articles for claim in _plain_figures(article)]
    outlets = {article.id: article.outlet or article.id for article in story.articles}
    questions = [_question(n, "single_source", [claim], outlets) for n, claim in enumerate(claims)]
    key_points = {article.id: _lead(article) for article in story.articles}
    return assemble(story, "plain", claims=claims, questions=questions, key_points=key_points)


BASELINES: Mapping[str, Callable[[Story], Report]] = {"nothing": nothing, "all disputed": all_disputed, "plain": plain}
"""Name -> what gives its report."""


def assemble(
    story: Story,
    name: str,
    *,
    claims: Sequence[Claim] = (),
    questions: Sequence[Question] = (),
    key_points: Mapping[str, Sequence[Span]] | None = None,
) -> Report:
    """Return a baseline's report."""
    points = key_points or {}
    return Report(
        story_id=story.id,
        run=baseline_record(name),
        articles=story.articles,
        summaries=tuple(
            Summary(
                article_id=article.id,
                headline=article.title,
                key_points=tuple(KeyPoint(text=s.text, evidence=(s,)) for s in points.get(article.id, ())),
                people=(),
                places=(),
                when=None,
                claims=tuple(claim.id for claim in claims if claim.article_id == article.id),
            )
            for article in story.articles
        ),
        claims=tuple(claims),
        questions=tuple(questions),
        omissions=(),
        failures=story.failures,
    )


def baseline_record(name: str) -> RunRecord:
    """Return the run record of a baseline, which has nothing to record but its name."""
    return RunRecord(
        model="none",
        model_sha256=None,
        adapter_sha256=None,
        backend=f"baseline: {name}",
        engine="local",
        dtype=None,
        prompts={},
        packages={},
        commit=None,
        seed=0,
        summarize_version="",
    )


def _plain_figures(article: Article) -> list[Claim]:
    text = article.text
    claims: list[Claim] = []
    for match in _NUMBER.finditer(text):
        value = float(match["digits"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
        following = _NEXT_WORDS.match(text, match.end())
        measure = following[1] if following else match[0]
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        claims.append(
            Claim(
                id=f"{article.id}:{len(claims) + 1}",
                article_id=article.id,
                kind="figure",
                quote=Span.of(text, line_start, len(text) if line_end < 0 else line_end),
                figure=Figure(
                    span=Span.of(text, match.start(), match.end()),
                    low=value,
                    high=value,
                    qualifier="exact",
                    unit=_unit(match, measure),
                ),
                measure=measure,
                asserted_by=Asserter(name=ARTICLE_ITSELF, span=None),
                stance="asserted",
                when=None,
            )
        )
    return claims


def _unit(match: re.Match[str], measure: str) -> str:
    if match["percent"]:
        return "percent"
    if match["sign"]:
        return _CURRENCIES[match["sign"]]
    return measure.split()[0].lower().removesuffix("s") or "number"


def _sort(figure: Figure) -> str | None:
    """Return "percent", a currency, or None for everything else that is counted."""
    return figure.unit if figure.unit == "percent" or figure.unit in _CURRENCIES.values() else None


def _lead(article: Article) -> list[Span]:
    body = [s for s in split_sentences(article) if s.role is BlockRole.PARAGRAPH]
    return [Span.of(article.text, s.start, s.end) for s in body[:LEAD]]


def answer_of(claim: Claim, outlets: Mapping[str, str]) -> Answer:
    """Return the answer that one claim alone gives; `outlets` maps article ids to names."""
    return Answer(
        claims=(claim.id,),
        low=claim.figure.low if claim.figure else None,
        high=claim.figure.high if claim.figure else None,
        asserted_by=(claim.asserted_by.name,),
        outlets=(outlets[claim.article_id],),
    )


def _question(number: int, status: QuestionStatus, claims: Sequence[Claim], outlets: Mapping[str, str]) -> Question:
    answers = tuple(answer_of(claim, outlets) for claim in claims)
    text = claims[0].measure
    return Question(id=f"q{number + 1}", text=text, status=status, kind="figure", why="A baseline.", answers=answers)
