"""A short way to write labels: words instead of offsets.

    python -m summarize.evaluation.authoring DRAFT eval/cases/NN-slug

writes `labels.jsonl` of the case from a draft and checks it. The draft is one record a line, fields parted by " | ":

    @ wire                                  the article of the lines that follow
    figure w1 | Police said [[at least 12]] people had died | at_least 12 people | deaths in the sinking | Police; police officers | asserted | since dawn
    also w1 | [[12]] DEAD IN FERRY SINKING
    statement w2 | the company denied that the boat was overloaded | Meridian Lines; the company | denied
    key | Police said at least 12 people had died
    question q1 | updated | figure | How many people died? | w1 t1 t4 | The police raised its toll.
    omission q1 | wire local | tabloid
    negative n1 | w1 t4 | The toll rose in the course of the day.

A quote must stand once in its article; where it stands more often, end it with " #2" for its second occurrence. The
figure's words stand in double brackets. A value is a qualifier, one number (two for `range` and `vague`) and the unit.
The stance (default `asserted`) and the window may be left out. Lines that begin with "//" are remarks.
"""  # noqa: E501 - a record of a draft is one line

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from summarize.errors import LabelError
from summarize.evaluation.cases import LABELS_FILE, Case, load_case, read_story

__all__ = ["expand", "write_labels"]

_Json = dict[str, object]
_OCCURRENCE = re.compile(r"\s#(\d+)$")
_LOW_ONLY = frozenset({"at_least", "more_than"})
_HIGH_ONLY = frozenset({"nearly", "up_to"})


def write_labels(draft: Path, folder: Path) -> Case:
    """Write the labels file of the case in `folder` from `draft` and return the checked case.

    Raises:
        LabelError: A line of the draft cannot be expanded, or the labels break a rule.
    """
    _, texts = read_story(folder)
    records = expand(draft.read_text(encoding="utf-8"), texts, name=str(draft))
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    (folder / LABELS_FILE).write_text("".join(lines), encoding="utf-8")
    return load_case(folder)


def expand(draft: str, texts: Mapping[str, str], *, name: str = "draft") -> list[_Json]:
    """Return the records of a draft with offsets into `texts` (article id -> text).

    Raises:
        LabelError: A line is malformed, or its words do not stand in the article; names line and reason.
    """
    records: list[_Json] = []
    article = ""
    for number, line in enumerate(draft.split("\n"), start=1):
        line = line.strip()
        if not line or line.startswith("//"):
            continue
        head, *fields = (part.strip() for part in line.split(" | "))
        word, _, rest = head.partition(" ")
        try:
            if word == "@":
                article = rest.strip()
                texts[article]
            elif word == "also":
                _add_place(records, rest, texts[article], fields[0])
            else:
                records.append(_record(word, rest, fields, article, texts))
        except (IndexError, KeyError, ValueError) as error:
            raise LabelError(f"{name}:{number}: {type(error).__name__}: {error}") from error
    return records


def _record(word: str, name: str, fields: list[str], article: str, texts: Mapping[str, str]) -> _Json:
    match word:
        case "figure":
            quote, value, measure, asserter, *more = fields
            return {
                "type": "figure",
                "id": name,
                "article_id": article,
                **_located(quote, texts[article], figure=True),
                "also": [],
                **_value(value),
                "measure": measure,
                **_asserter(asserter),
                "stance": more[0] if more else "asserted",
                "when": more[1] if len(more) > 1 else None,
            }
        case "statement":
            quote, asserter, *more = fields
            stance = {"stance": more[0] if more else "asserted"}
            located = _located(quote, texts[article])
            return {"type": "statement", "id": name, "article_id": article, **located, **_asserter(asserter), **stance}
        case "key":
            return {"type": "key_point", "article_id": article, **_located(fields[0], texts[article])}
        case "question":
            status, kind, text, claims, why = fields
            question: _Json = {"type": "question", "id": name, "text": text, "kind": kind, "status": status}
            return {**question, "claims": claims.split(), "why": why}
        case "omission":
            reported, missing = fields
            who = {"reported_by": reported.split(), "missing_from": missing.split()}
            return {"type": "omission", "question": name, **who}
        case "negative":
            claims, reason = fields
            return {"type": "hard_negative", "id": name, "claims": claims.split(), "reason": reason}
    raise ValueError(f"unknown record {word!r}")


def _add_place(records: list[_Json], name: str, text: str, context: str) -> None:
    record = next((record for record in records if record["type"] == "figure" and record["id"] == name), None)
    if record is None:
        raise ValueError(f"there is no figure {name!r} above")
    also = record["also"]
    assert isinstance(also, list)
    also.append(_located(context, text, figure=True)["figure"])


def _located(marked: str, text: str, *, figure: bool = False) -> _Json:
    """Return the span of the words in `text`, and with `figure` that of the part in double brackets."""
    occurrence = 1
    if found := _OCCURRENCE.search(marked):
        occurrence, marked = int(found[1]), marked[: found.start()]
    before, opened, rest = marked.partition("[[")
    inside, closed, after = rest.partition("]]")
    if figure != bool(opened and closed):
        raise ValueError(f"{marked!r} {'needs' if figure else 'must not have'} double brackets around a figure")
    words = before + inside + after if figure else marked
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if not found and len(starts) > 1:
        raise ValueError(f"{words!r} stands {len(starts)} times in the article: end it with #1, #2...")
    if len(starts) < occurrence:
        raise ValueError(f"{words!r} stands {len(starts)} times in the article")
    start = starts[occurrence - 1]
    spans: _Json = {"quote": _span(text, start, start + len(words))}
    if figure:
        spans["figure"] = _span(text, start + len(before), start + len(before) + len(inside))
    return spans


def _span(text: str, start: int, end: int) -> _Json:
    return {"start": start, "end": end, "text": text[start:end]}


def _value(value: str) -> _Json:
    qualifier, first, *rest = value.split()
    numbers = [_number(first)]
    if qualifier in ("range", "vague"):
        numbers.append(_number(rest.pop(0)))
    if not rest:
        raise ValueError(f"value {value!r} has no unit")
    low: float | None = None if qualifier in _HIGH_ONLY else numbers[0]
    high: float | None = None if qualifier in _LOW_ONLY else numbers[-1]
    return {"low": low, "high": high, "qualifier": qualifier, "unit": " ".join(rest)}


def _number(digits: str) -> float:
    number = float(digits.replace(",", ""))
    return int(number) if number.is_integer() else number


def _asserter(names: str) -> _Json:
    first, *aliases = (name.strip() for name in names.split(";"))
    return {"asserter": first, "asserter_aliases": aliases}


if __name__ == "__main__":
    write_labels(Path(sys.argv[1]), Path(sys.argv[2]))
