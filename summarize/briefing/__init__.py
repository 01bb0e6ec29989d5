"""A report as something to read: Markdown and one self-contained page."""

from __future__ import annotations

from summarize.briefing.html import to_html
from summarize.briefing.markdown import to_markdown

__all__ = ["to_html", "to_markdown"]
