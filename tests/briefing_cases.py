"""Reports for tests of the briefing: the founding sample story, a toll that rises, and one that many outlets tell."""

from __future__ import annotations

from briefing_story import Story

from summarize.schema import Report


def losses() -> Report:
    """Return the briefing's main case: the founding sample story."""
    s = Story("ukraine-losses")
    s.seed("dl", "ukraine-losses/daily-ledger.txt", "The Daily Ledger", "2022-03-02T19:27:00+00:00", "Hannah Mercer")
    s.seed("mc", "ukraine-losses/morning-courier.txt", "The Morning Courier", "2022-03-02T18:05:00+00:00", "Tom Farrow")
    s.points("dl", "Nearly 500 Russian", "The ministry claimed", "Kyiv counts", "Since the war")
    s.points("mc", "Russia admitted", "Ukrainian authorities have", "The Kremlin has denied")
    s.when("dl", "Wednesday", "2022-03-02")
    s.person("dl", "Volodymyr Zelensky", "president of Ukraine")
    s.person("dl", "Maj Gen Igor Konashenkov", "who speaks for the Russian ministry")
    s.person("dl", "Oleg Sinehubov", "who heads the regional administration")
    s.person("dl", "Oleksiy Arestovich", "one of Mr Zelensky’s advisers")
    s.person("mc", "Igor Konashenkov", "Ministry spokesman")
    s.person("mc", "Dmitry Peskov", "Kremlin spokesman")
    s.person("mc", "Vladimir Putin")

    dead_dl = s.figure(
        "dl",
        "Nearly 500 Russian soldiers have died in Ukraine",
        "Nearly 500",
        400,
        500,
        "nearly",
        by="the defence ministry in Moscow",
        also=["nearly 500"],
    )
    dead_dl2 = s.figure("dl", "The ministry claimed that 498 servicemen had been killed", "498", 498, by="The ministry")
    dead_mc = s.figure("mc", "498 Russian troops were killed", "498", 498, by="Major General Igor Konashenkov")
    dead_mc2 = s.figure(
        "mc",
        "nearly 500 of its soldiers have died",
        "nearly 500",
        400,
        500,
        "nearly",
        by="Russia",
        also=["nearly 500 troops"],
    )
    hurt = [
        s.figure("dl", "another 1,597 wounded", "1,597", 1597, by="The ministry", also=["1,600"]),
        s.figure(
            "mc", "1,597 were wounded", "1,597", 1597, by="Major General Igor Konashenkov", also=["1,600 more hurt"]
        ),
    ]
    zelensky = s.figure("dl", "Kremlin tally is a fraction of Zelensky’s 7,000", "7,000", 7000, by="Zelensky")
    adviser = s.figure(
        "dl",
        "some 6,000 Russian servicemen were dead",
        "some 6,000",
        5500,
        6500,
        "about",
        by="A military adviser to President Volodymyr Zelensky",
    )
    staff = s.figure(
        "mc",
        "had killed 5,840 Russian troops",
        "5,840",
        5840,
        by="Ukraine’s general staff",
        also=["5,840 troops so far"],
    )
    up_to = s.figure(
        "mc", "the true number of Russians killed is up to 5,840", "up to 5,840", None, 5840, "up_to", by="Ukraine"
    )
    authorities = s.figure(
        "mc",
        "more than 5,800 Russian soldiers died in the first week",
        "more than 5,800",
        5801,
        None,
        "more_than",
        by="Ukrainian authorities",
        when="in the first week",
    )
    s.question(
        "Russian soldiers killed since the invasion began",
        "disputed",
        "Moscow and Kyiv count the same dead and come to figures that cannot both be right.",
        [dead_dl2, dead_mc, dead_dl, dead_mc2],
        [adviser, staff, up_to, authorities],
        [zelensky],
    )
    ses_dl = s.figure(
        "dl",
        "more than 2,000 civilians have lost their lives",
        "more than 2,000",
        2001,
        None,
        "more_than",
        by="Ukraine’s state emergency service",
        when="Since the war started",
    )
    ses_mc = s.figure(
        "mc",
        "puts the dead at more than 2,000 civilians, a claim that could not be checked",
        "more than 2,000",
        2001,
        None,
        "more_than",
        by="The country’s State Emergency Service",
        stance="unverified",
    )
    ua = s.figure(
        "mc", "352 civilians had died in the war up to then", "352", 352, by="Ukrainian authorities", when="yesterday"
    )
    un = s.figure(
        "mc", "had counted 136 civilian deaths", "136", 136, by="the UN human rights office", when="On Monday"
    )
    s.question(
        "Civilians killed",
        "disputed",
        "Three counts by three institutions, on different days.",
        [ses_dl, ses_mc],
        [ua],
        [un],
    )
    s.question(
        "Whether conscripts take part",
        "denied",
        "Moscow denies it; The Morning Courier reports otherwise.",
        [
            s.says(
                "dl", "He denied that conscripts or cadets had been sent to Ukraine", by="Gen Konashenkov", denied=True
            ),
            s.says(
                "mc",
                "no conscripts and no cadets have taken part in the operation",
                by="Major General Igor Konashenkov",
                denied=True,
            ),
        ],
        [s.says("mc", "Yet several of the prisoners whom Ukraine has put on show were barely out of school")],
        kind="denial",
    )
    s.question(
        "Whether Russia used cluster munitions",
        "denied",
        "The Kremlin denies what a military source says.",
        [s.says("mc", "The Kremlin has denied that its forces used cluster munitions", by="The Kremlin", denied=True)],
        [
            s.says(
                "mc",
                "footage from Kharkiv showed cluster munitions being used against blocks of flats",
                by="a military source",
            )
        ],
        kind="denial",
    )
    s.question(
        "Russian soldiers killed, by Kyiv’s count",
        "self_contradicted",
        "The Daily Ledger has 7,000 in its standfirst and some 6,000 in its text.",
        [zelensky],
        [adviser],
    )
    s.question(
        "Whether Russia has given a toll",
        "self_contradicted",
        "The Morning Courier says both that Russia reported its losses and that it refuses to.",
        [s.says("mc", "its first report of casualties")],
        [s.says("mc", "Russian officials have meanwhile refused to release a toll")],
        kind="statement",
    )
    s.question(
        "Russian soldiers wounded", "agreed", "Both outlets give the ministry’s 1,597; 1,600 is 1,597 rounded.", hurt
    )
    s.question(
        "Russian soldiers killed, by Moscow’s count",
        "compatible",
        "“Nearly 500” is 498 rounded up.",
        [dead_dl2, dead_mc],
        [dead_dl, dead_mc2],
    )
    konashenkov = "Maj Gen Igor Konashenkov"
    for text, claim in (
        (
            "Ukrainian soldiers killed, by Moscow’s count",
            s.figure(
                "dl",
                "more than 2,870 Ukrainian soldiers were dead",
                "more than 2,870",
                2871,
                None,
                "more_than",
                by=konashenkov,
            ),
        ),
        (
            "Ukrainian soldiers wounded",
            s.figure("dl", "about 3,700 wounded", "about 3,700", 3500, 3900, "about", by=konashenkov),
        ),
        ("Ukrainian soldiers captured", s.figure("dl", "572 in captivity", "572", 572, by=konashenkov)),
        (
            "People killed in Kharkiv in 24 hours",
            s.figure("dl", "21 people were killed there", "21", 21, by="Oleg Sinehubov", when="In the past 24 hours"),
        ),
        (
            "People wounded in Kharkiv in 24 hours",
            s.figure("dl", "at least 112 wounded", "at least 112", 112, None, "at_least", by="Oleg Sinehubov"),
        ),
        ("Length of the convoy", s.figure("dl", "a 40-mile convoy of Russian armour", "40-mile", 40, unit="mile")),
        (
            "Russian dead in the Chechen wars",
            s.figure("dl", "estimates run up to 160,000", "up to 160,000", None, 160000, "up_to"),
        ),
        (
            "Armoured vehicles wrecked",
            s.figure(
                "mc",
                "862 armoured vehicles",
                "862",
                862,
                by="the general staff",
                stance="unverified",
                unit="armoured vehicle",
            ),
        ),
        (
            "Aircraft wrecked",
            s.figure(
                "mc",
                "61 aircraft, 60 fuel tanks",
                "61",
                61,
                by="the general staff",
                stance="unverified",
                unit="aircraft",
                also=["61 aircraft"],
            ),
        ),
        (
            "Tanks wrecked",
            s.figure(
                "mc",
                "over 200 tanks, and had",
                "over 200",
                201,
                None,
                "more_than",
                by="the general staff",
                stance="unverified",
                unit="tank",
            ),
        ),
        (
            "People who have left Ukraine",
            s.figure(
                "mc",
                "Roughly 874,000 people have left Ukraine",
                "Roughly 874,000",
                873500,
                874500,
                "about",
                confidence=0.4,
            ),
        ),
        (
            "Children among the civilian dead",
            s.figure("mc", "14 of them children", "14", 14, by="Ukrainian authorities"),
        ),
    ):
        s.question(text, "single_source", "Only one outlet has it.", [claim])
    return s.report()


