"""A small labelled story for tests of the evaluation, and the report that says exactly what its labels say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from summarize.evaluation.authoring import write_labels
from summarize.evaluation.baselines import baseline_record
from summarize.evaluation.cases import Case
from summarize.evaluation.labels import FigureLabel, QuestionLabel, StatementLabel
from summarize.evaluation.subjects import subject_of_case
from summarize.schema import (
    ARTICLE_ITSELF,
    Answer,
    Asserter,
    Claim,
    Figure,
    KeyPoint,
    Omission,
    Question,
    Report,
    Span,
    Summary,
)

ARTICLES = {
    "wire": (
        "Police said at least 3 workers died when a crane fell on the quay at Ostrel on Friday. "
        "The mayor, Ada Brink, put the number of injured at 14. "
        "The owner denied that any rope had snapped. "
        "The crane weighed 80 tonnes, the harbour master said."
    ),
    "local": (
        "Five workers died when a crane fell on the quay at Ostrel on Friday, Mayor Ada Brink said. "
        "The hospital counted 21 injured. "
        "A rope had snapped, a docker said. "
        "Another crane killed 2 people here in 2019."
    ),
    "trade": (
        "Police now say that 4 workers died when a crane fell at Ostrel. "
        "The crane weighed about 80 tonnes. "
        "Some 120 ships had to wait."
    ),
}
DRAFT = """
@ wire
figure w1 | Police said [[at least 3]] workers died | at_least 3 people | workers killed by the crane | Police; officers
figure w2 | put the number of injured at [[14]] | exact 14 people | people injured by the crane | Ada Brink; mayor
statement w3 | The owner denied that any rope had snapped | owner | denied
figure w4 | The crane weighed [[80]] tonnes | exact 80 tonne | weight of the crane | harbour master
key | Police said at least 3 workers died
@ local
figure l1 | [[Five]] workers died | exact 5 people | workers killed by the crane | Ada Brink; Mayor Ada Brink
figure l2 | The hospital counted [[21]] injured | exact 21 people | people injured by the crane | hospital
statement l3 | A rope had snapped, a docker said | docker | asserted
figure l4 | Another crane killed [[2]] people | exact 2 people | people killed by another crane | article | asserted | in 2019
key | Five workers died
@ trade
figure t1 | Police now say that [[4]] workers died | exact 4 people | workers killed by the crane | Police
figure t2 | The crane weighed [[about 80]] tonnes | about 80 tonne | weight of the crane | article
figure t3 | [[Some 120]] ships had to wait | about 120 ship | ships waiting | article
key | Police now say that 4 workers died
question q1 | disputed | figure | How many workers died? | w1 l1 t1 | The mayor and the police differ.
question q2 | disputed | figure | How many were injured? | w2 l2 | The mayor and the hospital differ.
question q3 | denied | cause | Did a rope snap? | w3 l3 | The owner denies it.
question q4 | compatible | figure | How heavy was the crane? | w4 t2 | One drops to a round number.
question q5 | single_source | figure | How many did the other crane kill? | l4 | Only one paper looks back.
question q6 | single_source | figure | How many ships waited? | t3 | Only the trade paper asks.
omission q2 | wire local | trade
negative n1 | l1 l4 | Two cranes, years apart.
"""
ONE_ANSWER = ("agreed", "compatible", "single_source")


def write_case(folder: Path, *, split: str = "dev", exhaustive: bool = True) -> Case:
    """Write the story into `folder` and return it, checked."""
    folder.mkdir(parents=True)
    articles = [
        {
            "id": id,
            "outlet": f"{id.title()} Post",
            "title": None,
            "published": f"2031-05-02T0{n}:00:00Z",
            "file": f"{id}.txt",
        }
        for n, id in enumerate(ARTICLES)
    ]
    story = {
        "id": folder.name,
        "event": "A crane falls.",
        "split": split,
        "exhaustive": exhaustive,
        "articles": articles,
    }
    (folder / "story.json").write_text(json.dumps(story))
    for id, text in ARTICLES.items():
        (folder / f"{id}.txt").write_text(text)
    draft = folder.parent / "draft"
    draft.write_text(DRAFT)
    case = write_labels(draft, folder)
    draft.unlink()
    return case


def faithful_report(case: Case) -> Report:
    """Return the report that says of the case what its labels say."""
    return Report(
        story_id=case.id,
        run=baseline_record("faithful"),
        articles=subject_of_case(case).story.articles,
        summaries=tuple(
            Summary(
                article_id=article.id,
                headline=None,
                key_points=tuple(
                    KeyPoint(text=point.quote.text, evidence=(point.quote,))
                    for point in case.key_points
                    if point.article_id == article.id
                ),
                people=(),
                places=(),
                when=None,
                claims=(),
            )
            for article in case.articles
        ),
        claims=tuple(claim_of(label) for label in (*case.figures, *case.statements)),
        questions=tuple(question_of(label) for label in case.questions),
        omissions=tuple(
            Omission(question_id=o.question, reported_by=o.reported_by, missing_from=o.missing_from)
            for o in case.omissions
        ),
        failures=(),
    )


def claim_of(label: FigureLabel | StatementLabel) -> Claim:
    """Return the claim that says what the label says, under its id."""
    figure = label if isinstance(label, FigureLabel) else None
    named = label.quote.text.find(label.asserter)
    span = None
    if label.asserter != ARTICLE_ITSELF and named >= 0:
        start = label.quote.start + named
        span = Span(start=start, end=start + len(label.asserter), text=label.asserter)
    return Claim(
        id=label.id,
        article_id=label.article_id,
        kind="figure" if figure else "denial" if label.stance == "denied" else "statement",
        quote=label.quote,
        figure=Figure(
            span=figure.figure, low=figure.low, high=figure.high, qualifier=figure.qualifier, unit=figure.unit
        )
        if figure
        else None,
        also=figure.also if figure else (),
        measure=figure.measure if figure else label.quote.text,
        asserted_by=Asserter(name=label.asserter, span=span),
        stance=label.stance,
        when=figure.when if figure else None,
    )


def question_of(label: QuestionLabel) -> Question:
    """Return the question that the label asks: one answer where all agree, else one a claim."""
    sides: list[Sequence[str]] = [label.claims] if label.status in ONE_ANSWER else [[c] for c in label.claims]
    answers = tuple(Answer(claims=tuple(side), low=None, high=None, asserted_by=(), outlets=()) for side in sides)
    return Question(id=label.id, text=label.text, status=label.status, kind=label.kind, why=label.why, answers=answers)


def with_claim(report: Report, claim_id: str, **changes: object) -> Report:
    """Return the report with fields of one claim changed; a figure's fields are given as figure_low and so on."""
    claims = []
    for claim in report.claims:
        if claim.id == claim_id:
            own = {k: v for k, v in changes.items() if not k.startswith("figure_")}
            parts = {k.removeprefix("figure_"): v for k, v in changes.items() if k.startswith("figure_")}
            if parts and claim.figure is not None:
                own["figure"] = claim.figure.model_copy(update=parts)
            claim = claim.model_copy(update=own)
        claims.append(claim)
    return report.model_copy(update={"claims": tuple(claims)})


