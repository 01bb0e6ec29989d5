"""Whether every span of a report is what its article says: the one metric that must be 100 %."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summarize.schema import Report, Span

__all__ = ["is_exact", "spans_of"]


def spans_of(report: Report) -> Iterator[tuple[str, str, Span]]:
    """Yield every span that a reader is shown: what it is, its article's id, the span."""
    for claim in report.claims:
        yield f"claim {claim.id}: quote", claim.article_id, claim.quote
        if claim.figure is not None:
            yield f"claim {claim.id}: figure", claim.article_id, claim.figure.span
        if claim.asserted_by.span is not None:
            yield f"claim {claim.id}: asserter", claim.article_id, claim.asserted_by.span
        for span in claim.also:
            yield f"claim {claim.id}: other place", claim.article_id, span
    for summary in report.summaries:
        parts = (
            *(("key point", point.evidence) for point in summary.key_points),
            *((f"person {person.name}", person.evidence) for person in summary.people),
            *((f"place {place.name}", place.evidence) for place in summary.places),
            *((("date", summary.when.evidence),) if summary.when else ()),
        )
        for what, evidence in parts:
            for span in evidence:
                yield f"summary of {summary.article_id}: {what}", summary.article_id, span
    for number, sentence in enumerate(report.prose.sentences if report.prose else (), start=1):
        for words in (sentence.stands_for, *sentence.evidence):
            yield f"prose {number}", words.article_id, words.span


def is_exact(span: Span, article_id: str, texts: Mapping[str, str]) -> bool:
    """Say whether the span's words stand at its offsets in the text of the article."""
    text = texts.get(article_id)
    return text is not None and 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text
