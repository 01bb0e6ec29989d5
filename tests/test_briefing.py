from __future__ import annotations

import base64
import hashlib
import re

import briefing_cases
import briefing_story
import pytest
from briefing_page import Page
from hypothesis import given
from hypothesis import strategies as st

from summarize.briefing import naming, pictures, to_html, to_markdown, wording
from summarize.briefing.arrangement import arrange
from summarize.briefing.items import Evidence, Item, Side, Voice
from summarize.briefing.passages import pieces
from summarize.briefing.spelling import BRITISH
from summarize.schema import Article, Block, BlockRole, Figure, Report, Span

LIMIT = 3_000_000
"""Bytes of a page of 50 articles, from issue 5."""


@pytest.fixture(scope="module")
def losses() -> Report:
    return briefing_cases.losses()


@pytest.fixture(scope="module")
def quake() -> Report:
    return briefing_cases.quake()


def voice(low: float | None, high: float | None, who: str = "A", published: str | None = None) -> Voice:
    words, told = wording.bounds_words(low, high), wording.moment(published, BRITISH, short=True, zone=True)
    return Voice(who, "said", words, low, high, True, None, False, False, published, told, (), ())


def item(*voices: Voice) -> Item:
    return Item("q1", "How many", "disputed", "Why.", tuple(Side((v,), None) for v in voices))


# The page


@pytest.mark.parametrize("story", ["losses", "quake"])
def test_every_link_inside_the_page_has_its_target(story: str, request: pytest.FixtureRequest) -> None:
    page = Page(to_html(request.getfixturevalue(story)))
    assert len(page.ids) == len(set(page.ids))
    targets = {href[1:] for href in page.attributes("href") if href.startswith("#")}
    assert targets <= set(page.ids)
    assert len(targets) > 20


@pytest.mark.parametrize("story", ["losses", "quake"])
def test_the_page_holds_each_article_word_for_word(story: str, request: pytest.FixtureRequest) -> None:
    report = request.getfixturevalue(story)
    assert Page(to_html(report)).words == [article.text for article in report.articles]


def test_every_claim_can_be_followed_to_its_words(losses: Report) -> None:
    page = Page(to_html(losses))
    links = set(page.attributes("href"))
    numbers = {article.id: n for n, article in enumerate(losses.articles, 1)}
    for claim in losses.claims:
        assert f"#a{numbers[claim.article_id]}-{claim.quote.start}-{claim.quote.end}" in links


def test_the_other_places_of_a_disputed_claim_can_be_followed_too(losses: Report) -> None:
    links = set(Page(to_html(losses)).attributes("href"))
    disputed = {c for q in losses.questions if q.status == "disputed" for a in q.answers for c in a.claims}
    numbers = {article.id: n for n, article in enumerate(losses.articles, 1)}
    also = [(claim, span) for claim in losses.claims if claim.id in disputed for span in claim.also]
    assert len(also) >= 3
    for claim, span in also:
        assert f"#a{numbers[claim.article_id]}-{span.start}-{span.end}" in links


def test_questions_can_be_linked_by_their_id(losses: Report) -> None:
    page = Page(to_html(losses))
    assert {question.id for question in losses.questions} <= set(page.ids)


def test_only_the_pages_own_style_and_script_may_run(losses: Report) -> None:
    html = to_html(losses)
    (policy,) = (m["content"] or "" for m in Page(html).of("meta") if m.get("http-equiv") == "Content-Security-Policy")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_loads_nothing(losses: Report) -> None:
    page = Page(to_html(losses))
    assert page.attributes("src") == []
    assert [link["href"] for link in page.of("link")] == ["data:,"]
    assert "url(" not in to_html(losses)


def test_nothing_is_styled_or_scripted_in_attributes(losses: Report) -> None:
    names = {name for _, found in Page(to_html(losses)).elements for name in found}
    assert not {name for name in names if name.startswith("on") or name == "style"}


def test_the_page_has_landmarks_and_a_heading_for_each_section(losses: Report) -> None:
    page = Page(to_html(losses))
    tags = [tag for tag, _ in page.elements]
    assert [tags.count(tag) for tag in ("main", "nav", "aside", "h1")] == [1, 1, 1, 1]
    assert all(found.get("aria-labelledby") in page.ids for found in page.of("section"))


def test_pictures_have_a_text_alternative(losses: Report) -> None:
    for svg in Page(to_html(losses)).of("svg"):
        if svg.get("class"):
            assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and svg.get("aria-label"))


def test_a_page_of_fifty_articles_stays_small() -> None:
    assert len(to_html(briefing_cases.many(50)).encode()) < LIMIT


@pytest.mark.parametrize("render", [to_html, to_markdown])
def test_the_same_report_gives_the_same_bytes(render: object, losses: Report) -> None:
    assert callable(render)
    assert render(losses) == render(Report.model_validate_json(losses.model_dump_json()))


