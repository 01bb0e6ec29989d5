from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import ArticleError
from summarize.reading.articles import article_from_record, article_from_text, read_articles
from summarize.reading.decoding import decode
from summarize.schema import BlockRole

LEAD = "Nine people died in a fire in the harbour of Port Ellen on Friday, the fire service said."
MORE = "“It was dark,” the harbour master said. The blaze began in a fuel store, he added – “we lost £2m”."
STORY = f"Harbour fire kills nine\n\n{LEAD}\n\n{MORE}\n"
OTHER = (
    "Dam breaks above Colwyn\n\nA dam broke above the village of Colwyn on Tuesday, and twelve people are missing.\n"
)
RUSSIAN = "Пожар в порту\n\nПожар в порту унёс жизни девяти человек, сообщила в пятницу пожарная служба города.\n"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Harbour fire kills nine | The Daily Reed</title>
<meta property="og:site_name" content="The Daily Reed"><meta property="og:title" content="Harbour fire kills nine">
<meta name="author" content="Ann Poole"><meta property="article:published_time" content="2024-05-03T08:30:00+01:00">
</head><body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Harbour fire kills nine</h1>
<p>{LEAD}</p><p>{MORE}</p><p>Crews from three towns came to help, and a navy ship took the wounded to a hospital.</p>
</article><footer><p>All rights reserved</p></footer></body></html>"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def records(*rows: object) -> str:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)


def problem(*sources: str | Path) -> str:
    with pytest.raises(ArticleError) as raised:
        read_articles(sources)
    return str(raised.value)


@pytest.mark.parametrize("name", ["fire.txt", "fire.md", "fire", "fire.text"])
def test_a_text_file(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, STORY)
    (article,) = read_articles([path]).articles
    assert (article.id, article.path, article.text, article.title, article.language) == (
        "fire", str(path), STORY, "Harbour fire kills nine", "en",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        STORY.replace("\n", "\r\n"),
        STORY.replace(" ", "\u00a0"),
        f"\n\n  {STORY}\n \t\n",
        STORY.replace("fire", "ﬁre\u0095"),
    ],
)
def test_the_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    (article,) = read_articles([write(tmp_path / "fire.txt", text)]).articles
    assert article.text == text


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    (article,) = read_articles([write(tmp_path / "fire.txt", mark + STORY.encode(encoding))]).articles
    assert article.text == STORY


def test_a_page(tmp_path: Path) -> None:
    (article,) = read_articles([write(tmp_path / "fire.html", PAGE)]).articles
    assert (article.title, article.outlet, article.author, article.published) == (
        "Harbour fire kills nine", "The Daily Reed", "Ann Poole", "2024-05-03T08:30:00+01:00",
    )  # fmt: skip
    assert LEAD in article.text
    assert MORE in article.text
    assert "Home" not in article.text


def test_a_page_says_how_it_is_encoded(tmp_path: Path) -> None:
    page = PAGE.replace("<title>", '<meta charset="windows-1252"><title>').encode("cp1252")
    (article,) = read_articles([write(tmp_path / "fire.html", page)]).articles
    assert MORE in article.text


def test_a_page_without_an_article(tmp_path: Path) -> None:
    path = write(tmp_path / "fire.html", "<html><body><script>x = 1</script></body></html>")
    assert problem(path).startswith(f"{path} holds no article")


def test_records(tmp_path: Path) -> None:
    row = {"id": "r1", "title": "Harbour fire", "text": LEAD, "outlet": "Reed", "published": "2024-05-03", "url": "u"}
    (article,) = read_articles([write(tmp_path / "s.jsonl", records(row))]).articles
    assert (article.id, article.title, article.outlet, article.published, article.url) == (
        "r1", "Harbour fire", "Reed", "2024-05-03", "u",
    )  # fmt: skip
    assert article.text == f"Harbour fire\n\n{LEAD}"
    assert [block.role for block in article.blocks] == [BlockRole.HEADLINE, BlockRole.PARAGRAPH]


@pytest.mark.parametrize("text", [f"Harbour fire {LEAD}", f"HARBOUR FIRE!\n\n{LEAD}", f"“Harbour” fire. {LEAD}"])
def test_a_text_that_begins_with_its_title_is_kept(text: str) -> None:
    article = article_from_record({"title": "Harbour fire", "text": text}, default_id="r")
    assert article.text == text
    assert article.blocks[0].role is BlockRole.HEADLINE


def test_a_record_without_an_id_has_its_line_for_one(tmp_path: Path) -> None:
    path = write(tmp_path / "s.jsonl", records({"text": STORY}, "", {"text": OTHER}))
    assert [article.id for article in read_articles([path]).articles] == ["s-1", "s-3"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{not json", "not valid JSON"),
        ("[1, 2]", "not a JSON object"),
        ({"title": "x"}, "has no text"),
        ({"text": 5}, 'field "text" is not a string'),
        ({"text": " \n"}, "is empty"),
        ({"articles": []}, "summarize batch"),
        ({"id": "ru", "text": RUSSIAN}, "Russian"),
    ],
)
def test_a_bad_line_is_a_failure_and_the_rest_goes_on(tmp_path: Path, row: object, words: str) -> None:
    path = write(tmp_path / "s.jsonl", records({"text": STORY}, row, {"text": OTHER}))
    reading = read_articles([path])
    assert [article.id for article in reading.articles] == ["s-1", "s-3"]
    (failure,) = reading.failures
    assert failure.stage == "reading"
    assert failure.error == "ArticleError"
    assert failure.message.startswith(f"Line 2 of {path}: ")
    assert words in failure.message


