from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.reading.attribution import candidate_asserters, find_attributions
from summarize.reading.candidates import Candidate
from summarize.reading.sentences import split_sentences
from summarize.schema import ARTICLE_ITSELF, Article, Block, BlockRole


def article(text: str) -> Article:
    blocks = tuple(
        Block(start=match.start(), end=match.end(), role=BlockRole.PARAGRAPH) for match in re.finditer(r"[^\n]+", text)
    )
    return Article(id="a", path=None, outlet=None, title=None, published=None, text=text, language="en", blocks=blocks)


def candidates(text: str, figure: str) -> tuple[Candidate, ...]:
    a = article(text)
    sentences = split_sentences(a)
    at = text.index(figure)
    return candidate_asserters(a, sentences, find_attributions(a, sentences), (at, at + len(figure)))


def asserter(text: str, figure: str) -> str:
    return candidates(text, figure)[0].name


ASSERTERS = [
    # source first
    ("The ministry said 48 miners were below ground.", "48", "ministry"),
    ("Kenya's interior ministry said on Tuesday that 61 people had drowned.", "61", "Kenya's interior ministry"),
    ("Fire chief Anna Lindqvist told reporters 14 flats had burned.", "14", "Fire chief Anna Lindqvist"),
    ("Medical sources said 23 bodies lay in the morgue.", "23", "Medical sources"),
    ("The Lagos-based Harbour Workers Union says 900 jobs will go.", "900", "Lagos-based Harbour Workers Union"),
    ("Officials have confirmed 7 cases of cholera.", "7", "Officials"),
    ("A source in the police said 5 men were held.", "5", "a source in the police"),
    ("Two officials who asked not to be named said 30 tanks were lost.", "30", "Two officials"),
    ("Mayor Eduardo Paz also claimed 4,000 homes were dark.", "4,000", "Mayor Eduardo Paz"),
    ("But an adviser to President Nadia Osei said some 650 were missing.", "650", "an adviser to President Nadia Osei"),
    ("The army announced it had killed 45 fighters.", "45", "army"),
    ("Witnesses reported 9 explosions.", "9", "Witnesses"),
    ("Health authorities put the toll at 112.", "112", "Health authorities"),
    ("State television gave a toll of 77 dead.", "77", "State television"),
    ("The Red Cross estimates that 8,000 families need shelter.", "8,000", "Red Cross"),
    ("The governor warned that 300 more could die.", "300", "governor"),
    ("NATO believes 12 bases are empty.", "12", "NATO"),
    ("The company admitted 1,900 records were stolen.", "1,900", "company"),
    ("Prosecutors allege that he hid $4 million.", "$4", "Prosecutors"),
    ("The airline insisted that 140 passengers were safe.", "140", "airline"),
    ("On Monday, the port authority said 52 ships were waiting.", "52", "port authority"),
    ("In a statement, the hospital said 19 patients had been moved.", "19", "hospital"),
    ("The clinic, which opened in May, said 70 people were treated.", "70", "clinic"),
    # apposition
    ("Hassan Omar, head of the Coastal Relief Office, said 33 boats sank.", "33", "Hassan Omar"),
    ("Lucia Ferri, a lawyer based in Turin, Italy, said 240 clients had joined.", "240", "Lucia Ferri"),
    ("Police spokesman Tran Van Minh (pictured) said 26 had been arrested.", "26", "Police spokesman Tran Van Minh"),
    ("Rep. Gwen Abbot (D-Ohio), chair of the panel, said 11 bills had passed.", "11", "Rep. Gwen Abbot"),
    ("The energy minister, Ilya Brandt, said 12 plants would close.", "12", "Ilya Brandt"),
    ("The largest hospital in the valley, St Columba, said it had 61 patients.", "61", "St Columba"),
    ("A lawyer who sued the firm in May, Nora Quist, alleged that 90,000 people were hit.", "90,000", "Nora Quist"),
    ("Retired baker Cyril Tope, 71, from Hull, said he had lost 40 loaves.", "40", "Cyril Tope"),
    # verbs far from a plural source, verbs with a particle, purpose
    ("Officials in Santa Rita admit to 17 deaths.", "17", "Officials in Santa Rita"),
    ("Researchers at the University of Varna point out that 62 percent was pine.", "62", "Researchers"),
    ("A head nurse spoke of 9 patients.", "9", "head nurse"),
    ("Ostia's navy broke its silence on Sunday to say that 287 sailors had died.", "287", "Ostia's navy"),
    ("The police put the flying time at 3 hours.", "3", "police"),
    # source last, inversion
    ("'They were paid in cash. 180 crowns a shift,' he raged.", "180", "he"),
    ('"I have 22 left," said a glazier who has been at the plant for years.', "22", "glazier"),
    ("Water makes up 4 percent by weight, write Lena Faro and 41 others.", "4", "Lena Faro"),
    (
        "The square was shelled and 25 fighters were killed in a raid on Friday said a relief group.",
        "25",
        "relief group",
    ),
    ("At least 17 people died, the coast guard said.", "17", "coast guard"),
    ("Some 480 houses were flooded, officials said on Friday.", "480", "officials"),
    ("Flames destroyed 60 stalls, according to the fire service.", "60", "fire service"),
    ("Around 210 workers walked out, said union leader Piotr Zielinski.", "210", "union leader Piotr Zielinski"),
    ('"We pulled out 29 children," said Dr. Amina Yusuf, director of the clinic.', "29", "Dr. Amina Yusuf"),
    ("The blast killed 40 people, the Interior Ministry claimed in its first report.", "40", "Interior Ministry"),
    ("Nearly 500, the mayor said, were still without water.", "500", "mayor"),
    ("Damages may pass $3 billion, insurers estimate.", "$3", "insurers"),
    # prepositions, participles, passives
    ("According to the electoral commission, 62 percent voted.", "62", "electoral commission"),
    ("According to a Norstat survey, 41 percent agree.", "41", "a Norstat survey"),
    ("The daily quoted a source in the police as saying that 9 died.", "9", "a source in the police"),
    ("The agency reported 88 deaths, citing the health ministry.", "88", "health ministry"),
    ("The paper, quoting an unnamed diplomat, put the toll at 150.", "150", "an unnamed diplomat"),
    ("In a Marist poll, 51 percent chose the challenger.", "51", "a Marist poll"),
    ("Eight hostages were said by the rebels to be alive among 20 taken.", "20", "rebels"),
    ("The judge was quoted as saying that 16 files were missing.", "16", "judge"),
    ("With aid groups reporting 3,100 displaced, the camp is full.", "3,100", "aid groups"),
    ("The minister visited the site, adding that 35 engineers had arrived.", "35", "minister"),
    ("The mayor has raised the toll in a small town in the north saying 22 people died.", "22", "mayor"),
    ("We're told by civil protection that 1,900 people are out.", "1,900", "civil protection"),
    # documents and studies
    ('The scheme costs $14 billion, according to the "Homes for all" plan.', "$14", "Homes for all"),
    ("A room costs $12 an hour, according to calculations by Ada Moss of Leeds University.", "$12", "Ada Moss"),
    ("The log also shows that 2 engines were there.", "2", "log"),
    ("The inspectorate imposed 2 fines, its register shows.", "2", "register"),
    ("The Courier poll finds that Dale is backed by 13 percent across all states.", "13", "Courier poll"),
    ("The survey found that men favoured Dale, 72 percent to 8.", "72", "survey"),
    ("The survey showed 54 percent of active duty staff said they were tired.", "54", "survey"),
    ("A leaked memo shows 73 staff were warned.", "73", "A leaked memo"),
    ("The study found that 9 percent relapsed.", "9", "study"),
    ("Court documents showed the firm owed $75 million.", "$75", "Court documents"),
    (
        "A new analysis by Lund University suggests 2,400 lives were saved.",
        "2,400",
        "A new analysis by Lund University",
    ),
    # nouns
    ("Observers doubted the colonel's 6,500 figure.", "6,500", "colonel"),
    ("There was no proof of Tehran's claim that 94 drones were downed.", "94", "Tehran"),
    ("Kyiv rejected Moscow's figure of 498 dead.", "498", "Moscow"),
    ("A report by Amnesty lists 31 prisons.", "31", "Amnesty"),
    ("The general rejected Ostian claims of 3,000 dead.", "3,000", "Ostian claims"),
    ("The bureau rejects the statements of some doctors concerning 50 deaths.", "50", "some doctors"),
    ("Far more have died than the 17 whom the bureau admits to.", "17", "bureau"),
    # headlines
    ("Ostian dead: 287 (the defence ministry)", "287", "the defence ministry"),
    ("WHAT THE VALLEY WANTS - Greta Holm: “We asked 900 farmers.”", "900", "Greta Holm"),
    ("Nearly 500 killed in quake: ministry", "500", "ministry"),
    ("UN: 300 dead in floods", "300", "UN"),
    ("Moscow admits 498 soldiers killed", "498", "Moscow"),
    # nested and shared reporting
    ("The maid learned, she said, that the company allows just 12 weeks.", "12", "she"),
    ("Ivo Kern says that Bela Toth, who charges $900 a talk, has lost $5,000.", "$5,000", "Ivo Kern"),
    # two sources
    ("The army said 40 fighters died, but rebels put the number at 12.", "40", "army"),
    ("The army said 40 fighters died, but rebels put the number at 12.", "12", "rebels"),
    ("Oslo said Lima had claimed 55 seizures.", "55", "Lima"),
    ("Prosecutors say 8 were paid, while the defence says 3 were.", "3", "defence"),
    ("Police put the march at 12,000, organisers at 40,000.", "12,000", "Police"),
    ("Police put the march at 12,000, organisers at 40,000.", "40,000", "organisers"),
    ("Analysts polled by Ferro Data had expected $90 million.", "$90", "Analysts"),
    # between dashes and commas, cataphora, postmodifiers
    ("Ferro Lund - which makes tyres - recorded $2 billion in sales.", "$2", "Ferro Lund"),
    ("The ministry, however, insists that only 6 people died.", "6", "ministry"),
    ("Ferro Lund is cutting 900 jobs, it announced on Monday.", "900", "Ferro Lund"),
    ("Ferro will cut 900 jobs, sources familiar with the matter told Reuters.", "900", "sources familiar"),
    ("Ana Reza, a shopkeeper: “I saw 6 gunmen.”", "6", "Ana Reza"),
    ("The coach reminded Toth he'd need 15 percent in the polls.", "15", "coach"),
    ("The blast wounded seven Ostia Governor Leo Brand said adding 6 were children.", "6", "Ostia Governor"),
    # addressee is no source
    ("The rector told Reuters that 130 students were inside.", "130", "rector"),
    ("A commander informed Parliament that 64 posts had fallen.", "64", "A commander"),
    # commas lost
    ("A clerk who was not allowed to speak to the media said 17 sacks had gone.", "17", "A clerk"),
    ("A driver who asked not to be named as he was not permitted to talk to reporters put it at 40.", "40", "A driver"),
    (
        "A trade official in the port speaking on condition of anonymity said 56 crates had sunk.",
        "56",
        "A trade official",
    ),
    ("The Dock Board which tracks ships and which has a network of agents gave a toll of 36 dead.", "36", "Dock Board"),
    (
        "A blast tore through a depot killing 11 people police said in an attack claimed by the Ama Front.",
        "11",
        "police",
    ),
    ("The raid on the depot killed 14 soldiers officials said.", "14", "officials"),
    ("The storm tore the roofs off 9 barns in the town the mayor said after the wind had dropped.", "9", "mayor"),
    ("The ministrys own figure is 230.", "230", "ministry"),
    ("The authorities toll stands at 81.", "81", "authorities"),
    ("Shells hit the market killing 22 people and wounding 51 the Valley Monitor said.", "22", "Valley Monitor"),
    ("The blast left 18 dead an aid group and residents said.", "18", "an aid group and residents"),
    ("The Valley Monitor which tracks the war said 90 were killed.", "90", "Valley Monitor"),
    (
        "A spokesman at the hospital in Port Nadir in the south said 13 died.",
        "13",
        "A spokesman at the hospital in Port Nadir",
    ),
    ('"The raid killed 31 men" said the Valley Monitor.', "31", "Valley Monitor"),
    # nobody
    ("Rain fell on 14 provinces.", "14", ARTICLE_ITSELF),
    ("A 40-mile convoy of lorries was on the road.", "40", ARTICLE_ITSELF),
    ("The fire reportedly killed 6 people.", "6", ARTICLE_ITSELF),
    ("An estimated 700 people live there.", "700", ARTICLE_ITSELF),
    ("The minister said rain was coming.\n\nThe bridge is 250 metres long.", "250", ARTICLE_ITSELF),
    ("Losses are believed to exceed 400 cattle.", "400", ARTICLE_ITSELF),
    ("Several readers ask why shops charge 900 crowns.", "900", ARTICLE_ITSELF),
    ('"I have not slept," said one nurse, who has worked there for 30 years.', "30", ARTICLE_ITSELF),
    ("Gemma Lund, who paid 3,400 crowns for a hut, said the view was fine.", "3,400", ARTICLE_ITSELF),
    ("Doctors at the 2 hospitals say they are tired.", "2", ARTICLE_ITSELF),
    ("The heavy fighting claimed the lives of 129 guards.", "129", ARTICLE_ITSELF),
    ("A car bomb claimed by the Harun Brigade killed at least 31 people in Ostia.", "31", ARTICLE_ITSELF),
    ("The attack, which was later claimed by the Harun Brigade, killed 31 people.", "31", ARTICLE_ITSELF),
    ("The Harun Brigade claims the double suicide attack that killed 17 people in Ostia.", "17", ARTICLE_ITSELF),
    ("The Harun Brigade claimed the attack on Monday, which killed 17 people.", "17", ARTICLE_ITSELF),
    ("The Harun Brigade claimed the attack killed 17 soldiers.", "17", "Harun Brigade"),
    ("The toll claimed by the Harun Brigade is 90 dead.", "90", "Harun Brigade"),
    ("Death toll from Ostia bomb reaches 129", "129", ARTICLE_ITSELF),
    ("The bill failed because of 40 measures added by Congress.", "40", ARTICLE_ITSELF),
    ("The keeper replied late on, after 2 goals.", "2", ARTICLE_ITSELF),
    # names of many cultures
    ("Nguyen Thi Lan, deputy head of the dyke office, said 120 metres had collapsed.", "120", "Nguyen Thi Lan"),
    ("Sheikh Khalid al-Mansour said 44 wells were dry.", "44", "Sheikh Khalid al-Mansour"),
    ("Björk Sigurðardóttir told RUV that 15 farms were cut off.", "15", "Björk Sigurðardóttir"),
    ("Ousmane Diallo of the farmers' union said 60 percent of the crop had failed.", "60", "Ousmane Diallo"),
    ("Prosecutor Jan Verlee said 15 people had been charged.", "15", "Jan Verlee"),
    ("In May Ostia said 15 boats were out.", "15", "Ostia"),
    ("Maria de la Cruz said 21 graves were empty.", "21", "Maria de la Cruz"),
    ("China's Ministry of Commerce said exports rose 3.2 percent.", "3.2", "China's Ministry of Commerce"),
    ("Park Ji-woo, an economist at Hana Bank, expects growth of 1.8 percent.", "1.8", "Park Ji-woo"),
]


