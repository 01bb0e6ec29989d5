"""Denials and what they deny: questions about propositions without a figure.

A statement that denies something (`reading.refusals`) is set against what it denies (`comparison.denied`). Denials of one
thing by several outlets are one side of one question. What nobody asserts makes no question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.claims import ReadArticle
from summarize.comparison.denied import Against, Denied, is_denial
from summarize.comparison.propositions import MOST_PER_SIDE, Statement, StatementQuestion, quoted, read_statements
from summarize.comparison.sameness import Words
from summarize.comparison.sources import Sources, is_named
from summarize.schema import Claim, QuestionStatus

__all__ = ["Statement", "StatementQuestion", "read_statements", "statement_questions"]

SHARED = 2
"""Content words that two denials of one thing share at least, whatever their weight."""

SAME_DENIAL = 0.4
"""Share of the shorter denied clause's weighted content words from which two denials deny one thing."""

_WITHHELD = re.compile(
    r"(?:refus\w+|declin\w+|not|n[’']?t|neither|never|without)\b[^.;]{0,60}?\b(?:releas\w*|giv\w*|publish\w*|disclos\w*|provid\w*|offer\w*|announc\w*|reveal\w*)\b"
    r"[^.;]{0,40}?\b(?:toll|number|numbers|figure|figures|count|tally|losses|casualties)\b",
    re.IGNORECASE,
)
_TOLLS = frozenset({"killed", "wounded", "casualties"})


def statement_questions(
    read: Sequence[ReadArticle], by_article: Sequence[Sequence[Statement]], sources: Sources, words: Words
) -> list[StatementQuestion]:
    """Return the questions that denials raise, then those about figures said to be withheld."""
    matcher = Denied(read, by_article, sources)
    denials = [s for statements in by_article for s in statements if is_denial(s)]
    # A count that is withheld is not denied.
    denying = [d for d in denials if d.strong or not _WITHHELD.search(d.text)]
    pairs = [(d, against) for d in denying if (against := matcher.against(d))]
    questions = [_question(same, against) for same, against in _merged(pairs, matcher.words)]
    shown = {c.id for q in questions for side in q.sides for c in side}
    return questions + _withheld(read, [d for d in denials if d.claim().id not in shown], sources)


@dataclass
class _Group:
    """Denials of one thing, and what they deny."""

    denials: list[Statement]
    claims: dict[str, Claim]
    """By their ids, those of the first denial first."""
    likeliest: set[str]
    """Ids of what each denial denies most likely."""


def _merged(
    pairs: Sequence[tuple[Statement, list[Against]]], words: Words
) -> list[tuple[list[Statement], list[Claim]]]:
    """Join denials of one thing: alike in what they deny, or what they deny most likely is the same claim."""
    groups: list[_Group] = []
    for denial, against in sorted(pairs, key=lambda p: (not p[0].strong, p[0].order)):
        best = against[0].claim.id
        claims = {a.claim.id: a.claim for a in against}
        same = (g for g in groups if best in g.likeliest or any(_one_denial(denial, d, words) for d in g.denials))
        group = next(same, None)
        if group is None:
            groups.append(_Group([denial], claims, {best}))
        else:
            group.denials.append(denial)
            group.claims |= {id: claim for id, claim in claims.items() if id not in group.claims}
            group.likeliest.add(best)
    kept = []
    for group in groups:
        denying = {d.claim().id for d in group.denials}
        rest = [claim for id, claim in group.claims.items() if id not in denying]
        if rest:
            kept.append((group.denials[:MOST_PER_SIDE], rest[:MOST_PER_SIDE]))
    return kept


def _one_denial(a: Statement, b: Statement, words: Words) -> bool:
    first, second = a.denied.stems, b.denied.stems
    common = first & second
    smaller = min(words.total(first), words.total(second))
    return len(common) >= SHARED and a.looks_back == b.looks_back and words.total(common) >= SAME_DENIAL * smaller


def _question(denials: Sequence[Statement], against: Sequence[Claim]) -> StatementQuestion:
    first = denials[0]
    alone = {s.article.id for s in denials} | {c.article_id for c in against} == {first.article.id}
    own_words = not any(is_named(n) for n in [first.asserter.name, against[0].asserted_by.name])
    status: QuestionStatus = "self_contradicted" if alone and own_words else "denied"
    who = first.asserter.name if is_named(first.asserter.name) else (first.article.outlet or first.article.id)
    why = (
        "One article says both."
        if status == "self_contradicted"
        else f"{who[:1].upper()}{who[1:]} denies what another account asserts."
    )
    sides = (tuple(s.claim() for s in denials), tuple(against))
    return StatementQuestion(status, "denial", quoted("Denied", first), why, sides, says_so=first.strong)


def _withheld(read: Sequence[ReadArticle], denials: Sequence[Statement], sources: Sources) -> list[StatementQuestion]:
    """Return a question where somebody is said to give no count and, elsewhere in the story, is quoted with one."""
    figures = [
        c.claim
        for r in read
        for c in r.figures
        if c.claim.event in _TOLLS and is_named(c.claim.asserted_by.name) and c.figure.high != 0
    ]
    said: dict[str, list[Statement]] = {}
    for denial in denials:
        found = _WITHHELD.search(denial.text)
        if found is not None:
            for party in sources.parties(denial.text[: found.end()])[:2]:
                said.setdefault(party, []).append(denial)
    questions = []
    for party, statements in said.items():
        own = [c for c in figures if party in sources.side(c.asserted_by.name)]
        if own:
            articles = {s.article.id for s in statements} & {c.article_id for c in own}
            own.sort(key=lambda c: (c.article_id not in articles, c.event != "killed", len(c.also), c.figure is None))
            own.sort(key=lambda c: c.figure is None or c.figure.qualifier != "exact")
            status: QuestionStatus = "self_contradicted" if articles else "denied"
            why = f"A count by {own[0].asserted_by.name} is reported beside the statement that none was given."
            sides = (tuple(s.claim() for s in statements[:MOST_PER_SIDE]), tuple(own[:1]))
            questions.append(
                StatementQuestion(status, "statement", quoted("Whether a count was given", statements[0]), why, sides)
            )
    return questions
