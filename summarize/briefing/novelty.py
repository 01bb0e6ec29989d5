"""What a briefing says about what is new against an earlier report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from summarize.briefing import wording
from summarize.briefing.changes import Earlier
from summarize.briefing.citing import Citations
from summarize.briefing.contents import Change, Changes
from summarize.briefing.items import Item, Section, Voice
from summarize.schema import CONFLICTS, Question, QuestionStatus

__all__ = ["change", "changes"]

_NAMES: dict[QuestionStatus, str] = {
    "disputed": "disputed",
    "denied": "denied",
    "self_contradicted": "contradictory in one article",
    "updated": "updated",
    "different_scope": "different without conflict",
    "compatible": "compatible",
    "agreed": "agreed",
    "single_source": "told by one outlet",
}
_ORDER = (
    *("New outlet", "New article", "Text changed", "Left out"),
    *("New dispute", "New denial", "New contradiction", "No longer disputed", "New figure"),
    *("Status changed", "New question", "Only in one outlet"),
)
"""Kinds of changes, those that an editor has to act on before those that only add."""


def change(questions: Sequence[Question], earlier: Earlier) -> str:
    """Return what is new about the questions of an item: "new" if one is, "was disputed"; nothing if no status changed.

    Who agrees on a count that is not settled is no news of it.
    """
    told = [question for question in questions if question.status not in ("compatible", "agreed")]
    questions = told or questions
    before = [earlier.questions.get(question.id) for question in questions]
    if None in before:
        return "new"
    was = [b.status for b, now in zip(before, questions, strict=True) if b is not None and b.status != now.status]
    if not was:
        return ""
    names = wording.listed([_NAMES[status] for status in dict.fromkeys(was)])
    return f"was {names}" if len(was) == len(questions) else f"was {names} in part"


def changes(cite: Citations, earlier: Earlier, sections: Sequence[Section]) -> Changes:
    """Return all that is new, most pressing first."""
    items = [item for section in sections for item in section.items]
    articles = wording.counted(len(earlier.report.articles), "article")
    dated = [(at, a.published) for a in earlier.report.articles if (at := wording.instant(a.published))]
    newest = f", the newest of {cite.moment(max(dated)[1])}" if dated else ""
    if not earlier.articles:
        newest += ", none of whose articles is among these"
    found = (*_articles(cite, earlier), *_questions(cite, earlier, items), *_single(cite, earlier), *_gone(earlier))
    return Changes(f"the briefing of {articles}{newest}", tuple(sorted(found, key=lambda c: _ORDER.index(c.what))))


def _articles(cite: Citations, earlier: Earlier) -> Iterator[Change]:
    known = {cite.labels[article_id] for article_id in earlier.articles} | {a.outlet for a in earlier.report.articles}
    for article in cite.report.articles:
        before, label, place = earlier.articles.get(article.id), cite.labels[article.id], cite.title(article)
        title = wording.one_line(article.title or "")
        anchor = f"a{cite.numbers[article.id]}"
        if before is None:
            what = "New article" if (article.outlet or label) in known else "New outlet"
            yield Change(what, f"{label}: {title}" if title else label, anchor, place)
        elif before.text != article.text:
            yield Change("Text changed", f"{label} has another text than before", anchor, place)
    here = {id(article) for article in earlier.articles.values()}
    for article in earlier.report.articles:
        if id(article) not in here:
            yield Change("Left out", f"{article.outlet or article.id} is not among the articles any more", "", ())


def _questions(cite: Citations, earlier: Earlier, items: Iterable[Item]) -> Iterator[Change]:
    ids = {anchor: question_id for question_id, anchor in cite.anchors.items()}
    told: set[str] = set()  # A claim may answer several questions; it is new once.
    for item in items:
        asked = {anchor: cite.questions[ids[anchor]] for anchor in item.anchors}
        first = [anchor for anchor, question in asked.items() if question.id not in earlier.questions]
        if first:
            yield Change(_first(asked[first[0]]), _sentence(_only(item, first)), first[0], ())
        for anchor, question in asked.items():
            before = earlier.questions.get(question.id)
            if before is None:
                continue
            if before.status != question.status:
                yield _other_status(before, question, anchor)
            new = {claim.id for claim in cite.known(question.claim_ids)
                   if claim.id not in earlier.claims and not earlier.has_figure(question, claim)}  # fmt: skip
            for voice in _new_voices(cite, question, new - told):
                who, words = wording.inside_sentence(voice.who), wording.inside_sentence(voice.words)
                yield Change("New figure", f"{item.heading}: {who} {voice.verb} {words}", anchor, voice.evidence[:1])
            told |= new


def _only(item: Item, anchors: Sequence[str]) -> Item:
    """Return what of an item answers these of its questions."""
    if len(anchors) == len(item.anchors):
        return item
    voices = ([v for v in side.voices if not set(anchors).isdisjoint(v.answers)] for side in item.sides)
    return replace(item, sides=tuple(replace(item.sides[n], voices=tuple(v)) for n, v in enumerate(voices) if v))


def _other_status(before: Question, now: Question, anchor: str) -> Change:
    resolved = before.status in CONFLICTS and now.status not in CONFLICTS
    text = f"{wording.one_line(now.text)}: {_NAMES[before.status]} before, {_NAMES[now.status]} now"
    return Change("No longer disputed" if resolved else "Status changed", text, anchor, ())


def _new_voices(cite: Citations, question: Question, new: set[str]) -> Iterator[Voice]:
    """Return one voice for each new figure and whoever gives it."""
    told: set[tuple[str, str]] = set()
    for claim in cite.known(c for c in question.claim_ids if c in new):
        if claim.figure is None:
            continue
        key = (cite.who(claim).casefold(), cite.words(claim).casefold())
        if key not in told:
            told.add(key)
            yield cite.voice((claim,))


def _first(question: Question) -> str:
    return {"disputed": "New dispute", "denied": "New denial", "self_contradicted": "New contradiction"}.get(
        question.status, "New question"
    )


def _sentence(item: Item) -> str:
    return f"{item.heading}: {item.sentence}" if item.sentence else item.heading


def _single(cite: Citations, earlier: Earlier) -> Iterator[Change]:
    """Count what one outlet alone tells and no outlet told before."""
    new = [q for q in cite.report.questions if q.status == "single_source" and q.id not in earlier.questions]
    if new:
        text = f"{wording.counted(len(new), 'thing')} told by one outlet alone, and not told before"
        yield Change("Only in one outlet", text, "omissions", ())


def _gone(earlier: Earlier) -> Iterator[Change]:
    for question in earlier.gone:
        if question.status in CONFLICTS:
            text = (
                f"{wording.one_line(question.text)}: {_NAMES[question.status]} before, not found in these articles now"
            )
            yield Change("No longer disputed", text, "", ())