OPEN = pytest.mark.xfail(strict=True, reason="read wrongly so far")
READ_WRONGLY = ("The maid learned, she said,", '"I have not slept," said one nurse,')


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        pytest.param(text, figure, name, id=f"{n}-{figure}", marks=OPEN if text.startswith(READ_WRONGLY) else ())
        for n, (text, figure, name) in enumerate(ASSERTERS)
    ],
)
def test_figure_goes_to_its_source(text: str, figure: str, name: str) -> None:
    got = asserter(text, figure).lower()
    assert name.lower() in got or got == name.lower().removeprefix("the ")


RESOLVED = [
    ("Ivo Maric, the mayor, spoke at noon. He said 12 roads were shut.", "12", "Ivo Maric"),
    (
        "The Valley Observatory for Peace said shells fell. The group added that 8 had died.",
        "8",
        "Valley Observatory for Peace",
    ),
    ("General Joseph Otieno said the town held. Otieno also put the number of dead at 27.", "27", "Joseph Otieno"),
    (
        "The Russian defence ministry denied it. The ministry said 33 drones were shot down.",
        "33",
        "Russian defence ministry",
    ),
    ("A monitor said 5 died. The Delta Observatory said more were hurt.", "5", "Delta Observatory"),
    ("The Norwegian Refugee Council (NRC) opened a camp. NRC said 640 came.", "640", "Norwegian Refugee Council"),
    ("Elena Petrova runs the clinic. She said 18 nurses had left.", "18", "Elena Petrova"),
    ("Volunteers came, said Ann Tuohy of the relief fund. She said 4 tents stood.", "4", "Ann Tuohy"),
    ("Olga Amsel, who had not trained, lasted the match; she said she had slept 2 hours.", "2", "Olga Amsel"),
    ("Insurers fear claims of 45 million crowns, one of them said.", "45", "Insurers"),
    ("Shopkeeper Lena Kroll, 54, was there. Kroll said 6 came.", "6", "Shopkeeper Lena Kroll"),
    ("The company opened its books on Monday. It said it lost $9 million.", "$9", "company"),
]


