"""Two invented articles on one flood, with what a sentence about them can get right and wrong."""

from __future__ import annotations

from functools import cache

from summarize.pipeline import Story, Summarizer
from summarize.reading.articles import article_from_text
from summarize.schema import Report

MARSH = """\
Dam above Orlu gives way

By Ida Renn, The Vale Echo, 4 May 2023

Tomas Wirth, the regional governor, said that nearly 300 houses were flooded and 14 people were killed in Orlu.

Halden Power, which owns the dam, claimed that more than 40 families had been housed in the past two days.

"We opened the gates in time," said Lena Moss, who runs the plant. She denied that the gates had been rusty.

The rescue service announced on Friday that it had freed 61 villagers, 20 horses and at least 9 dogs, and had lost 2 boats.

The army may send 500 soldiers, a spokesman for the defence ministry said.

Orlu has 6,200 inhabitants.
"""
RIVER = """\
Flood in Orlu: rescuers count the dead

By Sam Otto, The Daily Crane, 5 May 2023

The Red Cross said that 19 people were killed in Orlu. The Red Cross told reporters that 120 houses were destroyed.

Halden Power has rejected "wild numbers" from the town.
"""


@cache
def flood() -> Report:
    """Return the report that the rules make of them."""
    articles = tuple(article_from_text(text, id=id) for id, text in (("echo", MARSH), ("crane", RIVER)))
    return Summarizer(None).report(Story("orlu", articles))
