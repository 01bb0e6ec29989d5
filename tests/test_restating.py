"""Figures that another source gives for what was just counted, and the words of a sentence that are said of them."""

from __future__ import annotations

import pytest
from stories import claims

from summarize.reading.reach import reaches

RESTATED = [
    ("The union counted 17 faults. The operator said it knew of just three.", "three", "17"),
    ("Three nurses have died, the guild said. The ministry puts the number at seven.", "seven", "Three"),
    (
        "Pay has fallen by 20 per cent, the union says. The institute puts the fall at 8 per cent.",
        "8 per cent",
        "20 per cent",
    ),
    ("A rise would cost £10bn, said Mr Orr. The union said the true cost would be £2.4bn.", "£2.4bn", "£10bn"),
    ("The office had received two complaints; the tenants said they had sent 14.", "14", "two"),
    (
        "The utility said 30 per cent of its output was gone. Engineers spoke of 60 per cent.",
        "60 per cent",
        "30 per cent",
    ),
]


@pytest.mark.parametrize(("text", "later", "earlier"), RESTATED)
def test_a_figure_without_a_noun_is_of_what_the_one_before_it_measures(text: str, later: str, earlier: str) -> None:
    found = claims(text)
    assert found[later].measure.echoes == found[earlier].figure.span.start


NOT_RESTATED = [
    ("The blast wounded 40 people. Police put the death toll at 16.", "16"),
    ("Sales rose by 4 per cent, the firm said. It said the price of copper was 8 per cent lower.", "8 per cent"),
    ("The union counted 900 faults. The operator said it knew of three.", "three"),
]


@pytest.mark.parametrize(("text", "figure"), NOT_RESTATED)
def test_a_figure_that_names_its_own_measure_is_of_nothing_before_it(text: str, figure: str) -> None:
    assert claims(text)[figure].measure.echoes is None


QUALITIES = [
    ("The fatality rate has reached 3.3 per cent.", "3.3 per cent", "fatality rate"),
    ("Police put the street value of the drugs at £160m.", "£160m", "value"),
    ("It was travelling at 160 km/h.", "160 km/h", "speed"),
    ("The yacht is 37 metres long.", "37 metres", "length"),
    ("Its operating loss narrowed to £3bn.", "£3bn", "operating loss"),
    ("They gave 40 per cent.", "40 per cent", ""),
]


@pytest.mark.parametrize(("text", "figure", "quality"), QUALITIES)
def test_a_measurement_is_of_a_quality(text: str, figure: str, quality: str) -> None:
    assert claims(text)[figure].attribute == quality


REACHES = [
    ("Last year 900 people died.", "900", "Last year", True),
    ("It lost 5bn in 2023 and said it would cut 800 jobs.", "800", "2023", False),
    ("It lost 5bn, compared with 7bn a year earlier.", "5bn", "a year earlier", False),
    ("Nine died, said the mayor, who was elected in 2019.", "Nine", "2019", False),
]


@pytest.mark.parametrize(("text", "figure", "words", "same"), REACHES)
def test_a_time_is_said_of_the_figures_of_its_statement(text: str, figure: str, words: str, same: bool) -> None:
    first, second = ((text.index(w), text.index(w) + len(w)) for w in (figure, words))
    assert reaches(text, first, second) is same


EVENTS = [
    ("The army lost two men.", "two", "killed"),
    ("The firm lost 200 customers.", "200", None),
    ("The cuts mean the loss of 680 positions.", "680", "dismissed"),
    ("Some 250 posts are to go.", "Some 250", "dismissed"),
    ("Storm kills six, nine held", "nine", "arrested"),
    ("The number of people killed by the storm in the north climbed to 41.", "41", "killed"),
    ("About 1,100 have had to leave their homes.", "About 1,100", "displaced"),
    ("The court heard ten cases.", "ten", None),
    ("The fever clinic had ten cases.", "ten", "infected"),
]


@pytest.mark.parametrize(("text", "figure", "event"), EVENTS)
def test_what_befell_those_counted(text: str, figure: str, event: str | None) -> None:
    found = claims(text)[figure].measure.event
    assert found == event if event else found not in ("killed", "infected")
