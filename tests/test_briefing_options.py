"""Styles, an earlier report, a writer's own words, and the spelling of the articles."""

from __future__ import annotations

import re
from collections.abc import Callable

import briefing_cases
import briefing_story
import pytest
from briefing_page import Page

from summarize.briefing import Options, Prose, Sentence, Style, to_html, to_markdown
from summarize.briefing.arrangement import arrange
from summarize.briefing.contents import Change
from summarize.briefing.spelling import AMERICAN, BRITISH, spelling_of
from summarize.schema import Article, Report

Render = Callable[[Report, Options], str]
RENDERERS: list[Render] = [to_html, to_markdown]


@pytest.fixture(scope="module")
def losses() -> Report:
    return briefing_cases.losses()


@pytest.fixture(scope="module")
def quake() -> Report:
    return briefing_cases.quake()


# Styles


@pytest.mark.parametrize("render", RENDERERS)
def test_a_short_briefing_tells_the_differences_in_lines_and_the_rest_not_at_all(
    render: Render, losses: Report
) -> None:
    text = render(losses, Options(Style.SHORT))
    assert "Where they differ" in text
    assert re.search(r"(?:## |>)Sources", text)
    for title in ("Timeline", "People, and who said what", "Answers that cannot all be right"):
        assert title not in text
    assert len(text) < len(render(losses, Options()))


def test_questions_of_a_short_page_can_be_linked_too(losses: Report) -> None:
    page = Page(to_html(losses, Options(Style.SHORT)))
    assert {item.anchor for item in arrange(losses).open_items[:5]} <= set(page.ids)
    assert {href[1:] for href in page.attributes("href") if href.startswith("#")} <= set(page.ids)


def test_differences_that_a_short_briefing_leaves_out_are_counted() -> None:
    story = briefing_story.Story()
    story.article("a", "Title\n\n" + " ".join(f"{n} dead here." for n in range(20)), "A", None)
    claims = [story.figure("a", f"{n} dead here", f"{n}", n) for n in range(20)]
    for n in range(0, 20, 2):
        story.question(f"Dead {n}", "disputed", "Why.", [claims[n]], [claims[n + 1]])
    for render in RENDERERS:
        assert "5 more in the longer briefing" in render(story.report(), Options(Style.SHORT))


def test_a_full_page_folds_nothing_but_the_run_record() -> None:
    many = briefing_cases.many(12)
    assert to_html(many, Options()).count("<details>") > 5
    assert to_html(many, Options(Style.FULL)).count("<summary>Run record") == 1
    assert " more</summary>" not in to_html(many, Options(Style.FULL))


@pytest.mark.parametrize("render", RENDERERS)
def test_a_full_briefing_has_every_claim_of_every_article(render: Render, losses: Report) -> None:
    text = render(losses, Options(Style.FULL))
    digests = arrange(losses, Options(Style.FULL)).digests
    assert [len(digest.said) for digest in digests] == [len(summary.claims) for summary in losses.summaries]
    assert "Article by article" in text or "What The Daily Ledger says" in text
    assert "who heads the regional administration" in text


@pytest.mark.parametrize("style", Style)
def test_every_style_keeps_its_links_inside_the_page(style: Style, losses: Report) -> None:
    page = Page(to_html(losses, Options(style)))
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.attributes("href") if href.startswith("#")} <= set(page.ids)


# An earlier report


def first_half(report: Report) -> Report:
    """Return the report on the first two articles of the earthquake, as an earlier run would have made it."""
    kept = {article.id for article in report.articles[:2]}
    claims = tuple(claim for claim in report.claims if claim.article_id in kept)
    ids = {claim.id for claim in claims}
    questions = []
    for question in reversed(report.questions):
        answers = tuple(a for a in question.answers if set(a.claims) <= ids)
        if answers:
            status = "disputed" if question.text == "Magnitude of the earthquake" else question.status
            number = f"q{len(questions) + 50}"
            questions.append(question.model_copy(update={"id": number, "answers": answers, "status": status}))
    return report.model_copy(
        update={
            "articles": report.articles[:2],
            "summaries": report.summaries[:2],
            "claims": claims,
            "questions": tuple(questions),
            "omissions": (),
        }
    )


