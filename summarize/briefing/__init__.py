"""A report as something to read: one self-contained page and Markdown; `word.to_docx` makes a document for Word."""

from __future__ import annotations

from summarize.briefing.html import to_html
from summarize.briefing.markdown import to_markdown
from summarize.briefing.options import Options, Prose, Sentence, Style

__all__ = ["Options", "Prose", "Sentence", "Style", "to_html", "to_markdown"]