def quake() -> Report:
    """Return a toll that rises over hours."""
    s = Story("kalindra-earthquake")
    folder = "kalindra-earthquake"
    s.seed("hp1", f"{folder}/1-harbour-post.txt", "The Harbour Post", "2025-10-14T13:40:00+08:00", "Jane Roe")
    s.seed("ns", f"{folder}/2-northern-star.txt", "The Northern Star", "2025-10-14T12:15:00+00:00", "Peter Lindqvist")
    s.seed(
        "cd", f"{folder}/3-capitol-dispatch.txt", "The Capitol Dispatch", "2025-10-14T14:30:00-04:00", "Dana Whitlock"
    )
    s.seed(
        "hp2",
        f"{folder}/4-harbour-post.txt",
        "The Harbour Post",
        "2025-10-15T18:20:00+08:00",
        "Jane Roe and Samuel Tan",
    )
    for article, start in (
        ("hp1", "At least 12 people"),
        ("ns", "The number of people"),
        ("cd", "At least 31 people"),
        ("hp2", "The death toll"),
    ):
        s.points(article, start)
    agency = "the disaster agency"
    s.question(
        "People killed by the earthquake",
        "updated",
        "The toll rose as the search went on.",
        [s.figure("hp1", "At least 12 people were killed", "At least 12", 12, None, "at_least", by="officials")],
        [s.figure("ns", "has risen to 34", "34", 34, by="the island's disaster agency")],
        [
            s.figure(
                "cd",
                "At least 31 people died",
                "At least 31",
                31,
                None,
                "at_least",
                by="the Red Cross",
                when="on Tuesday afternoon",
            )
        ],
        [s.figure("cd", "reported 41 deaths", "41", 41, by=agency)],
        [s.figure("hp2", "climbed to 67 on Wednesday", "67", 67, by=agency, also=["climbs to 67"])],
    )
    s.question(
        "Magnitude of the earthquake",
        "updated",
        "The National Geological Survey revised it.",
        [
            s.figure(
                "hp1", "The quake had a magnitude of 6.9", "6.9", 6.9, by="the National Geological Survey", unit=None
            ),
            s.figure("ns", "put the magnitude at 6.9", "6.9", 6.9, by="The National Geological Survey", unit=None),
        ],
        [
            s.figure("ns", "measured 6.8", "6.8", 6.8, by="The European seismological centre", unit=None),
            s.figure("hp2", "revised the magnitude to 6.8", "6.8", 6.8, by="The National Geological Survey", unit=None),
        ],
    )
    s.question(
        "People inside the market hall",
        "disputed",
        "The union and the governor differ.",
        [s.figure("cd", "Up to 150 people may have been inside", "Up to 150", None, 150, "up_to", by="Teresa Okoye")],
        [s.figure("cd", "no more than 70", "no more than 70", None, 70, "up_to", by="Gov. Rafael Ansel")],
    )
    s.question(
        "Cost of the damage",
        "single_source",
        "Only one outlet has it.",
        [
            s.figure(
                "cd",
                "between $300 million and $450 million",
                "between $300 million and $450 million",
                3e8,
                4.5e8,
                "range",
                by="Hallam Reed",
                unit="USD",
            )
        ],
    )
    s.question(
        "Households without power",
        "single_source",
        "Only one outlet has it.",
        [s.figure("hp2", "all but 3,000 households", "3,000", 3000, by="Kalindra Electric", unit="household")],
    )
    return s.report()


