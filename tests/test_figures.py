from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.reading.figures import CLAIM_KINDS, FigureMention, find_figures

Expected = tuple[float | None, float | None, str | None]


def claims(text: str) -> list[FigureMention]:
    return [mention for mention in find_figures(text) if mention.kind in CLAIM_KINDS]


# Our own sentences: what a news desk prints, with every figure that may become a claim, in order.
PHRASES: list[tuple[str, list[Expected]]] = [
    # tolls and other counts of people
    ("The avalanche killed 31 climbers.", [(31, 31, "people")]),
    ("Nearly 500 villagers were cut off.", [(450, 500, "people")]),
    ("Some 6,000 fans queued overnight.", [(5_400, 6_600, "people")]),
    ("More than 2,870 passengers were stranded.", [(2_870, None, "people")]),
    ("Up to 160,000 workers may strike.", [(None, 160_000, "people")]),
    ("At least 112 were hurt in the crush.", [(112, None, "people")]),
    ("The storm left 22 dead and 140 injured.", [(22, 22, "people"), (140, 140, "people")]),
    ("The blaze claimed the lives of nine firefighters.", [(9, 9, "people")]),
    ("Gunmen shot dead four guards and wounded another two.", [(4, 4, "people"), (2, 2, "people")]),
    ("Twenty-two of the 64 crew swam ashore.", [(22, 22, "people"), (64, 64, "people")]),
    ("The death toll has climbed to 86, thirty of them children.", [(86, 86, "people"), (30, 30, "people")]),
    ("Rescuers pulled out 14 survivors, and 31 others are missing.", [(14, 14, "people"), (31, 31, "people")]),
    ("A crowd of about 500 gathered.", [(450, 550, "people")]),
    ("The village of 3,400 has no clinic.", [(3_400, 3_400, "people")]),
    ("A 5,000-strong police operation began.", [(5_000, 5_000, "people")]),
    ("Nobody was hurt when the roof fell in.", [(0, 0, "people")]),
    ("There were no casualties, the coastguard said.", [(0, 0, "people")]),
    ("No passengers were injured.", [(0, 0, "people")]),
    ("The unit has not suffered any losses.", [(0, 0, "people")]),
    ("The ferry sank without any deaths.", [(0, 0, "people")]),
    ("There were no immediate reports of casualties.", []),
    ("No one claimed responsibility.", []),
    ("Dozens were arrested and hundreds fled.", [(24, 999, "people"), (200, 9_999, "people")]),
    ("Scores of residents slept in tents.", [(40, 999, "people")]),
    ("Tens of thousands marched.", [(20_000, 999_999, None)]),
    ("A dozen hostages walked free.", [(12, 12, "people")]),
    ("A couple of officers looked on.", [(2, 3, "people")]),
    ("As many as 80 miners were underground.", [(None, 80, "people")]),
    ("No fewer than 12 pupils fainted.", [(12, None, "people")]),
    ("Not more than 30 mourners may attend.", [(None, 30, "people")]),
    ("A minimum of four lifeguards must be on duty.", [(4, None, "people")]),
    ("Well over 90 guests fell ill.", [(90, None, "people")]),
    ("Upwards of 400 migrants were aboard.", [(400, None, "people")]),
    ("Fewer than 40 inmates remain.", [(None, 40, "people")]),
    ("An estimated 900 pilgrims set out.", [(810, 990, "people")]),
    ("A record 5,000 runners took part.", [(5_000, 5_000, "people")]),
    ("Between 500 and 1,300 settlers live there.", [(500, 1_300, "people")]),
    ("Police counted 500-1300 demonstrators.", [(500, 1_300, "people")]),
    ("Two or three suspects fled on foot.", [(2, 3, "people")]),
    ("A further 546 people were treated.", [(546, 546, "people")]),
    ("Scores die as a bridge falls.", [(40, 999, None)]),
    ("Of 69 who are in hospital, 17 are critical.", [(69, 69, None), (17, 17, None)]),
    ("The real number is under 50.", [(None, 50, None)]),
    ("The toll has gone up to 131.", [(131, 131, "people")]),
    ("Quake toll up to 820 deaths", [(820, 820, "people")]),
    ("The toll could be up to 140.", [(None, 140, "people")]),
    (
        "The dead number at least 233 – 120 men, 113 women.",
        [(233, None, None), (120, 120, "people"), (113, 113, "people")],
    ),
    ("A crowd of 800,000 - 200,000 more than before", [(800_000, 800_000, "people"), (200_000, 200_000, None)]),
    ("It raised the number of cases by 18, from 47 to 61.", [(18, 18, None), (47, 47, None), (61, 61, None)]),
    ("The total rose by fewer than 1,800 to 50,510.", [(None, 1_800, None), (50_510, 50_510, None)]),
    ("Earnings fell by nearly a third.", [(30, 33.33, "percent")]),
    ("She said less than a third are out.", [(None, 33.33, "percent")]),
    ("Wages had gone up by more than half.", [(50, None, "percent")]),
    ("Rice accounted for P890 million.", [(890e6, 890e6, "PHP")]),
    ("The quake had a magnitude of 7.8 and woke the town.", [(7.8, 7.8, "magnitude")]),
    ("13 U.S. service members flew home.", [(13, 13, "people")]),
    ("Six were held over $1 billion of cocaine.", [(6, 6, None), (1e9, 1e9, "USD")]),
    ("The raid killed one soldier.", [(1, 1, "people")]),
    ("At least one person drowned.", [(1, None, "people")]),
    ("One guard was wounded.", [(1, 1, "people")]),
    ("He said one guard was wounded.", [(1, 1, "people")]),
    ("“We ran,” said one nurse.", []),
    ("According to one witness, it rained.", []),
    ("The second truce failed like the first one.", []),
    ("The army lost one helicopter.", [(1, 1, "helicopter")]),
    ("They hold one town and 23 villages.", [(1, 1, "town"), (23, 23, "village")]),
    ("Ten came from Ostia, one from Dorra.", [(10, 10, None), (1, 1, None)]),
    ("In spring the two fought again.", []),
    ("The top 10 per cent earn more.", [(10, 10, "percent")]),
    ("The toll exceeds 2000", [(2000, None, "people")]),
    ("Around twenty nurses and one porter were infected.", [(18, 22, "people"), (1, 1, "people")]),
    ("The dead included 13 women.", [(13, 13, "people")]),
    ("burying 14 miners and injuring 120 says the union", [(14, 14, "people"), (120, 120, "people")]),
    ("Half a million pensioners will benefit.", [(450_000, 550_000, "people")]),
    ("The town has a population of 170, 000.", [(170_000, 170_000, "people")]),
    ("About 280000 people live on the delta", [(252_000, 308_000, "people")]),
    ("Exactly 498 ballots were spoiled.", [(498, 498, "ballot")]),
    ("No lives were lost.", [(0, 0, "people")]),
    ("Not a single passenger was hurt.", [(0, 0, "people")]),
    ("The number of dead rose to 1,500, up from 912.", [(1_500, 1_500, "people"), (912, 912, "people")]),
    ("More than a quarter of a million people fled.", [(250_000, None, "people")]),
    ("The number of refugees has risen to 5m.", [(5_000_000, 5_000_000, "people")]),
    ("Five (5) climbers are missing.", [(5, 5, "people"), (5, 5, None)]),
    ("Police put the crowd at 45,000.", [(45_000, 45_000, "people")]),
    ("It employs 11,300 people, of whom 6,200 strike.", [(11_300, 11_300, "people"), (6_200, 6_200, "people")]),
    ("Doctors saw 31 people, two of them for burns.", [(31, 31, "people"), (2, 2, "people")]),
    ("Officials put the death toll at one.", [(1, 1, "people")]),
    ("Police reported no arrests.", [(0, 0, "people")]),
    # things
    ("Almost 70 36-hole resorts closed.", [(63, 70, "resort"), (36, 36, "hole")]),
    ("Officials said about 40 boats sank.", [(36, 44, "boat")]),
    ("Bids came in at 20 – 30 lots.", [(20, 30, "lot")]),
    ("The mob burned 18 of the 31 lorries.", [(18, 18, "lorry"), (31, 31, "lorry")]),
    (
        "The museum owns 17 aircraft, over 90 carts, 412 steam engines and six anti-aircraft guns.",
        [(17, 17, "aircraft"), (90, None, "cart"), (412, 412, "engine"), (6, 6, "gun")],
    ),
    ("Three suicide-bomber attacks shook the port.", [(3, 3, "attack")]),
    ("Twin blasts hit the market.", [(2, 2, "blast")]),
    ("A double car bombing closed the bridge.", [(2, 2, "bombing")]),
    ("The convoy of at least ten buses halted.", [(10, None, "bus")]),
    ("40 or more houses were flooded.", [(40, None, "house")]),
    ("20 or so goats escaped.", [(18, 22, "goat")]),
    ("Inspectors closed 100+ kitchens.", [(100, None, "kitchen")]),
    ("~300 tents were pitched.", [(270, 330, "tent")]),
    (">50 schools stay shut.", [(50, None, "school")]),
    ("The 12-nation pact took effect.", [(12, 12, "nation")]),
    ("A 31-vehicle pile-up blocked the pass.", [(31, 31, "vehicle")]),
    ("The airline sold 1.1m tickets.", [(1_100_000, 1_100_000, "ticket")]),
    ("Nearly two dozen counties declared an emergency.", [(22, 24, "county")]),
    ("Sixty past and present players sued.", [(60, 60, "people")]),
    ("The bank shut 40 of its 310 branches.", [(40, 40, "branch"), (310, 310, "branch")]),
    ("Just short of 700 votes were cast.", [(630, 700, "vote")]),
    ("The archive holds several thousand letters.", [(3_000, 9_000, "letter")]),
    ("It receives hundreds of complaints a day.", [(200, 9_999, "complaint")]),
    # money
    ("The deal is worth $30-40 million.", [(30e6, 40e6, "USD")]),
    ("Debts of £1.2bn sank the chain.", [(1.2e9, 1.2e9, "GBP")]),
    ("It will cost €3bn-€4bn.", [(3e9, 4e9, "EUR")]),
    ("He was fined Rs 5 crore.", [(5e7, 5e7, "INR")]),
    ("A grant of 2 lakh rupees was paid.", [(2e5, 2e5, "INR")]),
    ("They raised more than US$5m.", [(5e6, None, "USD")]),
    ("A ticket costs A$20.", [(20, 20, "AUD")]),
    ("The fine of 300 euros stands.", [(300, 300, "EUR")]),
    ("Up to 130 billion yen will be spent.", [(None, 130e9, "JPY")]),
    ("The ransom was 20 million Syrian pounds.", [(20e6, 20e6, "SYP")]),
    ("It lost millions of dollars.", [(2e6, 99_999_999, "USD")]),
    ("A stamp costs 50 cents.", [(0.5, 0.5, "USD")]),
    ("Speakers charge between $20,000 and $30,000.", [(20_000, 30_000, "USD")]),
    ("Wages rose to $15 an hour.", [(15, 15, "USD")]),
    ("The budget was cut from $40m to $28m.", [(40e6, 40e6, "USD"), (28e6, 28e6, "USD")]),
    ("A loan of CHF 2.5 million", [(2.5e6, 2.5e6, "CHF")]),
    ("They want 2 to 3 million euros.", [(2e6, 3e6, "EUR")]),
    ("Almost $900 million was spent.", [(810e6, 900e6, "USD")]),
    # per cents, shares and changes
    ("Inflation reached 3.5 per cent.", [(3.5, 3.5, "percent")]),
    ("It had 52 per cent of the vote against 48 for the mayor.", [(52, 52, "percent"), (48, 48, "percent")]),
    ("It won by 50.3% to Orr's 49.7.", [(50.3, 50.3, "percent"), (49.7, 49.7, "percent")]),
    ("Wages fell by 10 to 20 percent.", [(10, 20, "percent")]),
    ("The toll rose by 15 to 45.", [(15, 15, "people"), (45, 45, "people")]),
    ("Ticket prices rose by 15 to 20 crowns.", [(15, 20, "crown")]),
    ("Profit rose by $12m to $131m.", [(12e6, 12e6, "USD"), (131e6, 131e6, "USD")]),
    ("Turnout fell from 62% to 58%.", [(62, 62, "percent"), (58, 58, "percent")]),
    ("Nearly 40 percent abstained.", [(36, 40, "percent")]),
    ("He leads by nine percentage points.", [(9, 9, "percentage point")]),
    ("She holds a 16-point lead.", [(16, 16, "percentage point")]),
    ("If growth is 7, 8, 10 percent", [(7, 7, "percent"), (8, 8, "percent"), (10, 10, "percent")]),
    ("One in five pupils was absent.", [(20, 20, "percent")]),
    ("Nine out of 10 doctors agreed.", [(90, 90, "percent")]),
    ("More than one in three homes is damp.", [(33.33, None, "percent")]),
    ("Two-thirds of the crew were ill.", [(66.67, 66.67, "percent")]),
    ("A third of voters are undecided.", [(33.33, 33.33, "percent")]),
    ("Profits fell by a quarter.", [(25, 25, "percent")]),
    ("More than half of the harvest rotted.", [(50, None, "percent")]),
    ("It lost half its value.", [(50, 50, "percent")]),
    ("Prices doubled.", [(2, 2, "times")]),
    ("Rents have almost tripled.", [(2.7, 3, "times")]),
    ("The jobless total halved.", [(0.5, 0.5, "times")]),
    ("It costs three times as much.", [(3, 3, "times")]),
    ("Sales grew tenfold.", [(10, 10, "times")]),
    ("Cases are twice as common.", [(2, 2, "times")]),
    ("Around a third of it is lost.", [(30, 36.67, "percent")]),
    ("More than half had gone home.", [(50, None, "percent")]),
    ("All but three of our 212 clinics remain open.", [(3, 3, "clinic"), (212, 212, "clinic")]),
    # measures
    ("A 40-mile convoy crawled north.", [(40, 40, "mile")]),
    ("It lies 60 kilometres (35 miles) away.", [(60, 60, "kilometre"), (35, 35, "mile")]),
    ("Ash rose more than 12km.", [(12, None, "kilometre")]),
    ("The tower is 300m tall.", [(300, 300, "metre")]),
    ("The lull lasted 24 hours.", [(24, 24, "hour")]),
    ("He got an 18-month sentence.", [(18, 18, "month")]),
    ("The three-day festival opens.", [(3, 3, "day")]),
    ("Four decades of rule ended.", [(4, 4, "decade")]),
    ("They waited two and a half hours.", [(2.5, 2.5, "hour")]),
    ("It took half an hour.", [(0.5, 0.5, "hour")]),
    ("Ships carried 1,000 tonnes of grain.", [(1_000, 1_000, "tonne")]),
    ("Fire blackened 3,000 hectares.", [(3_000, 3_000, "hectare")]),
    ("A 7.1-magnitude quake struck.", [(7.1, 7.1, "magnitude")]),
    ("A quake of magnitude 6.4 struck.", [(6.4, 6.4, "magnitude")]),
    ("It was 40°C in the shade.", [(40, 40, "degree")]),
    ("Gusts of up to 115 mph", [(None, 115, "mile per hour")]),
    ("The dam covers 1200 square kilometres", [(1_200, 1_200, "square kilometre")]),
    ("It was minus 12C at dawn.", [(-12, -12, "degree")]),
    ("They drew level over two days.", [(2, 2, "day")]),
    ("The siege lasted over two days.", [(2, None, "day")]),
    ("Ships unloaded 1m-2m tonnes.", [(1e6, 2e6, "tonne")]),
    ("He ran for three-quarters of an hour.", [(0.75, 0.75, "hour")]),
    ("They have met for more than one month.", [(1, None, "month")]),
    ("It happened 20 and 50 years ago.", [(20, 20, "year"), (50, 50, "year")]),
    # what only looks like a figure
    ("Su-35 jets and a BM-21 launcher were seen.", []),
    ("Flight MH17, a Boeing 777, left Gate 12.", []),
    ("Covid-19 measures under Article 5 were lifted.", []),
    ("The G7 and the Group of 20 met in Room 3.", []),
    ("He took Highway 15 past Area 51.", []),
    ("The No. 1 seed lost in Chapter 9 proceedings.", []),
    ("Home won 2-1 after extra time.", []),
    ("Senators voted 52-48 to proceed.", []),
    ("Call 020 7946 0958 or visit https://example.org/2024/05.", []),
    ("It is the first such case of the 21st century.", []),
    ("One resident said one of the sirens failed.", []),
    ("One day this will end, and that one too.", []),
    ("A third attacker fled.", []),
    ("The Six Day War began.", []),
    ("They lost the hills after the 1967 Six Day War.", []),
    ("Tuesday 14 October 2025 13:40 (UTC+8)", []),
    ("At 13:40 GMT-3 the siren went.", []),
    ("Air Force One landed.", []),
    ("She bought a one-way ticket to a four-star hotel.", []),
    ("He lives at 10 Downing Street.", []),
    ("It runs 24/7 on 5G.", []),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_a_phrase_gives_its_intervals(text: str, expected: list[Expected]) -> None:
    found = claims(text)
    assert [mention.unit for mention in found] == [unit for _, _, unit in expected]
    assert [(mention.low, mention.high) for mention in found] == [(low, high) for low, high, _ in expected]


@pytest.mark.parametrize(
    ("text", "words", "number", "qualifier"),
    [
        ("Nearly 500 came.", "Nearly 500", "500", "nearly"),
        ("There were 40 or more.", "40 or more", "40", "at_least"),
        ("It cost between $20,000 and $30,000.", "between $20,000 and $30,000", "20,000 and $30,000", "range"),
        ("They found up to a record 5,000 bones.", "up to a record 5,000", "5,000", "up_to"),
        ("It hit at least another 40 farms.", "at least another 40", "40", "at_least"),
        ("It drew up to around 500 bids.", "up to around 500", "500", "up_to"),
        ("well over 90 cars", "well over 90", "90", "more_than"),
        ("Flood deaths pass 500 in Ostia", "pass 500", "500", "more_than"),
        ("The number of those who drowned has passed 1,000.", "passed 1,000", "1,000", "more_than"),
        ("Toll crosses 120 as search goes on", "crosses 120", "120", "more_than"),
        ("Measles cases top 200", "top 200", "200", "more_than"),
        ("The toll climbed past 60.", "past 60", "60", "more_than"),
        ("Death toll nears 400", "nears 400", "400", "nearly"),
        ("He passed 200 cars.", "200", "200", "exact"),
        ("The count was right. He crossed 20 bridges.", "20", "20", "exact"),
        ("dozens of cars", "dozens", "dozens", "vague"),
        ("half a million cars", "half a million", "half a million", "about"),
        ("a film about two brothers", "two", "two", "exact"),
        ("a 40-mile queue", "40-mile", "40", "exact"),
        ("$15 an hour or more", "$15", "15", "exact"),
        ("had not suffered any losses", "not suffered any losses", "not suffered any losses", "exact"),
    ],
)
def test_the_words_of_a_figure_hold_its_qualifier(text: str, words: str, number: str, qualifier: str) -> None:
    (mention,) = claims(text)
    assert text[mention.start : mention.end] == words
    assert text[mention.number_start : mention.number_end] == number
    assert mention.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("498 Irish soldiers marched.", "Irish soldiers"),
        ("25 members of the club left.", "members"),
        ("Hundreds of angry farmers came.", "angry farmers"),
        ("There are 500 of its drivers.", "drivers"),
        ("51 multiple rocket launch systems", "multiple rocket launch systems"),
        ("498 have died", None),
        ("wounding 120", None),
        ("1,600 more injured", None),
        ("nearly 50” rebels", "rebels"),
        ("A 40-mile convoy", "convoy"),
        ("57 per cent of voters", "voters"),
        ("no deaths", "deaths"),
    ],
)
def test_the_counted_noun_stands_beside_the_number(text: str, noun: str | None) -> None:
    (mention,) = claims(text)
    assert (text[slice(*mention.noun)] if mention.noun else None) == noun


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They won 3-0.", "score"),
        ("the 21st floor", "ordinal"),
        ("a T-72 tank", "name"),
        ("in 2011", "year"),
        ("at 10 a.m.", "time"),
        ("aged 12", "age"),
        ("1 March", "date"),
    ],
)
def test_what_is_no_count_is_recognised_as_what_it_is(text: str, kind: str) -> None:
    assert [mention.kind for mention in find_figures(text)] == [kind]


