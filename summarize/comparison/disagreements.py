"""Everything on which articles differ beyond plain figures, in one list: denials, culprits, causes, dates, names."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison.causes import cause_questions
from summarize.comparison.contraries import contrary_questions
from summarize.comparison.dated import dated_questions
from summarize.comparison.dates import date_questions
from summarize.comparison.devices import device_questions
from summarize.comparison.identities import identity_questions
from summarize.comparison.persons import person_questions
from summarize.comparison.places import place_questions
from summarize.comparison.propositions import StatementQuestion, read_statements
from summarize.comparison.responsibility import responsibility_questions
from summarize.comparison.sameness import Words
from summarize.comparison.sources import Sources
from summarize.comparison.statements import statement_questions
from summarize.comparison.victims import victim_questions
from summarize.comparison.wording import wording_questions

__all__ = ["disagreements"]


def disagreements(
    read: Sequence[ReadArticle], claims: Sequence[MeasuredClaim], sources: Sources, words: Words
) -> list[StatementQuestion]:
    """Return the questions on which articles, or their sources, differ beyond plain figures."""
    by_article = [read_statements(r) for r in read]
    statements = [s for own in by_article for s in own]
    headlines = [r.article.title or r.article.text[:120] for r in read]
    return [
        *statement_questions(read, by_article, sources, words),
        *responsibility_questions(statements, headlines),
        *cause_questions(statements, headlines),
        *device_questions(statements, headlines),
        *victim_questions(claims, statements),
        *wording_questions(read, sources),
        *(date_questions(claims, statements) or dated_questions(claims, statements, words)),
        *place_questions(claims, statements),
        *identity_questions(statements),
        *person_questions(statements),
        *contrary_questions(read, statements, sources, words),
    ]