def changes(later: Report, earlier: Report) -> tuple[Change, ...]:
    found = arrange(later, Options(since=earlier)).changes
    assert found is not None
    return found.changes


def told(later: Report, earlier: Report) -> list[tuple[str, str]]:
    return [(change.what, change.text) for change in changes(later, earlier)]


def test_against_itself_nothing_is_new(losses: Report, quake: Report) -> None:
    for report in (losses, quake):
        assert changes(report, report) == ()
        for render in RENDERERS:
            assert "Nothing has changed." in render(report, Options(since=report))


def test_a_new_outlet_and_a_new_article_of_a_known_one_are_told_apart(quake: Report) -> None:
    found = told(quake, first_half(quake))
    assert (
        "New outlet",
        "The Capitol Dispatch: Island quake kills dozens; market hall disaster under scrutiny",
    ) in found
    assert any(what == "New article" and text.startswith("The Harbour Post (15 Oct") for what, text in found)


def test_a_new_figure_is_told_with_its_speaker_and_links_to_its_words(quake: Report) -> None:
    found = changes(quake, first_half(quake))
    new = [change for change in found if change.text == "People killed by the earthquake: the disaster agency said 67"]
    assert [change.what for change in new] == ["New figure"]
    assert "67" in new[0].evidence[0].span.text
    assert not any("34" in change.text for change in found)


def test_a_dispute_that_is_none_any_more_and_a_new_one_are_told(quake: Report) -> None:
    found = told(quake, first_half(quake))
    assert ("No longer disputed", "Magnitude of the earthquake: disputed before, updated now") in found
    assert any(what == "New dispute" and text.startswith("People inside the market hall") for what, text in found)


def test_what_an_editor_has_to_act_on_comes_first(quake: Report) -> None:
    whats = list(dict.fromkeys(what for what, _ in told(quake, first_half(quake))))
    assert whats == [
        "New outlet",
        "New article",
        "New dispute",
        "No longer disputed",
        "New figure",
        "Only in one outlet",
    ]


@pytest.mark.parametrize("render", RENDERERS)
def test_items_voices_and_sources_carry_the_mark(render: Render, quake: Report) -> None:
    text = render(quake, Options(since=first_half(quake)))
    assert "was disputed" in text
    assert re.search(r"The Capitol Dispatch(?:</bdi></b> <span class=\"tag new\">new|\*\* \(new\))", text)
    assert text.index("New since last time") < text.index("What happened")


def test_a_text_that_was_rewritten_is_told(losses: Report) -> None:
    before = losses.articles[0].model_copy(update={"text": "Another text.", "blocks": ()})
    earlier = losses.model_copy(update={"articles": (before, losses.articles[1])})
    assert ("Text changed", "The Daily Ledger has another text than before") in told(losses, earlier)


def test_an_article_and_a_dispute_that_are_gone_are_told(quake: Report) -> None:
    found = told(first_half(quake), quake)
    assert ("Left out", "The Capitol Dispatch is not among the articles any more") in found
    gone = [text for what, text in found if what == "No longer disputed"]
    assert gone == ["People inside the market hall: disputed before, not found in these articles now"]


@pytest.mark.parametrize("render", RENDERERS)
def test_a_report_on_another_story_is_told_to_share_nothing(render: Render, losses: Report, quake: Report) -> None:
    assert "none of whose articles is among these" in render(losses, Options(since=quake))
    assert "none of whose articles" not in render(losses, Options(since=losses))


def test_ids_mean_nothing_across_reports(losses: Report) -> None:
    """The same report with its claims and questions numbered otherwise is the same report."""
    renamed = {claim.id: f"x{n}" for n, claim in enumerate(losses.claims)}
    questions = [
        q.model_copy(
            update={
                "id": f"y{n}",
                "answers": tuple(
                    a.model_copy(update={"claims": tuple(renamed[c] for c in a.claims)}) for a in q.answers
                ),
            }
        )
        for n, q in enumerate(losses.questions)
    ]
    claims = tuple(claim.model_copy(update={"id": renamed[claim.id]}) for claim in losses.claims)
    earlier = losses.model_copy(update={"claims": claims, "questions": tuple(reversed(questions)), "omissions": ()})
    assert changes(losses, earlier) == ()