# What it says


@pytest.mark.parametrize("render", [to_html, to_markdown])
def test_sections_stand_in_the_order_of_need(render: object, losses: Report) -> None:
    assert callable(render)
    text = render(losses)
    titles = [
        "What happened", "Disputed", "Denied", "Contradicts itself", "Agreed",
        "Only in one outlet", "People, and who said what", "Timeline", "Could not be verified", "Sources",
        "How this was made",
    ]  # fmt: skip
    places = [re.search(rf"(?:## |<h2[^>]*>){title}", text) for title in titles]
    starts = [place.start() for place in places if place]
    assert len(starts) == len(titles)
    assert starts == sorted(starts)


def test_a_dispute_is_one_plain_sentence(losses: Report) -> None:
    assert "The ministry said 498; Ukraine’s general staff said 5,840; Zelensky said 7,000." in to_markdown(losses)


def test_the_first_screen_names_the_outlets_of_each_difference(losses: Report) -> None:
    lines = re.findall(r'<li class="line .*?</li>', to_html(losses), re.DOTALL)
    items = arrange(losses).open_items
    assert len(lines) == len(items) >= 4
    for line, found in zip(lines, items, strict=True):
        assert f"<bdi>{found.outlets}</bdi>" in line
    assert items[0].outlets == "The Daily Ledger and The Morning Courier"


def test_hedges_are_kept(losses: Report) -> None:
    for render in (to_html, to_markdown):
        text = render(losses)
        for words in ("some 6,000", "up to 5,840", "more than 5,800", "at least 112"):
            assert words in text


def test_the_newest_full_opening_leads_a_story_that_moves(quake: Report) -> None:
    contents = arrange(quake)
    assert "climbed to 67" in contents.lead[0].text
    assert "67" in contents.headline


def test_key_points_do_not_repeat_what_the_lead_tells(quake: Report) -> None:
    assert not [point for point in arrange(quake).points if "At least 31" in point.text]


def test_forms_of_one_name_are_one_speaker(losses: Report) -> None:
    speakers = {s.name: s for s in arrange(losses).speakers}
    assert {said.words for said in speakers["Major General Igor Konashenkov"].said} >= {"498", "more than 2,870"}
    assert "A military adviser to President Volodymyr Zelensky" in speakers
    assert [said.words for said in speakers["Volodymyr Zelensky"].said] == ["7,000"]


@pytest.mark.parametrize(
    ("names", "people", "same"),
    [
        (("Gen Konashenkov", "Igor Konashenkov"), ["Maj Gen Igor Konashenkov"], True),
        (("Smith", "John Smith"), ["John Smith", "Jane Smith"], False),
        (("the defence ministry", "Ukraine’s defence ministry"), ["Volodymyr Zelensky"], False),
        (("an adviser to President Zelensky", "President Zelensky"), ["Volodymyr Zelensky"], False),
        (("The Kremlin", "the Kremlin"), [], True),
        (("Ministry spokesman Major General Igor Konashenkov", "Igor Konashenkov"), ["Igor Konashenkov"], True),
        (("an adviser to Ukrainian president Volodymyr Zelensky", "Volodymyr Zelensky"), ["Volodymyr Zelensky"], False),
        (("a spokesman for Dmitry Peskov", "Dmitry Peskov"), ["Dmitry Peskov"], False),
    ],
)
def test_names_join_only_where_they_are_the_same_person(names: tuple[str, str], people: list[str], same: bool) -> None:
    keys = naming.full_names(names, people)
    assert (keys[names[0]] == keys[names[1]]) is same


def test_articles_of_one_outlet_are_told_apart(quake: Report) -> None:
    labels = list(naming.outlet_labels(quake.articles, BRITISH).values())
    assert labels == ["The Harbour Post (14 Oct, 13:40)", "The Northern Star", "The Capitol Dispatch",
                      "The Harbour Post (15 Oct, 18:20)"]  # fmt: skip


def test_an_article_without_an_outlet_is_called_by_its_file() -> None:
    article = Article(id="x", path="/tmp/a story.txt", outlet=None, title=None, published=None, text="t", language=None)
    assert naming.outlet_labels([article], BRITISH) == {"x": "a story"}


def test_answers_published_at_different_times_carry_them(quake: Report) -> None:
    assert "**34** – The island's disaster agency (published 14 Oct, 12:15 UTC)" in to_markdown(quake)
    assert "14 Oct, 12:15 UTC</bdi></span>" in to_html(quake)


def test_the_matrix_shows_who_tells_what(losses: Report) -> None:
    rows = {row.heading: row for row in arrange(losses).matrix}
    told, missing = rows["Ukrainian soldiers captured"].cells
    assert told is not None
    assert told[0] == "572"
    assert missing is None


