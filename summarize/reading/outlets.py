"""Outlets that a page, a file name or an address can name: a table, and how to look a name up in a text."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

__all__ = ["AGENCIES", "outlet_at", "outlet_named", "outlet_of_filename", "outlet_of_url", "outlets_in"]

_TABLE = """
The Independent | independent.co.uk independent.ie the-independent.com | Independent
MailOnline | dailymail.co.uk mailonline.com dailymail.com | Mailonline; Mail Online; Daily Mail; DailyMail.com
The Guardian | theguardian.com guardian.co.uk | Guardian
BBC News | bbc.co.uk bbc.com | BBC
The Times | thetimes.co.uk thetimes.com |
The Sunday Times | |
The Telegraph | telegraph.co.uk | Daily Telegraph; Telegraph; Sunday Telegraph
Financial Times | ft.com |
The Sun | thesun.co.uk the-sun.com |
Daily Mirror | mirror.co.uk | The Mirror
Daily Express | express.co.uk | Express.co.uk
Daily Star | dailystar.co.uk |
Evening Standard | standard.co.uk | The Standard
Metro | metro.co.uk | Metro.co.uk
Sky News | news.sky.com |
ITV News | itv.com |
Channel 4 News | channel4.com |
The Scotsman | scotsman.com |
The Herald | heraldscotland.com |
Manchester Evening News | manchestereveningnews.co.uk |
The Economist | economist.com |
The Spectator | spectator.co.uk |
HuffPost | huffpost.com huffingtonpost.com huffingtonpost.co.uk | Huffington Post
The Irish Times | irishtimes.com | Irish Times
Irish Independent | |
RTÉ News | rte.ie | RTÉ; RTE News; RTE
Reuters | reuters.com |
Associated Press | apnews.com ap.org | AP; The Associated Press; AP News
Agence France-Presse | afp.com | AFP
PA Media | pa.media | PA; Press Association; PA news agency
Bloomberg | bloomberg.com | Bloomberg News
United Press International | upi.com | UPI
Deutsche Presse-Agentur | dpa.com dpa-international.com | dpa; DPA
EFE | efe.com | Agencia EFE
ANSA | ansa.it |
Xinhua | xinhuanet.com news.cn | Xinhua News Agency
TASS | tass.com tass.ru | Itar-Tass
Interfax | interfax.com interfax.ru |
Interfax-Ukraine | interfax.com.ua |
RIA Novosti | ria.ru |
Sputnik | sputniknews.com sputnikglobe.com | Sputnik News
RT | rt.com | Russia Today
Kyodo News | kyodonews.net | Kyodo
Yonhap | yna.co.kr | Yonhap News Agency
Press Trust of India | ptinews.com | PTI
ANI | aninews.in |
IANS | ians.in |
Anadolu Agency | aa.com.tr | AA; Anadolu
SANA | sana.sy | Syrian Arab News Agency
IRNA | irna.ir |
Fars News Agency | farsnews.ir | Fars
Tasnim | tasnimnews.com | Tasnim News Agency
National News Agency | nna-leb.gov.lb | NNA
Ukrinform | ukrinform.net |
The New York Times | nytimes.com | New York Times; NYTimes
The Washington Post | washingtonpost.com | Washington Post
The Wall Street Journal | wsj.com | Wall Street Journal; WSJ
USA Today | usatoday.com |
Los Angeles Times | latimes.com | LA Times
Chicago Tribune | chicagotribune.com |
The Boston Globe | bostonglobe.com | Boston Globe
The Philadelphia Inquirer | inquirer.com | Philadelphia Inquirer
San Francisco Chronicle | sfchronicle.com |
Houston Chronicle | houstonchronicle.com |
The Dallas Morning News | dallasnews.com | Dallas Morning News
The Atlanta Journal-Constitution | ajc.com | Atlanta Journal-Constitution
Miami Herald | miamiherald.com |
The Seattle Times | seattletimes.com | Seattle Times
The Denver Post | denverpost.com | Denver Post
Star Tribune | startribune.com |
New York Post | nypost.com |
New York Daily News | nydailynews.com |
Newsweek | newsweek.com |
Time | time.com | TIME Magazine
The Atlantic | theatlantic.com |
Politico | politico.com politico.eu | POLITICO
Axios | axios.com |
The Hill | thehill.com |
CNN | cnn.com edition.cnn.com |
CNBC | cnbc.com |
NBC News | nbcnews.com |
CBS News | cbsnews.com |
ABC News | abcnews.go.com |
Fox News | foxnews.com |
MSNBC | msnbc.com |
NPR | npr.org | National Public Radio
PBS NewsHour | pbs.org |
ProPublica | propublica.org |
Vox | vox.com |
BuzzFeed News | buzzfeednews.com |
Business Insider | businessinsider.com insider.com |
Forbes | forbes.com |
MarketWatch | marketwatch.com |
Breitbart | breitbart.com |
The Daily Beast | thedailybeast.com | Daily Beast
Voice of America | voanews.com | VOA
Radio Free Europe/Radio Liberty | rferl.org | RFE/RL
CBC News | cbc.ca | CBC
CTV News | ctvnews.ca |
Global News | globalnews.ca |
The Globe and Mail | theglobeandmail.com | Globe and Mail
Toronto Star | thestar.com |
National Post | nationalpost.com |
ABC News (Australia) | abc.net.au |
The Sydney Morning Herald | smh.com.au | Sydney Morning Herald
The Age | theage.com.au |
The Australian | theaustralian.com.au |
news.com.au | news.com.au |
Nine News | 9news.com.au | 9News
SBS News | sbs.com.au |
The New Zealand Herald | nzherald.co.nz | New Zealand Herald; NZ Herald
Stuff | stuff.co.nz |
RNZ | rnz.co.nz |
Al Jazeera | aljazeera.com | Al Jazeera English
Al Arabiya | alarabiya.net english.alarabiya.net | Al-Arabiya
Al-Araby Al-Jadeed | alaraby.co.uk newarab.com | The New Arab; Al-Araby
Asharq Al-Awsat | aawsat.com english.aawsat.com | Asharq Al-Awsat English
Ahram Online | english.ahram.org.eg ahram.org.eg | Al-Ahram
Al-Alam | alalam.ir alalamtv.net | Alalam
Al-Manar | almanar.com.lb english.almanar.com.lb |
Al Mayadeen | almayadeen.net |
The Jordan Times | jordantimes.com | Jordan Times
Arab News | arabnews.com |
Gulf News | gulfnews.com |
Khaleej Times | khaleejtimes.com |
The National | thenationalnews.com thenational.ae |
Middle East Eye | middleeasteye.net |
The Daily Star (Lebanon) | dailystar.com.lb |
L'Orient Today | lorientlejour.com |
Daily Sabah | dailysabah.com |
TRT World | trtworld.com |
Hürriyet Daily News | hurriyetdailynews.com | Hurriyet Daily News
Press TV | presstv.ir presstv.com |
Tehran Times | tehrantimes.com |
The Jerusalem Post | jpost.com | Jerusalem Post
Haaretz | haaretz.com |
The Times of Israel | timesofisrael.com | Times of Israel
Ynet | ynetnews.com |
The Times of India | timesofindia.indiatimes.com | Times of India
Hindustan Times | hindustantimes.com |
The Hindu | thehindu.com |
The Indian Express | indianexpress.com | Indian Express
NDTV | ndtv.com |
India Today | indiatoday.in |
Dawn | dawn.com |
The Express Tribune | tribune.com.pk | Express Tribune
Geo News | geo.tv |
The Daily Star (Bangladesh) | thedailystar.net |
South China Morning Post | scmp.com | SCMP
China Daily | chinadaily.com.cn |
Global Times | globaltimes.cn |
CGTN | cgtn.com |
The Straits Times | straitstimes.com | Straits Times
Channel NewsAsia | channelnewsasia.com | CNA
The Japan Times | japantimes.co.jp | Japan Times
Nikkei Asia | asia.nikkei.com |
NHK World | nhk.or.jp | NHK
The Korea Herald | koreaherald.com | Korea Herald
Bangkok Post | bangkokpost.com |
The Jakarta Post | thejakartapost.com | Jakarta Post
Philippine Daily Inquirer | inquirer.net |
Rappler | rappler.com |
Kyiv Post | kyivpost.com |
The Kyiv Independent | kyivindependent.com | Kyiv Independent
Ukrainska Pravda | pravda.com.ua |
The Moscow Times | themoscowtimes.com | Moscow Times
Meduza | meduza.io |
Euronews | euronews.com |
Deutsche Welle | dw.com | DW
Der Spiegel | spiegel.de | Spiegel International
France 24 | france24.com | FRANCE 24
Le Monde | lemonde.fr |
El País | elpais.com english.elpais.com | El Pais
Swissinfo | swissinfo.ch |
The Local | thelocal.com thelocal.de thelocal.fr thelocal.se |
News24 | news24.com |
Mail & Guardian | mg.co.za |
Daily Maverick | dailymaverick.co.za |
Daily Nation | nation.africa | Nation
The Punch | punchng.com |
Premium Times | premiumtimesng.com |
Vanguard | vanguardngr.com |
Wikinews | en.wikinews.org |
"""
"""Name | domains | other names. A domain's subdomains belong to it."""

