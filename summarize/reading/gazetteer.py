"""Places that readers know by name: countries, capitals and much-reported regions, as data.

Only a help for capitalised words without a preposition before them; other places are found by how they are used.
"""

from __future__ import annotations

from summarize.reading.wordlists import listed

__all__ = ["COUNTRIES_AND_CAPITALS", "PLACE_NOUNS"]

_NAMES = """
Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh
|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi
|Cambodia|Cameroon|Canada|Cape Verde|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Denmark
|Djibouti|Dominica|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia
|Georgia|Germany|Ghana|Greece|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq
|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia
|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta
|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal
|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama
|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia
|Scotland|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa
|South Korea|South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand
|Togo|Tonga|Trinidad|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom
|United States|Uruguay|Uzbekistan|Vanuatu|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|Britain|Northern Ireland|US|UK
|Kabul|Algiers|Buenos Aires|Yerevan|Canberra|Vienna|Baku|Dhaka|Minsk|Brussels|Sarajevo|Brasilia|Sofia|Ottawa|Santiago
|Beijing|Bogota|Havana|Nicosia|Prague|Copenhagen|Quito|Cairo|Tallinn|Addis Ababa|Helsinki|Paris|Tbilisi|Berlin|Accra
|Athens|Budapest|Reykjavik|New Delhi|Delhi|Jakarta|Tehran|Baghdad|Dublin|Jerusalem|Rome|Tokyo|Amman|Astana|Nairobi
|Pristina|Beirut|Tripoli|Vilnius|Kuala Lumpur|Mexico City|Chisinau|Rabat|Maputo|Kathmandu|Amsterdam|Wellington|Abuja
|Pyongyang|Oslo|Islamabad|Ramallah|Lima|Manila|Warsaw|Lisbon|Doha|Bucharest|Moscow|Kigali|Riyadh|Dakar|Belgrade
|Mogadishu|Pretoria|Seoul|Madrid|Colombo|Khartoum|Stockholm|Bern|Damascus|Taipei|Dushanbe|Bangkok|Tunis|Ankara|Kampala
|Kyiv|Kiev|Abu Dhabi|London|Washington|Tashkent|Caracas|Hanoi|Sanaa|Lusaka|Harare|Edinburgh|Cardiff|Belfast
|Aleppo|Mosul|Gaza|West Bank|Crimea|Donbas|Kashmir|Tibet|Xinjiang|Darfur|Tigray|Chechnya|Catalonia|Siberia|Kurdistan
|New York|Los Angeles|Chicago|California|Texas|Florida|Alaska|Hawaii|Louisiana|Ontario|Quebec|Istanbul|Mumbai|Shanghai
|Hong Kong|Sydney|Melbourne|Lagos|Karachi|Kharkiv|Mariupol|Kherson|Odesa|Lviv|Geneva|Barcelona|Milan|Munich|Johannesburg
|Europe|Africa|Asia|Antarctica|Latin America|Middle East|Sahel|Balkans|Caucasus|Baltic
"""
COUNTRIES_AND_CAPITALS = frozenset(name.strip() for name in _NAMES.replace("\n", "").split("|") if name.strip())
"""Names of places that need no preposition to be known as such."""

PLACE_NOUNS = listed("""
    city town village province region district county state island peninsula valley river lake sea ocean bay strait
    gulf mountain mountains desert street road avenue square airport port station stadium suburb neighbourhood
    neighborhood quarter border prefecture governorate oblast canton parish
""")
"""Nouns that make the name before or after them a place: "Homs province", "the town of Jayrud"."""
