"""Nouns of persons, and verbs and adjectives that only persons suffer: what tells that a number counts people."""

from __future__ import annotations

from summarize.reading.tokens import vocabulary

PEOPLE = vocabulary(
    """
    people lives olds person persons human humans individual individuals soul souls inhabitant inhabitants
    resident residents citizen citizens national nationals civilian civilians noncombatant noncombatants villager
    villagers townspeople man men woman women child children kid kids boy boys girl girls baby babies infant
    infants toddler toddlers newborn newborns forces teenager teenagers teen teens adolescent adolescents youth
    youths youngster youngsters minor minors adult adults pensioner pensioners senior seniors father fathers
    mother mothers parent parents son sons daughter daughters brother brothers sister sisters sibling siblings
    twins husband husbands wife wives widow widows cousin cousins grandchild grandchildren grandmother grandfather
    grandparents relative relatives orphan orphans spouse spouses couple soldier soldiers troop troops serviceman
    servicemen servicewoman servicewomen servicemember servicemembers trooper troopers conscript conscripts
    reservist reservists recruit recruits cadet cadets draftee draftees infantryman infantrymen paratrooper
    paratroopers marine marines sailor sailors airman airmen pilot pilots gunman gunmen sniper snipers commando
    commandos mercenary mercenaries contractor contractors veteran veterans guard guards guardsman guardsmen
    officer officers commander commanders general generals colonel colonels lieutenant lieutenants sergeant
    sergeants personnel manpower staff staffer staffers crew crewman crewmen crewmember crewmembers peacekeeper
    peacekeepers legionnaire legionnaires policeman policemen policewoman policewomen police cop cops constable
    constables deputy deputies detective detectives agent agents gendarme gendarmes ranger rangers warden wardens
    firefighter firefighters fireman firemen rescuer rescuers medic medics paramedic paramedics doctor doctors
    nurse nurses surgeon surgeons physician physicians patient patients inpatient inpatients carer carers
    caregiver caregivers midwife midwives pharmacist pharmacists dentist dentists psychologist psychologists
    fighter fighters militant militants militiaman militiamen insurgent insurgents rebel rebels jihadist jihadists
    jihadi jihadis extremist extremists islamist islamists terrorist terrorists guerrilla guerrillas guerilla
    guerillas bomber bombers attacker attackers assailant assailants shooter shooters hijacker hijackers kidnapper
    kidnappers captor captors separatist separatists loyalist loyalists mutineer mutineers combatant combatants
    operative operatives member members follower followers supporter supporters adherent adherents ally allies
    opponent opponents leader leaders warlord warlords spy spies informant informants infiltrator infiltrators
    defector defectors deserter deserters victim victims casualty casualties fatality fatalities death deaths body
    bodies corpse corpses survivor survivors martyr martyrs evacuee evacuees refugee refugees migrant migrants
    immigrant immigrants emigrant emigrants returnee returnees exile exiles deportee deportees stowaway stowaways
    asylum-seeker seekers hostage hostages captive captives prisoner prisoners detainee detainees inmate inmates
    convict convicts suspect suspects defendant defendants criminal criminals offender offenders felon felons
    fugitive fugitives murderer murderers killer killers thief thieves robber robbers smuggler smugglers
    trafficker traffickers gangster gangsters pirate pirates looter looters rioter rioters protester protesters
    protestor protestors demonstrator demonstrators activist activists campaigner campaigners marcher marchers
    striker strikers picketer picketers dissident dissidents worker workers employee employees labourer labourers
    laborer laborers miner miners farmer farmers fisherman fishermen builder builders engineer engineers
    technician technicians mechanic mechanics electrician electricians driver drivers motorist motorists cyclist
    cyclists motorcyclist motorcyclists pedestrian pedestrians passenger passengers commuter commuters traveller
    travellers traveler travelers tourist tourists holidaymaker holidaymakers hiker hikers climber climbers
    mountaineer mountaineers skier skiers swimmer swimmers surfer surfers visitor visitors guest guests pilgrim
    pilgrims worshipper worshippers worshiper worshipers mourner mourners churchgoer churchgoers parishioner
    parishioners priest priests bishop bishops cardinal cardinals imam imams cleric clerics monk monks nun nuns
    rabbi rabbis missionary missionaries teacher teachers professor professors lecturer lecturers student students
    pupil pupils schoolchild schoolchildren schoolgirl schoolgirls schoolboy schoolboys undergraduate
    undergraduates graduate graduates scholar scholars scientist scientists researcher researchers expert experts
    academic academics journalist journalists reporter reporters photographer photographers cameraman cameramen
    correspondent correspondents editor editors author authors writer writers artist artists musician musicians
    singer singers actor actors actress actresses dancer dancers performer performers filmmaker filmmakers blogger
    bloggers official officials minister ministers president presidents governor governors mayor mayors senator
    senators lawmaker lawmakers congressman congressmen congresswoman congresswomen legislator legislators
    parliamentarian parliamentarians mp mps councillor councillors diplomat diplomats ambassador ambassadors envoy
    envoys aide aides adviser advisers advisor advisors negotiator negotiators mediator mediators monitor monitors
    observer observers inspector inspectors investigator investigators prosecutor prosecutors judge judges juror
    jurors justice justices lawyer lawyers attorney attorneys solicitor solicitors barrister barristers magistrate
    magistrates politician politicians candidate candidates nominee nominees contender contenders rival rivals
    delegate delegates superdelegate superdelegates elector electors voter voters respondent respondents
    constituent constituents democrat democrats republican republicans conservative conservatives liberal liberals
    communist communists socialist socialists economist economists analyst analysts banker bankers trader traders
    investor investors shareholder shareholders stockholder stockholders creditor creditors lender lenders
    borrower borrowers taxpayer taxpayers customer customers client clients consumer consumers shopper shoppers
    buyer buyers seller sellers user users subscriber subscribers viewer viewers listener listeners reader readers
    spectator spectators fan fans player players footballer footballers athlete athletes competitor competitors
    contestant contestants runner runners coach coaches referee referees director directors executive executives
    manager managers boss bosses owner owners founder founders chairman chairmen entrepreneur entrepreneurs
    billionaire billionaires millionaire millionaires businessman businessmen businesswoman businesswomen partner
    partners colleague colleagues volunteer volunteers donor donors helper helpers steward stewards responder
    responders humanitarian humanitarians applicant applicants claimant claimants complainant complainants
    plaintiff plaintiffs witness witnesses bystander bystanders onlooker onlookers passerby passersby neighbour
    neighbours neighbor neighbors tenant tenants landlord landlords homeowner homeowners householder householders
    squatter squatters friend friends stranger strangers speaker speakers participant participants attendee
    attendees reveller revellers reveler revelers partygoer partygoers concertgoer concertgoers newcomer newcomers
    native natives settler settlers foreigner foreigners expatriate expatriates expats american americans russian
    russians ukrainian ukrainians syrian syrians iraqi iraqis iranian iranians israeli israelis palestinian
    palestinians lebanese egyptian egyptians libyan libyans afghan afghans pakistani pakistanis indian indians
    briton britons german germans italian italians european europeans african africans asian asians arab arabs
    kurd kurds turk turks yemeni yemenis saudi saudis jordanian jordanians mexican mexicans canadian canadians
    australian australians nigerian nigerians kenyan kenyans somali somalis sudanese ethiopian ethiopians belgian
    belgians norwegian norwegians hungarian hungarians romanian romanians bulgarian bulgarians greek greeks serb
    serbs croat croats bosnian bosnians albanian albanians georgian georgians armenian armenians chechen chechens
    uzbek uzbeks rohingya uyghur uyghurs bangladeshi bangladeshis indonesian indonesians malaysian malaysians
    filipino filipinos korean koreans cuban cubans venezuelan venezuelans colombian colombians brazilian
    brazilians haitian haitians hispanics latinos blacks whites jews christians muslims sunnis shiites alawites
    druze yazidis copts catholics protestants hindus sikhs buddhists mormons englishmen frenchmen irishmen scots
    spaniards swedes danes finns poles czechs slovaks dutchmen porter porters janitor janitors cleaner cleaners
    waiter waiters waitress waitresses chef chefs cook cooks clerk clerks cashier cashiers baker bakers butcher
    butchers hairdresser hairdressers nanny nannies tutor tutors trainer trainers trainee trainees intern interns
    apprentice apprentices plumber plumbers carpenter carpenters welder welders tailor tailors docker dockers
    courier couriers postman trucker truckers machinist gardener gardeners shepherd shepherds herder herders nomad
    nomads peasant peasants widower widowers stepson stepdaughter grandson grandsons granddaughter granddaughters
    nephew nephews niece nieces uncle uncles aunt aunts groom bride brides fiancee king kings queen queens prince
    princes princess princesses sheikh sheikhs emir emirs chief chiefs elder elders secretary secretaries
    chancellor chancellors commissioner commissioners treasurer auditor auditors lifeguard poet poets painter
    painters composer composers sculptor sculptors designer designers architect architects historian novelist
    comedian magician host hosts presenter presenters hacker hackers dealer dealers newsreader newsreaders
    columnist whistleblower whistleblowers arrest arrests detention detentions injuries executions invader
    invaders occupier occupiers intruder intruders raider raiders fraudster fraudsters thug thugs troublemaker
    troublemakers hooligan hooligans burglar burglars rapist arsonist vigilante vigilantes accomplice accomplices
    names comrade comrades defender defenders guide guides hero heroes pow pows plotter plotters innocents seafarer
    seafarers compatriot compatriots countrymen bandit bandits trekker trekkers warder warders servant servants
    females males delinquents guatemalans hondurans salvadorans peruvians
    chileans argentines ugandans ghanaians tunisians algerians
    moroccans zimbabweans rwandan rwandans malians cameroonians eritrean eritreans cambodians
    """
)
"""Nouns of persons, singular and plural; with "deaths", "casualties" and "bodies", which count persons too."""

