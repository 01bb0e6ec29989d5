from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading import metadata
from summarize.reading.articles import article_from_text
from summarize.reading.dates import find_dates, parse_date
from summarize.reading.metadata import find_language, language_name, more_exact
from summarize.reading.outlets import outlet_of_filename, outlet_of_url, outlets_in

LEAD = "Nine people died in a fire in the harbour of Port Ellen on Friday, the fire service said."
MORE = "The harbour master told reporters that the blaze began in a fuel store on the pier."


def page(*parts: str) -> str:
    return "\n\n".join(("Harbour fire kills nine", *parts, LEAD, MORE))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Wednesday 02 March 2022 19:27 GMT", "2022-03-02T19:27:00+00:00"),
        ("18:40 GMT, 2 March 2022", "2022-03-02T18:40:00+00:00"),
        ("1 Aug 2013", "2013-08-01"),
        ("August 3 2015", "2015-08-03"),
        ("Thu Aug 1 2013", "2013-08-01"),
        ("Jul 282016", "2016-07-28"),
        ("March 2nd, 2022 at 7:27 p.m. ET", "2022-03-02T19:27:00-05:00"),
        ("July 2, 2022 at 7:27 p.m. ET", "2022-07-02T19:27:00-04:00"),
        ("12 May 2021, 8.15am BST", "2021-05-12T08:15:00+01:00"),
        ("12 May 2021 12:05 am", "2021-05-12T00:05:00"),
        ("Mon, 5 Sept. 2022", "2022-09-05"),
        ("Fri 07 Apr 2017 at 0914", "2017-04-07T09:14:00"),
        ("2022-03-02", "2022-03-02"),
        ("2022-03-02T19:27:00Z", "2022-03-02T19:27:00+00:00"),
        ("2022-03-02T19:27:00+03:00", "2022-03-02T19:27:00+03:00"),
        ("04.07.2015", "2015-07-04"),
        ("17-08-2014", "2014-08-17"),
        ("25/04/2022", "2022-04-25"),
        ("4/25/2022", "2022-04-25"),
        ("1735 15.04.2017", "2017-04-15T17:35:00"),
    ],
)
def test_a_date_is_read_whole(text: str, iso: str) -> None:
    sentence = f"Seen {text} Nine"
    assert [(found.iso, sentence[found.start : found.end]) for found in find_dates(sentence)] == [(iso, text)]


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2022",
        "Su-35",
        "in March 2022",
        "2 March",
        "31 February 2022",
        "99.99.2022",
        "the 2022 march",
        "1.2.3.2022",
    ],
)
def test_what_is_no_full_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == ()


@settings(deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 1, 1)))
def test_every_day_is_found_as_it_is_written(day: date) -> None:
    for pattern in ("%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert [found.iso for found in find_dates(day.strftime(pattern))] == [day.isoformat()]


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-03-02", "2022-03-02"),
        ("2022-03-02T10:00:00Z", "2022-03-02T10:00:00+00:00"),
        ("Wed, 02 Mar 2022 10:11:00 GMT", "2022-03-02T10:11:00+00:00"),
        ("soon", None),
        ("", None),
    ],
)
def test_the_date_field_of_a_record(value: str, iso: str | None) -> None:
    assert parse_date(value) == iso


def test_the_text_gives_the_time_of_the_day_that_a_record_names() -> None:
    assert more_exact("2022-03-02", "2022-03-02T19:27:00+00:00") == "2022-03-02T19:27:00+00:00"
    assert more_exact("2022-03-03", "2022-03-02T19:27:00+00:00") == "2022-03-03"


@pytest.mark.parametrize(
    ("header", "published"),
    [
        (("By Ann Poole", "Published: 18:40 GMT, 2 March 2022 | Updated: 19:02 GMT, 3 March 2022"),
         "2022-03-02T18:40:00+00:00"),
        (("Last updated: 3 March 2022", "First published: 2 March 2022"), "2022-03-02"),
        (("Updated 3 March 2022",), "2022-03-03"),
        (("Published 3 hours ago",), None),
        ((), None),
    ],
)  # fmt: skip
def test_published(header: tuple[str, ...], published: str | None) -> None:
    assert article_from_text(page(*header), id="a").published == published