def test_the_timeline_is_in_order_across_time_zones(quake: Report) -> None:
    whens = [m.when for m in arrange(quake).timeline]
    assert whens == ["14 October 2025, 13:40 UTC+8", "14 October 2025, 12:15 UTC", "14 October 2025, 14:30 UTC−4",
                     "15 October 2025, 18:20 UTC+8"]  # fmt: skip


def test_what_could_not_be_verified_is_listed_with_who_says_it(losses: Report) -> None:
    assert {v.who for v in arrange(losses).unverified} == {"the general staff", "The country’s State Emergency Service"}


def test_failures_are_shown_beside_their_source() -> None:
    story = briefing_story.Story()
    story.article("a", "A headline\n\nSome text.", "Outlet", None)
    report = story.report()
    failures = [
        {"article_id": "a", "stage": "claims", "error": "BackendError", "message": "the model ran out of room"},
        {"article_id": "b", "stage": "reading", "error": "ArticleError", "message": "b.txt is empty"},
    ]
    report = Report.model_validate({**report.model_dump(), "failures": failures})
    for render in (to_html, to_markdown):
        assert "the model ran out of room" in render(report)
        assert "b.txt is empty" in render(report)


def test_a_report_of_nothing_is_still_a_page() -> None:
    report = briefing_story.Story("empty").report()
    assert "No article gave a sentence" in to_html(report)
    assert "No article gave a sentence" in to_markdown(report)


@pytest.mark.parametrize(
    ("published", "long", "short"),
    [
        ("2022-03-02T19:27:00+00:00", "2 March 2022, 19:27 UTC", "2 Mar, 19:27"),
        ("2022-03-02T19:27:00+05:45", "2 March 2022, 19:27 UTC+5:45", "2 Mar, 19:27"),
        ("2022-03-02T19:27:00", "2 March 2022, 19:27", "2 Mar, 19:27"),
        ("2022-03-02", "2 March 2022", "2 Mar"),
        ("last week", "last week", "last week"),
        (None, "", ""),
    ],
)
def test_times_are_told_in_their_own_zone(published: str | None, long: str, short: str) -> None:
    assert wording.moment(published, BRITISH) == long
    assert wording.moment(published, BRITISH, short=True) == short


def test_days_of_publication_are_told_shortly(losses: Report, quake: Report) -> None:
    assert arrange(losses).dates == "2 March 2022"
    assert arrange(quake).dates == "14 to 15 October 2025"


