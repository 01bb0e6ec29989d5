"""What articles, people and places on the page are called, so that no two share a name by accident."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from summarize.briefing import wording
from summarize.briefing.spelling import Spelling
from summarize.schema import ARTICLE_ITSELF, Article, Claim, Question

_SAFE_ID = re.compile(r"(?!a\d)[A-Za-z][A-Za-z0-9_-]{0,60}")
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_ARTICLE_WORDS = {"the", "a", "an"}
_PARTICLES = wording.word_set("al ap bin da das de del den der di dos du el ibn la le van von")
_RELATIONS = wording.word_set("about after against and at behind by for from in near of on or to under with")
_TITLES = wording.word_set(
    "mr mrs ms miss sir dame lord lady baroness count duke duchess king queen prince princess emperor sheikh",
    "admiral brig brigadier capt captain cmdr col colonel commander corporal gen general lieutenant lt maj major",
    "marshal officer sergeant sgt chief deputy ambassador chancellor governor gov imam judge justice mayor",
    "bishop cardinal father pope rabbi rev reverend sister dr prof professor premier president prime minister",
    "rep representative secretary sen senator",
)
"""Words before a name that are no part of it."""


def outlet_labels(articles: Sequence[Article], spelling: Spelling) -> dict[str, str]:
    """Return how each article is called: its outlet; with time or number where one outlet has several."""
    outlets = {a.id: wording.one_line(a.outlet or "") or _file_name(a) for a in articles}
    times = {a.id: wording.moment(a.published, spelling, short=True) for a in articles}
    numbers = {a.id: str(n) for n, a in enumerate(articles, 1)}
    return _told_apart(_told_apart(outlets, times), numbers)


def _told_apart(names: dict[str, str], by: dict[str, str]) -> dict[str, str]:
    taken = Counter(names.values())
    return {key: f"{name} ({by[key]})" if taken[name] > 1 and by[key] else name for key, name in names.items()}


def _file_name(article: Article) -> str:
    name = re.split(r"[/\\]", article.path)[-1].rsplit(".", 1)[0] if article.path else article.id
    return wording.one_line(name) or "An unnamed outlet"


def question_anchors(questions: Sequence[Question]) -> dict[str, str]:
    """Return an id on the page for each question: its own where that is safe, else its number."""
    ids = {question.id for question in questions}
    anchors = {}
    for n, question in enumerate(questions, 1):
        anchor = question.id if _SAFE_ID.fullmatch(question.id) else f"question-{n}"
        while anchor != question.id and anchor in ids:
            anchor += "-"
        anchors[question.id] = anchor
    return anchors


def plain_name(name: str) -> str:
    """Return a name for comparing: lower case, without a leading article."""
    words = wording.one_line(name).casefold().replace("\u2019", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLE_WORDS else words)


def speakers(claims: Iterable[Claim]) -> dict[str, str]:
    """Return for each asserter's name how it stands in a sentence: "the Kremlin" where the articles write "the Kremlin".

    A name comes without its article; the words that it stands for tell which it had.
    """
    names: dict[str, str] = {}
    for claim in claims:
        name, span = wording.one_line(claim.asserted_by.name), claim.asserted_by.span
        if claim.asserted_by.name == ARTICLE_ITSELF:
            continue
        first, _, rest = wording.one_line(span.text if span else "").partition(" ")
        if rest.casefold() == name.casefold() and first.casefold() in _ARTICLE_WORDS:
            name = f"{first.lower()} {rest}"
        if name.startswith("the ") or claim.asserted_by.name not in names:
            names[claim.asserted_by.name] = name
    return names


def full_names(names: Iterable[str], people: Iterable[str]) -> dict[str, str]:
    """Return for each name the key of who it is: one key for all forms of a person's name.

    "Gen Konashenkov" and "Igor Konashenkov" are one person if no other `people` bear that surname. Descriptions ("an
    adviser to the president") and institutions stay apart: one ministry is not another.
    """
    core = {name: _core(name) for name in (*names, *people)}
    persons = {core[name] for name in core if name in set(people) and core[name]}
    keys = {}
    for name, words in core.items():
        same = [p for p in persons if words and p[-1] == words[-1] and (set(words) <= set(p) or set(p) <= set(words))]
        full = [p for p in same if not any(set(p) < set(other) for other in same)]
        keys[name] = " ".join(full[0]) if len(full) == 1 else plain_name(name)
    return keys


def _core(name: str) -> tuple[str, ...]:
    """Return the words of a proper name without titles, in lower case; nothing for a description.

    A name may follow what its bearer is ("ministry spokesman Igor Konashenkov"), but not stand in relation to it ("an
    adviser to president Volodymyr Zelensky").
    """
    words = _WORD.findall(wording.one_line(name))
    before = [n for n, w in enumerate(words) if w[0].islower() and w not in _PARTICLES]
    if before and (any(words[n] in _RELATIONS for n in before) or len(words) - before[-1] <= 2):
        return ()
    words = words[before[-1] + 1 :] if before else words
    return tuple(plain for word in words if (plain := word.casefold()) not in _TITLES | _ARTICLE_WORDS)
