"""A briefing's page taken apart, for tests."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """A page taken apart: its ids, links, elements with attributes, and the text under each id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._in_words = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("class") == "words":
            self.words.append("")
            self._in_words = 1
        elif self._in_words and tag not in VOID:
            self._in_words += 1

    def handle_endtag(self, tag: str) -> None:
        if self._in_words and tag not in VOID:
            self._in_words -= 1

    def handle_data(self, data: str) -> None:
        if self._in_words:
            self.words[-1] += data

    def attributes(self, name: str) -> list[str]:
        return [str(found[name]) for _, found in self.elements if name in found]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.elements if name == tag]
