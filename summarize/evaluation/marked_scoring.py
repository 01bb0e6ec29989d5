"""A report against the marks of its story -> counters and judged items. The rules are in eval/README.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations

from summarize.evaluation.agreement import same_name
from summarize.evaluation.difference_scoring import DIFFERENCE_METRICS, score_differences
from summarize.evaluation.labels import CONFLICTS
from summarize.evaluation.marked import TRUE_CONFLICTS, End, LabelledDenial, MarkedStory, Pair, values_of
from summarize.evaluation.marked_matching import Graded, states
from summarize.evaluation.marking import Mark
from summarize.evaluation.metrics import HarmonicMean, Metric, Ratio, share
from summarize.evaluation.scoring import score_evidence
from summarize.evaluation.subjects import Subject
from summarize.evaluation.tallies import StoryScore, Tally
from summarize.schema import ARTICLE_ITSELF, Claim, Question, QuestionStatus, Report, Span

__all__ = ["MARKED_METRICS", "score_marked", "subjects_of"]


_PAIR_PRECISION = Ratio(("same.found_right",), ("same.found",))
_PAIR_RECALL = Ratio(("same.found_right",), ("same.gold",))

MARKED_METRICS: tuple[Metric, ...] = (
    share("figure_recall", "Figures found", "figure.matched", "figure.gold"),
    share("interval", "Interval right (of found)", "figure.interval", "figure.matched"),
    share("figure_precision", "Found figures that are marked", "figure.found_right", "figure.found"),
    share("asserter", "Asserter right (of found)", "figure.asserter", "figure.matched"),
    share("named_asserter", "Asserter right where somebody is named", "figure.named_right", "figure.named"),
    Metric("same_precision", "Pairs put to one question: precision", _PAIR_PRECISION, ("same.found",)),
    Metric("same_recall", "Pairs put to one question: recall", _PAIR_RECALL, ("same.gold",)),
    Metric("same_f1", "Pairs put to one question: F1", HarmonicMean(_PAIR_PRECISION, _PAIR_RECALL), ("same.gold",)),
    share("conflicts_found", "Conflicts found", "conflict.right", "conflict.gold"),
    share("conflict_precision", "Conflicts reported that are one", "conflict.found_right", "conflict.found"),
    share("updates_found", "Updates told as updates", "update.right", "update.gold"),
    share("told_from_conflict", "Update, compatible, scope: not a conflict", "harmless.right", "harmless.gold"),
    share("denials_told", "Denials told", "denial.right", "denial.gold"),
    share("denials_right", "Denials told that are right", "denial.found_right", "denial.found"),
    *DIFFERENCE_METRICS,
)


def subjects_of(stories: Iterable[MarkedStory], group: str) -> tuple[Subject, ...]:
    """Return the stories as what the runner runs on."""
    return tuple(
        Subject(
            story=one.story,
            group=group,
            sha256=one.sha256,
            labels_sha256=one.labels_sha256,
            judge=partial(score_marked, one, group=group),
        )
        for one in stories
    )


def score_marked(story: MarkedStory, report: Report, *, group: str) -> StoryScore:
    """Return how `report` does on the marks of `story`; each wrong item's aspect names the cause."""
    tally = Tally(story.id)
    graded = Graded(story, report)
    _score_figures(tally, graded)
    _score_pairs_of_marks(tally, graded)
    _score_reported_conflicts(tally, graded)
    _score_labelled_pairs(tally, graded)
    if story.denials is not None:
        _score_denials(tally, graded, story.denials)
    if story.differences is not None:
        score_differences(tally, report, story.differences, listed=not story.held_back)
    score_evidence(tally, report, story.texts)
    return tally.score(group)


def _score_figures(tally: Tally, graded: Graded) -> None:
    tally.start(*(f"figure.{n}" for n in ("gold", "matched", "interval", "asserter", "named", "named_right")))
    tally.start("figure.found", "figure.found_right")
    outlets = {article.id: article.outlet for article in graded.story.story.articles}
    for mark in graded.story.marks:
        claim = graded.claim_of.get(mark.id)
        tally.add("figure.gold")
        words = (_sentence(graded, mark),)
        tally.judge("figure not found", mark.id, claim is not None, expected=mark.span.text, found="", words=words)
        if claim is None:
            continue
        tally.add("figure.matched")
        right = _same_value(mark, claim)
        shown = " ".join(claim.figure.span.text.split()) if claim.figure else ""
        tally.add("figure.interval", right)
        tally.judge("interval wrong", mark.id, right, expected=mark.span.text, found=shown, words=words)
        wanted = _asserters(graded, mark, claim)
        name = claim.asserted_by.name
        right = any(same_name(one, (), outlets[mark.article_id], name) for one in wanted)
        tally.add("figure.asserter", right)
        if mark.asserter != ARTICLE_ITSELF:
            tally.add("figure.named")
            tally.add("figure.named_right", right)
        cause = _asserter_cause(mark.asserter, name)
        tally.judge(cause, mark.id, right, expected=mark.asserter, found=name, words=words)
    for claim in graded.report.claims:
        if claim.figure is None:
            continue
        right = bool(graded.marks_of.get(claim.id)) or _is_marked(graded.story, claim.article_id, claim.figure.span)
        tally.add("figure.found")
        tally.add("figure.found_right", right)
        place = f"{claim.article_id}@{claim.figure.span.start}"
        words = (f"{claim.article_id}: {_flat(claim.quote.text)}",)
        shown = _flat(claim.figure.span.text)
        tally.judge("figure not marked", place, right, expected="", found=shown, words=words, extra=True)