@pytest.mark.parametrize(("text", "figure", "name"), RESOLVED, ids=[name for *_, name in RESOLVED])
def test_pronouns_and_short_forms_become_the_fullest_name(text: str, figure: str, name: str) -> None:
    assert name in asserter(text, figure)


RUNNING_ON = [
    ('"It was dark," said Olu Bello. "We counted 37 bodies."', "37", "Olu Bello"),
    ("“It was dark,” Olu Bello said. “We slept. We counted 37 bodies.”", "37", "Olu Bello"),
    ("''It was dark,'' Ms. Bello said. ''We counted 37 bodies.''", "37", "Ms. Bello"),
    ("Olu Bello said: “It was dark.\n\n“We counted 37 bodies.”", "37", "Olu Bello"),
    ("“It was dark,” Olu Bello said.\n\n“We counted 37 bodies.”\n\nThe sun rose.", "37", "Olu Bello"),
    ("Bello: It was dark then. Nobody slept. There were 37 bodies.\n\nHolm: Yes.", "37", "Bello"),
]


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    RUNNING_ON,
    ids=["straight", "curly", "apostrophes", "paragraphs", "closed paragraphs", "transcript"],
)
def test_quotation_that_runs_on_keeps_its_speaker(text: str, figure: str, name: str) -> None:
    assert name in asserter(text, figure)


