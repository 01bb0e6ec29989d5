"""The writer: which few words each sentence is to be written from, the question to the model, and the check of its answer.

Small models write one plain sentence from one or two, not a summary of an article. So the model is asked once for each
sentence of the briefing's opening, with that sentence and the nearest answer of another source to the same question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.asking.backends.base import Backend, GenerateRequest
from summarize.asking.models import can_write, writers
from summarize.asking.prompting import load_prompts
from summarize.briefing.arrangement import arrange
from summarize.errors import BackendError, ModelError
from summarize.pipeline import NO_MODEL
from summarize.proofreading.grounds import Ground
from summarize.proofreading.proofs import prove
from summarize.proofreading.reports import COMPARED, comparable_sets, grounds_at
from summarize.schema import ARTICLE_ITSELF, CitedWords, Claim, Prose, QuestionStatus, Report, WrittenSentence
from summarize.writing.grammar import MOST_TOKENS, sentence_grammar

__all__ = ["require_writer", "write_prose"]

PROMPT = "sentence.v1"
_MOST_OWN = 2
"""Sentences of the point's own article that one sentence is written from, at most: as many as a model of 1.5 billion weights
joins without losing one."""
_SET_AGAINST: tuple[QuestionStatus, ...] = COMPARED[:3]
"""Statuses of questions in which another source's answer is worth a sentence: it differs."""


@dataclass(frozen=True)
class _Task:
    """One sentence to be written."""

    stands_for: CitedWords
    grounds: tuple[Ground, ...]


def require_writer(model: str) -> str:
    """Return a note on a model that is to write prose; empty for one that is known to be able to.

    Raises:
        ModelError: if there is no model, or the registry says that it cannot write.
    """
    able = can_write(model)
    if model == NO_MODEL or able is False:
        what = "The rules alone (--model none)" if model == NO_MODEL else f"The model {model}"
        raise ModelError(
            f"{what} cannot write prose.", advice=f"Name one that can (--model {writers()[0]}), or leave out --prose."
        )
    return (
        "" if able else f"Whether {model} can write prose is not known; each of its sentences is checked in any case."
    )


def write_prose(report: Report, backend: Backend, done: Callable[[str], None] | None = None) -> Report:
    """Return the report with the opening of its briefing written by a model, sentence by sentence, and checked.

    A sentence that the model fails to write is refused like any other, with the reason.

    Args:
        report: a report without prose; prose that it has is written anew.
        backend: the model that writes.
        done: called with each sentence, or why it was refused.
    """
    report = report.model_copy(update={"prose": None})
    questions = comparable_sets(report)
    sentences: list[WrittenSentence] = []
    for task in _tasks(report):
        sentence = _write(task, backend, questions, sentences)
        sentences.append(sentence)
        if done is not None:
            done(sentence.text if sentence.refused is None else f"refused: {sentence.refused}")
    record = backend.record()
    prose = Prose(
        model=record.model,
        model_sha256=record.model_sha256,
        backend=record.backend,
        prompts={PROMPT: load_prompts()[PROMPT].sha256},
        sentences=tuple(sentences),
    )
    return report.model_copy(update={"prose": prose})


def _write(
    task: _Task, backend: Backend, questions: Sequence[frozenset[str]], earlier: Sequence[WrittenSentence]
) -> WrittenSentence:
    request = GenerateRequest(_prompt(task), sentence_grammar(task.grounds), MOST_TOKENS)
    try:
        text = backend.generate([request])[0].strip()
        proof = prove(text, task.grounds, questions)
        reason = proof.reason
    except BackendError as error:
        text, proof, reason = "", None, f"the model failed: {error.problem}"
    if proof is None or proof.reason is not None:
        return _refused(task, text, reason or "")
    told = {claim for sentence in earlier if sentence.refused is None for claim in sentence.claims}
    if proof.claims and told >= set(proof.claims):
        return _refused(task, text, "all of its figures stand in an earlier sentence")
    return WrittenSentence(
        text=text, stands_for=task.stands_for, claims=proof.claims, evidence=_cited(proof.grounds), refused=None
    )


def _refused(task: _Task, text: str, reason: str) -> WrittenSentence:
    claims = tuple(dict.fromkeys(claim.id for ground in task.grounds for claim in ground.claims))
    return WrittenSentence(
        text=text, stands_for=task.stands_for, claims=claims, evidence=_cited(task.grounds), refused=reason
    )


def _cited(grounds: Sequence[Ground]) -> tuple[CitedWords, ...]:
    return tuple(CitedWords(article_id=ground.article.id, span=ground.span) for ground in grounds)


def _prompt(task: _Task) -> str:
    lines = (
        f"{number}. ({_speaker(ground)}) {' '.join(ground.span.text.split())}"
        for number, ground in enumerate(task.grounds, 1)
    )
    return load_prompts()[PROMPT].render(sources="\n".join(lines))


def _speaker(ground: Ground) -> str:
    """Return who speaks in a sentence: whoever gives its figures, else the first who is credited, else the outlet."""
    givers = [claim.asserted_by.name for claim in ground.claims if claim.figure]
    named = [voice for voice in ground.voices if voice.forms and voice.name != ARTICLE_ITSELF]
    voice = next((v for v in named if v.name in givers), named[0] if named and not givers else None)
    names = [" ".join(form) for form in sorted(voice.forms) if "," not in form] if voice else []
    return max(names, key=len, default=ground.outlet)


def _tasks(report: Report) -> list[_Task]:
    """Return a task for the lead and for each key point, with what other sources answer to the same question."""
    contents = arrange(report)
    tasks: list[_Task] = []
    used: set[str] = set()
    for point in (*contents.lead, *contents.points):
        cited = [(report.articles[piece.article - 1].id, piece.span) for piece in point.evidence]
        own = tuple(ground for article_id, span in cited for ground in grounds_at(report, article_id, (span,)))
        if not own:
            continue
        own = tuple(sorted(own, key=lambda ground: not ground.claims))
        counter = _counterpart(report, own, used)
        grounds = own[: _MOST_OWN - bool(counter)]
        if counter:
            grounds += grounds_at(report, counter.article_id, (counter.quote,))
        used |= {claim.id for ground in grounds for claim in ground.claims}
        tasks.append(_Task(CitedWords(article_id=cited[0][0], span=cited[0][1]), grounds))
    return tasks


def _counterpart(report: Report, own: Sequence[Ground], used: set[str]) -> Claim | None:
    """Return the claim that another source sets against these sentences first, by the order of the report's questions."""
    mine = {claim.id for ground in own for claim in ground.claims}
    told = {(ground.article.id, ground.start) for ground in own}
    claims = {claim.id: claim for claim in report.claims}
    for question in report.questions:
        if question.status not in _SET_AGAINST:
            continue
        answers = [[claims[c] for c in answer.claims if c in claims] for answer in question.answers]
        if not any(claim.id in mine for answer in answers for claim in answer):
            continue
        for answer in answers:
            others = [c for c in answer if c.id not in used and (c.article_id, c.quote.start) not in told]
            if others and not any(claim.id in mine for claim in answer):
                return max(others, key=lambda claim: claim.asserted_by.name != ARTICLE_ITSELF)
    return None
