"""A report against its articles: every altered item by name.

Spans are compared with the text at their offsets. What a span is said to mean is read again by the deterministic wing:
numbers, units, measures and windows from the words, asserters from the sources that the words allow, denials from the
sentence. Nothing of the report is believed but its articles' metadata, once their texts are those given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ValidationError

from summarize.claims import Choice, ReadArticle, finish_claims
from summarize.comparison.intervals import spread
from summarize.comparison.statements import Statement, read_statements
from summarize.drafting import ArticleDraft, FigureDraft, draft_claims
from summarize.errors import ArticleError, InputError
from summarize.evaluation.evidence import is_exact, spans_of
from summarize.pipeline import NO_MODEL, Summarizer
from summarize.proofreading.reports import prove_again
from summarize.reading.articles import article_from_text
from summarize.reading.candidates import Candidate
from summarize.reading.names import find_people, find_places
from summarize.reading.when import find_when
from summarize.schema import (
    Answer,
    Article,
    Asserter,
    Claim,
    Figure,
    Person,
    Place,
    Question,
    Report,
    Span,
    Summary,
    When,
)
from summarize.stories import Story

__all__ = ["Altered", "check_report", "read_report"]

_READ_AGAIN = ("quote", "figure", "measure", "when", "event", "counted", "place")
"""Fields of a figure's claim that its words settle, whoever is said to assert it."""


@dataclass(frozen=True)
class Altered:
    """Something in a report that its articles do not bear out."""

    where: str
    """The item: "claim wire:3: figure"."""
    problem: str
    """What is wrong with it."""


@dataclass(frozen=True)
class _Reading:
    """An article read again, each part when it is needed."""

    article: Article

    @cached_property
    def draft(self) -> ArticleDraft:
        return draft_claims(self.article)

    @cached_property
    def figures(self) -> dict[tuple[int, int], FigureDraft]:
        return {(f.mention.start, f.mention.end): f for f in self.draft.figures}

    @cached_property
    def places_of_figures(self) -> dict[tuple[int, int], FigureDraft]:
        """Return every place that states a figure: where it is read, printed again, or given in another unit."""
        printed = {(f.mention.start, f.mention.end): f for f in self.draft.repeats}
        return self.figures | printed | {place: f for f in self.draft.figures for place in f.again}

    @cached_property
    def statements(self) -> dict[tuple[int, int], Statement]:
        read = ReadArticle(self.article, self.draft.sentences, self.draft.attributions, ())
        return {(s.sentence.start, s.sentence.end): s for s in read_statements(read)}

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return find_people(self.article, self.draft.sentences)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return find_places(self.article, self.draft.sentences)

    @cached_property
    def when(self) -> When | None:
        return find_when(self.article, self.draft.sentences)

    @cached_property
    def problem(self) -> str:
        """Return why the record of the article is none that its text gives, or nothing."""
        article = self.article
        try:
            again = article_from_text(
                article.text, id=article.id, outlet=article.outlet, title=article.title, published=article.published
            )
        except ArticleError as error:
            return f"it cannot be read: {error.problem}"
        return "" if article.blocks == again.blocks else "its blocks are not those of its text"


@lru_cache(maxsize=64)
def _reading(article: Article) -> _Reading:
    return _Reading(article)


