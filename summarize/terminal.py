"""Reports as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import chain

from summarize import joining
from summarize.schema import ARTICLE_ITSELF, UNSETTLED, Answer, Claim, Question, Report

__all__ = ["comparison_text", "summary_text"]

_WIDTH = 100
_QUOTED = 220
"""Characters of a claim's words that are shown at most."""

_HEADINGS = {
    "disputed": "DISPUTED",
    "denied": "DENIED",
    "self_contradicted": "SELF-CONTRADICTED",
    "updated": "UPDATED",
    "different_scope": "NOT A CONFLICT",
    "compatible": "COMPATIBLE",
    "agreed": "AGREED",
    "single_source": "ONLY IN ONE ARTICLE",
}


def summary_text(report: Report) -> str:
    """Return the summaries of a report for a terminal."""
    parts = []
    claims = {c.id: c for c in report.claims}
    for article, summary in zip(report.articles, report.summaries, strict=True):
        head = " · ".join(x for x in (article.outlet, article.published, article.author) if x)
        lines = [summary.headline or article.id, head or "(outlet and date unknown)", ""]
        lines += [_wrapped(point.text, "• ") for point in summary.key_points]
        if summary.people:
            lines += ["", "People"]
            lines += [_wrapped(p.name + (f", {p.role}" if p.role else ""), "  ") for p in summary.people]
        if summary.places:
            lines += ["", _wrapped("Places  " + ", ".join(p.name for p in summary.places[:10]), "")]
        if summary.when:
            lines += [
                _wrapped("When    " + summary.when.text + (f" ({summary.when.date})" if summary.when.date else ""), "")
            ]
        figures = [claims[c] for c in summary.claims if claims[c].figure]
        if figures:
            lines += ["", f"Figures ({len(figures)})"]
            lines += [_wrapped(_figure_line(c), "  ") for c in figures]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def comparison_text(report: Report) -> str:
    """Return the comparison of a report for a terminal: disputes with both sides' words first.

    What one article alone has is not listed again where all of it stands in a dispute or an update.
    """
    claims = {c.id: c for c in report.claims}
    outlets = {a.id: a.outlet or a.id for a in report.articles}
    lines: list[str] = []
    groups = joining.joined(report.questions)
    shown = {c for question in report.questions if question.status in UNSETTLED for c in question.claim_ids}
    for status, heading in _HEADINGS.items():
        own = [group for group in groups if group[0].status == status]
        if status == "single_source":
            own = [group for group in own if not shown.issuperset(chain(*(a.claims for a in group[0].answers)))]
        others = [group for group in groups if group[0].status != status] if status in UNSETTLED else []
        also = [group for group in others if status in joining.statuses(group)]
        if not own and not also:
            continue
        lines += [f"{heading} ({len(own) + len(also)})", ""]
        for group in also:
            ids = ", ".join(question.id for question in group if question.status == status)
            lines.append(_wrapped(f"{ids}  {joining.common_text(group)}, told above", "  "))
        lines += [""] if also else []
        for group in own:
            lines += _group_lines(group, claims, outlets, brief=status == "single_source")
        lines.append("")
    if report.failures:
        lines += [f"FAILURES ({len(report.failures)})", ""]
        lines += [_wrapped(f"{f.article_id or 'story'}: {f.message}", "  ") for f in report.failures]
    counts = {
        "articles": report.articles,
        "claims": report.claims,
        "questions": report.questions,
        "omissions": report.omissions,
    }
    return "\n".join([*lines, ", ".join(f"{len(items)} {name}" for name, items in counts.items())])


def _group_lines(
    group: Sequence[Question], claims: dict[str, Claim], outlets: dict[str, str], *, brief: bool
) -> list[str]:
    """Return the lines for a question, or for several that are one thing: what is set against what, each claim once."""
    if brief:
        claim = claims[group[0].answers[0].claims[0]]
        return [_wrapped(f"{outlets[claim.article_id]}: {_figure_line(claim)}", "  ")]
    sides = joining.sides(group, claims)
    heading, reasons = group[0].text, [group[0].why]
    if len(group) > 1:
        heading = joining.common_text(group)
        denied = [claims[c] for side in sides for c in side if claims[c].stance == "denied"]
        if group[0].status == "denied" and denied:
            heading = f"Denied by {', '.join(_names(denied, outlets))}"
        reasons = _reasons(group, heading, claims, outlets)
    lines = [_wrapped(f"{', '.join(question.id for question in group)}  {heading}", "  ")]
    lines += [_wrapped(reason, "      ") for reason in reasons]
    for claim in (claims[claim_id] for side in sides for claim_id in side):
        lines.append(_wrapped(f"{outlets[claim.article_id]}: {_figure_line(claim)}", "      - "))
        lines.append(_wrapped(f"“{_around(claim)}”", "          "))
    return [*lines, ""]


def _reasons(group: Sequence[Question], heading: str, claims: dict[str, Claim], outlets: dict[str, str]) -> list[str]:
    """Return what the questions set against what, and why."""

    def labels(answer: Answer) -> tuple[str, ...]:
        told = [claims[claim_id] for claim_id in answer.claims]
        figures = [claim.figure for claim in told if claim.figure] if group[0].status != "denied" else []
        narrowest = min(figures, key=lambda figure: joining.width(figure.low, figure.high), default=None)
        return (narrowest.span.text,) if narrowest else _names(told, outlets)

    words = {"different_scope": " beside ", "updated": ", then "}
    mixed = len(joining.statuses(group)) > 1
    lines = []
    for contrast in joining.contrasts(group, joining.sides(group, claims), labels):
        told = "; ".join(
            words.get(contrast.status, " against ").join(", ".join(side) for side in row) for row in contrast.rows
        )
        about = f"{found}: " if (found := contrast.about(heading)) else ""
        tag = f"{_HEADINGS[contrast.status]}: " if mixed else ""
        lines.append(f"{tag}{about}{told}. {contrast.why}".rstrip())
    return lines


def _names(told: Sequence[Claim], outlets: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            outlets[claim.article_id] if claim.asserted_by.name == ARTICLE_ITSELF else claim.asserted_by.name
            for claim in told
        )
    )


def _figure_line(claim: Claim) -> str:
    by_itself = claim.asserted_by.name == ARTICLE_ITSELF
    if claim.figure is None:
        return f"{'the outlet itself' if by_itself else claim.asserted_by.name} ({claim.stance})"
    said = "" if by_itself else f" — {claim.asserted_by.name}"
    return f"{' '.join(claim.figure.span.text.split())}: {claim.measure}{said}"


def _around(claim: Claim, width: int = _QUOTED) -> str:
    """Return the words of the claim near its figure, cut at words."""
    words = claim.quote.text
    if len(words) <= width:
        return " ".join(words.split())
    at = claim.figure.span.start - claim.quote.start if claim.figure else 0
    start = max(0, min(at - width // 3, len(words) - width))
    start = words.rfind(" ", 0, start) + 1 if start else 0
    end = start + width
    end = len(words) if end >= len(words) else words.rfind(" ", 0, end)
    return ("… " if start else "") + " ".join(words[start:end].split()) + (" …" if end < len(words) else "")


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), width=_WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent)
    )