def test_only_bad_lines_are_an_error(tmp_path: Path) -> None:
    assert problem(write(tmp_path / "s.jsonl", "{\n[")).startswith(
        f"Line 1 of {tmp_path / 's.jsonl'}: it is not valid JSON"
    )


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert article_from_record(json.loads('{"text": "One \\ud800 two men left."}'), default_id="r").text[4] == "\ufffd"


def test_a_folder_is_read_in_order_with_what_is_in_it(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", STORY)
    write(tmp_path / "a" / "dam.md", OTHER)
    write(tmp_path / "README.md", "What is here.")
    write(tmp_path / ".git" / "x.txt", "hidden")
    write(tmp_path / "style.css", "p {}")
    reading = read_articles([tmp_path])
    assert [article.id for article in reading.articles] == ["dam", "b"]
    assert reading.failures == ()


def test_a_bad_member_of_a_folder_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.pdf", b"%PDF-1.7")
    write(tmp_path / "c.txt", STORY)
    reading = read_articles([tmp_path])
    assert [article.id for article in reading.articles] == ["c"]
    assert [failure.article_id for failure in reading.failures] == ["a", "b"]


def test_a_folder_of_bad_members_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    assert problem(tmp_path).startswith(f"None of the 1 files in {tmp_path} can be read: ")


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert problem(tmp_path).startswith(f"{tmp_path} holds no articles.")


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "article_id"),
    [(STORY, "stdin"), (PAGE, "stdin"), (records({"id": "r1", "text": STORY}), "r1")],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, article_id: str) -> None:
    stdin(monkeypatch, data.encode())
    (article,) = read_articles(["-"]).articles
    assert (article.id, article.path, article.title) == (article_id, None, "Harbour fire kills nine")


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"")
    assert problem("-").startswith("Standard input is empty.")


def test_standard_input_that_is_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def read(self) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Folder()})())
    assert problem("-").startswith("Standard input cannot be read: Is a directory.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "is not text but a binary file"),
        (bytes(range(1, 32)) * 40, "is not text but a binary file"),
        (LEAD.encode() * 24_000, "has 2.1 MB, too much for one article"),
        (LEAD.encode() * 60_000, "has 5.3 MB, too much for one article"),
        (RUSSIAN.encode(), "is in Russian, and only articles in English can be read"),
        (RUSSIAN.encode("cp1251"), "is in Russian, and only articles in English can be read"),
        (b"Advertisement\n\nSign up to our newsletter\n\nPlease refresh the page\n", "holds no article"),
    ],
)
def test_a_file_that_holds_no_article(tmp_path: Path, content: bytes, words: str) -> None:
    path = write(tmp_path / "bad.txt", content)
    message = problem(path)
    assert message.startswith(f"{path} ")
    assert words in message


def test_a_missing_file(tmp_path: Path) -> None:
    assert problem(tmp_path / "none.txt") == f"{tmp_path / 'none.txt'} does not exist. Check the path."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    path.chmod(0)
    assert problem(path).startswith(f"{path} may not be read.")


def test_a_denied_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert problem(write(tmp_path / "a.txt", STORY)).endswith("may not be read. Check its permissions.")


def test_ids_are_made_unique(tmp_path: Path) -> None:
    paths = [write(tmp_path / "x" / "fire.txt", STORY), write(tmp_path / "y" / "fire.txt", OTHER)]
    assert [article.id for article in read_articles(paths).articles] == ["fire", "fire-2"]


def test_an_identical_article_is_left_out_and_said_so(tmp_path: Path) -> None:
    paths = [write(tmp_path / "one.txt", STORY), write(tmp_path / "two.txt", STORY.replace("\n", "\r\n"))]
    reading = read_articles(paths)
    assert [article.id for article in reading.articles] == ["one"]
    (failure,) = reading.failures
    assert (failure.article_id, failure.error) == ("two", "DuplicateArticle")
    assert failure.message == "two is identical to one and is left out."


def test_the_same_words_in_two_outlets_are_two_articles(tmp_path: Path) -> None:
    rows = ({"text": STORY, "outlet": "Reed"}, {"text": STORY, "outlet": "Rush"})
    assert len(read_articles([write(tmp_path / "s.jsonl", records(*rows))]).articles) == 2


def test_an_article_keeps_what_it_is_given() -> None:
    article = article_from_text(
        STORY, id="a", outlet="Reed", title="Fire", published="3 May 2024", url="https://bbc.com"
    )
    assert (article.outlet, article.title, article.published, article.url) == (
        "Reed", "Fire", "2024-05-03", "https://bbc.com",
    )  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_an_article_or_an_article_error(text: str) -> None:
    try:
        article = article_from_text(text, id="a")
    except ArticleError:
        return
    assert article.text == text


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except ArticleError:
        return
    text.encode("utf-8")
