"""The words that a written sentence may need and those that it may never add or lose. Data, no logic."""

from __future__ import annotations

from summarize.reading.wordlists import NEGATIONS, listed

__all__ = [
    "JOINERS",
    "MODAL",
    "NEUTRAL_CUES",
    "OUTLET_CUES",
    "POINTING",
    "RELATIVE_DAYS",
    "SAFE_AFTER_CUT",
    "UNSAFE_AFTER_CUT",
]

NEUTRAL_CUES = listed("said says")
"""Verbs that any plain report may be credited with; "according to" is the third."""
OUTLET_CUES = listed("said says reported reports wrote writes")
"""Verbs for what an outlet says in its own voice."""

JOINERS = listed("while and")
"""Words that set two credited statements side by side and say nothing of how they stand to each other. "But" and "whereas"
say that they are at odds, which is not for a sentence to decide; a semicolon will do as well."""

MODAL = NEGATIONS | listed("""
    no none nobody neither nor without cannot could can may might would will shall should must if unless whether until
    reportedly allegedly apparently supposedly purportedly possibly probably perhaps maybe likely unlikely potentially
    alleged suspected feared presumed believed thought expected predicted projected forecast planned intended hoped
    threatened tried attempted failed refused denied claimed reported estimated so-called only hardly barely scarcely
    nearly almost about to
""")
"""Words that turn, hedge or bound what a clause states. Where one stands by a figure, no shortened form of the clause is
taken: the sentence must repeat its words in full."""

POINTING = listed("""
    he she him her his hers i me my we us our you your this these those such there here former latter same one
""")
"""Words that point at something outside the sentence. "Its" and "their" point at the speaker who is named with them."""

RELATIVE_DAYS = listed("today yesterday tomorrow tonight ago overnight")
"""Words that mean another day in another article."""

SAFE_AFTER_CUT = listed("while when after before because since although though whereas")
"""Words before which a clause is complete."""
UNSAFE_AFTER_CUT = listed(
    "if unless except excepting excluding without than or nor not none neither only until pending although"
)
"""Words that take back or bound what stands before them: a sentence may not stop short of one."""