def test_a_date_in_the_story_is_not_its_date() -> None:
    text = page("The pier was built on 2 March 1962 by convicts, the town's records show.")
    assert article_from_text(text, id="a").published is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Poole", "Ann Poole"),
        ("By Ann Poole and Bo Lind", "Ann Poole and Bo Lind"),
        ("By Ann Poole For Mailonline", "Ann Poole"),
        ("By JANE ROE, Associated Press", "JANE ROE"),
        ("By Ann Poole, political correspondent", "Ann Poole"),
        ("Written by Ann Poole", "Ann Poole"),
        ("By Ann Poole, The Daily Reed", "Ann Poole"),
        ("By Ann Poole, Reed Weekly", "Ann Poole"),
        ("By Ann Poole for The Morning Reed", "Ann Poole"),
        ("AFP", "AFP"),
    ],
)
def test_author(line: str, author: str) -> None:
    assert article_from_text(page(line), id="a").author == author


def test_a_name_beside_the_date_is_the_author() -> None:
    assert article_from_text(page("Ann Poole", "2 March 2022"), id="a").author == "Ann Poole"


def test_no_byline_no_author() -> None:
    assert article_from_text(page(), id="a").author is None


@pytest.mark.parametrize(
    ("stem", "outlet"),
    [
        ("independent", "The Independent"),
        ("mailonline", "MailOnline"),
        ("2022-03-02-bbc_convoy", "BBC News"),
        ("aljazeera-1", "Al Jazeera"),
        ("nation-mourns", None),
        ("time-runs-out", None),
        ("city-tribune", None),
        ("story", None),
    ],
)
def test_outlet_of_a_file_name(stem: str, outlet: str | None) -> None:
    assert outlet_of_filename(stem) == outlet


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.bbc.co.uk/news/world-1", "BBC News"),
        ("https://edition.cnn.com/2022/x", "CNN"),
        ("english.ahram.org.eg/News/1", "Ahram Online"),
        ("https://notbbc.co.uk/", None),
        ("nonsense", None),
    ],
)
def test_outlet_of_an_address(url: str, outlet: str | None) -> None:
    assert outlet_of_url(url) == outlet


def test_names_of_outlets_are_whole_words() -> None:
    assert outlets_in("The BBCs of RTL saw a TIMEs") == ()


@pytest.mark.parametrize(
    ("extra", "options", "outlet"),
    [
        ((), {"outlet": "The Daily Reed"}, "The Daily Reed"),
        ((), {"url": "https://apnews.com/1", "path": "bbc.txt"}, "Associated Press"),
        (("Click here for MailOnline's live coverage",), {}, "MailOnline"),
        (("By Ann Poole, The Daily Reed",), {"path": "bbc.txt"}, "The Daily Reed"),
        (("By Ann Poole for The Morning Reed",), {"path": "bbc.txt"}, "The Morning Reed"),
        ((), {"path": "in/bbc.txt"}, "BBC News"),
        (("A diver told Sky News that the water was black.",), {}, "Sky News"),
        (("LONDON (Reuters) - Crews came from three towns, he said.",), {}, "Reuters"),
        ((), {}, None),
    ],
)
def test_outlet(extra: tuple[str, ...], options: dict[str, str], outlet: str | None) -> None:
    assert article_from_text(page(*extra), id="a", **options).outlet == outlet


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEAD, "en"),
        ("Пожар в порту унёс жизни девяти человек, сообщила пожарная служба.", "ru"),
        ("Neuf personnes sont mortes vendredi dans un incendie au port, ont annoncé les pompiers de la ville.", "fr"),
        ("Bei einem Brand im Hafen sind am Freitag neun Menschen gestorben, teilte die Feuerwehr mit.", "de"),
        (
            "Ni mennesker omkom i en brand i havnen, og politiet siger, at de kan have sovet; de havde ingen alarm.",
            "da",
        ),
        (
            "Negen mensen kwamen om bij een brand in de haven; had de loods alarm gehad, dan had men het geweten.",
            "nl",
        ),
        ("قتل تسعة أشخاص في حريق في الميناء يوم الجمعة", "ar"),
        ("Homs Aleppo Idlib", "en"),
        ("12 34", "en"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert find_language(text) == code


def test_a_text_of_plain_english_needs_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "_detector", lambda: pytest.fail("The detector was asked."))
    assert find_language(LEAD) == "en"


def test_languages_have_names() -> None:
    assert [language_name(code) for code in ("ru", "nb", "fa")] == ["Russian", "Norwegian", "Persian"]


def test_importing_the_reader_loads_neither_language_models_nor_page_parsers() -> None:
    heavy = "{'lingua', 'trafilatura', 'charset_normalizer'}"
    script = f"import sys, summarize.reading.articles; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
