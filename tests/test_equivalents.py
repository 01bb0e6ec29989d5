from __future__ import annotations

import pytest
from stories import claims, paragraphs

from summarize.evaluation.checking import check_report
from summarize.pipeline import Summarizer
from summarize.reading.equivalents import merge_equivalents
from summarize.reading.figures import find_figures
from summarize.stories import Story


def told(text: str) -> list[tuple[str, list[str]]]:
    """Return each figure of a text, and how it is given again."""
    merged = merge_equivalents(text, find_figures(text))
    return [
        (text[m.start : m.end], [text[slice(*place)] for place in merged.again.get((m.start, m.end), ())])
        for m in merged.mentions
    ]


@pytest.mark.parametrize(
    ("text", "first", "again"),
    [
        ("The front is 62 miles (100km) wide.", "62 miles", ["100km"]),
        ("Gusts reached up to 240km/h (149 mph) at the cape.", "up to 240km/h", ["149 mph"]),
        ("The fire took some 5 acres (two hectares) of pine.", "some 5 acres", ["two hectares"]),
        ("The reserve has about 1,000 sq km (386 sq miles).", "about 1,000 sq km", ["386 sq miles"]),
        ("Two acres, or about 0.8 hectares, were burnt.", "Two acres", ["about 0.8 hectares"]),
        ("The wreck lies 18 miles (29km/16 nautical miles) out.", "18 miles", ["29km", "16 nautical miles"]),
        ("It was 40C (104F) in the shade.", "40C", ["104"]),
        ("It was 97F (36C) in the shade.", "97", ["36C"]),
        (
            "It was 40 degrees Celsius (104 degrees Fahrenheit) then.",
            "40 degrees Celsius",
            ["104 degrees Fahrenheit"],
        ),
        ("Waves of up to 9m (30ft) broke over the wall.", "up to 9m", ["30ft"]),
    ],
)
def test_a_measurement_in_a_second_unit_is_the_same_figure(text: str, first: str, again: list[str]) -> None:
    assert told(text) == [(first, again)]


@pytest.mark.parametrize(
    "text",
    [
        "It is 10 miles or 40 km away, they said.",
        "It took five minutes (two hours late).",
        "A fine of €200m ($214m) was laid on it.",
        "They walked 62 miles and then 100km.",
        "A park of 12 acres (30 miles from the coast) was closed.",
        "Some 30 people (12 women) were held.",
    ],
)
def test_two_figures_stay_two(text: str) -> None:
    assert all(not again for _, again in told(text))
    assert len(told(text)) == 2


def test_metres_are_no_millions() -> None:
    text = "Waves of up to 9m (30ft) broke over the wall."
    (mention,) = merge_equivalents(text, find_figures(text)).mentions
    assert (mention.low, mention.high, mention.kind, mention.unit) == (None, 9.0, "measure", "metre")


def test_a_claim_says_where_its_figure_is_given_again() -> None:
    claim = claims("The lake is 62 miles (100km) long, the survey said.")["62 miles"].claim
    assert [span.text for span in claim.also] == ["100km"]
    assert claim.asserted_by.name == "survey"


def test_a_report_with_a_figure_in_two_units_is_true_to_its_article() -> None:
    one = paragraphs("The lake is 62 miles (100km) long, the survey said.")
    report = Summarizer().report(Story("s", (one,)))
    assert check_report(report, [one]) == []
