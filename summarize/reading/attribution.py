"""Who says what: quotations, credits and the candidates for a figure's asserter, in one place to import from."""

from __future__ import annotations

from summarize.reading.candidates import Candidate, candidate_asserters
from summarize.reading.credits import Attribution, find_attributions
from summarize.reading.quotations import find_quotations

__all__ = ["Attribution", "Candidate", "candidate_asserters", "find_attributions", "find_quotations"]
