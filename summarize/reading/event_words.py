"""Words that say what happened to what is counted, and whom or what a noun names. Data, no logic.

An event groups the words by which news reports one thing ("killed", "died", "death toll"). Two figures of different
events never answer one question. Words that no group holds stand for themselves.
"""

from __future__ import annotations

EVENT_FORMS: dict[str, str] = {
    "killed": "kill kills killed killing die dies died dying dead death deaths deadlier slain slaying fatality fatalities "
    "perish perishes perished perishing executed executing execution executions massacre massacres massacred "
    "massacring martyred martyrs butchered slaughtered deceased murdered murdering murders assassinated neutralised "
    "neutralized beheaded beheading decapitated lynched hanged strangled electrocuted succumb succumbs succumbed "
    "succumbing eliminated liquidated drown drowns drowned drowning bodies body corpse corpses lives life toll "
    "mortality execute executes hang hangs murder behead beheads slaughter slaughters slay slays lynch "
    "suffocate suffocated suffocating asphyxiated martyrdom",
    "wounded": "wound wounds wounded wounding injure injures injured injuring injury injuries hurt hurting maimed maiming",
    "casualties": "casualty casualties",
    "captured": "capture captured capturing captive captives captivity prisoner prisoners pow pows",
    "kidnapped": "kidnapped kidnapping snatched abducted abducting abductions hostage hostages",
    "arrested": "arrest arrests arrested arresting detain detains detained detaining detention detentions custody detainees held "
    "nicked apprehended",
    "sentenced": "sentenced sentencing sentence sentences jailed imprisoned jail prison",
    "missing": "missing unaccounted disappeared whereabouts",
    "trapped": "trapped stranded swallowed entombed",
    "displaced": "displace displaced displacing flee flees fled fleeing homeless uprooted refugees refugee",
    "evacuated": "relocate relocates relocated relocating evacuate evacuates evacuated evacuating "
    "evacuation evacuations evacuees",
    "arrived": "arrived arriving arrivals landed disembarked",
    "rescued": "rescue rescues rescued rescuing saved survivors survive survives survived frees freed freeing",
    "escaped": "escape escapes escaped escaping escapees absconded",
    "fugitive": "fugitives",
    "present": "aboard onboard carrying carried carries",
    "infected": "infected infecting infections infection cases case sickened ill diagnosed contracted",
    "recovered": "recovered recoveries discharged",
    "vaccinated": "vaccinated vaccinations doses inoculated",
    "hospitalised": "hospitalised hospitalized hospitalisations hospitalizations hospital treated treating",
    "destroyed": "destroy destroys destroyed destroying flattened flattening demolished demolishing razed levelled "
    "leveled collapsed gutted torched incinerated obliterated downed sunk sank wrecked",
    "damaged": "damage damages damaged damaging",
    "seized": "seize seizes seized seizing confiscated impounded",
    "burned": "consume consumed consuming burn burned burnt burning scorched charred blackened acres hectares",
    "attended": "attend attended attending march marched marching marchers demonstrate demonstrated demonstrators protest "
    "protested protesters protestors rally rallied gathered thronged flocked turnout crowd crowds attendance audience spectators "
    "participants participated supporters",
    "dismissed": "layoff layoffs redundancies redundancy redundant dismissals dismissed dismissing sacked axed shed",
    "hired": "hire hires hired hiring recruits recruited",
    "struck": "strikers walkout walkouts picket",
    "voted": "vote votes voted ballots ballot seats",
    "fined": "fine fines fined penalty penalties",
    "settled": "settlement settle settled compensation payout payouts",
    "earned": "revenue revenues sales turnover takings",
    "profited": "profit profits earnings",
    "lost": "loss losses deficit shortfall",
    "cost": "cost costs costing price priced bill budget budgeted",
    "invested": "invest invested investing investment investments pledged pledge funding donated donations aid",
    "stolen": "stolen stole breached leaked exposed compromised accounts",
    "affected": "affected affecting hit",
    "without power": "blackout blackouts",
    "shelled": "shells shelled rockets missiles missile strikes airstrikes raids bombs barrels",
}

