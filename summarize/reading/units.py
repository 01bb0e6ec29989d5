"""Units of measure, currencies and per cents: the tables, and a reader for the unit that follows a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarize.reading.tokens import Lex, Tokens, vocabulary


def _forms(table: str) -> dict[tuple[str, ...], str]:
    """Return every written form, as a tuple of words, with its unit; a line is "unit: form, form, …"."""
    forms: dict[tuple[str, ...], str] = {}
    for line in table.strip().splitlines():
        unit, _, written = line.strip().partition(": ")
        forms |= {tuple(form.split()): unit for form in (unit, *written.split(", "))}
    return forms


MEASURES = _forms(
    """
    second: seconds, secs
    minute: minutes, min, mins
    hour: hours, hr, hrs
    day: days
    night: nights
    week: weeks
    fortnight: fortnights
    month: months
    year: years, yr, yrs
    decade: decades
    century: centuries
    millimetre: millimetres, millimeter, millimeters, mm
    centimetre: centimetres, centimeter, centimeters, cm
    metre: metres, meter, meters
    kilometre: kilometres, kilometer, kilometers, km, kms
    inch: inches
    foot: feet, ft
    yard: yards
    mile: miles
    nautical mile: nautical miles
    light year: light years
    square metre: square metres, square meter, square meters, sq m, sq metres, sq meters
    square kilometre: square kilometres, square kilometer, square kilometers, sq km
    square mile: square miles, sq miles
    square foot: square feet, sq ft
    cubic metre: cubic metres, cubic meter, cubic meters
    hectare: hectares, ha
    acre: acres
    milligram: milligrams, mg
    gram: grams, gramme, grammes
    kilogram: kilograms, kilogramme, kilogrammes, kilo, kilos, kg, kgs
    tonne: tonnes, metric ton, metric tons
    ton: tons
    kiloton: kilotons
    megaton: megatons
    pound: pounds, lb, lbs
    ounce: ounces, oz
    litre: litres, liter, liters
    millilitre: millilitres, milliliter, milliliters, ml
    gallon: gallons
    pint: pints
    barrel: barrels
    bushel: bushels
    degree: degrees, degrees celsius, degrees centigrade, degrees fahrenheit, degree celsius
    watt: watts
    kilowatt: kilowatts, kw
    megawatt: megawatts, mw
    gigawatt: gigawatts, gw
    kilowatt hour: kilowatt hours, kwh
    megawatt hour: megawatt hours, mwh
    terawatt hour: terawatt hours, twh
    volt: volts
    hertz: hz
    megahertz: mhz
    gigahertz: ghz
    kilobyte: kilobytes, kb
    megabyte: megabytes, mb
    gigabyte: gigabytes, gb
    terabyte: terabytes, tb
    mile per hour: miles per hour, mile an hour, miles an hour, mph
    kilometre per hour: kilometres per hour, kilometers per hour, kilometres an hour, kilometre an hour, kph, kmh, km / h
    knot: knots
    decibel: decibels, db
    calorie: calories
    megapixel: megapixels
    hectopascal: hectopascals, millibars, millibar
    carat: carats
    basis point: basis points
    """
)
MEASURES_GLUED = {"m": "metre", "g": "gram", "l": "litre", "w": "watt", "v": "volt", "s": "second", "C": "degree"}
"""Abbreviations of one letter: units only where nothing parts them from the digits."""
DURATIONS = vocabulary("second minute hour day night week fortnight month year decade century")

SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS"}
SIGNS |= {"₴": "UAH", "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND"}
DOLLARS = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD"}
DOLLARS |= {"hk": "HKD", "nz": "NZD", "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN", "n": "NAD"}
"""Letters before "$"."""
CODES = vocabulary(
    """
    USD EUR GBP CHF AUD CAD NZD HKD SGD JPY CNY RMB INR PKR BDT LKR NPR RUB UAH TRY SEK NOK DKK ISK PLN CZK HUF
    RON BGN ZAR NGN KES GHS EGP MAD TND DZD SAR AED QAR KWD BHD OMR IQD IRR SYP LBP JOD ILS BRL ARS CLP COP MXN
    PEN VEF KRW TWD THB IDR MYR PHP VND
    """
)
"""ISO 4217 codes that newspapers write before or after a sum."""
CODE_OF_WORD = {
    "rs": "INR",
    "rmb": "CNY",
    "ksh": "KES",
    "tk": "BDT",
    "rm": "MYR",
    "rp": "IDR",
    "tsh": "TZS",
    "ush": "UGX",
}
CODE_OF_WORD |= {"skr": "SEK", "nkr": "NOK", "dkr": "DKK", "ikr": "ISK"}
"""Abbreviations before a sum that are no codes. "Rs" is the rupee of several countries, most often India."""
LETTERS = {"R": "ZAR", "K": "MWK", "P": "PHP"}
"""Single letters before a sum, glued to it. "K" is the kwacha of two countries and the kina of a third."""

CURRENCY_WORDS = frozenset(code.lower() for code in CODES) | CODE_OF_WORD.keys()
"""What may stand before a sum, in lower case."""

MONEY = {
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "rupee": "INR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "hryvnia": "UAH",
    "lira": "TRY",
    "franc": "CHF",
    "rand": "ZAR",
    "kwacha": "MWK",
    "naira": "NGN",
    "shekel": "ILS",
    "zloty": "PLN",
    "peso": "MXN",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "dirham": "AED",
    "riyal": "SAR",
    "taka": "BDT",
    "forint": "HUF",
}
"""Names of currencies; where several countries share one, the most traded."""
NATIONAL_MONEY = {
    ("us", "dollar"): "USD",
    ("american", "dollar"): "USD",
    ("australian", "dollar"): "AUD",
    ("canadian", "dollar"): "CAD",
    ("singapore", "dollar"): "SGD",
    ("taiwan", "dollar"): "TWD",
    ("zealand", "dollar"): "NZD",
    ("kong", "dollar"): "HKD",
    ("british", "pound"): "GBP",
    ("sterling", "pound"): "GBP",
    ("egyptian", "pound"): "EGP",
    ("syrian", "pound"): "SYP",
    ("lebanese", "pound"): "LBP",
    ("sudanese", "pound"): "SDG",
    ("lebanese", "lira"): "LBP",
    ("swiss", "franc"): "CHF",
    ("cfa", "franc"): "XOF",
    ("pakistani", "rupee"): "PKR",
    ("indian", "rupee"): "INR",
    ("sri", "rupee"): "LKR",
    ("russian", "rouble"): "RUB",
    ("russian", "ruble"): "RUB",
    ("iranian", "rial"): "IRR",
    ("kuwaiti", "dinar"): "KWD",
    ("iraqi", "dinar"): "IQD",
    ("jordanian", "dinar"): "JOD",
    ("swedish", "krona"): "SEK",
    ("norwegian", "krone"): "NOK",
    ("danish", "krone"): "DKK",
    ("turkish", "lira"): "TRY",
    ("argentine", "peso"): "ARS",
    ("chilean", "peso"): "CLP",
    ("colombian", "peso"): "COP",
    ("philippine", "peso"): "PHP",
    ("mexican", "peso"): "MXN",
    ("brazilian", "real"): "BRL",
    ("chinese", "yuan"): "CNY",
    ("japanese", "yen"): "JPY",
    ("korean", "won"): "KRW",
}
"""Currencies told by their country, each named in the singular."""
HUNDREDTHS = {"cent": "USD", "cents": "USD", "penny": "GBP", "pence": "GBP"}
"""Coins worth a hundredth of the currency given."""

PERCENT = "percent"
PERCENTAGE_POINT = "percentage point"
LEADS = vocabulary(
    """
    lead leads edge gap margin advantage deficit cushion drop fall rise increase swing ahead behind
    """
)
"""Words after "points" that make them percentage points of a poll."""

UnitKind = Literal["money", "percent", "measure"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read beside a number."""

    name: str
    """Canonical singular, or ISO 4217 code."""
    kind: UnitKind
    end: int
    """Token index after it."""
    factor: float = 1.0
    """What the number is multiplied by to be in the unit: a hundredth for "50 cents"."""