def _same_value(mark: Mark, claim: Claim) -> bool:
    """Say whether the claim's figure is what the mark's words mean by themselves, or has the very words."""
    if claim.figure is None:
        return False
    if mark.read and (claim.figure.low, claim.figure.high) == (mark.read.low, mark.read.high):
        return True
    places = (claim.figure.span, *claim.also)
    if mark.read is None:  # "no" is a number only with what is counted: "no casualties"
        return any(place.start <= mark.span.start and mark.span.end <= place.end for place in places)
    return any(_flat(place.text).lower() == _flat(mark.span.text).lower() for place in places)


def _asserters(graded: Graded, mark: Mark, claim: Claim) -> set[str]:
    """Return who may be given for a mark: of a figure that an article states twice, a claim has one asserter for both."""
    marks = [mark, *(m for m in graded.marks_of[claim.id] if m.says_same(mark))]
    return {name for one in marks for name in (one.asserter, *one.aliases)}


def _asserter_cause(wanted: str, found: str) -> str:
    if wanted == ARTICLE_ITSELF:
        return "asserter wrong: named, and is the article"
    return "asserter wrong: the article" if found == ARTICLE_ITSELF else "asserter wrong: somebody else"


def _score_pairs_of_marks(tally: Tally, graded: Graded) -> None:
    tally.start("same.gold", "same.found", "same.found_right")
    for a, b in combinations(graded.story.marks, 2):
        gold, found = a.question == b.question, graded.same(a, b)
        if not gold and not found:
            continue
        tally.add("same.gold", gold)
        tally.add("same.found", found)
        tally.add("same.found_right", gold and found)
        missing = [m.span.text for m in (a, b) if m.id not in graded.claim_of]
        cause = (
            "questions joined" if not gold else "question split: a figure not found" if missing else "question split"
        )
        tally.judge(
            cause,
            f"{a.id}+{b.id}",
            gold and found,
            expected=a.question if gold else f"{a.question} is not {b.question}",
            found="one question" if found else "two questions",
            words=(_sentence(graded, a), _sentence(graded, b)),
            extra=not gold,
        )


def _score_reported_conflicts(tally: Tally, graded: Graded) -> None:
    """Score what is reported as a conflict between two marked figures, once for each two values.

    Two figures of one question that are no labelled pair are not judged where the question has a labelled conflict:
    a third value beside two that clash need not clash with both.
    """
    tally.start("conflict.found", "conflict.found_right")
    listed = graded.story.listed
    seen = set()
    for question, a, b in _set_apart(graded):
        key = values_of(a, b)
        if key in seen:
            continue
        seen.add(key)
        pair = listed.get(key)
        if pair is None and a.question == b.question and a.question in graded.story.disputed:
            continue
        right = pair is not None and pair.kind in TRUE_CONFLICTS
        cause = (
            f"labelled {pair.kind}"
            if pair
            else "figures of two questions"
            if a.question != b.question
            else "unlabelled"
        )
        tally.add("conflict.found")
        tally.add("conflict.found_right", right)
        tally.judge(
            f"false conflict: {cause}" if not right else "conflict reported",
            f"{a.id}+{b.id}",
            right,
            expected=pair.why if pair else f"{a.question} / {b.question}",
            found=f"{question.status}: {question.text}",
            words=(_sentence(graded, a), _sentence(graded, b)),
            extra=True,
        )


def _set_apart(graded: Graded) -> Iterator[tuple[Question, Mark, Mark]]:
    """Yield every two marks that a reported conflict has in different answers."""
    for question in graded.report.questions:
        if question.status not in CONFLICTS:
            continue
        sides = [[m for c in answer.claims for m in graded.marks_of.get(c, ())] for answer in question.answers]
        for one, other in combinations(sides, 2):
            yield from ((question, a, b) for a in one for b in other if not a.says_same(b))