EVENT_PHRASES: dict[tuple[str, str], str] = {
    ("laid", "off"): "dismissed",
    ("lay", "off"): "dismissed",
    ("laying", "off"): "dismissed",
    ("let", "go"): "dismissed",
    ("job", "cuts"): "dismissed",
    ("walked", "out"): "struck",
    ("stayed", "away"): "struck",
    ("downed", "tools"): "struck",
    ("blown", "apart"): "killed",
    ("to", "pieces"): "killed",
    ("wiped", "out"): "killed",
    ("wipes", "out"): "killed",
    ("wipe", "out"): "killed",
    ("gunned", "down"): "killed",
    ("gunning", "down"): "killed",
    ("mown", "down"): "killed",
    ("mowed", "down"): "killed",
    ("pronounced", "dead"): "killed",
    ("declared", "dead"): "killed",
    ("not", "survive"): "killed",
    ("burned", "alive"): "killed",
    ("burnt", "alive"): "killed",
    ("buried", "alive"): "trapped",
    ("shot", "down"): "destroyed",
    ("shooting", "down"): "destroyed",
    ("burned", "down"): "destroyed",
    ("burnt", "down"): "destroyed",
    ("pulled", "down"): "destroyed",
    ("torn", "down"): "destroyed",
    ("tore", "down"): "destroyed",
    ("knocked", "down"): "destroyed",
    ("to", "rubble"): "destroyed",
    ("to", "ashes"): "destroyed",
    ("tested", "positive"): "infected",
    ("taken", "prisoner"): "captured",
    ("taken", "prisoners"): "captured",
    ("taken", "captive"): "captured",
    ("made", "prisoner"): "captured",
    ("as", "captives"): "captured",
    ("as", "prisoners"): "captured",
    ("as", "hostages"): "kidnapped",
    ("made", "prisoners"): "captured",
    ("their", "arms"): "surrender",
    ("themselves", "up"): "surrender",
    ("taken", "hostage"): "kidnapped",
    ("carried", "off"): "kidnapped",
    ("dragged", "off"): "kidnapped",
    ("dragged", "away"): "kidnapped",
    ("rounded", "up"): "arrested",
    ("rounding", "up"): "arrested",
    ("remanded", "in"): "arrested",
    ("suffered", "burns"): "wounded",
    ("sustained", "burns"): "wounded",
    ("suffering", "burns"): "wounded",
    ("for", "burns"): "wounded",
    ("for", "injuries"): "wounded",
    ("for", "wounds"): "wounded",
    ("needed", "treatment"): "wounded",
    ("critical", "condition"): "wounded",
    ("serious", "condition"): "wounded",
    ("required", "treatment"): "wounded",
    ("no", "trace"): "missing",
    ("no", "word"): "missing",
    ("feared", "lost"): "missing",
    ("blew", "up"): "destroyed",
    ("blown", "up"): "destroyed",
    ("brought", "down"): "destroyed",
    ("held", "over"): "arrested",
    ("been", "held"): "arrested",
    ("being", "held"): "arrested",
    ("in", "custody"): "arrested",
    ("got", "away"): "escaped",
    ("broke", "free"): "escaped",
    ("broken", "free"): "escaped",
    ("broke", "out"): "escaped",
    ("broken", "out"): "escaped",
    ("slipped", "away"): "escaped",
    ("at", "large"): "fugitive",
    ("the", "run"): "fugitive",
    ("to", "hospital"): "hospitalised",
    ("in", "hospital"): "hospitalised",
    ("in", "hospitals"): "hospitalised",
    ("intensive", "care"): "hospitalised",
    ("the", "wards"): "hospitalised",
    ("pulled", "from"): "rescued",
    ("plucked", "from"): "rescued",
    ("pulled", "alive"): "rescued",
    ("found", "alive"): "rescued",
    ("out", "alive"): "rescued",
    ("to", "safety"): "rescued",
    ("in", "safety"): "rescued",
    ("set", "free"): "rescued",
    ("walked", "free"): "rescued",
    ("went", "free"): "rescued",
    ("brought", "out"): "rescued",
    ("dug", "out"): "rescued",
    ("taken", "out"): "rescued",
    ("on", "board"): "present",
    ("turned", "up"): "attended",
    ("showed", "up"): "attended",
    ("the", "streets"): "attended",
    ("the", "squares"): "attended",
    ("packed", "the"): "attended",
    ("packed", "into"): "attended",
    ("lined", "the"): "attended",
    ("without", "power"): "without power",
    ("without", "electricity"): "without power",
    ("no", "power"): "without power",
    ("no", "electricity"): "without power",
    ("lost", "power"): "without power",
    ("lost", "electricity"): "without power",
    ("on", "site"): "present",
    ("the", "site"): "present",
    ("fell", "ill"): "infected",
    ("fallen", "ill"): "infected",
    ("taken", "ill"): "infected",
    ("their", "jobs"): "dismissed",
    ("their", "homes"): "displaced",
    ("forced", "from"): "displaced",
    ("driven", "from"): "displaced",
    ("took", "refuge"): "displaced",
    ("taken", "refuge"): "displaced",
    ("sought", "refuge"): "displaced",
    ("now", "free"): "rescued",
    ("came", "together"): "attended",
    ("come", "together"): "attended",
    ("under", "treatment"): "hospitalised",
    ("undergoing", "treatment"): "hospitalised",
    ("undergo", "treatment"): "hospitalised",
    ("into", "hospital"): "hospitalised",
    ("to", "hospitals"): "hospitalised",
    ("have", "burns"): "wounded",
    ("had", "burns"): "wounded",
    ("has", "burns"): "wounded",
    ("with", "burns"): "wounded",
    ("medical", "help"): "wounded",
    ("medical", "attention"): "wounded",
    ("doctor's", "help"): "wounded",
    ("grave", "condition"): "wounded",
    ("serious", "state"): "wounded",
    ("grave", "state"): "wounded",
    ("critical", "state"): "wounded",
    ("behind", "bars"): "arrested",
    ("came", "free"): "rescued",
    ("come", "free"): "rescued",
    ("came", "home"): "rescued",
    ("come", "home"): "rescued",
    ("picked", "up"): "rescued",
    ("taken", "alive"): "captured",
    ("took", "prisoner"): "captured",
    ("their", "livelihoods"): "dismissed",
    ("their", "lives"): "killed",
    ("their", "life"): "killed",
    ("his", "life"): "killed",
    ("her", "life"): "killed",
    ("its", "lives"): "killed",
}
"""Two words that name an event together."""