def read_currency_before(tokens: Tokens, index: int) -> Unit | None:
    """Return the currency that starts at `index` and stands before a number: "$", "US$", "Rs.", "USD", "£"."""
    token = tokens[index]
    sign = SIGNS.get(token.text)
    if sign:
        return Unit(sign, "money", index + 1)
    if token.lex is not Lex.WORD:
        return None
    after = tokens[index + 1]
    if after.text == "$" and after.glued and token.lower in DOLLARS and token.text[0].isupper():
        return Unit(DOLLARS[token.lower], "money", index + 2)
    end = index + 2 if after.text == "." and after.glued else index + 1
    if tokens[end].lex is not Lex.NUMBER or tokens[end].breaks:
        return None
    if token.text in CODES:
        return Unit("CNY" if token.text == "RMB" else token.text, "money", end)
    if token.lower in CODE_OF_WORD and token.text[0].isupper():
        return Unit(CODE_OF_WORD[token.lower], "money", end)
    if token.text in LETTERS and tokens[end].glued:
        return Unit(LETTERS[token.text], "money", end)
    return None


def read_unit(tokens: Tokens, index: int, *, large: bool = False) -> Unit | None:
    """Return the unit that starts at `index`, right after a number, or None. A hyphen may stand before it.

    `large` says that a scale ("million") stands before it, after which pounds are money and not a weight.
    """
    at = index + 1 if tokens.hyphen(index) else index
    token = tokens[at]
    if token.breaks:
        return None
    return _read_percent(tokens, at) or _read_money(tokens, at, large) or _read_measure(tokens, at)


