"""The briefing as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from summarize.briefing import pictures, wording
from summarize.briefing.arrangement import arrange
from summarize.briefing.items import Evidence
from summarize.briefing.options import SHORT_LINES, SHORT_POINTS, Options
from summarize.briefing.passages import pieces
from summarize.schema import Report


def to_html(report: Report, options: Options | None = None) -> str:
    """Return the briefing as one HTML page that needs nothing beside itself.

    Everything that comes from an article is escaped; the page's own style and script are the only ones that its
    content security policy lets run.
    """
    contents = arrange(report, options)
    by_article: dict[int, list[Evidence]] = defaultdict(list)
    for piece in contents.evidence:
        by_article[piece.article].append(piece)
    texts = [pieces(article, by_article[n]) for n, article in enumerate(report.articles, 1)]
    environment = _environment()
    style, script = (environment.get_template(name).render().strip() for name in ("page.css", "page.js"))
    return environment.get_template("page.html.jinja").render(
        contents=contents,
        report=report,
        texts=texts,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("summarize.briefing", ""),
        autoescape=lambda name: name is not None and name.endswith(".html.jinja"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        counted=wording.counted,
        listed=wording.listed,
        one_line=wording.one_line,
        capitalised=wording.capitalised,
        inside_sentence=wording.inside_sentence,
        web_address=wording.web_address,
        by_outlet=_by_outlet,
    )
    environment.globals.update(
        interval_plot=pictures.interval_plot,
        curve=pictures.curve,
        strip=pictures.strip,
        tags_of=wording.TAGS,
        short_lines=SHORT_LINES,
        short_points=SHORT_POINTS,
    )
    return environment


def _policy(style: str, script: str) -> str:
    """Return a content security policy: the page's own style and script work, and nothing is fetched."""
    digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _by_outlet(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """Return the evidence by outlet, in order."""
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        grouped[piece.outlet].append(piece)
    return dict(grouped)