def many(articles: int) -> Report:
    """Return a story of `articles` outlets, each with as much text and as many figures as a long news article."""
    s = Story("many")
    shared: list[str] = []
    for n in range(articles):
        lines = [f"Storm leaves {n + 10} dead on the coast, paper {n} reports", "", "Friday 3 May 2024", ""]
        lines += [
            f"Paragraph {k} of paper {n} tells how {k * 7 + n + 1} houses in district {k} lost their roofs, "
            "officials said, while crews cleared roads, looked for the missing and brought water to those who had "
            "none of their own left."
            for k in range(40)
        ]
        article = s.article(f"p{n}", "\n\n".join(lines), f"Paper {n}", f"2024-05-03T{n % 24:02d}:00:00+00:00")
        s.points(article.id, "Paragraph 0", "Paragraph 1 ")
        shared.append(s.figure(article.id, f"Storm leaves {n + 10} dead", f"{n + 10}", n + 10, by="officials"))
        for k in range(40):
            words = str(k * 7 + n + 1)
            claim = s.figure(
                article.id,
                f"{words} houses in district {k} lost their roofs",
                words,
                int(words),
                by="officials",
                unit="house",
            )
            s.question(
                f"Houses in district {k} that lost their roofs, by paper {n}", "single_source", "Only one.", [claim]
            )
    s.question("People killed", "updated", "The toll rose.", *([claim] for claim in shared))
    return s.report()