EVENT_LABELS: dict[str, str] = {
    "killed": "People killed",
    "wounded": "People injured",
    "casualties": "Casualties",
    "captured": "People captured",
    "kidnapped": "People kidnapped",
    "arrested": "People arrested",
    "sentenced": "Prison sentence",
    "missing": "People missing",
    "trapped": "People trapped",
    "displaced": "People displaced",
    "evacuated": "People evacuated",
    "arrived": "Arrivals",
    "rescued": "People rescued",
    "escaped": "People who escaped",
    "fugitive": "People at large",
    "present": "People there",
    "infected": "Cases",
    "recovered": "Recoveries",
    "vaccinated": "Vaccinations",
    "hospitalised": "People in hospital",
    "destroyed": "Destroyed",
    "damaged": "Damage",
    "seized": "Seized",
    "burned": "Area burned",
    "attended": "Attendance",
    "dismissed": "Jobs cut",
    "hired": "People hired",
    "struck": "Strikers",
    "voted": "Votes",
    "fined": "Fine",
    "settled": "Settlement",
    "earned": "Revenue",
    "profited": "Profit",
    "lost": "Loss",
    "cost": "Cost",
    "invested": "Money pledged",
    "stolen": "Stolen",
    "affected": "Affected",
    "without power": "Without electricity",
    "shelled": "Strikes",
}
"""Event -> what a question about it is called where the articles name nothing that is counted."""

EVENTS: dict[str, str] = {form: event for event, forms in EVENT_FORMS.items() for form in forms.split()}
"""Word form -> event."""

WEAK_EVENT_WORDS = frozenset(
    "held body life lives case cases hospital prison jail sentence acres hectares aid bill hit accounts supporters crowd crowds "
    "seats rockets missiles missile strikes raids shells bombs barrels strike protest rally march fire ill aid price "
    "refugees refugee survivors demonstrators protesters protestors spectators participants strikers evacuees prisoners "
    "prisoner detainees hostages hostage captives murder murders hang slaughter recruits escape fugitives "
    "blackout blackouts".split()
)
"""Event words that mark the event only inside the counted noun phrase, or with nothing better in the clause."""

PERSON_EVENTS = frozenset(
    "killed wounded casualties captured kidnapped arrested sentenced missing trapped displaced evacuated arrived rescued escaped "
    "fugitive present infected recovered vaccinated hospitalised attended dismissed hired struck".split()
)
"""Events that befall people: a bare count of them counts people."""

NOMINAL_EVENT_WORDS = frozenset(
    "death deaths toll martyrs fatality fatalities casualty casualties injury injuries bodies corpses mortality dead cases "
    "infections layoffs redundancies arrests crowd crowds losses loss turnout attendance audience revenue revenues sales profit "
    "profits earnings deficit cost costs budget fine fines penalty price damage settlement compensation "
    "investment funding".split()
)
"""Nouns that take the figure as their value: "a toll of 58", "revenue rose to 3bn"."""

