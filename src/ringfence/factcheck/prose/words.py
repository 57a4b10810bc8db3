"""Words of news prose: what writers call targets, and names that must not be mistaken for a catalog system's."""

import re

COMMON_HEADS = frozenset(
    [
        "iron",
        "sky",
        "sea",
        "land",
        "type",
        "strong",
        "silent",
        "drone",
        "laser",
        "air",
        "mobile",
        "area",
        "missile",
        "system",
        "high",
        "low",
        "new",
        "advanced",
        "light",
        "heavy",
        "medium",
        "short",
        "long",
        "project",
        "counter",
        "ground",
        "surface",
        "standard",
        "red",
        "blue",
        "black",
        "north",
        "south",
        "east",
        "west",
        "royal",
        "improved",
        "the",
        "super",
        "multi",
        "anti",
        "sam",
        "abm",
    ]
)
"""First words that several names share without being of one family."""

FOREIGN = re.compile(
    r"\b(?:Tomahawks?|Iskanders?|Kinzhals?|Scuds?|Shaheds?|Gerans?|ATACMS|HIMARS|Storm Shadows?|SCALP|Kalibrs?|Fateh|Zircons?|Tsirkons?|Oreshnik"
    r"|Taurus|JASSM|Hellfires?|Typhoons?|Rafales?|Eurofighters?|Gripens?|Raptors?|Bayraktars?|Reapers?|Predators?|Onyx|Oniks|BrahMos|Agni|Hwasong"
    r"|Rodong|Nodong|Sejjil|Qassams?|Grads?|Katyushas?|Javelins?|Lancets?|Black Hawks?|Apaches?|Harpoons?|Exocets?|Minuteman|Trident|Sarmat|Topol"
    r"|Pantsirs?|Buks?|Tors?|NASAMS|Nasams|Crotale|Gepards?|Stingers?|Iglas?|Hawks?|Arrow ?[234]?|Aegis|Iron Beam|Sky Bow|Tien Kung|Cheongung|Bavar|Khordad"
    r"|Avengers?|Iris-T|IRIS-T(?: SL[SX])?|Kub|Osa|Strela|Skynex|Mistrals?|Starstreaks?|Spyder|SPYDER)(?![\w-])"
)
"""Weapons that writers name beside a system; those that the catalog holds are found as its own first."""

NO_DESIGNATION = re.compile(
    r"(?:COVID|Mach|MACH|Article|Apollo|Group|Top|Big|Level|Phase|Block|Mk|Mark|FY|Q|Boeing|Airbus|UN|UTC|GMT|AD|BC)-?\d",
)