def _score_labelled_pairs(tally: Tally, graded: Graded) -> None:
    tally.start("conflict.gold", "conflict.right", "update.gold", "update.right", "harmless.gold", "harmless.right")
    for number, pair in enumerate(graded.story.pairs, start=1):
        words = (_words_at(graded, pair.a), _words_at(graded, pair.b))
        about = f"pair {number}"
        statuses = graded.statuses(pair, equals=True)
        told = ", ".join(statuses) or "not set against each other"
        if pair.kind in TRUE_CONFLICTS:
            right = graded.is_disputed(pair)
            tally.add("conflict.gold")
            tally.add("conflict.right", right)
            cause = _conflict_cause(graded, pair, statuses)
            tally.judge(f"conflict missed: {cause}", about, right, expected=pair.why, found=told, words=words)
            continue
        alarmed = bool(CONFLICTS.intersection(graded.statuses(pair, equals=False)))
        tally.add("harmless.gold")
        tally.add("harmless.right", not alarmed)
        tally.judge(f"{pair.kind} called a conflict", about, not alarmed, expected=pair.why, found=told, words=words)
        if pair.kind == "update":
            right = "updated" in statuses and not alarmed
            tally.add("update.gold")
            tally.add("update.right", right)
            if not alarmed:
                cause = _conflict_cause(graded, pair, statuses)
                tally.judge(f"update not told: {cause}", about, right, expected=pair.why, found=told, words=words)


def _score_denials(tally: Tally, graded: Graded, labelled: Sequence[LabelledDenial]) -> None:
    """Score the denials that the labels say are contradicted, and those that the report sets against something.

    One that is set against nothing but a figure of its own sentence is not judged: labels have no such counterparts.
    """
    tally.start(*(f"denial.{n}" for n in ("gold", "right", "found", "found_right")))
    claims = {claim.id: claim for claim in graded.report.claims}
    against = {
        denial.id: [
            claims[other]
            for other in sorted(graded.opposed.get(denial.id, ()))
            if other in claims and not _one_sentence(claims[other], denial)
        ]
        for denial in graded.report.claims
        if denial.kind == "denial"
    }
    against = {claim: others for claim, others in against.items() if others}
    right: set[str] = set()
    for label in labelled:
        own = [c for c in against if states(claims[c], label.by)]
        hit = [c for c in own if any(states(other, end) for other in against[c] for end in label.of)]
        right.update(hit)
        if label.of:
            found = "; ".join(_flat(other.quote.text) for c in own for other in against[c])
            words = (_words_at(graded, label.by), _words_at(graded, label.of[0]))
            tally.add("denial.gold")
            tally.add("denial.right", bool(hit))
            cause = "denial told wrong" if own else "denial not told"
            tally.judge(cause, label.by.span.text, bool(hit), expected=label.of[0].span.text, found=found, words=words)
    for claim, others in against.items():
        quote = claims[claim].quote
        tally.add("denial.found")
        tally.add("denial.found_right", claim in right)
        tally.judge(
            "denial of something else" if claim not in right else "denial told",
            claim,
            claim in right,
            expected="",
            found=_flat(others[0].quote.text),
            words=(f"{claims[claim].article_id}: {_flat(quote.text)}",),
            extra=True,
        )


def _one_sentence(a: Claim, b: Claim) -> bool:
    return a.article_id == b.article_id and a.quote.overlaps(b.quote)


def _conflict_cause(graded: Graded, pair: Pair, statuses: Sequence[QuestionStatus]) -> str:
    """Return why a pair is not told as it is labelled."""
    if statuses:
        return f"told as {statuses[0]}"
    ends = [graded.claims_at(end, equals=True) for end in (pair.a, pair.b)]
    if not all(ends):
        return "an end not found"
    if any(a == b or graded.together(a, b) for a in ends[0] for b in ends[1]):
        return "told as one answer"
    return "in two questions"


def _is_marked(story: MarkedStory, article: str, span: Span) -> bool:
    return any(mark.article_id == article and mark.span.overlaps(span) for mark in story.marks)


SHOWN = 60
"""Characters shown on either side of a figure: enough to see what it counts, on two lines of a terminal."""


def _sentence(graded: Graded, mark: Mark) -> str:
    return _words_at(graded, End(mark.article_id, mark.span, mark))


def _words_at(graded: Graded, end: End) -> str:
    text = graded.story.texts[end.article_id]
    before, after = text[max(0, end.span.start - SHOWN) : end.span.start], text[end.span.end : end.span.end + SHOWN]
    return f"{end.article_id}: …{_flat(f'{before}[{end.span.text}]{after}')}…"


def _flat(text: str) -> str:
    return " ".join(text.split())