def read_report(path: Path) -> Report:
    """Return the report of a JSON file.

    Raises:
        InputError: It cannot be read or is no report.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", advice="Give a report.json.") from error
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, detail["loc"]))
        advice = "Give a report.json of `summarize brief` or `summarize compare --format json`."
        raise InputError(f"{path} is no report: {place}: {detail['msg']}.", advice=advice) from error


def check_report(report: Report, articles: Sequence[Article]) -> list[Altered]:
    """Return every altered item of `report`, in the order of the report; nothing if it is true to `articles`.

    An article of the report is the given one of the same id, or else the one with the same text.
    """
    altered: list[Altered] = []
    readings: dict[str, _Reading] = {}
    for article in report.articles:
        problem = _article_problem(article, articles)
        if problem:
            altered.append(Altered(f"article {article.id}", problem))
        else:
            readings[article.id] = _reading(article)
    texts = {article_id: reading.article.text for article_id, reading in readings.items()}
    for what, article_id, span in spans_of(report):
        if article_id in texts and not is_exact(span, article_id, texts):
            altered.append(Altered(what, f"the article does not say {_shown(span.text)} at {span.start}:{span.end}"))
    altered += _check_claims(report, readings)
    for summary in report.summaries:
        if summary.article_id in readings:
            altered += _check_summary(summary, report, readings[summary.article_id])
    altered += _check_questions(report)
    altered += _check_prose(report)
    if not altered and report.run.model == NO_MODEL:
        altered += _check_comparison(report)
    return altered


def _article_problem(article: Article, given: Sequence[Article]) -> str:
    """Return what is wrong with an article of the report, or nothing."""
    named = [one for one in given if one.id == article.id] or [one for one in given if one.text == article.text]
    if not named:
        return "it is not among the articles given"
    if all(one.text != article.text for one in named):
        return "its text is not that of the article given"
    if any(one.blocks == article.blocks for one in named):
        return ""
    return _reading(article).problem


def _check_claims(report: Report, readings: Mapping[str, _Reading]) -> Iterator[Altered]:
    seen: set[str] = set()
    for claim in report.claims:
        name = f"claim {claim.id}"
        if claim.id in seen:
            yield Altered(name, "its id stands twice")
        seen.add(claim.id)
        reading = readings.get(claim.article_id)
        if reading is None:
            if all(article.id != claim.article_id for article in report.articles):
                yield Altered(name, f"the report has no article {claim.article_id}")
        elif claim.figure is None:
            yield from _check_statement(name, claim, reading)
        else:
            yield from _check_figure(name, claim, reading, by_rule=report.run.model == NO_MODEL)


def _check_figure(name: str, claim: Claim, reading: _Reading, *, by_rule: bool) -> Iterator[Altered]:
    assert claim.figure is not None
    own = reading.figures.get((claim.figure.span.start, claim.figure.span.end))
    if own is None:
        yield Altered(f"{name}: figure", f"no figure of the article reads {_shown(claim.figure.span.text)}, whole")
        return
    if claim.kind != "figure":
        yield Altered(f"{name}: kind", f"{claim.kind} with a figure")
    candidate = _named(own.candidates, claim)
    if candidate is None:
        yield Altered(f"{name}: asserter", f"the words do not give the figure to {_shown(claim.asserted_by.name)}")
    elif by_rule and candidate is not own.candidates[0]:
        yield Altered(f"{name}: asserter", f"the rules give the figure to {_shown(own.candidates[0].name)}")
    again = _read_again(reading.draft, own)
    for field in _READ_AGAIN:
        if getattr(claim, field) != getattr(again, field):
            said, means = (_shown(str(_plain(getattr(one, field)))) for one in (claim, again))
            yield Altered(f"{name}: {field}", f"the report has {said}, the words mean {means}")
    others = [(span, reading.places_of_figures.get((span.start, span.end))) for span in claim.also]
    for span, other in others:
        if other is None or (other.mention.low, other.mention.high) != (own.mention.low, own.mention.high):
            yield Altered(f"{name}: other place", f"{_shown(span.text)} at {span.start} does not state this figure")
    stances = {own.stance, *("unverified" for _, other in others if other and other.stance == "unverified")}
    stance = "unverified" if "unverified" in stances else own.stance
    if claim.stance != stance:
        yield Altered(f"{name}: stance", f"the report has {claim.stance}, the words mean {stance}")
    if claim.confidence is not None and (by_rule or not 0 <= claim.confidence <= 1):
        yield Altered(f"{name}: confidence", f"{claim.confidence} is no probability that a model has given")


def _named(candidates: Sequence[Candidate], claim: Claim) -> Candidate | None:
    said = claim.asserted_by
    place = (said.span.start, said.span.end) if said.span else None
    return next((c for c in candidates if c.name == said.name and c.span == place), None)


def _read_again(draft: ArticleDraft, own: FigureDraft) -> Claim:
    """Return the claim that this figure alone makes."""
    alone = replace(draft, figures=(own,), repeats=())
    choice = Choice(own.candidates[0], None)
    return finish_claims(alone, {(own.mention.start, own.mention.end): choice}).figures[0].claim


def _check_statement(name: str, claim: Claim, reading: _Reading) -> Iterator[Altered]:
    same = reading.statements.get((claim.quote.start, claim.quote.end))
    if same is None:
        yield Altered(f"{name}: quote", f"{_shown(claim.quote.text)} is not one whole sentence of the article")
        return
    # A sentence that denies one thing and asserts another is two claims; the id tells which of them is meant.
    readings = [same.claim(), *(same.claim(stance) for stance in ("asserted", "denied", "unverified"))]
    again = next((reading for reading in readings if reading.id == claim.id), readings[0])
    for field in ("kind", "measure", "asserted_by", "stance", "when", "also"):
        if getattr(claim, field) != getattr(again, field):
            said, means = (_shown(str(_plain(getattr(one, field)))) for one in (claim, again))
            yield Altered(f"{name}: {field}", f"the report has {said}, the words mean {means}")


def _check_summary(summary: Summary, report: Report, reading: _Reading) -> Iterator[Altered]:
    name = f"summary of {summary.article_id}"
    whole = {(s.start, s.end) for s in reading.draft.sentences}
    if summary.headline != reading.article.title:
        yield Altered(f"{name}: headline", f"{_shown(summary.headline or '')} is not the article's")
    for point in summary.key_points:
        if any((span.start, span.end) not in whole for span in point.evidence):
            yield Altered(f"{name}: key point", f"{_shown(point.text)} is not one whole sentence")
        if point.text not in [span.text for span in point.evidence]:
            yield Altered(f"{name}: key point", f"{_shown(point.text)} is not its evidence")
    for person in summary.people:
        if person not in reading.people:
            yield Altered(f"{name}: person", f"the words do not name {_shown(person.name)}, {person.role}, there")
    for place in summary.places:
        if place not in reading.places:
            yield Altered(f"{name}: place", f"the words do not name {_shown(place.name)} there")
    if summary.when is not None and summary.when != reading.when:
        yield Altered(f"{name}: date", f"the words do not mean {summary.when.date} by {_shown(summary.when.text)}")
    claims = {claim.id for claim in report.claims if claim.article_id == summary.article_id}
    for stray in sorted(set(summary.claims) ^ claims):
        yield Altered(f"{name}: claims", f"claim {stray} is in the report and not in the summary, or the reverse")


def _check_questions(report: Report) -> Iterator[Altered]:
    claims = {claim.id: claim for claim in report.claims}
    outlets = {article.id: article.outlet or article.id for article in report.articles}
    ids = {question.id for question in report.questions}
    for question in report.questions:
        for number, answer in enumerate(question.answers, start=1):
            yield from _check_answer(f"question {question.id}: answer {number}", question, answer, claims, outlets)
    for omission in report.omissions:
        strays = [*omission.reported_by, *omission.missing_from]
        if omission.question_id not in ids or any(article not in outlets for article in strays):
            yield Altered(f"omission of {omission.question_id}", "it names a question or an article that is not there")


def _check_answer(
    name: str, question: Question, answer: Answer, claims: Mapping[str, Claim], outlets: Mapping[str, str]
) -> Iterator[Altered]:
    unknown = [claim for claim in answer.claims if claim not in claims]
    if unknown or not answer.claims:
        yield Altered(name, f"it rests on claims that are not there: {', '.join(unknown) or 'none'}")
        return
    held = [claims[claim] for claim in answer.claims]
    figures = [claim.figure for claim in held if claim.figure is not None]
    if question.kind == "figure" and figures and (answer.low, answer.high) != spread(figures):
        yield Altered(f"{name}: interval", f"{answer.low} to {answer.high} is not what its claims say")
    if set(answer.asserted_by) != {claim.asserted_by.name for claim in held}:
        yield Altered(f"{name}: asserters", f"{', '.join(answer.asserted_by)} are not those of its claims")
    if set(answer.outlets) != {outlets[claim.article_id] for claim in held if claim.article_id in outlets}:
        yield Altered(f"{name}: outlets", f"{', '.join(answer.outlets)} are not those of its claims")


def _check_prose(report: Report) -> Iterator[Altered]:
    """Prove every shown sentence of the report's prose again, from the words that it cites alone."""
    for number, sentence in enumerate(report.prose.sentences if report.prose else (), start=1):
        if sentence.refused is not None:
            continue
        proof = prove_again(report, sentence)
        if proof.reason is not None:
            yield Altered(f"prose {number}", f"{_shown(sentence.text)} is not borne out: {proof.reason}")
        elif proof.claims != sentence.claims:
            yield Altered(f"prose {number}: claims", f"it states {', '.join(proof.claims) or 'none'}")


def _check_comparison(report: Report) -> Iterator[Altered]:
    """Compare the questions with those that the rules give; only where no model had a say in them."""
    again = Summarizer(None).report(Story(report.story_id, report.articles, report.failures))
    said, means = ({question.id: question for question in one.questions} for one in (report, again))
    for question_id in sorted(said.keys() | means.keys()):
        if said.get(question_id) != means.get(question_id):
            yield Altered(f"question {question_id}", "the rules come to another answer from these claims")
    if set(report.omissions) != set(again.omissions):
        yield Altered("omissions", "the rules find others in these claims")


def _plain(value: object) -> object:
    """Return what tells a reader the value: the words of a span, the ends of a figure."""
    if isinstance(value, Figure):
        return f"{value.low} to {value.high}, {value.qualifier}, {value.unit}"
    if isinstance(value, Asserter):
        return value.name
    return value.text if isinstance(value, Span) else value


def _shown(text: str, most: int = 80) -> str:
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= most else flat[: most - 1] + "…"}"'
