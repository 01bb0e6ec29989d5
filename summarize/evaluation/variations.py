"""Many stories out of a few: labelled stories with changed names and numbers, to load a batch with.

    python -m summarize.evaluation.variations --stories 500 > stories.jsonl

They are read like news and never scored: a changed number no longer fits the labels. What comes out depends on the arguments
alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from summarize.evaluation.subjects import Collection, load_subjects
from summarize.output import answer
from summarize.pipeline import Summarizer
from summarize.stories import Story

__all__ = ["varied_stories"]

ARTICLES = 4
"""Articles of each story; the labelled stories have four or five."""

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.,])\d{2,}(?![\d.,]\d)")
_NAME = re.compile(r"[A-Z][a-z]{3,}")
_SYLLABLES = (
    "bar",
    "den",
    "fol",
    "gra",
    "hel",
    "kor",
    "lin",
    "mar",
    "nev",
    "os",
    "pel",
    "quar",
    "rin",
    "sol",
    "tov",
    "ul",
)


def varied_stories(cases: Sequence[Story], count: int) -> Iterator[Story]:
    """Yield `count` stories, each a labelled one in turn, with its own names and numbers throughout."""
    names = [_names(case) for case in cases]
    for number in range(count):
        case, known = cases[number % len(cases)], names[number % len(cases)]
        chance = random.Random(number)
        invented = {name: _invented(chance) for name in known}
        numbers: dict[str, str] = {}
        articles = []
        for article in case.articles[:ARTICLES]:
            text = _replaced(
                article.text, _NAME, {word: invented.get(word, word) for word in _NAME.findall(article.text)}
            )
            for found in _NUMBER.findall(text):
                numbers.setdefault(found, _changed(found, chance))
            articles.append(article.model_copy(update={"text": _replaced(text, _NUMBER, numbers), "blocks": ()}))
        yield Story(f"{case.id}-{number:05d}", tuple(articles))


def _names(case: Story) -> tuple[str, ...]:
    """Return the words of the people's and places' names of a story."""
    report = Summarizer().report(case)
    known = [person.name for summary in report.summaries for person in summary.people]
    known += [place.name for summary in report.summaries for place in summary.places]
    return tuple(sorted({word for name in known for word in _NAME.findall(name)}))


def _invented(chance: random.Random) -> str:
    return "".join(chance.sample(_SYLLABLES, 3)).capitalize()


def _changed(number: str, chance: random.Random) -> str:
    """Return another number of the same shape; days, hours and years stay what they are."""
    value = int(number.replace(",", ""))
    if value < 60 or 1900 <= value < 2100:
        return number
    other = max(60, round(value * chance.uniform(0.8, 1.25)))
    return f"{other:,}" if "," in number else str(other)


def _replaced(text: str, pattern: re.Pattern[str], words: Mapping[str, str]) -> str:
    return pattern.sub(lambda match: words[match[0]], text)


def _record(story: Story) -> Mapping[str, object]:
    fields = ("id", "outlet", "title", "published", "url", "text")
    return {"id": story.id, "articles": [a.model_dump(mode="json", include=set(fields)) for a in story.articles]}


def main() -> None:
    """Print stories, one a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=Path, default=Path("eval/cases"), help="folder of labelled stories")
    parser.add_argument("--stories", type=int, default=500, help="how many to make")
    arguments = parser.parse_args()
    cases = [subject.story for subject in load_subjects(Collection(kind="cases", folder=str(arguments.cases)))]
    for story in varied_stories(cases, arguments.stories):
        answer(json.dumps(_record(story), ensure_ascii=False))


if __name__ == "__main__":
    main()
