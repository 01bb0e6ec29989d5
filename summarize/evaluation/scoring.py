"""A report against the labels of its story -> counters and judged items.

What counts as right is said once, in eval/README.md; every rule there is a function here or in `agreement`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from summarize.evaluation.agreement import measure_overlap, same_interval, same_name, same_qualifier, same_unit
from summarize.evaluation.cases import Case
from summarize.evaluation.evidence import is_exact, spans_of
from summarize.evaluation.labels import CONFLICTS, HARMLESS, FigureLabel, QuestionLabel, StatementLabel
from summarize.evaluation.matching import Matches, match_claims
from summarize.evaluation.metrics import STATUSES
from summarize.evaluation.tallies import StoryScore, Tally
from summarize.schema import ARTICLE_ITSELF, Claim, Question, Report

__all__ = ["score_case", "score_evidence"]


def score_case(case: Case, report: Report) -> StoryScore:
    """Return how `report` does on the labels of `case`."""
    tally = Tally(case.id)
    graded = _Graded(case, report)
    _score_figures(tally, graded)
    _score_statuses(tally, graded)
    _score_conflicts(tally, graded)
    _score_omissions(tally, graded)
    _score_key_points(tally, graded)
    score_evidence(tally, report, case.texts)
    return tally.score(case.split)


@dataclass(frozen=True)
class _Asked:
    """A question of the report, in terms of the labels."""

    question: Question
    labels: frozenset[str]
    """Ids of the labelled claims that it holds."""
    together: frozenset[frozenset[str]]
    """Pairs of labelled claims that two different claims of it state."""
    apart: frozenset[frozenset[str]]
    """Those of the pairs that stand in different answers."""

    def matches(self, label: QuestionLabel) -> bool:
        """Say whether it asks what `label` asks: two of its claims are here, or one where one source is all it has."""
        if label.status == "single_source" or len(label.claims) == 1:
            return bool(self.labels & set(label.claims))
        return bool(self.together & _pairs(label.claims))


@dataclass(frozen=True)
class _Graded:
    """A case and a report with what belongs together in them."""

    case: Case
    report: Report

    @cached_property
    def matches(self) -> Matches:
        return match_claims(self.case.figures, self.case.statements, self.report.claims)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.report.claims}

    @cached_property
    def labels(self) -> Mapping[str, FigureLabel | StatementLabel]:
        labels: list[FigureLabel | StatementLabel] = [*self.case.figures, *self.case.statements]
        return {label.id: label for label in labels}

    @cached_property
    def asked(self) -> Sequence[_Asked]:
        stated = self.matches.labels_of
        asked = []
        for question in self.report.questions:
            sides = [(number, claim) for number, answer in enumerate(question.answers) for claim in answer.claims]
            together: set[frozenset[str]] = set()
            apart: set[frozenset[str]] = set()
            for (one, a), (other, b) in combinations(sides, 2):
                if a != b:
                    pairs = {frozenset((x, y)) for x in stated.get(a, ()) for y in stated.get(b, ()) if x != y}
                    together |= pairs
                    apart |= pairs if one != other else set()
            labels = frozenset(label for _, claim in sides for label in stated.get(claim, ()))
            asked.append(_Asked(question, labels, frozenset(together), frozenset(apart)))
        return asked

    def outlet(self, article_id: str) -> str | None:
        return next((article.outlet for article in self.case.articles if article.id == article_id), None)

    def words_of_labels(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{self.labels[i].article_id}: {_flat(self.labels[i].quote.text)}" for i in ids)

    def words_of(self, question: Question) -> tuple[str, ...]:
        claims = [self.claims[c] for answer in question.answers for c in answer.claims[:1]]
        return tuple(f"{claim.article_id}: {_flat(claim.quote.text)}" for claim in claims[:4])


def _score_figures(tally: Tally, graded: _Graded) -> None:
    found = [claim for claim in graded.report.claims if claim.figure is not None]
    tally.start("figure.matched", "figure.interval", "figure.measure", "figure.named", "figure.named_right")
    for name in ("qualifier", "unit", "measure", "asserter", "stance"):
        tally.start(f"figure.{name}", f"figure.judged_{name}")
    tally.add("figure.gold", len(graded.case.figures))
    tally.add("figure.sourced", len(graded.case.figures))
    for label in graded.case.figures:
        claim = graded.matches.claim_of.get(label.id)
        words = (f"{label.article_id}: {_flat(label.quote.text)}",)
        tally.judge(
            "figure", label.id, claim is not None, expected=label.figure.text, found=_figure_words(claim), words=words
        )
        if claim is not None:
            tally.add("figure.matched")
            _score_matched(tally, graded, label, claim, words)
    if graded.case.story_file.exhaustive:
        tally.start("figure.repeated")
        tally.add("figure.found", len(found))
        matched = {claim.id for claim in graded.matches.claim_of.values()}
        for claim in found:
            if claim.id not in matched and claim.figure is not None:
                place = f"{claim.article_id}@{claim.figure.span.start}"
                words = (f"{claim.article_id}: {_flat(claim.quote.text)}",)
                repeated = bool(graded.matches.labels_of.get(claim.id))
                tally.add("figure.repeated", repeated)
                expected = "the same figure, found elsewhere in the article" if repeated else ""
                shown = _figure_words(claim)
                tally.judge("extra figure", place, False, expected=expected, found=shown, words=words, extra=True)


def _score_matched(tally: Tally, graded: _Graded, label: FigureLabel, claim: Claim, words: tuple[str, ...]) -> None:
    figure = claim.figure
    assert figure is not None
    for name in ("qualifier", "unit", "measure", "asserter", "stance"):
        tally.add(f"figure.judged_{name}")
    tally.add("figure.measure", measure_overlap(label, claim))
    name = claim.asserted_by.name
    named = same_name(label.asserter, label.asserter_aliases, graded.outlet(label.article_id), name)
    shown = f"{_ends(label.low, label.high)} {label.qualifier}"
    verdicts = (
        ("interval", same_interval(label, figure), shown, f"{_ends(figure.low, figure.high)} {figure.qualifier}"),
        ("qualifier", same_qualifier(label.qualifier, figure), label.qualifier, figure.qualifier),
        ("unit", same_unit(label, figure), label.unit, figure.unit or "none"),
        ("asserter", named, label.asserter, name),
        ("stance", claim.stance == label.stance, label.stance, claim.stance),
    )
    for aspect, right, expected, found in verdicts:
        tally.add(f"figure.{aspect}", tally.judge(aspect, label.id, right, expected=expected, found=found, words=words))
    if label.asserter != ARTICLE_ITSELF:
        tally.add("figure.named")
        tally.add("figure.named_right", named)


def _score_statuses(tally: Tally, graded: _Graded) -> None:
    exhaustive = graded.case.story_file.exhaustive
    for status in STATUSES:
        tally.start(f"status.{status}.gold", f"status.{status}.gold_right")
        if exhaustive:
            tally.start(f"status.{status}.found", f"status.{status}.found_right")
    for label in graded.case.questions:
        same = [asked.question for asked in graded.asked if asked.matches(label)]
        right = any(question.status == label.status for question in same)
        tally.add(f"status.{label.status}.gold")
        tally.add(f"status.{label.status}.gold_right", right)
        said = ", ".join(sorted({question.status for question in same})) or "not asked"
        words = graded.words_of_labels(label.claims[:4])
        tally.judge("status", label.id, right, expected=f"{label.status}: {label.text}", found=said, words=words)
    if not exhaustive:
        return
    for asked in graded.asked:
        status = asked.question.status
        right = any(label.status == status and asked.matches(label) for label in graded.case.questions)
        tally.add(f"status.{status}.found")
        tally.add(f"status.{status}.found_right", right)


def _score_conflicts(tally: Tally, graded: _Graded) -> None:
    golds = [label for label in graded.case.questions if label.status in CONFLICTS]
    reported = [asked for asked in graded.asked if asked.question.status in CONFLICTS]
    tally.start("conflict.gold", "conflict.right", "trap.gold", "trap.wrong")
    for label in golds:
        right = any(asked.matches(label) for asked in reported)
        tally.add("conflict.gold")
        tally.add("conflict.right", right)
        words = graded.words_of_labels(label.claims[:4])
        tally.judge(
            "conflict", label.id, right, expected=label.text, found="reported" if right else "not reported", words=words
        )
    _score_harmless(tally, graded, reported)
    traps = {label.id: _pairs(label.claims) for label in graded.case.hard_negatives}
    for pairs in traps.values():
        sprung = any(asked.apart & pairs for asked in reported)
        tally.add("trap.gold")
        tally.add("trap.wrong", sprung)
    if not graded.case.story_file.exhaustive:
        return
    tally.start("conflict.found", "conflict.found_right", "alarm")
    tally.add("alarm.stories")
    true_pairs = frozenset().union(*(_pairs(label.claims) for label in golds))
    for asked in reported:
        trap = next((t for t in graded.case.hard_negatives if asked.apart & traps[t.id]), None)
        right = trap is None and bool(asked.apart & true_pairs)
        tally.add("conflict.found")
        tally.add("conflict.found_right", right)
        if right:
            continue
        tally.add("alarm")
        why = trap.reason if trap else "nothing that it sets against each other is labelled as a conflict"
        tally.judge(
            "false alarm",
            "+".join(sorted(f"{_place(graded.claims[c])}" for answer in asked.question.answers for c in answer.claims)),
            False,
            expected=f"no conflict: {why}",
            found=f"{asked.question.status}: {asked.question.text}",
            words=graded.words_of(asked.question),
            extra=True,
        )


def _score_harmless(tally: Tally, graded: _Graded, reported: Sequence[_Asked]) -> None:
    """Score the labelled differences that are no conflict: they must be set side by side, and not as a conflict."""
    tally.start("harmless.gold", "harmless.right", "harmless.wrong")
    for label in graded.case.questions:
        if label.status not in HARMLESS:
            continue
        asked = any(one.matches(label) for one in graded.asked)
        alarmed = any(one.apart & _pairs(label.claims) for one in reported)
        tally.add("harmless.gold")
        tally.add("harmless.wrong", alarmed)
        right = asked and not alarmed
        tally.add("harmless.right", right)
        found = "a conflict" if alarmed else "no conflict" if asked else "not asked"
        words = graded.words_of_labels(label.claims[:4])
        expected = f"{label.status}: {label.text}"
        tally.judge("told from conflict", label.id, right, expected=expected, found=found, words=words)


def _score_omissions(tally: Tally, graded: _Graded) -> None:
    tally.start("omission.gold", "omission.gold_right", "omission.found", "omission.found_right", "omission.true")
    questions = {label.id: label for label in graded.case.questions}
    golds = {(o.question, article) for o in graded.case.omissions for article in o.missing_from}
    asked = {one.question.id: one for one in graded.asked}
    recalled: set[tuple[str, str]] = set()
    for omission in graded.report.omissions:
        one = asked.get(omission.question_id)
        labels = one.labels if one else frozenset()
        about = [question for question in questions.values() if labels & set(question.claims)]
        for article in omission.missing_from:
            hits = {(question.id, article) for question in about} & golds
            recalled |= hits
            stated = any(
                one is not None and one.matches(question) and article in _articles(graded, question)
                for question in about
            )
            tally.add("omission.found")
            tally.add("omission.found_right", bool(hits))
            tally.add("omission.true", bool(hits) or not stated)
    for question_id, article in sorted(golds):
        right = (question_id, article) in recalled
        tally.add("omission.gold")
        tally.add("omission.gold_right", right)
        label = questions[question_id]
        tally.judge(
            "omission",
            f"{question_id}@{article}",
            right,
            expected=f"{article} leaves out: {label.text}",
            found="reported" if right else "not reported",
            words=graded.words_of_labels(label.claims[:2]),
        )


def _score_key_points(tally: Tally, graded: _Graded) -> None:
    tally.start("key_point.gold", "key_point.covered", "key_point.found")
    tally.add("articles", len(graded.case.articles))
    chosen = {
        summary.article_id: [span for p in summary.key_points for span in p.evidence]
        for summary in graded.report.summaries
    }
    tally.add("key_point.found", sum(len(summary.key_points) for summary in graded.report.summaries))
    for label in graded.case.key_points:
        covered = any(label.quote.overlaps(span) for span in chosen.get(label.article_id, ()))
        tally.add("key_point.gold")
        tally.add("key_point.covered", covered)
        about = f"{label.article_id}@{label.quote.start}"
        tally.judge(
            "key point", about, covered, expected=_flat(label.quote.text), found="covered" if covered else "left out"
        )


def score_evidence(tally: Tally, report: Report, texts: Mapping[str, str]) -> None:
    """Count the spans of `report` and those that are exactly what the article says at their offsets."""
    tally.start("evidence.spans", "evidence.exact")
    for what, article_id, span in spans_of(report):
        exact = is_exact(span, article_id, texts)
        tally.add("evidence.spans")
        tally.add("evidence.exact", exact)
        if not exact:
            stands = texts.get(article_id, "")[max(0, span.start) : max(0, span.end)]
            tally.judge("evidence", what, False, expected=_flat(stands), found=_flat(span.text), extra=True)


def _pairs(claims: Sequence[str]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in combinations(claims, 2))


def _articles(graded: _Graded, question: QuestionLabel) -> set[str]:
    return {graded.labels[claim].article_id for claim in question.claims}


def _place(claim: Claim) -> str:
    return f"{claim.article_id}@{(claim.figure.span if claim.figure else claim.quote).start}"


def _figure_words(claim: Claim | None) -> str:
    return _flat(claim.figure.span.text) if claim is not None and claim.figure is not None else ""


def _ends(low: float | None, high: float | None) -> str:
    return "–".join("?" if end is None else f"{end:,.12g}" for end in (low, high))


def _flat(text: str) -> str:
    return " ".join(text.split())
