from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from summarize.evaluation.checking import check_report
from summarize.evaluation.corruptions import KINDS, Corruption, corrupt
from summarize.evaluation.evidence import is_exact, spans_of
from summarize.evaluation.subjects import Collection, Subject, load_subjects
from summarize.pipeline import Summarizer
from summarize.schema import Report

CASES = Path(__file__).parent.parent / "eval" / "cases"
LEAST = 500
EVERY = 15
"""One corruption in fifteen of all stories: about 800, in seconds."""


@cache
def true_reports() -> list[tuple[Subject, Report]]:
    subjects = load_subjects(Collection(kind="cases", folder=str(CASES)))
    return [(subject, Summarizer(None).report(subject.story)) for subject in subjects]


def sampled() -> list[tuple[Subject, Corruption]]:
    every = [(subject, made) for subject, report in true_reports() for made in corrupt(report)]
    return every[::EVERY]


def test_no_true_report_is_refused() -> None:
    refused = [(s.id, check_report(report, s.story.articles)) for s, report in true_reports()]
    assert [(story, altered[0]) for story, altered in refused if altered] == []
    assert sum(len(report.claims) for _, report in true_reports()) >= LEAST


def test_every_corruption_is_refused_and_its_claim_is_named() -> None:
    made: Counter[str] = Counter()
    passed = []
    for subject, corruption in sampled():
        made[corruption.kind] += 1
        altered = check_report(corruption.report, subject.story.articles)
        if not any(item.where.startswith(f"claim {corruption.claim_id}:") for item in altered):
            passed.append((corruption.kind, subject.id, corruption.claim_id))
    assert passed == []
    assert made.total() >= LEAST
    assert set(made) == set(KINDS)


def test_a_corruption_alters_one_claim_and_nothing_else() -> None:
    subject, report = true_reports()[0]
    made = list(corrupt(report))[::40]
    for corruption in made:
        unlike = [a.id for a, b in zip(report.claims, corruption.report.claims, strict=True) if a != b]
        assert unlike == [corruption.claim_id]
        assert corruption.report.model_copy(update={"claims": report.claims}) == report
    assert subject.story.articles == report.articles


def test_the_same_seed_gives_the_same_corruptions() -> None:
    _, report = true_reports()[0]
    first, again, other = (list(corrupt(report, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("kind", ["qualifier cut off", "number of another claim", "sentences run together"])
def test_sly_corruptions_keep_every_span_exact(kind: str) -> None:
    for subject, corruption in sampled():
        if corruption.kind == kind:
            texts = {article.id: article.text for article in subject.story.articles}
            assert all(is_exact(span, article, texts) for _, article, span in spans_of(corruption.report))