_PLURAL_ENDINGS = ("ists", "ians", "guards", "keepers", "workers", "goers", "holders", "dwellers", "men", "women")
_OTHER_PLURALS = vocabulary("lists playlists checklists shortlists blacklists wishlists twists fists wrists mists")


def is_person(noun: str) -> bool:
    """Say whether a lower-case noun means persons, by the list or by the ending of its plural."""
    return noun in PEOPLE or (noun.endswith(_PLURAL_ENDINGS) and noun not in _OTHER_PLURALS)


NATIONALITIES_AS_ADJECTIVES = vocabulary(
    """
    american russian ukrainian syrian iraqi iranian israeli palestinian lebanese egyptian libyan afghan pakistani
    indian german italian european african asian arab yemeni saudi jordanian mexican canadian australian nigerian
    kenyan somali sudanese ethiopian belgian norwegian hungarian romanian bulgarian greek serb croat bosnian
    albanian georgian armenian chechen uzbek rohingya uyghur bangladeshi indonesian malaysian filipino korean
    cuban venezuelan colombian brazilian haitian kurd turk native adult teenage youth minor senior general dead
    injured wounded missing sick infected homeless human individual national civilian conservative liberal
    communist socialist republican democrat academic executive rebel militant terrorist extremist islamist
    jihadist separatist loyalist guerrilla insurgent marine police staff crew student child women patient worker
    criminal convict suspect prisoner refugee migrant passenger customer voter security
    """
)
"""Nouns of persons that as often stand before another noun ("five rebel tanks", "300 Russian vehicles")."""