def without_claims(report: Report, *claim_ids: str) -> Report:
    """Return the report without some claims, and without the answers that rest on nothing then."""
    questions = []
    for question in report.questions:
        answers = [
            a.model_copy(update={"claims": tuple(c for c in a.claims if c not in claim_ids)}) for a in question.answers
        ]
        questions.append(question.model_copy(update={"answers": tuple(a for a in answers if a.claims)}))
    kept = tuple(claim for claim in report.claims if claim.id not in claim_ids)
    return report.model_copy(update={"claims": kept, "questions": tuple(q for q in questions if q.answers)})


def with_status(report: Report, question_id: str, status: str) -> Report:
    """Return the report with another status for one question."""
    questions = tuple(q.model_copy(update={"status": status}) if q.id == question_id else q for q in report.questions)
    return report.model_copy(update={"questions": questions})


def with_question(report: Report, id: str, status: str, *sides: Sequence[str]) -> Report:
    """Return the report with one more question, an answer a side."""
    answers = tuple(Answer(claims=tuple(side), low=None, high=None, asserted_by=(), outlets=()) for side in sides)
    question = Question.model_validate(
        {"id": id, "text": "One more", "status": status, "kind": "figure", "why": "A test.", "answers": answers}
    )
    return report.model_copy(update={"questions": (*report.questions, question)})
