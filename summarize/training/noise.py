"""Spoil invented text the way published text is spoiled: quotation marks, datelines, lost commas and stops."""

from __future__ import annotations

import random
import re

_QUOTES = (("“", "”", "’"), ('"', '"', "'"), ('"', '"', "’"), ("''", "''", "'"), ("‘", "’", "’"), ("“", "”", "’"))
_MONTHS = ("Jan", "February", "March", "Apr", "May", "June", "July", "Aug", "September", "Oct", "Nov", "December")
_AGENCIES = ("Reuters", "AP", "AFP", "Bloomberg", "dpa", "Interfax", "TASS", "EFE")
_CITIES = ("LONDON", "BEIRUT", "KYIV", "NAIROBI", "WASHINGTON", "Cairo", "MANILA", "Geneva", "ISTANBUL", "MEXICO CITY")


def spoil(text: str, rng: random.Random, bystanders: list[str]) -> str:
    """Return `text` in one of many typographies; agencies put in front of it are added to `bystanders`."""
    opening, closing, apostrophe = rng.choice(_QUOTES)
    text = text.replace("“", opening).replace("”", closing).replace("’", apostrophe)
    chance = rng.random()
    if chance < 0.07:
        agency = rng.choice(_AGENCIES)
        dash = rng.choice(("-", "–", "—"))
        text = f"{rng.choice(_CITIES)} ({agency}) {dash} {text}"
        bystanders.append(agency)
    elif chance < 0.13:
        text = f"{_stamp(rng)} {text}"
    if rng.random() < 0.17:
        text = _lose_marks(text, rng)
    if rng.random() < 0.08:
        words = text.split()
        text = " ".join(words[rng.randint(1, 4) :]) if len(words) > 20 and "\ue000" not in " ".join(words[:5]) else text
    return text


def _stamp(rng: random.Random) -> str:
    month, day, year = rng.choice(_MONTHS), rng.randint(1, 28), rng.randint(2009, 2026)
    return rng.choice(
        (
            f"Published {month} {day} {year}",
            f"{day} {month} {year} Get short URL {rng.randint(10, 3000)}",
            f"By our correspondent {rng.choice(('|', '-', ''))} {month} {day}, {year}",
            f"Tags news {month.lower()} world",
            f"Updated {rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}, {day} {month} {year}.",
            f"{month} {day} {year} Print Tweet Views {rng.randint(20, 9000)}",
        )
    )


def _lose_marks(text: str, rng: random.Random) -> str:
    """Return `text` without commas and apostrophes, and at times without stops and quotation marks."""
    text = re.sub(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=\s)|,", "", text)
    if rng.random() < 0.4:
        text = re.sub(r"\.(?=\s|$)", "", text)
    if rng.random() < 0.2:
        text = re.sub(r"[“”\"]|''", "", text)
    return " ".join(text.split())