DENIALS = [
    ("The Kremlin denied that it used cluster bombs.", "Kremlin", "it used cluster bombs"),
    ("Faylaq al-Nur denied the allegation.", "Faylaq al-Nur", "the allegation"),
    ("The general dismissed reports of 900 dead.", "general", "reports of 900 dead"),
    ("The bank rejected claims that it knew.", "bank", "claims that it knew"),
    ("No cadets took part, the ministry said.", "ministry", "No cadets took part"),
    ("The navy insisted neither ship had fired.", "navy", "neither ship had fired"),
    ("Airline staff were not to blame, the pilots said.", "pilots", "were not to blame"),
]


@pytest.mark.parametrize(("text", "name", "content"), DENIALS, ids=[name for _, name, _ in DENIALS])
def test_denial_has_its_stance_and_its_content(text: str, name: str, content: str) -> None:
    a = article(text)
    found = [x for x in find_attributions(a, split_sentences(a)) if x.stance == "denied"]
    assert [x.name for x in found] == [name]
    assert any(content in text[start:end] for start, end in found[0].content)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Dozens lay foaming at the mouth the Valley Monitor for Peace said after 18 died.",
            "Valley Monitor for Peace",
        ),
        ("At least 18 died in the attack Ostian presidential sources said.", "Ostian presidential sources"),
        ("Guns cut supply lines to the Ostian border the Valley Monitor for Peace said and 18 died.", "Valley Monitor"),
    ],
)
def test_name_begins_after_a_lost_comma(text: str, name: str) -> None:
    assert asserter(text, "18").startswith(name)


@pytest.mark.parametrize("text", ["He claimed 5 died.", "The envoy alleged fraud.", "The raid reportedly killed 3."])
def test_distancing_words_are_hedged(text: str) -> None:
    a = article(text)
    assert any(x.hedged for x in find_attributions(a, split_sentences(a)))


def test_negated_speech_credits_nobody() -> None:
    a = article("The envoy did not say how many died.")
    assert not [x for x in find_attributions(a, split_sentences(a)) if x.source is not None]


@given(st.text(alphabet="abAB said.,'\"“”\n\t:-19()’", max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    a = article(text)
    sentences = split_sentences(a)
    for attribution in find_attributions(a, sentences):
        for start, end in (
            attribution.cue,
            *attribution.content,
            *([attribution.source] if attribution.source else []),
        ):
            assert 0 <= start < end <= len(text)