SCRAPS = (
    "some nearly 500 6,000 one two dozen dozens of the people killed wounded at least between and to - , . $ % 2011 "
    "March million half a third in five no casualties £ 3.5 per cent 12-year-old ( ) “ ” \n \n\n aged mile hundreds 000"
)


@given(st.lists(st.sampled_from(SCRAPS.split(" ")), max_size=40).map(" ".join) | st.text(max_size=200))
def test_mentions_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for mention in find_figures(text):
        assert end <= mention.start <= mention.number_start < mention.number_end <= mention.end <= len(text)
        end = mention.end
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high


def test_lines_end_phrases() -> None:
    first, second = claims("The fire hurt 40\n\nSoldiers came. It took nearly\n\n500 tents")
    assert (first.low, first.noun) == (40, None)
    assert (second.low, second.high, second.qualifier) == (500, 500, "exact")


@pytest.mark.parametrize(
    "unit",
    [
        "The flood killed at least 31 people, and some 6,000 homes were lost on 3 May 2021. ",
        "1",
        "1,111,",
        "a-",
        "two hundred and ",
        "dozens of ",
        "at least ",
        "hundreds of thousands of ",
        "0 000 ",
        "aaaaaaaa",
        "\n",
        "(020) ",
        "5-",
        "very big and ",
    ],
)
def test_time_is_linear_in_the_length_of_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        started = time.process_time()
        find_figures(text)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(40_000) < 60 * max(seconds(4_000), 0.02)
