"""Closed classes and speaker nouns of English, as data for the phrase reader.

Not a tagger: news prose credits its sources with a small stock of words, and whatever is capitalised. A word in none of
these lists is "some noun, adjective or verb".
"""

from __future__ import annotations

from summarize.reading.people import is_person


def listed(text: str) -> frozenset[str]:
    """Return the words of `text`: a table as it reads best in a source file."""
    return frozenset(text.split())


DETERMINERS = listed("""
    the a an this that these those some any each every another both several many few most all no its his her their our
    my your one two three four five six seven eight nine ten other various
""")
POSSESSIVES = listed("""
    its his her their our my your whose
""")
PRONOUNS = listed("""
    he she they it i we you who which
""")
RELATIVES = frozenset(["who", "which", "whose", "whom"])
CONJUNCTIONS = listed("""
    but while whereas although though because since if when as that after before until unless so yet than whether
    where why how or nor meanwhile however then despite including what
""")
PREPOSITIONS = listed("""
    of for in at from to with by on against about over into near inside under between among across within outside
    around behind during through towards toward onto upon via per without amid alongside beyond besides throughout
""")
BE = listed("""
    is was were are be been being isnt wasnt werent arent
""")
AUXILIARIES = BE | listed("""
    has have had having do does did will would can could may might shall should must 've 'd 'll hasnt havent hadnt
    didnt doesnt dont wouldnt couldnt cannot
""")
NEGATIONS = listed("""
    not never n't didnt doesnt dont hasnt havent hadnt wouldnt couldnt cannot can't didn't doesn't don't hasn't
    haven't hadn't wouldn't couldn't wasn't isn't weren't won't
""")
PARTICIPLES = listed("""
    said told quoted given found shown put written known thought seen made read set cast sent held led run taken
    brought drawn kept
""")
"""Irregular participles of verbs that report and of what is done to reports."""
ADVERBS = listed("""
    also then later earlier today yesterday tonight tomorrow still now again once even just soon already meanwhile
    twice often always too first further separately afterwards thereafter however instead repeatedly there here
    elsewhere overnight even thus therefore since ago
""")
WEEKDAYS = listed("""
    monday tuesday wednesday thursday friday saturday sunday
""")
MONTHS = listed("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
""")
MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
"""The same written out, as alternatives of a regular expression."""
TIME_NOUNS = WEEKDAYS | listed("""
    morning afternoon evening night day week month year weekend noon midnight hours days weeks months years
""")
NUMBER_WORDS = listed("""
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen dozens
    hundreds thousands millions several many few some most
""")

QUANTIFIERS = listed("one two three some both many most all none several neither few")
"""What stands before "of them" in a source: "one of them said"."""

TITLES = listed("""
    mr mrs ms miss dr sir dame lord lady prof professor rev gen general maj major lt lieutenant col colonel capt
    captain cmdr commander sgt sergeant adm admiral brig brigadier cpl corporal marshal sen senator rep gov governor
    president premier chancellor minister secretary king queen prince princess sheikh sheik ayatollah imam mullah
    rabbi pope bishop archbishop cardinal father sister judge justice chief mayor ambassador congressman congresswoman
    councillor councilman detective inspector superintendent officer sheriff constable emir sultan comrade deputy vice
    attorney coach chairman chairwoman chair director
""")

PERSON_NOUNS = listed("""
    official spokesman spokeswoman spokesperson spokespeople minister president premier chancellor governor mayor
    senator congressman congresswoman lawmaker legislator politician deputy envoy ambassador diplomat commissioner
    secretary chief head director chairman chairwoman chair chairperson executive ceo founder co-founder owner manager
    leader commander general colonel captain major lieutenant admiral officer soldier fighter militant rebel insurgent
    policeman policewoman sheriff detective investigator inspector prosecutor judge lawyer attorney solicitor
    barrister magistrate doctor medic nurse surgeon paramedic physician pathologist coroner rescuer firefighter
    activist campaigner advocate resident witness survivor victim villager neighbour neighbor bystander passer-by
    local eyewitness driver pilot worker employee colleague friend relative brother sister father mother son daughter
    wife husband uncle cousin analyst expert economist scientist researcher professor academic scholar historian
    scientist seismologist geologist meteorologist forecaster statistician strategist pollster adviser advisor aide
    consultant correspondent reporter journalist columnist editor author writer critic host anchor presenter
    commentator blogger student teacher farmer trader investor broker dealer shareholder banker regulator source
    insider negotiator mediator representative delegate member candidate nominee opponent rival supporter ally voter
    refugee migrant volunteer man woman boy girl teenager person people parent mother bishop priest imam cleric rabbi
    sheikh elder king queen prince princess emir treasurer accountant auditor whistleblower informant captive hostage
    prisoner detainee suspect defendant plaintiff actor actress singer player coach trainer captain manager fan
    photographer cameraman negotiators respondent participant applicant follower organiser organizer protester
    demonstrator striker unionist watcher observer monitor executive administrator superintendent dean rector
    contributor auctioneer juror adversary agitator contact ombudsman assessor pensioner schoolteacher councillor
    partner principal comedian star boss rep tycoon billionaire entrepreneur engineer architect trustee counsel clerk staffer
    orderly attendant steward operative dispatcher user homeowner customer buyer seller consumer retailer miner captain republican
    democrat liberal conservative prefect sub-prefect voivode alderman burgomaster intendant provost marshal brigadier
    commodore sergeant corporal constable bailiff warden jailer ranger forester archbishop abbot mufti monk nun vicar
    preacher chieftain sultan duke ayatollah warlord stationmaster harbourmaster harbormaster skipper purser stewardess
    sailor boatman ferryman fisherman shepherd herder baker vendor waiter caretaker janitor porter undertaker
    gravedigger mortician headmaster headmistress headteacher registrar matron midwife dentist veterinarian pharmacist
    chemist physicist astronomer curator librarian lecturer notary comptroller consul attaché emissary lobbyist
    financier proprietor landlord tenant referee umpire pundit claimant foreman supervisor contractor developer planner
    surveyor technician mechanic electrician diver climber mountaineer lifeguard passerby onlooker motorist cyclist
    passenger commuter widow widower aunt nephew niece grandson granddaughter grandfather grandmother defector deserter
    conscript
""")
ORGANISATION_NOUNS = listed("""
    group organisation organization agency ministry department office bureau authority authorities government
    administration regime state army military navy police force forces militia gendarmerie coastguard guard troops
    command staff headquarters service services council committee commission parliament senate congress court tribunal
    party coalition alliance opposition movement union federation association society foundation institute institution
    university college school hospital clinic centre center charity ngo watchdog observatory monitor monitors network
    channel station broadcaster newspaper paper daily magazine tabloid website site outlet outlets media press tv
    television radio news wire company firm bank corporation manufacturer maker supplier operator airline carrier
    utility regulator exchange board panel team club campaign city town village district municipality province county
    corp inc ltd llc plc ag gmbh holdings airlines airways motors industries systems technologies pharmaceuticals
    kingdom republic country nation shire borough embassy consulate mission delegation secretariat presidency monarchy white-house
    crescent cross protection defence defense rescue medics fund lender insurer retailer brokerage consultancy thinktank
    think-tank tank body inquiry investigation survey department kremlin pentagon industry community family tribe clan
    church diocese side sides quarters circles factions faction brigade battalion division unit crew jihadists rebels
    insurgents researchers negotiators analysts leadership cabinet treasury chiefs officials sources activists
    residents witnesses prosecution prosecutors defence defendants defenders directorate chamber league guild syndicate
    affiliate customs junta branch portal hall cooperative consortium prefecture inspectorate constabulary mortuary
    morgue archive registry laboratory
""")
TEXT_NOUNS = listed("""
    poll polls survey surveys study studies report reports document documents data figures statistics records file
    files filing filings email emails e-mail letter memo memorandum statement statements bulletin communique
    transcript paper analysis research census estimate estimates projection projections reports review audit audits
    assessment footage video videos image images picture pictures photo photos photograph photographs map maps article
    articles post posts tweet message messages account accounts polling average ranking rankings index book books
    indictment affidavit complaint lawsuit ruling verdict order law bill text tally count database website blog
    release results result evidence numbers count investigation inquiry dossier note notice newsletter editorial
    interviews interview model models forecast calculation calculations preprint register log logs logbook ledger
    printout sheet prospectus information details findings tallies updates assessments bulletins
    list lists circular cable slide slides edition invoice receipt manifest roster
    spreadsheet questionnaire readout minutes newsletter budget
""")
SPEAKER_NOUNS = PERSON_NOUNS | ORGANISATION_NOUNS | TEXT_NOUNS
"""Heads of phrases that can be a source. Singulars; `is_speaker_noun` knows the plurals."""

SAID = listed("said says told tells added claimed claims announced stated insisted warned saying")
"""Forms that only report: where one stands, a source phrase has ended."""

NOT_NAMES = listed("""
    last next published posted updated date death deaths more over about nearly at fatalities casualties known less
    fewer shares stocks bonds photo image file here there today yesterday breaking live watch read update correction editor
    anybody anyone everybody everyone somebody someone nobody nothing everything something anything even
""")
"""Capitalised at the head of a sentence or a line of page furniture, and never a source."""

POPULATION_NOUNS = listed("""
    respondents respondent voters people adults americans britons residents consumers customers households women men
""")
"""What polls count: "51 percent of respondents said" credits nobody with the 51."""

_DEMONYM_ENDINGS = ("ian", "ean", "ish", "ese", "qi", "eli", "stani")
_DEMONYMS = listed("""
    american german french dutch greek african mexican kurdish arab thai roman moroccan kuwaiti saudi swiss emirati
    omani yemeni bahraini western eastern northern southern republican democratic libyan kenyan
""")
_NAMES_LIKE_DEMONYMS = listed(
    "adrian ian brian vivian julian damian fabian sebastian christian lillian gillian sean dean jean"
)

VERBS_ONLY = listed("""
    went came saw took made got gave ran fell rose began became left led held kept met sent spent stood struck won
    lost brought bought built caught chose dealt drew drove ate fought flew forgot heard hit hurt laid let paid rode
    sank sold shot shook spoke stole swept taught threw understood wore broke blew died kills killed killing wounded
    wounding injured injuring hits leaves leaving died dies attacked attacking targeted targeting destroyed destroying
    carried carrying including involving following heads headed runs makes takes gets goes comes sees monitors tracks
    works lives causing damaging burning sparking shelling detained arrested captured happened occurred exploded
    erupted collapsed burned sank crashed hospitalised hospitalized rescued evacuated displaced treated dead missing
    trapped alive
""")
"""Common verb forms of news that are never part of a source phrase."""

_SPEAKER_ENDINGS = (
    "ologist",
    "ologists",
    "woman",
    "women",
    "spokesman",
    "spokesmen",
    "person",
    "persons",
    "keeper",
    "keepers",
    "year-old",
    "year-olds",
)


NAME_PARTICLES = listed("""
    al el bin ibn bint abu de da di del della der den van von la le du dos das of and ten ter zu y e
""")
"""Lower-case words inside names."""


PLURALS = listed(
    "people police they we i you both some many most all others media men women clergy troops few several who"
)
"""Words that take a plural verb without an ending that tells."""

LY_NOUNS = listed("""
    rally family assembly supply reply ally monopoly anomaly bully butterfly daily weekly monthly early elderly friendly
""")
"""Nouns and adjectives of sources that end like adverbs."""

_WHAT_BEFELL = listed("""
    dead deaths death injuries casualties casualty fatalities fatality body bodies corpse corpses lives arrest arrests
    detention detentions executions olds crowd
""")
"""Nouns that count people and cannot speak."""

S_NOUNS = listed("boss actress hostess waitress witness headquarters news press crisis series politics address ss us")
"""Singular nouns that end like plurals."""


def is_demonym(word: str) -> bool:
    """Say whether `word` (lower case) is an adjective of a people or a party, which alone names nobody."""
    return word in _DEMONYMS or (word.endswith(_DEMONYM_ENDINGS) and word not in _NAMES_LIKE_DEMONYMS)


def is_speaker_noun(word: str) -> bool:
    """Say whether `word` (lower case) can head a source phrase: "officials", "ministry", "poll"."""
    if (
        word in SPEAKER_NOUNS
        or word.endswith(_SPEAKER_ENDINGS)
        or (word[-1:] == "s" and is_person(word) and word not in _WHAT_BEFELL)
    ):
        return True
    if word.endswith("ies") and word[:-3] + "y" in SPEAKER_NOUNS:
        return True
    if word.endswith("es") and word[:-2] in SPEAKER_NOUNS:
        return True
    if word.endswith("men") and word[:-2] + "an" in SPEAKER_NOUNS:
        return True
    return word.endswith("s") and word[:-1] in SPEAKER_NOUNS


LABELS = listed("""
    author authors byline text words
    caption pic pics picture photo photos image images video watch live update updates breaking exclusive roundup summary
    analysis opinion explainer factbox timeline correction clarification note gallery graphic map listen read wrap recap
    details background context reference reminder quote facts
    chaos horror tragedy shock pictured result results upshot catch outcome problem question answer verdict
""")
"""Words before a colon that say what stands after it, not who says it."""