_ADJECTIVES = r"(?:tactical|theat(?:er|re)(?:-range)?|operational-tactical|medium-to-long-range)"
_MISSILE = r"(?:missiles?|missle?s?|targets?|threats?|weapons?|warheads?)"
_BALLISTIC = rf"(?:{_ADJECTIVES}[ -](?:and [a-z-]+ )?)?ballistic[ -]{_MISSILE}"
# class → how writers name it; what is tried first stands first. "other": spoken of, but no class of the catalog.
TARGET_WORDS: tuple[tuple[str, str], ...] = (
    ("other", r"stealth(?:y)?(?:[ -](?:fighter|combat))?[ -](?:aircraft|(?:air)?planes?|jets?|fighters?(?: jets?)?|bombers?|drones?|(?:cruise )?missiles?|targets?)|low-observable (?:aircraft|targets?)"),
    ("other", r"(?:anti-?ship|anti-?radiation|air-to-air|air-to-surface|air-to-ground|anti-?tank|stand-?off|sea-skimming|submarine-launched)[ -](?:cruise |ballistic )?missiles?"),
    ("other", r"strategic (?:ballistic )?missiles?|manoeuvr\w+ (?:warheads?|missiles?)|maneuver\w+ (?:warheads?|missiles?)|re-?entry vehicles?"),
    ("icbm", r"inter-?continental(?:[ -]range)?[ -]ballistic[ -]missiles?|icbms?"),
    ("irbm", r"intermediate[ -]range[ -]ballistic[ -]missiles?|irbms?"),
    ("mrbm", r"medium[ -]range[ -]ballistic[ -]missiles?|mrbms?"),
    ("srbm", r"short(?:er)?[ -]range[ -]ballistic[ -]missiles?|srbms?"),
    ("hypersonic", r"hypersonic(?: glide| cruise| ballistic)?[ -](?:missiles?|weapons?|vehicles?|targets?|threats?|gliders?)|hypersonics"),
    ("ballistic-missile", rf"{_BALLISTIC}|tbms?"),
    ("cruise-missile", rf"(?:land-attack |subsonic |supersonic )?cruise[ -]{_MISSILE}"),
    ("other", r"(?:precision[ -])?guided (?:bombs?|munitions?|missiles?)|glide bombs?|gliding bombs?|bombs?|munitions?|projectiles?|satellites?|(?:war)?ships?|vessels?|tanks?|ground targets?|surface targets?|land targets?|balloons?|birds?"),
    ("drone", r"unmanned(?: combat)? (?:aerial|air) (?:vehicles?|systems?)|(?:unmanned|uncrewed|pilotless|remotely piloted) (?:aircraft|planes?|systems?)|drones?|uavs?|uass?|ucavs?|quadcopters?|loitering munitions?"),
    ("helicopter", r"(?:attack |transport )?helicopters?|choppers?|helicopter gunships?|rotorcraft|rotary-wing aircraft"),
    ("aircraft", r"(?:(?:manned|crewed|fixed-wing|combat|tactical|strategic|military|enemy|fighter|surveillance|airborne early warning|awacs|tanker|reconnaissance) )?(?:aircraft|airplanes?|aeroplanes?)|war-?planes?|planes?|fighter[ -]jets?|fighter[ -]planes?|fighter[ -]bombers?|jet fighters?|fighters?|jets?|(?:strategic |heavy )?bombers?|aerodynamic targets?"),
    ("rocket-artillery-mortar", r"(?:(?:artillery|unguided|short-range) )?rockets?|artillery (?:shells?|rounds?|projectiles?|fire)|(?:artillery|tank) and mortar (?:shells?|rounds?|fire)|mortar (?:rounds?|shells?|bombs?|fire|grenades?)|mortars?|shells?|shellfire|c-?ram targets?"),
    ("any", r"(?:(?:aerial|air|airborne|flying|hostile|incoming|enemy|separate|different|individual|simultaneous) )*(?:targets?|objects?|threats?|intruders?)"),
    ("missile", r"(?:(?:incoming|enemy|hostile|russian|iranian|chinese|north korean|long-range|short-range|medium-range|fast|low-flying) )*(?:missiles?|warheads?)"),
)  # fmt: skip

NOT_BEFORE = re.compile(
    r"(?:counter-|(?:anti|non|anti[- ]?aircraft|anti[- ]?missile|interceptor|surface-to-air|ground-to-air|guided|air[- ]defen[cs]e|defensive|patriot)[ -])\Z",
)
"""What stands before a word that is then no target."""
NOT_AFTER = re.compile(
    r"[ -](?:carriers?|defen[cs]es?|defenders?|shields?|submarines?|batter(?:y|ies)|launchers?|systems?|program(?:me)?s?|technolog\w+|factor(?:y|ies)|bases?|engines?|motors?|operators?"
    r"|pilots?|makers?|manufacturers?|strikes?|attacks?|raids?|wings?|squadrons?|regiments?|cover|deal|sale|order|stocks?|production|interceptors?|types?|tests?|forces?|parts?|crews?|range\b|silos?|units?|complex(?:es)?)\b",
)
"""What stands behind a word that is then no target."""

