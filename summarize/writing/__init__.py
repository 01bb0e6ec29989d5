"""Prose for the opening of a briefing: a model writes one sentence at a time, and each is checked before it is shown.

report = write_prose(report, backend)      # report.prose holds every sentence, shown or refused
"""

from __future__ import annotations

from summarize.writing.writer import require_writer, write_prose

__all__ = ["require_writer", "write_prose"]