_CLASSES: dict[str, str] = {
    "child": "child children kid kids baby babies infant infants toddler toddlers boy boys girl girls minor minors "
    "schoolchildren schoolchild schoolgirls schoolboys teenager teenagers teen teens pupil pupils newborn newborns "
    "youngsters",
    "woman": "woman women mother mothers",
    "police": "police policeman policemen policewoman policewomen constables gendarme gendarmes",
    "medic": "medic medics doctor doctors nurse nurses paramedic paramedics medical",
    "journalist": "journalist journalists reporter reporters cameraman cameramen photographer",
    "combatant": "soldier soldiers troop troops serviceman servicemen servicewomen fighter fighters militant militants "
    "jihadist jihadists jihadi terrorist terrorists rebel rebels insurgent insurgents gunman gunmen combatants militiamen "
    "militia militias forces commander commanders guerrillas army armed marines conscripts cadets takfiri extremists "
    "loyalists personnel reservists mercenaries guards",
    "civilian": "civilian civilians bystander bystanders noncombatants villagers resident residents",
    "worker": "worker workers employee employees staff staffer volunteer volunteers labourers laborers miners crew "
    "sailors drivers engineers contractors",
    "student": "student students",
    "traveller": "passenger passengers tourist tourists pilgrims pilgrim",
    "migrant": "migrant migrants refugee refugees asylum",
    "evacuee": "evacuee evacuees",
    "rescuer": "firefighter firefighters rescuer rescuers firemen",
    "attacker": "attacker attackers bomber bombers assailant assailants hijackers perpetrators suspects suspect "
    "kidnappers",
    "prisoner": "prisoner prisoners inmates detainees hostages",
    "official": "official officials officers officer judges lawmakers deputies politicians candidates ministers",
    "family": "family families household households couples",
    "relative": "brother brothers sister sisters relatives siblings",
    "fan": "fan fans spectators supporters",
    "elderly": "elderly pensioners",
    "foreigner": "foreigner foreigners foreign nationals",
}

PERSON_CLASSES: dict[str, str] = {form: name for name, forms in _CLASSES.items() for form in forms.split()}
"""Word form -> class of person."""

GENERIC_PERSONS = frozenset(
    "people person persons man men others victims victim individuals lives dead deaths bodies fatalities souls humans casualties "
    "injuries members citizens inhabitants names someone nobody one".split()
)
"""Nouns for people of no class in particular."""

SUBSET_CLASSES = frozenset(
    "child woman police medic journalist worker student rescuer prisoner official family relative elderly foreigner "
    "attacker evacuee".split()
)
"""Classes that news counts inside a total: they answer a question of their own."""

CUTTING = frozenset(
    "cut cuts cutting axe axes axing shed sheds shedding slash slashes slashing eliminate eliminating scrap scrapping "
    "drop drops dropping lose loses losing lost".split()
)
"""Verbs that dismiss people where what follows is jobs."""
JOBS = frozenset(
    "job jobs post posts position positions role roles vacancies redundancies staff workers employees".split()
)

JOB_UNITS = frozenset("job post position role vacancy redundancy".split())
"""Units in which jobs are counted: as many people lose them."""

_ONE_THING = (
    "floor storey store stor level|jobs job post position role|home hous dwell propert household|"
    "aircraft plan plane jet jets airlin warplan|boat vessel ship trawl ferr|truck lorr|coach carriag|dose jabs jab vaccin|"
    "compan firm business busines|flat apart|ballot vote paper|blast explosion|missil rocket|viol breach|"
    "dron uavs|guns gun weapon|plac site"
)
ONE_THING: dict[str, str] = {form: group.split()[0] for group in _ONE_THING.split("|") for form in group.split()}
"""Stem of a noun -> stem of the one that other outlets use for the same thing."""

LOSING = frozenset("lose loses losing lost".split())
"""Verbs that kill people and destroy things, by what follows."""

_PARTIES = (
    "russian|russia|moscow|kremlin ukrainian|ukraine|kyiv|kiev syrian|syria israeli|israel palestinian|palestinians|gaza "
    "american|us|u.s.|america|washington|pentagon british|uk|britain|u.k. french|france german|germany "
    "turkish|turkey|turks iranian|iran iraqi|iraq "
    "afghan|afghanistan pakistani|pakistan indian|india chinese|china japanese|japan korean|korea egyptian|egypt "
    "libyan|libya yemeni|yemen saudi sudanese|sudan ethiopian|ethiopia somali|somalia nigerian|nigeria kenyan|kenya "
    "congolese|congo polish|poland spanish|spain italian|italy greek|greece mexican|mexico brazilian|brazil canadian|canada "
    "australian|australia lebanese|lebanon jordanian|jordan kurdish|kurds armenian|armenia azerbaijani|azerbaijan "
    "georgian|georgia chechen|chechnya burmese|myanmar thai|thailand indonesian|indonesia philippine|filipino|philippines "
    "vietnamese|vietnam european|europe african|africa north-korean south-korean "
    "isis|isil|daesh|is nusra hezbollah|hizbullah|hezballah taliban hamas houthi|houthis"
)
PARTIES: dict[str, str] = {form: group.split("|")[0] for group in _PARTIES.split() for form in group.split("|")}
"""Word for a nation or side, lower case -> its name here."""