GROUPS = vocabulary(
    """
    police staff crew army military security medical women men child children rebel militia student rescue aid
    """
)
"""Nouns that may stand before the head although they are plural or collective ("police officers", "women voters")."""

HARM = vocabulary(
    """
    killed dead died fled escaped survived suffered sustained suffering drowned wounded injured hurt martyred
    slain murdered executed beheaded massacred shot stabbed hospitalised hospitalized maimed drowned missing
    arrested detained imprisoned jailed kidnapped abducted rescued evacuated displaced homeless unaccounted
    orphaned infected sickened perished
    """
)
"""What befalls persons only: a number right before one counts people ("120 wounded", "112 had been wounded")."""

HARMING = vocabulary(
    """
    kill kills killed killing wound wounds wounded wounding injure injures injured injuring hurting martyred
    martyring murdered murdering executed executing massacred massacring slaughtered slaughtering arrested
    arresting detained detaining abducted abducting kidnapped kidnapping displacing evacuating
    """
)
"""What is done to persons only: a number right after one of these counts people ("wounding 120")."""

COLLECTIVES = vocabulary(
    """
    crowd turnout attendance team population crew audience congregation delegation gathering squad workforce
    membership mob gang group staff family party town city village hamlet community nation country army force
    garrison
    """
)
"""Nouns that "of" and a bare number follow to say how many people they are ("a crowd of about 500")."""

TOLL = vocabulary("toll tolls")
"""Nouns whose number counts people although none are named ("the death toll has risen to 86")."""
