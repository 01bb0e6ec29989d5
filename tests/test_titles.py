from __future__ import annotations

import pytest
from stories import article, claims, read

from summarize.comparison.titles import title
from summarize.pipeline import Summarizer
from summarize.stories import read_story


def of(text: str, figure: str) -> str:
    return title([claims(text)[figure]])


@pytest.mark.parametrize(
    ("text", "figure", "words"),
    [
        ("The flood killed 31 people in Dorra.", "31", "People killed"),
        ("One person was killed in Dorra.", "One", "People killed"),
        ("The army destroyed 14 fuel tanks.", "14", "Fuel tanks destroyed"),
        ("The port expects a surge of about 3.5 metres.", "about 3.5 metres", "Surge"),
        ("Three women have been charged with theft.", "Three", "Women charged"),
        ("He carried a rifle and two grenades when he was arrested.", "two", "Grenades"),
        ("About 35,000 people from Arden County voted.", "About 35,000", "People from Arden County"),
        ("They live in a town of 14,000 people.", "14,000", "Population"),
        ("Lake Ostia lies 45 miles (72km) north of Dorra.", "45 miles", "Distance north of Dorra"),
        ("The dam is 230 metres high.", "230 metres", "Height"),
        (
            "The dam is higher than the old one by 12 metres.",
            "12 metres",
            "Length or distance (“higher than the old one by …”)",
        ),
        ("The council rules for a six-month period.", "six-month", "Length of period"),
        ("It began three days of national mourning.", "three days", "Length of national mourning"),
        ("The market price of a coin of 100kg is high.", "100kg", "Coin"),
        ("It carries a penalty of four years in prison.", "four years", "Prison sentence"),
        ("She won with 56 percent of the votes.", "56 percent", "Share of votes"),
        ("He listed assets of $9.2 million, among them a ranch.", "$9.2 million", "Assets"),
        (
            "The appeal has brought in $2 million of the $5 million asked for.",
            "$5 million",
            "Sum of money (“brought in $2 million of the … asked”)",
        ),
        ("Police: 45,000 police marched in the rain.", "45,000", "Attendance"),
        ("FIFTY RIOTERS were held overnight.", "FIFTY", "Rioters"),
        ("The fire has burned some 3,000 hectares near Dorra.", "some 3,000 hectares", "Area burned"),
        ("Saturday's final was worth €3.4 million to the bars.", "€3.4 million", "Value"),
        (
            "Insurers see a bill of up to 190 million crowns.",
            "up to 190 million",
            "Sum of money (“Insurers see a bill of … crowns”)",
        ),
        # nothing names it: the plain name does, with the words around it
        (
            "Petrol in Ostia remained 15 percent cheaper than abroad.",
            "15 percent",
            "Percentage (“Petrol in Ostia remained … cheaper than abroad”)",
        ),
        ("That leaves 1.6 million in the dark.", "1.6 million", "Number (“leaves … in the dark”)"),
        ("The army shelled 40 villages along the line.", "40", "Villages"),
        (
            "Sales rose, and cash burn has come down to NKr420 million.",
            "NKr420 million",
            "Sum of money (“cash burn has come down to …”)",
        ),
        ("The device had registered 92 kph shortly before.", "92 kph", "Speed"),
        (
            'The number was given as "at least 100" earlier in the day.',
            "at least 100",
            "Number (“number was given as …”)",
        ),
        (
            "Of 2.9m doses, some 400,000 expired in a store.",
            "some 400,000",
            "Number (“2.9m doses, … expired in a store”)",
        ),
    ],
)
def test_what_a_question_is_called(text: str, figure: str, words: str) -> None:
    assert of(text, figure) == words


def test_the_most_frequent_words_name_it_and_not_in_a_headlines_capitals() -> None:
    found = read(
        article("a", "Five Police Officers Killed in Dorra", "Five police officers were killed in Dorra on Monday."),
        article("b", "Dorra blast", "Seven police officers were killed, the mayor said."),
    )
    assert title([c for r in found for c in r.figures]) == "Police officers killed"


def test_what_did_not_befall_its_group_has_a_name_of_its_own() -> None:
    """A group may hold the dead beside those who were there."""
    report = Summarizer().report(read_story(["seeds/kalindra-earthquake"]))
    inside = {c.id for c in report.claims if c.figure and c.figure.span.text in ("Up to 150", "no more than 70")}
    texts = {q.text for q in report.questions if inside <= {c for a in q.answers for c in a.claims}}
    assert texts
    assert not any(text.startswith("People killed") for text in texts)