# A writer's own words


def test_a_writers_sentences_open_the_briefing_with_their_evidence(losses: Report) -> None:
    ledger, courier = losses.summaries[0].claims[0], losses.summaries[1].claims[0]
    prose = Prose(
        lead=(Sentence("Two outlets give unlike tolls.", (ledger, courier)),),
        points=(Sentence("Both name the ministry.", (ledger,)),),
        note="Written by a test; 1 of 3 sentences was refused.",
    )
    page = to_html(losses, Options(prose=prose))
    claim = losses.claims[0]
    lead = page[page.index('<p class="lead">') : page.index("</p>", page.index('<p class="lead">'))]
    assert "Two outlets give unlike tolls." in lead
    assert f'href="#a1-{claim.quote.start}-{claim.quote.end}"' in lead
    assert lead.count('class="ev') == 2
    for text in (page, to_markdown(losses, Options(prose=prose))):
        assert "Both name the ministry." in text
        assert "1 of 3 sentences was refused" in text
        assert "nothing here was written by a model" not in text


def test_without_a_writers_points_the_articles_own_stand(losses: Report) -> None:
    contents = arrange(losses, Options(prose=Prose((Sentence("All of it.", ()),), (), "By a test.")))
    assert [s.text for s in contents.lead] == ["All of it."]
    assert contents.points == arrange(losses).points


# Spelling


def article(text: str) -> Article:
    return Article(
        id="a", path=None, outlet=None, title=None, published="2024-03-02T09:05:00+00:00", text=text, language="en"
    )


@pytest.mark.parametrize(
    ("text", "american"),
    [
        ("The centre of the harbour was grey on 2 March, and 3 per cent of it closed.", False),
        ("The center of the harbor was gray on March 2, and 3 percent of it closed.", True),
        ("Gov. Ada Voss said on Oct. 14 that crews traveled toward the coast.", True),
        ("Mr Voss travelled towards the coast, said Gen Orr.", False),
        ("The Labour Party and Pearl Harbor are names.", False),
        ("Nothing tells which it is.", False),
    ],
)
def test_the_briefing_spells_as_its_articles_do(text: str, american: bool) -> None:
    assert spelling_of([article(text)]) == (AMERICAN if american else BRITISH)


def test_each_article_has_one_vote() -> None:
    british = article("The centre, the centre, the centre, the centre and the theatre.")
    american = article("The center was gray.")
    assert spelling_of([british, american, american]) == AMERICAN
    assert spelling_of([british, american]) == BRITISH


def test_dates_of_an_american_story_begin_with_the_month() -> None:
    story = briefing_story.Story()
    for name, time in (("a", "2024-03-02T09:05:00+00:00"), ("b", "2024-03-05")):
        story.article(
            name, "Dam breaks\n\nThe labor center was closed on March 1 by 3.4 crews.", f"Outlet {name}", time
        )
    claim = story.figure("a", "3.4 crews", "3.4", 3.4, unit="percent")
    story.question("Crews", "single_source", "One.", [claim])
    for render in RENDERERS:
        text = render(story.report(), Options())
        assert "March 2 to 5, 2024" in text
        assert "March 2, 2024, 09:05 UTC" in text
        assert "3.4 percent" in text
    assert '<html lang="en-US">' in to_html(story.report())


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-03-02", "2024-03-02", ("2 March 2024", "March 2, 2024")),
        ("2024-03-02", "2024-03-05", ("2 to 5 March 2024", "March 2 to 5, 2024")),
        ("2024-03-30", "2024-04-02", ("30 March 2024 to 2 April 2024", "March 30, 2024 to April 2, 2024")),
    ],
)
def test_stretches_of_days(first: str, last: str, words: tuple[str, str]) -> None:
    from datetime import date

    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (BRITISH.days(*days), AMERICAN.days(*days)) == words