AGENCIES = (
    "Reuters", "Associated Press", "The Associated Press", "AP", "Agence France-Presse", "AFP", "PA", "PA Media",
    "Press Association", "UPI", "dpa", "DPA", "EFE", "EPA", "ANSA", "Xinhua", "TASS", "Interfax", "Sputnik",
    "RIA Novosti", "Kyodo", "Kyodo News", "Yonhap", "PTI", "ANI", "IANS", "AA", "Anadolu Agency", "Anadolu", "SANA",
    "IRNA", "Bloomberg", "Bloomberg News", "Agencies", "agencies", "News agencies", "Wire services", "Staff",
    "Staff and agencies", "CNN",
)  # fmt: skip
"""Names that stand alone as a byline or in brackets in a dateline."""


_ORDINARY = frozenset(
    """age ani axios dawn dw efe express forbes fars guardian herald hindu hill independent insider local metro mirror
    nation national news pa punch spectator standard star stuff sun telegraph time times
    tribune inquirer vanguard vox""".split()
)
"""Names that are words too: in a file name they count only where nothing else stands."""
_WORDS = frozenset({"AA", "CNA", "Dawn", "Fars", "Metro", "Nation", "PA", "Stuff", "Time", "Vanguard", "Vox"})
"""Names that capitalised words and abbreviations of the text are taken for: never looked for there."""


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    rows = []
    for line in _TABLE.strip().splitlines():
        name, domains, aliases = (part.strip() for part in line.split("|"))
        rows.append(
            (name, tuple(domains.split()), tuple(alias.strip() for alias in aliases.split(";") if alias.strip()))
        )
    return tuple(rows)


