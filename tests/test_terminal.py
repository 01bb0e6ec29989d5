from __future__ import annotations

import re

import briefing_cases
from conftest import ROOT
from news import FERRY_A, FERRY_B

from summarize.pipeline import Story, Summarizer
from summarize.reading.articles import article_from_text
from summarize.schema import Failure, Report
from summarize.terminal import comparison_text, summary_text


def report(*texts: str, failures: tuple[Failure, ...] = ()) -> Report:
    articles = tuple(article_from_text(text, id=f"article-{n}") for n, text in enumerate(texts, start=1))
    return Summarizer().report(Story("ferry", articles, failures))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_summary_shows_headline_outlet_date_and_who_gives_each_figure() -> None:
    article = article_from_text(FERRY_A, id="a", outlet="The Harbour Post", published="2023-05-04")
    text = summary_text(Summarizer().report(Story("ferry", (article,))))
    assert text.startswith("Ferry sinks off Port Anselm with 212 on board\nThe Harbour Post · 2023-05-04\n")
    assert "31: passengers drowned — Coastguard commander Rosa Venn" in flat(text)


def test_both_sides_of_a_dispute_stand_with_their_words() -> None:
    text = flat(comparison_text(report(FERRY_A, FERRY_B)))
    disputed = text[text.index("DISPUTED") : text.index("AGREED")]
    assert "“Coastguard commander Rosa Venn said that 31 passengers had drowned and 14 were missing.”" in disputed
    assert "“At least 40 passengers drowned when a ferry sank off Port Anselm on Thursday" in disputed


def test_the_most_pressing_comes_first_and_the_counts_last() -> None:
    text = comparison_text(report(FERRY_A, FERRY_B))
    headings = re.findall(r"^([A-Z][A-Z -]+) \(\d+\)$", text, re.MULTILINE)
    assert headings == [name for name in ("DISPUTED", "DENIED", "AGREED", "ONLY IN ONE ARTICLE") if name in headings]
    assert re.search(r"\n2 articles, \d+ claims, \d+ questions, \d+ omissions$", text)


def test_a_lone_figure_that_a_dispute_shows_is_not_listed_again() -> None:
    made = report(
        "Mine\n\nThe Turkish defence ministry said 120 soldiers had been killed.",
        "Mine\n\nThe Syrian army said 900 soldiers had been killed. The army also said it had lost 14 tanks.",
    )
    lone = [q for q in made.questions if q.status == "single_source"]
    text = comparison_text(made)
    listed = text[text.index("ONLY IN ONE ARTICLE") :]
    assert len(lone) > 1
    assert "(1)" in listed.partition("\n")[0]
    assert "14" in listed
    assert "900" not in listed


def test_questions_that_are_one_thing_stand_together_and_each_claim_once() -> None:
    text = comparison_text(briefing_cases.pier())
    counts = re.findall(r"^([A-Z][A-Z -]+) \((\d+)\)$", text, re.MULTILINE)
    assert counts == [("DISPUTED", "3"), ("DENIED", "1"), ("UPDATED", "1"), ("NOT A CONFLICT", "1")]
    disputed = flat(text[: text.index("DENIED")])
    assert "q1, q3, q4, q9 People killed DISPUTED: 14 against 10, 19. The authority and the union" in disputed
    assert "DISPUTED: as counted by the harbour authority: 14 against 26. The later count, too" in disputed
    assert "UPDATED: over time: 10, then 19, then 26. It rose." in disputed
    assert "q9 People killed, told above" in text[text.index("UPDATED (1)") :]
    assert disputed.count("“The dockers’ union said 14 of the people”") == 1
    denied = flat(text[text.index("DENIED") : text.index("UPDATED (1)")])
    assert "q5, q6, q7 Denied by Norland Lines, The pilots’ guild Norland Lines against Witnesses, The mayor." in denied
    assert "11 questions" in text


def test_failures_are_shown() -> None:
    failure = Failure(article_id="c", stage="reading", error="ArticleError", message="c.txt is empty.")
    text = comparison_text(report(FERRY_A, FERRY_B, failures=(failure,)))
    assert "FAILURES (1)\n\n  c: c.txt is empty." in text


def test_lines_fit_a_screen_and_long_words_are_cut_at_spaces() -> None:
    long = FERRY_A.replace("on Thursday, the", "on Thursday, " + "long after it had left the harbour, " * 12 + "the")
    text = comparison_text(report(long, FERRY_B)) + summary_text(report(long))
    assert max(map(len, text.splitlines())) <= 100
    for quoted in re.findall(r"“(?:… )?([^”]*?)(?: …)?”", flat(comparison_text(report(long, FERRY_B)))):
        assert quoted in flat(long) or quoted in flat(FERRY_B)


def test_the_sample_stories_can_be_shown() -> None:
    from summarize.stories import read_story

    for folder in sorted((ROOT / "seeds").iterdir()):
        if folder.is_dir():
            found = Summarizer().report(read_story([folder]))
            assert summary_text(found)
            assert comparison_text(found)