def _read_percent(tokens: Tokens, at: int) -> Unit | None:
    words = tokens.words_from(at, 3)
    if words[:1] in (("%",), ("percent",), ("pc",), ("pct",)):
        end = at + 1
    elif words[:2] == ("per", "cent"):
        end = at + 2
    elif words == ("per", "-", "cent"):
        end = at + 3
    elif words[:1] == ("percentage",) and words[1:2] in (("point",), ("points",)):
        return Unit(PERCENTAGE_POINT, "percent", at + 2)
    elif words[:1] == ("percentage",) and words[1:3] == ("-", "point"):
        return Unit(PERCENTAGE_POINT, "percent", at + 3)
    elif words[:1] in (("point",), ("points",)) and LEADS.intersection(words[1:3]):
        return Unit(PERCENTAGE_POINT, "percent", at + 1)
    else:
        return None
    if tokens.word(end) in ("point", "points") and not tokens[end].breaks:
        return Unit(PERCENTAGE_POINT, "percent", end + 1)
    return Unit(PERCENT, "percent", end)


def _read_money(tokens: Tokens, at: int, large: bool) -> Unit | None:
    words = tokens.words_from(at, 3)
    if not words:
        return None
    sign = SIGNS.get(words[0])
    if sign and sign != "USD" and tokens[at].glued and tokens[at + 1].lex is not Lex.NUMBER:
        return Unit(sign, "money", at + 1)
    if tokens[at].text in CODES:
        return Unit(tokens[at].text, "money", at + 1)
    if words[0] in HUNDREDTHS:
        return Unit(HUNDREDTHS[words[0]], "money", at + 1, 0.01)
    if words[0] == "p" and tokens[at].glued:
        return Unit("GBP", "money", at + 1, 0.01)
    for place, word in enumerate(words):
        name = word.removesuffix("s")
        known = NATIONAL_MONEY.get((words[place - 1], name)) if place else None
        if known:
            return Unit(known, "money", at + place + 1)
    name = words[0].removesuffix("s")
    if name in MONEY:
        return Unit(MONEY[name], "money", at + 1)
    if name == "pound" and (large or words[1:2] == ("sterling",)):
        return Unit("GBP", "money", at + 1 + (words[1:2] == ("sterling",)))
    return None


def _read_measure(tokens: Tokens, at: int) -> Unit | None:
    if tokens.word(at) == "°":
        end = at + 1 + (tokens.word(at + 1) in ("c", "f"))
        return Unit("degree", "measure", end)
    words = tokens.words_from(at, 3)
    for count in range(len(words), 0, -1):
        name = MEASURES.get(words[:count])
        if name:
            return Unit(name, "measure", at + count)
    if words and tokens[at].glued and tokens[at].text in MEASURES_GLUED:
        return Unit(MEASURES_GLUED[tokens[at].text], "measure", at + 1)
    return None