@cache
def _by_domain() -> dict[str, str]:
    return {domain: name for name, domains, _ in _rows() for domain in domains}


@cache
def _by_key() -> dict[str, str]:
    """Return outlets by the letters of their names and domains, as they stand in file names."""
    keys: dict[str, str] = {}
    for name, domains, aliases in _rows():
        for spelling in (name, name.removeprefix("The "), *aliases, *(domain.split(".")[0] for domain in domains)):
            keys.setdefault(_key(spelling), name)
    return keys


@cache
def _mention() -> re.Pattern[str]:
    spellings = {spelling for name, _, aliases in _rows() for spelling in (name, *aliases)} - _WORDS
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def outlet_of_url(url: str) -> str | None:
    """Return the outlet that publishes at `url`; null where its domain is not in the table."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    parts = host.split(".")
    return next((name for i in range(len(parts) - 1) if (name := _by_domain().get(".".join(parts[i:])))), None)


def outlet_of_filename(stem: str) -> str | None:
    """Return the outlet that a file's stem begins or ends with ("mailonline", "2022-03-02-bbc_convoy"), or null."""
    words = re.findall(r"[^\W\d_]+\d*", stem)
    for length in range(len(words), 0, -1):
        for run in (words[:length], words[-length:]):
            key = _key("".join(run))
            name = _by_key().get(key)
            if name and (length == len(words) or (len(key) > 2 and key not in _ORDINARY)):
                return name
    return None


def outlets_in(text: str) -> tuple[str, ...]:
    """Return the outlets that `text` names, by their name in the table, in order and with repeats."""
    return tuple(name for match in _mention().finditer(text) if (name := _by_key().get(_key(match[0]))))


def outlet_named(name: str) -> str | None:
    """Return the outlet that goes by `name`, or null."""
    return _by_key().get(_key(name))


def outlet_at(text: str, start: int) -> str | None:
    """Return the outlet whose name stands right at `start` of `text`, or null."""
    match = _mention().match(text, start)
    return _by_key().get(_key(match[0])) if match else None


def _key(spelling: str) -> str:
    return re.sub(r"[\W_]", "", spelling).lower()
