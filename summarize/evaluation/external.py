"""Collections that others have labelled -> subjects, scored as far as their partial labels go.

Their labels name some differences of a story and quote the values; they are not exhaustive. So found figures, questions
and conflicts that no label names are not judged: precision, false alarms a story and question status have no score.
What can be judged is whether a quoted figure was found and given to the right source, and whether what a label expects
(a conflict, an update, an omission, or no fuss) is what the report says of the quoted values.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from summarize.errors import ArticleError, LabelError
from summarize.evaluation.agreement import same_name
from summarize.evaluation.labels import CONFLICTS
from summarize.evaluation.scoring import score_evidence
from summarize.evaluation.subjects import Subject
from summarize.evaluation.tallies import StoryScore, Tally
from summarize.reading.articles import article_from_record, article_from_text
from summarize.reading.sentences import split_sentences
from summarize.schema import ARTICLE_ITSELF, Article, Claim, Figure, Report
from summarize.stories import Story

__all__ = ["load_real_stories", "load_seeds"]

CLUSTERS_FILE = "clusters.jsonl"
LABELS_FILE = "labels.jsonl"
SEEDS = "seeds"
_ADVICE = "Give a folder laid out as its README says."

NEAR = 0.26
"""How far from a bare labelled number an approximate figure may reach, as a share of it: the labels drop hedges, so
"about 100" stands as 100 and may be read as 90 to 110, or "nearly 100" as 75 to 100."""

_Expected = Literal["conflict", "update", "omission", "none"]
_Place = tuple[int, int]
_R = TypeVar("_R", bound=BaseModel)
_NUMBER = re.compile(r"(<=|>=|<|>)?\s*(\d+(?:\.\d+)?)\s*(\+)?")
_VAGUE = frozenset({"dozens", "tens", "scores", "hundreds", "thousands", "several", "many"})
_NAMES = re.compile(r"\s*(?:/|;|\(|\)|,(?=\s[A-Z])|\bvia\b|\bciting\b|\band\b)\s*")
_UNSAID = re.compile(r"(?:no|not|none)\b", re.IGNORECASE)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    article_id: str
    value: int | float | str
    quote: str
    attributed_to: str | None = None


class _PartialLabel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    label_id: str
    cluster_id: str
    type: str
    expected: _Expected
    subject: str
    values: tuple[_Value, ...]


class _Cluster(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    cluster_id: str
    articles: tuple[dict[str, object], ...]


def load_real_stories(folder: Path) -> tuple[Subject, ...]:
    """Return the stories of `clusters.jsonl` with their labels.

    Raises:
        LabelError: A file is missing or a record is malformed.
    """
    labels = _labels(folder)
    subjects = []
    for cluster in _records(folder / CLUSTERS_FILE, TypeAdapter(_Cluster)):
        try:
            articles = tuple(
                article_from_record(record, default_id=f"article-{n}") for n, record in enumerate(cluster.articles, 1)
            )
        except ArticleError as error:
            raise LabelError(f"{folder / CLUSTERS_FILE}: {error}", advice=_ADVICE) from error
        subjects.append(_subject(cluster.cluster_id, articles, labels.get(cluster.cluster_id, []), "real-stories"))
    return tuple(subjects)


def load_seeds(folder: Path) -> tuple[Subject, ...]:
    """Return the one story of the text files in `folder`, with its labels.

    Raises:
        LabelError: A file is missing or a record is malformed.
    """
    articles = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        articles.append(article_from_text(text, id=path.stem, path=str(path), title=text.split("\n", 1)[0].strip()))
    if not articles:
        raise LabelError(f"{folder} holds no text files.", advice=_ADVICE)
    return (_subject(SEEDS, tuple(articles), _labels(folder).get(SEEDS, []), SEEDS),)


def _subject(story_id: str, articles: tuple[Article, ...], labels: Sequence[_PartialLabel], group: str) -> Subject:
    given = json.dumps([[a.id, a.outlet, a.title, a.published, a.text] for a in articles], ensure_ascii=False)
    told = "\n".join(label.model_dump_json() for label in labels)
    return Subject(
        story=Story(story_id, articles),
        group=group,
        sha256=hashlib.sha256(given.encode()).hexdigest(),
        labels_sha256=hashlib.sha256(told.encode()).hexdigest(),
        judge=lambda report: _score(report, articles, labels, group),
    )


@dataclass(frozen=True)
class _Judged:
    """A labelled value with what the report has of it."""

    value: _Value
    places: tuple[_Place, ...]
    """Where its quote stands."""
    touching: frozenset[str]
    """Ids of the claims that state it."""


def _score(report: Report, articles: Sequence[Article], labels: Sequence[_PartialLabel], group: str) -> StoryScore:
    tally = Tally(report.story_id)
    tally.start("unjudged", "conflict.gold", "conflict.right", "trap.gold", "trap.wrong", "update.gold", "update.right")
    tally.start("omission.gold", "omission.gold_right")
    tally.start("harmless.gold", "harmless.right", "harmless.wrong")
    for name in ("gold", "matched", "sourced", "asserter", "judged_asserter", "named", "named_right"):
        tally.start(f"figure.{name}")
    texts = {article.id: article for article in articles}
    seen: set[tuple[str, str, str]] = set()
    for label in labels:
        judged = [_judge(value, texts.get(value.article_id), report) for value in label.values]
        for n, one in enumerate(judged):
            key = (one.value.article_id, one.value.quote, str(one.value.value))
            if key not in seen and _interval(one.value.value) is not None:
                seen.add(key)
                _score_value(tally, f"{label.label_id}#{n}", one, report, texts)
        _score_label(tally, label, judged, report)
    score_evidence(tally, report, {article.id: article.text for article in articles})
    return tally.score(group)


def _judge(value: _Value, article: Article | None, report: Report) -> _Judged:
    places = _places(value.quote, article)
    if article is None or not places:
        return _Judged(value, (), frozenset())
    wide = [*places, *((s.start, s.end) for s in split_sentences(article) if _meets((s.start, s.end), places))]
    touching = set()
    for claim in report.claims:
        if claim.article_id != value.article_id:
            continue
        spans = [claim.figure.span, *claim.also] if claim.figure else [claim.quote]
        if any(_meets((span.start, span.end), wide) for span in spans) and _may_state(value, claim):
            touching.add(claim.id)
    return _Judged(value, places, frozenset(touching))


def _places(quote: str, article: Article | None) -> tuple[_Place, ...]:
    if article is None:
        return ()
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    return tuple(match.span() for match in re.finditer(pattern, article.text))


def _may_state(value: _Value, claim: Claim) -> bool:
    """Say whether a claim beside the quote can be what is quoted: the same number, where the value is one."""
    interval = _interval(value.value)
    return interval is None or (claim.figure is not None and _same(value.value, claim.figure))


def _score_value(tally: Tally, about: str, one: _Judged, report: Report, articles: Mapping[str, Article]) -> None:
    if not one.places:
        tally.add("unjudged")
        return
    value = one.value
    hits = [
        claim
        for claim in report.claims
        if claim.id in one.touching
        and claim.figure is not None
        and any(_meets((span.start, span.end), one.places) for span in (claim.figure.span, *claim.also))
    ]
    words = (f"{value.article_id}: {value.quote}",)
    tally.add("figure.gold")
    tally.add("figure.matched", bool(hits))
    shown = ", ".join(claim.figure.span.text for claim in hits if claim.figure)
    tally.judge("figure", about, bool(hits), expected=str(value.value), found=shown, words=words)
    if value.attributed_to is None:
        return
    tally.add("figure.sourced")
    if not hits:
        return
    outlet = articles[value.article_id].outlet
    right = any(_same_source(value.attributed_to, claim.asserted_by.name, outlet) for claim in hits)
    tally.add("figure.judged_asserter")
    tally.add("figure.asserter", right)
    tally.add("figure.named")
    tally.add("figure.named_right", right)
    names = ", ".join(claim.asserted_by.name for claim in hits)
    tally.judge("asserter", about, right, expected=value.attributed_to, found=names, words=words)


def _score_label(tally: Tally, label: _PartialLabel, judged: Sequence[_Judged], report: Report) -> None:
    if label.expected == "omission":
        _score_omission(tally, label, judged, report)
        return
    if sum(bool(one.places) for one in judged) < 2:
        tally.add("unjudged")
        return
    statuses = set()
    for question in report.questions:
        held = set(question.claim_ids)
        if _held_apart([one.touching & held for one in judged]):
            statuses.add(question.status)
    reported = bool(statuses & CONFLICTS)
    words = [f"{one.value.article_id}: {one.value.quote}" for one in judged[:6]]
    found = ", ".join(sorted(statuses)) or "not set against each other"
    if label.expected == "update" or label.type == "figure_compatible":
        tally.add("harmless.gold")
        tally.add("harmless.wrong", reported)
        tally.add("harmless.right", bool(statuses) and not reported)
    if label.expected == "conflict":
        tally.add("conflict.gold")
        tally.add("conflict.right", reported)
        tally.judge("conflict", label.label_id, reported, expected=label.subject, found=found, words=words)
    elif label.expected == "update":
        right = "updated" in statuses and not reported
        tally.add("update.gold")
        tally.add("update.right", right)
        tally.judge("status", label.label_id, right, expected=f"updated: {label.subject}", found=found, words=words)
    else:
        tally.add("trap.gold")
        tally.add("trap.wrong", reported)
        tally.judge(
            "false alarm",
            label.label_id,
            not reported,
            expected=f"no conflict: {label.subject}",
            found=found,
            words=words,
        )


def _held_apart(touched: Sequence[frozenset[str]]) -> bool:
    """Say whether two values are stated by two different claims."""
    some = [ids for ids in touched if ids]
    return any(len(a | b) > 1 for n, a in enumerate(some) for b in some[n + 1 :])


def _score_omission(tally: Tally, label: _PartialLabel, judged: Sequence[_Judged], report: Report) -> None:
    silent = {one.value.article_id for one in judged if _UNSAID.match(str(one.value.value))}
    having = [one for one in judged if one.value.article_id not in silent]
    if not any(one.places for one in having):
        tally.add("unjudged")
        return
    silent = silent or {article.id for article in report.articles} - {one.value.article_id for one in having}
    claims = frozenset().union(*(one.touching for one in having))
    about = {q.id for q in report.questions if claims & set(q.claim_ids)}
    right = any(o.question_id in about and silent & set(o.missing_from) for o in report.omissions)
    tally.add("omission.gold")
    tally.add("omission.gold_right", right)
    words = [f"{one.value.article_id}: {one.value.quote}" for one in having]
    expected = f"{', '.join(sorted(silent))} leaves out: {label.subject}"
    tally.judge(
        "omission", label.label_id, right, expected=expected, found="reported" if right else "not reported", words=words
    )


def _interval(value: int | float | str) -> tuple[float | None, float | None, bool] | None:
    """Return low, high and whether it is vague; None for a value that is no figure."""
    if isinstance(value, int | float):
        return (float(value), float(value), False)
    words = value.strip().lower().replace(",", "")
    if words in _VAGUE:
        return (None, None, True)
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    number = float(match[2])
    if match[1] in (">", ">=") or match[3]:
        return (number, None, False)
    return (None, number, False) if match[1] else (number, number, False)


def _same(value: int | float | str, figure: Figure) -> bool:
    """Say whether the figure says the labelled value; a bare number may have been hedged in the text."""
    wanted = _interval(value)
    if wanted is None:
        return False
    low, high, vague = wanted
    if vague:
        return figure.qualifier == "vague"
    if low is None or high is None:
        return figure.high == high if low is None else figure.low == low
    if low in (figure.low, figure.high):
        return True
    if figure.low is None or figure.high is None:
        return False
    near = max(1.0, NEAR * abs(low))
    return figure.low <= low <= figure.high and figure.high - figure.low <= 2 * near


def _same_source(wanted: str, found: str, outlet: str | None) -> bool:
    """Say whether `found` is one of the sources that the label names; an abbreviation stands for its words."""
    names = [name for name in _NAMES.split(wanted) if name]
    if found == ARTICLE_ITSELF:
        return any(
            name.lower() in ("none given", "headline") or same_name(name, (), None, outlet or "") for name in names
        )
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", found) if word[0].isupper())
    return any(same_name(name, (), outlet, found) or name == initials for name in names)


def _meets(place: _Place, places: Iterable[_Place]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in places)


def _labels(folder: Path) -> dict[str, list[_PartialLabel]]:
    labels: dict[str, list[_PartialLabel]] = defaultdict(list)
    for label in _records(folder / LABELS_FILE, TypeAdapter(_PartialLabel)):
        labels[label.cluster_id].append(label)
    return labels


def _records(path: Path, adapter: TypeAdapter[_R]) -> list[_R]:
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except OSError as error:
        raise LabelError(f"{path} cannot be read: {error.strerror}.", advice=_ADVICE) from error
    records = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            records.append(adapter.validate_json(line))
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            place = ".".join(map(str, detail["loc"]))
            raise LabelError(f"{path}:{number}: {place}: {detail['msg']}", advice=_ADVICE) from error
    return records