_COUNTRIES = {
    "RUS": "Russian, Russians, Russia, Moscow, Soviet, Kremlin",
    "IND": "Indian, Indians, India, New Delhi, Delhi",
    "CHN": "China, Chinese, Beijing",
    "TUR": "Turkey, T\u00fcrkiye, Turkish, Ankara",
    "USA": "United States, US, U.S., American, Americans, America, Washington, Pentagon",
    "UKR": "Ukraine, Ukrainian, Ukrainians, Kyiv, Kiev",
    "POL": "Poland, Polish, Warsaw",
    "DEU": "Germany, Germans, German, Berlin, Bundeswehr, Luftwaffe",
    "ISR": "Israeli, Israelis, Israel, Tel Aviv, Jerusalem",
    "KOR": "South Korean, South Koreans, South Korea, Seoul",
    "PRK": "North Korean, North Koreans, North Korea, Pyongyang",
    "JPN": "Japanese, Japan, Tokyo",
    "TWN": "Taiwanese, Taiwan, Taipei",
    "FRA": "France, French, Paris",
    "ITA": "Italy, Italian, Italians, Rome",
    "ESP": "Spain, Spanish, Madrid",
    "SWE": "Sweden, Swedish, Stockholm",
    "FIN": "Finland, Finnish, Helsinki",
    "CHE": "Switzerland, Swiss, Bern",
    "GRC": "Greece, Greek, Athens",
    "ROU": "Romanian, Romania, Bucharest",
    "NLD": "Netherlands, Dutch, The Hague",
    "GBR": "United Kingdom, UK, Britain, British, London",
    "SAU": "Saudi Arabian, Saudi Arabia, Saudi, Riyadh",
    "ARE": "United Arab Emirates, UAE, Emirati, Abu Dhabi",
    "QAT": "Qatari, Qatar, Doha",
    "KWT": "Kuwaiti, Kuwait",
    "IRN": "Iranian, Iranians, Iran, Tehran",
    "IRQ": "Iraqi, Iraq, Baghdad",
    "SYR": "Syrian, Syria, Damascus",
    "EGY": "Egyptian, Egypt, Cairo",
    "DZA": "Algerian, Algeria, Algiers",
    "MAR": "Morocco, Moroccan, Rabat",
    "BLR": "Belarusian, Belarus, Minsk",
    "KAZ": "Kazakhstan, Kazakh",
    "ARM": "Armenian, Armenia, Yerevan",
    "AZE": "Azerbaijani, Azerbaijan, Baku",
    "PAK": "Pakistani, Pakistan, Islamabad",
    "VNM": "Vietnamese, Vietnam, Hanoi",
    "IDN": "Indonesian, Indonesia, Jakarta",
    "SRB": "Serbian, Serbia, Belgrade",
    "HUN": "Hungary, Hungarian, Budapest",
    "BGR": "Bulgarian, Bulgaria, Sofia",
    "CZE": "Czech Republic, Czechia, Czech, Prague",
    "SVK": "Slovakian, Slovakia, Slovak, Bratislava",
    "LTU": "Lithuanian, Lithuania, Vilnius",
    "LVA": "Latvian, Latvia, Riga",
    "EST": "Estonian, Estonia, Tallinn",
    "NOR": "Norway, Norwegian, Oslo",
    "DNK": "Denmark, Danish, Copenhagen",
    "BEL": "Belgium, Belgian, Brussels",
    "PRT": "Portugal, Portuguese, Lisbon",
    "AUT": "Austrian, Austria, Vienna",
    "SVN": "Slovenian, Slovenia",
    "HRV": "Croatian, Croatia",
    "CAN": "Canada, Canadian, Ottawa",
    "AUS": "Australian, Australia, Canberra",
    "SGP": "Singaporean, Singapore",
    "THA": "Thailand, Thai, Bangkok",
    "MYS": "Malaysian, Malaysia",
    "PHL": "Philippine, Philippines, Filipino, Manila",
    "BGD": "Bangladeshi, Bangladesh, Dhaka",
    "JOR": "Jordanian, Jordan, Amman",
    "OMN": "Omani, Oman",
    "BHR": "Bahraini, Bahrain",
    "CYP": "Cyprus, Cypriot, Nicosia",
    "BRA": "Brazilian, Brazil",
    "CHL": "Chilean, Chile",
    "COL": "Colombian, Colombia",
    "PER": "Peruvian, Peru",
    "VEN": "Venezuelan, Venezuela, Caracas",
    "ETH": "Ethiopian, Ethiopia",
    "TKM": "Turkmenistan, Turkmen",
    "UZB": "Uzbekistan, Uzbek",
    "MMR": "Myanmar",
}
COUNTRY_OF = {word: code for code, words in _COUNTRIES.items() for word in words.split(", ")}
"""How writers name a country, its people and its government → ISO 3166-1 alpha-3."""


def countries(text: str) -> list[tuple[str, int, int]]:
    """The countries that a text names, with their places."""
    found: list[tuple[str, int, int]] = []
    for match in _CAPITALS.finditer(text):
        words = match[0].split(" ")
        place = 0
        while place < len(words):
            for length in (3, 2, 1):
                name = " ".join(words[place : place + length])
                plain = name.title() if len(name) > 3 and name.isupper() else name
                code = COUNTRY_OF.get(plain) or COUNTRY_OF.get(plain.rstrip("."))
                if code and len(words) >= place + length:
                    start = match.start() + len(" ".join(words[:place])) + (place > 0)
                    found.append((code, start, start + len(name)))
                    place += length - 1
                    break
            place += 1
    return found


_CAPITALS = re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)*")