PIER = {
    "echo": """Ship rams pier at Aldmouth

The harbour authority counted 10 dead in the first hour. At noon the harbour authority counted 19 dead.

The dockers’ union said 14 of the people on the pier had died. Norland Lines denied that its ship had left its lane.""",
    "tribune": """Aldmouth pier: Norland blamed

By night the harbour authority counted 26 dead, among them four women and two children.

Witnesses said the Norland ship had left its lane. The pilots’ guild denied that a pilot had been on board.

The mayor said that a pilot had steered the Norland ship into the pier.""",
    "gazette": """Owner rejects blame for Aldmouth

Norland Lines denied any blame on Friday. The mayor said 14 people were dead and that three boats had sunk.

A diver said five boats had sunk.""",
}


def without(report: Report, *questions: str) -> Report:
    """Return the report as it was before it had these questions."""
    kept = tuple(q for q in report.questions if q.id not in questions)
    told = {c for q in kept for a in q.answers for c in a.claims}
    return report.model_copy(
        update={
            "questions": kept,
            "claims": tuple(c for c in report.claims if c.id in told),
            "omissions": tuple(o for o in report.omissions if o.question_id not in questions),
        }
    )


def disputes() -> Report:
    """Return the pier's report without the question that sets its toll in order: what is left of it is disputed alone."""
    return without(pier(), "q9")


def pier() -> Report:
    """Return a story in which several questions are one thing: a toll that moved against another, and three denials."""
    s = Story("pier")
    for n, (id, text) in enumerate(PIER.items()):
        s.article(id, text, f"The {id.capitalize()}", f"2024-05-0{n + 1}")
    authority, union = "The harbour authority", "The dockers’ union"
    ten = s.figure("echo", "The harbour authority counted 10 dead", "10", 10, by=authority)
    nineteen = s.figure("echo", "the harbour authority counted 19 dead", "19", 19, by=authority)
    twenty_six = s.figure("tribune", "the harbour authority counted 26 dead", "26", 26, by=authority)
    fourteen = s.figure("echo", "The dockers’ union said 14 of the people", "14", 14, by=union)
    mayors = s.figure("gazette", "The mayor said 14 people were dead", "14", 14, by="The mayor")
    women = s.figure("tribune", "four women", "four", 4, by=authority)
    children = s.figure("tribune", "two children", "two", 2, by=authority)
    lane = s.says("tribune", "Witnesses said the Norland ship had left its lane", by="Witnesses")
    pilot = s.says("tribune", "The mayor said that a pilot had steered the Norland ship into the pier", by="The mayor")
    owner = s.says("echo", "Norland Lines denied that its ship had left its lane", by="Norland Lines", denied=True)
    guild = s.says(
        "tribune", "The pilots’ guild denied that a pilot had been on board", by="The pilots’ guild", denied=True
    )
    owner_again = s.says("gazette", "Norland Lines denied any blame on Friday", by="Norland Lines", denied=True)
    exclude = "The authority and the union give figures that exclude each other."
    s.question("People killed", "disputed", exclude, [fourteen], [ten])
    s.question("Boats sunk", "disputed", "The mayor and a diver differ.",
               [s.figure("gazette", "three boats had sunk", "three", 3, by="The mayor", unit="boat")],
               [s.figure("gazette", "five boats had sunk", "five", 5, by="A diver", unit="boat")])  # fmt: skip
    s.question("People killed", "disputed", exclude, [nineteen], [fourteen, mayors])
    s.question("People killed, as counted by the harbour authority", "disputed", "The later count, too, excludes it.",
               [twenty_six], [fourteen])  # fmt: skip
    denies = "Norland Lines denies what another account asserts."
    s.question("Denied: “its ship had left its lane”", "denied", denies, [owner], [lane], kind="denial")
    s.question("Denied: “a pilot had been on board”", "denied", "The guild denies what another account asserts.",
               [guild], [pilot], kind="denial")  # fmt: skip
    s.question("Denied: “any blame”", "denied", denies, [owner_again], [lane, pilot], kind="denial")
    s.question("Who steered the ship", "disputed", "They name different ones.", [lane], [pilot], kind="attribution")
    s.question("People killed, over time", "updated", "It rose.", [ten], [nineteen], [twenty_six])
    s.question("People killed", "different_scope", "Women are a part of all.", [twenty_six], [women])
    s.question("Children killed", "different_scope", "Children are a part of all.", [children], [twenty_six])
    return s.report()