@pytest.mark.parametrize(
    ("words", "unit", "shown"),
    [
        ("3.4", "percent", "3.4 per cent"),
        ("3.4%", "percent", "3.4%"),
        ("850", "USD", "850 USD"),
        ("$850m", "USD", "$850m"),
        ("2 billion euros", "EUR", "2 billion euros"),
        ("498", "people", "498"),
    ],
)
def test_a_figure_shows_the_currency_or_percent_that_its_words_leave_out(words: str, unit: str, shown: str) -> None:
    figure = Figure(span=Span.of(words, 0, len(words)), low=1, high=1, qualifier="exact", unit=unit)
    assert wording.figure_words(figure, BRITISH) == shown


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=8), st.data())
def test_pieces_join_to_the_text_and_cover_each_evidence_exactly(
    text: str, spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=6))))
    blocks = tuple(Block(start=a, end=b, role=BlockRole.PARAGRAPH) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    article = Article(
        id="a", path=None, outlet=None, title=None, published=None, text=text, language=None, blocks=blocks
    )
    evidence = [
        Evidence(1, "A", Span(start=a, end=b, text=text[max(a, 0) : max(b, 0)]), None, "text", 1) for a, b in spans
    ]
    made = pieces(article, evidence)
    assert "".join(piece.text for piece in made) == wording.clean(text)
    for e in evidence:
        inside = [p for p in made if e.span.start <= p.start < e.span.end]
        if 0 <= e.span.start < e.span.end <= len(text):
            assert "".join(p.text for p in inside) == wording.clean(e.span.text)
            assert all(p.is_evidence for p in inside)
            assert e.anchor in inside[0].anchors


# Pictures


def test_an_open_end_is_drawn_as_an_arrow() -> None:
    plot = pictures.interval_plot(item(voice(2000, None), voice(352, 352), voice(None, 160_000)))
    assert plot is not None
    drawn = {mark.words: str(mark.svg) for mark in plot.marks}
    assert 'class="open"' in drawn["2,000 or more"]
    assert 'class="open"' not in drawn["352"]
    assert 'class="open"' in drawn["up to 160,000"]


def test_those_who_give_an_answer_in_the_same_words_share_a_row() -> None:
    plot = pictures.interval_plot(item(*(voice(498, 498, who) for who in "ABCDEF"), voice(7000, 7000, "G")))
    assert plot is not None
    assert [(mark.words, mark.who) for mark in plot.marks] == [("498", "A, B, C and 3 more"), ("7,000", "G")]


def test_a_vague_answer_does_not_set_the_scale_of_exact_ones() -> None:
    exact = voice(44, 44), voice(48, 48)
    plot = pictures.interval_plot(item(*exact, voice(24, 999)))
    assert plot
    assert "does not begin at 0" in plot.note
    assert 'class="open"' in plot.marks[-1].svg
    assert pictures.strip(item(*exact, voice(24, 999))) != pictures.strip(item(exact[0], voice(24, 999)))
    cold = pictures.interval_plot(item(voice(-5, -5), voice(3, 3), voice(4, 4)))
    assert cold
    assert float(re.findall(r'circle cx="([\d.]+)%"', str(cold.marks[0].svg))[0]) > 2.0
    wide = pictures.interval_plot(item(voice(44, 44), voice(24, 999)))
    assert wide
    assert 'class="bar"' in wide.marks[-1].svg


def test_answers_far_apart_stand_on_a_logarithmic_scale_and_it_is_said() -> None:
    plot = pictures.interval_plot(item(voice(12, 12), voice(160_000, 160_000)))
    assert plot is not None
    assert "logarithmic" in plot.note


def test_answers_close_together_are_told_apart_and_it_is_said() -> None:
    plot = pictures.interval_plot(item(voice(6.8, 6.8), voice(6.9, 6.9)))
    assert plot is not None
    assert "does not begin at 0" in plot.note
    places = [float(found) for mark in plot.marks for found in re.findall(r'circle cx="([\d.]+)%"', str(mark.svg))]
    assert places[1] - places[0] > 20


@pytest.mark.parametrize(
    "voices",
    [
        (voice(5, 5),),
        (voice(5, 5, "A"), voice(5, 5, "B")),
        (voice(None, None), voice(3, 3)),
        (voice(0, 0), voice(0, 0)),
    ],
)
def test_nothing_is_drawn_where_there_is_nothing_to_compare(voices: tuple[Voice, ...]) -> None:
    assert pictures.interval_plot(item(*voices)) is None


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.floats(-1e15, 1e15)),
            st.one_of(st.none(), st.floats(0, 1e15)),
        ),
        max_size=6,
    )
)
def test_every_mark_stays_inside_the_picture(ends: list[tuple[float | None, float | None]]) -> None:
    voices = [voice(low, None if high is None else (low or 0.0) + high) for low, high in ends]
    plot = pictures.interval_plot(item(*voices))
    for mark in plot.marks if plot else ():
        for place in re.findall(r'(?:cx|x1|x2|x)="(-?[\d.]+)%"', str(mark.svg)):
            assert 0 <= float(place) <= 100


def test_a_curve_has_a_point_for_each_dated_answer_and_tells_them_in_words() -> None:
    drawn = pictures.curve(
        item(voice(12, None, published="2025-10-14T13:40:00+08:00"), voice(67, 67, published="2025-10-15"))
    )
    assert drawn is not None
    assert str(drawn.svg).count("<circle") == 2
    assert "14 Oct, 13:40 UTC+8, 12 or more" in str(drawn.svg)


def test_many_answers_at_few_times_are_a_plot_and_no_curve() -> None:
    days = ["2025-10-14"] * 5 + ["2025-10-15"]
    assert pictures.curve(item(*(voice(n, n, published=day) for n, day in enumerate(days, 1)))) is None


def test_the_line_of_a_curve_takes_the_highest_of_each_time_and_skips_older_counts() -> None:
    told = [(12, "2025-10-14T05:00Z"), (41, "2025-10-14T18:00Z"), (31, "2025-10-14T18:00Z"), (40, "2025-10-14T19:00Z"),
            (67, "2025-10-15T10:00Z")]  # fmt: skip
    drawn = pictures.curve(item(*(voice(n, n, published=at) for n, at in told)))
    assert drawn is not None
    assert str(drawn.svg).count('class="step"') == 2
    assert "highest count so far" in drawn.note


def test_a_day_without_a_time_gets_none() -> None:
    drawn = pictures.curve(item(voice(1, 1, published="2025-10-14"), voice(2, 2, published="2025-10-15")))
    assert drawn is not None
    assert ">14 Oct<" in str(drawn.svg)


def test_an_outlet_is_written_as_it_writes_itself(losses: Report) -> None:
    articles = [a.model_copy(update={"outlet": "trt"}) if a.id == "mc" else a for a in losses.articles]
    assert "Trt" not in to_html(losses.model_copy(update={"articles": tuple(articles)}))


def test_answers_of_one_moment_make_no_curve() -> None:
    assert pictures.curve(item(voice(1, 1, published="2025-10-14"), voice(2, 2, published="2025-10-14"))) is None
