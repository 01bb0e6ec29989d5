from __future__ import annotations

import pytest

from summarize.reading.figures import CLAIM_KINDS, find_figures


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[mention.start : mention.end], mention.kind) for mention in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The treaty was signed on March 1, 2022, in the capital.", "March 1, 2022"),
        ("It opened on Aug 1 2013 to visitors.", "Aug 1 2013"),
        ("Doors open on 1 March at the hall.", "1 March"),
        ("Doors open on the 1st of March 2024.", "1st of March 2024"),
        ("Sept. 11, 2001, was a Tuesday.", "Sept. 11, 2001"),
        ("Posted Jul 282016 by the desk", "Jul 282016"),
        ("Issued 17-08-2014 by the ministry", "17-08-2014"),
        ("Issued 15.04.2017 by the ministry", "15.04.2017"),
        ("Issued 2016-10-06 by the ministry", "2016-10-06"),
        ("a shift that began after 9/11 and lasted", "9/11"),
        ("The fair runs from 3-5 May this year.", "3-5 May"),
        ("Talks ended in June 2016 without a deal.", "June 2016"),
        ("On July 14, 1789, the prison fell.", "July 14, 1789"),
    ],
)
def test_dates_are_dates(text: str, date: str) -> None:
    assert kinds(text) == [(date, "date")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("It was built in 2011.", ["2011"]),
        ("It has stood empty since 2014", ["2014"]),
        ("the 2014-15 season", ["2014-15"]),
        ("the winter of 2004-5", ["2004-5"]),
        ("between 1999 and 2004", ["1999", "2004"]),
        ("In 2015 protests broke out.", ["2015"]),
        ("the 2012 attacks", ["2012"]),
        ("In 1848 revolts spread.", ["1848"]),
        ("music of the 1990s", ["1990s"]),
        ("music of the late '80s", ["'80s"]),
    ],
)
def test_years_are_years(text: str, years: list[str]) -> None:
    assert kinds(text) == [(year, "year") for year in years]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The flood displaced 2000 families.", 2000),
        ("It cost the lives of more than 2000 people.", 2000),
        ("A crowd of at least 1950 people came.", 1950),
        ("The church seats 1500 worshippers.", 1500),
    ],
)
def test_four_digits_that_count_are_no_year(text: str, count: float) -> None:
    (mention,) = find_figures(text)
    assert (mention.kind, mention.low) == ("quantity", count)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The siren went off at 19:27 GMT.", "19:27 GMT"),
        ("Polls close at 10 a.m. on Sunday", "10 a.m."),
        ("Polls close at 8.30pm on Sunday", "8.30pm"),
        ("It struck at 1400 local time.", "1400 local time"),
        ("Updated 0914 today: it rang at 0914 sharp", "0914"),
        ("Open 10-11 a.m. daily", "10-11 a.m."),
        ("Shelling began at seven in the morning.", "seven in the morning"),
        ("It was around 230 pm when it rang.", "230 pm"),
        ("The boat left at half past five.", "five"),
        ("The jury came back shortly before nine on Friday.", "nine"),
        ("The plane landed at 17.40 and was searched.", "17.40"),
        ("It was 20.42 when the train stopped.", "20.42"),
        ("8:15: The sheriff speaks.", "8:15"),
    ],
)
def test_clock_times_are_times(text: str, time: str) -> None:
    assert (time, "time") in kinds(text)
    assert not any(kind in CLAIM_KINDS for _, kind in kinds(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a boy aged 12", 12, 12),
        ("a 32-year-old from Hull", 32, 32),
        ("Jessica Moss, 32, of Hull, won.", 32, 32),
        ("under the age of eight", 8, 8),
        ("She was 14 years old.", 14, 14),
        ("He died at age 94.", 94, 94),
        ("readers ages 18 to 39", 18, 39),
        ("pupils aged between three and 11", 3, 11),
        ("It polled voters under 30 in June.", 30, 30),
        ("Tickets are free for the over-65s.", 65, 65),
        ("She is 45. He left.", 45, 45),
        ("a man in his 40s", 40, 49),
        ("It would raise the retirement age to 67.", 67, 67),
        ("residents 45 or older", 45, 45),
        ("girls 15 and under", 15, 15),
        ("members 60 and over", 60, 60),
        ("Their daughter, 3, was unhurt.", 3, 3),
        ("Ahmed 24 said nothing.", 24, 24),
        ("They buried a girl of five.", 5, 5),
        ("A man of 61 could not be saved.", 61, 61),
        ("Boys of 15 and 17 were found.", 15, 17),
        ("a baby of two months", 2, 2),
        ("Her son was seven.", 7, 7),
        ("The youngest, a boy from Dorra, was 11.", 11, 11),
        ("The median age is 26.", 26, 26),
        ("All were younger than 14.", 14, 14),
    ],
)
def test_ages_are_ages(text: str, low: float, high: float) -> None:
    (mention,) = find_figures(text)
    assert (mention.kind, mention.low, mention.high) == ("age", low, high)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a crew of five", 5),
        ("The oldest of the wards has 40 beds.", 40),
        ("shortly before five soldiers fell", 5),
        ("They put the toll at 17.", 17),
        ("men of 40 battalions", 40),
    ],
)
def test_what_stands_like_an_age_or_an_hour_may_count(text: str, count: float) -> None:
    (mention,) = find_figures(text)
    assert (mention.kind, mention.low) == ("quantity", count)


def test_the_age_of_a_war_is_a_duration() -> None:
    (mention,) = find_figures("an end to the six-year-old conflict")
    assert (mention.kind, mention.unit, mention.low) == ("measure", "year", 6)


def test_children_of_one_age_are_counted() -> None:
    first, second = find_figures("Five 12-year-olds took part.")
    assert (first.kind, first.low, first.unit) == ("quantity", 5, "people")
    assert (second.kind, second.low) == ("age", 12)
