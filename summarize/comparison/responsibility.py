"""Who did it: questions about statements that name a culprit, only suspect one, or say that nobody has claimed the act.

Outlets name different culprits, on the word of different sources; one says that nobody has claimed the act when a later one
knows who did. Only statements about the story's own event count, and only culprits that exclude each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.comparison.named import named_culprits
from summarize.comparison.propositions import Statement, StatementQuestion, sides_of
from summarize.comparison.sources import is_named
from summarize.comparison.unclaimed import left_open
from summarize.reading.culprits import Home, are_rivals
from summarize.reading.parties import Parties
from summarize.reading.words import stems

__all__ = ["responsibility_questions"]

_ANSWER = re.compile(r"\b(?:reprisals?|retaliat\w+|revenge|in\s+response\s+to)\b", re.IGNORECASE)
"""What answers a deed is another one, and who did the one is no rival of who did the other."""
LEAST_TOPICAL = 2
"""Content words that a statement shares with the headlines, at least, to be about the story's own event."""


def responsibility_questions(statements: Sequence[Statement], headlines: Sequence[str]) -> list[StatementQuestion]:
    """Return the questions about who did it; `headlines` say what "it" is."""
    topic = frozenset().union(*(stems(h, 0, len(h)) for h in headlines))
    topical = [s for s in statements if not s.looks_back and len(s.stems & topic) >= LEAST_TOPICAL]
    texts = list(dict.fromkeys(s.article.text for s in statements))
    rivals = _culprits(topical, Home.of(texts))
    return [*left_open(statements, named_culprits(statements, Parties.of(texts))), *([rivals] if rivals else [])]


def _culprits(statements: Sequence[Statement], home: Home) -> StatementQuestion | None:
    """Return the question who is responsible, where different sources name different ones."""
    blaming: list[tuple[frozenset[str], Statement, bool]] = []
    for statement in statements:
        if not statement.accusations or _ANSWER.search(statement.text):
            continue
        labels = home.read(frozenset().union(*(a.labels for a in statement.accusations)))
        blaming.append((labels, statement, any(a.explicit for a in statement.accusations)))
    groups: list[tuple[frozenset[str], list[Statement], bool]] = []
    for labels, statement, explicit in sorted(blaming, key=lambda b: (len(b[0]), b[1].article.id, b[1].order)):
        at = next((i for i, g in enumerate(groups) if g[0] & labels or not are_rivals(g[0], labels)), None)
        if at is None:
            groups.append((labels, [statement], explicit))
        else:
            known, members, before = groups[at]
            groups[at] = (known, [*members, statement], before or explicit)
    groups = [g for g in groups if g[2]] if sum(g[2] for g in groups) >= 2 else groups
    groups = [g for g in groups if any(is_named(s.asserter.name) or s.leads for s in g[1])]
    if len(groups) < 2 or not any(g[2] for g in groups):
        return None
    speakers = [{(s.asserter.name, s.article.id) for s in g[1]} for g in groups]
    if all(a == b for a in speakers for b in speakers):
        return None
    rivals = [sorted(g[1], key=lambda s: (not any(a.explicit for a in s.accusations), s.order)) for g in groups]
    rivals.sort(key=lambda g: -len({s.article.id for s in g}))
    why = "Different accounts name different ones as responsible."
    return StatementQuestion("disputed", "attribution", "Who was responsible", why, sides_of(*rivals[:4]))
